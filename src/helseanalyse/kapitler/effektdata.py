"""What the chapters of ``effektivitet`` rest on: the need of each place, and printed indices."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from ..enheter import tall
from ..indikator import Indikator
from ..kilde import Kilde
from ..measures.behovsindeks import Behovsindeks, alderskriterier, behovsindeks
from ..measures.demografi import FAKTISK
from ..sources.load import Data
from ..valg_effektivitet import Effektvalg
from .felles import kilder, radindeks_for, sammenlignet
from .plassfelles import EGNE

LANDET = "EAK"
_NOEKKEL = "delkostnadsnoekkel_"
_SEKTORER = ("plo_", "helse_sosial_")
NULL = (
    "Behovsindeksen er satt til 0, og det kan ikke deles på den. Oppgi en indeks over 0, eller tøm"
    " feltet."
)
_FAA = 3  # municipalities that are too few to be a country


@dataclass(frozen=True)
class Noekkel:
    """A cost key: weights by criterion, what it is called, and where it is from."""

    vekter: dict[str, float]
    navn: str
    forbehold: str
    kilder: list[Kilde]


@dataclass(frozen=True)
class Behov:
    """The need that costs and production are corrected for.

    ``indekser`` by place, 1 as the country's (``innbyggere``: persons); ``navn`` says what the
    index is; ``hele`` is false where it rests on a part of the key only. With nothing to
    correct for every index is 1, and ``korrigert`` is false.
    """

    navn: str
    indekser: pd.Series
    innbyggere: pd.Series
    hele: bool
    korrigert: bool


def noekkelaar(data: Data) -> list[int]:
    """Years that the data has a cost key of, the newest last."""
    s = data.satser[data.satser.sats.str.startswith(_NOEKKEL)]
    return sorted({int(str(a)[:4]) for a in s.gjelder_fra})


@lru_cache(maxsize=16)
def noekkel(data: Data, valg: Effektvalg) -> Noekkel:
    """The cost key of the choices: the user's own, or the data's of the year asked for.

    Empty of weights where the data has none of that year.
    """
    if valg.egen_noekkel:
        return Noekkel(valg.egen_noekkel, "egen kostnadsnøkkel", "", [EGNE])
    har = noekkelaar(data)
    aar = valg.noekkelaar or (har[-1] if har else 0)
    s = data.satser[data.satser.sats.str.startswith(_NOEKKEL)]
    s = s[s.gjelder_fra.str[:4] == str(aar)]
    navn = s.sats.str.removeprefix(_NOEKKEL)
    for sektor in _SEKTORER:
        navn = navn.str.removeprefix(sektor)
    merknad = str(next(iter(s.merknad.dropna()), ""))
    usikker = (s.status == "annenhaands").any()
    hva = "Vektene er lest" if usikker else "Nøkkelen gjelder"
    return Noekkel(
        dict(zip(navn, s.verdi.astype(float), strict=True)),
        f"kostnadsnøkkelen for {aar}",
        f"{hva} {merknad[0].lower()}{merknad[1:]}." if merknad else "",
        kilder(data, s.kilde.unique()),
    )


@lru_cache(maxsize=4)
def kriterier(data: Data, aar: int, navn: tuple[str, ...]) -> tuple[pd.DataFrame, str, list[str]]:
    """Age criteria of every place on 1 January after ``aar``; what the country is; sources."""
    folk = data.folk(None, aar=[aar + 1], alternativ=FAKTISK)
    koder = sorted(folk.komm_nr.unique())
    kommuner = [k for k in koder if data.register.er_kommune(k)]
    landet = [LANDET] if LANDET in koder else kommuner
    if len(landet) < _FAA and landet != [LANDET]:
        return pd.DataFrame(columns=["innbyggere", *navn], dtype="float64"), "", []
    hva = "landet" if landet == [LANDET] else f"de {len(kommuner)} kommunene med folketall"
    df = alderskriterier(folk, navn, landet)
    return df, hva, [str(k) for k in folk.kilde.dropna().unique()]


def egen_behovsindeks(data: Data, valg: Effektvalg) -> Behovsindeks | None:
    """Need index of the municipality by the key of the choices; none where there is no key."""
    n = noekkel(data, valg).vekter
    if not n:
        return None
    df, _, _ = kriterier(data, valg.aar, tuple(n))
    forhold: dict[str, float | None] = {}
    if valg.komm_nr in df.index:
        rad = df.loc[valg.komm_nr]
        forhold = {k: float(rad[k]) for k in n if k in rad.index and pd.notna(rad[k])}
    return behovsindeks(n, forhold | valg.egne_kriterier)


def de_andre(data: Data, valg: Effektvalg) -> tuple[str, ...]:
    """Codes compared with: the municipalities, or the regions where no municipality is."""
    return sammenlignet(data, valg) or valg.sammenlign


@lru_cache(maxsize=4)
def behov(data: Data, valg: Effektvalg) -> Behov:
    """The need of the municipality and of those compared with, as well as the data allow.

    In turn: the user's own index (those compared with are 1 then), the whole key where ages
    are all there is in it, the key's ages alone, nothing. The user's own figures for other
    criteria do not count here: those compared with have none.
    """
    koder = [valg.komm_nr, *de_andre(data, valg)]
    n = noekkel(data, valg).vekter
    df, _, _ = kriterier(data, valg.aar, tuple(n))
    folk = df.innbyggere.reindex(koder).astype("float64")
    if valg.egen_indeks is not None:
        egne = pd.Series([valg.egen_indeks, *[1.0] * (len(koder) - 1)], index=koder)
        return Behov("egen behovsindeks", egne, folk, hele=True, korrigert=True)
    vekter = pd.Series(n, dtype="float64")
    alder = [k for k in n if k in df and df[k].reindex(koder[:1]).notna().all()]
    delt = df.reindex(index=koder, columns=alder).astype("float64")
    indekser = (delt * vekter[alder]).sum(axis=1, skipna=False) / vekter[alder].sum()
    if not alder or not vekter[alder].sum():
        return Behov(
            "ikke korrigert", pd.Series(1.0, index=koder), folk, hele=False, korrigert=False
        )
    if set(alder) >= {k for k, v in n.items() if v > 0}:
        navn = f"behovsindeks etter {noekkel(data, valg).navn}"
        return Behov(navn, indekser, folk, hele=True, korrigert=True)
    andel = tall(100 * vekter[alder].sum() / vekter.sum(), 1)
    navn = f"bare alder, {andel}\u00a0% av vektene i {noekkel(data, valg).navn}"
    return Behov(navn, indekser, folk, hele=False, korrigert=True)


def behovskilder(data: Data, valg: Effektvalg) -> list[Kilde]:
    """Sources of the need that is corrected for; the user's own is named as such."""
    if valg.egen_indeks is not None:
        return [EGNE]
    if not behov(data, valg).korrigert:
        return []
    n = noekkel(data, valg)
    ut = [*kilder(data, kriterier(data, valg.aar, tuple(n.vekter))[2]), *n.kilder]
    return [*ut, EGNE] if valg.egne_kriterier and EGNE not in ut else ut


