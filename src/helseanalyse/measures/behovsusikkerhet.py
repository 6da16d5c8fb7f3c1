"""How far a need can be off: draws of use rates, and what drives the spread."""

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np
import pandas as pd

from .demografi import ALTERNATIVER

Fordeling = Literal["beta", "gamma"]

# All alternatives' draws taken together, each alternative weighing the same.
SAMLET = "samlet"
TREKK = 1000
PROSENTILER = (2.5, 50.0, 97.5)
# Needs held in memory at a time; a municipality's own are never divided.
_MEST = 1_000_000


# ------------------------------------------------------------------ draws
def trekk_rater(
    brukere: np.ndarray,
    personer: np.ndarray,
    froe: int,
    komm_nr: str,
    trekk: int = TREKK,
    fordeling: Fordeling = "beta",
) -> np.ndarray:
    r"""Draws of one municipality's use rates given its counts: age groups x draws.

    .. math:: r \sim Beta(x + ½, n - x + ½) \quad or \quad Gamma(x + ½, 1 / n)

    Posterior under Jeffreys' prior: ``beta`` for a share of persons, ``gamma`` for a rate that
    may pass one (places or stays per inhabitant). The stream of random numbers is the
    municipality's own, from ``froe`` and ``komm_nr``: its interval is the same alone and among
    others. A missing count, or nobody in the group, gives missing.

    Raises
    ------
    ValueError
        If a count is negative, or a share has more users than inhabitants.

    Source: Brown, Cai and DasGupta, Statistical Science 16 (2001), 101-133, section 3.1.
    """
    x, n = np.asarray(brukere, dtype="float64"), np.asarray(personer, dtype="float64")
    if (x < 0).any() or (n < 0).any():
        raise ValueError(f"Brukere og innbyggere kan ikke være negative ({komm_nr}).")
    if fordeling == "beta" and (x > n).any():
        raise ValueError(
            f"{komm_nr} har flere brukere enn innbyggere i en aldersgruppe; velg gamma for"
            " plasser og opphold per innbygger, eller rett tallene."
        )
    har = ~np.isnan(x) & ~np.isnan(n) & (n > 0)
    a, b = np.where(har, x, 1.0)[:, None] + 0.5, np.where(har, n, 2.0)[:, None]
    rng = np.random.default_rng([froe, *komm_nr.encode()])
    if fordeling == "beta":
        ut = rng.beta(a, b - a + 1, size=(len(x), trekk))
    else:
        ut = rng.gamma(a, 1 / b, size=(len(x), trekk))
    return np.where(har[:, None], ut, np.nan)


