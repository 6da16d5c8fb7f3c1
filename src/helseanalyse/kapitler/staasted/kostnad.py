"""Chapter of the report: kostnad."""

from ...sources.load import Data
from ...valg_staasted import Staastedsvalg
from ...views.blokker import Blokk


def kostnad(data: Data, valg: Staastedsvalg) -> list[Blokk]:
    """Return the chapter."""
    return []
