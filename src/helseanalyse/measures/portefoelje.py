"""A portfolio's total with overlap and realisation: intervals and a Monte Carlo of the sum.

Measures that must be seen together are a group: how much of one is already in another is not
known, so their sum lies between the largest of them and the plain sum.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .tiltak import aar_i, delsummer

TREKK = 10_000
FULLFOERT = ("gjennomfoert",)
FALT_BORT = ("ikke_gjennomfoert", "erstattet", "vurdert_ikke_anbefalt")


class Trekning(NamedTuple):
    """Draws of a portfolio's total: ``totaler`` (draws by years, mill kr), the years, the seed."""

    aar: tuple[int, ...]
    totaler: NDArray[np.float64]
    froe: int


def overlappsgrupper(rader: pd.DataFrame) -> "pd.Series[int]":
    """Group of each measure: those joined, also through others, by ``ses_sammen_med``.

    Parameters
    ----------
    rader
        ``nr`` and ``ses_sammen_med`` (numbers); a number that is not among the rows is passed
        over. It is enough that one of two names the other.

    Returns
    -------
    Series
        Group number from 0, on the index of ``rader``; a measure alone has its own.

    Source: Nordre Follo (27.03.2025), footnotes 1-3: measures 1, 2 and 3 are seen together.
    """
    plass = {nr: i for i, nr in enumerate(rader.nr)}
    rot = list(range(len(rader)))

    def finn(i: int) -> int:
        while rot[i] != i:
            rot[i] = rot[rot[i]]
            i = rot[i]
        return i

    for i, andre in enumerate(rader.ses_sammen_med):
        for nr in andre:
            if nr in plass:
                rot[finn(plass[nr])] = finn(i)
    nummer: dict[int, int] = {}
    ut = [nummer.setdefault(finn(i), len(nummer)) for i in range(len(rader))]
    return pd.Series(ut, index=rader.index, dtype=int)


def overlapp(rader: pd.DataFrame) -> pd.DataFrame:
    """Sum by year as an interval, mill kr: from full overlap within the groups to none.

    Of a group counts the largest measure (``lav``) up to the plain sum (``hoey``), each year
    for itself; the groups are added. Amounts below nought are no overlap: they are in both.

    Returns
    -------
    DataFrame
        ``aar``, ``lav``, ``hoey``; missing in a year without amounts.

    >>> r = pd.DataFrame({"nr": ["1", "2"], "ses_sammen_med": [("2",), ()], 2027: [2.0, 3.4]})
    >>> overlapp(r).values.tolist()
    [[2027.0, 3.4, 5.4]]
    """
    aar = aar_i(rader)
    b = delsummer(rader, aar)
    gruppe = overlappsgrupper(rader)
    fra_null, under = b.clip(lower=0), b.clip(upper=0).groupby(gruppe).sum(min_count=1)
    lav = (fra_null.groupby(gruppe).max() + under).sum(min_count=1)
    hoey = b.sum(min_count=1)
    return pd.DataFrame({"aar": aar, "lav": lav[aar].to_numpy(), "hoey": hoey[aar].to_numpy()})


def sannsynligheter(rader: pd.DataFrame, sannsynlighet: float | None = None) -> "pd.Series[float]":
    """Probability (0 to 1) that each measure gives its whole effect; missing: as the history.

    Its own, in per cent, comes first. Then what the status settles: done is 1; not done,
    replaced or not recommended is 0. The rest have ``sannsynlighet`` (per cent) if it is given.
    """
    p = rader.sannsynlighet.astype(float) / 100
    p = p.mask(p.isna() & rader.status.isin(FULLFOERT), 1.0)
    p = p.mask(p.isna() & rader.status.isin(FALT_BORT), 0.0)
    return p if sannsynlighet is None else p.fillna(sannsynlighet / 100)


