"""What is different between two reports, read from their passports: figure by figure."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from .kilde import dato
from .spraak import oppramsing

_VISES = 12  # lines of one block; all are in the JSON
_UTEN_TALL = ("valg", "versjon", "data", "utseende")  # what may change without any figure doing so
_HODER = (
    ("valg", "Valg"), ("versjon", "Versjon"), ("data", "Data"), ("utseende", "Utseende"),
)  # fmt: skip
_STEDER = {"tabell": ("tabell", "tabeller"), "figur": ("figur", "figurer")}
_SETNING = re.compile(r"(?<=[.!?:])\s+(?=[A-ZÆØÅ«0-9])")


@dataclass(frozen=True)
class Forskjell:
    """One thing that is different; what is not there is None.

    ``slag`` is valg, versjon, data, utseende, tabell, figur or tekst; ``sted`` the choice, source
    or title, ``hva`` the row and column in it.
    """

    slag: str
    sted: str
    hva: str
    foer: str | None
    naa: str | None

    @property
    def linje(self) -> str:
        """Return the difference as one line."""
        hvor = ": ".join(d for d in (self.sted, self.hva) if d)
        if self.foer is None:
            return f"{hvor}: ny{f': {self.naa}' if self.naa else ''}"
        if self.naa is None:
            return f"{hvor}: borte{f': {self.foer}' if self.foer else ''}"
        return f"{hvor}: {self.foer} → {self.naa}"


def forskjeller(foer: Mapping[str, Any], naa: Mapping[str, Any]) -> list[Forskjell]:
    """Every difference between two passports: choices, version, data, look, what is printed."""
    return [
        *_valgene(foer, naa),
        *_ett("versjon", "helseanalyse", foer["versjon"], naa["versjon"]),
        *_dataene(foer["data"], naa["data"]),
        *_ett("utseende", "logo og farger", *map(_profil, (foer, naa))),
        *_trykt(foer["trykt"], naa["trykt"]),
    ]


def er_like(funnet: Iterable[Forskjell]) -> bool:
    """Whether all figures and texts are the same, whatever they were made with."""
    return all(f.slag in _UTEN_TALL for f in funnet)


def som_tekst(funnet: Sequence[Forskjell]) -> str:
    """The differences for a reader: first the conclusion, then a line for each."""
    ut = [_konklusjon(funnet)]
    for slag, navn in _HODER:
        ut += [f"{navn}: {f.linje}" for f in funnet if f.slag == slag]
    trykt: dict[tuple[str, str], list[Forskjell]] = {}
    for f in funnet:
        if f.slag not in _UTEN_TALL:
            trykt.setdefault((f.slag, f.sted), []).append(f)
    for (slag, _), alle in trykt.items():
        ut += [f"{slag.capitalize()} {f.linje}" for f in alle[:_VISES]]
        if len(alle) > _VISES:
            ut.append(f"  … og {len(alle) - _VISES} til; alle står med --json")
    return "\n".join(ut)


def _konklusjon(funnet: Sequence[Forskjell]) -> str:
    if not funnet:
        return "Ingenting er endret: valg, data og tall er de samme."
    if er_like(funnet):
        return "Ingen tall er endret."
    steder = [
        f"{antall} {en if antall == 1 else flere}"
        for slag, (en, flere) in _STEDER.items()
        if (antall := len({f.sted for f in funnet if f.slag == slag}))
    ]
    if setninger := sum(f.slag == "tekst" for f in funnet):
        steder.append(f"{setninger} {'setning' if setninger == 1 else 'setninger'}")
    tall = sum(f.slag in _STEDER for f in funnet)
    hva = f"{tall} {'forskjell' if tall == 1 else 'forskjeller'} i " if tall else "Ulikt i "
    return f"{hva}{oppramsing(steder)}."


def tallinjer(trykt: Mapping[str, Any]) -> list[str]:
    """Every figure that a passport says is printed, one a line: where it stands, and what it is.

    Sentences with figures in them, the cells of tables, and the numbers behind charts, in the
    order in which they stand; numbers of charts with six digits.
    """
    ut = []
    for navn, blokk in trykt.items():
        if (slag := _slag(navn)) == "tekst":
            setninger = _SETNING.split(blokk["tekst"])
            ut += [f"tekst: {s}" for s in setninger if any(c.isdigit() for c in s)]
            continue
        ut.append(f"{slag} «{blokk['tittel']}»")
        if slag == "tabell":
            rader = _rutenett(blokk)
            ut += [f"  {r}, {k}: {v}" for r, celler in rader.items() for k, v in celler.items()]
            continue
        for nr, sett in enumerate(blokk["data"], start=1):
            hva = f"{nr}, " if len(blokk["data"]) > 1 else ""
            ut += [
                f"  {hva}{punkt}, {felt}: {f'{verdi:.6g}'.replace('.', ',')}"
                for punkt, tall in _punkter(sett).items()
                for felt, verdi in tall.items()
            ]
    return ut


# ------------------------------------------------------------------ what it was made with


def _ett(slag: str, sted: str, foer: Any, naa: Any, hva: str = "") -> Iterator[Forskjell]:
    if foer != naa:
        yield Forskjell(slag, sted, hva, _ord(foer), _ord(naa))


def _profil(passet: Mapping[str, Any]) -> str:
    """Whose look a report has: that of helseanalyse, or of a file with a checksum."""
    sum_ = passet.get("utseende")
    return f"fra en profil (sjekksum {str(sum_)[:12]})" if sum_ else "helseanalyses egne"


def _ord(verdi: Any) -> str | None:
    if verdi is None:
        return None
    if isinstance(verdi, list):
        return ", ".join(map(str, verdi)) or "ingen"
    return str(verdi) if verdi != "" else "tom"


def _valgene(foer: Mapping[str, Any], naa: Mapping[str, Any]) -> Iterator[Forskjell]:
    yield from _ett("valg", "notatbok", foer["notatbok"], naa["notatbok"])
    a, b = foer["parametre"], naa["parametre"]
    for navn in dict.fromkeys([*a, *b]):
        ulike = (_ord(x.get(navn)) or "ikke valgt" for x in (a, b))
        yield from _ett("valg", navn, *ulike)


def _dataene(foer: Mapping[str, Any], naa: Mapping[str, Any]) -> Iterator[Forskjell]:
    yield from _ett("data", "datapakken", *(dato(d.get("dato")) for d in (foer, naa)))
    a, b = foer.get("kilder", {}), naa.get("kilder", {})
    for kilde in dict.fromkeys([*a, *b]):
        if kilde not in a or kilde not in b:
            ny = kilde not in a
            yield Forskjell("data", f"kilden {kilde}", "", None if ny else "", "" if ny else None)
        elif a[kilde].get("sha256") != b[kilde].get("sha256"):
            hentet = (f"hentet {dato(x[kilde].get('hentet') or 'ukjent dag')}" for x in (a, b))
            summer = (f"{h}, sjekksum {(x[kilde].get('sha256') or '–')[:12]}"
                      for h, x in zip(hentet, (a, b), strict=True))  # fmt: skip
            yield from _ett("data", f"kilden {kilde}", *summer)


# ------------------------------------------------------------------ what is printed


def _trykt(foer: Mapping[str, Any], naa: Mapping[str, Any]) -> Iterator[Forskjell]:
    yield from _tekstene(foer, naa)
    for navn in dict.fromkeys([*foer, *naa]):
        slag, a, b = _slag(navn), foer.get(navn), naa.get(navn)
        if slag == "tekst":
            continue
        if a is None or b is None:
            ut = (None, "") if a is None else ("", None)
            yield Forskjell(slag, f"«{(a or b or {})['tittel']}»", "", *ut)
        else:
            yield from _blokk(slag, f"«{b['tittel']}»", a, b)


def _tekstene(foer: Mapping[str, Any], naa: Mapping[str, Any]) -> Iterator[Forskjell]:
    """Sentences that are changed, gone or new; one that only moved with its chapter is none."""
    a, b = ([s for n, x in alle.items() if _slag(n) == "tekst" for s in _SETNING.split(x["tekst"])]
            for alle in (foer, naa))  # fmt: skip
    for hva, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if hva == "equal":
            continue
        for x, y in zip_longest(a[i:j], b[k:m]):
            yield Forskjell("tekst", "i rapporten", "", x, y)


def _blokk(slag: str, sted: str, a: Mapping[str, Any], b: Mapping[str, Any]) -> Iterator[Forskjell]:
    yield from _ett(slag, sted, a["tittel"], b["tittel"], "tittelen")
    if slag == "tabell":
        yield from _celler(sted, _rutenett(a), _rutenett(b))
        return
    for nr, (x, y) in enumerate(zip(a.get("data", []), b.get("data", []), strict=False), start=1):
        hva = f"datasett {nr}" if len(b["data"]) > 1 else ""
        yield from _verdier(sted, hva, _punkter(x), _punkter(y))
    if len(a.get("data", [])) != len(b.get("data", [])):
        yield from _ett("figur", sted, str(len(a["data"])), str(len(b["data"])), "antall datasett")


def _slag(navn: str) -> str:
    slag = navn.partition(":")[0].partition("#")[0]
    return slag if slag in ("tabell", "figur") else "tekst"


def _nummerert(navn: Iterable[Any]) -> list[str]:
    """Names that are told apart: the second «Rømskog» is «Rømskog (2)»."""
    sett: dict[str, int] = {}
    ut = []
    for ett in map(str, navn):
        sett[ett] = sett.get(ett, 0) + 1
        ut.append(ett if sett[ett] == 1 else f"{ett} ({sett[ett]})")
    return ut


def _rutenett(tabell: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Cells by row and column; the first cell of a row is its name."""
    kolonner = _nummerert(tabell["hode"])[1:]
    rader = _nummerert(r[0] for r in tabell["rader"])
    return {
        navn: dict(zip(kolonner, rad[1:], strict=True))
        for navn, rad in zip(rader, tabell["rader"], strict=True)
    }


