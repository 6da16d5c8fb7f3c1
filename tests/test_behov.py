"""Need projection: published figures, by hand, and what must hold whatever the figures."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helseanalyse.measures.aldring import Aldring, friskere_aldring, levealdersgevinst
from helseanalyse.measures.behov import (
    aarsverk_av_plasser,
    aarsverk_av_timer,
    brukere,
    dekningsbane,
    hele,
    oppholdsdoegn,
    plasser,
    plasser_av_doegn,
    plasser_etter_scenario,
    samlet,
    timer_per_aar,
)
from helseanalyse.measures.bruk import (
    antall_etter_gruppe,
    befolkningsaar,
    bruksrater,
    dekningspanel,
)
from helseanalyse.measures.demografi import OVER_80, Aldersgruppe, aldersgrupper
from helseanalyse.measures.plassbehov import Avrunding
from helseanalyse.sources.load import Data

GRUPPER = (Aldersgruppe(67, 79), OVER_80)


def personer(tall: dict[Any, Any], alt: str = "MMMM", komm: str = "0001") -> pd.DataFrame:
    """(group, year) -> persons."""
    rader = [(komm, aar, alt, g, float(n)) for (g, aar), n in tall.items()]
    return pd.DataFrame(rader, columns=["komm_nr", "aar", "alternativ", "gruppe", "personer"])


def rater(**andel: float) -> pd.DataFrame:
    """Rates by group, ``yngre`` 67-79 and ``eldre`` 80+."""
    navn = {"yngre": "67–79", "eldre": "80+"}
    return pd.DataFrame({"komm_nr": "0001", "gruppe": [navn[k] for k in andel],
                         "rate": list(andel.values())})  # fmt: skip


def ettaarig(tall: list[float], aar: int = 2030, fra: int = 67) -> pd.DataFrame:
    siste = fra + len(tall) - 1
    d = pd.DataFrame({"alder_fra": range(fra, siste + 1), "personer": tall})
    d = d.assign(alder_til=d.alder_fra.where(d.alder_fra < siste), komm_nr="0001", aar=aar,
                 alternativ="MMMM", kjoenn="begge")  # fmt: skip
    return d.astype({"alder_fra": "Int64", "alder_til": "Int64"})


# ------------------------------------------------------------------ published figures
def test_romskogs_behov_er_det_trykte(data: Data) -> None:
    """KS-Konsulent 2013: 17 places give 13, and 20 per cent of those aged 80+ gives 9."""
    p = aldersgrupper(data.folk(["0121"]), [OVER_80])
    da = p[p.aar == 2025]
    i_dag = float(p.loc[p.aar == 2013, "personer"].iloc[0])
    kapasitet = plasser(da, dekningsbane([2025], 2013, 100 * 17 / i_dag))
    assert hele(kapasitet.plasser, Avrunding.OPP).tolist() == [13]
    assert hele(plasser(da, 20.0).plasser, Avrunding.OPP).tolist() == [9]


# 80+ in Bærum: «drøye 1 prosent» a year for five years, then «nesten 4 prosent» for fifteen.
BAERUM = {2016 + t: 1000 * 1.01 ** min(t, 5) * 1.04 ** max(t - 5, 0) for t in range(21)}


@given(dagens=st.floats(22.5, 40))
def test_baerums_figur_9_henger_sammen(data: Data, dagens: float) -> None:
    """Today's coverage (not printed, above 22) needs more than 22 does, and 22 more than today."""
    d = data.dokumenttall
    maal = float(d.loc[d.nokkel == "dekningsgrad_behovsanalyse", "verdi"].iloc[0])
    assert maal == 22
    p = personer({("80+", aar): n for aar, n in BAERUM.items()}, komm="0219")
    s = plasser_etter_scenario(p, {
        "dagens": dekningsbane(list(BAERUM), 2016, dagens),
        "gradvis": dekningsbane(list(BAERUM), 2016, dagens, 2036, maal),
        "22": maal,
    }).pivot(index="aar", columns="scenario", values="plasser")  # fmt: skip
    senere = s.loc[2017:2035]
    assert (senere["dagens"] > senere["gradvis"]).all()
    assert (senere["gradvis"] > senere["22"]).all()
    assert s.loc[2036, "dagens"] > s.loc[2036, "22"] == s.loc[2036, "gradvis"]
    assert s.loc[2016, "gradvis"] == s.loc[2016, "dagens"]
    # «en nettoøkning»: the gradual path still ends above today's places.
    assert s.loc[2036, "gradvis"] > s.loc[2016, "dagens"]


