"""Chapter of the report: behov."""

from ...sources.load import Data
from ...valg_staasted import Staastedsvalg
from ...views.blokker import Blokk


def behov(data: Data, valg: Staastedsvalg) -> list[Blokk]:
    """Return the chapter."""
    return []
