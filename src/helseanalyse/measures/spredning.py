"""How far municipalities lie from what they have in common: funnel, labels, shrinkage.

The common value is pooled, the sum of counts over the sum of what they are counted of; a mean
of the municipalities' own shares is never used.
"""

from enum import StrEnum
from statistics import NormalDist

import numpy as np
import pandas as pd

from .nivaa import gruppesnitt

NIVAAER = (0.95, 0.998)
_HELE = 1e-9  # a count on the limit itself is within


class Merke(StrEnum):
    """Where a value lies against the funnel's limits."""

    SVAERT_LAV = "lav (99,8 %)"
    LAV = "lav (95 %)"
    IKKE = "ikke klart forskjellig"
    HOEY = "høy (95 %)"
    SVAERT_HOEY = "høy (99,8 %)"


def traktgrenser_andel(
    felles: float, av: pd.Series, nivaa: float = 0.95, faktor: float = 100
) -> pd.DataFrame:
    r"""Funnel limits of a share around the pooled one: ``lav``, ``hoey``, in the share's unit.

    .. math:: p_0 \pm z \sqrt{p_0 (1 - p_0) / n}, \text{ within } 0 \text{ and } f

    Parameters
    ----------
    felles
        The pooled share, in its unit.
    av
        Denominators; one that is missing or 0 has no limits.
    nivaa
        0.95 or 0.998.
    faktor
        100 for per cent.

    Raises
    ------
    ValueError
        If the pooled share is no share.

    Source: Spiegelhalter, Statistics in Medicine 24 (2005), 1185-1202.

    >>> traktgrenser_andel(100 * 85 / 679, pd.Series([63])).round(1).iloc[0].tolist()
    [4.3, 20.7]
    """
    p = felles / faktor
    if pd.isna(p) or not 0 <= p <= 1:
        raise ValueError(f"Et felles nivå på {felles} er ingen andel av {faktor:g}.")
    n = av.astype("float64").where(av > 0)
    avstand = NormalDist().inv_cdf(0.5 + nivaa / 2) * np.sqrt(p * (1 - p) / n)
    grenser = {"lav": (p - avstand).clip(lower=0), "hoey": (p + avstand).clip(upper=1)}
    return faktor * pd.DataFrame(grenser)


def traktgrenser_rate(
    felles: float, grunnlag: pd.Series, nivaa: float = 0.95, faktor: float = 1000
) -> pd.DataFrame:
    r"""Funnel limits of a rate of events: ``lav``, ``hoey``, in the rate's unit.

    Exact Poisson: the counts :math:`x` whose own interval just reaches what is expected,
    :math:`E = n r_0 / f`. Where not even no events would be clearly low, ``lav`` is 0.

    Parameters
    ----------
    felles
        The pooled rate, in its unit.
    grunnlag
        What the rate is counted of; one that is missing or 0 has no limits.
    nivaa, faktor
        0.95 or 0.998; 1000 for per 1000.

    Raises
    ------
    ValueError
        If the pooled rate is missing or negative.

    >>> traktgrenser_rate(10, pd.Series([1000])).round(1).iloc[0].tolist()
    [3.8, 17.1]
    """
    if pd.isna(felles) or felles < 0:
        raise ValueError(f"En felles rate må være et tall som ikke er negativt; fikk {felles}.")
    hale = (1 - nivaa) / 2
    rader = [_grensene(felles * n / faktor, hale) if n > 0 else (np.nan,) * 2 for n in grunnlag]
    ut = pd.DataFrame(rader, columns=["lav", "hoey"], index=grunnlag.index, dtype="float64")
    return ut.mul(faktor / grunnlag.astype("float64").where(grunnlag > 0), axis=0)


def _grensene(ventet: float, hale: float) -> tuple[float, float]:
    """Return the lowest and highest count that are not clearly different from the expected."""
    from scipy.optimize import brentq
    from scipy.special import gammainc, gammaincc

    if ventet == 0:
        return 0.0, 0.0
    hoeyest = ventet + 20 * np.sqrt(ventet) + 20
    hoey = brentq(lambda x: gammainc(x, ventet) - hale, 1e-12, hoeyest, xtol=1e-12)
    if gammaincc(1, ventet) >= hale:
        return 0.0, float(hoey)
    lav = brentq(lambda x: gammaincc(x + 1, ventet) - hale, 0, ventet, xtol=1e-12)
    return float(lav), float(hoey)


