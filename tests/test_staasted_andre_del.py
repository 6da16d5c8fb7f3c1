"""Second half of the report: cost, need, the profile of others, payment, staff, measures."""

import json
import re
from dataclasses import replace
from functools import cache
from importlib import import_module
from unittest.mock import patch

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helseanalyse.kapitler import staasted
from helseanalyse.kapitler.behovstall import bruksbaand, kjerne
from helseanalyse.kapitler.plassfelles import grunnlag_for
from helseanalyse.kapitler.staasted import ordvalg
from helseanalyse.kapitler.tiltakfelles import portefoelje
from helseanalyse.maalform import SPRAAK
from helseanalyse.measures.nivaa import relativt_nivaa
from helseanalyse.measures.usikkerhet import forskjell
from helseanalyse.sjekkliste import kapitteltekst, rens
from helseanalyse.sources import load_data
from helseanalyse.sources.load import Data, load_eksempeldata
from helseanalyse.valg_staasted import Staastedsvalg, bemanningsvalg, plassvalg
from helseanalyse.valg_tiltak import Tiltaksvalg
from lite_land import FOLKETALL, fyll, over_80, plasser

# The package gives the chapters, not the modules, by these names.
bemanning, kontrafaktisk, kostnad, tiltak = (
    import_module(f"helseanalyse.kapitler.staasted.{navn}")
    for navn in ("bemanning", "kontrafaktisk", "kostnad", "tiltak")
)
DELER = ("kostnad", "behov", "kontrafaktisk", "brukerbetaling", "bemanning", "tiltak")
EGNE = {
    "plassbehov": {"dekning": 22, "aarsverk_per_plass": 1.1, "mill_per_aarsverk": 0.9,
                   "timer_per_uke": 5, "timer_per_aarsverk": 1400},
    "okonomi": {"inntekter": "300 000 x 12; 250 000 x 2", "kostpris": 1_200_000, "aar": 2023,
                "husstander": "200 000 x 10; 300 000 x 2",
                "bistand_satser": "2 230; 3 900; over 1500", "bistand_kostpris": 2000,
                "mottakere": "4 032 000; 2 500 000", "innslagspunkt": 1_600_000,
                "kompensasjonsgrad": 80},
    "bemanning": {"sykefravaer": 9.1, "sykefravaer_maal": 8},
    "tiltak": {"maal": "2026 3; 2027 9", "tiltak": [
        {"nr": "1", "tiltak": "Digitalt tilsyn", "2026": "1,5", "2027": "3",
         "ses_sammen_med": "2"},
        {"nr": "2", "tiltak": "Plasser", "2026": "2", "2027": "4", "plasser": "-4"}]},
}  # fmt: skip


@cache
def _eksempel() -> Data:
    return load_eksempeldata()


@pytest.fixture(scope="module")
def eksempel() -> Data:
    return _eksempel()


@pytest.fixture(scope="module")
def lite(tmp_path_factory: pytest.TempPathFactory) -> Data:
    data = load_data(fyll(tmp_path_factory.mktemp("lite")))
    return replace(data, observasjoner=pd.concat([data.observasjoner, _lokaler()]))


def _lokaler() -> pd.DataFrame:
    """Premises (function 261), so that the made-up country has accounts for the waterfall of kr."""
    felt = {"aar": 2025, "indikator": "netto_driftsutg_f261_institusjonslokaler",
            "enhet": "1000 kr", "status": "maalt", "kilde": "ssb-lite-2026-06-15"}  # fmt: skip
    return pd.DataFrame([felt | {"komm_nr": k, "verdi": 1000.0} for k in ("8102", "8103")])


def _valg(data: Data, komm_nr: str = "0121", andre: object = ("0628", "0119"), aar: int = 2012,
          spraak: str = "nb", egne: object = None, **felt: object) -> Staastedsvalg:  # fmt: skip
    ord_ = json.dumps(egne) if egne else ""
    return Staastedsvalg.sjekket(data, komm_nr=komm_nr, sammenlign=list(andre), aar=aar,
                                 spraak=spraak, egne_ord=ord_, **felt)  # fmt: skip


def _tekst(data: Data, valg: Staastedsvalg, del_: str) -> str:
    return kapitteltekst(getattr(staasted, del_)(data, valg))


