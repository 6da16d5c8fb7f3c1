"""Chapter: the municipality with another's profile, in places and in kroner, step by step."""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from ..enheter import avrund, med_fortegn, tall
from ..measures.dekningsgrad import dekningsgrad
from ..measures.fossefall import Fossefall
from ..measures.kontrafaktisk import FAKTORER, Profil, Stoerrelse, bytt, profil, profilfossefall
from ..measures.plassgrunnlag import Plassgrunnlag
from ..measures.usikkerhet import Intervall
from ..sources.load import Data
from ..spraak import oppramsing
from ..valg import Plassvalg
from ..views.behovscharts import plot_foss
from ..views.blokker import Blokk, figur, rent, tekst, varsel
from .behovstall import regionens_over_80
from .felles import kilder, spenn
from .plassfelles import dataenes, grunnlag_for, hva_mangler, plasskilder
from .rapport_2013 import implisert, kontrafaktisk

# Service -> its users and its net spending in KOSTRA (1000 kr), which functions are added.
_TJENESTER = {
    "institusjon": (
        "plasser_institusjon",
        ("netto_driftsutg_f253_institusjon", "netto_driftsutg_f261_institusjonslokaler"),
    ),
    "hjemmetjenester": ("mottakere_hjemmetjenester", ("netto_driftsutg_f254_hjemmeboende",)),
}
_KRONER = tuple(f for f in Stoerrelse.KRONER.faktorer if f != "timer")


class Annen(NamedTuple):
    """Another's coverage (per 100 aged 80+), with its sources and the year of its count."""

    komm_nr: str
    dekning: tuple[float, float]
    kilder: tuple[str, ...]
    aar: int | None = None


def andres_profil(data: Data, valg: Plassvalg) -> list[Blokk]:
    """Chapter: places and kroner with each comparison's profile, as waterfalls."""
    g = grunnlag_for(data, valg)
    if hva_mangler(data, valg, g) or g.naa is None or g.da is None:
        return []  # the conclusion says what is missing
    ut = [tekst("## Hva om kommunen hadde en annens profil?")]
    ut += [] if valg.har_egne_tall else kontrafaktisk(data, valg.komm_nr, g)
    andre = [a for k in valg.sammenlign if (a := annens_dekning(data, valg, g, k))]
    ut += [_plassfoss(data, valg, g, a) for a in andre]
    if uten := [k for k in valg.sammenlign if k not in {a.komm_nr for a in andre}]:
        hvem = oppramsing([data.register.i_tekst(k) for k in uten])
        ut.append(
            varsel(
                f"Dekningen til {rent(hvem)} kan ikke regnes ut: datagrunnlaget mangler plasser"
                " eller innbyggere 80 år og over der. Hent dem, eller bruk feltet for dekning til å"
                " prøve en annen."
            )
        )
    elif not valg.sammenlign and not kontrafaktisk(data, valg.komm_nr, g):
        ut.append(varsel("Velg minst én kommune å sammenligne med for å prøve dens profil."))
    return [*ut, *_kroner(data, valg, g)]


# ------------------------------------------------------------------ places
def annens_dekning(data: Data, valg: Plassvalg, g: Plassgrunnlag, kode: str) -> Annen | None:
    """Another's own coverage on the same base; else what a printed answer implies of it."""
    b = dataenes(data, kode, valg.aar)
    t = b.antall.get(valg.grunnlag)
    if t is not None and t.aar is not None and not data.register.er_kommune(kode):
        antall = regionens_over_80(data, kode, t.aar)
        grenser = (100 * t.lav / antall, 100 * t.hoey / antall) if antall else None
        return grenser and Annen(kode, grenser, t.kilder, t.aar)
    if t is not None and b.naa is not None:
        lav, hoey = dekningsgrad(t.lav, b.naa.lav), dekningsgrad(t.hoey, b.naa.lav)
        if lav is not None and hoey is not None:
            return Annen(kode, (lav, hoey), (*t.kilder, *b.naa.kilder), t.aar)
    trykt = {} if valg.har_egne_tall else implisert(data, valg.komm_nr, g)
    if kode in trykt:
        grenser, kilde = trykt[kode]
        return Annen(kode, grenser, (kilde,))
    return None


def _egen_dekning(valg: Plassvalg, g: Plassgrunnlag) -> tuple[float, float]:
    assert g.naa is not None
    egen = g.antall[valg.grunnlag]
    return dekningsgrad(egen.lav, g.naa.lav) or 0, dekningsgrad(egen.hoey, g.naa.lav) or 0


def plassfossefall(valg: Plassvalg, g: Plassgrunnlag, a: Annen) -> Fossefall:
    """Waterfall from today's places to those of the year asked for with another's coverage."""
    assert g.naa is not None and g.da is not None
    naa: Profil = {"behov": g.naa.lav, "dekning": _egen_dekning(valg, g)}
    da: Profil = {"behov": g.da.lav, "dekning": a.dekning}
    return profilfossefall(Stoerrelse.PLASSER, naa, da, orden(valg, Stoerrelse.PLASSER.faktorer))


