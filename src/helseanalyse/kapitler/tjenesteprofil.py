"""Chapters of ``tjenesteprofil``: how the services are arranged, compared with whom."""

import pandas as pd

from ..enheter import med_enhet
from ..measures.nivaa import relativt_nivaa
from ..measures.profil import Profilrad
from ..sources.load import Data
from ..spraak import oppramsing
from ..valg import Profilvalg
from ..views.blokker import Blokk, rent, svar, tekst, varsel
from .definisjon import definisjonsliste
from .en_til import smaa_tall
from .felles import (
    ingen_tall,
    mer_eller_mindre,
    mot_hvem,
    profilrader,
    tallord,
    valgte_rader,
    verdi_tekst,
)
from .innretning import antall_bak, profil, tvilsomme
from .kostnad import kostnad
from .plassbehov import plassetning
from .profilfigur import plasstekst
from .sammenligning import sammenligning
from .spredning import kvadrant, trakt
from .utvikling import utvikling

__all__ = [
    "konklusjon",
    "kostnad",
    "kvadrant",
    "mangler",
    "metode",
    "profil",
    "sammenligning",
    "smaa_tall",
    "tittel",
    "trakt",
    "utvikling",
]

_NEVNES = 8  # places named in one line
_ANDRE = 4  # places the own cost is held against in the conclusion
_SAMLES = 2  # more indicators that all lack the same are one line


def tittel(data: Data, valg: Profilvalg) -> tuple[str, str]:
    """Title and subtitle of the page and the report."""
    navn = data.register.navn(valg.komm_nr)
    mot = f" mot {mot_hvem(data, valg)}" if mot_hvem(data, valg) else ""
    return f"{navn}{mot}", f"Tjenesteprofil for helse og omsorg, {valg.aar}"


def konklusjon(data: Data, valg: Profilvalg) -> list[Blokk]:
    """Return the answer in one to three sentences, or what is missing to give one."""
    rader = [r for r in profilrader(data, valg) if pd.notna(r.egen.verdi)]
    if not rader:
        return [varsel(ingen_tall(data, valg))]
    deler = (_kostnadssetning, _klare, _prioritering)
    setninger = [s for s in (lag(data, valg, rader) for lag in deler) if s]
    setninger = setninger or [_uten_sammenligning(data, valg, rader)]
    return [svar(" ".join([*setninger, plassetning(data, valg)]).strip())]


def _kostnadssetning(data: Data, valg: Profilvalg, rader: list[Profilrad]) -> str:
    rad = next((r for r in rader if r.indikator.kostnad), None)
    if rad is None:
        return ""
    mot, alle = [], pd.concat([rad.andre, rad.referanser])
    mange = int(rad.andre.verdi.notna().sum()) > _ANDRE
    for _, annen in (rad.referanser if mange else alle).head(_ANDRE).iterrows():
        if pd.notna(annen.verdi):
            prosent = relativt_nivaa(rad.egen.verdi, annen.verdi) or 0.0
            mot.append(f"{mer_eller_mindre(prosent)} {data.register.i_tekst(annen.komm_nr)}")
    navn = rent(data.register.navn(valg.komm_nr))
    brukte = f"{navn} brukte {med_enhet(rad.egen.verdi, 'kr')} per mottaker i {valg.aar}"
    mot = [plasstekst(rad.plass), *mot] if mange else mot
    return f"**{brukte}: {rent(oppramsing(mot))}.**" if mot else f"**{brukte}.**"


def _klare(data: Data, valg: Profilvalg, rader: list[Profilrad]) -> str:
    """Sentence on the shares that differ clearly, or that none of the tested do.

    A share of a count that makes another figure unreasonable is left out: the page asks for that
    count to be checked first.
    """
    tvil = tvilsomme(rader)
    proevd = [r for r in rader if r.klart is not None and not antall_bak(r) & tvil]
    if not proevd:
        return ""
    klare = sorted((r for r in proevd if r.klart), key=_avstand, reverse=True)
    hvem = rent(mot_hvem(data, valg))
    start = rent(data.register.navn(valg.komm_nr))
    if not klare:
        hva = "den ene andelen" if len(proevd) == 1 else f"de {tallord(len(proevd))} andelene"
        return (
            f"{start} skiller seg ikke klart fra {hvem} på {hva} som kan prøves statistisk:"
            " forskjellene er ikke større enn tilfeldigheter kan gi."
        )
    ledd = [_avvik(r) for r in klare[:3]]
    return f"{start} skiller seg klart fra {hvem} på {oppramsing(ledd)}."


