"""Chapters on places: people aged 80+, today's coverage, and what a coverage means in places."""

from functools import lru_cache
from typing import Any

import pandas as pd

from ..enheter import endring, tall
from ..measures.dekningsgrad import Grunnlag, antall_ved_dekning, dekningsgrad
from ..measures.nivaa import relativt_nivaa
from ..measures.plassbehov import Avrunding, hele_plasser, plasser_etter_dekning
from ..measures.plassgrunnlag import Plassgrunnlag, Tall
from ..measures.usikkerhet import en_til, wilson
from ..sources.load import Data
from ..valg import Plassvalg
from ..views.blokker import Blokk, figur, tabell, tekst, varsel
from ..views.charts import med_dekning, plot_plasser
from .felles import spenn
from .plassfelles import framover_i_tid, grunnlag_for, hva_mangler, plasskilder, valgt_dekning
from .rapport_2013 import trykte_punkter


def befolkning(data: Data, valg: Plassvalg) -> list[Blokk]:
    """Chapter: how many people aged 80 and over, today and in the projection."""
    g = grunnlag_for(data, valg)
    overskrift = tekst("## Hvor mange eldre blir det?")
    if g.naa is None or g.da is None or not framover_i_tid(g):
        return []  # the conclusion says what is missing
    prosent = relativt_nivaa(g.da.lav, g.naa.lav)
    aar_naa, aar_da = (str(t.aar or "egne tall") for t in (g.naa, g.da))
    retning = "færre" if g.da.lav < g.naa.lav else "flere"
    antall = abs(g.da.lav - g.naa.lav)
    endret = f"{tall(antall)} {retning}" if antall else "like mange"
    return [
        overskrift,
        tabell(
            "befolkning",
            ["Aldersgruppe", aar_naa, aar_da, "Endring", "Endring i prosent"],
            [
                [
                    "80 år og over",
                    tall(g.naa.lav),
                    tall(g.da.lav),
                    endret,
                    endring(prosent),
                ]
            ],
            tittel=f"{data.register.navn(valg.komm_nr)}: innbyggere 80 år og over",
            kilder=plasskilder(data, g),
            note=None if valg.har_egne_tall else _merknad(data, valg.komm_nr),
        ),
    ]


def _merknad(data: Data, komm_nr: str) -> str | None:
    """Remarks of the population's records: what the source says of its own figures."""
    b = data.folk([komm_nr])
    egne = b.loc[(b.alder_fra == 80) & b.merknad.notna()]
    return " ".join(f"{r.aar}: {r.merknad}." for r in egne.itertuples()) or None


def dekning(data: Data, valg: Plassvalg) -> list[Blokk]:
    """Chapter: today's coverage on every base, with interval and what one more moves."""
    g = grunnlag_for(data, valg)
    overskrift = tekst("## Hvor høy er dekningen i dag?")
    if g.naa is None or not g.antall:
        return []  # the conclusion says what is missing
    rader = [_dekningsrad(navn, t, g.naa.lav) for navn, t in g.antall.items()]
    navn = data.register.navn(valg.komm_nr)
    return [
        overskrift,
        tekst(
            "Ordet dekningsgrad brukes om ulike ting: plasser (kapasitet), plasser i bruk, beboere,"
            " og plasser sammen med heldøgns bolig. De holdes fra hverandre her."
        ),
        tabell(
            "dekning",
            ["Grunnlag", "Antall", "Per 100 over 80 år", "95 %-intervall", "Én til"],
            rader,
            tittel=f"{navn}: dekning blant {tall(g.naa.lav)} innbyggere 80 år og over",
            kilder=plasskilder(data, g),
            note="Intervallet (Wilsons metode) er regnet av hele antall. Kapasiteten er ikke en del"
            " av innbyggerne, og har derfor ikke noe. «Én til» er hvor"
            " mye én plass eller beboer flytter dekningen.",
        ),
        *_usikker_dekning(g),
    ]


def _dekningsrad(grunnlag: Grunnlag, t: Tall, innbyggere: float) -> list[str]:
    lav, hoey = dekningsgrad(t.lav, innbyggere), dekningsgrad(t.hoey, innbyggere)
    intervall = "–"
    personer = grunnlag in (Grunnlag.I_BRUK, Grunnlag.BEBOERE)
    if personer and t.hoey <= innbyggere:
        w = [wilson(hele_plasser(a, Avrunding.NAERMESTE), innbyggere) for a in (t.lav, t.hoey)]
        intervall = f"{tall(w[0].lav, 1)}–{tall(w[1].hoey, 1)}"
    desimaler = 0 if float(t.lav).is_integer() else 1
    flytter = f"±{tall(en_til(innbyggere), 1)}"
    navn = grunnlag.tekst[0].upper() + grunnlag.tekst[1:]
    antall = spenn(t.lav, t.hoey, desimaler)
    return [navn, antall, spenn(lav or 0, hoey or 0, 1), intervall, flytter]


