"""Chapters of the report: what the figures cannot say, and how they are made."""

from ...indikator import Indikator, indikatorer
from ...kilde import Kilde
from ...measures.profil import Profilrad
from ...measures.skillerseg import nyeste_brudd
from ...measures.usikkerhet import en_til
from ...sources.load import Data
from ...valg_staasted import Staastedsvalg, plassvalg
from ...views.blokker import Blokk, tekst
from ..felles import profilrader, profiltrender, sammenlignet
from ..plassfelles import grunnlag_for
from .felles import (
    enhet_navn,
    kildene,
    kommunenavn,
    liten,
    md,
    navn_paa,
    oppramsing,
    overskrift,
    radkilder,
    sted,
    t,
    tall,
    tallord,
)
from .profilrad import rader_med_tall

_DEL, _NEVNES = "forbehold", 6
_METODER = ("forskjell", "snitt", "wilson", "klart", "utvikling", "dekning", "behov", "avrunding")


def forbehold(data: Data, valg: Staastedsvalg) -> list[Blokk]:
    """Chapter: the reservations that this municipality's figures call for, one point each."""
    punkter = forbeholdene(data, valg)
    linjer = "\n".join(f"- {p}" for p, _ in punkter)
    kilder = {k["id"]: k for _, ks in punkter for k in ks}
    return [overskrift(valg, _DEL), tekst(linjer, list(kilder.values()))]


def forbeholdene(data: Data, valg: Staastedsvalg) -> list[tuple[str, list[Kilde]]]:
    """Return the reservations and the sources of the figures in them, the weightiest first."""
    rader, s = rader_med_tall(data, valg), md(valg, _DEL)
    deler = [
        _faa_folk(data, valg),
        _ikke_proevd(data, valg, rader),
        _egne_mangler(data, valg),
        _andre_mangler(data, valg, rader),
        _foreloepig(data, valg, rader),
        _brudd(data, valg),
    ]
    ut = [d for d in deler if d]
    if grunnlag_for(data, plassvalg(data, valg)).antall:
        ut.append((s("plasser-beboere"), []))
    faste = ("framskriving", "kostnad", "aarsak") if rader else ("framskriving", "aarsak")
    return [*ut, *((s(n), []) for n in faste)]


Forbehold = tuple[str, list[Kilde]] | None


def _faa_folk(data: Data, valg: Staastedsvalg) -> Forbehold:
    g = grunnlag_for(data, plassvalg(data, valg))
    flytter = None if g.naa is None else en_til(g.naa.lav)
    if g.naa is None or flytter is None or g.naa.lav >= 1000:
        return None
    ord_ = {"kommune": kommunenavn(data, valg), "antall": tall(valg, g.naa.lav)}
    ord_ |= {"aar": str(g.naa.aar or valg.aar)}
    setning = md(valg, _DEL)("faa", **ord_, flytter=tall(valg, flytter, 1))
    return setning, kildene(data, g.naa.kilder, egne=not g.naa.kilder)


def _ikke_proevd(data: Data, valg: Staastedsvalg, rader: list[Profilrad]) -> Forbehold:
    ikke = [r for r in rader if r.klart is None]
    if not ikke or not sammenlignet(data, valg.profil):
        return None
    form = "noen" if len(ikke) < len(rader) else "alle" if len(rader) > 1 else "ett"
    alle = tall(valg, len(rader)) if form == "noen" else tallord(valg, len(rader))
    antall = {"antall": tall(valg, len(ikke)), "alle": alle}
    setning = md(valg, _DEL)("ikke-proevd", **antall, form=form)
    return setning, radkilder(data, rader)


def _egne_mangler(data: Data, valg: Staastedsvalg) -> Forbehold:
    uten = [r for r in profilrader(data, valg.profil) if r.verdi is None]
    if not uten:
        return None
    skjermet = "ja" if any(r.egen.status == "skjermet" for r in uten) else "nei"
    ord_ = {"kommune": kommunenavn(data, valg), "hva": _nevnt(valg, uten)}
    return md(valg, _DEL)("egne-mangler", **ord_, aar=str(valg.aar), skjermet=skjermet), []


