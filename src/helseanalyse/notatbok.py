"""The notebooks that ship with the package: finding them, their parameters, their choices."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .kapitler import plassbehov, tjenesteprofil
from .kommune import oppramsing
from .ressurser import ressursmappe
from .sources.load import Data
from .valg import Plassvalg, Profilvalg


@dataclass(frozen=True)
class Notatbok:
    """A notebook with the type that checks its parameters and the function that titles it."""

    navn: str
    valg: type[Profilvalg] | type[Plassvalg]
    tittel: Callable[[Data, Any], tuple[str, str]]

    @property
    def sti(self) -> Path:
        """Return the notebook's file."""
        return ressursmappe("notebooks") / f"{self.navn}.ipynb"


NOTATBOEKER = {
    n.navn: n
    for n in (
        Notatbok("tjenesteprofil", Profilvalg, tjenesteprofil.tittel),
        Notatbok("plassbehov", Plassvalg, plassbehov.tittel),
    )
}


def notatbok(navn: str) -> Notatbok:
    """Notebook by name.

    Raises
    ------
    ValueError
        If there is none; the sentence suggests the nearest and lists them all.
    """
    if navn in NOTATBOEKER:
        return NOTATBOEKER[navn]
    like = difflib.get_close_matches(navn, list(NOTATBOEKER), 1, 0.5)
    forslag = f" Mente du «{like[0]}»?" if like else ""
    alle = oppramsing(list(NOTATBOEKER))
    raise ValueError(f"Notatboken «{navn}» finnes ikke.{forslag} Det finnes {alle}.")


def sjekk_navn(gitte: set[str], kjente: set[str], bok: str) -> None:
    """Refuse parameter names that the notebook does not declare.

    papermill only warns of them and reports the default municipality, and it runs
    names as code: none may reach it unchecked.

    Raises
    ------
    ValueError
        If a name is unknown; the sentence suggests the nearest.
    """
    for navn in sorted(gitte - kjente):
        like = difflib.get_close_matches(navn, sorted(kjente), 1, 0.5)
        forslag = f" Mente du «{like[0]}»?" if like else ""
        alle = oppramsing(sorted(kjente))
        raise ValueError(
            f"«{bok}» har ingen parameter som heter «{navn}».{forslag} Parameterne er {alle}."
        )