def behovsprosentiler(
    rater: pd.DataFrame,
    personer: pd.DataFrame,
    *,
    froe: int,
    trekk: int = TREKK,
    prosentiler: Sequence[float] = PROSENTILER,
    fordeling: Fordeling = "beta",
    alternativer: Sequence[str] = ALTERNATIVER,
) -> pd.DataFrame:
    r"""Percentiles of the users when the use rate is uncertain: :math:`\sum_a r_a^{(k)} N_a(t)`.

    The spread is that of small numbers today: the rates behind the counts. It is not how many
    turn up in one year at a known rate, nor that the practice may change.

    Parameters
    ----------
    rater
        ``komm_nr``, ``gruppe``, ``brukere``, ``personer`` (:func:`bruk.bruksrater`).
    personer
        Persons by group; those of ``alternativer`` that it has are used.
    froe
        Seed: the same gives the same percentiles.
    trekk
        Draws of the rates, the same for every year and alternative.

    Returns
    -------
    DataFrame
        ``komm_nr``, ``aar``, ``alternativ`` and one column per percentile (``p2.5``, ``p50``,
        ``p97.5``); also rows with the alternative ``samlet``: the draws of all alternatives
        together, each weighing the same (a choice: SSB gives them no probabilities). Missing
        where a rate or a group is.

    Raises
    ------
    ValueError
        If there is no projection, a row is doubled, or the counts cannot be drawn from.
    """
    anslag = personer[personer.alternativ.isin(list(alternativer))]
    koder, navn, aar, n, x, base = _kuber(rater, anslag)
    flere = len(navn) > 1
    ut = np.full((len(koder), len(navn) + flere, len(aar), len(prosentiler)), np.nan)
    bolk = max(1, _MEST // max(len(navn) * len(aar) * trekk, 1))
    for start in range(0, len(koder), bolk):
        del_ = slice(start, start + bolk)
        her = zip(x[del_], base[del_], koder[del_], strict=True)
        sett = np.stack([trekk_rater(xi, ni, froe, kode, trekk, fordeling) for xi, ni, kode in her])
        ut[del_] = _bolk(n[del_], sett, prosentiler)
    navn = [*navn, *([SAMLET] if flere else [])]
    index = pd.MultiIndex.from_product([koder, navn, aar], names=["komm_nr", "alternativ", "aar"])
    kolonner = [f"p{p:g}" for p in prosentiler]
    d = pd.DataFrame(ut.reshape(-1, len(kolonner)), index=index, columns=kolonner)
    return d.reset_index()[["komm_nr", "aar", "alternativ", *kolonner]]


def _bolk(n: np.ndarray, rater: np.ndarray, prosentiler: Sequence[float]) -> np.ndarray:
    """Percentiles of some municipalities: by alternative, and last of all where there are more.

    ``n``: municipality, alternative, year, group; ``rater``: municipality, group, draw.
    """
    steder, alternativer, aar, grupper = n.shape
    behov = (n.reshape(steder, -1, grupper) @ rater).reshape(steder, alternativer, aar, -1)
    hver = _prosentiler(behov, prosentiler)
    if alternativer == 1:
        return hver
    alle = np.moveaxis(behov, 1, 2).reshape(steder, aar, -1)
    return np.concatenate([hver, _prosentiler(alle, prosentiler)[:, None]], axis=1)


def _prosentiler(verdier: np.ndarray, prosentiler: Sequence[float]) -> np.ndarray:
    """Percentiles along the last axis, linear between the sorted; the array is sorted in place.

    As ``numpy.percentile``, in a fraction of the time: sorting runs on vector instructions.
    """
    verdier.sort(axis=-1)
    sted = np.asarray(prosentiler, dtype="float64") / 100 * (verdier.shape[-1] - 1)
    ned = np.floor(sted).astype(int)
    opp = np.minimum(ned + 1, verdier.shape[-1] - 1)
    lav = verdier[..., ned]
    svar: np.ndarray = lav + (verdier[..., opp] - lav) * (sted - ned)
    # Missing is sorted last: where one draw is, the percentile is too.
    svar[np.isnan(verdier[..., -1])] = np.nan
    return svar


def _kuber(
    rater: pd.DataFrame, anslag: pd.DataFrame
) -> tuple[list[str], list[str], list[int], np.ndarray, np.ndarray, np.ndarray]:
    """Codes, alternatives, years; persons as an array by those and group; counts by group."""
    if anslag.empty:
        raise ValueError("Det er ingen framskriving i befolkningen; hent den først.")
    noekkel = ["komm_nr", "alternativ", "aar", "gruppe"]
    grupper = sorted(rater.gruppe.unique())
    koder = sorted(set(rater.komm_nr.unique()) & set(anslag.komm_nr.unique()))
    akser = [koder, sorted(anslag.alternativ.unique()), sorted(anslag.aar.unique()), grupper]
    d = anslag.set_index(noekkel).personer
    r = rater.set_index(["komm_nr", "gruppe"])[["brukere", "personer"]]
    if d.index.has_duplicates or r.index.has_duplicates:
        raise ValueError("Det er flere rader for samme tall; behold én per aldersgruppe.")
    n = d.reindex(pd.MultiIndex.from_product(akser, names=noekkel))
    tall = r.reindex(pd.MultiIndex.from_product([koder, grupper], names=["komm_nr", "gruppe"]))
    form = (len(koder), len(grupper))
    return (
        koder,
        akser[1],
        [int(a) for a in akser[2]],
        n.to_numpy(dtype="float64").reshape([len(a) for a in akser]),
        tall.brukere.to_numpy(dtype="float64").reshape(form),
        tall.personer.to_numpy(dtype="float64").reshape(form),
    )


def som_baand(prosentiler: pd.DataFrame, lav: float = 2.5, hoey: float = 97.5) -> pd.DataFrame:
    """Two percentiles and the median as ``lav``, ``midt``, ``hoey``, beside the keys.

    Raises
    ------
    ValueError
        If the frame lacks one of the percentiles.
    """
    navn = {f"p{lav:g}": "lav", "p50": "midt", f"p{hoey:g}": "hoey"}
    if mangler := [k for k in navn if k not in prosentiler]:
        raise ValueError(f"Prosentilen {mangler[0][1:]} er ikke regnet ut; be om den først.")
    ut = prosentiler[["komm_nr", "aar", "alternativ", *navn]]
    return ut.rename(columns=navn)


# ------------------------------------------------------------------ what drives the spread
def spredning(kilder: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    r"""Spread of a need from each source, one at a time, the others at their main value.

    .. math:: s_k = h_k - l_k, \quad 100 \, s_k^2 / \sum_j s_j^2

    Parameters
    ----------
    kilder
        Name of the source (projection alternative, use rate, hindcast error) -> ``komm_nr``,
        ``aar``, ``lav``, ``hoey``, one row each: :func:`demografi.baand`, :func:`som_baand` of
        the main alternative, :func:`treffsikkerhet.treffbaand`.

    Returns
    -------
    DataFrame
        ``komm_nr``, ``aar``, ``kilde``, ``lav``, ``hoey``, ``bredde`` (the need's unit),
        ``andel_prosent`` of the sum of squared widths, and ``stoerst`` (the widest that year).
        The share is of the variance if the sources are independent and their limits are alike
        likely; the alternatives have no probability, so it is a pointer, not an estimate.
        Missing where one source is, and where no source has any width.

    Raises
    ------
    ValueError
        If a source has two rows for a place and year.
    """
    deler = []
    for navn, ramme in kilder.items():
        d = ramme[["komm_nr", "aar", "lav", "hoey"]].assign(kilde=navn)
        if d.duplicated(["komm_nr", "aar"]).any():
            raise ValueError(f"«{navn}» har flere rader for samme år; velg ett alternativ.")
        deler.append(d)
    ut = pd.concat(deler, ignore_index=True)
    ut["bredde"] = ut.hoey - ut.lav
    kvadrat = (ut.bredde**2).groupby([ut.komm_nr, ut.aar])
    hel = kvadrat.transform("count") == len(kilder)
    sum_av = kvadrat.transform("sum").where(hel)
    ut["andel_prosent"] = 100 * ut.bredde**2 / sum_av.where(sum_av > 0)
    bredest = ut.bredde.groupby([ut.komm_nr, ut.aar]).transform("max")
    ut["stoerst"] = hel & (sum_av > 0) & (ut.bredde == bredest)
    rekke = ["komm_nr", "aar", "kilde", "lav", "hoey", "bredde", "andel_prosent", "stoerst"]
    return ut[rekke].sort_values(["komm_nr", "aar"], kind="stable", ignore_index=True)
