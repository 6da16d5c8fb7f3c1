"""Answers of the statistics bank as rows of ``observasjoner``, ``befolkning`` and ``kilder``."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from ..kommune import Kommuneregister
from .ssb import Utsnitt
from .ssb_nett import SsbFeil
from .ssb_plan import Plan
from .ssb_tabeller import Serie

# The sign that stands in a figure's place -> our status. «-» is a nought and «*» a figure.
STATUS = {".": "ikke_i_bruk", "..": "mangler", "...": "mangler", ":": "skjermet"}
NULL, FORELOEPIG = "-", "*"
# When parts of a sum differ in status, the highest is told.
_RANG = {"maalt": 0, "foreloepig": 1, "ikke_i_bruk": 2, "mangler": 3, "skjermet": 4}


@dataclass
class Rader:
    """Rows of one table, how many were left out as not in use, and what the user must know."""

    navn: str
    ramme: pd.DataFrame
    utelatt: int = 0
    varsler: list[str] = field(default_factory=list)


def les_svar(svar: bytes, tabell: str, utsnitt: Utsnitt) -> pd.DataFrame:
    """One answer as a long frame with the table's own variable names, held to what was asked.

    Raises
    ------
    SsbFeil
        If it cannot be read, is of another table, or has other variables or codes than asked
        for: such an answer never becomes figures.
    """
    from .jsonstat import read_jsonstat

    try:
        ramme = read_jsonstat(svar)
    except ValueError as feil:
        raise SsbFeil(f"Tabell {tabell}: {feil}", midlertidig=True) from feil
    if str(ramme.attrs.get("tabell")) != tabell:
        raise SsbFeil(f"Tabell {tabell}: svaret er av tabell {ramme.attrs.get('tabell')}.")
    dimensjoner = {d: str(v["kolonne"]) for d, v in ramme.attrs["dimensjoner"].items()}
    if ulike := sorted(dimensjoner.keys() ^ utsnitt.keys()):
        raise SsbFeil(
            f"Tabell {tabell}: svaret har andre variabler enn spørringen (se «{ulike[0]}»);"
            " tabellen er lagt om mens den ble hentet."
        )
    for navn, koder in utsnitt.items():
        if ulike := sorted(set(ramme[dimensjoner[navn]].cat.categories) ^ set(koder)):
            raise SsbFeil(
                f"Tabell {tabell}: svaret har ikke de kodene det ble spurt etter i variabelen"
                f" «{navn}» (se «{ulike[0]}»)."
            )
    kolonner = {v: k for k, v in dimensjoner.items()}
    ut = ramme[[*kolonner, "verdi", "status"]].rename(columns=kolonner)
    ut.attrs = {"oppdatert": _oppdatert(ramme.attrs.get("oppdatert"), tabell)}
    return ut


def _oppdatert(verdi: object, tabell: str) -> str:
    try:
        date.fromisoformat(str(verdi)[:10])
    except ValueError as feil:
        raise SsbFeil(f"Tabell {tabell}: svaret sier ikke når tabellen ble oppdatert.") from feil
    return str(verdi)


def til_rader(
    plan: Plan, svar: Sequence[pd.DataFrame], kilde: str, oppdatert: str,
    register: Kommuneregister,
) -> Rader:  # fmt: skip
    """Rows of one table from its answers.

    Rows of a code outside the years it was in use are left out and counted: SSB gives them as
    «.» or, in the population table, as 0. A figure is never made of a sign.
    """
    alt = pd.concat([_felles(s, plan) for s in svar], ignore_index=True)
    if plan.tabell.slag == "indikatorer":
        return _observasjoner(plan, alt, kilde, oppdatert, register)
    return _befolkning(plan, alt, kilde, register)


def _felles(svar: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Add our place code, year, value and status; the variables stay as categories."""
    tegn = svar["status"].astype("str").fillna("").str.strip()
    verdi = svar["verdi"].mask(tegn.isin(STATUS.keys()))
    verdi = verdi.mask((tegn == NULL) & verdi.isna(), 0.0)
    status = tegn.map(STATUS).where(verdi.isna(), "maalt").fillna("mangler")
    status = status.mask((tegn == FORELOEPIG) & verdi.notna(), "foreloepig")
    nye = {
        "komm_nr": svar[plan.tabell.region].map(plan.regioner).astype("str"),
        "aar": svar[plan.metadata.tid].astype("str").astype("Int64"),
        "verdi": verdi,
        "status": status,
        "tegn": tegn,
    }
    return svar.drop(columns=["verdi", "status"]).assign(**nye)


def _i_bruk(rader: pd.DataFrame, register: Kommuneregister) -> pd.Series:
    """Whether each row's code was in use in its year; a code not in the register may have been."""
    k = register.kommuner.drop_duplicates("komm_nr").set_index("komm_nr")
    fra = rader.komm_nr.map(k.gjelder_fra).astype("Int64")
    til = rader.komm_nr.map(k.gjelder_til).astype("Int64")
    return ((rader.aar >= fra).fillna(True) & (rader.aar <= til).fillna(True)).astype(bool)


def _observasjoner(
    plan: Plan, alt: pd.DataFrame, kilde: str, oppdatert: str, register: Kommuneregister
) -> Rader:
    deler = [_en_serie(plan, alt, serie) for serie in plan.serier]
    rader = pd.concat(deler, ignore_index=True)
    ny = _foreloepige_aar(plan, oppdatert)
    rader["status"] = rader.status.mask(
        (rader.status == "maalt") & rader.aar.isin(ny), "foreloepig"
    )
    i_bruk = _i_bruk(rader, register)
    varsler = _tegnvarsler(plan, rader) + _tomme(plan, rader[i_bruk])
    rader = rader[i_bruk].assign(kilde=kilde).drop(columns="tegn")
    return Rader("observasjoner", rader.reset_index(drop=True), int((~i_bruk).sum()), varsler)


