"""Downloads: the digits of the page, text that is never a formula, pictures that stand alone."""

import csv as csvleser
import io
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import FAST, MINUS, SMALT
from helseanalyse import enheter, maalform
from helseanalyse.eksport.ark import arknavn
from helseanalyse.eksport.bilder import bilde_svg, bilde_svg_fil, png
from helseanalyse.eksport.csv import csv
from helseanalyse.eksport.figurdata import figurdata
from helseanalyse.eksport.meta import Meta, filnavn
from helseanalyse.eksport.tallcelle import Tall, kolonner, les
from helseanalyse.eksport.xlsx import xlsx
from helseanalyse.figurfiler import skriv_figurer
from helseanalyse.formater import FORMATER, Utgave, formatet
from helseanalyse.kilde import Kilde
from helseanalyse.report import lag_utgave, render_rapport
from helseanalyse.ressurser import ressursmappe
from helseanalyse.views.blokker import tabell

BOEKER = sorted(f.stem for f in ressursmappe("notebooks").glob("*.ipynb"))
META = Meta("plassbehov", "Plassbehov", "i 2025", "Rømskog", date(2026, 11, 1), aar="2025")
KILDE = Kilde(id="k1", tekst="SSB, «Tabell»", url=None, metode="tabell", merknad=None)
FORMLER = [
    "=1+1", "+1+1", "-1+1", "@SUM(A1:A2)", "\t=1+1", " =cmd|'/c calc'!A0",
    '=HYPERLINK("http://x.invalid";"klikk")', "＝1+1",
]  # fmt: skip
TALLENE = st.floats(-1e9, 1e9, allow_nan=False)
DESIMALER = st.integers(0, 4)


@pytest.fixture(scope="module")
def utgaver() -> dict[str, Utgave]:
    """Each notebook's report with its own choices, made once."""
    return {navn: lag_utgave(navn, {}) for navn in BOEKER}


def avrundet(verdi: float, desimaler: int) -> Decimal:
    return Decimal(repr(verdi)).quantize(Decimal(1).scaleb(-desimaler), rounding=ROUND_HALF_UP)


def vist(verdi: float, kode: str) -> str:
    """Number as a Norwegian spreadsheet shows it by a number format."""
    deler = re.split(r";(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", kode)
    negativ = verdi < 0 and len(deler) > 1
    del_ = deler[1] if negativ else deler[2] if verdi == 0 and len(deler) > 2 else deler[0]
    ren = re.sub(r'"[^"]*"', "", del_)
    tallet = abs(verdi) * 100 if "%" in ren else abs(verdi)
    moenster = re.search(r"(#,##)?0(\.0+)?", del_)
    assert moenster is not None, kode
    desimaler = len(moenster[2] or ".") - 1
    tekst = f"{avrundet(round(tallet, 9), desimaler):{',' if moenster[1] else ''}.{desimaler}f}"
    tekst = tekst.replace(",", SMALT).replace(".", ",")
    return re.sub(r'"', "", del_.replace(moenster[0], tekst, 1))


# ------------------------------------------------------------------ numbers read back
@given(TALLENE, DESIMALER)
def test_et_tall_leses_tilbake_som_det_ble_avrundet(verdi: float, desimaler: int) -> None:
    lest = les(enheter.tall(verdi, desimaler))
    assert lest is not None
    assert lest.verdi == avrundet(verdi, desimaler)
    assert lest.desimaler == desimaler
    assert vist(lest.excel, lest.format) == enheter.tall(verdi, desimaler)


@given(TALLENE, DESIMALER)
def test_et_engelsk_tall_leses_tilbake(verdi: float, desimaler: int) -> None:
    lest = les(maalform.tall(verdi, desimaler, "en"), "en")
    assert lest is not None and lest.verdi == avrundet(verdi, desimaler)


def test_valuta_foran_og_prosent_av_noe() -> None:
    belop, andel = les("NOK\u00a0378,843", "en"), les(f"38{FAST}% (landet)")
    assert belop and andel
    assert (belop.excel, andel.excel) == (378843.0, 0.38)
    assert vist(belop.excel, belop.format).replace(SMALT, ",") == "NOK\u00a0378,843"
    assert vist(andel.excel, andel.format) == f"38{FAST}% (landet)"
    minus = les(f"NOK{FAST}{MINUS}2.1{FAST}million", "en")
    assert minus and (minus.excel, minus.maal) == (-2.1, "NOK million")
    assert vist(minus.excel, minus.format) == f"NOK{FAST}{MINUS}2,1{FAST}million"


