"""The apps that are compared: how each is started, and how its controls are worked."""

import sys
from dataclasses import dataclass
from pathlib import Path

HER = Path(__file__).resolve().parent
ROT = HER.parents[1]
_ANDRE = HER / "andre"
_VAAR = (
    "import sys; from pathlib import Path; from helseanalyse.app import start_app;"
    " start_app(Path(sys.argv[1]), Path(sys.argv[2]), port=int(sys.argv[3]), aapne=False)"
)


@dataclass(frozen=True)
class App:
    """One app: the packages it stands on, its server, its address and its controls.

    ``glider`` and ``liste`` are the selectors of what takes the keys of the slider, and of the
    first dropdown; ``slag`` is ``select`` for a native one, else ``soek`` (opened by a click,
    then written in) or ``meny`` (opened by a click, then picked from).
    """

    navn: str
    pakker: tuple[str, ...]
    kommando: tuple[str, ...]
    sti: str = "/"
    glider: str = "input[type=range]"
    liste: str = "select"
    slag: str = "select"

    def start(self, port: int) -> list[str]:
        """Command that serves the app on a port of this machine."""
        return [sys.executable, *(del_.replace("PORT", str(port)) for del_ in self.kommando)]


VAAR = App(
    "helseanalyse",
    ("helseanalyse",),
    ("-c", _VAAR, str(HER), str(ROT / "templates"), "PORT"),
    "/voila/render/liten.ipynb",
)
ANDRE = [
    App(
        "Panel",
        ("panel", "bokeh"),
        ("-m", "panel", "serve", str(_ANDRE / "panel_app.py"), "--address", "127.0.0.1",
         "--port", "PORT"),
        "/panel_app",
        glider=".noUi-handle",
    ),
    App(
        "Streamlit",
        ("streamlit",),
        ("-m", "streamlit", "run", str(_ANDRE / "streamlit_app.py"), "--server.headless=true",
         "--server.address=127.0.0.1", "--server.port=PORT",
         "--browser.gatherUsageStats=false"),
        liste="[data-testid=stSelectbox] input",
        slag="soek",
    ),
    App(
        "Shiny",
        ("shiny", "shinywidgets"),
        ("-m", "shiny", "run", "--host", "127.0.0.1", "--port", "PORT",
         str(_ANDRE / "shiny_app.py")),
        glider=".irs-handle, .irs-line",
    ),
    App(
        "Solara",
        ("solara", "solara-ui"),
        ("-m", "solara", "run", str(_ANDRE / "solara_app.py"), "--host", "127.0.0.1",
         "--port", "PORT", "--production", "--no-open"),
        glider="[role=slider]",
        liste=".v-select__slot",
        slag="meny",
    ),
    App(
        "marimo",
        ("marimo",),
        ("-m", "marimo", "run", str(_ANDRE / "marimo_app.py"), "--headless", "--no-token",
         "--host", "127.0.0.1", "--port", "PORT"),
        glider="[role=slider]",
    ),
    App(
        "Voilà",
        ("voila", "ipywidgets"),
        ("-m", "voila", str(_ANDRE / "voila_app.ipynb"), "--no-browser", "--Voila.ip=127.0.0.1",
         "--port=PORT"),
        glider=".noUi-handle",
    ),
]  # fmt: skip
