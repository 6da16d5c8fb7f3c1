"""Chapter on what the need takes: places, man-years, kroner a year, and the people to do it."""

from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from ..enheter import avrund, endring, med_fortegn, tall
from ..kilde import Kilde
from ..measures.behov import aarsverk_av_plasser
from ..measures.dekningsgrad import Grunnlag, antall_ved_dekning
from ..measures.demografi import FAKTISK, HOVEDALTERNATIV, baand, omsorgskapasitet
from ..measures.nivaa import relativt_nivaa
from ..measures.plassbehov import hele_plasser
from ..measures.plassgrunnlag import Plassgrunnlag
from ..sources.load import Data
from ..valg import Plassvalg
from ..views.blokker import Blokk, tabell, tekst
from .felles import spenn
from .framskrevet import folkekilder, har_alternativer, naermeste_aar
from .hjemme import bruk, brukere_da, egne_aarsverk
from .plassfelles import EGNE, ENHET, grunnlag_for, hva_mangler, plasskilder, valgt_dekning
from .priser import Pris, aarsverkspris, plasspris, pristabell

Spenn = tuple[float, float]


class Linje(NamedTuple):
    """One row of what is needed: now, then, the change in units, man-years and mill kr."""

    hva: str
    naa: Spenn
    da: Spenn
    endring: Spenn
    aarsverk: Spenn | None
    mill: Spenn | None


def innsats(data: Data, valg: Plassvalg) -> list[Blokk]:
    """Chapter: more or fewer places, their man-years and kroner, and who can do the work."""
    g = grunnlag_for(data, valg)
    plasser = [] if hva_mangler(data, valg, g) else plasslinjer(data, valg, g)
    hjemme = hjemmelinje(data, valg)
    arbeid = _arbeidskraft(data, valg)
    overskrift = tekst("## Hva kreves det?")
    if not plasser and not hjemme:
        return [overskrift, *arbeid] if arbeid else []
    return [overskrift, _tabell(data, valg, g, plasser, hjemme), *pristabell(data, valg), *arbeid]


# ------------------------------------------------------------------ places and home services
def plasslinjer(data: Data, valg: Plassvalg, g: Plassgrunnlag) -> list[Linje]:
    """Places then at today's coverage, and at the goal where there is one."""
    naa, pris = g.antall[valg.grunnlag], plasspris(data, valg)
    ut = [_linje(replace(valg, dekning=None), g, (naa.lav, naa.hoey), pris, "dagens dekning")]
    if valg.dekning is not None:
        ut.append(_linje(valg, g, (naa.lav, naa.hoey), pris, "målet"))
    return ut


def _linje(valg: Plassvalg, g: Plassgrunnlag, naa: Spenn, pris: Pris | None, hva: str) -> Linje:
    assert g.da is not None
    d = valgt_dekning(valg, g)
    lav, hoey = (float(hele_plasser(antall_ved_dekning(x, g.da.lav), valg.avrunding)) for x in d)
    mer = _ordnet(lav - naa[0], hoey - naa[1])
    per_plass = valg.aarsverk_per_plass
    verk = None if per_plass is None else [float(aarsverk_av_plasser(m, per_plass)) for m in mer]
    return Linje(
        f"{ENHET[valg.grunnlag].capitalize()}, {hva} ({spenn(*d, 1)} per 100)",
        naa,
        (lav, hoey),
        mer,
        None if verk is None else _ordnet(*verk),
        None if pris is None else _ordnet(*(m * p for m in mer for p in (pris.lav, pris.hoey))),
    )


def hjemmelinje(data: Data, valg: Plassvalg) -> Linje | None:
    """Home services at today's use, where the user's own hours tell the man-years."""
    b = bruk(data, valg.komm_nr)
    if b is None:
        return None
    antall = brukere_da(b, valg.aar)[1]
    naa, da = egne_aarsverk(valg, b.i_alt), egne_aarsverk(valg, antall)
    if naa is None or da is None:
        return None
    mer, pris = antall - b.i_alt, aarsverkspris(data, valg)
    # Of the printed man-years, as in the table on home services: a reader can check the kroner.
    verk = float(avrund(da, 1) - avrund(naa, 1))
    mill = None if pris is None else _ordnet(*(verk * p for p in (pris.lav, pris.hoey)))
    return Linje(
        "Brukere av hjemmetjenester, dagens bruk",
        (b.i_alt, b.i_alt), (antall, antall), (mer, mer), (verk, verk), mill,
    )  # fmt: skip


