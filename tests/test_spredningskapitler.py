"""The funnel and the quadrant as chapters: sound blocks, honest words, sets of all sizes."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import lite_land
from conftest import leselig
from helseanalyse.kapitler.en_til import smaa_tall
from helseanalyse.kapitler.spredning import kvadrant, trakt
from helseanalyse.sources.load import Data
from helseanalyse.sources.samlet import load_data
from helseanalyse.valg import Profilvalg
from helseanalyse.views.svg import svg
from test_kapitler import finn, sjekk

AARENE = (2003, 2004, 2007, 2011, 2012)


def alle(data: Data, aar: int, komm_nr: str = "0121", **felt: Any) -> Profilvalg:
    """The municipality against all others with figures that year."""
    koder = sorted(data.observasjoner.loc[data.observasjoner.aar == aar, "komm_nr"].unique())
    andre = [k for k in koder if k != komm_nr and data.register.er_kommune(k)]
    return Profilvalg.sjekket(data, komm_nr=komm_nr, sammenlign=andre, aar=aar, **felt)


@pytest.mark.parametrize("aar", AARENE)
@pytest.mark.parametrize("kapittel", [trakt, kvadrant, smaa_tall])
def test_hvert_aar_gir_hele_blokker(data: Data, aar: int, kapittel: Any) -> None:
    koder = data.observasjoner.loc[data.observasjoner.aar == aar, "komm_nr"].unique()
    for komm_nr in sorted(k for k in koder if data.register.er_kommune(k))[::9]:
        for blokk in kapittel(data, alle(data, aar, komm_nr)):
            sjekk(blokk, set(data.kilder.kilde))


def test_trakten_sier_ikke_klart_der_det_ikke_er_klart(data: Data) -> None:
    """16 of 16 single rooms in 2004: the pooled 85.6 % leaves 68.4-100 to chance."""
    figur, tabell = trakt(data, alle(data, 2004, indikator="andel_enerom"))[1:]
    assert figur["tittel"] == (
        "Rømskog skiller seg ikke klart fra de andre på andel plasser i enerom:"
        " 100,0\u00a0% mot 85,6\u00a0% samlet"
    )
    assert tabell["rader"][0] == [
        "Rømskog", "100,0\u00a0% (16 av 16)", "95,2\u00a0%", "68,4–100,0\u00a0%",
        "58,5–100,0\u00a0%", "ikke klart forskjellig",
    ]  # fmt: skip
    assert tabell["rader"][1][::5] == ["Sarpsborg", "lav (99,8 %)"]
    assert "Utenfor 95 %-grensene ligger Sarpsborg (63,7\u00a0%)" in figur["note"]
    assert "11 av 19 ligger utenfor: kommunene er mer ulike enn tilfeldigheter" in figur["note"]


def test_trakten_sier_klart_der_det_er_klart(data: Data) -> None:
    """10 of 16 in nursing homes in 2007, against 95.3 % of all."""
    figur, tabell = trakt(data, alle(data, 2007, indikator="andel_sykehjemsplasser"))[1:]
    assert figur["tittel"] == (
        "Rømskog ligger svært klart lavere enn de andre samlet på andel sykehjemsplasser:"
        " 62,5\u00a0% mot 95,3\u00a0% samlet"
    )
    assert tabell["rader"][0][-1] == "lav (99,8 %)"
    assert len(tabell["rader"]) == 15
    assert "35 til er ikke i tabellen" in tabell["note"]


def test_trakten_viser_alle_og_merker_egen(data: Data) -> None:
    spek = str(trakt(data, alle(data, 2007, indikator="andel_skjermet"))[1]["spec"])
    assert len(re.findall(r"'rolle': 'egen'", spek)) == 2, "prikken og navnet"
    assert len(set(re.findall(r"'navn': '([^']+)'", spek))) == 50


def test_valgt_andel_gaar_foran_den_flest_har(data: Data) -> None:
    for navn, i in (("Andel plasser i enerom", "andel_enerom"),
                    ("Andel på tidsbegrenset opphold", "andel_tidsbegrenset")):  # fmt: skip
        assert trakt(data, alle(data, 2004, indikator=i))[2]["hode"][1] == navn
        assert trakt(data, alle(data, 2004), i)[2]["hode"][1] == navn


def test_for_faa_kommuner_gir_en_setning(data: Data) -> None:
    valg = Profilvalg.sjekket(data, komm_nr="0121", sammenlign=["0119"], aar=2004)
    overskrift, varsel = trakt(data, valg)
    assert varsel["type"] == "varsel"
    assert "minst 3 kommuner med antallene bak andelen" in leselig(varsel)
    assert leselig(overskrift).strip() == "Er forskjellen større enn tilfeldigheter kan gi?"
    assert kvadrant(data, valg) == []
    assert trakt(data, alle(data, 2012)) == [], "2012 har ingen andeler av antall"


def test_kvadranten_er_ordnet_etter_medianene(data: Data) -> None:
    """Each place's corner is that of its own figures against the medians in the last row."""
    figur, tabell = kvadrant(data, alle(data, 2004))[1:]
    assert figur["tittel"] == (
        "Rømskog ligger over medianen for andel årsverk med fagutdanning og under medianen for"
        " årsverk per beboer: 69,6\u00a0% og 1,67"
    )
    assert "medianen ligger innenfor 95 %-intervallet" in figur["note"]
    assert "høyere er bedre" in str(figur["spec"])

    def tallet(celle: str) -> float:
        return float(celle.replace("\u00a0%", "").replace(",", "."))

    *rader, median = tabell["rader"]
    god, dyr = (tallet(c) for c in median[1:3])
    df = pd.DataFrame([[tallet(c) for c in r[1:3]] for r in rader], columns=["god", "dyr"])
    for (_, rad), plass in zip(df.iterrows(), [r[3] for r in rader], strict=True):
        if god in (rad.god,) or dyr in (rad.dyr,):
            assert plass == "på medianen"
        else:
            inn = "mer ressurser" if rad.dyr > dyr else "mindre ressurser"
            assert plass == f"{inn}, {'bedre' if rad.god > god else 'svakere'}"
    assert rader[0][0] == "Rømskog"


