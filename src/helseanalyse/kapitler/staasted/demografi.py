"""Chapter of the report: demografi."""

from ...sources.load import Data
from ...valg_staasted import Staastedsvalg
from ...views.blokker import Blokk


def demografi(data: Data, valg: Staastedsvalg) -> list[Blokk]:
    """Return the chapter."""
    return []
