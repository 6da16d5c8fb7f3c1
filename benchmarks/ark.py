"""A sheet of a million rows: our reader, with all its checks, against fastexcel alone.

Run as ``python benchmarks/ark.py [RADER]``. Both read the same file in the same run, in turn;
the ratio is of the two best times. Memory is the highest of the child that reads.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import fastexcel
import pandas as pd
import xlsxwriter

from helseanalyse.sources.tabell import read_table

HODE = ("komm_nr", "navn", "aar", "plasser", "verdi")


def lag(fil: Path, rader: int) -> None:
    """Write a sheet with one row for each municipality, year and measure."""
    with xlsxwriter.Workbook(fil, {"constant_memory": True}) as bok:
        ark = bok.add_worksheet("Data")
        ark.write_row(0, 0, HODE)
        for i in range(rader):
            komm, aar = 301 + i // 50 % 357, 2000 + i % 50
            navn = f"Kommune {komm} mål {i // (357 * 50)}"
            ark.write_row(
                i + 1, 0, (f"{komm:04d}", navn, aar, 500 + i % 977, 100 + i % 9973 * 0.37)
            )


def maal(les: Callable[[], object]) -> float:
    """Seconds that one reading takes."""
    start = time.perf_counter()
    les()
    return time.perf_counter() - start


def main() -> None:
    """Print the times, their ratio and the memory."""
    rader = int(sys.argv[1]) if len(sys.argv) > 1 else 999_999
    with tempfile.TemporaryDirectory() as mappe:
        fil = Path(mappe) / "stor.xlsx"
        lag(fil, rader)

        def bare_fastexcel() -> pd.DataFrame:
            return fastexcel.read_excel(fil).load_sheet(0).to_pandas()

        maal(lambda: read_table(fil))
        tider = [(maal(bare_fastexcel), maal(lambda: read_table(fil))) for _ in range(3)]
        tabell, fasit = read_table(fil), bare_fastexcel()
    for navn in HODE:
        if not (tabell.frame[navn].to_numpy() == fasit[navn].to_numpy()).all():
            raise SystemExit(f"Kolonnen {navn} er ikke lik.")
    annen, vaar = (min(t) for t in zip(*tider, strict=True))
    minne = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
    print(f"{len(tabell.frame)} rader: fastexcel {annen:.2f} s, read_table {vaar:.2f} s")
    print(f"forhold {vaar / annen:.2f}, barnets minne {minne:.2f} GB, varsler {tabell.warnings}")


if __name__ == "__main__":
    main()
