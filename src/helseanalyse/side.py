"""A live page: chapters that are drawn again when a choice changes."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from .sidevalg import Felter, Kapittel, endret, fra_adressen, kjente, paa_spraaket, tegnet, verdier
from .sources.load import Data
from .valg import Valg
from .valg_bemanning import Bemanningsvalg
from .views.blokker import rent, varsel
from .views.paatrykk import Paatrykk
from .views.visning import Kontroller, Visning

_utkast: list[bool] = []  # not empty while a notebook is only read
_trykk: list[Callable[[dict[str, Any]], None]] = []  # not empty while a report is made


@contextmanager
def bare_les() -> Iterator[None]:
    """Let pages made inside remember their chapters without drawing them."""
    _utkast.append(True)
    try:
        yield
    finally:
        _utkast.pop()


@contextmanager
def bare_trykk(figur: Callable[[dict[str, Any]], None]) -> Iterator[None]:
    """Let pages made inside have no controls, and views that only a report can be made of.

    ``figur`` is told the specification of each figure as soon as there is one.
    """
    _trykk.append(figur)
    try:
        yield
    finally:
        _trykk.pop()


class Side:
    """The choices of a page and the chapters that follow them.

    The first view is drawn from the notebook's parameters, or from the address of the app
    where it carries choices (``?komm_nr=0121&sammenlign=0628``). Choices from the address
    and from the controls are checked as any others; what is refused leaves the page as it
    was, with a sentence that says why.

    ``visninger`` and ``kontrollene`` are what is on the page, each with what it shows.
    """

    def __init__(self, data: Data, valg: Valg | Bemanningsvalg) -> None:
        self.data = data
        self.valg, self.feil = fra_adressen(data, valg, os.environ.get("QUERY_STRING", ""))
        self.visninger: list[tuple[Visning, Kapittel]] = []
        self.kontrollene: list[tuple[Kontroller, Felter]] = []
        self._svarer = False
        self._feil_er_vist = False

    def vis(self, kapittel: Kapittel) -> Visning | Paatrykk:
        """Chapter as a live view; in a report its blocks are the cell's output."""
        blokker = [] if _utkast else paa_spraaket(self.valg, kapittel(self.data, self.valg))
        if self.feil and not self._feil_er_vist:  # first on the page: it is not what was asked for
            blokker = [varsel(rent(self.feil)), *blokker]
            self._feil_er_vist = True
        if _trykk:
            for spec in (b["spec"] for b in blokker if b["type"] == "figur"):
                _trykk[-1](spec)
            return Paatrykk(blokker)
        visning = Visning(blokker)
        self.visninger.append((visning, kapittel))
        return visning

    def kontroller(
        self, felt: Felter, *, plassering: str = "side", tittel: str = "Velg"
    ) -> Kontroller | None:
        """Controls for the choices; ``felt`` says which, with the options of the moment."""
        if _trykk:
            return None
        kontroller = Kontroller(
            [] if _utkast else felt(self.data, self.valg),
            verdier(self.valg),
            plassering=plassering,
            tittel=tittel,
        )
        kontroller.lag_fil = getattr(self.valg, "lag_fil", None)
        kontroller.feil = self.feil
        kontroller.observe(lambda endring: self._endret(endring["new"], kontroller), "verdier")
        self.kontrollene.append((kontroller, felt))
        return kontroller

    def endre(self, **nye: Any) -> None:
        """Change choices and draw again.

        Raises
        ------
        ValueError
            If the choices are refused; nothing is changed then.
        """
        self.valg = endret(self.data, self.valg, nye)
        for visning, kapittel in self.visninger:
            visning.blokker = tegnet(kapittel, self.data, self.valg)

    def _endret(self, nye: dict[str, Any], fra: Kontroller) -> None:
        if self._svarer:
            return
        gitt, har = kjente(self.valg, nye), verdier(self.valg)
        try:
            if any(v != har[k] for k, v in gitt.items()):
                self.endre(**gitt)
            fra.feil = ""
        except ValueError as feil:
            fra.feil = str(feil)
        # The controls and the address show what the page shows, also after a refusal.
        self._svarer = True
        for kontroller, felt in self.kontrollene:
            kontroller.felt = felt(self.data, self.valg)
            kontroller.verdier = verdier(self.valg)
        self._svarer = False
