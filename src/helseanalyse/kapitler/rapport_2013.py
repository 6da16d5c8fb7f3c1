"""What the report of 2013 on Rømskog printed, beside what its own figures carry."""

import re

import pandas as pd

from ..enheter import tall
from ..measures.dekningsgrad import Grunnlag, antall_ved_dekning, dekningsgrad
from ..measures.plassbehov import Avrunding, implisert_dekning, rutenett
from ..measures.plassgrunnlag import Plassgrunnlag
from ..sources.load import Data
from ..spraak import oppramsing
from ..valg import Plassvalg, Profilvalg
from ..views.blokker import Blokk, tabell, tekst
from .felles import kilder, spenn

# Printed counterfactual answers: key in dokumenttall -> whose profile it speaks of.
_ANDRES = {"plasser_hurum_profil": "0628", "plasser_landssnitt": "EAK"}
_UTFALL = {
    "gjenskapt": "Gjenskapt",
    "gjenskapt_med_forbehold": "Gjenskapt med forbehold",
    "ikke_entydig": "Ikke entydig",
    "kan_ikke_etterproeves": "Kan ikke etterprøves",
    "motsigelse": "Motsigelse",
    "merknad": "Merknad",
}
_FLERTALL = {"motsigelse": "motsigelser", "merknad": "merknader til grunnlaget"}


def _trykt(data: Data, komm_nr: str) -> pd.DataFrame:
    """Printed figures of the municipality's document, by key; empty where there is none."""
    d = data.dokumenttall
    d = d[d.komm_nr == komm_nr].set_index("nokkel")
    return d if "behov_2023_kapasitet" in d.index else d.iloc[:0]


def trykte_svar(data: Data, komm_nr: str) -> dict[str, float]:
    """Printed need by the base that reproduces it; empty without a document."""
    d = _trykt(data, komm_nr)
    if d.empty:
        return {}
    i_bruk = float(d.verdi["behov_2023_i_bruk"])
    kapasitet = float(d.verdi["behov_2023_kapasitet"])
    return {Grunnlag.KAPASITET: kapasitet, Grunnlag.I_BRUK: i_bruk, Grunnlag.BEBOERE: i_bruk}


def trykte_punkter(data: Data, komm_nr: str, g: Plassgrunnlag) -> pd.DataFrame:
    """Printed answers placed at the coverage each rests on.

    Returns
    -------
    DataFrame
        ``dekning`` (per 100), ``plasser``, ``tekst``, ``side``, ``kilde``; maybe no rows.
    """
    d, kolonner = _trykt(data, komm_nr), ["dekning", "plasser", "tekst", "side", "kilde"]
    if d.empty or g.naa is None or Grunnlag.BEBOERE not in g.antall:
        return pd.DataFrame(columns=kolonner)
    naa = g.naa.lav
    full, kap, bruk = (
        d.loc[k] for k in ("plasser_kapasitet", "behov_2023_kapasitet", "behov_2023_i_bruk")
    )
    kapasitet = dekningsgrad(full.verdi, naa)
    beboere = dekningsgrad(g.antall[Grunnlag.BEBOERE].lav, naa)
    rader = [
        (kapasitet, full.verdi, f"{tall(full.verdi)} i dag", "over", full.kilde),
        (kapasitet, kap.verdi, f"{tall(kap.verdi)} i {kap.aar}", "over", kap.kilde),
        (beboere, bruk.verdi, f"{tall(bruk.verdi)} i {bruk.aar}", "under", bruk.kilde),
    ]
    for nokkel, kode in _ANDRES.items():
        r = d.loc[nokkel]
        midt = (r.verdi + r.verdi_til) / 2
        navn = data.register.i_tekst(kode)
        etikett = f"{spenn(r.verdi, r.verdi_til)}: {navn}"
        rader.append((dekningsgrad(midt, naa), midt, etikett, "over", r.kilde))
    return pd.DataFrame(rader, columns=kolonner)


