"""The landing page: the search finds, the chosen municipality is told of, the data are dated."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import lite_land
from helseanalyse.appforside import forsideinnhold
from helseanalyse.kapitler.forside import forside
from helseanalyse.notatbok import standardparametre
from helseanalyse.ressurser import ressursmappe
from helseanalyse.sources.load import Data
from helseanalyse.sources.samlet import load_data
from helseanalyse.standardvalg import utfylt

IDAG = date(2026, 11, 22)


@pytest.fixture(scope="module")
def lite(tmp_path_factory: pytest.TempPathFactory) -> Data:
    return load_data(lite_land.fyll(tmp_path_factory.mktemp("lager")), IDAG)


def numre(data: Data, soek: str) -> list[str]:
    return [t["komm_nr"] for t in forsideinnhold(data, IDAG, soek=soek)["treff"]]


@pytest.mark.parametrize(
    ("soek", "funnet"),
    [
        ("Rømskog", ["0121"]),
        ("rømskog (0121)", ["0121"]),
        ("RØM", ["0121"]),
        ("0628", ["0628"]),
        (" 062", ["0628", "0625", "0627"]),
        ("Nes", ["0236", "3034", "3228"]),
        ("finnes ikke", []),
    ],
)
def test_soeket_finner_navn_deler_av_navn_og_numre(data: Data, soek: str, funnet: list) -> None:
    assert numre(data, soek) == funnet


def test_det_som_ikke_finnes_gir_en_setning(data: Data) -> None:
    innhold = forsideinnhold(data, IDAG, soek="<b>Atlantis</b>" * 20)
    assert not innhold["treff"] and "Ingen kommune" in innhold["melding"]
    assert len(innhold["melding"]) < 200
    assert "finnes ikke" in forsideinnhold(data, IDAG, "9999")["melding"]


@given(st.text(max_size=20))
def test_ethvert_soek_faar_svar(data: Data, soek: str) -> None:
    innhold = forsideinnhold(data, IDAG, soek=soek)
    assert bool(innhold["treff"]) + bool(innhold["melding"]) == bool(soek.strip())


def test_den_valgte_kommunen_omtales(data: Data, lite: Data) -> None:
    romskog = forsideinnhold(data, IDAG, "0121")["valgt"]["tekst"]
    assert "til og med 2019" in romskog and "3226 Aurskog-Høland" in romskog
    assert "Nyeste forholdstall er fra 2013." in romskog
    assert "fra 2025" in forsideinnhold(lite, IDAG, "8102")["valgt"]["tekst"]
    uten = forsideinnhold(data, IDAG, "3228")["valgt"]["tekst"]
    assert "ingen forholdstall for Nes" in uten


def test_hvert_lag_staar_med_aar_og_dato(data: Data, lite: Data) -> None:
    (eksempel,) = forsideinnhold(data, IDAG)["lag"]
    assert f"{len(data.kilder)} kilder" in eksempel["tekst"] and "2026." in eksempel["tekst"]
    hentet, ved_siden = forsideinnhold(lite, IDAG)["lag"]
    assert hentet["tittel"].startswith("Hentet") and "14 kommuner, 2023–2025" in hentet["tekst"]
    assert ved_siden["tekst"].startswith("135 kilder")


def test_kommunene_staar_i_norsk_orden(lite: Data) -> None:
    navn = forsideinnhold(lite, IDAG)["kommuner"]
    assert navn.index("Åsmark (8206)") > navn.index("Lundvik (8205)")
    assert navn[-1].startswith("Å")


@pytest.mark.parametrize("komm_nr", ["0121", "3001", "3228", "8102", "8190"])
def test_forsidens_lenke_viser_kommunen_den_navngir(lite: Data, komm_nr: str) -> None:
    """A municipality without figures too: the page says that there are none, and of whom."""
    for bok in sorted(ressursmappe("notebooks").glob("*.ipynb")):
        standard = standardparametre(bok)
        if "komm_nr" in standard:
            alle = utfylt(lite, standard, {"komm_nr": komm_nr})
            assert forside(lite, bok.stem, alle).kommune == lite.register.navn(komm_nr)
