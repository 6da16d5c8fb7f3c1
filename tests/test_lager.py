"""The store: what is written is whole, what is read is what was written, whoever dies when."""

import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from helseanalyse.sources.lager import MILJOE, Lager
from helseanalyse.sources.lager_raa import kravnoekkel

KRAV = {"hva": "data", "utsnitt": {"Tid": ["2024"]}}


def observasjoner(verdi: float, kilde: str = "a", antall: int = 3, aar: int = 2024) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "komm_nr": [f"{i:04d}" for i in range(101, 101 + antall)],
            "aar": aar,
            "indikator": "plasser_institusjon",
            "verdi": verdi,
            "enhet": "plasser",
            "status": "maalt",
            "kilde": kilde,
        }
    )


def kilder(*koder: str, hentet: str = "2026-03-01") -> pd.DataFrame:
    return pd.DataFrame(
        {"kilde": koder, "tittel": "Plasser", "utgiver": "SSB", "sted": "tabell 11875"}
    ).assign(dato="2026-02-01", hentet=hentet, lisens="CC BY 4.0", metode="tabell")


@pytest.fixture
def lager(tmp_path: Path) -> Lager:
    return Lager(tmp_path / "lager")


def fyll(lager: Lager, verdi: float = 1.0, kilde: str = "a", **valg: Any) -> None:
    with lager.skrivelaas():
        lager.flett({"observasjoner": observasjoner(verdi, kilde, **valg), "kilder": kilder(kilde)})


# ------------------------------------------------------------------ tabeller
def test_det_som_leses_er_det_som_ble_skrevet(lager: Lager) -> None:
    """Codes keep their zeros, years are whole, missing is missing and never nought."""
    ramme = observasjoner(1.0)
    ramme.loc[1, ["verdi", "status"]] = [float("nan"), "skjermet"]
    with lager.skrivelaas():
        lager.flett({"observasjoner": ramme, "kilder": kilder("a")})
    lest = lager.les("observasjoner")
    assert list(lest.komm_nr) == ["0101", "0102", "0103"]
    assert list(lest.status) == ["maalt", "skjermet", "maalt"]
    assert lest.verdi.isna().tolist() == [False, True, False]
    assert str(lest.aar.dtype) == "Int64"
    assert lest.aar.tolist() == [2024] * 3


def test_typene_er_de_samme_som_i_eksempeldataene(lager: Lager, data: Any) -> None:
    fyll(lager)
    for navn in ("observasjoner", "kilder", "kommuner", "kommuneendringer"):
        assert lager.les(navn).dtypes.to_dict() == getattr(data, navn).dtypes.to_dict(), navn
    assert lager.les("befolkning").dtypes.to_dict() == data.folk().dtypes.to_dict()


def test_tomt_lager_gir_tomme_rammer_og_lager_ingen_mappe(lager: Lager) -> None:
    assert lager.les("befolkning").empty
    assert list(lager.les("befolkning"))[:3] == ["komm_nr", "aar", "kjoenn"]
    assert lager.raasvar() == []
    assert not lager.mappe.exists()


def test_nye_rader_legges_over_de_gamle(lager: Lager) -> None:
    """Same key: the new row; other keys: the old ones stay with their own source."""
    fyll(lager, 1.0, "a", antall=3)
    fyll(lager, 2.0, "b", antall=2)
    lest = lager.les("observasjoner")
    assert lest[["komm_nr", "verdi", "kilde"]].to_numpy().tolist() == [
        ["0101", 2.0, "b"],
        ["0102", 2.0, "b"],
        ["0103", 1.0, "a"],
    ]
    assert list(lager.les("kilder").kilde) == ["a", "b"]
    fyll(lager, 3.0, "b", antall=3)
    assert list(lager.les("kilder").kilde) == ["b"], "ingen rad viser til «a» lenger"


def test_ukjent_kolonne_avvises(lager: Lager) -> None:
    with lager.skrivelaas(), pytest.raises(ValueError, match="har ikke kolonnen"):
        lager.flett({"observasjoner": observasjoner(1.0).assign(tull=1)})


def test_bare_noen_kommuner(lager: Lager) -> None:
    fyll(lager, antall=50)
    assert list(lager.les("observasjoner", hvor={"komm_nr": ["0103", "0199"]}).komm_nr) == ["0103"]


