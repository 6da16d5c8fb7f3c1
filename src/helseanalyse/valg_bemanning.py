"""The choices behind ``bemanning``: whose staff, which year, and the user's own figures."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Self

import pandas as pd

from .enheter import tall as tekst
from .notatbok import sjekk_navn
from .sources.load import Data
from .valgsjekk import aarstall, andre_steder, hva, tall_mellom

# What the page shows of a municipality; a year with one of them is a year with figures.
INDIKATORER = (
    "sykefravaer",
    "sykefravaer_kommunen",
    "direkte_brukertid",
    "liggetid_korttid_ordinaer",
    "liggetid_korttid_akutt",
    "andel_vedtakstimer_privat",
    "programraadgivere_aarsverk",
    "andel_hele_stillinger",
    "aarsverk_helse_velferd",
    "aarsverk_omsorg",
    "aarsverk_fagutdanning",
    "aarsverk_per_bruker_omsorg",
)
# Of these a comparison is made.
SAMMENLIGNES = ("aarsverk_omsorg", "aarsverk_fagutdanning", "aarsverk_per_bruker_omsorg")
_ANDRE = 5  # comparisons when none is chosen
# Number -> lowest, highest, and whether it is whole.
_TALLFELT: dict[str, tuple[float, float, bool]] = {
    "aarsverk": (0, 100_000, False),
    "ansatte": (1, 200_000, True),
    "heltidsandel": (0, 100, False),
    "sykefravaer": (0, 100, False),
    "sykefravaer_maal": (0, 100, False),
    "vedtakstimer": (0, 100_000_000, False),
    "vedtakstimer_privat": (0, 100_000_000, False),
    "brukere": (1, 1_000_000, True),
    "arbeidstimer_per_aarsverk": (1, 2500, False),
    "liggetid": (0.1, 365, False),
    "liggetid_maal": (0.1, 365, False),
}


@dataclass(frozen=True)
class Bemanningsvalg:
    """Choices of ``bemanning``.

    ``aar`` is the newest year of the figures shown; ``sammenlign`` those whose man-years stand
    beside. The rest are the user's own figures, and go before those of the data: man-years and
    employees, share in whole positions and sickness absence with its target (per cent), decided
    hours a year in all and of them by private suppliers, users who have them, working hours
    that a man-year has, and mean days of a short stay with its target.
    """

    komm_nr: str
    sammenlign: tuple[str, ...]
    aar: int
    aarsverk: float | None = None
    ansatte: float | None = None
    heltidsandel: float | None = None
    sykefravaer: float | None = None
    sykefravaer_maal: float | None = None
    vedtakstimer: float | None = None
    vedtakstimer_privat: float | None = None
    brukere: float | None = None
    arbeidstimer_per_aarsverk: float | None = None
    liggetid: float | None = None
    liggetid_maal: float | None = None

    @classmethod
    def sjekket(
        cls, data: Data, *, komm_nr: object, sammenlign: object, aar: object, **tall: object
    ) -> Self:
        """Checked choices.

        Raises
        ------
        ValueError
            Unknown municipality, a comparison equal to it or given twice, a figure out of its
            limits, more man-years than employees, or more private hours than hours in all. One
            Norwegian sentence.
        """
        kode = data.register.kode(komm_nr)
        sjekk_navn(set(tall), set(_TALLFELT), "Bemanningsvalg")
        egne = {
            navn: tall_mellom(navn, tall.get(navn), fra, til, helt=helt)
            for navn, (fra, til, helt) in _TALLFELT.items()
        }
        _ikke_mer_enn(egne, "aarsverk", "ansatte")
        _ikke_mer_enn(egne, "vedtakstimer_privat", "vedtakstimer")
        andre = andre_steder(data.register, kode, sammenlign, None)
        return cls(komm_nr=kode, sammenlign=andre, aar=aarstall(aar), **egne)

    @classmethod
    def foreslaatt(cls, data: Data, *, forrige: Any = None, **verdier: Any) -> Self:
        """Choices after a change in the app.

        With another municipality than in ``forrige`` its own figures fall out, and the year
        and the comparison give way to ones that it has figures for.
        """
        kode = data.register.kode(verdier["komm_nr"])
        if forrige is not None and forrige.komm_nr != kode:
            gamle = (n for n in _TALLFELT if verdier.get(n) == getattr(forrige, n))
            verdier |= dict.fromkeys(gamle)
            verdier["aar"] = nyeste_aar(data, kode, verdier["aar"])
        aar = aarstall(verdier["aar"])
        oensket = andre_steder(data.register, kode, verdier["sammenlign"], None, med_seg_selv=True)
        if forrige is not None and (forrige.komm_nr, forrige.aar) != (kode, aar):
            mulige = mulige_andre(data, kode, aar)
            oensket = tuple(k for k in oensket if k in mulige) or naermeste(data, kode, aar)
        andre = [k for k in oensket if k != kode]
        return cls.sjekket(data, **(verdier | {"komm_nr": kode, "sammenlign": andre, "aar": aar}))


def _ikke_mer_enn(egne: dict[str, float | None], del_: str, hele: str) -> None:
    d, h = egne[del_], egne[hele]
    if d is not None and h is not None and d > h:
        raise ValueError(
            f"{hva(del_)} er {_tall(d)}, som er mer enn {hva(hele)} på {_tall(h)}."
            " Rett ett av tallene."
        )


def _tall(verdi: float) -> str:
    return tekst(verdi, 0 if float(verdi).is_integer() else 2)


@lru_cache(maxsize=8)
def samme_kommune(data: Data, komm_nr: str) -> tuple[str, ...]:
    """Codes that the same municipality has had: through new numbers, never through mergers."""
    e = data.kommuneendringer
    e = e[e.type == "omnummerering"]
    koder = [komm_nr]
    for kode in koder:  # grows while it is walked: a number may have been changed twice
        nye = [*e.til_komm_nr[e.fra_komm_nr == kode], *e.fra_komm_nr[e.til_komm_nr == kode]]
        koder += [k for k in nye if k not in koder]
    return tuple(koder)


@lru_cache(maxsize=2)
def steder_med_bemanning(data: Data) -> pd.DataFrame:
    """Places and years with at least one of the page's figures: ``komm_nr``, ``aar``."""
    o = data.observasjoner
    o = o[o.indikator.isin(INDIKATORER) & o.verdi.notna()]
    return o[["komm_nr", "aar"]].drop_duplicates().sort_values(["komm_nr", "aar"])


