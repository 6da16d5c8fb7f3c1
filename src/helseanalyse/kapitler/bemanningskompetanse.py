"""Chapters on competence and on whole positions."""

from functools import lru_cache

import pandas as pd

from ..enheter import med_fortegn, tall
from ..indikator import indikator
from ..kilde import Kilde
from ..measures.bemanning import (
    implisert_deltid,
    implisert_vekt,
    stillingsstoerrelse,
)
from ..measures.nivaa import gruppesnitt
from ..measures.profil import verdier
from ..measures.usikkerhet import Intervall, klart_forskjellig, wilson
from ..sources.load import Data
from ..spraak import oppramsing
from ..valg_bemanning import Bemanningsvalg, samme_kommune
from ..views.bemanningscharts import plot_intervall
from ..views.blokker import Blokk, figur, tabell, tekst, varsel
from ..views.charts import plot_soeyler
from .bemanningsfelles import (
    PROSENT,
    Tall,
    aarsverk,
    alle_kilder,
    ansatte,
    dokument,
    dokumenter,
    egen_eller,
    serie,
    siste,
    uten_tall,
    verk,
)
from .felles import kilder, spenn

_FIGUR_8 = {
    "figur_8_helsefagarbeider": "Helsefagarbeider",
    "figur_8_ufaglaerte": "Ufaglærte",
    "figur_8_sykepleier": "Sykepleier",
    "figur_8_miljoeterapeut": "Miljøterapeut",
    "figur_8_vernepleier": "Vernepleier",
    "figur_8_avdelingsleder": "Avdelingsleder",
}
_HOEYSKOLE = ("figur_8_sykepleier", "figur_8_vernepleier", "figur_8_miljoeterapeut")
_FULLFOERT = {
    "kompetanse_helsefagarbeider_2016": "opplæring som helsefagarbeider",
    "kompetanse_fagskole_2016": "fagskole",
    "kompetanse_sykepleier_vernepleier_2016": "sykepleier- eller vernepleierutdanning",
    "kompetanse_videreutdanning_2016": "videreutdanning",
}


_FAG = "aarsverk_fagutdanning"


# ------------------------------------------------------------------ competence
def kompetanse(data: Data, valg: Bemanningsvalg) -> list[Blokk]:
    """Chapter: who is there by education, or the share with education against others."""
    mix, andel = _sammensetning(data, valg), _fagutdanning(data, valg)
    if not mix and not andel:
        return []
    return [tekst("## Har de ansatte den utdanningen som trengs?"), *mix, *andel]


def ufaglaerte(data: Data, valg: Bemanningsvalg) -> Tall | None:
    """Return the printed share of unskilled among those present, per cent."""
    t = dokument(data, valg.komm_nr, "figur_8_ufaglaerte")
    return None if t is None or t.aar is None or t.aar > valg.aar else t


def _sammensetning(data: Data, valg: Bemanningsvalg) -> list[Blokk]:
    u = ufaglaerte(data, valg)
    d = dokumenter(data, valg.komm_nr, "figur_8_").set_index("nokkel")
    if u is None or set(_FIGUR_8) - set(d.index):
        return []
    df = pd.DataFrame({"navn": _FIGUR_8, "verdi": d.verdi.reindex(list(_FIGUR_8))})
    df = df.sort_values("verdi", ascending=False, kind="stable")
    df["tekst"] = [f"{tall(v)}{PROSENT}" for v in df.verdi]
    df["rolle"] = ["egen" if n == "Ufaglærte" else "andre" for n in df.navn]
    navn = data.register.navn(valg.komm_nr)
    tittel = (
        f"{navn}: {tall(100 - u.verdi)}{PROSENT} av dem som var til stede, var faglærte eller"
        f" ledere; {tall(u.verdi)}{PROSENT} var ufaglærte"
    )
    liste = ", ".join(f"{r.navn.lower()} {r.tekst}" for r in df.itertuples())
    return [
        figur(
            "kompetanse",
            plot_soeyler(df),
            tittel=tittel,
            undertittel="Kompetanse til stede i ambulerende tjenester, institusjon og"
            " samlokaliserte boliger, prosent.",
            alt_tekst=f"Liggende søyler. {tittel}. Fordelt på {liste}.",
            kilder=list(u.kilder),
            note="Andelene er trykt uten hvor mange de er regnet av, så det kan ikke regnes noe"
            " intervall. Hver er kjent på et halvt prosentpoeng nær.",
        ),
        tekst(_lesning(data, valg, d.verdi)),
    ]