def trakt(antall: pd.Series, av: pd.Series, *, faktor: float, andel: bool) -> pd.DataFrame:
    """Funnel of a set: each one's value, its limits, and what may be said of it.

    Parameters
    ----------
    antall, av
        Numerators and denominators in the same order; a row that lacks one has no value, and
        is not in the pooled value.
    faktor
        100 for per cent, 1000 for per 1000.
    andel
        Whether the numerator is a part of the denominator (a share), else events (a rate).

    Returns
    -------
    DataFrame
        Index of ``antall``; ``verdi``, ``felles`` (the pooled value), ``lav_95``, ``hoey_95``,
        ``lav_998``, ``hoey_998`` in the ratio's unit, ``merke`` (:class:`Merke`; missing where
        there is no value).

    Raises
    ------
    ValueError
        If nobody has both counts, or a share is above the whole.

    >>> t = trakt(pd.Series([13, 30, 42]), pd.Series([63, 180, 436]), faktor=100, andel=True)
    >>> round(float(t.felles[0]), 1), str(t.merke[0])
    (12.5, 'ikke klart forskjellig')
    """
    har = antall.notna() & av.notna() & (av > 0)
    felles = gruppesnitt(antall[har], av[har], faktor)
    if felles is None:
        raise ValueError("En trakt krever minst én kommune med både teller og nevner.")
    verdi = (faktor * antall.astype("float64") / av.astype("float64")).where(har)
    grenser = traktgrenser_andel if andel else traktgrenser_rate
    deler = {"verdi": verdi, "felles": felles}
    for nivaa, navn in zip(NIVAAER, ("95", "998"), strict=True):
        g = grenser(felles, av.where(har), nivaa, faktor)
        deler |= {f"lav_{navn}": g.lav, f"hoey_{navn}": g.hoey}
    ut = pd.DataFrame(deler, index=antall.index)
    return ut.assign(merke=[_merke(r) for r in ut.itertuples()])


def _merke(rad: tuple[float, ...]) -> Merke | None:
    verdi, _, lav95, hoey95, lav998, hoey998 = rad[1:]
    luft = _HELE * abs(verdi)
    if pd.isna(verdi):
        return None
    if verdi > hoey95 + luft:
        return Merke.SVAERT_HOEY if verdi > hoey998 + luft else Merke.HOEY
    if verdi < lav95 - luft:
        return Merke.SVAERT_LAV if verdi < lav998 - luft else Merke.LAV
    return Merke.IKKE


def krympet(antall: pd.Series, av: pd.Series, *, faktor: float, andel: bool) -> pd.Series:
    r"""Empirical Bayes estimate: each value drawn towards the pooled one, the more the smaller.

    .. math:: b = \frac{\sum x_i}{\sum n_i},\ s^2 = \frac{\sum n_i (p_i - b)^2}{\sum n_i},\
        a = \max(0, s^2 - v/\bar n),\ \hat p_i = b + \frac{a}{a + v/n_i} (p_i - b)

    with :math:`v = b` of a rate of events (Poisson) and :math:`v = b(1 - b)` of a share
    (binomial): the first would draw shares near one all the way to the pooled one. The global
    method of moments; an option beside the raw value, never instead of it.

    Parameters
    ----------
    antall, av
        Numerators and denominators in the same order; a row that lacks one has no estimate.
    faktor
        100 for per cent, 1000 for per 1000.
    andel
        Whether the numerator is a part of the denominator (a share), else events (a rate).

    Raises
    ------
    ValueError
        If nobody has both counts.

    Source: Marshall, Applied Statistics 40 (1991), 283-294; shares that are not rare: Martuzzi
    and Elliott, Statistics in Medicine 15 (1996), 1867-1873.

    >>> x, n = pd.Series([8, 10, 60]), pd.Series([20, 100, 200])
    >>> krympet(x, n, faktor=100, andel=False).round(2).tolist()
    [30.41, 13.46, 29.23]
    >>> krympet(x, n, faktor=100, andel=True).round(2).tolist()
    [31.75, 12.63, 29.43]
    """
    har = antall.notna() & av.notna() & (av > 0)
    x, n = (s.astype("float64")[har].to_numpy() for s in (antall, av))
    if not len(n):
        raise ValueError("Krymping krever minst én kommune med både teller og nevner.")
    b, p = x.sum() / n.sum(), x / n
    v = b * (1 - b) if andel else b
    a = max(0.0, float((n * (p - b) ** 2).sum() / n.sum() - v / n.mean()))
    vekt = a / (a + v / n) if v > 0 else np.zeros_like(n)
    ut = pd.Series(np.nan, index=antall.index, dtype="float64")
    ut[har] = faktor * (b + vekt * (p - b))
    return ut
