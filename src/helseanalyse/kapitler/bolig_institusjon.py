"""Chapter on a home with services against a place in an institution."""

from typing import NamedTuple

from ..enheter import med_fortegn, tall
from ..kilde import Kilde
from ..measures.bolig_institusjon import Tilbud, naaverdi_av, taaler_i_byggekostnad
from ..sources.load import Data
from ..spraak import oppramsing
from ..valg_okonomi import Oekonomivalg
from ..valgsjekk import hva
from ..views.blokker import Blokk, tabell, tekst, varsel
from .felles import kilder
from .plassfelles import EGNE

_KREVES = ("bygg_bolig", "bygg_institusjon", "aarsverk_bolig", "aarsverk_institusjon",
           "mill_per_aarsverk", "rente", "levetid")  # fmt: skip
# What the quoted rule leaves out; with these it comes to the printed amount.
_LOENN, _RENTE, _LEVETID = 0.6, 4.0, 40


class _Regel(NamedTuple):
    """The quoted rule: per cent fewer man-years, and the building cost it is said to justify."""

    prosent: float
    mill: float
    kilder: list[Kilde]


def bolig_institusjon(data: Data, valg: Oekonomivalg) -> list[Blokk]:
    """Chapter: present value of both, and what a cheaper running cost may cost to build."""
    gitt = [n for n in _KREVES if getattr(valg, n) is not None]
    regel = _regel(data, valg)
    if not gitt and regel is None:
        return []
    ut = [tekst("## Bolig eller institusjon?")]
    if gitt:
        mangler = [hva(n) for n in _KREVES if getattr(valg, n) is None]
        if mangler:
            ut.append(varsel("For å sammenligne bolig og institusjon trengs også "
                             f"{oppramsing(mangler)}."))  # fmt: skip
        else:
            ut += [_egne(valg), *_mer_enn_loenn(valg)]
    return ut if regel is None else [*ut, _kjent(regel)]


def _regel(data: Data, valg: Oekonomivalg) -> _Regel | None:
    d = data.dokumenttall[data.dokumenttall.komm_nr == valg.komm_nr].set_index("nokkel")
    navn = ["borge_nyhus_reduksjon", "borge_nyhus_byggekost"]
    if not set(navn) <= set(d.index):
        return None
    prosent, mill = (float(d.verdi[n]) for n in navn)
    return _Regel(prosent, mill, kilder(data, d.kilde[navn]))


def _egne(valg: Oekonomivalg) -> Blokk:
    bolig, inst = (_tilbud(valg, slag) for slag in ("bolig", "institusjon"))
    assert valg.rente is not None and valg.levetid is not None
    rente, levetid = valg.rente, int(valg.levetid)
    verdier = [naaverdi_av(t, rente, levetid) for t in (bolig, inst)]
    dyr, rimelig = (inst, bolig) if inst.netto_per_aar >= bolig.netto_per_aar else (bolig, inst)
    taaler = taaler_i_byggekostnad(dyr, rimelig, rente, levetid)
    navn = "Boligen" if rimelig is bolig else "Institusjonsplassen"
    linjer = (
        ("Byggekostnad", [t.byggekostnad for t in (bolig, inst)]),
        ("Lønn i året", [t.aarsverk * t.mill_per_aarsverk for t in (bolig, inst)]),
        ("Brukerbetaling i året", [-t.brukerbetaling for t in (bolig, inst)]),
        ("Refusjon i året", [-t.refusjon for t in (bolig, inst)]),
        ("Netto i året", [t.netto_per_aar for t in (bolig, inst)]),
        ("Nåverdi av alt", verdier),
    )
    rader = [[hva_, tall(a, 3), tall(b, 3), med_fortegn(a - b, 3)] for hva_, (a, b) in linjer]
    billigst = "boligen" if verdier[0] < verdier[1] else "institusjonsplassen"
    return tabell(
        "bolig-institusjon",
        ["Mill. kr per bruker", "Bolig", "Institusjon", "Bolig minus institusjon"],
        rader,
        tittel=f"Over {levetid} år koster {billigst} minst"
        if abs(verdier[0] - verdier[1]) > 1e-9
        else "De to koster det samme",
        kilder=[EGNE],
        uthev=[5],
        note=f"Faste priser, realrente {tall(rente, 1)} % og {levetid} år."
        f" {_drift(navn, taaler, abs(taaler) < 1e-9)} Regnet for kommunen: staten"
        " og brukeren betaler sin del.",
    )


def _drift(rimelig: str, taaler: float, lik: bool) -> str:
    if lik:
        return "De to koster det samme i drift."
    return (
        f"{rimelig} er rimeligst i drift og tåler {tall(taaler, 2)} mill. kr høyere byggekostnad"
        " før den taper."
    )


def _mer_enn_loenn(valg: Oekonomivalg) -> list[Blokk]:
    """A user who brings in more than the wages cost is most likely a slip of the unit."""
    slag = [s for s in ("bolig", "institusjon") if _tilbud(valg, s).netto_per_aar < 0]
    return (
        [
            varsel(
                f"Betaling og refusjon er mer enn lønnen i {oppramsing(slag)}. Kontroller at"
                " beløpene er i millioner kroner i året."
            )
        ]
        if slag
        else []
    )


def _tilbud(valg: Oekonomivalg, slag: str) -> Tilbud:
    felt = (getattr(valg, f"{f}_{slag}") for f in ("bygg", "aarsverk", "betaling", "refusjon"))
    bygg, aarsverk, betaling, refusjon = (float(f or 0) for f in felt)
    assert valg.mill_per_aarsverk is not None
    return Tilbud(bygg, aarsverk, valg.mill_per_aarsverk, betaling, refusjon)


def _kjent(regel: _Regel) -> Blokk:
    spart = taaler_i_byggekostnad(
        Tilbud(0, 1.0, _LOENN), Tilbud(0, 1 - regel.prosent / 100, _LOENN), _RENTE, _LEVETID
    )
    return tabell(
        "borge-nyhus",
        ["Borge og Nyhus (2011), gjengitt i rapporten", "Beløp"],
        [
            [f"{tall(regel.prosent)} % færre årsverk per bruker er verdt, trykt",
             f"{tall(regel.mill, 1)} mill. kr i byggekostnad"],
            [f"Nåverdi av {tall(_LOENN * regel.prosent * 10)} 000 kr i året i {_LEVETID} år til"
             f" {tall(_RENTE)} %", f"{tall(spart, 3)} mill. kr"],
        ],
        tittel=f"{tall(regel.prosent)} % færre årsverk kan forsvare {tall(regel.mill, 1)} mill. kr"
        " mer i byggekostnad",
        kilder=[*regel.kilder, EGNE],
        note=f"Ett årsverk per bruker, {tall(_LOENN, 1)} mill. kr per årsverk, rente og levetid er"
        " våre forutsetninger: de er ikke trykt, men gir det trykte beløpet.",
    )  # fmt: skip
