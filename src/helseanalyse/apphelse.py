"""Whether the apps work: asked by a monitor, answered from what a page says."""

from __future__ import annotations

import asyncio
import json
import time
from importlib.metadata import version
from typing import Any

from tornado.web import RequestHandler

from .arbeider import Utilgjengelig
from .helsesjekk import tegn_konklusjon

_MINST_TEGN = 20
_HUSK = 10.0  # seconds that an answer stands: no one makes the server work by asking
_FRIST = 15.0


class Vaktpost:
    """Asks a worker for the conclusion of the first page, at most once in ten seconds.

    Parameters
    ----------
    sider : Sider
        The pages and who draws them.
    filer : list of str
        The notebooks.
    bunn : dict
        What the foot of the pages says of the data.
    """

    def __init__(self, sider: Any, filer: list[str], bunn: dict[str, str]) -> None:
        self.sider, self.filer, self.bunn = sider, filer, bunn
        self._laas = asyncio.Lock()
        self._sist: tuple[float, int, dict[str, Any]] = (-_HUSK, 503, {})

    async def svar(self) -> tuple[int, dict[str, Any]]:
        """Status and content of the health page."""
        async with self._laas:
            if time.monotonic() - self._sist[0] > _HUSK:
                feil = await self._feil()
                self._sist = (time.monotonic(), 503 if feil else 200, self._om(feil))
        return self._sist[1:]

    def _om(self, feil: str) -> dict[str, Any]:
        om = {"versjon": version("helseanalyse"), "data": self.bunn.get("datadato", "")}
        tilstand = {"status": "feil", "feil": feil} if feil else {"status": "ok"}
        return tilstand | om | self.sider.arbeidere.status()

    async def _feil(self) -> str:
        """What is wrong, in a sentence; empty if nothing is."""
        spor = self.sider.arbeidere.spor
        for fil in self.filer:
            try:
                setning = await spor(tegn_konklusjon, str(self.sider.mappe / fil), timeout=_FRIST)
            except (ValueError, Utilgjengelig) as feil:
                return str(feil)
            except Exception as feil:
                return f"Siden «{fil}» kunne ikke tegnes ({type(feil).__name__})."
            if setning is None:  # it needs a kernel: ask the next one
                continue
            if len(setning) < _MINST_TEGN:
                return f"Siden «{fil}» mangler konklusjonen sin."
            return ""
        return ""


class Helse(RequestHandler):
    """200 when a page says its conclusion, else 503. No login, and nothing secret."""

    uten_innlogging = True

    def initialize(self, post: Vaktpost) -> None:
        """Keep whom to ask."""
        self.post_ = post

    async def get(self) -> None:
        """Answer with what the watch saw."""
        status, svar = await self.post_.svar()
        self.set_status(status)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps(svar, ensure_ascii=False))
