"""The population: rows read when they are asked for, and only those."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd

from .lager_fil import fra_parquet, lagt_over, ulike_i_parquet

_NAVN = "befolkning"
_AARGANG = re.compile(r"-(\d{4})$")


@dataclass(frozen=True, eq=False)
class Folk:
    """Persons by municipality, year, sex, age and alternative.

    Called as ``data.folk(["3205"])``; see :meth:`__call__`. All the municipalities by one-year
    ages are millions of rows, so the store's are kept as the bytes of their files, of one and
    the same edition for as long as a page is open.

    Parameters
    ----------
    grunn
        The rows at the bottom: the example's.
    filer
        Parquet files whose rows are put over them, in rising precedence.
    """

    grunn: pd.DataFrame
    filer: tuple[bytes, ...] = ()

    def __call__(
        self,
        koder: Iterable[str] | None = None,
        aar: Iterable[int] | None = None,
        alternativ: str | None = None,
    ) -> pd.DataFrame:
        """Rows of the named municipalities, years and alternative; of all where none is named.

        One row per ``komm_nr``, ``aar``, ``kjoenn``, ``alder_fra``, ``alder_til`` and
        ``alternativ``, sorted by them: the same rows as if all were read and then chosen from.
        ``alternativ`` is ``faktisk`` (counted, 1 January) or a projection's; the newest vintage
        in the data, whoever is asked for, has the name alone (``MMMM``), and an older one, which
        shows how projections have hit, keeps its year (``MMMM-2020``).

        Returns
        -------
        DataFrame
            Columns as in the data package's ``befolkning``; ``personer`` in persons. It is
            shared by all who ask for the same: read it, never change it.

        Raises
        ------
        ValueError
            If ``koder`` is one code, not a list of codes.
        """
        if isinstance(koder, str):
            raise ValueError(f"Oppgi kommunene som en liste: [{koder!r}], ikke {koder!r}.")
        steder = None if koder is None else tuple(sorted(set(koder)))
        tider = None if aar is None else tuple(sorted(set(aar)))
        ut: pd.DataFrame = self._husket(steder, tider, alternativ)
        return ut

    @cached_property
    def _husket(self) -> Any:
        return lru_cache(maxsize=8)(self._les)

    @cached_property
    def _navn(self) -> dict[str, str]:
        """Stored name of each alternative -> the name a reader knows it by."""
        lagret = set(self.grunn.alternativ)
        for fil in self.filer:
            lagret |= ulike_i_parquet(fil, "alternativ")
        return uten_nyeste_aargang(lagret)

    def _les(
        self, koder: tuple[str, ...] | None, aar: tuple[int, ...] | None, alternativ: str | None
    ) -> pd.DataFrame:
        hvor: dict[str, Iterable[Any]] = {}
        if koder is not None:
            hvor["komm_nr"] = koder
        if aar is not None:
            hvor["aar"] = aar
        if alternativ is not None:
            hvor["alternativ"] = [k for k, navn in self._navn.items() if navn == alternativ]
        grunn = self.grunn
        for kolonne, verdier in hvor.items():
            grunn = grunn[grunn[kolonne].isin(list(verdier))]
        ut = lagt_over(_NAVN, [grunn, *(fra_parquet(_NAVN, fil, hvor) for fil in self.filer)])
        return ut.assign(alternativ=ut.alternativ.map(self._navn).astype("str"))


def uten_nyeste_aargang(alternativer: Iterable[str]) -> dict[str, str]:
    """Names of alternatives, the newest vintage of projections without its year.

    The store keeps the vintage in the name, so that a new vintage never mixes with an older
    one; a reader who asks for ``MMMM`` means the newest.

    >>> uten_nyeste_aargang(["faktisk", "MMMM-2024", "MMMM-2026"])
    {'faktisk': 'faktisk', 'MMMM-2024': 'MMMM-2024', 'MMMM-2026': 'MMMM'}
    """
    aargang = {a: m[1] for a in alternativer if (m := _AARGANG.search(a))}
    nyeste = max(aargang.values(), default="")
    return {a: _AARGANG.sub("", a) if aargang.get(a) == nyeste else a for a in alternativer}
