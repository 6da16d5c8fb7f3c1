"""Small counts of persons, protected so that no hidden one can be computed from the rest.

A table is a vector of counts that are at least 0, and equations between them: each total is
the sum of its parts. Primary rule: a count below the threshold is hidden. Complementary
hiding: other counts are hidden with it until every hidden one may be anything within a width.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

TERSKEL = 5
SUM = "I alt"
_SLAKK = 1e-6  # the solver's own accuracy


@dataclass(frozen=True)
class Tallsett:
    """Counts and the equations between them.

    Attributes
    ----------
    verdier
        Counts, index their names.
    likninger
        One row an equation, one column a count: the counts times its coefficients sum to 0.
    vises
        Whether each count may be shown at all; one that is only implied (the rest of a total)
        is not, and still must not be computable when it is small.
    pris
        What it costs to hide each: the dearer, the longer it stays.
    vernes
        Whether each count is to be protected when it is small: not one that is published
        elsewhere anyway.
    """

    verdier: pd.Series
    likninger: NDArray[np.float64]
    vises: NDArray[np.bool_]
    pris: NDArray[np.float64]
    vernes: NDArray[np.bool_]


def tallsett(
    verdier: pd.Series,
    summer: Sequence[tuple[str, Sequence[str]]],
    *,
    bare_underforstaatt: Sequence[str] = (),
    pris: Mapping[str, float] | None = None,
    uten_vern: Sequence[str] = (),
) -> Tallsett:
    """Counts with their sums, ready to be protected.

    Parameters
    ----------
    verdier
        Counts of persons by name, none missing.
    summer
        A total and its parts, by name.
    bare_underforstaatt
        Names of counts that nobody is shown, such as the rest of a total.
    pris
        Name -> what it costs to hide it; its count if left out.
    uten_vern
        Names of counts that may be small and shown: they are published elsewhere.

    Raises
    ------
    ValueError
        If a count is missing or negative, or a total is not the sum of its parts.
    """
    x, navn = verdier.to_numpy(dtype="float64"), list(verdier.index)
    if np.isnan(x).any() or (x < 0).any():
        raise ValueError("Skjerming krever antall som ikke er negative og ikke mangler.")
    nr = {n: i for i, n in enumerate(navn)}
    a = np.zeros((len(summer), len(x)))
    for rad, (sum_, deler) in enumerate(summer):
        a[rad, nr[sum_]] = 1
        for d in deler:
            a[rad, nr[d]] -= 1
        if abs(a[rad] @ x) > _SLAKK:
            raise ValueError(f"«{sum_}» er ikke summen av delene sine. Rett tallene.")
    skjulte, uten = set(bare_underforstaatt), set(uten_vern)
    kostnad = [(pris or {}).get(n, v + 1) for n, v in zip(navn, x, strict=True)]
    return Tallsett(
        verdier=verdier,
        likninger=a,
        vises=np.array([n not in skjulte for n in navn], dtype=bool),
        pris=np.array(kostnad, dtype="float64"),
        vernes=np.array([n not in uten for n in navn], dtype=bool),
    )


def skjul(
    sett: Tallsett, terskel: int = TERSKEL, *, nuller: bool = False, bredde: int | None = None
) -> pd.Series:
    r"""Which counts must be hidden: the small ones, and those that would give them away.

    For each small count a change of the table is sought, by linear programming, that keeps all
    sums, moves the count up by the width, and costs least in counts hidden; what it moves is
    hidden. So each small count may be ``bredde`` higher and no published figure would differ.

    Parameters
    ----------
    terskel
        Counts from 1 up to, not including, this are hidden; 0 and 1 hide nothing.
    nuller
        Whether 0 is hidden too. If not, it is published, and readers know that a hidden count
        is at least 1.
    bredde
        The least width of a small count's possible values; ``terskel - 1`` if left out, so that
        nobody can tell that the count is under the threshold.

    Returns
    -------
    Series of bool
        Index as the counts; True for hidden. Implied counts are never shown, so always True.

    Source: the linear relaxation of cell suppression, as in Fischetti and Salazar, Journal of
    the American Statistical Association 95 (2000), 916-928.

    >>> s = tallsett(pd.Series({"I alt": 20, "0-66": 3, "67-79": 6, "80+": 11}),
    ...     [("I alt", ["0-66", "67-79", "80+"])])
    >>> skjul(s).tolist()
    [False, True, True, False]
    """
    return skjul_i_alle([sett], terskel, nuller=nuller, bredde=bredde)[0]


def skjul_i_alle(
    settene: Sequence[Tallsett],
    terskel: int = TERSKEL,
    *,
    nuller: bool = False,
    bredde: int | None = None,
) -> list[pd.Series]:
    """Return what :func:`skjul` gives of each of many tables that share no count.

    They are solved together, one small count of each at a time: the tables of all
    municipalities and years take little longer than one.
    """
    bredde = max(terskel - 1, 1) if bredde is None else bredde
    skjulte, smaa = [], []
    for sett in settene:
        x = sett.verdier.to_numpy(dtype="float64")
        liten = sett.vernes & (x < terskel) & ((x > 0) | (nuller & sett.vises))
        skjulte.append(~sett.vises | liten)
        smaa.append(np.flatnonzero(liten).tolist())
    while any(smaa):
        hvilke = [nr for nr, igjen in enumerate(smaa) if igjen]
        oppgaver = [(settene[nr], skjulte[nr], smaa[nr].pop()) for nr in hvilke]
        for nr, fulgte in zip(hvilke, _foelger(oppgaver, bredde, nuller=nuller), strict=True):
            skjulte[nr] = skjulte[nr] | fulgte
    return [pd.Series(m, index=s.verdier.index) for s, m in zip(settene, skjulte, strict=True)]


_Oppgave = tuple[Tallsett, NDArray[np.bool_], int]


def _foelger(oppgaver: Sequence[_Oppgave], bredde: int, *, nuller: bool) -> list[NDArray[np.bool_]]:
    """Return, by table, the counts that the cheapest change of one of them by the width moves."""
    from scipy.optimize import linprog
    from scipy.sparse import block_diag, coo_array

    deler = [_program(o, bredde, nuller=nuller) for o in oppgaver]
    likninger = block_diag([coo_array(d[1]) for d in deler], format="csr")
    svar = linprog(
        np.concatenate([d[0] for d in deler]),
        A_eq=likninger if likninger.shape[0] else None,
        b_eq=np.zeros(likninger.shape[0]) if likninger.shape[0] else None,
        bounds=np.concatenate([d[2] for d in deler]),
    )
    if svar.status != 0 and len(oppgaver) > 1:  # one of them has no way out: find it
        midt = len(oppgaver) // 2
        halvdeler = (oppgaver[:midt], oppgaver[midt:])
        return [f for halv in halvdeler for f in _foelger(halv, bredde, nuller=nuller)]
    if svar.status != 0:  # no other table has the same sums: hide all that may be hidden
        return [np.ones(len(oppgaver[0][1]), dtype=bool)]
    ut, fra = [], 0
    for _, skjult, _ in oppgaver:
        n = len(skjult)
        opp, ned = svar.x[fra : fra + n], svar.x[fra + n : fra + 2 * n]
        ut.append(np.abs(opp - ned) > _SLAKK)
        fra += 2 * n
    return ut


def _program(
    oppgave: _Oppgave, bredde: int, *, nuller: bool
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return one table's prices, equations and bounds, first of each count up and then down."""
    sett, skjult, maal = oppgave
    x, n = sett.verdier.to_numpy(dtype="float64"), len(sett.verdier)
    pris = np.where(skjult, 0.0, sett.pris) + 1e-3
    ned = np.maximum(x - _minst(sett, nuller=nuller), 0.0)
    opp = np.where(sett.vises & (x == 0) & (not nuller), 0.0, np.inf)  # a nought is published
    grenser = np.zeros((2 * n, 2))
    grenser[:, 1] = np.concatenate([opp, ned])
    grenser[maal], grenser[n + maal] = bredde, 0.0
    return np.concatenate([pris, pris]), np.hstack([sett.likninger, -sett.likninger]), grenser


