"""Chapter on whole positions: mean position, how many have a whole one, and what the rest have."""

import pandas as pd

from ..enheter import med_fortegn, tall
from ..measures.bemanning import implisert_deltid, stillingsstoerrelse
from ..sources.load import Data
from ..valg_bemanning import Bemanningsvalg
from ..views.blokker import Blokk, figur, tabell, tekst, varsel
from ..views.charts import plot_soeyler
from .bemanningsfelles import (
    PROSENT,
    Tall,
    aarsverk,
    alle_kilder,
    ansatte,
    egen_eller,
    serie,
    siste,
    verk,
)
from .definisjon import definisjoner
from .felles import kilder, spenn


def heltid(data: Data, valg: Bemanningsvalg) -> list[Blokk]:
    """Chapter: mean position, share in whole positions, and what the rest have."""
    a, n = aarsverk(data, valg), ansatte(data, valg)
    h = egen_eller(valg, "heltidsandel", siste(data, valg, "andel_hele_stillinger"))
    if h is None and (a is None or n is None):
        return []
    ut = [tekst("## Hvor mange har hel stilling?")]
    if a is not None and n is not None and a.verdi > n.verdi:
        egne = "de egne tallene" if a.eget or n.eget else "tallene"
        ut.append(
            varsel(
                f"{verk(a.verdi)} årsverk er flere enn {tall(n.verdi)} ansatte: kontroller {egne}."
                " Snittet vises ikke."
            )
        )
        n = None
    tidligere = serie(data, valg.komm_nr, "andel_hele_stillinger", valg.aar)
    if h is not None and len(tidligere) and not h.eget and len(tidligere) > 1:
        ut.append(_heltidsfigur(data, valg, tidligere))
    return [*ut, _heltidstabell(data, valg, a, n, h, tidligere), *_deltid(a, n, h)]


def _heltidsfigur(data: Data, valg: Bemanningsvalg, d: pd.DataFrame) -> Blokk:
    foer, naa_ = d.iloc[-2], d.iloc[-1]
    forskjell = naa_.verdi - foer.verdi
    navn = data.register.navn(valg.komm_nr)
    tittel = (
        f"{navn}: {andel(naa_.verdi)} har hel stilling i {naa_.aar}, mot {andel(foer.verdi)} i"
        f" {foer.aar}"
    )
    df = pd.DataFrame(
        {
            "navn": d.aar.astype(str),
            "verdi": d.verdi,
            "tekst": [andel(v) for v in d.verdi],
            "rolle": ["andre"] * (len(d) - 1) + ["egen"],
        }
    ).iloc[::-1]
    note = _endringsnote(d.verdi.iloc[-2:], forskjell)
    if d.merknad.fillna("").str.contains("«ca").any():
        note += " Den siste er trykt som «ca», så spennet kan være større."
    return figur(
        "heltid",
        plot_soeyler(df, 100),
        tittel=tittel,
        undertittel="Andel i hel stilling, prosent.",
        alt_tekst=f"Liggende søyler. {tittel}, {med_fortegn(forskjell)} prosentpoeng.",
        kilder=kilder(data, d.kilde),
        note=note.strip() or None,
    )


def andel(verdi: float) -> str:
    """Share as the source prints it: with a decimal where it has one."""
    return f"{tall(verdi, 0 if float(verdi).is_integer() else 1)}{PROSENT}"


def _endringsnote(to: pd.Series, forskjell: float) -> str:
    """How far the rounding of two whole shares leaves their change open; or nothing."""
    if not all(float(v).is_integer() for v in to):
        return ""
    if forskjell == 0:
        return "Andelene er trykt uten desimaler: endringen er mindre enn 1 prosentpoeng."
    hva, minst = "økningen" if forskjell > 0 else "nedgangen", abs(forskjell)
    return (
        f"Andelene er trykt uten desimaler: {hva} er fra {tall(max(minst - 1, 0))} til"
        f" {tall(minst + 1)} prosentpoeng."
    )


def _heltidstabell(
    data: Data,
    valg: Bemanningsvalg,
    a: Tall | None,
    n: Tall | None,
    h: Tall | None,
    tidligere: pd.DataFrame,
) -> Blokk:
    navn = data.register.navn(valg.komm_nr)
    rader = []
    if a is not None:
        rader.append(["Årsverk", verk(a.verdi)])
    if n is not None:
        rader.append(["Ansatte", tall(n.verdi)])
    tittel = f"{navn}: ansatte og stillinger"
    if a is not None and n is not None:
        s = stillingsstoerrelse(a.verdi, n.verdi)
        rader.append(["Årsverk per ansatt", tall(s, 3)])
        tittel = f"{navn}: en ansatt har i snitt {tall(100 * s, 1)}{PROSENT} stilling"
    if h is not None:
        rader.append(["I hel stilling", andel(h.verdi)])
        if n is not None:
            fra, til = _antall_av(h, n.verdi)
            rader.append(["I hel stilling, antall ansatte", spenn(fra, til)])
    return tabell(
        "heltid-tabell",
        ["Hva", "Tall"],
        rader,
        tittel=tittel,
        kilder=alle_kilder(a, n, h),
        note="Årsverk per ansatt er 1 når alle har hel stilling. Antallet i hel stilling er regnet"
        " av den trykte andelen, og har spennet som avrundingen gir."
        if h is not None and n is not None
        else "Årsverk per ansatt er 1 når alle har hel stilling.",
        definisjoner=definisjoner(["stillingsstoerrelse", "andel_hele_stillinger"]),
    )


def _antall_av(h: Tall, alle: float) -> tuple[float, float]:
    """Employees that a share is, within its rounding; the user's own share is exact."""
    halv = 0.0 if h.eget else 0.5 if float(h.verdi).is_integer() else 0.05
    return alle * max(h.verdi - halv, 0) / 100, alle * min(h.verdi + halv, 100) / 100


def _deltid(a: Tall | None, n: Tall | None, h: Tall | None) -> list[Blokk]:
    if a is None or n is None or h is None:
        return []
    av_ansatte = implisert_deltid(a.verdi, n.verdi, h.verdi)
    av_verk = implisert_deltid(a.verdi, n.verdi, h.verdi, av_aarsverk=True)
    if av_ansatte is None:
        return [
            varsel(
                "Tallene går ikke opp: med så mange i hel stilling blir det ikke en mulig stilling"
                " igjen til resten. Kontroller årsverk, ansatte og andelen i hel stilling."
            )
        ]
    ut = f"De som ikke har hel stilling, har da i snitt {tall(av_ansatte)}{PROSENT} stilling."
    if not h.eget and av_verk is not None:
        ut = (
            "Kilden sier ikke om andelen er av de ansatte eller av årsverkene. Er den av de"
            f" ansatte, har resten i snitt {tall(av_ansatte)}{PROSENT} stilling; er den av"
            f" årsverkene, {tall(av_verk)}{PROSENT}."
        )
    return [tekst(ut)]
