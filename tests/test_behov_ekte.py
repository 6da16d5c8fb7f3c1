"""Need projection on real population and projection files, where they are at hand."""

import json
import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from helseanalyse.measures.aldring import Aldring, friskere_aldring, levealdersgevinst
from helseanalyse.measures.behov import brukere, dekningsbane, plasser
from helseanalyse.measures.behovsusikkerhet import SAMLET, behovsprosentiler, som_baand, spredning
from helseanalyse.measures.bruk import bruksrater
from helseanalyse.measures.demografi import (
    ALTERNATIVER,
    FAKTISK,
    OMSORGSGRUPPER,
    OVER_80,
    Aldersgruppe,
    aldersgrupper,
    avvik_foerste_aar,
    baand,
    omsorgskapasitet,
    vekst,
)
from helseanalyse.measures.treffsikkerhet import treff, treffbaand, treffprosentiler

MAPPE = os.environ.get("HELSEANALYSE_PROEVEDATA")
pytestmark = pytest.mark.skipif(not MAPPE, reason="HELSEANALYSE_PROEVEDATA er ikke satt")
GRUPPER = (Aldersgruppe(0), Aldersgruppe(20, 66), Aldersgruppe(67, 79), OVER_80)


@pytest.fixture(scope="module")
def faktisk() -> pd.DataFrame:
    """1 January 2005-2026 by one-year age, 357 municipalities in today's borders."""
    fil = Path(str(MAPPE)) / "population_municip_age_2005_2026_structure2024.csv.gz"
    ekte = pd.read_csv(fil, dtype={"location_code": "str"})
    lang = ekte.melt(["location_code", "calyear"], value_name="personer", var_name="alder")
    alder = lang.alder.str.removeprefix("age_").astype("Int64")
    return lang.rename(columns={"location_code": "komm_nr", "calyear": "aar"}).assign(
        kjoenn="begge", alternativ=FAKTISK, alder_fra=alder, alder_til=alder.where(alder < 105)
    )


@pytest.fixture(scope="module")
def telemark(faktisk: pd.DataFrame) -> pd.DataFrame:
    """Telemark's actual figures and its projections of 2012 and 2024."""
    klass = json.loads((Path(str(MAPPE)) / "klass131_2026.json").read_text(encoding="utf-8"))
    nummer = {k["name"].split(" - ")[0]: k["code"] for k in klass["codes"]}
    deler = [_fil("framskriving_14288_telemark.csv", "", nummer),
             _fil("framskriving_09482_telemark.csv", "-2012", nummer)]  # fmt: skip
    her = faktisk[faktisk.komm_nr.isin(deler[0].komm_nr)]
    return pd.concat([her, *deler], ignore_index=True)


def _fil(navn: str, aargang: str, nummer: dict[str, str]) -> pd.DataFrame:
    d = pd.read_csv(Path(str(MAPPE)) / navn).rename(columns={"år": "aar", "value": "personer"})
    d = d[d.region.isin(nummer)]
    alder = d.alder.str.extract(r"^(\d+)(?:-(\d+))?").astype("Int64")
    til = alder[1].fillna(alder[0].where(~d.alder.str.contains("eller eldre")))
    alternativ = d.statistikkvariabel.str.extract(r"([A-Z]{4})\)")[0] + aargang
    return d.assign(komm_nr=d.region.map(nummer), alder_fra=alder[0], alder_til=til,
                    alternativ=alternativ, kjoenn="begge")  # fmt: skip


def test_framskrivingene_begynner_i_det_faktiske(telemark: pd.DataFrame) -> None:
    """17 municipalities x 3 alternatives x 2 vintages x 4 groups: not one person off."""
    d = avvik_foerste_aar(aldersgrupper(telemark, GRUPPER))
    assert len(d) == 17 * 3 * 2 * 4
    assert set(d.aar) == {2012, 2024}
    assert (d.avvik == 0).all()


def test_alle_kommuners_grupper_er_folketallet(faktisk: pd.DataFrame) -> None:
    p = aldersgrupper(faktisk, OMSORGSGRUPPER)
    assert len(p) == 4 * len(faktisk[["komm_nr", "aar"]].drop_duplicates())
    assert p.komm_nr.nunique() == 357
    assert p.personer.notna().all()
    assert p.personer.sum() == faktisk.personer.sum()
    assert (omsorgskapasitet(faktisk).verdi > 1).all()


