"""Fifteen readers who change something all the time, for some minutes, against one server.

Run as ``python benchmarks/apps/last.py [MINUTTER] [LESERE]`` (5 and 15 if left out). Starts
``helseanalyse app`` on this machine; each reader opens a page, changes one choice, waits four
seconds on average, and opens another page after twenty changes. Told are failed requests, the
time from change to answer (median and 95th percentile), the processor time, and the memory (PSS
of the server and its workers) after two minutes, when the caches are full, and at the end.
Ends with 1 if anything failed or the memory grew by more than a tenth.
"""

import asyncio
import json
import random
import re
import socket
import statistics
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import psutil
from tornado.httpclient import AsyncHTTPClient, HTTPRequest, HTTPResponse

BOEKER = ("plassbehov", "tjenesteprofil", "okonomi", "tiltak", "bemanning", "effektivitet")
TILSTAND = re.compile(r'<script type="application/json" id="ha-tilstand">(.*?)</script>', re.DOTALL)
DELER = re.compile(r'<script type="application/json" class="ha-deler">(.*?)</script>', re.DOTALL)
ENDRINGER = 20
PAUSE = 4.0  # seconds on average
OPPVARMING = 120.0
MAKS_MINUTTER = 60.0
VEKST = 1.1


@dataclass
class Maalt:
    """What the readers saw."""

    sider: list[float] = field(default_factory=list)
    svar: list[float] = field(default_factory=list)
    avvist: int = 0
    feil: Counter[str] = field(default_factory=Counter)
    minne: list[tuple[float, float]] = field(default_factory=list)


class Leser:
    """One reader with a page open."""

    def __init__(self, rot: str, frist: float, maalt: Maalt, froe: int) -> None:
        self.rot, self.frist, self.maalt = rot, frist, maalt
        self.tilfeldig, self.kunde = random.Random(froe), AsyncHTTPClient()
        self.xsrf = ""

    async def les(self) -> None:
        """Open pages and change choices until the time is out."""
        while time.monotonic() < self.frist:
            bok = self.tilfeldig.choice(BOEKER)
            if not await self._aapne(bok):
                await asyncio.sleep(1)
                continue
            for _ in range(ENDRINGER):
                await asyncio.sleep(self.tilfeldig.expovariate(1 / PAUSE))
                if time.monotonic() > self.frist:
                    return
                await self._endre(bok)

    async def _hent(self, hva: str, tider: list[float], **valg: Any) -> HTTPResponse | None:
        start = time.perf_counter()
        try:
            svar = await self.kunde.fetch(
                HTTPRequest(f"{self.rot}{hva}", request_timeout=30, **valg), raise_error=False
            )
        except Exception as feil:
            self.maalt.feil[f"{type(feil).__name__} {hva}"] += 1
            return None
        tider.append(time.perf_counter() - start)
        if svar.code != 200:
            self.maalt.feil[f"{svar.code} {hva}: {svar.body[:120].decode()}"] += 1
            return None
        return svar

    async def _aapne(self, bok: str) -> bool:
        svar = await self._hent(f"voila/render/{bok}.ipynb", self.maalt.sider)
        if svar is None:
            return False
        if treff := re.search(r"_xsrf=([^;]+)", svar.headers.get("Set-Cookie", "")):
            self.xsrf = treff[1]
        side = svar.body.decode()
        tilstand = TILSTAND.search(side)
        if tilstand is None or "ha-svar" not in side:
            self.maalt.feil[f"siden {bok} har ingen konklusjon"] += 1
            return False
        ett = json.loads(tilstand[1])
        self.valg, self.grupper = ett["valg"], ett["kontroller"]
        self.har = [{d["nokkel"]: d["merke"] for d in json.loads(t)} for t in DELER.findall(side)]
        return True

    async def _endre(self, bok: str) -> None:
        felt = [f for g in self.grupper for f in g["felt"] or [] if self._ny(f) is not None]
        ett = self.tilfeldig.choice(felt)
        kropp = {
            "valg": self.valg,
            "endring": {ett["navn"]: self._ny(ett)},
            "felt": [g["merke"] for g in self.grupper],
            "har": self.har,
        }
        hoder = {"Content-Type": "application/json", "X-XSRFToken": self.xsrf,
                 "Cookie": f"_xsrf={self.xsrf}"}  # fmt: skip
        sti = f"helseanalyse/svar/{bok}.ipynb"
        svar = await self._hent(
            sti, self.maalt.svar, method="POST", body=json.dumps(kropp), headers=hoder
        )
        if svar is not None:
            self._ta_imot(json.loads(svar.body))

    def _ta_imot(self, svar: dict[str, Any]) -> None:
        self.maalt.avvist += bool(svar["feil"])
        self.valg = svar["valg"]
        for gammel, ny in zip(self.grupper, svar["kontroller"], strict=True):
            gammel.update({k: v for k, v in ny.items() if v is not None})
        for nr, deler in enumerate(svar["visninger"]):
            if deler is not None:
                self.har[nr] = {d["nokkel"]: d["merke"] for d in deler}

    def _ny(self, felt: dict[str, Any]) -> Any:
        """A value that the control can take; none for what is written by hand."""
        if felt["type"] == "valg":
            return self.tilfeldig.choice(felt["alternativer"])[0]
        if felt["type"] == "flervalg":
            antall = min(felt.get("maks") or 3, 3, len(felt["alternativer"]))
            return [a[0] for a in self.tilfeldig.sample(felt["alternativer"], antall)]
        if felt["type"] == "glider":
            steg = felt.get("steg") or 1
            antall = int((felt["maks"] - felt["min"]) / steg)
            return round(felt["min"] + steg * self.tilfeldig.randint(0, antall), 6)
        return None


