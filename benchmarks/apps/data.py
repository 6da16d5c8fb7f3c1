"""The figures of the compared apps: 357 municipalities, 15 years, 40 indicators, made up.

The same numbers on every machine. No figure is of a real place: municipalities are called by
their number, and the source says ``syntetisk``.
"""

from functools import lru_cache

import numpy as np
import pandas as pd

AAR = range(2011, 2026)
FRAM = range(2025, 2046)
INDIKATORER = [f"Syntetisk {nr:02d}" for nr in range(1, 41)]
VISTE = INDIKATORER[:12]
FOLK = INDIKATORER[-1]
"""The indicator that stands for a number of people, and is projected."""

KOMMUNER = {f"{nr:04d}": f"Kommune {nr:03d}" for nr in range(1, 358)}
dato = "2026-01-01"  # what a page of ours says of its data
A, B, DEKNING = "0017", "0211", 20.0
LAV, HOEY, STEG = 0.0, 40.0, 0.5


def lag() -> pd.DataFrame:
    """Observations: ``komm_nr``, ``aar``, ``indikator``, ``verdi``, ``kilde``."""
    tilfeldig = np.random.default_rng(357)
    form = (len(KOMMUNER), len(AAR), len(INDIKATORER))
    nivaa = tilfeldig.lognormal(3, 0.6, (1, 1, form[2])) * tilfeldig.lognormal(
        0, 0.25, (form[0], 1, form[2])
    )
    verdi = nivaa * (1 + tilfeldig.normal(0, 0.03, form))
    vekst = tilfeldig.uniform(0.99, 1.04, (form[0], 1)) ** np.arange(form[1])
    verdi[:, :, -1] = tilfeldig.integers(60, 4000, (form[0], 1)) * vekst
    akser = [list(KOMMUNER), list(AAR), INDIKATORER]
    df = pd.MultiIndex.from_product(akser, names=["komm_nr", "aar", "indikator"]).to_frame(
        index=False
    )
    return df.assign(verdi=verdi.reshape(-1), kilde="syntetisk")


OBSERVASJONER = lag()
# Chosen once: what every page asks for.
_NYE = OBSERVASJONER[(OBSERVASJONER.aar == AAR[-1]) & OBSERVASJONER.indikator.isin(VISTE)]
_SNITT = _NYE.groupby("indikator").verdi.mean()
_PROFILER = dict(list(_NYE.groupby("komm_nr")))
_FOLK = dict(list(OBSERVASJONER[OBSERVASJONER.indikator == FOLK].groupby("komm_nr").verdi))


@lru_cache(maxsize=64)
def profil(a: str, b: str) -> pd.DataFrame:
    """Twelve indicators, A first: ``indikator``, ``kommune``, ``verdi``, ``indeks`` (mean 100)."""
    valgte = pd.concat([_PROFILER[kode] for kode in dict.fromkeys([a, b])])
    indeks = 100 * valgte.verdi / valgte.indikator.map(_SNITT)
    return valgte.assign(indeks=indeks, kommune=valgte.komm_nr.map(KOMMUNER))[
        ["indikator", "kommune", "verdi", "indeks"]
    ]


@lru_cache(maxsize=64)
def framskriving(a: str, b: str) -> pd.DataFrame:
    """People by year, at each one's yearly growth so far: ``kommune``, ``aar``, ``folk``."""
    rekker = []
    for kode in dict.fromkeys([a, b]):
        forste, siste = _FOLK[kode].iloc[0], _FOLK[kode].iloc[-1]
        vekst = (siste / forste) ** (1 / (len(AAR) - 1))
        folk = [siste * vekst ** (aar - FRAM[0]) for aar in FRAM]
        rekker.append(pd.DataFrame({"kommune": KOMMUNER[kode], "aar": list(FRAM), "folk": folk}))
    return pd.concat(rekker, ignore_index=True)


def plasser(a: str, b: str, dekning: float) -> pd.DataFrame:
    """Places by year at a coverage per 100: the projection with ``plasser``."""
    df = framskriving(a, b)
    return df.assign(plasser=df.folk * dekning / 100)


def tabell(a: str, b: str, dekning: float) -> pd.DataFrame:
    """What the figures show, as text: a row for each indicator, and for the places."""
    alle, behov = profil(a, b), plasser(a, b, dekning)
    ut = {"Indikator": [*VISTE, f"Plasser i {FRAM[-1]}"]}
    for navn in dict.fromkeys([KOMMUNER[a], KOMMUNER[b]]):
        tall = [*alle.verdi[alle.kommune == navn], behov.plasser[behov.kommune == navn].iloc[-1]]
        ut[navn] = [f"{ett:.1f}".replace(".", ",") for ett in tall]
    return pd.DataFrame(ut)
