"""Planned against needed places: two municipalities' printed figures, cases by hand, properties."""

import math
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helseanalyse.measures.planlagt import (
    endring_over_tid,
    endringer_fra_tiltak,
    gap,
    plasser_over_tid,
    underskudd,
)
from helseanalyse.sources.load import Data

ENDRINGER = st.lists(
    st.tuples(st.integers(2018, 2032), st.integers(0, 4), st.integers(-80, 80)), max_size=6
)


def plan(*rader: tuple[Any, ...]) -> pd.DataFrame:
    return pd.DataFrame(rader, columns=["sted", "aar", "aar_til", "endring"])


def trykt(data: Data, dokument: str, nokkel: str) -> Any:
    d = data.dokumenttall
    (rad,) = d[(d.dokument == dokument) & (d.nokkel == nokkel)].itertuples()
    return rad


def fra_plan(data: Data, navn: str, fra: int, til: int) -> pd.DataFrame:
    return endringer_fra_tiltak(data.tiltak[data.tiltak.plan == navn], fra, til)


# ------------------------------------------------------------------ Trondheim 2021-2024
def test_trondheim_55_plasser_uten_aar_gir_et_baand(data: Data) -> None:
    """The years stood in table 13-4, which is missing: 0 to 55 until the last year has them."""
    e = fra_plan(data, "trondheim_2021_2024", 2021, 2024)
    assert e.endring.tolist() == [trykt(data, "trondheim", "nye_plasser_2021_2024").verdi] == [55]
    df = endring_over_tid(e, 2020, 2024)
    assert df.lav.tolist() == [0, 0, 0, 0, 55]
    assert df.hoey.tolist() == [0, 55, 55, 55, 55]
    assert (df.ukjent == "").all()


def test_trondheim_bestand_og_behov_er_ikke_kjent(data: Data) -> None:
    """Neither stock nor need is printed: no year has a gap, and none is said to be covered."""
    e = fra_plan(data, "trondheim_2021_2024", 2021, 2024)
    plasser = plasser_over_tid(None, e, 2020, 2024)
    assert plasser[["lav", "hoey"]].isna().all(axis=None)
    u = underskudd(gap(plasser, pd.DataFrame({"aar": [2024], "behov": [float("nan")]})))
    assert u == (type(u))(None, None, None, None, (2020, 2021, 2022, 2023, 2024))


def test_trondheim_hus_for_hus_er_nevnt_men_uten_antall(data: Data) -> None:
    d = data.dokumenttall
    d = d[(d.dokument == "trondheim") & d.nokkel.str.startswith("plasser_")]
    kjente = d[d.verdi.notna()].set_index("nokkel").verdi.to_dict()
    assert kjente == {"plasser_avvikles_reier_soebstads_veg": 8, "plasser_dragvoll": 72}
    uten = d[d.verdi.isna()]
    assert len(uten) == 9
    assert uten.merknad.str.contains("står ikke i teksten").all()
    e = pd.DataFrame({"sted": uten.nokkel, "aar": uten.aar, "endring": uten.verdi})
    df = endring_over_tid(e, 2020, 2023).set_index("aar")
    assert (df.lav[2020], df.hoey[2020]) == (0, 0)
    assert df.lav[2021:].isna().all()
    assert "plasser_buran_avvikles" in df.ukjent[2021]
    assert "plasser_soebstad_rives" in df.ukjent[2021]  # its year is not known either
    assert "plasser_bromstad_avvikles" not in df.ukjent[2022]
    assert df.ukjent[2023].count(", ") == 8


# ------------------------------------------------------------------ Rømskog 17 -> 13
def test_romskog_planlagt_mot_behovet_som_er_trykt(data: Data) -> None:
    """13 places after 2014 against 9 (in use) to 13 (capacity) in 2023: no shortfall."""
    e = fra_plan(data, "romskog_handlingsplan_2014", 2014, 2014)
    naa = trykt(data, "romskog", "plasser_kapasitet").verdi
    plasser = plasser_over_tid(naa, e, 2013, 2023)
    etter = trykt(data, "romskog", "plasser_etter_omgjoering").verdi
    assert plasser.lav.tolist() == plasser.hoey.tolist() == [17, *[etter] * 10]
    behov = [trykt(data, "romskog", f"behov_2023_{g}").verdi for g in ("i_bruk", "kapasitet")]
    g = gap(plasser, pd.DataFrame({"aar": [2023], "lav": behov[:1], "hoey": behov[1:]}))
    assert g.set_index("aar").loc[2023, ["lav", "hoey"]].tolist() == [0, 4]
    u = underskudd(g)
    assert (u.foerste_mulige, u.foerste_sikre, tuple(u.stoerste)) == (None, None, (0, 0))
    assert u.ukjente_aar == tuple(range(2013, 2023))


# ------------------------------------------------------------------ regnet for hånd
def test_aapning_og_nedlegging_med_spenn_av_aar() -> None:
    """100; +20 in 2022; -30 some time 2021-2023; +5 of unknown year."""
    e = plan(
        ("nytt", 2022, None, 20), ("gammelt", 2021, 2023, -30), ("et sted", None, None, 5),
        ("før", 2019, None, 1000), ("i år", 2020, None, 1000),
    )  # fmt: skip
    df = plasser_over_tid(100, e, 2020, 2024)
    assert df.lav.tolist() == [100, 70, 90, 90, 90]
    assert df.hoey.tolist() == [100, 105, 125, 95, 95]