def minne(pid: int) -> float:
    """Memory of a server and its workers in MB, what they share counted once."""
    rot = psutil.Process(pid)
    sum_ = 0
    for ett in [rot, *rot.children(recursive=True)]:
        try:
            sum_ += ett.memory_full_info().pss
        except psutil.NoSuchProcess:
            continue
    return sum_ / 1e6


def prosessortid(pid: int) -> float:
    """Processor seconds of a server and its workers so far."""
    rot = psutil.Process(pid)
    tider = [ett.cpu_times() for ett in [rot, *rot.children(recursive=True)]]
    return sum(t.user + t.system for t in tider)


async def kjor(pid: int, rot: str, minutter: float, lesere: int) -> Maalt:
    """Let the readers read, and look at the memory every five seconds."""
    AsyncHTTPClient.configure(None, max_clients=lesere + 5)
    maalt, start = Maalt(), time.monotonic()
    frist = start + 60 * minutter
    alle = [asyncio.ensure_future(Leser(rot, frist, maalt, i).les()) for i in range(lesere)]
    while not all(ett.done() for ett in alle):
        await asyncio.sleep(5)
        maalt.minne.append((time.monotonic() - start, minne(pid)))
    await asyncio.gather(*alle)
    return maalt


def ventet(rot: str) -> None:
    """Wait until the server says that its pages work."""
    for _ in range(60):
        spurt = [sys.executable, "-m", "helseanalyse", "app", "--sjekk", rot]
        if subprocess.run(spurt, capture_output=True).returncode == 0:
            return
        time.sleep(1)
    raise SystemExit("Tjeneren kom ikke i gang.")


def main() -> int:
    """Print what was measured; 1 if it is not good enough."""
    minutter = min(float(sys.argv[1]) if len(sys.argv) > 1 else 5.0, MAKS_MINUTTER)
    lesere = int(sys.argv[2]) if len(sys.argv) > 2 else 15
    with socket.socket() as prove:
        prove.bind(("127.0.0.1", 0))
        port = prove.getsockname()[1]
    kommando = [sys.executable, "-m", "helseanalyse", "app", "--port", str(port), "--takt", "0"]
    tjener = subprocess.Popen(kommando, stdout=subprocess.DEVNULL)
    try:
        rot = f"http://127.0.0.1:{port}/"
        ventet(rot)
        brukt = prosessortid(tjener.pid)
        maalt = asyncio.run(kjor(tjener.pid, rot, minutter, lesere))
        brukt = prosessortid(tjener.pid) - brukt
    finally:
        tjener.terminate()
        tjener.wait()
    varme = [mb for tid, mb in maalt.minne if tid >= min(OPPVARMING, 30 * minutter)]
    kvantil = statistics.quantiles(maalt.svar, n=20)
    print(f"{lesere} lesere i {minutter:g} minutter")
    print(f"sider {len(maalt.sider)}, median {1000 * statistics.median(maalt.sider):.0f} ms")
    print(
        f"endringer {len(maalt.svar)}, median {1000 * statistics.median(maalt.svar):.0f} ms,"
        f" 95-persentil {1000 * kvantil[-1]:.0f} ms; {maalt.avvist} besvart med en setning"
    )
    print(f"minne {varme[0]:.0f} MB etter oppvarmingen, {varme[-1]:.0f} MB til slutt")
    antall = len(maalt.svar) + len(maalt.sider)
    print(f"prosessortid {1000 * brukt / antall:.0f} ms per svar eller side")
    print(f"feil {sum(maalt.feil.values())}")
    for hva, ganger in maalt.feil.most_common(10):
        print(f"  {ganger} × {hva}")
    return int(bool(maalt.feil) or varme[-1] > VEKST * varme[0])


if __name__ == "__main__":
    sys.exit(main())
