"""Counts, changes, funnel and shrinkage: against R, against tables, and against themselves."""

from decimal import Decimal, getcontext
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helseanalyse.indikator import Indikator, indikator
from helseanalyse.measures.nivaa import gruppesnitt
from helseanalyse.measures.spredning import (
    Merke,
    krympet,
    trakt,
    traktgrenser_andel,
    traktgrenser_rate,
)
from helseanalyse.measures.usikkerhet import (
    en_til_i,
    p_endring_andel,
    p_endring_antall,
    poisson,
    wilson,
)
from helseanalyse.sources.load import Data

# The limits that R's prop.test(x, n, correct = FALSE)$conf.int has, to 15 decimals. R itself was
# not run: they are worked out of the formula in 40 decimals, apart from the code under test.
WILSON = {
    (0, 10, 0.95): (0.0, 0.277532799862889),
    (10, 10, 0.95): (0.722467200137111, 1.0),
    (0, 1, 0.95): (0.0, 0.793450685622763),
    (1, 1, 0.95): (0.206549314377237, 1.0),
    (13, 63, 0.95): (0.124753196154938, 0.321698143286133),
    (2, 680, 0.95): (0.000806947570091, 0.010659831344158),
    (0, 63, 0.95): (0.0, 0.057471199588852),
    (63, 63, 0.95): (0.942528800411148, 1.0),
    (0, 10, 0.998): (0.0, 0.488478900453462),
    (1, 1, 0.998): (0.094790901501320, 1.0),
    (13, 63, 0.998): (0.093177557299965, 0.396826070705368),
    (2, 680, 0.998): (0.000444177329240, 0.019205659273447),
    (63, 63, 0.998): (0.868372200963892, 1.0),
}
# Those of R's poisson.test(x)$conf.int, worked out in the same way by halving on the tails. What
# R has printed is in the tests of the printed examples below.
POISSON = {
    (0, 0.95): (0.0, 3.6888794541139),
    (1, 0.95): (0.0253178079843, 5.5716433909389),
    (2, 0.95): (0.2422092785440, 7.2246876677240),
    (5, 0.95): (1.6234863901184, 11.6683320793227),
    (10, 0.95): (4.7953886961324, 18.3903560420178),
    (13, 0.95): (6.9219524910038, 22.2303959181589),
    (50, 0.95): (37.1109637374619, 65.9187666643368),
    (137, 0.95): (115.0205344337986, 161.9564046880734),
    (0, 0.998): (0.0, 6.9077552789821),
    (1, 0.998): (0.0010005003336, 9.2334134764516),
    (13, 0.998): (4.6110634120817, 28.4461426966768),
    (100, 0.998): (71.9213974950004, 134.9243190612645),
}


@pytest.mark.parametrize(("hva", "grenser"), WILSON.items())
def test_andelens_intervall_er_rs(
    hva: tuple[int, int, float], grenser: tuple[float, float]
) -> None:
    assert [g / 100 for g in wilson(*hva)] == pytest.approx(grenser, abs=1e-9)


@pytest.mark.parametrize(("hva", "grenser"), POISSON.items())
def test_antallets_intervall_er_rs(hva: tuple[int, float], grenser: tuple[float, float]) -> None:
    antall, nivaa = hva
    assert poisson(antall, nivaa=nivaa) == pytest.approx(grenser, abs=1e-9)


@pytest.mark.parametrize(
    ("antall", "lav", "hoey"),
    [(0, 0, 3.6889), (1, 0.0253, 5.5716), (2, 0.2422, 7.2247), (3, 0.6187, 8.7673),
     (4, 1.0899, 10.2416), (5, 1.6235, 11.6683), (10, 4.7954, 18.3904), (20, 12.2165, 30.8884),
     (50, 37.1110, 65.9188), (100, 81.3640, 121.6268)],
)  # fmt: skip
def test_antallets_intervall_er_tabellens(antall: int, lav: float, hoey: float) -> None:
    """The exact limits as they are tabled: Garwood (1936), Ulm (1990)."""
    assert [round(g, 4) for g in poisson(antall)] == [lav, hoey]


def test_rate_og_endring_er_de_trykte() -> None:
    """The examples that R prints: poisson.test (nickel workers, lung cancer), fisher.test."""
    assert [round(g, 6) for g in poisson(137, 24.19893)] == [4.753125, 6.692709]
    assert round(p_endring_antall(11, 21, 800, 1083 + 1050 + 878), 5) == 0.07967
    assert round(p_endring_andel(10, 13, 2, 17), 7) == 0.0005367


