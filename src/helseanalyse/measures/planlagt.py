"""Planned places against needed places, year by year.

Years are counted at their end (31 December): an opening in 2021 is in the stock of 2021.
A change whose number is not known is never taken as zero; it leaves the years it touches
without a figure. A change whose year is known only as a span gives a band.
"""

from dataclasses import dataclass

import pandas as pd

from .usikkerhet import Intervall

PLASSKOLONNER = ("aar", "lav", "hoey", "ukjent")
GAPKOLONNER = ("aar", "plasser_lav", "plasser_hoey", "behov_lav", "behov_hoey", "lav", "hoey")


@dataclass(frozen=True)
class Underskudd:
    """Where planned places fall short of the need.

    ``foerste_mulige`` is the first year in which some value in the bands is a shortfall,
    ``foerste_sikre`` the first in which all are; ``stoerste`` are the limits of the largest
    shortfall in places (0 where there is none), ``stoerste_aar`` its year. ``ukjente_aar`` have
    no gap to judge; a shortfall there is not ruled out.
    """

    foerste_mulige: int | None
    foerste_sikre: int | None
    stoerste: Intervall | None
    stoerste_aar: int | None
    ukjente_aar: tuple[int, ...]


def endringer_fra_tiltak(tiltak: pd.DataFrame, fra_aar: int, til_aar: int) -> pd.DataFrame:
    """Openings and closings of one measure list: ``sted``, ``aar``, ``aar_til``, ``endring``.

    Parameters
    ----------
    tiltak
        The list's rows as in the data package: ``tiltak``, ``aar``, ``plasser`` (places more,
        negative fewer). Rows without places say nothing of them and are left out.
    fra_aar, til_aar
        First and last year of the plan: where a row has no year, its change comes in one of them.

    Source: Trondheim kommune, plan 2021-2024, point 2, as in :func:`endring_over_tid`.

    >>> liste = pd.DataFrame({"tiltak": ["Nye plasser"], "aar": [None], "plasser": [55]})
    >>> endringer_fra_tiltak(liste, 2021, 2024).values.tolist()
    [['Nye plasser', 2021.0, 2024.0, 55.0]]
    """
    t = tiltak[tiltak.plasser.notna()].reset_index(drop=True)
    aar = t.aar.astype(float)
    return pd.DataFrame(
        {
            "sted": t.tiltak,
            "aar": aar.fillna(fra_aar),
            "aar_til": aar.fillna(til_aar),
            "endring": t.plasser.astype(float),
        }
    )


def endring_over_tid(endringer: pd.DataFrame, fra_aar: int, til_aar: int) -> pd.DataFrame:
    """Change in places since the end of ``fra_aar``, cumulated, for each year to ``til_aar``.

    Parameters
    ----------
    endringer
        One row per opening (positive) or closing (negative): ``sted``, ``aar``, ``endring``
        (places, missing where the number is not known), and where only a span of years is
        known ``aar_til``. A row without ``aar`` may come in any year. What came in or before
        ``fra_aar`` is in the stock already and left out.

    Returns
    -------
    DataFrame
        ``aar``, ``lav``, ``hoey`` (places), ``ukjent`` (the places, comma between, whose
        unknown number makes the limits missing).

    Raises
    ------
    ValueError
        If a span of years runs backwards or begins in the stock, or the years do.

    Source: Trondheim kommune, plan 2021-2024, point 2: 55 more places in 2021 to 2024 (the
    table with the years is missing in the text).

    >>> plan = pd.DataFrame({"sted": ["i alt"], "aar": [2021], "aar_til": [2024], "endring": [55]})
    >>> endring_over_tid(plan, 2020, 2024)[["lav", "hoey"]].values.tolist()
    [[0.0, 0.0], [0.0, 55.0], [0.0, 55.0], [0.0, 55.0], [55.0, 55.0]]
    """
    if til_aar < fra_aar:
        raise ValueError(f"Sluttåret {til_aar} er før startåret {fra_aar}.")
    e = _med_spenn(endringer, fra_aar)
    rader = []
    for aar in range(fra_aar, til_aar + 1):
        kan, maa = e[e.aar <= aar], e.aar_til <= aar
        ukjent = kan.sted[kan.endring.isna()].astype(str)
        sikre, mulige = kan.endring[maa], kan.endring[~maa.loc[kan.index]]
        lav = sikre.sum(skipna=False) + mulige.clip(upper=0).sum(skipna=False)
        hoey = sikre.sum(skipna=False) + mulige.clip(lower=0).sum(skipna=False)
        rader.append((aar, float(lav), float(hoey), ", ".join(ukjent)))
    return pd.DataFrame(rader, columns=list(PLASSKOLONNER))


