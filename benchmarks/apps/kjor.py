"""Our app beside what a user would pick instead: one command, one run, ratios.

Run as ``python benchmarks/apps/kjor.py [--rask] [--bare NAVN ...]``; ``make hastighet-apper``
sets up what it needs. Writes ``docs/hastighet.md``, and every number to ``build/``. Needs
chromium. At most 25 minutes, with ``--rask`` 6.
"""

import argparse
import asyncio
import json
import os
import platform
import signal
import subprocess
import sys
import time
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from apper import ANDRE, ROT, VAAR, App
from leser import CHROMIUM
from maal import RASK, Omfang, maal
from skriv import dokument
from tjener import kjor

UT = ROT / "docs" / "hastighet.md"
JSON = ROT / "build" / "hastighet-apper.json"
FELLES = ("altair", "pandas", "playwright", "axe-playwright-python")


def _meld(setning: str) -> None:
    print(setning, flush=True)


def _maal(app: App, omfang: Omfang, sekunder: float) -> dict[str, Any]:
    """One app from start to stop; a server that does not start is a sentence, not an end."""
    _meld(app.navn)
    try:
        with kjor(app, JSON.parent / f"hastighet-{app.navn.lower()}.log") as tjener:
            return asyncio.run(maal(tjener, omfang, sekunder, _meld))
    except RuntimeError as feil:
        _meld(f"  {feil}")
        return {"feil": [str(feil)]}


def _om(omfang: Omfang, apper: list[App]) -> dict[str, Any]:
    """What the numbers rest on: day, machine, versions and how many times."""
    svar = subprocess.run([CHROMIUM, "--version"], capture_output=True, text=True, check=False)
    pakker = sorted({*FELLES, *(p for a in apper for p in a.pakker)})
    return {
        "dato": date.today().isoformat(),
        "kjerner": len(os.sched_getaffinity(0)),
        "maskin": f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        "last": f"{os.getloadavg()[0]:.1f}".replace(".", ","),
        "chromium": next((d for d in svar.stdout.split() if d[0].isdigit()), "ukjent"),
        "omfang": f"{'Rask måling: m' if omfang is RASK else 'M'}edianer av {omfang.besok} besøk,"
        f" {omfang.steg} steg på glideren og {omfang.valg} valg i listen.",
        "mange": omfang.mange,
        "versjoner": ", ".join(f"{p} {_versjon(p)}" for p in pakker),
    }


def _versjon(pakke: str) -> str:
    try:
        return version(pakke)
    except PackageNotFoundError:
        return "–"


def main() -> None:
    """Measure each app in turn and write the page; the exit code tells if one did not start."""
    arg = argparse.ArgumentParser(description="Appene våre mot andre verktøy.")
    arg.add_argument("--rask", action="store_true", help="få gjentak, under 6 minutter")
    arg.add_argument("--sekunder", type=float, help="samlet tid, om maskinen er travel eller treg")
    arg.add_argument("--bare", nargs="+", metavar="NAVN", help="bare disse; skriver ingen side")
    arg.add_argument("--skriv", action="store_true", help="skriv siden av tallene i build/")
    valg = arg.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # stopped, it stops its servers
    if valg.skriv:
        UT.write_text(dokument(json.loads(JSON.read_text(encoding="utf-8"))), encoding="utf-8")
        return
    omfang = RASK if valg.rask else Omfang()
    apper = [a for a in [VAAR, *ANDRE] if not valg.bare or a.navn in valg.bare]
    JSON.parent.mkdir(exist_ok=True)
    resultat: dict[str, Any] = {"om": _om(omfang, apper), "apper": {}}
    slutt = time.monotonic() + (valg.sekunder or omfang.alt)
    for nr, app in enumerate(apper):
        sekunder = (slutt - time.monotonic()) / (len(apper) - nr)  # what one leaves goes on
        resultat["apper"][app.navn] = _maal(app, omfang, sekunder)
        JSON.write_text(json.dumps(resultat, ensure_ascii=False, indent=1), encoding="utf-8")
    side = dokument(resultat)
    if not valg.bare:
        UT.write_text(side, encoding="utf-8")
        _meld(f"Skrevet: {UT}")
    _meld(side)
    sys.exit(any("nye" not in f for f in resultat["apper"].values()))


if __name__ == "__main__":
    main()
