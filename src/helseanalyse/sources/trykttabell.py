"""A table read as it is printed: its numbers keep their decimals, its sums stay where they are."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..trykt import Trykttabell
from .tabell import les_rute
from .tabell_csv import les_csv
from .tabell_hode import finn_form
from .tabell_nokler import har_aar, heter_aar, heter_kode
from .tabell_rute import (
    DATO,
    FEIL,
    LOGISK,
    PROSENT,
    SKALERT,
    TALL,
    TOM,
    UREGNET,
    Kolonne,
    Rutenett,
    kolonne_av_tekst,
    tallord,
    vis,
)
from .tabell_serie import er_tall, hundre
from .tabell_tall import Lest, les_tall, motsigelse, rolle, skilletegn, tegn

INNLIMT = "innlimt tabell"
MAKS_TEGN = 200_000
"""Of a pasted table."""
_MAKS_CELLER = 400_000
_SIFFER = 12  # of a number that a spreadsheet has computed
_NOEKKEL = re.compile(r"(?:nr|id|nummer|kode|post|punkt|kapittel|funksjon|konto|ansvar)\.?", re.I)
# Columns that say something of a row, and are no part of what it is called.
_OM_RADEN = re.compile(r"enhet|kilde[rn]?|merknad(?:er)?|note[r]?|status|kommentar(?:er)?", re.I)
_DESIMALER = re.compile(r"[.,](\d+)(?=\D*$)")
_ENHET = {"mill.": "mill kr", "mill": "mill kr", "mill. kr": "mill kr", "pst": "prosent"}


@dataclass
class _Tallkolonne:
    navn: str
    verdi: NDArray[np.float64]
    desimaler: NDArray[np.int64]
    enhet: list[str]


def les_trykt(
    sti: Path | str, ark: str | None = None, *, desimaltegn: str | None = None
) -> Trykttabell:
    """Table of a file (CSV, XLSX, XLS or ODS), as printed.

    A text file's decimals are those written. A spreadsheet keeps none: a column is then taken
    to be printed with as many as its longest number needs.

    Parameters
    ----------
    sti, ark, desimaltegn
        As :func:`.tabell.read_table`.

    Raises
    ------
    ValueError
        If the file cannot be read for certain; the sentence names file, sheet, row and mend.
    """
    if desimaltegn not in (None, ",", "."):
        raise ValueError("Desimaltegnet må være komma eller punktum.")
    return _trykt(les_rute(sti, ark), desimaltegn)


def trykt_av_tekst(tekst: str, *, desimaltegn: str | None = None) -> Trykttabell:
    """Table of a text with tab, semicolon or comma between the cells, as pasted.

    Raises
    ------
    ValueError
        If it is no table; the sentence says where and how to mend it.
    """
    if len(tekst) > MAKS_TEGN:
        raise ValueError(
            f"Den innlimte tabellen er på over {MAKS_TEGN // 1000} 000 tegn. Lagre den som en fil"
            " og bruk «helseanalyse kontroll FIL»."
        )
    if not tekst.strip():
        raise ValueError("Den innlimte tabellen er tom. Lim inn overskrifter og rader.")
    rute = les_csv((tekst.strip("\r\n") + "\n").encode(), INNLIMT)
    return _trykt(rute, desimaltegn)


def trykt_av_rader(
    navn: str, hode: Sequence[str], rader: Sequence[Sequence[str]], *, tekst: str = ""
) -> Trykttabell:
    """Table of rows of texts that are known to have a head; decimal point or comma."""
    kolonner = [kolonne_av_tekst(j, [r[j] for r in rader]) for j in range(len(hode))]
    rute = Rutenett(navn, None, np.arange(2, len(rader) + 2), kolonner)
    return _bygg(rute, list(hode), None, tekst)


def _trykt(rute: Rutenett, desimaltegn: str | None) -> Trykttabell:
    form = finn_form(rute)
    if len(form.kropp.radnr) * len(form.navn) > _MAKS_CELLER:
        raise ValueError(
            f"{rute.sted()} har over {_MAKS_CELLER // 1000} 000 celler. Del tabellen i flere."
        )
    return _bygg(form.kropp, form.navn, desimaltegn, "")


def _bygg(rute: Rutenett, navn: list[str], desimaltegn: str | None, tekst: str) -> Trykttabell:
    lest = [[les_tall(t) for t in k.ord] for k in rute.kolonner]
    er = [_har_tall(k, n, x) for k, n, x in zip(rute.kolonner, navn, lest, strict=True)]
    if not any(er):
        raise ValueError(f"{rute.sted()} har ingen kolonne med tall. Se over tabellen.")
    bevis: Counter[str] = Counter()
    for x, tall in zip(lest, er, strict=True):
        if tall:
            bevis += skilletegn(y for y in x if y)
    deler = [
        _tallkolonne(rute, k, n, x, bevis, desimaltegn)
        for k, n, x, tall in zip(rute.kolonner, navn, lest, er, strict=True)
        if tall
    ]
    radenhet = _radenheter(rute, navn, er)
    enhet = np.array([[e or r for e, r in zip(d.enhet, radenhet, strict=True)] for d in deler])
    talldel = [k for k, tall in zip(rute.kolonner, er, strict=True) if tall]
    return Trykttabell(
        navn=rute.fil if rute.ark is None else f"{rute.fil}, ark {rute.ark}",
        rader=tuple(_etiketter(rute, navn, er)),
        kolonner=tuple(d.navn for d in deler),
        verdi=np.column_stack([d.verdi for d in deler]),
        desimaler=np.column_stack([d.desimaler for d in deler]),
        enhet=enhet.T.astype(object),
        radnr=tuple(int(r) for r in rute.radnr),
        tekst=tekst,
        varsler=tuple(rute.varsler),
        merket=tuple(
            i
            for i in range(len(rute.radnr))
            if all(np.isnan(d.verdi[i]) for d in deler) and any(k.tekst(i).strip() for k in talldel)
        ),
    )


def _har_tall(k: Kolonne, navn: str, lest: list[Lest | None]) -> bool:
    """Whether a column is numbers to be checked, not codes, years or numbers of rows."""
    siste = navn.split(" | ")[-1]
    if heter_kode(siste) or _NOEKKEL.fullmatch(siste.strip()):
        return False
    if har_aar(k) and (heter_aar(siste) or k.nr == 0):
        return False
    return bool((k.slag != TOM).any()) and er_tall(k, lest)


def _etiketter(rute: Rutenett, navn: list[str], er: list[bool]) -> list[str]:
    """Labels of the rows: the text columns from the left, as many as make them differ."""
    kol = [
        k
        for k, n, tall in zip(rute.kolonner, navn, er, strict=True)
        if not tall and not _OM_RADEN.fullmatch(n.strip())
    ]
    n = len(rute.radnr)
    ut = [""] * n
    for nr, k in enumerate(kol):
        bare_nummer = nr == 1 and all(re.fullmatch(r"[\d.]*[a-zæøå]?", t) for t in ut)
        if nr and len(set(ut)) == n and not bare_nummer:
            break
        ut = [" ".join(x for x in (t, k.tekst(i)) if x) for i, t in enumerate(ut)]
    return [vis(t) if t else f"rad {rute.radnr[i]}" for i, t in enumerate(ut)]


def _radenheter(rute: Rutenett, navn: list[str], er: list[bool]) -> list[str]:
    """Unit of each row, where a column of the table says it."""
    for k, n, tall in zip(rute.kolonner, navn, er, strict=True):
        if not tall and n.strip().casefold() in ("enhet", "måleenhet"):
            return [_ENHET.get(k.tekst(i), k.tekst(i)) for i in range(len(rute.radnr))]
    return [""] * len(rute.radnr)


def _tallkolonne(
    rute: Rutenett,
    k: Kolonne,
    navn: str,
    lest: list[Lest | None],
    filbevis: Counter[str],
    desimaltegn: str | None,
) -> _Tallkolonne:
    n = len(k.slag)
    av_ord = _leste(rute, k, navn, lest, filbevis, desimaltegn)
    verdi, desimaler, enhet = np.full(n, np.nan), np.zeros(n, dtype=np.int64), [""] * n
    for i in range(n):
        if k.slag[i] in (TALL, PROSENT, SKALERT):
            tall = hundre(float(k.tall[i])) if k.slag[i] == PROSENT else float(k.tall[i])
            verdi[i], desimaler[i] = _regneark(tall)
            enhet[i] = "prosent" if k.slag[i] == PROSENT else ""
        elif k.koder[i] >= 0 and k.slag[i] not in (DATO, LOGISK, FEIL, UREGNET):
            verdi[i], desimaler[i], enhet[i] = av_ord[int(k.koder[i])]
        if k.slag[i] != TOM and np.isnan(verdi[i]) and tegn(k.tekst(i)) is None:
            if k.slag[i] == UREGNET:
                rute.varsler.append(
                    f"{rute.sted(i, navn)}: formelen er lagret uten svar, og cellen er ikke"
                    " kontrollert. Åpne filen i et regneark og lagre den på nytt."
                )
                continue
            rute.varsler.append(
                f"{rute.sted(i, navn)}: «{vis(k.tekst(i))}» er ikke lest som et tall, og cellen"
                " er ikke kontrollert. Rett den, eller la den stå tom."
            )
    ark = np.isin(k.slag, (TALL, SKALERT))
    if ark.any():
        desimaler[ark] = desimaler[ark].max()
    return _Tallkolonne(navn, verdi, desimaler, enhet)


def _regneark(tall: float) -> tuple[float, int]:
    """Value of a spreadsheet's number without the noise of its last digits, and its decimals."""
    kort = tallord(float(f"{tall:.{_SIFFER}g}"))
    treff = re.fullmatch(r"-?\d+\.(\d+)", kort)
    return float(kort or "nan"), len(treff[1]) if treff else 0


