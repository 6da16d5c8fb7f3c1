"""All tables of a page, and the numbers behind its figures, as one Excel workbook.

A number on the page is a number in the workbook and shows the same digits; text is text, never
a formula. Every sheet has its title, note and sources, and the same blocks give the same bytes.
"""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ..views.blokker import Blokk
from .figurdata import figurdata
from .kilder import METODER, numrene, rene, samlet
from .meta import Meta
from .tallcelle import Tall, kolonner

_CELLE = 32_767
"""The longest text that a cell holds."""
_KOLONNENAVN = 250
_ARKNAVN = 31
_SMAL, _BRED = 9, 60
_HODERAD = 3
"""The row of the head: title, note and sources stand over it."""

_KILDEFELT = {
    "id": "Id",
    "tekst": "Kilde",
    "metode": "Hvordan",
    "periode": "Periode",
    "status": "Status",
    "formel": "Formel",
    "hentet": "Hentet",
    "hash": "Hash",
    "url": "Adresse",
    "merknad": "Merknad",
}

Celle = Tall | float | str | None


@dataclass
class _Ark:
    """One sheet: a table as it is written."""

    navn: str
    tittel: str
    note: str
    kilder: str
    hode: list[str]
    rader: list[list[Celle]]
    uthev: frozenset[int]
    hoyre: list[bool]


