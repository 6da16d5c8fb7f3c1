"""The last years of many ratios at once, in pieces that no break runs through."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from ..indikator import Indikator
from ..kommune import Kommuneregister
from .historie import Grenser
from .radindeks import Radindeks, Verdier
from .utvikling import brudd_mellom


class Punkt(NamedTuple):
    """One year of a series: ``bit`` numbers the unbroken piece, ``brudd`` is why it begins."""

    aar: int
    verdi: float
    bit: int
    brudd: str


def egne_koder(
    register: Kommuneregister, komm_nr: str, aar: int, antall: int = 10
) -> dict[int, str]:
    """Code of a place in each of the last ``antall`` years up to ``aar``, by year.

    A municipality that was only renumbered keeps its series. Before a merger or a split, and
    for a code not yet in use, there is none: the parts are no series of the whole.
    """
    aarene = range(aar - antall + 1, aar + 1)
    if not register.er_kommune(komm_nr):
        return dict.fromkeys(aarene, komm_nr)
    grenser, ut = Grenser(register, aar), {}
    for da in aarene:
        deler = grenser.deler(komm_nr, da)
        if (
            len(deler.koder) == 1
            and not deler.delt
            and grenser.hos(deler.koder[0], da) == [komm_nr]
        ):
            ut[da] = deler.koder[0]
    return ut


def trender(
    observasjoner: Radindeks,
    valgte: Iterable[Indikator],
    register: Mapping[str, Indikator],
    koder: Mapping[int, str],
) -> dict[str, list[Punkt]]:
    """Series of each ratio, by its id: the years that have a value, in pieces.

    No line may be drawn from one piece to another. A break is that of the ratio or of one of
    its counts, a year without a value, or a figure that is copied from another year; what
    belongs to a municipality's borders is told by ``koder`` (year and code).

    Parameters
    ----------
    valgte, register
        The ratios, and all definitions (their counts' breaks are there).
    koder
        As :func:`egne_koder` gives them.
    """
    ratioer = [_med_brudd(i, register) for i in valgte]
    alle = observasjoner.verdier(ratioer, [(kode, aar) for aar, kode in koder.items()])
    return {v.indikator.id: _punkter(v, list(koder)) for v in alle}


def _med_brudd(i: Indikator, register: Mapping[str, Indikator]) -> Indikator:
    deler = [register[navn] for navn in (i.teller, i.nevner) if navn and navn in register]
    return replace(i, brudd={a: grunn for d in (i, *deler) for a, grunn in d.brudd.items()})


def _punkter(v: Verdier, aarene: list[int]) -> list[Punkt]:
    ut: list[Punkt] = []
    forrige: dict[str, object] = {}
    for nr in np.flatnonzero(~np.isnan(v.verdi)).tolist():
        rad = {"komm_nr": v.koder[nr], "aar": aarene[nr], "verdi": v.verdi[nr]}
        rad |= {"status": v.status(nr)}
        grunn = brudd_mellom(forrige, rad, v.indikator, None) if forrige else None
        bit = ut[-1].bit + (grunn is not None) if ut else 0
        ut.append(Punkt(aarene[nr], float(v.verdi[nr]), bit, grunn or ""))
        forrige = rad
    return ut
