"""Staffing: position size, absence, competence, hours, stays, and what printed figures imply.

Printed figures are rounded, so what is computed from them is known only within limits.
"""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from .usikkerhet import Intervall

_DOEGN = 365
_NESTEN = 1e-9


def implisert_antall(antall: float, prosent: float, desimaler: int = 0) -> Intervall:
    r"""All that ``antall`` is a printed per cent of: :math:`100 a / p`, within the rounding.

    Limits, not an interval of chance: from the highest to the lowest per cent that is printed
    as ``prosent``.

    Source: Bærum kommune, virksomhetsanalyse 2017, table 15 (page 54): 170 users are «about 31
    per cent», so there were about 548.

    >>> tuple(round(x) for x in implisert_antall(170, 31)), round(100 * 170 / 31)
    ((540, 557), 548)
    """
    _ikke_negativ(antall, "Antallet")
    halv = 0.5 * 10.0**-desimaler
    if not halv < prosent <= 100:
        raise ValueError(f"Andelen må være over {halv:g} og ikke over 100; fikk {prosent:g}.")
    return Intervall(100 * antall / min(prosent + halv, 100.0), 100 * antall / (prosent - halv))


def implisert_vekt(samlet: float, lav: float, hoey: float, desimaler: int = 0) -> Intervall:
    r"""Weight of the group with the lower share in a printed common share, per cent.

    .. math:: 100 \frac{p_h - p}{p_h - p_l}

    within the rounding of the three. It says whether the three agree: they do not where no
    weight from 0 to 100 is possible, and then the limits are missing (NaN).

    Source: Bærum kommune, virksomhetsanalyse 2017, figure 8 (page 36): 68 per cent skilled in
    all, 59 in shared homes and 70 in the rest.

    >>> tuple(round(x) for x in implisert_vekt(68, 59, 70))
    (9, 27)
    """
    u = 0.5 * 10.0**-desimaler
    mulige = [
        100 * (topp - midt) / (topp - bunn)
        for midt in (samlet - u, samlet + u)
        for bunn in (lav - u, lav + u)
        for topp in (hoey - u, hoey + u)
        if topp > bunn
    ]
    fra, til = max(0.0, min(mulige, default=1.0)), min(100.0, max(mulige, default=0.0))
    return Intervall(fra, til) if fra <= til else Intervall(float("nan"), float("nan"))


def implisert_deltid(
    aarsverk: float, ansatte: float, hele_prosent: float, *, av_aarsverk: bool = False
) -> float | None:
    r"""Mean position of those who have not a whole one, per cent of a whole position.

    Of all employees a share :math:`h` has a whole position:
    :math:`100 (A - h N) / (N - h N)`; or the share is of the man-years (``av_aarsverk``):
    :math:`100 (A - h A) / (N - h A)`. Missing where the share leaves nobody, or where it gives
    more or less than a position: then the three figures cannot all be of the same people.

    Source: Hå kommune 2024: 614.82 man-years, 887 employees, «about 55 %» in whole positions;
    the slide does not say of what.

    >>> round(implisert_deltid(614.82, 887, 55), 1)
    31.8
    >>> round(implisert_deltid(614.82, 887, 55, av_aarsverk=True), 1)
    50.4
    """
    _prosent(hele_prosent, "Andelen i hel stilling")
    hele = hele_prosent / 100 * (aarsverk if av_aarsverk else ansatte)
    rest = ansatte - hele
    if rest <= 0 or not 0 <= aarsverk - hele <= rest:
        return None
    return min(100 * (aarsverk - hele) / rest, 100.0)


# ------------------------------------------------------------------ positions
def stillingsstoerrelse(aarsverk: float, ansatte: float) -> float:
    """Mean position, man-years per employee (1 is a whole position).

    Source: Hå kommune 2024: 614.82 man-years on 887 employees.

    >>> round(stillingsstoerrelse(614.82, 887), 3)
    0.693
    """
    _ikke_negativ(aarsverk, "Årsverkene")
    _over_null(ansatte, "Antall ansatte")
    return float(aarsverk) / float(ansatte)


def aarsverk_av_stillinger(stillingsprosent: Sequence[float]) -> float:
    """Man-years of positions in per cent: their sum / 100.

    Raises
    ------
    ValueError
        If one is negative or missing, or there is none.

    Source: Hå kommune 2024, staff of the reception centre.

    >>> aarsverk_av_stillinger([100, 80, 20, 10, 60, 50, 50, 50])
    4.2
    """
    _finnes(*stillingsprosent)
    if len(stillingsprosent) == 0:
        raise ValueError("Bemanningslisten har ingen stillinger.")
    _ikke_negativ(min(stillingsprosent), "Stillingsprosenten")
    return float(sum(stillingsprosent)) / 100


