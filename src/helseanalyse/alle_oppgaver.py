"""Which reports are to be made: every municipality with figures, a list, or a manifest."""

import csv
import io
import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from .alle_arbeid import Oppgave
from .eksport.meta import Meta, filnavn
from .notatbok import notatbokfil, sjekk_navn, standardparametre
from .sources.load import Data

_LISTER = ("sammenlign", "grupper")  # choices that hold several values
_TRYGT = re.compile(r"[\w-]+(?:[.][\w-]+)*")


def for_kommuner(data: Data, notatbok: str, koder: Iterable[str] | None = None) -> list[Oppgave]:
    """One report of ``notatbok`` for each municipality; for all with figures if none is named.

    A code that is unknown gives a task that says so, so that the others are made.

    Raises
    ------
    ValueError
        If there is no such notebook, or no municipality.
    """
    notatbokfil(notatbok)
    valgte = med_tall(data) if koder is None else list(dict.fromkeys(map(_firesifret, koder)))
    if not valgte:
        raise ValueError("Det er ingen kommuner å lage rapporter for. Oppgi dem med --kommuner.")
    return [_oppgave(data, notatbok, {"komm_nr": kode}, "") for kode in valgte]


def med_tall(data: Data) -> list[str]:
    """Municipalities that exist today and have figures; without any, those that once had."""
    k = data.kommuner[(data.kommuner.type == "kommune")]
    har = k[k.komm_nr.isin(data.observasjoner.komm_nr.unique())]
    naa = har[har.gjelder_til.isna()]
    return sorted((naa if len(naa) else har).komm_nr.unique())


def fra_manifest(data: Data, fil: Path, notatbok: str) -> list[Oppgave]:
    """Reports of a manifest: a row each (CSV), or a table ``[[rapport]]`` each (TOML).

    Columns are the notebook's parameters, and if wanted ``notatbok`` and ``fil`` (the name of
    the file, without ending). An empty cell is the default. Several municipalities in one cell
    have a space or comma between them.

    Raises
    ------
    ValueError
        If the manifest cannot be read, or names no report, or two with the same file name.
    """
    ut = []
    for nr, rad in enumerate(_rader(fil), start=1):
        valg = dict(rad)
        bok = str(valg.pop("notatbok", "") or notatbok)
        stamme = str(valg.pop("fil", "") or "")
        if stamme and not _TRYGT.fullmatch(stamme):
            raise ValueError(
                f"Rapport {nr} i «{fil.name}» har filnavnet «{stamme}». Bruk bokstaver, tall og"
                " bindestrek, uten mappe og endelse."
            )
        try:
            sjekk_navn(set(valg), _parametre(bok), bok)
        except ValueError as feil:
            raise ValueError(f"Rapport {nr} i «{fil.name}»: {feil}") from None
        ut.append(_oppgave(data, bok, valg, stamme))
    if not ut:
        raise ValueError(f"Manifestet «{fil.name}» har ingen rapporter. Legg til en rad for hver.")
    stammer = [o.stamme for o in ut]
    brukt = [s.casefold() for s in stammer]  # one file where capitals are no difference
    if like := next((s for s in stammer if brukt.count(s.casefold()) > 1), None):
        raise ValueError(
            f"To rapporter i «{fil.name}» ville fått filnavnet «{like}». Gi dem hvert sitt i"
            " kolonnen «fil»."
        )
    return ut


@lru_cache(maxsize=16)
def _parametre(notatbok: str) -> frozenset[str]:
    return frozenset(standardparametre(notatbokfil(notatbok)))


def _oppgave(data: Data, notatbok: str, valg: Mapping[str, Any], stamme: str) -> Oppgave:
    kode = _firesifret(str(valg.get("komm_nr", "")))
    kjente = data.kommuner.set_index("komm_nr").navn
    navn = str(kjente[kode]) if kode in kjente.index else ""
    meta = Meta(notatbok, "", "", navn, _ingen(data))
    andre = [str(v) for n, v in valg.items() if n in ("aar", "spraak")]
    leselig = " ".join(d for d in (kode, navn, *andre) if d) or notatbok
    fast = "-".join([kode, *andre]) if kode else ""
    return Oppgave(leselig, notatbok, dict(valg), stamme or filnavn(meta, "", fast))


def _firesifret(kode: str) -> str:
    """``121`` is ``0121``, so that it is not made twice into one file."""
    return kode.zfill(4) if kode.isascii() and kode.isdigit() and len(kode) == 3 else kode


def _ingen(data: Data) -> Any:
    from datetime import date

    return date.fromisoformat(data.dato)


def _rader(fil: Path) -> list[dict[str, Any]]:
    try:
        tekst = fil.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise ValueError(
            f"Manifestet «{fil}» kan ikke leses. Se over navnet, og lagre det som UTF-8."
        ) from None
    if fil.suffix.lower() == ".toml":
        try:
            rader = tomllib.loads(tekst).get("rapport", [])
        except tomllib.TOMLDecodeError as feil:
            raise ValueError(f"Manifestet «{fil.name}» er ikke gyldig TOML: {feil}.") from None
        if not isinstance(rader, list) or not all(isinstance(r, dict) for r in rader):
            raise ValueError(f"Manifestet «{fil.name}» må ha en [[rapport]] for hver rapport.")
        return rader
    skille = ";" if ";" in tekst.partition("\n")[0] else ","
    leser = csv.DictReader(io.StringIO(tekst), delimiter=skille, strict=True)
    try:
        return [_fra_csv(rad, fil, leser.line_num) for rad in leser]
    except csv.Error as feil:
        raise ValueError(
            f"Manifestet «{fil.name}» er ikke gyldig CSV (linje {leser.line_num}): {feil}."
        ) from None


def _fra_csv(rad: Mapping[Any, Any], fil: Path, linje: int) -> dict[str, Any]:
    if None in rad or None in rad.values():
        raise ValueError(
            f"Linje {linje} i «{fil.name}» har et annet antall celler enn overskriften."
        )
    har = {str(n).strip(): v.strip() for n, v in rad.items() if v.strip()}
    return {
        n: [d for d in re.split(r"[ ,]+", v) if d] if n in _LISTER else v for n, v in har.items()
    }