# ------------------------------------------------------------------ users
def test_ratene_bruker_folketallet_aaret_etter() -> None:
    """KOSTRA 31 December 2025 and the population of 1 January 2026."""
    assert befolkningsaar(2025) == 2026
    folk = pd.concat([
        personer({("80+", 2025): 999, ("80+", 2026): 200, ("67–79", 2026): 0}, "faktisk"),
        personer({("80+", 2026): 7}),
    ])  # fmt: skip
    b = pd.DataFrame({"komm_nr": "0001", "gruppe": ["80+", "67–79", "0–66"],
                      "brukere": [50.0, 3.0, 8.0]})  # fmt: skip
    r = bruksrater(b, folk, 2025).set_index("gruppe")
    assert r.loc["80+", ["personer", "rate"]].tolist() == [200, 0.25]
    assert r.rate[["67–79", "0–66"]].isna().all()
    with pytest.raises(ValueError, match=r"flere rader for samme tall \(0001, 80\+\)"):
        bruksrater(pd.concat([b, b.iloc[:1]]), folk, 2025)
    with pytest.raises(ValueError, match="brukere i 0001 er negativt"):
        bruksrater(b.assign(brukere=-1.0), folk, 2025)


def observasjoner(*rader: tuple[str, int, str, float]) -> pd.DataFrame:
    return pd.DataFrame(rader, columns=["komm_nr", "aar", "indikator", "verdi"])


def test_antall_etter_gruppe_og_resten_av_alle() -> None:
    o = observasjoner(
        ("0001", 2025, "alle", 100), ("0001", 2025, "unge", 40), ("0001", 2025, "gamle", 35),
        ("0002", 2025, "alle", 50), ("0002", 2025, "unge", np.nan), ("0002", 2025, "gamle", 20),
        ("0003", 2025, "alle", 50), ("0003", 2025, "unge", 40), ("0003", 2025, "gamle", 20),
        ("0001", 2024, "alle", 1), ("0004", 2025, "annet", 1), ("0005", 2025, "unge", 3),
    )  # fmt: skip
    grupper = {"0–66": "unge", "80+": "gamle"}
    d = antall_etter_gruppe(o, 2025, grupper, ("67–79", "alle"))
    bred = d.pivot(index="komm_nr", columns="gruppe", values="brukere").fillna(-1)
    assert bred.loc["0001"].to_dict() == {"0–66": 40, "67–79": 25, "80+": 35}
    # A missing part, and parts that are more than the whole, give no rest.
    assert bred["67–79"].to_dict() == {"0001": 25, "0002": -1, "0003": -1, "0005": -1}
    assert bred.loc["0005"].to_dict() == {"0–66": 3, "67–79": -1, "80+": -1}
    assert set(antall_etter_gruppe(o, 2025, grupper).gruppe) == {"0–66", "80+"}
    with pytest.raises(ValueError, match=r"flere rader for samme tall \(0001, alle\)"):
        antall_etter_gruppe(pd.concat([o, o.iloc[:1]]), 2025, {"0+": "alle"})


def test_dekningen_bruker_folketallet_aaret_etter() -> None:
    p = personer({("80+", 2025): 50, ("80+", 2026): 40, ("80+", 2027): 0}, "faktisk")
    o = observasjoner(("0001", 2024, "plasser", 10), ("0001", 2025, "plasser", 10),
                      ("0001", 2026, "plasser", 10), ("0001", 2025, "annet", 1),
                      ("0002", 2025, "plasser", 10), ("0001", 2010, "plasser", 9))  # fmt: skip
    d = dekningspanel(o, "plasser", p).set_index(["komm_nr", "aar"]).dekning
    assert d.loc[("0001", 2024)] == 20
    assert d.loc[("0001", 2025)] == 25
    assert d[[("0001", 2026), ("0002", 2025), ("0001", 2010)]].isna().all()
    with pytest.raises(ValueError, match="gjelder én aldersgruppe"):
        dekningspanel(o, "plasser", pd.concat([p, personer({("90+", 2025): 1})]))


