"""Chapters of ``effektivitet``: what the money buys, and what it is held against."""

from dataclasses import replace

import pandas as pd

from ..enheter import tall
from ..measures.produksjon import effektivitet
from ..sources.load import Data
from ..spraak import oppramsing
from ..valg_effektivitet import INDEKSER, Effektvalg, effektsteder
from ..views.blokker import Blokk, figur, rent, svar, tabell, tekst, varsel
from ..views.effektcharts import plot_indeks
from .bruddserie import brudd
from .definisjon import definisjoner
from .effektdata import NULL, avvik, behovskilder, desimal, forent, trykt
from .effektsjekk import sjekk
from .egne_beloep import egne_kostnader
from .enhetskostnad import enhetskostnader
from .felles import kilder, mer_eller_mindre, mot_hvem
from .kostnadskontroll import baerums_tabeller
from .kostnadsutvikling import kostnadsutvikling
from .oppdeling import oppdeling
from .produksjon import (
    ANTALL,
    FORHOLDSTALL,
    OMRAADER,
    Omraade,
    produksjon,
    produksjonskilder,
    regnet_produksjon,
)
from .ressursbruk import NETTO, UTGIFT, Regnet, regnet, ressursbruk
from .utgiftsbehov import behovet

__all__ = [
    "baerums_tabeller",
    "behovet",
    "brudd",
    "egne_kostnader",
    "enhetskostnader",
    "etter_aar",
    "konklusjon",
    "kostnadsutvikling",
    "metode",
    "oppdeling",
    "produksjon",
    "ressursbruk",
    "sjekk",
    "tittel",
]
_FLEST_AAR = 5


def tittel(data: Data, valg: Effektvalg) -> tuple[str, str]:
    """Title and subtitle of the page and the report."""
    navn = data.register.navn(valg.komm_nr)
    return f"Hva får {navn} for pengene?", f"Ressursbruk, produksjon og effektivitet, {valg.aar}"


def konklusjon(data: Data, valg: Effektvalg) -> list[Blokk]:
    """Return the answer in one to three sentences, or what is missing to give one."""
    rader = _trykte(data, valg)
    rader = rader[(rader.aar == valg.aar) & rader.produksjon.notna() & rader.kostnad.notna()]
    if len(rader):
        return [svar(_trykt_svar(data, valg, rader))]
    if valg.egen_indeks == 0:
        return [varsel(NULL)]
    setning = _regnet_svar(data, valg)
    if setning:
        return [svar(setning)]
    navn, o = rent(data.register.navn(valg.komm_nr)), data.observasjoner
    med = o.indikator.isin([UTGIFT, NETTO, *ANTALL, *FORHOLDSTALL, *INDEKSER]) & o.verdi.notna()
    andre = sorted({int(a) for a in o.aar[med & (o.komm_nr == valg.komm_nr)]} - {valg.aar})
    velg = f" Det finnes slike tall for {oppramsing([str(a) for a in andre])}." if andre else ""
    return [varsel(
        f"Det kan ikke sies hva {navn} får for pengene i {valg.aar}: datagrunnlaget har verken"
        f" utgifter per innbygger eller produksjon å måle mot andre.{velg} Hent KOSTRA-tall med"
        " «helseanalyse hent»."
    )]  # fmt: skip


def _trykt_svar(data: Data, valg: Effektvalg, rader: pd.DataFrame) -> str:
    """Return the sentence on the first service in bold, then the others in one."""
    navn, f = rent(data.register.navn(valg.komm_nr)), rader.iloc[0]
    ut = (
        f"**{navn} får {_grad(f.effektivitet)} for pengene i {f.navn} enn snittet i"
        f" ASSS-kommunene i {valg.aar}: produksjonen er {avvik(f.produksjon)} snittet, kostnaden"
        f" {avvik(f.kostnad)}.**"
    )
    andre = [f"{avvik(r.effektivitet)} snittet i {r.navn}" for r in rader.iloc[1:].itertuples()]
    return ut + (f" Effektiviteten er {oppramsing(andre)}." if andre else "")


def _grad(e: float) -> str:
    prosent = tall(100 * abs(e - 1), 1)
    return "like mye" if prosent == "0,0" else f"{prosent}\u00a0% {'mindre' if e < 1 else 'mer'}"


