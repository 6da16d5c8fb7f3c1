"""Chapter of the report: what stands out, in at most five sentences, chosen by rule."""

from dataclasses import replace
from functools import lru_cache

from ...indikator import Indikator, indikator
from ...kilde import Kilde
from ...measures.profil import Profilrad
from ...measures.skillerseg import (
    Naermest,
    klare_avvik,
    nyeste_brudd,
    proevde,
    stoerste_kostnad,
    stoerste_utvikling,
    utviklinger,
    valgte,
)
from ...measures.trend import egne_koder
from ...sources.load import Data
from ...valg_staasted import Staastedsvalg
from ...views.blokker import Blokk, tabell, tekst, varsel
from ..felles import profilrader, profiltrender, radindeks_for
from ..innretning import antall_bak, tvilsomme
from .felles import (
    felles,
    kildene,
    kommunenavn,
    liten,
    md,
    med_enhet,
    mot_hvem,
    navn_paa,
    oppramsing,
    overskrift,
    prosent,
    sted,
    t,
    tall,
    tallord,
)
from .funn import DEL as _DEL
from .funn import Funn
from .funnframover import behov, folk

_INNTEKT = ("frie_inntekter_per_innbygger",)  # in kroner, but no cost
_PRIORITERING = ("andel_ressurser_helse_omsorg", "andel_helse_omsorg_av_utgifter")
_RANG = 5  # places in a set before «highest» says anything


@lru_cache(maxsize=8)
def funnene(data: Data, valg: Staastedsvalg) -> tuple[Funn, ...]:
    """Return the findings that are told, in the order in which they stand; at most five."""
    rader = [r for r in profilrader(data, valg.profil) if r.verdi is not None]
    alle: dict[str, Funn | None] = {
        **_avvikene(data, valg, rader),
        "kostnad": _kostnad(data, valg, rader),
        "prioritering": _prioritering(data, valg, rader),
        "plass": _ytterst(data, valg, rader),
        "utvikling": _utvikling(data, valg, rader),
        "brudd": _brudd(data, valg),
        "folk": folk(data, valg),
        "behov": behov(data, valg),
    }
    finnes = {slag: f for slag, f in alle.items() if f is not None}
    return tuple(replace(finnes[slag], slag=slag) for slag in valgte(finnes))


def skiller_seg_ut(data: Data, valg: Staastedsvalg) -> list[Blokk]:
    """Chapter: the sentences, and a table of what each rests on."""
    funn, s = funnene(data, valg), t(valg, _DEL)
    ut = [overskrift(valg, _DEL)]
    if not funn:
        return [*ut, varsel(_ingen(data, valg))]
    if len(funn) < 5:
        antall = tallord(valg, len(funn))
        ut += [tekst(s("faa", antall=antall, form="en" if len(funn) == 1 else "flere"))]
    ut += [setningsliste(data, valg)]
    hode = [s("hode-hva"), data.register.navn(valg.komm_nr), s("hode-andre"), s("hode-vurdering")]
    return [
        *ut,
        tabell(
            "skiller-seg-ut",
            hode,
            [[f.hva, f.egen, f.andre, f.vurdering] for f in funn],
            tittel=s("tabell", aar=str(valg.aar)),
            kilder=_kilder(data, funn),
            just="lrrl",
            note=s("note"),
        ),
    ]


def _ingen(data: Data, valg: Staastedsvalg) -> str:
    return md(valg, _DEL)("ingen", kommune=kommunenavn(data, valg), aar=str(valg.aar))


def setningsliste(data: Data, valg: Staastedsvalg) -> Blokk:
    """Return the sentences as a numbered list, with their sources."""
    funn = funnene(data, valg)
    linjer = "\n".join(f"{nr}. {f.tekst}" for nr, f in enumerate(funn, start=1))
    return tekst(linjer, _kilder(data, funn))


def _kilder(data: Data, funn: tuple[Funn, ...]) -> list[Kilde]:
    koder = [k for f in funn for k in f.kilder]
    return kildene(data, koder, egne=any(f.egne for f in funn))


# ------------------------------------------------------------------ against the comparison
def _avvikene(data: Data, valg: Staastedsvalg, rader: list[Profilrad]) -> dict[str, Funn | None]:
    tvil = tvilsomme(rader)
    klare, alle = klare_avvik(rader, tvil), proevde(rader, tvil)
    if klare:
        return {f"avvik-{nr}": _avvik(data, valg, r, nr) for nr, r in enumerate(klare[:3], start=1)}
    if alle:
        return {"avvik-1": _ingen_klare(data, valg, alle)}
    return {"ikke-proevd": _ikke_proevd(data, valg, rader)}