ROEMSKOG = {"komm_nr": "0121"}
BJERKA = {"komm_nr": "8102", "andre": ["8103", "8104"], "aar": 2025}
TILFELLER = {
    "roemskog": ("eksempel", ROEMSKOG),
    "uten tall": ("eksempel", {"komm_nr": "0628", "andre": ["0121"], "aar": 2012}),
    "uten alt": ("eksempel", {"komm_nr": "1017", "andre": [], "aar": 2012}),
    "egne plan": ("eksempel", {"komm_nr": "3207", "andre": [], "aar": 2025}),
    "lite": ("lite", BJERKA),
    "lite egne": ("lite", BJERKA | {"egne": EGNE}),
    "alle": ("lite", BJERKA | {"andre": [k for k in FOLKETALL if k[0:3] != "819"
                                         and k != "8102"]}),
    "landet": ("lite", BJERKA | {"andre": [], "sett": "landet"}),
}  # fmt: skip
# Every chapter where all is there and where nothing is; the rest where they make a difference.
PROEVES = [(navn, d) for navn in ("roemskog", "uten alt", "lite egne") for d in DELER] + [
    ("uten tall", "kontrafaktisk"), ("egne plan", "tiltak"), ("lite", "behov"),
    ("alle", "kontrafaktisk"), ("alle", "kostnad"), ("landet", "kostnad"),
]  # fmt: skip


# ------------------------------------------------------------------ three languages
def _tallene(tekst: str, spraak: str) -> list[str]:
    """Numbers of a text in one way of writing."""
    tekst = tekst.replace("\u202f", "").replace("\u00a0", " ")
    tekst = re.sub(r"(?<=\d),(?=\d)", "" if spraak == "en" else ".", tekst)
    return sorted(re.findall(r"\d+(?:\.\d+)?", tekst))


@pytest.mark.parametrize(("navn", "del_"), PROEVES)
def test_like_tall_paa_alle_spraak(navn: str, del_: str, request: pytest.FixtureRequest) -> None:
    kilde, felt = TILFELLER[navn]
    data = request.getfixturevalue(kilde)
    alle = {}
    for spraak in SPRAAK:
        blokker = getattr(staasted, del_)(data, _valg(data, **felt, spraak=spraak))
        assert blokker and blokker[0]["ast"][0]["type"] == "heading"
        raa = json.dumps([{k: v for k, v in b.items() if k not in ("spec", "kilder", "id", "norsk")}
                          for b in blokker], ensure_ascii=False)  # fmt: skip
        alle[spraak] = [len(blokker), _tallene(raa, spraak)]
        assert "\\u" not in raa and "None" not in raa and "nan" not in re.findall(r"\w+", raa)
    assert alle["nn"] == alle["nb"]
    assert alle["en"] == alle["nb"]


def test_tall_i_figurene_er_paa_spraaket(eksempel: Data) -> None:
    """What is written in a chart is in the language too: no bokmål label, no decimal comma."""
    for del_ in ("kostnad", "kontrafaktisk"):
        valg = _valg(eksempel, spraak="en")
        for b in (b for b in getattr(staasted, del_)(eksempel, valg) if b["type"] == "figur"):
            spec = json.dumps(b["spec"].get("layer"), ensure_ascii=False)
            assert not re.search(r"\d,\d\b(?!\d\d)|plasser|dekning|mottaker", spec)


# ------------------------------------------------------------------ the numbers are the measures'
def test_kostnaden_er_trykt_og_holdt_mot_de_andre(eksempel: Data) -> None:
    tekst = _tekst(eksempel, _valg(eksempel), "kostnad")
    verdier = {"Hurum": 310844, "Marker": 333076, "landet uten Oslo": 359230}
    for hvem, v in verdier.items():
        prosent = f"{relativt_nivaa(378843, v):.1f}".replace(".", ",")
        assert f"{prosent} % mer enn {hvem}" in tekst
    assert "kan ikke gis noe intervall" in rens(tekst).replace("det kan", "kan")


@given(egen=st.integers(1, 10**7), annen=st.integers(1, 10**7))
@settings(max_examples=30, deadline=None)
def test_mer_bare_naar_det_er_mer(egen: int, annen: int) -> None:
    data = _eksempel()
    for spraak, mer, mindre in (("nb", " mer ", " mindre "), ("en", " more ", " less ")):
        valg = replace(_roemskog(), spraak=spraak)
        ut = rens(kostnad.mot(data, valg, float(egen), "0628", float(annen)))
        trykt = round(abs(egen / annen - 1) * 100, 6) >= 0.05
        assert (mer in ut) == (trykt and egen > annen)
        assert (mindre in ut) == (trykt and egen < annen)


@cache
def _roemskog() -> Staastedsvalg:
    return _valg(_eksempel())


def test_behovet_er_det_trykte(eksempel: Data) -> None:
    """KS-Konsulent 2013, diagram 8: 17 places become 13, those in use 9."""
    tekst = _tekst(eksempel, _valg(eksempel), "behov")
    assert "behov for 13 plasser i 2025. Det er 4 færre enn de 17 i 2013" in tekst
    assert "12,14 før det er rundet opp" in tekst
    rutenett = next(b for b in staasted.behov(eksempel, _valg(eksempel)) if b["type"] == "tabell")
    assert [r[4:] for r in rutenett["rader"]] == [
        ["13*", "12", "12"], ["10", "9*", "9*"], ["10", "10", "10"], ["9*", "9*", "9*"]
    ]  # fmt: skip


