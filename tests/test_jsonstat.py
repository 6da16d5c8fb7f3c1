"""The JSON-stat reader: every cell in its place, and what does not add up refused by name."""

import copy
import io
import itertools
import json
import math
import os
import time
import tracemalloc
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyjstat import pyjstat

from helseanalyse.sources import read_jsonstat

PROEVEDATA = os.environ.get("HELSEANALYSE_PROEVEDATA")
TEGN = [".", "..", ":", "-", "...", "*"]
med_proevedata = pytest.mark.skipif(not PROEVEDATA, reason="HELSEANALYSE_PROEVEDATA er ikke satt")


def kube() -> dict[str, Any]:
    """Two places, two contents, three years; written as the statistics bureau writes."""
    return {
        "version": "2.0",
        "class": "dataset",
        "label": "12209: Utvalgte nøkkeltall, etter region og år",
        "source": "Statistisk sentralbyrå",
        "updated": "2026-03-16T07:00:00Z",
        "note": ["Foreløpige tall.", "«.» betyr at tallet ikke kan forekomme."],
        "role": {"time": ["Tid"], "geo": ["Region"], "metric": ["ContentsCode"]},
        "id": ["Region", "ContentsCode", "Tid"],
        "size": [2, 2, 3],
        "dimension": {
            "Region": {
                "label": "region",
                "category": {
                    "index": {"3226": 0, "0121": 1},
                    "label": {"0121": "Rømskog (-2019)", "3226": "Aurskog-Høland"},
                    "note": {"0121": ["Slått sammen i 2020."]},
                },
                "extension": {"elimination": False, "show": "code_value"},
                "link": {"describedby": [{"extension": {"Region": "urn:ssb:klass:231"}}]},
            },
            "ContentsCode": {
                "label": "statistikkvariabel",
                "note": ["Se definisjonene."],
                "category": {
                    "index": {"KOSandel": 0, "KOSbelop": 1},
                    "label": {"KOSandel": "Andel", "KOSbelop": "Beløp"},
                    "unit": {
                        "KOSandel": {"base": "prosent", "decimals": 1},
                        "KOSbelop": {"base": "1000 kr", "decimals": 0},
                    },
                },
                "extension": {"refperiod": {"KOSandel": "31.12.", "KOSbelop": "31.12."}},
            },
            "Tid": {"label": "år", "category": {"index": ["2018", "2019", "2020"]}},
        },
        "extension": {"px": {"tableid": "12209", "decimals": 1}},
        "value": [None, None, 20.5, None, None, 412, 34.4, None, None, 88, 0, None],
        "status": {
            "0": ".", "1": ".", "3": ".", "4": ".", "7": ":", "8": ".", "10": "-", "11": "..",
        },
    }  # fmt: skip


def les(sett: Any) -> pd.DataFrame:
    return read_jsonstat(json.dumps(sett).encode())


def nektes(sett: Any) -> str:
    """The one sentence that a cube is refused with."""
    with pytest.raises(
        ValueError, match=r"^JSON-stat-svaret kan ikke leses: [^\n]+; [^\n]+\.$"
    ) as f:
        les(sett)
    return str(f.value)


# ------------------------------------------------------------------ det som leses
def test_hver_celle_faar_kode_navn_verdi_status_og_enhet() -> None:
    df = les(kube())
    assert list(df.columns) == [
        "Region", "Region_navn", "ContentsCode", "ContentsCode_navn", "Tid", "Tid_navn",
        "verdi", "status", "enhet",
    ]  # fmt: skip
    assert df.Region.tolist() == ["3226"] * 6 + ["0121"] * 6
    assert df.Region_navn.tolist() == ["Aurskog-Høland"] * 6 + ["Rømskog (-2019)"] * 6
    assert (
        df.ContentsCode.tolist()
        == ["KOSandel"] * 3 + ["KOSbelop"] * 3 + ["KOSandel"] * 3 + ["KOSbelop"] * 3
    )
    assert df.Tid.tolist() == ["2018", "2019", "2020"] * 4
    assert df.Tid_navn.tolist() == df.Tid.tolist()
    assert df.enhet.tolist() == (["prosent"] * 3 + ["1000 kr"] * 3) * 2
    assert df.verdi.fillna(-1).tolist() == [-1, -1, 20.5, -1, -1, 412, 34.4, -1, -1, 88, 0, -1]
    assert df.status.tolist() == [".", ".", "", ".", ".", "", "", ":", ".", "", "-", ".."]


