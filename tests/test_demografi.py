"""Population by wanted ages, growth, ratios and bands: by hand, by rule, by property."""

from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helseanalyse.measures.demografi import (
    OMSORGSGRUPPER,
    OVER_80,
    Aldersgruppe,
    aldersgrupper,
    andel_over_80,
    avvik_foerste_aar,
    baand,
    femaarsgrupper,
    forhold,
    innbyggere,
    med_historie,
    omsorgskapasitet,
    pyramide,
    vekst,
)
from helseanalyse.sources.load import Data

ALLE = Aldersgruppe(0)


def folk(rader: list[tuple[Any, ...]], **felles: Any) -> pd.DataFrame:
    """Rows of (place, year, alternative, sex, from, to, persons)."""
    kolonner = ["komm_nr", "aar", "alternativ", "kjoenn", "alder_fra", "alder_til", "personer"]
    df = pd.DataFrame(rader, columns=kolonner).assign(**felles)
    return df.astype({"alder_fra": "Int64", "alder_til": "Int64", "personer": "float64"})


def ettaarig(
    tall: list[float], *, fra: int = 0, komm: str = "0001", aar: int = 2026, alt: str = "faktisk"
) -> pd.DataFrame:
    siste = fra + len(tall) - 1
    return folk(
        [(komm, aar, alt, "begge", a, a if a < siste else None, n) for a, n in enumerate(tall, fra)]
    )


def verdi(df: pd.DataFrame, gruppe: str, felt: str = "personer") -> float:
    (en,) = df.loc[df.gruppe == gruppe, felt]
    return float(en)


# ------------------------------------------------------------------ age groups
def test_ettaarig_alder_legges_sammen() -> None:
    g = aldersgrupper(ettaarig([2.0] * 106), OMSORGSGRUPPER)
    assert g.gruppe.tolist() == ["0–66", "67–79", "80–89", "90+"]
    assert g.personer.tolist() == [134, 26, 20, 32]
    assert list(g.columns) == ["komm_nr", "aar", "alternativ", "gruppe", "personer"]


def test_grupper_brukes_bare_der_de_dekker_helt() -> None:
    b = folk([("0001", 2026, "faktisk", "begge", f, t, n)
              for f, t, n in ((0, 66, 60), (67, 79, 30), (80, 89, 9), (90, None, 1))])  # fmt: skip
    g = aldersgrupper(b, [OVER_80, ALLE, Aldersgruppe(20, 66), Aldersgruppe(85)])
    assert g.personer.tolist()[:2] == [10, 100]
    assert g.personer.isna().tolist() == [False, False, True, True]


def test_den_grovest_delte_veien_stenger_ikke_for_den_som_finnes() -> None:
    """From 0-15 there is no way to 20; from 0-5 there is."""
    b = folk([("0001", 2026, "faktisk", "begge", f, t, n)
              for f, t, n in ((0, 15, 1), (0, 5, 10), (6, 20, 20))])  # fmt: skip
    assert aldersgrupper(b, [Aldersgruppe(0, 20)]).personer.tolist() == [30]


def test_manglende_er_ikke_null_og_kan_dekkes_av_finere() -> None:
    b = folk([("0001", 2026, "faktisk", "begge", f, t, n) for f, t, n in (
        (80, None, np.nan), (80, 89, 9), (90, None, 1), (67, 79, np.nan))])  # fmt: skip
    g = aldersgrupper(b, [OVER_80, Aldersgruppe(67, 79), Aldersgruppe(67)])
    assert g.personer.tolist()[0] == 10
    assert g.personer.isna().tolist() == [False, True, True]


def test_to_kilder_legges_aldri_sammen() -> None:
    grov = folk([("0001", 2026, "faktisk", "begge", 67, None, 99),
                 ("0001", 2026, "faktisk", "begge", 80, None, 63)], kilde="dokument")  # fmt: skip
    fin = ettaarig([1.0] * 26, fra=80).assign(kilde="ssb")
    b = pd.concat([grov, fin])
    g = aldersgrupper(b, [OVER_80, Aldersgruppe(67), Aldersgruppe(80, 89)])
    # The finer ages count where they cover; the document alone has 67+.
    assert g.personer.tolist() == [26, 99, 10]
    # A row without a source is a source of its own.
    assert aldersgrupper(b.assign(kilde=b.kilde.where(b.kilde == "ssb")), [OVER_80]).equals(
        g[g.gruppe == "80+"].reset_index(drop=True)
    )
    halv = pd.concat([grov, fin.iloc[:5]])
    assert aldersgrupper(halv, [OVER_80]).personer.tolist() == [63]


