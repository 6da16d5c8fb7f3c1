"""Municipalities through mergers: what adds, what is recomputed, and what is refused."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helseanalyse.indikator import Indikator, indikatorer
from helseanalyse.kommune import Kommuneregister
from helseanalyse.measures.historie import (
    Deler,
    Grenser,
    befolkning_dagens_grenser,
    dagens_grenser,
    som_det_var,
)
from helseanalyse.sources.load import Data

PLASSER = Indikator(id="plasser", type="grunntall", navn="Plasser", enhet="plasser")
ANDEL = Indikator(
    id="andel", type="forholdstall", navn="Andel", enhet="prosent", faktor=100,
    teller="a", nevner="b",
)  # fmt: skip
KOSTNAD = Indikator(id="kostnad", type="oppgitt", navn="Kostnad", enhet="kr")
REGISTER = {i.id: i for i in (PLASSER, ANDEL, KOSTNAD)}

# Ålesund and Haram: 1507 was made of five in 2020 and split in 2024. Tysfjord split in 2020.
DELTE = [
    *[(k, "1507", 2020, "sammenslaaing") for k in ("1504", "1523", "1529", "1534", "1546")],
    ("1507", "1508", 2024, "deling"), ("1507", "1580", 2024, "deling"),
    ("1850", "1806", 2020, "deling"), ("1850", "1875", 2020, "deling"),
    ("1805", "1806", 2020, "sammenslaaing"), ("1849", "1875", 2020, "sammenslaaing"),
]  # fmt: skip


def kommuneregister(endringer: list[tuple[str, str, int, str]]) -> Kommuneregister:
    """Codes valid from the change that made them to the one that ended them."""
    koder = sorted({k for e in endringer for k in e[:2]})
    fra = {ny: aar for _, ny, aar, _ in endringer}
    til = {gammel: aar - 1 for gammel, _, aar, _ in endringer}
    k = pd.DataFrame({"komm_nr": koder, "navn": [f"K{n}" for n in koder], "type": "kommune"})
    k["gjelder_fra"] = pd.array([fra.get(n, pd.NA) for n in koder], dtype="Int64")
    k["gjelder_til"] = pd.array([til.get(n, pd.NA) for n in koder], dtype="Int64")
    e = pd.DataFrame(endringer, columns=["fra_komm_nr", "til_komm_nr", "aar", "type"])
    return Kommuneregister(k, e.astype({"aar": "Int64"}))


def obs(*rader: Mapping[str, Any]) -> pd.DataFrame:
    fast = {
        "aar": 2019, "indikator": "plasser", "verdi": np.nan, "enhet": "plasser",
        "status": "maalt", "teller": np.nan, "nevner": np.nan, "kilde": "k", "merknad": None,
    }  # fmt: skip
    kolonner = ["komm_nr", *fast]
    df = pd.DataFrame([{**fast, **r} for r in rader], columns=kolonner)
    tall = dict.fromkeys(("verdi", "teller", "nevner"), "float64")
    tekst = dict.fromkeys(("komm_nr", "indikator", "enhet", "status", "kilde", "merknad"), "str")
    return df.astype({**tall, **tekst, "aar": "Int64"})


def rad(df: pd.DataFrame, komm_nr: str, aar: int = 2019, indikator: str = "plasser") -> pd.Series:
    treff = df[(df.komm_nr == komm_nr) & (df.aar == aar) & (df.indikator == indikator)]
    assert len(treff) == 1
    return treff.iloc[0]


# ------------------------------------------------------------------ which codes
@pytest.mark.parametrize(
    ("kode", "aar", "deler"),
    [
        ("3226", 2024, ("3226",)),
        ("3226", 2023, ("3026",)),
        ("3226", 2020, ("3026",)),
        ("3226", 2019, ("0121", "0221")),
        ("3226", 1995, ("0121", "0221")),
        ("3203", 2019, ("0220", "0627", "0628")),
        ("3207", 2019, ("0213", "0217")),
        ("3122", 2019, ("0119",)),
        ("1119", 2004, ("1119",)),
        # A code that lives on through the merger is a part of itself, but not before it was made.
        ("5001", 2020, ("5001",)),
        ("5001", 2019, ("5001", "5030")),
        ("5001", 2018, ("5001", "5030")),
        ("5001", 2017, ("1601", "1662")),
        ("1103", 2019, ("1103", "1141", "1142")),
        ("1103", 2020, ("1103",)),
    ],
)
def test_delene_av_en_kommune(data: Data, kode: str, aar: int, deler: tuple[str, ...]) -> None:
    assert Grenser(data.register, 2024).deler(kode, aar) == Deler(deler)


def test_grensene_fra_et_annet_aar(data: Data) -> None:
    grenser = Grenser(data.register, 2021)
    assert grenser.deler("3026", 2019) == Deler(("0121", "0221"))
    assert grenser.hos("0121", 2019) == ["3026"]
    assert Grenser(data.register, 2019).deler("0121", 2019) == Deler(("0121",))
    assert Grenser(data.register, 2019).hos("0121", 2007) == ["0121"]


def test_hver_gammel_kode_er_del_av_akkurat_en_kommune(data: Data) -> None:
    """Forwards and backwards agree for every code of the package, in every year."""
    grenser, k = Grenser(data.register, 2024), data.kommuner
    koder = k[k.type == "kommune"].komm_nr
    for aar in (2004, 2017, 2018, 2019, 2020, 2023, 2024):
        naa = [c for c in koder if grenser.fantes(c, 2024)]
        bakover = {d: c for c in naa for d in grenser.deler(c, aar).koder if grenser.fantes(d, aar)}
        framover = {c: grenser.hos(c, aar) for c in koder if grenser.fantes(c, aar)}
        assert framover == {d: [c] for d, c in bakover.items()}
        assert len(framover) >= len(naa) > 40


def test_deling_oppdages_ogsaa_gjennom_en_sammenslaaing() -> None:
    grenser = Grenser(kommuneregister(DELTE), 2024)
    assert grenser.deler("1508", 2024) == Deler(("1508",))
    for aar, koder in ((2023, ("1507",)), (2019, ("1504", "1523", "1529", "1534", "1546"))):
        deler = grenser.deler("1580", aar)
        assert deler.koder == koder
        assert deler.delt == "1507 K1507 ble delt på 1508 K1508 og 1580 K1580 i 2024"
    assert grenser.hos("1534", 2019) == ["1508", "1580"]
    assert grenser.deler("1806", 2019).delt.startswith("1850 K1850 ble delt på 1806")


def test_egen_rad_for_koden_som_lever_videre_gir_ingen_uendelig_runde() -> None:
    """Some lists of changes name the surviving code as its own successor."""
    r = kommuneregister([("5030", "5001", 2020, "sammenslaaing")])
    selv = {"fra_komm_nr": "5001", "til_komm_nr": "5001", "aar": 2020, "type": "sammenslaaing"}
    k = r.kommuner.assign(gjelder_fra=pd.array([pd.NA, pd.NA], dtype="Int64"))
    r = Kommuneregister(k, pd.concat([r.endringer, pd.DataFrame([selv])], ignore_index=True))
    assert Grenser(r, 2024).deler("5001", 2019) == Deler(("5001", "5030"))
    assert Grenser(r, 2024).hos("5001", 2019) == ["5001"]


# ------------------------------------------------------------------ counts
@pytest.mark.parametrize(
    ("kode", "sum_av", "personer"),
    [
        ("3203", ("0220", "0627", "0628"), 9521 + 22635 + 61523),
        ("3207", ("0213", "0217"), 30843 + 27394),
    ],
)
def test_folketallet_foer_sammenslaaingene(
    data: Data, kode: str, sum_av: tuple[str, ...], personer: int
) -> None:
    df = befolkning_dagens_grenser(data.folk(), data.register, 2024)
    r = df[(df.komm_nr == kode) & (df.aar == 2019)].iloc[0]
    assert (r.personer, r.forgjengere, r.status) == (personer, sum_av, "maalt")
    assert r.kilder == ("ssb-07459",)
    assert r.kilde == "ssb-07459"


def test_manglende_del_gir_manglende_sum(data: Data) -> None:
    """Rømskog's 673 are not Aurskog-Høland's; Klæbu's 6 076 are not Trondheim's."""
    df = befolkning_dagens_grenser(data.folk(), data.register, 2024).set_index("komm_nr")
    r = df[(df.aar == 2019)].loc["3226"]
    assert np.isnan(r.personer)
    assert r.status == "mangler"
    assert r.merknad == "Kan ikke summeres: 0221 Aurskog-Høland er ikke i dataene."
    assert r.forgjengere == ("0121", "0221")
    trondheim = df[(df.aar == 2019)].loc["5001"]
    assert np.isnan(trondheim.personer)
    assert "5001 Trondheim er ikke i dataene" in trondheim.merknad


def test_eksempeldata_i_dagens_grenser(data: Data) -> None:
    """Rømskog 16 and Aurskog-Høland 150 places in 2007; both hide their young residents."""
    df = dagens_grenser(data.observasjoner, data.register, indikatorer(), 2024)
    r = rad(df, "3226", 2007, "plasser_institusjon")
    assert (r.verdi, r.status, r.forgjengere) == (166, "maalt", ("0121", "0221"))
    assert r.merknad == "Sum av 0121 Rømskog og 0221 Aurskog-Høland."
    r = rad(df, "3226", 2007, "beboere_institusjon_0_66")
    assert np.isnan(r.verdi)
    assert r.status == "skjermet"
    assert "0121 Rømskog og 0221 Aurskog-Høland er skjermet" in r.merknad


def test_omnummerering_beholder_alle_tall(data: Data) -> None:
    """Marker was 0119, 3013 and 3122: its figures, ratios too, are only moved."""
    df = dagens_grenser(data.observasjoner, data.register, indikatorer(), 2024)
    o = data.observasjoner[data.observasjoner.komm_nr == "0119"]
    ny = df[df.komm_nr == "3122"]
    kolonner = ["indikator", "aar", "verdi", "status", "kilde"]
    sortert = [d[kolonner].sort_values(kolonner[:2]).reset_index(drop=True) for d in (o, ny)]
    pd.testing.assert_frame_equal(*sortert)
    assert rad(df, "3122", 2012, "korr_brutto_driftsutg_per_mottaker").verdi == 333076
    assert set(ny.forgjengere) == {("0119",)}


def test_rader_og_typer_er_som_i_dataene(data: Data) -> None:
    df = dagens_grenser(data.observasjoner, data.register, indikatorer(), 2024)
    assert df[data.observasjoner.columns].dtypes.to_dict() == data.observasjoner.dtypes.to_dict()
    assert not df.duplicated(["komm_nr", "aar", "indikator"]).any()
    koder = df.komm_nr[df.komm_nr.str.isdigit()].unique()
    assert all(data.register.finnes(k, 2024) for k in koder)
    land = data.observasjoner[data.observasjoner.komm_nr == "EAK"]
    assert (df.komm_nr == "EAK").sum() == len(land)


def test_skjermet_del_nevnes_og_blir_aldri_null(data: Data) -> None:
    o = obs(
        {"komm_nr": "0121", "status": "skjermet"}, {"komm_nr": "0221", "verdi": 40},
    )  # fmt: skip
    r = rad(dagens_grenser(o, data.register, REGISTER, 2024), "3226")
    assert np.isnan(r.verdi)
    assert (r.status, r.merknad) == (
        "skjermet",
        "Kan ikke summeres: 0121 Rømskog er skjermet.",
    )


@pytest.mark.parametrize(
    ("merker", "samlet"),
    [
        (("maalt", "maalt"), "maalt"),
        (("maalt", "foreloepig"), "foreloepig"),
        (("avlest", "maalt"), "avlest"),
        (("kopiert", "avlest"), "avlest"),
    ],
)
def test_summen_har_det_svakeste_merket(data: Data, merker: tuple[str, str], samlet: str) -> None:
    o = obs(
        {"komm_nr": "0121", "verdi": 1, "status": merker[0], "kilde": "a", "merknad": "ca."},
        {"komm_nr": "0221", "verdi": 2, "status": merker[1], "kilde": "b"},
    )
    r = rad(dagens_grenser(o, data.register, REGISTER, 2024), "3226")
    assert (r.verdi, r.status, r.kilde, r.kilder) == (3, samlet, "a", ("a", "b"))
    assert r.merknad == "Sum av 0121 Rømskog og 0221 Aurskog-Høland. ca."


def test_ekte_null_er_et_tall(data: Data) -> None:
    o = obs({"komm_nr": "0121", "verdi": 0}, {"komm_nr": "0221", "verdi": 7})
    assert rad(dagens_grenser(o, data.register, REGISTER, 2024), "3226").verdi == 7


def test_ulike_enheter_og_ukjent_indikator_summeres_ikke(data: Data) -> None:
    o = obs(
        {"komm_nr": "0121", "verdi": 1, "enhet": "kr"},
        {"komm_nr": "0221", "verdi": 2, "enhet": "1000 kr"},
        {"komm_nr": "0213", "verdi": 1, "indikator": "ukjent"},
        {"komm_nr": "0217", "verdi": 2, "indikator": "ukjent"},
    )
    df = dagens_grenser(o, data.register, REGISTER, 2024)
    assert rad(df, "3226").merknad == "Kan ikke summeres: delene har ulik enhet."
    r = rad(df, "3207", indikator="ukjent")
    assert np.isnan(r.verdi)
    assert r.merknad == "Kan ikke summeres: indikatoren er ikke i registeret."


@given(
    tall=st.lists(
        st.one_of(st.none(), st.integers(min_value=0, max_value=10**9)), min_size=3, max_size=3
    ),
    rekke=st.permutations(range(3)),
)
def test_sum_eller_mangler_uansett_rekkefoelge(tall: list[int | None], rekke: list[int]) -> None:
    register = kommuneregister([(f"000{i}", "9000", 2020, "sammenslaaing") for i in range(3)])
    rader = [
        {"komm_nr": f"000{i}", "verdi": np.nan if v is None else v,
         "status": "skjermet" if v is None else "maalt"}
        for i, v in enumerate(tall)
    ]  # fmt: skip
    df = dagens_grenser(obs(*[rader[i] for i in rekke]), register, REGISTER, 2024)
    r = rad(df, "9000")
    kjente = [v for v in tall if v is not None]
    if len(kjente) == 3:
        assert (r.verdi, r.status) == (sum(kjente), "maalt")
    else:
        assert np.isnan(r.verdi)
        assert r.status == "skjermet"
    assert r.forgjengere == ("0000", "0001", "0002")


# ------------------------------------------------------------------ ratios
def test_forholdstall_regnes_om_og_er_ikke_snittet(data: Data) -> None:
    """13 of 63 and 72 of 616: 12.5 per cent together, not the mean 16.2."""
    o = obs(
        {"komm_nr": "0121", "indikator": "andel", "verdi": 20.6, "teller": 13, "nevner": 63},
        {"komm_nr": "0221", "indikator": "andel", "verdi": 11.7, "teller": 72, "nevner": 616},
    )
    r = rad(dagens_grenser(o, data.register, REGISTER, 2024), "3226", indikator="andel")
    assert r.verdi == pytest.approx(100 * 85 / 679)
    assert (r.teller, r.nevner) == (85, 679)
    assert abs(r.verdi - (20.6 + 11.7) / 2) > 3


@pytest.mark.parametrize("indikator", ["andel", "kostnad"])
def test_forholdstall_uten_tellere_nektes(data: Data, indikator: str) -> None:
    o = obs(
        {"komm_nr": "0121", "indikator": indikator, "verdi": 10.0, "teller": 1, "nevner": 10},
        {"komm_nr": "0221", "indikator": indikator, "verdi": 20.0},
    )
    r = rad(dagens_grenser(o, data.register, REGISTER, 2024), "3226", indikator=indikator)
    assert np.isnan(r.verdi)
    assert r.status == "mangler"
    assert r.merknad.startswith("Kan ikke regnes om: teller og nevner mangler")


def test_oppgitt_forholdstall_regnes_om_i_sin_egen_enhet(data: Data) -> None:
    """Cost in 1000 kr and recipients: the parts' own factor 1000 is found, and kept."""
    o = obs(
        {"komm_nr": "0121", "indikator": "kostnad", "verdi": 378843, "teller": 22731,
         "nevner": 60},
        {"komm_nr": "0221", "indikator": "kostnad", "verdi": 300000, "teller": 150000,
         "nevner": 500},
    )  # fmt: skip
    r = rad(dagens_grenser(o, data.register, REGISTER, 2024), "3226", indikator="kostnad")
    assert r.verdi == pytest.approx(1000 * 172731 / 560)
    o.loc[0, "verdi"] = 378.843  # the parts no longer agree on the unit
    r = rad(dagens_grenser(o, data.register, REGISTER, 2024), "3226", indikator="kostnad")
    assert np.isnan(r.verdi)