def test_null_er_tall_og_manglende_er_ikke_null() -> None:
    df = les(kube()).set_index("status")
    assert df.loc["-", "verdi"] == 0
    assert df.loc[[".", ":", ".."], "verdi"].isna().all()


def test_kolonnene_er_kategorier_i_filens_rekkefoelge() -> None:
    df = les(kube())
    assert df.verdi.dtype == "float64"
    assert all(df[k].dtype == "category" for k in df.columns if k != "verdi")
    assert df.Region.cat.categories.tolist() == ["3226", "0121"]
    df.loc[df.Region == "0121", "Region"] = "3226"
    assert df.Region_navn.tolist()[-1] == "Rømskog (-2019)"


def test_det_tabellen_sier_om_seg_selv_er_med() -> None:
    attrs = les(kube()).attrs
    assert attrs["tabell"] == "12209"
    assert attrs["tittel"] == "12209: Utvalgte nøkkeltall, etter region og år"
    assert attrs["kilde"] == "Statistisk sentralbyrå"
    assert attrs["oppdatert"] == "2026-03-16T07:00:00Z"
    assert attrs["merknader"][0] == "Foreløpige tall."
    assert attrs["refperiode"] == {"KOSandel": "31.12.", "KOSbelop": "31.12."}
    assert attrs["desimaler"] == {"KOSandel": 1, "KOSbelop": 0}
    assert attrs["roller"] == {"time": ["Tid"], "geo": ["Region"], "metric": ["ContentsCode"]}
    assert attrs["enheter"]["KOSbelop"] == {"base": "1000 kr", "decimals": 0}
    assert attrs["dimensjoner"]["Region"] == {
        "kolonne": "Region",
        "navn": "region",
        "merknader": [],
        "merknader_kode": {"0121": ["Slått sammen i 2020."]},
        "hierarki": {},
    }
    assert attrs["dimensjoner"]["ContentsCode"]["merknader"] == ["Se definisjonene."]
    assert attrs["varsler"] == []
    assert json.loads(json.dumps(attrs)) == attrs


def test_tabellens_nummer_tas_fra_tittelen_naar_det_ikke_staar_for_seg() -> None:
    sett = kube()
    del sett["extension"]
    assert les(sett).attrs["tabell"] == "12209"
    sett["label"] = "Utvalgte nøkkeltall"
    assert les(sett).attrs["tabell"] == "Utvalgte nøkkeltall"


def test_fil_sti_og_svar_gir_det_samme(tmp_path: Path) -> None:
    raa = json.dumps(kube(), ensure_ascii=False).encode()
    fil = tmp_path / "svar.json"
    fil.write_bytes(b"\xef\xbb\xbf" + raa + b"\r\n")
    for kilde in (fil, str(fil), b"  \n" + raa):
        pd.testing.assert_frame_equal(read_jsonstat(kilde), les(kube()))


def test_samme_navn_paa_to_koder_holdes_fra_hverandre() -> None:
    sett = kube()
    sett["dimension"]["Region"]["category"]["label"] = {"3226": "Nes", "0121": "Nes"}
    df = les(sett)
    assert set(df.Region_navn) == {"Nes"}
    assert df.groupby("Region", observed=True).verdi.sum().to_dict() == {
        "3226": 432.5,
        "0121": 122.4,
    }


def test_dimensjon_uten_index_med_en_kode() -> None:
    sett = kube()
    sett["dimension"]["Tid"] = {"category": {"label": {"2020": "året 2020"}}}
    sett["size"][2] = 1
    sett["value"], sett["status"] = [1, 2, 3, 4], None
    df = les(sett)
    assert set(df.Tid) == {"2020"}
    assert set(df.Tid_navn) == {"året 2020"}
    assert df.verdi.tolist() == [1, 2, 3, 4]


def test_dimensjon_uten_koder_gir_ingen_rader() -> None:
    sett = kube() | {"value": [], "status": None, "size": [2, 2, 0]}
    sett["dimension"]["Tid"]["category"]["index"] = []
    df = les(sett)
    assert len(df) == 0
    assert "Tid_navn" in df


