"""Chapters of every page on the figures it rests on: their layers, and their age."""

import pandas as pd

from ..kilde import dato
from ..sources.load import Data
from ..valg import Valg
from ..valg_bemanning import Bemanningsvalg
from ..views.blokker import Blokk, rent, tabell, tekst, varsel
from .felles import kilder

_NEVNES = 8  # sources named in one cell


def alder(data: Data, valg: Valg | Bemanningsvalg) -> list[Blokk]:
    """Chapter: fetched tables that the publisher has newer figures of, and how to get them.

    A report leaves it out: it is the same in a year, and its sources have their dates.
    """
    if not data.foreldet:
        return []
    return [varsel(rent(" ".join([*data.foreldet, "Hent på nytt med «helseanalyse hent»."])))]


def lag(data: Data, valg: Valg | Bemanningsvalg) -> list[Blokk]:
    """Chapter: the layers of figures, what each holds and how new it is; which goes before which.

    Nothing where there is only the example: its sources stand under each figure.
    """
    if "lag" not in data.kilder:
        return []
    rader = []
    for navn, tittel in (("egne", "Egne filer"), ("ssb", "Hentet"), ("eksempel", "Eksempeldata")):
        k = data.kilder[data.kilder.lag == navn]
        if len(k):
            rader.append([tittel, _hva(k, navn), str(dato(k.hentet.max()))])
    return [
        tekst("## Hvilke tall bruker siden?"),
        tabell(
            "datalag",
            ["Lag", "Kilder", "Sist hentet eller lest inn"],
            rader,
            tittel="Datalagene, det som går foran øverst",
            kilder=kilder(data, data.kilder.kilde[data.kilder.lag != "eksempel"]),
            just="lll",
            note="Et tall i et lag går foran det samme tallet i lagene under. Kilden under hver"
            " figur og tabell sier hvilket lag tallene er fra." + _skjermet(data),
        ),
    ]


def _skjermet(data: Data) -> str:
    """Say what is hidden of the own files; nothing where nothing is."""
    under = data.kilder.skjermet.dropna()
    if under.empty:
        return ""
    return (
        f" I egne filer er antall personer fra 1 til {under.max() - 1} skjermet, og tall som ville"
        " røpet dem. Null er ikke skjermet."
    )


def _hva(k: pd.DataFrame, navn: str) -> str:
    if navn == "eksempel":
        return f"{len(k)} kilder som følger med"
    hva = [str(x) for x in k.sted.where(k.sted.notna(), k.tittel).unique()]
    return ", ".join(hva[:_NEVNES]) + (
        f" og {len(hva) - _NEVNES} til" if len(hva) > _NEVNES else ""
    )