def _minst(sett: Tallsett, *, nuller: bool) -> NDArray[np.float64]:
    """Return what a reader knows a hidden count to be at least."""
    return np.where(sett.vises & (not nuller), 1.0, 0.0)


def angrep(sett: Tallsett, skjult: pd.Series, *, nuller: bool = False) -> pd.DataFrame:
    """What a reader can compute of each hidden count from all that is published.

    Each is made as low and as high as the published counts, the sums and the rule on 0 allow,
    by linear programming; it is recovered where the two meet.

    Returns
    -------
    DataFrame
        Index the hidden counts' names; ``lav``, ``hoey`` (infinite without a limit),
        ``gjenfunnet``.
    """
    from scipy.optimize import linprog

    x, gjemt = sett.verdier.to_numpy(dtype="float64"), skjult.to_numpy(dtype=bool)
    minst = _minst(sett, nuller=nuller)
    kjent = x[~gjemt]
    likninger = sett.likninger[:, gjemt]
    b = -(sett.likninger[:, ~gjemt] @ kjent)
    grenser = [(float(m), None) for m in minst[gjemt]]
    rader = []
    for i in range(int(gjemt.sum())):
        retning = np.eye(1, int(gjemt.sum()), i)[0]
        ender: list[float] = []
        for fortegn in (1, -1):
            krav: dict[str, Any] = {"A_eq": likninger, "b_eq": b} if len(likninger) else {}
            svar = linprog(fortegn * retning, **krav, bounds=grenser)
            ender.append(float(svar.x[i]) if svar.status == 0 else -fortegn * np.inf)
        rader.append(ender)
    ut = pd.DataFrame(rader, columns=["lav", "hoey"], index=sett.verdier.index[gjemt])
    return ut.assign(gjenfunnet=(ut.hoey - ut.lav).abs() < _SLAKK)


