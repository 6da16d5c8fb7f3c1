"""Read a user's table: CSV, XLSX, XLS, ODS or JSON-stat, typed and with what is doubtful said."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .tabell_rute import Rutenett, sted, vis

_MAKS_TEKST = 400_000_000
_MAKS_PAKKET = 100_000_000


@dataclass(eq=False)
class Tabell:
    """A table as read.

    Attributes
    ----------
    frame
        The file's columns in its order: codes as text of four digits, years ``Int64``,
        numbers ``float64``, the rest text.
    status
        Same shape: SSB's sign (``.`` ``..`` ``...`` ``:`` ``-`` ``*``), or the text that was no
        number, else an empty text.
    warnings
        Sentences that name file, sheet, row and mend.
    metadata
        ``tittel`` and ``noter`` (lists), the labelled lines of an export (``Kilde`` …) and
        ``navn`` (code -> name, where the cell held both).
    arter, enheter
        Column -> ``kode``, ``aar``, ``tall`` or ``tekst``; column -> unit, where it is written.
    rader
        Row number in the file of each row.
    """

    frame: pd.DataFrame
    status: pd.DataFrame
    warnings: list[str]
    metadata: dict[str, Any]
    fil: str
    ark: str | None
    sha256: str
    rader: NDArray[np.int64]
    arter: dict[str, str] = field(default_factory=dict)
    enheter: dict[str, str] = field(default_factory=dict)

    def som_tekst(self) -> str:
        """Return what was read, a column a line, and then the warnings."""
        linjer = [f"{self.sted()}: {len(self.frame)} rader"]
        for navn, art in self.arter.items():
            enhet = f" i {vis(self.enheter[navn])}" if navn in self.enheter else ""
            linjer.append(f"«{vis(navn)}»: {'år' if art == 'aar' else art}{enhet}")
        return "\n".join([*linjer, *self.warnings])

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """Show it in a notebook, as plain text: nothing from the file is read as markup."""
        return {"text/plain": self.som_tekst()}

    def sted(self, i: int | None = None, kolonne: str | None = None) -> str:
        """Return file, sheet, row and column as a sentence begins."""
        return sted(self.fil, self.ark, None if i is None else int(self.rader[i]), kolonne)


def read_table(
    sti: Path | str, ark: str | None = None, *, desimaltegn: str | None = None
) -> Tabell:
    """Table of a file.

    Parameters
    ----------
    sti
        CSV (or other separated text, gzip too), XLSX, XLS, ODS or JSON-stat. What the file
        is, its content says; the name is not believed.
    ark
        Sheet to read; needed only where several hold a table.
    desimaltegn
        ``","`` or ``"."``, for numbers that can be read both ways.

    Raises
    ------
    ValueError
        If the file cannot be read for certain; the sentence names file, sheet, row and mend.
    """
    if desimaltegn not in (None, ",", "."):
        raise ValueError("Desimaltegnet må være komma eller punktum.")
    fil, data = _les_bytes(sti)
    sort = _sort(data, fil)
    sum_ = hashlib.sha256(data).hexdigest()
    if sort == "json":
        return _jsonstat(data, fil, sum_)
    return _tabell(_rute(data, sort, fil, ark), sum_, desimaltegn)


def les_rute(sti: Path | str, ark: str | None = None) -> Rutenett:
    """Grid of a file's cells as they stand, sums and percentages among them.

    Raises
    ------
    ValueError
        As :func:`read_table`; and of JSON-stat, which has no cells.
    """
    fil, data = _les_bytes(sti)
    sort = _sort(data, fil)
    if sort == "json":
        raise ValueError(
            f"{sted(fil, None)} er JSON-stat uten rader og kolonner. Lagre tabellen som CSV."
        )
    return _rute(data, sort, fil, ark)


def _rute(data: bytes, sort: str, fil: str, ark: str | None) -> Rutenett:
    if sort != "tekst":
        from .barn import les_i_barn

        return les_i_barn(data, sort, fil, ark)
    from .tabell_csv import les_csv

    if ark is not None:
        raise ValueError(f"{sted(fil, None)} er en teksttabell uten ark. Utelat arket.")
    return les_csv(_pakk_ut(data, fil), fil)


def _tabell(rute: Rutenett, sum_: str, desimaltegn: str | None) -> Tabell:
    from .tabell_hode import finn_form, metadata
    from .tabell_serie import uten_summer
    from .tabell_sjekk import fyll_ned, sjekk
    from .tabell_type import Typer

    form = finn_form(rute)
    kropp = uten_summer(fyll_ned(form.kropp), form.navn)
    if not len(kropp.radnr):
        raise ValueError(f"{rute.sted()} har bare summer og ingen rader. Legg inn tallene.")
    typer = Typer(kropp, form.navn, desimaltegn)
    typet = [typer.kolonne(j) for j in range(len(form.navn))]
    meta = metadata(form) | {"navn": {k: v for t in typet for k, v in t.navn.items()}}
    navnene = form.navn
    tabell = Tabell(
        frame=pd.DataFrame({n: t.verdier for n, t in zip(navnene, typet, strict=True)}),
        status=pd.DataFrame({n: t.status for n, t in zip(navnene, typet, strict=True)}),
        warnings=kropp.varsler,
        metadata=meta,
        fil=rute.fil,
        ark=rute.ark,
        sha256=sum_,
        rader=kropp.radnr,
        arter={n: t.art for n, t in zip(navnene, typet, strict=True)},
        enheter={n: t.enhet for n, t in zip(navnene, typet, strict=True) if t.enhet},
    )
    galt = {n: t.galt for n, t in zip(navnene, typet, strict=True) if t.art == "tall"}
    grupper = {n: t.gruppe for n, t in zip(navnene, typet, strict=True) if t.gruppe is not None}
    sjekk(tabell, galt, grupper)
    return tabell


def _les_bytes(sti: Path | str) -> tuple[str, bytes]:
    """Name and content of an ordinary file."""
    tekst = str(sti)
    navn = vis(tekst.replace("\\", "/").rsplit("/", 1)[-1] or tekst)
    if "\x00" in tekst:
        raise ValueError(f"Filnavnet «{navn}» har et ulovlig tegn. Gi filen et nytt navn.")
    if "://" in tekst:
        raise ValueError(f"«{vis(tekst)}» er en nettadresse. Last ned filen og oppgi den.")
    try:
        fil = Path(tekst).expanduser()
        if fil.is_dir():
            raise ValueError(f"«{navn}» er en mappe. Oppgi en fil i den.")
        if not fil.exists():
            raise ValueError(f"Filen «{navn}» finnes ikke. Se over navnet og mappen.")
        if not fil.is_file():
            raise ValueError(f"«{navn}» er ikke en vanlig fil. Kopier tallene til en fil.")
        if fil.stat().st_size > _MAKS_TEKST:
            raise ValueError(
                f"Filen «{navn}» er over {_MAKS_TEKST // 1_000_000} MB. Del den i mindre filer."
            )
        data = fil.read_bytes()
    except (OSError, RuntimeError) as feil:  # RuntimeError: «~x» of nobody here
        raise ValueError(
            f"Filen «{navn}» kan ikke åpnes ({type(feil).__name__}). Se over tilgangen til den."
        ) from None
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise ValueError(f"Filen «{navn}» er tom. Velg en fil med en tabell.")
    return navn, data


def _sort(data: bytes, fil: str) -> str:
    """What a file is, by its first bytes: ``zip``, ``ole``, ``json`` or ``tekst``."""
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return "zip"
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") or data[:4] in _GAMLE_XLS:
        return "ole"
    for merke, hva in _ANNET:
        if data.startswith(merke):
            raise ValueError(f"Filen «{fil}» er {hva}, ikke en tabell. {_MEND}")
    start = data[:4000].lstrip(b"\xef\xbb\xbf \t\r\n")
    lav = start.lower()
    if lav.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<div")):
        raise ValueError(f"Filen «{fil}» er en nettside (HTML), uansett endelse. {_MEND}")
    if b"urn:schemas-microsoft-com:office:spreadsheet" in lav:
        raise ValueError(f"Filen «{fil}» er et XML-regneark fra 2003. {_MEND}")
    if lav.startswith(b"<"):
        raise ValueError(f"Filen «{fil}» er XML, ikke en tabell. {_MEND}")
    if start.startswith((b"{", b"[")):
        return "json"
    if b"!!python/" in start or start.startswith((b"---\n", b"---\r", b"%YAML")):
        raise ValueError(f"Filen «{fil}» er YAML, og den blir ikke kjørt. {_MEND}")
    return "tekst"


_MEND = "Åpne den i et regneark og lagre den som XLSX eller CSV."
_GAMLE_XLS = (b"\x09\x08\x10\x00", b"\x09\x08\x08\x00", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00")
_ANNET = (
    (b"%PDF", "en PDF"),
    (b"PAR1", "en Parquet-fil"),
    (b"\x7fELF", "et program"),
    (b"MZ\x90", "et program"),
    (b"\x89PNG", "et bilde"),
    (b"\xff\xd8\xff", "et bilde"),
    (b"GIF8", "et bilde"),
    (b"7z\xbc\xaf", "et 7z-arkiv"),
    (b"Rar!", "et RAR-arkiv"),
    (b"SQLite format 3", "en SQLite-database"),
    (b"ARROW1", "en Arrow-fil"),
    (b"{\\rtf", "et RTF-dokument"),
    *((bytes([0x80, v]), "en Python-pickle, og den blir ikke kjørt") for v in range(2, 6)),
)


def _pakk_ut(data: bytes, fil: str) -> bytes:
    """Content of a gzip file, up to a limit; other content as it is."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    import gzip
    import io
    import zlib

    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as pakke:
            ut = pakke.read(_MAKS_PAKKET + 1)
    except (OSError, EOFError, zlib.error):
        raise ValueError(f"Filen «{fil}» er en skadet gzip-fil. Hent den på nytt.") from None
    if len(ut) > _MAKS_PAKKET:
        raise ValueError(
            f"Filen «{fil}» blir over {_MAKS_PAKKET // 1_000_000} MB utpakket. Pakk den ut selv."
        )
    return ut


