"""Part of a chapter, on practical help: what households pay, and what of the cost they do not."""

from collections.abc import Sequence

import pandas as pd

from ..enheter import med_enhet, tall
from ..measures import egenbetaling as me
from ..sources.load import Data
from ..valg_okonomi import Oekonomivalg
from ..valgsjekk import hva
from ..views.blokker import Blokk, tabell, varsel
from .felles import kilder
from .plassfelles import EGNE

_SATS = "praktisk_bistand_under_2_G"


def praktisk_bistand(
    data: Data, valg: Oekonomivalg, aar: int, grunnbeloep: float, koder: Sequence[str]
) -> list[Blokk]:
    """Payment by household income with the municipality's own rates; what is missing is asked for.

    ``grunnbeloep`` is G on 1 January of ``aar``, ``koder`` its sources.
    """
    if not valg.husstander:
        if not valg.bistand_satser and valg.bistand_kostpris is None:
            return []
        return [varsel(f"Oppgi {hva('husstander')} for å se hva de betaler for praktisk bistand.")]
    satser = valg.satser_bistand
    df = me.bistandspotensial(valg.husstand_antall, grunnbeloep, satser, valg.bistand_kostpris)
    med_kost = valg.bistand_kostpris is not None
    rader = [
        [med_enhet(r.inntekt, "kr"), tall(r.i_g, 1), tall(r.antall), tall(r.betaler),
         tall(r.sum_betaler), *([tall(r.sum_udekket)] if med_kost else [])]
        for r in df.itertuples()
    ]  # fmt: skip
    summer = [tall(df[k].sum(skipna=False)) for k in ("sum_betaler", "sum_udekket")]
    rader.append(["I alt", "", tall(df.antall.sum()), "", *summer[: 1 + med_kost]])
    hode = ["Husstandens inntekt", "I G", "Husstander", "Hver betaler, kr i måneden",
            "Alle betaler, kr i året"]  # fmt: skip
    hode += ["Udekket, kr i året"] if med_kost else []
    ut = [
        tabell(
            "praktisk-bistand",
            hode,
            rader,
            tittel=_tittel(df.sum_betaler.sum(skipna=False), df.sum_udekket.sum(skipna=False)),
            kilder=[EGNE, *kilder(data, koder)],
            note=f"G er {med_enhet(grunnbeloep, 'kr')} 1. januar {aar}. Satsene er brukerens egne;"
            " ingen betaler mer enn hjelpen koster.",
            uthev=[len(rader) - 1],
        )
    ]
    return [*ut, *_mangler(data, df)]


def _tittel(betaler: float, udekket: float) -> str:
    if betaler != betaler:  # a rate is missing
        return "Praktisk bistand: hva husstandene betaler, etter inntekt"
    ut = f"Praktisk bistand: husstandene betaler {med_enhet(betaler, 'kr')} i året"
    return ut if udekket != udekket else f"{ut}, og {med_enhet(udekket, 'kr')} er udekket"


def _mangler(data: Data, df: pd.DataFrame) -> list[Blokk]:
    """Ask for the rates that households need; the newest that the data have is told, not used."""
    uten = df.i_g[df.betaler.isna()]
    if uten.empty:
        return []
    felt = hva("bistand_satser")
    if not (uten < 2).any():
        return [varsel(f"{felt} når ikke opp til den høyeste inntekten. Legg til en sats for"
                       " høyere inntekter, for eksempel «over 1500».")]  # fmt: skip
    s = data.satser[(data.satser.sats == _SATS) & data.satser.verdi.notna()]
    nyeste = s.sort_values("gjelder_fra").tail(1)
    kjent = "".join(
        f" Den nyeste i datagrunnlaget er {med_enhet(float(r.verdi), 'kr')} fra"
        f" {str(r.gjelder_fra)[:4]}."
        for r in nyeste.itertuples()
    )
    return [varsel(f"Oppgi høyeste sats under 2 G i {felt}, for eksempel «2 230».{kjent}")]
