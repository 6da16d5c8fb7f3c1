"""Charts from ready figures: nothing is computed here but what the eye needs.

Every sort is an explicit list: implicit sorts differ between Vega-Lite versions, and Vega
orders letters by code point. Only the columns a chart draws are in its data.
"""

from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd

from . import tema

BREDDE = "container"

SMAL = "width < 420"
"""Whether a chart is so narrow as on a phone."""

_LINJE = 54  # characters that a phone has room for
_LINJEHOYDE = 14


class _Rader(alt.InlineData):
    """Rows that are never changed: the copies of a chart share them."""

    def __deepcopy__(self, memo: object = None) -> "_Rader":
        return self


def grunnlag(df: pd.DataFrame) -> alt.Chart:
    """Chart on the rows of a frame, nothing else of it."""
    # Missing is null in the chart's data: NaN is no JSON.
    rene = df.astype(object).where(df.notna(), None)
    return alt.Chart(_Rader(values=rene.to_dict("records")))


def hoyde(etiketter: "pd.Series[str]", rad: int) -> int:
    """Height of a chart with a row for each label, in pixels.

    A number, and not a step for Vega-Lite to count rows by: with a step, it first tries to fit
    the height too, and warns of it in the reader's browser.
    """
    linjer = int(etiketter.str.count("\n").max())
    return (rad + linjer * _LINJEHOYDE) * int(etiketter.nunique())


def etiketter(df: pd.DataFrame) -> "pd.Series[str]":
    """``navn`` and ``tekst`` of each row, in as many lines as a phone needs."""
    hele = df.navn + ": " + df.tekst
    return hele.map(
        lambda e: "\n".join(wrap(e, _LINJE, break_on_hyphens=False, break_long_words=False))
    )


def radnavn(grunn: alt.Chart, etiketter: "pd.Series[str]", dy: int = -8, **stil: Any) -> alt.Chart:
    """The label of each row (``etikett``) above its mark: on a phone in its lines, else in one."""
    tekst: Any = "etikett:N"
    stil.update(align="left", dy=dy)
    if etiketter.str.contains("\n").any():
        linjer = "length(split(datum.etikett, '\\n')) - 1"
        stil |= {"lineBreak": "\n", "lineHeight": _LINJEHOYDE}
        stil["dy"] = alt.expr(f"{SMAL} ? {dy} - {_LINJEHOYDE} * ({linjer}) : {dy}")
        en_linje = "replace(datum.etikett, regexp('\\n', 'g'), ' ')"
        tekst = alt.value(alt.expr(f"{SMAL} ? datum.etikett : {en_linje}"))
    merke: alt.Chart = grunn.mark_text(**stil)
    return merke.encode(x=alt.value(0), text=tekst)


def _rader(orden: list[str]) -> alt.Y:
    """Rows in a given order, without an axis: each row's name is written above its mark.

    A name beside the mark would take half the width of a phone.
    """
    return alt.Y("navn:N", sort=orden, axis=None)


def plot_soeyler(df: pd.DataFrame, hele: float | None = None) -> alt.TopLevelMixin:
    """Horizontal bars, name and value written above each, in the order of the rows.

    Parameters
    ----------
    df
        ``navn``, ``verdi`` (missing: no bar, only the text), ``tekst`` (the printed value),
        ``rolle`` (``egen``, ``andre``, ``referanse``).
    hele
        What a bar of the whole width is, where the values are parts of something (100 per
        cent); the longest bar fills the width where it is left out.
    """
    y = _rader(df.navn.tolist())
    grenser = {"domainMin": 0} if hele is None else {"domain": [0, hele]}
    x = alt.X("verdi:Q", axis=None, scale=alt.Scale(nice=False, **grenser))
    roller = alt.Scale(
        domain=["egen", "andre", "referanse"], range=[tema.EGEN, tema.STILLE, tema.ANDRE]
    )
    vist = df.assign(
        verdi=df.verdi.astype(object).where(df.verdi.notna(), 0.0),
        etikett=etiketter(df),
    )
    grunn = grunnlag(vist[["navn", "verdi", "etikett", "rolle"]]).encode(y=y)
    soeyler = grunn.mark_bar(height=16, yOffset=9).encode(
        x=x, color=alt.Color("rolle:N", scale=roller, legend=None)
    )
    egen = alt.datum.rolle == "egen"
    lag = [
        radnavn(grunn, vist.etikett).transform_filter(f"!({egen})"),
        radnavn(grunn, vist.etikett, fontWeight="bold", color=tema.EGEN).transform_filter(egen),
    ]
    return alt.layer(soeyler, *lag).properties(width=BREDDE, height=hoyde(vist.etikett, 44))


