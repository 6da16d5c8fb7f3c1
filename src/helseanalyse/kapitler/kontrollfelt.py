"""The controls of ``kontroll``: a published table, or one that is pasted."""

from typing import Any

from ..sources.load import Data
from ..valg_kontroll import Kontrollvalg, eksempler

Felt = dict[str, Any]


def felter(data: Data, valg: Kontrollvalg) -> list[Felt]:
    """Controls of ``kontroll``; a file is not among them: a page opens none."""
    return [
        {
            "navn": "tabell",
            "etikett": "Lim inn en tabell",
            "type": "langtekst",
            "hjelp": "Overskrifter i første rad. Kopiert fra et regneark, eller med semikolon"
            " mellom cellene. Tomt felt viser eksempelet under.",
        },
        {
            "navn": "eksempel",
            "etikett": "Publisert tabell",
            "type": "valg",
            "alternativer": [[e.navn, e.tittel] for e in eksempler()],
        },
        {
            "navn": "tekst",
            "etikett": "Tekst om tabellen",
            "type": "langtekst",
            "flere": True,
            "hjelp": "Setninger som gjentar tall, med år: Sum er 13,2 i 2026.",
        },
        {
            "navn": "desimaltegn",
            "etikett": "Desimaltegn",
            "type": "valg",
            "flere": True,
            "alternativer": [["", "les av tabellen"], [",", "komma"], [".", "punktum"]],
        },
    ]
