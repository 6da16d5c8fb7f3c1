"""Chapters on the state's refund for resource-intensive services."""

from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from ..enheter import med_enhet, med_fortegn, som_trykt, tall
from ..kilde import Kilde
from ..measures import refusjon as mr
from ..sources.load import Data
from ..spraak import oppramsing
from ..valg_okonomi import Oekonomivalg
from ..valgsjekk import hva
from ..views.blokker import Blokk, rent, tabell, tekst, varsel
from .felles import kilder
from .plassfelles import EGNE

_HAA = "haa"
_POSTER = {
    "kostnad": ("Direkte lønnsutgift", 1),
    "fratrekk_pu": ("Fratrekk, psykisk utviklingshemmede", -1),
    "fratrekk_innslag": ("Innslagspunkt", -1),
    "grunnlag": ("Grunnlag", 1),
    "refusjon": ("Refusjon", 1),
}


class Grunnlag(NamedTuple):
    """Users by expense year, the rates of each year, and where both come from."""

    mottakere: dict[int, tuple[mr.Tjenestemottaker, ...]]
    satser: dict[int, mr.Refusjonssatser]
    eksempel: bool
    kilder: tuple[Kilde, ...]

    @property
    def rader(self) -> pd.DataFrame:
        """Refund of each user and year."""
        deler = [
            mr.portefoelje(m, {aar: self.satser[aar]}, aar) for aar, m in self.mottakere.items()
        ]
        return pd.concat(deler, ignore_index=True)


def satser_for(data: Data, valg: Oekonomivalg, aar: int) -> mr.Refusjonssatser | None:
    """Rates of an expense year: the user's own before the data's; none where one is missing."""
    s = mr.refusjonssatser(data.satser, aar)
    egne = (valg.innslagspunkt, valg.kompensasjonsgrad, valg.fratrekk_pu)
    if aar != valg.aar or egne == (None, None, None):
        return s
    fra = (None,) * 3 if s is None else (s.innslagspunkt, s.kompensasjonsgrad, s.fratrekk_pu)
    innslag, grad, pu = (a if a is not None else b for a, b in zip(egne, fra, strict=True))
    if innslag is None or grad is None:
        return None
    return mr.Refusjonssatser(aar, innslag, grad, pu, () if s is None else s.kilder)


@lru_cache(maxsize=8)
def grunnlag(data: Data, valg: Oekonomivalg) -> Grunnlag | None:
    """Users and rates: the user's own, else the example that Hå prints; none where neither is."""
    if valg.mottakerliste:
        s = satser_for(data, valg, valg.aar)
        if s is None:
            return None
        if s.fratrekk_pu is None and (pu := [m.navn for m in valg.mottakerliste if m.pu]):
            raise ValueError(
                f"Fratrekket for psykisk utviklingshemmede i {valg.aar} er ikke kjent, og"
                f" {pu[0]} er med i kriteriet. Oppgi {hva('fratrekk_pu')}."
            )
        kildene = (EGNE, *kilder(data, s.kilder))
        return Grunnlag({valg.aar: valg.mottakerliste}, {valg.aar: s}, False, kildene)
    return _eksempel(data) if data.register.navn(valg.komm_nr) == "Hå" else None


def _eksempel(data: Data) -> Grunnlag | None:
    d = data.dokumenttall
    d = d[(d.dokument == _HAA) & d.nokkel.str.fullmatch(r"refusjon_kostnad_\d{4}")]
    mottakere: dict[int, tuple[mr.Tjenestemottaker, ...]] = {}
    satser: dict[int, mr.Refusjonssatser] = {}
    for r in d.sort_values("aar").itertuples():
        s = mr.refusjonssatser(data.satser, int(r.aar))
        if s is not None:
            mottakere[int(r.aar)] = (mr.Tjenestemottaker("Eksempelet", float(r.verdi), pu=True),)
            satser[int(r.aar)] = s
    if not mottakere:
        return None
    koder = [*d.kilde, *(k for s in satser.values() for k in s.kilder)]
    return Grunnlag(mottakere, satser, True, tuple(kilder(data, koder)))


def mangler(data: Data, valg: Oekonomivalg) -> str:
    """Sentence on what is missing before a refund can be computed."""
    if valg.mottakerliste:
        kjente = oppramsing([str(a) for a in mr.kjente_aar(data.satser)])
        return (
            f"Satsene for utgiftsåret {valg.aar} er ikke fastslått i noen av kildene; de som er,"
            f" gjelder {kjente}. Oppgi {hva('innslagspunkt')} og {hva('kompensasjonsgrad')}, og"
            " fratrekket hvis noen er med i kriteriet psykisk utviklingshemmede."
        )
    return (
        "Ingen mottakere er oppgitt. Skriv direkte lønnsutgift per år for hver av dem i"
        f" {hva('mottakere')}, uten navn, for å se refusjonen: for eksempel"
        " «4\u00a0032\u00a0000 pu født\u00a01980; 2\u00a0500\u00a0000»."
    )


