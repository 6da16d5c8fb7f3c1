"""The two charts of every compared app, in Altair: one source, so that they draw the same."""

import altair as alt
import data as d

TITTEL = "Plasser, framskrevet"
"""The title of the second chart's axis, by which it is told from the first."""

# The mark of the page's text is read to know what is drawn: canvas has none.
_SVG = {"embedOptions": {"renderer": "svg", "actions": False}}


def profil(a: str, b: str) -> alt.LayerChart:
    """Dot plot of twelve indicators: A against B."""
    df = d.profil(a, b)
    grunn = alt.Chart(df).encode(y=alt.Y("indikator:N", sort=d.VISTE, title=None))
    farge = alt.Color("kommune:N", title=None, sort=None)
    strek = grunn.mark_line(color="#b0b8c0").encode(x="indeks:Q", detail="indikator:N")
    prikk = grunn.mark_circle(size=110, opacity=1).encode(
        x=alt.X("indeks:Q", title="Indeks, snitt = 100", scale=alt.Scale(zero=False)), color=farge
    )
    return _ferdig(alt.layer(strek, prikk), 300)


def framskriving(a: str, b: str, dekning: float) -> alt.LayerChart:
    """Lines of places by year for A and B at a coverage per 100."""
    return _linjer(alt.Chart(d.plasser(a, b, dekning)))


def framskriving_med_glider(a: str, b: str, dekning: float) -> alt.LayerChart:
    """As :func:`framskriving`, with the coverage as a parameter that the browser may turn."""
    parameter = alt.param(name="dekning", value=dekning)
    grunn = alt.Chart(d.framskriving(a, b)).transform_calculate(plasser="datum.folk*dekning/100")
    return _linjer(grunn).add_params(parameter)


def _linjer(grunn: alt.Chart) -> alt.LayerChart:
    x = alt.X("aar:Q", title=None, axis=alt.Axis(format="d", values=list(d.FRAM)[::5]))
    y = alt.Y("plasser:Q", title=TITTEL)
    farge = alt.Color("kommune:N", title=None, sort=None)
    linje = grunn.mark_line(strokeWidth=2.5).encode(x=x, y=y, color=farge)
    ende = grunn.transform_filter(f"datum.aar == {d.FRAM[-1]}")
    tall = ende.mark_text(align="left", dx=5).encode(
        x=x, y=y, text=alt.Text("plasser:Q", format=".2f"), color=farge
    )
    return _ferdig(alt.layer(linje, tall), 240)


def _ferdig(diagram: alt.LayerChart, hoeyde: int) -> alt.LayerChart:
    return diagram.properties(width=560, height=hoeyde, usermeta=_SVG)
