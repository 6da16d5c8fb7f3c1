"""Chapter on the level of staffing: man-years per user, resident and inhabitant, beside others."""

from functools import lru_cache

import pandas as pd

from ..enheter import tall
from ..indikator import indikator
from ..kilde import Kilde
from ..measures.bemanning import per_innbygger
from ..measures.bruk import befolkningsaar
from ..measures.demografi import FAKTISK, OVER_80, Aldersgruppe
from ..measures.nivaa import relativt_nivaa
from ..measures.profil import verdier
from ..sources.load import Data
from ..valg_bemanning import Bemanningsvalg, samme_kommune
from ..views.blokker import Blokk, figur, tabell, tekst
from ..views.charts import plot_soeyler
from .bemanningsfelles import Tall, aarsverk, alle_kilder, uten_tall, verk
from .definisjon import definisjoner
from .felles import kilder, mer_eller_mindre, radindeks_for, spenn
from .framskrevet import folkekilder, personer

_ALLE = Aldersgruppe(0)
_PER_BRUKER = "aarsverk_per_bruker_omsorg"
_REGIONER = ("EAKUO", "EAK")


def nivaa(data: Data, valg: Bemanningsvalg) -> list[Blokk]:
    """Chapter: man-years per user against others, and man-years per inhabitant."""
    ut = [*_per_bruker(data, valg), *_omsorg(data, valg), *_per_innbygger(data, valg)]
    return [tekst("## Hvor mange årsverk er det?"), *ut] if ut else []


def egen_kode(data: Data, valg: Bemanningsvalg, indikator_: str) -> str:
    """Return the number under which the municipality has the figure that year."""
    egne = samme_kommune(data, valg.komm_nr)
    o = data.observert(egne)
    har = set(o.komm_nr[(o.indikator == indikator_) & (o.aar == valg.aar) & o.verdi.notna()])
    return next((k for k in egne if k in har), valg.komm_nr)


@lru_cache(maxsize=8)
def per_bruker(data: Data, valg: Bemanningsvalg) -> pd.DataFrame:
    """Man-years per user: own first, those compared with, then county and country."""
    egen = egen_kode(data, valg, _PER_BRUKER)
    koder = [egen, *valg.sammenlign, f"EKA{egen[:2]}", *_REGIONER]
    df = verdier(radindeks_for(data), indikator(_PER_BRUKER), list(dict.fromkeys(koder)), valg.aar)
    return df[df.verdi.notna()].reset_index(drop=True)


def _per_bruker(data: Data, valg: Bemanningsvalg) -> list[Blokk]:
    df = per_bruker(data, valg)
    if df.empty or df.komm_nr[0] not in samme_kommune(data, valg.komm_nr):
        return []
    i = indikator(_PER_BRUKER)
    egen = df.iloc[0]
    navn = [data.register.navn(k) for k in df.komm_nr]
    roller = ["egen"] + [
        "andre" if data.register.er_kommune(k) else "referanse" for k in df.komm_nr[1:]
    ]
    fig = pd.DataFrame(
        {"navn": navn, "verdi": df.verdi, "tekst": [tall(v, i.desimaler or 0) for v in df.verdi],
         "rolle": roller}
    ).sort_values("verdi", ascending=False, kind="stable")  # fmt: skip
    tittel = f"{navn[0]}: {tall(egen.verdi, 2)} årsverk per bruker i {valg.aar}"
    tittel += _mot(data, df)
    liste = "; ".join(f"{r.navn} {r.tekst}" for r in fig.itertuples())
    return [
        figur(
            "aarsverk-per-bruker",
            plot_soeyler(fig),
            tittel=tittel,
            undertittel=f"Avtalte årsverk i omsorgstjenestene delt på brukere, {valg.aar}.",
            alt_tekst=f"Liggende søyler. {tittel}. {liste}.",
            kilder=kilder(data, [k for liste_ in df.kilder for k in liste_]),
            note="Mange årsverk per bruker kan være god bemanning, brukere som trenger mye, eller"
            " få som får hjelp: tallet sier ikke hvilken av delene. Kilden oppgir forholdet uten"
            " antallene, så det kan ikke regnes noe intervall eller snitt."
            + uten_tall(data, valg, df.komm_nr),
            definisjoner=definisjoner([i]),
        )
    ]