def _hale(fra: int, til: int, ventet: float) -> Decimal:
    """Probability of ``fra`` to ``til`` events, in 40 decimals, term by term."""
    getcontext().prec = 40
    m = Decimal(ventet)
    ledd, sum_ = (-m).exp(), Decimal(0)
    for k in range(til + 1):
        ledd = ledd * m / k if k else ledd
        sum_ += ledd if k >= fra else 0
    return sum_


@given(antall=st.integers(0, 200), nivaa=st.sampled_from([0.95, 0.998]))
def test_halene_utenfor_er_like_store(antall: int, nivaa: float) -> None:
    """By definition: at each limit, what was counted or beyond it has half of the rest."""
    lav, hoey = poisson(antall, nivaa=nivaa)
    halv = (1 - nivaa) / 2
    assert float(_hale(0, antall, hoey)) == pytest.approx(halv, rel=1e-9)
    if antall:
        assert 1 - float(_hale(0, antall - 1, lav)) == pytest.approx(halv, rel=1e-9)
    assert lav <= antall <= hoey


@given(antall=st.integers(0, 500), grunnlag=st.integers(1, 10**6), mer=st.integers(2, 9))
def test_raten_ligger_i_intervallet_og_smalner(antall: int, grunnlag: int, mer: int) -> None:
    lite, stort = (poisson(antall * k, grunnlag * k, 1000) for k in (1, mer))
    assert lite.lav <= 1000 * antall / grunnlag <= lite.hoey
    assert stort.hoey - stort.lav < lite.hoey - lite.lav
    assert poisson(antall, grunnlag, 1000, 0.998).lav <= lite.lav


@pytest.mark.parametrize("galt", [(-1, 1), (1.5, 1), (float("nan"), 1), (3, 0), (3, float("inf"))])
def test_poisson_nekter(galt: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match=r"helt antall|grunnlag over 0"):
        poisson(*galt)


# ------------------------------------------------------------------ endring
def _binomisk(x: int, n: int, p: Fraction) -> list[Fraction]:
    ut, ledd = [], (1 - p) ** n
    for k in range(n + 1):
        ut.append(ledd)
        ledd = ledd * (n - k) / (k + 1) * p / (1 - p)
    return ut


@pytest.mark.parametrize(("x", "y", "n", "m"), [(13, 17, 1, 1), (0, 4, 63, 70), (3, 3, 5, 4)])
def test_endring_i_antall_er_den_eksakte(x: int, y: int, n: int, m: int) -> None:
    """All outcomes that are no likelier than what was seen, in whole fractions."""
    mulige = _binomisk(x, x + y, Fraction(n, n + m))
    fasit = sum(q for q in mulige if q <= mulige[x])
    assert p_endring_antall(x, y, n, m) == pytest.approx(float(fasit), rel=1e-9)


def test_fra_13_til_17_beboere_er_ingen_klar_endring() -> None:
    assert p_endring_antall(13, 17) == pytest.approx(0.5846647117286922, abs=1e-9)
    assert p_endring_andel(13, 63, 17, 63) > 0.5
    assert p_endring_antall(0, 0) == 1.0


# ------------------------------------------------------------------ samlet, aldri snittet
# Rømskog's 63 and 20 % are the report's; the counts of Marker and Hurum are ours.
KOMMUNER = pd.DataFrame({"antall": [13, 29, 43], "av": [63, 190, 426]}, ["0121", "0119", "0628"])


def test_samlet_andel_er_ikke_snittet_av_andelene() -> None:
    """Rømskog 13 of 63; the pooled 85 of 679 is 12.5 %, the mean of the three shares 15.3."""
    felles = gruppesnitt(KOMMUNER.antall, KOMMUNER.av, 100)
    assert felles == pytest.approx(100 * 85 / 679)
    snitt = (100 * KOMMUNER.antall / KOMMUNER.av).mean()
    assert (round(felles, 1), round(snitt, 1)) == (12.5, 15.3)
    t = trakt(KOMMUNER.antall, KOMMUNER.av, faktor=100, andel=True)
    assert t.felles.tolist() == [felles] * 3


