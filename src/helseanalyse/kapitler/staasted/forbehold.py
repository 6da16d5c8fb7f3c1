"""Chapters of the report: what the figures cannot say, and how they are made."""

from ...sources.load import Data
from ...valg_staasted import Staastedsvalg
from ...views.blokker import Blokk


def forbehold(data: Data, valg: Staastedsvalg) -> list[Blokk]:
    """Return the chapter."""
    return []


def metode(data: Data, valg: Staastedsvalg) -> list[Blokk]:
    """Return the chapter."""
    return []