def test_underskudd_for_haand() -> None:
    plasser = plasser_over_tid((100, 102), plan(("nytt", 2023, None, 10)), 2020, 2024)
    behov = pd.DataFrame({"aar": range(2020, 2025), "behov": [99, 101, 104, 109, 115]})
    g = gap(plasser, behov)
    assert g.lav.tolist() == [1, -1, -4, 1, -5]
    assert g.hoey.tolist() == [3, 1, -2, 3, -3]
    u = underskudd(g.iloc[::-1])
    assert (u.foerste_mulige, u.foerste_sikre, u.stoerste_aar) == (2021, 2022, 2024)
    assert tuple(u.stoerste) == (3, 5)
    assert u.ukjente_aar == ()


def test_ukjent_antall_etter_et_aar_gjoer_resten_ukjent() -> None:
    e = plan(("a", 2021, None, 10), ("b", 2022, 2023, None))
    df = plasser_over_tid(50, e, 2020, 2023)
    assert df.lav.tolist()[:2] == [50, 60]
    assert df.lav[2:].isna().all()
    assert df.hoey[2:].isna().all()
    assert df.ukjent.tolist() == ["", "", "b", "b"]
    g = gap(df, pd.DataFrame({"aar": [2021, 2022, 2030], "behov": [70, 70, 70]}))
    assert g.aar.tolist() == [2020, 2021, 2022, 2023, 2030]
    u = underskudd(g)
    assert (u.foerste_sikre, u.ukjente_aar) == (2021, (2020, 2022, 2023, 2030))


@pytest.mark.parametrize(
    ("kall", "melding"),
    [
        (lambda: endring_over_tid(plan(), 2021, 2020), "før startåret 2021"),
        (lambda: endring_over_tid(plan(("x", 2023, 2022, 1)), 2020, 2024), "«x» må gå framover"),
        (lambda: endring_over_tid(plan(("x", 2019, 2022, 1)), 2020, 2024), "ikke begynne før 2021"),
        (lambda: plasser_over_tid(-1, plan(), 2020, 2021), "kan ikke være negativt"),
        (lambda: plasser_over_tid((9, 8), plan(), 2020, 2021), "den laveste først"),
        (
            lambda: gap(
                plasser_over_tid(1, plan(), 2020, 2021),
                pd.DataFrame({"aar": [2020, 2020], "behov": [1, 2]}),
            ),
            "2020 står to ganger for behovet",
        ),
        (
            lambda: gap(
                plasser_over_tid(1, plan(), 2020, 2021),
                pd.DataFrame({"aar": [2020], "lav": [3], "hoey": [2]}),
            ),
            "behovet i 2020",
        ),
    ],
)
def test_feil_sier_hva_som_er_galt(kall: Any, melding: str) -> None:
    with pytest.raises(ValueError, match=melding):
        kall()


# ------------------------------------------------------------------ for alle tall
@given(bestand=st.integers(0, 500), rader=ENDRINGER, data=st.data())
def test_hver_mulig_framdrift_ligger_i_baandet(bestand: int, rader: list, data: Any) -> None:
    """Whatever year each change comes in, the true path is inside; at the end it is known."""
    rader = [(max(a, 2021), b, n) for a, b, n in rader]
    e = plan(*((str(i), a, a + b, n) for i, (a, b, n) in enumerate(rader)))
    df = plasser_over_tid(bestand, e, 2020, 2036)
    kom = [data.draw(st.integers(a, a + b)) for a, b, _ in rader]
    for rad in df.itertuples():
        sant = bestand + sum(n for (_, _, n), k in zip(rader, kom, strict=True) if k <= rad.aar)
        assert rad.lav <= sant <= rad.hoey
    slutt = bestand + sum(n for *_, n in rader)
    assert df.lav.iloc[-1] == df.hoey.iloc[-1] == slutt


@given(
    par=st.lists(
        st.tuples(st.floats(0, 500), st.floats(0, 50), st.floats(0, 500), st.floats(0, 50)),
        min_size=1, max_size=8,
    )
)  # fmt: skip
def test_underskuddet_er_det_som_mangler_av_behovet(par: list) -> None:
    aar = range(2020, 2020 + len(par))
    p = pd.DataFrame([(t, a, a + b) for t, (a, b, _, _) in zip(aar, par, strict=True)])
    b = pd.DataFrame([(t, c, c + d) for t, (_, _, c, d) in zip(aar, par, strict=True)])
    p.columns = b.columns = ["aar", "lav", "hoey"]
    g = gap(p, b)
    u = underskudd(g)
    assert math.isclose(u.stoerste.hoey, max(0, (b.hoey - p.lav).max()), abs_tol=1e-9)
    mulige = [t for t, m in zip(aar, b.hoey > p.lav, strict=True) if m]
    assert u.foerste_mulige == (mulige[0] if mulige else None)
    if u.foerste_sikre is not None:
        assert u.foerste_mulige <= u.foerste_sikre
