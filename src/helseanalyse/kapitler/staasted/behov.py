"""Chapter of the report: what is needed to a chosen year, on which base, and how sure it is."""

from dataclasses import replace

import pandas as pd

from ...measures.dekningsgrad import Grunnlag, antall_ved_dekning
from ...measures.demografi import HOVEDALTERNATIV
from ...measures.plassbehov import hele_plasser, rutenett
from ...measures.plassgrunnlag import Plassgrunnlag, Tall
from ...sources.load import Data
from ...valg import Plassvalg
from ...valg_staasted import Staastedsvalg, plassvalg
from ...views.behovscharts import plot_behov
from ...views.blokker import Blokk, figur, tabell
from ..behov import linjer_for, omraader_for
from ..behovstall import alternativbaand, bruksbaand, dagens_dekning, framover, kjerne, maalbane
from ..innsats import plasslinjer
from ..plassfelles import framover_i_tid, grunnlag_for, plasskilder
from ..rapport_2013 import trykte_svar
from . import felles as f
from .avsnitt import tekst, varsel
from .behovinnsats import hjemmetjenester, innsats
from .ordvalg import antallsendring, form, i_orden

_STEG = 5  # years between the rows of the table


def behov(data: Data, valg: Staastedsvalg) -> list[Blokk]:
    """Chapter: places, home services, man-years and kr to the year; the goal apart."""
    tt, p = f.t(valg, "behov"), plassvalg(data, valg)
    ut = [tekst(f"## {tt('overskrift', aar=str(p.aar))}")]
    g = grunnlag_for(data, p)
    if mangler := hva_mangler(data, valg, g):
        return [*ut, varsel(mangler), *hjemmetjenester(data, valg)]
    p = med_grunnlag(p, g)
    fram = framover(data, kjerne(p))
    return [
        *ut,
        _svar(data, valg, p, g),
        *_figur(data, valg, p, g, fram),
        *_aarstabell(data, valg, p, g, fram),
        *_rutenett(data, valg, p, g),
        *_maal(data, valg, p, g),
        *hjemmetjenester(data, valg),
        *innsats(data, valg, p, g),
    ]


def hva_mangler(data: Data, valg: Staastedsvalg, g: Plassgrunnlag) -> str | None:
    """Sentence on what a need cannot be computed without; none when all is there."""
    tt, navn = f.t(valg, "behov"), f.kommunenavn(data, valg)
    har = {"antall": g.antall, "naa": g.naa, "da": g.da}
    borte = [tt(f"mangler-{k}") for k, v in har.items() if not v]
    if borte:
        return tt("mangler", navn=navn, hva=f.oppramsing(valg, borte))
    if framover_i_tid(g) or g.da is None:
        return None
    return tt("ikke-fram", aar=str(g.da.aar))


def med_grunnlag(p: Plassvalg, g: Plassgrunnlag) -> Plassvalg:
    """Choices with the base asked for, else the first that the municipality has."""
    return p if p.grunnlag in g.antall else replace(p, grunnlag=next(iter(g.antall)))


# ------------------------------------------------------------------ words
def naar(valg: Staastedsvalg, t: Tall) -> str:
    """When a figure is of: ``i 2013``, or ``i dag`` for the user's own."""
    tt = f.t(valg, "behov")
    return tt("i-aar", aar=str(t.aar)) if t.aar else tt("i-dag")


def enhet(valg: Staastedsvalg, p: Plassvalg, antall: str) -> str:
    """What is counted, in the form that the number takes."""
    return f.t(valg, "behov")(f"enhet-{p.grunnlag}", form=form(antall))


def antall_i(valg: Staastedsvalg, t: Tall) -> str:
    """Number today as printed, an interval with both its ends."""
    return f.spenn(valg, t.lav, t.hoey, 0 if float(t.lav).is_integer() else 1)


