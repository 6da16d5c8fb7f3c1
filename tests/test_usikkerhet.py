"""Intervals: against another library, against published examples, and what they refuse."""

import itertools
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import binomtest

from helseanalyse.measures.usikkerhet import (
    Intervall,
    en_til,
    forskjell,
    klart_forskjellig,
    wilson,
)

PAR = [
    *((x, n) for n in (1, 2, 3, 7, 16, 63) for x in range(n + 1)),
    *((0, 680), (2, 680), (340, 680), (678, 680), (680, 680)),
    *((81, 263), (15, 148), (1, 29), (4116, 42293), (0, 10**6), (1, 10**6), (10**6, 10**6)),
]


# ------------------------------------------------------------------ én andel
@pytest.mark.parametrize("nivaa", [0.9, 0.95, 0.998])
@pytest.mark.parametrize(("antall", "av"), PAR)
def test_wilson_er_bibliotekets(antall: int, av: int, nivaa: float) -> None:
    fasit = binomtest(antall, av).proportion_ci(confidence_level=nivaa, method="wilson")
    lav, hoey = wilson(antall, av, nivaa)
    assert abs(lav / 100 - fasit.low) < 1e-9
    assert abs(hoey / 100 - fasit.high) < 1e-9


@pytest.mark.parametrize(
    ("antall", "av", "lav", "hoey"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611),
     (1, 29, 0.0061, 0.1718)],
)  # fmt: skip
def test_wilson_er_den_trykte(antall: int, av: int, lav: float, hoey: float) -> None:
    """Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3."""
    assert [round(x / 100, 4) for x in wilson(antall, av)] == [lav, hoey]


@pytest.mark.parametrize("av", [1, 13, 63, 680, 10**6])
def test_grensene_er_noeyaktige_i_endene(av: int) -> None:
    assert wilson(0, av).lav == 0.0
    assert wilson(av, av).hoey == 100.0
    assert 0 < wilson(0, av).hoey < 100 or av == 1
    assert wilson(0, av).hoey == pytest.approx(100 - wilson(av, av).lav)


@given(av=st.integers(1, 5000), del_=st.floats(0, 1), mer=st.integers(2, 20))
def test_wilson_omgir_andelen_og_smalner_med_antallet(av: int, del_: float, mer: int) -> None:
    antall = int(av * del_)
    lite, stort = wilson(antall, av), wilson(antall * mer, av * mer)
    assert 0 <= lite.lav <= 100 * antall / av <= lite.hoey <= 100
    assert stort.hoey - stort.lav < lite.hoey - lite.lav
    speil = wilson(av - antall, av)
    assert (speil.lav, speil.hoey) == pytest.approx((100 - lite.hoey, 100 - lite.lav))


@pytest.mark.parametrize(
    ("antall", "av", "sier"),
    [
        (5, 4, "5 av 4 er ikke en andel"),
        (-1, 4, "-1 av 4 er ikke en andel"),
        (0, 0, "0 av 0 er ikke en andel"),
        (0, -3, "er ikke en andel"),
        (1.5, 4, "hele antall; fikk 1.5 av 4"),
        (1, 4.5, "hele antall; fikk 1 av 4.5"),
        (None, 4, "hele antall; fikk None av 4"),
        (1, float("nan"), "hele antall; fikk 1 av nan"),
        (float("inf"), 4, "hele antall; fikk inf av 4"),
        (1, float("inf"), "hele antall; fikk 1 av inf"),
    ],
)
def test_wilson_nekter(antall: Any, av: Any, sier: str) -> None:
    with pytest.raises(ValueError, match=sier):
        wilson(antall, av)


# ------------------------------------------------------------------ to andeler
NEWCOMBE = [
    (56, 70, 48, 80, 0.0524, 0.3339),
    (9, 10, 3, 10, 0.1705, 0.8090),
    (6, 7, 2, 7, 0.0582, 0.8062),
    (5, 56, 0, 29, -0.0381, 0.1926),
    (0, 10, 0, 20, -0.1611, 0.2775),
    (0, 10, 0, 10, -0.2775, 0.2775),
    (10, 10, 0, 20, 0.6791, 1.0),
    (10, 10, 0, 10, 0.6075, 1.0),
]


