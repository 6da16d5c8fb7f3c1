"""HTML elements: the one place where text becomes markup.

`tekst` alone escapes, and `el` passes all its text and every attribute through it. A link
leads to http(s), to mail or to a place on the page.
"""

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

_TRYGG = re.compile(r"(?:https?://|mailto:|#)", re.IGNORECASE)
_STYRETEGN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_TOMME = {"br", "hr", "input"}
_PAKKE = {
    "strong": "strong",
    "emphasis": "em",
    "strikethrough": "del",
    "block_quote": "blockquote",
    "paragraph": "p",
    "list_item": "li",
}


class Html(str):
    """Text that is markup already: only `el` and what joins its results make it."""

    __slots__ = ()


Barn = str | None


def tekst(verdi: object) -> Html:
    """Text as it may stand between tags and inside an attribute: the only place that escapes."""
    return Html(escape(_STYRETEGN.sub("\ufffd", str(verdi)), quote=True))


def samlet(barn: Iterable[Barn]) -> Html:
    """Markup of several, one after another; what is not markup is text, and is escaped."""
    return Html("".join(b if isinstance(b, Html) else tekst(b) for b in barn if b is not None))


def el(navn: str, egenskaper: Mapping[str, object] | None = None, *barn: Barn) -> Html:
    """Element; attributes that are None or False are left out, one that is True has no value."""
    ut = [f"<{navn}"]
    for nokkel, verdi in (egenskaper or {}).items():
        if verdi is True:
            ut.append(f" {nokkel}")
        elif verdi is not None and verdi is not False:
            ut.append(f' {nokkel}="{tekst(verdi)}"')
    ut.append(">")
    return Html("".join(ut) + ("" if navn in _TOMME else f"{samlet(barn)}</{navn}>"))


def trygg_adresse(adresse: object) -> str | None:
    """Address that a link may lead to, else none.

    >>> trygg_adresse("mailto:post"), trygg_adresse("javascript:alert(1)")
    ('mailto:post', None)
    """
    return str(adresse) if adresse and _TRYGG.match(str(adresse)) else None


# ------------------------------------------------------------------ Markdown
def noder(liste: Iterable[Mapping[str, Any]] | None) -> Html:
    """Parsed Markdown (mistune's nodes) as elements; raw HTML in it is shown as text."""
    return samlet(_node(n) for n in liste or ())


def _node(n: Mapping[str, Any]) -> Html:
    slag, om = n.get("type"), n.get("attrs") or {}
    if slag in _PAKKE:
        return el(_PAKKE[slag], {}, noder(n.get("children")))
    match slag:
        case "heading":
            return el(f"h{min(max(int(om.get('level', 2)), 2), 6)}", {}, noder(n.get("children")))
        case "list":
            return el("ol" if om.get("ordered") else "ul", {}, noder(n.get("children")))
        case "codespan":
            return el("code", {}, n.get("raw", ""))
        case "link":
            adresse = trygg_adresse(om.get("url"))
            ut = adresse is not None and not adresse.startswith("#")
            return el("a", {"href": adresse, "rel": ut and "noopener"}, noder(n.get("children")))
        case "softbreak":
            return tekst(" ")
        case "linebreak" | "thematic_break":
            return el("br" if slag == "linebreak" else "hr")
        case "blank_line":
            return samlet(())
    return noder(n["children"]) if n.get("children") else tekst(n.get("raw", ""))
