"""What a page looks like and how it behaves: blocks as HTML, and what the browser makes of it."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import altair as alt
import pandas as pd
import pytest
import vl_convert
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

import lite_land
from conftest import ROT
from helseanalyse import Plassvalg, load_data, load_eksempeldata, plassbehov
from helseanalyse.enheter import tall
from helseanalyse.measures.dekningsgrad import antall_ved_dekning, dekningsgrad
from helseanalyse.utseende import VANLIG
from helseanalyse.views import tema
from helseanalyse.views.behovscharts import plot_behov
from helseanalyse.views.blokker import figur, svar, tekst, varsel
from helseanalyse.views.charts import dekningsparam, plot_soeyler, styrt
from helseanalyse.views.figurtall import figurtall
from helseanalyse.views.html import BRED, deler, nokler, visning_html
from helseanalyse.views.svg import svg
from helseanalyse.views.tegning import ren_svg
from helseanalyse.views.tema import TALLFORMAT
from helseanalyse.views.vega import NB_TID, vega_modul
from nettleser import VENT, nettleser, ny_fane, vannrett_rulling

VIEWS = ROT / "src" / "helseanalyse" / "views"
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


def test_tallene_i_figuren_er_de_som_tegnes():
    linjer = pd.DataFrame({"serie": ["a"] * 3, "aar": [2024, 2025, 2026], "verdi": [1.0, 2.0, 3.5],
                           "slag": "framskriving"})  # fmt: skip
    indre = pd.DataFrame({"aar": [2025, 2026], "lav": [1.5, 2.0], "hoey": [2.5, 5.0]})
    ytre = indre.assign(lav=0.0, hoey=12.0)
    baand = pd.concat([ytre.assign(**{"del": "y"}), indre.assign(**{"del": "i"})])
    (uten, med) = (
        figur("f", plot_behov(linjer, b, "Plasser"), tittel="T", undertittel="", alt_tekst="A",
              kilder=[KILDE])
        for b in (indre.iloc[:0], baand)
    )  # fmt: skip
    assert figurtall(uten["spec"]) == (
        ["År", "a"], [["2024", "1,00"], ["2025", "2,00"], ["2026", "3,50"]],
    )  # fmt: skip
    assert figurtall(med["spec"]) == (
        ["År", "a", "Lavest–høyest, ytterst", "Lavest–høyest, innerst"],
        [["2024", "1,00", "–", "–"], ["2025", "2,00", "0–12", "1,50–2,50"],
         ["2026", "3,50", "0–12", "2,00–5,00"]],
    )  # fmt: skip
    hode, rader = figurtall(med["spec"], "en") or ([], [])
    assert hode == ["Year", "a", "Lowest–highest, outer", "Lowest–highest, inner"]
    assert rader[2] == ["2026", "3.50", "0–12", "2.00–5.00"]
    leser = Leser(visning_html([med]))
    assert [d["data-del"] for d in leser.av("details")] == ["ord", "tall", "kilder"]
    assert {h["scope"] for h in leser.av("th")} == {"col", "row"}
    df = pd.DataFrame({"navn": ["A: b", "C"], "verdi": [1.0, None], "tekst": ["1 %", "mangler"],
                       "rolle": "andre"})  # fmt: skip
    soeyler = figur("s", plot_soeyler(df), tittel="T", undertittel="", alt_tekst="A",
                    kilder=[KILDE])  # fmt: skip
    assert figurtall(soeyler["spec"]) == (["Hva", "Verdi"], [["A: b", "1 %"], ["C", "mangler"]])
    assert figurtall(spec()) is None


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


# ------------------------------------------------------------------ in a browser
SKALL = """<!DOCTYPE html>
<html lang="nb"><head><meta charset="utf-8"><title>Prøve</title>
<link rel="stylesheet" href="/side.css"><link rel="stylesheet" href="/visning.css"></head>
<body class="appside"><main id="innhold"><h1>Prøve</h1><div id="valg"></div>
<div id="her">{html}</div></main>
<script>globalThis.helseanalyseVega = "/vega.mjs"; globalThis.skift = [];
new PerformanceObserver((l) => skift.push(...l.getEntries().map((e) => e.value)))
  .observe({{type: "layout-shift", buffered: true}});</script>