def _celler(
    sted: str, a: Mapping[str, Mapping[str, str]], b: Mapping[str, Mapping[str, str]]
) -> Iterator[Forskjell]:
    for rad in dict.fromkeys([*a, *b]):
        if rad not in a or rad not in b:
            ny = rad not in a
            verdier = "; ".join((b if ny else a)[rad].values())
            yield Forskjell("tabell", sted, rad, *((None, verdier) if ny else (verdier, None)))
            continue
        for kolonne in dict.fromkeys([*a[rad], *b[rad]]):
            hva = f"{rad}, {kolonne}"
            yield from _ett("tabell", sted, a[rad].get(kolonne), b[rad].get(kolonne), hva)


def _punkter(datasett: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Numbers of a chart by row; what is no number, and the year, is the name of the row."""
    ut, navnene = [], []
    for rad in datasett["rader"]:
        felt = dict(zip(datasett["felt"], rad, strict=True))
        tall = {f: v for f, v in felt.items() if _er_tall(v) and f not in ("aar", *_STED)}
        hvem = (v for f, v in felt.items() if f not in tall and f not in _STED and v is not None)
        navnene.append(", ".join(str(v).replace("\n", " ") for v in hvem))
        ut.append(tall)
    return dict(zip(_nummerert(navnene), ut, strict=True))


_STED = ("plass", "loft")  # where a label stands in the figure


def _er_tall(verdi: Any) -> bool:
    return isinstance(verdi, int | float) and not isinstance(verdi, bool)


def _verdier(
    sted: str, hva: str, a: Mapping[str, Mapping[str, Any]], b: Mapping[str, Mapping[str, Any]]
) -> Iterator[Forskjell]:
    for rad in dict.fromkeys([*a, *b]):
        navn = ", ".join(d for d in (hva, rad) if d)
        if rad not in a or rad not in b:
            ny = rad not in a
            yield Forskjell("figur", sted, navn, *((None, "") if ny else ("", None)))
            continue
        for felt in dict.fromkeys([*a[rad], *b[rad]]):
            x, y = a[rad].get(felt), b[rad].get(felt)
            if x is None or y is None or not math.isclose(x, y, rel_tol=1e-9, abs_tol=1e-12):
                yield from _ett("figur", sted, _kortfattet(x), _kortfattet(y), f"{navn}, {felt}")


def _kortfattet(verdi: float | None) -> str | None:
    return None if verdi is None else f"{verdi:.10g}".replace(".", ",")
