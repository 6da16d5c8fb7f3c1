"""Figures behind people and need by year: those aged 80+, their alternatives, what has been."""

from dataclasses import replace
from functools import lru_cache

import pandas as pd

from ..measures import aldring as ma
from ..measures.behov import dekningsbane
from ..measures.behovsusikkerhet import behovsprosentiler
from ..measures.bruk import dekningspanel
from ..measures.demografi import (
    ALTERNATIVER,
    FAKTISK,
    HOVEDALTERNATIV,
    OVER_80,
    baand,
)
from ..measures.jevnkommuner import OSLO
from ..measures.plassgrunnlag import Plassgrunnlag
from ..measures.treffsikkerhet import treff, treffbaand, treffprosentiler
from ..sources.load import Data
from ..valg import Plassvalg
from .framskrevet import KOLONNER, etter_gruppe, personer
from .plassfelles import grunnlag_for, valgt_dekning

_FROE = 80
TREKK = 20_000  # so many that the first decimal printed is not the draw's
_FORBI = 5  # years shown after the one asked for
_STOR = 500  # people aged 80+ from which one place is little
_NOK = 40  # errors from which the outer 5 per cent are left out


# ------------------------------------------------------------------ people
def over_80(data: Data, komm_nr: str) -> pd.DataFrame:
    """People aged 80 and over by year and alternative, as far as the ages cover it."""
    return personer(data, komm_nr, (OVER_80,))


def har_alle(personer: pd.DataFrame, aar: int | None) -> bool:
    """Whether the lowest, main and highest alternative all have the year."""
    return set(ALTERNATIVER) <= set(personer.alternativ[personer.aar == aar])


def kilder_over_80(data: Data, komm_nr: str, aar: set[int]) -> list[str]:
    """Source ids of the newest projection and the actual figures in these years."""
    b = data.folk([komm_nr])
    b = b[b.alternativ.isin([FAKTISK, *ALTERNATIVER]) & b.aar.isin(aar) & (b.alder_fra >= 80)]
    return [str(k) for k in b.kilde.dropna().unique()]


def kjerne(valg: Plassvalg) -> Plassvalg:
    """Return only the choices that the need at today's coverage rests on.

    What hangs on these alone is kept while the others' sliders move.
    """
    return Plassvalg(
        valg.komm_nr,
        (),
        valg.aar,
        valg.grunnlag,
        plasser=valg.plasser,
        innbyggere_80_naa=valg.innbyggere_80_naa,
        innbyggere_80_da=valg.innbyggere_80_da,
    )


@lru_cache(maxsize=8)
def framover(data: Data, valg: Plassvalg) -> pd.DataFrame:
    """People aged 80+ after today, by year and alternative, a little past the year asked for.

    One year only, the one asked for, where the user's own figures stand in place of the data's
    or it is not after today's: nothing is drawn between two figures of different making.
    """
    g = grunnlag_for(data, valg)
    assert g.naa is not None and g.da is not None
    en = [valg.komm_nr, g.da.aar or valg.aar, HOVEDALTERNATIV, OVER_80.navn, g.da.lav]
    egne = valg.egne_innbyggere
    if egne or g.naa.aar is None or g.da.aar is None or g.da.aar <= g.naa.aar:
        return pd.DataFrame([en], columns=KOLONNER)
    p = over_80(data, valg.komm_nr)
    p = p[p.aar.between(g.naa.aar + 1, g.da.aar + _FORBI)]
    alternativer = ALTERNATIVER if har_alle(p, g.da.aar) else [HOVEDALTERNATIV]
    return p[p.alternativ.isin(alternativer)]


def hentes(data: Data, komm_nr: str, hva: str) -> str:
    """Sentence on how to get ``hva``, or that a number out of use has no more."""
    if data.register.finnes(komm_nr, int(data.dato[:4])):
        return f"{hva} hentes med «helseanalyse hent»."
    return "Kommunenummeret er ikke i bruk lenger, så nye framskrivinger finnes ikke for det."


