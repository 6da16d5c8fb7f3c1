"""Charts of a whole set: the funnel, and quality against cost."""

from math import log10
from typing import Any, Literal

import altair as alt
import pandas as pd

from . import tema
from .charts import BREDDE, grunnlag

_ROLLER = alt.Scale(domain=["egen", "utenfor", "andre"], range=[tema.EGEN, tema.AKSENT, tema.ANDRE])
_Side = Literal["left", "right"]
_SIDER: tuple[tuple[_Side, int], ...] = (("left", 9), ("right", -9))
# Upper left, upper right, lower left, lower right.
_HJOERNER: tuple[tuple[_Side, int], ...] = (
    ("left", 10), ("right", 10), ("left", 348), ("right", 348),
)  # fmt: skip
_LINJER: tuple[tuple[str, dict[str, Any]], ...] = (
    ("felles", {"color": tema.REFERANSE, "strokeWidth": 1.5}),
    ("lav_95", {"color": tema.ANDRE, "strokeDash": [5, 3]}),
    ("hoey_95", {"color": tema.ANDRE, "strokeDash": [5, 3]}),
    ("lav_998", {"color": tema.ANDRE, "strokeWidth": 1.5}),
    ("hoey_998", {"color": tema.ANDRE, "strokeWidth": 1.5}),
)
_FARGE = alt.Color("rolle:N", scale=_ROLLER, legend=None)


def plot_trakt(
    punkter: pd.DataFrame, grenser: pd.DataFrame, felles: str, x_tittel: str, y_tittel: str
) -> alt.TopLevelMixin:
    """Values over the size of what they are counted of, within limits drawn round the pooled one.

    Parameters
    ----------
    punkter
        ``navn``, ``nevner``, ``verdi``, ``tekst`` (printed value), ``rolle`` (``egen``,
        ``utenfor``, ``andre``), ``etikett`` (the name, or empty where it would be in the way).
    grenser
        ``nevner`` (rising), ``felles``, ``lav_95``, ``hoey_95``, ``lav_998``, ``hoey_998``.
    felles
        Label of the pooled value.
    x_tittel, y_tittel
        What is counted along each axis.
    """
    minst, stoerst = float(grenser.nevner.min()), float(grenser.nevner.max())
    slag: Literal["log", "linear"] = "log" if stoerst > 20 * minst else "linear"
    skala = alt.Scale(type=slag, domain=[minst, stoerst], nice=False)
    akse = alt.Axis(values=_jevne(minst, stoerst), format=",.0f", grid=False, labelOverlap=True)
    x = alt.X("nevner:Q", title=x_tittel, scale=skala, axis=akse)
    alle = pd.concat([punkter.verdi, grenser.lav_95, grenser.hoey_95])
    fra, til = float(alle.min()), float(alle.max())
    ender = [fra - 0.03 * (til - fra), til + 0.06 * (til - fra)]
    y_skala = alt.Scale(domain=ender, nice=False, zero=False)
    y = alt.Y("verdi:Q", title=y_tittel, scale=y_skala, axis=alt.Axis(tickCount=5))
    linjer = [_linje(grenser, navn, x, y, stil) for navn, stil in _LINJER]
    ende = grenser.iloc[-1]
    navn = pd.DataFrame(
        [(stoerst, ende.felles, felles), *_grensenavn(ende, til - fra, stoerst)],
        columns=["nevner", "verdi", "tekst"],
    )
    merker = (
        grunnlag(navn)
        .mark_text(align="left", dx=4, color=tema.DEMPET, clip=False)
        .encode(x=x, y=y, text="tekst:N")
    )
    lag = alt.layer(*linjer, merker, *_prikker(punkter, x, y, "nevner", (minst * stoerst) ** 0.5))
    return lag.properties(width=BREDDE, height=360, padding={"right": 8})


def _jevne(minst: float, stoerst: float) -> list[float]:
    """Return the axis values 1, 2, 5 of each ten between the ends; fewer in a wide range."""
    trinn = (1, 2, 5) if stoerst < 300 * minst else (1,)
    tiere = range(int(log10(minst)) - 1, int(log10(stoerst)) + 1)
    verdier = [t * 10.0**k for k in tiere for t in trinn]
    return [v for v in verdier if minst <= v <= stoerst]


