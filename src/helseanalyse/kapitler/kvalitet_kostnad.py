"""Chapter of the service profile: a quality against what is put in, over the whole set."""

from typing import Any

import pandas as pd

from ..enheter import antall_desimaler, enhet_navn, med_enhet, tall
from ..indikator import Indikator
from ..measures.profil import Profilrad
from ..sources.load import Data
from ..spraak import oppramsing
from ..valg import Profilvalg
from ..views.blokker import Blokk, figur, tabell, tekst
from ..views.spredningscharts import plot_kvadrant
from .definisjon import definisjoner
from .felles import kilder, profilrader
from .profilfigur import uvanlig

_MINST = 3  # places, the own one among them, for a spread to be shown
_NAVN = 12  # so many can all be named in the chart
_RADER = 15  # rows of the table
# What is put in, by how its name begins: money per user or place, then shares of the budget and
# man-years; and coverage, which is what the inhabitants get.
_PENGER = ("utgifter_",)
_INNSATS = ("andel_helse_", "andel_ressurser_", "aarsverk_per_")
_DEKNING = ("dekningsgrad_", "mottakere_")
_SMALE = ("institusjon", "hjemme", "helse", "sosial")  # one service's; the others are of them all


def kvadrant(
    data: Data, valg: Profilvalg, kvalitet: str | None = None, innsats: str | None = None
) -> list[Blokk]:
    """Chapter: a figure with a better direction against a cost or a coverage, over the set.

    Where none are named, the pair that most of the set have, costs before coverage.
    """
    rader = [r for r in profilrader(data, valg) if pd.notna(r.egen.verdi)]
    rader = [r for r in rader if not uvanlig(r.indikator, r.egen.verdi)]
    gode = [r for r in rader if r.indikator.retning != "ingen" and not _vekt(r.indikator)]
    innsatser = [r for r in rader if _vekt(r.indikator)]
    verdier = {r.indikator.id: _verdier(r) for r in (*gode, *innsatser)}
    par = [
        (k, c, _felles(verdier[k.indikator.id], verdier[c.indikator.id], valg.komm_nr))
        for k in gode
        for c in innsatser
        if kvalitet in (None, k.indikator.id) and innsats in (None, c.indikator.id)
    ]
    par = [p for p in par if len(p[2]) >= _MINST]
    if not par:
        return []
    k, c, df = max(par, key=_best)
    df = df.assign(navn=[data.register.navn(kode) for kode in df.index])
    brukt = kilder(data, [*k.kilder, *c.kilder])
    return [
        tekst("## Hva får kommunen for pengene?"),
        _kvadrantfigur(valg, k, c, df, brukt),
        _kvadranttabell(valg, k.indikator, c.indikator, df, brukt),
    ]


def _best(par: tuple[Profilrad, Profilrad, pd.DataFrame]) -> tuple[int, int, int, int]:
    """Money first, of the quality's own service, then the most places, and the most told apart.

    What single rooms cost is not seen in home services: the groups are then of different users.
    """
    k, c = par[0].indikator, par[1].indikator
    samme = 1 + (k.gruppe == c.gruppe) - (c.gruppe in _SMALE and k.gruppe != c.gruppe)
    return _vekt(c), samme, len(par[2]), par[2].verdi.nunique()


def _vekt(i: Indikator) -> int:
    """How near an indicator is to what is paid: 3 money, 2 other input, 1 coverage, else 0."""
    if i.kostnad or i.id.startswith(_PENGER):
        return 3
    return 2 if i.id.startswith(_INNSATS) else int(i.id.startswith(_DEKNING))


def _verdier(rad: Profilrad) -> pd.Series:
    """Values of the own and those compared with, index the code."""
    alle = pd.concat([rad.egen.to_frame().T, rad.andre], ignore_index=True)
    return alle.set_index("komm_nr").verdi.astype("float64")


def _felles(kvalitet: pd.Series, innsats: pd.Series, komm_nr: str) -> pd.DataFrame:
    """Those that have both, ``verdi`` (quality) and ``kostnad``; none where the own has not."""
    df = pd.DataFrame({"verdi": kvalitet, "kostnad": innsats}).dropna()
    return df if komm_nr in df.index else df[:0]


