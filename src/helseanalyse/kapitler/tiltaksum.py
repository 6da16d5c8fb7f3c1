"""Chapters on what measures sum to: the answer, by year and group, against the target."""

import pandas as pd

from ..enheter import med_fortegn, tall
from ..measures.portefoelje import overlapp
from ..measures.tiltak import delsummer, realisering, sporing, summer, telles
from ..sources.load import Data
from ..spraak import oppramsing
from ..tiltaksrader import STATUSNAVN
from ..valg_tiltak import Tiltaksvalg
from ..views.blokker import Blokk, figur, rent, svar, tabell, tekst, varsel
from ..views.tiltakcharts import plot_tiltak
from .tiltakfelles import MAL, Portefoelje, maal_for, mill, milltall, portefoelje

_FLERE_AAR = 2  # a single year is no chart
_HVIS = "Gir alle tiltakene hele beløpet, nås målet"
_TOM = pd.DataFrame({"aar": [], "verdi": []})


def konklusjon(data: Data, valg: Tiltaksvalg) -> list[Blokk]:
    """Return the answer: what the measures give, overlap, and whether the target is reached."""
    p = portefoelje(data, valg)
    if p.rader.empty:
        return [
            varsel(
                f"Datagrunnlaget har ingen tiltak for {rent(p.navn)}. Legg dem inn i tabellen under"
                f" «Tiltak», eller i en fil: {MAL} lager en mal, og parameteren «fil» leser den."
            )
        ]
    if sporet := _sporet(data, p):
        return [svar(sporet)]
    if not p.aar or p.med.empty:
        return [varsel("Ingen av tiltakene som er med, har beløp for et år. Legg inn beløp per år,"
                       " eller en helårseffekt og når den begynner.")]  # fmt: skip
    s = summer(p.med).loc["sum"].dropna()
    setninger = [_summene(p, s), _oppgitt(p, s), _overlapp(p)]
    maal = maal_for(p, valg)
    setninger.append(_maalet(p, maal) if maal else "")
    ut = [svar(" ".join(x for x in setninger if x))]
    if forbehold := _forbehold(p, s):
        ut.append(tekst(forbehold))
    return ut


def _sporet(data: Data, p: Portefoelje) -> str:
    """Conclusion of a plan that has been reported on, from its own rows; else nothing."""
    if p.egne or p.plan is None:
        return ""
    r = realisering(sporing(data.tiltak[data.tiltak.plan == p.plan.navn]))
    if r.andel is None:
        return ""
    return (
        f"**{rent(p.navn)} har realisert {mill(r.realisert)} av {mill(r.vedtatt)}**"
        f" ({tall(r.andel)}\u00a0%) i de {r.tiltak} tiltakene der begge tall er oppgitt."
        f" {mill(r.ikke_gjennomfoerbart)} kan ikke gjennomføres og må erstattes."
    )


def _summene(p: Portefoelje, s: pd.Series) -> str:
    """First year, and the level it ends at: from when it stays, if it does."""
    aar, siste = list(s.index), s.iloc[-1]
    fra = next(a for a in aar if (s[s.index >= a] - siste).abs().max() < 1e-9)
    hva = "styrker tjenestene med" if p.styrking else "gir"
    hvem = "Egne tiltak" if p.egne else f"Tiltakene i {rent(p.navn)}"
    ledd = [f"{mill(s.iloc[0])} i {aar[0]}"] if fra != aar[0] else []
    ledd.append(f"{mill(siste)} {'fra' if fra < aar[-1] else 'i'} {fra}")
    return f"**{hvem} {hva} {oppramsing(ledd)}**."


def _med_beloep(p: Portefoelje) -> "pd.Series[int]":
    """How many measures have an amount in each year; a part is in its whole."""
    return delsummer(p.med, p.aar).notna().sum()


def _ufullstendig(p: Portefoelje) -> bool:
    """Whether some measure has amounts in some of the years only: years cannot be compared."""
    b = delsummer(p.med, p.aar)
    return bool((b.isna().any(axis=1) & b.notna().any(axis=1)).any())