def test_lagene_er_hver_for_seg(lager: Lager) -> None:
    fyll(lager, 1.0)
    with lager.skrivelaas():
        lager.skriv({"observasjoner": observasjoner(9.0, "egen")}, lag="egne")
    assert lager.les("observasjoner").verdi.unique().tolist() == [1.0]
    assert lager.les("observasjoner", "egne").verdi.unique().tolist() == [9.0]
    with lager.skrivelaas():
        lager.behold(b"{}", KRAV, tabell="11875", hentet="2026-03-01", oppdatert=None)
        lager.skriv_jobb({"noekkel": "x"})
    lager.slett_lag("egne")
    assert lager.les("observasjoner", "egne").empty
    assert len(lager.les("observasjoner")) == 3
    assert len(lager.raasvar()) == 1
    with lager.skrivelaas():
        lager.skriv({"observasjoner": observasjoner(9.0, "egen")}, lag="egne")
    lager.slett_lag("ssb")
    assert (lager.raasvar(), lager.les_jobb()) == ([], {})
    assert lager.les("observasjoner").empty
    assert len(lager.les("observasjoner", "egne")) == 3


def test_hver_kildetabell_har_sin_egen_fil(lager: Lager) -> None:
    """A fetch of one table neither rewrites nor loses another's rows or source record."""
    ramme = observasjoner(2.0, "k12209").assign(indikator="i12209")
    annen = observasjoner(1.0, "k11875").assign(indikator="i11875")
    with lager.skrivelaas():
        lager.flett({"observasjoner": annen, "kilder": kilder("k11875")}, del_="11875")
        lager.flett({"observasjoner": ramme, "kilder": kilder("k12209")}, del_="12209")
    filer = {f.name for f in lager.mappe.glob("tabeller/*observasjoner-11875*")}
    with lager.skrivelaas():
        nye = {"observasjoner": ramme.assign(verdi=3.0, kilde="ny"), "kilder": kilder("ny")}
        lager.flett(nye, del_="12209")
    assert {f.name for f in lager.mappe.glob("tabeller/*observasjoner-11875*")} == filer
    o = lager.les("observasjoner")
    assert o.groupby("indikator").verdi.first().to_dict() == {"i11875": 1.0, "i12209": 3.0}
    assert len(o) == 6
    assert list(lager.les("kilder").kilde) == ["k11875", "ny"]
    assert set(lager.les("observasjoner", del_="11875").kilde) == {"k11875"}


def test_mappen_kan_velges(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MILJOE, str(tmp_path / "fra_miljoe"))
    assert Lager().mappe == tmp_path / "fra_miljoe"
    assert Lager(tmp_path / "valgt").mappe == tmp_path / "valgt"
    monkeypatch.delenv(MILJOE)
    assert Lager().mappe.name == "helseanalyse"


# ------------------------------------------------------------------ skade
def en_parquet(lager: Lager) -> Path:
    (fil,) = lager.mappe.glob("tabeller/ssb-observasjoner-*.parquet")
    return fil


def test_en_fil_er_ikke_et_tomt_lager(tmp_path: Path) -> None:
    fil = tmp_path / "lager"
    fil.write_text("noe annet", encoding="utf-8")
    with pytest.raises(ValueError, match=r"skal være en mappe, men .*lager» er en fil"):
        Lager(fil).les("kommuner")
    assert fil.read_text(encoding="utf-8") == "noe annet"


@pytest.mark.parametrize("sted", [0.0, 0.3, 0.6, 0.999])
def test_skadet_tabell_leses_aldri(lager: Lager, sted: float) -> None:
    """One changed bit anywhere: a sentence, never other figures."""
    fyll(lager, antall=200)
    fil = en_parquet(lager)
    biter = bytearray(fil.read_bytes())
    biter[int(sted * len(biter))] ^= 1
    fil.write_bytes(bytes(biter))
    with pytest.raises(ValueError, match=r"observasjoner.* i datalageret .* er skadet; slett"):
        lager.les("observasjoner")


def test_avkortet_eller_borte(lager: Lager) -> None:
    fyll(lager)
    fil = en_parquet(lager)
    fil.write_bytes(fil.read_bytes()[:-20])
    with pytest.raises(ValueError, match="skadet"):
        lager.les("observasjoner")
    fil.unlink()
    with pytest.raises(ValueError, match="skadet"):
        lager.les("observasjoner")
    (lager.mappe / "innhold.json").write_text('{"lag": {"ss')
    with pytest.raises(ValueError, match=r"«innhold.json» i .* er skadet; slett"):
        lager.les("kilder")
    lager.slett()
    assert lager.les("observasjoner").empty, "etter sletting virker lageret igjen"


