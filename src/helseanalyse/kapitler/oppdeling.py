"""Chapter of ``effektivitet``: what a cost per inhabitant is made of."""

import math

import pandas as pd

from ..enheter import med_enhet, med_fortegn, tall
from ..indikator import indikatorer
from ..kilde import Kilde
from ..measures.demografi import FAKTISK, OVER_80, Aldersgruppe, aldersgrupper
from ..measures.fossefall import bidrag
from ..measures.produksjon import oppdel, prosentdeler
from ..sources.load import Data
from ..valg_effektivitet import Effektvalg
from ..views.behovscharts import plot_foss
from ..views.blokker import Blokk, figur, rent, tabell, tekst, varsel
from .definisjon import definisjoner
from .effektdata import avvik, de_andre, verdier_for
from .felles import kilder, mer_eller_mindre

_PLASSER, _PER_PLASS = "plasser_institusjon", "utgifter_per_institusjonsplass"
_ALLE = Aldersgruppe(0)
_INNB, _BRUKER, _BEHOV = (
    "avvik_asss_hjemmetjenester_netto_per_innbygger_67_pluss",
    "avvik_asss_hjemmetjenester_netto_per_bruker_67_pluss",
    "avvik_asss_bistandsbehov_67_pluss",
)
_BRUKER_UNG, _BEHOV_UNG = (
    "avvik_asss_under_67_utgift_per_mottaker", "avvik_asss_under_67_bistandsbehov",
)  # fmt: skip
_PLASSAVVIK = "utgift_per_institusjonsplass_avvik_asss"
_TRONDHEIM = {"5001", "1601"}


def oppdeling(data: Data, valg: Effektvalg) -> list[Blokk]:
    """Chapter: a cost per inhabitant as coverage, need and unit cost, against the others'."""
    start = tekst(
        "## Skyldes kostnaden behovet, dekningen eller prisen?\n\nKostnad per innbygger er dekning"
        " ganger behov per bruker ganger enhetskostnad. En kommune kan bruke like mye som andre"
        " fordi få får hjelp, men hver av dem koster mye."
    )
    d = data.dokumenttall[data.dokumenttall.komm_nr == valg.komm_nr]
    d = d[d.aar.isna() | (d.aar == valg.aar)].drop_duplicates("nokkel").set_index("nokkel")
    if {_INNB, _BRUKER, _BEHOV} <= set(d.index):
        return [start, *_trykt(data, valg, d)]
    return [start, *_trondheim(data, valg), *_regnet(data, valg)]


def _forhold(d: pd.DataFrame, nokkel: str) -> float:
    """Ratio to the comparison of a printed distance in per cent."""
    return 1 + float(d.verdi[nokkel]) / 100


def _trykt(data: Data, valg: Effektvalg, d: pd.DataFrame) -> list[Blokk]:
    innb, bruker, behov = (_forhold(d, k) for k in (_INNB, _BRUKER, _BEHOV))
    o = oppdel(per_innbygger=innb, per_bruker=bruker, behov=behov)
    assert o.dekning is not None and o.enhetskostnad is not None
    deler = prosentdeler(
        {"Dekning": o.dekning, "Behov per bruker": behov, "Enhetskostnad": o.enhetskostnad}
    )
    faktorer = dict(zip(deler, (o.dekning, behov, o.enhetskostnad), strict=True))
    navn = data.register.navn(valg.komm_nr)
    tittel = (
        f"{navn} bruker {tall(100 * (innb - 1))}\u00a0% mer per innbygger til hjemmetjenester:"
        " færre får hjelp, men hver av dem trenger mer og koster mer"
    )
    df = _foss(100.0, {
        f"{n} ({tall(faktorer[n], 3)})": v for n, v in deler.items()
    }, "Snittet i ASSS", navn, 1)  # fmt: skip
    kil = kilder(data, d.kilde[[_INNB, _BRUKER, _BEHOV]])
    return [
        figur(
            "oppdeling",
            plot_foss(df, "Indeks, 100 = snittet i ASSS"),
            tittel=tittel,
            undertittel="Netto utgifter til hjemmetjenester per innbygger 67 år og over,"
            f" {valg.aar}",
            alt_tekst=f"{tittel}. {'; '.join(f'{r.navn} {r.tekst}' for r in df.itertuples())}.",
            kilder=kil,
            note="I parentes: forholdet til ASSS, der 1 er snittet. Trinnene er logaritmiske deler,"
            " som summerer til hele forskjellen og ikke avhenger av noen rekkefølge.",
        ),
        _kvotienter(data, d),
    ]