def per_innbygger(antall: float, innbyggere: float, faktor: float = 1000) -> float | None:
    """Return ``antall`` per ``faktor`` inhabitants; missing where either is, or nobody is there.

    The KOSTRA year's figures of 31 December belong with the population of 1 January the year
    after (:func:`bruk.befolkningsaar`).

    >>> per_innbygger(50, 400), per_innbygger(50, 400, 100), per_innbygger(50, 0)
    (125.0, 12.5, None)
    """
    if pd.isna(antall) or pd.isna(innbyggere) or innbyggere <= 0:
        return None
    return faktor * float(antall) / float(innbyggere)


# ------------------------------------------------------------------ absence and targets
class Avstand(NamedTuple):
    """Distance to a target, in the figure's unit (negative: below it), and whether it is met."""

    avstand: float
    naadd: bool


def avstand_til_maal(verdi: float, maal: float, *, lavere_er_bedre: bool = True) -> Avstand:
    """Figure less target, and whether the target is met; at the target it is.

    Source: Bærum kommune, virksomhetsanalyse 2017: short stays of 25.0 days, target 18 (page 33).

    >>> avstand_til_maal(25.0, 18)
    Avstand(avstand=7.0, naadd=False)
    """
    _finnes(verdi, maal)
    avstand = float(verdi) - float(maal)
    naadd = avstand <= _NESTEN if lavere_er_bedre else avstand >= -_NESTEN
    return Avstand(avstand, naadd)


def aarsverk_borte(aarsverk: float, fravaer_prosent: float) -> float:
    """Man-years that sickness absence takes: man-years times per cent / 100.

    >>> round(aarsverk_borte(614.82, 1), 2)  # what one percentage point is in Hå 2024
    6.15
    """
    _ikke_negativ(aarsverk, "Årsverkene")
    _prosent(fravaer_prosent, "Sykefraværet")
    return float(aarsverk) * fravaer_prosent / 100


# ------------------------------------------------------------------ hours and stays
def vedtakstimer_per_bruker(vedtakstimer: float, brukere: float) -> float:
    """Decided hours per user, in the hours' own period.

    >>> vedtakstimer_per_bruker(52_000, 400)
    130.0
    """
    _ikke_negativ(vedtakstimer, "Vedtakstimene")
    _over_null(brukere, "Antall brukere")
    return float(vedtakstimer) / float(brukere)


def direkte_brukertid(vedtakstimer: float, aarsverk: float, timer_per_aarsverk: float) -> float:
    r"""Direct user time, per cent: :math:`100 v / (A t)`.

    Decided hours a year of what the working hours of the man-years are. Fewer decided hours
    lower it whether or not less is done: it says nothing of efficiency. Over 100 is possible
    (more decided than there is time for).

    Source: definition in Bærum kommune, virksomhetsanalyse 2017, page 54.

    >>> round(direkte_brukertid(40_000, 40, 1750), 1)
    57.1
    """
    _ikke_negativ(vedtakstimer, "Vedtakstimene")
    _over_null(aarsverk, "Årsverkene")
    _over_null(timer_per_aarsverk, "Arbeidstimene per årsverk")
    return 100 * float(vedtakstimer) / (float(aarsverk) * float(timer_per_aarsverk))


def leverandoerandel(egne: float, private: float) -> float:
    """Share of the decided hours that private suppliers do, per cent.

    Source: Bærum kommune, virksomhetsanalyse 2017, table 7 (page 35): 83.8 and 16.2.

    >>> leverandoerandel(83.8, 16.2)
    16.2
    """
    _ikke_negativ(min(egne, private), "Timene")
    _over_null(egne + private, "Timene i alt")
    return 100 * float(private) / (float(egne) + float(private))


def opphold_per_plass(liggetid: float, belegg_prosent: float = 100) -> float:
    r"""Stays that a place has room for in a year: :math:`365 b / 100 d`.

    Source: Bærum kommune, virksomhetsanalyse 2017, table 5 (page 33): 25.0 days against 18.

    >>> round(opphold_per_plass(25.0), 1), round(opphold_per_plass(18), 1)
    (14.6, 20.3)
    """
    _over_null(liggetid, "Liggetiden")
    _ikke_negativ(belegg_prosent, "Belegget")
    return _DOEGN * belegg_prosent / 100 / float(liggetid)


# ------------------------------------------------------------------ shared checks
def _finnes(*tall: float) -> None:
    if any(pd.isna(t) for t in tall):
        raise ValueError("Et av tallene mangler, og da kan det ikke regnes.")


def _ikke_negativ(verdi: float, hva: str) -> None:
    if not verdi >= 0:
        raise ValueError(f"{hva} kan ikke mangle eller være negative.")


def _over_null(verdi: float, hva: str) -> None:
    if not verdi > 0:
        raise ValueError(f"{hva} må være over 0.")


def _prosent(verdi: float, hva: str) -> None:
    if not 0 <= verdi <= 100:
        raise ValueError(f"{hva} må være fra 0 til 100 prosent.")
