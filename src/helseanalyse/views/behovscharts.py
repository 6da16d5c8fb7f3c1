"""Charts of people and need: pyramid, need through the years, waterfall."""

from typing import Any

import altair as alt
import pandas as pd

from . import tema
from .charts import (
    BREDDE,
    VED_DEKNING,
    dekningsparam,
    endenavn,
    etiketter,
    grunnlag,
    hoyde,
    radnavn,
    styrt,
)


def plot_pyramide(df: pd.DataFrame, naa: str, da: str) -> alt.TopLevelMixin:
    """People by age, now as bars and then as a line of steps; oldest at the top.

    Parameters
    ----------
    df
        ``alder`` (label), ``naa`` and ``da`` (persons), the oldest first.
    naa, da
        What the two years are called.
    """
    rekke = alt.Axis(ticks=False, domain=False, labelPadding=6)
    y = alt.Y("alder:N", sort=df.alder.tolist(), title=None, axis=rekke)
    aar = alt.Scale(domain=[naa, da], range=[tema.ANDRE, tema.EGEN])
    farge = alt.Color("hva:N", scale=aar, legend=alt.Legend(symbolType="square", symbolOpacity=1))
    x = alt.X("personer:Q", title="Personer", axis=alt.Axis(tickCount=5, format=",d"))
    lang = pd.concat(
        [df[["alder"]].assign(personer=df[k], hva=h) for k, h in (("naa", naa), ("da", da))]
    )
    soeyler = grunnlag(lang[lang.hva == naa]).mark_bar(height={"band": 0.8}, opacity=0.6).encode(
        x=x, y=y, color=farge
    )  # fmt: skip
    merker = grunnlag(lang[lang.hva == da]).mark_tick(thickness=4, size=17, opacity=1).encode(
        x=x, y=y, color=farge
    )  # fmt: skip
    return alt.layer(soeyler, merker).properties(width=BREDDE, height=hoyde(df.alder, 20))


_SLAG: dict[str, tuple[str, dict[str, Any]]] = {
    "framskriving": (tema.EGEN, {}),
    "maal": (tema.AKSENT, {"strokeDash": [6, 4]}),
    "optimistisk": (tema.ANDRE, {"strokeDash": [2, 3]}),
    "plan": (tema.REFERANSE, {"interpolate": "step-after"}),
    "faktisk": (tema.EGEN, {"point": {"size": 50, "color": tema.EGEN}}),
}
"""How each kind of line is drawn: its colour, and its stroke."""


def plot_behov(
    linjer: pd.DataFrame,
    baand: pd.DataFrame,
    tittel: str,
    maal: pd.DataFrame | None = None,
    dekning: float | None = None,
) -> alt.TopLevelMixin:
    """Need through the years: a forecast with its band, goals dashed, plans as steps.

    Parameters
    ----------
    linjer
        ``serie`` (name at the end), ``aar``, ``verdi``, ``slag``: ``framskriving`` (whole),
        ``maal`` (a goal: dashed), ``optimistisk`` (dotted), ``plan`` (planned: steps) or
        ``faktisk`` (points on a line, without a name at the end).
    baand
        ``aar``, ``lav``, ``hoey`` and, for bands one upon another, ``del``; may be empty.
    tittel
        Quantity and unit of the axis.
    maal
        A goal for the coverage that the reader moves: ``serie``, ``aar``, ``ved_0`` and ``ved_100``
        (the value on the way to a goal of 0 and of 100 per 100). Drawn once there is a goal.
    dekning
        The goal, or none yet.
    """
    x = _aarakse({*linjer.aar.astype(int), *baand.aar.astype(int)})
    y = alt.Y("verdi:Q", title=tittel, axis=alt.Axis(tickCount=6, format=",d"),
              scale=alt.Scale(domainMin=0))  # fmt: skip
    farge = alt.Color(
        "slag:N",
        scale=alt.Scale(domain=list(_SLAG), range=[farge for farge, _ in _SLAG.values()]),
        legend=None,
    )
    lag = []
    # One layer a band: where they lie upon each other it is darker.
    deler = [d for _, d in baand.groupby("del", sort=False)] if "del" in baand else [baand]
    for del_ in (d for d in deler if len(d)):
        lag.append(
            grunnlag(del_[["aar", "lav", "hoey"]])
            .mark_area(color=tema.EGEN, opacity=0.15)
            .encode(x=x, y=alt.Y("lav:Q", title=tittel), y2="hoey:Q")
        )
    felt = ["serie", "aar", "verdi", "slag"]
    for ett, (_, stil) in _SLAG.items():
        d = linjer[linjer.slag == ett]
        if len(d):
            linje = grunnlag(d[felt]).mark_line(strokeWidth=2.5, **stil)
            lag.append(linje.encode(x=x, y=y, color=farge, detail="serie:N"))
    navn = endenavn(linjer[linjer.slag != "faktisk"], 0)
    lag.append(
        grunnlag(navn[["serie", "plass", "slag"]])
        .mark_text(align="left", dx=6, fontWeight="bold")
        .encode(x=alt.value("width"), y=alt.Y("plass:Q", title=tittel), text="serie:N",
                color=farge)
    )  # fmt: skip
    if maal is None:
        return alt.layer(*lag).properties(width=BREDDE, height=340)
    lag += _styrt_maal(maal, navn, x, tittel)
    ut = alt.layer(*lag).add_params(dekningsparam(dekning))
    return ut.properties(width=BREDDE, height=340)


