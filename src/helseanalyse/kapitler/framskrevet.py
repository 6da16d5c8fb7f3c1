"""People by age through the years, for one place: the frames that several chapters rest on."""

from functools import lru_cache

import pandas as pd

from ..kilde import Kilde
from ..measures.demografi import (
    ALTERNATIVER,
    FAKTISK,
    HOVEDALTERNATIV,
    Aldersgruppe,
    aldersgrupper,
)
from ..sources.load import Data
from .felles import kilder

KOLONNER = ["komm_nr", "aar", "alternativ", "gruppe", "personer"]


@lru_cache(maxsize=16)
def personer(data: Data, komm_nr: str, grupper: tuple[Aldersgruppe, ...]) -> pd.DataFrame:
    """Persons by year, alternative and age group of one place; missing sums left out."""
    return etter_gruppe(data.folk([komm_nr]), grupper)


def etter_gruppe(folk: pd.DataFrame, grupper: tuple[Aldersgruppe, ...]) -> pd.DataFrame:
    """Persons of population rows by place, year, alternative and age group; without missing."""
    if folk.empty:
        return pd.DataFrame(columns=KOLONNER).astype({"personer": "float64"})
    return aldersgrupper(folk, grupper).dropna(subset="personer").astype({"aar": "int64"})


def hoved(p: pd.DataFrame, fra_aar: int) -> pd.DataFrame:
    """Rows of the main alternative from a year on; the actual figure where it starts later."""
    foer = p[(p.alternativ == FAKTISK) & (p.aar == fra_aar)]
    anslag = p[(p.alternativ == HOVEDALTERNATIV) & (p.aar >= fra_aar)]
    if (anslag.aar == fra_aar).any():
        return anslag
    return pd.concat([d for d in (foer, anslag) if len(d)] or [anslag])


def naermeste_aar(p: pd.DataFrame, aar: int) -> int | None:
    """Return the projected year of the main alternative that is nearest to ``aar``."""
    framskrevet = {int(a) for a in p.aar[p.alternativ == HOVEDALTERNATIV]}
    return min(framskrevet, key=lambda a: (abs(a - aar), -a), default=None)


def har_alternativer(p: pd.DataFrame) -> bool:
    """Whether the lowest and the highest alternative are there beside the main one."""
    return set(ALTERNATIVER) <= set(p.alternativ)


def folkekilder(data: Data, komm_nr: str) -> list[Kilde]:
    """Sources of a place's people."""
    return kilder(data, _folkekoder(data, komm_nr))


@lru_cache(maxsize=16)
def _folkekoder(data: Data, komm_nr: str) -> tuple[str, ...]:
    return tuple(data.folk([komm_nr]).kilde.dropna().unique())
