"""The structure elements of a tagged PDF."""

from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary


def elementer(element: Any) -> Iterator[Any]:
    """Yield a structure element and all below it, in reading order."""
    if isinstance(element, Array):
        for barn in element:
            yield from elementer(barn)
    elif isinstance(element, Dictionary) and "/S" in element:
        yield element
        yield from elementer(element.get("/K"))
