"""Chapter that computes the document's own staffing figures again: printed, computed, deviation."""

from functools import lru_cache
from typing import NamedTuple

from ..enheter import med_fortegn, tall
from ..measures.avstemming import (
    Kontroll,
    Slag,
    trykt_endring,
    trykt_forhold,
    trykt_sum,
    trykt_vekst,
)
from ..sources.load import Data
from ..valg_bemanning import Bemanningsvalg, samme_kommune
from ..views.blokker import Blokk, tabell, tekst
from .bemanningsfelles import dokument, dokumenter, kontrollord, serie
from .felles import kilder, tallord

_FIGUR = "figur_8"
_TABELL_12 = {"0219": "Bærum", "ASSS": "ASSS", "0220": "Asker"}
_NOEKKEL_12 = {"0219": "baerum", "ASSS": "asss", "0220": "asker"}
_ALLE_AAR = 2100


class Rad(NamedTuple):
    """One computed figure: where it stands, what it is, how it is got, its check, its sources."""

    hvor: str
    hva: str
    regnestykke: str
    kontroll: Kontroll
    desimaler: int
    kilder: tuple[str, ...]


@lru_cache(maxsize=4)
def kontrollrader(data: Data, komm_nr: str) -> tuple[Rad, ...]:
    """Figures of the municipality's own document that can be computed from others of it."""
    rader = [*_figurer(data, komm_nr), *_tabell_5(data, komm_nr), *_tabell_7(data, komm_nr)]
    rader += [*_fravaer(data, komm_nr), *_tabell_12(data, komm_nr), *_tabell_19(data, komm_nr)]
    return tuple(rader)


def kontroll(data: Data, valg: Bemanningsvalg) -> list[Blokk]:
    """Chapter: each figure as printed, as computed, the deviation, and what it can be."""
    rader = kontrollrader(data, valg.komm_nr)
    if not rader:
        return []
    avvik = [r for r in rader if r.kontroll.slag != Slag.STEMMER]
    mot = [r for r in rader if r.kontroll.slag == Slag.MOTSIGELSE]
    tittel = f"{len(rader) - len(avvik)} av {len(rader)} tall stemmer som trykt"
    if avvik and not mot:
        tittel += f"; de {tallord(len(avvik))} andre kan være avrunding"
    elif mot:
        tittel += f"; {tallord(len(mot))} kan ikke være avrunding"
    return [
        tekst("## Stemmer dokumentets egne tall?"),
        tabell(
            "bemanningskontroll",
            ["Dokumentets tall", "Av", "Regnet", "Trykt", "Avvik"],
            [_celler(r) for r in rader],
            tittel=tittel,
            kilder=kilder(data, [k for r in rader for k in r.kilder]),
            just="llrrl",
            note=_note(avvik),
            uthev=[k for k, r in enumerate(rader) if r in avvik],
        ),
    ]


def _celler(r: Rad) -> list[str]:
    k, des = r.kontroll, r.desimaler
    # A deviation that is printed as nought is none: the computed figure has more decimals.
    avvik = "stemmer"
    if k.slag != Slag.STEMMER:
        avvik = f"{med_fortegn(k.avvik, des)}, {kontrollord(k)}"
    regnet = tall(k.regnet, max(des, 1))
    hva = f"{r.hva[0].upper()}{r.hva[1:]} ({r.hvor[0].lower()}{r.hvor[1:]})"
    return [hva, r.regnestykke, regnet, tall(k.trykt, des), avvik]


def _note(avvik: list[Rad]) -> str:
    ut = (
        "Avviket er regnet minus trykt; et tall stemmer når det er det samme avrundet som trykt."
        " For andeler er 100 det de skal bli til sammen; det er ikke trykt."
    )
    if avvik:
        ut += (
            " «Avrunding» betyr at leddene er trykt avrundet, og at avviket er innenfor det"
            " avrundingen kan gi."
        )
    return ut


def _figurer(data: Data, komm_nr: str) -> list[Rad]:
    """Shares of those present; the shares of the costs are with the costs."""
    d = dokumenter(data, komm_nr, f"{_FIGUR}_")
    d = d[(d.enhet == "prosent") & d.verdi.notna()]
    if d.empty:
        return []
    k = trykt_sum(d.verdi.tolist(), 100, 0)
    kilde = tuple(d.kilde.unique())
    return [Rad("Figur 8", "kompetanse til stede", f"{len(d)} andeler", k, 0, kilde)]


