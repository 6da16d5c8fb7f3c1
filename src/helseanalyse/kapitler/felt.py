"""The controls of each page: which choices there are, given the data and the present choice."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pandas as pd

from ..indikator import indikatorer
from ..measures.dekningsgrad import Grunnlag
from ..measures.demografi import FAKTISK, HOVEDALTERNATIV
from ..measures.plassbehov import Avrunding
from ..sett import Sett
from ..sources.load import Data
from ..spraak import norsk_orden
from ..valg import (
    Plassvalg,
    Profilvalg,
    Sammenligningsvalg,
    mulige_sammenligninger,
    steder_med_tall,
)
from ..valgsjekk import ETIKETTER
from .plassfelles import grunnlag_for, valgt_dekning
from .profilfelt import gruppefelt
from .utvikling import fulgte

Felt = dict[str, Any]
_FAA_AAR = 3  # projected years that a slider is of use for


def kommunepar(data: Data, koder: Iterable[str]) -> list[list[str]]:
    """Code and name, by name in Norwegian order (å last)."""
    par = [[k, f"{data.register.navn(k)} ({k})"] for k in koder]
    return sorted(par, key=lambda p: (norsk_orden(p[1]), p[0]))


def kommunefelt(data: Data, koder: Iterable[str]) -> Felt:
    """Choice of municipality among the codes."""
    return {
        "navn": "komm_nr",
        "etikett": "Kommune",
        "type": "valg",
        "alternativer": kommunepar(data, koder),
    }


def sammenligningsfelt(
    data: Data, valg: Sammenligningsvalg, har: pd.DataFrame, andre: list[list[str]]
) -> list[Felt]:
    """Controls of a page that holds a municipality against others in one year.

    ``har`` is the places and years with figures (``komm_nr``, ``aar``), ``andre`` those that an
    own list may name.
    """
    koder = [k for k in har.komm_nr.unique() if data.register.er_kommune(k)]
    aar = sorted({*har.loc[har.komm_nr == valg.komm_nr, "aar"].tolist(), valg.aar})
    egne = [
        {
            "navn": "sammenlign",
            "etikett": "Kommuner å sammenligne med",
            "type": "flervalg",
            "alternativer": andre,
            "hjelp": f"Kommuner og grupper med tall for {valg.aar}.",
        }
    ]
    return [
        kommunefelt(data, sorted({*koder, valg.komm_nr})),
        {
            "navn": "aar",
            "etikett": "År",
            "type": "valg",
            "alternativer": [[int(a), str(a)] for a in aar],
            "hjelp": "Bare år med tall for kommunen.",
        },
        {
            "navn": "sett",
            "etikett": ETIKETTER["sett"],
            "type": "valg",
            "alternativer": [[str(s), s.tekst] for s in Sett],
        },
        *(egne if valg.sett == Sett.EGNE else []),
    ]


def profilfelt(data: Data, valg: Profilvalg) -> list[Felt]:
    """Controls of ``tjenesteprofil``: municipality, comparisons, year."""
    return [
        *sammenligningsfelt(data, valg, steder_med_tall(data), _sammenligninger(data, valg)),
        *gruppefelt(data, valg),
        *_utviklingsfelt(data, valg),
    ]


def _sammenligninger(data: Data, valg: Profilvalg) -> list[list[str]]:
    """Groups and regions with figures that year first, then the municipalities."""
    har = steder_med_tall(data)
    iaar = {*har.loc[har.aar == valg.aar, "komm_nr"], *valg.sammenlign}
    grupper = sorted(k for k in iaar if not data.register.er_kommune(k))
    kommuner = {*mulige_sammenligninger(data, valg.komm_nr, valg.aar), *valg.sammenlign}
    navn = [[k, data.register.navn(k)] for k in grupper]
    return navn + kommunepar(data, sorted(kommuner - {*grupper}))


def _utviklingsfelt(data: Data, valg: Profilvalg) -> list[Felt]:
    mulige = [[i.id, i.kortnavn] for i in fulgte(data, valg)]
    if not mulige:
        return []
    umulig = valg.indikator not in (None, *(navn for navn, _ in mulige))
    valgt = [[valg.indikator, indikatorer()[str(valg.indikator)].kortnavn]] if umulig else []
    return [
        {
            "navn": "indikator",
            "etikett": ETIKETTER["indikator"],
            "type": "valg",
            "alternativer": [[None, "den med flest år"], *valgt, *mulige],
            "flere": True,
        },
        {
            "navn": "grenser",
            "etikett": ETIKETTER["grenser"],
            "type": "valg",
            "alternativer": [["som_det_var", "Som det var hvert år"], ["dagens", "Dagens"]],
            "hjelp": "Dagens: antall legges sammen, og andeler regnes på nytt.",
            "flere": True,
        },
    ]


def plassfelt(data: Data, valg: Plassvalg) -> list[Felt]:
    """Controls of ``plassbehov``: coverage first, then base, rounding, and own figures."""
    o = data.observasjoner
    med_plasser = o.loc[(o.indikator == "plasser_institusjon") & o.verdi.notna(), "komm_nr"]
    koder = {k for k in med_plasser.unique() if data.register.er_kommune(k)}
    valgte = {k for k in valg.sammenlign if data.register.er_kommune(k)}
    finnes = grunnlag_for(data, valg).antall or list(Grunnlag)
    return [
        kommunefelt(data, sorted({*koder, valg.komm_nr})),
        {
            "navn": "dekning",
            "etikett": ETIKETTER["dekning"],
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
            "etikett": ETIKETTER["grunnlag"],
            "type": "valg",
            "alternativer": [
                [str(g), g.tekst] for g in Grunnlag if g in finnes or g == valg.grunnlag
            ],
        },
        {
            "navn": "avrunding",
            "etikett": ETIKETTER["avrunding"],
            "type": "valg",
            "alternativer": [[str(a), a.tekst] for a in Avrunding],
        },
        _aarsfelt(data, valg),
        {
            "navn": "sammenlign",
            "etikett": ETIKETTER["sett"],
            "type": "flervalg",
            "alternativer": _regioner(data, {*med_plasser, *valg.sammenlign})
            + kommunepar(data, sorted((koder | valgte) - {valg.komm_nr})),
            "flere": True,
        },
        *_egne_tall(valg),
    ]


def _regioner(data: Data, koder: set[str]) -> list[list[str]]:
    """Country, counties and groups among the codes, with their names."""
    regioner = sorted(k for k in koder if not data.register.er_kommune(k))
    return [[k, data.register.navn(k)] for k in regioner]


def _aarsfelt(data: Data, valg: Plassvalg) -> Felt:
    """Slider over the years that are projected; a plain number where they are too few for one."""
    felles = {"navn": "aar", "etikett": "Året behovet gjelder", "gruppering": False}
    folk = data.folk([valg.komm_nr])
    faktisk = folk.aar[folk.alternativ == FAKTISK].max()
    fram = folk.aar[(folk.alternativ == HOVEDALTERNATIV) & (folk.aar > faktisk)]
    if fram.nunique() < _FAA_AAR:
        tall_ = {"type": "tall", "min": 1960, "maks": 2100, "flere": True}
        return felles | {"desimaler": 0} | tall_
    grenser = {"min": min(int(fram.min()), valg.aar), "maks": max(int(fram.max()), valg.aar)}
    return felles | {"type": "glider", "steg": 1, "desimaler": 0} | grenser


def _dagens(data: Data, valg: Plassvalg) -> float:
    """Where the slider stands until it is moved: today's coverage, or 20 where it is unknown."""
    g = grunnlag_for(data, valg)
    if g.naa is None or valg.grunnlag not in g.antall:
        return 20.0
    lav, hoey = valgt_dekning(replace(valg, dekning=None), g)
    return round((lav + hoey) / 2, 1)


