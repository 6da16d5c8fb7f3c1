"""Each measure: normal, missing, zero, computed by hand; and what holds for any figures."""

import math
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import FAST, MINUS, SMALT
from helseanalyse import enheter
from helseanalyse.indikator import Indikator, indikator
from helseanalyse.measures.dekningsgrad import Grunnlag, antall_ved_dekning, dekningsgrad
from helseanalyse.measures.enhetskostnad import budsjettandel, enhetskostnad
from helseanalyse.measures.nivaa import gruppesnitt, indeks100, relativt_nivaa
from helseanalyse.measures.plassbehov import (
    Avrunding,
    hele_plasser,
    implisert_dekning,
    kontrafaktisk,
    plassbehov,
    plasser_etter_dekning,
    rutenett,
)
from helseanalyse.measures.plassgrunnlag import Plassgrunnlag, Tall, med_egne, plassgrunnlag
from helseanalyse.measures.profil import IKKE_I_DATA, tilgjengelig, tjenesteprofil, verdier
from helseanalyse.sources.load import Data

ANTALL = st.integers(1, 100_000)
DEKNING = st.floats(0, 100)
BEHOV = st.floats(0, 10_000)
MANGLER = [None, float("nan"), pd.NA]


# ------------------------------------------------------------------ forholdstall
@pytest.mark.parametrize(
    ("funksjon", "argumenter", "svar"),
    [
        (dekningsgrad, (9, 45), 20.0),
        (dekningsgrad, (0, 45), 0.0),
        (dekningsgrad, (2, 1), 200.0),
        (enhetskostnad, (900, 4), 225.0),
        (enhetskostnad, (0, 4), 0.0),
        (budsjettandel, (1, 8), 12.5),
        (relativt_nivaa, (150, 120), 25.0),
        (relativt_nivaa, (90, 120), -25.0),
        (relativt_nivaa, (120, 120), 0.0),
        (indeks100, (150, 120), 125.0),
        (indeks100, (0, 120), 0.0),
    ],
)
def test_forholdstall_regnet_for_haand(funksjon: Any, argumenter: tuple, svar: float) -> None:
    assert funksjon(*argumenter) == pytest.approx(svar, abs=1e-12)


@pytest.mark.parametrize(
    "funksjon", [dekningsgrad, enhetskostnad, budsjettandel, relativt_nivaa, indeks100]
)
@pytest.mark.parametrize("mangler", MANGLER)
def test_manglende_tall_gir_manglende_svar(funksjon: Any, mangler: Any) -> None:
    assert funksjon(mangler, 5) is None
    assert funksjon(5, mangler) is None


@pytest.mark.parametrize(
    "funksjon", [dekningsgrad, enhetskostnad, budsjettandel, relativt_nivaa, indeks100]
)
def test_nevner_null_gir_manglende_svar_og_aldri_null(funksjon: Any) -> None:
    assert funksjon(5, 0) is None
    assert funksjon(0, 0) is None


@given(v=ANTALL, r=ANTALL, k=st.integers(1, 1000))
def test_forholdstall_er_uavhengig_av_maaleenheten(v: int, r: int, k: int) -> None:
    for funksjon in (dekningsgrad, budsjettandel, relativt_nivaa, indeks100):
        assert funksjon(v * k, r * k) == pytest.approx(funksjon(v, r), rel=1e-12, abs=1e-9)


@given(v=ANTALL, r=ANTALL)
def test_relativt_nivaa_er_indeksen_minus_hundre(v: int, r: int) -> None:
    assert relativt_nivaa(v, r) == pytest.approx(indeks100(v, r) - 100)
    tilbake = r * (1 + relativt_nivaa(v, r) / 100)
    assert tilbake == pytest.approx(v)


@given(a=ANTALL, n=ANTALL)
def test_dekning_og_antall_er_hverandres_motsatte(a: int, n: int) -> None:
    assert antall_ved_dekning(dekningsgrad(a, n), n) == pytest.approx(a)


# ------------------------------------------------------------------ snitt i en gruppe
ANDELER = st.lists(st.tuples(st.integers(0, 500), st.integers(1, 500)), min_size=1, max_size=12)


