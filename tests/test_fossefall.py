"""Waterfalls: steps that add up, in any order and over all; intervals; what is missing."""

from itertools import permutations
from math import prod
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helseanalyse.measures.fossefall import bidrag, fossefall, mangler, ordensavhengighet

NAVN = ["a", "b", "c", "d", "e", "f"]
TALL = st.floats(0, 1000)


@st.composite
def sider(draw: Any, flest: int = 6) -> tuple[dict[str, float], dict[str, float]]:
    navn = NAVN[: draw(st.integers(1, flest))]
    return tuple({n: draw(TALL) for n in navn} for _ in range(2))


def produkt(**f: Any) -> Any:
    return prod(f.values())


def krokete(**f: float) -> float:
    """Neither a product nor a sum, and not the same in each factor."""
    return sum((i + 1) * v**2 for i, v in enumerate(f.values())) / (1 + max(f.values()))


def naer(verdi: float, *stoerrelser: float) -> Any:
    return pytest.approx(verdi, rel=1e-9, abs=1e-9 * max(1.0, *map(abs, stoerrelser)))


# ------------------------------------------------------------------ stegene går opp
@pytest.mark.parametrize("funksjon", [produkt, krokete])
@given(par=sider(), data=st.data())
def test_stegene_i_en_rekkefoelge_er_hele_endringen(funksjon: Any, par: Any, data: Any) -> None:
    fra, til = par
    orden = data.draw(st.permutations(list(fra)))
    steg = bidrag(funksjon, fra, til, orden)
    a, b = funksjon(**fra), funksjon(**til)
    assert list(steg) == orden
    assert sum(steg.values()) == naer(b - a, a, b, *map(abs, steg.values()))


@pytest.mark.parametrize("funksjon", [produkt, krokete])
@given(par=sider())
@settings(max_examples=50)
def test_snittet_over_alle_er_hele_endringen(funksjon: Any, par: Any) -> None:
    fra, til = par
    steg = bidrag(funksjon, fra, til)
    a, b = funksjon(**fra), funksjon(**til)
    assert sum(steg.values()) == naer(b - a, a, b, *map(abs, steg.values()))


@given(par=sider(flest=4))
@settings(max_examples=40)
def test_snittet_er_snittet_av_alle_rekkefoelger_og_ligger_mellom_dem(par: Any) -> None:
    fra, til = par
    alle = pd.DataFrame([bidrag(produkt, fra, til, r) for r in permutations(fra)])
    snitt = bidrag(produkt, fra, til)
    spenn = ordensavhengighet(produkt, fra, til).set_index("faktor")
    stor = max(produkt(**fra), produkt(**til), *alle.abs().max())
    for n in fra:
        assert snitt[n] == naer(alle[n].mean(), stor)
        assert spenn.minst[n] == naer(alle[n].min(), stor)
        assert spenn.stoerst[n] == naer(alle[n].max(), stor)


@given(par=sider(), data=st.data())
@settings(max_examples=40)
def test_snittet_kjenner_ikke_rekkefoelgen_faktorene_er_nevnt_i(par: Any, data: Any) -> None:
    fra, til = par
    stokket = data.draw(st.permutations(list(fra)))
    snitt = bidrag(produkt, fra, til)
    igjen = bidrag(produkt, {n: fra[n] for n in stokket}, {n: til[n] for n in stokket})
    for n in fra:
        assert igjen[n] == naer(snitt[n], *snitt.values(), produkt(**til), produkt(**fra))


@given(par=sider())
@settings(max_examples=40)
def test_veien_tilbake_er_minus_veien_fram(par: Any) -> None:
    fra, til = par
    fram, tilbake = bidrag(produkt, fra, til), bidrag(produkt, til, fra)
    for n in fra:
        assert tilbake[n] == naer(-fram[n], *fram.values(), produkt(**til), produkt(**fra))


