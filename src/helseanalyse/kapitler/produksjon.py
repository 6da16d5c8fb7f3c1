"""Chapters of ``effektivitet`` on production: what the services give, and what it costs."""

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from ..enheter import som_trykt, tall
from ..indikator import indikatorer
from ..kilde import Kilde
from ..measures.produksjon import Produksjonsindeks, produksjonsforhold, produksjonsindeks
from ..measures.profil import tjenesteprofil
from ..sources.load import Data
from ..spraak import oppramsing
from ..valg_effektivitet import Effektvalg
from ..views.blokker import Blokk, figur, rent, tekst, varsel
from ..views.effektcharts import plot_indeks
from .definisjon import definisjoner
from .effektdata import (
    NULL,
    Behov,
    avvik,
    behov,
    behovskilder,
    de_andre,
    forent,
    trykt,
    verdier_for,
)
from .felles import kilder, radindeks_for, regioner, sammenlignet
from .plassfelles import EGNE


@dataclass(frozen=True)
class Omraade:
    """A service whose production a document prints, and the key of its figure."""

    id: str
    navn: str
    figur: str
    kostnad: str
    kostnadsnavn: str


OMRAADER = (
    Omraade("pleie_omsorg", "pleie og omsorg", "figur_3_",
            "brutto_driftsutgiftsindeks_pleie_omsorg", "brutto driftsutgifter"),
    Omraade("sosial", "sosialtjeneste og bolig", "figur_14_",
            "netto_driftsutgiftsindeks_sosial", "netto driftsutgifter"),
    Omraade("helse", "kommunehelse", "figur_15_",
            "brutto_driftsutgiftsindeks_helse", "brutto driftsutgifter"),
)  # fmt: skip
_LEDD = {
    "mottakere_25_pluss": "Sosialhjelpsmottakere 25 år og over",
    "mottakere_under_25": "Sosialhjelpsmottakere under 25 år (snudd)",
    "hovedinntekt_6_mnd": "Hovedinntekt i 6 måneder eller mer (snudd)",
    "mottakere_kvalifiseringsstoenad": "Mottakere av kvalifiseringsstønad",
    "kvalifisering_til_arbeid": "Fra kvalifisering til arbeid eller utdanning",
    "legetimer": "Legetimer per uke",
    "reservekapasitet_fastlege": "Reservekapasitet hos fastlegene",
    "fysiotimer": "Fysioterapitimer per uke",
    "aarsverk_ergoterapeut": "Årsverk av ergoterapeuter",
    "svangerskapskontroll": "Svangerskapskontroll",
    "hjemmebesoek_nyfoedte": "Hjemmebesøk hos nyfødte",
    "helseundersoekelse_4_aar": "Helseundersøkelse opp til 4 år",
    "helseundersoekelse_1_trinn": "Helseundersøkelse på 1. skoletrinn",
    "oppholdsdoegn_institusjon": "Oppholdsdøgn i institusjon",
    "mottakere_hjemmetjenester": "Mottakere av hjemmetjenester",
    "andel_enerom": "Andel enerom i institusjon",
    "legetimer_per_uke_per_beboer": "Legetimer per beboer i sykehjem",
}
# Counts are set against need-corrected inhabitants; ratios as they are.
ANTALL = ("oppholdsdoegn_institusjon", "mottakere_hjemmetjenester")
FORHOLDSTALL = ("andel_enerom", "legetimer_per_uke_per_beboer")
_TAPT = "etikett_"


def leddnavn(ledd: str) -> str:
    """Name of an indicator in a production index as a reader sees it.

    >>> leddnavn("fysiotimer"), leddnavn("etikett_04")
    ('Fysioterapitimer per uke', 'Etikett 4 (indikatoren er ukjent)')
    """
    if ledd.startswith(_TAPT):
        return f"Etikett {int(ledd.removeprefix(_TAPT))} (indikatoren er ukjent)"
    return _LEDD.get(ledd, ledd)


# ------------------------------------------------------------------ what is printed, what is not
def trykte_ledd(data: Data, valg: Effektvalg, omr: Omraade) -> pd.DataFrame:
    """Indicators of a printed production index: ``ledd``, ``verdi``, ``kilde``; may be empty."""
    d = data.dokumenttall
    d = d[(d.komm_nr == valg.komm_nr) & (d.aar == valg.aar) & d.nokkel.str.startswith(omr.figur)]
    ledd = d.nokkel.str.removeprefix(omr.figur)
    return d.assign(ledd=ledd)[ledd != "sum"][["ledd", "verdi", "kilde"]]