<script type="module">
import visning from "/visning.js";
import kontroller from "/kontroller.js";
class Modell {{
  constructor(verdier) {{ this.v = verdier; this.l = {{}}; this.lagret = []; }}
  get(n) {{ return this.v[n]; }}
  set(n, x) {{ this.v[n] = x; (this.l["change:" + n] ?? []).forEach((f) => f()); }}
  on(n, f) {{ (this.l[n] ??= []).push(f); }}
  off() {{}} send() {{}}
  save_changes() {{ this.lagret.push(structuredClone(this.v.verdier)); }}
}}
globalThis.modell = new Modell({{deler: {deler}, _formater: {formater}}});
globalThis.kontroller = new Modell({{felt: {felt}, verdier: {verdier}, feil: "",
  tittel: "Velg", plassering: "over"}});
kontroller.render({{model: globalThis.kontroller, el: document.getElementById("valg")}});
visning.render({{model: globalThis.modell, el: document.getElementById("her")}});
document.body.dataset.klar = "ja";
</script></body></html>"""
GLIDER = [{
    "navn": "dekning", "etikett": "Dekning", "type": "glider", "min": 0, "maks": 40, "steg": 0.5,
    "desimaler": 1, "standard": 20,
}]  # fmt: skip
LEVENDE = "() => document.querySelectorAll('.ha-graf svg[class=marks][viewBox]').length"


def side_av(blokker: list[dict[str, Any]], *, tegnet: bool = True) -> str:
    """A page as the server sends it: the view drawn already, then the script that adopts it."""
    return SKALL.format(
        html=visning_html(blokker, lambda s: svg(s, BRED)) if tegnet else "",
        deler=skript(deler(blokker)),
        formater=skript({"tall": TALLFORMAT, "tid": NB_TID}),
        felt=skript(GLIDER),
        verdier=skript({"dekning": 20}),
    )


def skript(verdi: Any) -> str:
    return json.dumps(verdi).replace("<", "\\u003c")


@contextmanager
def tjent(sider: dict[str, str]) -> Iterator[str]:
    """The pages and the files they need, on this machine; yields the address."""
    mapper = {
        "/side.css": ROT / "templates" / "voila" / "templates" / "helseanalyse" / "static",
        "/visning.js": VIEWS, "/kontroller.js": VIEWS,
    }  # fmt: skip

    class Svar(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            slag = {"css": "text/css", "js": "text/javascript", "mjs": "text/javascript"}
            if self.path in mapper:
                innhold = (mapper[self.path] / self.path[1:]).read_bytes()
            elif self.path == "/vega.mjs":
                innhold = vega_modul().read_bytes()
            elif self.path == "/visning.css":
                innhold = (VIEWS / "tokens.css").read_bytes() + (VIEWS / "visning.css").read_bytes()
            else:
                innhold = sider.get(self.path, "").encode()
            self.send_response(200)
            endelse = self.path.rsplit(".", 1)[-1]
            self.send_header("Content-Type", f"{slag.get(endelse, 'text/html')}; charset=utf-8")
            self.end_headers()
            self.wfile.write(innhold)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Svar) as tjener:
        threading.Thread(target=tjener.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{tjener.server_port}"
        tjener.shutdown()


@pytest.fixture(scope="module")
def leser() -> Iterator[Browser]:
    with nettleser() as ett:
        yield ett


@contextmanager
def apnet(
    leser: Browser, blokker: list[dict[str, Any]], *, tegnet: bool = True, bredde: int = 1280
) -> Iterator[Any]:
    with (
        tjent({"/": side_av(blokker, tegnet=tegnet)}) as adresse,
        ny_fane(leser, bredde=bredde) as fane,
    ):
        fane.side.goto(adresse)
        fane.side.wait_for_selector("body[data-klar]", timeout=VENT)
        yield fane.side
        assert fane.feil == [] and fane.utenfor == []


def oppdater(side: Page, blokker: list[dict[str, Any]]) -> None:
    side.evaluate("deler => modell.set('deler', deler)", deler(blokker))


def styrt_figur(verdi: float) -> dict[str, Any]:
    rader = [{"gruppe": "a", "ved_0": 0.0, "ved_100": 45.0}]
    punkt = styrt(pd.DataFrame(rader), "behov").mark_point(size=80).encode(
        x=alt.X("dekning:Q", scale=alt.Scale(domain=[0, 40])),
        y=alt.Y("behov:Q", scale=alt.Scale(domain=[0, 20])),
    )  # fmt: skip
    diagram = alt.layer(punkt).add_params(dekningsparam(verdi)).properties(
        width="container", height=200
    )  # fmt: skip
    return figur("styrt", diagram, tittel="Plasser etter dekning", undertittel="",
                 alt_tekst="20 gir 9.", kilder=[KILDE])  # fmt: skip


def test_tegningen_blir_levende_uten_at_noe_flytter_seg(leser):
    """Same width, same height; the text below does not move by a pixel."""
    blokker = [svar("Ja."), figurblokk(), tekst("Under figuren."), tabellblokk()]
    with apnet(leser, blokker) as side:
        under = side.locator(".ha-tekst")
        for_ = (side.locator(".ha-graf").bounding_box(), under.bounding_box())
        tegning = side.locator(".ha-graf svg").bounding_box()
        side.evaluate("skift.length = 0")
        side.locator(".ha-graf").hover()
        side.wait_for_selector(".ha-graf .vega-embed", timeout=VENT)
        assert (side.locator(".ha-graf").bounding_box(), under.bounding_box()) == for_
        levende = side.locator(".ha-graf svg").bounding_box()
        assert abs(levende["width"] - tegning["width"]) <= 1
        assert abs(levende["height"] - tegning["height"]) <= 4
        assert side.evaluate("skift") == []


def test_glideren_flytter_figuren_i_samme_bilde(leser):
    """The value drawn is the measure's at every step, before anyone has answered."""
    med = "() => document.querySelector('.ha-graf .mark-symbol path').getAttribute('transform')"
    with apnet(leser, [styrt_figur(20), figurblokk()]) as side:
        side.wait_for_selector("figure:first-child .vega-embed", timeout=VENT)  # idle
        assert side.locator("figure:last-child .vega-embed").count() == 0
        hoyde = 200
        for verdi in (0, 12.5, 20, 33.5, 40):
            naa = side.evaluate(
                f"""async (verdi) => {{
                  const s = document.querySelector('input[type=range]');
                  s.value = verdi;
                  s.dispatchEvent(new Event('input', {{bubbles: true}}));
                  await new Promise(requestAnimationFrame);
                  return ({med})();
                }}""",
                verdi,
            )
            y = float(re.findall(r"-?[\d.]+", naa)[1])
            behov = antall_ved_dekning(verdi, 45)
            assert y == pytest.approx(hoyde * (1 - behov / 20), abs=0.01)
        lagret = side.evaluate("() => new Promise((ok) => requestAnimationFrame(() => "
                               "requestAnimationFrame(() => ok(kontroller.lagret))))")  # fmt: skip
        assert lagret[-1] == {"dekning": 40}
        oppdater(side, [styrt_figur(33.5), figurblokk()])  # an answer that comes late
        assert side.evaluate(med) == naa


