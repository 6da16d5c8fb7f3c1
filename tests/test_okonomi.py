"""Who pays: refund, user payment, income by item, key figures, and a home against a place."""

from dataclasses import asdict, fields, replace
from typing import Any

import altair as alt
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import leselig
from helseanalyse.enheter import som_trykt
from helseanalyse.kapitler import okonomi
from helseanalyse.kapitler.okonomifelt import okonomifelt
from helseanalyse.measures import egenbetaling as me
from helseanalyse.measures.bolig_institusjon import Tilbud, naaverdi_av, taaler_i_byggekostnad
from helseanalyse.measures.handlingsrom import Noekkeltall, av_avrundede, gjeldsgrad
from helseanalyse.measures.refusjon import (
    Refusjonssatser,
    Tjenestemottaker,
    foelsomhet,
    framskrevne_satser,
    kjente_aar,
    portefoelje,
    refusjon,
    refusjonssatser,
)
from helseanalyse.measures.sammensetning import sammensetning, sumavvik, trinn
from helseanalyse.sources.load import Data
from helseanalyse.valg_okonomi import Oekonomivalg
from helseanalyse.valg_okonomitekst import (
    bistandssatser,
    egne_noekkeltall,
    tjenestemottakere,
)
from test_kapitler import finn, sjekk

KAPITLER = [
    okonomi.konklusjon, okonomi.refusjon, okonomi.framover, okonomi.foelsomhet,
    okonomi.brukerbetaling, okonomi.utgifter, okonomi.sammensetning, okonomi.handlingsrom,
    okonomi.bolig_institusjon, okonomi.metode,
]  # fmt: skip
EGNE = {
    "mottakere": "4 193 500 pu født 1980; 2 500 000 født 1957; 1 200 000 egenbetaling 90 000",
    "loennsvekst": 3.5, "inntekter": "300 000 x 12; 450 000 x 3", "kostpris": 900_000,
    "poster": "2015 2016; Salg 26,9 28,7; Refusjon 113,3 109,2",
    "utgifter": "2015 2016; Lønn 310,2 318,0; Kjøp 90 –",
    "husstander": "200 000 x 40; 380 000 x 9", "bistand_satser": "2 230; 3 900; over 1 500",
    "bistand_kostpris": 1200,
    "noekkeltall": "Netto driftsresultat 392 av 9800 mål 4 minimum 3; Gjeldsgrad 92 mål 75",
    "bygg_bolig": 3, "bygg_institusjon": 4, "aarsverk_bolig": 0.9, "aarsverk_institusjon": 1,
    "mill_per_aarsverk": 0.7, "rente": 4, "levetid": 40,
}  # fmt: skip
SATSER = Refusjonssatser(2023, 1_608_000, 80, 832_000)


def valg(data: Data, komm_nr: str = "1119", **verdier: Any) -> Oekonomivalg:
    return Oekonomivalg.sjekket(data, **({"komm_nr": komm_nr, "aar": 2023} | verdier))


def celler(blokk: dict[str, Any]) -> dict[str, list[str]]:
    return {r[0]: r[1:] for r in blokk["rader"]}


# ------------------------------------------------------------------ refusjon
def test_haas_eksempel(data: Data) -> None:
    """Hå 2024, the slide «27 ressurskrevende»: both columns, the changes, and what is left."""
    s22, s23 = (refusjonssatser(data.satser, aar) for aar in (2022, 2023))
    assert s22 is not None and s23 is not None
    foer = refusjon(Tjenestemottaker("A", 4_032_000, pu=True), s22)
    etter = refusjon(Tjenestemottaker("A", 4_193_500, pu=True), s23)
    assert (foer.grunnlag, etter.grunnlag) == (1_717_000, 1_753_500)
    assert (foer.refusjon, etter.refusjon) == (1_373_600, 1_402_800)
    assert etter.utgift - foer.utgift == 161_500
    assert etter.refusjon - foer.refusjon == 29_200
    assert (foer.netto, etter.netto) == (2_658_400, 2_790_700)
    andel = [100 * r.refusjon / r.utgift for r in (foer, etter)]
    assert som_trykt(andel[0], 34.1, 1) and som_trykt(andel[1], 33.5, 1)


