"""Controls of ``okonomi``: municipality, users and rates, then incomes, items and buildings."""

from typing import Any

from ..sources.load import Data
from ..valg_okonomi import Oekonomivalg
from ..valgsjekk import ETIKETTER
from .felt import Felt, kommunefelt, tallfelt

_HJELP = {
    "mottakere": "Lønnsutgift per år, én mottaker på hver linje: 4\u00a0032\u00a0000 pu født 1980."
    " Skriv aldri navn.",
    "inntekter": "Beboere i langtidsopphold: 300\u00a0000 x 12; 450\u00a0000 x 3.",
    "husstander": "Inntekt i året og antall: 200\u00a0000 x 40; 380\u00a0000 x 9.",
    "bistand_satser": "Grense i G og kr i måneden: 2 230; 3 900; over 1500.",
    "poster": "Årene først, så en post på hver linje: 2015 2016; Salg 26,9 28,7",
    "utgifter": "Årene først, så en post på hver linje: 2015 2016; Lønn 310,2 318,0",
    "noekkeltall": "Gjeldsgrad 62 mål 75; Netto driftsresultat 392 av 9800 mål 4",
}
_PRIVAT = " Står ikke i adressen til siden."


def okonomifelt(data: Data, valg: Oekonomivalg) -> list[Felt]:
    """Controls: each may stand empty; what rests on it is asked for or left out.

    What is written of single people is kept out of the page's address.
    """
    koder = {k for k in data.kommuner.komm_nr.unique() if data.register.er_kommune(k)}
    brukte = {*data.dokumenttall.komm_nr.dropna(), *data.observasjoner.komm_nr.unique()}
    return [
        kommunefelt(data, (koder & brukte) | {valg.komm_nr}),
        _tekst("mottakere", privat=True, linjer=4),
        {
            "navn": "aar", "etikett": "Utgiftsår", "type": "tall", "min": 1960, "maks": 2100,
            "desimaler": 0, "gruppering": False,
        },
        tallfelt("loennsvekst", min_=-10, maks=20, desimaler=1, flere=False),
        tallfelt("innslag_ekstra", maks=500_000),
        tallfelt("innslagspunkt", maks=10_000_000),
        tallfelt("kompensasjonsgrad", maks=100),
        tallfelt("fratrekk_pu", maks=10_000_000),
        tallfelt("aar_fram", maks=15),
        _tekst("inntekter", privat=True, flere=True),
        tallfelt("kostpris", maks=10_000_000),
        _tekst("husstander", privat=True, flere=True),
        _tekst("bistand_satser", flere=True),
        tallfelt("bistand_kostpris", maks=1_000_000),
        _tekst("utgifter", flere=True, linjer=4),
        _tekst("poster", flere=True, linjer=4),
        _tekst("noekkeltall", flere=True),
        *(
            tallfelt(navn, maks=maks, desimaler=2)
            for navn, maks in (
                ("bygg_bolig", 1000), ("bygg_institusjon", 1000), ("aarsverk_bolig", 20),
                ("aarsverk_institusjon", 20), ("mill_per_aarsverk", 10), ("betaling_bolig", 10),
                ("betaling_institusjon", 10), ("refusjon_bolig", 100),
                ("refusjon_institusjon", 100),
            )
        ),
        tallfelt("rente", min_=-5, maks=20, desimaler=1),
        tallfelt("levetid", min_=1, maks=100),
    ]  # fmt: skip


def _tekst(navn: str, *, privat: bool = False, linjer: int = 0, **ekstra: Any) -> Felt:
    felt = {
        "navn": navn,
        "etikett": ETIKETTER[navn],
        "type": "langtekst" if linjer else "tekst",
        "hjelp": _HJELP[navn] + (_PRIVAT if privat else ""),
    }
    return felt | ({"linjer": linjer} if linjer else {}) | _utenfor(privat) | ekstra


def _utenfor(privat: bool) -> Felt:
    return {"utenfor_adressen": True} if privat else {}
