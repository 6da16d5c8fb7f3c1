"""The passport of a report: read back, made again to the same bytes, and compared by figures."""

import json
import re
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from helseanalyse import cli, report
from helseanalyse.formater import FORMATER
from helseanalyse.passet import FORMAT, klartekst, kort, lag_pass, les_pass, som_json
from helseanalyse.passforskjell import er_like, forskjeller, som_tekst, tallinjer
from helseanalyse.sources.load import Data, load_eksempeldata
from helseanalyse.sources.spor import spor, utgave
from helseanalyse.views.blokker import svar, tekst

KILDE = {"id": "k", "tekst": "K", "url": None, "metode": "tabell", "merknad": None}


def tabell(rader: list[list[str]], **felt: Any) -> dict[str, Any]:
    blokk = {"type": "tabell", "id": "t", "tittel": "Tabellen", "hode": ["Sted", "2012", "2013"]}
    return {**blokk, "rader": rader, "just": ["left", "right", "right"], "kilder": [KILDE], **felt}


def figur(verdier: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "figur", "id": "f", "tittel": "Figuren", "spec": {"datasets": {"d": verdier}}}


def passet(*blokker: dict[str, Any], **felt: Any) -> dict[str, Any]:
    grunn: dict[str, Any] = {
        "notatbok": "plassbehov", "parametre": {"komm_nr": "0121"}, "filer": [], "spraak": "nb",
        "versjon": "1.0", "utseende": "", "dato": date(2026, 1, 2), "utgave": "u",
        "spor": {"k": {"sha256": "a" * 64, "hentet": "2026-01-01"}},
    }  # fmt: skip
    return lag_pass(**(grunn | felt), blokker=blokker)


RADER = [["Rømskog", "13", "9"], ["Hurum", "1\u202f234", "–"]]


# ------------------------------------------------------------------ forskjellene
def test_like_pass_har_ingen_forskjeller() -> None:
    ett = passet(svar("Ni plasser."), tabell(RADER), figur([{"sted": "A", "x": 1.5}]))
    assert forskjeller(ett, deepcopy(ett)) == []
    assert som_tekst([]) == "Ingenting er endret: valg, data og tall er de samme."


def test_en_celle_et_punkt_og_en_setning() -> None:
    foer = passet(tekst("Ni plasser. Det er nok."), tabell(RADER), figur([{"aar": 2012, "x": 1.5}]))
    nye = [["Rømskog", "13", "10"], RADER[1]]
    naa = passet(tekst("Ti plasser. Det er nok."), tabell(nye), figur([{"aar": 2012, "x": 2.5}]))
    funnet = forskjeller(foer, naa)
    assert [f.linje for f in funnet] == [
        "i rapporten: Ni plasser. → Ti plasser.",
        "«Tabellen»: Rømskog, 2013: 9 → 10",
        "«Figuren»: 2012, x: 1,5 → 2,5",
    ]
    assert not er_like(funnet)
    assert som_tekst(funnet).splitlines()[0] == "2 forskjeller i 1 tabell, 1 figur og 1 setning."


def test_rader_kolonner_og_blokker_som_kommer_og_gaar() -> None:
    foer = passet(tabell(RADER))
    naa = passet(tabell([RADER[1], ["Marker", "1", "2"]]), figur([{"x": 1.0}]))
    assert [f.linje for f in forskjeller(foer, naa)] == [
        "«Tabellen»: Rømskog: borte: 13; 9",
        "«Tabellen»: Marker: ny: 1; 2",
        "«Figuren»: ny",
    ]
    bredere = passet(tabell([["Rømskog", "13", "9", "8"]], hode=["Sted", "2012", "2013", "2014"]))
    smalere = passet(tabell([RADER[0]]))
    assert [f.linje for f in forskjeller(smalere, bredere)] == ["«Tabellen»: Rømskog, 2014: ny: 8"]


def test_valg_versjon_og_data_er_ikke_tall() -> None:
    naa = passet(
        tabell(RADER), versjon="1.1", parametre={"komm_nr": "0121", "aar": 2013},
        spor={"k": {"sha256": "b" * 64, "hentet": "2026-02-01"}, "ny": {"sha256": "c"}},
    )  # fmt: skip
    funnet = forskjeller(passet(tabell(RADER)), naa)
    assert er_like(funnet)
    assert som_tekst(funnet).splitlines() == [
        "Ingen tall er endret.",
        "Valg: aar: ikke valgt → 2013",
        "Versjon: helseanalyse: 1.0 → 1.1",
        "Data: kilden k: hentet 1. januar 2026, sjekksum aaaaaaaaaaaa"
        " → hentet 1. februar 2026, sjekksum bbbbbbbbbbbb",
        "Data: kilden ny: ny",
    ]


