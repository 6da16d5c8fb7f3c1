"""Chapter of the report: brukerbetaling."""

from ...sources.load import Data
from ...valg_staasted import Staastedsvalg
from ...views.blokker import Blokk


def brukerbetaling(data: Data, valg: Staastedsvalg) -> list[Blokk]:
    """Return the chapter."""
    return []
