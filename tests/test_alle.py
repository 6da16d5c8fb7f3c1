"""Many reports in one run: the same bytes as one by one, and what happens when things go wrong."""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from helseanalyse import alle, cli, report
from helseanalyse.alle_arbeid import Oppgave, Svar, lag
from helseanalyse.alle_oppgaver import for_kommuner, fra_manifest, med_tall
from helseanalyse.fil import MIDLERTIDIG
from helseanalyse.passet import les_pass
from helseanalyse.sources.load import Data, load_eksempeldata
from helseanalyse.utseende import kontrast, les_profil

VALG = [{"komm_nr": "0121", "dekning": d} for d in (20, 21, 22, 23)]


@pytest.fixture(scope="module")
def data() -> Data:
    return load_eksempeldata()


def oppgaver(*valg: dict[str, Any]) -> list[Oppgave]:
    return [Oppgave(f"nr. {i}", "plassbehov", v, f"r{i}") for i, v in enumerate(valg)]


# ------------------------------------------------------------------ hvilke rapporter
def test_alle_kommuner_med_tall_eller_de_som_er_nevnt(data: Data) -> None:
    koder = med_tall(data)
    assert koder == sorted(koder)
    assert set(koder) <= set(data.observasjoner.komm_nr)
    alle_ = for_kommuner(data, "plassbehov")
    assert [o.parametre["komm_nr"] for o in alle_] == koder
    assert len({o.stamme for o in alle_}) == len(alle_)
    (en, ukjent) = for_kommuner(data, "plassbehov", ["0121", "9999"])
    assert (en.navn, en.stamme) == ("0121 Rømskog", "plassbehov-romskog-0121")
    assert ukjent.stamme == "plassbehov-9999"
    assert len(for_kommuner(data, "plassbehov", ["121", "0121"])) == 1


def test_manifestet_som_csv_og_toml(data: Data, tmp_path: Path) -> None:
    csv_ = tmp_path / "m.csv"
    csv_.write_text(
        "komm_nr;sammenlign;aar;fil;notatbok\n0121;0628 0119;2012;;tjenesteprofil\n121;;;min;\n",
        encoding="utf-8-sig",
    )
    toml = tmp_path / "m.toml"
    toml.write_text(
        '[[rapport]]\nkomm_nr = "0121"\nsammenlign = ["0628", "0119"]\naar = 2012\n'
        'notatbok = "tjenesteprofil"\n[[rapport]]\nkomm_nr = "121"\nfil = "min"\n',
        encoding="utf-8",
    )
    for fil, aar in ((csv_, "2012"), (toml, 2012)):
        en, to = fra_manifest(data, fil, "plassbehov")
        assert en.notatbok == "tjenesteprofil"
        assert en.parametre == {"komm_nr": "0121", "sammenlign": ["0628", "0119"], "aar": aar}
        assert en.stamme == "tjenesteprofil-romskog-0121-2012"
        assert (to.notatbok, to.parametre, to.stamme) == ("plassbehov", {"komm_nr": "121"}, "min")


@pytest.mark.parametrize(
    ("innhold", "setning"),
    [
        ("komm_nr\n", "har ingen rapporter"),
        ("komm_nr;aar\n0121\n", "har et annet antall celler"),
        ("komm_nr;fil\n0121;../ute\n", "har filnavnet «../ute»"),
        ("komm_nr;fil\n0121;a\n0628;a\n", "ville fått filnavnet «a»"),
        ("komm_nr;notatbok\n0121;finnes_ikke\n", "Rapport 1 i «m.csv»: Notatboken «finnes_ikke»"),
        ("komm_nr;fil\n0121;a\n0628;A\n", "ville fått filnavnet «a»"),
        ("kommune\n0121\n", "Rapport 1 i «m.csv»: «plassbehov» har ingen parameter som heter"),
    ],
)
def test_et_daarlig_manifest_er_en_setning(
    data: Data, tmp_path: Path, innhold: str, setning: str
) -> None:
    (tmp_path / "m.csv").write_text(innhold, encoding="utf-8")
    with pytest.raises(ValueError, match=r"m\.csv|finnes ikke") as feil:
        fra_manifest(data, tmp_path / "m.csv", "plassbehov")
    assert setning in str(feil.value)


