"""Unit costs through the years: hand-made cases, printed figures, and no line across a break."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lite_land
from conftest import FAST, MINUS, SMALT, leselig
from helseanalyse.enheter import som_trykt
from helseanalyse.indikator import indikatorer
from helseanalyse.kapitler import bruddserie, enhetskostnad, kostnadskontroll
from helseanalyse.kapitler.egne_beloep import egne_kostnader
from helseanalyse.kapitler.kostnadsutvikling import kostnadsutvikling
from helseanalyse.kapitler.utvikling import utvikling
from helseanalyse.measures import kostnadsserie as ks
from helseanalyse.measures.kroner import prisindeks
from helseanalyse.sources.load import Data
from helseanalyse.sources.samlet import load_data
from helseanalyse.valg import Profilvalg
from helseanalyse.valg_beloep import egne_beloep
from helseanalyse.valg_effektivitet import Effektvalg
from test_kapitler import sjekk

KAPITLER = (
    enhetskostnad.enhetskostnader, kostnadsutvikling, egne_kostnader,
    kostnadskontroll.baerums_tabeller,
    bruddserie.brudd,
)  # fmt: skip

EGNE = "vedtakstime: 2013 41,5/52 000; 2014 44/51500; 2016 45/0"


@pytest.fixture(scope="module")
def land(tmp_path_factory: pytest.TempPathFactory) -> Data:
    return load_data(lite_land.fyll(tmp_path_factory.mktemp("lager")))


def valg(data: Data, **verdier: Any) -> Effektvalg:
    standard = {"komm_nr": "0219", "sammenlign": [], "aar": 2015}
    return Effektvalg.sjekket(data, **(standard | verdier))


def serie(*punkter: tuple[int, float | None, int, str], navn: str = "Bærum") -> pd.DataFrame:
    df = pd.DataFrame(punkter, columns=["aar", "verdi", "del", "brudd"]).astype({"verdi": float})
    return df.assign(serie=navn)


def satser(*rader: tuple[int, float, str, str]) -> pd.DataFrame:
    df = pd.DataFrame(rader, columns=["gjelder_fra", "verdi", "status", "kilde"])
    return df.assign(sats=ks.DEFLATOR, gjelder_fra=df.gjelder_fra.astype(str))


# ------------------------------------------------------------------ beløp og volum
def test_enhetskostnad_aar_for_aar_for_haand() -> None:
    """80 mill over 100 places, 84 over 105, then a year without places and one without amount."""
    beloep = pd.DataFrame({"aar": [2014, 2015, 2016], "verdi": [80.0, 84.0, 90.0]})
    volum = pd.DataFrame({"aar": [2014, 2015, 2016, 2017], "verdi": [100.0, 105.0, 0.0, 110.0]})
    df = ks.enhetskostnader(beloep, volum, 1e6)
    assert df.verdi.tolist()[:2] == [800_000, 800_000]
    assert df.verdi.isna().tolist() == [False, False, True, True]
    assert df.grunn.tolist() == ["", "", "Volumet er null", "Beløpet mangler"]
    assert ks.enhetskostnader(beloep, volum[:2]).grunn.iloc[2] == "Volumet mangler"


def test_et_aar_to_ganger_nektes() -> None:
    to = pd.DataFrame({"aar": [2014, 2014], "verdi": [1.0, 2.0]})
    with pytest.raises(ValueError, match="Beløpet står to ganger for 2014"):
        ks.enhetskostnader(to, to)


def test_en_bruker_til_for_haand() -> None:
    """60 users at 400 000 kr: one at 1 608 000 makes (24 000 000 + 1 608 000) / 61."""
    assert ks.en_bruker_til(400_000, 60, 1_608_000) == pytest.approx(25_608_000 / 61 - 400_000)
    assert ks.en_bruker_til(400_000, 60, 400_000) == pytest.approx(0)
    assert ks.en_bruker_til(400_000, 0, 1) is None
    assert ks.en_bruker_til(400_000, float("nan"), 1) is None


# ------------------------------------------------------------------ faste priser
def test_faste_priser_kjeder_deflatoren(data: Data) -> None:
    """100 kr of 2013 are 100 x 1.031 x 1.024 x 1.026 of 2016; the deflator says so and its mark."""
    d = ks.deflator(data.satser)
    assert (d.aar.min(), d.aar.max()) == (2014, 2026)
    df = ks.i_faste_priser(serie((2013, 100, 0, ""), (2016, 100, 0, "")), d, 2016)
    assert df.fast.tolist() == pytest.approx([100 * 1.031 * 1.024 * 1.026, 100])
    assert df.prisstatus.tolist() == ["annenhaands", ""]
    fram = ks.i_faste_priser(serie((2016, 100, 0, ""), (2024, 100, 0, "")), d, 2026)
    assert fram.prisstatus.tolist() == ["anslag", "anslag"]
    assert fram.aarsstatus.tolist() == ["annenhaands", "annenhaands"]


def test_et_aar_uten_deflator_er_uten_fast_pris_og_kan_ikke_vaere_prisaar(data: Data) -> None:
    d = ks.deflator(data.satser)
    df = ks.i_faste_priser(serie((2004, 100, 0, ""), (2014, 100, 0, "")), d, 2014)
    assert df.fast.isna().tolist() == [True, False]
    assert df.prisgrunn.tolist() == ["Deflatoren går fra 2013 til 2026", ""]
    with pytest.raises(ValueError, match=r"fra 2013 til 2026, og 2004 kan ikke være prisår\. Velg"):
        ks.i_faste_priser(df, d, 2004)


def test_flere_aarganger_av_et_aar_nektes_til_en_er_valgt() -> None:
    """The budget said 2.5 per cent for 2022; it became 6.7."""
    s = satser(
        (2021, 4.4, "lest", "tbu"), (2022, 2.5, "anslag", "nb22"), (2022, 6.7, "lest", "tbu")
    )
    with pytest.raises(ValueError, match="for 2022 finnes i flere årganger"):
        ks.deflator(s)
    assert ks.deflator(s, kilde="tbu").verdi.tolist() == [4.4, 6.7]
    assert ks.deflator(s, kilde="nb22").status.tolist() == ["lest", "anslag"]
    with pytest.raises(ValueError, match="har ingen deflator"):
        ks.deflator(s[:0])


vekst = st.floats(-15, 25)
aarsvekst = st.lists(st.tuples(vekst, vekst), min_size=1, max_size=12)


@settings(max_examples=25)
@given(aarsvekst, st.integers(0, 12), st.floats(1, 1e6))
def test_realveksten_er_den_samme_hvilket_prisaar_som_velges(
    par: list, valgt: int, start: float
) -> None:
    """And it is the nominal growth less the price growth, whatever the two are."""
    verdi, rader = start, [(2010, start, 0, "")]
    for n, (nominell, _) in enumerate(par, 2011):
        verdi *= 1 + nominell / 100
        rader.append((n, verdi, 0, ""))
    d = ks.deflator(satser(*((a, p, "lest", "x") for a, (_, p) in enumerate(par, 2011))))
    prisaar = 2010 + min(valgt, len(par))
    df = ks.med_vekst(ks.i_faste_priser(serie(*rader), d, prisaar))
    ventet = [ks.realvekst(n, p) for n, p in par]
    assert df.fast_vekst.astype(float).tolist()[1:] == pytest.approx(ventet, abs=1e-7)
    assert df.vekst.astype(float).tolist()[1:] == pytest.approx([n for n, _ in par], abs=1e-7)
    assert df.fast[df.aar == prisaar].iloc[0] == pytest.approx(df.verdi[df.aar == prisaar].iloc[0])
    (p,) = ks.perioder(df)
    samlet = 1.0
    for g in ventet:
        samlet *= 1 + g / 100
    assert p.fast_endring == pytest.approx(100 * (samlet - 1), abs=1e-6)
    assert (1 + (p.fast_per_aar or 0) / 100) ** len(par) == pytest.approx(samlet)
    nivaa = prisindeks(d, 2010).indeks.iloc[-1]
    assert p.fast_endring == pytest.approx(ks.realvekst(p.endring or 0, nivaa - 100), abs=1e-6)


# ------------------------------------------------------------------ vekst og brudd
BRUTT = serie(
    (2004, 100, 0, ""), (2005, 110, 0, ""), (2006, 121, 0, ""), (2007, 60, 1, "IPLOS"),
    (2008, None, 2, ""), (2009, 66, 3, ""), (2010, 72.6, 3, ""),
)  # fmt: skip


def test_vekst_regnes_ikke_over_et_brudd_eller_et_hull() -> None:
    df = ks.med_vekst(BRUTT).set_index("aar")
    assert df.vekst.dropna().astype(float).round(9).to_dict() == {2005: 10, 2006: 10, 2010: 10}
    assert df.vekstgrunn[2007] == "IPLOS"
    assert df.vekstgrunn[2009] == ks.UTEN_AARET_FOER
    assert df.vekstgrunn[2004] == df.vekstgrunn[2010] == ""


def test_perioder_er_de_hele_bitene_alene() -> None:
    p = ks.perioder(BRUTT)
    assert [(x.fra_aar, x.til_aar, round(x.endring or 0, 6)) for x in p] == [
        (2004, 2006, 21.0), (2009, 2010, 10.0),
    ]  # fmt: skip
    assert p[0].per_aar == pytest.approx(10) and p[0].fast_endring is None


def test_uten_positive_tall_er_det_ingen_aarlig_vekst() -> None:
    """A net cost may be nought or below it: user payment and refunds can exceed the cost."""
    (p,) = ks.perioder(serie((2014, -5, 0, ""), (2015, 10, 0, "")))
    assert p.per_aar is None
    (p,) = ks.perioder(serie((2014, 0, 0, ""), (2015, 10, 0, "")))
    assert (p.endring, p.per_aar) == (None, None)


def test_et_brudd_i_et_aar_uten_tall_sies_ved_det_neste() -> None:
    df = serie((2006, 1, 0, ""), (2007, None, 1, "IPLOS"), (2008, 2, 2, ""), (2009, 3, 2, ""))
    assert ks.uten_hull(df).brudd.tolist() == ["", "IPLOS", ""]
    assert ks.uten_hull(df).aar.tolist() == [2006, 2008, 2009]


deler = st.lists(
    st.tuples(st.sampled_from(["", "brudd", "hull"]), st.floats(1, 1e6)), min_size=1, max_size=15
)


@settings(max_examples=40)
@given(deler)
def test_ingen_vekst_og_ingen_periode_har_aar_paa_begge_sider_av_et_brudd(rader: list) -> None:
    nr, ut = 0, []
    for aar, (hva, verdi) in enumerate(rader, 2000):
        nr += hva != "" and aar > 2000
        ut.append((aar, verdi, nr, "ny måte" if hva == "brudd" and aar > 2000 else ""))
    df = ks.med_vekst(serie(*ut))
    starter = set(df.aar[df["del"].diff() > 0])
    assert set(df.aar[df.vekst.notna()]).isdisjoint(starter)
    for p in ks.perioder(df):
        assert not any(p.fra_aar < a <= p.til_aar for a in starter)


# ------------------------------------------------------------------ ingen strek over et brudd
KOSTNAD = "korr_brutto_driftsutg_per_mottaker_hjemmetjenester"
# Asker is merged with Hurum and Røyken in 2020, Bærum only gets new numbers.
NUMRE = {"Asker": ("0220", "3025", "3203"), "Bærum": ("0219", "3024", "3201")}


@pytest.fixture(scope="module")
def brutt(data: Data) -> Data:
    """The example data with twelve made-up years of a unit cost: copied, left out, merged."""
    rader = []
    for nr, koder in enumerate(NUMRE.values()):
        for aar in range(2013, 2026):
            kode = koder[0] if aar < 2020 else koder[1] if aar < 2024 else koder[2]
            felt = {"komm_nr": kode, "aar": aar, "indikator": KOSTNAD, "enhet": "kr"}
            felt |= {"verdi": 250_000.0 + 9_000 * (aar - 2013) + 5_000 * nr, "status": "maalt"}
            if kode == "0219" and aar == 2015:
                felt |= {"status": "kopiert"}
            if kode == "3025" and aar == 2022:
                felt |= {"verdi": None, "status": "mangler", "merknad": "Trukket tilbake."}
            rader.append(felt | {"kilde": "drammen-2012-tabell-2"})
    o = data.observasjoner
    nye = pd.DataFrame(rader).reindex(columns=o.columns).astype(o.dtypes.to_dict())
    return replace(data, observasjoner=pd.concat([o, nye], ignore_index=True))


def streker(figur: dict[str, Any]) -> list[tuple[str, int, int]]:
    """Every drawn segment of the figure's own lines: series, from year, to year."""
    linjer = [
        lag for lag in figur["spec"]["layer"]
        if (lag["mark"] if isinstance(lag["mark"], str) else lag["mark"]["type"]) == "line"
    ]  # fmt: skip
    ut = []
    for lag in linjer:
        data = lag.get("data", figur["spec"].get("data"))
        rader = data.get("values") or figur["spec"]["datasets"][data["name"]]
        assert lag["encoding"]["detail"]["field"] == "bit"
        for bit in {r["bit"] for r in rader}:
            punkter = sorted((r["aar"], r["serie"]) for r in rader if r["bit"] == bit)
            ut += [(navn, fra, til) for (fra, navn), (til, _) in pairwise(punkter)]
    return ut


