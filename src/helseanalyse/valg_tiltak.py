"""The choices behind the page on measures: whose, the own portfolio, the target, the weights."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar, NamedTuple, Self

from .enheter import tall
from .measures.tiltak import aar_i, med_virkning
from .notatbok import sjekk_navn
from .sources.load import Data
from .sources.tiltaksfil import les_opplastet, les_tiltaksfil, som_fil
from .tiltaksrader import Rad, plan_som_rader, som_json, som_rader
from .tiltakssjekk import les_rader
from .valgsjekk import en_av, tall_mellom


class Plan(NamedTuple):
    """A published plan: its name in the data, the municipality's numbers, what it is called."""

    navn: str
    koder: tuple[str, ...]
    tittel: str
    styrking: bool


PLANER = (
    Plan("nordre_follo_2026_2029", ("3207", "3020"), "forslaget for 2026–2029", False),
    Plan("trondheim_2021_2024", ("5001", "1601"), "planen for 2021–2024", True),
    Plan("baerum_hp_2015_2018", ("3201", "3024", "0219"), "handlingsprogrammene", False),
    Plan("romskog_handlingsplan_2014", ("0121",), "handlingsplanen for 2014", False),
)
FORTEGN = ["", "innsparing", "styrking"]
JA_NEI = ["nei", "ja"]
OVERLAPP = ["full", "ingen"]
_TALLFELT = {"sannsynlighet": (0, 100), "vekt_plasser": (0, 100), "vekt_lovpaalagt": (0, 1000)}
_MAAL = re.compile(r"(20\d\d)\s*:?\s+(\d{1,6}(?:[.,]\d{1,6})?)")
_MAKS_TEKST = 10_000


@dataclass(frozen=True)
class Tiltaksvalg:
    """Choices of ``tiltak``.

    ``tiltak`` is the user's own portfolio, as JSON once it is checked; empty is the published
    plan of the municipality. ``fil`` names a file it is read from. ``fortegn`` is what a
    positive amount means (``innsparing`` or ``styrking``; empty as in the plan), ``maal`` the
    target by year (``2026 13,2; 2028 40``). ``sannsynlighet`` (per cent) replaces the history
    of what earlier measures gave. ``lovpaalagte`` lets the recommended set touch what the law
    demands; the weights and ``overlapp`` (``full``, ``ingen``) are its assumptions. ``enheter``
    is a status per unit, ``Enhet | status | kort sikt | lang sikt``, a line each.
    """

    LAAST: ClassVar[tuple[str, ...]] = ("fil",)  # a page names no file on the reader's machine

    komm_nr: str
    tiltak: str = ""
    fil: str = ""
    fortegn: str = ""
    maal: str = ""
    sannsynlighet: float | None = None
    lovpaalagte: str = "nei"
    overlapp: str = "full"
    vekt_plasser: float = 1.0
    vekt_lovpaalagt: float = 10.0
    enheter: str = ""

    @property
    def maal_per_aar(self) -> dict[int, float]:
        """Target by year, mill kr, as it was given."""
        return _maal(self.maal)

    @property
    def rader_enheter(self) -> list[list[str]]:
        """Status per unit: four cells a line."""
        return _enheter(self.enheter)

    @classmethod
    def sjekket(
        cls,
        data: Data,
        *,
        komm_nr: object,
        tiltak: object = "",
        fil: object = "",
        fortegn: object = "",
        maal: object = "",
        lovpaalagte: object = "nei",
        overlapp: object = "full",
        enheter: object = "",
        **tall_: object,
    ) -> Self:
        """Checked choices; the sentence of a ``ValueError`` says what is wrong and how to mend."""
        sjekk_navn(set(tall_), set(_TALLFELT), "Tiltaksvalg")
        kode, fortegn_ = data.register.kode(komm_nr), en_av("fortegn", fortegn or "", FORTEGN)
        egne = _egne(tiltak, fil)
        plan = plan_for(kode)
        trykte = planens_rader(data, plan)
        styrking = er_styrking(fortegn_, plan, egne, trykte)
        df = les_rader(egne or trykte, styrking=styrking, kjente=trykte)
        verdier = {n: tall_mellom(n, tall_.get(n), *g) for n, g in _TALLFELT.items()}
        ut = cls(
            komm_nr=kode,
            tiltak=som_json(egne),
            fortegn=fortegn_,
            maal="; ".join(f"{a} {_tall(v)}" for a, v in _maal(str(maal or "")).items()),
            lovpaalagte=en_av("lovpaalagte", lovpaalagte, JA_NEI),
            overlapp=en_av("overlapp", overlapp, OVERLAPP),
            enheter=_sjekket_enheter(str(enheter or "")),
            sannsynlighet=verdier["sannsynlighet"],
            vekt_plasser=_ellers(verdier["vekt_plasser"], cls.vekt_plasser),
            vekt_lovpaalagt=_ellers(verdier["vekt_lovpaalagt"], cls.vekt_lovpaalagt),
        )
        if ut.maal:
            _krev_maal_i_tide(ut.maal_per_aar, aar_i(med_virkning(df)))
        return ut

    @classmethod
    def foreslaatt(cls, data: Data, *, forrige: Any = None, **verdier: Any) -> Self:
        """Choices after a change in the app; the target of other measures falls out.

        The own portfolio stays until it is taken away: it is never lost by another choice.
        """
        kode = data.register.kode(verdier["komm_nr"])
        andre = forrige is not None and (forrige.komm_nr != kode or forrige.tiltak)
        if andre and not verdier.get("tiltak") and verdier.get("maal") == forrige.maal:
            verdier["maal"] = ""
        return cls.sjekket(data, **(verdier | {"komm_nr": kode, "fil": ""}))

    @staticmethod
    def lag_fil(melding: dict[str, Any]) -> tuple[str, bytes]:
        """File of the portfolio on the screen, also of one that was refused: name and bytes."""
        endelse = ".xlsx" if melding.get("endelse") == ".xlsx" else ".csv"
        return f"tiltak{endelse}", som_fil(som_rader(melding.get("rader")), endelse)


