"""Population by the age groups that are asked for, growth, ratios, and bands of alternatives."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from .aldersum import bred

FAKTISK = "faktisk"
HOVEDALTERNATIV = "MMMM"
ALTERNATIVER = ("LLML", "MMMM", "HHMH")

_NOEKKEL = ("komm_nr", "aar", "alternativ")
# What a row of a frame may be told apart by, beside its figures and the alternative.
_UTEN_ALTERNATIV = ("komm_nr", "aar", "kjoenn", "gruppe", "scenario", "aldring")


class Aldersgruppe(NamedTuple):
    """Ages in completed years, both ends included; ``til`` missing is open upwards.

    >>> [Aldersgruppe(67, 79).navn, Aldersgruppe(80).navn, Aldersgruppe(80, 80).navn]
    ['67–79', '80+', '80']
    """

    fra: int
    til: int | None = None

    @property
    def navn(self) -> str:
        """Return the group as the column ``gruppe`` has it."""
        if self.til is None:
            return f"{self.fra}+"
        return str(self.fra) if self.til == self.fra else f"{self.fra}–{self.til}"


OMSORGSGRUPPER = (Aldersgruppe(0, 66), Aldersgruppe(67, 79), Aldersgruppe(80, 89), Aldersgruppe(90))
OVER_80 = Aldersgruppe(80)
YRKESAKTIV_ALDER = Aldersgruppe(20, 66)


def femaarsgrupper(topp: int = 90) -> tuple[Aldersgruppe, ...]:
    """Groups of five ages from 0, the last one open from ``topp``.

    >>> [g.navn for g in femaarsgrupper(10)]
    ['0–4', '5–9', '10+']
    """
    return (*(Aldersgruppe(a, a + 4) for a in range(0, topp, 5)), Aldersgruppe(topp))


# ------------------------------------------------------------------ age groups
def aldersgrupper(
    befolkning: pd.DataFrame, grupper: Iterable[Aldersgruppe], *, etter_kjoenn: bool = False
) -> pd.DataFrame:
    """Persons by place, year, alternative and wanted age group, 1 January.

    The source's ages are added where they cover the group exactly: from one-year ages or from
    groups, the fewest that do, all of one source; of two sources the one with the finer ages
    counts. A group that is not covered, or lacks one of the figures, is missing, never zero.
    Both sexes' own row is used where there is one, else the two sexes are added.

    Parameters
    ----------
    befolkning
        ``komm_nr``, ``aar``, ``kjoenn``, ``alder_fra``, ``alder_til`` (missing = open),
        ``alternativ``, ``personer`` and, where there is more than one source, ``kilde``.
    etter_kjoenn
        Rows of women and men, each by themselves, in place of both together.

    Returns
    -------
    DataFrame
        ``komm_nr``, ``aar``, ``alternativ``, (``kjoenn``,) ``gruppe``, ``personer``: one row
        for every place, year and alternative of the frame and every group, in their order.

    Raises
    ------
    ValueError
        If a figure has two rows.
    """
    noekkel = [*_NOEKKEL, *(["kjoenn"] if etter_kjoenn else [])]
    onsket = list(dict.fromkeys(grupper))
    rader = bred(befolkning, onsket, noekkel)
    ut = rader.index.to_frame(index=False)
    ut = ut.loc[ut.index.repeat(len(onsket))].reset_index(drop=True)
    navn = np.array([g.navn for g in onsket], dtype=object)
    ut["gruppe"] = pd.array(np.tile(navn, len(rader)), dtype="str")
    return ut.assign(personer=rader.to_numpy(dtype="float64").ravel())


def innbyggere(befolkning: pd.DataFrame, fra: int, til: int | None) -> pd.Series:
    """Persons from ``fra`` to ``til`` years (missing = open) by ``komm_nr``, of one year's rows.

    One alternative's rows too; as :func:`aldersgrupper`.
    """
    antall = bred(befolkning, [Aldersgruppe(fra, til)], ["komm_nr"])
    return pd.Series(antall.iloc[:, 0], index=antall.index, dtype="float64", name=None)


# ------------------------------------------------------------------ series and growth
def med_historie(personer: pd.DataFrame) -> pd.DataFrame:
    """Every projected alternative with the actual figures before its first year in front.

    Columns as given. The actual series keeps its own rows; an alternative's own years are
    never replaced, so a projection's first year is where the two meet.
    """
    anslag = personer[personer.alternativ != FAKTISK]
    start = anslag.groupby(["komm_nr", "alternativ"]).aar.min().rename("start").reset_index()
    faktisk = personer[personer.alternativ == FAKTISK].drop(columns="alternativ")
    foer = faktisk.merge(start, on="komm_nr")
    foer = foer.loc[foer.aar < foer.start, list(personer.columns)]
    ut = pd.concat([d for d in (personer, foer) if len(d)] or [personer])
    return ut.sort_values([k for k in ("komm_nr", "alternativ", "aar") if k in ut], kind="stable")


def vekst(personer: pd.DataFrame, fra_aar: int, til_aar: int) -> pd.DataFrame:
    r"""Growth between two years: persons, per cent, and per cent per year.

    .. math:: n_t - n_0, \quad 100 (n_t / n_0 - 1), \quad 100 ((n_t / n_0)^{1/t} - 1)

    Parameters
    ----------
    personer
        As :func:`aldersgrupper` returns. An alternative that starts after ``fra_aar`` is
        counted from the actual figure.

    Returns
    -------
    DataFrame
        One row per place, alternative and group that has a row in both years:
        ``personer_fra``, ``personer_til``, ``endring`` (persons), ``prosent`` and
        ``aarlig_prosent`` (geometric mean; both missing where nobody was there in ``fra_aar``).

    Raises
    ------
    ValueError
        If ``til_aar`` is not after ``fra_aar``.
    """
    if til_aar <= fra_aar:
        raise ValueError(f"Veksten må gå framover i tid; fikk {fra_aar} til {til_aar}.")
    alle = med_historie(personer)
    noekkel = [k for k in ("komm_nr", "alternativ", "kjoenn", "gruppe") if k in alle]
    fra, til = (
        alle.loc[alle.aar == aar, [*noekkel, "personer"]].set_index(noekkel).personer
        for aar in (fra_aar, til_aar)
    )
    d = pd.DataFrame({"personer_fra": fra, "personer_til": til}).loc[
        fra.index.intersection(til.index)
    ]
    forhold = d.personer_til / d.personer_fra.where(d.personer_fra > 0)
    return d.assign(
        endring=d.personer_til - d.personer_fra,
        prosent=100 * (forhold - 1),
        aarlig_prosent=100 * (forhold ** (1 / (til_aar - fra_aar)) - 1),
    ).reset_index()


def avvik_foerste_aar(personer: pd.DataFrame) -> pd.DataFrame:
    """Projections' first year against the actual figure: ``framskrevet``, ``faktisk``, ``avvik``.

    A projection starts in the actual population of 1 January, so ``avvik`` (persons) is zero
    where the two are of the same borders and the actual figure is not revised. One row per
    place, alternative and group; ``faktisk`` is missing where the year has no actual figure.
    """
    anslag = personer[personer.alternativ != FAKTISK]
    start = anslag.groupby(["komm_nr", "alternativ"]).aar.transform("min")
    d = anslag[anslag.aar == start].rename(columns={"personer": "framskrevet"})
    faktisk = personer[personer.alternativ == FAKTISK].drop(columns="alternativ")
    like = [k for k in ("komm_nr", "aar", "kjoenn", "gruppe") if k in personer]
    d = d.merge(faktisk.rename(columns={"personer": "faktisk"}), on=like, how="left")
    return d.assign(avvik=d.framskrevet - d.faktisk)


# ------------------------------------------------------------------ ratios
def forhold(
    befolkning: pd.DataFrame, teller: Aldersgruppe, nevner: Aldersgruppe, faktor: float = 1
) -> pd.DataFrame:
    r"""Persons of one age group per ``faktor`` persons of another: :math:`f \cdot t / n`.

    One row per place, year and alternative: ``teller`` and ``nevner`` (persons) and ``verdi``,
    missing where a group is, or where nobody is in the denominator.
    """
    rader = bred(befolkning, [teller, nevner], [*_NOEKKEL])
    ut = rader.set_axis(["teller", "nevner"], axis=1).reset_index()
    return ut.assign(verdi=faktor * ut.teller / ut.nevner.where(ut.nevner > 0))


def andel_over_80(befolkning: pd.DataFrame) -> pd.DataFrame:
    """Share of the inhabitants aged 80 and over, per cent; columns as :func:`forhold`."""
    return forhold(befolkning, OVER_80, Aldersgruppe(0), 100)


def omsorgskapasitet(befolkning: pd.DataFrame) -> pd.DataFrame:
    """Persons aged 20-66 per person aged 80 and over: who can give care, per who needs most.

    Columns as :func:`forhold`. An age ratio, not a count of those who work or give care.
    """
    return forhold(befolkning, YRKESAKTIV_ALDER, OVER_80)


# ------------------------------------------------------------------ for charts
def pyramide(
    befolkning: pd.DataFrame, grupper: Sequence[Aldersgruppe] | None = None
) -> pd.DataFrame:
    """Long frame for a population pyramid: persons and per cent of all by sex and age group.

    The two sexes where the place, year and alternative has them, else one row of both
    (``kjoenn`` = ``begge``). Columns ``komm_nr``, ``aar``, ``alternativ``, ``kjoenn``,
    ``gruppe``, ``alder_fra`` (to sort by), ``personer``, ``andel_prosent`` (missing where any
    of the groups is). Groups of five ages up to 90 and over unless others are given.
    """
    valgt = femaarsgrupper() if grupper is None else tuple(grupper)
    noekkel = [*_NOEKKEL]
    delt = aldersgrupper(befolkning, valgt, etter_kjoenn=True)
    samlet = aldersgrupper(befolkning, valgt).assign(kjoenn="begge")
    kjent = pd.MultiIndex.from_frame(delt.loc[delt.personer.notna(), noekkel])
    har, uten = (pd.MultiIndex.from_frame(d[noekkel]).isin(kjent) for d in (delt, samlet))
    ut = pd.concat([d for d in (delt[har], samlet[~uten]) if len(d)] or [samlet])
    ut["alder_fra"] = ut.gruppe.map({g.navn: g.fra for g in valgt}).astype("int64")
    hver = ut.groupby(noekkel).personer
    hel = hver.transform("count") == hver.transform("size")
    alle = hver.transform("sum").where(hel)
    ut["andel_prosent"] = 100 * ut.personer / alle.where(alle > 0)
    rekke = [*noekkel, "kjoenn", "gruppe", "alder_fra", "personer", "andel_prosent"]
    return ut[rekke].sort_values([*noekkel, "kjoenn", "alder_fra"], ignore_index=True)


def baand(
    verdier: pd.DataFrame,
    felt: str = "personer",
    alternativer: Sequence[str] = ALTERNATIVER,
    hoved: str = HOVEDALTERNATIV,
) -> pd.DataFrame:
    """Lowest, main and highest alternative of a figure: ``lav``, ``midt``, ``hoey``.

    ``lav`` and ``hoey`` are the least and greatest of ``alternativer`` in each year, whichever
    they are: in a small place the low alternative is not always lowest. The band says how far
    the alternatives lie apart, not how likely it is that the truth lies between them.

    Parameters
    ----------
    verdier
        ``alternativ``, ``felt`` and what tells rows apart, of ``komm_nr``, ``aar``,
        ``kjoenn``, ``gruppe``, ``scenario``, ``aldring``.

    Raises
    ------
    ValueError
        If one of the alternatives is nowhere in the frame, or a figure has two rows.
    """
    onsket = list(dict.fromkeys([*alternativer, hoved]))
    if mangler := [a for a in onsket if not (verdier.alternativ == a).any()]:
        raise ValueError(f"Befolkningen mangler alternativet {mangler[0]}; hent framskrivingen.")
    noekkel = [k for k in _UTEN_ALTERNATIV if k in verdier]
    d = verdier[verdier.alternativ.isin(onsket)].set_index([*noekkel, "alternativ"])[felt]
    if d.index.has_duplicates:
        raise ValueError(f"Samme tall for {felt} har flere rader; velg ut én serie før båndet.")
    bred = pd.DataFrame({a: d.xs(a, level="alternativ") for a in onsket})
    grenser = bred[list(alternativer)]
    return pd.DataFrame(
        {
            "lav": grenser.min(axis=1, skipna=False),
            "midt": bred[hoved],
            "hoey": grenser.max(axis=1, skipna=False),
        }
    ).reset_index()
