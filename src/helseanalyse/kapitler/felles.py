"""What the chapters share: names in sentences, statuses in words, sources of rows."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import pandas as pd

from ..enheter import med_enhet, tall
from ..indikator import Indikator, indikatorer
from ..kilde import Kilde, kildeliste
from ..measures.profil import Profilrad, tjenesteprofil
from ..measures.radindeks import Radindeks, radindeks
from ..measures.trend import Punkt, egne_koder, trender
from ..sett import Sett, medlemmer, referanser
from ..sources.load import Data
from ..spraak import oppramsing
from ..valg import Profilvalg, Sammenligningsvalg, steder_med_tall
from ..views.blokker import rent

STATUS = {
    "skjermet": "skjermet",
    "mangler": "ikke oppgitt",
    "ikke_i_bruk": "fantes ikke det året",
    "ikke_i_data": "ikke i datagrunnlaget",
}
_TALLORD = {
    2: "to",
    3: "tre",
    4: "fire",
    5: "fem",
    6: "seks",
    7: "sju",
    8: "åtte",
    9: "ni",
    10: "ti",
}


def kilder(data: Data, koder: Iterable[str]) -> list[Kilde]:
    """Printable sources of ids, unique."""
    return [_kilde(data, kode).copy() for kode in dict.fromkeys(koder) if not pd.isna(kode)]


@lru_cache(maxsize=256)
def _kilde(data: Data, kode: str) -> Kilde:
    return kildeliste(data.kilder, [kode])[0]


def tallord(antall: int) -> str:
    """Small number in words (``tre``), others in digits."""
    return _TALLORD.get(antall, tall(antall))


def mer_eller_mindre(prosent: float) -> str:
    """Difference in words: ``21,9 % mer enn`` / ``13,5 % mindre enn`` / ``like mye som``."""
    if tall(abs(prosent), 1) == "0,0":
        return "like mye som"
    retning = "mer" if prosent > 0 else "mindre"
    return f"{tall(abs(prosent), 1)}\u00a0% {retning} enn"


def spenn(lav: float, hoey: float, desimaler: int = 0) -> str:
    """Figure or interval as printed.

    >>> spenn(13, 13), spenn(7.937, 9.524, 1)
    ('13', '7,9–9,5')
    """
    fra, til = tall(lav, desimaler), tall(hoey, desimaler)
    return fra if fra == til else f"{fra}–{til}"


def verdi_tekst(verdi: float | None, status: str, ind: Indikator) -> str:
    """Return the printed value, or the reason why there is none."""
    if verdi is None or pd.isna(verdi):
        return STATUS.get(status, status)
    return med_enhet(verdi, ind.enhet, ind.desimaler)


def sammenlignet(data: Data, valg: Sammenligningsvalg) -> tuple[str, ...]:
    """Codes of the municipalities compared with: the user's own list, or the set's members."""
    if valg.sett == Sett.EGNE:
        return tuple(k for k in valg.sammenlign if data.register.er_kommune(k))
    return medlemmer(data, valg.sett, valg.komm_nr, valg.aar)


def regioner(data: Data, valg: Sammenligningsvalg) -> tuple[str, ...]:
    """Codes of the regions whose own figures are shown: those asked for, then the set's."""
    egne = [k for k in valg.sammenlign if not data.register.er_kommune(k)]
    andre = referanser(data, valg.sett, valg.komm_nr, valg.aar)
    return tuple(dict.fromkeys([*egne, *andre] if valg.sett == Sett.EGNE else andre))


@lru_cache(maxsize=1)
def radindeks_for(data: Data) -> Radindeks:
    """Observations of the data, sorted once for all profiles made of them."""
    return radindeks(data.observasjoner)


@lru_cache(maxsize=4)
def profilrader(data: Data, valg: Sammenligningsvalg) -> list[Profilrad]:
    """Rows of the service profile behind the choices."""
    return tjenesteprofil(
        radindeks_for(data),
        indikatorer().values(),
        valg.komm_nr,
        sammenlignet(data, valg),
        valg.aar,
        regioner(data, valg),
    )


def valgte_rader(data: Data, valg: Profilvalg) -> list[Profilrad]:
    """Rows of the parts of the service that are to be shown; all of them where none is chosen."""
    rader = profilrader(data, valg)
    return [r for r in rader if r.indikator.gruppe in valg.grupper] if valg.grupper else rader


@lru_cache(maxsize=4)
def profiltrender(data: Data, valg: Sammenligningsvalg) -> dict[str, list[Punkt]]:
    """Own last years of every ratio in the profile, by its id."""
    koder = egne_koder(data.register, valg.komm_nr, valg.aar)
    valgte = [r.indikator for r in profilrader(data, valg)]
    return trender(radindeks_for(data), valgte, indikatorer(), koder)


def med_tall(data: Data, valg: Sammenligningsvalg) -> set[str]:
    """Codes of those compared with that have at least one of the figures."""
    return {k for r in profilrader(data, valg) for k in r.andre_med_tall}


def mot_hvem(data: Data, valg: Sammenligningsvalg) -> str:
    """The comparison set as words: names of up to three, else how many or which set."""
    koder = sammenlignet(data, valg)
    if valg.sett != Sett.EGNE:
        return valg.sett.andre(len(koder), len(med_tall(data, valg)))
    navn = [data.register.navn(k) for k in koder]
    if not navn:
        return oppramsing([data.register.i_tekst(k) for k in valg.sammenlign] or [""])
    return oppramsing(navn) if len(navn) <= 3 else f"{tallord(len(navn))} kommuner"


def stedsliste(data: Data, koder: Sequence[str]) -> str:
    """Names of one or two places, else how many they are."""
    if len(koder) > 2:
        return f"{tallord(len(koder))} kommuner"
    return oppramsing([data.register.navn(k) for k in koder])


def ingen_tall(data: Data, valg: Sammenligningsvalg) -> str:
    """Sentence on a year without figures, and the years that have some."""
    navn = data.register.navn(valg.komm_nr)
    har = steder_med_tall(data)
    aar = har.loc[har.komm_nr == valg.komm_nr, "aar"].tolist()
    start = f"Datagrunnlaget har ingen indikatorer for {rent(navn)} i {valg.aar}."
    if aar:
        return f"{start} Det finnes tall for {oppramsing([str(a) for a in aar])}: velg et av dem."
    return f"{start} Det finnes heller ingen for andre år."
