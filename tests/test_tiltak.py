"""Measures: the published sums, overlap, realisation and the least burdensome set."""

import itertools
import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helseanalyse.measures.portefoelje import (
    fordeling,
    overlapp,
    overlappsgrupper,
    sannsynligheter,
    trekk_totaler,
)
from helseanalyse.measures.tiltak import (
    helaarsvirkning,
    historiske_andeler,
    implisert_antall,
    implisert_pris,
    maalbane,
    med_virkning,
    realisering,
    sporing,
    summer,
    telles,
)
from helseanalyse.measures.tiltaksvalg import byrde, velg_tiltak
from helseanalyse.sources.load import Data
from helseanalyse.tiltaksrader import plan_som_rader, som_rader
from helseanalyse.tiltakssjekk import les_rader

AAR = [2026, 2027, 2028, 2029]


def plan(data: Data, navn: str) -> pd.DataFrame:
    """A published plan, typed, with its years."""
    rader = plan_som_rader(data.tiltak[data.tiltak.plan == navn])
    styrking = navn.startswith("trondheim")
    return med_virkning(les_rader(rader, styrking=styrking, kjente=rader))


def liste(*rader: dict[str, object]) -> pd.DataFrame:
    return med_virkning(les_rader(som_rader(list(rader))))


@pytest.fixture(scope="module")
def follo(data: Data) -> pd.DataFrame:
    return plan(data, "nordre_follo_2026_2029")


@pytest.fixture(scope="module")
def baerum(data: Data) -> pd.DataFrame:
    return data.tiltak[data.tiltak.plan == "baerum_hp_2015_2018"]


# ------------------------------------------------------------------ Nordre Follo, 27.03.2025
def test_nordre_follos_summer(follo: pd.DataFrame) -> None:
    """Lines 15-62: 13.2 in 2026 and 35.7 in 2028 are printed; the blocks are summed here."""
    med = follo[telles(follo)]
    assert len(med) == 18
    assert summer(med).loc["sum"].round(9).tolist() == [13.2, 30.9, 35.7, 35.7]
    assert summer(med, "gruppe").round(9).to_numpy().tolist() == [
        [5.7, 14.1, 15.2, 15.2],
        [1.2, 1.7, 1.7, 1.7],
        [6.3, 15.1, 18.8, 18.8],
    ]
    assert summer(med).loc["sum"].cumsum().iloc[-1] == pytest.approx(115.5)


def test_nordre_follos_vurderte_er_for_seg(follo: pd.DataFrame) -> None:
    """Lines 72-78: six considered and not recommended, the last without amounts."""
    ikke = follo[follo.status == "vurdert_ikke_anbefalt"]
    assert summer(ikke).loc["sum"].round(9).tolist() == [10.3, 14.3, 14.3, 14.3]
    assert ikke.set_index("nr")[AAR].loc["4.6"].isna().all()
    assert ikke.set_index("nr").lovpaalagt["4.1"] == "ja"
    assert not telles(ikke).any()


def test_nordre_follos_tre_foerste_ses_sammen(follo: pd.DataFrame) -> None:
    """Footnotes 1-3 (l. 22-25): the sum of 10.8 may be as little as the largest, 5.4."""
    med = follo[telles(follo)]
    g = overlappsgrupper(med)
    assert med.nr[g == g.iloc[0]].tolist() == ["1.1", "1.2", "1.3"]
    o = overlapp(med).set_index("aar").round(9)
    assert o.hoey.tolist() == [13.2, 30.9, 35.7, 35.7]
    assert o.lav.tolist() == [13.2, 25.5, 30.3, 30.3]


def test_nordre_follos_memo_og_impliserte_tall(follo: pd.DataFrame) -> None:
    """Line 37: 3.2 booked elsewhere; l. 17-19 and 23-26: the prices and the 22 places."""
    annet = follo[follo.foert_annet_sted.notna()]
    assert annet[["nr", "foert_annet_sted"]].to_numpy().tolist() == [["2.1", 3.2]]
    assert implisert_pris(3.4, 8.2, 6) == pytest.approx(1.545, abs=5e-4)
    assert implisert_pris(5.4, 6, 0) == pytest.approx(0.9)
    assert implisert_antall(1.6, 200) == pytest.approx(21.92, abs=5e-3)
    assert round(implisert_antall(1.6, 200)) == 22
    for galt in (lambda: implisert_pris(1, 5, 5), lambda: implisert_antall(1, 0)):
        with pytest.raises(ValueError, match=r"plass|døgn"):
            galt()


