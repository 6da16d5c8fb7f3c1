"""Healthier ageing: the need postponed by a share of the gain in life expectancy."""

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Literal

import numpy as np
import pandas as pd

from .demografi import Aldersgruppe, aldersgrupper


class Aldring(StrEnum):
    """How much of the gain in life expectancy is a postponement of the need."""

    INGEN = "ingen"
    HALV = "halv"
    HEL = "hel"

    @property
    def andel(self) -> float:
        """Share of the gained years by which the use is postponed."""
        return {"ingen": 0.0, "halv": 0.5, "hel": 1.0}[self.value]

    @property
    def tekst(self) -> str:
        """Return the alternative as a reader sees it; only the first is no optimism."""
        return {
            "ingen": "dagens bruk etter alder",
            "halv": "halv utsettelse av behovet (optimistisk)",
            "hel": "full utsettelse av behovet (optimistisk)",
        }[self.value]


def levealdersgevinst(aar: Sequence[int], basisaar: int, per_aar: float) -> pd.Series:
    """Years of life expectancy gained since ``basisaar``, by year; none before it.

    ``per_aar`` (years gained per calendar year) is the caller's, with its source: for a group
    aged 67 and over the gain at 67, not at birth.

    >>> [round(x, 2) for x in levealdersgevinst([2025, 2030, 2035], 2025, 0.12)]
    [0.0, 0.6, 1.2]
    """
    index = pd.Index(list(dict.fromkeys(aar)), name="aar")
    return pd.Series(per_aar * np.maximum(index.to_numpy() - basisaar, 0.0), index=index)


def friskere_aldring(
    befolkning: pd.DataFrame,
    grupper: Sequence[Aldersgruppe],
    gevinst: pd.Series,
    aldring: Aldring = Aldring.INGEN,
    *,
    under: Literal["samme", "ingen"] = "samme",
) -> pd.DataFrame:
    r"""Persons by the age group that their use is like, when need is postponed.

    The use at age a in year t is the use today at age :math:`a - \delta_t`,
    :math:`\delta_t` = gain in life expectancy times 0, ½ or 1. So a person is counted in the
    group of the age :math:`a - \delta_t`, shared in proportion between two ages where that is
    not whole; all that takes persons by group takes this too. The postponed alternatives are
    optimistic: research does not find that healthier ageing clearly lessens the need.

    Parameters
    ----------
    befolkning
        With one-year ages from the lowest group up past the start of the highest; groups
        cannot be divided, and give missing.
    grupper
        In order of age, each beginning where the one before ends.
    gevinst
        Year -> years of life expectancy gained since the base year.
    under
        Those whose shifted age is below the lowest group: ``samme`` counts them in it (their
        own use is unknown), ``ingen`` leaves them out (places per inhabitant aged 80+).

    Returns
    -------
    DataFrame
        As :func:`demografi.aldersgrupper`, the years of ``gevinst`` only, with ``aldring``.

    Raises
    ------
    ValueError
        If the groups do not follow each other, or a gain is missing or negative.

    Source: Syse and Hjemås, Michael 21 (2024), 39-51, on whether need will fall.
    """
    _sammenhengende(grupper)
    delta = gevinst.astype("float64") * aldring.andel
    if not bool((gevinst >= 0).all()):
        raise ValueError("Gevinsten i levealder må være et tall som ikke er negativt hvert år.")
    b = befolkning[befolkning.aar.isin(gevinst.index)]
    if not delta.any():
        return aldersgrupper(b, grupper).assign(aldring=aldring.value)
    aldre = _ettaarig(grupper, int(np.ceil(delta.max())))
    lang = aldersgrupper(b, aldre)
    matrise = lang.personer.to_numpy().reshape(-1, len(aldre))
    nokler = lang[["komm_nr", "aar", "alternativ"]].iloc[:: len(aldre)]
    aar, ut = nokler.aar.to_numpy(), np.empty((len(matrise), len(grupper)))
    for ett in np.unique(aar):
        vekter = _vekter(aldre, grupper, float(delta[ett]), under == "samme")
        ut[aar == ett] = matrise[aar == ett] @ vekter
    rader = nokler.loc[nokler.index.repeat(len(grupper))].reset_index(drop=True)
    navn = pd.array([g.navn for g in grupper] * len(matrise), dtype="str")
    return rader.assign(gruppe=navn, personer=ut.ravel(), aldring=aldring.value)


def _ettaarig(grupper: Sequence[Aldersgruppe], mer: int) -> list[Aldersgruppe]:
    """One-year ages that the groups are made of, and ``mer`` years above the last one's start."""
    fra, til = grupper[-1]
    topp = (fra if til is None else til) + mer
    aldre = [Aldersgruppe(a, a) for a in range(grupper[0].fra, topp)]
    return [*aldre, Aldersgruppe(topp, None if til is None else topp)]


def _vekter(
    aldre: Sequence[Aldersgruppe], grupper: Sequence[Aldersgruppe], delta: float, samme: bool
) -> np.ndarray:
    """Share of each age (row) that is counted in each group (column)."""
    hele = int(np.floor(delta))
    ut = np.zeros((len(aldre), len(grupper)))
    for rad, alder in enumerate(aldre):
        for flytt, del_ in ((hele, 1 - delta + hele), (hele + 1, delta - hele)):
            lik = alder.fra - flytt
            lik = max(lik, grupper[0].fra) if samme else lik
            for kol, g in enumerate(grupper):
                if g.fra <= lik and (g.til is None or lik <= g.til):
                    ut[rad, kol] += del_
    return ut


def _sammenhengende(grupper: Sequence[Aldersgruppe]) -> None:
    for en, neste in pairwise(grupper):
        if en.til is None or en.til + 1 != neste.fra:
            raise ValueError(
                f"Aldersgruppene {en.navn} og {neste.navn} henger ikke sammen; oppgi dem i"
                " rekkefølge, uten hull og overlapp."
            )
