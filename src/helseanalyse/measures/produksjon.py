"""Production, resource use and efficiency against a comparison, and what a cost is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite, log

import pandas as pd


@dataclass(frozen=True)
class Produksjonsindeks:
    """Weighted sum of what is produced per need-corrected inhabitant; 1 is the comparison's.

    ``verdi`` is missing where an indicator with weight has no figure, and ``mangler`` names
    them. ``deler`` has ``indikator``, ``forhold`` (comparison = 1), ``vekt`` (sum 1) and
    ``bidrag``. ``like_vekter``: nobody has stated any weights.
    """

    verdi: float | None
    deler: pd.DataFrame
    like_vekter: bool
    mangler: tuple[str, ...]

    @property
    def spenn(self) -> tuple[float, float] | None:
        """Smallest and largest sum that any weights could give: the indicators' own extremes."""
        f = self.deler.forhold.dropna()
        return None if f.empty else (float(f.min()), float(f.max()))


def _tall(*verdier: float | None) -> bool:
    return all(v is not None and not pd.isna(v) for v in verdier)


def produksjonsforhold(
    mengde: float | None,
    innbyggere: float | None,
    mengde_ref: float | None,
    innbyggere_ref: float | None,
    *,
    snudd: bool = False,
) -> float | None:
    r"""Production of one kind per need-corrected inhabitant, against the comparison's (1).

    .. math:: \frac{x_k / N_k}{x_{ref} / N_{ref}}

    ``snudd`` turns it over (ref/x), where a low figure is what is aimed at, as few young
    recipients of social aid. ``innbyggere`` are people times the need index. Missing where a
    figure is, and where the divisor is nought.

    Source: Bærum 2017, pages 29, 51 and 52; ks.no, ASSS.

    >>> produksjonsforhold(125, 1000, 200, 2000)
    1.25
    >>> produksjonsforhold(125, 1000, 200, 2000, snudd=True)
    0.8
    """
    alle = (mengde, innbyggere, mengde_ref, innbyggere_ref)
    if not _tall(*alle) or not innbyggere or not innbyggere_ref:
        return None
    assert mengde is not None and mengde_ref is not None
    egen, ref = mengde / innbyggere, mengde_ref / innbyggere_ref
    over, under = (ref, egen) if snudd else (egen, ref)
    return over / under if under else None


def produksjonsindeks(
    forhold: Mapping[str, float | None], vekter: Mapping[str, float] | None = None
) -> Produksjonsindeks:
    r"""Production index :math:`P = \sum_i w_i f_i`, the weights scaled to sum to 1.

    Parameters
    ----------
    forhold
        Each indicator against the comparison (1), see :func:`produksjonsforhold`; one that is
        turned over has been so already.
    vekter
        Weight by indicator; an indicator that is not named has none. Left out or empty: equal
        weights, and ``like_vekter`` says so.

    Raises
    ------
    ValueError
        If a weight is of an unknown indicator or negative, or all are nought; if there is no
        indicator.

    Source: Bærum 2017, figures 3, 14 and 15. The weights behind those are not printed.

    >>> forhold = {"legetimer": 1.25, "fysiotimer": 0.75}
    >>> produksjonsindeks(forhold).verdi
    1.0
    >>> produksjonsindeks(forhold, {"legetimer": 3, "fysiotimer": 1}).verdi
    1.125
    """
    if not forhold:
        raise ValueError("Produksjonsindeksen har ingen indikatorer å legge sammen.")
    gitt = vekter or dict.fromkeys(forhold, 1.0)
    ukjente = sorted(set(gitt) - set(forhold))
    if ukjente:
        raise ValueError(
            f"Vekten for «{ukjente[0]}» hører ikke til noen indikator i produksjonsindeksen."
            f" Den har {', '.join(forhold)}."
        )
    sum_ = sum(gitt.values())
    if any(v < 0 for v in gitt.values()) or not sum_ > 0:
        raise ValueError("Vektene kan ikke være negative, og minst én må være større enn null.")
    deler = pd.DataFrame(
        {
            "indikator": list(forhold),
            "forhold": [float("nan") if f is None else float(f) for f in forhold.values()],
            "vekt": [gitt.get(i, 0.0) / sum_ for i in forhold],
        }
    )
    deler["bidrag"] = deler.forhold * deler.vekt
    med = deler[deler.vekt > 0]
    borte = tuple(med.indikator[med.forhold.isna()])
    verdi = None if borte else float(med.bidrag.sum())
    return Produksjonsindeks(verdi, deler, not vekter, borte)


def ressursbruk(
    utgift: float | None,
    behov: float | None,
    utgift_ref: float | None,
    behov_ref: float | None = 1.0,
) -> float | None:
    r"""Resource use against the comparison (1): :math:`R = (c_k / n_k) / (c_{ref} / n_{ref})`.

    ``utgift`` is net cost per inhabitant and ``behov`` the need index. Missing where a figure
    is, or where a divisor is nought.

    Source: Bærum 2017, page 31 (1.036, network's highest 1.188).

    >>> ressursbruk(60_000, 1.2, 50_000, 1.0)
    1.0
    """
    return produksjonsforhold(utgift, behov, utgift_ref, behov_ref)


