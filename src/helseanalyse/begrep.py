"""What an indicator means, in words: made from the register, and shown wherever it is shown."""

from typing import NamedTuple

from .enheter import enhet_navn
from .indikator import Indikator, indikator, indikatorer


class Punkt(NamedTuple):
    """One line of a definition: what it tells, the text, and the text's language if not bokmål."""

    ledetekst: str
    tekst: str
    spraak: str = ""


def definert(i: Indikator) -> str:
    """Return what a figure counts, in one sentence; a ratio is told by its two counts.

    >>> definert(indikator("andel_enerom"))
    'Plasser i enerom delt på plasser i institusjon, i prosent.'
    """
    if i.type != "forholdstall":
        return i.definisjon
    teller, nevner, enhet = _navn(i.teller), _navn(i.nevner), enhet_navn(i.enhet)
    return f"{teller} delt på {_liten(nevner)}, {'' if enhet.startswith('per') else 'i '}{enhet}."


def nevner(i: Indikator) -> str:
    """Denominator in words; empty for a count."""
    return _navn(i.nevner) if i.nevner else i.delt_paa


def alle_brudd(i: Indikator) -> dict[str, str]:
    """Year -> why the series is broken there, in the figure itself or in one of its counts."""
    deler = [indikatorer()[navn] for navn in (i.teller, i.nevner) if navn]
    samlet = {aar: grunn for del_ in (*deler, i) for aar, grunn in del_.brudd.items()}
    return dict(sorted(samlet.items()))


def punkter(i: Indikator) -> list[Punkt]:
    """Definition, unit, denominator, source table, breaks, traps and names of an indicator."""
    brudd = "; ".join(f"{aar} ({grunn})" for aar, grunn in alle_brudd(i).items())
    behov = "Kan korrigeres for utgiftsbehov." if i.behovskorrigeres else ""
    alle = [
        Punkt("Definisjon", definert(i)),
        Punkt("Enhet", enhet_navn(i.enhet)),
        Punkt("Delt på", nevner(i)),
        Punkt("Kilde", i.kildetabell),
        Punkt("Brudd i serien", f"{brudd}." if brudd else ""),
        Punkt("Pass på", " ".join(x for x in (i.merknad, i.felle, behov) if x)),
        Punkt("Nynorsk", i.navn_nn, "nn"),
        Punkt("Engelsk", i.navn_en, "en"),
    ]
    return [p for p in alle if p.tekst]


def definisjon(navn: str) -> str:
    """Definition of an indicator as plain text, for a notebook.

    Raises
    ------
    ValueError
        If the register lacks it.

    >>> print(definisjon("andel_fagutdanning").splitlines()[1])
    Definisjon: Årsverk med fagutdanning delt på årsverk i brukerrettede tjenester, i prosent.
    """
    i = indikator(navn)
    return "\n".join([i.navn, *(f"{p.ledetekst}: {p.tekst}" for p in punkter(i))])


def _navn(navn: str | None) -> str:
    return indikatorer()[str(navn)].navn


def _liten(tekst: str) -> str:
    return tekst[:1].lower() + tekst[1:]
