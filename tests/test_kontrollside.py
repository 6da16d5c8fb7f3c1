"""``kontroll`` as a page, a report and a command: what is shown, and what is refused."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import leselig
from helseanalyse.kapitler import kontroll
from helseanalyse.report import render_rapport
from helseanalyse.side import Side
from helseanalyse.sources.load import Data
from helseanalyse.sources.trykteksempler import EKSEMPLER
from helseanalyse.valg_kontroll import Kontrollvalg
from test_kapitler import finn, sjekk, som_tekst

KAPITLER = [kontroll.konklusjon, kontroll.motsigelser, kontroll.bilde, kontroll.avrundinger,
            kontroll.treff, kontroll.metode]  # fmt: skip
LIMT = "Post;2015;2016\nA;1,5;2,5\nB;2,0;3,0\nSum;3,5;5,9\n"
# Their labels are numbered «1.1», which is no machine's number.
NUMMERERTE = {"nordre_follo_2025_tiltak"}


def blokker(data: Data, **valg: Any) -> list[dict[str, Any]]:
    v = Kontrollvalg.sjekket(data, **valg)
    return [b for kapittel in KAPITLER for b in kapittel(data, v)]


# ------------------------------------------------------------------ kapitlene
@pytest.mark.parametrize("navn", [n for n in EKSEMPLER if n not in NUMMERERTE])
def test_hver_publisert_tabell_kan_vises(data: Data, navn: str) -> None:
    kjente = set(data.kilder.kilde)
    alle = blokker(data, eksempel=navn)
    for blokk in alle:
        sjekk(blokk, kjente)
    assert [b["type"] for b in alle[:1]] == ["svar"]
    assert leselig(alle[-1]).startswith("Slik er det kontrollert")


def test_siden_begynner_med_punkt_5(data: Data) -> None:
    alle = blokker(data)
    assert leselig(alle[0]).startswith(
        "Ett tall motsier de andre. 3,9 + 6,5 + 18,4 = 28,8, trykt 29,8"
    )
    (rad,) = finn(alle, "motsigelser")["rader"]
    assert rad[1:3] == ["3,9 + 6,5 + 18,4 = 28,8, trykt 29,8", "+1,0"]
    assert "«6 Sykepleieklinikk»" in som_tekst(alle)
    bilde = finn(alle, "tabellen")
    (uthevet,) = bilde["uthev"]
    assert bilde["rader"][uthevet][0].startswith("5 Døgnkontinuerlig")
    assert bilde["rader"][uthevet][-1] == "29,8\u00a0≠"
    assert {k["id"] for k in bilde["kilder"]} == {
        "trondheim-2020-punkt-5",
        "trondheim-2020-punkt-9",
    }


def test_avrunding_og_treff_vises_hver_for_seg(data: Data) -> None:
    alle = blokker(data, eksempel="baerum_2017_tabell_2")
    assert "motsigelser" not in {b.get("id") for b in alle}
    assert [r[2] for r in finn(alle, "avrundinger")["rader"]] == ["−0,1", "−0,1", "+0,1"]
    treff = {r[0]: r[1] for r in finn(alle, "treff")["rader"]}
    assert treff == {"Sum": "1", "Andel av total": "10", "Vekst fra året før": "3",
                     "Tall i teksten": "1"}  # fmt: skip
    assert "Rømskog" in som_tekst(alle)  # two definitions of one word are for a human to see


def test_en_stor_tabell_vises_i_utsnitt_med_motsigelsen(data: Data) -> None:
    tall = [[17 * i * i % 97 + 10, 31 * i * i % 89 + 10] for i in range(1, 201)]
    rader = [f"Sted {i}x;{a};{b};{a + b + 40 * (i == 150)}" for i, (a, b) in enumerate(tall, 1)]
    alle = blokker(data, tabell="Sted;Alfa;Beta;Sum\n" + "\n".join(rader))
    bilde = finn(alle, "tabellen")
    assert len(bilde["rader"]) == 60
    assert "60 av 200 rader" in bilde["note"]
    assert [bilde["rader"][i][0] for i in bilde["uthev"]] == ["Sted 150x"]


def test_fiendtlig_tekst_i_en_innlimt_tabell_er_bare_tekst(data: Data) -> None:
    ond = "<script>alert(1)</script> [x](javascript:alert(1)) **fet**"
    alle = blokker(data, tabell=f"Post;2015\n{ond};1\nB;2\nSum;4\n{ond} til;9\n", tekst=ond)
    for blokk in alle:
        if "ast" in blokk and blokk is not alle[-1]:
            assert "link" not in str(blokk["ast"]) and "block_html" not in str(blokk["ast"])
    assert "<script>alert(1)</script>" in finn(alle, "tabellen")["rader"][0][0]


# ------------------------------------------------------------------ valgene
@pytest.mark.parametrize(
    ("valg", "setning"),
    [
        ({"eksempel": "trondheim_2020_tiltk"}, "Mente du «trondheim_2020_tiltak»"),
        ({"tabell": "Bare tull"}, "har ingen kolonner"),
        ({"fil": "finnes_ikke.csv"}, "finnes ikke"),
        ({"fil": "https://eksempel.no/x.csv"}, "er en nettadresse"),
        ({"desimaltegn": ";"}, "må være komma eller punktum"),
        ({"tekst": "x" * 100_001}, "Teksten er på over 100 000 tegn"),
        ({"tabel": "x"}, "Mente du «tabell»"),
    ],
    ids=str,
)
def test_daarlige_valg_nektes(data: Data, valg: dict[str, str], setning: str) -> None:
    with pytest.raises(ValueError, match=setning):
        Kontrollvalg.sjekket(data, **valg)


def test_en_adresse_kan_ikke_aapne_en_fil(
    data: Data, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the address nor the browser names a file: the page would read it to anybody."""
    fil = tmp_path / "hemmelig.csv"
    fil.write_text("Post;2015\nHemmelig;1\nB;2\nSum;3\n", encoding="utf-8")
    monkeypatch.setenv("QUERY_STRING", f"eksempel=baerum_2017_tabell_2&fil={fil}&ark=x")
    side = Side(data, Kontrollvalg.sjekket(data))
    assert (side.valg.fil, side.valg.ark) == ("", "")
    assert side.valg.eksempel == "baerum_2017_tabell_2"
    visning = side.vis(kontroll.bilde)
    kontroller = side.kontroller(kontroll.felter)
    assert {"fil", "ark"}.isdisjoint(kontroller.verdier)
    assert {"fil", "ark"}.isdisjoint(f["navn"] for f in kontroller.felt)
    kontroller.verdier = kontroller.verdier | {"fil": str(fil), "eksempel": "haa_2024_refusjon"}
    assert side.valg.fil == ""
    assert side.valg.eksempel == "haa_2024_refusjon"
    assert "Hemmelig" not in str(visning.blokker)