def test_behovet_i_det_oppdiktede_landet(lite: Data) -> None:
    valg = _valg(lite, **BJERKA)
    behov = plasser("8102", 2025) * over_80("8102", 2040) / over_80("8102", 2026)
    tekst = _tekst(lite, valg, "behov")
    assert f"{behov:.2f}".replace(".", ",") in tekst
    b = bruksbaand(lite, kjerne(plassvalg(lite, valg)))
    r = b[(b.aar == 2040) & (b.alternativ == "MMMM")].iloc[0]
    assert f"fra {r.lav:.0f} til {r.hoey:.0f}" in tekst


def test_maal_og_framskriving_blandes_ikke(lite: Data) -> None:
    """22 per 100 of 260 people is 57.2, so 58 places; the goal is in a section of its own."""
    blokker = staasted.behov(lite, _valg(lite, **BJERKA, egne=EGNE))
    tekster = [kapitteltekst([b]) for b in blokker if b["type"] == "tekst"]
    maal = [t for t in tekster if "Med målet på" in t]
    assert len(maal) == 1
    assert "58 plasser i 2040, 16 flere" in maal[0]
    assert "ingen prognose" in maal[0]
    assert not any("målet på" in t.lower() for t in tekster if "Med dagens dekning gir" in t)
    figur = next(b for b in blokker if b.get("id") == "staasted-behov")
    assert "Stiplet linje: målet" in figur["undertittel"]
    uten = kapitteltekst(staasted.behov(lite, _valg(lite, **BJERKA)))
    assert "målet på" not in uten.lower() and "Stiplet" not in uten


def test_aarsverk_og_kroner_av_egne_tall(lite: Data) -> None:
    """7 places more, 1.1 man-years a place, 0.9 mill kr each: 7.7 man-years and 6.93 mill kr."""
    blokker = staasted.behov(lite, _valg(lite, **BJERKA, egne=EGNE))
    rad = next(b for b in blokker if b.get("id") == "staasted-innsats")["rader"][0]
    assert rad[1:] == ["35", "42", "+7", "+7,7", "+6,9"]


def test_profilen_til_hurum(eksempel: Data) -> None:
    """KS-Konsulent 2013, conclusion: 5-6 places with Hurum's profile, 12-13 with the country's."""
    valg = _valg(eksempel)
    rader = {r[0]: r for b in staasted.kontrafaktisk(eksempel, valg) if b["type"] == "tabell"
             for r in b["rader"]}  # fmt: skip
    assert rader["Hurum"][1:4] == ["7,9–9,5", "5,0–6,0", "3,6–4,3"]
    assert rader["Landet"][1:3] == ["19,0–20,6", "12,0–13,0"]
    assert "er ikke målt" in _tekst(eksempel, valg, "kontrafaktisk")


def test_kroner_med_andres_profil(lite: Data) -> None:
    """Institutions and home care with 8103's users and prices, on 8102's people in 2040."""
    fig = next(b for b in staasted.kontrafaktisk(lite, _valg(lite, **BJERKA))
               if b.get("id") == "staasted-profil-kroner-8103")  # fmt: skip
    o = lite.observasjoner[lite.observasjoner.aar == 2025].set_index(["komm_nr", "indikator"])

    def sum_(kode: str) -> float:
        ider = ("netto_driftsutg_f253_institusjon", "netto_driftsutg_f254_hjemmeboende",
                "netto_driftsutg_f261_institusjonslokaler")  # fmt: skip
        return sum(float(o.verdi[(kode, i)]) for i in ider) / 1000

    da = sum_("8103") * over_80("8102", 2040) / over_80("8103", 2026)
    endring = f"{da - sum_('8102'):.1f}".replace(".", ",")
    assert f"kostet {endring} mill. kr mer i 2040 enn i 2025" in rens(fig["tittel"])


def test_betaling_og_refusjon_regnet_for_haand(lite: Data) -> None:
    """2023: 12 pay 236 802.30 and 2 pay 194 302.30; refund 0.8 (x - 1.6 mill) of each."""
    tekst = _tekst(lite, _valg(lite, **BJERKA, egne=EGNE), "brukerbetaling")
    betaler = 12 * 236_802.30 + 2 * 194_302.30
    for tall in (betaler, 14 * 1.2e6 - betaler, 12 * (10 * 230 + 2 * 900),
                 0.8 * (4_032_000 - 1.6e6 + 2_500_000 - 1.6e6)):  # fmt: skip
        assert f"{tall:,.0f}".replace(",", " ") in tekst


