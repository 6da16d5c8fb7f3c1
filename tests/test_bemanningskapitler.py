"""The staffing page: for every municipality, with own figures, fetched data and hostile names."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd
import pytest

import lite_land
from conftest import leselig
from helseanalyse.kapitler import bemanning
from helseanalyse.kapitler.bemanningsfelt import bemanningsfelt
from helseanalyse.kapitler.bemanningsfolk import rekrutteringsgrunnlag
from helseanalyse.kapitler.bemanningsheltid import _endringsnote
from helseanalyse.notatbok import notatbokfil, standardparametre
from helseanalyse.side import Side
from helseanalyse.sources.load import Data
from helseanalyse.sources.samlet import load_data
from helseanalyse.standardvalg import utfylt
from helseanalyse.valg_bemanning import Bemanningsvalg, samme_kommune
from test_kapitler import FIENDTLIG, SKRIFTTEGN, finn, noder, sjekk, som_tekst

KAPITLER = [
    bemanning.konklusjon, bemanning.fravaer, bemanning.kompetanse, bemanning.heltid,
    bemanning.nivaa, bemanning.timer, bemanning.leverandoerer, bemanning.flyt, bemanning.lister,
    bemanning.raadgivere, bemanning.rekruttering, bemanning.kontroll, bemanning.mangler,
    bemanning.metode,
]  # fmt: skip
# With all kinds of figures, with some, renumbered, merged away, and with none.
STEDER = ["0219", "3201", "1119", "0101", "3001", "0118", "0121", "3226", "5001", "0628"]
STANDARD = standardparametre(notatbokfil("bemanning"))
EGNE = {
    "aarsverk": "200,5", "ansatte": 300, "heltidsandel": 40, "sykefravaer": "9,5",
    "sykefravaer_maal": 8, "vedtakstimer": 120_000, "vedtakstimer_privat": 20_000, "brukere": 400,
    "arbeidstimer_per_aarsverk": 1700, "liggetid": 20, "liggetid_maal": 18,
}  # fmt: skip
PROSENT = "\u00a0%"


@pytest.fixture(scope="module")
def land(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Data]:
    yield load_data(lite_land.fyll(tmp_path_factory.mktemp("lager")))


def valg(data: Data, komm_nr: str, **verdier: Any) -> Bemanningsvalg:
    """Choices as a report has them: what is not given gives way where it does not fit."""
    return Bemanningsvalg.sjekket(data, **utfylt(data, STANDARD, {"komm_nr": komm_nr} | verdier))


def alle(data: Data, v: Bemanningsvalg) -> list[dict[str, Any]]:
    return [blokk for kapittel in KAPITLER for blokk in kapittel(data, v)]


def hele(data: Data, v: Bemanningsvalg) -> list[dict[str, Any]]:
    """All blocks of the page, each sound, every figure a lawful chart and no name used twice."""
    blokker = alle(data, v)
    for blokk in blokker:
        sjekk(blokk, set(data.kilder.kilde))
    ider = [b["id"] for b in blokker if "id" in b]
    assert len(ider) == len(set(ider))
    return blokker


# ------------------------------------------------------------------ every municipality
@pytest.mark.parametrize("komm_nr", STEDER)
def test_siden_for_hver_kommune(data: Data, komm_nr: str) -> None:
    v = valg(data, komm_nr)
    blokker = hele(data, v)
    har = komm_nr in {"0219", "3024", "3201", "1119"} or v.aar == 2004
    assert (blokker[0]["type"] == "svar") == har
    assert data.register.navn(komm_nr) in leselig(blokker[0])
    if not har:
        assert "Hent KOSTRA-tall" in leselig(blokker[0])


@pytest.mark.parametrize("komm_nr", ["0219", "1119", "0121", "5001"])
def test_med_egne_tall_faar_hver_kommune_et_svar(data: Data, komm_nr: str) -> None:
    blokker = hele(data, valg(data, komm_nr, **EGNE))
    assert leselig(blokker[0]).startswith(
        f"{data.register.navn(komm_nr)} hadde 9,5{PROSENT} sykefravær i pleie og omsorg,"
        f" 1,5 prosentpoeng over målet på 8,0{PROSENT}."
    )
    side = som_tekst(blokker)
    assert f"120\u202f000 vedtakstimer i året gir 29,3{PROSENT} direkte brukertid" in side
    assert "Brukerens egne tall" in [k["tekst"] for k in finn(blokker, "egne-timer")["kilder"]]
    assert "har da i snitt 45" in side  # (200.5 - 120) / 180


@pytest.mark.parametrize(
    "egne",
    [
        {"aarsverk": 0}, {"aarsverk": 0, "ansatte": 1}, {"heltidsandel": 0}, {"heltidsandel": 100},
        {"sykefravaer": 0}, {"sykefravaer": 100, "sykefravaer_maal": 100}, {"sykefravaer_maal": 0},
        {"vedtakstimer": 0, "vedtakstimer_privat": 0}, {"vedtakstimer": 100_000_000, "brukere": 1},
        {"brukere": 3}, {"vedtakstimer_privat": 3}, {"liggetid": "0,1"}, {"liggetid_maal": 365},
        {"aarsverk": 5, "ansatte": 5, "heltidsandel": 0}, {"ansatte": 200_000},
        {"aarsverk": 0, "vedtakstimer": 5, "arbeidstimer_per_aarsverk": 1700},
    ],
    ids=str,
)  # fmt: skip
@pytest.mark.parametrize("komm_nr", ["1119"])
def test_ytterpunkter_gir_hele_kapitler(data: Data, komm_nr: str, egne: dict[str, Any]) -> None:
    hele(data, valg(data, komm_nr, **egne))


@pytest.mark.parametrize("aar", [2010, 2014, 2030])
def test_tidligere_aar_viser_ikke_det_som_kom_siden(data: Data, aar: int) -> None:
    v = valg(data, "0219", aar=aar, sammenlign=[])
    blokker = [b for b in hele(data, v) if b.get("id") != "bemanningskontroll"]
    tabeller = [b for b in blokker if b["type"] == "tabell"]
    sett = " ".join(c for b in tabeller for rad in b["rader"] for c in rad)
    assert all(str(a) not in sett for a in range(aar + 1, 2017))
    if aar == 2010:
        assert "Det finnes tall for 2013, 2014, 2015 og 2016: velg et av dem." in som_tekst(blokker)
    if aar >= 2013:
        assert blokker[0]["type"] == "svar"


# ------------------------------------------------------------------ the words and the figures
def test_konklusjonen_for_baerum(data: Data) -> None:
    (svar,) = bemanning.konklusjon(data, valg(data, "0219"))
    assert leselig(svar) == (
        f"Bærum hadde 9,2{PROSENT} sykefravær i pleie og omsorg i 2016, 1,9 prosentpoeng over målet"
        f" for hele kommunen på 7,3{PROSENT}. Det er 0,9 prosentpoeng lavere enn i 2013, og"
        f" kommunen samlet var innenfor målet med 7,2{PROSENT}. 32{PROSENT} av dem som var til"
        f" stede, var ufaglærte. Direkte brukertid i ambulerende psykisk helse var 51,5{PROSENT} i"
        f" 2016; målet er minst 50{PROSENT}.\n"
    )


def test_konklusjonen_for_haa(data: Data) -> None:
    (svar,) = bemanning.konklusjon(data, valg(data, "1119"))
    assert leselig(svar) == (
        f"Hå har 614,82 årsverk på 887 ansatte i 2024, i snitt 69{PROSENT} stilling, og"
        f" 55{PROSENT} har hel stilling.\n"
    )


def test_konklusjonen_for_roemskog_foelger_intervallet(data: Data) -> None:
    """16 of 23 man-years: as the neighbours' 403 of 579, and far too few to say more."""
    v = valg(data, "0121")
    assert (v.aar, v.sammenlign) == (2004, ("0122", "0119", "0123", "0118", "0124"))
    (svar,) = bemanning.konklusjon(data, v)
    assert "(95\u00a0%-intervall 49–84), ikke klart forskjellig fra de andre (69,6" in leselig(svar)
    rader = {r[0]: r[1:] for r in finn(alle(data, v), "fagutdanning-tabell")["rader"]}
    assert rader["Rømskog"] == ["16", "23", f"69,6{PROSENT}", f"49,1–84,4{PROSENT}", "–"]
    halden = {
        r[0]: r[5]
        for r in finn(alle(data, valg(data, "0101", sammenlign=["0127", "0106"])),
                      "fagutdanning-tabell")["rader"]
    }  # fmt: skip
    assert halden == {"Halden": "–", "Skiptvet": "nei", "Fredrikstad": "nei"}


