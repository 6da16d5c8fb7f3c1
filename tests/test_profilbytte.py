"""The municipality with another's profile: places and kroner, step by step."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import lite_land
from conftest import leselig
from helseanalyse.kapitler.profilbytte import andres_profil
from helseanalyse.sources.folk import Folk
from helseanalyse.sources.load import Data
from helseanalyse.sources.samlet import load_data
from helseanalyse.valg import Plassvalg

A, B = "8101", "8206"
REGNSKAP = {  # users of home services, net spending by function in 1000 kr
    A: (60, 24_000, 3_000, 18_000),
    B: (200, 90_000, 6_000, 50_000),
}
INDIKATORER = (
    "mottakere_hjemmetjenester", "netto_driftsutg_f253_institusjon",
    "netto_driftsutg_f261_institusjonslokaler", "netto_driftsutg_f254_hjemmeboende",
)  # fmt: skip


@pytest.fixture(scope="module")
def land(tmp_path_factory: pytest.TempPathFactory) -> Data:
    return load_data(lite_land.fyll(tmp_path_factory.mktemp("lager")))


@pytest.fixture(scope="module")
def med_regnskap(land: Data) -> Data:
    rader = [
        {"komm_nr": k, "aar": 2025, "indikator": i, "verdi": float(v), "enhet": "1000 kr",
         "status": "maalt", "kilde": lite_land.KILDE}
        for k, tall in REGNSKAP.items()
        for i, v in zip(INDIKATORER, tall, strict=True)
    ]  # fmt: skip
    nye = pd.DataFrame(rader).astype({"aar": "Int64"})
    borte = land.observasjoner.indikator.isin(INDIKATORER)
    alle = pd.concat([land.observasjoner[~borte], nye], ignore_index=True)
    return replace(land, observasjoner=alle)


def blokker(data: Data, **verdier: Any) -> dict[str, dict[str, Any]]:
    standard = {"komm_nr": A, "sammenlign": [B], "aar": 2040}
    v = Plassvalg.sjekket(data, **(standard | verdier))
    return {b.get("id", str(nr)): b for nr, b in enumerate(andres_profil(data, v))}


def trinn(figur: dict[str, Any]) -> pd.DataFrame:
    alle = [pd.DataFrame(d) for d in figur["spec"]["datasets"].values()]
    return next(d for d in alle if "fra" in d)


@pytest.mark.parametrize("orden", ["snitt", "behov_foerst", "behov_sist"])
def test_trinnene_gaar_fra_dagens_plasser_til_den_andres_dekning(land: Data, orden: str) -> None:
    df = trinn(blokker(land, rekkefoelge=orden)[f"profilbytte-{B}"])
    naa, da = lite_land.plasser(A, 2025), lite_land.over_80(A, 2040)
    dekning_b = lite_land.plasser(B, 2025) / lite_land.over_80(B, 2026)
    assert df.til.iloc[0] == naa
    assert df.til.iloc[-1] == pytest.approx(da * dekning_b)
    # Each step begins where the one before ended, and the last ends at the answer.
    assert df.fra.iloc[1:-1].tolist() == df.til.iloc[:-2].tolist()
    assert df.til.iloc[-2] == pytest.approx(df.til.iloc[-1])


def test_rekkefoelgen_sier_hva_hvert_trinn_er(land: Data) -> None:
    naa, da = lite_land.over_80(A, 2026), lite_land.over_80(A, 2040)
    egen = lite_land.plasser(A, 2025) / naa
    andres = lite_land.plasser(B, 2025) / lite_land.over_80(B, 2026)
    foerst, sist, snitt = (
        trinn(blokker(land, rekkefoelge=r)[f"profilbytte-{B}"]).set_index("navn").til
        for r in ("behov_foerst", "behov_sist", "snitt")
    )
    start = lite_land.plasser(A, 2025)
    assert foerst["Flere over 80 år"] - start == pytest.approx((da - naa) * egen)
    assert sist["Flere over 80 år"] == pytest.approx(da * andres)
    assert sist.index[1] == "Dekning som Åsmark"
    midt = ((da - naa) * egen + (da - naa) * andres) / 2
    assert snitt["Flere over 80 år"] - start == pytest.approx(midt)


def test_romskog_med_hurums_profil_har_det_trykte_spennet(data: Data) -> None:
    """5 and 6 of 63 are printed; with 45 aged 80 and over that is 3.6 and 4.3."""
    alle = blokker(data, komm_nr="0121", sammenlign=["0628"], aar=2025, rekkefoelge="behov_foerst")
    figur = alle["profilbytte-0628"]
    assert figur["tittel"] == "Med profilen til Hurum trenger Rømskog 3,6–4,3 plasser i 2025"
    tekst = leselig(figur)
    assert "Rømskog i dag: 17,0" in tekst and "Færre over 80 år: \u22124,9" in tekst
    assert "Spennene kan ikke legges sammen" in tekst
    df = trinn(figur)
    assert df.til.iloc[-1] == pytest.approx(45 * (5 + 6) / 2 / 63)


def test_egne_tall_bruker_ikke_rapportens_svar(data: Data) -> None:
    alle = blokker(data, komm_nr="0121", sammenlign=["0628"], aar=2025, plasser=20)
    assert "profilbytte-0628" not in alle and "kontrafaktisk" not in alle
    assert "Dekningen til Hurum kan ikke regnes ut" in leselig(list(alle.values())[-1])


def test_kroner_fordeles_paa_brukere_fordeling_og_kostnad(med_regnskap: Data) -> None:
    figur = blokker(med_regnskap)[f"profilbytte-kroner-{B}"]
    df = trinn(figur).set_index("navn")
    assert df.til.iloc[0] == pytest.approx((24_000 + 3_000 + 18_000) / 1000)
    # B's whole spending per inhabitant aged 80 and over, on A's people in 2040.
    per_80 = (90_000 + 6_000 + 50_000) / 1000 / lite_land.over_80(B, 2026)
    assert df.til.iloc[-1] == pytest.approx(per_80 * lite_land.over_80(A, 2040))
    assert df.til.iloc[-2] == pytest.approx(df.til.iloc[-1])
    assert list(df.index[1:-1]) == [
        "Flere over 80 år", "Brukere per innbygger som Åsmark",
        "Fordeling mellom institusjon og hjemmetjenester",
        "Kostnad per plass og mottaker som Åsmark",
    ]  # fmt: skip
    assert "2025-kroner" in figur["undertittel"]


def test_uten_regnskap_er_det_ingen_kronefigur(land: Data) -> None:
    assert not [k for k in blokker(land) if "kroner" in k]


def test_egen_profil_er_ingen_endring_utenom_befolkningen(med_regnskap: Data) -> None:
    """Two municipalities with the same figures: only the people step moves."""
    like = med_regnskap.observasjoner
    like = like[(like.komm_nr == A) & (like.aar == 2025)]
    andre = med_regnskap.observasjoner
    alle = pd.concat([andre[andre.komm_nr != B], like.assign(komm_nr=B)], ignore_index=True)
    b = med_regnskap.folk()
    folk = pd.concat([b[b.komm_nr != B], b[b.komm_nr == A].assign(komm_nr=B)], ignore_index=True)
    d = replace(med_regnskap, observasjoner=alle, folk=Folk(folk))
    df = trinn(blokker(d)[f"profilbytte-kroner-{B}"])
    endringer = (df.til - df.fra).iloc[2:-1]
    assert endringer.abs().max() == pytest.approx(0, abs=1e-9)


def test_uten_sammenligning_bes_det_om_en(land: Data, tmp_path: Path) -> None:
    alle = blokker(land, sammenlign=[])
    assert "Velg minst én kommune" in leselig(list(alle.values())[-1])


# ------------------------------------------------------------------ regioner
def med_plasser_i(land: Data, kode: str, plasser: float) -> Data:
    rad = {"komm_nr": kode, "aar": 2025, "indikator": "plasser_institusjon", "verdi": plasser,
           "enhet": "plasser", "status": "maalt", "kilde": lite_land.KILDE}  # fmt: skip
    nye = pd.DataFrame([rad]).astype({"aar": "Int64"})
    return replace(land, observasjoner=pd.concat([land.observasjoner, nye], ignore_index=True))


def test_fylkets_dekning_er_dets_plasser_paa_alle_kommunenes_folk(land: Data) -> None:
    d = med_plasser_i(land, "EKA81", 250)
    over_80 = sum(lite_land.over_80(k, 2026) for k in lite_land.NAVN if k.startswith("81"))
    df = trinn(blokker(d, sammenlign=["EKA81"])["profilbytte-EKA81"])
    assert df.til.iloc[-1] == pytest.approx(lite_land.over_80(A, 2040) * 250 / over_80)


def test_gruppens_medlemmer_er_de_som_er_i_den(land: Data) -> None:
    d = med_plasser_i(land, "EKG05", 150)
    over_80 = sum(lite_land.over_80(k, 2026) for k in lite_land.GRUPPER["EKG05"])
    df = trinn(blokker(d, sammenlign=["EKG05"])["profilbytte-EKG05"])
    assert df.til.iloc[-1] == pytest.approx(lite_land.over_80(A, 2040) * 150 / over_80)


def test_mangler_en_kommune_har_landet_ingen_dekning(land: Data) -> None:
    """The example's own municipalities have no people here: no sum is made without them."""
    d = med_plasser_i(land, "EAK", 40_000)
    alle = blokker(d, sammenlign=["EAK"])
    assert "profilbytte-EAK" not in alle
    assert "Dekningen til landet kan ikke regnes ut" in leselig(list(alle.values())[-1])
