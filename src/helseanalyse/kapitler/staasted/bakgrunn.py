"""Chapter of the report: what it is, whom it compares with, and which data it rests on."""

from functools import lru_cache

from ...indikator import grupper
from ...kilde import Kilde
from ...sett import Sett, naermeste
from ...sources.load import Data
from ...valg_staasted import Staastedsvalg
from ...views.blokker import Blokk, tabell, tekst
from ..felles import med_tall, sammenlignet
from .egneord import avsnitt
from .felles import (
    felles,
    kildene,
    kommunenavn,
    md,
    mot_hvem,
    oppramsing,
    overskrift,
    radkilder,
    sted,
    t,
    tall,
)
from .profilrad import rader_med_tall

_DEL = "bakgrunn"
_NEVNES = 12  # municipalities named in one sentence


def bakgrunn(data: Data, valg: Staastedsvalg) -> list[Blokk]:
    """Chapter: the question, the comparison, the data, and the process in own words."""
    s, p = md(valg, _DEL), valg.profil
    ord_ = {"kommune": kommunenavn(data, valg), "aar": str(valg.aar)}
    ord_ |= {"hvem": mot_hvem(data, valg)}
    fram = "ja" if valg.horisont is not None else "nei"
    hva = s(
        "hva",
        **ord_,
        til=str(valg.kommende_aar),
        mot="ja" if ord_["hvem"] else "nei",
        fram=fram,
    )
    ut = [overskrift(valg, _DEL), tekst(f"{hva} {s('regel')}")]
    if sammenlignet(data, p):
        ut += [tekst(_andre(data, valg), _folkekilder(data, valg))]
    ut += _datagrunnlag(data, valg)
    if valg.ord.prosess:
        ut += avsnitt(valg, valg.ord.prosess, "prosess")
    return ut


def _andre(data: Data, valg: Staastedsvalg) -> str:
    """How the comparison was chosen, who they are, and who of them lack figures."""
    s, koder = md(valg, _DEL), sammenlignet(data, valg.profil)
    har = med_tall(data, valg.profil)
    uten = [k for k in koder if k not in har]
    ut = [s(f"valgt-{valg.sett}", antall=tall(valg, len(koder)), form=_form(len(koder)))]
    if valg.sett == Sett.JEVNKOMMUNER:
        n = naermeste(data, valg.komm_nr, valg.aar)
        form = "inntekt" if "frie_inntekter" in n.brukt else "uten"
        ut.append(s("likhet", antall=tall(valg, n.blant), aar=str(valg.aar + 1), form=form))
    if valg.sett != Sett.EGNE or len(koder) > 3:
        ut.append(s("hvem", hvem=_navn(data, valg, koder)))
    if uten:
        ut.append(s("uten-tall", aar=str(valg.aar), hvem=_navn(data, valg, uten)))
    return " ".join(ut)


def _folkekilder(data: Data, valg: Staastedsvalg) -> list[Kilde]:
    """Sources of the population that the likeness rests on, or of who is in the set."""
    koder = [valg.komm_nr, *sammenlignet(data, valg.profil)]
    if valg.sett != Sett.JEVNKOMMUNER:
        k = data.kommuner
        return kildene(data, [str(x) for x in k.kilde[k.komm_nr.isin(koder)].dropna().unique()])
    alle = _kilder_til_folket(data, valg.aar + 1)
    return kildene(data, [k for kode in sorted(koder) for k in alle.get(kode, ())])


@lru_cache(maxsize=2)
def _kilder_til_folket(data: Data, aar: int) -> dict[str, tuple[str, ...]]:
    """Sources of the year's people by municipality: the rows are those that likeness is of."""
    folk = data.folk(aar=[aar], alternativ="faktisk").dropna(subset="kilde")
    par = folk[["komm_nr", "kilde"]].drop_duplicates()
    return {str(kode): tuple(k) for kode, k in par.groupby("komm_nr").kilde}


def _navn(data: Data, valg: Staastedsvalg, koder: tuple[str, ...] | list[str]) -> str:
    navn = [sted(data, valg, k) for k in koder[:_NEVNES]]
    if len(koder) > _NEVNES:
        navn.append(t(valg, _DEL)("til", antall=tall(valg, len(koder) - _NEVNES)))
    return oppramsing(valg, navn)


def _form(antall: int) -> str:
    return "en" if antall == 1 else "flere"


def _datagrunnlag(data: Data, valg: Staastedsvalg) -> list[Blokk]:
    """How many ratios there are by part of the service, and how many can be tested."""
    rader, s = rader_med_tall(data, valg), t(valg, _DEL)
    if not rader:
        ord_ = {"kommune": kommunenavn(data, valg), "aar": str(valg.aar)}
        return [tekst(md(valg, _DEL)("ingen-tall", **ord_))]
    linjer = []
    for g in grupper():
        del_ = [r for r in rader if r.indikator.gruppe == g]
        if del_:
            med = sum(bool(r.andre.verdi.notna().any() or len(r.referanser)) for r in del_)
            proevd = sum(r.klart is not None for r in del_)
            antall = [tall(valg, n) for n in (len(del_), med, proevd)]
            linjer.append([felles(valg)(f"gruppe-{g}"), *antall])
    hode = [s("hode-del"), s("hode-antall"), s("hode-andre"), s("hode-proeves")]
    return [
        tabell(
            "staasted-datagrunnlag",
            hode,
            linjer,
            tittel=s("tabell", kommune=data.register.navn(valg.komm_nr), aar=str(valg.aar)),
            kilder=radkilder(data, rader),
            note=s("tabell-note"),
        )
    ]
