"""What the chapters of the report share: texts, numbers, names and sources in three languages."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from ... import maalform
from ...enheter import antall_desimaler, med_fortegn
from ...indikator import Indikator
from ...kilde import Kilde
from ...maalform import Tekst, tekster
from ...measures.profil import Profilrad
from ...sett import Sett
from ...sources.load import Data
from ...valg_staasted import Staastedsvalg
from ...views.blokker import Blokk, rent, tekst
from ..felles import kilder, med_tall, sammenlignet
from ..plassfelles import EGNE

__all__ = ["EGNE", "kilder"]

_FAST = "\u00a0"
_TOM = "–"
_VALG = re.compile(r"[a-z_]+")  # what a text chooses its form by
_ASCII = str.maketrans({"å": "aa", "ø": "oe", "æ": "ae"})
_REGIONER = ("EAK", "EAKUO", "ASSS")


def t(valg: Staastedsvalg, del_: str) -> Tekst:
    """Texts of one part of the report in its language: ``t(valg, "profil")("overskrift")``."""
    return tekster(del_, valg.spraak)


def md(valg: Staastedsvalg, del_: str) -> Tekst:
    """Texts of one part for running text: what is put in is shown, not obeyed as markdown."""
    hent = t(valg, del_)
    return lambda noekkel, **ord_: hent(
        noekkel, **{n: v if _VALG.fullmatch(str(v)) else rent(v) for n, v in ord_.items()}
    )


def felles(valg: Staastedsvalg) -> Tekst:
    """Texts that several parts share: units, verdicts, words between others."""
    return tekster("staasted", valg.spraak)


def overskrift(valg: Staastedsvalg, del_: str) -> Blokk:
    """Heading that opens the chapter: the text ``overskrift`` of its part."""
    return tekst(f"## {t(valg, del_)('overskrift')}")


# ------------------------------------------------------------------ numbers
def tall(valg: Staastedsvalg, verdi: float | None, desimaler: int = 0) -> str:
    """Number as the report's language writes it."""
    return maalform.tall(verdi, desimaler, valg.spraak)


def endring(valg: Staastedsvalg, verdi: float, desimaler: int = 0) -> str:
    """Number with its sign."""
    return _i_spraaket(valg, med_fortegn(verdi, desimaler))


def endring_prosent(valg: Staastedsvalg, verdi: float, desimaler: int = 1) -> str:
    """Per cent change with its sign."""
    return f"{endring(valg, verdi, desimaler)}{'' if valg.spraak == 'en' else _FAST}%"


def prosent(valg: Staastedsvalg, verdi: float | None, desimaler: int = 1) -> str:
    r"""Per cent with its mark: ``20,6\xa0%``, in English ``20.6%``."""
    mellom = "" if valg.spraak == "en" else _FAST
    return f"{tall(valg, verdi, desimaler)}{mellom}%"


def spenn(valg: Staastedsvalg, lav: float, hoey: float, desimaler: int = 0) -> str:
    """Figure or interval as printed: ``13``, ``7,9–9,5``."""
    fra, til = tall(valg, lav, desimaler), tall(valg, hoey, desimaler)
    return fra if fra == til else f"{fra}–{til}"


def med_enhet(
    valg: Staastedsvalg, verdi: float | None, enhet: str, desimaler: int | None = None
) -> str:
    """Number followed by its unit in the report's language."""
    antall = tall(valg, verdi, antall_desimaler(enhet, desimaler))
    if verdi is None or verdi != verdi:
        return antall
    if enhet == "prosent":
        return prosent(valg, verdi, antall_desimaler(enhet, desimaler))
    navn = enhet_navn(valg, enhet, entall=antall == "1")
    if valg.spraak == "en" and enhet == "kr":
        return f"NOK{_FAST}{antall}"
    if valg.spraak == "en" and enhet == "mill kr":
        return f"NOK{_FAST}{antall}{_FAST}million"
    return f"{antall}{_FAST}{navn}" if navn else antall


