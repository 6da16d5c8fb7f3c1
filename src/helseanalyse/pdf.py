"""A report of blocks as an accessible PDF: tagged, archivable, the same every time."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import typst
from babel.dates import format_date
from babel.lists import format_list
from pikepdf import Array, Dictionary, Name

from helseanalyse.kilde import kildelinje
from helseanalyse.views.svg import skriftmappe, svg

Blokk = dict[str, Any]

STANDARDER: list[typst.PDFStandard] = ["ua-1", "a-2a"]
METODER = {
    "tabell": "Tallene er hentet fra en tabell",
    "tekst": "Tallene er hentet fra løpende tekst",
    "avlest": "Tallene er avlest av en figur og derfor omtrentlige",
    "beregnet": "Tallene er beregnet av oppgitte tall",
    "egne": "Tallene er oppgitt av den som laget rapporten",
}
TEKSTLEDD = ("text", "strong", "emphasis", "strikethrough", "codespan", "link", "softbreak")
AVSNITT = ("heading", "paragraph", "block_text", "list", "list_item", "block_quote")
NODER = frozenset((*TEKSTLEDD, "linebreak", *AVSNITT, "blank_line", "thematic_break"))
"""The kinds of text node the template can set."""


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
    """

    tittel: str
    undertittel: str
    forfatter: str
    dato: date
    sammendrag: str | None
    blokker: list[Blokk]
    vedlegg: list[Blokk] = field(default_factory=list)
    kommune: str = ""


def render_pdf(rapport: Rapport, mal: Path) -> bytes:
    """Typeset a report as PDF/UA-1 and PDF/A-2a.

    The same report gives the same bytes in every process.

    Parameters
    ----------
    rapport : Rapport
        The report.
    mal : Path
        The Typst template.

    Returns
    -------
    bytes
        The PDF file.

    Raises
    ------
    ValueError
        If a block is malformed, or holds something that cannot be typeset.
    """
    data = json.dumps(_innhold(rapport), ensure_ascii=False)
    midnatt = datetime(rapport.dato.year, rapport.dato.month, rapport.dato.day, tzinfo=UTC)
    try:
        raa = _setter(mal.resolve()).compile(
            sys_inputs={"data": data}, pdf_standards=STANDARDER, timestamp=midnatt
        )
    except typst.TypstError as feil:
        raise ValueError(_forklar(feil.message, rapport)) from feil
    assert isinstance(raa, bytes)
    return _merk_radhoder(raa)


@cache
def _setter(mal: Path) -> typst.Compiler:
    """Return the typesetter of a template, kept for the life of the process."""
    skrifter = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[skriftmappe()]
    )
    return typst.Compiler(mal, font_paths=skrifter)


# ------------------------------------------------------------------ from blocks to template