def test_utseendet_er_ikke_tall_og_sies() -> None:
    funnet = forskjeller(passet(tabell(RADER), utseende="d" * 64), passet(tabell(RADER)))
    assert er_like(funnet)
    assert som_tekst(funnet).splitlines() == [
        "Ingen tall er endret.",
        "Utseende: logo og farger: fra en profil (sjekksum dddddddddddd) → helseanalyses egne",
    ]


def test_hvert_trykt_tall_er_en_linje() -> None:
    ett = passet(tekst("Det er 9 plasser. Det er nok."), tabell(RADER), figur([{"aar": 2, "x": 1}]))
    assert tallinjer(ett["trykt"]) == [
        "tekst: Det er 9 plasser.",
        "tabell «Tabellen»",
        "  Rømskog, 2012: 13",
        "  Rømskog, 2013: 9",
        "  Hurum, 2012: 1\u202f234",
        "  Hurum, 2013: –",
        "figur «Figuren»",
        "  2, x: 1",
    ]


@given(st.lists(st.lists(st.text(max_size=4), min_size=3, max_size=3), min_size=1, max_size=6))
def test_en_tabell_er_ulik_bare_der_den_er_endret(rader: list[list[str]]) -> None:
    foer, naa = passet(tabell(rader)), deepcopy(rader)
    naa[-1][1] += "x"
    assert forskjeller(foer, passet(tabell(rader))) == []
    (en,) = forskjeller(foer, passet(tabell(naa)))
    assert (en.slag, en.naa) == ("tabell", naa[-1][1])


def test_avrundingen_i_en_annen_maskin_er_ingen_forskjell() -> None:
    a, b = (passet(figur([{"x": x}])) for x in (0.1 + 0.2, 0.3))
    assert forskjeller(a, b) == []


def test_teksten_staar_uten_merker_paa_en_linje() -> None:
    ast = tekst("## Hva?\n\nEn **viktig** [lenke](https://www.ssb.no).\n\n- en\n- to")["ast"]
    assert klartekst(ast) == "Hva? En viktig lenke. en to"


# ------------------------------------------------------------------ sporet
@pytest.fixture(scope="module")
def data() -> Data:
    return load_eksempeldata()


def test_sporet_har_aar_dag_og_sjekksum_for_hver_kilde(data: Data) -> None:
    brukt = frozenset(data.observasjoner.kilde)
    alle = spor(data, brukt)
    assert set(alle) == brukt
    for kilde, r in alle.items():
        aarene = data.observasjoner.loc[data.observasjoner.kilde == kilde, "aar"]
        assert r["fra"] <= aarene.min() <= aarene.max() <= r["til"]
        assert re.fullmatch("[0-9a-f]{64}", r["sha256"])
        assert date.fromisoformat(r["hentet"])


def test_sjekksummen_skifter_med_ett_tall_og_bare_for_kilden(data: Data) -> None:
    from dataclasses import replace

    rammen = data.observasjoner.copy()
    kilde = rammen.loc[7, "kilde"]
    rammen.loc[7, "verdi"] += 0.001
    endret, andre = replace(data, observasjoner=rammen), set(rammen.kilde) - {kilde}
    foer, naa = spor(data, frozenset({kilde, *andre})), spor(endret, frozenset({kilde, *andre}))
    assert foer[kilde] != naa[kilde]
    assert all(foer[k] == naa[k] for k in andre)
    assert utgave(data) != utgave(endret)


# ------------------------------------------------------------------ i filene
@pytest.fixture(scope="module")
def fil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ut = tmp_path_factory.mktemp("pass") / "rapport.pdf"
    return report.render_rapport("plassbehov", {"komm_nr": "121", "dekning": "25"}, ut)