# ------------------------------------------------------------------ råsvar
def test_raasvar_beholdes_med_krav_hash_og_dato(lager: Lager) -> None:
    svar = b'{"value":[1]}'
    with lager.skrivelaas():
        for hentet in ("2026-03-01T12:00:00+01:00", "2026-06-20T12:00:00+02:00"):
            lager.behold(svar, KRAV, tabell="11875", hentet=hentet, oppdatert="2026-02-01")
            svar = b'{"value":[2]}'
    foerste, andre = lager.raasvar("11875")
    assert (foerste.hentet[:10], andre.hentet[:10]) == ("2026-03-01", "2026-06-20")
    assert lager.les_raa(foerste) == b'{"value":[1]}'
    assert lager.les_raa(andre) == b'{"value":[2]}'
    assert foerste.krav == KRAV
    assert foerste.byte == 13
    assert foerste.sha256 != andre.sha256
    fil = lager.mappe / "raa" / "svar" / andre.sha256
    fil.write_bytes(b'{"value":[3]}')
    with pytest.raises(ValueError, match="Råsvaret for tabell 11875 er borte eller skadet"):
        lager.les_raa(andre)


def test_like_krav_har_likt_navn() -> None:
    assert kravnoekkel("1", {"a": 1, "b": 2}) == kravnoekkel("1", {"b": 2, "a": 1})
    assert kravnoekkel("1", {"a": 1}) != kravnoekkel("2", {"a": 1})


# ------------------------------------------------------------------ innhold og sletting
def test_innhold_sier_hva_fra_hvor_og_hvor_gammelt(lager: Lager) -> None:
    ramme = observasjoner(1.0).assign(status=["maalt", "foreloepig", "maalt"])
    with lager.skrivelaas():
        lager.flett({"observasjoner": ramme, "kilder": kilder("a", hentet="2026-03-01")})
    (rad,) = lager.innhold(date(2026, 3, 14)).to_dict("records")
    assert rad | {"tittel": "Plasser", "sted": "tabell 11875", "rader": 3} == rad
    assert (rad["kommuner"], rad["aar_fra"], rad["aar_til"]) == (3, 2024, 2024)
    assert (rad["hentet"], rad["oppdatert"], rad["alder_dager"]) == ("2026-03-01", "2026-02-01", 13)
    assert (rad["foreloepige"], rad["endelig"], rad["gammel"]) == (1, False, False)
    assert lager.innhold(date(2026, 3, 15)).gammel.tolist() == [True], "KOSTRA kom 15. mars"
    assert lager.innhold(date(2027, 1, 2)).alder_dager.tolist() == [307]


def test_kommuneinndelingen_er_gammel_fra_nyttaar(lager: Lager) -> None:
    """Only municipalities are counted: the country is named by the tables."""
    kommuner = pd.DataFrame({"komm_nr": ["0301", "EAK"], "navn": ["Oslo", "Landet"]})
    with lager.skrivelaas():
        nye = kommuner.assign(type=["kommune", "landet"], kilde="klass")
        lager.flett({"kommuner": nye, "kilder": kilder("klass", hentet="2026-03-01")})
    (rad,) = lager.innhold(date(2026, 12, 31)).to_dict("records")
    assert (rad["ramme"], rad["kommuner"], rad["gammel"]) == ("kommuner", 1, False)
    assert pd.isna(rad["aar_fra"])
    assert lager.innhold(date(2027, 1, 1)).gammel.tolist() == [True]


def test_slett_tar_bare_lagerets_egne_filer(lager: Lager) -> None:
    fyll(lager)
    with lager.skrivelaas():
        lager.behold(b"{}", KRAV, tabell="11875", hentet="2026-03-01", oppdatert=None)
        lager.skriv_jobb({"noekkel": "x"})
    egen = lager.mappe / "mitt regneark.xlsx"
    egen.write_bytes(b"mitt")
    lager.slett()
    assert {f.name for f in lager.mappe.rglob("*")} == {"mitt regneark.xlsx", "skrivelaas"}
    assert egen.read_bytes() == b"mitt"
    assert lager.les("observasjoner").empty


