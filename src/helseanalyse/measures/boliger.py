"""Homes for people with intellectual disability: who needs one as stock and flow, and the queue.

Every flow is an assumption that the caller states. Persons, at the end of each year.
"""

from collections.abc import Mapping

import pandas as pd


def tilgang_fra_alder(
    personer: Mapping[int, float], i_aar: int, fra_aar: int, til_aar: int, alder: int
) -> pd.Series:
    r"""Persons who reach ``alder`` (the age at which a home is offered) in each year.

    .. math:: c_t = n_{\mathrm{alder} - (t - t_0)}

    Parameters
    ----------
    personer
        Age at the end of ``i_aar`` -> known persons without a home who will need one. An age
        that is not there is missing, not zero. No one dies or moves on the way.
    i_aar, fra_aar, til_aar
        Year of the count, and the first and last year asked about.
    alder
        For Bærum 22 (virksomhetsanalyse 2017, pages 40-41).

    Raises
    ------
    ValueError
        If ``fra_aar`` is not after the count, or a number is negative.

    >>> tilgang_fra_alder({21: 3, 20: 5}, 2016, 2017, 2019, alder=22).tolist()
    [3.0, 5.0, nan]
    """
    if fra_aar <= i_aar:
        raise ValueError(f"Første år {fra_aar} må være etter tellingen i {i_aar}.")
    aar = range(fra_aar, til_aar + 1)
    antall = [personer.get(alder - (t - i_aar)) for t in aar]
    ut = pd.Series(antall, index=pd.Index(aar, name="aar"), dtype=float)
    if (ut < 0).any():
        raise ValueError("Antall personer kan ikke være negativt.")
    return ut


def boligbehov(
    med_bolig: float, tilgang: pd.Series, frafall: float | pd.Series, venter: float = 0
) -> pd.DataFrame:
    r"""Persons who need a home by year: those who have one, those who wait, in and out.

    .. math:: B_t = B_{t-1} + c_t - f_t,\qquad B_0 = \mathrm{med\_bolig} + \mathrm{venter}

    Parameters
    ----------
    med_bolig, venter
        Persons with a home and persons who wait for one, at the end of the year before.
    tilgang
        New persons by year (consecutive years as index); missing leaves this and later
        years missing.
    frafall
        Persons who fall away, per year or by year, of those with a home and those who wait
        alike; never more than there are.

    Returns
    -------
    DataFrame
        ``aar``, ``tilgang``, ``frafall`` (as it became), ``behov`` (persons), ``oekning``
        (persons since the start).

    Raises
    ------
    ValueError
        If a figure is negative, or a year is left out.

    Source: Bærum kommune, virksomhetsanalyse 2017, figure 10 (pages 40-41): existing users, new
    ones at 22 years, 3 fall away a year. The numbers who reach 22 are not printed.

    >>> tilgang = pd.Series(20, index=range(2017, 2022))
    >>> boligbehov(100, tilgang, frafall=3).oekning.tolist()
    [17.0, 34.0, 51.0, 68.0, 85.0]
    """
    inn, ut_ = _stroemmer(tilgang, frafall)
    _ikke_negativ(med_bolig, venter)
    start = behov = float(med_bolig) + float(venter)
    rader = []
    for aar, ny, bort in zip(inn.index, inn, ut_, strict=True):
        borte = bort if pd.isna(behov + ny) else min(bort, behov + ny)
        behov = behov + ny - borte
        rader.append((int(aar), ny, borte, behov, behov - start))
    return pd.DataFrame(rader, columns=["aar", "tilgang", "frafall", "behov", "oekning"])


def boligkoe(behov: pd.DataFrame, boliger: pd.DataFrame) -> pd.DataFrame:
    """Who has a home, who waits, and homes that stand empty, by year.

    Parameters
    ----------
    behov
        ``aar``, ``behov`` (persons), as from :func:`boligbehov`.
    boliger
        ``aar``, ``boliger`` (homes at the end of the year), one row a year. A year without a
        row has no queue to tell.

    Returns
    -------
    DataFrame
        ``aar``, ``behov``, ``boliger``, ``bor``, ``koe``, ``ledige``; ``bor + koe = behov`` and
        ``bor + ledige = boliger``.

    >>> behov = pd.DataFrame({"aar": [2017, 2018], "behov": [17.0, 34.0]})
    >>> boliger = pd.DataFrame({"aar": [2017, 2018], "boliger": [20, 25]})
    >>> boligkoe(behov, boliger)[["bor", "koe", "ledige"]].values.tolist()
    [[17.0, 0.0, 3.0], [25.0, 9.0, 0.0]]
    """
    if boliger.aar.duplicated().any():
        aar = boliger.aar[boliger.aar.duplicated()].iloc[0]
        raise ValueError(f"Året {aar} står to ganger for boligene; behold én rad.")
    ut = behov[["aar", "behov"]].merge(boliger[["aar", "boliger"]], on="aar", how="left")
    ut["boliger"] = ut.boliger.astype(float)
    ut["bor"] = ut[["behov", "boliger"]].min(axis=1, skipna=False)
    return ut.assign(koe=ut.behov - ut.bor, ledige=ut.boliger - ut.bor)


def implisert_tilgang(oekning: float, antall_aar: int, frafall: float) -> float:
    r"""New persons a year that a printed increase implies: :math:`\Delta / T + f`.

    ``oekning`` is the net increase over ``antall_aar`` years, ``frafall`` persons a year.

    Source: Bærum kommune, virksomhetsanalyse 2017 (pages 40-41): about 200 more homes in 2036
    than in 2016, 3 fall away a year.

    >>> implisert_tilgang(200, 20, 3)
    13.0
    """
    if antall_aar <= 0:
        raise ValueError("Økningen må gå over minst ett år.")
    return float(oekning) / antall_aar + float(frafall)


def implisert_rest(oekning: float, antall_aar: int, per_aar: float, foerste_aar: int) -> float:
    r"""Increase a year that is left for the later years: :math:`(\Delta - r m)/(T - m)`.

    A plan that prints ``per_aar`` for the first ``foerste_aar`` years and ``oekning`` for all
    ``antall_aar`` has said this for the rest.

    Source: Bærum kommune, virksomhetsanalyse 2017 (pages 40-41): 17 a year from 2016 to 2021,
    about 200 by 2036. At 17 a year all the way it would be 340.

    >>> round(implisert_rest(200, 20, 17, 5), 2)
    7.67
    """
    if not 0 <= foerste_aar < antall_aar:
        raise ValueError("De første årene må være færre enn alle årene.")
    return (float(oekning) - float(per_aar) * foerste_aar) / (antall_aar - foerste_aar)


def _stroemmer(tilgang: pd.Series, frafall: float | pd.Series) -> tuple[pd.Series, pd.Series]:
    aar = [int(a) for a in tilgang.index]
    if not aar or aar != list(range(aar[0], aar[0] + len(aar))):
        raise ValueError("Tilgangen må ha ett tall for hvert år, uten hull og i rekkefølge.")
    inn = tilgang.astype(float)
    ut = frafall.reindex(tilgang.index) if isinstance(frafall, pd.Series) else frafall
    ut = pd.Series(ut, index=tilgang.index, dtype=float)
    _ikke_negativ(inn.min(), ut.min())
    return inn, ut


def _ikke_negativ(*tall: float) -> None:
    if any(t < 0 for t in tall):
        raise ValueError("Antall personer, tilgang og frafall kan ikke være negative.")