@pytest.mark.parametrize("kode", ["0301", "1103", "1119"])
def test_hver_kommune_i_eksempelet_faar_sin_rapport(kode: str) -> None:
    """Also one whose only finding is that nothing can be tested: it has sources like any other."""
    assert report.lag_utgave("staastedsanalyse", {"komm_nr": kode}).rapport.blokker


# ------------------------------------------------------------------ i egne prosesser
@pytest.fixture(scope="module")
def laget(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, alle.Resultat]:
    """Two good reports and two bad, in one warm process, as PDF and HTML."""
    ut = tmp_path_factory.mktemp("alle") / "ny" / "mappe"
    liste = oppgaver(VALG[0], {"komm_nr": "9999"}, {"komm_nr": "0121", "deknig": 1}, VALG[1])
    return ut, alle.lag_alle(liste, ut, [".pdf", ".html"], arbeidere=1)


def test_en_som_feiler_stanser_ikke_de_andre(laget: tuple[Path, alle.Resultat]) -> None:
    ut, resultat = laget
    assert sorted(resultat.laget) == ["r0", "r3"]
    assert [navn for navn, _ in resultat.feil] == ["nr. 1", "nr. 2"]
    assert "Kommunenummer 9999 finnes ikke" in resultat.feil[0][1]
    assert "Mente du «dekning»?" in resultat.feil[1][1]
    assert sorted(f.name for f in ut.iterdir()) == ["r0.html", "r0.pdf", "r3.html", "r3.pdf"]
    assert 0 < resultat.minne_mb < 500


def test_filene_er_de_samme_som_en_og_en(laget: tuple[Path, alle.Resultat], tmp_path: Path) -> None:
    ut, _ = laget
    for endelse in (".pdf", ".html"):
        fil = report.render_rapport("plassbehov", VALG[1], tmp_path / f"en{endelse}")
        assert fil.read_bytes() == (ut / f"r3{endelse}").read_bytes()


def test_en_rapport_som_er_laget_og_uendret_lages_ikke_igjen(
    laget: tuple[Path, alle.Resultat],
) -> None:
    """The worker's own function: skipped with the passport, made without or with another one."""
    ut, _ = laget
    har, utgave = les_pass(ut / "r0.pdf"), report.datautgave()
    en = oppgaver(VALG[0])[0]
    assert lag(en, [".pdf"], utgave, har).uendret
    for endring in ({"versjon": "0"}, {"utseende": "x"}, {"data": {"utgave": "x"}}):
        assert not report.er_uendret(har | endring, "plassbehov", VALG[0])
    assert not report.er_uendret(har, "plassbehov", VALG[1])
    assert "andre data" in lag(en, [".pdf"], "en annen utgave").feil


def falske(svar: list[Svar], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        alle, "_i_prosesser", lambda jobber, antall: (par for par in enumerate(svar))
    )
    monkeypatch.setattr(alle, "datautgave", lambda: "u")


def test_full_disk_stanser_med_en_setning_og_ingen_halv_fil(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    falske([Svar({".pdf": b"en"}), Svar({".pdf": b"to"}), Svar({".pdf": b"tre"})], monkeypatch)

    def full(fil: Path, innhold: bytes) -> None:
        if innhold == b"to":
            raise OSError(errno.ENOSPC, "")
        fil.write_bytes(innhold)

    monkeypatch.setattr(report, "skriv_fil", full)
    resultat = alle.lag_alle(oppgaver(*VALG[:3]), tmp_path)
    assert "disken er full" in resultat.stanset
    assert [f.name for f in tmp_path.iterdir()] == ["r0.pdf"]


def test_det_en_drept_kjoering_lot_ligge_ryddes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    falske([], monkeypatch)
    gammel, ny = tmp_path / f"{MIDLERTIDIG}a", tmp_path / f"{MIDLERTIDIG}b"
    for fil in (gammel, ny):
        fil.touch()
    os.utime(gammel, (time.time() - 600,) * 2)
    alle.lag_alle([], tmp_path)
    assert list(tmp_path.iterdir()) == [ny]


def test_en_uventet_feil_er_ogsaa_en_setning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "datautgave", lambda: 1 / 0)
    assert "ZeroDivisionError" in lag(oppgaver(VALG[0])[0], [".pdf"], "u").feil


