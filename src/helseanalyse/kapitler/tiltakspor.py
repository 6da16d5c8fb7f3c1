"""Chapters on what becomes of measures: tracking, the action plan, the status of each unit."""

from typing import Any

import pandas as pd

from ..enheter import tall
from ..measures.tiltak import aar_i, realisering, sporing
from ..sources.load import Data
from ..tiltaksrader import STATUSNAVN
from ..valg_tiltak import Tiltaksvalg
from ..views.blokker import Blokk, tabell, tekst
from .felles import kilder
from .plassfelles import EGNE
from .tiltakfelles import Portefoelje, mill, milltall, portefoelje

_BAERUM = "baerum_hp_2015_2018"
_ROMSKOG = "romskog_handlingsplan_2014"
_HAA = "1119"
_FELT = ("aktivitet", "ansvar", "effekt")
_REKKE = ("gjennomfoert", "paabegynt", "ikke_igangsatt", "ikke_gjennomfoert", "erstattet")


def oppfoelging(data: Data, valg: Tiltaksvalg) -> list[Blokk]:
    """Chapter: adopted, realised and not realisable, by status; what must be replaced."""
    p = portefoelje(data, valg)
    lange = _lange(data, p)
    if lange.empty or lange.realisert_mill_kr.isna().all():
        return []
    s = sporing(lange)
    r = realisering(s)
    s = s[s.status.isin(_REKKE) | s.realisert.notna() | s.ikke_gjennomfoerbart.notna()]
    orden = {st: i for i, st in enumerate(_REKKE)}
    s = s.iloc[s.status.map(lambda st: orden.get(st, len(orden))).argsort(kind="stable")]
    igjen = s.vedtatt - s.realisert
    rader = [
        [
            f"{x.nr} {x.tiltak}",
            STATUSNAVN[x.status],
            "–" if pd.isna(x.aar) else str(int(x.aar)),
            *(milltall(v) for v in (x.vedtatt, x.realisert, igjen[i], x.ikke_gjennomfoerbart)),
        ]
        for i, x in zip(s.index, s.itertuples(), strict=True)
    ]
    deler = [v for v in sporing(lange).ikke_gjennomfoerbart.dropna() if v > 0]
    regnestykke = " + ".join(tall(v, 1) for v in deler)
    rader.append(["Sum der begge tall er oppgitt", "", "", milltall(r.vedtatt),
                  milltall(r.realisert), milltall(r.vedtatt - r.realisert),
                  milltall(r.ikke_gjennomfoerbart)])  # fmt: skip
    fortelling = _fortelling(data, p, r.ikke_gjennomfoerbart, regnestykke)
    andel = f", {tall(r.andel)}\u00a0%" if r.andel is not None else ""
    return [
        tekst(f"## Hva er det blitt av vedtakene?\n\n{fortelling}"),
        _statustabell(s, p),
        tabell(
            "tiltak-oppfoelging",
            ["Tiltak", "Status", "År", "Vedtatt", "Realisert", "Ikke realisert",
             "Kan ikke gjennomføres"],
            rader,
            tittel=f"{mill(r.realisert)} av {mill(r.vedtatt)} er realisert{andel}",
            kilder=p.kilder,
            just="lllrrrr",
            uthev=[len(rader) - 1],
            note="Mill. kr, det siste året der realisert beløp er oppgitt. Strek: ikke oppgitt."
            " Det som ikke kan gjennomføres, må erstattes av andre tiltak.",
        ),
    ]  # fmt: skip


def _lange(data: Data, p: Portefoelje) -> pd.DataFrame:
    """One row per measure and year: as published, else the last year of the own portfolio."""
    if p.plan and not p.egne:
        return data.tiltak[data.tiltak.plan == p.plan.navn]
    aar = aar_i(p.rader)
    b = p.rader[aar]
    siste = [max((a for a in aar if not pd.isna(b[a][i])), default=None) for i in b.index]
    beloep = [
        p.rader.helaar[i] if a is None else b[a][i] for i, a in zip(b.index, siste, strict=True)
    ]
    return pd.DataFrame(
        {
            "nr": p.rader.nr, "tiltak": p.rader.tiltak, "status": p.rader.status,
            "aar": siste, "effekt_mill_kr": beloep,
            "realisert_mill_kr": p.rader.realisert,
            "ikke_gjennomfoerbart_mill_kr": p.rader.ikke_gjennomfoerbart,
        }
    )  # fmt: skip


def _fortelling(data: Data, p: Portefoelje, ikke: float, regnestykke: str) -> str:
    if not ikke:
        return "Ingen beløp er meldt som umulige å gjennomføre."
    ut = f"{mill(ikke)} kan ikke gjennomføres: {regnestykke}. Det må erstattes av andre tiltak."
    if p.egne or p.plan is None or p.plan.navn != _BAERUM:
        return ut
    d = data.dokumenttall[data.dokumenttall.dokument == "baerum"].set_index("nokkel").verdi
    if "bbs_vedtatt" not in d.index:
        return ut
    bbs, amb = (
        float(d[f"{k}_vedtatt"]) - float(d[f"{k}_realisert"]) for k in ("bbs", "ambulerende")
    )
    egen = p.rader.set_index("nr").loc["14"]
    tapt = float(egen.ikke_gjennomfoerbart)
    return (
        f"{ut} De administrative reduksjonene svikter med {tall(bbs + amb, 1)}: {tall(bbs, 1)} i"
        f" bo- og behandlingssentrene og {tall(amb, 1)} i ambulerende tjenester. Av egenandelen på"
        f" {tall(egen[2016], 1)} kan {tall(egen[2016] - tapt, 1)} hentes hvis den gjeninnføres;"
        f" {tall(tapt, 1)} er tapt."
    )


