"""The mapping that the headers of a table suggest."""

import re
from dataclasses import replace
from difflib import SequenceMatcher

from ..indikator import indikatorer
from .kobling_form import ENHETER, Kobling, Maal
from .tabell import Tabell
from .tabell_rute import vis

_LIKT = 0.86  # likeness of a header and an indicator's name from which a guess is made
_STED = re.compile(r"komm|region|municip|location|^(?:knr|kode|code|geo|navn|sted)\b", re.I)
_INDIKATOR = re.compile(r"indikator|statistikkvariabel|contents(?:code)?", re.IGNORECASE)
_PARENTES = re.compile(
    r"\([^)]*\)|\bi?\s*(?:1000 kr|mill\.? kr|mrd\.? kr)\b|%|\bprosent\b", re.IGNORECASE
)
_AAR_KOLONNE = re.compile(r"(?:(?P<hva>.*) \| )?(?P<aar>(?:19|20)\d\d)")


def gjett_kobling(tabell: Tabell) -> Kobling:
    """Return the mapping that the headers suggest; what is open stands in ``mangler``.

    Raises
    ------
    ValueError
        If no column holds municipalities.
    """
    navn = [str(n) for n in tabell.frame.columns]
    sted = _kommunekolonne(tabell, navn)
    aar = next((n for n in navn if tabell.arter[n] == "aar"), None)
    resten = [n for n in navn if n not in (sted, aar)]
    aarene = _aarskolonner(tabell, resten, aar)
    ind = next((n for n in resten if _INDIKATOR.fullmatch(n)), None)
    if ind and aarene:
        alle = [
            replace(_maal_av_tekst(t, tabell, n), aar=int(n), verdi=n)
            for t in _unike(tabell, ind)
            for n in aarene
        ]
        ukoblet = tuple(n for n in resten if n not in (ind, *aarene))
        return Kobling(sted, None, None, tuple(m for m in alle if m.indikator), ind, None, ukoblet)
    lang = _lang(tabell, resten)
    if lang:
        indikator, verdi = lang
        maal = tuple(_maal_av_tekst(t, tabell, verdi) for t in _unike(tabell, indikator))
        brukt = {indikator, verdi}
        kjente = tuple(m for m in maal if m.indikator)
        ukoblet = tuple(n for n in resten if n not in brukt)
        return Kobling(sted, aar, None, kjente, indikator, verdi, ukoblet)
    maal = tuple(
        m for n in resten if tabell.arter[n] == "tall" for m in [_maal(n, tabell, aar)] if m
    )
    koblet = {m.kolonne for m in maal}
    ukoblet = tuple(n for n in resten if n not in koblet)
    return Kobling(sted, aar, None, maal, None, None, ukoblet)


def _kommunekolonne(tabell: Tabell, navn: list[str]) -> str:
    koder = [n for n in navn if tabell.arter[n] == "kode"]
    steder = [n for n in navn if tabell.arter[n] == "tekst" and _STED.search(n)]
    for n in (*koder, *steder):
        return n
    raise ValueError(
        f"{tabell.sted()} har ingen kolonne med kommuner. Kall en kolonne «komm_nr» eller"
        " «kommune», eller skriv navnet i koblingen."
    )


def _aarskolonner(tabell: Tabell, navn: list[str], aar: str | None) -> list[str]:
    """Columns of numbers whose header is a year and nothing else, in a table without years."""
    tall = [n for n in navn if tabell.arter[n] == "tall" and _AAR_KOLONNE.fullmatch(n)]
    return [] if aar else [n for n in tall if n.isdecimal()]


def tekst_for_tall(tabell: Tabell, kobling: Kobling) -> list[str]:
    """Sentences on unused columns that are called an indicator, but are mostly text."""
    ut = []
    for n in kobling.ukoblet:
        if tabell.arter[n] == "tekst" and (indikator := finn_indikator(n)[0]):
            ord_ = [t for t in _unike(tabell, n) if not re.fullmatch(r"[\d\s.,]+", t)]
            eksempel = f", for eksempel «{vis(ord_[0])}»" if ord_ else ""
            ut.append(
                f"{tabell.sted(None, n)}: kolonnen heter som {indikator}, men har mer tekst enn"
                f" tall{eksempel}. Skriv tall, eller «..» der det mangler, og les filen på nytt."
            )
    return ut


