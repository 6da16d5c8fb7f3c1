"""Chapter of the report: what stands out."""

from ...sources.load import Data
from ...valg_staasted import Staastedsvalg
from ...views.blokker import Blokk


def skiller_seg_ut(data: Data, valg: Staastedsvalg) -> list[Blokk]:
    """Return the chapter."""
    return []
