"""The controls of ``bemanning``: municipality, year, comparison, and the user's own figures."""

from ..sources.load import Data
from ..valg_bemanning import (
    Bemanningsvalg,
    mulige_andre,
    naermeste,
    samme_kommune,
    steder_med_bemanning,
)
from ..valgsjekk import ETIKETTER
from .felt import Felt, kommunefelt, kommunepar, tallfelt


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
        "alternativer": kommunepar(data, andre),
        "hjelp": f"Kommuner med årsverk i {valg.aar}.",
    }
    return [
        kommunefelt(data, koder),
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


def _egne_tall() -> list[Felt]:
    return [
        tallfelt("aarsverk", desimaler=2, hjelp="Tomt felt bruker datagrunnlagets tall."),
        tallfelt("ansatte", min_=1, maks=200_000),
        tallfelt("heltidsandel", maks=100, desimaler=1, hjelp="Prosent."),
        tallfelt("sykefravaer", maks=100, desimaler=1, hjelp="Prosent, pleie og omsorg."),
        tallfelt("sykefravaer_maal", maks=100, desimaler=1, hjelp="Prosent."),
        tallfelt("vedtakstimer", maks=100_000_000, hjelp="Alle leverandører."),
        tallfelt("vedtakstimer_privat", maks=100_000_000),
        tallfelt("brukere", min_=1, maks=1_000_000),
        tallfelt(
            "arbeidstimer_per_aarsverk", min_=1, maks=2500,
            hjelp="Timene ett årsverk er på arbeid i året.",
        ),
        tallfelt("liggetid", min_=0.1, maks=365, desimaler=1, hjelp="Døgn per opphold."),
        tallfelt("liggetid_maal", min_=0.1, maks=365, desimaler=1),
    ]  # fmt: skip
