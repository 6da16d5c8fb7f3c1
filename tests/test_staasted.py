"""The report ``staastedsanalyse``: its rules, its numbers, its choices and the own words in it."""

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lite_land
from conftest import ROT, leselig
from helseanalyse.indikator import indikator
from helseanalyse.kapitler import staasted
from helseanalyse.kapitler.forside import forside
from helseanalyse.kapitler.staasted import felles
from helseanalyse.kapitler.staasted.skillerseg import bruddgrunn, funnene
from helseanalyse.maalform import SPRAAK
from helseanalyse.measures.profil import tjenesteprofil
from helseanalyse.measures.radindeks import radindeks
from helseanalyse.measures.skillerseg import (
    klare_avvik,
    nyeste_brudd,
    stoerste_kostnad,
    stoerste_utvikling,
    utviklinger,
    valgte,
    ved_siden,
)
from helseanalyse.measures.trend import Punkt
from helseanalyse.measures.usikkerhet import forskjell, klart_forskjellig
from helseanalyse.pdf import NODER
from helseanalyse.sett import Sett
from helseanalyse.side import Side
from helseanalyse.sidevalg import fra_adressen, verdier
from helseanalyse.sources.egneord import les_egne_ord
from helseanalyse.sources.load import Data, load_eksempeldata
from helseanalyse.standardvalg import utfylt
from helseanalyse.valg_staasted import Staastedsvalg, bemanningsvalg, plassvalg
from helseanalyse.views.html import visning_html
from test_kapitler import noder, sjekk
from test_staasted_tekster import STANDARD, oppdiktet

EKSEMPEL = load_eksempeldata()
EGNE_ORD = """
prosess = "Arbeidet ble startet i september.\\n\\n- Gruppearbeid\\n- Fellesmøte <b>30. oktober</b>"
sammendrag = "Stabil tjeneste."
anbefaling = "# Reduser fra 17 til 13 plasser *nå*."

[vurderingskryss]
styrker = ["Stabilitet", "Trygghet"]
svakheter = ["Små enheter | få årsverk"]

[[enheter]]
navn = "Sykehjemmet"
status = "17 plasser"
kort_sikt = "Tomme plasser"
lang_sikt = "Færre eldre"

[[handlingsplan]]
strategi = "Omgjøring av plasser"
aktivitet = "Utarbeide plan"
ansvar = "Rådmannen"
effekt = "Handlefrihet"

[plassbehov]
dekning = 20
"""


@pytest.fixture
def land(tmp_path_factory: pytest.TempPathFactory) -> Data:
    return oppdiktet(tmp_path_factory)


def valg(data: Data, komm_nr: str = "0121", **andre: Any) -> Staastedsvalg:
    alle = utfylt(data, STANDARD, {"komm_nr": komm_nr, **andre})
    return Staastedsvalg.sjekket(data, **alle)


def alle(data: Data, v: Staastedsvalg) -> list[dict[str, Any]]:
    return [b for kapittel in staasted.KAPITLER for b in kapittel(data, v)]


def som_tekst(blokker: list[dict[str, Any]]) -> str:
    return "\n".join(leselig(b) for b in blokker)


def kort(tekst: str) -> str:
    """Text with ordinary spaces, to be read in a test."""
    return tekst.replace("\u202f", " ").replace("\u00a0", " ")


# ------------------------------------------------------------------ reglene
ENEROM = indikator("andel_enerom")


def rad(t: int, n: int, andre_t: int, andre_n: int) -> Any:
    """Profile row of a municipality with t of n against one with other counts."""
    tall = {"0121": (t, n), "0119": (andre_t, andre_n)}
    o = observasjoner([(k, 2012, *tn) for k, tn in tall.items()])
    (ut,) = tjenesteprofil(o, [ENEROM], "0121", ["0119"], 2012)
    return ut


def observasjoner(rader: list[tuple[str, int, int, int]]) -> pd.DataFrame:
    felt = {"enhet": "plasser", "status": "maalt", "kilde": "romskog-2013-diagram-3"}
    felt |= {"teller": float("nan"), "nevner": float("nan")}
    par = [
        {"komm_nr": k, "aar": aar, "indikator": navn, "verdi": float(v)} | felt
        for k, aar, t, n in rader
        for navn, v in (("plasser_enerom", t), ("plasser_institusjon", n))
    ]
    return pd.DataFrame(par)


