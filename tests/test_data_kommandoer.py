"""``hent``, ``importer`` and ``data`` as a user runs them, and a report of what they brought."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pypdfium2
import pytest

import ssb_tjener
from helseanalyse import cli, cli_data
from helseanalyse.sources import gjett_kobling, legg_inn, read_table
from helseanalyse.sources.lager import Lager
from helseanalyse.sources.samlet import load_data
from helseanalyse.sources.ssb_hent import _gruppe


def kjoer(*ord_: str, miljoe: dict[str, str], mappe: Path) -> subprocess.CompletedProcess[str]:
    kommando = [sys.executable, "-m", "helseanalyse", *ord_]
    alt = os.environ | miljoe
    return subprocess.run(kommando, cwd=mappe, env=alt, capture_output=True, text=True)


def til_80_aar(kube: dict[str, Any]) -> dict[str, Any]:
    """The small cube with 81 ages: its middle group repeated, its last one 80 and over."""
    koder = [f"{a:03}" for a in range(80)] + ["080+"]
    akse = kube["id"].index("Alder")
    verdier = np.array(kube["value"], object).reshape(kube["size"])
    utvidet = verdier.take([0] + [1] * 79 + [2], axis=akse)
    alder = {"index": {k: i for i, k in enumerate(koder)}, "label": {k: k for k in koder}}
    dimensjon = kube["dimension"] | {"Alder": kube["dimension"]["Alder"] | {"category": alder}}
    verdi = utvidet.ravel().tolist()
    return kube | {"size": list(utvidet.shape), "value": verdi, "dimension": dimensjon}


@pytest.fixture(scope="module")
def hentet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, str], str]]:
    """A store filled from the replay server by the command itself."""
    mappe = tmp_path_factory.mktemp("data")
    with ssb_tjener.tjener() as t:
        for nr in ("07459", "14746"):
            t.kuber[nr] = til_80_aar(t.kuber[nr])
        miljoe = {
            "HELSEANALYSE_PXWEB": f"{t.adresse}/pxwebapi/v2",
            "HELSEANALYSE_KLASS": f"{t.adresse}/klass/v1",
            "HELSEANALYSE_LAGER": str(mappe / "lager"),
        }
        ferdig = kjoer(
            *("hent", "--komm-nr", "3226", "--sammenlign", "3203"),
            *(x for t in ("07459", "11875", "12209", "12134", "14746") for x in ("--tabell", t)),
            miljoe=miljoe,
            mappe=mappe,
        )
    yield mappe, miljoe, ferdig.stdout + ferdig.stderr


def test_henting_sier_hva_som_mangler_og_beholder_resten(hentet) -> None:
    _, miljoe, sagt = hentet
    assert "Tabell 12209: koden «KOSfysioprtitus0001» finnes ikke lenger" in sagt
    assert "Tabell 12134: tabellen finnes ikke" in sagt
    assert sagt.rstrip().endswith("står tallene fra før, om det var noen.")
    assert "Traceback" not in sagt
    d = load_data(Path(miljoe["HELSEANALYSE_LAGER"]))
    plasser = d.observasjoner.query("komm_nr == '3226' and indikator == 'plasser_institusjon'")
    assert len(plasser) >= 1
    assert set(plasser.kilde) <= set(d.kilder.kilde)
    assert d.kilder.set_index("kilde").utgiver[plasser.kilde.iloc[0]] == "Statistisk sentralbyrå"
    # The example is still there, under what was fetched.
    assert d.observasjoner.query("komm_nr == '0121' and aar == 2012").verdi.max() == 378_843


def test_data_viser_hva_som_ligger_der(hentet) -> None:
    mappe, miljoe, _ = hentet
    tekst = kjoer("data", miljoe=miljoe, mappe=mappe)
    assert tekst.returncode == 0
    assert "tabell 07459" in tekst.stdout and "(i dag)" in tekst.stdout
    som_json = json.loads(kjoer("data", "--json", miljoe=miljoe, mappe=mappe).stdout)
    assert {"07459", "11875", "12209"} <= {r["sted"].removeprefix("tabell ") for r in som_json}


def test_rapport_for_en_kommune_fra_lageret(hentet) -> None:
    mappe, miljoe, _ = hentet
    ord_ = ["rapport", "plassbehov", "--komm-nr", "3226", "-p", "aar=2040", "--ut", "ut.pdf"]
    ferdig = kjoer(*ord_, miljoe=miljoe, mappe=mappe)
    assert ferdig.returncode == 0, ferdig.stderr
    sider = pypdfium2.PdfDocument(mappe / "ut.pdf")
    tekst = " ".join(s.get_textpage().get_text_range() for s in sider)
    d = load_data(Path(miljoe["HELSEANALYSE_LAGER"]))
    b = d.folk(["3226"], [2040], "MMMM")
    over_80 = int(b.loc[b.alder_fra >= 80, "personer"].sum())
    assert over_80 > 0
    assert f"{over_80:,}".replace(",", "\u202f") in tekst
    assert "Plassbehov i Aurskog-Høland" in tekst
    assert "tabell 11875" in tekst and "tabell 14746" in tekst


def test_egen_fil_forst_forslag_saa_tall(hentet, tmp_path: Path) -> None:
    _, miljoe, _ = hentet
    miljoe = miljoe | {"HELSEANALYSE_LAGER": str(tmp_path / "lager")}
    fil = tmp_path / "plasser.csv"
    fil.write_text(
        "komm_nr;kommune;aar;Plasser i institusjon\n0121;Rømskog;2014;15\n0119;Marker;2014;38\n",
        encoding="utf-8",
    )
    forslag = kjoer("importer", str(fil), miljoe=miljoe, mappe=tmp_path)
    assert forslag.returncode == 0, forslag.stderr
    kobling = tmp_path / "plasser.kobling.toml"
    assert kobling.is_file() and "plasser_institusjon" in kobling.read_text(encoding="utf-8")
    assert not (tmp_path / "lager" / "innhold.json").exists()  # nothing kept before it is said so
    ord_ = ["importer", str(fil), "--kobling", str(kobling)]
    ferdig = kjoer(*ord_, miljoe=miljoe, mappe=tmp_path)
    assert ferdig.returncode == 0, ferdig.stderr
    d = load_data(tmp_path / "lager")
    rader = d.observasjoner.query("indikator == 'plasser_institusjon' and aar == 2014")
    assert dict(zip(rader.komm_nr, rader.verdi, strict=True)) == {"0119": 38.0, "0121": 15.0}
    kilde = d.kilder.set_index("kilde").loc[rader.kilde.iloc[0]]
    assert "plasser.csv" in " ".join(str(x) for x in kilde if pd.notna(x))


def test_data_sier_foreloepig_alder_og_kommuneinndeling(hentet) -> None:
    mappe, miljoe, _ = hentet
    linjer = kjoer("data", miljoe=miljoe, mappe=mappe).stdout.splitlines()
    (plasser,) = (li for li in linjer if "tabell 11875" in li)
    assert re.search(r": \d+ rader, \d+ steder, 20\d\d–20\d\d; hentet 20\d\d-\d\d-\d\d ", plasser)
    assert re.search(r"\d+ rad(er)? er foreløpige", plasser), "«*» i eksempelet"
    (folk,) = (li for li in linjer if "tabell 07459" in li)
    assert "ingen foreløpige" in folk
    (klass,) = (li for li in linjer if "(KLASS)" in li)
    assert re.search(r"klassifikasjon 131 \(KLASS\): \d+ kommuner, hentet", klass)


def test_slett_en_tabell_eller_ett_lag(
    hentet, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is named goes, with its source; the rest is read as before; unknown names are told."""
    _, miljoe, _ = hentet
    lager = tmp_path / "lager"
    shutil.copytree(miljoe["HELSEANALYSE_LAGER"], lager)
    fil = tmp_path / "mine.csv"
    fil.write_text("komm_nr;aar;Plasser i institusjon\n0121;2013;16\n", encoding="utf-8")
    egen = read_table(fil)
    legg_inn(egen, gjett_kobling(egen), lager=lager)
    foer = Lager(lager).les("observasjoner")

    def data(**valg: Any) -> str:
        cli_data.data(**{"slett": False, "tabell": None, "bare": None, "som_json": False} | valg,
                      lager=lager)  # fmt: skip
        return capsys.readouterr().out

    for valg, sagt in (
        ({"tabell": ["99999"]}, "Tabell «99999» er ikke i datalageret; der ligger 07459, 11875, "),
        ({"bare": "alt"}, "«alt» er ikke en del av datalageret; det har ssb og egne"),
        ({"bare": "ssb", "tabell": ["07459"]}, "Velg enten --tabell eller --bare"),
        ({"bare": "egne", "slett": False}, "sier hva som skal slettes: skriv også --slett"),
    ):
        with pytest.raises(ValueError, match=sagt):
            data(**{"slett": True} | valg)
    pd.testing.assert_frame_equal(Lager(lager).les("observasjoner"), foer)

    assert "tabell 07459, 14746" in data(slett=True, tabell=["07459", "14746"])
    assert Lager(lager).tabeller() == ["11875", "12209"]
    assert Lager(lager).les("befolkning").empty
    pd.testing.assert_frame_equal(Lager(lager).les("observasjoner"), foer)
    steder = set(Lager(lager).les("kilder").sted)
    assert "tabell 07459" not in steder, "kilden er borte når ingen rad viser til den"
    assert {"tabell 11875", "tabell 12209"} <= steder
    assert len(load_data(lager).folk()) > 0, "eksempelets folketall er der fortsatt"

    assert "Tallene som er hentet fra SSB, er slettet" in data(slett=True, bare="ssb")
    assert Lager(lager).les("observasjoner").empty
    assert list(lager.glob("raa/*/*")) == []
    tallet = "komm_nr == '0121' and aar == 2013 and indikator == 'plasser_institusjon'"
    assert load_data(lager).observasjoner.query(tallet).verdi.tolist() == [16.0]
    assert re.search(
        r"mine\.csv: 1 rad, 1 sted, 2013–2013; lest inn 20\d\d-\d\d-\d\d \(i dag\)", data()
    )
    data(slett=True, bare="egne")
    assert load_data(lager).observasjoner.query(tallet).verdi.tolist() == [17.0]
    assert "er tomt: bare eksempeldataene brukes" in data()
    with pytest.raises(ValueError, match="der ligger ingen tabeller fra SSB"):
        data(slett=True, tabell=["07459"])
    assert data(som_json=True).strip() == "[]"


