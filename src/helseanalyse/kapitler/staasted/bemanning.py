"""Chapter of the report: bemanning."""

from ...sources.load import Data
from ...valg_staasted import Staastedsvalg
from ...views.blokker import Blokk


def bemanning(data: Data, valg: Staastedsvalg) -> list[Blokk]:
    """Return the chapter."""
    return []