antall = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(antall, antall)
def test_bare_det_intervallet_baerer_er_et_avvik(egen: tuple[int, int], andre: tuple[int, int]):
    r = rad(*egen, *andre)
    klare = klare_avvik([r])
    mellom = forskjell(*egen, *andre)
    assert bool(klare) == (not mellom.lav <= 0 <= mellom.hoey) == klart_forskjellig(*egen, *andre)
    assert klare_avvik([r], {"plasser_enerom"}) == []


@settings(max_examples=15)
@given(antall, antall)
def test_setningen_sier_aldri_mer_enn_intervallet(egen: tuple[int, int], andre: tuple[int, int]):
    """Never «higher» or «lower» of a share whose difference may be nought."""
    rader = [("0121", 2012, *egen), ("0119", 2012, *andre)]
    data = replace(EKSEMPEL, observasjoner=observasjoner(rader))
    klart = klart_forskjellig(*egen, *andre)
    ord_ = {"nb": ("høyere", "lavere", "ikke klart"), "nn": ("høgare", "lågare", "ikkje klart"),
            "en": ("higher", "lower", "not clearly")}  # fmt: skip
    for spraak, (over, under, ikke) in ord_.items():
        v = Staastedsvalg(komm_nr="0121", sammenlign=("0119",), aar=2012, spraak=spraak)
        if egen[0] and andre[0]:
            (f, *_) = [f for f in funnene(data, v) if f.slag == "avvik-1"]
            mer = egen[0] / egen[1] > andre[0] / andre[1]
            assert (over in f.tekst, under in f.tekst) == (klart and mer, klart and not mer)
            assert (ikke in f.tekst) == (not klart)
            assert f.vurdering == felles.felles(v)(
                "ikke-klart" if not klart else "klart-hoeyere" if mer else "klart-lavere"
            )


def test_rekkefoelgen_og_antallet() -> None:
    alt = {"avvik-1", "avvik-2", "avvik-3", "kostnad", "utvikling", "behov", "brudd", "folk"}
    assert valgte(alt) == ["avvik-1", "kostnad", "utvikling", "brudd", "behov"]
    assert valgte(alt - {"brudd"}) == ["avvik-1", "kostnad", "utvikling", "folk", "behov"]
    assert valgte({"avvik-1", "avvik-2", "avvik-3"}) == ["avvik-1", "avvik-2", "avvik-3"]
    assert valgte(set()) == []


def test_kostnaden_holdes_mot_snittet_eller_de_faa_andre() -> None:
    """Printed in 2013: 378 843 in Rømskog, 310 844 in Hurum, 333 076 in Marker."""
    funnet = stoerste_kostnad(
        tjenesteprofil(
            EKSEMPEL.observasjoner, [indikator("korr_brutto_driftsutg_per_mottaker")],
            "0121", ["0628", "0119"], 2012, ["EAKUO"],
        )
    )  # fmt: skip
    assert funnet is not None
    r, mot = funnet
    assert [(n.komm_nr, round(n.prosent, 1)) for n in mot] == [
        ("0628", 21.9), ("0119", 13.7), ("EAKUO", 5.5),
    ]  # fmt: skip
    assert [n.komm_nr for n in ved_siden(r, hoeyst=1)] == ["EAKUO"]
    assert stoerste_kostnad([r], {"korr_brutto_driftsutg_per_mottaker"}) is None


def test_utviklingen_proeves_paa_antallene_i_den_nyeste_biten() -> None:
    """10 of 100 to 30 of 100 is a clear change by hand; 10 of 100 to 12 of 100 is not."""
    o = observasjoner([("0121", 2010, 10, 100), ("0121", 2011, 12, 100), ("0121", 2012, 30, 100)])
    koder = {2010: "0121", 2011: "0121", 2012: "0121"}
    punkter = [Punkt(2010, 10.0, 0, ""), Punkt(2011, 12.0, 0, ""), Punkt(2012, 30.0, 0, "")]
    indeks = radindeks(o)
    (u,) = utviklinger(indeks, [ENEROM], {"andel_enerom": punkter}, koder)
    assert (u.fra_aar, u.til_aar, u.fra, u.til, u.klart) == (2010, 2012, 10.0, 30.0, True)
    (foer,) = utviklinger(indeks, [ENEROM], {"andel_enerom": punkter[:2]}, koder)
    assert foer.klart is False
    assert stoerste_utvikling([foer]) is None
    assert stoerste_utvikling([foer, u]) == u
    brutt = [punkter[0], punkter[1], punkter[2]._replace(bit=1, brudd="Ny måte")]
    assert utviklinger(indeks, [ENEROM], {"andel_enerom": brutt}, koder) == []
    assert nyeste_brudd({"andel_enerom": brutt}) == ("andel_enerom", brutt[2])
    assert nyeste_brudd({"andel_enerom": punkter}) is None


