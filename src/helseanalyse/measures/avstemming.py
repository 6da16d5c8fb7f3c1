"""Printed figures held to what they are printed of: sums, changes, growth and ratios.

Printed figures are rounded: a :class:`Kontroll` says whether a difference can be rounding alone.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

import pandas as pd

from ..enheter import som_trykt

_NESTEN = 1e-9


class Slag(StrEnum):
    """What a difference between a computed and a printed figure is."""

    STEMMER = "stemmer"
    AVRUNDING = "avrunding"
    MOTSIGELSE = "motsigelse"


class Kontroll(NamedTuple):
    """Computed and printed figure, ``avvik`` = computed less printed, in the figures' unit."""

    regnet: float
    trykt: float
    avvik: float
    slag: Slag


def trykt_sum(deler: Sequence[float], trykt: float, desimaler: int = 1) -> Kontroll:
    r"""Sum of printed parts against the printed sum.

    With :math:`n` parts of :math:`d` decimals the parts' own rounding moves the sum by up to
    :math:`n u / 2` and the sum's by :math:`u / 2`, :math:`u = 10^{-d}`: a difference within
    :math:`(n + 1) u / 2` can be rounding alone.

    Raises
    ------
    ValueError
        If a figure is missing.

    Source: Bærum kommune, virksomhetsanalyse 2017, table 8 (page 36): 3.3 + 6.7 against 10.1;
    Trondheim kommune, plan 2021-2024, point 5: 3.9 + 6.5 + 18.4 against 29.8 mill kr.

    >>> k = trykt_sum([3.3, 6.7], 10.1)
    >>> round(k.regnet, 1), round(k.avvik, 1), str(k.slag)
    (10.0, -0.1, 'avrunding')
    >>> str(trykt_sum([3.9, 6.5, 18.4], 29.8).slag)
    'motsigelse'
    """
    _finnes(*deler, trykt)
    if not deler:
        raise ValueError("En sum uten deler kan ikke kontrolleres.")
    return _kontroll(float(sum(deler)), trykt, desimaler, len(deler))


def trykt_endring(fra: float, til: float, trykt: float, desimaler: int = 1) -> Kontroll:
    r"""Change between two printed figures, :math:`b - a`, against the printed change.

    Rounding alone can be up to three half units, as in :func:`trykt_sum`.

    Source: Bærum kommune, virksomhetsanalyse 2017, table 8 (page 36): 10.1 to 9.6, printed -0.6.

    >>> k = trykt_endring(10.1, 9.6, -0.6)
    >>> round(k.regnet, 1), round(k.avvik, 1), str(k.slag)
    (-0.5, 0.1, 'avrunding')
    """
    _finnes(fra, til, trykt)
    return _kontroll(float(til) - float(fra), trykt, desimaler, 2)


def trykt_vekst(fra: float, til: float, trykt: float, desimaler: int = 1) -> Kontroll:
    r"""Growth between two printed figures, :math:`100 (b/a - 1)` per cent, against the printed.

    Agreement is to half a printed unit; the limits of rounded figures' growth are too wide to
    tell anything (0.8 may be 0.75 or 0.85), so what does not agree is called a contradiction.

    Source: Bærum kommune, virksomhetsanalyse 2017, table 12 (page 49): 0.8 to 1.3 per 1000.

    >>> round(trykt_vekst(0.8, 1.3, 62.5).regnet, 1)
    62.5
    """
    _finnes(fra, til, trykt)
    if not fra > 0:
        raise ValueError("Vekst fra null eller mindre kan ikke regnes ut.")
    return _kontroll(100 * (float(til) / float(fra) - 1), trykt, desimaler, 0)


def trykt_forhold(teller: float, nevner: float, trykt: float, desimaler: int = 0) -> Kontroll:
    r"""Ratio of two figures, :math:`t / n`, against the printed ratio, to half a printed unit.

    Source: Bærum kommune, virksomhetsanalyse 2017, pages 56-57: 267 participants, 10.46
    advisers, printed 26 each.

    >>> k = trykt_forhold(267, 10.46, 26)
    >>> round(k.regnet, 1), str(k.slag)
    (25.5, 'stemmer')
    """
    _finnes(teller, nevner, trykt)
    if not nevner > 0:
        raise ValueError("Nevneren må være over 0.")
    return _kontroll(float(teller) / float(nevner), trykt, desimaler, 0)


def _kontroll(regnet: float, trykt: float, desimaler: int, deler: int) -> Kontroll:
    avvik = regnet - float(trykt)
    slag = Slag.MOTSIGELSE
    if som_trykt(regnet, trykt, desimaler):
        slag = Slag.STEMMER
    elif deler and abs(avvik) <= (deler + 1) * 0.5 * 10.0**-desimaler + _NESTEN:
        slag = Slag.AVRUNDING
    return Kontroll(regnet, float(trykt), avvik, slag)


def _finnes(*tall: float) -> None:
    if any(pd.isna(t) for t in tall):
        raise ValueError("Et av tallene mangler, og da kan det ikke regnes.")
