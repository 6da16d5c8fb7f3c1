"""Search for differences, growth, ratios and shares between the lines of a table."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .kontroll_relasjon import (
    ENDRINGSNAVN,
    FORHOLDSNAVN,
    HOLDER,
    KRAV,
    MINST,
    Linjer,
    Relasjon,
    aarstall,
    forhold,
    forskjoevet,
    nevner,
    provd,
    slakk,
    styrke,
    trodd_uten_navn,
    vekst,
)

_ALLE = 60  # up to this many lines each is held against every pair of the others
_NAER = 4  # else against those this near
_MANGE = 600  # with more lines than this, only those that a name says are differences or ratios
_SILT = 16  # places that a candidate must pass before the rest are looked at
_SKALAER = (1.0, 100.0, 1000.0, 0.001)
_MAKS_TOTALER = 6
_LITT = 0.3  # evidence that a name needs beside it: rounding must leave something to meet
_TIDEL = 0.1
_NETTONAVN = re.compile(r"\bnetto|resultat\b|overskudd|underskudd", re.IGNORECASE)
_FEM = 5  # per cents that are told: 80, not 78
_NOEYAKTIG = 1e-3  # so near must figures be known for a fixed per cent to be no chance
_Par = Callable[[Any, Any, Any, Any], tuple[Any, Any]]


def tripler(li: Linjer, kjente: Iterable[Relasjon]) -> list[Relasjon]:
    """Differences, growth in per cent and ratios: a line that comes of two others.

    Parameters
    ----------
    li
        Lines of the table.
    kjente
        Sums already found: ``a + b = c`` is not told again as ``c − a = b``.

    Returns
    -------
    list of Relasjon
        At most one for each set of three lines.
    """
    brukt = {frozenset((r.maal, *r.ledd)) for r in kjente}
    funnet: list[Relasjon] = []
    navn = re.compile(f"{ENDRINGSNAVN.pattern}|{FORHOLDSNAVN.pattern}", re.IGNORECASE)
    for t in range(len(li.x)):
        if len(li.x) > _MANGE and not li.heter(t, navn):
            continue
        if r := _netto(li, t):
            funnet.append(r)
            continue
        linjer = _naboer(t, len(li.x))
        if len(linjer) >= 2 and np.count_nonzero(~np.isnan(li.x[t])) >= 2:
            mulige = [*_navngitt_endring(li, t)] or [*_av_to(li, t, linjer)]
            beste = max(mulige, key=lambda r: (r.navngitt, r.holder, r.bevis), default=None)
            if beste:
                funnet.append(beste)
    ut = []
    # Lines that named relations tie together are tied in other ways too, though less closely.
    bundet = {i for r in funnet if r.navngitt for i in (r.maal, *r.ledd)}
    for r in sorted(funnet, key=lambda r: (-r.navngitt, -r.bevis)):
        sett = frozenset((r.maal, *r.ledd))
        if sett not in brukt and (r.navngitt or not sett <= bundet):
            brukt.add(sett)
            ut.append(r)
    return ut


def _netto(li: Linjer, t: int) -> Relasjon | None:
    """Net or result right under two sums, in too few places to be found without its name.

    Only where it comes near: else other lines than the two sums may be in it.
    """
    over = [i for i in range(t) if li.er_sum(i)][-2:]
    if len(over) < 2 or over[1] != t - 1 or li.er_sum(t) or not li.heter(t, _NETTONAVN):
        return None
    if not (np.nan_to_num(li.x[over]) >= 0).all():
        return None  # incomes with a minus are added
    for ledd in ((over[0], over[1]), (over[1], over[0])):
        r = provd(Relasjon("differanse", li.rader, t, ledd, navngitt=True), li, 1)
        avvik = np.abs(li.x[ledd[0]] - li.x[ledd[1]] - li.x[t])
        if 1 <= r.testet < MINST and (avvik <= _TIDEL * np.abs(li.x[t]))[~np.isnan(avvik)].all():
            return r
    return None


def _navngitt_endring(li: Linjer, t: int) -> Iterator[Relasjon]:
    """Change or growth between the years that the name tells, else the last two or the whole."""
    if not li.heter(t, ENDRINGSNAVN):
        return
    aar = _aar_i_navn(li)
    rekke = [i for i in sorted(aar, key=lambda i: aar[i]) if i != t]
    egne = [int(a) for a in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", li.navn[t])]
    nevnt = [i for i in rekke if aar[i] in egne]
    if len(nevnt) == 1 and rekke.index(nevnt[0]):
        par_ = [(rekke[rekke.index(nevnt[0]) - 1], nevnt[0])]
    elif len(nevnt) == 2:
        par_ = [(nevnt[0], nevnt[1])]
    else:
        par_ = [(rekke[-2], rekke[-1]), (rekke[0], rekke[-1])] if len(rekke) > 1 else []
    for fra, til in dict.fromkeys(par_):
        for art, ledd in (("differanse", (til, fra)), ("vekst", (fra, til))):
            r = provd(Relasjon(art, li.rader, t, ledd, navngitt=True), li, 1)
            nok = r.testet >= MINST and r.holder >= HOLDER * r.testet and r.bevis >= KRAV
            if (r.testet == r.holder >= 1) or nok:
                yield r


def _er_vekst(li: Linjer, t: int) -> bool:
    """Whether a line may be growth in per cent: by its unit or its name."""
    return bool((li.enhet[t] == 1).any()) or li.heter(t, ENDRINGSNAVN)


def _aar_i_navn(li: Linjer) -> dict[int, int]:
    """Line -> the year it is of, where the lines are years."""
    aar = aarstall(li.navn)
    return {i: int(a) for i, a in enumerate(aar) if a}


def _naboer(t: int, n: int) -> NDArray[np.int64]:
    fra, til = (0, n) if n <= _ALLE else (max(0, t - _NAER), min(n, t + _NAER + 1))
    return np.array([i for i in range(fra, til) if i != t], dtype=np.int64)


def _operasjoner() -> Iterator[tuple[str, float, _Par]]:
    yield "differanse", 1.0, lambda a, ha, b, hb: (a - b, ha + hb)
    yield "vekst", 1.0, vekst
    for k in _SKALAER:
        yield "forhold", k, partial(forhold, k=k)


def _av_to(li: Linjer, t: int, linjer: NDArray[np.int64]) -> Iterator[Relasjon]:
    """Believed relations that give line ``t`` from two of the lines, the best of each kind."""
    kan = np.flatnonzero(~np.isnan(li.x[t]))
    sil = kan[np.unique(np.linspace(0, len(kan) - 1, min(_SILT, len(kan))).astype(int))]
    x, h = li.x[np.ix_(linjer, sil)], li.h[np.ix_(linjer, sil)]
    a, b = np.divmod(np.arange(len(linjer) ** 2), len(linjer))
    a, b = a[a != b], b[a != b]
    n, m = len(li.x), len(linjer)
    kandidater = n * m * m * (2 + len(_SKALAER))
    for art, k, regn in _operasjoner():
        if art == "vekst" and not _er_vekst(li, t):
            continue
        midt, halv = regn(x[a], h[a], x[b], h[b])
        tol = halv + li.h[t, sil]
        ok = ~np.isnan(midt) & (x[a] != 0) & (x[b] != 0)
        holder = ok & (np.abs(midt - li.x[t, sil]) <= tol + slakk(li.x[t, sil]))
        antall, treff = ok.sum(axis=1), holder.sum(axis=1)
        god = (antall >= 2) & (treff >= HOLDER * antall - 1)
        moenster = FORHOLDSNAVN if art == "forhold" else ENDRINGSNAVN
        navngitt = li.heter(t, moenster)
        mulige = [
            replace(
                _provd(li, Relasjon(art, li.rader, t, (linjer[a[i]], linjer[b[i]]), k), kandidater),
                navngitt=navngitt,
            )
            for i in _sterkeste(li.x[t, sil], tol, holder, god)
        ]
        trodde = [r for r in mulige if r.testet >= 2 and trodd_uten_navn(r) and not _tom(r, li)]
        if trodde:
            yield max(trodde, key=lambda r: r.bevis)


def _provd(li: Linjer, r: Relasjon, kandidater: int) -> Relasjon:
    """Return the relation tried where none of its figures is nought: the rest hold too easily."""
    ledd = tuple(int(i) for i in r.ledd)
    alle = [*ledd, r.maal] if r.art == "forhold" else list(ledd)
    return provd(replace(r, ledd=ledd), li, kandidater, (li.x[alle] != 0).all(axis=0))


def _sterkeste(x: Any, tol: Any, holder: Any, god: Any) -> list[int]:
    """Return the few candidates with most evidence in the sieve."""
    hvilke = np.flatnonzero(god)
    if not len(hvilke):
        return []
    s = styrke(x, np.where(np.isnan(tol[hvilke]), np.inf, tol[hvilke]), holder[hvilke])
    return [int(hvilke[i]) for i in np.argsort(-s)[:3]]


def _tom(r: Relasjon, li: Linjer) -> bool:
    """Whether the two lines are the same figures, so that their relation says nothing."""
    return bool(np.array_equal(li.x[r.ledd[0]], li.x[r.ledd[1]], equal_nan=True))


def par(li: Linjer, totaler: Iterable[int]) -> list[Relasjon]:
    """Shares of a total, change and growth from year to year, and fixed per cents of a line.

    Parameters
    ----------
    totaler
        Places that hold totals of the others; their sum is tried too.

    Returns
    -------
    list of Relasjon
        At most one for each line.
    """
    steder = [*list(totaler)[:_MAKS_TOTALER], -1]
    ut = []
    for t in range(len(li.x)):
        mulige = [*_andeler(li, t, steder), *_rekker(li, t)]
        if len(li.x) <= _MANGE:
            mulige += _faste(li, t)
        trodde = [r for r in mulige if trodd_uten_navn(r)]
        if trodde:
            ut.append(max(trodde, key=lambda r: (r.navngitt, r.holder / r.testet, r.bevis)))
    return ut


def _siktet(li: Linjer, t: int, midt: Any, halv: Any) -> list[int]:
    """Lines that give line ``t`` in most places, those with most evidence first."""
    x, tol = li.x[t], halv + li.h[t]
    ok = ~np.isnan(midt) & ~np.isnan(x)
    holder = ok & (np.abs(midt - x) <= tol + slakk(x))
    antall, treff = ok.sum(axis=1), holder.sum(axis=1)
    god = (antall >= 2) & (treff >= HOLDER * antall)
    god[t] = False
    return _sterkeste(x, tol, holder, god)


def _andeler(li: Linjer, t: int, steder: list[int]) -> Iterator[Relasjon]:
    """Line ``t``, of per cents, as each place's share of a total."""
    x = li.x[t]
    har = ~np.isnan(x)
    if har.sum() < 2 or (li.enhet[t, har] != 1).any():
        return
    for total in steder:
        nevnere = np.array([nevner(li, a, total) for a in range(len(li.x))])
        midt, halv = forhold(li.x, li.h, nevnere[:, :1], nevnere[:, 1:], 100.0)
        midt = np.where((li.enhet == 1) | (li.x == 0), np.nan, midt)
        if total >= 0:
            midt[:, total] = np.nan
        for a in _siktet(li, t, midt, halv):
            r = Relasjon("andel", li.rader, t, (a,), total=total, navngitt=True)
            yield provd(r, li, len(li.x) ** 2 * len(steder))


