"""Chapter on homes for people with intellectual disability: stock and flow, and Bærum's figures."""

import pandas as pd

from ..enheter import med_fortegn, tall
from ..measures.boliger import boligbehov, implisert_rest, implisert_tilgang
from ..sources.load import Data
from ..spraak import oppramsing
from ..valg import Plassvalg
from ..views.behovscharts import plot_behov
from ..views.blokker import Blokk, figur, tabell, tekst, varsel
from .felles import kilder, spenn
from .plassfelles import EGNE

_BAERUM = {"0219", "3024", "3201"}
_KILDE = "baerum-2017-behov"
_START, _DELT = 2016, 2021  # the analysis counts from 2016, with a pace of its own to 2021
_FELT = {
    "boliger": "hvor mange som har bolig i dag",
    "boliger_nye": "hvor mange nye som trenger bolig hvert år",
    "boliger_frafall": "hvor mange som faller fra hvert år",
}
_FLEST = 12  # years in the table before only every fifth is shown


def boliger(data: Data, valg: Plassvalg) -> list[Blokk]:
    """Chapter: homes needed by the user's own figures, and what Bærum's analysis says."""
    dokument = _baerum(data) if valg.komm_nr in _BAERUM else []
    egne = [navn for navn in _FELT if getattr(valg, navn) is not None]
    if not egne and not dokument:
        return []
    overskrift = tekst("## Hvor mange boliger trenger personer med utviklingshemming?")
    return [overskrift, *(_egne(data, valg) if egne else []), *dokument]


def _egne(data: Data, valg: Plassvalg) -> list[Blokk]:
    start = int(data.dato[:4])
    mangler = [tekst_ for navn, tekst_ in _FELT.items() if getattr(valg, navn) is None]
    if mangler:
        return [varsel(f"Boligbehovet kan ikke regnes ut: oppgi også {oppramsing(mangler)}.")]
    if valg.aar <= start:
        return [varsel(f"Boligbehovet regnes fra {start}: velg et senere år enn {valg.aar}.")]
    assert valg.boliger is not None
    assert valg.boliger_nye is not None and valg.boliger_frafall is not None
    tilgang = pd.Series(valg.boliger_nye, index=range(start + 1, valg.aar + 1))
    df = boligbehov(valg.boliger, tilgang, valg.boliger_frafall)
    slutt = df.iloc[-1]
    antall = f"{tall(slutt.behov)} boliger i {valg.aar}"
    mot = f"{tall(abs(slutt.oekning))} {'flere' if slutt.oekning > 0 else 'færre'} enn i dag"
    mot = "like mange som i dag" if slutt.oekning == 0 else mot
    navn = data.register.navn(valg.komm_nr)
    linjer = pd.DataFrame({"aar": [start, *df.aar], "verdi": [valg.boliger, *df.behov]})
    vist = df if len(df) <= _FLEST else df[(df.aar % 5 == 0) | (df.aar == valg.aar)]
    des = 0 if all(float(x).is_integer() for x in (valg.boliger_nye, valg.boliger_frafall)) else 1
    rader = [[str(start), "–", "–", tall(valg.boliger, des), "–"]]
    rader += [
        [
            str(r.aar),
            *(tall(x, des) for x in (r.tilgang, r.frafall, r.behov)),
            med_fortegn(r.oekning, des),
        ]
        for r in vist.itertuples()
    ]
    return [
        figur(
            "boliger",
            plot_behov(
                linjer.assign(serie="Behov", slag="framskriving"),
                pd.DataFrame({"aar": [], "lav": [], "hoey": []}),
                "Personer som trenger bolig",
            ),
            tittel=f"{navn} trenger {antall} med egne forutsetninger, {mot}",
            undertittel="De som har bolig i dag, og de som kommer til og faller fra hvert år.",
            alt_tekst=f"Linje fra {tall(valg.boliger)} personer i {start} til {tall(slutt.behov)}"
            f" i {valg.aar}: {tall(valg.boliger_nye, des)} nye og {tall(valg.boliger_frafall, des)}"
            " som faller fra hvert år.",
            kilder=[EGNE],
        ),
        tabell(
            "boliger-tabell",
            ["År", "Nye", "Faller fra", "Trenger bolig", "Endring siden start"],
            rader,
            tittel=f"Boligbehov i {navn} ved utgangen av året",
            kilder=[EGNE],
            note="Behovet er fjorårets, med årets nye og uten dem som falt fra. Tallene for nye og"
            " frafall er forutsetninger, og de samme hvert år.",
        ),
    ]


def _baerum(data: Data) -> list[Blokk]:
    """Printed figures, what each implies, and that the two do not have the same pace."""
    d = data.dokumenttall
    d = d[d.kilde == _KILDE].set_index("nokkel").verdi
    if d.empty:
        return []
    takt, alle, frafall, alder = (
        float(d[k])
        for k in ("behov_boliger_per_aar_2016_2021", "behov_boliger_utviklingshemmede_2036",
                  "frafall_boliger_per_aar", "alder_ny_bolig")
    )  # fmt: skip
    slutt = 2036
    antall = slutt - _START
    like = takt * antall
    # «2016–2021» is five years from the end of 2016, or six with 2016 in them.
    fem = implisert_rest(alle, antall, takt, _DELT - _START)
    seks = implisert_rest(alle, antall + 1, takt, _DELT - _START + 1)
    rest = spenn(min(fem, seks), max(fem, seks), 1)
    inn = implisert_tilgang(takt * (_DELT - _START), _DELT - _START, frafall)
    snitt = implisert_tilgang(alle, antall, frafall)
    rader = [
        [f"Flere boliger hvert år {_START}–{_DELT}", tall(takt), "–"],
        [f"Flere boliger i {slutt} enn i {_START}", f"cirka {tall(alle)}", "–"],
        ["Faller fra hvert år", tall(frafall), "–"],
        [
            f"{tall(takt)} i året helt til {slutt}",
            "–",
            f"{tall(like)} ({tall(like - alle)} for mange)",
        ],
        [f"Flere boliger hvert år {_DELT + 1}–{slutt}", "–", rest],
        [f"Nye med behov hvert år {_START}–{_DELT}", "–", tall(inn)],
        [f"Nye med behov hvert år i snitt til {slutt}", "–", tall(snitt)],
    ]
    return [
        tekst(
            f"Bærums virksomhetsanalyse fra 2017 sier {tall(takt)} flere boliger i året fra"
            f" {_START} til {_DELT}, og cirka {tall(alle)} flere i {slutt}. De to tallene har ikke"
            f" samme takt: {tall(takt)} i året helt til {slutt} hadde blitt {tall(like)}, altså"
            f" {tall(like - alle)} flere enn trykt. Skal begge stemme, må økningen falle til"
            f" {rest} i året etter {_DELT}."
        ),
        tabell(
            "boliger-baerum",
            ["Bærum", "Trykt", "Regnet"],
            rader,
            tittel=f"Bærum 2017: {tall(takt)} boliger i året og cirka {tall(alle)} i {slutt}"
            " er ikke samme takt",
            kilder=kilder(data, [_KILDE]),
            note=f"Nye med behov fyller {tall(alder)} år. Spennet skyldes at {_START}–{_DELT} kan"
            " være fem eller seks år. Hvor mange som hadde bolig, er ikke trykt.",
        ),
    ]
