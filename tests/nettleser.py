"""A browser that cannot reach the network, servers to point it at, and a small notebook."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import nbformat
import psutil
import pytest
from axe_playwright_python.sync_playwright import Axe
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Browser, Page, Route, sync_playwright

MALER = Path(__file__).resolve().parents[1] / "templates"
DATA = MALER.parent / "data"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "/usr/bin/chromium"
VALG = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
KJERNE = {"name": "python3", "display_name": "Python 3", "language": "python"}
VENT = 60_000

FORBEREDELSE = """
import os
from helseanalyse.views.visning import Kontroller, Visning

HEMMELIG_KILDEKODE = 1
felt = [
    {"navn": "komm_nr", "etikett": "Kommune", "type": "valg",
     "alternativer": [["0121", "Rømskog"], ["0628", "Hurum"]]},
    {"navn": "andel", "etikett": "Dekningsgrad", "type": "glider", "min": 0, "maks": 100,
     "steg": 0.5, "desimaler": 1, "enhet": "%", "hjelp": "Andel av innbyggere over 80 år."},
    {"navn": "sammenlign", "etikett": "Sammenlign med", "type": "flervalg", "maks": 3,
     "alternativer": [[f"{nr:04d}", f"Kommune {nr}"] for nr in range(1, 31)]},
    {"navn": "pris", "etikett": "Pris per plass", "type": "tall", "enhet": "kr",
     "min": 0, "maks": 2_000_000},
]
kontroller = Kontroller(
    felt, {"komm_nr": "0121", "andel": 20.5, "sammenlign": ["0007"], "pris": 1_200_000}
)
kilder = [{"id": "a", "tekst": "SSB, KOSTRA, tabell 12209", "url": "https://www.ssb.no/",
           "metode": "tabell", "merknad": None}]

definisjoner = {
    navn: {"kort": kort, "navn": f"{kort}, hele navnet", "punkter": [
        ["Definisjon", "Plasser <b>delt på</b> innbyggere 80 år og over.", ""],
        ["Pass på", "Teller plasser, ikke beboere, og plassene brukes av alle aldre.", ""],
        ["Engelsk", "Places per inhabitant", "en"]]}
    for navn, kort in (("i_rad", "Hurum"), ("uten_rad", "Dekningsgrad"))
}

def avsnitt(tekst):
    return [{"type": "paragraph", "children": [{"type": "text", "raw": tekst}]}]

def blokker(verdier):
    andel = str(verdier["andel"]).replace(".", ",")
    rader = [{"k": "Rømskog", "v": verdier["andel"]}, {"k": "Hurum", "v": 40}, {"k": "Ås", "v": 60}]
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json", "width": "container",
        "height": 120, "data": {"values": rader}, "mark": "bar",
        "encoding": {"x": {"field": "v", "type": "quantitative", "axis": {"format": ",.1f"}},
                     "y": {"field": "k", "type": "nominal", "sort": None, "title": None}},
    }
    return [
        {"type": "svar", "ast": avsnitt(f"Dekningsgraden er {andel} prosent.")},
        {"type": "tekst", "ast": [
            {"type": "heading", "attrs": {"level": 2},
             "children": [{"type": "text", "raw": "Mål"}]},
            *avsnitt("Teksten <img src=x onerror=alert(1)> er bare tekst."),
            *avsnitt("Adressen sier: " + os.environ.get("QUERY_STRING", ""))]},
        {"type": "figur", "id": "dekning", "tittel": "Dekningsgrad", "undertittel": "Prosent",
         "alt": f"Rømskog har {andel} prosent, Hurum 40.", "spec": spec, "note": None,
         "kilder": kilder},
        {"type": "varsel", "ast": avsnitt("Tall for 2013 mangler.")},
        {"type": "tabell", "id": "t", "tittel": "Dekningsgrad etter kommune og år, prosent",
         "hode": ["Kommune", *[str(aar) for aar in range(2003, 2013)]],
         "just": ["left", *["right"] * 10],
         "rader": [["Rømskog", *[andel] * 10], ["Hurum", *["40,0"] * 10]],
         "uthev": [0], "note": "Rundet av.", "kilder": kilder, "definisjoner": definisjoner},
    ]

visning = Visning(blokker(kontroller.verdier))

def tegn(endring):
    utenfor = not 0 <= endring["new"]["andel"] <= 50
    kontroller.feil = "Dekningsgraden må være fra 0 til 50." if utenfor else ""
    if not utenfor:
        visning.blokker = blokker(endring["new"])

kontroller.observe(tegn, "verdier")
"""


def skriv_notatbok(fil: Path, tittel: str, *celler: str) -> None:
    """Write a notebook with these code cells."""
    notatbok = new_notebook(
        cells=[new_code_cell(celle) for celle in celler],
        metadata={
            "title": tittel,
            "kernelspec": KJERNE,
            "helseanalyse": {
                "beskrivelse": f"En prøve som heter {tittel}.",
                "datadato": "31. desember 2012",
            },
        },
    )
    nbformat.write(notatbok, fil)


def skriv_profil(mappe: Path) -> None:
    """Write the notebook that uses every kind of block and control."""
    skriv_notatbok(mappe / "profil.ipynb", "Prøveprofil", FORBEREDELSE, "kontroller", "visning")


def ledig_port() -> int:
    with socket.socket() as prove:
        prove.bind(("127.0.0.1", 0))
        return int(prove.getsockname()[1])


@contextmanager
def tjener(kommando: list[str], adresse: str, **valg: object) -> Iterator[subprocess.Popen[str]]:
    """Run a server until the block ends; it is ready when the address answers."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as logg:
        prosess = subprocess.Popen(
            kommando, text=True, stdout=logg, stderr=subprocess.STDOUT, **valg
        )
        try:
            _vent_paa(prosess, adresse, logg)
            yield prosess
        finally:
            _stans(prosess)


