"""Small counts: nothing hidden can be computed back, in a table, a file or on a page."""

import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROT, leselig
from helseanalyse import cli
from helseanalyse.kapitler import bemanning, datagrunnlag, effektivitet, spredning, tjenesteprofil
from helseanalyse.measures.skjerming import (
    SUM,
    Tallsett,
    angrep,
    avrundet_tabell,
    skjermet_tabell,
    skjul,
    tallsett,
    toveis,
)
from helseanalyse.pdf import Rapport, render_pdf
from helseanalyse.sources import gjett_kobling, legg_inn, read_table
from helseanalyse.sources.folk import Folk
from helseanalyse.sources.lager import Lager
from helseanalyse.sources.load import Data
from helseanalyse.sources.samlet import load_data
from helseanalyse.sources.skjerming import MILJOE, er_personer, skjerm, terskel
from helseanalyse.valg import Profilvalg
from helseanalyse.valg_bemanning import Bemanningsvalg
from helseanalyse.valg_effektivitet import Effektvalg

NAA = datetime(2026, 11, 21, 12)
# Residents by age: the one count under five is Rømskog's youngest.
TRE = pd.DataFrame(
    {"0–66": [3, 6, 12], "67–79": [5, 9, 21], "80+": [13, 29, 43]},
    index=["Rømskog", "Marker", "Hurum"],
)


def bare_smaa(sett: Tallsett, terskel_: int = 5) -> pd.Series:
    """The naive way: the small counts alone."""
    return (sett.verdier > 0) & (sett.verdier < terskel_)


# ------------------------------------------------------------------ angrepet
def test_bare_det_lille_tallet_skjult_regnes_ut_igjen() -> None:
    """One count hidden in a table with sums: 1 of 1 is had by taking the others off."""
    sett = toveis(TRE)
    naiv = angrep(sett, bare_smaa(sett))
    assert naiv.gjenfunnet.tolist() == [True]
    assert naiv.lav.tolist() == pytest.approx([3.0])


def test_fire_skjules_og_ingen_regnes_ut() -> None:
    """Three others go with it, as where a statistical office hides four of the same table."""
    sett = toveis(TRE)
    skjult = skjul(sett)
    ut = angrep(sett, skjult)
    assert skjult.sum() == 4
    assert skjult[("Rømskog", "0–66")]
    assert not ut.gjenfunnet.any()
    liten = ut.loc[[("Rømskog", "0–66")]].iloc[0]
    assert liten.hoey - liten.lav >= 4
    assert liten.hoey >= 5, "at det er under terskelen, kan ikke utledes"
    vist = skjermet_tabell(TRE)
    assert vist.isna().to_numpy().sum() == 4
    assert vist.loc[SUM, SUM] == TRE.to_numpy().sum(), "summen av alt kan stå"


def _tabeller() -> list[pd.DataFrame]:
    tilfeldig = np.random.default_rng(2026)
    former = [(1, 1), (1, 4), (5, 1), (2, 2), (2, 4), (3, 3), (3, 5), (5, 4)]
    tall = [0, 0, 1, 2, 3, 4, 5, 7, 11, 30, 200]
    return [pd.DataFrame(tilfeldig.choice(tall, form)) for form in former for _ in range(2)]


@pytest.mark.parametrize("nuller", [False, True])
def test_ingen_celle_i_noen_tabell_kan_regnes_ut(nuller: bool) -> None:
    """0 cells recovered, each small one within a width of 4; hidden naively, many are."""
    antall = naive = gjenfunnet = 0
    for tabell in _tabeller():
        sett = toveis(tabell)
        skjult = skjul(sett, nuller=nuller)
        ut = angrep(sett, skjult, nuller=nuller)
        sanne = sett.verdier[skjult]
        smaa = (sanne < 5) & ((sanne > 0) | nuller)
        assert skjult[(sett.verdier < 5) & ((sett.verdier > 0) | nuller)].all()
        assert (ut.lav <= sanne + 1e-6).all()
        assert (ut.hoey >= sanne - 1e-6).all()
        assert ((ut.hoey - ut.lav)[smaa] >= 4 - 1e-6).all()
        antall, gjenfunnet = antall + len(ut), gjenfunnet + int(ut.gjenfunnet.sum())
        if not nuller:
            naive += int(angrep(sett, bare_smaa(sett)).gjenfunnet.sum())
    assert gjenfunnet == 0
    assert antall > 100
    assert nuller or naive > 15


