"""The numbers behind a figure as tables, unrounded, with heads that a reader understands."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..maalform import Tekst, tekster

_KANALER = (
    "y",
    "x",
    "x2",
    "y2",
    "color",
    "detail",
    "shape",
    "strokeDash",
    "row",
    "column",
    "facet",
)
_PYNT = {
    *("rolle", "bit", "strek", "slag", "nr", "plass", "etikett", "tekst", "farge", "start"),
    *("retning", "vekt", "ordning", "null"),
}
"""Fields that only say how a mark is drawn, or repeat its number in words."""
_KJENTE = {
    *("aar", "alder", "andel", "brudd", "behov", "dekning", "fra", "gruppe", "hoey", "hva"),
    *("kjoenn", "kommune", "komm_nr", "lav", "navn", "plasser", "serie", "sted", "tekst"),
    *("til", "verdi", "prosent"),
}
"""Fields that have a name in the texts."""
_SIER_HVEM = ("navn", "kommune", "sted", "serie", "gruppe", "hva")
_ALLMENNE = {"verdi", "behov", "dekning", "plasser", "andel", "prosent"}
"""Fields whose name says less than the title of the axis."""


class Data(NamedTuple):
    """One set of numbers behind a figure; a cell is a number, a text, or None."""

    hode: list[str]
    rader: list[list[float | int | str | None]]


def figurdata(blokk: Mapping[str, Any], spraak: str = "nb") -> list[Data]:
    """Numbers behind a figure: one table for each set of rows that a mark is placed by.

    Parameters
    ----------
    blokk
        A block of type ``figur``, its Vega-Lite spec with the data inside.
    spraak
        Language of the heads.

    Returns
    -------
    list of Data
        Sets that only place words are left out, as are fields that only say how a mark looks
        and what the chart itself calculates.
    """
    spec, t = blokk["spec"], tekster("eksport", spraak)
    merker = list(_merker(spec, spec.get("data", {})))
    bak = [m for m in merker if m[1] != "text"] or merker
    felt: dict[str, dict[str, str]] = {}
    for navn, _, enkoding in bak:
        felt.setdefault(navn, {}).update(_felt(enkoding, felt.get(navn, {}), t))
    ut: list[Data] = []
    for navn, kanaler in felt.items():
        ett = _tabell(spec, navn, kanaler, t)
        har_tall = any(isinstance(c, int | float) for rad in ett.rader for c in rad)
        if har_tall and ett not in ut:
            ut.append(ett)
    return ut


def _merker(
    spec: Mapping[str, Any], data: Mapping[str, Any]
) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield the name of the data, the kind of mark and the encoding of each layer."""
    data = spec.get("data") or data
    for noekkel in ("layer", "hconcat", "vconcat", "concat"):
        for del_ in spec.get(noekkel, []):
            felles = {**spec.get("encoding", {}), **del_.get("encoding", {})}
            yield from _merker({**del_, "encoding": felles}, data)
    if isinstance(spec.get("spec"), dict):
        fasett = spec.get("facet", {})
        kanaler = {"facet": fasett} if "field" in fasett else fasett
        egne = {**kanaler, **spec["spec"].get("encoding", {})}
        yield from _merker({**spec["spec"], "encoding": egne}, data)
    if "mark" in spec and "name" in data:
        merke = spec["mark"]
        yield data["name"], merke if isinstance(merke, str) else merke["type"], spec["encoding"]


def _felt(enkoding: Mapping[str, Any], kjente: Mapping[str, str], t: Tekst) -> dict[str, str]:
    """Head of each field that places a mark; the fields of place before those of colour."""
    ut: dict[str, str] = {}
    titler = {k: (enkoding.get(k) or {}).get("title") for k in ("x", "y")}
    for kanal in _KANALER:
        alle = enkoding.get(kanal) or []
        for ett in alle if isinstance(alle, list) else [alle]:
            felt = ett.get("field") if isinstance(ett, dict) else None
            if not isinstance(felt, str) or felt in _PYNT or felt in ut:
                continue
            tittel = ett.get("title") or titler.get(kanal[0])
            if felt not in kjente or (tittel and kjente[felt] == _hode(felt, None, t)):
                ut[felt] = _hode(felt, tittel if isinstance(tittel, str) else None, t)
    return ut


def _hode(felt: str, tittel: str | None, t: Tekst) -> str:
    navn = t(f"felt-{felt}") if felt in _KJENTE else felt.replace("_", " ").capitalize()
    if not tittel or tittel == navn:
        return navn
    return tittel if felt in _ALLMENNE else f"{navn} ({tittel})"


def _tabell(spec: Mapping[str, Any], navn: str, felt: Mapping[str, str], t: Tekst) -> Data:
    alle = spec.get("datasets", {}).get(navn, [])
    alle = [rad for rad in alle if isinstance(rad, dict)]
    felt = {f: _hode(f, None, t) for f in _navnefelt(alle)} | dict(felt)
    har = [f for f in _ordnet(felt) if any(rad.get(f) not in (None, "") for rad in alle)]
    rader: dict[tuple[Any, ...], None] = {}
    for rad in alle:
        rader.setdefault(tuple(_verdi(rad.get(f)) for f in har))
    return Data([felt[f] for f in har], [list(rad) for rad in rader])


def _navnefelt(rader: Sequence[Mapping[str, Any]]) -> list[str]:
    """Fields that say which row it is, drawn or not; the words beside a mark where none does."""
    har = {felt for rad in rader for felt in rad}
    sier = [f for f in _SIER_HVEM if f in har]
    return sier or [f for f in ["tekst", "brudd"] if f in har][:1]


def _ordnet(felt: Mapping[str, str]) -> list[str]:
    """Fields with what names a row first, then years, then the numbers."""
    foerst = ("tekst", *_SIER_HVEM, "kjoenn", "alder", "aar")
    return sorted(felt, key=lambda f: foerst.index(f) if f in foerst else len(foerst))


def _verdi(verdi: Any) -> float | int | str | None:
    if isinstance(verdi, bool):
        return "ja" if verdi else "nei"
    if isinstance(verdi, int | float) or verdi is None:
        return verdi
    return str(verdi)