def test_roemskog_er_innenfor_trakten() -> None:
    """Called «meget høy» in the report; z is 1.947, inside the 95 % limits of 4.3-20.7."""
    rad = trakt(KOMMUNER.antall, KOMMUNER.av, faktor=100, andel=True).loc["0121"]
    assert [round(rad.lav_95, 1), round(rad.hoey_95, 1)] == [4.3, 20.7]
    z = (rad.verdi - rad.felles) / ((rad.hoey_95 - rad.felles) / 1.959963984540054)
    assert round(z, 3) == 1.947
    assert rad.merke == Merke.IKKE
    assert wilson(13, 63).inneholder(rad.felles)
    assert not wilson(2, 63).inneholder(rad.felles)


# ------------------------------------------------------------------ trakten
@given(
    antall=st.lists(st.integers(0, 60), min_size=2, max_size=8),
    ekstra=st.lists(st.integers(1, 4000), min_size=8, max_size=8),
    andel=st.booleans(),
)
def test_trakten_er_smalere_jo_stoerre(antall: list[int], ekstra: list[int], andel: bool) -> None:
    x = pd.Series(antall)
    n = x + pd.Series(ekstra[: len(antall)])
    t = trakt(x, n, faktor=100, andel=andel)
    assert (t.lav_998 <= t.lav_95 + 1e-9).all()
    assert (t.hoey_998 >= t.hoey_95 - 1e-9).all()
    assert (t.lav_95 <= t.felles + 1e-9).all()
    assert (t.hoey_95 >= t.felles - 1e-9).all()
    bredde = (t.hoey_95 - t.lav_95)[n.sort_values(kind="stable").index]
    if andel:  # never wider for a larger one, but where both are cut off at 0 and 100
        assert (np.diff(bredde) <= 1e-9).all()


@pytest.mark.parametrize("ventet", [0.5, 3.0, 12.5, 80.0])
@pytest.mark.parametrize("nivaa", [0.95, 0.998])
def test_ratens_trakt_og_intervall_sier_det_samme(ventet: float, nivaa: float) -> None:
    """A count is outside the funnel exactly where its own interval leaves out the expected."""
    g = traktgrenser_rate(ventet, pd.Series([1000.0]), nivaa).iloc[0]
    for antall in range(int(ventet + 8 * ventet**0.5 + 8)):
        eget = poisson(antall, 1000, 1000, nivaa)
        utenfor = antall > g.hoey or antall < g.lav
        assert utenfor != eget.inneholder(ventet), antall


@pytest.mark.parametrize(
    ("antall", "merke"),
    [(0, Merke.SVAERT_LAV), (60, Merke.SVAERT_LAV), (80, Merke.LAV), (100, Merke.IKKE),
     (120, Merke.HOEY), (140, Merke.SVAERT_HOEY)],
)  # fmt: skip
def test_merkene(antall: int, merke: Merke) -> None:
    """One of a thousand among many at ten per cent: 95 % limits 81.4-118.6, 99.8 70.7-129.3."""
    x, n = pd.Series([antall, 100_000 - antall]), pd.Series([1000, 999_000])
    t = trakt(x, n, faktor=100, andel=True)
    assert t.merke[0] == merke
    assert t.hoey_95[0] == pytest.approx(11.8594, abs=1e-4)


def test_den_som_mangler_er_ikke_i_det_samlede() -> None:
    t = trakt(pd.Series([10, None, 5]), pd.Series([100, 50, 0]), faktor=100, andel=True)
    assert t.felles[0] == 10.0
    assert t.merke.isna().tolist() == [False, True, True]
    assert t.loc[1:, ["verdi", "lav_95", "hoey_998"]].isna().all().all()
    with pytest.raises(ValueError, match="minst én kommune"):
        trakt(pd.Series([None]), pd.Series([3]), faktor=100, andel=True)
    with pytest.raises(ValueError, match="ingen andel"):
        traktgrenser_andel(101, pd.Series([3]))
    with pytest.raises(ValueError, match="ikke er negativ"):
        traktgrenser_rate(-1, pd.Series([3]))


