"""Fetch from the statistics bank into the store: plan, ask, check, and swap in what is whole.

A table counts only when every part of its answer is there and agrees with what was asked; else
its old rows stay, with their date. A broken fetch goes on where it stopped.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from ..kommune import Kommuneregister, normaliser_komm_nr
from .avvik import advarsler_for_nye, linjer
from .klass import KOMMUNER, KlassKlient, les_endringer, les_koblinger, les_kommuner
from .lager import Lager
from .ssb import SsbKlient, Utsnitt, del_opp
from .ssb_jobb import Framdrift, Jobb, Kontraktbrudd, Rapport, Utvalg
from .ssb_nett import IngenKontakt, SsbFeil
from .ssb_plan import Plan, planlegg
from .ssb_rader import Rader, kilderad, til_rader
from .ssb_tabeller import Liste, Tabell, les_liste

LANDET = ("EAK", "EAKUO")
_GRUPPER = {f"EKG{nr:02d}" for nr in range(1, 18)}
_AVVIK_VISES = 5  # figures to look at twice, of each table


def hent(
    lager: Lager,
    utvalg: Utvalg,
    *,
    register: Kommuneregister,
    naa: datetime,
    klient: SsbKlient | None = None,
    klass: KlassKlient | None = None,
    framdrift: Framdrift | None = None,
    liste: Liste | None = None,
) -> Rapport:
    """Fetch what the notebooks need of the chosen places, into the store.

    Parameters
    ----------
    register
        The municipalities known so far; KLASS, when it answers, is put over it.
    naa
        The time of the fetch, with its zone.
    klient, klass
        The services; the real ones if left out.
    framdrift
        Called with done, total and what is being fetched.
    liste
        Tables and codes; the package's own if left out.

    Raises
    ------
    ValueError
        If the choice itself is wrong, or another fetch holds the store. What the service does
        wrong is told in the report, table by table.
    """
    liste = liste or les_liste()
    klient = klient or SsbKlient(liste.tjeneste["pxweb"])
    klass = klass or KlassKlient(liste.tjeneste["klass"])
    tabeller = _tabeller(utvalg, liste)
    with lager.skrivelaas():
        jobb = Jobb(lager, utvalg, naa, klient, framdrift or (lambda ferdig, totalt, tekst: None))
        jobb.rapport.varsler += _i_publiseringstiden(naa)
        try:
            if utvalg.klass:
                _hent_klass(jobb, klass, liste, naa.date())
            register = samlet_register(lager, register)
            steder = None if utvalg.alle else _steder(jobb, register, naa.year)
            _hent_planer(jobb, _planer(jobb, tabeller, steder), register, liste)
        except IngenKontakt as feil:
            jobb.ingen_kontakt(feil, tabeller)
        return jobb.avslutt()


def samlet_register(lager: Lager, grunn: Kommuneregister) -> Kommuneregister:
    """Register of the store's municipalities, with the given one for what it lacks.

    The store's validity and changes count; a name already in use here is kept.
    """
    k, e = lager.les("kommuner"), lager.les("kommuneendringer")
    k = k.assign(navn=k.komm_nr.map(grunn.kommuner.set_index("komm_nr").navn).fillna(k.navn))
    rest = grunn.kommuner[~grunn.kommuner.komm_nr.isin(k.komm_nr)]
    par = ["fra_komm_nr", "til_komm_nr"]
    endringer = pd.concat([e, grunn.endringer]).drop_duplicates(par, keep="first")
    kommuner = pd.concat([k, rest]).sort_values("komm_nr", ignore_index=True)
    return Kommuneregister(kommuner, endringer.reset_index(drop=True))


# ---------------------------------------------------------------- what to ask for
def _tabeller(utvalg: Utvalg, liste: Liste) -> list[Tabell]:
    ukjente = [t for t in utvalg.tabeller if t not in liste.tabeller]
    if ukjente:
        kjente = ", ".join(liste.tabeller)
        raise ValueError(f"Tabell {ukjente[0]} er ikke i tabellisten; den har {kjente}.")
    return [t for i, t in liste.tabeller.items() if not utvalg.tabeller or i in utvalg.tabeller]


def _steder(jobb: Jobb, register: Kommuneregister, aar: int) -> list[str]:
    """Return all codes to ask for: the chosen, their predecessors, county, groups, country."""
    utvalg = jobb.utvalg
    kommuner = [normaliser_komm_nr(k) for k in (*utvalg.kommuner, *utvalg.sammenlign)]
    if (jobb.lager.les("kommuner").type == "kommune").any():
        kommuner = [register.kode(k) for k in kommuner]
    grupper = [*LANDET, *(_gruppe(g) for g in utvalg.grupper)]
    for fylke in utvalg.fylker:
        kommuner += _i_fylket(fylke, register, aar)
        grupper.append(f"EKA{fylke}")
    if not kommuner and not utvalg.grupper:
        raise ValueError("Oppgi minst ett kommunenummer, et fylke, en KOSTRA-gruppe eller --alt.")
    return [*_med_forgjengere(kommuner, register, utvalg.fra_aar), *grupper]


def _gruppe(kode: str) -> str:
    kode = kode.strip().upper()
    if kode in _GRUPPER:
        return kode
    raise ValueError(f"«{kode}» er ikke en KOSTRA-gruppe; skriv den som EKG01 til EKG17.")


def _i_fylket(fylke: str, register: Kommuneregister, aar: int) -> list[str]:
    k = register.kommuner
    med = k[(k.type == "kommune") & k.komm_nr.str.startswith(fylke)]
    koder = [kode for kode in med.komm_nr if register.finnes(kode, aar)]
    if len(fylke) != 2 or not koder:
        raise ValueError(
            f"Fylke «{fylke}» har ingen kommuner i {aar}; skriv fylkesnummeret, to sifre."
        )
    return koder


def _med_forgjengere(kommuner: Iterable[str], register: Kommuneregister, fra_aar: int) -> list[str]:
    """The municipalities and all that became part of them, back to the first year asked for."""
    e = register.endringer[register.endringer.aar > fra_aar]
    funnet, aktive = dict.fromkeys(kommuner), list(kommuner)
    while aktive:
        nye = e.loc[e.til_komm_nr.isin(aktive), "fra_komm_nr"]
        aktive = sorted(set(nye) - funnet.keys())
        funnet |= dict.fromkeys(aktive)
    return list(funnet)


def _planer(jobb: Jobb, tabeller: Sequence[Tabell], steder: Sequence[str] | None) -> list[Plan]:
    """Return one plan for each table with something to ask; the rest is told of."""
    planer = []
    for nr, tabell in enumerate(tabeller):
        if ukjente := [s.id for s in tabell.serier if s.maa_velges]:
            navn = ", ".join(f"«{i}»" for i in ukjente)
            jobb.rapport.varsler.append(
                f"Tabell {tabell.tabell}: {navn} er ikke hentet; koden må velges av tabellens"
                " metadata og føres i en egen tabelliste (--tabelliste FIL)."
            )
            if not tabell.kjente:
                continue
        jobb.framdrift(nr, len(tabeller), f"metadata for tabell {tabell.tabell}")
        try:
            plan = planlegg(tabell, jobb.metadata(tabell.tabell), steder, jobb.utvalg.fra_aar)
        except SsbFeil as feil:
            jobb.feil(tabell, str(feil), midlertidig=feil.midlertidig)
            continue
        for setning in plan.feil:
            jobb.feil(tabell, setning)
        if plan.utsnitt:
            planer.append(plan)
        elif not plan.feil:
            jobb.rapport.varsler.append(
                f"Tabell {tabell.tabell} har ingen av kommunene for årene det ble spurt etter."
            )
    return planer


# ---------------------------------------------------------------- asking
def _hent_planer(
    jobb: Jobb, planer: Sequence[Plan], register: Kommuneregister, liste: Liste
) -> None:
    """Ask for every part of every table; a table is taken in only when it is whole."""
    maks = jobb.klient.grenser.maks_celler
    deler = {p.tabell.tabell: list(_delt(p, maks)) for p in planer}
    totalt, ferdig = sum(map(len, deler.values())), 0
    for plan in planer:
        mine = deler[plan.tabell.tabell]
        try:
            svar, oppdatert = _alle_deler(jobb, plan, mine, ferdig, totalt)
            kilde = f"ssb-{plan.tabell.tabell}-{oppdatert[:10]}"
            rader = til_rader(plan, svar, kilde, oppdatert, register)
            kilderaden = kilderad(plan, kilde, oppdatert, jobb.naa, liste.tjeneste)
            _ta_inn(jobb, plan, rader, kilderaden, register)
        except SsbFeil as feil:
            jobb.feil(plan.tabell, str(feil), midlertidig=feil.midlertidig)
        ferdig += len(mine)
    jobb.framdrift(totalt, totalt, "ferdig")


def _delt(plan: Plan, maks: int) -> Iterator[Utsnitt]:
    """Split along the region, then time, and the rest only if one place and year is too much."""
    foerst = [plan.tabell.region, plan.metadata.tid]
    return del_opp(plan.utsnitt, [*foerst, *(v for v in plan.utsnitt if v not in foerst)], maks)


def _alle_deler(
    jobb: Jobb, plan: Plan, deler: Sequence[Utsnitt], ferdig: int, totalt: int
) -> tuple[list[pd.DataFrame], str]:
    """Return all parts, of one and the same edition of the table."""
    tabell = plan.tabell.tabell
    for _ in range(2):
        svar = []
        for nr, utsnitt in enumerate(deler):
            jobb.framdrift(ferdig + nr, totalt, f"tabell {tabell} {plan.tabell.tittel}")
            svar.append(jobb.data(tabell, utsnitt))
        utgaver = {str(s.attrs["oppdatert"]) for s in svar}
        if len(utgaver) == 1:
            return svar, utgaver.pop()
        jobb.glem(tabell)
    raise SsbFeil(f"Tabell {tabell} ble oppdatert mens den ble hentet; hent den på nytt.")


def _ta_inn(
    jobb: Jobb, plan: Plan, rader: Rader, kilde: dict[str, Any], register: Kommuneregister
) -> None:
    rammer = {rader.navn: rader.ramme, "kilder": pd.DataFrame([kilde])}
    if (regioner := _regionnavn(plan, kilde["kilde"])) is not None:
        rammer["kommuner"] = regioner
    jobb.ta_inn(rammer, plan.tabell.tabell)
    jobb.rapport.varsler += [*rader.varsler, *_avvik(jobb, plan.tabell.tabell, rader, register)]
    jobb.rapport.tabeller.append(
        {
            "tabell": plan.tabell.tabell,
            "tittel": plan.tabell.tittel,
            "rader": len(rader.ramme),
            "utelatt": rader.utelatt,
            "oppdatert": kilde["dato"],
        }
    )


def _avvik(jobb: Jobb, tabell: str, rader: Rader, register: Kommuneregister) -> list[str]:
    """Figures to look at twice, seen against all years in the store for the same places."""
    if rader.navn != "observasjoner":
        return []
    hvor = {"komm_nr": rader.ramme.komm_nr.unique()}
    kjente = jobb.lager.les("observasjoner", hvor=hvor, del_=tabell)
    varsler = advarsler_for_nye(rader.ramme, kjente, register)
    return [f"Tabell {tabell}: {linje}" for linje in linjer(varsler, _AVVIK_VISES)]


def _regionnavn(plan: Plan, kilde: str) -> pd.DataFrame | None:
    """Names of the country, counties and groups, as the table itself has them."""
    etiketter = plan.metadata.variabler[plan.tabell.region].etiketter
    typer = {"EAK": "landet", "EKA": "fylke", "EKG": "gruppe"}
    rader = [
        {"komm_nr": vaar, "navn": etiketter[k], "type": typer[vaar[:3]], "kilde": kilde}
        for k, vaar in plan.regioner.items()
        if k == vaar and vaar[:3] in typer
    ]
    return pd.DataFrame(rader) if rader else None


# ---------------------------------------------------------------- municipalities
def _hent_klass(jobb: Jobb, klass: KlassKlient, liste: Liste, idag: date) -> None:
    """Codes and changes, both or none; then the KOSTRA groups."""
    til, kilde = date(idag.year + 1, 1, 1), f"ssb-klass-{KOMMUNER}-{idag}"
    kilder = {"kilder": pd.DataFrame([_klasskilde(kilde, idag, liste)])}
    jobb.framdrift(0, 1, "kommuneinndelingen")
    try:
        koder, svar = jobb.klass(klass, klass.koder(til))
        kommuner = les_kommuner(svar, kilde, liste.norsk_navn, til)
        koder()
        endret, svar = jobb.klass(klass, klass.endringer(til))
        endringer = les_endringer(svar, kilde)
        endret()
        jobb.ta_inn({"kommuner": kommuner, "kommuneendringer": endringer, **kilder})
    except (SsbFeil, IngenKontakt) as feil:
        if isinstance(feil, IngenKontakt) and klass.vert == jobb.klient.vert:
            raise
        setning = f"{feil} Kommuneinndelingen fra før brukes fortsatt."
        jobb.feil(None, setning, midlertidig=getattr(feil, "midlertidig", True))
        return
    _hent_kostragrupper(jobb, klass, idag, kilde, kilder)


def _hent_kostragrupper(
    jobb: Jobb, klass: KlassKlient, idag: date, kilde: str, kilder: dict[str, pd.DataFrame]
) -> None:
    """KOSTRA groups where the service has them; without them the rest stands."""
    dag = date(idag.year - 1, 12, 31)  # the newest KOSTRA year, whose figures are of this day
    try:
        grupper, svar = jobb.klass(klass, klass.kostragrupper(dag))
        rammer = {"kostragrupper": les_koblinger(svar, kilde, dag), **kilder}
        grupper()
        jobb.ta_inn(rammer)
    except Kontraktbrudd as feil:
        jobb.feil(None, f"{feil} KOSTRA-gruppene fra før brukes fortsatt.")
    except SsbFeil as feil:
        jobb.rapport.varsler.append(
            f"{feil} Hvilken KOSTRA-gruppe en kommune hører til, er ukjent."
        )


def _klasskilde(kilde: str, idag: date, liste: Liste) -> dict[str, Any]:
    return {
        "kilde": kilde,
        "tittel": "Standard for kommuneinndeling",
        "utgiver": liste.tjeneste["utgiver"],
        "dokument": "KLASS",
        "sted": f"klassifikasjon {KOMMUNER}",
        "url": liste.tjeneste["klassifikasjon"].format(nummer=KOMMUNER),
        "hentet": idag.isoformat(),
        "lisens": liste.tjeneste["lisens"],
        "metode": "tabell",
    }


def _i_publiseringstiden(naa: datetime) -> list[str]:
    """Between 05 and 08 figures about to be revised stand as 0 or «.»."""
    if 5 <= naa.astimezone(ZoneInfo("Europe/Oslo")).hour < 8:
        return [
            "Tallene ble hentet mellom klokken 05 og 08, da tall som skal revideres, kan stå som 0"
            " eller «.»; hent dem på nytt etter klokken 08."
        ]
    return []
