"""Reading of users' tables: the right values or a clear sentence, never silently wrong."""

import io
import math
import os
import random
import re
import resource
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import xlsxwriter

from helseanalyse.sources import read_table
from helseanalyse.sources.tabell import Tabell
from helseanalyse.sources.tabell_stort import _BIT as BIT
from helseanalyse.sources.tabell_stort import _SPESIELT, STORT, _har_noe_av
from vonde_ark import ARK1, BOEKER, HODE, RADER, RETT, Bok, endre, enkel, ods, xls
from vonde_filer import TEKSTFILER, Sak


def lik(fikk: Any, ventet: Any) -> bool:
    if ventet is None:
        return bool(pd.isna(fikk))
    if isinstance(ventet, float):
        return math.isclose(fikk, ventet, rel_tol=1e-12)
    return bool(fikk == ventet)


def sjekk(sak: Any, tabell: Tabell) -> None:
    for navn, ventet in sak.verdier.items():
        assert navn in tabell.frame, (navn, list(tabell.frame), tabell.warnings)
        fikk = tabell.frame[navn].tolist()
        assert len(fikk) == len(ventet), (fikk, tabell.warnings)
        assert all(map(lik, fikk, ventet)), (navn, fikk, tabell.warnings)
    for navn, ventet in sak.status.items():
        assert tabell.status[navn].tolist() == ventet
    assert tabell.status.shape == tabell.frame.shape
    assert not tabell.status.isna().any().any()
    if sak.varsel:
        treff = [v for v in tabell.warnings if re.search(sak.varsel, v)]
        assert treff, tabell.warnings
        assert all(f"«{tabell.fil}»" in v and v.endswith(".") for v in treff)
    else:
        assert tabell.warnings == []


