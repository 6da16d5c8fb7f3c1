"""The choices behind ``kontroll``: which table is checked, checked themselves in one place."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar, Self

from .measures.kontroll import Kontroll, kontroller
from .notatbok import sjekk_navn
from .sources.load import Data
from .sources.trykteksempler import EKSEMPLER, Eksempel, eksempeltabell
from .sources.trykttabell import les_trykt, trykt_av_tekst
from .spraak import oppramsing
from .trykt import Trykttabell

STANDARD = "trondheim_2020_tiltak"
_MAKS_TEKST = 100_000


@dataclass(frozen=True)
class Kontrollvalg:
    """Choices of ``kontroll``.

    ``fil`` (with ``ark``) goes before ``tabell``, a pasted table, and that before ``eksempel``,
    a published one. ``tekst`` is prose that repeats the table's figures; ``desimaltegn`` settles
    numbers that can be read both ways.
    """

    eksempel: str = STANDARD
    tabell: str = ""
    tekst: str = ""
    desimaltegn: str = ""
    fil: str = ""
    ark: str = ""

    LAAST: ClassVar[tuple[str, ...]] = ("fil", "ark")
    """Never taken from an address or a browser: a page must not open files for its reader."""

    @classmethod
    def sjekket(cls, data: Data, **verdier: object) -> Self:
        """Checked choices, of a table that can be read.

        Raises
        ------
        ValueError
            Unknown example, or a table that cannot be read for certain. One Norwegian sentence.
        """
        valg = cls._navnene(verdier)
        lest(valg)
        return valg

    @classmethod
    def foreslaatt(cls, data: Data, *, forrige: Any = None, **verdier: Any) -> Self:
        """Choices after a change in the app; a pasted table that cannot be read is kept.

        The page then says what is wrong, and the text stays in its field to be mended.
        """
        return cls._navnene(verdier)

    @classmethod
    def _navnene(cls, verdier: Mapping[str, object]) -> Self:
        sjekk_navn(set(verdier), set(cls.__dataclass_fields__) - {"LAAST"}, "kontroll")
        tekster = {k: "" if v is None else str(v) for k, v in verdier.items()}
        valg = cls(**tekster)
        if valg.eksempel not in EKSEMPLER:
            like = difflib.get_close_matches(valg.eksempel, list(EKSEMPLER), 1, 0.5)
            forslag = f" Mente du «{like[0]}»?" if like else ""
            raise ValueError(
                f"Eksempelet «{valg.eksempel}» finnes ikke.{forslag} Velg blant"
                f" {oppramsing(list(EKSEMPLER))}."
            )
        if valg.desimaltegn not in ("", ",", "."):
            raise ValueError("Desimaltegnet (desimaltegn) må være komma eller punktum, eller tomt.")
        if len(valg.tekst) > _MAKS_TEKST:
            raise ValueError(f"Teksten er på over {_MAKS_TEKST // 1000} 000 tegn. Ta med mindre.")
        return valg


def lest(valg: Kontrollvalg) -> Trykttabell:
    """Return the table that is chosen, with the prose that goes with it.

    Raises
    ------
    ValueError
        If it cannot be read; the sentence says where and how to mend it.
    """
    if valg.fil:
        try:
            endret = Path(valg.fil).stat().st_mtime_ns
        except (OSError, ValueError):  # reading it says what is wrong
            endret = 0
        return _av_fil(valg, endret)
    if valg.tabell.strip():
        return _innlimt(valg)
    return _med_tekst(eksempeltabell(valg.eksempel), valg)


@lru_cache(maxsize=4)
def _av_fil(valg: Kontrollvalg, endret: int) -> Trykttabell:
    tegn = valg.desimaltegn or None
    return _med_tekst(les_trykt(valg.fil, valg.ark or None, desimaltegn=tegn), valg)


@lru_cache(maxsize=4)
def _innlimt(valg: Kontrollvalg) -> Trykttabell:
    return _med_tekst(trykt_av_tekst(valg.tabell, desimaltegn=valg.desimaltegn or None), valg)


def _med_tekst(t: Trykttabell, valg: Kontrollvalg) -> Trykttabell:
    return replace(t, tekst=valg.tekst) if valg.tekst.strip() else t


def eksempel(valg: Kontrollvalg) -> Eksempel | None:
    """Return the published table that is chosen; none where the table is the reader's own."""
    return None if valg.fil or valg.tabell.strip() else EKSEMPLER[valg.eksempel]


def eksempler() -> list[Eksempel]:
    """Return the published tables."""
    return list(EKSEMPLER.values())


@lru_cache(maxsize=4)
def _kontrollert(t: Trykttabell) -> Kontroll:
    return kontroller(t)


@lru_cache(maxsize=8)
def _av_eksempel(navn: str, tekst: str) -> Kontroll:
    t = eksempeltabell(navn)
    return kontroller(replace(t, tekst=tekst) if tekst.strip() else t)


def kontroll_av(valg: Kontrollvalg) -> Kontroll:
    """Return what the auditor finds in the chosen table.

    Raises
    ------
    ValueError
        As :func:`lest`.
    """
    if valg.fil or valg.tabell.strip():
        # A table that is read again is the same object until the file or the text changes.
        return _kontrollert(lest(valg))
    return _av_eksempel(valg.eksempel, valg.tekst)