def _ordnet(*verdier: float) -> Spenn:
    return min(verdier), max(verdier)


def _tabell(
    data: Data, valg: Plassvalg, g: Plassgrunnlag, plasser: list[Linje], hjemme: Linje | None
) -> Blokk:
    linjer = [*plasser, *([hjemme] if hjemme else [])]
    med_verk = any(li.aarsverk for li in linjer)
    aar = str(g.da.aar or valg.aar) if plasser and g.da else str(valg.aar)
    hode = ["Hva", "I dag", aar, "Endring", *(["Årsverk"] if med_verk else [])]
    return tabell(
        "innsats",
        [*hode, "Mill. kr i året"],
        [_rad(li, med_verk=med_verk) for li in linjer],
        tittel=_tittel(data, valg, (plasser or linjer)[-1], aar, er_plasser=bool(plasser)),
        kilder=_kilder(data, valg, g, plasser=bool(plasser), hjemme=hjemme is not None),
        note=_note(data, valg, plasser=bool(plasser), hjemme=hjemme is not None),
    )


def _rad(li: Linje, *, med_verk: bool) -> list[str]:
    des = 0 if li.hva.startswith("Brukere") or all(float(v).is_integer() for v in li.naa) else 1
    celler = [li.hva, spenn(*li.naa, des), spenn(*li.da), _tegn(li.endring, des)]
    return [*celler, *([_tegn(li.aarsverk, 1)] if med_verk else []), _tegn(li.mill, 1)]


def _tegn(verdier: Spenn | None, desimaler: int) -> str:
    """Change with its sign; a span that is wide enough to show has both ends."""
    if verdier is None:
        return "–"
    fra, til = (med_fortegn(v, desimaler) for v in verdier)
    return fra if fra == til else f"{fra} til {til}"


def _tittel(data: Data, valg: Plassvalg, li: Linje, aar: str, *, er_plasser: bool) -> str:
    navn, (lav, hoey) = data.register.navn(valg.komm_nr), li.endring
    hva = ENHET[valg.grunnlag] if er_plasser else "brukere av hjemmetjenester"
    if (lav, hoey) == (0, 0):
        return f"{navn} trenger like mange {hva} i {aar} som i dag"
    antall = spenn(*_ordnet(abs(lav), abs(hoey)), 0 if float(lav).is_integer() else 1)
    if not er_plasser:
        antall = tall(abs(lav))
    hva = "plass" + hva.removeprefix("plasser") if hva[:7] + antall == "plasser1" else hva
    retning = "flere" if hoey > 0 else "færre"
    if lav < 0 < hoey:
        return f"{navn}: fra {tall(-lav)} færre til {tall(hoey)} flere {hva} i {aar}"
    if retning == "færre":
        retning, svarer = ("færre", "svarer til")
    else:
        svarer = "koster om lag"
    kroner = "" if li.mill is None else f" {svarer} {spenn(*_ordnet(*map(abs, li.mill)), 1)}"
    slutt = f"{kroner} mill.\u00a0kr i året" if kroner else ""
    return f"{antall} {retning} {hva} i {aar}{slutt}"


