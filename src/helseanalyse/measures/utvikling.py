"""A ratio through the years, in the borders of the time or today's, broken where it breaks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pandas as pd

from ..indikator import Indikator
from ..kommune import Kommuneregister
from .historie import Grenser, dagens_grenser, som_det_var
from .jevnkommuner import gruppeserie
from .profil import verdier

KOLONNER = (
    "serie", "komm_nr", "aar", "verdi", "teller", "nevner", "status", "merknad", "kilder", "del",
    "brudd",
)  # fmt: skip


def utvikling(
    observasjoner: pd.DataFrame,
    register: Kommuneregister,
    indikatorer: Mapping[str, Indikator],
    indikator: Indikator,
    komm_nr: str,
    aar: int,
    naa: int,
    *,
    dagens: bool,
) -> pd.DataFrame:
    """One ratio of a municipality, or region, year by year.

    Parameters
    ----------
    komm_nr, aar
        The place, and a year in which its code is in use.
    naa, dagens
        All years in the borders of ``naa``; or each in its own: a series for each name among
        the municipalities that became the one of ``naa``, and nothing added up.

    Returns
    -------
    DataFrame
        ``serie`` (name), ``komm_nr`` (code of the row), ``aar``, ``verdi`` (the indicator's
        unit; missing where ``status`` and ``merknad`` say why), ``teller`` and ``nevner`` (its
        counts, where the source has them), ``kilder`` (source ids), ``del`` (number of the
        unbroken piece within the series) and ``brudd`` (why a new piece begins there). No line may
        be drawn from one piece to another.

    Raises
    ------
    ValueError
        If the municipality was split after ``aar``: then it has no single successor.
    """
    ider = [i for i in (indikator.id, indikator.teller, indikator.nevner) if i]
    brudd = {a: grunn for i in ider for a, grunn in indikatorer[i].brudd.items()}
    indikator = replace(indikator, brudd=brudd)
    o = observasjoner[observasjoner.indikator.isin(ider) & observasjoner.aar.notna()]
    if not register.er_kommune(komm_nr):
        return _serier(o[o.komm_nr == komm_nr], register, indikator, None)
    g = Grenser(register, naa)
    maal = g.hos(komm_nr, aar)
    if len(maal) != 1:
        hvem = f"{komm_nr} {register.navn(komm_nr)}"
        raise ValueError(f"{hvem} ble delt på {g.liste(maal)}; velg en av dem.")
    if not dagens:
        return _serier(som_det_var(o, register, maal[0], naa), register, indikator, g)
    koder = {k for da in o.aar.unique() for k in g.deler(maal[0], int(da)).koder}
    med = o[o.komm_nr.isin(koder | set(maal)) & (o.aar <= naa)]
    samlet = dagens_grenser(med, register, indikatorer, naa)
    return _serier(samlet[samlet.komm_nr == maal[0]], register, indikator, None)


def _serier(
    rader: pd.DataFrame, register: Kommuneregister, indikator: Indikator, grenser: Grenser | None
) -> pd.DataFrame:
    """Values year by year, named, in pieces."""
    ut: list[dict[str, Any]] = []
    for (kode, da), r in rader.groupby(["komm_nr", "aar"], sort=True):
        verdi = verdier(r, indikator, [str(kode)], int(da)).iloc[0].to_dict()
        if verdi["status"] == "ikke_i_data":
            continue
        kilder = [k for liste in r.kilder for k in liste] if "kilder" in r else [*r.kilde]
        noter = "" if pd.notna(verdi["verdi"]) else " ".join(dict.fromkeys(r.merknad.dropna()))
        ut.append(
            verdi
            | {"serie": register.navn(str(kode)), "aar": int(da), "merknad": noter}
            | {"kilder": tuple(dict.fromkeys(kilder))}
        )
    df = pd.DataFrame(ut, columns=list(KOLONNER)).sort_values(["serie", "aar"], ignore_index=True)
    biter = [_delt(d.to_dict("records"), indikator, grenser) for _, d in df.groupby("serie")]
    alle = pd.DataFrame([rad for bit in biter for rad in bit], columns=list(KOLONNER))
    return alle.astype({"aar": "Int64"} | dict.fromkeys(("verdi", "teller", "nevner"), "float64"))


def _delt(
    rader: Sequence[dict[str, Any]], indikator: Indikator, grenser: Grenser | None
) -> Iterator[dict[str, Any]]:
    """Number the pieces of one series; each new one with the reason."""
    nr = 0
    yield from ({**rader[0], "del": 0, "brudd": ""} for _ in rader[:1])
    for foer, rad in pairwise(rader):
        grunn = brudd_mellom(foer, rad, indikator, grenser)
        nr += grunn is not None
        yield {**rad, "del": nr, "brudd": grunn or ""}


def brudd_mellom(
    foer: Mapping[str, Any], etter: Mapping[str, Any], i: Indikator, grenser: Grenser | None
) -> str | None:
    """Why two figures of a series cannot be joined by a line; nothing where they can.

    An empty reason means that a year in between, or one of the figures, is missing.
    """
    if etter["komm_nr"] != foer["komm_nr"] and grenser is not None:
        deler = Grenser(grenser.register, int(etter["aar"])).deler(etter["komm_nr"], foer["aar"])
        if deler.delt or len(deler.koder) > 1:
            return deler.delt or f"Sammenslåing av {grenser.liste(deler.koder)}"
    if gruppeserie(etter["komm_nr"], foer["aar"]) != gruppeserie(etter["komm_nr"], etter["aar"]):
        return "KOSTRA-gruppene ble laget på nytt"
    for aar in range(foer["aar"] + 1, etter["aar"] + 1):
        if str(aar) in i.brudd:
            return i.brudd[str(aar)]
    if "kopiert" in (foer["status"], etter["status"]):
        return "Tallet er kopiert fra et annet år"
    mangler = pd.isna(foer["verdi"]) or pd.isna(etter["verdi"])
    return "" if mangler or etter["aar"] - foer["aar"] > 1 else None


def med_serie(
    observasjoner: pd.DataFrame, indikatorer: Iterable[Indikator], koder: Iterable[str]
) -> list[tuple[Indikator, int]]:
    """Ratios with values for two years or more among the codes, and how many; by the register."""
    o = observasjoner[observasjoner.komm_nr.isin(list(koder)) & observasjoner.verdi.notna()]
    aar = o.groupby("indikator").aar.agg(set).to_dict()
    ut = []
    for i in indikatorer:
        deler = [i.id] if i.type == "oppgitt" else [str(i.teller), str(i.nevner)]
        felles = set.intersection(*(aar.get(d, set()) for d in deler))
        if i.i_profil and len(felles) > 1:
            ut.append((i, len(felles)))
    return ut


def familie(register: Kommuneregister, komm_nr: str, aar: int, naa: int) -> set[str]:
    """Codes of all that became, or came of, the municipality up to ``naa``, itself included."""
    g = Grenser(register, naa)
    maal = g.hos(komm_nr, aar)
    aarene = {int(a) - 1 for a in register.endringer.aar} | {naa}
    koder = {k for m in maal for a in aarene if a <= naa for k in g.deler(m, a).koder}
    return koder | {komm_nr}