def test_nevner_null_gir_manglende(data: Data) -> None:
    o = obs(
        {"komm_nr": "0121", "indikator": "andel", "teller": 0, "nevner": 0},
        {"komm_nr": "0221", "indikator": "andel", "teller": 0, "nevner": 0},
    )
    assert np.isnan(
        rad(dagens_grenser(o, data.register, REGISTER, 2024), "3226", indikator="andel").verdi
    )


# ------------------------------------------------------------------ refusals
def test_delte_kommuner_nektes_med_grunnen() -> None:
    o = obs(
        {"komm_nr": "1507", "aar": 2023, "verdi": 500},
        {"komm_nr": "1508", "aar": 2024, "verdi": 430},
        {"komm_nr": "1508", "aar": 2019, "verdi": 250},  # a source that split it fifty-fifty
    )
    df = dagens_grenser(o, kommuneregister(DELTE), REGISTER, 2024)
    assert rad(df, "1508", 2024).verdi == 430
    for kode, aar in (("1508", 2023), ("1580", 2023), ("1508", 2019)):
        r = rad(df, kode, aar)
        assert np.isnan(r.verdi)
        assert r.status == "mangler"
        assert r.merknad == (
            "Kan ikke føres tilbake: 1507 K1507 ble delt på 1508 K1508 og 1580 K1580 i 2024."
        )


