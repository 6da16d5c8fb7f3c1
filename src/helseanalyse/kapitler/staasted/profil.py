"""Chapter of the report: how the services are arranged, against the comparison."""

from collections.abc import Sequence

from ...indikator import grupper
from ...measures.profil import Profilrad
from ...sources.load import Data
from ...valg_staasted import Staastedsvalg
from ...views.blokker import Blokk, tekst, varsel
from .felles import (
    felles,
    kommunenavn,
    liten,
    md,
    mot_hvem,
    navn_paa,
    oppramsing,
    overskrift,
    radkilder,
    t,
    tall,
)
from .profilrad import DEKNING, avviksfigur, profiltabell, rader_med_tall

_SAMLET = 14  # rows that one table has room for on a page; more are set by part of the service
_NEVNES = 6


def profil(data: Data, valg: Staastedsvalg) -> list[Blokk]:
    """Chapter: what was tested and how it went, the figure, and the table of every ratio."""
    rader = [r for r in rader_med_tall(data, valg) if r.indikator.id not in DEKNING]
    ut, s = [overskrift(valg, "profil")], md(valg, "profil")
    ord_ = {"kommune": kommunenavn(data, valg), "aar": str(valg.aar)}
    if not rader:
        return [*ut, varsel(s("ingen", **ord_))]
    if not mot_hvem(data, valg):
        ut += [varsel(s("ingen-andre", **ord_))]
    else:
        ut += [tekst(_oppsummert(data, valg, rader), radkilder(data, rader))]
    ut += avviksfigur(data, valg, rader, "staasted-profil")
    return [*ut, *_tabeller(data, valg, rader)]


def _tabeller(data: Data, valg: Staastedsvalg, rader: Sequence[Profilrad]) -> list[Blokk]:
    s, navn = t(valg, "profil"), data.register.navn(valg.komm_nr)
    if len(rader) <= _SAMLET:
        tittel = s("tabell", kommune=navn, aar=str(valg.aar))
        return [profiltabell(data, valg, rader, "staasted-profiltabell", tittel)]
    ut = []
    for g in grupper():
        valgte = [r for r in rader if r.indikator.gruppe == g]
        if valgte:
            hva = felles(valg)(f"gruppe-{g}")
            tittel = s("tabell-gruppe", gruppe=hva, kommune=navn, aar=str(valg.aar))
            ut.append(profiltabell(data, valg, valgte, f"staasted-profiltabell-{g}", tittel))
    return ut


def _oppsummert(data: Data, valg: Staastedsvalg, rader: Sequence[Profilrad]) -> str:
    """How many ratios there are, how many could be tested, and which came out clear."""
    s, hvem = md(valg, "profil"), mot_hvem(data, valg)
    proevd = [r for r in rader if r.klart is not None]
    hoeyere, lavere = (
        [r for r in proevd if r.klart and ((r.indeks or 0) > 100) is over] for over in (True, False)
    )
    ut = [
        s(
            "oppsummert",
            alle=tall(valg, len(rader)),
            form="en" if len(rader) == 1 else "flere",
            proevd=tall(valg, len(proevd)),
            proevdform="ingen" if not proevd else "en" if len(proevd) == 1 else "flere",
        )
    ]
    if proevd:
        if not (hoeyere or lavere):
            ut.append(s("ingen-klare", kommune=kommunenavn(data, valg), hvem=hvem))
        ut += [
            s(noekkel, hva=_nevnt(valg, liste), hvem=hvem)
            for noekkel, liste in (("hoeyere", hoeyere), ("lavere", lavere))
            if liste
        ]
    return " ".join(ut)


def _nevnt(valg: Staastedsvalg, rader: Sequence[Profilrad]) -> str:
    navn = [liten(navn_paa(valg, r.indikator)) for r in rader[:_NEVNES]]
    if len(rader) > _NEVNES:
        navn.append(t(valg, "profil")("flere", antall=tall(valg, len(rader) - _NEVNES)))
    return oppramsing(valg, navn)