def plot_utvikling(df: pd.DataFrame, enhet: str) -> alt.TopLevelMixin:
    """Lines through the years, one a series, with a gap between pieces; named at the end.

    Parameters
    ----------
    df
        ``serie`` (name), ``aar``, ``verdi`` (no missing), ``del`` (number of the piece within
        the series), ``rolle`` (``egen``, ``andre``, ``referanse``), ``tekst`` (printed value),
        ``brudd`` (why a piece begins there, or empty: a ring that tells it when pointed at, and
        an upright dotted line where all the series break), and if need be ``strek`` (``hel`` or
        ``stiplet``; a dashed line has no name of its own).
    enhet
        Unit, for the axis.
    """
    aar = list(range(int(df.aar.min()), int(df.aar.max()) + 1))
    steg = max(1, -(-len(aar) // 8))
    x = alt.X(
        "aar:Q",
        title=None,
        scale=alt.Scale(domain=[aar[0] - 0.3, aar[-1] + 0.3], nice=False),
        axis=alt.Axis(values=aar[::-1][::steg], format="d", grid=False),
    )
    y = alt.Y("verdi:Q", title=enhet, scale=alt.Scale(zero=False), axis=alt.Axis(tickCount=5))
    roller = alt.Scale(
        domain=["egen", "andre", "referanse"], range=[tema.EGEN, tema.ANDRE, tema.REFERANSE]
    )
    farge = alt.Color("rolle:N", scale=roller, legend=None)
    strek = df.strek if "strek" in df else pd.Series("hel", index=df.index)
    vist = df.assign(bit=df.serie + " " + df["del"].astype("str") + " " + strek, strek=strek)
    vist = vist[["serie", "aar", "verdi", "rolle", "bit", "tekst", "brudd", "strek"]]
    grunn = grunnlag(vist).encode(x=x, y=y, color=farge)
    streker = alt.Scale(domain=["hel", "stiplet"], range=[[1, 0], [5, 4]])
    linje = grunn.mark_line(strokeWidth=2.5).encode(
        detail=alt.Detail("bit:N"), strokeDash=alt.StrokeDash("strek:N", scale=streker, legend=None)
    )
    hint = [alt.Tooltip("serie:N", title="Sted"), alt.Tooltip("aar:Q", title="År"),
            alt.Tooltip("tekst:N", title="Verdi")]  # fmt: skip
    med_grunn = [*hint, alt.Tooltip("brudd:N", title="Brudd")]
    brutt = alt.datum.brudd != ""
    prikker = []  # never one of no rows: an axis cannot be measured from it
    if (vist.brudd == "").any():
        prikk = grunn.mark_point(filled=True, size=60, opacity=1)
        prikker.append(prikk.transform_filter(f"!({brutt})").encode(tooltip=hint))
    if (vist.brudd != "").any():
        ring = grunn.mark_point(size=70, fill="white", strokeWidth=2.5, opacity=1)
        prikker.append(ring.transform_filter(brutt).encode(tooltip=med_grunn))
    hele = df[strek == "hel"]
    navn = endenavn(hele, float(df.verdi.min())).drop(columns="verdi")
    tekst = (
        grunnlag(navn.rename(columns={"plass": "verdi"})[["serie", "verdi", "rolle"]])
        .mark_text(align="left", dx=8, fontWeight="bold", clip=False)
        .encode(x=alt.value("width"), y=y, text=alt.Text("serie:N"), color=farge)
    )
    lag = alt.layer(*_bruddstreker(df, x), linje, *prikker, tekst)
    return lag.properties(width=BREDDE, height=300)


def _bruddstreker(df: pd.DataFrame, x: alt.X) -> list[alt.Chart]:
    """Upright dotted line between the years where every series there breaks, with the reason."""
    spenn = df.groupby("serie").aar.agg(["min", "max"])
    brudd = df.loc[df.brudd != "", ["aar", "brudd", "serie"]].drop_duplicates().sort_values("aar")
    der = {a: set(spenn.index[(spenn["min"] < a) & (spenn["max"] >= a)]) for a in brudd.aar}
    alle = [a for a, d in brudd.groupby("aar") if der[a] <= set(d.serie)]
    brudd = brudd.loc[brudd.aar.isin(alle), ["aar", "brudd"]].drop_duplicates()
    if brudd.empty:
        return []
    samlet = brudd.groupby("aar").brudd.agg("; ".join).reset_index()
    ved = grunnlag(samlet.assign(aar=samlet.aar.astype("float64") - 0.5))
    hint = [alt.Tooltip("brudd:N", title="Brudd")]
    strek = ved.mark_rule(color=tema.ANDRE, strokeDash=[2, 3], strokeWidth=1.5)
    merke = ved.mark_text(text="brudd", align="right", dx=-4, color=tema.DEMPET)
    return [strek.encode(x=x, tooltip=hint), merke.encode(x=x, y=alt.value(6), tooltip=hint)]


def endenavn(df: pd.DataFrame, fra: float) -> pd.DataFrame:
    """Last point of each series, with a ``plass`` for its name that no other name is too near.

    ``fra`` is where the axis of ``verdi`` begins.
    """
    siste = df.sort_values("aar").drop_duplicates("serie", keep="last").sort_values("verdi")
    minst = 0.07 * (float(df.verdi.max()) - fra)
    plass: list[float] = []
    for v in siste.verdi.astype(float):
        plass.append(v if not plass else max(v, plass[-1] + minst))
    return siste.assign(plass=plass)


def _jevne(hoeyest: float) -> list[int]:
    """Round axis values from 0, at most nine, none beyond where the lines end."""
    steg = next(s for s in (5, 10, 20, 50, 100, 1000, 10_000, 100_000) if hoeyest / s <= 8)
    return list(range(0, int(hoeyest) + 1, steg))


def styrt(df: pd.DataFrame, verdi: str) -> alt.Chart:
    """Rows whose value follows a coverage that the reader moves: ``param`` of the name ``dekning``.

    What the value is at a coverage of 0 and of 100 is in the rows (``ved_0``, ``ved_100``), and
    the quantity is proportional between them; so the picture needs no formula of its own. Without
    a coverage the rows stand at 0: an axis cannot be measured from no rows. The marks are then to
    be hidden with ``VED_DEKNING``.
    """
    mellom = "datum.ved_0 + (datum.ved_100 - datum.ved_0) * dekning / 100"
    return grunnlag(df).transform_calculate(
        dekning="dekning", **{verdi: f"isValid(dekning) ? {mellom} : 0"}
    )


VED_DEKNING = "isValid(dekning) ? 1 : 0"
"""Opacity of a mark that there is only where there is a coverage."""


def dekningsparam(verdi: float | None) -> alt.Parameter:
    """Parameter that the control of the same name moves in the browser; none is no coverage."""
    return alt.param(name="dekning", value=verdi)


def med_dekning(spec: dict[str, Any], dekning: float) -> dict[str, Any]:
    """The same chart at another coverage; all but the value of its parameter is shared."""
    params = [p | ({"value": dekning} if p["name"] == "dekning" else {}) for p in spec["params"]]
    return spec | {"params": params}


def plot_plasser(
    linjer: pd.DataFrame, punkter: pd.DataFrame, valgt: pd.DataFrame, dekning: float
) -> alt.TopLevelMixin:
    """Places over coverage, one line a population, with printed answers and a chosen coverage.

    Parameters
    ----------
    linjer
        ``gruppe`` (line label), ``dekning`` (per 100 aged 80+), ``behov`` (places).
    punkter
        ``dekning``, ``plasser``, ``tekst`` (label), ``side`` (``over`` or ``under``).
    valgt
        ``gruppe``, ``ved_0`` and ``ved_100``: places at a coverage of 0 and of 100.
    dekning
        The chosen coverage: an upright line, and a point on each line. Follows the control.
    """
    xmaks = max(float(linjer.dekning.max()), dekning)
    x = alt.X(
        "dekning:Q",
        title="Plasser per 100 innbyggere 80 år og over",
        scale=alt.Scale(domain=[0, xmaks], nice=False),
        axis=alt.Axis(grid=False, values=_jevne(xmaks)),
    )
    y = alt.Y("behov:Q", title="Plasser", axis=alt.Axis(tickCount=6, format="d"))
    grupper = linjer.gruppe.drop_duplicates().tolist()
    farge = alt.Color(
        "gruppe:N",
        scale=alt.Scale(domain=grupper, range=[tema.ANDRE, tema.EGEN]),
        legend=None,
    )
    linje = grunnlag(linjer[["gruppe", "dekning", "behov"]]).mark_line(strokeWidth=2.5)
    ende = linjer.rename(columns={"gruppe": "serie", "dekning": "aar", "behov": "verdi"})
    navngitt = endenavn(ende, 0).rename(columns={"serie": "gruppe", "plass": "behov"})
    navn = (
        grunnlag(navngitt[["gruppe", "behov"]])
        .mark_text(align="left", dx=8, fontWeight="bold")
        .encode(x=alt.value("width"), y=y, text=alt.Text("gruppe:N"), color=farge)
    )
    lag = [linje.encode(x=x, y=y, color=farge), navn, *_trykte(punkter, x)]
    return (
        alt.layer(*lag, *_valgte(valgt, x, y, xmaks))
        .add_params(dekningsparam(dekning))
        .properties(width=BREDDE, height=340)
    )


def _valgte(valgt: pd.DataFrame, x: alt.X, y: alt.Y, xmaks: float) -> list[alt.Chart]:
    """The chosen coverage, with the need on each line written at its point."""
    ved = styrt(valgt, "behov")
    hoeyre = f"dekning > {xmaks / 2}"
    strek = ved.mark_rule(color=tema.AKSENT, strokeWidth=2, strokeDash=[5, 3]).encode(x=x)
    over = styrt(valgt.iloc[:1], "behov").transform_calculate(
        tekst="format(dekning, ',.1f') + ' per 100'"
    )
    merke = over.mark_text(
        align=alt.expr(f"{hoeyre} ? 'right' : 'left'"),
        dx=alt.expr(f"{hoeyre} ? -6 : 6"),
        color=tema.AKSENT,
        fontWeight="bold",
    ).encode(x=x, y=alt.value(10), text=alt.Text("tekst:N"))
    prikk = ved.mark_point(size=80, color=tema.AKSENT, fill="white", opacity=1, strokeWidth=2.5)
    tall = ved.transform_calculate(tekst="format(datum.behov, ',.1f')").mark_text(
        align="left", dx=9, dy=9, color=tema.AKSENT, fontWeight="bold"
    )
    return [strek, merke, prikk.encode(x=x, y=y), tall.encode(x=x, y=y, text=alt.Text("tekst:N"))]


def _trykte(punkter: pd.DataFrame, x: alt.X) -> list[alt.Chart]:
    """Printed answers as rings with their labels above or below."""
    if punkter.empty:
        return []
    y = alt.Y("plasser:Q")
    kol = ["dekning", "plasser", "tekst"]
    ringer = (
        grunnlag(punkter[kol])
        .mark_point(size=90, color=tema.TEKST, fill="white", opacity=1, strokeWidth=2)
        .encode(x=x, y=y)
    )
    oppe = punkter.loc[punkter.side == "over", kol]
    # On a phone two labels side by side would meet: the left one is lifted.
    moetes = [
        (oppe.dekning.between(d + 0.1, d + 12) & ((oppe.plasser - p).abs() < 2)).any()
        for d, p in zip(oppe.dekning, oppe.plasser, strict=True)
    ]
    over = grunnlag(oppe.assign(loft=pd.Series(moetes, oppe.index) * 20)).mark_text(
        align="right", dx=-9, dy=alt.expr(f"{SMAL} ? -9 - datum.loft : -9")
    )
    under = grunnlag(punkter.loc[punkter.side == "under", kol]).mark_text(align="left", dx=9, dy=11)
    return [ringer, *(t.encode(x=x, y=y, text=alt.Text("tekst:N")) for t in (over, under))]
