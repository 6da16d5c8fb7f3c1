"""Chapter of the need: places needed year by year, towards a goal, and how far it can be off."""

from dataclasses import replace
from functools import lru_cache

import pandas as pd

from ..enheter import tall
from ..kilde import Kilde
from ..measures.aldring import Aldring
from ..measures.dekningsgrad import antall_ved_dekning
from ..measures.demografi import ALTERNATIVER, HOVEDALTERNATIV
from ..measures.plassbehov import hele_plasser
from ..measures.plassgrunnlag import Plassgrunnlag
from ..sources.load import Data
from ..valg import Plassvalg
from ..views.behovscharts import plot_behov
from ..views.blokker import Blokk, figur, tabell, tekst
from .behovstall import (
    alternativbaand,
    bruksbaand,
    dagens_dekning,
    framover,
    friskere,
    hentes,
    kilder_over_80,
    kjerne,
    maalbane,
)
from .behovsusikkerhet import proevd, usikkerhet
from .felles import spenn
from .plassfelles import grunnlag_for, hva_mangler, plasskilder

_DAGENS, _MAAL = "Dagens dekning", "Mål"
_FRISKERE = {Aldring.HALV: "Halv utsettelse", Aldring.HEL: "Full utsettelse"}


def behov(data: Data, valg: Plassvalg) -> list[Blokk]:
    """Chapter: the need by year at today's coverage and on the way to a goal."""
    g = grunnlag_for(data, valg)
    if hva_mangler(data, valg, g) or g.naa is None or g.da is None:
        return []  # the conclusion says what is missing
    fram = framover(data, kjerne(valg))
    return [
        tekst("## Hvor mange plasser trengs år for år?"),
        *_figur(data, valg, g, fram),
        _tabell(data, valg, g, fram),
        *_utsatt(data, valg, g, friskere(data, valg, g, fram)),
        *usikkerhet(data, kjerne(valg)),
        *proevd(data, valg, g),
    ]


# ------------------------------------------------------------------ figure
def _figur(data: Data, valg: Plassvalg, g: Plassgrunnlag, fram: pd.DataFrame) -> list[Blokk]:
    """Need by year; nothing where only two years are known, because none is drawn between."""
    if len(fram.aar.unique()) < 2:
        return []
    assert g.naa is not None and g.da is not None and g.da.aar is not None
    linjer = linjer_for(data, valg, g, fram)
    navn, aar = data.register.navn(valg.komm_nr), g.da.aar
    naa, da = _plasser(valg, g, g.naa.lav), _plasser(valg, g, g.da.lav)
    tittel = f"{navn} trenger {da} plasser i {aar} med dagens dekning, mot {naa} i {g.naa.aar}"
    maal = linjer[linjer.serie == _MAAL]
    if len(maal):
        maal_da = hele_plasser(maal[maal.aar == aar].verdi.iloc[0], valg.avrunding)
        tittel = f"{navn} i {aar}: {da} plasser med dagens dekning, {tall(maal_da)} med målet"
    omraader = omraader_for(data, kjerne(valg))
    return [
        figur(
            "behov",
            plot_behov(
                linjer[linjer.slag != "maal"],
                omraader,
                "Plasser",
                maal=_styrt_maal(valg, g, fram),
                dekning=valg.dekning,
            ),
            tittel=tittel,
            undertittel=_undertittel(linjer, omraader),
            alt_tekst=_alt(linjer, omraader, aar),
            kilder=_kilder(data, valg, g, fram),
        )
    ]


def linjer_for(data: Data, valg: Plassvalg, g: Plassgrunnlag, fram: pd.DataFrame) -> pd.DataFrame:
    """Lines of the figure, each from today: ``serie``, ``aar``, ``verdi``, ``slag``."""
    assert g.naa is not None and g.naa.aar is not None
    folk = _folk(g, fram)
    dekning = sum(dagens_dekning(valg, g)) / 2
    serier = [(_DAGENS, "framskriving", folk * dekning / 100)]
    maal = _linjer_for_maal(valg, g, fram)
    if maal is not None:
        serier.append((_MAAL, "maal", maal))
    for aldring, utsatt in friskere(data, valg, g, fram).items():
        utsatte = pd.concat([folk.iloc[:1], utsatt])
        serier.append((_FRISKERE[aldring], "optimistisk", utsatte * dekning / 100))
    deler = [
        pd.DataFrame({"serie": n, "aar": s.index, "verdi": s.to_numpy(), "slag": slag})
        for n, slag, s in serier
    ]
    return pd.concat(deler, ignore_index=True).astype({"aar": "int64"})


