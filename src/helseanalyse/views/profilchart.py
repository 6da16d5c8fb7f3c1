"""The chart of the service profile."""

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
    skala = alt.Scale(domain=[fra, fra + bredde], nice=False, zero=False)
    y = alt.Scale(domain=[len(df), 0], nice=False, zero=False)
    vist = _plassert(df, fra, til)
    lag = [
        *_spenn(vist, skala, y, akse, hundre),
        *_merker(vist, skala, y, med_indeks=hundre is not None),
    ]
    if len(linjer):
        nr = {navn: float(i) for i, navn in enumerate(df.navn)}
        lag += _linjer(linjer, nr, (fra + _LINJER * bredde, fra + 0.985 * bredde), skala, y)
    return alt.layer(*lag).properties(width=BREDDE, height=_RAD * len(df))


def _plassert(df: pd.DataFrame, fra: float, til: float) -> pd.DataFrame:
    """Rows with their places on the page; what is beyond the axis stands at its end."""
    nr = pd.Series(range(len(df)), index=df.index, dtype=float)
    fylt = df.klart | (not df.klart.any())
    return df.assign(
        etikett=df.navn + ": " + df.tekst,
        vist=df.indeks.astype(float).clip(fra, til),
        vist_lav=df.lav.astype(float),
        vist_hoey=df.hoey.astype(float).clip(upper=til),
        fylt=fylt.map({True: "ja", False: "nei"}),
        navn_y=nr + 0.17,
        over=nr + 0.34,
        midt=nr + 0.47,
        under=nr + 0.6,
        ytterst_y=nr + 0.76,
    )


def _akse(fra: float, til: float, hundre: str) -> alt.Axis:
    steg = next(s for s in (2, 5, 10, 20, 25, 50, 100) if (til - fra) / s <= 6 or s == 100)
    merker = [float(v) for v in range(0, int(til) + 1, steg) if fra <= v <= til]
    return alt.Axis(values=merker, format="d", title=f"Indeks, 100 = {hundre}", titleAnchor="start")


def _spenn(
    vist: pd.DataFrame, skala: alt.Scale, y: alt.Scale, akse: alt.Axis, hundre: float | None
) -> list[alt.Chart]:
    """The grey span of each row, and the line at 100."""
    flater = vist.loc[vist.vist_lav.notna(), ["navn", "vist_lav", "vist_hoey", "over", "under"]]
    x = alt.X("vist_lav:Q", scale=skala, axis=akse)
    felt = (
        grunnlag(flater)
        .mark_rect(color=tema.STREK)
        .encode(x=x, x2="vist_hoey:Q", y=alt.Y("over:Q", scale=y, axis=None), y2="under:Q")
    )
    if hundre is None:
        return [felt]
    strek = (
        grunnlag(pd.DataFrame({"vist": [hundre]}))
        .mark_rule(color=tema.REFERANSE, strokeWidth=1.5)
        .encode(x=alt.X("vist:Q", scale=skala, axis=akse))
    )
    return [felt, strek] if len(flater) else [strek]


def _merker(
    vist: pd.DataFrame, skala: alt.Scale, y: alt.Scale, *, med_indeks: bool
) -> list[alt.Chart]:
    """The own mark with its name above, and who is lowest and highest below."""
    kolonner = ["navn", "indeks", "lav", "hoey", "vist", "etikett", "ytterst", "retning", "fylt"]
    kolonner += ["tekst", "navn_y", "midt", "ytterst_y"]
    grunn = grunnlag(vist[kolonner])
    form = alt.Scale(domain=list(_FORM), range=list(_FORM.values()))
    fyll = alt.Scale(domain=["ja", "nei"], range=[tema.EGEN, "#ffffff"])
    merke = grunn.mark_point(
        filled=True, size=150, opacity=1, stroke=tema.EGEN, strokeWidth=2
    ).encode(
        x=alt.X("vist:Q", scale=skala),
        y=alt.Y("midt:Q", scale=y, axis=None),
        shape=alt.Shape("retning:N", scale=form, legend=None),
        fill=alt.Fill("fylt:N", scale=fyll, legend=None),
        tooltip=[alt.Tooltip("navn:N", title="Indikator"), alt.Tooltip("tekst:N", title="Verdi"),
                 *([alt.Tooltip("indeks:Q", title="Indeks", format=".0f")] if med_indeks else [])],
    )  # fmt: skip
    tekst = grunn.mark_text(align="left").encode(
        x=alt.value(0), y=alt.Y("navn_y:Q", scale=y, axis=None), text="etikett:N"
    )
    hvem = grunn.mark_text(align="left", fontSize=11, color=tema.DEMPET).encode(
        x=alt.value(0), y=alt.Y("ytterst_y:Q", scale=y, axis=None), text="ytterst:N"
    )
    return [merke, tekst, hvem]


def _linjer(
    linjer: pd.DataFrame,
    nr: dict[str, float],
    fra_til: tuple[float, float],
    skala: alt.Scale,
    y: alt.Scale,
) -> list[alt.Chart]:
    """The small line of each row, all on the same years; the newest year has the larger dot."""
    fra, til = fra_til
    spenn = max(int(linjer.aar.max()) - int(linjer.aar.min()), 1)
    rad = linjer.navn.map(nr)
    df = linjer.assign(
        lx=fra + (til - fra) * (linjer.aar - int(linjer.aar.min())) / spenn,
        ly=rad + 0.65 - 0.36 * linjer.nivaa,
        bit_=linjer.navn + " " + linjer.bit.astype("str"),
        siste=(linjer.aar == linjer.groupby("navn").aar.transform("max")).map({True: 30, False: 7}),
    )
    kolonner = ["navn", "aar", "tekst", "brudd", "lx", "ly", "bit_", "siste"]
    grunn = grunnlag(df[kolonner]).encode(
        x=alt.X("lx:Q", scale=skala), y=alt.Y("ly:Q", scale=y, axis=None)
    )
    strek = grunn.mark_line(color=tema.EGEN, strokeWidth=1.5).encode(detail="bit_:N")
    prikk = grunn.mark_circle(color=tema.EGEN, opacity=1).encode(
        size=alt.Size("siste:Q", scale=None, legend=None),
        tooltip=[alt.Tooltip("navn:N", title="Indikator"), alt.Tooltip("aar:Q", title="År"),
                 alt.Tooltip("tekst:N", title="Verdi"), alt.Tooltip("brudd:N", title="Brudd")],
    )  # fmt: skip
    return [strek, prikk]
