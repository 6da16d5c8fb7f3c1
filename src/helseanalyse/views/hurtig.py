"""Altair, without the work it does over again for each channel and for each copy of a chart."""

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from altair.utils import schemapi
from altair.vegalite.v6.schema import core

_Vanlig = schemapi._FromDict
_vanlig_kopi = schemapi._deep_copy
_ENKLE = frozenset({str, int, float, bool, type(None), type(schemapi.Undefined)})


class _Husket(_Vanlig):
    """Finds the class of a schema as Altair's own does; the table of them is made once."""

    def __init__(self, klasser: Iterable[type[Any]], /) -> None:
        self.class_dict = _klassene(tuple(klasser))


@lru_cache(maxsize=8)
def _klassene(klasser: tuple[type[Any], ...]) -> Any:
    return _Vanlig(klasser).class_dict


def _kopi(node: Any, by_ref: set[str]) -> Any:
    """Copy as Altair's own, of what a chart is made of, without composing its layers anew."""
    if type(node) in _ENKLE:
        return node
    if isinstance(node, list):
        return [_kopi(n, by_ref) for n in node]
    if isinstance(node, dict):
        return {k: n if k in by_ref else _kopi(n, by_ref) for k, n in node.items()}
    if not isinstance(node, schemapi.SchemaBase):
        return node
    if hasattr(node, "__deepcopy__"):
        return _vanlig_kopi(node, by_ref)
    ny = object.__new__(type(node))
    object.__setattr__(ny, "_args", tuple(_kopi(n, by_ref) for n in node._args))
    object.__setattr__(ny, "_kwds", _kopi(node._kwds, by_ref))
    return ny


@cache
def _skjemaene() -> tuple[type[Any], ...]:
    return tuple(core.VegaLiteSchema._default_wrapper_classes())


def bruk() -> None:
    """Have Altair make its table of classes once in this process, and copy without composing."""
    klasser = _skjemaene()
    core.VegaLiteSchema._default_wrapper_classes = classmethod(lambda cls: klasser)  # type: ignore[assignment, method-assign]
    schemapi._FromDict = _Husket  # type: ignore[misc]
    schemapi._deep_copy = _kopi  # type: ignore[assignment]