def test_bare_fastslaatte_satser_brukes(data: Data) -> None:
    """A proposal, or a source that gives the budget year alone, is no rate of an expense year."""
    assert kjente_aar(data.satser) == [2003, 2006, 2020, 2022, 2023]
    for aar in (2014, 2015, 2016, 2017, 2019, 2021, 2024, 2025):
        assert refusjonssatser(data.satser, aar) is None


@pytest.mark.parametrize(
    ("utgift", "egne", "refundert"),
    [
        (1_608_000, {}, 0),  # basis exactly nought
        (1_608_001, {}, 0.8),
        (900_000, {}, 0),  # negative
        (4_000_000, {"foedt": 1956}, 1_913_600),  # turns 67 in the year
        (4_000_000, {"foedt": 1955}, 0),
        (4_000_000, {"egenbetaling": 236_802.30}, 1_724_158.16),
        (4_000_000, {"vertskommunetilskudd": 2_070_000}, 257_600),
        (4_000_000, {"pu": True, "andre_tilskudd": 60_000}, 1_200_000),
    ],
)
def test_grensetilfellene(utgift: float, egne: dict, refundert: float) -> None:
    rad = refusjon(Tjenestemottaker("A", utgift, **egne), SATSER)
    assert rad.refusjon == pytest.approx(refundert, abs=0.005)
    assert (rad.grunn == "") == (refundert > 0)
    assert rad.netto == pytest.approx(utgift - refundert, abs=0.005)


def test_det_som_ikke_kan_regnes_nektes() -> None:
    with pytest.raises(ValueError, match="født i 2024, etter utgiftsåret 2023"):
        refusjon(Tjenestemottaker("A", 1, foedt=2024), SATSER)
    with pytest.raises(ValueError, match="negative"):
        refusjon(Tjenestemottaker("A", -1), SATSER)
    with pytest.raises(ValueError, match="fratrekket for 2023 er ikke kjent"):
        refusjon(Tjenestemottaker("A", 1, pu=True), replace(SATSER, fratrekk_pu=None))


def test_aarene_fram_for_haand() -> None:
    """Wages 4 per cent a year, and 50 000 more on the threshold each year."""
    satser = framskrevne_satser(SATSER, 2025, 4, 50_000)
    assert satser[2025].innslagspunkt == pytest.approx((1_608_000 * 1.04 + 50_000) * 1.04 + 50_000)
    df = portefoelje([Tjenestemottaker("A", 4_000_000, pu=True, foedt=1957)], satser, 2023, 4)
    r24 = 0.8 * (4_160_000 - 832_000 * 1.04 - (1_608_000 * 1.04 + 50_000))
    assert df.refusjon.tolist() == pytest.approx([0.8 * 1_560_000, r24, 0.0])
    assert df.grunn.tolist() == ["", "", "over_aldersgrensen"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.floats(0, 2e7), min_size=1, max_size=5), st.floats(0, 3e6), st.floats(0, 100)
)  # fmt: skip
def test_refusjonen_er_aldri_mer_enn_det_over_innslaget(
    utgifter: list[float], innslag: float, grad: float
) -> None:
    s = Refusjonssatser(2023, innslag, grad, 0)
    m = [Tjenestemottaker(str(i), u) for i, u in enumerate(utgifter)]
    df = portefoelje(m, {2023: s}, 2023)
    assert ((df.refusjon >= 0) & (df.refusjon <= df.utgift)).all()
    assert df.netto.sum() + df.refusjon.sum() == pytest.approx(sum(utgifter))
    dyrere = portefoelje(m, {2023: replace(s, innslagspunkt=innslag + 50_000)}, 2023)
    assert dyrere.netto.sum() >= df.netto.sum() - 1e-6


def test_foelsomheten_for_haand() -> None:
    """One user with PU and one without: each assumption alone, largest first."""
    m = [Tjenestemottaker("A", 4_193_500, pu=True), Tjenestemottaker("B", 2_500_000)]
    df = foelsomhet(m, SATSER, innslag=50_000, loenn=1.0).set_index("hva")
    assert df.index.tolist() == ["fyller_67", "ny_pu", "innslag", "loenn"]
    assert df.loc["innslag"].tolist() == pytest.approx([-80_000, 80_000])  # two users, 80 %
    assert df.hoey["fyller_67"] == pytest.approx(1_402_800)
    assert df.hoey["ny_pu"] == pytest.approx(0.8 * 832_000)
    assert df.hoey["loenn"] == pytest.approx(0.01 * 6_693_500 * 0.2)


