"""Municipality codes and years, as files write them."""

import re
from dataclasses import dataclass

from .tabell_rute import DATO, FEIL, TOM, UREGNET, Kolonne

_KODENAVN = re.compile(
    r"(?:komm(?:une)?[ _.-]?)?(?:nr|nummer|kode|no)\.?|komm\.?|kommune|knr\.?"
    r"|region(?:[ _.-]?(?:kode|nr\.?|nummer))?|kommuneregion.*|code|geo"
    r"|(?:municipality|location|region)(?:[ _.-]?(?:code|no|number))?"
    r"|kokkommuneregion0000"
)
_AARSNAVN = re.compile(
    r"(?:regnskaps|statistikk)?(?:å|aa)r(?:gang|stall)?|(?:cal(?:endar[ _]?)?)?year"
    r"|tid|time|periode"
)
_KODE = re.compile(
    r"(?:K-)?(?P<kode>\d{4}|EAKUO|EAK|EKA\d\d|EKG\d\d|KG\d|ASSS)(?:[.,]0+)?"
    r"(?:[\s:–-]+(?P<navn>\D.*?))?(?P<periode>\s*\((?:\d{4})?\s*[-–]\s*(?:\d{4})?\))?"
)
_KORT = re.compile(r"(?:K-)?(?P<kode>\d{3})(?:[.,]0+)?(?:[\s:–-]+(?P<navn>\D.*))?")
_AAR = re.compile(r"(?P<aar>(?:1[89]|20|21)\d\d)(?:[.,]0+)?\s*(?P<merke>\*?)")
_DATO = re.compile(
    r"(?:\d{1,2}[./-]\d{1,2}[./-](?P<bak>\d{4})|(?P<foran>\d{4})-\d\d-\d\d)(?:[T ][\d:.Z+]*)?"
)
_SUM = re.compile(r"(?:sum|i alt|ialt|total|totalt|totalsum|sum alle|hele landet i alt)\.?:?", re.I)
AAR_FRA, AAR_TIL = 1800, 2199


@dataclass(frozen=True)
class Kode:
    """One text read as a municipality's code; ``mistet`` says that its zero was lost."""

    kode: str
    navn: str = ""
    mistet: bool = False


def les_kode(tekst: str) -> Kode | None:
    """Return a text read as the code of a municipality, a group or the country, or None.

    >>> les_kode("0121 Rømskog (-2019)")
    Kode(kode='0121', navn='Rømskog', mistet=False)
    >>> les_kode("121.0"), les_kode("K-3001 Halden").kode
    (Kode(kode='0121', navn='', mistet=True), '3001')
    """
    t = " ".join(uttrekk(tekst).split())
    treff = _KODE.fullmatch(t)
    if treff:
        return Kode(treff["kode"], (treff["navn"] or "").strip())
    treff = _KORT.fullmatch(t)
    return Kode(treff["kode"].zfill(4), (treff["navn"] or "").strip(), True) if treff else None


def uttrekk(tekst: str) -> str:
    """Text without what keeps a spreadsheet from reading it as a number (``="0121"``).

    >>> uttrekk('="0121"'), uttrekk("'0121")
    ('0121', '0121')
    """
    treff = re.fullmatch(r'="([^"]*)"', tekst.strip()) if '="' in tekst else None
    return treff[1] if treff else tekst.removeprefix("'")


def les_aar(tekst: str) -> tuple[int, str] | None:
    """Year of a text and its mark (``*``, ``dato`` or nothing), or None.

    >>> les_aar("2015*"), les_aar("31.12.2015"), les_aar("15") is None
    ((2015, '*'), (2015, 'dato'), True)
    """
    t = tekst.strip()
    treff = _AAR.fullmatch(t)
    if treff:
        return int(treff["aar"]), treff["merke"]
    treff = _DATO.fullmatch(t)
    return (int(treff["bak"] or treff["foran"]), "dato") if treff else None


def er_sum(tekst: str) -> bool:
    """Whether a text in the place of a municipality's name means the sum of the rows."""
    return bool(_SUM.fullmatch(tekst.strip()))


def heter_kode(navn: str) -> bool:
    """Whether a header may stand over municipality codes (or names)."""
    return bool(_KODENAVN.fullmatch(navn.strip().casefold()))


def heter_aar(navn: str) -> bool:
    """Whether a header stands over years."""
    return bool(_AARSNAVN.fullmatch(navn.strip().casefold()))


def har_koder(k: Kolonne) -> bool:
    """Whether at least half of the filled cells of a column are codes."""
    fylte = [i for i in range(min(len(k.slag), 2000)) if k.slag[i] != TOM]
    koder = sum(les_kode(k.tekst(i)) is not None for i in fylte)
    return bool(fylte) and koder * 2 >= len(fylte)


def har_aar(k: Kolonne) -> bool:
    """Whether every filled cell of a column is a whole year."""
    fylte = [i for i in range(min(len(k.slag), 2000)) if k.slag[i] != TOM]
    return bool(fylte) and all(
        k.slag[i] not in (FEIL, UREGNET, DATO) and _AAR.fullmatch(k.tekst(i)) for i in fylte
    )
