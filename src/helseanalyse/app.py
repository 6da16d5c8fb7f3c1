"""The app: the notebooks as web pages, served by Voilà with our own template.

Only the notebooks that lie directly in the folder are shown, and only what they show: no source
code, no files, no traceback. Everything a page needs comes from this server.
"""

from __future__ import annotations

import errno
import json
import logging
import math
import os
import re
import socket
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from babel.dates import format_date
from traitlets.config import Config

from .appoppsett import Oppsett
from .appsider import App, Sider
from .arbeider import Arbeidere, forbered
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
        bok = json.loads(fil.read_text(encoding="utf-8"))
        metadata = bok.get("metadata", {})
        egne = metadata.get("helseanalyse", {})
        om = metadata.get("title", fil.stem), egne.get("beskrivelse", "")
        app = App(fil.name, *om, av_kommune=_av_kommune(bok))
        apper.append((egne.get("rekkefoelge", math.inf), app))
    return [app for _, app in sorted(apper, key=lambda a: (a[0], a[1].tittel))]


def _av_kommune(bok: dict[str, Any]) -> bool:
    """Whether a notebook declares the municipality among its parameters."""
    celler = (c for c in bok["cells"] if "parameters" in c["metadata"].get("tags", []))
    return any(re.match(r"\s*komm_nr\b", ett) for c in celler for ett in c["source"])


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


def _konfigurasjon(rot: Path, oppsett: Oppsett, bunn: dict[str, str]) -> Config:
    """Return Voilà's configuration: nothing is served that a reader should not see."""
    from .tilgang import Identitet, hemmelighet

    c = Config()
    c.Voila.ip = oppsett.adresse
    c.Voila.port = oppsett.port
    c.Voila.base_url = oppsett.base_url
    c.Voila.token = oppsett.token
    c.Voila.identity_provider_class = Identitet
    c.Voila.cookie_secret = hemmelighet(oppsett)
    c.Identitet.cookie_options = {"samesite": "Lax"}
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
        "helseanalyse": {
            "vega": f"{oppsett.base_url}helseanalyse/vega/{vega_modul().name}",
            **bunn,
        }
    }
    c.VoilaExecutor.allow_errors = True
    c.VoilaExecutor.on_cell_error = _logg_cellefeil
    c.VoilaExecutor.timeout = 120
    c.MappingKernelManager.kernel_manager_class = "helseanalyse.kjernegrense.Kjerneforvalter"
    c.Kjerneforvalter.minne = oppsett.minne
    c.MappingKernelManager.cull_idle_timeout = 1200
    c.MappingKernelManager.cull_interval = 60
    c.MappingKernelManager.cull_connected = True
    c.KernelManager.autorestart = False  # a restarted kernel is empty: say that it is gone
    return c


def _krev_ledig(oppsett: Oppsett) -> None:
    """Stop with one sentence if the port is taken, or the address is not this machine's."""
    sort = socket.AF_INET6 if ":" in oppsett.adresse else socket.AF_INET
    with socket.socket(sort, socket.SOCK_STREAM) as prove:
        prove.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            prove.bind((oppsett.adresse, oppsett.port))
        except OSError as feil:
            if feil.errno == errno.EADDRNOTAVAIL:
                raise SystemExit(
                    f"Maskinen har ikke adressen {oppsett.adresse}; oppgi en annen med --adresse."
                ) from None
            raise SystemExit(
                f"Port {oppsett.port} er opptatt på denne maskinen;"
                f" velg en annen med --port {oppsett.port + 1}."
            ) from None


def start_app(
    notatboker: Path,
    maler: Path,
    *,
    data: Path | None = None,
    port: int | None = None,
    aapne: bool = True,
    oppsett: Oppsett | None = None,
) -> None:
    """Serve the notebooks as apps until Ctrl-C, on this machine alone unless told.

    Parameters
    ----------
    notatboker : Path
        Folder of notebooks; each becomes one app.
    maler : Path
        Folder that holds ``voila/templates/helseanalyse``.
    data : Path or None
        Data package whose date and sources the foot of each page tells.
    port : int or None
        Port; replaces the one in ``oppsett``.
    aapne : bool
        Open the landing page in the browser.
    oppsett : Oppsett or None
        Where, for whom and within which bounds; none is this machine alone.
    """
    oppsett = oppsett or Oppsett()
    oppsett = replace(oppsett, port=port) if port else oppsett
    apper = finn_apper(notatboker)
    if not (maler / "voila" / "templates" / MAL / "index.html.j2").is_file():
        raise ValueError(f"Malen {MAL} finnes ikke i {maler}; oppgi mappen med voila/templates.")
    _krev_ledig(oppsett)
    boeker = [str(notatboker.resolve() / a.fil) for a in apper]
    forbered(boeker)
    from .apptjener import Apptjener  # after that: loading Voilà takes as long

    sti = [str(maler.resolve()), os.environ.get("JUPYTER_PATH", "")]
    os.environ["JUPYTER_PATH"] = os.pathsep.join(ett for ett in sti if ett)
    bunn = bunntekst(data) if data else {}
    tjener = Apptjener(config=_konfigurasjon(notatboker.resolve(), oppsett, bunn))
    tjener.apper, tjener.bunn, tjener.aapne, tjener.oppsett = apper, bunn, aapne, oppsett
    arbeidere = Arbeidere(oppsett.arbeidere or None, oppsett.minne)
    tjener.sider = Sider(notatboker.resolve(), arbeidere)
    tjener.initialize([])
    tjener.start()