def _lang(tabell: Tabell, navn: list[str]) -> tuple[str, str] | None:
    """Columns of indicator and value in a long table."""
    ind = [n for n in navn if _INDIKATOR.fullmatch(n)]
    tall = [n for n in navn if tabell.arter[n] == "tall"]
    verdi = [n for n in tall if n.casefold() in ("verdi", "value")] or tall[:1]
    return (ind[0], verdi[0]) if ind and verdi else None


def _unike(tabell: Tabell, kolonne: str) -> list[str]:
    return [str(t) for t in tabell.frame[kolonne].dropna().unique()]


def _maal_av_tekst(tekst: str, tabell: Tabell, verdi: str) -> Maal:
    indikator, sikker = finn_indikator(tekst)
    enhet = _enhet(indikator, tabell.enheter.get(verdi, "") or _hint(tekst))
    return Maal(tekst, indikator, enhet, None, sikker)


def _maal(kolonne: str, tabell: Tabell, aar: str | None) -> Maal | None:
    """Indicator of a column in a wide table; a year in its header is taken off first."""
    treff = None if aar else _AAR_KOLONNE.fullmatch(kolonne)
    hva = (treff["hva"] or "") if treff else kolonne
    if treff and not hva:
        hva = " ".join(tabell.metadata.get("tittel", []))
    indikator, sikker = finn_indikator(hva)
    if not indikator:
        return None
    enhet = _enhet(indikator, tabell.enheter.get(kolonne, "") or _hint(hva))
    return Maal(kolonne, indikator, enhet, int(treff["aar"]) if treff else None, sikker)


def finn_indikator(tekst: str) -> tuple[str, bool]:
    """Indicator that a header means, and whether that is certain; empty where none is.

    >>> finn_indikator("Plasser i institusjon"), finn_indikator("plasser_enerom")
    (('plasser_institusjon', True), ('plasser_enerom', True))
    """
    ren = _forenklet(tekst)
    kjente: dict[str, str] = {}
    for i in indikatorer().values():
        for navn in (i.id, i.navn, i.kortnavn):
            kjente.setdefault(_forenklet(navn), i.id)
    if ren in kjente:
        return kjente[ren], True
    likhet = {n: SequenceMatcher(None, ren, n).ratio() for n in kjente}
    beste = max(likhet, key=lambda n: likhet[n])
    return (kjente[beste], False) if likhet[beste] >= _LIKT else ("", False)


def _forenklet(tekst: str) -> str:
    """Header without unit, case and signs, for comparison."""
    t = _PARENTES.sub(" ", tekst).casefold()
    return " ".join(re.findall(r"[a-zæøå0-9]+", t.replace("_", " ")))


def _hint(tekst: str) -> str:
    """Unit that a text names, or an empty string."""
    t = tekst.casefold().replace("\u00a0", " ")
    for moenster, enhet in (
        (r"\b1 ?000 kr", "1000 kr"),
        (r"\bmill\.? ?kr", "mill kr"),
        (r"\bmrd\.? ?kr", "mrd kr"),
        (r"\bprosent\b|%", "prosent"),
        (r"\(kr\)|\bkroner\b", "kr"),
    ):
        if re.search(moenster, t):
            return enhet
    return ""


def _enhet(indikator: str, i_filen: str) -> str:
    """Unit of the file's figures: stated, or the register's own where only one is possible."""
    if i_filen or indikator not in indikatorer():
        return i_filen
    enhet = indikatorer()[indikator].enhet
    return "" if ENHETER.get(enhet, ("", 0))[0] in ("kr", "andel") else enhet
