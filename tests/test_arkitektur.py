"""The layers of the package, and what no module may do: read from the code itself."""

import ast
import re
import socket
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from conftest import ROT

SRC = ROT / "src" / "helseanalyse"
FILER = sorted(SRC.rglob("*.py"))
BLADER = {
    "kommune", "indikator", "kilde", "enheter", "spraak", "ressurser", "fil", "lat", "begrep",
    "trykt", "maalform", "kildevedlegg", "radnummer",
}  # fmt: skip
# Leaves that touch the disk or load modules: no calculation may.
UTENFOR_MAAL = {"fil", "lat", "ressurser"}

# The choices of each notebook.
VALGENE = {
    "valg", "valg_beloep", "valg_bemanning", "valg_effektivitet", "valg_kontroll", "valg_okonomi",
    "valg_tiltak", "valg_okonomitekst", "valg_staasted",
}  # fmt: skip

# Layer -> what it may import of ours. A name covers the module and all below it.
LAG = {
    **dict.fromkeys(sorted(BLADER), BLADER),
    "sources": BLADER | {"sources"},
    # Small counts are hidden on the way in, by a pure measure.
    "sources.skjerming": BLADER | {"sources", "measures.skjerming"},
    "measures": (BLADER - UTENFOR_MAAL) | {"measures"},
    "views": BLADER | {"views"},
    "sett": BLADER | {"measures", "sources.load"},
    "valgsjekk": BLADER,
    "valg": BLADER | {"measures", "sources.load", "sett", "notatbok", "valgsjekk"},
    **{
        ett: BLADER
        | {"measures", "sources.load", "valg", "valg_beloep", "notatbok", "valgsjekk"}
        | {"valg_okonomitekst"}
        for ett in VALGENE - {"valg"}
    },
    "valg_kontroll": BLADER | {"measures", "sources", "notatbok"},
    **dict.fromkeys(["tiltaksrader", "tiltakssjekk"], BLADER | {"tiltaksrader"}),
    "sources.tiltaksfil": BLADER | {"sources", "tiltaksrader"},
    "valg_tiltak": BLADER
    | {"sources.load", "sources.tiltaksfil", "notatbok", "valgsjekk", "tiltaksrader"}
    | {"tiltakssjekk", "measures"},
    "valg_staasted": BLADER
    | {"sources.load", "sources.egneord", "sett", "measures", "notatbok", "valgsjekk"}
    | VALGENE,
    "standardvalg": BLADER | {"sources.load"} | VALGENE,
    "notatbok": BLADER,
    "kapitler": BLADER
    | {"sources.load", "measures", "views", "sett", "valgsjekk", "kapitler"}
    | {"tiltaksrader", "tiltakssjekk"}
    | VALGENE,
    "kapitler.staasted": BLADER
    | {"sources.load", "sources.egneord", "measures", "views", "sett", "kapitler", "valgsjekk"}
    | {"tiltaksrader", "tiltakssjekk"}
    | VALGENE,
    # The cover is where a chapter's title and a notebook's name meet.
    "kapitler.forside": BLADER | {"sources.load", "kapitler", "notatbok"} | VALGENE,
    "appforside": BLADER | {"sources.load", "valg"},
    "sjekkliste": BLADER | {"sources.load", "kapitler", "views"} | VALGENE,
    "pdf": BLADER | {"views", "passet", "rapportinnhold"},
    "passet": BLADER,
    "passforskjell": BLADER,
    "rapportinnhold": BLADER | {"views", "passet", "utseende"},
    "utseende": BLADER | {"views"},
    "alle_arbeid": BLADER | {"views", "formater", "report", "utseende"},
    "alle_oppgaver": BLADER | {"alle_arbeid", "eksport.meta", "notatbok", "sources.load"},
    "alle": BLADER | {"alle_arbeid", "passet", "report", "utseende"},
    **dict.fromkeys(
        ["eksport.docx", "eksport.html"], BLADER | {"views", "eksport", "rapportinnhold"}
    ),
    "eksport": BLADER | {"views", "eksport"},
    "formater": BLADER
    | {"eksport", "pdf", "notatbok", "sett", "sources.load", "valgsjekk", "views"},
    "sidevalg": BLADER | {"sources.load", "standardvalg", "views", "notatbok"} | VALGENE,
    "side": BLADER | {"sources.load", "sidevalg", "views", "notatbok"} | VALGENE,
    "sidesvar": BLADER | {"sources.load", "sidevalg", "side", "motor", "views"},
    # The server names these to the workers; it loads neither chapters nor pandas for it.
    "sidearbeid": BLADER | {"appforside", "sidesvar", "sidevalg", "sources", "views"},
    "forvarm": {"sidearbeid", "arbeider"},
    "arbeider": {"views.svg"},
    "sidelager": {"fil"},
    "motor": set(),
}
FORBUDT_I_MAAL = {
    "os", "io", "sys", "pathlib", "datetime", "time", "random", "secrets", "tempfile", "shutil",
    "subprocess", "socket", "urllib", "http", "requests", "ipywidgets", "anywidget", "traitlets",
    "altair", "vl_convert", "typst", "papermill", "IPython", "warnings", "logging",
}  # fmt: skip
SNAKKER = {"print", "display", "input", "breakpoint", "exec", "eval"}
HTML = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|srcdoc|dangerouslySet"
    r"|createContextualFragment|DOMParser|setHTML|widgets\.HTML|\bHTMLMath\b|\bIPython\.display\b"
    r"|(?<![.\w])display\(|\bMarkdown\(|\.style\.format|\bStyler\b|\.to_html\("
)
# Namespaces of XML, and the app's own address on this machine; neither is fetched.
ADRESSER = {
    "http://www.w3.org/2000/svg",
    "http://schemas.openxmlformats.org",
    "http://{self.ip}:{self.port}{self.base_url}",
}
ADRESSE = re.compile(
    r"(?:https?:)?//[a-zA-Z0-9{][^\s\"'`)>\\]*\.[^\s\"'`)>\\]*|https?://[^\s\"'`)>]+"
)
# Vega-Lite's own name of its version: altair writes it, nothing fetches it.
SKJEMA = "https://vega.github.io/schema/vega-lite/"


