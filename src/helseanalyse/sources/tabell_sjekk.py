"""What a whole table shows when its columns stand together: gaps, repeats, odd values."""

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .tabell_rute import TEKST, TOM, Kolonne, Rutenett, rader_i_tekst, vis

if TYPE_CHECKING:
    from .tabell import Tabell

_ANTALL = re.compile(
    r"\b(?:antall|plasser|personer|innbyggere|beboere|brukere|mottakere|årsverk|folketall)", re.I
)
_ENDRING = re.compile(r"endring|vekst|netto|avvik|differanse|resultat|overskudd", re.I)
_TUSENFEIL = 2.5  # |log10| of a value against the year before, as SSB's own check has it


def fyll_ned(rute: Rutenett) -> Rutenett:
    """Body whose merged, or regularly left out, cells are filled from above, with a warning."""
    ytre = True  # the columns to the left repeat too
    for k in rute.kolonner:
        rader = _flettet(rute, k)
        if not rader and k.nr < 2 and ytre:
            rader = _blokker(k)
        ytre = ytre and bool(rader)
        if rader:
            for fra, til in rader:
                k.slag[fra + 1 : til] = k.slag[fra]
                k.tall[fra + 1 : til] = k.tall[fra]
                k.koder[fra + 1 : til] = k.koder[fra]
            numre = rute.radnr[[fra + 1 for fra, _ in rader]].tolist()
            rute.varsler.append(
                f"{rute.sted()}, {rader_i_tekst(numre)}: tomme celler i kolonne {k.nr + 1} er fylt"
                " med verdien over, som gjelder for flere rader. Se over dem."
            )
    return rute


def _flettet(rute: Rutenett, k: Kolonne) -> list[tuple[int, int]]:
    """Stretches of rows that one merged cell covers in a column."""
    ut = []
    for r0, r1, c0, c1 in rute.fletter:
        if c0 <= k.nr <= c1 and r1 > r0 and c0 == c1:
            fra, til = np.searchsorted(rute.radnr, [r0, r1 + 1])
            if til - fra > 1 and k.slag[fra] != TOM:
                ut.append((int(fra), int(til)))
    return ut


def _blokker(k: Kolonne) -> list[tuple[int, int]]:
    """Stretches of a text column where only the first row of each equal block is filled."""
    fylt = np.flatnonzero(k.slag != TOM)
    n = len(k.slag)
    if len(fylt) in (0, n) or fylt[0] != 0 or (k.slag[fylt] != TEKST).any():
        return []
    lengder = np.diff(np.append(fylt, n))
    if len(lengder) < 2 or len(set(lengder.tolist())) != 1:
        return []
    return [(int(f), int(f + lengder[0])) for f in fylt]


def sjekk(
    tabell: "Tabell", galt: dict[str, NDArray[np.int64]], grupper: dict[str, NDArray[np.int64]]
) -> None:
    """Refuse two tables in one, and warn of what is unlikely.

    Raises
    ------
    ValueError
        If the headers of another table stand in the body.
    """
    _to_tabeller(tabell, galt)
    _tomme_noekler(tabell)
    _like_rader(tabell, grupper)
    for navn, art in tabell.arter.items():
        if art == "tall":
            _urimelig(tabell, navn)
    _tusenfeil(tabell, grupper)


def _to_tabeller(tabell: "Tabell", galt: dict[str, NDArray[np.int64]]) -> None:
    if len(galt) < 2:
        return
    rader, antall = np.unique(np.concatenate(list(galt.values())), return_counts=True)
    nye = rader[antall * 2 > len(galt)]
    if len(nye):
        raise ValueError(
            f"{tabell.sted(int(nye[0]))} har tekst der tabellen har tall, som overskriftene til en"
            " ny tabell. Legg hver tabell i sin egen fil eller på sitt eget ark."
        )


def _tomme_noekler(tabell: "Tabell") -> None:
    """Warn of gaps in the first column, when it is text and otherwise filled."""
    navn = str(tabell.frame.columns[0])
    if tabell.arter[navn] != "tekst":
        return
    tomme = np.flatnonzero(tabell.frame[navn].isna().to_numpy())
    if len(tomme):
        _si(tabell, tomme, navn, "cellen er tom, så raden mangler navn. Fyll den ut.")