def _rekker(li: Linjer, t: int) -> Iterator[Relasjon]:
    """Line ``t`` as change or growth in another from one year to the next."""
    if not li.aar.any() or np.count_nonzero(~np.isnan(li.x[t])) < 2:
        return
    foer, hfoer = forskjoevet(li, li.x), forskjoevet(li, li.h)
    navngitt = li.heter(t, ENDRINGSNAVN)
    for art, (midt, halv) in (
        ("vekst_rekke", vekst(foer, hfoer, li.x, li.h)),
        ("endring_rekke", (li.x - foer, li.h + hfoer)),
    ):
        if art == "vekst_rekke" and not _er_vekst(li, t):
            continue
        for a in _siktet(li, t, midt, halv):
            r = provd(Relasjon(art, li.rader, t, (a,), navngitt=navngitt), li, 1)
            # A name and every place: which line it is of is then all there was to choose.
            alt = navngitt and r.testet == r.holder and r.bevis >= _LITT
            yield r if alt else provd(r, li, 2 * len(li.x) ** 2)


def _faste(li: Linjer, t: int) -> Iterator[Relasjon]:
    """Line ``t`` as one per cent (5, 10, 15 …) of another line, in every place."""
    ok = ~np.isnan(li.x) & ~np.isnan(li.x[t]) & (li.x != 0)
    antall = np.maximum(1, ok.sum(axis=1))
    andel = np.where(ok, li.x[t], 0) / np.where(ok, li.x, 1)
    q = _FEM * np.round(100 / _FEM * andel.sum(axis=1) / antall)
    gyldig = (q > 0) & (q < 100) & ((li.enhet == 1).sum(axis=1) == 0)
    q = np.where(gyldig, q, np.nan)[:, None]
    for a in _siktet(li, t, np.where(ok, q / 100 * li.x, np.nan), q / 100 * li.h):
        r = Relasjon("fast", li.rader, t, (a,), float(q[a, 0]))
        r = provd(r, li, len(li.x) ** 2 * 19, li.x[a] != 0)
        noeyaktig = li.h[t] + li.h[a] <= _NOEYAKTIG * np.abs(li.x[t])
        if r.holder == r.testet and (noeyaktig & ok[a]).sum() >= 2:
            yield r


def hundre(li: Linjer, totaler: Iterable[int]) -> list[Relasjon]:
    """Lines of per cents that add to 100 over the places that are no totals.

    Returns
    -------
    list of Relasjon
        ``holder`` is 1 where they do to rounding, else 0: only of lines called shares, and near.
    """
    utenfor = set(totaler)
    steder = [j for j in range(li.x.shape[1]) if j not in utenfor]
    ut = []
    for t in range(len(li.x)):
        x = li.x[t, steder]
        if len(x) < 2 or np.isnan(x).any() or (li.enhet[t, steder] != 1).any() or (x < 0).any():
            continue
        if np.isclose(x, 100).any() or np.count_nonzero(x) < 2:
            continue
        avvik, tol = abs(float(x.sum()) - 100), float(li.h[t, steder].sum())
        holder = avvik <= tol + 1e-9
        nevnt = li.heter(t, FORHOLDSNAVN) and len(x) >= 3 and avvik <= 5
        if holder or nevnt:
            r = Relasjon("hundre", li.rader, t, tuple(steder), testet=1, navngitt=True)
            bevis = float(np.log10(100 / max(2 * tol, 0.1)))
            ut.append(replace(r, holder=int(holder), bevis=bevis))
    return ut
