"""Rows of a frame numbered by their keys: what many groupings and sortings come down to."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray


def nummerert(rader: pd.DataFrame, noekkel: Sequence[str]) -> NDArray[np.int64]:
    """A number for each row, in the order of the keys; the same for those with the same key.

    A key that is missing goes last.

    >>> nummerert(pd.DataFrame({"komm_nr": ["0301", "0121"], "aar": [2024, 2025]}), ["aar"])
    array([0, 1])
    """
    ut = np.zeros(len(rader), dtype=np.int64)
    for kolonne in noekkel:
        nummer, ulike_ = pd.factorize(rader[kolonne], sort=True)
        ut = ut * (len(ulike_) + 1) + np.where(nummer < 0, len(ulike_), nummer)
    return ut


def ulike(rader: pd.DataFrame, noekkel: Sequence[str]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """First row of each key, in the order they are met, and for each row which key it has.

    >>> foerste, hvem = ulike(pd.DataFrame({"komm_nr": ["0301", "0121", "0301"]}), ["komm_nr"])
    >>> foerste.tolist(), hvem.tolist()
    ([0, 1], [0, 1, 0])
    """
    _, foerste, hvem = np.unique(nummerert(rader, noekkel), return_index=True, return_inverse=True)
    orden = np.argsort(foerste)
    plass = np.empty_like(orden)
    plass[orden] = np.arange(len(orden))
    return foerste[orden], plass[hvem]
