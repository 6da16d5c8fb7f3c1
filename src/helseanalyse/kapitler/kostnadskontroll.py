"""Chapter on Bærum's tables 12-20 of 2017: what can be computed again, and what is lost."""

from collections.abc import Iterable

import pandas as pd

from ..enheter import endring, med_enhet, som_trykt, tall
from ..measures import kostnadsserie as ks
from ..measures.enhetskostnad import enhetskostnad
from ..measures.nivaa import relativt_nivaa
from ..sources.load import Data
from ..valg_effektivitet import Effektvalg
from ..views.blokker import Blokk, tabell, tekst
from .felles import kilder

KODER = {"0219", "3024", "3201"}
_STEDER = {
    "baerum": ("0219", "Bærum"),
    "asss": ("ASSS", "ASSS-snittet"),
    "asker": ("0220", "Asker"),
}
_T12 = "tabell_12_endring"
_BARE_VEKST = (
    (f"{_T12}_netto_per_innbygger_baerum", "12", "Introordningen, netto per innbygger, Bærum"),
    (f"{_T12}_netto_per_innbygger_asss", "12", "Det samme, ASSS-snittet"),
    (f"{_T12}_netto_per_innbygger_asker", "12", "Det samme, Asker"),
    (f"{_T12}_brutto_per_mottaker_baerum", "12", "Introordningen, brutto per mottaker, Bærum"),
    (f"{_T12}_brutto_per_mottaker_asss", "12", "Det samme, ASSS-snittet"),
    (f"{_T12}_brutto_per_mottaker_asker", "12", "Det samme, Asker"),
    ("boliger_netto_driftsutgifter_endring", "13", "Boliger psykisk helse, netto driftsutgifter"),
    ("legevakt_netto_per_innbygger_endring", "16", "Legevakten, netto per innbygger"),
)
_MANGLER = (
    "**Tabell 13 og 14** (boliger og kjøp av plasser i psykisk helse): beløp, beboere, plasser og"
    " vedtakstimer er gått tapt, så kostnad per beboer, per vedtakstime og per plass kan ikke"
    " regnes ut.",
    "**Tabell 16** (legevakten): beløp og innbyggere er gått tapt; bare veksten står igjen.",
    "**Tabell 17** (tilrettelagt arbeid): ingen tall er igjen.",
    "**Tabell 18 og 20** (introduksjonsordningen og migrasjonshelse, i 2014-kroner): beløpene er"
    " gått tapt. Dokumentet sier ikke hvilken prisindeks det brukte.",
)


def baerums_tabeller(data: Data, valg: Effektvalg) -> list[Blokk]:
    """Chapter: printed growth against printed figures, real growth, and what is lost."""
    d = data.dokumenttall[data.dokumenttall.dokument == "baerum"]
    if valg.komm_nr not in KODER or d.empty:
        return []
    v = d.set_index("nokkel")
    return [
        tekst("## Stemmer enhetskostnadene i Bærums virksomhetsanalyse?"),
        _kontroll(data, v),
        *_real(data, v),
        tekst("Dette kan ikke kontrolleres:\n\n" + "\n".join(f"- {m}" for m in _MANGLER)),
    ]


def bosatte(data: Data, v: pd.DataFrame) -> pd.DataFrame:
    """Table 12, refugees settled per 1000: ``sted``, ``aar``, ``foer``, ``etter``, growth twice.

    ``regnet`` is computed from the printed figures, ``trykt`` the printed growth, per cent.
    """
    o = data.observasjoner
    o = o[o.indikator == "bosatte_flyktninger_per_1000"].set_index(["komm_nr", "aar"]).verdi
    rader = [
        {"sted": navn, "aar": aar, "foer": o[kode, aar - 1], "etter": o[kode, aar],
         "regnet": relativt_nivaa(o[kode, aar], o[kode, aar - 1]),
         "trykt": float(v.verdi[f"tabell_12_endring_bosatte_{sted}_{aar}"])}
        for aar in (2014, 2015)
        for sted, (kode, navn) in _STEDER.items()
    ]  # fmt: skip
    return pd.DataFrame(rader)


def bare_vekst(data: Data, v: pd.DataFrame) -> pd.DataFrame:
    """Printed growth whose amounts are lost, deflated: ``tabell``, ``hva``, ``aar``, per cents.

    ``trykt`` is nominal, ``pris`` the kommunal deflator's and ``real`` the growth beyond it.
    """
    pris = ks.deflator(data.satser).set_index("aar").verdi
    rader = []
    for start, nr, hva in _BARE_VEKST:
        for r in v[v.index.str.startswith(start)].sort_values("aar").itertuples():
            p = float(pris[int(r.aar)])
            rader.append({"tabell": nr, "hva": hva, "aar": int(r.aar), "trykt": r.verdi, "pris": p,
                          "real": ks.realvekst(r.verdi, p), "kilde": r.kilde})  # fmt: skip
    return pd.DataFrame(rader)


