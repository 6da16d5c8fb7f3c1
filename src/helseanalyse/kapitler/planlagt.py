"""Chapter on planned places against needed ones, year by year."""

from typing import NamedTuple

import pandas as pd

from ..enheter import med_fortegn, tall
from ..measures.behov import dekningsbane, hele, plasser
from ..measures.dekningsgrad import Grunnlag, dekningsgrad
from ..measures.demografi import HOVEDALTERNATIV, OVER_80
from ..measures.planlagt import gap, plasser_over_tid, underskudd
from ..measures.plassgrunnlag import Plassgrunnlag
from ..sources.load import Data
from ..spraak import oppramsing
from ..valg import Plassvalg
from ..views.behovscharts import plot_behov
from ..views.blokker import Blokk, figur, rent, tabell, tekst, varsel
from .felles import spenn
from .framskrevet import hoved, personer
from .plassfelles import EGNE, grunnlag_for, hva_mangler, plasskilder

_ALLE_AAR = 16  # a longer plan shows the years that tell something
_FAERREST = 3  # years before there is something to draw


class Plan(NamedTuple):
    """Places by year, need by year (whole places), and the gap, for each path of coverage.

    ``gap`` maps ``dagens`` and ``maal`` to frames as :func:`planlagt.gap` gives them.
    """

    fra_aar: int
    plasser: pd.DataFrame
    behov: dict[str, pd.DataFrame]
    gap: dict[str, pd.DataFrame]

    @property
    def svar(self) -> str:
        """Return the path that the page answers with: the goal where there is one."""
        return "maal" if "maal" in self.gap else "dagens"


def planlagt(data: Data, valg: Plassvalg) -> list[Blokk]:
    """Chapter: today's places and the planned changes against the need; nothing without a plan."""
    if not valg.endringer:
        return []
    overskrift = tekst("## Blir det nok plasser?")
    g = grunnlag_for(data, valg)
    if mangler := hva_mangler(data, valg, g):
        return [overskrift, varsel(mangler)]
    if Grunnlag.KAPASITET not in g.antall:
        navn = rent(data.register.navn(valg.komm_nr))
        return [overskrift, varsel(f"Planen kan ikke regnes: antallet plasser i {navn} i dag"
                                   " mangler. Legg det inn i feltet «Egne plasser».")]  # fmt: skip
    plan = lag_plan(data, valg, g)
    if (plan.plasser.lav < 0).any():
        return [overskrift, varsel(_for_mange_ned(plan))]
    return [overskrift, *_figur(data, valg, g, plan), _tabell(data, valg, g, plan)]


def _for_mange_ned(plan: Plan) -> str:
    rad = plan.plasser[plan.plasser.lav < 0].iloc[0]
    return (
        f"Planen legger ned flere plasser enn kommunen har: {int(rad.aar)} ville begynt med"
        f" {tall(rad.lav)}. Rett feltet «Planlagte plasser» (planlagt)."
    )


def lag_plan(data: Data, valg: Plassvalg, g: Plassgrunnlag) -> Plan:
    """Places and need for every year of the projection to the year asked for or the last change.

    Both are of 1 January: a place that opens in a year stands at the end of it, and so meets
    the people of the next. Need is rounded to whole places by the rule chosen.
    """
    folk = _over_80(data, valg, g)
    siste = max(valg.aar, *(aar + 1 for aar, _ in valg.endringer), int(folk.aar.min()))
    folk = folk[folk.aar <= siste].astype({"aar": int})
    # Homes staffed day and night are in the need on that base, and so in what there is.
    hva = Grunnlag.HELDOEGN if valg.grunnlag == Grunnlag.HELDOEGN else Grunnlag.KAPASITET
    fra, bestand = _start(valg, g, folk), g.antall[hva]
    endringer = pd.DataFrame(valg.endringer, columns=["aar", "endring"]).assign(sted="planlagt")
    til = max(fra, int(folk.aar.max()))
    har = plasser_over_tid((bestand.lav, bestand.hoey), endringer, fra, til)
    har = har.assign(aar=har.aar + 1)
    har = har[har.aar.between(int(folk.aar.min()), til)]
    behov = {"dagens": _behov(folk, valg, g, None)}
    if valg.dekning is not None:
        behov["maal"] = _behov(folk, valg, g, valg.dekning)
    return Plan(fra, har, behov, {n: gap(har, b) for n, b in behov.items()})