def _kvadrantfigur(
    valg: Profilvalg, k: Profilrad, c: Profilrad, df: pd.DataFrame, brukt: list[Any]
) -> Blokk:
    egen, midt = df.loc[valg.komm_nr], df[["kostnad", "verdi"]].median()
    par = ((k.indikator, "verdi"), (c.indikator, "kostnad"))
    hva = oppramsing([f"{_mot(egen[f], midt[f], i)} for {_liten(i)}" for i, f in par])
    egne = oppramsing([_verdi(egen[f], i) for i, f in par])
    tittel = f"{egen.navn} ligger {hva}: {egne}"
    nevnes = df.index if len(df) <= _NAVN else [valg.komm_nr]
    punkter = df.assign(
        tekst=[f"{_verdi(r.verdi, k.indikator)} og {_verdi(r.kostnad, c.indikator)}"
               for r in df.itertuples()],
        rolle="andre",
        etikett=[n if kode in nevnes else "" for kode, n in df.navn.items()],
    )  # fmt: skip
    punkter.loc[valg.komm_nr, "rolle"] = "egen"
    kolonner = ["navn", "kostnad", "verdi", "tekst", "rolle", "etikett"]
    medianer = [_verdi(midt[f], i) for i, f in par]
    return figur(
        "kvadrant",
        plot_kvadrant(
            punkter[kolonner],
            (float(midt.kostnad), float(midt.verdi)),
            (_akse(c.indikator, innsats=True), _akse(k.indikator, innsats=False)),
            _hjoerner(k.indikator, c.indikator),
        ),
        tittel=tittel,
        undertittel=f"{k.indikator.navn} mot {_liten(c.indikator)}, {valg.aar}. {len(df)} kommuner;"
        " krysset er medianen for hver av de to.",
        alt_tekst=f"Punktdiagram i fire felt. {tittel}. {egen.navn} har"
        f" {_verdi(egen.verdi, k.indikator)} og {_verdi(egen.kostnad, c.indikator)}; medianene av"
        f" disse {len(df)} kommunene er {oppramsing(medianer)}.",
        kilder=brukt,
        note=_kvadrantnote(k, float(midt.verdi)),
        definisjoner=definisjoner([k.indikator, c.indikator]),
    )


def _liten(i: Indikator) -> str:
    return i.kortnavn[0].lower() + i.kortnavn[1:]


def _mot(verdi: float, midt: float, i: Indikator) -> str:
    d = antall_desimaler(i.enhet, i.desimaler)
    if tall(verdi, d) == tall(midt, d):
        return "på medianen"
    return "over medianen" if verdi > midt else "under medianen"


def _akse(i: Indikator, *, innsats: bool) -> str:
    kjent = i.enhet in ("prosent", "kr", "1000 kr") or i.enhet not in i.kortnavn
    hva = f"{i.kortnavn} ({enhet_navn(i.enhet)})" if kjent else i.kortnavn
    if innsats:
        return f"{hva} → {'mer dekning' if _vekt(i) == 1 else 'mer ressurser'}"
    return f"{hva}, {'høyere' if i.retning == 'mer' else 'lavere'} er bedre"


def _hjoerner(k: Indikator, c: Indikator) -> tuple[str, str, str, str]:
    mye = (
        ("lavere dekning", "høyere dekning")
        if _vekt(c) == 1
        else ("mindre ressurser", "mer ressurser")
    )
    opp, ned = ("bedre", "svakere") if k.retning == "mer" else ("svakere", "bedre")
    hjoerner = [f"{m}, {h}" for h in (opp, ned) for m in mye]
    return hjoerner[0], hjoerner[1], hjoerner[2], hjoerner[3]


def _plass(kvalitet: str, innsats: str, k: Indikator, c: Indikator) -> str:
    """Return the corner a place is in, in the chart's own words."""
    if "på medianen" in (kvalitet, innsats):
        return "på medianen"
    return _hjoerner(k, c)[2 * kvalitet.startswith("under") + innsats.startswith("over")]


def _kvadrantnote(k: Profilrad, midt: float) -> str:
    ut = "Figuren viser hvem som ligger hvor, ikke at det ene gir det andre."
    if k.intervall is not None and k.intervall.inneholder(midt):
        lav, hoey = (tall(g, 1) for g in k.intervall)
        ut += (
            f" {k.indikator.kortnavn}: medianen ligger innenfor 95 %-intervallet for egen kommune"
            f" ({lav}–{hoey}\u00a0%), så den forskjellen er ikke klar."
        )
    return ut


def _kvadranttabell(
    valg: Profilvalg, k: Indikator, c: Indikator, df: pd.DataFrame, brukt: list[Any]
) -> Blokk:
    midt = df[["kostnad", "verdi"]].median()
    andre = df.drop(index=valg.komm_nr).sort_values("verdi", ascending=k.retning == "mindre")
    vist = pd.concat([df.loc[[valg.komm_nr]], andre])[:_RADER]
    rader = [
        [r.navn, _verdi(r.verdi, k), _verdi(r.kostnad, c),
         _plass(_mot(r.verdi, midt.verdi, k), _mot(r.kostnad, midt.kostnad, c), k, c)]
        for r in vist.itertuples()
    ]  # fmt: skip
    rader.append(["Medianen", _verdi(midt.verdi, k), _verdi(midt.kostnad, c), "–"])
    igjen = len(df) - len(vist)
    return tabell(
        "kvadranttabell",
        ["Kommune", k.kortnavn, c.kortnavn, "Plass i figuren"],
        rader,
        tittel=f"{k.kortnavn} og {_liten(c)}, {valg.aar}",
        kilder=brukt,
        just="lrrl",
        uthev=[0],
        note=f"{igjen} til er ikke i tabellen." if igjen else None,
        definisjoner=definisjoner([k, c]),
    )


def _verdi(verdi: float, i: Indikator) -> str:
    return med_enhet(verdi, i.enhet, i.desimaler)
