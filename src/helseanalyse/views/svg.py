"""Vega-Lite specification to SVG, drawn with the report's own typeface."""

from __future__ import annotations

import multiprocessing.util
import re
import shutil
import tempfile
import threading
from contextlib import suppress
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

SKRIFT = "Source Sans Pro"
"""The family name of the one typeface of charts and reports."""

SNITT = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")
"""The cuts that are used; the package holds each of them as both OTF and TTF."""

BREDDE = 640
"""Width in pixels of a chart that asks to fill its container."""

SKJULT = re.compile(r'<text\b[^>]*\bopacity="0"[^>]*>.*?</text>', re.DOTALL)
"""Axis labels left out for want of room: drawn invisibly, but found by a search."""


@cache
def skriftmappe() -> Path:
    """Return a folder with exactly one file for each cut of the typeface.

    The font package holds every cut twice, and which of the two a program takes follows
    the order of the folder on the disk. A folder of our own makes the choice the same on
    every machine. It lives as long as the process, because fonts are read when first used.

    Returns
    -------
    Path
        A temporary folder, removed when the process ends.
    """
    try:
        return _skriftkopi()
    except OSError:
        raise ValueError(
            f"Mappen for midlertidige filer, «{tempfile.gettempdir()}», kan ikke skrives til eller"
            " er full. Rydd i den, eller sett TMPDIR til en annen."
        ) from None


def _skriftkopi() -> Path:
    mappe = Path(tempfile.mkdtemp(prefix="helseanalyse-skrift-"))
    # A finalizer of multiprocessing, because worker processes never reach atexit.
    multiprocessing.util.Finalize(
        None, shutil.rmtree, args=(mappe,), kwargs={"ignore_errors": True}, exitpriority=1
    )
    with as_file(files("font_source_sans_pro") / "files") as pakke:
        for snitt in SNITT:
            shutil.copyfile(pakke / f"SourceSansPro-{snitt}.ttf", mappe / f"{snitt}.ttf")
    return mappe


@cache
def _register() -> None:
    """Make the typeface known to the drawing engine, once in each process."""
    import vl_convert

    vl_convert.register_font_directory(str(skriftmappe()))


def svg(spec: dict[str, Any], bredde: int = BREDDE) -> str:
    """Draw a Vega-Lite v6 specification as SVG.

    The same specification gives the same text, byte for byte. Nothing is fetched: a
    specification must carry its data. A chart whose width is ``"container"`` is drawn
    ``bredde`` pixels wide.

    Parameters
    ----------
    spec : dict
        Vega-Lite v6 specification with its data inside.
    bredde : int
        Width of what has no width of its own.

    Returns
    -------
    str
        The SVG document.

    Raises
    ------
    ValueError
        If the specification cannot be drawn.
    """
    # Imported here: the engine must never be loaded in a notebook kernel that may fork.
    import vl_convert

    _register()
    # One name, not a list of fallbacks: the engine measures a list it cannot read as another
    # typeface, and leaves the wrong room for the labels.
    spec = {**spec, "config": {**spec.get("config", {}), "font": SKRIFT}}
    if spec.get("width") == "container":
        spec = {**spec, "width": bredde, "autosize": {"type": "fit-x", "contains": "padding"}}
    try:
        return SKJULT.sub("", vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]))
    except ValueError as feil:
        grunn = str(feil).removeprefix("Vega-Lite to SVG conversion failed:").split("\n    at ")[0]
        raise ValueError(
            "Figuren kan ikke tegnes: tegneprogrammet avviste Vega-Lite-spesifikasjonen "
            f"({grunn.strip()}); kontroller data og felter i figuren."
        ) from feil


def varm_opp() -> None:
    """Start the drawing engine in the background."""
    threading.Thread(target=proev, daemon=True).start()


def proev() -> None:
    """Draw the least there is, so that the engine is started."""
    spec = {"data": {"values": [{"x": 1}]}, "mark": "point", "encoding": {"x": {"field": "x"}}}
    with suppress(ValueError):  # the first figure says what is wrong
        svg(spec)
