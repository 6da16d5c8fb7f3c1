"""The data behind a page: the example, what was fetched from SSB, and the user's own files.

A later layer wins over an earlier one, row by row, and each row keeps its own source: what a
figure rests on is told by its source line.
"""

from dataclasses import replace
from pathlib import Path

import pandas as pd

from .framskriving import nyeste_framskriving
from .lager import Lager
from .lager_fil import KOLONNER, NOEKLER
from .load import Data, load_eksempeldata

LAG = ("ssb", "egne")  # in rising precedence over the example


def load_data(mappe: Path | None = None) -> Data:
    """Example data with the store's layers put over them.

    Parameters
    ----------
    mappe
        Folder of the store; the user's own if left out. Without a store: the example alone.

    Raises
    ------
    ValueError
        If a file of the example or the store is damaged; the sentence names it.
    """
    data, lager = load_eksempeldata(), Lager(mappe)
    if not (lager.mappe / "innhold.json").exists():
        return data
    rammer = {n: _over(data, lager, n) for n in KOLONNER if n in Data.__dataclass_fields__}
    # A name that the example already uses is kept: «Trondheim», not «Trondheim - Tråante».
    k, kjente = rammer["kommuner"], data.kommuner.set_index("komm_nr").navn
    rammer["kommuner"] = k.assign(navn=k.komm_nr.map(kjente).fillna(k.navn))
    rammer["befolkning"] = nyeste_framskriving(rammer["befolkning"])
    datoer = rammer["kilder"].hentet.dropna().str[:10]
    return replace(data, **rammer, dato=max([data.dato, *datoer]))


def _over(data: Data, lager: Lager, navn: str) -> pd.DataFrame:
    """One frame with the store's rows in the place of those they replace."""
    deler = [getattr(data, navn), *(lager.les(navn, lag) for lag in LAG)]
    alle = pd.concat([d for d in deler if len(d)], ignore_index=True)
    alle = alle.drop_duplicates(NOEKLER[navn], keep="last")
    return alle.sort_values(NOEKLER[navn], ignore_index=True)