# ------------------------------------------------------------------ Trondheim 2021-2024
TRONDHEIM = {
    "1": (20.1, None, None, 132.7, None), "2": (None, None, None, None, 50),
    "3": (None, None, None, None, 6), "4": (1, 2, 2, 2, None),
    "5": (None, None, None, None, 29.8), "6": (None, None, 1, None, None),
    "7": (None, None, None, None, 4.2), "8": (None, None, None, 2, None),
    "9": (4.8, None, None, 13.3, None), "10": (3.5, None, None, None, None),
    "11": (None,) * 5, "12": (None, None, None, None, 0.7), "13": (2, 2, 1.5, 1.5, None),
    "14": (2.1, None, None, None, None), "15": (1.9, None, None, 21, None),
    "16": (None, None, None, None, 2.4), "17": (None, None, None, None, 3.5),
    "18a": (None, None, None, None, 0.3), "18b": (None, None, None, None, 0.4),
    "19": (3.8, 3.8, 3.8, 3.8, None), "20": (20, 10, 5, 5, None),
    "21": (None, None, 0.8, 0.8, None), "22": (None, None, None, None, 0.5),
    "23": (5.3, None, None, 11, None), "24": (4.7, None, None, 8.1, None),
    "25": (70, None, None, None, None), "26": (-1.2, None, None, -2.3, None),
    "27": (None, None, None, None, -5.5), "28a": (None,) * 5, "28b": (None,) * 5,
    "29": (1.8, None, None, None, None), "30": (-0.4, None, None, -2.5, None),
    "31": (-1.2, None, None, -5.7, None),
}  # fmt: skip


def test_trondheims_31_punkter(data: Data) -> None:
    """Points 1-31 as printed; what the text does not fix to a year stands without one."""
    df = plan(data, "trondheim_2021_2024").set_index("nr")
    assert {nr.rstrip("ab") for nr in TRONDHEIM} == {str(i) for i in range(1, 32)}
    felt = [2021, 2022, 2023, 2024, "uten_aar"]
    for nr, beloep in TRONDHEIM.items():
        assert [None if pd.isna(v) else v for v in df.loc[nr, felt]] == list(beloep), nr
    assert summer(df.reset_index()).loc["sum"].round(9).to_dict() == {
        2021: 147.7, 2022: 17.8, 2023: 14.1, 2024: 215.6,
    }  # fmt: skip


def test_deler_telles_bare_naar_helheten_mangler_aaret() -> None:
    """5 has no amount in 2021, so its parts count; 9 has, so 9a does not."""
    df = liste(
        {"nr": "5", "tiltak": "a", "uten_aar": 29.8}, {"nr": "5b", "tiltak": "b", "2021": 3.5},
        {"nr": "9", "tiltak": "c", "2021": 4.8}, {"nr": "9a", "tiltak": "d", "2021": 1.7},
    )  # fmt: skip
    assert summer(df).loc["sum"][2021] == pytest.approx(8.3)


# ------------------------------------------------------------------ Baerum, pp. 37-40, table 9
def test_baerums_ikke_gjennomfoerbare(data: Data, baerum: pd.DataFrame) -> None:
    s = sporing(baerum).set_index("nr")
    deler = s.ikke_gjennomfoerbart.dropna()
    assert deler.to_dict() == {"14": 0.4, "16": 5.2, "18": 3.0, "22": 1.5}
    assert deler.sum() == pytest.approx(10.1)
    assert s.erstatning.sum() == pytest.approx(10.1)
    d = data.dokumenttall[data.dokumenttall.dokument == "baerum"].set_index("nokkel").verdi
    bbs = d["bbs_vedtatt"] - d["bbs_realisert"]
    ambulerende = d["ambulerende_vedtatt"] - d["ambulerende_realisert"]
    assert (bbs, ambulerende) == (pytest.approx(2.3), pytest.approx(2.9))
    assert bbs + ambulerende == pytest.approx(s.ikke_gjennomfoerbart["16"])
    assert s.vedtatt["14"] - s.ikke_gjennomfoerbart["14"] == pytest.approx(0.5)
    assert s.vedtatt["15"] == pytest.approx(2.0 + 0.7)
    assert s.realisert["15"] == pytest.approx(0.7)


