"""The notebooks: clean, thin and declared; they run, and both engines give the same blocks."""

import ast
import os
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from papermill import PapermillExecutionError, execute_notebook

from conftest import ROT, leselig
from helseanalyse import motor
from helseanalyse.app import finn_apper
from helseanalyse.cli import lab
from helseanalyse.kapitler.forside import forside
from helseanalyse.notatbok import notatbokfil, sjekk_navn, standardparametre
from helseanalyse.report import UTELATES, kjoer, les_blokker
from helseanalyse.sources.load import Data
from helseanalyse.sources.samlet import load_data
from helseanalyse.spraak import oppramsing
from helseanalyse.valg import Plassvalg, Profilvalg
from helseanalyse.valg_bemanning import Bemanningsvalg
from helseanalyse.valg_effektivitet import Effektvalg
from helseanalyse.valg_kontroll import Kontrollvalg
from helseanalyse.valg_okonomi import Oekonomivalg
from helseanalyse.valg_staasted import Staastedsvalg
from helseanalyse.valg_tiltak import Tiltaksvalg
from helseanalyse.views.paatrykk import BLOKK_MIME

BOEKER = sorted((ROT / "notebooks").glob("*.ipynb"))
VERKTOY = sorted((ROT / "notebooks" / "verktoy").glob("*.ipynb"))
VALG = {
    "tjenesteprofil": Profilvalg,
    "plassbehov": Plassvalg,
    "effektivitet": Effektvalg,
    "okonomi": Oekonomivalg,
    "bemanning": Bemanningsvalg,
    "kontroll": Kontrollvalg,
    "tiltak": Tiltaksvalg,
    "staastedsanalyse": Staastedsvalg,
}
UTEN_KOMMUNE = {"kontroll"}
FORBUDT = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.For, ast.While, ast.Try, ast.With,
    ast.Lambda, ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp, ast.If, ast.Global,
    ast.Delete, ast.Raise, ast.Assert,
)  # fmt: skip


def ider(fil: Path) -> str:
    return fil.stem


def les(fil: Path) -> Any:
    return nbformat.read(fil, as_version=nbformat.NO_CONVERT)


def kode(fil: Path) -> list[Any]:
    return [c for c in les(fil).cells if c.cell_type == "code"]


def linjer(kilde: str) -> list[str]:
    """Lines of code: neither blank, nor a comment, nor one that only hands a parameter on."""
    rene = [linje.strip() for linje in kilde.splitlines()]
    return [x for x in rene if x and not x.startswith("#") and not gir_videre(x)]


def gir_videre(linje: str) -> bool:
    navn, skille, verdi = linje.rstrip(",").partition("=")
    return bool(skille) and navn == verdi and navn.isidentifier()


# ------------------------------------------------------------------ det som er lagret
def test_notatboekene_er_de_som_er_kjent() -> None:
    assert [b.stem for b in BOEKER] == sorted(VALG)
    assert [notatbokfil(b.stem) for b in BOEKER] == BOEKER


@pytest.mark.parametrize("fil", [*BOEKER, *VERKTOY], ids=ider)
def test_ingen_resultater_er_lagret(fil: Path) -> None:
    nbformat.validate(les(fil))
    for celle in kode(fil):
        assert celle.outputs == []
        assert celle.execution_count is None
    assert len({c.id for c in les(fil).cells}) == len(les(fil).cells)


@pytest.mark.parametrize("fil", BOEKER, ids=ider)
def test_parameterne_staar_i_den_foerste_cellen_og_bare_der(fil: Path) -> None:
    merket = ["parameters" in c.metadata.get("tags", []) for c in les(fil).cells]
    assert merket == [True] + [False] * (len(merket) - 1)
    tre = ast.parse(les(fil).cells[0].source)
    assert all(isinstance(n, ast.Assign) for n in tre.body)
    assert {n.targets[0].id for n in tre.body} == set(standardparametre(fil))


@pytest.mark.parametrize("fil", BOEKER, ids=ider)
def test_parameterne_er_de_valgene_har(data: Data, fil: Path) -> None:
    valgtype, standard = VALG[fil.stem], standardparametre(fil)
    assert list(standard) == [f.name for f in fields(valgtype)]
    valg = valgtype.sjekket(data, **standard)
    if fil.stem in UTEN_KOMMUNE:
        assert forside(data, fil.stem, standard).kommune == ""
        return
    assert isinstance(standard["komm_nr"], str)
    assert valg.komm_nr == standard["komm_nr"]
    assert forside(data, fil.stem, standard).kommune == data.register.navn(valg.komm_nr)


