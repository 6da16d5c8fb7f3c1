"""The apps as plain files: they open without a server, and hold what the app shows first."""

import json
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import lite_land
from helseanalyse import sidearbeid
from helseanalyse.ressurser import ressursmappe
from helseanalyse.statisk import lag_statisk
from nettleser import funn, nettleser, ny_fane, vannrett_rulling, vent_til

IDAG = date(2026, 11, 22)


def lag(ut: Path, boeker: Path, komm_nr: str = "") -> list[str]:
    maler, data = ressursmappe("templates"), ressursmappe("data")
    return list(lag_statisk(ut, boeker, maler, data, komm_nr, idag=IDAG))


@pytest.fixture(scope="module")
def leser() -> Iterator[Browser]:
    with nettleser() as en:
        yield en


@pytest.fixture(scope="module")
def boeker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    mappe = tmp_path_factory.mktemp("boeker")
    for navn in ("plassbehov", "kontroll"):
        shutil.copy(ressursmappe("notebooks") / f"{navn}.ipynb", mappe)
    return mappe


@pytest.fixture(scope="module")
def utgave(boeker: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An export of two pages on the made-up country."""
    rot = tmp_path_factory.mktemp("statisk")
    with pytest.MonkeyPatch.context() as miljoe:
        miljoe.setenv("HELSEANALYSE_LAGER", str(lite_land.fyll(rot / "lager")))
        lag(rot / "ut", boeker, "8102")
        yield rot / "ut"


def test_sidene_viser_appens_forste_visning(utgave: Path, boeker: Path) -> None:
    start = sidearbeid.start(str(boeker / "plassbehov.ipynb"), "komm_nr=8102")
    sti = str(boeker / "plassbehov.ipynb")
    biter, _ = sidearbeid.biter(sti, start["valg"], "", 0, sekunder=600.0)
    side = (utgave / "plassbehov.html").read_text(encoding="utf-8")
    assert all(bit in side for bit in biter)
    assert "Bjerka trenger" in side and "laget 22. november 2026" in side


def test_ingenting_peker_ut_av_mappen(utgave: Path) -> None:
    for fil in utgave.glob("*.html"):
        lenker = re.findall(r'(?:href|src|data-statisk)="([^"#]+)"', fil.read_text("utf-8"))
        egne = [x for x in lenker if not x.startswith("https://")]
        assert egne and all((utgave / x).is_file() for x in egne), egne
    assert "voila/render" not in (utgave / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("bredde", [1280, 360])
def test_sidene_aapnes_fra_fil(utgave: Path, leser: Browser, bredde: int) -> None:
    with ny_fane(leser, bredde) as fane:
        fane.side.goto((utgave / "index.html").as_uri())
        assert vannrett_rulling(fane.side) == 0
        fane.side.get_by_role("link", name="Plassbehov").click()
        fane.side.wait_for_selector(".ha-svar")
        assert vannrett_rulling(fane.side) == 0
        felt = fane.side.locator(".ha-kontroller [name]")
        assert [f.get_attribute("name") for f in felt.all()] == ["dekning"]
        foer = fane.side.locator(".ha-graf").all_inner_texts()
        felt.focus()
        fane.side.wait_for_selector(".ha-graf svg.marks")
        felt.press("End")
        grafer = "[...document.querySelectorAll('.ha-graf')].map(g => g.innerText)"
        vent_til(fane.side, f"JSON.stringify({grafer}) !== JSON.stringify({json.dumps(foer)})")
        assert fane.utenfor == [] and fane.feil == []
        assert funn(fane.side) == []  # last: axe itself asks for files, and is refused


def test_en_ny_utgave_erstatter_den_gamle_hel(utgave: Path, boeker: Path, tmp_path: Path) -> None:
    ut = tmp_path / "ut"
    shutil.copytree(utgave, ut)
    (ut / "gammel.html").touch()
    assert lag(ut, boeker, "8102")[0].startswith("Plassbehov")
    assert not (ut / "gammel.html").exists() and [f.name for f in tmp_path.iterdir()] == ["ut"]


def test_en_mappe_med_annet_roeres_ikke(boeker: Path, tmp_path: Path) -> None:
    (tmp_path / "brev.txt").write_text("mitt")
    with pytest.raises(ValueError, match="har annet innhold"):
        lag(tmp_path, boeker)
    with pytest.raises(ValueError, match="er en fil"):
        lag(tmp_path / "brev.txt", boeker)
    assert [f.name for f in tmp_path.iterdir()] == ["brev.txt"]


def test_et_ukjent_nummer_gir_en_setning_og_ingen_mappe(boeker: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="9999"):
        lag(tmp_path / "ut", boeker, "9999")
    assert list(tmp_path.iterdir()) == []
