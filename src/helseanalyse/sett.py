"""Comparison sets by rule: who a municipality is held against when no list is given."""

from enum import StrEnum
from functools import lru_cache

import pandas as pd

from .measures import jevnkommuner as jk
from .sources.load import Data
from .spraak import oppramsing

ANTALL = 10  # structural neighbours
# The country, with and without Oslo, and the groups that the example's documents print.
REFERANSER = ("EAKUO", "EAK", "ASSS", "KG5")
# Criteria beside the population's size and age, where the data has them.
TILLEGG = {"frie_inntekter": "frie_inntekter_per_innbygger"}


class Sett(StrEnum):
    """How the comparison is chosen."""

    EGNE = "egne"
    JEVNKOMMUNER = "jevnkommuner"
    KOSTRAGRUPPE = "kostragruppe"
    FYLKE = "fylke"
    LANDET = "landet"
    LANDET_UTEN_OSLO = "landet_uten_oslo"

    @property
    def tekst(self) -> str:
        """Return the name in a list of choices."""
        return {
            "egne": "Kommuner jeg velger",
            "jevnkommuner": f"De {ANTALL} likeste kommunene",
            "kostragruppe": "KOSTRA-gruppen",
            "fylke": "Fylket",
            "landet": "Landet",
            "landet_uten_oslo": "Landet uten Oslo",
        }[self]

    def andre(self, alle: int, med_tall: int) -> str:
        """Return the members as they stand in a sentence; a mean is only of those with figures."""
        hvor = {
            "jevnkommuner": "",
            "kostragruppe": " i KOSTRA-gruppen",
            "fylke": " i fylket",
            "landet": " i landet",
            "landet_uten_oslo": " i landet uten Oslo",
        }[self]
        if self == Sett.JEVNKOMMUNER and alle == med_tall:
            return "jevnkommunene"
        hva = "jevnkommunene" if self == Sett.JEVNKOMMUNER else "kommunene"
        if not med_tall:
            return f"{hva}{hvor}, som mangler tall"
        if alle == med_tall:
            return f"de {alle} andre {hva}{hvor}" if alle > 1 else f"den andre kommunen{hvor}"
        return f"de {med_tall} andre {hva} med tall{hvor}"


@lru_cache(maxsize=16)
def medlemmer(data: Data, sett: Sett, komm_nr: str, aar: int) -> tuple[str, ...]:
    """Codes of the set, the municipality itself left out: the nearest first, or by number.

    Raises
    ------
    ValueError
        If the data cannot tell who is in the set, or nobody is; the sentence says what to fetch.
    """
    if sett == Sett.JEVNKOMMUNER:
        return tuple(naermeste(data, komm_nr, aar).rader.komm_nr)
    if sett == Sett.KOSTRAGRUPPE:
        koder = jk.kostragruppe(_grupper(data), komm_nr, aar)[1]
    elif sett == Sett.FYLKE:
        koder = jk.fylke(data.register, komm_nr, aar)
    else:
        uten = sett == Sett.LANDET_UTEN_OSLO
        koder = jk.landet(data.register, komm_nr, aar, uten_oslo=uten)
    if not koder:
        raise ValueError(f"{sett.tekst} har ingen andre kommuner i {aar}; velg dem selv.")
    return tuple(koder)


@lru_cache(maxsize=4)
def naermeste(data: Data, komm_nr: str, aar: int) -> jk.Jevnkommuner:
    """Structural neighbours in ``aar``, among all municipalities with population by age.

    Raises
    ------
    ValueError
        If the municipality's own population by age, or the others', is not in the data.
    """
    koder = [*jk.landet(data.register, komm_nr, aar), komm_nr]
    k = _kriterier(data, tuple(sorted(koder)), aar)
    har = k.index[k.ln_folketall.notna()]  # the rest cannot be neighbours, whatever else they have
    if komm_nr not in har or len(har) < 3:
        raise ValueError(
            f"Jevnkommuner trenger folketall etter alder for kommunene 1. januar {aar + 1}."
            " Hent dem med «helseanalyse hent --alt --tabell 07459», eller velg kommunene selv."
        )
    return jk.jevnkommuner(k.loc[har], komm_nr, ANTALL)


@lru_cache(maxsize=4)
def _kriterier(data: Data, koder: tuple[str, ...], aar: int) -> pd.DataFrame:
    """Criteria of all the municipalities: the same whoever's neighbours are asked for."""
    folk = data.folk(aar=[aar + 1], alternativ="faktisk")
    return jk.kriterier(folk, data.observasjoner, koder, aar, TILLEGG)


def referanser(data: Data, sett: Sett, komm_nr: str, aar: int) -> tuple[str, ...]:
    """Codes of regions whose own published figures stand beside the set's, the nearest first."""
    egne = {Sett.FYLKE: [f"EKA{komm_nr[:2]}"], Sett.LANDET: ["EAK"]}.get(sett, [])
    if sett == Sett.KOSTRAGRUPPE:
        gruppe = jk.kostragruppe(_grupper(data), komm_nr, aar)[0]
        egne = [f"EKG{gruppe.removeprefix('EKG').zfill(2)}"]
    return tuple(dict.fromkeys([*egne, *REFERANSER]))


def _grupper(data: Data) -> pd.DataFrame:
    if data.kostragrupper.empty:
        raise ValueError(
            "Hvem som er i hvilken KOSTRA-gruppe, er ikke i datagrunnlaget. Hent det med"
            " «helseanalyse hent», eller velg kommunene selv."
        )
    return data.kostragrupper


def sjekket(sett: object) -> Sett:
    """Checked choice of set.

    Raises
    ------
    ValueError
        If there is no such set; the sentence lists them.
    """
    if str(sett) not in list(Sett):
        lovlige = oppramsing([str(s) for s in Sett], "eller")
        raise ValueError(f"Sammenligningssettet må være {lovlige}; fikk «{sett}».")
    return Sett(str(sett))