def test_bare_nye_tall_skyves_inn_i_figuren_som_staar(leser):
    """A chart with other data is the same as one made anew of them, and the same element."""
    gammel = spec()
    gammel["encoding"]["x"]["scale"] = {"domain": [0, 50]}  # the axis and its room stay
    nye = [{"k": "Rømskog", "v": 31.0}, {"k": "Hurum", "v": 9}]
    ny = gammel | {"datasets": {"data-0": nye}}
    with (
        apnet(leser, [figurblokk(spec=gammel)]) as side,
        apnet(leser, [figurblokk(spec=ny)]) as fasit,
    ):
        for en in (side, fasit):
            en.locator(".ha-graf").hover()
            en.wait_for_selector(".vega-embed svg", timeout=VENT)
        side.evaluate("() => (globalThis.flate = document.querySelector('.ha-graf-flate'))")
        oppdater(side, [figurblokk(spec=ny, alt="Snudd om.")])
        tegnet = "() => document.querySelector('.ha-graf svg').outerHTML"
        side.wait_for_function(f"(fasit) => ({tegnet})() === fasit", arg=fasit.evaluate(tegnet))
        assert side.evaluate("flate === document.querySelector('.ha-graf-flate')")
        assert side.get_by_role("img", name="Snudd om.").count() == 1
        annen = ny | {"mark": "point"}
        oppdater(side, [figurblokk(spec=annen)])
        side.wait_for_selector(".ha-graf .mark-symbol", timeout=VENT)
        assert side.locator(".ha-graf-flate").count() == 1