def refusjon(data: Data, valg: Oekonomivalg) -> list[Blokk]:
    """Chapter: each user's expenses, deductions, refund and what the municipality is left with."""
    ut = [tekst("## Hva dekker staten av ressurskrevende tjenester?")]
    g = trygt(data, valg)
    if not isinstance(g, Grunnlag):
        return [*ut, varsel(rent(g))]
    if g.eksempel and (aarene := _uten_virkning(valg, g)):
        ut.append(varsel(aarene))
    ut.append(_eksempeltabell(data, g) if g.eksempel else _brukertabell(data, valg, g))
    return [*ut, *_vertskommune(data, valg)]


def _uten_virkning(valg: Oekonomivalg, g: Grunnlag) -> str:
    """Say that own rates, or another year, do not move the printed example; or nothing."""
    egne = [n for n in ("innslagspunkt", "kompensasjonsgrad", "fratrekk_pu")
            if getattr(valg, n) is not None]  # fmt: skip
    if valg.aar in g.mottakere and not egne:
        return ""
    aarene = oppramsing([str(a) for a in sorted(g.mottakere)])
    return (
        f"Kommunens eget eksempel gjelder {aarene} og satsene de årene. Fyll ut"
        f" {hva('mottakere')} for å bruke et annet år eller egne satser."
    )


def trygt(data: Data, valg: Oekonomivalg) -> Grunnlag | str:
    """Users and rates, or the sentence that says why there are none."""
    try:
        g = grunnlag(data, valg)
        if g is None:
            return mangler(data, valg)
        assert len(g.rader)
    except ValueError as feil:
        return str(feil)
    return g


def _brukertabell(data: Data, valg: Oekonomivalg, g: Grunnlag) -> Blokk:
    """One row a user; a column that nobody has anything in is left out."""
    df, s = g.rader, g.satser[valg.aar]
    trekk = df.fratrekk + df.fratrekk_pu
    sum_ = df[["utgift", "refusjon", "netto"]].sum()
    kolonner = {
        "Mottaker": [*df.navn, "I alt"],
        "Utgift": [*map(tall, df.utgift), tall(sum_.utgift)],
        "Fratrekk": [*map(tall, trekk), ""],
        "Over innslaget": [*(tall(x if x > 0 else None) for x in df.grunnlag), ""],
        "Refusjon": [*map(tall, df.refusjon), tall(sum_.refusjon)],
        "Kommunen betaler": [*map(tall, df.netto), tall(sum_.netto)],
        "Merknad": [*map(_hvorfor, df.grunn), ""],
    }
    uten = {"Fratrekk": not trekk.any(), "Merknad": not df.grunn.any()}
    hode = [k for k in kolonner if not uten.get(k)]
    return tabell(
        "refusjon",
        hode,
        list(zip(*(kolonner[k] for k in hode), strict=True)),
        tittel=f"Staten dekker {andel(sum_)} av utgiftene i {valg.aar}"
        if sum_.utgift
        else f"Ingen av mottakerne har utgifter i {valg.aar}",
        kilder=g.kilder,
        just="".join("l" if k in ("Mottaker", "Merknad") else "r" for k in hode),
        note=f"Kroner. {_satsnote(s, valg)}",
        uthev=[len(df)],
    )


def _hvorfor(grunn: str) -> str:
    if grunn == "over_aldersgrensen":
        return "fylte 67 før dette året"
    return "under innslagspunktet" if grunn else ""


def andel(sum_: pd.Series) -> str:
    """Share of the expenses that is refunded, as printed."""
    return med_enhet(100 * sum_.refusjon / sum_.utgift if sum_.utgift else None, "prosent")


