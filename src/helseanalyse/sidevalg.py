"""What a page does with choices: the same in a notebook's kernel and in the app's server.

The choices come from an address or from a browser and are never trusted: the classes of
choices check them, and what only a notebook may set is passed over.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from functools import cache
from typing import Any
from urllib.parse import parse_qs

from .notatbok import sjekk_navn
from .sources.load import Data
from .standardvalg import utfylt
from .views.blokker import Blokk, varsel

Kapittel = Callable[[Data, Any], list[Blokk]]
Felter = Callable[[Data, Any], list[dict[str, Any]]]
_logg = logging.getLogger(__name__)


def laast(valg: Any) -> tuple[str, ...]:
    """Choices that only a notebook or the command line may set, such as a file to open."""
    navn: tuple[str, ...] = getattr(valg, "LAAST", ())
    return navn


def verdier(valg: Any) -> dict[str, Any]:
    """Choices that the reader of a page may see and change."""
    ut = {k: v for k, v in asdict(valg).items() if k not in laast(valg)}
    return {k: list(v) if isinstance(v, tuple) else v for k, v in ut.items()}


def kjente(valg: Any, gitt: Mapping[str, Any]) -> dict[str, Any]:
    """Given values less those that the reader may not set."""
    lov = verdier(valg)
    return {k: v for k, v in gitt.items() if k in lov}


def endret(data: Data, valg: Any, endring: Mapping[str, Any]) -> Any:
    """Choices after a change.

    Raises
    ------
    ValueError
        If the choices are refused.
    """
    sjekk_navn(set(endring), set(asdict(valg)), "siden")
    return type(valg).foreslaatt(data, forrige=valg, **(asdict(valg) | dict(endring)))


def fra_adressen(data: Data, valg: Any, adresse: str) -> tuple[Any, str]:
    """Choices of an address over those given, and the sentence that refuses them (or none)."""
    felt = asdict(valg)
    alle = parse_qs(adresse, keep_blank_values=True)
    gitt = {k: v for k, v in alle.items() if k in felt and k not in laast(valg)}
    if not gitt:
        return valg, ""
    nye = {k: [x for x in v if x] if isinstance(felt[k], tuple) else v[-1] for k, v in gitt.items()}
    try:
        return type(valg).sjekket(data, **utfylt(data, felt, nye)), ""
    except ValueError as feil:
        return valg, f"Adressen kunne ikke brukes: {feil} Siden viser standardvalget."


def feilet() -> list[Blokk]:
    """Blocks of a chapter that failed."""
    return [varsel("Denne delen kunne ikke beregnes for dette valget. Velg noe annet.")]


def paa_spraaket(valg: Any, blokker: list[Blokk]) -> list[Blokk]:
    """Blocks marked with the language of the choices, where it is not the page's own."""
    spraak = getattr(valg, "spraak", "nb")
    return blokker if spraak == "nb" else [{**b, "spraak": spraak} for b in blokker]


def tegnet(kapittel: Kapittel, data: Data, valg: Any) -> list[Blokk]:
    """Blocks of a chapter while the page is live: a fault is told, the rest goes on."""
    try:
        return paa_spraaket(valg, kapittel(data, valg))
    except MemoryError:  # the worker's, not the chapter's: another worker tries
        raise
    except Exception:
        _logg.exception("kapittelet %s kunne ikke tegnes", kapittel.__name__)
        return feilet()


def sporet(valg: Any) -> tuple[Any, set[str]]:
    """A copy of the choices, and the names of those that are read of it from now on.

    What a pure function makes of choices follows from the ones it has read, and is the same for
    any others that are equal in these.
    """
    lest: set[str] = set()
    vanlig: Any = type(valg)
    slag: Any = _sporende(vanlig)
    kopi = object.__new__(slag)
    object.__setattr__(kopi, "__dict__", dict(vars(valg)) | {_LEST: lest})
    return kopi, lest


_LEST = "_lest"
_ALT = {"__dict__", "__getstate__", "__reduce__", "__reduce_ex__"}


@cache
def _sporende(slag: Any) -> type:
    """The class of choices that tells what is read; equal to, and taken for, the plain one."""
    navn = frozenset(f.name for f in fields(slag))

    def les(selv: Any, hva: str) -> Any:
        if hva == "__class__":
            return slag
        eget = object.__getattribute__(selv, "__dict__")
        if hva in navn or hva in _ALT:
            eget.get(_LEST, set()).update(navn if hva in _ALT else {hva})
        if hva == "__dict__":
            return {k: v for k, v in eget.items() if k != _LEST}
        return object.__getattribute__(selv, hva)

    return type(slag.__name__, (slag,), {"__getattribute__": les})