def _grensenavn(ende: pd.Series, hoyde: float, x: float) -> list[tuple[float, float, str]]:
    """Names of the upper limits where they end, moved apart; the lower ones mirror them."""
    luft = 0.055 * hoyde
    h95 = max(ende.hoey_95, ende.felles + luft)
    return [(x, h95, "95 %"), (x, max(ende.hoey_998, h95 + luft), "99,8 %")]


def _linje(
    grenser: pd.DataFrame, kolonne: str, x: alt.X, y: alt.Y, stil: dict[str, Any]
) -> alt.Chart:
    df = grenser[["nevner", kolonne]].rename(columns={kolonne: "verdi"})
    linje: alt.Chart = grunnlag(df.dropna()).mark_line(clip=True, **stil).encode(x=x, y=y)
    return linje


def _prikker(
    punkter: pd.DataFrame, x: alt.X, y: alt.Y, x_felt: str, midt: float
) -> list[alt.Chart]:
    """The places as dots, the own largest and on top; names towards the middle."""
    kolonner = [x_felt, "verdi", "navn", "tekst", "rolle", "etikett"]
    rekke = punkter.assign(nr=punkter.rolle.map({"andre": 0, "utenfor": 1, "egen": 2}))
    rekke = rekke.sort_values("nr", kind="stable")[kolonner]
    tips = [alt.Tooltip("navn:N", title="Kommune"), alt.Tooltip("tekst:N", title="Verdi")]
    grunn = grunnlag(rekke).encode(x=x, y=y, color=_FARGE, tooltip=tips)
    stor = alt.condition(alt.datum.rolle == "egen", alt.value(150), alt.value(60))
    ut = [grunn.mark_point(filled=True, opacity=0.9).encode(size=stor)]
    venstre = punkter[x_felt] <= midt
    for side, dx in _SIDER:
        med = punkter[(venstre == (side == "left")) & (punkter.etikett != "")]
        if len(med):
            ut.append(
                grunnlag(med[[x_felt, "verdi", "etikett", "rolle"]])
                .mark_text(align=side, dx=dx, dy=-8, fontWeight="bold")
                .encode(x=x, y=y, text="etikett:N", color=_FARGE)
            )
    return ut


def plot_kvadrant(
    punkter: pd.DataFrame,
    midt: tuple[float, float],
    titler: tuple[str, str],
    hjoerner: tuple[str, str, str, str],
) -> alt.TopLevelMixin:
    """Quality over cost, one dot a place, with the medians as a cross and each corner named.

    Parameters
    ----------
    punkter
        ``navn``, ``kostnad``, ``verdi`` (the quality), ``tekst``, ``rolle``, ``etikett`` as in
        :func:`plot_trakt`.
    midt
        Medians of cost and quality.
    titler
        Titles of the axes, with the better direction.
    hjoerner
        What the corners mean: upper left, upper right, lower left, lower right.
    """
    kanter = [_kanter(punkter[k]) for k in ("kostnad", "verdi")]
    skalaer = [alt.Scale(domain=list(k), nice=False, zero=False) for k in kanter]
    akse = alt.Axis(tickCount=4, grid=False, labelOverlap=True)
    x = alt.X("kostnad:Q", title=titler[0], scale=skalaer[0], axis=akse)
    y = alt.Y("verdi:Q", title=titler[1], scale=skalaer[1], axis=akse)
    kryss = grunnlag(pd.DataFrame({"kostnad": [midt[0]], "verdi": [midt[1]]}))
    strek: dict[str, Any] = {"color": tema.REFERANSE, "strokeWidth": 1.2, "strokeDash": [5, 3]}
    streker = [kryss.mark_rule(**strek).encode(x=x), kryss.mark_rule(**strek).encode(y=y)]
    navn = [
        grunnlag(pd.DataFrame({"tekst": [hjoerne]}))
        .mark_text(align=side, color=tema.DEMPET, fontStyle="italic", lineBreak="\n")
        .encode(x=alt.value(4 if side == "left" else "width"), y=alt.value(hoyde), text="tekst:N")
        for hjoerne, (side, hoyde) in zip(hjoerner, _HJOERNER, strict=True)
    ]
    prikker = _prikker(punkter, x, y, "kostnad", midt[0])
    return alt.layer(*streker, *navn, *prikker).properties(width=BREDDE, height=360)


def _kanter(verdier: pd.Series) -> tuple[float, float]:
    """Ends of an axis with room round the values for the names of the corners."""
    fra, til = float(verdier.min()), float(verdier.max())
    luft = 0.14 * (til - fra) or max(abs(til) * 0.1, 1.0)
    return fra - luft, til + luft
