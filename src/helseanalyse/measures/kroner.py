"""Man-years and kroner: staffing, prices, growth, constant prices, present value, demography.

Every factor is an argument; no price, rate or working year stands in the code.
"""

from collections.abc import Mapping
from math import expm1, log1p

import pandas as pd

from .enhetskostnad import enhetskostnad


def aarsverk_per_enhet(aarsverk: float, volum: float) -> float | None:
    """Man-years per place, hour or user; missing figures and no volume give ``None``.

    >>> aarsverk_per_enhet(12, 10)
    1.2
    """
    return enhetskostnad(aarsverk, volum)


def enhetspriser(tiltak: pd.DataFrame) -> pd.DataFrame:
    """Price per man-year and per place of each measure, mill kr.

    Parameters
    ----------
    tiltak
        ``nr``, ``tiltak``, ``aar``, ``effekt_mill_kr``, ``aarsverk``, ``plasser`` as in the data
        package's measure lists. Rows with an amount and man-years or places are kept.

    Returns
    -------
    DataFrame
        The rows with ``mill_per_aarsverk`` and ``mill_per_plass`` (missing where the count
        is missing or zero).

    Source: Trondheim kommune, plan 2021-2024: 132.7 mill and 160 man-years (point 1), 50 mill
    and 55 places (point 2).

    >>> df = pd.DataFrame({"nr": ["1", "2"], "tiltak": ["Hjemme", "Plasser"], "aar": [2024, None],
    ...     "effekt_mill_kr": [132.7, 50], "aarsverk": [160, None], "plasser": [None, 55]})
    >>> enhetspriser(df)[["mill_per_aarsverk", "mill_per_plass"]].round(3).values.tolist()
    [[0.829, nan], [nan, 0.909]]
    """
    felt = ["nr", "tiltak", "aar", "effekt_mill_kr", "aarsverk", "plasser"]
    df = tiltak[felt]
    antall = df[["aarsverk", "plasser"]].astype(float).replace(0, float("nan"))
    priser = {
        f"mill_per_{enhet}": df.effekt_mill_kr.astype(float) / antall[kolonne]
        for enhet, kolonne in (("aarsverk", "aarsverk"), ("plass", "plasser"))
    }
    ut = df.assign(**priser)
    return ut[ut[list(priser)].notna().any(axis=1)].reset_index(drop=True)


def delaarseffekt(helaar: float, maaneder: float) -> float:
    """Effect in a year that has only some months of it: full-year effect times months / 12.

    Source: Trondheim kommune, plan 2021-2024, point 27: 11 mill a year, 5.5 for half of one.

    >>> delaarseffekt(11, 6)
    5.5
    """
    if not 0 <= maaneder <= 12:
        raise ValueError(f"Et år har fra 0 til 12 måneder, ikke {maaneder:g}.")
    return float(helaar) * maaneder / 12


def aarlig_vekst(foer: float, etter: float, antall_aar: float) -> float:
    r"""Mean yearly growth, per cent: :math:`100((y/x)^{1/n} - 1)`.

    Raises
    ------
    ValueError
        If a figure is missing or not above zero, or no time has passed.

    Source: Trondheim kommune, plan 2021-2024, point 3: BPA 41 mill kr in 2009, 135 in 2020.

    >>> round(aarlig_vekst(41, 135, 11), 1)
    11.4
    """
    if any(pd.isna(t) or t <= 0 for t in (foer, etter, antall_aar)):
        raise ValueError("Årlig vekst krever to tall og en tid som alle er større enn null.")
    return float(100 * ((etter / foer) ** (1 / antall_aar) - 1))


def framskrevet(verdi: float, vekst: float, antall_aar: float) -> float:
    r"""Value after a growth of ``vekst`` per cent a year: :math:`x (1 + g/100)^n`.

    >>> round(framskrevet(41, 11.443, 11))
    135
    """
    if pd.isna(vekst) or vekst <= -100:
        raise ValueError("Veksten må være et tall over −100 prosent.")
    return float(verdi * (1 + vekst / 100) ** antall_aar)


def naaverdi(aarlig: float, rente: float, antall_aar: int) -> float:
    r"""Present value of an amount at the end of each year: :math:`a (1 - (1+r)^{-n}) / r`.

    Parameters
    ----------
    aarlig
        Kr a year, in constant prices.
    rente
        Real interest, per cent a year; 0 gives the plain sum.
    antall_aar
        Years.

    Raises
    ------
    ValueError
        If a figure is missing, the interest is -100 per cent or less, or no year is left.

    Source: Borge and Nyhus (2011) as quoted by KS-Konsulent 2013: 10 per cent fewer man-years
    per user justify 1.2 mill kr more in building cost. The report prints neither wage, interest
    nor years; with 600 000 kr a man-year, one per user, 4 per cent and 40 years it is that.

    >>> round(naaverdi(60_000, 4, 40))
    1187566
    """
    return float(aarlig) * _annuitetsfaktor(rente, antall_aar)


def annuitet(naaverdi: float, rente: float, antall_aar: int) -> float:
    """Amount a year with this present value: the inverse of :func:`naaverdi`, same errors.

    >>> round(annuitet(1_200_000, 4, 40))
    60628
    """
    return float(naaverdi) / _annuitetsfaktor(rente, antall_aar)


