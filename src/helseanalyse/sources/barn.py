"""Workbooks are read in a child process with bounds on memory and time.

A damaged or hostile workbook can make a reader stop or swell. Here only the child does: the
caller gets the grid as plain arrays, or one sentence. The child opens no file and writes none.
"""

import contextlib
import io
import json
import os
import signal
import struct
import subprocess
import sys
import threading
import zipfile
from pathlib import Path
from typing import Any

from .tabell_rute import Rutenett

_MINNE = 1_000_000_000
_FRIST = 4.5  # seconds, and more for each megabyte that a file honestly unpacks to
_FRIST_PER_MB = 0.2
_MAKS_MEDLEM, _MAKS_SUM, _MAKS_FORHOLD = 500_000_000, 900_000_000, 200
_SMAA = 20_000_000  # a member below this is never a bomb
_START = """import sys
sys.path[:0] = sys.argv[1:]
from helseanalyse.sources.barn import barn
barn()"""
_MILJOE = {
    "MALLOC_ARENA_MAX": "2",
    "OPENBLAS_NUM_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}


def les_i_barn(data: bytes, sort: str, fil: str, ark: str | None) -> Rutenett:
    """Grid of a workbook (``sort``: ``zip`` or ``ole``), read by a child process.

    Raises
    ------
    ValueError
        If the child refuses the file, stops, or exceeds its bounds.
    """
    utpakket = len(data)
    if sort == "zip":
        with _aapne(data, fil) as pakke:
            utpakket = _sjekk_zip(pakke, fil)
    frist = _FRIST + _FRIST_PER_MB * max(0, utpakket - _SMAA) / 1e6
    hode = json.dumps({"sort": sort, "fil": fil, "ark": ark, "frist": int(frist) + 1}).encode()
    svar = _spoer(struct.pack(">I", len(hode)) + hode, data, frist, fil)
    if svar[:1] == b"A":
        from .tabell_celler import fra_byte

        return fra_byte(svar[1:], fil)
    if svar[:1] == b"F":
        raise ValueError(svar[1:].decode())
    raise ValueError(
        f"Fil «{fil}» er skadet eller for stor, og lesingen stanset uten svar."
        " Åpne filen i et regneark og lagre den på nytt, eller del den."
    )


def _spoer(hode: bytes, data: bytes, frist: float, fil: str) -> bytes:
    rot = str(Path(__file__).parents[2])
    miljoe = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "LD_"))}
    miljoe |= _MILJOE
    barnet = subprocess.Popen(
        [sys.executable, "-P", "-X", "utf8", "-c", _START, rot],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=miljoe,
    )
    ute = threading.Event()
    vakt = threading.Timer(frist, _stans, (barnet, ute))
    vakt.start()
    skriver = threading.Thread(target=_send, args=(barnet.stdin, hode, data))
    skriver.start()
    try:
        svar: bytes = barnet.stdout.read() if barnet.stdout else b""
    finally:
        vakt.cancel()
        barnet.kill()
        barnet.wait()
        skriver.join()
        if barnet.stdout:
            barnet.stdout.close()
    if ute.is_set():
        raise ValueError(
            f"Fil «{fil}» tok for lang tid å lese, og lesingen ble stanset etter"
            f" {frist:.0f} sekunder. Lagre tabellen på nytt, eller del filen."
        )
    return svar


def _stans(barnet: "subprocess.Popen[bytes]", ute: threading.Event) -> None:
    ute.set()
    barnet.kill()


def _send(inn: Any, *deler: bytes) -> None:
    """Write to the child in whole pieces; one that has ended reads no more."""
    with contextlib.suppress(BrokenPipeError), inn:
        for del_ in deler:
            inn.write(del_)


def _aapne(data: bytes, fil: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, struct.error):
        raise ValueError(
            f"Fil «{fil}» er skadet eller avkortet, for innholdet lar seg ikke pakke ut."
            " Hent filen på nytt."
        ) from None


def _sjekk_zip(pakke: zipfile.ZipFile, fil: str) -> int:
    """Unpacked size of a package, which is refused if it is a bomb, locked or not a workbook."""
    sum_ = 0
    for medlem in pakke.infolist():
        sum_ += medlem.file_size
        forhold = medlem.file_size / max(1, medlem.compress_size)
        stor = medlem.file_size > _SMAA and forhold > _MAKS_FORHOLD
        if stor or medlem.file_size > _MAKS_MEDLEM or sum_ > _MAKS_SUM:
            raise ValueError(
                f"Fil «{fil}» blir urimelig stor utpakket ({sum_ // 1_000_000} MB av"
                f" {max(1, medlem.compress_size // 1000)} kB) og leses ikke."
                " Lagre tabellen på nytt."
            )
        if medlem.flag_bits & 1:
            raise ValueError(f"Fil «{fil}» er låst med passord. Lagre den uten passord.")
    _krev_regneark(set(pakke.namelist()), fil)
    return sum_