def toveis(tabell: pd.DataFrame) -> Tallsett:
    """Return a two-way table of counts with its row sums, column sums and total.

    The names are (row, column), with ``I alt`` for a sum.

    >>> toveis(pd.DataFrame({"a": [1, 2], "b": [3, 4]})).verdier.tolist()
    [1.0, 3.0, 4.0, 2.0, 4.0, 6.0, 3.0, 7.0, 10.0]
    """
    full = med_summer(tabell)
    navn = pd.MultiIndex.from_product([full.index, full.columns]).to_flat_index()
    verdier = pd.Series(full.to_numpy().ravel(), index=navn)
    rader, kolonner = list(tabell.index), list(tabell.columns)
    summer: list[tuple[Any, list[Any]]] = [
        *(((r, SUM), [(r, k) for k in kolonner]) for r in [*rader, SUM]),
        *(((SUM, k), [(r, k) for r in rader]) for k in kolonner),
    ]
    return tallsett(verdier, summer)


def med_summer(tabell: pd.DataFrame) -> pd.DataFrame:
    """Return a table with its row and column sums, named ``I alt``."""
    med = tabell.astype("float64").assign(**{SUM: tabell.sum(axis=1)})
    return pd.concat([med, med.sum().to_frame(SUM).T])


def skjermet_tabell(
    tabell: pd.DataFrame, terskel: int = TERSKEL, *, nuller: bool = False
) -> pd.DataFrame:
    """Two-way table with sums, hidden counts missing: see :func:`skjul`.

    >>> t = pd.DataFrame({"0-66": [3, 8], "67+": [10, 30]}, index=["Rømskog", "Marker"])
    >>> skjermet_tabell(t)["67+"].isna().tolist()  # the sum can be shown
    [True, True, False]
    """
    sett = toveis(tabell)
    skjult = skjul(sett, terskel, nuller=nuller)
    full = med_summer(tabell)
    return full.where(~skjult.to_numpy().reshape(full.shape))


def avrundet_tabell(tabell: pd.DataFrame, base: int = 3) -> pd.DataFrame:
    """Two-way table with sums, small counts rounded to 0 or ``base`` and the sums made of them.

    The other way to protect: nothing is hidden, each count below the base becomes 0 or the base
    so that the sums change least, and all adds up. Counts of the base or more are as they were.

    Raises
    ------
    ValueError
        As :func:`tallsett`.

    >>> t = pd.DataFrame({"a": [1, 2], "b": [2, 9]}, index=["x", "y"])
    >>> avrundet_tabell(t).astype(int).values.tolist()
    [[0, 3, 3], [3, 9, 12], [3, 12, 15]]
    """
    toveis(tabell)
    x = tabell.to_numpy(dtype="float64")
    smaa = [(int(i), int(j)) for i, j in zip(*np.nonzero((x > 0) & (x < base)), strict=True)]
    ut = x.copy()
    if smaa:
        opp = _avrundes_opp(x, smaa, base)
        for (i, j), til in zip(smaa, opp, strict=True):
            ut[i, j] = base if til else 0.0
    return med_summer(pd.DataFrame(ut, index=tabell.index, columns=tabell.columns))


def _avrundes_opp(
    x: NDArray[np.float64], smaa: list[tuple[int, int]], base: int
) -> NDArray[np.bool_]:
    """Which small counts become the base: the choice that moves the sums, then the cells, least."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    grupper = [
        *([k for k, (i, _) in enumerate(smaa) if i == r] for r in range(x.shape[0])),
        *([k for k, (_, j) in enumerate(smaa) if j == r] for r in range(x.shape[1])),
        list(range(len(smaa))),
    ]
    v = np.array([x[i, j] for i, j in smaa])
    n, m = len(smaa), len(grupper)
    a = np.zeros((m, n + 2 * m))  # base * up - over + under = the small counts' own sum
    for rad, gruppe in enumerate(grupper):
        a[rad, gruppe] = base
        a[rad, n + rad], a[rad, n + m + rad] = -1, 1
    sum_ = np.array([v[gruppe].sum() for gruppe in grupper])
    pris = np.concatenate([(base - 2 * v) / (100 * base * n), np.ones(2 * m)])
    svar = milp(
        pris,
        constraints=LinearConstraint(a, sum_, sum_),
        integrality=np.concatenate([np.ones(n), np.zeros(2 * m)]),
        bounds=Bounds(0, np.concatenate([np.ones(n), np.full(2 * m, np.inf)])),
    )
    opp: NDArray[np.bool_] = svar.x[:n] > 0.5
    return opp
