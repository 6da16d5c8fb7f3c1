"""All tables of a page, and the numbers behind its figures, as one Excel workbook.

A number on the page is a number in the workbook and shows the same digits; text is text, never
a formula. Every sheet has its title, note and sources, and the same blocks give the same bytes.
"""

import io
from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ..views.blokker import Blokk
from .ark import Ark, Arkene, Celle
from .kilder import rene
from .meta import Meta
from .tallcelle import Tall

_CELLE = 32_767
"""The longest text that a cell holds."""
_SMAL, _BRED = 9, 60
_HODERAD = 3
"""The row of the head: title, note and sources stand over it."""
_TEKST = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


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
    arkene = Arkene(blokker, meta)
    ut = io.BytesIO()
    bok = xlsxwriter.Workbook(ut, {"in_memory": True, **_TEKST})
    bok.set_properties(
        {
            "title": rene(meta.tittel),
            "subject": rene(meta.undertittel),
            "author": "helseanalyse",
            "created": datetime.combine(meta.dato, time()),
        }
    )
    skriver = _Skriver(bok)
    alle = [*arkene.tabeller, arkene.kildeark()]
    skriver.om_filen(arkene, alle)
    for nr, ark in enumerate(alle, 1):
        skriver.tabell(ark, nr)
    bok.close()
    return ut.getvalue()


class _Skriver:
    """Writes sheets into one workbook; keeps the formats, which are shared."""

    def __init__(self, bok: xlsxwriter.Workbook) -> None:
        self.bok = bok
        self._formater: dict[tuple[tuple[str, object], ...], Format] = {}

    def om_filen(self, arkene: Arkene, alle: Sequence[Ark]) -> None:
        """Write the first sheet: what the file is, and where its tables are."""
        side = self.bok.add_worksheet(arkene.t("om-filen"))
        side.hide_gridlines(2)
        self._tekst(side, 0, 0, arkene.meta.tittel, bold=True, font_size=14)
        linjer = arkene.om()
        for rad, (navn, verdi) in enumerate(linjer, 2):
            self._tekst(side, rad, 0, navn, bold=True, valign="top")
            self._tekst(side, rad, 1, verdi, text_wrap=True, valign="top")
        rad = len(linjer) + 3
        self._tekst(side, rad, 0, arkene.t("innhold"), bold=True)
        for nr, ark in enumerate(alle, rad + 1):
            maal = ark.navn.replace("'", "''")
            side.write_url(nr, 0, f"internal:'{maal}'!A1", string=ark.navn)
            self._tekst(side, nr, 1, ark.tittel, text_wrap=True, valign="top")
        side.set_column(0, 0, 34)
        side.set_column(1, 1, 100)

    def tabell(self, ark: Ark, nr: int) -> None:
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
        side.ignore_errors({"number_stored_as_text": f"A1:XFD{siste + 1}"})
        side.freeze_panes(_HODERAD + 1, 1)
        side.repeat_rows(_HODERAD)
        side.set_landscape()
        side.fit_to_pages(1, 0)
        side.set_paper(9)

    def _celle(
        self, side: Worksheet, sted: tuple[int, int], celle: Celle, fet: bool, hoyre: bool
    ) -> None:
        if isinstance(celle, Tall):
            tallstil = self._format(num_format=celle.format, bold=fet, valign="top")
            side.write_number(*sted, celle.excel, tallstil)
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
