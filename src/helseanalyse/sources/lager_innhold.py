"""What lies in the store: from where, how old, provisional or final."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from .lager_fil import fra_parquet

# KOSTRA is published on these days: figures fetched before one of them have a newer edition.
_PUBLISERT = ((3, 15), (6, 15))
_TELLES = ["kilde", "komm_nr", "aar", "status"]
_KOLONNER = (
    "tittel", "sted", "rader", "kommuner", "aar_fra", "aar_til", "oppdatert", "hentet",
    "alder_dager", "foreloepige", "endelig", "gammel",
)  # fmt: skip


def telling(navn: str, biter: bytes) -> pd.DataFrame:
    """Rows (``antall``) of a Parquet file by ``kilde``, ``komm_nr``, ``aar`` and ``status``."""
    ramme = fra_parquet(navn, biter, kolonner=_TELLES)
    antall = ramme.groupby(_TELLES, observed=True).size().rename("antall").reset_index()
    return antall.astype(dict.fromkeys(("kilde", "komm_nr", "status"), "str"))


def oversikt(
    antall: Mapping[str, Sequence[pd.DataFrame]], kilder: pd.DataFrame, idag: date
) -> pd.DataFrame:
    """One row per table and source, of each table's counts by :func:`telling`.

    Returns
    -------
    DataFrame
        ``ramme``, ``kilde``, ``tittel``, ``sted``, ``rader``, ``kommuner`` (places), ``aar_fra``,
        ``aar_til``, ``oppdatert`` (by the source), ``hentet``, ``alder_dager``, ``foreloepige``
        (rows), ``endelig``, ``gammel`` (a day of publishing has come since the fetch; for
        ``kommuner`` a new year, the day on which codes change).
    """
    register = kilder.set_index("kilde")
    rader = []
    for navn, deler in antall.items():
        for kilde, r in pd.concat(deler).groupby("kilde", sort=True) if deler else ():
            rader.append({"ramme": navn, "kilde": kilde, **_rad(r, register.loc[kilde], idag)})
    return pd.DataFrame(rader, columns=["ramme", "kilde", *_KOLONNER])


def _rad(rader: pd.DataFrame, kilde: pd.Series, idag: date) -> dict[str, Any]:
    hentet = date.fromisoformat(str(kilde.hentet)[:10])
    inndeling = "aar" not in rader
    foreloepige = 0 if inndeling else int(rader.antall[rader.status == "foreloepig"].sum())
    fra, til = (pd.NA, pd.NA) if inndeling else (rader.aar.min(), rader.aar.max())
    gammel = hentet.year < idag.year if inndeling else er_gammel(hentet, idag)
    verdier = (
        kilde.tittel, kilde.sted, int(rader.antall.sum()), rader.komm_nr.nunique(), fra, til,
        kilde.dato, kilde.hentet, (idag - hentet).days, foreloepige, foreloepige == 0, gammel,
    )  # fmt: skip
    return dict(zip(_KOLONNER, verdier, strict=True))


def er_gammel(hentet: date, idag: date) -> bool:
    """Whether a day of publishing has come after the fetch.

    >>> er_gammel(date(2026, 3, 14), date(2026, 3, 15))
    True
    """
    dager = (date(aar, m, d) for aar in range(hentet.year, idag.year + 1) for m, d in _PUBLISERT)
    return any(hentet < dag <= idag for dag in dager)
