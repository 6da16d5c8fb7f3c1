"""What is measured of one app, each thing by itself and bounded in time."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from statistics import median
from typing import Any

import data as d
from apper import App
from axe_playwright_python.async_playwright import Axe
from leser import Fane, Trafikk, nettleser, nytt_rom
from playwright.async_api import Browser, BrowserContext
from playwright.async_api import Error as Nettleserfeil
from tjener import Tjener

ANDRE_KOMMUNER = [navn for kode, navn in d.KOMMUNER.items() if kode not in (d.A, d.B)]


@dataclass(frozen=True)
class Omfang:
    """How many times each thing is done, full or quick; ``alt`` is seconds for all the apps."""

    besok: int = 7
    steg: int = 36
    valg: int = 12
    oekter: int = 5
    mange: int = 15
    drag: int = 12
    frist: float = 130.0
    alt: float = 1380.0


RASK = Omfang(besok=3, steg=10, valg=3, oekter=2, mange=5, drag=3, frist=40.0, alt=300.0)


@dataclass
class Maaling:
    """One app's browser and server, and what has been found so far."""

    app: App
    tjener: Tjener
    leser: Browser
    omfang: Omfang
    funn: dict[str, Any] = field(default_factory=dict)

    async def _fane(self, rom: BrowserContext | None = None) -> tuple[BrowserContext, Fane]:
        rom = rom or await nytt_rom(self.leser)
        return rom, Fane(await rom.new_page(), self.app)

    async def nye(self) -> None:
        """First chart with an empty cache; the server's CPU for a visitor."""
        nye, cpu = [], []
        for nr in range(self.omfang.besok + 1):
            foer = self.tjener.cpu()
            rom, fane = await self._fane()
            tid = await fane.apne(self.tjener.adresse)
            await asyncio.sleep(0.4)
            brukt = self.tjener.cpu() - foer
            await rom.close()
            if nr == 0:  # the server's first visitor ever
                self.funn["oppstart"] = self.tjener.alder() - 0.4
                continue
            nye.append(tid), cpu.append(brukt)
            self.funn |= {"nye": nye, "cpu": cpu}

    async def igjen(self) -> None:
        """First chart for one who has been there before."""
        rom = await nytt_rom(self.leser)
        tider = []
        for _ in range(self.omfang.besok + 1):
            _, fane = await self._fane(rom)
            tider.append(await fane.apne(self.tjener.adresse))
            await asyncio.sleep(0.3)
            await fane.side.close()
        self.funn["igjen"] = tider[1:]

    async def tregt(self) -> None:
        """First chart over a slow line, and what is fetched."""
        tider = self.funn["tregt"] = []
        for _ in range(self.omfang.besok):
            rom, fane = await self._fane()
            trafikk = Trafikk()
            await trafikk.folg(rom, fane.side, tregt=True)
            tider.append(await fane.apne(self.tjener.adresse))
            await asyncio.sleep(0.3)
            self.funn |= {"foresporsler": trafikk.antall, "byte": trafikk.byte}
            await rom.close()

    async def levende(self) -> None:
        """Time until the first change by the slider is drawn."""
        tider = self.funn["levende"] = []
        for _ in range(self.omfang.besok):
            rom, fane = await self._fane()
            await fane.apne(self.tjener.adresse)
            tider.append(await fane.levende())
            await rom.close()

    async def endringer(self) -> None:
        """Slider and dropdown to changed picture, one visitor; the checks of accessibility."""
        _, fane = await self._fane()
        await fane.apne(self.tjener.adresse)
        await fane.levende()
        await asyncio.sleep(0.5)
        regler = (await Axe().run(fane.side)).response["violations"]
        self.funn["axe"] = {r["id"]: len(r["nodes"]) for r in regler}
        self.funn["glider"] = []
        for _ in range(self.omfang.steg):
            self.funn["glider"].append((await fane.glid())["ms"])
            await asyncio.sleep(0.1)
        self.funn["liste"] = []
        for nr in range(self.omfang.valg):
            await asyncio.sleep(0.2)
            self.funn["liste"].append(await fane.velg(ANDRE_KOMMUNER[nr]))

    async def minne(self) -> None:
        """Memory of the server for each open page: looked at, and then with one choice made."""
        await asyncio.sleep(1)
        foer = self.tjener.minne()
        faner = [(await self._fane())[1] for _ in range(self.omfang.oekter)]
        for fane in faner:
            await fane.apne(self.tjener.adresse)
        await asyncio.sleep(1.5)
        sett = self.tjener.minne()
        for nr, fane in enumerate(faner):
            await fane.velg(ANDRE_KOMMUNER[nr])
        await asyncio.sleep(1.5)
        valgt = self.tjener.minne()
        antall = self.omfang.oekter
        self.funn |= {"minne_ser": (sett - foer) / antall, "minne_valgt": (valgt - foer) / antall}
        self.funn["minne_tjener"] = foer

    async def mange(self) -> None:
        """Fifteen visitors at the same moment, and then all dragging."""
        faner = [(await self._fane())[1] for _ in range(self.omfang.mange)]
        start = time.perf_counter()

        async def apne(fane: Fane) -> float:
            await fane.apne(self.tjener.adresse, self.omfang.frist)
            return time.perf_counter() - start

        svar = await asyncio.gather(*(apne(f) for f in faner), return_exceptions=True)
        tider = [t for t in svar if isinstance(t, float)]
        self.funn |= {"mange": tider, "mange_feilet": len(faner) - len(tider)}
        self.funn["mange_minne"] = self.tjener.minne()
        await self._dra([f for f, t in zip(faner, svar, strict=True) if isinstance(t, float)])

    async def _dra(self, faner: list[Fane]) -> None:
        """All drag at once; those that do not answer in time are counted."""
        await asyncio.gather(*(f.levende() for f in faner), return_exceptions=True)
        tider: list[float] = []
        borte = 0

        async def dra(fane: Fane) -> None:
            nonlocal borte
            for _ in range(self.omfang.drag):
                try:
                    tider.append((await fane.glid())["ms"])
                except (TimeoutError, Nettleserfeil):
                    borte += 1
                await asyncio.sleep(0.1)

        await asyncio.gather(*(dra(f) for f in faner))
        self.funn |= {"dra": tider, "dra_borte": borte}


