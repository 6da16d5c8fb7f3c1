"""The apps as plain files for those who only read: no kernel, no server, opens from a file share.

Each page is the app's own first view: answer, figures, tables, sources. Tables are sorted and
searched in the browser, and a control that moves a figure by itself moves it here too; the rest
of the choices need the app.
"""

from __future__ import annotations

import base64
import math
import re
import secrets
import shutil
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader

from . import sidearbeid
from .app import bunntekst, finn_apper
from .appsider import App, Sidefiler
from .apptjener import INGRESS, skriftmappe
from .views.vega import vega_modul

_DELE = "<!--innhold-->"
_MERKE = "helseanalyse/side"
_STATISK = "voila/templates/helseanalyse/static"
_SKRIFT = re.compile(r'url\("[^"]*/([\w-]+\.otf)"\)')
_EKSPORT = re.compile(r"export\s*\{\s*(\S+) as default\s*\};?\s*$")


def lag_statisk(
    ut: Path, notatboker: Path, maler: Path, data: Path, komm_nr: str = "", *, idag: date
) -> Iterator[str]:
    """Write the apps' first views as files; yields a line for each page as it is done.

    Parameters
    ----------
    ut : Path
        Folder to write. It is complete or not there; an earlier export is replaced as a whole.
    notatboker, maler, data : Path
        Folders of the notebooks, the templates and the data package.
    komm_nr : str
        Municipality of the pages; each notebook's own if left out.
    idag : date
        The day that the pages say they were made.

    Raises
    ------
    ValueError
        If the folder holds something else, cannot be written, or the municipality is refused.
    """
    ut = ut.absolute()
    _krev_egen(ut)
    midlertidig = ut.parent / f".skrives-{secrets.token_hex(8)}"
    try:
        midlertidig.mkdir(parents=True)
        yield from _Utgave(midlertidig, notatboker, maler, data, komm_nr, idag).skriv()
        if ut.exists():
            gammel = ut.parent / f".skrives-{secrets.token_hex(8)}"
            ut.rename(gammel)
            midlertidig.rename(ut)
            shutil.rmtree(gammel)
        else:
            midlertidig.rename(ut)
    except OSError as feil:
        raise ValueError(
            f"«{ut}» kunne ikke skrives. Velg en mappe med plass, som du har skrivetilgang til."
        ) from feil
    finally:
        shutil.rmtree(midlertidig, ignore_errors=True)


def _krev_egen(ut: Path) -> None:
    """Refuse a folder that holds anything but an earlier export."""
    if ut.is_dir() and any(ut.iterdir()) and not (ut / _MERKE).is_dir():
        raise ValueError(f"Mappen «{ut}» har annet innhold, og er ikke rørt. Velg en ny mappe.")
    if ut.exists() and not ut.is_dir():
        raise ValueError(f"«{ut}» er en fil, og er ikke rørt. Velg en ny mappe.")