def enhet_navn(valg: Staastedsvalg, enhet: str, *, entall: bool = False) -> str:
    """Return what is printed after a number of the unit; empty where its name says it."""
    ascii_ = enhet.translate(_ASCII)
    noekkel = "enhet-" + "".join(b if b.isalnum() else "-" for b in ascii_)
    return felles(valg)(noekkel, antall="en" if entall else "flere").strip(_TOM)


def _i_spraaket(valg: Staastedsvalg, norsk: str) -> str:
    if valg.spraak != "en":
        return norsk
    return norsk.replace(",", ".").replace("\u202f", ",")


# ------------------------------------------------------------------ words
def oppramsing(valg: Staastedsvalg, ledd: Sequence[str]) -> str:
    """Words in a row: ``Hurum, Marker og landet``."""
    if len(ledd) < 2:
        return "".join(ledd)
    return f"{', '.join(ledd[:-1])} {felles(valg)('og')} {ledd[-1]}"


def tallord(valg: Staastedsvalg, antall: int) -> str:
    """Small number in words, others in digits."""
    if not 2 <= antall <= 10:
        return tall(valg, antall)
    return felles(valg)(f"tall-{antall}")


def liten(ord_: str) -> str:
    """Word with a small first letter, unless it is an abbreviation (``ADL``, ``80+``)."""
    return ord_ if len(ord_) > 1 and ord_[1].isupper() else ord_[:1].lower() + ord_[1:]


def stor(setning: str) -> str:
    """Sentence with a capital first letter."""
    return setning[:1].upper() + setning[1:]


def navn_paa(valg: Staastedsvalg, i: Indikator) -> str:
    """Name of an indicator in the report's language."""
    return {"nn": i.navn_nn, "en": i.navn_en}.get(valg.spraak, "") or i.navn


def genitiv(navn: str, spraak: str) -> str:
    """Name in the genitive: ``Rømskogs``, ``Os’``; in English ``Rømskog’s``, ``Os’``.

    >>> genitiv("Rømskog", "nb"), genitiv("Os", "nn"), genitiv("Rømskog", "en")
    ('Rømskogs', 'Os’', 'Rømskog’s')
    """
    if navn[-1:].casefold() in ("s", "x", "z"):
        return f"{navn}’"
    return f"{navn}’s" if spraak == "en" else f"{navn}s"


def kommunenavn(data: Data, valg: Staastedsvalg) -> str:
    """Return the own name."""
    return data.register.navn(valg.komm_nr)


def sted(data: Data, valg: Staastedsvalg, kode: str) -> str:
    """Name of a place as it stands inside a sentence."""
    if kode in _REGIONER:
        return felles(valg)(f"sted-{kode}")
    navn = data.register.i_tekst(kode)
    if kode.startswith(("EKG", "KG")):
        return felles(valg)("sted-gruppe", nummer=kode.partition("KG")[2].lstrip("0"))
    return navn


@lru_cache(maxsize=32)
def mot_hvem(data: Data, valg: Staastedsvalg) -> str:
    """Those compared with, in words that stand inside a sentence; empty where there are none."""
    p, tt = valg.profil, felles(valg)
    koder = sammenlignet(data, p)
    if valg.sett == Sett.EGNE:
        if not koder:
            return oppramsing(valg, [sted(data, valg, k) for k in valg.sammenlign])
        if len(koder) <= 3:
            return oppramsing(valg, [sted(data, valg, k) for k in koder])
        return tt("andre-egne", antall=tallord(valg, len(koder)))
    har = len(med_tall(data, p))
    omfang = "alle" if har == len(koder) else "noen"
    form = "en" if har == 1 else "flere"
    return tt(f"andre-{valg.sett}", antall=tallord(valg, har), form=form, omfang=omfang)


def radkilder(data: Data, rader: Iterable[Profilrad]) -> list[Kilde]:
    """Sources of rows of the profile."""
    return kildene(data, [k for r in rader for k in r.kilder])


def kildene(data: Data, koder: Iterable[str], *, egne: bool = False) -> list[Kilde]:
    """Sources of figures; ``egne`` adds the line that the user's own figures have."""
    return [*kilder(data, koder), *([EGNE] if egne else [])]
