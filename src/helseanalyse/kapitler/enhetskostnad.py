"""Chapter on unit costs: what one user, one place and one day costs."""

from typing import Any, NamedTuple

import pandas as pd

from ..enheter import endring, med_enhet, tall
from ..indikator import Indikator, indikatorer
from ..measures import kostnadsserie as ks
from ..measures.profil import verdier
from ..sources.load import Data
from ..valg_effektivitet import Effektvalg
from ..views.blokker import Blokk, rent, tabell, tekst, varsel
from .definisjon import definisjoner
from .felles import kilder
from .utvikling import grenseaar, mulige

PRISSTATUS = {
    "annenhaands": "deflator annenhånds",
    "anslag": "deflator anslått",
    "forslag": "deflator foreslått",
}
_MINST = 0.5  # kr; a smaller change is not printed as nought


class Maal(NamedTuple):
    """What a unit cost divides by what: sort of expenditure, unit in words, id of the volume."""

    utgifter: str
    per: str
    volum: str


MAAL = {
    "korr_brutto_driftsutg_per_mottaker": Maal("korrigert brutto", "mottaker", ""),
    "korr_brutto_driftsutg_per_mottaker_hjemmetjenester": Maal(
        "korrigert brutto", "mottaker", "mottakere_hjemmetjenester"
    ),
    "korr_brutto_driftsutg_f254_per_mottaker": Maal(
        "korrigert brutto", "mottaker", "mottakere_hjemmetjenester"
    ),
    "netto_driftsutg_per_mottaker_hjemmetjenester": Maal(
        "netto", "mottaker", "mottakere_hjemmetjenester"
    ),
    "utgifter_per_institusjonsplass": Maal("brutto", "plass", "plasser_institusjon"),
    "netto_driftsutg_f253_per_institusjonsplass": Maal("netto", "plass", "plasser_institusjon"),
    "utgifter_per_oppholdsdoegn_institusjon": Maal(
        "brutto", "oppholdsdøgn", "oppholdsdoegn_institusjon"
    ),
    "netto_driftsutg_f253_per_oppholdsdoegn": Maal(
        "netto", "oppholdsdøgn", "oppholdsdoegn_institusjon"
    ),
    "utgifter_omsorg_per_innbygger": Maal("brutto", "innbygger", ""),
}
"""The unit costs, and what each of them is: in the order of the table."""


def fulgte(data: Data, valg: Effektvalg) -> tuple[Indikator, ...]:
    """Unit costs that can be followed through two years or more for the municipality."""
    alle = mulige(data, valg.komm_nr, valg.aar, grenseaar(data, valg))
    return tuple(i for i, _ in alle if i.id in MAAL)


def fulgt(data: Data, valg: Effektvalg) -> Indikator | None:
    """Return the unit cost that is followed: the chosen one, else the one with the most years."""
    antall = {i.id: n for i, n in mulige(data, valg.komm_nr, valg.aar, grenseaar(data, valg))}
    kostnader = [(indikatorer()[m], antall[m]) for m in MAAL if m in antall]
    return next(
        (i for i, _ in kostnader if i.id == valg.indikator),
        max(kostnader, key=lambda par: par[1], default=(None, 0))[0],
    )


def prisaar(data: Data, valg: Effektvalg, aarene: pd.Series) -> int:
    """Year of the constant prices: the chosen one, else the newest of the years with a deflator."""
    if valg.prisaar is not None:
        return valg.prisaar
    d = ks.deflator(data.satser)
    kan = [int(a) for a in aarene if d.aar.min() - 1 <= a <= d.aar.max()]
    return max(kan, default=int(d.aar.max()))


def enhetskostnader(data: Data, valg: Effektvalg) -> list[Blokk]:
    """Chapter: every unit cost the municipality has, in the newest year there is."""
    ut = [tekst("## Hva koster en bruker, en plass og et døgn?")]
    rader = [r for i in MAAL if (r := _nyeste(data, valg, indikatorer()[i])) is not None]
    if not rader:
        navn = rent(data.register.navn(valg.komm_nr))
        return [*ut, varsel(f"Datagrunnlaget har ingen enhetskostnader for {navn}. {HENT}")]
    df = pd.DataFrame(rader)
    maal = [MAAL[i] for i in df.id]
    df, aar, feil = med_faste_priser(data, valg, df.assign(serie="egen"))
    faste = [f"{aar}-kroner"] if df.fast.notna().any() else []
    celler = [
        [indikatorer()[r.id].kortnavn, m.utgifter, str(r.aar), med_enhet(r.verdi, "kr"),
         *(kroner(r.fast) for _ in faste), _en_til(r, m)]
        for r, m in zip(df.itertuples(), maal, strict=True)
    ]  # fmt: skip
    if feil:
        ut.append(varsel(rent(feil)))
    return [
        *ut,
        tabell(
            "enhetskostnader",
            ["Enhetskostnad", "Utgifter", "År", "Løpende kr", *faste, "Én til gir"],
            celler,
            tittel=f"{data.register.navn(valg.komm_nr)}: hva én av hver koster",
            kilder=kilder(data, [*(k for liste in df.kilder for k in liste), *priskilder(data)]),
            definisjoner=definisjoner(df.id),
            just="lllr" + "r" * len(faste) + "r",
            note="«Én til gir» er hva én mottaker, plass eller ett døgn til flytter tallet når"
            " utgiftene er de samme; – der antallet ikke er kjent. Brutto er før brukerbetaling og"
            " refusjoner, netto er etter; korrigert brutto er utgiftene til kommunens egen"
            " produksjon." + prisnote(df, aar),
        ),
        *_en_dyr_til(data, df),
    ]


