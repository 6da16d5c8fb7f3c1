"""Chapters of ``tiltak``: what the measures give, how sure it is, and what becomes of them."""

from ..sources.load import Data
from ..valg_tiltak import Tiltaksvalg
from .tiltakfelles import portefoelje
from .tiltakfelt import redigering, tiltakfelt
from .tiltakforslag import forslag, metode
from .tiltakliste import alle, annet_sted, ikke_anbefalt
from .tiltakspor import enheter, handlingsplan, oppfoelging
from .tiltaksum import konklusjon, status, summene
from .tiltakusikkert import overlappende, realisert

__all__ = [
    "alle",
    "annet_sted",
    "enheter",
    "forslag",
    "handlingsplan",
    "ikke_anbefalt",
    "konklusjon",
    "metode",
    "oppfoelging",
    "overlappende",
    "realisert",
    "redigering",
    "status",
    "summene",
    "tiltakfelt",
    "tittel",
]


def tittel(data: Data, valg: Tiltaksvalg) -> tuple[str, str]:
    """Title and subtitle of the page and the report."""
    p = portefoelje(data, valg)
    hva = "Egne tiltak" if p.egne or p.plan is None else p.plan.tittel
    aar = (
        f", {p.aar[0]}–{p.aar[-1]}" if len(p.aar) > 1 and not any(c.isdigit() for c in hva) else ""
    )
    return f"Tiltak i {p.navn}", f"{hva[0].upper()}{hva[1:]}{aar}"
