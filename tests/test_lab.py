"""The notebook in JupyterLab: the same charts and controls as the app, with the network closed."""

import json
import os
import shutil
import sys
import time
import urllib.request

import pytest
from playwright.sync_api import Page

from helseanalyse.ressurser import ressursmappe
from nettleser import VENT, Fane, ledig_port, nettleser, ny_fane, skriv_profil, tjener

TOKEN = "proeve"


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    rot = tmp_path_factory.mktemp("lab")
    arbeid = rot / "arbeid"
    arbeid.mkdir()
    skriv_profil(arbeid)
    for bok in ressursmappe("notebooks").glob("*.ipynb"):
        shutil.copy(bok, arbeid)
    port = ledig_port()
    adresse = f"http://127.0.0.1:{port}/"
    kommando = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
        *(f"--port={port}", "--ServerApp.port_retries=0", "--ip=127.0.0.1"),
        *(f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={arbeid}"),
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]
    miljo = os.environ | {
        navn: str(rot / navn.lower())
        for navn in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "HOME")
    }
    miljo["HELSEANALYSE_CACHE"] = str(rot / "cache")
    with tjener(kommando, f"{adresse}api", cwd=arbeid, env=miljo):
        yield adresse


def vent_paa_kjernen(side: Page, lab: str, bok: str) -> None:
    """Cells that are run before the kernel has a connection are never run."""
    frist = time.monotonic() + VENT / 1000
    while time.monotonic() < frist:
        with urllib.request.urlopen(f"{lab}api/sessions?token={TOKEN}", timeout=10) as svar:
            oekter = json.load(svar)
        kjerner = [ett["kernel"] for ett in oekter if ett["path"] == f"{bok}.ipynb"]
        if kjerner and kjerner[0]["connections"] and kjerner[0]["execution_state"] == "idle":
            return
        side.wait_for_timeout(100)  # not sleep: the page must be let go on
    pytest.fail("JupyterLab fikk ingen kjerne.")


def kjoer_alt(fane: Fane, lab: str, bok: str) -> Page:
    """Open a notebook, wait for its kernel and run all its cells."""
    side = fane.side
    side.goto(f"{lab}lab/tree/{bok}.ipynb?token={TOKEN}&reset")
    side.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=VENT)
    vent_paa_kjernen(side, lab, bok)
    side.wait_for_selector("text=Python 3 (ipykernel) | Idle", timeout=VENT)
    side.get_by_role("menuitem", name="Run", exact=True).click()
    side.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    side.wait_for_selector(".ha-graf svg", timeout=VENT)
    return side


def test_notatboken_i_jupyterlab(lab):
    with nettleser() as leser, ny_fane(leser) as fane:
        side = kjoer_alt(fane, lab, "profil")
        assert side.locator(".ha-graf .mark-rect path").count() == 3
        assert "20,0" in side.locator(".ha-graf svg").text_content()
        assert side.locator(".ha-tabell th[scope=row]").count() == 2
        side.get_by_role("slider", name="Dekningsgrad").press("ArrowRight")
        side.wait_for_selector("text=Dekningsgraden er 21 prosent.", timeout=VENT)
        assert "andel" not in side.url
        assert fane.utenfor == []
        assert [feil for feil in fane.feil if "helseanalyse" in feil] == []


@pytest.mark.parametrize(
    ("bok", "svar"),
    [("plassbehov", "Rømskog trenger 13 plasser"), ("tjenesteprofil", "Rømskog brukte")],
)
def test_notatboekene_i_jupyterlab(lab, bok, svar):
    with nettleser() as leser, ny_fane(leser) as fane:
        side = kjoer_alt(fane, lab, bok)
        foerst = side.locator(".ha-svar").first  # JupyterLab hides what is scrolled out of sight
        foerst.scroll_into_view_if_needed()
        side.wait_for_selector(f"text={svar}", timeout=VENT)
        if bok == "plassbehov":
            side.get_by_role("slider", name="Dekning").fill("20")
            side.wait_for_selector("text=Rømskog trenger 9 plasser", timeout=VENT)
        else:
            side.get_by_label("Kommune", exact=True).select_option("0219")
            side.wait_for_selector("text=Bærum brukte", timeout=VENT)
        assert fane.utenfor == []
        assert [feil for feil in fane.feil if "helseanalyse" in feil] == []