def _oppgitt(p: Portefoelje, s: "pd.Series[float]") -> str:
    """How many amounts the first and the last sum are of, where years cannot be compared."""
    if not _ufullstendig(p):
        return ""
    n, aar = _med_beloep(p), list(dict.fromkeys([s.index[0], s.index[-1]]))
    ledd = oppramsing([f"{n[a]} i {a}" for a in aar])
    return f"Det er summen av de beløpene som er oppgitt: {ledd}, av {len(p.med)} tiltak."


def _overlapp(p: Portefoelje) -> str:
    if p.styrking:
        return ""
    o = overlapp(p.med).dropna()
    forskjell = o[o.hoey - o.lav > 0.05]
    if forskjell.empty:
        return ""
    r = forskjell.iloc[-1]
    return f"Overlapper tiltakene som må ses sammen, kan det bli {mill(r.lav)} i {int(r.aar)}."


def _maalet(p: Portefoelje, maal: dict[int, float]) -> str:
    o = overlapp(p.med).set_index("aar")
    naas = [a for a in maal if o.hoey[a] >= maal[a] - 1e-9]
    sikkert = [a for a in maal if o.lav[a] >= maal[a] - 1e-9]
    siste = max(maal)
    if len(sikkert) == len(maal):
        return f"{_HVIS} alle år, også med full overlapp."
    if not naas:
        mangler = maal[siste] - o.hoey[siste]
        return f"Målet nås ikke noe år; i {siste} mangler {mill(mangler)}."
    ord_ = oppramsing([str(a) for a in naas])
    forbehold = "" if naas == sikkert else ", men ikke med full overlapp"
    if len(naas) == len(maal):
        return f"{_HVIS} alle år{forbehold}."
    return f"{_HVIS} i {ord_}{forbehold}, ikke de andre årene."


def _forbehold(p: Portefoelje, s: pd.Series) -> str:
    b = p.med[p.aar]
    ingen = p.med[b.isna().all(axis=1)]
    noen = p.med[b.isna().any(axis=1) & b.notna().any(axis=1)]
    ut = []
    if len(noen):
        ut.append(f"{len(noen)} tiltak mangler beløp for ett eller flere år; summen for et år er"
                  " av beløpene som er oppgitt for det.")  # fmt: skip
    if len(ingen):
        ut.append(f"{len(ingen)} tiltak har ikke beløp for noe år, og er ikke i summene.")
    if p.styrking:
        ut.append("Positive beløp er økte utgifter, negative er innsparing; summen er netto.")
    hull = [str(a) for a in p.aar if a not in s.index]
    return " ".join([*ut, *([f"Ingen beløp i {oppramsing(hull)}."] if hull else [])])


def summene(data: Data, valg: Tiltaksvalg) -> list[Blokk]:
    """Chapter: sums by year and group, in a figure and a table, cumulated, against the target."""
    p = portefoelje(data, valg)
    if p.med.empty or not p.aar:
        return []
    etter = summer(p.med, "gruppe")
    etter.index = [g or "Uten gruppe" for g in etter.index]
    s = summer(p.med).loc["sum"]
    maal = maal_for(p, valg)
    beste = int(s.idxmax())
    hva = "Økte utgifter" if p.styrking else "Innsparing"
    lang = etter.reset_index(names="gruppe").melt("gruppe", var_name="aar", value_name="verdi")
    lang = lang.dropna().astype({"aar": str})
    topp = lang.verdi.clip(lower=0).groupby(lang.aar).sum()
    etiketter = pd.DataFrame(
        {"aar": [str(a) for a in s.dropna().index], "tekst": [milltall(v) for v in s.dropna()]}
    ).assign(verdi=lambda d: d.aar.map(topp))
    maalet = pd.DataFrame({"aar": [str(a) for a in maal], "verdi": list(maal.values())})
    tittel = f"{hva} er {mill(s[beste])} i {beste}"
    if maal:
        tittel = f"{tittel}; målet er {mill(maal.get(beste, max(maal.values())))}"
    alt_ = "; ".join(f"{a}: {mill(v)}" for a, v in s.items() if not pd.isna(v))
    hode = tekst(f"## Hva {'koster' if p.styrking else 'gir'} tiltakene år for år?")
    if s.notna().sum() < _FLERE_AAR:
        return [hode, _sumtabell(p, etter, s, maal)]
    return [
        hode,
        figur(
            "tiltak-aar",
            plot_tiltak(lang, etiketter, maalet if maal else _TOM, "Mill. kr"),
            tittel=tittel,
            undertittel=f"Mill. kr per år. {p.i_plan}." + _antallene(p),
            alt_tekst=f"Søyler for hvert år, delt etter gruppe. {alt_}."
            + (f" Målet er {mill(max(maal.values()))} på det høyeste." if maal else ""),
            kilder=p.kilder,
        ),
        _sumtabell(p, etter, s, maal),
    ]