# ------------------------------------------------------------------ egenbetaling
def test_korttid_og_praktisk_bistand(data: Data) -> None:
    """Days 1-60 at the rate of 2023, 185 kr; the rest as a long stay."""
    funnet = me.langtidssatser(data.satser, 2023)
    assert funnet is not None
    lang = me.langtidsopphold(300_000, funnet[0])
    assert som_trykt(lang, 236_802.30, 2)
    assert me.korttidsopphold(60, 185) == 11_100
    assert me.korttidsopphold(61, 185, lang) == pytest.approx(11_100 + lang / 365)
    assert me.korttidsopphold(5, 185, lang, foer=58) == pytest.approx(2 * 185 + 3 * lang / 365)
    assert me.korttidsopphold(5, 185, lang, foer=90) == pytest.approx(5 * lang / 365)
    with pytest.raises(ValueError, match="1 av døgnene er over 60"):
        me.korttidsopphold(61, 185)
    g, satser = 111_477, {3: 900.0, float("inf"): 1500.0}
    assert me.praktisk_bistand(2 * g - 1, g, 205) == 205
    assert me.praktisk_bistand(2 * g, g, 205) is None
    assert [me.praktisk_bistand(x * g, g, 205, satser) for x in (2, 3, 3.01)] == [900, 900, 1500]
    assert me.praktisk_bistand(9 * g, g, 205, satser, selvkost=700) == 700


def test_det_udekkede_er_kostnaden_minus_betalingen(data: Data) -> None:
    funnet = me.langtidssatser(data.satser, 2023)
    assert funnet is not None
    df = me.potensial({300_000: 12, 2_000_000: 3}, funnet[0], 900_000)
    assert (df.sum_betaler + df.sum_udekket).tolist() == [12 * 900_000, 3 * 900_000]
    assert df.betaler.iloc[1] == 900_000  # never more than the place costs
    assert df.sum_udekket.iloc[0] == pytest.approx(12 * (900_000 - 236_802.30), abs=0.1)


# ------------------------------------------------------------------ inntekter
def test_baerums_tabell_2(data: Data) -> None:
    """Bærum 2017, page 28: sums, growth and shares as printed; ±0.1 is rounding."""
    v = valg(data, "0219")
    blokker = okonomi.sammensetning(data, v)
    kontroll = celler(finn(blokker, "inntekter-kontroll"))
    assert [kontroll[a][:3] for a in ("2013", "2014", "2015", "2016")] == [
        ["438,0", "437,9", "avrunding"], ["475,7", "475,7", "stemmer"],
        ["499,2", "499,1", "avrunding"], ["474,4", "474,5", "avrunding"],
    ]  # fmt: skip
    assert [kontroll[a][5] for a in ("2014", "2015", "2016")] == ["stemmer"] * 3
    rader = celler(finn(blokker, "inntekter"))
    d = data.dokumenttall.set_index("nokkel")
    trykt = d.verdi[d.index.str.fullmatch(r"tabell_2_.*_andel_2016")].tolist()
    regnet = [float(r[4].split("\u00a0")[0].replace(",", ".")) for r in rader.values()][:-1]
    assert len(trykt) == 10 and all(abs(a - b) <= 0.55 for a, b in zip(regnet, trykt, strict=True))
    assert rader["Sykelønnsrefusjon"][5] == "−6,0\u00a0%"
    assert rader["I alt"] == ["437,9", "475,7", "499,1", "474,5", "100,0\u00a0%", "−4,9\u00a0%"]
    loenn = finn(okonomi.utgifter(data, v), "loennsandel")
    assert loenn["rader"][2][1] == "7,0 prosentpoeng"


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.floats(0.1, 1e4), st.floats(0.1, 1e4)), min_size=1, max_size=8))
def test_stegene_er_hele_endringen(par: list[tuple[float, float]]) -> None:
    df = pd.DataFrame(
        [(str(i), a, v) for i, p in enumerate(par) for a, v in zip((1, 2), p, strict=True)],
        columns=["post", "aar", "verdi"],
    )
    steg = trinn(df, 1, 2)
    assert steg.endring.sum() == pytest.approx(sum(b - a for a, b in par), abs=1e-6)
    assert sammensetning(df).groupby("aar").andel.sum().tolist() == pytest.approx([100, 100])


