"""The controls of ``tiltak``: the choices beside the page, and the table of measures above it."""

from typing import Any

from ..measures.tiltak import aar_i
from ..sources.load import Data
from ..spraak import norsk_orden
from ..tiltaksrader import FOERST, MAKS_RADER, SIST, STATUSNAVN, Kolonne, som_json
from ..valg_tiltak import PLANER, Tiltaksvalg, plan_for, planens_rader
from ..valgsjekk import ETIKETTER
from .tiltakfelles import portefoelje

Felt = dict[str, Any]
_NYE_AAR = 4  # columns at least: those an empty list begins with stay while it is filled in


def tiltakfelt(data: Data, valg: Tiltaksvalg) -> list[Felt]:
    """Controls of the page: municipality, target, sign, probability, the recommended set."""
    return [
        _kommunefelt(data, valg),
        _tekst("maal", "År og mill. kr: 2026 13,2; 2028 40"),
        {
            "navn": "sannsynlighet",
            "etikett": ETIKETTER["sannsynlighet"],
            "type": "tall",
            "min": 0,
            "maks": 100,
            "desimaler": 0,
            "enhet": "%",
            "valgfri": True,
            "hjelp": "Tomt felt bruker utfallet av tidligere tiltak.",
        },
        _velger("lovpaalagte", [["nei", "nei"], ["ja", "ja"]]) | {"flere": True},
        _velger(
            "overlapp",
            [["full", "bare det største teller"], ["ingen", "alle teller fullt"]],
        )
        | {"flere": True},
        _vekt("vekt_plasser", 100),
        _vekt("vekt_lovpaalagt", 1000),
        _velger(
            "fortegn",
            [["", "som i planen"], ["innsparing", "innsparing"], ["styrking", "økte utgifter"]],
        )
        | {"flere": True},
        _tekst("enheter", "Enhet | status | kort sikt | lang sikt;; neste enhet") | {"flere": True},
    ]


def redigering(data: Data, valg: Tiltaksvalg) -> list[Felt]:
    """Table of measures to edit: a row each, kept as typed also when it is refused."""
    aar = _aarskolonner(aar_i(portefoelje(data, valg).rader), int(data.dato[:4]))
    return [
        {
            "navn": "tiltak",
            "etikett": ETIKETTER["tiltak"],
            "type": "tabell",
            "kolonner": [*map(_kolonne, FOERST), *(_aar(a) for a in aar), *map(_kolonne, SIST)],
            "aar": True,
            "standard": som_json(planens_rader(data, plan_for(valg.komm_nr))),
            "radnavn": "tiltak",
            "maks": MAKS_RADER,
            "hjelp": "Mill. kr. En tom celle er et ukjent beløp, ikke null. Skriv enten beløp per"
            " år, eller helårseffekt og når den begynner (2027 eller 2027-07). Celler fra et"
            " regneark kan limes inn der de skal stå, også med overskriftene. En lang liste er"
            " ikke med i sidens adresse: last ned filen for å ta vare på den.",
        }
    ]


def _aarskolonner(brukt: list[int], naa: int) -> range:
    """Years to type in: those that are used, and never fewer than an empty list has."""
    foerste = naa if not brukt or 0 <= brukt[0] - naa < _NYE_AAR else brukt[0]
    return range(foerste, max([foerste + _NYE_AAR - 1, *brukt]) + 1)


def _kolonne(k: Kolonne) -> dict[str, Any]:
    ut: dict[str, Any] = {"navn": k.navn, "etikett": k.etikett, "slag": k.slag}
    if k.navn == "med":
        ut["alternativer"] = [["", "ja"], ["nei", "nei"]]
    elif k.slag == "valg":
        ut["alternativer"] = [["", ""], *([x, STATUSNAVN.get(x, x)] for x in k.lovlig)]
    return ut


def _aar(aar: int) -> dict[str, Any]:
    return {"navn": str(aar), "etikett": str(aar), "slag": "tall"}


def _kommunefelt(data: Data, valg: Tiltaksvalg) -> Felt:
    """Municipalities with a plan first, then the others, by name."""
    kommuner = data.kommuner[data.kommuner.type == "kommune"]
    aapne = set(kommuner.komm_nr[kommuner.gjelder_til.isna()]) | {valg.komm_nr}
    med_plan = [next((k for k in p.koder if k in aapne), p.koder[0]) for p in PLANER]
    andre = sorted(aapne - {*med_plan}, key=lambda k: norsk_orden(data.register.navn(k)))
    return {
        "navn": "komm_nr",
        "etikett": "Kommune",
        "type": "valg",
        "alternativer": [[k, f"{data.register.navn(k)} ({k})"] for k in
                         (*(k for k in med_plan if data.register.er_kommune(k)), *andre)],
        "hjelp": "De fire første har tiltak i eksempeldataene.",
    }  # fmt: skip


def _velger(navn: str, alternativer: list[list[str]]) -> Felt:
    return {"navn": navn, "etikett": ETIKETTER[navn], "type": "valg", "alternativer": alternativer}


def _tekst(navn: str, hjelp: str) -> Felt:
    return {"navn": navn, "etikett": ETIKETTER[navn], "type": "tekst", "hjelp": hjelp}


def _vekt(navn: str, maks: float) -> Felt:
    return {"navn": navn, "etikett": ETIKETTER[navn], "type": "tall", "min": 0, "maks": maks,
            "desimaler": 1, "flere": True}  # fmt: skip