def test_null_for_en_kode_som_ikke_fantes_er_ingen_maaling(data: Data) -> None:
    """The population table has 0 for Halden's new number before 2024, and for its old after."""
    o = obs(
        {"komm_nr": "3101", "aar": 2019, "verdi": 0},
        {"komm_nr": "0101", "aar": 2024, "verdi": 0},
        {"komm_nr": "0101", "aar": 2019, "verdi": 90},
        {"komm_nr": "3103", "aar": 2019, "verdi": 0},
    )
    df = dagens_grenser(o, data.register, REGISTER, 2024)
    assert list(zip(df.komm_nr, df.aar, df.verdi, strict=True)) == [("3101", 2019, 90)]


def test_kildens_eget_tall_i_dagens_grenser_brukes_bare_alene(data: Data) -> None:
    egen = {"komm_nr": "3226", "verdi": 170}
    alene = rad(dagens_grenser(obs(egen), data.register, REGISTER, 2024), "3226")
    assert (alene.verdi, alene.merknad) == (170, "Kilden oppgir tallet i de nyere grensene.")
    deler = [{"komm_nr": "0121", "verdi": 16}, {"komm_nr": "0221", "verdi": 150}]
    uenig = rad(dagens_grenser(obs(egen, *deler), data.register, REGISTER, 2024), "3226")
    assert np.isnan(uenig.verdi)
    assert "eget tall" in uenig.merknad
    # A code that was only renumbered is held to the same: a printed ratio is not recomputed.
    par = [{"komm_nr": k, "indikator": "kostnad", "verdi": 5} for k in ("0119", "3122")]
    enig = dagens_grenser(obs(*par), data.register, REGISTER, 2024)
    assert rad(enig, "3122", indikator="kostnad").verdi == 5
    par[1]["verdi"] = 6
    uenig = dagens_grenser(obs(*par), data.register, REGISTER, 2024)
    assert np.isnan(rad(uenig, "3122", indikator="kostnad").verdi)
    enig = obs({**egen, "verdi": 166}, *deler)
    assert rad(dagens_grenser(enig, data.register, REGISTER, 2024), "3226").verdi == 166


