"""Chapter of the report: the municipality with another's profile, in places and in kr."""

from collections.abc import Callable
from functools import partial

from ...measures.dekningsgrad import antall_ved_dekning
from ...measures.fossefall import Fossefall
from ...measures.plassgrunnlag import Plassgrunnlag
from ...measures.usikkerhet import Intervall
from ...sources.load import Data
from ...valg import Plassvalg
from ...valg_staasted import Staastedsvalg, plassvalg
from ...views.behovscharts import plot_foss
from ...views.blokker import Blokk, figur, tabell
from ..behovstall import dagens_dekning
from ..plassfelles import grunnlag_for, plasskilder
from ..profilbytte import Annen, annens_dekning, fossrader, kronefossefall, plassfossefall
from ..rapport_2013 import implisert
from . import felles as f
from .avsnitt import tekst, varsel
from .behov import antall_i, enhet, hva_mangler, med_grunnlag, naar
from .ordvalg import FAA, retning

_FIGURER = 2  # waterfalls drawn; all the rest are in the table


def kontrafaktisk(data: Data, valg: Staastedsvalg) -> list[Blokk]:
    """Chapter: places and kr with the profile of each of those compared with."""
    tt, p, navn = f.t(valg, "kontrafaktisk"), plassvalg(data, valg), f.kommunenavn(data, valg)
    ut = [tekst(f"## {tt('overskrift', navn=navn)}")]
    g = grunnlag_for(data, p)
    if hva_mangler(data, valg, g):
        return [*ut, varsel(tt("mangler", navn=navn))]
    p = med_grunnlag(p, g)
    andre = de_andre(data, p, g)
    uten = [k for k in p.sammenlign if k not in {a.komm_nr for a in andre}]
    if not andre and not uten:
        return [*ut, varsel(tt("uten-andre"))]
    if andre:
        ut += [_svar(data, valg, p, g, andre[0]), _tabell(data, valg, p, g, andre)]
        ut += [_figur(data, valg, p, g, a) for a in andre[:_FIGURER]]
    if len(uten) > FAA:
        felt = {"antall": str(len(uten)), "alle": str(len(p.sammenlign))}
        ut.append(tekst(tt("mangler-hos-mange", **felt)))
    elif uten:
        hvem = f.oppramsing(valg, [f.sted(data, valg, k) for k in uten])
        ut.append(tekst(tt("mangler-hos", hvem=hvem)))
    return [*ut, *_kroner(data, valg, p, g)]


def de_andre(data: Data, p: Plassvalg, g: Plassgrunnlag) -> list[Annen]:
    """Coverage of each compared with, then of those that a document's own answers imply."""
    trykt = {} if p.har_egne_tall else implisert(data, p.komm_nr, g)
    koder = [*p.sammenlign, *(k for k in trykt if k not in p.sammenlign)]
    funnet = {k: annens_dekning(data, p, g, k) for k in koder}
    funnet |= {k: Annen(k, d, (kilde,)) for k, (d, kilde) in trykt.items() if not funnet[k]}
    return [a for a in funnet.values() if a is not None]


# ------------------------------------------------------------------ places
def _spenn(valg: Staastedsvalg, verdier: tuple[float, float]) -> str:
    """Number of places, without decimals where it has none."""
    lav, hoey = (round(v, 9) for v in verdier)
    return f.spenn(valg, lav, hoey, 0 if lav.is_integer() and hoey.is_integer() else 1)


def _plasser(dekning: tuple[float, float], folk: float) -> tuple[float, float]:
    lav, hoey = (antall_ved_dekning(d, folk) for d in dekning)
    return lav, hoey


def er_implisert(data: Data, p: Plassvalg, g: Plassgrunnlag, a: Annen) -> bool:
    """Whether a coverage is only what a printed answer implies."""
    return a.aar is None and not p.har_egne_tall and a.komm_nr in implisert(data, p.komm_nr, g)


