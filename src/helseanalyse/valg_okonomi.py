"""The choices of ``okonomi``: users, rates and amounts that the user gives, each checked once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

import pandas as pd

from .measures.refusjon import Tjenestemottaker
from .notatbok import sjekk_navn
from .sources.load import Data
from .spraak import oppramsing
from .valgsjekk import aarstall, hva, tall_mellom

_SIFRE = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,9}"
_BELOP = rf"(?:{_SIFRE})(?:[.,]\d+)?"
_BRUKER = re.compile(
    rf"(?:(?P<navn>[^:;]{{1,40}}):)?\s*(?P<utgift>{_BELOP})\s*(?:kr)?(?P<resten>.*)", re.DOTALL
)
_TILLEGG = re.compile(
    rf"\s*,?\s*(?:(?P<pu>pu)|(?:født|fodt|f\.?)\s*(?P<foedt>\d{{4}})"
    rf"|(?P<slag>egenbetaling|vertskommune|tilskudd)\s+(?P<belop>{_BELOP})\s*(?:kr)?)(?=[\s,]|$)",
    re.IGNORECASE,
)
_INNTEKT = re.compile(rf"\s*(?P<belop>{_BELOP})\s*(?:kr)?\s*(?:[x×*]\s*(?P<antall>\d{{1,5}}))?\s*")
_VIS = "for eksempel «4 032 000 pu født 1980; 2 500 000 egenbetaling 90 000»"
_FELT = {"egenbetaling": "egenbetaling", "vertskommune": "vertskommunetilskudd",
         "tilskudd": "andre_tilskudd"}  # fmt: skip
_TEKSTER = ("mottakere", "inntekter", "poster", "noekkeltall")
_T = r"[-−]?\d+(?:[.,]\d+)?"
_NOEKKELTALL = re.compile(
    rf"(?P<navn>\D*?\S)\s+(?P<verdi>{_T})(?:\s+av\s+(?P<av>{_T}))?"
    rf"(?:\s+mål\s+(?P<maal>{_T}))?(?:\s+(?:minimum|maksimum)\s+(?P<minimum>{_T}))?",
    re.IGNORECASE,
)

# Number -> lowest, highest, and whether it is whole.
_TALLFELT: dict[str, tuple[float, float, bool]] = {
    "aar_fram": (0, 15, True),
    "loennsvekst": (-10, 20, False),
    "innslag_ekstra": (0, 500_000, False),
    "innslagspunkt": (0, 10_000_000, False),
    "kompensasjonsgrad": (0, 100, False),
    "fratrekk_pu": (0, 10_000_000, False),
    "kostpris": (0, 10_000_000, False),
    "bygg_bolig": (0, 1000, False),
    "bygg_institusjon": (0, 1000, False),
    "aarsverk_bolig": (0, 20, False),
    "aarsverk_institusjon": (0, 20, False),
    "mill_per_aarsverk": (0, 10, False),
    "betaling_bolig": (0, 10, False),
    "betaling_institusjon": (0, 10, False),
    "refusjon_bolig": (0, 100, False),
    "refusjon_institusjon": (0, 100, False),
    "rente": (-5, 20, False),
    "levetid": (1, 100, True),
}


@dataclass(frozen=True)
class Oekonomivalg:
    """Choices of ``okonomi``.

    ``aar`` is the expense year of the refund, ``mottakere`` its users (``4 032 000 pu født 1980``,
    semicolon between), ``aar_fram`` years shown after it. Rates that are given go before the
    data's. ``inntekter`` are residents' incomes (``300 000 x 12``), ``kostpris`` what a place
    costs, kr a year; ``poster`` an own table of items (``2015 2016; Salg 26,9 28,7``),
    ``noekkeltall`` own key figures (``Netto driftsresultat 3,2 mål 4 minimum 3``); building costs
    are mill kr. What is missing is asked for where it is needed.
    """

    komm_nr: str
    aar: int
    mottakere: str = ""
    inntekter: str = ""
    poster: str = ""
    noekkeltall: str = ""
    aar_fram: float | None = None
    loennsvekst: float | None = None
    innslag_ekstra: float | None = None
    innslagspunkt: float | None = None
    kompensasjonsgrad: float | None = None
    fratrekk_pu: float | None = None
    kostpris: float | None = None
    bygg_bolig: float | None = None
    bygg_institusjon: float | None = None
    aarsverk_bolig: float | None = None
    aarsverk_institusjon: float | None = None
    mill_per_aarsverk: float | None = None
    betaling_bolig: float | None = None
    betaling_institusjon: float | None = None
    refusjon_bolig: float | None = None
    refusjon_institusjon: float | None = None
    rente: float | None = None
    levetid: float | None = None

    @property
    def mottakerliste(self) -> tuple[Tjenestemottaker, ...]:
        """Users of resource-intensive services, as they were given."""
        return tjenestemottakere(self.mottakere)

    @property
    def inntekt_antall(self) -> dict[float, int]:
        """Yearly income, kr -> residents with it."""
        return inntektsfordeling(self.inntekter)

    @classmethod
    def sjekket(
        cls,
        data: Data,
        *,
        komm_nr: object,
        aar: object,
        mottakere: object = "",
        inntekter: object = "",
        poster: object = "",
        noekkeltall: object = "",
        **tall: object,
    ) -> Self:
        """Checked choices; the sentence of a ``ValueError`` says what is wrong and how to mend."""
        sjekk_navn(set(tall), set(_TALLFELT), "Oekonomivalg")
        aar_ = aarstall(aar)
        gitt = (mottakere, inntekter, poster, noekkeltall)
        tekster: dict[str, Any] = {
            navn: " ".join(str(verdi or "").split())
            for navn, verdi in zip(_TEKSTER, gitt, strict=True)
        }
        for m in tjenestemottakere(tekster["mottakere"]):
            if m.foedt is not None and m.foedt > aar_:
                raise ValueError(
                    f"{m.navn} er født i {m.foedt}, etter utgiftsåret {aar_}. Rett fødselsåret i"
                    f" {hva('mottakere')}, eller velg et senere år."
                )
        inntektsfordeling(tekster["inntekter"])
        egne_poster(tekster["poster"])
        egne_noekkeltall(tekster["noekkeltall"])
        felt: dict[str, Any] = {
            navn: tall_mellom(navn, tall.get(navn), fra, til, helt=helt)
            for navn, (fra, til, helt) in _TALLFELT.items()
        }
        return cls(komm_nr=data.register.kode(komm_nr), aar=aar_, **felt, **tekster)

    @classmethod
    def foreslaatt(cls, data: Data, *, forrige: Any = None, **verdier: Any) -> Self:
        """Choices after a change in the app; another municipality has other users and amounts."""
        kode = data.register.kode(verdier["komm_nr"])
        if forrige is not None and forrige.komm_nr != kode:
            egne: dict[str, Any] = dict.fromkeys(_TEKSTER, "") | {"kostpris": None}
            verdier |= {k: v for k, v in egne.items() if verdier.get(k) == getattr(forrige, k)}
        return cls.sjekket(data, **(verdier | {"komm_nr": kode}))


def _belop(tekst: str) -> float:
    return float(re.sub(r"\s", "", tekst).replace(",", "."))


def _deler(tekst: str) -> Iterator[tuple[int, str]]:
    return enumerate(filter(None, (d.strip() for d in tekst.split(";"))), 1)


def tjenestemottakere(tekst: str) -> tuple[Tjenestemottaker, ...]:
    """Users of ``4 032 000 pu født 1980; B: 2 500 000 egenbetaling 90 000``; kr a year.

    Raises
    ------
    ValueError
        If a part is not an amount with what may follow it; the sentence says which part.
    """
    ut = []
    for nr, del_ in _deler(tekst):
        treff = _BRUKER.fullmatch(del_)
        if treff is None:
            raise ValueError(
                f"Bruker {nr} («{del_}») begynner ikke med et beløp i kroner som er null eller"
                f" mer. Skriv direkte lønnsutgift per år, {_VIS}."
            )
        navn = (treff["navn"] or f"Bruker {nr}").strip()
        felt: dict[str, Any] = {}
        rest = treff["resten"].strip()
        while rest:
            ledd = _TILLEGG.match(rest)
            if ledd is None:
                raise ValueError(
                    f"{navn}: «{rest}» er ikke pu, født ÅR, egenbetaling, vertskommune eller"
                    f" tilskudd med beløp. Skriv {_VIS}."
                )
            if ledd["pu"]:
                felt["pu"] = True
            elif ledd["foedt"]:
                felt["foedt"] = aarstall_foedt(navn, int(ledd["foedt"]))
            else:
                felt[_FELT[ledd["slag"].lower()]] = _belop(ledd["belop"])
            rest = rest[ledd.end() :].strip()
        ut.append(Tjenestemottaker(navn, _belop(treff["utgift"]), **felt))
    like = [m.navn for m in ut]
    if len(set(like)) < len(like):
        dobbel = next(n for n in like if like.count(n) > 1)
        raise ValueError(f"To brukere heter {dobbel}. Gi dem hvert sitt navn eller nummer.")
    return tuple(ut)


def aarstall_foedt(navn: str, aar: int) -> int:
    """Return a year of birth that a living user may have."""
    if not 1900 <= aar <= 2100:
        raise ValueError(f"{navn}: fødselsåret {aar} kan ikke stemme. Skriv fire sifre, som 1980.")
    return aar


def inntektsfordeling(tekst: str) -> dict[float, int]:
    """Residents by income of ``300 000 x 12; 450 000``; a lone amount is one resident.

    Raises
    ------
    ValueError
        If a part is not an amount, or an amount and a number.
    """
    ut: dict[float, int] = {}
    for nr, del_ in _deler(tekst):
        treff = _INNTEKT.fullmatch(del_)
        if treff is None:
            raise ValueError(
                f"Inntekt {nr} («{del_}») er ikke et beløp i kroner, med eller uten antall."
                " Skriv for eksempel «300 000 x 12; 450 000 x 3»."
            )
        belop = _belop(treff["belop"])
        ut[belop] = ut.get(belop, 0) + int(treff["antall"] or 1)
    return ut


def egne_poster(tekst: str) -> pd.DataFrame:
    """Items by year of ``2015 2016; Salg 26,9 28,7; Refusjoner 113,3 –``: ``post``, ``aar``, ...

    ``verdi`` is missing at a dash. No thousands sign: a space divides the amounts.

    Raises
    ------
    ValueError
        If the first part is not years in order, or an item has not one amount for each.
    """
    deler = [d for _, d in _deler(tekst)]
    if not deler:
        return pd.DataFrame({"post": [], "aar": [], "verdi": []})
    aarene = deler[0].split()
    if not all(re.fullmatch(r"(19|20)\d\d", a) for a in aarene) or sorted(set(aarene)) != aarene:
        raise ValueError(
            f"{hva('poster')} må begynne med årene fra først til sist, for eksempel"
            f" «2015 2016; Salg 26,9 28,7»; fikk «{deler[0]}»."
        )
    rader = []
    for del_ in deler[1:]:
        ord_ = del_.split()
        navn, verdier = " ".join(ord_[: -len(aarene)]), ord_[-len(aarene) :]
        gale = [v for v in verdier if not re.fullmatch(r"[-−]?\d+([.,]\d+)?|[-–]", v)]
        if not navn or gale or re.fullmatch(r"[-−]?\d+([.,]\d+)?", navn.split()[-1]):
            raise ValueError(
                f"Posten «{del_}» må ha et navn og {len(aarene)} beløp, ett for hvert av"
                f" {oppramsing(aarene)}, uten mellomrom i tallene; en strek der tallet mangler."
            )
        rader += [
            (navn, int(a), None if v in "-–" else float(v.replace(",", ".").replace("−", "-")))
            for a, v in zip(aarene, verdier, strict=True)
        ]
    ut = pd.DataFrame(rader, columns=["post", "aar", "verdi"]).astype({"verdi": float})
    if ut.duplicated(["post", "aar"]).any():
        dobbel = ut.post[ut.duplicated(["post", "aar"])].iloc[0]
        raise ValueError(f"Posten «{dobbel}» står to ganger i {hva('poster')}; behold én.")
    return ut


class EgetNoekkeltall(NamedTuple):
    """A key figure that the user gives, per cent, with its target where there is one."""

    navn: str
    verdi: float
    maal: float | None
    minimum: float | None


def egne_noekkeltall(tekst: str) -> tuple[EgetNoekkeltall, ...]:
    """Key figures of ``Netto driftsresultat 392 av 9800 mål 4 minimum 3; Gjeldsgrad 62``.

    Raises
    ------
    ValueError
        If a part is not a name and a number with what may follow it, or is of nought.
    """
    ut = []
    for nr, del_ in _deler(tekst):
        treff = _NOEKKELTALL.fullmatch(del_)
        verdier = {} if treff is None else {
            k: None if v is None else float(v.replace(",", ".").replace("−", "-"))
            for k, v in treff.groupdict().items() if k != "navn"
        }  # fmt: skip
        verdi, av = verdier.get("verdi"), verdier.get("av")
        if treff is None or verdi is None or av == 0:
            raise ValueError(
                f"Nøkkeltall {nr} («{del_}») er ikke et navn og et tall. Skriv for eksempel"
                " «Netto driftsresultat 392 av 9800 mål 4 minimum 3; Gjeldsgrad 62 mål 75»."
            )
        prosent = verdi if av is None else 100 * verdi / av
        ut.append(EgetNoekkeltall(treff["navn"], prosent, verdier["maal"], verdier["minimum"]))
    return tuple(ut)