def _styrt_maal(valg: Plassvalg, g: Plassgrunnlag, fram: pd.DataFrame) -> pd.DataFrame | None:
    """Places on the way to a goal of 0 and of 100 per 100; any goal lies between in proportion."""
    ender = [_linjer_for_maal(replace(valg, dekning=d), g, fram) for d in (0.0, 100.0)]
    if any(e is None for e in ender):
        return None
    null, hundre = ender
    return pd.DataFrame({"ved_0": null, "ved_100": hundre}).reset_index().assign(serie=_MAAL)


def _linjer_for_maal(valg: Plassvalg, g: Plassgrunnlag, fram: pd.DataFrame) -> pd.Series | None:
    """Places by year on the way to the goal."""
    folk = _folk(g, fram)
    bane = maalbane(valg, g, [int(a) for a in folk.index])
    return None if bane is None else folk * bane / 100


def _folk(g: Plassgrunnlag, fram: pd.DataFrame) -> pd.Series:
    """People by year, from today."""
    assert g.naa is not None and g.naa.aar is not None
    hoved = fram[fram.alternativ == HOVEDALTERNATIV].set_index("aar").personer
    return pd.concat([pd.Series({g.naa.aar: g.naa.lav}), hoved]).rename_axis("aar")


@lru_cache(maxsize=8)
def omraader_for(data: Data, valg: Plassvalg) -> pd.DataFrame:
    """Alternatives, and around them the limits of small numbers: ``del``, ``aar``, limits."""
    g, fram = grunnlag_for(data, valg), framover(data, valg)
    assert g.naa is not None
    bruk = bruksbaand(data, valg)
    bruk = bruk[bruk.alternativ.isin(ALTERNATIVER)].groupby("aar")
    ytre = pd.DataFrame({"lav": bruk.lav.min(), "hoey": bruk.hoey.max()}).reset_index()
    indre = alternativbaand(fram, sum(dagens_dekning(valg, g)) / 2)[["aar", "lav", "hoey"]]
    if len(indre):
        start = (g.antall[valg.grunnlag].lav + g.antall[valg.grunnlag].hoey) / 2
        null = pd.DataFrame({"aar": [g.naa.aar], "lav": [start], "hoey": [start]})
        indre = pd.concat([null, indre])
    deler = {"bruk": ytre, "alternativ": indre}
    return pd.concat([d.assign(**{"del": n}) for n, d in deler.items() if len(d)])


def _undertittel(linjer: pd.DataFrame, omraader: pd.DataFrame) -> str:
    ut = "Hel linje: dagens dekning og framskrivingens hovedalternativ (MMMM)."
    if (linjer.slag == "maal").any():
        ut += " Stiplet: målet."
    if (linjer.slag == "optimistisk").any():
        ut += " Prikket: optimistisk, behovet utsettes."
    if (omraader["del"] == "alternativ").any():
        ut += " Mørkt bånd: laveste til høyeste alternativ."
        ut += " Lyst bånd: i tillegg små tall i dag (95\u00a0%)."
    else:
        ut += " Bånd: små tall i dag (95\u00a0%)."
    return ut


def _alt(linjer: pd.DataFrame, omraader: pd.DataFrame, aar: int) -> str:
    setninger = []
    for serie, d in linjer.groupby("serie", sort=False):
        vist = d[d.aar.isin([d.aar.min(), aar, d.aar.max()])].drop_duplicates("aar")
        setninger.append(f"{serie}: {_rekke(vist)}.")
    for navn, hva in (("alternativ", "Alternativene"), ("bruk", "Med små tall")):
        d = omraader[(omraader["del"] == navn) & (omraader.aar == aar)]
        setninger += [f"{hva} i {aar}: {spenn(r.lav, r.hoey, 1)}." for r in d.itertuples()]
    return f"Plasser år for år. {' '.join(setninger)}"


def _rekke(d: pd.DataFrame) -> str:
    return ", ".join(f"{tall(r.verdi, 1)} i {r.aar}" for r in d.itertuples())


# ------------------------------------------------------------------ table
def _tabell(data: Data, valg: Plassvalg, g: Plassgrunnlag, fram: pd.DataFrame) -> Blokk:
    """Some years: people, need at today's coverage, and the alternatives or the goal."""
    assert g.naa is not None and g.da is not None
    folk = fram[fram.alternativ == HOVEDALTERNATIV].sort_values("aar")
    aar = g.da.aar or valg.aar
    vist = [r for r in folk.itertuples() if r.aar % 5 == 0 or r.aar == aar]
    maal = maalbane(valg, g, [int(r.aar) for r in vist])
    omraade = alternativbaand(fram, 100.0).set_index("aar")
    hode = ["År", "Innbyggere 80+", "Behov med dagens dekning"]
    naa = [str(g.naa.aar or "I dag"), tall(g.naa.lav), _plasser(valg, g, g.naa.lav)]
    hode += [] if omraade.empty else ["Lavest–høyest alternativ"]
    hode += [] if maal is None else ["Mål: per 100", "Mål: plasser", "Mål mot dagens dekning"]
    rader = [naa + ["–"] * (len(hode) - len(naa))]
    for r in vist:
        rad = [str(r.aar), tall(r.personer), _plasser(valg, g, r.personer)]
        if len(omraade):
            rad.append(_grenser(valg, g, omraade, r.aar))
        if maal is not None:
            rad += _maalceller(valg, g, float(maal[r.aar]), r.personer)
        rader.append(rad)
    uthev = [i for i, r in enumerate(rader) if i and r[0] == str(aar)]
    return tabell(
        "behov-aar",
        hode,
        rader,
        tittel=f"{data.register.navn(valg.komm_nr)}: behov for plasser, rundet"
        f" {valg.avrunding.setning}",
        kilder=_kilder(data, valg, g, fram),
        note=_note(valg, g, fram, med_maal=maal is not None),
        uthev=uthev,
    )


