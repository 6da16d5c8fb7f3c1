"""Blocks as HTML: the one renderer of page, notebook and file.

What stands in a block is never markup: elements are made by `element.el` alone, which escapes.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..maalform import SPRAAK, Tekst, tekster
from .blokker import Blokk, Definisjon
from .element import Barn, Html, el, noder, samlet, trygg_adresse
from .figurtall import figurtall
from .tegning import ren_svg

Del = dict[str, Any]
"""One block as a page gets it: ``nokkel``, ``html``, and for a figure its ``spec``."""

SOEKBAR = 12
"""Tables with more rows than this get a field to search in."""

BRED, SMAL = 720, 344
"""Widths in pixels that figures are drawn in beforehand: on a wide screen, and on a phone."""

METODE = {
    "tabell": "Lest i en tabell i kilden.",
    "tekst": "Lest i kildens tekst.",
    "avlest": "Lest av på en figur i kilden, og derfor omtrentlig.",
    "beregnet": "Beregnet av helseanalyse.",
    "egne": "Oppgitt av den som bruker siden.",
}
_OM_TALLET = {
    "periode": "Periode",
    "status": "Status",
    "formel": "Formel",
    "hentet": "Hentet",
}
_KLASSE = {"svar": "ha-svar", "tekst": "ha-tekst", "varsel": "ha-varsel"}


def _spraak(blokk: Blokk) -> str:
    spraak = blokk.get("spraak")
    return spraak if spraak in SPRAAK else "nb"


def _ord(blokk: Blokk) -> Tekst:
    """The page's words for what is heard or read as a part of the block, in its language."""
    return tekster("side", _spraak(blokk))


# ------------------------------------------------------------------ fold-outs
def _utvid(del_: str, tittel: Barn, hva: str, *innhold: Barn) -> Html:
    """Fold-out; what it belongs to is said to those who do not see where it stands."""
    skjult = el("span", {"class": "ha-skjult"}, f" – {hva}")
    return el("details", {"data-del": del_}, el("summary", {}, tittel, skjult), *innhold)


def _kildeliste(kilder: Iterable[Mapping[str, Any]], norsk: str | None) -> Html:
    return el("ul", {"lang": norsk}, *(el("li", {}, *_kilde(k)) for k in kilder))


def _kilde(kilde: Mapping[str, Any]) -> list[Barn]:
    """Source: its text, how the figure was read, and what else its record tells."""
    adresse = trygg_adresse(kilde.get("url"))
    navn = str(kilde["tekst"])
    ut: list[Barn] = [el("a", {"href": adresse, "rel": "noopener"}, navn) if adresse else navn]
    mer = [METODE.get(str(kilde.get("metode"))), kilde.get("merknad")]
    linje = " ".join(str(m) for m in mer if m)
    if linje:
        ut.append(el("span", {"class": "ha-metode"}, f" {linje}"))
    om = [(ledd, kilde[felt]) for felt, ledd in _OM_TALLET.items() if kilde.get(felt)]
    if om:
        ut.append(_punktliste([[ledd, str(verdi), ""] for ledd, verdi in om]))
    return ut


def _punktliste(punkter: Iterable[list[str]]) -> Html:
    deler = [
        samlet((el("dt", {}, navn), el("dd", {"lang": spraak or None}, tekst)))
        for navn, tekst, spraak in punkter
    ]
    return el("dl", {"class": "ha-punkter"}, *deler)


def _begrep(definisjon: Definisjon | Mapping[str, Any]) -> Html:
    egenskaper = {"class": "ha-begrep", "lang": definisjon.get("spraak")}
    return el("p", egenskaper, str(definisjon["navn"]))


def _radenes(blokk: Blokk) -> dict[str, Mapping[str, Any]]:
    """Definitions by the first cell of the row that opens them."""
    egne = {d["kort"]: d for d in (blokk.get("definisjoner") or {}).values()}
    return {rad[0]: egne[rad[0]] for rad in blokk.get("rader", ()) if rad[0] in egne}


def _begreper(blokk: Blokk, apnes: Mapping[str, Any]) -> list[Barn]:
    """Definitions that no row opens: one is shown at once, of several each folds out."""
    alle = (blokk.get("definisjoner") or {}).values()
    andre = [d for d in alle if d["kort"] not in apnes]
    if len(andre) == 1:
        return [_begrep(andre[0]), _punktliste(andre[0]["punkter"])]
    return [
        el(
            "details",
            {"data-del": f"begrep {d['navn']}"},
            el("summary", {"lang": d.get("spraak")}, d["navn"]),
            _punktliste(d["punkter"]),
        )
        for d in andre
    ]