@pytest.mark.parametrize("fil", BOEKER, ids=ider)
def test_notatboken_er_kort(fil: Path) -> None:
    celler = [len(linjer(c.source)) for c in kode(fil)]
    assert max(celler) <= 28
    alle = [li for c in kode(fil) for li in c.source.splitlines() if li.strip()]
    assert len(alle) <= 75


@pytest.mark.parametrize("fil", BOEKER, ids=ider)
def test_notatboken_har_ingen_egen_logikk(fil: Path) -> None:
    for celle in kode(fil):
        for node in ast.walk(ast.parse(celle.source)):
            assert not isinstance(node, FORBUDT), f"{type(node).__name__} i «{celle.source}»"
            if isinstance(node, ast.Import | ast.ImportFrom):
                assert getattr(node, "module", None) == "helseanalyse"
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id in {"load_data", "load_eksempeldata", "Side"}
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not set(node.value) & set("/\\")


@pytest.mark.parametrize("fil", [*BOEKER, *VERKTOY], ids=ider)
def test_notatboken_sier_hva_den_er(fil: Path) -> None:
    meta = les(fil).metadata
    assert meta.title[0].isupper()
    assert meta.helseanalyse.beskrivelse.endswith("?")
    assert 40 < len(meta.helseanalyse.beskrivelse) < 140
    assert meta.kernelspec == {"display_name": "Python 3", "language": "python", "name": "python3"}


def test_appene_staar_i_den_rekkefoelgen_en_leser_spoer() -> None:
    assert [app.fil.removesuffix(".ipynb") for app in finn_apper(BOEKER[0].parent)] == [
        "staastedsanalyse",
        "tjenesteprofil",
        "plassbehov",
        "effektivitet",
        "okonomi",
        "bemanning",
        "tiltak",
        "kontroll",
    ]


@pytest.mark.parametrize("fil", BOEKER, ids=ider)
def test_bare_kontrollene_og_alderen_er_utelatt_fra_rapporten(fil: Path) -> None:
    utelatt = [c.source for c in kode(fil) if UTELATES in c.metadata.get("tags", [])]
    kontroller = [u for u in utelatt if u.startswith("side.kontroller(")]
    assert utelatt[:2] == [kontroller[0], "side.vis(datagrunnlag.alder)"]
    assert utelatt[2:] == kontroller[1:]


def test_ukjent_notatbok_og_ukjent_parameter_nektes() -> None:
    with pytest.raises(ValueError, match="Mente du «plassbehov»") as feil:
        notatbokfil("plasbehov")
    assert str(feil.value) == (
        "Notatboken «plasbehov» finnes ikke. Mente du «plassbehov»?"
        f" Det finnes {oppramsing(sorted(VALG))}."
    )
    for navn in ("../plassbehov", "plassbehov.ipynb", "", "*"):
        with pytest.raises(ValueError, match="finnes ikke"):
            notatbokfil(navn)
    with pytest.raises(ValueError, match="ingen parameter som heter «kom_nr»") as feil:
        sjekk_navn({"aar", "kom_nr"}, {"komm_nr", "aar"}, "bok")
    assert "Mente du «komm_nr»?" in str(feil.value)
    with pytest.raises(ValueError, match="ingen parameter som heter"):
        sjekk_navn({"x=1; import os"}, {"komm_nr", "aar"}, "bok")