def _svar(data: Data, valg: Staastedsvalg, p: Plassvalg, g: Plassgrunnlag) -> Blokk:
    """Return the need, what it rests on, and how far it can be off, with its sources."""
    assert g.naa is not None and g.da is not None
    tt, naa = f.t(valg, "behov"), g.antall[p.grunnlag]
    linje = plasslinjer(data, replace(p, dekning=None), g)[0]
    da = f.spenn(valg, *linje.da)
    lav, hoey = linje.endring
    des = 0 if float(lav).is_integer() and float(hoey).is_integer() else 1
    aar = str(g.da.aar or p.aar)
    behov_ = [antall_ved_dekning(d, g.da.lav) for d in dagens_dekning(p, g)]
    felt = {"navn": f.kommunenavn(data, valg), "aar": aar, "naar": naar(valg, naa)}
    foerst = [
        tt("svar", da=da, enhet=enhet(valg, p, da), endring=antallsendring(lav, hoey),
           antall=f.spenn(valg, *i_orden(lav, hoey), des), naa=antall_i(valg, naa),
           faerre=f.tall(valg, abs(min(lav, 0)), des), flere=f.tall(valg, max(hoey, 0), des),
           **felt),
        tt("utregning", grunnlag=tt(f"grunnlag-{p.grunnlag}"), naa=antall_i(valg, naa),
           dekning=f.spenn(valg, *dagens_dekning(p, g), 1), folk_naa=f.tall(valg, g.naa.lav),
           folk_naar=naar(valg, g.naa), folk_da=f.tall(valg, g.da.lav),
           hele="ja" if all(float(b).is_integer() for b in behov_) else "nei",
           behov=f.spenn(valg, min(behov_), max(behov_), 2), avrunding=str(p.avrunding), **felt),
    ]  # fmt: skip
    saa = [*_usikkerhet(data, valg, p, g, felt), tt("framskriving")]
    return tekst(f"{' '.join(foerst)}\n\n{' '.join(saa)}", plasskilder(data, g))


def _usikkerhet(
    data: Data, valg: Staastedsvalg, p: Plassvalg, g: Plassgrunnlag, felt: dict[str, str]
) -> list[str]:
    """Sentences on the projection's alternatives and on small numbers, in whole places."""
    assert g.da is not None
    tt, k = f.t(valg, "behov"), kjerne(p)
    fram, aar = framover(data, k), g.da.aar or p.aar
    ut = []
    # Own figures of people have no alternatives, and no band of the data's.
    if not p.egne_innbyggere:
        b = alternativbaand(fram, 100.0)
        b = b[b.aar == aar]
        for r in b.itertuples():
            ender = (_hele(p, g, r.lav)[0], _hele(p, g, r.hoey)[1])
            lav, hoey = (f.tall(valg, x) for x in ender)
            ut.append(tt("alternativer", lav=lav, hoey=f"{hoey} {enhet(valg, p, hoey)}"))
        ut += [tt("bare-hoved")] if b.empty else []
    bruk = bruksbaand(data, replace(k, grunnlag=p.grunnlag))
    bruk = bruk[(bruk.alternativ == HOVEDALTERNATIV) & (bruk.aar == aar)]
    ut += [
        tt("intervall", lav=f.tall(valg, r.lav), hoey=f.tall(valg, r.hoey), **felt)
        for r in bruk.itertuples()
    ]
    return ut


def _hele(p: Plassvalg, g: Plassgrunnlag, personer: float) -> tuple[int, int]:
    """Whole places at today's coverage of so many people."""
    lav, hoey = (
        hele_plasser(antall_ved_dekning(d, personer), p.avrunding) for d in dagens_dekning(p, g)
    )
    return lav, hoey


def _hele_i(valg: Staastedsvalg, p: Plassvalg, g: Plassgrunnlag, personer: float) -> str:
    return f.spenn(valg, *_hele(p, g, personer))


