"""The choice of own amounts and volumes: a text that says both, year by year."""

import re
from typing import NamedTuple

from .valgsjekk import aarstall, hva, tall_mellom

NAVN = "egne_beloep"
_ENHET = re.compile(r"\s*([a-zæøå][a-zæøå ]{0,29}?)\s*:\s*(.*)", re.IGNORECASE | re.DOTALL)
_LEDD = re.compile(r"(\d{4})\s*:?\s+([0-9.,\s\u00a0\u202f]+?)\s*/\s*([0-9.,\s\u00a0\u202f]+)")
_MAKS_MILL = 1_000_000
_MAKS_ANTALL = 1_000_000_000


class Beloep(NamedTuple):
    """What the user spent and got of it one year: mill kr, and a number of units."""

    aar: int
    mill: float
    antall: float


def egne_beloep(tekst: str) -> tuple[str, tuple[Beloep, ...]]:
    """Unit in words, and amount and volume by year, of ``time: 2023 41,5/52000; 2024 44/51500``.

    Raises
    ------
    ValueError
        If a part is not a year, an amount and a number, or a year is given twice.

    >>> egne_beloep("time: 2023 41,5/52000")
    ('time', (Beloep(aar=2023, mill=41.5, antall=52000.0),))
    """
    treff = _ENHET.fullmatch(tekst)
    enhet, resten = (treff[1].lower(), treff[2]) if treff else ("enhet", tekst)
    ut: dict[int, Beloep] = {}
    for del_ in filter(None, (d.strip() for d in re.split(r"[;\n]", resten))):
        ledd = _LEDD.fullmatch(del_)
        if ledd is None:
            raise ValueError(
                f"«{del_}» i {hva(NAVN)} er ikke år, millioner kroner og antall. Skriv for"
                " eksempel time: 2023 41,5/52000; 2024 44/51500."
            )
        aar = aarstall(ledd[1])
        if aar in ut:
            raise ValueError(f"{aar} står to ganger i {hva(NAVN)}.")
        mill = tall_mellom(NAVN, ledd[2].strip(), 0, _MAKS_MILL)
        antall = tall_mellom(NAVN, ledd[3].strip(), 0, _MAKS_ANTALL)
        ut[aar] = Beloep(aar, mill or 0.0, antall or 0.0)
    return enhet, tuple(ut[a] for a in sorted(ut))


def som_tekst(tekst: str) -> str:
    """Return the text as the page itself writes it; empty where nothing is given."""
    enhet, rader = egne_beloep(tekst)
    if not rader:
        return ""
    ledd = "; ".join(f"{r.aar} {r.mill:.12g}/{r.antall:.12g}".replace(".", ",") for r in rader)
    return f"{enhet}: {ledd}"
