"""A report as one HTML file: no script, nothing fetched, charts and tables inside."""

from base64 import b64encode
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

from ..kilde import Del
from ..maalform import MERKE
from ..rapportinnhold import Rapport, innhold
from ..ressurser import ressursmappe
from ..views.element import Barn, Html, el, noder, samlet, tekst, trygg_adresse
from ..views.tegning import ren_svg
from .kilder import kildeord

_MIME = {"svg": "image/svg+xml", "png": "image/png"}


def html(rapport: Rapport) -> bytes:
    """Report as HTML in UTF-8; the same report is the same bytes.

    Raises
    ------
    ValueError
        If a block is malformed; the sentence names it.
    """
    d = innhold(rapport)
    nummer = _Nummer(d["ord"])
    kropp = [_blokk(b, d, nummer) for b in (*d["sammendrag"], *d["blokker"])]
    vedlegg = [_blokk(b, d, nummer) for b in d["vedlegg"]]
    side = el(
        "html",
        {"lang": MERKE[rapport.spraak]},
        el(
            "head",
            {},
            Html('<meta charset="utf-8">'),
            Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
            Html(f'<meta name="description" content="{tekst(d["beskrivelse"])}">'),
            el("title", {}, d["tittel"]),
            Html(f"<style>{_stil(d['utseende'])}</style>"),
        ),
        el("body", {}, _topp(d), el("main", {}, *kropp, *vedlegg, _kilder(d), _passet(d))),
    )
    return f"<!DOCTYPE html>\n{side}\n".encode("utf-8", "replace")


class _Nummer:
    """Figures and tables, numbered as they come."""

    def __init__(self, ord_: Mapping[str, str]) -> None:
        self._ord, self._antall = ord_, {"figur": 0, "tabell": 0}

    def neste(self, slag: str) -> str:
        self._antall[slag] += 1
        return f"{self._ord[slag]} {self._antall[slag]}"


def _stil(utseende: Mapping[str, Any]) -> str:
    css = (files("helseanalyse") / "views" / "tokens.css").read_text(encoding="utf-8")
    grunn = css.split("@supports")[0]  # a file that is passed on is light, as the charts in it are
    eget = (ressursmappe("templates") / "rapport" / "rapport.css").read_text(encoding="utf-8")
    farger = f":root{{--ha-egen:{utseende['farge']};--ha-aksent:{utseende['aksent']}}}"
    return f"{grunn}{farger}\n{eget}"


def _topp(d: Mapping[str, Any]) -> Html:
    utseende, logo = d["utseende"], None
    if utseende["logo"]:
        data = b64encode(bytes(utseende["logo"])).decode()
        kilde = f"data:{_MIME[utseende['logo_format']]};base64,{data}"
        logo = Html(f'<img src="{kilde}" alt="{tekst(utseende["logo_tekst"])}">')
    svar = el("div", {"class": "svar"}, _tekst(d["forsidesvar"])) if d["forsidesvar"] else None
    return el(
        "header",
        {},
        logo,
        el("p", {"class": "under"}, d["kommune"]) if d["kommune"] else None,
        el("h1", {}, d["tittel"]),
        el("p", {"class": "under"}, d["undertittel"]),
        el("p", {"class": "data"}, f"{d['forfatter']}. {d['datolinje']}."),
        svar,
    )


# ------------------------------------------------------------------ blocks
def _blokk(b: Mapping[str, Any], d: Mapping[str, Any], nummer: _Nummer) -> Html:
    match b["type"]:
        case "figur":
            return _figur(b, d, nummer.neste("figur"))
        case "tabell":
            return _tabell(b, d, nummer.neste("tabell"))
        case "varsel":
            forbehold = el("strong", {}, d["ord"]["forbehold"])
            return el("div", {"class": "varsel", "role": "note"}, forbehold, _tekst(b["ast"]))
    return el("div", {"class": b["type"]}, _tekst(b["ast"]))


def _tekst(ast: Iterable[Mapping[str, Any]]) -> Html:
    """Text with its sources: a paragraph that ends in numbers has links after its words."""
    return samlet(_avsnitt(n) for n in ast)


def _avsnitt(node: Mapping[str, Any]) -> Html:
    barn = node.get("children") or []
    if node["type"] == "list":
        ordnet = node["attrs"].get("ordered")
        return el("ol" if ordnet else "ul", {}, *(_avsnitt(b) for b in barn))
    if node["type"] == "list_item":
        return el("li", {}, _tekst(barn))
    if barn and barn[-1]["type"] == "kilder":
        ut = samlet((noder(barn[:-1]), " ", el("sup", {}, _numre(barn[-1]["numre"]))))
        return el("p", {}, ut) if node["type"] == "paragraph" else ut
    return noder([node])


