"""The command line: ``helseanalyse rapport | app | lab | hent | importer | data | ...``."""

import difflib
import gc
import os
import re
import shutil
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from . import cli_alle, cli_app, cli_data, cli_kontroll, cli_skjerm
from .ressurser import ressursmappe
from .spraak import oppramsing

_PORT = "Port på maskinen"
_AVBRUTT = 130
_ALDRI = "jupyterlab.NeverCheckForUpdate"
_BOEKER = (
    "Notatboken: staastedsanalyse, tjenesteprofil, plassbehov, effektivitet, okonomi, bemanning,"
    " tiltak eller kontroll"
)
_UTEN_NOTATBOK = (
    "«notatbok» mangler. Oppgi den, for eksempel tjenesteprofil, eller en rapport med --fra."
    " Se «helseanalyse --hjelp»."
)
_ENGELSK = {
    "Usage: ": "Bruk: ",
    "[OPTIONS] COMMAND [ARGS]...": "KOMMANDO [VALG]",
    "[OPTIONS]": "[VALG]",
    "Options:": "Valg:",
    "Commands:": "Kommandoer:",
    "Arguments:": "Opplysninger:",
    "Show this message and exit.": "Vis denne hjelpen.",
    "[required]": "[må oppgis]",
    "default:": "ellers:",
    "env var:": "miljøvariabel:",
    " <str>": "",
    " <path>": "",
    "--help, --hjelp": "--hjelp, --help",  # the library has them in any order
}


def _oversatt(hjelp: str) -> str:
    """Help text with the frame that the library writes in English put into Norwegian."""
    for engelsk, norsk in _ENGELSK.items():
        brutt = r"\s+".join(map(re.escape, engelsk.split(" ")))  # over two lines, perhaps
        hjelp = re.sub(brutt, norsk, hjelp)
    hjelp = re.sub(r"(\d+)<=x<=(\d+)", r"\1–\2", hjelp)
    bruk, linjeskift, resten = hjelp.partition("\n")
    return re.sub(r"\{(.+?)\}|\[(\[.+?\])\]", r"\1\2", bruk) + linjeskift + resten


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
        str | None,
        typer.Argument(help=_BOEKER, metavar="NOTATBOK"),
    ] = None,
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
        Path | None, typer.Option("--ut", metavar="FIL", help="Filen; endelsen velger slaget")
    ] = None,
    fra: Annotated[
        Path | None,
        typer.Option("--fra", metavar="FIL", help="Rapport som skal lages på nytt"),
    ] = None,
    profil: Annotated[
        Path | None, typer.Option("--profil", metavar="FIL", help="Logo og farger (TOML)")
    ] = None,
    figurer: Annotated[
        bool, typer.Option("--figurer", help="Skriv figurene (PNG, SVG) i mappen som --ut sier")
    ] = False,
) -> None:
    """Lag en rapport: PDF, Word, HTML eller tallene i Excel."""
    if notatbok is None and fra is None:
        raise ValueError(_UTEN_NOTATBOK)
    from .views.tegner import start

    gc.disable()  # a process of two seconds has nothing to collect; the imports are faster
    start()
    from .report import render_rapport

    egne = {"komm_nr": komm_nr, "sammenlign": list(sammenlign or []) or None, "aar": aar}
    parametre = _parametre(parameter or [], {k: v for k, v in egne.items() if v is not None})
    if figurer and (fra or profil):
        raise ValueError("--figurer kan ikke brukes sammen med --fra eller --profil.")
    if fra is not None:
        typer.echo(cli_alle.fra_rapport(fra, notatbok, parametre, ut, profil))
        return
    notatbok = str(notatbok)
    utseende = cli_alle.utseendet(profil)
    if figurer:
        typer.echo(_figurer(notatbok, parametre, ut))
        return
    fil = render_rapport(notatbok, parametre, ut or Path(f"{notatbok}.pdf"), utseende)
    typer.echo(f"Rapporten ligger her: {fil}")


@app.command(cls=_Kommando)
def lab(
    mappe: Annotated[
        Path | None,
        typer.Argument(metavar="MAPPE", help="Mappe å arbeide i; notatbøkene kopieres dit"),
    ] = None,
    port: Annotated[
        int, typer.Option("--port", metavar="TALL", envvar="PORT", min=1, max=65535, help=_PORT)
    ] = 8888,
) -> None:
    """Åpne notatbøkene i JupyterLab."""
    from jupyterlab.labapp import LabApp

    mappe = mappe or Path("helseanalyse-notatboeker")
    try:
        mappe.mkdir(parents=True, exist_ok=True)
        boeker = ressursmappe("notebooks")
        for bok in sorted([*boeker.glob("*.ipynb"), *boeker.glob("verktoy/*.ipynb")]):
            til = mappe / bok.relative_to(boeker)
            if not til.exists():
                til.parent.mkdir(exist_ok=True)
                shutil.copyfile(bok, til)
    except OSError:
        raise ValueError(
            f"«{mappe}» kan ikke være arbeidsmappe. Velg en mappe du har skrivetilgang til."
        ) from None
    typer.echo(f"Notatbøkene ligger i {mappe.absolute()}")
    # Nothing is asked of the outside: no news, no look for updates.
    stille = ["--LabApp.news_url=None", f"--LabApp.check_for_updates_class={_ALDRI}"]
    # As root (a container, say) JupyterLab must be told that this is meant; it stays on loopback.
    rot = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    LabApp.launch_instance(argv=[str(mappe), f"--port={port}", *stille, *rot])


app.command(name="app", cls=_Kommando)(cli_app.app)
for _navn in ("hent", "importer", "data", "tiltak"):
    app.command(name=_navn, cls=_Kommando)(getattr(cli_data, _navn))
