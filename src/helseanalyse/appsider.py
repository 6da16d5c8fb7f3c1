"""The pages of the app that need no kernel: drawn by the workers, kept, and sent at once."""

from __future__ import annotations

import ast
import asyncio
import contextlib
import gzip
import hashlib
import json
import logging
import os
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from . import sidearbeid
from .arbeider import Arbeidere, Utilgjengelig
from .ressurser import ressursmappe
from .sidelager import Sidelager
from .sources.lagersted import lagermappe
from .views.tema import TALLFORMAT
from .views.vega import NB_TID, cache_mappe

_logg = logging.getLogger(__name__)
_PAKKE = Path(__file__).resolve().parent
MAKS_ADRESSE = 8000
"""Characters of an address that choices are read from."""


@dataclass(frozen=True)
class App:
    """One notebook as the landing page lists it."""

    fil: str
    tittel: str
    beskrivelse: str
    av_kommune: bool = False
    """Whether it is of one municipality, which its address may name."""


class Tegning:
    """A page on its way: its pieces as they come, for all who wait for the same one."""

    def __init__(self) -> None:
        self.biter: list[str] = []
        self.ferdig = False
        self.slag = ""
        self._ny = asyncio.Event()

    def legg(self, bit: str = "", *, ferdig: bool = False) -> None:
        """Add a piece, or say that there are no more."""
        if bit:
            self.biter.append(bit)
        self.ferdig = self.ferdig or ferdig
        self._ny.set()
        self._ny = asyncio.Event()

    async def __aiter__(self) -> AsyncIterator[str]:
        sendt = 0
        while True:
            ny = self._ny
            while sendt < len(self.biter):
                sendt += 1
                yield self.biter[sendt - 1]
            if self.ferdig:
                return
            await ny.wait()


