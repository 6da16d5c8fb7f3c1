"""The consistency auditor on a large table, and how often it errs on tables that agree.

Run as ``python benchmarks/kontroll.py [TABELLER]``. A table of 200 rows and 40 columns with
sub-totals, a total and a column of sums, one figure in it wrong; the best of three. Then made-up
tables: sums, shares and changes that agree to rounding (no contradiction may be found), the same
with one figure off by 30 units or more (it should be found), and tables of chance figures. On two
shared cores 0.5 s; of 200 tables of each kind no false contradiction and every error found.
"""

import sys
import time
from dataclasses import replace

import numpy as np

from helseanalyse.measures.kontroll import kontroller
from helseanalyse.measures.kontroll_funn import Utfall
from helseanalyse.trykt import Trykttabell

RUNDER, TABELLER = 3, 200
GRENSE = 5.0


def trykt(rader: list[str], kolonner: list[str], verdi: np.ndarray, desimaler: int) -> Trykttabell:
    """Table of figures, rounded as they would be printed."""
    return Trykttabell(
        "laget",
        tuple(rader),
        tuple(kolonner),
        np.round(verdi, desimaler),
        np.full(verdi.shape, desimaler, dtype=np.int64),
        np.full(verdi.shape, "", dtype=object),
        tuple(range(2, len(rader) + 2)),
    )


def grupper(froe: int, antall: int, i_hver: int, aar: int, *, navngitt: bool) -> Trykttabell:
    """Groups with sub-totals and a total, year by year and in all."""
    r = np.random.default_rng(froe)
    rader, verdi, delsummer = [], [], []
    for g in range(antall):
        x = r.lognormal(4, 1, (i_hver, 1)) * (1 + r.normal(0, 0.08, (i_hver, aar)).cumsum(axis=1))
        rader += [f"Post {g}.{i}x" for i in range(i_hver)]
        rader.append(f"Sum {g}x" if navngitt else f"Gruppe {g}x")
        delsummer.append(x.sum(axis=0))
        verdi += [*x, delsummer[-1]]
    rader.append("Totalt" if navngitt else "Hele kommunen")
    verdi.append(np.sum(delsummer, axis=0))
    alle = np.column_stack([np.array(verdi), np.sum(verdi, axis=1)])
    kolonner = [*(str(1980 + j) for j in range(aar)), "Sum alle år"]
    return trykt(rader, kolonner, alle, int(r.integers(0, 3)))


def med_feil(t: Trykttabell, froe: int) -> tuple[Trykttabell, tuple[int, int]]:
    """Return the table with one figure off by 30 to 300 units of its last digit."""
    r = np.random.default_rng(froe + 10**6)
    celle = int(r.integers(t.verdi.shape[0])), int(r.integers(t.verdi.shape[1]))
    verdi = t.verdi.copy()
    verdi[celle] += 2 * t.halv[celle] * int(r.integers(30, 300)) * r.choice([-1, 1])
    return replace(t, verdi=verdi), celle


def tilfeldig(froe: int) -> Trykttabell:
    """Figures with nothing between them."""
    r = np.random.default_rng(froe + 2 * 10**6)
    n, m = int(r.integers(3, 40)), int(r.integers(2, 10))
    slag = froe % 3
    x = [r.integers(0, 10, (n, m)), r.integers(0, 1000, (n, m)), r.lognormal(2, 1, (n, m))][slag]
    rader, kolonner = [f"Enhet {i}x" for i in range(n)], [str(2010 + j) for j in range(m)]
    return trykt(rader, kolonner, x.astype(float), int(slag == 2))


def main() -> None:
    """Print the time against its limit, and the counts of errors."""
    stor, celle = med_feil(grupper(1, 20, 9, 39, navngitt=True), 7)
    tider = []
    for _ in range(RUNDER):
        start = time.perf_counter()
        k = kontroller(stor)
        tider.append(time.perf_counter() - start)
    rammet = any(celle in f.celler for f in k.av(Utfall.MOTSIGELSE))
    print(f"{stor.verdi.shape[0]} × {stor.verdi.shape[1]} celler, {len(k.funn)} tall regnet etter")
    print(f"  {min(tider):.2f} s (høyst {GRENSE:.0f}), feilen funnet: {'ja' if rammet else 'nei'}")
    antall = int(sys.argv[1]) if len(sys.argv) > 1 else TABELLER
    for navngitt in (True, False):
        falske = funnet = 0
        for froe in range(antall):
            t = grupper(froe, 1 + froe % 3, 2 + froe % 5, 2 + froe % 6, navngitt=navngitt)
            falske += kontroller(t).har_motsigelser
            feil, celle = med_feil(t, froe)
            motsagt = kontroller(feil).av(Utfall.MOTSIGELSE)
            funnet += any(celle in f.celler for f in motsagt)
        hva = "med «Sum» i navnet" if navngitt else "uten navn på summene"
        print(f"{antall} tabeller {hva}: {falske} falske motsigelser, {funnet} feil funnet")
    uten = sum(kontroller(tilfeldig(froe)).har_motsigelser for froe in range(antall))
    print(f"{antall} tabeller med tilfeldige tall: {uten} falske motsigelser")


if __name__ == "__main__":
    main()
