"""The list of sources at the end of a report: each with its method, years, and where it is used."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from babel.dates import format_date
from babel.lists import format_list

from .kilde import Del, i_rekke, kildedeler
from .maalform import BABEL, tekster

Blokk = Mapping[str, Any]

METODER = ("tabell", "tekst", "avlest", "beregnet", "egne")
"""How the figures of a source were come by."""


def kildevedlegg(
    blokker: Sequence[Blokk],
    navn: Sequence[str],
    spor: Mapping[str, Mapping[str, Any]],
    spraak: str,
) -> list[dict[str, Any]]:
    """Every source of the blocks once, numbered in the order of first use, with where it is used.

    Parameters
    ----------
    navn
        What a reader calls each block.
    spor
        What is known of each source by id: years, status, day of retrieval and checksum.

    Raises
    ------
    ValueError
        If a source says different things in two places, or was read in an unknown way.
    """
    funnet: dict[str, dict[str, Any]] = {}
    bruk: dict[str, list[tuple[str, int]]] = {}
    stedene = _steder(blokker)
    alle = zip(blokker, navn, stedene, strict=True)
    for kilde, hvor, sted in [(k, n, s) for b, n, s in alle for k in b.get("kilder", [])]:
        if funnet.setdefault(kilde["id"], kilde) != kilde or kilde["metode"] not in METODER:
            raise ValueError(
                f"Kilden «{kilde['id']}» i {hvor} har metoden «{kilde['metode']}» eller annet "
                "innhold enn ved første bruk; gi den ett innhold og en av metodene "
                f"{', '.join(METODER)}."
            )
        bruk.setdefault(kilde["id"], []).append(sted)
    t = tekster("rapport", spraak)
    return [
        {**dict.fromkeys(("url",)), **k}
        | {
            "nr": nr,
            "tekst": kildedeler(k, spraak),
            "merknad": _merknad(k.get("merknad"), spraak),
            "metode": t(f"metode-{k['metode']}"),
            "bruk": t("bruk", hvor=_bruk(bruk[k["id"]], spraak)),
            "spor": _spor(spor.get(k["id"], {}), k["tekst"], spraak),
        }
        for nr, k in enumerate(funnet.values(), start=1)
    ]


def _steder(blokker: Sequence[Blokk]) -> list[tuple[str, int]]:
    """Return what each block is: a figure or a table with its number, or text."""
    antall = {"figur": 0, "tabell": 0}
    ut = []
    for blokk in blokker:
        if (slag := blokk["type"]) in antall:
            antall[slag] += 1
        ut.append((slag, antall[slag]) if slag in antall else ("teksten", 0))
    return ut


def _merknad(merknad: str | None, spraak: str) -> list[Del]:
    """Return the note of a source, which is in bokmål whatever the report is in."""
    if not merknad:
        return []
    ut = [Del(tekst=merknad, norsk=spraak != "nb")]
    foran = tekster("rapport", spraak)("merknad-foran")
    return ut if spraak == "nb" else [Del(tekst=f"{foran} ", norsk=False), *ut]


def _bruk(steder: list[tuple[str, int]], spraak: str) -> str:
    """Return where a source is used: the text, then the numbers of figures and of tables."""
    t, babel = tekster("rapport", spraak), BABEL[spraak]
    ut = [t("teksten")] if any(slag == "teksten" for slag, _ in steder) else []
    for slag in ("figur", "tabell"):
        rekker = i_rekke({nr for s, nr in steder if s == slag})
        # Two in a row are two numbers, three are from and to.
        par = [x for a, b in rekker for x in ([(a, b)] if b - a > 1 else [(a, a), (b, b)])]
        numre = [f"{a}" if a == b else f"{a}–{b}" for a, b in dict.fromkeys(par)]
        if numre:
            form = "en" if len(numre) == 1 and "–" not in numre[0] else "flere"
            ut.append(t(f"bruk-{slag}", form=form, nr=format_list(numre, locale=babel)))
    return "; ".join(ut)


def _spor(spor: Mapping[str, Any], tekst: str, spraak: str) -> str:
    """Return the years, status, day of retrieval and checksum of a source, as sentences."""
    t, babel = tekster("rapport", spraak), BABEL[spraak]
    ut = []
    if spor.get("fra"):
        fra, til = spor["fra"], spor["til"]
        ledd = [t("periode", aar=f"{fra}" if fra == til else f"{fra}–{til}")]
        if nye := [str(aar) for aar in spor.get("foreloepig", [])]:
            ledd.append(t("foreloepig", aar=format_list(nye, locale=babel)))
        ut.append(", ".join(ledd))
    if spor.get("hentet") and not re.search(r"\((hentet|egen fil)", tekst):
        dag = format_date(date.fromisoformat(spor["hentet"][:10]), "long", locale=babel)
        ut.append(t("hentet", dato=dag))
    if spor.get("sha256"):
        ut.append(t("sjekksum", sum=spor["sha256"][:12]))
    return "".join(f"{ett}. " for ett in ut).strip()
