"""A chart as it is printed: lower than on a screen, where a finger must find each mark.

A page has room for text and tables beside the figure. Nothing of what the chart says is changed.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from .svg import BREDDE

Spec = Mapping[str, Any]

_LAVERE = 0.7  # of the height of a chart with an axis upright
_HOEYEST = 280  # pixels; a lower one is left as it is
_TEGN = 6.1  # pixels a letter of a label takes, rather too much than too little
_RAD, _LINJE = 38, 16  # pixels a row with its label above, and what one more line of it takes
_TETT, _FLEST = 19, 8  # pixels a row with its label beside, and how many rows have it above
_MERKER: dict[str, dict[str, Any]] = {"bar": {"height": 12}, "tick": {"size": 14}}
_PLASS = 0.65  # of the width that labels beside may take


def for_trykk(spec: Spec) -> dict[str, Any]:
    """Vega-Lite specification of the same chart for paper; the one given is not changed.

    A chart with an upright axis is made lower. Rows stand closer; many rows have their labels
    beside the marks, and a label longer than the chart is wide is set in two lines.
    """
    if spec.get("width") != "container":
        return dict(spec)
    etiketter = {_etikett(r) for r in _rader(spec) if "etikett" in r}
    if etiketter and all(map(_er_rad, spec.get("layer", []))):
        bredde = max(map(len, etiketter)) * _TEGN
        if len(etiketter) > _FLEST and bredde <= _PLASS * BREDDE:
            return _ved_siden(_rett_fram(spec), bredde + 10, len(etiketter))
        return _over(_rett_fram(spec), len(etiketter), brutt=bredde > BREDDE)
    hoyde = spec.get("height")
    if isinstance(hoyde, int | float) and hoyde >= _HOEYEST and not _har_rader(spec):
        return {**spec, "height": round(hoyde * _LAVERE)}
    return dict(spec)


def _rader(spec: Spec) -> Iterator[Mapping[str, Any]]:
    for rader in (spec.get("datasets") or {}).values():
        yield from (r for r in rader if isinstance(r, Mapping))


def _etikett(rad: Mapping[str, Any]) -> str:
    """Label of a row on one line, as it has room for on paper."""
    return str(rad["etikett"]).replace("\n", " ")


def _er_rad(lag: Spec) -> bool:
    """Whether a layer is of rows with their labels above: its text stands over its marks."""
    merke = lag.get("mark")
    if not isinstance(merke, Mapping) or merke.get("type") != "text":
        return isinstance(merke, Mapping)
    return merke.get("dy") == -8 or isinstance(merke.get("dy"), Mapping)  # on a phone by its lines


def _har_rader(spec: Spec) -> bool:
    """Whether the chart goes down in rows, each as high as its name needs."""
    y = (lag.get("encoding", {}).get("y", {}) for lag in spec.get("layer", [spec]))
    return any(ett.get("type") in ("nominal", "ordinal") for ett in y)


def _rett_fram(spec: Spec) -> dict[str, Any]:
    """The chart with each label on one line, and without what decides it on a screen."""

    def lag(ett: Spec) -> dict[str, Any]:
        if ett["mark"]["type"] != "text":
            return dict(ett)
        tekst = {"field": "etikett", "type": "nominal"}
        return {**ett, "encoding": {**ett["encoding"], "text": tekst}}

    sett = {
        navn: [
            {**r, "etikett": _etikett(r)} if isinstance(r, Mapping) and "etikett" in r else r
            for r in rader
        ]
        for navn, rader in (spec.get("datasets") or {}).items()
    }
    return {**spec, "datasets": sett, "layer": [lag(ett) for ett in spec["layer"]]}


def _ved_siden(spec: Spec, fra: float, antall: int) -> dict[str, Any]:
    """Rows with the label to the left, the marks beginning where the longest ends."""

    def lag(ett: Spec) -> dict[str, Any]:
        merke = dict(ett["mark"])
        if merke["type"] == "text":
            return {**ett, "mark": merke | {"dy": 0}}
        if "yOffset" in merke:
            merke["yOffset"] = 0
        merke |= {"height": 11} if merke["type"] == "bar" else {}
        koder = dict(ett["encoding"])
        if "field" in (x := koder.get("x", {})):
            ende = {"expr": "width"}
            koder["x"] = {**x, "scale": {**(x.get("scale") or {}), "range": [fra, ende]}}
        return {**ett, "mark": merke, "encoding": koder}

    return {**spec, "layer": [lag(ett) for ett in spec["layer"]], "height": antall * _TETT}


def _over(spec: Spec, antall: int, *, brutt: bool) -> dict[str, Any]:
    """Rows with the label above, closer than on a screen; the longest labels in two lines."""
    ned = _LINJE / 2 if brutt else 0

    def lag(ett: Spec) -> dict[str, Any]:
        merke = dict(ett["mark"])
        if merke["type"] == "text":
            merke |= {"dy": -1 + ned, "baseline": "line-bottom", "lineBreak": "\n"}
        elif "yOffset" in merke:
            merke |= {"yOffset": 8 + ned} | _MERKER.get(merke["type"], {})
        return {**ett, "mark": merke}

    ut = {**spec, "layer": [lag(ett) for ett in spec["layer"]]}
    if not brutt:
        return ut | {"height": antall * _RAD}
    sett = {navn: [_delt(r) for r in rader] for navn, rader in spec["datasets"].items()}
    return ut | {"height": antall * (_RAD + _LINJE), "datasets": sett}


def _delt(rad: Any) -> Any:
    """Row whose label, where it is too long for one line, is in two: the name, then the value."""
    if not isinstance(rad, Mapping) or len(str(rad.get("etikett", ""))) * _TEGN <= BREDDE:
        return rad
    navn, skille, verdi = str(rad["etikett"]).rpartition(": ")
    return {**rad, "etikett": f"{navn}:\n{verdi}" if skille else rad["etikett"]}
