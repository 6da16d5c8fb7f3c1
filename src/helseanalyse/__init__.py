"""helseanalyse: open, traceable analyses of Norwegian municipal health and care services.

The names here are those a notebook uses; everything else is imported from its module. They
are loaded when first asked for, so that the command line answers before pandas is imported.
"""

from typing import Any

from .lat import hent_navn

_HVOR = {
    "Data": ".sources.load",
    "Plassvalg": ".valg",
    "Profilvalg": ".valg",
    "Side": ".side",
    "datagrunnlag": ".kapitler.datagrunnlag",
    "felt": ".kapitler.felt",
    "Tiltaksvalg": ".valg_tiltak",
    "load_data": ".sources.samlet",
    "load_eksempeldata": ".sources.load",
    "plassbehov": ".kapitler.plassbehov",
    "rapport_2013": ".kapitler.rapport_2013",
    "tiltakene": ".kapitler.tiltakene",
    "tjenesteprofil": ".kapitler.tjenesteprofil",
}

__all__ = list(_HVOR)


def __getattr__(navn: str) -> Any:
    return hent_navn(__name__, _HVOR, navn)