def _svar(data: Data, valg: Staastedsvalg, p: Plassvalg, g: Plassgrunnlag, a: Annen) -> Blokk:
    assert g.naa is not None and g.da is not None
    tt, hvem, egen = f.t(valg, "kontrafaktisk"), f.sted(data, valg, a.komm_nr), g.antall[p.grunnlag]
    naa, da = (_spenn(valg, _plasser(a.dekning, t.lav)) for t in (g.naa, g.da))
    har = antall_i(valg, egen)
    setninger = [
        tt("svar", hvem=hvem, navn=f.kommunenavn(data, valg), naa=naa, da=da,
           enhet=enhet(valg, p, naa), naar=naar(valg, g.naa), aar=str(g.da.aar or p.aar),
           egen=har, enhet_egen=enhet(valg, p, har), naar_egen=naar(valg, egen)),
        tt("forbehold"),
    ]  # fmt: skip
    if er_implisert(data, p, g, a):
        setninger.append(tt("implisert", hvem=hvem))
    elif a.aar not in (None, egen.aar):
        setninger.append(tt("fra-aar", hvem=hvem, aar=str(a.aar)))
    return tekst(" ".join(setninger), plasskilder(data, g, a.kilder))


def _tabell(
    data: Data, valg: Staastedsvalg, p: Plassvalg, g: Plassgrunnlag, andre: list[Annen]
) -> Blokk:
    assert g.naa is not None and g.da is not None
    tt, egen = f.t(valg, "kontrafaktisk"), g.antall[p.grunnlag]
    navn, midt = data.register.navn(valg.komm_nr), (egen.lav + egen.hoey) / 2
    folk = (g.naa.lav, g.da.lav)

    def rad(hvem: str, dekning: tuple[float, float]) -> list[str]:
        naa, da = (_plasser(dekning, n) for n in folk)
        endring = [f.endring(valg, x - midt, 1) for x in da]
        til = endring[0] if endring[0] == endring[1] else tt("til", fra=endring[0], til=endring[1])
        return [hvem, f.spenn(valg, *dekning, 1), f.spenn(valg, *naa, 1), f.spenn(valg, *da, 1),
                til]  # fmt: skip

    rader = [rad(tt("egen-rad", navn=navn), dagens_dekning(p, g))]
    rader += [rad(f.stor(f.sted(data, valg, a.komm_nr)), a.dekning) for a in andre]
    utledet = [f.sted(data, valg, a.komm_nr) for a in andre if er_implisert(data, p, g, a)]
    note = tt("implisert", hvem=f.oppramsing(valg, utledet)) if utledet else None
    hode = [tt("kolonne-hvem"), tt("kolonne-dekning")]
    hode += [
        tt("kolonne-naa", folk=f.tall(valg, t.lav), aar=str(t.aar or tt("i-dag")))
        for t in (g.naa, g.da)
    ]
    return tabell(
        "staasted-andres-dekning",
        [*hode, tt("kolonne-endring", antall=antall_i(valg, egen))],
        rader,
        tittel=tt("tabell", navn=navn),
        kilder=plasskilder(data, g, [k for a in andre for k in a.kilder]),
        note=note,
        uthev=[0],
    )


def _figur(data: Data, valg: Staastedsvalg, p: Plassvalg, g: Plassgrunnlag, a: Annen) -> Blokk:
    assert g.naa is not None and g.da is not None
    tt, foss = f.t(valg, "kontrafaktisk"), plassfossefall(p, g, a)
    assert foss.til is not None
    hvem, navn = f.sted(data, valg, a.komm_nr), data.register.navn(valg.komm_nr)
    aar, egen = str(g.da.aar or p.aar), g.antall[p.grunnlag]
    trinn = {
        "behov": tt("trinn-behov", endring=retning(g.da.lav - g.naa.lav, 0)),
        "dekning": tt("trinn-dekning", hvem=hvem),
    }
    ender = (tt("ende-naa", navn=navn, naar=naar(valg, egen)),
             tt("ende-da", hvem=hvem, aar=aar))  # fmt: skip
    df = fossrader(foss, ender, trinn, _skriver(valg, 1))
    antall = f.spenn(valg, *foss.til, 1)
    tittel = tt("figurtittel", hvem=hvem, navn=navn, antall=antall,
                enhet=enhet(valg, p, antall), aar=aar)  # fmt: skip
    liste = "; ".join(f"{r.navn}: {r.tekst}" for r in df.itertuples())
    return figur(
        f"staasted-profil-{a.komm_nr}",
        plot_foss(df, f.stor(f.t(valg, "behov")(f"grunnlag-{p.grunnlag}"))),
        tittel=tittel,
        undertittel=tt("undertittel", folk_da=f.tall(valg, g.da.lav),
                       folk_naa=f.tall(valg, g.naa.lav), naar=naar(valg, g.naa),
                       deres=f.spenn(valg, *a.dekning, 1),
                       egen=f.spenn(valg, *dagens_dekning(p, g), 1)),
        alt_tekst=tt("alt", tittel=tittel, liste=liste),
        kilder=plasskilder(data, g, a.kilder),
        note=_note(valg, p, foss),
    )  # fmt: skip


