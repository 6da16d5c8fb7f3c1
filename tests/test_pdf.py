"""The PDF report: every cell is there, tagged, numbered, archivable, and always the same."""

from __future__ import annotations

import hashlib
import io
import itertools
import multiprocessing
import re
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import mistune
import pikepdf
import pypdfium2
import pytest
import typst
from pikepdf import Array, Dictionary, Name

import vera
from helseanalyse.pdf import Rapport, render_pdf
from helseanalyse.views.svg import svg
from pdf_tagger import elementer

MAL = Path(__file__).parents[1] / "templates" / "rapport" / "rapport.typ"
MARKDOWN = mistune.create_markdown(renderer="ast", plugins=["table", "strikethrough"])
SMALT = "\u202f"

REGNSKAP = {
    "id": "ssb-12362",
    "tekst": "Statistisk sentralbyrå, tabell 12362, utgifter til tjenesteområdene, 15. juni 2026",
    "url": "https://www.ssb.no/statbank/table/12362",
    "metode": "tabell",
    "merknad": None,
}
HUSBANKEN = {
    "id": "tilskudd-2026",
    "tekst": "Husbanken, veileder for investeringstilskudd, punkt 4.2, 3. februar 2026",
    "url": None,
    "metode": "tekst",
    "merknad": "Satsen gjelder søknader som er kommet inn etter 1. januar 2026.",
}
PLAN = {
    "id": "omsorgsplan",
    "tekst": "Guovdageainnu suohkan – Kautokeino kommune, omsorgsplan 2024–2035, figur 7, side 31",
    "url": None,
    "metode": "avlest",
    "merknad": "Søylene er avlest med en nøyaktighet på om lag 2 plasser.",
}
KOMMUNER = [
    "Gáivuotna – Kåfjord – Kaivuono",
    "Porsanger – Porsáŋgu – Porsanki",
    "Storfjord – Omasvuotna – Omasvuono",
    "Guovdageaidnu – Kautokeino",
    "Raarvihke – Røyrvik",
    "Hábmer – Hamarøy",
    "Loabák – Lavangen",
    "Indre Østfold",
    "Nordre Follo",
    "Aurskog-Høland",
    "Midtre Gauldal",
    "Våler i Innlandet",
    "Ås",
    "Bærum",
    "Ullensvang",
]


def tall(verdi: float, desimaler: int = 0) -> str:
    """Return a number as the report prints it."""
    tekst = f"{verdi:,.{desimaler}f}".replace(",", SMALT).replace(".", ",")
    return tekst.replace("-", "\u2212")


def tekst(markdown: str, slag: str = "tekst") -> dict[str, Any]:
    """Return a block of text."""
    return {"type": slag, "ast": MARKDOWN(markdown)}


def soyler() -> dict[str, Any]:
    """Return a bar chart of thirty municipalities."""
    verdier = [
        {"kommune": navn + aar, "kr": 512000 - 9000 * i, "egen": i == 3}
        for i, (navn, aar) in enumerate((n, a) for a in ("", " 2015") for n in KOMMUNER)
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "data": {"values": verdier},
        "width": "container",
        "height": {"step": 17},
        "mark": {"type": "bar"},
        "encoding": {
            "y": {"field": "kommune", "type": "nominal", "sort": None, "title": None},
            "x": {"field": "kr", "type": "quantitative", "title": "Kroner per mottaker"},
            "color": {
                "condition": {"test": "datum.egen", "value": "#003A70"},
                "value": "#8A94A0",
            },
        },
        "config": {
            "font": "Source Sans 3, sans-serif",
            "axis": {"labelLimit": 300, "labelFontSize": 12},
        },
    }


def linje() -> dict[str, Any]:
    """Return a line chart of the need for places."""
    verdier = [{"aar": str(2026 + i), "plasser": 31 + 1.7 * i} for i in range(15)]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "data": {"values": verdier},
        "width": 600,
        "height": 230,
        "mark": {"type": "line", "color": "#003A70", "point": True},
        "encoding": {
            "x": {"field": "aar", "type": "ordinal", "title": None, "axis": {"labelAngle": 0}},
            "y": {"field": "plasser", "type": "quantitative", "title": "Plasser"},
        },
    }


def figur(ident: str, tittel: str, spec: dict[str, Any], **felt: Any) -> dict[str, Any]:
    """Return a figure block."""
    blokk = {"type": "figur", "id": ident, "tittel": tittel, "spec": spec, "note": None}
    return {**blokk, "undertittel": None, "kilder": [REGNSKAP], **felt}


