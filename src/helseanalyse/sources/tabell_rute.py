"""The grid of a table file before it is understood: cells with their kind, row and column.

Readers of CSV, XLSX, XLS and ODS all hand over this; only what comes later knows of headers.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

# Kinds of cells.
TOM, TALL, TEKST, FEIL, DATO, PROSENT, UREGNET, SKALERT, LOGISK = range(9)
_VIS_TEGN = 60


@dataclass
class Kolonne:
    """The cells of one column; ``ord`` are its distinct texts and ``koder`` point into them.

    Attributes
    ----------
    nr
        Place in the file, from 0.
    slag
        Kind of each cell.
    tall
        Number of each cell, or missing; of a date the serial number of the sheet.
    koder, ord
        Text of each cell: ``ord[koder[i]]``; -1 where there is none.
    """

    nr: int
    slag: NDArray[np.uint8]
    tall: NDArray[np.float64]
    koder: NDArray[np.int32]
    ord: list[str]

    def tekst(self, i: int) -> str:
        """Return the text of a cell as the file has it; a number without ``.0``."""
        if self.koder[i] >= 0:
            return self.ord[int(self.koder[i])]
        return "" if self.slag[i] == TOM else tallord(float(self.tall[i]))

    def velg(self, rader: Any) -> "Kolonne":
        """Return the column with only some of its rows, and the texts that they hold."""
        koder = self.koder[rader]
        brukt = np.flatnonzero(np.bincount(koder + 1, minlength=len(self.ord) + 1)[1:])
        ny = np.full(len(self.ord) + 1, -1, dtype=np.int32)
        ny[brukt] = np.arange(len(brukt))
        ord_ = [self.ord[i] for i in brukt]
        return Kolonne(self.nr, self.slag[rader].copy(), self.tall[rader].copy(), ny[koder], ord_)

    def foerste(self, kode: int) -> int:
        """Return the first row that holds a text."""
        return int(np.argmax(self.koder == kode))


@dataclass
class Rutenett:
    """All non-blank rows of one table, with the row numbers a user sees in the file."""

    fil: str
    ark: str | None
    radnr: NDArray[np.int64]
    kolonner: list[Kolonne]
    varsler: list[str] = field(default_factory=list)
    fletter: list[tuple[int, int, int, int]] = field(default_factory=list)

    @cached_property
    def fylt(self) -> NDArray[np.bool_]:
        """Return which cells hold something, rows by columns."""
        return np.column_stack([k.slag != TOM for k in self.kolonner])

    def velg(self, rader: Any) -> "Rutenett":
        """Return the grid with only some of its rows."""
        kolonner = [k.velg(rader) for k in self.kolonner]
        return Rutenett(self.fil, self.ark, self.radnr[rader], kolonner, self.varsler, self.fletter)

    def sted(self, i: int | None = None, kolonne: str | None = None) -> str:
        """Return where in the file: file, sheet, row and column as a sentence begins."""
        return sted(self.fil, self.ark, None if i is None else int(self.radnr[i]), kolonne)


def sted(fil: str, ark: str | None, rad: int | None = None, kolonne: str | None = None) -> str:
    """Where in a file, as a sentence begins.

    >>> sted("tall.xlsx", "Ark1", 7, "Plasser")
    'Fil «tall.xlsx», ark «Ark1», rad 7, kolonne «Plasser»'
    """
    ut = f"Fil «{vis(fil)}»"
    ut += "" if ark is None else f", ark «{vis(ark)}»"
    ut += "" if rad is None else f", rad {rad}"
    return ut if kolonne is None else f"{ut}, kolonne «{vis(kolonne)}»"


def vis(tekst: str) -> str:
    r"""Text from a file as it is quoted: on one line, without control signs, cut when long.

    >>> vis("Plasser\ni alt")
    'Plasser i alt'
    """
    ren = "".join(t if t.isprintable() else " " for t in tekst)
    ren = " ".join(ren.split())
    return ren if len(ren) <= _VIS_TEGN else f"{ren[:_VIS_TEGN]}…"


def tallord(verdi: float) -> str:
    """Number as the shortest text that gives it back; whole numbers without ``.0``.

    >>> tallord(121.0), tallord(20.6)
    ('121', '20.6')
    """
    if np.isnan(verdi):
        return ""
    return str(int(verdi)) if verdi.is_integer() and abs(verdi) < 1e15 else repr(verdi)


def rader_i_tekst(rader: Iterable[int], mest: int = 5) -> str:
    """Row numbers as running text: ``rad 7`` or ``rad 7, 9, 12 og 40 til``.

    >>> rader_i_tekst([7]), rader_i_tekst([7, 9]), rader_i_tekst(range(1, 9), 2)
    ('rad 7', 'rad 7 og 9', 'rad 1, 2 og 6 til')
    """
    alle = [str(r) for r in rader]
    if len(alle) > mest:
        alle = [*alle[:mest], f"{len(alle) - mest} til"]
    return f"rad {alle[0]}" if len(alle) == 1 else f"rad {', '.join(alle[:-1])} og {alle[-1]}"


def kolonne_av_tekst(nr: int, tekster: list[str]) -> Kolonne:
    """Return a column of texts, without space around them; the empty text is a blank cell."""
    rene: dict[str, int] = {"": -1}
    plass: dict[str, int] = {}
    for tekst in dict.fromkeys(tekster):
        ren = tekst.strip()
        plass[tekst] = rene.setdefault(ren, len(rene) - 1)
    koder = np.fromiter((plass[t] for t in tekster), dtype=np.int32, count=len(tekster))
    slag = np.where(koder >= 0, TEKST, TOM).astype(np.uint8)
    return Kolonne(nr, slag, np.full(len(tekster), np.nan), koder, list(rene)[1:])


def kolonnebokstav(nr: int) -> str:
    """Letters of a column in a sheet, from 0.

    >>> kolonnebokstav(0), kolonnebokstav(27), kolonnebokstav(16383)
    ('A', 'AB', 'XFD')
    """
    ut = ""
    nr += 1
    while nr:
        nr, rest = divmod(nr - 1, 26)
        ut = chr(65 + rest) + ut
    return ut
