"""Figures that prose repeats, held against the table that it is about."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ..enheter import tall
from ..trykt import Trykttabell
from .kontroll_funn import Funn, Utfall
from .kontroll_relasjon import aarstall

_SETNING = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ«])|\n+|;\s")
_TALL = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_ETT = re.compile(rf"(?P<f>[-−–]\s?)?(?P<t>{_TALL})\s*(?P<e>prosentpoeng|prosent|%|pst)?", re.I)
_AAR = re.compile(r"\b(?:19|20)\d\d\b|\båret (?:før|etter)\b", re.IGNORECASE)
_SUM = re.compile(r"\bsum|\bsamlet|\btil sammen|\btilsammen|\btotalt?\b|\bi alt\b", re.I)
_OPP = re.compile(r"\b(?:øk|vekst|vokst|steg|stig|opp\b|høyere|auk)", re.I)
_NED = re.compile(r"\b(?:reduser|reduksjon|nedgang|falt|fall|sank|synk|ned\b|lavere|mindre)", re.I)
_FRA = re.compile(r"\bfra ((?:19|20)\d\d) til ((?:19|20)\d\d)\b", re.I)
_MOT_EN = re.compile(r"^\s*(over|under|høyere|lavere|mer|mindre)", re.I)
_STYKKE = re.compile(rf"(?:{_TALL})(?:\s*[+−–-]\s*(?:{_TALL}))+\s*=\s*(?:{_TALL})")
_ORD = re.compile(r"[a-zæøå]{4,}", re.I)
_STAMME = 7
_NAER = 0.2


@dataclass(frozen=True)
class _Tall:
    verdi: float
    desimaler: int
    prosent: bool
    foer: str
    etter: str
    aar: int
    fra: int = 0  # where the sentence says from which year

    @property
    def halv(self) -> float:
        return 0.5 * 10.0**-self.desimaler


def tekstfunn(t: Trykttabell, totalrader: Sequence[int]) -> list[Funn]:
    """Findings of the prose that goes with a table.

    A sentence that names a row and a year and says ``x prosent over/under`` is held against an
    index (per cent from 1); growth and change against the row's figures that year and the year
    before; ``sum``, ``samlet`` or ``totalt`` against the column's sum; and arithmetic that the
    prose itself writes out is done again. Other figures are passed over.

    Parameters
    ----------
    totalrader
        Rows that are totals of the others, and so no part of a column's sum.
    """
    ut: list[Funn] = []
    forrige = 0
    for setning in _SETNING.split(t.tekst):
        ut += _stykker(setning)
        tallene = list(_les(setning, forrige))
        forrige = next((x.aar for x in tallene if x.aar), forrige)
        for x in tallene:
            if f := _ett(t, setning, x, totalrader):
                ut.append(f)
    return ut


def _les(setning: str, forrige: int) -> Iterator[_Tall]:
    """Figures of a sentence, each with the year it is of."""
    spenn = _FRA.search(setning)
    aar = [(m.start(), m[0].casefold()) for m in _AAR.finditer(setning)]
    faste = [(p, int(a)) for p, a in aar if a.isdigit()]
    treff = [
        m
        for m in _ETT.finditer(setning)
        if not re.fullmatch(r"(?:19|20)\d\d", m["t"])
        and not setning[: m.start()].endswith((",", "/"))
    ]
    for nr, m in enumerate(treff):
        minus = bool(m["f"]) and not re.search(r"\d\s?$", setning[: m.start()])
        rent = re.sub(r"[ \u00a0\u202f]", "", m["t"]).replace(",", ".")
        neste = treff[nr + 1].start() if nr + 1 < len(treff) else len(setning)
        naer = _naermeste(aar, m.start(), neste)
        yield _Tall(
            verdi=(-1 if minus else 1) * float(rent),
            desimaler=len(rent.partition(".")[2]),
            prosent=(m["e"] or "").casefold() in ("prosent", "%", "pst"),
            foer=setning[: m.start()].rpartition(" ")[0].rpartition(" ")[2].casefold()
            if setning[: m.start()].endswith(" ")
            else "",
            etter=setning[m.end() : m.end() + 30],
            aar=int(spenn[2]) if spenn else _aar_av(naer, faste, forrige),
            fra=int(spenn[1]) if spenn else 0,
        )


def _naermeste(aar: list[tuple[int, str]], start: int, neste: int) -> str:
    """Return the year told after a figure and before the next, else the last one before it."""
    etter = [a for p, a in aar if start <= p < neste]
    foer = [a for p, a in aar if p < start]
    return etter[0] if etter else foer[-1] if foer else ""


def _aar_av(naer: str, faste: list[tuple[int, int]], forrige: int) -> int:
    if naer.isdigit():
        return int(naer)
    grunn = faste[0][1] if faste else forrige
    if not grunn or not naer:
        return grunn
    return grunn + (1 if naer.endswith("etter") else -1)


def _ett(t: Trykttabell, setning: str, x: _Tall, totalrader: Sequence[int]) -> Funn | None:
    """Check of one figure of a sentence; none where the sentence does not say enough."""
    kol = _kolonne(t, x.aar)
    if kol is None:
        return None
    rad = _rad(t, setning)
    retning = (1 if _OPP.search(setning) else 0) - (1 if _NED.search(setning) else 0)
    if x.prosent and rad is not None and _MOT_EN.match(x.etter) and _indeks(t, rad):
        ned = re.match(r"\s*(under|lavere|mindre)", x.etter, re.I)
        return _mot_en(t, rad, kol, x, -1 if ned else 1)
    # «økte til 17 prosent» tells the level, and «økte med 5» the change.
    endring = x.foer not in ("fra", "til") if x.prosent else x.foer in ("med", "på")
    if rad is not None and endring and (retning or x.verdi < 0) and not _SUM.search(setning):
        return _endring(t, rad, kol, x, retning if x.verdi >= 0 else 1)
    if _SUM.search(setning) and not x.prosent:
        return _sum(t, kol, x, totalrader)
    return None


def _kolonne(t: Trykttabell, aar: int) -> int | None:
    if len(t.kolonner) == 1:
        return 0
    treff = np.flatnonzero(aarstall(t.kolonner) == aar)
    return int(treff[0]) if aar and len(treff) == 1 else None


def _rad(t: Trykttabell, setning: str) -> int | None:
    """Return the one row whose words the sentence uses most of."""
    i_setning = {o.casefold()[:_STAMME] for o in _ORD.findall(setning)}
    poeng = []
    for navn in t.rader:
        ord_ = {o.casefold()[:_STAMME] for o in _ORD.findall(navn.replace("_", " "))}
        felles = len(ord_ & i_setning)
        poeng.append((felles, felles / len(ord_) if ord_ else 0.0))
    best = max(poeng)
    return poeng.index(best) if best[0] and poeng.count(best) == 1 else None


def _indeks(t: Trykttabell, rad: int) -> bool:
    """Whether a row is an index around 1: by its unit, or by its size and decimals."""
    x = t.verdi[rad][~np.isnan(t.verdi[rad])]
    if any(str(e).startswith("indeks") for e in t.enhet[rad]):
        return True
    naer = len(x) > 0 and bool(((x > 0.3) & (x < 3)).all())
    return naer and int(t.desimaler[rad].max()) >= 2 and not t.prosent[rad].any()


def _utfall(midt: float, halv: float, x: _Tall, fortegn: int) -> Utfall:
    avvik = abs(midt - fortegn * x.verdi)
    if avvik <= x.halv + 1e-9:
        return Utfall.STEMMER
    return Utfall.AVRUNDING if avvik <= x.halv + halv + 1e-9 else Utfall.MOTSIGELSE


def _mot_en(t: Trykttabell, rad: int, kol: int, x: _Tall, fortegn: int) -> Funn | None:
    v = float(t.verdi[rad, kol])
    if v != v:
        return None
    midt, halv = 100 * (v - 1), 100 * float(t.halv[rad, kol])
    stykke = f"100 · ({t.trykt(rad, kol)} − 1) = {tall(midt, max(x.desimaler, 1))} prosent"
    return _funn(t, ((rad, kol),), midt, fortegn, x, stykke, _utfall(midt, halv, x, fortegn))


def _endring(t: Trykttabell, rad: int, kol: int, x: _Tall, fortegn: int) -> Funn | None:
    aar = aarstall(t.kolonner)
    foer = np.flatnonzero(aar == x.fra if x.fra else (aar > 0) & (aar < aar[kol]))
    if not len(foer):
        return None
    f = int(foer[-1])
    a, b = float(t.verdi[rad, f]), float(t.verdi[rad, kol])
    ha, hb = float(t.halv[rad, f]), float(t.halv[rad, kol])
    if a != a or b != b or (x.prosent and a <= ha):
        return None
    fra, til = t.trykt(rad, f), t.trykt(rad, kol)
    if x.prosent and not t.prosent[rad, kol]:
        midt, halv = 100 * (b / a - 1), 100 * (hb + abs(b / a) * ha) / (a - ha)
        stykke = f"100 · {til} / {fra} − 100 ≈ {tall(midt, x.desimaler + 1)} prosent"
    else:
        midt, halv = b - a, ha + hb
        stykke = f"{til} − {fra} = {tall(midt, int(t.desimaler[rad, [f, kol]].max()))}"
    return _funn(
        t, ((rad, kol), (rad, f)), midt, fortegn, x, stykke, _utfall(midt, halv, x, fortegn)
    )


def _sum(t: Trykttabell, kol: int, x: _Tall, totalrader: Sequence[int]) -> Funn | None:
    """Hold a sum in prose against the column: its totals, and the rows that are none added up."""
    like = np.array([e == t.enhet[0, kol] or not e for e in t.enhet[:, kol]])
    ledd = [i for i in range(len(t.rader)) if i not in totalrader and like[i]]
    v = t.verdi[ledd, kol]
    har = [i for i, y in zip(ledd, v, strict=True) if y == y and y != 0]
    totaler = [i for i in totalrader if not np.isnan(t.verdi[i, kol])]
    for i in totaler:
        midt = float(t.verdi[i, kol])
        likt = abs(midt - x.verdi) <= max(x.halv, float(t.halv[i, kol])) + 1e-9
        if likt or (len(totaler) == 1 and _naert(midt, x)):
            utfall = Utfall.STEMMER if likt else Utfall.MOTSIGELSE
            return _funn(t, ((i, kol),), midt, 1, x, f"tabellen har {t.trykt(i, kol)}", utfall)
    if np.isnan(v).any() or len(har) < 2:
        return None  # what is missing is not nought: the sum cannot be told
    midt, halv = float(v.sum()), float(t.halv[ledd, kol].sum())
    if not _naert(midt, x):
        return None
    desimaler = int(t.desimaler[ledd, kol].max())
    deler = [t.trykt(i, kol) for i in har]
    vis = deler if len(deler) <= 8 else [*deler[:3], f"… ({len(deler) - 4} ledd til)", deler[-1]]
    stykke = f"{' + '.join(vis).replace('+ −', '− ')} = {tall(midt, desimaler)}"
    celler = tuple((i, kol) for i in har)
    return _funn(t, celler, midt, 1, x, stykke, _utfall(midt, halv, x, 1), kolonne=True)


def _naert(midt: float, x: _Tall) -> bool:
    """Whether a sum in prose may be meant for a sum: else it is of something else."""
    return abs(midt - x.verdi) <= _NAER * abs(midt)


def _funn(
    t: Trykttabell,
    celler: tuple[tuple[int, int], ...],
    midt: float,
    fortegn: int,
    x: _Tall,
    stykke: str,
    utfall: Utfall,
    kolonne: bool = False,
) -> Funn:
    rad, kol = celler[0]
    sted = f"kolonnen «{t.kolonner[kol]}»" if kolonne else t.celle(rad, kol)
    skrevet = tall(fortegn * x.verdi, x.desimaler)
    return Funn(
        art="tekst",
        utfall=utfall,
        celle=None if kolonne else celler[0],
        celler=celler,
        sted=f"{sted} og teksten",
        beregnet=midt,
        trykt=fortegn * x.verdi,
        regnestykke=f"{stykke}, i teksten {skrevet}",
        sikkerhet="middels",
        grunn="teksten sier det",
    )


def _stykker(setning: str) -> Iterator[Funn]:
    """Arithmetic that the prose writes out, done again."""
    for m in _STYKKE.finditer(setning):
        venstre, _, hoeyre = m[0].rpartition("=")
        ledd = [(s, _tall(n)) for s, n in re.findall(rf"([+−–-])?\s*({_TALL})", venstre)]
        sum_ = sum((1 if s in ("", "+") else -1) * n[0] for s, n in ledd)
        svar, desimaler = _tall(hoeyre)
        tol = 0.5 * (sum(10.0 ** -n[1] for _, n in ledd) + 10.0**-desimaler)
        avvik, flest = abs(sum_ - svar), max(desimaler, *(n[1] for _, n in ledd))
        likt = Utfall.STEMMER if avvik <= 0.5 * 10.0**-desimaler + 1e-9 else Utfall.AVRUNDING
        yield Funn(
            art="tekst",
            utfall=likt if avvik <= tol + 1e-9 else Utfall.MOTSIGELSE,
            celle=None,
            celler=(),
            sted="regnestykket i teksten",
            beregnet=sum_,
            trykt=svar,
            regnestykke=f"{venstre.strip()} = {tall(sum_, flest)}, i teksten {hoeyre.strip()}",
            sikkerhet="høy",
            grunn="teksten skriver det ut",
        )


def _tall(tekst: str) -> tuple[float, int]:
    rent = re.sub(r"\s", "", tekst).replace(",", ".")
    return float(rent), len(rent.partition(".")[2])
