"""Bad workbooks, made here with the writers of each format, or by hand where no writer would."""

# ruff: noqa: E501  (one case a line, so that the list can be read as a table)

import io
import re
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter
import xlwt
from odf import opendocument, style, table, text

N = None
HODE = ["komm_nr", "aar", "plasser"]
RADER: list[list[Any]] = [["0121", 2015, 13], ["1119", 2015, 40.5]]
RETT = {"komm_nr": ["0121", "1119"], "aar": [2015, 2015], "plasser": [13.0, 40.5]}


@dataclass(frozen=True)
class Bok:
    """A bad workbook and the right answer to it."""

    navn: str
    lag: Callable[[], bytes]
    verdier: dict[str, list[Any]] = field(default_factory=dict)
    status: dict[str, list[str]] = field(default_factory=dict)
    varsel: str = ""
    feil: str = ""
    fil: str = "bok.xlsx"
    valg: dict[str, str] = field(default_factory=dict)


def skriv(
    ark: Any, hode: list[Any] = HODE, rader: list[list[Any]] = RADER, r: int = 0, c: int = 0
) -> None:
    for i, rad in enumerate([hode, *rader] if hode else rader):
        for j, verdi in enumerate(rad):
            if verdi is not None:
                ark.write(r + i, c + j, verdi)


def xlsx(fyll: Callable[[Any], None], **valg: Any) -> bytes:
    """Workbook that ``fyll`` writes into."""
    ut = io.BytesIO()
    with xlsxwriter.Workbook(ut, {"in_memory": True, "strings_to_formulas": False} | valg) as bok:
        fyll(bok)
    return ut.getvalue()


def endre(data: bytes, del_: str, ny: Callable[[bytes], bytes]) -> bytes:
    """Package with one part changed."""
    ut = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as inn, zipfile.ZipFile(ut, "w", 8) as pakke:
        for navn in inn.namelist():
            innhold = inn.read(navn)
            pakke.writestr(navn, ny(innhold) if navn == del_ else innhold)
    return ut.getvalue()


ARK1 = "xl/worksheets/sheet1.xml"


def enkel() -> bytes:
    return xlsx(lambda bok: skriv(bok.add_worksheet("Data")))


def _med_celle(ref: str, xml: str) -> bytes:
    rad = re.sub(r"\D", "", ref)
    ny = f'<row r="{rad}"><c r="{ref}"{xml}</c></row></sheetData>'.encode()
    return endre(enkel(), ARK1, lambda x: x.replace(b"</sheetData>", ny))


def _flettet_hode(bok: Any) -> None:
    ark = bok.add_worksheet()
    ark.merge_range(0, 0, 1, 0, "Kommune")
    ark.merge_range(0, 1, 0, 2, "Plasser")
    ark.merge_range(0, 3, 0, 4, "Beboere")
    for j in range(4):
        ark.write(1, 1 + j, 2015 + j % 2)
    skriv(ark, [], [["0121 Rømskog", 1, 2, 3, 4], ["0301 Oslo", 5, 6, 7, 8]], 2)


def _flettet_kropp(bok: Any) -> None:
    ark = bok.add_worksheet()
    skriv(ark, HODE, [["0121", 2015, 1], [N, 2016, 2], [N, 2017, 3], ["0301", 2015, 4]])
    ark.merge_range(1, 0, 3, 0, "0121")


def _tittel(bok: Any) -> None:
    ark = bok.add_worksheet()
    ark.write(0, 0, "Tabell 3. Plasser i institusjon")
    skriv(ark, r=2)
    for i, linje in enumerate(["Kilde:", "Statistisk sentralbyrå", "Måleenhet:", "plasser"]):
        ark.write(7 + i, 0, linje)


def _skjult_ark(hvordan: str) -> Callable[[Any], None]:
    def fyll(bok: Any) -> None:
        skriv(bok.add_worksheet("Data"))
        skjult = bok.add_worksheet("Gammelt")
        skriv(skjult, rader=[["0121", 2015, 99]])
        getattr(skjult, hvordan)()

    return fyll