BRUDD = {"Asker": {2017, 2020, 2022, 2023}, "Bærum": {2015, 2016, 2017}}


@pytest.mark.parametrize("prisaar", [None, 2014, 2004])
@pytest.mark.parametrize("komm_nr", ["3203", "3201"])
def test_ingen_tegnet_strek_har_aar_paa_begge_sider_av_et_brudd(
    brutt: Data, komm_nr: str, prisaar: int | None
) -> None:
    andre = ["3201" if komm_nr == "3203" else "3203"]
    v = valg(brutt, komm_nr=komm_nr, sammenlign=andre, aar=2025, prisaar=prisaar, indikator=KOSTNAD)
    blokker = kostnadsutvikling(brutt, v)
    (figur,) = [b for b in blokker if b["type"] == "figur"]
    tegnet = set(streker(figur))
    assert {navn for navn, *_ in tegnet} <= {"Asker", "Bærum"}
    for navn, fra, til in tegnet:
        assert til == fra + 1
        assert til not in BRUDD[navn], f"{navn}: {fra}–{til} går over et brudd"
    # Nothing else is left out: every other pair of years that both have a figure is joined.
    egen = "Asker" if komm_nr == "3203" else "Bærum"
    ventet = {(egen, a - 1, a) for a in range(2014, 2026) if a not in BRUDD[egen]}
    assert {s for s in tegnet if s[0] == egen} == ventet


