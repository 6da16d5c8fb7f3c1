"""The app in marimo."""

import marimo

app = marimo.App(app_title="Tjenesteprofil")


@app.cell
def _():
    import data as d
    import figurer
    import marimo as mo

    return d, figurer, mo


@app.cell
def _(d, mo):
    kommuner = {navn: kode for kode, navn in d.KOMMUNER.items()}
    a = mo.ui.dropdown(kommuner, value=d.KOMMUNER[d.A], label="Kommune A")
    b = mo.ui.dropdown(kommuner, value=d.KOMMUNER[d.B], label="Kommune B")
    dekning = mo.ui.slider(d.LAV, d.HOEY, d.STEG, d.DEKNING, label="Dekning")
    mo.vstack([a, b, dekning])
    return a, b, dekning


@app.cell
def _(a, b, figurer):
    figurer.profil(a.value, b.value)


@app.cell
def _(a, b, dekning, figurer):
    figurer.framskriving(a.value, b.value, dekning.value)


@app.cell
def _(a, b, d, dekning, mo):
    mo.ui.table(d.tabell(a.value, b.value, dekning.value), selection=None)


if __name__ == "__main__":
    app.run()
