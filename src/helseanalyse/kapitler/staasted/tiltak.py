"""Chapter of the report: tiltak."""

from ...sources.load import Data
from ...valg_staasted import Staastedsvalg
from ...views.blokker import Blokk


def tiltak(data: Data, valg: Staastedsvalg) -> list[Blokk]:
    """Return the chapter."""
    return []