def _aarakse(alle: set[int]) -> alt.X:
    """Axis of years, from the first to the last, with at most eight of them written."""
    aar = sorted(alle)
    steg = max(1, -(-(aar[-1] - aar[0]) // 7))
    return alt.X(
        "aar:Q",
        title=None,
        scale=alt.Scale(domain=[aar[0], aar[-1]], nice=False),
        axis=alt.Axis(values=list(range(aar[0], aar[-1] + 1, steg)), format="d", grid=False),
    )


def _styrt_maal(maal: pd.DataFrame, navn: pd.DataFrame, x: alt.X, tittel: str) -> list[alt.Chart]:
    """The goal as a dashed line with its name at the end, clear of the forecast's name."""
    linje = styrt(maal[["serie", "aar", "ved_0", "ved_100"]], "verdi").mark_line(
        strokeWidth=2.5, strokeDash=[6, 4], color=tema.AKSENT, opacity=alt.expr(VED_DEKNING)
    )
    annen = float(navn.loc[navn.slag == "framskriving", "plass"].iloc[-1])
    ende = maal[maal.aar == maal.aar.max()].assign(annen=annen, minst=0.06 * annen)
    plass = (
        "datum.verdi >= datum.annen ? max(datum.verdi, datum.annen + datum.minst)"
        " : min(datum.verdi, datum.annen - datum.minst)"
    )
    tekst = (
        styrt(ende[["serie", "ved_0", "ved_100", "annen", "minst"]], "verdi")
        .transform_calculate(plass=plass, vist="isValid(dekning) ? datum.serie : ''")
        .mark_text(align="left", dx=6, fontWeight="bold", color=tema.AKSENT)
        .encode(x=alt.value("width"), y=alt.Y("plass:Q", title=tittel), text="vist:N")
    )
    return [linje.encode(x=x, y=alt.Y("verdi:Q", title=tittel)), tekst]


def plot_foss(df: pd.DataFrame, enhet: str) -> alt.TopLevelMixin:
    """Waterfall: whole bars at both ends, steps between them, each row's name above its bar.

    Parameters
    ----------
    df
        ``navn``, ``fra``, ``til`` (where the bar begins and ends), ``rolle`` (``ende``, ``opp``,
        ``ned``), ``tekst`` (printed value), in order.
    enhet
        Quantity and unit of the axis.
    """
    y = alt.Y("navn:N", sort=df.navn.tolist(), axis=None)
    farge = alt.Color(
        "rolle:N",
        scale=alt.Scale(domain=["ende", "opp", "ned"], range=[tema.EGEN, tema.AKSENT, tema.ANDRE]),
        legend=None,
    )
    vist = df.assign(etikett=etiketter(df))
    grunn = grunnlag(vist[["navn", "fra", "til", "rolle", "etikett"]]).encode(y=y)
    x = alt.X("fra:Q", title=enhet, axis=alt.Axis(tickCount=5, format=",d", grid=False))
    soeyler = grunn.mark_bar(height=16, yOffset=9).encode(x=x, x2="til:Q", color=farge)
    lag = alt.layer(soeyler, radnavn(grunn, vist.etikett))
    return lag.properties(width=BREDDE, height=hoyde(vist.etikett, 44))
