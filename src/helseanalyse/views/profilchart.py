"""The chart of the service profile."""

from typing import Any, NamedTuple

import altair as alt
import pandas as pd

from . import tema
from .charts import BREDDE, grunnlag

RETNINGSMERKE = {"mer": "▲", "mindre": "▼", "ingen": "◆"}
_FORM = {"mer": "triangle-up", "mindre": "triangle-down", "ingen": "diamond"}
_RAD = 60  # pixels a row
_TETTEST, _VIDEST = 4.0, 260.0  # what the index axis has at least on each side, and its end
_UTENFOR = 60.0  # how far outside the set's span a mark is drawn
# Parts of the width: what the axis has, and where the small lines begin.
_AKSE, _LINJER = 0.76, 0.82


def plot_indeksprofil(df: pd.DataFrame, linjer: pd.DataFrame, hundre: str) -> alt.TopLevelMixin:
    """Marks on an index scale with the comparison at 100, one row an indicator.

    Above each mark stand the name and the own value, below it who is lowest and highest, and to
    the right the own last years as a small line. The mark's form says the direction; it is
    filled where the difference is clear, or where none is.

    Parameters
    ----------
    df
        ``navn``, ``indeks``, ``lav`` and ``hoey`` (the comparison's lowest and highest index;
        may be missing), ``tekst`` (the own printed value), ``ytterst`` (who they are),
        ``retning``, ``klart``, in the order to draw.
    linjer
        ``navn``, ``aar``, ``nivaa`` (0 to 1 of the row's own span), ``bit`` (unbroken piece),
        ``tekst``, ``brudd`` (why the piece begins); may be empty.
    hundre
        What 100 is, for the axis title.
    """
    alle = pd.concat([df.indeks, df.lav, df.hoey]).dropna().astype(float)
    fra, til = min(float(alle.min()), 100 - _TETTEST), max(float(alle.max()), 100 + _TETTEST)
    til = min(til, _VIDEST)
    utenfor = df.indeks.astype(float) > til
    tall = df.indeks.astype(float).round().astype(int).astype(str)
    tekst = df.tekst.where(~utenfor, df.tekst + " (indeks " + tall + ")")
    return _profil(df.assign(tekst=tekst), linjer, (fra, til), _akse(fra, til, hundre), 100)


def plot_spennprofil(df: pd.DataFrame, linjer: pd.DataFrame) -> alt.TopLevelMixin:
    """Marks between the comparison's lowest and highest, one row an indicator.

    For ratios without a mean. Columns as in :func:`plot_indeksprofil`, with ``indeks`` on a
    scale where the lowest is 0 and the highest 100; the own mark may be outside.
    """
    fra, til = min(float(df.indeks.min()), 0.0), max(float(df.indeks.max()), 100.0)
    utenfor = (df.indeks < -_UTENFOR) | (df.indeks > 100 + _UTENFOR)
    df = df.assign(tekst=df.tekst.where(~utenfor, df.tekst + " (utenfor skalaen)"))
    akse = alt.Axis(
        values=[0, 100], labelExpr="datum.value < 50 ? 'lavest' : 'høyest'", title=None, grid=False
    )
    return _profil(df, linjer, (max(fra, -_UTENFOR), min(til, 100 + _UTENFOR)), akse, None)


def _profil(
    df: pd.DataFrame,
    linjer: pd.DataFrame,
    ender: tuple[float, float],
    akse: alt.Axis,
    hundre: float | None,
) -> alt.TopLevelMixin:
    luft = 0.05 * (ender[1] - ender[0])
    fra, til = ender[0] - luft, ender[1] + luft
    bredde = (til - fra) / (_AKSE if len(linjer) else 1)
    rute = _Rute(
        alt.Scale(domain=[fra, fra + bredde], nice=False, zero=False),
        alt.Scale(domain=[len(df), 0], nice=False, zero=False),
        akse,
    )
    # The rows are the data of the whole chart: each layer with its own would copy them.
    lag: list[Any] = [*_spenn(rute, hundre), *_merker(rute, hundre)]
    if len(linjer):
        nr = {navn: float(i) for i, navn in enumerate(df.navn)}
        lag.append(_linjer(linjer, nr, (fra + _LINJER * bredde, fra + 0.985 * bredde), rute))
    data = grunnlag(_plassert(df, fra, til, hundre)).data
    # Set here: .properties() would copy the whole chart.
    return alt.layer(*lag, data=data, width=BREDDE, height=_RAD * len(df))


class _Rute(NamedTuple):
    """The two scales that every layer shares: the index or span across, the rows down."""

    skala: alt.Scale
    rader: alt.Scale
    akse: alt.Axis

    def x(self, felt: str) -> alt.X:
        return alt.X(field=felt, type="quantitative", scale=self.skala, axis=self.akse)

    def y(self, felt: str) -> alt.Y:
        return alt.Y(field=felt, type="quantitative", scale=self.rader, axis=None)


