"""The controls of each page: which choices there are, given the data and the present choice."""

from dataclasses import replace
from typing import Any

from ..measures.dekningsgrad import Grunnlag
from ..measures.plassbehov import Avrunding
from ..sources.load import Data
from ..valg import Plassvalg, Profilvalg, mulige_sammenligninger, steder_med_tall
from .plassfelles import grunnlag_for, valgt_dekning

Felt = dict[str, Any]


def _kommuner(data: Data, koder: list[str]) -> list[list[str]]:
    """Code and name, by name in Norwegian order (å last)."""
    orden = str.maketrans({"æ": "{", "ø": "|", "å": "}"})
    par = [[k, f"{data.register.navn(k)} ({k})"] for k in koder]
    return sorted(par, key=lambda p: p[1].casefold().translate(orden))


def _kommunefelt(data: Data, koder: list[str]) -> Felt:
    return {
        "navn": "komm_nr",
        "etikett": "Kommune",
        "type": "valg",
        "alternativer": _kommuner(data, koder),
    }


def profilfelt(data: Data, valg: Profilvalg) -> list[Felt]:
    """Controls of ``tjenesteprofil``: municipality, comparisons, year."""
    har = steder_med_tall(data)
    koder = [k for k in har.komm_nr.unique() if data.register.er_kommune(k)]
    aar = sorted({*har.loc[har.komm_nr == valg.komm_nr, "aar"].tolist(), valg.aar})
    andre = sorted({*mulige_sammenligninger(data, valg.komm_nr, valg.aar), *valg.sammenlign})
    return [
        _kommunefelt(data, sorted({*koder, valg.komm_nr})),
        {
            "navn": "aar",
            "etikett": "År",
            "type": "valg",
            "alternativer": [[int(a), str(a)] for a in aar],
            "hjelp": "Bare år med tall for kommunen.",
        },
        {
            "navn": "sammenlign",
            "etikett": "Sammenlign med",
            "type": "flervalg",
            "alternativer": _kommuner(data, andre),
            "hjelp": f"Kommuner med tall for {valg.aar}.",
        },
    ]


def plassfelt(data: Data, valg: Plassvalg) -> list[Felt]:
    """Controls of ``plassbehov``: coverage first, then base, rounding, and own figures."""
    o = data.observasjoner
    med_plasser = o.loc[(o.indikator == "plasser_institusjon") & o.verdi.notna(), "komm_nr"]
    koder = {k for k in med_plasser.unique() if data.register.er_kommune(k)}
    finnes = grunnlag_for(data, valg).antall or list(Grunnlag)
    return [
        _kommunefelt(data, sorted({*koder, valg.komm_nr})),
        {
            "navn": "dekning",
            "etikett": "Dekning",
            "type": "glider",
            "min": 0,
            "maks": 40,
            "steg": 0.5,
            "desimaler": 1,
            "enhet": "per 100 over 80 år",
            "hjelp": "Plasser per 100 innbyggere 80 år og over.",
            "tomtekst": "som i dag",
            "standard": _dagens(data, valg),
        },
        {
            "navn": "grunnlag",
            "etikett": "Grunnlag i dag",
            "type": "valg",
            "alternativer": [
                [str(g), g.tekst] for g in Grunnlag if g in finnes or g == valg.grunnlag
            ],
        },
        {
            "navn": "avrunding",
            "etikett": "Rund av",
            "type": "valg",
            "alternativer": [[str(a), a.tekst] for a in Avrunding],
        },
        {
            "navn": "aar",
            "etikett": "Året behovet gjelder",
            "type": "tall",
            "desimaler": 0,
            "min": 1960,
            "maks": 2100,
            "gruppering": False,
            "flere": True,
        },
        {
            "navn": "sammenlign",
            "etikett": "Sammenlign med",
            "type": "flervalg",
            "alternativer": _kommuner(data, sorted((koder | {*valg.sammenlign}) - {valg.komm_nr})),
            "flere": True,
        },
        *_egne_tall(),
    ]


def _dagens(data: Data, valg: Plassvalg) -> float:
    """Where the slider stands until it is moved: today's coverage, or 20 where it is unknown."""
    g = grunnlag_for(data, valg)
    if g.naa is None or valg.grunnlag not in g.antall:
        return 20.0
    lav, hoey = valgt_dekning(replace(valg, dekning=None), g)
    return round((lav + hoey) / 2, 1)


def _egne_tall() -> list[Felt]:
    felles = {
        "type": "tall",
        "desimaler": 0,
        "min": 0,
        "maks": 100_000,
        "flere": True,
        "valgfri": True,
    }
    hjelp = "Tomt felt bruker datagrunnlagets tall."
    return [
        {"navn": "plasser", "etikett": "Egne plasser", "hjelp": hjelp} | felles,
        {"navn": "innbyggere_80_naa", "etikett": "Egne innbyggere 80+ i dag"} | felles,
        {"navn": "innbyggere_80_da", "etikett": "Egne innbyggere 80+ framover"} | felles,
    ]