@lru_cache(maxsize=16)
def regnede_ledd(data: Data, valg: Effektvalg) -> dict[str, float | None]:
    """Production of the municipality against those compared with (1), from the data's figures.

    Only what the data has for the municipality; missing where those compared with lack it.
    """
    koder, b = [valg.komm_nr, *de_andre(data, valg)], behov(data, valg)
    folk = (b.innbyggere * b.indekser).reindex(koder)
    ut: dict[str, float | None] = {}
    for navn in ANTALL:
        v = verdier_for(data, indikatorer()[navn], koder, valg.aar).set_index("komm_nr")
        med = v.verdi.notna() & folk.notna()
        if pd.notna(v.verdi.iloc[0]):
            andre = med.iloc[1:][med.iloc[1:]].index
            ref = (float(v.verdi[andre].sum()), float(folk[andre].sum())) if len(andre) else None
            ut[navn] = ref and produksjonsforhold(float(v.verdi.iloc[0]), float(folk.iloc[0]), *ref)
    forholdstall = [indikatorer()[k] for k in FORHOLDSTALL]
    for rad in tjenesteprofil(radindeks_for(data), forholdstall, koder[0], koder[1:], valg.aar):
        if pd.notna(rad.egen.verdi):
            ut[rad.indikator.id] = produksjonsforhold(rad.egen.verdi, 1, rad.snitt, 1)
    return ut


def vekter_for(valg: Effektvalg, ledd: list[str]) -> dict[str, float]:
    """The user's weights of these indicators; none where no one of them is named."""
    egne = {k: v for k, v in valg.vektene.items() if k in ledd}
    return egne if sum(egne.values()) else {}


def regnet_produksjon(data: Data, valg: Effektvalg) -> Produksjonsindeks | None:
    """Production index from the data's figures; none where there is nothing to compare."""
    ledd = {k: v for k, v in regnede_ledd(data, valg).items() if v is not None}
    return produksjonsindeks(ledd, vekter_for(valg, list(ledd))) if ledd else None


# ------------------------------------------------------------------ the chapter
def produksjon(data: Data, valg: Effektvalg) -> list[Blokk]:
    """Chapter: what is produced per need-corrected inhabitant, part by part, and the sum."""
    ut, kjente = [tekst("## Hva produseres?")], set[str]()
    for omr in OMRAADER:
        ledd = trykte_ledd(data, valg, omr)
        if len(ledd):
            kjente |= set(ledd.ledd)
            ut += _trykt(data, valg, omr, ledd)
    if not kjente:
        kjente = set(regnede_ledd(data, valg))
        ut += _regnet(data, valg)
    ukjente = [k for k in valg.vektene if k not in kjente]
    if ukjente and kjente:
        ut.insert(1, varsel(rent(
            f"Vekten for {oppramsing([f'«{k}»' for k in ukjente])} hører ikke til noen indikator"
            f" her og er ikke brukt. Indikatorene heter {oppramsing(sorted(kjente))}."
        )))  # fmt: skip
    return ut


def _soeyler(indeks: Produksjonsindeks, trykt_sum: float | None) -> pd.DataFrame:
    """Bars: each indicator with its weight, then the sum."""
    d = indeks.deler.sort_values("forhold", ascending=False, kind="stable")
    navn = [leddnavn(k) for k in d.indikator]
    if not indeks.like_vekter:
        navn = [f"{n} (vekt {tall(100 * v)} %)" for n, v in zip(navn, d.vekt, strict=True)]
    rader = [(n, f, "andre") for n, f in zip(navn, d.forhold, strict=True)]
    hva = "like vekter" if indeks.like_vekter else "egne vekter"
    if trykt_sum is not None:
        rader.append(("Sum, trykt", trykt_sum, "egen"))
    rader.append((f"Sum med {hva}", indeks.verdi, "egen" if trykt_sum is None else "referanse"))
    df = pd.DataFrame(rader, columns=["navn", "verdi", "rolle"])
    df["tekst"] = [tall(v, 3) for v in df.verdi]
    return df


def _trykt(data: Data, valg: Effektvalg, omr: Omraade, ledd: pd.DataFrame) -> list[Blokk]:
    forhold = dict(zip(ledd.ledd, ledd.verdi.astype(float), strict=True))
    indeks = produksjonsindeks(forhold, vekter_for(valg, list(forhold)))
    rad = trykt(data, valg, f"produksjonsindeks_{omr.id}")
    sum_ = None if rad is None else float(rad.verdi)
    df = _soeyler(indeks, sum_)
    navn = data.register.navn(valg.komm_nr)
    vist = sum_ if sum_ is not None else float(indeks.verdi or 0)
    tittel = f"Produksjonen i {omr.navn} er {avvik(vist)} snittet i ASSS"
    kil = kilder(data, ledd.kilde.unique())
    kil += [] if indeks.like_vekter else [EGNE]
    tapt = any(k.startswith(_TAPT) for k in forhold)
    return [
        figur(
            f"produksjon-{omr.id}".replace("_", "-"),
            plot_indeks(df, "snittet i ASSS"),
            tittel=tittel,
            undertittel=f"Produksjonsindeks for {navn}, {valg.aar}",
            alt_tekst=f"{tittel}: " + "; ".join(f"{r.navn} {r.tekst}" for r in df.itertuples()),
            kilder=kil,
            note=_om_tapte_navn() if tapt else None,
        ),
        tekst(_om_vekter(indeks, sum_)),
    ]


def _om_tapte_navn() -> str:
    return (
        "De ti verdiene er figurens etiketter i den rekkefølgen de står i teksten. Hvilken"
        " indikator hver av dem hører til, er gått tapt."
    )


