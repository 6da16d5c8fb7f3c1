"""Published figures: read from the example data, or computed again from printed figures."""

import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from helseanalyse.enheter import som_trykt
from helseanalyse.measures.plassbehov import Avrunding, hele_plasser, plassbehov, rutenett
from helseanalyse.sources.load import Data

EKSEMPLER = Path(__file__).parent / "eksempler"
TILFELLER = [
    ett
    for fil in sorted(EKSEMPLER.glob("*.toml"))
    for ett in tomllib.loads(fil.read_text(encoding="utf-8"))["tilfelle"]
]
FELT = {"navn", "sted", "kilde", "les", "kall", "med", "avrunding", "del", "trykt", "desimaler"}


def slaa_opp(data: Data, peker: dict[str, Any]) -> tuple[float, str]:
    """The one value in the data that a case points to, and its source."""
    if "indikator" in peker:
        df = data.observasjoner
        df = df[(df.indikator == peker["indikator"]) & (df.komm_nr == peker["komm_nr"])]
        df, felt = df[df.aar == peker["aar"]], "verdi"
    elif "nokkel" in peker:
        df = data.dokumenttall[data.dokumenttall.nokkel == peker["nokkel"]]
        felt = peker.get("felt", "verdi")
    else:
        df = data.folk([peker["befolkning"]])
        df, felt = df[(df.aar == peker["aar"]) & (df.alder_fra == 80)], "personer"
    assert len(df) == 1, f"{peker} treffer {len(df)} rader"
    return float(df[felt].iloc[0]), str(df.kilde.iloc[0])


def argument(data: Data, verdi: Any) -> Any:
    """A number or a rule as it stands, or the value that it points to."""
    if isinstance(verdi, str):
        return Avrunding(verdi)
    return slaa_opp(data, verdi)[0] if isinstance(verdi, dict) else verdi


def beregnet(data: Data, tilfelle: dict[str, Any]) -> float:
    """What our code says where the document has its printed figure."""
    if "les" in tilfelle:
        verdi, kilde = slaa_opp(data, tilfelle["les"])
        assert kilde == tilfelle["kilde"]
        return verdi
    modul, navn = tilfelle["kall"].split(".")
    funksjon = getattr(import_module(f"helseanalyse.measures.{modul}"), navn)
    svar = funksjon(*(argument(data, a) for a in tilfelle["med"]))
    if "del" in tilfelle:
        svar = svar[tilfelle["del"]]
    if "avrunding" in tilfelle:
        svar = hele_plasser(svar, Avrunding(tilfelle["avrunding"]))
    return float(svar)


@pytest.mark.parametrize("tilfelle", TILFELLER, ids=lambda t: t["navn"])
def test_publisert_tall(data: Data, tilfelle: dict[str, Any]) -> None:
    svar = beregnet(data, tilfelle)
    assert som_trykt(svar, tilfelle["trykt"], tilfelle["desimaler"]), (
        f"{tilfelle['navn']} ({tilfelle['sted']}): regnet {svar}, trykt {tilfelle['trykt']}"
    )


@pytest.mark.parametrize("tilfelle", TILFELLER, ids=lambda t: t["navn"])
def test_hvert_tilfelle_viser_til_sin_kilde(data: Data, tilfelle: dict[str, Any]) -> None:
    assert tilfelle["kilde"] in set(data.kilder.kilde)
    assert tilfelle["sted"]
    assert ("les" in tilfelle) != ("kall" in tilfelle)
    assert set(tilfelle) <= FELT


def test_navnene_er_ulike() -> None:
    navn = [t["navn"] for t in TILFELLER]
    assert len(navn) == len(set(navn)) > 35


def test_plassene_kan_reduseres_med_fire_til_fem(data: Data) -> None:
    foer, etter = (slaa_opp(data, {"nokkel": k})[0] for k in ("plasser_kapasitet", "rimelig_nivaa"))
    behov = plassbehov(foer, 63, 45)
    lav, hoey = (
        slaa_opp(data, {"nokkel": "reduksjon_plasser", "felt": f})[0]
        for f in ("verdi", "verdi_til")
    )
    assert (lav, hoey) == (4, 5)
    assert foer - etter == lav
    assert lav < foer - behov < hoey
    assert {foer - hele_plasser(behov, r) for r in Avrunding} == {lav, hoey}


def test_svarene_med_en_rekke_grunnlag() -> None:
    """The whole grid, computed by hand: 17, 13, 14 and 12.6, times 45/63."""
    g = rutenett({"17": 17, "13": 13, "14": 14, "beboere": 12.6}, 63, {"2025": 45})
    assert g[["grunnlag", "opp", "naermeste", "ned"]].to_numpy().tolist() == [
        ["17", 13, 12, 12],
        ["13", 10, 9, 9],
        ["14", 10, 10, 10],
        ["beboere", 9, 9, 9],
    ]
    assert g.behov.round(6).tolist() == [12.142857, 9.285714, 10.0, 9.0]


# 17 places -> 13 and 13 in use -> 9. One ratio of inhabitants and one rule of rounding for both?
FORHOLD = np.arange(0.5, 1.0, 0.00005)


def forhold_som_gir_begge(regel: Avrunding) -> list[float]:
    return [
        float(r)
        for r in FORHOLD
        if hele_plasser(17 * r, regel) == 13 and hele_plasser(13 * r, regel) == 9
    ]


@pytest.mark.parametrize("regel", [Avrunding.NAERMESTE, Avrunding.OPP])
def test_ingen_forhold_gir_bade_13_og_9(regel: Avrunding) -> None:
    assert forhold_som_gir_begge(regel) == []


def test_bare_rundet_ned_finnes_et_forhold_og_det_er_ikke_rapportens() -> None:
    """Rounding down has a sliver, 13/17 to 10/13, without 45/63 or any whole number of 63."""
    begge = forhold_som_gir_begge(Avrunding.NED)
    assert min(begge) == pytest.approx(13 / 17, abs=1e-4)
    assert max(begge) == pytest.approx(10 / 13, abs=1e-4)
    assert min(begge) > 45 / 63
    for innbyggere in range(1, 64):
        svar = [hele_plasser(plassbehov(a, 63, innbyggere), Avrunding.NED) for a in (17, 13)]
        assert svar != [13, 9]


def test_rundet_opp_gir_begge_naar_den_ene_teller_beboere() -> None:
    """Two bases, one rule: capacity and residents (20 % of 63), both rounded up."""
    svar = [hele_plasser(plassbehov(a, 63, 45), Avrunding.OPP) for a in (17, 12.6)]
    assert svar == [13, 9]


def test_baerum_er_dyrest_og_dekker_faerrest_av_de_ti(data: Data) -> None:
    o = data.observasjoner
    ti = o[(o.aar == 2011) & (o.kilde == "drammen-2012-tabell-2") & (o.komm_nr != "ASSS")]
    ti = ti.pivot_table(index="komm_nr", columns="indikator", values="verdi")
    assert len(ti) == 10
    assert ti.korr_brutto_driftsutg_per_mottaker.idxmax() == "0219"
    assert ti.mottakere_hjemmetjenester_per_1000_80_pluss.idxmin() == "0219"


def test_toleransen_er_en_halv_trykt_enhet() -> None:
    assert som_trykt(13.75, 13.7, 1)
    assert not som_trykt(13.7501, 13.7, 1)
    assert not som_trykt(378844, 378843)
    assert som_trykt(12.5, 13)
    assert not som_trykt(12.49, 13)
