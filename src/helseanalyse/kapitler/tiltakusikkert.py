"""Chapters on what is uncertain: measures that overlap, and how much of the sum will come."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..enheter import tall
from ..measures.portefoelje import (
    TREKK,
    fordeling,
    overlapp,
    overlappsgrupper,
    sannsynligheter,
    trekk_totaler,
)
from ..measures.tiltak import summer
from ..sources.load import Data
from ..spraak import oppramsing
from ..valg_tiltak import Tiltaksvalg
from ..views.blokker import Blokk, figur, rent, tabell, tekst, varsel
from ..views.tiltakcharts import plot_vifte
from .felles import spenn
from .tiltakfelles import historie, maal_for, mill, milltall, portefoelje

_NIVAAER = (5, 25, 50, 75, 95)
_FAERREST = 2  # measures with amounts that a spread can be told of
_FLEST = 8  # names in a sentence


def overlappende(data: Data, valg: Tiltaksvalg) -> list[Blokk]:
    """Chapter: measures that must be seen together, and the sum as an interval."""
    p = portefoelje(data, valg)
    df = p.med
    if df.empty or not p.aar:
        return []
    grupper = [d for _, d in df.groupby(overlappsgrupper(df), sort=False) if len(d) > 1]
    begge = _utelukker(df)
    if not grupper and not begge:
        return []
    ut = [tekst("## Hvilke tiltak overlapper?")]
    ut += [varsel(begge)] if begge else []
    if not grupper:
        return ut
    alle = overlapp(df).set_index("aar")
    rader, uthev = [], []
    for d in grupper:
        o = overlapp(d).set_index("aar")
        rader.append([f"Gruppen {', '.join(d.nr)}", *(_spenn(o, a) for a in p.aar)])
    uthev.append(len(rader))
    rader.append(["Alle tiltakene", *(_spenn(alle, a) for a in p.aar)])
    stoerst = (alle.hoey - alle.lav)[::-1].idxmax()
    navn = [f"«{rent(n)}» ({nr})" for d in grupper for nr, n in zip(d.nr, d.tiltak, strict=True)]
    hvem = (
        oppramsing(navn) if len(navn) <= _FLEST else f"{len(navn)} tiltak i {len(grupper)} grupper"
    )
    return [
        *ut,
        tekst(
            f"{hvem} må ses sammen: det ene kan være en del av det andre. Hvor mye, sier ikke"
            " tallene. Summen er derfor et spenn, fra bare det største tiltaket i hver gruppe til"
            " alle lagt sammen."
        ),
        tabell(
            "tiltak-overlapp",
            ["Mill. kr", *(str(a) for a in p.aar)],
            rader,
            tittel=f"Summen i {stoerst} er {spenn(alle.lav[stoerst], alle.hoey[stoerst], 1)}"
            " mill. kr, etter hvor mye tiltakene overlapper",
            kilder=p.kilder,
            uthev=uthev,
            note="Laveste tall: full overlapp, bare det største i gruppen det året. Høyeste:"
            " ingen overlapp, den vanlige summen.",
        ),
    ]


def _spenn(o: pd.DataFrame, aar: int) -> str:
    return "–" if pd.isna(o.hoey[aar]) else spenn(o.lav[aar], o.hoey[aar], 1)


def _utelukker(df: pd.DataFrame) -> str:
    """Sentence on measures that exclude each other, and are both in the sum."""
    navn = dict(zip(df.nr, df.tiltak, strict=True))
    par = {frozenset((nr, a)) for nr, andre in zip(df.nr, df.utelukker, strict=True)
           for a in andre if a in navn}  # fmt: skip
    if not par:
        return ""
    ledd = [oppramsing([f"{rent(navn[x])} ({x})" for x in sorted(ett)]) for ett in par]
    return (f"Disse utelukker hverandre, men begge er med i summen: {'; '.join(sorted(ledd))}. Sett"
            " «Med i summen» til nei for det ene.")  # fmt: skip


def realisert(data: Data, valg: Tiltaksvalg) -> list[Blokk]:
    """Chapter: how much of the sum will come, from probabilities or from what earlier ones gave."""
    p = portefoelje(data, valg)
    andeler, historiske = historie(data)
    df = p.med
    if df.empty or not p.aar or p.styrking or p.sporet:
        return []
    if (df[p.aar].fillna(0) != 0).any(axis=1).sum() < _FAERREST:
        return []
    ukjente = int(sannsynligheter(df, valg.sannsynlighet).isna().sum())
    if ukjente and not len(andeler):
        return [varsel("Hvor mye som blir realisert, kan ikke anslås: oppgi sannsynlighet.")]
    maal = maal_for(p, valg)
    f = fordeling(trekk_totaler(df, andeler, sannsynlighet=valg.sannsynlighet), maal, _NIVAAER)
    f["sum"] = summer(df).loc["sum"].reindex(f.aar).fillna(0.0).to_numpy()
    kilder_ = [*p.kilder, *(k for k in historiske if ukjente and k not in p.kilder)]
    siste = f.iloc[-1]
    tittel = (
        f"Av {mill(siste['sum'])} i {int(siste.aar)} kan en vente"
        f" {spenn(siste.p5, siste.p95, 1)} mill. kr, med {mill(siste.p50)} i midten"
    )
    if maal and not pd.isna(siste.sjanse):
        tittel += f"; målet nås i {tall(siste.sjanse)}\u00a0% av trekkene"
    maalet = pd.DataFrame({"aar": list(maal), "verdi": list(maal.values())})
    hode = ["Mill. kr", *(str(int(a)) for a in f.aar)]
    rader = [
        ["Summen", *(milltall(v) for v in f["sum"])],
        ["Midt i trekkene", *(milltall(v) for v in f.p50)],
        ["Ni av ti trekk", *(spenn(a, b, 1) for a, b in zip(f.p5, f.p95, strict=True))],
        ["Snitt", *(milltall(v) for v in f.snitt)],
    ]
    if maal:
        rader.append(["Mål", *(milltall(maal.get(int(a))) for a in f.aar)])
        rader.append(["Sjanse for å nå målet",
                      *("–" if pd.isna(v) else f"{tall(v)}\u00a0%" for v in f.sjanse)])  # fmt: skip
    return [
        tekst("## Hvor mye av summen blir det?\n\n" + _forutsetninger(valg, ukjente, andeler)),
        figur(
            "tiltak-vifte",
            plot_vifte(f, maalet, "Mill. kr"),
            tittel=tittel,
            undertittel="Mill. kr per år. Mørkt: halvparten av trekkene. Lyst: ni av ti.",
            alt_tekst=f"Vifte av {tall(TREKK)} trekk, med summen og"
            f" {'målet' if maal else 'midten'} som linjer, fra {int(f.aar.iloc[0])} til"
            f" {int(siste.aar)}. I {int(siste.aar)} ligger ni av ti trekk"
            f" på {spenn(siste.p5, siste.p95, 1)} mill. kr; summen er {mill(siste['sum'])}.",
            kilder=kilder_,
        ),
        tabell(
            "tiltak-realisering",
            hode,
            rader,
            tittel="Summen og hva som kan ventes av den",
            kilder=kilder_,
        ),
    ]


def _forutsetninger(valg: Tiltaksvalg, ukjente: int, andeler: NDArray[np.float64]) -> str:
    """What the draws rest on, before they are shown."""
    n, full, ingen = len(andeler), int((andeler >= 1).sum()), int((andeler <= 0).sum())
    ut = []
    if ukjente:
        ut.append(
            f"{ukjente} tiltak har ingen egen sannsynlighet. De får samme utfall som {n} tiltak"
            f" Bærum fulgte opp til 2016: {full} ga alt som var vedtatt, {ingen} ga ingenting,"
            f" og {n - full - ingen} ga en del. Andre kommuner og tiltak kan ha andre utfall."
        )
    elif valg.sannsynlighet is not None:
        ut.append(f"Hvert tiltak gir hele beløpet med {tall(valg.sannsynlighet)}\u00a0%"
                  " sannsynlighet, ellers ingenting, der det ikke har en egen.")  # fmt: skip
    ut.append(
        "Et tiltak som er gjennomført, gir hele beløpet. Utfallet av ett tiltak sier ingenting om"
        " de andre, og er det samme alle år. I tiltak som må ses sammen, trekkes et punkt mellom"
        " full og ingen overlapp. Slår tiltakene feil sammen, er spennet videre enn vist."
    )
    return " ".join(ut)