DELER: dict[str, Callable[[Maaling], Awaitable[None]]] = {
    "første figur": Maaling.nye,
    "glider og liste": Maaling.endringer,
    "levende": Maaling.levende,
    "treg linje": Maaling.tregt,
    "mange samtidig": Maaling.mange,
    "minne": Maaling.minne,
    "leser som kommer igjen": Maaling.igjen,
}


async def maal(
    tjener: Tjener, omfang: Omfang, sekunder: float, meld: Callable[[str], None]
) -> dict[str, Any]:
    """Measure one app; a part that fails or takes too long is left out, with the reason.

    Returns
    -------
    dict
        ``nye``, ``igjen``, ``tregt``, ``levende``, ``glider``, ``liste``, ``dra``
        (milliseconds each), ``cpu`` (s), ``minne_*`` (MB), ``mange`` (s), ``byte``,
        ``foresporsler``, ``axe`` (nodes by rule), ``feil`` (sentences).
    """
    feil: list[str] = []
    funn: dict[str, Any] = {}
    slutt = time.monotonic() + sekunder
    async with nettleser() as leser:
        for navn, del_ in DELER.items():
            maaling = Maaling(tjener.app, tjener, leser, omfang)
            start = time.monotonic()
            try:
                async with asyncio.timeout(max(1.0, slutt - start)):
                    await del_(maaling)
            except (TimeoutError, Nettleserfeil) as ett:
                grunn = str(ett).splitlines()[0] if str(ett) else "tok for lang tid"
                feil.append(f"{navn} ({grunn})")
            for rom in leser.contexts:
                await rom.close()
            funn |= maaling.funn
            meld(f"  {navn:22} {time.monotonic() - start:5.1f} s{_kort(maaling.funn)}")
    return funn | {"feil": feil}


def _kort(funn: dict[str, Any]) -> str:
    """The medians of what was found, for the one who waits."""
    tall = {n: median(v) for n, v in funn.items() if isinstance(v, list) and v}
    return "".join(f"  {navn} {verdi:.0f}" if verdi >= 10 else f"  {navn} {verdi:.2f}"
                   for navn, verdi in tall.items())  # fmt: skip