def _note(valg: Plassvalg, g: Plassgrunnlag, fram: pd.DataFrame, *, med_maal: bool) -> str:
    antall = g.antall[valg.grunnlag].aar
    ut = [f"Grunnlaget er {valg.grunnlag.tekst}."]
    if len(fram) == 1:
        ut.append("Bare de to årene har tall; årene mellom er ikke regnet ut.")
    else:
        talt = f" og antallet 31. desember {antall}" if antall else ""
        ut.append(f"Innbyggerne er talt 1. januar{talt}.")
    if med_maal:
        steg = ", nås med like store steg hvert år" if len(fram) > 1 else ""
        ut.append(f"Målet er brukerens eget{steg} og er ingen prognose.")
    return " ".join(ut)


def _plasser(valg: Plassvalg, g: Plassgrunnlag, personer: float) -> str:
    """Whole places at today's coverage, or a span where an interval is printed."""
    return spenn(*_hele(valg, g, personer))


def _hele(valg: Plassvalg, g: Plassgrunnlag, personer: float) -> tuple[int, int]:
    lav, hoey = (
        hele_plasser(antall_ved_dekning(d, personer), valg.avrunding)
        for d in dagens_dekning(valg, g)
    )
    return lav, hoey


def _grenser(valg: Plassvalg, g: Plassgrunnlag, personer: pd.DataFrame, aar: int) -> str:
    if aar not in personer.index:
        return "–"
    r = personer.loc[aar]
    return spenn(_hele(valg, g, r.lav)[0], _hele(valg, g, r.hoey)[1])


def _maalceller(valg: Plassvalg, g: Plassgrunnlag, dekning: float, personer: float) -> list[str]:
    maal = hele_plasser(antall_ved_dekning(dekning, personer), valg.avrunding)
    forskjeller = sorted({maal - b for b in _hele(valg, g, personer)}, key=abs)
    if forskjeller == [0]:
        ulikt = "like mange"
    else:
        ulikt = spenn(abs(forskjeller[0]), abs(forskjeller[-1]))
        ulikt += " flere" if forskjeller[-1] > 0 else " færre"
    return [tall(dekning, 1), tall(maal), ulikt]


def _kilder(data: Data, valg: Plassvalg, g: Plassgrunnlag, fram: pd.DataFrame) -> list[Kilde]:
    egne = valg.dekning is not None or valg.levealder is not None
    ekstra = kilder_over_80(data, valg.komm_nr, set(fram.aar)) if len(fram) > 1 else []
    return plasskilder(data, g, ekstra, egne=egne)


# ------------------------------------------------------------------ healthier ageing
def _utsatt(
    data: Data, valg: Plassvalg, g: Plassgrunnlag, utsatt: dict[Aldring, pd.Series]
) -> list[Blokk]:
    """Sentence on the need when healthier ageing postpones it; the optimism is said."""
    if valg.levealder is None or g.da is None:
        return []
    if not utsatt:
        hvordan = hentes(data, valg.komm_nr, "Den")
        if valg.egne_innbyggere:
            hvordan = "Egne tall for innbyggere har ikke den alderen."
        return [
            tekst(
                "Alternativene med friskere aldring kan ikke regnes ut: de krever en framskriving"
                f" etter ettårig alder fra 80 år. {hvordan}"
            )
        ]
    dekning = sum(dagens_dekning(valg, g)) / 2
    deler = [
        f"{a.tekst} gir {tall(hele_plasser(float(s[g.da.aar]) * dekning / 100, valg.avrunding))}"
        for a, s in utsatt.items()
    ]
    return [
        tekst(
            f"Hvis levealderen øker {tall(valg.levealder, 1)} år per tiår, trengs"
            f" {_plasser(valg, g, g.da.lav)} plasser i {g.da.aar} med {Aldring.INGEN.tekst};"
            f" {' og '.join(deler)}. Levealderen er brukerens egen forutsetning. Forskningen gir"
            " ikke sikkert belegg for at friskere aldring senker behovet (Syse og Hjemås,"
            " Michael 21, 2024)."
        )
    ]
