"""Chapter on competence: who is there by education, and man-years with education beside others."""

from functools import lru_cache

import pandas as pd

from ..enheter import tall
from ..indikator import indikator
from ..kilde import Kilde
from ..measures.bemanning import (
    implisert_vekt,
)
from ..measures.nivaa import gruppesnitt
from ..measures.profil import verdier
from ..measures.usikkerhet import Intervall, klart_forskjellig, wilson
from ..sources.load import Data
from ..spraak import oppramsing
from ..valg_bemanning import Bemanningsvalg, samme_kommune
from ..views.bemanningscharts import plot_intervall
from ..views.blokker import Blokk, figur, tabell, tekst
from ..views.charts import plot_soeyler
from .bemanningsfelles import (
    PROSENT,
    Tall,
    dokument,
    dokumenter,
    uten_tall,
)
from .definisjon import definisjoner
from .felles import kilder, radindeks_for, spenn

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
    df = verdier(radindeks_for(data), i, koder, valg.aar)
    return df[df.verdi.notna() & (df.nevner.astype(float).round() > 0)].reset_index(drop=True)


def _har(data: Data, kode: str, aar: int) -> bool:
    o = data.observert([kode])
    return bool(((o.aar == aar) & (o.indikator == _FAG)).any())


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


def mot_snittet(df: pd.DataFrame) -> tuple[float, bool] | None:
    """Weighted mean of all but the first row, per cent, and whether the first clearly differs."""
    egen, andre = df.iloc[0], df.iloc[1:]
    if andre.empty:
        return None
    snitt = gruppesnitt(andre.teller, andre.nevner, 100)
    assert snitt is not None
    t, n = round(andre.teller.sum()), round(andre.nevner.sum())
    return snitt, klart_forskjellig(round(egen.teller), round(egen.nevner), t, n)


def sammenlignet(df: pd.DataFrame) -> str:
    """How the first row's share stands to the others', with a comma before it; or nothing."""
    mot = mot_snittet(df)
    if mot is None:
        return ""
    snitt, klart = mot
    if not klart:
        return f", ikke klart forskjellig fra de andre ({tall(snitt, 1)}{PROSENT})"
    hvordan = "klart mer" if df.verdi.iloc[0] > snitt else "klart mindre"
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
        definisjoner=definisjoner(["andel_fagutdanning"]),
    )  # fmt: skip
