"""One municipality's page from a store of every municipality, and from a store of its own.

Run as ``python benchmarks/lager.py``. The full store has 357 municipalities with one-year ages
(some 3.3 million rows of population, a quarter of a million observations), all synthetic; the
small one has three of them. Each reading is a process of its own: what a page reads before its
first chapter, by us from both stores, and by plain pandas that reads all the tables and then
chooses. They take turns; the ratios are of the best times, and of the highest memory.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from helseanalyse.sources.lager import Lager
from helseanalyse.sources.samlet import load_data
from helseanalyse.sources.ssb_tabeller import Tabell, les_liste

KOMMUNE = "3205"
RUNDER = 5


def rader(tabell: Tabell, koder: Sequence[str]) -> pd.DataFrame:
    """Rows of one table as a fetch leaves them: every code, year and series or age."""
    folk = tabell.slag != "indikatorer"
    aar = range(2026, 2051) if tabell.slag == "framskriving" else range(2015, 2027)
    navn = [f"{a}-{tabell.aargang}" for a in tabell.alternativer] or ["faktisk"]
    noekler: dict[str, Sequence[object]] = {"komm_nr": koder, "aar": aar}
    noekler |= {"alternativ": navn, "alder_fra": range(106)} if folk else {}
    noekler |= {} if folk else {"indikator": [s.id for s in tabell.serier]}
    df = pd.MultiIndex.from_product(noekler.values(), names=list(noekler)).to_frame(index=False)
    tall = np.random.default_rng(1).poisson(300, len(df))
    felles = df.assign(status="maalt", kilde=f"ssb-{tabell.tabell}-2026-03-15")
    if not folk:
        return felles.assign(verdi=tall, enhet="antall")
    til = df.alder_fra.where(df.alder_fra < 105).astype("Int64")
    return felles.assign(alder_til=til, kjoenn="begge", personer=tall)


def fyll(mappe: Path, koder: Sequence[str]) -> int:
    """Write a store of the tables that a fetch asks for; the number of rows."""
    lager, antall = Lager(mappe), 0
    liste = [t for i, t in les_liste().tabeller.items() if t.aargang is None or i == "14746"]
    kilder = pd.DataFrame({"kilde": [f"ssb-{t.tabell}-2026-03-15" for t in liste]})
    kommuner = pd.DataFrame({"komm_nr": koder, "navn": koder, "type": "kommune", "kilde": "s"})
    with lager.skrivelaas():
        lager.skriv({"kilder": kilder.assign(hentet="2026-04-01"), "kommuner": kommuner})
        for tabell in liste:
            df = rader(tabell, koder)
            ramme = "observasjoner" if tabell.slag == "indikatorer" else "befolkning"
            lager.skriv({ramme: df}, del_=tabell.tabell)
            antall += len(df)
    return antall


def vaar(mappe: Path) -> int:
    """Rows of one municipality, by us."""
    data = load_data(mappe)
    return len(data.folk([KOMMUNE])) + int((data.observasjoner.komm_nr == KOMMUNE).sum())


def pandas_alene(mappe: Path) -> int:
    """Rows of one municipality, by reading all: no hash, no precedence, no example."""
    filer = {n: sorted(mappe.glob(f"tabeller/ssb-{n}-*")) for n in ("befolkning", "observasjoner")}
    alle = {n: pd.concat(map(pd.read_parquet, f), ignore_index=True) for n, f in filer.items()}
    return sum(int((df.komm_nr == KOMMUNE).sum()) for df in alle.values())


ARBEID: dict[str, Callable[..., int]] = {"fyll": fyll, "vaar": vaar, "pandas_alene": pandas_alene}


def i_egen_prosess(arbeid: str, *ord_: str) -> tuple[float, float, int]:
    """Seconds, peak MB and rows of one piece of work in a new process."""
    kommando = [sys.executable, __file__, arbeid, *ord_]
    svar = subprocess.run(kommando, check=True, capture_output=True, text=True).stdout.split()
    return float(svar[0]), float(svar[1]), int(svar[2])


def barn(arbeid: str, mappe: str, *koder: str) -> None:
    """Do the work and print what it cost."""
    start = time.perf_counter()
    antall = ARBEID[arbeid](Path(mappe), *([koder] if koder else []))
    sekunder = time.perf_counter() - start
    print(sekunder, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3, antall)


def main() -> None:
    """Print seconds, memory and their ratios."""
    with tempfile.TemporaryDirectory() as mappe:
        full, liten = f"{mappe}/full", f"{mappe}/liten"
        koder = [f"{3201 + i}" for i in range(357)]
        s, mb, antall = i_egen_prosess("fyll", full, *koder)
        i_egen_prosess("fyll", liten, KOMMUNE, *koder[:2])
        print(f"skriving {antall} rader, {s:.1f} s {mb:.0f} MB")
        hvem = {"fullt lager": ("vaar", full), "lite lager": ("vaar", liten)}
        hvem |= {"bare pandas": ("pandas_alene", full)}
        runder = [{navn: i_egen_prosess(*h) for navn, h in hvem.items()} for _ in range(RUNDER)]
    if len({antall for runde in runder for *_, antall in runde.values()}) > 1:
        raise SystemExit("Lesingene gir ikke like mange rader for kommunen.")
    tid = {navn: min(r[navn][0] for r in runder) for navn in hvem}
    minne = {navn: max(r[navn][1] for r in runder) for navn in hvem}
    for navn in hvem:
        print(f"{navn:12} {tid[navn]:5.2f} s {minne[navn]:5.0f} MB")
    mer, mer_minne = (m["fullt lager"] - m["lite lager"] for m in (tid, minne))
    print(f"mot lite lager: +{mer:.2f} s (høyst 0,3), +{mer_minne:.0f} MB (høyst 100)")
    andel, andel_minne = (m["fullt lager"] / m["bare pandas"] for m in (tid, minne))
    print(f"mot bare pandas: {andel:.2f} av tiden, {andel_minne:.2f} av minnet")


if __name__ == "__main__":
    barn(*sys.argv[1:]) if len(sys.argv) > 1 else main()