def test_grunnen_til_bruddet_staar_i_hint_tabell_og_under_figuren(brutt: Data) -> None:
    v = valg(brutt, komm_nr="3203", sammenlign=["3201"], aar=2025, indikator=KOSTNAD)
    blokker = kostnadsutvikling(brutt, v)
    figur, *_ = [b for b in blokker if b["type"] == "figur"]
    (vekst,) = [b for b in blokker if b.get("id") == "kostnadsvekst"]
    rad = {r[0]: r for r in vekst["rader"]}
    grunner = {"2017": "Tabellen ble avsluttet med 2016", "2020": "Sammenslåing av 0220 Asker"}
    for aar, grunn in grunner.items():
        assert rad[aar][-1].startswith("brudd") and f"{aar}: {grunn}" in vekst["note"]
        assert rad[aar][2] == rad[aar][4] == "–"
        assert f"{aar}: {grunn}" in figur["note"]
        punkter = [r for d in figur["spec"]["datasets"].values() for r in d]
        assert any(grunn in str(p.get("brudd")) for p in punkter)
    hint = [lag["encoding"].get("tooltip", []) for lag in figur["spec"]["layer"]]
    assert any({"field": "brudd"}.items() <= felt.items() for h in hint for felt in h)
    assert rad["2022"][-1] == "" and "2022: Trukket tilbake" in vekst["note"]
    assert rad["2023"][-1].startswith("året før mangler")
    # A piece of its own is told by itself, and no growth is told over the whole.
    perioder = next(leselig(b) for b in blokker if "2013–2016" in leselig(b))
    assert "Over bruddene mellom periodene er det ikke regnet noen vekst" in perioder
    assert "2013–2025" not in perioder


