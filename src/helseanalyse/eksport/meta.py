"""What a file says of itself: what it shows, by which choices, and how to make it again."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from typing import Any

_BOKSTAV = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ŋ": "n", "ŧ": "t"})
_LENGST = 60


@dataclass(frozen=True)
class Meta:
    """Where the blocks of a file come from.

    Attributes
    ----------
    notatbok : str
        Name of the notebook, e.g. ``"plassbehov"``.
    tittel, undertittel, kommune : str
        As on the cover of a report; a report may be of no municipality.
    dato : date
        The date of the data; also the time stamp of the file.
    valg : tuple of (str, str)
        The choices, in words: what it is called and what was chosen.
    kommando : str
        The command that makes the file again.
    adresse : str
        Link to the same view in the app; empty where there is none.
    private : tuple of str
        Choices that the link leaves out.
    aar : str
        The year of the view, for the name of the file.
    spraak : str
        ``nb``, ``nn`` or ``en``: the language of the file, and how its numbers are written.
    spor : mapping
        What is known of each source by id: ``fra``, ``til``, ``foreloepig``, ``hentet``,
        ``sha256``.
    """

    notatbok: str
    tittel: str
    undertittel: str
    kommune: str
    dato: date
    valg: tuple[tuple[str, str], ...] = ()
    kommando: str = ""
    adresse: str = ""
    private: tuple[str, ...] = ()
    aar: str = ""
    spraak: str = "nb"
    spor: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    versjon: str = version("helseanalyse")


def filnavn(meta: Meta, endelse: str, hva: str = "") -> str:
    """Name of a file: plain ASCII, and telling without its folder.

    >>> from datetime import date
    >>> m = Meta("plassbehov", "", "", "Rømskog", date(2026, 1, 1), aar="2025")
    >>> filnavn(m, ".xlsx"), filnavn(m, ".csv", "Innbyggere 80+")
    ('plassbehov-romskog-2025.xlsx', 'plassbehov-romskog-2025-innbyggere-80.csv')
    """
    deler = [meta.notatbok, meta.kommune, meta.aar, hva]
    return "-".join(x for d in deler if (x := _ascii(d))) + endelse


def _ascii(tekst: str) -> str:
    delt = unicodedata.normalize("NFKD", tekst.casefold().translate(_BOKSTAV))
    rene = "".join(t if t.isascii() and t.isalnum() else " " for t in delt if ord(t) not in _MERKER)
    ut = ""
    for ordet in rene.split():
        if len(ut) + len(ordet) >= _LENGST:
            break
        ut += f"-{ordet}"
    return ut.lstrip("-")


_MERKER = range(0x300, 0x370)
"""The accents that stand apart from their letters once these are taken apart."""
