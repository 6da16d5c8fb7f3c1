"""Municipality numbers, valid by year: look-up, successors and clear refusals."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from .spraak import oppramsing


def normaliser_komm_nr(komm_nr: object) -> str:
    """Four-digit municipality number as text; ``"121"`` is read as ``"0121"``.

    Numbers (rather than text) are refused: a leading zero lost on the way, or
    read as octal (``0636`` becomes 414), would point at another municipality.

    Raises
    ------
    ValueError
        If the value is not text, or not three or four digits.

    >>> normaliser_komm_nr("121")
    '0121'
    """
    if not isinstance(komm_nr, str):
        raise ValueError(
            f"Kommunenummeret {komm_nr!r} er ikke tekst. Skriv det i anførselstegn med fire sifre,"
            ' for eksempel "0121", så ikke nullen foran blir borte.'
        )
    kode = komm_nr.strip()
    if kode.isascii() and kode.isdigit() and len(kode) in (3, 4):
        return kode.zfill(4)
    raise ValueError(f"«{komm_nr}» er ikke et kommunenummer med fire sifre.")


@dataclass(frozen=True)
class Kommuneregister:
    """Municipalities with the years in which each number is valid.

    Parameters
    ----------
    kommuner
        ``komm_nr``, ``navn``, ``type`` (``kommune``, ``landet``, ``gruppe``),
        ``gjelder_fra``, ``gjelder_til`` (last valid year; missing = open).
    endringer
        ``fra_komm_nr``, ``til_komm_nr``, ``aar`` (first year of the new number), ``type``.
    """

    kommuner: pd.DataFrame
    endringer: pd.DataFrame

    @cached_property
    def _navn(self) -> dict[str, str]:
        return dict(zip(self.kommuner.komm_nr, self.kommuner.navn, strict=True))

    @cached_property
    def _kommuner(self) -> frozenset[str]:
        return frozenset(self.kommuner.komm_nr[self.kommuner.type == "kommune"])

    @cached_property
    def _aar(self) -> dict[str, tuple[int | None, int | None]]:
        """First and last year of each code: a set by rule asks for those of all municipalities."""
        k = self.kommuner
        par = zip(k.komm_nr, k.gjelder_fra, k.gjelder_til, strict=True)
        return {
            kode: (None if pd.isna(fra) else int(fra), None if pd.isna(til) else int(til))
            for kode, fra, til in par
        }

    def navn(self, komm_nr: str) -> str:
        """Name of a municipality or region code (``"0121"`` -> ``"Rømskog"``)."""
        if komm_nr not in self._navn:
            raise ValueError(self._ukjent(komm_nr))
        return self._navn[komm_nr]

    def er_kommune(self, komm_nr: str) -> bool:
        """Whether the code is a municipality's, not the country's or a group's."""
        return komm_nr in self._kommuner

    def i_tekst(self, komm_nr: str) -> str:
        """Name as it stands inside a sentence: ``landet uten Oslo``, but ``Hurum``."""
        navn = self.navn(komm_nr)
        return navn[0].lower() + navn[1:] if navn.startswith("Landet") else navn

    def kode(self, komm_nr: object) -> str:
        """Return the checked code: a known municipality number or region code.

        Raises
        ------
        ValueError
            If it is unknown; the sentence suggests the nearest names.
        """
        if isinstance(komm_nr, str) and komm_nr.strip() in self._navn:
            return komm_nr.strip()
        try:
            kode = normaliser_komm_nr(komm_nr)
        except ValueError as feil:
            forslag = self._naermeste(str(komm_nr))
            raise ValueError(f"{feil} {forslag}".strip()) from None
        if kode not in self._navn:
            raise ValueError(self._ukjent(kode))
        return kode

    def gyldig(self, komm_nr: object, aar: int) -> str:
        """Return the checked code of a municipality that existed in ``aar``.

        Raises
        ------
        ValueError
            If the code is unknown or was not in use that year; the sentence
            names the years it was valid and its successor or predecessor.
        """
        kode = self.kode(komm_nr)
        fra, til = self._aar[kode]
        if self._i_bruk(kode, aar):
            return kode
        if til is not None and aar > til:
            andre, periode = self.etterfoelgere(kode, aar), f"til og med {til}"
        else:
            andre, periode = self.forgjengere(kode, aar), f"fra og med {fra}"
        bruk = f" Bruk {self.liste(andre)} for {aar}." if andre else ""
        raise ValueError(f"{kode} {self.navn(kode)} gjelder bare {periode}, ikke i {aar}.{bruk}")

    def naermeste_aar(self, komm_nr: str, aar: int) -> int:
        """Return the year nearest to ``aar`` in which the code was in use."""
        fra, til = self._aar[self.kode(komm_nr)]
        return max(aar if til is None else min(aar, til), fra or 0)

    def finnes(self, komm_nr: str, aar: int) -> bool:
        """Whether the code was in use in ``aar``."""
        try:
            return self._i_bruk(self.kode(komm_nr), aar)
        except ValueError:
            return False

    def _i_bruk(self, kode: str, aar: int) -> bool:
        fra, til = self._aar[kode]
        return (fra is None or aar >= fra) and (til is None or aar <= til)

    def etterfoelgere(self, komm_nr: str, aar: int) -> list[str]:
        """Codes that carry the municipality on in ``aar``, through all changes until then."""
        return self._foelg(komm_nr, aar, "fra_komm_nr", "til_komm_nr", framover=True)

    def forgjengere(self, komm_nr: str, aar: int) -> list[str]:
        """Codes in ``aar`` that later became part of the municipality."""
        return self._foelg(komm_nr, aar, "til_komm_nr", "fra_komm_nr", framover=False)

    def _foelg(self, start: str, aar: int, fra: str, til: str, *, framover: bool) -> list[str]:
        e = self.endringer
        e = e[e.aar <= aar] if framover else e[e.aar > aar]
        ferdig: list[str] = []
        aktive, sett = [start], {start}
        while aktive:
            kode = aktive.pop(0)
            neste = e.loc[e[fra] == kode, til].tolist()
            if not neste:
                ferdig.append(kode)
            aktive += [k for k in neste if k not in sett]
            sett |= set(neste)
        return sorted({k for k in ferdig if k != start})

    def liste(self, koder: Iterable[str]) -> str:
        """Codes with names as running text: ``0121 Rømskog og 0628 Hurum``."""
        return oppramsing([f"{k} {self.navn(k)}" for k in koder])

    def _ukjent(self, kode: str) -> str:
        forslag = self._naermeste(kode) or (
            "Se etter at nummeret er riktig, eller hent kommunen med «helseanalyse hent»."
        )
        return f"Kommunenummer {kode} finnes ikke i dataene. {forslag}"

    def _naermeste(self, tekst: str) -> str:
        """Return the codes of that name, else of the nearest names, as a suggestion; or nothing."""
        k = self.kommuner[self.kommuner.type == "kommune"]
        navn, sifre = tekst.strip().casefold(), tekst.strip().zfill(4)
        treff = k.komm_nr[(k.navn.str.casefold() == navn) | (k.komm_nr == sifre)].tolist()
        if not treff and navn.isdigit():
            treff = difflib.get_close_matches(sifre, k.komm_nr.tolist(), 3, 0.7)
        elif not treff:
            foerste = k.drop_duplicates("navn").set_index(
                k.drop_duplicates("navn").navn.str.casefold()
            )
            like = difflib.get_close_matches(navn, foerste.index.tolist(), 3, 0.6)
            treff = foerste.komm_nr[like].tolist()
        liste = (
            oppramsing([f"{kode} {self.navn(kode)}" for kode in treff], "eller") if treff else ""
        )
        return f"Mente du {liste}?" if treff else ""
