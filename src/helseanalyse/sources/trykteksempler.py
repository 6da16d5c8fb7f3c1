"""Published tables of the example data, as they are printed, for the consistency auditor."""

import csv
import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from ..ressurser import ressursmappe
from ..trykt import Trykttabell
from .trykttabell import trykt_av_rader

_Rad = dict[str, str]
_AAR = ["2013", "2014", "2015", "2016"]
_STED = {"baerum": "Bærum", "asss": "ASSS", "asker": "Asker"}
_BOKSTAVER = (("ae", "æ"), ("(?<!b)oe", "ø"), ("aa", "å"))  # «beboere» has no ø


@dataclass(frozen=True)
class Eksempel:
    """A published table: its name in choices, what it is called, its sources, how it is read."""

    navn: str
    tittel: str
    kilder: tuple[str, ...]
    les: Callable[[], Trykttabell]


@lru_cache(maxsize=64)
def eksempeltabell(navn: str) -> Trykttabell:
    """Return the published table of that name; :data:`EKSEMPLER` has them all."""
    return EKSEMPLER[navn].les()


def _rader(fil: str) -> list[_Rad]:
    """Rows of a transcribed file as text, with the declared corrections done."""
    mappe = ressursmappe("data")
    with (mappe / "kilde" / f"{fil}.csv").open(encoding="utf-8", newline="") as inn:
        rader = list(csv.DictReader(inn))
    alle = tomllib.loads((mappe / "korreksjoner.toml").read_text(encoding="utf-8"))
    for k in alle["korreksjon"]:
        if Path(k["fil"]).stem == fil:
            for r in rader:
                if all(r.get(n) == v for n, v in k["rad"].items()) and r[k["felt"]] == k["fra"]:
                    r[k["felt"]] = str(k["til"])
    return rader


def _ord(nokkel: str) -> str:
    """Words of a key: ``storkjoekken_salg`` -> ``Storkjøkken salg``."""
    ut = nokkel.replace("_", " ")
    for fra, til in _BOKSTAVER:
        ut = re.sub(fra, til, ut)
    return ut[:1].upper() + ut[1:]


def _trondheim() -> Trykttabell:
    """The plan's points by year; sub-amounts under their point."""
    aar = ["2021", "2022", "2023", "2024", ""]
    tabell: dict[tuple[str, str], _Rad] = {}
    for r in _rader("trondheim_2020_tiltak"):
        tabell.setdefault((r["nr"], r["tiltak"]), {})[r["aar"]] = r["effekt_mill_kr"]
    # The year at the end of the plan, or the amount printed for the plan as a whole.
    rader = [
        [f"{nr} {tiltak}", *(b.get(a, "") for a in aar), b.get("2024") or b.get("", "")]
        for (nr, tiltak), b in tabell.items()
    ]
    hode = ["Tiltak", *aar[:4], "Uten år", "2024 eller uten år"]
    return trykt_av_rader("Trondheim 2021–2024: tiltak, mill. kr", hode, rader)


def _tabell_2() -> Trykttabell:
    rader = [[_ord(r["post"]), *(r[a] for a in _AAR), r["andel_2016"]]
             for r in _rader("baerum_2017_tabell_2")]  # fmt: skip
    vekst = {r["aar"]: r["verdi"] for r in _rader("baerum_2017_tabell_2_vekst")}
    rader.append(["Årlig vekst, prosent", *(vekst.get(a, "") for a in _AAR), ""])
    tekst = "Sykelønnsrefusjonen gikk ned med 6 prosent fra 2015 til 2016."
    return trykt_av_rader(
        "Bærum 2017: tabell 2", ["Inntekter", *_AAR, "Andel 2016"], rader, tekst=tekst
    )


def _serie(navn: str, indikatorer: Iterable[str], aar: list[str], tekst: str = "") -> Trykttabell:
    """Table of some of Bærum's series by year."""
    alle = {r["indikator"]: r for r in _rader("baerum_2017_tidsserier") if r["komm_nr"] == "0219"}
    rader = [[_ord(i), *(alle[i][a] for a in aar), alle[i]["enhet"]] for i in indikatorer]
    return trykt_av_rader(navn, ["Indikator", *aar, "Enhet"], rader, tekst=tekst)


def _fravaer(indikator: str, aar: list[str]) -> list[list[str]]:
    """Sick leave in all, short and long."""
    alle = {r["indikator"]: r for r in _rader("baerum_2017_tidsserier") if r["komm_nr"] == "0219"}
    deler = (("Sykefravær i alt", ""), ("Korttid", "_korttid"), ("Langtid", "_langtid"))
    return [[navn, *(alle[indikator + del_][a] for a in aar)] for navn, del_ in deler]


def _sykefravaer() -> Trykttabell:
    hode = ["Prosent av arbeidstid", *_AAR[1:]]
    return trykt_av_rader(
        "Bærum 2017: sykefravær", hode, _fravaer("sykefravaer_kommunen", _AAR[1:])
    )


