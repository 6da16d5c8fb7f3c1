"""Charts from ready figures: nothing is computed here but what the eye needs.

Every sort is an explicit list: implicit sorts differ between Vega-Lite versions, and Vega
orders letters by code point. Only the columns a chart draws are in its data.
"""

import altair as alt
import pandas as pd

from . import tema

_BREDDE = "container"


def _grunnlag(df: pd.DataFrame) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=df.to_dict("records")))


def plot_soeyler(df: pd.DataFrame) -> alt.TopLevelMixin:
    """Horizontal bars with their values written at the end, in the order of the rows.

    Parameters
    ----------
    df
        ``navn``, ``verdi`` (missing: no bar, only the text), ``tekst`` (the printed value),
        ``rolle`` (``egen``, ``andre``, ``referanse``).
    """
    orden = df.navn.tolist()
    y = alt.Y("navn:N", sort=orden, title=None, axis=alt.Axis(ticks=False, domain=False))
    hoeyest = float(df.verdi.max()) * 1.25
    x = alt.X("verdi:Q", axis=None, scale=alt.Scale(domain=[0, hoeyest], nice=False))
    farge = alt.Color(
        "rolle:N",
        legend=None,
        scale=alt.Scale(
            domain=["egen", "andre", "referanse"], range=[tema.EGEN, tema.ANDRE, tema.REFERANSE]
        ),
    )
    vist = df.assign(verdi=df.verdi.astype(object).where(df.verdi.notna(), 0.0))
    grunn = _grunnlag(vist[["navn", "verdi", "tekst", "rolle"]]).encode(y=y)
    soeyler = grunn.mark_bar(height={"band": 0.72}).encode(x=x, color=farge)
    tekst = grunn.mark_text(align="left", dx=6).encode(x=x, text="tekst:N")
    return alt.layer(soeyler, tekst).properties(width=_BREDDE, height={"step": 30})


def plot_indeksprofil(df: pd.DataFrame, hundre: str) -> alt.TopLevelMixin:
    """Dots on an index scale with the comparison at 100, one row an indicator.

    Parameters
    ----------
    df
        ``navn``, ``indeks``, ``lav`` and ``hoey`` (the comparison's lowest and highest index;
        may be missing), ``tekst`` (the own printed value), in the order to draw.
    hundre
        What 100 is, for the axis title.
    """
    orden = df.navn.tolist()
    y = alt.Y("navn:N", sort=orden, title=None, axis=alt.Axis(ticks=False, domain=False))
    grenser = pd.concat([df.indeks, df.lav, df.hoey]).dropna()
    fra, til = min(96.0, float(grenser.min())), max(104.0, float(grenser.max()))
    luft = til - fra
    skala = alt.Scale(domain=[fra - 0.05 * luft, til + 0.4 * luft], nice=False)
    akse = alt.Axis(tickCount=6, format="d")
    aksetittel = f"Indeks, 100 = {hundre}"
    x = alt.X("indeks:Q", title=aksetittel, scale=skala, axis=akse)
    grunn = _grunnlag(df[["navn", "indeks", "lav", "hoey", "tekst"]].astype(object)).encode(y=y)
    baand = (
        grunn.transform_filter("isValid(datum.lav)")
        .mark_bar(color=tema.STREK, height={"band": 0.45})
        .encode(x=alt.X("lav:Q", scale=skala, title=aksetittel), x2="hoey:Q")
    )
    hundrelinje = (
        alt.Chart(alt.InlineData(values=[{"indeks": 100}]))
        .mark_rule(color=tema.REFERANSE, strokeWidth=1.5)
        .encode(x=x)
    )
    prikker = grunn.mark_point(
        filled=True, size=130, color=tema.EGEN, opacity=1, tooltip=False
    ).encode(x=x)
    # The values stand in a column of their own at the right edge, clear of dots and band.
    tekst = grunn.mark_text(align="right", fontWeight="bold", color=tema.EGEN).encode(
        x=alt.value("width"), text="tekst:N"
    )
    lag = alt.layer(baand, hundrelinje, prikker, tekst)
    return lag.properties(width=_BREDDE, height={"step": 34})


def plot_plasser(
    linjer: pd.DataFrame, punkter: pd.DataFrame, dekning: float, etikett: str
) -> alt.TopLevelMixin:
    """Places over coverage, one line a population, with printed answers and a chosen coverage.

    Parameters
    ----------
    linjer
        ``gruppe`` (line label), ``dekning`` (per 100 aged 80+), ``behov`` (places).
    punkter
        ``dekning``, ``plasser``, ``tekst`` (label), ``side`` (``over`` or ``under``).
    dekning, etikett
        The chosen coverage, drawn as an upright line, and its label.
    """
    xmaks = max(float(linjer.dekning.max()), dekning)
    x = alt.X(
        "dekning:Q",
        title="Plasser per 100 innbyggere 80 år og over",
        scale=alt.Scale(domain=[0, xmaks * 1.3], nice=False),  # room for the lines' names
        axis=alt.Axis(grid=False, values=list(range(0, int(xmaks) + 1, 5))),
    )
    y = alt.Y("behov:Q", title="Plasser", axis=alt.Axis(tickCount=6, format="d"))
    grupper = linjer.gruppe.drop_duplicates().tolist()
    farge = alt.Color(
        "gruppe:N",
        scale=alt.Scale(domain=grupper, range=[tema.ANDRE, tema.EGEN]),
        legend=None,
    )
    linje = _grunnlag(linjer[["gruppe", "dekning", "behov"]]).mark_line(strokeWidth=2.5)
    ende = linjer[linjer.dekning == linjer.dekning.max()]
    navn = (
        _grunnlag(ende[["gruppe", "dekning", "behov"]])
        .mark_text(align="left", dx=5, fontWeight="bold", lineBreak="|")
        .encode(x=x, y=y, text="gruppe:N", color=farge)
    )
    valgt = _grunnlag(pd.DataFrame({"dekning": [dekning], "tekst": [etikett]}))
    strek = valgt.mark_rule(color=tema.AKSENT, strokeWidth=2, strokeDash=[5, 3]).encode(x=x)
    merke = valgt.mark_text(
        align="right" if dekning > xmaks / 2 else "left",
        dx=-6 if dekning > xmaks / 2 else 6,
        color=tema.AKSENT,
        fontWeight="bold",
    ).encode(x=x, y=alt.value(10), text="tekst:N")
    lag = [linje.encode(x=x, y=y, color=farge), navn, strek, merke, *_trykte(punkter, x)]
    return alt.layer(*lag).properties(width=_BREDDE, height=340)


def _trykte(punkter: pd.DataFrame, x: alt.X) -> list[alt.Chart]:
    """Printed answers as rings with their labels above or below."""
    if punkter.empty:
        return []
    y = alt.Y("plasser:Q")
    kol = ["dekning", "plasser", "tekst"]
    ringer = (
        _grunnlag(punkter[kol])
        .mark_point(size=90, color=tema.TEKST, fill="white", opacity=1, strokeWidth=2)
        .encode(x=x, y=y)
    )
    over = _grunnlag(punkter.loc[punkter.side == "over", kol]).mark_text(
        align="right", dx=-9, dy=-9
    )
    under = _grunnlag(punkter.loc[punkter.side == "under", kol]).mark_text(
        align="left", dx=9, dy=11
    )
    return [ringer, *(t.encode(x=x, y=y, text="tekst:N") for t in (over, under))]
