"""Chapter on a unit cost through the years: nominal and real growth, and where it breaks."""

from typing import Any

import pandas as pd

from ..enheter import endring, tall
from ..indikator import Indikator, indikatorer
from ..measures import kostnadsserie as ks
from ..measures.historie import Grenser
from ..measures.kostnadsserie import uten_hull
from ..sources.load import Data
from ..valg_effektivitet import Effektvalg
from ..views.blokker import Blokk, figur, rent, tabell, tekst, varsel
from ..views.charts import plot_utvikling
from .definisjon import definisjoner
from .enhetskostnad import HENT, PRISSTATUS, fulgt, kroner, med_faste_priser, priskilder, prisnote
from .felles import kilder
from .utvikling import alle_serier, bruddnote, grenser_i_ord, serietabell

STATUS = {
    "foreloepig": "foreløpig",
    "kopiert": "kopiert",
    "beregnet": "beregnet",
    "avlest": "avlest fra figur",
}


def kostnadsutvikling(data: Data, valg: Effektvalg) -> list[Blokk]:
    """Chapter: the chosen unit cost year by year, in kroner of the time and of one year."""
    ut = [tekst("## Har enhetskostnaden økt, når prisveksten er trukket fra?")]
    i = fulgt(data, valg)
    if i is None:
        navn = rent(data.register.navn(valg.komm_nr))
        hva = f"Ingen enhetskostnad for {navn} finnes for mer enn ett år i datagrunnlaget."
        return [*ut, varsel(f"{hva} {HENT}")]
    if valg.indikator not in (None, i.id):
        hva = f"{indikatorer()[str(valg.indikator)].kortnavn} er ikke en enhetskostnad som finnes"
        ut.append(varsel(rent(f"{hva} for mer enn ett år; her vises {i.kortnavn}.")))
    try:
        df = alle_serier(data, valg, i)
    except ValueError as feil:
        return [*ut, varsel(rent(feil))]
    df, aar, feil_ = med_faste_priser(data, valg, df)
    if feil_:
        ut.append(varsel(rent(f"{feil_} Her vises løpende kroner.")))
    egen = df[df.rolle == "egen"]
    har = uten_hull(df)
    if (har.rolle == "egen").any():
        ut += [_figur(data, valg, i, har, aar), *_perioder(egen, aar)]
    ut.append(_veksttabell(data, i, egen, aar))
    if len(df.serie.unique()) > 1:
        hva = f" i {aar}-kroner" if df.fast.notna().any() else ""
        ut.append(serietabell(data, valg, i, _i_faste(df) if hva else df, hva))
    return [*ut, *_deflatortabell(data, egen, aar)]


def _i_faste(df: pd.DataFrame) -> pd.DataFrame:
    """Amounts of one year's kroner in words; never one of another year among them."""
    uten = df.verdi.notna() & df.fast.isna()
    tekster = df.tekst.where(df.fast.isna(), df.fast.map(kroner)).where(~uten, "ingen deflator")
    return df.assign(tekst=tekster)


def _figur(data: Data, valg: Effektvalg, i: Indikator, har: pd.DataFrame, aar: int) -> Blokk:
    """Lines in constant prices, the own in kroner of the time as well, dashed."""
    faste = har[har.fast.notna()]
    if (faste.rolle == "egen").any():
        loepende = har[har.rolle == "egen"]
        faste = faste.assign(verdi=faste.fast, tekst=faste.fast.map(kroner), strek="hel")
        vist = pd.concat([faste, loepende.assign(strek="stiplet")], ignore_index=True)
        priser = f"{aar}-kroner (hel strek) og løpende kroner (stiplet)"
    else:
        vist, priser = har.assign(strek="hel"), "løpende kroner"
    tittel = _tittel(i, har[har.rolle == "egen"])
    linjer = [
        f"{serie}, {'løpende kroner' if strek == 'stiplet' else priser.partition(' (')[0]}:"
        f" {', '.join(f'{r.aar} {r.tekst}' for r in d.itertuples())}"
        for (serie, strek), d in vist.groupby(["serie", "strek"], sort=False)
    ]
    return figur(
        "kostnadsutvikling",
        plot_utvikling(vist, "Kroner"),
        tittel=tittel,
        undertittel=f"{i.navn}, {grenser_i_ord(data, valg)}, i {priser}",
        alt_tekst=f"Linjediagram. {tittel}. {'; '.join(linjer)}.",
        kilder=kilder(data, [*(k for liste in har.kilder for k in liste), *priskilder(data)]),
        definisjoner=definisjoner([i]),
        note=" ".join(n for n in (bruddnote(har), prisnote(har, aar).strip()) if n),
    )


def _tittel(i: Indikator, egen: pd.DataFrame) -> str:
    """What the newest unbroken piece shows, real where it can be; nothing across a break."""
    sist = egen.iloc[-1]
    hvem = f"{sist.serie}: {i.kortnavn[0].lower()}{i.kortnavn[1:]}"
    p = next((p for p in ks.perioder(egen) if p.til_aar == sist.aar), None)
    if p is None:
        return f"{hvem} {sist.tekst} i {sist.aar}"
    tid = f"fra {p.fra_aar} til {p.til_aar}"
    if p.fast_endring is None:
        return f"{hvem} {retning(p.endring)} {tid}, i løpende kroner"
    return (
        f"{hvem} {retning(p.fast_endring)} {tid} når prisveksten er trukket fra"
        f" ({endring(p.endring)} i løpende kroner)"
    )


def retning(prosent: float | None) -> str:
    """Change as a verb: ``økte 2,3 %`` / ``falt 2,3 %`` / ``var uendret``."""
    if prosent is None or tall(abs(prosent), 1) == "0,0":
        return "var uendret"
    return f"{'økte' if prosent > 0 else 'falt'} {tall(abs(prosent), 1)}\u00a0%"