def _andre_mangler(data: Data, valg: Staastedsvalg, rader: list[Profilrad]) -> Forbehold:
    """Municipalities that lack all the figures, then how many ratios lack somebody."""
    koder = sammenlignet(data, valg.profil)
    if not koder or not rader:
        return None
    har = {k for r in rader for k in r.andre_med_tall}
    helt = [k for k in koder if k not in har]
    delvis = [r for r in rader if har - set(r.andre_med_tall)]
    ut, s = [], md(valg, _DEL)
    if helt:
        navn = [sted(data, valg, k) for k in helt[:_NEVNES]]
        if len(helt) > _NEVNES:
            navn.append(t(valg, _DEL)("til", antall=tall(valg, len(helt) - _NEVNES)))
        ut.append(s("andre-mangler", hvem=oppramsing(valg, navn), aar=str(valg.aar)))
    if delvis:
        antall = {"antall": tall(valg, len(delvis)), "alle": tall(valg, len(rader))}
        ut.append(s("andre-delvis", **antall, form="en" if len(delvis) == 1 else "flere"))
    return (" ".join(ut), radkilder(data, rader)) if ut else None


def _foreloepig(data: Data, valg: Staastedsvalg, rader: list[Profilrad]) -> Forbehold:
    antall = sum(r.egen.status == "foreloepig" for r in rader)
    if not antall:
        return None
    form = "noen" if antall < len(rader) else "alle" if len(rader) > 1 else "ett"
    alle = tall(valg, len(rader)) if form == "noen" else tallord(valg, len(rader))
    ord_ = {"antall": tall(valg, antall), "alle": alle, "aar": str(valg.aar)}
    return md(valg, _DEL)("foreloepig", **ord_, form=form), radkilder(data, rader)


def _brudd(data: Data, valg: Staastedsvalg) -> Forbehold:
    funnet = nyeste_brudd(profiltrender(data, valg.profil))
    if funnet is None:
        return None
    return md(valg, _DEL)("brudd", aar=str(funnet[1].aar)), []


def _nevnt(valg: Staastedsvalg, rader: list[Profilrad]) -> str:
    navn = [liten(navn_paa(valg, r.indikator)) for r in rader[:_NEVNES]]
    if len(rader) > _NEVNES:
        navn.append(t(valg, _DEL)("til", antall=tall(valg, len(rader) - _NEVNES)))
    return oppramsing(valg, navn)


# ------------------------------------------------------------------ method
def metode(data: Data, valg: Staastedsvalg) -> list[Blokk]:
    """Chapter: the formulas, and what each ratio is made of."""
    s = md(valg, "metode")
    linjer = [f"- **{s(f'{n}-navn')}**: {s(n)}" for n in _METODER]
    ut = [overskrift(valg, "metode"), tekst(f"{s('innledning')}\n\n" + "\n".join(linjer))]
    rader = rader_med_tall(data, valg)
    if rader:
        liste = "\n".join(f"- {_definert(valg, r.indikator)}" for r in rader)
        ut.append(tekst(f"### {s('forholdstall')}\n\n{liste}"))
    return ut


def _definert(valg: Staastedsvalg, i: Indikator) -> str:
    """Ratio told by its two counts, in the report's language; else that its source states it."""
    s = md(valg, "metode")
    navn = {"navn": navn_paa(valg, i)}
    if i.type != "forholdstall":
        return s("oppgitt", **navn)
    teller, nevner = (liten(navn_paa(valg, indikatorer()[str(n)])) for n in (i.teller, i.nevner))
    ganger = "ja" if i.faktor not in (1, 1000) or i.enhet.startswith("per") else "nei"
    enhet = enhet_navn(valg, i.enhet) or "–"
    return s(
        "forhold", **navn, teller=teller, nevner=nevner, ganger=ganger,
        faktor=tall(valg, i.faktor), enhet=enhet,
    )  # fmt: skip
