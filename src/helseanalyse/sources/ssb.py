"""A thin client for the statistics bank's API (PxWebApi v2): metadata by GET, data by POST.

Nothing here knows which figures are wanted or where they are kept.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson

from .ssb_nett import Nettklient, SsbFeil

Utsnitt = dict[str, list[str]]


@dataclass(frozen=True)
class Variabel:
    """One variable of a table: its codes in the table's own order, with labels and units."""

    kode: str
    etikett: str
    etiketter: Mapping[str, str]
    kan_utelates: bool
    enheter: Mapping[str, str] = field(default_factory=dict)

    @property
    def koder(self) -> list[str]:
        """Codes in the table's order, which is not sorted."""
        return list(self.etiketter)


@dataclass(frozen=True)
class Metadata:
    """What a table says of itself: variables by code, and which is time and contents."""

    tabell: str
    tittel: str
    oppdatert: str
    variabler: Mapping[str, Variabel]
    tid: str
    innhold: str
    merknader: tuple[str, ...] = ()


class SsbKlient(Nettklient):
    """The statistics bank; every selection is of explicit codes, so its cells can be counted."""

    def metadata(self, tabell: str) -> tuple[Metadata, bytes]:
        """Metadata of a table, parsed and as it came."""
        svar = self.hent("GET", f"{self.adresse}/tables/{tabell}/metadata?lang=no", hva=tabell)
        return les_metadata(svar, tabell), svar

    def data(self, tabell: str, utsnitt: Utsnitt) -> bytes:
        """Return the raw JSON-stat answer to one selection of explicit codes."""
        adresse = f"{self.adresse}/tables/{tabell}/data?lang=no&outputFormat=json-stat2"
        return self.hent("POST", adresse, spoerring(utsnitt), hva=tabell)


def spoerring(utsnitt: Utsnitt) -> dict[str, Any]:
    """Return the POST body of a selection.

    >>> spoerring({"Tid": ["2024"]})
    {'selection': [{'variableCode': 'Tid', 'valueCodes': ['2024']}]}
    """
    return {"selection": [{"variableCode": v, "valueCodes": k} for v, k in utsnitt.items()]}


def les_metadata(svar: bytes, tabell: str) -> Metadata:
    """Metadata from JSON-stat without values.

    Raises
    ------
    SsbFeil
        If it is not metadata of this table.
    """
    try:
        rot = orjson.loads(svar)
        variabler = {v: _variabel(v, rot["dimension"][v]) for v in rot["id"]}
        roller = rot.get("role") or {}
        tid = (roller.get("time") or ["Tid"])[0]
        innhold = (roller.get("metric") or ["ContentsCode"])[0]
        _ = variabler[tid], variabler[innhold]
        px = ((rot.get("extension") or {}).get("px") or {}).get("tableid", tabell)
        oppdatert = str(rot["updated"])
        datetime.fromisoformat(oppdatert)
        merknader = tuple(str(n) for n in rot.get("note") or ())
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as feil:
        raise SsbFeil(
            f"Tabell {tabell}: metadataene kunne ikke leses ({type(feil).__name__}); svaret er"
            " avkortet eller har et nytt format."
        ) from feil
    if str(px) != tabell:
        raise SsbFeil(f"Tabell {tabell}: tjenesten svarte med tabell {px}.")
    tittel = str(rot.get("label") or tabell).removeprefix(f"{tabell}: ")
    return Metadata(tabell, tittel, oppdatert, variabler, tid, innhold, merknader)


def _variabel(kode: str, dim: dict[str, Any]) -> Variabel:
    kategori = dim["category"]
    etiketter = kategori.get("label") or {}
    indeks = kategori.get("index", list(etiketter))
    rekkefoelge = sorted(indeks, key=indeks.__getitem__) if isinstance(indeks, dict) else indeks
    enheter = {k: str(e.get("base", "")) for k, e in (kategori.get("unit") or {}).items()}
    return Variabel(
        kode=kode,
        etikett=str(dim.get("label", kode)),
        etiketter={str(k): str(etiketter.get(k, k)) for k in rekkefoelge},
        kan_utelates=bool((dim.get("extension") or {}).get("elimination", False)),
        enheter=enheter,
    )


def antall_celler(utsnitt: Mapping[str, Sequence[str]]) -> int:
    """Cells in an answer, the empty ones too."""
    return math.prod(len(koder) for koder in utsnitt.values())


def del_opp(utsnitt: Utsnitt, rekkefoelge: Sequence[str], maks: int) -> Iterator[Utsnitt]:
    """Split a selection under the cell limit, along the first variable, then the next.

    Raises
    ------
    SsbFeil
        If one code in each variable of ``rekkefoelge`` is still too much.

    >>> list(del_opp({"R": ["1", "2", "3"], "T": ["a", "b"]}, ["R", "T"], 4))
    [{'R': ['1', '2'], 'T': ['a', 'b']}, {'R': ['3'], 'T': ['a', 'b']}]
    """
    if antall_celler(utsnitt) <= maks:
        yield utsnitt
        return
    if not rekkefoelge:
        raise SsbFeil(f"Spørringen kan ikke deles i biter på høyst {maks} celler.")
    langs, *resten = rekkefoelge
    koder = utsnitt[langs]
    per_kode = antall_celler({**utsnitt, langs: koder[:1]})
    bit = max(1, maks // per_kode)
    for i in range(0, len(koder), bit):
        yield from del_opp({**utsnitt, langs: koder[i : i + bit]}, resten, maks)
