"""Relative level, index and group mean."""

import pandas as pd


def relativt_nivaa(verdi: float, referanse: float) -> float | None:
    r"""Difference from a reference, per cent of the reference.

    .. math:: 100 (v / r - 1)

    Parameters
    ----------
    verdi, referanse
        Same unit. A missing value, or a reference that is missing or zero,
        gives ``None``.

    Source: KS-Konsulent 2013, diagram 4 (kr per recipient of care services).

    >>> round(relativt_nivaa(378843, 359230), 1)  # Rømskog against the country without Oslo
    5.5
    >>> round(relativt_nivaa(378843, 333076), 1)  # against Marker
    13.7
    >>> round(relativt_nivaa(378843, 310844), 1)  # against Hurum
    21.9
    >>> round(relativt_nivaa(310844, 359230), 1)  # Hurum against the country without Oslo
    -13.5
    """
    indeks = indeks100(verdi, referanse)
    return None if indeks is None else indeks - 100


def indeks100(verdi: float, referanse: float) -> float | None:
    r"""Index with the reference at 100: :math:`100 v / r`.

    >>> round(indeks100(378843, 310844), 1)
    121.9
    >>> indeks100(17, 0) is None
    True
    """
    if pd.isna(verdi) or pd.isna(referanse) or referanse == 0:
        return None
    return 100 * float(verdi) / float(referanse)


def gruppesnitt(teller: pd.Series, nevner: pd.Series, faktor: float = 1) -> float | None:
    r"""Weighted mean of a group: sum of numerators over sum of denominators.

    .. math:: f \sum_i t_i / \sum_i n_i

    Never the mean of the municipalities' own ratios: a municipality of 670
    inhabitants would then weigh as much as one of 100 000. A missing part
    makes the mean missing; so does a denominator of zero.

    Parameters
    ----------
    teller, nevner
        One row per municipality; counts in the same order.
    faktor
        100 for per cent, 1000 for per 1000.

    Source of the figures: SSB, residents and places in institutions 2004 (Rømskog 15 of 16,
    Marker 34 of 32).

    >>> round(gruppesnitt(pd.Series([15, 34]), pd.Series([16, 32]), 100), 1)
    102.1
    """
    if len(teller) == 0 or teller.isna().any() or nevner.isna().any() or nevner.sum() == 0:
        return None
    return faktor * float(teller.sum()) / float(nevner.sum())