def _forside(bok: Any) -> None:
    forside = bok.add_worksheet("Forside")
    forside.write(0, 0, "Analyse av omsorgstjenesten")
    forside.write(2, 0, "Utarbeidet av NN")
    skriv(bok.add_worksheet("Data"))


def _ark_per_aar(bok: Any) -> None:
    for aar in (2015, 2016):
        skriv(bok.add_worksheet(str(aar)), rader=[["0121", aar, aar - 2000], ["0301", aar, 7]])


def _skjulte_rader(bok: Any) -> None:
    ark = bok.add_worksheet()
    skriv(ark)
    ark.set_row(1, None, None, {"hidden": True})


def _skjult_kolonne(bok: Any) -> None:
    ark = bok.add_worksheet()
    skriv(ark)
    ark.set_column(2, 2, None, None, {"hidden": True})


def _formler(bok: Any) -> None:
    ark = bok.add_worksheet()
    skriv(ark)
    ark.write_formula(2, 2, "=40+0.5", None, 40.5)


def _feil(bok: Any) -> None:
    ark = bok.add_worksheet()
    skriv(ark)
    ark.write_formula(2, 2, "=1/0", None, "#DIV/0!")


def _format(kode: str, verdier: list[float], kol: int = 2) -> Callable[[Any], None]:
    def fyll(bok: Any) -> None:
        ark = bok.add_worksheet()
        skriv(ark)
        form = bok.add_format({"num_format": kode})
        for i, verdi in enumerate(verdier):
            ark.write_number(1 + i, kol, verdi, form)

    return fyll


def _summer(bok: Any) -> None:
    skriv(bok.add_worksheet(), rader=[*RADER, ["Sum", N, 53.5]])


def _spoekelse(bok: Any) -> None:
    ark = bok.add_worksheet()
    skriv(ark)
    form = bok.add_format({"bold": True})
    for r in range(0, 300):
        for c in range(0, 30):
            if r > 2 or c > 2:
                ark.write_blank(r, c, None, form)


def _dimensjon(ref: str) -> bytes:
    ny = f'<dimension ref="{ref}"/>'.encode()
    return endre(enkel(), ARK1, lambda x: re.sub(b"<dimension[^>]*/>", ny, x))


LATTER = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">%s]>""" % b"".join(
    b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9)
)


def _latter(del_: str) -> bytes:
    return endre(
        enkel(), del_, lambda x: LATTER + x.split(b"?>", 1)[1].replace(b"</t>", b"&j;</t>")
    )


def _bombe() -> bytes:
    ut = io.BytesIO(enkel())
    with zipfile.ZipFile(ut, "a", 8) as pakke, pakke.open("xl/sharedStrings2.xml", "w") as strom:
        for _ in range(300):
            strom.write(b"0" * 1_000_000)
    return ut.getvalue()


def _raatten() -> bytes:
    data = bytearray(enkel())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as pakke:
        start = pakke.getinfo(ARK1).header_offset
    for i in range(start + 60, start + 90):
        data[i] ^= 0x5A
    return bytes(data)


def _kryptert() -> bytes:
    """An OLE file that holds an encrypted package, as Excel writes with a password."""
    hode = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 65534, 9, 6)
    )
    katalog = b"".join(
        n.encode("utf-16-le").ljust(64, b"\0") + bytes(64)
        for n in ("Root Entry", "EncryptionInfo", "EncryptedPackage")
    )
    return hode.ljust(512, b"\0") + katalog.ljust(2048, b"\0")


def _beskyttet(bok: Any) -> None:
    ark = bok.add_worksheet()
    skriv(ark)
    ark.protect("hemmelig")


def _prefiks(x: bytes) -> bytes:
    x = re.sub(rb"<(/?)([a-zA-Z])", rb"<\1x:\2", x.split(b"?>", 1)[1])
    return x.replace(b"xmlns=", b"xmlns:x=")


