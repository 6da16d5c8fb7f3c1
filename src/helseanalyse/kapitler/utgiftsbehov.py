"""Chapter of ``effektivitet`` on need: the cost key's index, criterion by criterion."""

from ..enheter import tall
from ..measures.behovsindeks import Behovsindeks
from ..sources.load import Data
from ..spraak import oppramsing
from ..valg_effektivitet import Effektvalg
from ..views.blokker import Blokk, rent, tabell, tekst, varsel
from .effektdata import (
    NULL,
    Noekkel,
    avvik,
    desimal,
    egen_behovsindeks,
    kriterier,
    noekkel,
    noekkelaar,
)
from .felles import kilder
from .plassfelles import EGNE

_KRITERIER = {
    "basistillegg": "basistillegg",
    "reiseavstand_sone": "reiseavstand innen sonen",
    "reiseavstand_nabokrets": "reiseavstand til nabokretsen",
    "pu_16_pluss": "utviklingshemmede 16 år og over",
    "pu_under_16": "utviklingshemmede under 16 år",
    "doedelighet": "dødelighet",
    "aleneboende_67_pluss": "aleneboende 67 år og over",
    "skilte_16_59": "skilte 16–59 år",
    "arbeidsledige_16_59": "arbeidsledige 16–59 år",
    "innvandrere": "innvandrere",
    "folketall_opphoeyd_1_2": "folketallet opphøyd i 1,2",
    "doede": "døde",
    "ikke_gifte_67_pluss": "ikke gifte 67 år og over",
}


def kriterienavn(kriterium: str) -> str:
    """Name of a criterion as a reader sees it.

    >>> kriterienavn("innbyggere_80_89"), kriterienavn("innbyggere_90_pluss")
    ('innbyggere 80–89 år', 'innbyggere 90 år og over')
    """
    deler = kriterium.split("_")
    if deler[0] == "innbyggere" and len(deler) == 2:
        return f"innbyggere {deler[1]} år"
    if deler[0] == "innbyggere" and len(deler) == 3:
        return f"innbyggere {deler[1]}{' år og over' if deler[2] == 'pluss' else f'–{deler[2]} år'}"
    return _KRITERIER.get(kriterium, kriterium)


def behovet(data: Data, valg: Effektvalg) -> list[Blokk]:
    """Chapter: the need index of the municipality, criterion by criterion, or what is missing."""
    start = tekst("## Hvor stort er behovet?")
    navn = rent(data.register.navn(valg.komm_nr))
    if valg.egen_indeks == 0:
        return [start, varsel(NULL)]
    if valg.egen_indeks is not None:
        return [start, tekst(
            f"Siden bruker en egen behovsindeks for {navn}: {tall(valg.egen_indeks, 3)}, der"
            " sammenligningen er 1. Den går foran kostnadsnøkkelen."
        )]  # fmt: skip
    n, indeks = noekkel(data, valg), egen_behovsindeks(data, valg)
    if indeks is None:
        har = oppramsing([str(a) for a in noekkelaar(data)], "eller")
        for_ = f" for {valg.noekkelaar}" if valg.noekkelaar else ""
        velg = f" Velg {har}, eller oppgi egne vekter." if har else " Oppgi egne vekter."
        return [start, varsel(
            f"Datagrunnlaget har ingen kostnadsnøkkel{for_}.{velg}"
        )]  # fmt: skip
    start_ = [start, *_ukjente(valg, n)]
    if indeks.dekket == 0 and not _med_folk(data, valg, n):
        return [*start_, varsel(_uten_folk(data, valg))]
    if indeks.verdi is None:
        return [*start_, *_delvis(valg, n, indeks, navn), _tabell(data, valg, n, indeks)]
    _, hva, _ = kriterier(data, valg.aar, tuple(n.vekter))
    setning = (
        f"Behovsindeksen for {navn} er {tall(indeks.verdi, 3)}: behovet per innbygger er"
        f" {avvik(indeks.verdi)} {hva or 'landet'}."
    )
    bare_her = (
        " De kriteriene du har oppgitt, er ikke kjent for de andre. Derfor er utgifter og"
        " produksjon på siden korrigert for bare alder, for alle likt."
        if valg.egne_kriterier
        else ""
    )
    return [*start_, tekst(setning + bare_her), _tabell(data, valg, n, indeks)]


def _ukjente(valg: Effektvalg, n: Noekkel) -> list[Blokk]:
    """Criteria that were given, and are not in the key: told, not passed over in silence."""
    ukjente = [k for k in valg.egne_kriterier if k not in n.vekter]
    if not ukjente:
        return []
    return [varsel(rent(
        f"{oppramsing([f'«{k}»' for k in ukjente])} er ikke noe kriterium i {n.navn}, og er ikke"
        f" brukt. Kriteriene heter {oppramsing(sorted(n.vekter))}."
    ))]  # fmt: skip


