"""How a table is asked for: every code and unit checked against the table's own metadata."""

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .ssb import Metadata, Utsnitt, Variabel
from .ssb_tabeller import Serie, Tabell

_ETTAARIG = re.compile(r"\d{3}\+?")
_LANDET = re.compile(r"(hele |heile )?landet", re.IGNORECASE)
_MYNT = re.compile(r"(1000|mill\.?|mrd\.?)?\s*(kr|kroner)|prosent|promille", re.IGNORECASE)


@dataclass
class Plan:
    """What to ask of one table, and what could not be: ``utsnitt`` is empty if nothing can.

    ``regioner`` is the table's region code -> ours; ``alternativ`` is contents code -> our
    name of the projection alternative.
    """

    tabell: Tabell
    metadata: Metadata
    utsnitt: Utsnitt = field(default_factory=dict)
    serier: tuple[Serie, ...] = ()
    regioner: dict[str, str] = field(default_factory=dict)
    alternativ: dict[str, str] = field(default_factory=dict)
    feil: list[str] = field(default_factory=list)


def planlegg(
    tabell: Tabell, metadata: Metadata, oenskede: Sequence[str] | None, fra_aar: int
) -> Plan:
    """Plan the selection of a table; every code is one that the metadata has.

    Parameters
    ----------
    oenskede
        Our region codes, or ``None`` for every one the table has.
    fra_aar
        First year (projections are taken whole).
    """
    plan = Plan(tabell, metadata)
    try:
        utsnitt = _innhold(plan) | _aldre(plan)
        utsnitt[tabell.region] = _regioner(plan, oenskede)
        utsnitt[metadata.tid] = _tider(plan, fra_aar)
        utsnitt |= _resten(plan, utsnitt)
    except _Mangler as feil:
        plan.feil.append(str(feil))
        return plan
    if all(utsnitt.values()):
        plan.utsnitt = {v: utsnitt[v] for v in metadata.variabler if v in utsnitt}
    return plan


class _Mangler(Exception):
    """Something the whole table hangs on is not in the metadata."""


def _variabel(plan: Plan, navn: str) -> Variabel:
    variabler = plan.metadata.variabler
    if navn not in variabler:
        raise _Mangler(
            f"Tabell {plan.tabell.tabell}: variabelen «{navn}» finnes ikke lenger; tabellen har"
            f" {', '.join(f'«{v}»' for v in variabler)}."
        )
    return variabler[navn]


def _mangler_kode(plan: Plan, variabel: Variabel, kode: str, for_hva: str) -> str:
    """Say which code is gone, and which stands nearest."""
    naere = difflib.get_close_matches(kode, variabel.koder, 1, 0.6)
    mente = f"; nærmest er «{naere[0]}» ({variabel.etiketter[naere[0]]})" if naere else ""
    return (
        f"Tabell {plan.tabell.tabell}: koden «{kode}» finnes ikke lenger i variabelen"
        f" «{variabel.kode}», så {for_hva} er ikke hentet{mente}."
    )


def _innhold(plan: Plan) -> Utsnitt:
    """Contents codes, and codes in the variables that the series choose from."""
    if plan.tabell.slag == "indikatorer":
        return _av_serier(plan)
    metrikk = _variabel(plan, plan.metadata.innhold)
    oensket = plan.tabell.alternativer or {"faktisk": plan.tabell.innhold}
    for navn, kode in oensket.items():
        funnet = kode if kode in metrikk.etiketter else None
        if not kode:
            treff = [k for k, e in metrikk.etiketter.items() if re.search(rf"\b{navn}\b", e)]
            funnet = treff[0] if len(treff) == 1 else None
        if funnet is None:
            plan.feil.append(_mangler_kode(plan, metrikk, kode or navn, f"«{navn}»"))
        elif kode and navn != "faktisk" and navn not in metrikk.etiketter[kode]:
            plan.feil.append(
                f"Tabell {plan.tabell.tabell}: koden «{kode}» i variabelen «{metrikk.kode}» heter"
                f" nå «{metrikk.etiketter[kode]}», så «{navn}» er ikke hentet."
            )
        else:
            plan.alternativ[funnet] = navn
    return {metrikk.kode: list(plan.alternativ)}


def _av_serier(plan: Plan) -> Utsnitt:
    metrikk = _variabel(plan, plan.metadata.innhold)
    gode = []
    for serie in plan.tabell.kjente:
        if feil := list(_seriefeil(plan, metrikk, serie)):
            plan.feil += feil
        else:
            gode.append(serie)
    plan.serier = tuple(gode)
    ut: Utsnitt = {metrikk.kode: _unike(s.innhold for s in gode)}
    for variabel in dict.fromkeys(v for s in gode for v in s.valg):
        ut[variabel] = _unike(s.valg[variabel] for s in gode)
    return ut


