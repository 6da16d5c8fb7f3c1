"""The data behind a page: the example, what was fetched from SSB, and the user's own files.

A later layer wins over an earlier one, row by row, and each row keeps its own source: what a
figure rests on, and what it goes before, is told by its source line.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
from babel.dates import format_date

from .folk import Folk
from .lager import Lager
from .lager_fil import KOLONNER, NOEKLER, lagt_over
from .lager_innhold import er_gammel
from .load import Data, load_eksempeldata
from .skjerming import merknad, skjerm, terskel

EKSEMPEL = "eksempel"
LAG = ("ssb", "egne")  # in rising precedence over the example


def load_data(mappe: Path | None = None, idag: date | None = None) -> Data:
    """Example data with the store's layers put over them.

    ``kilder`` then also has ``lag`` (``eksempel``, ``ssb``, ``egne``) and ``foran``: the layers
    whose figures those of the source replace, with a space between; and ``skjermet``: the count
    that own figures of persons are hidden under, for sources that have some. Until the store is
    changed, the same data are given again: a report and its notebook run in one process.

    Parameters
    ----------
    mappe
        Folder of the store; the user's own if left out. Without a store: the example alone.
    idag
        The day that the age of the figures is counted to; today if left out.

    Raises
    ------
    ValueError
        If a file of the example or the store is damaged; the sentence names it. If the
        threshold set for small counts cannot be used.
    """
    lager, under = Lager(mappe), terskel()
    for _ in range(5):
        utgave = lager.utgave()
        data = _samlet(lager.mappe.absolute(), utgave, idag or date.today(), under)
        if lager.utgave() == utgave:
            break  # else a table was swapped while the others were read
    return data


@lru_cache(maxsize=1)
def _samlet(mappe: Path, utgave: str, idag: date, under: int) -> Data:
    """Return the data of one edition of a store; of the example alone if there is none."""
    data, lager = load_eksempeldata(), Lager(mappe)
    if not utgave:
        return data
    navn = [n for n in KOLONNER if n in Data.__dataclass_fields__]
    lagene = {n: _lagene(data, lager, n) for n in navn}
    lagene["kilder"] = {lag: k.assign(lag=lag) for lag, k in lagene["kilder"].items()}
    rammer = {n: lagt_over(n, list(r.values())) for n, r in lagene.items()}
    foran = _foran(lagene["observasjoner"], rammer["observasjoner"], rammer["kilder"])
    rammer["kilder"] = rammer["kilder"].assign(foran=rammer["kilder"].kilde.map(foran))
    folk = Folk(data.folk.grunn, tuple(b for lag in LAG for b in lager.filer("befolkning", lag)))
    rammer |= _skjermet(rammer["observasjoner"], rammer["kilder"], under, folk)
    # A name that the example already uses is kept: «Trondheim», not «Trondheim - Tråante».
    k, kjente = rammer["kommuner"], data.kommuner.set_index("komm_nr").navn
    rammer["kommuner"] = k.assign(navn=k.komm_nr.map(kjente).fillna(k.navn))
    kilder = rammer["kilder"]
    brukt = rammer["observasjoner"].kilde.unique()
    # Only KOSTRA has known days of publishing.
    kostra = kilder[(kilder.lag == "ssb") & kilder.kilde.isin(brukt)]
    pa.default_memory_pool().release_unused()  # the copies on the way: a page is open for long
    dato = max([data.dato, *kilder.hentet.dropna().str[:10]])
    return replace(data, **rammer, folk=folk, dato=dato, foreldet=tuple(_foreldet(kostra, idag)))


def _skjermet(
    observasjoner: pd.DataFrame, kilder: pd.DataFrame, under: int, folk: Folk
) -> dict[str, pd.DataFrame]:
    """Return the figures with the own small ones hidden, and which sources these are of."""
    egne = kilder.kilde[kilder.lag == "egne"]
    vernet = skjerm(observasjoner, egne, under, folk)
    hull = vernet.merknad == merknad(under)
    har = kilder.kilde.isin(vernet.kilde[hull].unique())
    ny = kilder.assign(skjermet=pd.Series(under, index=kilder.index, dtype="Int64").where(har))
    return {"observasjoner": vernet, "kilder": ny}


def _lagene(data: Data, lager: Lager, navn: str) -> dict[str, pd.DataFrame]:
    """Return a frame's rows by layer, the lowest layer first."""
    return {EKSEMPEL: getattr(data, navn), **{lag: lager.les(navn, lag) for lag in LAG}}


def _foran(
    lagene: Mapping[str, pd.DataFrame], oeverste: pd.DataFrame, kilder: pd.DataFrame
) -> dict[str, str]:
    """Source -> the layers that some of its rows win over, the lowest first."""
    noekkel, rekke = NOEKLER["observasjoner"], list(lagene)
    ut: dict[str, list[str]] = {}
    for nr, (lag, lavere) in enumerate(lagene.items()):
        vinner = oeverste[oeverste.kilde.isin(kilder.kilde[kilder.lag.isin(rekke[nr + 1 :])])]
        taper = lavere
        for k in noekkel:  # most rows of a large store meet no other: they are not joined
            vinner = vinner[vinner[k].isin(taper[k].unique())]
            taper = taper[taper[k].isin(vinner[k].unique())]
        for kilde in vinner.merge(taper[noekkel], on=noekkel).kilde.unique():
            ut.setdefault(kilde, []).append(lag)
    return {kilde: " ".join(lag) for kilde, lag in ut.items()}


def _foreldet(kilder: pd.DataFrame, idag: date) -> Iterator[str]:
    """Sentences on tables that were fetched before the newest day of publishing."""
    for rad in kilder.drop_duplicates("sted").itertuples():
        hentet = date.fromisoformat(str(rad.hentet)[:10])
        if er_gammel(hentet, idag):
            yield f"{_stor(rad.sted)} ble hentet {_dato(hentet)}, og SSB har publisert siden."


def _stor(sted: Any) -> str:
    return f"{str(sted)[:1].upper()}{str(sted)[1:]}"


def _dato(dag: date) -> str:
    return str(format_date(dag, "d. MMMM y", locale="nb_NO"))
