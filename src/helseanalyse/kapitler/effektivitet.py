"""Chapters of ``effektivitet``: what the money buys, and what it is held against."""

from ..sources.load import Data
from ..valg_effektivitet import Effektvalg
from ..views.blokker import Blokk, rent, tekst, varsel
from .bruddserie import brudd
from .enhetskostnad import enhetskostnader
from .kostnadskontroll import baerums_tabeller
from .kostnadsutvikling import kostnadsutvikling

__all__ = [
    "baerums_tabeller",
    "brudd",
    "enhetskostnader",
    "konklusjon",
    "kostnadsutvikling",
    "metode",
    "tittel",
]


def tittel(data: Data, valg: Effektvalg) -> tuple[str, str]:
    """Title and subtitle of the page and the report."""
    navn = data.register.navn(valg.komm_nr)
    return f"Hva får {navn} for pengene?", f"Ressursbruk, produksjon og effektivitet, {valg.aar}"


def konklusjon(data: Data, valg: Effektvalg) -> list[Blokk]:
    """Return the answer in one to three sentences, or what is missing to give one."""
    navn = rent(data.register.navn(valg.komm_nr))
    return [varsel(f"Datagrunnlaget har ingen effektivitetstall for {navn} i {valg.aar}.")]


def metode(data: Data, valg: Effektvalg) -> list[Blokk]:
    """Chapter: every formula, and what may be corrected for need."""
    return [tekst("## Slik er tallene regnet ut\n\nEffektivitet er produksjon delt på kostnad.")]