def _prioritering(data: Data, valg: Profilvalg, rader: list[Profilrad]) -> str:
    """Sentence on the share of all resources, where the source gives the country's too."""
    rad = next((r for r in rader if r.indikator.id == "andel_ressurser_helse_omsorg"), None)
    ref = None if rad is None else rad.referanser[rad.referanser.verdi.notna()]
    if rad is None or ref is None or ref.empty:
        return ""
    egen, land = (med_enhet(v, "prosent", 0) for v in (rad.egen.verdi, ref.verdi.iloc[0]))
    navn, hvem = data.register.navn(valg.komm_nr), data.register.i_tekst(ref.komm_nr.iloc[0])
    return (
        f"I {valg.aar} gikk {egen} av ressursene i {rent(navn)} til helse og omsorg,"
        f" mot {land} for {hvem}."
    )


def _avvik(rad: Profilrad) -> str:
    i = rad.indikator
    egen, snitt = (med_enhet(v, i.enhet, i.desimaler) for v in (rad.egen.verdi, rad.snitt))
    return f"{i.kortnavn[0].lower()}{i.kortnavn[1:]} ({egen} mot {snitt})"


def _avstand(rad: Profilrad) -> float:
    return 0.0 if rad.indeks is None else abs(rad.indeks - 100)


def _uten_sammenligning(data: Data, valg: Profilvalg, rader: list[Profilrad]) -> str:
    navn = rent(data.register.navn(valg.komm_nr))
    hva = [
        f"{r.indikator.kortnavn[0].lower()}{r.indikator.kortnavn[1:]}"
        f" {med_enhet(r.egen.verdi, r.indikator.enhet, r.indikator.desimaler)}"
        for r in rader[:3]
    ]
    return f"{navn} i {valg.aar}: {oppramsing(hva)}."


def mangler(data: Data, valg: Profilvalg) -> list[Blokk]:
    """Chapter: what the comparison lacks, and why."""
    punkter: dict[tuple[tuple[str, ...], str, str], list[str]] = {}
    rader = valgte_rader(data, valg)
    for rad in rader:
        alle = pd.concat([rad.egen.to_frame().T, rad.andre, rad.referanser], ignore_index=True)
        for status, gruppe in alle[alle.verdi.isna()].groupby("status", sort=False):
            navn = oppramsing([data.register.i_tekst(k) for k in gruppe.komm_nr])
            navn = navn if len(gruppe) <= _NEVNES else f"{len(gruppe)} steder"
            hvorfor = verdi_tekst(None, str(status), rad.indikator)
            punkter.setdefault((tuple(gruppe.komm_nr), navn, hvorfor), []).append(
                rad.indikator.kortnavn
            )
    if not punkter:
        return []
    linjer = []
    for (_, navn, hvorfor), hva in punkter.items():
        mange = len(hva) == len(rader) and len(hva) > _SAMLES
        linjer += (
            [f"- Alle indikatorene: {rent(navn)} ({hvorfor})"]
            if mange
            else [f"- {rent(h)}: {rent(navn)} ({hvorfor})" for h in hva]
        )
    return [tekst("## Hva mangler?\n\n" + "\n".join(linjer))]


def metode(data: Data, valg: Profilvalg) -> list[Blokk]:
    """Chapter: definition, trap and source table of every indicator shown."""
    rader = valgte_rader(data, valg)
    if not rader:
        return []
    innledning = (
        "## Slik er tallene regnet ut\n\nForskjell i prosent er 100 · (egen verdi / den andres"
        " verdi − 1). Snittet for en gruppe er summen av tellerne delt på summen av nevnerne."
        " Tallene regnes med full presisjon og rundes av (halve bort fra null) først når de"
        " trykkes.\n\n"
    )
    return [tekst(innledning + definisjonsliste([r.indikator for r in rader], valg.aar))]
