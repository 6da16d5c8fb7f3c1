"""The choices behind a page: checked once, in one place, for notebook, app and report."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Self

import pandas as pd

from .indikator import grupper as indikatorgrupper
from .indikator import indikatorer
from .measures.dekningsgrad import Grunnlag
from .measures.plassbehov import Avrunding
from .measures.profil import tilgjengelig
from .notatbok import sjekk_navn
from .sett import Sett, medlemmer
from .sett import sjekket as sjekket_sett
from .sources.load import Data
from .valgsjekk import (
    aarstall,
    andre_steder,
    en_av,
    forholdstall,
    noen_av,
    planlagte_endringer,
    som_liste,
    tall_mellom,
)

GRENSER = ["som_det_var", "dagens"]


@dataclass(frozen=True)
class Profilvalg:
    """Choices of ``tjenesteprofil``.

    ``sammenlign`` is the user's own list, of municipalities and of regions with figures of
    their own (``EKG05``); it counts when ``sett`` is ``egne``. ``indikator`` is the one that
    is followed through the years (missing: the first there is), ``grenser`` whether in the
    borders of the time or today's; ``grupper`` are the parts of the service shown (none: all).
    """

    komm_nr: str
    sammenlign: tuple[str, ...]
    aar: int
    sett: Sett = Sett.EGNE
    indikator: str | None = None
    grenser: str = "som_det_var"
    grupper: tuple[str, ...] = ()

    @classmethod
    def sjekket(
        cls,
        data: Data,
        *,
        komm_nr: object,
        sammenlign: object,
        aar: object,
        sett: object = "egne",
        indikator: object = None,
        grenser: object = "som_det_var",
        grupper: object = (),
    ) -> Self:
        """Checked choices.

        Raises
        ------
        ValueError
            Unknown municipality, a code not in use that year, a comparison equal to the
            municipality or given twice, a year that is none, a set the data cannot tell the
            members of. One Norwegian sentence.
        """
        aar_, sett_ = aarstall(aar), sjekket_sett(sett)
        kode = data.register.gyldig(komm_nr, aar_)
        if sett_ == Sett.EGNE:
            egne = andre_steder(data.register, kode, sammenlign, aar_)
        else:  # the list waits until it is asked for
            medlemmer(data, sett_, kode, aar_)
            egne = tuple(passende(data, komm_nr=kode, sammenlign=som_liste(sammenlign), aar=aar_))
        return cls(
            komm_nr=kode,
            sammenlign=egne,
            aar=aar_,
            sett=sett_,
            indikator=forholdstall(indikator),
            grenser=en_av("grenser", grenser, GRENSER),
            grupper=noen_av("grupper", grupper, list(indikatorgrupper())),
        )

    @classmethod
    def foreslaatt(cls, data: Data, *, forrige: Any = None, **verdier: Any) -> Self:
        """Choices after a change in the app: what no longer fits is replaced.

        A year without figures for the municipality becomes its newest; comparisons
        without figures that year fall out; with none left, five with neighbouring
        numbers come in.

        Raises
        ------
        ValueError
            As :meth:`sjekket`.
        """
        kode = data.register.kode(verdier["komm_nr"])
        har = steder_med_tall(data)
        aar = aarstall(verdier["aar"])
        egne = har.loc[har.komm_nr == kode, "aar"]
        if len(egne) and aar not in egne.tolist():
            aar = int(egne.max())
        mulige = mulige_sammenligninger(data, kode, aar)
        oensket = andre_steder(data.register, kode, verdier["sammenlign"], None, med_seg_selv=True)
        valgte = [k for k in oensket if k in mulige or not data.register.er_kommune(k)]
        naere = sorted(mulige, key=lambda k: abs(int(k) - int(kode)) if kode.isdigit() else 0)
        valg = verdier | {"komm_nr": kode, "sammenlign": valgte or naere[:5], "aar": aar}
        return cls.sjekket(data, **valg)


_EGNE = ("plasser", "innbyggere_80_naa", "innbyggere_80_da")
# Own figures that are this municipality's, so that they do not follow to another.
_STEDETS = (*_EGNE, "planlagt", "boliger", "boliger_nye", "boliger_frafall")
_AAR_FRAM = 15  # years ahead where the year asked for is past
_UTEN_NULL = ("levealder", "timer_per_uke")  # at nought there is nothing to show
REKKEFOELGER = ["snitt", "behov_foerst", "behov_sist"]
# Number -> lowest, highest, and whether it is whole.
_TALLFELT: dict[str, tuple[float, float, bool]] = {
    "dekning": (0, 100, False),
    "plasser": (0, 100_000, True),
    "innbyggere_80_naa": (1, 1_000_000, True),
    "innbyggere_80_da": (0, 1_000_000, True),
    "levealder": (0, 5, False),
    "timer_per_uke": (0, 168, False),
    "timer_per_aarsverk": (1, 2500, False),
    "aarsverk_per_plass": (0, 5, False),
    "mill_per_aarsverk": (0, 10, False),
    "mill_per_plass": (0, 10, False),
    "boliger": (0, 100_000, True),
    "boliger_nye": (0, 10_000, False),
    "boliger_frafall": (0, 10_000, False),
}


@dataclass(frozen=True)
class Plassvalg:
    """Choices of ``plassbehov``.

    ``aar`` is the year the need is asked for; ``dekning`` (per 100 aged 80+), a goal reached
    that year, is today's when missing; ``plasser`` and ``innbyggere_*`` are the user's own
    figures and replace those of the data. The rest are the user's assumptions, and what rests
    on one is left out, or shown as the span of the documents, while it is missing: years of
    life gained per decade, hours per user and week, hours with users per man-year, man-years
    per place, mill kr per man-year and per place, places planned (``2027 +12; 2031 -4``), and
    for homes how many have one, how many come and fall away each year.
    """

    komm_nr: str
    sammenlign: tuple[str, ...]
    aar: int
    grunnlag: Grunnlag = Grunnlag.KAPASITET
    avrunding: Avrunding = Avrunding.OPP
    dekning: float | None = None
    plasser: float | None = None
    innbyggere_80_naa: float | None = None
    innbyggere_80_da: float | None = None
    levealder: float | None = None
    timer_per_uke: float | None = None
    timer_per_aarsverk: float | None = None
    aarsverk_per_plass: float | None = None
    mill_per_aarsverk: float | None = None
    mill_per_plass: float | None = None
    planlagt: str = ""
    rekkefoelge: str = "snitt"
    boliger: float | None = None
    boliger_nye: float | None = None
    boliger_frafall: float | None = None

    @property
    def endringer(self) -> tuple[tuple[int, int], ...]:
        """Planned places as (year, more or fewer), by year."""
        return planlagte_endringer(self.planlagt)

    @property
    def har_egne_tall(self) -> bool:
        """Whether any of the data's figures is replaced by the user's own."""
        return any(getattr(self, navn) is not None for navn in _EGNE)

    @property
    def egne_innbyggere(self) -> bool:
        """Whether people aged 80+, now or then, are the user's own."""
        return self.innbyggere_80_naa is not None or self.innbyggere_80_da is not None

    @classmethod
    def sjekket(
        cls,
        data: Data,
        *,
        komm_nr: object,
        sammenlign: object,
        aar: object,
        grunnlag: object = "kapasitet",
        avrunding: object = "opp",
        rekkefoelge: object = "snitt",
        planlagt: object = "",
        **tall: object,
    ) -> Self:
        """Checked choices; the sentence of a ``ValueError`` says what is wrong and how to mend."""
        kode = data.register.kode(komm_nr)
        sjekk_navn(set(tall), set(_TALLFELT), "Plassvalg")
        return cls(
            komm_nr=kode,
            sammenlign=andre_steder(data.register, kode, sammenlign, None),
            aar=aarstall(aar),
            grunnlag=Grunnlag(en_av("grunnlag", grunnlag, [str(g) for g in Grunnlag])),
            avrunding=Avrunding(en_av("avrunding", avrunding, [str(a) for a in Avrunding])),
            planlagt="; ".join(
                f"{aar} {n:+d}" for aar, n in planlagte_endringer(str(planlagt or ""))
            ),
            rekkefoelge=en_av("rekkefoelge", rekkefoelge, REKKEFOELGER),
            **{
                navn: _uten_null(navn, tall_mellom(navn, tall.get(navn), fra, til, helt=helt))
                for navn, (fra, til, helt) in _TALLFELT.items()
            },
        )

    @classmethod
    def foreslaatt(cls, data: Data, *, forrige: Any = None, **verdier: Any) -> Self:
        """Choices after a change in the app.

        A comparison equal to the municipality falls out. With another municipality than in
        ``forrige``, own figures fall out too: they were the other's; and a year that is past
        in its population becomes one some years ahead.
        """
        kode = data.register.kode(verdier["komm_nr"])
        if forrige is not None and forrige.komm_nr != kode:
            gamle = (n for n in _STEDETS if verdier.get(n) == getattr(forrige, n))
            verdier |= dict.fromkeys(gamle)
            verdier["aar"] = framover(data, kode, verdier["aar"])
        oensket = andre_steder(data.register, kode, verdier["sammenlign"], None, med_seg_selv=True)
        andre = [k for k in oensket if k != kode]
        return cls.sjekket(data, **(verdier | {"komm_nr": kode, "sammenlign": andre}))


