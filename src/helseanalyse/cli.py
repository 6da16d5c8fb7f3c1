"""The command line: ``helseanalyse rapport | app | lab``."""

import difflib
import shutil
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from .ressurser import ressursmappe

_VALG = ["--komm-nr", "--sammenlign", "--aar", "--parameter", "--ut", "--port"]

app = typer.Typer(
    name="helseanalyse",
    help="Analyser av kommunenes helse- og omsorgstjenester: rapport, app og notatbok.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--hjelp", "--help"]},
)


@app.command()
def rapport(
    notatbok: Annotated[str, typer.Argument(help="tjenesteprofil eller plassbehov")],
    komm_nr: Annotated[
        str | None, typer.Option("--komm-nr", help="Kommunenummer med fire sifre")
    ] = None,
    sammenlign: Annotated[
        list[str] | None,
        typer.Option("--sammenlign", help="Kommune å sammenligne med; kan gjentas"),
    ] = None,
    aar: Annotated[str | None, typer.Option("--aar", help="År")] = None,
    parameter: Annotated[
        list[str] | None,
        typer.Option("--parameter", "-p", help="Annen parameter, NAVN=VERDI; kan gjentas"),
    ] = None,
    ut: Annotated[Path | None, typer.Option("--ut", help="PDF-filen som skal skrives")] = None,
) -> None:
    """Lag en rapport som PDF."""
    from .views.svg import varm_opp

    varm_opp()
    from .report import render_rapport

    parametre: dict[str, Any] = _parametre(parameter or [])
    if komm_nr is not None:
        parametre["komm_nr"] = komm_nr
    if sammenlign:
        parametre["sammenlign"] = list(sammenlign)
    if aar is not None:
        parametre["aar"] = int(aar) if aar.isdigit() else aar
    fil = render_rapport(notatbok, parametre, ut or Path(f"{notatbok}.pdf"))
    typer.echo(f"Rapporten ligger her: {fil}")


@app.command(name="app")
def app_(
    port: Annotated[int, typer.Option("--port", envvar="PORT", help="Port på maskinen")] = 8866,
    aapne: Annotated[bool, typer.Option("--aapne/--ikke-aapne", help="Åpne nettleseren")] = False,
) -> None:
    """Start appene i nettleseren (Voilà)."""
    from .app import start_app

    maler = ressursmappe("templates")
    start_app(ressursmappe("notebooks"), maler, port=port, aapne=aapne)


@app.command()
def lab(
    mappe: Annotated[
        Path | None, typer.Argument(help="Mappe å arbeide i; notatbøkene kopieres dit")
    ] = None,
    port: Annotated[int, typer.Option("--port", envvar="PORT", help="Port på maskinen")] = 8888,
) -> None:
    """Åpne notatbøkene i JupyterLab."""
    from jupyterlab.labapp import LabApp

    mappe = mappe or Path("helseanalyse-notatboeker")
    mappe.mkdir(parents=True, exist_ok=True)
    for bok in sorted(ressursmappe("notebooks").glob("*.ipynb")):
        if not (mappe / bok.name).exists():
            shutil.copyfile(bok, mappe / bok.name)
    typer.echo(f"Notatbøkene ligger i {mappe.absolute()}")
    LabApp.launch_instance(argv=[str(mappe), f"--port={port}"])


def _parametre(par: list[str]) -> dict[str, Any]:
    """``NAVN=VERDI`` as a parameter; the value stays text, and the choices check it."""
    ut = {}
    for ett in par:
        navn, skille, verdi = ett.partition("=")
        if not skille or not navn.isidentifier():
            raise ValueError(f"«{ett}» er ikke på formen NAVN=VERDI, for eksempel dekning=20.")
        ut[navn] = verdi
    return ut


def main() -> None:
    """Run the command line; what goes wrong is one Norwegian sentence on stderr."""
    try:
        sys.exit(app(standalone_mode=False))
    except ValueError as feil:
        _avbryt(str(feil), 1)
    except typer.Abort:
        _avbryt("Avbrutt.", 130)
    except Exception as feil:
        setning = _norsk(feil)
        if setning is None:
            raise
        _avbryt(setning, 2)


def _avbryt(setning: str, kode: int) -> None:
    typer.echo(f"Feil: {setning}", err=True)
    sys.exit(kode)


def _norsk(feil: Exception) -> str | None:
    """Usage errors of the command line in Norwegian; none for what is no usage error."""
    if not (hasattr(feil, "exit_code") and hasattr(feil, "format_message")):
        return None
    hjelp = "Se «helseanalyse --hjelp»."
    valg = getattr(feil, "option_name", None)
    if valg is not None and type(feil).__name__ == "NoSuchOption":
        like = difflib.get_close_matches(valg, _VALG, 1)
        return f"Valget {valg} finnes ikke.{f' Mente du {like[0]}?' if like else ''} {hjelp}"
    return f"Kommandoen ble ikke forstått. {hjelp}"


if __name__ == "__main__":
    main()
