"""A small made-up country in a store: what any municipality's page rests on, small enough to count.

Twelve municipalities in two counties with population by one-year age, a projection, and KOSTRA
figures for 2023-2025; one of them was merged in 2024. No figure is a real municipality's.
"""

from pathlib import Path

import pandas as pd

from helseanalyse.sources.lager import Lager

NAVN = {
    "8101": "Askvik", "8102": "Bjerka", "8103": "Dalen", "8104": "Elvheim", "8105": "Fagerås",
    "8106": "Granli", "8201": "Havøy", "8202": "Indrelid", "8203": "Jordet", "8204": "Kvernes",
    "8205": "Lundvik", "8206": "Åsmark",
}  # fmt: skip
FOER = {"8190": "Gammelvik", "8191": "Nordre Askvik"}  # became 8101 in 2024
FOLKETALL = {kode: 2000 + 900 * nr for nr, kode in enumerate(NAVN)}
FOLKETALL |= {"8190": 1200, "8191": 800}
AAR = (2023, 2024, 2025)
KILDE = "ssb-lite-2026-06-15"
# Where there are more alternatives, an older projection, and how much it misses by per year.
ELDRE = {"8101": None, "8102": 0.02, "8103": -0.01, "8104": 0.0}
SPRIK = {"LLML-2026": -0.01, "HHMH-2026": 0.01}
GRUPPER = {"EKG05": ["8101", "8102", "8103", "8201"], "EKG07": ["8104", "8105", "8202"]}


def i_bruk(kode: str, aar: int) -> bool:
    return aar < 2024 if kode in FOER else aar >= 2024 or kode != "8101"


def i_alder(kode: str, alder: int, aar: int) -> int:
    """Persons of an age on 1 January: the larger the number, the older the municipality."""
    folk, nr = FOLKETALL[kode], int(kode[-1])
    vekt = 1.0 if alder < 67 else 0.5 + 0.05 * nr if alder < 80 else 0.25 + 0.02 * nr
    return round(folk * vekt / 80 * (1 + 0.02 * (aar - 2026) * (alder >= 80)))


def over_80(kode: str, aar: int) -> int:
    return sum(i_alder(kode, a, aar) for a in range(80, 100))


def i_alternativ(kode: str, alder: int, aar: int, alternativ: str) -> int:
    """Persons of an age in an alternative: from 80 on it parts from the main one year by year."""
    sprik = SPRIK.get(alternativ, 0.0) * (aar - 2026) * (alder >= 80)
    return round(i_alder(kode, alder, aar) * (1 + sprik))


def framskrevet_2020(kode: str, aar: int) -> int:
    """Persons aged 80+ as projected from 2020, where there is such a projection."""
    return round(over_80(kode, aar) * (1 + (ELDRE[kode] or 0.0) * (aar - 2020)))


def plasser(kode: str, aar: int) -> int:
    return round(over_80(kode, aar + 1) * (0.14 + 0.01 * int(kode[-1])))


