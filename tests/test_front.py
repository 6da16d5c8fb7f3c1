"""What a page looks like and how it behaves: blocks as HTML, and what the browser makes of it."""

from html.parser import HTMLParser
from typing import Any

import pandas as pd
import pytest

from helseanalyse.views.blokker import figur, svar, tekst, varsel
from helseanalyse.views.charts import plot_soeyler
from helseanalyse.views.html import deler, nokler, visning_html
from helseanalyse.views.svg import svg
from helseanalyse.views.tegning import ren_svg

KILDE = {
    "id": "a", "tekst": "SSB, KOSTRA, tabell 12209", "url": "https://eksempel.no/tabell",
    "metode": "tabell", "merknad": "Foreløpige tall.",
}  # fmt: skip
DEFINISJON = {
    "kort": "Hurum", "navn": "Hurum, hele navnet",
    "punkter": [["Definisjon", "Plasser delt på innbyggere.", ""], ["Engelsk", "Places.", "en"]],
}  # fmt: skip
TOMME = {"br", "hr", "input"}


class Leser(HTMLParser):
    """Elements with their attributes, the text in order, and a check that tags are balanced."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elementer: list[tuple[str, dict[str, str | None]]] = []
        self.tekst = ""
        self._apne: list[str] = []
        self.feed(html)
        self.close()
        assert self._apne == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elementer.append((tag, dict(attrs)))
        if tag not in TOMME:
            self._apne.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._apne.pop() == tag

    def handle_data(self, data: str) -> None:
        self.tekst += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"en kommentar: {data}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"en erklæring: {decl}")

    def av(self, tag: str) -> list[dict[str, str | None]]:
        return [egenskaper for navn, egenskaper in self.elementer if navn == tag]


def spec(etikett: str = "Rømskog") -> dict[str, Any]:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": "container",
        "height": 80,
        "title": etikett,
        "datasets": {"data-0": [{"k": etikett, "v": 12.5}, {"k": "Hurum", "v": 40}]},
        "data": {"name": "data-0"},
        "mark": "bar",
        "encoding": {
            "x": {"field": "v", "type": "quantitative", "title": etikett},
            "y": {"field": "k", "type": "nominal", "sort": None, "title": None},
        },
    }


def figurblokk(**felt: Any) -> dict[str, Any]:
    return {
        "type": "figur", "id": "f", "tittel": "Rømskog har færrest", "undertittel": "Per 100",
        "alt": "Rømskog har 12,5 og Hurum 40.", "spec": spec(), "note": "Rundet av.",
        "kilder": [KILDE],
    } | felt  # fmt: skip


def tabellblokk(**felt: Any) -> dict[str, Any]:
    return {
        "type": "tabell", "id": "t", "tittel": "Dekning", "hode": ["", "2012", "Navn"],
        "just": ["left", "right", "left"], "rader": [["Rømskog", "27,0", "å"], ["Hurum", "9", "b"]],
        "uthev": [0], "note": "Rundet av.", "kilder": [KILDE],
        "definisjoner": {"x": DEFINISJON, "y": DEFINISJON | {"kort": "Ingen rad", "navn": "Andre"}},
    } | felt  # fmt: skip


# ------------------------------------------------------------------ each kind of block
def test_tekst_svar_og_varsel():
    md = "## Spørsmål?\n\nEn **sterk** og *lett* setning med `kode`.\n\n- a\n- b\n\n1. c\n\n---\n"
    blokker = [svar("**Rømskog** trenger 13."), tekst(md), varsel("Tall mangler.")]
    html = visning_html(blokker)
    assert html.startswith('<div class="ha-visning"><div class="ha-svar" data-nokkel="svar::1"><p>')
    assert (
        "<h2>Spørsmål?</h2><p>En <strong>sterk</strong> og <em>lett</em> setning med"
        " <code>kode</code>.</p><ul><li>a</li><li>b</li></ul><ol><li>c</li></ol><hr>" in html
    )
    assert '<div class="ha-varsel" data-nokkel="varsel::1" role="note" aria-label="Merk">' in html
    Leser(html)


def test_overskrifter_er_aldri_sidens_egen():
    assert Leser(visning_html([tekst("# En\n\n###### Seks")])).elementer[-2][0] == "h2"


def test_lenker_gaar_bare_til_nett_epost_og_steder_paa_siden():
    md = (
        "[a](https://eksempel.no/?a=1&b=2) [b](mailto:post@eksempel.no) [c](#sted)"
        " [d](javascript:alert(1)) [e](data:text/html,x) [f](/etc/passwd) [g](vbscript:x)"
        " [h](JaVaScRiPt:alert(1)) [i](//ond.no)"
    )
    lenker = Leser(visning_html([tekst(md)])).av("a")
    assert [a.get("href") for a in lenker] == [
        "https://eksempel.no/?a=1&b=2", "mailto:post@eksempel.no", "#sted", *[None] * 6,
    ]  # fmt: skip


def test_figur_med_tegning_forklaring_og_kilder():
    kilde = KILDE | {"periode": "2012", "status": "Endelige", "hentet": "3. mai 2026"}
    leser = Leser(visning_html([figurblokk(kilder=[kilde])], svg))
    (graf,) = [e for e in leser.av("div") if e.get("class") == "ha-graf"]
    assert graf == {
        "class": "ha-graf", "role": "img", "aria-label": "Rømskog har 12,5 og Hurum 40.",
    }  # fmt: skip
    assert {"class": "ha-graf-flate", "aria-hidden": "true"} in leser.av("div")
    assert len(leser.av("svg")) == 1 and "Rømskog" in leser.tekst
    assert [d.get("data-del") for d in leser.av("details")] == ["ord", "kilder"]
    for ord_ in (
        "Figuren i ord – Rømskog har færrest", "Hvor kommer tallet fra?",
        "Lest i en tabell i kilden. Foreløpige tall.", "Periode2012", "StatusEndelige",
        "Hentet3. mai 2026", "Rundet av.",
    ):  # fmt: skip
        assert ord_ in leser.tekst, ord_
    assert leser.av("a") == [{"href": "https://eksempel.no/tabell", "rel": "noopener"}]
    assert "role" not in leser.av("svg")[0]


def test_tabell_med_hoder_definisjoner_og_uthevet_rad():
    leser = Leser(visning_html([tabellblokk()]))
    assert [h["scope"] for h in leser.av("th")] == ["col", "col", "col", "row", "row"]
    klasser = [k.get("class") for k in leser.av("button")]
    assert klasser == ["ha-sorter"] * 3 + ["ha-apner"]
    assert [r.get("class") for r in leser.av("tr")] == [None, "ha-uthev", None, "ha-definisjon"]
    assert leser.av("tr")[-1]["hidden"] is None  # there, without a value
    assert leser.av("td")[-1] == {"colspan": "3"}
    assert {"lang": "en"} in leser.av("dd")
    assert "Hurum, hele navnet" in leser.tekst and "Andre" in leser.tekst
    assert leser.av("input") == []


def test_lang_tabell_kan_soekes_i_og_en_uten_skript_har_ingen_knapper():
    lang = tabellblokk(rader=[[f"Kommune {i}", str(i), "x"] for i in range(13)])
    (felt,) = Leser(visning_html([lang])).av("input")
    assert felt["aria-label"] == "Søk i tabellen: Dekning" and felt["type"] == "search"
    for blokk in (lang, tabellblokk()):
        leser = Leser(visning_html([blokk], levende=False))
        assert leser.av("button") == leser.av("input") == []
    assert [d.get("data-del") for d in leser.av("details")] == [
        "definisjoner", "begrep Hurum, hele navnet", "begrep Andre", "kilder",
    ]  # fmt: skip


def test_delene_er_kapittelets_html_uten_tegning():
    blokker = [svar("Ja."), figurblokk(), figurblokk(id="g"), tekst("A"), tekst("B"), tabellblokk()]
    ut = deler(blokker)
    assert [d["nokkel"] for d in ut] == nokler(blokker)
    assert nokler(blokker)[3:5] == ["tekst::1", "tekst::2"]
    assert f'<div class="ha-visning">{"".join(d["html"] for d in ut)}</div>' == visning_html(
        blokker
    )
    assert [("spec" in d) for d in ut] == [b["type"] == "figur" for b in blokker]


def test_maalform_staar_paa_det_som_ikke_er_bokmaal():
    leser = Leser(visning_html([figurblokk(spraak="nn"), tekst("A") | {"spraak": "en"}]))
    assert leser.av("figure")[0]["lang"] == "nn" and leser.av("div")[-1]["lang"] == "en"


# ------------------------------------------------------------------ hostile text
VONDE = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    '" onfocus="alert(1)" autofocus="',
    "javascript:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "</style><style>*{display:none}</style>",
    "</template></textarea></title><script>alert(1)</script>",
    "<math><mtext><mglyph><style><img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>trykk</a>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<svg><use href='data:image/svg+xml,x#y'/></svg>",
    "\x00<script\x00>alert(1)</script>",
    "url(#x) url(javascript:alert(1))",
    "<base href=//ond.no><meta http-equiv=refresh content=0>",
    "{{constructor.constructor('alert(1)')()}}",
]
LOVLIGE = {
    "div", "p", "h2", "a", "strong", "em", "del", "ul", "li", "figure", "figcaption", "span",
    "details", "summary", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td",
    "button", "input", "code", "svg", "g", "path", "text", "line", "defs", "clippath", "rect",
    "tspan",
}  # fmt: skip
EGENSKAPER = {
    "class", "data-nokkel", "data-del", "role", "aria-label", "aria-hidden", "aria-expanded",
    "href", "rel", "lang", "scope", "type", "colspan", "hidden", "tabindex", "autocomplete",
    "placeholder", "id", "width", "height", "viewbox", "preserveaspectratio", "fill", "stroke",
    "stroke-width", "stroke-miterlimit", "stroke-dasharray", "transform", "d", "opacity", "x", "y",
    "x2", "y2", "dx", "dy", "text-anchor", "font-family", "font-size", "font-weight", "clip-path",
    "pointer-events", "display",
}  # fmt: skip


def paragraf(ond: str) -> list[dict[str, Any]]:
    """Nodes as a parser of Markdown might ever make them, with the same text in each field."""
    barn = [{"type": "text", "raw": ond}]
    return [
        {"type": "paragraph", "children": [{"type": slag, "children": barn} for slag in (
            "strong", "emphasis", "strikethrough")]},
        {"type": "heading", "attrs": {"level": 2}, "children": barn},
        {"type": "link", "attrs": {"url": ond, "title": ond}, "children": barn},
        {"type": "image", "attrs": {"url": ond}, "children": barn},
        {"type": "codespan", "raw": ond}, {"type": "block_code", "raw": ond},
        {"type": "block_html", "raw": ond}, {"type": "inline_html", "raw": ond},
        {"type": ond, "raw": ond},
    ]  # fmt: skip


def onde_blokker(ond: str) -> list[dict[str, Any]]:
    kilde = dict.fromkeys([*KILDE, "periode", "status", "hentet", "formel"], ond)
    definisjon = {"kort": ond, "navn": ond, "spraak": ond, "punkter": [[ond, ond, ond]]}
    felles = {
        "id": ond, "tittel": ond, "note": ond, "kilder": [kilde], "spraak": ond,
        "definisjoner": {ond: definisjon, "b": definisjon | {"kort": "b"}},
    }  # fmt: skip
    rader = [[ond, ond], ["b", ond], *([ond, str(i)] for i in range(12))]
    tekster = [{"type": t, "ast": paragraf(ond)} for t in ("svar", "tekst", "varsel")]
    return [
        *tekster,
        figurblokk(**felles, undertittel=ond, alt=ond, spec=spec(ond.replace("\x00", ""))),
        tabellblokk(**felles, hode=[ond, ond], rader=rader, just=[ond, "right"]),
    ]


@pytest.mark.parametrize("ond", VONDE)
def test_ingen_tekst_blir_til_kode(ond):
    """In every field of every block, the labels of the chart too: the text is only text."""
    html = visning_html(onde_blokker(ond), svg)
    leser = Leser(html)
    assert {navn for navn, _ in leser.elementer} <= LOVLIGE
    assert {e for _, egenskaper in leser.elementer for e in egenskaper} <= EGENSKAPER
    for _, egenskaper in leser.elementer:
        href = egenskaper.get("href")
        assert href is None or href.startswith(("https://", "http://", "mailto:", "#"))
    assert ond.replace("\x00", "\ufffd") in leser.tekst
    assert len(leser.av("svg")) == 1
    assert "</script" not in html.lower() and "<!" not in html


ONDE_BILDER = [
    '<script>alert(1)</script>',
    '<a href="javascript:alert(1)"><text>x</text></a>',
    '<image href="https://ond.no/x.png"/>',
    '<foreignObject><body onload="alert(1)"/></foreignObject>',
    '<rect onclick="alert(1)" style="fill:url(https://ond.no)"/>',
    '<rect fill="url(https://ond.no/#a)"/>',
    '<style>@import "https://ond.no";</style>',
    '<use href="#a"/>',
    '<animate attributeName="href" values="javascript:alert(1)"/>',
    '<g xlink:href="javascript:alert(1)" xmlns:xlink="http://www.w3.org/1999/xlink"/>',
]  # fmt: skip


@pytest.mark.parametrize("ond", ONDE_BILDER)
def test_et_bilde_har_bare_det_en_figur_trenger(ond):
    rent = ren_svg(f'<svg xmlns="http://www.w3.org/2000/svg" onload="x">{ond}<g/></svg>', "f")
    leser = Leser(rent)
    assert {navn for navn, _ in leser.elementer} <= {"svg", "rect", "g"}
    assert all(set(e) <= {"preserveaspectratio"} for _, e in leser.elementer)


def test_to_bilder_paa_en_side_deler_ingen_navn():
    klippet = spec() | {"mark": {"type": "bar", "clip": True}}
    html = visning_html([figurblokk(spec=klippet), figurblokk(id="g", spec=klippet)], svg)
    navn = [e["id"] for e in Leser(html).av("clippath")]
    assert len(navn) == len(set(navn)) >= 2
    assert all(f"url(#{n})" in html for n in navn)


# ------------------------------------------------------------------ figures that differ in data
def test_figurer_som_bare_skiller_seg_i_tall_skiller_seg_bare_i_datasett():
    def en(verdi: float) -> dict[str, Any]:
        df = pd.DataFrame(
            {"navn": ["a", "b"], "verdi": [verdi, 2.0], "tekst": ["1", "2"], "rolle": "andre"}
        )
        blokk = figur(
            "f", plot_soeyler(df), tittel="T", undertittel="", alt_tekst="A", kilder=[KILDE]
        )
        return blokk["spec"]

    a, b = en(1.0), en(3.0)
    assert (
        list(a["datasets"])
        == list(b["datasets"])
        == [f"data-{i}" for i in range(len(a["datasets"]))]
    )
    assert a["datasets"] != b["datasets"]
    assert {k: v for k, v in a.items() if k != "datasets"} == {
        k: v for k, v in b.items() if k != "datasets"
    }
    assert svg(a) != svg(b)
