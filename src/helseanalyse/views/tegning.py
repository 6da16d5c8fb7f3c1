"""A drawn chart on its way into a page."""

import re
from xml.etree import ElementTree
from zlib import crc32

from .element import Barn, Html, el, samlet

_SVG = "http://www.w3.org/2000/svg"
_SVG_NAVN = {
    "svg", "g", "path", "text", "tspan", "rect", "line", "circle", "ellipse", "polygon",
    "polyline", "defs", "clipPath", "linearGradient", "radialGradient", "stop", "title", "desc",
}  # fmt: skip
_SVG_EGENSKAPER = {
    "class", "clip-path", "cx", "cy", "d", "display", "dx", "dy", "fill", "fill-opacity",
    "font-family", "font-size", "font-style", "font-weight", "gradientUnits", "height", "id",
    "offset", "opacity", "points", "pointer-events", "preserveAspectRatio", "r", "rx", "ry",
    "stop-color", "stroke", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap",
    "stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "stroke-width", "text-anchor",
    "transform", "viewBox", "width", "x", "x1", "x2", "y", "y1", "y2",
}  # fmt: skip
_PEKER = re.compile(r"^url\(#([\w-]+)\)$")


def ren_svg(svg: str, nokkel: str) -> Html:
    """A drawn chart, made again of the elements and attributes that a chart needs.

    Links, scripts, styles and what else a picture may hold are left out, so is what only tells
    a screen reader of the single marks. Names inside the picture get the part's own, because
    two pictures on a page may not share one.
    """
    eget = re.sub(r"[^\w-]", "-", f"{nokkel}-{crc32(svg.encode()):08x}")
    rot = ElementTree.fromstring(svg)
    rot.set("preserveAspectRatio", "xMinYMin")  # on a narrower screen it shrinks towards a corner
    return _node(rot, eget)


def _node(node: ElementTree.Element, eget: str) -> Html:
    navn = str(node.tag).removeprefix(f"{{{_SVG}}}")
    if navn not in _SVG_NAVN:
        return samlet(())
    egenskaper: dict[str, object] = {}
    for nokkel, verdi in node.attrib.items():
        if nokkel not in _SVG_EGENSKAPER:
            continue
        if nokkel == "id":
            verdi = f"{eget}-{verdi}"
        elif "url(" in verdi:
            peker = _PEKER.match(verdi)
            if not peker:
                continue
            verdi = f"url(#{eget}-{peker[1]})"
        egenskaper[nokkel] = verdi
    barn: list[Barn] = [node.text]
    for ett in node:
        barn += [_node(ett, eget), ett.tail]
    return el(navn, egenskaper, *barn)
