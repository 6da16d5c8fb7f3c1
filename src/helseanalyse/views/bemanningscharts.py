"""Charts of staff: figures by year against a target, and shares with their intervals."""

from typing import Any

import altair as alt
import pandas as pd

from . import tema
from .charts import BREDDE, endenavn, etiketter, grunnlag, hoyde, radnavn

_ROLLER = alt.Scale(
    domain=["egen", "andre", "referanse"], range=[tema.EGEN, tema.ANDRE, tema.REFERANSE]
)


def _aarsakse(aar: list[int]) -> alt.X:
    return alt.X(
        "aar:Q",
        title=None,
        scale=alt.Scale(domain=[aar[0] - 0.5, aar[-1] + 0.5], nice=False),
        axis=alt.Axis(values=aar, format="d", grid=False),
    )


def plot_mot_maal(linjer: pd.DataFrame, maal: pd.DataFrame, enhet: str) -> alt.TopLevelMixin:
    """Lines by year with a figure at each point, and targets as dashed lines across.

    Parameters
    ----------
    linjer
        ``serie`` (name at the end), ``aar``, ``verdi``, ``tekst`` (printed), ``rolle``.
    maal
        ``serie`` (what the target is called), ``verdi``, ``rolle`` of the line it is for; may
        be empty.
    enhet
        Quantity and unit of the axis, which begins at nought.
    """
    aar = sorted({int(a) for a in linjer.aar})
    x = _aarsakse(aar)
    topp = 1.15 * max([*linjer.verdi, *maal.verdi])
    y = alt.Y("verdi:Q", title=enhet, scale=alt.Scale(domain=[0, topp], nice=False),
              axis=alt.Axis(tickCount=5))  # fmt: skip
    # The names at the ends are text, so the second colour is the darker grey.
    skala = alt.Scale(domain=["egen", "andre"], range=[tema.EGEN, tema.REFERANSE])
    farge = alt.Color("rolle:N", scale=skala, legend=None)
    felt = ["serie", "aar", "verdi", "tekst", "rolle"]
    grunn = grunnlag(linjer[felt]).encode(x=x, y=y, color=farge)
    lag: list[Any] = [
        grunn.mark_line(strokeWidth=2.5).encode(detail="serie:N"),
        grunn.mark_point(filled=True, size=60, opacity=1),
    ]
    # Above its point, but below where a target's line would run through it.
    under = pd.Series([any(v < m <= v + 0.1 * topp for m in maal.verdi) for v in linjer.verdi])
    for dy, med in ((-11, ~under), (13, under)):
        if med.any():
            tall = grunnlag(linjer.loc[med.to_numpy(), felt]).encode(x=x, y=y)
            lag.append(tall.mark_text(dy=dy, color=tema.TEKST).encode(text="tekst:N"))
    if len(maal):
        strek = grunnlag(maal[["serie", "verdi", "rolle"]]).encode(y=y)
        lag.append(strek.mark_rule(color=tema.AKSENT, strokeDash=[6, 4], strokeWidth=2))
    navn = pd.concat(
        [linjer[felt].assign(slag="linje"), maal.assign(aar=aar[-1], tekst="", slag="maal")]
    )
    ender = endenavn(navn, 0)
    for slag in ("linje", "maal"):
        d = ender[ender.slag == slag]
        if len(d):
            tekst = grunnlag(d[["serie", "plass", "rolle"]]).mark_text(
                align="left", dx=6, fontWeight="bold", clip=False
            )
            lag.append(
                tekst.encode(
                    x=alt.value("width"),
                    y=alt.Y("plass:Q", title=enhet),
                    text="serie:N",
                    color=farge if slag == "linje" else alt.value(tema.AKSENT),
                )
            )
    return alt.layer(*lag).properties(width=BREDDE, height=300)


