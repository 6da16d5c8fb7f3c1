"""Comparison sets by rule, in the data, on the page and in the controls."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import lite_land
from conftest import leselig
from helseanalyse.kapitler import datagrunnlag, felt, sammenligning, tjenesteprofil
from helseanalyse.kapitler.felles import med_tall, mot_hvem, profilrader, sammenlignet
from helseanalyse.measures.profil import Profilrad
from helseanalyse.sett import Sett, medlemmer, naermeste, referanser, sjekket
from helseanalyse.side import Side
from helseanalyse.sources.lager import Lager
from helseanalyse.sources.load import Data
from helseanalyse.sources.samlet import load_data
from helseanalyse.standardvalg import utfylt
from helseanalyse.valg import Profilvalg


@pytest.fixture(scope="module")
def land(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Data]:
    yield load_data(lite_land.fyll(tmp_path_factory.mktemp("lager")))


def valg(land: Data, **verdier: Any) -> Profilvalg:
    standard = {"komm_nr": "8101", "sammenlign": [], "aar": 2025}
    return Profilvalg.sjekket(land, **(standard | verdier))


def rad(land: Data, v: Profilvalg, indikator: str) -> Profilrad:
    return next(r for r in profilrader(land, v) if r.indikator.id == indikator)


# ------------------------------------------------------------------ hvem
@pytest.mark.parametrize(
    ("sett", "ventet"),
    [
        (Sett.FYLKE, ("8102", "8103", "8104", "8105", "8106")),
        (Sett.KOSTRAGRUPPE, ("8102", "8103", "8201")),
    ],
)
def test_medlemmene_av_et_sett(land: Data, sett: Sett, ventet: tuple[str, ...]) -> None:
    assert medlemmer(land, sett, "8101", 2025) == ventet


def test_landet_er_alle_kommuner_det_aaret(land: Data) -> None:
    alle = set(medlemmer(land, Sett.LANDET, "8101", 2025))
    assert alle >= set(lite_land.NAVN) - {"8101"}
    assert alle.isdisjoint({"8101", "8190", "8191", "0121", "EAK"})
    assert alle - set(medlemmer(land, Sett.LANDET_UTEN_OSLO, "8101", 2025)) == {"0301"}


def test_jevnkommunene_er_de_naermeste_av_dem_med_folketall(land: Data) -> None:
    j = naermeste(land, "8101", 2025)
    assert j.blant == len(lite_land.NAVN) - 1
    assert list(j.rader.avstand) == sorted(j.rader.avstand)
    assert j.brukt == (
        "ln_folketall", "andel_0_5", "andel_67_79", "andel_80_pluss", "frie_inntekter",
    )  # fmt: skip
    assert medlemmer(land, Sett.JEVNKOMMUNER, "8101", 2025)[0] == "8102"
    assert len(medlemmer(land, Sett.JEVNKOMMUNER, "8101", 2025)) == 10


@pytest.mark.parametrize(
    ("sett", "foerst"),
    [("fylke", "EKA81"), ("kostragruppe", "EKG05"), ("landet", "EAK"), ("jevnkommuner", "EAKUO")],
)
def test_regionens_eget_tall_staar_foerst(land: Data, sett: str, foerst: str) -> None:
    assert referanser(land, Sett(sett), "8101", 2025)[0] == foerst


@pytest.mark.parametrize(
    ("verdier", "setning"),
    [
        ({"sett": "naboer"},
         "Sammenligningssettet må være egne, jevnkommuner, kostragruppe, fylke, landet eller"
         " landet_uten_oslo; fikk «naboer»."),
        ({"sett": "jevnkommuner", "aar": 2026},
         "Jevnkommuner trenger folketall etter alder for kommunene 1. januar 2027. Hent dem med"
         " «helseanalyse hent --alt --tabell 07459», eller velg kommunene selv."),
        ({"sett": "kostragruppe", "komm_nr": "8106"},
         "8106 har ingen KOSTRA-gruppe i 2025; velg en annen sammenligning."),
        ({"indikator": "andel_enrom"},
         "Indikatoren «andel_enrom» finnes ikke blant forholdstallene. Mente du «andel_enerom»?"),
        ({"grenser": "i_dag"},
         "«Kommunegrenser» (grenser) må være som_det_var eller dagens; fikk «i_dag»."),
    ],
)  # fmt: skip
def test_det_som_ikke_lar_seg_gjoere(land: Data, verdier: dict, setning: str) -> None:
    with pytest.raises(ValueError, match=r"^\S") as feil:
        valg(land, **verdier)
    assert str(feil.value) == setning


def test_uten_kostragrupper_sier_den_hva_som_skal_hentes(data: Data) -> None:
    with pytest.raises(ValueError, match="KOSTRA-gruppe, er ikke i datagrunnlaget"):
        Profilvalg.sjekket(data, komm_nr="0121", sammenlign=[], aar=2012, sett="kostragruppe")


def test_gamle_grupper_blandes_ikke_med_nye(land: Data) -> None:
    """A membership from before 2020 does not reach into the new groups."""
    fra_2015 = land.kostragrupper.assign(gjelder_fra=pd.array([2015] * 7, "Int64"))
    eldre = replace(land, kostragrupper=fra_2015)
    with pytest.raises(ValueError, match="ingen KOSTRA-gruppe i 2025"):
        medlemmer(eldre, Sett.KOSTRAGRUPPE, "8102", 2025)


def test_et_sett_er_seg_selv() -> None:
    assert sjekket("fylke") is Sett.FYLKE and sjekket(Sett.LANDET) is Sett.LANDET
    assert len({s.tekst for s in Sett}) == len(Sett)


# ------------------------------------------------------------------ tallene
def test_snittet_er_summen_over_summen_av_settets_egne(land: Data) -> None:
    v = valg(land, sett="fylke")
    andre = ["8102", "8103", "8104", "8105", "8106"]
    plasser = [lite_land.plasser(k, 2025) for k in andre]
    r = rad(land, v, "beboere_per_100_plasser")
    assert r.snitt == pytest.approx(100 * (sum(plasser) - 5) / sum(plasser), rel=1e-12)
    # The source prints the coverage without its counts: no mean is made, the county's is shown.
    r = rad(land, v, "dekningsgrad_hjemmetjenester_80_pluss")
    assert r.snitt is None
    assert r.referanser.komm_nr.tolist()[0] == "EKA81"
    assert r.indeks_mot("EKA81") == pytest.approx(100 * 28 / 30)
    assert r.verdi_for("9999") is None


def test_regioner_i_den_egne_listen_er_referanser_og_ikke_med_i_snittet(land: Data) -> None:
    v = valg(land, sammenlign=["8102", "EKG05"])
    assert sammenlignet(land, v) == ("8102",)
    r = rad(land, v, "dekningsgrad_hjemmetjenester_80_pluss")
    assert r.andre.komm_nr.tolist() == ["8102"]
    assert r.referanser.komm_nr.tolist() == ["EKG05", "EAKUO", "EAK"]
    assert r.snitt == 29.0


@pytest.mark.parametrize(
    ("verdier", "hvem"),
    [
        ({"sammenlign": ["8102", "EKG05"]}, "Bjerka"),
        ({"sammenlign": ["EKG05"]}, "KOSTRA-gruppe 5"),
        ({}, ""),
        ({"sett": "jevnkommuner"}, "jevnkommunene"),
        ({"sett": "fylke"}, "de 5 andre kommunene i fylket"),
        ({"sett": "kostragruppe", "komm_nr": "8202"}, "de 2 andre kommunene i KOSTRA-gruppen"),
        ({"sett": "landet"}, "de 11 andre kommunene med tall i landet"),
    ],
    ids=str,
)
def test_hvem_det_er_sammenlignet_med_sies_slik(land: Data, verdier: dict, hvem: str) -> None:
    assert mot_hvem(land, valg(land, **verdier)) == hvem


def test_kommuner_uten_tall_er_ikke_med_i_det_som_kalles_snitt(land: Data) -> None:
    v = valg(land, sett="landet")
    assert med_tall(land, v) == set(lite_land.NAVN) - {"8101"}
    tekst = leselig(sammenligning.sammenligning(land, v)[1])
    assert "60 andre kommuner. 11 av dem har tall i datagrunnlaget." in tekst
    assert "Oslo (0301)" in tekst and "og 39 til" in tekst
    mangler = leselig(tjenesteprofil.mangler(land, v)[0])
    assert "49 steder (ikke i datagrunnlaget)" in mangler


# ------------------------------------------------------------------ siden
@pytest.mark.parametrize("sett", list(Sett))
@pytest.mark.parametrize("komm_nr", ["8101", "8103"])
def test_alle_kapitler_for_hvert_sett(land: Data, sett: Sett, komm_nr: str) -> None:
    v = valg(land, komm_nr=komm_nr, sett=sett, sammenlign=["8102"])
    for navn in ("konklusjon", "sammenligning", "kostnad", "profil", "smaa_tall", "utvikling"):
        for blokk in getattr(tjenesteprofil, navn)(land, v):
            tekst = leselig(blokk)
            assert tekst.strip()
            assert not {"nan", "None", "<NA>"} & set(tekst.replace("(", " ").split())


def test_avstandene_trykkes_med_fortegn_og_kilde(land: Data) -> None:
    blokker = sammenligning.sammenligning(land, valg(land, sett="jevnkommuner"))
    tabell = blokker[2]
    j = naermeste(land, "8101", 2025).rader
    assert tabell["rader"][0][0] == "1. Bjerka"
    assert tabell["rader"][0][1] == f"{j.avstand[0]:.2f}".replace(".", ",")
    assert tabell["rader"][0][2] == f"+{j.ln_folketall[0]:.2f}".replace(".", ",")
    assert tabell["kilder"][0]["tekst"].endswith("tabell 00000, 15. juni 2026"
                                                 " (hentet 20. november 2026)")  # fmt: skip
    assert "De 10 likeste av 11 kommuner med folketall etter alder 1. januar 2026" in leselig(
        blokker[1]
    )


def test_egen_liste_er_borte_mens_et_sett_gjelder_og_tilbake_etterpaa(land: Data) -> None:
    side = Side(land, valg(land, sammenlign=["8102"]))
    kontroller = side.kontroller(felt.profilfelt)
    assert "sammenlign" in [f["navn"] for f in kontroller.felt]
    kontroller.verdier = kontroller.verdier | {"sett": "fylke"}
    assert side.valg.sett == Sett.FYLKE and kontroller.feil == ""
    assert "sammenlign" not in [f["navn"] for f in kontroller.felt]
    kontroller.verdier = kontroller.verdier | {"sett": "kostragruppe", "komm_nr": "8106"}
    assert kontroller.feil.startswith("8106 har ingen KOSTRA-gruppe")
    assert side.valg.sett == Sett.FYLKE and kontroller.verdier["sett"] == "fylke"
    kontroller.verdier = kontroller.verdier | {"sett": "egne"}
    assert side.valg.sammenlign == ("8102",)


def test_gruppene_staar_foerst_blant_valgene(land: Data) -> None:
    v = valg(land, sammenlign=["8102"])
    valgene = next(f for f in felt.profilfelt(land, v) if f["navn"] == "sammenlign")
    koder = [k for k, _ in valgene["alternativer"]]
    assert koder[:4] == ["EAK", "EAKUO", "EKA81", "EKG05"]
    assert koder[4] == "8102" and koder[-1] == "8206"  # Bjerka first, Åsmark last


def test_sett_i_adressen(land: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUERY_STRING", "komm_nr=8102&aar=2025&sett=fylke&grenser=dagens")
    side = Side(land, valg(land))
    assert (side.valg.sett, side.valg.grenser, side.feil) == (Sett.FYLKE, "dagens", "")


def test_lageret_kan_legges_om_og_leses(tmp_path: Path) -> None:
    """The made-up country is itself sound: as many people in the merged parts' last year."""
    d = load_data(lite_land.fyll(tmp_path / "lager"))
    b = d.folk().query("alternativ == 'faktisk' and alder_fra >= 80")
    antall = b.groupby(["komm_nr", "aar"]).personer.sum()
    assert antall["8102", 2026] == lite_land.over_80("8102", 2026)
    assert set(d.kostragrupper.komm_nr) == {k for g in lite_land.GRUPPER.values() for k in g}


