"""Where the table stands on the sheet: title lines above, headers, body, notes below."""

import re
from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .tabell_nokler import heter_aar, heter_kode, les_aar, les_kode
from .tabell_rute import DATO, FEIL, TALL, TEKST, TOM, Kolonne, Rutenett, rader_i_tekst, vis
from .tabell_tall import les_tall, tegn

_NOTE = re.compile(
    r"\s*(?:kilder?\b|source|sist (?:endret|oppdatert)|kontakt|copyright|måle(?:enhet|metode)"
    r"|referansetid|database|intern referansekode|fotnoter?\b|merknad|noter?\b|note:|\*"
    r"|\d\)|[¹²³]|tegnforklaring|standardtegn|(?:[.:*]|\.\.|\.\.\.|-)\s*=)",
    re.IGNORECASE,
)
_ETIKETT = re.compile(
    r"(kilder?|sist endret|sist oppdatert|kontakt|copyright|måleenhet|målemetode|referansetid"
    r"|database|intern referansekode)\s*:?\s*(.*)",
    re.IGNORECASE,
)
_SE = 200  # rows looked at for the shape of the table
_BUNN = 1000  # rows looked at for notes under it


@dataclass
class Form:
    """A table found on a sheet: names and body, and the lines around it."""

    navn: list[str]
    kropp: Rutenett
    tittel: list[str]
    bunn: list[str]


def finn_form(rute: Rutenett) -> Form:
    """Return the table of a grid.

    Raises
    ------
    ValueError
        If there is no table, or its headers are missing.
    """
    start = _overskriftsrad(rute)
    _krev_overskrift(rute, start)
    slutt = _siste_overskrift(rute, start)
    bunn = _bunn(rute, slutt)
    tittel = [t for i in range(start) for t in _tekster(rute, i)]
    noter = [" ".join(_tekster(rute, i)) for i in range(bunn, len(rute.radnr))]
    navn = _navn(rute, start, slutt)
    kropp = rute.velg(slice(slutt, bunn))
    if not len(kropp.radnr):
        raise ValueError(f"{rute.sted()} har overskrifter, men ingen rader. Legg inn tallene.")
    kropp = _uten_gjentatt_hode(kropp, rute, slutt - 1)
    brukt = [j for j, k in enumerate(kropp.kolonner) if navn[j] or bool((k.slag != TOM).any())]
    kropp.kolonner = [kropp.kolonner[j] for j in brukt]
    return Form(_entydige([navn[j] for j in brukt], kropp), kropp, tittel, noter)


def metadata(form: Form) -> dict[str, object]:
    """Title lines, and the labelled lines of the notes (``Kilde``, ``Sist endret`` …)."""
    ut: dict[str, object] = {"tittel": form.tittel, "noter": []}
    etikett = ""
    noter: list[str] = []
    for linje in form.bunn:
        treff = _ETIKETT.fullmatch(linje.strip())
        if treff:
            etikett = treff[1].capitalize()
            ut.setdefault(etikett, treff[2].strip())
        elif etikett and not _NOTE.match(linje):
            ut[etikett] = f"{ut[etikett]}; {linje.strip()}".removeprefix("; ")
        else:
            etikett = ""
            noter.append(linje)
    return ut | {"noter": noter}


def _overskriftsrad(rute: Rutenett) -> int:
    """Return the first row of the headers; what stands above are title lines."""
    antall = rute.fylt.sum(axis=1)
    flere = antall[:_SE][antall[:_SE] >= 2]
    if not len(flere):
        raise ValueError(
            f"{rute.sted()} har ingen tabell med minst to kolonner. Velg en annen fil eller et"
            " annet ark."
        )
    vanlig = float(np.median(flere))
    for i in range(min(_SE, len(antall))):
        if antall[i] >= 2 and (antall[i] * 2 > vanlig or _har_underoverskrift(rute, i)):
            return i
    raise ValueError(f"{rute.sted()} har ingen rad med overskrifter. Sett dem i den første raden.")


