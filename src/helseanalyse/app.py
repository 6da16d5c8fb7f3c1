"""The app: the notebooks as web pages, served by Voilà with our own template.

Only the notebooks that lie directly in the folder are shown, and only what they show: no source
code, no files, no traceback. Everything a page needs comes from this server.
"""

from __future__ import annotations

import json
import logging
import os
import socket
import sys
import webbrowser
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import font_source_sans_pro
import typer
from jupyter_core.utils import ensure_async
from jupyter_server.base.handlers import FileFindHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from tornado.ioloop import IOLoop
from tornado.web import HTTPError, StaticFileHandler, authenticated
from traitlets.config import Config
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

from .views.vega import vega_modul

MAL = "helseanalyse"
INGRESS = (
    "Tall og analyser for kommunenes helse- og omsorgstjenester: velg en kommune, "
    "sammenlign med andre, og se hvor hvert tall kommer fra."
)
MAKS_KJERNER = 24
"""Pages that may be open at once; each has a Python process of its own."""

DOEGN = 86400
_UTVIDELSER = (
    "@jupyter-widgets/jupyterlab-manager",
    "@voila-dashboards/widgets-manager8",
    "anywidget",
)
"""What Voilà's front end loads beside itself; nothing else installed is let in."""
LOGG = logging.getLogger(__name__)


@dataclass(frozen=True)
class App:
    """One notebook as the landing page lists it."""

    fil: str
    tittel: str
    beskrivelse: str
    datadato: str


def finn_apper(notatboker: Path) -> list[App]:
    """Return the apps in a folder, sorted by title.

    Parameters
    ----------
    notatboker : Path
        Folder of notebooks. Title, description and data date are read from their metadata:
        ``title``, ``helseanalyse.beskrivelse`` and ``helseanalyse.datadato``.

    Returns
    -------
    list of App
        One for each notebook directly in the folder.
    """
    filer = sorted(notatboker.glob("*.ipynb")) if notatboker.is_dir() else []
    if not filer:
        raise ValueError(f"Mappen {notatboker} har ingen notatbøker; oppgi en med .ipynb-filer.")
    apper = []
    for fil in filer:
        metadata = json.loads(fil.read_text(encoding="utf-8")).get("metadata", {})
        egne = metadata.get("helseanalyse", {})
        apper.append(
            App(
                fil=fil.name,
                tittel=metadata.get("title", fil.stem),
                beskrivelse=egne.get("beskrivelse", ""),
                datadato=egne.get("datadato", ""),
            )
        )
    return sorted(apper, key=lambda app: app.tittel)


class _Forside(BaseVoilaHandler):
    """The landing page: the apps and nothing else."""

    def initialize(self, **kwargs: Any) -> None:
        self.apper: list[App] = kwargs.pop("apper")
        super().initialize(**kwargs)

    @authenticated
    def get(self) -> None:
        datadatoer = {app.datadato for app in self.apper if app.datadato}
        self.set_header("Cache-Control", "no-cache")
        self.write(
            self.render_template(
                "forside.html",
                apper=self.apper,
                ingress=INGRESS,
                tilbake=False,
                datadato=datadatoer.pop() if len(datadatoer) == 1 else "",
            )
        )


class _Appside(TornadoVoilaHandler):
    """The page of one app: refuses what is not an app, and more pages than there is room for."""

    def initialize(self, **kwargs: Any) -> None:
        self.filer: set[str] = kwargs.pop("filer")
        super().initialize(**kwargs)

    @authenticated
    async def get(self, path: str | None = None) -> None:
        if unquote(path or "") not in self.filer:
            raise HTTPError(404)
        if len(self.kernel_manager.list_kernel_ids()) >= MAKS_KJERNER:
            raise HTTPError(503)
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
            "default_handler_class": _Ukjent,
            "default_handler_args": felles,
        }

    def init_handlers(self) -> list[Any]:
        """Keep Voilà's handlers for one app's page, and put ours in for the rest."""
        felles = {"voila_configuration": self.voila_configuration}
        rot = self.server_url
        side = {**felles, "template_paths": self.template_paths, "config": self.config}
        egne: list[Any] = [
            (rot, _Forside, {**felles, "apper": self.apper}),
            (f"{rot}voila/render/(.*)", _Appside, {**side, "filer": {a.fil for a in self.apper}}),
            (f"{rot}helseanalyse/vega/(.*)", _Fastefiler, {"path": str(vega_modul().parent)}),
            (f"{rot}helseanalyse/skrift/(.*)", _Fastefiler, {"path": str(_skriftmappe())}),
        ]
        beholdt = []
        for regel in super().init_handlers():
            ny = _BYTT.get(regel[1], regel[1])
            if ny is not None:
                beholdt.append((regel[0], ny, *regel[2:]))
        return egne + beholdt

    def listen(self) -> None:
        """Listen on the one port that was asked for, until Ctrl-C."""
        self.app.listen(self.port, self.ip)
        adresse = f"http://{self.ip}:{self.port}{self.base_url}"
        typer.echo(f"Appene er klare på {adresse} Trykk Ctrl-C for å stanse.")
        if self.aapne:
            webbrowser.open(adresse)
        self.ioloop = IOLoop.current()
        try:
            self.ioloop.start()
        except KeyboardInterrupt:
            typer.echo("Appene er stanset.")
        finally:
            self.stop()


