"""Chapter of the report: measures, what they sum to, and who is to do what."""

import pandas as pd

from ...enheter import avrund
from ...measures.enhetskostnad import enhetskostnad
from ...measures.portefoelje import overlapp
from ...measures.tiltak import realisering, sporing, summer
from ...sources.load import Data
from ...valg_staasted import Staastedsvalg, tiltaksvalg
from ...valg_tiltak import Tiltaksvalg
from ...views.blokker import Blokk, tabell
from ..tiltakfelles import Portefoelje, desimaler, maal_for, portefoelje
from ..tiltakspor import planrader, samlet_gevinst
from . import felles as f
from .avsnitt import tekst, varsel

_LANG = 60  # measures in the table
_HALV = 0.05  # mill kr: less than this is not seen in print


def tiltak(data: Data, valg: Staastedsvalg) -> list[Blokk]:
    """Chapter: what the measures give, the goal apart, all of them, and the action plan."""
    tt, tv = f.t(valg, "tiltak"), tiltaksvalg(data, valg)
    p = portefoelje(data, tv)
    ut = [f.overskrift(valg, "tiltak")]
    if p.rader.empty:
        return [*ut, varsel(tt("ingen", navn=f.kommunenavn(data, valg)))]
    hvem = "egne" if p.egne or p.plan is None else p.plan.navn
    setninger = [tt(f"hvem-{hvem}"), *_realisert(data, valg, p), *_samlet(valg, p)]
    if len(setninger) == 1:
        setninger += [*_summene(valg, p), *_maalet(valg, p, tv)]
    setninger += _plassene(valg, p)
    rader = planrader(data, p)
    ut += [tekst(" ".join(setninger), p.kilder), *_tabell(valg, p, bare_tall=bool(rader))]
    if rader:
        ut.append(
            tabell(
                "staasted-handlingsplan",
                [tt(f"kolonne-{k}") for k in ("strategi", "aktivitet", "ansvar", "effekt")],
                rader,
                tittel=tt("plan"),
                kilder=p.kilder,
                just="llll",
                note=tt("ordlyd"),
            )
            | _norsk(valg, p, [0, 1, 2, 3])
        )
    return ut


def _norsk(valg: Staastedsvalg, p: Portefoelje, kolonner: list[int]) -> Blokk:
    """Columns that are in the source's own words, where the report is in another language."""
    return {} if valg.spraak == "nb" or p.egne else {"norsk": kolonner}


def mill(valg: Staastedsvalg, verdi: float | None) -> str:
    """Mill kr, with two decimals where one would change a small amount."""
    return f.med_enhet(valg, verdi, "mill kr", desimaler(verdi))


def _milltall(valg: Staastedsvalg, verdi: float | None) -> str:
    return f.tall(valg, verdi, desimaler(verdi))


# ------------------------------------------------------------------ words
def _summene(valg: Staastedsvalg, p: Portefoelje) -> list[str]:
    """What they sum to in the first and the last year, of how many, and with overlap."""
    tt = f.t(valg, "tiltak")
    s = summer(p.med).loc["sum"].dropna() if len(p.med) and p.aar else pd.Series(dtype=float)
    if s.empty:
        return [tt("sum-ingen")]
    aarene = dict.fromkeys((s.index[0], s.index[-1]))
    liste = f.oppramsing(
        valg, [tt("sum-ledd", beloep=mill(valg, s[a]), aar=str(a)) for a in aarene]
    )
    ut = [tt("sum", slag="styrking" if p.styrking else "innsparing", liste=liste)]
    har = int(p.med[p.aar].notna().any(axis=1).sum())
    if har < len(p.med):
        ut.append(tt("oppgitt", antall=str(har), alle=str(len(p.med))))
    o = overlapp(p.med).dropna()
    o = o[o.hoey - o.lav > _HALV]
    if len(o) and not p.styrking:
        r = o.iloc[-1]
        ut.append(tt("overlapp", lav=mill(valg, r.lav), aar=str(int(r.aar))))
    return ut


