"""The service profile: means, extremes, places and trends, and the chapter that shows them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lite_land
from conftest import FAST, MINUS, SMALT, leselig
from helseanalyse import valg as valgmodul
from helseanalyse.indikator import Indikator, grupper, indikatorer
from helseanalyse.kapitler import felles, felt, innretning, plassbehov, tjenesteprofil
from helseanalyse.kapitler.profilfigur import plasstekst
from helseanalyse.measures.profil import Plass, Profilrad
from helseanalyse.measures.profil import tjenesteprofil as regn_profil
from helseanalyse.measures.radindeks import IKKE_I_DATA, radindeks
from helseanalyse.measures.trend import egne_koder, trender
from helseanalyse.pdf import Rapport, render_pdf
from helseanalyse.ressurser import ressursmappe
from helseanalyse.sources.load import Data
from helseanalyse.sources.samlet import load_data
from helseanalyse.valg import Profilvalg

ASSS = ["0602", "0301", "0106", "1001", "1902", "0219", "1601", "1102", "1201", "1103"]
SVG_MAKS = 185 / 168 * 640  # pixels in height that the report does not shrink
ANDEL = Indikator(
    id="andel", type="forholdstall", navn="Andel", enhet="prosent", teller="t", nevner="n",
    faktor=100, andel=True,
)  # fmt: skip


def obs(rader: Sequence[tuple[str, str, int, float | None]], **felt_: Any) -> pd.DataFrame:
    df = pd.DataFrame(rader, columns=["indikator", "komm_nr", "aar", "verdi"])
    fast = {"teller": np.nan, "nevner": np.nan, "status": "maalt", "kilde": "k", "merknad": None}
    return df.assign(**(fast | felt_)).astype({"aar": "Int64", "verdi": float})


def par(teller_nevner: dict[str, tuple[float, float]], aar: int = 2020) -> pd.DataFrame:
    return obs(
        [(i, k, aar, v) for k, tn in teller_nevner.items() for i, v in zip("tn", tn, strict=True)]
    )


# ------------------------------------------------------------------ snitt, lavest, høyest, plass
def test_laveste_hoeyeste_og_hvem() -> None:
    """Shares 25, 50, 50 and 10 per cent; the mean of the others is 165/350, never 36.7."""
    tall = {"0001": (5, 20), "0002": (25, 50), "0003": (100, 200), "0004": (10, 100)}
    (rad,) = regn_profil(par(tall), [ANDEL], "0001", ["0002", "0003", "0004"], 2020)
    assert rad.snitt == pytest.approx(100 * 135 / 350)
    assert (rad.lavest, rad.hoeyest) == ((10.0, ("0004",)), (50.0, ("0002", "0003")))
    assert rad.plass == Plass(over=2, under=1, antall=4)
    assert rad.indeks == pytest.approx(100 * 25 / (100 * 135 / 350))


def test_en_uten_tall_er_verken_lavest_eller_med_i_plassen() -> None:
    tall = {"0001": (5, 20), "0002": (25, 50), "0003": (float("nan"), 200), "0004": (1, 0)}
    (rad,) = regn_profil(par(tall), [ANDEL], "0001", ["0002", "0003", "0004", "0009"], 2020)
    assert rad.lavest == rad.hoeyest == (50.0, ("0002",))
    assert rad.plass == Plass(over=1, under=0, antall=2)
    (alene,) = regn_profil(par(tall), [ANDEL], "0001", ["0009"], 2020)
    assert (alene.lavest, alene.plass, alene.snitt) == (None, None, None)


def test_aarsverk_med_desimaler_gir_ingen_proeve() -> None:
    """Wilson is for counts: 16.5 of 23 man-years has a share and an index, no interval."""
    tall = {"0001": (16.5, 23.0), "0002": (44.0, 72.0)}
    (rad,) = regn_profil(par(tall), [ANDEL], "0001", ["0002"], 2020)
    assert rad.verdi == pytest.approx(100 * 16.5 / 23)
    assert (rad.intervall, rad.klart) == (None, None)
    (rad,) = regn_profil(par(tall | {"0001": (30, 23)}), [ANDEL], "0001", ["0002"], 2020)
    assert (rad.intervall, rad.klart) == (None, None)  # more than all is no share


TALL = st.tuples(st.integers(0, 500), st.integers(1, 5000)).map(lambda t: (min(t), max(t)))


@settings(max_examples=40)
@given(st.lists(TALL, min_size=2, max_size=12), st.randoms())
def test_profilen_er_den_samme_som_en_groupby(tall: list[tuple[int, int]], tilfeldig: Any) -> None:
    """Same mean, lowest and highest as pandas; the mean is between them, whatever the order."""
    navn = [f"{i:04d}" for i in range(len(tall))]
    df = par(dict(zip(navn, tall, strict=True)))
    andre = navn[1:]
    (rad,) = regn_profil(df, [ANDEL], navn[0], andre, 2020)
    bred = df[df.komm_nr.isin(andre)].pivot(index="komm_nr", columns="indikator", values="verdi")
    andel = 100 * bred.t / bred.n
    assert rad.snitt == pytest.approx(100 * bred.t.sum() / bred.n.sum())
    assert rad.lavest is not None and rad.hoeyest is not None and rad.snitt is not None
    assert (rad.lavest.verdi, rad.hoeyest.verdi) == (andel.min(), andel.max())
    assert andel.idxmin() in rad.lavest.koder and andel.idxmax() in rad.hoeyest.koder
    assert rad.lavest.verdi - 1e-9 <= rad.snitt <= rad.hoeyest.verdi + 1e-9
    tilfeldig.shuffle(andre)
    stokket = df.sample(frac=1, random_state=1)
    (igjen,) = regn_profil(radindeks(stokket), [ANDEL], navn[0], andre, 2020)
    assert (igjen.snitt, igjen.plass) == (pytest.approx(rad.snitt), rad.plass)
    assert sorted(igjen.lavest.koder) == sorted(rad.lavest.koder)


def test_indeksen_finner_den_siste_av_like_rader_og_ingen_som_ikke_er_der() -> None:
    rader = obs([("a", "0001", 2020, 1), ("a", "0001", 2020, 2), ("a", "0002", 2021, 3)])
    rader = pd.concat([rader, obs([("a", "0001", None, 9)])])
    indeks = radindeks(rader)
    a = Indikator(id="a", type="oppgitt", navn="A", enhet="kr")
    steder = [("0001", 2020), ("0002", 2021), ("0001", 2021), ("0003", 2020), ("0001", 1900)]
    (v,) = indeks.verdier([a], steder)
    assert v.verdi[:2].tolist() == [2.0, 3.0]
    assert np.isnan(v.verdi[2:]).all()
    assert [v.status(nr) for nr in range(5)] == ["maalt", "maalt", *[IKKE_I_DATA] * 3]
    assert [v.kilder(nr) for nr in range(3)] == [["k"], ["k"], []]
    (tom,) = radindeks(rader[rader.aar.isna()]).verdier([a], steder)
    assert np.isnan(tom.verdi).all()


@pytest.mark.parametrize(
    ("plass", "ord_"),
    [
        (Plass(0, 9, 10), "høyest av 10"), (Plass(9, 0, 10), "lavest av 10"),
        (Plass(1, 8, 10), "nest høyest av 10"), (Plass(6, 3, 10), "nr. 4 av 10 fra bunnen"),
        (Plass(0, 8, 10), "delt høyest av 10"), (Plass(0, 0, 4), "lik alle de 4"), (None, "–"),
    ],
)  # fmt: skip
def test_plassen_i_ord(plass: Plass | None, ord_: str) -> None:
    assert plasstekst(plass) == ord_


# ------------------------------------------------------------------ utviklingen
def test_utviklingen_brytes_der_registeret_sier_det() -> None:
    """A break of the denominator, a copied year and a year without figures: four pieces."""
    aarene = [2014, 2015, 2016, 2017, 2018, 2020, 2021]
    rader = obs([(i, "0001", a, v) for a in aarene for i, v in (("t", a - 2000), ("n", 100))])
    rader.loc[rader.aar == 2018, "status"] = "kopiert"
    nevner = Indikator(
        id="n", type="grunntall", navn="N", enhet="antall", brudd={"2016": "Ny nevner"}
    )
    koder = dict.fromkeys(range(2012, 2022), "0001")
    ut = trender(radindeks(rader), [ANDEL], {"n": nevner, "andel": ANDEL}, koder)["andel"]
    assert [(p.aar, p.bit) for p in ut] == [
        (2014, 0), (2015, 0), (2016, 1), (2017, 1), (2018, 2), (2020, 3), (2021, 3),
    ]  # fmt: skip
    kopi = "Tallet er kopiert fra et annet år"
    assert [p.brudd for p in ut if p.brudd] == ["Ny nevner", kopi, kopi]
    assert [p.verdi for p in ut] == pytest.approx([a - 2000 for a in aarene])


def test_egne_koder_foelger_omnummerering_men_ikke_sammenslaaing(data: Data) -> None:
    """Bærum is 0219, 3024 and 3201; Indre Østfold (3118) was five municipalities before 2020."""
    baerum = egne_koder(data.register, "3201", 2024)
    assert (baerum[2015], baerum[2019]) == ("0219", "0219")
    assert (baerum[2020], baerum[2023], baerum[2024]) == ("3024", "3024", "3201")
    assert egne_koder(data.register, "EAK", 2012, 2) == {2011: "EAK", 2012: "EAK"}
    land = lite_land.rammer()
    register = type(data.register)(land["kommuner"], land["kommuneendringer"])
    assert egne_koder(register, "8101", 2025) == {2024: "8101", 2025: "8101"}


# ------------------------------------------------------------------ Bærum blant de ti
def baerum(data: Data) -> Profilvalg:
    andre = [k for k in ASSS if k != "0219"]
    return Profilvalg.sjekket(data, komm_nr="0219", sammenlign=andre, aar=2011)


def rad(data: Data, valg: Profilvalg, indikator: str) -> Profilrad:
    return next(r for r in felles.profilrader(data, valg) if r.indikator.id == indikator)


def test_baerum_er_dyrest_og_gir_faerrest_eldre_hjelp_av_de_ti(data: Data) -> None:
    """Drammen kommune 2012, table of the ten ASSS cities 2011: 416 820 kr, and 288 per 1000."""
    valg = baerum(data)
    kostnad = rad(data, valg, "korr_brutto_driftsutg_per_mottaker")
    assert (kostnad.verdi, kostnad.plass) == (416_820, Plass(0, 9, 10))
    assert (kostnad.hoeyest, kostnad.lavest) == ((392_355, ("1902",)), (266_203, ("0602",)))
    eldre = rad(data, valg, "mottakere_hjemmetjenester_per_1000_80_pluss")
    assert (eldre.verdi, eldre.plass, eldre.lavest) == (288, Plass(9, 0, 10), (290, ("1601",)))
    assert kostnad.snitt is eldre.snitt is None  # printed ratios are never averaged


def test_baerums_side_sier_det(data: Data) -> None:
    blokker = innretning.profil(data, baerum(data))
    assert leselig(blokker[1]) == (
        "Bærum er høyest av 10 på «Kostnad per mottaker» og «Kostnad per mottaker,"
        " hjemmetjenester», og lavest av 10 på «Hjemmetjenester, 67–79 år» og «Hjemmetjenester,"
        " 80 år og over».\n"
    )
    (figur_,) = [b for b in blokker if b["type"] == "figur"]
    assert figur_["tittel"] == "Bærum er høyest av 10 på kostnad per mottaker"
    (tabell_,) = [b for b in blokker if b.get("id") == "spenntabell"]
    rader = {r[0]: r for r in tabell_["rader"]}
    kr = f"{SMALT}355{FAST}kr"
    assert rader["Kostnad per mottaker"][2:5] == [
        f"Drammen 266{SMALT}203{FAST}kr", f"Tromsø 392{kr}", "høyest av 10",
    ]  # fmt: skip
    assert rader["Hjemmetjenester, 80 år og over"][4] == "lavest av 10"
    assert rader["Hjemmetjenester, 0–66 år"][2] == f"Oslo og Tromsø 12{FAST}per{FAST}1000".replace(
        f"per{FAST}1000", "per 1000"
    )


def test_av_mange_andre_sier_svaret_plassen_og_ikke_de_fire_foerste(data: Data) -> None:
    svar = leselig(tjenesteprofil.konklusjon(data, baerum(data))[0])
    assert svar.startswith(f"Bærum brukte 416{SMALT}820{FAST}kr per mottaker i 2011: høyest av 10")


def test_tittelen_sier_ikke_mer_enn_intervallet_baerer(land: Data) -> None:
    """The farthest share is 8 per cent above the mean, and that is within chance."""
    valg = Profilvalg.sjekket(land, komm_nr="8102", sammenlign=[], aar=2025, sett="landet")
    for b in innretning.profil(land, valg):
        if b["type"] == "figur":
            navn = re.search(r" på (andel [^,]*)", b["tittel"])
            proevd = {r.indikator.kortnavn.lower(): r.klart for r in felles.profilrader(land, valg)}
            if navn and proevd[navn[1]] is False:
                assert b["tittel"].endswith("men ikke klart forskjellig")
    titler = [b["tittel"] for b in innretning.profil(land, valg) if b["type"] == "figur"]
    assert sum("ikke klart" in t for t in titler) == 2


def test_siden_sier_ikke_at_noe_mangler_som_den_har(land: Data) -> None:
    valg = Profilvalg.sjekket(land, komm_nr="8102", sammenlign=[], aar=2025, sett="landet")
    kostnad = leselig(tjenesteprofil.kostnad(land, valg)[1])
    assert "står «Utgifter per oppholdsdøgn», «Utgifter per plass», «Netto per mottaker" in kostnad
    profil = "\n".join(leselig(b) for b in plassbehov.i_profil(land, valg))
    assert "Dekningen til Oslo" not in profil, "de første i landet er ikke noen å ligne på"
    mangler = leselig(tjenesteprofil.mangler(land, valg)[0])
    assert re.search(r"Alle indikatorene: \d+ steder \(ikke i datagrunnlaget\)", mangler)
    assert mangler.count("steder") == 1


def test_det_som_boer_kontrolleres_foerst_er_ikke_et_avvik_i_en_annen_del(land: Data) -> None:
    """Residents are far more than the places: no share of residents is a clear deviation."""
    hvor = (land.observasjoner.komm_nr == "8102") & (land.observasjoner.aar == 2025)
    o = land.observasjoner.copy()
    o.loc[hvor & (o.indikator == "beboere_institusjon"), "verdi"] = 400.0
    mal = o[(o.aar == 2025) & (o.indikator == "beboere_institusjon")]
    unge = mal.assign(indikator="beboere_institusjon_0_66", verdi=1.0)
    unge.loc[unge.komm_nr == "8102", "verdi"] = 300.0
    ny = replace(land, observasjoner=pd.concat([o, unge], ignore_index=True))
    valg = Profilvalg.sjekket(ny, komm_nr="8102", sammenlign=[], aar=2025, sett="landet")
    assert rad(ny, valg, "andel_beboere_under_67").klart
    tekst = "\n".join(leselig(b) for b in innretning.profil(ny, valg) if b["type"] == "tekst")
    assert "Andel beboere under 67 år er klart" not in tekst


def test_roemskog_mot_hurum_og_marker_2012(data: Data) -> None:
    """KS-Konsulent 2013, diagram 4: 378 843 against 310 844 and 333 076; 359 230 in the country."""
    valg = Profilvalg.sjekket(data, komm_nr="0121", sammenlign=["0628", "0119"], aar=2012)
    kostnad = rad(data, valg, "korr_brutto_driftsutg_per_mottaker")
    assert (kostnad.verdi, kostnad.snitt, kostnad.plass) == (378_843, None, Plass(0, 2, 3))
    assert (kostnad.lavest, kostnad.hoeyest) == ((310_844, ("0628",)), (333_076, ("0119",)))
    assert kostnad.verdi_for("EAKUO") == 359_230


# ------------------------------------------------------------------ mange indikatorer
def register(antall: int) -> dict[str, Indikator]:
    """Made-up ratios: shares of counts, sums of money, and rates, in every group."""
    ut = {}
    for n in range(antall):
        andel, retning = n % 3 == 0, ("mer", "mindre", "ingen")[n // 2 % 3]
        ut[f"s{n}"] = Indikator(
            id=f"s{n}", type="oppgitt", navn=f"Syntetisk {n}", enhet=("prosent", "kr", "")[n % 3],
            kort=f"Syntetisk tall om tjenestene nummer {n}", faktor=100, andel=andel,
            retning=retning, brudd={"2022": "Syntetisk brudd"} if n % 4 == 0 else {},
            gruppe="institusjon" if andel else list(grupper())[n % len(grupper())],
        )  # fmt: skip
    return ut


def syntetisk(land: Data, antall: int) -> Data:
    tall = np.random.default_rng(4)
    rader = []
    for kode in lite_land.NAVN:
        for aar in range(2020, 2026):
            for n in range(antall):
                nevner = float(tall.integers(50, 500))
                teller = float(round(nevner * (0.25 + 0.1 * np.sin(n + int(kode)))))
                verdi = 100 * teller / nevner * (1 if n % 3 != 1 else 9000)
                rader.append((f"s{n}", kode, aar, verdi, teller, nevner))
    df = obs([r[:4] for r in rader], kilde=lite_land.KILDE)
    df[["teller", "nevner"]] = [r[4:] for r in rader]
    df.loc[df.indikator.str[1:].astype(int) % 3 == 1, ["teller", "nevner"]] = np.nan
    return replace(land, observasjoner=df)


@pytest.fixture(scope="module")
def land(tmp_path_factory: pytest.TempPathFactory) -> Data:
    return load_data(lite_land.fyll(tmp_path_factory.mktemp("lager")))


@pytest.fixture
def mange(land: Data, monkeypatch: pytest.MonkeyPatch, antall: int) -> tuple[Data, Profilvalg]:
    for modul in (felles, valgmodul):
        monkeypatch.setattr(modul, "indikatorer", lambda: register(antall))
    data = syntetisk(land, antall)
    andre = [k for k in lite_land.NAVN if k != "8102"]
    return data, Profilvalg.sjekket(data, komm_nr="8102", sammenlign=andre, aar=2025)


def diagramrader(blokk: dict[str, Any]) -> list[dict[str, Any]]:
    return [p for sett in blokk["spec"]["datasets"].values() for p in sett if "lav" in p]


@pytest.mark.parametrize("antall", [12, 60])
def test_profilen_er_lesbar_for_mange_indikatorer(mange: tuple[Data, Profilvalg]) -> None:
    """Every indicator is drawn once, at most a page a figure, sorted, and told in a sentence."""
    data, valg = mange
    rader = felles.profilrader(data, valg)
    blokker = innretning.profil(data, valg)
    figurer = [b for b in blokker if b["type"] == "figur"]
    tegnet = [p["navn"] for b in figurer for p in diagramrader(b)]
    assert sorted(tegnet) == sorted(r.indikator.kortnavn for r in rader)
    for b in figurer:
        assert b["spec"]["height"] + 60 <= SVG_MAKS * 1.15
        avstand = [abs(p["indeks"] - (100 if b["id"].startswith("profil") else 50))
                   for p in diagramrader(b)]  # fmt: skip
        assert avstand == sorted(avstand, reverse=True)
    for b in {b["id"][:6]: b for b in figurer}.values():  # one of each kind
        alt.LayerChart.from_dict({k: v for k, v in b["spec"].items() if k != "config"})
    for ider in ([b["id"] for b in blokker if "id" in b], [b["tittel"] for b in figurer]):
        assert len(ider) == len(set(ider))
    i_tabell = [r[0] for b in blokker if b.get("id", "").startswith("profilt") for r in b["rader"]]
    assert sorted(i_tabell) == sorted(tegnet)
    tekst_ = "\n".join(leselig(b) for b in blokker if "ast" in b)
    for r in rader:
        egen = re.findall(rf"{r.indikator.kortnavn} er klart (\w+) enn snittet", tekst_)
        ventet = ["høyere" if (r.indeks or 0) > 100 else "lavere"] if r.klart else []
        assert egen == ventet
    assert tekst_.count("Ikke klart forskjellig fra") == 1


@pytest.mark.parametrize("antall", [16])
def test_rapporten_med_mange_indikatorer_kan_settes(mange: tuple[Data, Profilvalg]) -> None:
    rapport = Rapport("T", "U", "f", date(2026, 1, 1), None, innretning.profil(*mange))
    mal: Path = ressursmappe("templates") / "rapport" / "rapport.typ"
    assert render_pdf(rapport, mal).startswith(b"%PDF")


@pytest.mark.parametrize("antall", [40])
def test_ingen_linje_gaar_over_et_brudd(mange: tuple[Data, Profilvalg]) -> None:
    blokker = innretning.profil(*mange)
    punkter = [
        p for b in blokker if b["type"] == "figur"
        for sett in b["spec"]["datasets"].values() for p in sett if "serie" in p
    ]  # fmt: skip
    serier: dict[str, list[int]] = {}
    for p in punkter:
        serier.setdefault(p["serie"], []).append(p["aar"])
    assert {tuple(aar) for aar in serier.values()} == {
        tuple(range(2020, 2026)), (2020, 2021), tuple(range(2022, 2026)),
    }  # fmt: skip
    assert any("2022: Syntetisk brudd" in (b.get("note") or "") for b in blokker)
    brutt = [r for b in blokker if b.get("id", "").startswith("spennt") for r in b["rader"]]
    assert {r[-1][-4:] for r in brutt} == {"2020", "2022"}


@pytest.mark.parametrize("antall", [40])
def test_delene_av_tjenesten_kan_velges(mange: tuple[Data, Profilvalg]) -> None:
    data, alle = mange
    valg = replace(alle, grupper=("helse", "institusjon"))
    vist = {r.indikator.gruppe for r in felles.valgte_rader(data, valg)}
    assert vist == {"helse", "institusjon"}
    felt_ = next(f for f in felt.profilfelt(data, valg) if f["navn"] == "grupper")
    assert [g for g, _ in felt_["alternativer"]] == [
        g for g in grupper() if g in {i.gruppe for i in register(40).values()}
    ]


def test_gruppevalget_sjekkes(data: Data) -> None:
    fast: dict[str, Any] = {"komm_nr": "0121", "sammenlign": [], "aar": 2012}
    for gitt in (["helse", "hjemme"], "helse, hjemme", ("hjemme", "helse", "hjemme")):
        assert Profilvalg.sjekket(data, **fast, grupper=gitt).grupper == ("hjemme", "helse")
    for tomt in ([], "", None, ()):
        assert Profilvalg.sjekket(data, **fast, grupper=tomt).grupper == ()
    with pytest.raises(ValueError, match=r"«Deler av tjenesten» \(grupper\) må være under_67, "):
        Profilvalg.sjekket(data, **fast, grupper=["sykehus"])
    valg = Profilvalg.sjekket(data, **fast, grupper=["sosial"])
    assert "ingen indikatorer for sosiale tjenester i 2012" in leselig(
        innretning.profil(data, valg)[1]
    )


# ------------------------------------------------------------------ avrunding
@pytest.mark.parametrize(
    ("verdi", "trykt"), [(0.5, "1"), (2.5, "3"), (-2.5, f"{MINUS}3"), (1.5, "2"), (2.4999, "2")]
)
def test_profiltabellene_runder_som_ssb(
    data: Data, monkeypatch: pytest.MonkeyPatch, verdi: float, trykt: str
) -> None:
    """Half away from zero, in the own column, the others' and the extremes."""
    kr = Indikator(id="x", type="oppgitt", navn="X", enhet="kr", gruppe="oekonomi")
    for modul in (felles, valgmodul):
        monkeypatch.setattr(modul, "indikatorer", lambda: {"x": kr})
    koder = ["0121", "0119", "0628"]
    ny = replace(data, observasjoner=obs([("x", k, 2012, verdi) for k in koder],
                                         kilde=data.kilder.kilde.iloc[0]))  # fmt: skip
    valg = Profilvalg.sjekket(ny, komm_nr="0121", sammenlign=koder[1:], aar=2012)
    tabeller = {b["id"]: b["rader"][0] for b in innretning.profil(ny, valg) if "rader" in b}
    assert tabeller["profiltabell"][1] == f"{trykt}{FAST}kr"
    assert tabeller["profiltabell"][3] == f"{trykt}{FAST}kr", "de andre er like"
    assert f"Marker og Hurum {trykt}{FAST}kr" in tabeller["spenntabell"]


def test_hele_registeret_har_en_gruppe_som_kan_vises() -> None:
    assert {i.gruppe for i in indikatorer().values()} <= {*grupper()}
