"""Chapters that list measures: all of them, those not recommended, and amounts booked elsewhere."""

import pandas as pd

from ..enheter import tall
from ..kilde import Kilde
from ..measures.avstemming import trykt_sum
from ..measures.tiltak import implisert_antall, implisert_pris, summer
from ..sources.load import Data
from ..valg_tiltak import Tiltaksvalg
from ..views.blokker import Blokk, tabell, tekst, varsel
from .felles import kilder
from .tiltakfelles import mill, milltall, portefoelje

_LANG = 300  # rows shown in a table
_NORDRE_FOLLO = "nordre_follo_2026_2029"
_TRONDHEIM = "trondheim_2021_2024"
_PUNKT_5 = ("kveld_og_natt", "omfattende_hjelpebehov_2024", "grunnbemanning_2024")


def alle(data: Data, valg: Tiltaksvalg) -> list[Blokk]:
    """Chapter: every measure that is summed, with its amounts and what is said of it."""
    p = portefoelje(data, valg)
    if p.med.empty:
        return []
    t = p.med
    ekstra = [
        (navn, etikett)
        for navn, etikett in (
            ("uten_aar", "Uten år"),
            ("aarsverk", "Årsverk"),
            ("plasser", "Plasser"),
        )
        if t[navn].notna().any()
    ]
    sier = t.merknad.where(t.merknad != "", "–")
    har_merknad = (t.merknad != "").any()
    rader = [
        [
            f"{r.nr} {r.tiltak}",
            *(milltall(x) for x in t.loc[i, p.aar]),
            *(_tall(t.loc[i, navn], navn) for navn, _ in ekstra),
            *([sier[i]] if har_merknad else []),
        ]
        for i, r in zip(t.index, t.itertuples(), strict=True)
    ][:_LANG]
    hode = ["Tiltak", *(str(a) for a in p.aar), *(e for _, e in ekstra)]
    merket = ["Merknad"] if har_merknad else []
    ut = [
        tekst("## Hvilke tiltak er med?"),
        tabell(
            "tiltak-alle",
            [*hode, *merket],
            rader,
            tittel=f"{tall(len(t))} tiltak, mill. kr: {p.i_plan}",
            kilder=p.kilder,
            just="l" + "r" * (len(hode) - 1) + "l" * len(merket),
            note=_listenote(len(t)),
        ),
    ]
    return [*ut, *_trondheim(data, p.plan.navn if p.plan and not p.egne else "")]


def _listenote(antall: int) -> str:
    note = "Strek: beløpet er ikke oppgitt. Et nummer med bokstav er en del av nummeret uten."
    return note if antall <= _LANG else f"De første {_LANG} vises. {note}"


def _tall(verdi: float, navn: str) -> str:
    if navn == "uten_aar":
        return milltall(verdi)
    return tall(verdi, 0 if pd.isna(verdi) or float(verdi).is_integer() else 1)


def _trondheim(data: Data, plan: str) -> list[Blokk]:
    """Point 5 of Trondheim's plan: its parts and its printed sum do not agree."""
    d = data.dokumenttall[data.dokumenttall.dokument == "trondheim"].set_index("nokkel")
    if plan != _TRONDHEIM or "punkt_5_sum_trykt" not in d.index:
        return []
    deler = [float(d.verdi[f"punkt_5_{k}"]) for k in _PUNKT_5]
    s = trykt_sum(deler, float(d.verdi["punkt_5_sum_trykt"]))
    return [
        varsel(
            f"Punkt 5 er trykt som {mill(s.trykt)}, men delene"
            f" {' + '.join(tall(x, 1) for x in deler)} er {mill(s.regnet)}. Det trykte"
            " tallet er brukt, og er ikke rettet."
        )
    ]