def test_mangler_en_post_er_det_ingen_andel() -> None:
    df = pd.DataFrame({"post": ["a", "b"], "aar": [1, 1], "verdi": [1.0, None]})
    assert sammensetning(df).andel.isna().all()
    with pytest.raises(ValueError, match="året 2 mangler"):
        trinn(df, 1, 2)


def test_en_sum_er_avrundet_eller_feil() -> None:
    """Trondheim, point 5: 28.8 against 29.8; and the most that rounding can give."""
    assert sumavvik(pd.Series([3.9, 6.5, 18.4]), 29.8, 1).dom == "feil"
    assert sumavvik(pd.Series([0.14] * 3), 0.6, 1).dom == "avrunding"
    assert sumavvik(pd.Series([0.1] * 3), 0.6, 1).dom == "feil"
    assert sumavvik(pd.Series([0.1] * 3), 0.3, 1).dom == "stemmer"


# ------------------------------------------------------------------ nøkkeltall og bygg
def test_baerums_noekkeltall(data: Data) -> None:
    """Bærum 2017, pages 3-7: 6.0 of 9.8 is 61.2; printed 62, which rounding may give."""
    assert som_trykt(gjeldsgrad(6.0, 9.8) or 0, 61.2, 1)
    band = av_avrundede(6.0, 9.8, (1, 1))
    assert band.lav == pytest.approx(100 * 5.95 / 9.85)
    assert band.hoey == pytest.approx(100 * 6.05 / 9.75)
    assert band.hoey >= 61.5  # half a unit below the printed 62
    rader = celler(finn(okonomi.handlingsrom(data, valg(data, "0219")), "noekkeltall"))
    assert rader["Netto driftsresultat, 2016"][2] == "målet er nådd"
    assert rader["Netto driftsresultat, snitt av ti år"][2] == "under målet, over minimum"
    assert rader["Netto driftsresultat, 2010"][2] == "under minimum"
    assert rader["Egenfinansiering av investeringer"][0] == "ikke oppgitt"


def test_retningen_paa_et_noekkeltall() -> None:
    assert Noekkeltall(74, 75, None, mer_er_bedre=False).dom == "naadd"
    assert Noekkeltall(76, 75, None, mer_er_bedre=False).dom == "ikke_naadd"
    assert Noekkeltall(80, 75, 90, mer_er_bedre=False).dom == "over_minimum"
    assert Noekkeltall(None, 75, None, mer_er_bedre=False).dom == "ukjent"


def test_borge_og_nyhus(data: Data) -> None:
    """Ten per cent of a man-year at 600 000 kr, 4 per cent, 40 years: the printed 1.2 mill."""
    spart = taaler_i_byggekostnad(Tilbud(0, 1, 0.6), Tilbud(0, 0.9, 0.6), 4, 40)
    assert som_trykt(spart, 1.2, 1)
    dyr, billig = Tilbud(2, 1, 0.6), Tilbud(2 + spart, 0.9, 0.6)
    assert naaverdi_av(dyr, 4, 40) == pytest.approx(naaverdi_av(billig, 4, 40))
    blokk = finn(okonomi.bolig_institusjon(data, valg(data, "0121")), "borge-nyhus")
    assert blokk["rader"][1][1] == "1,188 mill. kr"


# ------------------------------------------------------------------ siden
@pytest.mark.parametrize("egne", [{}, EGNE], ids=["uten", "med"])
@pytest.mark.parametrize("komm_nr", ["1119", "0219", "0121", "0301"])
def test_blokkene_er_hele(data: Data, komm_nr: str, egne: dict[str, Any]) -> None:
    blokker = [b for k in KAPITLER for b in k(data, valg(data, komm_nr, **egne))]
    for b in blokker:
        sjekk(b, set(data.kilder.kilde))
        if b["type"] == "figur":
            alt.LayerChart.from_dict({k: v for k, v in b["spec"].items() if k != "config"})
    ider = [b["id"] for b in blokker if "id" in b]
    assert len(ider) == len(set(ider))