def test_det_leseren_har_aapnet_og_ordnet_staar_naar_tallene_endres(leser):
    rader = [["Ås", "3"], ["Hurum", "1 200,5"], ["Østre Toten", "−4"], ["Asker", "–"],
             ["Aurland", "20"], *([f"Kommune {i}", str(100 + i)] for i in range(10))]  # fmt: skip
    tabell = tabellblokk(hode=["Kommune", "Antall"], just=["left", "right"], rader=rader, uthev=[])
    forste = "tbody tr:not(.ha-definisjon):not(.ha-utenfor) th"
    with apnet(leser, [svar("Ja."), tabell, figurblokk()]) as side:
        side.get_by_role("button", name="Antall").press("Enter")
        navn = side.locator(forste).all_inner_texts()
        assert navn[0] == "Hurum" and navn[-2:] == ["Østre Toten", "Asker"]
        assert side.locator("th[aria-sort]").get_attribute("aria-sort") == "descending"
        side.get_by_role("button", name="Kommune", exact=True).press("Space")
        navn = side.locator(forste).all_inner_texts()
        assert navn[:2] == ["Asker", "Aurland"] and navn[-2:] == ["Østre Toten", "Ås"]
        assert navn[3:5] == ["Kommune 0", "Kommune 1"]
        side.get_by_role("searchbox").fill("u")
        side.get_by_role("button", name="Hurum", exact=True).click()
        side.locator(".ha-tabell summary", has_text="Hvor kommer").click()
        side.locator("figure summary").first.focus()
        assert "Viser 12 av 15 rader" in side.locator(".ha-soek").inner_text()
        nye = [[n, "7" if n == "Hurum" else t] for n, t in rader]
        oppdater(side, [svar("Nei."), tabell | {"rader": nye}, figurblokk(tittel="Ny tittel")])
        assert side.locator(forste).all_inner_texts()[:2] == ["Aurland", "Hurum"]
        assert side.locator("tbody tr:has-text('Hurum') td").first.inner_text() == "7"
        assert side.locator(".ha-definisjon:visible").count() == 1
        assert side.locator(".ha-tabell details[open]").get_attribute("data-del") == "kilder"
        assert side.evaluate("document.activeElement.textContent") == "Figuren i ord – Ny tittel"
        side.get_by_role("button", name="Kommune", exact=True).click()
        side.get_by_role("button", name="Kommune", exact=True).click()
        side.get_by_role("searchbox").fill("")
        assert side.locator(forste).all_inner_texts()[:3] == ["Ås", "Hurum", "Østre Toten"]


def test_svaret_sies_en_gang_naar_det_er_falt_til_ro(leser):
    with apnet(leser, [svar("Ett.")]) as side:
        side.evaluate("""() => { globalThis.sagt = [];
          new MutationObserver(() => sagt.push(document.querySelector('.ha-taler')?.textContent))
            .observe(document.body, {childList: true, subtree: true}); }""")
        for tall in ("To", "Tre", "Fire"):
            oppdater(side, [svar(f"{tall}.")])
            side.wait_for_timeout(100)
        side.wait_for_function("sagt.includes('Fire.')", timeout=5000)
        assert not {"To.", "Tre."} & set(side.evaluate("sagt"))


ALLE = [
    svar("**Rømskog** trenger 13 plasser."),
    tekst("## Spørsmål?\n\nTekst med [lenke](https://eksempel.no/)."),
    varsel("Tall mangler."),
    figurblokk(definisjoner={"x": DEFINISJON, "y": DEFINISJON | {"navn": "Andre"}}),
    tabellblokk(),
    tabellblokk(id="lang", tittel="Lang", rader=[[f"K {i}", str(i), "x"] for i in range(40)]),
]


@pytest.mark.parametrize(("bredde", "farger"), [(1280, "light"), (360, "dark")])
def test_axe_finner_ingenting_paa_noen_slags_blokk(leser, bredde, farger):
    """No violation of any impact; no scrolling sideways; everything opened."""
    with apnet(leser, ALLE, bredde=bredde) as side:
        side.emulate_media(color_scheme=farger)
        for detalj in side.locator("details").all():
            detalj.evaluate("ett => ett.open = true")
        side.get_by_role("button", name="Hurum", exact=True).click()
        side.get_by_role("button", name="2012").first.click()
        side.locator(".ha-graf").hover()
        side.wait_for_selector(".vega-embed", timeout=VENT)
        funn = Axe().run(side).response["violations"]
        assert [(f["id"], n["html"]) for f in funn for n in f["nodes"]] == []
        assert vannrett_rulling(side) <= 0


