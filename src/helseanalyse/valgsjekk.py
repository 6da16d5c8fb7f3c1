"""Checks of single choices: what is lawful, and the sentence where it is not."""

import difflib
import re
from collections.abc import Sequence
from numbers import Integral

from .enheter import tall as tekst
from .indikator import indikatorer
from .kommune import Kommuneregister
from .spraak import oppramsing

# Choice -> what the page calls it.
ETIKETTER = {
    "dekning": "Dekning",
    "grunnlag": "Grunnlag i dag",
    "avrunding": "Rund av",
    "plasser": "Egne plasser",
    "innbyggere_80_naa": "Egne innbyggere 80+ i dag",
    "innbyggere_80_da": "Egne innbyggere 80+ framover",
    "levealder": "Økt levealder",
    "timer_per_uke": "Timer per bruker",
    "timer_per_aarsverk": "Timer hos brukere per årsverk",
    "aarsverk_per_plass": "Årsverk per plass",
    "mill_per_aarsverk": "Mill. kr per årsverk",
    "mill_per_plass": "Mill. kr per plass og år",
    "planlagt": "Planlagte plasser",
    "rekkefoelge": "Trinn i fossefallet",
    "boliger": "Har bolig i dag",
    "boliger_nye": "Nye som trenger bolig hvert år",
    "boliger_frafall": "Faller fra hvert år",
    "sett": "Sammenlign med",
    "indikator": "Utvikling i",
    "grenser": "Kommunegrenser",
    "mottakere": "Mottakere av ressurskrevende tjenester",
    "loennsvekst": "Lønnsvekst, prosent i året",
    "innslag_ekstra": "Innslagspunktet øker mer enn lønn, kr i året",
    "innslagspunkt": "Eget innslagspunkt, kr",
    "kompensasjonsgrad": "Egen kompensasjonsgrad, prosent",
    "fratrekk_pu": "Eget fratrekk, psykisk utviklingshemmede, kr",
    "aar_fram": "År framover",
    "inntekter": "Beboernes inntekter",
    "kostpris": "En plass koster, kr i året",
    "husstander": "Husstander med praktisk bistand",
    "bistand_satser": "Egne satser for praktisk bistand",
    "bistand_kostpris": "Praktisk bistand koster, kr i måneden",
    "utgifter": "Egne utgiftsposter, mill. kr",
    "poster": "Egne inntektsposter, mill. kr",
    "noekkeltall": "Egne nøkkeltall, prosent",
    "bygg_bolig": "Byggekostnad, bolig, mill. kr",
    "bygg_institusjon": "Byggekostnad, institusjon, mill. kr",
    "aarsverk_bolig": "Årsverk per bruker, bolig",
    "aarsverk_institusjon": "Årsverk per bruker, institusjon",
    "betaling_bolig": "Brukerbetaling, bolig, mill. kr i året",
    "betaling_institusjon": "Brukerbetaling, institusjon, mill. kr i året",
    "refusjon_bolig": "Refusjon, bolig, mill. kr i året",
    "refusjon_institusjon": "Refusjon, institusjon, mill. kr i året",
    "rente": "Realrente, prosent",
    "levetid": "Levetid, år",
    "prisaar": "Kroner fra år",
    "vekter": "Vekter i produksjonsindeksen",
    "noekkel": "Behovsindeks eller kostnadsnøkkel",
    "grupper": "Deler av tjenesten",
    "egne_beloep": "Egne beløp og antall",
    # bemanning
    "aarsverk": "Egne årsverk",
    "ansatte": "Egne ansatte",
    "heltidsandel": "Andel i hel stilling",
    "sykefravaer": "Sykefravær",
    "sykefravaer_maal": "Mål for sykefravær",
    "vedtakstimer": "Vedtakstimer i året",
    "vedtakstimer_privat": "Vedtakstimer hos private",
    "brukere": "Brukere med vedtak",
    "arbeidstimer_per_aarsverk": "Arbeidstimer per årsverk",
    "liggetid": "Liggetid, korttid",
    "liggetid_maal": "Mål for liggetid",
    "tiltak": "Tiltak",
    "maal": "Mål, mill. kr",
    "fortegn": "Et positivt beløp er",
    "sannsynlighet": "Sannsynlighet for hvert tiltak",
    "lovpaalagte": "Ta med lovpålagte",
    "overlapp": "Overlapp i forslaget",
    "vekt_plasser": "Vekt per plass som legges ned",
    "vekt_lovpaalagt": "Vekt for lovpålagt",
    "enheter": "Status per enhet",
    # staastedsanalyse
    "horisont": "Året behovet gjelder",
    "spraak": "Målform og språk",
    "egne_ord": "Fil med egne ord",
}


_TALL = r"-?(\d{1,9}|\d{1,3}([ \u00a0\u202f]\d{3}){1,2})([.,]\d{1,9})?"


def hva(navn: str) -> str:
    """Choice as both a page and a command line know it.

    >>> hva("dekning")
    '«Dekning» (dekning)'
    """
    return f"«{ETIKETTER[navn]}» ({navn})" if navn in ETIKETTER else navn


