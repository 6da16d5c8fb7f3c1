"""The guard in front of the server: what is refused before any handler sees it.

Foreign host names, strangers beside the proxy, addresses that climb, too large bodies and too
many requests get a page of their own. All answers carry the headers that bind the browser.
"""

from __future__ import annotations

import base64
import hashlib
import logging
import re
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import unquote

from tornado.httputil import HTTPHeaders, HTTPMessageDelegate, HTTPServerRequest
from tornado.routing import Router
from tornado.web import Application, OutputTransform, stream_request_body
from voila.handler import BaseVoilaHandler

from .appoppsett import Oppsett
from .tilgang import LOGG_INN, Tokenlenke

LOGG = logging.getLogger(__name__)
METODER = ("GET", "HEAD", "POST", "DELETE")
"""DELETE ends the kernel of a notebook that has one; nothing else is deleted."""

_STYR = re.compile(r"[\x00-\x1f\x7f\\]")
_FILER = ("voila/static/", "voila/templates/", "voila/labextensions/", "helseanalyse/vega/")
_SPORRING = re.compile(r"\?[^\s'\")]*")
_LESER = re.compile(r",? remote_ip='[^']*'| \([0-9a-f.:]+\)")
_KLIENTER = 10_000
_STILLE = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"
_FELLES = "base-uri 'none'; form-action 'self'; frame-ancestors 'self'; object-src 'none'"


class Boette:
    """A bucket of tokens for each client.

    Parameters
    ----------
    per_sekund, rom : float
        How fast a client's bucket fills, and how much it holds.
    klokke : callable
        Seconds that only grow.
    """

    def __init__(
        self, per_sekund: float, rom: float, klokke: Callable[[], float] = time.monotonic
    ) -> None:
        self.per_sekund, self.rom, self.klokke = per_sekund, rom, klokke
        self._igjen: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def ta(self, klient: str, antall: float = 1.0) -> bool:
        """Take from the client's bucket; false if there is not enough in it."""
        naa = self.klokke()
        igjen, sist = self._igjen.pop(klient, (self.rom, naa))
        igjen = min(self.rom, igjen + (naa - sist) * self.per_sekund)
        nok = igjen >= antall
        self._igjen[klient] = (igjen - antall if nok else igjen, naa)
        if len(self._igjen) > _KLIENTER:
            self._igjen.popitem(last=False)
        return nok


@stream_request_body
class Avslag(BaseVoilaHandler):
    """A refusal in a sentence, sent before the request's body is read."""

    status = vent = 0

    def initialize(self, **kwargs: Any) -> None:
        """Keep the status, and the seconds to wait."""
        self.status, self.vent = kwargs.pop("status"), kwargs.pop("vent", 0)
        super().initialize(**kwargs)

    async def prepare(self) -> None:
        """Answer before the login, and before the body."""
        self.current_user = self._jupyter_current_user = None
        self.send_error(self.status)

    def set_default_headers(self) -> None:
        """Say when to come back, and what is answered."""
        super().set_default_headers()
        self.set_header("Connection", "close")
        if self.vent:
            self.set_header("Retry-After", str(self.vent))
        if self.status == 405:
            self.set_header("Allow", "GET, HEAD, POST")

    def data_received(self, chunk: bytes) -> None:
        """Nothing is kept of a body that is refused."""


class Vakt(Router):
    """Lets a request through to the application, or answers it with a refusal.

    Parameters
    ----------
    app : Application
        The server behind.
    oppsett : Oppsett
        The bounds.
    felles : dict
        Arguments that the refusal's page needs.
    """

    def __init__(self, app: Application, oppsett: Oppsett, felles: dict[str, Any]) -> None:
        self.app, self.oppsett, self.felles = app, oppsett, felles
        for navn in ("tornado.application", "tornado.general"):
            logging.getLogger(navn).addFilter(Utensporring())
        takt = oppsett.takt
        self._alle = Boette(takt, 5 * takt) if takt else None
        self._innlogging = Boette(1 / 6, 10)
        self._kjerner = Boette(1 / 3, max(oppsett.kjerner, 1))

    def find_handler(self, request: HTTPServerRequest, **kwargs: Any) -> HTTPMessageDelegate | None:
        """Return the handler of a request, or of its refusal."""
        status, vent = self._avslag(request)
        if not status and self._har_token(request):
            return self.app.get_handler_delegate(request, Tokenlenke)
        if not status:
            request.ny_kjerne = lambda: self._kjerner.ta(klient(request, self.oppsett))
            return self.app.find_handler(request)
        verdier = {**self.felles, "status": status, "vent": vent}
        return self.app.get_handler_delegate(request, Avslag, verdier)

    def _har_token(self, request: HTTPServerRequest) -> bool:
        lenke = request.method == "GET" and "token" in request.query_arguments
        return bool(self.oppsett.token) and lenke

    def _avslag(self, request: HTTPServerRequest) -> tuple[int, int]:
        """The status of a refusal and the seconds to wait; zeros for what is let through."""
        oppsett = self.oppsett
        if oppsett.bak_proxy and not self._fra_proxy(request):
            return 403, 0
        if request.method not in METODER:
            return 405, 0
        helse = request.path == f"{oppsett.base_url}helse"
        if not helse and "*" not in oppsett.vert and request.host_name not in oppsett.verter:
            return 421, 0
        if klatrer(request.path):
            return 404, 0
        if _for_stor(request, oppsett.maks_kropp):
            return 413, 0
        return (0, 0) if helse else self._takt(request)

    def _fra_proxy(self, request: HTTPServerRequest) -> bool:
        """Believe a proxy's word of the client; the health page answers a monitor beside it."""
        adresse = request.connection.context.address
        fra = adresse[0] if isinstance(adresse, tuple) else ""
        if not self.oppsett.stolt(fra):
            return bool(request.path == f"{self.oppsett.base_url}helse")
        for ett in reversed(request.headers.get("X-Forwarded-For", "").split(",")):
            if ett.strip() and not self.oppsett.stolt(ett.strip()):
                request.remote_ip = ett.strip()[:45]
                break
        if request.headers.get("X-Forwarded-Proto", "").strip() in ("http", "https"):
            request.protocol = request.headers["X-Forwarded-Proto"].strip()
        return True

    def _takt(self, request: HTTPServerRequest) -> tuple[int, int]:
        hvem = klient(request, self.oppsett)
        sti = request.path.removeprefix(self.oppsett.base_url)
        prov = (request.method == "POST" and sti == LOGG_INN) or self._har_token(request)
        if prov and not self._innlogging.ta(hvem):
            return 429, 6
        if self._alle and not self._alle.ta(hvem, 0.2 if sti.startswith(_FILER) else 1):
            return 429, 2
        return 0, 0


