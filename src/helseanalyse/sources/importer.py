"""The user's own file into the store: read, show the mapping, and keep what is certain."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pandas as pd

from .kobling import bruk, gjett_kobling, les_kobling
from .lager import Lager
from .samlet import load_data
from .tabell import Tabell, read_table

LAG = "egne"


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
        return
    innlest = bruk(tabell, les_kobling(kobling), load_data(lager).register, naa.date().isoformat())
    yield from (v for v in innlest.varsler if v not in tabell.warnings)
    _kontroller(innlest.observasjoner, fil)
    butikk = Lager(lager)
    with butikk.skrivelaas():
        nye = {"observasjoner": innlest.observasjoner, "kilder": innlest.kilder}
        butikk.flett(nye, LAG)
    yield f"{len(innlest.observasjoner)} tall fra {fil.name} er lagt i datalageret {butikk.mappe}."


def _foreslaa(tabell: Tabell, fil: Path) -> Iterator[str]:
    """Write the guessed mapping beside the file, and say what to do with it."""
    gjettet = gjett_kobling(tabell)
    ut = fil.with_suffix(".kobling.toml")
    if ut.exists():
        raise ValueError(
            f"«{ut}» finnes fra før. Bruk den med --kobling, eller slett den for et nytt forslag."
        )
    gjettet.lagre(ut)
    yield gjettet.som_tekst()
    yield f"Forslaget ligger i {ut}. Les det, rett det, og kjør igjen med --kobling {ut}."


def _kontroller(observasjoner: pd.DataFrame, fil: Path) -> None:
    from .kontrakt import sjekk

    sjekk(observasjoner, "observasjoner", fil=fil.name)
