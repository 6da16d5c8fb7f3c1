"""Cost and income by item: shares, growth, steps between years, and printed sums held to them."""

from typing import NamedTuple

import pandas as pd

from .avstemming import Slag, trykt_sum
from .nivaa import relativt_nivaa


class Sumavvik(NamedTuple):
    """A printed sum against its items, same unit; ``dom`` is ``stemmer``, ``avrunding``, ``feil``.

    ``avrunding``: every figure is rounded to half a printed unit, so n items and a sum may differ
    by up to (n + 1) / 2 units without any being wrong.
    """

    sum: float
    trykt: float
    avvik: float
    dom: str


def sammensetning(poster: pd.DataFrame) -> pd.DataFrame:
    """Share of the year's sum, and growth since the year before, of each item; per cent.

    Parameters
    ----------
    poster
        ``post``, ``aar``, ``verdi`` (any unit, the same in all). A missing item makes that
        year's shares missing: a part of an unknown whole is no share.

    Returns
    -------
    DataFrame
        With ``sum`` (of the year), ``andel`` and ``vekst`` (missing in the first year, after a
        year that is left out, and from nought or less).

    Raises
    ------
    ValueError
        If an item stands twice in a year.

    >>> df = pd.DataFrame({"post": ["a", "b"] * 2, "aar": [2015] * 2 + [2016] * 2,
    ...                    "verdi": [60.0, 40.0, 90.0, 30.0]})
    >>> ut = sammensetning(df)
    >>> ut.andel.tolist(), ut.vekst.tolist()
    ([60.0, 40.0, 75.0, 25.0], [nan, nan, 50.0, -25.0])
    """
    if poster.duplicated(["post", "aar"]).any():
        dobbel = poster[poster.duplicated(["post", "aar"])].iloc[0]
        raise ValueError(f"Posten «{dobbel.post}» står to ganger i {dobbel.aar}; behold én.")
    sum_ = poster.groupby("aar").verdi.transform(lambda v: v.sum(skipna=False))
    foer = poster.set_index(["post", "aar"]).verdi
    vekst = [vekst_fra(foer.get((r.post, r.aar - 1)), r.verdi) for r in poster.itertuples()]
    andel = 100 * poster.verdi / sum_.where(sum_ != 0)
    return poster.assign(sum=sum_, andel=andel, vekst=pd.Series(vekst, poster.index, dtype=float))


def vekst_fra(foer: float | None, etter: float) -> float | None:
    """Growth, per cent; missing from a year that is, and from nought or less: it has no size.

    >>> vekst_fra(50, 60), vekst_fra(-5, 5), vekst_fra(0, 5)
    (20.0, None, None)
    """
    return None if foer is None or not foer > 0 else relativt_nivaa(etter, foer)


def trinn(poster: pd.DataFrame, fra: int, til: int) -> pd.DataFrame:
    """Change of each item from one year to another, largest rise first: the steps of a waterfall.

    Returns
    -------
    DataFrame
        ``post``, ``fra``, ``til``, ``endring``; the changes add up to that of the sums.

    Raises
    ------
    ValueError
        If an item is missing in one of the years.
    """
    her = poster[poster.aar.isin([fra, til])]
    bred = her.set_index(["post", "aar"]).verdi.unstack()  # noqa: PD010 - one row each
    mangler = [aar for aar in (fra, til) if aar not in bred]
    hull = [] if mangler else bred.index[bred.isna().any(axis=1)].tolist()
    if mangler or hull:
        hva = f"året {mangler[0]}" if mangler else f"posten «{hull[0]}» i {fra} eller {til}"
        raise ValueError(f"Endringen fra {fra} til {til} kan ikke deles opp: {hva} mangler.")
    ut = bred.rename(columns={fra: "fra", til: "til"}).rename_axis(columns=None).reset_index()
    ut = ut.assign(endring=ut.til - ut.fra)[["post", "fra", "til", "endring"]]
    return ut.sort_values("endring", ascending=False, kind="stable").reset_index(drop=True)


def sumavvik(deler: pd.Series, trykt: float, desimaler: int) -> Sumavvik:
    """Verdict on a printed sum of printed items.

    Raises
    ------
    ValueError
        If a figure is missing: no sum.

    Source: Bærum 2017, table 2: the ten items of 2013 add up to 438.0, printed 437.9.

    >>> sumavvik(pd.Series([0.14, 0.14, 0.14]), 0.5, 1).dom
    'avrunding'
    >>> sumavvik(pd.Series([3.9, 6.5, 18.4]), 29.8, 1).dom
    'feil'
    """
    if len(deler) == 0 or deler.isna().any() or pd.isna(trykt):
        raise ValueError("En sum kan ikke kontrolleres når et av tallene mangler.")
    k = trykt_sum(deler.tolist(), trykt, desimaler)
    dom = "feil" if k.slag == Slag.MOTSIGELSE else str(k.slag)
    return Sumavvik(k.regnet, k.trykt, -k.avvik, dom)
