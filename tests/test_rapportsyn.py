"""What a reader of a printed report sees: figures that fit, and each language by itself."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import lite_land
from helseanalyse.kilde import Kilde, kildedeler, kildelinje
from helseanalyse.kildevedlegg import kildevedlegg
from helseanalyse.rapportinnhold import innhold
from helseanalyse.report import lag_utgave
from helseanalyse.sources.load import Data
from helseanalyse.views.charts import plot_soeyler
from helseanalyse.views.staastedscharts import plot_avvik
from helseanalyse.views.svg import svg
from helseanalyse.views.trykk import for_trykk

# Common words of bokmål that are neither nynorsk nor English.
BOKMAAL = {
    "ikke", "hentet", "fra", "lest", "egne", "noen", "innbyggere", "kommuner", "kilde", "tall",
    "hvor", "hva", "hvilke", "flere", "mottakere", "tjenester", "årene",
}  # fmt: skip
NORSK = {"og", "er", "av", "det", "som", "med", "året", "i", "på"} | BOKMAAL


# ------------------------------------------------------------------ charts on paper
def soeyler(navn: list[str]) -> dict[str, Any]:
    df = pd.DataFrame({"navn": navn, "verdi": range(1, len(navn) + 1), "tekst": "1\u202f234 kr"})
    ut: dict[str, Any] = plot_soeyler(df.assign(rolle="andre")).to_dict()
    return ut


def test_mange_soeyler_faar_navnet_ved_siden_av_og_faa_over() -> None:
    faa, mange = (soeyler([f"Sted {i}" for i in range(n)]) for n in (5, 31))
    foer = deepcopy(mange)
    assert for_trykk(faa)["height"] / 5 > 1.5 * for_trykk(mange)["height"] / 31
    assert mange == foer
    assert [lag["mark"].get("dy") for lag in for_trykk(mange)["layer"]] == [None, 0, 0]
    hoyde = float(svg(for_trykk(mange)).split('height="')[1].split('"')[0])
    assert hoyde < 650  # about as high as the chart is wide


def test_en_etikett_som_er_bredere_enn_figuren_staar_paa_to_linjer() -> None:
    langt = "Korrigerte brutto driftsutgifter (funksjon 254) per mottaker av hjemmetjenester i alt"
    df = pd.DataFrame({"navn": ["Kort", langt], "prosent": [1.0, -2.0], "klart": False})
    spec = plot_avvik(df.assign(tekst="NOK 397,000 against NOK 391,681"), "Prosent").to_dict()
    tegnet = svg(for_trykk(spec))
    assert "against NOK 391,681" in tegnet
    assert f"{langt}: NOK" not in tegnet
    assert tegnet.count("<tspan") + tegnet.count("NOK 397,000 against") >= 2


def test_en_figur_uten_egen_bredde_er_uroert() -> None:
    spec = {"width": 200, "height": 400, "mark": "bar", "encoding": {}}
    assert for_trykk(spec) == spec


# ------------------------------------------------------------------ sources in three languages
def test_kilden_sier_det_samme_paa_tre_spraak_og_sine_egne_ord_er_norske(data: Data) -> None:
    kilde = lag_utgave("staastedsanalyse", {}).rapport.blokker[0]["kilder"][0]
    en, nn = (kildedeler(kilde, s) for s in ("en", "nn"))
    assert "".join(d["tekst"] for d in kildedeler(kilde, "nb")) == kilde["tekst"]
    assert [d["tekst"] for d in en if not d["norsk"]] == [" in ", ", 8 November 2013"]
    assert "“Diagram 4: Kostnad pr bruker”" in en[0]["tekst"]
    assert [d["norsk"] for d in nn] == [d["norsk"] for d in en]
    assert kildelinje([kilde], {kilde["id"]: 1}, "en")[0]["norsk"] is True


def test_stedene_der_kilden_er_brukt_er_samlet_i_rekker() -> None:
    kilde = Kilde(id="k", tekst="K", url=None, metode="tabell", merknad="Bare ni")
    slag = ["tekst", *["tabell"] * 5, "figur", "tekst"]
    blokker = [{"type": s, "kilder": [] if i == 4 else [kilde]} for i, s in enumerate(slag)]

    def bruk(spraak: str) -> dict[str, Any]:
        return kildevedlegg(blokker, [b["type"] for b in blokker], {}, spraak)[0]

    assert bruk("nb")["bruk"] == "Brukt i teksten; figur 1; tabell 1–3 og 5"
    assert bruk("en")["bruk"] == "Used in the text; figure 1; tables 1–3 and 5"
    assert [d["tekst"] for d in bruk("nb")["merknad"]] == ["Bare ni"]
    assert bruk("en")["merknad"][0] == {"tekst": "Note, in Norwegian: ", "norsk": False}


# ------------------------------------------------------------------ no word of another language
def synlige(verdi: Any) -> list[str]:
    """Every text of a report's content that is not told to be Norwegian."""
    if isinstance(verdi, str):
        return [verdi]
    if isinstance(verdi, dict):
        if verdi.get("norsk") is True:
            return []
        norske = set(verdi["norsk"]) if isinstance(verdi.get("norsk"), list) else set()
        ut = [t for k, v in verdi.items() if k not in UTENOM for t in synlige(v)]
        for rad in verdi.get("rader", []):
            ut += [c for j, c in enumerate(rad) if j not in norske]
        return ut
    return [t for v in verdi for t in synlige(v)] if isinstance(verdi, list | tuple) else []


UTENOM = {"svg", "rader", "utseende", "passet", "pass_kommando", "id", "dokument", "ledd", "norsk"}


@pytest.mark.parametrize(("spraak", "fremmed"), [("nn", BOKMAAL), ("en", NORSK)])
@pytest.mark.parametrize("land", ["eksempel", "lite"])
def test_ingen_bokmaalsord_i_en_rapport_paa_et_annet_spraak(
    land: str,
    spraak: str,
    fremmed: set[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    valg: dict[str, Any] = {"spraak": spraak}
    if land == "lite":
        monkeypatch.setenv("HELSEANALYSE_LAGER", str(lite_land.fyll(tmp_path / "lager")))
        valg |= {"komm_nr": "8102", "sammenlign": ["8103", "8104"], "aar": 2025}
    rapport = lag_utgave("staastedsanalyse", valg).rapport
    egne = {"Rømskog", "Hurum", "Marker"}
    d = json.loads(json.dumps(innhold(rapport)))
    ord_ = {
        o.strip("«»“”\"'().,:;?–[]").lower(): tekst
        for tekst in synlige(d)
        for o in tekst.split()
        if o not in egne
    }
    assert {o: ord_[o] for o in sorted(fremmed & set(ord_))} == {}