def delt(par: list[tuple[int, int]]) -> tuple[pd.Series, pd.Series]:
    teller, nevner = zip(*par, strict=True)
    return pd.Series(teller), pd.Series(nevner)


@given(par=ANDELER)
def test_snittet_ligger_mellom_laveste_og_hoeyeste(par: list[tuple[int, int]]) -> None:
    snitt = gruppesnitt(*delt(par), 100)
    andeler = [100 * t / n for t, n in par]
    assert min(andeler) - 1e-9 <= snitt <= max(andeler) + 1e-9


@given(par=ANDELER, tilfeldig=st.randoms(use_true_random=False))
def test_rekkefoelgen_er_likegyldig(par: list[tuple[int, int]], tilfeldig: Any) -> None:
    stokket = list(par)
    tilfeldig.shuffle(stokket)
    assert gruppesnitt(*delt(stokket), 100) == gruppesnitt(*delt(par), 100)


@given(par=ANDELER)
def test_en_kommune_til_med_samme_andel_endrer_ikke_snittet(par: list[tuple[int, int]]) -> None:
    assert gruppesnitt(*delt(par + par), 100) == pytest.approx(gruppesnitt(*delt(par), 100))


def test_snittet_er_sum_delt_paa_sum_ikke_snitt_av_andeler(data: Data) -> None:
    """Residents per 100 places 2004 in Rømskog, Marker and Aremark, by hand: 63 of 66."""
    koder = ["0121", "0119", "0118"]
    df = verdier(data.observasjoner, indikator("beboere_per_100_plasser"), koder, 2004)
    assert (df.teller.tolist(), df.nevner.tolist()) == ([15, 34, 14], [16, 32, 18])
    snitt = gruppesnitt(df.teller, df.nevner, 100)
    assert snitt == pytest.approx(100 * 63 / 66)
    assert snitt - df.verdi.mean() > 2


def test_snittet_av_13_av_63_og_72_av_616_er_ikke_snittet_av_andelene() -> None:
    snitt = gruppesnitt(pd.Series([13, 72]), pd.Series([63, 616]), 100)
    assert snitt == pytest.approx(100 * 85 / 679)
    assert (100 * 13 / 63 + 100 * 72 / 616) / 2 - snitt > 3


@pytest.mark.parametrize(
    ("teller", "nevner"),
    [([], []), ([1, None], [2, 3]), ([1, 2], [3, None]), ([0, 0], [0, 0])],
    ids=["ingen", "teller mangler", "nevner mangler", "nevner null"],
)
def test_snitt_som_ikke_finnes(teller: list, nevner: list) -> None:
    assert gruppesnitt(pd.Series(teller, dtype=float), pd.Series(nevner, dtype=float)) is None


# ------------------------------------------------------------------ plassbehov
def test_behovet_regnet_for_haand() -> None:
    assert plassbehov(20, 80, 100) == 25.0
    assert plassbehov(0, 80, 100) == 0.0
    assert plassbehov(20, 80, 0) == 0.0
    assert kontrafaktisk(12.5, 80, Avrunding.OPP) == 10
    assert implisert_dekning(10, 12, 80).tolist() == [12.5, 15.0]


@pytest.mark.parametrize("plass", range(3))
@pytest.mark.parametrize("verdi", [*MANGLER, -1])
def test_behovet_nekter_manglende_og_negative_tall(plass: int, verdi: Any) -> None:
    argumenter: list[Any] = [17, 63, 45]
    argumenter[plass] = verdi
    with pytest.raises(ValueError, match="krever tall som ikke er negative eller mangler"):
        plassbehov(*argumenter)


def test_behovet_nekter_ingen_innbyggere_i_dag() -> None:
    with pytest.raises(ValueError, match="uten innbyggere i aldersgruppen i dag"):
        plassbehov(17, 0, 45)


@given(a=st.integers(0, 2000), n=ANTALL)
def test_uendret_folketall_gir_dagens_antall(a: int, n: int) -> None:
    behov = plassbehov(a, n, n)
    assert behov == pytest.approx(a)
    assert {hele_plasser(behov, r) for r in Avrunding} == {a}


