"""Chapter of the need: who we become, by age, today and in the projection."""

from dataclasses import replace
from functools import lru_cache

import pandas as pd

from ..enheter import avrund, endring, med_fortegn, tall
from ..measures.demografi import (
    ALTERNATIVER,
    FAKTISK,
    HOVEDALTERNATIV,
    OMSORGSGRUPPER,
    OVER_80,
    aldersgrupper,
    andel_over_80,
    baand,
    femaarsgrupper,
    omsorgskapasitet,
)
from ..measures.nivaa import relativt_nivaa
from ..sources.load import Data
from ..valg import Plassvalg
from ..views.behovscharts import plot_behov, plot_pyramide
from ..views.blokker import Blokk, figur, tabell, tekst
from .behovstall import har_alle, kilder_over_80, over_80
from .felles import kilder, spenn
from .plassdekning import befolkning
from .plassfelles import grunnlag_for

_GRUPPER = (*OMSORGSGRUPPER, OVER_80)
_INGEN_SANNSYNLIGHET = (
    "Alternativene har ingen sannsynlighet; båndet sier hvor langt fra hverandre de ligger."
)
_ANDEL, _KAPASITET = "andel", "kapasitet"
_NAVN = {
    **{g.navn: f"{g.navn} år" for g in OMSORGSGRUPPER[:-1]},
    "90+": "90 år og over",
    "80+": "80 år og over",
    _ANDEL: "Andel 80 år og over",
    _KAPASITET: "20–66 år per innbygger over 80 år",
}


def folk(data: Data, valg: Plassvalg) -> list[Blokk]:
    """Chapter: the municipality by age, today and in the year asked for.

    People aged 80 and over alone where the data have no other ages; the user's own figures
    stand in a table of their own.
    """
    kort = befolkning(data, valg)
    egne = valg.egne_innbyggere
    # The ages are the data's, whatever the user's own figures say.
    g = grunnlag_for(data, replace(valg, innbyggere_80_naa=None, innbyggere_80_da=None))
    if g.naa is None or g.da is None or g.naa.aar is None or g.da.aar is None:
        return kort
    ferdig = _etter_alder(data, valg.komm_nr, g.naa.aar, g.da.aar)
    if not ferdig:
        return kort
    return [tekst("## Hvem blir vi?"), *(kort[1:] if egne else []), *ferdig]


@lru_cache(maxsize=8)
def _etter_alder(data: Data, komm_nr: str, naa: int, da: int) -> tuple[Blokk, ...]:
    """Blocks of the two years; none where the data lack the ages. No slider moves them."""
    d = aldrene(data, komm_nr, naa, da)
    if da <= naa or d.loc[["0–66", "67–79", "80+"], ["naa", "da"]].isna().any(axis=None):
        return ()
    return (
        *_pyramide(data, komm_nr, naa, da, d),
        _tabell(data, komm_nr, naa, da, d),
        *_linjer(data, komm_nr, naa, da),
    )


def aldrene(data: Data, komm_nr: str, aar_naa: int, aar_da: int) -> pd.DataFrame:
    """Persons by age group, the share aged 80+ (per cent) and those aged 20-66 per one aged 80+.

    One row each; ``naa``, ``da``, and ``lav`` and ``hoey`` of the alternatives in ``aar_da``;
    missing where the data have no such age or alternative.
    """
    b = _to_aar(data, komm_nr, aar_naa, aar_da)
    deler = [
        aldersgrupper(b, _GRUPPER).rename(columns={"personer": "verdi"}),
        andel_over_80(b).assign(gruppe=_ANDEL),
        omsorgskapasitet(b).assign(gruppe=_KAPASITET),
    ]
    alle = pd.concat([d[["aar", "alternativ", "gruppe", "verdi"]] for d in deler])
    da = alle[(alle.aar == aar_da) & (alle.alternativ != FAKTISK)]
    ut = pd.DataFrame(
        {
            "naa": alle[(alle.aar == aar_naa) & (alle.alternativ == FAKTISK)]
            .set_index("gruppe")
            .verdi,
            "da": da[da.alternativ == HOVEDALTERNATIV].set_index("gruppe").verdi,
            "lav": float("nan"),
            "hoey": float("nan"),
        },
        index=[g.navn for g in _GRUPPER] + [_ANDEL, _KAPASITET],
    )
    if har_alle(da.dropna(subset="verdi"), aar_da):
        ut[["lav", "hoey"]] = baand(da, "verdi").set_index("gruppe")[["lav", "hoey"]]
    return ut