def _skriver(valg: Staastedsvalg, desimaler: int) -> Callable[[Intervall, bool], str]:
    """How a bar of the waterfall is written: a whole figure, or a change with its sign."""
    return partial(_skriv, valg, desimaler)


def _skriv(valg: Staastedsvalg, desimaler: int, i: Intervall, ende: bool) -> str:
    if ende:
        return f.spenn(valg, i.lav, i.hoey, desimaler)
    fra, til = (f.endring(valg, v, desimaler) for v in i)
    return fra if fra == til else f.t(valg, "kontrafaktisk")("til", fra=fra, til=til)


def _note(valg: Staastedsvalg, p: Plassvalg, foss: Fossefall) -> str:
    tt = f.t(valg, "kontrafaktisk")
    assert foss.endring is not None
    spenn = "nei" if foss.endring.lav == foss.endring.hoey else "ja"
    return f"{tt('orden', orden=p.rekkefoelge)} {tt('summen', spenn=spenn)}"


# ------------------------------------------------------------------ kr
def _kroner(data: Data, valg: Staastedsvalg, p: Plassvalg, g: Plassgrunnlag) -> list[Blokk]:
    """Section: net spending with another's profile; one sentence where accounts are missing."""
    tt = f.t(valg, "kontrafaktisk")
    kommuner = [k for k in p.sammenlign if data.register.er_kommune(k)]
    har = [k for k in kommuner if kronefossefall(data, p, g, k) is not None]
    if har:
        ut = [tekst(f"### {tt('kroner-overskrift')}")]
        return [*ut, *(b for k in har[:_FIGURER] for b in _kronefigur(data, valg, p, g, k))]
    if not kommuner:
        return []
    return [tekst(tt("kroner-mangler", navn=f.kommunenavn(data, valg)))]


def _kronefigur(
    data: Data, valg: Staastedsvalg, p: Plassvalg, g: Plassgrunnlag, kode: str
) -> list[Blokk]:
    tt, funnet = f.t(valg, "kontrafaktisk"), kronefossefall(data, p, g, kode)
    assert funnet is not None and g.naa is not None and g.da is not None
    egen, deres, foss = funnet
    assert foss.fra is not None and foss.til is not None
    hvem, navn = f.sted(data, valg, kode), data.register.navn(valg.komm_nr)
    aar, aar_naa = str(g.da.aar or p.aar), str(egen.attrs["aar"])
    trinn = {
        "behov": tt("trinn-behov", endring=retning(g.da.lav - g.naa.lav, 0)),
        "dekning": tt("trinn-bruk", hvem=hvem),
        "mix": tt("trinn-mix", hvem=hvem),
        "enhetskostnad": tt("trinn-pris", hvem=hvem),
    }
    ender = (tt("ende-naa", navn=navn, naar=tt("i-aar", aar=aar_naa)),
             tt("kroner-ende-da", hvem=hvem, aar=aar))  # fmt: skip
    df = fossrader(foss, ender, trinn, _skriver(valg, 1), 1e6)
    endring = (foss.til.lav - foss.fra.lav) / 1e6
    vei = {"opp": "mer", "ned": "mindre"}.get(retning(endring), "like")
    tittel = tt("kroner", hvem=hvem, navn=navn, retning=vei, aar=aar, aar_naa=aar_naa,
                beloep=f.med_enhet(valg, abs(endring), "mill kr")).removesuffix(".")  # fmt: skip
    liste = "; ".join(f"{r.navn}: {r.tekst}" for r in df.itertuples())
    note = [_note(valg, p, foss), tt("kroner-note")]
    if deres.attrs["aar"] != egen.attrs["aar"]:
        note.append(tt("kroner-ulike-aar", hvem=hvem, aar=str(deres.attrs["aar"])))
    koder = [*egen.attrs["kilder"], *deres.attrs["kilder"], *g.naa.kilder, *g.da.kilder]
    return [
        figur(
            f"staasted-profil-kroner-{kode}",
            plot_foss(df, tt("kroner-akse")),
            tittel=tittel,
            undertittel=tt("kroner-undertittel", aar_naa=aar_naa),
            alt_tekst=tt("alt", tittel=tittel, liste=liste),
            kilder=f.kildene(data, koder),
            note=" ".join(note),
        )
    ]