def _innhold(rapport: Rapport) -> dict[str, Any]:
    """Return what the template reads: checked, numbered and with every string final."""
    alle = rapport.blokker + rapport.vedlegg
    _sjekk_overskrifter(rapport.blokker)
    _sjekk_overskrifter(rapport.vedlegg)
    navn = _nummerer(alle)
    kilder = _kilder(alle, navn)
    numre = {k["id"]: k["nr"] for k in kilder}
    forside, kropp = _del_svar(rapport)
    typer = {b["type"] for b in alle}
    return {
        "tittel": rapport.tittel,
        "undertittel": rapport.undertittel,
        "kommune": rapport.kommune,
        "forfatter": rapport.forfatter,
        "beskrivelse": rapport.sammendrag or rapport.undertittel,
        "stikkord": ["helse og omsorg", "kommune", "KOSTRA"],
        "datolinje": f"Datapakke av {format_date(rapport.dato, 'd. MMMM y', locale='nb_NO')}",
        "forsidesvar": forside,
        "blokker": [_klargjort(b, numre) for b in kropp],
        "vedlegg": [_klargjort(b, numre) for b in rapport.vedlegg],
        "kilder": kilder,
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


def _klargjort(blokk: Blokk, numre: dict[str, int]) -> Blokk:
    """Return a block as the template reads it: sources numbered, figure drawn."""
    kilder = kildelinje(blokk.get("kilder", []), numre)
    if blokk["type"] not in ("figur", "tabell"):
        return {"type": blokk["type"], "ast": blokk["ast"]}
    felles = {"type": blokk["type"], "tittel": blokk["tittel"], "note": blokk.get("note")}
    felles["kilder"] = kilder
    if blokk["type"] == "tabell":
        uthev = blokk.get("uthev", [])
        return felles | {n: blokk[n] for n in ("hode", "just", "rader")} | {"uthev": uthev}
    try:
        bilde = svg(blokk["spec"])
    except ValueError as feil:
        raise ValueError(f"Figuren «{blokk['tittel']}»: {feil}") from feil
    bredde, hoyde = (float(m) for m in re.findall(r'(?:width|height)="([\d.]+)"', bilde)[:2])
    tekster = {"undertittel": blokk.get("undertittel"), "alt": blokk["alt"]}
    return felles | tekster | {"svg": bilde, "forhold": hoyde / bredde}


def _kilder(blokker: list[Blokk], navn: list[str]) -> list[dict[str, Any]]:
    """Return every source once, numbered in the order of first use, with where it is used."""
    funnet: dict[str, dict[str, Any]] = {}
    bruk: dict[str, list[str]] = {}
    par = [(k, n) for b, n in zip(blokker, navn, strict=True) for k in b.get("kilder", [])]
    for kilde, hvor in par:
        if funnet.setdefault(kilde["id"], kilde) != kilde or kilde["metode"] not in METODER:
            raise ValueError(
                f"Kilden «{kilde['id']}» i {hvor} har metoden «{kilde['metode']}» eller annet "
                "innhold enn ved første bruk; gi den ett innhold og en av metodene "
                f"{', '.join(METODER)}."
            )
        if hvor not in bruk.setdefault(kilde["id"], []):
            bruk[kilde["id"]].append(hvor)
    return [
        {**dict.fromkeys(("url", "merknad")), **k}
        | {
            "nr": nr,
            "metode": METODER[k["metode"]],
            "bruk": f"Brukt i {format_list(bruk[k['id']], locale='nb_NO')}",
        }
        for nr, k in enumerate(funnet.values(), start=1)
    ]


# ------------------------------------------------------------------ checks and messages


def _nummerer(blokker: list[Blokk]) -> list[str]:
    """Check every block and return what a reader calls it: "figur 1", "tabell 2", "teksten"."""
    antall = {"figur": 0, "tabell": 0}
    navn = []
    for blokk in blokker:
        _sjekk(blokk)
        if blokk["type"] in antall:
            antall[blokk["type"]] += 1
            navn.append(f"{blokk['type']} {antall[blokk['type']]}")
        else:
            navn.append("teksten")
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
        raise ValueError(f"{_kalt(blokk)} {feil}.")


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


def _kalt(blokk: Blokk) -> str:
    """Return what the block is called in a message: its title, or how its text begins."""
    if blokk["type"] in ("figur", "tabell"):
        return f"{blokk['type'].capitalize()}en «{blokk['tittel']}»"
    tekst = " ".join(_klartekst({"children": blokk["ast"]}).split())
    return f"Teksten som begynner «{tekst[:60]}»"


def _forklar(melding: str, rapport: Rapport) -> str:
    """Return one Norwegian sentence for a message of the typesetter."""
    if treff := re.search(r'the text `"(.+?)"` could not', melding):
        tegn = re.sub(r"\\u\{([0-9a-f]+)\}", lambda m: chr(int(m[1], 16)), treff[1])
        alle = rapport.blokker + rapport.vedlegg
        steder = (_kalt(b) for b in alle if set(tegn) & set(json.dumps(b, ensure_ascii=False)))
        return (
            f"{next(steder, 'Rapportens forside')} inneholder «{tegn}» "
            f"({' '.join(f'U+{ord(t):04X}' for t in tegn)}), som ikke finnes i rapportens skrift; "
            "ta det bort eller skriv det med ord."
        )
    if treff := re.search(r"tabellbredde: (.*)", melding, re.DOTALL):
        return (
            f"Tabellen «{treff[1]}» har for mange eller for brede kolonner til en stående "
            "A4-side; del den i to tabeller eller kort ned teksten i cellene."
        )
    return f"Rapporten «{rapport.tittel}» kan ikke settes ({melding}); rett innholdet."


# ------------------------------------------------------------------ after the typesetter


def _merk_radhoder(pdf: bytes) -> bytes:
    """Tag the first cell of every body row as the row's header, and pack the file.

    The typesetter tags the head of a table only; a screen reader then reads a number
    without saying which municipality it belongs to.
    """
    ut = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as dokument:
        for rad in _rader(dokument.Root.StructTreeRoot.K, i_kropp=False):
            celle = rad.K[0] if isinstance(rad.K, Array) else rad.K
            celle.S = Name.TH
            egne = celle.get("/A", Array())
            attributter = list(egne) if isinstance(egne, Array) else [egne]
            attributter.append(Dictionary(O=Name.Table, Scope=Name.Row))
            celle.A = Array(attributter)
        dokument.save(
            ut, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True
        )
    return ut.getvalue()


def _rader(element: Any, *, i_kropp: bool) -> Iterator[Any]:
    """Yield the TR elements of every TBody below a structure element."""
    if isinstance(element, Array):
        for barn in element:
            yield from _rader(barn, i_kropp=i_kropp)
    elif isinstance(element, Dictionary) and "/S" in element:
        if i_kropp and element.S == Name.TR:
            yield element
        elif "/K" in element and element.S not in (Name.P, Name.Figure, Name.TOC):
            yield from _rader(element.K, i_kropp=Name.TBody == element.S)