@given(a=TALL, b=TALL, c=TALL, d=TALL)
def test_to_faktorer_med_samme_virkning_faar_samme_steg(
    a: float, b: float, c: float, d: float
) -> None:
    fra, til = {"x": a, "y": a, "z": c}, {"x": b, "y": b, "z": d}
    steg = bidrag(produkt, fra, til)
    assert steg["x"] == naer(steg["y"], produkt(**fra), produkt(**til), steg["z"])


@given(par=sider(), data=st.data())
@settings(max_examples=40)
def test_uendret_faktor_har_steget_null(par: Any, data: Any) -> None:
    fra, til = par
    lik = data.draw(st.sampled_from(list(fra)))
    til = til | {lik: fra[lik]}
    assert bidrag(krokete, fra, til)[lik] == 0
    assert bidrag(krokete, fra, til, list(fra))[lik] == 0
    assert set(bidrag(krokete, fra, fra).values()) == {0.0}


def test_tre_faktorer_regnet_for_haand() -> None:
    """1*1*1 to 2*3*5: 29. In the order a, b, c the steps are 1, 4 and 24."""
    fra, til = dict.fromkeys("abc", 1), {"a": 2, "b": 3, "c": 5}
    assert bidrag(produkt, fra, til, list("abc")) == {"a": 1, "b": 4, "c": 24}
    # a: (2*1 + 1*3 + 1*5 + 2*15) / 6, where 1, 3, 5 and 15 are the others' products.
    steg = bidrag(produkt, fra, til)
    assert steg["a"] == pytest.approx((2 * 1 + 3 + 5 + 2 * 15) * 1 / 6)
    assert steg["b"] == pytest.approx((2 * 1 + 2 + 5 + 2 * 10) * 2 / 6)
    assert steg["c"] == pytest.approx((2 * 1 + 2 + 3 + 2 * 6) * 4 / 6)


def test_funksjonen_kalles_to_i_fjerde_ganger() -> None:
    kall = []
    fra, til = dict.fromkeys("abcd", 1), dict.fromkeys("abcd", 2)
    bidrag(lambda **f: kall.append(f) or produkt(**f), fra, til)
    assert len(kall) == 16


def test_et_helt_felt_om_gangen() -> None:
    """Years or draws: one array in, one step per element out, as one call for each."""
    pris = np.array([2.0, 3.0, 4.0])
    steg = bidrag(produkt, {"n": 10, "pris": pris}, {"n": 12, "pris": 2 * pris})
    for i, p in enumerate(pris):
        ett = bidrag(produkt, {"n": 10, "pris": p}, {"n": 12, "pris": 2 * p})
        assert {n: v[i] for n, v in steg.items()} == pytest.approx(ett)


# ------------------------------------------------------------------ intervaller
def test_et_intervall_gir_et_intervall() -> None:
    f = fossefall(produkt, {"n": 10, "d": 2}, {"n": 20, "d": (1, 3)}, ["n", "d"])
    assert f.trinn.values.tolist() == [["n", 20, 20], ["d", -20, 20]]
    assert (tuple(f.fra), tuple(f.til), tuple(f.endring)) == ((20, 20), (20, 60), (0, 40))
    assert f.eksakt


def test_samme_intervall_paa_begge_sider_er_en_ukjent() -> None:
    """The unknown cost moves both sides at once: half the need is half the cost, always."""
    f = fossefall(produkt, {"n": 10, "pris": (2, 3)}, {"n": 5, "pris": (2, 3)})
    assert f.trinn.values.tolist() == [["n", -15, -10], ["pris", 0, 0]]
    assert tuple(f.endring) == (-15, -10)
    ulik = fossefall(produkt, {"n": 10, "pris": (2, 3)}, {"n": 5, "pris": (2, 3.0001)})
    assert tuple(ulik.endring) == pytest.approx((-20, -5), abs=0.001)