def forent(*lister: list[Kilde]) -> list[Kilde]:
    """Sources of several lists, each once, in the order of first use."""
    return list({k["id"]: k for liste in lister for k in liste}.values())


def verdier_for(data: Data, indikator: Indikator, koder: Sequence[str], aar: int) -> pd.DataFrame:
    """As :func:`~helseanalyse.measures.profil.verdier`, from the observations sorted once."""
    (ut,) = radindeks_for(data).verdier([indikator], [(k, aar) for k in koder])
    return ut.ramme


def trykt(data: Data, valg: Effektvalg, indikator: str, aar: int | None = None) -> pd.Series | None:
    """Row of an index that a source prints for the municipality; none where it has none."""
    o = data.observasjoner
    treff = o[
        (o.komm_nr == valg.komm_nr)
        & (o.aar == (aar or valg.aar))
        & (o.indikator == indikator)
        & o.verdi.notna()
    ]
    return None if treff.empty else treff.iloc[0]


def desimal(verdi: float | None, desimaler: int = 3) -> str:
    """Figure as printed; a dash where it is missing."""
    return "–" if verdi is None or pd.isna(verdi) else tall(verdi, desimaler)


def avvik(indeks: float) -> str:
    """Distance from 1 in words: ``4,8 % under`` / ``1,3 % over`` / ``på linje med``."""
    prosent = 100 * (indeks - 1)
    if tall(abs(prosent), 1) == "0,0":
        return "på linje med"
    return f"{tall(abs(prosent), 1)}\u00a0% {'over' if prosent > 0 else 'under'}"