def test_et_tall_utenfor_kodens_aar_skjules_med_grunn(data: Data) -> None:
    o = obs({"komm_nr": "0121", "aar": 2022, "verdi": 16})
    r = rad(dagens_grenser(o, data.register, REGISTER, 2024), "0121", 2022)
    assert np.isnan(r.verdi)
    assert r.status == "ikke_i_bruk"


def test_gamle_og_nye_kostragrupper_blandes_ikke(data: Data) -> None:
    o = obs(
        {"komm_nr": "EKG05", "aar": 2019, "verdi": 10},
        {"komm_nr": "EKG05", "aar": 2020, "verdi": 20},
        {"komm_nr": "KG5", "aar": 2012, "verdi": 30},
        {"komm_nr": "EAK", "aar": 2012, "verdi": 40},
    )
    df = dagens_grenser(o, data.register, REGISTER, 2024)
    assert np.isnan(rad(df, "EKG05", 2019).verdi)
    assert rad(df, "EKG05", 2019).status == "ikke_i_bruk"
    assert rad(df, "EKG05", 2020).verdi == 20
    assert rad(df, "KG5", 2012).verdi == 30
    assert rad(df, "EAK", 2012).verdi == 40
    i_2019 = dagens_grenser(o[o.aar <= 2019], data.register, REGISTER, 2019)
    assert rad(i_2019, "EKG05", 2019).verdi == 10


