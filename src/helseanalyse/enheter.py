"""Numbers as a Norwegian reader sees them, and comparison with printed figures.

Rounding is half away from zero, as in official Norwegian statistics, so that
a reader who checks a table by hand gets the same digits.
"""

from decimal import ROUND_HALF_UP, Decimal
from functools import cache

import pandas as pd
from babel import Locale
from babel.numbers import NumberPattern, parse_pattern

MANGLER = "–"
_SMALT = "\u202f"  # narrow no-break space between thousands
_FAST = "\u00a0"  # no-break space before a unit
_NORSK = Locale.parse("nb_NO")

# Unit (as stored in the data) -> (what is printed after the number, decimals).
_ENHETER = {
    "kr": ("kr", 0),
    "1000 kr": ("1000 kr", 0),
    "mill kr": ("mill. kr", 1),
    "prosent": ("%", 1),
    "antall": ("", 0),
    "personer": ("personer", 0),
    "plasser": ("plasser", 0),
    "aarsverk": ("årsverk", 1),
    "per 1000": ("per 1000", 0),
    # The name of the indicator says these two; after every number they would only be noise.
    "per 100 plasser": ("", 1),
    "per beboer": ("", 2),
}
_ORD = {"aarsverk": "årsverk", "mill kr": "mill. kr"}


def avrund(verdi: float, desimaler: int = 0) -> Decimal:
    """Value rounded half away from zero to ``desimaler`` decimals.

    >>> avrund(2.5), avrund(-2.5), avrund(0.125, 2)
    (Decimal('3'), Decimal('-3'), Decimal('0.13'))
    """
    trinn = Decimal(1).scaleb(-desimaler)
    return Decimal(repr(float(verdi))).quantize(trinn, rounding=ROUND_HALF_UP)


def tall(verdi: float | None, desimaler: int = 0) -> str:
    r"""Number with decimal comma, narrow-space thousands and a true minus.

    >>> tall(378843), tall(-13.47, 1), tall(None)
    ('378\u202f843', '−13,5', '–')
    """
    if verdi is None or pd.isna(verdi):
        return MANGLER
    tekst: str = _moenster(desimaler).apply(avrund(verdi, desimaler) + 0, _NORSK)
    return tekst.replace("\u00a0", _SMALT).replace("-", "\u2212")


@cache
def _moenster(desimaler: int) -> NumberPattern:
    return parse_pattern("#,##0" + ("." + "0" * desimaler if desimaler else ""))


def med_enhet(verdi: float | None, enhet: str, desimaler: int | None = None) -> str:
    r"""Number followed by its unit, as printed.

    >>> med_enhet(378843, "kr"), med_enhet(20.634, "prosent")
    ('378\u202f843\xa0kr', '20,6\xa0%')
    """
    navn = _ENHETER.get(enhet, (enhet, 1))[0]
    ut = tall(verdi, antall_desimaler(enhet, desimaler))
    return ut if ut == MANGLER or not navn else f"{ut}{_FAST}{navn}"


def antall_desimaler(enhet: str, egne: int | None = None) -> int:
    """Return the decimals that are printed: the indicator's own, else the unit's."""
    return _ENHETER.get(enhet, (enhet, 1))[1] if egne is None else egne


def endring(prosent: float | None, desimaler: int = 1) -> str:
    r"""Per cent change with its sign.

    >>> endring(21.876), endring(-13.469)
    ('+21,9\xa0%', '−13,5\xa0%')
    """
    if prosent is None or pd.isna(prosent):
        return MANGLER
    return f"{med_fortegn(prosent, desimaler)}{_FAST}%"


def med_fortegn(verdi: float, desimaler: int = 0) -> str:
    r"""Number with its sign, none where it is printed as nought.

    >>> med_fortegn(12), med_fortegn(-4.86, 1), med_fortegn(0.04, 1)
    ('+12', '−4,9', '0,0')
    """
    return f"{'+' if avrund(verdi, desimaler) > 0 else ''}{tall(verdi, desimaler)}"


def enhet_navn(enhet: str) -> str:
    """Return the unit in words (``aarsverk`` -> ``årsverk``)."""
    return _ORD.get(enhet, enhet)


def som_trykt(beregnet: float, trykt: float, desimaler: int = 0) -> bool:
    """Whether a computed value agrees with a printed one to half a printed unit.

    >>> som_trykt(13.7405, 13.7, 1), som_trykt(28.8, 29.8, 1)
    (True, False)
    """
    return abs(beregnet - trykt) <= 0.5 * 10.0**-desimaler + 1e-9