def _regnet_svar(data: Data, valg: Effektvalg) -> str:
    """Return the answer from the data's own figures; nothing where none can be computed."""
    navn = rent(data.register.navn(valg.komm_nr))
    brutto, p = regnet(data, valg), regnet_produksjon(data, valg)
    r = regnet(data, valg, netto=True) or brutto
    hvem = f"snittet av {rent(mot_hvem(data, valg))}" if mot_hvem(data, valg) else "snittet"
    kostnad = None if r is None or pd.isna(r.egen.etter) else float(r.egen.etter)
    mengde = None if p is None else p.verdi
    deler = []
    if r is not None and kostnad is not None:
        naar = f", når {'behovet' if r.behov.hele else 'alderen'} regnes med"
        mer = mer_eller_mindre(100 * (kostnad - 1))
        slag = "netto" if r.netto else "brutto"
        deler.append(
            f"**{navn} brukte {slag} {mer} {hvem} per innbygger til helse og omsorg i {valg.aar}"
            f"{naar if r.behov.korrigert else ''}.**"
        )
    if mengde is not None:
        deler.append(
            f"Produksjonen som kan måles, er {avvik(mengde)} {'snittet' if deler else hvem}."
        )
    e = None if brutto is None else effektivitet(mengde, brutto.egen.etter)
    if e is not None and p is not None and brutto is not None:
        vekter = "like vekter" if p.like_vekter else "egne vekter"
        utgift = f", som er {avvik(float(brutto.egen.etter))} snittet," if r and r.netto else ""
        deler.append(f"Effektiviteten, produksjon mot brutto utgifter{utgift} er {avvik(e)} snittet"
                     f" med {vekter} i produksjonsindeksen.")  # fmt: skip
    return " ".join(deler)


def _regnet_trygt(data: Data, valg: Effektvalg) -> Regnet | None:
    """Resource use from the data; none where the user's own index cannot be divided by."""
    return None if valg.egen_indeks == 0 else regnet(data, valg)


# ------------------------------------------------------------------ by year
def etter_aar(data: Data, valg: Effektvalg) -> list[Blokk]:
    """Chapter: production, cost and efficiency year by year."""
    start = tekst("## Blir det mer eller mindre for pengene?")
    rader = _trykte(data, valg)
    rader = rader[rader.effektivitet.notna()]
    if len(rader):
        return [start, *_aarsfigur(data, valg, rader, "ASSS")]
    if valg.egen_indeks == 0:
        return [start, varsel(NULL)]
    rader = _regnede(data, valg)
    rader = rader[rader.effektivitet.notna()]
    if rader.empty:
        return [start, varsel(
            "Effektiviteten kan ikke regnes ut: det trengs både utgifter per innbygger og"
            " produksjon for kommunen og dem det sammenlignes med."
        )]  # fmt: skip
    return [start, *_aarsfigur(data, valg, rader.tail(_FLEST_AAR), "de andre")]


def _trykte(data: Data, valg: Effektvalg) -> pd.DataFrame:
    """Printed indices by service and year, and the efficiency that they give."""
    o = data.observasjoner[data.observasjoner.komm_nr == valg.komm_nr]
    rader = []
    for omr in OMRAADER:
        for aar in sorted({int(a) for a in o.aar[o.indikator == f"produksjonsindeks_{omr.id}"]}):
            p, k = (trykt(data, valg, n, aar) for n in (f"produksjonsindeks_{omr.id}", omr.kostnad))
            rader.append(_rad(omr, aar, p, k))
    felt = ["navn", "aar", "produksjon", "kostnad", "kostnadsnavn", "effektivitet", "kilder"]
    return pd.DataFrame(rader, columns=felt)


def _rad(omr: Omraade, aar: int, p: pd.Series | None, k: pd.Series | None) -> tuple[object, ...]:
    verdi = [None if r is None else float(r.verdi) for r in (p, k)]
    koder = [r.kilde for r in (p, k) if r is not None]
    return omr.navn, aar, *verdi, omr.kostnadsnavn, effektivitet(*verdi), koder


def _regnede(data: Data, valg: Effektvalg) -> pd.DataFrame:
    """The same from the data's figures, for the years that have them."""
    har, rader = effektsteder(data), []
    for aar in sorted({int(a) for a in har.aar[har.komm_nr == valg.komm_nr]})[-_FLEST_AAR:]:
        i_aar = replace(valg, aar=aar)
        try:
            r, p = _regnet_trygt(data, i_aar), regnet_produksjon(data, i_aar)
        except ValueError:  # the set has no members that year
            continue
        if r is None or p is None or pd.isna(r.egen.etter) or p.verdi is None:
            continue
        e = effektivitet(p.verdi, float(r.egen.etter))
        koder = [*r.kilder, *produksjonskilder(data, i_aar)]
        rad = ("helse og omsorg", aar, p.verdi, float(r.egen.etter), "brutto driftsutgifter")
        rader.append((*rad, e, koder))
    felt = ["navn", "aar", "produksjon", "kostnad", "kostnadsnavn", "effektivitet", "kilder"]
    return pd.DataFrame(rader, columns=felt)


