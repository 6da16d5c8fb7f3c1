"""Who a municipality is compared with: sets by rule, group figures, structural neighbours."""

import math
import os
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helseanalyse.indikator import Indikator, indikator
from helseanalyse.measures.demografi import innbyggere
from helseanalyse.measures.jevnkommuner import (
    egen_liste,
    forholdsfaktor,
    fylke,
    gruppeserie,
    gruppetall,
    jevnkommuner,
    kostragruppe,
    kriterier,
    landet,
)
from helseanalyse.sources.load import Data


def ramme(**kriterier: list[float]) -> pd.DataFrame:
    antall = len(next(iter(kriterier.values())))
    koder = pd.Index([f"{1000 + i}" for i in range(antall)], name="komm_nr")
    return pd.DataFrame(kriterier, index=koder)


# ------------------------------------------------------------------ sets by rule
def test_landet_og_fylket_gjelder_i_aaret(data: Data) -> None:
    r = data.register
    i_2012, i_2024 = landet(r, "0121", 2012), landet(r, "3226", 2024)
    assert "0221" in i_2012
    assert "0221" not in i_2024
    assert "0121" not in i_2012
    assert "EAK" not in i_2024
    assert sorted(i_2024) == i_2024
    assert set(i_2024) - set(landet(r, "3226", 2024, uten_oslo=True)) == {"0301"}
    assert "3203" in fylke(r, "3226", 2024)
    assert {k[:2] for k in fylke(r, "3226", 2024)} == {"32"}
    assert {k[:2] for k in fylke(r, "0121", 2012)} == {"01"}
    assert "0121" not in fylke(r, "0121", 2012)
    # In 2017 Trondheim was 1601, in the county of that time.
    assert "1662" in fylke(r, "1601", 2017)
    with pytest.raises(ValueError, match="0121 Rømskog gjelder bare til og med 2019"):
        fylke(r, "0121", 2020)


def test_oslo_kan_sammenligne_seg_med_landet_uten_oslo(data: Data) -> None:
    assert "0301" not in landet(data.register, "0301", 2024, uten_oslo=True)
    assert fylke(data.register, "0301", 2024) == []


def test_egen_liste(data: Data) -> None:
    r = data.register
    assert egen_liste(r, "0121", ["0628", "119", "0121", "0628"], 2012) == ["0628", "0119"]
    with pytest.raises(ValueError, match="Listen har ingen andre enn 0121"):
        egen_liste(r, "0121", ["0121"], 2012)
    with pytest.raises(ValueError, match="3226 Aurskog-Høland gjelder bare fra og med 2024"):
        egen_liste(r, "0121", ["3226"], 2012)
    with pytest.raises(ValueError, match="er ikke tekst"):
        egen_liste(r, "0121", [628], 2012)


MEDLEMSKAP = pd.DataFrame(
    [("0121", "G05", 2015, pd.NA), ("0118", "G05", 2015, 2019), ("0119", "G01", 2015, pd.NA),
     ("0301", "EKG05", 2020, pd.NA), ("1119", "EKG05", 2020, 2022), ("1103", "EKG05", 2020, pd.NA),
     ("0121", "EKG05", 2020, pd.NA)],
    columns=["komm_nr", "gruppe", "gjelder_fra", "gjelder_til"],
).astype({"gjelder_fra": "Int64", "gjelder_til": "Int64"})  # fmt: skip


def test_kostragruppe_i_aaret() -> None:
    assert kostragruppe(MEDLEMSKAP, "0121", 2019) == ("G05", ["0118"])
    assert kostragruppe(MEDLEMSKAP, "0301", 2022) == ("EKG05", ["0121", "1103", "1119"])
    assert kostragruppe(MEDLEMSKAP, "0301", 2023) == ("EKG05", ["0121", "1103"])


def test_et_medlemskap_rekker_aldri_over_2020() -> None:
    """0119's open membership of an old group ends with the groups, in 2019."""
    assert kostragruppe(MEDLEMSKAP, "0119", 2019) == ("G01", [])
    with pytest.raises(ValueError, match="0119 har ingen KOSTRA-gruppe i 2020"):
        kostragruppe(MEDLEMSKAP, "0119", 2020)
    for aar in range(2015, 2026):
        assert kostragruppe(MEDLEMSKAP, "0121", aar)[0] == ("G05" if aar < 2020 else "EKG05")