def test_ogsaa_tjenesteprofilen_forklarer_bruddet_i_tabellen(brutt: Data) -> None:
    v = Profilvalg.sjekket(brutt, komm_nr="3203", sammenlign=["3201"], aar=2025, indikator=KOSTNAD)
    *_, tabell = utvikling(brutt, v)
    assert "2020: Sammenslåing av 0220 Asker" in tabell["note"]


def test_et_kopiert_tall_kalles_det(brutt: Data) -> None:
    v = valg(brutt, komm_nr="3201", aar=2025, indikator=KOSTNAD)
    (vekst,) = [b for b in kostnadsutvikling(brutt, v) if b.get("id") == "kostnadsvekst"]
    rad = {r[0]: r for r in vekst["rader"]}
    assert rad["2015"][-1].startswith("brudd, kopiert") and rad["2015"][2] == "–"
    assert "2015: Tallet er kopiert fra et annet år" in vekst["note"]
    assert rad["2016"][2] == "–" and rad["2014"][2] == f"+3,5{FAST}%"


# ------------------------------------------------------------------ kapitlene
def test_nominell_og_reell_vekst_i_kapitlet_for_haand(land: Data) -> None:
    """Bjerka: 1 020 000, 1 040 000 and 1 060 000 kr a place; prices +5.0 and +4.7 per cent."""
    v = valg(land, komm_nr="8102", aar=2025, indikator="utgifter_per_institusjonsplass")
    blokker = kostnadsutvikling(land, v)
    (figur,) = [b for b in blokker if b["type"] == "figur"]
    reell = 100 * (1_060 / (1_020 * 1.05 * 1.047) - 1)
    assert round(reell, 1) == -5.5
    assert figur["tittel"] == (
        f"Bjerka: utgifter per plass falt 5,5{FAST}% fra 2023 til 2025 når prisveksten er trukket"
        f" fra (+3,9{FAST}% i løpende kroner)"
    )
    (vekst,) = [b for b in blokker if b.get("id") == "kostnadsvekst"]
    assert vekst["rader"][0][:5] == [
        "2025", f"1{SMALT}060{SMALT}000", f"+1,9{FAST}%", f"1{SMALT}060{SMALT}000",
        f"{MINUS}2,7{FAST}%",
    ]  # fmt: skip
    assert som_trykt(1_020_000 * 1.05 * 1.047, 1_121_337, 0)
    assert vekst["rader"][2][3] == f"1{SMALT}121{SMALT}337"
    (deflator,) = [b for b in blokker if b.get("id") == "deflator"]
    assert [r[2] for r in deflator["rader"]] == ["deflator annenhånds", "deflator anslått"]