@pytest.mark.parametrize("ond", VONDE[:3])
def test_intet_fra_data_kjoeres_i_nettleseren(leser, ond):
    """The page as sent, the page as updated, and the live chart's own labels."""
    with apnet(leser, onde_blokker(ond), tegnet=False) as side:
        side.on("dialog", lambda d: pytest.fail(f"alert: {d.message}"))
        side.wait_for_selector(".vega-embed", timeout=VENT)
        oppdater(side, onde_blokker(ond + "x"))
        assert (
            side.locator(".ha-visning :is(img, iframe, script, object, embed, a[href])").count()
            == 0
        )
        assert ond in side.locator("figure").inner_text()


# ------------------------------------------------------------------ one look
def test_app_figur_og_rapport_har_samme_farger():
    """The token file is the source; side.css holds it whole, and the others its values."""
    tokens = (VIEWS / "tokens.css").read_text(encoding="utf-8")
    statisk = ROT / "templates" / "voila" / "templates" / "helseanalyse" / "static"
    assert tokens in (statisk / "side.css").read_text(encoding="utf-8")
    lyse = dict(re.findall(r"--ha-(\w+): (#[0-9A-F]{6});", tokens))
    begge = dict(re.findall(r"--ha-(\w+): light-dark\((#[0-9A-F]{6}),", tokens))
    assert begge == lyse
    for navn in ("EGEN", "AKSENT", "ANDRE", "REFERANSE", "TEKST", "DEMPET", "STREK"):
        assert lyse[navn.lower()] == getattr(tema, navn)
    typst = (ROT / "templates" / "rapport" / "rapport.typ").read_text(encoding="utf-8")
    trykk = dict(re.findall(r'#let (\w+) = rgb\("(#[0-9A-F]{6})"\)', typst))
    assert (VANLIG.farge, VANLIG.aksent) == (lyse["egen"], lyse["aksent"])
    like = {"blekk": "tekst", "dempet": "dempet",
            "haarlinje": "strek", "sebra": "sebra", "varselbunn": "varselbunn",
            "varselkant": "varsel"}  # fmt: skip
    assert {k: trykk[k] for k in like} == {k: lyse[v] for k, v in like.items()}
    visning = (VIEWS / "visning.css").read_text(encoding="utf-8")
    for navn in ("EGEN", "AKSENT", "ANDRE", "REFERANSE", "TEKST"):
        assert f'[fill="{getattr(tema, navn)}" i]' in visning


