"""XLSX: values with what the format, the merges and the formulas say of them.

Runs in the child process of :mod:`.barn`. No reader at hand gives number formats, hidden
rows, uncalculated formulas and the true extent of a sheet at once, so the sheet's XML is
read here, event by event; plain sheets with very many rows go through fastexcel.
"""

import posixpath
import re
import zipfile
from typing import Any
from xml.parsers import expat

import numpy as np

from .tabell_celler import Ark, Celler, formatslag, iso_dato
from .tabell_rute import (
    DATO,
    FEIL,
    LOGISK,
    PROSENT,
    SKALERT,
    TALL,
    TEKST,
    UREGNET,
    kolonnebokstav,
)

_BIT = 1 << 20
_INNEBYGD = {9: PROSENT, 10: PROSENT} | dict.fromkeys(
    [*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)], DATO
)


class Ferdig(Exception):
    """Enough rows have been read."""


class Bok:
    """A workbook: its sheets, texts and number formats."""

    def __init__(self, pakke: zipfile.ZipFile, fil: str) -> None:
        self.pakke, self.fil = pakke, fil
        self.fra_1904 = False
        rot = self._rel("_rels/.rels", "")
        self.sti = next((m for t, m in rot.values() if t == "officeDocument"), "xl/workbook.xml")
        self.rel = self._rel(_relsti(self.sti), posixpath.dirname(self.sti))
        self.stiler, self.enheter = self._stiler()
        self.ord: list[str] | None = None

    def _rel(self, sti: str, mappe: str) -> dict[str, tuple[str, str]]:
        """Relations of a part: id -> (kind, path)."""
        ut: dict[str, tuple[str, str]] = {}

        def start(navn: str, a: dict[str, str]) -> None:
            if lokalt(navn) == "Relationship" and a.get("TargetMode") != "External":
                maal = a.get("Target", "")
                full = maal[1:] if maal.startswith("/") else posixpath.join(mappe, maal)
                type_ = a.get("Type", "").rsplit("/", 1)[-1]
                ut[a.get("Id", "")] = (type_, posixpath.normpath(full))

        self.les(sti, start)
        return ut

    def les(self, sti: str, start: Any, slutt: Any = None, tekst: Any = None) -> None:
        """Parse a part of the package; one that is missing has no events."""
        if sti in self.pakke.namelist():
            with self.pakke.open(sti) as strom:
                les_xml(strom, self.fil, start, slutt, tekst)

    def ark(self) -> list[Ark]:
        """Return the sheets in their order."""
        ut: list[Ark] = []

        def start(navn: str, a: dict[str, str]) -> None:
            navn = lokalt(navn)
            if navn == "workbookPr":
                self.fra_1904 = a.get("date1904", "0") in ("1", "true")
            if navn == "sheet":
                rid = next((v for k, v in a.items() if lokalt(k) == "id"), "")
                type_, sti = self.rel.get(rid, ("", ""))
                if type_ == "worksheet":
                    synlig = a.get("state", "visible") == "visible"
                    ut.append(Ark(a.get("name", ""), synlig, self._leser(sti), sti))

        self.les(self.sti, start)
        return ut

    def _leser(self, sti: str) -> Any:
        def les(celler: Celler, rader: int | None) -> None:
            if self.ord is None:
                self.ord = self._tekster()
            celler.ord = list(self.ord)
            leser = _Arkleser(self, celler, rader)
            try:
                self.les(sti, leser.start, leser.slutt, leser.tekst)
            except Ferdig:
                return

        return les

    def _tekster(self) -> list[str]:
        """Return the shared texts, without phonetic readings."""
        ut: list[str] = []
        deler: list[str] = []
        tilstand = {"t": False, "rPh": False}

        def start(navn: str, a: dict[str, str]) -> None:
            navn = lokalt(navn)
            if navn == "si":
                deler.clear()
            elif navn in tilstand:
                tilstand[navn] = True

        def slutt(navn: str) -> None:
            navn = lokalt(navn)
            if navn == "si":
                ut.append(_unikode("".join(deler)).strip())
            elif navn in tilstand:
                tilstand[navn] = False

        def tekst(t: str) -> None:
            if tilstand["t"] and not tilstand["rPh"]:
                deler.append(t)

        sti = next((m for t, m in self.rel.values() if t == "sharedStrings"), "")
        self.les(sti, start, slutt, tekst)
        return ut

    def _stiler(self) -> tuple[list[int], list[str]]:
        """Kind and unit of each cell format."""
        egne: dict[int, tuple[int, str]] = {}
        ut: list[tuple[int, str]] = []
        inne = [False]

        def start(navn: str, a: dict[str, str]) -> None:
            navn = lokalt(navn)
            if navn == "numFmt":
                egne[int(a.get("numFmtId", 0))] = formatslag(a.get("formatCode", ""))
            elif navn == "cellXfs":
                inne[0] = True
            elif navn == "xf" and inne[0]:
                nr = int(a.get("numFmtId", 0))
                ut.append(egne.get(nr, (_INNEBYGD.get(nr, TALL), "")))

        def slutt(navn: str) -> None:
            inne[0] = inne[0] and lokalt(navn) != "cellXfs"

        sti = next((m for t, m in self.rel.values() if t == "styles"), "")
        self.les(sti, start, slutt)
        return [slag for slag, _ in ut], [enhet for _, enhet in ut]


