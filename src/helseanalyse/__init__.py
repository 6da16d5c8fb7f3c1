"""helseanalyse: open, traceable analyses of Norwegian municipal health and care services.

The names here are those a notebook uses; everything else is imported from its module. They
are loaded when first asked for, so that the command line answers before pandas is imported.
"""

from importlib import import_module
from typing import Any

_HVOR = {
    "Data": ".sources.load",
    "Plassvalg": ".valg",
    "Profilvalg": ".valg",
    "Side": ".side",
    "datagrunnlag": ".kapitler.datagrunnlag",
    "felt": ".kapitler.felt",
    "load_data": ".sources.samlet",
    "load_eksempeldata": ".sources.load",
    "plassbehov": ".kapitler.plassbehov",
    "rapport_2013": ".kapitler.rapport_2013",
    "tjenesteprofil": ".kapitler.tjenesteprofil",
}

__all__ = list(_HVOR)


def __getattr__(navn: str) -> Any:
    if navn not in _HVOR:
        raise AttributeError(f"helseanalyse har ikke noe som heter «{navn}».")
    modul = import_module(_HVOR[navn], __name__)
    return modul if _HVOR[navn].endswith(f".{navn}") else getattr(modul, navn)
