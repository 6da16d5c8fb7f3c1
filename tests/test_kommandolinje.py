"""The command line as it is used: one Norwegian line for each mistake, and no file left."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2
import pytest
import typer
from typer.testing import CliRunner

from helseanalyse import cli
from helseanalyse.ressurser import ressursmappe

KOMMANDO = [sys.executable, "-m", "helseanalyse"]

# Mistake -> arguments, and the line on stderr (or how it begins).
FEIL: dict[str, tuple[list[str], str]] = {
    "ukjent kommune": (
        ["rapport", "tjenesteprofil", "--komm-nr", "9999"],
        "Feil: Kommunenummer 9999 finnes ikke i dataene.",
    ),
    "navn i stedet for nummer": (
        ["rapport", "tjenesteprofil", "--komm-nr", "Romskog"],
        "Feil: «Romskog» er ikke et kommunenummer med fire sifre. Mente du 0121 Rømskog",
    ),
    "nummer fra et annet år": (
        ["rapport", "tjenesteprofil", "--komm-nr", "0121", "--aar", "2020"],
        "Feil: 0121 Rømskog gjelder bare til og med 2019, ikke i 2020."
        " Bruk 3026 Aurskog-Høland for 2020.",
    ),
    "sammenlignet med seg selv": (
        ["rapport", "tjenesteprofil", "--komm-nr", "0121", "--sammenlign", "121"],
        "Feil: 0121 Rømskog kan ikke sammenlignes med seg selv."
        " Velg en annen kommune å sammenligne med.",
    ),
    "ukjent parameter": (
        ["rapport", "plassbehov", "-p", "deknig=20"],
        "Feil: «plassbehov» har ingen parameter som heter «deknig». Mente du «dekning»?",
    ),
    "parameter uten verdi": (
        ["rapport", "plassbehov", "-p", "dekning"],
        "Feil: «dekning» er ikke på formen NAVN=VERDI, for eksempel dekning=20.",
    ),
    "parameter som er kode": (
        ["rapport", "plassbehov", "-p", "x;import os=1"],
        "Feil: «x;import os=1» er ikke på formen NAVN=VERDI, for eksempel dekning=20.",
    ),
    "ukjent valg": (
        ["rapport", "plassbehov", "--kom-nr", "0121"],
        "Feil: Valget --kom-nr finnes ikke. Mente du --komm-nr? Se «helseanalyse --hjelp».",
    ),
    "valg uten verdi": (["rapport", "plassbehov", "--komm-nr"], "Feil: "),
    "ett argument for mye": (["rapport", "plassbehov", "ekstra"], "Feil: "),
    "uten notatbok": (["rapport"], "Feil: «notatbok» mangler"),
    "ukjent notatbok": (
        ["rapport", "plasbehov"],
        "Feil: Notatboken «plasbehov» finnes ikke. Mente du «plassbehov»?"
        " Det finnes ",
    ),
    "ukjent kommando": (["raport"], "Feil: Kommandoen finnes ikke"),
    "mappen finnes ikke": (
        ["rapport", "plassbehov", "--ut", "borte/rapport.pdf"], "Feil: Mappen «",
    ),
    "ukjent endelse": (
        ["rapport", "plassbehov", "--ut", "rapport.doc"],
        "Feil: Endelsen «.doc»",
    ),
    "en mappe": (["rapport", "plassbehov", "--ut", "."], "Feil: «"),
    "årstall med bokstaver": (
        ["rapport", "tjenesteprofil", "--aar", "tolv"],
        "Feil: Året «tolv» er ikke et årstall fra 1960 til 2100.",
    ),
    "årstall med hevede sifre": (
        ["rapport", "tjenesteprofil", "--aar", "²⁰¹²"],
        "Feil: Året «²⁰¹²» er ikke et årstall fra 1960 til 2100.",
    ),
    "dekning med bokstaver": (
        ["rapport", "plassbehov", "-p", "dekning=mange"],
        "Feil: «Dekning» (dekning) må være et tall; fikk «mange».",
    ),
    "sammenligning som tekst": (
        ["rapport", "plassbehov", "-p", "sammenlign=0628"],
        "Feil: Sammenligningen må være en liste av kommunenumre",
    ),
    "parameter to ganger": (
        ["rapport", "plassbehov", "-p", "plasser=1", "-p", "plasser=2"], "Feil: ",
    ),
    "både valg og parameter": (
        ["rapport", "plassbehov", "--komm-nr", "0121", "-p", "komm_nr=0628"], "Feil: ",
    ),
    "ingen kan skrive her": (
        ["rapport", "plassbehov", "--ut", "/proc/rapport.pdf"], "Feil: «/proc/rapport.pdf»",
    ),
    "port med bokstaver": (["app", "--port", "abc"], "Feil: --port må være et helt tall fra 1"),
    "port som ikke finnes": (["app", "--port", "99999"], "Feil: --port må være et helt tall fra 1"),
    "valget av en annen kommando": (
        ["alle", "rapport", "--ut", "x", "--dusk", "1"],
        "Feil: Valget --dusk finnes ikke. Mente du --dask?",
    ),
    "alle uten mer": (["alle"], "Feil: «alle» må følges av rapport."),
    "alle uten mappe": (["alle", "rapport"], "Feil: «--ut» mangler"),
    "sammenlign med ingenting": (["sammenlign", "a.pdf"], "Feil: «NÅ» mangler"),
    "for langt filnavn": (
        ["rapport", "plassbehov", "--ut", f"{'x' * 300}.pdf"], "Feil: «",
    ),
    "for langt filnavn i en parameter": (
        ["rapport", "kontroll", "-p", f"fil={'x' * 300}"], "Feil: Filen «xxx",
    ),
    "hjemmemappen til ingen": (
        ["rapport", "kontroll", "-p", "fil=~finnes_ikke/x.csv"], "Feil: Filen «x.csv»",
    ),
    "figurer i en fil": (
        ["rapport", "plassbehov", "--figurer", "--ut", "a.pdf"], "Feil: Med --figurer er --ut",
    ),
    "figurer av en rapport": (
        ["rapport", "--fra", "a.pdf", "--figurer"], "Feil: --figurer kan ikke brukes sammen",
    ),
    "et halvt tegn": (
        ["rapport", "plassbehov", "--komm-nr", "\udcff"], "Feil: «?» har tegn som ikke er UTF-8.",
    ),
    "ingen tjener": (["app", "--sjekk", "http://a b"], "Feil: Ingen tjener svarer på"),
    "faste sider av en ukjent": (
        ["app", "--statisk", "st", "--komm-nr", "9999"], "Feil: Kommunenummer 9999 finnes ikke",
    ),
    "lab i en fil": (["lab", "/dev/null"], "Feil: «/dev/null»"),
    "lab der ingen kan skrive": (["lab", "/proc/bok"], "Feil: «/proc/bok»"),
}  # fmt: skip
ENGELSK = re.compile(
    r"\b(usage|options?|commands?|arguments?|show|this|message|exit|required|default|env|text"
    r"|integer|path|try|error|missing|invalid|unexpected|got|no such|such|the|is|not|value|file"
    r"|directory|permission|denied|traceback|warning|must|string|literal|for help)\b|<str>",
    re.IGNORECASE,
)


def kjoer(argumenter: list[str], mappe: Path, **miljoe: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*KOMMANDO, *argumenter],
        cwd=mappe,
        env=os.environ | miljoe,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def svar(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dict[str, tuple[subprocess.CompletedProcess[str], Path]]]:
    """Every mistake made, two at a time, each in an empty folder of its own."""
    mapper = {navn: tmp_path_factory.mktemp("feil") for navn in FEIL}
    with ThreadPoolExecutor(2) as pool:
        ferdige = pool.map(lambda navn: kjoer(FEIL[navn][0], mapper[navn]), FEIL)
        yield {n: (s, mapper[n]) for n, s in zip(FEIL, ferdige, strict=True)}


@pytest.mark.parametrize("navn", FEIL)
def test_en_feil_gir_en_norsk_linje_og_ingen_fil(svar: dict, navn: str) -> None:
    ferdig, mappe = svar[navn]
    _, begynner = FEIL[navn]
    assert ferdig.returncode in (1, 2)
    assert ferdig.stdout == ""
    assert ferdig.stderr.count("\n") == 1
    assert ferdig.stderr.startswith(begynner)
    assert ferdig.stderr.rstrip()[-1] in ".?"
    setning = re.sub("«[^»]*»", "", ferdig.stderr)
    assert ENGELSK.search(setning) is None, ferdig.stderr
    assert list(mappe.iterdir()) == []


@pytest.mark.parametrize("navn", ["ett argument for mye", "valg uten verdi"])
def test_feilen_sier_hva_som_er_galt(svar: dict, navn: str) -> None:
    """A known command is not told that it must be one of the known commands."""
    setning = svar[navn][0].stderr
    assert "må være rapport, app eller lab" not in setning
    assert ("ekstra" if navn == "ett argument for mye" else "komm-nr") in setning


def test_feilen_er_den_samme_uten_norsk_i_miljoeet(tmp_path: Path) -> None:
    ferdig = kjoer(FEIL["ukjent kommune"][0], tmp_path, LANG="C", LC_ALL="C", TERM="dumb")
    assert ferdig.stderr.startswith(FEIL["ukjent kommune"][1])


# ------------------------------------------------------------------ det som går
def forsiden(fil: Path) -> str:
    with pypdfium2.PdfDocument(fil) as pdf:
        return " ".join(pdf[0].get_textpage().get_text_range().split())


def test_nummeret_uten_null_gir_de_samme_bytene(tmp_path: Path) -> None:
    """The pair of runs also shows what a good run says, and where the file ends up."""
    to = []
    for nummer in ("0121", "121"):
        mappe = tmp_path / nummer
        mappe.mkdir()
        ferdig = kjoer(["rapport", "plassbehov", "--komm-nr", nummer], mappe)
        assert (ferdig.returncode, ferdig.stderr) == (0, "")
        fil = mappe / "plassbehov.pdf"
        assert ferdig.stdout == f"Rapporten ligger her: {fil}\n"
        assert list(mappe.iterdir()) == [fil]
        to.append(fil.read_bytes())
    assert to[0] == to[1]
    assert "Rømskog trenger 13 plasser i 2025" in forsiden(fil)


def test_flere_sammenligninger_og_parametre(tmp_path: Path) -> None:
    """Through the installed program, with every kind of choice."""
    program = Path(sys.executable).with_name("helseanalyse")
    argumenter = ["rapport", "tjenesteprofil", "--komm-nr", "219", "--sammenlign", "1601"]
    argumenter += [
        "--sammenlign",
        "0301",
        "--sammenlign",
        "0602",
        "-p",
        "aar=2011",
        "--ut",
        "b.pdf",
    ]
    subprocess.run([program, *argumenter], cwd=tmp_path, check=True, capture_output=True)
    forside = forsiden(tmp_path / "b.pdf")
    assert "Bærum mot Trondheim, Oslo og Drammen" in forside
    assert "416\u202f820 kr per mottaker i 2011" in forside.replace("416 820", "416\u202f820")


@pytest.mark.parametrize(
    ("argumenter", "skal_ha"),
    [
        (["--hjelp"], ["Bruk:", "KOMMANDO", "Kommandoer:", "rapport", "Lag en rapport: PDF, Word"]),
        (["--help"], ["Bruk:", "Vis denne hjelpen."]),
        ([], ["Bruk:", "Kommandoer:"]),
        (["rapport", "--hjelp"], ["--komm-nr", "Kommunenummer med fire sifre", "kan gjentas"]),
        (["app", "--hjelp"], ["--port", "Port på maskinen", "ellers: 8866"]),
        (["lab", "--hjelp"], ["Mappe å arbeide i", "ellers: 8888"]),
    ],
    ids=" ".join,
)
def test_hjelpen_er_norsk(tmp_path: Path, argumenter: list[str], skal_ha: list[str]) -> None:
    ferdig = kjoer(argumenter, tmp_path, TERMINAL_WIDTH="100")
    assert (ferdig.returncode, ferdig.stderr) == (0, "")
    assert [t for t in skal_ha if t not in ferdig.stdout] == []
    uten_valg = re.sub(r"--\w[\w-]*", "", ferdig.stdout).replace("helseanalyse", "")
    assert ENGELSK.findall(uten_valg) == []


def test_hver_kommando_har_norsk_hjelp() -> None:
    kommandoer = typer.main.get_command(cli.app).commands  # type: ignore[attr-defined]
    stier = [[k] for k in kommandoer] + [["alle", k] for k in kommandoer["alle"].commands]
    assert len(stier) == 12
    for sti in stier:
        hjelp = CliRunner().invoke(cli.app, [*sti, "--hjelp"]).output
        assert hjelp.startswith("Bruk: ")
        assert not re.search(r"<=|[{}]", hjelp), hjelp
        assert "--hjelp, --help" in hjelp
        norsk = re.sub(r"--\w[\w-]*|helseanalyse|\[KOMMANDO\]", "", hjelp)
        assert ENGELSK.findall(norsk) == [], sti


def test_hjelpen_nevner_hver_notatbok() -> None:
    hjelp = CliRunner().invoke(cli.app, ["rapport", "--hjelp"]).output
    boker = [f.stem for f in ressursmappe("notebooks").glob("*.ipynb")]
    assert [b for b in boker if b not in hjelp] == []


def test_hjelpen_svarer_uten_tunge_biblioteker(tmp_path: Path) -> None:
    kode = (
        "import sys; sys.argv = ['helseanalyse', '--hjelp']\n"
        "from helseanalyse import cli\n"
        "try: cli.main()\n"
        "except SystemExit: print(sorted({'pandas', 'altair', 'papermill'} & set(sys.modules)))"
    )
    ferdig = subprocess.run(
        [sys.executable, "-c", kode], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "Kommandoer:" in ferdig.stdout
    assert ferdig.stdout.splitlines()[-1] == "[]"