def _lesning(data: Data, valg: Bemanningsvalg, v: pd.Series) -> str:
    """What the shares say together: college education, and whether two texts agree with them."""
    hoeyskole = float(v[list(_HOEYSKOLE)].sum())
    med_leder = hoeyskole + float(v["figur_8_avdelingsleder"])
    ut = [
        f"Sykepleiere, vernepleiere og miljøterapeuter er {tall(hoeyskole)}{PROSENT} til sammen,"
        f" {tall(med_leder)}{PROSENT} med avdelingslederne."
    ]
    saml = dokument(data, valg.komm_nr, "andel_faglaerte_samlokaliserte")
    inst = dokument(data, valg.komm_nr, "andel_faglaerte_institusjon_ambulerende")
    if saml is not None and inst is not None:
        alle = 100 - float(v["figur_8_ufaglaerte"])
        w = implisert_vekt(alle, saml.verdi, inst.verdi)
        ut.append(
            f"Teksten oppgir {tall(saml.verdi)}{PROSENT} faglærte i samlokaliserte boliger og"
            f" {tall(inst.verdi)}{PROSENT} i resten. Skal det gi {tall(alle)}{PROSENT} i alt, må de"
            f" samlokaliserte boligene være {spenn(w.lav, w.hoey)}{PROSENT} av bemanningen;"
            " tallene kan altså stemme med hverandre."
        )
    fullfoert = [
        f"{tall(t.verdi)} {hva}"
        for nokkel, hva in _FULLFOERT.items()
        if (t := dokument(data, valg.komm_nr, nokkel)) is not None
    ]
    if fullfoert:
        naar = dokument(data, valg.komm_nr, next(iter(_FULLFOERT)))
        ut.append(
            f"Ansatte som fullførte utdanning{'' if naar is None else naar.i_aar}:"
            f" {oppramsing(fullfoert)}."
        )
    return " ".join(ut)


@lru_cache(maxsize=8)
def fagutdanning(data: Data, valg: Bemanningsvalg) -> pd.DataFrame:
    """Share of user-facing man-years with education: own first, then those compared with."""
    i = indikator("andel_fagutdanning")
    egne = [k for k in samme_kommune(data, valg.komm_nr) if _har(data, k, valg.aar)]
    koder = [*(egne[:1] or [valg.komm_nr]), *(k for k in valg.sammenlign if k not in egne)]
    df = verdier(data.observasjoner, i, koder, valg.aar)
    return df[df.verdi.notna() & (df.nevner.astype(float).round() > 0)].reset_index(drop=True)


def _har(data: Data, kode: str, aar: int) -> bool:
    o = data.observasjoner
    return bool(((o.komm_nr == kode) & (o.aar == aar) & (o.indikator == _FAG)).any())


def _fagutdanning(data: Data, valg: Bemanningsvalg) -> list[Blokk]:
    df = fagutdanning(data, valg)
    if df.empty or df.komm_nr[0] not in samme_kommune(data, valg.komm_nr):
        return []
    intervaller = [wilson(round(r.teller), round(r.nevner)) for r in df.itertuples()]
    egen, andre = df.iloc[0], df.iloc[1:]
    klart = [
        None if k == 0 else klart_forskjellig(*(round(x) for x in (egen.teller, egen.nevner,
                                                                   r.teller, r.nevner)))
        for k, r in enumerate(df.itertuples())
    ]  # fmt: skip
    navn = [data.register.navn(k) for k in df.komm_nr]
    tittel = _fagtittel(navn, df, intervaller[0])
    fig = pd.DataFrame(
        {
            "navn": navn,
            "verdi": df.verdi,
            "lav": [i.lav for i in intervaller],
            "hoey": [i.hoey for i in intervaller],
            "tekst": [f"{tall(v, 1)}{PROSENT} ({spenn(*i, 1)})"
                      for v, i in zip(df.verdi, intervaller, strict=True)],
            "rolle": ["egen", *["andre"] * len(andre)],
        }
    )  # fmt: skip
    rest = fig.iloc[1:].sort_values("verdi", ascending=False, kind="stable")
    fig = pd.concat([fig.iloc[:1], rest])
    snitt = gruppesnitt(andre.teller, andre.nevner, 100)
    kilde = kilder(data, [k for liste in df.kilder for k in liste])
    linjer = "; ".join(f"{r.navn} {r.tekst}" for r in fig.itertuples())
    return [
        figur(
            "fagutdanning",
            plot_intervall(fig, "Prosent av brukerrettede årsverk", snitt),
            tittel=tittel,
            undertittel=f"Årsverk med fagutdanning av brukerrettede årsverk i {valg.aar}, med"
            " 95 %-intervall. Prikket linje: de andre samlet.".replace(" %", PROSENT),
            alt_tekst=f"Punkter med intervall. {tittel}. {linjer}.",
            kilder=kilde,
        ),
        _fagtabell(navn, df, intervaller, klart, kilde, snitt, uten_tall(data, valg, df.komm_nr)),
    ]


