"""Reports of all municipalities: ours, warm, against papermill + ``nbconvert --to webpdf``.

A made-up country of 357 municipalities, all of them named ``Syntetisk``: no figure is a real
municipality's. Run as ``python benchmarks/alle.py [REPORTS] [USUAL]``: how many of the 357 are
made (all of them), and how many the usual way makes in the same run (2); the usual way needs
chromium. Prints seconds a report, the ratio, and the memory of the workers over the run.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROT / "tests"))
ANTALL, VANLIG = 357, 2
BOK = "staastedsanalyse"


def fyll(mappe: Path) -> list[str]:
    """Fill a store with 357 synthetic municipalities; their codes."""
    import lite_land

    koder = [f"8{100 + i}" for i in range(1, ANTALL + 1)]
    foer = {"8990": "Syntetisk før", "8991": "Syntetisk før 2"}
    bytt = {
        "NAVN": {k: f"Syntetisk {i}" for i, k in enumerate(koder, start=1)},
        "FOER": foer,
        "FOLKETALL": {k: 500 + 137 * i for i, k in enumerate([*koder, *foer])},
        "ELDRE": {},
        "GRUPPER": {f"EKG{i + 1:02d}": koder[i::12] for i in range(12)},
    }
    for navn, innhold in bytt.items():
        getattr(lite_land, navn).clear()
        getattr(lite_land, navn).update(innhold)
    lite_land.fyll(mappe)
    return koder


def main() -> None:
    """Print the measured table."""
    antall = int(sys.argv[1]) if len(sys.argv) > 1 else ANTALL
    vanlig = int(sys.argv[2]) if len(sys.argv) > 2 else VANLIG
    with tempfile.TemporaryDirectory() as rot:
        mappe = Path(rot)
        koder = fyll(mappe / "lager")[:antall]
        os.environ["HELSEANALYSE_LAGER"] = str(mappe / "lager")
        from helseanalyse import alle
        from helseanalyse.alle_oppgaver import for_kommuner
        from helseanalyse.sources.samlet import load_data

        oppgaver = for_kommuner(load_data(), BOK, koder)
        vare = _alle(alle, oppgaver, mappe / "ut")
        andres = [_vanlig(mappe) for _ in range(vanlig)]
    print(f"vår vei, 2 prosesser: {vare:.2f} s per rapport over {len(oppgaver)} rapporter")
    if andres:
        snitt = sum(andres) / len(andres)
        print(f"papermill + webpdf: {snitt:.2f} s per rapport, {snitt / vare:.1f} ganger så lenge")


def _alle(alle: Any, oppgaver: list[Any], ut: Path) -> float:
    tider, start = [], time.perf_counter()

    def framdrift(ferdig: int, antall: int, navn: str) -> None:
        tider.append(time.perf_counter() - start)

    resultat = alle.lag_alle(oppgaver, ut, arbeidere=2, framdrift=framdrift)
    assert not resultat.feil, resultat.feil[:3]
    stoerrelser = sorted(f.stat().st_size for f in ut.iterdir())
    barnas = os.times().children_user + os.times().children_system
    print(f"{len(tider)} rapporter på {tider[-1]:.0f} s, den første etter {tider[0]:.1f} s")
    print(f"  prosessortid {barnas / len(tider):.2f} s per rapport, oppvarmingen medregnet")
    print(f"  {stoerrelser[0] // 1000}–{stoerrelser[-1] // 1000} kB per fil")
    for del_ in (0.25, 0.5, 0.75, 1.0):
        nr = max(1, int(len(tider) * del_))
        print(f"  etter {nr:3d}: {tider[nr - 1] / nr:.2f} s per rapport")
    print(f"  mest minne i en prosess: {resultat.minne_mb:.0f} MB")
    return tider[-1] / len(tider)


def _vanlig(mappe: Path) -> float:
    start = time.perf_counter()
    vei, bok = ROT / "benchmarks" / "vanlig_rute.py", ROT / "notebooks" / f"{BOK}.ipynb"
    kommando = [sys.executable, str(vei), str(bok), str(mappe / "vanlig.pdf")]
    subprocess.run(kommando, check=True, capture_output=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
