"""Cells gathered one by one from a workbook, and handed over between processes."""

import json
import re
import struct
from array import array
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .tabell_rute import (
    DATO,
    PROSENT,
    SKALERT,
    TALL,
    TEKST,
    Kolonne,
    Rutenett,
    kolonnebokstav,
    rader_i_tekst,
    sted,
    vis,
)
from .tabell_tall import les_tall

_MAKS_CELLER = 30_000_000
_LANGT_RADER, _LANGT_KOLONNER = 1000, 50  # blank stretch before a cell is a stray one
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_ENHET = re.compile(r"mill|mrd|tusen|1\s?000", re.IGNORECASE)


@dataclass
class Ark:
    """Sheets of a workbook: name, whether it is shown, and what reads its cells."""

    navn: str
    synlig: bool
    les: Any  # (Celler, how many rows or None) -> None
    sti: str = ""  # of its XML in the package, where it has one of its own


@dataclass
class Celler:
    """Filled cells of a sheet; ``ord`` are the texts that cells point into."""

    fil: str
    ark: str
    ord: list[str] = field(default_factory=list)
    rad: "array[int]" = field(default_factory=lambda: array("i"))
    kol: "array[int]" = field(default_factory=lambda: array("i"))
    slag: "array[int]" = field(default_factory=lambda: array("B"))
    tall: "array[float]" = field(default_factory=lambda: array("d"))
    tekst: "array[int]" = field(default_factory=lambda: array("i"))
    fletter: list[tuple[int, int, int, int]] = field(default_factory=list)
    skjulte_rader: list[int] = field(default_factory=list)
    skjulte_kolonner: list[int] = field(default_factory=list)
    enhetsformat: dict[str, str] = field(default_factory=dict)
    _plass: dict[str, int] = field(default_factory=dict)

    def legg(self, rad: int, kol: int, slag: int, tall: float, tekst: str | int) -> None:
        """Add a cell (rows from 1, columns from 0); a blank text is no cell."""
        if isinstance(tekst, str):
            tekst = self._ord(tekst) if tekst else -1
        if slag == TEKST and (tekst < 0 or not self.ord[tekst]):
            return
        self.rad.append(rad)
        self.kol.append(kol)
        self.slag.append(slag)
        self.tall.append(tall)
        self.tekst.append(tekst)

    def _ord(self, tekst: str) -> int:
        ren = tekst.strip()
        nr = self._plass.get(ren)
        if nr is None:
            nr = self._plass[ren] = len(self.ord)
            self.ord.append(ren)
        return nr

    def har_tabell(self) -> bool:
        """Whether two rows or more have two cells or more, and some cell a number."""
        _, antall = np.unique(np.array(self.rad), return_counts=True)
        if (antall >= 2).sum() < 2:
            return False
        if any(s in (TALL, PROSENT, SKALERT) for s in self.slag):
            return True
        return any(les_tall(self.ord[t]) for t in self.tekst if t >= 0)

    def rutenett(self) -> Rutenett:
        """Return the grid of the cells, without blank rows and what stands outside.

        Raises
        ------
        ValueError
            If the sheet is empty, or a cell stands far from the table.
        """
        if not self.rad:
            raise ValueError(f"{sted(self.fil, self.ark)} er tomt. Velg et ark med en tabell.")
        rad, kol = np.array(self.rad, dtype=np.int64), np.array(self.kol, dtype=np.int64)
        rader, plass = np.unique(rad, return_inverse=True)
        self._sjekk_langt_unna(rad, kol, rader)
        fra, bredde = int(kol.min()), int(kol.max() - kol.min()) + 1
        if len(rader) * bredde > _MAKS_CELLER:
            raise ValueError(f"{sted(self.fil, self.ark)} er for stort. Del det på flere ark.")
        orden = np.argsort(kol, kind="stable")
        grenser = np.searchsorted(kol[orden], np.arange(fra, fra + bredde + 1))
        kolonner = [
            self._kolonne(j, len(rader), plass, orden[grenser[j] : grenser[j + 1]])
            for j in range(bredde)
        ]
        fletter = [(r0, r1, c0 - fra, c1 - fra) for r0, r1, c0, c1 in self.fletter]
        return Rutenett(self.fil, self.ark, rader, kolonner, self._varsler(), fletter)

    def _kolonne(
        self, nr: int, n: int, plass: NDArray[np.int64], celler: NDArray[np.int64]
    ) -> Kolonne:
        slag = np.zeros(n, dtype=np.uint8)
        tall = np.full(n, np.nan)
        koder = np.full(n, -1, dtype=np.int32)
        her = plass[celler]
        slag[her] = np.array(self.slag, dtype=np.uint8)[celler]
        tall[her] = np.array(self.tall)[celler]
        peker = np.array(self.tekst, dtype=np.int32)[celler]
        brukt = np.unique(peker[peker >= 0])
        plasser: dict[str, int] = {}
        ny = np.array([plasser.setdefault(self.ord[i], len(plasser)) for i in brukt] + [-1])
        koder[her] = np.where(peker >= 0, ny[np.searchsorted(brukt, peker)], -1)
        return Kolonne(nr, slag, tall, koder, list(plasser))

    def _sjekk_langt_unna(
        self, rad: NDArray[np.int64], kol: NDArray[np.int64], rader: NDArray[np.int64]
    ) -> None:
        """Refuse one or two cells that stand far from all others, by name."""
        kolonner, antall = np.unique(kol, return_counts=True)
        ensom = None
        if len(kolonner) > 1 and antall[-1] <= 2 and kolonner[-1] - kolonner[-2] > _LANGT_KOLONNER:
            ensom = int(np.flatnonzero(kol == kolonner[-1])[-1])
        elif len(rader) > 1 and rader[-1] - rader[-2] > _LANGT_RADER:
            siste = np.flatnonzero(rad == rader[-1])
            ensom = int(siste[-1]) if len(siste) <= 2 else None
        if ensom is not None:
            ref = f"{kolonnebokstav(int(kol[ensom]))}{int(rad[ensom])}"
            raise ValueError(
                f"{sted(self.fil, self.ark, int(rad[ensom]))}: cellen {ref} har innhold langt unna"
                " tabellen. Slett den, og lagre filen på nytt."
            )

    def _varsler(self) -> list[str]:
        ut = []
        brukte = set(self.rad)
        skjulte = sorted(r for r in set(self.skjulte_rader) if r in brukte)
        if skjulte:
            ut.append(
                f"{sted(self.fil, self.ark)}, {rader_i_tekst(skjulte)}: skjulte rader er tatt med."
                " Slett dem hvis de ikke skal være med."
            )
        kolonner = sorted(set(self.skjulte_kolonner) & set(self.kol))
        if kolonner:
            navn = ", ".join(kolonnebokstav(k) for k in kolonner[:5])
            ut.append(
                f"{sted(self.fil, self.ark)}: skjult kolonne {navn} er tatt med. Slett den hvis"
                " den ikke skal være med."
            )
        for ref, enhet in list(self.enhetsformat.items())[:5]:
            ut.append(
                f"{sted(self.fil, self.ark)}: cellen {ref} vises med «{vis(enhet)}» uten at det"
                " står i tallet. Skriv enheten i overskriften."
            )
        return ut