def _fagtittel(navn: list[str], df: pd.DataFrame, i: Intervall) -> str:
    egen, andre = df.iloc[0], df.iloc[1:]
    ut = f"{navn[0]}: {tall(egen.verdi, 1)}{PROSENT} av årsverkene har fagutdanning"
    return f"{ut} ({spenn(*i, 1)})" if andre.empty else f"{ut}{sammenlignet(df)}"


def sammenlignet(df: pd.DataFrame) -> str:
    """How the first row's share stands to the others', with a comma before it; or nothing."""
    egen, andre = df.iloc[0], df.iloc[1:]
    if andre.empty:
        return ""
    snitt = gruppesnitt(andre.teller, andre.nevner, 100)
    assert snitt is not None
    t, n = round(andre.teller.sum()), round(andre.nevner.sum())
    klart = klart_forskjellig(round(egen.teller), round(egen.nevner), t, n)
    if not klart:
        return f", ikke klart forskjellig fra de andre ({tall(snitt, 1)}{PROSENT})"
    hvordan = "klart mer" if egen.verdi > snitt else "klart mindre"
    return f", {hvordan} enn hos de andre ({tall(snitt, 1)}{PROSENT})"


def _fagtabell(
    navn: list[str],
    df: pd.DataFrame,
    intervaller: list[Intervall],
    klart: list[bool | None],
    kilde: list[Kilde],
    snitt: float | None,
    uten: str,
) -> Blokk:
    rader = [
        [
            n, tall(r.teller), tall(r.nevner), f"{tall(r.verdi, 1)}{PROSENT}",
            f"{spenn(*i, 1)}{PROSENT}", {None: "–", True: "ja", False: "nei"}[k],
        ]
        for n, r, i, k in zip(navn, df.itertuples(), intervaller, klart, strict=True)
    ]  # fmt: skip
    en = 100 / df.nevner.iloc[0]
    note = (
        f"Ett årsverk mer med fagutdanning flytter {navn[0]} {tall(en, 1)} prosentpoeng."
        " Intervallet er Wilsons, og regner hvert årsverk som én trekning: det sier hvor mye et"
        " lite antall kan svinge."
    )
    if snitt is not None:
        note += f" De andre samlet: {tall(snitt, 1)}{PROSENT}, sum delt på sum."
    note += uten
    return tabell(
        "fagutdanning-tabell",
        ["Kommune", "Med fagutdanning", "Brukerrettede årsverk", "Andel", "95 %-intervall"
         .replace(" %", PROSENT), f"Klart ulik {navn[0]}"],
        rader,
        tittel="Årsverk med fagutdanning",
        kilder=kilde,
        just="lrrrrl",
        note=note,
        uthev=[0],
    )  # fmt: skip


# ------------------------------------------------------------------ whole positions
def heltid(data: Data, valg: Bemanningsvalg) -> list[Blokk]:
    """Chapter: mean position, share in whole positions, and what the rest have."""
    a, n = aarsverk(data, valg), ansatte(data, valg)
    h = egen_eller(valg, "heltidsandel", siste(data, valg, "andel_hele_stillinger"))
    if h is None and (a is None or n is None):
        return []
    ut = [tekst("## Hvor mange har hel stilling?")]
    if a is not None and n is not None and a.verdi > n.verdi:
        egne = "de egne tallene" if a.eget or n.eget else "tallene"
        ut.append(
            varsel(
                f"{verk(a.verdi)} årsverk er flere enn {tall(n.verdi)} ansatte: kontroller {egne}."
                " Snittet vises ikke."
            )
        )
        n = None
    tidligere = serie(data, valg.komm_nr, "andel_hele_stillinger", valg.aar)
    if h is not None and len(tidligere) and not h.eget and len(tidligere) > 1:
        ut.append(_heltidsfigur(data, valg, tidligere))
    return [*ut, _heltidstabell(data, valg, a, n, h, tidligere), *_deltid(a, n, h)]


