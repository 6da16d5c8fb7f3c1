"""One table as a CSV file that a Norwegian spreadsheet opens without questions.

UTF-8 with a byte order mark, semicolon between the cells, decimal comma, lines ended by CR LF.
Numbers stand bare: no spaces between thousands, a plain minus. A unit that all numbers of a
column share is moved into its head; where they differ it stays behind each number.

A spreadsheet reads a cell that begins with ``=``, ``+``, ``-`` or ``@`` as a formula, also behind
white space. Text that begins so gets an apostrophe in front, as spreadsheets themselves mark
text. Numbers never do: a negative number stays a number.
"""

import csv as _csv
import io
from collections.abc import Sequence

from ..views.blokker import Blokk
from .figurdata import figurdata
from .kilder import rene
from .tallcelle import Tall, kolonner

_FARLIGE = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def csv(blokk: Blokk, spraak: str = "nb") -> bytes:
    """Table, or the numbers behind a figure, as CSV.

    Parameters
    ----------
    blokk
        A block of type ``tabell`` or ``figur``; a figure's sets of numbers follow each other
        with an empty line between.
    spraak
        Language of the block, by which its numbers are read: ``nb``, ``nn`` or ``en``.

    Returns
    -------
    bytes
        The file.
    """
    ut = io.StringIO(newline="")
    skriver = _csv.writer(ut, delimiter=";", lineterminator="\r\n")
    if blokk["type"] == "figur":
        for nr, data in enumerate(figurdata(blokk, spraak)):
            if nr:
                skriver.writerow([])
            skriver.writerow([trygg(h) for h in data.hode])
            skriver.writerows([[_bart(celle) for celle in rad] for rad in data.rader])
    else:
        tall = kolonner(blokk["hode"], blokk["just"], blokk["rader"], spraak)
        enheter = [_felles([rad[nr] for rad in tall]) for nr in range(len(blokk["hode"]))]
        skriver.writerow(
            [trygg(f"{h} ({e})" if e else h) for h, e in zip(blokk["hode"], enheter, strict=True)]
        )
        for rad, tallrad in zip(blokk["rader"], tall, strict=True):
            celler = zip(rad, tallrad, enheter, strict=True)
            skriver.writerow([_celle(t, e) if t else trygg(c) for c, t, e in celler])
    return ut.getvalue().encode("utf-8-sig")


def trygg(tekst: str) -> str:
    """Text that a spreadsheet does not take for a formula.

    >>> trygg("=1+1"), trygg(" @SUM(A1)"), trygg("Rømskog")
    ("'=1+1", "' @SUM(A1)", 'Rømskog')
    """
    ut = " ".join(rene(tekst).splitlines())
    return f"'{ut}" if ut.lstrip().startswith(_FARLIGE) else ut


def _felles(tall: Sequence[Tall | None]) -> str:
    """Unit that all numbers of a column share."""
    enheter = {t.maal for t in tall if t}
    return enheter.pop() if len(enheter) == 1 else ""


def _celle(tall: Tall, felles: str) -> str:
    ut = f"{tall.verdi}".replace(".", ",")
    if tall.fortegn == "±":
        return f"±{ut}"
    return ut if tall.maal == felles else f"{ut} {tall.maal}"


def _bart(verdi: float | int | str | None) -> str:
    """Number as it is, unrounded, with a decimal comma."""
    if verdi is None or verdi != verdi:
        return ""
    return trygg(verdi) if isinstance(verdi, str) else f"{verdi}".replace(".", ",")