def test_baerums_statuser_og_historie(baerum: pd.DataFrame) -> None:
    s = sporing(baerum)
    assert s.status.value_counts().to_dict() == {
        "gjennomfoert": 11, "paabegynt": 6, "ikke_gjennomfoert": 3, "erstattet": 2,
    }  # fmt: skip
    r = realisering(s)
    assert (r.tiltak, round(r.vedtatt, 9), round(r.realisert, 9)) == (19, 73.4, 53.2)
    assert r.andel == pytest.approx(100 * 53.2 / 73.4)
    h = historiske_andeler(s)
    assert (len(h), (h == 0).sum(), (h == 1).sum()) == (19, 5, 10)
    assert h[5:9] == pytest.approx([0.7 / 2.7, 0.7 / 1.3, 2.9 / 4.9, 12 / 19.6])


def test_beloep_og_realisert_er_fra_samme_aar(baerum: pd.DataFrame) -> None:
    """12 mill kr was realised in 2015, of that year's 19.6, not of 20.6 the year after (p. 39)."""
    r = sporing(baerum).set_index("nr").loc["16"]
    assert (r.aar, r.vedtatt, r.realisert, r.ikke_gjennomfoerbart) == (2015, 19.6, 12, 5.2)


# ------------------------------------------------------------------ ramp
def test_halvaarseffekt_og_innfasing() -> None:
    """Vistamar (Trondheim, point 27): 11 a year from July is 5.5 the first year."""
    assert helaarsvirkning(11, 2021, 2021, 7) == pytest.approx(5.5)
    assert helaarsvirkning(11, 2022, 2021, 7) == 11
    assert helaarsvirkning(11, 2020, 2021, 7) == 0
    # Two years of even growth from January: means of a quarter and three quarters.
    assert [helaarsvirkning(8, a, 2026, 1, 2) for a in (2026, 2027, 2028)] == [2, 6, 8]
    for maaned, innfasing in ((0, 0), (13, 0), (1, -1)):
        with pytest.raises(ValueError, match="Måneden"):
            helaarsvirkning(1, 2026, 2026, maaned, innfasing)


@given(st.integers(1, 12), st.floats(0, 6), st.floats(0.1, 100))
def test_innfasingen_mister_det_samme_uansett_start(
    maaned: int, innfasing: float, helaar: float
) -> None:
    """Over the years until it is whole, half of the phasing in is lost and the months before."""
    aar = range(2026, 2036)
    sum_ = sum(helaarsvirkning(helaar, a, 2026, maaned, innfasing) for a in aar)
    assert sum_ == pytest.approx(helaar * (10 - (maaned - 1) / 12 - innfasing / 2))


def test_aarene_som_er_skrevet_gaar_foran_helaarseffekten() -> None:
    df = liste({"tiltak": "a", "helaar": 4, "start": "2026-07", "2026": 1})
    assert df[AAR].iloc[0].tolist() == [1, 4, 4, 4]
    df = liste({"tiltak": "b", "helaar": "2,5", "start": "2027-07"})
    assert df[[2027, 2028]].iloc[0].tolist() == [1.25, 2.5]


# ------------------------------------------------------------------ target
def test_maalbanen() -> None:
    assert maalbane({2026: 10, 2028: 30}, AAR) == {2026: 10, 2027: 20, 2028: 30, 2029: 30}
    assert maalbane({2028: 5}, AAR) == {2028: 5, 2029: 5}
    with pytest.raises(ValueError, match="2025 er før tiltakenes første år, 2026"):
        maalbane({2025: 5}, AAR)
    with pytest.raises(ValueError, match="minst ett år"):
        maalbane({}, AAR)


