"""Chapter of the service profile: one figure through the years."""

from functools import lru_cache

import pandas as pd

from ..enheter import avrund, endring, enhet_navn, med_fortegn, tall
from ..indikator import Indikator, indikatorer
from ..measures import utvikling as mu
from ..measures.kostnadsserie import uten_hull
from ..measures.nivaa import relativt_nivaa
from ..measures.usikkerhet import p_endring_andel, p_endring_antall
from ..sett import Sett
from ..sources.load import Data
from ..spraak import oppramsing
from ..valg import Sammenligningsvalg
from ..views.blokker import Blokk, figur, rent, tabell, tekst, varsel
from ..views.charts import plot_utvikling
from .definisjon import definisjoner
from .felles import kilder, regioner, sammenlignet, verdi_tekst

_ANDRE = 3  # municipalities drawn beside the own
_NOTER = 5  # reasons told under the table
_KLART = 0.05  # two-sided


def grenseaar(data: Data, valg: Sammenligningsvalg) -> int:
    """Year of today's borders: that of the data, so that the page is the same tomorrow."""
    return max(int(data.dato[:4]), valg.aar)


@lru_cache(maxsize=8)
def mulige(data: Data, komm_nr: str, aar: int, naa: int) -> tuple[tuple[Indikator, int], ...]:
    """Ratios, with the number of years, of the municipality and its kin through mergers."""
    koder = mu.familie(data.register, komm_nr, aar, naa)
    return tuple(mu.med_serie(data.observasjoner, indikatorer().values(), koder))


def fulgte(data: Data, valg: Sammenligningsvalg) -> tuple[Indikator, ...]:
    """Ratios that can be followed for these choices, in the register's order."""
    return tuple(i for i, _ in mulige(data, valg.komm_nr, valg.aar, grenseaar(data, valg)))


def valgt(data: Data, valg: Sammenligningsvalg) -> Indikator | None:
    """Return the ratio that is followed: the chosen one, else the one with the most years."""
    alle = mulige(data, valg.komm_nr, valg.aar, grenseaar(data, valg))
    return next(
        (i for i, _ in alle if i.id == valg.indikator),
        max(alle, key=lambda par: par[1], default=(None, 0))[0],
    )


def utvikling(data: Data, valg: Sammenligningsvalg) -> list[Blokk]:
    """Chapter: the chosen ratio year by year, with its breaks told and not drawn over."""
    ut = [tekst("## Hvordan har det utviklet seg?")]
    i = valgt(data, valg)
    if i is None:
        navn = rent(data.register.navn(valg.komm_nr))
        return [*ut, varsel(f"Datagrunnlaget har ingen forholdstall for {navn} i mer enn ett år.")]
    if valg.indikator not in (None, i.id):
        hva = indikatorer()[str(valg.indikator)].kortnavn
        ut.append(varsel(rent(f"{hva} finnes ikke for mer enn ett år; her vises {i.kortnavn}.")))
    try:
        df = alle_serier(data, valg, i)
    except ValueError as feil:
        return [*ut, varsel(rent(feil))]
    har = uten_hull(df)
    if har[har.rolle == "egen"].empty:
        ut.append(varsel(rent(_ingen(df))))
    else:
        ut += _figur(data, valg, i, har)
    return [*ut, serietabell(data, valg, i, df)]


def alle_serier(data: Data, valg: Sammenligningsvalg, i: Indikator) -> pd.DataFrame:
    """Own series, those of a few comparisons, and one region's, with ``rolle``."""
    naa, dagens = grenseaar(data, valg), valg.grenser == "dagens"
    steder = [(valg.komm_nr, "egen")]
    if valg.sett in (Sett.EGNE, Sett.JEVNKOMMUNER):  # other sets are in no order of nearness
        steder += [(k, "andre") for k in sammenlignet(data, valg)[:_ANDRE]]
    steder += [(k, "referanse") for k in regioner(data, valg)]
    deler: list[pd.DataFrame] = []
    for kode, rolle in steder:
        df = mu.utvikling(
            data.observasjoner, data.register, indikatorer(), i, kode, valg.aar, naa, dagens=dagens
        )
        if rolle == "andre" and not dagens:
            df = df[df.serie == data.register.navn(kode)]
        if rolle == "referanse":
            egne_aar = pd.concat(deler).aar
            df = df[df.aar.between(egne_aar.min(), egne_aar.max())]
        deler.append(df.assign(rolle=_roller(data, valg, df, rolle, dagens=dagens)))
        if rolle == "referanse" and df.verdi.notna().sum() > 1:
            break
    # Two places that became one municipality have the same series in today's borders.
    alle = pd.concat(deler, ignore_index=True).drop_duplicates(["serie", "komm_nr", "aar"])
    tekster = [verdi_tekst(v, s, i) for v, s in zip(alle.verdi, alle.status, strict=True)]
    return alle.assign(tekst=tekster)


def _roller(
    data: Data, valg: Sammenligningsvalg, df: pd.DataFrame, rolle: str, *, dagens: bool
) -> object:
    """In the borders of the time only the municipality's own name is its own."""
    if rolle != "egen" or dagens:
        return rolle
    egen = df.serie == data.register.navn(valg.komm_nr)
    return egen.map({True: "egen", False: "andre"})


def _ingen(df: pd.DataFrame) -> str:
    grunner = [g for g in df.merknad[df.rolle == "egen"].unique() if g]
    return " ".join(["Ingen av årene har et tall.", *grunner[:2]])