HENT = "De hentes fra Statistisk sentralbyrå med «helseanalyse hent»."


def _nyeste(data: Data, valg: Effektvalg, i: Indikator) -> dict[str, object] | None:
    """Newest value of the municipality, the chosen year's where it has one; with its volume."""
    o = data.observasjoner[data.observasjoner.komm_nr == valg.komm_nr]
    deler = [i.id] if i.type == "oppgitt" else [str(i.teller), str(i.nevner)]
    aarene = [set(o.aar[(o.indikator == d) & o.verdi.notna()]) for d in deler]
    felles = set.intersection(*aarene)
    if not felles:
        return None
    aar = valg.aar if valg.aar in felles else max(felles)
    rad = verdier(o, i, [valg.komm_nr], int(aar)).iloc[0]
    if pd.isna(rad.verdi):
        return None
    volum = o[(o.indikator == MAAL[i.id].volum) & (o.aar == aar)]
    antall = volum.verdi.iloc[0] if len(volum) else rad.nevner
    return {"id": i.id, "aar": int(aar), "verdi": float(rad.verdi), "antall": antall,
            "status": rad.status, "kilder": [*rad.kilder, *volum.kilde]}  # fmt: skip


def med_faste_priser(
    data: Data, valg: Effektvalg, df: pd.DataFrame
) -> tuple[pd.DataFrame, int, str]:
    """Rows with constant prices, the price year, and the reason where there are none."""
    try:
        d = ks.deflator(data.satser)
        aar = prisaar(data, valg, df.aar[df.verdi.notna()])
        return ks.i_faste_priser(df, d, aar), aar, ""
    except ValueError as feil:
        uten = df.assign(fast=float("nan"), prisstatus="", aarsstatus="", prisgrunn="")
        return uten, valg.prisaar or int(df.aar.max()), str(feil)


def kroner(verdi: float) -> str:
    """Amount in kr as printed; missing is a dash."""
    return med_enhet(None if pd.isna(verdi) else verdi, "kr")


def _en_til(rad: Any, maal: Maal) -> str:
    """What one more of the unit at the same expenditure moves the cost, in kr."""
    flytter = ks.en_bruker_til(rad.verdi, rad.antall) if maal.volum else None
    liten = flytter is not None and abs(flytter) < _MINST
    return "under 1 kr" if liten else med_enhet(flytter, "kr")


def priskilder(data: Data) -> list[str]:
    """Source ids of the deflator."""
    return [str(k) for k in data.satser.loc[data.satser.sats == ks.DEFLATOR, "kilde"].unique()]


def prisnote(df: pd.DataFrame, aar: int) -> str:
    """What the constant prices rest on: marks of the deflator, and years it does not reach."""
    grunn = next((g for g in df.prisgrunn if g), "")
    if df.fast.isna().all():
        return f" {grunn}, så beløpene kan ikke regnes om til faste priser." if grunn else ""
    merker = [PRISSTATUS[s].removeprefix("deflator ") for s in ks.USIKRE
              if s in set(df.prisstatus)]  # fmt: skip
    ut = f" {aar}-kroner: regnet om med kommunal deflator"
    ut += f" ({', '.join(merker)})." if merker else "."
    utenfor = sorted({int(a) for a in df.aar[(df.prisgrunn != "") & df.verdi.notna()]})
    if utenfor:
        aarene = f"{utenfor[0]}" if len(utenfor) == 1 else f"{utenfor[0]}–{utenfor[-1]}"
        ut += f" {grunn}, så {aarene} har ikke faste priser."
    return ut


def _en_dyr_til(data: Data, df: pd.DataFrame) -> list[Blokk]:
    """Sentence on one more costly user, at the threshold of the refund scheme that year."""
    s = data.satser[(data.satser.sats == "innslagspunkt_ressurskrevende")]
    s = s[(s.status == "lest") & s.gjelder_for_utgiftsaar.notna()].sort_values(
        "gjelder_for_utgiftsaar"
    )
    rader = [r for r in df.itertuples() if MAAL[r.id].per == "mottaker" and pd.notna(r.antall)]
    for r in rader:
        gjelder = s[s.gjelder_for_utgiftsaar <= r.aar]
        if not len(gjelder) or (flytter := _flytter(r, gjelder)) is None:
            continue
        sats = gjelder.iloc[-1]
        return [
            tekst(
                f"Små tall: med {tall(r.antall)} mottakere flytter én ny bruker som koster"
                f" {med_enhet(sats.verdi, 'kr')} – innslagspunktet for ressurskrevende tjenester i"
                f" {sats.gjelder_for_utgiftsaar} – kostnaden per mottaker med"
                f" {med_enhet(flytter, 'kr')}"
                f" ({endring(100 * flytter / r.verdi)}). En slik endring sier ingenting om"
                " effektiviteten."
            )
        ]
    return []


def _flytter(rad: Any, gjelder: pd.DataFrame) -> float | None:
    return ks.en_bruker_til(rad.verdi, rad.antall, float(gjelder.verdi.iloc[-1]))
