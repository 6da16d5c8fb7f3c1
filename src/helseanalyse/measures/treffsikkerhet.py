"""How old projections have hit, and the band that gives around a new one."""

from collections.abc import Sequence

import pandas as pd

from .demografi import FAKTISK, HOVEDALTERNATIV

PROSENTILER = (2.5, 25.0, 50.0, 75.0, 97.5)


def treff(verdier: pd.DataFrame, felt: str = "personer") -> pd.DataFrame:
    r"""Error of projections against what came, per cent of what came.

    .. math:: e = 100 (p / f - 1)

    Positive is a projection that was too high. Whatever is computed from population can be
    held up: persons by age group, or users and places at the same rates.

    Parameters
    ----------
    verdier
        ``komm_nr``, ``aar``, ``alternativ``, (``gruppe``,) and ``felt``: projections (an older
        vintage has its year in the name, ``MMMM-2012``) beside the actual series, in the same
        borders.

    Returns
    -------
    DataFrame
        One row per projected figure whose year has an actual one: the keys, ``horisont``
        (years after the projection's first year), ``framskrevet``, ``faktisk``,
        ``avvik_prosent`` (missing where the actual figure is zero).

    Raises
    ------
    ValueError
        If a figure has two rows.
    """
    like = [k for k in ("komm_nr", "aar", "gruppe") if k in verdier]
    if verdier.duplicated([*like, "alternativ"]).any():
        raise ValueError("Det er flere rader for samme tall; behold én av dem.")
    anslag = verdier[verdier.alternativ != FAKTISK].rename(columns={felt: "framskrevet"})
    start = anslag.groupby(["komm_nr", "alternativ"]).aar.transform("min")
    faktisk = verdier.loc[verdier.alternativ == FAKTISK, [*like, felt]]
    d = anslag.assign(horisont=anslag.aar - start).merge(
        faktisk.rename(columns={felt: "faktisk"}), on=like
    )
    d["avvik_prosent"] = 100 * (d.framskrevet / d.faktisk.where(d.faktisk > 0) - 1)
    return d[[*like, "alternativ", "horisont", "framskrevet", "faktisk", "avvik_prosent"]]


def treffprosentiler(
    avvik: pd.DataFrame, prosentiler: Sequence[float] = PROSENTILER
) -> pd.DataFrame:
    """Percentiles of the error by horizon over all places and vintages in the frame, per cent.

    Choose the rows first: one main alternative, and places of about the same size, because
    small ones miss by more. One row per (``gruppe`` and) ``horisont``: ``antall`` (figures
    behind), ``median_absolutt`` (median of the error's size) and ``p2.5`` and so on.
    """
    noekkel = [k for k in ("gruppe", "horisont") if k in avvik]
    grupper = avvik.dropna(subset="avvik_prosent").groupby(noekkel).avvik_prosent
    ut = grupper.quantile([p / 100 for p in prosentiler]).to_numpy()
    kolonner = [f"p{p:g}" for p in prosentiler]
    d = grupper.count().rename("antall").reset_index()
    d["median_absolutt"] = grupper.apply(lambda e: e.abs().median()).to_numpy()
    d[kolonner] = ut.reshape(len(d), len(kolonner))
    return d


def treffbaand(
    verdier: pd.DataFrame,
    prosentiler: pd.DataFrame,
    felt: str = "personer",
    *,
    alternativ: str = HOVEDALTERNATIV,
    lav: float = 2.5,
    hoey: float = 97.5,
) -> pd.DataFrame:
    r"""Band around a new projection, as wide as old ones have missed at the same distance.

    .. math:: p / (1 + e_h / 100) \quad to \quad p / (1 + e_l / 100)

    where :math:`e_l` and :math:`e_h` are the low and high percentile of the old errors: a
    projection that tends to be too high gets a band that lies lower than itself.

    Parameters
    ----------
    verdier
        The new projection: ``komm_nr``, ``aar``, ``alternativ``, (``gruppe``,) ``felt``.
    prosentiler
        As :func:`treffprosentiler` returns; matched by ``horisont`` and, where both have it,
        ``gruppe``.

    Returns
    -------
    DataFrame
        The keys, ``horisont``, ``lav``, ``midt`` (the projection itself), ``hoey`` and
        ``antall`` (old figures behind). Further ahead than an old projection has been tried
        the limits are missing: nothing is extrapolated.

    Raises
    ------
    ValueError
        If the frame lacks the alternative, or ``prosentiler`` a percentile or a single group.
    """
    d = verdier[verdier.alternativ == alternativ]
    if d.empty:
        raise ValueError(f"Det er ingen rader for alternativet {alternativ}; hent framskrivingen.")
    kolonner = {f"p{lav:g}": "_lav", f"p{hoey:g}": "_hoey"}
    if mangler := [k for k in kolonner if k not in prosentiler]:
        raise ValueError(f"Prosentilen {mangler[0][1:]} er ikke regnet ut; be om den først.")
    like = ["horisont", *(["gruppe"] if "gruppe" in d and "gruppe" in prosentiler else [])]
    if prosentiler.duplicated(like).any():
        raise ValueError("Treffsikkerheten gjelder flere aldersgrupper; velg én av dem.")
    start = d.groupby("komm_nr").aar.transform("min")
    e = prosentiler[[*like, "antall", *kolonner]].rename(columns=kolonner)
    d = d.assign(horisont=d.aar - start).merge(e, on=like, how="left")
    d["lav"], d["hoey"] = d[felt] / (1 + d["_hoey"] / 100), d[felt] / (1 + d["_lav"] / 100)
    d = d.rename(columns={felt: "midt"})
    noekkel = [k for k in ("komm_nr", "aar", "alternativ", "gruppe") if k in d]
    return d[[*noekkel, "horisont", "lav", "midt", "hoey", "antall"]]
