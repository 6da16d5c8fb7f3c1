"""Another's profile: one municipality's need with another's coverage, mix, hours and costs.

A profile maps a factor to its figure. A figure may be a pair (low, high), and may be missing:

``behov``          inhabitants of the age group, or another count of who may need the service
``dekning``        users or places per 100 of them
``mix``            share of the users in each service, adding up to 1 (a Series by service)
``timer``          hours a year (or days, or 1 for a place) per user, by service
``bemanning``      man-years per hour (day, place), by service
``enhetskostnad``  kr per hour (day, place), by service
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from .fossefall import Fossefall, Verdi, fossefall, mangler

FAKTORER = ("behov", "dekning", "mix", "timer", "bemanning", "enhetskostnad")
ANDRES = FAKTORER[1:]  # all but the need: what another's profile brings
_MIX = 1e-6

Profil = Mapping[str, Verdi]


class Stoerrelse(StrEnum):
    """What a profile gives; each a product of the need and some of the factors."""

    PLASSER = "plasser"
    TIMER = "timer"
    AARSVERK = "aarsverk"
    KRONER = "kroner"

    @property
    def tekst(self) -> str:
        """Return the quantity as a reader sees it."""
        return {"plasser": "plasser eller brukere", "aarsverk": "årsverk"}.get(
            self.value, self.value
        )

    @property
    def faktorer(self) -> tuple[str, ...]:
        """Return the factors that the quantity needs, in the order of the product."""
        return FAKTORER[:2] + {
            "plasser": (),
            "timer": ("mix", "timer"),
            "aarsverk": ("mix", "timer", "bemanning"),
            "kroner": ("mix", "timer", "enhetskostnad"),
        }.get(self.value, ())


class Svar(NamedTuple):
    """A quantity with its limits (alike for a figure); missing, with what lacks by name."""

    lav: float | None
    hoey: float | None
    mangler: tuple[str, ...] = ()


def profil(tjenester: pd.DataFrame, behov: float) -> dict[str, Verdi]:
    r"""Profile from a municipality's own totals.

    .. math:: d = 100 \sum_s b_s / n,\ m_s = b_s / \sum b,\ t_s = T_s / b_s,\ c_s = K_s / T_s

    Parameters
    ----------
    tjenester
        One row per ``tjeneste`` (no name twice): ``brukere`` or places, and where known
        ``timer`` (a year, in all), ``aarsverk`` and ``kostnad_kr``. A column left out, a missing
        figure and a zero below the line leave the factor missing, never zero.
    behov
        Inhabitants of the age group.

    Raises
    ------
    ValueError
        If a service stands twice, a figure is negative, or a service without users has hours,
        man-years or cost, which would then be lost.

    >>> p = profil(pd.DataFrame({"tjeneste": ["sykehjem", "hjemme"], "brukere": [10, 30],
    ...     "timer": [10, 6000], "kostnad_kr": [9e6, 3e6]}), 200)
    >>> p["dekning"], p["mix"].tolist(), p["timer"].tolist(), p["enhetskostnad"].tolist()
    (20.0, [0.25, 0.75], [1.0, 200.0], [900000.0, 500.0])
    """
    df = tjenester.set_index("tjeneste")
    if df.index.has_duplicates:
        dobbelt = df.index[df.index.duplicated()][0]
        raise ValueError(f"Tjenesten «{dobbelt}» står to ganger; slå radene sammen.")
    tall = {
        k: pd.to_numeric(df[k]) if k in df else pd.Series(np.nan, index=df.index)
        for k in ("brukere", "timer", "aarsverk", "kostnad_kr")
    }
    uten = df.index[(tall["brukere"] == 0) & (sum(t.fillna(0) for t in tall.values()) > 0)]
    if len(uten):
        raise ValueError(
            f"Tjenesten «{uten[0]}» har timer, årsverk eller kostnad, men ingen brukere;"
            " legg den til en annen tjeneste eller ta den ut."
        )
    alle = tall["brukere"].sum(skipna=False)
    ut: dict[str, Verdi] = {
        "behov": behov,
        "dekning": 100 * float(alle) / behov if behov else None,
        "mix": _delt(tall["brukere"], alle),
        "timer": _delt(tall["timer"], tall["brukere"]),
        "bemanning": _delt(tall["aarsverk"], tall["timer"]),
        "enhetskostnad": _delt(tall["kostnad_kr"], tall["timer"]),
    }
    for navn, verdi in ut.items():
        _kontroller(navn, verdi)
    return ut


def bytt(egen: Profil, andre: Profil, faktorer: Sequence[str] = ANDRES) -> dict[str, Verdi]:
    """Own profile with the other's figures for the named factors; missing stays missing.

    >>> bytt({"behov": 63, "dekning": 27.0}, {"behov": 900, "dekning": 9.5}, ["dekning"])
    {'behov': 63, 'dekning': 9.5}
    """
    ukjent = [f for f in faktorer if f not in FAKTORER]
    if ukjent:
        raise ValueError(f"Ukjent faktor «{ukjent[0]}»; velg blant {', '.join(FAKTORER)}.")
    navn = [f for f in FAKTORER if f in egen or f in andre]
    return {f: (andre if f in faktorer else egen).get(f) for f in navn}


def beregn(stoerrelse: Stoerrelse, profil: Profil) -> Svar:
    r"""Places, hours, man-years or kr a year that a profile gives.

    .. math:: n \cdot d/100 \cdot \sum_s m_s t_s c_s

    The factors are never negative, so the limits are exact: all low ends, all high ends.

    Raises
    ------
    ValueError
        If a figure is negative, an interval runs the wrong way, or the mix does not add up to 1.

    Source: KS-Konsulent 2013, "Endring i behov" (17 places, about 63 inhabitants aged 80+).

    >>> beregn(Stoerrelse.PLASSER, {"behov": 45, "dekning": (20, 30)})
    Svar(lav=9.0, hoey=13.5, mangler=())
    >>> beregn(Stoerrelse.KRONER, {"behov": 45, "dekning": 20}).mangler
    ('mix', 'timer', 'enhetskostnad')
    """
    deler, borte = _klargjort(stoerrelse.faktorer, profil, profil)
    if borte:
        return Svar(None, None, borte)
    lav, hoey = (_produkt(**{f: _ende(v, i) for f, v in deler.items()}) for i in (0, 1))
    return Svar(lav, hoey)


def med_andres_profil(
    stoerrelse: Stoerrelse, egen: Profil, andre: Profil, faktorer: Sequence[str] = ANDRES
) -> Svar:
    """Quantity if ``egen`` had the other's figures for the named factors, need kept as its own.

    Errors as :func:`bytt` and :func:`beregn`. What lacks is named, in the other's profile too.

    Source: KS-Konsulent 2013, conclusion: with Hurum's profile Rømskog could do with 5-6
    places. Hurum's coverage is not printed; 7.94-9.52 is what the answer implies.

    >>> s = med_andres_profil(Stoerrelse.PLASSER, {"behov": 63}, {"dekning": (7.94, 9.52)})
    >>> round(s.lav, 1), round(s.hoey, 1)
    (5.0, 6.0)
    """
    return beregn(stoerrelse, bytt(egen, andre, faktorer))


def etter_tjeneste(stoerrelse: Stoerrelse, profil: Profil) -> pd.DataFrame:
    """Quantity by service: ``tjeneste``, ``lav``, ``hoey``; empty where a factor is missing.

    The rows add up to :func:`beregn`. Places by service need the mix too. A service that no
    one has (a share of 0) has no row.

    >>> mix = pd.Series({"sykehjem": 0.25, "hjemme": 0.75})
    >>> p = {"behov": 200, "dekning": 20, "mix": mix}
    >>> etter_tjeneste(Stoerrelse.PLASSER, p).values.tolist()
    [['sykehjem', 10.0, 10.0], ['hjemme', 30.0, 30.0]]
    """
    faktorer = tuple(f for f in FAKTORER if f in (*stoerrelse.faktorer, "mix"))
    deler, borte = _klargjort(faktorer, profil, profil)
    if borte:
        return pd.DataFrame(columns=["tjeneste", "lav", "hoey"])
    lav, hoey = (_per_tjeneste({f: _ende(v, i) for f, v in deler.items()}) for i in (0, 1))
    return pd.DataFrame(
        {"tjeneste": lav.index, "lav": lav.to_numpy(), "hoey": hoey.reindex(lav.index).to_numpy()}
    )


def profilfossefall(
    stoerrelse: Stoerrelse, fra: Profil, til: Profil, rekkefoelge: Sequence[str] | None = None
) -> Fossefall:
    """Waterfall of the quantity from one profile to another, by the factors it is made of.

    ``fra`` and ``til`` may be two municipalities, or one and :func:`bytt` of it. The limits are
    exact where an interval by service moves as one, for every step is a straight line in each
    factor. ``rekkefoelge`` names ``stoerrelse.faktorer``; left out, the steps are means over
    all orders. A service that only one of the two has must have hours and prices in both.

    Raises
    ------
    ValueError
        As :func:`beregn` and :func:`fossefall`.

    >>> f = profilfossefall(Stoerrelse.PLASSER, {"behov": 63, "dekning": 20},
    ...                     {"behov": 45, "dekning": 30}, ["behov", "dekning"])
    >>> f.trinn.round(1).values.tolist()
    [['behov', -3.6, -3.6], ['dekning', 4.5, 4.5]]
    """
    a, borte_a = _klargjort(stoerrelse.faktorer, fra, fra, til)
    b, borte_b = _klargjort(stoerrelse.faktorer, til, fra, til)
    if borte_a or borte_b:
        tom = pd.DataFrame(columns=["faktor", "lav", "hoey"])
        return Fossefall(tom, None, None, None, True, borte_a, borte_b)
    fra_tall, til_tall = ({f: _tall(v) for f, v in p.items()} for p in (a, b))
    return fossefall(_produkt, fra_tall, til_tall, rekkefoelge)


def _produkt(behov: Any, dekning: Any, **etter: Any) -> float:
    """Need times coverage per 100 times the sum over services of all the rest."""
    per_bruker = 1.0
    if etter:
        per_bruker = float(np.prod(list(etter.values()), axis=0).sum())
    return float(behov) * float(dekning) / 100 * per_bruker


def _per_tjeneste(deler: Mapping[str, Any]) -> pd.Series:
    brukere = float(deler["behov"]) * float(deler["dekning"]) / 100
    ut = deler["mix"] * brukere
    for navn in FAKTORER[3:]:
        ut = ut * deler[navn] if navn in deler else ut
    return ut


def _klargjort(
    faktorer: Sequence[str], profil: Profil, *alle: Profil
) -> tuple[dict[str, Verdi], tuple[str, ...]]:
    """Factors of one profile on the services of all, checked; and the names of what lacks.

    The services stand in the same order for each profile of a comparison. One that has no
    users in any of them needs no hours and no prices, and is left out.
    """
    serier = [e for p in alle for f in faktorer for e in _endene(p.get(f))]
    funnet = dict.fromkeys(t for s in serier if isinstance(s, pd.Series) for t in s.index)
    tjenester = [t for t in funnet if not all(_uten_brukere(p, t) for p in alle)]
    deler = {f: _paa(profil.get(f), tjenester) for f in faktorer}
    for navn, verdi in deler.items():
        _kontroller(navn, verdi)
    borte = mangler(deler)
    mix = deler.get("mix")
    if isinstance(mix, pd.Series) and not borte and abs(mix.sum() - 1) > _MIX:
        raise ValueError(
            f"Andelene i mix summerer seg til {mix.sum():.4f}; del dem på summen, så den blir 1."
        )
    return deler, borte


def _uten_brukere(profil: Profil, tjeneste: str) -> bool:
    mix = profil.get("mix")
    return isinstance(mix, pd.Series) and bool(mix.get(tjeneste) == 0)


def _paa(verdi: Any, tjenester: list[str]) -> Any:
    """Figure on these services, in this order; a service that it lacks is missing."""
    if isinstance(verdi, tuple):
        return tuple(_paa(v, tjenester) for v in verdi)
    return verdi.reindex(tjenester).astype(float) if isinstance(verdi, pd.Series) else verdi


def _tall(verdi: Any) -> Any:
    """Figure without its services, which stand in one order by now."""
    if isinstance(verdi, tuple):
        return tuple(_tall(v) for v in verdi)
    return verdi.to_numpy() if isinstance(verdi, pd.Series) else verdi


def _kontroller(navn: str, verdi: Verdi) -> None:
    per_tjeneste = navn in FAKTORER[2:]
    ender = [e for e in _endene(verdi) if not np.all(pd.isna(e))]
    if navn == "mix" and isinstance(verdi, tuple):
        raise ValueError("Mix kan ikke være et intervall: andelene må summere seg til 1.")
    for ende in ender:
        if isinstance(ende, pd.Series) != per_tjeneste:
            hva = "én verdi per tjeneste" if per_tjeneste else "ett tall"
            raise ValueError(f"{navn.capitalize()} må ha {hva}.")
        if np.any(np.asarray(ende, dtype=float) < 0):
            raise ValueError(f"{navn.capitalize()} kan ikke være negativ.")
    if len(ender) == 2 and np.any(np.asarray(ender[0]) > np.asarray(ender[1])):
        raise ValueError(f"Intervallet for {navn} må ha den laveste enden først.")


def _endene(verdi: Any) -> tuple[Any, ...]:
    return verdi if isinstance(verdi, tuple) else (verdi,)


def _ende(verdi: Any, i: int) -> Any:
    return verdi[i] if isinstance(verdi, tuple) else verdi


def _delt(teller: pd.Series, nevner: Any) -> pd.Series:
    """Quotient by service; a denominator of zero leaves it missing."""
    return teller / pd.Series(nevner, index=teller.index, dtype=float).replace(0, np.nan)