@pytest.mark.parametrize(("x1", "n1", "x2", "n2", "lav", "hoey"), NEWCOMBE)
def test_forskjellen_er_den_trykte(
    x1: int, n1: int, x2: int, n2: int, lav: float, hoey: float
) -> None:
    """Newcombe, Statistics in Medicine 17 (1998), 873-890, table II, method 10, (a) to (h)."""
    assert [round(x / 100, 4) for x in forskjell(x1, n1, x2, n2)] == [lav, hoey]
    assert klart_forskjellig(x1, n1, x2, n2) == (lav > 0)


@pytest.mark.parametrize(("x1", "n1", "x2", "n2", "lav", "hoey"), NEWCOMBE)
def test_forskjellen_snur_med_rekkefoelgen(
    x1: int, n1: int, x2: int, n2: int, lav: float, hoey: float
) -> None:
    snudd = forskjell(x2, n2, x1, n1)
    assert (round(-snudd.hoey / 100, 4), round(-snudd.lav / 100, 4)) == (lav, hoey)
    assert klart_forskjellig(x2, n2, x1, n1) == klart_forskjellig(x1, n1, x2, n2)


@given(x=st.integers(0, 60), n=st.integers(1, 60), y=st.integers(0, 60), m=st.integers(1, 60))
def test_forskjellen_omgir_avstanden_mellom_andelene(x: int, n: int, y: int, m: int) -> None:
    assume(x <= n and y <= m)
    d = 100 * x / n - 100 * y / m
    lav, hoey = forskjell(x, n, y, m)
    assert -100 - 1e-9 <= lav <= d + 1e-9
    assert d - 1e-9 <= hoey <= 100 + 1e-9


def test_like_andeler_er_aldri_klart_forskjellige() -> None:
    for n, m in itertools.product((1, 5, 63, 10_000), repeat=2):
        assert not klart_forskjellig(n, n, m, m)
        assert not klart_forskjellig(0, n, 0, m)


def test_romskog_skiller_seg_foerst_klart_med_flere_personer() -> None:
    """13 of 63 against 72 of 616 is clear; the same shares of a third as many are not."""
    assert klart_forskjellig(13, 63, 72, 616)
    assert not klart_forskjellig(4, 20, 24, 205)


@pytest.mark.parametrize(
    ("argumenter", "sier"),
    [
        ((0, 0, 1, 2), "0 av 0 er ikke en andel"),
        ((1, 2, 0, 0), "0 av 0 er ikke en andel"),
        ((5, 4, 1, 2), "5 av 4 er ikke en andel"),
        ((1, 2, 5, 4), "5 av 4 er ikke en andel"),
        ((1.5, 4, 1, 2), "hele antall"),
        ((1, 2, None, 4), "hele antall"),
    ],
)
def test_forskjellen_nekter(argumenter: tuple, sier: str) -> None:
    for funksjon in (forskjell, klart_forskjellig):
        with pytest.raises(ValueError, match=sier):
            funksjon(*argumenter)


# ------------------------------------------------------------------ én til
@pytest.mark.parametrize(
    ("av", "faktor", "svar"), [(63, 100, 100 / 63), (40, 100, 2.5), (500, 1000, 2.0)]
)
def test_en_til_er_faktor_delt_paa_antall(av: float, faktor: float, svar: float) -> None:
    assert en_til(av, faktor) == pytest.approx(svar)


@pytest.mark.parametrize("av", [0, None, float("nan")])
def test_en_til_av_ingen_finnes_ikke(av: Any) -> None:
    assert en_til(av) is None


def test_intervallet_inneholder_sine_egne_grenser() -> None:
    ett = Intervall(1.0, 2.0)
    assert [ett.inneholder(x) for x in (0.99, 1.0, 1.5, 2.0, 2.01)] == [
        False, True, True, True, False,
    ]  # fmt: skip
