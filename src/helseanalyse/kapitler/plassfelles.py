"""What the chapters on places share: the figures, the chosen coverage, their sources."""

from collections.abc import Sequence
from functools import lru_cache

from ..kilde import Kilde
from ..measures.dekningsgrad import Grunnlag, dekningsgrad
from ..measures.plassgrunnlag import Plassgrunnlag, med_egne, plassgrunnlag
from ..sources.load import Data
from ..spraak import oppramsing
from ..valg import Plassvalg
from ..views.blokker import rent
from .felles import kilder

ENHET = {
    Grunnlag.KAPASITET: "plasser",
    Grunnlag.I_BRUK: "plasser i bruk",
    Grunnlag.BEBOERE: "beboere",
    Grunnlag.HELDOEGN: "plasser og boliger",
}
EGNE = Kilde(
    id="egne",
    tekst="Brukerens egne tall",
    url=None,
    metode="egne",
    merknad=None,
    noekkel="egne-tall",
)


def grunnlag_for(data: Data, valg: Plassvalg) -> Plassgrunnlag:
    """Figures behind the need: the data's, with the user's own in their place."""
    g = dataenes(data, valg.komm_nr, valg.aar)
    egne = (valg.plasser, valg.innbyggere_80_naa, valg.innbyggere_80_da)
    return med_egne(g, *egne, valg.aar)


@lru_cache(maxsize=512)  # small, and asked for by each neighbour's report
def dataenes(data: Data, komm_nr: str, aar: int) -> Plassgrunnlag:
    """Figures behind the need as the data have them, whatever the user's own are."""
    folk = data.folk([komm_nr])
    return plassgrunnlag(data.observert([komm_nr]), folk, data.dokumenttall, komm_nr, aar)


def framover_i_tid(g: Plassgrunnlag) -> bool:
    """Whether the projection is of a later year than today's people; the user's own may be any."""
    if g.naa is None or g.da is None or g.naa.aar is None or g.da.aar is None:
        return True
    return g.da.aar > g.naa.aar or not g.da.kilder


def _velg_senere(g: Plassgrunnlag) -> str:
    assert g.naa is not None
    return (
        f"Behovet regnes framover fra {g.naa.aar}: velg et år etter {g.naa.aar} som «Året behovet"
        " gjelder» (aar). Går ikke framskrivingen i datagrunnlaget så langt, må en nyere hentes"
        " eller egne tall for innbyggere 80 år og over legges inn."
    )


def hva_mangler(data: Data, valg: Plassvalg, g: Plassgrunnlag) -> str | None:
    """Sentence on what is missing before a need can be computed; none when all is there."""
    mangler = g.mangler()
    if not mangler and not framover_i_tid(g):
        return _velg_senere(g)
    if not mangler and valg.grunnlag not in g.antall:
        finnes = oppramsing([x.tekst for x in g.antall], "eller")
        return f"Grunnlaget «{valg.grunnlag.tekst}» finnes ikke for kommunen. Velg {finnes}."
    if not mangler:
        return None
    return (
        f"Plassbehovet kan ikke regnes ut for {rent(data.register.navn(valg.komm_nr))}:"
        f" datagrunnlaget mangler {oppramsing(mangler)}. Legg inn egne tall for plasser og"
        " innbyggere 80 år og over for å fortsette."
    )


def valgt_dekning(valg: Plassvalg, g: Plassgrunnlag) -> tuple[float, float]:
    """Coverage asked for, per 100 aged 80+: the chosen one, else today's on the chosen base."""
    if valg.dekning is not None:
        return valg.dekning, valg.dekning
    assert g.naa is not None
    antall = g.antall[valg.grunnlag]
    lav, hoey = dekningsgrad(antall.lav, g.naa.lav), dekningsgrad(antall.hoey, g.naa.lav)
    assert lav is not None and hoey is not None
    return lav, hoey


def plasskilder(
    data: Data, g: Plassgrunnlag, ekstra: Sequence[str] = (), *, egne: bool = False
) -> list[Kilde]:
    """Sources of the figures; the user's own, and assumptions (``egne``), are named as such."""
    ut = kilder(data, [*g.kilder, *ekstra])
    if egne or not g.kilder or any(not t.kilder for t in (*g.antall.values(), g.naa, g.da) if t):
        ut.append(EGNE)
    return ut