class Sider:
    """The pure pages of a folder of notebooks.

    Parameters
    ----------
    mappe : Path
        Folder of the notebooks.
    arbeidere : Arbeidere
        Who calculates and draws.
    """

    def __init__(self, mappe: Path, arbeidere: Arbeidere) -> None:
        self.mappe, self.arbeidere = mappe, arbeidere
        self.lager = Sidelager(cache_mappe() / "sider")
        self.kode = kodeversjon()
        self._slag: dict[str, str] = {}
        self._navn: dict[str, set[str]] = {}
        self._under_arbeid: dict[str, Tegning] = {}
        self._oppgaver: set[asyncio.Task[None]] = set()

    # ------------------------------------------------------------ what a page is kept under
    def noekkel(self, fil: str, sporring: str, rot: str, smal: bool = False) -> str:
        """Name of a page: what it shows follows from what stands in it, and from nothing else."""
        bok = (self.mappe / fil).stat()
        navn = self._navn.get(fil)
        gitt = sorted(
            (k, v)
            for k, v in parse_qsl(sporring[:MAKS_ADRESSE], keep_blank_values=True)
            if navn is None or k in navn
        )
        return self._navn_av(rot, fil, bok.st_mtime_ns, bok.st_size, gitt, smal)

    def _navn_av(self, *hva: Any) -> str:
        alt = json.dumps([self.kode, datautgave(), *hva]).encode()
        return hashlib.blake2b(alt, digest_size=20).hexdigest()

    def kan_vaere_ren(self, fil: str) -> bool:
        """Whether a notebook is worth asking a worker about."""
        if self._slag.get(fil) in (None, "ren", "stanset"):
            return b"Side(" in (self.mappe / fil).read_bytes()
        return False

    def kjent(self, fil: str) -> bool:
        """Whether a page may begin at once: it needs no kernel, or looks so until it is read."""
        return self._slag.get(fil, "ren") == "ren" and ser_ren_ut(self.mappe / fil)

    async def forside(self, komm_nr: str, soek: str) -> dict[str, Any]:
        """What the landing page says of the data; kept, so that it is there before any worker.

        Raises
        ------
        ValueError
            If the data cannot be read.
        Utilgjengelig
            As the workers do.
        """
        noekkel = self._navn_av("forside", komm_nr)
        ferdig = None if soek else self.lager.hent(noekkel)
        if ferdig is not None:
            return dict(json.loads(ferdig))
        innhold = await self.arbeidere.spor(sidearbeid.forside, komm_nr, soek)
        if not soek and (innhold["valgt"] or not komm_nr):
            self.lager.legg(noekkel, json.dumps(innhold).encode())
        return innhold

    # ------------------------------------------------------------ drawing
    def tegn(self, fil: str, sporring: str, noekkel: str, smal: bool = False) -> Tegning:
        """The page as it comes; one that is being drawn for another is shared."""
        tegning = self._under_arbeid.get(noekkel)
        if tegning is None:
            tegning = self._under_arbeid[noekkel] = Tegning()
            oppgave = asyncio.ensure_future(self._tegn(tegning, fil, sporring, noekkel, smal))
            self._oppgaver.add(oppgave)
            oppgave.add_done_callback(self._oppgaver.discard)
        return tegning

    async def _tegn(
        self, tegning: Tegning, fil: str, sporring: str, noekkel: str, smal: bool
    ) -> None:
        sti, behold = str(self.mappe / fil), False
        try:
            hode = await self.arbeidere.spor(sidearbeid.hode, sti, sporring[:MAKS_ADRESSE])
            tegning.slag = self._slag[fil] = hode["slag"]
            if hode["slag"] == "stanset":
                tegning.legg(boks(hode["feil"]))
            elif hode["slag"] == "ren":
                self._navn[fil] = set(hode["navn"])
                behold = not hode["private"] and not hode["feil"]
                tegning.legg(hode["html"])
                await self._biter(tegning, sti, hode, smal)
                tegning.legg("</div>\n")
        except Utilgjengelig as feil:
            behold, tegning.slag = False, tegning.slag or "opptatt"
            tegning.legg(boks(str(feil), feil.vent))
        except Exception:
            behold, tegning.slag = False, tegning.slag or "feil"
            _logg.exception("«%s» kunne ikke tegnes", fil)
            tegning.legg(boks("Siden kunne ikke vises nå. Last den på nytt om litt."))
        finally:
            self._under_arbeid.pop(noekkel, None)
            tegning.legg(ferdig=True)
        if behold and not any(sidearbeid.IKKE_BEHOLD in bit for bit in tegning.biter):
            # What the names of the choices are, is known now; the next visitor's key uses them.
            self.lager.legg(noekkel, "".join(tegning.biter).encode())

    async def _biter(self, tegning: Tegning, sti: str, hode: dict[str, Any], smal: bool) -> None:
        neste: int | None = 0
        while neste is not None:
            deler, neste = await self.arbeidere.spor(
                sidearbeid.biter, sti, hode["valg"], hode["feil"], neste, smal
            )
            tegning.legg("".join(deler))

    async def hold_klar(self, filer: list[str], rot: str, hvert: float = 30.0) -> None:
        """Draw the first views now, and again whenever the data have become others."""
        forrige: list[Any] = []
        while True:
            utgave = datautgave()
            if utgave != forrige:
                forrige = utgave
                await self.tegn_forsider(filer, rot)
            await asyncio.sleep(hvert)

    async def tegn_forsider(self, filer: list[str], rot: str) -> None:
        """Draw the first view of each notebook, so that the first visitor gets it at once."""
        with contextlib.suppress(Utilgjengelig, ValueError):  # the page itself will tell
            await self.forside("", "")
        for fil, smal in [(fil, smal) for smal in (False, True) for fil in filer]:
            if not self.kan_vaere_ren(fil):
                continue
            noekkel = self.noekkel(fil, "", rot, smal)
            if self.lager.hent(noekkel) is None:
                async for _ in self.tegn(fil, "", noekkel, smal):
                    pass


def ser_ren_ut(fil: Path) -> bool:
    """Whether each cell of a notebook ends in a view of a ``Side``, or shows nothing."""
    celler = json.loads(fil.read_text(encoding="utf-8"))["cells"]
    try:
        siste = [
            ast.parse("".join(c["source"])).body[-1:] for c in celler if c["cell_type"] == "code"
        ]
    except SyntaxError:  # magics of a notebook
        return False
    uttrykk = [linje.value for ett in siste for linje in ett if isinstance(linje, ast.Expr)]
    return bool(uttrykk) and all(
        isinstance(u, ast.Call)
        and isinstance(u.func, ast.Attribute)
        and u.func.attr in ("vis", "kontroller")
        for u in uttrykk
    )