@given(a=ANTALL, n0=ANTALL, n1=ANTALL, k=st.integers(2, 50))
def test_behovet_foelger_folketallet_og_ikke_enheten(a: int, n0: int, n1: int, k: int) -> None:
    behov = plassbehov(a, n0, n1)
    assert plassbehov(a, n0 * k, n1 * k) == pytest.approx(behov)
    assert plassbehov(a * k, n0, n1) == pytest.approx(behov * k)
    assert plassbehov(a, n0, n1 + 1) > behov


@given(d1=DEKNING, d2=DEKNING, n=ANTALL, regel=st.sampled_from(Avrunding))
def test_behovet_stiger_med_dekningen(d1: float, d2: float, n: int, regel: Avrunding) -> None:
    lav, hoey = sorted((d1, d2))
    svar = plasser_etter_dekning(n, pd.Series([lav, hoey]), regel)
    assert svar.behov[0] <= svar.behov[1]
    assert svar.plasser[0] <= svar.plasser[1]
    assert svar.plasser.tolist() == [kontrafaktisk(d, n, regel) for d in (lav, hoey)]


@given(behov=BEHOV)
def test_avrundingsreglene_staar_i_rekke(behov: float) -> None:
    ned, naermeste, opp = (
        hele_plasser(behov, r) for r in (Avrunding.NED, Avrunding.NAERMESTE, Avrunding.OPP)
    )
    assert ned <= naermeste <= opp <= ned + 1
    assert ned - 1e-8 <= behov <= opp + 1e-8
    assert abs(naermeste - behov) <= 0.5 + 1e-8


@pytest.mark.parametrize(
    ("behov", "opp", "naermeste", "ned"),
    [
        (0.0, 0, 0, 0),
        (9.000000000001, 9, 9, 9),
        (8.999999999999, 9, 9, 9),
        (12.5, 13, 13, 12),
        (2.5, 3, 3, 2),
        (12.4999, 13, 12, 12),
        (0.1 + 0.2, 1, 0, 0),
    ],
)
def test_hele_plasser_regnet_for_haand(behov: float, opp: int, naermeste: int, ned: int) -> None:
    regler = (Avrunding.OPP, Avrunding.NAERMESTE, Avrunding.NED)
    assert [hele_plasser(behov, r) for r in regler] == [opp, naermeste, ned]


def test_rutenettet_har_en_rad_per_grunnlag_og_aar() -> None:
    g = rutenett({"a": 10, "b": 7.5}, 50, {"2024": 50, "2030": 60, "2040": 25})
    assert list(zip(g.grunnlag, g.aar, strict=True)) == [
        ("a", "2024"), ("a", "2030"), ("a", "2040"), ("b", "2024"), ("b", "2030"), ("b", "2040"),
    ]  # fmt: skip
    assert g.behov.tolist() == [10.0, 12.0, 5.0, 7.5, 9.0, 3.75]
    assert g.dekning.tolist() == [20.0] * 3 + [15.0] * 3
    assert g.opp.tolist() == [10, 12, 5, 8, 9, 4]
    assert g.ned.tolist() == [10, 12, 5, 7, 9, 3]


# ------------------------------------------------------------------ grunnlaget for plassbehovet
def test_grunnlaget_for_roemskog(data: Data) -> None:
    g = plassgrunnlag(data.observasjoner, data.folk(), data.dokumenttall, "0121", 2023)
    assert g.mangler() == []
    assert list(g.antall) == [Grunnlag.KAPASITET, Grunnlag.I_BRUK, Grunnlag.BEBOERE]
    i_bruk = g.antall[Grunnlag.I_BRUK]
    assert g.antall[Grunnlag.KAPASITET].verdi == 17
    assert (i_bruk.lav, i_bruk.hoey, i_bruk.verdi) == (13, 14, None)
    assert g.antall[Grunnlag.BEBOERE].verdi == pytest.approx(12.6)
    assert (g.naa.verdi, g.naa.aar, g.da.verdi, g.da.aar) == (63, 2013, 45, 2025)
    assert {"romskog-2013-diagram-8", "romskog-2013-demografi"} <= set(g.kilder)