def _numre(rekker: Iterable[Iterable[int]]) -> Html:
    ut: list[Barn] = []
    for forste, siste in rekker:
        ut += [", "] if ut else []
        ut.append(_lenke(forste))
        ut += ["–", _lenke(siste)] if siste != forste else []
    return samlet(ut)


def _lenke(nr: int) -> Html:
    return el("a", {"href": f"#kilde-{nr}"}, f"[{nr}]")


def _figur(b: Mapping[str, Any], d: Mapping[str, Any], nummer: str) -> Html:
    under = el("span", {}, b["undertittel"]) if b["undertittel"] else None
    rute = {"class": "graf", "role": "img", "tabindex": "0", "aria-label": b["alt"]}
    return el(
        "figure",
        {},
        el("figcaption", {}, el("span", {}, nummer), b["tittel"], under),
        el("div", rute, ren_svg(b["svg"], nummer)),
        _bunn(b, d),
    )


def _tabell(b: Mapping[str, Any], d: Mapping[str, Any], nummer: str) -> Html:
    klasse = ["tall" if j == "right" else None for j in b["just"]]
    hode = [
        el("th", {"scope": "col", "class": k}, h) for h, k in zip(b["hode"], klasse, strict=True)
    ]
    maal = [MERKE["nb"] if j in b["norsk"] else None for j in range(len(klasse))]
    rader = [_rad(r, klasse, maal, nr in b["uthev"]) for nr, r in enumerate(b["rader"])]
    tabell = el(
        "table",
        {},
        el("caption", {}, el("span", {}, nummer), b["tittel"]),
        el("thead", {}, el("tr", {}, *hode)),
        el("tbody", {}, *rader),
    )
    navn = f"{nummer}: {b['tittel']}"  # two tables may have the same title
    rute = {"class": "rull", "role": "region", "tabindex": "0", "aria-label": navn}
    return el("figure", {}, el("div", rute, tabell), _bunn(b, d))


def _rad(rad: list[str], klasse: list[str | None], maal: list[str | None], uthevet: bool) -> Html:
    celler = [
        el("td" if nr else "th", {"scope": None if nr else "row", "class": k, "lang": m}, c)
        for nr, (c, k, m) in enumerate(zip(rad, klasse, maal, strict=True))
    ]
    return el("tr", {"class": "uthev" if uthevet else None}, *celler)


def _bunn(b: Mapping[str, Any], d: Mapping[str, Any]) -> Html:
    """Note and sources under a figure or a table."""
    ut: list[Barn] = [el("p", {"class": "note"}, b["note"])] if b["note"] else []
    if b["kilder"]:
        ledd: list[Barn] = [f"{kildeord(b['kilder'], d['ord'])}: "]
        for k in b["kilder"]:
            ledd += ["; "] if len(ledd) > 1 else []
            ledd += [_numre(k["numre"]), " ", _norsk(k["kort"], k["norsk"])]
        ut.append(el("p", {"class": "kilder"}, *ledd))
    return samlet(ut)


# ------------------------------------------------------------------ the end
def _kilder(d: Mapping[str, Any]) -> Html:
    if not d["kilder"]:
        return samlet(())
    liste = [
        el("li", {"id": f"kilde-{k['nr']}"}, _deler(k["tekst"]), *_om_kilden(k))
        for k in d["kilder"]
    ]
    innledning = el("p", {}, d["ord"]["kilder-innledning"])
    return samlet(
        (el("h2", {}, d["ord"]["kilder"]), innledning, el("ol", {"class": "liste"}, *liste))
    )


def _om_kilden(k: Mapping[str, Any]) -> list[Barn]:
    adresse = trygg_adresse(k["url"])
    linje = f"{k['metode']}. {k['bruk']}. {k['spor']}".strip()
    return [
        samlet((el("br"), el("a", {"href": adresse, "rel": "noopener"}, adresse)))
        if adresse
        else None,
        el("p", {"class": "note"}, linje),
        el("p", {"class": "note"}, _deler(k["merknad"])) if k["merknad"] else None,
    ]


def _deler(deler: Iterable[Del]) -> Html:
    return samlet(_norsk(d["tekst"], d["norsk"]) for d in deler)


def _norsk(ord_: str, norsk: bool) -> Html:
    """Text; told to be bokmål where the file is in another language."""
    return el("span", {"lang": MERKE["nb"]}, ord_) if norsk else tekst(ord_)


def _passet(d: Mapping[str, Any]) -> Html:
    if not d["passet"]:
        return samlet(())
    par = [samlet((el("dt", {}, navn), el("dd", {}, verdi))) for navn, verdi in d["passet"]]
    tittel, om = el("h2", {}, d["ord"]["passet"]), el("p", {}, d["ord"]["passet-tekst"])
    return samlet((tittel, om, el("dl", {}, *par)))