def _behov(
    folk: pd.DataFrame, valg: Plassvalg, g: Plassgrunnlag, maal: float | None
) -> pd.DataFrame:
    """Whole places needed by year, at today's coverage or on the way to the goal."""
    assert g.naa is not None and g.da is not None
    antall, aar = g.antall[valg.grunnlag], folk.aar.tolist()
    slutt = g.da.aar or valg.aar
    ut = {"aar": aar}
    for ende, a in (("lav", antall.lav), ("hoey", antall.hoey)):
        dekning = dekningsgrad(a, g.naa.lav)
        assert dekning is not None
        if maal is None:
            bane = dekningsbane(aar, aar[0], dekning)
        elif aar[0] >= slutt:
            bane = dekningsbane(aar, aar[0], maal)
        else:
            bane = dekningsbane(aar, aar[0], dekning, slutt, maal)
        ut[ende] = hele(plasser(folk, bane).plasser, valg.avrunding).astype(float).tolist()
    return pd.DataFrame(ut)


def _over_80(data: Data, valg: Plassvalg, g: Plassgrunnlag) -> pd.DataFrame:
    """People aged 80 and over by year; own figures are the only year of their own."""
    assert g.naa is not None and g.da is not None
    egne = valg.egne_innbyggere
    if not egne and g.naa.aar is not None:
        p = hoved(personer(data, valg.komm_nr, (OVER_80,)), g.naa.aar)
        if len(p):
            return p.assign(alternativ=HOVEDALTERNATIV).sort_values("aar", ignore_index=True)
    rad = {"komm_nr": valg.komm_nr, "aar": g.da.aar or valg.aar, "alternativ": HOVEDALTERNATIV}
    return pd.DataFrame([rad | {"gruppe": OVER_80.navn, "personer": g.da.lav}])


def _start(valg: Plassvalg, g: Plassgrunnlag, folk: pd.DataFrame) -> int:
    """Year at whose end today's places stand, with today's people the day after.

    A change from then on is not in them.
    """
    kapasitet = g.antall[Grunnlag.KAPASITET]
    if g.naa is not None and g.naa.aar is not None:
        return g.naa.aar - 1
    if kapasitet.aar is not None:
        return kapasitet.aar
    return min(valg.endringer[0][0], int(folk.aar.min())) - 1


# ------------------------------------------------------------------ blocks
def _setning(data: Data, valg: Plassvalg, plan: Plan) -> str:
    """Return the answer: when places are first short, and when most."""
    g = plan.gap[plan.svar]
    u = underskudd(g)
    hvis = "med målet for dekningen" if plan.svar == "maal" else "med dagens dekning"
    navn = data.register.navn(valg.komm_nr)
    kjente = [int(a) for a in g.aar[g.lav.notna()]]
    if u.foerste_mulige is None or u.stoerste is None:
        alle = kjente == list(range(kjente[0], kjente[-1] + 1)) and len(kjente) > 1
        naar = f"alle år til {kjente[-1]}" if alle else f"i {oppramsing([*map(str, kjente)])}"
        return f"{navn}: planen dekker behovet {naar} {hvis}"
    antall = spenn(u.stoerste.lav, u.stoerste.hoey)
    if len(kjente) == 1:
        return f"{navn}: det mangler {antall} plasser i {kjente[0]} {hvis}"
    if u.foerste_mulige == u.stoerste_aar:
        naar = f"det mangler først plasser i {u.foerste_mulige}"
        return f"{navn}: {naar} {hvis}, og på det meste {antall}"
    return (
        f"{navn}: det mangler først plasser i {u.foerste_mulige} {hvis}; mest i {u.stoerste_aar}:"
        f" {antall}"
    )


def _figur(data: Data, valg: Plassvalg, g: Plassgrunnlag, plan: Plan) -> list[Blokk]:
    if len(plan.behov["dagens"]) < _FAERREST:
        return []
    deler = [plan.plasser.assign(serie="Plan", slag="plan", verdi=plan.plasser.lav)]
    for navn, (serie, slag) in {
        "dagens": ("Behov", "framskriving"), "maal": ("Mål", "maal"),
    }.items():  # fmt: skip
        if navn in plan.behov:
            b = plan.behov[navn]
            deler.append(b.assign(serie=serie, slag=slag, verdi=b.hoey))
    linjer = pd.concat(deler)[["serie", "aar", "verdi", "slag"]]
    b = plan.behov["dagens"]
    felt = b if (b.lav < b.hoey).any() else b.iloc[:0]
    maal = " Mål: behovet med målet for dekningen." if "maal" in plan.behov else ""
    foerst, sist = plan.plasser.iloc[0], plan.plasser.iloc[-1]
    return [
        figur(
            "planlagte-plasser",
            plot_behov(linjer, felt, "Plasser"),
            tittel=_setning(data, valg, plan),
            undertittel=f"Plan: dagens plasser og det som åpnes og legges ned. Behov: dagens"
            f" dekning, {valg.grunnlag.tekst}.{maal}",
            alt_tekst=f"Trinn for planlagte plasser fra {tall(foerst.lav)} i {int(foerst.aar)} til"
            f" {tall(sist.lav)} i {int(sist.aar)}, og linje for behovet fra"
            f" {spenn(b.lav.iloc[0], b.hoey.iloc[0])} til {spenn(b.lav.iloc[-1], b.hoey.iloc[-1])}."
            f" {_setning(data, valg, plan)}.",
            kilder=[k for k in plasskilder(data, g) if k["id"] != "egne"] + [EGNE],
        )
    ]


