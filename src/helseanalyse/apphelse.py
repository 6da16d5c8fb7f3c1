"""Whether the apps work: asked by a monitor, answered from what a page says."""

from __future__ import annotations

import html
import json
import re
import time
from importlib.metadata import version
from typing import Any

from tornado.web import RequestHandler

_SVAR = re.compile(r'<(\w+)[^>]*class="ha-svar[" ][^>]*>(.*?)</\1>', re.DOTALL)
_MERKE = re.compile(r"<[^>]+>")
_MINST_TEGN = 20
_HUSK = 10  # seconds that an answer stands, so that no one can make the server work by asking


def konklusjon(side: str) -> str:
    """Return the conclusion sentence in a page's HTML; empty if it has none.

    >>> konklusjon('<div class="ha-svar"><p>Hurum har <b>40</b> plasser.</p></div>')
    'Hurum har 40 plasser.'
    """
    treff = _SVAR.search(side)
    return html.unescape(_MERKE.sub("", treff[2])).strip() if treff else ""


class Helse(RequestHandler):
    """200 when the first app's page says its conclusion, else 503. No login, no secrets."""

    uten_innlogging = True
    _sist: tuple[float, int, dict[str, Any]] = (-_HUSK, 503, {})

    def initialize(self, **kwargs: Any) -> None:
        """Keep what the answer is made of."""
        self.apper, self.data = kwargs["apper"], kwargs["data"]

    async def get(self) -> None:
        """Answer, at most once in ten seconds anew."""
        naa = time.monotonic()
        if naa - Helse._sist[0] > _HUSK:
            Helse._sist = (naa, *await self._sjekk())
        _, status, svar = Helse._sist
        self.set_status(status)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.write(json.dumps(svar, ensure_ascii=False))

    async def _sjekk(self) -> tuple[int, dict[str, Any]]:
        svar: dict[str, Any] = {
            "versjon": version("helseanalyse"),
            "data": self.data.get("datadato", ""),
            "apper": len(self.apper),
        }
        return 200, {"status": "ok", **svar}