def test_konklusjonen(data: Data) -> None:
    def foerst(**verdier: Any) -> str:
        return leselig(okonomi.konklusjon(data, valg(data, **verdier))[0])

    assert "33,5\u00a0% av utgiftene i 2023: 1\u202f402\u202f800\u00a0kr" in foerst()
    assert "132\u202f300\u00a0kr mer enn året før" in foerst()
    assert "474,5 mill. kr i 2016, 4,9\u00a0% mindre enn i 2015" in foerst(komm_nr="0219")
    assert foerst(komm_nr="0301").startswith("Ingen mottakere er oppgitt.")
    egne = foerst(komm_nr="0301", mottakere="4 193 500 pu")
    assert "1\u202f402\u202f800\u00a0kr i refusjon for den ene mottakeren" in egne


def test_tallene_som_ikke_gaar_opp_sies(data: Data) -> None:
    """40.818 of 2.070 mill kr: 19.72 users, and 2.041 each if they are twenty."""
    rader = celler(finn(okonomi.refusjon(data, valg(data)), "vertskommune"))
    assert rader["Brukere det svarer til"] == ["19,72"]
    assert rader["Per bruker om de er 20"] == ["2,041"]


def test_ukjente_satser_spoerres_det_om(data: Data) -> None:
    v = valg(data, aar=2025, mottakere="4 000 000")
    assert "Satsene for utgiftsåret 2025 er ikke fastslått" in leselig(okonomi.refusjon(data, v)[1])
    egne = valg(
        data, aar=2025, mottakere="4 000 000", innslagspunkt=1_700_000, kompensasjonsgrad=80
    )
    rader = finn(okonomi.refusjon(data, egne), "refusjon")["rader"]
    assert rader[0][3] == "1\u202f840\u202f000"
    pu = replace(egne, mottakere="4 000 000 pu")
    assert "psykisk utviklingshemmede i 2025 er ikke kjent" in leselig(
        okonomi.refusjon(data, pu)[1]
    )


@pytest.mark.parametrize(
    ("felt", "verdi", "sier"),
    [
        ("mottakere", "-4 000 000", "Bruker 1 («-4 000 000») begynner ikke med et beløp"),
        ("mottakere", "mange", "Bruker 1 («mange») begynner ikke med et beløp"),
        (
            "mottakere",
            "4 000 000; 3 000 000 født 2040",
            "Bruker 2 er født i 2040, etter utgiftsåret",
        ),
        ("mottakere", "4 000 000 født 1880", "fødselsåret 1880 kan ikke stemme"),
        ("mottakere", "4 000 000 rabatt 20", "«rabatt 20» er ikke pu, født ÅR"),
        ("mottakere", "A: 4 000 000; A: 3 000 000", "To brukere heter A."),
        ("inntekter", "300 000 x mange", "Inntekt 1 («300 000 x mange») er ikke et beløp"),
        ("poster", "Salg 26,9", "må begynne med årene"),
        ("poster", "2015 2016; Salg 26,9", "må ha et navn og 2 beløp"),
        ("poster", "2015 2016; Salg 1 2; Salg 1 2", "Posten «Salg» står to ganger"),
        ("noekkeltall", "Gjeldsgrad høy", "Nøkkeltall 1 («Gjeldsgrad høy») er ikke"),
        ("noekkeltall", "Gjeldsgrad 6 av 0", "er ikke et navn og et tall"),
        ("kompensasjonsgrad", 120, "må være fra 0 til 100"),
        ("mottakere", "4,032", "Beløpet «4,032» kan leses på to måter"),
        ("mottakere", "Ola Nordmann: 4 032 000", "Skriv ikke navn på personer her"),
        ("mottakere", "Ola: 4 032 000", "Skriv ikke navn på personer her"),
        ("inntekter", "300 000 x 0", "Inntekt 1 («300 000 x 0») er ikke et beløp"),
        ("utgifter", "Lønn 1 2", "«Egne utgiftsposter, mill. kr» (utgifter) må begynne med årene"),
        ("poster", "2015 2016", "må ha et navn og 2 beløp"),
        ("bistand_satser", "1 230", "Sats 1 («1 230»)"),
        ("bistand_satser", "2 900; 3 230", "satsen lavere for en høyere inntekt"),
    ],
)
def test_feil_valg_sies_i_en_setning(data: Data, felt: str, verdi: Any, sier: str) -> None:
    with pytest.raises(ValueError) as feil:
        valg(data, **{felt: verdi})
    assert sier in str(feil.value)