def _statustabell(s: pd.DataFrame, p: Portefoelje) -> Blokk:
    rader = []
    for st in _REKKE:
        d = s[s.status == st]
        if len(d):
            beloep = (d.vedtatt.sum(min_count=1), d.realisert.sum(min_count=1),
                      d.ikke_gjennomfoerbart.sum(min_count=1))  # fmt: skip
            navn = STATUSNAVN[st]
            rader.append([navn[0].upper() + navn[1:], tall(len(d)), *(milltall(v) for v in beloep)])
    return tabell(
        "tiltak-statuser",
        ["Status", "Tiltak", "Vedtatt", "Realisert", "Kan ikke gjennomføres"],
        rader or [["Uten status", tall(len(s)), "–", "–", "–"]],
        tittel="Tiltak etter status, mill. kr",
        kilder=p.kilder,
    )


def handlingsplan(data: Data, valg: Tiltaksvalg) -> list[Blokk]:
    """Chapter: strategy, activity, responsible and effect; nothing where none is written."""
    p = portefoelje(data, valg)
    rader = planrader(data, p)
    if not rader:
        return []
    return [tekst("## Hvem gjør hva?"), _plantabell(rader, list(p.kilder)), *_gevinst(p)]


def _er_trykt(p: Portefoelje) -> bool:
    return bool(p.plan and p.plan.navn == _ROMSKOG and not p.egne)


def planrader(data: Data, p: Portefoelje) -> list[list[str]]:
    """Strategy, activity, responsible and effect of each measure; none where none is written."""
    if _er_trykt(p):
        d = data.dokumenttall[data.dokumenttall.dokument == "romskog"].set_index("nokkel")
        t = p.rader[p.rader.nr.str.isdecimal()]
        return [
            [r.tiltak, *(_ord(d, f"handlingsplan_{r.nr}_{felt}") for felt in _FELT)]
            for r in t.itertuples()
        ]
    t = p.rader
    t = t[(t[list(_FELT)] != "").any(axis=1)] if len(t) else t
    return [[f"{r.nr} {r.tiltak}", *(x or "–" for x in (r.aktivitet, r.ansvar, r.effekt))]
            for r in t.itertuples()]  # fmt: skip


def samlet_gevinst(p: Portefoelje) -> pd.Series | None:
    """Row on what all the measures give together, as a plan prints it; none without one."""
    samlet = p.rader[p.rader.nr == "samlet"]
    return samlet.iloc[0] if _er_trykt(p) and len(samlet) else None


def _gevinst(p: Portefoelje) -> list[Blokk]:
    r = samlet_gevinst(p)
    if r is None:
        return []
    return [
        tekst(
            f"Gevinsten er oppgitt samlet, {mill(r[2014])} i 2014 og {tall(r.aarsverk, 1)}"
            " årsverk i året fra 2015, og er ikke fordelt på tiltakene."
        )
    ]


def _plantabell(rader: list[list[str]], kilder_: list[Any]) -> Blokk:
    return tabell(
        "tiltak-handlingsplan",
        ["Strategi", "Aktivitet", "Ansvar", "Effekt"],
        rader,
        tittel=f"Handlingsplan med {len(rader)} punkter",
        kilder=kilder_,
        just="llll",
    )


def _ord(d: pd.DataFrame, nokkel: str) -> str:
    return str(d.merknad[nokkel]) if nokkel in d.index else "–"


def enheter(data: Data, valg: Tiltaksvalg) -> list[Blokk]:
    """Chapter: status and challenges per unit, short and long term; the user's own, or Hå's."""
    rader, kilder_, hvem = valg.rader_enheter, [EGNE], "Egen oversikt"
    if not rader and valg.komm_nr == _HAA:
        d = data.dokumenttall[data.dokumenttall.nokkel.str.startswith("status_")]
        d = d[(d.dokument == "haa") & (d.enhet == "tekst")]
        navn = [n.removesuffix("_enhet") for n in d.nokkel if n.endswith("_enhet")]
        etter = d.set_index("nokkel")
        rader = [[_ord(etter, f"{n}_{k}") for k in ("enhet", "naa", "kort_sikt", "lang_sikt")]
                 for n in navn]  # fmt: skip
        kilder_ = kilder(data, d.kilde)
        hvem = "Psykisk helse og rusvern i Hå, 2024"
    if not rader:
        return []
    return [
        tekst("## Hvordan står det til i enhetene?"),
        tabell(
            "tiltak-enheter",
            ["Enhet", "Status", "Utfordring på kort sikt", "Utfordring på lang sikt"],
            [[c or "–" for c in rad] for rad in rader],
            tittel=f"{hvem}: {len(rader)} enheter",
            kilder=kilder_,
            just="llll",
        ),
    ]
