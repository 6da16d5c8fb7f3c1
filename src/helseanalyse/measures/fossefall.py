"""From one figure to another by named factors: steps that add up, in an order or over all."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations, product
from math import factorial
from typing import Any

import numpy as np
import pandas as pd

from .usikkerhet import Intervall

FLEST_FAKTORER = 6  # 2^6 evaluations of the function
FLEST_INTERVALLER = 5  # 3^5 points of the box that the intervals span
KOLONNER = ("faktor", "lav", "hoey")
_NAER = 1e-9

Verdi = Any  # a number or a Series by service, a pair (low, high) of either, or None
Funksjon = Callable[..., Any]
_Variabel = tuple[str, str]  # side, factor


@dataclass(frozen=True)
class Fossefall:
    """Steps from one figure to another, in the unit of the function.

    ``trinn`` has ``faktor``, ``lav`` and ``hoey`` (alike where no factor is an interval);
    ``fra``, ``til`` and ``endring`` are the two figures and their difference. Points add up:
    the steps' sum is the change. Limits do not: each step has its own worst case.
    ``eksakt`` is ``False`` where a value inside the intervals gave a figure outside the ends',
    see :func:`fossefall`. Where a factor is missing, ``mangler_fra`` and ``mangler_til`` name it,
    ``trinn`` is empty and the figures are ``None``.
    """

    trinn: pd.DataFrame
    fra: Intervall | None
    til: Intervall | None
    endring: Intervall | None
    eksakt: bool = True
    mangler_fra: tuple[str, ...] = ()
    mangler_til: tuple[str, ...] = ()


def mangler(faktorer: Mapping[str, Verdi]) -> tuple[str, ...]:
    """Names of the factors that are missing, with the part in parentheses where one is.

    >>> mangler({"behov": 63, "dekning": None, "timer": pd.Series({"hjemme": None, "dag": 2.0})})
    ('dekning', 'timer (hjemme)')
    """
    ut: list[str] = []
    for navn, verdi in faktorer.items():
        for ende in _ender(verdi):
            if isinstance(ende, pd.Series):
                ut += [f"{navn} ({d})" for d in ende.index[ende.isna()]]
                ut += [navn] if ende.empty else []
            elif np.any(pd.isna(ende)):
                ut.append(navn)
    return tuple(dict.fromkeys(ut))


def bidrag(
    funksjon: Funksjon,
    fra: Mapping[str, Any],
    til: Mapping[str, Any],
    rekkefoelge: Sequence[str] | None = None,
) -> dict[str, Any]:
    r"""Contribution of each factor to ``funksjon(**til) - funksjon(**fra)``, in its unit.

    In a stated order each step changes one factor and keeps the ones before it changed.
    Without an order the step is the mean over all orders (the Shapley value):

    .. math:: \phi_i = \sum_{S \not\ni i} \frac{|S|!(k-|S|-1)!}{k!} (f(S \cup i) - f(S))

    Parameters
    ----------
    funksjon
        Called with the factors by name, 2^k times. It may return a number, or an array (years,
        draws): then each contribution is an array of that shape.
    fra, til
        The same factors, one figure (or array, or Series by service) each; none missing.
    rekkefoelge
        All the factors, first changed first; left out: the mean over all orders.

    Raises
    ------
    ValueError
        If the factors differ, are more than six, are missing, or the function gives no number.

    Source: Shapley (1953); Shorrocks, Journal of Economic Inequality 11 (2013), 99-126.

    >>> def kostnad(brukere, pris): return brukere * pris
    >>> bidrag(kostnad, {"brukere": 10, "pris": 2}, {"brukere": 12, "pris": 3}, ["brukere", "pris"])
    {'brukere': 4.0, 'pris': 12.0}
    >>> bidrag(kostnad, {"brukere": 10, "pris": 2}, {"brukere": 12, "pris": 3})
    {'brukere': 5.0, 'pris': 11.0}
    """
    navn = _klare(fra, til, rekkefoelge)
    return _steg(_verdier(funksjon, fra, til, navn), navn, rekkefoelge)


def ordensavhengighet(
    funksjon: Funksjon, fra: Mapping[str, Any], til: Mapping[str, Any]
) -> pd.DataFrame:
    """Smallest and largest step of each factor over all orders, in the unit of the function.

    How much of the answer is a choice of order: ``faktor``, ``minst``, ``stoerst``. The
    function gives a number. Arguments and errors as :func:`bidrag`.

    >>> def kostnad(n, pris): return n * pris
    >>> ordensavhengighet(kostnad, {"n": 10, "pris": 2}, {"n": 12, "pris": 3}).values.tolist()
    [['n', 4.0, 6.0], ['pris', 10.0, 12.0]]
    """
    navn = _klare(fra, til, None)
    verdier = _verdier(funksjon, fra, til, navn)
    alle = pd.DataFrame([_i_rekkefoelge(verdier, navn, r) for r in permutations(navn)])
    return pd.DataFrame(
        {"faktor": navn, "minst": alle.min().to_numpy(), "stoerst": alle.max().to_numpy()}
    )


def fossefall(
    funksjon: Funksjon,
    fra: Mapping[str, Verdi],
    til: Mapping[str, Verdi],
    rekkefoelge: Sequence[str] | None = None,
) -> Fossefall:
    """Waterfall of a number from ``fra`` to ``til``; factors may be intervals or missing.

    An interval is a pair ``(low, high)``; a pair of Series moves as one. A factor with the
    same interval on both sides is one unknown quantity, not two. Limits are the smallest and
    largest step at the corners of the box of intervals. For a product, or a sum over services
    of products, every step is a straight line in each factor, so no inner point is outside.
    For another function the middles are tried too: ``eksakt`` is ``False`` where one of them
    falls outside the corners, and then the limits are those of all the points tried.

    Raises
    ------
    ValueError
        As :func:`bidrag`, but not for missing factors, which the answer names; if an interval
        runs the wrong way; if more than five factors are intervals.

    Source: KS-Konsulent 2013, conclusion: 17 places for 63 inhabitants aged 80+, 5-6 places
    with Hurum's profile.

    >>> def plasser(behov, dekning): return behov * dekning / 100
    >>> naa, da = {"behov": 63, "dekning": 26.98}, {"behov": 63, "dekning": (7.94, 9.52)}
    >>> fossefall(plasser, naa, da).trinn.round(1).values.tolist()
    [['behov', 0.0, 0.0], ['dekning', -12.0, -11.0]]
    """
    navn = _navn(fra, til, rekkefoelge)
    tom = pd.DataFrame(columns=list(KOLONNER))
    borte = mangler(fra), mangler(til)
    if any(borte):
        return Fossefall(tom, None, None, None, True, *borte)
    hjoerner: list[list[float]] = []
    midter: list[list[float]] = []
    for indre, a, b in _punkter(fra, til, navn):
        verdier = _verdier(funksjon, a, b, navn)
        steg = _steg(verdier, navn, rekkefoelge)
        i, j = float(verdier[0]), float(verdier[-1])
        (midter if indre else hjoerner).append([*steg.values(), i, j, j - i])
    lav, hoey = np.min(hjoerner, axis=0), np.max(hjoerner, axis=0)
    alle = np.array([*hjoerner, *midter])
    slakk = _NAER * max(1.0, float(np.abs(alle).max()))
    eksakt = bool((alle >= lav - slakk).all() and (alle <= hoey + slakk).all())
    if not eksakt:
        lav, hoey = alle.min(axis=0), alle.max(axis=0)
    trinn = pd.DataFrame({"faktor": navn, "lav": lav[:-3], "hoey": hoey[:-3]})
    fra_, til_, endring = (Intervall(float(lav[n]), float(hoey[n])) for n in (-3, -2, -1))
    return Fossefall(trinn, fra_, til_, endring, eksakt)


def _ender(verdi: Any) -> tuple[Any, ...]:
    return verdi if isinstance(verdi, tuple) else (verdi,)


def _klare(
    fra: Mapping[str, Any], til: Mapping[str, Any], orden: Sequence[str] | None
) -> list[str]:
    """Names of the factors, where none is missing."""
    navn = _navn(fra, til, orden)
    borte = [*mangler(fra), *mangler(til)]
    if borte:
        raise ValueError(f"Bidragene kan ikke regnes ut uten {', '.join(dict.fromkeys(borte))}.")
    return navn


def _navn(fra: Mapping[str, Any], til: Mapping[str, Any], orden: Sequence[str] | None) -> list[str]:
    """Names of the factors in the order they are shown; the two sides have the same."""
    if set(fra) != set(til):
        ulike = ", ".join(sorted(set(fra) ^ set(til)))
        raise ValueError(f"De to sidene må ha de samme faktorene; bare den ene har {ulike}.")
    if not 0 < len(fra) <= FLEST_FAKTORER:
        raise ValueError(
            f"Et fossefall kan ha fra én til {FLEST_FAKTORER} faktorer, ikke {len(fra)};"
            " slå sammen noen av dem."
        )
    if orden is None:
        return list(fra)
    if sorted(orden) != sorted(fra):
        raise ValueError(f"Rekkefølgen må nevne hver faktor én gang: {', '.join(fra)}.")
    return list(orden)


def _verdier(
    funksjon: Funksjon, fra: Mapping[str, Any], til: Mapping[str, Any], navn: Sequence[str]
) -> np.ndarray:
    """Value of every mix of the two sides; bit i of the row's number: factor i is changed."""
    rader = [
        funksjon(**{n: (til if maske >> navn.index(n) & 1 else fra)[n] for n in fra})
        for maske in range(2 ** len(navn))
    ]
    verdier = np.asarray(rader, dtype=float)
    if not np.isfinite(verdier).all():
        raise ValueError(
            "Funksjonen gir ikke et tall for alle blandinger av faktorene; se etter nevner null."
        )
    return verdier


