"""Unit cost and share of a budget."""

import pandas as pd


def enhetskostnad(kostnad_kr: float, volum: float) -> float | None:
    r"""Cost per unit of volume, kr: :math:`k / v`.

    Parameters
    ----------
    kostnad_kr
        Cost in kr (not 1000 kr).
    volum
        Recipients, places, days or hours, as the caller says. Missing or zero gives ``None``.

    Source: Nordre Follo 2025 (6 nursing-home places, 5.4 mill kr a year).

    >>> enhetskostnad(5_400_000, 6)
    900000.0
    """
    if pd.isna(kostnad_kr) or pd.isna(volum) or volum == 0:
        return None
    return float(kostnad_kr) / float(volum)


def budsjettandel(del_kr: float, hele_kr: float) -> float | None:
    r"""Share of a budget, per cent: :math:`100 d / h`; the two in the same unit.

    Source: SSB, Hjulet 2005, table 10: Rømskog's gross operating expenditure on
    health and social services 2004 (11 973 of 38 527, 1000 kr).

    >>> round(budsjettandel(11_973, 38_527), 1)
    31.1
    """
    andel = enhetskostnad(del_kr, hele_kr)
    return None if andel is None else 100 * andel
