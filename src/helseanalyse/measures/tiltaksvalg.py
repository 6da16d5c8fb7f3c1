"""Which measures reach a target with the least burden on users: a small integer programme."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .portefoelje import overlappsgrupper
from .tiltak import delsummer

STANDARD_VIRKNING = 1.0
"""Effect on users of a measure that nobody has judged: every measure counts the same."""


class Utvalg(NamedTuple):
    """The chosen set: numbers in order, its burden, its saving by year; what is most to be had.

    ``naas`` tells whether the target can be reached; if not, ``nr`` is empty and ``mest`` is
    what all lawful measures could give together, year by year (mill kr).
    """

    naas: bool
    nr: tuple[str, ...]
    byrde: float
    sum: dict[int, float]
    mest: dict[int, float]
    utelatt_lovpaalagt: tuple[str, ...]


def byrde(
    rader: pd.DataFrame, vekt_plasser: float = 1.0, vekt_lovpaalagt: float = 10.0
) -> "pd.Series[float]":
    r"""Burden of each measure: :math:`v + w_p \cdot \max(0, -\Delta p) + w_l \cdot l`.

    :math:`v` is the effect on users (0-10; 1 where nobody has judged it), :math:`\Delta p` the
    change in places, :math:`l` 1 for what the law demands. The weights are a choice.
    """
    tapt = (-rader.plasser.astype(float)).clip(lower=0).fillna(0.0)
    v = rader.virkning.astype(float).fillna(STANDARD_VIRKNING)
    return v + vekt_plasser * tapt + vekt_lovpaalagt * (rader.lovpaalagt == "ja")


def velg_tiltak(
    rader: pd.DataFrame,
    maal: Mapping[int, float],
    *,
    tillat_lovpaalagte: bool = False,
    full_overlapp: bool = True,
    vekt_plasser: float = 1.0,
    vekt_lovpaalagt: float = 10.0,
) -> Utvalg:
    r"""Set of measures that reaches the target every year with the least burden.

    .. math:: \min \sum_i b_i x_i \quad \text{so that} \quad
        \sum_i a_{it} s_{it} \ge M_t, \; s_{it} \le x_i, \; x_i \in \{0, 1\}

    A measure comes with those it depends on, never with one it excludes; what the law demands is
    out unless it is allowed. With full overlap only the largest of a group counts
    (:math:`\sum_{i \in g} s_{it} \le 1`). Among sets of equal burden the one that saves most.

    Parameters
    ----------
    rader
        A portfolio with its years, the measures to choose from: ``nr``, ``plasser``,
        ``virkning``, ``lovpaalagt``, ``avhengig_av``, ``utelukker``, ``ses_sammen_med``.
    maal
        Least saving by year, mill kr; the years must be among those of the portfolio.
    vekt_plasser, vekt_lovpaalagt
        As in :func:`byrde`.

    Raises
    ------
    ValueError
        If a target is of a year that the portfolio does not have.
    """
    fremmed = [a for a in maal if a not in rader.columns]
    if fremmed:
        raise ValueError(f"Tiltakene har ingen beløp i {fremmed[0]}; sett målet til et annet år.")
    r = _mulige(rader, tillat_lovpaalagte)
    lov = () if tillat_lovpaalagte else tuple(rader.nr[rader.lovpaalagt == "ja"])
    aar = sorted(maal)
    a = delsummer(r, aar).fillna(0.0).to_numpy(dtype=float)
    n, b = len(r), byrde(r, vekt_plasser, vekt_lovpaalagt).to_numpy(dtype=float)
    alle = np.ones(n, dtype=bool)
    mest = _summen(r, a, alle, aar, full_overlapp) if n else dict.fromkeys(aar, 0.0)
    if not n:
        return Utvalg(all(maal[t] <= 0 for t in aar), (), 0.0, mest, mest, lov)
    krav, tak = _krav(r, a, [maal[t] for t in aar], full_overlapp)
    valgt = _loes(krav, tak, b, a)
    if valgt is None:
        return Utvalg(False, (), 0.0, {}, mest, lov)
    sum_ = _summen(r, a, valgt, aar, full_overlapp)
    return Utvalg(True, tuple(r.nr[valgt]), float(b[valgt].sum()), sum_, mest, lov)


def _loes(
    krav: NDArray[np.float64],
    tak: NDArray[np.float64],
    byrder: NDArray[np.float64],
    a: NDArray[np.float64],
) -> NDArray[np.bool_] | None:
    """Which measures are chosen; none if no set will do."""
    from scipy.optimize import LinearConstraint, milp
    from scipy.sparse import csr_array

    n, antall = len(byrder), krav.shape[1]
    # A thousandth of a burden at most for all savings: it only parts sets that are equal.
    glede = a.clip(min=0).sum(axis=1)
    liten = 1e-3 * byrder[byrder > 0].min(initial=1.0) / max(glede.sum(), 1.0)
    svar = milp(
        np.concatenate([byrder - liten * glede, np.zeros(antall - n)]),
        constraints=LinearConstraint(csr_array(krav), ub=tak),
        integrality=np.concatenate([np.ones(n), np.zeros(antall - n)]),
        bounds=(0, 1),
        options={"mip_rel_gap": 0.0, "time_limit": 20.0},
    )
    return None if svar.x is None else np.asarray(svar.x[:n] > 0.5)


def _mulige(rader: pd.DataFrame, tillat_lovpaalagte: bool) -> pd.DataFrame:
    """Measures that may be chosen; one whose condition is out is out itself."""
    r = rader if tillat_lovpaalagte else rader[rader.lovpaalagt != "ja"]
    while True:
        har = set(r.nr)
        ok = np.array([har.issuperset(krever) for krever in r.avhengig_av], dtype=bool)
        if ok.all():
            return r
        r = r[ok]


def _summen(
    r: pd.DataFrame, a: NDArray[np.float64], valgt: NDArray[np.bool_], aar: list[int], full: bool
) -> dict[int, float]:
    """Saving by year of the chosen, with only the largest of a group where overlap is full."""
    df = pd.DataFrame(a[valgt], columns=aar)
    if full:
        g = overlappsgrupper(r).to_numpy()[valgt]
        df = df.clip(lower=0).groupby(g).max() + df.clip(upper=0).groupby(g).sum()
    return {t: float(df[t].sum()) for t in aar}


def _krav(
    r: pd.DataFrame, a: NDArray[np.float64], maal: list[float], full: bool
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Rows of ``A x <= b``; the columns are the measures, then their counted shares by year."""
    n, antall = len(r), a.shape[1]
    plass = {nr: i for i, nr in enumerate(r.nr)}
    gruppe = overlappsgrupper(r).to_numpy()
    delt = np.flatnonzero(np.bincount(gruppe)[gruppe] > 1) if full else np.array([], dtype=int)
    bredde = n + len(delt) * antall
    rader: list[NDArray[np.float64]] = []
    tak: list[float] = []

    def legg_til(par: dict[int, float], hoeyst: float) -> None:
        rad = np.zeros(bredde)
        for j, verdi in par.items():
            rad[j] = verdi
        rader.append(rad)
        tak.append(hoeyst)

    for t in range(antall):
        s = {int(i): n + t * len(delt) + k for k, i in enumerate(delt)}
        legg_til({s.get(i, i) if a[i, t] > 0 else i: -a[i, t] for i in range(n)}, -maal[t] + 1e-9)
        for i, j in s.items():
            legg_til({j: 1.0, i: -1.0}, 0.0)
        for g in set(gruppe[delt].tolist()):
            legg_til({j: 1.0 for i, j in s.items() if gruppe[i] == g}, 1.0)
    for i, (krever, ut) in enumerate(zip(r.avhengig_av, r.utelukker, strict=True)):
        for nr in krever:
            legg_til({i: 1.0, plass[nr]: -1.0}, 0.0)
        for nr in (x for x in ut if x in plass):
            legg_til({i: 1.0, plass[nr]: 1.0}, 1.0)
    return np.vstack(rader), np.array(tak)
