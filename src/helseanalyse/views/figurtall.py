"""The numbers that a figure draws, as a table: read from its data, nothing computed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..enheter import tall

Tabell = tuple[list[str], list[list[str]]]
"""Head and rows, the first column naming the rows."""

MAKS_RADER = 60
_LEDD = {"aar": "År", "alder": "Alder", "navn": "Hva"}
_REKKER = (("aar", "serie"), ("aar", "gruppe"), ("alder", "hva"))
_VERDIER = ("verdi", "personer")
_MANGLER = "–"


def figurtall(spec: Mapping[str, Any]) -> Tabell | None:
    """Table of what a chart draws; none where its data are no rows and series.

    Lines and bars of series become a column each, bands a column of limits, and named bars a
    row each with the printed value. Data that only place labels are left out.
    """
    sett: list[list[dict[str, Any]]] = list((spec.get("datasets") or {}).values())
    for rader in sett:
        if rader and all({"navn", "etikett"} <= set(r) for r in rader):
            return _navngitte(rader)
    for ledd, serie in _REKKER:
        ut = _rekker(sett, ledd, serie)
        if ut is not None and len(ut[1]) <= MAKS_RADER:
            return ut
    return None


def _navngitte(rader: Iterable[Mapping[str, Any]]) -> Tabell | None:
    """Named bars: what is printed above each, in its two parts."""
    ut = []
    for r in rader:
        navn, etikett = str(r["navn"]), str(r["etikett"]).replace("\n", " ")
        if not etikett.startswith(f"{navn}: "):
            return None
        ut.append([navn, etikett.removeprefix(f"{navn}: ")])
    return [_LEDD["navn"], "Verdi"], ut


def _rekker(sett: Sequence[Sequence[Mapping[str, Any]]], ledd: str, serie: str) -> Tabell | None:
    """Series side by side, and limits of bands, one row a year (or age)."""
    kolonner: dict[str, dict[Any, str]] = {}
    for rader in sett:
        verdi = next((v for v in _VERDIER if rader and v in rader[0]), None)
        if rader and verdi and {ledd, serie} <= set(rader[0]):
            form = _form(r[verdi] for r in rader)
            for r in rader:
                tekst = r.get("tekst") or form(r[verdi])
                kolonner.setdefault(str(r[serie]), {})[r[ledd]] = str(tekst)
    if not kolonner:
        return None
    kolonner |= _baand([r for r in sett if r and {ledd, "lav", "hoey"} <= set(r[0])], ledd)
    orden = list(dict.fromkeys(n for k in kolonner.values() for n in k))
    if ledd == "aar":
        orden.sort(key=str)
    rader_ = [[str(n), *(k.get(n, _MANGLER) for k in kolonner.values())] for n in orden]
    return [_LEDD[ledd], *kolonner], rader_


def _baand(sett: Sequence[Sequence[Mapping[str, Any]]], ledd: str) -> dict[str, dict[Any, str]]:
    """Limits of bands, the widest first."""
    sett = sorted(sett, key=lambda rader: -sum(r["hoey"] - r["lav"] for r in rader))
    flere = ["ytterst", "innerst"] if len(sett) == 2 else [str(i + 1) for i in range(len(sett))]
    ut = {}
    for navn, rader in zip(flere, sett, strict=True):
        form = _form(x for r in rader for x in (r["lav"], r["hoey"]))
        hode = "Lavest–høyest" + (f", {navn}" if len(sett) > 1 else "")
        ut[hode] = {r[ledd]: f"{form(r['lav'])}–{form(r['hoey'])}" for r in rader}
    return ut


def _form(verdier: Iterable[Any]) -> Any:
    """How the numbers of a column are written: whole ones whole, small ones with decimals."""
    alle = [abs(v) for v in verdier if v is not None]
    hele = all(float(v).is_integer() for v in alle)
    desimaler = 0 if hele or max(alle, default=0) >= 1000 else 1 if max(alle) >= 10 else 2
    return lambda v: _MANGLER if v is None else tall(v, desimaler)