def test_framskrivingen_fra_2012_mot_det_som_kom(telemark: pd.DataFrame) -> None:
    """Porsgrunn 80+ in 2024: projected 1952, came 1943; and no place is exempt from error."""
    t = treff(aldersgrupper(telemark, [OVER_80]))
    t = t[t.alternativ == "MMMM-2012"]
    assert t[t.horisont == 0].avvik_prosent.eq(0).all()
    rad = t[(t.komm_nr == "4001") & (t.aar == 2024)].iloc[0]
    assert (rad.framskrevet, rad.faktisk) == (1952, 1943)
    assert rad.avvik_prosent == pytest.approx(100 * 9 / 1943)
    q = treffprosentiler(t)
    assert q.horisont.tolist() == list(range(15))
    assert (q.antall == 17).all()
    # Each year's error is measured, so the middle half is narrower than nearly all.
    assert ((q["p75"] - q["p25"]) <= (q["p97.5"] - q["p2.5"])).all()
    b = treffbaand(aldersgrupper(telemark, [OVER_80]), q)
    assert b[b.horisont <= 14].lav.notna().all()
    assert b[b.horisont > 14].lav.isna().all()


def test_hele_veien_til_hva_som_driver_spredningen(telemark: pd.DataFrame) -> None:
    p = aldersgrupper(telemark, [OVER_80])
    alle = p[(p.alternativ == FAKTISK) & (p.aar == 2024)]
    # Illustrative users: a quarter of those aged 80 and over.
    b = alle[["komm_nr", "gruppe"]].assign(brukere=np.floor(alle.personer / 4))
    r = bruksrater(b, p, 2023)
    behov = brukere(r, p)
    mmmm = behov[behov.alternativ == "MMMM"].set_index(["komm_nr", "aar"]).brukere
    assert mmmm.xs(2024, level="aar").tolist() == pytest.approx(b.brukere.tolist())
    trekk = behovsprosentiler(r, p, froe=1)
    q = treffprosentiler(treff(p).query("alternativ == 'MMMM-2012'"))
    s = spredning({
        "alternativ": baand(behov, "brukere"),
        "bruksrate": som_baand(trekk[trekk.alternativ == "MMMM"]),
        "treff": treffbaand(behov, q, "brukere"),
    })  # fmt: skip
    hele = s[s.aar.between(2025, 2038)]
    assert hele.groupby(["komm_nr", "aar"]).andel_prosent.sum().to_numpy() == pytest.approx(100)
    # The first year's population is known: all the spread is in the rate.
    assert (s[(s.aar == 2024) & s.stoerst].kilde == "bruksrate").all()
    assert set(trekk.alternativ) == {*ALTERNATIVER, SAMLET}


def test_baner_og_vekst_i_porsgrunn(telemark: pd.DataFrame) -> None:
    p = aldersgrupper(telemark, [OVER_80])
    p = p[p.komm_nr == "4001"]
    v = vekst(p, 2024, 2050).set_index("alternativ")
    assert v.endring["LLML"] < v.endring["MMMM"] < v.endring["HHMH"]
    mmmm = p[p.alternativ == "MMMM"]
    fast = plasser(mmmm, 22.0).plasser.to_numpy()
    ned = plasser(mmmm, dekningsbane(mmmm.aar.tolist(), 2024, 22, 2035, 18)).plasser.to_numpy()
    assert fast[0] == ned[0]
    assert (ned[1:] < fast[1:]).all()


def test_utsettelsen_i_alle_kommuner(faktisk: pd.DataFrame) -> None:
    """Actual years in the place of a projection: one-year ages of 357 municipalities."""
    gevinst = levealdersgevinst(range(2016, 2027), 2016, 0.1)
    f = {a: friskere_aldring(faktisk, OMSORGSGRUPPER, gevinst, a) for a in Aldring}
    eldst = {a: d[d.gruppe == "90+"].personer.to_numpy() for a, d in f.items()}
    assert len(eldst[Aldring.HEL]) == 357 * 11
    assert (eldst[Aldring.HEL] <= eldst[Aldring.HALV]).all()
    assert (eldst[Aldring.HALV] <= eldst[Aldring.INGEN]).all()
    for d in f.values():
        assert d.personer.sum() == pytest.approx(f[Aldring.INGEN].personer.sum())
