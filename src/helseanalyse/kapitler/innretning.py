"""Chapters of the service profile: how the services are arranged, and how much one more moves."""

from typing import Any

import pandas as pd

from ..enheter import antall_desimaler, med_enhet, tall
from ..indikator import Indikator
from ..measures.nivaa import indeks100
from ..measures.profil import Profilrad
from ..sett import Sett
from ..sources.load import Data
from ..spraak import oppramsing
from ..valg import Profilvalg
from ..views.blokker import Blokk, figur, rent, tabell, tekst, varsel
from ..views.charts import plot_indeksprofil
from .felles import ingen_tall, kilder, mot_hvem, profilrader, regioner, sammenlignet

_AARSVERK = ("aarsverk_fagutdanning", "aarsverk_brukerrettet")


def profil(data: Data, valg: Profilvalg) -> list[Blokk]:
    """Chapter: all ratios against the comparison, index and table with intervals."""
    rader = [r for r in profilrader(data, valg) if pd.notna(r.egen.verdi)]
    ut = [tekst("## Hvordan er tjenestene innrettet?")]
    if not rader:
        return [*ut, varsel(ingen_tall(data, valg))]
    return [
        *ut,
        *_profilfigur(data, valg, rader),
        _profiltabell(data, valg, rader),
        *_rimelighet(data, valg, rader),
    ]


def _profilfigur(data: Data, valg: Profilvalg, rader: list[Profilrad]) -> list[Blokk]:
    """The index figure against the pooled mean, or against one place with figures of its own."""
    mot, hundre = _hundre(data, valg, rader)
    if not hundre:
        return [varsel(_ingen_felles(mot_hvem(data, valg), valg))]
    med = [r for r in rader if (r.indeks if mot is None else r.indeks_mot(mot)) is not None]
    if all(r.indikator.kostnad for r in med):
        return []  # nothing but what the chapter on cost has drawn
    punkter = [_profilpunkt(r, mot) for r in med]
    df = pd.DataFrame(sorted(punkter, key=lambda p: abs(p["indeks"] - 100), reverse=True))
    navn = data.register.navn(valg.komm_nr)
    tittel_ = _profiltittel(navn, df.iloc[0], hundre)
    if any(uvanlig(r.indikator, r.egen.verdi) for r in med):
        tittel_ = f"{navn} mot {hundre}: tall som må kontrolleres"
    linjer = [f"{p.navn}: indeks {tall(p.indeks)} ({p.tekst})" for p in df.itertuples()]
    spenn_ = " Grått felt: lavest og høyest blant dem." if df.lav.notna().any() else ""
    return [
        figur(
            "profil",
            plot_indeksprofil(df, hundre),
            tittel=tittel_,
            undertittel=f"Indeks {valg.aar}, 100 = {hundre}.{spenn_}",
            alt_tekst=f"Punktdiagram. {tittel_}. {'; '.join(linjer)}.",
            kilder=kilder(data, [k for r in rader for k in r.kilder]),
        )
    ]


def _hundre(data: Data, valg: Profilvalg, rader: list[Profilrad]) -> tuple[str | None, str]:
    """What is 100: the place, or missing for the pooled mean; and its name, empty if nothing is.

    A region that was asked for counts where it has more of the figures than the mean has: the
    source prints many ratios without the counts that a mean is made of.
    """
    koder, steder = sammenlignet(data, valg), regioner(data, valg)
    med_snitt = sum(r.indeks is not None for r in rader)
    bedt_om = valg.sett != Sett.EGNE or steder[0] in valg.sammenlign
    if bedt_om and sum(r.indeks_mot(steder[0]) is not None for r in rader) > med_snitt:
        return steder[0], data.register.i_tekst(steder[0])
    if med_snitt:
        hvem = mot_hvem(data, valg)
        return None, f"snitt for {hvem}" if len(koder) > 1 else hvem
    for k in (*koder, *(steder if koder else ())):
        if any(r.indeks_mot(k) is not None for r in rader):
            return k, data.register.i_tekst(k)
    return None, ""


def _ingen_felles(hvem: str, valg: Profilvalg) -> str:
    if not hvem:
        return "Velg minst én kommune å sammenligne med for å se profilen som figur."
    return f"{rent(hvem)} har ingen av disse indikatorene i {valg.aar}."


def _profiltittel(navn: str, stoerst: pd.Series, hundre: str) -> str:
    prosent = tall(abs(stoerst.indeks - 100))
    hva = stoerst.navn[0].lower() + stoerst.navn[1:]
    if prosent == "0":
        return f"{navn} ligger likt med {hundre}"
    retning = "over" if stoerst.indeks > 100 else "under"
    return f"{navn} ligger {prosent}\u00a0% {retning} {hundre} på {hva}"


