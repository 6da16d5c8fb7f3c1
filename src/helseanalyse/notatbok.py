"""The notebooks that ship with the package: their files and their declared parameters."""

import ast
import difflib
from collections.abc import Set
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from .ressurser import ressursmappe
from .spraak import oppramsing


class Forside(NamedTuple):
    """What the cover of a report says; ``dato`` is that of the data, ``valg`` the checked choices.

    ``filer`` are the choices that still name a file on the user's machine once checked.
    """

    tittel: str
    undertittel: str
    kommune: str
    dato: date
    valg: dict[str, Any]
    filer: tuple[str, ...]


def notatbokfil(navn: str) -> Path:
    """File of a notebook by name.

    Raises
    ------
    ValueError
        If there is none; the sentence suggests the nearest and lists them all.
    """
    filer = {f.stem: f for f in sorted(ressursmappe("notebooks").glob("*.ipynb"))}
    if navn in filer:
        return filer[navn]
    raise ValueError(
        f"Notatboken «{navn}» finnes ikke.{_naermest(navn, list(filer))}"
        f" Det finnes {oppramsing(list(filer))}."
    )


def standardparametre(fil: Path) -> dict[str, Any]:
    """Declared parameters of a notebook with their default values."""
    from papermill import inspect_notebook

    return {n: ast.literal_eval(p["default"]) for n, p in inspect_notebook(str(fil)).items()}


def sjekk_navn(gitte: Set[str], kjente: Set[str], bok: str) -> None:
    """Refuse parameter names that the notebook does not declare.

    papermill only warns of them and reports the default municipality, and it runs
    names as code: none may reach it unchecked.

    Raises
    ------
    ValueError
        If a name is unknown; the sentence suggests the nearest.
    """
    for navn in sorted(gitte - kjente):
        raise ValueError(
            f"«{bok}» har ingen parameter som heter «{navn}».{_naermest(navn, sorted(kjente))}"
            f" Parameterne er {oppramsing(sorted(kjente))}."
        )


def _naermest(navn: str, kjente: list[str]) -> str:
    like = difflib.get_close_matches(navn, kjente, 1, 0.5)
    return f" Mente du «{like[0]}»?" if like else ""
