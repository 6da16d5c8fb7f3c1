"""Key figures of a sound municipal economy, against their targets."""

from typing import NamedTuple

import pandas as pd

from .enhetskostnad import budsjettandel
from .usikkerhet import Intervall


class Noekkeltall(NamedTuple):
    """A key figure with its target, per cent or mill kr as its definition says.

    ``mer_er_bedre`` tells which side of ``maal`` is the good one; ``minimum`` (or highest
    tolerable) is missing where none is set.
    """

    verdi: float | None
    maal: float | None
    minimum: float | None
    mer_er_bedre: bool

    @property
    def dom(self) -> str:
        """``naadd``, ``over_minimum``, ``under_minimum``, ``ikke_naadd`` or ``ukjent``.

        >>> Noekkeltall(3.7, 4, 3, True).dom, Noekkeltall(2.9, 4, 3, True).dom
        ('over_minimum', 'under_minimum')
        """
        if self.verdi is None or self.maal is None:
            return "ukjent"
        fortegn = 1 if self.mer_er_bedre else -1
        if fortegn * (self.verdi - self.maal) >= 0:
            return "naadd"
        if self.minimum is None:
            return "ikke_naadd"
        return "over_minimum" if fortegn * (self.verdi - self.minimum) >= 0 else "under_minimum"


def resultatgrad(netto_driftsresultat: float, driftsinntekter: float) -> float | None:
    """Net operating result of operating income, per cent; missing where a figure is.

    >>> resultatgrad(39.2, 980)
    4.0
    """
    return budsjettandel(netto_driftsresultat, driftsinntekter)


def gjeldsgrad(netto_laanegjeld: float, driftsinntekter: float) -> float | None:
    """Net loan debt of operating income, per cent; missing where a figure is.

    Source: Bærum 2017, key figures of 2016: 6.0 of 9.8 thousand mill kr, printed 62 per cent.

    >>> round(gjeldsgrad(6.0, 9.8), 1)
    61.2
    """
    return budsjettandel(netto_laanegjeld, driftsinntekter)


def egenfinansiering(egne_midler: float, investeringer: float) -> float | None:
    """Own funds of the investments, per cent; missing where a figure is.

    >>> egenfinansiering(55, 110)
    50.0
    """
    return budsjettandel(egne_midler, investeringer)


def av_avrundede(teller: float, nevner: float, desimaler: tuple[int, int]) -> Intervall:
    """Lowest and highest ratio, per cent, of two figures known only as printed.

    Parameters
    ----------
    desimaler
        Printed decimals of the two: each may be half a unit more or less.

    Raises
    ------
    ValueError
        If a figure is missing or negative, or the denominator may be nought.

    >>> tuple(round(x, 1) for x in av_avrundede(6.0, 9.8, (1, 1)))
    (60.4, 62.1)
    """
    t, n = (0.5 * 10.0**-d for d in desimaler)
    if pd.isna(teller) or pd.isna(nevner) or teller < 0 or nevner - n <= 0:
        raise ValueError("Et forhold mellom avrundede tall krever to tall, og en nevner over null.")
    return Intervall(100 * max(0.0, teller - t) / (nevner + n), 100 * (teller + t) / (nevner - n))