def _krev_regneark(navn: set[str], fil: str) -> None:
    for prefiks, hva in (
        ("xl/workbook.bin", "et binært regneark (XLSB)"),
        ("word/", "et Word-dokument"),
        ("ppt/", "en presentasjon"),
    ):
        if any(n.startswith(prefiks) for n in navn):
            raise ValueError(f"Fil «{fil}» er {hva}. Lagre tabellen som XLSX eller CSV.")
    if not {"content.xml", "META-INF/manifest.xml"} <= navn and "[Content_Types].xml" not in navn:
        raise ValueError(
            f"Fil «{fil}» er et ZIP-arkiv og ikke et regneark. Pakk det ut og oppgi tabellen i det."
        )


# ---------------------------------------------------------------- in the child
def barn() -> None:
    """Read a request from standard input and answer on standard output."""
    ut = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    inn = sys.stdin.buffer
    (lengde,) = struct.unpack(">I", inn.read(4))
    sak = json.loads(inn.read(lengde))
    _begrens(sak["frist"])
    with ut:  # closed at once: the parent need not wait for the memory to be given back
        for del_ in _svar(sak, inn.read()):
            ut.write(del_)


def _begrens(frist: int) -> None:
    """Bound memory, processor time and written files, where the system can."""
    try:
        import resource
    except ImportError:  # a system without such bounds; the parent's time limit stands
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MINNE, _MINNE))
    resource.setrlimit(resource.RLIMIT_CPU, (frist * 2, frist * 2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if hasattr(signal, "SIGXFSZ"):
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def _svar(sak: dict[str, str], data: bytes) -> list[bytes]:
    from .tabell_celler import til_byte

    fil = sak["fil"]
    try:
        return [b"A", *til_byte(_les(sak, data))]
    except MemoryError:
        hva = "trenger for mye minne. Del den i mindre filer."
    except ValueError as feil:
        if type(feil) is ValueError and str(feil).startswith("Fil «"):
            return [b"F", str(feil).encode()]
        hva = _skadet(feil)
    except Exception as feil:
        hva = _skadet(feil)
    return [b"F", f"Fil «{fil}» {hva}".encode()]


def _skadet(feil: Exception) -> str:
    return (
        f"er skadet og kan ikke leses ({type(feil).__name__}). Åpne den i et regneark og lagre"
        " den på nytt, eller hent den på nytt."
    )


def _les(sak: dict[str, str], data: bytes) -> Rutenett:
    """Grid of the sheet asked for."""
    from .tabell_celler import les_ark, velg_ark

    fil = sak["fil"]
    if sak["sort"] == "ole":
        from .tabell_xls import xls_ark

        valgt, varsler = velg_ark(xls_ark(data, fil), fil, sak["ark"])
        return _med(les_ark(valgt, fil).rutenett(), varsler)
    pakke = zipfile.ZipFile(io.BytesIO(data))
    if "content.xml" in pakke.namelist():
        from .tabell_ods import ods_ark

        valgt, varsler = velg_ark(ods_ark(pakke, fil), fil, sak["ark"])
        return _med(les_ark(valgt, fil).rutenett(), varsler)
    return _les_xlsx(pakke, data, fil, sak["ark"])


def _les_xlsx(pakke: zipfile.ZipFile, data: bytes, fil: str, oensket: str | None) -> Rutenett:
    from .tabell_ark import Bok
    from .tabell_celler import les_ark, velg_ark
    from .tabell_stort import les_stort

    bok = Bok(pakke, fil)
    alle = bok.ark()
    if not alle:
        raise ValueError(f"Fil «{fil}» har ingen regneark. Velg en annen fil.")
    valgt, varsler = velg_ark(alle, fil, oensket)
    rute = les_stort(data, pakke, bok, valgt) or les_ark(valgt, fil).rutenett()
    return _med(rute, varsler)


def _med(rute: Rutenett, varsler: list[str]) -> Rutenett:
    rute.varsler[:0] = varsler
    return rute