# ------------------------------------------------------------------ need
def dagens_dekning(valg: Plassvalg, g: Plassgrunnlag) -> tuple[float, float]:
    """Today's coverage on the chosen base, whatever the goal: lowest and highest."""
    return valgt_dekning(replace(valg, dekning=None), g)


def maalbane(valg: Plassvalg, g: Plassgrunnlag, aar: list[int]) -> pd.Series | None:
    """Coverage by year on the way to the goal; none without a goal in a year to come."""
    if valg.dekning is None or g.naa is None or g.da is None:
        return None
    if g.naa.aar is None or g.da.aar is None or g.da.aar <= g.naa.aar:
        return None
    naa = sum(dagens_dekning(valg, g)) / 2
    bane = dekningsbane(aar, g.naa.aar, naa, g.da.aar, valg.dekning)
    return bane.set_index("aar").dekning


def friskere(
    data: Data, valg: Plassvalg, g: Plassgrunnlag, fram: pd.DataFrame
) -> dict[ma.Aldring, pd.Series]:
    """People by year that the need counts as 80+ when it is postponed by half and in full.

    None without a gain in life expectancy, or where the projection has no one-year ages.
    """
    if valg.levealder is None or g.naa is None or g.naa.aar is None or len(fram) == 1:
        return {}
    aar = tuple(sorted(int(a) for a in fram.aar.unique()))
    utsatt = (ma.Aldring.HALV, ma.Aldring.HEL)
    ut = {a: _friskere(data, valg.komm_nr, valg.levealder / 10, g.naa.aar, aar, a) for a in utsatt}
    return {} if any(s.isna().any() or s.empty for s in ut.values()) else ut


@lru_cache(maxsize=8)
def _friskere(
    data: Data, komm_nr: str, per_aar: float, aar_naa: int, aar: tuple[int, ...], a: ma.Aldring
) -> pd.Series:
    b = data.folk([komm_nr])
    b = b[(b.alternativ == HOVEDALTERNATIV) & (b.alder_fra >= 80)]
    gevinst = ma.levealdersgevinst(aar, aar_naa, per_aar)
    return ma.friskere_aldring(b, [OVER_80], gevinst, a, under="ingen").set_index("aar").personer


# ------------------------------------------------------------------ how far it can be off
def alternativbaand(fram: pd.DataFrame, dekning: float) -> pd.DataFrame:
    """Need by year in the lowest and the highest alternative; empty where there is only one."""
    if len(fram.alternativ.unique()) == 1:
        return pd.DataFrame(columns=["komm_nr", "aar", "lav", "midt", "hoey"])
    b = baand(fram).dropna(subset=["lav", "hoey"])
    return b.assign(**{k: b[k] * dekning / 100 for k in ("lav", "midt", "hoey")})


@lru_cache(maxsize=8)
def bruksbaand(data: Data, valg: Plassvalg) -> pd.DataFrame:
    """95 per cent of the need by year, from today, and alternative: today's count is small."""
    g, fram = grunnlag_for(data, valg), framover(data, valg)
    assert g.naa is not None
    antall = g.antall[valg.grunnlag]
    if len(fram) > 1:
        naa = fram.drop_duplicates("alternativ").assign(aar=g.naa.aar, personer=g.naa.lav)
        fram = pd.concat([naa, fram])
    rater = pd.DataFrame(
        {"komm_nr": [valg.komm_nr], "gruppe": [OVER_80.navn],
         "brukere": [(antall.lav + antall.hoey) / 2], "personer": [g.naa.lav]}
    )  # fmt: skip
    ut = behovsprosentiler(rater, fram, froe=_FROE, trekk=TREKK, fordeling="gamma")
    return ut.rename(columns={"p2.5": "lav", "p97.5": "hoey"})


@lru_cache(maxsize=2)
def landets_over_80(data: Data) -> pd.DataFrame:
    """People aged 80+ in every municipality: actual, and as older vintages said they would be."""
    koder = data.kommuner.loc[data.kommuner.type == "kommune", "komm_nr"].unique()
    b = data.folk(koder.tolist())
    b = b[b.alder_fra >= 80]
    faktisk = b.alternativ == FAKTISK
    gammel = b.alternativ.str.startswith(f"{HOVEDALTERNATIV}-") & (b.aar <= b.aar[faktisk].max())
    return etter_gruppe(b[faktisk | gammel], (OVER_80,))