@given(TALLENE, st.sampled_from(["kr", "prosent", "personer", "aarsverk", "mill kr", "antall"]))
def test_et_tall_med_enhet_leses_tilbake(verdi: float, enhet: str) -> None:
    tekst = enheter.med_enhet(verdi, enhet)
    lest = les(tekst)
    assert lest is not None
    assert lest.verdi == avrundet(verdi, enheter.antall_desimaler(enhet))
    assert vist(lest.excel, lest.format) == tekst


@given(TALLENE)
def test_en_endring_leses_tilbake(prosent: float) -> None:
    for tekst, desimaler in ((enheter.endring(prosent), 1), (enheter.med_fortegn(prosent, 2), 2)):
        lest = les(tekst)
        assert lest is not None and lest.verdi == avrundet(prosent, desimaler)
        assert vist(lest.excel, lest.format) == tekst


@pytest.mark.parametrize(
    "tekst",
    [
        "", "–", "0121", "20,6–22,2", "18 færre", "170 (31 %)", "3,9 + 6,5", "5a Kveld", "1.",
        "2013–2016", "om lag 548", "63 → 45", "17 mot 13", "1 234", "1,", ",5", "--3", "1e5", "٣",
        f"12{SMALT}34", "NaN", "1/2", "08.11.2013",
    ],
)  # fmt: skip
def test_det_som_ikke_er_ett_tall_er_tekst(tekst: str) -> None:
    assert les(tekst) is None


def test_koder_er_tekst_og_tall_i_tekstkolonner_er_tall() -> None:
    hode, just = ["Kommunenummer", "Sted", "År"], ["right", "left", "left"]
    rader = [["1103", "0301", "2013"], ["5001", "1103", "2014–2016"]]
    lest = kolonner(hode, just, rader)
    assert [[t and t.excel for t in rad] for rad in lest] == [[None, None, 2013.0], [None] * 3]


