"""A report of blocks as an accessible PDF: tagged, archivable, the same every time."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import typst
from pikepdf import Array, Dictionary, Name

from .passet import legg_i
from .rapportinnhold import NODER, Rapport, innhold, kalt
from .views.svg import skriftmappe

__all__ = ["NODER", "Rapport", "render_pdf"]

_TOMME = 5  # with the report's own, more than half of the runs that the typesetter remembers

_UTEN_TABELL = ("/P", "/Figure", "/TOC")

STANDARDER: list[typst.PDFStandard] = ["ua-1", "a-2a"]


def render_pdf(rapport: Rapport, mal: Path) -> bytes:
    """Typeset a report as PDF/UA-1 and PDF/A-2a.

    The same report gives the same bytes in every process.

    Parameters
    ----------
    rapport : Rapport
        The report.
    mal : Path
        The Typst template.

    Returns
    -------
    bytes
        The PDF file.

    Raises
    ------
    ValueError
        If a block is malformed, or holds something that cannot be typeset.
    """
    data = json.dumps(innhold(rapport), ensure_ascii=False)
    midnatt = datetime(rapport.dato.year, rapport.dato.month, rapport.dato.day, tzinfo=UTC)
    try:
        raa = _setter(mal.resolve()).compile(
            sys_inputs={"data": data}, pdf_standards=STANDARDER, timestamp=midnatt
        )
    except typst.TypstError as feil:
        raise ValueError(_forklar(feil.message, rapport)) from feil
    finally:
        _glem_gamle()
    assert isinstance(raa, bytes)
    return _ferdig(raa, rapport)


@cache
def _setter(mal: Path) -> typst.Compiler:
    """Return the typesetter of a template, kept for the life of the process."""
    skrifter = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[skriftmappe()]
    )
    return typst.Compiler(mal, font_paths=skrifter)


def _glem_gamle() -> None:
    """Have the typesetter forget the report before the last: it keeps what ten runs have used.

    Empty pages count as runs. What the next report uses too, such as the template, is kept.
    """
    for _ in range(_TOMME):
        _tom_side().compile(input=b"", format="svg")


@cache
def _tom_side() -> typst.Compiler:
    ingen = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)
    return typst.Compiler(font_paths=ingen)


def _forklar(melding: str, rapport: Rapport) -> str:
    """Return one Norwegian sentence for a message of the typesetter."""
    if treff := re.search(r'the text `"(.+?)"` could not', melding):
        tegn = re.sub(r"\\u\{([0-9a-f]+)\}", lambda m: chr(int(m[1], 16)), treff[1])
        alle = rapport.blokker + rapport.vedlegg
        steder = (kalt(b) for b in alle if set(tegn) & set(json.dumps(b, ensure_ascii=False)))
        return (
            f"{next(steder, 'Rapportens forside')} inneholder «{tegn}» "
            f"({' '.join(f'U+{ord(t):04X}' for t in tegn)}), som ikke finnes i rapportens skrift; "
            "ta det bort eller skriv det med ord."
        )
    if treff := re.search(r"tabellbredde: (.*)", melding, re.DOTALL):
        return (
            f"Tabellen «{treff[1]}» har for mange eller for brede kolonner til en stående "
            "A4-side; del den i to tabeller eller kort ned teksten i cellene."
        )
    return f"Rapporten «{rapport.tittel}» kan ikke settes ({melding}); rett innholdet."


# ------------------------------------------------------------------ after the typesetter


def _ferdig(pdf: bytes, rapport: Rapport) -> bytes:
    """Tag the first cell of every body row as the row's header, put the passport in, and pack.

    The typesetter tags the head of a table only; a screen reader then reads a number
    without saying which municipality it belongs to.
    """
    ut = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as dokument:
        for rad in _rader(dokument.Root.StructTreeRoot.K, i_kropp=False):
            celle = rad.K[0] if isinstance(rad.K, Array) else rad.K
            celle.S = Name.TH
            egne = celle.get("/A", Array())
            attributter = list(egne) if isinstance(egne, Array) else [egne]
            attributter.append(Dictionary(O=Name.Table, Scope=Name.Row))
            celle.A = Array(attributter)
        if rapport.passet:
            legg_i(dokument, rapport.passet, rapport.dato)
        dokument.save(
            ut, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True
        )
    return ut.getvalue()


def _rader(element: Any, *, i_kropp: bool) -> Iterator[Any]:
    """Yield the TR elements of every TBody below a structure element."""
    if isinstance(element, Array):
        for barn in element:
            yield from _rader(barn, i_kropp=i_kropp)
    elif isinstance(element, Dictionary) and (slag := element.get("/S")) is not None:
        if i_kropp and slag == "/TR":
            yield element
        elif slag not in _UTEN_TABELL and (under := element.get("/K")) is not None:
            yield from _rader(under, i_kropp=slag == "/TBody")
