"""helseanalyse: open, traceable analyses of Norwegian municipal health and care services.

The names here are those a notebook uses; everything else is imported from its module. They
are loaded when first asked for, so that the command line answers before pandas is imported.
"""

import os
from typing import Any

from .lat import hent_navn

# Before Arrow is loaded: its own allocator sets a gibibyte aside, which bounds on memory count.
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")

_HVOR = {
    "Bemanningsvalg": ".valg_bemanning",
    "Data": ".sources.load",
    "Oekonomivalg": ".valg_okonomi",
    "Effektvalg": ".valg_effektivitet",
    "Kontrollvalg": ".valg_kontroll",
    "Plassvalg": ".valg",
    "Profilvalg": ".valg",
    "Side": ".side",
    "bemanning": ".kapitler.bemanning",
    "bemanningsfelt": ".kapitler.bemanningsfelt",
    "datagrunnlag": ".kapitler.datagrunnlag",
    "definisjon": ".begrep",
    "effektfelt": ".kapitler.effektfelt",
    "effektivitet": ".kapitler.effektivitet",
    "felt": ".kapitler.felt",
    "kontroll": ".kapitler.kontroll",
    "Tiltaksvalg": ".valg_tiltak",
    "load_data": ".sources.samlet",
    "load_eksempeldata": ".sources.load",
    "okonomi": ".kapitler.okonomi",
    "okonomifelt": ".kapitler.okonomifelt",
    "plassbehov": ".kapitler.plassbehov",
    "rapport_2013": ".kapitler.rapport_2013",
    "Staastedsvalg": ".valg_staasted",
    "staasted": ".kapitler.staasted",
    "tiltakene": ".kapitler.tiltakene",
    "tjenesteprofil": ".kapitler.tjenesteprofil",
}

__all__ = list(_HVOR)


def __getattr__(navn: str) -> Any:
    return hent_navn(__name__, _HVOR, navn)