def tabell(ident: str, tittel: str, rader: list[list[str]], **felt: Any) -> dict[str, Any]:
    """Return a table block; `hode` is among the fields."""
    just = ["left"] + ["right"] * (len(rader[0]) - 1)
    blokk = {"type": "tabell", "id": ident, "tittel": tittel, "rader": rader, "just": just}
    return {**blokk, "note": None, "kilder": [REGNSKAP], **felt}


def lang_tabell() -> dict[str, Any]:
    """Return a table of 75 rows, one of them in bold."""
    rader = [
        [f"{navn}, {aar}", tall(378843 - 511 * n), tall(61.25 + n / 7, 1), tall(n - 30.4, 1)]
        for n, (navn, aar) in enumerate((k, a) for k in KOMMUNER for a in range(2021, 2026))
    ]
    hode = ["Kommune og år", "Kroner per mottaker", "Dekningsgrad (prosent)", "Avvik fra median"]
    return tabell("lang", "Utgift og dekningsgrad, alle år", rader, hode=hode, uthev=[15])


def bred_tabell() -> dict[str, Any]:
    """Return a table of eight columns with long headings."""
    hode = [
        "Kommune",
        "Hjemmetjenester i alt (1000 kr)",
        "Institusjonstjenester i alt (1000 kr)",
        "Aktiviserings- og servicetjenester",
        "Omsorgsboliger med heldøgnsbemanning",
        "Korttidsopphold",
        "Rehabiliteringsopphold",
        "Avtaleårsverk per 10 000 innbyggere",
    ]
    rader = [
        [navn, *[tall(18500 + 977 * i * j) for j in range(1, 7)], tall(211.4 + i, 1)]
        for i, navn in enumerate(KOMMUNER)
    ]
    return tabell("bred", "Ressursbruk etter tjeneste", rader, hode=hode, kilder=[REGNSKAP, PLAN])


def blokker() -> list[dict[str, Any]]:
    """Return the body of a realistic report."""
    satser = [["Omsorgsbolig", tall(1930000)], ["Sykehjemsplass", tall(2360000)]]
    return [
        tekst(
            "Guovdageaidnu – Kautokeino bruker **378\u202f843 kroner** per mottaker av "
            "omsorgstjenester, 14\u00a0% mer enn medianen i gruppen. Forskjellen kommer av "
            "institusjonsplassene, ikke av hjemmetjenestene.",
            "svar",
        ),
        tekst(
            "## Hva koster en mottaker?\n\nUtgiften per mottaker er brutto driftsutgifter til "
            "pleie og omsorg delt på antall mottakere 31. desember. Sammenligningsgruppen er "
            "de fjorten kommunene som ligner mest i *folketall*, *alder* og *bundne kostnader*; "
            "se [veilederen](https://www.ssb.no/kostra).\n\n"
            "- Institusjonstjenestene står for 62\u00a0% av utgiftene.\n"
            "- Hjemmetjenestene når flere enn i noen av de sammenlignede kommunene.\n"
            "- Transportavstandene gir et lovlig merforbruk som ikke kan spares bort.\n\n"
            "### Sammenligning med gruppen"
        ),
        figur(
            "kostnad",
            "Kautokeino ligger 45\u202f000 kroner over medianen per mottaker",
            soyler(),
            undertittel="Brutto driftsutgifter per mottaker, kroner, 2025 og 2015",
            alt="Søylediagram. Kautokeino har 485\u202f000 kroner per mottaker i 2025.",
            note="Kommuner med færre enn 20 mottakere er utelatt.",
            kilder=[REGNSKAP, PLAN],
        ),
        bred_tabell(),
        tekst(
            "**Tallene for 2025 er foreløpige.** Porsáŋgu har ikke levert regnskap for "
            "institusjonstjenestene; raden er derfor tom og teller ikke med i medianen.",
            "varsel",
        ),
        tekst("## Plassbehov fram mot 2040\n\nBehovet følger framskrivingen av de eldste."),
        figur(
            "behov",
            "Behovet øker fra 31 til 55 plasser",
            linje(),
            alt="Linjediagram. Behovet øker fra 31 plasser i 2026 til 55 plasser i 2040.",
            kilder=[PLAN],
        ),
        tekst("Hver plass gir rett til tilskudd.", "svar"),
        tabell(
            "satser",
            "Øvre grense for godkjente anleggskostnader",
            satser,
            hode=["Boform", "Kroner per plass"],
            kilder=[HUSBANKEN],
            note="Satsene gjelder utenfor pressområdene.",
        ),
        tekst("## Tiltak uten beregnet virkning\n\n## Alle tall\n\nTabellen viser grunnlaget."),
        lang_tabell(),
    ]


