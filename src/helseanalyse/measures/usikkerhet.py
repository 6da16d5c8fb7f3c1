"""Uncertainty of small numbers: interval, difference, and what one more person means.

The two intervals are written out here: the library that has them takes longer to import than
a whole page to draw. The tests hold them to the library and to published examples.
"""

from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

import pandas as pd


class Intervall(NamedTuple):
    """Lower and upper limit, per cent or percentage points."""

    lav: float
    hoey: float

    def inneholder(self, verdi: float) -> bool:
        """Whether a value lies within the limits."""
        return self.lav <= verdi <= self.hoey


def wilson(antall: float, av: float, nivaa: float = 0.95) -> Intervall:
    r"""Wilson score interval of a share, per cent.

    .. math:: \frac{p + z^2/2n \pm z \sqrt{p(1-p)/n + z^2/4n^2}}{1 + z^2/n}

    Parameters
    ----------
    antall, av
        Persons (or other units) with the property, and in all.
    nivaa
        Confidence level.

    Raises
    ------
    ValueError
        If the counts are missing, not whole, negative, or ``antall > av``.

    Source: Wilson (1927), as in Newcombe, Statistics in Medicine 17 (1998), 857-872. Counts
    from KS-Konsulent 2013 (13 residents of about 63 aged 80+).

    >>> tuple(round(x, 1) for x in wilson(13, 63))
    (12.5, 32.2)
    """
    if not (_helt(antall) and _helt(av)):
        raise ValueError(f"Et intervall krever hele antall; fikk {antall} av {av}.")
    if not 0 <= antall <= av or av == 0:
        raise ValueError(f"{antall:g} av {av:g} er ikke en andel: antallet må være fra 0 til alle.")
    p, n = antall / av, av
    z = NormalDist().inv_cdf(0.5 + nivaa / 2)
    midt, bredde = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    grenser = ((midt + fortegn * bredde) / (1 + z * z / n) for fortegn in (-1, 1))
    lav, hoey = (100 * min(max(g, 0.0), 1.0) for g in grenser)
    return Intervall(0.0 if antall == 0 else lav, 100.0 if antall == av else hoey)


def _helt(antall: float) -> bool:
    return bool(pd.notna(antall)) and float(antall).is_integer()


def forskjell(antall: float, av: float, andre_antall: float, andre_av: float) -> Intervall:
    r"""Difference of two shares with its 95 % interval, percentage points.

    Newcombe's hybrid score interval, from the Wilson limits :math:`l, u` of each share:

    .. math:: d - \sqrt{(p_1-l_1)^2 + (u_2-p_2)^2},\ d + \sqrt{(u_1-p_1)^2 + (p_2-l_2)^2}

    Raises
    ------
    ValueError
        As :func:`wilson`.

    Source: Newcombe, Statistics in Medicine 17 (1998), 873-890, table II, method 10,
    example (a): 56 of 70 against 48 of 80.

    >>> tuple(round(x, 2) for x in forskjell(56, 70, 48, 80))
    (5.24, 33.39)
    """
    (l1, u1), (l2, u2) = wilson(antall, av), wilson(andre_antall, andre_av)
    p1, p2 = 100 * antall / av, 100 * andre_antall / andre_av
    d = p1 - p2
    return Intervall(
        d - sqrt((p1 - l1) ** 2 + (u2 - p2) ** 2), d + sqrt((u1 - p1) ** 2 + (p2 - l2) ** 2)
    )


def klart_forskjellig(antall: float, av: float, andre_antall: float, andre_av: float) -> bool:
    """Whether two shares differ clearly: zero lies outside the 95 % interval of the difference.

    Source of the counts: SSB, Hjulet 2005, table 24: man-years with health education in
    Rømskog (16 of 23) and Marker (44 of 72).

    >>> klart_forskjellig(16, 23, 44, 72)
    False
    """
    return not forskjell(antall, av, andre_antall, andre_av).inneholder(0)


def en_til(av: float, faktor: float = 100) -> float | None:
    r"""How much one more person moves a rate: :math:`f / n`, in the rate's own unit.

    >>> round(en_til(63), 1)  # one more resident among about 63 aged 80+: percentage points
    1.6
    """
    return None if pd.isna(av) or av == 0 else faktor / float(av)
