"""The chapters, choices and controls of our own small app, as any notebook of ours has them."""

from dataclasses import dataclass
from types import ModuleType
from typing import Any, Self

import data as d
import figurer

from helseanalyse.enheter import tall
from helseanalyse.kilde import Kilde
from helseanalyse.valgsjekk import en_av, tall_mellom
from helseanalyse.views.blokker import Blokk, figur, svar, tabell

KILDER = [Kilde(id="syntetisk", tekst="Syntetiske tall", url=None, metode="beregnet", merknad=None)]


@dataclass(frozen=True)
class Litenvalg:
    """Choices: two municipalities, and a coverage per 100."""

    kommune_a: str
    kommune_b: str
    dekning: float

    @classmethod
    def sjekket(
        cls, data: ModuleType, *, kommune_a: object, kommune_b: object, dekning: object
    ) -> Self:
        """Checked choices."""
        koder = list(data.KOMMUNER)
        return cls(
            en_av("kommune_a", kommune_a, koder),
            en_av("kommune_b", kommune_b, koder),
            tall_mellom("dekning", dekning, d.LAV, d.HOEY) or 0.0,
        )

    @classmethod
    def foreslaatt(cls, data: ModuleType, *, forrige: Any = None, **verdier: Any) -> Self:
        """Choices after a change."""
        return cls.sjekket(data, **verdier)


def felt(data: ModuleType, valg: Litenvalg) -> list[dict[str, Any]]:
    """Two dropdowns and a slider."""
    alle = [[kode, navn] for kode, navn in data.KOMMUNER.items()]
    return [
        {"navn": "kommune_a", "etikett": "Kommune A", "type": "valg", "alternativer": alle},
        {"navn": "kommune_b", "etikett": "Kommune B", "type": "valg", "alternativer": alle},
        {
            "navn": "dekning",
            "etikett": "Dekning",
            "type": "glider",
            "min": d.LAV,
            "maks": d.HOEY,
            "steg": d.STEG,
            "desimaler": 1,
        },
    ]


def konklusjon(data: ModuleType, valg: Litenvalg) -> list[Blokk]:
    """Chapter: the answer in one sentence."""
    a, b = data.KOMMUNER[valg.kommune_a], data.KOMMUNER[valg.kommune_b]
    siste = _plasser(valg)
    return [svar(f"I {d.FRAM[-1]} trenger {a} {siste[0]} plasser og {b} {siste[1]}.")]


def profil(data: ModuleType, valg: Litenvalg) -> list[Blokk]:
    """Chapter: twelve indicators, A against B."""
    a, b = data.KOMMUNER[valg.kommune_a], data.KOMMUNER[valg.kommune_b]
    return [
        figur(
            "profil",
            figurer.profil(valg.kommune_a, valg.kommune_b),
            tittel=f"{a} mot {b}",
            undertittel="Indeks, snitt av alle kommuner = 100",
            alt_tekst=f"Tolv indikatorer for {a} og {b}; tallene står i tabellen under.",
            kilder=KILDER,
        )
    ]


def framskriving(data: ModuleType, valg: Litenvalg) -> list[Blokk]:
    """Chapter: places in the years to come; the slider turns the figure in the browser."""
    siste = _plasser(valg)
    return [
        figur(
            "framskriving",
            figurer.framskriving_med_glider(valg.kommune_a, valg.kommune_b, valg.dekning),
            tittel="Plasser i årene som kommer",
            undertittel="Plasser ved dekningen som er valgt",
            alt_tekst=f"I {d.FRAM[-1]} er det {siste[0]} og {siste[1]} plasser.",
            kilder=KILDER,
        )
    ]


def tabellen(data: ModuleType, valg: Litenvalg) -> list[Blokk]:
    """Chapter: the figures of both charts."""
    ramme = data.tabell(valg.kommune_a, valg.kommune_b, valg.dekning)
    return [
        tabell(
            "tall", list(ramme.columns), ramme.to_numpy().tolist(),
            tittel="Verdier og plasser", kilder=KILDER,
        )
    ]  # fmt: skip


def _plasser(valg: Litenvalg) -> list[str]:
    df = d.plasser(valg.kommune_a, valg.kommune_b, valg.dekning)
    siste = dict(zip(df.kommune, df.plasser, strict=True))  # the last year stands
    return [tall(siste[d.KOMMUNER[k]], 1) for k in (valg.kommune_a, valg.kommune_b)]
