"""The controls of ``staastedsanalyse``: municipality, comparison, years and language."""

from typing import Any

from ...sources.load import Data
from ...valg import mulige_sammenligninger, steder_med_tall
from ...valg_staasted import Staastedsvalg, plassvalg
from ...valgsjekk import ETIKETTER
from ..felt import kommunepar, plassfelt, sammenligningsfelt

_SPRAAK = [["nb", "Bokmål"], ["nn", "Nynorsk"], ["en", "English"]]


def staastedsfelt(data: Data, valg: Staastedsvalg) -> list[dict[str, Any]]:
    """Controls: whose report, beside whom, of which years, in which language."""
    andre = {*mulige_sammenligninger(data, valg.komm_nr, valg.aar), *valg.sammenlign}
    par = kommunepar(data, sorted(andre))
    fram = next(f for f in plassfelt(data, plassvalg(data, valg)) if f["navn"] == "aar")
    spraak = {
        "navn": "spraak",
        "etikett": ETIKETTER["spraak"],
        "type": "valg",
        "alternativer": _SPRAAK,
    }
    return [
        *sammenligningsfelt(data, valg.profil, steder_med_tall(data), par),
        fram | {"navn": "horisont", "etikett": ETIKETTER["horisont"], "valgfri": True},
        spraak,
    ]