def test_kjoennene() -> None:
    delt = [("0001", 2026, "faktisk", k, f, t, n) for k, n in (("kvinner", 5.0), ("menn", 7.0))
            for f, t in ((0, 79), (80, None))]  # fmt: skip
    b = folk([*delt, ("0002", 2026, "faktisk", "kvinner", 80, None, 3)])
    assert aldersgrupper(b, [OVER_80]).personer.tolist()[0] == 12
    assert np.isnan(aldersgrupper(b, [OVER_80]).personer.iloc[1])
    hver = aldersgrupper(b, [OVER_80], etter_kjoenn=True)
    assert hver[["komm_nr", "kjoenn", "personer"]].values.tolist() == [
        ["0001", "kvinner", 5.0], ["0001", "menn", 7.0], ["0002", "kvinner", 3.0],
    ]  # fmt: skip
    begge = folk([*delt, ("0001", 2026, "faktisk", "begge", 80, None, 13)])
    assert aldersgrupper(begge, [OVER_80, ALLE]).personer.tolist() == [13, 24]


def test_dobbel_rad_nektes() -> None:
    b = pd.concat([ettaarig([1.0, 2.0])] * 2, ignore_index=True)
    with pytest.raises(ValueError, match=r"flere rader for samme tall \(0001, alder 0\)"):
        aldersgrupper(b, [ALLE])


def test_tom_befolkning() -> None:
    assert aldersgrupper(ettaarig([1.0]).iloc[:0], OMSORGSGRUPPER).empty
    assert innbyggere(ettaarig([1.0]).iloc[:0], 0, None).empty


aldre = st.lists(st.integers(0, 5000).map(float), min_size=1, max_size=40)


@settings(max_examples=30)
@given(tall=aldre, snitt=st.integers(1, 50), froe=st.integers(0, 9))
def test_gruppene_er_summen_av_aldrene(tall: list[float], snitt: int, froe: int) -> None:
    b = ettaarig(tall).sample(frac=1, random_state=froe)
    snitt = min(snitt, len(tall) - 1)
    grupper = [Aldersgruppe(0, snitt - 1), Aldersgruppe(snitt)] if snitt else [ALLE]
    assert aldersgrupper(b, grupper).personer.sum() == sum(tall)


@settings(max_examples=30)
@given(a=aldre, b=aldre)
def test_to_kommuner_sammen_er_summen_av_dem(a: list[float], b: list[float]) -> None:
    n = min(len(a), len(b))
    en, to = ettaarig(a[:n]), ettaarig(b[:n], komm="0002")
    sammen = ettaarig([x + y for x, y in zip(a[:n], b[:n], strict=True)])
    grupper = [ALLE, Aldersgruppe(n - 1)]
    hver = aldersgrupper(pd.concat([en, to]), grupper).groupby("gruppe", sort=False).personer.sum()
    assert hver.tolist() == aldersgrupper(sammen, grupper).personer.tolist()


# ------------------------------------------------------------------ growth and ratios
def serie(tall: dict[int, float], alt: str = "faktisk", gruppe: str = "80+") -> pd.DataFrame:
    return pd.DataFrame({"komm_nr": "0001", "aar": list(tall), "alternativ": alt,
                         "gruppe": gruppe, "personer": list(tall.values())})  # fmt: skip


def test_vekst_regnet_for_haand() -> None:
    p = pd.concat([serie({2024: 100, 2026: 110}), serie({2026: 110, 2028: 121}, "MMMM")])
    v = vekst(p, 2024, 2028).iloc[0]
    assert (v.alternativ, v.personer_fra, v.personer_til) == ("MMMM", 100, 121)
    assert (v.endring, v.prosent) == (21, pytest.approx(21))
    assert v.aarlig_prosent == pytest.approx(100 * (1.21**0.25 - 1))
    assert vekst(p, 2026, 2028).aarlig_prosent.tolist() == [pytest.approx(100 * (1.1**0.5 - 1))]


def test_vekst_fra_ingen_mangler_i_prosent() -> None:
    v = vekst(serie({2024: 0, 2025: 4}), 2024, 2025).iloc[0]
    assert v.endring == 4
    assert np.isnan(v.prosent)
    assert np.isnan(v.aarlig_prosent)
    with pytest.raises(ValueError, match="framover i tid; fikk 2025 til 2025"):
        vekst(serie({2025: 1}), 2025, 2025)


