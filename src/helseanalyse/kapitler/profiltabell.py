"""The tables of the service profile: value, interval and mean; and the set's span, place, trend."""

from collections.abc import Sequence

from ..enheter import antall_desimaler, med_enhet, tall
from ..indikator import gruppenavn
from ..measures.profil import Profilrad
from ..measures.trend import Punkt
from ..sources.load import Data
from ..valg import Profilvalg
from ..views.blokker import Blokk, tabell
from .definisjon import definisjoner
from .felles import kilder, mot_hvem, profiltrender
from .profilfigur import hos, plasstekst, retningsmerke

_AARSVERK = ("aarsverk_fagutdanning", "aarsverk_brukerrettet")


def profiltabell(
    data: Data, valg: Profilvalg, rader: Sequence[Profilrad], navn: str, hva: str = ""
) -> Blokk:
    """Own value with its interval, the mean, a region's figure and whether they differ.

    ``navn`` is the table's id, ``hva`` the part of the service, for the title.
    """
    sted = data.register.navn(valg.komm_nr)
    har_ref = any(len(r.referanser) for r in rader)
    mot = mot_hvem(data, valg) or "sammenligning"
    hode = ["Indikator", sted, "95 %-intervall", mot[0].upper() + mot[1:]]
    hode += ["Referanse"] if har_ref else []
    return tabell(
        navn,
        [*hode, "Vurdering"],
        [_profilceller(data, r, har_ref) for r in rader],
        tittel=_tittel(f"{sted} mot {mot_hvem(data, valg) or 'landet'}, {valg.aar}", hva),
        kilder=kilder(data, [k for r in rader for k in r.kilder]),
        just="lrrrrl" if har_ref else "lrrrl",
        note=_note(rader),
        definisjoner=definisjoner(r.indikator for r in rader),
    )


def _tittel(tittel: str, hva: str) -> str:
    return f"{hva}: {tittel}" if hva else tittel


def _note(rader: Sequence[Profilrad]) -> str | None:
    """What the reader of these rows must know, and nothing of other rows."""
    ut = []
    if any(r.snitt is not None and r.verdier.teller[0] == r.verdier.teller[0] for r in rader):
        ut.append("Sammenligningen er summen av tellerne delt på summen av nevnerne.")
    if any(r.snitt is None and r.lavest and len(r.andre.verdi.dropna()) > 1 for r in rader):
        ut.append("Der kilden ikke oppgir antall, står laveste og høyeste verdi i sammenligningen.")
    if any(r.intervall for r in rader):
        ut.append("Intervallet er Wilsons, og gis bare for andeler av antall.")
    if any(r.klart is not None for r in rader):
        ut.append("«Klart»: 95 %-intervallet for forskjellen (Newcombe) inneholder ikke null.")
    if any(r.klart is not None and r.indikator.teller in _AARSVERK for r in rader):
        ut.append("For årsverk er det en tilnærming.")
    return " ".join(ut) or None


def _profilceller(data: Data, rad: Profilrad, har_ref: bool) -> list[str]:
    i = rad.indikator
    v = [med_enhet(rad.verdi, i.enhet, i.desimaler)]
    if rad.intervall:
        v.append(f"{tall(rad.intervall.lav, 1)}–{tall(rad.intervall.hoey, 1)}\u00a0%")
    else:
        v.append("–")
    v.append(_snittcelle(rad))
    if har_ref:
        ref = rad.referanser[rad.referanser.verdi.notna()]
        if ref.empty:
            v.append("–")
        else:
            hvem = data.register.i_tekst(ref.komm_nr.iloc[0])
            v.append(f"{med_enhet(ref.verdi.iloc[0], i.enhet, i.desimaler)} ({hvem})")
    return [i.kortnavn, *v, vurdering(rad)]


def _snittcelle(rad: Profilrad) -> str:
    i = rad.indikator
    if rad.snitt is not None:
        return med_enhet(rad.snitt, i.enhet, i.desimaler)
    if rad.lavest and rad.hoeyest:
        hoeyest = med_enhet(rad.hoeyest.verdi, i.enhet, i.desimaler)
        if rad.lavest.verdi == rad.hoeyest.verdi:
            return hoeyest
        return f"{tall(rad.lavest.verdi, antall_desimaler(i.enhet, i.desimaler))}–{hoeyest}"
    return "ikke oppgitt" if rad.antall_andre else "–"


def vurdering(rad: Profilrad) -> str:
    """Whether the own value is clearly higher or lower than the set's mean, in words."""
    if rad.klart is None:
        return "kan ikke prøves"
    if not rad.klart:
        return "ikke klart forskjellig"
    return "klart høyere" if (rad.indeks or 0) > 100 else "klart lavere"


def spenntabell(
    data: Data, valg: Profilvalg, rader: Sequence[Profilrad], navn: str, hva: str = ""
) -> list[Blokk]:
    """Who is lowest and highest, the own place, the direction and the own last years."""
    trender = profiltrender(data, valg)
    har_sett = any(r.plass for r in rader)
    har_trend = any(len(trender[r.indikator.id]) > 1 for r in rader)
    if not (har_sett or har_trend):
        return []
    sted = data.register.navn(valg.komm_nr)
    delt = not hva and len({r.indikator.gruppe for r in rader}) > 1
    hode = ["Indikator", *(["Del av tjenesten"] if delt else [])]
    hode += ["Lavest av de andre", "Høyest av de andre", f"{sted} er"] if har_sett else []
    hode += ["Retning", *(["Tidligere"] if har_trend else [])]
    celler = []
    for r in rader:
        rad = [r.indikator.kortnavn, *([gruppenavn(r.indikator.gruppe)] if delt else [])]
        rad += _sett(data, r) if har_sett else []
        rad += [retningsmerke(r.indikator)]
        celler.append([*rad, *([_foer(r, trender[r.indikator.id])] if har_trend else [])])
    return [
        tabell(
            navn,
            hode,
            celler,
            tittel=_tittel(f"Lavest, høyest og retning, {valg.aar}", hva),
            kilder=kilder(data, [k for r in rader for k in r.kilder]),
            just="l" * len(hode),
            note=_bruddnote(rader, trender),
            definisjoner=definisjoner(r.indikator for r in rader),
        )
    ]


def _sett(data: Data, rad: Profilrad) -> list[str]:
    return [hos(data, rad.lavest, rad.indikator), hos(data, rad.hoeyest, rad.indikator),
            plasstekst(rad.plass)]  # fmt: skip


def _foer(rad: Profilrad, punkter: Sequence[Punkt]) -> str:
    """Where the newest unbroken piece began; why, where it is only the year itself."""
    if len(punkter) < 2:
        return "–"
    siste = [p for p in punkter if p.bit == punkter[-1].bit]
    i = rad.indikator
    if len(siste) > 1:
        return f"{med_enhet(siste[0].verdi, i.enhet, i.desimaler)} i {siste[0].aar}"
    if siste[0].brudd:
        return f"brudd i {siste[0].aar}"
    foer = punkter[-2]
    return f"{med_enhet(foer.verdi, i.enhet, i.desimaler)} i {foer.aar}; ikke tall i mellom"


def _bruddnote(rader: Sequence[Profilrad], trender: dict[str, list[Punkt]]) -> str | None:
    brudd = {(p.aar, p.brudd) for r in rader for p in trender[r.indikator.id] if p.brudd}
    ledd = [f"{aar}: {grunn}" for aar, grunn in sorted(brudd)]
    return f"Brudd i seriene: {'; '.join(ledd)}." if ledd else None
