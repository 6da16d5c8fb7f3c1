"""Altair, without the work it does over again for each channel that is given as text."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from altair.utils import schemapi

_Vanlig = schemapi._FromDict


class _Husket(_Vanlig):
    """Finds the class of a schema as Altair's own does; the table of them is made once."""

    def __init__(self, klasser: Iterable[type[Any]], /) -> None:
        self.class_dict = _klassene(tuple(klasser))


@lru_cache(maxsize=8)
def _klassene(klasser: tuple[type[Any], ...]) -> Any:
    return _Vanlig(klasser).class_dict


def bruk() -> None:
    """Have Altair make its table of classes once in this process."""
    schemapi._FromDict = _Husket  # type: ignore[misc]