# ------------------------------------------------------------------ lagene
def _eget_tall(mappe: Path) -> None:
    rad = {"komm_nr": "8102", "aar": 2025, "indikator": "plasser_institusjon", "verdi": 99.0,
           "enhet": "plasser", "status": "maalt", "kilde": "egen-1"}  # fmt: skip
    kilde = lite_land.rammer()["kilder"].assign(
        kilde="egen-1", tittel="mitt.xlsx", sted="ark A", hentet="2026-11-21"
    )
    lager = Lager(mappe)
    with lager.skrivelaas():
        lager.skriv({"observasjoner": pd.DataFrame([rad]), "kilder": kilde}, lag="egne")


def test_et_eget_tall_gaar_foran_og_kilden_sier_det(tmp_path: Path) -> None:
    _eget_tall(lite_land.fyll(tmp_path))
    d = load_data(tmp_path)
    r = rad(d, valg(d, komm_nr="8102"), "beboere_per_100_plasser")
    assert r.egen.nevner == 99
    blokker = tjenesteprofil.profil(d, valg(d, komm_nr="8102", sammenlign=["8103"]))
    tekster = [k["tekst"] for b in blokker for k in b.get("kilder", [])]
    assert any(
        t.endswith("(egen fil, lest inn 21. november 2026; går foran tall fra SSB)")
        for t in tekster
    )
    assert any(t.endswith("(hentet 20. november 2026)") for t in tekster)