def _om_vekter(indeks: Produksjonsindeks, sum_: float | None) -> str:
    """Why the printed sum cannot be had, or that it can."""
    hva = "Like vekter" if indeks.like_vekter else "De oppgitte vektene"
    if sum_ is None:
        return f"{hva} gir {tall(indeks.verdi, 3)}."
    trykt_ = tall(sum_, 3)
    gir = f"{hva} gir {tall(indeks.verdi, 4)}"
    if indeks.verdi is not None and som_trykt(indeks.verdi, sum_, 3):
        return f"{gir}, som er den trykte summen {trykt_}."
    return (
        f"{gir}, ikke den trykte summen {trykt_}. Den trykte summen er altså vektet, og vektene"
        " står ikke i dokumentet. Mange ulike vekter kan gi den, så den kan ikke regnes ut på"
        " nytt."
    )


def _regnet(data: Data, valg: Effektvalg) -> list[Blokk]:
    """Production index of what the data has, its weights stated."""
    navn, ledd = data.register.navn(valg.komm_nr), regnede_ledd(data, valg)
    if valg.egen_indeks == 0:
        return [varsel(NULL)]
    indeks = regnet_produksjon(data, valg)
    if indeks is None:
        hva = oppramsing(
            [leddnavn(k)[:1].lower() + leddnavn(k)[1:] for k in (*ANTALL, *FORHOLDSTALL)]
        )
        return [varsel(
            f"Produksjonen i {rent(navn)} i {valg.aar} kan ikke måles mot andre. Det trengs {hva}"
            " for kommunen og dem det sammenlignes med, og folketall etter alder."
        )]  # fmt: skip
    b = behov(data, valg)
    df = _soeyler(indeks, None)
    mangler = [k for k in (*ANTALL, *FORHOLDSTALL) if ledd.get(k) is None]
    vist = indeks.verdi if indeks.verdi is not None else 1.0
    vekter = "like vekter" if indeks.like_vekter else "egne vekter"
    tittel = (
        f"Med {vekter} er produksjonen i {navn} {avvik(vist)} snittet av dem det sammenlignes med"
    )
    forhold = " De andre er forholdstall som ikke korrigeres for behov."
    brukt = [str(k) for k in indeks.deler.indikator]
    return [
        figur(
            "produksjon",
            plot_indeks(df, "snittet av de andre"),
            tittel=tittel,
            undertittel=f"Produksjonsindeks for helse og omsorg, {valg.aar}",
            alt_tekst=f"{tittel}: " + "; ".join(f"{r.navn} {r.tekst}" for r in df.itertuples()),
            kilder=_regnet_kilder(data, valg, indeks),
            note=f"Døgn og mottakere er målt per {_per(b)}."
            f"{forhold if set(brukt) & set(FORHOLDSTALL) else ''}",
            definisjoner=definisjoner(brukt),
        ),
        tekst(_om_utvalget(indeks, mangler)),
    ]  # fmt: skip


def _per(b: Behov) -> str:
    return f"behovskorrigert innbygger ({b.navn})" if b.korrigert else "innbygger, ikke korrigert"


def _om_utvalget(indeks: Produksjonsindeks, mangler: list[str]) -> str:
    vekter = (
        "Alle indikatorene teller like mye, fordi ingen vekter er oppgitt. Oppgi egne i «Vekter i"
        f" produksjonsindeksen» (vekter): {'; '.join(f'{k} 1' for k in indeks.deler.indikator)}."
        if indeks.like_vekter
        else "Vektene er brukerens egne, regnet om til å summere til 100 %."
    )
    uten = (
        f" Ikke med, fordi tall mangler: {oppramsing([leddnavn(k) for k in mangler])}."
        if mangler
        else ""
    )
    spenn = indeks.spenn
    spennet = (
        f" Indikatorene går fra {tall(spenn[0], 3)} til {tall(spenn[1], 3)}, og andre vekter kan"
        " gi et svar hvor som helst i det spennet."
        if spenn
        else ""
    )
    return (
        rent(vekter) + rent(uten) + spennet + " Indeksen måler bare det datagrunnlaget har, og er"
        " ikke den samme som indeksen i ASSS, som har ti indikatorer og egne vekter."
    )


def produksjonskilder(data: Data, valg: Effektvalg) -> list[str]:
    """Source ids of the figures that the computed production rests on."""
    steder = [valg.komm_nr, *sammenlignet(data, valg), *regioner(data, valg)]
    o = data.observasjoner
    ledd = [indikatorer()[k] for k in (*ANTALL, *FORHOLDSTALL)]
    deler = {d for i in ledd for d in (i.id, i.teller, i.nevner) if d}
    hvor = (o.aar == valg.aar) & o.komm_nr.isin(steder) & o.indikator.isin(deler)
    return list(dict.fromkeys(o.kilde[hvor]))


def _regnet_kilder(data: Data, valg: Effektvalg, indeks: Produksjonsindeks) -> list[Kilde]:
    ut = forent(kilder(data, produksjonskilder(data, valg)), behovskilder(data, valg))
    return ut if indeks.like_vekter or EGNE in ut else [*ut, EGNE]
