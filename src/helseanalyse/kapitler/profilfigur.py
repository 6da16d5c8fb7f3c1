"""The index figure of the service profile: one row an indicator, the set's span behind it."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from ..enheter import antall_desimaler, med_enhet, tall
from ..indikator import Indikator
from ..measures.nivaa import indeks100
from ..measures.profil import Plass, Profilrad, Ytterst
from ..measures.trend import Punkt
from ..sett import Sett
from ..sources.load import Data
from ..valg import Profilvalg
from ..views.blokker import Blokk, figur
from ..views.profilchart import RETNINGSMERKE, plot_indeksprofil, plot_spennprofil
from .definisjon import definisjoner
from .felles import kilder, mot_hvem, profiltrender, regioner, sammenlignet, stedsliste

RETNING = {"mer": "mer er bedre", "mindre": "mindre er bedre", "ingen": "verken eller"}
_FLAT = 0.5  # where a series that does not move is drawn


def retningsmerke(i: Indikator) -> str:
    r"""Direction with its mark and in words.

    >>> from helseanalyse.indikator import indikator
    >>> retningsmerke(indikator("andel_enerom"))
    '▲\xa0mer er bedre'
    """
    return f"{RETNINGSMERKE[i.retning]}\u00a0{RETNING[i.retning]}"


def uvanlig(indikator: Indikator, verdi: float) -> bool:
    """Whether a value is outside what the register calls reasonable."""
    if indikator.rimelig is None or pd.isna(verdi):
        return False
    lav, hoey = indikator.rimelig
    return not lav <= verdi <= hoey


def hundre(data: Data, valg: Profilvalg, rader: Sequence[Profilrad]) -> tuple[str | None, str]:
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
    if any(r.plass and r.plass.antall > 2 for r in rader):
        return None, ""
    for k in (*koder, *(steder if koder else ())):
        if any(r.indeks_mot(k) is not None for r in rader):
            return k, data.register.i_tekst(k)
    return None, ""


def indeks_for(rad: Profilrad, mot: str | None) -> float | None:
    """Own index against the mean, or against one place."""
    return rad.indeks if mot is None else rad.indeks_mot(mot)


def etter_avstand(rader: Sequence[Profilrad], mot: str | None) -> list[Profilrad]:
    """Rows by distance from 100, the largest first; those without an index last."""

    def avstand(rad: Profilrad) -> float:
        indeks = indeks_for(rad, mot)
        return 1.0 if indeks is None else -abs(indeks - 100)

    return sorted(rader, key=avstand)


def profilfigur(
    data: Data, valg: Profilvalg, rader: Sequence[Profilrad], mot: str | None, hva: str, navn: str
) -> list[Blokk]:
    """The index figure of some rows, the farthest from 100 first; none without any to draw.

    Parameters
    ----------
    mot, hva
        What is 100, as :func:`hundre` says.
    navn
        The figure's id.
    """
    med = [r for r in etter_avstand(rader, mot) if indeks_for(r, mot) is not None]
    if not hva or all(r.indikator.kostnad for r in med):
        return []  # nothing but what the chapter on cost has drawn
    df = pd.DataFrame([_punkt(data, r, mot) for r in med])
    linjer = _alle_linjer(data, valg, med)
    sted = data.register.navn(valg.komm_nr)
    tittel_ = _tittel(sted, df.iloc[0], hva)
    if mot is None and med[0].klart is False:
        tittel_ += ", men ikke klart forskjellig"
    if any(uvanlig(r.indikator, r.egen.verdi) for r in med):
        tittel_ = f"{sted} mot {hva}: tall som må kontrolleres"
    alt = [f"{p.navn}: indeks {tall(p.indeks)} ({p.tekst})" for p in df.itertuples()]
    return [
        figur(
            navn,
            plot_indeksprofil(df, linjer, hva),
            tittel=tittel_,
            undertittel=_undertittel(valg, df, hva),
            alt_tekst=f"Punktdiagram. {tittel_}. {'; '.join(alt)}.",
            kilder=kilder(data, [k for r in med for k in r.kilder]),
            definisjoner=definisjoner(r.indikator for r in med),
            note=_note(df, linjer, mot_hvem(data, valg)),
        )
    ]


def spennfigur(
    data: Data, valg: Profilvalg, rader: Sequence[Profilrad], mot: str | None, navn: str
) -> list[Blokk]:
    """Rows that nothing is 100 for, between the set's lowest and highest; none without any."""
    med = [r for r in rader if indeks_for(r, mot) is None and _andel_av_spennet(r) is not None]
    if all(r.indikator.kostnad for r in med):
        return []
    med.sort(key=lambda r: -abs((_andel_av_spennet(r) or 0.0) - 50))
    df = pd.DataFrame([_punkt(data, r, mot) for r in med])
    df = df.assign(indeks=[_andel_av_spennet(r) for r in med], lav=0.0, hoey=100.0, klart=False)
    df["ytterst"] = [_ytterst(data, r) for r in med]
    linjer = _alle_linjer(data, valg, med)
    sted, hvem = data.register.navn(valg.komm_nr), mot_hvem(data, valg)
    om = df.navn.iloc[0][0].lower() + df.navn.iloc[0][1:]
    tittel_ = f"{sted} er {plasstekst(med[0].plass)} på {om}"
    if any(uvanlig(r.indikator, r.egen.verdi) for r in med):
        tittel_ = f"{sted} mot {hvem}: tall som må kontrolleres"
    alt = [f"{p.navn}: {p.tekst}, {p.ytterst}" for p in df.itertuples()]
    merker = _merkeliste(df)
    return [
        figur(
            navn,
            plot_spennprofil(df, linjer),
            tittel=tittel_,
            undertittel=f"{valg.aar}. Grått felt: fra lavest til høyest av {hvem}. {merker}.",
            alt_tekst=f"Punktdiagram. {tittel_}. {'; '.join(alt)}.",
            kilder=kilder(data, [k for r in med for k in r.kilder]),
            definisjoner=definisjoner(r.indikator for r in med),
            note=" ".join(
                ["Kilden oppgir ikke antall for alle, så det finnes ikke et felles snitt.",
                 _note(df, linjer, hvem) or ""]
            ).rstrip(),
        )
    ]  # fmt: skip


