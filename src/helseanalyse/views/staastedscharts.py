"""Charts of the report ``staastedsanalyse``; every word in them comes as an argument."""

from typing import Any

import altair as alt
import pandas as pd

from . import tema
from .charts import BREDDE, etiketter, grunnlag, hoyde, radnavn


def plot_avvik(df: pd.DataFrame, tittel: str) -> alt.TopLevelMixin:
    """Per cent above or below the comparison, one row an indicator, its name above the mark.

    A filled mark differs clearly; an open one does not, or cannot be tested. So it is told
    apart without colour too.

    Parameters
    ----------
    df
        ``navn``, ``prosent`` (0 is the comparison), ``tekst`` (printed values), ``klart``.
    tittel
        Quantity and unit of the axis.
    """
    y = alt.Y("navn:N", sort=df.navn.tolist(), axis=None)
    x = alt.X("prosent:Q", title=tittel, axis=alt.Axis(tickCount=6, format="d", grid=False))
    vist = df.assign(null=0.0, etikett=etiketter(df))
    grunn = grunnlag(vist[["navn", "prosent", "null", "klart", "etikett"]]).encode(y=y)
    strek = grunn.mark_rule(strokeWidth=2, color=tema.ANDRE, yOffset=9).encode(
        x="null:Q", x2="prosent:Q"
    )
    midt = grunn.mark_tick(thickness=2, size=18, color=tema.REFERANSE, yOffset=9).encode(x="null:Q")
    merke: dict[str, Any] = {
        "size": 110,
        "yOffset": 9,
        "opacity": 1,
        "strokeWidth": 2.5,
        "color": tema.EGEN,
    }
    klart = alt.datum.klart == True  # noqa: E712  # Vega's comparison, not Python's
    merker = []  # never one of no rows: an axis cannot be measured from it
    if df.klart.any():
        merker.append(grunn.mark_point(filled=True, **merke).encode(x=x).transform_filter(klart))
    if not df.klart.all():
        aapen = grunn.mark_point(fill="white", **merke).encode(x=x)
        merker.append(aapen.transform_filter(f"!({klart})"))
    lag = alt.layer(midt, strek, *merker, radnavn(grunn, vist.etikett))
    return lag.properties(width=BREDDE, height=hoyde(vist.etikett, 42))
