"""Municipalities through mergers: a series as it was, or in the borders of a later year."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import Any

import numpy as np
import pandas as pd

from ..indikator import Indikator
from ..kommune import Kommuneregister
from ..spraak import oppramsing
from .jevnkommuner import forholdsfaktor, gruppeserie

# The reason that is told when parts are missing for different reasons, and the mark that a
# sum keeps when its parts have different marks: the first that occurs.
_ALVOR = ("skjermet", "mangler", "ikke_i_bruk")
_SVAKEST = ("foreloepig", "avlest", "kopiert", "beregnet", "maalt")

_PERSONER = Indikator(id="personer", type="grunntall", navn="Personer", enhet="personer")
_ORD = ("er skjermet", "mangler", "er ikke i bruk")

Post = dict[str, Any]
Oppslag = Callable[[Any], Indikator | None]


@dataclass(frozen=True)
class Deler:
    """Codes that were a municipality in an earlier year; ``delt`` says which split is between."""

    koder: tuple[str, ...]
    delt: str = ""


@dataclass(frozen=True, eq=False)
class Grenser:
    """The municipalities of one year, and the codes each of them consisted of before.

    A code that lives on through a merger is a part of itself. The changes must be complete,
    the splits too: a split that the register does not have cannot be refused.
    """

    register: Kommuneregister
    aar: int

    @cached_property
    def _gyldig(self) -> dict[str, tuple[Any, Any]]:
        k = self.register.kommuner
        return dict(zip(k.komm_nr, zip(k.gjelder_fra, k.gjelder_til, strict=True), strict=True))

    @cached_property
    def _ut(self) -> dict[int, dict[str, set[str]]]:
        """Year of change -> old code -> new codes."""
        e = self.register.endringer
        return _kart(zip(e.aar, e.fra_komm_nr, e.til_komm_nr, strict=True))

    @cached_property
    def _inn(self) -> dict[int, dict[str, set[str]]]:
        """Year of change -> new code -> old codes."""
        e = self.register.endringer
        return _kart(zip(e.aar, e.til_komm_nr, e.fra_komm_nr, strict=True))

    def fantes(self, kode: str, aar: int) -> bool:
        """Whether the code was in use; without a first year in the register it always was."""
        if kode not in self._gyldig:
            return not any(kode in ut for e, ut in self._ut.items() if e <= aar)
        fra, til = self._gyldig[kode]
        return bool((pd.isna(fra) or aar >= fra) and (pd.isna(til) or aar <= til))

    def siste(self, kode: str, aar: int) -> int:
        """Return the last year up to ``aar`` in which the code was in use."""
        til = self._gyldig.get(kode, (None, None))[1]
        return aar if pd.isna(til) else min(aar, int(til))

    def nye(self, kode: str, endringsaar: int) -> list[str]:
        """Codes that a code is in the year of a change; more than one is a split."""
        lever = kode in self._gyldig and self.fantes(kode, endringsaar)
        return sorted(self._ut[endringsaar].get(kode, {kode}) | ({kode} if lever else set()))

    def hos(self, kode: str, da: int) -> list[str]:
        """Municipalities, in these borders, that the code of the year ``da`` went into."""
        koder = [kode]
        for aar in self._ut:
            if da < aar <= self.aar:
                koder = sorted({ny for k in koder for ny in self.nye(k, aar)})
        return koder

    def deler(self, komm_nr: str, da: int) -> Deler:
        """Codes of the year ``da`` that make up the municipality in these borders."""
        koder, delt = {komm_nr}, ""
        for aar in reversed(self._ut):
            if not da < aar <= self.aar:
                continue
            inn = {gammel for k in koder for gammel in self._inn[aar].get(k, ())}
            koder = inn | {k for k in koder if self.fantes(k, aar - 1)}
            for kode in sorted(koder):
                nye = self.nye(kode, aar)
                if len(nye) > 1:
                    delt = f"{self.liste([kode])} ble delt på {self.liste(nye)} i {aar}"
        return Deler(tuple(sorted(koder)), delt)

    def liste(self, koder: Iterable[str]) -> str:
        """Codes with their names where the register has them."""
        kjente = self._gyldig
        return oppramsing([f"{k} {self.register.navn(k)}" if k in kjente else k for k in koder])


def _kart(rader: Iterable[tuple[Any, str, str]]) -> dict[int, dict[str, set[str]]]:
    ut: dict[int, dict[str, set[str]]] = {}
    for aar, fra, til in rader:
        ut.setdefault(int(aar), {}).setdefault(fra, set()).add(til)
    return dict(sorted(ut.items()))


def som_det_var(
    observasjoner: pd.DataFrame, register: Kommuneregister, komm_nr: str, aar: int
) -> pd.DataFrame:
    """Rows of a municipality of ``aar`` and of all that became it, each in its own years.

    Nothing is added up. A row outside the years of its code is left out: SSB's tables have a
    zero or a point there, which is no measurement. ``forgjengere`` is the row's own code.
    """
    g, o = Grenser(register, aar), observasjoner[observasjoner.aar.notna()]
    deler = {int(da): set(g.deler(komm_nr, int(da)).koder) for da in o.aar.unique()}
    par = zip(o.komm_nr, o.aar, strict=True)
    df = o[[kode in deler[int(da)] and g.fantes(kode, int(da)) for kode, da in par]]
    df = df.assign(forgjengere=[(k,) for k in df.komm_nr])
    return df.sort_values(["indikator", "aar", "komm_nr"]).reset_index(drop=True)


def dagens_grenser(
    observasjoner: pd.DataFrame,
    register: Kommuneregister,
    indikatorer: Mapping[str, Indikator],
    aar: int,
) -> pd.DataFrame:
    r"""Observations of every municipality in the borders of ``aar``, from its predecessors.

    Counts (``grunntall``) add, :math:`\sum_i v_i`; ratios are :math:`f \sum t_i / \sum n_i`,
    never a mean. A missing or confidential part makes the sum missing; a ratio without counts,
    an indicator outside the register and a split are refused. A code that was only renumbered
    keeps its figures. A KOSTRA group's figures from before 2020 are not those of today's.

    Returns
    -------
    DataFrame
        The same columns, ``forgjengere`` (codes of that year the row consists of) and
        ``kilder`` (source ids of all its parts; ``kilde`` is the first). Why a value is
        missing stands in ``status`` and ``merknad``.

    Raises
    ------
    ValueError
        If a figure has two rows, or is newer than the borders.
    """
    _nekt(observasjoner, ["komm_nr", "aar", "indikator"], observasjoner.aar.max(), aar)
    o = observasjoner.assign(serie=observasjoner.indikator, framskrevet=False)
    df = _foelg(o, Grenser(register, aar), indikatorer.get).assign(indikator=lambda d: d.serie)
    ut = df[[*observasjoner.columns, "forgjengere", "kilder"]]
    return ut.sort_values(["indikator", "komm_nr", "aar"]).reset_index(drop=True)


def befolkning_dagens_grenser(
    befolkning: pd.DataFrame, register: Kommuneregister, aar: int
) -> pd.DataFrame:
    """Population by age in the borders of ``aar``, added up age group by age group.

    A part that lacks the age group makes the sum missing. A projection follows the code from
    the last year it was in use; its parts must come from the same projection. Columns as in
    :func:`dagens_grenser`.
    """
    alder = ["kjoenn", "alder_fra", "alder_til", "alternativ"]
    faktisk = befolkning.alternativ == "faktisk"
    _nekt(befolkning, ["komm_nr", "aar", *alder], befolkning.aar[faktisk].max(), aar)
    serie = befolkning.groupby(alder, dropna=False, sort=False).ngroup()
    b = befolkning.rename(columns={"personer": "verdi"})
    b = b.assign(serie=serie, framskrevet=~faktisk, enhet="personer", teller=np.nan, nevner=np.nan)
    df = _foelg(b, Grenser(register, aar), lambda _: _PERSONER)
    grupper = b.drop_duplicates("serie").set_index("serie")[alder]
    df = df.drop(columns=alder).join(grupper, on="serie").rename(columns={"verdi": "personer"})
    ut = df[[*befolkning.columns, "forgjengere", "kilder"]].astype(befolkning.dtypes.to_dict())
    return ut.sort_values(["komm_nr", "aar", *alder]).reset_index(drop=True)


def _nekt(ramme: pd.DataFrame, nokkel: list[str], nyeste: Any, aar: int) -> None:
    like = ramme[ramme.duplicated(nokkel)]
    for rad in like.head(1).itertuples():
        tekst = f"{rad.komm_nr} har flere rader for samme tall i {rad.aar}; behold én av dem."
        raise ValueError(tekst)
    if pd.notna(nyeste) and nyeste > aar:
        raise ValueError(f"Tallene går til {nyeste}; velg grensene fra {nyeste} eller senere.")


def _foelg(ramme: pd.DataFrame, grenser: Grenser, oppslag: Oppslag) -> pd.DataFrame:
    """Every row moved to the borders; those that are one code's own pass in one piece."""
    par = ramme[["komm_nr", "aar", "framskrevet"]].drop_duplicates()
    treer = par.itertuples(index=False, name=None)
    plan = [rolle for kode, aar, fram in treer for rolle in _roller(kode, aar, fram, grenser)]
    plan_df = pd.DataFrame(plan, columns=[*par.columns, "maal", "da", "rolle"])
    df = ramme.merge(plan_df.astype(par.dtypes.to_dict()), on=list(par.columns))
    # A code outside its years has no figure: SSB's point, or the population table's zero.
    df = df[~(df.rolle.isin(["ute", "egen"]) & (df.verdi.isna() | (df.verdi == 0)))]
    noekkel = pd.MultiIndex.from_frame(df[["maal", "aar", "serie"]])
    samles = (df.rolle == "del") | noekkel.isin(noekkel[df.rolle == "egen"])
    hele = df[~samles].copy()
    ute = hele.rolle.isin(["ute", "gruppe"])
    hele.loc[ute, ["verdi", "teller", "nevner"]] = np.nan
    hele.loc[ute, "status"] = "ikke_i_bruk"
    hele.loc[ute, "merknad"] = "Koden gjaldt ikke den samme enheten dette året."
    hele["forgjengere"] = [(k,) for k in hele.komm_nr]
    hele["kilder"] = [(k,) for k in hele.kilde]
    hele["komm_nr"] = hele.maal
    ny = pd.DataFrame(_poster(df[samles], grenser, oppslag), columns=hele.columns)
    ny = ny.astype({k: t for k, t in ramme.dtypes.items() if k in ny})
    alle = pd.concat([d for d in (hele, ny) if len(d)] or [hele], ignore_index=True)
    # An older projection under an old number gives way to a newer one under the new.
    alle = alle.sort_values("da", kind="stable")
    return alle.drop_duplicates(["komm_nr", "aar", "serie"], keep="last")