def test_hvert_brudd_i_registeret_har_en_grunn_paa_alle_spraak() -> None:
    from helseanalyse.indikator import indikatorer

    grunner = {g for i in indikatorer().values() for g in i.brudd.values()}
    assert len(grunner) >= 8
    for spraak in SPRAAK:
        v = Staastedsvalg(komm_nr="0121", sammenlign=(), aar=2012, spraak=spraak)
        annen = bruddgrunn(v, "noe helt annet")
        assert annen not in {bruddgrunn(v, g) for g in grunner}


# ------------------------------------------------------------------ tallene
def test_romskogs_setninger_har_de_trykte_tallene() -> None:
    setninger = [kort(f.tekst) for f in funnene(EKSEMPEL, valg(EKSEMPEL))]
    assert setninger[:4] == [
        "Korrigerte brutto driftsutgifter per mottaker av pleie- og omsorgstjenester var 378 843 kr"
        " i 2012: 21,9 % høyere enn i Hurum, 13,7 % høyere enn i Marker og 5,5 % høyere enn i"
        " landet uten Oslo.",
        "I 2012 gikk 42 % av ressursene i Rømskog til helse og omsorg, mot 38 % i landet.",
        "Tallet på innbyggere 80 år og over går ned fra 63 i 2013 til 45 i 2025, 28,6 % færre.",
        "Med samme dekning som i dag trengs det 13 institusjonsplasser i 2025, mot 17 i 2013"
        " (rundet opp).",
    ]
    assert "kan ikke prøves" in setninger[4]
    nn, en = (
        [kort(f.tekst) for f in funnene(EKSEMPEL, valg(EKSEMPEL, spraak=s))] for s in ("nn", "en")
    )
    assert (
        nn[1] == "I 2012 gjekk 42 % av ressursane i Rømskog til helse og omsorg, mot 38 % i landet."
    )
    assert en[3] == (
        "At today’s coverage, 13 institutional places are needed in 2025, against 17 in 2013"
        " (rounded up)."
    )


def test_setningene_om_det_oppdiktede_landet_er_regnet_riktig(land: Data) -> None:
    """Counted by hand from the country's own rules: 35 · 260 / 220 = 41,4 is 42 places."""
    naa, da, plasser = (
        lite_land.over_80("8102", 2026), lite_land.over_80("8102", 2040),
        lite_land.plasser("8102", 2025),
    )  # fmt: skip
    assert (naa, da, plasser) == (220, 260, 35)
    v = valg(land, "8102")
    assert v.sett == Sett.JEVNKOMMUNER
    assert v.horisont == 2040
    tekst = kort(som_tekst(alle(land, v)))
    assert "går opp fra 220 i 2026 til 260 i 2040, 18,2 % flere" in tekst
    assert "trengs det 42 institusjonsplasser i 2040, mot 35 i 2025 (rundet opp)" in tekst
    assert "35 institusjonsplasser, det vil si 15,9 per 100" in tekst
    assert "1 060 000 kr i 2025: 19,7 % lavere enn i landet uten Oslo" in tekst


def test_dekningen_staar_i_orden_med_naboene(land: Data) -> None:
    figuren = next(
        b for b in staasted.dekning(land, valg(land, "8102")) if b.get("id") == "staasted-dekning"
    )
    etter_navn = re.findall(r": (\d+,\d)(?:;|\.$)", figuren["alt"])
    verdier = [float(v.replace(",", ".")) for v in etter_navn]
    assert len(verdier) == 11
    assert verdier == sorted(verdier, reverse=True)
    over = sum(x > 15.9 for x in verdier)  # 100 · 35 / 220
    assert f"nummer {over + 1} av {len(verdier)} kommuner" in figuren["tittel"]


