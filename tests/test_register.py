"""The registers agree with the data and the documentation: indicators, sources, terms."""

import re
import shutil
from pathlib import Path

import pandas as pd
import pytest

from conftest import ROT, strenger
from helseanalyse.enheter import enhet_navn, med_enhet
from helseanalyse.indikator import Indikator, indikator, indikatorer
from helseanalyse.kilde import kildeliste
from helseanalyse.measures.profil import verdier
from helseanalyse.pdf import METODER
from helseanalyse.sources.load import Data, load_eksempeldata

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
    "per beboer", "per 10 000 innbyggere", "timer per uke", "årsverk per bruker", "døgn",
    "deltakere per årsverk", "årsverk per ansatt",
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
    assert i.faktor == {"prosent": 100, "per 100 plasser": 100}.get(i.enhet, 1)
    if i.enhet == "prosent":
        assert indikator(str(i.teller)).enhet == indikator(str(i.nevner)).enhet


def test_enheten_er_den_samme_i_dataene(data: Data) -> None:
    """Only the denominator «innbyggere» is left out of the register's «per 1000»."""
    par = data.observasjoner[["indikator", "enhet"]].drop_duplicates()
    i_dataene = {i: e.removesuffix(" innbyggere") for i, e in par.itertuples(index=False)}
    kjente = {i.id: enhet_navn(i.enhet) for i in [*GRUNNTALL, *OPPGITTE]}
    felles = set(i_dataene) & set(kjente)
    assert len(felles) >= 19
    assert {i: i_dataene[i] for i in felles} == {i: kjente[i] for i in felles}


@pytest.mark.parametrize("i", [*GRUNNTALL, *OPPGITTE], ids=ider)
def test_hver_indikator_finnes_i_en_kilde(data: Data, i: Indikator) -> None:
    """In the example data, or named by the register of the tables that are fetched."""
    hentes = [
        f.read_text("utf-8") for f in (ROT / "src" / "helseanalyse" / "sources").glob("*.toml")
    ]
    hentes = [t for t in hentes if re.search(rf"\b{i.id}\b", t)]
    assert i.id in set(data.observasjoner.indikator) or hentes


@pytest.mark.parametrize("i", ALLE, ids=ider)
def test_teksten_er_norsk(i: Indikator) -> None:
    tekst = " ".join(strenger([i.navn, i.kort, i.definisjon, i.merknad, list(i.brudd.values())]))
    assert ENGELSK.search(tekst) is None


def forholdstallene(data: Data, i: Indikator) -> pd.DataFrame:
    """Numerator and denominator of every place and year that has both."""
    o = data.observasjoner[data.observasjoner.verdi.notna()]
    par = [
        o.loc[o.indikator == x].set_index(["komm_nr", "aar"]).verdi for x in (i.teller, i.nevner)
    ]
    return pd.concat(par, axis=1, keys=["teller", "nevner"], join="inner")


@pytest.mark.parametrize("i", FORHOLDSTALL, ids=ider)
def test_telleren_er_en_del_av_nevneren_der_registeret_sier_det(data: Data, i: Indikator) -> None:
    df = forholdstallene(data, i)
    over = df[df.teller > df.nevner]
    if i.andel:
        assert over.empty
    else:
        assert len(over) or i.enhet in ("prosent", "årsverk per ansatt"), (
            f"{i.id} kunne vært en andel"
        )


def test_de_fleste_forholdstall_kan_proeves_mot_dataene(data: Data) -> None:
    antall = {i.id: len(forholdstallene(data, i)) for i in FORHOLDSTALL}
    assert sum(n > 15 for n in antall.values()) >= 9
    assert min(antall.values()) > 0, antall


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
    df = data.folk() if ramme == "befolkning" else getattr(data, ramme)
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


# ------------------------------------------------------------------ lesing
@pytest.fixture
def kopi(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROT / "data", tmp_path / "data"))


def test_bare_en_tom_celle_mangler(data: Data, kopi: Path) -> None:
    """«NA» and «-» are text, codes keep their zeros, and an empty cell is missing."""
    fil = kopi / "klargjort" / "kommuner.csv"
    tekst = fil.read_text(encoding="utf-8").replace(",Hurum,", ",NA,").replace(",Marker,", ",-,")
    fil.write_text(tekst, encoding="utf-8")
    lest = load_eksempeldata(kopi)
    assert (lest.register.navn("0628"), lest.register.navn("0119")) == ("NA", "-")
    assert lest.kommuner.gjelder_fra.isna().any()
    assert lest.kommuner.komm_nr.str.len().min() == 3  # EAK and KG5
    pd.testing.assert_frame_equal(lest.observasjoner, data.observasjoner)


@pytest.mark.parametrize(
    ("navn", "innhold"),
    [
        ("datapackage.json", None),
        ("datapackage.json", "{"),
        ("klargjort/observasjoner.csv", None),
        ("klargjort/befolkning.csv", "komm_nr,aar\n0121,i fjor\n"),
    ],
    ids=str,
)
def test_en_skadet_fil_nektes_ved_navn(kopi: Path, navn: str, innhold: str | None) -> None:
    fil = kopi / navn
    fil.unlink() if innhold is None else fil.write_text(innhold, encoding="utf-8")
    with pytest.raises(ValueError, match="mangler eller er skadet") as feil:
        load_eksempeldata(kopi)
    assert str(feil.value).startswith(f"Datafilen «{fil.name}» mangler eller er skadet (")
    assert str(feil.value).endswith("Installer helseanalyse på nytt.")


# ------------------------------------------------------------------ dokumentasjonen
@pytest.mark.parametrize("i", ALLE, ids=ider)
def test_begrepslisten_har_navnet_og_enheten(i: Indikator) -> None:
    tekst = (ROT / "docs" / "begreper.md").read_text(encoding="utf-8")
    rader = [[c.strip() for c in linje.split("|")] for linje in tekst.splitlines()]
    treff = [r for r in rader if f"`{i.id}`" in r]
    assert len(treff) == 1, f"docs/begreper.md har {len(treff)} rader for {i.id}"
    assert {i.navn, enhet_navn(i.enhet)} <= set(treff[0])