def _kvotienter(data: Data, d: pd.DataFrame) -> Blokk:
    innb, bruker, behov = (_forhold(d, k) for k in (_INNB, _BRUKER, _BEHOV))
    gammel = oppdel(per_innbygger=innb, per_bruker=bruker, behov=behov)
    pris = "Enhetskostnad, renset for behov"
    rader = [
        ["67 år og over", "Dekning", _brok(innb, bruker), tall(gammel.dekning, 3)],
        ["67 år og over", pris, _brok(bruker, behov), tall(gammel.enhetskostnad, 3)],
    ]
    brukt = [_INNB, _BRUKER, _BEHOV]
    if {_BRUKER_UNG, _BEHOV_UNG} <= set(d.index):
        per, behov_ = _forhold(d, _BRUKER_UNG), _forhold(d, _BEHOV_UNG)
        ung = oppdel(per_bruker=per, behov=behov_)
        rader.append(["Under 67 år", pris, _brok(per, behov_), tall(ung.enhetskostnad, 3)])
        brukt += [_BRUKER_UNG, _BEHOV_UNG]
    return tabell(
        "oppdeling-kvotienter",
        ["Alder", "Hva", "Av trykte forhold til ASSS", "Gir"],
        rader,
        tittel=f"Dekningen er {avvik(gammel.dekning or 1)} ASSS-snittet, enhetskostnaden"
        f" {avvik(gammel.enhetskostnad or 1)}",
        kilder=kilder(data, d.kilde[brukt]),
        just="lllr",
        note="Dokumentet trykker avvikene i hele prosent; kvotientene følger av dem. Det sier selv"
        " at dekningen er «blant de laveste», uten å trykke noe tall. For dem under 67 år er"
        " utgift per innbygger ikke trykt, og dekningen kan derfor ikke regnes ut.",
    )


def _brok(over: float, under: float) -> str:
    return f"{tall(over, 2)} / {tall(under, 2)}"


def _trondheim(data: Data, valg: Effektvalg) -> list[Blokk]:
    """The plan's own reasoning for Trondheim: a low price and average cost mean many places."""
    d = data.dokumenttall
    d = d[(d.dokument == "trondheim") & (d.nokkel == _PLASSAVVIK) & d.verdi.notna()]
    if valg.komm_nr not in _TRONDHEIM or d.empty:
        return []
    pris = 1 - abs(float(d.verdi.iloc[0])) / 100
    dekning = oppdel(per_innbygger=1.0, per_bruker=pris).dekning
    return [
        tabell(
            "oppdeling-trondheim",
            ["Hva", "Forhold til ASSS", "Hvor det er fra"],
            [
                ["Utgift per institusjonsplass", tall(pris, 2), "trykt i planen"],
                ["Ressursbruk på institusjoner", tall(1, 2), "planen: «omtrent på gjennomsnittet»"],
                ["Dekning", tall(dekning, 2), f"regnet: 1 / {tall(pris, 2)}"],
            ],
            tittel=f"Dekningen i Trondheim er {avvik(dekning or 1)} snittet i ASSS, om"
            " ressursbruken er nøyaktig som snittet",
            kilder=kilder(data, d.kilde),
            just="lrl",
            uthev=[2],
            note="Planen sier at dekningen er over snittet, uten tall. At ressursbruken er som"
            " snittet, er satt til nøyaktig 1 her.",
        )
    ]