def test_kostragruppe_som_ikke_er_entydig_nektes() -> None:
    dobbel = pd.concat([MEDLEMSKAP, MEDLEMSKAP.iloc[:1].assign(gruppe="G06")])
    with pytest.raises(ValueError, match="0121 har flere KOSTRA-grupper i 2016"):
        kostragruppe(dobbel, "0121", 2016)
    uten = MEDLEMSKAP.assign(gjelder_fra=pd.array([pd.NA] * 7, dtype="Int64"))
    with pytest.raises(ValueError, match="mangler gjelder_fra"):
        kostragruppe(uten, "0121", 2016)


def test_gruppeserier() -> None:
    assert gruppeserie("EKG05", 2019) != gruppeserie("EKG05", 2020)
    assert gruppeserie("EKG05", 2020) == gruppeserie("EKG05", 2024)
    assert gruppeserie("KG5", 2012) not in (gruppeserie("EKG05", 2012), gruppeserie("EKG05", 2024))
    assert gruppeserie("EAKUO", 2015) == gruppeserie("EAKUO", 2022) == "EAKUO"


# ------------------------------------------------------------------ group figures
def test_gruppetall_er_sum_delt_paa_sum(data: Data) -> None:
    """Residents per place in 2004: (15 + 34) / (16 + 32), not the mean of 93.8 and 106.3."""
    i = indikator("beboere_per_100_plasser")
    g = gruppetall(data.observasjoner, i, ["0121", "0119"], 2004)
    assert g.verdi == pytest.approx(100 * 49 / 48)
    assert (g.med, g.uten) == (("0121", "0119"), ())
    assert abs(float(g.verdi or 0) - (93.75 + 106.25) / 2) > 1


def test_gruppetall_sier_hvem_som_ikke_er_med(data: Data) -> None:
    i = indikator("andel_beboere_under_67")
    g = gruppetall(data.observasjoner, i, ["0124", "0121", "0628"], 2007)
    assert set(g.uten) >= {"0121", "0628"}
    teller, nevner = (
        data.observasjoner[
            (data.observasjoner.komm_nr == "0124") & (data.observasjoner.aar == 2007)
            & (data.observasjoner.indikator == navn)
        ].verdi.iloc[0]
        for navn in (i.teller, i.nevner)
    )  # fmt: skip
    assert g.med == ("0124",)
    assert g.verdi == pytest.approx(100 * teller / nevner)


def test_gruppetall_av_antall_mangler_om_ett_mangler(data: Data) -> None:
    i = indikator("plasser_institusjon")
    assert gruppetall(data.observasjoner, i, ["0121", "0221"], 2007).verdi == 166
    g = gruppetall(data.observasjoner, i, ["0121", "0628"], 2007)
    assert (g.verdi, g.med, g.uten) == (None, ("0121",), ("0628",))
    assert gruppetall(data.observasjoner, i, [], 2007).verdi is None


def test_gruppetall_uten_tellere_finnes_ikke(data: Data) -> None:
    i = indikator("korr_brutto_driftsutg_per_mottaker")
    g = gruppetall(data.observasjoner, i, ["0121", "0119"], 2012)
    assert (g.verdi, g.med, g.uten) == (None, (), ("0121", "0119"))


@pytest.mark.parametrize(
    ("rader", "faktor"),
    [
        ([(20.6, 13, 63), (11.7, 72, 616)], 100),
        ([(378843, 22731, 60)], 1000),
        ([(0.6, 31, 50)], 1),
        ([(20.6, 13, 63), (0.117, 72, 616)], None),  # per cent and share mixed
        ([(50.0, 13, 63)], None),  # the counts are not those of the ratio
        ([(np.nan, 1, 2)], None),
        ([], None),
    ],
)
def test_forholdsfaktor(rader: list[tuple[float, float, float]], faktor: float | None) -> None:
    oppgitt = Indikator(id="x", type="oppgitt", navn="X", enhet="prosent")
    assert forholdsfaktor(rader, oppgitt) == faktor