def xlsx(blokker: Sequence[Blokk], meta: Meta) -> bytes:
    """Workbook of every table among the blocks and the numbers behind every figure.

    Parameters
    ----------
    blokker
        The blocks of a page or a report, in order.
    meta
        What the blocks are of.

    Returns
    -------
    bytes
        The file. The first sheet says what it is and lists the others; the last one the sources.
    """
    kilder = samlet(blokker)
    numre = {k["id"]: nr for nr, k in enumerate(kilder, 1)}
    ark = _alle_ark(blokker, numre, meta.spraak)
    ut = io.BytesIO()
    bok = xlsxwriter.Workbook(
        ut,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    bok.set_properties(
        {
            "title": rene(meta.tittel),
            "subject": rene(meta.undertittel),
            "author": "helseanalyse",
            "created": datetime.combine(meta.dato, time()),
        }
    )
    skriver = _Skriver(bok)
    skriver.om_filen(meta, ark)
    for nr, ett in enumerate(ark, 1):
        skriver.tabell(ett, nr)
    skriver.tabell(_kildeark(kilder), len(ark) + 1)
    bok.close()
    return ut.getvalue()


def _alle_ark(blokker: Sequence[Blokk], numre: Mapping[str, int], spraak: str) -> list[_Ark]:
    brukt: set[str] = {"om filen", "kilder"}
    ut = []
    for blokk in blokker:
        if blokk["type"] == "tabell":
            tall = kolonner(blokk["hode"], blokk["just"], blokk["rader"], spraak)
            rader: list[list[Celle]] = [
                [t or c for t, c in zip(tallrad, rad, strict=True)]
                for tallrad, rad in zip(tall, blokk["rader"], strict=True)
            ]
            ut.append(_ark(blokk, numre, brukt, blokk["hode"], rader))
        elif blokk["type"] == "figur":
            for data in figurdata(blokk):
                ut.append(_ark(blokk, numre, brukt, data.hode, [list(r) for r in data.rader]))
    return ut


def _ark(
    blokk: Blokk,
    numre: Mapping[str, int],
    brukt: set[str],
    hode: Sequence[str],
    rader: list[list[Celle]],
) -> _Ark:
    figur = blokk["type"] == "figur"
    nr = len(brukt) - 1
    note = [blokk.get("undertittel"), blokk.get("note")]
    just = blokk.get("just") or ["left"] * len(hode)
    return _Ark(
        navn=arknavn(f"{nr} {'Figur: ' if figur else ''}{blokk['tittel']}", brukt),
        tittel=f"{'Tallene bak figuren: ' if figur else ''}{blokk['tittel']}",
        note=" ".join(x for x in note if x),
        kilder=f"Kilder: {numrene(blokk['kilder'], numre)} i arket «Kilder»",
        hode=_unike(hode),
        rader=rader,
        uthev=frozenset(blokk.get("uthev", ())),
        hoyre=[j == "right" for j in just],
    )


def _kildeark(kilder: Sequence[Mapping[str, Any]]) -> _Ark:
    faste = ("id", "tekst", "metode")
    har = [f for f in _KILDEFELT if f in faste or any(k.get(f) for k in kilder)]
    rader: list[list[Celle]] = []
    for nr, kilde in enumerate(kilder, 1):
        verdier = {**kilde, "metode": METODER.get(str(kilde["metode"]), str(kilde["metode"]))}
        rader.append([nr, *(str(verdier.get(f) or "") for f in har)])
    return _Ark(
        "Kilder",
        "Kilder",
        "Numrene er de som står over hver tabell.",
        "",
        ["Nr.", *(_KILDEFELT[f] for f in har)],
        rader,
        frozenset(),
        [False] * (len(har) + 1),
    )


def arknavn(tittel: str, brukt: set[str]) -> str:
    """Name of a sheet that Excel takes: short, without its forbidden marks, and used once.

    >>> arknavn("1 Plasser: i dag/framover?", set())
    '1 Plasser i dag framover'
    >>> brukt = {"a"}
    >>> arknavn("A", brukt), sorted(brukt)
    ('A 2', ['a', 'a 2'])
    """
    rent = " ".join(re.sub(r"[\[\]:*?/\\]", " ", rene(tittel)).split()).strip("' ") or "Ark"
    navn, nr = _kort(rent, _ARKNAVN), 1
    while navn.casefold() in brukt:
        nr += 1
        navn = f"{_kort(rent, _ARKNAVN - len(str(nr)) - 1)} {nr}"
    brukt.add(navn.casefold())
    return navn


def _kort(tekst: str, lengde: int) -> str:
    """Cut at a length that Excel counts in UTF-16, whole characters only."""
    while len(tekst.encode("utf-16-le")) > 2 * lengde:
        tekst = tekst[:-1]
    return tekst.strip("' ")


def _unike(hode: Sequence[str]) -> list[str]:
    """Heads that a table in Excel takes: none empty, none twice."""
    brukt: set[str] = set()
    ut = []
    for navn in hode:
        rent = " ".join(rene(navn).split())[:_KOLONNENAVN] or "Rad"
        ett, nr = rent, 1
        while ett.casefold() in brukt:
            nr += 1
            ett = f"{rent} ({nr})"
        brukt.add(ett.casefold())
        ut.append(ett)
    return ut


class _Skriver:
    """Writes sheets into one workbook; keeps the formats, which are shared."""

    def __init__(self, bok: xlsxwriter.Workbook) -> None:
        self.bok = bok
        self._formater: dict[tuple[tuple[str, object], ...], Format] = {}

    def om_filen(self, meta: Meta, ark: Sequence[_Ark]) -> None:
        """Write the first sheet: what the file is, and where its tables are."""
        side = self.bok.add_worksheet("Om filen")
        side.hide_gridlines(2)
        self._tekst(side, 0, 0, meta.tittel, bold=True, font_size=14)
        linjer = [(n, v) for n, v in _om(meta) if v]
        for rad, (navn, verdi) in enumerate(linjer, 2):
            self._tekst(side, rad, 0, navn, bold=True, valign="top")
            self._tekst(side, rad, 1, verdi, text_wrap=True, valign="top")
        rad = len(linjer) + 3
        self._tekst(side, rad, 0, "Innhold", bold=True)
        for nr, navn in enumerate([*(a.navn for a in ark), "Kilder"], rad + 1):
            tittel = next((a.tittel for a in ark if a.navn == navn), "Kilder")
            maal = f"internal:'{navn.replace(chr(39), chr(39) * 2)}'!A1"
            side.write_url(nr, 0, maal, string=navn)
            self._tekst(side, nr, 1, tittel, text_wrap=True, valign="top")
        side.set_column(0, 0, 34)
        side.set_column(1, 1, 100)

    def tabell(self, ark: _Ark, nr: int) -> None:
        """Write one table on a sheet of its own, its head frozen."""
        side = self.bok.add_worksheet(ark.navn)
        self._tekst(side, 0, 0, ark.tittel, bold=True, font_size=12)
        self._tekst(side, 1, 0, ark.note)
        self._tekst(side, 2, 0, ark.kilder)
        siste = _HODERAD + max(len(ark.rader), 1)
        hode = [
            {
                "header": navn,
                "header_format": self._format(
                    bold=True, text_wrap=True, valign="top", align="right" if hoyre else "left"
                ),
            }
            for navn, hoyre in zip(ark.hode, ark.hoyre, strict=True)
        ]
        side.add_table(
            _HODERAD,
            0,
            siste,
            len(ark.hode) - 1,
            {"columns": hode, "name": f"Tabell_{nr}", "style": "Table Style Light 1"},
        )
        for rad, celler in enumerate(ark.rader):
            for kol, celle in enumerate(celler):
                sted = (_HODERAD + 1 + rad, kol)
                self._celle(side, sted, celle, rad in ark.uthev, ark.hoyre[kol])
        for kol, navn in enumerate(ark.hode):
            bredde = max([len(navn) / 2, *(_bredde(r[kol]) for r in ark.rader)])
            side.set_column(kol, kol, min(max(bredde + 2, _SMAL), _BRED))
        side.freeze_panes(_HODERAD + 1, 1)
        side.repeat_rows(_HODERAD)
        side.set_landscape()
        side.fit_to_pages(1, 0)
        side.set_paper(9)

    def _celle(
        self, side: Worksheet, sted: tuple[int, int], celle: Celle, fet: bool, hoyre: bool
    ) -> None:
        if isinstance(celle, Tall):
            stil = self._format(num_format=celle.format, bold=fet, valign="top")
            side.write_number(*sted, celle.excel, stil)
        elif isinstance(celle, int | float):
            if celle == celle and abs(celle) != float("inf"):
                side.write_number(*sted, celle, self._format(bold=fet, valign="top"))
        elif celle:
            stil: dict[str, Any] = {"bold": fet, "valign": "top"}
            stil |= {"text_wrap": True} if len(celle) > _BRED else {}
            stil |= {"align": "right"} if hoyre else {}
            self._tekst(side, *sted, celle, **stil)

    def _tekst(self, side: Worksheet, rad: int, kol: int, tekst: str, **stil: Any) -> None:
        """Write text as text, also where it looks like a formula."""
        innhold = rene(tekst)[:_CELLE]
        if innhold:
            if innhold.lstrip()[:1] in ("=", "+", "-", "@"):
                stil["quote_prefix"] = True
            side.write_string(rad, kol, innhold, self._format(**stil))

    def _format(self, **stil: Any) -> Format:
        noekkel = tuple(sorted((n, v) for n, v in stil.items() if v))
        if noekkel not in self._formater:
            self._formater[noekkel] = self.bok.add_format(dict(noekkel))
        return self._formater[noekkel]


def _bredde(celle: Celle) -> float:
    if isinstance(celle, Tall):
        return len(f"{celle.verdi}{celle.enhet}") * 1.15 + 2
    return len(str(celle)) * 1.05 if celle is not None else 0


def _om(meta: Meta) -> list[tuple[str, str]]:
    """What the first sheet says of the file, line by line."""
    utelatt = f" Lenken har ikke med {', '.join(meta.private)}." if meta.private else ""
    return [
        ("Kommune", meta.kommune),
        ("Gjelder", meta.undertittel),
        *meta.valg,
        ("Data av", f"{meta.dato:%d.%m.%Y}"),
        ("Lages på nytt med", meta.kommando),
        ("Lenke", f"{meta.adresse}{utelatt}" if meta.adresse else ""),
        ("Versjon", f"helseanalyse {meta.versjon}"),
        (
            "Om tallene",
            "Tallene i tabellene er avrundet slik siden viser dem. Tallene bak figurene er ikke"
            " avrundet. En strek (–) betyr at tallet mangler; det er ikke null. Prosent er lagret"
            " som del av én og vist som prosent.",
        ),
    ]