def _seriefeil(plan: Plan, metrikk: Variabel, serie: Serie) -> Iterator[str]:
    if serie.innhold not in metrikk.etiketter:
        yield _mangler_kode(plan, metrikk, serie.innhold, f"«{serie.id}»")
        return
    for navn, kode in serie.valg.items():
        variabel = _variabel(plan, navn)
        if kode not in variabel.etiketter:
            yield _mangler_kode(plan, variabel, kode, f"«{serie.id}»")
    ventet, sett = serie.enhet_ssb or serie.enhet, metrikk.enheter.get(serie.innhold, "")
    if sett and _enhet(ventet) != _enhet(sett):
        yield (
            f"Tabell {plan.tabell.tabell}: koden «{serie.innhold}» i variabelen «{metrikk.kode}»"
            f" har enheten «{sett}», ikke «{ventet}», så «{serie.id}» er ikke hentet."
        )


def _enhet(enhet: str) -> str:
    """Money and shares must agree to the letter; counts are called many things."""
    treff = _MYNT.fullmatch(enhet.strip())
    return "" if treff is None else treff[0].lower().replace("kroner", "kr").replace(" ", "")


def _aldre(plan: Plan) -> Utsnitt:
    """Return all ages of a population table: one-year groups from 0, the last one open."""
    if not plan.tabell.alder:
        return {}
    variabel = _variabel(plan, plan.tabell.alder)
    koder = [k for k in variabel.koder if _ETTAARIG.fullmatch(k)]
    ventet = [f"{i:03d}" for i in range(len(koder))]
    if not koder or [k.rstrip("+") for k in koder] != ventet or not koder[-1].endswith("+"):
        raise _Mangler(
            f"Tabell {plan.tabell.tabell}: variabelen «{variabel.kode}» har ikke lenger ettårige"
            " aldersgrupper fra 000 til en åpen gruppe."
        )
    return {variabel.kode: koder}


def _tider(plan: Plan, fra_aar: int) -> list[str]:
    koder = _variabel(plan, plan.metadata.tid).koder
    gale = [k for k in koder if not re.fullmatch(r"\d{4}", k)]
    if gale:
        raise _Mangler(
            f"Tabell {plan.tabell.tabell}: variabelen «{plan.metadata.tid}» har koden"
            f" «{gale[0]}», som ikke er et år."
        )
    hele = plan.tabell.slag == "framskriving"
    return [k for k in koder if hele or int(k) >= fra_aar]


def _regioner(plan: Plan, oenskede: Sequence[str] | None) -> list[str]:
    variabel = _variabel(plan, plan.tabell.region)
    if oenskede is None:
        vaare = {k: k for k in variabel.koder if _er_vaar(k)}
        if "EAK" not in vaare.values():
            fylker = {k: f"EKA{k}" for k in variabel.koder if re.fullmatch(r"\d{2}", k)}
            vaare |= fylker | dict.fromkeys(_landet(variabel), "EAK")
        plan.regioner = vaare
    else:
        par = ((_i_tabellen(kode, variabel), kode) for kode in oenskede)
        plan.regioner = {k: vaar for k, vaar in par if k is not None}
    return [k for k in variabel.koder if k in plan.regioner]


def _er_vaar(kode: str) -> bool:
    """Whether a code is a municipality's, or KOSTRA's for country, county or group."""
    return bool(re.fullmatch(r"(?!9999)\d{4}|EAK(UO)?|EKA\d{2}|EKG\d{2}", kode))


def _i_tabellen(kode: str, variabel: Variabel) -> str | None:
    if kode in variabel.etiketter:
        return kode
    if kode == "EAK":
        return next(iter(_landet(variabel)), None)
    fylke = kode.removeprefix("EKA")
    return fylke if kode.startswith("EKA") and fylke in variabel.etiketter else None


def _landet(variabel: Variabel) -> list[str]:
    treff = [k for k, etikett in variabel.etiketter.items() if _LANDET.fullmatch(etikett.strip())]
    return treff if len(treff) == 1 else []


def _resten(plan: Plan, utsnitt: Utsnitt) -> Utsnitt:
    """Variables nobody has chosen in: summed by SSB, by us, of one code, or an error."""
    ut: Utsnitt = {}
    for navn, variabel in plan.metadata.variabler.items():
        if navn in utsnitt or variabel.kan_utelates:
            continue
        if navn in plan.tabell.summer and {"1", "2"} <= variabel.etiketter.keys():
            ut[navn] = ["1", "2"]
        elif len(variabel.koder) == 1:
            ut[navn] = variabel.koder
        else:
            eksempler = list(variabel.etiketter.items())[:6]
            raise _Mangler(
                f"Tabell {plan.tabell.tabell}: variabelen «{navn}» ({variabel.etikett}) er ny"
                " eller må velges; noen av kodene er "
                + ", ".join(f"«{k}» ({e})" for k, e in eksempler) + "."
            )  # fmt: skip
    return ut


def _unike(koder: Iterator[str] | Sequence[str]) -> list[str]:
    return list(dict.fromkeys(koder))
