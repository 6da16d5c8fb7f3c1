"""The source register: every figure a reader sees can be joined to one of its records."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypedDict

import pandas as pd
from babel.dates import format_date

from .spraak import oppramsing


class Kilde(TypedDict):
    """One source as shown under a figure and in the appendix."""

    id: str
    tekst: str
    url: str | None
    metode: str
    merknad: str | None


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


def _kilde(kode: str, rad: pd.Series) -> Kilde:
    tittel = f"«{rad.tittel}»"
    if _har(rad.dokument) and rad.dokument != rad.tittel:
        tittel += f" i {rad.dokument}"
    deler = [rad.utgiver, tittel, rad.sted, dato(rad.dato)]
    return Kilde(
        id=kode,
        tekst=", ".join(str(d) for d in deler if _har(d)) + _lag(rad),
        url=rad.url if _har(rad.url) else None,
        metode=str(rad.metode),
        merknad=rad.merknad if _har(rad.merknad) else None,
    )


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
