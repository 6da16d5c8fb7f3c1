"""The app in Panel."""

import data as d
import figurer
import panel as pn

pn.extension("vega")

kommuner = {navn: kode for kode, navn in d.KOMMUNER.items()}
a = pn.widgets.Select(name="Kommune A", options=kommuner, value=d.A)
b = pn.widgets.Select(name="Kommune B", options=kommuner, value=d.B)
dekning = pn.widgets.FloatSlider(
    name="Dekning", start=d.LAV, end=d.HOEY, step=d.STEG, value=d.DEKNING
)

pn.Row(
    pn.Column(a, b, dekning),
    pn.Column(
        pn.pane.Vega(pn.bind(figurer.profil, a, b)),
        pn.pane.Vega(pn.bind(figurer.framskriving, a, b, dekning)),
        pn.pane.DataFrame(pn.bind(d.tabell, a, b, dekning), index=False),
    ),
).servable(title="Tjenesteprofil")