def _antallene(p: Portefoelje) -> str:
    """Words under the figure on how many amounts each year has, where they are not the same."""
    if not _ufullstendig(p):
        return ""
    n = _med_beloep(p)
    return f" Beløp er oppgitt for {oppramsing([f'{n[a]} tiltak i {a}' for a in p.aar])}."


def _sumtabell(p: Portefoelje, etter: pd.DataFrame, s: pd.Series, maal: dict[int, float]) -> Blokk:
    rader = [[g, *(milltall(v) for v in etter.loc[g])] for g in etter.index]
    if len(etter) == 1:
        rader = []
    uthev = [len(rader)]
    rader.append(["Sum", *(milltall(s[a]) for a in p.aar)])
    notene = []
    if _ufullstendig(p):
        rader.append(["Tiltak med beløp", *(tall(n) for n in _med_beloep(p))])
        notene.append("Beløp mangler for noen tiltak i noen år, så årene kan ikke sammenlignes og"
                      " er ikke lagt sammen.")  # fmt: skip
    elif len(p.aar) >= _FLERE_AAR:
        rader.append(["Samlet siden start", *(milltall(v) for v in s.cumsum())])
        notene.append("Samlet er beløpene lagt sammen år for år; et tiltak med 2 mill. kr i fire"
                      " år gir 8.")  # fmt: skip
    if maal:
        rader.append(["Mål", *(milltall(maal.get(a)) for a in p.aar)])
        avvik = [s[a] - maal[a] if a in maal and not pd.isna(s[a]) else None for a in p.aar]
        rader.append(["Over eller under målet",
                      *("–" if v is None else med_fortegn(v, 1) for v in avvik)])  # fmt: skip
    if maal:
        notene.append("Mellom årene et mål er oppgitt for, er det jevnt fordelt; etter det siste er"
                      " det det samme.")  # fmt: skip
    return tabell(
        "tiltak-sum",
        ["Mill. kr", *(str(a) for a in p.aar)],
        rader,
        tittel=f"Summer etter gruppe og år: {p.i_plan}",
        kilder=p.kilder,
        note=" ".join(notene) or None,
        uthev=uthev,
    )


def status(data: Data, valg: Tiltaksvalg) -> list[Blokk]:
    """Chapter: sums by status, those outside the total too; nothing where all have the same."""
    p = portefoelje(data, valg)
    if p.rader.empty or not p.aar or p.rader.status.nunique() < 2:
        return []
    etter, antall = summer(p.rader, "status"), p.rader.status.value_counts()
    inne = set(p.rader.status[telles(p.rader)])
    rader = [
        [
            STATUSNAVN[st][0].upper() + STATUSNAVN[st][1:],
            tall(antall[st]),
            "ja" if st in inne else "nei",
            *(milltall(v) for v in etter.loc[st]),
        ]
        for st in etter.index
    ]
    return [
        tekst("### Etter status"),
        tabell(
            "tiltak-status",
            ["Status", "Tiltak", "I summen", *(str(a) for a in p.aar)],
            rader,
            tittel="Beløp etter status, mill. kr",
            kilder=p.kilder,
            just="lrl" + "r" * len(p.aar),
            note="Det som er vurdert og ikke anbefalt, ikke gjennomført eller erstattet, er ikke"
            " med i summen av tiltakene.",
        ),
    ]
