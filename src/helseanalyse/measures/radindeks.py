"""Observations sorted once, so that any figure of any place and year is found at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..indikator import Indikator

# When the parts of a ratio have different reasons for being missing, the strictest is told.
_ALVOR = ("skjermet", "mangler", "ikke_i_bruk")
IKKE_I_DATA = "ikke_i_data"

Tall = NDArray[np.float64]
Rader = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Verdier:
    """One indicator in some places: arrays in the order of ``koder``, missing as NaN.

    ``foerste`` and ``andre`` are the row numbers of its parts (the same for a printed ratio),
    -1 where the data has no row.
    """

    indeks: "Radindeks"
    indikator: Indikator
    koder: Sequence[str]
    foerste: Rader
    andre: Rader
    verdi: Tall
    teller: Tall
    nevner: Tall

    def status(self, nr: int) -> str:
        """Mark of one value, or the strictest reason why there is none."""
        t, n = (str(self.indeks.status[r[nr]]) for r in (self.foerste, self.andre))
        if IKKE_I_DATA in (t, n):
            return IKKE_I_DATA
        if self.indikator.type != "forholdstall":
            return t
        return next((s for s in _ALVOR if s in (t, n)), t)

    def kilder(self, nr: int) -> list[str]:
        """Source ids of one value's parts; none where a part has no row."""
        rader = (self.foerste[nr], self.andre[nr])
        if min(rader) < 0:
            return []
        brukt = rader if self.indikator.type == "forholdstall" else rader[:1]
        return [str(self.indeks.kilde[r]) for r in brukt]

    @cached_property
    def ramme(self) -> pd.DataFrame:
        """``komm_nr``, ``verdi``, ``teller``, ``nevner``, ``status``, ``kilder`` (list)."""
        alle = range(len(self.koder))
        felt: dict[str, Any] = {"komm_nr": list(self.koder), "verdi": self.verdi}
        felt |= {"teller": self.teller, "nevner": self.nevner}
        felt |= {"status": [self.status(nr) for nr in alle]}
        return pd.DataFrame(felt | {"kilder": [self.kilder(nr) for nr in alle]})


@dataclass(frozen=True, eq=False)
class Radindeks:
    """Observations by indicator, year and place; :func:`radindeks` makes it.

    The arrays are sorted by ``noekkel``. They end with one row that stands for none: row -1
    has no value, and its status says so.
    """

    indikatorer: dict[str, int]
    steder: dict[str, int]
    foerste_aar: int
    antall_aar: int
    noekkel: NDArray[np.int64]
    verdi: Tall
    teller: Tall
    nevner: Tall
    status: NDArray[np.object_]
    kilde: NDArray[np.object_]

    def rader(self, indikatorer: Sequence[str], par: Sequence[tuple[str, int]]) -> Rader:
        """Row numbers, one line an indicator and one column a (place, year); -1 for none."""
        i = np.array([self.indikatorer.get(navn, -1) for navn in indikatorer], dtype=np.int64)
        sted = np.array([self.steder.get(kode, -1) for kode, _ in par], dtype=np.int64)
        aar = np.array([da for _, da in par], dtype=np.int64) - self.foerste_aar
        kjent = (i >= 0)[:, None] & ((sted >= 0) & (aar >= 0) & (aar < self.antall_aar))[None, :]
        soekt = (i[:, None] * self.antall_aar + aar[None, :]) * len(self.steder) + sted[None, :]
        # The last of equal rows: what was laid over comes after what it replaces.
        funnet = np.searchsorted(self.noekkel, soekt, side="right") - 1
        if not len(self.noekkel):
            return np.full(soekt.shape, -1)
        return np.where(kjent & (funnet >= 0) & (self.noekkel[funnet] == soekt), funnet, -1)

    def verdier(
        self, indikatorer: Sequence[Indikator], par: Sequence[tuple[str, int]]
    ) -> list[Verdier]:
        """Values of each indicator for every (place, year).

        Ratios are recomputed from their counts, :math:`f t / n`; a missing or confidential
        part, or a denominator of zero, makes the value missing.
        """
        forhold = np.array([i.type == "forholdstall" for i in indikatorer], dtype=bool)[:, None]
        a = self.rader([str(i.teller) if f else i.id for i, f in _med(indikatorer, forhold)], par)
        b = self.rader([str(i.nevner) if f else i.id for i, f in _med(indikatorer, forhold)], par)
        uten = (a < 0) | (b < 0)
        teller = np.where(forhold, self.verdi[a], self.teller[a])
        nevner = np.where(forhold, self.verdi[b], self.nevner[a])
        teller[uten], nevner[uten] = np.nan, np.nan
        faktor = np.array([i.faktor for i in indikatorer], dtype=float)[:, None]
        with np.errstate(divide="ignore", invalid="ignore"):
            regnet = np.where(nevner == 0, np.nan, faktor * teller / nevner)
        verdi = np.where(forhold, regnet, self.verdi[a])
        koder = [kode for kode, _ in par]
        return [
            Verdier(self, ind, koder, a[nr], b[nr], verdi[nr], teller[nr], nevner[nr])
            for nr, ind in enumerate(indikatorer)
        ]


def _med(
    indikatorer: Sequence[Indikator], forhold: NDArray[np.bool_]
) -> list[tuple[Indikator, bool]]:
    return list(zip(indikatorer, forhold[:, 0].tolist(), strict=True))


def radindeks(observasjoner: pd.DataFrame) -> Radindeks:
    """Index of observations, all rows that have a year.

    Columns used: ``komm_nr``, ``aar``, ``indikator``, ``verdi``, ``teller``, ``nevner``,
    ``status``, ``kilde``. Of two rows for the same figure the last counts.
    """
    o = observasjoner
    if o.aar.isna().any():
        o = o[o.aar.notna()]
    ind, indikatorer = pd.factorize(o.indikator)
    sted, steder = pd.factorize(o.komm_nr)
    aar = o.aar.to_numpy(dtype=np.int64)
    foerste = int(aar.min()) if len(aar) else 0
    antall = int(aar.max()) - foerste + 1 if len(aar) else 0
    noekkel = (ind.astype(np.int64) * antall + (aar - foerste)) * len(steder) + sted
    orden = np.argsort(noekkel, kind="stable")

    def tall(navn: str) -> Tall:
        return np.append(o[navn].to_numpy(dtype=np.float64, na_value=np.nan)[orden], np.nan)

    def tekst(navn: str, ingen: str | None) -> NDArray[np.object_]:
        koder, navnene = pd.factorize(o[navn])
        ord_: NDArray[np.object_] = np.array([*map(str, navnene), ingen], dtype=object)
        return np.take(ord_, np.append(koder[orden], len(ord_) - 1))

    return Radindeks(
        {str(navn): nr for nr, navn in enumerate(indikatorer)},
        {str(kode): nr for nr, kode in enumerate(steder)},
        foerste,
        antall,
        noekkel[orden],
        tall("verdi"),
        tall("teller"),
        tall("nevner"),
        tekst("status", IKKE_I_DATA),
        tekst("kilde", None),
    )