# Population -> lower and upper limits, 95 and 99.8 %: the published test answers of the funnel
# for proportions in PHEindicatormethods (testdata_funnel_prop_outputs.csv), baseline 80.642448.
TRAKT = {
    1: (3.204264, 100, 0, 100),
    3: (35.933491, 100, 10.150815, 100),
    18: (62.390093, 98.894803, 51.864359, 100),
    41: (68.548635, 92.736260, 61.574398, 99.710497),
    102: (72.974925, 88.309971, 68.553233, 92.731663),
    1008: (78.203374, 83.081521, 76.796814, 84.488082),
    9998: (79.867989, 81.416907, 79.421375, 81.863521),
    110000: (80.408963, 80.875933, 80.274317, 81.010578),
}
# Counts and denominators of six of its areas (testdata_funnel_prop_inputs.csv), with its label.
STEDER = {
    "New Forest": (35078.488, 41980, "High (0.001)"),
    "South Gloucestershire": (50050.7443, 61921, "Not significant"),
    "West Norfolk": (26789.238, 33012, "High (0.025)"),
    "North Devon": (30277.5312, 37828, "Low (0.025)"),
    "Norwich": (24803.6256, 31824, "Low (0.001)"),
    "Barnsley": (46717.749, 58617, "Low (0.001)"),
}
MERKENE = {
    "High (0.001)": Merke.SVAERT_HOEY, "High (0.025)": Merke.HOEY, "Not significant": Merke.IKKE,
    "Low (0.025)": Merke.LAV, "Low (0.001)": Merke.SVAERT_LAV,
}  # fmt: skip


def test_traktgrensene_er_de_publiserte() -> None:
    """To the six decimals that are printed; the baseline itself is printed with as many."""
    n = pd.Series(list(TRAKT))
    g95, g998 = (traktgrenser_andel(80.642448, n, nivaa) for nivaa in (0.95, 0.998))
    ut = pd.concat([g95, g998], axis=1).to_numpy()
    assert ut == pytest.approx(np.array(list(TRAKT.values())), abs=1.5e-6)


@pytest.mark.parametrize(("antall", "av", "merke"), STEDER.values(), ids=STEDER)
def test_merkene_er_de_publiserte(antall: float, av: int, merke: str) -> None:
    """Each area beside the rest of the country, so that the pooled share is the published one."""
    resten = 1e9
    x = pd.Series([antall, 0.80642448 * (av + resten) - antall])
    t = trakt(x, pd.Series([av, resten]), faktor=100, andel=True)
    assert t.felles[0] == pytest.approx(80.642448, abs=1e-9)
    assert t.merke[0] == MERKENE[merke]


# ------------------------------------------------------------------ krymping
# Homicides 1979-84 and inhabitants of 78 counties around St Louis, the example that PySAL (esda,
# smoothing.Empirical_Bayes) prints the first ten estimates of: HC7984 and PO7984 of stl_hom.
DREPT = """4 19 3 2 2 28 61 3 7 3 4 0 1 12 0 2 6 6 3 4 0 2 9 2 23 5 2 2 0 2 10 4 95 8 31 0 407 5 10
1238 3 14 0 2 18 369 5 0 3 0 40 9 7 1 3 2 8 5 11 12 8 10 2 8 7 25 6 19 6 2 2 6 9 0 1 13 3 4"""
FOLK = """
189087 425580 69649 88540 33697 774843 1056438 172182 224033 113497 218510 87628 36354 316661
53222 141872 103469 193449 295848 99013 34772 65947 155266 123387 612258 135365 133297 186877
68404 68779 192789 96686 1480530 92864 905683 93388 5863876 109086 265200 2658090 199528 347829
79838 72381 432159 1605518 110883 48352 121762 92348 891502 225007 113880 46260 108510 55620
213680 131792 109953 108864 205880 260154 90841 255875 253540 372227 100389 345641 87410 66694
64680 127071 107508 43056 61456 353841 47507 68218"""
TRYKT = [
    2.36718950e-05, 4.54539167e-05, 4.78114019e-05, 2.76907146e-05, 6.58989323e-05,
    3.66494122e-05, 5.79952721e-05, 2.03064590e-05, 3.31152999e-05, 3.02748380e-05,
]  # fmt: skip


def test_krympingen_av_rater_er_den_trykte() -> None:
    """Marshall's global estimate, as PySAL's documentation prints it, to half a printed unit."""
    x, n = (pd.Series([int(t) for t in s.split()]) for s in (DREPT, FOLK))
    ut = krympet(x, n, faktor=1, andel=False)
    assert ut[:10].tolist() == pytest.approx(TRYKT, abs=5e-14)