def rapport(**felt: Any) -> Rapport:
    """Return a realistic report."""
    grunn = Rapport(
        tittel="Ressursbruk og plassbehov i omsorgstjenesten",
        undertittel="Sammenlignet med fjorten kommuner som ligner",
        forfatter="helseanalyse",
        dato=date(2026, 11, 21),
        sammendrag="Kautokeino bruker 378\u202f843 kroner per mottaker.",
        blokker=blokker(),
        vedlegg=[tekst("## Metode\n\nMedianen er tatt over kommuner med tall.\n\n### Avgrensing")],
        kommune="Guovdageainnu suohkan – Kautokeino kommune",
    )
    return replace(grunn, **felt)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """Return the realistic report as PDF."""
    return render_pdf(rapport(), MAL)


@pytest.fixture(scope="module")
def sider(pdf: bytes) -> list[str]:
    """Return the text of each page, one space for every run of white space."""
    with pypdfium2.PdfDocument(pdf) as dokument:
        return [" ".join(s.get_textpage().get_text_range().split()) for s in dokument]


@pytest.fixture(scope="module")
def tagger(pdf: bytes) -> Iterator[list[Any]]:
    """Return every structure element in reading order."""
    with pikepdf.open(io.BytesIO(pdf)) as dokument:
        yield list(elementer(dokument.Root.StructTreeRoot.K))


def scope(element: Any) -> str | None:
    """Return the scope of a table header cell."""
    egne = element.get("/A", Array())
    for attributt in egne if isinstance(egne, Array) else [egne]:
        if "/Scope" in attributt:
            return str(attributt.Scope)
    return None


def test_every_cell_of_the_tables_is_printed(sider: list[str]) -> None:
    tekst = " ".join(sider).replace("\u202f", "").replace("\xa0", "").replace(" ", "")
    for blokk in blokker():
        for rad in blokk.get("rader", []):
            assert "".join(rad).translate({0x202F: None, 0xA0: None, 0x20: None}) in tekst


def test_the_head_is_repeated_on_every_page_of_a_long_table(sider: list[str]) -> None:
    med_rader = [s for s in sider if "Indre Østfold, 20" in s or "Ullensvang, 2025" in s]
    assert len(med_rader) == 2
    assert all("Kommune og år" in s for s in med_rader)


def tegnbokser(side: pypdfium2.PdfPage) -> list[tuple[float, float, float, float]]:
    """Return left, bottom, right and top of every sign on a page, from left to right.

    The letters of a ligature share one box, which is given once.
    """
    tekst = side.get_textpage()
    synlige = [i for i in range(tekst.count_chars()) if tekst.get_text_range(i, 1).strip()]
    return sorted({tekst.get_charbox(i) for i in synlige})


def test_no_text_reaches_into_the_margin(pdf: bytes) -> None:
    with pypdfium2.PdfDocument(pdf) as dokument:
        bokser = [b for side in dokument for b in tegnbokser(side)]
    assert min(b[0] for b in bokser) >= 59
    assert max(b[2] for b in bokser) <= 595.3 - 59
    assert min(b[1] for b in bokser) >= 28


def test_no_text_is_printed_on_other_text(pdf: bytes) -> None:
    with pypdfium2.PdfDocument(pdf) as dokument:
        for nr, side in enumerate(dokument, start=1):
            bokser = tegnbokser(side)
            for i, (_, bunn, hoeyre, topp) in enumerate(bokser):
                naere = itertools.takewhile(lambda b, h=hoeyre: b[0] < h - 1.5, bokser[i + 1 :])
                assert not [b for b in naere if min(b[3], topp) - max(b[1], bunn) > 1.5], nr


def test_figures_and_tables_are_numbered_and_listed(sider: list[str]) -> None:
    innhold = sider[1]
    assert "Figur 1 Kautokeino ligger" in innhold
    assert "Figur 2 Behovet øker" in innhold
    assert "Tabell 3 Utgift og dekningsgrad, alle år" in innhold
    assert "1.1 Sammenligning med gruppen" in innhold
    assert "3 Tiltak uten beregnet virkning" in innhold
    assert "A Metode" in innhold
    assert "B Kilder" in innhold
    assert f"Side 3 av {len(sider)}" in sider[2]


def test_the_cover_has_the_answer_the_municipality_and_the_date(sider: list[str]) -> None:
    assert "14 % mer enn medianen" in sider[0]
    assert "Guovdageainnu suohkan – Kautokeino kommune" in sider[0]
    assert "Datapakke av 21. november 2026" in sider[0]
    assert "14 % mer enn medianen" not in " ".join(sider[1:])
    assert "Hver plass gir rett til tilskudd." in " ".join(sider[1:])


