"""The source register: every figure a reader sees can be joined to one of its records."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NotRequired, TypedDict

import pandas as pd
from babel.dates import format_date

from .spraak import oppramsing

_KORT = re.compile(r"[^,]*(?:, (?:«[^»]*»|[^,]*))?")  # publisher and title, not place and date
_SAMLES = 3  # places in one document that are one line


class Kilde(TypedDict):
    """One source as shown under a figure and in the appendix."""

    id: str
    tekst: str
    url: str | None
    metode: str
    merknad: str | None
    dokument: NotRequired[str]  # who published it and in what: common to places in one document


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


def kildelinje(kilder: Sequence[Mapping[str, Any]], numre: Mapping[str, int]) -> list[Any]:
    """Sources as they stand under a figure, short; many places in one document are one of them.

    Parameters
    ----------
    kilder
        As from :func:`kildeliste`.
    numre
        The number of each in the list of sources, by id.

    Returns
    -------
    list
        ``kort`` (publisher and title, or publisher and document) and ``numre``: the first and
        the last of each unbroken row of numbers.

    >>> fire = [Kilde(id=str(i), tekst=f"A, «{i}» i B, side {i}", url=None, metode="tabell",
    ...               merknad=None, dokument="A, B") for i in (1, 2, 3, 5)]
    >>> kildelinje(fire, {k["id"]: int(k["id"]) for k in fire})
    [{'kort': 'A, B', 'numre': [[1, 3], [5, 5]]}]
    >>> [x["kort"] for x in kildelinje(fire[:2], {"1": 1, "2": 2})]
    ['A, «1»', 'A, «2»']
    """
    steder = Counter(k.get("dokument") for k in kilder)
    ut: dict[str, list[int]] = {}
    for k in kilder:
        samlet = k.get("dokument") if steder[k.get("dokument")] >= _SAMLES else None
        kort = samlet or _KORT.findall(k["tekst"])[0]
        ut.setdefault(kort, []).append(numre[k["id"]])
    return [{"kort": kort, "numre": i_rekke(n)} for kort, n in ut.items()]


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
    tittel = f"«{rad.tittel}»"
    if _har(rad.dokument) and rad.dokument != rad.tittel:
        tittel += f" i {rad.dokument}"
    deler = [rad.utgiver, tittel, rad.sted, dato(rad.dato)]
    ut = Kilde(
        id=kode,
        tekst=", ".join(str(d) for d in deler if _har(d)) + _lag(rad),
        url=rad.url if _har(rad.url) else None,
        metode=str(rad.metode),
        merknad=rad.merknad if _har(rad.merknad) else None,
    )
    if _har(rad.utgiver) and _har(rad.dokument):
        ut["dokument"] = f"{rad.utgiver}, {rad.dokument}"
    return ut


def _har(felt: Any) -> bool:
    """Whether a field is filled in: an imported file's are empty text."""
    return bool(pd.notna(felt) and felt != "")


_LAG = {"eksempel": "eksempeldata", "ssb": "tall fra SSB", "egne": "egne filer"}


def _lag(rad: pd.Series) -> str:
    """Which layer of the data a source is of, and which it goes before."""
    hentet = dato(str(rad.get("hentet"))[:10])
    hva = {
        "eksempel": "eksempeldata",
        "ssb": f"hentet {hentet}",
        "egne": f"egen fil, lest inn {hentet}",
    }.get(rad.get("lag"))
    if hva is None:
        return ""
    foran = rad.get("foran")
    lavere = [] if pd.isna(foran) else [_LAG[lag] for lag in foran.split()]
    under = rad.get("skjermet")
    ledd = [f"går foran {oppramsing(lavere)}"] if lavere else []
    ledd += [] if pd.isna(under) else [f"skjermet: antall personer under {under}"]
    return f" ({'; '.join([hva, *ledd])})"


def dato(verdi: object) -> Any:
    """ISO date in words; a year or a missing date as it is."""
    if pd.isna(verdi) or len(str(verdi)) != len("2013-11-08"):
        return verdi
    return format_date(date.fromisoformat(str(verdi)), "d. MMMM y", locale="nb_NO")
