"""Chapters of ``plassbehov``: how many places, on which base, of which people, rounded how."""

from ..enheter import tall
from ..measures.dekningsgrad import Grunnlag, antall_ved_dekning
from ..measures.plassbehov import Avrunding, hele_plasser, rutenett
from ..measures.plassgrunnlag import Plassgrunnlag, Tall, plassgrunnlag
from ..sett import Sett
from ..sources.load import Data
from ..valg import Plassvalg, Profilvalg
from ..views.blokker import Blokk, rent, svar, tekst, varsel
from .behov import behov
from .behovstall import TREKK
from .boliger import boliger
from .felles import regioner, sammenlignet, spenn
from .folk import folk
from .hjemme import hjemme
from .innsats import innsats
from .planlagt import planlagt
from .plassdekning import befolkning, dekning, etter_dekning
from .plassfelles import ENHET as BENEVNING
from .plassfelles import grunnlag_for, hva_mangler, valgt_dekning
from .plassvar import svarene
from .profilbytte import andres_profil
from .trondheim import trondheim

__all__ = [
    "andres_profil",
    "befolkning",
    "behov",
    "boliger",
    "dekning",
    "etter_dekning",
    "folk",
    "hjemme",
    "i_profil",
    "innsats",
    "konklusjon",
    "metode",
    "planlagt",
    "plassetning",
    "svarene",
    "tittel",
    "trondheim",
]

_ANDRE = 5  # comparisons whose coverage is asked after
_NAERT = 2  # years between a profile and the places shown beside it
ENHET = "plasser per 100 innbyggere 80 år og over"


def tittel(data: Data, valg: Plassvalg) -> tuple[str, str]:
    """Title and subtitle of the page and the report."""
    navn = data.register.navn(valg.komm_nr)
    g = grunnlag_for(data, valg)
    aar = g.da.aar if g.da and g.da.aar else valg.aar
    hva = "Institusjonsplasser"
    if valg.grunnlag == Grunnlag.HELDOEGN:
        hva = "Institusjonsplasser og boliger med heldøgns bemanning"
    return f"Plassbehov i {navn}", f"{hva} fram mot {aar}"


def konklusjon(data: Data, valg: Plassvalg) -> list[Blokk]:
    """Return the answer: how many places, and what it rests on."""
    g = grunnlag_for(data, valg)
    mangler = hva_mangler(data, valg, g)
    if mangler or g.da is None:
        return [varsel(mangler or "")]
    d_lav, d_hoey = valgt_dekning(valg, g)
    p_lav, p_hoey = (
        hele_plasser(antall_ved_dekning(d, g.da.lav), valg.avrunding) for d in (d_lav, d_hoey)
    )
    navn = rent(data.register.navn(valg.komm_nr))
    antall, dekning = spenn(p_lav, p_hoey), spenn(d_lav, d_hoey, 1)
    hvis = "en dekning på" if valg.dekning is not None else "dagens dekning,"
    enhet, per = ("plass" if p_lav == p_hoey == 1 else "plasser"), ENHET
    if valg.grunnlag == Grunnlag.HELDOEGN:
        enhet, per = BENEVNING[valg.grunnlag], ENHET.replace("plasser", BENEVNING[valg.grunnlag])
    aar = f"i {g.da.aar or valg.aar}"
    return [
        svar(
            f"**{navn} trenger {antall} {enhet} {aar}** med {hvis} {dekning} {per}."
            f" {_endring_fra_i_dag(valg, g, p_lav, p_hoey)}"
        ),
        tekst(_forutsetning(valg, g)),
    ]


def _endring_fra_i_dag(valg: Plassvalg, g: Plassgrunnlag, lav: int, hoey: int) -> str:
    naa = g.antall[valg.grunnlag]
    if naa.verdi is None or naa.verdi != int(naa.verdi):
        return f"I dag er det {spenn(naa.lav, naa.hoey, 0 if naa.verdi is None else 1)}."
    forskjeller = sorted((lav - int(naa.verdi), hoey - int(naa.verdi)), key=abs)
    idag = "i dag"
    if valg.grunnlag != Grunnlag.KAPASITET:  # not places against places: say of what
        idag = f"dagens {tall(naa.verdi)} {BENEVNING[valg.grunnlag]}"
    if forskjeller == [0, 0]:
        return f"Det er like mange som {idag}."
    retning = "færre" if forskjeller[-1] < 0 else "flere"
    return f"Det er {spenn(*(abs(f) for f in forskjeller))} {retning} enn {idag}."


def _forutsetning(valg: Plassvalg, g: Plassgrunnlag) -> str:
    assert g.naa is not None and g.da is not None
    naa = g.antall[valg.grunnlag]
    desimaler = 0 if float(naa.lav).is_integer() else 1
    return (
        f"Grunnlaget er {valg.grunnlag.tekst}: {spenn(naa.lav, naa.hoey, desimaler)}."
        f" Innbyggere 80 år og over: {tall(g.naa.lav)} i dag og {tall(g.da.lav)}"
        f"{_aar_da(g.da)}. Hele plasser: rundet {valg.avrunding.setning}."
        f"{_annet_aar(valg, g.da)}"
        f"{f' «I dag» er {g.naa.aar}.' if g.naa.aar else ''}"
    )


