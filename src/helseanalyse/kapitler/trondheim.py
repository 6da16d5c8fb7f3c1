"""Chapter on Trondheim's plan for 2021-2024: what is known of places and prices, what is not."""

import pandas as pd

from ..enheter import med_enhet, tall
from ..measures.avstemming import Slag, trykt_sum
from ..measures.kroner import aarlig_vekst, delaarseffekt, enhetspriser
from ..measures.planlagt import endring_over_tid, endringer_fra_tiltak
from ..sources.load import Data
from ..valg import Plassvalg
from ..views.blokker import Blokk, tabell, tekst
from .felles import kilder, spenn

_KODER = {"5001", "1601"}
_PLAN, _FRA, _TIL = "trondheim_2021_2024", 2021, 2024
_UTEN = "Antallet plasser står ikke i teksten (tabell 13-4 mangler)"
# Two rows of houses have their number, and say in the key alone what happens.
_HUS = {
    "plasser_avvikles_reier_soebstads_veg": ("Botilbudet i Reier Søbstads veg avvikles", "færre"),
    "plasser_dragvoll": ("Dragvoll ferdigstilles", ""),
}
_PUNKT_5 = ("kveld_og_natt", "omfattende_hjelpebehov_2024", "grunnbemanning_2024")


def trondheim(data: Data, valg: Plassvalg) -> list[Blokk]:
    """Chapter: the plan's places house by house, and its figures checked; Trondheim only."""
    d = data.dokumenttall[data.dokumenttall.dokument == "trondheim"]
    t = data.tiltak[data.tiltak.plan == _PLAN]
    if valg.komm_nr not in _KODER or d.empty or t.empty:
        return []
    return [
        tekst("## Hva sier Trondheims plan for 2021–2024?"),
        *_plasser(data, d, t),
        _regnestykker(data, d.set_index("nokkel"), t),
    ]


def _plasser(data: Data, d: pd.DataFrame, t: pd.DataFrame) -> list[Blokk]:
    """Openings and closings by year: the number that is printed, and those that are not."""
    v = d.set_index("nokkel").verdi
    e = endringer_fra_tiltak(t, _FRA, _TIL)
    band = endring_over_tid(e, _FRA - 1, _TIL).set_index("aar")
    hus = d[d.nokkel.str.startswith("plasser_")].sort_values("aar", na_position="last")
    uten = int(hus.verdi.isna().sum())
    i_alt = f"{tall(v['nye_plasser_2021_2024'])} flere"
    rader = [["Sykehjem og heldøgns omsorg i alt", f"{_FRA}–{_TIL}", i_alt]]
    rader += [_husrad(r) for r in hus.itertuples()]
    kroner = med_enhet(v["nye_plasser_kostnad_2021_2024"], "mill kr", 0)
    return [
        tekst(
            f"Planen gir {i_alt} plasser i {_FRA}–{_TIL} for {kroner}. Hvor mange som kommer hvert"
            f" år, er ikke kjent: ved utgangen av {_FRA} kan det være fra {tall(band.lav[_FRA])}"
            f" til {tall(band.hoey[_FRA])}; først i {_TIL} er det sikkert {tall(band.lav[_TIL])}."
            " Tabell 13-4, med plassene hvert år, mangler i teksten planen er lest av. Heller ikke"
            " hvor mange plasser kommunen hadde fra før, eller hvor mange den regnet med å trenge,"
            " står der. Derfor kan det ikke sies om planen dekker behovet."
        ),
        tabell(
            "trondheim-plasser",
            ["Hva som skjer", "År", "Plasser"],
            rader,
            tittel=f"{i_alt} plasser i alt, men for {uten} av {len(hus)} hus mangler tallet",
            kilder=kilder(data, [*hus.kilde, *t.kilde[t.nr == "2"]]),
            just="lrl",
            note="Plassene på Charlottenlund og Bromstad flyttes til Dragvoll, så økningen der er"
            " mindre enn tallet.",
            uthev=[0],
        ),
    ]


