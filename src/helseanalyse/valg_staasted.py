"""The choices behind the report ``staastedsanalyse``, and those of each of its parts."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar, Self

import pandas as pd

from .maalform import SPRAAK
from .measures.demografi import HOVEDALTERNATIV
from .notatbok import sjekk_navn
from .sett import Sett, medlemmer, referanser
from .sources.egneord import EgneOrd, egne_ord, les_egne_ord
from .sources.load import Data
from .valg import (
    Plassvalg,
    Profilvalg,
    Sammenligningsvalg,
    framover,
    mulige_sammenligninger,
)
from .valg_bemanning import Bemanningsvalg, mulige_andre, naermeste, nyeste_aar
from .valg_okonomi import Oekonomivalg
from .valg_tiltak import Tiltaksvalg
from .valgsjekk import aarstall, en_av

_AAR_FRAM = 15
_NAERE = 5  # of the nearest, how many whose places are asked after
# Sets by rule, the best first, where nobody has chosen whom to be held against.
_REKKEFOELGE = (Sett.JEVNKOMMUNER, Sett.KOSTRAGRUPPE, Sett.FYLKE, Sett.LANDET)


@dataclass(frozen=True)
class Staastedsvalg:
    """Choices of ``staastedsanalyse``.

    ``aar`` is the year of the comparison, ``horisont`` the year the need is asked for,
    ``spraak`` nb, nn or en. ``egne_ord`` names the consultant's file; once checked it is the
    file's content as one text, so that the choices alone make the report again.
    """

    LAAST: ClassVar[tuple[str, ...]] = ("egne_ord",)  # a page names no file on the machine

    komm_nr: str
    sammenlign: tuple[str, ...]
    aar: int
    sett: Sett = Sett.EGNE
    horisont: int | None = None
    spraak: str = "nb"
    egne_ord: str = ""

    @property
    def ord(self) -> EgneOrd:
        """Return what the consultant has written."""
        return egne_ord(self.egne_ord)

    @property
    def profil(self) -> Profilvalg:
        """Return the choices of the service profile."""
        return Profilvalg(self.komm_nr, self.sammenlign, self.aar, self.sett)

    @property
    def kommende_aar(self) -> int:
        """Return the year the need is asked for, also where the data cannot tell one."""
        return self.aar + _AAR_FRAM if self.horisont is None else self.horisont

    @classmethod
    def sjekket(
        cls,
        data: Data,
        *,
        komm_nr: object,
        sammenlign: object,
        aar: object,
        sett: object = "egne",
        horisont: object = None,
        spraak: object = "nb",
        egne_ord: object = "",
    ) -> Self:
        """Checked choices.

        Raises
        ------
        ValueError
            As :meth:`Sammenligningsvalg.sjekket`; a horizon before the year, another language,
            a file of own words that cannot be read, or with a choice that is refused.
        """
        felles = Sammenligningsvalg.sjekket(
            data, komm_nr=komm_nr, sammenlign=sammenlign, aar=aar, sett=sett
        )
        fram = _horisont(data, felles.komm_nr, horisont)
        if fram is not None and horisont not in (None, "") and fram <= felles.aar:
            raise ValueError(
                f"Året behovet gjelder (horisont), {fram}, må være etter året det sammenlignes"
                f" for, {felles.aar}."
            )
        ut = cls(
            komm_nr=felles.komm_nr,
            sammenlign=felles.sammenlign,
            aar=felles.aar,
            sett=felles.sett,
            horisont=fram,
            spraak=en_av("spraak", spraak, list(SPRAAK)),
            egne_ord=les_egne_ord(str(egne_ord or "")),
        )
        for lag in (plassvalg, oekonomivalg, bemanningsvalg, tiltaksvalg):
            lag(data, ut)
        return ut

    @classmethod
    def foreslaatt(cls, data: Data, *, forrige: Any = None, **verdier: Any) -> Self:
        """Choices after a change in the app: what no longer fits is replaced.

        Another municipality has another horizon, and other words than this one's.
        """
        felles = {k: verdier[k] for k in ("komm_nr", "sammenlign", "aar", "sett")}
        ny = Sammenligningsvalg.foreslaatt(data, **felles)
        if forrige is not None and forrige.komm_nr != ny.komm_nr:
            verdier |= {"egne_ord": ""}
            if verdier.get("horisont") == forrige.horisont:
                verdier["horisont"] = None
        felles = {k: getattr(ny, k) for k in felles}
        return cls.sjekket(data, **(verdier | felles))


def _horisont(data: Data, komm_nr: str, horisont: object) -> int | None:
    """Return the year asked for; without one, the newest projected within fifteen years."""
    if horisont not in (None, ""):
        return aarstall(horisont)
    folk = data.folk([komm_nr])
    fram = folk.aar[folk.alternativ == HOVEDALTERNATIV].max()
    return None if pd.isna(fram) else framover(data, komm_nr, min(int(fram), _siste(folk)))


def _siste(folk: pd.DataFrame) -> int:
    faktisk = folk.aar[folk.alternativ == "faktisk"].max()
    return 2100 if pd.isna(faktisk) else int(faktisk) + _AAR_FRAM


def naturlig_sett(data: Data, komm_nr: str, aar: int) -> Sett:
    """Set to be held against where nobody has chosen: the first with a member that has figures."""
    med = set(mulige_sammenligninger(data, komm_nr, aar))
    for sett in _REKKEFOELGE:
        if _har_medlemmer(data, sett, komm_nr, aar, med):
            return sett
    return Sett.EGNE


def _har_medlemmer(data: Data, sett: Sett, komm_nr: str, aar: int, med: set[str]) -> bool:
    try:
        return bool(med.intersection(medlemmer(data, sett, komm_nr, aar)))
    except ValueError:  # the data cannot tell who is in it
        return False


# ------------------------------------------------------------------ choices of the parts
def _egne(valg: Staastedsvalg, del_: str, faste: set[str]) -> dict[str, Any]:
    """Own assumptions of a part; whose and when stand in the report's own choices."""
    egne = valg.ord.forutsetninger.get(del_, {})
    if opptatt := faste & set(egne):
        raise ValueError(
            f"«{sorted(opptatt)[0]}» skal ikke stå i [{del_}] i filen med egne ord: rapportens egne"
            " valg gjelder."
        )
    return egne


