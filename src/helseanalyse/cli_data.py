"""The command line's data commands: ``hent``, ``importer``, ``data`` and ``tiltak``."""

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

# The layers of the store, and what a reader calls them.
_LAG = {"ssb": "Tallene som er hentet fra SSB,", "egne": "Tallene fra egne filer"}
_Lager = Annotated[Path | None, typer.Option("--lager", metavar="MAPPE", help="Datalageret")]


def hent(
    komm_nr: Annotated[
        list[str] | None,
        typer.Option("--komm-nr", metavar="NUMMER", help="Kommune; kan gjentas"),
    ] = None,
    sammenlign: Annotated[
        list[str] | None,
        typer.Option("--sammenlign", metavar="NUMMER", help="Kommune å sammenligne med"),
    ] = None,
    fylke: Annotated[
        list[str] | None, typer.Option("--fylke", metavar="NUMMER", help="Fylke, to sifre")
    ] = None,
    kostragruppe: Annotated[
        list[str] | None,
        typer.Option("--kostragruppe", metavar="KODE", help="For eksempel EKG05"),
    ] = None,
    alt: Annotated[bool, typer.Option("--alt", help="Alle kommuner")] = False,
    fra_aar: Annotated[
        int, typer.Option("--fra-aar", metavar="ÅR", min=1986, max=2100, help="Første år")
    ] = 2015,
    tabell: Annotated[
        list[str] | None,
        typer.Option("--tabell", metavar="NUMMER", help="Bare denne SSB-tabellen; kan gjentas"),
    ] = None,
    tabelliste: Annotated[
        Path | None,
        typer.Option(
            "--tabelliste",
            metavar="FIL",
            help="Egne tabeller og koder, i samme form som ssb_tabeller.toml",
        ),
    ] = None,
    lager: _Lager = None,
) -> None:
    """Hent tall fra SSB (trenger nett)."""
    from .sources.ssb_jobb import Utvalg

    utvalg = Utvalg(
        kommuner=tuple(komm_nr or ()),
        sammenlign=tuple(sammenlign or ()),
        fylker=tuple(fylke or ()),
        grupper=tuple(kostragruppe or ()),
        alle=alt,
        fra_aar=fra_aar,
        tabeller=tuple(tabell or ()),
    )
    if not (utvalg.kommuner or utvalg.fylker or utvalg.grupper or alt):
        raise ValueError("Si hva som skal hentes: --komm-nr, --fylke, --kostragruppe eller --alt.")
    try:
        rapport = _hent(utvalg, lager, tabelliste)
    except KeyboardInterrupt:
        typer.echo(
            "\nDet som er hentet, er tatt vare på: den samme kommandoen går videre.", err=True
        )
        raise
    typer.echo(rapport.som_tekst())
    if not rapport.ok:
        raise ValueError(
            "Ikke alt ble hentet. For det som mangler, står tallene fra før, om det var noen."
        )


def _hent(utvalg: Any, lager: Path | None, tabelliste: Path | None) -> Any:
    """Fetch into the store; the services' addresses may be set in the environment."""
    from .sources.klass import KlassKlient
    from .sources.lager import Lager
    from .sources.load import load_eksempeldata
    from .sources.ssb import SsbKlient
    from .sources.ssb_hent import hent as hent_fra_ssb
    from .sources.ssb_tabeller import les_liste

    liste = les_liste(tabelliste)
    return hent_fra_ssb(
        Lager(lager),
        utvalg,
        register=load_eksempeldata().register,
        naa=datetime.now().astimezone(),
        klient=SsbKlient(os.environ.get("HELSEANALYSE_PXWEB", liste.tjeneste["pxweb"])),
        klass=KlassKlient(os.environ.get("HELSEANALYSE_KLASS", liste.tjeneste["klass"])),
        framdrift=_framdrift,
        liste=liste,
    )


def importer(
    fil: Annotated[Path, typer.Argument(metavar="FIL", help="CSV, XLSX, XLS, ODS, JSON-stat")],
    ark: Annotated[str | None, typer.Option("--ark", metavar="ARK", help="Ark i filen")] = None,
    kobling: Annotated[
        Path | None,
        typer.Option("--kobling", metavar="FIL", help="Fil som sier hva kolonnene er"),
    ] = None,
    lager: _Lager = None,
) -> None:
    """Les inn en egen fil."""
    from .sources.importer import importer as importer_fil

    for linje in importer_fil(fil, ark=ark, kobling=kobling, lager=lager, naa=datetime.now()):
        typer.echo(linje)


def data(
    slett: Annotated[
        bool, typer.Option("--slett", help="Slett alt, eller det --tabell eller --bare sier")
    ] = False,
    tabell: Annotated[
        list[str] | None,
        typer.Option("--tabell", metavar="NUMMER", help="Slett bare denne SSB-tabellen"),
    ] = None,
    bare: Annotated[
        str | None, typer.Option("--bare", metavar="LAG", help="Slett bare ssb eller egne")
    ] = None,
    som_json: Annotated[bool, typer.Option("--json", help="Skriv JSON")] = False,
    lager: _Lager = None,
) -> None:
    """Vis hvilke tall som er hentet og lest inn."""
    from .sources.lager import Lager

    butikk = Lager(lager)
    if slett:
        typer.echo(_slett(butikk, tabell or [], bare))
        return
    if tabell or bare:
        raise ValueError("--tabell og --bare sier hva som skal slettes: skriv også --slett.")
    import pandas as pd

    idag = datetime.now().date()
    deler = [butikk.innhold(idag, lag).assign(lag=lag) for lag in _LAG]
    innhold = pd.concat([d for d in deler if len(d)] or deler[:1], ignore_index=True)
    innhold["gammel"] &= innhold.lag == "ssb"  # only SSB has days of publishing
    if som_json:
        typer.echo(innhold.to_json(orient="records", force_ascii=False))
    elif innhold.empty:
        typer.echo(f"Datalageret {butikk.mappe} er tomt: bare eksempeldataene brukes.")
    else:
        typer.echo(f"Datalageret {butikk.mappe}:")
        for rad in innhold.itertuples():
            typer.echo(_linje(rad))