def _uten_null(navn: str, verdi: float | None) -> float | None:
    """Return the figure; none for a slider that stands at nought and so has nothing to show."""
    return None if navn in _UTEN_NULL and verdi == 0 else verdi


def framover(data: Data, komm_nr: object, aar: object) -> int:
    """Return the year of a need; where it is past, some years after the newest population's.

    Only for a year that nobody asked for: a chosen one that is past is refused in words.
    """
    folk, aar = data.folk([data.register.kode(komm_nr)]), aarstall(aar)
    faktisk, fram = (folk.aar[folk.alternativ == a].max() for a in ("faktisk", "MMMM"))
    if pd.isna(faktisk) or pd.isna(fram) or aar > faktisk:
        return aar
    return int(min(fram, faktisk + _AAR_FRAM))


Valg = Profilvalg | Plassvalg


@lru_cache(maxsize=2)
def steder_med_tall(data: Data) -> pd.DataFrame:
    """Places and years that have at least one ratio in the data: ``komm_nr``, ``aar``."""
    return tilgjengelig(data.observasjoner, indikatorer().values())


def mulige_sammenligninger(data: Data, komm_nr: str, aar: int) -> list[str]:
    """Other municipalities that have at least one ratio that year, by number."""
    har = steder_med_tall(data)
    koder = sorted(har.loc[har.aar == aar, "komm_nr"].unique())
    return [k for k in koder if k != komm_nr and data.register.er_kommune(k)]


def passende(
    data: Data, *, komm_nr: object, sammenlign: Sequence[str], aar: object, **_: object
) -> list[str]:
    """Return default comparisons less the municipality itself and those gone that year.

    Only for comparisons that nobody asked for: a chosen one that does not fit is refused.
    """
    kode, aarstall = data.register.kode(komm_nr), str(aar)
    andre = [k for k in sammenlign if k != kode]
    if not (aarstall.isdecimal() and data.register.finnes(kode, int(aarstall))):
        return andre
    return [k for k in andre if data.register.finnes(k, int(aarstall))]