def _avvik(data: Data, valg: Staastedsvalg, rad: Profilrad, nr: int) -> Funn:
    i = rad.indikator
    assert rad.indeks is not None
    form = "hoeyere" if rad.indeks > 100 else "lavere"
    form = "dobbel" if rad.indeks > 200 else "halv" if rad.indeks < 50 else form
    egen, snitt = (med_enhet(valg, v, i.enhet, i.desimaler) for v in (rad.verdi, rad.snitt))
    hva = liten(navn_paa(valg, i))
    ord_ = {"kommune": kommunenavn(data, valg), "hva": hva, "hvem": mot_hvem(data, valg)}
    setning = md(valg, _DEL)(f"avvik-{nr}", **ord_, egen=egen, snitt=snitt, form=form)
    klart = "klart-hoeyere" if rad.indeks > 100 else "klart-lavere"
    return Funn(setning, navn_paa(valg, i), egen, snitt, felles(valg)(klart), tuple(rad.kilder))


def _ingen_klare(data: Data, valg: Staastedsvalg, rader: list[Profilrad]) -> Funn:
    s, antall = t(valg, _DEL), len(rader)
    form = "en" if antall == 1 else "to" if antall == 2 else "flere"
    setning = md(valg, _DEL)(
        "ingen-klare",
        kommune=kommunenavn(data, valg),
        hvem=mot_hvem(data, valg),
        antall=tallord(valg, antall),
        form=form,
    )
    hva = s("andeler", antall=tall(valg, antall), form="en" if antall == 1 else "flere")
    kilder = tuple(k for r in rader for k in r.kilder)
    return Funn(setning, hva, "–", "–", felles(valg)("ikke-klart"), kilder)


def _ikke_proevd(data: Data, valg: Staastedsvalg, rader: list[Profilrad]) -> Funn | None:
    """Sentence that no test can be made, where there is somebody to be held against."""
    if not any(r.andre.verdi.notna().any() for r in rader):
        return None
    s, hvem = t(valg, _DEL), mot_hvem(data, valg)
    setning = md(valg, _DEL)("ikke-proevd", kommune=kommunenavn(data, valg), hvem=hvem)
    hva = s("andeler", antall=tall(valg, 0), form="ingen")
    kilder = tuple(k for r in rader for k in r.kilder)
    return Funn(setning, hva, "–", "–", felles(valg)("ikke-proevd"), kilder)


def _ytterst(data: Data, valg: Staastedsvalg, rader: list[Profilrad]) -> Funn | None:
    """Sentence on a figure that is the set's highest or lowest, where no test can be made."""
    tvil = tvilsomme(rader)
    for r in rader:
        p = r.plass
        alene = p is not None and p.antall >= _RANG and p.over + p.under == p.antall - 1
        kan = r.klart is None and r.indikator.enhet != "kr" and not antall_bak(r) & tvil
        if p is None or not alene or not kan or 0 not in (p.over, p.under):
            continue
        i = r.indikator
        verdi = med_enhet(valg, r.verdi, i.enhet, i.desimaler)
        setning = md(valg, _DEL)(
            "plass",
            kommune=kommunenavn(data, valg),
            hva=liten(navn_paa(valg, i)),
            verdi=verdi,
            antall=tall(valg, p.antall),
            retning="opp" if p.over == 0 else "ned",
        )
        grunn = felles(valg)("ikke-proevd")
        return Funn(setning, navn_paa(valg, i), verdi, "–", grunn, tuple(r.kilder))
    return None


# ------------------------------------------------------------------ cost and priority
def _kostnad(data: Data, valg: Staastedsvalg, rader: list[Profilrad]) -> Funn | None:
    par = stoerste_kostnad(rader, _INNTEKT)
    if par is None:
        return None
    rad, andre = par
    i = rad.indikator
    verdi = med_enhet(valg, rad.verdi, i.enhet, i.desimaler)
    mot = oppramsing(valg, [_mot(data, valg, n) for n in andre])
    setning = md(valg, _DEL)(
        "kostnad", hva=navn_paa(valg, i), verdi=verdi, aar=str(valg.aar), mot=mot
    )
    hvem = med_enhet(valg, andre[0].verdi, i.enhet, i.desimaler)
    if andre[0].komm_nr is not None:
        hvem = f"{hvem} ({sted(data, valg, andre[0].komm_nr)})"
    ikke = felles(valg)("ikke-proevd")
    return Funn(setning, navn_paa(valg, i), verdi, hvem, ikke, tuple(rad.kilder))


def _mot(data: Data, valg: Staastedsvalg, n: Naermest) -> str:
    hvem = mot_hvem(data, valg) if n.komm_nr is None else sted(data, valg, n.komm_nr)
    trykt = prosent(valg, abs(n.prosent))
    retning = "lik" if trykt == prosent(valg, 0) else "opp" if n.prosent > 0 else "ned"
    return t(valg, _DEL)("kostnad-mot", prosent=trykt, retning=retning, hvem=hvem)