def tiltak(
    fil: Annotated[
        Path | None, typer.Argument(metavar="[FIL]", help="Tiltak som skal sjekkes (XLSX, CSV)")
    ] = None,
    mal: Annotated[
        Path | None,
        typer.Option("--mal", metavar="FIL", help="Skriv en mal (.xlsx eller .csv)"),
    ] = None,
    komm_nr: Annotated[
        str | None,
        typer.Option("--komm-nr", metavar="NUMMER", help="Kommunens plan: fyll malen, eller sjekk"),
    ] = None,
) -> None:
    """Lag en mal for tiltak, eller sjekk en fil med tiltak."""
    from .sources.tiltaksfil import les_tiltaksfil, skriv_tiltaksfil
    from .sources.tiltaksfil import mal as lag_mal
    from .valg_tiltak import er_styrking

    if (fil is None) == (mal is None):
        raise ValueError("Oppgi enten filen som skal sjekkes, eller --mal og filen som skal lages.")
    if fil is not None:
        from .tiltakssjekk import les_rader

        rader = les_tiltaksfil(fil)
        plan, trykte = _planens(komm_nr) if komm_nr else (None, [])
        les_rader(rader, styrking=er_styrking("", plan, rader, trykte), kjente=trykte)
        typer.echo(f"{fil}: {_antall(len(rader), 'tiltak', 'tiltak')} kan brukes.")
        return
    assert mal is not None
    if mal.exists():
        raise ValueError(
            f"«{mal}» finnes fra før, og er ikke rørt. Velg et annet navn, eller slett filen."
        )
    rader = _planens(komm_nr)[1] if komm_nr else lag_mal(datetime.now().year + 1)
    if not rader:
        raise ValueError(f"Eksempeldataene har ingen tiltak for {komm_nr}. Utelat --komm-nr.")
    skriv_tiltaksfil(mal, rader)
    typer.echo(f"Skrevet til {mal.absolute()}: fyll ut, og bruk «-p fil={mal}» i rapporten.")


def _planens(komm_nr: str) -> tuple[Any, list[dict[str, str]]]:
    """Published plan of a municipality, if there is one, and its rows."""
    from .sources.load import load_eksempeldata
    from .valg_tiltak import plan_for, planens_rader

    data = load_eksempeldata()
    plan = plan_for(data.register.kode(komm_nr))
    return plan, planens_rader(data, plan)


def _slett(butikk: Any, tabeller: list[str], bare: str | None) -> str:
    """Delete what was named, or all; the sentence says what went and what is left."""
    if tabeller and bare:
        raise ValueError("Velg enten --tabell eller --bare.")
    if not butikk.mappe.exists():
        return f"Datalageret {butikk.mappe} finnes ikke, så det er ingenting å slette."
    if bare is not None:
        if bare not in _LAG:
            raise ValueError(f"«{bare}» er ikke en del av datalageret; det har ssb og egne.")
        butikk.slett_lag(bare)
        return f"{_LAG[bare]} er slettet fra datalageret {butikk.mappe}."
    if not tabeller:
        butikk.slett()
        return f"Datalageret {butikk.mappe} er tømt. Eksempeldataene følger med som før."
    har = butikk.tabeller()
    if ukjente := [t for t in tabeller if t not in har]:
        finnes = f"der ligger {', '.join(har)}" if har else "der ligger ingen tabeller fra SSB"
        raise ValueError(f"Tabell «{ukjente[0]}» er ikke i datalageret; {finnes}.")
    for ett in tabeller:
        butikk.slett_tabell(ett)
    return f"Slettet fra datalageret {butikk.mappe}: tabell {', '.join(tabeller)}."


def _linje(rad: Any) -> str:
    """One source in the store as a sentence."""
    hvor = ", ".join(x for x in (rad.tittel, rad.sted) if isinstance(x, str) and x)
    naar = f"{_antall(rad.alder_dager, 'dag', 'dager')} siden" if rad.alder_dager else "i dag"
    rader, steder = _antall(rad.rader, "rad", "rader"), _antall(rad.kommuner, "sted", "steder")
    if rad.ramme == "kommuner":
        deler = [f"{hvor} (KLASS): {rad.kommuner} kommuner, hentet {rad.hentet} ({naar})"]
        nyere = "kommunenumre kan være endret ved årsskiftet: hent på nytt"
    else:
        gjort = "lest inn" if rad.lag == "egne" else "hentet"
        nye = rad.foreloepige
        deler = [
            f"{hvor}: {rader}, {steder}, {rad.aar_fra}–{rad.aar_til}",
            f"{gjort} {rad.hentet} ({naar})",
            f"{_antall(nye, 'rad', 'rader')} er foreløpige" if nye else "ingen foreløpige",
        ]
        nyere = "SSB har publisert nyere tall siden: hent på nytt"
    if rad.gammel:
        deler.append(nyere)
    return "- " + "; ".join(deler)


def _antall(tall: int, en: str, flere: str) -> str:
    return f"{tall} {en if tall == 1 else flere}"


def _framdrift(ferdig: int, totalt: int, tekst: str) -> None:
    """Progress on one line of a terminal; nothing where the output is a file."""
    if sys.stderr.isatty():
        slutt = ferdig >= totalt
        typer.echo(f"\r\033[K[{ferdig}/{totalt}] {tekst}", err=True, nl=slutt)
