"""Rows of a portfolio read into typed columns, or refused in a sentence that names the row."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from .enheter import tall
from .spraak import oppramsing
from .tiltaksrader import KOLONNER, STATUSNAVN, STATUSORD, Kolonne, Rad, aar_i, hvor

# Amounts of saving: below nought only where a positive amount is an increase in spending.
_BELOEP = ("uten_aar", "helaar", "foert_annet_sted", "realisert", "ikke_gjennomfoerbart")
_NUMRE = ("ses_sammen_med", "avhengig_av", "utelukker")
_MEST = 1_000_000.0
_TALL = re.compile(r"[+\-−]?(\d{1,9}|\d{1,3}([ \u00a0\u202f]\d{3}){1,2})([.,]\d{1,17})?")
# A sheet makes a date of 2027-07; the day is passed over.
_MAANED = re.compile(r"((?:19|20)\d\d)(?:[-./ ](0?[1-9]|1[0-2])(?:-\d\d)?)?")
_FLEST_AAR = 15


def les_rader(
    rader: Sequence[Rad], *, styrking: bool = False, kjente: Iterable[Rad] = ()
) -> pd.DataFrame:
    """Typed rows of a portfolio: the keys of ``KOLONNER`` and one column per year (``int``).

    Parameters
    ----------
    rader
        Text by key, as from :func:`som_rader`.
    styrking
        A positive amount is an increase in spending, so that a saving is below nought.
    kjente
        Rows that stand in a published plan as they are: a year it does not print is no fault.

    Raises
    ------
    ValueError
        Text in a number cell, an amount below nought, a year left out between two, a number
        used twice or that no measure has, per cent over 100, measures that wait for each other.
        Years too far apart, a measure that depends on one it excludes. The sentence names the row,
        and how to mend it.
    """
    aar, trykte = aar_i(rader), [dict(r) for r in kjente]
    if len(aar) > _FLEST_AAR:
        i, rad = next((i, r) for i, r in enumerate(rader, start=1) if str(aar[-1]) in r)
        raise ValueError(
            f"{hvor(i, rad)} har et beløp i {aar[-1]}, og det første er i {aar[0]}."
            f" Høyst {_FLEST_AAR} år kan vises sammen: rett årstallet, eller fjern år."
        )
    numre = {r.get("nr", "") for r in rader}
    hull = {(r.get("nr"), r.get("tiltak")): {a for a in aar if str(a) not in r} for r in trykte}
    ut = []
    for i, rad in enumerate(rader, start=1):
        typet: dict[str | int, Any] = {
            k.navn: _verdi(i, rad, k, styrking) for k in KOLONNER.values()
        }
        typet |= {a: _aarsbeloep(i, rad, a, styrking) for a in aar}
        typet |= {k: _numre(rad.get(k, ""), numre) for k in _NUMRE}
        typet["nr"] = typet["nr"] or _ledig_nummer(i, rader)
        typet["status"] = typet["status"] or "foreslaatt"
        typet["med"] = typet["med"] or "ja"
        if not typet["tiltak"]:
            raise ValueError(f"{hvor(i, rad)}: tiltaket mangler navn. Skriv hva det er.")
        if rad not in trykte:
            _krev_sammenhengende(i, rad, hull.get((rad.get("nr"), typet["tiltak"]), set()))
        ut.append(typet)
    df = pd.DataFrame(ut, columns=[*KOLONNER, *aar])
    for k in KOLONNER.values():
        if k.slag == "tall":
            df[k.navn] = df[k.navn].astype(float)
    df[aar] = df[aar].astype(float)
    _krev_nummer(rader, df)
    return df


def _verdi(i: int, rad: Rad, k: Kolonne, styrking: bool) -> Any:
    tekst = rad.get(k.navn, "")
    if k.slag == "tall":
        if not tekst:
            return float("nan")
        return _tall(i, rad, tekst, k.etikett, k, styrking or k.navn not in _BELOEP)
    if k.slag == "valg" and tekst:
        ord_ = tekst.casefold()
        ord_ = STATUSORD.get(ord_, ord_) if k.navn == "status" else ord_
        if ord_ not in k.lovlig:
            lovlige = oppramsing([STATUSNAVN.get(x, x) for x in k.lovlig], "eller")
            raise ValueError(f"{hvor(i, rad)}: «{k.etikett}» må være {lovlige}; fikk «{tekst}».")
        return ord_
    if k.slag == "maaned" and tekst and not _MAANED.fullmatch(tekst):
        raise ValueError(
            f"{hvor(i, rad)}: «{k.etikett}» må være et år eller år og måned, for eksempel 2027"
            f" eller 2027-07; fikk «{tekst}»."
        )
    return tekst


def _tall(i: int, rad: Rad, tekst: str, under: str, k: Kolonne | None, minus: bool) -> float:
    if not _TALL.fullmatch(tekst):
        raise ValueError(
            f"{hvor(i, rad)}: «{tekst[:40]}» under «{under}» er ikke et tall. Skriv for eksempel"
            " 2,5, eller la cellen stå tom."
        )
    verdi = float(re.sub(r"\s", "", tekst).replace(",", ".").replace("−", "-"))
    if not minus and verdi < 0:
        raise ValueError(
            f"{hvor(i, rad)}: {tall(verdi, 1)} under «{under}» er negativt. Beløpene er"
            " innsparing i mill. kr: skriv tallet uten minus, eller velg at positive beløp er"
            " styrking."
        )
    minst, mest = (k.minst, k.mest) if k else (-_MEST, _MEST)
    if not max(minst, -_MEST) <= verdi <= min(mest, _MEST):
        grenser = f"fra {tall(max(minst, -_MEST))} til {tall(min(mest, _MEST))}"
        raise ValueError(f"{hvor(i, rad)}: «{under}» må være {grenser}; fikk «{tekst}».")
    if k is not None and k.navn == "sannsynlighet" and 0 < verdi < 1:
        raise ValueError(
            f"{hvor(i, rad)}: {tekst} under «{under}» er under én prosent. Skriv"
            f" {tall(100 * verdi)} for {tall(100 * verdi)}\u00a0%."
        )
    return verdi


def _aarsbeloep(i: int, rad: Rad, aar: int, styrking: bool) -> float:
    tekst = rad.get(str(aar), "")
    return _tall(i, rad, tekst, str(aar), None, styrking) if tekst else float("nan")


def _krev_sammenhengende(i: int, rad: Rad, trykte_hull: set[int]) -> None:
    aar = sorted(int(k) for k in rad if k.isdecimal())
    mangler = [a for a in range(aar[0], aar[-1]) if a not in aar] if aar else []
    hull = [a for a in mangler if a not in trykte_hull]
    if hull:
        raise ValueError(
            f"{hvor(i, rad)} har beløp i {aar[0]} og {aar[-1]}, men ikke i"
            f" {oppramsing([str(a) for a in hull])}. Skriv 0 hvis tiltaket ikke virker da."
        )
    if "start" in rad and "helaar" not in rad:
        raise ValueError(f"{hvor(i, rad)}: «Virker fra» trenger en helårseffekt. Skriv den, eller"
                         " fjern tidspunktet.")  # fmt: skip
    if "helaar" in rad and "start" not in rad and not aar:
        raise ValueError(f"{hvor(i, rad)}: helårseffekten trenger «Virker fra», for eksempel"
                         " 2027 eller 2027-07.")  # fmt: skip


def _numre(tekst: str, kjente: set[str]) -> tuple[str, ...]:
    """Numbers of other measures; ``1,2`` is measure 1.2 if there is one, else 1 and 2."""
    ut: list[str] = []
    for ett in filter(None, (x.strip(",") for x in re.split(r"[;\s]+", tekst))):
        punktum = ett.replace(",", ".")
        ut += [punktum] if punktum in kjente else ett.split(",")
    return tuple(dict.fromkeys(x for x in ut if x))


def _ledig_nummer(i: int, rader: Sequence[Rad]) -> str:
    """Return a number for a row that has none: its place, or the first after it that is free."""
    brukt = {r.get("nr") for r in rader}
    return str(i) if str(i) not in brukt else f"{i}*"


def _krev_nummer(rader: Sequence[Rad], df: pd.DataFrame) -> None:
    """Refuse a number used twice, one that no measure has, and measures that wait in a ring."""
    for i, nr in enumerate(df.nr, start=1):
        if (df.nr[: i - 1] == nr).any():
            raise ValueError(f"{hvor(i, rader[i - 1])}: nummeret {nr} er brukt i en rad over. Gi"
                             " tiltaket et eget nummer.")  # fmt: skip
    kjente = set(df.nr)
    for navn in _NUMRE:
        for i, (nr, andre) in enumerate(zip(df.nr, df[navn], strict=True), start=1):
            feil = [a for a in andre if a not in kjente or a == nr]
            if feil:
                hva = "seg selv" if feil[0] == nr else f"{feil[0]}, som ingen rad har"
                raise ValueError(f"{hvor(i, rader[i - 1])}: «{KOLONNER[navn].etikett}» viser til"
                                 f" {hva}. Bruk numrene i første kolonne.")  # fmt: skip
    ut = dict(zip(df.nr, df.utelukker, strict=True))
    for i, r in enumerate(df.itertuples(), start=1):
        for a in r.avhengig_av:
            if a in r.utelukker or r.nr in ut[a]:
                raise ValueError(f"{hvor(i, rader[i - 1])}: tiltaket er avhengig av {a}, men {r.nr}"
                                 f" og {a} utelukker hverandre. Fjern det ene.")  # fmt: skip
    krever = dict(zip(df.nr, df.avhengig_av, strict=True))
    if ring := _ring(krever):
        i = list(df.nr).index(ring[0])
        raise ValueError(
            f"{hvor(i + 1, rader[i])}: tiltakene {' → '.join([*ring, ring[0]])} er avhengige av"
            " hverandre i ring. Fjern én av avhengighetene, eller bruk «Ses sammen med»."
        )


def _ring(krever: Mapping[str, Sequence[str]]) -> list[str]:
    """Measures that wait for each other, in order; empty if there are none."""
    ferdig: set[str] = set()
    for start in krever:
        sti: list[str] = []
        igjen = [(start, iter(krever[start]))] if start not in ferdig else []
        sti += [nr for nr, _ in igjen]
        while igjen:
            nr, barn = igjen[-1]
            neste = next((b for b in barn if b not in ferdig), None)
            if neste is None:
                ferdig.add(nr)
                igjen.pop()
                sti.pop()
            elif neste in sti:
                return sti[sti.index(neste) :]
            else:
                igjen.append((neste, iter(krever[neste])))
                sti.append(neste)
    return []