def _plassert(df: pd.DataFrame, fra: float, til: float, hundre: float | None) -> pd.DataFrame:
    """Rows with their places on the page; what is beyond the axis stands at its end."""
    nr = pd.Series(range(len(df)), index=df.index, dtype=float)
    fylt = df.klart | (not df.klart.any())
    vist = {
        "etikett": df.navn + ": " + df.tekst,
        "vist": df.indeks.astype(float).clip(fra, til),
        "vist_hoey": df.hoey.astype(float).clip(upper=til),
        "hundre": hundre,
        "fylt": fylt.map({True: "ja", False: "nei"}),
        "navn_y": nr + 0.17,
        "over": nr + 0.34,
        "midt": nr + 0.47,
        "under": nr + 0.6,
        "ytterst_y": nr + 0.76,
    }
    brukt = ["navn", "tekst", "indeks", "lav", "hoey", "ytterst", "retning"]
    return df[brukt].assign(**vist)


def _akse(fra: float, til: float, hundre: str) -> alt.Axis:
    steg = next(s for s in (2, 5, 10, 20, 25, 50, 100) if (til - fra) / s <= 6 or s == 100)
    merker = [float(v) for v in range(0, int(til) + 1, steg) if fra <= v <= til]
    return alt.Axis(values=merker, format="d", title=f"Indeks, 100 = {hundre}", titleAnchor="start")


def _spenn(rute: _Rute, hundre: float | None) -> list[alt.Chart]:
    """The grey span of each row, and a piece of the line at 100.

    A line through it all would run through the names.
    """
    felles = {"y": rute.y("over"), "y2": alt.Y2(field="under")}
    flate = (
        alt.Chart()
        .transform_filter("isValid(datum.lav)")
        .mark_rect(color=tema.STREK)
        .encode(x=rute.x("lav"), x2=alt.X2(field="vist_hoey"), **felles)
    )
    strek = alt.Chart().mark_rule(color=tema.REFERANSE, strokeWidth=2)
    return [flate] if hundre is None else [flate, strek.encode(x=rute.x("hundre"), **felles)]


def _merker(rute: _Rute, hundre: float | None) -> list[alt.Chart]:
    """The own mark with its name above, and who is lowest and highest below."""
    form = alt.Scale(domain=list(_FORM), range=list(_FORM.values()))
    fyll = alt.Scale(domain=["ja", "nei"], range=[tema.EGEN, "#ffffff"])
    hint = [_hint("navn", "Indikator"), _hint("tekst", "Verdi"), _hint("ytterst", "Settet")]
    if hundre is not None:
        hint.append(alt.Tooltip(field="indeks", type="quantitative", title="Indeks", format=".0f"))
    merke = (
        alt.Chart()
        .mark_point(filled=True, size=150, opacity=1, stroke=tema.EGEN, strokeWidth=2)
        .encode(
            x=rute.x("vist"),
            y=rute.y("midt"),
            shape=alt.Shape(field="retning", type="nominal", scale=form, legend=None),
            fill=alt.Fill(field="fylt", type="nominal", scale=fyll, legend=None),
            tooltip=hint,
        )
    )
    return [merke, _ord(rute, "etikett", "navn_y"), _ord(rute, "ytterst", "ytterst_y", **_LITEN)]


_LITEN: dict[str, Any] = {"fontSize": 11, "color": tema.DEMPET}


def _hint(felt: str, tittel: str) -> alt.Tooltip:
    return alt.Tooltip(field=felt, type="nominal", title=tittel)


def _ord(rute: _Rute, felt: str, y: str, **stil: Any) -> alt.Chart:
    merke: alt.Chart = alt.Chart().mark_text(align="left", **stil)
    return merke.encode(x=alt.value(0), y=rute.y(y), text=alt.Text(field=felt, type="nominal"))


def _linjer(
    linjer: pd.DataFrame, nr: dict[str, float], fra_til: tuple[float, float], rute: _Rute
) -> alt.LayerChart | alt.FacetChart:
    """The small line of each row, all on the same years; the newest year has the larger dot."""
    fra, til = fra_til
    foerste, spenn = int(linjer.aar.min()), max(int(linjer.aar.max() - linjer.aar.min()), 1)
    siste = linjer.aar == linjer.groupby("navn").aar.transform("max")
    df = linjer[["navn", "aar", "tekst", "brudd"]].assign(
        lx=fra + (til - fra) * (linjer.aar - foerste) / spenn,
        ly=linjer.navn.map(nr) + 0.59 - 0.26 * linjer.nivaa,
        serie=linjer.navn + " " + linjer.bit.astype("str"),
        siste=siste.map({True: 30, False: 7}),
    )
    grunn = alt.Chart().encode(x=rute.x("lx"), y=rute.y("ly"))
    strek = grunn.mark_line(color=tema.EGEN, strokeWidth=1.5).encode(
        detail=alt.Detail(field="serie", type="nominal")
    )
    hint = [_hint("navn", "Indikator"), _hint("aar", "År"), _hint("tekst", "Verdi")]
    prikk = grunn.mark_circle(color=tema.EGEN, opacity=1).encode(
        size=alt.Size(field="siste", type="quantitative", scale=None, legend=None),
        tooltip=[*hint, _hint("brudd", "Brudd")],
    )
    return alt.layer(strek, prikk, data=grunnlag(df).data)