# ------------------------------------------------------------------ the workbook
def celler(bok: Any, blokk: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Cell of a block beside the cell of the workbook's sheet of it."""
    ark = next(a for a in bok if a["A1"].value == blokk["tittel"])
    for nr, rad in enumerate(blokk["rader"]):
        for kol, tekst in enumerate(rad):
            yield tekst, ark.cell(5 + nr, 1 + kol)


@pytest.mark.parametrize("navn", BOEKER)
def test_regnearket_har_sidens_tall(utgaver: dict[str, Utgave], navn: str) -> None:
    """Every cell of every table: the same digits, and numbers are numbers."""
    utgave = utgaver[navn]
    bok = openpyxl.load_workbook(io.BytesIO(FORMATER[".xlsx"].skriv(utgave)))
    titler = [a["A1"].value for a in bok]
    tall = 0
    tabeller = [b for b in utgave.rapport.blokker if b["type"] == "tabell"]
    assert tabeller
    for blokk in tabeller:
        if titler.count(blokk["tittel"]) > 1:
            continue
        for tekst, celle in celler(bok, blokk):
            assert celle.data_type in ("n", "s")
            if celle.data_type == "n" and celle.value is not None:
                tall += 1
                assert vist(celle.value, celle.number_format) == tekst
            else:
                assert (celle.value or "") == tekst
    assert tall > 15
    for ark in bok.worksheets[1:]:
        assert ark.freeze_panes == "B5" and len(ark.tables) == 1
    kilder = {k["tekst"] for b in utgave.rapport.blokker for k in b.get("kilder", ())}
    assert kilder == {r[2].value for r in bok["Kilder"].iter_rows(min_row=5)}


@pytest.mark.parametrize("navn", BOEKER)
def test_tallene_bak_figurene_er_med_uavrundet(utgaver: dict[str, Utgave], navn: str) -> None:
    utgave = utgaver[navn]
    figurer = [b for b in utgave.rapport.blokker if b["type"] == "figur"]
    bok = openpyxl.load_workbook(io.BytesIO(FORMATER[".xlsx"].skriv(utgave)))
    celler_ = [c.value for a in bok for rad in a.iter_rows() for c in rad]
    i_arkene = {f"{c:.14g}" for c in celler_ if isinstance(c, int | float)}
    for blokk in figurer:
        sett = figurdata(blokk)
        assert sett and all(len(set(s.hode)) == len(s.hode) for s in sett), blokk["id"]
        for ett in sett:
            tall = [c for rad in ett.rader for c in rad if isinstance(c, int | float)]
            assert tall and {f"{t:.14g}" for t in tall} <= i_arkene
    assert len(bok.sheetnames) == len({n.casefold() for n in bok.sheetnames})


def test_samme_blokker_gir_samme_byte_i_en_annen_prosess(tmp_path: Path) -> None:
    filer = [tmp_path / "a.xlsx", tmp_path / "b.xlsx"]
    kode = (
        "from pathlib import Path; from helseanalyse.report import render_rapport;"
        "import sys; render_rapport('kontroll', {}, Path(sys.argv[1]))"
    )
    subprocess.run([sys.executable, "-c", kode, str(filer[0])], check=True)
    render_rapport("kontroll", {}, filer[1])
    assert filer[0].read_bytes() == filer[1].read_bytes()


@pytest.mark.parametrize("farlig", FORMLER)
def test_ingen_tekst_blir_en_formel(farlig: str) -> None:
    kilde = Kilde(id="k", tekst=farlig, url=farlig, metode="tabell", merknad=farlig)
    rader = [[farlig, f"{MINUS}3,5"]]
    blokk = tabell("t", [farlig, "Tall"], rader, tittel=farlig, kilder=[kilde], note=farlig)
    bok = openpyxl.load_workbook(io.BytesIO(xlsx([blokk], META)))
    alle = [c for a in bok for rad in a.iter_rows() for c in rad if c.value is not None]
    assert {c.data_type for c in alle} == {"s", "n"}  # "f" is a formula
    assert bok.worksheets[1]["B5"].value == -3.5

    rad = list(csvleser.reader(io.StringIO(csv(blokk).decode("utf-8-sig")), delimiter=";"))
    assert rad[1][1] == "-3,5"
    for celle in (rad[0][0], rad[1][0]):
        assert celle.startswith("'")


def test_arknavn_er_lovlige_og_ulike() -> None:
    brukt: set[str] = set()
    titler = ["Kostnad: i kr/år?", "kostnad i kr år", "x" * 99, "x" * 98, "'", "", "😀" * 30]
    navn = [arknavn(t, brukt) for t in titler]
    assert len({n.casefold() for n in navn}) == len(navn)
    for ett in navn:
        assert 0 < len(ett.encode("utf-16-le")) // 2 <= 31
        assert not set(ett) & set("[]:*?/\\") and ett.strip("'") == ett


def test_rare_tegn_og_lange_tekster_taales() -> None:
    rader = [["\x00\x1f\ud800Guovdageaidnu 😀", "1"], ["å" * 40_000, "2"]]
    blokk = tabell("t", ["", ""], rader, tittel="Á š ŋ", kilder=[KILDE])
    ark = openpyxl.load_workbook(io.BytesIO(xlsx([blokk], META))).worksheets[1]
    assert [c.value for c in ark[4]] == ["Rad", "Rad (2)"]
    assert ark["A5"].value == "Guovdageaidnu 😀"
    assert len(ark["A6"].value) == 32_767
    assert csv(blokk).startswith(b"\xef\xbb\xbf")


def test_foerste_ark_sier_hva_filen_er(utgaver: dict[str, Utgave]) -> None:
    bok = openpyxl.load_workbook(io.BytesIO(FORMATER[".xlsx"].skriv(utgaver["plassbehov"])))
    om = {r[0].value: r[1].value for r in bok["Om filen"].iter_rows()}
    assert om["Kommune"] == "Rømskog" and om["Kommunenummer"] == "0121"
    assert om["Lages på nytt med"].startswith("helseanalyse rapport plassbehov --komm-nr 0121 ")
    assert set(bok.sheetnames[1:]) <= set(om)


def test_kildene_har_det_som_er_kjent_om_dem(utgaver: dict[str, Utgave]) -> None:
    """Period, day of retrieval and checksum, as in the appendix of the report."""
    utgave = utgaver["tjenesteprofil"]
    ark = openpyxl.load_workbook(io.BytesIO(FORMATER[".xlsx"].skriv(utgave)))["Kilder"]
    hode = [c.value for c in ark[4]]
    assert {"Periode", "Sjekksum"} <= set(hode)
    for rad in ark.iter_rows(min_row=5, values_only=True):
        ett = dict(zip(hode, rad, strict=True))
        assert ett["Sjekksum"] == utgave.rapport.spor[str(ett["Id"])]["sha256"]


@pytest.mark.parametrize(
    ("spraak", "arkene"),
    [("nn", ["Om fila", "1 T", "Kjelder"]), ("en", ["About this file", "1 T", "Sources"])],
)
def test_regnearket_paa_nynorsk_og_engelsk(spraak: str, arkene: list[str]) -> None:
    tall = maalform.tall(-1234.5, 1, spraak)
    blokk = tabell("t", ["A", "B"], [["x", tall]], tittel="T", kilder=[KILDE])
    bok = openpyxl.load_workbook(io.BytesIO(xlsx([blokk], replace(META, spraak=spraak))))
    assert bok.sheetnames == arkene
    assert bok["1 T"]["B5"].value == -1234.5


# ------------------------------------------------------------------ CSV and pictures
def test_csv_har_bare_tall_og_enheten_i_hodet() -> None:
    rader = [["A", f"378{SMALT}843{FAST}kr", f"+21,9{FAST}%"], ["B", "–", f"{MINUS}13,5{FAST}%"]]
    blokk = tabell("t", ["Sted; land", "Beløp", "Endring"], rader, tittel="T", kilder=[KILDE])
    assert csv(blokk).decode("utf-8-sig").split("\r\n") == [
        '"Sted; land";Beløp (kr);Endring (%)', "A;378843;21,9", "B;–;-13,5", "",
    ]  # fmt: skip


def test_bilder_staar_alene(utgaver: dict[str, Utgave]) -> None:
    blokk = next(b for b in utgaver["tjenesteprofil"].rapport.blokker if b["type"] == "figur")
    tegning = bilde_svg_fil(blokk).decode()
    assert bilde_svg_fil(blokk).decode() == tegning
    for ord_ in (*blokk["tittel"].split()[:3], "Kilde:", "KS-Konsulent", "<title>", "<desc>"):
        assert ord_ in tegning
    bilde = png(blokk)
    bredde, hoyde = (int.from_bytes(bilde[i : i + 4], "big") for i in (16, 20))
    rot = re.search(r'width="([\d.]+)" height="([\d.]+)"', tegning)
    assert rot and bredde == round(2 * float(rot[1])) and abs(hoyde - 2 * float(rot[2])) <= 2


def test_tekst_i_bilder_er_aldri_kode(utgaver: dict[str, Utgave]) -> None:
    blokk = next(b for b in utgaver["tiltak"].rapport.blokker if b["type"] == "figur")
    ond = "</text></svg><script>alert(1)</script>"
    tegning = bilde_svg(blokk | {"tittel": ond, "alt": ond, "note": ond})
    assert "<script" not in tegning and "&lt;script" in tegning


def test_figurene_i_en_mappe(tmp_path: Path) -> None:
    filer = skriv_figurer("tiltak", {}, tmp_path / "ny")
    assert [f.name for f in filer] == sorted(f.name for f in (tmp_path / "ny").iterdir())
    assert {f.suffix for f in filer} == {".png", ".svg"}
    with pytest.raises(ValueError, match="er en fil"):
        skriv_figurer("tiltak", {}, filer[0])


# ------------------------------------------------------------------ the names of files
def test_endelsen_velger_format(tmp_path: Path) -> None:
    assert formatet(Path("A.XLSX")).navn == "Excel"
    for galt, setning in (("a.doc", "Endelsen «.doc»"), ("rapport", "har ingen endelse")):
        with pytest.raises(ValueError, match=f"{setning}.*Rapporten kan lages som"):
            render_rapport("plassbehov", {}, tmp_path / galt)
    assert list(tmp_path.iterdir()) == []


@given(st.text(), st.text())
def test_filnavn_er_ascii_og_trygge(kommune: str, hva: str) -> None:
    navn = filnavn(Meta("okonomi", "", "", kommune, date(2026, 1, 1)), ".csv", hva)
    assert re.fullmatch(r"okonomi(-[a-z0-9]+)*\.csv", navn)
    assert len(navn) < 200


def test_tall_er_et_tall() -> None:
    assert les("1") == Tall(Decimal(1), 0, "", gruppert=False, mellom="", enhet="")