def _tekstformat(bok: Any) -> None:
    skriv(bok.add_worksheet(), rader=[["0121", "2015", "13"], ["1119", "2015", "40,5"]])


def _tallkoder(bok: Any) -> None:
    skriv(bok.add_worksheet(), rader=[[121, 2015, 13], [1119, 2015, 40.5]])


def _rik_tekst(bok: Any) -> None:
    ark = bok.add_worksheet()
    skriv(ark, ["komm_nr", "navn", "plasser"], [["0121", N, 13], ["1119", "Hå", 40.5]])
    fet = bok.add_format({"bold": True})
    ark.write_rich_string(1, 1, "Røm", fet, "skog")


def _ja_nei(bok: Any) -> None:
    ark = bok.add_worksheet()
    skriv(ark, rader=[*RADER, ["0301", 2015, 7]])
    ark.write_boolean(1, 2, True)


def _bare_diagram(bok: Any) -> None:
    bok.add_worksheet()
    bok.add_chartsheet().set_chart(_diagram(bok))


def _diagram(bok: Any) -> Any:
    diagram = bok.add_chart({"type": "bar"})
    diagram.add_series({"values": "=Sheet1!$A$1:$A$2"})
    return diagram


def zip_med(*navn: str) -> bytes:
    ut = io.BytesIO()
    with zipfile.ZipFile(ut, "w") as pakke:
        for ett in navn:
            pakke.writestr(ett, b"<x/>")
    return ut.getvalue()


def _laast() -> bytes:
    """A package whose members say that they are encrypted."""
    data = bytearray(enkel())
    for merke, plass in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for treff in re.finditer(re.escape(merke), bytes(data)):
            data[treff.start() + plass] |= 1
    return bytes(data)


# ---------------------------------------------------------------- XLS
def xls(fyll: Callable[[Any, Any], None] | None = None, **bokvalg: Any) -> bytes:
    bok = xlwt.Workbook()
    for navn, verdi in bokvalg.items():
        setattr(bok, navn, verdi)
    ark = bok.add_sheet("Data")
    skriv(ark)
    if fyll:
        fyll(bok, ark)
    ut = io.BytesIO()
    bok.save(ut)
    return ut.getvalue()


def _xls_format(bok: Any, ark: Any) -> None:
    prosent, dato = xlwt.XFStyle(), xlwt.XFStyle()
    prosent.num_format_str, dato.num_format_str = "0.0%", "DD.MM.YYYY"
    skriv(ark, [], [["0301", N, N]], 3)
    ark.write(3, 1, 2015, dato)
    for i in range(3):
        ark.write(1 + i, 3, 0.206 + i / 10, prosent)
    ark.write(0, 3, "andel")
    ark.row(2).hidden = True


def _xls_flettet(bok: Any, ark: Any) -> None:
    skriv(ark, [], [[N, 2016, 1], [N, 2017, 2]], 3)
    ark._cell_overwrite_ok = True
    ark.merge(2, 4, 0, 0)


def _xls_kryptert() -> bytes:
    """Turn the record of the author's name into the one of an encrypted file."""
    return xls().replace(b"\x5c\x00\x70\x00", b"\x2f\x00\x70\x00", 1)


# ---------------------------------------------------------------- ODS
def ods(
    rader: list[list[Any]], navn: str = "Data", skjult: bool = False, **andre: list[list[Any]]
) -> bytes:
    """OpenDocument workbook; a tuple is ``(attributes, text)`` of a cell."""
    bok = opendocument.OpenDocumentSpreadsheet()
    if skjult:
        stil = style.Style(name="ta_skjult", family="table")
        stil.addElement(style.TableProperties(display="false"))
        bok.automaticstyles.addElement(stil)
    for ett, innhold in {navn: rader, **andre}.items():
        valg = {"stylename": "ta_skjult"} if skjult and ett != navn else {}
        ark = table.Table(name=ett, **valg)
        for rad in innhold:
            ark.addElement(_ods_rad(rad))
        bok.spreadsheet.addElement(ark)
    ut = io.BytesIO()
    bok.save(ut)
    return ut.getvalue()