@lru_cache(maxsize=8)
def plassvalg(data: Data, valg: Staastedsvalg) -> Plassvalg:
    """Choices of the chapters on places: the horizon, and the consultant's ``[plassbehov]``."""
    egne = _egne(valg, "plassbehov", {"komm_nr", "sammenlign", "aar"})
    andre = _andre(data, valg)
    return Plassvalg.sjekket(
        data, komm_nr=valg.komm_nr, sammenlign=andre, aar=valg.kommende_aar, **egne
    )


def _andre(data: Data, valg: Staastedsvalg) -> tuple[str, ...]:
    """Those whose places are asked after: the own list, the nearest, or the set's region."""
    if valg.sett == Sett.EGNE:
        return valg.sammenlign
    if valg.sett == Sett.JEVNKOMMUNER:
        return medlemmer(data, valg.sett, valg.komm_nr, valg.aar)[:_NAERE]
    kjente = set(data.kommuner.komm_nr)
    return tuple(k for k in referanser(data, valg.sett, valg.komm_nr, valg.aar) if k in kjente)[:1]


@lru_cache(maxsize=8)
def oekonomivalg(data: Data, valg: Staastedsvalg) -> Oekonomivalg:
    """Choices of the chapters on money, with the consultant's ``[okonomi]``."""
    egne = _egne(valg, "okonomi", {"komm_nr"})
    return Oekonomivalg.sjekket(data, **({"komm_nr": valg.komm_nr, "aar": valg.aar} | egne))


@lru_cache(maxsize=8)
def bemanningsvalg(data: Data, valg: Staastedsvalg) -> Bemanningsvalg:
    """Choices of the chapter on staff: the newest year with figures, ``[bemanning]``."""
    egne = _egne(valg, "bemanning", {"komm_nr", "sammenlign", "aar"})
    aar = nyeste_aar(data, valg.komm_nr, valg.aar)
    mulige = mulige_andre(data, valg.komm_nr, aar)
    andre = tuple(k for k in valg.sammenlign if k in mulige) or naermeste(data, valg.komm_nr, aar)
    return Bemanningsvalg.sjekket(data, komm_nr=valg.komm_nr, sammenlign=andre, aar=aar, **egne)


@lru_cache(maxsize=8)
def tiltaksvalg(data: Data, valg: Staastedsvalg) -> Tiltaksvalg:
    """Choices of the chapter on measures, with the consultant's ``[tiltak]``."""
    egne = _egne(valg, "tiltak", {"komm_nr", "fil"})
    sjekk_navn(set(egne), set(Tiltaksvalg.__dataclass_fields__) - {"fil"}, "[tiltak]")
    return Tiltaksvalg.sjekket(data, komm_nr=valg.komm_nr, **egne)
