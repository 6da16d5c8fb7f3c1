"""XLS (Excel 97–2003) through xlrd. Runs in the child process of :mod:`.barn`."""

import io
from typing import Any

import numpy as np

from .tabell_celler import Ark, Celler, formatslag, iso_dato
from .tabell_rute import DATO, FEIL, LOGISK, SKALERT, TALL, TEKST, kolonnebokstav


def xls_ark(data: bytes, fil: str) -> list[Ark]:
    """Return the sheets of an old Excel workbook."""
    import xlrd

    if "EncryptedPackage".encode("utf-16-le") in data:
        raise ValueError(f"Fil «{fil}» er kryptert med passord. Lagre den uten passord.")
    try:
        bok = xlrd.open_workbook(
            file_contents=data, formatting_info=True, on_demand=True, logfile=io.StringIO()
        )
    except xlrd.XLRDError as feil:
        if "encrypted" in str(feil):
            raise ValueError(
                f"Fil «{fil}» er kryptert med passord. Lagre den uten passord."
            ) from None
        raise
    return [
        Ark(navn, bok._sheet_visibility[i] == 0, _leser(bok, i))
        for i, navn in enumerate(bok.sheet_names())
    ]


def _leser(bok: Any, nr: int) -> Any:
    def les(celler: Celler, rader: int | None) -> None:
        ark = bok.sheet_by_index(nr)
        slag = [formatslag(bok.format_map[x.format_key].format_str) for x in bok.xf_list]
        for r in range(ark.nrows if rader is None else min(rader, ark.nrows)):
            for c in range(ark.row_len(r)):
                _celle(celler, bok, ark.cell(r, c), r, c, slag)
        celler.skjulte_rader = [r + 1 for r, i in ark.rowinfo_map.items() if i.hidden]
        celler.skjulte_kolonner = [c for c, i in ark.colinfo_map.items() if i.hidden]
        celler.fletter = [(a + 1, b, c, d - 1) for a, b, c, d in ark.merged_cells]

    return les


def _celle(
    ut: Celler, bok: Any, celle: Any, r: int, c: int, formater: list[tuple[int, str]]
) -> None:
    import xlrd

    slag, enhet = formater[celle.xf_index] if celle.xf_index is not None else (TALL, "")
    if celle.ctype == xlrd.XL_CELL_TEXT:
        ut.legg(r + 1, c, TEKST, np.nan, celle.value)
    elif celle.ctype == xlrd.XL_CELL_ERROR:
        tekst = xlrd.error_text_from_code.get(celle.value, "#?")
        ut.legg(r + 1, c, FEIL, np.nan, tekst)
    elif celle.ctype == xlrd.XL_CELL_BOOLEAN:
        ut.legg(r + 1, c, LOGISK, np.nan, "ja" if celle.value else "nei")
    elif celle.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        tall = float(celle.value)
        tekst = iso_dato(tall, bok.datemode == 1) if slag == DATO else ""
        if slag in (TALL, SKALERT) and enhet:
            ut.enhetsformat.setdefault(f"{kolonnebokstav(c)}{r + 1}", enhet)
        ut.legg(r + 1, c, slag if slag != DATO or tekst else TALL, tall, tekst)