def _har_underoverskrift(rute: Rutenett, i: int) -> bool:
    if i + 1 >= len(rute.radnr):
        return False
    rad = rute.radnr[i]
    flettet = any(r0 <= rad <= r1 and c1 > c0 > 0 for r0, r1, c0, c1 in rute.fletter)
    return flettet or not rute.fylt[i + 1, 0]


def _art(k: Kolonne, i: int) -> str:
    """What a cell looks like: ``tom``, ``tekst``, ``aar`` or ``verdi``."""
    if k.slag[i] == TOM:
        return "tom"
    tekst = k.tekst(i)
    if k.slag[i] in (TALL, TEKST) and les_aar(tekst):
        return "aar"
    if k.slag[i] == TEKST:
        return "verdi" if tegn(tekst) or les_tall(tekst) else "tekst"
    # A year that a sheet shows as a date is still a year.
    return "aar" if k.slag[i] == DATO and 1900 <= k.tall[i] <= 2100 else "verdi"


def _krev_overskrift(rute: Rutenett, i: int) -> None:
    arter = [_art(k, i) for k in rute.kolonner]
    foerste = rute.kolonner[0].tekst(i)
    verdier = [j for j, a in enumerate(arter) if a == "verdi"]
    kjent = heter_kode(foerste) or heter_aar(foerste) or foerste.casefold() == "alder"
    mangler = (verdier and not (kjent and _stigende(rute, i, verdier))) or (
        "tekst" not in arter and arter[0] != "tom"
    )
    if not mangler and arter[0] == "tekst" and set(arter[1:]) == {"aar"}:
        # «Rømskog;2015» over «Marker;2016»: the first row is a row like the others.
        under = range(i + 1, min(i + 20, len(rute.radnr)))
        mangler = {_art(k, n) for k in rute.kolonner[1:] for n in under} == {"aar"}
    if mangler:
        j = verdier[0] if verdier else 0
        raise ValueError(
            f"{rute.sted(i)}: overskriftene mangler, for raden har verdien"
            f" «{vis(rute.kolonner[j].tekst(i))}». Sett inn en rad med navn på kolonnene øverst."
        )


def _stigende(rute: Rutenett, i: int, kolonner: list[int]) -> bool:
    """Whether the numbers of a header row rise by column, as ages do."""
    lest = [les_tall(rute.kolonner[j].tekst(i)) for j in kolonner]
    verdier = [ett.desimal for ett in lest if ett]
    return len(verdier) == len(kolonner) and bool(np.all(np.diff(verdier) > 0))


def _siste_overskrift(rute: Rutenett, start: int) -> int:
    """Return the first row of the body: below all rows of headers."""
    i = start + 1
    while i < len(rute.radnr) and i - start < 5:
        arter = [_art(k, i) for k in rute.kolonner]
        over_tom: NDArray[np.bool_] = np.logical_not(rute.fylt[start:i].all(axis=0))
        fyller = any(over_tom[j] for j, a in enumerate(arter) if a in ("tekst", "aar"))
        bare_tekst = "aar" not in arter
        if rute.fylt[i, 0] or "verdi" in arter or FEIL in [k.slag[i] for k in rute.kolonner]:
            break
        if not (bare_tekst or fyller):
            break
        i += 1
    return i


def _navn(rute: Rutenett, start: int, slutt: int) -> list[str]:
    """Header of each column; of several rows of headers the outer ones spread to the right."""
    rader = []
    for i in range(start, slutt):
        rad = [_hodetekst(k, i) for k in rute.kolonner]
        rader.append(_spredt(rute, i, rad, slutt) if i < slutt - 1 else rad)
    navn = []
    for j in range(len(rute.kolonner)):
        deler = list(dict.fromkeys(rad[j] for rad in rader if rad[j]))
        navn.append(" | ".join(deler))
    return navn


