"""Names of a package that are loaded when first asked for."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any


def hent_navn(pakke: str, hvor: Mapping[str, str], navn: str) -> Any:
    """Object behind one of a package's public names; a module where the two have one name.

    Parameters
    ----------
    pakke
        The package's ``__name__``.
    hvor
        Public name -> the module that has it, relative to the package.

    Raises
    ------
    AttributeError
        If the package has no such name.
    """
    if navn not in hvor:
        raise AttributeError(f"{pakke} har ikke noe som heter «{navn}».")
    modul = import_module(hvor[navn], pakke)
    return modul if hvor[navn].endswith(f".{navn}") else getattr(modul, navn)