def _leste(
    rute: Rutenett,
    k: Kolonne,
    navn: str,
    lest: list[Lest | None],
    filbevis: Counter[str],
    desimaltegn: str | None,
) -> list[tuple[float, int, str]]:
    """Value, decimals and unit of each distinct text, its separators read for the column."""
    bevis = skilletegn(x for x in lest if x)
    galt = motsigelse(bevis)
    if galt and desimaltegn is None:
        raise ValueError(
            f"{rute.sted(None, navn)}: {galt} i samme kolonne. Skriv tallene på én måte, helst"
            " med komma og uten tusenskille."
        )
    ut = []
    for i, (tekst, x) in enumerate(zip(k.ord, lest, strict=True)):
        if x is None:
            ut.append((np.nan, 0, ""))
            continue
        desimal = x.skille.startswith("desimal")
        if x.skille.startswith("tvetydig"):
            svar = _rolle(x.skille[-1], bevis, filbevis, desimaltegn)
            if not svar:
                raise ValueError(
                    f"{rute.sted(k.foerste(i), navn)}: «{vis(tekst)}» kan være {tallord(x.tusen)}"
                    " eller et desimaltall, og ingenting i tabellen avgjør det. Skriv tallene uten"
                    " tusenskille, eller oppgi hvilket desimaltegn tabellen bruker."
                )
            desimal = svar == "desimal"
        treff = _DESIMALER.search(tekst) if desimal else None
        verdi = x.desimal if desimal or not x.skille else x.tusen
        ut.append((verdi, len(treff[1]) if treff else 0, _ENHET.get(x.enhet, x.enhet)))
    return ut


def _rolle(
    skille: str, bevis: Counter[str], filbevis: Counter[str], desimaltegn: str | None
) -> str:
    if desimaltegn:
        return "desimal" if skille == desimaltegn else "tusen"
    return rolle(skille, bevis, filbevis)[0]