def _husrad(r: object) -> list[str]:
    nokkel, aar, verdi, merknad = (getattr(r, k) for k in ("nokkel", "aar", "verdi", "merknad"))
    hva, hvordan = _HUS.get(nokkel, (str(merknad).split(". " + _UTEN)[0], ""))
    hva = hva.removesuffix("; året står ikke i teksten")
    plasser = "ukjent" if pd.isna(verdi) else f"{tall(verdi)} {hvordan}".strip()
    return [hva, "ukjent" if pd.isna(aar) else str(aar), plasser]


def _regnestykker(data: Data, d: pd.DataFrame, t: pd.DataFrame) -> Blokk:
    """The plan's own figures, computed again and held against what is printed."""
    v, p = d.verdi, enhetspriser(t)
    en, to = (p[p.nr == nr].iloc[0] for nr in ("1", "2"))
    per_verk = p.mill_per_aarsverk.dropna()
    deler = [float(v[f"punkt_5_{k}"]) for k in _PUNKT_5]
    punkt5 = trykt_sum(deler, float(v["punkt_5_sum_trykt"]))
    halvt = delaarseffekt(float(v["vistamar_helaarseffekt"]), 6)
    foer, etter = d.loc["bpa_2009"], d.loc["bpa_2020"]
    vekst = aarlig_vekst(foer.verdi, etter.verdi, int(etter.aar) - int(foer.aar))
    rader = [
        ["Punkt 1: pris per årsverk", f"{tall(en.effekt_mill_kr, 1)} mill. / {tall(en.aarsverk)}",
         f"{tall(en.mill_per_aarsverk, 3)} mill. kr", "–"],
        ["Alle punkter med årsverk: pris per årsverk", f"{len(per_verk)} punkter",
         f"{spenn(per_verk.min(), per_verk.max(), 2)} mill. kr", "–"],
        ["Punkt 2: pris per plass", f"{tall(to.effekt_mill_kr)} mill. / {tall(to.plasser)}",
         f"{tall(to.mill_per_plass, 3)} mill. kr", "–"],
        ["Punkt 3: brukerstyrt personlig assistanse, vekst i året",
         f"{tall(foer.verdi)} mill. i {foer.aar}, {tall(etter.verdi)} i {etter.aar} (prognose)",
         f"{tall(vekst, 1)}\u00a0%", "–"],
        ["Punkt 5: sum", " + ".join(tall(x, 1) for x in deler),
         f"{tall(punkt5.regnet, 1)} mill. kr",
         f"{tall(punkt5.trykt, 1)}: avviker med {tall(abs(punkt5.avvik), 1)}"],
        ["Punkt 27: virkning av et halvt år", f"{tall(v['vistamar_helaarseffekt'])} mill. · 6/12",
         f"{tall(halvt, 1)} mill. kr", f"{tall(v['vistamar_halvaarseffekt'], 1)}: stemmer"],
    ]  # fmt: skip
    brukt = [en.nr, to.nr, *p.nr]
    koder = [*t.kilde[t.nr.isin(brukt)], foer.kilde, d.kilde["punkt_5_sum_trykt"],
             d.kilde["vistamar_halvaarseffekt"]]  # fmt: skip
    seks = float(t.loc[t.nr == "6", "effekt_mill_kr"].iloc[0])
    med_seks = (
        f" Legges {tall(seks)} mill. fra punkt 6 til delene i punkt 5, blir summen den trykte;"
        " planen sier ikke at det er slik."
        if trykt_sum([*deler, seks], punkt5.trykt).slag == Slag.STEMMER
        else ""
    )
    return tabell(
        "trondheim-regnestykker",
        ["Punkt i planen", "Av", "Regnet", "Trykt"],
        rader,
        tittel=f"Punkt 5 er trykt som {tall(punkt5.trykt, 1)} mill. kr; delene gir"
        f" {tall(punkt5.regnet, 1)}",
        kilder=kilder(data, koder),
        just="llrl",
        note=f"Beløpene er i planens priser.{med_seks}",
    )
