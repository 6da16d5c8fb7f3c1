"""A portfolio of measures as a file: read by the table reader, written as XLSX or CSV.

No cell that is written can be a formula: the workbook has only numbers and texts, and in a CSV
a text that a spreadsheet would take for one begins with an apostrophe, which is taken off again
when the file is read.
"""

import base64
import binascii
import csv
import io
import re
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pandas as pd

from ..fil import skriv_fil
from ..tiltaksrader import FOERST, KOLONNER, SIST, STATUSNAVN, Rad, aar_i, feltnavn, som_rader
from .tabell import read_table

_FORMELTEGN = ("=", "+", "-", "@", "\t", "\r")
_TALLFELT = {k.navn for k in KOLONNER.values() if k.slag == "tall"}
_TALL = re.compile(r"-?\d{1,12}([.,]\d{1,17})?")
_OPPLASTET = re.compile(r"data:([^;,]{0,200});base64,([A-Za-z0-9+/=]*)")
_MAKS_BYTE = 5_000_000
_EKSEMPEL_AAR = 4


def les_tiltaksfil(fil: Path | str) -> list[Rad]:
    """Rows of a portfolio in a file (CSV, XLSX, XLS, ODS), the text of each cell.

    Raises
    ------
    ValueError
        If the file cannot be read, or has a column that is unknown or no measures.
    """
    t = read_table(fil)
    ukjente = [str(k) for k in t.frame.columns if feltnavn(k) is None]
    if ukjente:
        raise ValueError(
            f"{t.sted()}: kolonnen «{ukjente[0]}» er ukjent. Lag en mal med «helseanalyse tiltak"
            " --mal tiltak.xlsx», og bruk overskriftene der."
        )
    rader = []
    for i in range(len(t.frame)):
        rad: dict[str, object] = {}
        for k in t.frame.columns:
            verdi, merke = t.frame[k].iloc[i], str(t.status[k].iloc[i])
            if pd.isna(verdi):
                verdi = merke if merke not in ("", "-", ".", "..", "...", ":") else None
            rad[str(k)] = verdi if t.ark else _uten_apostrof(verdi)
        rader.append(rad)
    ut = som_rader(rader)
    if not ut:
        raise ValueError(f"{t.sted()} har ingen tiltak. Skriv ett tiltak per rad.")
    return ut


def les_opplastet(verdi: str) -> list[Rad]:
    """Rows of a file that a page has sent as ``data:<name>;base64,<content>``.

    Raises
    ------
    ValueError
        If it is too large or broken, or as :func:`les_tiltaksfil`.
    """
    treff = _OPPLASTET.fullmatch(verdi)
    if treff is None or len(treff[2]) > _MAKS_BYTE * 4 // 3:
        raise ValueError("Filen kunne ikke leses. Den må være en tabell på høyst 5 MB.")
    try:
        innhold = base64.b64decode(treff[2], validate=True)
    except binascii.Error:
        raise ValueError("Filen kom ikke hel fram. Velg den på nytt.") from None
    with tempfile.TemporaryDirectory() as mappe:
        fil = Path(mappe) / (re.sub(r"[^\w. -]", "_", treff[1])[-80:].strip(". ") or "tiltak")
        fil.write_bytes(innhold)
        return les_tiltaksfil(fil)


def mal(foerste_aar: int) -> list[Rad]:
    """One made-up row that shows how each column is filled in."""
    aar = {str(foerste_aar + i): "1" for i in range(_EKSEMPEL_AAR)}
    return [
        {"nr": "1", "tiltak": "Eksempel: bytt ut denne raden", "gruppe": "Institusjon",
         "status": "foreslaatt", "med": "nei"} | aar | {"lovpaalagt": "nei"}
    ]  # fmt: skip


