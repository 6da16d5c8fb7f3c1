"""What stands out: the findings that the figures carry, chosen and put in order by rule."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from ..indikator import Indikator
from .nivaa import relativt_nivaa
from .profil import Profilrad
from .radindeks import Radindeks
from .trend import Punkt
from .usikkerhet import klart_forskjellig

# The order in which findings are taken until there are enough; and that in which they stand.
VALGREKKE = (
    "avvik-1", "kostnad", "utvikling", "behov", "brudd", "folk", "prioritering", "avvik-2",
    "avvik-3", "plass", "ikke-proevd",
)  # fmt: skip
STAAR_I = (
    "avvik-1", "avvik-2", "avvik-3", "plass", "kostnad", "prioritering", "utvikling", "brudd",
    "folk", "behov", "ikke-proevd",
)  # fmt: skip


class Utvikling(NamedTuple):
    """A ratio at both ends of its newest unbroken piece; ``klart`` missing where none can test."""

    indikator: str
    fra_aar: int
    til_aar: int
    fra: float
    til: float
    klart: bool | None


class Naermest(NamedTuple):
    """Own value beside another: per cent above it, and whose it is (None: the set's mean)."""

    prosent: float
    verdi: float
    komm_nr: str | None


def valgte(finnes: Collection[str], antall: int = 5) -> list[str]:
    """Return the findings that are told, of those there are, in the order in which they stand.

    >>> valgte({"behov", "folk", "avvik-1", "avvik-2", "kostnad", "brudd", "plass"})
    ['avvik-1', 'kostnad', 'brudd', 'folk', 'behov']
    """
    tatt = [slag for slag in VALGREKKE if slag in finnes][:antall]
    return [slag for slag in STAAR_I if slag in tatt]


def klare_avvik(rader: Iterable[Profilrad], utelat: Collection[str] = ()) -> list[Profilrad]:
    """Rows that differ clearly from the set's mean, the farthest from it in per cent first.

    Clear is that zero lies outside the 95 per cent interval of the difference. Rows that rest
    on a count of ``utelat`` (figures to be checked first) are left out.
    """
    klare = [r for r in rader if r.klart and not _antall(r.indikator) & set(utelat)]
    return sorted(klare, key=_avstand, reverse=True)


def proevde(rader: Iterable[Profilrad], utelat: Collection[str] = ()) -> list[Profilrad]:
    """Rows for which it can be tested whether they differ clearly from the set's mean."""
    return [r for r in rader if r.klart is not None and not _antall(r.indikator) & set(utelat)]


def _antall(i: Indikator) -> set[str]:
    return {n for n in (i.teller, i.nevner) if n}


def _avstand(rad: Profilrad) -> float:
    return 0.0 if rad.indeks is None else abs(rad.indeks - 100)


def ved_siden(rad: Profilrad, hoeyst: int = 4) -> list[Naermest]:
    """Own value beside the set's mean, else beside each of a few others; then a reference.

    Per cent above (below is negative); empty where nobody has a value, and where there is no
    mean and more than ``hoeyst`` others: one of many is no comparison.
    """
    if rad.verdi is None:
        return []
    ut: list[tuple[float, str | None]] = [(rad.snitt, None)] if rad.snitt else []
    andre = rad.andre[rad.andre.verdi.notna()]
    if not ut and len(andre) <= hoeyst:
        ut = [(float(v), str(k)) for k, v in zip(andre.komm_nr, andre.verdi, strict=True)]
    ref = rad.referanser[rad.referanser.verdi.notna()]
    ut += [(float(ref.verdi.iloc[0]), str(ref.komm_nr.iloc[0]))] if len(ref) else []
    regnet = [(relativt_nivaa(rad.verdi, v), v, k) for v, k in ut]
    return [Naermest(p, v, k) for p, v, k in regnet if p is not None]


def stoerste_kostnad(
    rader: Iterable[Profilrad], utelat: Collection[str] = ()
) -> tuple[Profilrad, list[Naermest]] | None:
    """Return the cost (kr) that is farthest from those beside it, in per cent, and them."""
    med = [
        (r, ved_siden(r))
        for r in rader
        if r.indikator.enhet == "kr" and r.indikator.id not in utelat
    ]
    med = [(r, b) for r, b in med if b]
    return max(med, key=lambda rb: max(abs(n.prosent) for n in rb[1]), default=None)


def utviklinger(
    indeks: Radindeks,
    ratioer: Iterable[Indikator],
    punkter: Mapping[str, Sequence[Punkt]],
    koder: Mapping[int, str],
) -> list[Utvikling]:
    """Both ends of each ratio's newest unbroken piece, tested where both have their counts.

    ``punkter`` and ``koder`` are as of :mod:`trend`. The two years are treated as two samples:
    who is counted in both makes the interval somewhat too wide, so a clear change is one.
    """
    ut = []
    for i in ratioer:
        alle = punkter.get(i.id, [])
        bit = [p for p in alle if p.bit == alle[-1].bit]
        if len(bit) < 2:
            continue
        foerst, sist = bit[0], bit[-1]
        aarene = [(koder[p.aar], p.aar) for p in (foerst, sist)]
        (v,) = indeks.verdier([i], aarene)
        t, n = v.teller.tolist(), v.nevner.tolist()
        klart = None
        if i.andel and all(map(_telt, t, n)):
            klart = klart_forskjellig(t[1], n[1], t[0], n[0])
        ut.append(Utvikling(i.id, foerst.aar, sist.aar, foerst.verdi, sist.verdi, klart))
    return ut


def _telt(antall: float, av: float) -> bool:
    return antall.is_integer() and av.is_integer() and 0 <= antall <= av and av > 0


def stoerste_utvikling(alle: Iterable[Utvikling]) -> Utvikling | None:
    """Return the clear change that is largest in per cent of where it began."""
    klare = [u for u in alle if u.klart]
    return max(klare, key=lambda u: abs(relativt_nivaa(u.til, u.fra) or 0.0), default=None)


def nyeste_brudd(
    punkter: Mapping[str, Sequence[Punkt]],
) -> tuple[str, Punkt] | None:
    """Return the newest break that has a reason, of the first ratio that has it."""
    alle = [(navn, p) for navn, liste in punkter.items() for p in liste if p.brudd]
    return max(alle, key=lambda par: par[1].aar, default=None)
