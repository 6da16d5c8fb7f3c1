"""Chapter on home services: users by age at constant use, hours and man-years."""

from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from ..enheter import avrund, med_fortegn, tall
from ..kilde import Kilde
from ..measures.behov import (
    UKER_PER_AAR,
    aarsverk_av_plasser,
    aarsverk_av_timer,
    brukere,
    plasser_av_doegn,
    timer_per_aar,
)
from ..measures.bruk import antall_etter_gruppe, befolkningsaar, bruksrater
from ..measures.demografi import HOVEDALTERNATIV, OVER_80, Aldersgruppe, baand
from ..sources.load import Data
from ..valg import Plassvalg
from ..views.behovscharts import plot_behov
from ..views.blokker import Blokk, figur, rent, tabell, tekst, varsel
from .definisjon import definisjoner
from .felles import kilder, spenn
from .framskrevet import folkekilder, har_alternativer, hoved, naermeste_aar, personer
from .plassfelles import EGNE

GRUPPER = (Aldersgruppe(0, 66), Aldersgruppe(67, 79), OVER_80)
_NAVN = {"0–66": "0–66 år", "67–79": "67–79 år", "80+": "80 år og over"}
_ALLE = "mottakere_hjemmetjenester"
_ETTER_ALDER = {"0–66": f"{_ALLE}_0_66", "80+": f"{_ALLE}_80_pluss"}
_FAERREST = 3  # years of a projection before it is drawn


class Bruk(NamedTuple):
    """Users of home services in a KOSTRA year, their rates, and the people to come."""

    aar: int
    rater: pd.DataFrame
    personer: pd.DataFrame
    kilder: tuple[str, ...]

    @property
    def i_alt(self) -> float:
        """Users of all ages."""
        return float(self.rater.brukere.sum())


@lru_cache(maxsize=4)
def bruk(data: Data, komm_nr: str) -> Bruk | None:
    """Users by age in the newest year that has them, and the people; none without either."""
    o = data.observert([komm_nr])
    o = o[o.indikator.isin([_ALLE, *_ETTER_ALDER.values()]) & o.verdi.notna()]
    hele = o.groupby("aar").indikator.nunique()
    hele = hele[hele == 1 + len(_ETTER_ALDER)]
    if hele.empty:
        return None
    aar = int(hele.index.max())
    p = personer(data, komm_nr, GRUPPER)
    rater = bruksrater(antall_etter_gruppe(o, aar, _ETTER_ALDER, ("67–79", _ALLE)), p, aar)
    rater = rater.set_index("gruppe").loc[[g.navn for g in GRUPPER]].reset_index()
    if rater.rate.isna().any() or naermeste_aar(p, aar) is None:
        return None
    return Bruk(aar, rater, p, tuple(o.kilde[o.aar == aar].unique()))


def brukere_da(b: Bruk, aar: int) -> tuple[int, float]:
    """Year of the projection nearest to ``aar``, and the users then at today's use."""
    da = naermeste_aar(b.personer, aar)
    assert da is not None
    p = b.personer[(b.personer.alternativ == HOVEDALTERNATIV) & (b.personer.aar == da)]
    return da, float(brukere(b.rater, p).brukere.iloc[0])


def hjemme(data: Data, valg: Plassvalg) -> list[Blokk]:
    """Chapter: users of home services by age now and then, and what they take."""
    b = bruk(data, valg.komm_nr)
    overskrift = tekst("## Hvor mange vil trenge hjemmetjenester?")
    if b is None:
        egne = valg.timer_per_uke is not None or valg.timer_per_aarsverk is not None
        return [overskrift, varsel(_mangler(data, valg))] if egne else []
    start = befolkningsaar(b.aar)
    if brukere_da(b, valg.aar)[0] <= start:
        hva = f"Bruken framover regnes fra {start}: velg et senere år enn {valg.aar}."
        return [overskrift, varsel(hva)]
    egne80 = valg.egne_innbyggere
    return [
        overskrift,
        *_brukerne(data, Plassvalg(valg.komm_nr, (), valg.aar), egne80=egne80),
        *_innsats(data, valg, b),
        *_heldoegn(data, valg, b),
    ]


