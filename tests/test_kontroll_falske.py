"""Tables that agree though they hold more than sums: what the auditor must not call breaches."""

from pathlib import Path

import numpy as np
import pytest
from openpyxl import Workbook

from helseanalyse.enheter import tall
from helseanalyse.measures.kontroll import kontroller
from helseanalyse.measures.kontroll_funn import Utfall
from helseanalyse.sources.trykttabell import les_trykt, trykt_av_rader, trykt_av_tekst
from helseanalyse.trykt import Trykttabell

M = "\u202f"
MOTSIGELSE = Utfall.MOTSIGELSE


def motsagt(t: Trykttabell) -> list[str]:
    return [f.regnestykke for f in kontroller(t).av(MOTSIGELSE)]


def oekonomitabell(froe: int, feil: float = 0.0) -> Trykttabell:
    """Accounts, the year before, change, per cent, users, cost per user, sick leave, and a sum."""
    r = np.random.default_rng(froe)
    n = int(r.integers(5, 12))
    a, b = np.exp(r.normal(5, 1, n)), r.integers(20, 400, n).astype(float)
    c = a * (1 + r.normal(0, 0.06, n))
    a, b, c = (np.append(x, x.sum()) for x in (a, b, c))
    fravaer = r.uniform(4, 11, n)
    y = [a, c, c - a, 100 * (c / a - 1), b, 1000 * c / b, np.append(fravaer, fravaer.mean())]
    y[1][1] += feil
    hode = ["Tjeneste", "2022", "2023", "Endring", "Endring i prosent"]
    hode += ["Brukere", "Kroner per bruker", "Sykefravær"]
    navn = [*(f"Tjeneste {c_}" for c_ in "ABCDEFGHIJKL"[:n]), "Sum"]
    rader = [
        [navn[i], *(tall(float(x[i]), d) for x, d in zip(y, (1, 1, 1, 1, 0, 0, 1), strict=True))]
        for i in range(n + 1)
    ]
    return trykt_av_rader("laget", hode, rader)


@pytest.mark.parametrize("froe", range(40))
def test_prosent_og_kroner_per_bruker_i_en_sumrad_er_ikke_summer(froe: int) -> None:
    assert motsagt(oekonomitabell(froe)) == []
    assert motsagt(oekonomitabell(froe, 12.0))


@pytest.mark.parametrize("navn", ["Enhetskostnad", "Nøkkel"])
def test_et_forholdstall_uten_navn_kjennes_paa_de_andre_kolonnene(navn: str) -> None:
    t = f"""Tjeneste;Netto;Plasser;{navn}
A;5000;20;250
B;7200;30;240
C;8800;40;220
D;3600;12;300
Sum;24600;102;241
"""
    assert motsagt(trykt_av_tekst(t)) == []
    assert motsagt(trykt_av_tekst(t.replace("7200", "7700")))


def test_et_snitt_i_sumraden_er_ikke_en_sum_men_et_aar_er_alltid_som_de_andre() -> None:
    t = "Sone;Brukere;Timer;Besøk;Alder\nA;40;310;900;81\nB;60;450;1300;83\nC;50;420;1100;85\n"
    assert motsagt(trykt_av_tekst(t + "Sum;150;1180;3300;83\n")) == []
    aar = t.replace("Brukere;Timer;Besøk;Alder", "2019;2020;2021;2022")
    assert motsagt(trykt_av_tekst(aar + "Sum;150;1180;3300;83\n")) == [
        "81 + 83 + 85 = 249, trykt 83"
    ]


def test_herav_er_regnet_med_over_seg() -> None:
    t = "Post;{}\nInstitusjon;100,0\nherav korttid;5,0\nHjemmetjenester;80,0\nSum;{}\n"
    assert motsagt(trykt_av_tekst(t.format("Mill. kr", "180,0"))) == []
    assert motsagt(trykt_av_tekst(t.format("Mill. kr", "184,0"))) == [
        "100,0 + 80,0 = 180,0, trykt 184,0"
    ]