def navn(fil: Path) -> str:
    """Dotted name inside the package; a package's own file is called by the package."""
    deler = fil.relative_to(SRC).with_suffix("").parts
    return ".".join(deler[:-1] if deler[-1] == "__init__" else deler)


def ider(fil: Path) -> str:
    return navn(fil) or "__init__"


@cache
def tre(fil: Path) -> ast.Module:
    return ast.parse(fil.read_text(encoding="utf-8"))


MODULER = {navn(f) for f in FILER}


def importer(fil: Path) -> Iterator[tuple[str, bool]]:
    """Every imported module of a file: its name, and whether it is ours."""
    pakke = navn(fil).split(".") if fil.name == "__init__.py" else navn(fil).split(".")[:-1]
    for node in ast.walk(tre(fil)):
        if isinstance(node, ast.Import):
            for ett in node.names:
                eget = ett.name.split(".")[0] == "helseanalyse"
                yield ett.name.removeprefix("helseanalyse").lstrip(".") if eget else ett.name, eget
        elif isinstance(node, ast.ImportFrom):
            fra = node.module or ""
            eget = node.level > 0 or fra.split(".")[0] == "helseanalyse"
            if not eget:
                yield fra, False
                continue
            rot = pakke[: len(pakke) - node.level + 1] if node.level else []
            fra = fra if node.level else fra.removeprefix("helseanalyse").lstrip(".")
            modul = ".".join([d for d in (*rot, fra) if d])
            for ett in node.names:
                under = f"{modul}.{ett.name}".lstrip(".")
                yield under if under in MODULER else modul, True


def lag_for(modul: str) -> str | None:
    """The narrowest layer that a module belongs to."""
    treff = [lag for lag in LAG if modul == lag or modul.startswith(f"{lag}.")]
    return max(treff, key=len, default=None)


def under(modul: str, lovlige: set[str]) -> bool:
    return any(modul == ett or modul.startswith(f"{ett}.") for ett in lovlige)