def _mangler(data: Data, valg: Plassvalg) -> str:
    return (
        f"Timene kan ikke regnes ut for {rent(data.register.navn(valg.komm_nr))}: datagrunnlaget"
        " mangler mottakere av hjemmetjenester etter alder, eller innbyggere etter alder."
        " De hentes med «helseanalyse hent»."
    )


def _kilder(data: Data, valg: Plassvalg, b: Bruk) -> list[Kilde]:
    alle = [*kilder(data, b.kilder), *folkekilder(data, valg.komm_nr)]
    return list({k["id"]: k for k in alle}.values())


def brukerspenn(b: Bruk) -> pd.DataFrame | None:
    """Users by year and alternative as a band; none without the other alternatives."""
    if not har_alternativer(b.personer):
        return None
    df = baand(brukere(b.rater, b.personer), "brukere")
    return df[df.midt.notna()]


def _setning(data: Data, valg: Plassvalg, b: Bruk) -> str:
    da, antall = brukere_da(b, valg.aar)
    forskjell = avrund(antall) - avrund(b.i_alt)
    mot = (
        "like mange som i dag"
        if forskjell == 0
        else f"{tall(float(abs(forskjell)))} {'flere' if forskjell > 0 else 'færre'} enn i dag"
    )
    navn = data.register.navn(valg.komm_nr)
    return f"{navn} får {tall(antall)} brukere av hjemmetjenester i {da} med dagens bruk, {mot}"


@lru_cache(maxsize=4)
def _brukerne(data: Data, valg: Plassvalg, *, egne80: bool) -> tuple[Blokk, ...]:
    """Users by year and by age, of municipality and year alone: no slider moves them."""
    b = bruk(data, valg.komm_nr)
    assert b is not None
    return (*_figur(data, valg, b), _etter_alder(data, valg, b, egne80=egne80))


def _figur(data: Data, valg: Plassvalg, b: Bruk) -> list[Blokk]:
    start = befolkningsaar(b.aar)
    p = hoved(b.personer, start).assign(alternativ=HOVEDALTERNATIV)
    alle = brukere(b.rater, p).rename(columns={"brukere": "verdi"}).assign(serie="I alt")
    eldre = brukere(b.rater, p, etter_gruppe=True).rename(columns={"brukere": "verdi"})
    eldre = eldre[eldre.gruppe == OVER_80.navn].assign(serie="80 år+")
    linjer = pd.concat([alle, eldre])[["serie", "aar", "verdi"]].assign(slag="framskriving")
    linjer = linjer[linjer.aar <= max(valg.aar, start + _FAERREST)]
    if linjer.aar.nunique() < _FAERREST:
        return []
    band = brukerspenn(b)
    felt = pd.DataFrame({"aar": [], "lav": [], "hoey": []})
    if band is not None:
        felt = band.loc[band.aar.isin(linjer.aar), ["aar", "lav", "hoey"]]
    da, antall = brukere_da(b, valg.aar)
    over80 = linjer[linjer.serie == "80 år+"].verdi
    under = " Feltet går fra laveste til høyeste alternativ." if len(felt) else ""
    return [
        figur(
            "hjemmetjenester",
            plot_behov(linjer, felt, "Brukere"),
            tittel=_setning(data, valg, b),
            undertittel=f"Brukere når bruken i hver aldersgruppe er som i {b.aar}.{under}",
            alt_tekst=f"Linje for brukere i alt: {tall(b.i_alt)} i dag og {tall(antall)} i {da}."
            f" Linje for 80 år og over: fra {tall(over80.iloc[0])} til {tall(over80.iloc[-1])}.",
            kilder=_kilder(data, valg, b),
            definisjoner=definisjoner([_ALLE, _ETTER_ALDER["80+"]]),
        )
    ]


