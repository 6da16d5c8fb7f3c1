"""Chapter of ``effektivitet`` on resource use: cost per inhabitant against the need."""

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from ..enheter import med_enhet, tall
from ..indikator import indikator
from ..measures.behovsindeks import behovskorrigert
from ..measures.produksjon import ressursbruk as ressursbruksindikator
from ..sources.load import Data
from ..valg_effektivitet import Effektvalg
from ..views.blokker import Blokk, figur, rent, tabell, tekst, varsel
from ..views.effektcharts import plot_indeks
from .definisjon import definisjoner
from .effektdata import (
    Behov,
    avvik,
    behov,
    behovskilder,
    de_andre,
    desimal,
    forent,
    trykt,
    verdier_for,
)
from .felles import kilder, mer_eller_mindre

UTGIFT, NETTO = "utgifter_omsorg_per_innbygger", "netto_driftsutg_omsorg"
TRYKT, TRYKT_BRUTTO = (
    "ressursbruksindikator_pleie_omsorg",
    "brutto_driftsutgiftsindeks_pleie_omsorg",
)
_VISES = 12  # municipalities beside the own
_IKKE_NETTO = " Indikatoren i ASSS bruker netto driftsutgifter, som datagrunnlaget ikke har."


@dataclass(frozen=True)
class Regnet:
    """Cost per inhabitant of the municipality and those compared with, before and after need.

    ``rader``: ``komm_nr``, ``utgift`` (kr per inhabitant), ``indeks``, ``korrigert`` (kr per
    need-corrected inhabitant), ``foer`` and ``etter`` (against the comparison's 1).
    ``netto``: net expenditure, as the resource use of ASSS; else gross.
    """

    rader: pd.DataFrame
    behov: Behov
    kilder: list[str]
    netto: bool

    @property
    def egen(self) -> pd.Series:
        """Row of the municipality itself."""
        return self.rader.iloc[0]


@lru_cache(maxsize=16)
def regnet(data: Data, valg: Effektvalg, *, netto: bool = False) -> Regnet | None:
    """Resource use computed from the data; none where the municipality has no cost that year.

    ``netto``: of net expenditure over inhabitants; else of gross expenditure per inhabitant.
    Both are the cost per inhabitant that the register lets be corrected for need.

    Raises
    ------
    ValueError
        If the user's own need index is 0.
    """
    ind, koder = indikator(UTGIFT), [valg.komm_nr, *de_andre(data, valg)]
    b = behov(data, valg)
    v = verdier_for(data, indikator(NETTO) if netto else ind, koder, valg.aar)
    if netto:  # 1000 kr in all
        v["verdi"] = 1000 * v.verdi.astype("float64") / b.innbyggere.reindex(koder).to_numpy()
    if pd.isna(v.verdi.iloc[0]):
        return None
    df = v.rename(columns={"verdi": "utgift"})[["komm_nr", "utgift"]].astype({"utgift": "float64"})
    df["indeks"], df["folk"] = (s.reindex(koder).to_numpy() for s in (b.indekser, b.innbyggere))
    df["korrigert"] = [
        behovskorrigert(ind, u, i) for u, i in zip(df.utgift, df.indeks, strict=True)
    ]
    df["korrigert"] = df.korrigert.astype("float64")
    foer, etter = _snitt(df.iloc[1:])
    df["foer"] = [ressursbruksindikator(u, 1.0, foer) for u in df.utgift]
    df["etter"] = [
        ressursbruksindikator(u, i, etter) for u, i in zip(df.utgift, df.indeks, strict=True)
    ]
    return Regnet(df, b, [k for ks in v.kilder for k in ks], netto)


def _snitt(andre: pd.DataFrame) -> tuple[float | None, float | None]:
    """Cost per inhabitant, and per need-corrected one, of those compared with taken together."""
    med = andre[andre.korrigert.notna()]
    if med.empty:
        return None, None
    folk = med.folk if med.folk.notna().all() else pd.Series(1.0, index=med.index)
    if med.folk.isna().any() and len(med) > 1:  # a mean of means is none
        return None, None
    kroner = float((med.utgift * folk).sum())
    return kroner / float(folk.sum()), kroner / float((med.indeks * folk).sum())


