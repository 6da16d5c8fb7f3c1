"""The commands ``sammenlign`` and ``alle rapport``, and a report made again from a file."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

_ULIKE, _ULESELIG = 1, 2


def sammenlign(
    foer: Annotated[Path, typer.Argument(metavar="FØR", help="Rapport (PDF), eller pass (JSON)")],
    naa: Annotated[Path, typer.Argument(metavar="NÅ", help="Rapporten den holdes mot")],
    som_json: Annotated[bool, typer.Option("--json", help="Skriv JSON")] = False,
) -> None:
    """Si hva som er ulikt i to rapporter; 1 hvis tall er ulike, 2 hvis en ikke kan leses."""
    from .passet import les_pass
    from .passforskjell import er_like, forskjeller, som_tekst

    try:
        funnet = forskjeller(les_pass(foer), les_pass(naa))
    except ValueError as feil:  # not to be taken for reports that differ
        typer.echo(f"Feil: {feil}", err=True)
        raise typer.Exit(_ULESELIG) from None
    if som_json:
        ut = {"like": er_like(funnet), "forskjeller": [asdict(f) for f in funnet]}
        typer.echo(json.dumps(ut, ensure_ascii=False))
    else:
        typer.echo(som_tekst(funnet))
    if not er_like(funnet):
        raise typer.Exit(_ULIKE)


def fra_rapport(fra: Path, notatbok: str | None, endret: Mapping[str, Any], ut: Path | None) -> str:
    """Make a report again from its passport; what was written, and what has changed since."""
    from .formater import formatet
    from .passet import les_pass
    from .passforskjell import forskjeller, som_tekst
    from .report import fra_pass, sjekk_utfil, skriv

    passet = les_pass(fra)
    if notatbok not in (None, passet["notatbok"]):
        raise ValueError(
            f"«{fra}» er laget av notatboken {passet['notatbok']}, ikke {notatbok}."
            " Utelat notatboken når du bruker --fra."
        )
    ut = (ut or Path(f"{fra.stem}-ny.pdf")).absolute()
    sjekk_utfil(ut)
    skriver = formatet(ut)
    utgave = fra_pass(passet, endret, [fra.parent, Path()])
    assert utgave.rapport.passet is not None
    skriv(ut, skriver.skriv(utgave))
    endringer = som_tekst(forskjeller(passet, utgave.rapport.passet))
    return f"Rapporten ligger her: {ut}\n{endringer}"
