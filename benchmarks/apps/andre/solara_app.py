"""The app in Solara."""

import data as d
import figurer
import solara

KODER = {navn: kode for kode, navn in d.KOMMUNER.items()}

navn_a = solara.reactive(d.KOMMUNER[d.A])
navn_b = solara.reactive(d.KOMMUNER[d.B])
dekning = solara.reactive(d.DEKNING)


@solara.component
def Page():
    """Controls at the side, charts and table in the middle."""
    a, b = KODER[navn_a.value], KODER[navn_b.value]
    with solara.Sidebar():
        solara.Select("Kommune A", values=list(KODER), value=navn_a)
        solara.Select("Kommune B", values=list(KODER), value=navn_b)
        solara.SliderFloat("Dekning", value=dekning, min=d.LAV, max=d.HOEY, step=d.STEG)
    solara.FigureAltair(figurer.profil(a, b))
    solara.FigureAltair(figurer.framskriving(a, b, dekning.value))
    solara.DataFrame(d.tabell(a, b, dekning.value))
    solara.Title("Tjenesteprofil")