def test_et_prisaar_uten_deflator_sies_og_kronene_er_loepende(land: Data) -> None:
    v = valg(land, komm_nr="8102", aar=2025, prisaar=2004)
    _, sagt, figur, *_ = kostnadsutvikling(land, v)
    assert "2004 kan ikke være prisår" in leselig(sagt)
    assert figur["undertittel"].endswith("i løpende kroner")


def test_en_sammenslaatt_kommune_begynner_der_den_ble_til(land: Data) -> None:
    v = valg(land, komm_nr="8101", aar=2025)
    (vekst,) = [b for b in kostnadsutvikling(land, v) if b.get("id") == "kostnadsvekst"]
    assert "da Askvik ble slått sammen av 8190 Gammelvik og 8191 Nordre Askvik" in vekst["note"]
    dagens = valg(land, komm_nr="8101", aar=2025, grenser="dagens")
    (vekst,) = [b for b in kostnadsutvikling(land, dagens) if b.get("id") == "kostnadsvekst"]
    deler = [lite_land.mottakere(k, 2023) for k in ("8190", "8191")]
    antall = [sum(m.values()) for m in deler]
    ventet = 1000 * (antall[0] * 340 + antall[1] * 345) / sum(antall)
    assert vekst["rader"][-1][1] == f"{ventet:,.0f}".replace(",", SMALT)
    assert vekst["rader"][1][2] != "–"


def test_nivaatabellen_har_netto_brutto_og_korrigert_og_hva_en_til_gir(land: Data) -> None:
    _, tabell, smaa = enhetskostnad.enhetskostnader(land, valg(land, komm_nr="8102", aar=2025))
    assert {r[1] for r in tabell["rader"]} == {"netto", "brutto", "korrigert brutto"}
    rad = {r[0]: r for r in tabell["rader"]}
    p = lite_land.plasser("8102", 2025)
    en_til = 1_060_000 * p / (p + 1) - 1_060_000
    assert rad["Utgifter per plass"][-1] == f"{en_til:,.0f}{FAST}kr".replace("-", MINUS).replace(
        ",", SMALT
    )
    assert rad["Utgifter per oppholdsdøgn"][-1] == "under 1 kr"
    n = sum(lite_land.mottakere("8102", 2025).values())
    k = 350_000 + 2 * 16_000
    flytter = (n * k + 1_608_000) / (n + 1) - k
    assert f"med {flytter:,.0f}{FAST}kr".replace(",", SMALT) in leselig(smaa)
    assert "innslagspunktet for ressurskrevende tjenester i 2023" in leselig(smaa)


