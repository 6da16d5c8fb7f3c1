"""Man-years and kroner: Trondheim's printed prices, cases by hand, inverses, demographic cost."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helseanalyse.enheter import som_trykt
from helseanalyse.measures.avstemming import Slag, trykt_sum
from helseanalyse.measures.kroner import (
    aarlig_vekst,
    aarsverk_per_enhet,
    annuitet,
    delaarseffekt,
    demografikostnad,
    enhetspriser,
    faste_priser,
    framskrevet,
    naaverdi,
    prisindeks,
)
from helseanalyse.sources.load import Data


@pytest.fixture
def trondheim(data: Data) -> dict[str, float]:
    d = data.dokumenttall[data.dokumenttall.dokument == "trondheim"]
    return d.set_index("nokkel").verdi.to_dict()


@pytest.fixture
def tiltak(data: Data) -> pd.DataFrame:
    return data.tiltak[data.tiltak.plan == "trondheim_2021_2024"]


# ------------------------------------------------------------------ Trondheim
def test_trondheims_enhetspriser(tiltak: pd.DataFrame, trondheim: dict[str, float]) -> None:
    p = enhetspriser(tiltak).set_index("nr")
    assert (p.effekt_mill_kr["1"], p.aarsverk["1"]) == (132.7, 160)
    aarsverk = p.mill_per_aarsverk.dropna().round(3).to_dict()
    assert aarsverk == {
        "1": 0.829, "5": 0.764, "7": 0.84, "9b": 0.7, "9c": 0.6, "15": 0.75,
    }  # fmt: skip
    assert 0.60 <= min(aarsverk.values()) < max(aarsverk.values()) <= 0.84
    assert p.mill_per_plass.dropna().round(3).to_dict() == {"2": 0.909}
    plasser, kostnad = (trondheim[f"nye_plasser{x}_2021_2024"] for x in ("", "_kostnad"))
    assert (plasser, kostnad) == (55, 50)
    assert p.mill_per_plass["2"] == kostnad / plasser
    heltid = trondheim["heltid_loennskostnad"] / trondheim["heltid_aarsverk"]
    assert round(heltid, 3) == 0.611


def test_tiltak_uten_antall_har_ingen_pris(tiltak: pd.DataFrame) -> None:
    ingen = tiltak[tiltak.nr.isin(["1", "2"])].assign(aarsverk=0.0)
    assert enhetspriser(ingen).nr.tolist() == ["2"]
    assert enhetspriser(ingen.assign(plasser=0)).empty
    assert len(enhetspriser(tiltak)) == 7  # the others have neither man-years nor places


def test_trondheim_punkt_5_er_trykt_en_million_for_hoeyt(trondheim: dict[str, float]) -> None:
    deler = [
        trondheim[f"punkt_5_{d}"]
        for d in ("kveld_og_natt", "omfattende_hjelpebehov_2024", "grunnbemanning_2024")
    ]
    k = trykt_sum(deler, trondheim["punkt_5_sum_trykt"])
    assert (round(k.regnet, 1), k.trykt, round(k.avvik, 1)) == (28.8, 29.8, -1.0)
    assert k.slag == Slag.MOTSIGELSE
    # One mill more, which point 6 has, and the printed sum is met.
    assert trykt_sum([*deler, 1.0], k.trykt).slag == Slag.STEMMER


def test_trondheim_punkt_9_stemmer(tiltak: pd.DataFrame, trondheim: dict[str, float]) -> None:
    deler = tiltak[tiltak.nr.isin(["9a", "9b", "9c"])].effekt_mill_kr.tolist()
    assert trykt_sum(deler, trondheim["rehabilitering_sum_2021"]).slag == Slag.STEMMER


def test_vistamar_er_et_halvt_aar(trondheim: dict[str, float]) -> None:
    halvt = delaarseffekt(trondheim["vistamar_helaarseffekt"], 6)
    assert halvt == trondheim["vistamar_halvaarseffekt"] == 5.5


def test_bpa_vokste_11_4_prosent_i_aaret(data: Data) -> None:
    d = data.dokumenttall
    d = d[(d.dokument == "trondheim") & d.nokkel.isin(["bpa_2009", "bpa_2020"])]
    foer, etter = d.sort_values("aar").itertuples()
    assert (foer.aar, etter.aar) == (2009, 2020)
    vekst = aarlig_vekst(foer.verdi, etter.verdi, etter.aar - foer.aar)
    assert som_trykt(vekst, 11.4, 1)
    assert som_trykt(framskrevet(foer.verdi, vekst, 11), etter.verdi)


# ------------------------------------------------------------------ Borge og Nyhus
def test_borge_og_nyhus_med_forutsetningene_som_ikke_er_trykt(data: Data) -> None:
    """A tenth of a man-year at 600 000 kr, 4 per cent, 40 years: 1 187 566, printed 1.2 mill."""
    d = data.dokumenttall.set_index("nokkel").verdi
    spart = 600_000 * d["borge_nyhus_reduksjon"] / 100
    assert round(naaverdi(spart, 4, 40)) == 1_187_566
    assert som_trykt(naaverdi(spart, 4, 40) / 1e6, d["borge_nyhus_byggekost"], 1)
    assert not som_trykt(naaverdi(spart, 4, 25) / 1e6, d["borge_nyhus_byggekost"], 1)


def test_naaverdi_for_haand() -> None:
    assert naaverdi(110, 10, 1) == pytest.approx(100)
    assert naaverdi(100, 10, 2) == pytest.approx(100 / 1.1 + 100 / 1.21)
    assert naaverdi(100, 0, 5) == 500
    assert naaverdi(100, 1e-9, 5) == pytest.approx(500)


# ------------------------------------------------------------------ årsverk
def test_aarsverk_for_haand() -> None:
    assert aarsverk_per_enhet(25, 20) == 1.25
    assert aarsverk_per_enhet(25, 0) is None
    assert aarsverk_per_enhet(None, 20) is None


# ------------------------------------------------------------------ faste priser
def test_faste_priser_for_haand() -> None:
    vekst = pd.DataFrame({"aar": [2016, 2015], "verdi": [2.0, 10.0]})
    indeks = prisindeks(vekst, 2014)
    assert indeks.aar.tolist() == [2014, 2015, 2016]
    assert indeks.indeks.tolist() == pytest.approx([100, 110, 112.2])
    beloep = pd.DataFrame({"aar": [2014, 2016, 2017], "verdi": [50, 112.2, 9], "enhet": "mill. kr"})
    fast = faste_priser(beloep, indeks, 2014)
    assert fast.fast.tolist()[:2] == pytest.approx([50, 100])
    assert fast.fast.isna().tolist() == [False, False, True]
    assert fast.enhet.tolist() == ["mill. kr"] * 3


def test_den_kommunale_deflatoren_i_datapakken(data: Data) -> None:
    s = data.satser[data.satser.sats == "kommunal_deflator"]
    vekst = s.rename(columns={"gjelder_fra": "aar"}).astype({"aar": int})
    indeks = prisindeks(vekst, 2020).set_index("aar").indeks
    assert indeks[2020] == 100
    for aar, prosent in zip(vekst.aar, vekst.verdi, strict=True):
        assert 100 * (indeks[aar] / indeks[aar - 1] - 1) == pytest.approx(prosent)


# ------------------------------------------------------------------ demografi
def test_demografikostnad_for_haand() -> None:
    foer, etter = {"0-66": 900, "67-79": 80, "80+": 20}, {"0-66": 880, "67-79": 90, "80+": 26}
    df = demografikostnad(foer, etter, {"0-66": 10_000, "67-79": 30_000, "80+": 200_000})
    assert df.kostnad_kr.tolist() == [-200_000, 300_000, 1_200_000]
    uten = demografikostnad(foer, etter, {"0-66": 10_000, "80+": 200_000})
    assert uten.kostnad_kr.isna().tolist() == [False, True, False]
    assert pd.isna(uten.kostnad_kr.sum(skipna=False))


@given(
    grupper=st.lists(st.tuples(*[st.integers(0, 10_000)] * 3, st.integers(0, 500_000)), max_size=13)
)
def test_demografikostnaden_kan_deles_i_perioder(grupper: list) -> None:
    navn = [str(i) for i in range(len(grupper))]
    a, b, c, sats = ({n: g[i] for n, g in zip(navn, grupper, strict=True)} for i in range(4))

    def sum_(fra: dict, til: dict) -> float:
        return demografikostnad(fra, til, sats).kostnad_kr.sum()

    assert sum_(a, c) == sum_(a, b) + sum_(b, c)
    assert sum_(a, a) == 0


# ------------------------------------------------------------------ motsatte regnestykker
@given(x=st.floats(0.1, 1e6), y=st.floats(0.1, 1e6), n=st.integers(1, 40))
def test_vekst_og_framskriving_er_hverandres_motsatte(x: float, y: float, n: int) -> None:
    assert framskrevet(x, aarlig_vekst(x, y, n), n) == pytest.approx(y, rel=1e-9)


@given(belop=st.floats(1, 1e7), rente=st.floats(-50, 50), n=st.integers(1, 60))
def test_naaverdi_og_annuitet_er_hverandres_motsatte(belop: float, rente: float, n: int) -> None:
    assert annuitet(naaverdi(belop, rente, n), rente, n) == pytest.approx(belop, rel=1e-9)


@given(rente=st.floats(0.01, 30), n=st.integers(1, 40))
def test_naaverdien_er_summen_av_aarene(rente: float, n: int) -> None:
    aarene = sum(1000 / (1 + rente / 100) ** t for t in range(1, n + 1))
    assert naaverdi(1000, rente, n) == pytest.approx(aarene)


@given(vekst=st.lists(st.floats(-5, 15), min_size=1, max_size=12), data=st.data())
def test_faste_priser_er_uavhengige_av_indeksens_nivaa(vekst: list, data: Any) -> None:
    aar = list(range(2015, 2015 + len(vekst)))
    v = pd.DataFrame({"aar": aar, "verdi": vekst})
    b, annet = data.draw(st.sampled_from(aar)), data.draw(st.sampled_from([2014, *aar]))
    beloep = pd.DataFrame({"aar": aar, "verdi": 100.0})
    en, to = (faste_priser(beloep, prisindeks(v, n), b).fast for n in (b, annet))
    assert en.tolist() == pytest.approx(to.tolist())
    assert en[aar.index(b)] == pytest.approx(100)


# ------------------------------------------------------------------ feil
@pytest.mark.parametrize(
    ("kall", "melding"),
    [
        (lambda: delaarseffekt(11, 13), "ikke 13"),
        (lambda: aarlig_vekst(0, 135, 11), "større enn null"),
        (lambda: aarlig_vekst(41, None, 11), "større enn null"),
        (lambda: framskrevet(1, -100, 2), "over −100"),
        (lambda: naaverdi(1, 4, 0), "minst ett år"),
        (lambda: naaverdi(1, None, 4), "minst ett år"),
        (lambda: demografikostnad({"a": 1}, {"b": 1}, {}), "ulike: a, b"),
        (lambda: prisindeks(pd.DataFrame({"aar": [2015, 2017], "verdi": [1, 1]}), 2015), "hull"),
        (lambda: prisindeks(pd.DataFrame({"aar": [2015], "verdi": [1]}), 2020), "ikke 2020"),
        (
            lambda: faste_priser(
                pd.DataFrame({"aar": [2015], "verdi": [1]}),
                pd.DataFrame({"aar": [2015], "indeks": [100]}),
                2014,
            ),
            "mangler 2014",
        ),
        (
            lambda: faste_priser(
                pd.DataFrame({"aar": [2015], "verdi": [1]}),
                pd.DataFrame({"aar": [2015, 2015], "indeks": [100, 101]}),
                2015,
            ),
            "to ganger i prisindeksen",
        ),
    ],
)  # fmt: skip
def test_feil_sier_hva_som_er_galt(kall: Any, melding: str) -> None:
    with pytest.raises(ValueError, match=melding):
        kall()
