"""Chapters of ``bemanning``: whether we have the people, and their hours reach the users."""

from ..enheter import tall
from ..measures.bemanning import avstand_til_maal, stillingsstoerrelse
from ..measures.usikkerhet import wilson
from ..sources.load import Data
from ..spraak import oppramsing
from ..valg_bemanning import Bemanningsvalg, samme_kommune, steder_med_bemanning
from ..valgsjekk import ETIKETTER
from ..views.blokker import Blokk, rent, svar, tekst, varsel
from .bemanningsfelles import PROSENT, aarsverk, ansatte, egen_eller, serie, siste, umulige, verk
from .bemanningsfolk import rekruttering, rekrutteringsgrunnlag
from .bemanningsfolk import setning as folkesetning
from .bemanningsfravaer import fravaer, maal, naa, poengendring
from .bemanningsheltid import heltid
from .bemanningskompetanse import fagutdanning, kompetanse, sammenlignet, ufaglaerte
from .bemanningskontroll import kontroll
from .bemanningslister import LISTER, lister, raadgivere, stillinger
from .bemanningsnivaa import nivaa, per_bruker
from .bemanningstimer import brukertidsmaal, brukertidssted, flyt, leverandoerer, timer
from .felles import spenn

__all__ = [
    "flyt",
    "fravaer",
    "heltid",
    "kompetanse",
    "konklusjon",
    "kontroll",
    "leverandoerer",
    "lister",
    "mangler",
    "metode",
    "nivaa",
    "raadgivere",
    "rekruttering",
    "timer",
    "tittel",
]


def tittel(data: Data, valg: Bemanningsvalg) -> tuple[str, str]:
    """Title and subtitle of the page and the report."""
    navn = data.register.navn(valg.komm_nr)
    return f"Bemanning i {navn}", f"Ansatte, fravær, kompetanse og timer, til og med {valg.aar}"


# ------------------------------------------------------------------ the answer
def konklusjon(data: Data, valg: Bemanningsvalg) -> list[Blokk]:
    """Return the answer: the first figure there is, in bold, and those that stand beside it."""
    deler = [
        d
        for d in (
            _fravaer(data, valg),
            _fravaer_ellers(data, valg),
            _stillinger(data, valg),
            _fagutdanning(data, valg),
            _per_bruker(data, valg),
            _kompetanse(data, valg),
            _brukertid(data, valg),
            folkesetning(data, valg),
        )
        if d
    ]
    if not deler:
        return [varsel(_ingen(data, valg))]
    ut = [svar(" ".join([f"**{rent(deler[0])}.**", *(f"{rent(d)}." for d in deler[1:])]))]
    if not _har_bemanning(data, valg):
        ut.append(varsel(_ingen(data, valg)))
    return ut


def _har_bemanning(data: Data, valg: Bemanningsvalg) -> bool:
    """Whether any figure on staff is there: those on inhabitants are not on staff."""
    lag = (
        _fravaer,
        _stillinger,
        _fagutdanning,
        _per_bruker,
        _kompetanse,
        _brukertid,
    )
    return any(f(data, valg) for f in lag) or any(
        len(stillinger(data, valg.komm_nr, navn)[0]) for navn in LISTER
    )


def _ingen(data: Data, valg: Bemanningsvalg) -> str:
    navn = rent(data.register.navn(valg.komm_nr))
    har = steder_med_bemanning(data)
    egne = har.komm_nr.isin(samme_kommune(data, valg.komm_nr))
    aar = [str(a) for a in sorted(har.aar[egne]) if a > valg.aar]
    start = f"Datagrunnlaget har ingen tall om bemanning for {navn} til og med {valg.aar}."
    if aar:
        return f"{start} Det finnes tall for {oppramsing(aar)}: velg et av dem."
    return (
        f"{start} Hent KOSTRA-tall med «helseanalyse hent», les inn egen fil med «helseanalyse"
        " importer», eller legg inn egne tall i feltene."
    )