# ------------------------------------------------------------------ through the years
def _figur(
    data: Data, valg: Staastedsvalg, p: Plassvalg, g: Plassgrunnlag, fram: pd.DataFrame
) -> list[Blokk]:
    """Need by year; nothing where only two years are known, because none is drawn between."""
    if len(fram.aar.unique()) < 2:
        return []
    assert g.naa is not None and g.da is not None and g.da.aar is not None
    tt, aar = f.t(valg, "behov"), g.da.aar
    linjer = linjer_for(data, p, g, fram)
    linjer["serie"] = [tt(f"serie-{s}") for s in linjer.slag]
    omraader = omraader_for(data, kjerne(p))
    maal = linjer[(linjer.slag == "maal") & (linjer.aar == aar)].verdi
    da = _hele_i(valg, p, g, g.da.lav)
    felt = {"navn": data.register.navn(valg.komm_nr), "aar": str(aar), "da": da,
            "enhet": enhet(valg, p, da), "naa": _hele_i(valg, p, g, g.naa.lav),
            "naar": naar(valg, g.naa)}  # fmt: skip
    tittel = tt("figurtittel", **felt)
    if len(maal):
        maal_da = f.tall(valg, hele_plasser(float(maal.iloc[0]), p.avrunding))
        tittel = tt("figurtittel-maal", maal=maal_da, **felt)
    har = "alternativer" if (omraader["del"] == "alternativ").any() else "bruk"
    under = tt("undertittel", maal="ja" if len(maal) else "nei", baand=har)
    return [
        figur(
            "staasted-behov",
            plot_behov(linjer, omraader, tt("akse")),
            tittel=tittel,
            undertittel=" ".join(under.split()),
            alt_tekst=tt("alt-figur", tittel=tittel, liste=_linjer_i_ord(valg, linjer, aar)),
            kilder=plasskilder(data, g, egne=len(maal) > 0),
        )
    ]


def _linjer_i_ord(valg: Staastedsvalg, linjer: pd.DataFrame, aar: int) -> str:
    tt, ut = f.t(valg, "behov"), []
    for serie, d in linjer.groupby("serie", sort=False):
        vist = d[d.aar.isin([d.aar.min(), aar, d.aar.max()])].drop_duplicates("aar")
        punkter = [tt("alt-punkt", verdi=f.tall(valg, r.verdi, 1), aar=str(r.aar))
                   for r in vist.itertuples()]  # fmt: skip
        ut.append(tt("alt-linje", serie=serie, verdier=", ".join(punkter)))
    return " ".join(ut)


def _aarstabell(
    data: Data, valg: Staastedsvalg, p: Plassvalg, g: Plassgrunnlag, fram: pd.DataFrame
) -> list[Blokk]:
    """Some years: people, whole places at today's coverage, alternatives and the goal."""
    if len(fram.aar.unique()) < 2:
        return []
    assert g.naa is not None and g.da is not None
    tt, aar = f.t(valg, "behov"), g.da.aar or p.aar
    folk = fram[fram.alternativ == HOVEDALTERNATIV].sort_values("aar")
    vist = [r for r in folk.itertuples() if r.aar % _STEG == 0 or r.aar == aar]
    omraade = alternativbaand(fram, 100.0).set_index("aar")
    maal = maalbane(p, g, [int(r.aar) for r in vist])
    hode = [tt("kolonne-aar"), tt("kolonne-folk"), tt("kolonne-behov")]
    hode += [] if omraade.empty else [tt("kolonne-alternativ")]
    hode += [] if maal is None else [tt("kolonne-maal")]
    foerst = [str(g.naa.aar), f.tall(valg, g.naa.lav), _hele_i(valg, p, g, g.naa.lav)]
    rader = [foerst + ["–"] * (len(hode) - len(foerst))]
    for r in vist:
        rad = [str(r.aar), f.tall(valg, r.personer), _hele_i(valg, p, g, r.personer)]
        if len(omraade):
            o = omraade.loc[r.aar] if r.aar in omraade.index else None
            ender = None if o is None else (_hele(p, g, o.lav)[0], _hele(p, g, o.hoey)[1])
            rad.append("–" if ender is None else f.spenn(valg, *ender))
        if maal is not None:
            plasser = hele_plasser(antall_ved_dekning(float(maal[r.aar]), r.personer), p.avrunding)
            rad.append(f.tall(valg, plasser))
        rader.append(rad)
    return [
        tabell(
            "staasted-behov-aar",
            hode,
            rader,
            tittel=tt("aarstabell", navn=data.register.navn(valg.komm_nr),
                      avrunding=str(p.avrunding)),
            kilder=plasskilder(data, g, egne=maal is not None),
            note=tt("aarsnote", grunnlag=tt(f"grunnlag-{p.grunnlag}")),
            uthev=[i for i, rad in enumerate(rader) if i and rad[0] == str(aar)],
        )
    ]  # fmt: skip


