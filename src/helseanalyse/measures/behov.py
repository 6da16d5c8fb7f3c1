"""Need projection: users, places, hours and man-years from use today and population to come.

Every function takes persons by age group (:func:`demografi.aldersgrupper`) and gives frames
with ``komm_nr``, ``aar`` (1 January) and ``alternativ``; nothing is rounded. The use is constant
unless the caller says otherwise.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from .bruk import en_rad
from .plassbehov import Avrunding, hele_plasser

UKER_PER_AAR = 52
DOEGN_PER_AAR = 365


# ------------------------------------------------------------------ users
def brukere(
    rater: pd.DataFrame, personer: pd.DataFrame, *, etter_gruppe: bool = False
) -> pd.DataFrame:
    r"""Users at constant use by age: :math:`\sum_a r_a N_a(t)`.

    Parameters
    ----------
    rater
        ``gruppe``, ``rate`` and ``komm_nr``; without ``komm_nr`` the same rates are used for
        every place (another municipality's, the country's).
    personer
        ``komm_nr``, ``aar``, ``alternativ``, ``gruppe``, ``personer`` and, from
        :func:`aldring.friskere_aldring`, ``aldring``. Groups without a rate are left out.
    etter_gruppe
        One row per age group, not their sum.

    Returns
    -------
    DataFrame
        The keys of ``personer`` and ``brukere``; a sum that lacks one group is missing. Users
        of 31 December in the year before ``aar``, as :func:`bruk.befolkningsaar` has it.

    Raises
    ------
    ValueError
        If a group has two rates.
    """
    like = [k for k in ("komm_nr", "gruppe") if k in rater]
    en_rad(rater, like)
    noekkel = _noekkel(personer)
    d = personer.merge(rater[[*like, "rate"]], on=like)
    d["brukere"] = d.rate * d.personer
    if etter_gruppe:
        return d[[*noekkel, "gruppe", "brukere"]]
    venter = rater.groupby("komm_nr").gruppe.size() if "komm_nr" in rater else len(rater)
    grupper = d.groupby(noekkel, sort=False).brukere.agg(["sum", "count"]).reset_index()
    alle = grupper.komm_nr.map(venter) if isinstance(venter, pd.Series) else venter
    return grupper[noekkel].assign(brukere=grupper["sum"].where(grupper["count"] == alle))


def samlet(verdier: pd.DataFrame, koder: Sequence[str], navn: str, felt: str) -> pd.DataFrame:
    """Sum of a count over several places, as one place called ``navn``.

    Missing where one of ``koder`` lacks the figure. Never for coverages or other ratios.

    >>> x = pd.DataFrame({"komm_nr": ["0001", "0002"], "aar": 2030, "brukere": [4.0, 6.0]})
    >>> samlet(x, ["0001", "0002"], "begge", "brukere").brukere.tolist()
    [10.0]
    """
    onsket = list(dict.fromkeys(koder))
    d = verdier[verdier.komm_nr.isin(onsket)]
    noekkel = [k for k in (*_noekkel(d), "gruppe") if k in d and k != "komm_nr"]
    en_rad(d, ["komm_nr", *noekkel])
    sum_av = d.groupby(noekkel, sort=False)[felt].agg(["sum", "count"]).reset_index()
    hel = sum_av["count"] == len(onsket)
    ut = sum_av[noekkel].assign(**{felt: sum_av["sum"].where(hel)})
    ut.insert(0, "komm_nr", navn)
    return ut


# ------------------------------------------------------------------ coverage and places
def dekningsbane(
    aar: Sequence[int],
    aar_naa: int,
    dekning_naa: float | pd.Series,
    aar_maal: int | None = None,
    maal: float | None = None,
) -> pd.DataFrame:
    r"""Coverage by year: today's, or on a straight line from today's to a target.

    .. math:: d_t = (1 - w) d_0 + w d_m, \quad w = (t - t_0) / (t_m - t_0) \in [0, 1]

    Today's until ``aar_naa``, the target from ``aar_maal`` on. Without a target today's
    coverage is kept; another municipality's or an own one is given as ``dekning_naa``.

    Parameters
    ----------
    dekning_naa
        Per 100 inhabitants of the age group: one figure, or one by ``komm_nr`` (index).

    Returns
    -------
    DataFrame
        (``komm_nr``,) ``aar``, ``dekning``; missing where today's is.

    Raises
    ------
    ValueError
        If a coverage is negative, one figure is missing, or the target has no year after today's.

    >>> dekningsbane([2016, 2026, 2036, 2040], 2016, 25, 2036, 22).dekning.tolist()
    [25.0, 23.5, 22.0, 22.0]
    """
    per_sted = isinstance(dekning_naa, pd.Series)
    naa: pd.Series = dekning_naa if per_sted else pd.Series([dekning_naa], dtype="float64")
    kjente = [*(naa.dropna() if per_sted else naa), *([] if maal is None else [maal])]
    if not all(0 <= v < np.inf for v in kjente):
        raise ValueError("Dekningen må være et tall per 100 innbyggere som ikke er negativt.")
    tider = np.asarray(aar, dtype="float64")
    vekt = np.zeros(len(tider))
    if aar_maal is not None and maal is not None:
        if aar_maal <= aar_naa:
            raise ValueError(f"Målåret {aar_maal} må komme etter {aar_naa}.")
        vekt = np.clip((tider - aar_naa) / (aar_maal - aar_naa), 0, 1)
    elif aar_maal is not None or maal is not None:
        raise ValueError("Et mål for dekningen må ha både en dekning og et år.")
    start = naa.to_numpy(dtype="float64", na_value=np.nan)
    bane = np.outer(start, 1 - vekt) + (0.0 if maal is None else maal * vekt)
    ut = pd.DataFrame({"aar": np.tile(np.asarray(aar), len(naa)), "dekning": bane.ravel()})
    if per_sted:
        ut.insert(0, "komm_nr", naa.index.repeat(len(tider)))
    return ut


def plasser(personer: pd.DataFrame, dekning: pd.DataFrame | float) -> pd.DataFrame:
    r"""Places at a coverage: :math:`b_t = d_t \cdot n_t / 100`, not rounded.

    Parameters
    ----------
    personer
        One age group's rows.
    dekning
        Per 100 inhabitants of that group: one figure, or a frame with ``dekning`` and any of
        ``komm_nr``, ``aar``, ``alternativ``, ``aldring`` to match by. A year that the frame
        lacks gives missing.

    Returns
    -------
    DataFrame
        The keys, ``personer``, ``dekning`` and ``plasser``.

    Raises
    ------
    ValueError
        If there is more than one age group, or a key has two coverages.
    """
    if len(personer.gruppe.unique()) > 1:
        raise ValueError("Dekningen gjelder én aldersgruppe; velg ut radene for den.")
    d = personer[[*_noekkel(personer), "gruppe", "personer"]]
    if isinstance(dekning, pd.DataFrame):
        like = _noekkel(dekning)
        en_rad(dekning, like)
        d = d.merge(dekning[[*like, "dekning"]], on=like, how="left")
    else:
        d = d.assign(dekning=float(dekning))
    return d.assign(plasser=d.dekning * d.personer / 100)


def plasser_etter_scenario(
    personer: pd.DataFrame, dekninger: Mapping[str, pd.DataFrame | float]
) -> pd.DataFrame:
    """Places at several coverages: as :func:`plasser`, with the name in ``scenario``."""
    deler = [plasser(personer, d).assign(scenario=navn) for navn, d in dekninger.items()]
    return pd.concat(deler, ignore_index=True)


def hele(behov: pd.Series, avrunding: Avrunding = Avrunding.OPP) -> pd.Series:
    """Whole places by the rule; missing stays missing.

    >>> hele(pd.Series([12.14, None])).tolist()
    [13, <NA>]
    """
    tall = [pd.NA if pd.isna(b) else hele_plasser(b, avrunding) for b in behov]
    return pd.Series(tall, index=behov.index, dtype="Int64", name=behov.name)


# ------------------------------------------------------------------ hours, days, man-years
def timer_per_aar(
    brukere: float | pd.Series, timer_per_uke: float | pd.Series, uker: float = UKER_PER_AAR
) -> float | pd.Series:
    r"""Hours of home services per year: users x hours per user and week x weeks (52).

    Allotted hours are what the decisions say, not what is delivered. In 2009 the country's
    mean was 7.4 hours a week (SSB, 8 July 2010).

    >>> timer_per_aar(100, 7.4)
    38480.0
    """
    _ikke_negativ(timer_per_uke, "Timer per uke")
    return brukere * timer_per_uke * uker


def oppholdsdoegn(
    opphold: float | pd.Series, doegn_per_opphold: float | pd.Series = DOEGN_PER_AAR
) -> float | pd.Series:
    """Days of stay per year: short stays x mean length, or long-stay residents x 365.

    >>> oppholdsdoegn(120, 25), oppholdsdoegn(40)
    (3000, 14600)
    """
    _ikke_negativ(doegn_per_opphold, "Døgn per opphold")
    return opphold * doegn_per_opphold


def plasser_av_doegn(
    doegn: float | pd.Series, belegg_prosent: float | pd.Series
) -> float | pd.Series:
    r"""Places that a number of days of stay takes: :math:`p = d / (365 \cdot b / 100)`.

    KOSTRA's occupancy turned around (days / 365 / places x 100, respite left out); it may be
    above 100. Raises ``ValueError`` for an occupancy that is not positive.

    >>> round(plasser_av_doegn(3000, 90), 2), plasser_av_doegn(14600, 100)
    (9.13, 40.0)
    """
    if bool(np.any(np.asarray(belegg_prosent) <= 0)):
        raise ValueError("Belegget må være større enn 0 prosent.")
    return doegn / (DOEGN_PER_AAR * belegg_prosent / 100)


def aarsverk_av_plasser(
    plasser: float | pd.Series, aarsverk_per_plass: float | pd.Series
) -> float | pd.Series:
    """Man-years for a number of places; the factor is the caller's, with its source."""
    _ikke_negativ(aarsverk_per_plass, "Årsverk per plass")
    return plasser * aarsverk_per_plass


