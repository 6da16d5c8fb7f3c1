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
from numpy.typing import NDArray

from .tabell_ark import Bok
from .tabell_celler import Ark, les_ark
from .tabell_rute import TALL, TEKST, TOM, Kolonne, Rutenett

STORT = 20_000_000  # bytes of a sheet's XML
_BIT = 1 << 20  # held in the processor's cache while it is searched
_HODERADER = 60
# A logical value among numbers would become 1 or 0.
_SPESIELT = (b'hidden="', b' t="b"', b"mergeCell")
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
    """Whether the XML of a sheet holds any of some strings, or a document type."""
    rest = b""
    with zipfile.ZipFile(io.BytesIO(data)) as pakke, pakke.open(sti) as strom:
        while bit := strom.read(_BIT):
            skjoet = rest[-20:] + bit[:20]
            if any(ett in bit or ett in skjoet for ett in soekt):
                return True
            if not rest and b"<!DOCTYPE" in bit[:4000]:
                return True
            rest = bit
    return False


def _skjoet(topp: Kolonne, resten: Any) -> Kolonne | None:
    """Column of the first rows, read cell by cell, and the rest of fastexcel's.

    Arrow's own ways to NumPy, and its scalars, import pandas, which takes a while; DLPack not.
    """
    import pyarrow as pa

    n = len(resten)
    if pa.types.is_string(resten.type) or pa.types.is_large_string(resten.type):
        import pyarrow.compute as pc

        unike = resten.dictionary_encode(null_encoding="encode")
        if pc.any(pc.match_substring_regex(unike.dictionary, _TALLTEKST)).as_py():
            return None
        return _med_tekst(topp, np.from_dlpack(unike.indices), unike.dictionary.to_pylist())
    tall, slag = np.full(n, np.nan), np.full(n, TOM, dtype=np.uint8)
    if pa.types.is_floating(resten.type) or pa.types.is_integer(resten.type):
        finnes = np.from_dlpack(resten.is_valid().cast(pa.uint8())) == 1
        tall[finnes] = np.from_dlpack(resten.drop_null().cast(pa.float64()))
        slag[finnes] = TALL
    elif not pa.types.is_null(resten.type):
        return None
    koder = np.concatenate([topp.koder, np.full(n, -1, dtype=np.int32)])
    slag, tall = np.concatenate([topp.slag, slag]), np.concatenate([topp.tall, tall])
    return Kolonne(topp.nr, slag, tall, koder, topp.ord)


def _med_tekst(topp: Kolonne, pekere: NDArray[Any], ord_: list[str | None]) -> Kolonne:
    plass = {t: i for i, t in enumerate(topp.ord)}
    rene = [(t or "").strip() for t in ord_]
    nye = [plass.setdefault(t, len(plass)) if t else -1 for t in rene]
    koder = np.array(nye, dtype=np.int32)[pekere]
    slag = np.where(koder >= 0, TEKST, TOM).astype(np.uint8)
    return Kolonne(
        topp.nr,
        np.concatenate([topp.slag, slag]),
        np.concatenate([topp.tall, np.full(len(koder), np.nan)]),
        np.concatenate([topp.koder, koder]),
        list(plass),
    )