def _skriftmappe() -> Path:
    """Return the folder of the typeface."""
    return Path(str(font_source_sans_pro.__file__)).parent / "files"


def _logg_cellefeil(**kwargs: Any) -> None:
    """Write a failed cell to the server's log; the reader only sees that it failed."""
    innhold = kwargs["execute_reply"]["content"]
    LOGG.error("Celle %s feilet:\n%s", kwargs["cell_index"], "\n".join(innhold["traceback"]))


def _oppsett(rot: Path, port: int) -> Config:
    """Return Voilà's configuration: nothing is served that a reader should not see."""
    c = Config()
    c.Voila.ip = "127.0.0.1"
    c.Voila.port = port
    c.Voila.root_dir = str(rot)
    c.Voila.open_browser = False
    c.Voila.config_file_paths = []
    c.Voila.log_level = logging.ERROR
    c.VoilaConfiguration.template = MAL
    c.VoilaConfiguration.allow_template_override = "NO"
    c.VoilaConfiguration.allow_theme_override = "NO"
    c.VoilaConfiguration.show_tracebacks = False
    c.VoilaConfiguration.strip_sources = True
    c.VoilaConfiguration.file_allowlist = []
    c.VoilaConfiguration.extension_allowlist = list(_UTVIDELSER)
    c.VoilaConfiguration.resources = {
        "helseanalyse": {"vega": f"/helseanalyse/vega/{vega_modul().name}"}
    }
    c.VoilaExecutor.allow_errors = True
    c.VoilaExecutor.on_cell_error = _logg_cellefeil
    c.VoilaExecutor.timeout = 120
    c.MappingKernelManager.cull_idle_timeout = 1200
    c.MappingKernelManager.cull_interval = 60
    c.MappingKernelManager.cull_connected = True
    c.KernelManager.autorestart = False  # a restarted kernel is empty: say that it is gone
    return c


def _krev_ledig(port: int) -> None:
    """Stop with one sentence if the port is taken."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as prove:
        prove.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            prove.bind(("127.0.0.1", port))
        except OSError:
            raise SystemExit(
                f"Port {port} er opptatt på denne maskinen; velg en annen med --port {port + 1}."
            ) from None


def start_app(notatboker: Path, maler: Path, *, port: int = 8866, aapne: bool = True) -> None:
    """Serve the notebooks as apps on this machine until Ctrl-C.

    Parameters
    ----------
    notatboker : Path
        Folder of notebooks; each becomes one app.
    maler : Path
        Folder that holds ``voila/templates/helseanalyse``.
    port : int
        Port on 127.0.0.1.
    aapne : bool
        Open the landing page in the browser.
    """
    apper = finn_apper(notatboker)
    if not (maler / "voila" / "templates" / MAL / "index.html.j2").is_file():
        raise ValueError(f"Malen {MAL} finnes ikke i {maler}; oppgi mappen med voila/templates.")
    _krev_ledig(port)
    sti = [str(maler.resolve()), os.environ.get("JUPYTER_PATH", "")]
    os.environ["JUPYTER_PATH"] = os.pathsep.join(ett for ett in sti if ett)
    tjener = Apptjener(config=_oppsett(notatboker.resolve(), port))
    tjener.apper, tjener.aapne = apper, aapne
    tjener.initialize([])
    tjener.start()
