"""Chapter of the report: who the municipality becomes, by age."""

from dataclasses import replace

import pandas as pd

from ...enheter import avrund
from ...measures.demografi import FAKTISK, HOVEDALTERNATIV, OMSORGSGRUPPER, OVER_80, baand
from ...measures.nivaa import relativt_nivaa
from ...measures.plassgrunnlag import Plassgrunnlag
from ...sources.load import Data
from ...valg_staasted import Staastedsvalg, plassvalg
from ...views.behovscharts import plot_behov
from ...views.blokker import Blokk, figur, tabell, tekst, varsel
from ...views.charts import plot_soeyler
from ..behovstall import har_alle, kilder_over_80, over_80
from ..folk import aldrene
from ..plassfelles import framover_i_tid, grunnlag_for
from .felles import (
    endring,
    endring_prosent,
    kildene,
    kommunenavn,
    md,
    oppramsing,
    overskrift,
    prosent,
    t,
    tall,
)

_DEL = "demografi"
_ANDEL, _KAPASITET = "andel", "kapasitet"
_NOEKLER = {"0–66": "g-0-66", "67–79": "g-67-79", "80–89": "g-80-89", "90+": "g-90",
            "80+": "g-80", _ANDEL: "g-andel", _KAPASITET: "g-kapasitet"}  # fmt: skip


def demografi(data: Data, valg: Staastedsvalg) -> list[Blokk]:
    """Chapter: inhabitants today and in the year asked for, as far as the data know their age."""
    p = replace(plassvalg(data, valg), innbyggere_80_naa=None, innbyggere_80_da=None)
    g, s = grunnlag_for(data, p), md(valg, _DEL)
    ut = [overskrift(valg, _DEL)]
    if g.naa is None or g.naa.aar is None:
        return [*ut, varsel(s("ingen", kommune=kommunenavn(data, valg)))]
    if g.da is None or g.da.aar is None or not framover_i_tid(g):
        ord_ = {"kommune": kommunenavn(data, valg), "antall": tall(valg, g.naa.lav)}
        return [*ut, varsel(s("uten-framskriving", **ord_, aar=str(g.naa.aar)))]
    d = aldrene(data, valg.komm_nr, g.naa.aar, g.da.aar)
    kjente = [str(n) for n, r in d.iterrows() if pd.notna(r.naa) and pd.notna(r.da)]
    kilder = kildene(data, [*g.naa.kilder, *g.da.kilder, *_alderskilder(data, valg, g)])
    ut += [tekst(_setninger(data, valg, d.loc[kjente], g.naa.aar, g.da.aar), kilder)]
    if len(kjente) < len(d):
        ut += [varsel(s("bare-80"))]
    return [*ut, _figur(data, valg, g), _tabell(data, valg, d.loc[kjente], g)]


def _alderskilder(data: Data, valg: Staastedsvalg, g: Plassgrunnlag) -> list[str]:
    assert g.naa is not None and g.da is not None
    b = data.folk([valg.komm_nr])
    naa = (b.aar == g.naa.aar) & (b.alternativ == FAKTISK)
    da = (b.aar == g.da.aar) & (b.alternativ == HOVEDALTERNATIV)
    return [str(k) for k in b.kilde[naa | da].dropna().unique()]


def _setninger(data: Data, valg: Staastedsvalg, d: pd.DataFrame, naa: int, da: int) -> str:
    """People aged 80+, then the other ages in one sentence, then how many there are per one."""
    s, aar = md(valg, _DEL), {"aar": str(naa), "til": str(da)}
    ut = []
    if "80+" in d.index:
        ut.append(_endret(data, valg, "over-80", d.loc["80+"], aar))
    andre = [
        _ledd(valg, gruppe, d.loc[gruppe]) for gruppe in ("67–79", "0–66") if gruppe in d.index
    ]
    if andre:
        ut.append(s("andre-aldre", **aar, ledd=oppramsing(valg, andre)))
    if _KAPASITET in d.index:
        fra, til = (tall(valg, d.loc[_KAPASITET, k], 1) for k in ("naa", "da"))
        ut.append(s("kapasitet", **aar, fra=fra, tall=til))
    if "80+" in d.index and pd.notna(d.loc["80+", "lav"]):
        lav, hoey = d.loc["80+", "lav"], d.loc["80+", "hoey"]
        if lav < hoey:
            ut.append(s("alternativer", **aar, lav=tall(valg, lav), hoey=tall(valg, hoey)))
    return " ".join(ut)


def _retning(r: pd.Series) -> str:
    return "lik" if r.naa == r.da else "opp" if r.da > r.naa else "ned"


def _endret(
    data: Data, valg: Staastedsvalg, noekkel: str, r: pd.Series, aar: dict[str, str]
) -> str:
    relativ = relativt_nivaa(r.da, r.naa)
    return md(valg, _DEL)(
        noekkel,
        **aar,
        kommune=kommunenavn(data, valg),
        naa=tall(valg, r.naa),
        da=tall(valg, r.da),
        antall=tall(valg, abs(r.da - r.naa)),
        prosent="–" if relativ is None else prosent(valg, abs(relativ)),
        retning=_retning(r),
    )


def _ledd(valg: Staastedsvalg, gruppe: str, r: pd.Series) -> str:
    relativ = relativt_nivaa(r.da, r.naa)
    return t(valg, _DEL)(
        f"ledd-{_NOEKLER[gruppe]}",
        retning=_retning(r),
        antall=tall(valg, abs(r.da - r.naa)),
        prosent="–" if relativ is None else prosent(valg, abs(relativ)),
    )


