"""Chapters of the report ``staastedsanalyse``, in the order in which they stand."""

from .bakgrunn import bakgrunn
from .behov import behov
from .bemanning import bemanning
from .brukerbetaling import brukerbetaling
from .dekning import dekning
from .demografi import demografi
from .egneord import egne_ord
from .felt import staastedsfelt
from .forbehold import forbehold, metode
from .kontrafaktisk import kontrafaktisk
from .kostnad import kostnad
from .profil import profil
from .sammendrag import konklusjon, oppsummering, tittel
from .skillerseg import skiller_seg_ut
from .tiltak import tiltak

KAPITLER = (
    konklusjon, oppsummering, bakgrunn, skiller_seg_ut, demografi, profil, dekning, kostnad, behov,
    kontrafaktisk, brukerbetaling, bemanning, tiltak, egne_ord, forbehold, metode,
)  # fmt: skip

__all__ = [
    "KAPITLER",
    "bakgrunn",
    "behov",
    "bemanning",
    "brukerbetaling",
    "dekning",
    "demografi",
    "egne_ord",
    "forbehold",
    "konklusjon",
    "kontrafaktisk",
    "kostnad",
    "metode",
    "oppsummering",
    "profil",
    "skiller_seg_ut",
    "staastedsfelt",
    "tiltak",
    "tittel",
]