@settings(max_examples=25)
@given(
    deler=st.lists(st.lists(st.integers(0, 12), min_size=1, max_size=4), min_size=1, max_size=3),
    under=st.integers(2, 10),
)
def test_ingen_del_av_en_sum_av_summer_kan_regnes_ut(deler: list[list[int]], under: int) -> None:
    """All = groups = parts of each group; the threshold is the user's."""
    verdier = {"alle": sum(map(sum, deler))}
    summer: list[tuple[str, list[str]]] = [("alle", [f"g{i}" for i in range(len(deler))])]
    for i, gruppe in enumerate(deler):
        verdier[f"g{i}"] = sum(gruppe)
        verdier |= {f"g{i}d{j}": v for j, v in enumerate(gruppe)}
        summer.append((f"g{i}", [f"g{i}d{j}" for j in range(len(gruppe))]))
    sett = tallsett(pd.Series(verdier), summer)
    skjult = skjul(sett, under)
    ut = angrep(sett, skjult)
    assert not ut.gjenfunnet.any()
    smaa = sett.verdier[skjult].between(1, under - 1)
    assert ((ut.hoey - ut.lav)[smaa] >= under - 1 - 1e-6).all()
    assert skjult[sett.verdier.between(1, under - 1)].all()
    assert not skjult[sett.verdier == 0].any()


def test_ingenting_skjules_uten_smaa_tall_eller_med_terskel_null() -> None:
    assert not skjul(toveis(TRE + 10)).any()
    assert not skjul(toveis(TRE), 0).any()
    assert not skjul(toveis(TRE), 1).any()
    alene = tallsett(pd.Series({"a": 3, "b": 40}), [])
    assert skjul(alene).tolist() == [True, False]


def test_resten_av_en_sum_vernes_ogsaa() -> None:
    """38 of 40: the two others are no figure, but would be had by taking off."""
    sett = tallsett(
        pd.Series({"alle": 40, "noen": 38, "resten": 2}),
        [("alle", ["noen", "resten"])],
        bare_underforstaatt=["resten"],
    )
    assert skjul(sett)[["alle", "noen"]].sum() == 1
    assert not angrep(sett, skjul(sett)).gjenfunnet.any()


@pytest.mark.parametrize("galt", [[1, None, 1], [-1, 2, 1], [3, 1, 1]])
def test_tallsettet_nekter(galt: list[Any]) -> None:
    with pytest.raises(ValueError, match=r"ikke er negative|ikke summen"):
        tallsett(pd.Series(galt, index=["a", "b", "c"]), [("a", ["b", "c"])])


# ------------------------------------------------------------------ avrunding til 3
@settings(max_examples=25)
@given(
    rader=st.integers(1, 4), kolonner=st.integers(1, 4), froe=st.integers(0, 10**6),
    base=st.sampled_from([3, 5]),
)  # fmt: skip
def test_avrundingen_gaar_opp_i_alle_summer(
    rader: int, kolonner: int, froe: int, base: int
) -> None:
    tall = np.random.default_rng(froe).choice([0, 1, 2, 3, 4, 9, 25], (rader, kolonner))
    ut = avrundet_tabell(pd.DataFrame(tall), base)
    indre = ut.iloc[:-1, :-1].to_numpy()
    assert not ((indre > 0) & (indre < base)).any()
    assert (np.abs(indre - tall) < base).all()
    assert (indre[(tall == 0) | (tall >= base)] == tall[(tall == 0) | (tall >= base)]).all()
    assert (ut.iloc[:-1, -1] == indre.sum(axis=1)).all()
    assert (ut.iloc[-1, :-1] == indre.sum(axis=0)).all()
    assert ut.iloc[-1, -1] == indre.sum()
    n = int(((tall > 0) & (tall < base)).sum())
    assert abs(indre.sum() - tall.sum()) < base or n > 1


# ------------------------------------------------------------------ kommandoen
KOMMANDOFIL = "Kommune;0-66;67-79;80+;I alt\nRømskog;3;5;13;21\nMarker;6;9;29;44\n"
KOMMANDOFIL += "Hurum;12;21;43;76\nI alt;21;35;85;141\n"