# ------------------------------------------------------------------ all the answers
def _rutenett(data: Data, valg: Staastedsvalg, p: Plassvalg, g: Plassgrunnlag) -> list[Blokk]:
    """Every base and rounding; answers that a report printed are marked."""
    assert g.naa is not None and g.da is not None
    tt, aar = f.t(valg, "behov"), str(g.da.aar or p.aar)
    trykt = {} if p.har_egne_tall else trykte_svar(data, valg.komm_nr)
    antall = {(b, a): a for b, t in g.antall.items() for a in dict.fromkeys((t.lav, t.hoey))}
    df = rutenett({f"{b}:{i}": a for i, ((b, _), a) in enumerate(antall.items())}, g.naa.lav,
                  {aar: g.da.lav})  # fmt: skip
    rader = []
    for (b, a), r in zip(antall, df.itertuples(), strict=True):
        svar = [f.tall(valg, v) + ("*" if trykt.get(b) == v else "")
                for v in (r.opp, r.naermeste, r.ned)]  # fmt: skip
        navn = f.stor(tt(f"grunnlag-{b}"))
        des = 0 if float(a).is_integer() else 1
        rader.append([navn, f.tall(valg, a, des), f.tall(valg, r.behov, 2),
                      f.endring(valg, r.behov - a, 1), *svar])  # fmt: skip
    kolonner = ("grunnlag", "antall", "uavrundet", "endring", "opp", "naermeste", "ned")
    ut = [
        tekst(tt("svarene")),
        tabell(
            "staasted-rutenett",
            [tt(f"kolonne-{k}") for k in kolonner],
            rader,
            tittel=tt("rutenett", aar=aar, folk=f.tall(valg, g.da.lav)),
            kilder=plasskilder(data, g),
            note=tt("trykt") if trykt else None,
        ),
    ]
    return [*ut, *_trykt_regel(data, valg, g, trykt)]


def _trykt_regel(
    data: Data, valg: Staastedsvalg, g: Plassgrunnlag, trykt: dict[str, float]
) -> list[Blokk]:
    """Which base and rounding gives each printed answer; nothing without a document."""
    if not trykt or g.da is None:
        return []
    d = data.dokumenttall
    d = d[(d.komm_nr == valg.komm_nr) & (d.nokkel == "behov_2023_kapasitet")]
    return [
        tekst(
            f.t(valg, "behov")(
                "trykt-regel", kapasitet=f.tall(valg, trykt[Grunnlag.KAPASITET]),
                bruk=f.tall(valg, trykt[Grunnlag.I_BRUK]), aar_da=str(g.da.aar),
                aar=str(int(d.aar.iloc[0])),
            ),
            f.kildene(data, d.kilde),
        )
    ]  # fmt: skip


# ------------------------------------------------------------------ the goal
def _maal(data: Data, valg: Staastedsvalg, p: Plassvalg, g: Plassgrunnlag) -> list[Blokk]:
    """Section on the goal, apart from the projection; nothing without one."""
    if p.dekning is None or g.da is None:
        return []
    tt = f.t(valg, "behov")
    dagens, maal = plasslinjer(data, p, g)
    lav, hoey = maal.da[0] - dagens.da[1], maal.da[1] - dagens.da[0]
    antall = f.spenn(valg, *maal.da)
    return [
        tekst(f"### {tt('maal-overskrift')}"),
        tekst(
            tt("maal", dekning=f.tall(valg, p.dekning, 1), antall=antall,
               enhet=enhet(valg, p, antall), aar=str(g.da.aar or p.aar),
               mot=antallsendring(lav, hoey), faerre=f.tall(valg, abs(min(lav, 0))),
               flere=f.tall(valg, max(hoey, 0)),
               forskjell=f.spenn(valg, *i_orden(lav, hoey))),
            plasskilder(data, g, egne=True),
        ),
    ]  # fmt: skip
