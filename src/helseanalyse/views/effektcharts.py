"""Charts of indices around 1: production, cost and efficiency against a comparison."""

import altair as alt
import pandas as pd

from . import tema
from .charts import BREDDE, etiketter, grunnlag, hoyde, radnavn


def plot_indeks(df: pd.DataFrame, en: str) -> alt.TopLevelMixin:
    """Bars from 1 outwards, name and value written above each, in the order of the rows.

    Parameters
    ----------
    df
        ``navn``, ``verdi`` (missing: no bar, only the text), ``tekst`` (the printed value),
        ``rolle`` (``egen``, ``andre``, ``referanse``; ``egen`` is set in bold).
    en
        What 1 is, for the axis title.
    """
    y = alt.Y("navn:N", sort=df.navn.tolist(), axis=None)
    kjente = df.verdi.dropna().astype(float)
    fra, til = min(0.95, *kjente, 0.95), max(1.05, *kjente, 1.05)
    luft = 0.05 * (til - fra)
    skala = alt.Scale(domain=[fra - luft, til + luft], nice=False)
    akse = alt.Axis(tickCount=5, format=".2f", grid=False)
    x = alt.X("verdi:Q", title=f"Indeks, 1 = {en}", scale=skala, axis=akse)
    roller = alt.Scale(
        domain=["egen", "andre", "referanse"], range=[tema.EGEN, tema.STILLE, tema.REFERANSE]
    )
    vist = df.assign(
        verdi=df.verdi.astype(object).where(df.verdi.notna(), 1.0),
        etikett=etiketter(df),
        start=1.0,
    )
    grunn = grunnlag(vist[["navn", "verdi", "start", "etikett", "rolle"]]).encode(y=y)
    soeyler = grunn.mark_bar(height=16, yOffset=9).encode(
        x=x, x2="start:Q", color=alt.Color("rolle:N", scale=roller, legend=None)
    )
    # A mark in each row, not a line down the chart: that would run through the names.
    strek = grunn.mark_tick(color=tema.REFERANSE, thickness=1.5, size=18, yOffset=9).encode(
        x=alt.X("start:Q", scale=skala, title=f"Indeks, 1 = {en}")
    )
    egen = alt.datum.rolle == "egen"
    lag = [
        radnavn(grunn, vist.etikett).transform_filter(f"!({egen})"),
        radnavn(grunn, vist.etikett, fontWeight="bold", color=tema.EGEN).transform_filter(egen),
    ]
    return alt.layer(soeyler, strek, *lag).properties(width=BREDDE, height=hoyde(vist.etikett, 44))
