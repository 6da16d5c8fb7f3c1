"""The need index of a cost key, and what may be corrected with it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from ..enheter import tall
from ..indikator import Indikator
from .demografi import Aldersgruppe, aldersgrupper

_ALDER = re.compile(r"innbyggere_(\d+)(?:_(\d+|pluss))?")
_SLINGRING = 0.005  # what a published key's rounded weights may be off 1


@dataclass(frozen=True)
class Behovsindeks:
    """Need of a place against the country's, by a cost key.

    ``verdi`` is 1 at the country's mean and missing where a criterion with weight has no
    figure; 0 is a value. ``deler`` has ``kriterium``, ``vekt``, ``forhold`` (per inhabitant,
    country = 1) and ``bidrag`` (weight times ratio), the two last missing where there is no
    figure. ``mangler`` names the criteria without a figure.
    """

    verdi: float | None
    deler: pd.DataFrame
    mangler: tuple[str, ...]

    @property
    def dekket(self) -> float:
        """Share of the weights that have a figure, 0 to 1."""
        return float(self.deler.vekt[self.deler.forhold.notna()].sum() / self.deler.vekt.sum())

    @property
    def bare_kjente(self) -> float | None:
        """Index of the criteria that have a figure alone, their weights scaled to 1.

        It is another figure than the index, and only to be shown with its name and
        :attr:`dekket`. Missing where no criterion has a figure.
        """
        d = self.deler[self.deler.forhold.notna()]
        return float(d.bidrag.sum() / d.vekt.sum()) if d.vekt.sum() > 0 else None


def aldersgruppe(kriterium: str) -> Aldersgruppe | None:
    """Age group that a criterion of a cost key counts; none where it is no age.

    >>> aldersgruppe("innbyggere_80_89").navn, aldersgruppe("innbyggere_90_pluss").navn
    ('80–89', '90+')
    >>> aldersgruppe("innbyggere_0").navn, aldersgruppe("doedelighet")
    ('0', None)
    """
    treff = _ALDER.fullmatch(kriterium)
    if treff is None:
        return None
    fra, til = int(treff[1]), treff[2]
    return Aldersgruppe(fra, None if til == "pluss" else int(til or fra))


def alderskriterier(
    folk: pd.DataFrame, kriterier: Iterable[str], landet: Iterable[str]
) -> pd.DataFrame:
    r"""Each age criterion per inhabitant, against the country's: 1 is as in the country.

    .. math:: \frac{n_{ck} / N_k}{\sum_j n_{cj} / \sum_j N_j}

    Parameters
    ----------
    folk
        People of one year and alternative, of every place and of the country, as ``befolkning``.
    kriterier
        Names of the key's criteria; those that are no age are passed over.
    landet
        Codes that together are the country: its own row, or its municipalities. One without a
        figure for an age makes that criterion missing for all: the country is not less of it.

    Returns
    -------
    DataFrame
        By ``komm_nr``: a column a criterion, and ``innbyggere`` (persons).

    Source: the expenditure need of the municipal income system ("Grønt hefte", table E-k).
    """
    grupper = {k: g for k in kriterier if (g := aldersgruppe(k)) is not None}
    delt = aldersgrupper(folk, dict.fromkeys([*grupper.values(), Aldersgruppe(0)]))
    antall = delt.pivot_table(
        index="komm_nr", columns="gruppe", values="personer", aggfunc="first", dropna=False
    )
    land = antall.reindex(list(landet)).sum(skipna=False, min_count=1)
    ut = pd.DataFrame({"innbyggere": antall["0+"]})
    for kriterium, gruppe in grupper.items():
        andel = land[gruppe.navn] / land["0+"]
        ut[kriterium] = antall[gruppe.navn] / antall["0+"] / (andel if andel > 0 else float("nan"))
    return ut


def behovsindeks(noekkel: Mapping[str, float], forhold: Mapping[str, float | None]) -> Behovsindeks:
    r"""Need index of a cost key: :math:`n_k = \sum_c w_c \cdot r_{ck}`.

    Parameters
    ----------
    noekkel
        Weight by criterion; the weights sum to 1.
    forhold
        Criterion per inhabitant against the country's (1 = as in the country), by name. A
        criterion that is not there or has no figure makes the index missing: it is never
        taken to be 1. A ratio of 0 is a figure.

    Raises
    ------
    ValueError
        If the key is empty, a weight is negative, or the weights do not sum to 1.

    Source: the municipal income system; Bærum 2017, page 31 ("korrigert for forskjeller i
    utgiftsbehov, basert på kostnadsnøkkel i inntektssystemet").

    >>> behovsindeks({"innbyggere_80_pluss": 0.5, "doedelighet": 0.5},
    ...     {"innbyggere_80_pluss": 1.25, "doedelighet": 0.75}).verdi
    1.0
    >>> behovsindeks({"a": 0.6, "b": 0.4}, {"a": 1.2}).mangler
    ('b',)
    >>> behovsindeks({"a": 1.0}, {"a": 0.0}).verdi
    0.0
    """
    sjekket_noekkel(noekkel)
    deler = pd.DataFrame(
        {
            "kriterium": list(noekkel),
            "vekt": [float(v) for v in noekkel.values()],
            "forhold": pd.array([forhold.get(k) for k in noekkel], dtype="Float64"),
        }
    ).astype({"forhold": "float64"})
    deler["bidrag"] = deler.vekt * deler.forhold
    borte = deler.kriterium[deler.forhold.isna() & (deler.vekt > 0)]
    verdi = None if len(borte) else float(deler.bidrag.sum())
    return Behovsindeks(verdi, deler, tuple(borte))


def sjekket_noekkel(noekkel: Mapping[str, float]) -> None:
    """Refuse a cost key whose weights are none, negative, or do not sum to 1 (half a per cent).

    Raises
    ------
    ValueError
        With a sentence that says what the weights sum to.
    """
    sum_ = sum(noekkel.values())
    if any(v < 0 for v in noekkel.values()) or abs(sum_ - 1) > _SLINGRING:
        raise ValueError(
            f"Vektene i kostnadsnøkkelen summerer til {tall(sum_, 4)}, men skal summere til 1"
            " uten negative vekter. Rett vektene."
        )


def behovskorrigert(
    indikator: Indikator, verdi: float | None, indeks: float | None
) -> float | None:
    """Value divided by the need index, in the indicator's unit; missing where either is.

    Only what the register says may be corrected: a cost per inhabitant. A cost per user, a
    coverage or a quality has need in its own denominator, and would be corrected twice.

    Raises
    ------
    ValueError
        If the register does not allow it, or the index is 0 (a value, but not a divisor).

    Source: Bærum 2017, page 31; the municipal income system.
    """
    if not indikator.behovskorrigeres:
        raise ValueError(
            f"«{indikator.kortnavn}» ({indikator.id}) kan ikke korrigeres for behov: bare utgifter"
            " per innbygger kan det. Kostnad per bruker, dekning og kvalitet er alt målt mot"
            " brukerne eller de som trenger tjenesten, og ville blitt korrigert to ganger."
        )
    if verdi is None or indeks is None or pd.isna(verdi) or pd.isna(indeks):
        return None
    if indeks == 0:
        raise ValueError(
            "Behovsindeksen er 0, og utgiftene kan ikke deles på den. Oppgi en indeks over 0."
        )
    return float(verdi) / float(indeks)