def _fravaer(data: Data, valg: Bemanningsvalg) -> str:
    v, m = naa(data, valg), maal(data, valg)
    if v is None:
        return ""
    navn = data.register.navn(valg.komm_nr)
    ut = f"{navn} hadde {tall(v.verdi, 1)}{PROSENT} sykefravær i pleie og omsorg{v.i_aar}"
    if m is None:
        return ut
    a = avstand_til_maal(v.verdi, m.verdi)
    hva = "målet" if m.eget else "målet for hele kommunen"
    hvor = "innenfor" if a.naadd else f"{tall(a.avstand, 1)} prosentpoeng over"
    return f"{ut}, {hvor} {hva} på {tall(m.verdi, 1)}{PROSENT}"


def _fravaer_ellers(data: Data, valg: Bemanningsvalg) -> str:
    """Change in care's absence, and how the whole municipality stands to its target."""
    endring, m = poengendring(data, valg), maal(data, valg)
    alle = siste(data, valg, "sykefravaer_kommunen")
    if alle is None or m is None or m.eget:
        return endring
    hvor = "innenfor" if avstand_til_maal(alle.verdi, m.verdi).naadd else "over"
    hele = f"ommunen samlet var {hvor} målet med {tall(alle.verdi, 1)}{PROSENT}"
    return f"{endring}, og k{hele}" if endring else f"K{hele}"


def _stillinger(data: Data, valg: Bemanningsvalg) -> str:
    a, n = aarsverk(data, valg), ansatte(data, valg)
    h = egen_eller(valg, "heltidsandel", siste(data, valg, "andel_hele_stillinger"))
    navn = data.register.navn(valg.komm_nr)
    if a is not None and n is not None and a.verdi <= n.verdi:
        s = 100 * stillingsstoerrelse(a.verdi, n.verdi)
        ut = (
            f"{navn} har {verk(a.verdi)} årsverk på {tall(n.verdi)} ansatte{n.i_aar}, i snitt"
            f" {tall(s)}{PROSENT} stilling"
        )
        return ut if h is None else f"{ut}, og {tall(h.verdi)}{PROSENT} har hel stilling"
    return "" if h is None else f"{tall(h.verdi)}{PROSENT} har hel stilling i {navn}{h.i_aar}"


def _fagutdanning(data: Data, valg: Bemanningsvalg) -> str:
    df, a = fagutdanning(data, valg), siste(data, valg, "aarsverk_omsorg")
    if df.empty or a is None or a.aar != valg.aar:
        return ""
    navn, egen = data.register.navn(df.komm_nr[0]), df.iloc[0]
    if navn != data.register.navn(valg.komm_nr):
        return ""
    i = wilson(round(egen.teller), round(egen.nevner))
    return (
        f"{navn} hadde {verk(a.verdi)} årsverk i pleie og omsorg{a.i_aar}, og"
        f" {tall(egen.verdi)}{PROSENT} av de brukerrettede hadde fagutdanning (95\u00a0%-intervall"
        f" {spenn(*i)}){sammenlignet(df)}"
    )


def _per_bruker(data: Data, valg: Bemanningsvalg) -> str:
    df = per_bruker(data, valg)
    navn = data.register.navn(valg.komm_nr)
    if df.empty or data.register.navn(df.komm_nr[0]) != navn:
        return ""
    return (
        f"{navn} hadde {tall(df.verdi[0], 2)} årsverk per bruker av omsorgstjenester i {valg.aar}"
    )


def _kompetanse(data: Data, valg: Bemanningsvalg) -> str:
    u = ufaglaerte(data, valg)
    return "" if u is None else f"{tall(u.verdi)}{PROSENT} av dem som var til stede, var ufaglærte"


def _brukertid(data: Data, valg: Bemanningsvalg) -> str:
    d, m = serie(data, valg.komm_nr, "direkte_brukertid", valg.aar), brukertidsmaal(data, valg)
    if d.empty:
        return ""
    sist = d.iloc[-1]
    ut = (
        f"Direkte brukertid {brukertidssted(d)} var {tall(sist.verdi, 1)}{PROSENT} i"
        f" {int(sist.aar)}"
    )
    return ut if m is None else f"{ut}; målet er minst {tall(m.verdi)}{PROSENT}"