# ------------------------------------------------------------------ criteria
def folk(rader: list[tuple[Any, ...]]) -> pd.DataFrame:
    df = pd.DataFrame(
        rader, columns=["komm_nr", "kjoenn", "alder_fra", "alder_til", "personer"]
    ).assign(aar=2025, alternativ="faktisk")  # fmt: skip
    return df.astype({"alder_fra": "Int64", "alder_til": "Int64", "personer": "float64"})


def test_innbyggere_i_aldersgrupper() -> None:
    ettaarig = [("0001", "begge", a, a if a < 105 else None, 2) for a in range(106)]
    grupper = [("0002", "begge", 0, 5, 10), ("0002", "begge", 6, 66, 20),
               ("0002", "begge", 67, 79, 30), ("0002", "begge", 80, None, 40),
               ("0002", "begge", 0, None, 100)]  # fmt: skip
    kjoenn = [("0003", k, f, t, n) for k, n in (("kvinner", 5), ("menn", 7))
              for f, t in ((0, 66), (67, None))]  # fmt: skip
    bare_kvinner = [("0004", "kvinner", 0, None, 5)]
    hull = [("0005", "begge", 0, 5, 1), ("0005", "begge", 7, None, 1)]
    b = folk([*ettaarig, *grupper, *kjoenn, *bare_kvinner, *hull])
    alle = innbyggere(b, 0, None)
    assert alle[["0001", "0002", "0003"]].tolist() == [212, 100, 24]
    assert alle[["0004", "0005"]].isna().all()
    eldre = innbyggere(b, 80, None)
    assert eldre[["0001", "0002"]].tolist() == [52, 40]
    assert np.isnan(eldre["0003"])
    assert innbyggere(b, 67, 79)[["0001", "0002"]].tolist() == [26, 30]
    assert innbyggere(b, 0, 5)[["0001", "0002"]].tolist() == [12, 10]
    assert innbyggere(b.sample(frac=1, random_state=1), 0, None).equals(alle)


def test_manglende_aldersgruppe_er_ikke_null() -> None:
    b = folk([("0001", "begge", 0, 66, 10), ("0001", "begge", 67, None, np.nan)])
    assert np.isnan(innbyggere(b, 0, None)["0001"])
    assert innbyggere(b, 0, 66)["0001"] == 10


def test_kriterier_bruker_folketallet_aaret_etter() -> None:
    b = folk([("0001", "begge", 0, 5, 10), ("0001", "begge", 6, 66, 60),
              ("0001", "begge", 67, 79, 20), ("0001", "begge", 80, None, 10)])  # fmt: skip
    o = pd.DataFrame({"komm_nr": ["0001", "0001"], "aar": [2024, 2023],
                      "indikator": "frie", "verdi": [70000.0, 1.0]})  # fmt: skip
    k = kriterier(b, o, ["0002", "0001"], 2024, {"frie_inntekter": "frie", "reise": "r"})
    assert list(k.index) == ["0001", "0002"]
    assert k.loc["0001", "ln_folketall"] == pytest.approx(math.log(100))
    assert k.loc["0001", ["andel_0_5", "andel_67_79", "andel_80_pluss"]].tolist() == [10, 20, 10]
    assert k.loc["0001", "frie_inntekter"] == 70000
    assert np.isnan(k.loc["0001", "reise"])
    assert k.loc["0002"].isna().all()
    assert kriterier(b, o, ["0001"], 2023).isna().all(axis=None)


# ------------------------------------------------------------------ structural neighbours
def test_avstanden_regnet_for_haand() -> None:
    """a = 0, 1, 6 (s² = 62/9) and b = 0, 4, 0 (s² = 32/9), by paper and pencil."""
    j = jevnkommuner(ramme(a=[0.0, 1.0, 6.0], b=[0.0, 4.0, 0.0]), "1000")
    assert j.rader.komm_nr.tolist() == ["1001", "1002"]
    assert j.rader.rang.tolist() == [1, 2]
    # 1001: z² = 1/(62/9) and 16/(32/9); 1002: z² = 36/(62/9) and 0; the mean, and its root.
    assert j.rader.avstand.tolist() == pytest.approx(
        [math.sqrt((9 / 62 + 4.5) / 2), math.sqrt(81 / 31)]
    )
    assert j.rader.a.tolist() == pytest.approx([3 / math.sqrt(62), 18 / math.sqrt(62)])
    assert j.rader.b.tolist() == pytest.approx([math.sqrt(4.5), 0])
    assert j.brukt == ("a", "b")