def test_gruppen_maa_finnes_og_avbrudd_sies(
    hentet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for navn in ("HELSEANALYSE_PXWEB", "HELSEANALYSE_KLASS"):
        monkeypatch.setenv(navn, "http://127.0.0.1:9/")
    lager = tmp_path / "lager"
    shutil.copytree(hentet[1]["HELSEANALYSE_LAGER"], lager)
    monkeypatch.setattr(sys, "argv", ["helseanalyse", "hent", "--alt", "--lager", str(lager)])
    with monkeypatch.context() as m:
        m.setattr("helseanalyse.sources.ssb_hent.hent", _avbrutt)
        with pytest.raises(SystemExit) as slutt:
            cli.main()
    assert slutt.value.code == 130
    sagt = capsys.readouterr().err
    assert "den samme kommandoen går videre" in sagt and sagt.endswith("Avbrutt.\n")
    for gruppe, svar in (("EKG17", "EKG17"), ("ekg05", "EKG05"), ("EKG99", None), ("EKG00", None)):
        if svar:
            assert _gruppe(gruppe) == svar
        else:
            with pytest.raises(ValueError, match="er ikke en KOSTRA-gruppe"):
                _gruppe(gruppe)


def _avbrutt(*_: Any, **__: Any) -> None:
    raise KeyboardInterrupt


def test_slette_et_lager_som_ikke_finnes_lager_ikke_et(tmp_path: Path) -> None:
    ut = kjoer(
        "data", "--slett", miljoe={"HELSEANALYSE_LAGER": str(tmp_path / "x")}, mappe=tmp_path
    )
    assert ut.returncode == 0 and "finnes ikke, så det er ingenting å slette" in ut.stdout
    assert list(tmp_path.iterdir()) == []


def test_egne_tall_gaar_foran(tmp_path: Path) -> None:
    miljoe = {"HELSEANALYSE_LAGER": str(tmp_path / "lager")}
    fil = tmp_path / "mine.csv"
    fil.write_text("komm_nr;aar;Plasser i institusjon\n0121;2013;16\n", encoding="utf-8")
    kjoer("importer", str(fil), miljoe=miljoe, mappe=tmp_path)
    kobling = str(tmp_path / "mine.kobling.toml")
    kjoer("importer", str(fil), "--kobling", kobling, miljoe=miljoe, mappe=tmp_path)
    d = load_data(tmp_path / "lager")
    rad = d.observasjoner.query(
        "komm_nr == '0121' and aar == 2013 and indikator == 'plasser_institusjon'"
    )
    assert rad.verdi.tolist() == [16.0]
    tomt = kjoer("data", "--slett", miljoe=miljoe, mappe=tmp_path)
    assert tomt.returncode == 0 and "er tømt" in tomt.stdout
    assert load_data(tmp_path / "lager").observasjoner.query(
        "komm_nr == '0121' and aar == 2013 and indikator == 'plasser_institusjon'"
    ).verdi.tolist() == [17.0]


@pytest.mark.parametrize(
    ("ord_", "sagt"),
    [
        (["hent"], "Si hva som skal hentes"),
        (["hent", "--komm-nr", "3226", "--tabell", "07459"], "Ikke alt ble hentet"),
        (["hent", "--komm-nr", "3226"], "Ikke alt ble hentet"),
        (["importer", "finnes_ikke.csv"], "finnes_ikke.csv"),
        (["hent", "--fra-aar", "x"], "--fra-aar må være et helt tall fra 1986 til 2100."),
        (["hent", "--komm-nr", "3226", "--fra-aar", "1900"], "fra 1986 til 2100."),
        (["hent", "--komm-nr", "3226", "--lager", __file__], "kan ikke være datalager"),
    ],
)
def test_feil_gir_en_norsk_setning(ord_: list[str], sagt: str, tmp_path: Path) -> None:
    miljoe = {
        "HELSEANALYSE_LAGER": str(tmp_path / "lager"),
        "HELSEANALYSE_PXWEB": "http://127.0.0.1:9/",
        "HELSEANALYSE_KLASS": "http://127.0.0.1:9/",
    }
    ferdig = kjoer(*ord_, miljoe=miljoe, mappe=tmp_path)
    assert ferdig.returncode != 0
    assert sagt in ferdig.stderr
    assert "Traceback" not in ferdig.stderr
    assert list(tmp_path.rglob("*.parquet")) == []


def test_egen_tabelliste_gaar_foran_pakkens(tmp_path: Path) -> None:
    """A user who knows a code gives it in a file; the table is then fetched by that alone."""
    liste = tmp_path / "min.toml"
    liste.write_text(
        """[tabell.12209]
slag = "indikatorer"
tittel = "Nøkkeltall"
region = "KOKkommuneregion0000"
refperiode = "31.12"

[[tabell.12209.indikator]]
id = "min_dekning"
innhold = "KOShjtj80aarover0001"
enhet = "prosent"
bevis = "sett"
""",
        encoding="utf-8",
    )
    with ssb_tjener.tjener() as t:
        miljoe = {
            "HELSEANALYSE_PXWEB": f"{t.adresse}/pxwebapi/v2",
            "HELSEANALYSE_KLASS": f"{t.adresse}/klass/v1",
            "HELSEANALYSE_LAGER": str(tmp_path / "lager"),
        }
        ord_ = ["hent", "--komm-nr", "3226", "--tabell", "12209", "--tabelliste"]
        ferdig = kjoer(*ord_, str(liste), miljoe=miljoe, mappe=tmp_path)
        liste.write_text("[tabell.12209]\nslag = 3 4", encoding="utf-8")
        feil = kjoer(*ord_, str(liste), miljoe=miljoe, mappe=tmp_path)
    assert ferdig.returncode == 0, ferdig.stdout + ferdig.stderr
    o = Lager(tmp_path / "lager").les("observasjoner")
    assert set(o.indikator) == {"min_dekning"}
    assert (o.komm_nr == "3226").any()
    assert feil.returncode == 1
    assert "Tabellisten «min.toml» kunne ikke leses" in feil.stderr
