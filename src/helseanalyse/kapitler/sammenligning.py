"""Chapter: who a municipality is compared with, when a rule has chosen them."""

import pandas as pd

from ..enheter import med_fortegn, tall
from ..sett import TILLEGG, Sett, naermeste
from ..sources.load import Data
from ..spraak import oppramsing
from ..valg import Sammenligningsvalg
from ..views.blokker import Blokk, rent, tabell, tekst
from .felles import kilder, med_tall, sammenlignet

_KRITERIER = {
    "ln_folketall": "Folketall (logaritme)",
    "andel_0_5": "Andel 0–5 år",
    "andel_67_79": "Andel 67–79 år",
    "andel_80_pluss": "Andel 80 år og over",
    "frie_inntekter": "Frie inntekter per innbygger",
}


def sammenligning(data: Data, valg: Sammenligningsvalg) -> list[Blokk]:
    """Chapter: the members of the set and, for structural neighbours, how near each is."""
    if valg.sett == Sett.EGNE:
        return []
    ut = [tekst("## Hvem er det sammenlignet med?"), tekst(_setning(data, valg))]
    return [*ut, _naerhet(data, valg)] if valg.sett == Sett.JEVNKOMMUNER else ut


def _setning(data: Data, valg: Sammenligningsvalg) -> str:
    koder, har = sammenlignet(data, valg), med_tall(data, valg)
    hva = f"{valg.sett.tekst} i {valg.aar}: {tall(len(koder))} andre kommuner"
    if valg.sett == Sett.JEVNKOMMUNER:
        blant = naermeste(data, valg.komm_nr, valg.aar).blant
        hva = (
            f"De {tall(len(koder))} likeste av {tall(blant)} kommuner med folketall etter alder"
            f" 1. januar {valg.aar + 1}"
        )
    if len(har) == len(koder):
        return f"{hva}, alle med tall."
    uten = [k for k in koder if k not in har]
    hvem = oppramsing([f"{data.register.navn(k)} ({k})" for k in uten[:_NEVNES]])
    flere = f" og {tall(len(uten) - _NEVNES)} til" if len(uten) > _NEVNES else ""
    return (
        f"{hva}. {tall(len(har))} av dem har tall i datagrunnlaget. Disse mangler: {rent(hvem)}"
        f"{flere}. De hentes med «helseanalyse hent»."
    )


_NEVNES = 10  # municipalities named in the sentence


def _naerhet(data: Data, valg: Sammenligningsvalg) -> Blokk:
    j = naermeste(data, valg.komm_nr, valg.aar)
    rader = [
        [
            f"{r['rang']}. {data.register.navn(r['komm_nr'])}",
            tall(r["avstand"], 2),
            *(med_fortegn(r[k], 2) for k in j.brukt),
        ]
        for r in j.rader.to_dict("records")
    ]
    utelatt = [f"{_KRITERIER[k]} er ikke brukt: {grunn}." for k, grunn in j.utelatt.items()]
    uten = f" {tall(len(j.uten_tall))} kommuner mangler et av tallene." if j.uten_tall else ""
    return tabell(
        "jevnkommuner",
        ["Kommune", "Avstand", *(_KRITERIER[k] for k in j.brukt)],
        rader,
        tittel=f"Kommunene som ligner mest på {data.register.navn(valg.komm_nr)}",
        kilder=kilder(data, _kilder(data, valg)),
        note="Avstanden er roten av snittet av de kvadrerte forskjellene, målt i standardavvik"
        " mellom kommunene. Kolonnene til høyre er forskjellen fra kommunen selv, også i"
        f" standardavvik. {' '.join(utelatt)}{uten}".rstrip(),
    )


def _kilder(data: Data, valg: Sammenligningsvalg) -> list[str]:
    """Sources of the population and the income that the distances rest on."""
    koder = [valg.komm_nr, *sammenlignet(data, valg)]
    b = data.folk(koder, aar=[valg.aar + 1], alternativ="faktisk")
    o = data.observasjoner
    o = o[o.komm_nr.isin(koder) & (o.aar == valg.aar) & o.indikator.isin(TILLEGG.values())]
    return list(pd.concat([b.kilde, o.kilde]).unique())