def ressursbruk(data: Data, valg: Effektvalg) -> list[Blokk]:
    """Chapter: what is spent per inhabitant when the need is taken into account."""
    start = tekst("## Hvor mye brukes, målt mot behovet?")
    rad = trykt(data, valg, TRYKT)
    if rad is not None:
        return [start, *_trykt(data, valg, rad)]
    try:
        r = regnet(data, valg, netto=True) or regnet(data, valg)
    except ValueError as feil:
        return [start, varsel(rent(str(feil)))]
    if r is None:
        navn = rent(data.register.navn(valg.komm_nr))
        return [start, varsel(
            f"Utgifter per innbygger mangler for {navn} i {valg.aar}. Hent dem med"
            " «helseanalyse hent», eller les dem inn fra egen fil."
        )]  # fmt: skip
    return [start, *_regnet(data, valg, r)]


def _trykt(data: Data, valg: Effektvalg, rad: pd.Series) -> list[Blokk]:
    """Resource use as a source prints it, and the measure it is not to be mixed with."""
    navn = data.register.navn(valg.komm_nr)
    d = data.dokumenttall[data.dokumenttall.komm_nr == valg.komm_nr]
    topp = d[(d.nokkel == "ressursbruksindikator_hoeyest_asss") & (d.aar == valg.aar)]
    brutto = trykt(data, valg, TRYKT_BRUTTO)
    rader = [(f"{navn}, netto utgifter", float(rad.verdi), "egen")]
    koder = [rad.kilde]
    if len(topp):
        rader.append(("Høyest i ASSS, netto utgifter", float(topp.verdi.iloc[0]), "referanse"))
        koder.append(topp.kilde.iloc[0])
    if brutto is not None:
        rader.append((f"{navn}, brutto utgifter", float(brutto.verdi), "andre"))
        koder.append(brutto.kilde)
    df = pd.DataFrame(rader, columns=["navn", "verdi", "rolle"])
    df["tekst"] = [tall(v, 3) for v in df.verdi]
    mer = mer_eller_mindre(100 * (float(rad.verdi) - 1))
    tittel = f"{navn} bruker {mer} snittet i ASSS når behovet regnes med"
    ut = [
        figur(
            "ressursbruk",
            plot_indeks(df, "snittet i ASSS"),
            tittel=tittel,
            undertittel=f"Utgifter til pleie og omsorg per behovskorrigert innbygger, {valg.aar}",
            alt_tekst=f"{tittel}: " + "; ".join(f"{r.navn} {r.tekst}" for r in df.itertuples()),
            kilder=kilder(data, koder),
            note="Den laveste i ASSS er gått tapt i teksten dokumentet er lest av.",
        )
    ]
    if brutto is not None:
        ut.append(tekst(
            f"**To mål som ikke er det samme.** Ressursbruksindikatoren ({tall(rad.verdi, 3)})"
            " er netto driftsutgifter delt på behovet. Utgiftsindeksen"
            f" ({tall(brutto.verdi, 3)}) er brutto driftsutgifter, korrigert for behov, pensjon og"
            " arbeidsgiveravgift. Effektiviteten regnes av den siste; settes den første inn i"
            " stedet, blir svaret et annet."
        ))  # fmt: skip
    return ut


