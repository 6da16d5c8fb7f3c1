"""Numbers as people write them: read for the column as a whole, never guessed cell by cell."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from .tabell_rute import vis

# SSB's signs; the variants that editors make of them; and words for "nothing here".
TEGN = {".", "..", "...", ":", "-", "*"}
_TEGN = {t: t for t in TEGN} | {"–": "-", "—": "-", "\u2212": "-", "…": "..."}
_INGENTING = {
    "na", "n/a", "#n/a", "#i/t", "nan", "null", "none", "mangler", "#div/0!", "#verdi!",
    "#value!", "#ref!", "#navn?", "#name?", "#num!", "#null!",
}  # fmt: skip
_ROM = re.compile("[\u00a0\u2009\u202f\u2007\u2002\u2003 ]+")
_HEVET = re.compile(r"[\u00b9\u00b2\u00b3\u2070-\u2079†‡]+$")
_FOTNOTE = re.compile(r"\s+\d\)$|\s+[a-e]\)$")
_FORAN = re.compile(r"^(?:kr\.?|nok)\s*", re.IGNORECASE)
_ENHET = re.compile(
    r"(?P<bak>%|‰|\s*(?:prosent|pst\.?|promille)|\s+1000 kr(?:oner)?"
    r"|\s*(?:mill|mrd)\.?\s*(?:kr\.?|kroner)?|\s*tusen(?:\s*kr\.?)?|\s*(?:kr\.?|kroner|nok))$",
    re.IGNORECASE,
)
_KRONER = re.compile(r"(?<=\d),\s?[-–—\u2212]$")
_MINUS = "-–—\u2212"
_EKSPONENT = re.compile(r"^\d+(?:[.,]\d+)?[eE][+-]?\d+$")
_TALLTEGN = re.compile(r"[\d., '+eE-]+$")
_TALLSTART = re.compile(rf"[\d.,(+{re.escape(_MINUS)}]|kr|nok", re.IGNORECASE)
_MAANED = re.compile(
    r"^\d{1,2}[./ -]*(?:jan|feb|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|des|dec)[a-z]*", re.I
)

Skille = Literal["", "desimal.", "desimal,", "tusen.", "tusen,", "tvetydig.", "tvetydig,"]


@dataclass(frozen=True)
class Lest:
    """One text read as a number.

    Attributes
    ----------
    desimal, tusen
        The value with its separator read as decimal sign, and as thousands separator.
    skille
        What the separator is, or that it may be either.
    enhet
        Unit written in the cell.
    merke
        ``*`` (provisional), ``fotnote``, ``eksponent`` or nothing.
    nuller
        Whether zeros stand in front, as in a code.
    """

    desimal: float
    tusen: float
    skille: Skille = ""
    enhet: str = ""
    merke: str = ""
    nuller: bool = False


def tegn(tekst: str) -> str | None:
    """SSB's sign, or the word, that stands where a number is missing; else None.

    >>> tegn("–"), tegn("…"), tegn("n/a"), tegn("12") is None
    ('-', '...', 'n/a', True)
    """
    ren = tekst.strip()
    return _TEGN.get(ren) or (ren if ren.casefold() in _INGENTING else None)


def les_tall(tekst: str) -> Lest | None:
    """Return a text read as a number, or None.

    >>> les_tall("1 234,5 %").desimal, les_tall("(1 234)").desimal, les_tall("1.234").skille
    (1234.5, -1234.0, 'tvetydig.')
    """
    t, negativ = _ROM.sub(" ", tekst).strip(), False
    if not _TALLSTART.match(t):
        return None  # most texts, at once
    if t.startswith("(") and t.endswith(")"):
        t, negativ = t[1:-1].strip(), True
    t, merke = _uten_merke(t)
    t, enhet = _uten_enhet(t)
    if t[:1] and t[0] in _MINUS + "+":
        if negativ:
            return None
        t, negativ = t[1:].strip(), t[0] != "+"
    elif t[-1:] and t[-1] in _MINUS:
        if negativ:
            return None
        t, negativ = t[:-1].strip(), True
    t = _FORAN.sub("", t)
    tall = _siffer(t.replace("’", "'"))
    if tall is None:
        return None
    fortegn = -1.0 if negativ else 1.0
    merke = merke or ("eksponent" if _EKSPONENT.match(t) else "")
    nuller = len(t) > 1 and t.isdigit() and t[0] == "0" and not negativ
    desimal, tusen, skille = tall
    return Lest(fortegn * desimal, fortegn * tusen, skille, enhet, merke, nuller)


def _uten_merke(t: str) -> tuple[str, str]:
    if t.endswith("*") and len(t) > 1:
        return t.rstrip("* "), "*"
    for moenster in (_HEVET, _FOTNOTE):
        kort = moenster.sub("", t)
        if kort != t and kort:
            return kort.strip(), "fotnote"
    return t, ""


def _uten_enhet(t: str) -> tuple[str, str]:
    kort = _KRONER.sub("", t)
    if kort != t:
        return _FORAN.sub("", kort), "kr"
    treff = _ENHET.search(t)
    if treff and treff.start() > 0:
        bak = " ".join(treff["bak"].casefold().replace("kroner", "kr").split())
        enhet = {"%": "prosent", "pst": "prosent", "pst.": "prosent", "‰": "promille"}.get(bak, bak)
        return _FORAN.sub("", t[: treff.start()].strip()), enhet.rstrip(".").replace("nok", "kr")
    kort = _FORAN.sub("", t)
    return kort, "kr" if kort != t else ""


def _siffer(t: str) -> tuple[float, float, Skille] | None:
    """Value by both readings of the separator, and which of them is certain."""
    if t.isascii() and t.isdigit():
        return float(t), float(t), ""
    if not _TALLTEGN.match(t):
        return None  # most texts: without it each would be tried on every form below
    if _EKSPONENT.match(t):
        return _endelig(t.replace(",", "."), "desimal," if "," in t else "")
    if re.fullmatch(r"\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?", t):
        rent = re.sub("[ ']", "", t)
        slutt = re.search("[.,]", rent)
        skille: Skille = "" if not slutt else "desimal," if slutt[0] == "," else "desimal."
        return _endelig(rent.replace(",", "."), skille)
    for tusen, desimal in ((".", ","), (",", ".")):
        t3, d = re.escape(tusen), re.escape(desimal)
        if re.fullmatch(rf"\d{{1,3}}(?:{t3}\d{{3}})+{d}\d+", t):
            rent = t.replace(tusen, "").replace(desimal, ".")
            return _endelig(rent, "desimal," if desimal == "," else "desimal.")
        if re.fullmatch(rf"\d{{1,3}}(?:{t3}\d{{3}}){{2,}}", t):
            return _endelig(t.replace(tusen, ""), "tusen," if tusen == "," else "tusen.")
        if re.fullmatch(rf"[1-9]\d{{0,2}}{t3}\d{{3}}", t):
            skille = "tvetydig," if tusen == "," else "tvetydig."
            return float(t.replace(tusen, ".")), float(t.replace(tusen, "")), skille
        if re.fullmatch(rf"\d*{t3}\d+", t) and t.isascii():
            skille = "desimal," if tusen == "," else "desimal."
            return _endelig(t.replace(tusen, "."), skille)
    return None


def _endelig(t: str, skille: Skille) -> tuple[float, float, Skille] | None:
    verdi = float(t)
    return None if verdi == float("inf") else (verdi, verdi, skille)


def skilletegn(lest: Iterable[Lest]) -> Counter[str]:
    """Return how many texts use each separator in each way: the evidence of a column."""
    ut: Counter[str] = Counter()
    for ett in lest:
        ut[ett.skille] += 1
        if ett.skille == "" and not ett.nuller and abs(ett.tusen) >= 1000 and not ett.merke:
            ut["uten_tusenskille"] += 1
    return ut


def motsigelse(bevis: Counter[str]) -> str:
    """Return how a column contradicts itself, or an empty string."""
    for tegnet in ".,":
        if bevis[f"desimal{tegnet}"] and bevis[f"tusen{tegnet}"]:
            return f"«{tegnet}» er både desimaltegn og tusenskille"
    if bevis["desimal."] and bevis["desimal,"]:
        return "både punktum og komma er brukt som desimaltegn"
    return ""


def rolle(tegnet: str, bevis: Counter[str], filbevis: Counter[str]) -> tuple[str, bool]:
    """Role of an ambiguous separator, and whether another column decided it.

    The role is ``desimal``, ``tusen`` or empty (nothing in the file decides).
    """
    annet = "," if tegnet == "." else "."
    for kilde, fremmed in ((bevis, False), (filbevis, True)):
        desimal = kilde[f"desimal{tegnet}"] or kilde[f"tusen{annet}"]
        tusen = kilde[f"tusen{tegnet}"] or kilde[f"desimal{annet}"]
        if desimal and tusen:
            continue
        if desimal or (not fremmed and kilde["uten_tusenskille"] and not tusen):
            return "desimal", fremmed
        if tusen:
            return "tusen", fremmed
    return "", False


def hva_er_galt(tekst: str) -> str:
    """Why a text among numbers is no number, as the end of a sentence with its mend.

    >>> hva_er_galt("1O5")
    'er ikke et tall; den har en bokstav der det skal stå et siffer. Skriv tallet på nytt i filen.'
    """
    t = tekst.strip()
    if _MAANED.match(t) or re.fullmatch(r"\d{4}-\d\d-\d\d.*", t):
        return "er en dato; et regneark har trolig gjort tallet om. Skriv tallet på nytt i filen."
    if t.startswith(("=", "+", "@")):
        return "er en formel uten svar og blir ikke regnet ut. Lagre filen med verdiene."
    if re.fullmatch(r"[\dOoIl.,\s]*\d[\dOoIl.,\s]*", t) and re.search("[OoIl]", t):
        grunn = "den har en bokstav der det skal stå et siffer"
        return f"er ikke et tall; {grunn}. Skriv tallet på nytt i filen."
    if re.fullmatch(r"[-+]?(?:inf|infinity|∞)|[\d.,]*\d[eE]\+?\d{3,}", t, re.IGNORECASE):
        return "er uendelig eller for stort til å være et tall. Rett det i filen."
    if re.search(r"[½¼¾⅓⅔]|\d/\d", t):
        return "er en brøk. Skriv den som desimaltall."
    return f"({len(vis(t))} tegn) er ikke et tall. Rett det i filen, eller skriv «..»."