def velg_ark(alle: list[Ark], fil: str, oensket: str | None) -> tuple[Ark, list[str]]:
    """Return the sheet asked for, or the only shown one with a table.

    Raises
    ------
    ValueError
        If the choice is the user's; the sentence names the sheets.
    """
    navnene = ", ".join(f"«{vis(a.navn)}»" for a in alle)
    if oensket is not None:
        treff = [a for a in alle if a.navn == oensket] or [
            a for a in alle if a.navn.strip().casefold() == oensket.strip().casefold()
        ]
        if not treff:
            raise ValueError(f"Fil «{fil}» har ikke arket «{vis(oensket)}». Velg blant {navnene}.")
        return treff[0], []
    proevd = {a.navn: les_ark(a, fil, 200) for a in alle}
    med = [a for a in alle if proevd[a.navn].har_tabell()]
    synlige = [a for a in med if a.synlig]
    skjulte = ", ".join(f"«{vis(a.navn)}»" for a in med if not a.synlig)
    if len(synlige) > 1:
        valg = ", ".join(f"«{vis(a.navn)}»" for a in synlige)
        raise ValueError(f"Fil «{fil}» har tabeller på flere ark: {valg}. Oppgi hvilket ark.")
    if not synlige and skjulte:
        raise ValueError(
            f"Fil «{fil}» har bare tabell på skjulte ark: {skjulte}. Oppgi arket med navn."
        )
    valgt = (synlige or [a for a in alle if a.synlig] or alle)[0]
    varsler = []
    if skjulte:
        varsler.append(f"Fil «{fil}»: skjulte ark er ikke lest: {skjulte}. Oppgi arket med navn.")
    andre = [a.navn for a in alle if a.synlig and a is not valgt and proevd[a.navn].rad]
    if andre:
        liste = ", ".join(f"«{vis(n)}»" for n in andre)
        varsler.append(
            f"Fil «{fil}»: arket «{vis(valgt.navn)}» er lest; uten tabell: {liste}."
            " Oppgi et annet ark om det er feil."
        )
    return valgt, varsler


