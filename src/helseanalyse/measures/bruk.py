"""Use today: users and places by age group from KOSTRA, per inhabitant."""

from collections.abc import Mapping

import pandas as pd

from .demografi import FAKTISK


def antall_etter_gruppe(
    observasjoner: pd.DataFrame,
    kostra_aar: int,
    indikatorer: Mapping[str, str],
    rest: tuple[str, str] | None = None,
) -> pd.DataFrame:
    """Users (or places) by place and age group in a KOSTRA year, from the counts of indicators.

    Parameters
    ----------
    indikatorer
        Age group (``80+``) -> indicator that counts its users.
    rest
        An age group and the indicator of all ages: its users are those that the others do not
        have. Missing where a count is, or where the others have more than all (an error in
        the source).

    Returns
    -------
    DataFrame
        ``komm_nr``, ``gruppe``, ``brukere``: a row for each group of every place that has one
        of the indicators; missing is missing.

    Raises
    ------
    ValueError
        If a place has two rows for an indicator and year.
    """
    alle = [*indikatorer.values(), *([rest[1]] if rest else [])]
    o = observasjoner[(observasjoner.aar == kostra_aar) & observasjoner.indikator.isin(alle)]
    en_rad(o, ["komm_nr", "indikator"])
    index = pd.Index(sorted(o.komm_nr.unique()), name="komm_nr")
    d = pd.DataFrame(
        {g: o[o.indikator == i].set_index("komm_nr").verdi.reindex(index)
         for g, i in indikatorer.items()}, index=index,
    ).astype("float64")  # fmt: skip
    if rest:
        total = o[o.indikator == rest[1]].set_index("komm_nr").verdi.reindex(index)
        igjen = total.astype("float64") - d.sum(axis=1, skipna=False)
        d[rest[0]] = igjen.where(igjen >= 0)
    return d.reset_index().melt("komm_nr", var_name="gruppe", value_name="brukere")


def befolkningsaar(kostra_aar: int) -> int:
    """Year whose 1 January population belongs to a KOSTRA year's figures of 31 December.

    >>> befolkningsaar(2025)
    2026
    """
    return kostra_aar + 1


def bruksrater(brukere: pd.DataFrame, personer: pd.DataFrame, kostra_aar: int) -> pd.DataFrame:
    r"""Users per inhabitant by place and age group: :math:`r_a = x_a / n_a`.

    Parameters
    ----------
    brukere
        ``komm_nr``, ``gruppe``, ``brukere``: users (or places, persons in homes) 31 December
        of the KOSTRA year.
    personer
        As :func:`demografi.aldersgrupper` returns; the actual figures of 1 January the year
        after are used.

    Returns
    -------
    DataFrame
        ``komm_nr``, ``gruppe``, ``brukere``, ``personer``, ``rate``; the rate is missing where
        a count is, or where nobody is in the group.

    Raises
    ------
    ValueError
        If a place and group has two rows, or users are negative.
    """
    en_rad(brukere, ["komm_nr", "gruppe"])
    if (brukere.brukere < 0).any():
        hvem = brukere.loc[brukere.brukere < 0, "komm_nr"].iloc[0]
        raise ValueError(f"Antall brukere i {hvem} er negativt; rett tallet eller la det mangle.")
    aar = befolkningsaar(kostra_aar)
    folk = personer[(personer.alternativ == FAKTISK) & (personer.aar == aar)]
    d = brukere[["komm_nr", "gruppe", "brukere"]].merge(
        folk[["komm_nr", "gruppe", "personer"]], on=["komm_nr", "gruppe"], how="left"
    )
    return d.assign(rate=d.brukere / d.personer.where(d.personer > 0))


def dekningspanel(
    observasjoner: pd.DataFrame, indikator: str, personer: pd.DataFrame
) -> pd.DataFrame:
    r"""Coverage of every place and year, per 100 of an age group: :math:`100 \cdot a_t / n_{t+1}`.

    Parameters
    ----------
    observasjoner
        ``komm_nr``, ``aar`` (KOSTRA year), ``indikator``, ``verdi``.
    indikator
        The count: places, residents or users. Another indicator is another coverage.
    personer
        One age group's rows; the actual figures of 1 January the year after are used.

    Returns
    -------
    DataFrame
        ``komm_nr``, ``aar`` (KOSTRA year), ``antall``, ``personer``, ``dekning``; missing where
        a count is, or where nobody is in the group.

    Raises
    ------
    ValueError
        If there is more than one age group, or a place and year has two rows.
    """
    if len(personer.gruppe.unique()) > 1:
        raise ValueError("Dekningen gjelder én aldersgruppe; velg ut radene for den.")
    o = observasjoner.loc[observasjoner.indikator == indikator, ["komm_nr", "aar", "verdi"]]
    folk = personer.loc[personer.alternativ == FAKTISK, ["komm_nr", "aar", "personer"]]
    en_rad(o, ["komm_nr", "aar"])
    en_rad(folk, ["komm_nr", "aar"])
    d = o.rename(columns={"verdi": "antall"}).merge(
        folk.assign(aar=folk.aar - 1), on=["komm_nr", "aar"], how="left"
    )
    d["antall"] = d.antall.astype("float64")
    return d.assign(dekning=100 * d.antall / d.personer.where(d.personer > 0))


def en_rad(df: pd.DataFrame, noekkel: list[str]) -> None:
    """Refuse a frame where one figure has two rows; the sentence names the first."""
    like = df[df.duplicated(noekkel)] if noekkel else df.iloc[1:]
    if len(like):
        hva = ", ".join(str(like.iloc[0][k]) for k in noekkel) or "alle"
        raise ValueError(f"Det er flere rader for samme tall ({hva}); behold én av dem.")