def test_uten_serie_og_uten_tall_sies_hvordan_de_hentes(data: Data) -> None:
    assert "helseanalyse hent" in leselig(kostnadsutvikling(data, valg(data))[1])
    ingen = valg(data, komm_nr="0101", aar=2007)
    assert "ingen enhetskostnader for Halden" in leselig(
        enhetskostnad.enhetskostnader(data, ingen)[1]
    )
    _, tabell = enhetskostnad.enhetskostnader(data, valg(data))
    assert [r[3] for r in tabell["rader"]] == [f"416{SMALT}820{FAST}kr", f"250{SMALT}510{FAST}kr"]
    assert "Deflatoren går fra 2013 til 2026" in tabell["note"]


def test_enhetskostnadene_er_i_registeret_og_i_kroner() -> None:
    for navn, maal in enhetskostnad.MAAL.items():
        i = indikatorer()[navn]
        assert i.enhet == "kr" and i.type != "grunntall"
        assert not maal.volum or indikatorer()[maal.volum].type == "grunntall"
        assert i.nevner in (None, maal.volum)
        assert (maal.utgifter == "netto") == navn.startswith("netto_")
        assert (maal.utgifter == "korrigert brutto") == navn.startswith("korr_brutto_")


def test_alle_kapitlene_er_hele_for_hver_slags_kommune(data: Data, land: Data, brutt: Data) -> None:
    steder = [
        (data, "0219", 2015),
        (data, "0101", 2007),
        (land, "8101", 2025),
        (brutt, "3203", 2025),
    ]
    for d, komm_nr, aar in steder:
        for grenser in ("som_det_var", "dagens"):
            v = valg(d, komm_nr=komm_nr, aar=aar, grenser=grenser, egne_beloep=EGNE)
            blokker = [b for k in KAPITLER for b in k(d, v)]
            for blokk in blokker:
                sjekk(blokk, set(d.kilder.kilde))
            ider = [b["id"] for b in blokker if "id" in b]
            assert len(ider) == len(set(ider))


# ------------------------------------------------------------------ egne beløp og antall
def test_egne_beloep_leses_og_skrives_likt(data: Data) -> None:
    v = valg(data, egne_beloep="Vedtakstime: 2014 44/51500; 2013 41,5/52\u00a0000")
    assert v.egne_beloep == "vedtakstime: 2013 41,5/52000; 2014 44/51500"
    assert valg(data, egne_beloep=v.egne_beloep) == v
    enhet, rader = egne_beloep(v.egne_beloep)
    assert (enhet, rader[0]) == ("vedtakstime", (2013, 41.5, 52_000))
    assert egne_beloep("2013 41,5/52000")[0] == "enhet"
    assert valg(data, egne_beloep=" ").egne_beloep == ""


@pytest.mark.parametrize(
    ("tekst", "svar"),
    [
        ("2013 mange", "er ikke år, millioner kroner og antall. Skriv for eksempel time: 2023"),
        ("time: 2013 41,5", "er ikke år, millioner kroner og antall"),
        ("2013 1/2; 2013 2/3", "2013 står to ganger i «Egne beløp og antall» (egne_beloep)."),
        ("1800 1/2", "Året «1800» er ikke et årstall fra 1960 til 2100."),
        ("2013 1.2.3/4", "«Egne beløp og antall» (egne_beloep) må være et tall"),
    ],
)
def test_et_galt_eget_beloep_nektes_med_en_setning(data: Data, tekst: str, svar: str) -> None:
    with pytest.raises(ValueError) as feil:
        valg(data, egne_beloep=tekst)
    assert svar in str(feil.value)


def test_kostnad_per_time_av_egne_tall_for_haand(data: Data) -> None:
    """41.5 mill over 52 000 hours is 798 kr, 44 over 51 500 is 854; prices rose 3.1 per cent."""
    _, figur, tabell = egne_kostnader(data, valg(data, egne_beloep=EGNE))
    rad = {r[0]: r for r in tabell["rader"]}
    assert rad["2013"][3] == f"798{FAST}kr" and rad["2014"][3] == f"854{FAST}kr"
    vekst = 100 * (44 / 51_500) / (41.5 / 52_000) - 100
    assert rad["2014"][4] == f"+{vekst:.1f}{FAST}%".replace(".", ",")
    assert rad["2014"][6] == f"+{ks.realvekst(vekst, 3.1):.1f}{FAST}%".replace(".", ",")
    assert rad["2016"][3] == "volumet er null" and rad["2016"][4] == "–"
    assert {(f, t) for _, f, t in streker(figur)} == {(2013, 2014)}
    assert "Brukerens egne tall" in [k["tekst"] for k in tabell["kilder"]]
    assert egne_kostnader(data, valg(data)) == []