# ------------------------------------------------------------------ what is missing
def mangler(data: Data, valg: Bemanningsvalg) -> list[Blokk]:
    """Chapter: what the page could show of a municipality, and how to get it."""
    ut = []
    if naa(data, valg) is None:
        ut.append(
            f"**Sykefravær**: fyll ut {_felt('sykefravaer', 'sykefravaer_maal')}, eller les inn en"
            " egen fil med korttid, langtid og i alt."
        )
    h = egen_eller(valg, "heltidsandel", siste(data, valg, "andel_hele_stillinger"))
    if ansatte(data, valg) is None or h is None:
        ut.append(f"**Heltid**: fyll ut {_felt('aarsverk', 'ansatte', 'heltidsandel')}.")
    if fagutdanning(data, valg).empty and ufaglaerte(data, valg) is None:
        ut.append("**Kompetanse**: årsverk med fagutdanning er ikke i datagrunnlaget. De er i"
                  " KOSTRA, eller leses inn fra egen fil.")  # fmt: skip
    if per_bruker(data, valg).empty:
        ut.append("**Årsverk per bruker**: hentes fra KOSTRA med «helseanalyse hent».")
    har_tid = len(serie(data, valg.komm_nr, "direkte_brukertid", valg.aar))
    if not har_tid and (valg.vedtakstimer is None or valg.arbeidstimer_per_aarsverk is None):
        felt = _felt("vedtakstimer", "brukere", "arbeidstimer_per_aarsverk")
        ut.append(f"**Timer**: fyll ut {felt}.")
    if siste(data, valg, "liggetid_korttid_ordinaer") is None and valg.liggetid is None:
        ut.append(f"**Liggetid**: fyll ut {_felt('liggetid', 'liggetid_maal')}.")
    if rekrutteringsgrunnlag(data, valg.komm_nr) is None:
        ut.append("**Rekrutteringsgrunnlag**: innbyggere etter alder, nå og framskrevet, hentes"
                  " med «helseanalyse hent».")  # fmt: skip
    gale = [varsel(rent(x)) for x in umulige(data, valg)]
    if not ut:
        return [tekst("## Hva kan ikke stemme?"), *gale] if gale else []
    navn = rent(data.register.navn(valg.komm_nr))
    return [tekst(f"## Hva mangler for {navn}?\n\n" + "\n".join(f"- {x}" for x in ut)), *gale]


def _felt(*navn: str) -> str:
    """Names of fields, as the page has them."""
    return oppramsing([f"«{ETIKETTER[n]}»" for n in navn])


def metode(data: Data, valg: Bemanningsvalg) -> list[Blokk]:
    """Chapter: the formulas, and what they do not say."""
    return [
        tekst(
            "## Slik er tallene regnet ut\n\n"
            "- **Årsverk per ansatt** = årsverk / ansatte. 1 er hel stilling til alle.\n"
            "- **Sykefravær i alt** = korttid + langtid. Det som er trykt i alt, vises; avviker"
            " summen, sies det. Årsverk borte = årsverk · sykefravær / 100.\n"
            "- **Andel med fagutdanning** = årsverk med fagutdanning / brukerrettede årsverk, med"
            " Wilsons 95\u00a0%-intervall. Andres snitt er sum delt på sum.\n"
            "- **Direkte brukertid** = vedtakstimer i året / (årsverk · arbeidstimer per årsverk)."
            " Arbeidstimer per årsverk er brukerens eget tall: kildene gir ikke ett som gjelder"
            " alle.\n"
            "- **Opphold per plass** = 365 / døgn per opphold, med fullt belegg.\n"
            "- **Årsverk per innbygger**: årsverk 31. desember / innbyggere 1. januar året etter.\n"
            "- **Rekrutteringsgrunnlag** = innbyggere 20–66 år / innbyggere 80 år og over.\n"
            "- **Avrunding**: trykte tall er kjent på en halv enhet nær. Et avvik i en sum av n"
            " ledd kan være avrunding når det ikke er over (n + 1) halve enheter.\n"
            "- **Forbehold**: bemanning sier hva kommunen setter inn, ikke hva brukerne får."
        )
    ]
