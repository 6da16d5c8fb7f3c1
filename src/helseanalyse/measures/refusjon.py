"""State refund for resource-intensive services: one user, a portfolio, years, sensitivity.

Rates are dated data; a year whose rates are not established is asked for, never guessed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import pandas as pd

ALDERSGRENSE = 67  # to and including the year the user turns 67
_SATSER = ("innslagspunkt", "kompensasjonsgrad", "fratrekk_pu")


@dataclass(frozen=True)
class Refusjonssatser:
    """Rates of one expense year: threshold and PU deduction in kr, compensation in per cent.

    ``fratrekk_pu`` is missing where the source gives none; ``kilder`` are source ids, empty for
    the user's own.
    """

    utgiftsaar: int
    innslagspunkt: float
    kompensasjonsgrad: float
    fratrekk_pu: float | None = None
    kilder: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tjenestemottaker:
    """One user in one expense year, kr a year.

    ``utgift`` is direct wage cost alone: time with the user, not travel, administration or
    training; of a bought service only the part that is wages. ``pu`` is whether the block grant
    counts the user as intellectually disabled; ``foedt`` is missing where it is not known.
    """

    navn: str
    utgift: float
    pu: bool = False
    foedt: int | None = None
    egenbetaling: float = 0.0
    vertskommunetilskudd: float = 0.0
    andre_tilskudd: float = 0.0

    @property
    def fratrekk(self) -> float:
        """Earmarked income that is taken off before the PU amount and the threshold, kr."""
        return self.egenbetaling + self.vertskommunetilskudd + self.andre_tilskudd

    def alder(self, aar: int) -> int | None:
        """Age at the end of a year."""
        return None if self.foedt is None else aar - self.foedt


class Refusjonsrad(NamedTuple):
    """One user and expense year, kr; ``netto`` is ``utgift`` less ``refusjon``.

    ``grunn`` is why there is no refund: ``over_aldersgrensen``, ``under_innslagspunktet`` or "".
    """

    navn: str
    aar: int
    utgift: float
    fratrekk: float
    fratrekk_pu: float
    innslagspunkt: float
    grunnlag: float
    refusjon: float
    netto: float
    grunn: str


def refusjonssatser(satser: pd.DataFrame, utgiftsaar: int) -> Refusjonssatser | None:
    """Rates that a source ties to this expense year; none where one is missing.

    A circular of year Y is on the expenses of Y - 1. Only rows whose expense year is known and
    whose status is that of an adopted rate count: a proposal, or a row that gives the budget
    year alone, does not.

    Parameters
    ----------
    satser
        ``sats``, ``gjelder_for_utgiftsaar``, ``verdi``, ``status``, ``kilde``.
    """
    her = satser[(satser.gjelder_for_utgiftsaar == utgiftsaar) & (satser.status != "forslag")]
    rader = [her[her.sats == f"{navn}_ressurskrevende"] for navn in _SATSER]
    innslag, grad, pu = (float(r.verdi.iloc[0]) if len(r) else None for r in rader)
    if innslag is None or grad is None:
        return None
    kilder = tuple(dict.fromkeys(k for r in rader for k in r.kilde))
    return Refusjonssatser(utgiftsaar, innslag, grad, pu, kilder)


def kjente_aar(satser: pd.DataFrame) -> list[int]:
    """Expense years with a full set of rates, oldest first."""
    aar = satser.gjelder_for_utgiftsaar.dropna().unique()
    return sorted(int(a) for a in aar if refusjonssatser(satser, int(a)) is not None)


def refusjon(mottaker: Tjenestemottaker, satser: Refusjonssatser) -> Refusjonsrad:
    r"""Refund of one user in one expense year, kr.

    .. math:: r \cdot \max(0,\ u - f - p - i)

    with expenses u, earmarked income f, the PU deduction p, the threshold i and the rate r; none
    from the year after the one in which the user turns 67.

    Raises
    ------
    ValueError
        If an amount is missing or negative, the user is born after the year, or a PU deduction
        is needed and not known.

    Source: Helsedirektoratet, IS-4 (the scheme's rules); Hå kommune 2024, the slide
    «27 ressurskrevende» (4 032 000 kr in 2022).

    >>> satser = Refusjonssatser(2022, 1_526_000, 80, 789_000)
    >>> refusjon(Tjenestemottaker("A", 4_032_000, pu=True), satser).refusjon
    1373600.0
    """
    _sjekk(mottaker, satser)
    pu = float(satser.fratrekk_pu or 0) if mottaker.pu else 0.0
    grunnlag = mottaker.utgift - mottaker.fratrekk - pu - satser.innslagspunkt
    alder = mottaker.alder(satser.utgiftsaar)
    for_gammel = alder is not None and alder > ALDERSGRENSE
    ut = 0.0 if for_gammel else max(0.0, grunnlag) * satser.kompensasjonsgrad / 100
    under = "under_innslagspunktet" if grunnlag <= 0 else ""
    grunn = "over_aldersgrensen" if for_gammel else under
    return Refusjonsrad(
        mottaker.navn, satser.utgiftsaar, float(mottaker.utgift), mottaker.fratrekk, pu,
        satser.innslagspunkt, grunnlag, ut, mottaker.utgift - ut, grunn,
    )  # fmt: skip


def _sjekk(m: Tjenestemottaker, satser: Refusjonssatser) -> None:
    belop = (m.utgift, m.egenbetaling, m.vertskommunetilskudd, m.andre_tilskudd)
    if any(pd.isna(b) or b < 0 for b in belop):
        raise ValueError(f"{m.navn}: beløpene kan ikke mangle eller være negative.")
    if m.foedt is not None and m.foedt > satser.utgiftsaar:
        raise ValueError(
            f"{m.navn} er født i {m.foedt}, etter utgiftsåret {satser.utgiftsaar}."
            " Rett fødselsåret, eller velg et senere år."
        )
    if m.pu and satser.fratrekk_pu is None:
        raise ValueError(
            f"{m.navn} er med i kriteriet psykisk utviklingshemmede, men fratrekket for"
            f" {satser.utgiftsaar} er ikke kjent. Oppgi fratrekket."
        )


def portefoelje(
    mottakere: Sequence[Tjenestemottaker],
    satser: Mapping[int, Refusjonssatser],
    foerste_aar: int,
    loennsvekst: float = 0.0,
) -> pd.DataFrame:
    """Refund of every user and year: the fields of :class:`Refusjonsrad`, years as in ``satser``.

    ``utgift`` and the deductions are those of ``foerste_aar`` and grow by ``loennsvekst`` per
    cent a year.

    >>> s = {2023: Refusjonssatser(2023, 1_608_000, 80, 832_000)}
    >>> df = portefoelje([Tjenestemottaker("A", 4_193_500, pu=True)], s, 2023)
    >>> df[["refusjon", "netto"]].values.tolist()
    [[1402800.0, 2790700.0]]
    """
    rader = [
        refusjon(_framskrevet(m, loennsvekst, aar - foerste_aar), s)
        for aar, s in satser.items()
        for m in mottakere
    ]
    return pd.DataFrame(rader, columns=list(Refusjonsrad._fields))


def _framskrevet(m: Tjenestemottaker, vekst: float, antall_aar: int) -> Tjenestemottaker:
    faktor = (1 + vekst / 100) ** antall_aar
    return replace(
        m,
        utgift=m.utgift * faktor,
        egenbetaling=m.egenbetaling * faktor,
        vertskommunetilskudd=m.vertskommunetilskudd * faktor,
        andre_tilskudd=m.andre_tilskudd * faktor,
    )


def framskrevne_satser(
    satser: Refusjonssatser, til: int, vekst: float, ekstra: float = 0.0
) -> dict[int, Refusjonssatser]:
    """Rates of the year and the years to ``til``, assumed: a scenario, not a source.

    Threshold and PU deduction grow by ``vekst`` per cent a year, and the threshold by ``ekstra``
    kr a year on top (the budgets of several years have added 50 000).

    >>> s = framskrevne_satser(Refusjonssatser(2023, 1_600_000, 80), 2024, 4, 50_000)
    >>> s[2024].innslagspunkt
    1714000.0
    """
    ut = {satser.utgiftsaar: satser}
    for aar in range(satser.utgiftsaar + 1, til + 1):
        s = ut[aar - 1]
        pu = None if s.fratrekk_pu is None else s.fratrekk_pu * (1 + vekst / 100)
        innslag = s.innslagspunkt * (1 + vekst / 100) + ekstra
        ut[aar] = Refusjonssatser(aar, innslag, s.kompensasjonsgrad, pu)
    return ut


def foelsomhet(
    mottakere: Sequence[Tjenestemottaker],
    satser: Refusjonssatser,
    *,
    innslag: float = 50_000,
    loenn: float = 1.0,
) -> pd.DataFrame:
    """What moves the municipality's own cost in one year: a row each, largest first.

    Threshold ``innslag`` kr higher and lower, wages ``loenn`` per cent higher and lower, the user
    with the largest refund passing the age limit, and one more user in the PU criterion (the
    one without it whose refund is largest: cost unchanged, the deduction added).

    Returns
    -------
    DataFrame
        ``hva``, ``lav``, ``hoey``: change in net cost, kr, smallest and largest.
    """
    netto = _netto(mottakere, satser)

    def endring(m: Sequence[Tjenestemottaker], s: Refusjonssatser) -> float:
        return _netto(m, s) - netto

    innslag_ned, innslag_opp = (
        replace(satser, innslagspunkt=max(0.0, satser.innslagspunkt + d))
        for d in (-innslag, innslag)
    )
    rader = [
        ("innslag", endring(mottakere, innslag_ned), endring(mottakere, innslag_opp)),
        (
            "loenn",
            endring([_framskrevet(m, -loenn, 1) for m in mottakere], satser),
            endring([_framskrevet(m, loenn, 1) for m in mottakere], satser),
        ),
    ]
    stoerst = _stoerst(mottakere, satser)
    if stoerst is not None:
        rader.append(("fyller_67", 0.0, refusjon(stoerst, satser).refusjon))
    uten = None if satser.fratrekk_pu is None else _stoerst(
        [m for m in mottakere if not m.pu], satser
    )  # fmt: skip
    if uten is not None:
        andre = [replace(m, pu=True) if m is uten else m for m in mottakere]
        rader.append(("ny_pu", 0.0, endring(andre, satser)))
    ut = pd.DataFrame(rader, columns=["hva", "lav", "hoey"])
    rekke = (ut.hoey - ut.lav).sort_values(ascending=False, kind="stable").index
    return ut.loc[rekke].reset_index(drop=True)


def _netto(mottakere: Sequence[Tjenestemottaker], satser: Refusjonssatser) -> float:
    return sum(refusjon(m, satser).netto for m in mottakere)


def _stoerst(
    mottakere: Sequence[Tjenestemottaker], satser: Refusjonssatser
) -> Tjenestemottaker | None:
    """The user with the largest refund; none where nobody has any."""
    par = [(refusjon(m, satser).refusjon, m) for m in mottakere]
    beste = max(par, key=lambda p: p[0], default=(0.0, None))
    return beste[1] if beste[0] > 0 else None