# ------------------------------------------------------------------ figure
def _figur(data: Data, valg: Staastedsvalg, g: Plassgrunnlag) -> Blokk:
    """Line of people aged 80+ where there are years between, else a bar for each year."""
    assert g.naa is not None and g.da is not None and g.naa.aar and g.da.aar
    naa, da, s = g.naa.aar, g.da.aar, t(valg, _DEL)
    alle = over_80(data, valg.komm_nr).sort_values("aar")
    faktisk = alle[(alle.alternativ == FAKTISK) & (alle.aar <= naa)]
    anslag = alle[(alle.alternativ == HOVEDALTERNATIV) & (alle.aar > naa)]
    tittel = s(
        "figur-tittel",
        kommune=data.register.navn(valg.komm_nr),
        naa=tall(valg, g.naa.lav),
        da=tall(valg, g.da.lav),
        aar=str(naa),
        til=str(da),
    )
    if len(anslag) < 2:
        return _soeyler(data, valg, g, tittel)
    linjer = pd.concat(
        [
            faktisk.assign(serie=s("faktisk"), slag="faktisk"),
            pd.concat([faktisk[faktisk.aar == naa], anslag]).assign(
                serie=s("framskrevet"), slag="framskriving"
            ),
        ]
    ).rename(columns={"personer": "verdi"})
    omraade = pd.DataFrame(columns=["aar", "lav", "hoey"])
    if har_alle(alle, da):
        omraade = baand(alle[alle.aar > naa]).dropna(subset=["lav", "hoey"])
        omraade = omraade[["aar", "lav", "hoey"]]
    med = "ja" if len(omraade) else "nei"
    vist = [(int(a), float(v)) for a, v in zip(linjer.aar, linjer.verdi, strict=True)]
    merket = {vist[0][0], naa, da, vist[-1][0]}
    punkter = "; ".join(f"{a}: {tall(valg, dict(vist)[a])}" for a in sorted(merket))
    return figur(
        "staasted-over-80",
        plot_behov(linjer, omraade, s("akse")),
        tittel=tittel,
        undertittel=s("figur-under", baand=med),
        alt_tekst=s("figur-alt", tittel=tittel, punkter=punkter),
        kilder=kildene(data, kilder_over_80(data, valg.komm_nr, set(linjer.aar))),
        note=s("figur-note") if med == "ja" else None,
        spraak=valg.spraak,
    )


def _soeyler(data: Data, valg: Staastedsvalg, g: Plassgrunnlag, tittel: str) -> Blokk:
    assert g.naa is not None and g.da is not None
    s = t(valg, _DEL)
    df = pd.DataFrame(
        {
            "navn": [s("soeyle-naa", aar=str(g.naa.aar)), s("soeyle-da", aar=str(g.da.aar))],
            "verdi": [g.naa.lav, g.da.lav],
            "tekst": [tall(valg, g.naa.lav), tall(valg, g.da.lav)],
            "rolle": ["egen", "andre"],
        }
    )
    punkter = "; ".join(f"{r.navn}: {r.tekst}" for r in df.itertuples())
    return figur(
        "staasted-over-80",
        plot_soeyler(df),
        tittel=tittel,
        undertittel=s("soeyler-under"),
        alt_tekst=s("figur-alt", tittel=tittel, punkter=punkter),
        kilder=kildene(data, [*g.naa.kilder, *g.da.kilder]),
        spraak=valg.spraak,
    )


# ------------------------------------------------------------------ table
def _tabell(data: Data, valg: Staastedsvalg, d: pd.DataFrame, g: Plassgrunnlag) -> Blokk:
    assert g.naa is not None and g.da is not None
    s = t(valg, _DEL)
    hode = [s("hode-gruppe"), str(g.naa.aar), str(g.da.aar), s("hode-endring"), s("hode-prosent")]
    grupper = [x.navn for x in (*OMSORGSGRUPPER, OVER_80)]
    rekke = [n for n in [*grupper, _ANDEL, _KAPASITET] if n in d.index]
    return tabell(
        "staasted-aldersgrupper",
        hode,
        [_rad(valg, n, d.loc[n]) for n in rekke],
        tittel=s("tabell", kommune=data.register.navn(valg.komm_nr)),
        kilder=kildene(data, [*g.naa.kilder, *g.da.kilder, *_alderskilder(data, valg, g)]),
        note=s("tabell-note") if _KAPASITET in rekke else None,
        uthev=[rekke.index("80+")] if "80+" in rekke else [],
    )


def _rad(valg: Staastedsvalg, gruppe: str, r: pd.Series) -> list[str]:
    s, des = t(valg, _DEL), 1 if gruppe in (_ANDEL, _KAPASITET) else 0
    if gruppe == _ANDEL:
        celler = [prosent(valg, v) for v in (r.naa, r.da)]
        poeng = s("prosentpoeng", antall=endring(valg, _trykt_endring(r, 1), 1))
        return [s(_NOEKLER[gruppe]), *celler, poeng, "–"]
    celler = [tall(valg, v, des) for v in (r.naa, r.da)]
    relativ = relativt_nivaa(r.da, r.naa)
    prosent_ = "–" if relativ is None else endring_prosent(valg, relativ)
    return [s(_NOEKLER[gruppe]), *celler, endring(valg, _trykt_endring(r, des), des), prosent_]


def _trykt_endring(r: pd.Series, desimaler: int) -> float:
    """Difference of the printed figures, so that a reader can check it."""
    return float(avrund(r.da, desimaler) - avrund(r.naa, desimaler))
