"""Every figure of a report as pictures in a folder."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .eksport.bilder import bilde_svg_fil, png
from .eksport.meta import filnavn
from .fil import skriv_fil
from .report import lag_utgave


def skriv_figurer(navn: str, parametre: Mapping[str, Any], mappe: Path) -> list[Path]:
    """Each figure of a notebook as PNG and SVG, with title and sources in the picture.

    Parameters
    ----------
    navn
        Notebook, e.g. ``"tjenesteprofil"``.
    parametre
        Values for the notebook's declared parameters; the rest keep their defaults.
    mappe
        Folder to write in; it is made if it is missing.

    Returns
    -------
    list of Path
        The files, in the order of the figures.

    Raises
    ------
    ValueError
        Unknown notebook, parameter or municipality, a cell that fails, no figure, a folder that
        cannot be written in: one Norwegian sentence.
    """
    if mappe.is_file():
        raise ValueError(f"«{mappe}» er en fil. Oppgi en mappe til figurene.")
    utgave = lag_utgave(navn, parametre)
    figurer = [b for b in utgave.rapport.blokker if b["type"] == "figur"]
    if not figurer:
        raise ValueError(f"«{navn}» har ingen figurer for dette valget, så ingenting er skrevet.")
    ut = []
    for nr, blokk in enumerate(figurer, 1):
        for endelse, tegn in ((".png", png), (".svg", bilde_svg_fil)):
            innhold = tegn(blokk, utgave.meta.spraak)
            fil = mappe.absolute() / filnavn(utgave.meta, endelse, f"{nr:02d} {blokk['id']}")
            try:
                skriv_fil(fil, innhold, lag_mappe=True)
            except OSError:
                raise ValueError(
                    f"«{fil}» kunne ikke skrives. Velg en mappe med plass og skrivetilgang."
                ) from None
            ut.append(fil)
    return ut
