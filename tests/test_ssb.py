"""Fetching from the statistics bank, against a server on loopback that replays it."""

import gzip
import json
import os
import re
import socket
import time
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import requests
from pandas.testing import assert_frame_equal

import ssb_tjener as feil
from helseanalyse.enheter import tall
from helseanalyse.kommune import Kommuneregister
from helseanalyse.sources import klass as klasser
from helseanalyse.sources.folk import Folk
from helseanalyse.sources.klass import KlassKlient, les_endringer, les_koblinger, les_kommuner
from helseanalyse.sources.kontrakt import sjekk
from helseanalyse.sources.lager import Lager
from helseanalyse.sources.lager_fil import typet
from helseanalyse.sources.ssb import SsbKlient, antall_celler, del_opp, les_metadata
from helseanalyse.sources.ssb_hent import Utvalg, hent, samlet_register
from helseanalyse.sources.ssb_jobb import Rapport
from helseanalyse.sources.ssb_nett import Grenser, IngenKontakt, SsbFeil
from helseanalyse.sources.ssb_plan import planlegg
from helseanalyse.sources.ssb_rader import les_svar
from helseanalyse.sources.ssb_tabeller import Liste, les_liste

EN, TO = datetime(2026, 11, 1, 12, tzinfo=UTC), datetime(2026, 11, 21, 12, tzinfo=UTC)
RASKE = Grenser(koblefrist=2, lesefrist=0.4, maks_tid=3, forsoek=2, maks_byte=2_000_000)
REGION = "KOKkommuneregion0000"


class Klokke:
    """Seconds that pass only when somebody waits."""

    def __init__(self) -> None:
        self.naa, self.ventet = 1000.0, list[float]()

    def __call__(self) -> float:
        return self.naa

    def sov(self, sekunder: float) -> None:
        self.ventet.append(sekunder)
        self.naa += sekunder


@pytest.fixture
def tjener() -> Iterator[feil.Tjener]:
    with feil.tjener() as t:
        yield t


@pytest.fixture
def lager(tmp_path: Path) -> Lager:
    return Lager(tmp_path / "lager")


def klient(tjener: feil.Tjener, grenser: Grenser = RASKE, **valg: Any) -> SsbKlient:
    valg = {"sov": lambda sekunder: None} | valg
    return SsbKlient(f"{tjener.adresse}/pxwebapi/v2", grenser, **valg)


def klass(tjener: feil.Tjener) -> KlassKlient:
    return KlassKlient(f"{tjener.adresse}/klass/v1", RASKE, sov=lambda sekunder: None)


def liste(tjener: feil.Tjener) -> Liste:
    """The package's own list, cut down to the codes that the small cubes have."""
    hel = les_liste()
    tabeller = {}
    for tabell, kube in tjener.kuber.items():
        finnes = {k for d in kube["id"] for k in feil.koder(kube, d)}
        t = hel.tabeller[tabell]
        serier = tuple(s for s in t.kjente if {s.innhold, *s.valg.values()} <= finnes)
        tabeller[tabell] = replace(t, serier=serier)
    return replace(hel, tabeller=tabeller)


def hent_alt(
    tjener: feil.Tjener, lager: Lager, data: Any, naa: datetime = EN, **valg: Any
) -> Rapport:
    utvalg = {"kommuner": ("3226",), "sammenlign": ("3203",), "grupper": ("EKG05",)}
    fast = {k: valg.pop(k) for k in ("klient", "liste", "framdrift") if k in valg}
    return hent(
        lager, Utvalg(**utvalg | valg), register=data.register, naa=naa, klass=klass(tjener),
        **{"klient": klient(tjener), "liste": liste(tjener)} | fast,
    )  # fmt: skip


def rad(ramme: pd.DataFrame, **felt: Any) -> Any:
    for navn, verdi in felt.items():
        ramme = ramme[ramme[navn] == verdi]
    assert len(ramme) == 1, f"{len(ramme)} rader for {felt}"
    return ramme.iloc[0]


# ------------------------------------------------------------------ listen
def test_listen_er_hel_og_uten_doble_navn() -> None:
    hel = les_liste()
    serier = [s for t in hel.tabeller.values() for s in t.serier]
    ider = [s.id for s in serier]
    assert len(ider) == len(set(ider)) > 50
    assert all(re.fullmatch(r"[a-z0-9_]+", i) for i in ider)
    assert {s.bevis for s in serier} == {"sett", "fra tredjepart"}
    nevnt = "12209 12292 12293 11875 12003 11642 11643 11644 11645 12362 12367 07459 14746 14288"
    assert {*nevnt.split(), "12882"} <= set(hel.tabeller)
    assert all(len(i) == 5 and i.isdigit() for i in hel.tabeller)
    for s in serier:
        assert s.maa_velges or re.fullmatch(r"KOS\w+|Brukere1", s.innhold), s.id
    assert hel.tjeneste["pxweb"].startswith("https://data.ssb.no/")


