"""Relations between the lines of a table: what each computes, how well it holds, and by chance.

A line is a row (then the relation is tested in every column) or a column (then in every row).
"""

import re
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..trykt import Trykttabell

Rekke = NDArray[np.float64]
Maske = NDArray[np.bool_]

SUMNAVN = re.compile(
    r"\b(?:sum|summen|totalt?|totalen|i alt|ialt|samlet|til sammen|tilsammen|totalsum|brutto sum)\b"
    r"|\bsum(?=[A-ZÆØÅ\d])",
    re.IGNORECASE,
)
ENDRINGSNAVN = re.compile(
    r"endring|vekst|økning|oekning|nedgang|reduksjon|differanse|\bavvik\b|diff\b|\bnetto\b"
    r"|resultat\b|overskudd|underskudd",
    re.IGNORECASE,
)
FORHOLDSNAVN = re.compile(
    r"\bper\b(?!\s*\d+\.)|\bpr\b(?!\.?\s*\d+\.)|andel|fordeling|prosent|%|\bpst\b|snitt|rate\b|effektivitet",
    re.IGNORECASE,
)
IKKE_SUM = re.compile(
    rf"{FORHOLDSNAVN.pattern}|vekst|grad\b|indeks|pris\b|sats\b|alder\b|enhetskostnad|median|\brang\b",
    re.IGNORECASE,
)
"""Names of figures that are not added up: the total's is reckoned anew, of totals."""
HERAVNAVN = re.compile(r"\b(?:herav|hvorav|derav|av dette|av disse)\b", re.IGNORECASE)
"""Names of what is counted in the line over it already."""
HOLDER = 2 / 3
"""Share of the testable places where a relation holds before a breach is a contradiction."""
NESTEN = 0.8
"""The same share for differences, growth and ratios that no name tells of."""
MINST = 3
"""Places that can be tested before a relation without a name is believed."""
KRAV = 2.0
"""Evidence (powers of ten beyond all that was tried): one chance relation in a hundred tables."""
_SNITT = 0.25  # so far under the sum of its parts is what may be their mean


@dataclass(frozen=True)
class Relasjon:
    """One relation that the table seems to keep.

    Attributes
    ----------
    art
        ``sum``, ``differanse``, ``vekst``, ``forhold``, ``fast`` (a whole per cent of another
        line), ``andel`` (share of a total), ``endring_rekke`` and ``vekst_rekke`` (from one
        place to the next), ``hundre`` (shares that add to 100).
    rader
        Whether the lines are rows.
    maal, ledd
        The line that holds the result, and those it comes of; of ``hundre`` the places added.
    faktor
        Of a ratio 1, 100, 1000 or 0.001; of ``fast`` the per cent.
    total
        Place of the total of an ``andel``; -1 where it is the sum of all places.
    testet, holder
        Places that can be tested, and where it holds to rounding.
    bevis
        Evidence against chance, in powers of ten, beyond the number of relations tried.
    navngitt
        Whether a name (``Sum``, ``Endring``, numbering) says that it should hold.
    pasning
        How well the deviations fit with rounding, in powers of ten; 0 is exact.
    """

    art: str
    rader: bool
    maal: int
    ledd: tuple[int, ...]
    faktor: float = 1.0
    total: int = -1
    testet: int = 0
    holder: int = 0
    bevis: float = 0.0
    navngitt: bool = False
    pasning: float = 0.0


@dataclass(frozen=True, eq=False)
class Linjer:
    """The table seen as lines by places, and what the lines are called."""

    rader: bool
    x: Rekke
    h: Rekke
    enhet: NDArray[np.int64]
    navn: tuple[str, ...]
    steder: tuple[str, ...]
    aar: NDArray[np.int64]  # of the places; 0 where they are no years in rising order
    ratio: Maske  # places that by their name hold ratios, or were found to
    merket: frozenset[int] = frozenset()  # lines where a sign tells that all is missing

    def summeres(self, t: int, kan: Any, holder: Any, snitt: Any = False) -> Any:
        """Where a sum in line ``t`` may be tested: of per cents, ratios, means where it holds.

        The total of ``Endring i prosent`` or ``Kroner per bruker`` is reckoned of the totals
        beside it. In a table of nothing else there is no such total to reckon it of.
        """
        ratio = self.ratio | (self.enhet[t] == 1) | snitt
        blandet = (kan & ~ratio).any(axis=-1, keepdims=True)
        return kan & (~ratio | holder | ~blandet)

    def er_sum(self, i: int) -> bool:
        """Whether a line is called a sum."""
        return bool(SUMNAVN.search(self.navn[i].replace("_", " ")))

    def heter(self, i: int, moenster: "re.Pattern[str]") -> bool:
        """Whether the name of a line has a word."""
        return bool(moenster.search(self.navn[i].replace("_", " ")))