def _note(data: Data, valg: Plassvalg, *, plasser: bool, hjemme: bool) -> str:
    ut = ["Faste priser: prisvekst er ikke med."]
    for hva, pris in (
        ("Plasser", plasspris(data, valg) if plasser else None),
        ("Hjemmetjenester", aarsverkspris(data, valg) if hjemme else None),
    ):
        if pris is not None:
            mill = f"{spenn(pris.lav, pris.hoey, 3)} mill.\u00a0kr"
            slag = "" if pris.lav == pris.hoey else "et spenn, fra "
            ut.append(f"{hva}: {mill}, {slag}{pris.hva}, i {pris.priser}.")
    if plasser and valg.grunnlag in (Grunnlag.BEBOERE, Grunnlag.HELDOEGN):
        ut.append("Hver beboer er regnet som én plass.")
    if plasser and valg.aarsverk_per_plass is not None:
        ut.append(f"Årsverk: {tall(valg.aarsverk_per_plass, 2)} per plass, eget tall.")
    if plasser and valg.mill_per_plass is not None and None not in (
        valg.aarsverk_per_plass, valg.mill_per_aarsverk,
    ):  # fmt: skip
        assert valg.aarsverk_per_plass is not None and valg.mill_per_aarsverk is not None
        gir = valg.aarsverk_per_plass * valg.mill_per_aarsverk
        ut.append(
            f"Egne årsverk ganger egen pris per årsverk gir {tall(gir, 3)} mill.\u00a0kr per plass;"
            " egen pris per plass er brukt."
        )
    return " ".join(ut)


def _kilder(
    data: Data, valg: Plassvalg, g: Plassgrunnlag, *, plasser: bool, hjemme: bool
) -> list[Kilde]:
    alle = list(plasskilder(data, g)) if plasser else []
    for med, pris in ((plasser, plasspris(data, valg)), (hjemme, aarsverkspris(data, valg))):
        alle += pris.kilder if med and pris else ()
    if hjemme or (plasser and valg.aarsverk_per_plass is not None):
        alle += [EGNE, *folkekilder(data, valg.komm_nr)]
    return list({k["id"]: k for k in alle}.values())


# ------------------------------------------------------------------ who can do the work
@lru_cache(maxsize=4)
def _kapasitet(data: Data, komm_nr: str) -> pd.DataFrame:
    folk = data.folk([komm_nr])
    if folk.empty:
        return pd.DataFrame({"alternativ": [], "aar": [], "verdi": []})
    ut = omsorgskapasitet(folk)
    return ut[ut.verdi.notna()]


def _arbeidskraft(data: Data, valg: Plassvalg) -> list[Blokk]:
    """People of working age now and then, and how many there are per person aged 80+."""
    k = _kapasitet(data, valg.komm_nr)
    foer, da = k[k.alternativ == FAKTISK], naermeste_aar(k, valg.aar)
    if foer.empty or da is None:
        return []
    naa = foer.loc[foer.aar.idxmax()]
    if da <= naa.aar:
        return []
    etter = k[(k.alternativ == HOVEDALTERNATIV) & (k.aar == da)].iloc[0]
    band = har_alternativer(k)
    rader = []
    for navn, felt, des in (
        ("Innbyggere 20–66 år", "teller", 0),
        ("Innbyggere 80 år og over", "nevner", 0),
        ("20–66 år per innbygger over 80 år", "verdi", 1),
    ):
        rad = [navn, tall(naa[felt], des), tall(etter[felt], des)]
        rad.append(endring(relativt_nivaa(etter[felt], naa[felt])))
        if band:
            b = baand(k[k.aar == da], felt).iloc[0]
            rad.append(spenn(b.lav, b.hoey, des))
        rader.append(rad)
    egne = valg.egne_innbyggere
    hode = ["Innbyggere", str(naa.aar), str(da), "Endring"]
    note = "Et forhold mellom aldre, ikke et tall på dem som arbeider eller gir omsorg."
    if egne:
        note += " Egne tall for innbyggere 80 år og over er ikke brukt her."
    return [
        tabell(
            "arbeidskraft",
            [*hode, *(["Laveste–høyeste"] if band else [])],
            rader,
            tittel=f"{tall(etter.verdi, 1)} innbyggere på 20–66 år per innbygger over 80 år i {da},"
            f" mot {tall(naa.verdi, 1)} i {naa.aar}",
            kilder=folkekilder(data, valg.komm_nr),
            note=note,
        )
    ]
