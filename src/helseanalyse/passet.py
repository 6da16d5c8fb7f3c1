"""The passport of a report: what it takes to make it again, and to say what has changed since.

It is JSON: notebook, choices, language, version, the sources' checksums, and every figure that
is printed. A PDF carries it in a private stream of the document (``PieceInfo``, ISO 32000-1
14.5), which PDF/A-2 permits; an attached file would have to be PDF/A itself.
"""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .maalform import tekster

if TYPE_CHECKING:
    import pikepdf

FORMAT = "helseanalyse.pass.v1"
_NAVN = "/Helseanalyse"
_STOERST = 64_000_000  # bytes of JSON; a file that unpacks to more is no report of ours
_STOERSTE_TALL = 10**300  # no figure is larger, and one that is cannot be compared
_KORT_VERDI = 120
_AVSNITT = {"heading", "paragraph", "block_text", "list_item"}

Pass = dict[str, Any]


def lag_pass(
    *,
    notatbok: str,
    parametre: Mapping[str, Any],
    filer: Iterable[str],
    spraak: str,
    versjon: str,
    utseende: str,
    dato: date,
    utgave: str,
    spor: Mapping[str, Mapping[str, Any]],
    blokker: Iterable[Mapping[str, Any]],
) -> Pass:
    """Passport of a report of these blocks.

    ``filer`` are the choices that name a file; ``utgave`` is the checksum of all the data that
    the report was made of, ``utseende`` that of its colours and logo, ``spor`` what is known of
    each source that it shows.
    """
    kilder = {k: dict(s) for k, s in spor.items()}
    return {
        "format": FORMAT,
        "notatbok": notatbok,
        "parametre": dict(parametre),
        "filer": sorted(filer),
        "spraak": spraak,
        "versjon": versjon,
        "utseende": utseende,
        "data": {"dato": dato.isoformat(), "utgave": utgave, "kilder": kilder},
        "trykt": _trykt(blokker),
    }


