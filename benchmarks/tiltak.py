"""Monte Carlo of a large portfolio: draws in one go against a plain loop over draws.

Run as ``python benchmarks/tiltak.py [TILTAK]``. 2000 measures over four years, 10 000 draws,
every tenth measure seen together with the one before; made-up amounts. The plain loop draws one
measure at a time for one draw at a time; it is timed on 20 draws and scaled to all. Both in the
same run, in turn; the ratio is of the best times. The second number is the first run, cold. On
two shared cores 0.34 s, about 1200 times the scaled loop; the loop is plain Python, so the ratio
says less than the second that the draws must keep within.
"""

import random
import sys
import time

import numpy as np
import pandas as pd

from helseanalyse.measures.portefoelje import TREKK, overlappsgrupper, trekk_totaler

AAR = range(2026, 2030)
FAA = 20
RUNDER = 5
HISTORIE = [0.0] * 5 + [0.26, 0.54, 0.59, 0.61] + [1.0] * 10


def lag(antall: int) -> pd.DataFrame:
    """Measures with amounts; every tenth overlaps the one before."""
    tilfeldig = np.random.default_rng(1)
    andre = [(str(i - 1),) if i % 10 == 1 else () for i in range(antall)]
    fast = {"nr": [str(i) for i in range(antall)], "status": "foreslaatt",
            "sannsynlighet": np.nan, "ses_sammen_med": andre}  # fmt: skip
    return pd.DataFrame(fast | {a: tilfeldig.lognormal(0, 1, antall) for a in AAR})


def vanlig(df: pd.DataFrame, trekk: int) -> list[list[float]]:
    """The plain loop: for every draw, every measure and year."""
    tilfeldig = random.Random(1)
    grupper = overlappsgrupper(df)
    ut = []
    for _ in range(trekk):
        deler: dict[int, list[list[float]]] = {}
        for (_, rad), g in zip(df.iterrows(), grupper, strict=True):
            andel = tilfeldig.choice(HISTORIE)
            deler.setdefault(g, []).append([rad[a] * andel for a in AAR])
        total = [0.0] * len(AAR)
        for rader in deler.values():
            grad = tilfeldig.random()
            for j, beloep in enumerate(zip(*rader, strict=True)):
                total[j] += max(beloep) + grad * (sum(beloep) - max(beloep))
        ut.append(total)
    return ut


def main() -> None:
    """Print the times, the ratio, and how alike the means are."""
    antall = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    df = lag(antall)
    vi, de = [], []
    for _ in range(RUNDER):
        start = time.perf_counter()
        t = trekk_totaler(df, HISTORIE)
        vi.append(time.perf_counter() - start)
        start = time.perf_counter()
        fasit = np.array(vanlig(df, FAA))
        de.append((time.perf_counter() - start) * TREKK / FAA)
    avvik = float(np.abs(fasit.mean(axis=0) / t.totaler.mean(axis=0) - 1).max())
    print(f"{antall} tiltak × {len(AAR)} år × {TREKK} trekk")
    print(f"  helseanalyse                 {min(vi):8.2f} s varm, {vi[0]:.2f} s kald (under 1)")
    print(f"  vanlig løkke, {FAA} trekk      {min(de):8.0f} s (skalert {TREKK // FAA} ×)")
    print(f"  forhold {min(de) / min(vi):.0f} ×, avvik i snittet av så få trekk {avvik:.1%}")


if __name__ == "__main__":
    main()