for _navn, _kort, _hva in (
    ("kontroll", "Regn etter summer, andeler og endringer i en tabell.", cli_kontroll.kontroll),
    ("skjerm", "Skriv en tabell over personer uten små tall.", cli_skjerm.skjerm),
    ("sammenlign", "Si hva som er ulikt i to rapporter.", cli_alle.sammenlign),
):
    app.command(name=_navn, cls=_Kommando, short_help=_kort)(_hva)
_alle = typer.Typer(cls=_Gruppe, rich_markup_mode=None, help="Lag mange rapporter på én gang.")
_alle.command(name="rapport", cls=_Kommando)(cli_alle.rapport)
app.add_typer(_alle, name="alle")


def _figurer(notatbok: str, parametre: dict[str, Any], ut: Path | None) -> str:
    """Pictures of every figure in a folder; the sentence says where."""
    from .figurfiler import skriv_figurer
    from .formater import FORMATER

    if ut is not None and ut.suffix.lower() in FORMATER and not ut.is_dir():
        raise ValueError(f"Med --figurer er --ut en mappe, ikke en fil som «{ut}».")
    bilder = skriv_figurer(notatbok, parametre, ut or Path(f"{notatbok}-figurer"))
    return f"{len(bilder)} bilder ligger her: {bilder[0].parent}"


def _parametre(par: list[str], egne: dict[str, Any]) -> dict[str, Any]:
    """``NAVN=VERDI`` added to the parameters that have options of their own.

    The value stays text; the choices check it. A parameter given twice is refused.
    """
    ut = dict(egne)
    for ett in par:
        navn, skille, verdi = ett.partition("=")
        if not skille or not navn.isidentifier():
            raise ValueError(f"«{ett}» er ikke på formen NAVN=VERDI, for eksempel dekning=20.")
        if navn in ut:
            raise ValueError(f"«{navn}» er oppgitt to ganger. Oppgi den bare én gang.")
        ut[navn] = verdi
    return ut


def main() -> None:
    """Run the command line; what goes wrong is one Norwegian sentence on stderr."""
    try:
        _krev_tegn(sys.argv)
        kode = app(standalone_mode=False)
        gc.freeze()  # the system takes it all back at once: nothing is gone through on the way out
        if kode == _AVBRUTT:  # Ctrl-C is no exception here, and silent
            _avbryt("Avbrutt.", kode)
        sys.exit(kode)
    except ValueError as feil:
        _avbryt(str(feil), 1)
    except (typer.Abort, KeyboardInterrupt):
        _avbryt("Avbrutt.", _AVBRUTT)
    except OSError as feil:
        if feil.filename is None:
            raise
        hva = "Se over navnet, plassen på disken og tilgangen til den."
        _avbryt(f"«{feil.filename}» kan ikke leses eller skrives. {hva}", 1)
    except Exception as feil:
        setning = _norsk(feil)
        if setning is None:
            raise
        _avbryt(setning, 2)


def _krev_tegn(ord_: list[str]) -> None:
    """Refuse words that no text can hold: half a character from another code page."""
    for ett in ord_:
        if not ett.isprintable() and any("\ud800" <= tegn <= "\udfff" for tegn in ett):
            synlig = ett.encode("utf-8", "replace").decode()
            raise ValueError(f"«{synlig}» har tegn som ikke er UTF-8. Skriv det på nytt.")


def _avbryt(setning: str, kode: int) -> None:
    typer.echo(f"Feil: {setning}", err=True)
    sys.exit(kode)


def _norsk(feil: Exception) -> str | None:
    """Usage errors of the command line in Norwegian; none for what is no usage error."""
    if not (hasattr(feil, "exit_code") and hasattr(feil, "format_message")):
        return None
    slag, valg = type(feil).__name__, getattr(feil, "option_name", None)
    if slag == "NoSuchOption":
        alle = [o for p in feil.ctx.command.params for o in p.opts]  # type: ignore[attr-defined]
        like = difflib.get_close_matches(str(valg), alle, 1)
        setning = f"Valget {valg} finnes ikke.{f' Mente du {like[0]}?' if like else ''}"
    elif slag == "BadOptionUsage":
        setning = f"Valget {valg} mangler en verdi."
    elif grenser := _grenser(feil):
        setning = grenser
    elif (felt := getattr(feil, "param", None)) is not None:
        navn = felt.opts[0] if felt.opts[0].startswith("-") else felt.metavar
        setning = f"«{navn}» mangler eller har en verdi av feil slag."
    elif "command" in feil.format_message().lower():
        setning = _ukjent_kommando(feil.ctx)  # type: ignore[attr-defined]
    else:
        for_mye = feil.format_message().rpartition("(")[2].rstrip(").")
        setning = f"Det står for mye på kommandolinjen: «{for_mye}»."
    return f"{setning} Se «helseanalyse --hjelp»."


def _ukjent_kommando(ctx: Any) -> str:
    mulige = oppramsing(list(ctx.command.commands), "eller")
    if ctx.parent is None:
        return f"Kommandoen finnes ikke: den må være {mulige}."
    return f"«{ctx.info_name}» må følges av {mulige}."


def _grenser(feil: Exception) -> str:
    """Say what a whole number may be; empty for what is no number out of its range."""
    valg = getattr(feil, "param", None)
    minst, mest = (getattr(valg, g, None) for g in ("min", "max"))
    if valg is None or minst is None or mest is None:
        return ""
    return f"{valg.opts[0]} må være et helt tall fra {minst} til {mest}."


if __name__ == "__main__":
    main()