# ------------------------------------------------------------------ alle slags kommuner
NAVN = {
    "8101": "Å", "8102": "Kárášjohka–Karasjok", "8103": "Os", "8104": "Nes *kommune* <b>[x](y)</b>",
    "8105": "Porsanger – Porsáŋgu – Porsanki", "8106": "Nordre Gudbrandsdalens store storkommune",
}  # fmt: skip


@cache
def omdoept(land: Data) -> Data:
    """The made-up country with names that are hard to set."""
    navn = land.kommuner.komm_nr.map(NAVN).fillna(land.kommuner.navn)
    return replace(land, kommuner=land.kommuner.assign(navn=navn))


@pytest.mark.parametrize(("komm_nr", "spraak"), [("8101", "nb"), ("8102", "nn"), ("8104", "en")])
def test_korte_lange_og_samiske_navn(land: Data, komm_nr: str, spraak: str) -> None:
    data = omdoept(land)
    v = valg(data, komm_nr, spraak=spraak)
    assert NAVN[komm_nr] in forside(data, "staastedsanalyse", STANDARD | {
        "komm_nr": komm_nr, "sammenlign": [], "aar": 2025, "sett": "landet", "spraak": spraak,
    }).tittel  # fmt: skip
    blokker = alle(data, v)
    assert NAVN[komm_nr] in som_tekst(blokker)
    assert "\\" not in som_tekst(blokker)
    for b in blokker:
        if "ast" in b:
            assert {n["type"] for n in noder(b["ast"])} <= NODER


def test_genitiv() -> None:
    assert [felles.genitiv("Os", s) for s in SPRAAK] == ["Os’"] * 3
    assert [felles.genitiv("Rømskog", s) for s in SPRAAK] == ["Rømskogs", "Rømskogs", "Rømskog’s"]


def mange(antall: int) -> tuple[str, list[str]]:
    har = EKSEMPEL.observasjoner
    har = har[(har.indikator == "plasser_institusjon") & (har.aar == 2007) & har.verdi.notna()]
    koder = sorted(k for k in har.komm_nr.unique() if EKSEMPEL.register.er_kommune(k))
    return koder[0], koder[1 : antall + 1]


@pytest.mark.parametrize("antall", [0, 1, 30])
def test_ingen_en_og_tretti_sammenligninger(antall: int) -> None:
    egen, andre = mange(antall)
    v = Staastedsvalg.sjekket(EKSEMPEL, komm_nr=egen, sammenlign=andre, aar=2007)
    kjente = set(EKSEMPEL.kilder.kilde) | {"egne-ord"}
    blokker = alle(EKSEMPEL, v)
    for b in blokker:
        if b["type"] != "tekst" or not leselig(b).startswith("Metode"):
            sjekk(b, kjente)
    ider = [b["id"] for b in blokker if "id" in b]
    assert len(ider) == len(set(ider))
    hvem = felles.mot_hvem(EKSEMPEL, v)
    assert (
        hvem
        == {0: "", 1: EKSEMPEL.register.navn(andre[0]) if andre else "", 30: "30 kommuner"}[antall]
    )


@pytest.mark.parametrize("spraak", SPRAAK)
def test_en_kommune_uten_tall_faar_et_kort_kapittel_med_grunn(spraak: str) -> None:
    v = valg(EKSEMPEL, "1103", aar=2011, spraak=spraak)
    v = replace(v, komm_nr="3226", sammenlign=(), aar=2024, sett=Sett.EGNE)
    assert staasted.konklusjon(EKSEMPEL, v)[0]["type"] == "varsel"
    assert staasted.oppsummering(EKSEMPEL, v) == []
    for kapittel in (
        staasted.skiller_seg_ut,
        staasted.demografi,
        staasted.profil,
        staasted.dekning,
    ):
        overskrift, varsel_ = kapittel(EKSEMPEL, v)
        assert (overskrift["type"], varsel_["type"]) == ("tekst", "varsel")
        assert EKSEMPEL.register.navn("3226") in leselig(varsel_)