def test_doble_rader_og_nyere_tall_nektes(data: Data) -> None:
    o = obs({"komm_nr": "0121", "verdi": 1}, {"komm_nr": "0121", "verdi": 2})
    with pytest.raises(ValueError, match="0121 har flere rader for samme tall i 2019"):
        dagens_grenser(o, data.register, REGISTER, 2024)
    ny = obs({"komm_nr": "3226", "aar": 2024, "verdi": 1})
    with pytest.raises(ValueError, match="velg grensene fra 2024 eller senere"):
        dagens_grenser(ny, data.register, REGISTER, 2023)


def test_rammen_som_kom_inn_er_uroert(data: Data) -> None:
    foer = data.observasjoner.copy()
    dagens_grenser(data.observasjoner, data.register, indikatorer(), 2024)
    pd.testing.assert_frame_equal(data.observasjoner, foer)


# ------------------------------------------------------------------ population and projections
def folk(*rader: tuple[str, int, int, int | None, str, float, str]) -> pd.DataFrame:
    kolonner = ["komm_nr", "aar", "alder_fra", "alder_til", "alternativ", "personer", "kilde"]
    df = pd.DataFrame(rader, columns=kolonner).assign(kjoenn="begge", status="maalt", merknad=None)
    heltall = dict.fromkeys(("aar", "alder_fra", "alder_til"), "Int64")
    return df.astype({**heltall, "personer": "float64", "merknad": "str"})