def test_kontrollen_viser_trykt_regnet_og_avvik(data: Data) -> None:
    tabell = finn(alle(data, valg(data, "0219")), "bemanningskontroll")
    assert tabell["tittel"] == "18 av 20 tall stemmer som trykt; de to andre kan være avrunding"
    rader = {r[0]: r[1:] for r in tabell["rader"]}
    assert rader["Endring i 2015, prosentpoeng (tabell 8)"] == [
        "9,6 − 10,1", "−0,5", "−0,6", "+0,1, avrunding",
    ]  # fmt: skip
    assert rader["Sykefravær i 2013, pleie og omsorg (tabell 8)"][1:] == [
        "10,0", "10,1", "−0,1, avrunding",
    ]  # fmt: skip
    assert rader["Deltakere per rådgiver i 2016 (tabell 19)"][1:] == ["25,5", "26", "stemmer"]
    assert [tabell["rader"][i][3] for i in tabell["uthev"]] == ["10,1", "−0,6"]


def test_baerum_er_den_samme_med_dagens_nummer(data: Data) -> None:
    """Renumbered twice, never merged: the figures follow. Rømskog was merged: they do not."""
    assert set(samme_kommune(data, "3201")) == {"0219", "3024", "3201"}
    assert samme_kommune(data, "0121") == ("0121",)
    gammel, ny = (alle(data, valg(data, k)) for k in ("0219", "3201"))
    assert som_tekst(gammel) == som_tekst(ny)