def _usikker_dekning(g: Plassgrunnlag) -> list[Blokk]:
    b = g.antall.get(Grunnlag.BEBOERE) or g.antall.get(Grunnlag.I_BRUK)
    if b is None or g.naa is None or g.naa.lav >= 1000 or b.lav > g.naa.lav:
        return []
    antall = hele_plasser(b.lav, Avrunding.NAERMESTE)
    w = wilson(antall, g.naa.lav)
    return [
        varsel(
            f"Med om lag {tall(antall)} av {tall(g.naa.lav)} personer kan den underliggende andelen"
            f" ligge hvor som helst mellom {tall(w.lav, 1)} og {tall(w.hoey, 1)}\u00a0%. En annen"
            " kommune med en andel innenfor dette er ikke klart forskjellig."
        )
    ]


def etter_dekning(data: Data, valg: Plassvalg) -> list[Blokk]:
    """Chapter: places over coverage, for today's people and the projected, answers marked."""
    g = grunnlag_for(data, valg)
    overskrift = tekst("## Hva betyr dekningen i plasser?")
    if hva_mangler(data, valg, g) or g.naa is None or g.da is None:
        return []  # the conclusion says what is missing
    d = valgt_dekning(valg, g)
    valgt = sum(d) / 2
    aar_naa, aar_da = g.naa.aar or "i dag", g.da.aar or valg.aar
    grupper = {
        f"{tall(g.naa.lav)} ({aar_naa})": g.naa.lav,
        f"{tall(g.da.lav)} ({aar_da})": g.da.lav,
    }
    behov = antall_ved_dekning(valgt, g.da.lav)
    plasser = hele_plasser(behov, valg.avrunding)
    punkter = trykte_punkter(data, "" if valg.har_egne_tall else valg.komm_nr, g)
    tittel_ = f"{tall(valgt, 1)} plasser per 100 gir {tall(plasser)} plasser"
    alt_tekst = (
        f"To linjer: plasser etter dekning for {' og '.join(grupper)} innbyggere 80 år og over."
        f" Valgt dekning {tall(valgt, 1)} per 100 gir {tall(behov, 1)}, altså {tall(plasser)}"
        " plasser."
    )
    if len(punkter):
        alt_tekst += f" Svarene i rapporten er merket: {'; '.join(punkter.tekst)}."
    return [
        overskrift,
        figur(
            "plasser-etter-dekning",
            med_dekning(_linjer(tuple(grupper.items()), max(40.0, max(d)), _rader(punkter)), valgt),
            tittel=tittel_,
            undertittel="En linje for hvert antall innbyggere 80 år og over."
            + (" Ringer: svar trykt i rapporten fra 2013." if len(punkter) else ""),
            alt_tekst=alt_tekst,
            kilder=plasskilder(data, g, punkter.kilde.tolist()),
        ),
    ]


def _rader(punkter: pd.DataFrame) -> tuple[tuple[float, float, str, str], ...]:
    kolonner = punkter[["dekning", "plasser", "tekst", "side"]]
    return tuple(kolonner.itertuples(index=False, name=None))


@lru_cache(maxsize=16)
def _linjer(
    grupper: tuple[tuple[str, float], ...],
    hoeyest: float,
    punkter: tuple[tuple[float, float, str, str], ...],
) -> dict[str, Any]:
    """Chart of places at every coverage, as far as the control goes; dragging it changes none."""
    steg = pd.Series([hoeyest * i / 70 for i in range(71)])
    linjer = pd.concat([plasser_etter_dekning(n, steg).assign(gruppe=navn) for navn, n in grupper])
    ender = pd.Series([0.0, 100.0])
    ved = [plasser_etter_dekning(n, ender).behov.tolist() for _, n in grupper]
    styrt = pd.DataFrame(ved, columns=["ved_0", "ved_100"]).assign(gruppe=[n for n, _ in grupper])
    trykte = pd.DataFrame(punkter, columns=["dekning", "plasser", "tekst", "side"])
    return plot_plasser(linjer, trykte, styrt, hoeyest).to_dict(validate=False)