def _ods_rad(rad: list[Any]) -> Any:
    valg = rad[0] if rad and isinstance(rad[0], dict) else {}
    element = table.TableRow(**valg)
    for verdi in rad[1:] if valg else rad:
        if isinstance(verdi, tuple):
            egenskaper, vist = verdi
        elif verdi is None:
            egenskaper, vist = {}, ""
        elif isinstance(verdi, str):
            egenskaper, vist = {"valuetype": "string"}, verdi
        else:
            egenskaper, vist = (
                {"valuetype": "float", "value": repr(verdi)},
                str(verdi).replace(".", ","),
            )
        celle = table.TableCell(**egenskaper)
        if vist:
            celle.addElement(text.P(text=vist))
        element.addElement(celle)
    return element


_ODS_ALT = [
    [*HODE, "andel", "sum"],
    ["0121", ({"valuetype": "date", "datevalue": "1905-07-07"}, "07.07.1905"), 13,
     ({"valuetype": "percentage", "value": "0.206"}, "20,6 %"), ({"formula": "of:=1+1"}, "")],
    [{"visibility": "filter"}, "1119", 2015, 40.5,
     ({"valuetype": "percentage", "value": "0.5"}, "50 %"),
     ({"formula": "of:=1+1", "valuetype": "float", "value": "2"}, "2")],
]  # fmt: skip
_LUFT = [{"numberrowsrepeated": "1048000"}, ({"numbercolumnsrepeated": "16000"}, "")]

