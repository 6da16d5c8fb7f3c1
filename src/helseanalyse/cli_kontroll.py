"""The command ``kontroll``: whether a table agrees with itself."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

_VISES = 20
_GALT, _ULESELIG = 1, 2


def kontroll(
    fil: Annotated[Path, typer.Argument(metavar="FIL", help="CSV, XLSX, XLS eller ODS")],
    ark: Annotated[str | None, typer.Option("--ark", metavar="ARK", help="Ark i filen")] = None,
    tekst: Annotated[
        Path | None,
        typer.Option("--tekst", metavar="FIL", help="Tekstfil som gjentar tall fra tabellen"),
    ] = None,
    desimaltegn: Annotated[
        str | None,
        typer.Option("--desimaltegn", metavar="TEGN", help="Komma eller punktum, ved tvil"),
    ] = None,
    som_json: Annotated[bool, typer.Option("--json", help="Skriv JSON")] = False,
) -> None:
    """Regn etter summer, andeler og endringer i en tabell; 1 hvis noe motsier seg selv."""
    from .measures.kontroll import kontroller

    try:
        tabell = _les(fil, ark, tekst, desimaltegn)
    except ValueError as feil:  # not to be taken for a table that contradicts itself
        typer.echo(f"Feil: {feil}", err=True)
        raise typer.Exit(_ULESELIG) from None
    funnet = kontroller(tabell)
    typer.echo(_json(tabell, funnet) if som_json else "\n".join(_linjer(tabell, funnet)))
    if funnet.har_motsigelser:
        raise typer.Exit(_GALT)


def _les(fil: Path, ark: str | None, tekst: Path | None, desimaltegn: str | None) -> Any:
    """Table of the file, with the prose beside it."""
    from dataclasses import replace

    from .sources.tabell_csv import dekod
    from .sources.trykttabell import les_trykt

    tabell = les_trykt(fil, ark, desimaltegn=desimaltegn)
    if tekst is None:
        return tabell
    try:
        lest, varsler = dekod(tekst.read_bytes(), tekst.name)
    except OSError:
        raise ValueError(
            f"Tekstfilen «{tekst.name}» kan ikke åpnes. Se over navnet og mappen."
        ) from None
    return replace(tabell, tekst=lest, varsler=(*tabell.varsler, *varsler))


def _linjer(tabell: Any, funnet: Any) -> list[str]:
    """Warnings, the conclusion, and then what deviates, the contradictions first."""
    from .measures.kontroll import setning
    from .measures.kontroll_funn import Utfall

    ut = [*tabell.varsler, setning(funnet)]
    for utfall, hva in ((Utfall.MOTSIGELSE, "Motsigelse"), (Utfall.AVRUNDING, "Avrunding")):
        funn = funnet.av(utfall)
        for f in funn[:_VISES]:
            slutt = f" (sikkerhet: {f.sikkerhet}; {f.grunn})" if hva == "Motsigelse" else ""
            ut.append(f"{hva}: {f.sted}: {f.regnestykke}{slutt}")
            if f.hint:
                ut.append(f"  {f.hint}")
        if len(funn) > _VISES:
            ut.append(f"  … og {len(funn) - _VISES} til; alle står med --json")
    return ut


def _json(tabell: Any, funnet: Any) -> str:
    from .measures.kontroll import funnramme
    from .measures.kontroll_funn import Utfall

    funn = json.loads(funnramme(funnet).to_json(orient="records", force_ascii=False))
    for ett, f in zip(funn, funnet.funn, strict=True):
        ett["celler"] = [list(c) for c in f.celler]
    ut = {
        "tabell": tabell.navn,
        "rader": len(tabell.rader),
        "kolonner": len(tabell.kolonner),
        "relasjoner": funnet.relasjoner,
        **{str(u): len(funnet.av(u)) for u in Utfall},
        "funn": funn,
        "varsler": list(tabell.varsler),
    }
    return json.dumps(ut, ensure_ascii=False, allow_nan=False)