def test_sources_are_listed_once_with_method_and_use(sider: list[str]) -> None:
    kilder = sider[-1].partition("B Kilder")[2]
    assert kilder.count("Statistisk sentralbyrå") == 1
    assert "[2] Guovdageainnu suohkan" in kilder
    assert "avlest av en figur" in kilder
    assert "Brukt i figur 1 og 2; tabell 1." in kilder
    assert "Satsen gjelder søknader" in kilder
    assert "Kilder: [1] Statistisk sentralbyrå, tabell 12362; [2]" in sider[2]


def test_the_file_says_its_language_title_and_date(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as dokument:
        assert str(dokument.Root.Lang) == "nb-NO"
        assert bool(dokument.Root.ViewerPreferences.DisplayDocTitle)
        assert str(dokument.docinfo.Title) == rapport().tittel
        assert str(dokument.docinfo.CreationDate).startswith("D:20261121")


def test_rows_and_columns_have_tagged_headers(tagger: list[Any]) -> None:
    tabeller = [e for e in tagger if Name.Table == e.S]
    ventet = [b for b in blokker() if b["type"] == "tabell"]
    assert len(tabeller) == len(ventet)
    for tagg, blokk in zip(tabeller, ventet, strict=True):
        celler = [e for e in elementer(tagg) if e.S in (Name.TH, Name.TD)]
        kolonner = len(blokk["hode"])
        hoder = [scope(e) for e in celler if e.S == Name.TH]
        assert hoder == ["/Column"] * kolonner + ["/Row"] * len(blokk["rader"])
        assert len(celler) == kolonner * (len(blokk["rader"]) + 1)


def test_figures_carry_their_text_alternative(tagger: list[Any]) -> None:
    alternativer = [str(e.Alt) for e in tagger if Name.Figure == e.S]
    assert alternativer == [b["alt"] for b in blokker() if b["type"] == "figur"]


def test_chart_titles_and_labels_are_text_not_drawing(sider: list[str]) -> None:
    assert "Kautokeino ligger 45 000 kroner over medianen" in sider[2]
    assert "Porsanger – Porsáŋgu – Porsanki 2015" in sider[2]


def test_only_the_report_s_own_typeface_is_used(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as dokument:
        fonter = {
            str(o.BaseFont)
            for o in dokument.objects
            if isinstance(o, Dictionary) and "/BaseFont" in o
        }
    assert fonter
    assert all("SourceSansPro" in f for f in fonter)


def _avtrykk(_: int) -> str:
    return hashlib.sha256(render_pdf(rapport(), MAL)).hexdigest()


def test_the_same_report_is_the_same_file_in_every_process(pdf: bytes) -> None:
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        andre = list(pool.map(_avtrykk, range(2)))
    assert andre == [hashlib.sha256(pdf).hexdigest()] * 2


def _med_tegn(hvor: str) -> list[dict[str, Any]]:
    liste = deepcopy(blokker())
    if hvor == "tabell":
        liste[-1]["rader"][40][0] = "Bærum 🎉"
    elif hvor == "figur":
        liste[2]["spec"]["data"]["values"][0]["kommune"] = "Bærum 🎉"
    else:
        liste[5] = tekst("## Plassbehov 🎉\n\nBehovet øker.")
    return liste


@pytest.mark.parametrize(
    ("hvor", "navn"),
    [
        ("tabell", "Tabellen «Utgift og dekningsgrad, alle år»"),
        ("figur", "Figuren «Kautokeino ligger"),
        ("tekst", "Teksten som begynner «Plassbehov"),
    ],
)
def test_a_sign_the_typeface_lacks_is_refused_by_name(hvor: str, navn: str) -> None:
    with pytest.raises(ValueError, match=r"«🎉» \(U\+1F389\).*ta det bort") as feil:
        render_pdf(rapport(blokker=_med_tegn(hvor)), MAL)
    assert str(feil.value).startswith(navn)


@pytest.mark.parametrize(
    ("blokk", "melding"),
    [
        (tekst("## Kapittel\n\n#### For dypt"), "«For dypt» er på nivå 4 etter nivå 2"),
        (tekst("# Tittel"), "«Tittel» er på nivå 1"),
        (tekst("| a | b |\n|---|---|\n| 1 | 2 |"), "inneholder table"),
        (figur("f", "Uten tekst", {}, alt=" "), "«Uten tekst» mangler alternativ tekst"),
        (figur("f", "Rar", {"mark": "bar", "data": {"url": "x.json"}}, alt="To"), "«Rar»: Figuren"),
        (tabell("t", "Skjev", [["a", "1"], ["b"]], hode=["A", "B"]), "«Skjev» er tom eller har"),
        (
            tabell("t", "Trang", [["9" * 40] * 8], hode=["A"] * 8),
            "«Trang» har for mange eller for brede kolonner",
        ),
        ({"type": "kart"}, "ukjent type «kart»"),
        (
            tabell("t", "T", [["a"]], hode=["A"], kilder=[{**REGNSKAP, "metode": "gjettet"}]),
            "metoden «gjettet»",
        ),
    ],
)
def test_a_malformed_block_is_refused_by_name(blokk: dict[str, Any], melding: str) -> None:
    with pytest.raises(ValueError, match="(?s)" + re.escape(melding)):
        render_pdf(rapport(blokker=[blokk]), MAL)


def test_a_source_must_be_the_same_everywhere() -> None:
    annen = {**REGNSKAP, "tekst": "Statistisk sentralbyrå, en annen tabell"}
    liste = [lang_tabell(), tabell("t", "T", [["a"]], hode=["A"], kilder=[annen])]
    with pytest.raises(ValueError, match="annet innhold enn ved første bruk"):
        render_pdf(rapport(blokker=liste), MAL)


def test_a_report_without_figures_sources_and_chapters_can_be_set() -> None:
    ferdig = render_pdf(rapport(blokker=[tekst("Ingen tall.")], vedlegg=[], kommune=""), MAL)
    with pypdfium2.PdfDocument(ferdig) as dokument:
        sider = [s.get_textpage().get_text_range() for s in dokument]
    assert len(sider) == 2
    assert "378\u202f843 kroner" in sider[0]
    assert "Ingen tall." in sider[1]


def test_without_an_answer_the_cover_says_why() -> None:
    """The warning before the first chapter stands on the cover; one inside a chapter does not."""
    hvorfor, senere = (tekst(t, "varsel") for t in ("Tallene mangler.", "Noe annet."))
    kropp = [tekst("## Hva er prøvd?"), senere]
    for liste, forst in (([hvorfor, *kropp], "Tallene mangler."), (kropp, "378\u202f843 kroner")):
        ferdig = render_pdf(rapport(blokker=liste, vedlegg=[]), MAL)
        with pypdfium2.PdfDocument(ferdig) as dokument:
            sider = [s.get_textpage().get_text_range() for s in dokument]
        assert forst in sider[0]
        assert "Noe annet." not in sider[0]
        assert "Tallene mangler." not in "".join(sider[1:])


def test_a_chart_is_drawn_the_same_each_time_with_the_typeface() -> None:
    tegnet = svg(soyler())
    assert tegnet == svg(soyler())
    assert set(re.findall('font-family="([^"]+)"', tegnet)) == {"Source Sans Pro"}
    assert "Guovdageaidnu – Kautokeino" in tegnet
    assert 'opacity="0"' not in tegnet
    assert tegnet.startswith("<svg") and 'width="640"' in tegnet


@pytest.mark.skipif(vera.mangler() is not None, reason=str(vera.mangler()))
def test_verapdf_accepts_the_report_and_refuses_an_untagged_one(pdf: bytes, tmp_path: Path) -> None:
    god, minst, ond = (tmp_path / n for n in ("god.pdf", "minst.pdf", "ond.pdf"))
    god.write_bytes(pdf)
    minst.write_bytes(render_pdf(rapport(blokker=[tekst("Ingen tall.")], vedlegg=[]), MAL))
    ond.write_bytes(typst.compile(b"= Uten tagger", format="pdf", pdf_tags=False))
    funn = vera.valider(god, minst, ond)
    for fil in ("god.pdf", "minst.pdf"):
        for profil in vera.PROFILER:
            assert funn[fil, profil][0], funn[fil, profil][1]
    for profil in vera.PROFILER:
        assert not funn["ond.pdf", profil][0]


def test_forsiden_sier_undertittelen_en_gang() -> None:
    """Without an answer the cover has the summary, unless that is the subtitle once more."""
    uten = [b for b in blokker() if b["type"] != "svar"]
    under = rapport().undertittel
    for sammendrag in (under, "Noe annet."):
        fil = render_pdf(rapport(blokker=uten, sammendrag=sammendrag), MAL)
        tekst_ = pypdfium2.PdfDocument(fil)[0].get_textpage().get_text_range()
        assert " ".join(tekst_.split()).count(under) == 1
        assert ("Noe annet." in tekst_) == (sammendrag != under)
