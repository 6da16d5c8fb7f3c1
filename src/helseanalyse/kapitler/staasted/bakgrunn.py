"""Chapter of the report: bakgrunn."""

from ...sources.load import Data
from ...valg_staasted import Staastedsvalg
from ...views.blokker import Blokk


def bakgrunn(data: Data, valg: Staastedsvalg) -> list[Blokk]:
    """Return the chapter."""
    return []
