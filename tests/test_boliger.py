"""Homes as stock and flow: Bærum's two printed figures, cases by hand, and what is conserved."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helseanalyse.measures.boliger import (
    boligbehov,
    boligkoe,
    implisert_rest,
    implisert_tilgang,
    tilgang_fra_alder,
)
from helseanalyse.sources.load import Data

PERSONER = st.integers(0, 60)
AAR = st.lists(st.tuples(PERSONER, PERSONER, PERSONER), min_size=1, max_size=12)


@pytest.fixture
def baerum(data: Data) -> dict[str, float]:
    d = data.dokumenttall
    d = d[(d.dokument == "baerum") & (d.kilde == "baerum-2017-behov")]
    return d.set_index("nokkel").verdi.to_dict()


# ------------------------------------------------------------------ Bærum
def test_baerums_to_tall_er_ikke_samme_takt(baerum: dict[str, float]) -> None:
    """17 a year to 2036 would be 340, not about 200: the rest must come more slowly."""
    takt = baerum["behov_boliger_per_aar_2016_2021"]
    alle = baerum["behov_boliger_utviklingshemmede_2036"]
    assert (takt, alle) == (17, 200)
    assert takt * 20 == 340
    assert implisert_rest(alle, 20, takt, 5) == pytest.approx((200 - 85) / 15)


@pytest.mark.parametrize(
    ("start", "inn_senere"), [(2016, 3 + 115 / 15), (2015, 3 + 98 / 15)], ids=["fem", "seks år"]
)
def test_baerum_gjenskapt_som_beholdning_og_stroem(
    baerum: dict[str, float], start: int, inn_senere: float
) -> None:
    """With 3 who fall away, 20 must reach 22 each year to 2021 and about half as many after.

    «Fra 2016 til 2021» may be five years (from the end of 2016) or six.
    """
    frafall = baerum["frafall_boliger_per_aar"]
    takt = baerum["behov_boliger_per_aar_2016_2021"]
    alle = baerum["behov_boliger_utviklingshemmede_2036"]
    foerste, antall = 2021 - start, 2036 - start
    inn = implisert_tilgang(takt * foerste, foerste, frafall)
    senere = implisert_rest(alle, antall, takt, foerste) + frafall
    assert (inn, senere) == (20, pytest.approx(inn_senere))
    tilgang = pd.Series(
        [inn] * foerste + [senere] * (antall - foerste), index=range(start + 1, 2037)
    )
    df = boligbehov(1000, tilgang, frafall).set_index("aar")
    assert df.oekning[2021] == takt * foerste
    assert df.oekning[2036] == pytest.approx(alle)


def test_baerum_i_snitt_over_tjue_aar(baerum: dict[str, float]) -> None:
    alle = baerum["behov_boliger_utviklingshemmede_2036"]
    assert implisert_tilgang(alle, 20, baerum["frafall_boliger_per_aar"]) == 13


def test_kullene_som_fyller_22(baerum: dict[str, float]) -> None:
    alder = int(baerum["alder_ny_bolig"])
    assert alder == 22
    kull = tilgang_fra_alder({21: 12, 20: 9, 18: 4}, 2016, 2017, 2021, alder)
    assert kull.index.tolist() == list(range(2017, 2022))
    assert kull.fillna(-1).tolist() == [12, 9, -1, 4, -1]
    df = boligbehov(100, kull, baerum["frafall_boliger_per_aar"])
    assert df.behov.tolist()[:2] == [109, 115]
    assert df.behov[2:].isna().all()


# ------------------------------------------------------------------ regnet for hånd
def test_koe_for_haand() -> None:
    """40 with a home, 6 waiting; 10, 10 and 0 new, 2 away; homes 46, 50 and 70."""
    b = boligbehov(40, pd.Series([10, 10, 0], index=[2017, 2018, 2019]), 2, venter=6)
    assert b.behov.tolist() == [54, 62, 60]
    assert b.oekning.tolist() == [8, 16, 14]
    boliger = pd.DataFrame({"aar": [2017, 2018, 2019], "boliger": [46, 50, 70]})
    k = boligkoe(b, boliger)
    assert k.koe.tolist() == [8, 12, 0]
    assert k.ledige.tolist() == [0, 0, 10]
    uten = boligkoe(b, boliger.iloc[1:])
    assert uten.koe.isna().tolist() == [True, False, False]


def test_frafallet_er_aldri_flere_enn_det_er() -> None:
    b = boligbehov(2, pd.Series([1, 0], index=[2017, 2018]), pd.Series({2017: 2, 2018: 5}))
    assert b.frafall.tolist() == [2, 1]
    assert b.behov.tolist() == [1, 0]


@pytest.mark.parametrize(
    ("kall", "melding"),
    [
        (lambda: boligbehov(1, pd.Series([1, 1], index=[2017, 2019]), 0), "uten hull"),
        (lambda: boligbehov(1, pd.Series([], dtype=float), 0), "uten hull"),
        (lambda: boligbehov(-1, pd.Series([1], index=[2017]), 0), "ikke være negative"),
        (lambda: boligbehov(1, pd.Series([-1], index=[2017]), 0), "ikke være negative"),
        (lambda: boligbehov(1, pd.Series([1], index=[2017]), -3), "ikke være negative"),
        (lambda: tilgang_fra_alder({21: 1}, 2016, 2016, 2017, 22), "etter tellingen i 2016"),
        (lambda: tilgang_fra_alder({21: -1}, 2016, 2017, 2017, 22), "ikke være negativt"),
        (lambda: implisert_tilgang(10, 0, 1), "minst ett år"),
        (lambda: implisert_rest(10, 5, 1, 5), "færre enn alle"),
    ],
)
def test_feil_sier_hva_som_er_galt(kall: Any, melding: str) -> None:
    with pytest.raises(ValueError, match=melding):
        kall()


def test_to_rader_for_samme_aar_er_en_feil() -> None:
    b = boligbehov(1, pd.Series([1], index=[2017]), 0)
    with pytest.raises(ValueError, match="2017 står to ganger"):
        boligkoe(b, pd.DataFrame({"aar": [2017, 2017], "boliger": [1, 2]}))


# ------------------------------------------------------------------ for alle tall
@given(start=PERSONER, venter=PERSONER, aar=AAR)
def test_ingen_blir_borte_og_ingen_kommer_til(start: int, venter: int, aar: list) -> None:
    index = range(2017, 2017 + len(aar))
    inn = pd.Series([a for a, _, _ in aar], index=index)
    ut = pd.Series([b for _, b, _ in aar], index=index)
    b = boligbehov(start, inn, ut, venter)
    assert b.behov.iloc[-1] == start + venter + b.tilgang.sum() - b.frafall.sum()
    assert (b.behov >= 0).all()
    assert (b.frafall <= ut.to_numpy()).all()
    k = boligkoe(b, pd.DataFrame({"aar": index, "boliger": [c for _, _, c in aar]}))
    assert (k.bor + k.koe == k.behov).all()
    assert (k.bor + k.ledige == k.boliger).all()
    assert ((k.koe == 0) | (k.ledige == 0)).all()


@given(takt=st.integers(1, 50), frafall=st.integers(0, 10), antall=st.integers(1, 30))
def test_implisert_tilgang_gir_den_trykte_oekningen(takt: int, frafall: int, antall: int) -> None:
    inn = implisert_tilgang(takt * antall, antall, frafall)
    b = boligbehov(100, pd.Series(inn, index=range(2017, 2017 + antall)), frafall)
    assert b.oekning.iloc[-1] == pytest.approx(takt * antall)
