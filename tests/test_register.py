"""The registers agree with the data and the documentation: indicators, sources, terms."""

import re

import pytest

from conftest import ROT, strenger
from helseanalyse.enheter import enhet_navn, med_enhet
from helseanalyse.indikator import Indikator, indikator, indikatorer
from helseanalyse.kilde import kildeliste
from helseanalyse.measures.profil import verdier
from helseanalyse.pdf import METODER
from helseanalyse.sources.load import Data

ALLE = list(indikatorer().values())
GRUNNTALL = [i for i in ALLE if i.type == "grunntall"]
FORHOLDSTALL = [i for i in ALLE if i.type == "forholdstall"]
OPPGITTE = [i for i in ALLE if i.type == "oppgitt"]
ENGELSK = re.compile(
    r"\b(the|of|and|with|share|rate|places|residents|beds?|municipalit\w+|inhabitants|value|source"
    r"|number|missing|total|year|cost|per cent|nursing|home care|users?|recipients?)\b",
    re.IGNORECASE,
)
ENHETER = {
    "kr", "1000 kr", "prosent", "personer", "plasser", "aarsverk", "per 1000", "per 100 plasser",
    "per beboer",
}  # fmt: skip


def ider(i: Indikator) -> str:
    return i.id


# ------------------------------------------------------------------ indikatorer
def test_registeret_har_alle_tre_slag() -> None:
    assert len(GRUNNTALL) >= 12
    assert len(FORHOLDSTALL) >= 9
    assert len(OPPGITTE) >= 7
    assert len(GRUNNTALL) + len(FORHOLDSTALL) + len(OPPGITTE) == len(ALLE)


@pytest.mark.parametrize("i", ALLE, ids=ider)
def test_hver_indikator_har_navn_og_kjent_enhet(i: Indikator) -> None:
    assert i.navn == i.navn.strip()
    assert i.navn[0].isupper()
    assert i.enhet in ENHETER
    assert med_enhet(1, i.enhet, i.desimaler).startswith("1")
    assert i.type == "grunntall" or len(i.kortnavn) <= 40, "navnet får ikke plass ved en akse"
    assert re.fullmatch(r"[a-z0-9_]+", i.id)


@pytest.mark.parametrize("i", [*GRUNNTALL, *OPPGITTE], ids=ider)
def test_tall_fra_kilder_er_definert_og_staar_ikke_sammen_av_deler(i: Indikator) -> None:
    assert len(i.definisjon) > 20
    assert i.definisjon.endswith(".")
    assert (i.teller, i.nevner, i.faktor, i.andel) == (None, None, 1, False)


@pytest.mark.parametrize("i", FORHOLDSTALL, ids=ider)
def test_forholdstall_er_satt_sammen_av_grunntall(i: Indikator) -> None:
    assert i.teller != i.nevner
    for del_ in (i.teller, i.nevner):
        assert indikator(str(del_)).type == "grunntall"
    assert i.faktor == {"prosent": 100, "per 100 plasser": 100, "per beboer": 1}[i.enhet]
    if i.enhet == "prosent":
        assert indikator(str(i.teller)).enhet == indikator(str(i.nevner)).enhet


@pytest.mark.parametrize("i", [*GRUNNTALL, *OPPGITTE], ids=ider)
def test_enheten_er_den_samme_i_dataene(data: Data, i: Indikator) -> None:
    """Only the denominator «innbyggere» is left out of the register's «per 1000»."""
    i_dataene = set(data.observasjoner.loc[data.observasjoner.indikator == i.id, "enhet"])
    assert {e.removesuffix(" innbyggere") for e in i_dataene} == {enhet_navn(i.enhet)}


@pytest.mark.parametrize("i", ALLE, ids=ider)
def test_teksten_er_norsk(i: Indikator) -> None:
    tekst = " ".join(strenger([i.navn, i.kort, i.definisjon, i.merknad, list(i.brudd.values())]))
    assert ENGELSK.search(tekst) is None


