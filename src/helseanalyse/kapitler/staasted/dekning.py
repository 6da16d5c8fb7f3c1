"""Chapter of the report: dekning."""

from ...sources.load import Data
from ...valg_staasted import Staastedsvalg
from ...views.blokker import Blokk


def dekning(data: Data, valg: Staastedsvalg) -> list[Blokk]:
    """Return the chapter."""
    return []