# ------------------------------------------------------------------ from the data
def _regnet(data: Data, valg: Effektvalg) -> list[Blokk]:
    """Institution cost per inhabitant: people aged 80+, places for them, cost of a place."""
    df = _deler(data, valg)
    navn = rent(data.register.navn(valg.komm_nr))
    if valg.komm_nr not in df.index or len(df) < 2:
        hvem = (
            f"{navn} i {valg.aar}" if valg.komm_nr not in df.index else "dem det sammenlignes med"
        )
        return [varsel(
            f"Utgiftene til institusjon kan ikke deles opp: plasser, utgifter per plass eller"
            f" folketall etter alder mangler for {hvem}. Hent dem med «helseanalyse hent»."
        )]  # fmt: skip
    egen, andre = _faktorer(df.loc[[valg.komm_nr]]), _faktorer(df.drop(valg.komm_nr))
    trinn = bidrag(lambda **f: math.prod(f.values()), andre, egen)
    fra, til = math.prod(andre.values()), math.prod(egen.values())
    stoerst = max(trinn, key=lambda k: trinn[k] if til >= fra else -trinn[k])
    tittel = (
        f"{data.register.navn(valg.komm_nr)} bruker {med_enhet(til, 'kr')} per innbygger på"
        f" institusjon, {mer_eller_mindre(100 * (til / fra - 1))} de andre; det som drar mest"
        f" {'opp' if til >= fra else 'ned'}, er {stoerst[:1].lower()}{stoerst[1:]}"
    )
    foss = _foss(fra, trinn, "De andre", data.register.navn(valg.komm_nr), 0)
    enheter = ("per 100 innbyggere", "per 100 over 80 år", "kr")
    faktor = (100, 100, 1)
    rader = [
        [n, e, tall(egen[n] * f, 1 if f > 1 else 0), tall(andre[n] * f, 1 if f > 1 else 0),
         tall(egen[n] / andre[n], 3), f"{med_fortegn(trinn[n])} kr"]
        for n, e, f in zip(egen, enheter, faktor, strict=True)
    ]  # fmt: skip
    rader.append(["Utgift per innbygger", "kr", tall(til), tall(fra), tall(til / fra, 3),
                  f"{med_fortegn(til - fra)} kr"])  # fmt: skip
    kil = _regnet_kilder(data, valg, df)
    return [
        figur(
            "oppdeling",
            plot_foss(foss, "Kroner per innbygger"),
            tittel=tittel,
            undertittel=f"Utgifter til institusjon per innbygger, {valg.aar}",
            alt_tekst=f"{tittel}. {'; '.join(f'{r.navn} {r.tekst}' for r in foss.itertuples())}.",
            kilder=kil,
            note="Hvert trinn er snittet av alle rekkefølger (Shapley), og trinnene summerer til"
            " hele forskjellen.",
            definisjoner=definisjoner([_PLASSER, _PER_PLASS]),
        ),
        tabell(
            "oppdeling-tabell",
            ["Ledd", "Enhet", data.register.navn(valg.komm_nr), "De andre", "Forhold", "Bidrag"],
            rader,
            tittel="Utgift per innbygger er eldre ganger plasser ganger utgift per plass",
            kilder=kil,
            just="llrrrr",
            uthev=[3],
            note="De andre er lagt sammen før det deles. Utgift per bruker og dekning korrigeres"
            " ikke for behov: brukerne er alt regnet med.",
            definisjoner=definisjoner([_PLASSER, _PER_PLASS]),
        ),
    ]


def _deler(data: Data, valg: Effektvalg) -> pd.DataFrame:
    """People, people aged 80+, places and cost of a place, of those that have them all."""
    koder = [valg.komm_nr, *de_andre(data, valg)]
    folk = data.folk(koder, aar=[valg.aar + 1], alternativ=FAKTISK)
    delt = aldersgrupper(folk, [_ALLE, OVER_80]).pivot_table(
        index="komm_nr", columns="gruppe", values="personer", aggfunc="first", dropna=False
    )
    delt = delt.reindex(index=koder, columns=[_ALLE.navn, OVER_80.navn])
    tall_ = {
        n: verdier_for(data, indikatorer()[n], koder, valg.aar)
        .set_index("komm_nr")
        .verdi.astype("float64")
        for n in (_PLASSER, _PER_PLASS)
    }
    return delt.assign(**tall_).dropna()


def _faktorer(df: pd.DataFrame) -> dict[str, float]:
    """The three factors of the places taken together."""
    alle, eldre, plasser = (float(df[k].sum()) for k in (_ALLE.navn, OVER_80.navn, _PLASSER))
    kroner = float((df[_PLASSER] * df[_PER_PLASS]).sum())
    return {
        "Andelen over 80 år": eldre / alle,
        "Plasser per eldre": plasser / eldre,
        "Utgift per plass": kroner / plasser,
    }


def _regnet_kilder(data: Data, valg: Effektvalg, df: pd.DataFrame) -> list[Kilde]:
    o = data.observasjoner
    o = o[o.komm_nr.isin(df.index) & (o.aar == valg.aar)]
    folk = data.folk(list(df.index), aar=[valg.aar + 1], alternativ=FAKTISK)
    egne = o.kilde[o.indikator.isin([_PLASSER, _PER_PLASS])]
    return kilder(data, [*egne.unique(), *folk.kilde.dropna().unique()])


def _foss(
    fra: float, trinn: dict[str, float], start: str, slutt: str, desimaler: int
) -> pd.DataFrame:
    """Rows of a waterfall: whole bars at both ends, a step for each part."""
    rader, naa = [(start, 0.0, fra, "ende", tall(fra, desimaler))], fra
    for navn, steg in trinn.items():
        rolle = "opp" if steg >= 0 else "ned"
        rader.append((navn, naa, naa + steg, rolle, med_fortegn(steg, desimaler)))
        naa += steg
    rader.append((slutt, 0.0, naa, "ende", tall(naa, desimaler)))
    return pd.DataFrame(rader, columns=["navn", "fra", "til", "rolle", "tekst"])