def test_en_prosess_som_doer_erstattes_og_rapporten_proeves_igjen(tmp_path: Path) -> None:
    """A real pool whose process is killed by the first report that it is given."""
    kode = (
        "import os, sys, signal\nfrom pathlib import Path\n"
        "from helseanalyse import alle, alle_arbeid\n"
        "def lag(oppgave, *resten):\n"
        "    spor = Path(sys.argv[1]) / oppgave.stamme\n"
        "    if oppgave.stamme != 'god' and (oppgave.stamme == 'verst' or not spor.exists()):\n"
        "        spor.touch(); os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return alle_arbeid.Svar(filer={'.pdf': b'ok'})\n"
        "alle.lag, alle.start, alle.datautgave = lag, int, lambda: 'u'\n"
        "if __name__ == '__main__':\n"
        "    o = [alle_arbeid.Oppgave(n, 'x', {}, n) for n in ('en_gang', 'verst', 'god')]\n"
        "    print(alle.lag_alle(o, Path(sys.argv[1]) / 'ut', arbeidere=1))\n"
    )
    fil = tmp_path / "kjoer.py"
    fil.write_text(kode, encoding="utf-8")
    ferdig = subprocess.run(
        [sys.executable, fil, tmp_path], capture_output=True, text=True, timeout=120, check=True
    )
    assert (
        "laget=['en_gang', 'god']" in ferdig.stdout or "laget=['god', 'en_gang']" in ferdig.stdout
    )
    assert "feil=[('verst', 'Prosessen som laget rapporten, døde to ganger.')]" in ferdig.stdout


def test_drept_halvveis_og_fortsatt_gir_det_samme(
    laget: tuple[Path, alle.Resultat], tmp_path: Path
) -> None:
    """Killed without warning: no half file, no process left, and the rest is made afterwards."""
    hel, ut = laget[0], tmp_path / "ut"
    ut.mkdir()
    kode = (
        "import sys\nfrom pathlib import Path\nfrom helseanalyse import alle\n"
        "from helseanalyse.alle_arbeid import Oppgave\n"
        "v = [('r0', 20), ('r3', 21), ('r4', 22), ('r5', 23)]\n"
        "o = [Oppgave(n, 'plassbehov', {'komm_nr': '0121', 'dekning': d}, n) for n, d in v]\n"
        "if __name__ == '__main__':\n"
        "    r = alle.lag_alle(o, Path(sys.argv[1]), arbeidere=1, fortsett=True)\n"
        "    print(sorted(r.laget), sorted(r.uendret), r.feil)\n"
    )
    fil = tmp_path / "kjoer.py"
    fil.write_text(kode, encoding="utf-8")
    with subprocess.Popen([sys.executable, fil, ut], start_new_session=True) as foerste:
        frist = time.monotonic() + 120
        while not (ut / "r0.pdf").exists() and time.monotonic() < frist:
            time.sleep(0.01)
        foerste.kill()
    while _lever(foerste.pid) and time.monotonic() < frist:
        time.sleep(0.1)
    assert not _lever(foerste.pid), "arbeideren lever videre"
    ferdige = sorted(f.stem for f in ut.glob("r*.pdf"))
    assert ferdige[0] == "r0"
    for fil_ in ut.glob("*.pdf"):
        les_pass(fil_)
    andre = subprocess.run(
        [sys.executable, fil, ut], capture_output=True, text=True, timeout=120, check=True
    )
    resten = sorted({"r0", "r3", "r4", "r5"} - set(ferdige))
    assert andre.stdout == f"{resten} {ferdige} []\n"
    for navn in ("r0.pdf", "r3.pdf"):
        assert (ut / navn).read_bytes() == (hel / navn).read_bytes()


def _lever(gruppe: int) -> bool:
    try:
        os.killpg(gruppe, 0)
    except ProcessLookupError:
        return False
    return True


# ------------------------------------------------------------------ kommandoen
def kjoer(*ord_: str) -> Any:
    return CliRunner().invoke(cli.app, ["alle", "rapport", *ord_])


@pytest.mark.parametrize(
    ("ord_", "setning"),
    [
        (["--kommuner", "0121", "--manifest", "m.csv"], "Velg enten --kommuner eller --manifest"),
        (["--format", "pdf,xyz"], "«.xyz»"),
        (["--format", "xlsx", "--fortsett"], "--fortsett trenger pdf"),
        (["--notatbok", "plasbehov"], "Mente du «plassbehov»?"),
        (["--profil", "borte.toml"], "«borte.toml» kan ikke leses"),
    ],
)
def test_det_som_ikke_gaar_sies_foer_noe_lages(
    tmp_path: Path, ord_: list[str], setning: str
) -> None:
    svar = kjoer("--ut", str(tmp_path / "ut"), "--notatbok", "plassbehov", *ord_)
    assert setning in str(svar.exception)
    assert list(tmp_path.iterdir()) == []


