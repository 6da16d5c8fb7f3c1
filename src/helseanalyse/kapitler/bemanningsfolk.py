"""Chapter on who can be recruited: people of working age against those aged 80 and over."""

from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from ..enheter import endring, tall
from ..measures.demografi import (
    FAKTISK,
    HOVEDALTERNATIV,
    baand,
    omsorgskapasitet,
)
from ..measures.nivaa import indeks100, relativt_nivaa
from ..sources.load import Data
from ..valg_bemanning import Bemanningsvalg
from ..views.blokker import Blokk, figur, tabell, tekst
from ..views.charts import plot_utvikling
from .bemanningsfelles import PROSENT, aarsverk, alle_kilder, verk
from .felles import spenn
from .framskrevet import folkekilder, har_alternativer

_STEG = 5  # years between the rows of the table
_FAERREST = 3  # projected years before a line is drawn


class Grunnlag(NamedTuple):
    """People of working age (``teller``), aged 80+ (``nevner``) and their ratio by year."""

    alle: pd.DataFrame
    start: pd.Series
    fram: pd.DataFrame

    @property
    def slutt(self) -> pd.Series:
        """Last projected year."""
        return self.fram.iloc[-1]


@lru_cache(maxsize=8)
def rekrutteringsgrunnlag(data: Data, komm_nr: str) -> Grunnlag | None:
    """Newest counted year and the main projection after it; none without either."""
    folk = data.folk([komm_nr])
    if folk.empty:
        return None
    k = omsorgskapasitet(folk)
    k = k[k.verdi.notna()].astype({"aar": "int64"})
    foer = k[k.alternativ == FAKTISK].sort_values("aar")
    if foer.empty:
        return None
    start = foer.iloc[-1]
    fram = k[(k.alternativ == HOVEDALTERNATIV) & (k.aar > start.aar)].sort_values("aar")
    return Grunnlag(k, start, fram) if len(fram) else None


def rekruttering(data: Data, valg: Bemanningsvalg) -> list[Blokk]:
    """Chapter: the two groups through the years, their ratio, and man-years that follow 80+."""
    g = rekrutteringsgrunnlag(data, valg.komm_nr)
    if g is None:
        return []
    ut = [tekst("## Hvem kan rekrutteres framover?")]
    if len(g.fram) >= _FAERREST:
        ut.append(_figur(data, valg, g))
    return [*ut, _tabell(data, valg, g)]


def setning(data: Data, valg: Bemanningsvalg) -> str:
    """Sentence on the ratio now and at the end, without a full stop; or nothing."""
    g = rekrutteringsgrunnlag(data, valg.komm_nr)
    if g is None:
        return ""
    return (
        f"I {int(g.start.aar)} er det {tall(g.start.verdi, 1)} innbyggere på 20–66 år per innbygger"
        f" over 80 år; i {int(g.slutt.aar)} blir det {tall(g.slutt.verdi, 1)}"
    )


def _figur(data: Data, valg: Bemanningsvalg, g: Grunnlag) -> Blokk:
    df = pd.concat([g.start.to_frame().T, g.fram])
    deler = []
    for felt, navn, rolle in (
        ("nevner", "80 år og over", "egen"),
        ("teller", "20–66 år", "andre"),
    ):
        v = [indeks100(float(x), float(g.start[felt])) for x in df[felt]]
        deler.append(
            pd.DataFrame({"serie": navn, "aar": df.aar.astype(int), "verdi": v, "del": 0,
                          "rolle": rolle, "brudd": "", "tekst": [tall(x, 1) for x in v]})
        )  # fmt: skip
    eldre, yngre = (
        relativt_nivaa(float(g.slutt[f]), float(g.start[f])) for f in ("nevner", "teller")
    )
    tittel = (
        f"{data.register.navn(valg.komm_nr)}: {_flere(eldre)} innbyggere over 80 år og"
        f" {_flere(yngre)} på 20–66 år fra {int(g.start.aar)} til {int(g.slutt.aar)}"
    )
    return figur(
        "rekruttering",
        plot_utvikling(pd.concat(deler), f"Indeks, {int(g.start.aar)} = 100"),
        tittel=tittel,
        undertittel=f"Innbyggere 1. januar, {int(g.start.aar)} = 100. Framskriving etter"
        " hovedalternativet.",
        alt_tekst=f"To linjer. {tittel}. Antallene er {tall(g.start.nevner)} og"
        f" {tall(g.slutt.nevner)} over 80 år, {tall(g.start.teller)} og {tall(g.slutt.teller)} på"
        " 20–66 år.",
        kilder=folkekilder(data, valg.komm_nr),
    )


def _flere(prosent: float | None) -> str:
    """Change of a group in words."""
    assert prosent is not None
    if tall(abs(prosent), 1) == "0,0":
        return "like mange"
    return f"{tall(abs(prosent), 1)}{PROSENT} {'flere' if prosent > 0 else 'færre'}"


def _tabell(data: Data, valg: Bemanningsvalg, g: Grunnlag) -> Blokk:
    a = aarsverk(data, valg)
    vist = g.fram[((g.fram.aar - g.start.aar) % _STEG == 0) | (g.fram.aar == g.slutt.aar)]
    band = None
    if har_alternativer(g.alle):
        band = baand(g.alle, "verdi").dropna(subset="midt").set_index("aar")
    rader = []
    for r in pd.concat([g.start.to_frame().T, vist]).itertuples():
        rad = [str(int(r.aar)), tall(r.teller), tall(r.nevner), tall(r.verdi, 1)]
        if band is not None:
            har = r.aar in band.index and r.aar > g.start.aar
            rad.append(spenn(band.lav[r.aar], band.hoey[r.aar], 1) if har else "–")
        if a is not None:
            rad.append(tall(a.verdi * float(r.nevner) / float(g.start.nevner), 1))
        rader.append(rad)
    hode = ["År", "20–66 år", "80 år og over", "20–66 per 80+"]
    hode += ["Laveste–høyeste"] if band is not None else []
    hode += ["Årsverk, samme bemanning per 80+"] if a is not None else []
    note = "Et forhold mellom aldre, ikke et tall på dem som arbeider eller vil søke."
    if a is not None:
        mer = relativt_nivaa(float(g.slutt.nevner), float(g.start.nevner))
        assert mer is not None
        note += (
            f" Årsverkene er {verk(a.verdi)} ganger veksten i innbyggere over 80 år:"
            f" {endring(mer)} til {int(g.slutt.aar)}. De sier hva uendret bemanning per innbygger"
            " over 80 år krever, ikke hva som trengs."
        )
    return tabell(
        "rekruttering-tabell",
        hode,
        rader,
        tittel=setning(data, valg),
        kilder=alle_kilder(a, ekstra=folkekilder(data, valg.komm_nr)),
        note=note.replace(" %", PROSENT),
    )
