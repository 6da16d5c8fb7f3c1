"""Figures through the years: in the borders of the time and today's, and where lines stop."""

from dataclasses import replace

import pandas as pd
import pytest

import lite_land
from conftest import leselig
from helseanalyse.indikator import indikatorer
from helseanalyse.kapitler.utvikling import fulgte, utvikling, valgt
from helseanalyse.measures import utvikling as mu
from helseanalyse.sources.load import Data
from helseanalyse.sources.samlet import load_data
from helseanalyse.valg import Profilvalg

REG = indikatorer()


@pytest.fixture(scope="module")
def land(tmp_path_factory: pytest.TempPathFactory) -> Data:
    return load_data(lite_land.fyll(tmp_path_factory.mktemp("lager")))


def serie(
    data: Data, i: str, kode: str, aar: int, naa: int = 2026, *, dagens: bool
) -> pd.DataFrame:
    df = mu.utvikling(data.observasjoner, data.register, REG, REG[i], kode, aar, naa, dagens=dagens)
    return df.set_index(["serie", "aar"])


def test_romskog_som_det_var_og_i_dagens_grenser(data: Data) -> None:
    """SSB's printed counts: 13 of 16 places in Rømskog and 134 of 150 in Aurskog-Høland, 2007."""
    da = serie(data, "beboere_per_100_plasser", "0121", 2012, dagens=False)
    assert da.verdi["Rømskog", 2007] == pytest.approx(100 * 13 / 16)
    assert da.verdi["Rømskog", 2004] == pytest.approx(100 * 15 / 16)
    assert da.verdi["Aurskog-Høland", 2007] == pytest.approx(100 * 134 / 150)
    naa = serie(data, "beboere_per_100_plasser", "0121", 2012, dagens=True)
    assert naa.verdi["Aurskog-Høland", 2007] == pytest.approx(100 * (13 + 134) / (16 + 150))
    # In 2004 one part is not in the data: the sum is missing, and says so.
    borte = naa.loc[("Aurskog-Høland", 2004)]
    assert pd.isna(borte.verdi) and "0221 Aurskog-Høland er ikke i dataene" in borte.merknad
    assert set(naa.kilder["Aurskog-Høland", 2007]) == {"ssb-hjulet-2008-tabell-23"}


def test_et_budsjett_legges_sammen_for_det_deles(data: Data) -> None:
    """Gross spending in 1000 kr, 2004: 11 973 of 38 527 and 158 228 of 467 930."""
    naa = serie(data, "andel_helse_sosial_av_budsjett", "0121", 2012, dagens=True)
    ventet = 100 * (11_973 + 158_228) / (38_527 + 467_930)
    assert naa.verdi["Aurskog-Høland", 2004] == pytest.approx(ventet)
    assert naa["del"].tolist() == [0, 0]  # 2003 and 2004 are joined by a line


def test_et_omnummerert_sted_er_en_sammenhengende_serie(data: Data) -> None:
    naa = serie(data, "andel_helse_sosial_av_budsjett", "0219", 2012, dagens=True)
    da = serie(data, "andel_helse_sosial_av_budsjett", "0219", 2012, dagens=False)
    assert naa.verdi.tolist() == da.verdi.tolist()
    assert naa.index.tolist() == da.index.tolist() == [("Bærum", 2003), ("Bærum", 2004)]


def test_sammenslaaingen_er_et_brudd_som_det_var_og_ikke_i_dagens_grenser(land: Data) -> None:
    da = serie(land, "beboere_per_100_plasser", "8101", 2025, dagens=False)
    assert set(da.index.get_level_values(0)) == {"Askvik", "Gammelvik", "Nordre Askvik"}
    assert da.loc["Askvik"].index.tolist() == [2024, 2025]
    naa = serie(land, "beboere_per_100_plasser", "8101", 2025, dagens=True).loc["Askvik"]
    gamle = [lite_land.plasser(k, 2023) for k in ("8190", "8191")]
    assert naa.verdi[2023] == pytest.approx(100 * (sum(gamle) - 2) / sum(gamle))
    assert naa["del"].tolist() == [0, 0, 0] and set(naa.brudd) == {""}


