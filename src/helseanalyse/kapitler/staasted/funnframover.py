"""Findings on the years ahead: how many people, and how many places they ask for."""

from ...measures.dekningsgrad import antall_ved_dekning, dekningsgrad
from ...measures.nivaa import relativt_nivaa
from ...measures.plassbehov import hele_plasser
from ...sources.load import Data
from ...valg_staasted import Staastedsvalg, plassvalg
from ..plassfelles import framover_i_tid, grunnlag_for
from .felles import endring_prosent, md, prosent, spenn, stor, t, tall
from .funn import DEL, Funn


def folk(data: Data, valg: Staastedsvalg) -> Funn | None:
    """Sentence on the people aged 80 and over, today and in the year asked for."""
    g = grunnlag_for(data, plassvalg(data, valg))
    if g.naa is None or g.da is None or g.naa.aar is None or g.da.aar is None:
        return None
    if not framover_i_tid(g):
        return None
    s, naa, da = t(valg, DEL), g.naa.lav, g.da.lav
    retning = "lik" if naa == da else "opp" if da > naa else "ned"
    relativ = relativt_nivaa(da, naa)
    setning = md(valg, DEL)(
        "folk",
        naa=tall(valg, naa),
        da=tall(valg, da),
        aar=str(g.naa.aar),
        til=str(g.da.aar),
        prosent="–" if relativ is None else prosent(valg, abs(relativ)),
        retning=retning,
    )
    vurdering = "–" if relativ is None else endring_prosent(valg, relativ)
    hva = s("over-80", aar=str(g.da.aar), naa=str(g.naa.aar))
    kilder = (*g.naa.kilder, *g.da.kilder)
    egne = not (g.naa.kilder and g.da.kilder)
    return Funn(setning, hva, tall(valg, da), tall(valg, naa), vurdering, kilder, egne)


def behov(data: Data, valg: Staastedsvalg) -> Funn | None:
    """Sentence on the places at the same coverage, or at the goal the consultant has set."""
    p = plassvalg(data, valg)
    g = grunnlag_for(data, p)
    if g.mangler() or g.naa is None or g.da is None or not framover_i_tid(g):
        return None
    base = p.grunnlag if p.grunnlag in g.antall else next(iter(g.antall))
    naa, s = g.antall[base], t(valg, DEL)
    dekning = (
        [p.dekning] * 2
        if p.dekning is not None
        else [float(dekningsgrad(a, g.naa.lav) or 0.0) for a in (naa.lav, naa.hoey)]
    )
    lav, hoey = (hele_plasser(antall_ved_dekning(d, g.da.lav), p.avrunding) for d in dekning)
    behov = spenn(valg, lav, hoey)
    i_dag = spenn(valg, naa.lav, naa.hoey, 0 if float(naa.lav).is_integer() else 1)
    aar, fra = str(g.da.aar or valg.kommende_aar), str(naa.aar or g.naa.aar or valg.aar)
    setning = md(valg, DEL)(
        "behov" if p.dekning is None else "behov-maal",
        dekning=tall(valg, dekning[0], 1),
        base=str(base),
        behov=behov,
        naa=i_dag,
        aar=aar,
        fra=fra,
        form="en" if behov == "1" else "flere",
        var="en" if i_dag == "1" else "flere",
        avrunding=str(p.avrunding),
    )
    kilder = (*naa.kilder, *g.naa.kilder, *g.da.kilder)
    egne = p.dekning is not None or not (naa.kilder and g.naa.kilder and g.da.kilder)
    hva = stor(s(f"base-{base}"))
    vurdering = s(f"avrundet-{p.avrunding}")
    return Funn(setning, f"{hva}, {aar}", behov, f"{i_dag} ({fra})", vurdering, kilder, egne)
