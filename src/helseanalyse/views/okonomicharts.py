"""Charts of the economy: what moves a cost most."""

import altair as alt
import pandas as pd

from . import tema
from .charts import BREDDE, etiketter, grunnlag, hoyde, radnavn


def plot_tornado(df: pd.DataFrame, enhet: str) -> alt.TopLevelMixin:
    """Bars from the smallest to the largest change, one row an assumption, name above its bar.

    Parameters
    ----------
    df
        ``navn``, ``lav``, ``hoey`` (change, smallest and largest), ``tekst`` (both as printed),
        the widest first.
    enhet
        Quantity and unit of the axis.
    """
    y = alt.Y("navn:N", sort=df.navn.tolist(), axis=None)
    x = alt.X("lav:Q", title=enhet, axis=alt.Axis(tickCount=5, format=",d", grid=False))
    vist = df.assign(etikett=etiketter(df))
    grunn = grunnlag(vist[["navn", "lav", "hoey", "etikett"]]).encode(y=y)
    soeyler = grunn.mark_bar(height=16, yOffset=9, color=tema.EGEN).encode(x=x, x2="hoey:Q")
    lag = alt.layer(soeyler, radnavn(grunn, vist.etikett))
    return lag.properties(width=BREDDE, height=hoyde(vist.etikett, 44))