def test_brukere_regnet_for_haand() -> None:
    p = personer({("67–79", 2030): 300, ("80+", 2030): 120, ("67–79", 2031): 310,
                  ("80+", 2031): np.nan, ("0–66", 2030): 4000})  # fmt: skip
    r = rater(yngre=0.05, eldre=0.25)
    b = brukere(r, p)
    assert b.brukere.tolist()[0] == 0.05 * 300 + 0.25 * 120 == 45
    assert np.isnan(b.brukere.iloc[1])
    assert list(b.columns) == ["komm_nr", "aar", "alternativ", "brukere"]
    hver = brukere(r, p, etter_gruppe=True)
    assert hver[hver.aar == 2030].brukere.tolist() == [15, 30]
    # Another's rates have no municipality and are used for all.
    andres = brukere(r.drop(columns="komm_nr").assign(rate=[0.1, 0.5]), p)
    assert andres.brukere.tolist()[0] == 90


def test_en_manglende_gruppe_gjoer_summen_ukjent() -> None:
    p = personer({("80+", 2030): 120})
    assert brukere(rater(yngre=0.05, eldre=0.25), p).brukere.isna().all()
    assert brukere(rater(yngre=np.nan, eldre=0.25), personer(
        {("80+", 2030): 120, ("67–79", 2030): 300})).brukere.isna().all()  # fmt: skip


def test_samlet_er_summen_og_mangler_om_en_mangler() -> None:
    d = pd.concat([personer({("80+", 2030): 5, ("80+", 2031): 6}),
                   personer({("80+", 2030): 7, ("80+", 2031): np.nan}, komm="0002"),
                   personer({("80+", 2030): 9}, komm="0003")])  # fmt: skip
    s = samlet(d, ["0001", "0002"], "regionen", "personer")
    assert s.komm_nr.unique().tolist() == ["regionen"]
    assert s.personer.tolist()[0] == 12
    assert np.isnan(s.personer.iloc[1])


tall = st.integers(0, 10_000)
andel = st.floats(0, 1)


@given(n=tall, m=tall, a=andel, b=andel)
def test_uendret_befolkning_gir_uendret_behov(n: int, m: int, a: float, b: float) -> None:
    p = personer({(g, aar): x for aar in range(2026, 2031) for g, x in (("67–79", n), ("80+", m))})
    assert brukere(rater(yngre=a, eldre=b), p).brukere.nunique() == 1
    bane = dekningsbane(range(2026, 2031), 2026, 100 * a)
    assert plasser(p[p.gruppe == "80+"], bane).plasser.nunique() == 1


@settings(max_examples=30)
@given(n=tall, m=tall, a=andel, b=andel, faktor=st.integers(1, 9))
def test_behovet_foelger_befolkningen(n: int, m: int, a: float, b: float, faktor: int) -> None:
    p = personer({("67–79", 2030): n, ("80+", 2030): m})
    stor = p.assign(personer=faktor * p.personer)
    en, to = (brukere(rater(yngre=a, eldre=b), x).brukere.iloc[0] for x in (p, stor))
    assert to == pytest.approx(faktor * en)


@given(n=tall, en=st.floats(0, 100), mer=st.floats(0, 50))
def test_mer_dekning_gir_aldri_faerre_plasser(n: int, en: float, mer: float) -> None:
    p = personer({("80+", 2030): n})
    assert plasser(p, en + mer).plasser.iloc[0] >= plasser(p, en).plasser.iloc[0]


@settings(max_examples=30)
@given(x=st.tuples(tall, tall), n=st.tuples(st.integers(1, 9999), st.integers(1, 9999)))
def test_sammenslaatte_kommuner_er_summen(x: tuple[int, int], n: tuple[int, int]) -> None:
    """In the base year the merged municipality's own rate gives the sum of the two's users."""
    b = pd.DataFrame({"komm_nr": ["0001", "0002"], "gruppe": "80+", "brukere": map(float, x)})
    p = pd.concat([personer({("80+", 2026): n[0]}, "faktisk"),
                   personer({("80+", 2026): n[1]}, "faktisk", komm="0002")])  # fmt: skip
    hver = samlet(brukere(bruksrater(b, p, 2025), p), ["0001", "0002"], "ny", "brukere")
    ny_p = samlet(p, ["0001", "0002"], "ny", "personer")
    ny_b = b.assign(komm_nr="ny").groupby(["komm_nr", "gruppe"], as_index=False).brukere.sum()
    ny = brukere(bruksrater(ny_b, ny_p, 2025), ny_p)
    assert hver.brukere.iloc[0] == pytest.approx(sum(x))
    assert ny.brukere.iloc[0] == pytest.approx(sum(x))