def test_passet_sier_det_som_er_trykt(fil: Path) -> None:
    lest = les_pass(fil)
    assert lest["parametre"]["komm_nr"] == "0121"
    assert lest["parametre"]["dekning"] == 25
    assert lest["data"]["kilder"]
    with pypdfium2.PdfDocument(fil) as pdf:
        alt = re.sub(
            r"\s|\u202f|-|\ufffe", "", "".join(s.get_textpage().get_text_range() for s in pdf)
        )
    assert kort(lest).replace("-", "") in alt
    celler = [c for b in lest["trykt"].values() for r in b.get("rader", []) for c in r]
    assert len(celler) > 20
    assert [c for c in celler if re.sub(r"\s|\u202f|-", "", c) not in alt] == []


def test_rapporten_laget_av_passet_er_de_samme_bytene(fil: Path) -> None:
    igjen = report.fra_pass(les_pass(fil), {}, [])
    assert FORMATER[".pdf"].skriv(igjen) == fil.read_bytes()


def test_passet_som_json_kan_brukes_i_stedet(fil: Path, tmp_path: Path) -> None:
    alene = tmp_path / "pass.json"
    alene.write_bytes(som_json(les_pass(fil)))
    assert les_pass(alene) == les_pass(fil)


@pytest.mark.parametrize(
    "innhold",
    [b"", b"{", b'{"format": "annet"}', b"[]", b"%PDF-1.7\nhei",
     json.dumps({"format": FORMAT, "notatbok": 7}).encode()],
)  # fmt: skip
def test_en_fil_uten_pass_sies_med_navn(tmp_path: Path, innhold: bytes) -> None:
    (tmp_path / "x.pdf").write_bytes(innhold)
    with pytest.raises(ValueError, match=r"«.*x\.pdf»"):
        les_pass(tmp_path / "x.pdf")


def test_et_pass_som_pakker_seg_ut_til_alt_for_mye_stanses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("helseanalyse.passet._STOERST", 10_000)
    with pikepdf.new() as pdf:
        stroem = pikepdf.Stream(pdf, b'{"format": "' + b"x" * 1_000_000)
        eget = pikepdf.Dictionary(Private=stroem)
        pdf.Root["/PieceInfo"] = pikepdf.Dictionary({"/Helseanalyse": eget})
        pdf.save(tmp_path / "x.pdf")
    with pytest.raises(ValueError, match="har ikke noe pass"):
        les_pass(tmp_path / "x.pdf")


def test_en_fil_som_valgene_nevner_letes_bare_opp_ved_siden_av(tmp_path: Path) -> None:
    laget = {"notatbok": "tiltak", "parametre": {"fil": "../../etc/passwd"}, "filer": ["fil"]}
    with pytest.raises(ValueError, match="«passwd», som ikke er med i passet"):
        report.fra_pass(laget, {}, [tmp_path])


@pytest.mark.parametrize("filer", [[], 7, ["komm_nr"]])
@pytest.mark.parametrize(
    ("bok", "valg"), [("tiltak", "fil"), ("kontroll", "fil"), ("staastedsanalyse", "egne_ord")]
)
def test_et_forfalsket_pass_velger_ikke_hvilke_filer_som_leses(
    tmp_path: Path, bok: str, valg: str, filer: Any
) -> None:
    hemmelig = tmp_path / "hemmelig.csv"
    hemmelig.write_text("navn;2012\nA;1\n", encoding="utf-8")
    (tmp_path / "ved siden av").mkdir()
    falskt = {"notatbok": bok, "parametre": {valg: str(hemmelig)}, "filer": filer}
    with pytest.raises(ValueError, match=r"«hemmelig\.csv», som ikke er med i passet"):
        report.fra_pass(falskt, {}, [tmp_path / "ved siden av"])


def test_egne_ord_og_et_ark_er_med_i_passet(tmp_path: Path) -> None:
    ord_ = tmp_path / "ord.toml"
    ord_.write_text('sammendrag = "Vi velger A/B for Kárášjohka."\n', encoding="utf-8")
    utgave_ = report.lag_utgave("staastedsanalyse", {"egne_ord": str(ord_)})
    ord_.unlink()
    assert utgave_.rapport.passet is not None
    assert utgave_.rapport.passet["filer"] == []
    igjen = report.fra_pass(utgave_.rapport.passet, {}, [])
    assert igjen.rapport.passet == utgave_.rapport.passet
    tabell_ = tmp_path / "tabell.xlsx"
    lag_bok(tabell_, "Ark A")
    med_ark = report.lag_utgave("kontroll", {"fil": str(tabell_), "ark": "Ark A"}).rapport.passet
    assert med_ark is not None
    assert (med_ark["filer"], med_ark["parametre"]["ark"]) == (["fil"], "Ark A")
    assert report.fra_pass(med_ark, {}, [tmp_path]).rapport.passet == med_ark


