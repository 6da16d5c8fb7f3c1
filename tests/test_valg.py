"""Choices: what is accepted, what is refused and with which sentence, and the live page."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import lite_land
from conftest import leselig
from helseanalyse.kapitler import felt, plassbehov, tjenesteprofil
from helseanalyse.measures.dekningsgrad import Grunnlag
from helseanalyse.measures.plassbehov import Avrunding
from helseanalyse.sett import Sett
from helseanalyse.side import Side
from helseanalyse.sources.load import Data
from helseanalyse.sources.samlet import load_data
from helseanalyse.valg import GRENSER, Plassvalg, Profilvalg, mulige_sammenligninger

UKJENT = (
    "Kommunenummer 9999 finnes ikke i dataene. Se etter at nummeret er riktig, eller hent kommunen"
    " med «helseanalyse hent»."
)

PROFIL: dict[str, Any] = {"komm_nr": "0121", "sammenlign": ["0628", "0119"], "aar": 2012}
RESTEN: dict[str, Any] = {
    "sett": "egne", "indikator": None, "grenser": "som_det_var", "grupper": [],
}  # fmt: skip
PLASS: dict[str, Any] = {"komm_nr": "0121", "sammenlign": ["0628"], "aar": 2023}


def nektet(kall: Any, **verdier: Any) -> str:
    with pytest.raises(ValueError, match=r"^\S") as feil:
        kall(**verdier)
    return str(feil.value)


# ------------------------------------------------------------------ tjenesteprofil
@pytest.mark.parametrize(
    "verdier",
    [
        {},
        {"komm_nr": "121", "sammenlign": ("628", " 0119 ")},
        {"aar": "2012"},
        {"aar": " 2012 "},
        {"aar": np.int64(2012)},
    ],
    ids=str,
)
def test_profilvalg_som_godtas(data: Data, verdier: dict) -> None:
    valg = Profilvalg.sjekket(data, **(PROFIL | verdier))
    assert valg == Profilvalg("0121", ("0628", "0119"), 2012)
    assert type(valg.aar) is int


def test_profilvalg_uten_sammenligning(data: Data) -> None:
    assert Profilvalg.sjekket(data, **(PROFIL | {"sammenlign": []})).sammenlign == ()


LISTE = (
    "Sammenligningen må være en liste av kommunenumre i anførselstegn,"
    ' for eksempel ["0628", "0119"].'
)


@pytest.mark.parametrize(
    ("verdier", "setning"),
    [
        ({"sammenlign": ["0628", "0121"]},
         "0121 Rømskog kan ikke sammenlignes med seg selv."
         " Velg en annen kommune å sammenligne med."),
        ({"sammenlign": ["121"]},
         "0121 Rømskog kan ikke sammenlignes med seg selv."
         " Velg en annen kommune å sammenligne med."),
        ({"sammenlign": ["0628", "628"]}, "0628 Hurum står to ganger i sammenligningen."),
        ({"sammenlign": "0628"}, LISTE),
        ({"sammenlign": None}, LISTE),
        ({"sammenlign": {"0628"}}, LISTE),
        ({"sammenlign": 628}, LISTE),
        ({"sammenlign": ["Hurum"]},
         "«Hurum» er ikke et kommunenummer med fire sifre. Mente du 0628 Hurum?"),
        ({"sammenlign": ["9999"]}, UKJENT),
        ({"sammenlign": ["3203"]},
         "3203 Asker gjelder bare fra og med 2024, ikke i 2012."
         " Bruk 0220 Asker, 0627 Røyken og 0628 Hurum for 2012."),
        ({"komm_nr": 121},
         "Kommunenummeret 121 er ikke tekst. Skriv det i anførselstegn med fire sifre,"
         ' for eksempel "0121", så ikke nullen foran blir borte. Mente du 0121 Rømskog?'),
        ({"komm_nr": "3226"},
         "3226 Aurskog-Høland gjelder bare fra og med 2024, ikke i 2012."
         " Bruk 0121 Rømskog og 0221 Aurskog-Høland for 2012."),
        ({"aar": 2020},
         "0121 Rømskog gjelder bare til og med 2019, ikke i 2020."
         " Bruk 3026 Aurskog-Høland for 2020."),
        *(({"aar": aar}, f"Året «{aar}» er ikke et årstall fra 1960 til 2100.")
          for aar in ("i fjor", "", "²⁰¹²", "٢٠١٢", "2012.0", 2012.5, True, None, 12, 1959, 2101)),
    ],
    ids=str,
)  # fmt: skip
def test_profilvalg_som_nektes(data: Data, verdier: dict, setning: str) -> None:
    assert nektet(Profilvalg.sjekket, data=data, **(PROFIL | verdier)) == setning


# ------------------------------------------------------------------ plassbehov
@pytest.mark.parametrize(
    ("verdier", "felt_", "verdi"),
    [
        ({}, "grunnlag", Grunnlag.KAPASITET),
        ({}, "dekning", None),
        ({"grunnlag": "i_bruk"}, "grunnlag", Grunnlag.I_BRUK),
        ({"grunnlag": Grunnlag.BEBOERE}, "grunnlag", Grunnlag.BEBOERE),
        ({"avrunding": "naermeste"}, "avrunding", Avrunding.NAERMESTE),
        ({"dekning": "20,5"}, "dekning", 20.5),
        ({"dekning": 0}, "dekning", 0.0),
        ({"dekning": ""}, "dekning", None),
        ({"plasser": "20"}, "plasser", 20.0),
        ({"plasser": "1 000"}, "plasser", 1000.0),
        ({"innbyggere_80_naa": "12\u202f345"}, "innbyggere_80_naa", 12345.0),
        ({"plasser": 0}, "plasser", 0.0),
        ({"innbyggere_80_naa": 70}, "innbyggere_80_naa", 70.0),
        ({"innbyggere_80_da": "0"}, "innbyggere_80_da", 0.0),
        ({"sammenlign": []}, "sammenlign", ()),
    ],
    ids=str,
)
def test_plassvalg_som_godtas(data: Data, verdier: dict, felt_: str, verdi: Any) -> None:
    assert getattr(Plassvalg.sjekket(data, **(PLASS | verdier)), felt_) == verdi


@pytest.mark.parametrize(
    ("verdier", "setning"),
    [
        ({"grunnlag": "senger"},
         "«Grunnlag i dag» (grunnlag) må være kapasitet, i_bruk, beboere eller heldoegn;"
         " fikk «senger»."),
        ({"grunnlag": None},
         "«Grunnlag i dag» (grunnlag) må være kapasitet, i_bruk, beboere eller heldoegn;"
         " fikk «None»."),
        ({"avrunding": "Opp"},
         "«Rund av» (avrunding) må være opp, naermeste eller ned; fikk «Opp»."),
        ({"dekning": "mange"}, "«Dekning» (dekning) må være et tall; fikk «mange»."),
        ({"dekning": True}, "«Dekning» (dekning) må være et tall; fikk «True»."),
        ({"dekning": -1}, "«Dekning» (dekning) må være fra 0 til 100; fikk «-1»."),
        ({"dekning": 101}, "«Dekning» (dekning) må være fra 0 til 100; fikk «101»."),
        ({"dekning": "nan"}, "«Dekning» (dekning) må være et tall; fikk «nan»."),
        ({"dekning": "inf"}, "«Dekning» (dekning) må være et tall; fikk «inf»."),
        ({"plasser": "1 00"}, "«Egne plasser» (plasser) må være et tall; fikk «1 00»."),
        ({"plasser": -1}, "«Egne plasser» (plasser) må være fra 0 til 100000; fikk «-1»."),
        ({"plasser": 20.5}, "«Egne plasser» (plasser) må være et helt tall; fikk «20,5»."),
        ({"innbyggere_80_naa": 0},
         "«Egne innbyggere 80+ i dag» (innbyggere_80_naa) må være fra 1 til 1e+06; fikk «0»."),
        ({"innbyggere_80_naa": "45,5"},
         "«Egne innbyggere 80+ i dag» (innbyggere_80_naa) må være et helt tall; fikk «45,5»."),
        ({"innbyggere_80_da": [45]},
         "«Egne innbyggere 80+ framover» (innbyggere_80_da) må være et tall; fikk «[45]»."),
        ({"sammenlign": ["0121"]},
         "0121 Rømskog kan ikke sammenlignes med seg selv."
         " Velg en annen kommune å sammenligne med."),
        ({"sammenlign": "0628"}, LISTE),
        ({"aar": "snart"}, "Året «snart» er ikke et årstall fra 1960 til 2100."),
        ({"komm_nr": "Rømskog"},
         "«Rømskog» er ikke et kommunenummer med fire sifre. Mente du 0121 Rømskog?"),
    ],
    ids=str,
)  # fmt: skip
def test_plassvalg_som_nektes(data: Data, verdier: dict, setning: str) -> None:
    svar = nektet(Plassvalg.sjekket, data=data, **(PLASS | verdier))
    # A limit of a million may be printed in more than one way, never as a power of ten.
    assert svar.replace("1\u202f000\u202f000", "1e+06").replace("100\u202f000", "100000") == setning


def test_grensene_trykkes_som_norske_tall(data: Data) -> None:
    svar = nektet(Plassvalg.sjekket, data=data, **(PLASS | {"innbyggere_80_naa": 0}))
    assert "e+" not in svar


# ------------------------------------------------------------------ forslag etter en endring
def test_ny_kommune_beholder_aar_og_sammenligning_som_passer(data: Data) -> None:
    valg = Profilvalg.foreslaatt(data, komm_nr="0119", sammenlign=["0628", "0121"], aar=2012)
    assert valg == Profilvalg("0119", ("0628", "0121"), 2012)


def test_ny_kommune_uten_tall_i_aaret_faar_sitt_nyeste_aar(data: Data) -> None:
    valg = Profilvalg.foreslaatt(data, komm_nr="0219", sammenlign=["0628", "0119"], aar=2012)
    assert (valg.komm_nr, valg.aar) == ("0219", 2011)
    # Neither Hurum nor Marker has figures in 2011: five with neighbouring numbers take their place.
    assert valg.sammenlign == ("0301", "0106", "0602", "1001", "1102")


def test_kommunen_selv_faller_ut_av_sammenligningen(data: Data) -> None:
    valg = Profilvalg.foreslaatt(data, komm_nr="0628", sammenlign=["0628", "0119"], aar=2012)
    assert valg == Profilvalg("0628", ("0119",), 2012)
    plass = Plassvalg.foreslaatt(data, **(PLASS | {"komm_nr": "0628"}))
    assert (plass.komm_nr, plass.sammenlign) == ("0628", ())


def test_koder_uten_null_godtas_ogsaa_som_forslag(data: Data) -> None:
    valg = Profilvalg.foreslaatt(data, komm_nr="121", sammenlign=["628"], aar=2012)
    assert valg == Profilvalg("0121", ("0628",), 2012)


@pytest.mark.parametrize("klasse", [Profilvalg, Plassvalg])
@pytest.mark.parametrize(
    ("verdier", "setning"),
    [
        ({"sammenlign": "0628"}, LISTE),
        ({"sammenlign": ["9999"]}, UKJENT),
        ({"komm_nr": "9999"}, UKJENT),
        ({"aar": "x"}, "Året «x» er ikke et årstall fra 1960 til 2100."),
    ],
    ids=str,
)
def test_forslag_som_nektes(data: Data, klasse: Any, verdier: dict, setning: str) -> None:
    assert nektet(klasse.foreslaatt, data=data, **(PROFIL | verdier)) == setning


def test_mulige_sammenligninger_er_kommuner_med_tall(data: Data) -> None:
    assert mulige_sammenligninger(data, "0121", 2012) == ["0119", "0628"]
    assert len(mulige_sammenligninger(data, "0219", 2011)) == 9
    assert mulige_sammenligninger(data, "0121", 1999) == []


# ------------------------------------------------------------------ feltene
def test_feltene_har_valgene_som_finnes(data: Data) -> None:
    valg = Profilvalg.sjekket(data, **PROFIL)
    kommune, aar, sett, andre, indikator, grenser = felt.profilfelt(data, valg)
    assert [a[0] for a in sett["alternativer"]] == [str(s) for s in Sett]
    assert indikator["alternativer"] == [
        [None, "den med flest år"],
        ["beboere_per_100_plasser", "Beboere per 100 plasser"],
        ["andel_helse_sosial_av_budsjett", "Andel av driftsutgiftene"],
    ]
    assert [a[0] for a in grenser["alternativer"]] == GRENSER
    assert [a[0] for a in aar["alternativer"]] == [2003, 2004, 2007, 2012, 2013]
    assert [a[0] for a in andre["alternativer"]] == ["EAK", "EAKUO", "0628", "0119"]
    etiketter = [a[1] for a in kommune["alternativer"]]
    assert ["0121", "Rømskog (0121)"] in kommune["alternativer"]
    assert etiketter.index("Asker (0220)") < etiketter.index("Ås (0214)")
    assert etiketter.index("Vestby (0211)") < etiketter.index("Ås (0214)")
    assert etiketter.index("Rygge (0136)") < etiketter.index("Rælingen (0228)")
    assert etiketter.index("Rælingen (0228)") < etiketter.index("Rømskog (0121)")
    assert etiketter.index("Rømskog (0121)") < etiketter.index("Råde (0135)")


def test_skyverne_gaar_over_aarene_som_er_framskrevet(data: Data, tmp_path: Path) -> None:
    land = load_data(lite_land.fyll(tmp_path))
    valg = Plassvalg.sjekket(land, komm_nr="8102", sammenlign=[], aar=2035)
    felter = {f["navn"]: f for f in felt.plassfelt(land, valg)}
    assert (felter["aar"]["type"], felter["aar"]["min"], felter["aar"]["maks"]) == (
        "glider", 2027, 2040,
    )  # fmt: skip
    assert felter["levealder"]["type"] == felter["timer_per_uke"]["type"] == "glider"
    langt = Plassvalg.sjekket(land, komm_nr="8102", sammenlign=[], aar=2060, levealder=4)
    felter = {f["navn"]: f for f in felt.plassfelt(land, langt)}
    assert (felter["aar"]["maks"], felter["levealder"]["maks"]) == (2060, 4)
    # Rømskog has one projected year: a slider would be of no use.
    romskog = Plassvalg.sjekket(data, **PLASS)
    assert {f["navn"]: f for f in felt.plassfelt(data, romskog)}["aar"]["type"] == "tall"


def test_en_skyver_paa_null_er_ikke_noe_valg(data: Data) -> None:
    valg = Plassvalg.sjekket(data, **(PLASS | {"levealder": 0, "timer_per_uke": "0"}))
    assert (valg.levealder, valg.timer_per_uke) == (None, None)
    assert Plassvalg.sjekket(data, **(PLASS | {"dekning": 0})).dekning == 0
    assert Plassvalg.sjekket(data, **(PLASS | {"innbyggere_80_da": "0"})).innbyggere_80_da == 0


@pytest.mark.parametrize("verdier", [{"komm_nr": "0628"}, {"aar": 1999}, {"sammenlign": ["0219"]}])
def test_det_valgte_er_alltid_blant_valgene(data: Data, verdier: dict) -> None:
    profil = Profilvalg.sjekket(data, **(PROFIL | {"sammenlign": ["0119"]} | verdier))
    for ett in felt.profilfelt(data, profil):
        lovlige = [a[0] for a in ett["alternativer"]]
        valgt = asdict(profil)[ett["navn"]]
        assert set(valgt if isinstance(valgt, tuple) else [valgt]) <= set(lovlige)
    plass = Plassvalg.sjekket(data, **(PLASS | {"komm_nr": "0301"}))
    felter = {f["navn"]: f for f in felt.plassfelt(data, plass)}
    assert set(felter) <= set(asdict(plass))
    assert "0301" in [a[0] for a in felter["komm_nr"]["alternativer"]]
    for navn in ("grunnlag", "avrunding"):
        alternativer = [a[0] for a in felter[navn]["alternativer"]]
        assert str(getattr(plass, navn)) in alternativer


# ------------------------------------------------------------------ siden
@pytest.fixture
def side(data: Data) -> Side:
    ut = Side(data, Profilvalg.sjekket(data, **PROFIL))
    ut.kontroller(felt.profilfelt)
    return ut


def test_endring_tegner_paa_nytt(side: Side) -> None:
    visning = side.vis(tjenesteprofil.konklusjon)
    assert "378\u202f843" in leselig(visning.blokker[0])
    side.endre(komm_nr="0628", sammenlign=["0119"])
    assert "310\u202f844" in leselig(visning.blokker[0])
    assert "378\u202f843" not in leselig(visning.blokker[0])
    assert side.valg == Profilvalg("0628", ("0119",), 2012)


@pytest.mark.parametrize(
    "verdier",
    [{"komm_nr": "9999"}, {"aar": "x"}, {"sammenlign": "0119"}, {"kom_nr": "0628"}],
    ids=str,
)
def test_nektet_endring_lar_alt_staa(side: Side, verdier: dict) -> None:
    visning = side.vis(tjenesteprofil.konklusjon)
    foer, blokker = side.valg, list(visning.blokker)
    nektet(side.endre, **verdier)
    assert side.valg == foer
    assert visning.blokker == blokker


def test_ukjent_navn_paa_et_valg_nektes_med_forslag(side: Side) -> None:
    assert "Mente du «komm_nr»?" in nektet(side.endre, kom_nr="0628")


def test_kontrollene_styrer_siden(data: Data) -> None:
    side = Side(data, Profilvalg.sjekket(data, **PROFIL))
    kontroller = side.kontroller(felt.profilfelt)
    visning = side.vis(tjenesteprofil.konklusjon)
    kontroller.verdier = {"komm_nr": "0219", "aar": 2012, "sammenlign": ["0628"]}
    assert "416\u202f820" in leselig(visning.blokker[0])
    assert kontroller.verdier == RESTEN | {
        "komm_nr": "0219", "aar": 2011, "sammenlign": ["0301", "0106", "0602", "1001", "1102"],
    }  # fmt: skip
    assert [f["navn"] for f in kontroller.felt] == [
        "komm_nr", "aar", "sett", "sammenlign", "grupper", "indikator", "grenser",
    ]  # fmt: skip
    assert [a[0] for a in kontroller.felt[1]["alternativer"]] == [2003, 2004, 2007, 2011]
    assert kontroller.feil == ""


def test_kontrollene_faar_setningen_naar_noe_nektes(data: Data) -> None:
    side = Side(data, Plassvalg.sjekket(data, **PLASS))
    kontroller = side.kontroller(felt.plassfelt)
    visning = side.vis(plassbehov.konklusjon)
    foer, blokker, felter = side.valg, list(visning.blokker), list(kontroller.felt)
    kontroller.verdier = kontroller.verdier | {"dekning": 101}
    assert kontroller.feil == "«Dekning» (dekning) må være fra 0 til 100; fikk «101»."
    assert (side.valg, visning.blokker, kontroller.felt) == (foer, blokker, felter)
    kontroller.verdier = kontroller.verdier | {"dekning": 20}
    assert kontroller.feil == ""
    assert "9 plasser" in leselig(visning.blokker[0])


def test_kontrollene_viser_det_siden_viser_ogsaa_etter_et_nei(data: Data) -> None:
    side = Side(data, Profilvalg.sjekket(data, **PROFIL))
    kontroller = side.kontroller(felt.profilfelt)
    kontroller.verdier = kontroller.verdier | {"komm_nr": "9999"}
    assert kontroller.feil.startswith("Kommunenummer 9999 finnes ikke i dataene. Se etter")
    assert kontroller.verdier == PROFIL | RESTEN
    kontroller.verdier = kontroller.verdier | {"ukjent": 1}
    assert (side.valg, kontroller.feil) == (Profilvalg("0121", ("0628", "0119"), 2012), "")


def test_egne_tall_foelger_ikke_med_til_en_annen_kommune(data: Data) -> None:
    side = Side(data, Plassvalg.sjekket(data, **PLASS, plasser=20, innbyggere_80_naa=70))
    side.endre(dekning=25)
    assert (side.valg.plasser, side.valg.innbyggere_80_naa) == (20.0, 70.0)
    side.endre(komm_nr="0119", innbyggere_80_naa=300)
    assert (side.valg.plasser, side.valg.innbyggere_80_naa) == (None, 300.0)


def test_et_aar_som_er_forbi_blir_et_som_kommer(tmp_path: Path) -> None:
    land = load_data(lite_land.fyll(tmp_path))
    foer = Plassvalg.sjekket(land, **PLASS)
    valg = Plassvalg.foreslaatt(land, forrige=foer, **(asdict(foer) | {"komm_nr": "8102"}))
    assert valg.aar == 2040  # the last year that is projected, under 15 years from 2026
    tilbake = Plassvalg.foreslaatt(land, forrige=valg, **(asdict(valg) | {"komm_nr": "0121"}))
    assert tilbake.aar == 2040  # a year ahead is kept


@pytest.mark.parametrize(
    ("adresse", "aar"),
    [("komm_nr=8102", 2040), ("komm_nr=8102&aar=2025", 2025), ("komm_nr=0121", 2023)],
)
def test_et_aar_ingen_ba_om_viker_i_adressen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, adresse: str, aar: int
) -> None:
    """8102 has people of 2026, so the default of the page is past; a year asked for is kept."""
    monkeypatch.setenv("QUERY_STRING", adresse)
    land = load_data(lite_land.fyll(tmp_path))
    assert Side(land, Plassvalg.sjekket(land, **PLASS)).valg.aar == aar


def test_et_kapittel_som_feiler_stopper_ikke_de_andre(
    data: Data, caplog: pytest.LogCaptureFixture
) -> None:
    """The first drawing lets the fault out; on a live page it is told, and the rest goes on."""
    side = Side(data, Profilvalg.sjekket(data, **PROFIL))

    def vrient(data: Data, valg: Profilvalg) -> list[dict[str, Any]]:
        if valg.komm_nr == "0119":
            raise ZeroDivisionError("del på null")
        return []

    visning, andre = side.vis(vrient), side.vis(tjenesteprofil.konklusjon)
    side.endre(komm_nr="0119")
    (blokk,) = visning.blokker
    assert blokk["type"] == "varsel"
    assert leselig(blokk) == ("Denne delen kunne ikke beregnes for dette valget. Velg noe annet.\n")
    assert "333\u202f076" in leselig(andre.blokker[0])
    assert "vrient" in caplog.text
    assert "del på null" in caplog.text


# ------------------------------------------------------------------ adressen
@pytest.mark.parametrize(
    ("adresse", "valg"),
    [
        ("", ("0121", ("0628", "0119"), 2012)),
        ("komm_nr=0119", ("0119", ("0628",), 2012)),
        ("komm_nr=0219&sammenlign=0301&sammenlign=1601&aar=2011", ("0219", ("0301", "1601"), 2011)),
        ("komm_nr=119&sammenlign=", ("0119", (), 2012)),
        ("aar=2004&aar=2007&sammenlign=0119", ("0121", ("0119",), 2007)),
        ("tema=moerkt&utm_source=x", ("0121", ("0628", "0119"), 2012)),
    ],
)
def test_adressen_leses(
    data: Data, monkeypatch: pytest.MonkeyPatch, adresse: str, valg: tuple
) -> None:
    start = {"sammenlign": ["0628"]} if adresse == "komm_nr=0119" else {}
    monkeypatch.setenv("QUERY_STRING", adresse)
    side = Side(data, Profilvalg.sjekket(data, **(PROFIL | start)))
    assert (side.valg, side.feil) == (Profilvalg(*valg), "")


@pytest.mark.parametrize(
    ("adresse", "hvorfor"),
    [
        ("komm_nr=9999", UKJENT),
        ("komm_nr=0121&sammenlign=0121", "0121 Rømskog kan ikke sammenlignes med seg selv."),
        ("aar=2020", "0121 Rømskog gjelder bare til og med 2019, ikke i 2020."),
        ("aar=", "Året «» er ikke et årstall fra 1960 til 2100."),
        ("komm_nr=%3Cscript%3E", "«<script>» er ikke et kommunenummer med fire sifre."),
    ],
)
def test_daarlig_adresse_gir_setningen_og_standardvalget(
    data: Data, monkeypatch: pytest.MonkeyPatch, adresse: str, hvorfor: str
) -> None:
    monkeypatch.setenv("QUERY_STRING", adresse)
    standard = Profilvalg.sjekket(data, **PROFIL)
    side = Side(data, standard)
    assert side.valg == standard
    assert side.feil.startswith(f"Adressen kunne ikke brukes: {hvorfor}")
    assert side.feil.endswith("Siden viser standardvalget.")
    assert side.kontroller(felt.profilfelt).feil == side.feil
    foerst, svaret = side.vis(tjenesteprofil.konklusjon).blokker
    assert foerst["type"] == "varsel" and "Adressen kunne ikke brukes" in leselig(foerst)
    assert "378\u202f843" in leselig(svaret)


def test_adressen_til_plassbehov_har_tall(data: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    adresse = "dekning=20,5&avrunding=ned&plasser=&innbyggere_80_da=50"
    monkeypatch.setenv("QUERY_STRING", adresse)
    side = Side(data, Plassvalg.sjekket(data, **PLASS))
    valg = side.valg
    assert (valg.dekning, valg.avrunding, valg.plasser) == (20.5, Avrunding.NED, None)
    assert (valg.innbyggere_80_da, side.feil) == (50.0, "")
