"""Chapter of the service profile: cost per recipient."""

import re

import pandas as pd

from ..enheter import endring, med_enhet
from ..measures.nivaa import relativt_nivaa
from ..measures.profil import Profilrad
from ..sett import Sett
from ..sources.load import Data
from ..spraak import oppramsing
from ..valg import Profilvalg
from ..views.blokker import Blokk, figur, rent, tabell, tekst, varsel
from ..views.charts import plot_soeyler
from .definisjon import definisjoner
from .felles import (
    kilder,
    mer_eller_mindre,
    profilrader,
    regioner,
    sammenlignet,
    valgte_rader,
    verdi_tekst,
)
from .profilfigur import plasstekst

_VISES = 12  # municipalities in one figure
_ENHET = re.compile("per_(mottaker|institusjonsplass|oppholdsdoegn)")


def kostnad(data: Data, valg: Profilvalg) -> list[Blokk]:
    """Chapter: cost per recipient, each unit cost with a figure and a table."""
    rader = [r for r in profilrader(data, valg) if r.indikator.kostnad and pd.notna(r.egen.verdi)]
    ut = [tekst("## Hva koster tjenestene per mottaker?")]
    if not rader:
        return [*ut, _uten_kostnad(data, valg)]
    for rad in rader:
        ut += _kostnadsfigur(data, valg, rad)
    return [*ut, tekst(rent(rader[0].indikator.merknad))] if rader[0].indikator.merknad else ut


def _uten_kostnad(data: Data, valg: Profilvalg) -> Blokk:
    """What is missing; and the other unit costs, which the page does have further down."""
    ut = f"Kostnad per mottaker av alle tjenestene er ikke i datagrunnlaget for {valg.aar}."
    andre = [
        f"«{r.indikator.kortnavn}»" for r in valgte_rader(data, valg)
        if r.indikator.enhet == "kr" and r.verdi is not None and _ENHET.search(r.indikator.id)
    ]  # fmt: skip
    if andre:
        ut += f" Under «Hvordan er tjenestene innrettet?» står {oppramsing(andre)}."
    return varsel(rent(ut))


def _liten(navn: str) -> str:
    return navn[:1].lower() + navn[1:]


def _kostnadsfigur(data: Data, valg: Profilvalg, rad: Profilrad) -> list[Blokk]:
    reg, egen = data.register, rad.egen
    alle = pd.concat([egen.to_frame().T, rad.andre, rad.referanser], ignore_index=True)
    alle["rolle"] = ["egen"] + ["andre"] * len(rad.andre) + ["referanse"] * len(rad.referanser)
    alle["navn"] = [reg.navn(k) for k in alle.komm_nr]
    alle["tekst"] = [
        verdi_tekst(v, s, rad.indikator) for v, s in zip(alle.verdi, alle.status, strict=True)
    ]
    vist = alle.sort_values("verdi", ascending=False, na_position="last", key=pd.to_numeric)
    antall = int(rad.andre.verdi.notna().sum())
    vist, note = (vist, None) if len(rad.andre) <= _VISES else _ytterst(vist, antall)
    med = vist[vist.verdi.notna() & (vist.komm_nr != valg.komm_nr)]
    navn = reg.navn(valg.komm_nr)
    # «Korrigerte brutto driftsutgifter per mottaker av hjemmetjenester» -> «per mottaker av …»
    per = "per " + rad.indikator.navn.partition(" per ")[2]
    if med.empty:
        overskrift = f"{navn} brukte {med_enhet(egen.verdi, 'kr')} {per}"
    else:
        foerste = _viktigste(data, med, valg)
        prosent = relativt_nivaa(egen.verdi, foerste.verdi) or 0.0
        mot = reg.i_tekst(foerste.komm_nr)
        overskrift = f"{navn} bruker {mer_eller_mindre(prosent)} {mot} {per}"
    if (
        note and rad.referanser.verdi.isna().all()
    ):  # the first of those drawn is only the set's extreme
        overskrift = f"{navn} er {plasstekst(rad.plass)} på {_liten(rad.indikator.kortnavn)}"
    par = [f"{r.navn} {r.tekst}" for r in vist.itertuples()]
    diagram = plot_soeyler(vist)
    kil = kilder(data, rad.kilder)
    return [
        figur(
            rad.indikator.id,
            diagram,
            tittel=overskrift,
            undertittel=f"{rad.indikator.navn}, {valg.aar}",
            alt_tekst=f"Liggende søyler. {overskrift}. Fra høyest til lavest: {'; '.join(par)}.",
            kilder=kil,
            note=note,
            definisjoner=definisjoner([rad.indikator]),
        ),
        _kostnadstabell(data, valg, rad, vist),
    ]


def _ytterst(vist: pd.DataFrame, antall: int) -> tuple[pd.DataFrame, str]:
    """Of a large set only its highest and lowest, and a sentence that says so."""
    andre = vist[(vist.rolle == "andre") & vist.verdi.notna()]
    ytterst = andre.iloc[[0, -1]].index if len(andre) else []
    ut = vist[(vist.rolle != "andre") | vist.index.isin(ytterst)]
    return ut, f"Av settets kommuner har {antall} tall; den høyeste og den laveste er vist."


def _viktigste(data: Data, med: pd.DataFrame, valg: Profilvalg) -> pd.Series:
    """The comparison that the title names: the first chosen that has a value, else the first.

    For a set by rule that is the region's own figure.
    """
    koder, steder = sammenlignet(data, valg), regioner(data, valg)
    rekke = [*koder, *steder] if valg.sett == Sett.EGNE else [*steder, *koder]
    rang = {k: i for i, k in enumerate(rekke)}
    return med.loc[med.komm_nr.map(lambda k: rang.get(k, len(rang))).idxmin()]


def _kostnadstabell(data: Data, valg: Profilvalg, rad: Profilrad, vist: pd.DataFrame) -> Blokk:
    reg, egen = data.register, rad.egen
    ref = rad.referanser[rad.referanser.verdi.notna()]
    land = None if ref.empty else ref.iloc[0]
    hode = ["", "Kroner per mottaker", f"{reg.navn(valg.komm_nr)} mot denne"]
    if land is not None:
        hode.append(f"Denne mot {reg.i_tekst(land.komm_nr)}")
    rader = []
    for r in vist.itertuples():
        selv = r.komm_nr == valg.komm_nr
        celler = [r.navn, r.tekst, "" if selv else endring(relativt_nivaa(egen.verdi, r.verdi))]
        if land is not None:
            er_land = r.komm_nr == land.komm_nr
            celler.append("" if er_land else endring(relativt_nivaa(r.verdi, land.verdi)))
        rader.append(celler)
    return tabell(
        f"tabell-{rad.indikator.id}",
        hode,
        rader,
        tittel=f"{rad.indikator.kortnavn}, {valg.aar}",
        kilder=kilder(data, rad.kilder),
        uthev=[vist.komm_nr.tolist().index(valg.komm_nr)],
        definisjoner=definisjoner([rad.indikator]),
        note="Forskjellene er regnet av de oppgitte kronebeløpene. Antall mottakere er ikke"
        " oppgitt, så beløpene kan ikke gis et usikkerhetsintervall.",
    )