def test_siden_viser_lagene_med_det_som_gaar_foran_oeverst(tmp_path: Path, data: Data) -> None:
    d = load_data(lite_land.fyll(tmp_path))
    _eget_tall(tmp_path)
    med_egne = load_data(tmp_path)
    rader = datagrunnlag.lag(med_egne, valg(med_egne))[1]["rader"]
    assert [r[0] for r in rader] == ["Egne filer", "Hentet", "Eksempeldata"]
    assert rader[0][1:] == ["ark A", "21. november 2026"]
    assert [r[0] for r in datagrunnlag.lag(d, valg(d))[1]["rader"]] == ["Hentet", "Eksempeldata"]
    assert datagrunnlag.lag(data, valg(d)) == []  # the example alone: as before


@pytest.mark.parametrize(
    ("idag", "gammel"), [(date(2026, 12, 1), False), (date(2027, 3, 14), False),
                         (date(2027, 3, 15), True)],
)  # fmt: skip
def test_siden_sier_fra_naar_ssb_har_publisert_siden(
    tmp_path: Path, idag: date, *, gammel: bool
) -> None:
    d = load_data(lite_land.fyll(tmp_path), idag)
    blokker = datagrunnlag.alder(d, valg(d))
    assert bool(blokker) is gammel
    if gammel:
        assert leselig(blokker[0]).strip() == (
            "Tabell 00000 ble hentet 20. november 2026, og SSB har publisert siden."
            " Hent på nytt med «helseanalyse hent»."
        )