def test_haas_lister_summeres_til_aarsverk(data: Data) -> None:
    blokker = alle(data, valg(data, "1119"))
    for navn, sum_ in (("mottak", ["Sum", "420", "4,20"]),
                       ("flyktninger", ["Sum", "1\u202f965", "19,65"])):  # fmt: skip
        tabell = finn(blokker, f"bemanning-{navn}")
        assert tabell["rader"][-1] == sum_
        assert "stemmer." in tabell["note"]
    heltid = {r[0]: r[1] for r in finn(blokker, "heltid-tabell")["rader"]}
    assert heltid["Årsverk per ansatt"] == "0,693"
    assert heltid["I hel stilling, antall ansatte"] == "483–492"
    assert "resten i snitt 32\u00a0% stilling; er den av årsverkene, 50\u00a0%" in som_tekst(
        blokker
    )


def test_hver_figur_er_et_lovlig_diagram(data: Data, land: Data) -> None:
    sett = set()
    for d, kode in ((data, "0219"), (data, "1119"), (data, "0121"), (land, "8102")):
        for b in (b for b in alle(d, valg(d, kode)) if b["type"] == "figur"):
            alt.LayerChart.from_dict({k: x for k, x in b["spec"].items() if k != "config"})
            sett.add(b["id"])
    assert sett == {
        "sykefravaer", "kompetanse", "fagutdanning", "heltid", "aarsverk-per-bruker", "brukertid",
        "liggetid", "rekruttering",
    }  # fmt: skip


def test_brukertiden_har_advarselen(data: Data) -> None:
    varsler = [leselig(b) for b in bemanning.timer(data, valg(data, "0219"))
               if b["type"] == "varsel"]  # fmt: skip
    assert len(varsler) == 1
    assert "Færre vedtakstimer senker tallet" in varsler[0]
    assert "sier ikke noe om effektivitet" in varsler[0]


# ------------------------------------------------------------------ fetched data
def test_en_hentet_kommune_har_aarsverk_per_bruker_og_folk(land: Data) -> None:
    v = valg(land, "8102")
    assert (v.aar, v.sammenlign) == (2025, ("8101", "8103", "8104", "8105", "8106"))
    blokker = hele(land, v)
    assert leselig(blokker[0]).startswith(
        "Bjerka hadde 0,52 årsverk per bruker av omsorgstjenester i 2025. I 2026 er det 7,7"
    )
    side = som_tekst(blokker)
    assert (
        "Sykefravær: fyll ut «Sykefravær» og «Mål for sykefravær»" in side
        and "Rekrutteringsgrunnlag:" not in side
    )


def test_rekrutteringsgrunnlaget_er_forholdet_mellom_de_to_gruppene(land: Data) -> None:
    g = rekrutteringsgrunnlag(land, "8102")
    assert g is not None
    yngre = {a: sum(lite_land.i_alder("8102", x, a) for x in range(20, 67)) for a in (2026, 2040)}
    eldre = {a: lite_land.over_80("8102", a) for a in (2026, 2040)}
    assert (g.start.aar, g.start.teller, g.start.nevner) == (2026, yngre[2026], eldre[2026])
    assert (g.slutt.aar, g.slutt.verdi) == (2040, yngre[2040] / eldre[2040])
    rader = finn(alle(land, valg(land, "8102", aarsverk=100)), "rekruttering-tabell")["rader"]
    assert rader[0][-1] == "100,0"
    assert rader[-1][-1] == f"{100 * eldre[2040] / eldre[2026]:.1f}".replace(".", ",")


