"""The report in other formats: the same numbers and words, readable by all, the same every time."""

import io
import re
from typing import Any

import docx as python_docx
import pytest
from docx.oxml.ns import qn

from conftest import loepende
from helseanalyse import report
from helseanalyse.eksport.docx import docx
from helseanalyse.eksport.html import html
from helseanalyse.formater import FORMATER, Utgave
from helseanalyse.pdf import Rapport
from helseanalyse.rapportinnhold import innhold, klargjort
from helseanalyse.views.blokker import tekst

FIENDTLIG = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><script>alert(1)</script>",
    "javascript:alert(1)",
    "=HYPERLINK(1)",
    "a\x00b\x0bc",
]


@pytest.fixture(scope="module")
def utgave() -> Utgave:
    valg = {"komm_nr": "0121", "sammenlign": ["0628", "0119"], "aar": 2012}
    return report.lag_utgave("tjenesteprofil", valg)


@pytest.fixture(scope="module")
def nettside(utgave: Utgave) -> str:
    return html(utgave.rapport).decode()


@pytest.fixture(scope="module")
def dokument(utgave: Utgave) -> Any:
    return python_docx.Document(io.BytesIO(docx(utgave.rapport)))


def ren(tekst_: str) -> str:
    return re.sub(r"\s+", "", re.sub("<[^>]+>", "", tekst_))


def setninger(rapport: Rapport) -> list[str]:
    """All that a reader must find: paragraphs, titles, notes and cells."""
    ut: list[str] = []
    for b in rapport.blokker:
        ut += loepende(b["ast"]).splitlines() if "ast" in b else []
        ut += [str(b.get(n) or "") for n in ("tittel", "undertittel", "note")]
        ut += [c for rad in [b.get("hode", []), *b.get("rader", [])] for c in rad]
    return [s for s in ut if s.strip()]


def word_tekst(dokument: Any) -> str:
    return "".join(t.text or "" for t in dokument.element.body.iter(qn("w:t")))


# ------------------------------------------------------------------ alt er med
def test_hver_setning_og_celle_staar_i_begge(utgave: Utgave, nettside: str, dokument: Any) -> None:
    import html as std

    paa_nett, i_word = ren(std.unescape(nettside)), ren(word_tekst(dokument))
    alle = setninger(utgave.rapport)
    assert len(alle) > 150
    assert [s for s in alle if ren(s) not in paa_nett] == []
    assert [s for s in alle if ren(s) not in i_word] == []


def test_kilder_og_nummer_er_de_samme_som_i_pdf_en(
    utgave: Utgave, nettside: str, dokument: Any
) -> None:
    d = innhold(utgave.rapport)
    i_word = word_tekst(dokument)
    for k in d["kilder"]:
        assert f'id="kilde-{k["nr"]}"' in nettside
        assert f"[{k['nr']}] {''.join(d['tekst'] for d in k['tekst'])}" in i_word
        assert k["spor"] in nettside
        assert k["spor"] in i_word
    lenket = set(re.findall(r'href="#kilde-(\d+)"', nettside))
    assert lenket and lenket <= {str(k["nr"]) for k in d["kilder"]}
    figurer = [b for b in d["blokker"] if b["type"] == "figur"]
    assert re.findall(r"Figur (\d+)<", nettside) == [str(i + 1) for i in range(len(figurer))]


# ------------------------------------------------------------------ tilgjengelig
def test_word_har_overskrifter_tabellhoder_og_alternativ_tekst(
    utgave: Utgave, dokument: Any
) -> None:
    figurer = [b for b in utgave.rapport.blokker if b["type"] == "figur"]
    tabeller = [b for b in utgave.rapport.blokker if b["type"] == "tabell"]
    bilder = list(dokument.element.body.iter(qn("wp:docPr")))
    assert [b.get("descr") for b in bilder] == [f["alt"] for f in figurer]
    assert len(dokument.tables) == len(tabeller)
    for t, blokk in zip(dokument.tables, tabeller, strict=True):
        hode = t.rows[0]._tr.trPr
        assert hode is not None and hode.find(qn("w:tblHeader")) is not None
        assert t._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == blokk["tittel"]
        assert len(t.rows) == len(blokk["rader"]) + 1
    nivaaer = [p.style.name for p in dokument.paragraphs if p.style.name.startswith("Heading")]
    assert nivaaer[0] == "Heading 1"
    assert dokument.core_properties.language == "nb-NO"
    assert dokument.styles["Normal"].element.rPr.find(qn("w:lang")).get(qn("w:val")) == "nb-NO"