def linjer(tabell: Trykttabell) -> tuple[Linjer, Linjer]:
    """Rows as lines, and columns as lines, of a printed table."""
    skrevne = {e: nr for nr, e in enumerate(sorted({*tabell.enhet.ravel()} - {"", "prosent"}), 2)}
    koder = np.vectorize(lambda e: skrevne.get(e, 0), otypes=[np.int64])(tabell.enhet)
    koder[tabell.prosent] = 1
    halv = np.where(np.isnan(tabell.verdi), 0.0, tabell.halv)
    rad, kol = tabell.rader, tabell.kolonner
    return (
        Linjer(
            True,
            tabell.verdi,
            halv,
            koder,
            rad,
            kol,
            aarstall(kol),
            _ratio(kol),
            frozenset(tabell.merket),
        ),
        Linjer(False, tabell.verdi.T, halv.T, koder.T, kol, rad, aarstall(rad), _ratio(rad)),
    )


def _ratio(navn: tuple[str, ...]) -> Maske:
    return np.array([bool(IKKE_SUM.search(n.replace("_", " "))) for n in navn])


def aarstall(navn: tuple[str, ...]) -> NDArray[np.int64]:
    """Year in each name, 0 where there is none; all 0 unless the years rise."""
    treff = [re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", n) for n in navn]
    egne = [not (FORHOLDSNAVN.search(n) or ENDRINGSNAVN.search(n)) for n in navn]
    ut = np.array([int(t[0]) if t and e else 0 for t, e in zip(treff, egne, strict=True)])
    aar = ut[ut > 0]
    stiger = len(aar) >= 2 and bool((np.diff(aar) > 0).all())
    return ut.astype(np.int64) if stiger else np.zeros(len(navn), dtype=np.int64)


def samme_enhet(a: Any, b: Any) -> Any:
    """Whether units may be added: equal, or one of them not written and the other no per cent."""
    return (a == b) | (((a == 0) | (b == 0)) & (a != 1) & (b != 1))


def forhold(a: Any, ha: Any, b: Any, hb: Any, k: float) -> tuple[Any, Any]:
    """``k · a / b`` and how far rounding of the two may move it; missing at nought."""
    with np.errstate(all="ignore"):
        midt = np.where(np.abs(b) > hb, k * a / b, np.nan)
        halv = (k * ha + np.abs(midt) * hb) / (np.abs(b) - hb)
    return midt, halv


def vekst(a: Any, ha: Any, b: Any, hb: Any) -> tuple[Any, Any]:
    """Growth in per cent from ``a`` to ``b``, and how far rounding may move it."""
    midt, halv = forhold(b, hb, a, ha, 100.0)
    return np.where(a > 0, midt - 100, np.nan), halv


def beregnet(r: Relasjon, li: Linjer) -> tuple[Rekke, Rekke]:
    """What a relation gives in each place, and how far rounding of its terms may move that."""
    x, h, ledd = li.x, li.h, list(r.ledd)
    if r.art == "sum":
        return x[ledd].sum(axis=0), h[ledd].sum(axis=0)
    a, ha = x[ledd[0]], h[ledd[0]]
    if r.art == "fast":
        return r.faktor / 100 * a, r.faktor / 100 * ha
    if r.art == "andel":
        d, hd = nevner(li, ledd[0], r.total)
        return forhold(a, ha, d, hd, 100.0)
    if r.art in ("endring_rekke", "vekst_rekke"):
        foer, hfoer = forskjoevet(li, a), forskjoevet(li, ha)
        if r.art == "vekst_rekke":
            return vekst(foer, hfoer, a, ha)
        return a - foer, ha + hfoer
    b, hb = x[ledd[1]], h[ledd[1]]
    if r.art == "differanse":
        return a - b, ha + hb
    if r.art == "vekst":
        return vekst(a, ha, b, hb)
    return forhold(a, ha, b, hb, r.faktor)


def forskjoevet(li: Linjer, rekke: Any) -> Any:
    """Each place's figure the year before: that of the nearest earlier place that is a year."""
    ut = np.full(np.shape(rekke), np.nan)
    steder = np.flatnonzero(li.aar)
    ut[..., steder[1:]] = np.asarray(rekke)[..., steder[:-1]]
    return ut


def nevner(li: Linjer, a: int, total: int) -> tuple[float, float]:
    """Total that a line's places are shares of, and how far rounding may move it."""
    if total >= 0:
        return float(li.x[a, total]), float(li.h[a, total])
    return float(li.x[a].sum()), float(li.h[a].sum())


def snitt(r: Relasjon, li: Linjer) -> Maske:
    """Where a sum's printed result looks like a mean: among its parts, and far from their sum.

    Never in a place that is a year: what is a sum in one year is one in the next.
    """
    deler, x = li.x[list(r.ledd)], li.x[r.maal]
    sum_ = deler.sum(axis=0)
    inne = (deler >= 0).all(axis=0) & (deler.min(axis=0) <= x) & (x <= deler.max(axis=0))
    ut: Maske = (li.aar == 0) & inne & (sum_ - x > _SNITT * sum_)
    return ut


def slakk(x: Any) -> Any:
    """Noise of floating point, which is no deviation."""
    return 1e-9 * (1 + np.abs(x))


def styrke(maal: Rekke, tol: Any, holder: Any) -> Any:
    """Evidence of each candidate, in powers of ten: how little room chance had where it holds.

    A hit is held against the spread of the line, or its own size where that is less: nought
    proves nothing, nor does a figure that is the same everywhere. The first hit is held against
    the size alone.
    """
    ok = maal[~np.isnan(maal)]
    if not len(ok):
        return np.zeros(np.shape(holder)[:-1])
    spredning = 3 * float(ok.std())
    stoerrelse = np.abs(maal)
    with np.errstate(all="ignore"):
        hver = np.log10(np.maximum(1, np.minimum(stoerrelse, spredning) / (2 * tol)))
        alene = np.log10(np.maximum(1, stoerrelse / (2 * tol)))
    hver, alene = np.where(holder, hver, 0), np.where(holder, alene, 0)
    return hver.sum(axis=-1) + (alene - hver).max(axis=-1)


def rimelighet(avvik: Any, halver2: Any, kan: Any) -> Any:
    """How likely the deviations are if all comes of rounding (powers of ten, none is above 0).

    ``halver2`` is the sum of the squared half units: a rounding's variance is a third of each.
    """
    with np.errstate(all="ignore"):
        z2 = np.minimum(avvik**2 / np.maximum(halver2 / 3, 1e-18), 36)
    return -0.217 * np.where(kan, z2, 0).sum(axis=-1)


def provd(r: Relasjon, li: Linjer, kandidater: int, meningsfull: Maske | None = None) -> Relasjon:
    """Return the relation with the places counted where it can be tested and where it holds."""
    midt, halv = beregnet(r, li)
    x, h = li.x[r.maal], li.h[r.maal]
    kan = ~np.isnan(midt) & ~np.isnan(x)
    if r.art == "andel" and r.total >= 0:
        kan[r.total] = False
    if meningsfull is not None:
        kan &= meningsfull
    tol = np.where(kan, halv + h, np.nan)
    avvik = np.abs(midt - x)
    holder = kan & (avvik <= tol + slakk(x))
    if r.art == "sum":
        kan = li.summeres(r.maal, kan, holder, snitt(r, li))
    bevis = _bevis(r, li, tol, holder, kan) - float(np.log10(max(1, kandidater)))
    halver2 = (li.h[[r.maal, *r.ledd]] ** 2).sum(axis=0) if r.art == "sum" else tol**2
    pasning = float(rimelighet(avvik, halver2, kan))
    return replace(r, testet=int(kan.sum()), holder=int(holder.sum()), bevis=bevis, pasning=pasning)


def _bevis(r: Relasjon, li: Linjer, tol: Rekke, holder: Maske, kan: Maske) -> float:
    """Evidence of one relation; of two lines no more than each of them gives.

    A small line taken from a large one leaves nearly the large one: only where the small one
    is met too does the relation say anything.
    """
    x = li.x[r.maal]
    ut = [float(styrke(np.where(kan, x, np.nan), tol, holder))]
    if r.art in ("differanse", "forhold"):
        for i in r.ledd:
            y = np.where(kan, li.x[i], np.nan)
            with np.errstate(all="ignore"):
                tol_i = tol if r.art == "differanse" else tol * np.abs(y / x)
            ut.append(float(styrke(y, tol_i, holder)))
    return min(ut)


def trodd(r: Relasjon) -> bool:
    """Whether a relation is believed: held in most places, and more than chance would give."""
    if r.testet >= MINST and r.holder >= HOLDER * r.testet:
        return r.bevis >= (KRAV - 2.0 if r.navngitt else KRAV)
    return 1 <= r.testet == r.holder and r.bevis >= (KRAV - 1.5 if r.navngitt else KRAV + 1)


def trodd_uten_navn(r: Relasjon) -> bool:
    """Whether a relation of two lines is believed: without a name it must hold nearly always."""
    return trodd(r) and (r.navngitt or r.holder >= NESTEN * r.testet)
