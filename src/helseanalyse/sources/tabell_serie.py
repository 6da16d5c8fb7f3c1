"""Parts of typing a column: what its texts are, and a text column of codes."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from .tabell_nokler import er_sum, heter_kode, les_aar
from .tabell_rute import (
    DATO,
    FEIL,
    LOGISK,
    PROSENT,
    SKALERT,
    TALL,
    TEKST,
    TOM,
    UREGNET,
    Kolonne,
    Rutenett,
    rader_i_tekst,
    tallord,
)
from .tabell_tall import Lest, tegn

TALLSLAG = (TALL, PROSENT, SKALERT)


def uten_summer(rute: Rutenett, navn: list[str]) -> Rutenett:
    """Grid without rows of sums in the column of municipalities, with a warning."""
    summer = np.zeros(len(rute.radnr), dtype=bool)
    for k, ett in zip(rute.kolonner, navn, strict=True):
        if heter_kode(ett) or ett.casefold().startswith(("kommune", "region")):
            er = np.array([er_sum(t) for t in k.ord] + [False])
            summer |= er[k.koder] & (k.koder >= 0)
    if not summer.any():
        return rute
    rader = rader_i_tekst(rute.radnr[summer].tolist())
    rute.varsler.append(
        f"{rute.sted()}, {rader}: summen av radene er utelatt, så den ikke telles med."
    )
    return rute.velg(~summer)


def som_tekst(k: Kolonne) -> tuple[NDArray[np.int32], list[str]]:
    """Codes and distinct texts of a column, its numbers written as text."""
    tall = np.isin(k.slag, TALLSLAG)
    if not tall.any():
        koder = np.where(np.isin(k.slag, (TOM, FEIL, UREGNET)), -1, k.koder)
        return koder.astype(np.int32), list(k.ord)
    ord_ = list(k.ord)
    unike, plass = np.unique(k.tall[tall], return_inverse=True)
    fra = {t: i for i, t in enumerate(ord_)}
    nye = []
    for t in unike.tolist():
        nye.append(fra.setdefault(tallord(t), len(fra)))
    koder = np.where(np.isin(k.slag, (TOM, FEIL, UREGNET)), -1, k.koder).astype(np.int32)
    koder[tall] = np.array(nye, dtype=np.int32)[plass]
    return koder, list(fra)


def hundre(tall: float) -> float:
    """A share as per cent, without the last-digit noise of a multiplication."""
    return float(f"{tall * 100:.14g}") if tall == tall else tall


def tekstserie(koder: NDArray[np.int32], ord_: list[str]) -> Any:
    """Text column of codes into distinct texts; -1 is missing."""
    verdier = pa.array(ord_ or [""], pa.large_string())
    tatt = verdier.take(pa.array(koder, pa.int32(), mask=koder < 0))
    return pd.array(tatt, dtype="str")


def flagg(lest: list[Any], vilkaar: Callable[..., bool]) -> NDArray[np.bool_]:
    """Return which of the distinct texts were read and fulfil a condition; the last is no text."""
    return np.array([x is not None and vilkaar(x) for x in lest] + [False], dtype=np.bool_)


def er_tall(k: Kolonne, lest: list[Lest | None]) -> bool:
    """Whether a column is numbers: at least as many of them as of other things."""
    slag = np.bincount(k.slag, minlength=LOGISK + 1)
    tall, annet = int(slag[list(TALLSLAG)].sum()), int(slag[[DATO, LOGISK]].sum())
    if slag[TEKST]:
        antall = np.bincount(k.koder[(k.slag == TEKST) & (k.koder >= 0)], minlength=len(k.ord))
        for n, x, t in zip(antall.tolist(), lest, k.ord, strict=True):
            tall += n if x else 0
            annet += n if not x and tegn(t) is None else 0
    return tall >= annet and (tall > 0 or annet == 0)


def har_nuller(k: Kolonne, lest: list[Lest | None]) -> bool:
    """Whether the texts are codes: of one length, with zeros in front of some."""
    nuller = flagg(lest, lambda x: x.nuller)
    her = nuller[k.koder] & (k.slag == TEKST)
    like = len({len(t) for t in k.ord if not tegn(t)}) == 1
    siffer = all(t.isdigit() for t in k.ord if not tegn(t)) and not (k.slag == TALL).any()
    mange = int(her.sum()) * 5 >= max(1, int((k.slag != TOM).sum()))
    return bool(her.any()) and (mange or (like and siffer))


def mest_aar(k: Kolonne) -> bool:
    """Whether at least half of the filled cells are years, or dates."""
    if (k.slag == TALL).all():
        return bool(((k.tall >= 1800) & (k.tall < 2200)).mean() >= 0.5)
    koder, ord_ = som_tekst(k)
    aar = np.array([les_aar(t) is not None for t in ord_] + [False])
    ja = (aar[koder] & (koder >= 0)) | (k.slag == DATO)
    return bool(ja.sum() * 2 >= max(1, int((k.slag != TOM).sum())))