def test_det_som_er_limt_inn_gaar_ikke_tapt_om_det_er_galt(data: Data) -> None:
    side = Side(data, Kontrollvalg.sjekket(data))
    visning = side.vis(kontroll.konklusjon)
    kontroller = side.kontroller(kontroll.felter)
    kontroller.verdier = kontroller.verdier | {"tabell": "Bare tull"}
    assert kontroller.verdier["tabell"] == "Bare tull"
    assert leselig(visning.blokker[0]).startswith("Tabellen kan ikke kontrolleres.")
    kontroller.verdier = kontroller.verdier | {"tabell": LIMT}
    assert "2,5 + 3,0 = 5,5, trykt 5,9" in leselig(visning.blokker[0])
    for navn in EKSEMPLER:  # every choice of the menu can be made
        kontroller.verdier = kontroller.verdier | {"tabell": "", "eksempel": navn}
        assert side.valg.eksempel == navn


def test_en_fil_som_endres_leses_paa_nytt(data: Data, tmp_path: Path) -> None:
    fil = tmp_path / "a.csv"
    fil.write_text(LIMT, encoding="utf-8")
    assert "5,9" in leselig(blokker(data, fil=str(fil))[0])
    fil.write_text(LIMT.replace("5,9", "5,5"), encoding="utf-8")
    os.utime(fil, ns=(1, 1))
    alle = blokker(data, fil=str(fil))
    assert leselig(alle[0]).startswith("Ingen motsigelser")
    assert finn(alle, "tabellen")["kilder"][0]["tekst"] == "Fil: a.csv"


# ------------------------------------------------------------------ rapporten og kommandolinjen
def test_rapporten(tmp_path: Path) -> None:
    fil = tmp_path / "a.csv"
    fil.write_text(LIMT, encoding="utf-8")
    ut = render_rapport("kontroll", {"fil": str(fil)}, tmp_path / "ut.pdf")
    assert ut.read_bytes().startswith(b"%PDF")


def kjoer(*argumenter: str, mappe: Path) -> Any:
    return subprocess.run(
        [sys.executable, "-m", "helseanalyse", "kontroll", *argumenter],
        cwd=mappe, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_kommandoen_svarer_med_koden(tmp_path: Path) -> None:
    """0 where all agrees, 1 at a contradiction, 2 where the table cannot be read."""
    (tmp_path / "gal.csv").write_text(LIMT, encoding="utf-8")
    (tmp_path / "rett.csv").write_text(LIMT.replace("5,9", "5,5"), encoding="utf-8")
    (tmp_path / "tekst.txt").write_text("Summen var 3,6 i 2015.\n", encoding="utf-8")
    gal = kjoer("gal.csv", mappe=tmp_path)
    assert gal.returncode == 1
    assert "Motsigelse: «Sum», «2016» (rad 4): 2,5 + 3,0 = 5,5, trykt 5,9" in gal.stdout
    rett = kjoer("rett.csv", "--json", mappe=tmp_path)
    assert rett.returncode == 0
    svar = json.loads(rett.stdout)
    assert (svar["stemmer"], svar["motsigelse"]) == (2, 0)
    assert svar["funn"][0]["celler"] == [[2, 0], [0, 0], [1, 0]]
    borte = kjoer("borte.csv", mappe=tmp_path)
    assert (borte.returncode, borte.stdout) == (2, "")
    assert borte.stderr == "Feil: Filen «borte.csv» finnes ikke. Se over navnet og mappen.\n"
    tekst = kjoer("rett.csv", "--tekst", "tekst.txt", mappe=tmp_path)
    assert (tekst.returncode, "i teksten 3,6" in tekst.stdout) == (1, True)
