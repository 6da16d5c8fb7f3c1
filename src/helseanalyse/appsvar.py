"""The handlers of the pages that need no kernel: the page itself, its answers, its files."""

from __future__ import annotations

import gzip
import hashlib
import json
import logging
from typing import Any
from urllib.parse import unquote

from jupyter_server.base.handlers import JupyterHandler
from tornado.web import HTTPError, RequestHandler, authenticated

from . import sidearbeid
from .appsider import Sidefiler, Sider, Skriftfiler, boks
from .arbeider import VENT, Utilgjengelig
from .views.vega import vega_modul

_logg = logging.getLogger(__name__)
MAKS_SPOERSMAAL = 6 * 1024 * 1024
"""Bytes of a question from a page: a file of 3.5 MB to read in is the largest."""
_DELE = "<!--innhold-->"


class RenSide:
    """Mixed into a page's handler: sends a page that needs no kernel, if it is one."""

    sider: Sider
    sidefiler: Sidefiler
    bunn: dict[str, str]
    apper: dict[str, Any]

    async def send_ren(self, fil: str) -> bool:
        """Send the page; False, with nothing sent, if the notebook needs a kernel."""
        if not self.sider.kan_vaere_ren(fil):
            return False
        sporring, rot = self.request.query, self.base_url  # type: ignore[attr-defined]
        smal = self._smal()
        noekkel = self.sider.noekkel(fil, sporring, rot, smal)
        foer, etter = self._ramme(fil)
        ferdig = self.sider.lager.hent(noekkel)
        if ferdig is not None:
            self._send_hel(foer.encode() + ferdig + etter.encode())
            return True
        self._hoder("no-store")
        if self.sider.arbeidere.fullt:  # the page says so, and asks again by itself
            self.set_status(503)  # type: ignore[attr-defined]
            self.set_header("Retry-After", str(VENT))  # type: ignore[attr-defined]
        begynt = self.sider.kjent(fil)
        if begynt:
            await self._skyll(foer)
        sendt = False
        async for bit in self.sider.tegn(fil, sporring, noekkel, smal):
            await self._skyll(bit if begynt else foer + bit)
            begynt = sendt = True
        if not begynt:
            self.set_status(200)  # type: ignore[attr-defined]
            return False
        if not sendt:  # it looked as if it needed no kernel
            await self._skyll(boks("Siden åpnes på nytt …", 0))
        self.finish(etter)  # type: ignore[attr-defined]
        return True

    def _smal(self) -> bool:
        """Whether the reader is likely on a phone, whose figures are drawn narrow at once."""
        hoder = self.request.headers  # type: ignore[attr-defined]
        return hoder.get("Sec-CH-UA-Mobile") == "?1" or "Mobi" in hoder.get("User-Agent", "")

    def _hoder(self, lagring: str) -> None:
        self.set_header("Content-Type", "text/html; charset=utf-8")  # type: ignore[attr-defined]
        self.set_header("Cache-Control", lagring)  # type: ignore[attr-defined]

    async def _skyll(self, tekst: str) -> None:
        self.write(tekst)  # type: ignore[attr-defined]
        await self.flush()  # type: ignore[attr-defined]

    def _send_hel(self, side: bytes) -> None:
        """Send a finished page, or say that the browser has it."""
        merke = f'"{hashlib.blake2b(side, digest_size=12).hexdigest()}"'
        self._hoder("private, no-cache")
        self.set_header("Vary", "Accept-Encoding, User-Agent")  # type: ignore[attr-defined]
        self.set_header("Etag", merke)  # type: ignore[attr-defined]
        if merke in self.request.headers.get("If-None-Match", ""):  # type: ignore[attr-defined]
            self.set_status(304)  # type: ignore[attr-defined]
            self.finish()  # type: ignore[attr-defined]
            return
        if "gzip" in self.request.headers.get("Accept-Encoding", ""):  # type: ignore[attr-defined]
            self.set_header("Content-Encoding", "gzip")  # type: ignore[attr-defined]
            side = _pakket(side, merke)
        self.finish(side)  # type: ignore[attr-defined]

    def compute_etag(self) -> None:
        """The page's own mark stands."""

    def _ramme(self, fil: str) -> tuple[str, str]:
        """What stands before and after the content; the same for every visitor."""
        if fil in _rammer:
            return _rammer[fil]
        app = self.apper[fil]
        foer, etter = self.render_template(  # type: ignore[attr-defined]
            "side.html",
            tittel=app.tittel,
            beskrivelse=app.beskrivelse,
            fil=fil,
            skript=self.sidefiler.skript,
            stil=self.sidefiler.stil,
            vega=vega_modul().name,
            bunn_tekst=self.bunn,
        ).split(_DELE)
        _rammer[fil] = foer, etter
        return foer, etter