def _plassfoss(data: Data, valg: Plassvalg, g: Plassgrunnlag, a: Annen) -> Blokk:
    assert g.naa is not None and g.da is not None
    egen = g.antall[valg.grunnlag]
    foss = plassfossefall(valg, g, a)
    egen_dekning = spenn(*_egen_dekning(valg, g), 1)
    navn, hvem = data.register.navn(valg.komm_nr), data.register.i_tekst(a.komm_nr)
    assert foss.fra is not None and foss.til is not None
    aar = g.da.aar or valg.aar
    trinn = {
        "behov": _folketrinn(g.naa.lav, g.da.lav),
        "dekning": f"Dekning som {hvem}",
    }
    ender = f"{navn} i dag", f"Med profilen til {hvem} i {aar}"
    df = _rader(foss, ender, trinn, 1)
    antall = f"{spenn(*foss.til, 1)} plasser"
    tittel_ = f"Med profilen til {hvem} trenger {navn} {antall} i {aar}"
    return figur(
        f"profilbytte-{a.komm_nr}",
        plot_foss(df, f"{valg.grunnlag.tekst[0].upper()}{valg.grunnlag.tekst[1:]}"),
        tittel=tittel_,
        undertittel=f"{tall(g.da.lav)} innbyggere 80 år og over, mot {tall(g.naa.lav)} i dag, og"
        f" {spenn(*a.dekning, 1)} plasser per 100, mot {egen_dekning}.",
        alt_tekst=f"Fossefall. {tittel_}. {_i_ord(df)}.",
        kilder=plasskilder(data, g, a.kilder),
        note=_note(valg, foss)
        + ("" if a.aar in (None, egen.aar) else f" Dekningen til {hvem} er fra {a.aar}."),
    )


# ------------------------------------------------------------------ kroner
def _kroner(data: Data, valg: Plassvalg, g: Plassgrunnlag) -> list[Blokk]:
    """Waterfall of net spending; nothing where the data has no accounts by service."""
    assert g.naa is not None and g.da is not None
    ut: list[Blokk] = []
    for kode in valg.sammenlign:
        if (k := kronefossefall(data, valg, g, kode)) is not None:
            ut.append(_kronefigur(data, valg, g, kode, *k))
    return ut


def kronefossefall(
    data: Data, valg: Plassvalg, g: Plassgrunnlag, kode: str
) -> tuple[pd.DataFrame, pd.DataFrame, Fossefall] | None:
    """Own and another's services, and the waterfall of kr between them; none without accounts."""
    assert g.naa is not None and g.da is not None
    egen, deres = tjenester(data, valg.komm_nr), tjenester(data, kode)
    b = dataenes(data, kode, valg.aar)
    if egen is None or deres is None or b.naa is None:
        return None
    fra = profil(egen, g.naa.lav)
    til = {**bytt(fra, profil(deres, b.naa.lav)), "behov": g.da.lav}
    orden_ = orden(valg, Stoerrelse.KRONER.faktorer)
    foss = profilfossefall(Stoerrelse.KRONER, fra, til, orden_)
    return None if foss.fra is None else (egen, deres, foss)


@lru_cache(maxsize=16)
def tjenester(data: Data, kode: str) -> pd.DataFrame | None:
    """Users and cost by service, of the newest year that has them all; missing otherwise."""
    ider = [x for bruker, utgift in _TJENESTER.values() for x in (bruker, *utgift)]
    o = data.observert([kode])
    o = o[o.indikator.isin(ider) & o.verdi.notna()]
    hele = o.groupby("aar").indikator.nunique()
    hele = hele[hele == len(ider)]
    if hele.empty:
        return None
    aar = int(hele.index.max())
    v = o[o.aar == aar].set_index("indikator").verdi
    rader = [
        {
            "tjeneste": navn,
            "brukere": v[bruker],
            "timer": v[bruker],  # one unit per user: the price is per user, hours are not known
            "kostnad_kr": 1000 * sum(v[u] for u in utgift),
        }
        for navn, (bruker, utgift) in _TJENESTER.items()
    ]
    df = pd.DataFrame(rader)
    df.attrs = {"aar": aar, "kilder": tuple(o[o.aar == aar].kilde.unique())}
    return df


