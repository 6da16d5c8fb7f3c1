"""Chapter on the user's own amounts and volumes: what an hour, a day or a user costs them."""

from itertools import pairwise

import pandas as pd

from ..enheter import endring, med_enhet, tall
from ..measures import kostnadsserie as ks
from ..sources.load import Data
from ..valg_beloep import egne_beloep
from ..valg_effektivitet import Effektvalg
from ..views.blokker import Blokk, figur, rent, tabell, tekst, varsel
from ..views.charts import plot_utvikling
from .enhetskostnad import kroner, med_faste_priser, priskilder, prisnote
from .felles import kilder
from .kostnadsutvikling import retning
from .plassfelles import EGNE


def egne_kostnader(data: Data, valg: Effektvalg) -> list[Blokk]:
    """Chapter: unit cost of the user's own amounts and volumes; none where none are given."""
    enhet, rader = egne_beloep(valg.egne_beloep)
    if not rader:
        return []
    df = egen_serie(data, valg)
    df, aar, feil = med_faste_priser(data, valg, df)
    ut = [tekst(f"## Hva koster tjenesten per {rent(enhet)}?")]
    ut += [varsel(rent(feil))] if feil else []
    har = ks.uten_hull(df)
    if len(har):
        ut.append(_figur(data, har, enhet, aar))
    return [*ut, _tabell(data, df, enhet, aar)]


def egen_serie(data: Data, valg: Effektvalg) -> pd.DataFrame:
    """The user's unit cost year by year, kr, as a series in pieces: a year left out is a gap."""
    _, rader = egne_beloep(valg.egne_beloep)
    beloep = pd.DataFrame([(r.aar, r.mill) for r in rader], columns=["aar", "verdi"])
    volum = pd.DataFrame([(r.aar, r.antall) for r in rader], columns=["aar", "verdi"])
    df = ks.enhetskostnader(beloep, volum, 1e6)
    nr, deler = 0, [0]
    for foer, etter in pairwise(df.itertuples()):
        hull = etter.aar != foer.aar + 1 or pd.isna(foer.verdi) or pd.isna(etter.verdi)
        nr += hull
        deler.append(nr)
    navn = data.register.navn(valg.komm_nr)
    return df.assign(**{"del": deler}, serie=navn, brudd="", rolle="egen",
                     tekst=[kroner(v) for v in df.verdi])  # fmt: skip


def _figur(data: Data, har: pd.DataFrame, enhet: str, aar: int) -> Blokk:
    faste = har[har.fast.notna()]
    if len(faste):
        faste = faste.assign(verdi=faste.fast, tekst=faste.fast.map(kroner), strek="hel")
        vist = pd.concat([faste, har.assign(strek="stiplet")], ignore_index=True)
        priser = f"{aar}-kroner (hel strek) og løpende kroner (stiplet)"
    else:
        vist, priser = har.assign(strek="hel"), "løpende kroner"
    sist = har.iloc[-1]
    tittel = f"{sist.serie}: kostnaden per {enhet} var {sist.tekst} i {sist.aar}"
    p = next((p for p in ks.perioder(har) if p.til_aar == sist.aar), None)
    if p is not None and p.fast_endring is not None:
        tittel = f"{sist.serie}: kostnaden per {enhet} {retning(p.fast_endring)} fra {p.fra_aar}"
        tittel += f" til {p.til_aar} når prisveksten er trukket fra"
    linjer = [
        f"{f'{aar}-kroner' if strek == 'hel' and len(faste) else 'løpende kroner'}: "
        + ", ".join(f"{r.aar} {r.tekst}" for r in d.itertuples())
        for strek, d in vist.groupby("strek", sort=False)
    ]
    return figur(
        "egen-kostnad",
        plot_utvikling(vist, "Kroner"),
        tittel=tittel,
        undertittel=f"Egne utgifter delt på eget antall, i {priser}",
        alt_tekst=f"Linjediagram. {tittel}. {'; '.join(linjer)}.",
        kilder=[EGNE, *kilder(data, priskilder(data))],
        note=prisnote(har, aar).strip() or None,
    )


def _tabell(data: Data, df: pd.DataFrame, enhet: str, aar: int) -> Blokk:
    rader = []
    for r in ks.med_vekst(df).sort_values("aar", ascending=False).itertuples():
        vekst = [None if pd.isna(v) else float(v) for v in (r.vekst, r.fast_vekst)]
        en_til = ks.en_bruker_til(r.verdi, r.volum)
        rader.append(
            [str(r.aar), tall(r.beloep, 1), tall(r.volum), r.grunn.lower() or kroner(r.verdi),
             endring(vekst[0]), kroner(r.fast), endring(vekst[1]), _liten(en_til)]
        )  # fmt: skip
    return tabell(
        "egne-kostnader",
        ["År", "Mill. kr", "Antall", f"Per {enhet}", "Vekst", f"{aar}-kroner", "Realvekst",
         "Én til gir"],
        rader,
        tittel=f"Egne beløp og antall: kroner per {enhet}",
        kilder=[EGNE, *kilder(data, priskilder(data))],
        note="Tallene er brukerens egne og er ikke kontrollert. Vekst regnes bare fra året før.",
    )  # fmt: skip


def _liten(kr: float | None) -> str:
    return "under 1 kr" if kr is not None and abs(kr) < 0.5 else med_enhet(kr, "kr")