def test_uavgjort_staar_etter_nummer() -> None:
    j = jevnkommuner(ramme(a=[5.0, 7.0, 3.0, 7.0, 4.0]), "1000")
    assert j.rader.komm_nr.tolist() == ["1004", "1001", "1002", "1003"]
    assert j.rader.rang.tolist() == [1, 2, 3, 4]
    assert j.rader.avstand.iloc[1] == j.rader.avstand.iloc[2] == j.rader.avstand.iloc[3]


def test_avrundingsfeil_avgjoer_ikke_rekkefoelgen() -> None:
    """0.7 - 0.5 is a hair less than 0.5 - 0.3 in floating point; it is a tie all the same."""
    assert 0.7 - 0.5 < 0.5 - 0.3
    assert jevnkommuner(ramme(a=[0.5, 0.3, 0.7]), "1000").rader.komm_nr.tolist() == ["1001", "1002"]


def test_vekter() -> None:
    x = ramme(a=[0.0, 1.0, 2.0], b=[0.0, 2.0, 1.0])
    assert jevnkommuner(x, "1000", vekter={"a": 3}).rader.komm_nr.tolist() == ["1001", "1002"]
    assert jevnkommuner(x, "1000", vekter={"b": 3}).rader.komm_nr.tolist() == ["1002", "1001"]
    uten = jevnkommuner(x, "1000", vekter={"b": 0})
    assert (uten.brukt, uten.utelatt) == (("a",), {"b": "vekten er null"})
    for vekter in ({"c": 1.0}, {"a": -1.0}, {"a": math.nan}):
        with pytest.raises(ValueError, match="velg et kriterium og et tall ≥ 0"):
            jevnkommuner(x, "1000", vekter=vekter)


def test_manglende_kriterier_sies_aapent() -> None:
    n = np.nan
    x = ramme(
        alle=[1.0, 2.0, 4.0, 8.0, 9.0], egen_mangler=[n, 1.0, 2.0, 3.0, 4.0],
        sjelden=[1.0, n, n, n, 2.0], likt=[7.0, 7.0, 7.0, 7.0, 7.0],
        noen=[3.0, 1.0, n, 2.0, 5.0],
    )  # fmt: skip
    j = jevnkommuner(x, "1000")
    assert j.brukt == ("alle", "noen")
    assert j.utelatt == {
        "egen_mangler": "1000 mangler tallet",
        "sjelden": "under halvparten av de andre har tallet",
        "likt": "likt for alle",
    }
    assert j.uten_tall == ("1002",)
    assert sorted(j.rader.komm_nr) == ["1001", "1003", "1004"]
    assert list(j.rader.columns) == ["rang", "komm_nr", "avstand", "alle", "noen"]


def test_uten_grunnlag_nektes() -> None:
    with pytest.raises(ValueError, match="1000 må ha én rad med kriterier"):
        jevnkommuner(ramme(a=[1.0, 2.0]).drop(index="1000"), "1000")
    with pytest.raises(ValueError, match="Ingen kriterier kan brukes for 1000"):
        jevnkommuner(ramme(a=[np.nan, 2.0, 3.0]), "1000")
    with pytest.raises(ValueError, match="Ingen kriterier kan brukes for 1000"):
        jevnkommuner(ramme(a=[1.0]), "1000")


def test_antall() -> None:
    x = ramme(a=[float(i) for i in range(30)])
    assert len(jevnkommuner(x, "1000").rader) == 10
    assert jevnkommuner(x, "1000", antall=3).rader.komm_nr.tolist() == ["1001", "1002", "1003"]
    assert len(jevnkommuner(x, "1000", antall=99).rader) == 29


heltall = st.integers(min_value=-1000, max_value=1000)
rader = st.lists(st.tuples(heltall, heltall, heltall), min_size=4, max_size=12, unique=True)