class _Utgave:
    """One export on its way."""

    def __init__(
        self, ut: Path, notatboker: Path, maler: Path, data: Path, komm_nr: str, idag: date
    ) -> None:
        self.ut, self.notatboker, self.komm_nr = ut, notatboker, komm_nr
        self.apper = finn_apper(notatboker)
        mal = maler / "voila" / "templates" / "helseanalyse"
        self.statisk = mal / "static"
        self.filer = Sidefiler(self.statisk)
        self.miljoe = Environment(loader=FileSystemLoader([mal.parent, mal]), autoescape=True)
        self.miljoe.globals |= {
            "base_url": "",
            "hjem": "index.html",
            "include_url": lambda sti: f"voila/templates/helseanalyse/{sti}",
            "statisk": format_date(idag, "d. MMMM y", locale="nb_NO"),
            "bunn_tekst": bunntekst(data),
        }

    def skriv(self) -> Iterator[str]:
        self._faste_filer()
        skrevet: list[App] = []
        for app in self.apper:
            innhold = self._innhold(app)
            if innhold is None:
                yield f"{app.tittel}: trenger en Python-prosess, og er ikke med."
                continue
            (self.ut / _sidenavn(app)).write_text(self._side(app, innhold), encoding="utf-8")
            skrevet.append(app)
            yield f"{app.tittel}: {_sidenavn(app)}"
        forside = self.miljoe.get_template("forside.html").render(
            apper=skrevet,
            ingress=INGRESS,
            tilbake=False,
            innhold=sidearbeid.forside(self.komm_nr, ""),
        )
        (self.ut / "index.html").write_text(forside, encoding="utf-8")

    def _faste_filer(self) -> None:
        """Style, scripts and typeface, where the pages look for them."""
        side = self.ut / _MERKE
        side.mkdir(parents=True)
        for navn in (self.filer.skript, self.filer.stil):
            funnet = self.filer.hent(navn)
            assert funnet is not None
            (side / navn).write_bytes(funnet[1])
        (side / "vega.js").write_text(_som_skript(vega_modul()), encoding="utf-8")
        statisk = self.ut / _STATISK
        statisk.mkdir(parents=True)
        stil = (self.statisk / "side.css").read_text(encoding="utf-8")
        (statisk / "side.css").write_text(_SKRIFT.sub(_som_data, stil), encoding="utf-8")
        shutil.copyfile(self.statisk / "merke.svg", statisk / "merke.svg")

    def _innhold(self, app: App) -> str | None:
        """The page's first view; none if the notebook needs a kernel."""
        sti = str(self.notatboker / app.fil)
        adresse = urlencode({"komm_nr": self.komm_nr}) if self.komm_nr and app.av_kommune else ""
        start = sidearbeid.start(sti, adresse)
        if start["slag"] == "stanset" or start.get("feil"):
            raise ValueError(f"{app.tittel}: {start['feil']}")
        if start["slag"] != "ren":
            return None
        blokker = sidearbeid.blokker(sti, start["valg"])
        tilstand = start["tilstand"] | {
            "kontroller": _som_virker(start["tilstand"]["kontroller"], _styrt(blokker))
        }
        har_side = any(k["felt"] and k["plassering"] == "side" for k in tilstand["kontroller"])
        biter, _ = sidearbeid.biter(sti, start["valg"], "", 0, sekunder=math.inf)
        return (
            sidearbeid.sidehode(tilstand)
            + f'<div id="celler" class="celler{" med-side" if har_side else ""}">\n'
            + "".join(biter)
            + "</div>\n"
        )

    def _side(self, app: App, innhold: str) -> str:
        foer, etter = (
            self.miljoe.get_template("side.html")
            .render(
                tittel=app.tittel,
                beskrivelse=app.beskrivelse,
                fil=app.fil,
                skript=self.filer.skript,
                stil=self.filer.stil,
                vega="",
            )
            .split(_DELE)
        )
        return f"{foer}{innhold}{etter}"


def _sidenavn(app: App) -> str:
    return f"{Path(app.fil).stem}.html"


def _styrt(blokker: Sequence[dict[str, Any]]) -> set[str]:
    """Names of the controls that some figure follows by itself."""
    spec = [b["spec"] for b in blokker if b["type"] == "figur"]
    return {p["name"] for s in spec for p in s.get("params", []) if "value" in p}


def _som_virker(kontroller: list[dict[str, Any]], styrt: set[str]) -> list[dict[str, Any]]:
    """The controls that work without a server."""
    return [
        k | {"felt": [f for f in k["felt"] if f["type"] == "glider" and f["navn"] in styrt]}
        for k in kontroller
    ]


def _som_data(treff: re.Match[str]) -> str:
    """A font inside the style sheet: a page opened from a file may not fetch it."""
    skrift = base64.b64encode((skriftmappe() / treff[1]).read_bytes()).decode()
    return f'url("data:font/otf;base64,{skrift}")'


def _som_skript(modul: Path) -> str:
    """Vega as a plain script: a page opened from a file may not import modules."""
    kode, antall = _EKSPORT.subn(
        r"globalThis.helseanalyseVegaKlar({ default: \1 });", modul.read_text(encoding="utf-8")
    )
    if antall != 1:
        raise ValueError(f"«{modul.name}» har ikke den eksporten som ventes. Slett filen.")
    return f"(() => {{\n{kode}\n}})();\n"