def _tabell_8() -> Trykttabell:
    rader = _fravaer("sykefravaer", _AAR)
    endring = {r["aar"]: r["verdi"] for r in _rader("baerum_2017") if "tabell_8_" in r["nokkel"]}
    rader.append(["Årlig endring", *(endring.get(a, "") for a in _AAR)])
    return trykt_av_rader("Bærum 2017: tabell 8", ["Prosent av arbeidstid", *_AAR], rader)


def _tabell_9() -> Trykttabell:
    rader = [
        [r["tiltak"], r["ikke_gjennomfoerbart_mill_kr"]]
        for r in _rader("baerum_2017_tiltak")
        if r["ikke_gjennomfoerbart_mill_kr"]
    ]
    (sum_,) = [r["verdi"] for r in _rader("baerum_2017") if "tabell_9_sum" in r["nokkel"]]
    hode = ["Tiltak", "Ikke gjennomførbart, mill. kr"]
    return trykt_av_rader("Bærum 2017: tabell 9", hode, [*rader, ["Sum", sum_]])


def _tabell_12() -> Trykttabell:
    steder = {"0219": "baerum", "ASSS": "asss", "0220": "asker"}
    v = {r["nokkel"]: r["verdi"] for r in _rader("baerum_2017")}
    rader = []
    for r in _rader("baerum_2017_tidsserier"):
        if r["indikator"] == "bosatte_flyktninger_per_1000":
            sted = steder[r["komm_nr"]]
            endring = [f"{v[f'tabell_12_endring_bosatte_{sted}_{a}']} %" for a in _AAR[1:3]]
            rader.append([_STED[sted], *(r[a] for a in _AAR[:3]), *endring])
    hode = ["Bosatte flyktninger per 1000", *_AAR[:3], "Endring til 2014", "Endring til 2015"]
    return trykt_av_rader("Bærum 2017: tabell 12", hode, rader)


def _figur(nr: int) -> Trykttabell:
    start = f"figur_{nr}_"
    rader = [
        [_ord(r["nokkel"].removeprefix(start)), r["verdi"], r["enhet"]]
        for r in _rader("baerum_2017_figurer")
        if r["nokkel"].startswith(start) and "etikett" not in r["nokkel"]
    ]
    return trykt_av_rader(f"Bærum 2017: figur {nr}", ["Post", "Verdi", "Enhet"], rader)


def _nordre_follo() -> Trykttabell:
    aar = ["2026", "2027", "2028", "2029"]
    rader = [
        [f"{r['nr']} {r['tiltak']}", *(r[a] for a in aar)]
        for r in _rader("nordre_follo_2025_tiltak")
        if r["status"] == "anbefalt"
    ]
    v = {r["nokkel"]: r["verdi"].replace(".", ",") for r in _rader("nordre_follo_2025")}
    tekst = (
        f"Anbefalt sum er {v['anbefalt_sum_2026']} mill. kr i 2026."
        f" Anbefalt sum er {v['anbefalt_sum_2028']} mill. kr i 2028."
    )
    return trykt_av_rader(
        "Nordre Follo 2025: anbefalte tiltak, mill. kr", ["Tiltak", *aar], rader, tekst=tekst
    )


def _refusjon() -> Trykttabell:
    rader = [[_ord(r["post"]), r["2022"], r["2023"], r["endring"]]
             for r in _rader("haa_2024_refusjon")]  # fmt: skip
    return trykt_av_rader("Hå 2024: refusjon, kr", ["Post", "2022", "2023", "Endring"], rader)


def _bemanning(hva: str, navn: str) -> Trykttabell:
    start = f"bemanning_{hva}_"
    rader = [
        [_ord(r["nokkel"].removeprefix(start)), r["verdi"]]
        for r in _rader("haa_2024_bemanning")
        if r["nokkel"].startswith(start)
    ]
    return trykt_av_rader(f"Hå 2024: {navn}", ["Stilling", "Stillingsprosent i alt"], rader)


def _ssb(fil: str, navn: str) -> Trykttabell:
    """A table of official figures as it stands."""
    utenfor = ("merknad", "status", "kilde")
    rader = _rader(fil)
    hode = [k for k in rader[0] if k not in utenfor]
    if hode[:2] == ["komm_nr", "kommune"]:
        tabell = [[f"{r['komm_nr']} {r['kommune']}", *(r[k] for k in hode[2:])] for r in rader]
        return trykt_av_rader(navn, ["Kommune", *(_ord(k) for k in hode[2:])], tabell)
    return trykt_av_rader(
        navn, ["År", *(_ord(k) for k in hode[1:])], [[r[k] for k in hode] for r in rader]
    )


