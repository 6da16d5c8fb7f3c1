"""The source register: every figure a reader sees can be joined to one of its records."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NotRequired, TypedDict

import pandas as pd
from babel.dates import format_date
from babel.lists import format_list

from .maalform import BABEL, tekster

_KORT = re.compile(r"[^,]*(?:, (?:«[^»]*»|[^,]*))?")  # publisher and title, not place and date
_SAMLES = 3  # places in one document that are one line


class Ledd(TypedDict):
    """What a source's text is made of; what is not there is None."""

    utgiver: str | None
    tittel: str
    dokument: str | None
    sted: str | None
    dato: str | None
    lag: str | None
    hentet: str
    foran: list[str]
    skjermet: str | None


class Kilde(TypedDict):
    """One source as shown under a figure and in the appendix."""

    id: str
    tekst: str
    url: str | None
    metode: str
    merknad: str | None
    dokument: NotRequired[str]  # who published it and in what: common to places in one document
    ledd: NotRequired[Ledd]  # of a source in the register, whose own words are Norwegian
    noekkel: NotRequired[str]  # what it is called in each language, where it is none


class Del(TypedDict):
    """A piece of text; ``norsk`` where it is in bokmål and the text around it is not."""

    tekst: str
    norsk: bool


def kildeliste(register: pd.DataFrame, koder: Iterable[str]) -> list[Kilde]:
    """Printable source records, unique, in the order of first use.

    Parameters
    ----------
    register
        ``kilde``, ``tittel``, ``utgiver``, ``dokument``, ``sted``, ``dato``, ``url``,
        ``metode``, ``merknad``; and where figures of several layers meet, ``hentet``, ``lag``,
        ``foran`` and ``skjermet``: what the record says then tells which layer it is of.
    koder
        Source ids; missing ones are passed over.

    Raises
    ------
    ValueError
        If an id is not in the register: a figure without a source is never shown.
    """
    etter_id = register.set_index("kilde")
    ut: dict[str, Kilde] = {}
    for kode in koder:
        if pd.isna(kode) or kode in ut:
            continue
        if kode not in etter_id.index:
            raise ValueError(f"Kilden «{kode}» finnes ikke i kilderegisteret.")
        ut[kode] = _kilde(kode, etter_id.loc[kode])
    return list(ut.values())


def kildelinje(
    kilder: Sequence[Mapping[str, Any]], numre: Mapping[str, int], spraak: str = "nb"
) -> list[Any]:
    """Sources as they stand under a figure, short; many places in one document are one of them.

    Parameters
    ----------
    kilder
        As from :func:`kildeliste`.
    numre
        The number of each in the list of sources, by id.
    spraak
        Language of the text around them.

    Returns
    -------
    list
        ``kort`` (publisher and title, or publisher and document), ``norsk`` (as in `Del`) and
        ``numre``: the first and the last of each unbroken row of numbers.

    >>> fire = [Kilde(id=str(i), tekst=f"A, «{i}» i B, side {i}", url=None, metode="tabell",
    ...               merknad=None, dokument="A, B") for i in (1, 2, 3, 5)]
    >>> kildelinje(fire, {k["id"]: int(k["id"]) for k in fire})
    [{'kort': 'A, B', 'norsk': False, 'numre': [[1, 3], [5, 5]]}]
    >>> [x["kort"] for x in kildelinje(fire[:2], {"1": 1, "2": 2})]
    ['A, «1»', 'A, «2»']
    """
    steder = Counter(k.get("dokument") for k in kilder)
    ut: dict[tuple[str, bool], list[int]] = {}
    for k in kilder:
        samlet = k.get("dokument") if steder[k.get("dokument")] >= _SAMLES else None
        norsk = spraak != "nb" and "ledd" in k
        kort = samlet or _KORT.findall(k["tekst"] if norsk else _alt(k, spraak))[0]
        ut.setdefault((_anfoert(kort, spraak), norsk), []).append(numre[k["id"]])
    return [{"kort": kort, "norsk": norsk, "numre": i_rekke(n)} for (kort, norsk), n in ut.items()]


def _alt(kilde: Mapping[str, Any], spraak: str) -> str:
    return kilde["tekst"] if spraak == "nb" else kildedeler(kilde, spraak)[0]["tekst"]