# ------------------------------------------------------------------ kjøring
@pytest.fixture(autouse=True)
def eget_hjem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kernels leave their files in a folder of the test."""
    for navn in ("IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR"):
        monkeypatch.setenv(navn, str(tmp_path / navn.lower()))


def kjoert(fil: Path, parametre: dict[str, Any], ut: Path, motor_: str | None) -> Any:
    return execute_notebook(
        str(fil), str(ut), parameters=parametre, engine_name=motor_, progress_bar=False
    )


def vist(nb: Any) -> list[list[tuple[str, Any, Any]]]:
    """What each cell shows, without the names that widgets get anew in every run."""
    return [
        [
            (
                u.output_type,
                u.get("text") or u.get("ename") or u.data.get("text/plain"),
                u.get("data", {}).get(BLOKK_MIME) or u.get("evalue"),
            )
            for u in celle.get("outputs", [])
        ]
        for celle in nb.cells
    ]


def test_nbval_kjoerer_notatboekene() -> None:
    kommando = [
        *(sys.executable, "-m", "pytest", "--nbval-lax", "-q", "-p", "no:cacheprovider"),
        *("-o", "addopts=", *map(str, BOEKER)),
    ]
    svar = subprocess.run(
        kommando, cwd=ROT, env=os.environ, capture_output=True, text=True, timeout=120, check=False
    )
    assert svar.returncode == 0, svar.stdout + svar.stderr
    assert f"{sum(len(kode(b)) for b in BOEKER)} passed" in svar.stdout


@pytest.mark.parametrize(
    ("bok", "parametre", "foerst"),
    [
        ("tjenesteprofil", {"komm_nr": "0219", "sammenlign": ["0301", "1601"], "aar": 2011},
         "Bærum brukte 416\u202f820\u00a0kr per mottaker i 2011"),
        ("plassbehov", {"komm_nr": "0121", "grunnlag": "beboere"}, "Rømskog trenger 9 plasser"),
    ],
    ids=["tjenesteprofil", "plassbehov"],
)  # fmt: skip
def test_begge_motorer_gir_de_samme_blokkene(
    tmp_path: Path, bok: str, parametre: dict, foerst: str
) -> None:
    """papermill's own engine, in a new kernel, and the package's, in this process."""
    fil = notatbokfil(bok)
    egen = kjoert(fil, parametre, tmp_path / "egen.ipynb", motor.NAVN)
    vanlig = kjoert(fil, parametre, tmp_path / "vanlig.ipynb", None)
    assert vist(egen) == vist(vanlig)
    assert [c.execution_count for c in egen.cells] == [c.execution_count for c in vanlig.cells]
    blokker = [b for celle in vist(egen) for _, _, ut in celle if ut for b in ut["blokker"]]
    assert leselig(blokker[0]).startswith(foerst)
    assert len(blokker) > 10


@pytest.mark.parametrize(
    ("bok", "parametre", "foerst"),
    [
        ("tjenesteprofil", {}, "Rømskog brukte 378\u202f843\u00a0kr"),
        ("tjenesteprofil", {"komm_nr": "0119", "sammenlign": ["0121"], "aar": 2004}, "Marker"),
        ("tjenesteprofil", {"komm_nr": "121", "sammenlign": [], "aar": "2007"}, "Rømskog i 2007"),
        ("plassbehov", {}, "Rømskog trenger 13 plasser i 2025"),
        ("okonomi", {}, "I eksempelet fra Hå dekker staten 33,5"),
        ("okonomi", {"komm_nr": "0219"}, "Inntektene var 474,5 mill. kr i 2016"),
        ("effektivitet", {}, "Bærum får 4,8\u00a0% mindre for pengene i pleie og omsorg"),
        ("plassbehov", {"komm_nr": "0628", "sammenlign": []},
         "Plassbehovet kan ikke regnes ut for Hurum"),
        ("plassbehov", {"komm_nr": "0628", "sammenlign": [], "plasser": 20, "aar": 2040,
                        "innbyggere_80_naa": 400, "innbyggere_80_da": 900},
         "Hurum trenger 45 plasser i 2040"),
        ("bemanning", {}, "Bærum hadde 9,2\u00a0% sykefravær"),
    ],
    ids=str,
)  # fmt: skip
def test_notatboken_for_flere_kommuner(bok: str, parametre: dict, foerst: str) -> None:
    blokker = list(les_blokker(kjoer(notatbokfil(bok), parametre), bok))
    assert leselig(blokker[0]).startswith(foerst)
    assert {"tekst"} < {b["type"] for b in blokker}


# ------------------------------------------------------------------ verktøyene
def test_verktoyene_er_de_som_er_kjent() -> None:
    """They are no chapters: neither a page of the app nor a report has their names."""
    assert [v.stem for v in VERKTOY] == ["les_inn_egen_fil"]
    for fil in VERKTOY:
        with pytest.raises(ValueError, match="finnes ikke"):
            notatbokfil(fil.stem)
        assert fil.name not in {a.fil for a in finn_apper(ROT / "notebooks")}
        for celle in kode(fil):
            tre = ast.parse(celle.source)
            assert not [n for n in ast.walk(tre) if isinstance(n, FORBUDT)], celle.source


def test_lab_tar_med_verktoyene_og_lar_egne_endringer_staa(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    startet = []
    monkeypatch.setattr("jupyterlab.labapp.LabApp.launch_instance", lambda argv: startet.append(1))
    (tmp_path / "verktoy").mkdir()
    (tmp_path / "verktoy" / VERKTOY[0].name).write_text("min egen", encoding="utf-8")
    lab(tmp_path)
    assert startet == [1]
    assert {f.name for f in tmp_path.glob("*.ipynb")} == {b.name for b in BOEKER}
    assert (tmp_path / "verktoy" / VERKTOY[0].name).read_text("utf-8") == "min egen"
    lab(tmp_path / "ny")
    assert (tmp_path / "ny" / "verktoy" / VERKTOY[0].name).read_bytes() == VERKTOY[0].read_bytes()


def test_verktoyet_legger_ingenting_inn_foer_det_er_bekreftet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file with a thousand-error: shown, warned of, and kept only when confirmed."""
    lager, fil = tmp_path / "lager", tmp_path / "mine.csv"
    monkeypatch.setenv("HELSEANALYSE_LAGER", str(lager))
    fil.write_text(
        "komm_nr;aar;Plasser i institusjon;<b>x</b>\n0121;2014;17000;a\n0119;2014;38;b\n",
        encoding="utf-8",
    )
    (bok,) = VERKTOY
    assert standardparametre(bok)["bekreft"] is False
    vist_ = [u for celle in vist(kjoer(bok, {"fil": str(fil)})) for u in celle]
    assert [slag for slag, _, _ in vist_] == ["execute_result"] * 3
    assert "«Plasser i institusjon»: tall" in vist_[0][1]
    assert "«Plasser i institusjon» → plasser_institusjon i plasser" in vist_[1][1]
    assert "17 i 2013 og 17\u202f000 i 2014 (plasser): mulig tusenfeil" in vist_[2][1]
    assert vist_[2][1].endswith("sett bekreft = True og kjør på nytt.")
    assert not lager.exists()

    nb = kjoer(bok, {"fil": str(fil), "bekreft": True})
    assert all(set(u.data) == {"text/plain"} for c in nb.cells for u in c.get("outputs", []))
    assert "2 tall fra mine.csv er lagt i datalageret" in str(vist(nb))
    o = load_data(lager).observasjoner.query("indikator == 'plasser_institusjon' and aar == 2014")
    assert dict(zip(o.komm_nr, o.verdi, strict=True)) == {"0119": 38.0, "0121": 17_000.0}


