"""Measures: what each gives year by year, what they sum to, and what is left of those adopted.

A row is one measure; the columns are those of a portfolio (``nr``, ``tiltak``, ``gruppe``,
``status``, ``med``, ``helaar``, ``start``, ``innfasing`` …) and one column per year (``int``),
mill kr. An empty cell is an amount that nobody gave, never nought.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

IKKE_I_SUM = ("vurdert_ikke_anbefalt", "ikke_gjennomfoert", "erstattet")
"""Statuses whose amounts are told apart and are in no sum of what the measures give."""
IKKE_ANBEFALT = "vurdert_ikke_anbefalt"


class Realisering(NamedTuple):
    """What became of adopted amounts, mill kr; ``andel`` is realised per adopted, per cent."""

    tiltak: int
    vedtatt: float
    realisert: float
    andel: float | None
    ikke_gjennomfoerbart: float


def helaarsvirkning(
    helaar: float, aar: int, start_aar: int, start_maaned: int = 1, innfasing: float = 0.0
) -> float:
    r"""Amount in one year of a measure that begins some month and grows to its full-year effect.

    With :math:`s` years since the start and :math:`k` years of phasing in, the effect at a
    moment is :math:`\min(1, s/k)` of the whole; a year has the mean of its moments. Without
    phasing in it is the share of the year that is left: from July, half.

    Parameters
    ----------
    helaar
        Full-year effect, mill kr.
    aar
        The year asked for.
    start_aar, start_maaned
        The first month of effect (1 is January).
    innfasing
        Years from the start until the whole effect, growing evenly; 0 is at once.

    Raises
    ------
    ValueError
        If the month is none, or the phasing in is below nought.

    Source: Trondheim's plan 2021-2024, point 27: 11 mill kr a year, half of it in half a year.

    >>> helaarsvirkning(11, 2024, 2024, 7), helaarsvirkning(12, 2026, 2026, 1, 2)
    (5.5, 3.0)
    """
    if not 1 <= start_maaned <= 12 or innfasing < 0:
        raise ValueError("Måneden må være fra 1 til 12, og innfasingen kan ikke være negativ.")
    fra = aar - start_aar - (start_maaned - 1) / 12

    def samlet(s: float) -> float:
        s = max(s, 0.0)
        if innfasing == 0:
            return s
        return s * s / (2 * innfasing) if s < innfasing else s - innfasing / 2

    return float(helaar * (samlet(fra + 1) - samlet(fra)))


def aar_i(rader: pd.DataFrame) -> list[int]:
    """Years of a portfolio: its columns that are whole numbers, in order."""
    return sorted(k for k in rader.columns if isinstance(k, int))


def med_virkning(rader: pd.DataFrame, aar: Sequence[int] | None = None) -> pd.DataFrame:
    """Portfolio with every year it can tell: what is written, else what the full year gives.

    Parameters
    ----------
    rader
        As from a portfolio; a row with ``helaar`` and ``start`` (``2027`` or ``2027-07``) has
        :func:`helaarsvirkning` in the years that are empty.
    aar
        Years to give; if left out those written, and as many after the first start as are
        needed to see the whole effect (at least four in all).

    Returns
    -------
    DataFrame
        The rows with one column per year.
    """
    skrevet, rampe = aar_i(rader), rader.helaar.notna() & (rader.start != "")
    starter = [_maaned(s) for s in rader.start[rampe]]
    if aar is None:
        fulle = [a + int(np.ceil(k + (m - 1) / 12)) for (a, m), k in
                 zip(starter, rader.innfasing[rampe].fillna(0), strict=True)]  # fmt: skip
        alle = [*skrevet, *(a for a, _ in starter), *fulle]
        alle += [min(alle) + 3] if alle and starter else []
        aar = list(range(min(alle), max(alle) + 1)) if alle else []
    ut = rader.drop(columns=skrevet)
    tall = {a: rader[a] if a in skrevet else pd.Series(np.nan, index=rader.index) for a in aar}
    b = pd.DataFrame(tall, index=rader.index, columns=list(aar), dtype=float)
    for i, (start, maaned) in zip(rader.index[rampe], starter, strict=True):
        k = rader.innfasing[i]
        regnet = [helaarsvirkning(rader.helaar[i], a, start, maaned, 0.0 if pd.isna(k) else k)
                  for a in aar]  # fmt: skip
        b.loc[i] = b.loc[i].fillna(pd.Series(regnet, index=list(aar)))
    return pd.concat([ut, b], axis=1)


def telles(rader: pd.DataFrame) -> "pd.Series[bool]":
    """Whether each measure is in the sums: it is not taken out, and its status is not over."""
    return (rader.med != "nei") & ~rader.status.isin(IKKE_I_SUM)


def delsummer(rader: pd.DataFrame, kolonner: Sequence[object]) -> pd.DataFrame:
    """Amounts with those of a part left out where its whole has its own, mill kr.

    ``5a`` is a part of ``5``; a year in which ``5`` has an amount has the parts in it.

    Parameters
    ----------
    rader
        ``nr`` and the columns asked for.
    kolonner
        Years, ``uten_aar``.

    Source: Trondheim's plan 2021-2024, points 5, 9 and 31.
    """
    ut = rader[list(kolonner)].astype(float).copy()
    plass = dict(zip(rader.nr, rader.index, strict=True))
    for i, nr in zip(rader.index, rader.nr, strict=True):
        treff = re.fullmatch(r"(\d+)[a-z]", str(nr))
        if treff and treff[1] in plass:
            ut.loc[i] = ut.loc[i].where(ut.loc[plass[treff[1]]].isna())
    return ut


def summer(rader: pd.DataFrame, etter: str | None = None) -> pd.DataFrame:
    """Sum by year of the measures given, mill kr, of all or by a column.

    Parameters
    ----------
    rader
        A portfolio with its years; the caller chooses the rows (:func:`telles`).
    etter
        ``gruppe`` or ``status``: one row each, in the order they come; else one row ``sum``.

    Returns
    -------
    DataFrame
        One column per year; missing where no measure has an amount.

    Source: Nordre Follo, Helse og mestring (27.03.2025), recommended measures 2026-2029, lines
    15-62: 13.2 in 2026 and 35.7 in 2028.

    >>> r = pd.DataFrame({"nr": ["1", "2"], "gruppe": ["a", "b"], 2026: [5.4, 0.3]})
    >>> summer(r)[2026].tolist(), summer(r, "gruppe")[2026].tolist()
    ([5.7], [5.4, 0.3])
    """
    b = delsummer(rader, aar_i(rader))
    nokkel = pd.Series("sum", index=rader.index) if etter is None else rader[etter]
    return b.groupby(nokkel, sort=False).sum(min_count=1)


def maalbane(maal: dict[int, float], aar: Sequence[int]) -> dict[int, float]:
    """Target by year, mill kr: what is given, evenly between, the last one held after.

    Raises
    ------
    ValueError
        If no year is given, or a target is of a year before the measures' first: they cannot
        have given anything then.

    >>> maalbane({2026: 10.0, 2028: 30.0}, [2026, 2027, 2028, 2029])
    {2026: 10.0, 2027: 20.0, 2028: 30.0, 2029: 30.0}
    """
    if not maal or not aar:
        raise ValueError("Målet trenger minst ett år, og tiltakene minst ett år med beløp.")
    if min(maal) < min(aar):
        raise ValueError(
            f"Målet for {min(maal)} er før tiltakenes første år, {min(aar)}. Sett målet til"
            f" {min(aar)} eller senere."
        )
    kjente = sorted(maal)
    verdier = np.interp(aar, kjente, [maal[a] for a in kjente])
    return {a: float(v) for a, v in zip(aar, verdier, strict=True) if a >= kjente[0]}


def implisert_pris(mill_kr: float, fra: float, til: float) -> float:
    """Mill kr per place behind an amount and a cut from ``fra`` to ``til`` places.

    Raises
    ------
    ValueError
        If no place is cut.

    Source: Nordre Follo (27.03.2025), l. 17 and 23: 3.4 mill kr from 8.2 to 6 places; l. 18: 5.4
    mill kr for 6 places.

    >>> round(implisert_pris(3.4, 8.2, 6), 3), implisert_pris(5.4, 6, 0)
    (1.545, 0.9)
    """
    if not fra > til:
        raise ValueError("Prisen per plass krever at antallet plasser går ned.")
    return float(mill_kr / (fra - til))


def implisert_antall(mill_kr: float, kr_per_doegn: float, doegn: float = 365) -> float:
    """Places behind an amount a year and a saving per place and day; not rounded.

    Source: Nordre Follo (27.03.2025), l. 19 and 26: 1.6 mill kr at 200 kr per place and day.

    >>> round(implisert_antall(1.6, 200), 1)
    21.9
    """
    if not kr_per_doegn > 0 or not doegn > 0:
        raise ValueError("Kroner per døgn og antall døgn må være over null.")
    return float(mill_kr * 1e6 / (kr_per_doegn * doegn))


def sporing(rader: pd.DataFrame) -> pd.DataFrame:
    """Adopted amounts against what came of them, the last year each was reported, mill kr.

    Parameters
    ----------
    rader
        One row per measure and year: ``nr``, ``tiltak``, ``status``, ``aar``,
        ``effekt_mill_kr`` (adopted), ``realisert_mill_kr``, ``ikke_gjennomfoerbart_mill_kr``.

    Returns
    -------
    DataFrame
        A row per measure: ``nr``, ``tiltak``, ``status``, ``vedtatt``, ``aar``, ``realisert``
        (of the same year as ``vedtatt``), ``ikke_gjennomfoerbart``, ``erstatning``: what must be
        replaced, the part that cannot be done; missing where it is not told.

    Source: Baerum, Virksomhetsanalyse for HP 2018-2021, pp. 37-40 and table 9: 10.1 mill kr
    cannot be done.
    """
    d = rader.sort_values("aar", kind="stable", na_position="first")
    ut = []
    for nr, g in d.groupby("nr", sort=False):
        meldt = g[g.realisert_mill_kr.notna()]
        r = (meldt if len(meldt) else g).iloc[-1]
        ikke = g.ikke_gjennomfoerbart_mill_kr.dropna()
        mangler = float(ikke.iloc[-1]) if len(ikke) else float("nan")
        ut.append((nr, r.tiltak, r.status, r.aar, r.effekt_mill_kr, r.realisert_mill_kr, mangler))
    kolonner = ["nr", "tiltak", "status", "aar", "vedtatt", "realisert", "ikke_gjennomfoerbart"]
    df = pd.DataFrame(ut, columns=kolonner).set_index("nr")
    df = df.loc[list(dict.fromkeys(rader.nr))].reset_index()
    return df.assign(erstatning=df.ikke_gjennomfoerbart)


def realisering(sporet: pd.DataFrame) -> Realisering:
    """Realised against adopted over the measures of which both are told, mill kr.

    Parameters
    ----------
    sporet
        As from :func:`sporing`.
    """
    har = sporet[sporet.vedtatt.notna() & sporet.realisert.notna()]
    vedtatt, realisert = float(har.vedtatt.sum()), float(har.realisert.sum())
    andel = 100 * realisert / vedtatt if vedtatt else None
    return Realisering(
        len(har), vedtatt, realisert, andel, float(sporet.ikke_gjennomfoerbart.sum())
    )


def historiske_andeler(sporet: pd.DataFrame) -> NDArray[np.float64]:
    """Realised share (0 to 1) of each measure with a history, smallest first.

    More than was adopted counts as all of it.

    Source: Baerum, Virksomhetsanalyse for HP 2018-2021, pp. 37-40.
    """
    har = sporet[(sporet.vedtatt > 0) & sporet.realisert.notna()]
    return np.sort(np.clip((har.realisert / har.vedtatt).to_numpy(dtype=float), 0.0, 1.0))


def _maaned(start: str) -> tuple[int, int]:
    deler = [int(x) for x in re.findall(r"\d+", str(start))]
    return deler[0], deler[1] if len(deler) > 1 else 1
