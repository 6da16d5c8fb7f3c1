"""Chapter on places: every answer that the same question has."""

from typing import Any

from ..enheter import tall
from ..measures.plassbehov import rutenett
from ..sources.load import Data
from ..valg import Plassvalg
from ..views.blokker import Blokk, tabell, tekst
from .plassfelles import framover_i_tid, grunnlag_for, plasskilder
from .rapport_2013 import felles_regel, trykte_svar


def svarene(data: Data, valg: Plassvalg) -> list[Blokk]:
    """Chapter: base x population year x rounding, printed answers marked."""
    g = grunnlag_for(data, valg)
    overskrift = tekst("## Hvor mange svar har det samme spørsmålet?")
    if g.mangler() or g.naa is None or g.da is None or not framover_i_tid(g):
        return []  # the conclusion says what is missing
    antall, grunnlag = {}, {}
    for navn, t in g.antall.items():
        for a in dict.fromkeys((t.lav, t.hoey)):
            etikett = f"{navn.tekst.capitalize()}: {tall(a, 0 if float(a).is_integer() else 1)}"
            antall[etikett], grunnlag[etikett] = a, navn
    naa = f"{g.naa.aar} (i dag)" if g.naa.aar else "i dag"
    da = str(g.da.aar or valg.aar)
    df = rutenett(antall, g.naa.lav, {naa: g.naa.lav, da: g.da.lav})
    # The report printed nothing of the reader's own figures.
    trykt = {} if valg.har_egne_tall else trykte_svar(data, valg.komm_nr)
    rader = [
        _rutenettrad(r, trykt.get(grunnlag[r.grunnlag]) if r.aar == da else None)
        for r in df.itertuples()
    ]
    blokker = [
        overskrift,
        tekst(
            "Behovet er dagens antall ganger innbyggere da, delt på innbyggere nå. Svaret avhenger"
            " av hva en teller, hvilket år innbyggerne gjelder, og hvordan en runder av:"
        ),
        tabell(
            "rutenett",
            ["Grunnlag i dag", "År", "Innbyggere 80+", "Behov", "Opp", "Nærmeste", "Ned"],
            rader,
            tittel="Plassbehov etter grunnlag, befolkningsår og avrunding",
            kilder=plasskilder(data, g),
            note="«Trykt» merker svar som står i rapporten fra 2013." if trykt else None,
        ),
    ]
    return [*blokker, tekst(felles_regel(data, valg.komm_nr, g))] if trykt else blokker


def _rutenettrad(r: Any, trykt: float | None) -> list[str]:
    celler = [f"{tall(v)} (trykt)" if v == trykt else tall(v) for v in (r.opp, r.naermeste, r.ned)]
    return [r.grunnlag, r.aar, tall(r.innbyggere), tall(r.behov, 2), *celler]
