"""The consistency auditor: which relations a printed table keeps, and where it breaks them."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from ..enheter import tall
from ..trykt import Trykttabell
from .kontroll_funn import Funn, Utfall, funn, med_hint, tillegg
from .kontroll_par import hundre, par, tripler
from .kontroll_relasjon import Linjer, Relasjon, linjer
from .kontroll_sum import summer
from .kontroll_tekst import tekstfunn

ARTER = (
    ("sum", "sum"),
    ("differanse", "differanse"),
    ("vekst", "vekst i prosent"),
    ("forhold", "forholdstall"),
    ("fast", "fast prosent"),
    ("andel", "andel av total"),
    ("endring_rekke", "endring fra året før"),
    ("vekst_rekke", "vekst fra året før"),
    ("hundre", "andeler blir 100"),
    ("tekst", "tall i teksten"),
)
"""Kinds of relations, and what a reader calls them."""


@dataclass(frozen=True)
class Kontroll:
    """What the auditor found.

    Attributes
    ----------
    relasjoner
        Number of relations between rows or columns that the table keeps.
    funn
        Every figure that could be checked: contradictions first, then roundings and matches.
    """

    relasjoner: int
    funn: tuple[Funn, ...]

    def av(self, utfall: Utfall) -> list[Funn]:
        """Return the findings with one outcome."""
        return [f for f in self.funn if f.utfall == utfall]

    @property
    def har_motsigelser(self) -> bool:
        """Whether any printed figure contradicts the others."""
        return bool(self.av(Utfall.MOTSIGELSE))


def kontroller(tabell: Trykttabell) -> Kontroll:
    """Check every printed figure of a table that follows of others.

    Sums of rows and columns and sums of sums, differences, growth, ratios, whole per cents,
    shares of a total, shares that add to 100, and figures that the prose repeats. A relation is
    believed when it holds in two thirds or more of at least three places and its evidence
    against chance, counted in all relations tried, is over a hundred to one; or when its name
    says it (``Sum``, ``Endring``, numbered parts). Only then is a breach a contradiction.

    ``avvik = |beregnet − trykt|``: a match to half a unit of the printed result; rounding where
    ``avvik`` is within half a unit of each term and of the result together (a sum of n terms:
    (n + 1) / 2 units), else a contradiction.

    Parameters
    ----------
    tabell
        The table with each number's printed decimals; missing stays missing.

    Returns
    -------
    Kontroll
    """
    li_rad, li_kol = linjer(tabell)
    rad, kol = summer(li_rad), summer(li_kol)
    rad3, kol3 = tripler(li_rad, rad), tripler(li_kol, kol)
    li_rad, rad = _uten_forhold(li_rad, rad, kol3)
    li_kol, kol = _uten_forhold(li_kol, kol, rad3)
    totalrader, totalkol = _totaler(li_rad, rad), _totaler(li_kol, kol)
    rad += [*rad3, *par(li_rad, totalkol), *hundre(li_rad, totalkol)]
    kol += [*kol3, *par(li_kol, totalrader), *hundre(li_kol, totalrader)]
    rad, kol = _uten_gjentak(rad), _uten_gjentak(kol)
    alle = [f for li, r_ in ((li_rad, rad), (li_kol, kol)) for r in r_ for f in funn(r, li, tabell)]
    alle += tekstfunn(tabell, totalrader)
    alle = [_ferdig(f, tabell) for f in med_hint(alle, tabell)]
    orden = [Utfall.MOTSIGELSE, Utfall.AVRUNDING, Utfall.STEMMER]
    return Kontroll(len(rad) + len(kol), tuple(sorted(alle, key=lambda f: orden.index(f.utfall))))


def _uten_forhold(
    li: Linjer, summer_: list[Relasjon], andre: list[Relasjon]
) -> tuple[Linjer, list[Relasjon]]:
    """Lines, and sums sought anew, where the places that were found to be ratios are no sums."""
    ratio = li.ratio.copy()
    ratio[[r.maal for r in andre if r.art in ("forhold", "vekst")]] = True
    if (ratio == li.ratio).all():
        return li, summer_
    li = replace(li, ratio=ratio)
    return li, summer(li)


def _totaler(li: Linjer, summer_: list[Relasjon]) -> list[int]:
    """Lines that hold totals: found as sums, or called so."""
    av_navn = [i for i in range(len(li.x)) if li.er_sum(i)]
    return list(dict.fromkeys([*(r.maal for r in reversed(summer_)), *av_navn]))


def _uten_gjentak(relasjoner: list[Relasjon]) -> list[Relasjon]:
    """Keep the strongest of relations other than sums between the same lines."""
    ut: dict[tuple[bool, frozenset[int]], Relasjon] = {}
    for r in sorted(relasjoner, key=lambda r: (r.art != "sum", -r.navngitt, -r.bevis)):
        linjer_ = (r.maal,) if r.art == "hundre" else (r.maal, *r.ledd)
        ut.setdefault((r.art == "hundre", frozenset(linjer_)), r)
    return list(ut.values())


def _ferdig(f: Funn, t: Trykttabell) -> Funn:
    """Finding whose hint is a sentence: the cell that failing sums share, and its mend."""
    if not f.hint.startswith("felles:"):
        return f
    rad, kol = (int(x) for x in f.hint.removeprefix("felles:").strip("()").split(","))
    rett = tall(float(t.verdi[rad, kol]) + tillegg(f, (rad, kol)), int(t.desimaler[rad, kol]))
    return replace(
        f,
        hint=f"Regnestykkene går opp hvis {t.celle(rad, kol)} er {rett} og ikke"
        f" {t.trykt(rad, kol)}.",
    )


def setning(kontroll: Kontroll) -> str:
    """Return the outcome in one sentence, the first contradiction in it."""
    antall = {u: len(kontroll.av(u)) for u in Utfall}
    alle = sum(antall.values())
    if not alle:
        return (
            "Fant ingen sammenhenger å kontrollere: ingen summer, andeler, endringer eller"
            " forholdstall gikk opp ofte nok til å være mer enn et tilfelle."
        )
    hvor_mange = f"{alle} tall er regnet etter" if alle > 1 else "Ett tall er regnet etter"
    rest = f"{antall[Utfall.STEMMER]} stemmer og {antall[Utfall.AVRUNDING]} skyldes avrunding"
    motsagt = kontroll.av(Utfall.MOTSIGELSE)
    if not motsagt:
        return f"Ingen motsigelser: {hvor_mange[0].lower()}{hvor_mange[1:]}, {rest}."
    f = motsagt[0]
    hvem = "Ett tall motsier" if len(motsagt) == 1 else f"{len(motsagt)} tall motsier"
    foerst = "" if len(motsagt) == 1 else "Først: "
    return f"{hvem} de andre. {foerst}{f.regnestykke} ({f.sted}). {hvor_mange}: {rest}."


def funnramme(kontroll: Kontroll) -> pd.DataFrame:
    """Findings as a frame, a row for each check.

    Returns
    -------
    pandas.DataFrame
        ``utfall``, ``art``, ``sted``, ``rad`` and ``kolonne`` (from 0; missing for prose),
        ``beregnet``, ``trykt``, ``avvik`` (all in the table's own unit), ``regnestykke``,
        ``sikkerhet`` (of contradictions), ``grunn``, ``hint``.
    """
    rader = [
        {
            "utfall": str(f.utfall),
            "art": f.art,
            "sted": f.sted,
            "rad": None if f.celle is None else f.celle[0],
            "kolonne": None if f.celle is None else f.celle[1],
            "beregnet": f.beregnet,
            "trykt": f.trykt,
            "avvik": f.beregnet - f.trykt,
            "regnestykke": f.regnestykke,
            "sikkerhet": f.sikkerhet if f.utfall == Utfall.MOTSIGELSE else "",
            "grunn": f.grunn,
            "hint": f.hint,
        }
        for f in kontroll.funn
    ]
    kolonner = list(rader[0]) if rader else ["utfall", "art", "sted", "beregnet", "trykt", "avvik"]
    ut = pd.DataFrame(rader, columns=kolonner)
    return ut.astype({k: "Int64" for k in ("rad", "kolonne") if k in ut})


def celleutfall(kontroll: Kontroll, tabell: Trykttabell) -> np.ndarray:
    """Worst outcome of each cell as a result: 0 unchecked, 1 match, 2 rounding, 3 contradiction.

    Returns
    -------
    numpy.ndarray
        Rows by columns of the table.
    """
    ut = np.zeros(tabell.verdi.shape, dtype=np.int64)
    verdi = {Utfall.STEMMER: 1, Utfall.AVRUNDING: 2, Utfall.MOTSIGELSE: 3}
    for f in kontroll.funn:
        if f.celle is not None:
            ut[f.celle] = max(int(ut[f.celle]), verdi[f.utfall])
    return ut
