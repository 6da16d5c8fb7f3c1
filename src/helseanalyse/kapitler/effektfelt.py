"""The controls of ``effektivitet``."""

from ..indikator import indikatorer
from ..sources.load import Data
from ..valg_effektivitet import Effektvalg, effektsteder
from ..valgsjekk import ETIKETTER
from .enhetskostnad import fulgte
from .felt import Felt, kommunepar, sammenligningsfelt


def effektfelt(data: Data, valg: Effektvalg) -> list[Felt]:
    """Controls: municipality, year and comparison, then prices, weights and the cost key."""
    har, andre = effektsteder(data), _sammenligninger(data, valg)
    return [
        *sammenligningsfelt(data, valg, har, andre),
        *_enhetskostnad(data, valg),
        {
            "navn": "prisaar",
            "etikett": ETIKETTER["prisaar"],
            "type": "tall",
            "min": 1960,
            "maks": 2100,
            "desimaler": 0,
            "gruppering": False,
            "valgfri": True,
            "flere": True,
            "hjelp": "Tomt er det nyeste året.",
        },
        {
            "navn": "vekter",
            "etikett": ETIKETTER["vekter"],
            "type": "tekst",
            "flere": True,
            "hjelp": "Navn og vekt: legetimer 0,3; fysiotimer 0,2. Tomt er like vekter.",
        },
        {
            "navn": "noekkel",
            "etikett": ETIKETTER["noekkel"],
            "type": "tekst",
            "flere": True,
            "hjelp": "Egen indeks (1,036), nøkkelens år (2026) eller egne vekter.",
        },
        {
            "navn": "egne_beloep",
            "etikett": ETIKETTER["egne_beloep"],
            "type": "tekst",
            "flere": True,
            "hjelp": "Mill. kr og antall hvert år: time: 2023 41,5/52000; 2024 44/51500.",
        },
    ]


def _sammenligninger(data: Data, valg: Effektvalg) -> list[list[str]]:
    """Groups and regions with figures that year first, then the municipalities."""
    har = effektsteder(data)
    koder = {*har.loc[har.aar == valg.aar, "komm_nr"], *valg.sammenlign} - {valg.komm_nr}
    grupper = sorted(k for k in koder if not data.register.er_kommune(k))
    navn = [[k, data.register.navn(k)] for k in grupper]
    return navn + kommunepar(data, sorted(koder - {*grupper}))


def _enhetskostnad(data: Data, valg: Effektvalg) -> list[Felt]:
    """Which unit cost is followed through the years, and in whose borders."""
    kostnader = [[i.id, i.kortnavn] for i in fulgte(data, valg)]
    if valg.indikator not in (None, *(k for k, _ in kostnader)):
        kostnader.append([str(valg.indikator), indikatorer()[str(valg.indikator)].kortnavn])
    return [
        {
            "navn": "indikator",
            "etikett": ETIKETTER["indikator"],
            "type": "valg",
            "alternativer": [[None, "den med flest år"], *kostnader],
            "flere": True,
        },
        {
            "navn": "grenser",
            "etikett": ETIKETTER["grenser"],
            "type": "valg",
            "alternativer": [["som_det_var", "Som det var hvert år"], ["dagens", "Dagens"]],
            "hjelp": "Dagens: antall legges sammen, og andeler regnes på nytt.",
            "flere": True,
        },
    ]
