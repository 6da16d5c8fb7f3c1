"""Search for sums: totals over or under their parts, sub-totals of sub-totals, numbered parts."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from ..trykt import nummer
from .kontroll_relasjon import (
    ENDRINGSNAVN,
    HERAVNAVN,
    HOLDER,
    MINST,
    Linjer,
    Relasjon,
    provd,
    rimelighet,
    samme_enhet,
    slakk,
    styrke,
    trodd,
)

_LENGST = 400  # parts of one sum
_NIVAAER = 5  # sums of sums
_NAER = 0.1  # of a named sum in one or two places only: a breach this near is one


def summer(li: Linjer) -> list[Relasjon]:
    """Sums that the lines of a table seem to keep, sub-totals before totals.

    A block of neighbouring lines over or under a line, the lines that are parts of a believed
    sub-total left out on the next level; and lines numbered ``5a``, ``5b`` under ``5``.

    Returns
    -------
    list of Relasjon
        At most one for each line that holds a sum.
    """
    funnet: dict[int, Relasjon] = {r.maal: r for r in _nummererte(li)}
    har = [i for i in range(len(li.x)) if not np.isnan(li.x[i]).all()]
    while True:
        _nivaaer(li, har, funnet)
        if not (ny := _navngitt_brudd(li, har, funnet)):
            return list(funnet.values())
        funnet[ny.maal] = ny


def _nivaaer(li: Linjer, har: list[int], funnet: dict[int, Relasjon]) -> None:
    """Find sums level by level until there are no more."""
    for _ in range(_NIVAAER):
        aktive = _aktive(har, funnet)
        nye = {
            r.maal: r for t in aktive if t not in funnet and (r := _beste(li, aktive, t, funnet))
        }
        nye = {t: _utvidet(li, r, har) for t, r in _uten_overlapp(nye).items()}
        if not nye:
            return
        funnet |= nye


def _aktive(har: list[int], funnet: dict[int, Relasjon]) -> list[int]:
    """Return the lines that are no part of a believed sum."""
    deler = {i for r in funnet.values() for i in r.ledd}
    return [i for i in har if i not in deler]


def _uten_overlapp(nye: dict[int, Relasjon]) -> dict[int, Relasjon]:
    """Keep the strongest of sums of one level that share lines."""
    ut: dict[int, Relasjon] = {}
    brukt: set[int] = set()
    for r in sorted(nye.values(), key=lambda r: (-r.navngitt, -r.bevis)):
        if brukt.isdisjoint({r.maal, *r.ledd}):
            ut[r.maal] = r
            brukt |= {r.maal, *r.ledd}
    return ut


def _beste(li: Linjer, aktive: list[int], t: int, funnet: dict[int, Relasjon]) -> Relasjon | None:
    """Return the believed sum that a line holds, if any: the one that fits best."""
    loese = [r for retning in (-1, 1) if (r := _loes(li, aktive, t, retning))]
    if li.er_sum(t):
        loese += [_som_relasjon(li, t, b, 1) for b in _blokker(li, aktive, t, funnet)]
    trodde = [r for r in loese if trodd(r)]
    return max(trodde, key=lambda r: r.bevis + 2 * r.pasning, default=None)


def _utvidet(li: Linjer, r: Relasjon, har: list[int]) -> Relasjon:
    """Return the sum with one line more or less, if that mends every breach.

    A part may stand apart from the others, and a line among them be none.
    """
    if r.holder == r.testet:
        return r
    mulige = [tuple(i for i in r.ledd if i != ut) for ut in r.ledd if len(r.ledd) > 2]
    mulige += [
        tuple(sorted((*r.ledd, i)))
        for i in har
        if i not in (r.maal, *r.ledd) and samme_enhet(li.enhet[i], li.enhet[r.maal]).any()
    ]
    for ledd in mulige:
        ny = provd(replace(r, ledd=ledd), li, len(har))
        if ny.testet >= max(r.testet, MINST) and ny.holder == ny.testet:
            return ny
    return r


def _som_relasjon(li: Linjer, t: int, ledd: tuple[int, ...], kandidater: int) -> Relasjon:
    r = Relasjon("sum", li.rader, t, tuple(sorted(ledd)), navngitt=li.er_sum(t))
    return provd(_passende(r, li), li, kandidater)


def _passende(r: Relasjon, li: Linjer) -> Relasjon:
    """Return the sum without terms of another unit than its total in every place."""
    ledd = tuple(i for i in r.ledd if samme_enhet(li.enhet[i], li.enhet[r.maal]).any())
    return replace(r, ledd=ledd)


def _blokker(
    li: Linjer, aktive: list[int], t: int, funnet: dict[int, Relasjon]
) -> Iterator[tuple[int, ...]]:
    """Blocks that a line called a sum may be of: up or down to the next open sum."""
    nr = aktive.index(t)
    for utsnitt in (aktive[:nr][::-1], aktive[nr + 1 :]):
        blokk: list[int] = []
        for i in utsnitt:
            if li.er_sum(i) and i not in funnet:
                break
            blokk.append(i)
        blokk = _mulige_ledd(li, blokk, t)
        slekt = [i for i in blokk if _ord(li.navn[i])[:2] == _ord(li.navn[t])[:2]]
        # What stands after the last sum, where that sum is no part: expenses, then incomes.
        nr_sum = next((k for k, i in enumerate(blokk) if li.er_sum(i)), len(blokk))
        for deler in (slekt, blokk[:nr_sum]):
            if 2 <= len(deler) < len(blokk):
                yield tuple(deler)
        if len(blokk) >= 2:
            yield tuple(blokk)


def _mulige_ledd(li: Linjer, linjer: list[int], t: int) -> list[int]:
    """Return the lines that may be parts of a sum: of its unit, and no column of changes.

    Nor lines called ``herav``, parts of the part over them, unless there are only such.
    """
    like = samme_enhet(li.enhet[linjer], li.enhet[t]).any(axis=1)
    ut = [i for i, lik in zip(linjer, like.tolist(), strict=True) if lik]
    egne = [i for i in ut if not li.heter(i, HERAVNAVN)]
    ut = egne if len(egne) >= 2 else ut
    if li.rader or li.heter(t, ENDRINGSNAVN):
        return ut
    return [i for i in ut if not li.heter(i, ENDRINGSNAVN)]


def _ord(navn: str) -> list[str]:
    """Words of a name, those of a key too (``punkt_5_sum``)."""
    return navn.casefold().replace("_", " ").split()


def _loes(li: Linjer, aktive: list[int], t: int, retning: int) -> Relasjon | None:
    """Return the strongest sum of neighbouring lines on one side of a line."""
    nr = aktive.index(t)
    utsnitt = aktive[:nr][::-1] if retning < 0 else aktive[nr + 1 :]
    like = _mulige_ledd(li, utsnitt[:_LENGST], t)
    if len(like) < 2:
        return None
    ok = samme_enhet(li.enhet[like], li.enhet[t])
    x = np.where(ok, li.x[like], np.nan)
    midt, tol = x.cumsum(axis=0)[1:], li.h[like].cumsum(axis=0)[1:] + li.h[t]
    maal = li.x[t]
    # A sum with one part that is not nought only repeats it.
    kan = ~np.isnan(midt) & ~np.isnan(maal) & ((x != 0).cumsum(axis=0)[1:] >= 2)
    holder = kan & (np.abs(midt - maal) <= tol + slakk(maal))
    kan = li.summeres(t, kan, holder)
    antall, treff = kan.sum(axis=1), holder.sum(axis=1)
    god = (antall >= 2) & (treff >= HOLDER * antall)
    if not god.any():
        return None
    styrken = styrke(maal, np.where(kan, tol, np.nan), holder)
    halver2 = (li.h[like] ** 2).cumsum(axis=0)[1:] + li.h[t] ** 2
    styrken += 2 * rimelighet(midt - maal, halver2, kan)
    lengde = int(np.where(god, styrken, -np.inf).argmax()) + 2
    kandidater = 2 * len(aktive) * min(len(aktive), _LENGST)
    r = Relasjon("sum", li.rader, t, tuple(sorted(like[:lengde])), navngitt=li.er_sum(t))
    return provd(r, li, kandidater, kan[lengde - 2])


def _nummererte(li: Linjer) -> Iterator[Relasjon]:
    """Sums of lines numbered as parts of another: ``5a`` and ``5b`` of ``5``."""
    nr = [nummer(n) for n in li.navn]
    barn: dict[str, list[int]] = {}
    for i, (tall, bokstav) in enumerate(nr):
        mor = tall if bokstav else tall.rpartition(".")[0]
        if mor and not np.isnan(li.x[i]).all():
            barn.setdefault(mor, []).append(i)
    for t, (tall, bokstav) in enumerate(nr):
        if bokstav or len(barn.get(tall, [])) < 2:
            continue
        r = Relasjon("sum", li.rader, t, tuple(barn[tall]), navngitt=True)
        r = provd(r, li, 1)
        if trodd(r) or (li.er_sum(t) and _naert(r, li)):
            yield r


def _navngitt_brudd(li: Linjer, har: list[int], funnet: dict[int, Relasjon]) -> Relasjon | None:
    """Return the first line called a sum that almost, but not quite, is the sum of its block.

    Only where there are too few places to say that it holds in most.
    """
    aktive = _aktive(har, funnet)
    for t in aktive:
        if not li.er_sum(t) or (t in funnet and not _av_summer(funnet[t], li)):
            continue
        mulige = [_som_relasjon(li, t, b, 1) for b in _blokker(li, aktive, t, funnet)]
        if t in funnet:  # parts must stand over it, none of them what it was found to be of
            brukt = set(funnet[t].ledd)
            mulige = [r for r in mulige if max(r.ledd) < t and brukt.isdisjoint(r.ledd)]
        naere = [r for r in mulige if _naert(r, li)]
        if naere:
            return max(naere, key=lambda r: r.holder)  # else the first: lines of one name
    return None


def _av_summer(r: Relasjon, li: Linjer) -> bool:
    """Whether a sum is one only as the net and another sum under it: its parts are untested."""
    under = min(r.ledd) > r.maal and 1 <= r.testet < MINST
    return under and any(li.er_sum(i) or li.heter(i, ENDRINGSNAVN) for i in r.ledd)


def _naert(r: Relasjon, li: Linjer) -> bool:
    """Whether a named sum in one or two places comes within a tenth of what is printed.

    Not where a line among the parts is missing everywhere, nor of ``herav``, which is seldom all.
    """
    if not 1 <= r.testet < MINST or any(li.heter(i, HERAVNAVN) for i in r.ledd):
        return False
    fra, til = min(r.maal, *r.ledd), max(r.maal, *r.ledd)
    if np.isnan(li.x[fra:til]).all(axis=1).any() or li.merket & {fra - 1, til + 1}:
        return False
    midt, x = li.x[list(r.ledd)].sum(axis=0), li.x[r.maal]
    kan = ~np.isnan(midt) & ~np.isnan(x)
    kan = li.summeres(r.maal, kan, False)
    to = (li.x[list(r.ledd)] != 0).sum(axis=0) >= 2
    return bool((np.abs(midt - x)[kan] <= _NAER * np.abs(x)[kan]).all() and to[kan].all())