def _bunn(blokk: Blokk, apnes: Mapping[str, Any]) -> Html:
    """Note and fold-outs under a figure or a table."""
    tittel, deler = str(blokk["tittel"]), list[Barn]()
    # The page's own words, and its sources, are in bokmål also where the block is not.
    norsk = "nb" if blokk.get("spraak") else None

    def ord_(fast: str) -> Barn:
        return el("span", {"lang": norsk}, fast) if norsk else fast

    if blokk.get("alt"):
        deler.append(_utvid("ord", ord_("Figuren i ord"), tittel, el("p", {}, str(blokk["alt"]))))
    tallene = figurtall(blokk["spec"], _spraak(blokk)) if blokk["type"] == "figur" else None
    if tallene:
        navn = _ord(blokk)("tallene", tittel=tittel)
        deler.append(_utvid("tall", ord_("Tallene i figuren"), tittel, _talltabell(navn, *tallene)))
    begreper = _begreper(blokk, apnes)
    if begreper:
        deler.append(_utvid("definisjoner", ord_("Hva betyr tallene?"), tittel, *begreper))
    if blokk.get("kilder"):
        liste = _kildeliste(blokk["kilder"], norsk)
        deler.append(_utvid("kilder", ord_("Hvor kommer tallet fra?"), tittel, liste))
    note = el("p", {"class": "ha-note"}, str(blokk["note"])) if blokk.get("note") else None
    return el("div", {"class": "ha-bunn"}, note, el("div", {"class": "ha-detaljer"}, *deler))


def _talltabell(navn: str, hode: list[str], rader: list[list[str]]) -> Html:
    """The numbers of a figure, as a plain table."""
    just: list[str | None] = [None, *["ha-tallkolonne"] * (len(hode) - 1)]
    toppen = [_kolonnehode(t, j) for t, j in zip(hode, just, strict=True)]
    tabell = el(
        "table",
        {},
        el("thead", {}, el("tr", {}, *toppen)),
        el("tbody", {}, *(_rad(rad, just, False, False) for rad in rader)),
    )
    rute = {"class": "ha-rull ha-tall", "role": "region", "tabindex": "0", "aria-label": navn}
    return el("div", rute, tabell)


# ------------------------------------------------------------------ the kinds of block
def _tekstblokk(blokk: Blokk, felles: Mapping[str, object]) -> Html:
    varsel = blokk["type"] == "varsel"
    rolle = {"role": "note", "aria-label": _ord(blokk)("merk")} if varsel else {}
    return el("div", {"class": _KLASSE[blokk["type"]], **felles, **rolle}, noder(blokk["ast"]))


def _figur(blokk: Blokk, felles: Mapping[str, object], tegning: str | None) -> Html:
    """Figure; the chart is one picture with one text, its parts are not read out one by one."""
    under = blokk.get("undertittel")
    tekst = el(
        "figcaption",
        {},
        el("strong", {}, str(blokk["tittel"])),
        el("span", {"class": "ha-undertittel"}, str(under)) if under else None,
    )
    graf: Barn = None
    if tegning is not None:
        svg = ren_svg(tegning, str(felles["data-nokkel"]))
        graf = el("div", {"class": "ha-graf-flate", "aria-hidden": "true"}, svg)
    rute = {"class": "ha-graf", "role": "img", "aria-label": blokk["alt"]}
    return el(
        "figure", {"class": "ha-figur", **felles}, tekst, el("div", rute, graf), _bunn(blokk, {})
    )


def _tabell(blokk: Blokk, felles: Mapping[str, object], levende: bool) -> Html:
    apnes = _radenes(blokk) if levende else {}
    just = ["ha-tallkolonne" if j == "right" else None for j in blokk.get("just") or ()]
    just += [None] * (len(blokk["hode"]) - len(just))
    t = _ord(blokk)
    navn = [tekst or el("span", {"class": "ha-skjult"}, t("rad")) for tekst in blokk["hode"]]
    if levende and len(blokk["rader"]) > 1:
        navn = [el("button", {"type": "button", "class": "ha-sorter"}, n) for n in navn]
    hode = [_kolonnehode(n, j) for n, j in zip(navn, just, strict=False)]
    uthev, rader = set(blokk.get("uthev") or ()), list[Barn]()
    for nr, rad in enumerate(blokk["rader"]):
        rader.append(_rad(rad, just, nr in uthev, rad[0] in apnes))
        if rad[0] in apnes:
            rader.append(_definisjonsrad(apnes[rad[0]], len(rad)))
    tittel = str(blokk["tittel"])
    tabell = el(
        "table",
        {},
        el("caption", {}, el("span", {}, tittel)),
        el("thead", {}, el("tr", {}, *hode)),
        el("tbody", {}, *rader),
    )
    rute = {
        "class": "ha-rull",
        "role": "region",
        "tabindex": "0",
        "aria-label": t("tabell", tittel=tittel),
    }
    soek = _soek(blokk) if levende and len(blokk["rader"]) > SOEKBAR else None
    return el(
        "div", {"class": "ha-tabell", **felles}, soek, el("div", rute, tabell), _bunn(blokk, apnes)
    )