def test_det_som_mangler_er_borte_og_aldri_null(data: Data) -> None:
    marker = plassgrunnlag(data.observasjoner, data.folk(), data.dokumenttall, "0119")
    assert (marker.antall[Grunnlag.KAPASITET].verdi, marker.naa, marker.da) == (40, None, None)
    assert Grunnlag.I_BRUK not in marker.antall
    assert marker.antall[Grunnlag.BEBOERE].verdi == 37  # residents of all ages, no share printed
    hurum = plassgrunnlag(data.observasjoner, data.folk(), data.dokumenttall, "0628")
    assert hurum.antall == {}
    assert len(hurum.mangler()) == 3


def test_egne_tall_gaar_foran_og_naevner_ingen_kilde() -> None:
    tall = Tall(17, 17, 2013, ("kilde-a",))
    g = Plassgrunnlag(
        {Grunnlag.KAPASITET: tall, Grunnlag.BEBOERE: tall}, tall, Tall(45, 45, 2025, ("kilde-b",))
    )
    egne = med_egne(g, 20, 70, 50, 2030)
    assert egne.antall == {Grunnlag.KAPASITET: Tall(20, 20, None, ())}
    assert (egne.naa, egne.da) == (Tall(70, 70, None, ()), Tall(50, 50, 2030, ()))
    assert egne.kilder == []
    assert med_egne(g, None, None, None, 2030) == g
    assert set(g.antall) == {Grunnlag.KAPASITET, Grunnlag.BEBOERE}


# ------------------------------------------------------------------ profilen
def obs(*rader: tuple) -> pd.DataFrame:
    """Observations of one year: indicator, municipality, value, status."""
    felt = ["indikator", "komm_nr", "verdi", "status"]
    df = pd.DataFrame(rader, columns=felt).assign(
        aar=2020, teller=float("nan"), nevner=float("nan"), kilde="k"
    )
    return df.astype({"verdi": float})


FORHOLD = Indikator(
    id="andel", type="forholdstall", navn="Andel", enhet="prosent", teller="t", nevner="n",
    faktor=100, andel=True,
)  # fmt: skip
OPPGITT = Indikator(id="kr", type="oppgitt", navn="Kroner", enhet="kr")
RADER = obs(
    ("t", "0001", 5, "maalt"), ("n", "0001", 20, "maalt"),
    ("t", "0002", 30, "maalt"), ("n", "0002", 40, "maalt"),
    ("t", "0003", None, "skjermet"), ("n", "0003", 10, "maalt"),
    ("t", "0004", 3, "maalt"), ("n", "0004", 0, "maalt"),
    ("kr", "0001", 100, "maalt"), ("kr", "0002", 150, "maalt"), ("kr", "0003", None, "mangler"),
)  # fmt: skip


def test_verdier_regnes_av_tellere_og_nevnere() -> None:
    df = verdier(RADER, FORHOLD, ["0001", "0003", "0004", "0009", "0002"], 2020)
    assert df.komm_nr.tolist() == ["0001", "0003", "0004", "0009", "0002"]
    assert df.verdi.isna().tolist() == [False, True, True, True, False]
    assert (df.verdi[0], df.verdi[4]) == (25.0, 75.0)
    assert df.status.tolist() == ["maalt", "skjermet", "maalt", IKKE_I_DATA, "maalt"]
    assert df.kilder[0] == ["k", "k"]
    assert verdier(RADER, FORHOLD, ["0001"], 2019).status.tolist() == [IKKE_I_DATA]


