"""Chapter on what users pay themselves, and what of the cost they do not."""

from functools import lru_cache

import pandas as pd

from ..enheter import med_enhet, tall
from ..measures import egenbetaling as me
from ..sources.load import Data
from ..valg_okonomi import Oekonomivalg
from ..valgsjekk import hva
from ..views.blokker import Blokk, tabell, tekst, varsel
from .felles import kilder
from .plassfelles import EGNE
from .praktisk_bistand import praktisk_bistand

EKSEMPEL = 300_000  # kr a year: the income of the example
_DOEGN = 70  # days of the example stay: past the 60 of a calendar year
_SATSER = {
    "korttid_per_doegn": "Korttidsopphold, per døgn",
    "dag_eller_nattopphold": "Dag- eller nattopphold, per opphold",
    "praktisk_bistand_under_2_G": "Praktisk bistand, husstandsinntekt under 2 G, per måned",
    "fribeloep_langtid": "Fribeløp ved langtidsopphold, per år",
    "fribeloep_dobbeltrom_ufrivillig": "Fribeløp ved ufrivillig dobbeltrom, per år",
}


@lru_cache(maxsize=8)
def satser_i(data: Data, aar: int) -> tuple[me.Langtidssatser, tuple[str, ...]] | None:
    """Rates of a long stay in a year and their sources, the same for every municipality."""
    return me.langtidssatser(data.satser, aar)


@lru_cache(maxsize=2)
def nyeste(data: Data) -> tuple[int, me.Langtidssatser, tuple[str, ...]] | None:
    """Newest year whose rates of a long stay are all in the data; none where no year has them."""
    aarene = data.satser.loc[data.satser.sats == "fribeloep_langtid", "gjelder_fra"].str[:4]
    for aar in sorted(aarene.dropna().unique(), reverse=True):
        if (funnet := satser_i(data, int(aar))) is not None:
            return int(aar), *funnet
    return None


def brukerbetaling(data: Data, valg: Oekonomivalg) -> list[Blokk]:
    """Chapter: payment for a long stay by income, the other rates, and the uncovered cost."""
    funnet = nyeste(data)
    ut = [tekst("## Hva betaler brukerne selv?")]
    if funnet is None:
        return [
            *ut,
            varsel("Datagrunnlaget har ikke alle satsene for egenbetaling for noe år."),
        ]
    aar, satser, koder = funnet
    ut.append(_langtid(data, valg, aar, satser, koder))
    if valg.inntekter and valg.kostpris is None:
        ut.append(varsel(f"Oppgi {hva('kostpris')} for å se hvor mye av kostnaden som er udekket."))
    ut.append(_andre(data, aar, satser))
    return [*ut, *praktisk_bistand(data, valg, aar, satser.grunnbeloep, koder)]


def _langtid(
    data: Data, valg: Oekonomivalg, aar: int, satser: me.Langtidssatser, koder: tuple[str, ...]
) -> Blokk:
    fordeling = valg.inntekt_antall or {float(EKSEMPEL): 1}
    kostpris = float("inf") if valg.kostpris is None else valg.kostpris
    df = me.potensial(fordeling, satser, kostpris)
    rader = [
        [med_enhet(r.inntekt, "kr"), tall(r.antall), tall(r.betaler),
         med_enhet(100 * r.betaler / r.inntekt if r.inntekt else None, "prosent"),
         tall(r.sum_betaler), *([tall(r.sum_udekket)] if valg.kostpris is not None else [])]
        for r in df.itertuples()
    ]  # fmt: skip
    egne = bool(valg.inntekter) or valg.kostpris is not None
    hode = ["Inntekt i året", "Beboere", "Hver betaler", "Av inntekten", "Alle betaler"]
    hode += ["Udekket, alle"] if valg.kostpris is not None else []
    if valg.inntekter:
        sum_ = df[["antall", "sum_betaler", "sum_udekket"]].sum()
        udekket = [tall(sum_.sum_udekket)] if valg.kostpris is not None else []
        rader.append(["I alt", tall(sum_.antall), "", "", tall(sum_.sum_betaler), *udekket])
    foerst = df.iloc[0]
    tittel = f"Langtidsopphold: beboerne betaler {med_enhet(df.sum_betaler.sum(), 'kr')} i året"
    if valg.kostpris is not None:
        tittel += f", og {med_enhet(df.sum_udekket.sum(), 'kr')} er udekket"
    if len(df) == 1 and foerst.antall == 1 and valg.kostpris is None:
        tittel = (
            f"Med {med_enhet(foerst.inntekt, 'kr')} i inntekt betaler en beboer"
            f" {med_enhet(foerst.betaler, 'kr', 2)} i året"
        )
    grunnlag = (
        f"Satser for {aar}, de nyeste som er samlet i datagrunnlaget:"
        f" {tall(satser.andel_inntil_1_g)} % av inntekten opp til G"
        f" ({med_enhet(satser.grunnbeloep, 'kr')}) etter fribeløpet"
        f" ({med_enhet(satser.fribeloep, 'kr')}), {tall(satser.andel_over_1_g)} % av resten; aldri"
        f" mer enn plassen koster, og minst {tall(satser.minste_andel_av_g)} % av G og fribeløpet"
        " beholdes. Før fradrag for skatt, renter og forsørgelse."
    )
    eksempel = "" if valg.inntekter else " Inntekten er et eksempel."
    return tabell(
        "langtidsopphold",
        hode,
        rader,
        tittel=tittel,
        kilder=[*([EGNE] if egne else []), *kilder(data, koder)],
        note=f"Kroner i året. {grunnlag}{eksempel}",
        uthev=[len(rader) - 1] if valg.inntekter else [],
    )


def _andre(data: Data, aar: int, satser: me.Langtidssatser) -> Blokk:
    """The newest of each other rate with its year, and the 60-day rule counted out."""
    s = data.satser
    rader, koder = [], []
    for sats, navn in _SATSER.items():
        her = s[(s.sats == sats) & s.verdi.notna()].sort_values("gjelder_fra")
        if her.empty:
            continue
        r = her.iloc[-1]
        rader.append([navn, str(r.gjelder_fra)[:4], med_enhet(r.verdi, "kr")])
        koder.append(str(r.kilde))
    korttid = s[(s.sats == "korttid_per_doegn") & (s.gjelder_fra.str[:4] == str(aar))]
    note = "Avlastning, øyeblikkelig hjelp døgnopphold og hjemmesykepleie er gratis."
    if len(korttid):
        doegn = float(korttid.verdi.iloc[0])
        lang = me.langtidsopphold(EKSEMPEL, satser)
        sum_ = me.korttidsopphold(_DOEGN, doegn, lang)
        over = _DOEGN - me.KORTTIDSDOEGN
        rader.append(
            [f"{_DOEGN} døgn korttid, {med_enhet(EKSEMPEL, 'kr')} i inntekt", str(aar),
             med_enhet(sum_, "kr", 2)]
        )  # fmt: skip
        note = (
            f"{me.KORTTIDSDOEGN} døgn i kalenderåret à {med_enhet(doegn, 'kr')}; de {over} siste"
            f" som langtidsopphold, 1/365 av årsbetalingen hver. {note}"
        )
    return tabell(
        "andre-satser",
        ["Egenandel", "Nyeste sats", "Beløp"],
        rader,
        tittel="Andre egenandeler, med året for den nyeste satsen i datagrunnlaget",
        kilder=kilder(data, pd.unique(pd.Series(koder, dtype=str))),
        just="lrr",
        note=note,
    )