def _roller(kode: str, aar: Any, framskrevet: bool, grenser: Grenser) -> list[tuple[Any, ...]]:
    """Where a code's rows of one year go: ``hel``, ``del`` of one, or with no place of its own."""
    post = (kode, aar, framskrevet)
    if pd.isna(aar):
        return [(*post, kode, -1, "hel")]
    if not kode.isdigit():
        ny = kode.startswith("EKG") and gruppeserie(kode, aar) != gruppeserie(kode, grenser.aar)
        return [(*post, kode, int(aar), "gruppe" if ny else "hel")]
    da = min(int(aar), grenser.aar)
    da = grenser.siste(kode, da) if framskrevet else da
    if not grenser.fantes(kode, da):
        return [(*post, kode, da, "egen" if grenser.fantes(kode, grenser.aar) else "ute")]
    hel = Deler((kode,))
    maal = grenser.hos(kode, da)
    return [(*post, m, da, "hel" if grenser.deler(m, da) == hel else "del") for m in maal]


def _poster(df: pd.DataFrame, grenser: Grenser, oppslag: Oppslag) -> list[Post]:
    """One record per municipality, year and series that has more than one part, or none."""
    grupper: dict[tuple[Any, ...], list[Post]] = {}
    for rad in df.to_dict("records"):
        grupper.setdefault((rad["maal"], rad["aar"], rad["da"], rad["serie"]), []).append(rad)
    ut, kjente = [], {(maal, da): grenser.deler(maal, da) for maal, _, da, _ in grupper}
    for (maal, _, da, serie), rader in grupper.items():
        deler = kjente[(maal, da)]
        har = sorted((r for r in rader if r["komm_nr"] in deler.koder), key=itemgetter("komm_nr"))
        egen = next((r for r in rader if r not in har), None)
        tall = _hinder(har, egen, deler, grenser) or _regn(har, egen, oppslag(serie), grenser)
        kilder = tuple(dict.fromkeys(r["kilde"] for r in har)) or (rader[0]["kilde"],)
        felles = {**rader[0], "teller": np.nan, "nevner": np.nan, **tall, "komm_nr": maal}
        ut.append({**felles, "kilde": kilder[0], "kilder": kilder, "forgjengere": deler.koder})
    return ut