def test_historien_settes_foran_framskrivingen_og_bare_en_gang() -> None:
    p = pd.concat([serie({2023: 1, 2024: 2, 2025: 3}), serie({2024: 2, 2025: 4}, "MMMM")])
    h = med_historie(p)
    assert h[h.alternativ == "MMMM"].personer.tolist() == [1, 2, 4]
    assert h[h.alternativ == "faktisk"].personer.tolist() == [1, 2, 3]
    pd.testing.assert_frame_equal(med_historie(h).reset_index(drop=True), h.reset_index(drop=True))


def test_foerste_aar_mot_det_faktiske() -> None:
    p = pd.concat([serie({2023: 1, 2024: 2}), serie({2024: 2, 2025: 4}, "MMMM"),
                   serie({2024: 5}, "HHMH"), serie({2012: 1}, "MMMM-2012")])  # fmt: skip
    d = avvik_foerste_aar(p).set_index("alternativ")
    assert d.avvik[["MMMM", "HHMH"]].tolist() == [0, 3]
    assert np.isnan(d.avvik["MMMM-2012"])


def test_forholdene_regnet_for_haand() -> None:
    b = ettaarig([1.0] * 20 + [10.0] * 47 + [2.0] * 13 + [5.0] * 26)
    o, a = omsorgskapasitet(b).iloc[0], andel_over_80(b).iloc[0]
    assert (o.teller, o.nevner, o.verdi) == (470, 130, pytest.approx(470 / 130))
    assert a.verdi == pytest.approx(100 * 130 / 646)
    ingen = ettaarig([1.0] * 80 + [0.0] * 26)
    assert omsorgskapasitet(ingen).verdi.isna().all()
    assert andel_over_80(ingen).verdi.tolist() == [0]
    grupper = folk([("0001", 2026, "faktisk", "begge", 80, None, 5)])
    assert forhold(grupper, OVER_80, ALLE).verdi.isna().all()


# ------------------------------------------------------------------ for charts
def test_pyramiden() -> None:
    delt = pd.concat([ettaarig([1.0] * 106).assign(kjoenn=k) for k in ("kvinner", "menn")])
    felles = ettaarig([3.0] * 106, komm="0002")
    p = pyramide(pd.concat([delt, felles]))
    assert p.groupby("komm_nr").kjoenn.unique().map(list).to_dict() == {
        "0001": ["kvinner", "menn"], "0002": ["begge"],
    }  # fmt: skip
    assert p.groupby("komm_nr").andel_prosent.sum().tolist() == pytest.approx([100, 100])
    kvinner = p[p.kjoenn == "kvinner"]
    assert kvinner.gruppe.tolist() == [g.navn for g in femaarsgrupper()]
    assert kvinner.alder_fra.is_monotonic_increasing
    assert kvinner.personer.tolist()[-2:] == [5, 16]
    hull = pyramide(ettaarig([1.0] * 60, fra=46), femaarsgrupper())
    assert hull.andel_prosent.isna().all()
    assert hull.personer.notna().any()


def test_baandet_er_minst_og_stoerst() -> None:
    p = pd.concat([serie({2030: 10, 2031: 9}, "LLML"), serie({2030: 9, 2031: 10}, "MMMM"),
                   serie({2030: 12, 2031: np.nan}, "HHMH"),
                   serie({2030: 99}, "MMMM-2012")])  # fmt: skip
    b = baand(p).set_index("aar")
    assert b.loc[2030, ["lav", "midt", "hoey"]].tolist() == [9, 9, 12]
    assert b.loc[2031, "midt"] == 10
    assert b.loc[2031, ["lav", "hoey"]].isna().all()
    with pytest.raises(ValueError, match="mangler alternativet HHMH"):
        baand(p[p.alternativ != "HHMH"])
    with pytest.raises(ValueError, match="flere rader"):
        baand(pd.concat([p, p]))


def test_gruppenavnene_er_ulike() -> None:
    navn = [g.navn for g in femaarsgrupper()]
    assert len(set(navn)) == len(navn) == 19
    assert all(en.til is not None and en.til + 1 == to.fra for en, to in pairwise(femaarsgrupper()))


def test_romskogs_trykte_tall(data: Data) -> None:
    """KS-Konsulent 2013: about 63 inhabitants aged 80 and over, falling to 45."""
    b = data.folk(["0121"])
    p = aldersgrupper(b, [OVER_80])
    v = vekst(p, 2013, 2025)
    assert v[["alternativ", "personer_fra", "personer_til", "endring"]].values.tolist() == [
        ["MMMM", 63.0, 45.0, -18.0]
    ]
    assert verdi(v, "80+", "prosent") == pytest.approx(-28.57, abs=0.005)
