"""The sources of blocks, once each, and text that every file format can hold."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ..kilde import kildelinje
from ..views.blokker import Blokk

METODER = ("tabell", "tekst", "avlest", "beregnet", "egne")
"""How a figure was read; the texts say it in words."""
_STYRETEGN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def samlet(blokker: Sequence[Blokk]) -> list[Mapping[str, Any]]:
    """Every source of the blocks once, in the order of first use."""
    ut: dict[str, Mapping[str, Any]] = {}
    for blokk in blokker:
        for kilde in blokk.get("kilder") or ():
            ut.setdefault(kilde["id"], kilde)
    return list(ut.values())


def numrene(kilder: Sequence[Mapping[str, Any]], numre: Mapping[str, int]) -> str:
    """Numbers of sources as they are printed.

    >>> numrene([{"id": "b"}, {"id": "a"}], {"a": 1, "b": 2})
    '1, 2'
    """
    return ", ".join(str(n) for n in sorted({numre[k["id"]] for k in kilder}))


def korte(kilder: Sequence[Mapping[str, Any]], spraak: str = "nb") -> str:
    """Sources in one line: publisher and title, many places in one document as one."""
    numre = {k["id"]: nr for nr, k in enumerate(kilder)}
    return "; ".join(dict.fromkeys(k["kort"] for k in kildelinje(kilder, numre, spraak)))


def kildeord(kilder: Sequence[Mapping[str, Any]], ord_: Mapping[str, str]) -> str:
    """Word before the sources under a figure, whether they are one or more.

    >>> kildeord([{"numre": [[2, 2]]}], {"kilde": "Kilde", "kilder": "Kilder"})
    'Kilde'
    """
    numre = {nr for k in kilder for rekke in k["numre"] for nr in rekke}
    return ord_["kilde" if len(numre) == 1 else "kilder"]


def rene(tekst: object) -> str:
    r"""Text without the control characters that no file format holds.

    >>> rene("a\x00b\nc")
    'ab\nc'
    """
    return _STYRETEGN.sub("", str(tekst))