def test_sammendraget_er_merket_og_staar_for_seg_selv() -> None:
    blokker = staasted.oppsummering(EKSEMPEL, valg(EKSEMPEL))
    assert {b["del"] for b in blokker} == {"sammendrag"}
    assert [b["type"] for b in blokker] == ["tekst", "tekst", "tabell", "tekst"]
    assert all(b.get("kilder") for b in blokker[1:])


# ------------------------------------------------------------------ egne ord
@pytest.fixture
def fil(tmp_path: Path) -> Path:
    ut = tmp_path / "ord.toml"
    ut.write_text(EGNE_ORD, encoding="utf-8")
    return ut


@pytest.mark.parametrize(
    ("spraak", "merke"),
    [("nb", "Konsulentens vurdering"), ("nn", "Konsulenten si vurdering"),
     ("en", "The consultant’s assessment")],
)  # fmt: skip
def test_egne_ord_er_merket_som_egne(fil: Path, spraak: str, merke: str) -> None:
    v = valg(EKSEMPEL, spraak=spraak, egne_ord=str(fil))
    blokker = staasted.egne_ord(EKSEMPEL, v)
    assert leselig(blokker[0]).strip() == merke
    for b in blokker[2:]:
        assert [(k["id"], k["tekst"], k["metode"]) for k in b["kilder"]] == [
            ("egne-ord", merke, "egne")
        ]
    assert [b["id"] for b in blokker if "id" in b] == [
        "egne-styrker", "egne-enheter", "egne-handlingsplan",
    ]  # fmt: skip
    kryss = next(b for b in blokker if b.get("id") == "egne-styrker")
    assert kryss["rader"] == [
        ["1", "Stabilitet", "Små enheter | få årsverk"],
        ["2", "Trygghet", ""],
    ]
    assert "# Reduser fra 17 til 13 plasser *nå*." in leselig(blokker[-1])
    bakgrunn = som_tekst(staasted.bakgrunn(EKSEMPEL, v))
    assert "Fellesmøte <b>30. oktober</b>" in bakgrunn
    assert plassvalg(EKSEMPEL, v).dekning == 20
    assert staasted.egne_ord(EKSEMPEL, valg(EKSEMPEL)) == []


def test_valgene_alene_gir_rapporten_igjen(fil: Path) -> None:
    """The checked choices hold the file's content: the file may be gone the next time."""
    v = valg(EKSEMPEL, egne_ord=str(fil))
    fil.unlink()
    igjen = valg(EKSEMPEL, egne_ord=v.egne_ord)
    assert igjen == v
    assert json.loads(v.egne_ord)["vurderingskryss"]["styrker"] == ["Stabilitet", "Trygghet"]
    assert les_egne_ord("") == ""


FEIL = {
    "handlingsplaner = 1": "ikke er kjent. Mente du «handlingsplan»?",
    "prosess = 12": "«prosess» må være tekst i anførselstegn; fikk «12»",
    "prosess = uten anførsel": "er ikke gyldig TOML",
    "enheter = 4": "må være en liste",
    "[[enheter]]\nstatus = 'x'": "mangler «navn»",
    "[vurderingskryss]\nstyrker = 'x'": "må være en liste",
    "[plassbehov]\ndekninger = 20": "ingen parameter som heter «dekninger». Mente du «dekning»",
    "[plassbehov]\nkomm_nr = '0121'": "skal ikke stå i [plassbehov]",
    "[plassbehov]\ndekning = 200": "må være fra 0 til 100",
    "[tiltak]\nfil = '/etc/passwd'": "skal ikke stå i [tiltak]",
    f"prosess = '{'x' * 7000}'": "for lang: 7000 tegn",
}


@pytest.mark.parametrize("innhold", FEIL, ids=lambda s: s[:25])
def test_egne_ord_som_ikke_kan_leses(tmp_path: Path, innhold: str) -> None:
    ut = tmp_path / "ord.toml"
    ut.write_text(innhold, encoding="utf-8")
    with pytest.raises(ValueError) as feil:
        valg(EKSEMPEL, egne_ord=str(ut))
    assert FEIL[innhold] in str(feil.value)


