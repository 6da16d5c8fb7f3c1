"""A plain XLSX sheet with very many rows, through fastexcel.

Only where nothing is lost: no formats that change a value, no errors, hidden rows, merges
or uncalculated formulas. All else goes cell by cell. Runs in the child of :mod:`.barn`.
"""

import io
import zipfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from .tabell_ark import Bok
from .tabell_celler import Ark, les_ark
from .tabell_rute import TALL, TEKST, TOM, Kolonne, Rutenett

STORT = 20_000_000  # bytes of a sheet's XML
_BIT = 8 << 20
_HODERADER = 60
_SPESIELT = (b'hidden="', b' t="b"')  # a logical value among numbers would become 1 or 0
# What leaves a blank where something stands: errors, dates as text, uncalculated formulas.
_HULL = (b' t="e"', b' t="d"', b"</f></c>", b"/></c>", b"<v></v>")
_TALLTEKST = r"^[-+]?\d*\.\d+(?:[eE].*)?$|^[-+]?\d+[eE]"


def les_stort(data: bytes, pakke: zipfile.ZipFile, bok: Bok, valgt: Ark) -> Rutenett | None:
    """Grid of a plain sheet, or None where it must be read cell by cell."""
    if pakke.getinfo(valgt.sti).file_size < STORT:
        return None
    import fastexcel

    topp = les_ark(valgt, bok.fil, _HODERADER).rutenett()
    foerste, siste = int(topp.radnr[0]), int(topp.radnr[-1])
    if siste - foerste + 1 != len(topp.radnr) or len(topp.radnr) < _HODERADER:
        return None
    stiler = [i for i, s in enumerate(bok.stiler) if s != TALL or bok.enheter[i]]
    alltid = {*_SPESIELT, *(f' s="{i}"'.encode() for i in stiler)}
    # Both unpack the sheet, and neither holds the interpreter's lock for long.
    with ThreadPoolExecutor(1) as traad:
        merket = traad.submit(_har_noe_av, alltid, data, valgt.sti)
        ark = fastexcel.read_excel(data).load_sheet_eager(
            valgt.navn,
            header_row=None,
            skip_rows=len(topp.radnr),
            schema_sample_rows=1_000_000,
        )
        if merket.result():
            return None
    hull = any(ark.column(j).null_count for j in range(ark.num_columns))
    if hull and _har_noe_av(_HULL, data, valgt.sti):
        return None
    if ark.num_columns != len(topp.kolonner):
        return None
    kolonner = [_skjoet(k, ark.column(k.nr)) for k in topp.kolonner]
    if any(k is None for k in kolonner):
        return None
    n = len(topp.radnr) + ark.num_rows
    return Rutenett(bok.fil, valgt.navn, np.arange(foerste, foerste + n), kolonner)  # type: ignore[arg-type]


def _har_noe_av(soekt: Iterable[bytes], data: bytes, sti: str) -> bool:
    """Whether the XML of a sheet holds any of some strings, or ends with merges."""
    rest = b""
    with zipfile.ZipFile(io.BytesIO(data)) as pakke, pakke.open(sti) as strom:
        while bit := strom.read(_BIT):
            skjoet = rest[-20:] + bit[:20]
            if any(ett in bit or ett in skjoet for ett in soekt):
                return True
            if not rest and b"<!DOCTYPE" in bit[:4000]:
                return True
            rest = bit
    # Merges stand after the cells: in the last piece.
    return b"<mergeCell" in rest


def _skjoet(topp: Kolonne, resten: Any) -> Kolonne | None:
    """Column of the first rows, read cell by cell, and the rest of fastexcel's."""
    import pyarrow as pa

    n = len(resten)
    if pa.types.is_string(resten.type) or pa.types.is_large_string(resten.type):
        import pyarrow.compute as pc

        unike = resten.dictionary_encode()
        ord_ = unike.dictionary.to_pylist()
        if pc.any(pc.match_substring_regex(unike.dictionary, _TALLTEKST)).as_py():
            return None
        return _med_tekst(topp, unike.indices, ord_)
    if pa.types.is_null(resten.type):
        tall, finnes = np.full(n, np.nan), np.zeros(n, dtype=bool)
    elif pa.types.is_floating(resten.type) or pa.types.is_integer(resten.type):
        finnes = resten.is_valid().to_numpy(zero_copy_only=False)
        tall = resten.cast(pa.float64()).to_numpy(zero_copy_only=False)
    else:
        return None
    slag = np.concatenate([topp.slag, np.where(finnes, TALL, TOM).astype(np.uint8)])
    koder = np.concatenate([topp.koder, np.full(n, -1, dtype=np.int32)])
    return Kolonne(topp.nr, slag, np.concatenate([topp.tall, tall]), koder, topp.ord)


def _med_tekst(topp: Kolonne, pekere: Any, ord_: list[str]) -> Kolonne:
    plass = {t: i for i, t in enumerate(topp.ord)}
    nye = [plass.setdefault(t.strip(), len(plass)) if t.strip() else -1 for t in ord_]
    her = pekere.fill_null(len(nye)).to_numpy(zero_copy_only=False)
    koder = np.array([*nye, -1], dtype=np.int32)[her]
    slag = np.where(koder >= 0, TEKST, TOM).astype(np.uint8)
    return Kolonne(
        topp.nr,
        np.concatenate([topp.slag, slag]),
        np.concatenate([topp.tall, np.full(len(koder), np.nan)]),
        np.concatenate([topp.koder, koder]),
        list(plass),
    )
