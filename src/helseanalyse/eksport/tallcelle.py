"""Formatted numbers read back: the value, and a format that shows the same digits again.

A cell of a block is text (``378 843 kr``, ``−13,5 %``). What is a number there must be a number
in a spreadsheet too. Read as numbers are: a sign, digits with narrow spaces between thousands, a
decimal comma, and after them nothing or a unit in words. Ranges, sums, codes with leading
noughts and numbers with a remark that changes what they mean («18 færre») stay text.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

_SMALT, _FAST, _MINUS = "\u202f", "\u00a0", "\u2212"
_HELTALL = rf"(?:[1-9]\d{{0,2}}(?:{_SMALT}\d{{3}})+|0|[1-9]\d*)"
_ENGELSK = r"(?:[1-9]\d{0,2}(?:,\d{3})+|0|[1-9]\d*)"
_MOENSTER = {
    spraak: re.compile(
        rf"(?P<foran>(?:NOK[\u00a0 ])?)(?P<fortegn>[+{_MINUS}±]?)"
        rf"(?P<hele>{hele})(?:{komma}(?P<brok>\d+))?"
        r"(?P<mellom>[\u00a0 ]?)(?P<enhet>[^\d\s+\-][^\d]*)?"
    )
    for spraak, hele, komma in (("nb", _HELTALL, ","), ("en", _ENGELSK, r"\."))
}
_SNUR = re.compile(r"færre|færrare|mindre|lavere|lågare|fewer|less|lower|under|minus", re.I)
"""Words that make a number mean less than it says: not a unit."""
_REGNER = re.compile(r"[–=/×·→+≈<>«»;:]|\b(?:og|av|til|mot|of|to|and)\b")
"""Marks of a range, a sum or a sentence: the number does not stand alone."""
_KODE = re.compile(r"nummer|kode|tabell|komm_nr|\bcode\b|\bnumber\b|\btable\b", re.I)
_KORTE = ("", "kr", "%", "mill. kr")


class Tall(NamedTuple):
    """A number in a cell.

    ``verdi`` is what was printed, per cent as printed (20,6); ``desimaler`` how many decimals;
    ``fortegn`` whether the sign is shown on positive numbers (``+``) or is a ``±``; ``gruppert``
    whether thousands are set apart; ``enhet`` what stands after it, ``mellom`` what is between;
    ``foran`` the currency where the language writes it first.
    """

    verdi: Decimal
    desimaler: int
    fortegn: str
    gruppert: bool
    mellom: str
    enhet: str
    foran: str = ""

    @property
    def prosent(self) -> bool:
        """Whether the unit is per cent; what it is of may stand after it."""
        return self.enhet == "%" or self.enhet.startswith(("% ", f"%{_FAST}"))

    @property
    def maal(self) -> str:
        """The unit as a head of a column would name it."""
        return " ".join(x for x in (self.foran.strip(), self.enhet) if x)

    @property
    def excel(self) -> float:
        """Value of a spreadsheet's cell: per cent as a part of one."""
        return float(self.verdi / 100 if self.prosent else self.verdi)

    @property
    def format(self) -> str:
        """Number format that shows the digits, the sign and the unit as they were printed."""
        foran = _sitert(self.foran)
        kjerne = ("#,##0" if self.gruppert else "0") + _null(self.desimaler)
        hale = _sitert(self.mellom + self.enhet)
        if self.prosent:
            hale = f"{_sitert(self.mellom)}%{_sitert(self.enhet[1:])}"
        under = f"{foran}{_sitert(_MINUS)}{kjerne}{hale}"
        if self.fortegn == "+":
            return f"{foran}{_sitert('+')}{kjerne}{hale};{under};{foran}{kjerne}{hale}"
        return f"{foran}{_sitert(self.fortegn)}{kjerne}{hale};{under}"


def les(celle: str, spraak: str = "nb") -> Tall | None:
    r"""Number that a cell shows, or None where it shows text.

    >>> les("378\u202f843\u00a0kr").excel, les("\u221213,5\u00a0%").excel
    (378843.0, -0.135)
    >>> les("0121"), les("20,6–22,2"), les("18 færre"), les("–")
    (None, None, None, None)
    """
    treff = _MOENSTER["en" if spraak == "en" else "nb"].fullmatch(celle)
    if treff is None:
        return None
    enhet, mellom = treff["enhet"] or "", treff["mellom"]
    if (mellom and not enhet) or _er_merknad(enhet, mellom):
        return None
    brok = treff["brok"] or ""
    hele = treff["hele"].replace(_SMALT, "").replace(",", "")
    verdi = Decimal(f"{hele}.{brok}" if brok else hele)
    if treff["fortegn"] == _MINUS:
        verdi = -verdi
    fortegn = treff["fortegn"] if treff["fortegn"] in "+±" else ""
    gruppert = len(hele) != len(treff["hele"])
    return Tall(verdi, len(brok), fortegn, gruppert, mellom, enhet, treff["foran"])


def _er_merknad(enhet: str, mellom: str) -> bool:
    """Whether what follows the number is more than its unit."""
    if not enhet:
        return False
    if enhet in ("≠", "="):  # a mark in a list of measures, of what was checked
        return mellom != _FAST
    if not mellom and enhet != "%":
        return True  # «5a», «3.»
    return bool(_SNUR.search(enhet) or _REGNER.search(enhet))


def kolonner(
    hode: Sequence[str], just: Sequence[str], rader: Sequence[Sequence[str]], spraak: str = "nb"
) -> list[list[Tall | None]]:
    """Numbers of a table, row by row; None for the cells that stay text.

    A column set to the left is text with some numbers in it: there a cell is a number only when
    it is alone, or has a unit of money or per cent. A column of codes stays text: one whose head
    says so, or where a cell has a leading nought.
    """
    ut: list[list[Tall | None]] = [[None] * len(hode) for _ in rader]
    for nr, (navn, side) in enumerate(zip(hode, just, strict=True)):
        celler = [rad[nr] for rad in rader]
        if _KODE.search(navn) or any(re.fullmatch(r"0\d+", c) for c in celler):
            continue
        for rad, celle in enumerate(celler):
            tall = les(celle, spraak)
            if tall and (side == "right" or tall.enhet in _KORTE):
                ut[rad][nr] = tall
    return ut


def _null(desimaler: int) -> str:
    return "." + "0" * desimaler if desimaler else ""


def _sitert(tekst: str) -> str:
    """Text as it stands in a number format."""
    return '"' + tekst.replace('"', "″") + '"' if tekst else ""