_rammer: dict[str, tuple[str, str]] = {}
_pakkede: dict[str, bytes] = {}


def _pakket(side: bytes, merke: str) -> bytes:
    """The page compressed; those sent last are kept."""
    if merke not in _pakkede:
        if len(_pakkede) > 100:
            _pakkede.clear()
        _pakkede[merke] = gzip.compress(side, 6, mtime=0)
    return _pakkede[merke]


class Svar(JupyterHandler):
    """What the page's script asks for: new choices in, changed parts out."""

    def initialize(self, sider: Sider, filer: set[str]) -> None:
        """Keep who answers."""
        self.sider, self.arbeidere, self.filer = sider, sider.arbeidere, filer

    @authenticated
    async def post(self, path: str) -> None:
        """Answer one question."""
        fil = unquote(path)
        if fil not in self.filer:
            raise HTTPError(404)
        spurt = self._spurt()
        sti = str(self.sider.mappe / fil)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        if isinstance(spurt.get("fil"), dict):
            navn, innhold = await self.arbeidere.spor(sidearbeid.fil, sti, spurt["fil"])
            self.set_header("Content-Type", "application/octet-stream")
            self.set_header("X-Filnavn", navn)
            self.finish(innhold)
            return
        self.finish(await self.arbeidere.spor(sidearbeid.svar, sti, spurt))

    def _spurt(self) -> dict[str, Any]:
        slag = self.request.headers.get("Content-Type", "").partition(";")[0].strip()
        if slag != "application/json":
            raise HTTPError(415)
        if len(self.request.body) > MAKS_SPOERSMAAL:
            raise HTTPError(413)
        try:
            spurt = json.loads(self.request.body)
        except (ValueError, RecursionError) as feil:
            raise HTTPError(400) from feil
        if not isinstance(spurt, dict):
            raise HTTPError(400)
        return spurt

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Say in one sentence what is wrong."""
        feil = (kwargs.get("exc_info") or (None, None))[1]
        setning, vent = _SETNINGER.get(status_code, _SETNINGER[500]), None
        if isinstance(feil, ValueError):
            self.set_status(422)
            setning = str(feil)
        elif isinstance(feil, Utilgjengelig):
            self.set_status(503)
            setning, vent = str(feil), feil.vent
            if vent:
                self.set_header("Retry-After", str(vent))
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(json.dumps({"setning": setning, "vent": vent}))

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """Log what is a fault of ours, without the choices that were asked with."""
        if not isinstance(value, HTTPError | ValueError | Utilgjengelig):
            _logg.error("svaret feilet", exc_info=(typ, value, tb))


_SETNINGER = {
    400: "Siden spurte på en måte tjeneren ikke forstår. Last den på nytt.",
    401: "Du er ikke lenger logget inn. Logg inn på nytt.",
    403: "Du er ikke lenger logget inn, eller siden har stått lenge. Last den på nytt.",
    404: "Denne analysen finnes ikke lenger. Gå til forsiden.",
    413: "Det som ble sendt, er for stort. Det kan være på høyst 3,5 MB.",
    415: "Siden spurte på en måte tjeneren ikke forstår. Last den på nytt.",
    500: "Noe gikk galt på tjeneren, og siden står som den var. Velg noe annet.",
}


class Sidefil(RequestHandler):
    """The script or the style of the pages; the name says which version it is."""

    def initialize(self, filer: Sidefiler | Skriftfiler) -> None:
        """Keep the files."""
        self.filer = filer

    def get(self, path: str) -> None:
        """Send it, compressed where the browser can read that."""
        funnet = self.filer.hent(path)
        if funnet is None:
            raise HTTPError(404)
        slag, innhold, pakket = funnet
        self.set_header("Content-Type", slag)
        self.set_header("Cache-Control", "public, max-age=31536000, immutable")
        self.set_header("Vary", "Accept-Encoding, User-Agent")
        if "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            innhold = pakket
        self.finish(innhold)