def kildedeler(kilde: Mapping[str, Any], spraak: str) -> list[Del]:
    """Text of a source in a language: who, what and where in its own words, the rest in it.

    >>> ledd = Ledd(utgiver="A", tittel="B", dokument="C", sted="side 2", dato="2013-11-08",
    ...             lag="ssb", hentet="2026-06-15", foran=[], skjermet=None)
    >>> "".join(d["tekst"] for d in kildedeler({"tekst": "", "ledd": ledd}, "en"))
    'A, “B” in C, side 2, 8 November 2013 (retrieved 15 June 2026)'
    """
    if "ledd" not in kilde:
        egen = kilde.get("noekkel")
        return [Del(tekst=tekster("kilde", spraak)(egen) if egen else kilde["tekst"], norsk=False)]
    if spraak == "nb":
        return [Del(tekst=_tekst(kilde["ledd"], spraak), norsk=False)]
    return list(_deler(kilde["ledd"], spraak))


def i_rekke(numre: Iterable[int]) -> list[list[int]]:
    """First and last of each unbroken row of numbers.

    >>> i_rekke([5, 1, 2])
    [[1, 2], [5, 5]]
    """
    ut: list[list[int]] = []
    for nr in sorted(numre):
        if ut and nr == ut[-1][1] + 1:
            ut[-1][1] = nr
        else:
            ut.append([nr, nr])
    return ut


def _kilde(kode: str, rad: pd.Series) -> Kilde:
    ledd = Ledd(
        utgiver=_felt(rad.utgiver),
        tittel=str(rad.tittel),
        dokument=_felt(rad.dokument),
        sted=_felt(rad.sted),
        dato=_felt(rad.dato),
        lag=_felt(rad.get("lag")),
        hentet=str(rad.get("hentet"))[:10],
        foran=(_felt(rad.get("foran")) or "").split(),
        skjermet=_felt(rad.get("skjermet")),
    )
    ut = Kilde(
        id=kode,
        tekst=_tekst(ledd, "nb"),
        url=_felt(rad.url),
        metode=str(rad.metode),
        merknad=_felt(rad.merknad),
        ledd=ledd,
    )
    if ledd["utgiver"] and ledd["dokument"]:
        ut["dokument"] = f"{ledd['utgiver']}, {ledd['dokument']}"
    return ut


def _felt(verdi: Any) -> str | None:
    """Text of a field; none where it is not filled in: an imported file's are empty text."""
    return str(verdi) if pd.notna(verdi) and verdi != "" else None


def _tekst(ledd: Ledd, spraak: str) -> str:
    return "".join(d["tekst"] for d in _deler(ledd, spraak))


def _deler(ledd: Ledd, spraak: str) -> Iterator[Del]:
    """Pieces of a source's text: what stands in the source itself, and what is said of it."""
    hva = _anfoert(f"«{ledd['tittel']}»", spraak)
    yield Del(tekst=", ".join(d for d in (ledd["utgiver"], hva) if d), norsk=True)
    if ledd["dokument"] and ledd["dokument"] != ledd["tittel"]:
        yield Del(tekst=f" {tekster('kilde', spraak)('i')} ", norsk=False)
        yield Del(tekst=ledd["dokument"], norsk=True)
    if ledd["sted"]:
        yield Del(tekst=f", {_anfoert(ledd['sted'], spraak)}", norsk=True)
    naar = f", {dato(ledd['dato'], spraak)}" if ledd["dato"] else ""
    if slutt := naar + _lag(ledd, spraak):
        yield Del(tekst=slutt, norsk=False)


def _anfoert(tekst: str, spraak: str) -> str:
    """Norwegian text with the quotation marks of the text around it."""
    return tekst.replace("«", "“").replace("»", "”") if spraak == "en" else tekst


def _lag(ledd: Ledd, spraak: str) -> str:
    """Which layer of the data a source is of, and which it goes before."""
    if ledd["lag"] not in ("eksempel", "ssb", "egne"):
        return ""
    t = tekster("kilde", spraak)
    ut = [t(f"lag-{ledd['lag']}", dato=str(dato(ledd["hentet"], spraak)))]
    if ledd["foran"]:
        lavere = [t(f"foran-{lag}") for lag in ledd["foran"]]
        ut.append(t("foran", hva=format_list(lavere, locale=BABEL[spraak])))
    if ledd["skjermet"]:
        ut.append(t("skjermet", under=ledd["skjermet"]))
    return f" ({'; '.join(ut)})"


def dato(verdi: object, spraak: str = "nb") -> Any:
    """ISO date in words; a year or a missing date as it is."""
    if pd.isna(verdi) or len(str(verdi)) != len("2013-11-08"):
        return verdi
    return format_date(date.fromisoformat(str(verdi)), "long", locale=BABEL[spraak])
