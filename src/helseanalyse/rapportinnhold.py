"""From a report's blocks to what the template reads: checked, numbered, every string final."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from babel.dates import format_date

from .kilde import i_rekke, kildelinje
from .kildevedlegg import kildevedlegg
from .maalform import BABEL, MERKE, tekster
from .passet import linjer
from .utseende import VANLIG, Utseende
from .views.tegner import tegnet
from .views.tema import AKSENT, EGEN
from .views.trykk import for_trykk

Blokk = dict[str, Any]

SAMMENDRAG = "sammendrag"
"""What blocks are marked with (``del``) that stand before the contents, as a summary."""

TEKSTLEDD = ("text", "strong", "emphasis", "strikethrough", "codespan", "link", "softbreak")
AVSNITT = ("heading", "paragraph", "block_text", "list", "list_item", "block_quote")
NODER = frozenset((*TEKSTLEDD, "linebreak", *AVSNITT, "blank_line", "thematic_break"))
"""The kinds of text node the template can set."""

ORD = (
    "innhold", "figurer", "tabeller", "figur", "tabell", "forbehold", "kilde", "kilder", "side",
    "av", "vedlegg", "kilder-innledning", "passet", "passet-tekst",
)  # fmt: skip


@dataclass(frozen=True)
class Rapport:
    """What a report consists of.

    Attributes
    ----------
    tittel, undertittel, forfatter : str
        Printed on the cover; title and author also stand on every page.
    dato : date
        The date of the data ("Datapakke av …"), also the time stamp of the file.
    sammendrag : str or None
        One or two plain sentences. They describe the file, and stand on the cover when no
        block is a "svar" and no "varsel" before the first chapter says why.
    blokker : list of dict
        The body: blocks of type svar, tekst, varsel, figur and tabell.
    vedlegg : list of dict
        Blocks of the appendices; the list of sources always comes last.
    kommune : str
        Name of the municipality, on the cover and in the header of every page.
    spraak : str
        ``nb``, ``nn`` or ``en``: the language of the document and of the frame's own words.
    spor : mapping
        By source: the years, status, day of retrieval and hash that the appendix prints.
    passet : dict or None
        What it takes to make the report again, carried by the file and named in print.
    utseende : Utseende
        Colours and logo.
    """

    tittel: str
    undertittel: str
    forfatter: str
    dato: date
    sammendrag: str | None
    blokker: list[Blokk]
    vedlegg: list[Blokk] = field(default_factory=list)
    kommune: str = ""
    spraak: str = "nb"
    spor: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    passet: dict[str, Any] | None = None
    utseende: Utseende = VANLIG


def innhold(rapport: Rapport) -> dict[str, Any]:
    """What the template reads.

    Raises
    ------
    ValueError
        If a block is malformed; the sentence names it.
    """
    alle = rapport.blokker + rapport.vedlegg
    _sjekk_overskrifter(rapport.blokker)
    _sjekk_overskrifter(rapport.vedlegg)
    t = tekster("rapport", rapport.spraak)
    kilder = kildevedlegg(alle, _nummerer(alle, rapport.spraak), rapport.spor, rapport.spraak)
    numre = {k["id"]: k["nr"] for k in kilder}
    forside, kropp = _del_svar(rapport)
    typer = {b["type"] for b in alle}
    sett = partial(klargjort, numre=numre, utseende=rapport.utseende, spraak=rapport.spraak)
    maal, land = MERKE[rapport.spraak].split("-")
    dato = format_date(rapport.dato, "long", locale=BABEL[rapport.spraak])
    return {
        "spraak": maal,
        "land": land,
        "ord": {navn: t(navn) for navn in ORD},
        "tittel": rapport.tittel,
        "undertittel": rapport.undertittel,
        "kommune": rapport.kommune,
        "forfatter": rapport.forfatter,
        "utseende": _utseende(rapport.utseende),
        "beskrivelse": rapport.sammendrag or rapport.undertittel,
        "stikkord": t("stikkord").split(", "),
        "datolinje": t("datapakke", dato=dato),
        "forsidesvar": forside,
        "sammendrag": [sett(b) for b in kropp if b.get("del") == SAMMENDRAG],
        "blokker": [sett(b) for b in kropp if b.get("del") != SAMMENDRAG],
        "vedlegg": [sett(b) for b in rapport.vedlegg],
        "kilder": kilder,
        "passet": linjer(rapport.passet, rapport.spraak) if rapport.passet else [],
        "pass_kommando": t("passet-kommando"),
        "har_kapitler": bool(kilder) or any(True for _ in _overskrifter(alle)),
        "har_figurer": "figur" in typer,
        "har_tabeller": "tabell" in typer,
    }


def _del_svar(rapport: Rapport) -> tuple[list[Blokk], list[Blokk]]:
    """Return the text of the cover and the blocks of the body.

    The cover shows the first answer, or the warning before the first chapter that says why
    there is none. One that stands before the first chapter is moved there; one inside a chapter
    is shown in both places.
    """
    svar = [i for i, b in enumerate(rapport.blokker) if b["type"] == "svar"]
    svar = svar or _foerste_varsel(rapport.blokker)
    if not svar:
        if rapport.sammendrag in (None, "", rapport.undertittel):  # said once is enough
            return [], rapport.blokker
        avsnitt = {"type": "paragraph", "children": [{"type": "text", "raw": rapport.sammendrag}]}
        return [avsnitt], rapport.blokker
    forste = svar[0]
    ast = rapport.blokker[forste]["ast"]
    if any(True for _ in _overskrifter(rapport.blokker[:forste])):
        return ast, rapport.blokker
    return ast, rapport.blokker[:forste] + rapport.blokker[forste + 1 :]


def _foerste_varsel(blokker: list[Blokk]) -> list[int]:
    for i, b in enumerate(blokker):
        if any(True for _ in _overskrifter([b])):
            return []
        if b["type"] == "varsel":
            return [i]
    return []


def _utseende(utseende: Utseende) -> dict[str, Any]:
    return {
        "farge": utseende.farge,
        "aksent": utseende.aksent,
        "logo": list(utseende.logo),
        "logo_format": utseende.logo_format,
        "logo_tekst": utseende.logo_tekst,
    }


def klargjort(
    blokk: Blokk, numre: dict[str, int], utseende: Utseende = VANLIG, spraak: str = "nb"
) -> Blokk:
    """Return a block as the template reads it: sources numbered, figure drawn."""
    kilder = kildelinje(blokk.get("kilder", []), numre, spraak)
    if blokk["type"] not in ("figur", "tabell"):
        rekker = i_rekke(sorted({numre[k["id"]] for k in blokk.get("kilder", [])}))
        return {"type": blokk["type"], "ast": _med_kilder(blokk["ast"], rekker)}
    felles = {"type": blokk["type"], "tittel": blokk["tittel"], "note": blokk.get("note")}
    felles["kilder"] = kilder
    if blokk["type"] == "tabell":
        egne = {n: blokk.get(n, []) for n in ("uthev", "norsk")}
        return felles | {n: blokk[n] for n in ("hode", "just", "rader")} | egne
    try:
        bilde = tegnet(for_trykk(blokk["spec"]))
    except ValueError as feil:
        raise ValueError(f"Figuren «{blokk['tittel']}»: {feil}") from feil
    bilde = bilde.replace(EGEN, utseende.farge).replace(AKSENT, utseende.aksent)
    bredde, hoyde = (float(m) for m in re.findall(r'(?:width|height)="([\d.]+)"', bilde)[:2])
    tekster_ = {"undertittel": blokk.get("undertittel"), "alt": blokk["alt"]}
    return felles | tekster_ | {"svg": bilde, "forhold": hoyde / bredde}


def _med_kilder(ast: list[dict[str, Any]], rekker: list[list[int]]) -> list[dict[str, Any]]:
    """Return a text with the numbers of its sources after its last words."""
    if not rekker or not ast:
        return ast
    return _til_slutt(ast, {"type": "kilder", "numre": rekker})


def _til_slutt(ast: list[dict[str, Any]], ledd: dict[str, Any]) -> list[dict[str, Any]]:
    """Return a tree with one more part after its last words: in a list, in the last point."""
    siste = max((i for i, n in enumerate(ast) if n["type"] != "blank_line"), default=0)
    node = ast[siste]
    if node["type"] in ("paragraph", "block_text"):
        ny = node | {"children": [*node["children"], ledd]}
    elif node["type"] in ("list", "list_item"):
        ny = node | {"children": _til_slutt(node["children"], ledd)}
    else:
        return [*ast, {"type": "paragraph", "children": [ledd]}]
    return [*ast[:siste], ny, *ast[siste + 1 :]]


# ------------------------------------------------------------------ checks and messages


def _nummerer(blokker: list[Blokk], spraak: str = "nb") -> list[str]:
    """Check every block and return what a reader calls it: "figur 1", "tabell 2", "teksten"."""
    t = tekster("rapport", spraak)
    antall = {"figur": 0, "tabell": 0}
    navn = []
    for blokk in blokker:
        _sjekk(blokk)
        if (slag := blokk["type"]) in antall:
            antall[slag] += 1
            navn.append(t(f"{slag}-nr", nr=str(antall[slag])))
        else:
            navn.append(t("teksten"))
    return navn


def _sjekk(blokk: Blokk) -> None:
    """Raise a ValueError that names the block if the template could not set it rightly."""
    match blokk["type"]:
        case "svar" | "tekst" | "varsel":
            ukjente = {n["type"] for n in _noder(blokk["ast"])} - NODER
            feil = f"inneholder {', '.join(sorted(ukjente))}; bruk avsnitt, lister og overskrifter"
            galt = bool(ukjente)
        case "figur":
            galt = blokk["alt"].strip() in ("", blokk["tittel"].strip())
            feil = "mangler alternativ tekst; skriv en setning om hva figuren viser"
        case "tabell":
            like = {len(rad) for rad in [blokk["hode"], blokk["just"], *blokk["rader"]]}
            galt = len(like) != 1 or not blokk["rader"]
            feil = "er tom eller har ulikt antall celler i hode, just og rader; rett tabellen"
        case ukjent:
            raise ValueError(
                f"Rapporten har en blokk av ukjent type «{ukjent}»; "
                "bruk svar, tekst, varsel, figur eller tabell."
            )
    if galt:
        raise ValueError(f"{kalt(blokk)} {feil}.")


def _sjekk_overskrifter(blokker: list[Blokk]) -> None:
    """Raise a ValueError if a heading is the title's level or skips a level."""
    forrige = 1
    for node in _overskrifter(blokker):
        nivaa = node["attrs"]["level"]
        if not 2 <= nivaa <= forrige + 1:
            raise ValueError(
                f"Overskriften «{_klartekst(node)}» er på nivå {nivaa} etter nivå {forrige}; "
                "bruk ## for kapittel og ### for avsnitt, uten å hoppe over et nivå."
            )
        forrige = nivaa


def _noder(ast: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for node in ast:
        yield node
        yield from _noder(node.get("children", []))


def _overskrifter(blokker: list[Blokk]) -> Iterator[dict[str, Any]]:
    for blokk in blokker:
        yield from (n for n in _noder(blokk.get("ast", [])) if n["type"] == "heading")


def _klartekst(node: dict[str, Any]) -> str:
    return "".join(n.get("raw", " ") for n in _noder(node["children"]) if "children" not in n)


def kalt(blokk: Blokk) -> str:
    """Return what the block is called in a message: its title, or how its text begins."""
    if blokk["type"] in ("figur", "tabell"):
        return f"{blokk['type'].capitalize()}en «{blokk['tittel']}»"
    tekst = " ".join(_klartekst({"children": blokk["ast"]}).split())
    return f"Teksten som begynner «{tekst[:60]}»"