def _steg(
    verdier: np.ndarray, navn: Sequence[str], rekkefoelge: Sequence[str] | None
) -> dict[str, Any]:
    if rekkefoelge is None:
        return _snitt_av_alle(verdier, navn)
    return _i_rekkefoelge(verdier, navn, rekkefoelge)


def _i_rekkefoelge(
    verdier: np.ndarray, navn: Sequence[str], rekkefoelge: Sequence[str]
) -> dict[str, Any]:
    ut, maske = {}, 0
    for n in rekkefoelge:
        neste = maske | 1 << navn.index(n)
        ut[n], maske = verdier[neste] - verdier[maske], neste
    return {n: _som_tall(ut[n]) for n in navn}


def _snitt_av_alle(verdier: np.ndarray, navn: Sequence[str]) -> dict[str, Any]:
    k, ut = len(navn), {}
    for i, n in enumerate(navn):
        uten = [m for m in range(2**k) if not m >> i & 1]
        stoerrelse = [m.bit_count() for m in uten]
        vekt = np.array([factorial(s) * factorial(k - s - 1) / factorial(k) for s in stoerrelse])
        med = [m | 1 << i for m in uten]
        ut[n] = _som_tall(np.tensordot(vekt, verdier[med] - verdier[uten], axes=1))
    return ut