def _egne_tall(valg: Plassvalg) -> list[Felt]:
    """Own figures, and the assumptions that no source gives: each may stand empty."""
    hjelp = "Tomt felt bruker datagrunnlagets tall."
    return [
        tallfelt("plasser", hjelp=hjelp),
        tallfelt("innbyggere_80_naa", maks=1_000_000),
        tallfelt("innbyggere_80_da", maks=1_000_000),
        {
            "navn": "planlagt",
            "etikett": ETIKETTER["planlagt"],
            "type": "tekst",
            "flere": True,
            "hjelp": "År og plasser: 2027 +12; 2031 -4",
        },
        {
            "navn": "rekkefoelge",
            "etikett": ETIKETTER["rekkefoelge"],
            "type": "valg",
            "flere": True,
            "alternativer": [
                ["snitt", "snitt av alle rekkefølger"],
                ["behov_foerst", "behovet først"],
                ["behov_sist", "behovet sist"],
            ],
        },
        _glider(
            "levealder", maks=max(3, valg.levealder or 0), steg=0.1, enhet="år per tiår",
            hjelp="Viser friskere aldring som optimistiske alternativer.",
        ),
        _glider(
            "timer_per_uke", maks=max(40, valg.timer_per_uke or 0), steg=0.5, enhet="per uke",
            hjelp="Hjemmetjenester, i snitt.",
        ),
        tallfelt(
            "timer_per_aarsverk", min_=1, maks=2500,
        ),
        tallfelt("aarsverk_per_plass", maks=5, desimaler=2),
        tallfelt("mill_per_aarsverk", maks=10, desimaler=3),
        tallfelt("mill_per_plass", maks=10, desimaler=3),
        tallfelt("boliger", hjelp="Bolig til utviklingshemmede."),
        tallfelt("boliger_nye", maks=10_000, desimaler=1),
        tallfelt("boliger_frafall", maks=10_000, desimaler=1),
    ]  # fmt: skip


def _glider(navn: str, **ekstra: Any) -> Felt:
    """Slider that stands at nought, and counts for nothing, until it is moved."""
    fast = {"navn": navn, "etikett": ETIKETTER[navn], "type": "glider", "min": 0, "desimaler": 1}
    return fast | {"flere": True, "tomtekst": "ikke med", "standard": 0} | ekstra


def tallfelt(navn: str, *, min_: float = 0, maks: float = 100_000, **ekstra: Any) -> Felt:
    """Own number that may stand empty, under "Flere valg"."""
    fast = {"navn": navn, "etikett": ETIKETTER[navn], "type": "tall", "min": min_, "maks": maks}
    return fast | {"desimaler": 0, "flere": True, "valgfri": True} | ekstra