def ikke_anbefalt(data: Data, valg: Tiltaksvalg) -> list[Blokk]:
    """Chapter: measures that were considered and not recommended, apart from the rest."""
    p = portefoelje(data, valg)
    t = p.ikke_anbefalt
    if t.empty:
        return []
    rader = [[f"{r.nr} {r.tiltak}", *(milltall(x) for x in t.loc[i, p.aar]), r.lovpaalagt or "–",
              r.merknad or "–"] for i, r in zip(t.index, t.itertuples(), strict=True)]  # fmt: skip
    har = t[p.aar].notna().any().any()
    if har:
        s = summer(t).loc["sum"]
        rader.append(["Sum, ikke med i det anbefalte", *(milltall(v) for v in s), "", ""])
    stoerst = f", {mill(s.max())} på det meste" if har else ""
    return [
        tekst("## Hva er vurdert, men ikke anbefalt?"),
        tabell(
            "tiltak-ikke-anbefalt",
            ["Tiltak", *(str(a) for a in p.aar), "Lovpålagt", "Begrunnelse eller merknad"],
            rader,
            tittel=f"{len(t)} tiltak er vurdert og ikke anbefalt{stoerst}",
            kilder=p.kilder,
            just="l" + "r" * len(p.aar) + "ll",
            uthev=[len(rader) - 1] if har else [],
        ),
    ]


def annet_sted(data: Data, valg: Tiltaksvalg) -> list[Blokk]:
    """Chapter: amounts booked under another theme, as a memo; and what the amounts imply."""
    p = portefoelje(data, valg)
    ut: list[Blokk] = []
    t = p.rader[p.rader.foert_annet_sted > 0]
    if len(t):
        rader = [[f"{r.nr} {r.tiltak}", milltall(r.foert_annet_sted), r.merknad or "–"]
                 for r in t.itertuples()]  # fmt: skip
        ut = [
            tekst("## Hva er ført et annet sted?"),
            tabell(
                "tiltak-annet-sted",
                ["Tiltak", "Mill. kr i året", "Merknad"],
                rader,
                tittel=f"{mill(t.foert_annet_sted.sum())} i året er ført under et annet tema, og er"
                " ikke i summene",
                kilder=p.kilder,
                just="lrl",
            ),
        ]
    if p.plan and p.plan.navn == _NORDRE_FOLLO and not p.egne:
        ut += _impliserte(data, p.rader, p.kilder)
    return ut


def _impliserte(data: Data, rader: pd.DataFrame, kilder_: tuple[Kilde, ...]) -> list[Blokk]:
    """Prices and places that Nordre Follo's own amounts imply."""
    d = data.dokumenttall[data.dokumenttall.dokument == "nordre_follo"].set_index("nokkel")
    noekler = ["kad_plasser_naa", "kad_plasser_etter", "sykehjemsplasser_reduksjon",
               "kraakstadtunet_per_plass_per_doegn"]  # fmt: skip
    if not set(noekler) <= set(d.index):
        return []
    naa, etter, plasser, per_doegn = (float(d.verdi[k]) for k in noekler)
    b = rader.set_index("nr")[aar := max(k for k in rader.columns if isinstance(k, int))]
    kad, sykehjem, kraakstad = (float(b[nr]) for nr in ("1.2", "1.3", "1.4"))
    antall = implisert_antall(kraakstad, per_doegn)
    pris = [implisert_pris(kad, naa, etter), implisert_pris(sykehjem, plasser, 0)]
    tabellen = [
        ["KAD, pris per plass", f"{tall(kad, 1)} / ({tall(naa, 1)} − {tall(etter)})",
         f"{tall(pris[0], 3)} mill. kr"],
        ["Sykehjem, pris per plass", f"{tall(sykehjem, 1)} / {tall(plasser)}",
         f"{tall(pris[1], 1)} mill. kr"],
        ["Kråkstadtunet, antall plasser", f"{tall(kraakstad, 1)} mill. kr /"
         f" ({tall(per_doegn)} kr · 365 døgn)", f"{tall(antall, 1)}, altså {tall(antall)} plasser"],
    ]  # fmt: skip
    return [
        tekst("## Hva innebærer beløpene?"),
        tabell(
            "tiltak-implisert",
            ["Tiltak", "Regnestykke", "Svar"],
            tabellen,
            tittel=f"En KAD-plass er regnet til {tall(pris[0], 3)} mill. kr, en sykehjemsplass til"
            f" {tall(pris[1], 1)}",
            kilder=list({k["id"]: k for k in [*kilder_, *kilder(data, d.kilde[noekler])]}.values()),
            just="lll",
            note=f"Regnet bakover fra beløpene i {aar} og fotnotene; prisene er ikke trykt.",
        ),
    ]
