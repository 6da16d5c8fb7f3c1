"""A figure as a picture that stands alone: its title, its unit and its sources are in it."""

import re
from html import escape

from ..maalform import MERKE, tekster
from ..views.blokker import Blokk
from ..views.svg import SKRIFT, skriftmappe, svg
from .kilder import korte, rene

_MARG = 16
_SKALA = 2
_RESERVE = "Source Sans Pro, Source Sans 3, Arial, Helvetica, sans-serif"
_ROT = re.compile(r'<svg\b[^>]*?\bwidth="([\d.]+)"[^>]*?\bheight="([\d.]+)"')
# Size, height of a line, breadth of a letter as a part of the size, weight and colour.
_STILER = {
    "tittel": (18, 24, 0.5, "600", "#1A1F24"),
    "undertittel": (14, 20, 0.46, "400", "#4A5560"),
    "note": (12, 17, 0.46, "400", "#4A5560"),
}


def bilde_svg(blokk: Blokk, spraak: str = "nb") -> str:
    """Figure as an SVG document: white ground, title, unit, chart, note and sources.

    Parameters
    ----------
    blokk
        A block of type ``figur``.
    spraak
        Language of the word before the sources.

    Returns
    -------
    str
        The document. Its title and description are those that a screen reader tells.

    Raises
    ------
    ValueError
        If the figure cannot be drawn.
    """
    graf = svg(blokk["spec"])
    treff = _ROT.search(graf)
    if treff is None:
        raise ValueError(f"Figuren «{blokk['tittel']}» ble tegnet uten størrelse.")
    bredde, hoyde = (float(m) for m in treff.groups())
    over, y = _linjer([("tittel", blokk["tittel"]), ("undertittel", blokk["undertittel"])], bredde)
    kilder = tekster("eksport", spraak)("kilde-linje", kilder=korte(blokk["kilder"], spraak))
    grafen_y = y + _MARG / 2
    under, slutt = _linjer(
        [("note", blokk.get("note") or ""), ("note", kilder)], bredde, grafen_y + hoyde
    )
    graf = graf[graf.index("<svg") :].replace("<svg", f'<svg x="{_MARG}" y="{grafen_y:g}"', 1)
    b, h = bredde + 2 * _MARG, slutt + _MARG
    return (
        '<svg xmlns="http://www.w3.org/2000/svg"'
        f' width="{b:g}" height="{h:g}" viewBox="0 0 {b:g} {h:g}" role="img"'
        f' xml:lang="{MERKE[spraak]}">'
        f"<title>{_xml(blokk['tittel'])}</title><desc>{_xml(blokk['alt'])}</desc>"
        f'<rect width="100%" height="100%" fill="#ffffff"/>{over}{graf}{under}</svg>\n'
    )


def bilde_svg_fil(blokk: Blokk, spraak: str = "nb") -> bytes:
    """Figure as an SVG file; another typeface is named for machines without ours."""
    ut = bilde_svg(blokk, spraak).replace(f'"{SKRIFT}"', f'"{_RESERVE}"')
    return ut.encode("utf-8", "replace")


def png(blokk: Blokk, spraak: str = "nb") -> bytes:
    """Figure as a PNG file, twice the size of the page's, on white ground."""
    # Imported here: the engine must never be loaded in a notebook kernel that may fork.
    import vl_convert

    tegning = bilde_svg(blokk, spraak)
    vl_convert.register_font_directory(str(skriftmappe()))
    bilde: bytes = vl_convert.svg_to_png(tegning, scale=_SKALA)
    return bilde


def _linjer(
    avsnitt: list[tuple[str, str]], bredde: float, fra: float = _MARG / 2
) -> tuple[str, float]:
    """Paragraphs as lines of text below each other, and where they end."""
    ut, y = [], fra
    for stil, tekst in avsnitt:
        stoerrelse, linje, bokstav, vekt, farge = _STILER[stil]
        for ett in _brutt(rene(tekst), int(bredde / (stoerrelse * bokstav))):
            y += linje
            ut.append(
                f'<text x="{_MARG}" y="{y:g}" font-family="{SKRIFT}" font-size="{stoerrelse}px"'
                f' font-weight="{vekt}" fill="{farge}">{_xml(ett)}</text>'
            )
    return "".join(ut), y


def _brutt(tekst: str, lengde: int) -> list[str]:
    """Text in lines of at most so many letters; a longer word is cut."""
    linjer, linje = [], ""
    for ordet in re.findall(rf"[^ \n]{{1,{lengde}}}", tekst):
        if linje and len(linje) + 1 + len(ordet) > lengde:
            linjer.append(linje)
            linje = ordet
        else:
            linje = f"{linje} {ordet}".strip()
    return [*linjer, linje] if linje else linjer


def _xml(tekst: object) -> str:
    return escape(rene(tekst).replace("\u202f", "\u00a0"))
