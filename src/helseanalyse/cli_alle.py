"""The commands ``sammenlign`` and ``alle rapport``, and a report made again from a file."""

import json
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
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


def fra_rapport(
    fra: Path,
    notatbok: str | None,
    endret: Mapping[str, Any],
    ut: Path | None,
    profil: Path | None = None,
) -> str:
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
    utgave = fra_pass(passet, endret, [fra.parent, Path()], utseendet(profil))
    assert utgave.rapport.passet is not None
    skriv(ut, skriver.skriv(utgave))
    endringer = som_tekst(forskjeller(passet, utgave.rapport.passet))
    if passet.get("utseende") and profil is None:
        endringer += "\nLogo og farger er ikke med i passet: oppgi dem med --profil FIL."
    return f"Rapporten ligger her: {ut}\n{endringer}"


def utseendet(profil: Path | None) -> Any:
    """Colours and logo of a file, or those of helseanalyse."""
    from .utseende import VANLIG, les_profil

    return VANLIG if profil is None else les_profil(profil)


def rapport(
    ut: Annotated[Path, typer.Option("--ut", metavar="MAPPE", help="Mappen rapportene skrives i")],
    notatbok: Annotated[
        str, typer.Option("--notatbok", metavar="NAVN", help="Notatboken som skal brukes")
    ] = "staastedsanalyse",
    kommuner: Annotated[
        str | None,
        typer.Option("--kommuner", metavar="NUMRE", help="Kommunenumre med komma; ellers alle"),
    ] = None,
    manifest: Annotated[
        Path | None,
        typer.Option("--manifest", metavar="FIL", help="CSV eller TOML: en rapport i hver rad"),
    ] = None,
    format_: Annotated[
        str, typer.Option("--format", metavar="NAVN", help="Formater med komma: pdf,xlsx")
    ] = "pdf",
    arbeidere: Annotated[
        int | None, typer.Option("--arbeidere", metavar="TALL", min=1, max=256, help="Prosesser")
    ] = None,
    dask: Annotated[
        str | None, typer.Option("--dask", metavar="ADRESSE", help="Egen Dask-klynge")
    ] = None,
    fortsett: Annotated[
        bool, typer.Option("--fortsett", help="Hopp over rapporter som er laget og uendret")
    ] = False,
    profil: Annotated[
        Path | None, typer.Option("--profil", metavar="FIL", help="Logo og farger (TOML)")
    ] = None,
) -> None:
    """Lag en rapport for hver kommune; 1 hvis noen ikke kunne lages."""
    if kommuner is not None and manifest is not None:
        raise ValueError("Velg enten --kommuner eller --manifest.")
    from . import alle
    from .alle_oppgaver import for_kommuner, fra_manifest
    from .sources.samlet import load_data

    endelser, data = _endelser(format_, fortsett=fortsett), load_data()
    if manifest is not None:
        oppgaver = fra_manifest(data, manifest, notatbok)
    else:
        koder = (
            None if kommuner is None else [k for k in kommuner.replace(" ", ",").split(",") if k]
        )
        oppgaver = for_kommuner(data, notatbok, koder)
    with _kan_fortsettes(ut):
        resultat = alle.lag_alle(
            oppgaver, ut, endelser, arbeidere=arbeidere, dask=dask, fortsett=fortsett,
            utseende=utseendet(profil), framdrift=_Framdrift(),
        )  # fmt: skip
    typer.echo(_oppsummert(resultat, len(oppgaver), ut))
    for navn, feil in resultat.feil:
        typer.echo(f"{navn}: {feil}", err=True)
    if resultat.stanset:
        raise ValueError(f"Arbeidet er stanset. {resultat.stanset}")
    if resultat.feil:
        raise typer.Exit(_ULIKE)


@contextmanager
def _kan_fortsettes(ut: Path) -> Iterator[None]:
    """Say, to one who breaks the work off, where it is and how to go on."""
    try:
        yield
    except KeyboardInterrupt:
        hvor = f"Det som er laget, ligger i {ut.absolute()}."
        typer.echo(f"{hvor} Gå videre med --fortsett.", err=True)
        raise


def _endelser(formater: str, *, fortsett: bool) -> list[str]:
    from .formater import formatet

    ut = list(dict.fromkeys(f".{f.strip().lower().lstrip('.')}" for f in formater.split(",")))
    for endelse in ut:
        formatet(Path(f"rapport{endelse}"))
    if fortsett and ".pdf" not in ut:
        raise ValueError("--fortsett trenger pdf blant formatene: passet ligger i PDF-en.")
    return ut


def _oppsummert(resultat: Any, antall: int, ut: Path) -> str:
    deler = [f"{len(resultat.laget)} av {antall} rapporter er laget"]
    if resultat.uendret:
        deler.append(f"{len(resultat.uendret)} var laget fra før og uendret")
    if resultat.feil:
        deler.append(f"{len(resultat.feil)} kunne ikke lages")
    return f"{'; '.join(deler)}. De ligger i {ut.absolute()}."


class _Framdrift:
    """Progress on one line of a terminal, with the time left; nothing where it is no terminal."""

    def __init__(self) -> None:
        self._start = time.monotonic()

    def __call__(self, ferdig: int, alle: int, navn: str) -> None:
        if not sys.stderr.isatty():
            return
        igjen = (time.monotonic() - self._start) / ferdig * (alle - ferdig)
        tid = f"{igjen / 60:.0f} min" if igjen > 90 else f"{igjen:.0f} s"
        slutt = ferdig == alle
        tekst = f"[{ferdig}/{alle}] {navn}" + ("" if slutt else f", om lag {tid} igjen")
        typer.echo(f"\r\033[K{tekst}", err=True, nl=slutt)