def _som_tall(verdi: Any) -> Any:
    return float(verdi) if np.ndim(verdi) == 0 else verdi


def _punkter(
    fra: Mapping[str, Verdi], til: Mapping[str, Verdi], navn: Sequence[str]
) -> Iterator[tuple[bool, dict[str, Any], dict[str, Any]]]:
    """Every corner and middle of the box of intervals: whether inside, and the two sides."""
    sider = {"fra": fra, "til": til}
    spenn = {(s, n): v for s, f in sider.items() for n in navn if isinstance(v := f[n], tuple)}
    for (_, n), ender in spenn.items():
        _kontroller(n, ender)
    felles = {n for n in navn if _like(fra[n], til[n])}
    frie: list[_Variabel] = [v for v in spenn if not (v[0] == "til" and v[1] in felles)]
    if len(frie) > FLEST_INTERVALLER:
        raise ValueError(
            f"Høyst {FLEST_INTERVALLER} faktorer kan være intervaller, ikke {len(frie)};"
            " sett noen av dem til ett tall."
        )
    for valg in product((0.0, 0.5, 1.0), repeat=len(frie)):
        sted = dict(zip(frie, valg, strict=True))
        sted |= {("til", n): sted[("fra", n)] for n in felles if ("fra", n) in sted}
        a, b = (
            {n: _mellom(spenn[(s, n)], sted[(s, n)]) if (s, n) in spenn else f[n] for n in navn}
            for s, f in sider.items()
        )
        yield 0.5 in valg, a, b


def _mellom(ender: tuple[Any, ...], andel: float) -> Any:
    lav, hoey = ender
    if andel == 0.5:
        return lav + (hoey - lav) / 2
    return hoey if andel else lav


def _kontroller(navn: str, ender: tuple[Any, ...]) -> None:
    if len(ender) != 2 or not np.all(np.asarray(ender[0]) <= np.asarray(ender[1])):
        raise ValueError(f"Intervallet for {navn} må ha to ender, den laveste først.")


def _like(en: Any, annen: Any) -> bool:
    """Whether two factors are the same quantity: the same kind, with the same figures."""
    if isinstance(en, tuple) and isinstance(annen, tuple):
        return len(en) == len(annen) and all(map(_like, en, annen))
    if isinstance(en, pd.Series) and isinstance(annen, pd.Series):
        return bool(en.equals(annen))
    return not isinstance(en, tuple | pd.Series) and bool(np.array_equal(en, annen))
