"""How the store's files look and are written: columns, Parquet, whole files, and the lock."""

import hashlib
import io
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from ..fil import skriv_fil as skriv_helt
from ..radnummer import nummerert

# The columns that make a row of its own, and the type of each column that is not text.
NOEKLER = {
    "observasjoner": ["komm_nr", "aar", "indikator"],
    "befolkning": ["komm_nr", "aar", "kjoenn", "alder_fra", "alder_til", "alternativ"],
    "kilder": ["kilde"],
    "kommuner": ["komm_nr"],
    "kommuneendringer": ["fra_komm_nr", "til_komm_nr", "aar"],
    "kostragrupper": ["komm_nr", "gruppe", "gjelder_fra"],
}
KOLONNER = {
    "observasjoner": "komm_nr aar indikator verdi enhet status teller nevner kilde merknad",
    "befolkning": "komm_nr aar kjoenn alder_fra alder_til alternativ personer status kilde merknad",
    "kilder": "kilde tittel utgiver dokument sted dato url hentet lisens metode merknad",
    "kommuner": "komm_nr navn type gjelder_fra gjelder_til kilde",
    "kommuneendringer": "fra_komm_nr til_komm_nr aar type kilde",
    "kostragrupper": "komm_nr gruppe gjelder_fra gjelder_til kilde",
}
# Kept in one file per source table, so that a fetch never rewrites more than one of them.
DELTE = ("befolkning", "observasjoner")
# Rows in one group of a file: a municipality or two of a projection. Small enough that a reader
# of one municipality passes over the rest of the file.
_GRUPPE = 2**14
_FAA = 4  # so few groups are read sooner by one thread
# Arrow's own allocator keeps what a reading has used: 50 MB in the process of each open page.
pa.set_memory_pool(pa.system_memory_pool())
_TALL = {"verdi", "teller", "nevner", "personer"}
_HELTALL = {"aar", "alder_fra", "alder_til", "gjelder_fra", "gjelder_til"}


def typet(navn: str, ramme: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return a frame with exactly the columns of its table, typed as in the example data.

    Raises
    ------
    ValueError
        If there is a column that the table does not have: nothing is dropped in silence.
    """
    kolonner = KOLONNER[navn].split()
    ramme = pd.DataFrame() if ramme is None else ramme
    if ukjente := set(ramme.columns) - set(kolonner):
        raise ValueError(f"Tabellen «{navn}» har ikke kolonnen {sorted(ukjente)}.")
    if list(ramme.columns) != kolonner:
        ramme = ramme.reindex(columns=kolonner)
    typer = {k: pd.api.types.pandas_dtype(_dtype(k)) for k in kolonner}
    return ramme.astype({k: t for k, t in typer.items() if ramme[k].dtype != t})


def _dtype(kolonne: str) -> str:
    return "float64" if kolonne in _TALL else "Int64" if kolonne in _HELTALL else "str"


def som_parquet(navn: str, ramme: pd.DataFrame) -> bytes:
    """Return the bytes of a Parquet file."""
    ut, valg = io.BytesIO(), {"compression": "zstd", "row_group_size": _GRUPPE}
    typet(navn, ramme).to_parquet(ut, engine="pyarrow", index=False, **valg)
    return ut.getvalue()


def fra_parquet(
    navn: str,
    biter: bytes,
    hvor: Mapping[str, Iterable[Any]] | None = None,
    kolonner: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Return the frame of a Parquet file.

    ``hvor`` is the values that are wanted in a column, for each column that it names; other
    rows are not read. ``kolonner`` are read alone and as categories, for those who count.
    """
    if hvor:
        return typet(navn, _valgte(biter, {k: list(verdier) for k, verdier in hvor.items()}))
    valg: dict[str, Any] = {"columns": kolonner, "read_dictionary": kolonner or []}
    ramme = pd.read_parquet(io.BytesIO(biter), engine="pyarrow", **valg)
    return typet(navn, ramme) if kolonner is None else ramme


def _valgte(biter: bytes, hvor: Mapping[str, list[Any]]) -> pd.DataFrame:
    """Rows with one of the values in each named column; groups without any are not read.

    By hand: the general reader of many files takes longer to begin than this one to finish.
    """
    import pyarrow.compute as pc

    fil, spenn = _apnet(biter)
    grupper = [
        nr
        for nr, ett in enumerate(spenn)
        if all(_kan_ha(ett.get(kolonne), verdier) for kolonne, verdier in hvor.items())
    ]
    tabell = fil.read_row_groups(grupper, use_threads=len(grupper) > _FAA)
    for kolonne, verdier in hvor.items():
        felt = tabell[kolonne]
        tabell = tabell.filter(pc.is_in(felt, pa.array(verdier, type=felt.type)))
    typer = {pa.large_string(): pd.StringDtype(na_value=float("nan")), pa.int64(): pd.Int64Dtype()}
    ut: pd.DataFrame = tabell.to_pandas(types_mapper=typer.get)
    return ut


@lru_cache(maxsize=4)
def _apnet(biter: bytes) -> tuple[Any, list[dict[str, tuple[Any, Any]]]]:
    """A file, and by group of rows the least and greatest value of each column that tells."""
    from pyarrow.parquet import ParquetFile

    fil = ParquetFile(pa.BufferReader(biter))
    grupper = [fil.metadata.row_group(nr).to_dict()["columns"] for nr in range(fil.num_row_groups)]
    return fil, [
        {k["path_in_schema"]: (s["min"], s["max"]) for k in ett if (s := k["statistics"])}
        for ett in grupper
    ]


def _kan_ha(spenn: tuple[Any, Any] | None, verdier: list[Any]) -> bool:
    if spenn is None or spenn[0] is None:
        return True
    return any(spenn[0] <= verdi <= spenn[1] for verdi in verdier)


def ulike_i_parquet(biter: bytes, kolonne: str) -> set[str]:
    """Return the values that stand in a column of text, without the rows."""
    from pyarrow.parquet import ParquetFile

    fil = ParquetFile(pa.BufferReader(biter), read_dictionary=[kolonne])
    deler = [b.column(0).unique() for b in fil.iter_batches(columns=[kolonne])]
    return {verdi for del_ in deler for verdi in del_.to_pylist()}


def lagt_over(navn: str, lag: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return the rows of all layers, in rising precedence: one row per key, the last one."""
    alle = pd.concat([r for r in lag if len(r)] or lag[:1], ignore_index=True)
    nummer = nummerert(alle, NOEKLER[navn])
    if (nummer[1:] > nummer[:-1]).all():
        return alle
    rekke = np.argsort(nummer, kind="stable")
    siste = np.append(nummer[rekke][1:] != nummer[rekke][:-1], True)
    return alle.take(rekke[siste]).reset_index(drop=True)


def laas(fil: Any) -> bool:
    """Take the lock without waiting; the system gives it back when the process ends."""
    try:
        if sys.platform == "win32":
            import msvcrt

            fil.seek(4096)
            msvcrt.locking(fil.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(fil.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def skriv_fil(fil: Path, innhold: bytes) -> None:
    """Write one of the store's files: whole, durable, and its owner's alone."""
    skriv_helt(fil, innhold, lag_mappe=True, varig=True, privat=True)


def som_json(innhold: Mapping[str, Any]) -> bytes:
    """Return JSON with sorted keys, so that equal contents have equal bytes."""
    return json.dumps(innhold, ensure_ascii=False, sort_keys=True, indent=1).encode()


def har_innhold(fil: Path, sha: str) -> bool:
    """Whether the file is there, with just this content."""
    return fil.is_file() and hashlib.sha256(fil.read_bytes()).hexdigest() == sha
