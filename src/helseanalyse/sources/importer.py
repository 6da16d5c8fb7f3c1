"""The user's own file into the store: read, show the mapping, and keep what is certain.

The command line and a notebook go the same way: :func:`legg_inn` is where figures enter.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from .avvik import advarsler_for_nye, linjer
from .kobling import Innlest, Kobling, bruk, gjett_kobling, les_kobling
from .kobling_gjett import tekst_for_tall
from .lager import Lager
from .load import Data
from .samlet import load_data
from .skjerming import MILJOE, antall_smaa, terskel
from .tabell import Tabell, read_table
from .tabell_rute import vis

LAG = "egne"
_AVVIK_VISES = 10


@dataclass(frozen=True)
class Innlagt:
    """What came of an import: how many figures, whether they are kept, and what to look at."""

    fil: str
    antall: int
    lagret: bool
    varsler: list[str]
    mappe: Path

    def linjer(self) -> list[str]:
        """Return it as sentences, the outcome last."""
        if self.lagret:
            slutt = f"{self.antall} tall fra {self.fil} er lagt i datalageret {self.mappe}."
        elif self.antall:
            slutt = (
                f"{self.antall} tall fra {self.fil} kan legges inn. Ingenting er lagret ennå: sett"
                " bekreft = True og kjør på nytt."
            )
        else:
            slutt = f"Ingenting fra {self.fil} er lagret. Rett koblingen først."
        return [*self.varsler, slutt]

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """Show it in a notebook, as plain text: nothing from the file is read as markup."""
        return {"text/plain": "\n".join(self.linjer())}


def velg_kobling(tabell: Tabell, fil: Path | str | None = None) -> Kobling:
    """Return the mapping saved in ``fil``, or the one the headers suggest where none is named."""
    return gjett_kobling(tabell) if fil is None else les_kobling(fil)


def legg_inn(
    tabell: Tabell,
    kobling: Kobling,
    *,
    bekreft: bool = True,
    lager: Path | None = None,
    naa: datetime | None = None,
) -> Innlagt:
    """Put a table's figures into the store, after the same checks from every door.

    Parameters
    ----------
    bekreft
        ``False``: all checks and warnings, but nothing is kept; an open mapping is told of.
    lager
        Folder of the store; the user's own if left out.
    naa
        The time of the import; now if left out.

    Raises
    ------
    ValueError
        If the mapping cannot be used, or a figure may not enter; the sentence names file, row
        and mend.
    """
    butikk = Lager(lager)
    if kobling.mangler and not bekreft:
        return Innlagt(tabell.fil, 0, False, kobling.mangler, butikk.mappe)
    data = load_data(lager)
    innlest = bruk(tabell, kobling, data.register, f"{(naa or datetime.now()).date()}")
    tall = innlest.observasjoner
    _kontroller(innlest, tabell.fil)
    varsler = [v for v in innlest.varsler if v not in tabell.warnings] + _avvik(tall, data)
    varsler += _skjermes(tall)
    if bekreft:
        with butikk.skrivelaas():
            butikk.flett({"observasjoner": tall, "kilder": innlest.kilder}, LAG)
    return Innlagt(tabell.fil, len(tall), bekreft, varsler, butikk.mappe)


def importer(
    fil: Path, *, ark: str | None, kobling: Path | None, lager: Path | None, naa: datetime
) -> Iterator[str]:
    """Lines for the terminal; nothing is kept before the mapping is given in a file.

    Without ``kobling`` the guessed mapping is written beside the file, to be read and mended,
    and the import is done by naming it the next time.

    Raises
    ------
    ValueError
        If the file or the mapping cannot be used; the sentence names file, row and mend.
    """
    tabell = read_table(fil, ark)
    yield from tabell.warnings
    if kobling is None:
        yield from _foreslaa(tabell, fil)
    else:
        yield from legg_inn(tabell, les_kobling(kobling), lager=lager, naa=naa).linjer()


def _foreslaa(tabell: Tabell, fil: Path) -> Iterator[str]:
    """Write the guessed mapping beside the file, and say what to do with it."""
    gjettet = gjett_kobling(tabell)
    ut = fil.with_suffix(".kobling.toml")
    if ut.exists():
        raise ValueError(
            f"«{ut}» finnes fra før. Bruk den med --kobling, eller slett den for et nytt forslag."
        )
    gjettet.lagre(ut)
    yield from tekst_for_tall(tabell, gjettet)
    yield gjettet.som_tekst()
    yield f"Forslaget ligger i {ut}. Les det, rett det, og kjør igjen med --kobling {ut}."


def _kontroller(innlest: Innlest, fil: str) -> None:
    """Hold the figures to their contract; a breach is named by its row in the file."""
    from .kontrakt import Kontraktfeil, sjekk

    try:
        sjekk(innlest.observasjoner, "observasjoner", fil=fil, foerste_rad=0)
    except Kontraktfeil as feil:
        rader = innlest.rader[feil.brudd.rad.to_numpy(dtype="int64")]
        setninger = [
            re.sub(r"«(-?\d+)\.0»", r"«\1»", t.partition(": ")[2]) for t in feil.brudd.tekst
        ]
        kolonner = [
            f"kolonne «{vis(innlest.kolonner[i])}»" if k == "verdi" else k
            for i, k in zip(feil.brudd.rad, feil.brudd.kolonne, strict=True)
        ]
        tekst = [f"Rad {r}, {k}: {s}" for r, k, s in zip(rader, kolonner, setninger, strict=True)]
        raise Kontraktfeil(
            fil, "observasjoner", feil.brudd.assign(rad=rader, tekst=tekst)
        ) from None


def _skjermes(nye: pd.DataFrame) -> list[str]:
    """Say that small counts of persons are kept, but shown on no page."""
    under = terskel()
    antall = antall_smaa(nye, under)
    if not antall:
        return []
    hvem = "Ett antall" if antall == 1 else f"{antall} antall"
    return [
        f"{hvem} personer er under {under} og skjermes på alle sider og i rapporter, sammen med"
        " tall som ville røpet dem. Filen med tallene ligger i datalageret på denne maskinen."
        f" En annen grense settes med miljøvariabelen {MILJOE}; 0 skjermer ingenting."
    ]


def _avvik(nye: pd.DataFrame, data: Data) -> list[str]:
    """Figures to look at twice beside what is already known of the same places."""
    varsler = advarsler_for_nye(nye, data.observasjoner, data.register)
    if not varsler:
        return []
    rett = "Er et av dem galt, rett enheten i koblingen eller tallet i filen, og les inn på nytt."
    return [*(f"Merk: {linje}" for linje in linjer(varsler, _AVVIK_VISES)), rett]
