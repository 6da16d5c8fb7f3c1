"""The app: the notebooks as web pages, served by Voilà with our own template.

Only the notebooks that lie directly in the folder are shown, and only what they show: no source
code, no files, no traceback. Everything a page needs comes from this server.
"""

from __future__ import annotations

import json
import logging
import math
import os
import socket
from datetime import date
from pathlib import Path
from typing import Any

from babel.dates import format_date
from traitlets.config import Config

from .apptjener import App, Apptjener
from .views.vega import vega_modul

MAL = "helseanalyse"
_UTVIDELSER = (
    "@jupyter-widgets/jupyterlab-manager",
    "@voila-dashboards/widgets-manager8",
    "anywidget",
)
"""What Voilà's front end loads beside itself; nothing else installed is let in."""
LOGG = logging.getLogger(__name__)


def finn_apper(notatboker: Path) -> list[App]:
    """Return the apps in a folder, in the order that they say, then by title.

    Parameters
    ----------
    notatboker : Path
        Folder of notebooks. Title, description and place are read from their metadata:
        ``title``, ``helseanalyse.beskrivelse`` and ``helseanalyse.rekkefoelge``; those that
        tell no place come last.

    Returns
    -------
    list of App
        One for each notebook directly in the folder.
    """
    filer = sorted(notatboker.glob("*.ipynb")) if notatboker.is_dir() else []
    if not filer:
        raise ValueError(f"Mappen {notatboker} har ingen notatbøker; oppgi en med .ipynb-filer.")
    apper: list[tuple[float, App]] = []
    for fil in filer:
        metadata = json.loads(fil.read_text(encoding="utf-8")).get("metadata", {})
        egne = metadata.get("helseanalyse", {})
        app = App(fil.name, metadata.get("title", fil.stem), egne.get("beskrivelse", ""))
        apper.append((egne.get("rekkefoelge", math.inf), app))
    return [app for _, app in sorted(apper, key=lambda a: (a[0], a[1].tittel))]


def _logg_cellefeil(**kwargs: Any) -> None:
    """Write a failed cell to the server's log; the reader only sees that it failed."""
    innhold = kwargs["execute_reply"]["content"]
    LOGG.error("Celle %s feilet:\n%s", kwargs["cell_index"], "\n".join(innhold["traceback"]))


def bunntekst(data: Path) -> dict[str, str]:
    """Return what the foot of each page says of a data package: its date and its sources.

    Parameters
    ----------
    data : Path
        Folder with the package's ``datapackage.json``.
    """
    pakke = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    dato = format_date(date.fromisoformat(pakke["created"][:10]), "d. MMMM y", locale="nb_NO")
    kilder = "; ".join(kilde["title"] for kilde in pakke["sources"])
    return {"datadato": dato, "kilder": f"Kilder: {kilder}."}


def _oppsett(rot: Path, port: int, bunn: dict[str, str]) -> Config:
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
        "helseanalyse": {"vega": f"/helseanalyse/vega/{vega_modul().name}", **bunn}
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


def start_app(
    notatboker: Path,
    maler: Path,
    *,
    data: Path | None = None,
    port: int = 8866,
    aapne: bool = True,
) -> None:
    """Serve the notebooks as apps on this machine until Ctrl-C.

    Parameters
    ----------
    notatboker : Path
        Folder of notebooks; each becomes one app.
    maler : Path
        Folder that holds ``voila/templates/helseanalyse``.
    data : Path or None
        Data package whose date and sources the foot of each page tells.
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
    bunn = bunntekst(data) if data else {}
    tjener = Apptjener(config=_oppsett(notatboker.resolve(), port, bunn))
    tjener.apper, tjener.bunn, tjener.aapne = apper, bunn, aapne
    tjener.initialize([])
    tjener.start()
