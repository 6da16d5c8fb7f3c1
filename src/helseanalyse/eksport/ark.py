"""The sheets of a workbook: which there are, what stands on them, and what they are called."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from babel.dates import format_date
from babel.lists import format_list

from ..kilde import kildedeler
from ..maalform import BABEL, tekster
from ..views.blokker import Blokk
from .figurdata import figurdata
from .kilder import METODER, numrene, rene, samlet
from .meta import Meta
from .tallcelle import Tall, kolonner

_KOLONNENAVN = 250
_ARKNAVN = 31

Celle = Tall | float | str | None
"""A number as it was printed, a number behind a figure, a text, or nothing."""


@dataclass(frozen=True)
class Ark:
    """One sheet: a table with its title, note and sources."""

    navn: str
    tittel: str
    note: str
    kilder: str
    hode: list[str]
    rader: list[list[Celle]]
    hoyre: list[bool]
    uthev: frozenset[int] = frozenset()


class Arkene:
    """The sheets of a list of blocks, in order, and the sheet of their sources."""

    def __init__(self, blokker: Sequence[Blokk], meta: Meta) -> None:
        self.meta = meta
        self.t = tekster("eksport", meta.spraak)
        self.kilder = samlet(blokker)
        self._numre = {k["id"]: nr for nr, k in enumerate(self.kilder, 1)}
        self._brukt = {self.t(n).casefold() for n in ("om-filen", "kilder")}
        self.tabeller = [ark for blokk in blokker for ark in self._av(blokk)]

    def _av(self, blokk: Blokk) -> list[Ark]:
        spraak = self.meta.spraak
        if blokk["type"] == "tabell":
            tall = kolonner(blokk["hode"], blokk["just"], blokk["rader"], spraak)
            rader: list[list[Celle]] = [
                [t or c for t, c in zip(tallrad, rad, strict=True)]
                for tallrad, rad in zip(tall, blokk["rader"], strict=True)
            ]
            return [self._ett(blokk, blokk["hode"], rader)]
        if blokk["type"] == "figur":
            sett = figurdata(blokk, spraak)
            return [self._ett(blokk, s.hode, [list(r) for r in s.rader]) for s in sett]
        return []

    def _ett(self, blokk: Blokk, hode: Sequence[str], rader: list[list[Celle]]) -> Ark:
        tittel = str(blokk["tittel"])
        figur = blokk["type"] == "figur"
        navn = self.t("figur", tittel=tittel) if figur else tittel
        note = [blokk.get("undertittel"), blokk.get("note")]
        return Ark(
            navn=arknavn(f"{len(self._brukt) - 1} {navn}", self._brukt, self.t("ark")),
            tittel=self.t("bak-figuren", tittel=tittel) if figur else tittel,
            note=" ".join(x for x in note if x),
            kilder=self.t("kilder-her", numre=numrene(blokk["kilder"], self._numre)),
            hode=unike(hode, self.t("rad")),
            rader=rader,
            hoyre=[j == "right" for j in blokk.get("just") or ["left"] * len(hode)],
            uthev=frozenset(blokk.get("uthev", ())),
        )

    def kildeark(self) -> Ark:
        """Every source: where its figures are from, how they were read, and what is known of it."""
        spor, spraak = self.meta.spor, self.meta.spraak
        linjer = [_kilde(k, spor.get(k["id"], {}), spraak) for k in self.kilder]
        har = [f for f in _KILDEFELT if f in _FASTE or any(rad[f] for rad in linjer)]
        rader: list[list[Celle]] = [
            [nr, *(rad[f] for f in har)] for nr, rad in enumerate(linjer, 1)
        ]
        return Ark(
            navn=self.t("kilder"),
            tittel=self.t("kilder"),
            note=self.t("kilder-note"),
            kilder="",
            hode=[self.t("kilde-nr"), *(self.t(f"kilde-{f}") for f in har)],
            rader=rader,
            hoyre=[False] * (len(har) + 1),
        )

    def om(self) -> list[tuple[str, str]]:
        """What the first sheet says of the file, line by line."""
        t, meta = self.t, self.meta
        lenke = meta.adresse
        if lenke and meta.private:
            navn = format_list(list(meta.private), locale=BABEL[meta.spraak])
            lenke = t("lenke-uten", adresse=lenke, navn=navn)
        linjer = [
            (t("kommune"), meta.kommune),
            (t("gjelder"), meta.undertittel),
            *meta.valg,
            (t("data-av"), format_date(meta.dato, "long", locale=BABEL[meta.spraak])),
            (t("kommando"), meta.kommando),
            (t("lenke"), lenke),
            (t("versjon"), f"helseanalyse {meta.versjon}"),
            (t("om-tallene"), t("om-tallene-tekst")),
        ]
        return [(navn, verdi) for navn, verdi in linjer if verdi]


_FASTE = ("id", "tekst", "metode")
_KILDEFELT = (
    *_FASTE,
    *("periode", "status", "formel", "hentet", "sjekksum", "url", "merknad"),
)


def _kilde(kilde: Mapping[str, Any], spor: Mapping[str, Any], spraak: str) -> dict[str, str]:
    """What the list of sources says of one; a field it does not know is empty."""
    t = tekster("eksport", spraak)
    metode, aar = str(kilde["metode"]), [str(spor[n]) for n in ("fra", "til") if n in spor]
    nye = ", ".join(str(a) for a in spor.get("foreloepig", ()))
    egne = {felt: str(kilde.get(felt) or "") for felt in _KILDEFELT}
    return egne | {
        "tekst": "".join(d["tekst"] for d in kildedeler(kilde, spraak)),
        "metode": t(f"metode-{metode}") if metode in METODER else metode,
        "periode": egne["periode"] or "–".join(dict.fromkeys(aar)),
        "status": egne["status"] or (t("foreloepig", aar=nye) if nye else ""),
        "hentet": egne["hentet"] or str(spor.get("hentet", "")),
        "sjekksum": str(spor.get("sha256", "")),
    }


def arknavn(tittel: str, brukt: set[str], ellers: str = "Ark") -> str:
    """Name of a sheet that Excel takes: short, without its forbidden marks, and used once.

    >>> arknavn("1 Plasser: i dag/framover?", set())
    '1 Plasser i dag framover'
    >>> brukt = {"a"}
    >>> arknavn("A", brukt), sorted(brukt)
    ('A 2', ['a', 'a 2'])
    """
    rent = " ".join(re.sub(r"[\[\]:*?/\\]", " ", rene(tittel)).split()).strip("' ") or ellers
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


def unike(hode: Sequence[str], ellers: str = "Rad") -> list[str]:
    """Heads that a table in Excel takes: none empty, none twice."""
    brukt: set[str] = set()
    ut = []
    for navn in hode:
        rent = " ".join(rene(navn).split())[:_KOLONNENAVN] or ellers
        ett, nr = rent, 1
        while ett.casefold() in brukt:
            nr += 1
            ett = f"{rent} ({nr})"
        brukt.add(ett.casefold())
        ut.append(ett)
    return ut
