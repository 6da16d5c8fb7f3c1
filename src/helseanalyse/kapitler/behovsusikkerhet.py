"""Sections of the need: how far it can be off, and whether a goal has been seen before."""

from functools import lru_cache
from typing import Any

import pandas as pd

from ..enheter import med_fortegn, tall
from ..measures.behovsusikkerhet import spredning
from ..measures.dekningsgrad import Grunnlag
from ..measures.demografi import FAKTISK, HOVEDALTERNATIV
from ..measures.endringstakt import Maalprov, endringer, proev_maal
from ..measures.plassgrunnlag import Plassgrunnlag
from ..sources.load import Data
from ..spraak import oppramsing
from ..valg import Plassvalg
from ..views.blokker import Blokk, rent, tabell, tekst, varsel
from .behovstall import (
    alternativbaand,
    bruksbaand,
    dagens_dekning,
    framover,
    hentes,
    maalbane,
    panel,
    treffomraade,
)
from .felles import spenn, tallord
from .plassfelles import grunnlag_for, plasskilder

_NEVNT = 3  # municipalities named
_ALTERNATIV, _BRUK, _TREFF = "alternativ", "bruk", "treff"
_NAVN = {
    _ALTERNATIV: "Framskrivingens alternativer (LLML til HHMH)",
    _BRUK: "Små tall i dag (95\u00a0%)",
    _TREFF: "Treffsikkerheten til eldre framskrivinger",
}
_LAVT_HOEYT = "Lavt og høyt alternativ for befolkningen"
_MANGLER = "ikke i datagrunnlaget"
_UTEN = "Egne tall for innbyggere har ikke noe lavt og høyt alternativ."
_I_SETNING = {
    _ALTERNATIV: "spriket mellom framskrivingens alternativer",
    _BRUK: "de små tallene i dag",
    _TREFF: "hvor dårlig eldre framskrivinger har truffet",
}


# ------------------------------------------------------------------ how uncertain
@lru_cache(maxsize=8)
def usikkerhet(data: Data, valg: Plassvalg) -> tuple[Blokk, ...]:
    """Section: lowest and highest need from each source of doubt, and which is the widest."""
    g, fram = grunnlag_for(data, valg), framover(data, valg)
    assert g.naa is not None and g.da is not None
    aar = g.da.aar or valg.aar
    dekning = sum(dagens_dekning(valg, g)) / 2
    bruk = bruksbaand(data, valg)
    rammer = {
        _ALTERNATIV: alternativbaand(fram, dekning),
        _BRUK: bruk[bruk.alternativ == HOVEDALTERNATIV],
    }
    noter = [
        "Behov før avrunding. Hver kilde er regnet for seg, de andre holdt på sin hovedverdi.",
        _antallsnote(valg, g),
    ]
    if len(fram) > 1:
        omraade, kommuner = treffomraade(data, valg, g)
        grenser = {k: omraade[k] * dekning / 100 for k in ("lav", "hoey")}
        rammer[_TREFF] = omraade.assign(**grenser)
        if len(omraade):
            noter.append(_treffnote(rammer[_TREFF], aar, kommuner))
    rader, vist = _rader(rammer, aar, "ikke for egne tall" if valg.egne_innbyggere else _MANGLER)
    hvordan = _UTEN if valg.egne_innbyggere else hentes(data, valg.komm_nr, _LAVT_HOEYT)
    return (
        tekst("### Hvor usikkert er det?"),
        tabell(
            "usikkerhet",
            ["Kilde til usikkerhet", "År", "Lavest–høyest", "Bredde i plasser"],
            rader,
            tittel=_tittel(data, valg, g, aar),
            kilder=plasskilder(data, g, _treffkilder(data, valg, vist)),
            note=" ".join(noter),
        ),
        tekst(_driver(vist, aar, hvordan)),
    )


def _rader(
    rammer: dict[str, pd.DataFrame], aar: int, mangler: str
) -> tuple[list[list[str]], dict[str, pd.DataFrame]]:
    """Row of each source in the year, or the last year it reaches; and the frames behind."""
    rader, vist = [], {}
    for navn, ramme in rammer.items():
        til = ramme[ramme.aar <= aar] if len(ramme) else ramme
        if til.empty:
            rader.append([_NAVN[navn], "–", mangler, "–"])
            continue
        rad = til.sort_values("aar").iloc[-1]
        vist[navn] = til[til.aar == rad.aar]
        grenser = spenn(rad.lav, rad.hoey, 1)
        rader.append([_NAVN[navn], str(rad.aar), grenser, tall(rad.hoey - rad.lav, 1)])
    return rader, vist