def _aarsfigur(data: Data, valg: Effektvalg, rader: pd.DataFrame, mot: str) -> list[Blokk]:
    navn = data.register.navn(valg.komm_nr)
    foerste = rader[rader.navn == rader.navn.iloc[0]]
    lang = []
    for r in foerste.itertuples():
        lang += [(f"{r.aar}, produksjon", r.produksjon, "andre"),
                 (f"{r.aar}, kostnad", r.kostnad, "referanse"),
                 (f"{r.aar}, effektivitet", r.effektivitet, "egen")]  # fmt: skip
    df = pd.DataFrame(lang, columns=["navn", "verdi", "rolle"])
    df["tekst"] = [tall(v, 3) for v in df.verdi]
    a, b = foerste.iloc[0], foerste.iloc[-1]
    tittel = (
        f"Effektiviteten i {a.navn} gikk fra {tall(a.effektivitet, 3)} i {a.aar} til"
        f" {tall(b.effektivitet, 3)} i {b.aar}"
        if len(foerste) > 1
        else f"Effektiviteten i {a.navn} er {avvik(a.effektivitet)} snittet"
    )
    kil = kilder(data, [k for ks in rader.kilder for k in ks])
    betyr = definisjoner([] if mot == "ASSS" else [UTGIFT, *ANTALL, *FORHOLDSTALL])
    kil = kil if mot == "ASSS" else forent(kil, behovskilder(data, valg))
    celler = [
        [_stor(r.navn), str(r.aar), desimal(r.produksjon), desimal(r.kostnad), r.kostnadsnavn,
         desimal(r.effektivitet)]
        for r in rader.itertuples()
    ]  # fmt: skip
    snitt = f"snittet i {mot}" if mot == "ASSS" else f"snittet av {mot}"
    return [
        figur(
            "effektivitet",
            plot_indeks(df, snitt),
            tittel=tittel,
            undertittel=f"Produksjon, kostnad og effektivitet i {navn}, {a.navn}",
            alt_tekst=f"{tittel}: {'; '.join(f'{r.navn} {r.tekst}' for r in df.itertuples())}.",
            kilder=kil,
            note="Effektivitet er produksjon delt på kostnad. Hvert år er målt mot snittet det"
            " året, så en endring kan skyldes de andre.",
            definisjoner=betyr,
        ),
        tabell(
            "effektivitet-tabell",
            ["Tjeneste", "År", "Produksjon", "Kostnad", "Kostnaden er", "Effektivitet"],
            celler,
            tittel=f"Produksjon, kostnad og effektivitet, {snitt} = 1",
            kilder=kil,
            just="lrrrlr",
            definisjoner=betyr,
        ),
    ]


def _stor(tekst_: str) -> str:
    return tekst_[:1].upper() + tekst_[1:]


# ------------------------------------------------------------------ the method
def metode(data: Data, valg: Effektvalg) -> list[Blokk]:
    """Chapter: every formula, and what may be corrected for need."""
    return [tekst(
        "## Slik er tallene regnet ut\n\n"
        "- **Behovsindeks**: summen av vekt ganger kriterium per innbygger, der landet er 1."
        " Mangler ett kriterium tall, mangler indeksen. Indeksen av bare alderskriteriene er et"
        " annet tall, og heter «bare alder».\n"
        "- **Ressursbruk**: utgift per innbygger delt på behovsindeksen, målt mot det samme for"
        " sammenligningen. De andre legges sammen før det deles.\n"
        "- **Produksjonsindeks**: vektet sum av hva som produseres per behovskorrigert innbygger,"
        " der sammenligningen er 1. Der lite er bedre, snus forholdet. Vektene er brukerens, eller"
        " like; de regnes om til å summere til 1.\n"
        "- **Effektivitet**: produksjonsindeks delt på kostnadsindeks. I ASSS er kostnaden"
        " korrigert for behov, pensjon og arbeidsgiveravgift. Regnet av KOSTRA-tall er den bare"
        " korrigert for behov.\n"
        "- **Oppdeling**: kostnad per innbygger = dekning · behov per bruker · enhetskostnad."
        " Trykte forhold deles logaritmisk (LMDI), kroner etter snittet av alle rekkefølger"
        " (Shapley). Begge summerer til hele forskjellen.\n"
        "- **Hva som kan korrigeres for behov**: bare utgifter per innbygger. Kostnad per bruker,"
        " dekning og kvalitet er alt målt mot brukerne eller aldersgruppen, og ville blitt"
        " korrigert to ganger; programmet nekter.\n\n"
        "Høy effektivitet sier ikke at tjenesten er god, og lav sier ikke at den er dårlig:"
        " indeksen teller mengder, og hvilke som teller hvor mye, er et valg."
    )]  # fmt: skip