def test_filer_som_ikke_er_der(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="kan ikke leses"):
        valg(EKSEMPEL, egne_ord=str(tmp_path / "nei.toml"))
    with pytest.raises(ValueError, match="kan ikke leses"):
        valg(EKSEMPEL, egne_ord=str(tmp_path))
    (tmp_path / "latin.toml").write_bytes("prosess = 'på'".encode("latin-1"))
    with pytest.raises(ValueError, match="ikke lagret som UTF-8"):
        valg(EKSEMPEL, egne_ord=str(tmp_path / "latin.toml"))
    with pytest.raises(ValueError, match="navnet på en TOML-fil"):
        valg(EKSEMPEL, egne_ord="{tull")


# ------------------------------------------------------------------ valgene
def test_aaret_behovet_gjelder() -> None:
    assert valg(EKSEMPEL).horisont == 2025
    assert valg(EKSEMPEL, horisont=2030).horisont == 2030
    assert valg(EKSEMPEL, "1103").horisont is None
    with pytest.raises(ValueError, match="2010, må være etter"):
        valg(EKSEMPEL, horisont=2010)
    with pytest.raises(ValueError, match="nb, nn eller en"):
        valg(EKSEMPEL, spraak="sv")


def test_sammenligningen_ingen_har_valgt(land: Data) -> None:
    assert valg(EKSEMPEL).sammenlign == ("0628", "0119")
    assert valg(EKSEMPEL, "0628").sammenlign == ("0119",)
    baerum = valg(EKSEMPEL, "0219")  # of 2011, when neither Hurum nor Marker has figures
    assert (baerum.aar, baerum.sett, baerum.sammenlign) == (2011, Sett.LANDET, ())
    assert felles.mot_hvem(EKSEMPEL, baerum) == "de ni andre kommunene i landet med tall"
    assert valg(land, "8102").sett == Sett.JEVNKOMMUNER
    assert bemanningsvalg(land, valg(land, "8102")).komm_nr == "8102"


def test_en_lenke_til_en_kommune_viser_det_rapporten_viser(land: Data) -> None:
    av_lenken, feil = fra_adressen(land, valg(EKSEMPEL), "komm_nr=8102")
    assert not feil
    assert av_lenken == valg(land, "8102")
    assert (av_lenken.aar, av_lenken.horisont) == (2025, 2040)


def test_siden_bytter_kommune_og_spraak(land: Data, fil: Path) -> None:
    side = Side(land, valg(land, egne_ord=str(fil)))
    side.endre(spraak="nn")
    assert side.valg.spraak == "nn"
    assert side.valg.ord.kryss
    side.endre(komm_nr="8102")
    assert (side.valg.komm_nr, side.valg.aar, side.valg.horisont) == ("8102", 2025, 2040)
    assert side.valg.egne_ord == ""
    assert "egne_ord" not in verdier(side.valg)
    felt = staasted.staastedsfelt(land, side.valg)
    assert {f["navn"] for f in felt} <= set(verdier(side.valg))
    assert [f["navn"] for f in felt][-1] == "spraak"


def test_siden_sier_hvilket_spraak_delene_er_paa() -> None:
    """A screen reader reads each part in its language, and the page's own words in bokmål."""
    side = Side(EKSEMPEL, valg(EKSEMPEL, spraak="en"))
    blokker = side.vis(staasted.demografi).blokker
    html = visning_html(blokker)
    assert html.count('data-nokkel="') == len(blokker) == html.count('lang="en"')
    assert '<span lang="nb">Figuren i ord</span>' in html and '<ul lang="nb"' in html
    assert 'aria-label="Table: ' in html and 'aria-label="The figures in the chart: ' in html
    assert not re.search(r'aria-label="(Tabell|Tallene|Merk)', html)
    side.endre(spraak="nb")
    assert "lang=" not in visning_html(side.visninger[0][0].blokker)


def test_eksemplet_paa_egne_ord_kan_brukes() -> None:
    v = valg(EKSEMPEL, egne_ord=str(ROT / "docs" / "egne_ord.toml"))
    assert {b["id"] for b in staasted.egne_ord(EKSEMPEL, v) if "id" in b} == {
        "egne-styrker", "egne-muligheter", "egne-enheter", "egne-handlingsplan",
    }  # fmt: skip
    assert plassvalg(EKSEMPEL, v).dekning == 20
    behov = next(f for f in funnene(EKSEMPEL, v) if f.slag == "behov")
    assert "målet om en dekning på 20,0" in behov.tekst
    assert "trengs det 9 institusjonsplasser" in behov.tekst  # 20 · 45 / 100
    assert behov.egne
