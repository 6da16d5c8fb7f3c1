"""Chapter of the service profile: cost per recipient."""

import pandas as pd

from ..enheter import endring, med_enhet
from ..measures.nivaa import relativt_nivaa
from ..measures.profil import Profilrad
from ..sources.load import Data
from ..valg import Profilvalg
from ..views.blokker import Blokk, figur, rent, tabell, tekst, varsel
from ..views.charts import plot_soeyler
from .felles import kilder, mer_eller_mindre, profilrader, verdi_tekst


def kostnad(data: Data, valg: Profilvalg) -> list[Blokk]:
    """Chapter: cost per recipient, each unit cost with a figure and a table."""
    rader = [r for r in profilrader(data, valg) if r.indikator.kostnad and pd.notna(r.egen.verdi)]
    ut = [tekst("## Hva koster tjenestene per mottaker?")]
    if not rader:
        return [*ut, varsel(f"Kostnad per mottaker finnes ikke i datagrunnlaget for {valg.aar}.")]
    for rad in rader:
        ut += _kostnadsfigur(data, valg, rad)
    return [*ut, tekst(rent(rader[0].indikator.merknad))] if rader[0].indikator.merknad else ut


def _kostnadsfigur(data: Data, valg: Profilvalg, rad: Profilrad) -> list[Blokk]:
    reg, egen = data.register, rad.egen
    alle = pd.concat([egen.to_frame().T, rad.andre, rad.referanser], ignore_index=True)
    alle["rolle"] = ["egen"] + ["andre"] * len(rad.andre) + ["referanse"] * len(rad.referanser)
    alle["navn"] = [reg.navn(k) for k in alle.komm_nr]
    alle["tekst"] = [
        verdi_tekst(v, s, rad.indikator) for v, s in zip(alle.verdi, alle.status, strict=True)
    ]
    vist = alle.sort_values("verdi", ascending=False, na_position="last", key=pd.to_numeric)
    med = vist[vist.verdi.notna() & (vist.komm_nr != valg.komm_nr)]
    navn = reg.navn(valg.komm_nr)
    # «Korrigerte brutto driftsutgifter per mottaker av hjemmetjenester» -> «per mottaker av …»
    per = "per " + rad.indikator.navn.partition(" per ")[2]
    if med.empty:
        overskrift = f"{navn} brukte {med_enhet(egen.verdi, 'kr')} {per}"
    else:
        foerste = _viktigste(med, valg)
        prosent = relativt_nivaa(egen.verdi, foerste.verdi) or 0.0
        mot = reg.i_tekst(foerste.komm_nr)
        overskrift = f"{navn} bruker {mer_eller_mindre(prosent)} {mot} {per}"
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
        ),
        _kostnadstabell(data, valg, rad, vist),
    ]


def _viktigste(med: pd.DataFrame, valg: Profilvalg) -> pd.Series:
    """The comparison that the title names: the first chosen that has a value, else the first."""
    rang = {k: i for i, k in enumerate(valg.sammenlign)}
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
        note="Forskjellene er regnet av de oppgitte kronebeløpene. Antall mottakere er ikke"
        " oppgitt, så beløpene kan ikke gis et usikkerhetsintervall.",
    )