def _kontroll(data: Data, v: pd.DataFrame) -> Blokk:
    """Growth and ratios whose figures survive, computed again."""
    b, o = bosatte(data, v), data.observasjoner
    rader = [
        ["12", f"Bosatte flyktninger per 1000, {r.sted}, {r.aar}",
         f"{tall(r.foer, 1)} → {tall(r.etter, 1)}", endring(r.regnet), endring(r.trykt),
         _dom(r.regnet, r.trykt, 1)]
        for r in b.itertuples()
    ]  # fmt: skip
    o = o[(o.komm_nr == "0219") & o.aar.isin([2015, 2016])].set_index(["indikator", "aar"])
    for aar in (2015, 2016):
        ut, andel = o.verdi["brukere_avsluttede_vedtak", aar], v.verdi[f"avsluttede_andel_{aar}"]
        rader.append(
            ["15", f"Brukere i psykisk helse ambulerende, {aar}",
             f"{tall(ut)} avsluttede er {tall(andel)}\u00a0%",
             f"om lag {tall(enhetskostnad(100 * ut, andel))} brukere", "–", "tallet er gått tapt"]
        )  # fmt: skip
    deltakere, planlagt = (
        o.verdi["deltakere_introprogram", 2016],
        v.verdi["introdeltakere_forutsatt"],
    )
    rader.append(
        ["18", "Kostnad per introdeltaker når utgiftene er som forutsatt, 2016",
         f"{tall(planlagt)} deltakere ble {tall(deltakere)}",
         endring(relativt_nivaa(planlagt, deltakere)), "–",
         "en grunn til at målet ikke ble nådd"]
    )  # fmt: skip
    verk, trykt = (
        o.verdi["programraadgivere_aarsverk", 2016],
        o.verdi["deltakere_per_programraadgiver", 2016],
    )
    per = enhetskostnad(deltakere, verk)
    rader.append(
        ["19", "Deltakere per programrådgiver, 2016", f"{tall(deltakere)} / {tall(verk, 2)}",
         tall(per, 1), tall(trykt), _dom(per, trykt, 0)]
    )  # fmt: skip
    brukt = ["baerum-2017-tabell-12", "baerum-2017-tabell-15", "baerum-2017-tabell-18",
             "baerum-2017-tabell-19"]  # fmt: skip
    like = sum(r[-1] == "stemmer" for r in rader)
    trykte = sum(r[-2] != "–" for r in rader)
    return tabell(
        "baerum-kontroll",
        ["Tabell", "Hva", "Av", "Regnet", "Trykt", "Resultat"],
        rader,
        tittel=f"{like} av {trykte} trykte tall stemmer når de regnes på nytt",
        kilder=kilder(data, brukt),
        just="lllrrl",
        note="Veksten er regnet av tallene slik de er trykt, med én desimal, og stemmer når den er"
        " lik på en halv trykt enhet.",
    )


def _dom(regnet: float | None, trykt: float, desimaler: int) -> str:
    return "stemmer" if regnet is not None and som_trykt(regnet, trykt, desimaler) else "avviker"


def _real(data: Data, v: pd.DataFrame) -> list[Blokk]:
    """Printed growth, and what is left of it when the price growth is taken out."""
    df = bare_vekst(data, v)
    rader = [
        [r.tabell, r.hva, str(r.aar), endring(r.trykt), endring(r.pris), endring(r.real)]
        for r in df.itertuples()
    ]
    legevakt = df[df.tabell == "16"]
    i_alt = [_samlet(legevakt[k]) for k in ("trykt", "pris", "real")]
    rader.append(["16", "Legevakten, samlet", "2014–2016", *(endring(x) for x in i_alt)])
    boliger = df[df.tabell == "13"].iloc[0]
    return [
        tabell(
            "baerum-realvekst",
            ["Tabell", "Hva", "År", "Trykt vekst", "Prisvekst", "Realvekst"],
            rader,
            tittel=f"Netto driftsutgifter til boligene økte {med_enhet(boliger.trykt, 'prosent')} i"
            f" {boliger.aar}, men falt {med_enhet(-boliger.real, 'prosent')} reelt",
            kilder=kilder(data, [*df.kilde, *ks.deflator(data.satser).kilde]),
            just="lllrrr",
            uthev=[len(rader) - 1],
            note="Beløpene er gått tapt, så den trykte veksten kan ikke kontrolleres. Realveksten"
            " er regnet med kommunal deflator (annenhånds), som ikke er med i dokumentet. Teksten"
            " sier at 1,4 prosent «i realiteten betyr en realnedgang», og at legevakten fra 2014"
            " til 2016 økte mindre enn konsumprisindeksen; den indeksen er ikke i datagrunnlaget.",
        )
    ]


def _samlet(vekst: Iterable[float]) -> float:
    """Growth over all the years, per cent, from that of each."""
    nivaa = 1.0
    for g in vekst:
        nivaa *= 1 + g / 100
    return 100 * (nivaa - 1)