def mottakere(kode: str, aar: int) -> dict[str, int]:
    """Users of home services by age group: a share of the people of 1 January the year after."""
    andel, folk = 0.3 + 0.01 * int(kode[-1]), FOLKETALL[kode]
    return {"0–66": folk // 80, "67–79": folk // 100, "80+": round(andel * over_80(kode, aar + 1))}


def _omsorg(kode: str, aar: int) -> list[dict]:
    """Figures on home services and institutions that only the need page asks for."""
    nr, m, p = int(kode[-1]), mottakere(kode, aar), plasser(kode, aar)
    tall = (
        ("mottakere_hjemmetjenester", sum(m.values()), "personer"),
        ("mottakere_hjemmetjenester_0_66", m["0–66"], "personer"),
        ("mottakere_hjemmetjenester_80_pluss", m["80+"], "personer"),
        ("beboere_bolig_heldoegns_bemanning", 10 + nr, "personer"),
        ("oppholdsdoegn_institusjon", 360 * p, "døgn"),
        ("belegg_institusjon", 100 * 360 / 365, "prosent"),
        ("aarsverk_per_bruker_omsorg", 0.5 + 0.01 * nr, "årsverk per bruker"),
        ("netto_driftsutg_omsorg", 25 * FOLKETALL[kode] + 10_000 + 100 * nr, "1000 kr"),
        ("utgifter_omsorg_per_innbygger", 30_000 + 500 * nr + 1000 * (aar - 2023), "kr"),
        ("utgifter_per_institusjonsplass", 1_000_000 + 10_000 * nr + 20_000 * (aar - 2023), "kr"),
        ("utgifter_per_oppholdsdoegn_institusjon", 3_000 + 100 * nr + 150 * (aar - 2023), "kr"),
        (
            "netto_driftsutg_f254_hjemmeboende",
            sum(m.values()) * (300 + 5 * nr + 12 * (aar - 2023)),
            "1000 kr",
        ),
        (
            "korr_brutto_driftsutg_f254_hjemmeboende",
            sum(m.values()) * (340 + 5 * nr + 16 * (aar - 2023)),
            "1000 kr",
        ),
        ("netto_driftsutg_f253_institusjon", p * (850 + 30 * (aar - 2023)), "1000 kr"),
    )
    return [_observasjon(kode, aar, *t) for t in tall]


def _observasjon(kode: str, aar: int, indikator: str, verdi: float, enhet: str) -> dict:
    status = "foreloepig" if aar == 2025 else "maalt"
    felt = {"komm_nr": kode, "aar": aar, "indikator": indikator, "verdi": float(verdi)}
    return felt | {"enhet": enhet, "status": status, "kilde": KILDE}


def observasjoner() -> pd.DataFrame:
    rader = []
    for kode in (*NAVN, *FOER):
        nr = int(kode[-1])
        for aar in AAR:
            if not i_bruk(kode, aar):
                continue
            p = plasser(kode, aar)
            rader += _omsorg(kode, aar)
            rader += [
                _observasjon(kode, aar, "plasser_institusjon", p, "plasser"),
                _observasjon(kode, aar, "plasser_sykehjem", p - nr, "plasser"),
                _observasjon(kode, aar, "beboere_institusjon", p - 1, "personer"),
                _observasjon(kode, aar, "dekningsgrad_hjemmetjenester_80_pluss",
                             25 + nr + (aar - 2023), "prosent"),
                _observasjon(kode, aar, "frie_inntekter_per_innbygger", 70_000 + 500 * nr, "kr"),
            ]  # fmt: skip
    for region, hjelp in (("EAK", 31.0), ("EAKUO", 32.0), ("EKA81", 30.0), ("EKG05", 29.5)):
        rader += [
            _observasjon(region, a, "dekningsgrad_hjemmetjenester_80_pluss", hjelp, "prosent")
            for a in AAR
        ]
        plass = 1_000_000 + 10_000 * hjelp
        rader += [
            _observasjon(region, a, "utgifter_per_institusjonsplass", plass, "kr") for a in AAR
        ]
    return pd.DataFrame(rader)


def befolkning() -> pd.DataFrame:
    rader = []
    for kode in (*NAVN, *FOER):
        aar = [(a, "faktisk") for a in (2024, 2025, 2026) if i_bruk(kode, a)]
        if kode in NAVN:
            navn = ["MMMM-2026", *(SPRIK if kode in ELDRE else [])]
            aar += [(a, n) for n in navn for a in range(2026, 2041)]
        rader += [
            {"komm_nr": kode, "aar": a, "kjoenn": "begge", "alder_fra": alder,
             "alder_til": alder if alder < 99 else None, "alternativ": alternativ,
             "personer": float(i_alternativ(kode, alder, a, alternativ)), "kilde": KILDE,
             "status": "maalt" if alternativ == "faktisk" else "beregnet"}
            for a, alternativ in aar
            for alder in range(100)
        ]  # fmt: skip
    return pd.concat([pd.DataFrame(rader), _eldre()], ignore_index=True)


def _eldre() -> pd.DataFrame:
    """People aged 80+ in one group: actual before 2024, and projected from 2020."""
    rader = [
        {"komm_nr": kode, "aar": aar, "kjoenn": "begge", "alder_fra": 80, "alder_til": None,
         "alternativ": alternativ, "personer": float(antall(kode, aar)), "kilde": KILDE,
         "status": "maalt" if alternativ == "faktisk" else "beregnet"}
        for kode, feil in ELDRE.items() if feil is not None
        for alternativ, til, antall in (("faktisk", 2023, over_80),
                                        ("MMMM-2020", 2026, framskrevet_2020))
        for aar in range(2020, til + 1)
    ]  # fmt: skip
    return pd.DataFrame(rader)


def kommuner() -> pd.DataFrame:
    def rad(kode: str, navn: str, slag: str, fra: int | None, til: int | None) -> dict:
        felt = {"komm_nr": kode, "navn": navn, "type": slag, "kilde": KILDE}
        return felt | {"gjelder_fra": fra, "gjelder_til": til}

    rader = [rad(k, n, "kommune", 2024 if k == "8101" else 2020, None) for k, n in NAVN.items()]
    rader += [rad(k, n, "kommune", 2020, 2023) for k, n in FOER.items()]
    rader += [
        rad("EAKUO", "Landet uten Oslo", "landet", None, None),
        rad("EKA81", "Fylket Vest", "fylke", None, None),
        rad("EKG05", "KOSTRA-gruppe 5", "gruppe", None, None),
    ]
    return pd.DataFrame(rader)


def rammer() -> dict[str, pd.DataFrame]:
    endringer = [
        {"fra_komm_nr": k, "til_komm_nr": "8101", "aar": 2024, "type": "sammenslaaing",
         "kilde": KILDE}
        for k in FOER
    ]  # fmt: skip
    grupper = [
        {"komm_nr": k, "gruppe": g, "gjelder_fra": 2020, "gjelder_til": None, "kilde": KILDE}
        for g, koder in GRUPPER.items()
        for k in koder
    ]
    kilde = {
        "kilde": KILDE, "tittel": "Oppdiktede tall", "utgiver": "Prøven", "sted": "tabell 00000",
        "dato": "2026-06-15", "hentet": "2026-11-20", "lisens": "CC0", "metode": "tabell",
    }  # fmt: skip
    return {
        "observasjoner": observasjoner(),
        "befolkning": befolkning(),
        "kommuner": kommuner(),
        "kommuneendringer": pd.DataFrame(endringer),
        "kostragrupper": pd.DataFrame(grupper),
        "kilder": pd.DataFrame([kilde]),
    }


def fyll(mappe: Path) -> Path:
    """A store with it all."""
    lager = Lager(mappe)
    with lager.skrivelaas():
        lager.skriv(rammer())
    return mappe
