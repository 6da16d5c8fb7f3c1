"""JSON-stat 1.x and 2.0 as a long frame that keeps codes, labels, status and unit.

Of a key that stands twice in one JSON object the last counts; coordinates are left out.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from math import prod
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import orjson
import pandas as pd

# What a frame may take: this much, or this many times the file. A dense file is never near it.
_MINST, _GANGER = 256_000_000, 64


class _Feil(Exception):
    """What is wrong, and the mend."""

    def __init__(self, hva: str, bot: str = "hent tabellen på nytt fra kilden") -> None:
        super().__init__(f"{hva}; {bot}")


class _Dimensjon(NamedTuple):
    """One dimension: codes, labels and units in the cube's order, and the rest as it stands."""

    id: str
    koder: list[str]
    etiketter: list[str]
    enheter: list[str]
    innhold: dict[str, Any]
    deler: dict[str, dict[str, Any]]


def read_jsonstat(kilde: Path | str | bytes) -> pd.DataFrame:
    """One row per cell of a JSON-stat cube (a file, or a response's bytes), in its own order.

    Refuses what does not add up, with a ValueError that names the dimension, code or cell.

    Returns
    -------
    DataFrame
        For each dimension ``<dim>`` (code) and ``<dim>_navn`` (label), categorical in the file's
        order; ``verdi`` (float64, NaN where there is no figure); ``status`` (categorical, the
        producer's own sign such as ``.`` ``..`` ``:`` ``-`` ``*``, ``""`` where there is none);
        ``enhet`` (categorical, ``""`` where there is none). A dimension whose name would meet
        another column gets ``_dim`` after it. ``attrs`` has ``tabell``, ``tittel``, ``kilde``,
        ``oppdatert``, ``merknader``; ``refperiode``, ``desimaler``, ``enheter`` by code;
        ``roller``; ``dimensjoner`` (``kolonne``, ``navn``, ``merknader``, ``merknader_kode``,
        ``hierarki`` by dimension); ``varsler``, sentences on what is unusual in the file.
    """
    navn = "JSON-stat-svaret"
    try:
        if isinstance(kilde, bytes):
            return _ramme(kilde)
        navn = f"JSON-stat-filen {_vis(Path(kilde).name)}"
        _krev(Path(kilde).is_file(), "den finnes ikke", "se etter at stien er riktig")
        return _ramme(Path(kilde).read_bytes())
    except OSError as feil:
        raise ValueError(f"{navn} kan ikke åpnes; se etter at du har lov til det.") from feil
    except _Feil as feil:
        raise ValueError(f"{navn} kan ikke leses: {feil}.") from None


def _vis(*tekster: object) -> str:
    """Codes or names as they can stand in a sentence: quoted, on one line, not long."""
    korte = ("".join(t if t.isprintable() else " " for t in str(ett)[:60]) for ett in tekster[:5])
    return ", ".join(f"«{k}»" for k in korte) + (" og flere" if len(tekster) > 5 else "")


def _krev(godt: object, hva: str, *bot: str) -> None:
    if not godt:
        raise _Feil(hva, *bot)


def _ordbok(verdi: Any, hva: str) -> dict[str, Any]:
    if not isinstance(verdi, dict):
        raise _Feil(f"{hva} mangler eller er ikke et objekt")
    return verdi


def _tekster(verdi: Any, hva: str) -> list[str]:
    godt = isinstance(verdi, list) and set(map(type, verdi)) <= {str}
    _krev(godt, f"{hva} mangler eller er ikke en liste av tekster")
    return list(verdi)


def _merknader(verdi: Any, hva: str) -> list[str]:
    return [verdi] if isinstance(verdi, str) else _tekster(verdi or [], f"merknaden til {hva}")


def _tekst(del_: dict[str, Any], felt: str) -> str | None:
    verdi = del_.get(felt)
    _krev(isinstance(verdi, str | None), f"«{felt}» er {_vis(verdi)} og ikke tekst")
    return None if verdi is None else str(verdi)


def _dypt(verdi: Any, *noekler: str) -> Any:
    for noekkel in noekler:
        verdi = verdi.get(noekkel) if isinstance(verdi, dict) else None
    return verdi


def _tolk(raa: bytes) -> dict[str, Any]:
    """Parse the JSON; a web page, a CSV file or half a file is called what it is."""
    raa = raa.removeprefix(b"\xef\xbb\xbf").strip()
    _krev(raa, "den er tom")
    _krev(raa[:1] != b"<", "den er en nettside (HTML), trolig en feilmelding fra tjenesten")
    _krev(raa[:1] in b"{[", "den er ikke JSON i UTF-8, som begynner med «{»")
    try:
        return _ordbok(orjson.loads(raa), "JSON-stat-objektet")
    except orjson.JSONDecodeError as feil:
        raise _Feil(_jsonfeil(raa, feil)) from None