def _figur(data: Data, valg: Sammenligningsvalg, i: Indikator, har: pd.DataFrame) -> list[Blokk]:
    egen = har[har.rolle == "egen"]
    tittel_ = _tittel(i, egen)
    linjer = [
        f"{serie}: {', '.join(f'{r.aar} {r.tekst}' for r in d.itertuples())}"
        for serie, d in har.groupby("serie", sort=False)
    ]
    return [
        figur(
            "utvikling",
            plot_utvikling(har, i.navn if len(i.navn) <= 40 else enhet_navn(i.enhet)),
            tittel=tittel_,
            undertittel=f"{i.navn}, {grenser_i_ord(data, valg)}",
            alt_tekst=f"Linjediagram. {tittel_}. {'; '.join(linjer)}.",
            kilder=kilder(data, [k for liste in har.kilder for k in liste]),
            note=" ".join(n for n in (bruddnote(har), _endringsnote(i, egen)) if n) or None,
            definisjoner=definisjoner([i]),
        )
    ]


def grenser_i_ord(data: Data, valg: Sammenligningsvalg) -> str:
    """In whose borders the years are, as part of a title."""
    if valg.grenser == "dagens":
        return f"alle år i kommunegrensene fra {grenseaar(data, valg)}"
    return "hvert år i sine egne kommunegrenser"


def _tittel(i: Indikator, egen: pd.DataFrame) -> str:
    """What the newest unbroken piece shows; a change is never told across a break."""
    siste = egen[egen["del"] == egen["del"].iloc[-1]]
    foerst, sist = siste.iloc[0], siste.iloc[-1]
    hvem = f"{sist.serie}: {i.kortnavn[0].lower()}{i.kortnavn[1:]}"
    prosent = relativt_nivaa(sist.verdi, foerst.verdi)
    if len(siste) == 1 or prosent is None:
        return f"{hvem} {sist.tekst} i {sist.aar}"
    forskjell = endring(prosent)
    if i.enhet == "prosent":
        poeng = sist.verdi - foerst.verdi
        forskjell = f"{med_fortegn(poeng, 1)} prosentpoeng"
    if avrund(sist.verdi, 3) == avrund(foerst.verdi, 3):
        forskjell = "uendret"
    return f"{hvem} {foerst.tekst} i {foerst.aar} og {sist.tekst} i {sist.aar} ({forskjell})"


def _endringsnote(i: Indikator, egen: pd.DataFrame) -> str:
    """Whether the change of the newest unbroken piece is more than chance; of counts only."""
    siste = egen[egen["del"] == egen["del"].iloc[-1]]
    a, b = siste.iloc[0], siste.iloc[-1]
    tall_ = [float(x) for x in (a.teller, a.nevner, b.teller, b.nevner)]
    if len(siste) == 1 or not all(x.is_integer() for x in tall_):
        return ""
    if i.andel and a.teller <= a.nevner and b.teller <= b.nevner:
        p, test = p_endring_andel(*tall_), "Fishers eksakte test"
    elif not i.andel and indikatorer()[str(i.teller)].enhet == "personer":
        p, test = p_endring_antall(a.teller, b.teller, a.nevner, b.nevner), "eksakt Poisson-test"
    else:
        return ""
    sagt = "er større enn tilfeldigheter alene gir" if p < _KLART else "kan være tilfeldig"
    return (
        f"Endringen fra {a.aar} til {b.aar} {sagt} ({test}, p\u00a0{_p_tekst(p)}; årene regnes som"
        " uavhengige)."
    )


def _p_tekst(p: float) -> str:
    return "<\u00a00,001" if p < 0.001 else f"=\u00a0{tall(p, 3 if p < 0.1 else 2)}"


def bruddnote(har: pd.DataFrame) -> str | None:
    """Why the lines stop: the reasons of a year once, with the series unless it is all of them."""
    ledd = []
    for (aar, grunn), d in har[har.brudd != ""].groupby(["aar", "brudd"], sort=True):
        alle = len(d) == har.serie.nunique()
        hvem = "" if alle else f" ({oppramsing(d.serie.tolist())})"
        ledd.append(f"{aar}: {grunn}{hvem}")
    hull = (har["del"] > 0) & (har.brudd == "")
    hvor = "Brudd, ingen linje over (ring der serien begynner på nytt)"
    ut = [f"{hvor}: {'; '.join(ledd)}."] if ledd else []
    ut += ["Det går ingen linje over år uten tall."] if hull.any() else []
    return " ".join(ut) or None


def serietabell(
    data: Data, valg: Sammenligningsvalg, i: Indikator, df: pd.DataFrame, hva: str = ""
) -> Blokk:
    """Every series side by side, newest year first; ``hva`` is said of the values in the title."""
    serier = df.serie.drop_duplicates().tolist()
    celler = df.set_index(["aar", "serie"]).tekst.to_dict()
    rader = [
        [str(aar), *(celler.get((aar, s), "–") for s in serier)]
        for aar in sorted(df.aar.unique(), reverse=True)
    ]
    grunner = df[df.verdi.isna() & (df.merknad != "")]
    noter = [f"{r.serie} i {r.aar}: {r.merknad}" for r in grunner.itertuples()]
    if len(noter) > _NOTER:
        noter = [*noter[:_NOTER], f"… og {len(noter) - _NOTER} til."]
    if any("–" in rad for rad in rader):
        noter.append("– er ikke i datagrunnlaget.")
    noter += [b for b in [bruddnote(uten_hull(df))] if b]
    return tabell(
        "utviklingstabell",
        ["År", *serier],
        rader,
        tittel=f"{i.navn}{hva}, {grenser_i_ord(data, valg)}",
        kilder=kilder(data, [k for liste in df.kilder for k in liste]),
        note=" ".join(noter) or None,
        definisjoner=definisjoner([i]),
    )