def _med_folk(data: Data, valg: Effektvalg, n: Noekkel) -> bool:
    df, _, _ = kriterier(data, valg.aar, tuple(n.vekter))
    return valg.komm_nr in df.index and bool(df.innbyggere.notna()[valg.komm_nr])


def _delvis(valg: Effektvalg, n: Noekkel, indeks: Behovsindeks, navn: str) -> list[Blokk]:
    """What an index of some of the criteria says, and how to get the whole one."""
    uten = (
        f"Behovsindeksen for {navn} kan ikke regnes ut: {len(indeks.mangler)} av"
        f" {len(indeks.deler)} kriterier mangler tall."
    )
    if indeks.dekket == 0:  # a key of the user's own, of criteria that the data does not have
        return [varsel(rent(
            f"{uten} Ingen av dem er i datagrunnlaget: {oppramsing(list(indeks.mangler))}. Aldrene"
            " skrives som innbyggere_67_79 eller innbyggere_80_pluss. Utgifter og produksjon på"
            " siden er ikke korrigert."
        ))]  # fmt: skip
    ut = [tekst(
        f"{uten} Indeksen av {_hva(indeks)} er"
        f" {tall(indeks.bare_kjente, 3)}. Det er {tall(100 * indeks.dekket, 1)}\u00a0% av"
        " vektene, og resten kan trekke indeksen begge veier."
    )]  # fmt: skip
    mangler = oppramsing([kriterienavn(k) for k in indeks.mangler])
    aar = n.navn.rpartition(" ")[2]
    eksempel = (
        f" Oppgi tallene per innbygger, der landet er 1, i «Behovsindeks eller kostnadsnøkkel»"
        f" (noekkel): {aar}; {indeks.mangler[0]} 1,05, med semikolon mellom dem."
        if not valg.egen_noekkel
        else ""
    )
    return [*ut, varsel(rent(
        f"Mangler tall: {mangler}.{eksempel} Hele indeksen kan også oppgis, for eksempel 1,036."
    ))]  # fmt: skip


def _hva(indeks: Behovsindeks) -> str:
    med = indeks.deler.kriterium[indeks.deler.forhold.notna()]
    return "bare alder" if med.str.startswith("innbyggere_").all() else "de kriteriene som har tall"


def _tabell(data: Data, valg: Effektvalg, n: Noekkel, indeks: Behovsindeks) -> Blokk:
    _, hva, koder = kriterier(data, valg.aar, tuple(n.vekter))
    d = indeks.deler.sort_values("vekt", ascending=False, kind="stable")
    rader = [
        [_stor(kriterienavn(r.kriterium)), tall(100 * r.vekt, 2), desimal(r.forhold),
         desimal(r.bidrag, 4)]
        for r in d.itertuples()
    ]  # fmt: skip
    if indeks.verdi is None:
        sum_ = [_stor(_hva(indeks)), tall(100 * indeks.dekket, 2), desimal(indeks.bare_kjente), "–"]
    else:
        sum_ = ["Behovsindeks", tall(100 * float(d.vekt.sum()), 2), "–", tall(indeks.verdi, 4)]
    return tabell(
        "behovsindeks",
        ["Kriterium", "Vekt i prosent", f"Per innbygger, {hva or 'landet'} = 1", "Bidrag"],
        [*rader, sum_],
        tittel=f"Behovet i {data.register.navn(valg.komm_nr)} etter {n.navn}",
        kilder=[*n.kilder, *kilder(data, koder), *([EGNE] if valg.egne_kriterier else [])],
        uthev=[len(rader)],
        note=f"{n.forbehold} Tallene er fra {valg.aar}, med folketallet 1. januar {valg.aar + 1}."
        " En «–» er et tall som mangler; det regnes aldri som 1.".strip(),
    )


def _stor(tekst_: str) -> str:
    return tekst_[:1].upper() + tekst_[1:]


def _uten_folk(data: Data, valg: Effektvalg) -> str:
    navn = rent(data.register.navn(valg.komm_nr))
    return (
        f"Behovsindeksen kan ikke regnes ut for {navn} i {valg.aar}: folketall etter alder"
        f" 1. januar {valg.aar + 1} er ikke i datagrunnlaget for kommunen og landet. Hent det med"
        " «helseanalyse hent --alt», eller oppgi en egen behovsindeks i feltet"
        " «Behovsindeks eller kostnadsnøkkel» (noekkel)."
    )
