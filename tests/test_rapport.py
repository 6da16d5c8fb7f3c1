"""Reports made as a user makes them: the figures, the sources, the tags, and nothing half done."""

import os
import re
import signal
import subprocess
import sys
import textwrap
from itertools import pairwise
from pathlib import Path
from typing import Any

import nbformat
import pikepdf
import pypdfium2
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from pikepdf import Name

import vera
from conftest import loepende
from helseanalyse.notatbok import notatbokfil
from helseanalyse.report import kjoer, les_blokker, render_rapport
from helseanalyse.sources.load import Data
from pdf_tagger import elementer

RAPPORTER: dict[str, tuple[str, dict[str, Any]]] = {
    "roemskog": (
        "tjenesteprofil", {"komm_nr": "0121", "sammenlign": ["0628", "0119"], "aar": 2012},
    ),
    "roemskog-plasser": ("plassbehov", {"komm_nr": "0121"}),
    "baerum": (
        "tjenesteprofil", {"komm_nr": "0219", "sammenlign": ["0301", "1601"], "aar": 2011},
    ),
    "aremark": (
        "tjenesteprofil", {"komm_nr": "0118", "sammenlign": ["0119", "0121"], "aar": 2004},
    ),
    "haa-okonomi": ("okonomi", {"komm_nr": "1119"}),
    "baerum-effektivitet": ("effektivitet", {}),
    "hurum-plasser": ("plassbehov", {"komm_nr": "0628", "sammenlign": []}),
    "haa-bemanning": ("bemanning", {"komm_nr": "1119", "sammenlign": [], "aar": 2024}),
}  # fmt: skip
SKILLE = "[\\s\u00ad\u202f\u00a0\u0002\ufffe-]"


