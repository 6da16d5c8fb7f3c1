"""helseanalyse: open, traceable analyses of Norwegian municipal health and care services.

The names here are those a notebook uses; everything else is imported from its module.
"""

from .kapitler import felt, plassbehov, rapport_2013, tjenesteprofil
from .side import Side
from .sources.load import Data, load_eksempeldata
from .valg import Plassvalg, Profilvalg

__all__ = [
    "Data",
    "Plassvalg",
    "Profilvalg",
    "Side",
    "felt",
    "load_eksempeldata",
    "plassbehov",
    "rapport_2013",
    "tjenesteprofil",
]
