"""Vega, Vega-Lite and Vega-Embed as one local ES module, and the Norwegian formats they use.

The module is built once per machine from the libraries inside ``vl-convert-python`` and kept in
the user's cache folder. Nothing is fetched from the network, neither here nor in the browser.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from platformdirs import user_cache_dir

from ..fil import skriv_fil

VEGA_LITE = "6.4"
"""The Vega-Lite version the charts are written for: the one of Altair 6.3."""

NB_TID: dict[str, object] = {
    "dateTime": "%A %-d. %B %Y %X",
    "date": "%d.%m.%Y",
    "time": "%H:%M:%S",
    "periods": ["", ""],
    "days": ["søndag", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag"],
    "shortDays": ["søn.", "man.", "tir.", "ons.", "tor.", "fre.", "lør."],
    "months": [
        "januar",
        "februar",
        "mars",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "desember",
    ],
    "shortMonths": [
        "jan.",
        "feb.",
        "mars",
        "apr.",
        "mai",
        "juni",
        "juli",
        "aug.",
        "sep.",
        "okt.",
        "nov.",
        "des.",
    ],
}
"""d3's time format for bokmål."""

_SLUTT = "export default vegaEmbed;"
_BYGG = (
    "import sys, vl_convert;"
    "kode = vl_convert.javascript_bundle(sys.argv[1], vl_version=sys.argv[2]);"
    "sys.stdout.buffer.write(kode.encode())"
)


def cache_mappe() -> Path:
    """Return the folder for generated files, without creating it.

    Returns
    -------
    Path
        ``HELSEANALYSE_CACHE`` if it is set, else the user's cache folder.
    """
    valgt = os.environ.get("HELSEANALYSE_CACHE")
    return Path(valgt) if valgt else Path(user_cache_dir("helseanalyse", appauthor=False))


def modul_navn() -> str:
    """Return the module's file name, which names the versions inside it."""
    return f"vega-lite-{VEGA_LITE}-vlc-{version('vl-convert-python')}.mjs"


def vega_modul() -> Path:
    """Return the path of the ES module that exports Vega-Embed, building it if it is missing.

    Returns
    -------
    Path
        A JavaScript file of about 0.9 MB with no imports of its own.
    """
    fil = cache_mappe() / "vega" / modul_navn()
    if fil.exists():
        return fil
    if fil in _andre_steder:
        return _andre_steder[fil]
    kode = _bygget()
    try:
        skriv_fil(fil, kode, lag_mappe=True)
    except OSError:  # a read-only or a full disk: a folder that lives as long as the process
        mappe = Path(tempfile.mkdtemp(prefix="helseanalyse-vega-"))
        atexit.register(shutil.rmtree, mappe, ignore_errors=True)
        fil = _andre_steder.setdefault(fil, mappe / fil.name)
        skriv_fil(fil, kode)
    return fil


_andre_steder: dict[Path, Path] = {}


def _bygget() -> bytes:
    """The module, made in a process of its own.

    The engine that makes it takes more memory than all the rest of a server.
    """
    bygg = [sys.executable, "-c", _BYGG, _SLUTT, VEGA_LITE]
    return subprocess.run(bygg, check=True, stdout=subprocess.PIPE).stdout
