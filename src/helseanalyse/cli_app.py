"""The command line of the apps: ``helseanalyse app``."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from .ressurser import ressursmappe


def _valg(navn: str, metavar: str, hjelp: str, **mer: Any) -> Any:
    return typer.Option(navn, metavar=metavar, help=hjelp, **mer)


_ETT_ORD = {"envvar": "HELSEANALYSE_TOKEN", "show_default": False}
_Port = Annotated[int, _valg("--port", "TALL", "Port på maskinen", envvar="PORT", min=1, max=65535)]
_Aapne = Annotated[bool, typer.Option("--aapne/--ikke-aapne", help="Åpne nettleseren")]
_Adresse = Annotated[str, _valg("--adresse", "IP", "Adressen å lytte på")]
_Vert = Annotated[
    list[str] | None, _valg("--vert", "NAVN", "Navn leserne når tjeneren med; kan gjentas")
]
_Base = Annotated[str, _valg("--base-url", "STI", "Stien foran alle adresser")]
_Token = Annotated[
    str,
    _valg("--token", "ORD", "Ordet leserne logger inn med; --token-fil er tryggere", **_ETT_ORD),
]
_TokenFil = Annotated[Path | None, _valg("--token-fil", "FIL", "Fil som tokenet står i")]
_Proxy = Annotated[
    list[str] | None, _valg("--bak-proxy", "NETT", "Adressen til proxyen foran; kan gjentas")
]
_Hode = Annotated[
    str, _valg("--brukerhode", "HODE", "HTTP-hode der proxyen sier hvem som er logget inn")
]
_Arbeidere = Annotated[
    int, _valg("--arbeidere", "TALL", "Prosesser som regner; 0: passe mange", min=0, max=64)
]
_Minne = Annotated[int, _valg("--minne", "MB", "Minne for hver prosess", min=500, max=100_000)]
_Takt = Annotated[
    int,
    _valg("--takt", "TALL", "Forespørsler i sekundet per leser; 0: fritt", min=0, max=10_000),
]
_Sjekk = Annotated[
    str | None, _valg("--sjekk", "ADRESSE", "Spør appene der om de virker, og avslutt")
]
_Statisk = Annotated[
    Path | None, _valg("--statisk", "MAPPE", "Skriv appene som faste sider i en mappe, og avslutt")
]
_KommNr = Annotated[str, _valg("--komm-nr", "NUMMER", "Kommunen de faste sidene gjelder")]


def app(
    port: _Port = 8866,
    aapne: _Aapne = False,
    adresse: _Adresse = "127.0.0.1",
    vert: _Vert = None,
    base_url: _Base = "/",
    token: _Token = "",
    token_fil: _TokenFil = None,
    bak_proxy: _Proxy = None,
    brukerhode: _Hode = "",
    arbeidere: _Arbeidere = 0,
    minne: _Minne = 2000,
    takt: _Takt = 100,
    sjekk: _Sjekk = None,
    statisk: _Statisk = None,
    komm_nr: _KommNr = "",
) -> None:
    """Start appene i nettleseren (Voilà)."""
    if sjekk:
        from .appsjekk import sjekk as spoer

        typer.echo(spoer(sjekk))
        return
    if statisk:
        from .statisk import lag_statisk

        if komm_nr:
            from .sources.samlet import load_data

            komm_nr = load_data().register.kode(komm_nr)  # refused before anything is made
        boeker, maler, pakke = (ressursmappe(n) for n in ("notebooks", "templates", "data"))
        for linje in lag_statisk(statisk, boeker, maler, pakke, komm_nr, idag=date.today()):
            typer.echo(linje)
        typer.echo(f"De faste sidene ligger her: {statisk.absolute() / 'index.html'}")
        return
    if komm_nr:
        raise ValueError("--komm-nr gjelder --statisk; i appen velges kommunen på siden.")
    from .appoppsett import Oppsett, les_token

    oppsett = Oppsett(
        adresse=adresse,
        port=port,
        token=les_token(token_fil) if token_fil else token,
        bak_proxy=tuple(bak_proxy or ()),
        brukerhode=brukerhode,
        base_url=base_url,
        vert=tuple(navn.lower() for navn in vert or ()),
        arbeidere=arbeidere,
        minne=minne,
        takt=takt,
    )
    from .app import start_app

    maler, data = ressursmappe("templates"), ressursmappe("data")
    start_app(ressursmappe("notebooks"), maler, data=data, aapne=aapne, oppsett=oppsett)