# ------------------------------------------------------------------ overlap
@st.composite
def portefoeljer(draw: st.DrawFn) -> pd.DataFrame:
    n = draw(st.integers(1, 7))
    nr = [str(i + 1) for i in range(n)]
    rader: list[dict[str, object]] = []
    for i in range(n):
        par: dict[str, object] = {"nr": nr[i], "tiltak": f"t{i}"}
        for aar in (2026, 2027):
            par[str(aar)] = draw(st.integers(0, 40)) / 10
        andre = [x for x in nr if x != nr[i]]
        if andre and draw(st.booleans()):
            par["ses_sammen_med"] = draw(st.sampled_from(andre))
        if i and draw(st.integers(0, 3)) == 0:
            par["avhengig_av"] = draw(st.sampled_from(nr[:i]))
        elif i and draw(st.integers(0, 3)) == 0:
            par["utelukker"] = draw(st.sampled_from(nr[:i]))
        if draw(st.integers(0, 3)) == 0:
            par["lovpaalagt"] = "ja"
        if draw(st.booleans()):
            par["virkning"] = draw(st.integers(0, 5))
        rader.append(par)
    return liste(*rader)


@settings(max_examples=30)
@given(portefoeljer())
def test_overlappen_er_mellom_stoerst_og_sum(df: pd.DataFrame) -> None:
    o = overlapp(df).set_index("aar")
    for aar in (2026, 2027):
        assert df[aar].max() - 1e-9 <= o.lav[aar] <= o.hoey[aar] + 1e-9
        assert o.hoey[aar] == pytest.approx(df[aar].sum())
        stoerst = df[aar].groupby(overlappsgrupper(df)).max().sum()
        assert o.lav[aar] == pytest.approx(stoerst)
    snudd = overlapp(df.iloc[::-1]).set_index("aar")
    pd.testing.assert_frame_equal(o, snudd, rtol=1e-9)


# ------------------------------------------------------------------ realisation
def test_trekningen_foelger_av_innholdet(follo: pd.DataFrame) -> None:
    med = follo[telles(follo)]
    h = [0.0, 0.5, 1.0]
    en, to = trekk_totaler(med, h), trekk_totaler(med.iloc[::-1], h)
    np.testing.assert_allclose(en.totaler, to.totaler, rtol=1e-12)
    uten = trekk_totaler(med[med.nr != "3.8"], h)
    forskjell = np.unique((en.totaler - uten.totaler)[:, 0].round(9))
    assert set(forskjell) <= {0.0, 0.75, 1.5}  # the others keep their draws


def test_trekningen_har_historiens_snitt_og_spredning() -> None:
    """20 equal measures of 1 mill: mean 20 h, variance 20 s2, whatever the order."""
    df = liste(*({"nr": str(i), "tiltak": "t", "2026": 1} for i in range(20)))
    h = np.array([0, 0, 0.25, 1, 1])
    t = trekk_totaler(df, h).totaler[:, 0]
    feil = np.sqrt(20 * h.var() / len(t))
    assert abs(t.mean() - 20 * h.mean()) < 4 * feil
    assert t.var() == pytest.approx(20 * h.var(), rel=0.06)
    f = fordeling(trekk_totaler(df, h), {2026: 9.0})
    assert f.sjanse[0] == pytest.approx(100 * (t >= 9).mean())
    assert f.snitt[0] == pytest.approx(t.mean())


def test_sannsynlighet_status_og_historie() -> None:
    df = liste(
        {"nr": "1", "tiltak": "egen", "2026": 1, "sannsynlighet": 30, "status": "gjennomført"},
        {"nr": "2", "tiltak": "gjort", "2026": 10, "status": "gjennomført"},
        {"nr": "3", "tiltak": "falt", "2026": 100, "status": "ikke gjennomført"},
        {"nr": "4", "tiltak": "ukjent", "2026": 1000},
    )
    assert sannsynligheter(df).fillna(-1).tolist() == [0.3, 1, 0, -1]
    assert sannsynligheter(df, 50).tolist() == [0.3, 1, 0, 0.5]
    t = trekk_totaler(df, [1.0]).totaler[:, 0]
    assert set(t) == {1010.0, 1011.0}
    assert (t == 1011).mean() == pytest.approx(0.3, abs=0.02)
    assert set(trekk_totaler(df, [], sannsynlighet=100).totaler[:, 0]) == {1010.0, 1011.0}
    with pytest.raises(ValueError, match="Sannsynligheten mangler"):
        trekk_totaler(df, [])