def test_aarsverk_regnes_av_innbyggere_aaret_etter(land: Data) -> None:
    """Man-years of 31 December 2024 go with the people of 1 January 2025."""
    o = land.observasjoner
    ny = o[o.indikator == "aarsverk_per_bruker_omsorg"].query("komm_nr == '8102' and aar == 2024")
    ny = ny.assign(indikator="aarsverk_omsorg", verdi=110.0, enhet="årsverk")
    med = replace(land, observasjoner=pd.concat([o, ny], ignore_index=True))
    v = valg(med, "8102", aar=2024)
    rader = finn(hele(med, v), "aarsverk-per-innbygger")["rader"]
    eldre = lite_land.over_80("8102", 2025)
    assert rader[-1][:2] == ["Per 100 innbyggere 80 år og over", str(eldre)]
    assert rader[-1][2] == f"{100 * 110 / eldre:.1f}".replace(".", ",")
    assert "1. januar året etter: her 2025" in finn(hele(med, v), "aarsverk-per-innbygger")["note"]


@pytest.mark.parametrize("komm_nr", ["8101", "8206"])
def test_siden_for_hver_hentede_kommune(land: Data, komm_nr: str) -> None:
    assert hele(land, valg(land, komm_nr))[0]["type"] == "svar"
    hele(land, valg(land, komm_nr, **EGNE))


# ------------------------------------------------------------------ choices
@pytest.mark.parametrize(
    ("egne", "ordlyd"),
    [
        ({"heltidsandel": 120}, r"«Andel i hel stilling» \(heltidsandel\) må være fra 0 til 100"),
        ({"sykefravaer": "-1"}, r"«Sykefravær» \(sykefravaer\) må være fra 0 til 100; fikk «-1»"),
        ({"aarsverk": -5}, r"«Egne årsverk» \(aarsverk\) må være fra 0"),
        ({"ansatte": 10.5}, "må være et helt tall"),
        ({"ansatte": "mange"}, "må være et tall; fikk «mange»"),
        ({"aarsverk": 11, "ansatte": 10}, r"«Egne årsverk» \(aarsverk\) er 11, som er mer enn"),
        ({"vedtakstimer": 5, "vedtakstimer_privat": 6}, r"er 6, som er mer enn «Vedtakstimer i år"),
        ({"liggetid": 0}, "må være fra"),
        ({"arbeidstimer_per_aarsverk": 3000}, "fra 1 til 2.500"),
        ({"sammenlign": ["0219"]}, "kan ikke sammenlignes med seg selv"),
        ({"komm_nr": "9999"}, "finnes ikke i dataene"),
        ({"aar": "tolv"}, "ikke et årstall"),
        ({"fravaer": 3}, "ingen parameter som heter «fravaer»"),
    ],
    ids=str,
)  # fmt: skip
def test_ulovlige_valg_nektes_med_en_setning(data: Data, egne: dict, ordlyd: str) -> None:
    with pytest.raises(ValueError, match=ordlyd) as feil:
        Bemanningsvalg.sjekket(data, **(STANDARD | egne))
    assert str(feil.value).endswith(".")


def test_flere_aarsverk_enn_ansatte_i_dataene_sies(data: Data) -> None:
    """The user's own man-years against the data's employees: no mean above a whole position."""
    blokker = hele(data, valg(data, "1119", aarsverk=900))
    assert "900 årsverk er flere enn 887 ansatte" in som_tekst(blokker)
    assert "Årsverk per ansatt" not in [r[0] for r in finn(blokker, "heltid-tabell")["rader"]]


def test_en_annen_kommune_faar_egne_tall_aar_og_naboer(data: Data) -> None:
    """What was entered for Bærum does not follow to Rømskog; the year and neighbours do change."""
    side = Side(data, valg(data, "0219", **EGNE))
    side.vis(bemanning.konklusjon)
    side.endre(komm_nr="0121")
    v = side.valg
    assert isinstance(v, Bemanningsvalg)
    assert (v.komm_nr, v.aar, len(v.sammenlign)) == ("0121", 2004, 5)
    assert {x for n, x in asdict(v).items() if n in EGNE} == {None}
    side.endre(sammenlign=["0119"])
    assert side.valg.sammenlign == ("0119",)
    side.endre(aarsverk=20)
    assert (side.valg.sammenlign, side.valg.aarsverk) == (("0119",), 20)


