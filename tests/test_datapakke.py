"""The data package: hashes, rebuild, sources, guards, and published sums from the frames."""

import hashlib
import json
import shutil
import tomllib
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from frictionless import Package

from helseanalyse.sources import build

DATA = Path(__file__).parents[1] / "data"
KORREKSJONER = tomllib.loads((DATA / "korreksjoner.toml").read_text(encoding="utf-8"))["korreksjon"]
PAKKE = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))


def ramme(navn: str) -> pd.DataFrame:
    return pd.read_csv(DATA / "klargjort" / f"{navn}.csv", dtype=str, keep_default_na=False)


def tall(navn: str, **valg: str) -> Decimal:
    """The one value that the choice points to."""
    df = ramme(navn)
    for felt, verdi in valg.items():
        df = df[df[felt] == verdi]
    assert len(df) == 1, f"{valg} treffer {len(df)} rader i {navn}"
    return Decimal(df.iloc[0]["verdi"])


def dok(dokument: str, nokkel: str) -> Decimal:
    return tall("dokumenttall", dokument=dokument, nokkel=nokkel)


def summer(df: pd.DataFrame, felt: str) -> Decimal:
    return sum((Decimal(v) for v in df[felt] if v), Decimal(0))


@pytest.fixture
def kopi(tmp_path: Path) -> Path:
    rot = tmp_path / "data"
    shutil.copytree(DATA, rot)
    return rot


# ------------------------------------------------------------------ pakken
@pytest.mark.parametrize("ressurs", PAKKE["resources"], ids=lambda r: r["name"])
def test_hash_og_stoerrelse(ressurs: dict) -> None:
    innhold = (DATA / ressurs["path"]).read_bytes()
    assert ressurs["hash"] == f"sha256:{hashlib.sha256(innhold).hexdigest()}"
    assert ressurs["bytes"] == len(innhold)
    assert b"\r" not in innhold


def test_hver_fil_er_med_i_pakken() -> None:
    paa_disk = {str(p.relative_to(DATA)) for p in DATA.glob("*/*.csv")}
    assert {r["path"] for r in PAKKE["resources"]} == paa_disk


def test_ny_bygging_gir_de_samme_bytene() -> None:
    filer = build.bygg(DATA)
    assert len(filer) == 10
    for sti, innhold in filer.items():
        assert (DATA / sti).read_bytes() == innhold, sti
    assert build.main(["--rot", str(DATA), "--kontroller"]) == 0