def _like_rader(tabell: "Tabell", grupper: dict[str, NDArray[np.int64]]) -> None:
    """Warn of rows that repeat a row above; only rows of equal hash are compared in full."""
    ramme = tabell.frame
    merke = np.zeros(len(ramme), dtype=np.uint64)
    for navn in ramme.columns:
        if tabell.arter[str(navn)] == "tall":
            bits = ramme[navn].to_numpy().view(np.uint64)
        else:
            bits = grupper[str(navn)].astype(np.uint64)
        merke = (merke ^ bits) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(1)
    sortert = np.sort(merke)
    flere = sortert[1:][sortert[1:] == sortert[:-1]]
    if len(flere):
        mulige = np.flatnonzero(np.isin(merke, flere))
        like = mulige[ramme.iloc[mulige].duplicated().to_numpy()]
        if len(like):
            _si(tabell, like, None, "raden er helt lik en rad over. Fjern den hvis den er en kopi.")


def _urimelig(tabell: "Tabell", navn: str) -> None:
    verdi = tabell.frame[navn].to_numpy()
    prosent = tabell.enheter.get(navn) == "prosent"
    if not _ENDRING.search(navn) and (prosent or _ANTALL.search(navn)):
        negative = np.flatnonzero(verdi < 0)
        _si(tabell, negative, navn, "verdien er negativ, og det kan den neppe være. Se over den.")
    if prosent:
        over = np.flatnonzero(verdi > 100)
        _si(tabell, over, navn, "verdien er over 100 prosent. Den er tatt med; se over den.")


def _tusenfeil(tabell: "Tabell", grupper: dict[str, NDArray[np.int64]]) -> None:
    """Warn of a value some hundred times, or one hundredth of, the year before."""
    aar = [n for n, a in tabell.arter.items() if a == "aar"]
    tekst = [n for n, a in tabell.arter.items() if a in ("kode", "tekst")]
    tall = [n for n, a in tabell.arter.items() if a == "tall"]
    if len(aar) == 1 and tekst:
        rekke = _rekker(grupper[aar[0]], [grupper[n] for n in tekst])
        for navn in tall:
            verdi = tabell.frame[navn].to_numpy()[rekke[0]]
            hopp = _hopp(verdi[:-1], verdi[1:]) & rekke[1]
            _si_tusen(tabell, rekke[0][1:][hopp], navn)
    aarskolonner = [n for n in tall if re.fullmatch(r"(?:.*\D)?(?:19|20)\d\d", n)]
    for foer, etter in pairwise(aarskolonner):
        if foer[:-4] != etter[:-4]:  # the first year of another figure
            continue
        hopp = _hopp(tabell.frame[foer].to_numpy(), tabell.frame[etter].to_numpy())
        _si_tusen(tabell, np.flatnonzero(hopp), etter)


def _rekker(aar: NDArray[np.int64], tekster: list[NDArray[np.int64]]) -> tuple[Any, Any]:
    """Order of the rows by series and year, and where a row follows one of its own series."""
    rekke = tekster[0]
    for gruppe in tekster[1:]:
        rekke = pd.factorize(rekke * (int(gruppe.max()) + 2) + gruppe)[0]
    orden = np.argsort(rekke * (int(aar.max()) + 2) + aar, kind="stable")
    samme = rekke[orden][:-1] == rekke[orden][1:]
    return orden, samme & (aar[orden][:-1] < aar[orden][1:])


def _hopp(foer: NDArray[np.float64], etter: NDArray[np.float64]) -> NDArray[np.bool_]:
    with np.errstate(all="ignore"):
        forhold = np.abs(np.log10(np.abs(etter) / np.abs(foer)))
    svar: NDArray[np.bool_] = np.isfinite(forhold) & (forhold > _TUSENFEIL)
    return svar


def _si_tusen(tabell: "Tabell", rader: Any, navn: str) -> None:
    hva = "verdien er flere hundre ganger større eller mindre enn året før (tusenfeil?)."
    _si(tabell, rader, navn, f"{hva} Se over enheten.")


def _si(tabell: "Tabell", rader: Any, navn: str | None, hva: str) -> None:
    if len(rader):
        kolonne = "" if navn is None else f", kolonne «{vis(navn)}»"
        numre = rader_i_tekst(sorted(tabell.rader[rader].tolist()))
        tabell.warnings.append(f"{tabell.sted()}, {numre}{kolonne}: {hva}")
