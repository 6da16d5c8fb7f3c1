"""What the chapters on staff share: series, printed figures, the user's own in their place."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from ..enheter import med_enhet, tall
from ..indikator import indikator
from ..kilde import Kilde
from ..measures.avstemming import Kontroll, Slag
from ..sources.load import Data
from ..spraak import oppramsing
from ..valg_bemanning import Bemanningsvalg, samme_kommune
from .felles import kilder
from .plassfelles import EGNE

PROSENT = "\u00a0%"
# What a share or a length cannot be, by the beginning of its indicator: lowest and highest.
_GRENSER = {
    "sykefravaer": (0.0, 100.0),
    "andel_hele_stillinger": (0.0, 100.0),
    "andel_vedtakstimer": (0.0, 100.0),
    "liggetid": (0.01, 365.0),
}
_KORT = {Slag.STEMMER: "stemmer", Slag.AVRUNDING: "avrunding", Slag.MOTSIGELSE: "stemmer ikke"}


class Tall(NamedTuple):
    """A figure, the year it is of (missing where it is not known) and its sources."""

    verdi: float
    aar: int | None
    kilder: tuple[Kilde, ...]

    @property
    def eget(self) -> bool:
        """Whether it is the user's own."""
        return self.kilder == (EGNE,)

    @property
    def i_aar(self) -> str:
        """Return the year as it ends a sentence, or nothing."""
        return "" if self.aar is None else f" i {self.aar}"


@lru_cache(maxsize=8)
def _observasjoner(data: Data, komm_nr: str) -> dict[str, pd.DataFrame]:
    """Values of a municipality by indicator."""
    o = data.observert(samme_kommune(data, komm_nr))
    o = o[o.verdi.notna()]
    return {str(i): d for i, d in o.groupby("indikator")}


@lru_cache(maxsize=8)
def _dokumenttall(data: Data, komm_nr: str) -> pd.DataFrame:
    d = data.dokumenttall
    return d[d.komm_nr.isin(samme_kommune(data, komm_nr))]


@lru_cache(maxsize=128)
def serie(data: Data, komm_nr: str, navn: str, til_aar: int) -> pd.DataFrame:
    """Values of one indicator up to a year, by year: ``aar``, ``verdi``, ``kilde``, ``merknad``.

    Under every number that the municipality has had; the number of the time goes first. What
    cannot be right is left out (:func:`umulige`).
    """
    alle = _observasjoner(data, komm_nr)
    o = alle.get(navn, data.observasjoner.iloc[:0])
    o = o[_mulig(navn, o) & (o.aar <= til_aar)]
    o = o.drop_duplicates("aar").sort_values("aar")
    return o[["aar", "verdi", "kilde", "merknad"]].astype({"aar": "int64"}).reset_index(drop=True)


def _mulig(navn: str, o: pd.DataFrame) -> pd.Series:
    """Whether each value can be what the indicator says: a share of 130 per cent cannot."""
    ut = pd.Series(True, o.index)
    for lav, hoey in (g for foran, g in _GRENSER.items() if navn.startswith(foran)):
        ut &= o.verdi.astype(float).between(lav, hoey)
    return ut


def umulige(data: Data, valg: Bemanningsvalg) -> list[str]:
    """Each figure up to the chosen year that cannot be right, as a sentence; it is not used."""
    ut = []
    for navn, o in sorted(_observasjoner(data, valg.komm_nr).items()):
        for r in o[~_mulig(navn, o) & (o.aar <= valg.aar)].itertuples():
            hva = indikator(navn)
            ut.append(f"{hva.navn} i {r.aar} er {med_enhet(r.verdi, hva.enhet)}, som ikke kan"
                      " stemme, og er ikke brukt. Rett filen det kommer fra.")  # fmt: skip
    return ut


def siste(data: Data, valg: Bemanningsvalg, navn: str) -> Tall | None:
    """Newest figure of an indicator up to the chosen year."""
    d = serie(data, valg.komm_nr, navn, valg.aar)
    if d.empty:
        return None
    rad = d.iloc[-1]
    return Tall(float(rad.verdi), int(rad.aar), tuple(kilder(data, [rad.kilde])))


def egen_eller(valg: Bemanningsvalg, navn: str, fra_data: Tall | None) -> Tall | None:
    """Return the user's own figure where it is given, else that of the data."""
    egen = getattr(valg, navn)
    return fra_data if egen is None else Tall(float(egen), None, (EGNE,))


@lru_cache(maxsize=128)
def dokument(data: Data, komm_nr: str, nokkel: str) -> Tall | None:
    """Figure printed in the municipality's own document."""
    d = _dokumenttall(data, komm_nr)
    d = d[(d.nokkel == nokkel) & d.verdi.notna()]
    if d.empty:
        return None
    rad = d.iloc[0]
    aar = None if pd.isna(rad.aar) else int(rad.aar)
    return Tall(float(rad.verdi), aar, tuple(kilder(data, [rad.kilde])))


def dokumenter(data: Data, komm_nr: str, foran: str) -> pd.DataFrame:
    """Printed figures of the municipality whose keys begin so: rows of ``dokumenttall``."""
    d = _dokumenttall(data, komm_nr)
    return d[d.nokkel.str.startswith(foran)]


def alle_kilder(*tall_: Tall | None, ekstra: Iterable[Kilde] = ()) -> list[Kilde]:
    """Sources of figures, each once."""
    alle = [k for t in tall_ if t is not None for k in t.kilder] + list(ekstra)
    return list({k["id"]: k for k in alle}.values())


def seriekilder(data: Data, *serier: pd.DataFrame) -> list[Kilde]:
    """Sources of series, each once."""
    return kilder(data, [k for d in serier for k in d.kilde])


def aarsverk(data: Data, valg: Bemanningsvalg) -> Tall | None:
    """Man-years: the user's own, else those of health and welfare, else of care."""
    fra_data = siste(data, valg, "aarsverk_helse_velferd") or siste(data, valg, "aarsverk_omsorg")
    return egen_eller(valg, "aarsverk", fra_data)


def ansatte(data: Data, valg: Bemanningsvalg) -> Tall | None:
    """Employees: the user's own, else those of the data."""
    return egen_eller(valg, "ansatte", siste(data, valg, "ansatte_helse_velferd"))


def verk(verdi: float) -> str:
    """Man-years as printed: with the decimals they have, two at most.

    >>> verk(25), verk(200.5), verk(614.82)
    ('25', '200,5', '614,82')
    """
    return tall(verdi, next((d for d in (0, 1) if round(verdi, d) == round(verdi, 2)), 2))


def kontrollord(k: Kontroll) -> str:
    """Verdict of a check as the page writes it."""
    return _KORT[k.slag]


def uten_tall(data: Data, valg: Bemanningsvalg, med: Iterable[str]) -> str:
    """Say which of those compared with have no figure that year; or nothing."""
    har = set(med)
    uten = [data.register.i_tekst(k) for k in valg.sammenlign if k not in har]
    return f" Uten tall i {valg.aar}: {oppramsing(uten)}." if uten else ""


def aarsnote(*serier: pd.DataFrame) -> str:
    """Say that a table's years were lost in the transcript, where the data say so."""
    merknader = {str(m) for d in serier for m in d.merknad.dropna()}
    treff = sorted(m for m in merknader if "Årstallene i tabellhodet" in m)
    if not treff:
        return ""
    setning = treff[0][treff[0].index("Årstallene") :].split(";")
    return f"{setning[0].strip()}; {setning[1].strip().rstrip('.')}."