def test_brukerne_leses_som_de_skrives() -> None:
    a, b = tjenestemottakere(
        "4 032 000 kr PU, født 1980; Bolig 2: 2500000 egenbetaling 90 000 vertskommune 2 070 000"
    )
    assert a == Tjenestemottaker("Bruker 1", 4_032_000, pu=True, foedt=1980)
    assert b == Tjenestemottaker(
        "Bolig 2", 2_500_000, egenbetaling=90_000, vertskommunetilskudd=2_070_000
    )
    n = egne_noekkeltall("Netto driftsresultat 392 av 9800 mål 4 minimum 3")[0]
    assert (n.navn, n.verdi, n.maal, n.minimum) == ("Netto driftsresultat", 4.0, 4.0, 3.0)


def test_utgiftene_er_andelene_som_er_trykt(data: Data) -> None:
    """Document 002, figures 1 (page 12), 2 (26) and 11 (43-44): 100, 100.1 and 100.1."""
    blokker = okonomi.utgifter(data, valg(data, "0219"))
    rader = celler(finn(blokker, "utgifter-kontroll"))
    assert {k: v[1:] for k, v in rader.items()} == {
        "Bistand og omsorg (figur 1)": ["100,0\u00a0%", "stemmer"],
        "Pleie og omsorg (figur 2)": ["100,1\u00a0%", "avrunding"],
        "Helse og sosial (figur 11)": ["100,1\u00a0%", "avrunding"],
    }
    alt_ = finn(blokker, "utgifter-figur-2")["alt"]
    for post in ("Institusjoner 41,6", "Ambulerende tjenester 19,7", "Aktivitet 2,4"):
        assert post in alt_
    assert okonomi.utgifter(data, valg(data, "0301")) == []


def test_egne_utgifter_har_andel_vekst_og_fossefall(data: Data) -> None:
    v = valg(data, "0301", utgifter="2015 2016; Lønn 60 90; Kjøp 40 30")
    blokker = okonomi.utgifter(data, v)
    assert finn(blokker, "utgifter-endring")["tittel"] == (
        "Utgiftene gikk fra 100,0 til 120,0 mill. kr (+20,0\u00a0%)"
    )
    rader = celler(finn(blokker, "utgifter"))
    assert rader["Lønn"] == ["60,0", "90,0", "75,0\u00a0%", "+50,0\u00a0%"]
    assert rader["Kjøp"][2:] == ["25,0\u00a0%", "−25,0\u00a0%"]


def test_stegene_og_de_trykte_summene_sies_naar_de_er_ulike(data: Data) -> None:
    """The items of 2016 and 2015 differ by 24.8, their printed sums by 24.6."""
    note = finn(okonomi.sammensetning(data, valg(data, "0219")), "inntekter-endring")["note"]
    assert "avrundede poster og gir −24,8; de trykte summene gir −24,6" in note


def test_vekst_fra_null_eller_mindre_har_ingen_stoerrelse(data: Data) -> None:
    v = valg(data, "0301", poster="2015 2016; Salg -5 5; Annet 5 -5")
    rader = celler(finn(okonomi.sammensetning(data, v), "inntekter"))
    assert rader["Salg"] == ["−5,0", "5,0", "–", "–"]
    assert rader["I alt"][2:] == ["–", "–"]
    assert leselig(okonomi.konklusjon(data, v)[0]).strip() == "Inntektene var 0,0 mill. kr i 2016."


def test_praktisk_bistand_for_haand(data: Data) -> None:
    """G 111 477: 200 000 is 1.8 G, 300 000 is 2.7 and 380 000 is 3.4."""
    v = valg(
        data, "0301", husstander="200 000 x 40; 300 000 x 2; 380 000 x 9",
        bistand_satser="2 230; 3 900; over 1 500", bistand_kostpris=1200,
    )  # fmt: skip
    t = finn(okonomi.brukerbetaling(data, v), "praktisk-bistand")
    assert [[c.replace("\u202f", "") for c in r[1:]] for r in t["rader"]] == [
        ["1,8", "40", "230", "110400", "465600"],
        ["2,7", "2", "900", "21600", "7200"],
        ["3,4", "9", "1200", "129600", "0"],  # never more than it costs
        ["", "51", "", "261600", "472800"],
    ]