def _etter_alder(data: Data, valg: Plassvalg, b: Bruk, *, egne80: bool) -> Blokk:
    da, i_alt = brukere_da(b, valg.aar)
    p = b.personer[b.personer.aar == da]
    grupper = brukere(b.rater, p, etter_gruppe=True)
    hoved_ = grupper[grupper.alternativ == HOVEDALTERNATIV].set_index("gruppe").brukere
    band = brukerspenn(b)
    rader = []
    for r in b.rater.itertuples():
        rad = [_NAVN[str(r.gruppe)], tall(r.brukere), tall(1000 * r.rate, 1)]
        rad += [tall(hoved_[r.gruppe]), _endret(r.brukere, hoved_[r.gruppe])]
        if band is not None:
            g = baand(grupper[grupper.gruppe == r.gruppe], "brukere").iloc[0]
            rad.append(spenn(g.lav, g.hoey))
        rader.append(rad)
    sum_ = ["I alt", tall(b.i_alt), "–", tall(i_alt), _endret(b.i_alt, i_alt)]
    hode = ["Alder", f"Brukere {b.aar}", "Per 1000 innbyggere", f"Brukere {da}", "Endring"]
    if band is not None:
        rad = band[band.aar == da].iloc[0]
        sum_, hode = [*sum_, spenn(rad.lav, rad.hoey)], [*hode, "Laveste–høyeste"]
    note = (
        f"Brukere 31. desember {b.aar} delt på innbyggere dagen etter, ganget med innbyggere"
        f" 1. januar {da} i hver aldersgruppe. Gruppen 67–79 år er alle brukere mindre de to andre."
    )
    if egne80:
        note += " Egne tall for innbyggere 80 år og over er ikke brukt her."
    return tabell(
        "hjemmetjenester-alder",
        hode,
        [*rader, sum_],
        tittel=f"Brukere av hjemmetjenester etter alder, {b.aar} og {da}",
        kilder=_kilder(data, valg, b),
        note=note,
        uthev=[len(rader)],
        definisjoner=definisjoner([_ALLE, *_ETTER_ALDER.values()]),
    )


def _endret(foer: float, etter: float, desimaler: int = 0) -> str:
    """Change with its sign: of the printed figures, so that a reader can check it."""
    forskjell = avrund(etter, desimaler) - avrund(foer, desimaler)
    return med_fortegn(float(forskjell), desimaler)


def egne_aarsverk(valg: Plassvalg, antall: float) -> float | None:
    """Man-years of a number of users by the user's own hours; none without both figures."""
    if valg.timer_per_uke is None or valg.timer_per_aarsverk is None:
        return None
    timer = float(timer_per_aar(antall, valg.timer_per_uke))
    return float(aarsverk_av_timer(timer, valg.timer_per_aarsverk, 100))


def _innsats(data: Data, valg: Plassvalg, b: Bruk) -> list[Blokk]:
    """Hours and man-years by the user's own figures, else man-years by KOSTRA's."""
    da, antall = brukere_da(b, valg.aar)
    par, rader, noter = (b.i_alt, antall), [], []
    kilder_ = _kilder(data, valg, b)
    if valg.timer_per_uke is not None:
        timer = [float(timer_per_aar(n, valg.timer_per_uke)) for n in par]
        rader.append(_innsatsrad("Timer i året", timer, 0))
        des = 0 if float(valg.timer_per_uke).is_integer() else 1
        uker = f"{tall(UKER_PER_AAR)} uker"
        noter.append(f"{tall(valg.timer_per_uke, des)} timer i uken per bruker i {uker}.")
        kilder_.append(EGNE)
    if valg.timer_per_uke is not None and valg.timer_per_aarsverk is not None:
        verk = [float(egne_aarsverk(valg, n) or 0) for n in par]
        rader.append(_innsatsrad("Årsverk", verk, 1))
        noter.append(f"Et årsverk er {tall(valg.timer_per_aarsverk)} timer hos brukere.")
    elif (k := nyeste(data, valg.komm_nr, "aarsverk_per_bruker_omsorg")) is not None:
        verk = [float(aarsverk_av_plasser(n, k.verdi)) for n in par]
        rader.append(_innsatsrad("Årsverk etter KOSTRA, grovt", verk, 1))
        noter.append(
            f"Årsverk: {tall(k.verdi, 2)} per bruker i {k.aar}. KOSTRA-tallet er avtalte årsverk i"
            " alle omsorgstjenestene, også institusjon, delt på alle brukerne av dem. Det er et"
            " grovt mål på hjemmetjenestene alene; oppgi timer per bruker og timer hos brukere per"
            " årsverk for å regne av egne tall."
        )
        kilder_ += [q for q in kilder(data, [k.kilde]) if q not in kilder_]
    if not rader:
        return []
    hva, naa, til, _ = rader[-1]
    return [
        tabell(
            "hjemmetjenester-innsats",
            ["Innsats", f"I dag ({b.aar})", str(da), "Endring"],
            rader,
            tittel=f"{hva}: {naa} i dag og {til} i {da} med dagens bruk av hjemmetjenester",
            kilder=kilder_,
            note=" ".join(noter),
        )
    ]


