"""The server behind the apps: Voilà's own handlers, some replaced, most left out."""

from __future__ import annotations

import re
import sys
import webbrowser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import font_source_sans_pro
import typer
from jupyter_core.utils import ensure_async
from jupyter_server.base.handlers import FileFindHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.iostream import StreamClosedError
from tornado.web import HTTPError, StaticFileHandler, authenticated
from voila.app import Voila
from voila.handler import BaseVoilaHandler
from voila.static_file_handler import (
    AllowListFileHandler,
    MultiStaticFileHandler,
    TemplateStaticFileHandler,
)
from voila.tornado.contentshandler import VoilaContentsHandler
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.treehandler import TornadoVoilaTreeHandler

from . import sidearbeid
from .appfiler import regler as filregler
from .apphelse import Helse, Vaktpost
from .appoppsett import Oppsett
from .appsider import App, Sidefiler, Sider, Skriftfiler
from .appsvar import RenSide, Sidefil, Svar
from .arbeider import Utilgjengelig
from .tilgang import LOGG_INN, informasjonskapsler, innlogging, laas
from .vakt import GRENSER, KJERNEPOLICY, Hoder, Vakt, logg, med_policy, ny_kjerne
from .views.vega import vega_modul

INGRESS = (
    "Tall og analyser for kommunenes helse- og omsorgstjenester: velg en kommune, "
    "sammenlign med andre, og se hvor hvert tall kommer fra."
)
DOEGN = 86400
_MALFIL = re.compile(r"[\w-]+/static/.*[^/]")


class _Forside(BaseVoilaHandler):
    """The landing page: the questions, the search for a municipality, and the data's age."""

    def initialize(self, **kwargs: Any) -> None:
        self.apper: list[App] = kwargs.pop("apper")
        self.bunn: dict[str, str] = kwargs.pop("bunn")
        self.sider: Sider = kwargs.pop("sider")
        super().initialize(**kwargs)

    @authenticated
    async def get(self) -> None:
        komm_nr, soek = (self.get_argument(n, "")[:80] for n in ("komm_nr", "kommune"))
        try:
            innhold = await self.sider.forside(komm_nr, soek)
        except (Utilgjengelig, ValueError) as feil:
            innhold = sidearbeid.TOM_FORSIDE | {"melding": str(feil)}
        if len(innhold["treff"]) == 1:
            self.redirect(f"{self.base_url}?komm_nr={innhold['treff'][0]['komm_nr']}")
            return
        self.set_header("Cache-Control", "no-cache")
        self.write(
            self.render_template(
                "forside.html",
                apper=self.apper,
                ingress=INGRESS,
                tilbake=False,
                bunn_tekst=self.bunn,
                innhold=innhold,
            )
        )


class _Appside(RenSide, TornadoVoilaHandler):
    """The page of one app: without a kernel if it needs none, else where there is room for it."""

    def initialize(self, **kwargs: Any) -> None:
        self.sider, self.sidefiler = kwargs.pop("sider"), kwargs.pop("sidefiler")
        self.apper, self.bunn = kwargs.pop("apper"), kwargs.pop("bunn")
        self.maks_kjerner: int = kwargs.pop("maks_kjerner")
        super().initialize(**kwargs)

    @authenticated
    async def get(self, path: str | None = None) -> None:
        # A kernel is started for a reader, not for a picture on another site's page.
        if self.request.headers.get("Sec-Fetch-Dest", "document") not in ("document", "iframe"):
            raise HTTPError(403)
        fil = unquote(path or "")
        if fil not in self.apper:
            raise HTTPError(404)
        # The page asks questions, or ends its kernel when it is left: it must be let.
        _ = self.xsrf_token
        try:
            if await self.send_ren(fil):
                return
        except StreamClosedError:  # the reader has left before the page was whole
            return
        if len(self.kernel_manager.list_kernel_ids()) >= self.maks_kjerner:
            raise HTTPError(503)
        if not ny_kjerne(self.request):
            raise HTTPError(429)
        med_policy(self.request, KJERNEPOLICY)
        await super().get(path=path)


class _Ukjent(BaseVoilaHandler):
    """Every address that is not ours."""

    async def prepare(self) -> None:
        await super().prepare()
        raise HTTPError(404)


class _Kjerne(KernelHandler):
    """Tells a page whether its kernel still runs."""

    @authenticated
    async def get(self, kernel_id: str) -> None:
        forvalter = self.kernel_manager
        if kernel_id not in forvalter:
            raise HTTPError(404)
        if not await ensure_async(forvalter.get_kernel(kernel_id).is_alive()):
            raise HTTPError(404)
        await super().get(kernel_id)


class _Malfiler(TemplateStaticFileHandler):
    """The template's files; their addresses carry a hash."""

    def parse_url_path(self, path: str) -> str:
        if not _MALFIL.fullmatch(path):
            raise HTTPError(404)
        sti: str = super().parse_url_path(path)
        return sti

    def set_extra_headers(self, path: str) -> None:
        self.set_header("Cache-Control", f"public, max-age={DOEGN}")