def kjoer(capsys: pytest.CaptureFixture[str], *argumenter: str) -> tuple[int, str, str]:
    with pytest.MonkeyPatch.context() as lapp, pytest.raises(SystemExit) as slutt:
        lapp.setattr("sys.argv", ["helseanalyse", "skjerm", *argumenter])
        cli.main()
    ut = capsys.readouterr()
    return int(slutt.value.code or 0), ut.out, ut.err


def test_kommandoen_skriver_det_som_er_skjermet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same four hidden as above, with SSB's sign; or 3 rounded, so that nothing is."""
    fil = tmp_path / "personer.csv"
    fil.write_text(KOMMANDOFIL, encoding="utf-8")
    kode, ut, _ = kjoer(capsys, str(fil))
    rader = [linje.split(";") for linje in ut.splitlines()]
    assert (kode, rader[0], rader[-1][-1]) == (0, ["", "0-66", "67-79", "80+", "I alt"], "141")
    celler = [c for r in rader[1:] for c in r[1:]]
    assert celler.count(":") == 4 and rader[1][1] == ":"
    to = KOMMANDOFIL.replace(";3;5;13;21", ";2;5;13;20").replace("21;35;85;141", "20;35;85;140")
    fil.write_text(to, encoding="utf-8")
    assert kjoer(capsys, str(fil), "--avrund")[1].splitlines()[1] == "Rømskog;3;5;13;21"
    monkeypatch.setenv(MILJOE, "0")
    assert ":" not in kjoer(capsys, str(fil))[1]


@pytest.mark.parametrize(
    ("tabell", "sagt"),
    [
        (KOMMANDOFIL.replace(";85;141", ";85;142"), "En sum i tabellen er ikke summen av delene"),
        (KOMMANDOFIL.replace(";29;44", ";;44"), "mangler et tall"),
        (KOMMANDOFIL.replace(";29;44", ";-29;44"), "ikke et antall personer"),
        (KOMMANDOFIL.replace(";29;44", ";2,5;44"), "ikke et antall personer"),
        (KOMMANDOFIL.replace("Hurum", "Marker"), "heter det samme"),
        ("Kommune;Sum\nMarker;3\n", "bare summer"),
    ],
)  # fmt: skip
def test_kommandoen_nekter_med_en_setning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], tabell: str, sagt: str
) -> None:
    fil = tmp_path / "personer.csv"
    fil.write_text(tabell, encoding="utf-8")
    kode, ut, feil = kjoer(capsys, str(fil))
    assert (kode, ut) == (2, "")
    assert sagt in feil


