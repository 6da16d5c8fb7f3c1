"""Uncertainty of small numbers: interval, difference, and what one more person means.

The intervals of shares are written out here: the library that has them takes longer to import
than a whole page to draw. The tests hold them to the library and to published examples.
"""

from math import inf, sqrt
from statistics import NormalDist
from typing import NamedTuple

import pandas as pd

from ..indikator import Indikator, indikatorer

# What is counted one by one, so that «one more» of it has meaning.
_TELLES = ("personer", "plasser", "antall", "døgn", "rom")


class Intervall(NamedTuple):
    """Lower and upper limit, in the unit that the function says."""

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


def poisson(
    antall: float, grunnlag: float = 1, faktor: float = 1, nivaa: float = 0.95
) -> Intervall:
    r"""Exact Poisson interval of a count, or of the rate :math:`f x / n`, in the rate's unit.

    .. math:: \tfrac12 \chi^2_{\alpha/2}(2x) \cdot f/n,\
        \tfrac12 \chi^2_{1-\alpha/2}(2x+2) \cdot f/n

    Exact for few events and many alike: no approximation takes over from ten events on.

    Parameters
    ----------
    antall
        Events or persons.
    grunnlag, faktor
        What the rate is counted of, and per how many: 1000 for per 1000.
    nivaa
        Confidence level, 0.95 or 0.998.

    Raises
    ------
    ValueError
        If the count is missing, not whole or negative, or ``grunnlag`` is not above 0.

    Source: Garwood, Biometrika 28 (1936), 437-442; Ulm, American Journal of Epidemiology 131
    (1990), 373-375.

    >>> tuple(round(x, 4) for x in poisson(10))
    (4.7954, 18.3904)
    """
    if not _helt(antall) or antall < 0:
        raise ValueError(f"Et intervall krever et helt antall som ikke er negativt; fikk {antall}.")
    if pd.isna(grunnlag) or not 0 < grunnlag < inf:
        raise ValueError(f"En rate krever et grunnlag over 0; fikk {grunnlag}.")
    from scipy.special import gammainccinv, gammaincinv

    hale, per = (1 - nivaa) / 2, faktor / grunnlag
    lav = float(gammaincinv(antall, hale)) if antall else 0.0
    return Intervall(lav * per, float(gammainccinv(antall + 1, hale)) * per)


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


def p_endring_andel(antall: float, av: float, andre_antall: float, andre_av: float) -> float:
    """Two-sided p-value of a change in a share between two years: Fisher's exact test, 0 to 1.

    Raises
    ------
    ValueError
        As :func:`wilson`.

    Source: Fisher, Journal of the Royal Statistical Society 98 (1935), 39-82: criminal twins,
    10 of 13 against 2 of 17.

    >>> round(p_endring_andel(10, 13, 2, 17), 7)
    0.0005367
    """
    wilson(antall, av), wilson(andre_antall, andre_av)
    from scipy.stats import fisher_exact

    tabell = [[antall, av - antall], [andre_antall, andre_av - andre_antall]]
    return float(fisher_exact([[int(x) for x in rad] for rad in tabell]).pvalue)


def p_endring_antall(
    antall: float, andre_antall: float, grunnlag: float = 1, andre_grunnlag: float = 1
) -> float:
    r"""Two-sided p-value of a change in a count or rate between two years, 0 to 1.

    Given their sum, the first count is binomial with :math:`p = n_1/(n_1+n_2)`.

    Raises
    ------
    ValueError
        As :func:`poisson`.

    >>> round(p_endring_antall(13, 17), 2)  # residents, as many people aged 80+ both years
    0.58
    """
    poisson(antall, grunnlag), poisson(andre_antall, andre_grunnlag)
    begge = int(antall + andre_antall)
    if begge == 0:
        return 1.0
    from scipy.stats import binomtest

    return float(binomtest(int(antall), begge, grunnlag / (grunnlag + andre_grunnlag)).pvalue)


def en_til(av: float, faktor: float = 100) -> float | None:
    r"""How much one more person moves a rate: :math:`f / n`, in the rate's own unit.

    >>> round(en_til(63), 1)  # one more resident among about 63 aged 80+: percentage points
    1.6
    """
    return None if pd.isna(av) or av == 0 else faktor / float(av)


class EnTil(NamedTuple):
    """What one more moves: ``total`` in kr (unit costs only), ``verdi`` in the figure's unit."""

    verdi: float
    total: float | None = None


def en_til_i(
    indikator: Indikator,
    teller: float | None,
    nevner: float | None,
    pris: float | None = None,
) -> EnTil | None:
    r"""What one more person, place or user means in an indicator of counts.

    A share or rate moves by :math:`f/n`. A unit cost moves when one more user comes, whose
    cost :math:`k` must be stated: the total by :math:`k`, the mean by
    :math:`f((t+k)/(n+1) - t/n)`, both counted in the numerator's unit.

    Parameters
    ----------
    indikator
        From the register; printed ratios (``oppgitt``) pass when both counts are known.
    teller, nevner
        Its two counts.
    pris
        Cost of the one more user, in the unit of ``teller``; a unit cost without it has no
        answer.

    Returns
    -------
    EnTil or None
        None where the denominator is missing or zero, or the numerator is not counted.

    >>> from helseanalyse.indikator import indikator
    >>> en_til_i(indikator("beboere_per_100_plasser"), 13, 16).verdi
    6.25
    """
    if nevner is None or pd.isna(nevner) or nevner == 0:
        return None
    if pris is not None:
        if teller is None or pd.isna(teller):
            return None
        flyttet = (teller + pris) / (nevner + 1) - teller / nevner
        return EnTil(indikator.faktor * flyttet, pris)
    telles = indikatorer().get(indikator.teller or "")
    if indikator.kostnad or telles is None or telles.enhet not in _TELLES:
        return None
    return EnTil(indikator.faktor / float(nevner))
