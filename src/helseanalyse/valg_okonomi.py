"""The choices of ``okonomi``: users, rates and amounts that the user gives, each checked once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

import pandas as pd

from .measures.refusjon import Tjenestemottaker
from .notatbok import sjekk_navn
from .sources.load import Data
from .valg_okonomitekst import (
    bistandssatser,
    egne_noekkeltall,
    egne_poster,
    inntektsfordeling,
    paa_linjer,
    tjenestemottakere,
)
from .valgsjekk import aarstall, hva, tall_mellom

# Text -> what reads it, and so refuses what cannot be read.
_TEKSTER: dict[str, Callable[[str], object]] = {
    "mottakere": tjenestemottakere,
    "inntekter": inntektsfordeling,
    "husstander": inntektsfordeling,
    "bistand_satser": bistandssatser,
    "poster": egne_poster,
    "utgifter": lambda tekst: egne_poster(tekst, "utgifter"),
    "noekkeltall": egne_noekkeltall,
}

# Number -> lowest, highest, and whether it is whole.
_TALLFELT: dict[str, tuple[float, float, bool]] = {
    "aar_fram": (0, 15, True),
    "loennsvekst": (-10, 20, False),
    "innslag_ekstra": (0, 500_000, False),
    "innslagspunkt": (0, 10_000_000, False),
    "kompensasjonsgrad": (0, 100, False),
    "fratrekk_pu": (0, 10_000_000, False),
    "kostpris": (0, 10_000_000, False),
    "bistand_kostpris": (0, 1_000_000, False),
    "bygg_bolig": (0, 1000, False),
    "bygg_institusjon": (0, 1000, False),
    "aarsverk_bolig": (0, 20, False),
    "aarsverk_institusjon": (0, 20, False),
    "mill_per_aarsverk": (0, 10, False),
    "betaling_bolig": (0, 10, False),
    "betaling_institusjon": (0, 10, False),
    "refusjon_bolig": (0, 100, False),
    "refusjon_institusjon": (0, 100, False),
    "rente": (-5, 20, False),
    "levetid": (1, 100, True),
}


# Amounts that are the municipality's own; rates and growth follow to another.
_EGNE = (
    "kostpris", "bistand_kostpris", "bygg_bolig", "bygg_institusjon", "aarsverk_bolig",
    "aarsverk_institusjon", "betaling_bolig", "betaling_institusjon", "refusjon_bolig",
    "refusjon_institusjon",
)  # fmt: skip


@dataclass(frozen=True)
class Oekonomivalg:
    """Choices of ``okonomi``.

    ``aar`` is the expense year of the refund, ``mottakere`` its users (``4 032 000 pu født 1980``,
    semicolon between), ``aar_fram`` years shown after it. Rates that are given go before the
    data's. ``inntekter`` are residents' incomes (``300 000 x 12``), ``kostpris`` what a place
    costs, kr a year; ``husstander`` incomes of those with practical help, ``bistand_satser`` the
    municipality's own payments by income (``2 230; 3 900; over 1500``: G and kr a month) and
    ``bistand_kostpris`` what the help costs, kr a month. ``poster`` and ``utgifter`` are own
    tables of income and cost (``2015 2016; Salg 26,9 28,7``), ``noekkeltall`` own key figures
    (``Netto driftsresultat 3,2 mål 4 minimum 3``); building costs are mill kr. What is missing
    is asked for where it is needed. A line break is as good as a semicolon.
    """

    komm_nr: str
    aar: int
    mottakere: str = ""
    inntekter: str = ""
    husstander: str = ""
    bistand_satser: str = ""
    poster: str = ""
    utgifter: str = ""
    noekkeltall: str = ""
    aar_fram: float | None = None
    loennsvekst: float | None = None
    innslag_ekstra: float | None = None
    innslagspunkt: float | None = None
    kompensasjonsgrad: float | None = None
    fratrekk_pu: float | None = None
    kostpris: float | None = None
    bistand_kostpris: float | None = None
    bygg_bolig: float | None = None
    bygg_institusjon: float | None = None
    aarsverk_bolig: float | None = None
    aarsverk_institusjon: float | None = None
    mill_per_aarsverk: float | None = None
    betaling_bolig: float | None = None
    betaling_institusjon: float | None = None
    refusjon_bolig: float | None = None
    refusjon_institusjon: float | None = None
    rente: float | None = None
    levetid: float | None = None

    @property
    def mottakerliste(self) -> tuple[Tjenestemottaker, ...]:
        """Users of resource-intensive services, as they were given."""
        return tjenestemottakere(self.mottakere)

    @property
    def inntekt_antall(self) -> dict[float, int]:
        """Yearly income, kr -> residents with it."""
        return inntektsfordeling(self.inntekter)

    @property
    def husstand_antall(self) -> dict[float, int]:
        """Yearly income of the household, kr -> households with practical help."""
        return inntektsfordeling(self.husstander)

    @property
    def satser_bistand(self) -> dict[float, float]:
        """Income in G that a band goes up to -> kr a month."""
        return bistandssatser(self.bistand_satser)

    @property
    def egne_inntektsposter(self) -> pd.DataFrame:
        """Own items of income: ``post``, ``aar``, ``verdi`` (mill kr)."""
        return egne_poster(self.poster)

    @property
    def egne_utgiftsposter(self) -> pd.DataFrame:
        """Own items of cost: ``post``, ``aar``, ``verdi`` (mill kr)."""
        return egne_poster(self.utgifter, "utgifter")

    @classmethod
    def sjekket(cls, data: Data, *, komm_nr: object, aar: object, **andre: object) -> Self:
        """Checked choices; the sentence of a ``ValueError`` says what is wrong and how to mend."""
        sjekk_navn(set(andre), {*_TEKSTER, *_TALLFELT}, "Oekonomivalg")
        aar_ = aarstall(aar)
        tekster: dict[str, Any] = {navn: paa_linjer(andre.get(navn)) for navn in _TEKSTER}
        for navn, les in _TEKSTER.items():
            les(tekster[navn])
        for m in tjenestemottakere(tekster["mottakere"]):
            if m.foedt is not None and m.foedt > aar_:
                raise ValueError(
                    f"{m.navn} er født i {m.foedt}, etter utgiftsåret {aar_}. Rett fødselsåret i"
                    f" {hva('mottakere')}, eller velg et senere år."
                )
        felt: dict[str, Any] = {
            navn: tall_mellom(navn, andre.get(navn), fra, til, helt=helt)
            for navn, (fra, til, helt) in _TALLFELT.items()
        }
        return cls(komm_nr=data.register.kode(komm_nr), aar=aar_, **felt, **tekster)

    @classmethod
    def foreslaatt(cls, data: Data, *, forrige: Any = None, **verdier: Any) -> Self:
        """Choices after a change in the app; another municipality has other users and amounts."""
        kode = data.register.kode(verdier["komm_nr"])
        if forrige is not None and forrige.komm_nr != kode:
            egne: dict[str, Any] = dict.fromkeys(_TEKSTER, "") | dict.fromkeys(_EGNE)
            verdier |= {k: v for k, v in egne.items() if verdier.get(k) == getattr(forrige, k)}
        return cls.sjekket(data, **(verdier | {"komm_nr": kode}))
