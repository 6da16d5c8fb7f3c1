"""Load the example data that ship with the package."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ..kommune import Kommuneregister
from ..ressurser import ressursmappe
from .folk import Folk

# All other types are text: codes keep their zeros.
_DTYPER = {"integer": "Int64", "year": "Int64", "number": "float64"}
_IKKE_FILER = ("dato", "folk", "kostragrupper", "foreldet")


def _ingen_grupper() -> pd.DataFrame:
    kolonner = {"komm_nr": "str", "gruppe": "str", "gjelder_fra": "Int64", "gjelder_til": "Int64"}
    return pd.DataFrame({k: pd.Series(dtype=t) for k, t in kolonner.items()})


@dataclass(frozen=True, eq=False)
class Data:
    """The frames of a data package; columns and units stand in its ``datapackage.json``.

    ``observasjoner`` (one indicator, place and year), ``tiltak``, ``satser``,
    ``dokumenttall`` (figures printed in a document), ``paastander`` (its claims),
    ``kilder``, ``kommuner``, ``kommuneendringer``; ``folk`` gives the population's rows as they
    are asked for; ``dato`` is the package's date (ISO). With a store also ``kostragrupper``
    (who is in which group, from and to which year), and ``foreldet``: sentences on fetched
    tables of which the publisher has newer figures.
    Frames are read, never changed, so one instance stands for its content.
    """

    kommuner: pd.DataFrame
    kommuneendringer: pd.DataFrame
    observasjoner: pd.DataFrame
    folk: Folk
    tiltak: pd.DataFrame
    satser: pd.DataFrame
    dokumenttall: pd.DataFrame
    paastander: pd.DataFrame
    kilder: pd.DataFrame
    dato: str
    kostragrupper: pd.DataFrame = field(default_factory=_ingen_grupper)
    foreldet: tuple[str, ...] = ()

    @cached_property
    def register(self) -> Kommuneregister:
        """Return the municipality register of this data."""
        return Kommuneregister(self.kommuner, self.kommuneendringer)

    def observert(self, koder: Iterable[str]) -> pd.DataFrame:
        """Observations of these places, in the order of ``observasjoner``; the rest are not read.

        It is shared by all who ask for the same: read it, never change it.
        """
        ut: pd.DataFrame = self._observert(tuple(koder))
        return ut

    @cached_property
    def _observert(self) -> Any:
        rader = self.observasjoner.groupby("komm_nr", sort=False).indices
        ingen = np.empty(0, dtype=np.intp)

        def les(koder: tuple[str, ...]) -> pd.DataFrame:
            hvor = [rader.get(kode, ingen) for kode in dict.fromkeys(koder)]
            return self.observasjoner.iloc[np.sort(np.concatenate([ingen, *hvor]))]

        return lru_cache(maxsize=32)(les)


def load_eksempeldata(mappe: Path | None = None) -> Data:
    """Example data: the figures of five documents and SSB's published tables.

    Parameters
    ----------
    mappe
        Folder of the data package; the shipped one if left out.

    Raises
    ------
    ValueError
        If a file is missing or cannot be read; the sentence names it.
    """
    mappe = mappe or ressursmappe("data")
    pakke = _les_json(mappe / "datapackage.json")
    felt = {r["path"]: r["schema"]["fields"] for r in pakke["resources"]}
    navn = [n for n in Data.__dataclass_fields__ if n not in _IKKE_FILER]
    stier = {n: f"klargjort/{n}.csv" for n in (*navn, "befolkning")}
    rammer = {n: _les_csv(mappe / sti, felt[sti]) for n, sti in stier.items()}
    folk = Folk(rammer.pop("befolkning"))
    return Data(**rammer, folk=folk, dato=str(pakke["created"])[:10])


def _les_csv(fil: Path, felt: list[dict[str, Any]]) -> pd.DataFrame:
    """One frame, typed by the descriptor's schema; only an empty cell is missing."""
    dtyper = {f["name"]: _DTYPER.get(f["type"], "str") for f in felt}
    try:
        return pd.read_csv(fil, dtype=dtyper, keep_default_na=False, na_values=[""])
    except (OSError, ValueError) as feil:
        raise ValueError(_uleselig(fil, feil)) from feil


def _les_json(fil: Path) -> dict[str, Any]:
    try:
        innhold: dict[str, Any] = json.loads(fil.read_text(encoding="utf-8"))
    except (OSError, ValueError) as feil:
        raise ValueError(_uleselig(fil, feil)) from feil
    return innhold


def _uleselig(fil: Path, feil: Exception) -> str:
    return (
        f"Datafilen «{fil.name}» mangler eller er skadet ({type(feil).__name__})."
        " Installer helseanalyse på nytt."
    )
