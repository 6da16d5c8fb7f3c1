"""What a place and a man-year cost a year: the user's own, KOSTRA's, and what plans imply."""

from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from ..enheter import tall
from ..kilde import Kilde
from ..measures.egenbetaling import langtidsopphold, langtidssatser
from ..measures.kroner import enhetspriser
from ..sources.load import Data
from ..valg import Plassvalg
from ..views.blokker import Blokk, tabell
from .definisjon import definisjoner
from .felles import kilder, spenn
from .hjemme import nyeste
from .plassfelles import EGNE

_TRONDHEIM = "trondheim_2021_2024"
# The measure's number of places stands in a footnote of its own.
_INNTEKT = 300_000  # kr a year, an example
_FOLLO = ("nordre_follo_2026_2029", "1.3", "sykehjemsplasser_reduksjon")


class Pris(NamedTuple):
    """Mill kr a year for one: lowest, highest, whose it is, and the prices' year in words.

    ``slag`` is whose in one word (``egen``, ``ganget``, ``kostra``, ``planene``), ``aar`` the
    year of a KOSTRA price.
    """

    lav: float
    hoey: float
    hva: str
    priser: str
    kilder: tuple[Kilde, ...]
    slag: str = "egen"
    aar: int | None = None


@lru_cache(maxsize=2)
def planpriser(data: Data) -> pd.DataFrame:
    """Prices that the plans' measures imply: ``plan``, ``mill_per_aarsverk``/``_plass``, source."""
    t = data.tiltak
    plan, nr, nokkel = _FOLLO
    follo = t[(t.plan == plan) & (t.nr == nr)].sort_values("aar").tail(1)
    antall = data.dokumenttall.set_index("nokkel").verdi.get(nokkel)
    deler = [t[t.plan == _TRONDHEIM], follo.assign(plasser=antall)]
    ut = [enhetspriser(d).assign(plan=d.plan.iloc[0]) for d in deler if len(d)]
    kilde = t.drop_duplicates(["plan", "nr"])[["plan", "nr", "kilde"]]
    alle = pd.concat(ut) if ut else enhetspriser(t.iloc[:0]).assign(plan="")
    return alle.merge(kilde, on=["plan", "nr"], how="left")


def _i_planene(data: Data, felt: str, hva: str) -> Pris | None:
    p = planpriser(data)
    p = p[p[felt].notna()]
    if p.empty:
        return None
    koder = tuple(kilder(data, p.kilde))
    return Pris(p[felt].min(), p[felt].max(), hva, "planenes egne priser", koder, "planene")


def plasspris(data: Data, valg: Plassvalg) -> Pris | None:
    """Price of a place: own, own man-years times own price, the municipality's, else the plans'."""
    if valg.mill_per_plass is not None:
        egen = valg.mill_per_plass
        return Pris(egen, egen, "egen pris per plass", "prisene tallet er oppgitt i", (EGNE,))
    ganget = _ganget(valg)
    if ganget is not None:
        hva = "egne årsverk per plass ganger egen pris per årsverk"
        return Pris(ganget, ganget, hva, "prisene tallene er oppgitt i", (EGNE,), "ganget")
    k = nyeste(data, valg.komm_nr, "utgifter_per_institusjonsplass")
    if k is not None:
        mill = k.verdi / 1e6
        hva = f"kommunens utgifter per institusjonsplass i {k.aar} (KOSTRA)"
        koder = tuple(kilder(data, [k.kilde]))
        return Pris(mill, mill, hva, f"{k.aar}-priser", koder, "kostra", k.aar)
    return _i_planene(data, "mill_per_plass", "tiltakene i to andre kommuners planer")


def _ganget(valg: Plassvalg) -> float | None:
    """Own man-years per place times own price of one; none without both."""
    if valg.aarsverk_per_plass is None or valg.mill_per_aarsverk is None:
        return None
    return valg.aarsverk_per_plass * valg.mill_per_aarsverk


def aarsverkspris(data: Data, valg: Plassvalg) -> Pris | None:
    """Price of a man-year: own, else the span that the plans' measures imply."""
    if valg.mill_per_aarsverk is not None:
        egen = valg.mill_per_aarsverk
        return Pris(egen, egen, "egen pris per årsverk", "prisene tallet er oppgitt i", (EGNE,))
    return _i_planene(data, "mill_per_aarsverk", "tiltakene i Trondheims plan for 2021–2024")


def pristabell(data: Data, valg: Plassvalg) -> list[Blokk]:
    """Table of every price there is, so that a reader sees what another would give."""
    rader: list[list[str]] = []
    brukt: list[Kilde] = []
    egne = [n for n in (valg.mill_per_plass, valg.mill_per_aarsverk) if n is not None]
    if egne:
        plass = _ganget(valg) if valg.mill_per_plass is None else valg.mill_per_plass
        rader.append(["Egne tall", _tre(plass), _tre(valg.mill_per_aarsverk)])
        brukt.append(EGNE)
    k = nyeste(data, valg.komm_nr, "utgifter_per_institusjonsplass")
    if k is not None:
        rader.append([f"Kommunens KOSTRA-tall {k.aar}", tall(k.verdi / 1e6, 3), "–"])
        brukt += kilder(data, [k.kilde])
    navn = {_TRONDHEIM: "Trondheims plan 2021–2024", _FOLLO[0]: "Nordre Follos kuttforslag 2025"}
    p = planpriser(data)
    for plan, g in p.groupby("plan", sort=False):
        celler = [_mellom(g[f].dropna()) for f in ("mill_per_plass", "mill_per_aarsverk")]
        rader.append([navn[str(plan)], *celler])
        brukt += kilder(data, g.kilde)
    if not rader:
        return []
    for rad, belop, kildene in egenbetaling(data):
        rader.append([rad, belop, "–"])
        brukt += kildene
    return [
        tabell(
            "priser",
            ["Kilde", "Mill. kr per plass", "Mill. kr per årsverk"],
            rader,
            tittel="Hva en plass og et årsverk koster i året, etter hvor tallet er hentet",
            kilder=list({q["id"]: q for q in brukt}.values()),
            note="Planenes priser er beløpet delt på plassene eller årsverkene i hvert tiltak, i"
            " planens egne priser og ikke regnet om. KOSTRA-tallet er et gjennomsnitt for plassene"
            " som finnes; én plass til kan koste mer eller mindre. Prisene er før egenbetaling,"
            " som går til fradrag og er regnet før skatt.",
            definisjoner=definisjoner([] if k is None else ["utgifter_per_institusjonsplass"]),
        )
    ]


@lru_cache(maxsize=1)
def egenbetaling(data: Data) -> list[tuple[str, str, list[Kilde]]]:
    """Row on what a resident with an example's income pays: text, mill kr a year, sources.

    Of the newest year whose rates are all in the data; nothing where none are.
    """
    aarene = data.satser.loc[data.satser.sats == "fribeloep_langtid", "gjelder_fra"].str[:4]
    for aar in sorted(aarene.dropna().unique(), reverse=True):
        if (funnet := langtidssatser(data.satser, int(aar))) is not None:
            satser, koder = funnet
            betaler = langtidsopphold(_INNTEKT, satser) / 1e6
            hva = f"Egenbetaling ved inntekt på {tall(_INNTEKT)} kr ({aar})"
            return [(hva, f"\u2212{tall(betaler, 3)}", kilder(data, koder))]
    return []


def _tre(verdi: float | None) -> str:
    return "–" if verdi is None else tall(verdi, 3)


def _mellom(verdier: pd.Series) -> str:
    return "–" if verdier.empty else spenn(verdier.min(), verdier.max(), 3)