def test_befolkning_legges_sammen_alder_for_alder(data: Data) -> None:
    b = folk(
        ("0121", 2019, 67, 79, "faktisk", 100, "s"), ("0221", 2019, 67, 79, "faktisk", 1500, "s"),
        ("0121", 2019, 80, None, "faktisk", 63, "s"), ("0221", 2019, 80, 89, "faktisk", 600, "s"),
    )  # fmt: skip
    df = befolkning_dagens_grenser(b, data.register, 2024)
    assert list(df.columns[: len(b.columns)]) == list(b.columns)
    par = df.set_index(["alder_fra", df.alder_til.fillna(999)]).personer
    assert par[(67, 79)] == 1600
    assert np.isnan(par[(80, 999)])
    assert np.isnan(par[(80, 89)])


def test_framskriving_foelger_koden_fra_dens_siste_aar(data: Data) -> None:
    b = folk(
        ("3026", 2030, 80, None, "MMMM", 1200, "f2022"),
        ("3025", 2030, 80, None, "MMMM", 7000, "f2022"),
        ("3203", 2030, 80, None, "MMMM", 7100, "f2024"),
        ("0213", 2030, 80, None, "MMMM", 2000, "f2018"),
        ("0217", 2030, 80, None, "MMMM", 1900, "f2016"),
    )
    df = befolkning_dagens_grenser(b, data.register, 2024).set_index("komm_nr")
    assert df.personer["3226"] == 1200
    # The newer projection, under the new number, takes the place of the older.
    assert (df.personer["3203"], df.kilde["3203"]) == (7100, "f2024")
    assert np.isnan(df.personer["3207"])
    assert df.merknad["3207"] == "Kan ikke summeres: delene er fra ulike framskrivinger."


