"""The blocks that notebook, app and report share: text, note, figure, table.

A block is a plain dict (JSON). Numbers in it are formatted once, here and now, so that
all three show the same digits; the browser and the report only set it in type.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict, cast

import altair as alt
import mistune

from ..kilde import Kilde
from . import hurtig
from .tema import konfig

hurtig.bruk()

Blokk = dict[str, Any]


class Definisjon(TypedDict):
    """What an indicator means: its name in a row, its full name, and lines of three strings.

    Each line is what it tells, the text, and the text's language where that is not bokmål.
    """

    kort: str
    navn: str
    punkter: list[list[str]]


_markdown = mistune.create_markdown(renderer="ast", plugins=["strikethrough"])


def _ast(md: str) -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", _markdown(md))


def rent(tekst: object) -> str:
    r"""Text from data, safe to put into markdown: its marks are shown, not obeyed.

    >>> print(rent("Nes *kommune*"))
    Nes \*kommune\*
    """
    return "".join(f"\\{t}" if t in "\\`*_[]<>#~|!" else t for t in str(tekst))


def svar(md: str, kilder: Sequence[Kilde] = ()) -> Blokk:
    """Conclusion, shown before all else; with the sources of its figures where they are given."""
    return {"type": "svar", "ast": _ast(md)} | _med_kilder(kilder)


def tekst(md: str, kilder: Sequence[Kilde] = ()) -> Blokk:
    """Running text; ``##`` opens a chapter, ``###`` a section. Sources as for an answer."""
    return {"type": "tekst", "ast": _ast(md)} | _med_kilder(kilder)


def varsel(md: str, kilder: Sequence[Kilde] = ()) -> Blokk:
    """Note that something is missing or uncertain. Sources as for an answer."""
    return {"type": "varsel", "ast": _ast(md)} | _med_kilder(kilder)


def i_del(blokker: Sequence[Blokk], del_: str) -> list[Blokk]:
    """Blocks marked as a part of the report that its template sets by itself (``sammendrag``)."""
    return [b | {"del": del_} for b in blokker]


def _med_kilder(kilder: Sequence[Kilde]) -> Blokk:
    return {"kilder": list(kilder)} if kilder else {}


def figur(
    navn: str,
    diagram: alt.TopLevelMixin | dict[str, Any],
    *,
    tittel: str,
    undertittel: str,
    alt_tekst: str,
    kilder: Sequence[Kilde],
    note: str | None = None,
    definisjoner: Mapping[str, Definisjon] | None = None,
    spraak: str = "nb",
) -> Blokk:
    """Chart (or its specification) with its title, unit, text alternative, sources and definitions.

    ``spraak`` decides how the numbers on its axes are written.

    Raises
    ------
    ValueError
        If the text alternative is empty or only repeats the title, or there is no source.
    """
    if not alt_tekst.strip() or alt_tekst.strip() == tittel.strip():
        raise ValueError(f"Figuren «{navn}» mangler en alternativ tekst som sier hva den viser.")
    _krev_kilder(navn, kilder)
    if not isinstance(diagram, dict):  # the tests validate each chart
        diagram = cast("alt.Chart", diagram).to_dict(validate=False)
    spec = _datanavn(diagram) | {"config": konfig(spraak)}
    innhold = {"tittel": tittel, "undertittel": undertittel, "alt": alt_tekst, "spec": spec}
    felt = {"note": note, "kilder": list(kilder)}
    return {"type": "figur", "id": navn} | innhold | felt | _definert(definisjoner)


def _datanavn(spec: dict[str, Any]) -> dict[str, Any]:
    """Name the data of a chart by their order, not by what they hold.

    Two charts that differ in data alone then have specifications that differ in data alone, and
    the one on the screen gets new data instead of being made again.
    """
    navn = {gammelt: f"data-{nr}" for nr, gammelt in enumerate(spec.get("datasets", ()))}

    def bytt(node: Any) -> Any:
        if isinstance(node, dict):
            ut = {k: bytt(v) for k, v in node.items() if k != "datasets"}
            data = ut.get("data")
            if isinstance(data, dict) and data.get("name") in navn:
                ut["data"] = data | {"name": navn[data["name"]]}
            return ut
        return [bytt(n) for n in node] if isinstance(node, list) else node

    datasett = {navn[k]: v for k, v in spec.get("datasets", {}).items()}
    return cast("dict[str, Any]", bytt(spec)) | ({"datasets": datasett} if datasett else {})


def tabell(
    navn: str,
    hode: Sequence[str],
    rader: Sequence[Sequence[str]],
    *,
    tittel: str,
    kilder: Sequence[Kilde],
    just: str | None = None,
    note: str | None = None,
    uthev: Sequence[int] = (),
    definisjoner: Mapping[str, Definisjon] | None = None,
) -> Blokk:
    """Table of formatted cells; the first column heads its rows.

    Parameters
    ----------
    just
        One letter a column, ``l`` or ``r``; left and then right if left out.
    uthev
        Row numbers set in bold.
    definisjoner
        By indicator; one whose ``kort`` is the first cell of a row opens there, others below.

    Raises
    ------
    ValueError
        If a row has another number of cells than the head, or there is no source.
    """
    _krev_kilder(navn, kilder)
    skjeve = [i for i, r in enumerate(rader) if len(r) != len(hode)]
    if skjeve:
        raise ValueError(f"Tabellen «{navn}» har feil antall celler i rad {skjeve[0] + 1}.")
    just = just or "l" + "r" * (len(hode) - 1)
    return {
        "type": "tabell",
        "id": navn,
        "tittel": tittel,
        "hode": list(hode),
        "just": ["right" if j == "r" else "left" for j in just],
        "rader": [list(r) for r in rader],
        "note": note,
        "kilder": list(kilder),
        "uthev": list(uthev),
    } | _definert(definisjoner)


def _definert(definisjoner: Mapping[str, Definisjon] | None) -> Blokk:
    return {"definisjoner": dict(definisjoner)} if definisjoner else {}


def _krev_kilder(navn: str, kilder: Sequence[Kilde]) -> None:
    if not kilder:
        raise ValueError(f"«{navn}» har ingen kilde, og vises ikke uten.")
