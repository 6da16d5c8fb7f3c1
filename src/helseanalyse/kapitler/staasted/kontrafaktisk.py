"""Chapter of the report: kontrafaktisk."""

from ...sources.load import Data
from ...valg_staasted import Staastedsvalg
from ...views.blokker import Blokk


def kontrafaktisk(data: Data, valg: Staastedsvalg) -> list[Blokk]:
    """Return the chapter."""
    return []