def _innsatsrad(navn: str, par: list[float], desimaler: int) -> list[str]:
    naa, da = par
    return [navn, tall(naa, desimaler), tall(da, desimaler), _endret(naa, da, desimaler)]


class Nyeste(NamedTuple):
    """A place's newest figure of an indicator."""

    verdi: float
    aar: int
    kilde: str


@lru_cache(maxsize=32)
def nyeste(data: Data, komm_nr: str, indikator: str) -> Nyeste | None:
    """Return the newest figure that is not missing."""
    o = data.observert([komm_nr])
    o = o[(o.indikator == indikator) & o.verdi.notna()]
    if o.empty:
        return None
    rad = o.loc[o.aar.idxmax()]
    return Nyeste(float(rad.verdi), int(rad.aar), str(rad.kilde))


_BOLIG = ("beboere_bolig_heldoegns_bemanning", "dekningsgrad_bolig_heldoegn_80_pluss")
# What grows with people aged 80+ when the use is constant, and how many decimals it has.
_FOELGER_80 = {
    "beboere_langtid": "Beboere på langtidsopphold",
    "beboere_korttid": "Beboere på korttidsopphold",
    "oppholdsdoegn_institusjon": "Oppholdsdøgn i institusjon",
}


def _heldoegn(data: Data, valg: Plassvalg, b: Bruk) -> list[Blokk]:
    """Housing with staff day and night, and stays in institution: now and at today's use."""
    p = b.personer[b.personer.gruppe == OVER_80.navn]
    da = naermeste_aar(p, valg.aar)
    naa_80 = float(b.rater.loc[b.rater.gruppe == OVER_80.navn, "personer"].iloc[0])
    da_80 = float(p[(p.alternativ == HOVEDALTERNATIV) & (p.aar == da)].personer.iloc[0])
    rader, brukt = [], []
    if (bolig := nyeste(data, valg.komm_nr, _BOLIG[0])) is not None:
        brukt.append(bolig)
        navn = "Beboere i bolig med heldøgns bemanning, alle aldre"
        rader.append([navn, str(bolig.aar), tall(bolig.verdi), "–"])
    andel = nyeste(data, valg.komm_nr, _BOLIG[1])
    if andel is not None and andel.aar == b.aar:
        brukt.append(andel)
        rader.append(_rad("Beboere 80 år og over i slik bolig", andel.aar,
                          *(andel.verdi * n / 100 for n in (naa_80, da_80))))  # fmt: skip
    for indikator, navn in _FOELGER_80.items():
        n = nyeste(data, valg.komm_nr, indikator)
        if n is None or n.aar != b.aar:
            continue
        brukt.append(n)
        rader.append(_rad(navn, n.aar, n.verdi, n.verdi * da_80 / naa_80))
        belegg = nyeste(data, valg.komm_nr, "belegg_institusjon")
        if indikator.startswith("oppholdsdoegn") and belegg and belegg.aar == n.aar:
            brukt.append(belegg)
            tar = [float(plasser_av_doegn(n.verdi * x, belegg.verdi)) for x in (1, da_80 / naa_80)]
            hva = f"Plasser som døgnene tar med dagens belegg, {tall(belegg.verdi, 1)}\u00a0%"
            rader.append(_rad(hva, n.aar, *tar))
    if not rader:
        return []
    mulige = (*_BOLIG, *_FOELGER_80, "belegg_institusjon")
    alle = [*kilder(data, [n.kilde for n in brukt]), *folkekilder(data, valg.komm_nr)]
    return [
        tabell(
            "heldoegn",
            ["Tilbud", "År", "I dag", str(da)],
            rader,
            tittel="Heldøgns bolig og opphold i institusjon med dagens bruk",
            kilder=list({k["id"]: k for k in alle}.values()),
            note="Framover følger tallene innbyggere 80 år og over, også for dem under 80 år som"
            " er med i dem. Beboere i bolig i alle aldre framskrives ikke: alderen er ikke kjent.",
            definisjoner=definisjoner(i for i in mulige if nyeste(data, valg.komm_nr, i)),
        )
    ]


def _rad(navn: str, aar: int, naa: float, da: float) -> list[str]:
    return [navn, str(aar), tall(naa), tall(da)]