def test_overlapp_i_trekningen_er_innenfor_spennet() -> None:
    df = liste(
        {"nr": "1", "tiltak": "a", "2026": 2, "ses_sammen_med": "2"},
        {"nr": "2", "tiltak": "b", "2026": 5},
    )
    t = trekk_totaler(df, [1.0]).totaler[:, 0]
    assert t.min() >= 5 and t.max() <= 7
    assert t.mean() == pytest.approx(6, abs=0.05)


# ------------------------------------------------------------------ the set
def fasit(df: pd.DataFrame, maal: dict[int, float], full: bool, lov: bool) -> float | None:
    """Least burden by trying every set."""
    b, g = byrde(df), overlappsgrupper(df)
    best = None
    for valg in itertools.product([False, True], repeat=len(df)):
        m = np.array(valg)
        d = df[m]
        nr = set(d.nr)
        if not lov and (d.lovpaalagt == "ja").any():
            continue
        if any(not set(k) <= nr for k in d.avhengig_av) or any(set(u) & nr for u in d.utelukker):
            continue
        sum_ = {a: d[a].groupby(g[m]).max().sum() if full else d[a].sum() for a in maal}
        if all(sum_[a] >= maal[a] - 1e-9 for a in maal):
            best = min(b[m].sum(), np.inf if best is None else best)
    return best


@settings(max_examples=30)
@given(portefoeljer(), st.integers(0, 100), st.booleans(), st.booleans())
def test_utvalget_er_det_minst_byrdefulle(
    df: pd.DataFrame, maal: int, full: bool, lov: bool
) -> None:
    krav = {2026: maal / 10, 2027: maal / 20}
    u = velg_tiltak(df, krav, full_overlapp=full, tillat_lovpaalagte=lov)
    svar = fasit(df, krav, full, lov)
    assert u.naas == (svar is not None)
    if svar is not None:
        assert u.byrde == pytest.approx(svar)
        assert all(u.sum[a] >= krav[a] - 1e-6 for a in krav)


def test_utvalget_sier_hva_som_er_mest(follo: pd.DataFrame) -> None:
    med = follo[telles(follo)]
    u = velg_tiltak(med, {2028: 31.0})
    assert not u.naas
    assert u.mest[2028] == pytest.approx(30.3)
    assert velg_tiltak(med, {2028: 31.0}, full_overlapp=False).naas
    alle = follo.assign(status="anbefalt")
    u = velg_tiltak(alle, {2028: 40.0})
    assert u.utelatt_lovpaalagt == ("4.1",) and "4.1" not in u.nr
    with pytest.raises(ValueError, match="ingen beløp i 2031"):
        velg_tiltak(med, {2031: 1.0})


def test_plasser_og_lov_veier() -> None:
    df = liste(
        {"nr": "1", "tiltak": "a", "2026": 5, "plasser": -6},
        {"nr": "2", "tiltak": "b", "2026": 3, "virkning": 2},
        {"nr": "3", "tiltak": "c", "2026": 2, "lovpaalagt": "ja"},
        {"nr": "4", "tiltak": "d", "2026": 2, "plasser": 4},
    )
    assert byrde(df).tolist() == [7, 2, 11, 1]
    assert velg_tiltak(df, {2026: 5.0}).nr == ("2", "4")
    assert velg_tiltak(df, {2026: 5.0}, vekt_plasser=0).nr == ("1",)