def test_slett_en_kildetabell(lager: Lager) -> None:
    for tabell in ("11875", "12209"):
        ramme = observasjoner(1.0, f"k{tabell}").assign(indikator=f"i{tabell}")
        with lager.skrivelaas():
            nye = {"observasjoner": ramme, "kilder": kilder(f"k{tabell}")}
            lager.flett(nye, del_=tabell)
            for svar in (b"felles", tabell.encode()):
                krav = {"svar": svar.decode()}
                lager.behold(svar, krav, tabell=tabell, hentet="2026-03-01", oppdatert=None)
    lager.slett_tabell("11875")
    assert set(lager.les("observasjoner").indikator) == {"i12209"}
    assert list(lager.les("kilder").kilde) == ["k12209"], "ingen rad viser til den andre lenger"
    assert lager.tabeller() == ["12209"]
    assert lager.raasvar("11875") == []
    assert [lager.les_raa(r) for r in lager.raasvar("12209")] != []
    assert {f.read_bytes() for f in (lager.mappe / "raa" / "svar").iterdir()} == {
        b"felles",
        b"12209",
    }


# ------------------------------------------------------------------ låsen
BARN = """
import sys, time
from helseanalyse.sources.lager import Lager
with Lager(sys.argv[1]).skrivelaas():
    print("holder", flush=True)
    time.sleep(60)
"""


@contextmanager
def barn(kode: str, *argumenter: str) -> Iterator[subprocess.Popen[str]]:
    """A child process with its output open; it is gone afterwards."""
    prosess = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(kode), *argumenter],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        yield prosess
    finally:
        prosess.kill()
        prosess.wait()
        assert prosess.stdout is not None
        prosess.stdout.close()


def test_bare_en_henter_om_gangen(lager: Lager) -> None:
    fyll(lager, 1.0)
    with barn(BARN, str(lager.mappe)) as prosess:
        assert prosess.stdout is not None
        assert prosess.stdout.readline() == "holder\n"
        with (
            pytest.raises(ValueError, match=rf"i gang \(prosess {prosess.pid}\); vent"),
            lager.skrivelaas(),
        ):
            pytest.fail("to skrivere samtidig")
        assert len(lager.les("observasjoner")) == 3, "lesing stenges aldri ute"


def test_laasen_til_en_doed_prosess_tas_over(lager: Lager) -> None:
    with barn(BARN, str(lager.mappe)) as prosess:
        assert prosess.stdout is not None
        prosess.stdout.readline()
        prosess.send_signal(signal.SIGKILL)
        prosess.wait()
        fyll(lager, 5.0)
    assert lager.les("observasjoner").verdi.tolist() == [5.0] * 3


def test_mange_lesere_ved_siden_av_en_skriver(lager: Lager) -> None:
    """Every read is one edition, whole: all rows and their source agree."""
    fyll(lager, 0.0, "k0", antall=300)
    ferdig = threading.Event()
    feil: list[str] = []
    sett: set[float] = set()

    def les() -> None:
        while not ferdig.is_set():
            try:
                verdier = set(lager.les("observasjoner").verdi)
            except Exception as e:
                feil.append(repr(e))
                return
            if len(verdier) != 1:
                feil.append(f"blandet: {verdier}")
            sett.update(verdier)

    lesere = [threading.Thread(target=les) for _ in range(4)]
    for leser in lesere:
        leser.start()
    for nr in range(1, 21):
        fyll(lager, float(nr), f"k{nr}", antall=300)
    ferdig.set()
    for leser in lesere:
        leser.join()
    assert feil == []
    assert len(sett) > 3
    assert len(list(lager.mappe.glob("tabeller/*-observasjoner-*"))) <= 2, "gamle utgaver ryddes"


# ------------------------------------------------------------------ kill −9
HJELP = """
import os
import pandas as pd
from helseanalyse.sources.lager import Lager

def fyll_alt(mappe):
    lager = Lager(mappe)
    nr = os.getpid() * 1000
    while True:
        nr += 1
        n = 1500
        o = pd.DataFrame({
            "komm_nr": [f"{i:04d}" for i in range(n)], "aar": 2024, "indikator": "x",
            "verdi": float(nr), "enhet": "kr", "status": "maalt", "kilde": f"k{nr}",
        })
        k = pd.DataFrame({"kilde": [f"k{nr}"], "tittel": "t", "hentet": "2026-01-01"})
        with lager.skrivelaas():
            lager.behold(b"x" * 200_000 + str(nr).encode(), {"nr": nr}, tabell="1",
                         hentet=f"2026-01-01T{nr:08d}", oppdatert=None)
            lager.skriv_jobb({"noekkel": str(nr)})
            lager.flett({"observasjoner": o, "kilder": k})
        print(nr, flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_drap_midt_i_skrivingen_100_ganger(lager: Lager, tmp_path: Path) -> None:
    """A writer killed at 100 moments: the edition it had finished, or the next, whole.

    The writers are forked from one warm process, so that the kills fall in the writing.
    """
    skript = tmp_path / "tests_lager_hjelp.py"
    skript.write_text(HJELP)
    forker = f"""