def test_et_forhold_uten_antall_kan_ikke_regnes_om(land: Data) -> None:
    i = "dekningsgrad_hjemmetjenester_80_pluss"
    naa = serie(land, i, "8101", 2025, dagens=True).loc["Askvik"]
    assert pd.isna(naa.verdi[2023]) and naa.verdi[2025] == 28
    assert "teller og nevner mangler for 8190 Gammelvik og 8191 Nordre Askvik" in naa.merknad[2023]
    assert naa["del"].tolist() == [0, 1, 1]


# ------------------------------------------------------------------ brudd
def punkt(aar: int, verdi: float | None = 1.0, kode: str = "0219", status: str = "maalt") -> dict:
    return {"komm_nr": kode, "aar": aar, "verdi": verdi, "status": status}


@pytest.mark.parametrize(
    ("foer", "etter", "ventet"),
    [
        (punkt(2003), punkt(2004), None),
        (punkt(2003), punkt(2005), ""),
        (punkt(2003, None), punkt(2004), ""),
        (punkt(2003), punkt(2004, None), ""),
        (punkt(2006), punkt(2007), "ny kilde"),
        (punkt(2005), punkt(2008), "ny kilde"),
        (punkt(2003), punkt(2004, status="kopiert"), "Tallet er kopiert fra et annet år"),
        (punkt(2019, kode="EKG05"), punkt(2020, kode="EKG05"), "KOSTRA-gruppene ble laget på nytt"),
        (punkt(2019, kode="EAK"), punkt(2020, kode="EAK"), None),
    ],
)
def test_der_linjen_stopper(foer: dict, etter: dict, ventet: str | None) -> None:
    i = replace(REG["beboere_per_100_plasser"], brudd={"2007": "ny kilde"})
    assert mu.brudd_mellom(foer, etter, i, None) == ventet


def test_brudd_i_en_del_er_brudd_i_forholdet(data: Data) -> None:
    df = serie(data, "beboere_per_100_plasser", "EAK", 2007, dagens=True).loc["Landet"]
    assert df.brudd[2007] == REG["beboere_institusjon"].brudd["2007"]
    assert df["del"][2006] != df["del"][2007] == df["del"][2008]


def test_familien_er_alle_foer_og_etter(data: Data) -> None:
    assert mu.familie(data.register, "0121", 2012, 2026) == {"0121", "0221", "3026", "3226"}
    assert mu.familie(data.register, "3226", 2025, 2026) == {"0121", "0221", "3026", "3226"}
    assert mu.familie(data.register, "1119", 2012, 2026) == {"1119"}


# ------------------------------------------------------------------ kapitlet
def profil(data: Data, **verdier: object) -> Profilvalg:
    standard = {"komm_nr": "0121", "sammenlign": ["0119"], "aar": 2012}
    return Profilvalg.sjekket(data, **(standard | verdier))  # type: ignore[arg-type]


def test_figuren_tegner_ingen_linje_over_brudd(data: Data) -> None:
    _, figur, tabell = utvikling(data, profil(data, indikator="beboere_per_100_plasser"))
    assert figur["tittel"] == "Rømskog: beboere per 100 plasser 81,3 i 2007"
    assert "2007: IPLOS" in figur["note"] and "ingen linje over år uten tall" in figur["note"]
    alle = pd.concat(pd.DataFrame(d) for d in figur["spec"]["datasets"].values())
    punkter = alle[alle.bit.notna()]
    assert punkter.verdi.notna().all()
    biter = punkter[punkter.serie == "Rømskog"].set_index("aar").bit
    assert biter[2004] != biter[2007]
    assert tabell["hode"] == ["År", "Aurskog-Høland", "Rømskog", "Marker", "Landet"]
    assert tabell["rader"][0] == ["2007", "89,3", "81,3", "92,5", "102,6"]
    assert tabell["rader"][-1] == ["2004", "–", "93,8", "106,3", "99,0"]


