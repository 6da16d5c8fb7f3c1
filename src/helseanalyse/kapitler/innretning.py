"""Chapters of the service profile: how the services are arranged, and how much one more moves."""

from collections.abc import Iterator, Sequence

import pandas as pd

from ..enheter import med_enhet, tall
from ..indikator import gruppenavn, grupper
from ..measures.profil import Profilrad
from ..sources.load import Data
from ..spraak import oppramsing
from ..valg import Profilvalg
from ..views.blokker import Blokk, rent, tekst, varsel
from .felles import ingen_tall, mot_hvem, sammenlignet, tallord, valgte_rader
from .profilfigur import (
    RETNING,
    etter_avstand,
    hundre,
    indeks_for,
    plasstekst,
    profilfigur,
    spennfigur,
    uvanlig,
)
from .profiltabell import profiltabell, spenntabell

_FAA = 12  # rows that one figure, and one page of the report, has room for
_NEVNES = 8  # indicators named in one sentence
_RANG = 5  # places in a set before «highest» says anything


def profil(data: Data, valg: Profilvalg) -> list[Blokk]:
    """Chapter: all ratios against the comparison, index and table with intervals."""
    rader = [r for r in valgte_rader(data, valg) if r.verdi is not None]
    ut = [tekst("## Hvordan er tjenestene innrettet?")]
    if not rader:
        return [*ut, varsel(_ingen(data, valg))]
    mot, hva = hundre(data, valg, rader)
    deler, tvil = _deler(rader, mot), tvilsomme(rader)
    ut += _oppsummert(data, valg, etter_avstand(rader, mot), alle=len(deler) == 1)
    if not (hva or any(r.plass for r in rader)):
        ut += [varsel(_ingen_felles(mot_hvem(data, valg), valg))]
    for navn, ende, del_ in deler:
        if navn:
            ut += [tekst(f"### {navn}"), *_avvik("snittet", del_, tvil)]
        ut += profilfigur(data, valg, del_, mot, hva, f"profil{ende}")
        ut += spennfigur(data, valg, del_, mot, f"spenn{ende}")
        ut += [profiltabell(data, valg, del_, f"profiltabell{ende}", navn)]
        ut += spenntabell(data, valg, del_, f"spenntabell{ende}", navn)
    return [*ut, *_rimelighet(data, rader)]


def _ingen(data: Data, valg: Profilvalg) -> str:
    if valg.grupper:
        navn = oppramsing([gruppenavn(g).lower() for g in grupper() if g in valg.grupper], "eller")
        return f"Datagrunnlaget har ingen indikatorer for {navn} i {valg.aar}. Velg flere deler."
    return ingen_tall(data, valg)


def _ingen_felles(hvem: str, valg: Profilvalg) -> str:
    if not hvem:
        return "Velg minst én kommune å sammenligne med for å se profilen som figur."
    return f"{rent(hvem)} har ingen av disse indikatorene i {valg.aar}."


def _deler(rader: Sequence[Profilrad], mot: str | None) -> list[tuple[str, str, list[Profilrad]]]:
    """Heading, end of the ids and rows of each figure: one for few rows, else one a group.

    A group with more rows than a page has room for is cut, the farthest from 100 first.
    """
    if len(rader) <= _FAA:
        return [("", "", etter_avstand(rader, mot))]
    return [
        (f"{gruppenavn(g)}{nr}", f"-{g or 'andre'}{nr[2:3]}", bit)
        for g in (*grupper(), None)
        for nr, bit in _biter([r for r in rader if r.indikator.gruppe == g], mot)
    ]