def test_egen_tabelliste(tmp_path: Path) -> None:
    fil = tmp_path / "mine.toml"
    fil.write_text(
        '[tabell.12003]\nslag = "indikatorer"\ntittel = "Brukere"\nregion = "R"\n'
        'refperiode = "31.12"\n[[tabell.12003.indikator]]\nid = "x"\ninnhold = "K"\n'
        'enhet = "personer"\nbevis = "sett"\nvalg = { Alder = "80+" }\n',
        encoding="utf-8",
    )
    tabeller = les_liste(fil).tabeller
    assert tabeller["12003"].kjente[0].valg == {"Alder": "80+"}
    assert tabeller["12209"].kjente[0].id == "dekningsgrad_hjemmetjenester_80_pluss"
    fil.write_text("[tabell.12003]\nslag = 3\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"Tabellisten «mine.toml» kunne ikke leses"):
        les_liste(fil)


# ------------------------------------------------------------------ tallene
def test_svarene_blir_rader_med_status_og_kilde(
    tjener: feil.Tjener, lager: Lager, data: Any
) -> None:
    rapport = hent_alt(tjener, lager, data)
    assert rapport.feil == []
    assert rapport.ok
    o = lager.les("observasjoner")
    hjemme, inst = "dekningsgrad_hjemmetjenester_80_pluss", "dekningsgrad_institusjon_80_pluss"
    romskog = rad(o, komm_nr="0121", aar=2019, indikator=hjemme)
    assert (romskog.verdi, romskog.status, romskog.enhet) == (34.4, "maalt", "prosent")
    assert romskog.kilde == "ssb-12209-2026-03-16"
    skjermet = rad(o, komm_nr="0121", aar=2019, indikator=inst)
    assert (pd.isna(skjermet.verdi), skjermet.status) == (True, "skjermet")
    mangler = rad(o, komm_nr="3203", aar=2025, indikator=inst)
    assert (pd.isna(mangler.verdi), mangler.status) == (True, "mangler")
    over = rad(o, komm_nr="3226", aar=2025, indikator=inst)
    assert (over.verdi, over.status) == (104.4, "foreloepig"), "ikke kappet, og ikke revidert"
    assert rad(o, komm_nr="EKG05", aar=2023, indikator=hjemme).status == "maalt"
    assert rad(o, komm_nr="0121", aar=2019, indikator="plasser_sykehjem").verdi == 0, "«-» er null"
    stjerne = rad(o, komm_nr="0121", aar=2019, indikator="plasser_institusjon")
    assert (stjerne.verdi, stjerne.status) == (17, "foreloepig"), "«*» er foreløpig"
    plasser = rad(o, komm_nr="3226", aar=2025, indikator="plasser_institusjon")
    assert plasser.status == "maalt", "oppdatert 15. juni: revidert"
    kilde = rad(lager.les("kilder"), kilde="ssb-12209-2026-03-16")
    assert (kilde.sted, kilde.hentet, kilde.lisens) == ("tabell 12209", "2026-11-01", "CC BY 4.0")
    assert kilde.dato == "2026-03-16"


def test_det_hentede_holder_kontraktene(tjener: feil.Tjener, lager: Lager, data: Any) -> None:
    """Every frame is one that the rest of the program accepts, with known codes and sources."""
    hent_alt(tjener, lager, data)
    kilder = set(lager.les("kilder").kilde)
    register = samlet_register(lager, data.register)
    b = Folk(typet("befolkning"), tuple(lager.filer("befolkning")))()
    sjekk(b[~b.alternativ.str.contains("-")], "befolkning", fil="SSB", register=register)
    o = lager.les("observasjoner")
    sjekk(o, "observasjoner", fil="SSB", register=register, kilder=kilder)
    for navn in ("kilder", "kommuner", "kommuneendringer"):
        sjekk(lager.les(navn), navn, fil="SSB")
    assert len(kilder) == 7


def test_koder_utenfor_sin_tid_er_ikke_maalinger(
    tjener: feil.Tjener, lager: Lager, data: Any
) -> None:
    """0 in 07459 and «.» in KOSTRA for a code not in use: no row, and never a nought."""
    rapport = hent_alt(tjener, lager, data)
    o, b = lager.les("observasjoner"), lager.les("befolkning")
    assert sorted(set(o[o.komm_nr == "3026"].aar)) == [2023]
    assert sorted(set(o[o.komm_nr == "3226"].aar)) == [2024, 2025]
    assert "ikke_i_bruk" not in set(o.status)
    assert sorted(set(b[(b.komm_nr == "0121")].aar)) == [2019]
    assert (b.personer > 0).all()
    (folketall,) = (t for t in rapport.tabeller if t["tabell"] == "07459")
    assert folketall["utelatt"] == 8 * 3


def test_null_folketall_er_aldri_en_maaling_selv_for_ukjente_koder(
    tjener: feil.Tjener, lager: Lager, data: Any
) -> None:
    """Without KLASS the register may not know the code; a place without people is no place."""
    tomt = Kommuneregister(data.kommuner.iloc[:0], data.kommuneendringer.iloc[:0])
    rapport = hent(
        lager, Utvalg(kommuner=("0121",), tabeller=("07459",), klass=False), register=tomt,
        naa=EN, klient=klient(tjener), liste=liste(tjener),
    )  # fmt: skip
    assert rapport.ok
    b = lager.les("befolkning")
    assert sorted(set(b[b.komm_nr == "0121"].aar)) == [2019]
    assert b.personer.notna().all()


def test_befolkning_og_framskrivinger(tjener: feil.Tjener, lager: Lager, data: Any) -> None:
    hent_alt(tjener, lager, data)
    lagret = lager.les("befolkning")
    assert set(lagret.alternativ) == {"faktisk"} | {
        f"{a}-{aar}" for a in ("MMMM", "LLML", "HHMH") for aar in (2020, 2026)
    }
    b = Folk(typet("befolkning"), tuple(lager.filer("befolkning")))()
    faktisk = rad(b, komm_nr="3226", aar=2026, alder_fra=0, alternativ="faktisk")
    kube = tjener.kuber["07459"]
    menn_kvinner = feil.utsnitt(
        kube, {"Region": ["3226"], "Alder": ["000"], "ContentsCode": ["Personer1"], "Tid": ["2026"]}
    )
    assert faktisk.personer == menn_kvinner["value"][0] == 219
    assert (faktisk.kjoenn, faktisk.alder_til, faktisk.status) == ("begge", 0, "maalt")
    foerste = rad(b, komm_nr="3226", aar=2026, alder_fra=0, alternativ="MMMM")
    assert foerste.personer == faktisk.personer, "framskrivingens første år er folketallet"
    assert foerste.status == "beregnet"
    aapen = rad(b, komm_nr="3226", aar=2040, alder_fra=2, alternativ="HHMH")
    assert pd.isna(aapen.alder_til)
    assert aapen.personer == 501
    gammel = b[b.kilde == "ssb-12882-2020-08-18"]
    assert set(gammel.alternativ) == {"MMMM-2020", "LLML-2020", "HHMH-2020"}
    assert rad(gammel, aar=2023, alder_fra=1, alternativ="MMMM-2020").personer == 195
    assert rad(b, komm_nr="EAK", aar=2026, alder_fra=0, alternativ="faktisk").personer == 10019
    assert not b.duplicated(["komm_nr", "aar", "kjoenn", "alder_fra", "alternativ"]).any()


def test_kjoenn_summeres_naar_tabellen_ikke_gjoer_det(
    tjener: feil.Tjener, lager: Lager, data: Any
) -> None:
    """A missing half makes the sum missing, with the reason."""
    kube = tjener.kuber["12882"]
    kube["value"][0] = None
    kube["status"] = {"0": ":"}
    hent_alt(tjener, lager, data, tabeller=("12882",), kommuner=("3026",), sammenlign=())
    (krav,) = tjener.dataspoersmaal("12882")
    valgt = {s["variableCode"]: s["valueCodes"] for s in krav["selection"]}
    assert valgt["Kjonn"] == ["1", "2"], "12882 lar ikke kjønn utelates"
    b = lager.les("befolkning")
    foerste = feil.koder(kube, "ContentsCode")[0]
    assert kube["dimension"]["ContentsCode"]["category"]["label"][foerste].endswith("(MMMM)")
    mangler = rad(b, aar=2020, alder_fra=0, alternativ="MMMM-2020")
    assert (pd.isna(mangler.personer), mangler.status) == (True, "skjermet")


def test_regnskapet_velger_funksjon_art_og_omfang(
    tjener: feil.Tjener, lager: Lager, data: Any
) -> None:
    hent_alt(tjener, lager, data, tabeller=("12367",))
    o = lager.les("observasjoner")
    assert rad(o, komm_nr="3226", aar=2025, indikator="brutto_driftsutg_omsorg").verdi == 9525
    assert rad(o, komm_nr="3226", aar=2025, indikator="netto_driftsutg_omsorg").verdi == 9025
    f253 = rad(o, komm_nr="3226", aar=2024, indikator="netto_driftsutg_f253_institusjon")
    assert (f253.verdi, f253.enhet) == (4024, "1000 kr")


# ------------------------------------------------------------------ hva det spørres om
def test_forgjengere_fylke_gruppe_og_landet_blir_med(
    tjener: feil.Tjener, lager: Lager, data: Any
) -> None:
    hent_alt(tjener, lager, data, tabeller=("12209",), fylker=("32",), kommuner=(), sammenlign=())
    (krav,) = tjener.dataspoersmaal("12209")
    valgt = {s["variableCode"]: s["valueCodes"] for s in krav["selection"]}
    ventet = ["3226", "3203", "3026", "3025", "0121", "0221", "0628", "EAK", "EAKUO"]
    assert valgt[REGION] == [*ventet, "EKA32", "EKG05"], "i tabellens rekkefølge"
    assert valgt["Tid"] == ["2019", "2023", "2025"]
    navn = lager.les("kommuner").set_index("komm_nr").navn
    assert (navn["EAKUO"], navn["EKA32"]) == ("Landet uten Oslo", "Akershus")


def test_fra_aar_begrenser_bade_aar_og_forgjengere(
    tjener: feil.Tjener, lager: Lager, data: Any
) -> None:
    hent_alt(tjener, lager, data, tabeller=("12209",), fra_aar=2022)
    (krav,) = tjener.dataspoersmaal("12209")
    valgt = {s["variableCode"]: s["valueCodes"] for s in krav["selection"]}
    assert valgt["Tid"] == ["2023", "2025"]
    assert "3026" in valgt[REGION]
    assert "0121" not in valgt[REGION]


def test_alt_tar_hver_kommune_i_tabellen(tjener: feil.Tjener, lager: Lager, data: Any) -> None:
    hent_alt(tjener, lager, data, tabeller=("07459", "12209"), alle=True)
    (krav,) = tjener.dataspoersmaal("07459")
    valgt = {s["variableCode"]: s["valueCodes"] for s in krav["selection"]}
    assert valgt["Region"] == ["0", "3226", "3026", "0121", "0221"]
    assert {"EAK", "3226", "0221"} <= set(lager.les("befolkning").komm_nr)
    assert {"EKG05", "EKA32", "0628"} <= set(lager.les("observasjoner").komm_nr)


@pytest.mark.parametrize(
    ("valg", "setning"),
    [
        ({"kommuner": ("3227",)}, "Kommunenummer 3227 finnes ikke"),
        ({"kommuner": (3226,)}, "er ikke tekst"),
        ({"fylker": ("99",)}, "Fylke «99» har ingen kommuner i 2026"),
        ({"grupper": ("5",)}, "er ikke en KOSTRA-gruppe"),
        ({"tabeller": ("99999",)}, "Tabell 99999 er ikke i tabellisten"),
        ({"kommuner": (), "sammenlign": (), "grupper": ()}, "Oppgi minst ett kommunenummer"),
    ],
)
def test_galt_utvalg_gir_setning(
    tjener: feil.Tjener, lager: Lager, data: Any, valg: dict[str, Any], setning: str
) -> None:
    with pytest.raises(ValueError, match=setning):
        hent_alt(tjener, lager, data, **valg)
    assert tjener.dataspoersmaal() == []


def test_ukjent_kode_velges_ikke_for_brukeren(tjener: feil.Tjener, lager: Lager, data: Any) -> None:
    """An entry whose codes are not known is neither asked for nor guessed, and is told of."""
    hel = les_liste()
    med = replace(liste(tjener), tabeller={"12003": hel.tabeller["12003"]})
    rapport = hent_alt(tjener, lager, data, liste=med)
    assert rapport.ok
    assert tjener.dataspoersmaal() == []
    assert "«brukere_omsorgstjenester_per_1000» er ikke hentet; koden må velges" in str(
        rapport.varsler
    )


# ------------------------------------------------------------------ koder som er endret
def omdoep(gammel: str, ny: str, dim: str = "ContentsCode") -> Callable[[dict[str, Any]], None]:
    def endring(kube: dict[str, Any]) -> None:
        kategori = kube["dimension"][dim]["category"]
        for felt in ("index", "label", "unit"):
            if felt in kategori:
                kategori[felt][ny] = kategori[felt].pop(gammel)

    return endring


def test_omdoept_kode_nevnes_og_resten_hentes(tjener: feil.Tjener, lager: Lager, data: Any) -> None:
    hele = liste(tjener)
    hent_alt(tjener, lager, data, liste=hele)
    foer = lager.les("observasjoner")
    tjener.endre("12209", omdoep("KOSsykhjand80aar0000", "KOSsykhjand80aar0001"))
    rapport = hent_alt(tjener, lager, data, naa=TO, liste=hele)
    (setning,) = rapport.feil
    for del_ in (
        "Tabell 12209",
        "«KOSsykhjand80aar0000»",
        "«ContentsCode»",
        "«dekningsgrad_institusjon_80_pluss» er ikke hentet",
        "nærmest er «KOSsykhjand80aar0001»",
        "hentet 2026-11-01, brukes fortsatt",
    ):
        assert del_ in setning
    assert not rapport.ok
    o = lager.les("observasjoner")
    assert_frame_equal(o, foer)
    assert len(rapport.tabeller) == 6, "alle tabeller er hentet, også resten av 12209"
    assert rad(lager.les("kilder"), sted="tabell 12209").hentet == "2026-11-21"


@pytest.mark.parametrize(
    ("tabell", "endring", "setning"),
    [
        ("12367", omdoep("A", "KONS", "KOKregnskapsomfa0000"),
         "koden «A» finnes ikke lenger i variabelen «KOKregnskapsomfa0000»"),
        ("12209", lambda k: k["dimension"]["ContentsCode"]["category"]["unit"][
            "KOShjtj80aarover0001"].update(base="antall"), "har enheten «antall», ikke «prosent»"),
        ("12367", lambda k: k["dimension"]["ContentsCode"]["category"]["unit"][
            "KOSbelop0000"].update(base="kr"), "har enheten «kr», ikke «1000 kr»"),
        ("14746", omdoep("Personer", "PersonerX"), "koden «Personer» finnes ikke lenger"),
        ("14746", lambda k: k["dimension"]["ContentsCode"]["category"]["label"].update(
            Personer="Høy nasjonal vekst (HHMH)", Personer2="Hovedalternativet (MMMM)"),
         "koden «Personer» i variabelen «ContentsCode» heter nå «Høy nasjonal vekst"),
        ("12882", omdoep("000", "0-4", "Alder"), "har ikke lenger ettårige aldersgrupper"),
        ("12882", omdoep("2023", "2023K1", "Tid"), "har koden «2023K1», som ikke er et år"),
    ],
)  # fmt: skip
def test_endrede_metadata_gir_setning_og_aldri_gale_tall(
    tjener: feil.Tjener, lager: Lager, data: Any, tabell: str,
    endring: Callable[[dict[str, Any]], None], setning: str,
) -> None:  # fmt: skip
    hele = liste(tjener)
    hent_alt(tjener, lager, data, liste=hele, tabeller=("11875", tabell), klass=False)
    foer = lager.les("observasjoner"), lager.les("befolkning")
    tjener.endre(tabell, endring)
    rapport = hent_alt(
        tjener, lager, data, naa=TO, liste=hele, tabeller=("11875", tabell), klass=False
    )
    assert any(setning in f and f"Tabell {tabell}" in f for f in rapport.feil), rapport.feil
    assert_frame_equal(lager.les("observasjoner"), foer[0])
    assert_frame_equal(lager.les("befolkning"), foer[1])


def test_ny_variabel_maa_velges(tjener: feil.Tjener, lager: Lager, data: Any) -> None:
    def ny(kube: dict[str, Any]) -> None:
        kube["id"].append("Eierform")
        kube["size"].append(2)
        kube["value"] = [v for v in kube["value"] for _ in range(2)]
        kube["status"] = {}
        kube["dimension"]["Eierform"] = {
            "label": "eierform",
            "category": {"index": {"K": 0, "P": 1}, "label": {"K": "Kommunal", "P": "Privat"}},
        }

    tjener.endre("11875", ny)
    rapport = hent_alt(tjener, lager, data)
    (setning,) = rapport.feil
    assert "variabelen «Eierform» (eierform) er ny eller må velges" in setning
    assert "«K» (Kommunal), «P» (Privat)" in setning
    assert "plasser_institusjon" not in set(lager.les("observasjoner").indikator)


def test_borte_variabel_nevner_dem_som_er_igjen(
    tjener: feil.Tjener, lager: Lager, data: Any
) -> None:
    hele = liste(tjener)
    kube = tjener.kuber["12209"]
    kube["id"][0] = "Region"
    kube["dimension"]["Region"] = kube["dimension"].pop(REGION)
    kube["role"]["geo"] = ["Region"]
    (setning,) = hent_alt(tjener, lager, data, liste=hele).feil
    assert f"variabelen «{REGION}» finnes ikke lenger; tabellen har «Region»" in setning


def test_ukjent_tegn_varsles(tjener: feil.Tjener, lager: Lager, data: Any) -> None:
    kube = tjener.kuber["12209"]
    sted = next(str(i) for i, v in enumerate(kube["value"]) if v == 34.4)
    kube["status"][sted] = "§"
    rapport = hent_alt(tjener, lager, data)
    (varsel,) = (v for v in rapport.varsler if "tegnet" in v)
    assert "Tabell 12209: tegnet «§» er ukjent (første gang for 0121 i 2019)" in varsel


# ------------------------------------------------------------------ feil hos tjenesten
FEIL: dict[str, tuple[Any, str]] = {
    "503": (feil.status(503), "tjenesten er opptatt (503)"),
    "429": (feil.status(429, Retry_After="1"), "opptatt (429); den ber oss vente 1 sekund"),
    "502": (feil.status(502, feil.HTML), "tjenesten er nede (502)"),
    "kutt": (feil.kutt, "forbindelsen ble brutt"),
    "heng": (feil.heng(3), "tjenesten svarte ikke i tide"),
    "drypp": (feil.drypp(6), "svaret kom for sakte"),
    "flom": (feil.flom, "svaret er større enn 2 MB"),
    "html_200": (feil.html_200, "svarte med en nettside i stedet for tall"),
    "tomt_200": (feil.status(200), "svarte med et tomt svar"),
    "tekst_200": (feil.status(200, b"OK"), "svarte med noe annet enn JSON"),
    "avkortet": (feil.avkortet_json, "svaret kan ikke leses"),
    "tom_500": (feil.status(500), "feilet uten forklaring (500)"),
    "feil_200": (
        feil.status(200, b'{"title":"Non-existent value","status":400}'),
        "svaret kan ikke leses",
    ),
    "feil_400": (
        feil.status(400, b'{"type":"Parameter error","title":"Non-existent value","status":400}'),
        "tabellen har ikke en av kodene det ble spurt etter (400)",
    ),
    "uventet_400": (feil.status(400, b'{"title":"Something new"}'), "med «Something new» (400)"),
    "html_404": (feil.status(404, feil.HTML), "adressen finnes ikke (404)"),
    "videre_ut": (
        feil.status(302, Location="http://198.51.100.7/annet"),
        "viser videre til en annen adresse",
    ),
}


TO_TABELLER = {"tabeller": ("12209", "11875"), "klass": False}
METADATAFEIL = ("503", "html_200", "avkortet", "feil_400", "html_404", "videre_ut")


@pytest.mark.parametrize(
    ("hvor", "navn"),
    [*(("POST", n) for n in FEIL), *(("GET", n) for n in METADATAFEIL)],
)
def test_feil_lar_de_gamle_tallene_staa(
    tjener: feil.Tjener, lager: Lager, data: Any, navn: str, hvor: str
) -> None:
    """Any fault with one table: its old rows with their date, the other tables fresh."""
    hent_alt(tjener, lager, data, **TO_TABELLER)
    foer, raa = lager.les("observasjoner"), lager.raasvar("12209")
    planlagt, setning = FEIL[navn]
    tjener.feil(f"{hvor} /pxwebapi/v2/tables/12209", planlagt)
    if hvor == "GET":
        setning = setning.replace("svaret kan ikke", "metadataene kunne ikke")
    start = time.monotonic()
    rapport = hent_alt(tjener, lager, data, naa=TO, **TO_TABELLER)
    assert time.monotonic() - start < RASKE.maks_tid + 2
    (meldt,) = rapport.feil
    assert setning in meldt
    assert "Tabell 12209" in meldt
    assert "hentet 2026-11-01, brukes fortsatt" in meldt
    assert_frame_equal(lager.les("observasjoner"), foer)
    hentet = lager.les("kilder").set_index("sted").hentet
    assert (hentet["tabell 12209"], hentet["tabell 11875"]) == ("2026-11-01", "2026-11-21")
    nye = [r for r in lager.raasvar("12209") if r not in raa and r.krav["hva"] == "data"]
    assert nye == [], "et dårlig svar beholdes ikke"
    tjener.frisk()
    assert hent_alt(tjener, lager, data, naa=TO, **TO_TABELLER).ok
    assert rad(lager.les("kilder"), sted="tabell 12209").hentet == "2026-11-21"


def _uten_tid(kube: dict[str, Any]) -> dict[str, Any]:
    return feil.utsnitt(
        kube,
        {REGION: ["EAK"], "ContentsCode": feil.koder(kube, "ContentsCode"), "Tid": ["2025"]},
    )


def _annen_tabell(kube: dict[str, Any]) -> dict[str, Any]:
    return {**kube, "extension": {"px": {"tableid": "12210"}}}


def _ny_dimensjon(kube: dict[str, Any]) -> dict[str, Any]:
    dimensjoner = {
        "Region" if d == REGION else d: innhold for d, innhold in kube["dimension"].items()
    }
    return {
        **kube,
        "id": list(dimensjoner),
        "dimension": dimensjoner,
        "role": {"time": ["Tid"], "metric": ["ContentsCode"]},
    }


def _uten_dato(kube: dict[str, Any]) -> dict[str, Any]:
    return {**kube, "updated": "i går"}


def _kort(kube: dict[str, Any]) -> dict[str, Any]:
    return {**kube, "value": kube["value"][:-1]}


@pytest.mark.parametrize(
    ("endring", "setning"),
    [
        (_uten_tid, "har ikke de kodene det ble spurt etter"),
        (_annen_tabell, "svaret er av tabell 12210"),
        (_ny_dimensjon, "har andre variabler enn spørringen (se «KOKkommuneregion0000»)"),
        (_uten_dato, "sier ikke når tabellen ble oppdatert"),
        (_kort, "svaret kan ikke leses"),
    ],
)
def test_svar_som_ikke_er_det_det_ble_spurt_om_avvises(
    tjener: feil.Tjener, lager: Lager, data: Any, endring: Callable[[Any], Any], setning: str
) -> None:
    valg = {"fylker": ("32",), "tabeller": ("12209",)}
    hent_alt(tjener, lager, data, **valg)
    foer = lager.les("observasjoner")
    kube = endring(tjener.kuber["12209"])
    tjener.feil("POST /pxwebapi/v2/tables/12209", lambda s: s.json(kube))
    rapport = hent_alt(tjener, lager, data, naa=TO, **valg)
    (meldt,) = rapport.feil
    assert setning in meldt
    assert_frame_equal(lager.les("observasjoner"), foer)


def test_klass_nede_gir_gammel_inndeling_og_resten_hentes(
    tjener: feil.Tjener, lager: Lager, data: Any
) -> None:
    hent_alt(tjener, lager, data)
    foer = lager.les("kommuner")
    tjener.feil("/changes", feil.html_200)
    rapport = hent_alt(tjener, lager, data, naa=TO)
    (meldt,) = rapport.feil
    assert meldt.startswith("Kommuneinndelingen (KLASS): tjenesten svarte med en nettside")
    assert "Kommuneinndelingen fra før brukes fortsatt" in meldt
    kommuner = lager.les("kommuner")
    assert_frame_equal(kommuner[kommuner.type == "kommune"], foer[foer.type == "kommune"])
    assert len(rapport.tabeller) == 6
    tjener.frisk()
    tjener.feil("/correspondsAt", feil.status(404, feil.HTML))
    rapport = hent_alt(tjener, lager, data, naa=TO)
    assert rapport.ok
    assert any("Hvilken KOSTRA-gruppe" in v for v in rapport.varsler)


@pytest.fixture
def forsoek(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Addresses that a connection was tried to, in order."""
    sett: list[str] = []
    ekte = requests.Session.request

    def tell(oekt: Any, metode: str, adresse: str, **valg: Any) -> Any:
        sett.append(adresse)
        return ekte(oekt, metode, adresse, **valg)

    monkeypatch.setattr(requests.Session, "request", tell)
    return sett


@pytest.fixture
def stengt() -> feil.Tjener:
    """A server that is there no more: its port is closed."""
    with feil.tjener() as t:
        pass
    return t


def test_tjenesten_er_borte(
    stengt: feil.Tjener, lager: Lager, data: Any, forsoek: list[str]
) -> None:
    """A closed port: two tries and one second in all, however many tables; one sentence."""
    ventet: list[float] = []
    k = klient(stengt, Grenser(), sov=ventet.append)
    rapport = hent_alt(stengt, lager, data, klient=k, klass=False)
    assert (len(forsoek), ventet) == (2, [1.0])
    vert = stengt.adresse.removeprefix("http://")
    assert rapport.feil == [
        f"Fikk ikke kontakt med {vert}: forbindelsen ble avvist, eller veien dit er stengt. Sjekk"
        " at maskinen er på nettet og at brannmuren slipper deg fram, og prøv igjen. Ingen"
        " tabeller er hentet."
    ]
    assert lager.les("observasjoner").empty
    forsoek.clear()
    assert len(hent_alt(stengt, lager, data).feil) == 1
    assert len(forsoek) == 2, "KLASS er på samme vert, så ingen tabell forsøkes"


def test_navnet_finnes_ikke(forsoek: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def ukjent(*_: Any, **__: Any) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", ukjent)
    ventet: list[float] = []
    borte = SsbKlient("http://data.ssb.invalid/api", sov=ventet.append)
    with pytest.raises(IngenKontakt, match=r"med data\.ssb\.invalid: navnet finnes ikke"):
        borte.metadata("12209")
    assert (len(forsoek), ventet) == (2, [1.0])


def test_tjenesten_blir_borte_underveis(
    tjener: feil.Tjener, stengt: feil.Tjener, lager: Lager, data: Any
) -> None:
    """One that has answered gets all its tries; what is whole counts, and the rest is named."""
    ventet: list[float] = []
    oekt = requests.Session()
    ekte = oekt.request

    def flytt(metode: str, adresse: str, **valg: Any) -> Any:
        borte = metode == "POST" and "/11875/" in adresse
        return ekte(metode, adresse.replace(tjener.adresse, stengt.adresse if borte else
                                            tjener.adresse), **valg)  # fmt: skip

    oekt.request = flytt  # type: ignore[method-assign]
    k = klient(tjener, Grenser(), sov=ventet.append, oekt=oekt)
    rapport = hent_alt(tjener, lager, data, klient=k, **TO_TABELLER)
    (meldt,) = rapport.feil
    assert ventet == [2.0, 4.0, 8.0]
    assert "Disse tabellene er ikke hentet: 11875. Tallene fra før brukes fortsatt." in meldt
    assert [t["tabell"] for t in rapport.tabeller] == ["12209"]
    tjener.frisk()
    assert hent_alt(tjener, lager, data, **TO_TABELLER).ok
    assert tjener.dataspoersmaal("12209") == [], "det hentede spørres det ikke om igjen"


def test_klass_paa_en_annen_vert_stanser_ikke_tallene(
    tjener: feil.Tjener, stengt: feil.Tjener, lager: Lager, data: Any
) -> None:
    rapport = hent(
        lager, Utvalg(kommuner=("3226",), tabeller=("12209",)), register=data.register, naa=EN,
        klient=klient(tjener), klass=klass(stengt), liste=liste(tjener),
    )  # fmt: skip
    (meldt,) = rapport.feil
    assert meldt.endswith("Kommuneinndelingen fra før brukes fortsatt.")
    assert [t["tabell"] for t in rapport.tabeller] == ["12209"]


# ------------------------------------------------------------------ tall som ikke får komme inn
def celler(kube: dict[str, Any], *koder: str) -> list[int]:
    """Places of the values that have all the codes."""
    alle = product(*(feil.koder(kube, d) for d in kube["id"]))
    return [i for i, k in enumerate(alle) if set(koder) <= set(k)]


def test_ulovlig_tall_holdes_ute_og_resten_hentes(
    tjener: feil.Tjener, lager: Lager, data: Any
) -> None:
    """Table, row, column and value are named; the old rows stay; the other tables are fresh."""
    hent_alt(tjener, lager, data)
    foer, hel = lager.les("befolkning"), tjener.kuber["07459"]
    gal = tjener.kuber["07459"] = deepcopy(hel) | {"updated": "2026-11-20T07:00:00Z"}
    for sted, verdi in zip(celler(gal, "3226", "2026", "000"), (-4, 1), strict=True):
        gal["value"][sted] = verdi
    rapport = hent_alt(tjener, lager, data, naa=TO)
    (meldt,) = rapport.feil
    assert re.fullmatch(
        r"Tabell 07459: svaret har ulovlige verdier og er ikke tatt inn\."
        r" Rad \d+, kolonne personer: «-3\.0» er utenfor det mulige \(3226 i 2026\)\."
        r" Tallene som ble hentet 2026-11-01, brukes fortsatt\.",
        meldt,
    )
    assert f"Feil: {meldt}" in rapport.som_tekst()
    assert_frame_equal(lager.les("befolkning"), foer)
    assert len(rapport.tabeller) == 5
    hentet = lager.les("kilder").set_index("sted").hentet
    assert hentet.pop("tabell 07459") == "2026-11-01"
    assert set(hentet) == {"2026-11-21"}
    # The bad answer is not remembered: a mended table is asked for anew.
    tjener.kuber["07459"] = hel | {"updated": "2026-11-22T07:00:00Z"}
    assert hent_alt(tjener, lager, data, naa=TO.replace(hour=13)).ok
    assert rad(lager.les("kilder"), sted="tabell 07459").dato == "2026-11-22"


@pytest.mark.parametrize(
    ("svar", "fra", "til", "setning"),
    [
        ("klass_codes", b'"name":"Asker"', b'"name":""', "kolonne navn: «» er ikke gyldig (0220)"),
        ("klass_changes", b'"oldCode":"0121"', b'"oldCode":"K-0121"',
         "kolonne fra_komm_nr: «K-0121» er ikke gyldig"),
    ],
)  # fmt: skip
def test_ulovlig_inndeling_holdes_ute(
    tjener: feil.Tjener, lager: Lager, data: Any, svar: str, fra: bytes, til: bytes, setning: str
) -> None:
    hent_alt(tjener, lager, data, tabeller=("12209",))
    foer = lager.les("kommuner"), lager.les("kommuneendringer")
    assert fra in tjener.klass[svar]
    tjener.klass[svar] = tjener.klass[svar].replace(fra, til, 1)
    rapport = hent_alt(tjener, lager, data, naa=TO, tabeller=("12209",))
    (meldt,) = rapport.feil
    assert meldt.startswith("Kommuneinndelingen (KLASS): svaret har ulovlige verdier")
    assert setning in meldt
    assert meldt.endswith("Kommuneinndelingen fra før brukes fortsatt.")
    kommuner, gamle = lager.les("kommuner"), foer[0]
    assert_frame_equal(kommuner[kommuner.type == "kommune"], gamle[gamle.type == "kommune"])
    assert_frame_equal(lager.les("kommuneendringer"), foer[1])
    assert [t["tabell"] for t in rapport.tabeller] == ["12209"]


def test_ulovlig_kostragruppe_holdes_ute(tjener: feil.Tjener, lager: Lager, data: Any) -> None:
    hent_alt(tjener, lager, data, tabeller=("12209",))
    foer = lager.les("kostragrupper")
    svar = tjener.klass["klass_correspondsAt"].replace(b"EKG05", b" ")
    tjener.klass["klass_correspondsAt"] = svar
    rapport = hent_alt(tjener, lager, data, naa=TO, tabeller=("12209",))
    (meldt,) = rapport.feil
    assert "kolonne gruppe: « » er ikke gyldig (3226)" in meldt
    assert meldt.endswith("KOSTRA-gruppene fra før brukes fortsatt.")
    assert_frame_equal(lager.les("kostragrupper"), foer)
    assert set(lager.les("kommuneendringer").kilde) == {"ssb-klass-131-2026-11-21"}


# ------------------------------------------------------------------ tall å se en gang til på
def test_tusenfeil_og_andel_over_hundre_nevnes(
    tjener: feil.Tjener, lager: Lager, data: Any
) -> None:
    """The newest year a thousand times the one before: told of by name, and taken in."""
    kube = tjener.kuber["12367"]
    for sted in celler(kube, "3226", "2025"):
        kube["value"][sted] *= 1000
    rapport = hent_alt(tjener, lager, data, tabeller=("12367", "12209"))
    assert rapport.ok
    o = lager.les("observasjoner").query("komm_nr == '3226' and aar == 2025 and enhet == '1000 kr'")
    assert o.verdi.min() > 4_000_000, "de er tatt inn som de står"
    meldt = [v for v in rapport.varsler if v.startswith("Tabell 12367: 3226 Aurskog-Høland, ")]
    assert len(meldt) == len(o) > 1
    assert all(v.endswith("(1000 kr): mulig tusenfeil.") for v in meldt)
    assert any(f"{tall(9524)} i 2024 og {tall(9_525_000)} i 2025" in v for v in meldt)
    assert f"Merk: {meldt[0]}" in rapport.som_tekst().splitlines()
    assert (
        "Tabell 12209: 3226 Aurskog-Høland, Andel 80+ i institusjon: 104,4 prosent i 2025 er over"
        " 100." in rapport.varsler
    )


def test_avvik_ses_mot_aarene_som_ligger_i_lageret(
    tjener: feil.Tjener, lager: Lager, data: Any
) -> None:
    """Only the newest year is fetched; what it is held against came with an earlier fetch."""
    hent_alt(tjener, lager, data, tabeller=("12209",))
    kube = tjener.kuber["12209"]
    innhold = les_liste().tabeller["12209"].kjente[0].innhold
    (sted,) = celler(kube, "EAK", innhold, "2025")
    kube["value"][sted] = 0.01
    rapport = hent_alt(tjener, lager, data, naa=TO, tabeller=("12209",), fra_aar=2025)
    (varsel,) = (v for v in rapport.varsler if "tusenfeil" in v)
    assert "EAK" in varsel
    assert " i 2023 og 0,01 i 2025 " in varsel


def test_faa_avvik_vises_av_hver_tabell(tjener: feil.Tjener, lager: Lager, data: Any) -> None:
    kube = tjener.kuber["12209"]
    kube["value"] = [None if v is None else 101 + i for i, v in enumerate(kube["value"])]
    rapport = hent_alt(tjener, lager, data, tabeller=("12209",))
    vist = [v for v in rapport.varsler if v.startswith("Tabell 12209")]
    assert len(vist) == 6
    andeler = lager.les("observasjoner").verdi.notna().sum()
    assert vist[-1] == f"Tabell 12209: … og {andeler - 5} til."


# ------------------------------------------------------------------ å fortsette
def test_avbrutt_henting_fortsetter_der_den_slapp(
    tjener: feil.Tjener, lager: Lager, data: Any
) -> None:
    """Only the parts that are missing are asked for again."""
    smaa = klient(tjener, replace(RASKE, maks_celler=6))
    tjener.feil("POST /pxwebapi/v2/tables/11875", feil.status(503))
    foerste = hent_alt(tjener, lager, data, klient=smaa)
    assert len(foerste.feil) == 1
    antall = len(tjener.dataspoersmaal("12209"))
    assert antall > 5
    tjener.frisk()
    igjen = hent_alt(tjener, lager, data, naa=EN.replace(hour=13), klient=smaa)
    assert igjen.ok
    assert {s for _, s, _ in tjener.spurt if "/tables/" in s} == {
        "/pxwebapi/v2/tables/11875/data?lang=no&outputFormat=json-stat2"
    }
    assert igjen.gjenbrukt > antall
    assert igjen.spurt == len(tjener.spurt)
    assert "plasser_institusjon" in set(lager.les("observasjoner").indikator)
    tjener.frisk()
    ny = hent_alt(tjener, lager, data, naa=TO, klient=smaa)
    assert ny.gjenbrukt == 0, "en ferdig henting spør om alt på nytt neste gang"
    assert len(tjener.dataspoersmaal("12209")) == antall


def test_drept_henting_fortsetter_og_det_ferdige_er_tatt_inn(
    tjener: feil.Tjener, lager: Lager, data: Any
) -> None:
    """Stopped by the user between two tables: what is whole counts."""

    def stopp(ferdig: int, totalt: int, tekst: str) -> None:
        if "tabell 12367 " in tekst:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        hent_alt(tjener, lager, data, framdrift=stopp)
    tatt_inn = set(lager.les("kilder").sted)
    spurt = {s.split("/")[4] for m, s, _ in tjener.spurt if m == "POST"}
    assert {f"tabell {t}" for t in spurt} <= tatt_inn
    tjener.frisk()
    rapport = hent_alt(tjener, lager, data, naa=EN.replace(hour=14))
    assert rapport.ok
    assert {s.split("/")[4] for m, s, _ in tjener.spurt if m == "POST"}.isdisjoint(spurt)
    assert len(set(lager.les("kilder").sted)) == 7


def test_et_doegn_gammel_jobb_eller_annet_utvalg_begynner_paa_nytt(
    tjener: feil.Tjener, lager: Lager, data: Any
) -> None:
    tjener.feil("POST /pxwebapi/v2/tables/11875", feil.status(503))
    hent_alt(tjener, lager, data)
    tjener.frisk()
    tjener.feil("POST /pxwebapi/v2/tables/11875", feil.status(503))
    annet = hent_alt(tjener, lager, data, sammenlign=("5001",))
    assert annet.gjenbrukt == 0
    assert hent_alt(tjener, lager, data, naa=TO, sammenlign=("5001",)).gjenbrukt == 0


def test_oppdatert_midt_i_hentingen_gir_ikke_blandede_tall(
    tjener: feil.Tjener, lager: Lager, data: Any
) -> None:
    """The table is published anew between two parts: all parts are asked for again."""
    smaa = klient(tjener, replace(RASKE, maks_celler=12))
    ny = {"updated": "2026-06-15T06:00:00Z"}

    def publiser(ferdig: int, totalt: int, tekst: str) -> None:
        if ferdig == 1 and "tabell 12209" in tekst:
            tjener.kuber["12209"].update(ny)

    rapport = hent_alt(tjener, lager, data, tabeller=("12209",), klient=smaa, framdrift=publiser)
    assert rapport.ok
    assert set(lager.les("observasjoner").kilde) == {"ssb-12209-2026-06-15"}
    assert set(lager.les("observasjoner").query("aar == 2025 and verdi.notna()").status) == {
        "maalt"
    }


def test_framdrift_og_rapport(tjener: feil.Tjener, lager: Lager, data: Any) -> None:
    sett: list[tuple[int, int, str]] = []
    rapport = hent_alt(tjener, lager, data, framdrift=lambda *a: sett.append(a))
    assert sett[-1] == (6, 6, "ferdig")
    assert all(0 <= ferdig <= totalt for ferdig, totalt, _ in sett)
    assert "Tabell 12209 Utvalgte nøkkeltall for helse og omsorg (K)" in rapport.som_tekst()
    assert rapport.spurt == len(tjener.spurt) == 3 + 6 + 6


def test_varsel_i_publiseringstiden(tjener: feil.Tjener, lager: Lager, data: Any) -> None:
    """05:30 in Oslo, whatever the clock of the machine says."""
    tidlig = datetime(2026, 11, 20, 4, 30, tzinfo=UTC)
    rapport = hent_alt(tjener, lager, data, naa=tidlig, tabeller=("12209",))
    assert any("mellom klokken 05 og 08" in v for v in rapport.varsler)
    rapport = hent_alt(tjener, lager, data, naa=TO, tabeller=("11875",))
    assert rapport.varsler == []


# ------------------------------------------------------------------ klienten
def test_alt_gaar_som_post_med_json_og_navn(tjener: feil.Tjener) -> None:
    k = klient(tjener)
    meta, _ = k.metadata("12209")
    svar = k.data("12209", {v: var.koder for v, var in meta.variabler.items()})
    ramme = les_svar(svar, "12209", {v: var.koder for v, var in meta.variabler.items()})
    assert len(ramme) == 66
    (hode,) = (h for h in tjener.hoder if h.get("Content-Type"))
    assert hode["Content-Type"] == "application/json"
    assert hode["User-Agent"].startswith("helseanalyse/")
    assert [m for m, _, _ in tjener.spurt] == ["GET", "POST"]


def test_lange_spoerringer_gaar_i_kroppen(tjener: feil.Tjener) -> None:
    """A thousand codes are no trouble; the same in an address would be answered 404 in HTML."""
    with pytest.raises(SsbFeil, match=r"avviste spørringen|tabellen har ikke"):
        klient(tjener).data("12209", {REGION: [f"{i:04d}" for i in range(1000)], "Tid": ["2025"]})
    with pytest.raises(SsbFeil, match="adressen finnes ikke"):
        klient(tjener).metadata("1" * 2200)


def test_takten_holdes(tjener: feil.Tjener) -> None:
    """Never more than 30 calls in any 60 seconds."""
    klokke = Klokke()
    k = klient(tjener, klokke=klokke, sov=klokke.sov, grenser=Grenser())
    tider = []
    for _ in range(70):
        k.hent("GET", f"{tjener.adresse}/pxwebapi/v2/tables/12209/metadata?lang=no", hva="12209")
        tider.append(klokke())
    assert len(tjener.spurt) == 70
    for nr in range(40):
        assert tider[nr + 30] - tider[nr] >= 60
    assert sum(klokke.ventet) == 120


def test_retry_after_foelges(tjener: feil.Tjener) -> None:
    klokke = Klokke()
    k = klient(tjener, klokke=klokke, sov=klokke.sov, grenser=Grenser(maks_tid=60))
    tjener.feil("GET", feil.status(429, Retry_After="17"), ganger=1)
    assert k.metadata("12209")[0].tabell == "12209"
    assert klokke.ventet == [17]
    tjener.feil("GET", feil.status(503, Retry_After="Fri, 01 Jan 2021 00:00:00 GMT"), ganger=1)
    k.metadata("12209")
    assert klokke.ventet == [17, 0]
    tjener.feil("GET", feil.status(503, Retry_After="tull"), ganger=1)
    k.metadata("12209")
    assert klokke.ventet == [17, 0, 2], "et uleselig tidspunkt gir vår egen pause"


def test_for_lang_ventetid_gir_setning_og_ingen_venting(tjener: feil.Tjener) -> None:
    klokke = Klokke()
    k = klient(tjener, klokke=klokke, sov=klokke.sov, grenser=Grenser(maks_tid=60))
    tjener.feil("GET", feil.status(503, Retry_After="3600"))
    with pytest.raises(SsbFeil, match="den ber oss vente 3600 sekunder") as e:
        k.metadata("12209")
    assert e.value.midlertidig
    assert klokke.ventet == []
    assert len(tjener.spurt) == 1


def test_hele_ventetiden_er_begrenset(tjener: feil.Tjener) -> None:
    klokke = Klokke()
    grenser = Grenser(maks_tid=100, forsoek=50)
    k = klient(tjener, klokke=klokke, sov=klokke.sov, grenser=grenser)
    tjener.feil("GET", feil.status(503))
    with pytest.raises(SsbFeil, match="opptatt"):
        k.metadata("12209")
    assert sum(klokke.ventet) <= 100


def test_tjenesten_kan_vise_videre_paa_samme_vert(tjener: feil.Tjener) -> None:
    ny = f"{tjener.adresse}/pxwebapi/v2/tables/12209/metadata?lang=no&x=1"
    tjener.feil("tables/12209", feil.status(308, Location=ny), ganger=1)
    assert klient(tjener).metadata("12209")[0].tabell == "12209"
    tjener.feil("tables/12209", feil.status(308, Location=ny))
    with pytest.raises(SsbFeil, match="viser videre i ring"):
        klient(tjener).metadata("12209")


def test_dobbel_kode_gir_tom_500(tjener: feil.Tjener) -> None:
    dobbel = {REGION: ["EAK", "EAK"], "ContentsCode": ["KOShjtj80aarover0001"], "Tid": ["2025"]}
    with pytest.raises(SsbFeil, match="en kode er oppgitt to ganger"):
        klient(tjener).data("12209", dobbel)


def test_ukjent_tabell(tjener: feil.Tjener) -> None:
    with pytest.raises(SsbFeil, match=r"Tabell 12345: tabellen finnes ikke \(400\)"):
        klient(tjener).metadata("12345")


def test_metadata_leses_i_tabellens_rekkefoelge(tjener: feil.Tjener) -> None:
    meta, svar = klient(tjener).metadata("07459")
    assert meta.variabler["Region"].koder == ["0", "3226", "3026", "0121", "0221"]
    assert meta.variabler["Region"].kan_utelates
    assert (meta.tid, meta.innhold) == ("Tid", "ContentsCode")
    assert meta.tittel.startswith("Befolkning")
    for ganske_gal in (b"[]", b"{}", svar[:200], svar.replace(b'"updated"', b'"oppdatert"')):
        with pytest.raises(SsbFeil, match="metadataene kunne ikke leses"):
            les_metadata(ganske_gal, "07459")
    with pytest.raises(SsbFeil, match="svarte med tabell 07459"):
        les_metadata(svar, "12209")


@pytest.mark.parametrize("maks", [1, 5, 7, 30, 1000])
def test_oppdelingen_dekker_alt_en_gang(maks: int) -> None:
    hele = {"R": [f"{i}" for i in range(11)], "T": ["a", "b", "c"], "I": ["x"]}
    deler = list(del_opp(hele, ["R", "T"], maks))
    assert all(antall_celler(d) <= maks for d in deler)
    celler = [(r, t) for d in deler for r in d["R"] for t in d["T"]]
    assert len(celler) == len(set(celler)) == 33
    assert all(d["I"] == ["x"] for d in deler)


def test_det_som_ikke_kan_deles_avvises() -> None:
    with pytest.raises(SsbFeil, match="kan ikke deles i biter på høyst 4 celler"):
        list(del_opp({"R": ["1"], "T": ["a"], "I": list("abcde")}, ["R", "T"], 4))


def test_delt_svar_gir_samme_tall_som_helt(tjener: feil.Tjener, tmp_path: Path, data: Any) -> None:
    helt, delt = Lager(tmp_path / "helt"), Lager(tmp_path / "delt")
    hent_alt(tjener, helt, data)
    rapport = hent_alt(tjener, delt, data, klient=klient(tjener, replace(RASKE, maks_celler=9)))
    assert rapport.ok
    for navn in ("observasjoner", "befolkning", "kilder"):
        assert_frame_equal(helt.les(navn), delt.les(navn))


# ------------------------------------------------------------------ KLASS
def test_klass_gir_kommuner_med_gyldighet(tjener: feil.Tjener) -> None:
    k = les_kommuner(tjener.klass["klass_codes"], "k", les_liste().norsk_navn, date(2027, 1, 1))
    k = k.set_index("komm_nr")
    assert "9999" not in k.index
    assert (k.gjelder_til["0121"], k.gjelder_fra["3026"], k.gjelder_til["3026"]) == (
        2019, 2020, 2023)  # fmt: skip
    assert pd.isna(k.gjelder_fra["0121"])
    assert pd.isna(k.gjelder_til["3226"])
    assert (k.gjelder_fra["5001"], k.navn["5001"]) == (2018, "Trondheim")
    assert pd.isna(k.gjelder_fra["1507"]), "to perioder etter hverandre er én"
    assert k.gjelder_til["1507"] == 2023
    assert k.navn["5610"] == "Karasjok"


def test_klass_gir_endringer_med_type(tjener: feil.Tjener, data: Any) -> None:
    e = les_endringer(tjener.klass["klass_changes"], "k")
    par = {(r.fra_komm_nr, r.til_komm_nr): (r.aar, r.type) for r in e.itertuples()}
    assert par["0121", "3026"] == (2020, "sammenslaaing")
    assert par["3026", "3226"] == (2024, "omnummerering")
    assert par["5030", "5001"] == (2020, "sammenslaaing")
    assert par["1507", "1508"] == par["1507", "1580"] == (2024, "deling")
    assert ("5001", "5001") not in par, "en kode som går videre, er ingen endring"
    fasit = data.kommuneendringer.set_index(["fra_komm_nr", "til_komm_nr"])
    for noekkel in set(par) & set(fasit.index):
        assert par[noekkel] == (fasit.aar[noekkel], fasit.type[noekkel]), noekkel


@pytest.mark.parametrize("navn", ["correspondenceItems", "correspondenceMaps"])
def test_kostragrupper_under_begge_navn(tjener: feil.Tjener, navn: str) -> None:
    svar = tjener.klass["klass_correspondsAt"].replace(b"correspondenceItems", navn.encode())
    dag = date(2025, 12, 31)
    felt = ["komm_nr", "gruppe", "gjelder_fra"]
    assert les_koblinger(svar, "k", dag)[felt].to_numpy().tolist() == [
        ["3226", "EKG05", 2024],
        ["3203", "EKG08", 2024],
    ]
    uten = svar.replace(b'"validFrom":"2024-01-01"', b'"validFrom":null')
    assert les_koblinger(uten, "k", dag).gjelder_fra.tolist() == [2025, 2025]


@pytest.mark.parametrize(
    "svar",
    [b"", b"[]", b"{}", b'{"codes":[]}', b'{"codes":[{"code":"0301"', b'{"codes":[{"kode":1}]}'],
)
def test_klass_i_nytt_format_avvises(svar: bytes) -> None:
    with pytest.raises(SsbFeil, match=r"Kommuneinndelingen \(KLASS\): svaret"):
        les_kommuner(svar, "k")


def test_klass_med_gale_verdier_avvises() -> None:
    with pytest.raises(SsbFeil, match="«30A1» er ikke et kommunenummer"):
        les_kommuner(b'{"codes":[{"code":"30A1","name":"x"}]}', "k")
    with pytest.raises(SsbFeil, match="«snart» er ikke en dato"):
        les_kommuner(b'{"codes":[{"code":"3001","name":"x","validTo":"snart"}]}', "k")


def test_registeret_etter_henting(tjener: feil.Tjener, lager: Lager, data: Any) -> None:
    """KLASS gives years and changes; names already in use here stay; the rest is kept."""
    hent_alt(tjener, lager, data, tabeller=("12209",))
    register = samlet_register(lager, data.register)
    assert register.navn("5001") == "Trondheim"
    assert register.navn("1119") == "Hå"
    assert register.forgjengere("3226", 2019) == ["0121", "0221"]
    assert register.finnes("0628", 2019)
    assert not register.finnes("0628", 2020)
    assert register.kommuner.komm_nr.is_unique
    assert klasser.UOPPGITT not in set(register.kommuner.komm_nr)


# ------------------------------------------------------------------ virkelige svar
PROEVE = os.environ.get("HELSEANALYSE_PROEVEDATA")
virkelige = pytest.mark.skipif(not PROEVE, reason="HELSEANALYSE_PROEVEDATA er ikke satt")


def proeve(navn: str) -> Path:
    return Path(str(PROEVE)) / navn


@virkelige
def test_virkelig_svar_fra_12134(tjener: feil.Tjener, lager: Lager, data: Any) -> None:
    """A real answer, served as metadata and data: three cities' free income."""
    tjener.kuber["12134"] = json.loads(proeve("ssb_v2_12134_jsonstat2.json").read_text("utf-8"))
    tjener.kuber["12134"]["role"].pop("geo")
    rapport = hent_alt(
        tjener, lager, data, tabeller=("12134",), liste=les_liste(),
        kommuner=("0301", "4601", "5001"), sammenlign=(), klass=False,
    )  # fmt: skip
    assert rapport.feil == []
    o = lager.les("observasjoner").set_index("komm_nr")
    assert o.verdi.to_dict() == {"0301": 81240, "4601": 66605, "5001": 62853}
    assert set(o.indikator) == {"frie_inntekter_per_innbygger"}
    assert set(o.enhet) == {"kr"}
    assert set(o.status) == {"maalt"}, "2024 i en tabell oppdatert i mars 2026 er revidert"
    assert rad(lager.les("kilder"), sted="tabell 12134").dato == "2026-03-16"


@virkelige
def test_virkelige_feilsvar(tjener: feil.Tjener) -> None:
    svar = json.loads(proeve("ssb_v2_feilsvar.json").read_text("utf-8"))
    ventet = ["tabellen finnes ikke", "en av kodene", "en obligatorisk variabel mangler"]
    sett = []
    for ett in svar:
        tjener.frisk()
        tjener.feil("GET", feil.status(ett["status"], ett["snippet"].encode()))
        with pytest.raises(SsbFeil) as e:
            klient(tjener).metadata("12209")
        sett.append(str(e.value))
        assert re.search("[a-z]{4}-[a-z]{4}", str(e.value)) is None, "engelsk i meldingen"
    assert len(sett) == 5
    assert all(any(v in s for s in sett) for v in ventet)
    tjener.frisk()
    html = proeve("ssb_v2_for_lang_url_404.html").read_bytes()
    tjener.feil("GET", feil.status(404, html))
    with pytest.raises(SsbFeil, match="adressen finnes ikke"):
        klient(tjener).metadata("12209")


@virkelige
def test_virkelig_kommuneinndeling() -> None:
    svar = proeve("klass131_2026.json").read_bytes()
    k = les_kommuner(svar, "k", les_liste().norsk_navn)
    assert len(k) == 357
    navn = k.set_index("komm_nr").navn
    assert navn["0301"] == "Oslo"
    assert navn["5612"] == "Kautokeino"
    assert not navn.str.contains(" - ").any()
    assert set(les_liste().norsk_navn) <= {p["name"] for p in json.loads(svar)["codes"]}


def folketallskube(fra: int) -> dict[str, Any]:
    """The third-party population file as a cube of table 07459."""
    with gzip.open(proeve("population_municip_age_2005_2026_structure2024.csv.gz"), "rt") as fil:
        bred = pd.read_csv(fil, dtype={"location_code": str})
    bred = bred[bred.calyear >= fra].sort_values(["location_code", "calyear"])
    alder = [k for k in bred.columns if k.startswith("age_")]
    koder = [k.removeprefix("age_") for k in alder[:-1]] + ["105+"]
    dimensjoner = {
        "Region": list(dict.fromkeys(bred.location_code)),
        "Tid": [str(a) for a in dict.fromkeys(bred.calyear)],
        "Alder": koder,
        "ContentsCode": ["Personer1"],
    }
    return {
        "version": "2.0", "class": "dataset", "label": "07459: Befolkning, etter alder",
        "source": "prøvedata", "updated": "2026-02-24T07:00:00Z", "id": list(dimensjoner),
        "size": [len(k) for k in dimensjoner.values()],
        "role": {"time": ["Tid"], "geo": ["Region"], "metric": ["ContentsCode"]},
        "extension": {"px": {"tableid": "07459"}},
        "dimension": {
            d: {"label": d, "category": {"index": {k: i for i, k in enumerate(koder)},
                                         "label": {k: k for k in koder}}}
            for d, koder in dimensjoner.items()
        },
        "value": [int(v) for v in bred[alder].to_numpy().ravel()],
    }  # fmt: skip


@virkelige
def test_virkelig_folketall_summer_og_framskriving(
    tjener: feil.Tjener, lager: Lager, data: Any
) -> None:
    """All municipalities, in parts: national sums; and a projection's first year is the count."""
    tjener.kuber["07459"] = folketallskube(2024)
    koder = proeve("klass131_2026.json").read_bytes()
    tjener.klass["klass_codes"] = koder
    k = klient(tjener, replace(RASKE, maks_celler=45_000, lesefrist=30, maks_tid=60))
    rapport = hent_alt(
        tjener, lager, data, tabeller=("07459",), alle=True, klient=k, liste=les_liste()
    )
    assert rapport.feil == []
    assert len(tjener.dataspoersmaal("07459")) == 3
    b = lager.les("befolkning")
    assert b.komm_nr.nunique() == 357
    assert b.groupby("aar").personer.sum()[2026] == 5_627_400
    assert b.groupby("aar").personer.sum()[2024] == 5_550_203

    fram = pd.read_csv(proeve("framskriving_14288_telemark.csv"))
    fram = fram[(fram.år == 2024) & fram.statistikkvariabel.str.contains("MMMM")]
    navn = lager.les("kommuner").set_index("komm_nr").navn
    telemark = navn[navn.index.str.startswith("40")]
    treff = 0
    for komm_nr, kommune in telemark.items():
        mine = b[(b.komm_nr == komm_nr) & (b.aar == 2024)]
        for rad_ in fram[fram.region == kommune].itertuples():
            grenser = [int(t) for t in re.findall(r"\d+", rad_.alder)]
            til = 200 if "eldre" in rad_.alder else grenser[-1]
            innen = mine[(mine.alder_fra >= grenser[0]) & (mine.alder_fra <= til)]
            assert innen.personer.sum() == rad_.value, (kommune, rad_.alder)
            treff += 1
    assert treff == 17 * 10


def test_planen_spoer_bare_om_koder_metadataene_har(tjener: feil.Tjener) -> None:
    for tabell, t in liste(tjener).tabeller.items():
        meta, _ = klient(tjener).metadata(tabell)
        plan = planlegg(t, meta, None, 2015)
        assert plan.feil == []
        for variabel, koder in plan.utsnitt.items():
            assert koder
            assert set(koder) <= set(meta.variabler[variabel].koder)
            assert len(koder) == len(set(koder))