# ------------------------------------------------------------------ lagene
@pytest.mark.parametrize("fil", [f for f in FILER if lag_for(navn(f))], ids=ider)
def test_hvert_lag_ser_bare_de_under(fil: Path) -> None:
    lov = LAG[str(lag_for(navn(fil)))]
    egne = {modul for modul, eget in importer(fil) if eget}
    assert {m for m in egne if not under(m, lov)} == set()


def test_hver_modul_har_en_plass() -> None:
    """Only what joins the parts for a reader stands outside the layers."""
    utenfor = {m for m in MODULER if m and lag_for(m) is None}
    kommandoer = {"cli", "cli_alle", "cli_data", "cli_kontroll", "cli_skjerm"}
    filene = {"appfiler", "figurfiler", "sidefiler"}
    tjeneren = {
        "apphelse", "appoppsett", "appsjekk", "cli_app", "helsesjekk", "kjernegrense", "tilgang",
        "vakt",
    }  # fmt: skip
    tjeneren |= {"appsider", "appsvar", "statisk"}
    ytterst = {"__main__", "app", "apptjener", "report"}
    assert utenfor <= ytterst | kommandoer | tjeneren | filene


def test_bladene_finnes_og_er_blader() -> None:
    assert BLADER <= MODULER
    for fil in FILER:
        if navn(fil) in BLADER:
            assert {m for m, eget in importer(fil) if eget} <= BLADER


@pytest.mark.parametrize("fil", FILER, ids=ider)
def test_ingen_bruker_pakkens_egne_navn(fil: Path) -> None:
    """Imports inside go to the module that has the name, never through the package's front."""
    assert "" not in {modul for modul, eget in importer(fil) if eget}


def test_importene_leses_riktig() -> None:
    """The reader of imports is itself held to files whose imports are known."""
    kjente = {
        "kommune": {"spraak"},
        "pdf": {"passet", "rapportinnhold", "views.svg"},
        "measures.plassgrunnlag": {"measures.dekningsgrad"},
        "kapitler.sammensetning": {
            "enheter", "kilde", "measures.sammensetning", "sources.load",
            "valg_okonomi", "views.behovscharts", "views.blokker", "kapitler.felles",
            "kapitler.plassfelles",
        },
    }  # fmt: skip
    funnet = {navn(f): {m for m, eget in importer(f) if eget} for f in FILER}
    assert {k: funnet[k] for k in kjente} == kjente


# ------------------------------------------------------------------ beregningene
MAAL = [f for f in FILER if navn(f).startswith("measures.")]


@pytest.mark.parametrize("fil", MAAL, ids=ider)
def test_beregninger_roerer_ikke_omverdenen(fil: Path) -> None:
    fremmede = {modul.split(".")[0] for modul, eget in importer(fil) if not eget}
    assert fremmede & FORBUDT_I_MAAL == set()
    for node in ast.walk(tre(fil)):
        assert not isinstance(node, ast.Global | ast.Nonlocal), f"linje {node.lineno}"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"open", *SNAKKER}, f"linje {node.lineno}"
        if isinstance(node, ast.Attribute):
            assert not node.attr.startswith(("read_", "to_csv", "to_parquet", "to_excel"))


@pytest.mark.parametrize("fil", MAAL, ids=ider)
def test_beregninger_har_ingen_tilstand(fil: Path) -> None:
    """On the module's own level stand only functions, classes and constants."""
    for node in tre(fil).body:
        tillatt = ast.Import | ast.ImportFrom | ast.FunctionDef | ast.ClassDef | ast.Expr
        if isinstance(node, ast.Assign):
            (maal,) = node.targets
            assert isinstance(maal, ast.Name)
            assert not isinstance(node.value, ast.List | ast.Dict | ast.Set), maal.id
        else:
            assert isinstance(node, tillatt), f"linje {node.lineno}"


@pytest.mark.parametrize("fil", MAAL, ids=ider)
def test_hver_beregning_sier_hva_den_er(fil: Path) -> None:
    for node in tre(fil).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            assert len(ast.get_docstring(node) or "") > 40, node.name