def _jsonstat(data: bytes, fil: str, sum_: str) -> Tabell:
    """Long frame of a JSON-stat cube, with its signs in a frame of their own."""
    from .jsonstat import read_jsonstat

    try:
        lang = read_jsonstat(data)
    except ValueError as feil:
        raise ValueError(f"{sted(fil, None)}: {feil}") from None
    tegn = lang["status"].astype("str").fillna("")
    ramme = lang.drop(columns="status")
    meta: dict[str, Any] = dict(lang.attrs)
    roller = meta.get("roller", {})
    arter: dict[str, str] = {}
    for navn in ramme.columns:
        rolle = next((r for r, dim in roller.items() if navn in dim), "")
        ramme[navn], arter[navn] = _json_kolonne(ramme[navn], navn, rolle)
    status = pd.DataFrame("", index=ramme.index, columns=ramme.columns, dtype="str")
    status["verdi"] = tegn
    rader = np.arange(1, len(ramme) + 1)
    varsler = [f"{sted(fil, None)}: {v}" for v in meta.get("varsler", [])]
    return Tabell(ramme, status, varsler, meta, fil, None, sum_, rader, arter)


def _json_kolonne(s: Any, navn: str, rolle: str) -> tuple[Any, str]:
    """One column of a cube: values, years where every code is one, else text."""
    if navn == "verdi":
        return s.astype("float64"), "tall"
    tekst = s.astype("str")
    tid = rolle == "time" or navn.casefold() in ("tid", "time", "år", "aar", "year")
    if tid and bool(tekst.str.fullmatch(r"(?:1[89]|20|21)\d\d").all()):
        return tekst.astype("Int64"), "aar"
    sted_ = rolle == "geo" or "region" in navn.casefold()
    kode = sted_ and bool(tekst.str.fullmatch(r"\d{4}|EA.*|EKG?A?\d\d").all())
    return tekst, "kode" if kode else "tekst"