def _kolonnehode(navn: Barn, just: str | None) -> Html:
    return el("th", {"scope": "col", "class": just}, navn)


def _rad(rad: list[str], just: list[str | None], uthevet: bool, apner: bool) -> Html:
    navn: Barn = rad[0]
    if apner:
        knapp = {"type": "button", "class": "ha-apner", "aria-expanded": "false"}
        navn = el("button", knapp, rad[0])
    par = zip(rad[1:], just[1:], strict=False)
    celler = [el("td", {"class": f"{j} ha-med-ord" if j and _lang(t) else j}, t) for t, j in par]
    forste = el("th", {"scope": "row", "class": just[0]}, navn)
    return el("tr", {"class": "ha-uthev" if uthevet else None}, forste, *celler)


def _lang(tekst: str) -> bool:
    """Whether a number has so many words behind it that they go to a second line."""
    return len(tekst) > 20 and " " in tekst


def _definisjonsrad(definisjon: Mapping[str, Any], bredde: int) -> Html:
    innhold = el("div", {}, _begrep(definisjon), _punktliste(definisjon["punkter"]))
    celle = el("td", {"colspan": bredde}, innhold)
    return el("tr", {"class": "ha-definisjon", "hidden": True}, celle)


def _soek(blokk: Blokk) -> Html:
    t = _ord(blokk)
    felt = {
        "type": "search",
        "autocomplete": "off",
        "aria-label": t("soek-i", tittel=str(blokk["tittel"])),
        "placeholder": t("soek"),
    }
    # How many rows are found is said in the page's own language.
    norsk = "nb" if blokk.get("spraak") else None
    svar = el("span", {"role": "status", "lang": norsk})
    return el("div", {"class": "ha-soek"}, el("input", felt), svar)


# ------------------------------------------------------------------ the whole
def nokler(blokker: Iterable[Blokk]) -> list[str]:
    """Return a key for each block: its id, or its number among those of its kind without one."""
    antall: Counter[str] = Counter()
    ut = []
    for blokk in blokker:
        navn = f"{blokk['type']}:{blokk.get('id', '')}"
        antall[navn] += 1
        ut.append(f"{navn}:{antall[navn]}")
    return ut


def _html(blokk: Blokk, nokkel: str, tegning: str | None = None, levende: bool = True) -> str:
    felles = {"data-nokkel": nokkel, "lang": blokk.get("spraak")}
    if blokk["type"] == "figur":
        return str(_figur(blokk, felles, tegning))
    if blokk["type"] == "tabell":
        return str(_tabell(blokk, felles, levende))
    return str(_tekstblokk(blokk, felles))


def deler(blokker: list[Blokk]) -> list[Del]:
    """Parts of a chapter as the browser swaps them in, each known by its key.

    Returns
    -------
    list of dict
        ``nokkel`` and ``html``; and for a figure ``spec``, the chart that it draws itself.
    """
    return [
        {"nokkel": nokkel, "html": _html(blokk, nokkel)}
        | ({"spec": blokk["spec"]} if blokk["type"] == "figur" else {})
        for blokk, nokkel in zip(blokker, nokler(blokker), strict=True)
    ]


def visning_html(
    blokker: list[Blokk],
    tegn: Callable[[dict[str, Any]], str] | None = None,
    *,
    levende: bool = True,
) -> str:
    """A whole chapter as HTML, with its charts drawn by ``tegn`` (specification to SVG).

    Parameters
    ----------
    levende
        Whether the page has the script that sorts, searches and opens rows; without it, the
        definitions stand below the table.
    """
    html = [
        _html(b, n, tegn(b["spec"]) if tegn and b["type"] == "figur" else None, levende)
        for b, n in zip(blokker, nokler(blokker), strict=True)
    ]
    return str(el("div", {"class": "ha-visning"}, *map(Html, html)))
