"""Blocks as a cell's output has them: data for the report, and what plain text can say."""

from __future__ import annotations

from typing import Any

BLOKK_MIME = "application/vnd.helseanalyse.blokker.v1+json"
"""Mime type of the blocks in a cell's output."""


class Paatrykk:
    """Blocks that only a report is made of: as a ``Visning``, with no browser to show them in."""

    def __init__(self, blokker: list[dict[str, Any]]) -> None:
        self.blokker = blokker

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        return som_utdata(self.blokker), {}


def som_utdata(blokker: list[dict[str, Any]]) -> dict[str, Any]:
    """Output of a cell that shows blocks, by mime type."""
    tekst = "\n".join(_ren_tekst(blokk) for blokk in blokker)
    return {BLOKK_MIME: {"blokker": blokker}, "text/plain": tekst}


def _ren_tekst(blokk: dict[str, Any]) -> str:
    """Return what a block says where nothing but plain text can be shown."""
    if blokk["type"] == "figur":
        return f"Figur: {blokk['tittel']}. {blokk['alt']}"
    if blokk["type"] == "tabell":
        return f"Tabell: {blokk['tittel']} ({len(blokk['rader'])} rader)"
    return "\n".join(linje for node in blokk["ast"] if (linje := _node_tekst(node).strip()))


def _node_tekst(node: dict[str, Any]) -> str:
    """Return the text of a Markdown node and the nodes inside it."""
    if node.get("type") in ("softbreak", "linebreak"):
        return " "
    slutt = "\n" if node.get("type") in ("paragraph", "heading", "list_item") else ""
    barn: list[dict[str, Any]] = node.get("children", [])
    return str(node.get("raw", "")) + "".join(_node_tekst(ett) for ett in barn) + slutt
