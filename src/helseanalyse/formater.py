"""What a report can be written as: the ending of the file's name says which."""

import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from babel.lists import format_list

from .eksport.meta import Meta
from .maalform import BABEL, SPRAAK, tekster
from .notatbok import Forside
from .pdf import Rapport, render_pdf
from .ressurser import ressursmappe
from .sett import Sett
from .sources.load import Data
from .spraak import oppramsing
from .valgsjekk import ETIKETTER


@dataclass(frozen=True)
class Utgave:
    """A report that is made but not yet written: its blocks, and what they are of."""

    rapport: Rapport
    meta: Meta


@dataclass(frozen=True)
class Format:
    """One way to write a report: what it is called, its media type, and what writes it."""

    navn: str
    mime: str
    skriv: Callable[[Utgave], bytes]


def _pdf(utgave: Utgave) -> bytes:
    return render_pdf(utgave.rapport, ressursmappe("templates") / "rapport" / "rapport.typ")


def _xlsx(utgave: Utgave) -> bytes:
    from .eksport.xlsx import xlsx

    meta = replace(utgave.meta, spor=utgave.rapport.spor)
    return xlsx(utgave.rapport.blokker + utgave.rapport.vedlegg, meta)


def _docx(utgave: Utgave) -> bytes:
    from .eksport.docx import docx

    return docx(utgave.rapport)


def _html(utgave: Utgave) -> bytes:
    from .eksport.html import html

    return html(utgave.rapport)


_OOXML = "application/vnd.openxmlformats-officedocument"
FORMATER: dict[str, Format] = {
    ".pdf": Format("PDF", "application/pdf", _pdf),
    ".xlsx": Format("Excel", f"{_OOXML}.spreadsheetml.sheet", _xlsx),
    ".docx": Format("Word", f"{_OOXML}.wordprocessingml.document", _docx),
    ".html": Format("HTML", "text/html; charset=utf-8", _html),
}
"""By the ending of the file's name, in small letters."""


def formatet(fil: Path) -> Format:
    """Format that a file name asks for.

    Raises
    ------
    ValueError
        If no format has that ending.
    """
    if (endelse := fil.suffix.lower()) in FORMATER:
        return FORMATER[endelse]
    hva = (
        f"Endelsen «{fil.suffix}» i «{fil}» er ukjent."
        if fil.suffix
        else f"«{fil}» har ingen endelse."
    )
    raise ValueError(f"{hva} Rapporten kan lages som {oppramsing(list(FORMATER), 'eller')}.")


def metadata(
    data: Data,
    notatbok: str,
    parametre: Mapping[str, Any],
    forsiden: Forside,
    gitt: Mapping[str, Any] | None = None,
) -> Meta:
    """Say where a file's blocks come from, and how to make it again.

    Parameters
    ----------
    parametre
        Every choice, as it was used.
    gitt
        The choices that were made by whoever asked, if others follow of them by themselves.
    """
    har = {k: v for k, v in parametre.items() if _ord(v)}
    spraak = str(parametre.get("spraak") or "nb")
    return Meta(
        notatbok=notatbok,
        tittel=forsiden.tittel,
        undertittel=forsiden.undertittel,
        kommune=forsiden.kommune,
        dato=forsiden.dato,
        valg=_valg(data, har, spraak),
        kommando=kommando(notatbok, har if gitt is None else gitt),
        aar=str(parametre.get("aar") or ""),
        spraak=spraak,
    )


def _valg(data: Data, har: Mapping[str, Any], spraak: str) -> tuple[tuple[str, str], ...]:
    """Choices in words; only in bokmål have those of all the notebooks a name."""
    t = tekster("eksport", spraak)
    navn = ETIKETTER if spraak == "nb" else {}
    navn = dict(navn) | {k: t(f"valg-{k}") for k in _ORD_FOR}
    return tuple((navn[k], _verdi(data, k, v, spraak)) for k, v in har.items() if k in navn)


_EGNE_VALG = {"komm_nr": "--komm-nr", "aar": "--aar", "sammenlign": "--sammenlign"}
_ORD_FOR = (*_EGNE_VALG, "sett", "horisont", "spraak", "egne_ord")
"""Choices that have a name in every language."""
_VERDIER = {
    "sett": [s.value for s in Sett],
    "spraak": SPRAAK,
    "grenser": ["som_det_var", "dagens"],
    "grunnlag": ["kapasitet", "i_bruk", "beboere", "heldoegn"],
    "avrunding": ["opp", "naermeste", "ned"],
    "rekkefoelge": ["snitt", "behov_foerst", "behov_sist"],
}
"""Values that have a name."""


def kommando(notatbok: str, parametre: Mapping[str, Any]) -> str:
    """Command line that makes a report of these parameters.

    >>> kommando("plassbehov", {"komm_nr": "0121", "sammenlign": ["0628"], "dekning": 20})
    'helseanalyse rapport plassbehov --komm-nr 0121 --sammenlign 0628 -p dekning=20'
    """
    deler = ["helseanalyse", "rapport", notatbok]
    for navn, verdi in parametre.items():
        for en in verdi if isinstance(verdi, list | tuple) else [verdi]:
            if not _ord(en):
                continue
            egen = _EGNE_VALG.get(navn)
            deler += [egen, str(en)] if egen else ["-p", f"{navn}={en}"]
    return shlex.join(deler)


def _verdi(data: Data, navn: str, verdi: Any, spraak: str) -> str:
    if navn == "sammenlign":
        alle = verdi if isinstance(verdi, list | tuple) else [verdi]
        return str(format_list([data.register.navn(str(k)) for k in alle], locale=BABEL[spraak]))
    if _ord(verdi) in _VERDIER.get(navn, ()):
        return tekster("eksport", spraak)(f"verdi-{_ord(verdi)}")
    return _ord(verdi)


def _ord(verdi: Any) -> str:
    """Value as text; empty where there is none."""
    if isinstance(verdi, list | tuple):
        return ", ".join(str(v) for v in verdi)
    return "" if verdi is None else str(verdi)