def test_kontroller_ser_en_endret_fil(kopi: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sti = kopi / "klargjort" / "observasjoner.csv"
    foer = sti.read_bytes()
    sti.write_bytes(foer.replace(b"378843", b"378844"))
    assert build.main(["--rot", str(kopi), "--kontroller"]) == 1
    assert "klargjort/observasjoner.csv" in capsys.readouterr().err
    assert sti.read_bytes() != foer
    assert build.main(["--rot", str(kopi)]) == 0
    assert sti.read_bytes() == foer
    assert [p.name for p in kopi.rglob(".*")] == []


def test_frictionless_godtar_pakken() -> None:
    rapport = Package(str(DATA / "datapackage.json")).validate()
    feil = [f.message for t in rapport.tasks for f in t.errors] + [
        f.message for f in rapport.errors
    ]
    assert rapport.valid, feil
    assert len(rapport.tasks) == len(PAKKE["resources"])


@pytest.mark.parametrize(
    ("fra", "til"),
    [(b"romskog-2013-diagram-4", b"romskog-2013-diagram-9"), (b"0121,2012,", b"121,2012,")],
    ids=["ukjent kilde", "kommunenummer uten null"],
)
def test_frictionless_avviser_brudd(kopi: Path, fra: bytes, til: bytes) -> None:
    sti = kopi / "klargjort" / "observasjoner.csv"
    innhold = sti.read_bytes().replace(fra, til, 1)
    assert innhold != sti.read_bytes()
    sti.write_bytes(innhold)
    pakke = json.loads((kopi / "datapackage.json").read_text(encoding="utf-8"))
    for r in pakke["resources"]:
        r.pop("hash"), r.pop("bytes")
    (kopi / "datapackage.json").write_text(json.dumps(pakke), encoding="utf-8")
    assert not Package(str(kopi / "datapackage.json")).validate().valid


# ------------------------------------------------------------------ kilder
@pytest.mark.parametrize(
    "navn",
    ["kommuner", "kommuneendringer", "observasjoner", "befolkning", "tiltak", "dokumenttall"],
)
def test_hver_rad_har_en_kilde(navn: str) -> None:
    assert set(ramme(navn)["kilde"]) <= set(ramme("kilder")["kilde"])


def test_ingen_sats_mangler_kilde_eller_tall() -> None:
    satser = ramme("satser")
    assert len(satser) > 100
    assert set(satser["kilde"]) <= set(ramme("kilder")["kilde"])
    assert (satser["verdi"] != "").all()
    tatt_ut = {"770000", "800000", "835000", "865000", "887000", "935000", "975000"}
    tatt_ut |= {"1235000", "1320000", "1470000"}
    assert not tatt_ut & set(satser["verdi"]), "en sats uten lest kilde er kommet med"


def test_hver_kilde_er_i_bruk() -> None:
    navn = [r["name"] for r in PAKKE["resources"] if r["path"].startswith("klargjort/")]
    brukt = set().union(*(set(ramme(n)["kilde"]) for n in navn if n != "kilder"))
    assert set(ramme("kilder")["kilde"]) - brukt == set()


def test_bygging_avviser_ukjent_kilde(kopi: Path) -> None:
    sti = kopi / "kilde" / "haa_2024.csv"
    tekst = sti.read_text(encoding="utf-8")
    sti.write_text(tekst.replace("haa-2024-planer", "haa-2024-borte"), encoding="utf-8")
    with pytest.raises(ValueError, match="haa-2024-borte"):
        build.bygg(kopi)


# ------------------------------------------------------------------ korreksjoner
@pytest.mark.parametrize("k", KORREKSJONER, ids=lambda k: k["id"])
def test_vakten_stopper_naar_kilden_endres(kopi: Path, k: dict) -> None:
    build.bygg(kopi)
    sti = kopi / "kilde" / k["fil"]
    df = pd.read_csv(sti, dtype=str, keep_default_na=False)
    rad = pd.Series(True, index=df.index)
    for felt, verdi in k["rad"].items():
        rad &= df[felt] == verdi
    assert list(df.loc[rad, k["felt"]]) == [k["fra"]]
    df.loc[rad, k["felt"]] = k["til"]
    df.to_csv(sti, index=False, lineterminator="\n")
    with pytest.raises(ValueError, match=k["id"]):
        build.bygg(kopi)


@pytest.mark.parametrize(
    ("navn", "valg", "verdi"),
    [
        ("observasjoner", {"indikator": "effektivitet_pleie_omsorg", "aar": "2015"}, "0.952"),
        ("observasjoner", {"indikator": "bosatte_flyktninger_per_1000", "komm_nr": "0219",
                           "aar": "2013"}, "0.8"),
        ("dokumenttall", {"nokkel": "liggetid_reduksjon_ordinaer"}, "2.6"),
    ],
)  # fmt: skip
def test_rettet_verdi_sier_at_den_er_rettet(navn: str, valg: dict, verdi: str) -> None:
    df = ramme(navn)
    for felt, v in valg.items():
        df = df[df[felt] == v]
    assert list(df["verdi"]) == [verdi]
    assert "Rettet fra" in df.iloc[0]["merknad"]


def test_rettelsen_merker_bare_sin_egen_celle() -> None:
    df = ramme("observasjoner")
    rettet = df[df["merknad"].str.contains("Rettet fra")]
    assert set(zip(rettet["indikator"], rettet["aar"], strict=True)) == {
        ("effektivitet_pleie_omsorg", "2015"),
        ("bosatte_flyktninger_per_1000", "2013"),
    }


def test_bygging_avviser_skadet_tall_uten_korreksjon(kopi: Path) -> None:
    sti = kopi / "kilde" / "romskog_2013.csv"
    sti.write_text(sti.read_text(encoding="utf-8").replace(",620000,", ',"620.000.-",'), "utf-8")
    with pytest.raises(ValueError, match="romskog_2013"):
        build.bygg(kopi)


# ------------------------------------------------------------------ manglende er aldri null
def test_skjermet_og_strek_blir_aldri_null() -> None:
    obs = ramme("observasjoner").set_index(["komm_nr", "aar", "indikator"])
    kilde = build.les_kilde(DATA, "ssb_2007_institusjonsplasser")
    skjermet = kilde.loc[kilde["beboere_0_66"] == ":", "komm_nr"]
    assert len(skjermet) == 17
    for nr in skjermet:
        rad = obs.loc[(nr, "2007", "beboere_institusjon_0_66")]
        assert (rad["verdi"], rad["status"]) == ("", "skjermet")
    strek = obs.loc[("KG5", "2012", "korr_brutto_driftsutg_per_mottaker")]
    assert (strek["verdi"], strek["status"]) == ("", "mangler")
    uten_tall = obs[obs["verdi"] == ""]
    assert set(uten_tall["status"]) == {"skjermet", "mangler"}
    assert len(uten_tall) == 19
    med_tall = obs[obs["verdi"] != ""]
    assert not set(med_tall["status"]) & {"skjermet", "mangler", "ikke_i_bruk"}


def test_tomt_tiltak_er_tomt() -> None:
    tiltak = ramme("tiltak")
    dobbeltrom = tiltak[(tiltak["plan"] == "nordre_follo_2026_2029") & (tiltak["nr"] == "4.6")]
    assert list(dobbeltrom["effekt_mill_kr"]) == [""] * 4


# ------------------------------------------------------------------ publiserte tall
@pytest.mark.parametrize(
    ("aar", "sum_"), [("2026", "13.2"), ("2027", "30.9"), ("2028", "35.7"), ("2029", "35.7")]
)
def test_nordre_follo_anbefalt_sum(aar: str, sum_: str) -> None:
    df = ramme("tiltak")
    df = df[(df["plan"] == "nordre_follo_2026_2029") & (df["status"] == "anbefalt")]
    assert summer(df[df["aar"] == aar], "effekt_mill_kr") == Decimal(sum_)


def test_nordre_follo_vurdert_og_trykte_summer() -> None:
    df = ramme("tiltak")
    df = df[df["status"] == "vurdert_ikke_anbefalt"]
    aar = [summer(df[df["aar"] == str(a)], "effekt_mill_kr") for a in range(2026, 2030)]
    assert aar == [Decimal("10.3"), Decimal("14.3"), Decimal("14.3"), Decimal("14.3")]
    assert dok("nordre_follo", "anbefalt_sum_2026") == Decimal("13.2")
    assert dok("nordre_follo", "anbefalt_sum_2028") == Decimal("35.7")


@pytest.mark.parametrize(("liste", "sum_"), [("mottak", 420), ("flyktninger", 1965)])
def test_haa_bemanning(liste: str, sum_: int) -> None:
    df = ramme("dokumenttall")
    df = df[df["nokkel"].str.startswith(f"bemanning_{liste}_")]
    poster = df[~df["nokkel"].str.endswith("_totalt")]
    assert summer(poster, "verdi") == dok("haa", f"bemanning_{liste}_totalt") == sum_


@pytest.mark.parametrize(("aar", "refusjon"), [("2022", 1_373_600), ("2023", 1_402_800)])
def test_haa_refusjon(aar: str, refusjon: int) -> None:
    poster = ("kostnad", "fratrekk_pu", "fratrekk_innslag")
    grunnlag = sum(dok("haa", f"refusjon_{p}_{aar}") for p in poster)
    assert grunnlag == dok("haa", f"refusjon_grunnlag_{aar}")
    grad = dok("haa", "refusjon_kompensasjonsgrad") / 100
    assert grunnlag * grad == dok("haa", f"refusjon_refusjon_{aar}") == refusjon
    innslag = tall("satser", sats="innslagspunkt_ressurskrevende", gjelder_for_utgiftsaar=aar)
    assert innslag == -dok("haa", f"refusjon_fratrekk_innslag_{aar}")


@pytest.mark.parametrize(
    ("aar", "sum_"), [("2013", "438.0"), ("2014", "475.7"), ("2015", "499.2"), ("2016", "474.4")]
)
def test_baerum_tabell_2(aar: str, sum_: str) -> None:
    df = ramme("dokumenttall")
    df = df[df["nokkel"].str.match(rf"tabell_2_.*_{aar}$") & (df["enhet"] == "mill. kr")]
    poster = df[df["nokkel"] != f"tabell_2_sum_{aar}"]
    assert len(poster) == 10
    assert summer(poster, "verdi") == Decimal(sum_)
    assert abs(Decimal(sum_) - dok("baerum", f"tabell_2_sum_{aar}")) <= Decimal("0.1")


def test_baerum_ikke_gjennomfoerbart() -> None:
    df = ramme("tiltak")
    df = df[(df["plan"] == "baerum_hp_2015_2018") & (df["ikke_gjennomfoerbart_mill_kr"] != "")]
    deler = [Decimal(v) for v in df["ikke_gjennomfoerbart_mill_kr"]]
    assert sorted(deler) == [Decimal(v) for v in ("0.4", "1.5", "3.0", "5.2")]
    assert sum(deler) == dok("baerum", "tabell_9_sum_ikke_gjennomfoerbart") == Decimal("10.1")


@pytest.mark.parametrize("aar", ["2013", "2014", "2015"])
def test_baerum_effektivitet_er_produksjon_delt_paa_utgift(aar: str) -> None:
    def indeks(navn: str) -> Decimal:
        return tall("observasjoner", komm_nr="0219", aar=aar, indikator=f"{navn}_pleie_omsorg")

    kvotient = indeks("produksjonsindeks") / indeks("brutto_driftsutgiftsindeks")
    assert abs(kvotient - indeks("effektivitet")) <= Decimal("0.0005")


def test_trykte_motsigelser_er_ikke_rettet() -> None:
    deler = ("kveld_og_natt", "omfattende_hjelpebehov_2024", "grunnbemanning_2024")
    delsum = sum(dok("trondheim", f"punkt_5_{d}") for d in deler)
    assert delsum == Decimal("28.8")
    assert dok("trondheim", "punkt_5_sum_trykt") == Decimal("29.8")
    figur = tall("observasjoner", komm_nr="0219", aar="2014",
                 indikator="produksjonsindeks_pleie_omsorg")  # fmt: skip
    tekst = dok("baerum", "produksjonsindeks_avvik_aaret_foer")
    assert (figur - 1) * 100 == Decimal("1.6") != tekst == Decimal("2.6")


@pytest.mark.parametrize(
    ("komm_nr", "aar", "indikator", "verdi"),
    [
        ("0121", "2004", "plasser_institusjon", 16),
        ("0121", "2004", "beboere_institusjon", 15),
        ("0121", "2004", "netto_driftsutg_helse_sosial", 9925),
        ("0121", "2007", "plasser_sykehjem", 10),
        ("0121", "2007", "plasser_andre", 6),
        ("0121", "2007", "beboere_institusjon", 13),
        ("0121", "2013", "plasser_institusjon", 17),
        ("0219", "2007", "plasser_institusjon", 928),
        ("0301", "2007", "plasser_institusjon", 5204),
        ("0219", "2011", "korr_brutto_driftsutg_per_mottaker", 416820),
        ("0219", "2011", "mottakere_hjemmetjenester_per_1000_80_pluss", 288),
        ("0119", "2012", "korr_brutto_driftsutg_per_mottaker", 333076),
        ("EAK", "2006", "beboere_institusjon_0_66", 1924),
        ("EAK", "2007", "beboere_institusjon_0_66", 4116),
    ],
)
def test_stikkproever(komm_nr: str, aar: str, indikator: str, verdi: int) -> None:
    assert tall("observasjoner", komm_nr=komm_nr, aar=aar, indikator=indikator) == verdi


def test_plassene_i_2007_er_sykehjem_og_andre() -> None:
    df = ramme("observasjoner")
    df = df[(df["aar"] == "2007") & (df["komm_nr"] != "EAK")]
    vid = df.pivot_table(index="komm_nr", columns="indikator", values="verdi", aggfunc="first")
    deler = vid["plasser_sykehjem"].astype(int) + vid["plasser_andre"].astype(int)
    assert len(vid) == 50
    assert (vid["plasser_institusjon"].astype(int) == deler).all()


@pytest.mark.parametrize("serie", ["beboere_institusjon", "mottakere_hjemmetjenester"])
def test_aldersgruppene_summerer_seg_til_landet(serie: str) -> None:
    df = ramme("observasjoner")
    df = df[(df["komm_nr"] == "EAK") & df["indikator"].str.fullmatch(rf"{serie}(_[0-9u].*)?")]
    df = df[~df["indikator"].str.endswith("per_1000")]
    for aar, gruppe in df.groupby("aar"):
        alder = gruppe[gruppe["indikator"] != serie]
        rest = Decimal(gruppe.loc[gruppe["indikator"] == serie, "verdi"].item())
        rest -= summer(alder, "verdi")
        assert len(alder) == 5
        assert abs(rest) <= 1, f"{serie} {aar}: {rest}"


@pytest.mark.parametrize("prefiks", ["delkostnadsnoekkel_plo", "sektorvekt",
                                     "delkostnadsnoekkel_helse_sosial"])  # fmt: skip
def test_vektene_summerer_seg_til_en(prefiks: str) -> None:
    satser = ramme("satser")
    assert summer(satser[satser["sats"].str.startswith(prefiks)], "verdi") == 1


# ------------------------------------------------------------------ kommuner
def test_koder_er_gyldige_i_aaret() -> None:
    obs = ramme("observasjoner").merge(ramme("kommuner"), on="komm_nr", how="left")
    for felt, feil in (("gjelder_fra", int.__gt__), ("gjelder_til", int.__lt__)):
        med = obs[obs[felt] != ""]
        brudd = [feil(int(g), int(a)) for g, a in zip(med[felt], med["aar"], strict=True)]
        assert not any(brudd), med[brudd].head()


def test_navnene_i_kildetabellene_er_kommunens_navn() -> None:
    navn = ramme("kommuner").set_index("komm_nr")["navn"]
    for fil in ("ssb_2003_helse_sosial", "ssb_2004_helse_sosial", "ssb_2004_kvalitet_aarsverk",
                "ssb_2007_institusjonsplasser", "ssb_2019_folkemengde",
                "drammen_2012_asss_kommuner"):  # fmt: skip
        kilde = build.les_kilde(DATA, fil).set_index("komm_nr")["kommune"]
        assert (navn.loc[kilde.index] == kilde).all(), fil


@pytest.mark.parametrize(
    ("kode", "i_2020", "i_2024"),
    [
        ("0121", "3026", "3226"), ("0221", "3026", "3226"), ("0628", "3025", "3203"),
        ("0627", "3025", "3203"), ("0220", "3025", "3203"), ("0213", "3020", "3207"),
        ("0217", "3020", "3207"), ("0219", "3024", "3201"), ("0119", "3013", "3122"),
        ("0118", "3012", "3124"), ("5030", "5001", None),
    ],
)  # fmt: skip
def test_etterfoelgere(kode: str, i_2020: str, i_2024: str | None) -> None:
    endringer = ramme("kommuneendringer").set_index("fra_komm_nr")
    assert tuple(endringer.loc[kode, ["til_komm_nr", "aar"]]) == (i_2020, "2020")
    if i_2024:
        assert tuple(endringer.loc[i_2020, ["til_komm_nr", "aar"]]) == (i_2024, "2024")


def test_endringene_henger_sammen_med_gyldigheten() -> None:
    kommuner = ramme("kommuner").set_index("komm_nr")
    for fra, aar in ramme("kommuneendringer")[["fra_komm_nr", "aar"]].itertuples(index=False):
        assert int(kommuner.loc[fra, "gjelder_til"]) == int(aar) - 1


def test_paastandene_har_alle_utfall() -> None:
    df = ramme("paastander")
    assert list(df["nr"]) == [str(i + 1) for i in range(len(df))]
    assert set(df["utfall"]) == {
        "gjenskapt", "gjenskapt_med_forbehold", "kan_ikke_etterproeves", "motsigelse",
        "ikke_entydig", "merknad",
    }  # fmt: skip
    assert (df["forklaring"].str.len() > 40).all()