def test_kvadranten_med_navngitte_indikatorer(data: Data) -> None:
    hode = kvadrant(data, alle(data, 2004), "andel_enerom", "andel_helse_sosial_av_budsjett")
    assert hode[2]["hode"][1:3] == ["Andel plasser i enerom", "Andel av driftsutgiftene"]
    assert kvadrant(data, alle(data, 2004), "andel_skjermet") == [], "har ingen bedre retning"


@pytest.fixture(scope="module")
def lite(tmp_path_factory: pytest.TempPathFactory) -> Data:
    """The made-up country, with a quality and a cost of its own in 2024."""
    data = load_data(lite_land.fyll(tmp_path_factory.mktemp("lager")))
    mal = data.observasjoner[(data.observasjoner.aar == 2024)].drop_duplicates("komm_nr")
    mal = mal[mal.komm_nr.isin(list(lite_land.NAVN))]
    nr = mal.komm_nr.str[-1].astype(int)
    nye = [
        mal.assign(indikator=i, verdi=verdi, enhet=e)
        for i, verdi, e in (("legetimer_per_uke_per_beboer", 0.4 + 0.03 * nr, "timer per uke"),
                            ("utgifter_per_institusjonsplass", 1e6 + 1e4 * nr**2, "kr"))
    ]  # fmt: skip
    o = data.observasjoner
    o = o[~((o.aar == 2024) & o.indikator.isin([n.indikator.iloc[0] for n in nye]))]
    return replace(data, observasjoner=pd.concat([o, *nye], ignore_index=True))


