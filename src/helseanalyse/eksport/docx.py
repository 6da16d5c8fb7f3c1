"""A report as a Word document to work on: real headings and tables, figures with their text."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from docx import Document
from docx.document import Document as Dokument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from ..kilde import Del
from ..maalform import MERKE
from ..rapportinnhold import Rapport, innhold
from ..views.svg import skriftmappe
from .kilder import kildeord, rene

_BREDDE = 160  # mm between the margins
_SKALA = 2
_STILER = {"List Bullet", "List Number"}
_FAST = (1980, 1, 1, 0, 0, 0)  # the earliest day a zip file can tell


def docx(rapport: Rapport) -> bytes:
    """Report as DOCX; the same report is the same bytes.

    Raises
    ------
    ValueError
        If a block is malformed; the sentence names it.
    """
    d = innhold(rapport)
    dokument = Document()
    _oppsett(dokument, d, rapport)
    _forside(dokument, d)
    antall = {"figur": 0, "tabell": 0}
    for b in (*d["sammendrag"], *d["blokker"], *d["vedlegg"]):
        if (slag := b["type"]) in antall:
            antall[slag] += 1
            nummer = f"{d['ord'][slag]} {antall[slag]}"
            (_figur if slag == "figur" else _tabell)(dokument, b, d, nummer)
        else:
            _tekst(dokument, b, d)
    _kilder(dokument, d)
    ut = io.BytesIO()
    dokument.save(ut)
    return _fast(ut.getvalue())


def _oppsett(dokument: Dokument, d: Mapping[str, Any], rapport: Rapport) -> None:
    """Language, typeface, margins, and what the file says of itself."""
    natt = datetime(rapport.dato.year, rapport.dato.month, rapport.dato.day)
    om = dokument.core_properties
    om.title, om.author, om.subject = rene(d["tittel"]), d["forfatter"], rene(d["beskrivelse"])
    om.language, om.comments = MERKE[rapport.spraak], ""
    om.created = om.modified = natt
    om.revision, om.last_modified_by = 1, d["forfatter"]
    farge = RGBColor.from_string(d["utseende"]["farge"].removeprefix("#"))
    for stil in dokument.styles:
        if not hasattr(stil, "font"):
            continue
        egenskaper = stil.element.get_or_add_rPr()
        for gammel in egenskaper.findall(qn("w:lang")):
            egenskaper.remove(gammel)
        if stil.name == "Normal" or stil.name.startswith(("Heading", "Title", "Caption")):
            stil.font.name = "Source Sans Pro"
            fonter = egenskaper.get_or_add_rFonts()
            for sted in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
                fonter.attrib.pop(qn(sted), None)
            fonter.set(qn("w:hAnsi"), "Source Sans Pro")
        if stil.name.startswith(("Heading", "Title")):
            stil.font.color.rgb = farge
    normal = dokument.styles["Normal"]
    normal.font.size = Pt(11)
    maal = OxmlElement("w:lang")
    maal.set(qn("w:val"), MERKE[rapport.spraak])
    normal.element.get_or_add_rPr().append(maal)
    for del_ in dokument.sections:
        del_.page_width, del_.page_height = Mm(210), Mm(297)
        del_.left_margin = del_.right_margin = Mm(25)
        del_.header.paragraphs[0].text = rene(f"{d['tittel']}\t\t{d['kommune']}")
        _sidetall(del_.footer.paragraphs[0], d)


def _sidetall(avsnitt: Paragraph, d: Mapping[str, Any]) -> None:
    """Footer: what the data are of, and which page of how many, counted by Word."""
    avsnitt.add_run(rene(f"{d['forfatter']}. {d['datolinje']}\t\t{d['ord']['side']} "))
    for felt, etter in (("PAGE", f" {d['ord']['av']} "), ("NUMPAGES", "")):
        ett = OxmlElement("w:fldSimple")
        ett.set(qn("w:instr"), felt)
        avsnitt._p.append(ett)
        if etter:
            avsnitt.add_run(etter)


def _forside(dokument: Dokument, d: Mapping[str, Any]) -> None:
    if d["kommune"]:
        dokument.add_paragraph(rene(d["kommune"]))
    dokument.add_heading(rene(d["tittel"]), 0)
    dokument.add_paragraph(rene(d["undertittel"]), style="Subtitle")
    _noder(dokument, d["forsidesvar"], fet=True)
    dokument.add_paragraph(rene(f"{d['forfatter']}. {d['datolinje']}."))


# ------------------------------------------------------------------ text
def _tekst(dokument: Dokument, b: Mapping[str, Any], d: Mapping[str, Any]) -> None:
    if b["type"] == "varsel":
        dokument.add_paragraph().add_run(d["ord"]["forbehold"]).bold = True
    _noder(dokument, b["ast"], fet=b["type"] == "svar")


def _noder(
    dokument: Dokument, ast: Iterable[Mapping[str, Any]], fet: bool = False, stil: str | None = None
) -> None:
    """Paragraphs, headings and lists of a tree of markdown."""
    for n in ast:
        match n["type"]:
            case "heading":
                avsnitt = dokument.add_heading("", min(n["attrs"]["level"] - 1, 9))
                _ledd(avsnitt, n["children"])
            case "list":
                merke = "List Number" if n["attrs"].get("ordered") else "List Bullet"
                for punkt in n["children"]:
                    _noder(dokument, punkt["children"], fet, merke)
            case "paragraph" | "block_text":
                _ledd(dokument.add_paragraph(style=stil), n["children"], fet=fet)
            case "block_quote":
                _noder(dokument, n["children"], fet, "Quote")


def _ledd(
    avsnitt: Paragraph,
    noder: Iterable[Mapping[str, Any]],
    *,
    fet: bool = False,
    kursiv: bool = False,
) -> None:
    """Runs of a paragraph; the numbers of its sources stand raised at the end."""
    for n in noder:
        slag = n["type"]
        if slag == "kilder":
            avsnitt.add_run(f" {_numre(n['numre'])}").font.superscript = True
        elif slag in ("softbreak", "linebreak"):
            avsnitt.add_run(" " if slag == "softbreak" else "\n")
        elif "children" in n:
            _ledd(
                avsnitt,
                n["children"],
                fet=fet or slag == "strong",
                kursiv=kursiv or slag == "emphasis",
            )
            if slag == "link" and re.match(r"https?://", n["attrs"]["url"]):
                avsnitt.add_run(f" ({rene(n['attrs']['url'])})")
        else:
            loep = avsnitt.add_run(rene(n.get("raw", "")))
            loep.bold, loep.italic = fet or None, kursiv or None


def _numre(rekker: Iterable[Iterable[int]]) -> str:
    return ", ".join(f"[{a}]" if a == b else f"[{a}]–[{b}]" for a, b in rekker)


# ------------------------------------------------------------------ figures and tables
def _overskrift(dokument: Dokument, nummer: str, tittel: str) -> None:
    avsnitt = dokument.add_paragraph(style="Caption")
    avsnitt.add_run(rene(f"{nummer}. {tittel}"))
    avsnitt.paragraph_format.keep_with_next = True


def _figur(dokument: Dokument, b: Mapping[str, Any], d: Mapping[str, Any], nummer: str) -> None:
    # Imported here: the engine must never be loaded in a notebook kernel that may fork.
    import vl_convert

    _overskrift(dokument, nummer, b["tittel"])
    if b["undertittel"]:
        dokument.add_paragraph(rene(b["undertittel"])).paragraph_format.keep_with_next = True
    vl_convert.register_font_directory(str(skriftmappe()))
    png = vl_convert.svg_to_png(b["svg"], scale=_SKALA)
    bredde = min(_BREDDE, 200 / b["forhold"])
    bilde = dokument.add_paragraph().add_run().add_picture(io.BytesIO(png), width=Mm(bredde))
    om = bilde._inline.docPr
    om.set("descr", rene(b["alt"]))
    om.set("title", rene(b["tittel"]))
    _bunn(dokument, b, d)


def _tabell(dokument: Dokument, b: Mapping[str, Any], d: Mapping[str, Any], nummer: str) -> None:
    _overskrift(dokument, nummer, b["tittel"])
    tabell = dokument.add_table(rows=0, cols=len(b["hode"]), style="Light List Accent 1")
    for nr, rad in enumerate([b["hode"], *b["rader"]]):
        rekke = tabell.add_row()
        egenskaper = rekke._tr.get_or_add_trPr()
        egenskaper.append(OxmlElement("w:cantSplit"))
        if nr == 0:  # the head is repeated on each page, and told as a head
            egenskaper.append(OxmlElement("w:tblHeader"))
        for kol, (celle, tekst, just) in enumerate(zip(rekke.cells, rad, b["just"], strict=True)):
            avsnitt = celle.paragraphs[0]
            loep = avsnitt.add_run(rene(tekst))
            if nr and kol in b["norsk"]:
                _paa_norsk(loep)
            loep.bold = True if nr == 0 or nr - 1 in b["uthev"] else None
            loep.font.size = Pt(9)
            if just == "right":
                avsnitt.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _beskrevet(tabell, rene(b["tittel"]))
    _bunn(dokument, b, d)


def _beskrevet(tabell: Any, tittel: str) -> None:
    """Give a table its text alternative, and say that its first row and column are heads."""
    om = tabell._tbl.tblPr
    merke = OxmlElement("w:tblCaption")
    merke.set(qn("w:val"), tittel)
    utseende = om.find(qn("w:tblLook"))
    if utseende is not None:
        om.remove(utseende)
    ny = OxmlElement("w:tblLook")
    for navn, verdi in (("firstRow", "1"), ("firstColumn", "1"), ("noVBand", "1"), ("val", "04A0")):
        ny.set(qn(f"w:{navn}"), verdi)
    om.append(ny)
    om.append(merke)


def _bunn(dokument: Dokument, b: Mapping[str, Any], d: Mapping[str, Any]) -> None:
    if b["note"]:
        _smaatt(dokument, b["note"])
    if b["kilder"]:
        deler = [Del(tekst=f"{kildeord(b['kilder'], d['ord'])}: ", norsk=False)]
        for nr, k in enumerate(b["kilder"]):
            foran = "; " if nr else ""
            deler += [Del(tekst=f"{foran}{_numre(k['numre'])} ", norsk=False),
                      Del(tekst=k["kort"], norsk=k["norsk"])]  # fmt: skip
        _deler(dokument, deler, Pt(9))


def _smaatt(dokument: Dokument, tekst: str) -> None:
    dokument.add_paragraph().add_run(rene(tekst)).font.size = Pt(9)


def _deler(dokument: Dokument, deler: Iterable[Del], stoerrelse: Pt | None = None) -> None:
    """Paragraph of pieces; those in bokmål are marked where the document is not."""
    avsnitt = dokument.add_paragraph()
    for del_ in deler:
        loep = avsnitt.add_run(rene(del_["tekst"]))
        loep.font.size = stoerrelse
        if del_["norsk"]:
            _paa_norsk(loep)


def _paa_norsk(loep: Run) -> None:
    maal = OxmlElement("w:lang")
    maal.set(qn("w:val"), MERKE["nb"])
    loep._r.get_or_add_rPr().append(maal)


def _kilder(dokument: Dokument, d: Mapping[str, Any]) -> None:
    """List the sources, and how the report is made again."""
    if d["kilder"]:
        dokument.add_heading(d["ord"]["kilder"], 1)
        dokument.add_paragraph(d["ord"]["kilder-innledning"])
    for k in d["kilder"]:
        _deler(dokument, [Del(tekst=f"[{k['nr']}] ", norsk=False), *k["tekst"]])
        linje = [f"{k['metode']}.", f"{k['bruk']}.", k["spor"], k["url"]]
        om = Del(tekst=" ".join(x for x in linje if x), norsk=False)
        mellom = [Del(tekst=" ", norsk=False)] if k["merknad"] else []
        _deler(dokument, [om, *mellom, *k["merknad"]], Pt(9))
    if d["passet"]:
        dokument.add_heading(d["ord"]["passet"], 1)
        dokument.add_paragraph(d["ord"]["passet-tekst"])
        for navn, verdi in d["passet"]:
            _smaatt(dokument, f"{navn}: {verdi}")


def _fast(pakke: bytes) -> bytes:
    """Return the package with the same time on every part: equal reports are equal files."""
    ut = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(pakke)) as inn,
        zipfile.ZipFile(ut, "w", zipfile.ZIP_DEFLATED) as til,
    ):
        for navn in inn.namelist():
            til.writestr(zipfile.ZipInfo(navn, _FAST), inn.read(navn), zipfile.ZIP_DEFLATED)
    return ut.getvalue()
