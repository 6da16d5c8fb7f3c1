"""The bounds on the reading of workbooks, measured in a process of its own: time and memory."""

import io
import json
import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from helseanalyse.sources import barn, read_table
from vonde_ark import ARK1, BOEKER, enkel

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="setrlimit og /proc")

# VmHWM, for a process inherits the mark of ru_maxrss from the one that started it.
MAALER = """
import json, re, resource, sys, time
from pathlib import Path
from helseanalyse.sources import read_table
for fil in sys.argv[1:]:
    start = time.monotonic()
    try:
        read_table(fil)
        svar = "lest"
    except ValueError as feil:
        svar = str(feil)
    sekunder = time.monotonic() - start
    eget = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
    barnets = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(json.dumps([svar, sekunder, eget + barnets]), flush=True)
"""
GB = 1_000_000  # kilobytes


def loegn() -> bytes:
    """Package whose sheet unpacks to 400 MB, and says that it is 5 kB."""
    hel, ut = enkel(), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(hel)) as inn, zipfile.ZipFile(ut, "w", 8) as pakke:
        for navn in inn.namelist():
            with pakke.open(navn, "w") as strom:
                strom.write(inn.read(navn))
                for _ in range(400 if navn == ARK1 else 0):
                    strom.write(b" " * 1_000_000)
        stor = pakke.getinfo(ARK1).file_size
    sagt = ut.getvalue().replace(stor.to_bytes(4, "little"), (5000).to_bytes(4, "little"))
    assert sagt != ut.getvalue()
    return sagt


def test_bombene_er_innen_tid_og_minne_og_prosessen_lever(tmp_path: Path) -> None:
    """Each within 5 s and 1 GB, parent and child together; after them all a good file is read."""
    navn = ("fjerneste_hjoerne", "tall_langt_unna", "zip_bombe", "kryptert", "laast",
            "xls_kryptert", "latter_i_arket", "latter_i_teksten", "ods_bombe")  # fmt: skip
    bomber = {b.navn: (b.lag, b.feil) for b in BOEKER if b.navn in navn}
    assert len(bomber) == len(navn)
    saker = bomber | {"loegn": (loegn, "er skadet og kan ikke leses"), "god": (enkel, "lest")}
    filer = [tmp_path / sak for sak in saker]
    for fil, (lag, _) in zip(filer, saker.values(), strict=True):
        fil.write_bytes(lag())
    kjoert = subprocess.run(
        [sys.executable, "-c", MAALER, *map(str, filer)], capture_output=True, text=True, timeout=60
    )
    assert kjoert.returncode == 0, kjoert.stderr
    maalt = [json.loads(linje) for linje in kjoert.stdout.splitlines()]
    for (sak, (_, ventet)), (svar, sekunder, minne) in zip(saker.items(), maalt, strict=True):
        assert re.search(ventet, svar), (sak, svar)
        assert sekunder < 5, sak
        assert minne < GB, sak


# ------------------------------------------------------------------ grensene selv
def test_barnet_faar_ikke_mer_minne_og_skriver_ingen_filer(tmp_path: Path) -> None:
    """The limits that the child sets itself are the system's, whatever the reader does."""
    kode = f"""
from helseanalyse.sources.barn import _begrens
_begrens(1)
bytearray(400_000_000)
for navn, kall in (("minne", lambda: bytearray(1_000_000_000)),
                   ("fil", lambda: open({str(tmp_path / "fil")!r}, "wb", 0).write(b"x"))):
    try:
        kall()
    except (MemoryError, OSError) as feil:
        print(navn, type(feil).__name__, flush=True)
while True:
    pass
"""
    start = time.monotonic()
    svar = subprocess.run([sys.executable, "-c", kode], capture_output=True, text=True, timeout=20)
    assert svar.stdout.splitlines() == ["minne MemoryError", "fil OSError"]
    assert svar.returncode < 0, "en løkke uten ende stanses av systemet"
    assert time.monotonic() - start < 15


@pytest.mark.parametrize(
    ("barnets", "setning"),
    [
        ("import time; time.sleep(60)", "tok for lang tid å lese, og lesingen ble stanset etter"),
        ("import os; os.abort()", "er skadet eller for stor, og lesingen stanset uten svar"),
        ("import os; os.kill(os.getpid(), 9)", "og lesingen stanset uten svar"),
        ("import sys; sys.exit(3)", "og lesingen stanset uten svar"),
    ],
)
def test_et_barn_som_henger_eller_doer_blir_en_setning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, barnets: str, setning: str
) -> None:
    """Whatever becomes of the child, its caller gets a sentence in time, and reads on."""
    fil = tmp_path / "bok.xlsx"
    fil.write_bytes(enkel())
    with monkeypatch.context() as m:
        m.setattr(barn, "_START", barnets)
        m.setattr(barn, "_FRIST", 1.0)
        start = time.monotonic()
        with pytest.raises(ValueError, match=setning) as feil:
            read_table(fil)
        assert "«bok.xlsx»" in str(feil.value)
        assert time.monotonic() - start < 4
    assert len(read_table(fil).frame) == 2