def _maalet(valg: Staastedsvalg, p: Portefoelje, tv: Tiltaksvalg) -> list[str]:
    """Whether the last year's goal is reached: for sure, without overlap only, or not."""
    maal = maal_for(p, tv)
    if not maal or p.med.empty:
        return []
    aar = max(tv.maal_per_aar)
    r = overlapp(p.med).set_index("aar").loc[aar]
    if pd.isna(r.hoey):
        return []
    lav, hoey, mot = (avrund(x, 6) for x in (r.lav, r.hoey, maal[aar]))
    naas = "sikkert" if lav >= mot else "kanskje" if hoey >= mot else "ikke"
    return [f.t(valg, "tiltak")("maal", naas=naas, aar=str(aar), maal=mill(valg, maal[aar]),
                                mangler=mill(valg, max(0.0, maal[aar] - r.hoey)))]  # fmt: skip


def _realisert(data: Data, valg: Staastedsvalg, p: Portefoelje) -> list[str]:
    """What became of a plan that has been reported on; nothing of others."""
    if p.egne or p.plan is None:
        return []
    r = realisering(sporing(data.tiltak[data.tiltak.plan == p.plan.navn]))
    if r.andel is None:
        return []
    return [
        f.t(valg, "tiltak")(
            "realisert", vedtatt=mill(valg, r.vedtatt), antall=str(r.tiltak),
            realisert=mill(valg, r.realisert), andel=f.prosent(valg, r.andel, 0),
            ikke=mill(valg, r.ikke_gjennomfoerbart),
        )
    ]  # fmt: skip


def _samlet(valg: Staastedsvalg, p: Portefoelje) -> list[str]:
    """Gain that is printed for all the measures together, and what it is per man-year."""
    r = samlet_gevinst(p)
    if r is None:
        return []
    per = enhetskostnad(1e6 * float(r[2014]), float(r.aarsverk))
    return [
        f.t(valg, "tiltak")(
            "samlet", beloep=mill(valg, float(r[2014])), per=f.med_enhet(valg, per, "kr"),
            aarsverk=f.tall(valg, float(r.aarsverk), 1),
        )
    ]  # fmt: skip


def _plassene(valg: Staastedsvalg, p: Portefoelje) -> list[str]:
    antall = p.med.plasser.sum(min_count=1) if len(p.med) else float("nan")
    if pd.isna(antall) or antall == 0:
        return []
    form = "faerre" if antall < 0 else "flere"
    des = 0 if float(antall).is_integer() else 1
    return [f.t(valg, "tiltak")("plasser", antall=form, plasser=f.tall(valg, abs(antall), des))]


# ------------------------------------------------------------------ table
def _tabell(valg: Staastedsvalg, p: Portefoelje, *, bare_tall: bool) -> list[Blokk]:
    """Every measure that is summed, with its amounts, man-years and places.

    Only those that have any (``bare_tall``) where another table lists all of them.
    """
    if p.med.empty or not p.aar:
        return []
    tt, t = f.t(valg, "tiltak"), p.med
    ekstra = [k for k in ("aarsverk", "plasser") if t[k].notna().any()]
    if bare_tall:
        t = t[t[[*p.aar, *ekstra]].notna().any(axis=1)]
    rader = [
        [_navn(r.nr, r.tiltak), *(_milltall(valg, t.loc[i, a]) for a in p.aar),
         *(_antall(valg, t.loc[i, k]) for k in ekstra)]
        for i, r in zip(t.index[:_LANG], t[:_LANG].itertuples(), strict=True)
    ]  # fmt: skip
    s = summer(p.med).loc["sum"]
    rader.append([tt("sum-rad"), *(_milltall(valg, s[a]) for a in p.aar), *("" for _ in ekstra)])
    note = [tt("strek"), tt("ordlyd")]
    note += [tt("flere", antall=str(_LANG))] if len(t) > _LANG else []
    return [
        tabell(
            "staasted-tiltak",
            [tt("kolonne-tiltak"), *map(str, p.aar), *(tt(f"kolonne-{k}") for k in ekstra)],
            rader,
            tittel=tt(
                "tabell",
                antall=str(len(t)),
                alle=str(len(p.med)),
                noen="ja" if len(t) < len(p.med) else "nei",
            ),
            kilder=p.kilder,
            note=" ".join(note),
            uthev=[len(rader) - 1],
        )
        | _norsk(valg, p, [0])
    ]


def _navn(nr: str, tiltak: str) -> str:
    """Measure as it is called: its number in the source, where that is one."""
    return f"{nr} {tiltak}" if any(tegn.isdigit() for tegn in str(nr)) else tiltak


def _antall(valg: Staastedsvalg, verdi: float) -> str:
    return f.tall(valg, verdi, 0 if pd.isna(verdi) or float(verdi).is_integer() else 1)