def _viste(plan: Plan, valg: Plassvalg) -> list[int]:
    """Years of the table: all, or of a long plan those with a change, an answer, or a round one."""
    g = plan.gap[plan.svar]
    aar = [int(a) for a in g.aar[g.lav.notna()]]
    if len(aar) <= _ALLE_AAR:
        return aar
    u = underskudd(g)
    viktige = {aar[0], aar[-1], valg.aar, u.foerste_mulige, u.stoerste_aar}
    viktige |= {a + 1 for a, _ in valg.endringer}
    return [a for a in aar if a in viktige or a % 5 == 0]


def _tabell(data: Data, valg: Plassvalg, g: Plassgrunnlag, plan: Plan) -> Blokk:
    navn = {"dagens": "Behov, dagens dekning", "maal": "Behov, mål"}
    hode = ["År", "Planlagt endring", "Plasser"]
    for bane in plan.gap:
        hode += [navn[bane], "Differanse" if bane == "dagens" else "Differanse, mål"]
    rader = []
    forrige = plan.fra_aar + 1
    for aar in _viste(plan, valg):
        endret = [n for a, n in valg.endringer if forrige <= a < aar]
        rad, forrige = [str(aar), med_fortegn(sum(endret)) if endret else ""], aar
        for i, df in enumerate(plan.gap.values()):
            r = df[df.aar == aar].iloc[0]
            rad += [spenn(r.plasser_lav, r.plasser_hoey)] if i == 0 else []
            rad += [spenn(r.behov_lav, r.behov_hoey), _begge(r.lav, r.hoey)]
        rader.append(rad)
    flere_aar = len(plan.behov["dagens"]) > 1
    mellom = " Målet nås i en rett linje." if "maal" in plan.gap and flere_aar else ""
    if valg.grunnlag == Grunnlag.HELDOEGN:
        mellom += f" Både plassene og behovet er {valg.grunnlag.tekst}."
    elif valg.grunnlag != Grunnlag.KAPASITET:
        mellom += f" Behovet er regnet av {valg.grunnlag.tekst}, mens plassene er kapasitet."
    return tabell(
        "planlagte-plasser-tabell",
        hode,
        rader,
        tittel=_tabelltittel(data, valg, plan),
        kilder=[k for k in plasskilder(data, g) if k["id"] != "egne"] + [EGNE],
        note="Differansen er plassene mindre behovet; minus er plasser som mangler. Plasser og"
        " innbyggere er talt 1. januar: det som åpnes eller legges ned et år, gjelder fra nyttår"
        " etter. Behovet er rundet"
        f" {valg.avrunding.setning}.{mellom}{_foer(valg, plan)}",
    )


def _tabelltittel(data: Data, valg: Plassvalg, plan: Plan) -> str:
    if len(plan.behov["dagens"]) < _FAERREST:
        return _setning(data, valg, plan)
    return f"Planlagte plasser mot behovet i {data.register.navn(valg.komm_nr)}, år for år"


def _foer(valg: Plassvalg, plan: Plan) -> str:
    """Remark on changes that today's places have already, and those after the last year."""
    tidlige = [a for a, _ in valg.endringer if a <= plan.fra_aar]
    ut = ""
    if tidlige:
        ut += f" Endringer til og med {plan.fra_aar} er regnet som med i dagens plasser."
    siste = max(int(df.aar[df.lav.notna()].max()) for df in plan.gap.values())
    if any(a >= siste for a, _ in valg.endringer):
        ut += f" Endringer fra {siste} er ikke med: folketallet er ikke framskrevet så langt."
    return ut


def _begge(lav: float, hoey: float) -> str:
    return med_fortegn(lav) if lav == hoey else f"{med_fortegn(lav)} til {med_fortegn(hoey)}"