def test_kommandoen_sier_hva_som_ble_laget_og_hva_som_feilet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    falske([Svar({".pdf": b"en"}), Svar(feil="Tallet mangler.")], monkeypatch)
    ut = tmp_path / "ut"
    svar = kjoer("--ut", str(ut), "--notatbok", "plassbehov", "--kommuner", "0121,0628")
    assert svar.exit_code == 1
    assert svar.stdout == (f"1 av 2 rapporter er laget; 1 kunne ikke lages. De ligger i {ut}.\n")
    assert svar.stderr == "0628 Hurum: Tallet mangler.\n"


# ------------------------------------------------------------------ utseendet
def test_en_blek_farge_nektes_og_en_moerk_tas(tmp_path: Path) -> None:
    fil = tmp_path / "p.toml"
    for farge, tas in (("#0A5C36", True), ("#767676", True), ("#777777", False)):
        assert (kontrast(farge) >= 4.5) is tas
        fil.write_text(f'farge = "{farge}"\n', encoding="utf-8")
        if tas:
            assert les_profil(fil).farge == farge
        else:
            with pytest.raises(ValueError, match="er for lys: kontrasten mot hvitt er 4,5"):
                les_profil(fil)


@pytest.mark.parametrize(
    ("innhold", "setning"),
    [
        ('farge = "blå"', "Skriv den som #RRGGBB"),
        ("farge = 7", "må være tekst i anførselstegn"),
        ('fonten = "x"', "som ikke finnes"),
        ('logo = "l.svg"', "mangler logo_tekst"),
        ('logo = "l.gif"\nlogo_tekst = "x"', "må være en SVG- eller PNG-fil"),
        ('logo = "l.png"\nlogo_tekst = "x"', "finnes ikke"),
        ("farge", "ikke gyldig TOML"),
    ],
)
def test_en_daarlig_profil_er_en_setning(tmp_path: Path, innhold: str, setning: str) -> None:
    (tmp_path / "p.toml").write_text(innhold, encoding="utf-8")
    with pytest.raises(ValueError, match=r"(?s).") as feil:
        les_profil(tmp_path / "p.toml")
    assert setning in str(feil.value)


# ------------------------------------------------------------------ Dask
@pytest.fixture
def klynge(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and two workers as processes of their own, on loopback."""
    pytest.importorskip("distributed")
    fil = tmp_path / "planlegger.json"
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1"]
    dask += ["--port", "0", "--no-dashboard", "--scheduler-file", str(fil)]
    arbeider = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(fil)]
    arbeider += ["--nworkers", "1", "--nthreads", "1", "--no-nanny", "--no-dashboard"]
    arbeider += ["--host", "127.0.0.1", "--local-directory", str(tmp_path)]
    stille = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    prosesser = [subprocess.Popen(k, **stille) for k in (dask, arbeider, arbeider)]  # type: ignore[call-overload]
    try:
        for _ in range(600):
            if fil.exists() and fil.stat().st_size:
                break
            time.sleep(0.1)
        yield json.loads(fil.read_text())["address"], prosesser
    finally:
        for prosess in prosesser:
            prosess.kill()
            prosess.wait()


def test_dask_gjoer_ferdig_selv_om_en_arbeider_drepes(
    klynge: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path
) -> None:
    adresse, prosesser = klynge
    ut = tmp_path / "ut"

    def drep(ferdig: int, antall: int, navn: str) -> None:
        if ferdig == 1:
            prosesser[1].send_signal(signal.SIGKILL)

    resultat = alle.lag_alle(oppgaver(*VALG[:4]), ut, dask=adresse, framdrift=drep)
    assert resultat.feil == []
    assert sorted(resultat.laget) == ["r0", "r1", "r2", "r3"]
    en = report.render_rapport("plassbehov", VALG[2], tmp_path / "en.pdf")
    assert en.read_bytes() == (ut / "r2.pdf").read_bytes()


def test_en_klynge_som_ikke_svarer_er_en_setning(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    with pytest.raises(ValueError, match="Ingen Dask-klynge svarer på «tull»"):
        alle.lag_alle(oppgaver(VALG[0]), tmp_path, dask="tull")