def test_egne_beloep_foelger_ikke_med_til_en_annen_kommune(data: Data) -> None:
    foer = valg(data, egne_beloep=EGNE)
    felt = {"komm_nr": "0220", "sammenlign": [], "aar": 2015, "egne_beloep": foer.egne_beloep}
    assert Effektvalg.foreslaatt(data, forrige=foer, **felt).egne_beloep == ""
    samme = Effektvalg.foreslaatt(data, forrige=foer, **(felt | {"komm_nr": "0219"}))
    assert samme.egne_beloep == foer.egne_beloep


# ------------------------------------------------------------------ Bærums tabeller 12-20
def baerum(data: Data) -> pd.DataFrame:
    return data.dokumenttall[data.dokumenttall.dokument == "baerum"].set_index("nokkel")


def test_tabell_12_veksten_i_bosatte_er_den_trykte(data: Data) -> None:
    """Bærum kommune 2017, table 12, p. 49: refugees settled per 1000, all six growth rates."""
    df = kostnadskontroll.bosatte(data, baerum(data))
    assert [round(x, 1) for x in df.regnet] == [0.0, 18.2, 37.5, 62.5, 30.8, 9.1]
    assert df.trykt.tolist() == [0.0, 18.2, 37.5, 62.5, 30.8, 9.1]


def test_tabell_13_og_16_veksten_uten_prisveksten(data: Data) -> None:
    """P. 53: +1.4 per cent «i realiteten … en realnedgang». P. 55: +6.4, +2.0 and +2.3."""
    df = kostnadskontroll.bare_vekst(data, baerum(data))
    (boliger,) = df[df.tabell == "13"].itertuples()
    assert boliger.trykt == 1.4 and round(boliger.real, 1) == -1.2
    legevakt = df[df.tabell == "16"]
    assert legevakt.trykt.tolist() == [6.4, 2.0, 2.3]
    assert [round(x, 1) for x in legevakt.real] == [3.2, -0.4, -0.3]
    assert len(df[df.tabell == "12"]) == 12


def test_baerumkapitlet_sier_hva_som_stemmer_og_hva_som_er_tapt(data: Data) -> None:
    _, kontroll, real, tapt = kostnadskontroll.baerums_tabeller(data, valg(data))
    assert kontroll["tittel"] == "7 av 7 trykte tall stemmer når de regnes på nytt"
    assert ["19", "Deltakere per programrådgiver, 2016", "267 / 10,46", "25,5", "26",
            "stemmer"] in kontroll["rader"]  # fmt: skip
    assert real["rader"][-1][3:] == [f"+11,0{FAST}%", f"+8,3{FAST}%", f"+2,5{FAST}%"]
    for nr in ("13 og 14", "16", "17", "18 og 20"):
        assert f"Tabell {nr} (" in leselig(tapt)
    assert kostnadskontroll.baerums_tabeller(data, valg(data, komm_nr="0220")) == []


# ------------------------------------------------------------------ landet 1992-2010
def test_landets_brudd_i_2007_er_ingen_vekst(data: Data) -> None:
    """SSB: 40 537 residents in 2006 and 42 293 in 2007, when IPLOS and more homes came in."""
    _, figur, tabell = bruddserie.brudd(data, valg(data))
    assert "er ikke en vekst, men et brudd" in figur["tittel"]
    beboere = {(f, t) for navn, f, t in streker(figur) if navn == "Beboere i institusjon"}
    assert beboere == {(2004, 2005), (2005, 2006), (2007, 2008), (2008, 2009), (2009, 2010)}
    plasser = {(f, t) for navn, f, t in streker(figur) if navn == "Plasser i institusjon"}
    assert plasser == {(a, a + 1) for a in range(1996, 2008)}
    rad = {r[0]: r for r in tabell["rader"]}
    assert rad["2007"][2] == rad["2007"][4] == "–" and rad["2007"][5].startswith("brudd")
    assert "2007: IPLOS, og barneboliger" in tabell["note"]
    assert rad["2008"][2] == f"{MINUS}0,4{FAST}%"
    assert "ville beboerne ha økt 4,3" in tabell["note"]