@pytest.mark.parametrize("andel", [False, True])
def test_krympingen_er_marshalls(andel: bool) -> None:
    """The formula in whole fractions, with the rate's and the share's variance."""
    x, n = [8, 10, 60], [20, 100, 200]
    b = Fraction(sum(x), sum(n))
    v = b * (1 - b) if andel else b
    p = [Fraction(a, c) for a, c in zip(x, n, strict=True)]
    s2 = sum(c * (q - b) ** 2 for c, q in zip(n, p, strict=True)) / sum(n)
    a = s2 - v / Fraction(sum(n), len(n))
    fasit = [float(100 * (b + a / (a + v / c) * (q - b))) for c, q in zip(n, p, strict=True)]
    ut = krympet(pd.Series(x), pd.Series(n), faktor=100, andel=andel)
    assert ut.tolist() == pytest.approx(fasit, abs=1e-9)


def test_krympingen_av_en_andel_er_den_samme_av_resten() -> None:
    """The share and its complement tell the same: a Poisson variance would not."""
    x, n = pd.Series([10, 76, 430, 900]), pd.Series([16, 111, 440, 900])
    har = krympet(x, n, faktor=100, andel=True)
    resten = krympet(n - x, n, faktor=100, andel=True)
    assert (100 - resten).tolist() == pytest.approx(har.tolist())
    assert (har - krympet(x, n, faktor=100, andel=False)).abs().max() > 10


@given(
    antall=st.lists(st.integers(0, 50), min_size=1, max_size=9),
    ekstra=st.lists(st.integers(1, 900), min_size=9, max_size=9),
    andel=st.booleans(),
)
def test_krympet_ligger_mellom_det_raa_og_det_samlede(
    antall: list[int], ekstra: list[int], andel: bool
) -> None:
    x = pd.Series(antall)
    n = x + pd.Series(ekstra[: len(antall)])
    raa, felles, k = 100 * x / n, 100 * x.sum() / n.sum(), krympet(x, n, faktor=100, andel=andel)
    assert (k >= np.minimum(raa, felles) - 1e-9).all()
    assert (k <= np.maximum(raa, felles) + 1e-9).all()
    trukket = ((k - raa) / (felles - raa)).where((felles - raa).abs() > 1e-6).dropna()
    etter_stoerrelse = trukket[n[trukket.index].sort_values(kind="stable").index]
    assert (np.diff(etter_stoerrelse) <= 1e-6).all(), "den minste trekkes mest"


def test_krymping_av_den_som_mangler() -> None:
    k = krympet(pd.Series([5, None]), pd.Series([50, 10]), faktor=100, andel=True)
    assert k[0] == 10.0
    assert pd.isna(k[1])
    for x, andel in (([0, 0], True), ([0, 0], False), ([5, 9], True)):
        ut = krympet(pd.Series(x), pd.Series([5, 9]), faktor=100, andel=andel)
        assert ut.tolist() == ([100, 100] if sum(x) else [0, 0])
    with pytest.raises(ValueError, match="minst én kommune"):
        krympet(pd.Series([None]), pd.Series([3]), faktor=100, andel=True)


# ------------------------------------------------------------------ én til
def test_en_til_i_andel_rate_og_kostnad(data: Data) -> None:
    """One resident among 63 is 1.6 points; the new users of 2012 moved Rømskog's total by 2.1."""
    andel = en_til_i(indikator("andel_beboere_under_67"), 3, 63)
    assert andel is not None
    assert andel.verdi == pytest.approx(100 / 63)
    rate = Indikator("r", "forholdstall", "R", "per 1000", teller="mottakere_hjemmetjenester",
                     nevner="innbyggere", faktor=1000)  # fmt: skip
    en = en_til_i(rate, 40, 673)
    assert en is not None
    assert en.verdi == pytest.approx(1000 / 673)

    d = data.dokumenttall.set_index("nokkel").loc["kostnadsoekning_2012"]
    okning = 1e6 * float(d.verdi)
    brukere, snitt = 60, 378_843
    dyr = en_til_i(
        indikator("korr_brutto_driftsutg_per_mottaker"), snitt * brukere, brukere, okning
    )
    assert dyr is not None
    assert dyr.total == 2_100_000
    assert dyr.verdi == pytest.approx((okning - snitt) / (brukere + 1))


def test_en_til_uten_mening_finnes_ikke() -> None:
    kostnad = indikator("korr_brutto_driftsutg_per_mottaker")
    for svar in (
        en_til_i(kostnad, 1e6, 10),  # the user's cost is not stated
        en_til_i(indikator("andel_helse_sosial_av_budsjett"), 5, 10),  # kroner are not counted
        en_til_i(indikator("andel_enerom"), 5, 0),
        en_til_i(indikator("andel_enerom"), 5, None),
        en_til_i(kostnad, None, 10, 1e6),
    ):
        assert svar is None