def test_adressen_velger_kommune_og_tall(data: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUERY_STRING", "komm_nr=1119&heltidsandel=60")
    side = Side(data, Bemanningsvalg.sjekket(data, **STANDARD))
    assert (side.valg.komm_nr, side.valg.aar, side.valg.heltidsandel) == ("1119", 2024, 60)
    monkeypatch.setenv("QUERY_STRING", "komm_nr=1119&heltidsandel=600")
    feil = Side(data, Bemanningsvalg.sjekket(data, **STANDARD)).feil
    assert "må være fra 0 til 100; fikk «600»" in feil


def test_kontrollene_har_hvert_valg_og_bare_det_som_finnes(data: Data, land: Data) -> None:
    for d, kode in ((data, "0219"), (data, "0121"), (land, "8102")):
        v = valg(d, kode)
        felt = {f["navn"]: f for f in bemanningsfelt(d, v)}
        assert set(asdict(v)) - set(felt) <= {"sammenlign"}
        assert v.aar in [a for a, _ in felt["aar"]["alternativer"]]
        assert kode in [k for k, _ in felt["komm_nr"]["alternativer"]]
    naboer = [k for k, _ in felt["sammenlign"]["alternativer"]]
    assert "8102" not in naboer and set(v.sammenlign) <= set(naboer)


# ------------------------------------------------------------------ hostile names
@pytest.mark.parametrize("navn", FIENDTLIG[:3])
def test_navn_fra_data_vises_som_tekst(data: Data, navn: str) -> None:
    nye = data.kommuner.copy()
    nye.loc[nye.komm_nr.isin(["0121", "1119"]), "navn"] = navn
    ond, sett = replace(data, kommuner=nye), 0
    for kode in ("0121", "1119"):
        for blokk in alle(ond, valg(ond, kode)):
            sett += leselig(blokk).count(navn)
            typer = {n["type"] for n in noder(blokk.get("ast", []))}
            assert not typer & SKRIFTTEGN
    assert sett > 6


def test_notatboken_viser_hvert_kapittel_en_gang() -> None:
    bok = Path(notatbokfil("bemanning")).read_text("utf-8")
    for navn in bemanning.__all__:
        assert bok.count(f"bemanning.{navn})") == (navn != "tittel"), navn


@pytest.mark.parametrize(
    ("to", "sier"),
    [
        ([53.0, 55.0], "økningen er fra 1 til 3 prosentpoeng"),
        ([55.0, 52.0], "nedgangen er fra 2 til 4 prosentpoeng"),
        ([55.0, 55.0], "endringen er mindre enn 1 prosentpoeng"),
        ([53.2, 55.4], ""),
    ],
)
def test_avrundingen_av_heltiden_gaar_begge_veier(to: list[float], sier: str) -> None:
    note = _endringsnote(pd.Series(to), to[1] - to[0])
    assert sier in note and bool(sier) == bool(note)


def test_maalet_er_ett_aars_og_det_sies(data: Data) -> None:
    note = finn(alle(data, valg(data, "0219")), "sykefravaer-tabell")["note"]
    assert "Det er fra 2016, og er brukt for alle årene." in note


@pytest.mark.parametrize(
    ("komm_nr", "aar", "indikator", "verdi"),
    [
        ("1119", 2024, "andel_hele_stillinger", 120.0),
        ("0219", 2016, "sykefravaer", 130.0),
        ("0219", 2016, "liggetid_korttid_ordinaer", 0.0),
    ],
)
def test_et_umulig_tall_brukes_ikke_og_sies(
    data: Data, komm_nr: str, aar: int, indikator: str, verdi: float
) -> None:
    o = data.observasjoner.copy()
    o.loc[(o.komm_nr == komm_nr) & (o.aar == aar) & (o.indikator == indikator), "verdi"] = verdi
    galt = replace(data, observasjoner=o)
    blokker = alle(galt, Bemanningsvalg.sjekket(galt, komm_nr=komm_nr, sammenlign=[], aar=aar))
    sagt = " ".join(leselig(b) for b in blokker if b["type"] == "varsel")
    assert f"i {aar} er" in sagt and "som ikke kan stemme" in sagt
