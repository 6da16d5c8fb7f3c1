"""The controls of ``bemanning``: municipality, year, comparison, and the user's own figures."""

from typing import Any

from ..sources.load import Data
from ..valg_bemanning import (
    Bemanningsvalg,
    mulige_andre,
    naermeste,
    samme_kommune,
    steder_med_bemanning,
)
from ..valgsjekk import ETIKETTER

Felt = dict[str, Any]


def bemanningsfelt(data: Data, valg: Bemanningsvalg) -> list[Felt]:
    """Controls: whose staff, up to which year, beside whom, and own figures that may be empty."""
    har = steder_med_bemanning(data)
    koder = {k for k in har.komm_nr.unique() if data.register.er_kommune(k)} | {valg.komm_nr}
    egne = har.aar[har.komm_nr.isin(samme_kommune(data, valg.komm_nr))]
    aar = sorted({int(a) for a in egne} | {valg.aar})
    andre = {*mulige_andre(data, valg.komm_nr, valg.aar), *valg.sammenlign} - {valg.komm_nr}
    kan = valg.sammenlign or naermeste(data, valg.komm_nr, valg.aar)
    sammenlign = {
        "navn": "sammenlign",
        "etikett": ETIKETTER["sett"],
        "type": "flervalg",
        "alternativer": _kommuner(data, andre),
        "hjelp": f"Kommuner med årsverk i {valg.aar}.",
    }
    return [
        {
            "navn": "komm_nr",
            "etikett": "Kommune",
            "type": "valg",
            "alternativer": _kommuner(data, koder),
        },
        {
            "navn": "aar",
            "etikett": "Til og med år",
            "type": "valg",
            "alternativer": [[a, str(a)] for a in aar],
            "hjelp": "Bare år med tall for kommunen.",
        },
        *([sammenlign] if kan else []),
        *_egne_tall(),
    ]


def _kommuner(data: Data, koder: set[str]) -> list[list[str]]:
    """Code and name, by name in Norwegian order (å last)."""
    orden = str.maketrans({"æ": "{", "ø": "|", "å": "}"})
    par = [[k, f"{data.register.navn(k)} ({k})"] for k in koder]
    return sorted(par, key=lambda p: (p[1].casefold().translate(orden), p[0]))


def _egne_tall() -> list[Felt]:
    return [
        _tallfelt("aarsverk", desimaler=2, hjelp="Tomt felt bruker datagrunnlagets tall."),
        _tallfelt("ansatte", min_=1, maks=200_000),
        _tallfelt("heltidsandel", maks=100, desimaler=1, hjelp="Prosent."),
        _tallfelt("sykefravaer", maks=100, desimaler=1, hjelp="Prosent, pleie og omsorg."),
        _tallfelt("sykefravaer_maal", maks=100, desimaler=1, hjelp="Prosent."),
        _tallfelt("vedtakstimer", maks=100_000_000, hjelp="Alle leverandører."),
        _tallfelt("vedtakstimer_privat", maks=100_000_000),
        _tallfelt("brukere", min_=1, maks=1_000_000),
        _tallfelt(
            "arbeidstimer_per_aarsverk", min_=1, maks=2500,
            hjelp="Timene ett årsverk er på arbeid i året.",
        ),
        _tallfelt("liggetid", min_=0.1, maks=365, desimaler=1, hjelp="Døgn per opphold."),
        _tallfelt("liggetid_maal", min_=0.1, maks=365, desimaler=1),
    ]  # fmt: skip


def _tallfelt(navn: str, *, min_: float = 0, maks: float = 100_000, **ekstra: Any) -> Felt:
    fast = {"navn": navn, "etikett": ETIKETTER[navn], "type": "tall", "min": min_, "maks": maks}
    return fast | {"desimaler": 0, "flere": True, "valgfri": True} | ekstra
