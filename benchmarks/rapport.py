"""From process start to finished PDF: ours against papermill + ``nbconvert --to webpdf``.

The same notebook, pair by pair in one run, so that the ratio holds when the machine's speed
drifts. Run as ``python benchmarks/rapport.py [PAIRS]``; needs chromium.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROT = Path(__file__).resolve().parents[1]


def _sekunder(*kommando: str) -> float:
    start = time.perf_counter()
    subprocess.run(kommando, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Print seconds and ratio of each pair, and the medians."""
    par = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    bok = ROT / "notebooks" / "tjenesteprofil.ipynb"
    with tempfile.TemporaryDirectory() as mappe:
        ut = str(Path(mappe) / "rapport.pdf")
        vaar = [sys.executable, "-m", "helseanalyse", "rapport", "tjenesteprofil", "--ut", ut]
        vanlig = [sys.executable, str(ROT / "benchmarks" / "vanlig_rute.py"), str(bok), ut]
        _sekunder(*vaar), _sekunder(*vanlig)  # both once before the clock
        tider = [(_sekunder(*vaar), _sekunder(*vanlig)) for _ in range(par)]
    for a, b in tider:
        print(f"helseanalyse {a:5.2f} s   papermill + webpdf {b:5.2f} s   forhold {a / b:.2f}")
    print(f"median forhold {statistics.median(a / b for a, b in tider):.2f}")


if __name__ == "__main__":
    main()