def nyeste_aar(data: Data, komm_nr: str, aar: object) -> int:
    """Return the year, or the newest with figures where the municipality has none that year."""
    har = steder_med_bemanning(data)
    egne = har.aar[har.komm_nr.isin(samme_kommune(data, komm_nr))].tolist()
    return int(max(egne)) if egne and aarstall(aar) not in egne else aarstall(aar)


@lru_cache(maxsize=8)
def mulige_andre(data: Data, komm_nr: str, aar: int) -> tuple[str, ...]:
    """Other municipalities with man-years that year, by number."""
    o = data.observasjoner
    o = o[(o.aar == aar) & o.indikator.isin(SAMMENLIGNES) & o.verdi.notna()]
    koder = sorted(o.komm_nr.unique())
    egne = samme_kommune(data, komm_nr)
    return tuple(k for k in koder if k not in egne and data.register.er_kommune(k))


def naermeste(data: Data, komm_nr: str, aar: int) -> tuple[str, ...]:
    """Comparisons when none is chosen: neighbouring numbers, where it has man-years itself."""
    o = data.observasjoner
    o = o[(o.aar == aar) & o.indikator.isin(SAMMENLIGNES) & o.verdi.notna()]
    egne = o.komm_nr[o.komm_nr.isin(samme_kommune(data, komm_nr))]
    if egne.empty or not data.register.er_kommune(komm_nr):
        return ()
    nummer, mulige = int(egne.iloc[0]), mulige_andre(data, komm_nr, aar)
    return tuple(sorted(mulige, key=lambda k: abs(int(k) - nummer))[:_ANDRE])