# ------------------------------------------------------------------ the rows as typed
@pytest.mark.parametrize(
    ("rad", "setning"),
    [
        ({"2026": "-3"}, r"Rad 2 «B»: −3,0 under «2026» er negativt.*uten minus"),
        ({"2026": "tre"}, r"Rad 2 «B»: «tre» under «2026» er ikke et tall"),
        ({"2026": 1, "2028": 1}, r"Rad 2 «B» har beløp i 2026 og 2028, men ikke i 2027"),
        ({"sannsynlighet": "120"}, r"Rad 2 «B»: «Sannsynlighet \(%\)» må være fra 0 til 100"),
        ({"avhengig_av": "9"}, r"Rad 2 «B»: «Avhengig av» viser til 9, som ingen rad har"),
        ({"utelukker": "2"}, r"Rad 2 «B»: «Utelukker» viser til seg selv"),
        ({"nr": "1"}, r"Rad 2 «B»: nummeret 1 er brukt i en rad over"),
        ({"status": "kanskje"}, r"Rad 2 «B»: «Status» må være foreslått, .* fikk «kanskje»"),
        ({"helaar": "3"}, r"Rad 2 «B»: helårseffekten trenger «Virker fra»"),
        ({"start": "2027"}, r"Rad 2 «B»: «Virker fra» trenger en helårseffekt"),
        ({"helaar": 1, "start": "2027-13"}, r"Rad 2 «B»: «Virker fra» må være et år"),
        ({"2026": "1e9"}, r"er ikke et tall"),
        ({"2026": "9999999"}, r"må være fra −1\u202f000\u202f000 til 1\u202f000\u202f000"),
        ({"tiltak": "", "2026": "1"}, r"Rad 2: tiltaket mangler navn"),
        ({"sannsynlighet": "0,8"}, r"Rad 2 «B»: 0,8 under .* er under én prosent\. Skriv 80 for"),
        ({"2062": "1"}, r"Rad 2 «B» har et beløp i 2062, og det første er i 2026\. Høyst 15 år"),
        ({"avhengig_av": "1", "utelukker": "1"}, r"avhengig av 1, men 2 og 1 utelukker hverandre"),
    ],
)  # fmt: skip
def test_daarlige_rader_navngis(rad: dict[str, object], setning: str) -> None:
    rader = [{"nr": "1", "tiltak": "A", "2026": "1"}, {"nr": "2", "tiltak": "B"} | rad]
    with pytest.raises(ValueError, match=setning):
        les_rader(som_rader(rader))


def test_avhengighet_i_ring_navngis() -> None:
    rader = [{"nr": str(i), "tiltak": f"T{i}", "avhengig_av": str(i % 3 + 1)} for i in (1, 2, 3)]
    with pytest.raises(ValueError, match=r"Rad 1 «T1»: tiltakene 1 → 2 → 3 → 1 er avhengige"):
        les_rader(som_rader(rader))
    lang = [{"nr": str(i), "tiltak": "t", "avhengig_av": str(i + 1)} for i in range(1999)]
    les_rader(som_rader([*lang, {"nr": "1999", "tiltak": "t"}]))


def test_en_dato_fra_et_regneark_er_en_maaned() -> None:
    rad = {"tiltak": "a", "helaar": "11", "start": "2027-07-01"}
    assert med_virkning(les_rader(som_rader([rad])))[2027][0] == 5.5


def test_styrking_har_innsparing_under_null() -> None:
    assert les_rader(som_rader([{"tiltak": "a", "2026": "−1,2"}]), styrking=True)[2026][0] == -1.2


@pytest.mark.parametrize(
    "verdi",
    ["[", "Tiltak", "Tiltak;Rart\na;b", [{"rart": 1}], 7, "Tiltak;2026\na;1;2", ["a"],
     [{"tiltak": "t"}] * 2001, [{"tiltak": "x" * 2001}]],
    ids=lambda v: str(v)[:20],
)  # fmt: skip
def test_uleselige_lister_avvises_med_en_setning(verdi: object) -> None:
    with pytest.raises(ValueError, match=r"[a-zæøå].*\.$"):
        som_rader(verdi)


def test_limt_tabell_liste_og_json_er_det_samme() -> None:
    limt = som_rader("Nr\tTiltak\t2026\tVirker fra\n1\tSamle plasser\t2,5\t2026-07\n\n")
    assert limt == [{"nr": "1", "tiltak": "Samle plasser", "2026": "2,5", "start": "2026-07"}]
    som_dict = som_rader([{"nr": 1, "tiltak": "Samle plasser", 2026: 2.5, "start": "2026-07"}])
    assert limt == som_dict == som_rader(json.dumps(limt))
