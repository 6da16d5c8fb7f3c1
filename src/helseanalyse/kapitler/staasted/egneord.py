"""Chapter of the report: the consultant's own words."""

from ...sources.load import Data
from ...valg_staasted import Staastedsvalg
from ...views.blokker import Blokk


def egne_ord(data: Data, valg: Staastedsvalg) -> list[Blokk]:
    """Return the chapter."""
    return []
