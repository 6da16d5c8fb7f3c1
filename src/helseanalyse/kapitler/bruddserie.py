"""Chapter on breaks: the country's residents and users of home services, and where they break."""

from functools import lru_cache

import pandas as pd

from ..enheter import endring, med_enhet, tall
from ..indikator import indikatorer
from ..measures import kostnadsserie as ks
from ..measures.nivaa import relativt_nivaa
from ..measures.utvikling import utvikling
from ..sources.load import Data
from ..valg_effektivitet import Effektvalg
from ..views.blokker import Blokk, figur, tabell, tekst
from ..views.charts import plot_utvikling
from .definisjon import definisjoner
from .felles import kilder
from .utvikling import bruddnote, grenseaar

LANDET = "EAK"
_SERIER = {"beboere_institusjon": "egen", "plasser_institusjon": "andre"}
_TABELL = ("beboere_institusjon", "mottakere_hjemmetjenester")


@lru_cache(maxsize=8)
def landsserie(data: Data, naa: int, indikator: str) -> pd.DataFrame:
    """The country's figures of one count, year by year, in pieces: as ``measures.utvikling``."""
    i = indikatorer()[indikator]
    df = utvikling(
        data.observasjoner, data.register, indikatorer(), i, LANDET, naa, naa, dagens=True
    )
    tekster = [med_enhet(v, i.enhet) for v in df.verdi]
    return df.assign(serie=i.navn, rolle=_SERIER.get(indikator, "andre"), tekst=tekster)


def brudd(data: Data, valg: Effektvalg) -> list[Blokk]:
    """Chapter: what a break is, shown on the country's own figures."""
    naa = grenseaar(data, valg)
    deler = {i: landsserie(data, naa, i) for i in {*_SERIER, *_TABELL}}
    beboere = ks.uten_hull(deler["beboere_institusjon"])
    ved = beboere[beboere.brudd != ""]
    if ved.empty:
        return []
    ny = ved.iloc[0]
    foer = beboere[beboere.aar < ny.aar].iloc[-1]
    har = pd.concat([ks.uten_hull(deler[i]) for i in _SERIER], ignore_index=True)
    tittel = (
        f"Landet: {tall(foer.verdi)} beboere i institusjon i {foer.aar} og {tall(ny.verdi)} i"
        f" {ny.aar} er ikke en vekst, men et brudd"
    )
    linjer = [
        f"{s}: {', '.join(f'{r.aar} {tall(r.verdi)}' for r in d.itertuples())}"
        for s, d in har.groupby("serie", sort=False)
    ]
    return [
        tekst(
            "## Hvorfor stopper linjene?\n\nNår det som telles endres, kan tallene før og etter"
            " ikke sammenlignes. Da tegnes ingen linje, og ingen vekst regnes ut. Det gjelder når"
            " en definisjon endres, når kommuner slås sammen, når KOSTRA-gruppene lages på nytt, og"
            " når et tall er kopiert fra et annet år."
        ),
        figur(
            "landsserie",
            plot_utvikling(har, "Personer og plasser"),
            tittel=tittel,
            undertittel="Beboere og plasser i institusjon, hele landet",
            alt_tekst=f"Linjediagram. {tittel}. {'; '.join(linjer)}.",
            kilder=kilder(data, [k for liste in har.kilder for k in liste]),
            definisjoner=definisjoner(_SERIER),
            note=bruddnote(har),
        ),
        _tabell(data, deler, relativt_nivaa(ny.verdi, foer.verdi)),
    ]


def _tabell(data: Data, deler: dict[str, pd.DataFrame], sprang: float | None) -> Blokk:
    vekst = {i: ks.med_vekst(deler[i]).set_index("aar") for i in _TABELL}
    rader = []
    for aar in sorted({a for v in vekst.values() for a in v.index}, reverse=True):
        celler, grunner = [str(aar)], []
        for v in vekst.values():
            if aar not in v.index:
                celler += ["–", "–"]
                continue
            r = v.loc[aar]
            celler += [tall(r.verdi), endring(None if pd.isna(r.vekst) else float(r.vekst))]
            grunner += ["brudd"] if r.brudd else []
            grunner += ["foreløpig"] if r.status == "foreloepig" else []
        rader.append([*celler, "; ".join(dict.fromkeys(grunner))])
    brudd_ = "; ".join(
        f"{a}: {r.brudd} ({indikatorer()[i].navn.lower()})"
        for i, v in vekst.items()
        for a, r in v[v.brudd != ""].iterrows()
    )
    koder = [k for v in vekst.values() for liste in v.kilder for k in liste]
    return tabell(
        "landstabell",
        ["År", "Beboere", "Vekst", "Mottakere hjemme", "Vekst", "Merknad"],
        rader,
        tittel="Beboere i institusjon og mottakere av hjemmetjenester, hele landet",
        kilder=kilder(data, koder),
        definisjoner=definisjoner(_TABELL),
        just="lrrrrl",
        note=f"Brudd i {brudd_}. Regnet over bruddet ville beboerne ha økt"
        f" {tall(sprang, 1)}\u00a0% på ett år. Vekst vises bare når året før også har"
        " tall og serien er den samme.",
    )