@pytest.mark.parametrize("i", FORHOLDSTALL, ids=ider)
def test_telleren_er_en_del_av_nevneren_der_registeret_sier_det(data: Data, i: Indikator) -> None:
    o = data.observasjoner
    over, antall = set(), 0
    for aar in sorted(o.aar.unique()):
        koder = o.loc[o.aar == aar, "komm_nr"].unique().tolist()
        df = verdier(o, i, koder, int(aar))
        df = df[df.verdi.notna()]
        antall += len(df)
        over |= {(k, int(aar)) for k in df.loc[df.teller > df.nevner, "komm_nr"]}
    assert antall > 15
    if i.andel:
        assert over == set()
    else:
        assert over or i.enhet == "prosent", f"{i.id} kunne vært en andel"


@pytest.mark.parametrize("i", [i for i in ALLE if i.rimelig], ids=ider)
def test_det_rimelige_omfatter_de_fleste_og_utelukker_noen(data: Data, i: Indikator) -> None:
    lav, hoey = i.rimelig or (0, 0)
    koder = data.observasjoner.komm_nr.unique().tolist()
    df = verdier(data.observasjoner, i, koder, 2007)
    verdi = df.verdi.dropna()
    innenfor = verdi.between(lav, hoey).mean()
    assert 0.7 < innenfor < 1


@pytest.mark.parametrize("i", [i for i in ALLE if i.brudd], ids=ider)
def test_brudd_gjelder_et_aar_i_dataene(data: Data, i: Indikator) -> None:
    aar = set(data.observasjoner.loc[data.observasjoner.indikator == i.id, "aar"].astype(str))
    assert set(i.brudd) <= aar


def test_ukjent_indikator_nektes() -> None:
    with pytest.raises(ValueError, match="«andel_ulv» finnes ikke i registeret"):
        indikator("andel_ulv")


# ------------------------------------------------------------------ kilder
def test_hver_observasjon_har_en_kilde_som_kan_trykkes(data: Data) -> None:
    koder = data.observasjoner.kilde.unique().tolist()
    assert len(koder) > 10
    trykte = kildeliste(data.kilder, koder)
    assert [k["id"] for k in trykte] == koder
    for kilde in trykte:
        assert kilde["metode"] in METODER
        assert kilde["tekst"].count(",") >= 2
        assert "nan" not in kilde["tekst"].split()


@pytest.mark.parametrize("ramme", ["befolkning", "tiltak", "satser", "dokumenttall", "paastander"])
def test_hver_rad_har_en_kilde_som_kan_trykkes(data: Data, ramme: str) -> None:
    df = getattr(data, ramme)
    assert df.kilde.notna().all()
    assert len(kildeliste(data.kilder, df.kilde)) == df.kilde.nunique()


def test_kildelisten_er_uten_gjentakelser_og_i_rekkefoelge(data: Data) -> None:
    koder = ["romskog-2013-diagram-8", "drammen-2012-tabell-2", "romskog-2013-diagram-8"]
    liste = kildeliste(data.kilder, [*koder, None, float("nan")])
    assert [k["id"] for k in liste] == koder[:2]
    assert liste[0]["tekst"].startswith("KS-Konsulent as, «Diagram 8: Endring i behov» i Analyse")
    assert liste[0]["tekst"].endswith("8. november 2013")
    assert liste[1]["tekst"].endswith("tabell 2, 2012")


def test_ukjent_kilde_nektes(data: Data) -> None:
    with pytest.raises(ValueError, match="Kilden «finnes-ikke» finnes ikke i kilderegisteret"):
        kildeliste(data.kilder, ["finnes-ikke"])


# ------------------------------------------------------------------ dokumentasjonen
@pytest.mark.parametrize("i", ALLE, ids=ider)
def test_begrepslisten_har_navnet_og_enheten(i: Indikator) -> None:
    tekst = (ROT / "docs" / "begreper.md").read_text(encoding="utf-8")
    rader = [[c.strip() for c in linje.split("|")] for linje in tekst.splitlines()]
    treff = [r for r in rader if f"`{i.id}`" in r]
    assert len(treff) == 1, f"docs/begreper.md har {len(treff)} rader for {i.id}"
    assert {i.navn, enhet_navn(i.enhet)} <= set(treff[0])
