"""What a relation finds in each place: match, rounding or contradiction, with the arithmetic."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from ..enheter import avrund, tall
from ..trykt import Trykttabell
from .kontroll_relasjon import Linjer, Relasjon, beregnet, nevner, slakk, snitt

_MINUS = "\u2212"
_VIS_LEDD = 8
_EKSAKT = 1e-4
"""Below this chance of so few deviations, the figures are taken not to be rounded at all."""
_SIKKER = 6.0
_MINUSARTER = ("differanse", "endring_rekke")


class Utfall(StrEnum):
    """What a check came to."""

    STEMMER = "stemmer"
    AVRUNDING = "avrunding"
    MOTSIGELSE = "motsigelse"


@dataclass(frozen=True)
class Funn:
    """One check of one printed figure.

    Attributes
    ----------
    art
        Kind of relation, as :class:`.kontroll_relasjon.Relasjon`; ``tekst`` for a claim in prose.
    utfall
        Match (to half a printed unit), explained by rounding, or contradiction.
    celle
        Row and column of the printed result; none for a figure that stands in prose alone.
    celler
        Rows and columns of all the figures in the arithmetic, the result first.
    sted
        The cell by name.
    beregnet, trykt
        What the arithmetic gives, and what is printed.
    regnestykke
        The arithmetic as a reader would write it.
    sikkerhet
        Of a contradiction: ``høy``, ``middels`` or ``lav``.
    grunn
        Why the relation is believed.
    hint
        What would explain a contradiction, where something does.
    """

    art: str
    utfall: Utfall
    celle: tuple[int, int] | None
    celler: tuple[tuple[int, int], ...]
    sted: str
    beregnet: float
    trykt: float
    regnestykke: str
    sikkerhet: str
    grunn: str
    hint: str = ""


def funn(r: Relasjon, li: Linjer, tabell: Trykttabell) -> list[Funn]:
    """Findings of a relation, one for each place where it can be tested.

    Returns
    -------
    list of Funn
        In the order of the places.
    """
    if r.art == "hundre":
        return [_hundre(r, li, tabell)]
    midt, halv = beregnet(r, li)
    x, h = li.x[r.maal], li.h[r.maal]
    avvik = np.abs(midt - x)
    kan = ~np.isnan(midt) & ~np.isnan(x)
    if r.art == "sum":
        kan = li.summeres(r.maal, kan, avvik <= halv + h + slakk(x), snitt(r, li))
    stramt = _uavrundet(r, li, np.where(kan, avvik, np.nan))
    ut = []
    for j in np.flatnonzero(kan).tolist():
        if r.art == "andel" and j == r.total:
            continue
        sl = float(slakk(x[j]))
        if avvik[j] <= h[j] + sl:
            utfall = Utfall.STEMMER
        elif avvik[j] <= halv[j] + h[j] + sl and not stramt:
            utfall = Utfall.AVRUNDING
        else:
            utfall = Utfall.MOTSIGELSE
        ut.append(_ett(r, li, tabell, j, utfall, float(midt[j]), stramt))
    return ut


def _uavrundet(r: Relasjon, li: Linjer, avvik: np.ndarray) -> bool:
    """Whether a sum meets to the last digit so often that its figures cannot be rounded."""
    if r.art not in ("sum", "differanse"):
        return False
    alle = [r.maal, *r.ledd]
    kan = ~np.isnan(avvik) & (np.ptp(li.h[alle], axis=0) == 0)
    n, feil = int(kan.sum()), int((avvik[kan] > 1e-9).sum())
    if not n or not feil:
        return False
    null = math.erf(0.5 / math.sqrt(2 * len(r.ledd) / 12))
    sjanse = sum(math.comb(n, k) * null ** (n - k) * (1 - null) ** k for k in range(feil + 1))
    return sjanse < _EKSAKT


def _ett(
    r: Relasjon, li: Linjer, t: Trykttabell, j: int, utfall: Utfall, midt: float, stramt: bool
) -> Funn:
    celler = tuple(_sted(li, i, k) for i, k in _brukt(r, li, j))
    rad, kol = celler[0]
    return Funn(
        art=r.art,
        utfall=utfall,
        celle=celler[0],
        celler=celler,
        sted=t.celle(rad, kol),
        beregnet=midt,
        trykt=float(t.verdi[rad, kol]),
        regnestykke=_regnestykke(r, li, t, j, celler, midt),
        sikkerhet=_sikkerhet(r),
        grunn=_grunn(r, stramt),
    )


def _sted(li: Linjer, linje: int, sted: int) -> tuple[int, int]:
    return (linje, sted) if li.rader else (sted, linje)


def _brukt(r: Relasjon, li: Linjer, j: int) -> list[tuple[int, int]]:
    """Lines and places of the figures in the arithmetic, the result first."""
    ut = [(r.maal, j)]
    if r.art in ("endring_rekke", "vekst_rekke"):
        foer = int(np.flatnonzero(li.aar[:j])[-1])
        return [*ut, (r.ledd[0], j), (r.ledd[0], foer)]
    if r.art == "andel" and r.total >= 0:
        return [*ut, (r.ledd[0], j), (r.ledd[0], r.total)]
    return ut + [(i, j) for i in r.ledd]


def _regnestykke(
    r: Relasjon, li: Linjer, t: Trykttabell, j: int, celler: Sequence[tuple[int, int]], midt: float
) -> str:
    maal, *ledd = celler
    desimaler = max(int(t.desimaler[c]) for c in celler)
    trykt, tegn = t.trykt(*maal), [t.trykt(*c) for c in ledd]
    if r.art in ("sum", "differanse", "endring_rekke"):
        venstre = _pluss(tegn) if r.art == "sum" else f"{tegn[0]} {_MINUS} {_parentes(tegn[1])}"
    else:
        desimaler = int(t.desimaler[maal])
        desimaler += int(avrund(midt, desimaler) != avrund(midt, 9))
        if r.art == "vekst":
            tegn = tegn[::-1]
        if r.art == "fast":
            venstre = f"{tall(r.faktor)} % av {tegn[0]}"
        elif r.art == "andel" and r.total < 0:
            d = tall(nevner(li, r.ledd[0], -1)[0], desimaler - 1)
            venstre = f"100 · {tegn[0]} / {d}"
        else:
            hundre = r.art != "forhold" or r.faktor == 100
            faktor = "100 · " if hundre else "" if r.faktor == 1 else f"{_faktor(r.faktor)} · "
            venstre = f"{faktor}{tegn[0]} / {_parentes(tegn[1])}"
            venstre += f" {_MINUS} 100" if r.art.startswith("vekst") else ""
    likt = "=" if avrund(midt, desimaler) == avrund(midt, 9) else "≈"
    return f"{venstre} {likt} {tall(midt, desimaler)}, trykt {trykt}"


def _faktor(k: float) -> str:
    return tall(k, 0 if k >= 1 else 3)


def _pluss(tegn: list[str]) -> str:
    """Terms with plus between, or minus where they are negative; the middle of many left out."""
    vis = tegn
    if len(tegn) > _VIS_LEDD:
        vis = [*tegn[:3], f"… ({len(tegn) - 4} ledd til)", tegn[-1]]
    ut = vis[0]
    for ett in vis[1:]:
        ut += f" {_MINUS} {ett[1:]}" if ett.startswith(_MINUS) else f" + {ett}"
    return ut


def _parentes(tegn: str) -> str:
    return f"({tegn})" if tegn.startswith(_MINUS) else tegn


def _sikkerhet(r: Relasjon) -> str:
    andre = r.holder
    if andre >= 5 and r.bevis >= _SIKKER:
        return "høy"
    return "middels" if andre >= 2 or (r.art == "sum" and r.navngitt) else "lav"


def _grunn(r: Relasjon, stramt: bool) -> str:
    hvor = "kolonner" if r.rader else "rader"
    deler = []
    if r.navngitt:
        deler.append("navnet tilsier det")
    if r.testet > 1 or not r.navngitt:
        deler.append(f"går opp i {r.holder} av {r.testet} {hvor}")
    if stramt:
        deler.append("og ellers på siffer, så tallene er ikke avrundet")
    return ", ".join(deler)


def _hundre(r: Relasjon, li: Linjer, t: Trykttabell) -> Funn:
    celler = tuple(_sted(li, r.maal, j) for j in r.ledd)
    sum_ = float(sum(t.verdi[c] for c in celler))
    desimaler = max(int(t.desimaler[c]) for c in celler)
    halv = float(max(t.halv[c] for c in celler))
    avvik = abs(sum_ - 100)
    utfall = Utfall.STEMMER if avvik <= halv + 1e-9 else Utfall.AVRUNDING
    return Funn(
        art="hundre",
        utfall=utfall if r.holder else Utfall.MOTSIGELSE,
        celle=celler[-1],
        celler=celler,
        sted=f"«{li.navn[r.maal]}»",
        beregnet=sum_,
        trykt=100.0,
        regnestykke=f"{_pluss([t.trykt(*c) for c in celler])} = {tall(sum_, desimaler)},"
        " andelene skal bli 100",
        sikkerhet="lav",
        grunn="andelene er av det samme",
    )


def med_hint(alle: Iterable[Funn], t: Trykttabell) -> list[Funn]:
    """Findings with what would explain each contradiction: a shared cell, or a figure left out."""
    alle = list(alle)
    felles = _felles(alle)
    ut = []
    for f in alle:
        if f.utfall == Utfall.MOTSIGELSE:
            hint, sikkerhet = felles.get(id(f), ("", f.sikkerhet))
            f = replace(f, hint=hint or _utelatt(f, t), sikkerhet=sikkerhet)
        ut.append(f)
    return ut


def tillegg(f: Funn, celle: tuple[int, int]) -> float:
    """What must be added to a cell of a sum or a difference for it to meet."""
    mangler = f.beregnet - f.trykt
    trukket = f.art in _MINUSARTER and celle == f.celler[2]
    return mangler if celle == f.celle or trukket else -mangler


def _felles(alle: list[Funn]) -> dict[int, tuple[str, str]]:
    """Sums and differences that fail by the same amount and share one cell: that cell."""
    feil: dict[tuple[int, int], list[tuple[float, Funn]]] = defaultdict(list)
    for f in alle:
        if f.utfall == Utfall.MOTSIGELSE and f.art in ("sum", *_MINUSARTER):
            for c in f.celler:
                feil[c].append((tillegg(f, c), f))
    ut: dict[int, tuple[str, str]] = {}
    for c, par in feil.items():
        like = [f for mer, f in par if abs(mer - par[0][0]) <= 1e-6 * (1 + abs(mer))]
        if len(like) >= 2 and len({f.celle for f in like}) >= 2:
            for f in like:
                ut[id(f)] = (str(c), "høy")
    return {i: (f"felles:{c}", s) for i, (c, s) in ut.items()}


def _utelatt(f: Funn, t: Trykttabell) -> str:
    """Name a neighbouring figure that equals the deviation: left out, or counted in."""
    if f.art != "sum" or f.celle is None:
        return ""
    avvik = f.trykt - f.beregnet
    rader, kol = {c[0] for c in f.celler}, f.celle[1]
    if len({c[1] for c in f.celler}) > 1:
        return ""
    for i in (max(rader) + 1, min(rader) - 1):
        if not 0 <= i < len(t.rader):
            continue
        for j in [kol, *range(len(t.kolonner))]:
            v = float(t.verdi[i, j])
            if v == v and v != 0 and abs(v - avvik) <= t.halv[i, j]:
                return (
                    f"Regnes {t.trykt(i, j)} fra {t.celle(i, j)} med, blir summen den trykte;"
                    " tabellen sier ikke at det er slik."
                )
    return ""