# ------------------------------------------------------------------ what nobody chose
def test_uten_aar_er_det_kommunens_nyeste(land: Data) -> None:
    """A link or command that names only the municipality opens in a year it has figures for."""
    standard = {"komm_nr": "0121", "sammenlign": ["0628", "0119"], "aar": 2012, "sett": "egne"}
    ut = utfylt(land, standard, {"komm_nr": "8103", "sett": "fylke"})
    assert (ut["aar"], ut["sett"], ut["sammenlign"]) == (2025, "fylke", [])
    assert utfylt(land, standard, {"komm_nr": "8190"})["aar"] == 2023  # merged in 2024
    assert utfylt(land, standard, {"komm_nr": "8103", "aar": "2012"})["aar"] == "2012"
    assert utfylt(land, standard, {}) == standard


def test_adressen_trenger_bare_kommunen(land: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUERY_STRING", "komm_nr=8103&sett=fylke")
    side = Side(land, valg(land, komm_nr="0121", aar=2012))
    assert (side.feil, side.valg.komm_nr, side.valg.aar) == ("", "8103", 2025)
    monkeypatch.setenv("QUERY_STRING", "komm_nr=8103&aar=1999")
    side = Side(land, valg(land, komm_nr="0121", aar=2012))
    visning = side.vis(sammenligning.sammenligning)
    sagt = leselig(visning.blokker[0])
    assert "Adressen kunne ikke brukes: 8103 Dalen gjelder bare fra og med 2020" in sagt
    side.endre(komm_nr="8103", aar=2025, sett="fylke")
    assert "Adressen" not in leselig(visning.blokker[0]), "borte når noe er valgt"


def test_et_sett_uten_tall_er_ikke_null_kommuner(land: Data) -> None:
    v = valg(land, komm_nr="8103", aar=2026, sett="fylke")
    assert tjenesteprofil.tittel(land, v)[0] == "Dalen mot kommunene i fylket, som mangler tall"


def test_behov_uten_aar_er_for_et_aar_som_kommer(land: Data, data: Data) -> None:
    standard = {"komm_nr": "0121", "sammenlign": ["0628"], "aar": 2025, "grunnlag": "kapasitet"}
    assert utfylt(land, standard, {"komm_nr": "8102"})["aar"] == 2040
    assert utfylt(land, standard, {"komm_nr": "8102", "aar": 2025})["aar"] == 2025
    assert utfylt(data, standard, {})["aar"] == 2025  # the example's own year is kept