def plot_fravaer(df: pd.DataFrame, maal: float | None, etikett: str) -> alt.TopLevelMixin:
    """Bars by year of absence in two parts, the sum above each, and a target across.

    Parameters
    ----------
    df
        ``aar``, ``korttid``, ``langtid`` (per cent), ``tekst`` (the printed total).
    maal, etikett
        The target, drawn dashed, and what it is called; none where there is no target.
    """
    d = df.assign(aar=df.aar.astype("int64").astype(str), sum=df.korttid + df.langtid)
    orden = d.aar.tolist()
    topp = 1.2 * max([*d["sum"], maal or 0.0])
    x = alt.X("aar:O", title=None, sort=orden, axis=alt.Axis(labelAngle=0, ticks=False))
    y = alt.Y("fra:Q", title="Prosent", scale=alt.Scale(domain=[0, topp], nice=False),
              axis=alt.Axis(tickCount=5))  # fmt: skip
    farge = alt.Scale(domain=["Langtid", "Korttid"], range=[tema.EGEN, tema.STILLE])
    deler = pd.concat(
        [
            d[["aar"]].assign(fra=0.0, til=d.langtid, hva="Langtid"),
            d[["aar"]].assign(fra=d.langtid, til=d["sum"], hva="Korttid"),
        ]
    )
    soeyler = grunnlag(deler).mark_bar(size=44).encode(
        x=x, y=y, y2="til:Q", color=alt.Color("hva:N", scale=farge, title=None)
    )  # fmt: skip
    tekst = grunnlag(d[["aar", "sum", "tekst"]].rename(columns={"sum": "til"})).mark_text(
        dy=-9, fontWeight="bold"
    )
    lag: list[Any] = [soeyler, tekst.encode(x=x, y=alt.Y("til:Q"), text="tekst:N")]
    if maal is not None:
        strek = grunnlag(pd.DataFrame({"fra": [maal], "tekst": [etikett]}))
        lag.append(strek.mark_rule(color=tema.AKSENT, strokeDash=[6, 4], strokeWidth=2).encode(y=y))
        lag.append(
            strek.mark_text(
                align="left", dx=6, color=tema.AKSENT, fontWeight="bold", clip=False
            ).encode(x=alt.value("width"), y=y, text="tekst:N")
        )
    return alt.layer(*lag).properties(width=BREDDE, height=300)


def plot_intervall(df: pd.DataFrame, enhet: str, snitt: float | None = None) -> alt.TopLevelMixin:
    """Dots with the interval of each as a line, name and value above; in the order of the rows.

    Parameters
    ----------
    df
        ``navn``, ``verdi``, ``lav``, ``hoey``, ``tekst`` (printed), ``rolle``.
    enhet
        Quantity and unit of the axis.
    snitt
        The comparison's mean, drawn as an upright line.
    """
    y = alt.Y("navn:N", sort=df.navn.tolist(), axis=None)
    ender = [*df.lav, *df.hoey, *([] if snitt is None else [snitt])]
    luft = 0.06 * (max(ender) - min(ender)) or 1.0
    skala = alt.Scale(domain=[max(0.0, min(ender) - luft), max(ender) + luft], nice=False)
    akse = alt.Axis(tickCount=5, grid=False)
    farge = alt.Color("rolle:N", scale=_ROLLER, legend=None)
    vist = df.assign(etikett=etiketter(df))
    felt = ["navn", "verdi", "lav", "hoey", "etikett", "rolle"]
    grunn = grunnlag(vist[felt]).encode(y=y)
    x = alt.X("verdi:Q", title=enhet, scale=skala, axis=akse)
    lag: list[Any] = [
        grunn.mark_rule(strokeWidth=3, opacity=0.55, yOffset=10).encode(
            x=alt.X("lav:Q", title=enhet, scale=skala, axis=akse), x2="hoey:Q", color=farge
        ),
        grunn.mark_point(filled=True, size=110, opacity=1, yOffset=10).encode(x=x, color=farge),
        radnavn(grunn, vist.etikett, dy=-9, color=tema.TEKST),
    ]
    if snitt is not None:
        strek = grunnlag(pd.DataFrame({"verdi": [snitt]}))
        lag.insert(0, strek.mark_rule(color=tema.REFERANSE, strokeDash=[2, 3]).encode(x=x))
    return alt.layer(*lag).properties(width=BREDDE, height=hoyde(vist.etikett, 46))
