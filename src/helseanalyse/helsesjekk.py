"""What the health page asks a worker: whether a page still says its conclusion.

Nothing is loaded with this module; the function is called by its name.
"""

from __future__ import annotations

import html
import re

_SVAR = re.compile(r'<(\w+)[^>]*class="ha-svar[" ][^>]*>(.*?)</\1>', re.DOTALL)
_MERKE = re.compile(r"<[^>]+>")


def konklusjon(side: str) -> str:
    """Return the conclusion sentence in a page's HTML; empty if it has none.

    >>> konklusjon('<div class="ha-svar"><p>Hurum har <b>40</b> plasser.</p></div>')
    'Hurum har 40 plasser.'
    """
    treff = _SVAR.search(side)
    return html.unescape(_MERKE.sub("", treff[2])).strip() if treff else ""


def tegn_konklusjon(notatbok: str) -> str | None:
    """Draw a page's first view as a visitor gets it, and return its conclusion sentence.

    Parameters
    ----------
    notatbok : str
        The notebook's file.

    Returns
    -------
    str or None
        Empty if the page has none; None if it is not drawn here (it needs a kernel).

    Raises
    ------
    ValueError
        If the data cannot be read.
    """
    from .sidearbeid import biter, start

    sett = start(notatbok, "")
    if sett["slag"] == "stanset":
        raise ValueError(sett["feil"])
    if sett["slag"] != "ren":
        return None
    fra: int | None = 0
    while fra is not None:
        deler, fra = biter(notatbok, sett["valg"], sett["feil"], fra, sekunder=0)
        if setning := konklusjon("".join(deler)):
            return setning
    return ""