def _mot(data: Data, df: pd.DataFrame) -> str:
    """How the own figure stands to the nearest region, else to the span of the municipalities."""
    egen, andre = df.iloc[0], df.iloc[1:]
    regioner = andre[[not data.register.er_kommune(k) for k in andre.komm_nr]]
    if len(regioner):
        prosent = relativt_nivaa(egen.verdi, regioner.verdi.iloc[0])
        navn = data.register.i_tekst(regioner.komm_nr.iloc[0])
        return "" if prosent is None else f", {mer_eller_mindre(prosent)} {navn}"
    if andre.empty:
        return ""
    return f"; de andre har {spenn(andre.verdi.min(), andre.verdi.max(), 2)}"


# ------------------------------------------------------------------ counted man-years
def _omsorg(data: Data, valg: Bemanningsvalg) -> list[Blokk]:
    """Man-years in all and per resident, own and others'."""
    egen = egen_kode(data, valg, "aarsverk_omsorg")
    koder = list(dict.fromkeys([egen, *valg.sammenlign]))
    i = indikator("aarsverk_per_beboer")
    o = data.observasjoner
    o = o[(o.aar == valg.aar) & o.komm_nr.isin(koder) & o.verdi.notna()]
    bred = o[o.indikator.isin(["aarsverk_omsorg", "aarsverk_brukerrettet"])]
    bred = bred.pivot_table(index="komm_nr", columns="indikator", values="verdi")
    if "aarsverk_omsorg" not in bred or egen not in bred.index:
        return []
    per = verdier(o, i, koder, valg.aar).set_index("komm_nr")
    rader = []
    for k in (k for k in koder if k in bred.index):
        r = bred.loc[k]
        rader.append([data.register.navn(k), tall(r.aarsverk_omsorg),
                      tall(r.get("aarsverk_brukerrettet")), tall(per.nevner[k]),
                      tall(per.verdi[k], i.desimaler or 2)])  # fmt: skip
    kilde = [*o.kilde[o.indikator.isin(list(bred))], *(k for liste in per.kilder for k in liste)]
    navn = data.register.navn(egen)
    tittel = f"{navn}: {tall(bred.aarsverk_omsorg[egen])} årsverk i pleie og omsorg i {valg.aar}"
    if pd.notna(per.verdi[egen]):
        tittel += f", {tall(per.verdi[egen], 2)} per beboer i institusjon"
    return [
        tabell(
            "aarsverk-omsorg",
            ["Kommune", "Årsverk", "Brukerrettede", "Beboere", "Årsverk per beboer"],
            rader,
            tittel=tittel,
            kilder=kilder(data, kilde),
            note=i.merknad + uten_tall(data, valg, bred.index),
            uthev=[0],
            definisjoner=definisjoner([*bred, i]),
        )
    ]


def innbyggere(data: Data, valg: Bemanningsvalg, aar: int | None) -> tuple[int, pd.Series] | None:
    """Inhabitants by group on the 1 January that belongs with the year; newest without a year."""
    p = personer(data, valg.komm_nr, (_ALLE, OVER_80))
    p = p[p.alternativ == FAKTISK]
    if p.empty:
        return None
    naar = int(p.aar.max()) if aar is None else befolkningsaar(aar)
    p = p[p.aar == naar].set_index("gruppe")
    return (naar, p.personer) if len(p) else None


def _per_innbygger(data: Data, valg: Bemanningsvalg) -> list[Blokk]:
    a = aarsverk(data, valg)
    folk = None if a is None else innbyggere(data, valg, a.aar)
    if a is None or folk is None:
        return []
    naar, antall = folk
    rader = []
    for gruppe, hvem, faktor in (
        (_ALLE.navn, "Per 1000 innbyggere", 1000),
        (OVER_80.navn, "Per 100 innbyggere 80 år og over", 100),
    ):
        if gruppe in antall.index:
            per = per_innbygger(a.verdi, antall[gruppe], faktor)
            rader.append([hvem, tall(antall[gruppe]), tall(per, 1)])
    if not rader:
        return []
    return [_tabell(data, valg, a, naar, rader)]


def _tabell(data: Data, valg: Bemanningsvalg, a: Tall, naar: int, rader: list[list[str]]) -> Blokk:
    folk: list[Kilde] = folkekilder(data, valg.komm_nr)
    note = f"Årsverk 31. desember regnes av innbyggere 1. januar året etter: her {naar}."
    if a.eget:
        note = f"Egne årsverk, regnet av innbyggere 1. januar {naar}, som er de nyeste."
    return tabell(
        "aarsverk-per-innbygger",
        ["Årsverk", "Innbyggere", "Årsverk per"],
        rader,
        tittel=f"{data.register.navn(valg.komm_nr)}: {verk(a.verdi)} årsverk er {rader[-1][2]}"
        f" {rader[-1][0][0].lower()}{rader[-1][0][1:]}",
        kilder=alle_kilder(a, ekstra=folk),
        note=note,
    )
