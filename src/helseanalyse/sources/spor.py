"""What is known of each source behind a report: years, status, day of retrieval, checksum."""

import hashlib
from functools import lru_cache
from typing import Any

import pandas as pd
import pyarrow as pa

from .load import Data

_RAMMER = ("observasjoner", "satser", "tiltak", "dokumenttall", "paastander")
_AAR = {"satser": "gjelder_for_utgiftsaar"}


def spor(data: Data, kilder: frozenset[str]) -> dict[str, dict[str, Any]]:
    """By source: ``fra`` and ``til`` (years), ``foreloepig`` (years), ``hentet``, ``sha256``.

    The checksum is of the source's rows as they are used: another one when a figure, a unit or
    a status is changed, the same whoever reads them and in whatever process.
    """
    alle = _alle(data)
    return {k: alle[k] for k in sorted(kilder) if k in alle}


def utgave(data: Data) -> str:
    """Checksum of all data: another one when the rows of any source are."""
    alle = _alle(data)
    linjer = [f"{k} {alle[k]['sha256']}\n" for k in sorted(alle)]
    return hashlib.sha256("".join([data.dato, *linjer]).encode()).hexdigest()


@lru_cache(maxsize=1)
def _alle(data: Data) -> dict[str, dict[str, Any]]:
    summer: dict[str, Any] = {}
    aar: dict[str, set[tuple[int, str]]] = {}
    for navn in _RAMMER:
        ramme = getattr(data, navn)
        _legg_sum(summer, navn, ramme)
        kolonne = _AAR.get(navn, "aar")
        if kolonne in ramme and "status" in ramme:
            _legg_aar(aar, ramme.rename(columns={kolonne: "aar"}))
    _legg_sum(summer, "befolkning", data.folk.grunn)
    _legg_aar(aar, data.folk.grunn)
    for fil in data.folk.filer:
        sum_ = hashlib.sha256(fil).digest()
        for kilde, aarene in _i_parquet(fil).items():
            summer.setdefault(kilde, hashlib.sha256()).update(sum_)
            aar.setdefault(kilde, set()).update(aarene)
    hentet = data.kilder.set_index("kilde").hentet
    return {
        k: _ett(aar.get(k, set()), hentet[k]) | {"sha256": s.hexdigest()}
        for k, s in summer.items()
        if k in hentet.index
    }


def _ett(aarene: set[tuple[int, str]], hentet: Any) -> dict[str, Any]:
    alle = sorted({a for a, _ in aarene})
    ut = {"fra": alle[0], "til": alle[-1]} if alle else {}
    nye = sorted({a for a, status in aarene if status == "foreloepig"})
    return (
        ut
        | ({"foreloepig": nye} if nye else {})
        | ({} if pd.isna(hentet) else {"hentet": str(hentet)[:10]})
    )


def _legg_sum(summer: dict[str, Any], navn: str, ramme: pd.DataFrame) -> None:
    """Put the checksum of a frame's rows to each source's, in the order of the frame."""
    rader = pd.util.hash_pandas_object(ramme, index=False)
    for kilde, del_ in rader.groupby(ramme.kilde.to_numpy(), sort=True):
        summer.setdefault(str(kilde), hashlib.sha256()).update(navn.encode())
        summer[str(kilde)].update(del_.to_numpy().astype("<u8").tobytes())


def _legg_aar(aar: dict[str, set[tuple[int, str]]], ramme: pd.DataFrame) -> None:
    har = ramme[["kilde", "aar", "status"]].dropna().drop_duplicates()
    for kilde, ett, status in zip(har.kilde, har.aar, har.status, strict=True):
        aar.setdefault(kilde, set()).add((int(ett), str(status)))


def _i_parquet(fil: bytes) -> dict[str, set[tuple[int, str]]]:
    """Years and status of each source in a file of population, without its rows in memory."""
    from pyarrow.parquet import ParquetFile

    kolonner = ["kilde", "aar", "status"]
    ut: dict[str, set[tuple[int, str]]] = {}
    for bit in ParquetFile(pa.BufferReader(fil)).iter_batches(250_000, columns=kolonner):
        ulike = pa.Table.from_batches([bit]).group_by(kolonner).aggregate([])
        for rad in ulike.to_pylist():
            ut.setdefault(rad["kilde"], set()).add((int(rad["aar"]), str(rad["status"])))
    return ut