def plan_for(komm_nr: str) -> Plan | None:
    """Return the published plan of a municipality, if the data has one."""
    return next((p for p in PLANER if komm_nr in p.koder), None)


def planens_rader(data: Data, plan: Plan | None) -> list[Rad]:
    """Rows of a published plan as they would be typed; none without a plan."""
    return [dict(r) for r in _rader_i(data, plan)] if plan else []


@lru_cache(maxsize=8)
def _rader_i(data: Data, plan: Plan) -> list[Rad]:
    return plan_som_rader(data.tiltak[data.tiltak.plan == plan.navn])


def er_styrking(
    fortegn: str, plan: Plan | None, egne: Sequence[Rad] = (), trykte: Sequence[Rad] = ()
) -> bool:
    """Whether a positive amount is an increase: as chosen, else as in the plan shown or edited.

    Own measures of which none is in the plan are savings, also where the municipality's plan is
    not: what was typed must not turn when another municipality is chosen.
    """
    if fortegn or plan is None:
        return fortegn == "styrking"
    navn = {r.get("tiltak") for r in trykte}
    return plan.styrking and (not egne or any(r.get("tiltak") in navn for r in egne))


def _egne(tiltak: object, fil: object) -> list[Rad]:
    """Rows of the own portfolio, from the list or the file."""
    if fil and tiltak:
        raise ValueError("Oppgi tiltakene enten som «tiltak» eller som «fil», ikke begge.")
    if fil:
        return les_tiltaksfil(str(fil))
    if isinstance(tiltak, str) and tiltak.startswith("data:"):
        return les_opplastet(tiltak)
    return som_rader(tiltak)


def _maal(tekst: str) -> dict[int, float]:
    """Target by year of ``2026 13,2; 2028 40``."""
    ut: dict[int, float] = {}
    for del_ in filter(None, (d.strip() for d in re.split(r"[;\n]", tekst))):
        treff = _MAAL.fullmatch(del_)
        if treff is None:
            raise ValueError(
                f"«{del_[:60]}» er ikke et mål. Skriv år og mill. kr, og semikolon mellom, for"
                " eksempel 2026 13,2; 2028 40."
            )
        aar = int(treff[1])
        if aar in ut:
            raise ValueError(f"Målet for {aar} står to ganger. Behold ett av dem.")
        ut[aar] = float(treff[2].replace(",", "."))
    return dict(sorted(ut.items()))


def _ellers(verdi: float | None, standard: float) -> float:
    return standard if verdi is None else verdi


def _tall(v: float) -> str:
    return repr(v).removesuffix(".0").replace(".", ",")


def _krev_maal_i_tide(maal: dict[int, float], aar: list[int]) -> None:
    if not aar:
        raise ValueError("Målet trenger tiltak med beløp per år å måles mot. Legg inn tiltakene.")
    if min(maal) < aar[0]:
        raise ValueError(
            f"Målet for {min(maal)} er før tiltakenes første år, {aar[0]}. Sett målet til"
            f" {aar[0]} eller senere, eller legg inn tiltak som virker i {min(maal)}."
        )
    if max(maal) > aar[-1]:
        raise ValueError(
            f"Målet for {max(maal)} er etter tiltakenes siste år, {aar[-1]}. Legg inn beløp for"
            f" {max(maal)}, eller sett målet til {aar[-1]} eller før."
        )


def _enheter(tekst: str) -> list[list[str]]:
    linjer = [li for li in tekst.replace(";;", "\n").splitlines() if li.strip()]
    return [[c.strip() for c in li.split("|")] for li in linjer]


def _sjekket_enheter(tekst: str) -> str:
    if len(tekst) > _MAKS_TEKST:
        raise ValueError(f"Teksten om enhetene er for lang; høyst {tall(_MAKS_TEKST)} tegn.")
    for i, rad in enumerate(_enheter(tekst), start=1):
        if len(rad) != 4 or not rad[0]:
            raise ValueError(
                f"Linje {i} om enhetene må ha fire deler med | mellom: enhet | status |"
                f" utfordring på kort sikt | utfordring på lang sikt; fikk {len(rad)}."
            )
    return tekst.strip()
