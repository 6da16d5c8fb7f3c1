"""Controls of ``okonomi``: municipality, users and rates, then incomes, items and buildings."""

from ..sources.load import Data
from ..valg_okonomi import Oekonomivalg
from ..valgsjekk import ETIKETTER
from .felt import Felt, _kommuner, _tallfelt

_HJELP = {
    "mottakere": "Lønnsutgift per år: 4 032 000 pu født 1980; 2 500 000. Skriv aldri navn.",
    "inntekter": "Beboere: 300 000 x 12; 450 000 x 3",
    "poster": "2015 2016; Salg 26,9 28,7",
    "noekkeltall": "Gjeldsgrad 62 mål 75; Netto driftsresultat 392 av 9800 mål 4",
}


def okonomifelt(data: Data, valg: Oekonomivalg) -> list[Felt]:
    """Controls: each may stand empty; what rests on it is asked for or left out."""
    koder = {k for k in data.kommuner.komm_nr.unique() if data.register.er_kommune(k)}
    brukte = {*data.dokumenttall.komm_nr.dropna(), *data.observasjoner.komm_nr.unique()}
    return [
        {
            "navn": "komm_nr",
            "etikett": "Kommune",
            "type": "valg",
            "alternativer": _kommuner(data, sorted((koder & brukte) | {valg.komm_nr})),
        },
        _tekst("mottakere"),
        {
            "navn": "aar", "etikett": "Utgiftsår", "type": "tall", "min": 1960, "maks": 2100,
            "desimaler": 0, "gruppering": False,
        },
        _tallfelt("loennsvekst", min_=-10, maks=20, desimaler=1, flere=False),
        _tallfelt("innslag_ekstra", maks=500_000),
        _tallfelt("innslagspunkt", maks=10_000_000),
        _tallfelt("kompensasjonsgrad", maks=100),
        _tallfelt("fratrekk_pu", maks=10_000_000),
        _tallfelt("aar_fram", maks=15),
        _tekst("inntekter", flere=True),
        _tallfelt("kostpris", maks=10_000_000),
        _tekst("poster", flere=True),
        _tekst("noekkeltall", flere=True),
        *(
            _tallfelt(navn, maks=maks, desimaler=2)
            for navn, maks in (
                ("bygg_bolig", 1000), ("bygg_institusjon", 1000), ("aarsverk_bolig", 20),
                ("aarsverk_institusjon", 20), ("mill_per_aarsverk", 10), ("betaling_bolig", 10),
                ("betaling_institusjon", 10), ("refusjon_bolig", 100),
                ("refusjon_institusjon", 100),
            )
        ),
        _tallfelt("rente", min_=-5, maks=20, desimaler=1),
        _tallfelt("levetid", min_=1, maks=100),
    ]  # fmt: skip


def _tekst(navn: str, *, flere: bool = False) -> Felt:
    felt = {"navn": navn, "etikett": ETIKETTER[navn], "type": "tekst", "hjelp": _HJELP[navn]}
    return felt | ({"flere": True} if flere else {})
