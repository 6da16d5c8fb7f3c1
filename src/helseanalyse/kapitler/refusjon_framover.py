"""Chapters on the refund ahead: year by year, and what moves it most."""

import pandas as pd

from ..enheter import endring, med_enhet, med_fortegn, tall
from ..kilde import Kilde
from ..measures import refusjon as mr
from ..measures.nivaa import relativt_nivaa
from ..sources.load import Data
from ..spraak import oppramsing
from ..valg_okonomi import Oekonomivalg
from ..valgsjekk import hva
from ..views.behovscharts import plot_behov
from ..views.blokker import Blokk, figur, tabell, tekst, varsel
from ..views.okonomicharts import plot_tornado
from .felles import spenn, tallord
from .plassfelles import EGNE
from .refusjon import Grunnlag, andel, trygt

EKSTRA = 50_000  # kr a year over wage growth: what the budget for 2017 added
_SPENN = 1.0  # percentage points of wage growth, up and down


def _loennsvekst(valg: Oekonomivalg, g: Grunnlag) -> tuple[float, str] | None:
    """Wage growth, per cent a year, and whose it is; none where nobody has given one."""
    if valg.loennsvekst is not None:
        return valg.loennsvekst, "eget tall"
    if g.eksempel and len(g.mottakere) > 1:
        foer, etter = (g.mottakere[a][0].utgift for a in sorted(g.mottakere)[-2:])
        vekst = relativt_nivaa(etter, foer)
        return None if vekst is None else (vekst, "veksten i eksempelet")
    return None


def _framover(g: Grunnlag, fram: int, vekst: float, ekstra: float) -> pd.DataFrame:
    """Sums by year: expenses, refund, net, and lowest and highest net over the scenarios."""
    aar = max(g.mottakere)
    mottakere, satser = g.mottakere[aar], g.satser[aar]
    netto = []
    for opp in (-_SPENN, 0.0, _SPENN):
        for mer in (0.0, ekstra):
            s = mr.framskrevne_satser(satser, aar + fram, vekst + opp, mer)
            df = mr.portefoelje(mottakere, s, aar, vekst + opp)
            sum_ = df.groupby("aar")[["utgift", "refusjon", "netto"]].sum()
            netto.append(sum_.assign(opp=opp, mer=mer).reset_index())
    alle = pd.concat(netto)
    hoved = alle[(alle.opp == 0) & (alle.mer == 0)].set_index("aar")
    ut = hoved[["utgift", "refusjon", "netto"]]
    per_aar = alle.groupby("aar").netto
    return ut.assign(lav=per_aar.min(), hoey=per_aar.max()).reset_index()


def framover(data: Data, valg: Oekonomivalg) -> list[Blokk]:
    """Chapter: what the municipality is left with, year by year, and how far it may move."""
    g = trygt(data, valg)
    if not isinstance(g, Grunnlag):
        return []
    ut = [tekst("## Hva blir igjen til kommunen framover?")]
    vekst, fram = _loennsvekst(valg, g), int(4 if valg.aar_fram is None else valg.aar_fram)
    if vekst is None:
        return [*ut, varsel(f"Oppgi {hva('loennsvekst')} for å se årene framover.")]
    if fram == 0:
        return []
    ekstra = float(EKSTRA if valg.innslag_ekstra is None else valg.innslag_ekstra)
    df = _framover(g, fram, vekst[0], ekstra)
    foerst, sist = df.iloc[0], df.iloc[-1]
    prosent = endring(relativt_nivaa(sist.netto, foerst.netto))
    fra, til = (f"{tall(x / 1e6, 2)} mill." for x in (foerst.netto, sist.netto))
    tittel = f"Kommunen betaler {fra} i {int(foerst.aar)} og {til} i {int(sist.aar)} ({prosent})"
    tusen = df.assign(verdi=df.netto / 1e3, serie="Kommunen betaler", slag="framskriving")
    baand = df.assign(lav=df.lav / 1e3, hoey=df.hoey / 1e3)[["aar", "lav", "hoey"]]
    note = (
        f"Lønnsvekst {tall(vekst[0], 1)}\u00a0% i året ({vekst[1]}); innslagspunkt og fratrekk"
        f" følger den. Feltet: {tall(_SPENN)} prosentpoeng lavere eller høyere lønnsvekst, og et"
        f" innslagspunkt som øker {med_enhet(ekstra, 'kr')} mer i året. Satsene framover er"
        f" forutsetninger, ikke vedtatt; feltet er ikke en sannsynlighet.{_fyller(g, fram)}"
    )
    alt_ = [f"{int(r.aar)}: {tall(r.netto / 1e6, 2)}" for r in df.itertuples()]
    ut.append(
        figur(
            "refusjon-framover",
            plot_behov(tusen[["serie", "aar", "verdi", "slag"]], baand, "1000 kr, løpende priser"),
            tittel=tittel,
            undertittel="Utgift minus refusjon for mottakerne over, 1000 kr",
            alt_tekst=f"Linjediagram. {tittel}. {'; '.join(alt_)} mill. kr.",
            kilder=_kilder(valg, g),
            note=note,
        )
    )
    rader = [
        [str(int(r.aar)), tall(r.utgift), tall(r.refusjon), tall(r.netto),
         _prosent(r), spenn(r.lav, r.hoey)]
        for r in df.itertuples()
    ]  # fmt: skip
    hode = ["År", "Utgift", "Refusjon", "Kommunen betaler", "Dekkes", "Laveste–høyeste"]
    ut.append(
        tabell("refusjon-aar", hode, rader, tittel="Utgift, refusjon og rest, kroner",
               kilder=_kilder(valg, g))
    )  # fmt: skip
    return ut


