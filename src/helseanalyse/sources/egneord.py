"""The consultant's own words beside a report: a small TOML file, checked, kept as one text."""

import difflib
import json
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..spraak import oppramsing

KRYSS = ("styrker", "svakheter", "muligheter", "trusler")
ENHET = ("navn", "status", "kort_sikt", "lang_sikt")
PLAN = ("strategi", "aktivitet", "ansvar", "effekt")
FORUTSETNINGER = ("plassbehov", "okonomi", "bemanning", "tiltak")
_TEKSTER = ("prosess", "sammendrag", "anbefaling")
_DELER = (*_TEKSTER, "vurderingskryss", "enheter", "handlingsplan", *FORUTSETNINGER)
_MAKS_BYTE, _MAKS_TEGN, _MAKS_RADER = 200_000, 6_000, 60


@dataclass(frozen=True)
class EgneOrd:
    """What the consultant has written; an absent part is empty.

    ``prosess``, ``sammendrag`` and ``anbefaling`` are running text, ``kryss`` the points of the
    assessment cross by its quarter, ``enheter`` four cells a unit (`ENHET`), ``handlingsplan``
    four cells a strategy (`PLAN`), ``forutsetninger`` the own choices by part of the report.
    """

    prosess: str = ""
    sammendrag: str = ""
    anbefaling: str = ""
    kryss: dict[str, list[str]] = field(default_factory=dict)
    enheter: list[list[str]] = field(default_factory=list)
    handlingsplan: list[list[str]] = field(default_factory=list)
    forutsetninger: dict[str, dict[str, Any]] = field(default_factory=dict)


def les_egne_ord(kilde: str) -> str:
    """Own words as one text (JSON), from the file of that name; such a text is given back.

    Raises
    ------
    ValueError
        If the file cannot be read or is not as it should be: one Norwegian sentence.
    """
    if not kilde.strip():
        return ""
    raa = _json(kilde) if kilde.lstrip().startswith("{") else _toml(kilde.strip())
    _sjekk(raa)
    return json.dumps(raa, ensure_ascii=False, sort_keys=True) if raa else ""


@lru_cache(maxsize=8)
def egne_ord(tekst: str) -> EgneOrd:
    """Own words of a text from :func:`les_egne_ord`."""
    raa = json.loads(tekst) if tekst else {}
    return EgneOrd(
        **{n: raa.get(n, "").strip() for n in _TEKSTER},
        kryss={
            k: raa["vurderingskryss"][k] for k in KRYSS if raa.get("vurderingskryss", {}).get(k)
        },
        enheter=[[e.get(n, "") for n in ENHET] for e in raa.get("enheter", [])],
        handlingsplan=[[r.get(n, "") for n in PLAN] for r in raa.get("handlingsplan", [])],
        forutsetninger={n: raa[n] for n in FORUTSETNINGER if n in raa},
    )


def _toml(sti: str) -> dict[str, Any]:
    fil = Path(sti)
    try:
        raa = fil.read_bytes()
    except OSError as feil:
        raise ValueError(
            f"Filen med egne ord, «{sti}», kan ikke leses. Se etter at den finnes, og at navnet er"
            " skrevet riktig."
        ) from feil
    if len(raa) > _MAKS_BYTE:
        raise ValueError(f"«{fil.name}» er for stor; egne ord kan være høyst 200 kB.")
    try:
        return tomllib.loads(raa.decode("utf-8-sig"))
    except UnicodeDecodeError as feil:
        raise ValueError(f"«{fil.name}» er ikke lagret som UTF-8. Lagre den på nytt.") from feil
    except tomllib.TOMLDecodeError as feil:
        raise ValueError(
            f"«{fil.name}» er ikke gyldig TOML ({feil}). Tekst skal stå i"
            " anførselstegn, slik som i docs/egne_ord.toml."
        ) from feil


def _json(tekst: str) -> dict[str, Any]:
    try:
        ut: dict[str, Any] = json.loads(tekst)
    except (ValueError, RecursionError) as feil:
        raise ValueError("Egne ord må være navnet på en TOML-fil.") from feil
    return ut


def _sjekk(raa: Mapping[str, Any]) -> None:
    _kjente(raa, _DELER, "Filen med egne ord")
    for navn in _TEKSTER:
        _tekst(raa.get(navn, ""), f"«{navn}»")
    kryss = raa.get("vurderingskryss", {})
    _tabell(kryss, "[vurderingskryss]")
    _kjente(kryss, KRYSS, "[vurderingskryss]")
    for navn in kryss:
        _liste(kryss[navn], f"«{navn}» i [vurderingskryss]", _tekst)
    for navn, felt in (("enheter", ENHET), ("handlingsplan", PLAN)):
        _liste(raa.get(navn, []), f"[[{navn}]]", _rad(felt))
    for navn in FORUTSETNINGER:
        _tabell(raa.get(navn, {}), f"[{navn}]")


def _rad(felt: tuple[str, ...]) -> Callable[[object, str], None]:
    def sjekk(rad: object, hvor: str) -> None:
        _tabell(rad, hvor)
        assert isinstance(rad, Mapping)
        _kjente(rad, felt, hvor)
        for navn in rad:
            _tekst(rad[navn], f"«{navn}» i {hvor}")
        if not str(rad.get(felt[0], "")).strip():
            raise ValueError(f'{hvor} mangler «{felt[0]}». Skriv {felt[0]} = "…".')

    return sjekk


def _tekst(verdi: object, hvor: str) -> None:
    if not isinstance(verdi, str):
        raise ValueError(f"{hvor} må være tekst i anførselstegn; fikk «{verdi}».")
    if len(verdi) > _MAKS_TEGN:
        raise ValueError(f"{hvor} er for lang: {len(verdi)} tegn; høyst {_MAKS_TEGN}.")


def _liste(verdi: object, hvor: str, sjekk: Callable[[object, str], None]) -> None:
    if not isinstance(verdi, list):
        raise ValueError(f'{hvor} må være en liste; skriv ["…", "…"] eller gjenta [[…]].')
    if len(verdi) > _MAKS_RADER:
        raise ValueError(f"{hvor} har {len(verdi)} punkter; høyst {_MAKS_RADER}.")
    for nr, en in enumerate(verdi, start=1):
        sjekk(en, f"punkt {nr} i {hvor}")


def _tabell(verdi: object, hvor: str) -> None:
    if not isinstance(verdi, Mapping):
        raise ValueError(f"{hvor} må ha navn = verdi på hver linje; fikk «{verdi}».")


def _kjente(raa: Mapping[str, Any], lov: tuple[str, ...], hvor: str) -> None:
    for navn in raa:
        if navn not in lov:
            like = difflib.get_close_matches(navn, lov, 1, 0.6)
            mente = f" Mente du «{like[0]}»?" if like else ""
            raise ValueError(
                f"{hvor} har «{navn}», som ikke er kjent.{mente} Det som kan stå, er"
                f" {oppramsing(list(lov))}."
            )