@pytest.mark.parametrize(
    ("enhet", "tekst"),
    [
        ({"base": "kr", "decimals": 0}, "kr"),
        ({"base": "kr", "multiplier": 3}, "1000 kr"),
        ({"label": "tonn"}, "tonn"),
        ({"label": "millioner", "symbol": "$", "position": "start"}, "millioner ($)"),
        ({"symbol": "%"}, "%"),
        ({"decimals": 1}, ""),
    ],
)
def test_enheten_skrives_som_tekst(enhet: dict[str, Any], tekst: str) -> None:
    sett = kube()
    sett["dimension"]["ContentsCode"]["category"]["unit"]["KOSandel"] = enhet
    assert les(sett).enhet.tolist() == ([tekst] * 3 + ["1000 kr"] * 3) * 2


def test_enheter_som_mangler_varsles() -> None:
    sett = kube()
    del sett["dimension"]["ContentsCode"]["category"]["unit"]
    df = les(sett)
    assert set(df.enhet) == {""}
    assert df.attrs["varsler"] == ["Dimensjonen «ContentsCode» mangler enheter."]


def test_hierarki_er_med() -> None:
    sett = kube()
    sett["dimension"]["Region"]["category"]["child"] = {"3226": ["0121"]}
    assert les(sett).attrs["dimensjoner"]["Region"]["hierarki"] == {"3226": ["0121"]}


@pytest.mark.parametrize(
    ("ider", "kolonner"),
    [
        (["verdi", "status"], ["verdi_dim", "verdi_dim_navn", "status_dim", "status_dim_navn"]),
        (["X", "X_navn"], ["X", "X_navn", "X_navn_dim", "X_navn_dim_navn"]),
        (["X_navn", "X"], ["X_navn", "X_navn_navn", "X_dim", "X_dim_navn"]),
        (["id", "size"], ["id", "id_navn", "size", "size_navn"]),
    ],
)
def test_ingen_kolonne_skjuler_en_annen(ider: list[str], kolonner: list[str]) -> None:
    a, b = ider
    sett = {
        "version": "2.0", "class": "dataset", "id": ider, "size": [2, 1],
        "dimension": {a: {"category": {"index": ["p", "q"]}}, b: {"category": {"index": ["r"]}}},
        "value": [1, 2],
    }  # fmt: skip
    df = les(sett)
    assert list(df.columns) == [*kolonner, "verdi", "status", "enhet"]
    assert df[kolonner[0]].tolist() == ["p", "q"]
    assert df[kolonner[2]].tolist() == ["r", "r"]
    assert df.verdi.tolist() == [1, 2]
    flyttet = [i for i, k in zip(ider, kolonner[::2], strict=True) if i != k]
    assert len(df.attrs["varsler"]) == len(flyttet)
    assert df.attrs["dimensjoner"][b]["kolonne"] == kolonner[2]


# ------------------------------------------------------------------ alle skrivemåter
koder = st.lists(
    st.text("0123456789KÆØå -", min_size=1, max_size=5), min_size=1, max_size=4, unique=True
)
tall = st.none() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)


@st.composite
def kuber(draw: st.DrawFn) -> dict[str, Any]:
    """Dimensions (code and label), figures and signs of any small cube."""
    navn = draw(
        st.lists(st.text("abcÅ_", min_size=1, max_size=4), min_size=1, max_size=4, unique=True)
    )
    dim = {n: [(k, draw(st.text(max_size=3))) for k in draw(koder)] for n in navn}
    antall = math.prod(len(k) for k in dim.values())
    ens = draw(st.booleans())
    ett = draw(st.sampled_from(["", *TEGN]))
    alle = [ett] * antall
    ulike = draw(st.lists(st.sampled_from(["", *TEGN]), min_size=antall, max_size=antall))
    return {
        "dim": dim,
        "verdi": draw(st.lists(tall, min_size=antall, max_size=antall)),
        "status": alle if ens else ulike,
    }