def _trykt(blokker: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return what is printed, by block: texts, cells of tables, data of figures."""
    ut: dict[str, dict[str, Any]] = {}
    for blokk in blokker:
        slag = blokk["type"]
        navn = f"{slag}:{blokk.get('id', '')}".rstrip(":")
        nr = 1 + sum(n == navn or n.startswith(f"{navn}#") for n in ut)
        felles = {"tittel": blokk["tittel"]} if "tittel" in blokk else {}
        if slag == "tabell":
            innhold = {"hode": blokk["hode"], "rader": blokk["rader"]}
        elif slag == "figur":
            innhold = {"data": list(_datasett(blokk["spec"]))}
        else:
            innhold = {"tekst": klartekst(blokk["ast"])}
        ut[navn if nr == 1 else f"{navn}#{nr}"] = felles | innhold
    return ut


def _datasett(spec: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    """Return each data set of a chart by columns; rows that are alike are told once."""
    navngitte = list(spec.get("datasets", {}).values())
    egne = spec.get("data", {})
    for rader in [*navngitte, *([egne["values"]] if isinstance(egne.get("values"), list) else [])]:
        felt = list(dict.fromkeys(f for rad in rader if isinstance(rad, dict) for f in rad))
        yield {"felt": felt, "rader": [[r.get(f) for f in felt] for r in rader if felt]}


def klartekst(ast: Iterable[Mapping[str, Any]]) -> str:
    """Text of a tree of markdown without its marks, on one line."""
    return " ".join(_raa(ast).split())


def _raa(ast: Iterable[Mapping[str, Any]]) -> str:
    def en(node: Mapping[str, Any]) -> str:
        if "children" not in node:
            return str(node.get("raw", " "))
        return _raa(node["children"]) + (" " if node["type"] in _AVSNITT else "")

    return "".join(map(en, ast))


def som_json(passet: Mapping[str, Any]) -> bytes:
    """Return the passport as it is stored: equal passports have equal bytes."""
    return json.dumps(passet, ensure_ascii=False, separators=(",", ":")).encode()


def kort(passet: Mapping[str, Any]) -> str:
    """Return the reference that is printed: the beginning of the passport's SHA-256.

    >>> kort({"format": 1})
    '3f0a-9925-6bee'
    """
    sum_ = hashlib.sha256(som_json(passet)).hexdigest()
    return "-".join(sum_[i : i + 4] for i in (0, 4, 8))


def linjer(passet: Mapping[str, Any], spraak: str) -> list[list[str]]:
    """Return the printed reference: what each thing is called, and the thing."""
    t = tekster("rapport", spraak)
    gitt = {n: v for n, v in passet["parametre"].items() if v not in ("", None, [])}
    innholdet = t("passet-innhold")
    valg = [f"{navn} = {_verdi(v, innholdet)}" for navn, v in gitt.items()]
    return [
        [t("passet-referanse"), kort(passet)],
        [t("passet-notatbok"), passet["notatbok"]],
        [t("passet-valg"), "; ".join(valg) or "–"],
        [t("passet-versjon"), f"helseanalyse {passet['versjon']}"],
    ]


def _verdi(verdi: Any, innholdet: str) -> str:
    """Return a choice as it is printed; the inside of a file is in the passport, not in print."""
    if isinstance(verdi, dict) or (isinstance(verdi, str) and verdi.lstrip()[:1] == "{"):
        return innholdet
    tekst = ", ".join(map(str, verdi)) if isinstance(verdi, list) else str(verdi)
    return tekst if len(tekst) <= _KORT_VERDI else f"{tekst[:_KORT_VERDI]} …"


# ------------------------------------------------------------------ in and out of files


def legg_i(dokument: pikepdf.Pdf, passet: Mapping[str, Any], dato: date) -> None:
    """Put the passport into a PDF document."""
    from pikepdf import Dictionary, Name, Stream, String

    stroem = Stream(dokument, som_json(passet))
    stroem["/Type"] = Name("/HelseanalysePass")
    eget = Dictionary(LastModified=String(f"D:{dato:%Y%m%d}000000Z"), Private=stroem)
    dokument.Root["/PieceInfo"] = Dictionary({_NAVN: eget})


def les_pass(fil: Path) -> Pass:
    """Passport of a report (PDF), or a file with the passport alone (JSON).

    Raises
    ------
    ValueError
        If the file cannot be read or carries no passport; the sentence names it.
    """
    try:
        biter = fil.read_bytes()
    except OSError:
        raise ValueError(f"«{fil}» kan ikke åpnes. Se over navnet og mappen.") from None
    if biter.lstrip()[:1] != b"{":
        biter = _fra_pdf(fil, biter)
    try:
        passet: Any = json.loads(biter)
    except (ValueError, RecursionError):
        raise ValueError(_uten(fil)) from None
    slag = str(passet.get("format")) if isinstance(passet, dict) else ""
    if slag != FORMAT and slag.startswith(FORMAT.rstrip("0123456789")):
        raise ValueError(
            f"Passet i «{fil}» er av en annen utgave ({slag}) enn denne helseanalyse leser"
            f" ({FORMAT}). Bruk en nyere helseanalyse."
        )
    if slag != FORMAT:
        raise ValueError(_uten(fil))
    assert isinstance(passet, dict)
    if not _er_helt(passet):
        raise ValueError(f"Passet i «{fil}» er skadet. Lag rapporten på nytt fra notatboken.")
    return passet


def _er_helt(passet: Pass) -> bool:
    """Whether everything that is read of a passport later on is of the kind it should be."""
    felt = {"notatbok": str, "parametre": dict, "versjon": str, "data": dict, "trykt": dict}
    if any(not isinstance(passet.get(navn), slag) for navn, slag in felt.items()):
        return False
    try:
        som_json(passet)  # half a character can be neither printed nor stored
        ord_ = [passet["data"].get("dato")]
        for kilde in passet["data"].get("kilder", {}).values():
            ord_ += [kilde.get("hentet"), kilde.get("sha256")]
        if not all(o is None or isinstance(o, str) for o in ord_):
            return False
        for dag in (o for o in ord_ if o and len(o) == len("2013-11-08")):
            date.fromisoformat(dag)
    except (AttributeError, ValueError):
        return False
    return all(_er_hel_blokk(navn, blokk) for navn, blokk in passet["trykt"].items())


def _er_hel_blokk(navn: str, blokk: Any) -> bool:
    rader: Any
    slag = re.split("[:#]", navn)[0]
    if not isinstance(blokk, dict):
        return False
    if slag not in ("tabell", "figur"):
        return isinstance(blokk.get("tekst"), str)
    if not isinstance(blokk.get("tittel"), str):
        return False
    if slag == "tabell":
        rader = blokk.get("rader")
        return _er_rutenett(blokk.get("hode"), rader) and all(
            isinstance(celle, str) for rad in rader for celle in rad
        )
    sett = blokk.get("data")
    return isinstance(sett, list) and all(
        isinstance(s, dict) and _er_rutenett(s.get("felt"), s.get("rader")) for s in sett
    )


def _er_rutenett(hode: Any, rader: Any) -> bool:
    """Whether a table's rows are as long as its head, which is text."""
    return (
        isinstance(hode, list)
        and isinstance(rader, list)
        and all(isinstance(h, str) for h in hode)
        and all(isinstance(r, list) and len(r) == len(hode) for r in rader)
        and not any(isinstance(v, int) and abs(v) > _STOERSTE_TALL for r in rader for v in r)
    )


def _fra_pdf(fil: Path, biter: bytes) -> bytes:
    import io

    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(biter)) as dokument:
            stroem = dokument.Root["/PieceInfo"][_NAVN]["/Private"]
            raa = stroem.read_raw_bytes()
            pakket = stroem.get("/Filter") == pikepdf.Name.FlateDecode
            return zlib.decompressobj().decompress(raa, _STOERST) if pakket else bytes(raa)
    except (pikepdf.PdfError, pikepdf.PasswordError, zlib.error):
        raise ValueError(_uten(fil)) from None
    except (KeyError, AttributeError, TypeError, ValueError):
        raise ValueError(_uten(fil)) from None


def _uten(fil: Path) -> str:
    return (
        f"«{fil}» har ikke noe pass, eller er skadet. Bruk en PDF som helseanalyse har laget,"
        " eller passet som JSON."
    )