def _regnet(data: Data, valg: Effektvalg, r: Regnet) -> list[Blokk]:
    navn, e = data.register.navn(valg.komm_nr), r.egen
    if pd.isna(e.etter) or e.etter is None:
        return [varsel(
            f"{rent(navn)} brukte {med_enhet(e.utgift, 'kr')} {_slag(r)} per innbygger til helse og"
            f" omsorg i {valg.aar}. Ingen av dem det sammenlignes med, har både utgifter og"
            " folketall: velg andre kommuner."
        )]  # fmt: skip
    df = r.rader[r.rader.etter.notna()].copy()
    df["navn"] = [data.register.navn(k) for k in df.komm_nr]
    df["rolle"] = ["egen"] + ["andre"] * (len(df) - 1)
    vist = pd.concat([df.iloc[:1], _ytterst(df.iloc[1:].sort_values("etter", ascending=False))])
    vist = vist.assign(verdi=vist.etter.astype(float), tekst=[tall(v, 3) for v in vist.etter])
    naar = "når behovet regnes med" if r.behov.hele else "når alderen regnes med"
    naar = naar if r.behov.korrigert else "uten hensyn til behovet"
    mer = mer_eller_mindre(100 * (float(e.etter) - 1))
    tittel = f"{navn} bruker {mer} snittet av dem det sammenlignes med, {naar}"
    kil = forent(kilder(data, r.kilder), behovskilder(data, valg))
    betyr = definisjoner([NETTO if r.netto else UTGIFT])
    note = (
        f"{_slag(r).capitalize()} driftsutgifter, {r.behov.navn}. Snittet er summen av utgiftene"
        f" delt på summen av {'behovskorrigerte ' if r.behov.korrigert else ''}innbyggere."
        f"{'' if r.netto else _IKKE_NETTO}"
    )
    par = [f"{t.navn} {t.tekst}" for t in vist.itertuples()]
    rader = [
        [t.navn, tall(t.utgift), desimal(t.indeks), tall(t.korrigert), desimal(t.foer),
         desimal(t.etter)]
        for t in vist.itertuples()
    ]  # fmt: skip
    hode = ["Sted", "Kr per innbygger", _indeksnavn(r.behov), "Kr per behovskorrigert innbygger",
            "Før, de\u00a0andre\u00a0=\u00a01", "Etter, de\u00a0andre\u00a0=\u00a01"]  # fmt: skip
    if not r.behov.korrigert:
        hode, rader = (
            ["Sted", hode[1], "De andre\u00a0=\u00a01"],
            [rad[:2] + rad[4:5] for rad in rader],
        )
    bilde = figur(
        "ressursbruk", plot_indeks(vist, "snittet av de andre"), tittel=tittel,
        undertittel=f"{_slag(r).capitalize()} utgifter til helse og omsorg per"
        f" {'behovskorrigert ' if r.behov.korrigert else ''}innbygger, {valg.aar}",
        alt_tekst=f"{tittel}: {'; '.join(par)}.", kilder=kil, note=note, definisjoner=betyr,
    )  # fmt: skip
    tall_ = tabell(
        "ressursbruk-tabell",
        hode,
        rader, tittel=_foer_og_etter(e, r.behov), kilder=kil, uthev=[0], note=_uvist(df, vist),
        definisjoner=betyr,
    )  # fmt: skip
    return [bilde, tall_]


def _ytterst(andre: pd.DataFrame) -> pd.DataFrame:
    """Of many the highest and the lowest: the highest alone would make the own look low."""
    if len(andre) <= _VISES:
        return andre
    return pd.concat([andre.head(_VISES // 2), andre.tail(_VISES // 2)])


def _slag(r: Regnet) -> str:
    return "netto" if r.netto else "brutto"


def _indeksnavn(b: Behov) -> str:
    return "Behovsindeks" if b.hele or not b.korrigert else "Indeks av bare alder"


def _foer_og_etter(e: pd.Series, b: Behov) -> str:
    foer = f"Utgiftene per innbygger er {avvik(float(e.foer))} snittet av de andre"
    if not b.korrigert:
        return foer
    etter = avvik(float(e.etter)).replace("på linje med", "på linje med det")
    return f"{foer}, og {etter} når {'behovet' if b.hele else 'alderen'} regnes med"


def _uvist(df: pd.DataFrame, vist: pd.DataFrame) -> str | None:
    flere = len(df) - len(vist)
    return (
        f"Av de andre er de {_VISES // 2} høyeste og de {_VISES // 2} laveste vist;"
        f" {flere} er ikke."
        if flere
        else None
    )