def aarstall(aar: object) -> int:
    """Year from 1960 to 2100, given as a number or in digits."""
    if isinstance(aar, str) and aar.strip().isdecimal() and aar.isascii():
        aar = int(aar)
    if isinstance(aar, bool) or not isinstance(aar, Integral) or not 1960 <= int(aar) <= 2100:
        raise ValueError(f"Året «{aar}» er ikke et årstall fra 1960 til 2100.")
    return int(aar)


def andre_steder(
    register: Kommuneregister,
    komm_nr: str,
    sammenlign: object,
    aar: int | None,
    *,
    med_seg_selv: bool = False,
) -> tuple[str, ...]:
    """Checked codes of those compared with; of ``aar`` where it is given."""
    if isinstance(sammenlign, str) or not isinstance(sammenlign, Sequence):
        raise ValueError(
            "Sammenligningen må være en liste av kommunenumre i anførselstegn,"
            ' for eksempel ["0628", "0119"].'
        )
    ut = tuple(register.kode(k) if aar is None else register.gyldig(k, aar) for k in sammenlign)
    if komm_nr in ut and not med_seg_selv:
        raise ValueError(
            f"{komm_nr} {register.navn(komm_nr)} kan ikke sammenlignes med seg selv."
            " Velg en annen kommune å sammenligne med."
        )
    if len(set(ut)) < len(ut):
        dobbel = next(k for k in ut if ut.count(k) > 1)
        raise ValueError(f"{dobbel} {register.navn(dobbel)} står to ganger i sammenligningen.")
    return ut


def planlagte_endringer(tekst_: str) -> tuple[tuple[int, int], ...]:
    """Openings and closings of ``2027 +12; 2031 -4``; several in one year are added.

    Raises
    ------
    ValueError
        If a part is not a year and a number of places with its sign.
    """
    ut: dict[int, int] = {}
    for del_ in filter(None, (d.strip() for d in re.split(r"[;\n]", tekst_))):
        treff = re.fullmatch(r"(20\d\d)\s*:?\s*([+\-−])\s*(\d{1,4})", del_)
        if treff is None:
            raise ValueError(
                f"«{del_}» er ikke en planlagt endring. Skriv år og plasser med fortegn, og"
                " semikolon mellom, for eksempel 2027 +12; 2031 -4."
            )
        aar, fortegn, antall = treff.groups()
        ut[int(aar)] = ut.get(int(aar), 0) + int(antall) * (1 if fortegn == "+" else -1)
    return tuple(sorted(ut.items()))


def som_liste(sammenlign: object) -> list[str]:
    """Return the list as it came, or an empty one: what is not in use is not checked."""
    if isinstance(sammenlign, str) or not isinstance(sammenlign, Sequence):
        return []
    return [str(k) for k in sammenlign]


def forholdstall(navn: object) -> str | None:
    """Id of a ratio in the register; missing where none is chosen."""
    if navn is None or navn == "":
        return None
    kjente = {i.id for i in indikatorer().values() if i.i_profil}
    if navn in kjente:
        return str(navn)
    like = difflib.get_close_matches(str(navn), sorted(kjente), 1, 0.5)
    forslag = f" Mente du «{like[0]}»?" if like else " De står i docs/begreper.md."
    raise ValueError(f"Indikatoren «{navn}» finnes ikke blant forholdstallene.{forslag}")


def en_av(navn: str, verdi: object, lovlige: list[str]) -> str:
    """One of the lawful values, as text."""
    if str(verdi) not in lovlige:
        raise ValueError(f"{hva(navn)} må være {oppramsing(lovlige, 'eller')}; fikk «{verdi}».")
    return str(verdi)


def noen_av(navn: str, verdier: object, lovlige: list[str]) -> tuple[str, ...]:
    """Return those chosen of the lawful values, in their own order; none is all.

    A list, or one text with commas between.
    """
    if isinstance(verdier, str):
        verdier = [v.strip() for v in verdier.split(",") if v.strip()]
    if not isinstance(verdier or [], Sequence):
        raise ValueError(f"{hva(navn)} må være en liste, for eksempel {lovlige[0]},{lovlige[1]}.")
    valgt = {en_av(navn, v, lovlige) for v in som_liste(verdier)}
    return tuple(v for v in lovlige if v in valgt)


def tall_mellom(
    navn: str, verdi: object, fra: float, til: float, *, helt: bool = False
) -> float | None:
    """Return a number within its limits; missing where it is empty.

    Decimal comma or point, and thousands with a space between as the page itself writes them.
    """
    if verdi is None or verdi == "":
        return None
    if isinstance(verdi, bool) or not re.fullmatch(_TALL, str(verdi).strip()):
        raise ValueError(f"{hva(navn)} må være et tall; fikk «{verdi}».")
    fikk = f"fikk «{str(verdi).replace('.', ',')}»."
    tall = float(re.sub(r"\s", "", str(verdi)).replace(",", "."))
    if not fra <= tall <= til:
        raise ValueError(f"{hva(navn)} må være fra {tekst(fra)} til {tekst(til)}; {fikk}")
    if helt and not tall.is_integer():
        raise ValueError(f"{hva(navn)} må være et helt tall; {fikk}")
    return tall