def _prosent(rad: object) -> str:
    return andel(pd.Series({k: getattr(rad, k) for k in ("refusjon", "utgift")}))


def _kilder(valg: Oekonomivalg, g: Grunnlag) -> list[Kilde]:
    """Sources; with the user's own where the growth ahead is theirs."""
    egne = (valg.loennsvekst, valg.innslag_ekstra) != (None, None)
    return list({k["id"]: k for k in (*g.kilder, *([EGNE] if egne else []))}.values())


def _fyller(g: Grunnlag, fram: int) -> str:
    """Who passes the age limit within the years, in words; how many by year where they are many."""
    aar = max(g.mottakere)
    sist: dict[int, list[str]] = {}
    for m in g.mottakere[aar]:
        if m.foedt is not None and aar < m.foedt + mr.ALDERSGRENSE + 1 <= aar + fram:
            sist.setdefault(m.foedt + mr.ALDERSGRENSE, []).append(m.navn)
    if not sist:
        return ""
    hvem = [
        f"{oppramsing(navn) if len(navn) <= 2 else tallord(len(navn))} ({a})"
        for a, navn in sorted(sist.items())
    ]
    return f" Fyller {mr.ALDERSGRENSE} og gir ingen refusjon fra året etter: {oppramsing(hvem)}."


def foelsomhet(data: Data, valg: Oekonomivalg) -> list[Blokk]:
    """Chapter: which assumption moves the municipality's own cost most, in one year."""
    g = trygt(data, valg)
    if not isinstance(g, Grunnlag):
        return []
    aar = max(g.mottakere)
    mottakere = g.mottakere[aar]
    df = mr.foelsomhet(mottakere, g.satser[aar], innslag=EKSTRA, loenn=_SPENN)
    if not (df.hoey - df.lav).max() >= 1:
        return []
    navn = {
        "innslag": f"Innslagspunktet {med_enhet(EKSTRA, 'kr')} lavere eller høyere",
        "loenn": f"Lønnen {tall(_SPENN)} % lavere eller høyere",
        "fyller_67": "Den med størst refusjon er over 67",
        "ny_pu": "Én til regnes som psykisk utviklingshemmet",
    }
    df["navn"] = df.hva.map(navn)
    df["tekst"] = [
        f"{med_fortegn(r.lav)} til {med_fortegn(r.hoey)} kr"
        if r.lav
        else f"{med_fortegn(r.hoey)} kr"
        for r in df.itertuples()
    ]
    verst = df.iloc[0]
    tittel = f"{verst.navn}: {verst.tekst} for kommunen"
    hvem = "mottakeren" if len(mottakere) == 1 else f"de {tallord(len(mottakere))} mottakerne"
    return [
        tekst("## Hva flytter regningen mest?"),
        figur(
            "refusjon-foelsomhet",
            plot_tornado(df, "Endring i det kommunen betaler, kr"),
            tittel=tittel,
            undertittel=f"Endring i det kommunen betaler for {hvem} i {aar}, én forutsetning"
            " om gangen",
            alt_tekst="Liggende søyler. "
            + "; ".join(f"{r.navn}: {r.tekst}" for r in df.itertuples()) + ".",
            kilder=list(g.kilder),
            note="Merutgift for kommunen er positiv. Refusjonen faller bort fra året etter at"
            " mottakeren fyller 67. Hvor mye innslagspunkt og lønn flyttes, er våre eksempler.",
        ),
    ]  # fmt: skip