def test_en_sats_som_mangler_spoerres_det_om(data: Data) -> None:
    v = valg(data, "0301", husstander="200 000 x 40; 380 000 x 9", bistand_satser="3 900")
    blokker = okonomi.brukerbetaling(data, v)
    t = finn(blokker, "praktisk-bistand")
    assert [r[3] for r in t["rader"]] == ["–", "–", ""] and t["rader"][-1][4] == "–"
    assert "Oppgi høyeste sats under 2 G" in leselig(blokker[-1])
    assert "205\u00a0kr fra 2018" in leselig(blokker[-1])
    over = okonomi.brukerbetaling(data, replace(v, bistand_satser="2 230; 3 900"))
    assert "når ikke opp til den høyeste inntekten" in leselig(over[-1])


def test_et_eget_innslagspunkt_paa_null_er_null(data: Data) -> None:
    v = valg(data, "0301", mottakere="1 000 000", innslagspunkt=0)
    t = finn(okonomi.refusjon(data, v), "refusjon")
    assert celler(t)["Bruker 1"][2].replace("\u202f", "") == "800000"
    assert "Brukerens egne tall: innslagspunktet." in t["note"]
    uten = finn(okonomi.refusjon(data, replace(v, kompensasjonsgrad=0)), "refusjon")
    assert uten["hode"][-1] == "Kommunen betaler"  # no remark: it is above the threshold


def test_egne_satser_uten_mottakere_flytter_ikke_eksempelet(data: Data) -> None:
    blokker = okonomi.refusjon(data, valg(data, aar=2016, innslagspunkt=1_000_000))
    assert "Kommunens eget eksempel gjelder 2022 og 2023" in leselig(blokker[1])
    assert okonomi.refusjon(data, valg(data))[1]["type"] == "tabell"


def test_mange_som_fyller_67_telles(data: Data) -> None:
    mottakere = ";".join(f"3 000 000 født {1957 + i // 3}" for i in range(9))
    blokker = okonomi.framover(data, valg(data, "0301", mottakere=mottakere, loennsvekst=3))
    assert finn(blokker, "refusjon-framover")["note"].endswith(
        "Fyller 67 og gir ingen refusjon fra året etter: tre (2024), tre (2025) og tre (2026)."
    )


def test_nokkeltall_skrives_som_folk_skriver_dem(data: Data) -> None:
    v = valg(
        data, "0301",
        noekkeltall="Netto driftsresultat 3,2 % mål 4 % minimum 3 %; Gjeldsgrad 9 200 av 9 800"
        " mål 75 maksimum 90; Bufferfond 5",
    )  # fmt: skip
    rader = celler(finn(okonomi.handlingsrom(data, v), "noekkeltall-egne"))
    assert rader["Netto driftsresultat"][1:] == [
        "4\u00a0%, minst 3\u00a0%", "under målet, over minimum",
    ]  # fmt: skip
    assert rader["Gjeldsgrad"] == ["93,9\u00a0%", "75\u00a0%, høyst 90\u00a0%", "over grensen"]
    assert rader["Bufferfond"][1:] == ["–", "uten mål"]


def test_det_som_er_om_enkeltpersoner_er_utenfor_adressen(data: Data) -> None:
    felt = {f["navn"]: f for f in okonomifelt(data, valg(data))}
    private = {n for n, f in felt.items() if f.get("utenfor_adressen")}
    assert private == {"mottakere", "inntekter", "husstander"}
    assert all("Står ikke i adressen" in felt[n]["hjelp"] for n in private)


def test_hvert_valg_har_sitt_felt(data: Data) -> None:
    felt = {f["navn"] for f in okonomifelt(data, valg(data))}
    assert felt == {f.name for f in fields(Oekonomivalg)}


def test_en_kolonne_kan_limes_inn(data: Data) -> None:
    v = valg(data, mottakere="4 032 000 pu\n\n 2.500.000 \n1 900 000 født 1980")
    assert [m.utgift for m in v.mottakerliste] == [4_032_000, 2_500_000, 1_900_000]
    assert bistandssatser("2 230; 3: 900; over 1 500 kr") == {2: 230, 3: 900, float("inf"): 1500}


def test_en_annen_kommune_har_andre_mottakere_og_bygg(data: Data) -> None:
    foer = valg(data, mottakere="4 000 000", bygg_bolig=3, rente=4)
    v = Oekonomivalg.foreslaatt(data, forrige=foer, **(asdict(foer) | {"komm_nr": "0301"}))
    assert (v.mottakere, v.bygg_bolig, v.rente) == ("", None, 4)
