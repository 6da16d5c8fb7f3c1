"""The control that chooses which parts of the service the profile shows."""

from typing import Any

from ..indikator import gruppenavn, grupper
from ..sources.load import Data
from ..valg import Profilvalg
from ..valgsjekk import ETIKETTER
from .felles import profilrader


def gruppefelt(data: Data, valg: Profilvalg) -> list[dict[str, Any]]:
    """Control of the groups that the profile has; none where there is nothing to choose."""
    finnes = {r.indikator.gruppe for r in profilrader(data, valg)} | {*valg.grupper}
    alternativer = [[g, gruppenavn(g)] for g in grupper() if g in finnes]
    if len(alternativer) < 2:
        return []
    return [
        {
            "navn": "grupper",
            "etikett": ETIKETTER["grupper"],
            "type": "flervalg",
            "alternativer": alternativer,
            "hjelp": "Ingen valgt: alle vises.",
            "flere": True,
        }
    ]
