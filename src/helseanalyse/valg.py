"""The choices behind a page: checked once, in one place, for notebook, app and report."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from numbers import Integral
from typing import Any, Self

import pandas as pd

from .enheter import tall as tekst
from .indikator import indikatorer
from .kommune import Kommuneregister
from .measures.dekningsgrad import Grunnlag
from .measures.plassbehov import Avrunding
from .measures.profil import tilgjengelig
from .sources.load import Data


@dataclass(frozen=True)
class Profilvalg:
    """Choices of ``tjenesteprofil``: municipality, comparisons and year."""

    komm_nr: str
    sammenlign: tuple[str, ...]
    aar: int

    @classmethod
    def sjekket(cls, data: Data, *, komm_nr: object, sammenlign: object, aar: object) -> Self:
        """Checked choices.

        Raises
        ------
        ValueError
            Unknown municipality, a code not in use that year, a comparison equal to the
            municipality or given twice, a year that is none. One Norwegian sentence.
        """
        aar_ = _aarstall(aar)
        kode = data.register.gyldig(komm_nr, aar_)
        return cls(kode, _sammenlign(data.register, kode, sammenlign, aar_), aar_)

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
        aar = _aarstall(verdier["aar"])
        egne = har.loc[har.komm_nr == kode, "aar"]
        if len(egne) and aar not in egne.tolist():
            aar = int(egne.max())
        mulige = mulige_sammenligninger(data, kode, aar)
        oensket = _sammenlign(data.register, kode, verdier["sammenlign"], None, med_seg_selv=True)
        valgte = [k for k in oensket if k in mulige]
        naere = sorted(mulige, key=lambda k: abs(int(k) - int(kode)) if kode.isdigit() else 0)
        return cls.sjekket(data, komm_nr=kode, sammenlign=valgte or naere[:5], aar=aar)


_EGNE = ("plasser", "innbyggere_80_naa", "innbyggere_80_da")


@dataclass(frozen=True)
class Plassvalg:
    """Choices of ``plassbehov``.

    ``aar`` is the year the need is asked for; ``dekning`` (per 100 aged 80+) is today's when
    missing; the last three are the user's own figures and replace those of the data.
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

    @property
    def har_egne_tall(self) -> bool:
        """Whether any of the data's figures is replaced by the user's own."""
        return any(getattr(self, navn) is not None for navn in _EGNE)

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
        dekning: object = None,
        plasser: object = None,
        innbyggere_80_naa: object = None,
        innbyggere_80_da: object = None,
    ) -> Self:
        """Checked choices; the sentence of a ``ValueError`` says what is wrong and how to mend."""
        kode = data.register.kode(komm_nr)
        return cls(
            komm_nr=kode,
            sammenlign=_sammenlign(data.register, kode, sammenlign, None),
            aar=_aarstall(aar),
            grunnlag=Grunnlag(_en_av("grunnlag", grunnlag, [str(g) for g in Grunnlag])),
            avrunding=Avrunding(_en_av("avrunding", avrunding, [str(a) for a in Avrunding])),
            dekning=_tall("dekning", dekning, 0, 100),
            plasser=_tall("plasser", plasser, 0, 100_000, helt=True),
            innbyggere_80_naa=_tall(
                "innbyggere_80_naa", innbyggere_80_naa, 1, 1_000_000, helt=True
            ),
            innbyggere_80_da=_tall("innbyggere_80_da", innbyggere_80_da, 0, 1_000_000, helt=True),
        )

    @classmethod
    def foreslaatt(cls, data: Data, *, forrige: Any = None, **verdier: Any) -> Self:
        """Choices after a change in the app.

        A comparison equal to the municipality falls out. With another municipality than in
        ``forrige``, own figures fall out too: they were the other's.
        """
        kode = data.register.kode(verdier["komm_nr"])
        if forrige is not None and forrige.komm_nr != kode:
            gamle = (n for n in _EGNE if verdier.get(n) == getattr(forrige, n))
            verdier |= dict.fromkeys(gamle)
        oensket = _sammenlign(data.register, kode, verdier["sammenlign"], None, med_seg_selv=True)
        andre = [k for k in oensket if k != kode]
        return cls.sjekket(data, **(verdier | {"komm_nr": kode, "sammenlign": andre}))


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


def _aarstall(aar: object) -> int:
    if isinstance(aar, str) and aar.strip().isdecimal() and aar.isascii():
        aar = int(aar)
    if isinstance(aar, bool) or not isinstance(aar, Integral) or not 1960 <= int(aar) <= 2100:
        raise ValueError(f"Året «{aar}» er ikke et årstall fra 1960 til 2100.")
    return int(aar)


def _sammenlign(
    register: Kommuneregister,
    komm_nr: str,
    sammenlign: object,
    aar: int | None,
    *,
    med_seg_selv: bool = False,
) -> tuple[str, ...]:
    if isinstance(sammenlign, str) or not isinstance(sammenlign, Sequence):
        raise ValueError(
            "Sammenligningen må være en liste av kommunenumre i anførselstegn,"
            ' for eksempel ["0628", "0119"].'
        )
    ut = tuple(register.kode(k) if aar is None else register.gyldig(k, aar) for k in sammenlign)
    if komm_nr in ut and not med_seg_selv:
        raise ValueError(
            f"{komm_nr} {register.navn(komm_nr)} kan ikke sammenlignes med seg selv."
            " Velg en annen kommune å sammenligne med."
        )
    if len(set(ut)) < len(ut):
        dobbel = next(k for k in ut if ut.count(k) > 1)
        raise ValueError(f"{dobbel} {register.navn(dobbel)} står to ganger i sammenligningen.")
    return ut


def _en_av(navn: str, verdi: object, lovlige: list[str]) -> str:
    if str(verdi) not in lovlige:
        raise ValueError(f"{navn} må være {', '.join(lovlige)}; fikk «{verdi}».")
    return str(verdi)


def _tall(navn: str, verdi: object, fra: float, til: float, *, helt: bool = False) -> float | None:
    if verdi is None or verdi == "":
        return None
    if isinstance(verdi, bool) or not re.fullmatch(r"-?\d{1,9}([.,]\d{1,9})?", str(verdi)):
        raise ValueError(f"{navn} må være et tall; fikk «{verdi}».")
    tall = float(str(verdi).replace(",", "."))
    if not fra <= tall <= til:
        raise ValueError(f"{navn} må være fra {tekst(fra)} til {tekst(til)}; fikk «{verdi}».")
    if helt and not tall.is_integer():
        raise ValueError(f"{navn} må være et helt tall; fikk «{verdi}».")
    return tall