@lru_cache(maxsize=8)
def regionens_over_80(data: Data, kode: str, kostra_aar: int) -> float | None:
    """People aged 80+ in a region at the end of a KOSTRA year: the sum of all its municipalities.

    Missing where one of them is, or where it is not known which they are.
    """
    reg, g = data.register, data.kostragrupper
    alle = data.kommuner.loc[data.kommuner.type == "kommune", "komm_nr"]
    iaar = {k for k in alle.unique() if reg.finnes(k, kostra_aar)}
    if kode.startswith("EKG"):
        i_gruppen = g[(g.gjelder_fra <= kostra_aar) & ~(g.gjelder_til < kostra_aar).fillna(False)]
        medlemmer = set(i_gruppen.komm_nr[i_gruppen.gruppe == kode]) & iaar
    elif kode in ("EAK", "EAKUO"):
        medlemmer = iaar - ({OSLO} if kode == "EAKUO" else set())
    else:
        medlemmer = {k for k in iaar if kode == f"EKA{k[:2]}"}
    p = landets_over_80(data)
    p = p[(p.alternativ == FAKTISK) & (p.aar == kostra_aar + 1) & p.komm_nr.isin(medlemmer)]
    return float(p.personer.sum()) if medlemmer and len(p) == len(medlemmer) else None


@lru_cache(maxsize=2)
def _avvik(data: Data) -> pd.DataFrame:
    """Errors of older vintages after their first year, which is no projection."""
    e = treff(landets_over_80(data))
    return e[(e.horisont > 0) & e.avvik_prosent.notna()]


def treffomraade(data: Data, valg: Plassvalg, g: Plassgrunnlag) -> tuple[pd.DataFrame, int]:
    """Band of people aged 80+, as wide as older projections have missed, and places behind.

    The errors are those of municipalities with half to twice as many aged 80+: the outer 5 per
    cent left out, or ``alle`` where they are few. Empty where the municipality has no older
    vintage, or fewer than two errors as far ahead.
    """
    assert g.naa is not None
    p = over_80(data, valg.komm_nr)
    ingen = pd.DataFrame(columns=["komm_nr", "aar", "lav", "hoey", "horisont", "antall"])
    if not p.alternativ.str.startswith(f"{HOVEDALTERNATIV}-").any():
        return ingen, 0
    e = _avvik(data)
    siste = e.sort_values("aar").groupby("komm_nr").faktisk.last()
    like = siste.index[siste.between(g.naa.lav / 2, g.naa.lav * 2)]
    e = e[e.komm_nr.isin(like)]
    if e.empty or not (p.alternativ == HOVEDALTERNATIV).any():
        return ingen, 0
    antall = e.groupby("horisont").avvik_prosent.transform("count")
    lav, hoey = (2.5, 97.5) if antall.min() >= _NOK else (0.0, 100.0)
    e = e[antall > 1]
    if e.empty:
        return ingen, 0
    ut = treffbaand(p, treffprosentiler(e, (lav, 50.0, hoey)), lav=lav, hoey=hoey)
    ut = ut.dropna(subset=["lav", "hoey"]).assign(alle=lav == 0)
    return ut, len(e.komm_nr.unique())


@lru_cache(maxsize=2)
def _panel(data: Data) -> pd.DataFrame:
    o = data.observasjoner
    o = o[o.komm_nr.isin(data.kommuner.loc[data.kommuner.type == "kommune", "komm_nr"])]
    folk = landets_over_80(data)
    return dekningspanel(o, "plasser_institusjon", folk).dropna(subset="dekning")


def panel(data: Data, innbyggere: float) -> pd.DataFrame:
    """Places per 100 aged 80+ by municipality and year, the much smaller ones left out.

    Those with half as many aged 80+ or more, or with 500: there one place moves little.
    """
    p = _panel(data)
    return p[p.personer >= min(innbyggere / 2, _STOR)]