import os, random, signal, sys, time
sys.path.insert(0, {str(tmp_path)!r})
import pandas, pyarrow.parquet
from tests_lager_hjelp import fyll_alt
tilfeldig = random.Random(7)
for gang in range(100):
    les, skriv = os.pipe()
    barn = os.fork()
    if not barn:
        os.dup2(skriv, 1)
        fyll_alt(sys.argv[1])
    os.close(skriv)
    sagt = os.read(les, 4096)              # one whole round, then somewhere in the next
    while b"\\n" not in sagt:
        sagt += os.read(les, 4096)
    time.sleep(tilfeldig.random() * 0.06)
    os.kill(barn, signal.SIGKILL)
    os.waitpid(barn, 0)
    sagt += os.read(les, 65536)
    os.close(les)
    siste = sagt.decode().rpartition("\\n")[0].rpartition("\\n")[2]
    sys.stdout.write(f"drept {{siste}}\\n")
    sys.stdout.flush()
    sys.stdin.readline()
"""
    prosess = subprocess.Popen(
        [sys.executable, "-c", forker, str(lager.mappe)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert prosess.stdin is not None
    assert prosess.stdout is not None
    drept = midtveis = 0
    while (linje := prosess.stdout.readline()).startswith("drept"):
        drept += 1
        ferdig = int(linje.split()[1])
        rester = list(lager.mappe.rglob(".skrives-*"))
        midtveis += bool(rester)
        o, k = lager.les("observasjoner"), lager.les("kilder")
        assert len(o) == 1500
        assert o.verdi.nunique() == 1
        assert o.verdi.iloc[0] in (ferdig, ferdig + 1), "det som var ferdig skrevet, er der"
        assert set(o.kilde) == set(k.kilde) == {f"k{int(o.verdi.iloc[0])}"}
        assert all(lager.les_raa(r) for r in lager.raasvar()[-2:])
        assert lager.les_jobb()["noekkel"].isdigit()
        prosess.stdin.write("\n")
        prosess.stdin.flush()
    prosess.stdin.close()
    prosess.stdout.close()
    assert prosess.wait() == 0
    assert drept == 100
    assert midtveis > 0, "ingen av drapene traff en skriving"
    with lager.skrivelaas():
        assert list(lager.mappe.rglob(".skrives-*")) == [], "neste skriver rydder"
    for rekord in lager.raasvar():
        assert lager.les_raa(rekord).startswith(b"x" * 100)


def test_avbrutt_skriving_lar_det_gamle_staa(lager: Lager, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full at the last moment: the old tables are read as before."""
    fyll(lager, 1.0)
    foer = lager.les("observasjoner")

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        fyll(lager, 2.0)
    monkeypatch.undo()
    assert_frame_equal(lager.les("observasjoner"), foer)
    assert list(lager.mappe.rglob(".skrives-*")) == []


def test_uleselig_jobb_starter_paa_nytt(lager: Lager) -> None:
    lager.mappe.mkdir(parents=True)
    (lager.mappe / "jobb.json").write_text("{", encoding="utf-8")
    assert lager.les_jobb() == {}
    lager.skriv_jobb({"noekkel": "æ"})
    assert json.loads((lager.mappe / "jobb.json").read_text("utf-8")) == {"noekkel": "æ"}


def test_lesing_gaar_fort_nok(lager: Lager) -> None:
    """A municipality out of half a million rows, with the hash checked, in well under a second."""
    n = 500_000
    ramme = pd.DataFrame(
        {
            "komm_nr": [f"{100 + i // 1000:04d}" for i in range(n)],
            "aar": 2024,
            "indikator": [f"i{i % 1000}" for i in range(n)],
            "verdi": 1.0,
            "enhet": "kr",
            "status": "maalt",
            "kilde": "a",
        }
    )
    with lager.skrivelaas():
        lager.skriv({"observasjoner": ramme})
    start = time.perf_counter()
    assert len(lager.les("observasjoner", hvor={"komm_nr": ["0101"]})) == 1000
    assert time.perf_counter() - start < 2