def _tittel(data: Data, valg: Plassvalg, g: Plassgrunnlag, aar: int) -> str:
    assert g.da is not None
    navn = data.register.navn(valg.komm_nr)
    lav, hoey = (d * g.da.lav / 100 for d in dagens_dekning(valg, g))
    return f"{navn} i {aar}: {spenn(lav, hoey, 1)} plasser med dagens dekning, og spriket rundt"


def _antallsnote(valg: Plassvalg, g: Plassgrunnlag) -> str:
    antall = g.antall[valg.grunnlag]
    hva = spenn(antall.lav, antall.hoey, 0 if float(antall.lav).is_integer() else 1)
    ut = f"Små tall: {hva} kunne tilfeldig vært flere eller færre med samme behov."
    if valg.grunnlag in (Grunnlag.KAPASITET, Grunnlag.HELDOEGN):
        ut += " Plasser er vedtatt; spriket gjelder hvis antallet ellers følger behovet."
    return ut


def _treffnote(omraade: pd.DataFrame, aar: int, kommuner: int) -> str:
    rad: Any = omraade[omraade.aar <= aar].sort_values("aar").iloc[-1]
    i_alt = "én kommune" if kommuner == 1 else f"{tallord(kommuner)} kommuner av lignende størrelse"
    ut = f"Treffsikkerheten bygger på {tall(rad.antall)} tall {int(rad.horisont)} år fram i {i_alt}"
    ut += ", fra laveste til høyeste feil" if rad.alle else ", de ytterste 5\u00a0% utelatt"
    return f"{ut}." + (" Lenger fram er de ikke prøvd." if rad.aar < aar else "")


def _treffkilder(data: Data, valg: Plassvalg, vist: dict[str, pd.DataFrame]) -> list[str]:
    b = data.folk([valg.komm_nr])
    gamle = b.alternativ.str.startswith(f"{HOVEDALTERNATIV}-")
    koder = b.kilde[gamle] if _TREFF in vist else b.kilde[:0]
    return [str(k) for k in koder.dropna().unique()]


def _driver(vist: dict[str, pd.DataFrame], aar: int, hvordan: str) -> str:
    """What most of the spread comes from, of the sources that reach the year."""
    i_aar = {n: d for n, d in vist.items() if (d.aar == aar).all()}
    ingen = (
        "Alternativene har ingen sannsynlighet: framskrivingen sier ikke hvor trolig det er at"
        " folketallet havner mellom dem."
    )
    if len(i_aar) < 2:
        hva = oppramsing([_I_SETNING[n] for n in i_aar])
        mangler = "" if _ALTERNATIV in i_aar else f" {hvordan}"
        return (
            f"For {aar} kan bare {hva} måles, så usikkerheten er større enn tabellen"
            f" viser.{mangler}"
        )
    s = spredning(i_aar)
    if not s.stoerst.any():
        return f"Ingen av kildene gir noe sprik i {aar}. {ingen}"
    stoerst: Any = s[s.stoerst].iloc[0]
    andre = s[s.kilde != stoerst.kilde]
    mest = "Det meste av usikkerheten" if stoerst.andel_prosent >= 50 else "Mest av usikkerheten"
    mot = oppramsing([f"{tall(r.bredde, 1)} for {_I_SETNING[r.kilde]}" for r in andre.itertuples()])
    return (
        f"**{mest} i {aar} kommer av {_I_SETNING[stoerst.kilde]}**:"
        f" {tall(stoerst.bredde, 1)} plasser fra lavest til høyest, mot {mot}. {ingen}"
    )


# ------------------------------------------------------------------ has it been seen before
def proevd(data: Data, valg: Plassvalg, g: Plassgrunnlag) -> list[Blokk]:
    """Section, where there is a goal: whether any municipality has moved as fast."""
    assert g.naa is not None and g.da is not None
    if maalbane(valg, g, [g.da.aar or valg.aar]) is None:
        return []
    overskrift = tekst("### Har noen kommune endret dekningen så raskt?")
    if valg.grunnlag != Grunnlag.KAPASITET:
        return [
            overskrift,
            varsel("Det kan bare prøves for plasser (kapasitet): velg det som grunnlag."),
        ]
    p = panel(data, g.naa.lav)
    assert g.naa.aar is not None and g.da.aar is not None and valg.dekning is not None
    naa = sum(dagens_dekning(valg, g)) / 2
    proeve = proev_maal(p, naa, g.naa.aar, valg.dekning, g.da.aar)
    if proeve.sett_foer is None:
        return [overskrift, varsel(_uten_panel(p))]
    svar = tekst(_svar(data, proeve, g.da.aar - g.naa.aar))
    return [overskrift, svar, *_raskest(data, valg, g, p, proeve)]