def _tabell_5(data: Data, komm_nr: str) -> list[Rad]:
    d = serie(data, komm_nr, "liggetid_korttid_ordinaer", _ALLE_AAR).set_index("aar")
    t = dokument(data, komm_nr, "liggetid_reduksjon_ordinaer")
    if t is None or t.aar is None or not {t.aar, t.aar - 1} <= set(d.index):
        return []
    foer, naa = d.verdi[t.aar - 1], d.verdi[t.aar]
    # Printed as a reduction: the sign is turned.
    k = trykt_endring(naa, foer, t.verdi)
    stykke = f"{tall(foer, 1)} − {tall(naa, 1)}"
    return [Rad("Tabell 5", f"kortere liggetid i {t.aar}, døgn", stykke, k, 1, (d.kilde[t.aar],))]


def _tabell_7(data: Data, komm_nr: str) -> list[Rad]:
    e, p = (
        serie(data, komm_nr, f"andel_vedtakstimer_{x}", _ALLE_AAR) for x in ("egen_regi", "privat")
    )
    if e.empty or p.empty:
        return []
    a, b = float(e.verdi.iloc[-1]), float(p.verdi.iloc[-1])
    stykke = f"{tall(a, 1)} + {tall(b, 1)}"
    k = trykt_sum([a, b], 100, 1)
    return [Rad("Tabell 7", "kommunal og privat leverandør", stykke, k, 1, (e.kilde.iloc[-1],))]


def _fravaer(data: Data, komm_nr: str) -> list[Rad]:
    ut = []
    for stamme, hvor, hvem in (
        ("sykefravaer", "Tabell 8", "pleie og omsorg"),
        ("sykefravaer_kommunen", "Side 10", "hele kommunen"),
    ):
        i_alt, kort, lang = (
            serie(data, komm_nr, f"{stamme}{x}", _ALLE_AAR).set_index("aar")
            for x in ("", "_korttid", "_langtid")
        )
        for aar in i_alt.index.intersection(kort.index).intersection(lang.index):
            deler = [float(kort.verdi[aar]), float(lang.verdi[aar])]
            k = trykt_sum(deler, float(i_alt.verdi[aar]))
            stykke = " + ".join(tall(x, 1) for x in deler)
            hva = f"sykefravær i {aar}, {hvem}"
            ut.append(Rad(hvor, hva, stykke, k, 1, (i_alt.kilde[aar],)))
        for aar in i_alt.index[1:] if stamme == "sykefravaer" else []:
            t = dokument(data, komm_nr, f"tabell_8_aarlig_endring_{aar}")
            if t is None or aar - 1 not in i_alt.index:
                continue
            foer, naa = float(i_alt.verdi[aar - 1]), float(i_alt.verdi[aar])
            k = trykt_endring(foer, naa, t.verdi)
            stykke = f"{tall(naa, 1)} − {tall(foer, 1)}"
            ut.append(
                Rad(hvor, f"endring i {aar}, prosentpoeng", stykke, k, 1, (i_alt.kilde[aar],))
            )
    return ut


def _tabell_12(data: Data, komm_nr: str) -> list[Rad]:
    """Refugees settled per 1000: growth of the three; of the municipality's own document."""
    if "0219" not in samme_kommune(data, komm_nr):
        return []
    o = data.observasjoner  # of two others too
    o = o[(o.indikator == "bosatte_flyktninger_per_1000") & o.verdi.notna()]
    ut = []
    for kode, navn in _TABELL_12.items():
        d = o[o.komm_nr == kode].set_index("aar")
        for aar in sorted(int(a) for a in d.index):
            t = dokument(data, komm_nr, f"tabell_12_endring_bosatte_{_NOEKKEL_12[kode]}_{aar}")
            if t is None or aar - 1 not in d.index:
                continue
            foer, naa = float(d.verdi[aar - 1]), float(d.verdi[aar])
            k = trykt_vekst(foer, naa, t.verdi)
            stykke = f"{tall(naa, 1)} / {tall(foer, 1)} − 1"
            hva = f"bosatte flyktninger i {navn}, vekst i {aar}, prosent"
            ut.append(Rad("Tabell 12", hva, stykke, k, 1, (str(d.kilde[aar]),)))
    return ut


def _tabell_19(data: Data, komm_nr: str) -> list[Rad]:
    verk, antall, trykt = (
        serie(data, komm_nr, i, _ALLE_AAR).set_index("aar")
        for i in ("programraadgivere_aarsverk", "deltakere_introprogram",
                  "deltakere_per_programraadgiver")
    )  # fmt: skip
    ut = []
    for aar in trykt.index.intersection(verk.index).intersection(antall.index):
        t, n = float(antall.verdi[aar]), float(verk.verdi[aar])
        if n <= 0:
            continue
        k = trykt_forhold(t, n, float(trykt.verdi[aar]))
        stykke = f"{tall(t)} / {tall(n, 2)}"
        koder = (verk.kilde[aar], antall.kilde[aar])
        ut.append(Rad("Tabell 19", f"deltakere per rådgiver i {aar}", stykke, k, 0, koder))
    return ut
