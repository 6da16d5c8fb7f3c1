"""The handlers of a page's files: one table or figure, all tables, and the view as a report.

The files are made in the workers and never kept here. What a page asks for is bounded: so many
a minute for each reader, and only a few reports at the same time.
"""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote, urlunsplit

from tornado.web import HTTPError, authenticated

from . import sidefiler
from .appsider import Sider
from .appsvar import Svar
from .arbeider import Utilgjengelig
from .vakt import Boette

MAKS_SPOERSMAAL = 1024 * 1024
FIL_FRIST, PDF_FRIST = 20.0, 60.0
"""Seconds that one file, and each step of a report, may take."""
MAKS_RAPPORTER = 2
"""Reports that are made at the same time; the next ones wait their turn."""
_PRIS_PDF = 3
_MAKS_ADRESSE = 4000

_STEG = ("Regner ut tallene …", "Tegner figurene og setter sidene …", "Rapporten er klar.")


class Grenser:
    """How much a reader may ask for: thirty files at once, then one a second."""

    def __init__(self, boette: Boette | None = None) -> None:
        self.boette = boette or Boette(1.0, 30)
        self.rapporter = asyncio.Semaphore(MAKS_RAPPORTER)


class _Fil(Svar):
    """What the two have in common: who may ask, for what, and how often."""

    def initialize(  # type: ignore[override]
        self, sider: Sider, filer: set[str], grenser: Grenser
    ) -> None:
        """Keep who makes the files, and the bounds."""
        super().initialize(sider=sider, filer=filer)
        self.grenser = grenser

    def _les(self, path: str, pris: float) -> tuple[str, dict[str, Any]]:
        """The notebook's file and what is asked for.

        Raises
        ------
        Utilgjengelig
            If the reader has asked for too many.
        """
        fil = unquote(path)
        if fil not in self.filer:
            raise HTTPError(404)
        if len(self.request.body) > MAKS_SPOERSMAAL:
            raise HTTPError(413)
        if not self.grenser.boette.ta(self._leser(), pris):
            raise Utilgjengelig("Det er bedt om mange filer på kort tid. Vent litt, og prøv igjen.")
        spurt = self._spurt()
        valgene = str(spurt.get("adresse", ""))[:_MAKS_ADRESSE].lstrip("?")
        sti = f"{self.base_url}voila/render/{path}"
        spurt["adresse"] = urlunsplit((self.request.protocol, self.request.host, sti, valgene, ""))
        return str(self.sider.mappe / fil), spurt

    def _leser(self) -> str:
        """Whose bucket is taken from: one page in one browser."""
        return f"{self.request.remote_ip} {self.get_cookie('_xsrf', '')}"


class Nedlasting(_Fil):
    """One table, one figure, or all tables of a page."""

    @authenticated
    async def post(self, path: str) -> None:
        """Send the file."""
        sti, spurt = self._les(path, 1)
        ferdig = await self.sider.arbeidere.spor(sidefiler.fil, sti, spurt, timeout=FIL_FRIST)
        self.set_header("Content-Type", ferdig.mime)
        self.set_header("Content-Disposition", f'attachment; filename="{ferdig.navn}"')
        self.set_header("Cache-Control", "no-store")
        self.finish(ferdig.innhold)


class Rapport(_Fil):
    """The view as a report: a line for each step, then the file.

    Each line is JSON: ``steg`` of ``av`` and ``tekst``; at last ``navn``, ``mime`` and ``fil``
    (base64), or ``feil``. A reader who closes the connection stops the work.
    """

    _jobb: asyncio.Task[Any] | None = None

    @authenticated
    async def post(self, path: str) -> None:
        """Make the report step by step."""
        sti, spurt = self._les(path, _PRIS_PDF)
        self.set_header("Content-Type", "application/x-ndjson; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Accel-Buffering", "no")
        self._jobb = asyncio.current_task()
        try:
            await self._lag(sti, spurt)
        except (ValueError, Utilgjengelig) as feil:
            await self._linje({"feil": str(feil)})
        except asyncio.CancelledError:
            return
        self.finish()

    async def _lag(self, sti: str, spurt: dict[str, Any]) -> None:
        if self.grenser.rapporter.locked():
            await self._linje({"steg": 0, "av": 3, "tekst": "Venter på tur …"})
        async with self.grenser.rapporter:
            utgave = await self._steg(1, sidefiler.rapport, sti, spurt)
            ferdig = await self._steg(2, sidefiler.sett, utgave, str(spurt.get("slag", "pdf")))
        await self._linje(
            {
                "steg": 3,
                "av": 3,
                "tekst": _STEG[2],
                "navn": ferdig.navn,
                "mime": ferdig.mime,
                "fil": base64.b64encode(ferdig.innhold).decode(),
            }
        )

    async def _steg(self, nr: int, funksjon: Callable[..., Any], *args: Any) -> Any:
        await self._linje({"steg": nr, "av": 3, "tekst": _STEG[nr - 1]})
        return await self.sider.arbeidere.spor(funksjon, *args, timeout=PDF_FRIST)

    async def _linje(self, innhold: dict[str, Any]) -> None:
        self.write(json.dumps(innhold, ensure_ascii=False) + "\n")
        await self.flush()

    def on_connection_close(self) -> None:
        """Stop the work that no one waits for."""
        if self._jobb is not None:
            self._jobb.cancel()
        super().on_connection_close()


def regler(rot: str, sider: Sider, filer: set[str]) -> list[Any]:
    """Return the rules of the files below a base URL."""
    felles = {"sider": sider, "filer": filer, "grenser": Grenser()}
    return [
        (f"{rot}helseanalyse/fil/(.*)", Nedlasting, felles),
        (f"{rot}helseanalyse/rapport/(.*)", Rapport, felles),
    ]
