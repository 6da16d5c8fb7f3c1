"""Coverage: places, places in use and residents, never mixed."""

from enum import StrEnum

import pandas as pd


class Grunnlag(StrEnum):
    """What a coverage counts. Plans in different municipalities mean different things by it."""

    KAPASITET = "kapasitet"
    I_BRUK = "i_bruk"
    BEBOERE = "beboere"
    HELDOEGN = "heldoegn"

    @property
    def tekst(self) -> str:
        """Return the base as a reader sees it."""
        return {
            "kapasitet": "plasser (kapasitet)",
            "i_bruk": "plasser i bruk",
            "beboere": "beboere",
            "heldoegn": "plasser og beboere i heldøgns bolig",
        }[self.value]


def dekningsgrad(antall: float, innbyggere: float) -> float | None:
    r"""Places or residents per 100 inhabitants of the age group.

    .. math:: 100 \cdot a / n

    ``antall`` is a number of places (capacity), places in use, or residents:
    the caller says which (:class:`Grunnlag`). Only for residents of the age
    group is it a share of persons; places may be used by younger people.
    A missing value, or no inhabitants, gives ``None``.

    Source: KS-Konsulent 2013, "Endring i behov" (17 places, 13 in use, about 63 aged 80+).

    >>> round(dekningsgrad(17, 63), 1), round(dekningsgrad(13, 63), 1)
    (27.0, 20.6)
    """
    if pd.isna(antall) or pd.isna(innbyggere) or innbyggere == 0:
        return None
    return 100 * float(antall) / float(innbyggere)


def antall_ved_dekning(dekning: float, innbyggere: float) -> float:
    r"""Places or residents that a coverage means: :math:`d \cdot n / 100`.

    Source: KS-Konsulent 2013 ("20 % av innbyggerne over 80 år", about 63 persons).

    >>> antall_ved_dekning(20, 63)
    12.6
    >>> antall_ved_dekning(20, 45)
    9.0
    """
    return float(dekning) * float(innbyggere) / 100