def _mangler(status: str, grunn: str) -> Post:
    return {"verdi": np.nan, "status": status, "merknad": grunn}


def _hinder(har: list[Post], egen: Post | None, deler: Deler, grenser: Grenser) -> Post | None:
    """Why the parts cannot make a figure, whatever it counts; nothing if they can."""
    if deler.delt:
        return _mangler("mangler", f"Kan ikke føres tilbake: {deler.delt}.")
    if not har and egen is not None:
        return {**egen, "merknad": "Kilden oppgir tallet i de nyere grensene."}
    borte = sorted(set(deler.koder) - {r["komm_nr"] for r in har})
    if borte:
        return _mangler("mangler", f"Kan ikke summeres: {grenser.liste(borte)} er ikke i dataene.")
    if len({r["enhet"] for r in har}) > 1:
        return _mangler("mangler", "Kan ikke summeres: delene har ulik enhet.")
    if har[0]["framskrevet"] and len({r["kilde"] for r in har}) > 1:
        return _mangler("mangler", "Kan ikke summeres: delene er fra ulike framskrivinger.")
    return None


def _regn(har: list[Post], egen: Post | None, i: Indikator | None, grenser: Grenser) -> Post:
    """Sum of a count, or a ratio of the sums, with the weakest mark of its parts."""
    uten = [r for r in har if pd.isna(r["verdi"])]
    status = next((s for s in _ALVOR if s in {r["status"] for r in uten}), "mangler")
    hvem = grenser.liste(r["komm_nr"] for r in (uten or har))
    if len(har) == 1 or (i is not None and i.type == "grunntall"):
        if uten:
            return _mangler(status, f"Kan ikke summeres: {hvem} {_ORD[_ALVOR.index(status)]}.")
        felt: Post = {"verdi": sum(r["verdi"] for r in har)}
        if egen is not None and egen["verdi"] != felt["verdi"]:
            return _mangler("mangler", "Kilden har også et eget tall, som ikke er lik summen.")
    elif i is None:
        return _mangler("mangler", "Kan ikke summeres: indikatoren er ikke i registeret.")
    else:
        teller, nevner = (sum(r[k] for r in har) for k in ("teller", "nevner"))
        faktor = forholdsfaktor([(r["verdi"], r["teller"], r["nevner"]) for r in har], i)
        if faktor is None or pd.isna(teller) or pd.isna(nevner) or nevner == 0:
            return _mangler(status, f"Kan ikke regnes om: teller og nevner mangler for {hvem}.")
        felt = {"verdi": faktor * teller / nevner, "teller": teller, "nevner": nevner}
    svakest = next((s for s in _SVAKEST if s in {r["status"] for r in har}), "beregnet")
    noter = dict.fromkeys(r["merknad"] for r in har if pd.notna(r["merknad"]))
    sum_av = grenser.liste(r["komm_nr"] for r in har)
    return {**felt, "status": svakest, "merknad": " ".join([f"Sum av {sum_av}.", *noter])}
