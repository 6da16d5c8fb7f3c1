"""The cover of each notebook's report: the choices, checked, and what they are called."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from ..notatbok import Forside
from ..sources.load import Data
from ..valg import Plassvalg, Profilvalg
from ..valg_bemanning import Bemanningsvalg
from ..valg_effektivitet import Effektvalg
from ..valg_kontroll import Kontrollvalg
from ..valg_okonomi import Oekonomivalg
from ..valg_staasted import Staastedsvalg
from ..valg_tiltak import Tiltaksvalg
from . import bemanning, effektivitet, kontroll, okonomi, plassbehov, tiltakene, tjenesteprofil
from .staasted import sammendrag as staasted

_NOTATBOEKER: dict[str, tuple[Any, Callable[[Data, Any], tuple[str, str]]]] = {
    "tjenesteprofil": (Profilvalg, tjenesteprofil.tittel),
    "plassbehov": (Plassvalg, plassbehov.tittel),
    "okonomi": (Oekonomivalg, okonomi.tittel),
    "effektivitet": (Effektvalg, effektivitet.tittel),
    "bemanning": (Bemanningsvalg, bemanning.tittel),
    "kontroll": (Kontrollvalg, kontroll.tittel),
    "tiltak": (Tiltaksvalg, tiltakene.tittel),
    "staastedsanalyse": (Staastedsvalg, staasted.tittel),
}


def forside(data: Data, notatbok: str, parametre: Mapping[str, Any]) -> Forside:
    """Cover of a report of ``notatbok`` with these parameters.

    Raises
    ------
    ValueError
        If a choice is refused.
    """
    valgtype, tittel = _NOTATBOEKER[notatbok]
    valg = valgtype.sjekket(data, **parametre)
    hoved, under = tittel(data, valg)
    komm_nr = getattr(valg, "komm_nr", None)  # a report may be of no municipality
    kommune = "" if komm_nr is None else data.register.navn(komm_nr)
    valgte = {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(valg).items()}
    filer = tuple(n for n in filvalg(notatbok) if valgte[n] and not er_innhold(n, valgte[n]))
    return Forside(hoved, under, kommune, date.fromisoformat(data.dato), valgte, filer)


def filvalg(notatbok: str) -> tuple[str, ...]:
    """Choices of a notebook that may name a file on the user's machine."""
    laaste = getattr(_NOTATBOEKER[notatbok][0], "LAAST", ())
    return tuple(navn for navn in laaste if navn != "ark")  # a sheet is in a file


def er_innhold(navn: str, verdi: Any) -> bool:
    """Whether such a choice is what stands in the file, and opens none (`les_egne_ord`)."""
    return navn == "egne_ord" and str(verdi).lstrip().startswith("{")