def boks(setning: str, vent: int | None = None) -> str:
    """A sentence in place of the page; with ``vent`` the page tries again by itself."""
    fra = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
    trygg = "".join(fra.get(tegn, tegn) for tegn in setning)
    igjen = f' data-vent="{vent}"' if vent is not None else ""
    return f'<div class="boks" role="alert"{igjen}><p>{trygg}</p></div>\n'


def datautgave() -> list[Any]:
    """Marks of the data on disk that cost nothing to look at; the workers read the real ones."""
    ut: list[Any] = [date.today().isoformat(), os.environ.get("HELSEANALYSE_SKJERM_UNDER", "")]
    for fil in (lagermappe() / "innhold.json", ressursmappe("data") / "datapackage.json"):
        try:
            om = fil.stat()
            ut.append([str(fil), om.st_mtime_ns, om.st_size, om.st_ino])
        except OSError:
            ut.append(None)
    return ut


def kodeversjon() -> str:
    """Mark of the program: another one when any of its files is."""
    merke = hashlib.blake2b(version("helseanalyse").encode(), digest_size=12)
    for mappe in (_PAKKE, ressursmappe("templates")):
        for fil in sorted(mappe.rglob("*")):
            if fil.suffix in (".py", ".js", ".css", ".html", ".toml", ".j2", ".ftl"):
                om = fil.stat()
                merke.update(f"{fil}{om.st_mtime_ns}{om.st_size}".encode())
    return merke.hexdigest()


# ------------------------------------------------------------------ the page's own files
_EKSPORT = re.compile(r"^export default ([^;]+);\s*$", re.MULTILINE)


class Sidefiler:
    """The script and the style of the pages: one file each, named by its content."""

    def __init__(self, statisk: Path) -> None:
        moduler = {n: (_PAKKE / "views" / f"{n}.js") for n in ("visning", "kontroller")}
        deler = [f"{n}: (() => {{\n{_modul(fil)}\n}})()" for n, fil in moduler.items()]
        app = (statisk / "app.js").read_text(encoding="utf-8")
        formater = json.dumps({"tall": TALLFORMAT, "tid": NB_TID})
        front = ", ".join([*deler, f"formater: {formater}"])
        skript = f"globalThis.helseanalyseFront = {{{front}}};\n{app}"
        stiler = [*(_PAKKE / "views" / n for n in ("tokens.css", "visning.css"))]
        stil = "\n".join(
            fil.read_text(encoding="utf-8")
            for fil in [*stiler, statisk / "verktoy.css"]
            if fil.is_file()
        )
        self._filer: dict[str, tuple[str, bytes, bytes]] = {}
        self.skript = self._legg("app", "js", "text/javascript", skript)
        self.stil = self._legg("visning", "css", "text/css", stil)

    def _legg(self, navn: str, endelse: str, slag: str, tekst: str) -> str:
        innhold = tekst.encode()
        merke = hashlib.blake2b(innhold, digest_size=8).hexdigest()
        fil = f"{navn}-{merke}.{endelse}"
        self._filer[fil] = (f"{slag}; charset=utf-8", innhold, gzip.compress(innhold, 9, mtime=0))
        return fil

    def hent(self, fil: str) -> tuple[str, bytes, bytes] | None:
        """Content type, bytes and compressed bytes; none if there is no such file."""
        return self._filer.get(fil)


class Skriftfiler:
    """The two cuts of the typeface that the pages use; compressed they are half as heavy."""

    def __init__(self, mappe: Path) -> None:
        self._filer: dict[str, tuple[str, bytes, bytes]] = {}
        for snitt in ("Regular", "Semibold"):
            fil = mappe / f"SourceSansPro-{snitt}.otf"
            innhold = fil.read_bytes()
            self._filer[fil.name] = ("font/otf", innhold, gzip.compress(innhold, 9, mtime=0))

    def hent(self, fil: str) -> tuple[str, bytes, bytes] | None:
        """Content type, bytes and compressed bytes; none if there is no such file."""
        return self._filer.get(fil)


def _modul(fil: Path) -> str:
    """A front-end module as the body of a function that returns what it exports."""
    kode, antall = _EKSPORT.subn(r"return \1;", fil.read_text(encoding="utf-8"))
    if antall != 1 or re.search(r"^(import|export) ", kode, re.MULTILINE):
        raise ValueError(f"«{fil.name}» må ha nøyaktig én eksport og ingen importer.")
    return kode
