"""Need with its spread for every municipality: arrays against a plain loop over draws.

Run as ``python benchmarks/behov.py [KOMMUNER]``. 357 municipalities, 25 years, 3 alternatives
and 1000 draws of use rates in 4 age groups; made-up counts. The plain loop takes one
municipality, alternative and year at a time as a pandas frame and one draw at a time; it is
timed on two municipalities and scaled to all. Both in the same run, in turn, on
the same draws; the ratio is of the best times.
"""

import resource
import sys
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from helseanalyse.measures.behovsusikkerhet import behovsprosentiler, trekk_rater
from helseanalyse.measures.demografi import ALTERNATIVER, OMSORGSGRUPPER

AAR = range(2026, 2051)
FROE, TREKK = 1, 1000
PROSENTILER = (2.5, 50.0, 97.5)
RUNDER = 3
GRUPPER = [g.navn for g in OMSORGSGRUPPER]


def lag(kommuner: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Counts by age group, and persons by year and alternative."""
    tilfeldig = np.random.default_rng(2)
    koder = [f"{i:04d}" for i in range(1, kommuner + 1)]
    start = tilfeldig.lognormal(8.5, 1, (kommuner, 1)) * [0.82, 0.125, 0.045, 0.01]
    rater = pd.DataFrame(
        {"komm_nr": np.repeat(koder, len(GRUPPER)), "gruppe": GRUPPER * kommuner,
         "personer": np.ceil(start).ravel()}
    )  # fmt: skip
    andel = np.tile([0.02, 0.06, 0.22, 0.5], kommuner)
    rater["brukere"] = np.floor(rater.personer * andel)
    akser = [koder, list(ALTERNATIVER), list(AAR), GRUPPER]
    index = pd.MultiIndex.from_product(akser, names=["komm_nr", "alternativ", "aar", "gruppe"])
    vekst = np.array([0.0, 0.01, 0.02])[:, None, None] + np.array([0.0, 0.01, 0.03, 0.035])
    tid = np.arange(len(AAR))[:, None]
    personer = np.ceil(start)[:, None, None, :] * (1 + vekst) ** tid
    return rater, pd.DataFrame({"personer": personer.ravel()}, index=index).reset_index()


def vanlig(rater: pd.DataFrame, personer: pd.DataFrame) -> pd.DataFrame:
    """The plain loop: for every place, alternative, year and draw the sum over age groups."""
    ut = []
    for kode, r in rater.groupby("komm_nr"):
        trekk = trekk_rater(r.brukere, r.personer, FROE, str(kode), TREKK)
        sett = [dict(zip(r.gruppe, t, strict=True)) for t in trekk.T.tolist()]
        for (alternativ, aar), d in personer[personer.komm_nr == kode].groupby(
            ["alternativ", "aar"]
        ):
            folk = dict(zip(d.gruppe, d.personer, strict=True))
            behov = pd.Series([sum(s[g] * folk[g] for g in GRUPPER) for s in sett])
            p = behov.quantile([x / 100 for x in PROSENTILER]).tolist()
            ut.append((kode, aar, alternativ, *p))
    return pd.DataFrame(ut, columns=["komm_nr", "aar", "alternativ", "p2.5", "p50", "p97.5"])


def maal(regn: Callable[[], pd.DataFrame]) -> tuple[float, pd.DataFrame]:
    """Seconds that one computation takes, and its answer."""
    start = time.perf_counter()
    svar = regn()
    return time.perf_counter() - start, svar


def main() -> None:
    """Print the times, the ratio, how alike the answers are, and the memory."""
    kommuner = int(sys.argv[1]) if len(sys.argv) > 1 else 357
    rater, personer = lag(kommuner)
    faa = sorted(set(rater.komm_nr))[:2]
    utvalg = personer[personer.komm_nr.isin(faa)]
    skala = kommuner / len(faa)
    vi, de = [], []
    foer = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(RUNDER):
        t, vaar = maal(lambda: behovsprosentiler(rater, personer, froe=FROE, trekk=TREKK))
        vi.append(t)
        t, fasit = maal(lambda: vanlig(rater[rater.komm_nr.isin(faa)], utvalg))
        de.append(t * skala)
    minne = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - foer) / 1000
    noekkel = ["komm_nr", "aar", "alternativ"]
    d = fasit.merge(vaar, on=noekkel, suffixes=("_de", "_vi"), validate="1:1")
    kolonner = [f"p{p:g}" for p in PROSENTILER]
    avvik = max(float((d[f"{k}_vi"] / d[f"{k}_de"] - 1).abs().max()) for k in kolonner)
    print(f"{kommuner} kommuner × {len(AAR)} år × {len(ALTERNATIVER)} alternativer × {TREKK} trekk")
    print(f"  helseanalyse                   {min(vi):8.2f} s, {minne:.0f} MB mer minne")
    print(f"  vanlig løkke, målt på {len(fasit):3} serier {min(de):8.1f} s (skalert {skala:.0f} ×)")
    print(f"  forhold {min(de) / min(vi):.0f} × (minst 50), største avvik i svaret {avvik:.1e}")


if __name__ == "__main__":
    main()
