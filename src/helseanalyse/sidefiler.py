"""Files of a page, made by the worker processes: tables, pictures, the workbook, the report.

Each function is called by its name with plain values. Nothing of a reader is kept: a file is
made of the choices that the page sends, checked as any others, and handed over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from . import sidearbeid

if TYPE_CHECKING:
    from .eksport.meta import Meta
    from .formater import Utgave
    from .sidesvar import Sidemal

MAKS_FIL = 20 * 1024 * 1024
"""Bytes of the largest file that is handed over."""

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SLAG = {
    "xlsx": _XLSX,
    "csv": "text/csv; charset=utf-8",
    "png": "image/png",
    "svg": "image/svg+xml; charset=utf-8",
}
_BORTE = "Tabellen eller figuren står ikke lenger på siden. Last siden på nytt, og prøv igjen."


class Fil(NamedTuple):
    """A finished file: its name, its media type and its bytes."""

    navn: str
    mime: str
    innhold: bytes


def fil(notatbok: str, spurt: Mapping[str, Any]) -> Fil:
    """One file of what a page shows.

    Parameters
    ----------
    notatbok : str
        The notebook's file.
    spurt : dict
        From a browser: ``valg`` of the page; ``slag`` (``xlsx``, ``csv``, ``png``, ``svg``);
        ``nokkel`` of the part, and ``nr`` among the parts of the page with that key (from 0);
        without a key the workbook of all tables. ``adresse`` is the page's own link.

    Raises
    ------
    ValueError
        If the page has no such part, or it cannot be made: one Norwegian sentence.
    """
    slag, nokkel = spurt.get("slag"), spurt.get("nokkel")
    if slag not in _SLAG or (nokkel is None and slag != "xlsx"):
        raise ValueError("Denne filtypen kan ikke lages her. Velg Excel, CSV, PNG eller SVG.")
    mal, kapitler = _innhold(notatbok, spurt)
    meta = _meta(mal, spurt)
    if nokkel is None:
        return _ferdig(mal, meta, "xlsx", [b for blokker in kapitler for b in blokker])
    valgt = _blokk(kapitler, str(nokkel), spurt.get("nr"))
    if (slag in ("png", "svg")) != (valgt["type"] == "figur") and slag not in ("csv", "xlsx"):
        raise ValueError(_BORTE)
    return _ferdig(mal, meta, str(slag), [valgt], hva=str(valgt["id"]))


def rapport(notatbok: str, spurt: Mapping[str, Any]) -> Utgave:
    """Report of the view that a page shows, made but not written.

    Raises
    ------
    ValueError
        If the page is no report of ours, or its choices are refused.
    """
    from .notatbok import notatbokfil, standardparametre
    from .report import lag_utgave
    from .sidevalg import verdier

    mal = sidearbeid.mal(notatbok)
    navn = Path(notatbok).stem
    if notatbokfil(navn).read_bytes() != Path(notatbok).read_bytes():
        raise ValueError(f"«{navn}» er en egen notatbok, og kan ikke lages som PDF herfra.")
    valg = verdier(_valg(mal, spurt))
    kjente = standardparametre(Path(notatbok))
    return lag_utgave(navn, {k: v for k, v in valg.items() if k in kjente})


def sett(utgave: Utgave, slag: str = "pdf") -> Fil:
    """The finished file of a report.

    Raises
    ------
    ValueError
        If there is no such format, or the report cannot be set.
    """
    from .eksport.meta import filnavn
    from .formater import formatet as finn

    endelse = f".{slag}"
    formatet = finn(Path(f"rapport{endelse}"))
    return _sjekket(Fil(filnavn(utgave.meta, endelse), formatet.mime, formatet.skriv(utgave)))


# ------------------------------------------------------------------ inner
def _valg(mal: Sidemal, spurt: Mapping[str, Any]) -> Any:
    """Choices of the page, checked; a refusal stops the file instead of making another one."""
    from .sidesvar import fra_leser

    if not mal.ren:
        raise ValueError("Denne siden har ingen filer å laste ned. Last siden på nytt.")
    gitt = spurt.get("valg")
    tilstand = fra_leser(mal, gitt if isinstance(gitt, dict) else {})
    if tilstand.feil:
        raise ValueError(tilstand.feil.removesuffix(" Siden viser standardvalget."))
    return tilstand.valg


def _innhold(notatbok: str, spurt: Mapping[str, Any]) -> tuple[Sidemal, list[list[dict[str, Any]]]]:
    """The page's template, and its blocks by chapter."""
    from .sidesvar import Tilstand, blokker

    mal = sidearbeid.mal(notatbok)
    return mal, list(blokker(mal, Tilstand(_valg(mal, spurt))))


def _blokk(kapitler: list[list[dict[str, Any]]], nokkel: str, nr: Any) -> dict[str, Any]:
    """The part that a reader stands at: the ``nr``-th on the page with its key."""
    from .views.html import nokler

    treff = [
        blokk
        for blokker in kapitler
        for blokk, egen in zip(blokker, nokler(blokker), strict=True)
        if egen == nokkel and blokk["type"] in ("figur", "tabell")
    ]
    if not isinstance(nr, int) or not 0 <= nr < len(treff):
        raise ValueError(_BORTE)
    return treff[nr]


def _meta(mal: Sidemal, spurt: Mapping[str, Any]) -> Meta:
    """What a file of the page says of itself; a reader's own notebook has no cover."""
    from datetime import date

    from .eksport.meta import Meta
    from .formater import metadata
    from .kapitler.forside import forside
    from .sidevalg import verdier

    assert mal.data is not None
    navn, valg = mal.fil.stem, _valg(mal, spurt)
    alle = verdier(valg)
    private = mal.private(valg) & {k for k, v in alle.items() if v != verdier(mal.valg)[k]}
    etiketter = {f["navn"]: f["etikett"] for gruppe in mal.felt(valg) for f in gruppe}
    egne = {
        "adresse": str(spurt.get("adresse") or ""),
        "private": tuple(sorted(str(etiketter[k]) for k in private)),
    }
    try:
        forsiden = forside(mal.data, navn, alle)
    except KeyError:
        return Meta(navn, navn, "", "", date.fromisoformat(mal.data.dato), **egne)  # type: ignore[arg-type]
    meta = metadata(mal.data, navn, alle, forsiden)
    return replace(meta, **egne)  # type: ignore[arg-type]


def _ferdig(
    mal: Sidemal, meta: Meta, slag: str, blokker: list[dict[str, Any]], hva: str = ""
) -> Fil:
    from .eksport.meta import filnavn

    if slag == "xlsx":
        from .eksport.xlsx import xlsx

        innhold = xlsx(blokker, replace(meta, spor=_spor(mal, blokker)))
    elif slag == "csv":
        from .eksport.csv import csv

        innhold = csv(blokker[0], meta.spraak)
    else:
        from .eksport.bilder import bilde_svg_fil, png

        tegn = png if slag == "png" else bilde_svg_fil
        innhold = tegn(blokker[0], meta.spraak)
    return _sjekket(Fil(filnavn(meta, f".{slag}", hva), _SLAG[slag], innhold))


def _spor(mal: Sidemal, blokker: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """What is known of each source that the blocks name."""
    from .sources.spor import spor

    assert mal.data is not None
    return spor(mal.data, frozenset(k["id"] for b in blokker for k in b.get("kilder") or ()))


def _sjekket(ferdig: Fil) -> Fil:
    if len(ferdig.innhold) > MAKS_FIL:
        raise ValueError("Filen ble større enn 20 MB og er ikke laget. Velg færre kommuner.")
    return ferdig
