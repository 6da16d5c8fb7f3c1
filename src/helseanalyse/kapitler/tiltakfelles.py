"""What the chapters on measures share: the portfolio, its years, its words and its sources."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..enheter import avrund, med_enhet, tall
from ..kilde import Kilde
from ..measures.tiltak import (
    IKKE_ANBEFALT,
    aar_i,
    historiske_andeler,
    maalbane,
    med_virkning,
    sporing,
    telles,
)
from ..sources.load import Data
from ..tiltaksrader import som_rader
from ..tiltakssjekk import les_rader
from ..valg_tiltak import Plan, Tiltaksvalg, er_styrking, plan_for, planens_rader
from .felles import kilder
from .plassfelles import EGNE

HISTORIE = "baerum_hp_2015_2018"
MAL = "«helseanalyse tiltak --mal tiltak.xlsx»"


@dataclass(frozen=True, eq=False)
class Portefoelje:
    """A portfolio as the page shows it.

    ``rader`` are all its measures with their years, ``med`` those that are summed; ``plan`` is
    the published one it comes from, if any, and ``egne`` says that the user has their own.
    """

    rader: pd.DataFrame
    plan: Plan | None
    egne: bool
    styrking: bool
    navn: str
    kilder: tuple[Kilde, ...]

    @property
    def med(self) -> pd.DataFrame:
        """Return the measures that are summed."""
        return self.rader[telles(self.rader)]

    @property
    def ikke_anbefalt(self) -> pd.DataFrame:
        """Return the measures that were considered and not recommended."""
        return self.rader[self.rader.status == IKKE_ANBEFALT]

    @property
    def aar(self) -> list[int]:
        """Return the years with amounts."""
        return aar_i(self.rader)

    @property
    def sporet(self) -> bool:
        """Whether it is a published plan that has been reported on: nothing is left to choose."""
        return not self.egne and bool(self.rader.realisert.notna().sum() > 1)

    @property
    def i_plan(self) -> str:
        """Whose measures they are, as it stands in a sentence."""
        if self.egne or self.plan is None:
            return "Egne tiltak"
        return f"{self.navn}: {self.plan.tittel}"


@lru_cache(maxsize=8)
def portefoelje(data: Data, valg: Tiltaksvalg) -> Portefoelje:
    """Portfolio behind the choices: the user's own, else the municipality's published plan."""
    plan = plan_for(valg.komm_nr)
    trykte, egne = planens_rader(data, plan), som_rader(valg.tiltak)
    styrking = er_styrking(valg.fortegn, plan, egne, trykte)
    df = med_virkning(les_rader(egne or trykte, styrking=styrking, kjente=trykte))
    k = planens_kilder(data, plan) if plan and (not egne or _noe_trykt(egne, trykte)) else []
    return Portefoelje(
        df, plan, bool(egne), styrking, data.register.navn(valg.komm_nr),
        tuple([*k, EGNE] if egne else k),
    )  # fmt: skip


def _noe_trykt(egne: list[dict[str, str]], trykte: list[dict[str, str]]) -> bool:
    """Whether any row is left of the plan as printed: then its source still stands."""
    return any(r in trykte for r in egne)


def planens_kilder(data: Data, plan: Plan) -> list[Kilde]:
    """Sources of a published plan."""
    return kilder(data, data.tiltak.kilde[data.tiltak.plan == plan.navn])


def historie(data: Data) -> tuple[NDArray[np.float64], list[Kilde]]:
    """Realised shares of earlier measures in the data, and their sources; none if it has none."""
    d = data.tiltak[data.tiltak.plan == HISTORIE]
    if d.empty:
        return np.array([]), []
    return historiske_andeler(sporing(d)), kilder(data, d.kilde)


def maal_for(p: Portefoelje, valg: Tiltaksvalg) -> dict[int, float]:
    """Target by year; empty without one."""
    return maalbane(valg.maal_per_aar, p.aar) if valg.maal_per_aar and p.aar else {}


def mill(verdi: float | None) -> str:
    """Mill kr with one decimal; two where the first alone would change the figure."""
    return med_enhet(verdi, "mill kr", desimaler(verdi))


def milltall(verdi: float | None) -> str:
    """Amount in mill kr without its unit."""
    return tall(verdi, desimaler(verdi))


def desimaler(verdi: float | None) -> int:
    """Return 1, or 2 for a small amount that has a second decimal."""
    if verdi is None or pd.isna(verdi) or abs(verdi) >= 1:
        return 1
    return 2 if abs(float(avrund(verdi, 1)) - verdi) > 1e-9 else 1