# ------------------------------------------------------------------ as it was
def test_som_det_var(data: Data) -> None:
    df = som_det_var(data.observasjoner, data.register, "3226", 2024)
    p = df[df.indikator == "plasser_institusjon"]
    assert list(zip(p.aar, p.komm_nr, p.verdi, strict=True)) == [
        (2004, "0121", 16), (2007, "0121", 16), (2007, "0221", 150), (2013, "0121", 17),
    ]  # fmt: skip
    assert set(df.forgjengere) == {("0121",), ("0221",)}


def test_som_det_var_viser_delte_kommuner_og_hopper_over_koder_utenfor_aaret() -> None:
    o = obs(
        {"komm_nr": "1507", "aar": 2023, "verdi": 500},
        {"komm_nr": "1508", "aar": 2023, "verdi": 0},
        {"komm_nr": "1534", "aar": 2019, "verdi": 90},
        {"komm_nr": "1580", "aar": 2024, "verdi": 80},
    )
    df = som_det_var(o, kommuneregister(DELTE), "1580", 2024)
    assert list(zip(df.komm_nr, df.aar, df.verdi, strict=True)) == [
        ("1534", 2019, 90), ("1507", 2023, 500), ("1580", 2024, 80),
    ]  # fmt: skip


# ------------------------------------------------------------------ against real files
def proevemappe() -> Path:
    mappe = os.environ.get("HELSEANALYSE_PROEVEDATA")
    if not mappe:
        pytest.skip("HELSEANALYSE_PROEVEDATA er ikke satt.")
    return Path(mappe)


def test_mot_en_uavhengig_liste_over_sammenslaaingene(data: Data) -> None:
    fil = proevemappe() / "kommune_old_to_2024.csv"
    liste = pd.read_csv(fil, dtype={"original": "str", "current2024": "str"})
    liste = liste[liste.weight == 1]
    grenser, antall = Grenser(data.register, 2024), 0
    for r in liste.itertuples():
        if r.original in set(data.kommuneendringer.fra_komm_nr) and r.last_year >= 2017:
            assert grenser.hos(r.original, r.last_year) == [r.current2024], r.original
            antall += 1
    assert antall > 90


def test_mot_ekte_folketall_i_2024_inndeling(data: Data) -> None:
    """The sums of SSB's 2019 figures are the figures others publish in the borders of 2024."""
    fil = proevemappe() / "population_municip_age_2005_2026_structure2024.csv.gz"
    ekte = pd.read_csv(fil, dtype={"location_code": "str"})
    ekte = ekte[ekte.calyear == 2019].set_index("location_code").filter(like="age_").sum(axis=1)
    df = befolkning_dagens_grenser(data.folk(), data.register, 2024)
    df = df[(df.aar == 2019) & df.personer.notna()].set_index("komm_nr").personer
    assert df.to_dict() == {"3203": ekte["3203"], "3207": ekte["3207"]}