def _perioder(egen: pd.DataFrame, aar: int) -> list[Blokk]:
    """Change over each unbroken piece, in all and a year; breaks lie between them."""
    punkter = []
    for p in ks.perioder(egen):
        ledd = f"{endring(p.endring)} i løpende kroner ({endring(p.per_aar)} i året)"
        if p.fast_endring is not None:
            per_aar = endring(p.fast_per_aar)
            ledd += f", {endring(p.fast_endring)} i {aar}-kroner ({per_aar} i året)"
        navn = "" if len(egen.serie.unique()) == 1 else f"{rent(p.serie)}, "
        punkter.append(f"- {navn}{p.fra_aar}–{p.til_aar}: {ledd}.")
    if len(punkter) > 1:
        punkter.append("- Over bruddene mellom periodene er det ikke regnet noen vekst.")
    return [tekst("\n".join(punkter))] if punkter else []


def _veksttabell(data: Data, i: Indikator, egen: pd.DataFrame, aar: int) -> Blokk:
    """Own figures year by year, with growth, and with the reason where there is none."""
    v = ks.med_vekst(egen).sort_values(["aar", "serie"], ascending=[False, True])
    flere = len(v.serie.unique()) > 1
    faste = egen.fast.notna().any()
    rader = [
        [f"{r.aar}" + (f" {r.serie}" if flere else ""), _uten_kr(r.tekst), _prosent(r.vekst),
         *([_uten_kr(kroner(r.fast)), _prosent(r.fast_vekst)] if faste else []), _merknad(r)]
        for r in v.itertuples()
    ]  # fmt: skip
    real = (
        "Realvekst er veksten etter at prisveksten i kommunal deflator er trukket fra. Den er den"
        " samme hvilket år kronene enn gjelder. "
    )
    note = f"{real if faste else ''}Over et brudd regnes ingen vekst."
    return tabell(
        "kostnadsvekst",
        [
            "År",
            "Løpende kr",
            "Vekst",
            *([f"{aar}-kroner", "Realvekst"] if faste else []),
            "Merknad",
        ],
        rader,
        tittel=f"{i.navn}: vekst fra året før",
        kilder=kilder(data, [*(k for liste in v.kilder for k in liste), *priskilder(data)]),
        definisjoner=definisjoner([i]),
        just="lrr" + "rr" * int(faste) + "l",
        note=note + _grunner(v) + _foerst(data, v),
    )


def _uten_kr(tekst_: str) -> str:
    """Amount under a head that says kroner: a phone has room for little else."""
    return tekst_.removesuffix("\u00a0kr")


def _foerst(data: Data, v: pd.DataFrame) -> str:
    """Why the series has no earlier years: the merger that made the municipality."""
    sist = v.iloc[-1]
    foer = int(sist.aar) - 1
    if not data.register.er_kommune(sist.komm_nr) or data.register.finnes(sist.komm_nr, foer):
        return ""
    g = Grenser(data.register, int(sist.aar))
    koder = g.deler(sist.komm_nr, foer).koder
    if len(koder) < 2:
        return ""
    return (
        f" Serien begynner i {sist.aar}, da {sist.serie} ble slått sammen av {g.liste(koder)}; de"
        " har egne linjer. Velg dagens kommunegrenser for å regne dem sammen."
    )


def _prosent(verdi: object) -> str:
    return endring(None if pd.isna(verdi) else float(str(verdi)))


def _merknad(rad: Any) -> str:
    """Why there is no growth, and how sure the figure and its price are, in a word or two each.

    The reasons are under the table: a phone has no room for them in a column.
    """
    merker = {"" if pd.isna(rad.fast) else rad.prisstatus}
    merker |= {"" if pd.isna(rad.fast_vekst) else rad.aarsstatus}
    grunn = rad.vekstgrunn
    ledd = ["brudd" if grunn not in ("", ks.UTEN_AARET_FOER) else grunn.lower()]
    ledd += [STATUS.get(rad.status, ""), "anslått pris" if "anslag" in merker else ""]
    ledd += ["ingen deflator" if rad.prisgrunn else ""]
    return ", ".join(x for x in ledd if x)


def _grunner(v: pd.DataFrame) -> str:
    """Why the series breaks, and why a figure is missing, year by year, as part of a note."""
    ut = []
    for r in v.sort_values(["aar", "serie"]).itertuples():
        brudd = "" if r.vekstgrunn == ks.UTEN_AARET_FOER else r.vekstgrunn
        ut += [f"{r.aar}: {g.rstrip('.')}" for g in (brudd, r.merknad) if g]
    return f" {'; '.join(ut)}." if ut else ""


def _deflatortabell(data: Data, egen: pd.DataFrame, aar: int) -> list[Blokk]:
    """The price growth that the constant prices rest on, with the mark of each year."""
    har = egen[egen.fast.notna()]
    if har.empty:
        return []
    d = ks.deflator(data.satser)
    fra, til = min(int(har.aar.min()), aar), max(int(har.aar.max()), aar)
    d = d[(d.aar > fra) & (d.aar <= til)]
    if d.empty:
        return []
    aarene = str(til) if til == fra + 1 else f"{fra + 1}–{til}"
    rader = [[str(r.aar), endring(r.verdi), PRISSTATUS.get(r.status, "")] for r in d.itertuples()]
    return [
        tabell(
            "deflator",
            ["År", "Prisvekst", "Merknad"],
            rader,
            tittel=f"Kommunal deflator {aarene}, vekst fra året før",
            kilder=kilder(data, d.kilde),
            just="lrl",
            note="Lønn veier mest i deflatoren. Anslag endres ofte mye når fasiten kommer.",
        )
    ]