def _spredt(rute: Rutenett, i: int, rad: list[str], slutt: int) -> list[str]:
    """Header cells spread to the right as the merges say, else to the next filled one."""
    nr = rute.radnr[i]
    fletter = [(c0, c1) for r0, r1, c0, c1 in rute.fletter if r0 <= nr <= r1]
    under: NDArray[np.bool_] = np.any(rute.fylt[i + 1 : slutt], axis=0)
    ut, sist = list(rad), ""
    for j, tekst in enumerate(rad):
        sist = (tekst if under[j] else "") if tekst else sist
        if not tekst and not fletter and under[j]:
            ut[j] = sist
    for c0, c1 in fletter:
        ut[c0 : c1 + 1] = [rad[c0]] * len(ut[c0 : c1 + 1])
    return ut


def _hodetekst(k: Kolonne, i: int) -> str:
    tekst = k.tekst(i)
    if k.slag[i] == DATO and 1900 <= k.tall[i] <= 2100:
        tekst = str(int(k.tall[i]))
    return " ".join(tekst.split())


def _bunn(rute: Rutenett, slutt: int) -> int:
    """Return the first row below the table."""
    n = len(rute.radnr)
    i = n
    while i > max(slutt, n - _BUNN) and _notelik(rute, i - 1):
        i -= 1
    while i < n:
        tekst = rute.kolonner[0].tekst(i)
        luft = i > 0 and rute.radnr[i] > rute.radnr[i - 1] + 1
        if luft or not tekst or _NOTE.match(tekst) or len(tekst) > 40 or tekst.endswith((".", ":")):
            return i
        i += 1
    return n


def _notelik(rute: Rutenett, i: int) -> bool:
    """Whether a row may be a note: one text that is no key, or a labelled line."""
    fylte = [k for k in rute.kolonner if k.slag[i] != TOM]
    tekst = fylte[0].tekst(i)
    if any(k.slag[i] != TEKST for k in fylte[:1]) or les_kode(tekst) or les_aar(tekst):
        return False
    if len(fylte) == 1:
        return not tegn(tekst) and not les_tall(tekst)
    return bool(_NOTE.match(tekst)) and all(k.slag[i] == TEKST for k in fylte)


def _tekster(rute: Rutenett, i: int) -> list[str]:
    return [k.tekst(i) for k in rute.kolonner if k.slag[i] != TOM]


def _uten_gjentatt_hode(kropp: Rutenett, rute: Rutenett, hode: int) -> Rutenett:
    """Body without rows that repeat the headers (one per printed page)."""
    lik = np.ones(len(kropp.radnr), dtype=bool)
    for k in kropp.kolonner:
        tekst = rute.kolonner[k.nr].tekst(hode)
        kode = k.ord.index(tekst) if tekst in k.ord else -2
        lik &= (k.koder == kode) if tekst else (k.slag == TOM)
    if not lik.any():
        return kropp
    rader = rader_i_tekst(kropp.radnr[lik].tolist())
    kropp.varsler.append(
        f"{kropp.sted()}, {rader}: overskriftene er gjentatt midt i tabellen. De er utelatt."
    )
    return kropp.velg(~lik)


def _entydige(navn: list[str], kropp: Rutenett) -> list[str]:
    """Names without blanks or repeats, with a warning for each that was made."""
    ut: list[str] = []
    antall: Counter[str] = Counter()
    for nr, (ett, k) in enumerate(zip(navn, kropp.kolonner, strict=True), 1):
        antall[ett] += 1
        if not ett:
            ut.append(f"kolonne_{k.nr + 1}")
            kropp.varsler.append(
                f"{kropp.sted()}: kolonne {k.nr + 1} har tall eller tekst, men ingen overskrift."
                f" Den heter nå «{ut[-1]}»; sett inn en overskrift i filen."
            )
        elif antall[ett] > 1:
            ut.append(f"{ett} ({antall[ett]})")
            kropp.varsler.append(
                f"{kropp.sted()}: overskriften «{vis(ett)}» står over flere kolonner. Kolonne"
                f" {nr} heter nå «{vis(ut[-1])}»; gi kolonnene hvert sitt navn."
            )
        else:
            ut.append(ett)
    return ut