def _jsonfeil(raa: bytes, feil: orjson.JSONDecodeError) -> str:
    if "depth" in feil.msg:
        return f"den er nøstet dypere enn noen tabell er, fra tegn {feil.pos + 1}"
    if ikke_tall := re.match(r"-?(NaN|Infinity)", feil.doc[feil.pos : feil.pos + 9]):
        return f"tegn {feil.pos + 1} er {_vis(ikke_tall[0])}, som ikke er et tall i JSON"
    if "end of data" in feil.msg or not raa.endswith((b"}", b"]")):
        return f"den er avkortet og slutter etter {len(raa)} byte"
    return "den er ikke gyldig JSON i UTF-8" + (f" ved tegn {feil.pos + 1}" if feil.doc else "")


def _velg(rot: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The one dataset of the file, and a warning if the file is of the older form."""
    alle = list(_datasett(rot))
    if not alle:
        svar = rot.get("error") or (rot.get("title") if "status" in rot else None)
        _krev(not svar, f"den er et feilsvar, {_vis(svar)}", "rett spørringen og hent på nytt")
        raise _Feil("den har ingen tabell med «dimension»", "hent tabellens tall som JSON-stat")
    hva = f"den har flere datasett, {_vis(*dict(alle))}"
    _krev(len(alle) == 1, hva, "lagre det ene i en egen fil")
    gammel = rot.get("version") == "2.0" and not {"class", "dimension"} & rot.keys()
    return alle[0][1], ["Filen har den gamle formen «bundle»."] if gammel else []


def _datasett(rot: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Name and content of every dataset: the file itself, a collection's or a bundle's."""
    if "dimension" in rot and rot.get("class", "dataset") == "dataset":
        yield str(rot.get("label") or rot.get("href") or "dataset"), rot
    elif rot.get("class") == "collection":
        lenker = _dypt(rot, "link", "item") or []
        _krev(isinstance(lenker, list), "«item» i samlingen er ikke en liste")
        for lenke in lenker:
            yield from _datasett(_ordbok(lenke, "et punkt i samlingen"))
    elif "class" not in rot:
        yield from ((n, d) for n, d in rot.items() if isinstance(d, dict) and "dimension" in d)


def _dimensjoner(sett: dict[str, Any]) -> tuple[list[_Dimensjon], dict[str, list[str]]]:
    """Dimensions in order, and roles; in 1.x ``id``, ``size`` and ``role`` stand one step in."""
    spes = dict(_ordbok(sett["dimension"], "«dimension»"))
    hode = sett if "id" in sett else spes
    ider, size = _tekster(hode.get("id"), "«id»"), hode.get("size") or []
    heltall = isinstance(size, list) and all(type(n) is int and n >= 0 for n in size)
    _krev(heltall, "«size» er ikke en liste av hele tall")
    _krev(len(ider) == len(size), f"«id» har {len(ider)} dimensjoner og «size» {len(size)} tall")
    like = [navn for navn, n in Counter(ider).items() if n > 1]
    _krev(ider and not like, f"«id» er tom eller har samme dimensjon to ganger, {_vis(*like)}")
    inne = {n: spes.pop(n) for n in ("id", "size", "role") if n in spes and n not in ider}
    enige = inne.get("id", ider) == ider and inne.get("size", size) == size
    _krev(enige, "«id» og «size» står to steder, og de er ulike")
    ulike = sorted(set(ider) ^ set(spes))
    _krev(not ulike, f"«id» og «dimension» har ikke begge {_vis(*ulike)}")
    roller = _ordbok(sett.get("role") or inne.get("role") or {}, "«role»")
    for rolle, navn in roller.items():
        _kjente(_tekster(navn, f"rollen {_vis(rolle)}"), ider, f"rollen {_vis(rolle)}")
    dim = [_dimensjon(navn, spes[navn], n) for navn, n in zip(ider, size, strict=True)]
    enheter = [d.id for d in dim if any(d.enheter)]
    _krev(len(enheter) < 2, f"flere dimensjoner har enheter, {_vis(*enheter)}")
    return dim, roller


def _dimensjon(navn: str, innhold: Any, antall: int) -> _Dimensjon:
    hvor = f"dimensjonen {_vis(navn)}"
    kat = _ordbok(_ordbok(innhold, hvor).get("category"), f"«category» i {hvor}")
    koder = _koder(kat, hvor)
    _krev(len(koder) == antall, f"{hvor} har {len(koder)} koder, men «size» sier {antall}")
    felter = ("label", "unit", "coordinates", "note", "child")
    deler = {felt: _ordbok(kat.get(felt) or {}, f"«{felt}» i {hvor}") for felt in felter}
    for felt, del_ in deler.items():
        _kjente(del_, koder, f"«{felt}» i {hvor}")
    barn = [_tekster(b, f"«child» i {hvor}") for b in deler["child"].values()]
    _kjente((kode for b in barn for kode in b), koder, f"«child» i {hvor}")
    try:
        TopologicalSorter(deler["child"]).prepare()
    except CycleError as feil:
        raise _Feil(f"«child» i {hvor} går i ring ved {_vis(*feil.args[1])}") from None
    uten = [k for k in koder if not isinstance(deler["label"].get(k), str)]
    _krev(not (deler["label"] and uten), f"{hvor} mangler navn på koden {_vis(*uten)}")
    etiketter = [deler["label"].get(k, k) for k in koder]
    enheter = {k: _enhet(enhet, f"enheten for {_vis(k)}") for k, enhet in deler["unit"].items()}
    return _Dimensjon(navn, koder, etiketter, [enheter.get(k, "") for k in koder], innhold, deler)


def _kjente(nevnt: Iterable[str], kjente: list[str], hvor: str) -> None:
    fremmede = sorted(set(nevnt).difference(kjente))
    _krev(not fremmede, f"{hvor} nevner {_vis(*fremmede)}, som ikke finnes der")


def _koder(kat: dict[str, Any], hvor: str) -> list[str]:
    """Codes in the cube's order: a list, positions by code, or one code with a label only."""
    index = kat.get("index")
    if index is None:
        koder = list(_ordbok(kat.get("label"), f"«index» i {hvor}"))
        _krev(len(koder) == 1, f"{hvor} mangler «index» og har {len(koder)} koder")
    elif isinstance(index, dict):
        plass = {p: kode for kode, p in index.items() if type(p) is int and 0 <= p < len(index)}
        uten = sorted(index.keys() - set(plass.values()))
        _krev(not uten, f"{hvor} har ikke en egen plass fra 0 og oppover for koden {_vis(*uten)}")
        koder = [plass[i] for i in range(len(index))]
    else:
        koder = _tekster(index, f"«index» i {hvor}")
        like = [kode for kode, n in Counter(koder).items() if n > 1]
        _krev(not like, f"{hvor} har samme kode to ganger, {_vis(*like)}")
    return koder


def _enhet(enhet: Any, hva: str) -> str:
    """Unit as text: its label or base, thousands and the like before it, its symbol after."""
    enhet = _ordbok(enhet, hva)
    navn, tegn, ti = _tekst(enhet, "label"), _tekst(enhet, "symbol"), enhet.get("multiplier") or 0
    _krev(type(ti) is int and 0 <= ti <= 12, f"{hva} har ukjent «multiplier», {_vis(ti)}")
    navn = navn or f"{10**ti if ti else ''} {_tekst(enhet, 'base') or ''}".strip()
    return f"{navn} ({tegn})" if navn and tegn and tegn != navn else navn or tegn or ""


def _celler(felt: str, innhold: Any, antall: int, slag: set[type]) -> tuple[Any, list[Any]]:
    """Positions and contents: a list with every cell, or an object with some of them."""
    steder: Any = slice(None)
    if isinstance(innhold, list):
        _krev(len(innhold) == antall, f"«{felt}» har {len(innhold)} celler, ikke {antall}")
    else:
        noekler, innhold = list(_ordbok(innhold, f"«{felt}»")), list(innhold.values())
        try:
            steder = np.array(list(map(int, noekler)), np.intp)
        except (ValueError, OverflowError):
            steder = np.array([antall])
        inne = ((steder >= 0) & (steder < antall)).all()
        if not inne or list(map(str, steder.tolist())) != noekler:
            tall = re.compile("0|[1-9][0-9]{,17}").fullmatch
            gale = [n for n in noekler if not tall(n) or int(n) >= antall]
            raise _Feil(f"«{felt}» har {_vis(*gale)}, som ikke er en celle fra 0 til {antall - 1}")
    if not set(map(type, innhold)) <= slag:
        nr = next(i for i, celle in enumerate(innhold) if type(celle) not in slag)
        hvor = f"celle {np.arange(antall)[steder][nr]} i «{felt}»"
        raise _Feil(f"{hvor} er {_vis(innhold[nr])}, som er av feil slag")
    return steder, innhold


def _status(innhold: Any, antall: int) -> pd.Categorical:
    """The sign of every cell: one for all of them, a list, or an object by position."""
    if isinstance(innhold, list) and len(innhold) == 1:
        innhold = innhold[0]
    felles = innhold if isinstance(innhold, str) else ""
    ingen = isinstance(innhold, str | None) or innhold == []
    steder, celler = _celler("status", {} if ingen else innhold, antall, {str, type(None)})
    celler = [tegn or "" for tegn in celler]
    nummer = {tegn: nr for nr, tegn in enumerate(dict.fromkeys([felles, *celler, ""]))}
    koder = np.zeros(antall, _heltall(len(nummer)))
    koder[steder] = np.fromiter(map(nummer.__getitem__, celler), koder.dtype, len(celler))
    return pd.Categorical.from_codes(koder, pd.Index(list(nummer), dtype="str"))


def _heltall(antall: int) -> Any:
    """The smallest integers that pandas codes this many categories with."""
    return np.dtype("int8" if antall < 127 else "int16" if antall < 32767 else "int32")


def _kolonne(verdier: list[str], foer: int, etter: int) -> pd.Categorical:
    """One text per category spread over the cube: ``foer`` times around, ``etter`` in a row."""
    nummer = {tekst: nr for nr, tekst in enumerate(dict.fromkeys(verdier))}
    kart = np.array([nummer[tekst] for tekst in verdier], _heltall(len(nummer)))
    koder = np.broadcast_to(kart[None, :, None], (foer, len(kart), etter)).flatten()
    return pd.Categorical.from_codes(koder, pd.Index(list(nummer), dtype="str"))


def _ramme(raa: bytes) -> pd.DataFrame:
    sett, varsler = _velg(_tolk(raa))
    dimensjoner, roller = _dimensjoner(sett)
    form = [len(d.koder) for d in dimensjoner]
    plass = prod(form) * (24 + sum(2 * _heltall(n).itemsize for n in form))
    rimelig = plass <= max(_MINST, _GANGER * len(raa))
    _krev(rimelig, "den gir langt flere celler enn den har tall til", "hent den i mindre deler")
    verdi = np.full(prod(form), np.nan)
    steder, tall = _celler("value", sett.get("value"), len(verdi), {int, float, type(None)})
    verdi[steder] = np.array(tall, np.float64)
    status = _status(sett.get("status"), len(verdi))
    navn = _kolonnenavn([d.id for d in dimensjoner], varsler)
    kolonner: dict[str, Any] = {}
    enhet = _kolonne([""], len(verdi), 1)
    for nr, dim in enumerate(dimensjoner):
        foer, etter = prod(form[:nr]), prod(form[nr + 1 :])
        kolonner[navn[nr]] = _kolonne(dim.koder, foer, etter)
        kolonner[f"{navn[nr]}_navn"] = _kolonne(dim.etiketter, foer, etter)
        if any(dim.enheter):
            enhet = _kolonne(dim.enheter, foer, etter)
        elif dim.id in roller.get("metric", []):
            varsler.append(f"Dimensjonen {_vis(dim.id)} mangler enheter.")
    kolonner |= {"verdi": verdi, "status": status, "enhet": enhet}
    ramme = pd.DataFrame(kolonner, copy=False)
    ramme.attrs = _attributter(sett, dimensjoner, navn) | {"roller": roller, "varsler": varsler}
    return ramme


def _kolonnenavn(ider: list[str], varsler: list[str]) -> list[str]:
    """A name for each dimension such that no column hides another."""
    brukt, ut = {"verdi", "status", "enhet"}, []
    for navn in ider:
        ut.append(navn)
        while {ut[-1], f"{ut[-1]}_navn"} & brukt:
            ut[-1] += "_dim"
        if ut[-1] != navn:
            varsler.append(f"Dimensjonen {_vis(navn)} står i kolonnen {_vis(ut[-1])}.")
        brukt |= {ut[-1], f"{ut[-1]}_navn"}
    return ut


def _attributter(sett: dict[str, Any], dim: list[_Dimensjon], navn: list[str]) -> dict[str, Any]:
    tittel, tabell = _tekst(sett, "label"), _dypt(sett, "extension", "px", "tableid")
    nummer = re.match(r"\d{5}(?=:)", tittel or "")
    enheter = {k: e for d in dim for k, e in d.deler["unit"].items()}
    perioder = [_dypt(d.innhold, "extension", "refperiod") or {} for d in dim]
    return {
        "tabell": str(tabell) if tabell else nummer[0] if nummer else tittel,
        "tittel": tittel,
        "kilde": _tekst(sett, "source"),
        "oppdatert": _tekst(sett, "updated"),
        "merknader": _merknader(sett.get("note"), "tabellen"),
        "refperiode": {k: v for p in perioder for k, v in _ordbok(p, "«refperiod»").items()},
        "desimaler": {k: e["decimals"] for k, e in enheter.items() if "decimals" in e},
        "enheter": enheter,
        "dimensjoner": {
            d.id: {
                "kolonne": kolonne,
                "navn": _tekst(d.innhold, "label"),
                "merknader": _merknader(d.innhold.get("note"), _vis(d.id)),
                "merknader_kode": {k: _merknader(v, _vis(k)) for k, v in d.deler["note"].items()},
                "hierarki": d.deler["child"],
            }
            for d, kolonne in zip(dim, navn, strict=True)
        },
    }
