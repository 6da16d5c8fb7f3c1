"""ODS: cells with their kind, repeats within bounds. Runs in the child process of :mod:`.barn`."""

import re
import zipfile
from datetime import date
from typing import Any

import numpy as np

from .tabell_ark import Ferdig, les_xml, lokalt
from .tabell_celler import Ark, Celler
from .tabell_rute import DATO, FEIL, LOGISK, PROSENT, TALL, TEKST, UREGNET, sted

_MAKS_KOLONNER, _MAKS_GJENTATT = 16_384, 2_000_000


def ods_ark(pakke: zipfile.ZipFile, fil: str) -> list[Ark]:
    """Return the sheets of an OpenDocument workbook."""
    if b"encryption-data" in pakke.read("META-INF/manifest.xml"):
        raise ValueError(f"Fil «{fil}» er kryptert med passord. Lagre den uten passord.")
    navn: list[tuple[str, str]] = []
    skjult: set[str] = set()
    stil = [""]

    def start(ett: str, a: dict[str, str]) -> None:
        ett = lokalt(ett)
        if ett == "style":
            stil[0] = _a(a, "name")
        elif ett == "table-properties" and _a(a, "display") == "false":
            skjult.add(stil[0])
        elif ett == "table":
            navn.append((_a(a, "name"), _a(a, "style-name")))

    with pakke.open("content.xml") as strom:
        les_xml(strom, fil, start)
    return [Ark(n, s not in skjult, _leser(pakke, fil, i)) for i, (n, s) in enumerate(navn)]


def _leser(pakke: zipfile.ZipFile, fil: str, nr: int) -> Any:
    def les(celler: Celler, rader: int | None) -> None:
        leser = _Tabelleser(celler, nr, rader)
        try:
            with pakke.open("content.xml") as strom:
                les_xml(strom, fil, leser.start, leser.slutt, leser.tekst)
        except Ferdig:
            return

    return les


def _a(a: dict[str, str], navn: str) -> str:
    """Attribute by its name without prefix; the office namespace's before an extension's."""
    treff = [k for k in a if lokalt(k) == navn]
    return a[min(treff, key=lambda k: k.startswith("calcext"))] if treff else ""


class _Tabelleser:
    """Turns the events of one table of ``content.xml`` into cells."""

    def __init__(self, celler: Celler, nr: int, rader: int | None) -> None:
        self.ut, self.nr, self.rader = celler, nr, rader
        self.tabell = -1
        self.rad, self.gjenta_rad, self.kol, self.dybde = 1, 1, 0, 0
        self.celle: dict[str, str] | None = None
        self.avsnitt: list[str] = []
        self.inne = self.merknad = False
        self.linje: list[tuple[int, int, float, str]] = []

    def start(self, navn: str, a: dict[str, str]) -> None:
        navn = lokalt(navn)
        if navn == "table":
            self.tabell += 1
        if self.tabell != self.nr:
            if self.tabell > self.nr:
                raise Ferdig
            return
        if navn == "table-row":
            self._rad(a)
        elif navn in ("table-cell", "covered-table-cell"):
            self.celle, self.avsnitt = a, []
        elif navn == "annotation":
            self.merknad = True
        elif navn == "p" and self.celle is not None and not self.merknad:
            self.inne = True
            self.avsnitt.append("")
        elif navn == "s" and self.inne:
            self.avsnitt[-1] += " " * min(int(_a(a, "c") or 1), 100)

    def tekst(self, t: str) -> None:
        if self.inne and not self.merknad:
            self.avsnitt[-1] += t

    def slutt(self, navn: str) -> None:
        navn = lokalt(navn)
        if self.tabell != self.nr:
            return
        if navn == "p":
            self.inne = False
        elif navn == "annotation":
            self.merknad = False
        elif navn in ("table-cell", "covered-table-cell") and self.celle is not None:
            self._celle(self.celle, "\n".join(self.avsnitt))
            self.celle = None
        elif navn == "table-row":
            self._lagre()

    def _rad(self, a: dict[str, str]) -> None:
        self.kol, self.linje = 0, []
        self.gjenta_rad = int(_a(a, "number-rows-repeated") or 1)
        if _a(a, "visibility") in ("collapse", "filter"):
            self.ut.skjulte_rader.append(self.rad)

    def _lagre(self) -> None:
        if self.linje:
            if len(self.ut.rad) + len(self.linje) * self.gjenta_rad > _MAKS_GJENTATT:
                raise ValueError(
                    f"{sted(self.ut.fil, self.ut.ark, self.rad)}: en celle er gjentatt så mange"
                    " ganger at arket blir for stort. Slett raden, og lagre filen på nytt."
                )
            for rad in range(self.rad, self.rad + self.gjenta_rad):
                for kol, slag, tall, tekst in self.linje:
                    self.ut.legg(rad, kol, slag, tall, tekst)
        self.rad += self.gjenta_rad
        if self.rader is not None and self.rad > self.rader and self.linje:
            raise Ferdig

    def _celle(self, a: dict[str, str], tekst: str) -> None:
        gjenta = int(_a(a, "number-columns-repeated") or 1)
        verdi = self._verdi(a, tekst)
        if verdi is not None:
            if self.kol + gjenta > _MAKS_KOLONNER:
                raise ValueError(
                    f"{sted(self.ut.fil, self.ut.ark, self.rad)} har flere enn {_MAKS_KOLONNER}"
                    " kolonner. Slett det som står utenfor tabellen."
                )
            self.linje.extend((kol, *verdi) for kol in range(self.kol, self.kol + gjenta))
            bredde, hoeyde = (int(_a(a, f"number-{n}-spanned") or 1) for n in ("columns", "rows"))
            if bredde * hoeyde > 1:
                flette = (self.rad, self.rad + hoeyde - 1, self.kol, self.kol + bredde - 1)
                self.ut.fletter.append(flette)
        self.kol += gjenta

    @staticmethod
    def _verdi(a: dict[str, str], tekst: str) -> tuple[int, float, str] | None:
        type_, formel = _a(a, "value-type"), bool(_a(a, "formula"))
        feil = any(v == "error" for k, v in a.items() if lokalt(k) == "value-type")
        if feil or (formel and re.fullmatch(r"#\S+[!?A]|Err:\d+", tekst)):
            return FEIL, np.nan, tekst
        if formel and not type_ and not tekst:
            return UREGNET, np.nan, ""
        if type_ in ("float", "currency"):
            return TALL, float(_a(a, "value")), ""
        if type_ == "percentage":
            return PROSENT, float(_a(a, "value")), ""
        if type_ == "date":
            iso = _a(a, "date-value")
            serie = date.fromisoformat(iso[:10]).toordinal() - date(1899, 12, 30).toordinal()
            return DATO, float(serie), iso[:10]
        if type_ == "boolean":
            return LOGISK, np.nan, "ja" if _a(a, "boolean-value") == "true" else "nei"
        tekst = tekst or _a(a, "string-value")
        return (TEKST, np.nan, tekst) if tekst.strip() else None