@pytest.mark.parametrize(
    ("teller", "nevner", "sier"),
    [
        ("maalt", "skjermet", "skjermet"),
        ("mangler", "skjermet", "skjermet"),
        ("ikke_i_bruk", "mangler", "mangler"),
        ("maalt", "ikke_i_bruk", "ikke_i_bruk"),
        ("foreloepig", "maalt", "foreloepig"),
    ],
)
def test_den_strengeste_grunnen_sies(teller: str, nevner: str, sier: str) -> None:
    """A ratio lacks a value for the strictest of its parts' reasons."""
    par = [("t", teller), ("n", nevner)]
    rader = obs(*((i, "0001", 1 if s in ("maalt", "foreloepig") else None, s) for i, s in par))
    df = verdier(rader, FORHOLD, ["0001"], 2020)
    assert df.status.tolist() == [sier]
    assert df.verdi.isna().tolist() == [sier != "foreloepig"]


def test_profilen_mot_en_gruppe_med_hull() -> None:
    rad, kr = tjenesteprofil(RADER, [FORHOLD, OPPGITT], "0001", ["0002", "0003", "0009"], 2020)
    assert rad.snitt == 75.0  # only the one that has both counts
    assert rad.indeks == pytest.approx(100 / 3)
    assert rad.indeks_mot("0002") == pytest.approx(100 / 3)
    assert rad.indeks_mot("0003") is None
    assert rad.indeks_mot("0008") is None
    assert rad.klart is True
    assert rad.en_til == 5.0
    assert (round(rad.intervall.lav, 2), round(rad.intervall.hoey, 2)) == (11.19, 46.87)
    assert (kr.snitt, kr.klart, kr.intervall, kr.en_til) == (150.0, None, None, None)


def test_oppgitte_forholdstall_har_ikke_snitt_for_flere() -> None:
    rader = pd.concat([RADER, obs(("kr", "0005", 200, "maalt"))])
    (kr,) = tjenesteprofil(rader, [OPPGITT], "0001", ["0002", "0005"], 2020)
    assert kr.snitt is None
    assert kr.indeks is None
    assert kr.indeks_mot("0005") == 50.0


def test_profilen_er_den_samme_i_hvilken_som_helst_rekkefoelge() -> None:
    for fra in (RADER.iloc[::-1], RADER.sample(frac=1, random_state=7)):
        en, to = (
            tjenesteprofil(r, [FORHOLD, OPPGITT], "0001", ["0002", "0003"], 2020)
            for r in (RADER, fra)
        )
        for a, b in zip(en, to, strict=True):
            assert (a.snitt, a.intervall, a.klart) == (b.snitt, b.intervall, b.klart)
            pd.testing.assert_frame_equal(a.andre, b.andre)


def test_kommunen_er_aldri_sin_egen_referanse() -> None:
    referanser = ("0002", "0001", "0003")
    rad, _ = tjenesteprofil(RADER, [FORHOLD, OPPGITT], "0001", ["0003"], 2020, referanser)
    assert rad.referanser.komm_nr.tolist() == ["0002"]


def test_bare_kommuner_med_egen_rad_faar_en_profilrad() -> None:
    assert tjenesteprofil(RADER, [FORHOLD, OPPGITT], "0009", ["0001"], 2020) == []
    assert [
        r.indikator.id for r in tjenesteprofil(RADER, [FORHOLD, OPPGITT], "0004", [], 2020)
    ] == ["andel"]


def test_tilgjengelig_krever_baade_teller_og_nevner() -> None:
    rader = pd.concat([RADER, obs(("t", "0007", 5, "maalt"))])
    har = tilgjengelig(rader, [FORHOLD, OPPGITT])
    assert har.komm_nr.tolist() == ["0001", "0002", "0004"]
    assert tilgjengelig(rader, [replace(FORHOLD, teller="x")]).empty


# ------------------------------------------------------------------ tall for lesere
@pytest.mark.parametrize(
    ("verdi", "desimaler", "ventet"),
    [
        (0.5, 0, "1"), (1.5, 0, "2"), (2.5, 0, "3"), (-0.5, 0, "-1"), (-2.5, 0, "-3"),
        (0.125, 2, "0.13"), (-0.125, 2, "-0.13"), (2.675, 2, "2.68"), (1.005, 2, "1.01"),
        (0.05, 1, "0.1"), (0.25, 1, "0.3"), (0.35, 1, "0.4"), (12.449999, 1, "12.4"),
        (378843, 0, "378843"), (99.95, 1, "100.0"),
    ],
)  # fmt: skip
def test_halve_rundes_bort_fra_null(verdi: float, desimaler: int, ventet: str) -> None:
    assert enheter.avrund(verdi, desimaler) == Decimal(ventet)