def test_udekket_av_kostra_kostnaden(lite: Data) -> None:
    tekst = _tekst(lite, _valg(lite, **BJERKA), "brukerbetaling")
    assert f"{1_060_000 - 236_802.30:,.0f} kr er udekket".replace(",", " ") in tekst


# ------------------------------------------------------------------ rules
@given(st.floats(-1e6, 1e6), st.integers(0, 2))
def test_retningen_er_som_trykt(verdi: float, desimaler: int) -> None:
    vei, grense = ordvalg.retning(verdi, desimaler), 0.5 * 10.0**-desimaler
    assert vei == ("likt" if abs(verdi) < grense else "opp" if verdi > 0 else "ned")


@given(st.integers(-50, 50), st.integers(0, 50))
def test_antallsendring(lav: int, bredde: int) -> None:
    ut, hoey = ordvalg.antallsendring(lav, lav + bredde), lav + bredde
    assert (ut == "flere") == (lav > 0)
    assert (ut == "faerre") == (hoey < 0)
    assert (ut == "like") == (lav == hoey == 0)


@given(n=st.integers(1, 400), m=st.integers(1, 400), p=st.floats(0, 1), q=st.floats(0, 1))
@settings(max_examples=30, deadline=None)
def test_klart_bare_naar_intervallet_baerer(n: int, m: int, p: float, q: float) -> None:
    data = _eksempel()
    valg, x, y = _roemskog(), round(n * p), round(m * q)
    df = pd.DataFrame({"komm_nr": ["0121", "0119"], "teller": [x, y], "nevner": [n, m],
                       "verdi": [100 * x / n, 100 * y / m], "kilder": [(), ()]})  # fmt: skip
    with patch.object(bemanning, "fagutdanning", lambda *_: df):
        setning, _ = bemanning._fagutdanning(data, valg, bemanningsvalg(data, valg))
    uklart = forskjell(x, n, y, m).inneholder(0)
    assert ("ikke klart forskjellig" in setning) == uklart
    assert ("klart mer" in setning) == (not uklart and x / n > y / m)


@pytest.mark.parametrize(
    ("maal", "sier"),
    [("2026 2", "også med full overlapp"), ("2026 3", "men ikke med full overlapp"),
     ("2026 4", "nås ikke; det mangler 0,5")],
)  # fmt: skip
def test_maalet_for_tiltakene(eksempel: Data, maal: str, sier: str) -> None:
    """Measures of 1.5 and 2 mill kr that must be seen together give from 2 to 3.5."""
    tv = Tiltaksvalg.sjekket(eksempel, komm_nr="0121", tiltak=EGNE["tiltak"]["tiltak"], maal=maal)
    setning = tiltak._maalet(_valg(eksempel), portefoelje(eksempel, tv), tv)
    assert sier in rens(" ".join(setning))


def test_gammel_bemanning_sies(eksempel: Data) -> None:
    tekst = _tekst(eksempel, _valg(eksempel), "bemanning")
    assert "er fra 2004, 8 år før rapportens år" in tekst
    assert "16 av 23" in tekst and "ikke klart forskjellig fra Marker" in tekst


@pytest.mark.parametrize("spraak", SPRAAK)
def test_uten_tall_sies_det_i_en_setning(eksempel: Data, spraak: str) -> None:
    valg = _valg(eksempel, "1017", (), spraak=spraak)
    for del_ in DELER:
        blokker = getattr(staasted, del_)(eksempel, valg)
        typer = [b["type"] for b in blokker]
        assert typer[0] == "tekst"
        assert "figur" not in typer
        assert "varsel" in typer or del_ == "brukerbetaling"


def test_hver_setning_med_tall_har_kilde(eksempel: Data, lite: Data) -> None:
    for data, felt in ((eksempel, ROEMSKOG), (lite, BJERKA | {"egne": EGNE})):
        for del_ in DELER:
            for b in getattr(staasted, del_)(data, _valg(data, **felt)):
                tekst = kapitteltekst([b])
                overskrift = b.get("ast", [{}])[0].get("type") == "heading"
                uten = re.sub(r"2 G|20\d\d|80 år|20–66", "", tekst)
                if b["type"] == "tekst" and not overskrift and re.search(r"\d", uten):
                    assert b.get("kilder"), tekst


def test_de_andre_er_hver_for_seg(lite: Data) -> None:
    """Each comparison is held once, and those without figures are named, not left out."""
    valg = _valg(lite, **TILFELLER["alle"][1])
    p = plassvalg(lite, valg)
    andre = kontrafaktisk.de_andre(lite, p, grunnlag_for(lite, p))
    assert [a.komm_nr for a in andre] == list(p.sammenlign)
    tabell = next(b for b in staasted.kontrafaktisk(lite, valg) if b["type"] == "tabell")
    assert len(tabell["rader"]) == 1 + len(p.sammenlign)