def aarsverk_av_timer(
    timer: float | pd.Series, timer_per_aarsverk: float, direkte_prosent: float
) -> float | pd.Series:
    r"""Man-years for hours with users: :math:`t / (h \cdot p / 100)`.

    Parameters
    ----------
    timer
        Hours with users per year.
    timer_per_aarsverk
        Working hours that one man-year has, holidays and absence taken off or not: the
        caller's, and said.
    direkte_prosent
        Direct user time, per cent of the working hours (Bærum 2013: 60.1, target at least 50).

    >>> round(aarsverk_av_timer(38480, 1750, 60.1), 1)
    36.6
    """
    if not timer_per_aarsverk > 0 or not 0 < direkte_prosent <= 100:
        raise ValueError("Timer per årsverk må være over 0 og direkte brukertid 0–100 prosent.")
    return timer / (timer_per_aarsverk * direkte_prosent / 100)


# ------------------------------------------------------------------ shared checks
def _noekkel(df: pd.DataFrame) -> list[str]:
    return [k for k in ("komm_nr", "aar", "alternativ", "aldring", "scenario") if k in df]


def _ikke_negativ(verdi: float | pd.Series, navn: str) -> None:
    if bool(np.any(np.asarray(verdi) < 0)):
        raise ValueError(f"{navn} kan ikke være negativt.")
