"""The registers agree with the data and the documentation: indicators, sources, terms."""

import re
import shutil
from pathlib import Path

import pandas as pd
import pytest

import helseanalyse
from conftest import ROT
from helseanalyse.begrep import alle_brudd, punkter
from helseanalyse.enheter import enhet_navn, med_enhet
from helseanalyse.indikator import Indikator, gruppenavn, grupper, indikator, indikatorer
from helseanalyse.kilde import kildeliste
from helseanalyse.kildevedlegg import METODER
from helseanalyse.measures.profil import verdier
from helseanalyse.sources import begreper
from helseanalyse.sources.load import Data, load_eksempeldata
from helseanalyse.sources.ssb_tabeller import les_liste

ALLE = list(indikatorer().values())
GRUNNTALL = [i for i in ALLE if i.type == "grunntall"]
FORHOLDSTALL = [i for i in ALLE if i.type == "forholdstall"]
OPPGITTE = [i for i in ALLE if i.type == "oppgitt"]
ENGELSK = re.compile(
    r"\b(the|of|and|with|share|rate|places|residents|beds?|municipalit\w+|inhabitants|value|source"
    r"|number|missing|total|year|cost|per cent|nursing|home care|users?|recipients?)\b",
    re.IGNORECASE,
)
# Words that are bokmål only: a name in nynorsk has none of them.
BOKMAAL = re.compile(
    r"\b(plasser|sykehjem\w*|beboere?|institusjoner|mottakere?|innbyggere?|tjenester|opphold|uken?"
    r"|timer|hjem\w*|brukere?|jeg|ikke|skjermet|enerom|rettede|formål)\b|tjeneste|opphold",
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


@pytest.mark.parametrize("i", ALLE, ids=ider)
def test_bare_kostnad_per_innbygger_kan_korrigeres_for_behov(i: Indikator) -> None:
    """Need is already in a cost per user, a coverage and a quality: never divided by it twice."""
    kostnad_per_innbygger = i.navn.startswith("Utgifter") and i.navn.endswith(" per innbygger")
    assert i.behovskorrigeres == kostnad_per_innbygger


@pytest.mark.parametrize("i", ALLE, ids=ider)
def test_hver_indikator_hoerer_til_en_gruppe(i: Indikator) -> None:
    assert i.gruppe in grupper()
    assert gruppenavn(i.gruppe) not in {i.gruppe, "Andre"}


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
    faktorer = {"prosent": 100, "per 100 plasser": 100, "kr": 1000}
    assert i.faktor == faktorer.get(i.enhet, 1)
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
    norske = [p.tekst for p in punkter(i) if p.ledetekst != "Engelsk"]
    assert ENGELSK.search(" ".join([i.navn, i.kort, *norske])) is None


@pytest.mark.parametrize("i", ALLE, ids=ider)
def test_navnet_finnes_paa_tre_spraak(i: Indikator) -> None:
    for navn in (i.navn_nn, i.navn_en):
        assert navn == navn.strip() and navn[0].isupper() and navn[-1] != "."
    assert BOKMAAL.search(i.navn_nn) is None
    assert i.navn_en not in (i.navn, i.navn_nn)
    assert re.search("[æøåÆØÅ]", i.navn_en) is None


def test_navnene_er_entydige_paa_hvert_spraak() -> None:
    for felt in ("navn", "kortnavn", "navn_nn", "navn_en"):
        navn = [getattr(i, felt) for i in ALLE]
        assert len(navn) == len(set(navn)), felt


@pytest.mark.parametrize("i", ALLE, ids=ider)
def test_alle_kan_slaas_opp(i: Indikator) -> None:
    """Definition, unit, source and trap are told of all; the denominator of every ratio."""
    lest = {p.ledetekst: p.tekst for p in punkter(i)}
    assert {"Definisjon", "Enhet", "Kilde", "Pass på", "Nynorsk", "Engelsk"} <= set(lest)
    assert ("Delt på" in lest) == (i.type != "grunntall")
    assert ("Brudd i serien" in lest) == bool(alle_brudd(i))
    assert i.felle.endswith(".") and lest["Definisjon"].endswith(".")
    assert ("utgiftsbehov" in i.felle) or not i.behovskorrigeres
    assert bool(i.delt_paa) == (i.type == "oppgitt")


@pytest.mark.parametrize("i", ALLE, ids=ider)
def test_kilden_er_tabellen_det_hentes_fra(i: Indikator) -> None:
    """The table of the register is that of the list of what is fetched, for counts and parts."""
    hentes = {s.id: t for t, tabell in les_liste().tabeller.items() for s in tabell.serier}
    kjent = hentes.get(i.id) or hentes.get(str(i.teller))
    nevnt = re.findall(r"Statistisk sentralbyrå, tabell (\d{5})", i.kildetabell)
    if kjent and (i.type != "forholdstall" or i.nevner in hentes):
        assert nevnt == [kjent]
    elif not kjent:
        assert nevnt == []


def test_alt_som_hentes_staar_i_registeret() -> None:
    """What is not in the register is stored, but no page shows it."""
    hentes = {s.id: s.enhet for t in les_liste().tabeller.values() for s in t.serier}
    assert set(hentes) <= set(indikatorer())
    for id_, enhet in hentes.items():
        assert enhet.removesuffix(" innbyggere") in enhet_navn(indikator(id_).enhet), id_


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
        ja = i.enhet in ("prosent", "årsverk per ansatt", "kr")
        assert len(over) or ja, f"{i.id} kunne vært en andel"


def test_de_fleste_forholdstall_kan_proeves_mot_dataene(data: Data) -> None:
    antall = {i.id: len(forholdstallene(data, i)) for i in FORHOLDSTALL}
    assert sum(n > 15 for n in antall.values()) >= 9
    uten = {i.id for i in FORHOLDSTALL if antall[i.id] == 0 and i.enhet != "kr"}
    assert uten == {"andel_plasser_tidsbegrenset"}  # fetched, not in the example data


@pytest.mark.parametrize("i", [i for i in ALLE if i.rimelig], ids=ider)
def test_det_rimelige_omfatter_de_fleste_og_utelukker_noen(data: Data, i: Indikator) -> None:
    lav, hoey = i.rimelig or (0, 0)
    koder = data.observasjoner.komm_nr.unique().tolist()
    df = verdier(data.observasjoner, i, koder, 2007)
    verdi = df.verdi.dropna()
    innenfor = verdi.between(lav, hoey).mean()
    assert 0.7 < innenfor < 1


@pytest.mark.parametrize("i", [i for i in ALLE if i.brudd], ids=ider)
def test_brudd_gjelder_et_aar_i_dataene_eller_et_som_hentes(data: Data, i: Indikator) -> None:
    """A year of the example data, or outside theirs: of figures that are fetched."""
    aar = data.observasjoner.loc[data.observasjoner.indikator == i.id, "aar"].astype(str)
    for brutt, grunn in i.brudd.items():
        assert re.fullmatch(r"(199|20[0-2])\d", brutt)
        assert brutt in set(aar) or aar.empty or not aar.min() <= brutt <= aar.max()
        assert grunn[0].isupper() and not grunn.endswith("."), "grunnen står midt i en setning"


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
def test_begrepslisten_er_skrevet_av_registeret() -> None:
    """One source: the page is what the register says, and is written by one command."""
    side = ROT / "docs" / "begreper.md"
    assert begreper.main(["--fil", str(side), "--kontroller"]) == 0


def test_begrepslisten_skrives_og_kontrolleres(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    side = tmp_path / "begreper.md"
    side.write_text("# Begreper\n\nskrevet for hånd\n\n## Indikatorer\n\ngammelt\n", "utf-8")
    assert begreper.main(["--fil", str(side), "--kontroller"]) == 1
    assert "stemmer ikke med registeret" in capsys.readouterr().err
    assert begreper.main(["--fil", str(side)]) == 0
    tekst = side.read_text(encoding="utf-8")
    assert tekst.startswith("# Begreper\n\nskrevet for hånd\n\n## Indikatorer\n")
    assert "gammelt" not in tekst
    side.write_text("# Begreper\n", encoding="utf-8")
    assert begreper.main(["--fil", str(side)]) == 1
    assert "mangler overskriften" in capsys.readouterr().err


@pytest.mark.parametrize("i", ALLE, ids=ider)
def test_begrepslisten_har_navnet_og_enheten(i: Indikator) -> None:
    tekst = (ROT / "docs" / "begreper.md").read_text(encoding="utf-8")
    rader = [[c.strip() for c in linje.split("|")] for linje in tekst.splitlines()]
    treff = [r for r in rader if f"`{i.id}`" in r and len(r) == 8]
    assert len(treff) == 1, f"docs/begreper.md har {len(treff)} rader for {i.id}"
    assert {i.navn, i.navn_nn, i.navn_en, enhet_navn(i.enhet)} <= set(treff[0])


def test_definisjonen_i_en_notatbok() -> None:
    lest = helseanalyse.definisjon("utgifter_omsorg_per_innbygger").splitlines()
    assert lest[0] == "Utgifter til helse- og omsorgstjenester per innbygger"
    assert lest[-1] == "Engelsk: Expenditure on health and care services per inhabitant"
    assert any(rad.endswith("Kan korrigeres for utgiftsbehov.") for rad in lest)
    with pytest.raises(ValueError, match="finnes ikke i registeret"):
        helseanalyse.definisjon("andel_ulv")