def _profilpunkt(rad: Profilrad, mot: str | None) -> dict[str, Any]:
    i, verdier = rad.indikator, rad.andre.verdi.dropna().astype(float)
    indeks = rad.indeks if mot is None else rad.indeks_mot(mot)
    hundre = rad.snitt if mot is None else rad.verdi_for(mot)
    lav = hoey = None
    if len(verdier) > 1 and hundre is not None:
        lav, hoey = indeks100(verdier.min(), hundre), indeks100(verdier.max(), hundre)
    return {
        "navn": i.kortnavn,
        "indeks": indeks,
        "lav": lav,
        "hoey": hoey,
        "tekst": med_enhet(rad.egen.verdi, i.enhet, i.desimaler),
    }


def _profiltabell(data: Data, valg: Profilvalg, rader: list[Profilrad]) -> Blokk:
    navn = data.register.navn(valg.komm_nr)
    har_ref = any(len(r.referanser) for r in rader)
    mot = mot_hvem(data, valg) or "sammenligning"
    hode = ["Indikator", navn, "95 %-intervall", mot[0].upper() + mot[1:]]
    hode += ["Referanse"] if har_ref else []
    hode += ["Vurdering"]
    celler = [_profilceller(data, r, har_ref) for r in rader]
    return tabell(
        "profiltabell",
        hode,
        celler,
        tittel=f"{navn} mot {mot_hvem(data, valg) or 'landet'}, {valg.aar}",
        kilder=kilder(data, [k for r in rader for k in r.kilder]),
        just="lrrrrl" if har_ref else "lrrrl",
        note=_note(rader),
    )


def _note(rader: list[Profilrad]) -> str | None:
    """What the reader of these rows must know, and nothing of other rows."""
    ut = []
    if any(r.snitt is not None and pd.notna(r.egen.teller) for r in rader):
        ut.append("Sammenligningen er summen av tellerne delt på summen av nevnerne.")
    if any(r.snitt is None and len(r.andre.verdi.dropna()) > 1 for r in rader):
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
    v = [med_enhet(rad.egen.verdi, i.enhet, i.desimaler)]
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
    return [i.kortnavn, *v, _vurdering(rad)]


def _snittcelle(rad: Profilrad) -> str:
    i = rad.indikator
    if rad.snitt is not None:
        return med_enhet(rad.snitt, i.enhet, i.desimaler)
    verdier = rad.andre.verdi.dropna()
    if len(verdier):
        hoeyest = med_enhet(verdier.max(), i.enhet, i.desimaler)
        return f"{tall(verdier.min(), antall_desimaler(i.enhet, i.desimaler))}–{hoeyest}"
    return "ikke oppgitt" if len(rad.andre) else "–"


def _vurdering(rad: Profilrad) -> str:
    if rad.klart is None:
        return "kan ikke prøves"
    if not rad.klart:
        return "ikke klart forskjellig"
    return "klart høyere" if (rad.indeks or 0) > 100 else "klart lavere"


def uvanlig(indikator: Indikator, verdi: float) -> bool:
    """Whether a value is outside what the register calls reasonable."""
    if indikator.rimelig is None or pd.isna(verdi):
        return False
    lav, hoey = indikator.rimelig
    return not lav <= verdi <= hoey


def _rimelighet(data: Data, valg: Profilvalg, rader: list[Profilrad]) -> list[Blokk]:
    """Flag values outside what the register calls reasonable, the municipality's and others'."""
    ut = []
    for rad in rader:
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


def smaa_tall(data: Data, valg: Profilvalg) -> list[Blokk]:
    """Chapter: what one more person means in each share."""
    rader = [r for r in profilrader(data, valg) if r.en_til is not None and pd.notna(r.egen.verdi)]
    if not rader:
        return []
    celler = [
        [
            r.indikator.kortnavn,
            f"{tall(r.egen.teller)} av {tall(r.egen.nevner)}",
            med_enhet(r.egen.verdi, r.indikator.enhet, r.indikator.desimaler),
            f"±{tall(r.en_til, 1)} prosentpoeng",
        ]
        for r in rader
    ]
    navn = data.register.navn(valg.komm_nr)
    return [
        tekst("## Hvor mye flytter én til?"),
        tabell(
            "en-til",
            ["Indikator", "Antall", "Andel", "Én mer eller mindre"],
            celler,
            tittel=f"{navn}: hva én person, plass eller ett årsverk betyr",
            kilder=kilder(data, [k for r in rader for k in r.egen.kilder]),
        ),
    ]