def _annet_aar(valg: Plassvalg, da: Tall) -> str:
    if da.aar is None or da.aar == valg.aar:
        return ""
    return f" Framskrivingen nærmest {valg.aar} i datagrunnlaget gjelder {da.aar}."


def _aar_da(da: Tall) -> str:
    return f" i {da.aar}" if da.aar else ""


def _standard(data: Data, valg: Profilvalg) -> Plassvalg | None:
    """Choices behind the places in a service profile; none where the data carry no need."""
    folk = data.folk([valg.komm_nr])
    g = plassgrunnlag(data.observasjoner, folk, data.dokumenttall, valg.komm_nr)
    if g.mangler() or g.naa is None or g.da is None or Grunnlag.KAPASITET not in g.antall:
        return None
    if g.da.aar is None or g.naa.aar is None or abs(valg.aar - g.naa.aar) > _NAERT:
        return None
    # Of the sets, only the nearest are in an order: of another, the region's own profile.
    naere = valg.sett in (Sett.EGNE, Sett.JEVNKOMMUNER)
    andre = sammenlignet(data, valg) if naere else regioner(data, valg)[:1]
    return Plassvalg(valg.komm_nr, andre[:_ANDRE], aar=g.da.aar)


def plassetning(data: Data, valg: Profilvalg) -> str:
    """Sentence on the need for places at today's coverage, or nothing."""
    p = _standard(data, valg)
    if p is None:
        return ""
    g = grunnlag_for(data, p)
    assert g.naa is not None and g.da is not None
    i_institusjon = {n: t for n, t in g.antall.items() if n != Grunnlag.HELDOEGN}
    df = rutenett(
        {f"{n}{a}": a for n, t in i_institusjon.items() for a in (t.lav, t.hoey)},
        g.naa.lav,
        {"da": g.da.lav},
    )
    svar_ = df[[str(r) for r in Avrunding]]
    lavest, hoeyest = int(svar_.min().min()), int(svar_.max().max())
    naa, navn = g.antall[p.grunnlag], rent(data.register.navn(valg.komm_nr))
    hva = ", etter hva som telles" if lavest < hoeyest else ""
    return (
        f"Holdes dekningen, trenger {navn} {spenn(lavest, hoeyest)} institusjonsplasser i"
        f" {g.da.aar}{hva}; i {naa.aar} var det {tall(naa.lav)}."
    )


def i_profil(data: Data, valg: Profilvalg) -> list[Blokk]:
    """Chapters on places inside the service profile, with the default choices."""
    p = _standard(data, valg)
    deler = (befolkning, dekning, etter_dekning, svarene, andres_profil)
    if p is None:
        return []
    uten_andre = valg.sett != Sett.EGNE and not p.sammenlign
    return [b for k in (deler[:-1] if uten_andre else deler) for b in k(data, p)]


def metode(data: Data, valg: Plassvalg) -> list[Blokk]:
    """Chapter: the formulas, and what they leave out."""
    return [
        tekst(
            "## Slik er tallene regnet ut\n\n"
            "- **Dekning** = 100 · antall / innbyggere 80 år og over. Antallet er plasser,"
            " plasser i bruk, beboere, eller plasser sammen med beboere i bolig med heldøgns"
            " bemanning; hvert grunnlag for seg.\n"
            "- **Plassbehov** = dagens antall · innbyggere 80+ da / innbyggere 80+ nå. Dekningen"
            " holdes fast; helse, bolig og familieomsorg antas uendret.\n"
            "- **Hele plasser** = behovet rundet opp, ned eller til nærmeste, slik valget sier.\n"
            "- **Intervall** = Wilsons intervall for en andel, 95 %-nivå.\n"
            "- **Brukere framover** = dagens brukere per innbygger i hver aldersgruppe ·"
            " innbyggere i gruppen da.\n"
            "- **Kroner** = endringen i plasser eller årsverk · pris, uten prisvekst. Kostnad av"
            " endret befolkning etter alderssatser vises ikke: datagrunnlaget har ingen slike"
            " satser.\n"
            "- **Usikkerhet**: framskrivingens alternativer, små tall i dag"
            f" ({tall(TREKK)} trekk, 95 %) og"
            " treffsikkerheten til eldre framskrivinger, én om gangen.\n"
            "- **Fossefall**: trinnene summerer seg til hele endringen; standarden er snittet av"
            " alle rekkefølger.\n\n"
            "Plasser brukes også av personer under 80 år. Regnestykket sier derfor hva antallet"
            " blir hvis det følger innbyggere over 80 år, ikke hvem som bor der."
        )
    ]
