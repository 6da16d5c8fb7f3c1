"""Chapters of ``okonomi``: what it costs, and who pays."""

from ..enheter import med_enhet, tall
from ..measures.sammensetning import vekst_fra
from ..sources.load import Data
from ..valg_okonomi import Oekonomivalg
from ..views.blokker import Blokk, rent, svar, tekst, varsel
from . import refusjon as kr
from .bolig_institusjon import bolig_institusjon
from .brukerbetaling import brukerbetaling, nyeste
from .felles import tallord
from .handlingsrom import handlingsrom
from .refusjon import refusjon
from .refusjon_framover import foelsomhet, framover
from .sammensetning import sammensetning, summer
from .utgifter import setning as utgiftssetning
from .utgifter import utgifter

__all__ = [
    "bolig_institusjon",
    "brukerbetaling",
    "foelsomhet",
    "framover",
    "handlingsrom",
    "konklusjon",
    "metode",
    "refusjon",
    "sammensetning",
    "tittel",
    "utgifter",
]


def tittel(data: Data, valg: Oekonomivalg) -> tuple[str, str]:
    """Title and subtitle of the page and the report."""
    navn = data.register.navn(valg.komm_nr)
    return f"Økonomi i {navn}", "Hva tjenestene koster, og hvem som betaler"


def konklusjon(data: Data, valg: Oekonomivalg) -> list[Blokk]:
    """Return the answer in one or two sentences, or what to give to get one."""
    g = kr.trygt(data, valg)
    setninger = [_refusjonssetning(data, valg, g)] if isinstance(g, kr.Grunnlag) else []
    setninger += [s for s in (_inntektssetning(data, valg), utgiftssetning(data, valg)) if s]
    if setninger:
        return [svar(" ".join([f"**{setninger[0]}**", *setninger[1:]]))]
    ut = [varsel(rent(g))]
    if (funnet := nyeste(data)) is not None:
        ut.append(tekst(f"Egenandelene under er de nyeste datagrunnlaget har, fra {funnet[0]}."))
    return ut


def _refusjonssetning(data: Data, valg: Oekonomivalg, g: kr.Grunnlag) -> str:
    df = g.rader
    aar = max(g.mottakere)
    sum_ = df[df.aar == aar][["utgift", "refusjon", "netto"]].sum()
    navn = rent(data.register.navn(valg.komm_nr))
    andel = med_enhet(100 * sum_.refusjon / sum_.utgift if sum_.utgift else 0.0, "prosent")
    if not g.eksempel:
        antall = len(g.mottakere[aar])
        hvem = "den ene mottakeren" if antall == 1 else f"de {tallord(antall)} mottakerne"
        return (
            f"{navn} får {med_enhet(sum_.refusjon, 'kr')} i refusjon for {hvem} i {aar}, {andel}"
            f" av utgiftene, og betaler {med_enhet(sum_.netto, 'kr')} selv."
        )
    foer = df[df.aar < aar][["netto"]].sum().netto
    mer = f", {med_enhet(sum_.netto - foer, 'kr')} mer enn året før" if foer else ""
    return (
        f"I eksempelet fra {navn} dekker staten {andel} av utgiftene i {aar}:"
        f" {med_enhet(sum_.refusjon, 'kr')}. Kommunen betaler {med_enhet(sum_.netto, 'kr')}"
        f"{mer}."
    )


def _inntektssetning(data: Data, valg: Oekonomivalg) -> str:
    sum_ = summer(data, valg)
    if sum_.empty:
        return ""
    ut = f"Inntektene var {tall(sum_.iloc[-1], 1)} mill. kr i {sum_.index[-1]}"
    vekst = vekst_fra(sum_.iloc[-2], sum_.iloc[-1]) if len(sum_) > 1 else None
    if vekst is None:
        return f"{ut}."
    if tall(abs(vekst), 1) == "0,0":
        return f"{ut}, som i {sum_.index[-2]}."
    retning = "mer" if vekst > 0 else "mindre"
    return f"{ut}, {med_enhet(abs(vekst), 'prosent')} {retning} enn i {sum_.index[-2]}."


def metode(data: Data, valg: Oekonomivalg) -> list[Blokk]:
    """Chapter: rules and formulas."""
    return [
        tekst(
            "## Slik er tallene regnet ut\n\n"
            "- **Refusjon**: kompensasjonsgrad · (direkte lønnsutgift − øremerkede inntekter"
            " − fratrekk for psykisk utviklingshemmede − innslagspunkt), og null når det ikke er"
            " noe igjen.\n"
            "- **Hva som teller**: bare lønn til direkte arbeid med brukeren, ikke reise,"
            " administrasjon eller opplæring; av kjøpte tjenester bare lønnsdelen. Øremerkede"
            " inntekter er egenbetaling i institusjon, vertskommunetilskudd og andre tilskudd.\n"
            "- **Alder**: ordningen gjelder til og med året brukeren fyller 67.\n"
            "- **År**: rundskriv og statsbudsjett for et år gjelder utgiftene året før. Bare satser"
            " der kilden sier hvilket utgiftsår de gjelder, brukes; forslag brukes ikke. Andre"
            " oppgis av brukeren.\n"
            "- **Egenandel, langtidsopphold**: 75 % av inntekten opp til G etter fribeløpet, og"
            " 85 % av resten. Korttidsopphold følger døgnsatsen i 60 døgn i kalenderåret, deretter"
            " reglene for langtid.\n"
            "- **Praktisk bistand**: statens høyeste sats under 2 G, kommunens egne satser over,"
            " aldri mer enn hjelpen koster. Udekket er kostnad minus betaling, for alle.\n"
            "- **Andeler og vekst**: 100 · post / sum, og 100 · (i år / i fjor − 1). Stegene i"
            " fossefallet er differansen for hver post og summerer seg til hele endringen.\n"
            "- **Nåverdi**: byggekostnad pluss årlig nettokostnad ganger (1 − 1 / (1 + r)^n) / r."
        )
    ]
