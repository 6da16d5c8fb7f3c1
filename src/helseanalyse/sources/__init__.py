"""Where figures come from: the example, the statistics bank, and the user's own files."""

from importlib import import_module
from typing import Any

_HVOR = {
    "load_data": ".samlet",
    "load_eksempeldata": ".load",
    "read_jsonstat": ".jsonstat",
    "read_table": ".tabell",
}

__all__ = list(_HVOR)


def __getattr__(navn: str) -> Any:
    if navn not in _HVOR:
        raise AttributeError(f"helseanalyse.sources har ikke noe som heter «{navn}».")
    return getattr(import_module(_HVOR[navn], __name__), navn)
