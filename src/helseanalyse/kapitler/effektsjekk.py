"""Chapter of ``effektivitet``: the document's own figures, computed again."""

from collections.abc import Iterator

import pandas as pd

from ..enheter import som_trykt, tall
from ..measures.produksjon import effektivitet, produksjonsindeks
from ..sources.load import Data
from ..valg_effektivitet import Effektvalg
from ..views.blokker import Blokk, tabell, tekst
from .effektdata import trykt
from .felles import kilder
from .produksjon import OMRAADER, Omraade, trykte_ledd
from .ressursbruk import TRYKT, TRYKT_BRUTTO

Rad = tuple[list[str], list[str]]  # cells, source ids


def sjekk(data: Data, valg: Effektvalg) -> list[Blokk]:
    """Chapter: each printed index that can be computed again, and what does not agree."""
    rader = [
        r
        for omr in OMRAADER
        for deler in (_effektiviteter(data, valg, omr), _sum(data, valg, omr))
        for r in deler
    ]
    if not rader:
        return []
    rader += [*_i_omtalen(data, valg), *_to_maal(data, valg)]
    return [
        tekst("## Går dokumentets tall opp?"),
        tabell(
            "effektsjekk",
            ["Hva", "Regnet", "Trykt", "Utfall"],
            [celler for celler, _ in rader],
            tittel="Effektiviteten kan regnes ut på nytt; produksjonsindeksene kan ikke",
            kilder=kilder(data, [k for _, koder in rader for k in koder]),
            just="llll",
            note="Et regnet tall stemmer når det avrundes til det trykte.",
        ),
    ]


def _effektiviteter(data: Data, valg: Effektvalg, omr: Omraade) -> Iterator[Rad]:
    o = data.observasjoner
    aar = o.aar[(o.komm_nr == valg.komm_nr) & (o.indikator == f"produksjonsindeks_{omr.id}")]
    for a in sorted({int(x) for x in aar}):
        p, k, e = (
            trykt(data, valg, navn, a)
            for navn in (f"produksjonsindeks_{omr.id}", omr.kostnad, f"effektivitet_{omr.id}")
        )
        if p is None or k is None:
            continue
        regnet = effektivitet(p.verdi, k.verdi)
        hva = f"Effektivitet i {omr.navn}, {a}"
        stykke = f"{tall(p.verdi, 3)} / {tall(k.verdi, 3)} = {tall(regnet, 3)}"
        yield [hva, stykke, *_mot_trykt(data, valg, omr, a, regnet, e)], [p.kilde, k.kilde]


def _mot_trykt(
    data: Data, valg: Effektvalg, omr: Omraade, aar: int, regnet: float | None, e: pd.Series | None
) -> list[str]:
    """What is printed of an efficiency, and whether the computed one agrees."""
    assert regnet is not None
    rettet = e is not None and str(e.merknad).find("Rettet fra") >= 0
    if e is not None and not rettet:
        ja = som_trykt(regnet, float(e.verdi), 3)
        return [tall(e.verdi, 3), "stemmer" if ja else "avviker"]
    d = data.dokumenttall
    omtale = d[
        (d.komm_nr == valg.komm_nr)
        & (d.nokkel == f"avvik_asss_effektivitet_{omr.id}")
        & ((d.aar == aar) | d.merknad.str.contains(f"uendret fra {aar}", na=False))
    ]
    if len(omtale):
        prosent = float(omtale.verdi.iloc[0])
        ja = som_trykt(100 * (regnet - 1), prosent, 1)
        uendret = int(omtale.aar.iloc[0]) != aar
        hvor = "i teksten; etiketten i figuren er avkortet" if rettet else "i teksten"
        hvor = f"i teksten: uendret til {omtale.aar.iloc[0]}" if uendret else hvor
        ord_ = "under" if prosent < 0 else "over"
        trykt_ = f"{tall(abs(prosent), 1)}\u00a0% {ord_} snittet ({hvor})"
        return [trykt_, "stemmer" if ja else "avviker"]
    return ["ikke trykt", "–"]


def _sum(data: Data, valg: Effektvalg, omr: Omraade) -> Iterator[Rad]:
    """The printed production index against the one of equal weights."""
    ledd, p = trykte_ledd(data, valg, omr), trykt(data, valg, f"produksjonsindeks_{omr.id}")
    if ledd.empty or p is None:
        return
    indeks = produksjonsindeks(dict(zip(ledd.ledd, ledd.verdi.astype(float), strict=True)))
    assert indeks.verdi is not None
    ja = som_trykt(indeks.verdi, float(p.verdi), 3)
    utfall = "stemmer" if ja else "avviker: vektene er ikke trykt"
    if omr.figur == "figur_3_" and not ja:
        utfall += ", og hvilken indikator hver verdi hører til, er gått tapt"
    yield (
        [f"Produksjonsindeks i {omr.navn}, {valg.aar}, snitt av {len(ledd)} indikatorer",
         f"{tall(indeks.verdi, 4)} med like vekter", tall(p.verdi, 3), utfall],
        [p.kilde, *ledd.kilde],
    )  # fmt: skip


def _i_omtalen(data: Data, valg: Effektvalg) -> Iterator[Rad]:
    """What the text says of the production index against what the figure says."""
    d = data.dokumenttall
    d = d[(d.komm_nr == valg.komm_nr) & d.nokkel.str.startswith("produksjonsindeks_avvik_")]
    for r in d.itertuples():
        p = trykt(data, valg, "produksjonsindeks_pleie_omsorg", int(r.aar))
        if p is None:
            continue
        prosent = 100 * (float(p.verdi) - 1)
        ja = som_trykt(prosent, float(r.verdi), 1)
        utfall = "stemmer" if ja else "motsigelse: teksten og figuren er uenige"
        yield (
            [f"Produksjonen i pleie og omsorg over ASSS-snittet, {r.aar}",
             f"{tall(p.verdi, 3)} i figur 6, altså {tall(prosent, 1)}\u00a0%",
             f"{tall(r.verdi, 1)}\u00a0% i teksten", utfall],
            [p.kilde, r.kilde],
        )  # fmt: skip


def _to_maal(data: Data, valg: Effektvalg) -> Iterator[Rad]:
    """Pairs that look like contradictions, and are two measures."""
    netto, brutto = trykt(data, valg, TRYKT), trykt(data, valg, TRYKT_BRUTTO)
    if netto is not None and brutto is not None:
        yield (
            [f"Ressursbruk og utgifter i pleie og omsorg, {valg.aar}",
             f"{tall(netto.verdi, 3)} netto", f"{tall(brutto.verdi, 3)} brutto",
             "to mål: brutto er også korrigert for pensjon og arbeidsgiveravgift"],
            [netto.kilde, brutto.kilde],
        )  # fmt: skip
    d = data.dokumenttall
    d = d[(d.komm_nr == valg.komm_nr) & (d.aar == valg.aar)].set_index("nokkel")
    par = ("avvik_asss_netto_sosial_figur_14", "avvik_asss_netto_sosial_2015")
    if set(par) <= set(d.index):
        yield (
            [f"Netto utgifter til sosiale tjenester, {valg.aar}",
             f"{tall(-d.verdi[par[0]], 1)}\u00a0% under ved figur 14",
             f"{tall(-d.verdi[par[1]])}\u00a0% under ved figur 12",
             "kan være to mål: figur 12 er per innbygger, figur 14 sier ikke hva"],
            [d.kilde[p] for p in par],
        )  # fmt: skip