def _heltidsfigur(data: Data, valg: Bemanningsvalg, d: pd.DataFrame) -> Blokk:
    foer, naa_ = d.iloc[-2], d.iloc[-1]
    forskjell = naa_.verdi - foer.verdi
    navn = data.register.navn(valg.komm_nr)
    tittel = (
        f"{navn}: {tall(naa_.verdi)}{PROSENT} har hel stilling i {naa_.aar}, mot"
        f" {tall(foer.verdi)}{PROSENT} i {foer.aar}"
    )
    df = pd.DataFrame(
        {
            "navn": d.aar.astype(str),
            "verdi": d.verdi,
            "tekst": [f"{tall(v)}{PROSENT}" for v in d.verdi],
            "rolle": ["andre"] * (len(d) - 1) + ["egen"],
        }
    ).iloc[::-1]
    note = (
        f"Andelene er trykt uten desimaler: økningen er fra {tall(max(forskjell - 1, 0))} til"
        f" {tall(forskjell + 1)} prosentpoeng."
    )
    if d.merknad.fillna("").str.contains("«ca").any():
        note += " Den siste er trykt som «ca», så spennet kan være større."
    return figur(
        "heltid",
        plot_soeyler(df, 100),
        tittel=tittel,
        undertittel="Andel i hel stilling, prosent.",
        alt_tekst=f"Liggende søyler. {tittel}, {med_fortegn(forskjell)} prosentpoeng.",
        kilder=kilder(data, d.kilde),
        note=note,
    )


def _heltidstabell(
    data: Data,
    valg: Bemanningsvalg,
    a: Tall | None,
    n: Tall | None,
    h: Tall | None,
    tidligere: pd.DataFrame,
) -> Blokk:
    navn = data.register.navn(valg.komm_nr)
    rader = []
    if a is not None:
        rader.append(["Årsverk", verk(a.verdi)])
    if n is not None:
        rader.append(["Ansatte", tall(n.verdi)])
    tittel = f"{navn}: ansatte og stillinger"
    if a is not None and n is not None:
        s = stillingsstoerrelse(a.verdi, n.verdi)
        rader.append(["Årsverk per ansatt", tall(s, 3)])
        tittel = f"{navn}: en ansatt har i snitt {tall(100 * s, 1)}{PROSENT} stilling"
    if h is not None:
        rader.append(["I hel stilling", f"{tall(h.verdi, 0 if not h.eget else 1)}{PROSENT}"])
        if n is not None:
            fra, til = _antall_av(h, n.verdi)
            rader.append(["I hel stilling, antall ansatte", spenn(fra, til)])
    return tabell(
        "heltid-tabell",
        ["Hva", "Tall"],
        rader,
        tittel=tittel,
        kilder=alle_kilder(a, n, h),
        note="Årsverk per ansatt er 1 når alle har hel stilling. Antallet i hel stilling er regnet"
        " av den trykte andelen, og har spennet som avrundingen gir."
        if h is not None and n is not None
        else "Årsverk per ansatt er 1 når alle har hel stilling.",
    )


def _antall_av(h: Tall, alle: float) -> tuple[float, float]:
    """Employees that a share is, within its rounding; the user's own share is exact."""
    halv = 0.0 if h.eget else 0.5
    return alle * max(h.verdi - halv, 0) / 100, alle * min(h.verdi + halv, 100) / 100


def _deltid(a: Tall | None, n: Tall | None, h: Tall | None) -> list[Blokk]:
    if a is None or n is None or h is None:
        return []
    av_ansatte = implisert_deltid(a.verdi, n.verdi, h.verdi)
    av_verk = implisert_deltid(a.verdi, n.verdi, h.verdi, av_aarsverk=True)
    if av_ansatte is None:
        return [
            varsel(
                "Tallene går ikke opp: med så mange i hel stilling blir det ikke en mulig stilling"
                " igjen til resten. Kontroller årsverk, ansatte og andelen i hel stilling."
            )
        ]
    ut = f"De som ikke har hel stilling, har da i snitt {tall(av_ansatte)}{PROSENT} stilling."
    if not h.eget and av_verk is not None:
        ut = (
            "Kilden sier ikke om andelen er av de ansatte eller av årsverkene. Er den av de"
            f" ansatte, har resten i snitt {tall(av_ansatte)}{PROSENT} stilling; er den av"
            f" årsverkene, {tall(av_verk)}{PROSENT}."
        )
    return [tekst(ut)]