def _en_serie(plan: Plan, alt: pd.DataFrame, serie: Serie) -> pd.DataFrame:
    """Rows of one indicator: its contents code, and its code in each other variable."""
    valg = {plan.metadata.innhold: serie.innhold, **serie.valg}
    treff = pd.Series(True, index=alt.index)
    for variabel, kode in valg.items():
        treff &= alt[variabel] == kode
    r = alt.loc[treff, ["komm_nr", "aar", "verdi", "status", "tegn"]]
    return r.assign(verdi=r.verdi * serie.faktor, indikator=serie.id, enhet=serie.enhet)


def _foreloepige_aar(plan: Plan, oppdatert: str) -> list[int]:
    """Return the newest year of a KOSTRA table until its revised figures are out."""
    if plan.tabell.foreloepig_til is None:
        return []
    nyeste = max(int(k) for k in plan.utsnitt[plan.metadata.tid])
    revidert = date.fromisoformat(f"{nyeste + 1}-{plan.tabell.foreloepig_til}")
    return [nyeste] if date.fromisoformat(oppdatert[:10]) < revidert else []


def _tegnvarsler(plan: Plan, rader: pd.DataFrame) -> list[str]:
    """Signs that we do not know are told of, with the first place they stand."""
    kjente = {"", NULL, FORELOEPIG, *STATUS}
    ukjente = rader[~rader.tegn.isin(kjente)].drop_duplicates("tegn")
    return [
        f"Tabell {plan.tabell.tabell}: tegnet «{r.tegn}» er ukjent (første gang for {r.komm_nr} i"
        f" {r.aar}); {'verdien er lest som den står' if pd.notna(r.verdi) else 'verdien mangler'}."
        for r in ukjente.itertuples()
    ]


def _tomme(plan: Plan, rader: pd.DataFrame) -> list[str]:
    """Return a warning for each series without one figure."""
    har = set(rader.loc[rader.verdi.notna(), "indikator"])
    return [
        f"Tabell {plan.tabell.tabell}: «{s.id}» har ingen tall for kommunene og årene det ble"
        " spurt etter."
        for s in plan.serier
        if s.id not in har
    ]


def _befolkning(plan: Plan, alt: pd.DataFrame, kilde: str, register: Kommuneregister) -> Rader:
    aar = plan.tabell.aargang
    navn = {k: a if aar is None else f"{a}-{aar}" for k, a in plan.alternativ.items()}
    alder = alt[plan.tabell.alder].astype("str")
    fra = alder.str.rstrip("+").astype("Int64")
    rader = alt.assign(
        alternativ=alt[plan.metadata.innhold].map(navn).astype("str"),
        alder_fra=fra,
        alder_til=fra.mask(alder.str.endswith("+")),
    )
    noekkel = ["komm_nr", "aar", "alternativ", "alder_fra"]
    summert = _summert(rader, noekkel)
    i_bruk = _i_bruk(summert, register) & ~_bare_nuller(summert)
    summert.loc[:, "status"] = summert.status.mask(
        (summert.status == "maalt") & (summert.alternativ != "faktisk"), "beregnet"
    )
    ut = summert[i_bruk].assign(kjoenn="begge", kilde=kilde)
    ut = ut[ut.status != "ikke_i_bruk"].rename(columns={"verdi": "personer"})
    return Rader("befolkning", ut.reset_index(drop=True), len(summert) - len(ut))


def _summert(rader: pd.DataFrame, noekkel: list[str]) -> pd.DataFrame:
    """Both sexes together; a missing one makes the sum missing."""
    if not rader.duplicated(noekkel).any():
        return rader[[*noekkel, "alder_til", "verdi", "status"]].reset_index(drop=True)
    grupper = rader.assign(
        mangler=rader.verdi.isna(), rang=rader.status.map(_RANG).astype("int64")
    ).groupby(noekkel, sort=False, as_index=False)
    ut = grupper.agg(
        alder_til=("alder_til", "first"), verdi=("verdi", "sum"),
        mangler=("mangler", "any"), rang=("rang", "max"),
    )  # fmt: skip
    navn = {rang: status for status, rang in _RANG.items()}
    ut = ut.assign(verdi=ut.verdi.mask(ut.mangler), status=ut.rang.map(navn))
    return ut.drop(columns=["mangler", "rang"])


def _bare_nuller(rader: pd.DataFrame) -> pd.Series:
    """Whether a place has no people at all that year: the code was not in use."""
    steder = rader.groupby(["komm_nr", "aar", "alternativ"]).verdi
    return steder.transform("sum", min_count=1) == 0


def kilderad(
    plan: Plan, kilde: str, oppdatert: str, hentet: str, tjeneste: Mapping[str, str]
) -> dict[str, Any]:
    """Return the source record of a table: which edition, fetched when, on what terms."""
    tabell = plan.tabell.tabell
    koder = ", ".join(plan.alternativ or _unike([s.innhold for s in plan.serier]))
    deler = [f"Referansetid {plan.tabell.refperiode}", f"kode {koder}", plan.tabell.merknad]
    return {
        "kilde": kilde,
        "tittel": re.sub(r", etter .*$", "", plan.metadata.tittel) or plan.tabell.tittel,
        "utgiver": tjeneste["utgiver"],
        "dokument": "Statistikkbanken",
        "sted": f"tabell {tabell}",
        "dato": oppdatert[:10],
        "url": tjeneste["statbank"].format(tabell=tabell),
        "hentet": hentet[:10],
        "lisens": tjeneste["lisens"],
        "metode": "tabell",
        "merknad": ". ".join(d for d in deler if d),
    }


def _unike(koder: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(koder))