def test_dagens_grenser_sier_hva_som_mangler(data: Data) -> None:
    v = profil(data, indikator="beboere_per_100_plasser", grenser="dagens")
    _, figur, tabell = utvikling(data, v)
    assert figur["tittel"].startswith("Aurskog-Høland: beboere per 100 plasser 88,6 i 2007")
    assert "alle år i kommunegrensene fra 2026" in figur["undertittel"]
    assert "Aurskog-Høland i 2004: Kan ikke summeres" in tabell["note"]
    assert ["2004", "ikke oppgitt", "106,3", "99,0"] in tabell["rader"]


def test_en_andel_endres_i_prosentpoeng(data: Data) -> None:
    v = profil(data, indikator="andel_helse_sosial_av_budsjett")
    assert utvikling(data, v)[1]["tittel"].endswith("31,1\u00a0% i 2004 (\u22121,4 prosentpoeng)")


def test_den_med_flest_aar_er_foerste_valg_og_et_umulig_valg_sies_fra_om(data: Data) -> None:
    v = profil(data, komm_nr="0219", sammenlign=[], aar=2011)
    assert [i.id for i in fulgte(data, v)] == ["andel_helse_sosial_av_budsjett"]
    umulig = replace(v, indikator="andel_enerom")
    i = valgt(data, umulig)
    assert i is not None and i.id == "andel_helse_sosial_av_budsjett"
    assert "enerom finnes ikke for mer enn ett år; her vises" in leselig(utvikling(data, umulig)[1])


def test_uten_serie_sier_kapitlet_det(data: Data) -> None:
    v = profil(data, komm_nr="1103", sammenlign=[], aar=2011)
    assert "ingen forholdstall for Stavanger i mer enn ett år" in leselig(utvikling(data, v)[1])


def telt(data: Data, *rader: tuple[int, str, float]) -> Data:
    """The data with counts of Rømskog's residents of years without a break between."""
    mal = data.observasjoner[data.observasjoner.indikator == "beboere_institusjon"].iloc[:1]
    nye = [
        mal.assign(komm_nr="0121", aar=aar, indikator=i, verdi=verdi, status="maalt")
        for aar, i, verdi in rader
    ]
    return replace(data, observasjoner=pd.concat([data.observasjoner, *nye], ignore_index=True))


@pytest.mark.parametrize(
    ("foer", "etter", "ventet"),
    [
        ((10, 13), (2, 17), "er større enn tilfeldigheter alene gir (Fishers eksakte test, p < 0,"),
        ((3, 4), (1, 4), "kan være tilfeldig (Fishers eksakte test, p = 0,49;"),
        ((3.5, 4), (1, 4), None),
    ],
)
def test_endringen_mellom_to_aar_er_proevd(
    data: Data,
    foer: tuple[float, float],
    etter: tuple[float, float],
    ventet: str | None,
) -> None:
    """Fisher (1935): 10 of 13 against 2 of 17, p = 0.0005367; his tea: 3 of 4, 1 of 4, 0.4857."""
    rader = [
        (aar, i, float(x))
        for aar, par in ((2010, foer), (2011, etter))
        for i, x in zip(("beboere_institusjon_0_66", "beboere_institusjon"), par, strict=True)
    ]
    nye = telt(data, *rader)
    v = profil(nye, indikator="andel_beboere_under_67", aar=2011)
    note = (utvikling(nye, v)[1]["note"] or "").replace("\u00a0", " ")
    if ventet is None:
        assert "tilfeldig" not in note
    else:
        assert f"Endringen fra 2010 til 2011 {ventet}" in note


def test_fra_13_til_17_beboere_kan_vaere_tilfeldig(data: Data) -> None:
    """A rate: 13 and then 17 residents on as many places, exact Poisson p = 0.58."""
    rader = [(2010, 13.0), (2011, 17.0)]
    nye = telt(data, *((aar, "beboere_institusjon", x) for aar, x in rader),
               *((aar, "plasser_institusjon", 20.0) for aar, _ in rader))  # fmt: skip
    figur = utvikling(nye, profil(nye, indikator="beboere_per_100_plasser", aar=2011))[1]
    assert "kan være tilfeldig (eksakt Poisson-test, p = 0,58;" in figur["note"].replace(
        "\u00a0", " "
    )