@pytest.fixture(scope="module")
def filer(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each report, made once."""
    mappe = tmp_path_factory.mktemp("rapporter")
    ut = {
        navn: render_rapport(bok, parametre, mappe / f"{navn}.pdf")
        for navn, (bok, parametre) in RAPPORTER.items()
    }
    assert sorted(f.name for f in mappe.iterdir()) == sorted(f"{n}.pdf" for n in ut)
    return ut


@pytest.fixture(scope="module")
def blokker() -> dict[str, list[dict[str, Any]]]:
    """The blocks that each report was set from."""
    return {
        navn: list(les_blokker(kjoer(notatbokfil(bok), parametre), bok))
        for navn, (bok, parametre) in RAPPORTER.items()
    }


def sider(fil: Path) -> list[str]:
    """Text of each page, white space as one space, so that lines do not matter."""
    with pypdfium2.PdfDocument(fil) as dokument:
        raa = [s.get_textpage().get_text_range() for s in dokument]
    return [
        re.sub(r"[\s\u00a0]+", " ", s.replace("\u202f", "_")).replace("_", "\u202f") for s in raa
    ]


def tett(tekst: str) -> str:
    """Text without spaces and hyphens, as lines and columns may break it."""
    return re.sub(SKILLE, "", tekst)


def over_sideskift(avsnitt: str, hver: list[str]) -> bool:
    """Whether a paragraph is printed in two parts, on two pages that follow each other."""
    snitt = range(1, len(avsnitt))
    return any(
        avsnitt[:i] in en and avsnitt[i:] in neste for en, neste in pairwise(hver) for i in snitt
    )


# ------------------------------------------------------------------ tallene
@pytest.mark.parametrize(
    ("navn", "tekster"),
    [
        ("roemskog", [
            "Rømskog mot Hurum og Marker", "Tjenesteprofil for helse og omsorg, 2012",
            "Rømskog brukte 378\u202f843 kr per mottaker i 2012", "333\u202f076 kr",
            "310\u202f844 kr", "359\u202f230 kr", "+5,5 %", "+13,7 %", "+21,9 %", "−13,5 %",
            "42 % av ressursene", "mot 38 % for landet", "ikke oppgitt", "trenger Rømskog 9–13",
            "13 (trykt)", "9 (trykt)", "12,5–32,2", "19,0–20,6", "7,9–9,5", "−28,6 %",
            "24 punkter om tallene er prøvd", "Figur 1", "Tabell 1", "Kilder",
            "«Diagram 4: Kostnad pr bruker»", "8. november 2013",
        ]),
        ("roemskog-plasser", [
            "Plassbehov i Rømskog", "Rømskog trenger 13 plasser i 2025", "27,0 plasser per 100",
            "Det er 4 færre enn i dag.", "63 i dag og 45 i 2025", "12,14", "9,29", "13 (trykt)",
            "9 (trykt)", "5–6", "12–13", "Figur 1", "Tabell 1", "Kilder",
        ]),
        ("baerum", [
            "Bærum mot Oslo og Trondheim", "416\u202f820 kr", "26,0 % mer enn Oslo",
            "18,4 % mer enn Trondheim", "250\u202f510 kr", "288 per 1000", "kan ikke prøves",
            "Figur 2", "Tabell 3", "Kilder", "Drammen kommune", "tabell 2",
        ]),
        ("aremark", [
            "Aremark mot Marker og Rømskog", "0 av 14", "0,0 %", "Figur 1", "Tabell 1", "Kilder",
            "Statistisk sentralbyrå", "Hjulet 2005", "tabell 24",
        ]),
        ("haa-okonomi", [
            "Økonomi i Hå", "33,5 % av utgiftene i 2023: 1\u202f402\u202f800 kr",
            "2\u202f790\u202f700", "19,72", "236\u202f802,30 kr", "27 ressurskrevende", "Kilder",
        ]),
        ("baerum-effektivitet", [
            "Hva får Bærum for pengene?", "416\u202f820 kr", "7 av 7 trykte tall stemmer",
            "falt 1,2 % reelt", "40\u202f537 beboere", "ring der serien begynner på nytt", "Kilder",
        ]),
        ("hurum-plasser", [
            "Plassbehov i Hurum", "Plassbehovet kan ikke regnes ut for Hurum",
            "datagrunnlaget mangler antall institusjonsplasser", "Legg inn egne tall",
        ]),
        ("haa-bemanning", [
            "Bemanning i Hå", "614,82 årsverk på 887 ansatte i 2024", "0,693", "483–492", "4,20",
            "1\u202f965", "19,65", "Hva mangler for Hå?", "Figur 1", "Tabell 3", "Kilder",
            "lysbildet om organisering",
        ]),
    ],
    ids=list(RAPPORTER),
)  # fmt: skip
def test_rapporten_sier_det_den_skal(filer: dict[str, Path], navn: str, tekster: list[str]) -> None:
    alt = " ".join(sider(filer[navn]))
    assert [t for t in tekster if t not in alt] == []
    assert re.search(r"\b(nan|NaN|None|NA)\b", alt) is None


@pytest.mark.parametrize("navn", RAPPORTER)
def test_hver_celle_og_hvert_avsnitt_er_trykt(
    filer: dict[str, Path], blokker: dict[str, list[dict[str, Any]]], navn: str
) -> None:
    hver = [tett(side) for side in sider(filer[navn])]
    alt = "".join(hver)
    for blokk in blokker[navn]:
        if blokk["type"] == "tabell":
            celler = [*blokk["hode"], *(c for rad in blokk["rader"] for c in rad)]
            assert [c for c in celler if tett(c) not in alt] == []
        elif "ast" in blokk:
            linjer = loepende(blokk["ast"]).splitlines()
            delt = [li for li in linjer if tett(li) not in alt]
            assert [li for li in delt if not over_sideskift(tett(li), hver)] == []
        for felt in ("tittel", "undertittel", "note"):
            assert tett(blokk.get(felt) or "") in alt


@pytest.mark.parametrize("navn", RAPPORTER)
def test_figurer_og_tabeller_er_nummerert(
    filer: dict[str, Path], blokker: dict[str, list[dict[str, Any]]], navn: str
) -> None:
    alt = " ".join(sider(filer[navn]))
    for slag in ("figur", "tabell"):
        titler = [b["tittel"] for b in blokker[navn] if b["type"] == slag]
        for nr, tittel in enumerate(titler, start=1):
            assert tett(f"{slag.capitalize()} {nr} {tittel}") in tett(alt), (slag, nr)
        assert f"{slag.capitalize()} {len(titler) + 1}" not in alt


# ------------------------------------------------------------------ tilgjengelighet
@pytest.mark.parametrize("navn", RAPPORTER)
def test_filen_er_tagget_med_spraak_tittel_og_datoen_til_dataene(
    data: Data, filer: dict[str, Path], navn: str
) -> None:
    with pikepdf.open(filer[navn]) as pdf:
        assert str(pdf.Root.Lang) == "nb-NO"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.docinfo.CreationDate).startswith(f"D:{data.dato.replace('-', '')}")
        tittel = str(pdf.docinfo.Title)
        slag = {str(e.S) for e in elementer(pdf.Root.StructTreeRoot.K)}
    assert tittel in sider(filer[navn])[0]
    assert {"/H1", "/P"} <= slag
    if navn != "hurum-plasser":
        assert {"/Figure", "/Table", "/TH", "/TD"} <= slag


@pytest.mark.parametrize("navn", [n for n in RAPPORTER if n != "hurum-plasser"])
def test_figurenes_alternative_tekst_er_konklusjonen(
    filer: dict[str, Path], blokker: dict[str, list[dict[str, Any]]], navn: str
) -> None:
    with pikepdf.open(filer[navn]) as pdf:
        alle = [str(e.Alt) for e in elementer(pdf.Root.StructTreeRoot.K) if Name.Figure == e.S]
    figurer = [b for b in blokker[navn] if b["type"] == "figur"]
    assert alle == [b["alt"] for b in figurer]
    assert alle
    for alt, figur in zip(alle, figurer, strict=True):
        tall = re.findall(r"\d[\d\u202f]*(?:,\d+)?", figur["tittel"])
        assert tall or figur["tittel"] in alt, figur["tittel"]
        assert [t for t in tall if t not in alt] == []


@pytest.mark.skipif(vera.mangler() is not None, reason=str(vera.mangler()))
def test_verapdf_godtar_hver_rapport(filer: dict[str, Path]) -> None:
    funn = vera.valider(*filer.values())
    assert len(funn) == len(filer) * len(vera.PROFILER)
    assert [f[1] for f in funn.values() if not f[0]] == []


# ------------------------------------------------------------------ kilder
@pytest.mark.parametrize("navn", RAPPORTER)
def test_hver_kilde_finnes_i_registeret_og_er_trykt(
    data: Data, filer: dict[str, Path], blokker: dict[str, list[dict[str, Any]]], navn: str
) -> None:
    register = set(data.kilder.kilde)
    alt = tett(" ".join(sider(filer[navn])))
    brukte: dict[str, str] = {}
    for blokk in blokker[navn]:
        if blokk["type"] in ("figur", "tabell"):
            ider = [k["id"] for k in blokk["kilder"]]
            assert ider
            assert set(ider) <= register
            brukte |= {k["id"]: k["tekst"] for k in blokk["kilder"]}
    assert [t for t in brukte.values() if tett(t) not in alt] == []
    numre = {int(n) for n in re.findall(r"\[(\d+)\]", " ".join(sider(filer[navn])))}
    assert numre == set(range(1, len(brukte) + 1))


# ------------------------------------------------------------------ samme inn, samme ut
def test_samme_rapport_er_de_samme_bytene(filer: dict[str, Path], tmp_path: Path) -> None:
    for navn in ("roemskog", "hurum-plasser"):
        igjen = render_rapport(*RAPPORTER[navn], tmp_path / f"{navn}.pdf")
        assert igjen.read_bytes() == filer[navn].read_bytes(), navn


def test_samme_rapport_i_en_ny_prosess_med_annet_miljoe(
    filer: dict[str, Path], tmp_path: Path
) -> None:
    """Another hash seed, time zone, language and working folder change no byte."""
    miljoe = os.environ | {
        "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LANG": "C", "LC_ALL": "C",
    }  # fmt: skip
    kommando = [
        *(sys.executable, "-m", "helseanalyse", "rapport", "tjenesteprofil", "--komm-nr", "0219"),
        *("--sammenlign", "0301", "--sammenlign", "1601", "--aar", "2011", "--ut", "ny.pdf"),
    ]
    subprocess.run(kommando, cwd=tmp_path, env=miljoe, check=True, capture_output=True, timeout=60)
    assert (tmp_path / "ny.pdf").read_bytes() == filer["baerum"].read_bytes()
    assert [f.name for f in tmp_path.iterdir()] == ["ny.pdf"]


def test_en_ny_rapport_tar_den_gamles_plass(filer: dict[str, Path], tmp_path: Path) -> None:
    ut = tmp_path / "rapport.pdf"
    ut.write_bytes(b"den gamle")
    assert render_rapport(*RAPPORTER["hurum-plasser"], ut) == ut
    assert ut.read_bytes() == filer["hurum-plasser"].read_bytes()
    assert list(tmp_path.iterdir()) == [ut]
    (tmp_path / "vanlig").touch()
    assert ut.stat().st_mode == (tmp_path / "vanlig").stat().st_mode, "som en vanlig fil"


# ------------------------------------------------------------------ det som ikke går
def skriv(fil: Path, *celler: str, tagger: tuple[str, ...] = ()) -> Path:
    siste = new_code_cell(celler[-1], metadata={"tags": list(tagger)})
    meta = {"kernelspec": {"name": "python3", "display_name": "", "language": "python"}}
    bok = new_notebook(cells=[*map(new_code_cell, celler[:-1]), siste], metadata=meta)
    nbformat.write(bok, fil)
    return fil


@pytest.mark.parametrize(
    ("celle", "slutt"),
    [
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("raise ValueError('Tallet mangler. Legg det inn.')", "Tallet mangler. Legg det inn."),
        ("import helseanalyse; helseanalyse.finnes_ikke",
         "AttributeError: helseanalyse har ikke noe som heter «finnes_ikke»."),
    ],
    ids=["null", "egen setning", "ukjent navn"],
)  # fmt: skip
def test_en_celle_som_feiler_gir_en_setning(tmp_path: Path, celle: str, slutt: str) -> None:
    fil = skriv(tmp_path / "bok.ipynb", "x = 1", celle)
    with pytest.raises(ValueError, match="stoppet") as feil:
        kjoer(fil, {})
    assert str(feil.value) == f"Celle 2 i «bok» stoppet, og ingen rapport er laget: {slutt}"
    assert list(tmp_path.iterdir()) == [fil]


@pytest.mark.parametrize(
    "celle",
    [
        "import pandas as pd; pd.DataFrame({'a': [1]})",
        "print('tall: 42')",
        "'bare en tekst'",
        "import sys; print('advarsel', file=sys.stderr)",
        "from IPython.display import HTML; HTML('<b>x</b>')",
    ],
)
def test_det_som_ikke_kan_settes_nektes(tmp_path: Path, celle: str) -> None:
    nb = kjoer(skriv(tmp_path / "bok.ipynb", "x = 1", celle), {})
    with pytest.raises(ValueError, match="kan settes i en rapport") as feil:
        list(les_blokker(nb, "bok"))
    assert str(feil.value) == (
        "Celle 2 i «bok» viser noe som ikke kan settes i en rapport."
        " Vis det med Side.vis, eller merk cellen «remove-in-report»."
    )


def test_en_celle_merket_ut_av_rapporten_er_ikke_med(tmp_path: Path) -> None:
    fil = skriv(tmp_path / "bok.ipynb", "x = 1", "print(x)", tagger=("remove-in-report",))
    assert list(les_blokker(kjoer(fil, {}), "bok")) == []


@pytest.mark.parametrize(
    ("bok", "parametre", "setning"),
    [
        ("plassbehov", {"kom_nr": "0121"}, "har ingen parameter som heter «kom_nr»"),
        ("plassbehov", {"komm_nr": 121}, "Kommunenummeret 121 er ikke tekst"),
        ("plassbehov", {"dekning": "mange"}, r"«Dekning» \(dekning\) må være et tall"),
        ("tjenesteprofil", {"aar": 2020}, "gjelder bare til og med 2019"),
        ("tjenesteprofil", {"sammenlign": ["0121"]}, "kan ikke sammenlignes med seg selv"),
        ("plasbehov", {}, "Notatboken «plasbehov» finnes ikke"),
    ],
    ids=str,
)
def test_daarlige_valg_gir_ingen_fil(
    tmp_path: Path, bok: str, parametre: dict[str, Any], setning: str
) -> None:
    with pytest.raises(ValueError, match=setning):
        render_rapport(bok, parametre, tmp_path / "ut.pdf")
    assert list(tmp_path.iterdir()) == []


def test_parameternavn_kjoeres_aldri_som_kode(tmp_path: Path) -> None:
    """papermill runs names as code; ours are checked before they reach it."""
    spor = tmp_path / "spor"
    with pytest.raises(ValueError, match="har ingen parameter som heter"):
        render_rapport("plassbehov", {f"x=open('{spor}','w'); y": 1}, tmp_path / "ut.pdf")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "verdi", ["'); open('spor','w'); ('", '"""', "!touch spor", "{{x}}", "%%bash\ntouch spor"]
)
@pytest.mark.parametrize("felt", ["komm_nr", "sammenlign", "grunnlag", "dekning"])
def test_fiendtlige_verdier_blir_en_setning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, felt: str, verdi: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ValueError, match=re.escape(verdi)):
        render_rapport(
            "plassbehov", {felt: [verdi] if felt == "sammenlign" else verdi}, Path("ut.pdf")
        )
    assert list(tmp_path.iterdir()) == []


