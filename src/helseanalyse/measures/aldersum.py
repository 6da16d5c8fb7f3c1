"""Persons of the ages that are asked for, from the ages that the sources have."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..radnummer import nummerert, ulike

_AAPEN = 999

Alder = tuple[int, int | None]
"""Ages in completed years, both ends included; the last missing is open upwards."""


def bred(b: pd.DataFrame, grupper: Sequence[Alder], noekkel: list[str]) -> pd.DataFrame:
    """Persons with one row per key, sorted, and one column per group.

    As :func:`demografi.aldersgrupper` has it: of two sources the one with the finer ages counts,
    both sexes' own row goes before the sum of the two, and a group not covered is missing.

    Parameters
    ----------
    b
        Columns as for :func:`demografi.aldersgrupper`.
    noekkel
        Some of ``komm_nr``, ``aar``, ``alternativ``, ``kjoenn``; with ``kjoenn`` women and men
        each have a row, without it both together.

    Raises
    ------
    ValueError
        If a figure has two rows.
    """
    kilde = ["kilde"] if "kilde" in b else []
    if kilde and b.kilde.isna().any():
        b = b.assign(kilde=b.kilde.fillna(""))
    full = [*noekkel, *kilde, *([] if "kjoenn" in noekkel else ["kjoenn"])]
    rader, tall, antall = _dekket(b, grupper, full)
    tall = np.column_stack([antall, tall])
    if "kjoenn" in noekkel:
        valgt = (rader.kjoenn != "begge").to_numpy(dtype=bool)
        rader, tall = rader[valgt], tall[valgt]
    else:
        rader, tall = _begge(rader, tall, [*noekkel, *kilde])
    # The finer ages first; what one source lacks, the next one has.
    nummer = nummerert(rader, noekkel)
    rekke = np.lexsort((-tall[:, 0], nummer))
    _, foerste, mange = np.unique(nummer[rekke], return_index=True, return_counts=True)
    ut = tall[rekke[foerste], 1:]
    for nr in range(1, mange.max(initial=1)):
        neste = rekke[(foerste + nr)[mange > nr]]
        ut[mange > nr] = np.where(np.isnan(ut[mange > nr]), tall[neste, 1:], ut[mange > nr])
    hvem = rader[noekkel].iloc[rekke[foerste]]
    sted = pd.MultiIndex.from_frame(hvem) if len(noekkel) > 1 else pd.Index(hvem[noekkel[0]])
    return pd.DataFrame(ut, index=sted, columns=[f"_{i}" for i in range(len(grupper))])


def _begge(
    rader: pd.DataFrame, tall: NDArray[np.float64], noekkel: list[str]
) -> tuple[pd.DataFrame, NDArray[np.float64]]:
    """Both sexes' own row of each key, and where it lacks a figure, the sum of the two sexes."""
    foerste, hvem = ulike(rader, noekkel)
    ut = {k: np.full((len(foerste), tall.shape[1]), np.nan) for k in ("begge", "kvinner", "menn")}
    for kjoenn, figurer in ut.items():
        valgt = (rader.kjoenn == kjoenn).to_numpy(dtype=bool)
        figurer[hvem[valgt]] = tall[valgt]
    summen = ut["kvinner"] + ut["menn"]
    return rader.iloc[foerste], np.where(np.isnan(ut["begge"]), summen, ut["begge"])


def _dekket(
    b: pd.DataFrame, grupper: Sequence[Alder], noekkel: list[str]
) -> tuple[pd.DataFrame, NDArray[np.float64], NDArray[np.int64]]:
    """Keys, their sums by group, and how many ages each has; keys of like ages in one piece."""
    slutt = b.alder_til.to_numpy(dtype="float64", na_value=_AAPEN).astype(int)
    alder = b.alder_fra.to_numpy(dtype=int) * (_AAPEN + 1) + slutt
    koder, kol = np.unique(alder, return_inverse=True)
    foerste, rad = ulike(b, noekkel)
    celle = rad * len(koder) + kol
    if len(celle) and (np.bincount(celle) > 1).any():
        like = b[pd.Series(celle, index=b.index).duplicated()].iloc[0]
        sted = f"{like.komm_nr}, alder {like.alder_fra}"
        raise ValueError(f"Befolkningen har flere rader for samme tall ({sted}); behold én av dem.")
    matrise = np.full((len(foerste), len(koder)), np.nan)
    matrise[rad, kol] = b.personer.to_numpy(dtype="float64", na_value=np.nan)
    har = ~np.isnan(matrise)
    intervaller = [(int(k) // (_AAPEN + 1), int(k) % (_AAPEN + 1)) for k in koder]
    tall = np.full((len(foerste), len(grupper)), np.nan)
    moenstre, hvem = np.unique(np.packbits(har, axis=1), axis=0, return_inverse=True)
    for m in range(len(moenstre)):
        rader = np.flatnonzero(hvem.ravel() == m)
        finnes = [(i, *intervaller[i]) for i in np.flatnonzero(har[rader[0]]).tolist()]
        for g, (fra, til) in enumerate(grupper):
            deler = _deler(finnes, fra, _AAPEN if til is None else til)
            if deler:
                tall[rader, g] = matrise[rader][:, deler].sum(axis=1)
    return b[noekkel].iloc[foerste].reset_index(drop=True), tall, har.sum(axis=1)


def _deler(finnes: list[tuple[int, int, int]], fra: int, til: int) -> list[int]:
    """The fewest intervals that cover the span exactly; none where it cannot be covered."""
    veier: dict[int, list[int]] = {fra: []}
    for i, start, slutt in sorted(finnes, key=lambda f: f[1:]):
        if start in veier and start <= slutt <= til:
            vei = [*veier[start], i]
            if slutt + 1 not in veier or len(vei) < len(veier[slutt + 1]):
                veier[slutt + 1] = vei
    return veier.get(til + 1, [])