def les_ark(ark: Ark, fil: str, rader: int | None = None) -> Celler:
    """Return the cells of a sheet, or of its first rows."""
    celler = Celler(fil, ark.navn)
    ark.les(celler, rader)
    return celler


def formatslag(kode: str) -> tuple[int, str]:
    """Kind of a number by its format, and a unit that only the format shows.

    >>> formatslag("0.0%"), formatslag("dd.mm.yyyy"), formatslag('0.0 "mill. kr"')
    ((5, ''), (4, ''), (1, 'mill. kr'))
    """
    foerste = kode.split(";")[0]
    if foerste.strip().casefold() in ("", "general", "standard", "@"):
        return TALL, ""
    sitat = " ".join(re.findall(r'"([^"]*)"', foerste)).strip()
    nakent = _LITERAL.sub("", foerste)
    if "%" in nakent:
        return PROSENT, ""
    if re.search("[dmyhsDMYHS]", nakent):
        return DATO, ""
    if re.search(r"[0#?],+(?![0#?,])", nakent):
        return SKALERT, ""
    return TALL, sitat if _ENHET.search(sitat) else ""


def iso_dato(serie: float, fra_1904: bool) -> str:
    """Date of a sheet's serial number as ISO text, or an empty text outside the calendar."""
    if not -1 < serie < 2_958_466:
        return ""
    start = datetime(1904, 1, 1) if fra_1904 else datetime(1899, 12, 30)
    naar = start + timedelta(days=serie)
    return naar.date().isoformat() if serie % 1 == 0 else naar.isoformat(timespec="seconds")


def til_byte(rute: Rutenett) -> list[bytes]:
    """Grid as plain arrays behind a description in JSON: nothing in it can be run."""
    felt: dict[str, NDArray[Any]] = {"r": rute.radnr}
    for k in rute.kolonner:
        felt[f"s{k.nr}"] = k.slag
        if not np.isnan(k.tall).all():
            felt[f"t{k.nr}"] = k.tall
        if k.ord:
            felt[f"k{k.nr}"] = k.koder
    meta = {
        "ark": rute.ark,
        "varsler": rute.varsler,
        "fletter": rute.fletter,
        "ord": [k.ord for k in rute.kolonner],
        "felt": [(navn, a.dtype.str, len(a)) for navn, a in felt.items()],
    }
    hode = json.dumps(meta).encode()
    return [struct.pack(">I", len(hode)), hode, *(a.tobytes() for a in felt.values())]


def fra_byte(data: bytes, fil: str) -> Rutenett:
    """Grid of what :func:`til_byte` wrote."""
    (lengde,) = struct.unpack_from(">I", data)
    meta = json.loads(data[4 : 4 + lengde])
    plass = 4 + lengde
    felt: dict[str, NDArray[Any]] = {}
    for navn, type_, n in meta["felt"]:
        felt[navn] = np.frombuffer(data, np.dtype(type_), n, plass)
        plass += felt[navn].nbytes
    n = len(felt["r"])
    tomt, uten = np.full(n, np.nan), np.full(n, -1, dtype=np.int32)
    kolonner = [
        Kolonne(nr, felt[f"s{nr}"], felt.get(f"t{nr}", tomt), felt.get(f"k{nr}", uten), ord_)
        for nr, ord_ in enumerate(meta["ord"])
    ]
    fletter = [(a, b, c, d) for a, b, c, d in meta["fletter"]]
    return Rutenett(fil, meta["ark"], felt["r"], kolonner, meta["varsler"], fletter)
