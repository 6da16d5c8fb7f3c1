"""Charts of measures: sums by year in stacked bars against a target, and the fan of the total."""

from typing import Any

import altair as alt
import pandas as pd

from . import tema
from .charts import BREDDE, grunnlag

_SMAA = 5  # mill kr
_FARGER = [tema.EGEN, tema.ANDRE, "#c9d3dc", tema.REFERANSE, "#7a4b8f", "#2b7a5d", "#8a6d1d"]


def plot_tiltak(
    df: pd.DataFrame, summer: pd.DataFrame, maal: pd.DataFrame, tittel: str
) -> alt.TopLevelMixin:
    """Bars by year, stacked by group, the sum above; a target as a dashed line.

    Parameters
    ----------
    df
        ``aar``, ``gruppe``, ``verdi`` (mill kr), the groups in the order to stack.
    summer
        ``aar``, ``verdi`` (where the label stands), ``tekst``.
    maal
        ``aar``, ``verdi``; may be empty.
    tittel
        Quantity and unit of the axis.
    """
    grupper = df.gruppe.drop_duplicates().tolist()
    x = alt.X("aar:O", title=None, axis=alt.Axis(labelAngle=0, ticks=False))
    y = alt.Y("verdi:Q", title=tittel, axis=alt.Axis(tickCount=5, format=_format(summer.verdi)))
    # With one group the colour says nothing, and has no legend.
    ordforklaring = alt.Legend(
        orient="top", direction="vertical", title=None, labelLimit=320, columns=1
    )
    farge = alt.Color(
        "gruppe:N",
        scale=alt.Scale(
            domain=grupper, range=[_FARGER[i % len(_FARGER)] for i in range(len(grupper))]
        ),
        legend=ordforklaring if len(grupper) > 1 else None,
    )
    rekke = {g: i for i, g in enumerate(grupper)}
    lag: list[alt.Chart] = [
        grunnlag(df.assign(nr=df.gruppe.map(rekke))[["aar", "gruppe", "verdi", "nr"]])
        .mark_bar()
        .encode(x=x, y=y, color=farge, order="nr:Q"),
        grunnlag(summer[["aar", "verdi", "tekst"]])
        .mark_text(dy=-8, fontWeight="bold", color=tema.TEKST)
        .encode(x=x, y=y, text="tekst:N"),
    ]
    if len(maal):
        grunn = grunnlag(maal[["aar", "verdi"]]).encode(x=x, y=y)
        lag.append(grunn.mark_line(color=tema.AKSENT, strokeDash=[6, 4], strokeWidth=2.5))
        lag.append(grunn.mark_point(color=tema.AKSENT, filled=True, size=60, opacity=1))
        siste = maal.tail(1).assign(tekst="mål")
        lag.append(
            grunnlag(siste[["aar", "verdi", "tekst"]])
            .mark_text(align="left", dx=6, color=tema.AKSENT, fontWeight="bold")
            .encode(x=alt.value("width"), y=y, text="tekst:N")
        )
    return alt.layer(*lag).properties(width=BREDDE, height=320)


def plot_vifte(df: pd.DataFrame, maal: pd.DataFrame, tittel: str) -> alt.TopLevelMixin:
    """Fan of the total: bands of draws, the middle a line, the sum dotted, a target dashed.

    Parameters
    ----------
    df
        ``aar``, ``p5``, ``p25``, ``p50``, ``p75``, ``p95``, ``sum`` (mill kr).
    maal
        ``aar``, ``verdi``; may be empty.
    tittel
        Quantity and unit of the axis.
    """
    aar = [int(a) for a in df.aar]
    x = alt.X(
        "aar:Q",
        title=None,
        scale=alt.Scale(domain=[aar[0] - 0.1, aar[-1] + 0.1], nice=False),
        axis=alt.Axis(values=aar, format="d", grid=False),
    )
    y = alt.Y("verdi:Q", title=tittel, scale=alt.Scale(domainMin=0),
              axis=alt.Axis(tickCount=5, format=_format(df[["p95", "sum"]].max())))  # fmt: skip
    lag: list[alt.Chart] = []
    for fra, til, tetthet in (("p5", "p95", 0.15), ("p25", "p75", 0.3)):
        d = df[["aar", fra, til]].rename(columns={fra: "verdi", til: "til"})
        merke: dict[str, Any] = {"color": tema.EGEN, "opacity": tetthet}
        grunn = grunnlag(d).encode(x=x, y=y, y2="til:Q")
        # One year is no area: a bar then.
        lag.append(grunn.mark_area(**merke) if len(df) > 1 else grunn.mark_bar(size=46, **merke))
    linjer: list[tuple[str, str, str, dict[str, Any]]] = [
        ("p50", "midt i trekkene", tema.EGEN, {}),
        ("sum", "summen", tema.TEKST, {"strokeDash": [2, 3]}),
    ]
    navn = []
    for felt, tekst, farge, stil in linjer:
        d = df[["aar", felt]].rename(columns={felt: "verdi"})
        lag.append(_linje(d, x, y, farge, stil))
        navn.append(d.tail(1).assign(tekst=tekst, farge=farge))
    if len(maal):
        lag.append(_linje(maal[["aar", "verdi"]], x, y, tema.AKSENT, {"strokeDash": [6, 4]}))
        navn.append(maal[["aar", "verdi"]].tail(1).assign(tekst="mål", farge=tema.AKSENT))
    for d in _spredt(navn, float(df[["p95", "sum"]].max().max())):
        lag.append(
            grunnlag(d[["verdi", "tekst"]])
            .mark_text(align="left", dx=8, fontWeight="bold", color=d.farge.iloc[0])
            .encode(x=alt.value("width"), y=y, text="tekst:N")
        )
    return alt.layer(*lag).properties(width=BREDDE, height=320)


def _format(verdier: "pd.Series[float]") -> str:
    """Whole numbers on the axis, but for small amounts."""
    return ",d" if float(verdier.max()) >= _SMAA else ",.1f"


def _linje(d: pd.DataFrame, x: alt.X, y: alt.Y, farge: str, stil: dict[str, Any]) -> Any:
    grunn = grunnlag(d).encode(x=x, y=y)
    if len(d) > 1:
        return grunn.mark_line(color=farge, strokeWidth=2.5, **stil)
    return grunn.mark_point(color=farge, filled=True, size=70, opacity=1)


def _spredt(navn: list[pd.DataFrame], topp: float) -> list[pd.DataFrame]:
    """Names at the end of the lines, moved so far apart that they can be read."""
    forrige, ut = -topp, []
    for d in sorted(navn, key=lambda d: float(d.verdi.iloc[0])):
        forrige = max(float(d.verdi.iloc[0]), forrige + 0.07 * topp)
        ut.append(d.assign(verdi=forrige))
    return ut