# ------------------------------------------------------------------ motoren
BLANDET = [
    "x = 1",
    "print('ut'); import sys; print('feil', file=sys.stderr); 'svar'",
    "from IPython.display import display\ndisplay({'a': 1}); display('b')",
    "x + 1;",
    "x + 1",
    "None",
    "y = [x for x in range(3)]\ny",
    "%%capture\nprint('fanget')",
    "1 / 0",
    "print('aldri')",
]


def skriv(fil: Path, *celler: str) -> Path:
    nbformat.write(
        new_notebook(
            cells=[new_code_cell(c) for c in celler],
            metadata={"kernelspec": {"name": "python3", "display_name": "", "language": "python"}},
        ),
        fil,
    )
    return fil


def test_motoren_oppfoerer_seg_som_papermills_egen(tmp_path: Path) -> None:
    """Streams, displays, results, silenced results, magics, and the stop at the first fault."""
    fil = skriv(tmp_path / "blandet.ipynb", *BLANDET)
    sett = []
    for navn, motor_ in (("egen", motor.NAVN), ("vanlig", None)):
        ut = tmp_path / f"{navn}.ipynb"
        with pytest.raises(PapermillExecutionError) as feil:
            kjoert(fil, {}, ut, motor_)
        assert (feil.value.ename, feil.value.evalue) == ("ZeroDivisionError", "division by zero")
        sett.append(vist(les(ut)))
    assert sett[0] == sett[1]
    alt = str(sett[0])
    assert "ut\\n" in alt
    assert "fanget" not in alt
    assert "aldri" not in alt


def test_motoren_begynner_paa_nytt_for_hver_notatbok(tmp_path: Path) -> None:
    foer = sys.stdout, sys.stderr, sys.displayhook
    kjoer(skriv(tmp_path / "en.ipynb", "hemmelig = 1"), {})
    with pytest.raises(ValueError, match="NameError: name 'hemmelig' is not defined"):
        kjoer(skriv(tmp_path / "to.ipynb", "hemmelig"), {})
    assert (sys.stdout, sys.stderr, sys.displayhook) == foer