def _to_aar(data: Data, komm_nr: str, aar_naa: int, aar_da: int) -> pd.DataFrame:
    b = data.folk([komm_nr])
    naa = (b.aar == aar_naa) & (b.alternativ == FAKTISK)
    return b[naa | ((b.aar == aar_da) & b.alternativ.isin(ALTERNATIVER))]


# ------------------------------------------------------------------ pyramid
def _pyramide(data: Data, komm_nr: str, aar_naa: int, aar_da: int, d: pd.DataFrame) -> list[Blokk]:
    b = _to_aar(data, komm_nr, aar_naa, aar_da)
    p = aldersgrupper(b[b.alternativ.isin([FAKTISK, HOVEDALTERNATIV])], femaarsgrupper())
    par = pd.DataFrame(
        {
            "naa": p[p.alternativ == FAKTISK].set_index("gruppe").personer,
            "da": p[p.alternativ == HOVEDALTERNATIV].set_index("gruppe").personer,
        }
    )
    if par.isna().any(axis=None):
        return []
    eldst_oeverst = par.iloc[::-1].rename_axis("alder").reset_index()
    flest = [str(par[k].idxmax()) for k in ("naa", "da")]
    yngre = par.index[:4]
    return [
        figur(
            "pyramide",
            plot_pyramide(eldst_oeverst, str(aar_naa), str(aar_da)),
            tittel=_vekst(data.register.navn(komm_nr), d.loc["80+"], aar_da),
            undertittel=f"Innbyggere i femårsgrupper. Søyler: {aar_naa}. Streker: {aar_da}.",
            alt_tekst=(
                f"Innbyggere etter alder. 80 år og over: {tall(d.naa['80+'])} i {aar_naa} og"
                f" {tall(d.da['80+'])} i {aar_da}. Under 20 år: {tall(par.naa[yngre].sum())} og"
                f" {tall(par.da[yngre].sum())}. Største gruppe: {flest[0]} år i {aar_naa} og"
                f" {flest[1]} år i {aar_da}."
            ),
            kilder=kilder(data, _kildekoder(b)),
        )
    ]


def _vekst(navn: str, rad: pd.Series, aar: int) -> str:
    """Title: how many more or fewer over 80, in per cent of today's."""
    if rad.naa == rad.da:
        return f"{navn} har like mange innbyggere over 80 år i {aar} som i dag: {tall(rad.naa)}"
    if rad.naa == 0:
        return f"{navn} går fra {tall(rad.naa)} til {tall(rad.da)} innbyggere over 80 år i {aar}"
    prosent = relativt_nivaa(rad.da, rad.naa) or 0.0
    retning = "flere" if prosent > 0 else "færre"
    hvor_mye = tall(abs(prosent), 0 if abs(prosent) >= 10 else 1)
    return f"{navn} får {hvor_mye}\u00a0% {retning} innbyggere over 80 år fram til {aar}"


def _kildekoder(b: pd.DataFrame) -> list[str]:
    return [str(k) for k in b.kilde.dropna().unique()]


# ------------------------------------------------------------------ table
def _tabell(data: Data, komm_nr: str, aar_naa: int, aar_da: int, d: pd.DataFrame) -> Blokk:
    med_spenn = bool(d.lav.notna().any())
    hode = ["Aldersgruppe", str(aar_naa), str(aar_da), "Endring", "I prosent"]
    naa, da = (d.loc[_KAPASITET, k] for k in ("naa", "da"))
    note = "20–66 år per innbygger over 80 år er et forhold mellom aldersgrupper, ikke antall"
    return tabell(
        "aldersgrupper",
        hode + ([f"Lavest–høyest i {aar_da}"] if med_spenn else []),
        [_rad(str(gruppe), rad, med_spenn=med_spenn) for gruppe, rad in d.iterrows()],
        tittel=(
            f"{data.register.navn(komm_nr)}: {tall(naa, 1)} innbyggere 20–66 år per innbygger"
            f" over 80 år i {aar_naa}, {tall(da, 1)} i {aar_da}"
            if pd.notna(naa) and pd.notna(da)
            else f"{data.register.navn(komm_nr)}: innbyggere etter alder"
        ),
        kilder=kilder(data, _kildekoder(_to_aar(data, komm_nr, aar_naa, aar_da))),
        note=f"{note} som gir omsorg."
        + (" Lavest–høyest er framskrivingens alternativer." if med_spenn else ""),
        uthev=[_GRUPPER.index(OVER_80)],
    )