def test_et_sett_etter_regel(lite: Data) -> None:
    valg = Profilvalg.sjekket(lite, komm_nr="8102", sammenlign=[], aar=2024, sett="landet")
    for kapittel, antall in ((trakt, 12), (kvadrant, 12)):
        blokker = kapittel(lite, valg)
        for blokk in blokker:
            sjekk(blokk, set(lite.kilder.kilde))
        figur = blokker[1]
        assert f"{antall} kommuner" in figur["undertittel"]
        assert svg(figur["spec"]).startswith("<svg")
    assert finn(kvadrant(lite, valg), "kvadranttabell")["hode"][1:3] == [
        "Legetimer per beboer", "Utgifter per oppholdsdøgn",
    ], "kostnaden er den til tjenesten kvaliteten gjelder, ikke til alle innbyggere"  # fmt: skip


def test_en_andel_over_hundre_er_ikke_i_trakten(lite: Data) -> None:
    """More nursing home places than places at all: reported wrong, and no share to draw."""
    valg = Profilvalg.sjekket(
        lite, komm_nr="8102", sammenlign=[], aar=2024, sett="landet",
        indikator="andel_sykehjemsplasser",
    )  # fmt: skip
    o = lite.observasjoner.copy()
    hvor = (o.komm_nr == "8102") & (o.aar == 2024) & (o.indikator == "plasser_sykehjem")
    o.loc[hvor, "verdi"] = 1000.0
    figur = trakt(replace(lite, observasjoner=o), valg)[1]
    assert "andel mottakere under 67" in figur["tittel"]


def test_den_som_er_skjermet_er_ikke_med(lite: Data, tmp_path: Path) -> None:
    valg = Profilvalg.sjekket(lite, komm_nr="8102", sammenlign=[], aar=2024, sett="landet")
    o = lite.observasjoner.copy()
    hvor = (o.komm_nr == "8103") & (o.aar == 2024)
    hvor &= o.indikator.isin(["mottakere_hjemmetjenester_0_66", "plasser_sykehjem"])
    o.loc[hvor, "verdi"] = float("nan")
    o.loc[hvor, "status"] = "skjermet"
    blokker = trakt(replace(lite, observasjoner=o), valg)
    assert "Dalen" not in "\n".join(leselig(b) for b in blokker)
    assert "11 kommuner" in blokker[1]["undertittel"]


# ------------------------------------------------------------------ én til
def celler(blokker: list[dict[str, Any]]) -> dict[str, list[str]]:
    return {rad[0]: rad[1:] for rad in finn(blokker, "en-til")["rader"]}


def test_en_til_i_hver_andel_og_rate(data: Data) -> None:
    """One of 16 places is 6.25 points of a share, and 6.25 residents per 100 places."""
    rader = celler(smaa_tall(data, alle(data, 2004)))
    assert rader["Andel plasser i enerom"] == [
        "16 av 16", "100,0\u00a0%", "±6,3 prosentpoeng"
    ]  # fmt: skip
    assert rader["Beboere per 100 plasser"] == ["15 av 16", "93,8", "±6,3 per 100 plasser"]
    assert "Andel av driftsutgiftene" not in rader, "én krone til sier ingenting"


def test_nye_brukere_flyttet_utgiftene_i_roemskog(data: Data) -> None:
    """The document prints 2.1 mill for 2012; no other municipality or year has such a row."""
    (_, tabell) = smaa_tall(data, alle(data, 2012))
    assert tabell["rader"][-1][-1] == "+2,1\u00a0mill. kr"
    assert "ikke hvor mange" in tabell["note"]
    assert "romskog-2013-kostnad" in [k["id"] for k in tabell["kilder"]]
    assert smaa_tall(data, alle(data, 2012, "0628")) == []


def test_en_til_i_rate_per_innbygger(lite: Data) -> None:
    """The rate is of the people aged 80+ the 1 January after."""
    valg = Profilvalg.sjekket(lite, komm_nr="8102", sammenlign=["8103"], aar=2024)
    rader = celler(smaa_tall(lite, valg))
    folk = lite_land.over_80("8102", 2025)
    antall, verdi, en = rader["Andel 80+ med hjemmetjenester"]
    assert (antall, verdi) == (f"av {folk} innbyggere", "28,0\u00a0%")
    assert en == f"±{100 / folk:.1f} prosentpoeng".replace(".", ",")
