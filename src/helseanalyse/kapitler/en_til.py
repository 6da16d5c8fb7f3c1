"""Chapter of the service profile: what one more person, place or user moves."""

import re
from typing import Any

import pandas as pd

from ..enheter import antall_desimaler, enhet_navn, med_enhet, tall
from ..indikator import Indikator
from ..measures.profil import Profilrad
from ..measures.usikkerhet import en_til_i
from ..sources.load import Data
from ..valg import Profilvalg
from ..views.blokker import Blokk, tabell, tekst
from .definisjon import definisjoner
from .felles import kilder, valgte_rader

_ALDER = re.compile(r"^(?:mottakere|dekningsgrad)_.*_(\d+)_(\d+|pluss)$")
_PER = {"prosent": 100, "per 1000": 1000, "per 1000 innbyggere": 1000}
_ENDE = 1000  # no age is above


def smaa_tall(data: Data, valg: Profilvalg) -> list[Blokk]:
    """Chapter: one more or fewer in each share, ratio and rate; and new users in the total cost.

    A rate per inhabitant counts on the population of its age group the 1 January after. What
    new users cost is shown where a document prints it for the municipality and the year.
    """
    rader, brukt, vist = [], [], []
    for r in valgte_rader(data, valg):
        celler, koder = _celler(data, valg, r)
        rader += [celler] if celler else []
        vist += [r.indikator] if celler else []
        brukt += koder if celler else []
    dyre, note, koder = _dokumentets(data, valg)
    if not rader and not dyre:
        return []
    navn = data.register.navn(valg.komm_nr)
    tittel = f"{navn}: hva én person, plass, bruker eller ett årsverk betyr"
    hode = ["Indikator", "Antall", "Verdi", "Én mer eller mindre"]
    if not rader:
        hode, dyre = ["Hva", f"Økning fra {valg.aar - 1} til {valg.aar}"], [d[::3] for d in dyre]
        mye = dyre[0][1].removeprefix("+")
        tittel = f"{navn}: utgiftene økte {mye} i {valg.aar} med brukernes behov"
    return [
        tekst("## Hvor mye flytter én til?"),
        tabell(
            "en-til",
            hode,
            [*rader, *dyre],
            tittel=tittel,
            kilder=kilder(data, [*brukt, *koder]),
            note=note,
            definisjoner=definisjoner(vist),
        ),
    ]


def _celler(data: Data, valg: Profilvalg, r: Profilrad) -> tuple[list[str], list[str]]:
    """Return the cells of one indicator with its sources; none where one more has no meaning."""
    i, egen = r.indikator, r.egen
    if pd.isna(egen.verdi):
        return [], []
    if i.type == "oppgitt" and pd.isna(egen.nevner):
        personer, koder = _folk(data, valg, i)
        flytter = _PER[i.enhet] / personer if personer else None
        antall = f"av {tall(personer)} innbyggere"
    else:
        en, koder = en_til_i(i, egen.teller, egen.nevner), []
        flytter = en.verdi if en else r.en_til
        d = 0 if float(egen.nevner or 0).is_integer() else 1
        antall = f"{tall(egen.teller, d)} av {tall(egen.nevner, d)}"
    if flytter is None:
        return [], []
    verdi = med_enhet(egen.verdi, i.enhet, i.desimaler)
    return [i.kortnavn, antall, verdi, _flyttet(flytter, i)], [*egen.kilder, *koder]


def _flyttet(verdi: float, i: Indikator) -> str:
    if i.enhet == "prosent":
        return f"±{tall(verdi, 1)} prosentpoeng"
    return f"±{tall(verdi, max(1, antall_desimaler(i.enhet, i.desimaler)))} {enhet_navn(i.enhet)}"


def _folk(data: Data, valg: Profilvalg, i: Indikator) -> tuple[float, list[str]]:
    """Persons of the rate's age group, with sources; 0 where the data has not all of them."""
    treff = _ALDER.match(i.id)
    if treff is None or i.enhet not in _PER:
        return 0.0, []
    fra, til = int(treff[1]), _ENDE if treff[2] == "pluss" else int(treff[2])
    f = data.folk([valg.komm_nr], [valg.aar + 1], "faktisk")
    f = f[f.kjoenn == "begge"].assign(til=f.alder_til.fillna(_ENDE))
    hele = f[(f.alder_fra == fra) & (f.til == til)]
    if hele.empty:
        hele = f[f.alder_fra.between(fra, til) & f.til.between(fra, til)]
        hele = hele.sort_values("alder_fra", kind="stable")
        bundet = (hele.alder_fra == (hele.til.shift() + 1).fillna(fra)).all()
        hele = hele if bundet and len(hele) and hele.til.iloc[-1] == til else hele[:0]
    return float(hele.personer.sum()), sorted(hele.kilde.unique())


def _dokumentets(data: Data, valg: Profilvalg) -> tuple[list[list[str]], str | None, list[Any]]:
    """Return what a document says that new users with great needs moved the costs that year."""
    d = data.dokumenttall
    d = d[(d.komm_nr == valg.komm_nr) & (d.nokkel == f"kostnadsoekning_{valg.aar}")]
    rader = [
        ["Utgiftene i alt, brukere med omfattende behov", "–", "–",
         f"+{tall(r.verdi, 1)}\u00a0{r.enhet}"]
        for r in d.itertuples()
    ]  # fmt: skip
    note = (
        f"Økningen fra året før står slik dokumentet oppgir den for {valg.aar}. Det sier at"
        " brukerne med omfattende behov ble flere eller andre, men ikke hvor mange de er."
        if rader
        else None
    )
    return rader, note, list(d.kilde)