def prisindeks(vekst: pd.DataFrame, basisaar: int) -> pd.DataFrame:
    """Price index with ``basisaar`` at 100, from the yearly growth.

    Parameters
    ----------
    vekst
        ``aar``, ``verdi`` (growth since the year before, per cent), consecutive years. The year
        before the first has an index too.

    Returns
    -------
    DataFrame
        ``aar``, ``indeks``.

    Raises
    ------
    ValueError
        If a year is left out, stands twice or lacks its figure, or ``basisaar`` is outside.

    >>> vekst = pd.DataFrame({"aar": [2015, 2016], "verdi": [2.0, 50.0]})
    >>> prisindeks(vekst, 2016).indeks.round(1).tolist()
    [65.4, 66.7, 100.0]
    """
    v = vekst.sort_values("aar")
    aar = [int(a) for a in v.aar]
    if not aar or aar != list(range(aar[0], aar[0] + len(aar))) or v.verdi.isna().any():
        raise ValueError("Prisveksten må ha ett tall for hvert år, uten hull.")
    nivaa = [1.0, *(1 + v.verdi.astype(float) / 100).cumprod()]
    ut = pd.DataFrame({"aar": [aar[0] - 1, *aar], "indeks": nivaa})
    basis = ut.indeks[ut.aar == basisaar]
    if basis.empty:
        raise ValueError(f"Prisveksten dekker {aar[0] - 1}–{aar[-1]}, ikke {basisaar}.")
    return ut.assign(indeks=100 * ut.indeks / basis.iloc[0])


def faste_priser(beloep: pd.DataFrame, indeks: pd.DataFrame, basisaar: int) -> pd.DataFrame:
    r"""Amounts in the prices of ``basisaar``: :math:`x_t \cdot I_b / I_t`.

    Parameters
    ----------
    beloep
        ``aar``, ``verdi`` in the prices of each year; other columns are kept.
    indeks
        ``aar``, ``indeks``: one row a year, at any level.

    Returns
    -------
    DataFrame
        ``beloep`` with ``indeks`` and ``fast``; missing in a year without an index.

    Raises
    ------
    ValueError
        If the index lacks ``basisaar``, or a year stands twice in it.

    >>> i = pd.DataFrame({"aar": [2014, 2016], "indeks": [100.0, 105.0]})
    >>> faste_priser(pd.DataFrame({"aar": [2016], "verdi": [210.0]}), i, 2014).fast.tolist()
    [200.0]
    """
    if indeks.aar.duplicated().any():
        raise ValueError("Et år står to ganger i prisindeksen; behold én rad per år.")
    basis = indeks.indeks[indeks.aar == basisaar]
    if basis.empty or pd.isna(basis.iloc[0]):
        raise ValueError(f"Prisindeksen mangler {basisaar}; velg et annet år for de faste prisene.")
    ut = beloep.merge(indeks[["aar", "indeks"]], on="aar", how="left")
    return ut.assign(fast=ut.verdi.astype(float) * float(basis.iloc[0]) / ut.indeks)


def demografikostnad(
    foer: Mapping[str, float], etter: Mapping[str, float], satser: Mapping[str, float]
) -> pd.DataFrame:
    r"""Added cost of a changed population, by age group, kr in the prices of the rates.

    .. math:: \Delta K = \sum_a (N_a(t) - N_a(0)) \cdot s_a

    Same coverage, input per user and productivity as behind the rates. The sum is
    ``kostnad_kr.sum(skipna=False)``.

    Parameters
    ----------
    foer, etter
        Age group -> inhabitants, the same groups.
    satser
        Age group -> kr per inhabitant, dated by the caller. A group without one is missing,
        never zero.

    Returns
    -------
    DataFrame
        ``aldersgruppe``, ``foer``, ``etter``, ``sats_kr``, ``kostnad_kr``.

    Raises
    ------
    ValueError
        If the groups of the two populations differ.

    Source: the method of the technical calculation committee for municipal economy (TBU).

    >>> demografikostnad({"80-89": 100, "90+": 20}, {"80-89": 110, "90+": 19},
    ...                  {"80-89": 200_000, "90+": 350_000}).kostnad_kr.tolist()
    [2000000.0, -350000.0]
    """
    if set(foer) != set(etter):
        ulike = ", ".join(sorted(set(foer) ^ set(etter)))
        raise ValueError(f"Befolkningen må ha de samme aldersgruppene begge år; ulike: {ulike}.")
    grupper = list(foer)
    tall = {
        "foer": [foer[g] for g in grupper],
        "etter": [etter[g] for g in grupper],
        "sats_kr": [satser.get(g) for g in grupper],
    }
    ut = pd.DataFrame(tall, dtype=float)
    ut.insert(0, "aldersgruppe", grupper)
    return ut.assign(kostnad_kr=(ut.etter - ut.foer) * ut.sats_kr)


def _annuitetsfaktor(rente: float, antall_aar: int) -> float:
    if pd.isna(rente) or rente <= -100 or pd.isna(antall_aar) or antall_aar <= 0:
        raise ValueError("Nåverdi krever en rente over −100 prosent og minst ett år.")
    r = rente / 100
    return float(antall_aar) if r == 0 else -expm1(-antall_aar * log1p(r)) / r
