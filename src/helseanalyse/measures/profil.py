"""The service profile: each indicator of a municipality against a comparison set."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..indikator import Indikator
from .nivaa import indeks100
from .radindeks import IKKE_I_DATA, Radindeks, Tall, Verdier, radindeks
from .usikkerhet import Intervall, en_til, klart_forskjellig, wilson

_LIKE = 1e-12  # relative difference below which two ratios of counts are the same


class Ytterst(NamedTuple):
    """The lowest or highest value of a set, and the codes of those that have it."""

    verdi: float
    koder: tuple[str, ...]


class Plass(NamedTuple):
    """Own place among all that have a value, itself included: how many are above and below."""

    over: int
    under: int
    antall: int


@dataclass(frozen=True, eq=False)
class Profilrad:
    """One indicator of a municipality against its comparison set, in one year.

    ``verdier`` are the municipality's own first, then ``antall_andre`` of the set, then the
    country's and groups'. ``snitt`` is the set's weighted mean, ``lavest`` and ``hoeyest`` its
    extremes, in the indicator's unit; ``indeks`` is 100 at the mean; ``referanser`` are the
    country and groups that have a row; ``intervall`` is per cent, 95 per cent level, for shares
    of counts only; ``klart`` is missing where no test can be made; ``en_til`` is what one more
    unit in the numerator moves the value, in the indicator's unit.
    """

    verdier: Verdier
    antall_andre: int
    snitt: float | None
    lavest: Ytterst | None
    hoeyest: Ytterst | None
    plass: Plass | None
    intervall: Intervall | None
    klart: bool | None

    @property
    def indikator(self) -> Indikator:
        """Return the definition."""
        return self.verdier.indikator

    @cached_property
    def egen(self) -> pd.Series:
        """Own row: columns as in :func:`verdier`."""
        return self.verdier.ramme.iloc[0]

    @cached_property
    def andre(self) -> pd.DataFrame:
        """Rows of the set's members, in the order they were given."""
        return self.verdier.ramme.iloc[1 : 1 + self.antall_andre].reset_index(drop=True)

    @property
    def andre_med_tall(self) -> list[str]:
        """Codes of the set's members that have a value."""
        v, til = self.verdier, 1 + self.antall_andre
        par = zip(v.koder[1:til], v.verdi[1:til].tolist(), strict=True)
        return [kode for kode, verdi in par if not np.isnan(verdi)]

    @cached_property
    def referanser(self) -> pd.DataFrame:
        """Rows of the country and groups that are in the data."""
        df = self.verdier.ramme.iloc[1 + self.antall_andre :]
        return df[df.status != IKKE_I_DATA].reset_index(drop=True)

    @property
    def verdi(self) -> float | None:
        """Own value, missing where there is none."""
        egen = float(self.verdier.verdi[0])
        return None if np.isnan(egen) else egen

    @property
    def indeks(self) -> float | None:
        """Own value with the comparison's mean at 100."""
        return None if self.snitt is None else indeks100(self.verdier.verdi[0], self.snitt)

    def indeks_mot(self, komm_nr: str) -> float | None:
        """Own value with one place of the comparison or the references at 100."""
        verdi = self.verdi_for(komm_nr)
        return None if verdi is None else indeks100(self.verdier.verdi[0], verdi)

    def verdi_for(self, komm_nr: str) -> float | None:
        """Value of one place of the comparison or the references, where it is in the data."""
        for kode, verdi in zip(self.verdier.koder[1:], self.verdier.verdi[1:], strict=True):
            if kode == komm_nr and not np.isnan(verdi):
                return float(verdi)
        return None

    @property
    def en_til(self) -> float | None:
        """What one more unit in the numerator moves the value, in the indicator's unit."""
        nevner = float(self.verdier.nevner[0])
        har = self.indikator.andel and not np.isnan(nevner)
        return en_til(nevner, self.indikator.faktor) if har else None

    @property
    def kilder(self) -> list[str]:
        """Source ids of all the values in the row."""
        return [k for nr in range(len(self.verdier.koder)) for k in self.verdier.kilder(nr)]


def verdier(
    observasjoner: pd.DataFrame | Radindeks, indikator: Indikator, koder: Sequence[str], aar: int
) -> pd.DataFrame:
    """Values of one indicator in one year, in the order of ``koder``.

    Ratios are recomputed from their counts; a missing or confidential part makes the
    value missing, with the reason in ``status``.

    Returns
    -------
    DataFrame
        ``komm_nr``, ``verdi``, ``teller``, ``nevner``, ``status`` (``ikke_i_data`` where
        the data has no row), ``kilder`` (list of source ids).
    """
    o = observasjoner
    if isinstance(o, pd.DataFrame):
        ider = {indikator.id, indikator.teller, indikator.nevner}
        o = radindeks(o[(o.aar == aar) & o.indikator.isin(ider)])
    (ut,) = o.verdier([indikator], [(k, aar) for k in koder])
    return ut.ramme