# ------------------------------------------------------------------ coverage paths
@given(naa=st.floats(0, 60), maal=st.floats(0, 60), lengde=st.integers(1, 30))
def test_banen_begynner_i_dag_og_slutter_i_maalet(naa: float, maal: float, lengde: int) -> None:
    aar = list(range(2020, 2060))
    d = dekningsbane(aar, 2025, naa, 2025 + lengde, maal).set_index("aar").dekning
    assert (d.loc[:2025] == naa).all()
    assert (d.loc[2025 + lengde :] == maal).all()
    steg = np.diff(d.loc[2025 : 2025 + lengde])
    assert steg == pytest.approx(np.full(lengde, (maal - naa) / lengde), abs=1e-9)


def test_banen_for_flere_kommuner() -> None:
    naa = pd.Series({"0001": 20.0, "0002": np.nan, "0003": 30.0})
    d = dekningsbane([2025, 2030], 2025, naa, 2030, 24)
    assert d.komm_nr.tolist() == ["0001"] * 2 + ["0002"] * 2 + ["0003"] * 2
    assert d.dekning.fillna(-1).tolist() == [20, 24, -1, -1, 30, 24]
    p = pd.concat([personer({("80+", 2025): 100}, komm=k) for k in naa.index])
    assert plasser(p, d).plasser.fillna(-1).tolist() == [20, -1, 30]


@pytest.mark.parametrize(
    ("argumenter", "sier"),
    [
        ((2025, 20.0, 2025, 22.0), "Målåret 2025 må komme etter 2025"),
        ((2025, 20.0, 2030, None), "både en dekning og et år"),
        ((2025, 20.0, None, 22.0), "både en dekning og et år"),
        ((2025, -1.0), "ikke er negativt"),
        ((2025, float("nan")), "ikke er negativt"),
        ((2025, 20.0, 2030, -0.1), "ikke er negativt"),
        ((2025, pd.Series({"0001": -1.0})), "ikke er negativt"),
    ],
)
def test_ugyldige_baner_nektes(argumenter: tuple[Any, ...], sier: str) -> None:
    with pytest.raises(ValueError, match=sier):
        dekningsbane([2025], *argumenter)


def test_plasser_gjelder_en_gruppe_og_en_dekning() -> None:
    p = personer({("80+", 2030): 100, ("80+", 2031): 110})
    with pytest.raises(ValueError, match="gjelder én aldersgruppe"):
        plasser(pd.concat([p, personer({("67–79", 2030): 1})]), 20.0)
    bane = dekningsbane([2030], 2025, 20)
    with pytest.raises(ValueError, match="flere rader for samme tall"):
        plasser(p, pd.concat([bane, bane]))
    # A year that the path does not say anything of is missing, not the last known.
    assert plasser(p, bane).plasser.fillna(-1).tolist() == [20, -1]


# ------------------------------------------------------------------ healthier ageing
def test_utsettelse_regnet_for_haand() -> None:
    """Ten of each age 67-105+: half a year moves half of the aged 80, 1.5 half the 81 too."""
    b = ettaarig([10.0] * 39)

    def tall(delta: float, aldring: Aldring = Aldring.HEL, **valg: Any) -> list[float]:
        gevinst = pd.Series({2030: delta})
        return friskere_aldring(b, GRUPPER, gevinst, aldring, **valg).personer.tolist()

    assert tall(3, Aldring.INGEN) == [130, 260]
    assert tall(0.5) == tall(1, Aldring.HALV) == [135, 255]
    assert tall(1.5) == tall(3, Aldring.HALV) == [145, 245]
    assert tall(2) == [150, 240]
    assert tall(1.5, under="ingen") == [130, 245]
    alene = friskere_aldring(b, [OVER_80], pd.Series({2030: 2.0}), Aldring.HEL, under="ingen")
    assert alene.personer.tolist() == [240]


def test_utsettelsen_vokser_med_aarene() -> None:
    b = pd.concat([ettaarig([10.0] * 39, aar) for aar in (2025, 2030, 2035)])
    gevinst = levealdersgevinst([2025, 2030, 2035], 2025, 0.2)
    f = friskere_aldring(b, GRUPPER, gevinst, Aldring.HEL)
    eldre = f[f.gruppe == "80+"]
    assert eldre.personer.tolist() == pytest.approx([260, 250, 240])
    assert set(f.aldring) == {"hel"}
    assert brukere(rater(yngre=0.0, eldre=0.1), f).brukere.tolist() == pytest.approx([26, 25, 24])