def test_en_celle_som_feiler_midt_i_gir_ingen_fil(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The notebooks' folder is the test's own; the third cell stops the report."""
    boeker = tmp_path / "notebooks"
    boeker.mkdir()
    kilde = nbformat.read(notatbokfil("plassbehov"), as_version=4)
    kilde.cells.insert(3, new_code_cell("side.valg.finnes_ikke"))
    nbformat.write(kilde, boeker / "plassbehov.ipynb")
    monkeypatch.setattr("helseanalyse.notatbok.ressursmappe", lambda navn: tmp_path / navn)
    ut = tmp_path / "ut"
    ut.mkdir()
    with pytest.raises(ValueError, match="i «plassbehov» stoppet, og ingen rapport er laget"):
        render_rapport("plassbehov", {}, ut / "rapport.pdf")
    assert list(ut.iterdir()) == []


DREPT = textwrap.dedent(
    """
    import os, random, signal, sys, time
    from pathlib import Path
    from helseanalyse.report import skriv

    ut, tilfeldig = Path(sys.argv[1]), random.Random(1)
    innhold = [bytes([b]) * 20_000_000 for b in b"AB"]
    skriv(ut, innhold[0])
    sett = []
    for _ in range(12):
        barn = os.fork()
        if barn == 0:
            while True:
                for ett in innhold:
                    skriv(ut, ett)
        time.sleep(0.02 + 0.05 * tilfeldig.random())
        os.kill(barn, signal.SIGKILL)
        os.waitpid(barn, 0)
        sett.append(ut.read_bytes() in innhold)
    print(sett.count(True), sett.count(False))
    """
)


def test_drept_under_skriving_staar_filen_hel(tmp_path: Path) -> None:
    """Killed twelve times while writing 20 MB: what stands is always a whole file."""
    kommando = [sys.executable, "-c", DREPT, str(tmp_path / "rapport.pdf")]
    svar = subprocess.run(kommando, capture_output=True, text=True, timeout=120, check=True)
    assert svar.stdout.split() == ["12", "0"]


def test_drept_underveis_finnes_ingen_rapport(tmp_path: Path) -> None:
    """The whole command killed early and late: no file, or a whole one."""
    kommando = [sys.executable, "-m", "helseanalyse", "rapport", "plassbehov", "--ut", "x.pdf"]
    for ventetid in (0.1, 1.2):
        with subprocess.Popen(kommando, cwd=tmp_path, stdout=subprocess.DEVNULL) as prosess:
            try:
                prosess.wait(ventetid)
            except subprocess.TimeoutExpired:
                prosess.send_signal(signal.SIGKILL)
        synlige = [f for f in tmp_path.iterdir() if not f.name.startswith(".")]
        for fil in synlige:
            assert fil.name == "x.pdf"
            assert "Plassbehov i Rømskog" in sider(fil)[0]
        assert ventetid > 0.1 or synlige == []