def _biter(rader: Sequence[Profilrad], mot: str | None) -> Iterator[tuple[str, list[Profilrad]]]:
    """Pieces with at most a page of rows for either figure, evenly filled."""
    sortert = etter_avstand(rader, mot)
    slag = [[r for r in sortert if (indeks_for(r, mot) is None) == uten] for uten in (False, True)]
    antall = max(-(-len(s) // _FAA) for s in slag)
    for nr in range(antall):
        hver = [-(-len(s) // antall) for s in slag]
        bit = [r for s, h in zip(slag, hver, strict=True) for r in s[nr * h : (nr + 1) * h]]
        yield (f" ({nr + 1} av {antall})" if antall > 1 else ""), bit


def tvilsomme(rader: Sequence[Profilrad]) -> set[str]:
    """Counts behind a figure that is outside what is reasonable: to be checked first."""
    return {n for r in rader if uvanlig(r.indikator, r.egen.verdi) for n in antall_bak(r)}


def antall_bak(rad: Profilrad) -> set[str]:
    """Return the counts a figure is computed from."""
    return {n for n in (rad.indikator.teller, rad.indikator.nevner) if n}


def _oppsummert(
    data: Data, valg: Profilvalg, rader: Sequence[Profilrad], *, alle: bool
) -> list[Blokk]:
    """A sentence for each clear deviation, one for those that are not, one for the rest."""
    tvil = tvilsomme(rader)
    sikre = [r for r in rader if not antall_bak(r) & tvil]
    klare, like, resten = ([r for r in sikre if r.klart is k] for k in (True, False, None))
    hvem, navn = rent(mot_hvem(data, valg)), rent(data.register.navn(valg.komm_nr))
    snittet = f"snittet for {hvem}" if len(sammenlignet(data, valg)) > 1 else hvem
    ut = _avvik(snittet, klare, tvil) if alle else []
    setninger = []
    if klare and not alle:
        setninger.append(
            f"{navn} er klart forskjellig fra {hvem} på {_indikatorer(klare)} av"
            f" {tall(len(rader))}; de står under hver del."
        )
    if like:
        setninger.append(f"Ikke klart forskjellig fra {hvem}: {_nevnt(like)}.")
    if resten and (klare or like):
        setninger.append(f"Kan ikke prøves, fordi de ikke er andeler av antall: {_nevnt(resten)}.")
    setninger += _ytterst(navn, sikre)
    return [*ut, tekst(" ".join(setninger))] if setninger else ut


def _indikatorer(rader: Sequence[Profilrad]) -> str:
    return f"{tallord(len(rader)) if len(rader) > 1 else 'én'} indikator{'er' * (len(rader) > 1)}"


def _nevnt(rader: Sequence[Profilrad]) -> str:
    """Names of some indicators, the rest counted."""
    navn = [f"«{rent(r.indikator.kortnavn)}»" for r in rader[:_NEVNES]]
    rest = len(rader) - len(navn)
    return f"{', '.join(navn)} og {tall(rest)} til" if rest else oppramsing(navn)


def _ytterst(navn: str, rader: Sequence[Profilrad]) -> list[str]:
    """Where the municipality is alone as the highest or lowest of a set of some size."""
    med = [(r, r.plass) for r in rader if r.plass and r.plass.antall >= _RANG]
    if not med:
        return []
    ledd = []
    for ord_, ende in (("høyest", "over"), ("lavest", "under")):
        hoert = [
            r for r, p in med
            if getattr(p, ende) == 0 and p.over + p.under == p.antall - 1
        ]  # fmt: skip
        antall = {p.antall for r, p in med if r in hoert}
        av = f" av {min(antall)}" if len(antall) == 1 else " i settet"
        ledd += [f"{ord_}{av} på {_nevnt(hoert)}"] if hoert else []
    return [f"{navn} er {', og '.join(ledd)}."] if ledd else []


def _avvik(mot: str, rader: Sequence[Profilrad], tvil: set[str]) -> list[Blokk]:
    """One sentence for each clear deviation, in the order given; none that rests on ``tvil``."""
    klare = [r for r in rader if r.klart and not antall_bak(r) & tvil]
    punkter = []
    for r in klare:
        i = r.indikator
        egen, snitt = (med_enhet(v, i.enhet, i.desimaler) for v in (r.verdi, r.snitt))
        hvordan = "høyere" if (r.indeks or 0) > 100 else "lavere"
        mer = [plasstekst(r.plass)] if r.plass and r.plass.antall >= _RANG else []
        mer += [RETNING[i.retning]] if i.retning != "ingen" else []
        slutt = f" ({'; '.join(mer)})" if mer else ""
        punkter.append(
            f"- **{rent(i.kortnavn)}** er klart {hvordan} enn {mot}: {egen} mot {snitt}{slutt}."
        )
    return [tekst("\n".join(punkter))] if punkter else []


def _rimelighet(data: Data, rader: Sequence[Profilrad]) -> list[Blokk]:
    """Flag values outside what the register calls reasonable, the municipality's and others'."""
    ut = []
    for rad in (r for r in rader if r.indikator.rimelig):
        alle = pd.concat([rad.egen.to_frame().T, rad.andre], ignore_index=True)
        rare = alle[[uvanlig(rad.indikator, v) for v in alle.verdi]]
        if len(rare):
            navn = [f"{data.register.navn(r.komm_nr)} {tall(r.verdi)}" for r in rare.itertuples()]
            hva = rad.indikator.kortnavn.lower()
            ut.append(
                varsel(
                    rent(
                        f"Uvanlige tall for {hva}: {oppramsing(navn)}. Kontroller"
                        " rapporteringen før tallene brukes."
                    )
                )
            )
    return ut