def test_nettsiden_er_hel_og_henter_ingenting(utgave: Utgave, nettside: str) -> None:
    assert nettside.startswith('<!DOCTYPE html>\n<html lang="nb-NO">')
    assert "<script" not in nettside
    assert re.findall(r'(?:src|href)="(?!#|https?://www\.|https?://|data:)', nettside) == []
    assert re.findall(r"url\((?!#)", nettside) == []
    assert nettside.count("<svg") == sum(b["type"] == "figur" for b in utgave.rapport.blokker)
    for b in utgave.rapport.blokker:
        if b["type"] == "tabell":
            assert nettside.count('scope="col"') >= len(b["hode"])
    assert nettside.count('scope="row"') == sum(
        len(b["rader"]) for b in utgave.rapport.blokker if b["type"] == "tabell"
    )


# ------------------------------------------------------------------ trygt og likt
def test_fiendtlig_tekst_er_bare_tekst(utgave: Utgave) -> None:
    kilde = {"id": "k", "tekst": FIENDTLIG[0], "url": FIENDTLIG[3], "metode": "tabell",
             "merknad": FIENDTLIG[2]}  # fmt: skip
    blokker = [
        {"type": "tabell", "id": "t", "tittel": FIENDTLIG[1], "hode": ["A", FIENDTLIG[0]],
         "just": ["left", "right"], "rader": [[f, f] for f in FIENDTLIG], "note": FIENDTLIG[2],
         "kilder": [kilde]},
        tekst(f"[lenke]({FIENDTLIG[3]}) {FIENDTLIG[5]}"),
    ]  # fmt: skip
    fra = utgave.rapport
    ond = Rapport(FIENDTLIG[0], FIENDTLIG[2], "x", fra.dato, None, blokker, kommune=FIENDTLIG[1])
    side = html(ond).decode()
    assert "<script" not in side
    assert "<img" not in side
    assert side.count("</style>") == 1
    assert 'href="javascript' not in side
    lest = python_docx.Document(io.BytesIO(docx(ond)))
    assert lest.tables[0].cell(1, 0).text == FIENDTLIG[0]
    assert not list(lest.element.body.iter(qn("w:fldSimple"), qn("w:instrText"), qn("w:hyperlink")))


@pytest.mark.parametrize("endelse", [".docx", ".html"])
def test_samme_rapport_er_de_samme_bytene(utgave: Utgave, endelse: str) -> None:
    skriv = FORMATER[endelse].skriv
    assert skriv(utgave) == skriv(utgave)


# ------------------------------------------------------------------ kilder ved tekst
KILDER = [
    {"id": i, "tekst": f"Utgiver {i}, «T»", "url": None, "metode": "tabell", "merknad": None}
    for i in "abc"
]


@pytest.mark.parametrize(
    ("md", "slag"),
    [
        ("Ett.\n\nTo.", "paragraph"),
        ("Først:\n\n- en\n- to", "block_text"),
        ("## Bare", "paragraph"),
    ],
)
def test_kildene_til_en_tekst_staar_etter_siste_ord(md: str, slag: str) -> None:
    blokk = tekst(md) | {"kilder": KILDER}
    ast = klargjort(blokk, {"a": 1, "b": 2, "c": 5})["ast"]
    node = [n for n in ast if n["type"] != "blank_line"][-1]
    while node["children"][-1]["type"] not in ("kilder", "text"):
        node = node["children"][-1]
    assert node["type"] == slag
    assert node["children"][-1] == {"type": "kilder", "numre": [[1, 2], [5, 5]]}


def test_uten_kilder_er_teksten_som_foer() -> None:
    assert klargjort(tekst("Ett."), {})["ast"] == tekst("Ett.")["ast"]
