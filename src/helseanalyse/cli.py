"""The command line: ``helseanalyse rapport | app | lab``."""

import difflib
import gc
import shutil
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from .ressurser import ressursmappe

_ALDRI = "jupyterlab.NeverCheckForUpdate"
_VALG = ["--komm-nr", "--sammenlign", "--aar", "--parameter", "--ut", "--port"]

_ENGELSK = {
    "Usage: ": "Bruk: ",
    "[OPTIONS] COMMAND [ARGS]...": "KOMMANDO [VALG]",
    "[OPTIONS]": "[VALG]",
    "Options:": "Valg:",
    "Commands:": "Kommandoer:",
    "Arguments:": "Opplysninger:",
    "Show this message and exit.": "Vis denne hjelpen.",
    "[required]": "[må oppgis]",
    "default: ": "ellers: ",
    "env var: ": "miljøvariabel: ",
    " <str>": "",
}


def _oversatt(hjelp: str) -> str:
    """Help text with the frame that the library writes in English put into Norwegian."""
    for engelsk, norsk in _ENGELSK.items():
        hjelp = hjelp.replace(engelsk, norsk)
    return hjelp


class _Kommando(TyperCommand):
    def get_help(self, ctx: Any) -> str:
        return _oversatt(super().get_help(ctx))


class _Gruppe(TyperGroup):
    def get_help(self, ctx: Any) -> str:
        return _oversatt(super().get_help(ctx))


app = typer.Typer(
    name="helseanalyse",
    cls=_Gruppe,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--hjelp", "--help"]},
)


@app.callback(invoke_without_command=True)
def _uten_kommando(ctx: typer.Context) -> None:
    """Analyser av kommunenes helse- og omsorgstjenester: rapport, app og notatbok."""
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


@app.command(cls=_Kommando)
def rapport(
    notatbok: Annotated[
        str, typer.Argument(help="tjenesteprofil eller plassbehov", metavar="NOTATBOK")
    ],
    komm_nr: Annotated[
        str | None, typer.Option("--komm-nr", metavar="NUMMER", help="Kommunenummer med fire sifre")
    ] = None,
    sammenlign: Annotated[
        list[str] | None,
        typer.Option(
            "--sammenlign", metavar="NUMMER", help="Kommune å sammenligne med; kan gjentas"
        ),
    ] = None,
    aar: Annotated[
        str | None, typer.Option("--aar", metavar="ÅR", help="Året tallene gjelder")
    ] = None,
    parameter: Annotated[
        list[str] | None,
        typer.Option(
            "--parameter", "-p", metavar="NAVN=VERDI", help="Annen parameter; kan gjentas"
        ),
    ] = None,
    ut: Annotated[
        Path | None, typer.Option("--ut", metavar="FIL", help="PDF-filen som skal skrives")
    ] = None,
) -> None:
    """Lag en rapport som PDF."""
    from .views.svg import varm_opp

    gc.disable()  # a process of two seconds has nothing to collect; the imports are faster
    varm_opp()
    from .report import render_rapport

    parametre: dict[str, Any] = _parametre(parameter or [])
    if komm_nr is not None:
        parametre["komm_nr"] = komm_nr
    if sammenlign:
        parametre["sammenlign"] = list(sammenlign)
    if aar is not None:
        parametre["aar"] = aar
    fil = render_rapport(notatbok, parametre, ut or Path(f"{notatbok}.pdf"))
    typer.echo(f"Rapporten ligger her: {fil}")


@app.command(name="app", cls=_Kommando)
def app_(
    port: Annotated[
        int, typer.Option("--port", metavar="TALL", envvar="PORT", help="Port på maskinen")
    ] = 8866,
    aapne: Annotated[bool, typer.Option("--aapne/--ikke-aapne", help="Åpne nettleseren")] = False,
) -> None:
    """Start appene i nettleseren (Voilà)."""
    from .app import start_app

    maler, data = ressursmappe("templates"), ressursmappe("data")
    start_app(ressursmappe("notebooks"), maler, data=data, port=port, aapne=aapne)


@app.command(cls=_Kommando)
def lab(
    mappe: Annotated[
        Path | None,
        typer.Argument(metavar="MAPPE", help="Mappe å arbeide i; notatbøkene kopieres dit"),
    ] = None,
    port: Annotated[
        int, typer.Option("--port", metavar="TALL", envvar="PORT", help="Port på maskinen")
    ] = 8888,
) -> None:
    """Åpne notatbøkene i JupyterLab."""
    from jupyterlab.labapp import LabApp

    mappe = mappe or Path("helseanalyse-notatboeker")
    mappe.mkdir(parents=True, exist_ok=True)
    for bok in sorted(ressursmappe("notebooks").glob("*.ipynb")):
        if not (mappe / bok.name).exists():
            shutil.copyfile(bok, mappe / bok.name)
    typer.echo(f"Notatbøkene ligger i {mappe.absolute()}")
    # Nothing is asked of the outside: no news, no look for updates.
    stille = ["--LabApp.news_url=None", f"--LabApp.check_for_updates_class={_ALDRI}"]
    LabApp.launch_instance(argv=[str(mappe), f"--port={port}", *stille])


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
    felt = getattr(getattr(feil, "param", None), "name", None)
    if felt is not None:
        return f"«{felt.replace('_', '-')}» mangler eller har en verdi av feil slag. {hjelp}"
    return f"Kommandoen ble ikke forstått: den må være rapport, app eller lab. {hjelp}"


if __name__ == "__main__":
    main()