def som_fil(rader: Sequence[Rad], endelse: str) -> bytes:
    """Portfolio as the bytes of a file.

    Parameters
    ----------
    rader
        Text by key.
    endelse
        ``.xlsx`` or ``.csv`` (semicolon, UTF-8 with a mark, as Excel reads it).

    Raises
    ------
    ValueError
        If the ending is another.
    """
    if endelse not in (".xlsx", ".csv"):
        raise ValueError(f"Filnavnet må slutte på .xlsx eller .csv; fikk «{endelse or 'ingen'}».")
    felt = [
        *(k.navn for k in FOERST), *(str(a) for a in aar_i(rader)), *(k.navn for k in SIST)
    ]  # fmt: skip
    hode = [KOLONNER[f].etikett if f in KOLONNER else f for f in felt]
    celler = [[_vist(f, r.get(f, "")) for f in felt] for r in rader]
    if endelse == ".xlsx":
        talt = [f in _TALLFELT or f.isdecimal() for f in felt]
        return _xlsx(hode, celler, talt)
    ut = io.StringIO()
    skriver = csv.writer(ut, delimiter=";", lineterminator="\r\n")
    skriver.writerow(hode)
    skriver.writerows([[_uskadelig(x) for x in rad] for rad in celler])
    return ("\ufeff" + ut.getvalue()).encode()


def skriv_tiltaksfil(fil: Path, rader: Sequence[Rad]) -> None:
    """Portfolio written whole to a file, see :func:`som_fil`.

    Raises
    ------
    ValueError
        If it cannot be written.
    """
    innhold = som_fil(rader, fil.suffix.lower())
    try:
        skriv_fil(fil, innhold)
    except OSError:
        raise ValueError(
            f"«{fil}» kunne ikke skrives. Velg en mappe som finnes og som du kan skrive i."
        ) from None


def _uten_apostrof(verdi: object) -> object:
    if isinstance(verdi, str) and verdi[:1] == "'" and verdi[1:2] in (*_FORMELTEGN, "'"):
        return verdi[1:]
    return verdi


def _uskadelig(tekst: str) -> str:
    """Text that no spreadsheet takes for a formula; a plain number is left as it is."""
    if tekst.startswith((*_FORMELTEGN, "'")) and not _TALL.fullmatch(tekst):
        return "'" + tekst
    return tekst


def _vist(felt: str, verdi: str) -> str:
    return STATUSNAVN.get(verdi, verdi) if felt == "status" else verdi


def _xlsx(hode: Sequence[str], rader: Sequence[Sequence[str]], talt: Sequence[bool]) -> bytes:
    """Workbook of one sheet with numbers and inline texts; it has no formulas to write."""
    linjer = [_rad(1, hode, [False] * len(hode))]
    linjer += [_rad(i, r, talt) for i, r in enumerate(rader, start=2)]
    hoved = "http://schemas.openxmlformats.org"
    deler = {
        "[Content_Types].xml": f'<Types xmlns="{hoved}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
        '.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName='
        '"/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument'
        '.spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{hoved}/package/2006/relationships"><Relationship'
        f' Id="r1" Type="{hoved}/officeDocument/2006/relationships/officeDocument"'
        ' Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{hoved}/spreadsheetml/2006/main" xmlns:r="{hoved}'
        '/officeDocument/2006/relationships"><sheets><sheet name="Tiltak" sheetId="1" r:id="r1"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{hoved}/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{hoved}/officeDocument/2006/relationships/worksheet"'
        ' Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{hoved}/spreadsheetml/2006/main">'
        f"<sheetData>{''.join(linjer)}</sheetData></worksheet>",
    }
    ut = io.BytesIO()
    with zipfile.ZipFile(ut, "w", zipfile.ZIP_DEFLATED) as pakke:
        for navn, xml in deler.items():
            # A fixed time: the same portfolio is the same file.
            pakke.writestr(
                zipfile.ZipInfo(navn, (2000, 1, 1, 0, 0, 0)),
                '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + xml,
                zipfile.ZIP_DEFLATED,
            )
    return ut.getvalue()


def _rad(nr: int, celler: Sequence[str], talt: Sequence[bool]) -> str:
    ut = []
    for j, (tekst, er_tall) in enumerate(zip(celler, talt, strict=True)):
        ref = f"{_bokstaver(j)}{nr}"
        if not tekst:
            continue
        if er_tall and _TALL.fullmatch(tekst):
            ut.append(f'<c r="{ref}"><v>{tekst.replace(",", ".")}</v></c>')
        else:
            rent = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", tekst)
            ut.append(f'<c r="{ref}" t="inlineStr"><is><t xml:space="preserve">{escape(rent)}'
                      "</t></is></c>")  # fmt: skip
    return f'<row r="{nr}">{"".join(ut)}</row>'


def _bokstaver(j: int) -> str:
    return (chr(64 + j // 26) if j >= 26 else "") + chr(65 + j % 26)
