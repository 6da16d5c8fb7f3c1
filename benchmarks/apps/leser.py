"""A browser that reaches nothing but this machine, and one page of it with an app in it."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from apper import App
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "/usr/bin/chromium"
_VALG = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # In the browser, not in the driver: a request that is asked about there waits for the answer.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
_SKRIPT = (Path(__file__).parent / "leser.js").read_text(encoding="utf-8")
VENT = 60.0
TREGT = {"offline": False, "latency": 40, "downloadThroughput": 1.25e6, "uploadThroughput": 1.25e6}
"""10 Mbit/s and 40 ms each way and back."""


@asynccontextmanager
async def nettleser() -> AsyncIterator[Browser]:
    """Chromium without a window, warm."""
    async with async_playwright() as motor:
        leser = await motor.chromium.launch(executable_path=CHROMIUM, args=_VALG)
        rom = await nytt_rom(leser)
        side = await rom.new_page()
        await side.goto("data:text/html,<svg></svg>")
        await rom.close()
        yield leser
        await leser.close()


async def nytt_rom(leser: Browser) -> BrowserContext:
    """A visitor: an empty cache of their own."""
    rom = await leser.new_context(viewport={"width": 1280, "height": 900}, locale="nb-NO")
    await rom.add_init_script(_SKRIPT)
    return rom


class Trafikk:
    """What a page fetches: number of requests, and bytes as sent, those of websockets too."""

    def __init__(self) -> None:
        self.antall = 0
        self.byte = 0

    async def folg(self, rom: BrowserContext, side: Page, tregt: bool) -> None:
        """Listen to a page, and slow its network down if asked to."""
        cdp = await rom.new_cdp_session(side)
        await cdp.send("Network.enable")
        cdp.on("Network.requestWillBeSent", self._spurt)
        cdp.on("Network.loadingFinished", self._lastet)
        cdp.on("Network.webSocketFrameReceived", self._ramme)
        if tregt:
            await cdp.send("Network.emulateNetworkConditions", TREGT)

    def _spurt(self, melding: dict[str, Any]) -> None:
        self.antall += melding["request"]["url"].startswith("http")

    def _lastet(self, melding: dict[str, Any]) -> None:
        self.byte += max(0, int(melding["encodedDataLength"]))

    def _ramme(self, melding: dict[str, Any]) -> None:
        self.byte += len(melding["response"]["payloadData"])


class Fane:
    """One page with an app."""

    def __init__(self, side: Page, app: App) -> None:
        self.side = side
        self.app = app

    async def apne(self, adresse: str, vent: float = VENT) -> float:
        """Milliseconds from navigation until both charts are visible."""
        await self.side.goto(adresse, wait_until="commit", timeout=1000 * vent)
        return float(await self._innen("hastighet.forste", vent))

    async def _innen(self, uttrykk: str, vent: float) -> Any:
        """Value of a promise in the page.

        Raises
        ------
        TimeoutError
            If it does not come within ``vent`` seconds.
        """
        frist = f"new Promise((ok) => setTimeout(() => ok(null), {1000 * vent:.0f}))"
        verdi = await self.side.evaluate(f"Promise.race([{uttrykk}, {frist}])")
        if verdi is None:
            raise TimeoutError(f"{self.app.navn}: ikke ferdig på {vent:.0f} sekunder")
        return verdi

    async def glid(self, tast: str = "ArrowRight", vent: float = 15.0) -> dict[str, float]:
        """One step of the slider: ``ms`` from the key until the projection is another."""
        await self.side.locator(self.app.glider).first.focus()
        await self.side.evaluate("hastighet.arm(['framskriving'])")
        await self.side.keyboard.press(tast)
        return dict(await self._innen("hastighet.svar", vent))

    async def levende(self, vent: float = 30.0) -> float:
        """Milliseconds from navigation until a step of the slider first changes the chart."""
        glider = self.side.locator(self.app.glider).first
        await glider.wait_for(state="attached", timeout=1000 * vent)
        await self.side.evaluate("hastighet.arm(['framskriving'])")
        brukt, pause = 0.0, 0.05
        while brukt < vent:
            await glider.focus()
            await self.side.keyboard.press("ArrowRight")
            svar = await self.side.evaluate(f"hastighet.innen({1000 * pause:.0f})")
            if svar:
                return float(svar["tid"])
            # A new key too soon would make some servers begin anew with what they were at.
            brukt, pause = brukt + pause, min(2 * pause, 5.0)
        raise TimeoutError(f"{self.app.navn}: glideren virket ikke på {vent:.0f} sekunder")

    async def velg(self, navn: str, vent: float = 15.0) -> float:
        """Milliseconds from a choice in the first dropdown until both charts are other."""
        liste = self.side.locator(self.app.liste).first
        arm = "hastighet.arm(['profil', 'framskriving'])"
        if self.app.slag == "select":
            await self.side.evaluate(arm)
            await liste.select_option(label=navn)
        elif self.app.slag == "soek":
            await liste.click()
            await liste.fill(navn)
            await self.side.get_by_role("option", name=navn).first.wait_for()
            await self.side.evaluate(arm)
            await self.side.keyboard.press("Enter")
        else:
            await liste.click()
            valg = self.side.locator(".menuable__content__active .v-list-item", has_text=navn)
            await valg.first.scroll_into_view_if_needed()
            await self.side.evaluate(arm)
            await valg.first.click()
        return float((await self._innen("hastighet.svar", vent))["ms"])