def effektivitet(produksjon: float | None, kostnad: float | None) -> float | None:
    """Efficiency: production index over cost index, both with the comparison at 1.

    Missing where either is, or where the cost is nought.

    Source: Bærum 2017, figure 6 (2013: 1.02 / 1.117), figures 14 and 15.

    >>> round(effektivitet(1.02, 1.117), 3)
    0.913
    """
    if not _tall(produksjon, kostnad) or not kostnad:
        return None
    assert produksjon is not None
    return produksjon / kostnad


@dataclass(frozen=True)
class Oppdeling:
    """What a cost per inhabitant is made of, each against the comparison (1); see :func:`oppdel`.

    ``per_innbygger`` = ``dekning`` times ``per_bruker``, and ``per_bruker`` = ``behov`` (need
    per user) times ``enhetskostnad``. A part that cannot be known is missing.
    """

    per_innbygger: float | None = None
    dekning: float | None = None
    per_bruker: float | None = None
    behov: float | None = None
    enhetskostnad: float | None = None


def oppdel(
    *,
    per_innbygger: float | None = None,
    dekning: float | None = None,
    per_bruker: float | None = None,
    behov: float | None = None,
    enhetskostnad: float | None = None,
) -> Oppdeling:
    r"""The parts of a cost per inhabitant that follow from those that are known.

    .. math:: \frac{K}{N} = \frac{B}{N} \cdot \frac{T}{B} \cdot \frac{K}{T}

    with cost K, inhabitants N, users B and hours (or another measure of need) T: coverage, need
    per user and unit cost. Arguments are ratios to the comparison.

    Raises
    ------
    ValueError
        If a ratio is not above nought, or three that are given contradict each other by more
        than 1 per cent.

    Source: Bærum 2017, page 31; Trondheim 2020, point 15.

    >>> round(oppdel(per_innbygger=1.25, per_bruker=1.30).dekning, 3)
    0.962
    >>> round(oppdel(per_bruker=1.49, behov=1.08).enhetskostnad, 3)
    1.38
    """
    v = {
        "per_innbygger": per_innbygger,
        "dekning": dekning,
        "per_bruker": per_bruker,
        "behov": behov,
        "enhetskostnad": enhetskostnad,
    }
    for navn, verdi in v.items():
        if verdi is not None and not (isfinite(verdi) and verdi > 0):
            raise ValueError(f"Forholdet «{navn}» må være et tall større enn null; fikk {verdi}.")
    produkter = (
        ("per_innbygger", "dekning", "per_bruker"),
        ("per_bruker", "behov", "enhetskostnad"),
    )
    for _ in produkter:  # what the one gives, the other may need
        for hele, en, to in produkter:
            _loest(v, hele, en, to)
    return Oppdeling(**v)


def _loest(v: dict[str, float | None], hele: str, en: str, to: str) -> None:
    """Fill in the one of whole = one times two that is missing, in place."""
    h, a, b = v[hele], v[en], v[to]
    if h is not None and a is not None and b is not None:
        if abs(a * b / h - 1) > 0.01:
            raise ValueError(f"Forholdene går ikke opp: {hele} er ikke {en} ganger {to}.")
    elif a is not None and b is not None:
        v[hele] = a * b
    elif h is not None and a is not None:
        v[to] = h / a
    elif h is not None and b is not None:
        v[en] = h / b


def prosentdeler(deler: Mapping[str, float]) -> dict[str, float]:
    r"""Percentage points that each factor adds to the product's distance from 100 per cent.

    .. math:: b_i = 100 \cdot L \cdot \ln f_i, \quad L = (F - 1) / \ln F, \quad F = \prod f_i

    The logarithmic mean L makes the parts sum to :math:`100 (F - 1)` exactly, in no order.

    Raises
    ------
    ValueError
        If a factor is not above nought.

    Source: Ang, Energy Policy 33 (2005), 867-871 (additive LMDI-I).

    >>> deler = prosentdeler({"dekning": 1.25 / 1.3, "per_bruker": 1.3})
    >>> {k: round(v, 1) for k, v in deler.items()}
    {'dekning': -4.4, 'per_bruker': 29.4}
    """
    if any(not f > 0 for f in deler.values()):
        raise ValueError("Hver faktor må være større enn null.")
    sum_ln = sum(log(f) for f in deler.values())
    produkt = 1.0
    for f in deler.values():
        produkt *= f
    snitt = 1.0 if abs(sum_ln) < 1e-12 else (produkt - 1) / sum_ln
    return {navn: 100 * snitt * log(f) for navn, f in deler.items()}