@pytest.mark.parametrize("sak", TEKSTFILER, ids=lambda s: f"{s.gruppe}-{s.navn}")
def test_vond_fil(sak: Sak, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    fil = tmp_path / sak.fil
    fil.write_bytes(sak.data)
    if sak.feil:
        with pytest.raises(ValueError, match=sak.feil) as feil:
            read_table(fil, **sak.valg)
        assert type(feil.value) is ValueError
        assert f"«{sak.fil}»" in str(feil.value)
        assert str(tmp_path) not in str(feil.value)
    else:
        sjekk(sak, read_table(fil, **sak.valg))
    assert [f.name for f in tmp_path.iterdir()] == [sak.fil], "noe er kjørt"


# ------------------------------------------------------------------ arbeidsbøker
@pytest.mark.parametrize("bok", BOEKER, ids=lambda b: b.navn)
def test_vond_arbeidsbok(bok: Bok, tmp_path: Path) -> None:
    fil = tmp_path / bok.fil
    fil.write_bytes(bok.lag())
    start = time.monotonic()
    if bok.feil:
        with pytest.raises(ValueError, match=bok.feil) as feil:
            read_table(fil, **bok.valg)
        assert type(feil.value) is ValueError
        assert f"«{bok.fil}»" in str(feil.value)
        assert str(tmp_path) not in str(feil.value)
    else:
        sjekk(bok, read_table(fil, **bok.valg))
    assert time.monotonic() - start < 5
    assert [f.name for f in tmp_path.iterdir()] == [bok.fil], "noe er skrevet"


@pytest.mark.parametrize(
    "lag", [enkel, xls, lambda: ods([HODE, *RADER])], ids=["xlsx", "xls", "ods"]
)
def test_skadede_boeker_gir_tall_eller_setning(lag: Callable[[], bytes], tmp_path: Path) -> None:
    """Bytes changed at random: the right values or a sentence; the process lives."""
    hel, lykke = lag(), random.Random(7)
    for nr in range(6):
        data = bytearray(hel)
        for _ in range(1 + nr * 3):
            data[lykke.randrange(len(data))] = lykke.randrange(256)
        fil = tmp_path / "bok.bin"
        fil.write_bytes(bytes(data))
        try:
            ramme = read_table(fil).frame
        except ValueError as feil:
            assert "«bok.bin»" in str(feil)
        else:
            assert list(ramme.columns) == HODE
            assert ramme.komm_nr.tolist() == RETT["komm_nr"]


def test_bomber_blir_en_setning_innen_tid_og_minne(tmp_path: Path) -> None:
    """Under 1 GB at its highest, also where the package is honest about a size that is too big."""
    fil = tmp_path / "bok.xlsx"
    fil.write_bytes(endre(enkel(), ARK1, lambda x: x + b" " * 480_000_000))
    start = time.monotonic()
    with pytest.raises(ValueError, match="urimelig stor utpakket"):
        read_table(fil)
    assert time.monotonic() - start < 5
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 1_000_000


# ------------------------------------------------------------------ stier
def test_rare_stier_gir_en_setning(tmp_path: Path) -> None:
    roer = tmp_path / "roer"
    os.mkfifo(roer)
    for sti, setning in {
        tmp_path: "er en mappe. Oppgi en fil",
        tmp_path / "borte.csv": "«borte.csv» finnes ikke",
        roer: "«roer» er ikke en vanlig fil",
        "/dev/zero": "«zero» er ikke en vanlig fil",
        "https://eksempel.no/tall.csv": "er en nettadresse. Last ned filen",
        "tall\x00.csv": "har et ulovlig tegn",
        tmp_path / ("x" * 300): "kan ikke åpnes",
    }.items():
        with pytest.raises(ValueError, match=setning) as feil:
            read_table(sti)
        assert type(feil.value) is ValueError


def test_rart_filnavn_gjengis_paa_en_linje(tmp_path: Path) -> None:
    fil = tmp_path / "tall\n\x1b[31m.csv"
    fil.write_bytes(b"")
    with pytest.raises(ValueError) as feil:
        read_table(fil)
    assert str(feil.value).isprintable()


def test_desimaltegn_og_ark_sjekkes(tmp_path: Path) -> None:
    fil = tmp_path / "tall.csv"
    fil.write_text("komm_nr;plasser\n0121;5\n")
    with pytest.raises(ValueError, match="komma eller punktum"):
        read_table(fil, desimaltegn=";")
    with pytest.raises(ValueError, match="teksttabell uten ark"):
        read_table(fil, ark="Data")


def test_innlesing_er_lett_aa_importere() -> None:
    """What loads the example data does not load the readers of workbooks."""
    kode = (
        "import sys, helseanalyse.sources.load;"
        "print([m for m in ('fastexcel', 'openpyxl', 'xlrd', 'requests', 'pandera')"
        " if m in sys.modules], 'helseanalyse.sources.tabell' in sys.modules)"
    )
    svar = subprocess.run([sys.executable, "-c", kode], capture_output=True, text=True, check=True)
    assert svar.stdout.strip() == "[] False"


def test_samme_fil_gir_samme_svar(tmp_path: Path) -> None:
    fil = tmp_path / "tall.csv"
    fil.write_bytes(next(s.data for s in TEKSTFILER if s.navn == "alle_tegnene"))
    en, to = read_table(fil), read_table(fil)
    pd.testing.assert_frame_equal(en.frame, to.frame)
    assert en.sha256 == to.sha256 and en.rader.tolist() == [2, 3, 4, 5, 6, 7, 8]
    assert en.frame.dtypes.astype(str).to_dict() == {"komm_nr": "str", "verdi": "float64"}


# ------------------------------------------------------------------ ekte filer
@pytest.fixture
def ekte() -> Path:
    mappe = os.environ.get("HELSEANALYSE_PROEVEDATA")
    if not mappe:
        pytest.skip("HELSEANALYSE_PROEVEDATA er ikke satt")
    return Path(mappe)


def test_ssb_csv(ekte: Path) -> None:
    t = read_table(ekte / "ssb_07459_eksport_latin1.csv")
    assert t.metadata["tittel"] == ["07459: Population, by region, age, contents and year"]
    halden = t.frame[t.frame.region == "3001"]
    assert halden["Persons 2021"].head(3).tolist() == [253.0, 269.0, 261.0]
    assert len(halden) == 106
    assert t.metadata["navn"]["3001"] == "Halden"


def test_ssb_xlsx(ekte: Path) -> None:
    t = read_table(ekte / "ssb_11403_eksport.xlsx")
    assert t.frame.iloc[:, 0].head(2).tolist() == [2010, 2011]
    assert t.frame["Godsmengde (mill. tonn) | Veitransport"].head(2).tolist() == [279.0, 269.0]
    assert t.metadata["Kilde"] == "Statistisk sentralbyrå"
    assert "mill. tonnkm" in t.metadata["Måleenhet"]
    assert t.enheter == {}


def test_deflator_og_befolkning(ekte: Path) -> None:
    t = read_table(ekte / "deflatorer.csv")
    rad = t.frame[t.frame["År"] == 2022].iloc[0]
    assert rad["Kommunal deflator"] == 6.7
    assert t.enheter["Kommunal deflator"] == "prosent"
    folk = read_table(ekte / "population_municip_age_2005_2026_structure2024.csv.gz").frame
    asker = folk[(folk.location_code == "3203") & (folk.calyear == 2019)]
    # Hurum, Røyken and Asker on 1 January 2019, as SSB's own export has them.
    assert asker.filter(like="age_").to_numpy().sum() == 9521 + 22635 + 61523
    assert folk.location_code.nunique() == 357


@pytest.mark.parametrize("hva", ["vanlig", "sant", "feil", "blandet"])
def test_stort_ark_leses_som_et_lite(hva: str, tmp_path: Path) -> None:
    """A sheet that is large enough for the fast way, plain and with what it must not lose."""
    fil, n = tmp_path / "stor.xlsx", 140_000
    with xlsxwriter.Workbook(fil, {"constant_memory": True}) as bok:
        ark = bok.add_worksheet("Data")
        ark.write_row(0, 0, ["komm_nr", "aar", "plasser", "b"])
        for i in range(n):
            ark.write_row(i + 1, 0, [f"{301 + i % 357:04d}", 2015, 500 + i / 8, i])
            if i == n - 2 and hva == "sant":
                ark.write_boolean(i + 1, 2, True)
            if i == n - 2 and hva == "feil":
                ark.write_formula(i + 1, 2, "=1/0", None, "#DIV/0!")
            if i == n - 2 and hva == "blandet":
                ark.write_string(i + 1, 2, "1,25")
    with zipfile.ZipFile(fil) as pakke:
        assert pakke.getinfo(ARK1).file_size > STORT
    t = read_table(fil)
    assert len(t.frame) == n and t.frame.komm_nr.head(2).tolist() == ["0301", "0302"]
    ventet = {"vanlig": 500 + (n - 2) / 8, "blandet": 1.25}.get(hva)
    assert lik(t.frame.plasser.iloc[-2], ventet)
    assert t.frame.plasser.iloc[-1] == 500 + (n - 1) / 8
    assert t.status.plasser.iloc[-2] == {"sant": "ja", "feil": "#DIV/0!"}.get(hva, "")
    assert (t.warnings == []) == (hva in ("vanlig", "blandet"))


@pytest.mark.parametrize("merke", [b'<c r="A1" t="b">', b'<mergeCell ref="A1:B1"/>'])
@pytest.mark.parametrize("foer", [0, BIT - 1, BIT - 9, BIT, 3 * BIT + 7])
def test_det_spesielle_finnes_hvor_som_helst_i_arket(merke: bytes, foer: int) -> None:
    """Also across two pieces, and with much after it: links and rules come after the merges."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as pakke:
        pakke.writestr("med", b" " * foer + merke + b" " * 9_000_000)
        pakke.writestr("uten", b" " * (foer + 9_000_000))
    assert _har_noe_av(_SPESIELT, buffer.getvalue(), "med")
    assert not _har_noe_av(_SPESIELT, buffer.getvalue(), "uten")


def test_statusen_til_to_kolonner_uten_tegn_er_ikke_den_samme(tmp_path: Path) -> None:
    fil = tmp_path / "to.csv"
    fil.write_text("navn;a;b\nx;1;2\ny;3;4\n", encoding="utf-8")
    status = read_table(fil).status
    status.loc[0, "a"] = ".."
    assert status["a"].tolist() == ["..", ""] and status["b"].tolist() == ["", ""]
