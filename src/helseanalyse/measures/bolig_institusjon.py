"""A home with services against a place in an institution: what each costs over its life."""

from dataclasses import dataclass

import pandas as pd

from .kroner import naaverdi


@dataclass(frozen=True)
class Tilbud:
    """One place or home, mill kr in constant prices; yearly figures per user.

    ``brukerbetaling`` is what the user pays the municipality (fee or rent), ``refusjon`` the
    state's refund for the same user.
    """

    byggekostnad: float
    aarsverk: float
    mill_per_aarsverk: float
    brukerbetaling: float = 0.0
    refusjon: float = 0.0

    @property
    def netto_per_aar(self) -> float:
        """Yearly cost to the municipality, mill kr: wages less what the user and the state pay."""
        return self.aarsverk * self.mill_per_aarsverk - self.brukerbetaling - self.refusjon


def naaverdi_av(tilbud: Tilbud, rente: float, levetid: int) -> float:
    """Building cost and the present value of the yearly net cost, mill kr.

    Raises
    ------
    ValueError
        If a figure is missing or negative, or as :func:`~.kroner.naaverdi`.

    >>> round(naaverdi_av(Tilbud(3.0, 1.0, 0.6), 4, 40), 3)
    14.876
    """
    tall = (tilbud.byggekostnad, tilbud.aarsverk, tilbud.mill_per_aarsverk,
            tilbud.brukerbetaling, tilbud.refusjon)  # fmt: skip
    if any(pd.isna(t) or t < 0 for t in tall):
        raise ValueError("Beløp og årsverk kan ikke mangle eller være negative.")
    return tilbud.byggekostnad + naaverdi(tilbud.netto_per_aar, rente, levetid)


def taaler_i_byggekostnad(dyr: Tilbud, rimelig: Tilbud, rente: float, levetid: int) -> float:
    """What more the one that is cheaper to run may cost to build, mill kr, before it loses.

    Present value of the difference in yearly net cost; negative where it is not cheaper to run.

    Source: Borge and Nyhus (2011), quoted by KS-Konsulent 2013: 10 per cent fewer man-years
    justify 1.2 mill kr more in building cost. One man-year a user, 600 000 kr a man-year,
    4 per cent and 40 years are assumptions of ours; none is printed.

    >>> foer, etter = Tilbud(0, 1.0, 0.6), Tilbud(0, 0.9, 0.6)
    >>> round(taaler_i_byggekostnad(foer, etter, 4, 40), 3)
    1.188
    """
    return naaverdi(dyr.netto_per_aar - rimelig.netto_per_aar, rente, levetid)
