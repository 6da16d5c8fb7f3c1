"""Where figures come from: the example, the statistics bank, and the user's own files."""

from typing import Any

from ..lat import hent_navn

_HVOR = {
    "Kobling": ".kobling",
    "Maal": ".kobling",
    "gjett_kobling": ".kobling",
    "legg_inn": ".importer",
    "les_kobling": ".kobling",
    "load_data": ".samlet",
    "load_eksempeldata": ".load",
    "read_jsonstat": ".jsonstat",
    "read_table": ".tabell",
    "velg_kobling": ".importer",
}

__all__ = list(_HVOR)


def __getattr__(navn: str) -> Any:
    return hent_navn(__name__, _HVOR, navn)
