"""The service profile: each indicator of a municipality against a comparison set."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ..indikator import Indikator
from .nivaa import gruppesnitt, indeks100
from .usikkerhet import Intervall, en_til, klart_forskjellig, wilson

# When the parts of a ratio have different reasons for being missing, the strictest is told.
_ALVOR = ("skjermet", "mangler", "ikke_i_bruk")
IKKE_I_DATA = "ikke_i_data"

Oppslag = dict[tuple[str, str], Any]


@dataclass(frozen=True)
class Profilrad:
    """One indicator of a municipality against its comparison set, in one year.

    ``verdi``, ``snitt``, ``lavest``, ``hoeyest`` have the indicator's unit; ``indeks`` is 100
    at the mean; ``referanser`` are the country and groups that have a row; ``intervall`` is
    per cent, 95 per cent level, for shares of counts only; ``klart`` is missing where no test
    can be made; ``en_til`` is what one more unit in the numerator moves the value, in the
    indicator's unit.
    """

    indikator: Indikator
    egen: pd.Series
    andre: pd.DataFrame
    referanser: pd.DataFrame
    snitt: float | None
    intervall: Intervall | None
    klart: bool | None

    @property
    def indeks(self) -> float | None:
        """Own value with the comparison's mean at 100."""
        return None if self.snitt is None else indeks100(self.egen.verdi, self.snitt)

    def indeks_mot(self, komm_nr: str) -> float | None:
        """Own value with one place of the comparison or the references at 100."""
        verdi = self.verdi_for(komm_nr)
        return None if verdi is None else indeks100(self.egen.verdi, verdi)

    def verdi_for(self, komm_nr: str) -> float | None:
        """Value of one place of the comparison or the references, where it is in the data."""
        for df in (self.andre, self.referanser):
            if len(df) and len(treff := df.loc[df.komm_nr == komm_nr, "verdi"].dropna()):
                return float(treff.iloc[0])
        return None

    @property
    def en_til(self) -> float | None:
        """What one more unit in the numerator moves the value, in the indicator's unit."""
        har = self.indikator.andel and pd.notna(self.egen.nevner)
        return en_til(self.egen.nevner, self.indikator.faktor) if har else None

    @property
    def kilder(self) -> list[str]:
        """Source ids of all the values in the row."""
        alle = [self.egen.kilder, *self.andre.kilder, *self.referanser.kilder]
        return [k for liste in alle for k in liste]


def verdier(
    observasjoner: pd.DataFrame, indikator: Indikator, koder: Sequence[str], aar: int
) -> pd.DataFrame:
    """Values of one indicator in one year, in the order of ``koder``.

    Ratios are recomputed from their counts; a missing or confidential part makes the
    value missing, with the reason in ``status``.

    Returns
    -------
    DataFrame
        ``komm_nr``, ``verdi``, ``teller``, ``nevner``, ``status`` (``ikke_i_data`` where
        the data has no row), ``kilder`` (list of source ids).
    """
    o = observasjoner[(observasjoner.aar == aar) & observasjoner.komm_nr.isin(list(koder))]
    oppslag = {(r.indikator, r.komm_nr): r for r in o.itertuples()}
    lag = _forhold if indikator.type == "forholdstall" else _oppgitt
    return pd.DataFrame([lag(oppslag, indikator, k) for k in koder])


def _oppgitt(oppslag: Oppslag, indikator: Indikator, kode: str) -> dict[str, Any]:
    rad = oppslag.get((indikator.id, kode))
    if rad is None:
        return _ingen(kode)
    felt = {k: getattr(rad, k) for k in ("verdi", "teller", "nevner", "status")}
    return {"komm_nr": kode, **felt, "kilder": [rad.kilde]}


def _forhold(oppslag: Oppslag, indikator: Indikator, kode: str) -> dict[str, Any]:
    t, n = (oppslag.get((str(x), kode)) for x in (indikator.teller, indikator.nevner))
    if t is None or n is None:
        return _ingen(kode)
    status = next((s for s in _ALVOR if s in (t.status, n.status)), t.status)
    verdi = gruppesnitt(pd.Series([t.verdi]), pd.Series([n.verdi]), indikator.faktor)
    felt = {"verdi": verdi, "teller": t.verdi, "nevner": n.verdi, "status": status}
    return {"komm_nr": kode, **felt, "kilder": [t.kilde, n.kilde]}


def _ingen(kode: str) -> dict[str, Any]:
    tom = dict.fromkeys(("verdi", "teller", "nevner"))
    return {"komm_nr": kode, **tom, "status": IKKE_I_DATA, "kilder": []}


def tjenesteprofil(
    observasjoner: pd.DataFrame,
    indikatorer: Iterable[Indikator],
    komm_nr: str,
    sammenlign: Sequence[str],
    aar: int,
    referanser: Sequence[str] = (),
) -> list[Profilrad]:
    """Profile rows of every ratio for which the municipality has a row that year.

    The comparison's mean is the sum of numerators over the sum of denominators of those
    that have both. Where the source gives no counts there is a mean only for a comparison
    of one; ratios are never averaged.
    """
    ut = []
    koder = [komm_nr, *sammenlign, *[r for r in referanser if r not in (komm_nr, *sammenlign)]]
    o = observasjoner[(observasjoner.aar == aar) & observasjoner.komm_nr.isin(koder)]
    for indikator in indikatorer:
        if not indikator.i_profil:
            continue
        df = verdier(o, indikator, koder, aar)
        if df.status.iloc[0] != IKKE_I_DATA:
            ut.append(_profilrad(indikator, df, 1 + len(sammenlign)))
    return ut


def _profilrad(indikator: Indikator, df: pd.DataFrame, skille: int) -> Profilrad:
    egen, andre = df.iloc[0], df.iloc[1:skille].reset_index(drop=True)
    referanser = df.iloc[skille:]
    referanser = referanser[referanser.status != IKKE_I_DATA].reset_index(drop=True)
    med = andre[andre.verdi.notna()]
    har_tall = bool(len(med)) and bool(med.teller.notna().all() and med.nevner.notna().all())
    snitt: float | None = None
    if har_tall:
        snitt = gruppesnitt(med.teller, med.nevner, indikator.faktor)
    elif len(med) == 1:
        snitt = float(med.verdi.iloc[0])
    kan_testes = indikator.andel and pd.notna(egen.verdi) and pd.notna(egen.teller)
    intervall = wilson(egen.teller, egen.nevner) if kan_testes else None
    klart = None
    if kan_testes and har_tall:
        klart = klart_forskjellig(egen.teller, egen.nevner, med.teller.sum(), med.nevner.sum())
    return Profilrad(indikator, egen, andre, referanser, snitt, intervall, klart)


def tilgjengelig(observasjoner: pd.DataFrame, indikatorer: Iterable[Indikator]) -> pd.DataFrame:
    """Places and years that have at least one ratio with a value: ``komm_nr``, ``aar``."""
    o = observasjoner.loc[observasjoner.verdi.notna(), ["komm_nr", "aar", "indikator"]]
    har = o.pivot_table(index=["komm_nr", "aar"], columns="indikator", aggfunc="size").notna()
    ja = pd.Series(False, index=har.index)
    for i in indikatorer:
        deler = [i.id] if i.type == "oppgitt" else [str(i.teller), str(i.nevner)]
        if i.i_profil and set(deler) <= set(har):
            ja |= har[deler].all(axis=1)
    return har.index[ja].to_frame(index=False)