@given(verdi=st.floats(-1e9, 1e9), desimaler=st.integers(0, 3))
def test_avrundingen_er_hoeyst_en_halv_enhet_unna_og_likt_om_null(
    verdi: float, desimaler: int
) -> None:
    rundet = enheter.avrund(verdi, desimaler)
    assert abs(rundet - Decimal(repr(verdi))) <= Decimal(1).scaleb(-desimaler) / 2
    assert enheter.avrund(-verdi, desimaler) == -rundet


def lest(tekst: str) -> Decimal:
    """A printed number read as a Norwegian reader does."""
    return Decimal(tekst.replace(SMALT, "").replace(MINUS, "-").replace(",", "."))


@given(
    heltall=st.integers(-(10**12), 10**12),
    desimaler=st.integers(0, 3),
)
def test_det_trykte_tallet_kan_leses_tilbake(heltall: int, desimaler: int) -> None:
    verdi = heltall / 10**desimaler
    tekst = enheter.tall(verdi, desimaler)
    assert lest(tekst) == enheter.avrund(verdi, desimaler)
    assert lest(tekst) == Decimal(heltall).scaleb(-desimaler)
    assert set(tekst) <= set(f"0123456789,{SMALT}{MINUS}")


@given(verdi=st.floats(-0.9, 0.9), desimaler=st.integers(0, 2))
def test_minus_null_trykkes_aldri(verdi: float, desimaler: int) -> None:
    for tekst in (enheter.tall(verdi, desimaler), enheter.endring(verdi, desimaler)):
        null = lest(tekst.removesuffix(f"{FAST}%").removeprefix("+")) == 0
        assert not (null and (MINUS in tekst or "+" in tekst))


@pytest.mark.parametrize("verdi", [-0.0, -0.04, 0.0, -1e-12])
def test_null_er_null(verdi: float) -> None:
    assert enheter.tall(verdi, 1) == "0,0"
    assert enheter.tall(verdi) == "0"
    assert enheter.endring(verdi) == f"0,0{FAST}%"


@pytest.mark.parametrize(
    ("kall", "ventet"),
    [
        (lambda: enheter.tall(1000), f"1{SMALT}000"),
        (lambda: enheter.tall(999), "999"),
        (lambda: enheter.tall(-1234567.5, 1), f"{MINUS}1{SMALT}234{SMALT}567,5"),
        (lambda: enheter.med_enhet(378843, "kr"), f"378{SMALT}843{FAST}kr"),
        (lambda: enheter.med_enhet(1.8, "aarsverk"), f"1,8{FAST}årsverk"),
        (lambda: enheter.med_enhet(42, "prosent", 0), f"42{FAST}%"),
        (lambda: enheter.med_enhet(92.5, "per 100 plasser"), "92,5"),
        (lambda: enheter.endring(5.46), f"+5,5{FAST}%"),
        (lambda: enheter.endring(-13.47), f"{MINUS}13,5{FAST}%"),
        (lambda: enheter.enhet_navn("aarsverk"), "årsverk"),
    ],
)
def test_tall_med_enhet(kall: Any, ventet: str) -> None:
    assert kall() == ventet


@pytest.mark.parametrize("mangler", MANGLER)
def test_manglende_trykkes_som_strek_uten_enhet(mangler: Any) -> None:
    svar = {enheter.tall(mangler), enheter.med_enhet(mangler, "kr"), enheter.endring(mangler)}
    assert svar == {"–"}


def test_regningen_skjer_med_full_presisjon() -> None:
    """Rounding comes last: a third of three is one, to the last bit."""
    assert antall_ved_dekning(dekningsgrad(1, 3), 3) == pytest.approx(1, rel=1e-15)
    assert not math.isclose(dekningsgrad(1, 3), 33.3)
