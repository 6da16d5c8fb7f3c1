"""Place need: base, coverage, population then and now, and an explicit rounding rule."""

import math
from collections.abc import Mapping
from enum import StrEnum

import pandas as pd

from ..enheter import avrund
from .dekningsgrad import antall_ved_dekning, dekningsgrad


class Avrunding(StrEnum):
    """How a need becomes whole places."""

    OPP = "opp"
    NAERMESTE = "naermeste"
    NED = "ned"

    @property
    def tekst(self) -> str:
        """Return the rule as a reader sees it."""
        return {"opp": "opp", "naermeste": "nærmeste", "ned": "ned"}[self.value]

    @property
    def setning(self) -> str:
        """Return the rule after the word «rundet»."""
        return "til nærmeste" if self == Avrunding.NAERMESTE else self.tekst


def hele_plasser(behov: float, avrunding: Avrunding) -> int:
    """Whole places from a need; the rule decides, half goes up at ``naermeste``.

    A billionth is shaved off first, so that 9.000000000001 is nine places.

    >>> [hele_plasser(12.14, r) for r in (Avrunding.OPP, Avrunding.NAERMESTE, Avrunding.NED)]
    [13, 12, 12]
    """
    glatt = round(behov, 9)
    if avrunding == Avrunding.OPP:
        return math.ceil(glatt)
    if avrunding == Avrunding.NED:
        return math.floor(glatt)
    return int(avrund(glatt))


def plassbehov(antall_naa: float, innbyggere_naa: float, innbyggere_da: float) -> float:
    r"""Places needed at today's coverage and another population, before rounding.

    .. math:: b = a_0 \cdot n_t / n_0

    Parameters
    ----------
    antall_naa
        Places (capacity), places in use or residents today; the answer has the same base.
    innbyggere_naa, innbyggere_da
        Inhabitants of the age group today and in the year asked about.

    Raises
    ------
    ValueError
        If a figure is missing, negative, or nobody is in the age group today.

    Source: KS-Konsulent 2013, "Endring i behov": 17 places, 80+ from about 63 to 45.

    >>> round(plassbehov(17, 63, 45), 2)  # printed: 13 places, which is this rounded up
    12.14
    """
    for verdi in (antall_naa, innbyggere_naa, innbyggere_da):
        if pd.isna(verdi) or verdi < 0:
            raise ValueError(f"Plassbehov krever tall som ikke er negative eller mangler: {verdi}.")
    dekning = dekningsgrad(antall_naa, innbyggere_naa)
    if dekning is None:
        raise ValueError("Plassbehov kan ikke regnes ut uten innbyggere i aldersgruppen i dag.")
    return antall_ved_dekning(dekning, innbyggere_da)


def implisert_dekning(plasser_lav: float, plasser_hoey: float, innbyggere: float) -> pd.Series:
    """Coverage that a printed number of places implies: ``lav`` and ``hoey``, per 100.

    Source: KS-Konsulent 2013, conclusion: with Hurum's profile 5-6 places, with the
    national mean 12-13, for about 63 inhabitants aged 80+.

    >>> [round(x, 1) for x in implisert_dekning(5, 6, 63)]
    [7.9, 9.5]
    >>> [round(x, 1) for x in implisert_dekning(12, 13, 63)]
    [19.0, 20.6]
    """
    return pd.Series(
        {
            "lav": dekningsgrad(plasser_lav, innbyggere),
            "hoey": dekningsgrad(plasser_hoey, innbyggere),
        }
    )


def kontrafaktisk(dekning_andre: float, innbyggere: float, avrunding: Avrunding) -> int:
    """Whole places if the municipality had another's coverage (per 100 of the age group).

    Source: KS-Konsulent 2013, conclusion. Hurum's coverage is not printed; the limits
    are those that the printed 5 and 6 places imply.

    >>> [kontrafaktisk(d, 63, Avrunding.NAERMESTE) for d in (8, 9.5)]
    [5, 6]
    """
    return hele_plasser(antall_ved_dekning(dekning_andre, innbyggere), avrunding)


def rutenett(
    grunnlag: Mapping[str, float], innbyggere_naa: float, innbyggere_da: Mapping[str, float]
) -> pd.DataFrame:
    """Every answer the same question has: base x population year x rounding rule.

    Parameters
    ----------
    grunnlag
        Base -> places or residents today, e.g. ``{"kapasitet": 17, "i_bruk": 13}``.
    innbyggere_naa
        Inhabitants of the age group today.
    innbyggere_da
        Year (as a label) -> inhabitants of the age group then.

    Returns
    -------
    DataFrame
        One row per base and year: ``grunnlag``, ``antall_naa``, ``aar``, ``innbyggere``,
        ``dekning`` (per 100), ``behov`` (unrounded places), ``opp``, ``naermeste``, ``ned``
        (whole places).

    >>> g = rutenett({"kapasitet": 17, "beboere": 12.6}, 63, {"2025": 45})
    >>> g[["grunnlag", "opp", "naermeste", "ned"]].values.tolist()
    [['kapasitet', 13, 12, 12], ['beboere', 9, 9, 9]]
    """
    rader = []
    for navn, antall in grunnlag.items():
        for aar, innbyggere in innbyggere_da.items():
            behov = plassbehov(antall, innbyggere_naa, innbyggere)
            rad = {"grunnlag": navn, "antall_naa": antall, "aar": aar, "innbyggere": innbyggere}
            rad |= {"dekning": dekningsgrad(antall, innbyggere_naa), "behov": behov}
            rader.append(rad | {r.value: hele_plasser(behov, r) for r in Avrunding})
    return pd.DataFrame(rader)


def plasser_etter_dekning(
    innbyggere: float, dekninger: pd.Series, avrunding: Avrunding = Avrunding.OPP
) -> pd.DataFrame:
    """Places over a range of coverages: ``dekning`` (per 100), ``behov``, ``plasser``.

    >>> plasser_etter_dekning(45, pd.Series([20.0, 27.0])).plasser.tolist()
    [9, 13]
    """
    behov = dekninger.astype(float) * float(innbyggere) / 100
    plasser = [hele_plasser(b, avrunding) for b in behov]
    return pd.DataFrame({"dekning": dekninger.astype(float), "behov": behov, "plasser": plasser})