# ------------------------------------------------------------------ hele pakken
@pytest.mark.parametrize("fil", FILER, ids=ider)
def test_ingen_modul_snakker(fil: Path) -> None:
    kall = {
        node.func.id
        for node in ast.walk(tre(fil))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    lov = {"print"} if navn(fil) in ("cli", "app", "apptjener") else set()
    assert kall & SNAKKER <= lov


@pytest.mark.parametrize("fil", FILER, ids=ider)
def test_moduler_og_funksjoner_er_korte(fil: Path) -> None:
    assert len(fil.read_text(encoding="utf-8").splitlines()) <= 350
    for node in ast.walk(tre(fil)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno < 60, node.name


@pytest.mark.parametrize("fil", FILER, ids=ider)
def test_ingen_feil_svelges(fil: Path) -> None:
    """No bare except, and no handler that only passes."""
    for node in ast.walk(tre(fil)):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"linje {node.lineno}"
            assert not all(isinstance(n, ast.Pass) for n in node.body), f"linje {node.lineno}"


def tekstfiler(*endelser: str) -> list[Path]:
    mapper = (SRC, ROT / "templates", ROT / "notebooks")
    return sorted(f for m in mapper for f in m.rglob("*") if f.suffix in endelser)


SETT = tekstfiler(".py", ".js", ".css", ".html", ".j2", ".ipynb", ".typ", ".json", ".svg")


# What Python has made of the blocks, with all text escaped, becomes elements here and only here.
TOLKER = {SRC / "views" / "visning.js": ["DOMParser"]}


@pytest.mark.parametrize("fil", SETT, ids=lambda f: str(f.relative_to(ROT)))
def test_ingen_data_settes_inn_som_html(fil: Path) -> None:
    assert HTML.findall(fil.read_text(encoding="utf-8")) == TOLKER.get(fil, [])


def test_bare_ett_sted_i_nettleseren_tolker_deler() -> None:
    """The parser stands inside the one function that is named for it, and is not shown to page."""
    kode = (SRC / "views" / "visning.js").read_text(encoding="utf-8")
    funksjon = kode[kode.index("function somNode(") :].split("\n}\n")[0]
    assert funksjon.count("new DOMParser().parseFromString(") == 1


def test_bare_ett_sted_i_python_maskerer_tekst() -> None:
    """Elements are made by one function, and text escaped by one; no other file has a tag."""
    med_html = {
        navn(f)
        for f in FILER
        if navn(f).startswith("views.")
        and re.search(r"""["'f]<[a-z/{]|\bescape\(""", f.read_text(encoding="utf-8"))
    }
    assert med_html <= {"views.element", "views.svg"}  # svg: a pattern for what is cut away
    assert (SRC / "views" / "element.py").read_text(encoding="utf-8").count("escape(") == 1


@pytest.mark.parametrize("fil", SETT, ids=lambda f: str(f.relative_to(ROT)))
def test_ingenting_hentes_fra_nettet(fil: Path) -> None:
    tekst = fil.read_text(encoding="utf-8").replace(SKJEMA, "")
    assert {a for a in ADRESSE.findall(tekst) if a not in ADRESSER} == set()


def test_soekene_finner_det_de_skal() -> None:
    """The two searches find what they forbid, so that an empty answer means something."""
    for farlig in ("a.innerHTML = b", "widgets.HTML(x)", "display(Markdown(x))", "df.to_html()"):
        assert HTML.search(farlig), farlig
    for adresse in ("https://cdn.jsdelivr.net/npm/x", "//unpkg.com/x.js", "http://eksempel.no"):
        assert ADRESSE.findall(f'<script src="{adresse}">') == [adresse]
    assert len(SETT) > 45


def test_testene_slipper_ikke_ut_paa_nettet() -> None:
    """The guard in conftest.py stands: an address outside the machine is refused."""
    with socket.socket() as ut, pytest.raises(PermissionError, match="ville ut på nettet"):
        ut.connect(("192.0.2.1", 9))