def _kronefigur(
    data: Data, valg: Plassvalg, g: Plassgrunnlag, kode: str, egen: pd.DataFrame,
    deres: pd.DataFrame, foss: Fossefall,
) -> Blokk:  # fmt: skip
    assert g.naa is not None and g.da is not None and foss.fra and foss.til
    navn, hvem = data.register.navn(valg.komm_nr), data.register.navn(kode)
    aar = g.da.aar or valg.aar
    trinn = {
        "behov": _folketrinn(g.naa.lav, g.da.lav),
        "dekning": f"Brukere per innbygger som {hvem}",
        "mix": "Fordeling mellom institusjon og hjemmetjenester",
        "enhetskostnad": f"Kostnad per plass og mottaker som {hvem}",
    }
    df = _rader(foss, (f"{navn} i {egen.attrs['aar']}", f"Med profilen til {hvem} i {aar}"),
                trinn, 1, 1e6)  # fmt: skip
    endring = (foss.til.lav - foss.fra.lav) / 1e6
    retning = "mer" if endring > 0 else "mindre"
    mill = f"{tall(abs(endring), 1)} mill. kr {retning}"
    tittel_ = f"Med profilen til {hvem} koster tjenestene i {navn} {mill} i {aar}"
    if avrund(endring, 1) == 0:
        tittel_ = f"Med profilen til {hvem} koster tjenestene i {navn} like mye i {aar}"
    kil = [*egen.attrs["kilder"], *deres.attrs["kilder"], *g.naa.kilder, *g.da.kilder]
    return figur(
        f"profilbytte-kroner-{kode}",
        plot_foss(df, "Netto driftsutgifter, mill. kr"),
        tittel=tittel_,
        undertittel="Institusjon (funksjon 253 og 261) og hjemmetjenester (254), netto"
        f" driftsutgifter i {egen.attrs['aar']}-kroner",
        alt_tekst=f"Fossefall. {tittel_}. {_i_ord(df)}.",
        kilder=kilder(data, kil),
        note=f"{_note(valg, foss)} Timer per bruker er ikke kjent og følger kostnaden per mottaker."
        + ("" if egen.attrs["aar"] == deres.attrs["aar"] else
           f" Tallene for {hvem} er fra {deres.attrs['aar']} og er ikke prisjustert."),
    )  # fmt: skip


# ------------------------------------------------------------------ shared
def _folketrinn(naa: float, da: float) -> str:
    hvor = "Like mange" if da == naa else "Færre" if da < naa else "Flere"
    return f"{hvor} over 80 år"


def orden(valg: Plassvalg, faktorer: tuple[str, ...]) -> list[str] | None:
    """Return the stated order of the steps; none is the mean over all orders."""
    if valg.rekkefoelge == "snitt":
        return None
    i_orden = [f for f in FAKTORER if f in faktorer]
    return i_orden if valg.rekkefoelge == "behov_foerst" else [*i_orden[1:], "behov"]


def fossrader(
    foss: Fossefall,
    ender: tuple[str, str],
    trinn: dict[str, str],
    skriv: Callable[[Intervall, bool], str],
    skala: float = 1,
) -> pd.DataFrame:
    """Rows of the waterfall's figure: bars at the middle of what is an interval.

    ``skriv`` writes an interval, and is told whether it is a whole bar at an end.
    """
    assert foss.fra is not None and foss.til is not None
    vist = foss.trinn[foss.trinn.faktor.isin(trinn)]
    naa = _midt(foss.fra) / skala
    alle = [(ender[0], 0.0, naa, "ende", foss.fra)]
    for t in vist.itertuples():
        i = Intervall(t.lav, t.hoey)
        neste = naa + _midt(i) / skala
        alle.append((trinn[t.faktor], naa, neste, "opp" if neste >= naa else "ned", i))
        naa = neste
    alle.append((ender[1], 0.0, _midt(foss.til) / skala, "ende", foss.til))
    rader = [
        (navn, fra, til, rolle, skriv(Intervall(i.lav / skala, i.hoey / skala), rolle == "ende"))
        for navn, fra, til, rolle, i in alle
    ]
    return pd.DataFrame(rader, columns=["navn", "fra", "til", "rolle", "tekst"])


def _rader(
    foss: Fossefall, ender: tuple[str, str], trinn: dict[str, str], desimaler: int, skala: float = 1
) -> pd.DataFrame:
    def skriv(i: Intervall, ende: bool) -> str:
        lav, hoey = i
        if ende:
            return spenn(lav, hoey, desimaler)
        if tall(lav, desimaler) == tall(hoey, desimaler):
            return med_fortegn(lav, desimaler)
        return f"{tall(lav, desimaler)} til {tall(hoey, desimaler)}"

    return fossrader(foss, ender, trinn, skriv, skala)


def _midt(i: Intervall) -> float:
    return (i.lav + i.hoey) / 2


def _i_ord(df: pd.DataFrame) -> str:
    return "; ".join(f"{r.navn}: {r.tekst}" for r in df.itertuples())


def _note(valg: Plassvalg, foss: Fossefall) -> str:
    hvordan = {
        "snitt": "Hvert trinn er snittet av alle rekkefølger (Shapley).",
        "behov_foerst": "Trinnene er regnet med befolkningen først.",
        "behov_sist": "Trinnene er regnet med befolkningen sist.",
    }[valg.rekkefoelge]
    assert foss.endring is not None
    if foss.endring.lav == foss.endring.hoey:
        return f"{hvordan} Trinnene summerer seg til hele endringen."
    return (
        f"{hvordan} Søylene står midt i hvert spenn, og midtpunktene summerer seg til hele"
        " endringen. Spennene kan ikke legges sammen: hvert trinn har sitt eget ytterpunkt."
    )