def kontrast(a: str, b: str) -> float:
    def lys(farge: str) -> float:
        deler_ = [int(farge[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        lin = [d / 12.92 if d <= 0.03928 else ((d + 0.055) / 1.055) ** 2.4 for d in deler_]
        return 0.2126 * lin[0] + 0.7152 * lin[1] + 0.0722 * lin[2]

    hoy, lav = sorted((lys(a), lys(b)), reverse=True)
    return (hoy + 0.05) / (lav + 0.05)


def test_all_tekst_har_kontrast_ogsaa_i_figurene():
    """WCAG 2.1 AA, 4.5:1 against the page, light and dark."""
    tokens = (VIEWS / "tokens.css").read_text(encoding="utf-8")
    par = dict(re.findall(r"--ha-(\w+): light-dark\((#\w+, #\w+)\)", tokens))
    for nr in (0, 1):
        farge = {k: v.split(", ")[nr] for k, v in par.items()}
        for navn in ("egen", "aksent", "andre", "referanse", "tekst", "dempet", "feil"):
            assert kontrast(farge[navn], farge["bunn"]) >= 4.5, (navn, nr)
        for navn in ("egen", "tekst", "dempet"):
            assert kontrast(farge[navn], farge["sebra"]) >= 4.5, (navn, nr)
        assert kontrast(farge["tekst"], farge["varselbunn"]) >= 4.5
        assert kontrast("#FFFFFF", farge["topp"]) >= 4.5
        assert kontrast(farge["kant"], farge["bunn"]) >= 3


# ------------------------------------------------------------------ the slider of plassbehov
def tegnet_ved(blokk: dict[str, Any], dekning: float) -> list[dict[str, Any]]:
    """Marks of a chart when its control stands at a coverage, with the scale that placed them."""
    spec_ = json.loads(json.dumps(blokk["spec"])) | {"width": 600}
    (param,) = spec_["params"]
    assert param["name"] == "dekning"
    param["value"] = dekning
    scene = vl_convert.vegalite_to_scenegraph(spec_)["scenegraph"]
    return list(merker(scene))


def merker(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if "marktype" in node and node["marktype"] != "group":
        yield node
    for barn in node.get("items", []):
        yield from merker(barn)


def akse(merkene: list[dict[str, Any]], slag: str) -> Callable[[float], float]:
    """Pixels of a value on an axis, from where its labels stand."""
    (etiketter,) = [m["items"] for m in merkene if m.get("role") == "axis-label"
                    and len({i[slag] for i in m["items"]}) > 1
                    and len({i["y" if slag == "x" else "x"] for i in m["items"]}) == 1]  # fmt: skip
    par = [(float(i["text"].replace("\u202f", "").replace(",", ".")), i[slag]) for i in etiketter]
    (v0, p0), (v1, p1) = par[0], par[-1]
    return lambda v: p0 + (v - v0) * (p1 - p0) / (v1 - v0)


@pytest.mark.parametrize("dekning", [0, 7.5, 20, 27, 40])
def test_figuren_ved_glideren_er_den_python_regner(dekning):
    """Places over coverage: the rule, the points and their labels are the measure's."""
    data = load_eksempeldata()
    valg = Plassvalg.sjekket(data, komm_nr="0121", sammenlign=["0628"], aar=2025)
    (blokk,) = [b for b in plassbehov.etter_dekning(data, valg) if b["type"] == "figur"]
    merkene = tegnet_ved(blokk, dekning)
    x, y = akse(merkene, "x"), akse(merkene, "y")
    (strek,) = [m for m in merkene if m["marktype"] == "rule" and m.get("role") == "mark"][:1]
    assert {round(i["x"], 6) for i in strek["items"]} == {round(x(dekning), 6)}
    ventet = sorted(antall_ved_dekning(dekning, n) for n in (63, 45))
    punkter = [m["items"] for m in merkene if m["marktype"] == "symbol"][-1]
    assert sorted(i["y"] for i in punkter) == pytest.approx(sorted(y(v) for v in ventet), abs=0.6)
    tekster = [i["text"] for m in merkene if m["marktype"] == "text" for i in m["items"]]
    assert f"{tall(dekning, 1)} per 100" in tekster
    assert {tall(v, 1) for v in ventet} <= set(tekster)


def test_maalet_ved_glideren_er_det_python_regner(tmp_path, monkeypatch):
    """Need by year: the dashed line that the control moves is the one a goal in Python gives."""
    lite_land.fyll(tmp_path)
    monkeypatch.setenv("HELSEANALYSE_LAGER", str(tmp_path))
    data = load_data()
    ett = Plassvalg.sjekket(data, komm_nr="8102", sammenlign=[], aar=2040)
    uten, *med = (
        next(b for b in plassbehov.behov(data, replace(ett, dekning=d)) if b.get("id") == "behov")
        for d in (None, 0.0, 12.5, 25.0, 40.0)
    )
    # Without a goal its line is drawn, but not seen: an axis cannot be measured from no rows.
    assert {i["opacity"] for m in tegnet_ved(uten, None) if stiplet(m) for i in m["items"]} == {0}
    for blokk, d in zip(med, (0.0, 12.5, 25.0, 40.0), strict=True):
        assert blokk["spec"] | {"params": 0} == uten["spec"] | {"params": 0}  # only the value
        merkene = tegnet_ved(uten, d)
        y = akse(merkene, "y")
        (linje,) = [m["items"] for m in merkene if stiplet(m)]
        naa = dekningsgrad(35, 220)
        for nr, punkt in enumerate(linje):
            i_aaret = naa + (d - naa) * nr / 14
            folk = sum(
                lite_land.i_alternativ("8102", a, 2026 + nr, "MMMM-2026") for a in range(80, 100)
            )
            assert punkt["y"] == pytest.approx(y(antall_ved_dekning(i_aaret, folk)), abs=0.6)


def stiplet(merke: dict[str, Any]) -> bool:
    return merke["marktype"] == "line" and any(i.get("strokeDash") for i in merke["items"])
