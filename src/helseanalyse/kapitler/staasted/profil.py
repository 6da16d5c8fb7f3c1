"""Chapter of the report: profil."""

from ...sources.load import Data
from ...valg_staasted import Staastedsvalg
from ...views.blokker import Blokk


def profil(data: Data, valg: Staastedsvalg) -> list[Blokk]:
    """Return the chapter."""
    return []