@given(par=sider(flest=4), bredde=st.floats(0, 50), orden=st.booleans(), data=st.data())
@settings(max_examples=30)
def test_hvert_punkt_i_intervallene_ligger_innenfor_grensene(
    par: Any, bredde: float, orden: bool, data: Any
) -> None:
    fra, til = par
    i_til = data.draw(st.sampled_from(list(til)))
    i_fra = data.draw(st.sampled_from(list(fra)))
    rekkefoelge = list(fra) if orden else None
    f = fossefall(
        produkt,
        fra | {i_fra: (fra[i_fra], fra[i_fra] + bredde)},
        til | {i_til: (til[i_til], til[i_til] + 2 * bredde)},
        rekkefoelge,
    )
    assert f.eksakt
    t, u = data.draw(st.floats(0, 1)), data.draw(st.floats(0, 1))
    a = fra | {i_fra: fra[i_fra] + t * bredde}
    b = til | {i_til: til[i_til] + u * 2 * bredde}
    if i_fra == i_til and fra[i_fra] == til[i_til] and bredde == 0:
        return
    steg = bidrag(produkt, a, b, rekkefoelge)
    slakk = 1e-8 * max(1, *map(abs, steg.values()), f.fra.hoey, f.til.hoey)
    for rad in f.trinn.itertuples():
        assert rad.lav - slakk <= steg[rad.faktor] <= rad.hoey + slakk
    assert f.endring.lav - slakk <= produkt(**b) - produkt(**a) <= f.endring.hoey + slakk


def test_en_funksjon_som_snur_inne_i_intervallet_sier_fra() -> None:
    f = fossefall(lambda x: (x - 2) ** 2, {"x": 2}, {"x": (0, 4)})
    assert not f.eksakt
    assert tuple(f.til) == (0, 4)
    assert fossefall(lambda x: 12 / x, {"x": 2}, {"x": (1, 4)}).eksakt


def test_punktverdier_gir_samme_svar_som_bidrag() -> None:
    fra, til = {"a": 2.0, "b": 7.0}, {"a": 3.0, "b": 5.0}
    f = fossefall(produkt, fra, til)
    assert (f.trinn.lav == f.trinn.hoey).all()
    assert dict(zip(f.trinn.faktor, f.trinn.lav, strict=True)) == bidrag(produkt, fra, til)


# ------------------------------------------------------------------ det som mangler, og feil
def test_det_som_mangler_er_nevnt_og_ingenting_er_gjettet() -> None:
    serie = pd.Series({"hjemme": 2.0, "dag": None})
    f = fossefall(produkt, {"a": 1, "b": None}, {"a": float("nan"), "b": serie})
    assert (f.mangler_fra, f.mangler_til) == (("b",), ("a", "b (dag)"))
    assert f.trinn.empty
    assert (f.fra, f.til, f.endring) == (None, None, None)
    assert mangler({"a": (1, None), "b": pd.Series(dtype=float), "c": pd.NA}) == ("a", "b", "c")
    with pytest.raises(ValueError, match="uten b"):
        bidrag(produkt, {"a": 1, "b": None}, {"a": 1, "b": 2})


@pytest.mark.parametrize(
    ("fra", "til", "orden", "melding"),
    [
        ({"a": 1}, {"b": 1}, None, "bare den ene har a, b"),
        ({}, {}, None, "ikke 0"),
        (dict.fromkeys("abcdefg", 1), dict.fromkeys("abcdefg", 2), None, "ikke 7"),
        ({"a": 1, "b": 1}, {"a": 1, "b": 2}, ["a"], "hver faktor én gang"),
        ({"a": 1, "b": 1}, {"a": 1, "b": 2}, ["a", "a"], "hver faktor én gang"),
        ({"a": 1}, {"a": (3, 2)}, None, "den laveste først"),
        ({"a": 1}, {"a": (1, 2, 3)}, None, "to ender"),
        (dict.fromkeys("abcdef", 1), dict.fromkeys("abcdef", (1, 2)), None, "ikke 6"),
    ],
)
def test_feil_sier_hva_som_er_galt(fra: Any, til: Any, orden: Any, melding: str) -> None:
    with pytest.raises(ValueError, match=melding):
        fossefall(produkt, fra, til, orden)


def test_nevner_null_stopper_og_blir_ikke_et_tall() -> None:
    with pytest.raises(ValueError, match="nevner null"):
        bidrag(lambda a: 1 / a if a else float("inf"), {"a": 0.0}, {"a": 1.0})