def _satsnote(s: mr.Refusjonssatser, valg: Oekonomivalg | None = None) -> str:
    egne = [] if valg is None else [
        n for n, felt in (("innslagspunktet", valg.innslagspunkt),
                          ("kompensasjonsgraden", valg.kompensasjonsgrad),
                          ("fratrekket", valg.fratrekk_pu)) if felt is not None
    ]  # fmt: skip
    pu = "" if s.fratrekk_pu is None else f", fratrekk for psykisk utviklingshemmede" \
        f" {med_enhet(s.fratrekk_pu, 'kr')}"  # fmt: skip
    ut = (
        f"Utgiftsåret {s.utgiftsaar}: innslagspunkt {med_enhet(s.innslagspunkt, 'kr')},"
        f" {med_enhet(s.kompensasjonsgrad, 'prosent', 0)} dekkes{pu}."
    )
    if egne:
        ut += f" Brukerens egne tall: {oppramsing(egne)}."
    if s.kilder:
        ut += f" Satsene for {s.utgiftsaar} står i rundskrivet for {s.utgiftsaar + 1}."
    return ut


def _eksempeltabell(data: Data, g: Grunnlag) -> Blokk:
    """Hå's own two-column calculation, computed again beside what is printed."""
    aarene = sorted(g.mottakere)
    df = g.rader.set_index("aar")
    v = data.dokumenttall[data.dokumenttall.dokument == _HAA].set_index("nokkel").verdi
    regnet = {
        "kostnad": df.utgift, "fratrekk_pu": -df.fratrekk_pu,
        "fratrekk_innslag": -df.innslagspunkt, "grunnlag": df.grunnlag, "refusjon": df.refusjon,
    }  # fmt: skip
    rader = []
    for post, (navn, _) in _POSTER.items():
        likt = all(som_trykt(regnet[post][a], float(v[f"refusjon_{post}_{a}"]), 0) for a in aarene)
        rader.append(
            [
                navn,
                *(tall(regnet[post][a]) for a in aarene),
                _forskjell(regnet[post], aarene),
                "stemmer" if likt else "avviker",
            ]
        )
    rader.append(
        [
            "Kommunen betaler",
            *(tall(df.netto[a]) for a in aarene),
            _forskjell(df.netto, aarene),
            "ikke trykt",
        ]
    )
    dekket = 100 * df.refusjon / df.utgift
    rader.append(
        [
            "Staten dekker",
            *(med_enhet(dekket[a], "prosent") for a in aarene),
            f"{med_fortegn(dekket[aarene[-1]] - dekket[aarene[0]], 1)} prosentpoeng",
            "ikke trykt",
        ]
    )
    return tabell(
        "refusjon-eksempel",
        ["Kroner", *map(str, aarene), "Endring", "Mot det som er trykt"],
        rader,
        tittel=f"Staten dekker {med_enhet(dekket[aarene[-1]], 'prosent')} av utgiftene i"
        f" {aarene[-1]}, mot {med_enhet(dekket[aarene[0]], 'prosent')} i {aarene[0]}",
        kilder=g.kilder,
        just="l" + "r" * (len(aarene) + 1) + "l",
        note="Kommunens eget eksempel: én bruker med fem årsverk, med i kriteriet psykisk"
        f" utviklingshemmede. {_satsnote(g.satser[aarene[-1]])}",
        uthev=[4, 5],
    )  # fmt: skip


def _forskjell(serie: pd.Series, aarene: list[int]) -> str:
    return med_fortegn(float(serie[aarene[-1]] - serie[aarene[0]]))


def _vertskommune(data: Data, valg: Oekonomivalg) -> list[Blokk]:
    """Two printed figures that do not go together: told, not solved."""
    d = data.dokumenttall
    d = d[d.nokkel.isin(["vertskommunetilskudd_per_bruker", "vertskommunetilskudd_mottatt"])]
    d = d[d.komm_nr == valg.komm_nr].set_index("nokkel")
    if len(d) != 2:
        return []
    per, alt = (d.loc[f"vertskommunetilskudd_{k}"] for k in ("per_bruker", "mottatt"))
    antall = alt.verdi / per.verdi
    hele = round(antall)
    return [
        tabell(
            "vertskommune",
            ["Vertskommunetilskudd", "Mill. kr"],
            [
                [f"Mottatt i {alt.aar}, trykt", tall(alt.verdi, 3)],
                ["Per bruker, trykt", tall(per.verdi, 3)],
                ["Brukere det svarer til", tall(antall, 2)],
                [f"Per bruker om de er {hele}", tall(alt.verdi / hele, 3)],
            ],
            tittel=f"{tall(alt.verdi, 3)} mill. kr er ikke et helt antall brukere à"
            f" {tall(per.verdi, 3)}",
            kilder=kilder(data, d.kilde),
            note="De to tallene står på samme lysbilde og går ikke opp i hverandre. Hvilket av dem"
            " som er galt, kan ikke avgjøres av dokumentet. Tilskuddet trekkes fra før refusjonen"
            " regnes.",
        )
    ]