def plasser_over_tid(
    bestand: float | tuple[float, float] | None,
    endringer: pd.DataFrame,
    fra_aar: int,
    til_aar: int,
) -> pd.DataFrame:
    """Planned places by year: the stock at the end of ``fra_aar`` and what is opened and closed.

    ``bestand`` is a number, a band (low, high), or ``None`` where it is not known: then the
    places are missing in every year. Columns, ``endringer`` and errors as
    :func:`endring_over_tid`.

    Source: KS-Konsulent 2013, action plan: 17 places in 2013, 13 after 2014.

    >>> plan = pd.DataFrame({"sted": ["sykehjemmet"], "aar": [2014], "endring": [-4]})
    >>> plasser_over_tid(17, plan, 2013, 2015).lav.tolist()
    [17.0, 13.0, 13.0]
    """
    lav, hoey = bestand if isinstance(bestand, tuple) else (bestand, bestand)
    ut = endring_over_tid(endringer, fra_aar, til_aar)
    mangler = pd.isna(lav) or pd.isna(hoey)
    if not mangler and not 0 <= float(lav or 0) <= float(hoey or 0):
        raise ValueError("Antallet plasser i dag kan ikke være negativt, og den laveste først.")
    ut["lav"] += float("nan") if mangler else float(lav or 0)
    ut["hoey"] += float("nan") if mangler else float(hoey or 0)
    return ut


def gap(plasser: pd.DataFrame, behov: pd.DataFrame) -> pd.DataFrame:
    """Planned less needed places by year; negative where places are short.

    Parameters
    ----------
    plasser
        ``aar``, ``lav``, ``hoey``, as from :func:`plasser_over_tid`.
    behov
        ``aar`` and ``behov``, or ``aar``, ``lav`` and ``hoey`` (places needed). One row a year.

    Returns
    -------
    DataFrame
        Every year of either: ``aar``, ``plasser_lav``, ``plasser_hoey``, ``behov_lav``,
        ``behov_hoey``, and the gap ``lav`` (fewest places, greatest need) and ``hoey``.
        A year that only one of the two has, has no gap.

    Raises
    ------
    ValueError
        If a year stands twice, or a lower limit is above the upper.

    >>> plasser = pd.DataFrame({"aar": [2023], "lav": [13.0], "hoey": [13.0]})
    >>> gap(plasser, pd.DataFrame({"aar": [2023], "lav": [9.0], "hoey": [14.0]})).hoey.tolist()
    [4.0]
    """
    p, b = (_baand(df, hva) for df, hva in ((plasser, "plassene"), (behov, "behovet")))
    ut = p.add_prefix("plasser_").join(b.add_prefix("behov_"), how="outer").sort_index()
    ut["lav"] = ut.plasser_lav - ut.behov_hoey
    ut["hoey"] = ut.plasser_hoey - ut.behov_lav
    return ut.rename_axis("aar").reset_index()[list(GAPKOLONNER)]


def underskudd(gap: pd.DataFrame) -> Underskudd:
    """First and largest shortfall of the years in ``gap``, see :class:`Underskudd`.

    The largest is the year with the deepest lower limit; among equals the first.

    >>> g = pd.DataFrame({"aar": [2021, 2022], "lav": [-5.0, -9.0], "hoey": [2.0, -1.0]})
    >>> u = underskudd(g)
    >>> u.foerste_mulige, u.foerste_sikre, tuple(u.stoerste), u.stoerste_aar
    (2021, 2022, (1.0, 9.0), 2022)
    """
    g = gap.sort_values("aar")
    har = g.lav.notna() & g.hoey.notna()
    kjent = g[har]
    stoerste, aar = None, None
    if len(kjent):
        rad = kjent.loc[kjent.lav.idxmin()]
        stoerste = Intervall(max(0.0, -float(rad.hoey)), max(0.0, -float(rad.lav)))
        aar = int(rad.aar) if rad.lav < 0 else None
    return Underskudd(
        _foerste(kjent[kjent.lav < 0]),
        _foerste(kjent[kjent.hoey < 0]),
        stoerste,
        aar,
        tuple(int(a) for a in g.aar[~har]),
    )


def _foerste(df: pd.DataFrame) -> int | None:
    return int(df.aar.iloc[0]) if len(df) else None


def _med_spenn(endringer: pd.DataFrame, fra_aar: int) -> pd.DataFrame:
    """Changes after ``fra_aar``, each with the first and the last year it can come."""
    e = endringer.reset_index(drop=True)
    uten_aar = e.aar.isna()
    fra = e.aar.astype(float).fillna(fra_aar + 1)
    slutt = e.aar_til.astype(float) if "aar_til" in e else pd.Series(float("nan"), index=e.index)
    til = slutt.fillna(fra.where(~uten_aar, float("inf")))
    e = e.assign(aar=fra, aar_til=til, endring=e.endring.astype(float))
    feil = e[(til < fra) | ((fra <= fra_aar) & (til > fra_aar))]
    if len(feil):
        raise ValueError(
            f"Årene for «{feil.sted.iloc[0]}» må gå framover og ikke begynne før {fra_aar + 1};"
            " det som er gjort, ligger alt i antallet plasser i dag."
        )
    return e[fra > fra_aar]


def _baand(df: pd.DataFrame, hva: str) -> pd.DataFrame:
    """Lower and upper limit by year, from a band or from one path."""
    b = df.set_index("aar")
    b = b.assign(lav=b.behov, hoey=b.behov) if "behov" in b else b
    b = b[["lav", "hoey"]].astype(float)
    if b.index.has_duplicates:
        raise ValueError(f"Året {b.index[b.index.duplicated()][0]} står to ganger for {hva}.")
    if (b.lav > b.hoey).any():
        aar = b.index[b.lav > b.hoey][0]
        raise ValueError(f"For {hva} i {aar} er den laveste verdien høyere enn den høyeste.")
    return b
