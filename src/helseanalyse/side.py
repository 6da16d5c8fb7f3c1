"""A live page: chapters that are drawn again when a choice changes."""

import logging
import os
from collections.abc import Callable
from dataclasses import asdict
from typing import Any
from urllib.parse import parse_qs

from .notatbok import sjekk_navn
from .sources.load import Data
from .standardvalg import utfylt
from .valg import Valg
from .valg_bemanning import Bemanningsvalg
from .views.blokker import Blokk, rent, varsel
from .views.visning import Kontroller, Visning

Kapittel = Callable[[Data, Any], list[Blokk]]
Felter = Callable[[Data, Any], list[dict[str, Any]]]
_logg = logging.getLogger(__name__)


class Side:
    """The choices of a page and the chapters that follow them.

    The first view is drawn from the notebook's parameters, or from the address of the app
    where it carries choices (``?komm_nr=0121&sammenlign=0628``). Choices from the address
    and from the controls are checked as any others; what is refused leaves the page as it
    was, with a sentence that says why.
    """

    def __init__(self, data: Data, valg: Valg | Bemanningsvalg) -> None:
        self.data = data
        self.valg = valg
        self.feil = ""
        self._visninger: list[tuple[Visning, Kapittel]] = []
        self._kontroller: list[tuple[Kontroller, Felter]] = []
        self._svarer = False
        self._fra_adressen(os.environ.get("QUERY_STRING", ""))

    def vis(self, kapittel: Kapittel) -> Visning:
        """Chapter as a live view; in a report its blocks are the cell's output."""
        blokker = kapittel(self.data, self.valg)
        if self.feil and not self._visninger:  # first on the page: it is not what was asked for
            blokker = [varsel(rent(self.feil)), *blokker]
        visning = Visning(blokker)
        self._visninger.append((visning, kapittel))
        return visning

    def kontroller(
        self, felt: Felter, *, plassering: str = "side", tittel: str = "Velg"
    ) -> Kontroller:
        """Controls for the choices; ``felt`` says which, with the options of the moment."""
        kontroller = Kontroller(
            felt(self.data, self.valg), self._verdier(), plassering=plassering, tittel=tittel
        )
        kontroller.lag_fil = getattr(self.valg, "lag_fil", None)
        kontroller.feil = self.feil
        kontroller.observe(lambda endring: self._endret(endring["new"], kontroller), "verdier")
        self._kontroller.append((kontroller, felt))
        return kontroller

    def endre(self, **verdier: Any) -> None:
        """Change choices and draw again.

        Raises
        ------
        ValueError
            If the choices are refused; nothing is changed then.
        """
        sjekk_navn(set(verdier), set(asdict(self.valg)), "siden")
        alle = asdict(self.valg) | verdier
        self.valg = type(self.valg).foreslaatt(self.data, forrige=self.valg, **alle)
        for visning, kapittel in self._visninger:
            visning.blokker = self._tegn(kapittel)

    def _tegn(self, kapittel: Kapittel) -> list[Blokk]:
        """Blocks of a chapter while the page is live: a fault is told, the rest goes on."""
        try:
            return kapittel(self.data, self.valg)
        except Exception:
            _logg.exception("kapittelet %s kunne ikke tegnes", kapittel.__name__)
            return [varsel("Denne delen kunne ikke beregnes for dette valget. Velg noe annet.")]

    def _endret(self, verdier: dict[str, Any], fra: Kontroller) -> None:
        if self._svarer:
            return
        kjente = {k: v for k, v in verdier.items() if k in self._verdier()}
        try:
            if any(v != self._verdier()[k] for k, v in kjente.items()):
                self.endre(**kjente)
            fra.feil = ""
        except ValueError as feil:
            fra.feil = str(feil)
        # The controls and the address show what the page shows, also after a refusal.
        self._svarer = True
        for kontroller, felt in self._kontroller:
            kontroller.felt = felt(self.data, self.valg)
            kontroller.verdier = self._verdier()
        self._svarer = False

    def _verdier(self) -> dict[str, Any]:
        """Choices that the reader of a page may see and change."""
        ut = {k: v for k, v in asdict(self.valg).items() if k not in self._laast()}
        return {k: list(v) if isinstance(v, tuple) else v for k, v in ut.items()}

    def _laast(self) -> tuple[str, ...]:
        """Choices that only a notebook or the command line may set, such as a file to open."""
        laast: tuple[str, ...] = getattr(self.valg, "LAAST", ())
        return laast

    def _fra_adressen(self, adresse: str) -> None:
        """Choices from the app's address; a refusal is kept as a sentence, not swallowed."""
        felt = asdict(self.valg)
        alle = parse_qs(adresse, keep_blank_values=True)
        gitt = {k: v for k, v in alle.items() if k in felt and k not in self._laast()}
        if not gitt:
            return
        verdier = {
            k: [x for x in v if x] if isinstance(felt[k], tuple) else v[-1] for k, v in gitt.items()
        }
        try:
            self.valg = type(self.valg).sjekket(self.data, **utfylt(self.data, felt, verdier))
        except ValueError as feil:
            self.feil = f"Adressen kunne ikke brukes: {feil} Siden viser standardvalget."