def _andel_av_spennet(rad: Profilrad) -> float | None:
    """Where the own value is between the set's lowest, 0, and highest, 100."""
    if rad.verdi is None or not (rad.plass and rad.plass.antall > 2 and rad.lavest and rad.hoeyest):
        return None
    lav, hoey = rad.lavest.verdi, rad.hoeyest.verdi
    return 100 * (rad.verdi - lav) / (hoey - lav) if hoey > lav else None


def _alle_linjer(data: Data, valg: Profilvalg, rader: Sequence[Profilrad]) -> pd.DataFrame:
    trender = profiltrender(data, valg)
    return pd.DataFrame([p for r in rader for p in _linje(r, trender[r.indikator.id])])


def plasstekst(plass: Plass | None) -> str:
    """Own place in words, counted from the nearer end.

    >>> plasstekst(Plass(over=0, under=9, antall=10)), plasstekst(Plass(over=8, under=1, antall=10))
    ('høyest av 10', 'nest lavest av 10')
    >>> plasstekst(Plass(over=2, under=3, antall=7)), plasstekst(Plass(over=0, under=0, antall=3))
    ('delt nr. 3 av 7 fra toppen', 'lik alle de 3')
    """
    if plass is None:
        return "–"
    like = plass.antall - plass.over - plass.under - 1
    if like == plass.antall - 1:
        return f"lik alle de {tall(plass.antall)}"
    delt, av = "delt " if like else "", f"av {tall(plass.antall)}"
    nr, ende, topp = plass.over + 1, "høyest", True
    if plass.under < plass.over:
        nr, ende, topp = plass.under + 1, "lavest", False
    if nr <= 2:
        return f"{delt}{'nest ' if nr > 1 else ''}{ende} {av}"
    return f"{delt}nr. {tall(nr)} {av} fra {'toppen' if topp else 'bunnen'}"


def _tittel(navn: str, stoerst: pd.Series, hva: str) -> str:
    prosent = tall(abs(stoerst.indeks - 100))
    om = stoerst.navn[0].lower() + stoerst.navn[1:]
    if prosent == "0":
        return f"{navn} ligger likt med {hva} på {om}"
    retning = "over" if stoerst.indeks > 100 else "under"
    return f"{navn} ligger {prosent}\u00a0% {retning} {hva} på {om}"