def _rad(gruppe: str, r: pd.Series, *, med_spenn: bool) -> list[str]:
    desimaler = 1 if gruppe in (_ANDEL, _KAPASITET) else 0
    enhet = "\u00a0%" if gruppe == _ANDEL else ""
    celler = [f"{tall(v, desimaler)}{enhet if pd.notna(v) else ''}" for v in (r.naa, r.da)]
    # Of the printed figures, so that a reader can check it.
    forskjell = (
        float(avrund(r.da, desimaler) - avrund(r.naa, desimaler))
        if pd.notna(r.da) and pd.notna(r.naa)
        else float("nan")
    )
    if pd.isna(forskjell):
        endret = "–"
    elif gruppe == _ANDEL:
        endret = f"{med_fortegn(forskjell, 1)} prosentpoeng"
    elif gruppe == _KAPASITET:
        endret = med_fortegn(forskjell, 1)
    elif forskjell == 0:
        endret = "like mange"
    else:
        endret = f"{tall(abs(forskjell))} {'flere' if forskjell > 0 else 'færre'}"
    prosent = "–" if gruppe == _ANDEL or not r.naa else endring(relativt_nivaa(r.da, r.naa))
    ut = [_NAVN[gruppe], *celler, endret, prosent]
    if med_spenn:
        ut.append("–" if pd.isna(r.lav) else f"{spenn(r.lav, r.hoey, desimaler)}{enhet}")
    return ut


# ------------------------------------------------------------------ lines
def _linjer(data: Data, komm_nr: str, naa: int, da: int) -> list[Blokk]:
    """People aged 80+ by year, actual and projected, with the alternatives around."""
    p = over_80(data, komm_nr).sort_values("aar")
    faktisk = p[(p.alternativ == FAKTISK) & (p.aar <= naa)]
    anslag = p[(p.alternativ == HOVEDALTERNATIV) & (p.aar > naa)]
    if len(anslag) < 2:
        return []
    start = faktisk[faktisk.aar == naa]
    deler = [
        faktisk.assign(serie="Faktisk", slag="faktisk"),
        pd.concat([start, anslag]).assign(serie="Framskrevet", slag="framskriving"),
    ]
    linjer = pd.concat(deler).rename(columns={"personer": "verdi"})
    antall = {int(a): v for a, v in zip(linjer.aar, linjer.verdi, strict=True)}
    omraade, spent = pd.DataFrame(columns=["aar", "lav", "hoey"]), ""
    begge = har_alle(p, da)
    if begge:
        omraade = baand(p[p.aar > naa]).dropna(subset=["lav", "hoey"])[["aar", "lav", "hoey"]]
        rad = omraade[omraade.aar == da].iloc[0]
        hvor = "etter alternativ" if rad.lav < rad.hoey else "i alle alternativer"
        spent = f" ({spenn(rad.lav, rad.hoey)} {hvor})"
        null = pd.DataFrame({"aar": [naa], "lav": [antall[naa]], "hoey": [antall[naa]]})
        omraade = pd.concat([null, omraade])
    foerst, sist = min(antall), max(antall)
    vist = [f"{tall(antall[a])} i {a}" for a in sorted({foerst, naa, da, sist})]
    return [
        figur(
            "over-80",
            plot_behov(linjer, omraade, "Innbyggere 80 år og over"),
            tittel=f"80 år og over: {tall(antall[naa])} i {naa}, {tall(antall[da])} i {da}{spent}",
            undertittel="Punkter: faktiske tall. Linje: framskrivingens hovedalternativ (MMMM)."
            + (" Bånd: laveste til høyeste alternativ (LLML, HHMH)." if begge else ""),
            alt_tekst=f"Innbyggere 80 år og over, år for år: {', '.join(vist)}."
            + (f" Alternativene i {da}: {spent.strip(' ()')}." if begge else ""),
            kilder=kilder(data, kilder_over_80(data, komm_nr, set(linjer.aar))),
            note=_INGEN_SANNSYNLIGHET if begge else None,
        )
    ]
