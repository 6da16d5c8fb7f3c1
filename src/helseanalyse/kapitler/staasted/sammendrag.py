"""The front of the report: its title, the answer, and a summary that stands alone."""

from ...sources.load import Data
from ...valg_staasted import Staastedsvalg
from ...views.blokker import Blokk, svar
from .felles import felles, mot_hvem


def tittel(data: Data, valg: Staastedsvalg) -> tuple[str, str]:
    """Title and subtitle of the page and the report."""
    t, navn = felles(valg), data.register.navn(valg.komm_nr)
    andre = mot_hvem(data, valg)
    under = (
        t("undertittel-mot", aar=str(valg.aar), hvem=andre)
        if andre
        else t("undertittel", aar=str(valg.aar))
    )
    return t("tittel", kommune=navn), under


def konklusjon(data: Data, valg: Staastedsvalg) -> list[Blokk]:
    """Return the answer in a sentence or two."""
    return [svar(tittel(data, valg)[0])]


def oppsummering(data: Data, valg: Staastedsvalg) -> list[Blokk]:
    """Return the chapter."""
    return []