def klient(request: HTTPServerRequest, oppsett: Oppsett) -> str:
    """Return whose bucket a request takes from: the proxy's user, or the address."""
    navn = request.headers.get(oppsett.brukerhode) if oppsett.brukerhode else None
    return navn or str(request.remote_ip)


def ny_kjerne(request: HTTPServerRequest) -> bool:
    """Whether a client may start one more Python process now."""
    spor: Callable[[], bool] = getattr(request, "ny_kjerne", lambda: True)
    return spor()


def klatrer(sti: str) -> bool:
    """Whether an address tries to leave its folder, in any number of encodings."""
    for _ in range(4):
        if ".." in sti.split("/") or _STYR.search(sti):
            return True
        forrige, sti = sti, unquote(sti)
        if sti == forrige:
            return False
    return True


def _for_stor(request: HTTPServerRequest, mest: int) -> bool:
    lengde = request.headers.get("Content-Length", "0")
    return lengde.isdecimal() and int(lengde) > mest


# ---------------------------------------------------------------- what binds the browser
def skript_hash(tekst: str) -> str:
    """Return the source of a policy that lets one script in a page run."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(tekst.encode()).digest()).decode()}'"


def innholdspolicy(skript: Iterable[str] = ()) -> str:
    """Return the policy of our own pages: scripts from this server alone, none that is text.

    Parameters
    ----------
    skript : iterable of str
        Scripts that stand in the page itself, each by its exact text.
    """
    egne = " ".join(["'self'", *map(skript_hash, skript)])
    return (
        f"default-src 'none'; script-src {egne}; style-src 'self' 'unsafe-inline';"
        " img-src 'self' data: blob:; font-src 'self'; connect-src 'self';"
        f" manifest-src 'self'; {_FELLES}"
    )


KJERNEPOLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob: data:;"
    " style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:;"
    f" connect-src 'self' data: blob:; worker-src 'self' blob:; {_FELLES}"
)
"""For a notebook with a kernel: Voilà's front end is text in the page, and compiles widgets."""

_FILPOLICY = f"default-src 'none'; style-src 'unsafe-inline'; {_FELLES}"


def med_policy(request: HTTPServerRequest, policy: str) -> None:
    """Give the answer to a request another policy than the strict one."""
    request.policy = policy


class Hoder(OutputTransform):
    """Adds the headers to every answer, the files and the errors too."""

    def __init__(self, request: HTTPServerRequest) -> None:
        self.request = request

    def transform_first_chunk(
        self, status_code: int, headers: HTTPHeaders, chunk: bytes, finishing: bool
    ) -> tuple[int, HTTPHeaders, bytes]:
        """Write the headers; a page may have asked for a policy of its own."""
        slag = headers.get("Content-Type", "")
        if slag.startswith("text/html"):
            policy = getattr(self.request, "policy", None) or innholdspolicy()
            headers["Content-Security-Policy"] = policy
            headers["Cross-Origin-Opener-Policy"] = "same-origin"
            headers["Permissions-Policy"] = _STILLE
        elif status_code == 304:
            # What stands here would take the place of the policy that the browser has kept.
            headers.pop("Content-Security-Policy", None)
        elif not slag.startswith("application/pdf"):  # the browser's reader is a page of its own
            headers["Content-Security-Policy"] = _FILPOLICY
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "same-origin"
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        headers.pop("Server", None)
        if not headers.get("Access-Control-Allow-Origin", "-"):
            del headers["Access-Control-Allow-Origin"]
        return status_code, headers, chunk


def logg(handler: Any) -> None:
    """Write a request to the log without its query, which may hold a token or own figures."""
    status = handler.get_status()
    nivaa = logging.ERROR if status >= 500 else logging.INFO
    sti, tid = handler.request.path, 1000 * handler.request.request_time()
    LOGG.log(nivaa, "%d %s %s %.0f ms", status, handler.request.method, sti, tid)


class Utensporring(logging.Filter):
    """Takes queries and readers' addresses out of what the server's library logs by itself."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Clean a record's text, and let it through."""
        tekst = _SPORRING.sub("", record.getMessage())
        record.msg, record.args = _LESER.sub("", tekst), ()
        return True


GRENSER: dict[str, Any] = {
    "body_timeout": 20,
    "idle_connection_timeout": 75,
    "max_header_size": 32_768,
    "max_buffer_size": 10_000_000,
}
"""Of a connection: seconds for a body and for a head, bytes of a head, bytes held."""