def test_uten_ettaarig_alder_er_utsettelsen_ukjent() -> None:
    grov = ettaarig([10.0] * 39).iloc[:2].assign(
        alder_fra=pd.array([67, 80], "Int64"), alder_til=pd.array([79, None], "Int64"))  # fmt: skip
    gevinst = pd.Series({2030: 1.0})
    assert friskere_aldring(grov, GRUPPER, gevinst, Aldring.HEL).personer.isna().all()
    assert friskere_aldring(grov, GRUPPER, gevinst).personer.tolist() == [10, 10]


def test_ugyldig_utsettelse_nektes() -> None:
    b = ettaarig([10.0] * 39)
    with pytest.raises(ValueError, match=r"67–79 og 90\+ henger ikke sammen"):
        friskere_aldring(b, [GRUPPER[0], Aldersgruppe(90)], pd.Series({2030: 1.0}))
    for gevinst in (-1.0, np.nan):
        with pytest.raises(ValueError, match="Gevinsten i levealder"):
            friskere_aldring(b, GRUPPER, pd.Series({2030: gevinst}), Aldring.HEL)


@settings(max_examples=30)
@given(
    tall=st.lists(st.integers(0, 999).map(float), min_size=39, max_size=39),
    delta=st.floats(0, 9), lav=st.floats(0, 0.5), mer=st.floats(0, 0.5),
)  # fmt: skip
def test_full_utsettelse_gir_minst_behov(
    tall: list[float], delta: float, lav: float, mer: float
) -> None:
    """When use rises with age: full at most half, half at most none; nobody gets lost."""
    b, gevinst = ettaarig(tall), pd.Series({2030: delta})
    r = rater(yngre=lav, eldre=lav + mer)
    f = {a: friskere_aldring(b, GRUPPER, gevinst, a) for a in Aldring}
    behov = [brukere(r, f[a]).brukere.iloc[0] for a in (Aldring.HEL, Aldring.HALV, Aldring.INGEN)]
    assert behov[0] <= behov[1] + 1e-6
    assert behov[1] <= behov[2] + 1e-6
    assert all(d.personer.sum() == pytest.approx(sum(tall)) for d in f.values())


def test_bare_dagens_bruk_er_ikke_optimistisk() -> None:
    assert ["optimistisk" in a.tekst for a in Aldring] == [False, True, True]
    assert [a.andel for a in Aldring] == [0, 0.5, 1]


# ------------------------------------------------------------------ hours, days, man-years
def test_mengdene_regnet_for_haand() -> None:
    b = pd.Series([10.0, np.nan])
    assert timer_per_aar(b, 5).fillna(-1).tolist() == [2600, -1]
    assert timer_per_aar(10, 5, uker=365 / 7) == pytest.approx(2607.142857)
    # 90 per cent of 20 places is 6 570 days, and back.
    assert plasser_av_doegn(20 * 365 * 0.9, 90) == pytest.approx(20)
    assert plasser_av_doegn(oppholdsdoegn(45), 90) == pytest.approx(50)
    assert oppholdsdoegn(10, 26.2) == pytest.approx(262)
    assert aarsverk_av_plasser(50, 1.1) == pytest.approx(55)
    assert aarsverk_av_timer(17_500, 1750, 50) == pytest.approx(20)


@pytest.mark.parametrize(
    ("kall", "sier"),
    [
        (lambda: timer_per_aar(10, -1), "Timer per uke"),
        (lambda: oppholdsdoegn(10, pd.Series([1.0, -2.0])), "Døgn per opphold"),
        (lambda: plasser_av_doegn(100, 0), "Belegget"),
        (lambda: aarsverk_av_plasser(1, -1), "Årsverk per plass"),
        (lambda: aarsverk_av_timer(1, 0, 50), "Timer per årsverk"),
        (lambda: aarsverk_av_timer(1, 1750, 101), "direkte brukertid"),
        (lambda: aarsverk_av_timer(1, 1750, float("nan")), "direkte brukertid"),
    ],
)
def test_umulige_faktorer_nektes(kall: Any, sier: str) -> None:
    with pytest.raises(ValueError, match=sier):
        kall()