def _stans(prosess: subprocess.Popen[str]) -> None:
    barn: list[psutil.Process] = []
    with suppress(psutil.NoSuchProcess):
        barn = psutil.Process(prosess.pid).children(recursive=True)
    prosess.terminate()
    try:
        prosess.wait(timeout=15)
    except subprocess.TimeoutExpired:
        prosess.kill()
        prosess.wait()
    for ett in barn:
        with suppress(psutil.NoSuchProcess):
            ett.kill()


def _vent_paa(prosess: subprocess.Popen[str], adresse: str, logg: IO[str]) -> None:
    frist = time.monotonic() + VENT / 1000
    while time.monotonic() < frist:
        if prosess.poll() is not None:
            logg.seek(0)
            pytest.fail(f"Tjeneren stanset: {logg.read()}")
        try:
            urllib.request.urlopen(adresse, timeout=5).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"Tjeneren svarte ikke på {adresse}.")


def app_kommando(notatboker: Path, port: int) -> list[str]:
    kode = (
        "import sys; from pathlib import Path; from helseanalyse.app import start_app; "
        "start_app(Path(sys.argv[1]), Path(sys.argv[2]), data=Path(sys.argv[3]), "
        "port=int(sys.argv[4]), aapne=False)"
    )
    return [sys.executable, "-c", kode, str(notatboker), str(MALER), str(DATA), str(port)]


@contextmanager
def kjor_app(
    notatboker: Path, port: int | None = None, **miljoe: str
) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Serve a folder of notebooks; yields the landing page's address and the process."""
    port = port or ledig_port()
    adresse = f"http://127.0.0.1:{port}/"
    with tjener(app_kommando(notatboker, port), adresse, env=os.environ | miljoe) as prosess:
        yield adresse, prosess


def kjerner(prosess: subprocess.Popen[str]) -> list[psutil.Process]:
    """The kernels a server has started and that live still."""
    barn = psutil.Process(prosess.pid).children(recursive=True)
    return [ett for ett in barn if any("ipykernel" in del_ for del_ in _kommandolinje(ett))]


def _kommandolinje(prosess: psutil.Process) -> list[str]:
    """Command line of a process; empty for one that has ended, waited for or not."""
    try:
        return prosess.cmdline()
    except psutil.NoSuchProcess:  # a zombie too
        return []


@contextmanager
def nettleser() -> Iterator[Browser]:
    """Chromium without a window; the test is skipped where it is missing, except in CI."""
    if not Path(CHROMIUM).exists():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("Chromium finnes ikke her.")
    with sync_playwright() as motor:
        leser = motor.chromium.launch(executable_path=CHROMIUM, args=VALG)
        yield leser
        leser.close()


@dataclass
class Fane:
    """A page with what went wrong in it."""

    side: Page
    utenfor: list[str] = field(default_factory=list)
    feil: list[str] = field(default_factory=list)
    advarsler: list[str] = field(default_factory=list)

    def apne(self, adresse: str) -> Page:
        """Open an app and wait until it says that it is ready."""
        self.side.goto(adresse, wait_until="commit")
        self.side.wait_for_selector("#status.ferdig", state="attached", timeout=VENT)
        return self.side


@contextmanager
def ny_fane(leser: Browser, bredde: int = 1280) -> Iterator[Fane]:
    """A page of its own that reaches this machine and nothing else."""
    rom = leser.new_context(viewport={"width": bredde, "height": 900}, locale="nb-NO")
    fane = Fane(rom.new_page())

    def slipp(rute: Route) -> None:
        if rute.request.url.startswith(("http://127.0.0.1:", "file:", "data:", "blob:")):
            rute.continue_()
        else:
            fane.utenfor.append(rute.request.url)
            rute.abort()

    rom.route("**/*", slipp)
    lister = {"error": fane.feil, "warning": fane.advarsler}
    fane.side.on("console", lambda m: lister.get(m.type, []).append(m.text))
    fane.side.on("pageerror", lambda feil: fane.feil.append(str(feil)))
    yield fane
    rom.close()


def arbeidere(prosess: subprocess.Popen[str]) -> list[psutil.Process]:
    """The workers of a server: copies of the one process that has all loaded."""
    alle = psutil.Process(prosess.pid).children(recursive=True)
    return [ett for ett in alle if ett.ppid() != prosess.pid]


def vent_til(side: Page, uttrykk: str) -> None:
    """Wait until an expression is true in a page whose policy lets no text run as script."""
    frist = time.monotonic() + VENT / 1000
    while not side.evaluate(uttrykk):
        if time.monotonic() > frist:
            pytest.fail(f"Siden ble aldri slik: {uttrykk}")
        time.sleep(0.03)


def funn(side: Page) -> list[str]:
    """All that axe-core finds, whatever its impact, as readable lines."""
    alle = Axe().run(side).response["violations"]
    return [f"{ett['id']}: {node['html']}" for ett in alle for node in ett["nodes"]]


def alvorlige(side: Page) -> list[str]:
    """What axe-core finds that is serious or critical, as readable lines."""
    funn = Axe().run(side).response["violations"]
    return [
        f"{ett['id']}: {node['html']}"
        for ett in funn
        if ett["impact"] in ("serious", "critical")
        for node in ett["nodes"]
    ]


def vannrett_rulling(side: Page) -> int:
    """How many pixels the page is wider than the window."""
    return int(side.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