BOEKER = [
    Bok("enkel", enkel, RETT),
    Bok("flettet_hode", lambda: xlsx(_flettet_hode),
        {"Kommune": ["0121", "0301"], "Plasser | 2016": [2.0, 6.0], "Beboere | 2015": [3.0, 7.0]}),
    Bok("flettet_kropp", lambda: xlsx(_flettet_kropp),
        {"komm_nr": ["0121", "0121", "0121", "0301"], "plasser": [1.0, 2.0, 3.0, 4.0]},
        varsel=r"rad 3: tomme celler i kolonne 1 er fylt"),
    Bok("tittel_og_noter", lambda: xlsx(_tittel), RETT),
    Bok("fra_d7", lambda: xlsx(lambda b: skriv(b.add_worksheet(), r=6, c=3)), RETT),
    Bok("skjult_ark", lambda: xlsx(_skjult_ark("hide")), RETT, varsel=r"skjulte ark er ikke lest: «Gammelt»"),
    Bok("godt_skjult_ark", lambda: xlsx(_skjult_ark("very_hidden")), RETT, varsel="«Gammelt»"),
    Bok("skjult_ark_oensket", lambda: xlsx(_skjult_ark("hide")), {"plasser": [99.0]}, valg={"ark": "gammelt"}),
    Bok("forside", lambda: xlsx(_forside), RETT, varsel=r"arket «Data» er lest; uten tabell: «Forside»"),
    Bok("ark_per_aar", lambda: xlsx(_ark_per_aar), feil=r"flere ark: «2015», «2016»\. Oppgi"),
    Bok("ark_valgt", lambda: xlsx(_ark_per_aar), {"aar": [2016, 2016], "plasser": [16.0, 7.0]}, valg={"ark": "2016"}),
    Bok("ark_finnes_ikke", enkel, feil=r"ikke arket «Tall»\. Velg blant «Data»", valg={"ark": "Tall"}),
    Bok("skjulte_rader", lambda: xlsx(_skjulte_rader), RETT, varsel=r"rad 2: skjulte rader er tatt med"),
    Bok("skjult_kolonne", lambda: xlsx(_skjult_kolonne), RETT, varsel=r"skjult kolonne C er tatt med"),
    Bok("formler_regnet", lambda: xlsx(_formler), RETT),
    Bok("formler_uregnet", lambda: endre(xlsx(_formler), ARK1, lambda x: x.replace(b"<v>40.5</v>", b"")),
        {"plasser": [13.0, N]}, {"plasser": ["", "formel"]}, varsel=r"rad 3, kolonne «plasser»: formelen er ikke"),
    Bok("formelfeil", lambda: xlsx(_feil), {"plasser": [13.0, N]}, {"plasser": ["", "#DIV/0!"]},
        varsel=r"rad 3, kolonne «plasser»: cellen har feilen #DIV/0!"),
    Bok("prosentformat", lambda: xlsx(_format("0.0%", [0.206, 0.07])), {"plasser": [20.6, 7.0]}),
    Bok("prosent_og_tall", lambda: xlsx(_format("0.0%", [0.206])), {"plasser": [20.6, 40.5]},
        varsel=r"rad 2.*prosentformat er lest som prosent, tallene på de andre"),
    Bok("vist_i_tusen", lambda: xlsx(_format("#,##0,", [13000, 40500])), {"plasser": [13000.0, 40500.0]},
        varsel=r"rad 2 og 3.*viser tallet delt på tusen"),
    Bok("enhet_i_formatet", lambda: xlsx(_format('0.0" mill. kr"', [1.5, 2])), {"plasser": [1.5, 2.0]},
        varsel=r"cellen C2 vises med «mill. kr»"),
    Bok("tusenskille_i_formatet", lambda: xlsx(_format("#,##0", [13000, 40500.25])), {"plasser": [13000.0, 40500.25]}),
    Bok("aar_vist_som_dato", lambda: xlsx(_format("dd.mm.yyyy", [2015, 2016], 1)), {"aar": [2015, 2016]},
        varsel=r"rad 2 og 3.*årstallet vises som en dato"),
    Bok("dato_i_aarskolonne", lambda: xlsx(_format("dd.mm.yyyy", [42369, 42735], 1)), {"aar": [2015, 2016]},
        varsel=r"rad 2 og 3.*en dato er lest som året"),
    Bok("dato_fra_1904", lambda: xlsx(_format("dd.mm.yyyy", [40907, 41273], 1), date_1904=True),
        {"aar": [2015, 2016]}, varsel=r"en dato er lest som året"),
    Bok("tall_blitt_dato", lambda: xlsx(_format("d. mmm", [42109])), {"plasser": [N, 40.5]},
        varsel=r"rad 2.*«2015-04-15» er en dato; et regneark har trolig gjort"),
    Bok("hardt_mellomrom_i_hodet", lambda: xlsx(lambda b: skriv(b.add_worksheet(), ["komm_nr", "aar\u00a0", " plasser\u00a0"])), RETT),
    Bok("summer", lambda: xlsx(_summer), RETT, varsel=r"rad 4: summen av radene er utelatt"),
    Bok("formatert_luft", lambda: xlsx(_spoekelse), RETT),
    Bok("fjerneste_hjoerne", lambda: _med_celle("XFD1048576", "><v>1</v>"),
        feil=r"ark «Data», rad 1048576: cellen XFD1048576 har innhold langt unna"),
    Bok("luft_langt_unna", lambda: _med_celle("BH200000", ' t="inlineStr"><is><t xml:space="preserve"> </t></is>'), RETT),
    Bok("tall_langt_unna", lambda: _med_celle("BH200000", "><v>1</v>"), feil=r"cellen BH200000 har innhold"),
    Bok("format_langt_unna", lambda: _med_celle("XFD1048576", ' s="0">'), RETT),
    Bok("dimensjon_for_liten", lambda: _dimensjon("A1"), RETT),
    Bok("dimensjon_for_stor", lambda: _dimensjon("A1:XFD1048576"), RETT),
    Bok("latter_i_teksten", lambda: _latter("xl/sharedStrings.xml"), feil=r"har en DOCTYPE"),
    Bok("latter_i_arket", lambda: _latter(ARK1), feil=r"har en DOCTYPE"),
    Bok("avkortet", lambda: enkel()[:-400], feil=r"er skadet eller avkortet"),
    Bok("raatten", _raatten, feil=r"er skadet og kan ikke leses"),
    Bok("kryptert", _kryptert, feil=r"er kryptert med passord"),
    Bok("laast", _laast, feil=r"er låst med passord"),
    Bok("beskyttet", lambda: xlsx(_beskyttet), RETT),
    Bok("zip_bombe", _bombe, feil=r"urimelig stor utpakket"),
    Bok("navnerom_med_prefiks", lambda: endre(enkel(), ARK1, _prefiks), RETT),
    Bok("tekst_i_cellene", lambda: xlsx(lambda b: skriv(b.add_worksheet()), constant_memory=True), RETT),
    Bok("tall_lagret_som_tekst", lambda: xlsx(_tekstformat), RETT),
    Bok("koder_lagret_som_tall", lambda: xlsx(_tallkoder), RETT, varsel=r"rad 2.*«121» har mistet nullen"),
    Bok("rik_tekst", lambda: xlsx(_rik_tekst), {"navn": ["Rømskog", "Hå"]}),
    Bok("sant_blant_tall", lambda: xlsx(_ja_nei), {"plasser": [N, 40.5, 7.0]}, varsel=r"rad 2.*«ja».*er ikke et tall"),
    Bok("bare_diagram", lambda: xlsx(_bare_diagram), feil=r"er tomt"),
    Bok("feil_endelse_csv", enkel, RETT, fil="bok.csv"),
    Bok("feil_endelse_xls", enkel, RETT, fil="bok.xls"),
    Bok("zip_ut_av_mappen", lambda: zip_med("../../ute.csv"), feil=r"er et ZIP-arkiv"),
    Bok("word", lambda: zip_med("[Content_Types].xml", "word/document.xml"), feil=r"et Word-dokument"),
    Bok("xlsb", lambda: zip_med("[Content_Types].xml", "xl/workbook.bin"), feil=r"XLSB"),
    Bok("xls", xls, RETT, fil="bok.xls"),
    Bok("xls_som_xlsx", xls, RETT),
    Bok("xls_format", lambda: xls(_xls_format), {"aar": [2015, 2015, 2015], "andel": [20.6, 30.6, 40.6]},
        fil="bok.xls", varsel=r"rad 3: skjulte rader|årstallet vises som en dato"),
    Bok("xls_flettet", lambda: xls(_xls_flettet), {"komm_nr": ["0121", "1119", "1119", "1119"]},
        fil="bok.xls", varsel=r"rad 4: tomme celler"),
    Bok("xls_kryptert", _xls_kryptert, feil=r"er kryptert med passord", fil="bok.xls"),
    Bok("xls_avkortet", lambda: xls()[:1500], feil=r"er skadet", fil="bok.xls"),
    Bok("ods", lambda: ods([HODE, *RADER, _LUFT]), RETT, fil="bok.ods"),
    Bok("ods_alt", lambda: ods(_ODS_ALT), {"aar": [2015, 2015], "andel": [20.6, 50.0], "sum": [N, 2.0]},
        fil="bok.ods", varsel=r"rad 3: skjulte rader|vises som en dato|formelen er ikke"),
    Bok("ods_skjult_ark", lambda: ods([HODE, *RADER], skjult=True, Gammelt=[HODE, *RADER]), RETT,
        fil="bok.ods", varsel=r"skjulte ark er ikke lest: «Gammelt»"),
    Bok("ods_bombe", lambda: ods([HODE, [{"numberrowsrepeated": "1048000"}, *[1] * 20], *RADER]),
        feil=r"rad 2: en celle er gjentatt så mange", fil="bok.ods"),
    Bok("ods_for_bredt", lambda: ods([HODE, [({"valuetype": "float", "value": "1", "numbercolumnsrepeated": "99999"}, "1")]]),
        feil=r"rad 2 har flere enn 16384", fil="bok.ods"),
    Bok("ods_kryptert", lambda: endre(ods([HODE, *RADER]), "META-INF/manifest.xml", lambda x: x + b"<encryption-data/>"),
        feil=r"er kryptert med passord", fil="bok.ods"),
]  # fmt: skip
