"""A table as it is printed: labels, heads, and numbers with the decimals they are written with."""

import re
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .enheter import tall

_PROSENT = re.compile(r"%|\bprosent(?!poeng)|\bpst\b|\bandel|\bfordeling", re.IGNORECASE)
_NR = re.compile(r"(\d+(?:\.\d+)*)([a-zæøå]?)(?=[.):\s]|$)")


@dataclass(frozen=True, eq=False)
class Trykttabell:
    """A printed table.

    Attributes
    ----------
    navn
        What the table is called.
    rader, kolonner
        Label of each row and column.
    verdi
        The numbers, rows by columns; what is missing is ``nan``, never nought.
    desimaler
        How many decimals each is printed with: half a unit of the last is what it may be off.
    enhet
        Unit of each number, empty where it is not written.
    radnr
        Row number in the file, or in what was pasted.
    tekst
        Prose that goes with the table and repeats its figures.
    varsler
        Sentences on what was doubtful when it was read.
    merket
        Rows without numbers that say so with a sign (``–``, ``:``): missing, and no heading.
    """

    navn: str
    rader: tuple[str, ...]
    kolonner: tuple[str, ...]
    verdi: NDArray[np.float64]
    desimaler: NDArray[np.int64]
    enhet: NDArray[np.object_]
    radnr: tuple[int, ...]
    tekst: str = ""
    varsler: tuple[str, ...] = field(default=())
    merket: tuple[int, ...] = ()

    def celle(self, rad: int, kolonne: int) -> str:
        """Return where a cell stands, by name and by row number."""
        return f"«{self.rader[rad]}», «{self.kolonner[kolonne]}» (rad {self.radnr[rad]})"

    def trykt(self, rad: int, kolonne: int) -> str:
        """Return a number with its own decimals; «–» where it is missing."""
        return tall(float(self.verdi[rad, kolonne]), int(self.desimaler[rad, kolonne]))

    @cached_property
    def halv(self) -> NDArray[np.float64]:
        """Half a printed unit of each number: what rounding may have moved it."""
        ut: NDArray[np.float64] = 0.5 * 10.0 ** (-self.desimaler.astype(float))
        return ut

    @cached_property
    def prosent(self) -> NDArray[np.bool_]:
        """Return which numbers are per cent, by their unit or by the row's or column's name."""
        rad = np.array([bool(_PROSENT.search(r.replace("_", " "))) for r in self.rader])
        kol = np.array([bool(_PROSENT.search(k.replace("_", " "))) for k in self.kolonner])
        skrevet = np.vectorize(bool, otypes=[bool])(self.enhet)
        egen: NDArray[np.bool_] = self.enhet == "prosent"
        return np.where(skrevet, egen, rad[:, None] | kol[None, :])


def nummer(etikett: str) -> tuple[str, str]:
    """Number that a label begins with, and the letter after it.

    >>> nummer("5a Kveld og natt"), nummer("1.2. Legevakt"), nummer("Sum")
    (('5', 'a'), ('1.2', ''), ('', ''))
    """
    treff = _NR.match(etikett.strip())
    return (treff[1], treff[2]) if treff else ("", "")