def felles_regel(data: Data, komm_nr: str, g: Plassgrunnlag) -> str:
    """Which base gives each printed answer, and that no rounding of both bases gives both."""
    d = _trykt(data, komm_nr)
    assert g.naa is not None and g.da is not None
    full, i_bruk, andel = (
        d.verdi[k] for k in ("plasser_kapasitet", "plasser_i_bruk", "beboerandel_80_pluss")
    )
    kap, bruk = d.loc["behov_2023_kapasitet"], d.loc["behov_2023_i_bruk"]
    df = rutenett({"full": full, "i_bruk": i_bruk}, g.naa.lav, {"da": g.da.lav})
    par = [f"{df[r.value][0]} og {df[r.value][1]} rundet {r.setning}" for r in Avrunding]
    return (
        f"Rapportens {tall(kap.verdi)} følger av kapasiteten ({tall(full)}) rundet opp. Rapportens"
        f" {tall(bruk.verdi)} følger av {tall(i_bruk)} plasser i bruk rundet til nærmeste, og av"
        f" beboerandelen ({tall(andel)}\u00a0% av {tall(g.da.lav)}). Samme avrunding brukt på"
        f" {tall(full)} og {tall(i_bruk)} plasser gir ikke begge svar: {oppramsing(par)}."
        f" Rapporten bruker innbyggertallet for {g.da.aar} om {kap.aar}."
    )


def implisert(
    data: Data, komm_nr: str, g: Plassgrunnlag
) -> dict[str, tuple[tuple[float, float], str]]:
    """Coverage (per 100 aged 80+, low and high) that each printed answer implies, and its source.

    By the code of whose profile the answer speaks of; empty without a document.
    """
    d = _trykt(data, komm_nr)
    if d.empty or g.naa is None:
        return {}
    ut = {}
    for nokkel, kode in _ANDRES.items():
        r = d.loc[nokkel]
        dek = implisert_dekning(r.verdi, r.verdi_til, g.naa.lav)
        ut[kode] = (float(dek.lav), float(dek.hoey)), str(r.kilde)
    return ut


def kontrafaktisk(data: Data, komm_nr: str, g: Plassgrunnlag) -> list[Blokk]:
    """Printed answers with others' profile, and the coverage each implies."""
    d = _trykt(data, komm_nr)
    if d.empty or g.naa is None or g.da is None:
        return []
    rader, dekning = [], implisert(data, komm_nr, g)
    for nokkel, kode in _ANDRES.items():
        r, grenser = d.loc[nokkel], dekning[kode][0]
        lav, hoey = (antall_ved_dekning(x, g.da.lav) for x in grenser)
        trykt = spenn(r.verdi, r.verdi_til)
        rader.append([data.register.navn(kode), trykt, spenn(*grenser, 1), spenn(lav, hoey, 1)])
    navn = oppramsing([data.register.i_tekst(k) for k in _ANDRES.values()])
    koder = [*g.naa.kilder, *g.da.kilder, *(d.kilde[k] for k in _ANDRES)]
    return [
        tabell(
            "kontrafaktisk",
            [
                "Med profilen til",
                f"Plasser, trykt ({tall(g.naa.lav)} over 80 år)",
                "Dekning svaret innebærer, per 100",
                f"Plasser ved {tall(g.da.lav)} over 80 år",
            ],
            rader,
            tittel=f"{data.register.navn(komm_nr)} med andres tjenesteprofil",
            kilder=kilder(data, koder),
            note=f"Dekningen til {navn} er ikke trykt i rapporten. Den er regnet bakover fra"
            " rapportens egne svar (plasser delt på innbyggere 80 år og over), og er ikke målt.",
        )
    ]


def paastander(data: Data, valg: Profilvalg | Plassvalg) -> list[Blokk]:
    """Chapter: each claim of the document with its outcome; nothing without a document."""
    p = data.paastander[data.paastander.komm_nr == valg.komm_nr]
    if p.empty:
        return []
    antall = p.utfall.value_counts()
    ledd = [
        f"{antall[u]} {_FLERTALL.get(u, navn.lower()) if antall[u] > 1 else navn.lower()}"
        for u, navn in _UTFALL.items()
        if u in antall
    ]
    rader = [
        [_fast(r.paastand), _fast(r.trykt), _UTFALL[r.utfall], _fast(r.forklaring)]
        for r in p.itertuples()
    ]
    return [
        tekst(
            "## Hva rapporten fra 2013 sa, og hva tallene bærer\n\n"
            f"{len(p)} punkter om tallene er prøvd mot rapportens egne tall: {oppramsing(ledd)}."
            " Merknadene er våre, ikke rapportens påstander."
        ),
        tabell(
            "paastander",
            ["Punkt", "Trykt", "Utfall", "Forklaring"],
            rader,
            tittel="Tallene i rapporten, etterprøvd",
            kilder=kilder(data, p.kilde),
            just="llll",
        ),
    ]


def utfallsnavn(utfall: str) -> str:
    """Outcome of a claim as it is printed."""
    return _UTFALL[utfall]


def _fast(tekst: str) -> str:
    """Text whose numbers do not break over lines: narrow thousands, fixed space before %."""
    return re.sub(r"(?<=\d) (?=\d{3}\b)", "\u202f", tekst).replace(" %", "\u00a0%")