def skrivemaater(k: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The same cube in both versions, with figures and signs as list, object and text."""
    verdier = [k["verdi"], {str(i): v for i, v in enumerate(k["verdi"]) if v is not None}]
    tegn = [
        [s or None for s in k["status"]] if len(k["status"]) > 1 else k["status"],
        {str(i): s for i, s in enumerate(k["status"]) if s},
    ]
    if len(set(k["status"])) == 1:
        tegn += [k["status"][0], k["status"][:1]]
    spes = {
        n: {
            "category": {
                "index": {kode: i for i, (kode, _) in reversed(list(enumerate(koder)))},
                "label": dict(koder),
            }
        }
        for n, koder in k["dim"].items()
    }
    hode = {"id": list(k["dim"]), "size": [len(koder) for koder in k["dim"].values()]}
    for verdi, status in itertools.product(verdier, tegn):
        innhold = {"value": verdi, "status": status}
        yield {"version": "2.0", "class": "dataset", "dimension": spes, **hode, **innhold}
        if not {"id", "size", "role"} & spes.keys():
            yield {"dataset": {"dimension": spes | hode, **innhold}}
            yield {"class": "dataset", "dimension": spes | hode, **hode, **innhold}


@settings(max_examples=100)
@given(kuber())
def test_alle_skrivemaater_gir_samme_ramme(k: dict[str, Any]) -> None:
    celler = list(itertools.product(*k["dim"].values()))
    fasit = np.array([np.nan if v is None else v for v in k["verdi"]], dtype=float)
    antall = 0
    for sett in skrivemaater(k):
        df = les(sett)
        antall += 1
        kolonner = [d["kolonne"] for d in df.attrs["dimensjoner"].values()]
        assert list(zip(*(df[n] for n in kolonner), strict=True)) == [
            tuple(kode for kode, _ in celle) for celle in celler
        ]
        assert list(zip(*(df[f"{n}_navn"] for n in kolonner), strict=True)) == [
            tuple(navn for _, navn in celle) for celle in celler
        ]
        assert np.array_equal(df.verdi, fasit, equal_nan=True)
        assert df.status.tolist() == k["status"]
    assert antall in (12, 24)


def test_versjon_1_i_to_skrivemaater_gir_samme_som_versjon_2() -> None:
    ny = kube()
    hode = {n: ny.pop(n) for n in ("id", "size", "role")}
    del ny["version"], ny["class"]
    ny["dimension"] |= hode
    for sett in ({"dataset": ny}, {"en tabell": ny, "annet": "tekst"}, ny):
        df = les(sett)
        pd.testing.assert_frame_equal(df, les(kube()))
        assert df.attrs == les(kube()).attrs


# ------------------------------------------------------------------ mot en annen leser
def med_pyjstat(sett: dict[str, Any]) -> pd.DataFrame:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if "dataset" in sett:
            return pyjstat.from_json_stat(sett, naming="id")[0]
        lest = pyjstat.Dataset.read(io.StringIO(json.dumps(sett)))
        return lest.write("dataframe", naming="id")


@pytest.mark.parametrize("form", ["2.0", "spredt", "1.x", "liste"])
def test_verdiene_er_de_samme_som_pyjstat_leser(form: str) -> None:
    sett = kube()
    if form == "spredt":
        sett["value"] = {str(i): v for i, v in enumerate(sett["value"]) if v is not None}
    if form == "liste":
        for d in sett["dimension"].values():
            d["category"]["index"] = list(d["category"]["index"])
    if form == "1.x":
        del sett["version"], sett["class"]
        sett["dimension"] |= {n: sett.pop(n) for n in ("id", "size", "role")}
        sett = {"dataset": sett}
    deres, vaar = med_pyjstat(sett), les(sett)
    assert len(deres) == 12
    for navn in ("Region", "ContentsCode", "Tid"):
        assert vaar[navn].tolist() == deres[navn].tolist()
    assert np.array_equal(vaar.verdi, deres["value"].astype(float), equal_nan=True)


# ------------------------------------------------------------------ flere datasett i én fil
def samling(*sett: Any) -> dict[str, Any]:
    return {"version": "2.0", "class": "collection", "link": {"item": list(sett)}}


def test_det_ene_datasettet_i_en_samling_leses() -> None:
    lenke = {"class": "dataset", "href": "https://eksempel.no/b.json", "label": "b"}
    for sett in (samling(kube(), lenke), samling(lenke, samling(kube()))):
        pd.testing.assert_frame_equal(les(sett), les(kube()))
    gammel = les({"version": "2.0", "ledige": kube()})
    assert gammel.attrs["varsler"] == ["Filen har den gamle formen «bundle»."]


@pytest.mark.parametrize(
    "sett",
    [
        samling(kube() | {"label": "ledige"}, kube() | {"label": "sysselsatte"}),
        {"ledige": kube(), "sysselsatte": kube()},
    ],
)
def test_flere_datasett_nektes_med_navn(sett: dict[str, Any]) -> None:
    assert "flere datasett, «ledige», «sysselsatte»; lagre det ene" in nektes(sett)


def test_samling_av_lenker_nektes() -> None:
    lenke = {"class": "dataset", "href": "https://eksempel.no/b.json"}
    assert "ingen tabell" in nektes(samling(lenke))


# ------------------------------------------------------------------ det som nektes
def sett_inn(sti: str, verdi: Any) -> dict[str, Any]:
    """The sound cube with one place changed; ``SLETT`` takes it away."""
    sett: Any = kube()
    *foerst, sist = sti.split("/")
    ved = sett
    for ledd in foerst:
        ved = ved[ledd]
    if verdi is SLETT:
        del ved[sist]
    else:
        ved[sist] = verdi
    return sett


SLETT = object()
REGION = "dimension/Region/category/"
ENHET = "dimension/ContentsCode/category/unit"
NEKTES = [
    ("value", [1, 2, 3], "«value» har 3 celler, ikke 12"),
    ("value", [], "«value» har 0 celler, ikke 12"),
    ("value", SLETT, "«value» mangler"),
    ("value", "1 2 3", "«value» mangler eller er ikke"),
    ("value", {"12": 1}, "«value» har «12», som ikke er en celle fra 0 til 11"),
    ("value", {"-1": 1}, "«-1»"),
    ("value", {"a": 1}, "«a»"),
    ("value", {"01": 1}, "«01»"),
    ("value", {"1.0": 1}, "«1.0»"),
    ("value", {" 1": 1}, "« 1»"),
    ("value", {"١": 1}, "«١»"),
    ("value", {"": 1}, "«»"),
    ("value", {"9" * 6000: 1}, "«999"),
    ("value", [True, *[1] * 11], "celle 0 i «value» er «True»"),
    ("value", [*[1] * 11, "12,5"], "celle 11 i «value» er «12,5»"),
    ("value", [*[1] * 11, [2]], "celle 11 i «value» er «[2]»"),
    ("value", {"3": "2"}, "celle 3 i «value» er «2»"),
    ("status", [".", "."], "«status» har 2 celler, ikke 12"),
    ("status", {"12": "."}, "«status» har «12»"),
    ("status", {"tre": "."}, "«status» har «tre»"),
    ("status", {"3": 7}, "celle 3 i «status» er «7»"),
    ("status", 5, "«status»"),
    ("size", [2, 2], "«id» har 3 dimensjoner og «size» 2 tall"),
    ("size", [2, 2, 4], "«Tid» har 3 koder, men «size» sier 4"),
    ("size", [10**9, 10**9, 10**9], "«Region» har 2 koder, men «size» sier 1000000000"),
    ("size", [2, 2, -3], "«size» er ikke en liste av hele tall"),
    ("size", [2, 2, 3.0], "«size» er ikke en liste av hele tall"),
    ("size", [2, 2, True], "«size» er ikke en liste av hele tall"),
    ("size", [2, 2, 10**30], "«size» er ikke en liste av hele tall"),
    ("size", SLETT, "«size» 0 tall"),
    ("id", ["Region", "ContentsCode", "Aar"], "ikke begge «Aar», «Tid»"),
    ("id", ["Region", "Region", "Tid"], "samme dimensjon to ganger, «Region»;"),
    ("id", ["Region", 2, "Tid"], "«id»"),
    ("role", {"time": ["Aar"]}, "rollen «time» nevner «Aar»"),
    ("role", {"time": "Tid"}, "rollen «time»"),
    ("dimension", [], "«dimension»"),
    ("dimension/Tid", {"href": "https://eksempel.no/tid.json"}, "«category» i dimensjonen «Tid»"),
    (REGION + "index", {"3226": 0, "0121": 0}, "«Region» har ikke en egen plass"),
    (REGION + "index", {"3226": 0, "0121": 2}, "for koden «0121»"),
    (REGION + "index", {"3226": 0, "0121": -1}, "for koden «0121»"),
    (REGION + "index", {"3226": 0, "0121": "1"}, "for koden «0121»"),
    (REGION + "index", {"3226": 0, "0121": True}, "for koden «0121»"),
    (REGION + "index", ["3226", "3226"], "«Region» har samme kode to ganger, «3226»"),
    (REGION + "index", [3226, 121], "«index» i dimensjonen «Region»"),
    (REGION + "index", SLETT, "«Region» mangler «index» og har 2 koder"),
    (REGION + "label", {"3226": "Aurskog-Høland"}, "«Region» mangler navn på koden «0121»"),
    (REGION + "label/0121", 5, "«Region» mangler navn på koden «0121»"),
    (REGION + "label/9999", "Uoppgitt", "«label» i dimensjonen «Region» nevner «9999»"),
    (REGION + "note/9999", ["x"], "«note» i dimensjonen «Region» nevner «9999»"),
    (REGION + "note/0121", [5], "merknaden til «0121»"),
    (REGION + "coordinates", {"9999": [1, 2]}, "«coordinates» i dimensjonen «Region»"),
    (REGION + "child", {"3226": ["9999"]}, "«child» i dimensjonen «Region» nevner «9999»"),
    (REGION + "child", {"3226": ["0121"], "0121": ["3226"]}, "går i ring ved"),
    (REGION + "child", {"3226": ["3226"]}, "går i ring ved «3226»"),
    (REGION + "unit", {"0121": {"base": "kr"}}, "flere dimensjoner har enheter"),
    (ENHET, {"KOSx": {"base": "kr"}}, "«unit» i dimensjonen «ContentsCode» nevner «KOSx»"),
    (ENHET, {"KOSbelop": "kr"}, "enheten for «KOSbelop»"),
    (ENHET, {"KOSbelop": {"base": "kr", "multiplier": -2}}, "enheten for «KOSbelop»"),
    ("label", 12209, "«label» er «12209» og ikke tekst"),
    ("note", {"a": 1}, "merknaden til tabellen"),
]  # fmt: skip


@pytest.mark.parametrize(("sti", "verdi", "hva"), NEKTES)
def test_det_som_ikke_gaar_opp_nektes_ved_navn(sti: str, verdi: Any, hva: str) -> None:
    assert hva in nektes(sett_inn(sti, verdi))


def test_id_og_size_som_staar_to_steder_og_er_ulike_nektes() -> None:
    sett = kube()
    sett["dimension"] |= {"id": sett["id"], "size": [2, 3, 2]}
    assert "«id» og «size» står to steder" in nektes(sett)


@pytest.mark.parametrize(
    ("raa", "hva"),
    [
        (b"", "den er tom"),
        (b" \n", "den er tom"),
        (b"<!DOCTYPE html><html>Vedlikehold</html>", "nettside"),
        ("region;år;verdi\nRømskog;2019;1".encode(), "ikke JSON"),
        (b"[1, 2]", "ikke et objekt"),
        (b'{"dimension": {}', "avkortet og slutter etter 16 byte"),
        (b'{"value": [1, NaN]}', "tegn 15 er «NaN», som ikke er et tall i JSON"),
        (b'{"value": [-Infinity]}', "«Infinity»"),
        (b'{"value": [1e999]}', "ikke gyldig JSON"),
        (b'{"value": [1,, 2]}', "ikke gyldig JSON i UTF-8 ved tegn 14"),
        ('{"label": "Rømskog"}'.encode("latin-1"), "ikke gyldig JSON i UTF-8"),
        ('{"label": "Rømskog"}'.encode("utf-16"), "ikke JSON i UTF-8"),
        (b"PK\x03\x04" + bytes(50), "ikke JSON"),
        (b"[" * 200_000 + b"]" * 200_000, "nøstet dypere"),
        (b'{"a":' * 200_000 + b"1" + b"}" * 200_000, "nøstet dypere"),
        (b"{}", "ingen tabell"),
        (b'{"title": "Folketall", "variables": []}', "ingen tabell"),
        (
            b'{"type":"Parameter error","title":"Non-existent table","status":404}',
            "et feilsvar, «Non-existent table»; rett spørringen",
        ),
        (b'{"error": "Too many values selected"}', "«Too many values selected»"),
    ],
)
def test_det_som_ikke_er_json_stat_kalles_det_det_er(raa: bytes, hva: str) -> None:
    with pytest.raises(ValueError, match=r"^JSON-stat-svaret kan ikke leses: .+; .+\.$") as feil:
        read_jsonstat(raa)
    assert hva in str(feil.value)
    assert len(str(feil.value)) < 300


def test_filen_nevnes_ved_navn(tmp_path: Path) -> None:
    fil = tmp_path / "kostra.json"
    fil.write_text("<html>", encoding="utf-8")
    with pytest.raises(
        ValueError, match=r"^JSON-stat-filen «kostra\.json» kan ikke leses: den er en"
    ):
        read_jsonstat(fil)
    for borte in (tmp_path / "borte.json", tmp_path, "x\0y"):
        with pytest.raises(ValueError, match="den finnes ikke; se etter at stien er riktig"):
            read_jsonstat(borte)


def test_fremmed_tekst_blir_aldri_mer_enn_en_linje() -> None:
    ond = "a\n\u2028\x1b[31m<b>" + "x" * 5000
    setning = nektes(sett_inn("id", [ond, "ContentsCode", "Tid"]))
    assert setning.isprintable()
    assert len(setning) < 250


# ------------------------------------------------------------------ skade og bomber
SMAA = json.dumps(kube(), ensure_ascii=False).encode()


def test_enhver_avkortet_fil_nektes() -> None:
    for slutt in range(len(SMAA)):
        with pytest.raises(ValueError, match=r"^JSON-stat-svaret kan ikke leses: "):
            read_jsonstat(SMAA[:slutt])


@settings(max_examples=800)
@given(st.data())
def test_skadet_fil_gir_ramme_eller_setning(data: st.DataObject) -> None:
    raa = bytearray(SMAA)
    for _ in range(data.draw(st.integers(1, 3))):
        raa[data.draw(st.integers(0, len(raa) - 1))] = data.draw(st.integers(0, 255))
    leses_eller_nektes(bytes(raa))


SKRAP = st.sampled_from(
    [None, True, 0, -1, 2, 1.5, 10**25, "", "Tid", "\ud83d\ude00", [], [1], ["Tid"], {}, {"0": 1},
     {"a": {}}, [[]], [None], {"Tid": ["Tid"]}, {"dimension": 1}]
)  # fmt: skip


@settings(max_examples=800)
@given(st.data())
def test_skrap_hvor_som_helst_gir_ramme_eller_setning(data: st.DataObject) -> None:
    sett: Any = copy.deepcopy(kube())
    if data.draw(st.booleans()):
        sett = {"dataset": sett} if data.draw(st.booleans()) else samling(sett)
    rot = [sett]
    ved: Any = rot
    noekkel: Any = 0
    while isinstance(ved[noekkel], dict | list) and ved[noekkel] and data.draw(st.integers(0, 4)):
        ved = ved[noekkel]
        steder = list(ved) if isinstance(ved, dict) else range(len(ved))
        noekkel = data.draw(st.sampled_from(steder))
    ved[noekkel] = data.draw(SKRAP)
    leses_eller_nektes(json.dumps(rot[0]).encode())


def leses_eller_nektes(raa: bytes) -> None:
    """Either a frame whose shape holds, or a ValueError of ours; no other exception."""
    try:
        df = read_jsonstat(raa)
    except ValueError as feil:
        assert str(feil).startswith("JSON-stat-svaret kan ikke leses: ")
        assert str(feil).isprintable()
    else:
        koder = [df[d["kolonne"]].cat.categories for d in df.attrs["dimensjoner"].values()]
        assert len(df) == math.prod(map(len, koder))
        assert not df.duplicated([d["kolonne"] for d in df.attrs["dimensjoner"].values()]).any()


def bombe(dimensjoner: int, koder: int, verdi: Any) -> bytes:
    navn = [f"d{i}" for i in range(dimensjoner)]
    spes = {n: {"category": {"index": [str(k) for k in range(koder)]}} for n in navn}
    sett = {"class": "dataset", "id": navn, "size": [koder] * dimensjoner, "dimension": spes}
    return json.dumps(sett | {"value": verdi, "status": "."}).encode()


@pytest.mark.parametrize(
    ("dimensjoner", "koder", "verdi"),
    [(4, 1000, {}), (400, 100, {"0": 1}), (2, 9000, {}), (3000, 10, [])],
)
def test_liten_fil_med_enorm_kube_nektes_uten_aa_ta_minnet(
    dimensjoner: int, koder: int, verdi: Any
) -> None:
    raa = bombe(dimensjoner, koder, verdi)
    tracemalloc.start()
    start = time.perf_counter()
    try:
        with pytest.raises(ValueError, match="langt flere celler enn den har tall til; hent den i"):
            read_jsonstat(raa)
        topp = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert topp < 100_000_000
    assert time.perf_counter() - start < 5


def test_spredt_kube_av_vanlig_stoerrelse_leses() -> None:
    df = read_jsonstat(bombe(2, 1000, {"0": 1, "999999": 2}))
    assert len(df) == 1_000_000
    assert df.verdi.sum() == 3
    assert df.verdi.notna().sum() == 2
    assert df.iloc[-1].tolist()[:4] == ["999"] * 4


def test_minnet_er_under_to_ganger_kategorirammen() -> None:
    df = read_jsonstat(bombe(3, 60, [1.5] * 60**3))
    bare_koder = df[["d0", "d1", "d2", "verdi", "status"]]
    assert df.memory_usage(deep=True).sum() < 2 * bare_koder.memory_usage(deep=True).sum()
    assert bare_koder.memory_usage(deep=True).sum() < 13 * len(df)


@pytest.mark.parametrize("koder", [126, 127, 128, 129, 300, 32767, 32769])
def test_mange_koder_holder_rekkefoelgen(koder: int) -> None:
    df = read_jsonstat(bombe(1, koder, list(range(koder))))
    assert (df.d0.astype(str) == df.verdi.astype(int).astype(str)).all()
    assert (df.d0_navn.astype(str) == df.d0.astype(str)).all()


# ------------------------------------------------------------------ virkelige filer
@pytest.fixture
def proevedata() -> Path:
    return Path(str(PROEVEDATA))


@med_proevedata
def test_formatets_egne_proever(proevedata: Path) -> None:
    """The format's own 20 cases: the valid read, the invalid refused, the odd read and told."""
    proever = json.loads((proevedata / "jsonstat_conformance_cases.json").read_text("utf-8"))
    assert len(proever) == 20
    for proeve in proever:
        koder = proeve["expected"].get("codes", [])
        if proeve["expected"].get("valid") is False:
            nektes(proeve["input"])
            continue
        df = les(proeve["input"])
        assert len(df) > 0, proeve["id"]
        assert len(df.attrs["varsler"]) == len(koder), proeve["id"]


@med_proevedata
@pytest.mark.parametrize(
    ("fil", "rader", "foerste", "sum_"),
    [
        ("ssb_v2_12134_jsonstat2.json", 3, 81240, 210698),
        ("pxweb_v2_scb_TAB6471_data.json", 2772, 245284, None),
    ],
)
def test_virkelige_svar_leses_som_pyjstat(
    proevedata: Path, fil: str, rader: int, foerste: float, sum_: float | None
) -> None:
    sett = json.loads((proevedata / fil).read_text("utf-8"))
    df, deres = read_jsonstat(proevedata / fil), med_pyjstat(sett)
    assert (len(df), df.verdi[0]) == (rader, foerste)
    assert df.verdi.sum() == (sum_ or sum(sett["value"]))
    assert np.array_equal(df.verdi, deres["value"].astype(float), equal_nan=True)
    for navn in sett["id"]:
        assert df[navn].tolist() == deres[navn].tolist()
    assert df.attrs["tabell"] == sett["extension"]["px"]["tableid"]
    assert len(df.attrs["merknader"]) == len(sett["note"])
    assert set(df.enhet) <= {"kr", "antal"}


@med_proevedata
@pytest.mark.parametrize(
    ("fil", "hva"),
    [
        ("pxweb_v2_scb_TAB6471_metadata.json", "«value» har 0 celler"),
        ("ssb_v2_for_lang_url_404.html", "nettside"),
        ("klass131_2026.json", "ingen tabell"),
        ("deflatorer.csv", "ikke JSON"),
    ],
)
def test_virkelige_filer_av_annet_slag_nektes(proevedata: Path, fil: str, hva: str) -> None:
    with pytest.raises(ValueError, match=f"«{fil}» kan ikke leses: .*{hva}"):
        read_jsonstat(proevedata / fil)