class _Arkleser:
    """Turns the events of a sheet into cells."""

    def __init__(self, bok: Bok, celler: Celler, rader: int | None) -> None:
        self.bok, self.ut, self.rader = bok, celler, rader
        self.rad = self.lest = 0
        self.kol = -1
        self.type = self.stil = ""
        self.formel = self.i_tekst = self.ruby = False
        self.deler: list[str] = []
        self.kolonner: dict[str, int] = {}

    def start(self, navn: str, a: dict[str, str]) -> None:
        navn = lokalt(navn)
        if navn == "c":
            self._plass(a.get("r"))
            self.type, self.stil = a.get("t", "n"), a.get("s", "0")
            self.formel, self.deler = False, []
        elif navn in ("v", "t"):
            self.i_tekst = True
        elif navn == "f":
            self.formel = True
        elif navn == "rPh":
            self.ruby = True
        elif navn == "row":
            self.rad = int(a.get("r", self.rad + 1))
            self.kol = -1
            self.lest += 1
            if self.rader is not None and self.lest > self.rader:
                raise Ferdig
            if a.get("hidden") in ("1", "true"):
                self.ut.skjulte_rader.append(self.rad)
        elif navn == "col" and a.get("hidden") in ("1", "true"):
            fra, til = int(a["min"]) - 1, min(int(a["max"]), 500)
            self.ut.skjulte_kolonner.extend(range(fra, til))
        elif navn == "mergeCell":
            self._flett(a.get("ref", ""))

    def tekst(self, t: str) -> None:
        if self.i_tekst and not self.ruby:
            self.deler.append(t)

    def slutt(self, navn: str) -> None:
        navn = lokalt(navn)
        if navn in ("v", "t"):
            self.i_tekst = False
        elif navn == "rPh":
            self.ruby = False
        elif navn == "c":
            self._celle("".join(self.deler))

    def _plass(self, ref: str | None) -> None:
        if ref is None:
            self.kol += 1
            return
        bokstaver = ref.rstrip("0123456789")
        kol = self.kolonner.get(bokstaver)
        if kol is None:
            kol = self.kolonner[bokstaver] = kolonnenr(bokstaver)
        self.kol = kol

    def _celle(self, v: str) -> None:
        if self.type == "s" and v:
            self.ut.legg(self.rad, self.kol, TEKST, np.nan, int(v))
        elif self.type in ("str", "inlineStr"):
            self.ut.legg(self.rad, self.kol, TEKST, np.nan, _unikode(v))
        elif not v:
            if self.formel:
                self.ut.legg(self.rad, self.kol, UREGNET, np.nan, "")
        elif self.type == "b":
            self.ut.legg(self.rad, self.kol, LOGISK, np.nan, "ja" if v == "1" else "nei")
        elif self.type == "e":
            self.ut.legg(self.rad, self.kol, FEIL, np.nan, v)
        elif self.type == "d":
            self.ut.legg(self.rad, self.kol, DATO, np.nan, v[:10])
        else:
            self._tall(float(v))

    def _tall(self, tall: float) -> None:
        nr = int(self.stil)
        slag = self.bok.stiler[nr] if nr < len(self.bok.stiler) else TALL
        tekst = iso_dato(tall, self.bok.fra_1904) if slag == DATO else ""
        if slag in (TALL, SKALERT) and nr < len(self.bok.enheter) and self.bok.enheter[nr]:
            ref = f"{kolonnebokstav(self.kol)}{self.rad}"
            self.ut.enhetsformat.setdefault(ref, self.bok.enheter[nr])
        self.ut.legg(self.rad, self.kol, slag if slag != DATO or tekst else TALL, tall, tekst)

    def _flett(self, ref: str) -> None:
        treff = re.fullmatch(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", ref)
        if treff:
            c0, r0, c1, r1 = treff.groups()
            self.ut.fletter.append((int(r0), int(r1), kolonnenr(c0), kolonnenr(c1)))


def les_xml(strom: Any, fil: str, start: Any, slutt: Any = None, tekst: Any = None) -> None:
    """Parse a stream of XML; a document type, and so any entity, is refused."""

    def nekt(*_: Any) -> None:
        raise ValueError(
            f"Fil «{fil}» har en DOCTYPE i XML-en, som regneark ikke har, og leses ikke."
            " Lagre tabellen på nytt fra et regneark."
        )

    leser = expat.ParserCreate()
    leser.buffer_text = True
    leser.StartDoctypeDeclHandler = nekt
    leser.StartElementHandler = start
    if slutt is not None:
        leser.EndElementHandler = slutt
    if tekst is not None:
        leser.CharacterDataHandler = tekst
    while bit := strom.read(_BIT):
        leser.Parse(bit, False)
    leser.Parse(b"", True)


def lokalt(navn: str) -> str:
    """Name of an element without its prefix."""
    return navn.rpartition(":")[2]


def kolonnenr(bokstaver: str) -> int:
    """Number of a column from 0.

    >>> kolonnenr("A"), kolonnenr("XFD")
    (0, 16383)
    """
    nr = 0
    for b in bokstaver:
        nr = nr * 26 + ord(b) - 64
    return nr - 1


def _unikode(tekst: str) -> str:
    """Text with the signs that the format writes as ``_x000D_``."""
    if "_x" not in tekst:
        return tekst
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda t: chr(int(t[1], 16)), tekst)


def _relsti(sti: str) -> str:
    mappe, navn = posixpath.split(sti)
    return posixpath.join(mappe, "_rels", f"{navn}.rels")
