"""Profile of one municipality against its set: the index against a plain pandas groupby.

Run as ``python benchmarks/profil.py [KOMMUNER]``. 357 municipalities, 40 indicators and 15
years of made-up figures (``syntetisk``), each with its numerator and denominator. The plain way
chooses the year and the set, groups by indicator and computes the same weighted mean, lowest
and highest, and who has them; it makes no interval, no test, no place and no trend. Ours makes
all of that too, and looks up in an index that is made once for the data (its time is printed).
Both in the same run, in turn; the ratio is of the medians, warm. On two shared cores: 3 ms and
0.5 × against 10 municipalities, 6 ms and 0.7 × against all; the index 44 ms.
"""

import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

import numpy as np
import pandas as pd

from helseanalyse.indikator import Indikator
from helseanalyse.measures.profil import Profilrad, tjenesteprofil
from helseanalyse.measures.radindeks import radindeks
from helseanalyse.measures.trend import trender

ANTALL, AAR = 40, range(2011, 2026)
RUNDER = 40
INDIKATORER = {
    f"syntetisk_{nr:02d}": Indikator(
        id=f"syntetisk_{nr:02d}", type="oppgitt", navn=f"Syntetisk {nr}", enhet="prosent",
        faktor=100, andel=nr % 2 == 0, brudd={"2020": "syntetisk brudd"} if nr % 5 == 0 else {},
    )
    for nr in range(1, ANTALL + 1)
}  # fmt: skip


def lag(kommuner: int) -> pd.DataFrame:
    """Synthetic observations: every municipality, indicator and year."""
    koder = [f"{i:04d}" for i in range(1, kommuner + 1)]
    akser = [list(INDIKATORER), list(AAR), koder]
    df = pd.MultiIndex.from_product(akser, names=["indikator", "aar", "komm_nr"]).to_frame(
        index=False
    )
    tilfeldig = np.random.default_rng(3)
    nevner = tilfeldig.integers(20, 2000, len(df)).astype(float)
    teller = tilfeldig.binomial(nevner.astype(int), 0.3).astype(float)
    df = df.assign(verdi=100 * teller / nevner, teller=teller, nevner=nevner)
    df = df.assign(status="maalt", kilde="syntetisk").astype({"aar": "Int64"})
    return df.sample(frac=1, random_state=1, ignore_index=True)


def vanlig(df: pd.DataFrame, komm_nr: str, sett: list[str], aar: int) -> pd.DataFrame:
    """The plain way: a groupby of the year's rows."""
    o = df[df.aar == aar]
    g = o[o.komm_nr.isin(sett)].set_index("komm_nr").groupby("indikator")
    summer, verdi = g[["teller", "nevner"]].sum(), g.verdi
    egne = o[o.komm_nr == komm_nr].set_index("indikator").verdi
    snitt = 100 * summer.teller / summer.nevner
    return pd.DataFrame(
        {"egen": egne, "snitt": snitt, "lavest": verdi.min(), "lavest_hos": verdi.idxmin(),
         "hoeyest": verdi.max(), "hoeyest_hos": verdi.idxmax()}
    )  # fmt: skip


def maal(regn: Callable[[], Any]) -> tuple[float, Any]:
    """Milliseconds that one computation takes, and its answer."""
    start = time.perf_counter()
    svar = regn()
    return 1000 * (time.perf_counter() - start), svar


def avvik(rader: list[Profilrad], fasit: pd.DataFrame) -> float:
    """Return the largest relative difference; who is lowest and highest must be the same."""
    ut = []
    for r in rader:
        f = fasit.loc[r.indikator.id]
        if r.lavest is None or r.hoeyest is None or r.snitt is None:
            raise SystemExit(f"{r.indikator.id} mangler i vår profil.")
        if f.lavest_hos not in r.lavest.koder or f.hoeyest_hos not in r.hoeyest.koder:
            raise SystemExit(f"{r.indikator.id}: ulik laveste eller høyeste kommune.")
        par = ((r.snitt, f.snitt), (r.lavest.verdi, f.lavest), (r.hoeyest.verdi, f.hoeyest))
        ut += [abs(vi / de - 1) for vi, de in par]
    return max(ut)


def main() -> None:
    """Print the times, their ratio and how alike the answers are, for a small and a large set."""
    kommuner = int(sys.argv[1]) if len(sys.argv) > 1 else 357
    df = lag(kommuner)
    koder = sorted(df.komm_nr.unique())
    bygg, indeks = maal(lambda: radindeks(df))
    print(f"{kommuner} kommuner × {ANTALL} indikatorer × {len(AAR)} år, {len(df)} syntetiske rader")
    print(f"  indeksen, én gang per datasett {bygg:8.1f} ms")
    aar, ind = AAR[-1], list(INDIKATORER.values())
    for sett in (koder[1:11], koder[1:]):
        vi, de = [], []

        def vaar(sett: list[str] = sett) -> list[Profilrad]:
            trender(indeks, ind, INDIKATORER, dict.fromkeys(AAR[-10:], koder[0]))
            return tjenesteprofil(indeks, ind, koder[0], sett, aar)

        for _ in range(RUNDER):
            t, rader = maal(vaar)
            vi.append(t)
            t, fasit = maal(lambda sett=sett: vanlig(df, koder[0], sett, aar))
            de.append(t)
        print(f"  mot {len(sett)} kommuner: {median(vi):.1f} ms (høyst 50), groupby"
              f" {median(de):.1f} ms, forhold {median(vi) / median(de):.2f} (høyst 1,0),"
              f" største avvik {avvik(rader, fasit):.1e}")  # fmt: skip


if __name__ == "__main__":
    main()