@pytest.mark.parametrize("mangler", [0, 1, 2])
def test_en_sum_av_en_kolonne_der_et_ledd_mangler_blir_ikke_kontrollert(mangler: int) -> None:
    ledd = ["100", "50", "80"]
    ledd[mangler] = "–"
    rader = "".join(f"{n};{v}\n" for n, v in zip("ABC", ledd, strict=True))
    t = trykt_av_tekst(f"Post;Mill. kr\n{rader}Annet;900\nMer;200\nSum;1240\n")
    assert kontroller(t).funn == ()


def test_en_overskrift_over_leddene_mangler_ikke() -> None:
    t = trykt_av_tekst("Post;Mill. kr\nPleie;\nA;100\nB;50\nSum;155\n")
    assert motsagt(t) == ["100 + 50 = 150, trykt 155"]


@pytest.mark.parametrize(
    ("loenn", "inntekt", "feil"),
    [
        ("100,0", "60,0", []),
        ("103,0", "60,0", ["103,0 + 50,0 + 30,0 = 183,0, trykt 180,0"]),
        ("100,0", "57,0", ["40,0 + 20,0 = 60,0, trykt 57,0", "180,0 − 57,0 = 123,0, trykt 120,0"]),
    ],
)
def test_et_regnskap_i_en_kolonne(loenn: str, inntekt: str, feil: list[str]) -> None:
    """Expenses, incomes and net: each sum is of its own block, and net is no proof of the parts."""
    t = trykt_av_tekst(
        f"Post;2023\nLønn;{loenn}\nPensjon;50,0\nVarer;30,0\nSum utgifter;180,0\n"
        f"Refusjon;40,0\nSalg;20,0\nSum inntekter;{inntekt}\nNetto utgifter;120,0\n"
    )
    assert motsagt(t) == feil


def test_linjer_som_navngitte_sammenhenger_binder_gir_ikke_en_omtrentlig_til() -> None:
    """Change over growth is near the figure itself, but breaks where growth is low."""
    feil = [motsagt(oekonomitabell(froe)) for froe in range(40, 80)]
    assert feil == [[]] * 40


def test_en_sum_og_en_differanse_peker_paa_den_samme_cellen() -> None:
    """The printed total is 100 too high; the change beside it was reckoned of the right one."""
    t = trykt_av_tekst(
        "Post;2022;2023;Endring\nLønn;1200;1300;100\nPensjon;−200;−150;50\nVarer;3000;3100;100\n"
        "Sum;4000;4350;250\n"
    )
    funn = kontroller(t).av(MOTSIGELSE)
    assert {f.art for f in funn} == {"sum", "differanse"}
    assert {f.hint for f in funn} == {
        f"Regnestykkene går opp hvis «Sum», «2023» (rad 5) er 4{M}250 og ikke 4{M}350."
    }
    assert {f.sikkerhet for f in funn} == {"høy"}


def test_en_formel_uten_svar_sies_fra_om(tmp_path: Path) -> None:
    bok = Workbook()
    for rad in (["Post", "2022"], ["A", 1], ["B", 2], ["C", 3], ["Sum", "=SUM(B2:B4)"]):
        bok.active.append(rad)
    bok.save(tmp_path / "formel.xlsx")
    (varsel,) = les_trykt(tmp_path / "formel.xlsx").varsler
    assert "rad 5" in varsel and "formelen er lagret uten svar" in varsel


def test_inntekter_minus_utgifter_er_resultatet() -> None:
    t = trykt_av_tekst(
        "Post;2021;2022;2023\nInntekter;100,0;110,0;120,0\nUtgifter;90,5;105,2;118,3\n"
        "Resultat;9,5;4,8;1,7\n"
    )
    assert [f.utfall for f in kontroller(t).funn] == [Utfall.STEMMER] * 3


def test_inntekter_med_minus_legges_til_og_trekkes_ikke_fra() -> None:
    t = trykt_av_tekst(
        "Post;2023\nLønn;1000\nPensjon;50\nSum utgifter;1050\nRefusjon;−20\nSalg;−30\n"
        "Sum inntekter;−50\nNetto utgifter;1000\n"
    )
    assert motsagt(t) == []