_FIGUR_6 = (
    "Produksjonsindeksen var 1,3 prosent over gjennomsnittet i 2015, og 2,6 prosent over"
    " året før. Effektiviteten var 4,8 prosent lavere enn gjennomsnittet i 2015."
)
_HJULET_03, _HJULET_04 = "ssb-hjulet-2004-tabell-10", "ssb-hjulet-2005-tabell-10"
_SSB = (
    ("ssb_2003_helse_sosial", "SSB 2003: utgifter til helse og sosial", _HJULET_03),
    ("ssb_2004_helse_sosial", "SSB 2004: utgifter til helse og sosial", _HJULET_04),
    ("ssb_2004_kvalitet_aarsverk", "SSB 2004: plasser og årsverk", "ssb-hjulet-2005-tabell-24"),
    ("ssb_2007_institusjonsplasser", "SSB 2007: plasser og beboere", "ssb-hjulet-2008-tabell-23"),
    ("ssb_landet_beboere", "SSB, landet: beboere etter alder", "ssb-pleie-2011-tabell-2"),
    ("ssb_landet_hjemmetjenester", "SSB, landet: mottakere etter alder", "ssb-pleie-2009-tabell-4"),
    ("ssb_landet_plasser", "SSB, landet: plasser", "ssb-pleie-2009-tabell-1"),
    ("drammen_2012_asss_kommuner", "Drammen 2012: ASSS-kommunene", "drammen-2012-tabell-2"),
)


def _alle() -> list[Eksempel]:
    def b(nr: str) -> tuple[str, ...]:
        return (f"baerum-2017-{nr}",)

    liggetid = "Liggetiden i ordinær korttid gikk ned med 2,6 døgn fra 2015 til 2016."
    return [
        Eksempel("trondheim_2020_tiltak", "Trondheim 2021–2024: tiltakene",
                 ("trondheim-2020-punkt-5", "trondheim-2020-punkt-9"), _trondheim),
        Eksempel("baerum_2017_tabell_2", "Bærum 2017: tabell 2, inntekter", b("tabell-2"),
                 _tabell_2),
        Eksempel("baerum_2017_tabell_5", "Bærum 2017: tabell 5, liggetid", b("tabell-5"),
                 lambda: _serie("Bærum 2017: tabell 5",
                                ("liggetid_korttid_ordinaer", "liggetid_korttid_akutt"),
                                _AAR, liggetid)),
        Eksempel("baerum_2017_tabell_7", "Bærum 2017: tabell 7, leverandører", b("tabell-7"),
                 lambda: _serie("Bærum 2017: tabell 7", ("andel_vedtakstimer_egen_regi",
                                "andel_vedtakstimer_privat"), ["2016"])),
        Eksempel("baerum_2017_tabell_8", "Bærum 2017: tabell 8, sykefravær", b("tabell-8"),
                 _tabell_8),
        Eksempel("baerum_2017_tabell_9", "Bærum 2017: tabell 9, ikke gjennomførbart",
                 b("tabell-9"), _tabell_9),
        Eksempel("baerum_2017_tabell_12", "Bærum 2017: tabell 12, flyktninger", b("tabell-12"),
                 _tabell_12),
        *(Eksempel(f"baerum_2017_figur_{n}", f"Bærum 2017: figur {n}, {hva}", b(f"figur-{n}"),
                   partial(_figur, n))
          for n, hva in ((1, "utgifter"), (2, "pleie og omsorg"), (8, "kompetanse"),
                         (11, "helse og sosial"), (14, "sosial"), (15, "helse"))),
        Eksempel("baerum_2017_figur_6", "Bærum 2017: figur 6 og teksten om den",
                 ("baerum-2017-figur-6", "baerum-2017-produksjonsindeks"),
                 lambda: _serie("Bærum 2017: figur 6", ("produksjonsindeks_pleie_omsorg",
                                "brutto_driftsutgiftsindeks_pleie_omsorg",
                                "effektivitet_pleie_omsorg"), _AAR[:3], _FIGUR_6)),
        Eksempel("baerum_2017_sykefravaer", "Bærum 2017: sykefravær i kommunen", b("sykefravaer"),
                 _sykefravaer),
        Eksempel("haa_2024_refusjon", "Hå 2024: refusjon", ("haa-2024-ressurskrevende",),
                 _refusjon),
        Eksempel("haa_2024_mottak", "Hå 2024: bemanning på mottaket", ("haa-2024-bemanning",),
                 lambda: _bemanning("mottak", "bemanning på mottaket")),
        Eksempel("haa_2024_flyktninger", "Hå 2024: bemanning for flyktninger",
                 ("haa-2024-bemanning",),
                 lambda: _bemanning("flyktninger", "bemanning for flyktninger")),
        Eksempel("nordre_follo_2025_tiltak", "Nordre Follo 2025: anbefalte tiltak",
                 (*(f"nordre-follo-2025-tabell-{i}" for i in (1, 2, 3)),
                  "nordre-follo-2025-tekst"), _nordre_follo),
        *(Eksempel(fil, navn, (kode,), partial(_ssb, fil, navn))
          for fil, navn, kode in _SSB),
    ]  # fmt: skip


EKSEMPLER: dict[str, Eksempel] = {e.navn: e for e in _alle()}
"""The published tables by name."""
