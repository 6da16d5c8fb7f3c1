"""Running text of which no part is markdown but its heading: names in it are shown as they are."""

import re
from collections.abc import Sequence

from ...kilde import Kilde
from ...views import blokker
from ...views.blokker import Blokk, rent

_OVERSKRIFT = re.compile(r"#{2,3} ")


def tekst(skrevet: str, kilder: Sequence[Kilde] = ()) -> Blokk:
    """Running text; ``## `` and ``### `` open a heading, all else is shown as written."""
    return blokker.tekst(_rent(skrevet), kilder)


def varsel(skrevet: str, kilder: Sequence[Kilde] = ()) -> Blokk:
    """Note that something is missing or uncertain, shown as written."""
    return blokker.varsel(_rent(skrevet), kilder)


def _rent(skrevet: str) -> str:
    merke = _OVERSKRIFT.match(skrevet)
    hode = merke[0] if merke else ""
    return hode + rent(skrevet.removeprefix(hode))
