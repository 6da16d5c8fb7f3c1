"""The cover of each notebook's report: the choices, checked, and what they are called."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from ..notatbok import Forside
from ..sources.load import Data
from ..valg import Plassvalg, Profilvalg
from ..valg_tiltak import Tiltaksvalg
from . import plassbehov, tiltakene, tjenesteprofil

_NOTATBOEKER: dict[str, tuple[Any, Callable[[Data, Any], tuple[str, str]]]] = {
    "tjenesteprofil": (Profilvalg, tjenesteprofil.tittel),
    "plassbehov": (Plassvalg, plassbehov.tittel),
    "tiltak": (Tiltaksvalg, tiltakene.tittel),
}


def forside(data: Data, notatbok: str, parametre: Mapping[str, Any]) -> Forside:
    """Cover of a report of ``notatbok`` with these parameters.

    Raises
    ------
    ValueError
        If a choice is refused.
    """
    valgtype, tittel = _NOTATBOEKER[notatbok]
    valg = valgtype.sjekket(data, **parametre)
    hoved, under = tittel(data, valg)
    return Forside(hoved, under, data.register.navn(valg.komm_nr), date.fromisoformat(data.dato))
