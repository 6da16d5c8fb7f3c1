"""Uncertainty of small numbers: interval, and what one more person means."""

from typing import NamedTuple

import pandas as pd


class Intervall(NamedTuple):
    """Lower and upper limit, per cent."""

    lav: float
    hoey: float

    def inneholder(self, verdi: float) -> bool:
        """Whether a value lies within the limits."""
        return self.lav <= verdi <= self.hoey


def wilson(antall: float, av: float, nivaa: float = 0.95) -> Intervall:
    """Wilson score interval of a share, per cent.

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

    Source: scipy's ``binomtest``; the method of official health statistics
    for shares. Counts from KS-Konsulent 2013 (13 residents of about 63 aged 80+).

    >>> tuple(round(x, 1) for x in wilson(13, 63))
    (12.5, 32.2)
    """
    if pd.isna(antall) or pd.isna(av) or antall != int(antall) or av != int(av):
        raise ValueError(f"Et intervall krever hele antall; fikk {antall} av {av}.")
    if not 0 <= antall <= av or av == 0:
        raise ValueError(
            f"{antall:g} av {av:g} er ikke en andel: antallet må ligge fra 0 til alle."
        )
    from scipy.stats import binomtest  # late: half a second of import

    grenser = binomtest(int(antall), int(av)).proportion_ci(nivaa, method="wilson")
    return Intervall(100 * float(grenser.low), 100 * float(grenser.high))


def en_til(av: float, faktor: float = 100) -> float | None:
    r"""How much one more person moves a rate: :math:`f / n`, in the rate's own unit.

    >>> round(en_til(63), 1)  # one more resident among about 63 aged 80+: percentage points
    1.6
    """
    return None if pd.isna(av) or av == 0 else faktor / float(av)


def klart_forskjellig(antall: float, av: float, andre_antall: float, andre_av: float) -> bool:
    """Whether two shares differ at the 5 per cent level (Fisher's exact test).

    >>> klart_forskjellig(16, 25, 44, 78)  # man-years with health education, Rømskog and Marker
    False
    """
    from scipy.stats import fisher_exact

    tabell = [[antall, av - antall], [andre_antall, andre_av - andre_antall]]
    return bool(fisher_exact([[round(x) for x in rad] for rad in tabell]).pvalue < 0.05)