def _undertittel(valg: Profilvalg, df: pd.DataFrame, hva: str) -> str:
    spenn = " Grått felt: lavest og høyest blant dem." if df.lav.notna().any() else ""
    return f"Indeks {valg.aar}, 100 = {hva}.{spenn} {_merkeliste(df)}."


def _merkeliste(df: pd.DataFrame) -> str:
    brukt = [r for r in RETNING if (df.retning == r).any()]
    ord_ = RETNING | {"ingen": "verken mer eller mindre er bedre"}
    return ", ".join(f"{RETNINGSMERKE[r]}\u00a0{ord_[r]}" for r in brukt)


def _note(df: pd.DataFrame, linjer: pd.DataFrame, hvem: str) -> str | None:
    ut = []
    if df.klart.any():
        ut.append(f"Fylt merke: klart forskjellig fra {hvem}. Åpent: ikke klart, eller ikke prøvd.")
    if len(linjer):
        aar = f"{linjer.aar.min()}–{linjer.aar.max()}"
        ut.append(f"Linjene til høyre viser egen utvikling {aar}, hver i sin egen skala.")
        grunner = linjer.loc[linjer.brudd != "", ["aar", "brudd"]].drop_duplicates()
        ledd = [f"{b.aar}: {b.brudd}" for b in grunner.sort_values("aar").itertuples()]
        ut += [f"Brudd, ingen linje over: {'; '.join(ledd)}."] if ledd else []
    return " ".join(ut) or None


def _punkt(data: Data, rad: Profilrad, mot: str | None) -> dict[str, Any]:
    i = rad.indikator
    hundre_ = rad.snitt if mot is None else rad.verdi_for(mot)
    lav = hoey = None
    if rad.plass and rad.plass.antall > 2 and rad.lavest and rad.hoeyest and hundre_ is not None:
        lav, hoey = (indeks100(y.verdi, hundre_) for y in (rad.lavest, rad.hoeyest))
    return {
        "navn": i.kortnavn,
        "indeks": indeks_for(rad, mot),
        "lav": lav,
        "hoey": hoey,
        "tekst": med_enhet(rad.verdi, i.enhet, i.desimaler),
        "ytterst": "" if lav is None else _ytterst(data, rad),
        "retning": i.retning,
        "klart": bool(rad.klart),
    }


def _ytterst(data: Data, rad: Profilrad) -> str:
    """Who is lowest and highest, short: the own value beside it has the unit where it is long."""
    i, (lavest, hoeyest) = rad.indikator, (rad.lavest, rad.hoeyest)
    if lavest is not None and hoeyest is not None and lavest == hoeyest:
        return f"alle de andre {_kort(lavest.verdi, i)}" if len(lavest.koder) > 1 else ""
    ledd = [
        f"{ord_} {stedsliste(data, y.koder)} {_kort(y.verdi, i)}"
        for ord_, y in (("lavest", lavest), ("høyest", hoeyest)) if y
    ]  # fmt: skip
    return ", ".join(ledd)


def _kort(verdi: float, i: Indikator) -> str:
    if i.enhet in ("prosent", "kr"):
        return med_enhet(verdi, i.enhet, i.desimaler)
    return tall(verdi, antall_desimaler(i.enhet, i.desimaler))


def hos(data: Data, ytterst: Ytterst | None, i: Indikator) -> str:
    """Who has an extreme value, and the value."""
    if ytterst is None:
        return "–"
    hvem = stedsliste(data, ytterst.koder)
    return f"{hvem} {med_enhet(ytterst.verdi, i.enhet, i.desimaler)}"


def _linje(rad: Profilrad, punkter: Sequence[Punkt]) -> list[dict[str, Any]]:
    """Points of the row's own years, between 0 and 1 of its own span; none for a single year."""
    if len(punkter) < 2:
        return []
    lav, hoey = min(p.verdi for p in punkter), max(p.verdi for p in punkter)
    i = rad.indikator
    return [
        {
            "navn": i.kortnavn,
            "aar": p.aar,
            "nivaa": (p.verdi - lav) / (hoey - lav) if hoey > lav else _FLAT,
            "bit": p.bit,
            "tekst": med_enhet(p.verdi, i.enhet, i.desimaler),
            "brudd": p.brudd,
        }
        for p in punkter
    ]