def lag_bok(fil: Path, ark: str) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(fil) as bok:
        side = bok.add_worksheet(ark)
        for nr, rad in enumerate([["navn", "2012", "2013"], ["A", 1, 2], ["Sum", 1, 2]]):
            side.write_row(nr, 0, rad)


@pytest.mark.parametrize(
    ("felt", "verdi"),
    [("trykt", {"tekst": 7}), ("trykt", {"tekst": {"tekst": 7}}), ("trykt", {"tabell:x": {}}),
     ("trykt", {"tabell:x": {"tittel": "T", "hode": ["a"], "rader": [["1", "2"]]}}),
     ("trykt", {"tabell:x": {"tittel": "T", "hode": ["a"], "rader": [[1]]}}),
     ("trykt", {"figur:x": {"tittel": "T", "data": [{"felt": ["a"], "rader": [[10**400]]}]}}),
     ("data", {"dato": "2013-99-99"}), ("data", {"kilder": [1]}), ("data", {"kilder": {"k": 1}}),
     ("versjon", "\ud800")],
)  # fmt: skip
def test_et_pass_som_ikke_henger_sammen_er_en_setning(
    tmp_path: Path, felt: str, verdi: Any
) -> None:
    fil_ = tmp_path / "p.json"
    fil_.write_text(json.dumps(passet(tabell(RADER), figur([{"x": 1.0}])) | {felt: verdi}))
    with pytest.raises(ValueError, match=r"Passet i «.*p\.json» er skadet"):
        les_pass(fil_)


def test_et_pass_fra_en_nyere_utgave_og_en_laast_pdf_sies(tmp_path: Path) -> None:
    nytt = tmp_path / "nytt.json"
    nytt.write_bytes(som_json(passet() | {"format": "helseanalyse.pass.v2"}))
    with pytest.raises(ValueError, match="Bruk en nyere helseanalyse"):
        les_pass(nytt)
    with pikepdf.new() as pdf:
        pdf.save(tmp_path / "l.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(ValueError, match="har ikke noe pass"):
        les_pass(tmp_path / "l.pdf")
    dypt = tmp_path / "d.json"
    dypt.write_text('{"a":' * 100_000)
    with pytest.raises(ValueError, match="har ikke noe pass"):
        les_pass(dypt)


# ------------------------------------------------------------------ kommandoene
def kjoer(*ord_: str) -> Any:
    return CliRunner().invoke(cli.app, list(ord_))


def test_sammenlign_sier_like_ulike_og_uleselig(fil: Path, tmp_path: Path) -> None:
    annen = tmp_path / "annen.json"
    lest = les_pass(fil)
    tabellen = next(b for b in lest["trykt"].values() if "rader" in b)
    tabellen["rader"][0][1] = "999"
    annen.write_bytes(som_json(lest))
    assert kjoer("sammenlign", str(fil), str(fil)).exit_code == 0
    ulike = kjoer("sammenlign", str(fil), str(annen))
    assert ulike.exit_code == 1
    assert "→ 999" in ulike.output
    som_json_ = json.loads(kjoer("sammenlign", str(fil), str(annen), "--json").output)
    assert (som_json_["like"], len(som_json_["forskjeller"])) == (False, 1)
    uleselig = kjoer("sammenlign", str(fil), str(tmp_path / "borte.pdf"))
    assert uleselig.exit_code == 2
    assert "kan ikke åpnes" in uleselig.output


def test_rapport_fra_en_fil_sier_hva_som_er_endret(fil: Path, tmp_path: Path) -> None:
    ut = tmp_path / "ny.pdf"
    svaret = kjoer("rapport", "--fra", str(fil), "-p", "dekning=30", "--ut", str(ut))
    assert svaret.exit_code == 0, svaret.output
    assert "Valg: dekning: 25.0 → 30.0" in svaret.output
    assert les_pass(ut)["parametre"]["dekning"] == 30
    feil = kjoer("rapport", "tiltak", "--fra", str(fil), "--ut", str(ut))
    assert "er laget av notatboken plassbehov" in str(feil.exception)