def _uten_panel(p: pd.DataFrame) -> str:
    har = len(p.komm_nr.unique())
    antall = "Ingen kommune" if not har else f"{tall(har)} {'kommune' if har == 1 else 'kommuner'}"
    return (
        "Det kan ikke prøves: datagrunnlaget mangler dekningen i minst to år for samme kommune,"
        " altså både institusjonsplasser og innbyggere 80 år og over 1. januar året etter."
        f" {antall} av lignende størrelse eller større har det i noe år."
        " Tallene hentes med «helseanalyse hent»."
    )


def _svar(data: Data, m: Maalprov, plan: int) -> str:
    if m.endring_per_aar == 0:
        return "Målet er dagens dekning, så den skal ikke endres."
    vei = "opp" if m.endring_per_aar > 0 else "ned"
    over = f"{m.spenn} år" if m.spenn != 1 else "ett år"
    alle = f"{tall(m.kommuner)} kommuner" if m.kommuner > 1 else "den ene kommunen med tall"
    ut = (
        f"Målet er {tall(abs(m.endring_per_aar), 2)} plasser per 100 innbyggere over 80 år {vei}"
        f" hvert år i {plan} år. "
    )
    if m.like_raske:
        navn = [rent(data.register.navn(k)) for k in m.like_raske]
        hvem = oppramsing(navn) if len(navn) <= _NEVNT else f"blant andre {oppramsing(navn[:3])}"
        ut += (
            f"**Ja: {tall(len(navn))} av {alle} har endret dekningen minst så raskt samme vei over"
            f" {over}**: {hvem}."
        )
    else:
        ut += f"**Nei: ingen av {alle} har endret dekningen så raskt samme vei over {over}.**"
        if m.raskest is not None and m.raskest * m.endring_per_aar <= 0:
            ut += f" Ingen av dem har {'økt' if vei == 'opp' else 'senket'} dekningen."
    if m.spenn is not None and m.spenn < plan:
        ut += f" Tallene rekker ikke lenger enn {over}; det er lettere å være rask en kort tid."
    return ut


def _raskest(
    data: Data, valg: Plassvalg, g: Plassgrunnlag, p: pd.DataFrame, m: Maalprov
) -> list[Blokk]:
    """Table of the goal and those that have moved fastest the same way."""
    assert g.naa is not None and g.da is not None and valg.dekning is not None
    fortegn = 1 if m.endring_per_aar > 0 else -1
    alle = endringer(p, [m.spenn or 1])
    alle = alle.assign(fart=fortegn * alle.endring_per_aar).sort_values("fart", kind="stable")
    raske = alle[alle.fart > 0].drop_duplicates("komm_nr", keep="last").iloc[::-1][:_NEVNT]
    if raske.empty or m.endring_per_aar == 0:
        return []
    naa = sum(dagens_dekning(valg, g)) / 2
    maal = [f"Mål: {data.register.navn(valg.komm_nr)}", f"{g.naa.aar}–{g.da.aar}"]
    rader = [[*maal, *_fart(naa, valg.dekning, m.endring_per_aar)]]
    rader += [
        [
            data.register.navn(r.komm_nr),
            f"{r.fra_aar}–{r.til_aar}",
            *_fart(r.fra, r.til, r.endring_per_aar),
        ]
        for r in raske.itertuples()
    ]
    return [
        tabell(
            "endringstakt",
            ["Kommune", "År", "Fra", "Til", "Per år"],
            rader,
            tittel="Målet mot de raskeste: plasser per 100 innbyggere 80 år og over",
            kilder=plasskilder(data, g, _panelkilder(data, raske), egne=True),
            note="Med er kommuner med minst halvparten så mange innbyggere over 80 år, eller minst"
            " 500. Årene er tellingen 31. desember; målet gjelder 1. januar.",
            uthev=[0],
        )
    ]


def _fart(fra: float, til: float, per_aar: float) -> list[str]:
    return [tall(fra, 1), tall(til, 1), med_fortegn(per_aar, 2)]


def _panelkilder(data: Data, raske: pd.DataFrame) -> list[str]:
    o, folk = data.observasjoner, data.folk(raske.komm_nr.tolist())
    aar = {*raske.fra_aar, *raske.til_aar}
    o = o[o.komm_nr.isin(raske.komm_nr) & (o.indikator == "plasser_institusjon") & o.aar.isin(aar)]
    folk = folk[(folk.alternativ == FAKTISK) & folk.aar.isin({a + 1 for a in aar})]
    return [str(k) for k in pd.concat([o.kilde, folk.kilde]).dropna().unique()]