def _bruk(verdier: list[tuple[int, int, int]]) -> pd.DataFrame:
    x = ramme(**{k: [float(v[i]) for v in verdier] for i, k in enumerate("abc")})
    return x.loc[:, x.nunique() > 1]


@given(verdier=rader, froe=st.integers(min_value=0, max_value=99))
def test_rekkefoelgen_er_likegyldig(verdier: list[tuple[int, int, int]], froe: int) -> None:
    x = _bruk(verdier)
    fasit = jevnkommuner(x, "1001")
    stokket = jevnkommuner(x.sample(frac=1, random_state=froe), "1001")
    pd.testing.assert_frame_equal(stokket.rader, fasit.rader)


@given(verdier=rader, tillegg=heltall)
def test_en_konstant_endrer_ingenting(verdier: list[tuple[int, int, int]], tillegg: int) -> None:
    x = _bruk(verdier)
    fasit, flyttet = jevnkommuner(x, "1001"), jevnkommuner(x + tillegg, "1001")
    pd.testing.assert_frame_equal(flyttet.rader, fasit.rader)


@given(verdier=rader, enhet=st.sampled_from([0.001, 100.0, 1000.0]))
def test_en_annen_enhet_endrer_ingenting(verdier: list[tuple[int, int, int]], enhet: float) -> None:
    x = _bruk(verdier)
    fasit, ny = jevnkommuner(x, "1001").rader, jevnkommuner(x * enhet, "1001").rader
    pd.testing.assert_frame_equal(ny, fasit)


@given(verdier=rader)
def test_avstand_til_en_tvilling_er_null_og_egen_aldri_med(
    verdier: list[tuple[int, int, int]],
) -> None:
    """A copy of the municipality is the nearest, at 0; distance is the same both ways."""
    x = _bruk(verdier)
    tvilling = pd.concat([x, x.loc[["1001"]].rename(index={"1001": "0999"})])
    j = jevnkommuner(tvilling, "1001", antall=99).rader
    assert (j.komm_nr.iloc[0], j.avstand.iloc[0]) == ("0999", 0)
    assert "1001" not in set(j.komm_nr)
    assert (j.avstand.iloc[1:] > 0).all()
    tilbake = jevnkommuner(tvilling, j.komm_nr.iloc[-1], antall=99).rader.set_index("komm_nr")
    assert tilbake.avstand["1001"] == pytest.approx(j.avstand.iloc[-1])


# ------------------------------------------------------------------ against real files
def test_alle_kommuner_har_jevnkommuner() -> None:
    mappe = os.environ.get("HELSEANALYSE_PROEVEDATA")
    if not mappe:
        pytest.skip("HELSEANALYSE_PROEVEDATA er ikke satt.")
    fil = Path(mappe) / "population_municip_age_2005_2026_structure2024.csv.gz"
    ekte = pd.read_csv(fil, dtype={"location_code": "str"})
    ekte = ekte[ekte.calyear == 2026].drop(columns="calyear")
    lang = ekte.melt("location_code", value_name="personer", var_name="alder")
    alder = lang.alder.str.removeprefix("age_").astype("Int64")
    b = lang.rename(columns={"location_code": "komm_nr"}).assign(
        kjoenn="begge", aar=2026, alternativ="faktisk", alder_fra=alder,
        alder_til=alder.where(alder < 105),
    )  # fmt: skip
    tom = pd.DataFrame(columns=["komm_nr", "aar", "indikator", "verdi"])
    k = kriterier(b, tom, b.komm_nr.unique(), 2025, {"reiseavstand": "reise"})
    assert len(k) == 357
    assert k.drop(columns="reiseavstand").notna().all(axis=None)
    assert np.exp(k.ln_folketall).sum() == pytest.approx(ekte.filter(like="age_").sum().sum())
    for kode in k.index:
        j = jevnkommuner(k, kode, antall=356)
        assert len(j.rader) == 356
        assert j.rader.avstand.is_monotonic_increasing
        assert j.utelatt == {"reiseavstand": f"{kode} mangler tallet"}
    # Oslo's nearest are the other big cities.
    byer = set(jevnkommuner(k, "0301", antall=5).rader.komm_nr)
    assert {"4601", "5001", "1103"} <= byer