class _Voilafiler(MultiStaticFileHandler):
    """Voilà's own front end."""

    def set_extra_headers(self, path: str) -> None:
        self.set_header("Cache-Control", f"public, max-age={DOEGN}")


class _Utvidelser(FileFindHandler):
    """The front end's extensions; their file names carry a hash."""

    def set_extra_headers(self, path: str) -> None:
        self.set_header("Cache-Control", f"public, max-age={DOEGN}")


class _Fastefiler(StaticFileHandler):
    """Files whose names say which version they are."""

    def set_extra_headers(self, path: str) -> None:
        self.set_header("Cache-Control", f"public, max-age={365 * DOEGN}, immutable")


_BYTT: dict[type, type | None] = {
    KernelHandler: _Kjerne,
    TemplateStaticFileHandler: _Malfiler,
    MultiStaticFileHandler: _Voilafiler,
    FileFindHandler: _Utvidelser,
    AllowListFileHandler: None,
    TornadoVoilaTreeHandler: None,
    TornadoVoilaHandler: None,
    VoilaContentsHandler: None,
}
"""Voilà's handlers that are replaced, or left out."""


class Apptjener(Voila):
    """Voilà with our landing page, error pages and one fixed port."""

    apper: list[App]
    bunn: dict[str, str]
    oppsett: Oppsett
    sider: Sider
    aapne: bool = False

    @property
    def data_dir(self) -> str:
        """Voilà's own data folder; the first one on the search path would be our templates."""
        return str(Path(sys.prefix) / "share" / "jupyter" / "voila")

    def init_settings(self) -> dict[str, Any]:
        """Add compression and our page for unknown addresses."""
        felles = {"voila_configuration": self.voila_configuration}
        return {
            **super().init_settings(),
            "compress_response": True,
            "ws_ping_timeout": 30_000,
            "websocket_max_message_size": self.oppsett.maks_kropp,
            "login_url": f"{self.base_url}{LOGG_INN}",
            "log_function": logg,
            **informasjonskapsler(self.base_url),
            "default_handler_class": _Ukjent,
            "default_handler_args": felles,
        }

    def init_handlers(self) -> list[Any]:
        """Keep Voilà's handlers for one app's page, and put ours in for the rest."""
        felles = {"voila_configuration": self.voila_configuration}
        rot = self.server_url
        side = {
            **felles,
            "template_paths": self.template_paths,
            "config": self.config,
            "maks_kjerner": self.oppsett.kjerner,
            "sider": self.sider,
            "sidefiler": Sidefiler(Path(self.template_paths[0]) / "static"),
            "apper": {a.fil: a for a in self.apper},
            "bunn": self.bunn,
        }
        forside = {"apper": self.apper, "bunn": self.bunn, "sider": self.sider}
        svar = {"sider": self.sider, "filer": {a.fil for a in self.apper}}
        egne: list[Any] = [
            (rot, _Forside, {**felles, **forside}),
            (f"{rot}helse", Helse, {"post": Vaktpost(self.sider, list(side["apper"]), self.bunn)}),
            *innlogging(rot, felles),
            (f"{rot}voila/render/(.*)", _Appside, side),
            (f"{rot}helseanalyse/svar/(.*)", Svar, svar),
            *filregler(rot, self.sider, {a.fil for a in self.apper}),
            (f"{rot}helseanalyse/side/(.*)", Sidefil, {"filer": side["sidefiler"]}),
            (f"{rot}helseanalyse/vega/(.*)", _Fastefiler, {"path": str(vega_modul().parent)}),
            (f"{rot}helseanalyse/skrift/(.*)", Sidefil, {"filer": Skriftfiler(skriftmappe())}),
        ]
        beholdt = []
        for regel in super().init_handlers():
            ny = _BYTT.get(regel[1], regel[1])
            if ny is not None:
                beholdt.append((regel[0], ny, *regel[2:]))
        return laas(egne + beholdt)

    def listen(self) -> None:
        """Listen on the one port that was asked for, until Ctrl-C."""
        vakt = Vakt(self.app, self.oppsett, {"voila_configuration": self.voila_configuration})
        self.app.add_transform(Hoder)
        tjener = HTTPServer(vakt, max_body_size=self.oppsett.maks_kropp, **GRENSER)
        tjener.listen(self.port, self.ip)
        adresse = f"http://{self.ip}:{self.port}{self.base_url}"
        typer.echo(f"Appene er klare på {adresse} Trykk Ctrl-C for å stanse.")
        if self.aapne:
            webbrowser.open(adresse)
        self.ioloop = IOLoop.current()
        self.sider.arbeidere.start()
        filer = [a.fil for a in self.apper]
        self.ioloop.add_callback(self.sider.hold_klar, filer, self.base_url)
        try:
            self.ioloop.start()
        except KeyboardInterrupt:
            typer.echo("Appene er stanset.")
        finally:
            self.sider.arbeidere.stans()
            self.stop()


def skriftmappe() -> Path:
    """Return the folder of the typeface."""
    return Path(str(font_source_sans_pro.__file__)).parent / "files"
