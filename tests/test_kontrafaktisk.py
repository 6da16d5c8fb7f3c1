"""Another's profile: the report's own question, a case by hand, and what holds for any figures."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helseanalyse.enheter import som_trykt
from helseanalyse.measures.dekningsgrad import dekningsgrad
from helseanalyse.measures.kontrafaktisk import (
    ANDRES,
    FAKTORER,
    Stoerrelse,
    beregn,
    bytt,
    etter_tjeneste,
    med_andres_profil,
    profil,
    profilfossefall,
)
from helseanalyse.measures.plassbehov import implisert_dekning
from helseanalyse.sources.load import Data

PLASSER, TIMER, AARSVERK, KRONER = Stoerrelse


def serie(**verdier: float) -> pd.Series:
    return pd.Series(verdier, dtype=float)


def trykt(data: Data, nokkel: str) -> Any:
    d = data.dokumenttall
    (rad,) = d[(d.dokument == "romskog") & (d.nokkel == nokkel)].itertuples()
    return rad


# ------------------------------------------------------------------ Rømskog med Hurums profil
@pytest.fixture
def romskog(data: Data) -> dict[str, Any]:
    innbyggere = trykt(data, "innbyggere_80_pluss_naa").verdi
    dekning = dekningsgrad(trykt(data, "plasser_kapasitet").verdi, innbyggere)
    return {"behov": innbyggere, "dekning": dekning}


@pytest.fixture
def hurum(data: Data, romskog: dict[str, Any]) -> dict[str, Any]:
    """Hurum's coverage is not printed: what the report's own answer implies, an interval."""
    svar = trykt(data, "plasser_hurum_profil")
    d = implisert_dekning(svar.verdi, svar.verdi_til, romskog["behov"])
    return {"behov": None, "dekning": (d.lav, d.hoey)}


def test_romskog_med_hurums_profil(data: Data, romskog: dict, hurum: dict) -> None:
    svar = med_andres_profil(PLASSER, romskog, hurum)
    t = trykt(data, "plasser_hurum_profil")
    assert (t.verdi, t.verdi_til) == (5, 6)
    assert som_trykt(svar.lav, t.verdi)
    assert som_trykt(svar.hoey, t.verdi_til)
    assert round(hurum["dekning"][1], 2) == 9.52
    assert svar.mangler == ()


def test_fossefallet_fra_romskog_til_hurums_profil(romskog: dict, hurum: dict) -> None:
    f = profilfossefall(PLASSER, romskog, bytt(romskog, hurum))
    assert f.trinn.faktor.tolist() == ["behov", "dekning"]
    assert f.trinn.loc[0, ["lav", "hoey"]].tolist() == [0, 0]
    assert f.trinn.loc[1, ["lav", "hoey"]].tolist() == pytest.approx([-12, -11])
    assert tuple(f.til) == pytest.approx((5, 6))
    assert f.eksakt


def test_faerre_eldre_og_hurums_profil_hver_for_seg(data: Data, romskog: dict, hurum: dict) -> None:
    """17 places now; need 45 takes 4.86, the printed «4-5»; the coverage takes the rest."""
    da = bytt(romskog, hurum) | {"behov": trykt(data, "innbyggere_80_pluss_2025").verdi}
    f = profilfossefall(PLASSER, romskog, da, ["behov", "dekning"]).trinn.set_index("faktor")
    assert f.loc["behov"].tolist() == pytest.approx([17 * 45 / 63 - 17] * 2)
    assert trykt(data, "reduksjon_plasser").verdi <= -f.lav["behov"]
    assert -f.lav["behov"] <= trykt(data, "reduksjon_plasser").verdi_til
    assert f.loc["dekning"].tolist() == pytest.approx([(5 - 17) * 45 / 63, (6 - 17) * 45 / 63])


def test_timer_og_kroner_med_hurums_profil_er_ikke_kjent(romskog: dict, hurum: dict) -> None:
    svar = med_andres_profil(KRONER, romskog, hurum)
    assert (svar.lav, svar.hoey) == (None, None)
    assert svar.mangler == ("mix", "timer", "enhetskostnad")
    f = profilfossefall(PLASSER, romskog, hurum)
    assert (f.mangler_fra, f.mangler_til) == ((), ("behov",))
    assert etter_tjeneste(PLASSER, romskog).empty


# ------------------------------------------------------------------ regnet for hånd
A = profil(
    pd.DataFrame(
        {
            "tjeneste": ["sykehjem", "hjemme"],
            "brukere": [10, 30],
            "timer": [10, 6000],
            "aarsverk": [12, 4.5],
            "kostnad_kr": [9e6, 3e6],
        }
    ),
    200,
)
B = {
    "behov": 1000,
    "dekning": 30.0,
    "mix": serie(hjemme=0.9, sykehjem=0.1),  # in another order than A's
    "timer": serie(hjemme=100, sykehjem=1),
    "bemanning": serie(hjemme=0.001, sykehjem=1.1),
    "enhetskostnad": serie(hjemme=600, sykehjem=1e6),
}


def test_egne_tall_gir_egne_summer() -> None:
    assert beregn(PLASSER, A)[:2] == pytest.approx((40, 40))
    assert beregn(TIMER, A)[:2] == pytest.approx((6010, 6010))
    assert beregn(AARSVERK, A)[:2] == pytest.approx((16.5, 16.5))
    assert beregn(KRONER, A)[:2] == pytest.approx((12e6, 12e6))
    per = etter_tjeneste(KRONER, A).set_index("tjeneste")
    assert per.lav.to_dict() == pytest.approx({"sykehjem": 9e6, "hjemme": 3e6})


def test_as_innbyggere_med_bs_profil() -> None:
    """200 at 30 per 100 are 60: 6 in nursing home at 1 mill, 54 at home at 100 hours of 600 kr."""
    svar = med_andres_profil(KRONER, A, B)
    assert svar.lav == svar.hoey == pytest.approx(6e6 + 54 * 100 * 600)
    assert med_andres_profil(AARSVERK, A, B).lav == pytest.approx(6 * 1.1 + 54 * 0.1)
    bare_pris = med_andres_profil(KRONER, A, B, ["enhetskostnad"])
    assert bare_pris.lav == pytest.approx(10 * 1e6 + 6000 * 600)


def test_fossefall_i_rekkefoelge_for_haand() -> None:
    """12 mill; 60 users: 18; 6 and 54: 5.4 + 5.4; 100 hours: 5.4 + 2.7; prices: 6 + 3.24."""
    orden = KRONER.faktorer
    f = profilfossefall(KRONER, A, bytt(A, B), orden)
    assert f.trinn.faktor.tolist() == list(orden)
    assert f.trinn.lav.tolist() == pytest.approx([0, 6e6, -7.2e6, -2.7e6, 1.14e6])
    assert tuple(f.endring) == pytest.approx((-2.76e6, -2.76e6))


def test_et_intervall_per_tjeneste() -> None:
    spenn = bytt(A, B) | {"enhetskostnad": (B["enhetskostnad"], 2 * B["enhetskostnad"])}
    svar = beregn(KRONER, spenn)
    assert svar.hoey == pytest.approx(2 * svar.lav)
    f = profilfossefall(KRONER, A, spenn)
    assert f.eksakt
    assert tuple(f.til) == pytest.approx((svar.lav, svar.hoey))
    per = etter_tjeneste(KRONER, spenn)
    assert (per.lav.sum(), per.hoey.sum()) == pytest.approx((svar.lav, svar.hoey))


# ------------------------------------------------------------------ det som mangler
def test_en_tjeneste_den_andre_ikke_har_tall_for_er_nevnt() -> None:
    uten = B | {"timer": serie(hjemme=100), "enhetskostnad": serie(hjemme=600, sykehjem=None)}
    svar = med_andres_profil(KRONER, A, uten)
    assert svar.mangler == ("timer (sykehjem)", "enhetskostnad (sykehjem)")
    f = profilfossefall(KRONER, A, uten)
    assert f.mangler_til == svar.mangler
    ny = B | {"mix": serie(hjemme=0.5, dagsenter=0.5)}
    assert "mix (sykehjem)" in med_andres_profil(KRONER, A, ny).mangler
    assert "timer (dagsenter)" in profilfossefall(KRONER, A, ny).mangler_fra


def test_profil_av_tall_som_mangler() -> None:
    df = pd.DataFrame({"tjeneste": ["a", "b"], "brukere": [10, 5], "timer": [5, None]})
    p = profil(df, 100)
    assert p["dekning"] == 15
    assert p["timer"].isna().tolist() == [False, True]
    assert beregn(KRONER, p).mangler == ("timer (b)", "enhetskostnad (a)", "enhetskostnad (b)")
    ukjent = profil(df.assign(brukere=[10, None]), 100)
    assert beregn(PLASSER, ukjent).mangler == ("dekning",)
    assert beregn(PLASSER, profil(df, 0)).mangler == ("dekning",)
    alle_null = profil(df.assign(brukere=0, timer=0), 100)
    assert set(beregn(TIMER, alle_null).mangler) >= {"mix (a)", "timer (a)"}


def test_en_tjeneste_uten_brukere() -> None:
    """It adds nothing to its own sum, but hours per user there are not known for a swap."""
    df = pd.DataFrame({"tjeneste": ["a", "b"], "brukere": [10, 0], "timer": [50, 0]})
    p = profil(df, 100)
    assert beregn(TIMER, p)[:2] == pytest.approx((50, 50))
    assert etter_tjeneste(TIMER, p).tjeneste.tolist() == ["a"]
    q = profil(df.assign(brukere=[5, 5], timer=[20, 40]), 100)
    f = profilfossefall(TIMER, p, q)
    assert (f.mangler_fra, f.mangler_til) == (("timer (b)",), ())
    assert med_andres_profil(TIMER, p, q).lav == pytest.approx(60)
    with pytest.raises(ValueError, match="«b» har timer, årsverk eller kostnad, men ingen"):
        profil(df.assign(timer=[50, 7]), 100)


@pytest.mark.parametrize(
    ("endret", "melding"),
    [
        ({"dekning": -1}, "Dekning kan ikke være negativ"),
        ({"dekning": (3, 2)}, "den laveste enden først"),
        ({"mix": serie(hjemme=0.6, sykehjem=0.6)}, "summerer seg til 1.2000"),
        ({"mix": (B["mix"], B["mix"])}, "Mix kan ikke være et intervall"),
        ({"timer": 5}, "Timer må ha én verdi per tjeneste"),
        ({"dekning": serie(hjemme=1)}, "Dekning må ha ett tall"),
        ({"timer": serie(hjemme=-1, sykehjem=1)}, "Timer kan ikke være negativ"),
    ],
)
def test_feil_sier_hva_som_er_galt(endret: dict, melding: str) -> None:
    with pytest.raises(ValueError, match=melding):
        beregn(KRONER, B | endret)
    with pytest.raises(ValueError, match=melding):
        profilfossefall(KRONER, A, B | endret)


def test_ukjent_faktor_og_tjeneste_to_ganger() -> None:
    with pytest.raises(ValueError, match="Ukjent faktor «pris»"):
        bytt(A, B, ["pris"])
    with pytest.raises(ValueError, match="«a» står to ganger"):
        profil(pd.DataFrame({"tjeneste": ["a", "a"], "brukere": [1, 2]}), 10)


# ------------------------------------------------------------------ for alle tall
POSITIV = st.floats(0.01, 1000)
TJENESTER = ["a", "b", "c"]


@st.composite
def profiler(draw: Any) -> dict[str, Any]:
    tjenester = draw(st.permutations(TJENESTER))
    andeler = pd.Series({t: draw(POSITIV) for t in tjenester})
    return {
        "behov": draw(POSITIV),
        "dekning": draw(POSITIV),
        "mix": andeler / andeler.sum(),
        **{f: pd.Series({t: draw(POSITIV) for t in tjenester[::-1]}) for f in FAKTORER[3:]},
    }


@pytest.mark.parametrize("stoerrelse", list(Stoerrelse))
@given(p=profiler())
@settings(max_examples=15)
def test_egen_profil_er_seg_selv(stoerrelse: Stoerrelse, p: dict) -> None:
    assert med_andres_profil(stoerrelse, p, p) == beregn(stoerrelse, p)
    f = profilfossefall(stoerrelse, p, bytt(p, p))
    assert (f.trinn[["lav", "hoey"]] == 0).all(axis=None)
    assert tuple(f.endring) == (0, 0)


@pytest.mark.parametrize("stoerrelse", list(Stoerrelse))
@given(p=profiler(), q=profiler(), data=st.data())
@settings(max_examples=15)
def test_stegene_mellom_to_kommuner_gaar_opp(
    stoerrelse: Stoerrelse, p: dict, q: dict, data: Any
) -> None:
    orden = data.draw(st.none() | st.permutations(stoerrelse.faktorer))
    f = profilfossefall(stoerrelse, p, q, orden)
    a, b = beregn(stoerrelse, p).lav, beregn(stoerrelse, q).lav
    stor = max(a, b, f.trinn.lav.abs().max())
    assert f.trinn.lav.sum() == pytest.approx(b - a, rel=1e-9, abs=1e-9 * stor)
    assert etter_tjeneste(stoerrelse, p).lav.sum() == pytest.approx(a, rel=1e-9)


@given(p=profiler(), q=profiler())
@settings(max_examples=20)
def test_alle_faktorene_byttet_og_behovet_er_den_andre(p: dict, q: dict) -> None:
    alt = bytt(p, q, FAKTORER)
    assert beregn(KRONER, alt) == beregn(KRONER, q)
    per_behov = med_andres_profil(KRONER, p, q, ANDRES).lav / p["behov"]
    assert per_behov == pytest.approx(beregn(KRONER, q).lav / q["behov"])
