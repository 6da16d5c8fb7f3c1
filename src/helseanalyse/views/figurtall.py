"""The numbers that a figure draws, as a table: read from its data, nothing computed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..maalform import Tekst, tall, tekster

Tabell = tuple[list[str], list[list[str]]]
"""Head and rows, the first column naming the rows."""

MAKS_RADER = 60
_REKKER = (("aar", "serie"), ("aar", "gruppe"), ("alder", "hva"))
_VERDIER = ("verdi", "personer")
_MANGLER = "–"


def figurtall(spec: Mapping[str, Any], spraak: str = "nb") -> Tabell | None:
    """Table of what a chart draws; none where its data are no rows and series.

    Lines and bars of series become a column each, bands a column of limits, and named bars a
    row each with the printed value. Data that only place labels are left out.
    """
    t = tekster("side", spraak)
    sett: list[list[dict[str, Any]]] = list((spec.get("datasets") or {}).values())
    for rader in sett:
        if rader and all({"navn", "etikett"} <= set(r) for r in rader):
            return _navngitte(rader, t)
    for ledd, serie in _REKKER:
        ut = _rekker(sett, ledd, serie, spraak)
        if ut is not None and len(ut[1]) <= MAKS_RADER:
            return ut
    return None


def _navngitte(rader: Iterable[Mapping[str, Any]], t: Tekst) -> Tabell | None:
    """Named bars: what is printed above each, in its two parts."""
    ut = []
    for r in rader:
        navn, etikett = str(r["navn"]), str(r["etikett"]).replace("\n", " ")
        if not etikett.startswith(f"{navn}: "):
            return None
        ut.append([navn, etikett.removeprefix(f"{navn}: ")])
    return [t("navn"), t("verdi")], ut


def _rekker(
    sett: Sequence[Sequence[Mapping[str, Any]]], ledd: str, serie: str, spraak: str
) -> Tabell | None:
    """Series side by side, and limits of bands, one row a year (or age)."""
    kolonner: dict[str, dict[Any, str]] = {}
    for rader in sett:
        verdi = next((v for v in _VERDIER if rader and v in rader[0]), None)
        if rader and verdi and {ledd, serie} <= set(rader[0]):
            form = _form((r[verdi] for r in rader), spraak)
            for r in rader:
                tekst = r.get("tekst") or form(r[verdi])
                kolonner.setdefault(str(r[serie]), {})[r[ledd]] = str(tekst)
    if not kolonner:
        return None
    baand = [r for r in sett if r and {ledd, "lav", "hoey"} <= set(r[0])]
    kolonner |= _baand(baand, ledd, spraak)
    orden = list(dict.fromkeys(n for k in kolonner.values() for n in k))
    if ledd == "aar":
        orden.sort(key=str)
    rader_ = [[str(n), *(k.get(n, _MANGLER) for k in kolonner.values())] for n in orden]
    return [tekster("side", spraak)(ledd), *kolonner], rader_


def _baand(
    sett: Sequence[Sequence[Mapping[str, Any]]], ledd: str, spraak: str
) -> dict[str, dict[Any, str]]:
    """Limits of bands, the widest first."""
    sett = sorted(sett, key=lambda rader: -sum(r["hoey"] - r["lav"] for r in rader))
    t = tekster("side", spraak)
    hoder = {1: [t("spenn")], 2: [t("spenn-ytterst"), t("spenn-innerst")]}.get(
        len(sett), [t("spenn-nr", nr=str(i + 1)) for i in range(len(sett))]
    )
    ut = {}
    for hode, rader in zip(hoder, sett, strict=True):
        form = _form((x for r in rader for x in (r["lav"], r["hoey"])), spraak)
        ut[hode] = {r[ledd]: f"{form(r['lav'])}–{form(r['hoey'])}" for r in rader}
    return ut


def _form(verdier: Iterable[Any], spraak: str) -> Any:
    """How the numbers of a column are written: whole ones whole, small ones with decimals."""
    alle = [abs(v) for v in verdier if v is not None]
    hele = all(float(v).is_integer() for v in alle)
    desimaler = 0 if hele or max(alle, default=0) >= 1000 else 1 if max(alle) >= 10 else 2
    return lambda v: _MANGLER if v is None else tall(v, desimaler, spraak)
