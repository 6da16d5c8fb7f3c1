"""The app in Shiny for Python, its charts through shinywidgets."""

import altair as alt
import data as d
import figurer
from shiny import App, Inputs, render, ui
from shinywidgets import output_widget, render_altair

alt.JupyterChart.enable_offline()

app_ui = ui.page_sidebar(
    ui.sidebar(
        ui.input_select("a", "Kommune A", d.KOMMUNER, selected=d.A),
        ui.input_select("b", "Kommune B", d.KOMMUNER, selected=d.B),
        ui.input_slider("dekning", "Dekning", d.LAV, d.HOEY, d.DEKNING, step=d.STEG),
    ),
    output_widget("profil"),
    output_widget("framskriving"),
    ui.output_data_frame("tabell"),
    title="Tjenesteprofil",
    lang="nb",
)


def server(input: Inputs) -> None:
    """Draw what depends on a choice when it changes."""

    @render_altair
    def profil():
        return figurer.profil(input.a(), input.b())

    @render_altair
    def framskriving():
        return figurer.framskriving(input.a(), input.b(), input.dekning())

    @render.data_frame
    def tabell():
        return d.tabell(input.a(), input.b(), input.dekning())


app = App(app_ui, server)