def trekk_totaler(
    rader: pd.DataFrame,
    historie: Sequence[float] | NDArray[np.float64],
    *,
    sannsynlighet: float | None = None,
    trekk: int = TREKK,
) -> Trekning:
    """Monte Carlo of the portfolio's total by year, mill kr.

    Each measure has a realised share, the same in all years: all or nothing with its own
    probability (:func:`sannsynligheter`), else one of the history's, each as likely. Measures are
    independent; in an overlap group a point from the largest to the sum is drawn.

    Parameters
    ----------
    rader
        A portfolio with its years: ``nr``, ``status``, ``sannsynlighet``, ``ses_sammen_med``.
    historie
        Realised shares (0 to 1) of earlier measures.
    sannsynlighet
        Per cent, where a measure has none and its status settles nothing.

    Returns
    -------
    Trekning
        The same portfolio gives the same draws; a measure keeps its own if another is changed.

    Raises
    ------
    ValueError
        If some measure needs a history and there is none.
    """
    aar = aar_i(rader)
    b = delsummer(rader, aar).fillna(0.0).to_numpy(dtype=float)
    p = sannsynligheter(rader, sannsynlighet).to_numpy(dtype=float)
    andeler = np.asarray(historie, dtype=float)
    if np.isnan(p).any() and not len(andeler):
        raise ValueError("Sannsynligheten mangler: oppgi den, eller en historie å trekke fra.")
    froe = _froe(andeler, trekk)
    nr = [str(x) for x in rader.nr]

    def andel(i: int) -> NDArray[np.float64]:
        return _andel(_stroem(froe, nr[i]), p[i], andeler, trekk)

    brukt = np.flatnonzero((b != 0).any(axis=1) & (p != 0))
    gruppe = overlappsgrupper(rader).to_numpy()
    flere = np.bincount(gruppe, minlength=1) > 1
    alene = brukt[~flere[gruppe[brukt]]]
    ut = np.zeros((len(aar), trekk))
    for i in alene:  # row by row: the rows stay in the cache, and no library starts threads
        a = andel(i)
        for j in np.flatnonzero(b[i]):
            ut[j] += b[i, j] * a
    for g in np.flatnonzero(flere):
        i_gruppen = np.flatnonzero(gruppe == g)
        virkninger = (b[i][:, None] * andel(i) for i in i_gruppen[np.isin(i_gruppen, brukt)])
        grad = _stroem(froe, f"gruppe {min(nr[i] for i in i_gruppen)}").random(trekk)
        ut += _overlappet(virkninger, np.zeros_like(ut), grad)
    return Trekning(tuple(aar), ut.T, froe)


def fordeling(
    t: Trekning, maal: dict[int, float] | None = None, nivaaer: Sequence[float] = (10, 50, 90)
) -> pd.DataFrame:
    """Percentiles of the total by year, its mean, and the chance of reaching the target.

    Parameters
    ----------
    t
        As from :func:`trekk_totaler`.
    maal
        Target by year, mill kr.
    nivaaer
        Percentiles.

    Returns
    -------
    DataFrame
        ``aar``, one ``p<level>`` each, ``snitt`` (mill kr), ``sjanse`` (per cent of the draws
        that are at least the target; missing in a year without one).
    """
    ut = pd.DataFrame({"aar": list(t.aar)})
    for nivaa in nivaaer:
        ut[f"p{nivaa:g}"] = np.percentile(t.totaler, nivaa, axis=0)
    ut["snitt"] = t.totaler.mean(axis=0)
    krav = [(maal or {}).get(a) for a in t.aar]
    ut["sjanse"] = [
        np.nan if k is None else 100 * float((t.totaler[:, j] >= k - 1e-9).mean())
        for j, k in enumerate(krav)
    ]
    return ut


def _overlappet(
    virkninger: Iterable[NDArray[np.float64]], null: NDArray[np.float64], grad: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Sum of a group that overlaps: ``grad`` of the way from the largest to them all."""
    samlet, stoerst = null, null.copy()
    for virkning in virkninger:
        samlet = samlet + virkning
        np.maximum(stoerst, virkning, out=stoerst)
    # Amounts below nought are in whole; only savings can overlap.
    lav = np.minimum(stoerst, samlet)
    return lav + grad * (samlet - lav)


def _froe(andeler: NDArray[np.float64], trekk: int) -> int:
    """Seed of the assumptions that are common to all measures."""
    tekst = json.dumps([[round(float(a), 12) for a in andeler], trekk])
    return int.from_bytes(hashlib.sha256(tekst.encode()).digest()[:8], "big")


def _stroem(froe: int, navn: str) -> np.random.Generator:
    """Stream of one measure: of its name, so that it is the same whatever the others are."""
    sum_ = hashlib.sha256(f"{froe}:{navn}".encode()).digest()
    return np.random.Generator(np.random.PCG64(int.from_bytes(sum_[:16], "big")))


def _andel(
    g: np.random.Generator, sats: float, andeler: NDArray[np.float64], trekk: int
) -> NDArray[np.float64]:
    """Realised share in each draw."""
    if np.isnan(sats):
        return andeler[g.integers(0, len(andeler), trekk, dtype=np.uint16)]
    if sats >= 1:
        return np.ones(trekk)
    return (g.random(trekk, dtype=np.float32) < sats).astype(float)