def tjenesteprofil(
    observasjoner: pd.DataFrame | Radindeks,
    indikatorer: Iterable[Indikator],
    komm_nr: str,
    sammenlign: Sequence[str],
    aar: int,
    referanser: Sequence[str] = (),
) -> list[Profilrad]:
    r"""Profile rows of every ratio for which the municipality has a row that year.

    The comparison's mean is the sum of numerators over the sum of denominators of those
    that have both, :math:`f \sum t_i / \sum n_i`. Where the source gives no counts there is a
    mean only for a comparison of one; ratios are never averaged. Lowest and highest are of the
    comparison, the municipality itself left out; its place is among all of them.

    Parameters
    ----------
    observasjoner
        The observations, or their index where many profiles are made of them.
    """
    indeks = observasjoner if isinstance(observasjoner, Radindeks) else radindeks(observasjoner)
    koder = [komm_nr, *sammenlign, *[r for r in referanser if r not in (komm_nr, *sammenlign)]]
    ratioer = [i for i in indikatorer if i.i_profil]
    egne = indeks.verdier(ratioer, [(komm_nr, aar)])
    har = [v.indikator for v in egne if min(v.foerste[0], v.andre[0]) >= 0]
    alle = indeks.verdier(har, [(k, aar) for k in koder])
    return [_profilrad(v, len(sammenlign)) for v in alle]


def _profilrad(v: Verdier, antall: int) -> Profilrad:
    sett = slice(1, 1 + antall)
    med = ~np.isnan(v.verdi[sett])
    verdi, teller, nevner = (x[sett][med] for x in (v.verdi, v.teller, v.nevner))
    t, n = float(teller.sum()), float(nevner.sum())  # missing where one of them is
    snitt = float(verdi[0]) if len(verdi) == 1 else None
    har_tall = bool(len(verdi)) and not np.isnan(t + n)
    if har_tall:
        snitt = v.indikator.faktor * t / n if n else None
    lavest = hoeyest = None
    if len(verdi):
        koder = np.array(v.koder[sett])[med]
        lavest, hoeyest = (_ytterst(verdi, koder, float(x)) for x in (verdi.min(), verdi.max()))
    egen, antallet, av = (float(x[0]) for x in (v.verdi, v.teller, v.nevner))
    intervall = klart = None
    if v.indikator.andel and not np.isnan(egen) and _kan_proeves(antallet, av):
        intervall = wilson(antallet, av)
        klart = klart_forskjellig(antallet, av, t, n) if _kan_proeves(t, n) else None
    return Profilrad(v, antall, snitt, lavest, hoeyest, _plass(egen, verdi), intervall, klart)


def _kan_proeves(antall: float, av: float) -> bool:
    """Whether two figures are a count and all of them: man-years with decimals are not."""
    hele = antall.is_integer() and av.is_integer()
    return hele and 0 <= antall <= av and av > 0


def _ytterst(verdi: Tall, koder: np.ndarray, grense: float) -> Ytterst:
    like = np.abs(verdi - grense) <= _LIKE * abs(grense)
    return Ytterst(grense, tuple(koder[like].tolist()))


def _plass(egen: float, andre: Tall) -> Plass | None:
    if np.isnan(egen) or not len(andre):
        return None
    slark = _LIKE * abs(egen)
    over, under = int((andre > egen + slark).sum()), int((andre < egen - slark).sum())
    return Plass(over, under, len(andre) + 1)


def tilgjengelig(observasjoner: pd.DataFrame, indikatorer: Iterable[Indikator]) -> pd.DataFrame:
    """Places and years that have at least one ratio with a value: ``komm_nr``, ``aar``."""
    o = observasjoner.loc[observasjoner.verdi.notna(), ["komm_nr", "aar", "indikator"]]
    har = o.pivot_table(index=["komm_nr", "aar"], columns="indikator", aggfunc="size").notna()
    ja = pd.Series(False, index=har.index)
    for i in indikatorer:
        deler = [i.id] if i.type == "oppgitt" else [str(i.teller), str(i.nevner)]
        if i.i_profil and set(deler) <= set(har):
            ja |= har[deler].all(axis=1)
    return har.index[ja].to_frame(index=False)
