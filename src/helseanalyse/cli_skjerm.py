"""The command ``skjerm``: a table of persons, protected before it is passed on."""

import csv
import io
import re
from pathlib import Path
from typing import Annotated, Any

import typer

_GALT = 2
_SUM = re.compile(r"(?:i alt|sum|sum i alt|totalt|til sammen|alle)", re.IGNORECASE)
_BASE = 3


def skjerm(
    fil: Annotated[Path, typer.Argument(metavar="FIL", help="CSV, XLSX, XLS eller ODS")],
    ark: Annotated[str | None, typer.Option("--ark", metavar="ARK", help="Ark i filen")] = None,
    avrund: Annotated[
        bool, typer.Option("--avrund", help="Rund små tall til 0 eller 3 i stedet for å skjule")
    ] = False,
) -> None:
    """Skriv en tabell over personer som CSV uten små tall, og uten det som ville røpet dem."""
    try:
        ut = _skjermet(fil, ark, avrund=avrund)
    except ValueError as feil:
        typer.echo(f"Feil: {feil}", err=True)
        raise typer.Exit(_GALT) from None
    typer.echo(ut, nl=False)


def _skjermet(fil: Path, ark: str | None, *, avrund: bool) -> str:
    from .measures.skjerming import avrundet_tabell, skjermet_tabell
    from .sources.skjerming import terskel

    tabell = _antall(fil, ark)
    ut = avrundet_tabell(tabell, _BASE) if avrund else skjermet_tabell(tabell, terskel())
    tekst = io.StringIO()
    skriver = csv.writer(tekst, delimiter=";", lineterminator="\n")
    skriver.writerow(["", *map(_celle, ut.columns)])
    for navn, rad in ut.iterrows():
        skriver.writerow([_celle(navn), *(":" if v != v else f"{v:.0f}" for v in rad)])
    return tekst.getvalue()


def _celle(navn: object) -> str:
    """Label that no spreadsheet takes for a formula."""
    tekst = str(navn)
    return f"'{tekst}" if tekst.startswith(("=", "+", "-", "@", "\t")) else tekst


def _antall(fil: Path, ark: str | None) -> Any:
    """Counts without the file's own sums, which must agree and are made again of what is shown."""
    import numpy as np
    import pandas as pd

    from .sources.trykttabell import les_trykt

    t = les_trykt(fil, ark)
    for i, j in zip(*np.nonzero(np.isnan(t.verdi)), strict=True):
        raise ValueError(
            f"{t.celle(i, j)} mangler et tall. En tabell med hull kan ikke skjermes: skriv 0 der"
            " det er ingen."
        )
    for i, j in zip(*np.nonzero((t.verdi < 0) | (t.verdi % 1 != 0)), strict=True):
        raise ValueError(
            f"{t.celle(i, j)} er {t.trykt(i, j)}, og ikke et antall personer. Ta ut kolonner som"
            " ikke teller personer, og prøv igjen."
        )
    rader, kolonner = (np.array([_er_sum(n) for n in navn]) for navn in (t.rader, t.kolonner))
    indre = t.verdi[~rader][:, ~kolonner]
    if not indre.size:
        raise ValueError("Tabellen har bare summer. Ta med radene og kolonnene de er summen av.")
    summer = [
        (t.verdi[rader][:, ~kolonner], indre.sum(axis=0)),
        (t.verdi[~rader][:, kolonner].T, indre.sum(axis=1)),
        (t.verdi[rader][:, kolonner], indre.sum()),
    ]
    if any((trykt != sum_).any() for trykt, sum_ in summer):
        raise ValueError(
            "En sum i tabellen er ikke summen av delene. Finn den med «helseanalyse kontroll FIL»,"
            " eller ta ut delsummer; summene blir regnet på nytt."
        )
    navn = [[n for n in alle if not _er_sum(n)] for alle in (t.rader, t.kolonner)]
    if any(len(set(n)) < len(n) for n in navn):
        raise ValueError("To rader eller to kolonner heter det samme. Gi dem hvert sitt navn.")
    return pd.DataFrame(indre, index=navn[0], columns=navn[1])


def _er_sum(navn: str) -> bool:
    return _SUM.fullmatch(navn.strip()) is not None
