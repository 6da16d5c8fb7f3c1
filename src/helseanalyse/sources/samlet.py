"""The data behind a page: the example, what was fetched from SSB, and the user's own files.

A later layer wins over an earlier one, row by row, and each row keeps its own source: what a
figure rests on is told by its source line.
"""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pandas as pd
import pyarrow as pa

from .folk import Folk
from .lager import Lager
from .lager_fil import KOLONNER, lagt_over
from .load import Data, load_eksempeldata

LAG = ("ssb", "egne")  # in rising precedence over the example


def load_data(mappe: Path | None = None) -> Data:
    """Example data with the store's layers put over them.

    Until the store is changed, the same data are given again: a report and its notebook run
    in one process.

    Parameters
    ----------
    mappe
        Folder of the store; the user's own if left out. Without a store: the example alone.

    Raises
    ------
    ValueError
        If a file of the example or the store is damaged; the sentence names it.
    """
    lager = Lager(mappe)
    for _ in range(5):
        utgave = lager.utgave()
        data = _samlet(lager.mappe.absolute(), utgave)
        if lager.utgave() == utgave:
            break  # else a table was swapped while the others were read
    return data


@lru_cache(maxsize=1)
def _samlet(mappe: Path, utgave: str) -> Data:
    """Return the data of one edition of a store; of the example alone if there is none."""
    data, lager = load_eksempeldata(), Lager(mappe)
    if not utgave:
        return data
    rammer = {n: _over(data, lager, n) for n in KOLONNER if n in Data.__dataclass_fields__}
    # A name that the example already uses is kept: «Trondheim», not «Trondheim - Tråante».
    k, kjente = rammer["kommuner"], data.kommuner.set_index("komm_nr").navn
    rammer["kommuner"] = k.assign(navn=k.komm_nr.map(kjente).fillna(k.navn))
    folk = Folk(data.folk.grunn, tuple(b for lag in LAG for b in lager.filer("befolkning", lag)))
    pa.default_memory_pool().release_unused()  # the copies on the way: a page is open for long
    datoer = rammer["kilder"].hentet.dropna().str[:10]
    return replace(data, **rammer, folk=folk, dato=max([data.dato, *datoer]))


def _over(data: Data, lager: Lager, navn: str) -> pd.DataFrame:
    """One frame with the store's rows in the place of those they replace."""
    return lagt_over(navn, [getattr(data, navn), *(lager.les(navn, lag) for lag in LAG)])
