"""The consistency auditor: what the documents print, planted errors, and chance."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROT
from helseanalyse.measures.kontroll import (
    Kontroll,
    celleutfall,
    funnramme,
    kontroller,
    setning,
)
from helseanalyse.measures.kontroll_funn import Funn, Utfall
from helseanalyse.sources.trykteksempler import EKSEMPLER, eksempeltabell
from helseanalyse.sources.trykttabell import les_trykt, trykt_av_rader, trykt_av_tekst
from helseanalyse.trykt import Trykttabell

M = "\u202f"
STEMMER, AVRUNDING, MOTSIGELSE = Utfall.STEMMER, Utfall.AVRUNDING, Utfall.MOTSIGELSE


def av(navn: str) -> Kontroll:
    return kontroller(eksempeltabell(navn))


def tabell(linjer: str, tekst: str = "") -> Trykttabell:
    """Table of lines, a semicolon between the cells."""
    hode, *rader = [[c.strip() for c in li.split(";")] for li in linjer.strip().splitlines()]
    return trykt_av_rader("laget", hode, rader, tekst=tekst)


def stykker(k: Kontroll, utfall: Utfall, art: str | None = None) -> list[str]:
    return [f.regnestykke for f in k.av(utfall) if art in (None, f.art)]


# ------------------------------------------------------------------ dokumentene
def test_trondheims_punkt_5() -> None:
    """Point 5: the parts are 28.8, and 29.8 is printed; point 6 would make it meet."""
    k = av("trondheim_2020_tiltak")
    (f,) = k.av(MOTSIGELSE)
    assert f.regnestykke == "3,9 + 6,5 + 18,4 = 28,8, trykt 29,8"
    assert f.sted.startswith("«5 Døgnkontinuerlig bemanning hjemme, samlet»")
    assert (f.beregnet, f.trykt) == (pytest.approx(28.8), 29.8)
    assert "«6 Sykepleieklinikk»" in f.hint
    assert stykker(k, STEMMER) == ["1,7 + 0,7 + 2,4 = 4,8, trykt 4,8"]  # point 9 in 2021


def test_baerums_indeks_mot_teksten() -> None:
    """Figure 6 has 1.016, the text on page 29 says 2.6 per cent; 1.3 and 4.8 per cent agree."""
    k = av("baerum_2017_figur_6")
    (f,) = k.av(MOTSIGELSE)
    assert f.regnestykke == "100 · (1,016 − 1) = 1,6 prosent, i teksten 2,6"
    assert "«2014»" in f.sted
    tekst = [x for x in k.av(STEMMER) if x.art == "tekst"]
    assert sorted(x.trykt for x in tekst) == [-4.8, 1.3]
    assert stykker(k, STEMMER, "forhold") == [
        "1,02 / 1,117 ≈ 0,9132, trykt 0,913",
        "1,016 / 1,063 ≈ 0,9558, trykt 0,956",
        "1,013 / 1,064 ≈ 0,9521, trykt 0,952",
    ]


def test_baerums_tabell_2() -> None:
    """Sums off by 0.1 are rounding; growth 8.6, 4.9, −4.9, ten shares and 6 per cent agree."""
    k = av("baerum_2017_tabell_2")
    assert not k.har_motsigelser
    summer = [f for f in k.funn if f.art == "sum"]
    assert [(round(f.beregnet, 1), f.trykt, str(f.utfall)) for f in summer] == [
        (438.0, 437.9, "avrunding"), (499.2, 499.1, "avrunding"), (474.4, 474.5, "avrunding"),
        (475.7, 475.7, "stemmer"),
    ]  # fmt: skip
    assert [f.trykt for f in k.av(STEMMER) if f.art == "vekst_rekke"] == [8.6, 4.9, -4.9]
    assert len([f for f in k.av(STEMMER) if f.art == "andel"]) == 10
    (f,) = [f for f in k.funn if f.art == "tekst"]
    assert (f.trykt, round(f.beregnet, 2), f.utfall) == (-6, -6.04, STEMMER)


def test_baerums_tabell_8() -> None:
    """10.0 against 10.1, and −0.5 against −0.6, are rounding."""
    k = av("baerum_2017_tabell_8")
    assert stykker(k, AVRUNDING) == [
        "3,3 + 6,7 = 10,0, trykt 10,1",
        "9,6 − 10,1 = −0,5, trykt −0,6",
    ]
    assert len(k.av(STEMMER)) == 5
    assert not k.har_motsigelser


@pytest.mark.parametrize(
    ("navn", "trykt", "utfall"),
    [
        ("baerum_2017_figur_1", 100.0, STEMMER),
        ("baerum_2017_figur_2", 100.1, AVRUNDING),
        ("baerum_2017_figur_8", 100.0, STEMMER),
        ("baerum_2017_figur_11", 100.1, AVRUNDING),
        ("baerum_2017_tabell_7", 100.0, STEMMER),
    ],
)
def test_andeler_som_skal_bli_hundre(navn: str, trykt: float, utfall: Utfall) -> None:
    (f,) = av(navn).funn
    assert (f.art, round(f.beregnet, 1), f.utfall) == ("hundre", trykt, utfall)


@pytest.mark.parametrize(
    ("navn", "beregnet"),
    [
        ("baerum_2017_tabell_9", [10.1]),  # 0.4 + 5.2 + 3.0 + 1.5
        ("baerum_2017_sykefravaer", [7.6, 7.3, 7.2]),
        ("baerum_2017_tabell_5", [-2.6]),  # from the text
        ("haa_2024_mottak", [420]),
        ("haa_2024_flyktninger", [1965]),
        ("nordre_follo_2025_tiltak", [13.2, 35.7]),  # from the text
        ("baerum_2017_tabell_12", [62.5, 30.769, 9.091, 0, 18.182, 37.5]),
        ("haa_2024_refusjon", [1717000, 1753500, 161500, 29200, 1373600, 1402800]),
    ],
)
def test_det_som_stemmer_i_dokumentene(navn: str, beregnet: list[float]) -> None:
    k = av(navn)
    assert {f.utfall for f in k.funn} == {STEMMER}
    assert sorted(f.beregnet for f in k.funn) == pytest.approx(sorted(beregnet), abs=1e-3)


MED_MOTSIGELSE = {"trondheim_2020_tiltak": 1, "baerum_2017_figur_6": 1}


@pytest.mark.parametrize("navn", list(EKSEMPLER))
def test_ingen_falske_motsigelser_i_de_publiserte_tabellene(navn: str) -> None:
    k = av(navn)
    assert len(k.av(MOTSIGELSE)) == MED_MOTSIGELSE.get(navn, 0)
    utfall = celleutfall(k, eksempeltabell(navn))
    assert (utfall == 3).sum() == MED_MOTSIGELSE.get(navn, 0)


def _leselige() -> list[Path]:
    """Every transcribed file that is a table; the rest are refused with a sentence."""
    ut = []
    for fil in sorted((ROT / "data" / "kilde").glob("*.csv")):
        try:
            les_trykt(fil)
        except ValueError as feil:
            assert str(feil).endswith("."), fil
            continue
        ut.append(fil)
    return ut


@pytest.mark.parametrize("fil", _leselige(), ids=lambda f: f.stem)
def test_ingen_falske_motsigelser_i_kildefilene(fil: Path) -> None:
    """As they lie on the disk, with keys for labels: only point 5 of Trondheim contradicts."""
    motsagt = stykker(kontroller(les_trykt(fil)), MOTSIGELSE)
    kjent = ["3,9 + 6,5 + 18,4 = 28,8, trykt 29,8"] if fil.stem == "trondheim_2020" else []
    assert motsagt == kjent


# ------------------------------------------------------------------ avrunding og motsigelse
@pytest.mark.parametrize(
    ("trykt", "utfall"),
    [("6,0", STEMMER), ("6,2", AVRUNDING), ("5,8", AVRUNDING), ("6,3", MOTSIGELSE)],
)
def test_avrunding_er_en_halv_enhet_for_hvert_ledd_og_svaret(trykt: str, utfall: Utfall) -> None:
    """Three terms: (3 + 1) / 2 units, so 0.2."""
    k = kontroller(tabell(f"Post;Beløp\nA;1,0\nB;2,0\nC;3,0\nSum;{trykt}"))
    assert [f.utfall for f in k.funn] == [utfall]


def test_tall_med_ulike_desimaler_holdes_mot_sine_egne() -> None:
    k = kontroller(tabell("Post;Beløp\nA;1,25\nB;2,50\nSum;3,8"))
    assert stykker(k, STEMMER) == ["1,25 + 2,50 = 3,75, trykt 3,8"]
    k = kontroller(tabell("Post;Beløp\nA;1,25\nB;2,50\nSum;3,80"))
    assert stykker(k, MOTSIGELSE) == ["1,25 + 2,50 = 3,75, trykt 3,80"]


def test_det_som_mangler_er_ikke_null() -> None:
    for tegn in ("", "-", "..", ":"):
        k = kontroller(tabell(f"Post;2015;2016\nA;10;10\nB;20;{tegn}\nSum;30;10"))
        assert [f.sted for f in k.funn] == ["«Sum», «2015» (rad 4)"], tegn


def test_delsummer_og_summen_av_dem() -> None:
    k = kontroller(
        tabell(
            "Post;2015;2016;2017\nA;11;12;17\nB;21;23;28\nSum drift;32;35;45\nC;5;7;3\nD;4;9;1\n"
            "Sum investering;9;16;4\nTotalt;41;51;49"
        )
    )
    assert not k.har_motsigelser
    assert [f.regnestykke for f in k.funn if "Totalt" in f.sted] == [
        "32 + 9 = 41, trykt 41", "35 + 16 = 51, trykt 51", "45 + 4 = 49, trykt 49",
    ]  # fmt: skip


def test_en_feil_i_et_ledd_stedfestes_av_rad_og_kolonne() -> None:
    """A row's and a column's sum fail by the same amount: the cell they share, and its mend."""
    rader = [[117, 231, 348], [52, 418, 470], [333, 91, 424], [88, 276, 364], [590, 1016, 1606]]
    rader[1][1] = 481  # for 418
    navn = ["A", "B", "C", "D", "Sum"]
    linjer = [f"{n};{';'.join(map(str, r))}" for n, r in zip(navn, rader, strict=True)]
    k = kontroller(tabell("Post;2015;2016;Sum\n" + "\n".join(linjer)))
    motsagt = k.av(MOTSIGELSE)
    assert len(motsagt) == 2
    for f in motsagt:
        assert f.sikkerhet == "høy"
        assert f.hint == "Regnestykkene går opp hvis «B», «2016» (rad 3) er 418 og ikke 481."


def test_tall_som_ellers_gaar_opp_paa_siste_siffer_er_ikke_avrundet() -> None:
    """Forty exact sums of counts: an error of one is then no rounding."""
    r = np.random.default_rng(4)
    x = r.integers(100, 999, (40, 3))
    rader = [f"Sted {i}x;{a};{b};{c};{a + b + c + (i == 7)}" for i, (a, b, c) in enumerate(x)]
    k = kontroller(tabell("Sted;Alfa;Beta;Gamma;I alt\n" + "\n".join(rader)))
    (f,) = k.av(MOTSIGELSE)
    assert "«Sted 7x»" in f.sted
    assert "ikke avrundet" in f.grunn


def test_et_navn_alene_gir_ingen_motsigelse_naar_ingenting_gaar_opp() -> None:
    """«I alt» over columns that are no parts of it."""
    k = av("ssb_2004_kvalitet_aarsverk")
    assert k.relasjoner == 0
    assert setning(k).startswith("Fant ingen sammenhenger å kontrollere")


@pytest.mark.parametrize(
    ("tekst", "utfall"),
    [
        ("Utgiftene til drift økte med 10 prosent fra 2015 til 2016.", STEMMER),
        ("Utgiftene til drift økte med 12 prosent fra 2015 til 2016.", MOTSIGELSE),
        ("Utgiftene til drift gikk ned med 10 prosent i 2016.", MOTSIGELSE),
        ("Utgiftene til drift økte med 20 mill. kr i 2016.", STEMMER),
        ("Samlet er utgiftene 270 mill. kr i 2016.", STEMMER),
        ("Samlet er utgiftene 275 mill. kr i 2016.", MOTSIGELSE),
        ("Summen er regnet som 1,7 + 0,7 + 2,4 = 4,8.", STEMMER),
        ("Summen er regnet som 3,9 + 6,5 + 18,4 = 29,8.", MOTSIGELSE),
        ("Kommunen har 17 plasser og 614,82 årsverk.", None),
        ("Utgiftene til drift var 220 mill. kr i 2016.", None),
        ("Utgiftene til drift økte til 220 mill. kr i 2016.", None),
        ("Andelen til drift økte til 17 prosent i 2016.", None),
        ("Samlet har kommunen 17 plasser i 2016.", None),
    ],
)
def test_tall_i_teksten(tekst: str, utfall: Utfall | None) -> None:
    k = kontroller(tabell("Post;2015;2016\nDrift;200;220\nInvestering;40;50", tekst))
    funnet = {f.utfall for f in k.funn if f.art == "tekst"}
    assert funnet == (set() if utfall is None else {utfall})


def test_funnramme_og_setning() -> None:
    k = av("trondheim_2020_tiltak")
    ramme = funnramme(k)
    assert ramme.utfall.tolist() == ["motsigelse", "stemmer"]
    assert ramme.avvik.tolist() == pytest.approx([-1.0, 0.0])
    assert setning(k).startswith("Ett tall motsier de andre. 3,9 + 6,5 + 18,4 = 28,8, trykt 29,8")
    assert len(funnramme(Kontroll(0, ()))) == 0


# ------------------------------------------------------------------ lagde tabeller
def laget(froe: int, *, navngitt: bool) -> Trykttabell:
    """Groups with sub-totals and a total, rounded: with a share, a change or a sum beside."""
    r = np.random.default_rng(froe)
    desimaler, aar, grupper = int(r.integers(0, 3)), int(r.integers(3, 8)), int(r.integers(1, 4))
    skala = 10 ** r.uniform(0.5, 4)
    rader, verdi, summer = [], [], []
    for g in range(grupper):
        n = int(r.integers(2, 7))
        x = r.lognormal(0, 1, (n, 1)) * skala * (1 + r.normal(0, 0.08, (n, aar)).cumsum(axis=1))
        rader += [f"Post {g}-{i}x" for i in range(n)]
        rader.append(f"Sum {g}x" if navngitt else f"Gruppe {g}x")
        summer.append(x.sum(axis=0))
        verdi += [*x, summer[-1]]
    if grupper > 1:
        rader.append("Totalt" if navngitt else "Hele kommunen")
        verdi.append(np.sum(summer, axis=0))
    v = np.array(verdi)
    kolonner, siste = [str(2015 + j) for j in range(aar)], v[:, -1]
    ekstra = {
        "Andel av siste år": 100 * siste / siste[-1],
        "Endring siste år": siste - v[:, -2],
        "Sum alle år": v.sum(axis=1),
    }
    for navn in [n for n in ekstra if r.random() < 0.5]:
        v, kolonner = np.column_stack([v, ekstra[navn]]), [*kolonner, navn]
    d = np.full(v.shape, desimaler, dtype=np.int64)
    d[:, [k.startswith("Andel") for k in kolonner]] = 1
    trykt = np.array([[round(x, int(n)) for x, n in zip(a, b, strict=True)]
                      for a, b in zip(v, d, strict=True)])  # fmt: skip
    enhet = np.full(v.shape, "", dtype=object)
    return Trykttabell(
        "laget", tuple(rader), tuple(kolonner), trykt, d, enhet, tuple(range(2, len(v) + 2))
    )


@settings(max_examples=25)
@given(st.integers(10_000, 10**6), st.booleans())
def test_en_tabell_som_gaar_opp_har_ingen_motsigelser(froe: int, navngitt: bool) -> None:
    assert kontroller(laget(froe, navngitt=navngitt)).av(MOTSIGELSE) == []


@settings(max_examples=25)
@given(st.integers(10_000, 10**6), st.integers(30, 300), st.sampled_from([-1, 1]), st.data())
def test_en_feil_i_en_tabell_med_navngitte_summer_blir_funnet(
    froe: int, enheter: int, fortegn: int, hvor: Any
) -> None:
    """One figure off by 30 units of its last digit or more, wherever it stands."""
    t = laget(froe, navngitt=True)
    celle = tuple(hvor.draw(st.integers(0, n - 1)) for n in t.verdi.shape)
    verdi = t.verdi.copy()
    verdi[celle] += fortegn * enheter * 2 * t.halv[celle]
    motsagt = kontroller(replace(t, verdi=verdi)).av(MOTSIGELSE)
    assert any(celle in f.celler for f in motsagt)


@settings(max_examples=25)
@given(st.integers(0, 10**6), st.integers(3, 30), st.integers(2, 8), st.sampled_from([10, 1000]))
def test_tilfeldige_tall_gir_ingen_motsigelser(froe: int, n: int, m: int, til: int) -> None:
    x = np.random.default_rng(froe).integers(0, til, (n, m)).astype(float)
    rader, kolonner = [f"Enhet {i}x" for i in range(n)], [str(2010 + j) for j in range(m)]
    t = Trykttabell("t", tuple(rader), tuple(kolonner), x, np.zeros((n, m), dtype=np.int64),
                    np.full((n, m), "", dtype=object), tuple(range(n)))  # fmt: skip
    assert kontroller(t).av(MOTSIGELSE) == []


def test_rekkefoelgen_paa_stedene_betyr_ingenting_for_summer() -> None:
    t = laget(77, navngitt=True)
    orden = np.random.default_rng(1).permutation(len(t.kolonner))
    stokket = replace(
        t, kolonner=tuple(f"K{j}x" for j in range(len(orden))), verdi=t.verdi[:, orden],
        desimaler=t.desimaler[:, orden], enhet=t.enhet[:, orden],
    )  # fmt: skip

    def summer(k: Kontroll) -> list[Funn]:
        egne = [f for f in k.funn if f.art == "sum" and "Totalt" in f.sted]
        return [f for f in egne if len({c[1] for c in f.celler}) == 1]

    like = {round(f.beregnet, 6) for f in summer(kontroller(t))}
    assert {round(f.beregnet, 6) for f in summer(kontroller(stokket))} == like


# ------------------------------------------------------------------ lesing
def test_desimalene_er_de_som_er_skrevet() -> None:
    t = trykt_av_tekst("Post\t2015\t2016\nA\t1 234,50\t10,0 %\nB\t2,5\t−3\nSum\t1 237,00\t\n")
    assert t.desimaler.tolist() == [[2, 1], [1, 0], [2, 0]]
    assert t.verdi[0].tolist() == [1234.5, 10.0]
    assert t.verdi[1, 1] == -3
    assert np.isnan(t.verdi[2, 1])
    assert t.enhet[0, 1] == "prosent"
    assert t.trykt(0, 0) == f"1{M}234,50"


def test_et_regneark_faar_desimalene_som_kolonnen_trenger(tmp_path: Path) -> None:
    from openpyxl import Workbook

    bok = Workbook()
    for rad in (["Post", 2015, "Andel"], ["A", 1.2, 0.375], ["B", 2, 0.625], ["Sum", 3.2, 1]):
        bok.active.append(rad)
    for celle in ("C2", "C3", "C4"):
        bok.active[celle].number_format = "0 %"
    bok.save(tmp_path / "a.xlsx")
    t = les_trykt(tmp_path / "a.xlsx")
    assert t.rader == ("A", "B", "Sum")
    assert t.desimaler[:, 0].tolist() == [1, 1, 1]
    assert t.verdi[:, 1].tolist() == [37.5, 62.5, 100]
    assert {f.utfall for f in kontroller(t).funn} == {STEMMER}


@pytest.mark.parametrize(
    ("tekst", "setning_"),
    [
        ("", "Den innlimte tabellen er tom"),
        ("Bare tull", "har ingen kolonner"),
        ("A;B\nx;y\nz;w\n", "har ingen kolonne med tall"),
        ("Post;Tall\nA;1.234\nB;2.345\n", "kan være 1234 eller et desimaltall"),
        ("Post;Tall\nA;1,5\nB;2.5\n", "både punktum og komma"),
        ("A;1;2\nB;3;4\n", "overskriftene mangler"),
        ("x" * 200_001, "over 200 000 tegn"),
    ],
)
def test_en_daarlig_tabell_nektes_med_en_setning(tekst: str, setning_: str) -> None:
    with pytest.raises(ValueError, match=setning_) as feil:
        trykt_av_tekst(tekst)
    assert str(feil.value).endswith(".")


def test_det_som_ikke_er_et_tall_sies_fra_om() -> None:
    t = trykt_av_tekst("Post;2015\nA;10\nB;1O\nC;5\nSum;25\n")
    (varsel,) = t.varsler
    assert "rad 3" in varsel and "«1O»" in varsel
    assert kontroller(t).funn == ()


def test_desimaltegnet_kan_oppgis() -> None:
    tekst = "Post;Tall\nA;1.234\nB;2.345\nSum;3.579\n"
    for tegn, verdi in ((".", 1.234), (",", 1234.0)):
        t = trykt_av_tekst(tekst, desimaltegn=tegn)
        assert t.verdi[0, 0] == verdi
        assert {f.utfall for f in kontroller(t).funn} == {STEMMER}
