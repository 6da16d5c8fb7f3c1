"""Unit costs through the years: amounts over volumes, constant prices, growth up to a break.

A series has ``serie`` (name), ``aar``, ``verdi``, ``del`` (number of the unbroken piece) and
``brudd`` (why a piece begins), as :func:`~helseanalyse.measures.utvikling.utvikling` gives them.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from .enhetskostnad import enhetskostnad
from .kroner import aarlig_vekst, faste_priser, prisindeks
from .nivaa import relativt_nivaa

DEFLATOR = "kommunal_deflator"
# Marks of a price that a reader must be told of, the weakest first.
USIKRE = ("anslag", "forslag", "annenhaands")
UTEN_AARET_FOER = "Året før mangler"


class Periode(NamedTuple):
    """Change through one unbroken piece of a series, per cent in all and a year; ``fast`` is real.

    A figure that is missing, or not above zero, gives no yearly growth.
    """

    serie: str
    fra_aar: int
    til_aar: int
    endring: float | None
    per_aar: float | None
    fast_endring: float | None
    fast_per_aar: float | None


def deflator(satser: pd.DataFrame, sats: str = DEFLATOR, kilde: str | None = None) -> pd.DataFrame:
    """Yearly price growth, per cent, each with the mark and the source it was published with.

    Parameters
    ----------
    satser
        ``sats``, ``gjelder_fra`` (year), ``verdi`` (per cent since the year before), ``status``,
        ``kilde`` as in the data package.
    kilde
        Source whose figure counts in a year that has several vintages.

    Returns
    -------
    DataFrame
        ``aar``, ``verdi``, ``status``, ``kilde``, by year.

    Raises
    ------
    ValueError
        If there is no such rate, or a year has several vintages and none is chosen.
    """
    d = satser[satser.sats == sats]
    if d.empty:
        raise ValueError("Datagrunnlaget har ingen deflator, så faste priser kan ikke regnes ut.")
    d = d.assign(aar=d.gjelder_fra.str[:4].astype(int))[["aar", "verdi", "status", "kilde"]]
    flere = d.aar.duplicated(keep=False)
    d = d[~flere | (d.kilde == kilde)].sort_values("aar", ignore_index=True)
    if borte := sorted(set(satser.loc[satser.sats == sats, "gjelder_fra"].str[:4].astype(int))
                       - set(d.aar)):  # fmt: skip
        raise ValueError(
            f"Deflatoren for {borte[0]} finnes i flere årganger; velg kilden som skal brukes."
        )
    return d


def enhetskostnader(beloep: pd.DataFrame, volum: pd.DataFrame, faktor: float = 1) -> pd.DataFrame:
    r"""Unit cost year by year, kr: :math:`f K_t / V_t`.

    Parameters
    ----------
    beloep, volum
        ``aar``, ``verdi``, one row a year; any may be missing.
    faktor
        Kr per unit of ``beloep``: 1000 where it is in 1000 kr.

    Returns
    -------
    DataFrame
        ``aar``, ``beloep``, ``volum``, ``verdi``, ``grunn`` (why there is no value) for every
        year that either has.

    Raises
    ------
    ValueError
        If a year stands twice.

    >>> k = pd.DataFrame({"aar": [2015, 2016], "verdi": [80.0, 84.0]})
    >>> v = pd.DataFrame({"aar": [2015, 2016], "verdi": [100, 0]})
    >>> enhetskostnader(k, v, 1e6)[["verdi", "grunn"]].values.tolist()
    [[800000.0, ''], [nan, 'Volumet er null']]
    """
    for hva, df in (("Beløpet", beloep), ("Volumet", volum)):
        if df.aar.duplicated().any():
            raise ValueError(f"{hva} står to ganger for {df.aar[df.aar.duplicated()].iloc[0]}.")
    deler = [d[["aar", "verdi"]].rename(columns={"verdi": n})
             for d, n in ((beloep, "beloep"), (volum, "volum"))]  # fmt: skip
    df = deler[0].merge(deler[1], on="aar", how="outer").sort_values("aar", ignore_index=True)
    par = list(zip(df.beloep, df.volum, strict=True))
    verdi = [enhetskostnad(k, v) for k, v in par]
    df["verdi"] = pd.Series(verdi, dtype="float64") * faktor
    return df.assign(grunn=[_uten_verdi(k, v) for k, v in par])


def _uten_verdi(beloep: float, volum: float) -> str:
    if pd.isna(beloep):
        return "Beløpet mangler"
    if pd.isna(volum):
        return "Volumet mangler"
    return "" if volum else "Volumet er null"


def i_faste_priser(serie: pd.DataFrame, deflator: pd.DataFrame, prisaar: int) -> pd.DataFrame:
    r"""Amounts in the kroner of ``prisaar``: :math:`x_t \prod_{t < s \le b} (1 + p_s/100)`.

    Parameters
    ----------
    serie
        ``aar``, ``verdi``; other columns are kept.
    deflator
        As :func:`deflator` gives it.

    Returns
    -------
    DataFrame
        ``serie`` with ``fast`` (missing in a year the deflator does not reach), ``prisstatus``
        (the weakest mark among the years between, empty where the price year is the row's own),
        ``aarsstatus`` (the mark of the price growth in the row's year, which its real growth
        rests on) and ``prisgrunn`` (why there is no constant price).

    Raises
    ------
    ValueError
        If the deflator does not reach ``prisaar``.
    """
    indeks = prisindeks(deflator, int(deflator.aar.min()))
    spenn = f"Deflatoren går fra {indeks.aar.min()} til {indeks.aar.max()}"
    if prisaar not in set(indeks.aar):
        raise ValueError(f"{spenn}, og {prisaar} kan ikke være prisår. Velg et år i det spennet.")
    ut = faste_priser(serie, indeks, prisaar).drop(columns="indeks")
    merker = dict(zip(deflator.aar, deflator.status, strict=True))
    mellom = [_mellom(int(a), prisaar) for a in ut.aar]
    ut["prisstatus"] = [_svakest([merker[a] for a in m if a in merker]) for m in mellom]
    ut["aarsstatus"] = [_svakest([merker.get(int(a), "")]) for a in ut.aar]
    utenfor = ~ut.aar.isin(indeks.aar)
    ut.loc[utenfor, "prisstatus"] = ""
    return ut.assign(prisgrunn=[spenn if u else "" for u in utenfor])


def _mellom(aar: int, prisaar: int) -> range:
    """Years whose growth lies between the two."""
    return range(min(aar, prisaar) + 1, max(aar, prisaar) + 1)


def _svakest(merker: Sequence[str]) -> str:
    return next((s for s in USIKRE if s in merker), "")


def realvekst(nominell: float, pris: float) -> float:
    r"""Real growth, per cent: :math:`100 ((1 + g/100)/(1 + p/100) - 1)`.

    Source: Bærum kommune 2017, table 13: net cost +1.4 per cent in 2016, called a real decline;
    the kommunal deflator that year is 2.6.

    >>> round(realvekst(1.4, 2.6), 1)
    -1.2
    """
    return 100 * ((1 + nominell / 100) / (1 + pris / 100) - 1)


def med_vekst(serie: pd.DataFrame) -> pd.DataFrame:
    """Growth since the year before, per cent, within each unbroken piece.

    Parameters
    ----------
    serie
        ``serie``, ``aar``, ``verdi``, ``del``, ``brudd``, and ``fast`` where there are constant
        prices. Rows without a value are kept.

    Returns
    -------
    DataFrame
        By series and year, with ``vekst``, ``fast_vekst`` (missing at the first year of a piece)
        and ``vekstgrunn``: the break, or that the year before is missing.
    """
    df = serie.sort_values(["serie", "aar"], ignore_index=True)
    if "fast" not in df:
        df = df.assign(fast=np.nan)
    tall = df[["serie", "del", "aar", "verdi", "fast"]].astype({"aar": "float64"})
    foer = tall.groupby(["serie", "del"], sort=False)[["aar", "verdi", "fast"]].shift()
    ut: dict[str, list[float | None]] = {"vekst": [], "fast_vekst": []}
    grunner = []
    ny = df.serie != df.serie.shift()
    for rad, forrige, foerst in zip(df.itertuples(), foer.itertuples(), ny, strict=True):
        kan = forrige.aar == rad.aar - 1 and pd.notna(forrige.verdi) and pd.notna(rad.verdi)
        ut["vekst"].append(relativt_nivaa(rad.verdi, forrige.verdi) if kan else None)
        ut["fast_vekst"].append(relativt_nivaa(rad.fast, forrige.fast) if kan else None)
        uten = UTEN_AARET_FOER if pd.notna(rad.verdi) else ""
        grunner.append("" if kan or foerst else rad.brudd or uten)
    return df.assign(**{k: pd.array(v, dtype="Float64") for k, v in ut.items()}).assign(
        vekstgrunn=grunner
    )


def perioder(serie: pd.DataFrame) -> list[Periode]:
    """Change over each unbroken piece with two years or more, nominal and real; never across."""
    ut = []
    har = serie[serie.verdi.notna()].sort_values("aar")
    for (navn, _), d in har.groupby(["serie", "del"], sort=False):
        if len(d) < 2:
            continue
        fra, til = d.iloc[0], d.iloc[-1]
        faste = (fra.get("fast", np.nan), til.get("fast", np.nan))
        aar = int(til.aar) - int(fra.aar)
        ut.append(
            Periode(
                str(navn), int(fra.aar), int(til.aar),
                relativt_nivaa(til.verdi, fra.verdi), _per_aar(fra.verdi, til.verdi, aar),
                relativt_nivaa(faste[1], faste[0]), _per_aar(*faste, aar),
            )
        )  # fmt: skip
    return ut


def _per_aar(foer: float, etter: float, aar: int) -> float | None:
    try:
        return aarlig_vekst(foer, etter, aar)
    except ValueError:
        return None


def uten_hull(serie: pd.DataFrame) -> pd.DataFrame:
    """Rows with a value; a break told in a year without one is told at the next that has one."""
    df = serie.sort_values(["serie", "aar"])
    ut = []
    for _, d in df.groupby("serie", sort=False):
        venter: list[str] = []
        for i, rad in zip(d.index, d.itertuples(), strict=True):
            venter += [rad.brudd] if rad.brudd and rad.brudd not in venter else []
            if pd.notna(rad.verdi):
                ut.append((i, "; ".join(venter)))
                venter = []
    rader = [i for i, _ in ut]
    return serie.loc[sorted(rader, key=serie.index.get_loc)].assign(brudd=pd.Series(dict(ut)))


def en_bruker_til(kostnad: float, antall: float, pris: float = 0) -> float | None:
    r"""What one more user moves the cost per user, kr: :math:`(n k + p)/(n + 1) - k`.

    Parameters
    ----------
    kostnad
        Cost per user today, kr.
    antall
        Users today; missing or zero gives ``None``.
    pris
        What the new user costs, kr; nothing where the expenditure stays the same.

    >>> round(en_bruker_til(400_000, 60, 1_608_000))
    19803
    >>> round(en_bruker_til(1_000_000, 19))
    -50000
    """
    if pd.isna(kostnad) or pd.isna(antall) or antall <= 0:
        return None
    return (antall * kostnad + pris) / (antall + 1) - kostnad