def _prioritering(data: Data, valg: Staastedsvalg, rader: list[Profilrad]) -> Funn | None:
    for r in rader:
        ref = r.referanser[r.referanser.verdi.notna()]
        if r.indikator.id not in _PRIORITERING or ref.empty:
            continue
        i = r.indikator
        egen, land = (prosent(valg, v, 0) for v in (r.verdi, float(ref.verdi.iloc[0])))
        hvem = sted(data, valg, str(ref.komm_nr.iloc[0]))
        setning = md(valg, _DEL)(
            "prioritering",
            kommune=kommunenavn(data, valg),
            aar=str(valg.aar),
            egen=egen,
            andre=land,
            hvem=hvem,
        )
        grunn = felles(valg)("ikke-proevd")
        return Funn(setning, navn_paa(valg, i), egen, land, grunn, tuple(r.kilder))
    return None


# ------------------------------------------------------------------ through the years
def _utvikling(data: Data, valg: Staastedsvalg, rader: list[Profilrad]) -> Funn | None:
    p, s = valg.profil, t(valg, _DEL)
    indeks, tvil = radindeks_for(data), tvilsomme(rader)
    ratioer = [r.indikator for r in rader if not antall_bak(r) & tvil]
    koder = egne_koder(data.register, valg.komm_nr, valg.aar)
    alle = utviklinger(indeks, ratioer, profiltrender(data, p), koder)
    kilder = {r.indikator.id: tuple(r.kilder) for r in rader}
    stoerst = stoerste_utvikling(alle)
    if stoerst is None:
        proevd = [u for u in alle if u.klart is not None]
        if not proevd:
            return None
        form = "en" if len(proevd) == 1 else "to" if len(proevd) == 2 else "flere"
        setning = md(valg, _DEL)("ingen-endring", antall=tallord(valg, len(proevd)), form=form)
        hva = s("over-tid", antall=tall(valg, len(proevd)), form=form)
        fra = tuple(k for u in proevd for k in kilder[u.indikator])
        return Funn(setning, hva, "–", "–", s("ikke-endret"), fra)
    i = indikator(stoerst.indikator)
    til, fra_ = (med_enhet(valg, v, i.enhet, i.desimaler) for v in (stoerst.til, stoerst.fra))
    retning = "opp" if stoerst.til > stoerst.fra else "ned"
    setning = md(valg, _DEL)(
        "utvikling",
        hva=liten(navn_paa(valg, i)),
        fra=fra_,
        til=til,
        aar=str(stoerst.fra_aar),
        naa=str(stoerst.til_aar),
        retning=retning,
    )
    celle = f"{fra_} ({stoerst.fra_aar})"
    return Funn(setning, navn_paa(valg, i), til, celle, s(f"endret-{retning}"), kilder[i.id])


_GRUNNER = {
    "IPLOS, og barneboliger": "iplos-barn",
    "IPLOS": "iplos",
    "Ny versjon av IPLOS": "iplos-2018",
    "Tabellen ble avsluttet": "avsluttet",
    "Medfinansieringen": "medfinansiering",
    "Regnet av rom": "rom",
    "Til og med 2016 regnet av plasser": "rom",
    "Ny måte å beregne årsverk": "aarsverk",
    "Tallet er kopiert": "kopiert",
}


def bruddgrunn(valg: Staastedsvalg, grunn: str) -> str:
    """Why a series is broken, in the report's language; in general words where it is unknown."""
    treff = [slag for start, slag in _GRUNNER.items() if grunn.startswith(start)]
    return t(valg, _DEL)(f"grunn-{treff[0] if treff else 'annen'}")


def _brudd(data: Data, valg: Staastedsvalg) -> Funn | None:
    funnet = nyeste_brudd(profiltrender(data, valg.profil))
    if funnet is None:
        return None
    (navn, punkt), s = funnet, t(valg, _DEL)
    i: Indikator = indikator(navn)
    grunn = bruddgrunn(valg, punkt.brudd)
    hva = liten(navn_paa(valg, i))
    setning = md(valg, _DEL)("brudd", hva=hva, aar=str(punkt.aar), grunn=grunn)
    rader = profilrader(data, valg.profil)
    kilder = next((tuple(r.kilder) for r in rader if r.indikator.id == navn), ())
    celle = f"{med_enhet(valg, punkt.verdi, i.enhet, i.desimaler)} ({punkt.aar})"
    return Funn(setning, navn_paa(valg, i), celle, "–", s("brutt", aar=str(punkt.aar)), kilder)