def test_et_navn_blir_ingen_formel(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fil = tmp_path / "personer.csv"
    fil.write_text("Kommune;A\n=1+1;30\nMarker;40\n", encoding="utf-8")
    assert kjoer(capsys, str(fil))[1].splitlines()[1].startswith("'=1+1;")


# ------------------------------------------------------------------ egne filer inn i sidene
HODE = (
    "komm_nr;aar;Plasser i institusjon;Beboere i institusjon;Beboere i institusjon under 67 år"
    ";Beboere på tidsbegrenset opphold"
)
# Rømskog: 3 under 67 of 467, and 463 of 467 on short stays, so that 4 are not. The figures are
# ours, and so large that none of them can be met by chance.
RADER = ("0121;2014;559;467;3;463", "0119;2014;888;676;81;263", "0628;2014;996;787;191;283")


# The counts hidden, what is left of the whole, and the shares, alone and pooled with the others.
HEMMELIG = {"3,0", "3.0", "463", "463.0", "464", "464.0"} | {
    form
    for t, n in ((3, 467), (464, 467), (463, 467), (4, 467), (3 + 81, 467 + 676),
                 (3 + 191, 467 + 787), (3 + 81 + 191, 467 + 676 + 787), (463 + 263, 467 + 676),
                 (463 + 283, 467 + 787), (463 + 263 + 283, 467 + 676 + 787))
    for form in (f"{100 * t / n:.1f}".replace(".", ","), f"{100 * t / n}")
}  # fmt: skip


def fyll(mappe: Path, *rader: str, hode: str = HODE) -> list[str]:
    fil = mappe / "mine tall.csv"
    fil.write_text("\n".join([hode, *rader]) + "\n", encoding="utf-8")
    t = read_table(fil)
    return legg_inn(t, gjett_kobling(t), lager=mappe / "lager", naa=NAA).varsler


def rad(data: Data, indikator: str, komm_nr: str = "0121") -> pd.Series:
    o = data.observasjoner
    return o[(o.komm_nr == komm_nr) & (o.aar == 2014) & (o.indikator == indikator)].iloc[0]


def test_smaa_tall_skjules_og_det_som_roeper_dem(tmp_path: Path) -> None:
    varsler = fyll(tmp_path, *RADER)
    assert varsler[-1].startswith("Ett antall personer er under 5 og skjermes på alle sider")
    data = load_data(tmp_path / "lager")
    for indikator in ("beboere_institusjon_0_66", "beboere_tidsbegrenset"):
        r = rad(data, indikator)
        assert (r.status, r.merknad) == (
            "skjermet", "Skjermet: under 5, eller et tall som ville røpet et slikt"
        )  # fmt: skip
        assert r[["verdi", "teller", "nevner"]].isna().all()
    assert rad(data, "beboere_institusjon").verdi == 467.0
    assert rad(data, "plasser_institusjon").verdi == 559.0, "plasser er ikke personer"
    assert rad(data, "beboere_institusjon_0_66", "0119").verdi == 81.0
    lagret = Lager(tmp_path / "lager").les("observasjoner", "egne")
    assert 3.0 in set(lagret.verdi), "filen står i lageret, så grensen kan endres"
    assert data.kilder.set_index("lag").skjermet["egne"] == 5


def test_grensen_settes_og_null_slaar_av(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fyll(tmp_path, *RADER)
    monkeypatch.setenv(MILJOE, "3")
    assert rad(load_data(tmp_path / "lager"), "beboere_institusjon_0_66").verdi == 3.0
    monkeypatch.setenv(MILJOE, "100")
    hoey = load_data(tmp_path / "lager")
    assert rad(hoey, "beboere_institusjon_0_66", "0119").status == "skjermet"
    monkeypatch.setenv(MILJOE, "0")
    assert rad(load_data(tmp_path / "lager"), "beboere_tidsbegrenset").verdi == 463.0
    for galt in ("-1", "fem", "101", "4,5"):
        monkeypatch.setenv(MILJOE, galt)
        with pytest.raises(ValueError, match="helt tall fra 0 til 100"):
            terskel()


def test_null_vises_og_alene_om_aa_vaere_liten(tmp_path: Path) -> None:
    assert fyll(tmp_path, "0121;2014;59;47;0;20", "0119;2014;88;76;17;26") == []
    data = load_data(tmp_path / "lager")
    assert rad(data, "beboere_institusjon_0_66").verdi == 0.0
    assert "skjermet" not in set(data.observasjoner.loc[data.observasjoner.aar == 2014, "status"])
    assert data.kilder.skjermet.isna().all()


def _tallene(tekst: str) -> set[str]:
    return set(re.findall(r"\d+(?:[.,]\d+)?", tekst))


def _siden(data: Data, komm_nr: str, andre: list[str]) -> list[dict[str, Any]]:
    """Every block of the page but the method, whose numbers are years and factors."""
    valg = Profilvalg.sjekket(data, komm_nr=komm_nr, sammenlign=andre, aar=2014)
    navn = [n for n in tjenesteprofil.__all__ if n not in ("tittel", "metode")]
    kapitler = [*(getattr(tjenesteprofil, n) for n in navn), spredning.trakt, spredning.kvadrant]
    return [blokk for kapittel in kapitler for blokk in kapittel(data, valg)]


def _alt(blokker: list[dict[str, Any]]) -> set[str]:
    """Every number in the blocks: what is read, and the charts' whole specifications."""
    spek = json.dumps([b.get("spec") for b in blokker])
    return _tallene("\n".join([*(leselig(b) for b in blokker), spek]))


def test_det_skjulte_staar_ingen_steder_paa_siden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the count, nor its share, nor the complement of either, in text, table or chart."""
    fyll(tmp_path, *RADER)
    data = load_data(tmp_path / "lager")
    for komm_nr, andre in (("0121", ["0119", "0628"]), ("0119", ["0121", "0628"])):
        assert _alt(_siden(data, komm_nr, andre)) & HEMMELIG == set(), komm_nr
    monkeypatch.setenv(MILJOE, "0")
    apen = _alt(_siden(load_data(tmp_path / "lager"), "0121", ["0119", "0628"]))
    assert len(apen & HEMMELIG) > 5, "uten skjerming ville prøven sett dem"


@pytest.mark.parametrize("komm_nr", ["0121", "0119"])
def test_det_skjulte_staar_heller_ikke_paa_de_andre_sidene(
    tmp_path: Path, data: Data, komm_nr: str
) -> None:
    """Nothing of it on the pages on staffing and efficiency that they lack without it."""
    fyll(tmp_path, *RADER)
    med = load_data(tmp_path / "lager")
    sider: list[tuple[Any, Any]] = [(bemanning, Bemanningsvalg), (effektivitet, Effektvalg)]
    for side, slag in sider:
        tall = []
        for d in (med, data):
            valg = slag.sjekket(d, komm_nr=komm_nr, sammenlign=["0628"], aar=2014)
            navn = [n for n in side.__all__ if n not in ("tittel", "metode")]
            tall.append(_alt([b for n in navn for b in getattr(side, n)(d, valg)]))
        assert (tall[0] - tall[1]) & HEMMELIG == set(), side.__name__


def test_det_skjulte_staar_ikke_i_rapporten(tmp_path: Path) -> None:
    """The text of the PDF, the sources too; and it says what is hidden."""
    fyll(tmp_path, *RADER)
    data = load_data(tmp_path / "lager")
    blokker = [b for b in _siden(data, "0121", ["0119", "0628"]) if b["type"] != "svar"]
    valg = Profilvalg.sjekket(data, komm_nr="0121", sammenlign=["0119", "0628"], aar=2014)
    rapport = Rapport("Rømskog", "2014", "helseanalyse", date(2026, 11, 21), None,
                      [*blokker, *datagrunnlag.lag(data, valg)])  # fmt: skip
    pdf = render_pdf(rapport, ROT / "templates" / "rapport" / "rapport.typ")
    with pypdfium2.PdfDocument(pdf) as dokument:
        tekst = " ".join(s.get_textpage().get_text_range() for s in dokument)
    assert "83,5" in _tallene(tekst), "467 beboere på 559 plasser står der"
    assert _tallene(tekst) & HEMMELIG == set()
    assert "skjermet: antall personer under 5" in " ".join(tekst.split())


def test_siden_sier_hva_som_er_skjermet(tmp_path: Path) -> None:
    fyll(tmp_path, *RADER)
    data = load_data(tmp_path / "lager")
    valg = Profilvalg.sjekket(data, komm_nr="0121", sammenlign=["0119", "0628"], aar=2014)
    mangler = "\n".join(leselig(b) for b in tjenesteprofil.mangler(data, valg))
    assert "Andel beboere under 67 år: Rømskog (skjermet)" in mangler
    sagt = "\n".join(json.dumps(b, ensure_ascii=False) for b in datagrunnlag.lag(data, valg))
    assert "skjermet: antall personer under 5" in sagt
    assert "antall personer fra 1 til 4 skjermet" in sagt


def test_angrepet_paa_det_siden_har(tmp_path: Path) -> None:
    """All a page is given of the place that year, attacked with the sums that hold: 0 of 2."""
    fyll(tmp_path, *RADER)
    data = load_data(tmp_path / "lager")
    sanne = {"alle": 467.0, "unge": 3.0, "eldre": 464.0, "kort": 463.0, "lang": 4.0}
    sett = tallsett(
        pd.Series(sanne), [("alle", ["unge", "eldre"]), ("alle", ["kort", "lang"])],
        bare_underforstaatt=["eldre", "lang"],
    )  # fmt: skip
    navn = {"alle": "beboere_institusjon", "unge": "beboere_institusjon_0_66",
            "kort": "beboere_tidsbegrenset"}  # fmt: skip
    skjult = pd.Series({k: k not in navn or pd.isna(rad(data, navn[k]).verdi) for k in sanne})
    ut = angrep(sett, skjult)
    assert set(ut.index) == {"unge", "eldre", "kort", "lang"}
    assert not ut.gjenfunnet.any()
    assert ((ut.hoey - ut.lav) >= 4).all()


# ------------------------------------------------------------------ rader, uten lager
def observasjoner(*rader: tuple[Any, ...]) -> pd.DataFrame:
    felt = ["komm_nr", "indikator", "verdi", "enhet", "kilde"]
    o = pd.DataFrame(rader, columns=felt).assign(aar=2024, status="maalt")
    tomme = {"teller": np.nan, "nevner": np.nan, "merknad": pd.Series([None] * len(o), dtype="str")}
    return o.assign(**tomme)


def folk(komm_nr: str = "0121") -> Folk:
    rader = [
        {"komm_nr": komm_nr, "aar": 2025, "kjoenn": "begge", "alder_fra": fra, "alder_til": til,
         "alternativ": "faktisk", "personer": antall, "status": "maalt", "kilde": "k",
         "merknad": None}
        for fra, til, antall in ((0, 66, 500.0), (67, 79, 100.0), (80, None, 63.0))
    ]  # fmt: skip
    ramme = pd.DataFrame(rader).astype({"alder_til": "Int64", "merknad": "str"})
    return Folk(ramme)


def skjulte(o: pd.DataFrame, under: int = 5, egne: tuple[str, ...] = ("egen",)) -> set[str]:
    ut = skjerm(o, egne, under, folk())
    assert (ut.status == "skjermet").equals(ut.verdi.isna())
    assert o.verdi.notna().all(), "det som kom inn, er urørt"
    return {f"{r.komm_nr} {r.indikator}" for r in ut[ut.verdi.isna()].itertuples()}


def test_aldersgruppene_er_deler_av_alle() -> None:
    """20 users, 3 of them the youngest: one group more is hidden, and their ratios."""
    o = observasjoner(
        ("0121", "mottakere_hjemmetjenester", 20.0, "personer", "egen"),
        ("0121", "mottakere_hjemmetjenester_0_66", 3.0, "personer", "egen"),
        ("0121", "mottakere_hjemmetjenester_67_79", 6.0, "personer", "egen"),
        ("0121", "mottakere_hjemmetjenester_80_pluss", 11.0, "personer", "egen"),
        ("0121", "mottakere_hjemmetjenester_per_1000_0_66", 6.0, "per 1000", "egen"),
        ("0121", "mottakere_hjemmetjenester_per_1000_67_79", 60.0, "per 1000", "ssb"),
        ("0121", "dekningsgrad_hjemmetjenester_80_pluss", 17.46, "prosent", "ssb"),
        ("0121", "aarsverk_omsorg", 2.0, "årsverk", "egen"),
    )
    assert skjulte(o) == {
        "0121 mottakere_hjemmetjenester_0_66", "0121 mottakere_hjemmetjenester_67_79",
        "0121 mottakere_hjemmetjenester_per_1000_0_66",
        "0121 mottakere_hjemmetjenester_per_1000_67_79",
    }  # fmt: skip


def test_en_gruppe_som_ikke_er_oppgitt_skjuler_den_oppgitte() -> None:
    """The gap from 67 to 79 is implied: 18 of 20 in the two others leave 2."""
    o = observasjoner(
        ("0121", "mottakere_hjemmetjenester", 20.0, "personer", "egen"),
        ("0121", "mottakere_hjemmetjenester_0_66", 7.0, "personer", "egen"),
        ("0121", "mottakere_hjemmetjenester_80_pluss", 11.0, "personer", "egen"),
    )
    assert len(skjulte(o)) == 1


def test_offentlige_tall_skjules_bare_i_noed() -> None:
    """A public total stays, and its own small parts; an own part goes first."""
    o = observasjoner(
        ("0121", "beboere_institusjon", 30.0, "personer", "ssb"),
        ("0121", "beboere_institusjon_0_66", 2.0, "personer", "egen"),
        ("0121", "beboere_institusjon_67_79", 8.0, "personer", "egen"),
        ("0121", "beboere_institusjon_80_pluss", 20.0, "personer", "ssb"),
        ("0119", "beboere_institusjon_0_66", 2.0, "personer", "ssb"),
    )
    assert skjulte(o) == {"0121 beboere_institusjon_0_66", "0121 beboere_institusjon_67_79"}
    bare_en = o.assign(kilde=["ssb", "egen", "ssb", "ssb", "ssb"])
    assert len(skjulte(bare_en)) == 2, "ellers vises det ved subtraksjon på siden"


def test_rate_av_faa_personer_skjules_med_folketallet() -> None:
    """4.8 % of 63 is 3 persons, 20 % is 12.6; without a population nothing can be computed."""
    o = observasjoner(
        ("0121", "dekningsgrad_institusjon_80_pluss", 100 * 3 / 63, "prosent", "egen"),
        ("0121", "dekningsgrad_hjemmetjenester_80_pluss", 20.0, "prosent", "egen"),
        ("0628", "dekningsgrad_institusjon_80_pluss", 100 * 3 / 63, "prosent", "egen"),
    )
    assert skjulte(o) == {"0121 dekningsgrad_institusjon_80_pluss"}


def test_ferdig_utregnet_andel_skjules_med_antallet() -> None:
    """15 % of 20 is 3, 90 % leaves 2; 40 % of 20 is 8 of 12. Hidden with its own count too."""
    o = observasjoner(
        ("0121", "beboere_institusjon", 20.0, "personer", "ssb"),
        ("0121", "andel_beboere_under_67", 15.0, "prosent", "egen"),
        ("0121", "andel_tidsbegrenset", 40.0, "prosent", "egen"),
        ("0119", "beboere_institusjon", 20.0, "personer", "egen"),
        ("0119", "andel_beboere_under_67", 90.0, "prosent", "egen"),
        ("0628", "beboere_institusjon", 20.0, "personer", "egen"),
        ("0628", "beboere_institusjon_0_66", 3.0, "personer", "egen"),
        ("0628", "andel_beboere_under_67", 15.0, "prosent", "ssb"),
    )
    assert skjulte(o) == {
        "0121 andel_beboere_under_67", "0119 andel_beboere_under_67",
        "0628 andel_beboere_under_67", "0628 beboere_institusjon_0_66",
    }  # fmt: skip


def test_regionens_eget_tall_skjules_med_kommunens() -> None:
    o = observasjoner(
        ("0121", "beboere_sykehjem", 2.0, "personer", "egen"),
        ("0119", "beboere_sykehjem", 50.0, "personer", "egen"),
        ("EKA01", "beboere_sykehjem", 52.0, "personer", "egen"),
        ("EAK", "beboere_sykehjem", 900.0, "personer", "ssb"),
    )
    assert skjulte(o) == {"0121 beboere_sykehjem", "EKA01 beboere_sykehjem"}


def test_ukjent_indikator_uten_kjent_enhet_regnes_som_personer() -> None:
    assert [er_personer("ny", e) for e in ("", None, "brukere", "stk", "vedtak")] == [True] * 5
    andre = ("kr", "mill kr", "%", "årsverk", "per 1000", "plasser", "timer per uke", "prosent")
    assert not any(er_personer("ny", e) for e in andre)
    o = observasjoner(("0121", "mine", 2.0, "hoder", "egen"), ("0121", "dine", 2.0, "kr", "egen"))
    assert skjulte(o) == {"0121 mine"}
    assert skjulte(o, under=0) == skjulte(o, egne=()) == set()


@settings(max_examples=20)
@given(
    tall=st.lists(st.integers(0, 30), min_size=4, max_size=4), uoppgitt=st.integers(0, 6),
    egne=st.lists(st.booleans(), min_size=6, max_size=6),
)  # fmt: skip
def test_ingen_egen_aldersgruppe_kan_regnes_ut(
    tall: list[int], uoppgitt: int, egne: list[bool]
) -> None:
    """Ages within ages, some public and some own: what the page has gives no own small one."""
    unge, yngre, eldre, eldst = tall
    verdier = {
        "beboere_institusjon": sum(tall) + uoppgitt, "beboere_institusjon_0_66": unge,
        "beboere_institusjon_67_79": yngre, "beboere_institusjon_80_pluss": eldre + eldst,
        "beboere_institusjon_90_pluss": eldst, "beboere_institusjon_uoppgitt_alder": uoppgitt,
    }  # fmt: skip
    o = observasjoner(*(
        ("0121", navn, float(v), "personer", "egen" if eget else "ssb")
        for (navn, v), eget in zip(verdier.items(), egne, strict=True)
    ))  # fmt: skip
    borte = {n.removeprefix("0121 ") for n in skjulte(o)}
    sett = tallsett(
        pd.Series({**verdier, "80_89": eldre}),
        [("beboere_institusjon", [n for n in list(verdier)[1:] if "90" not in n]),
         ("beboere_institusjon_80_pluss", ["beboere_institusjon_90_pluss", "80_89"])],
        bare_underforstaatt=["80_89"],
    )  # fmt: skip
    ut = angrep(sett, pd.Series({n: n in borte or n == "80_89" for n in sett.verdier.index}))
    ut = ut.drop(index="80_89") if not borte else ut
    if any(egne):
        for navn, eget in zip(verdier, egne, strict=True):
            assert not (eget and 0 < verdier[navn] < 5) or navn in borte
    assert not ut.gjenfunnet[[n for n in ut.index if n in borte]].any()
