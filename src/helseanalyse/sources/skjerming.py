"""Small counts of persons in the user's own files: hidden before any page has them.

What may be hidden stands in ``measures.skjerming``; here is which figures are counts of
persons, which are parts of which, and which ratios would give a hidden count back.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import isnan
from typing import Any

import pandas as pd

from ..indikator import indikatorer
from .folk import Folk

MILJOE = "HELSEANALYSE_SKJERM_UNDER"
UNDER = 5
_PERSONER = {
    "personer", "person", "antall", "brukere", "mottakere", "beboere", "pasienter", "deltakere",
    "søkere", "innbyggere", "stk", "",
}  # fmt: skip
_ANDRE = re.compile(
    r"%|\b(?:kr|prosent|andel|promille|indeks|plasser|boliger|rom|årsverk|aarsverk|timer|døgn|dager"
    r"|uker|per)\b"
)
_ALDER = re.compile(r"(?P<stamme>.+?)_(?:(?P<fra>\d+)_(?P<til>\d+|pluss)|uoppgitt_alder)")
_ENDE = 1000  # no age is above
# Printed ratio -> the count that it is of, and what their ratio is multiplied by; the ratio's
# age group is the end of its name.
_RATER = {
    "mottakere_hjemmetjenester_per_1000": ("mottakere_hjemmetjenester", 1000),
    "dekningsgrad_hjemmetjenester": ("mottakere_hjemmetjenester", 100),
    "dekningsgrad_institusjon": ("beboere_institusjon", 100),
    "dekningsgrad_bolig_heldoegn": ("beboere_bolig_heldoegns_bemanning", 100),
}
# Parts of a count beside those the register has a share of, and what they make together.
_DELER = (
    ("beboere_institusjon", ("beboere_langtid",)),
    ("beboere_institusjon", ("beboere_korttid",)),
    ("beboere_institusjon", ("beboere_sykehjem",)),
    ("beboere_institusjon", ("beboere_langtid", "beboere_korttid")),
    ("beboere_institusjon", ("beboere_langtid", "beboere_tidsbegrenset")),
    ("beboere_tidsbegrenset", ("beboere_korttid",)),
)
_OFFENTLIG = 1e5  # what it costs to hide a published count, against one person


def terskel() -> int:
    """Return the count that own figures of persons are hidden under: 5 unless it is set.

    Raises
    ------
    ValueError
        If the environment variable is no whole number from 0 to 100; 0 hides nothing.
    """
    satt = os.environ.get(MILJOE, "").strip()
    if not satt:
        return UNDER
    if not satt.isdecimal() or int(satt) > 100:
        raise ValueError(
            f"Miljøvariabelen {MILJOE} må være et helt tall fra 0 til 100; fikk «{satt}»."
            f" Uten den skjermes antall personer under {UNDER}."
        )
    return int(satt)


def merknad(under: int) -> str:
    """Return why a figure is hidden; the same for the small ones and those that go with them."""
    return f"Skjermet: under {under}, eller et tall som ville røpet et slikt"


def er_personer(indikator: str, enhet: object) -> bool:
    """Whether a figure counts persons; a new indicator of no known unit is taken to.

    >>> er_personer("beboere_institusjon", "personer"), er_personer("plasser_enerom", "plasser")
    (True, False)
    >>> er_personer("mine_brukere", "brukere"), er_personer("ny", "kr per bruker")
    (True, False)
    """
    kjent = indikatorer().get(indikator)
    if kjent is not None:
        return kjent.type == "grunntall" and kjent.enhet in _PERSONER
    tekst = "" if pd.isna(enhet) else str(enhet).strip().casefold()
    return tekst in _PERSONER or not _ANDRE.search(tekst)


def antall_smaa(observasjoner: pd.DataFrame, under: int) -> int:
    """How many counts of persons are from 1 up to the threshold."""
    smaa = observasjoner.verdi.gt(0) & observasjoner.verdi.lt(under)
    r = observasjoner[smaa]
    return sum(er_personer(i, e) for i, e in zip(r.indikator, r.enhet, strict=True))


def skjerm(
    observasjoner: pd.DataFrame, egne: Iterable[str], under: int, folk: Folk
) -> pd.DataFrame:
    """Observations with the user's own small counts hidden, and what would give them away.

    A hidden row has neither ``verdi``, ``teller`` nor ``nevner``, the status ``skjermet`` and
    the reason in ``merknad``; which of them are small and which go with those is not told.

    Parameters
    ----------
    observasjoner
        All layers put together: a public total beside own parts counts too.
    egne
        Sources of the user's own files.
    under
        Counts from 1 up to this are hidden; 0 is shown.
    folk
        Population, which a ratio per inhabitant can be turned into a count by.
    """
    o = observasjoner
    eget = o.kilde.isin(list(egne))
    if under <= 1 or not eget.any():
        return o
    # Nearly all rows of a large store are of places and years without own figures.
    noekler = pd.MultiIndex.from_frame(o[["komm_nr", "aar"]])
    o = o[noekler.isin(noekler[eget])]
    eget = eget.loc[o.index]
    personer = _personrader(o, eget)
    skjult = set(_skjules(o, eget, personer, under))
    skjult |= set(_smaa_rater(o[eget & ~personer], folk, under))
    skjult |= set(_regioner(o, eget, skjult))
    return _uten(observasjoner, sorted(skjult), under) if skjult else observasjoner


def _personrader(o: pd.DataFrame, eget: pd.Series) -> pd.Series:
    """Which rows count persons; a public one must say so, an own one must say otherwise."""
    ja = [er_personer(i, e) for i, e in zip(o.indikator, o.enhet, strict=True)]
    return pd.Series(ja, index=o.index, dtype=bool) & (eget | (o.enhet == "personer"))


def _uten(o: pd.DataFrame, rader: list[int], under: int) -> pd.DataFrame:
    ut = o.copy()
    ut.loc[rader, ["verdi", "teller", "nevner"]] = float("nan")
    ut.loc[rader, "status"] = "skjermet"
    ut.loc[rader, "merknad"] = merknad(under)
    return ut


# ------------------------------------------------------------------ one place, one year
@dataclass
class _Deling:
    """Figures of one place and year: the counts of persons, with the sums that bind them.

    ``rader`` has the label of each figure's row, ``egne`` and ``personer`` which are the user's
    own and which count persons; ``rester`` the counts that are only what parts lack of a sum.
    """

    rader: dict[str, int] = field(default_factory=dict)
    tall: dict[str, float] = field(default_factory=dict)
    egne: set[str] = field(default_factory=set)
    verdier: dict[str, float] = field(default_factory=dict)
    summer: list[tuple[str, list[str]]] = field(default_factory=list)
    rester: list[str] = field(default_factory=list)

    def legg_til(self, sum_: str, deler: list[str], *, hele: bool) -> None:
        """Add a sum; what the parts lack of it is a count of its own that nobody is shown."""
        rest = self.verdier[sum_] - sum(self.verdier[d] for d in deler)
        if rest < 0:
            return  # not counted alike: nothing can be computed from it
        if rest > 0 or not hele:
            navn = f"resten av {sum_} uten {', '.join(deler)}"
            self.verdier[navn] = rest
            self.rester.append(navn)
            deler = [*deler, navn]
        self.summer.append((sum_, deler))


def _skjules(o: pd.DataFrame, eget: pd.Series, personer: pd.Series, under: int) -> Iterator[int]:
    """Row labels to hide: counts, and the ratios that would give them back."""
    from ..measures.skjerming import skjul_i_alle

    delinger = list(_delinger(o, eget, personer))
    for d in delinger:
        for sum_, deler, hele in (*_aldre(d.verdier), *_delmengder(d.verdier)):
            d.legg_til(sum_, deler, hele=hele)
        yield from _smaa_andeler(d, under)
    delinger = [d for d in delinger if any(0 < v < under for v in d.verdier.values())]
    for d, svar in zip(delinger, skjul_i_alle([_sett(d) for d in delinger], under), strict=True):
        skjult = set(svar.index[svar]) - set(d.rester)
        yield from (d.rader[n] for n in skjult | (_rater(skjult) & set(d.rader)))


def _delinger(o: pd.DataFrame, eget: pd.Series, personer: pd.Series) -> Iterable[_Deling]:
    """Figures by place and year; a count that is missing is a part of what is left."""
    ut: dict[tuple[str, int], _Deling] = {}
    kolonner = (o.index, o.komm_nr, o.aar, o.indikator, o.verdi, eget, personer)
    for nr, komm_nr, aar, navn, verdi, er_egen, er_antall in zip(*kolonner, strict=True):
        d = ut.setdefault((komm_nr, aar), _Deling())
        d.rader[navn] = int(nr)
        if er_egen:
            d.egne.add(navn)
        if er_antall and verdi >= 0:
            d.verdier[navn] = float(verdi)
        elif not isnan(verdi):
            d.tall[navn] = float(verdi)
    return ut.values()


def _sett(d: _Deling) -> Any:
    """Counts and sums for the measure; public counts are not protected, and dear to hide."""
    from ..measures.skjerming import tallsett

    offentlige = [n for n in d.verdier if n not in d.egne and n not in d.rester]
    vernes = d.egne | {n for s, deler in d.summer if d.egne & {s, *deler} for n in deler}
    return tallsett(
        pd.Series(d.verdier),
        d.summer,
        bare_underforstaatt=d.rester,
        pris={n: _OFFENTLIG + d.verdier[n] for n in offentlige},
        uten_vern=[n for n in d.verdier if n not in vernes or n in offentlige],
    )


def _aldre(verdier: Mapping[str, float]) -> Iterator[tuple[str, list[str], bool]]:
    """Age groups as parts of wider ones and of all: the sum, its parts, and if they are all."""
    stammer: dict[str, dict[str, tuple[int, int]]] = {}
    uoppgitt: dict[str, str] = {}
    for navn in verdier:
        treff = _ALDER.fullmatch(navn)
        if treff and treff["fra"] is None:
            uoppgitt[treff["stamme"]] = navn
        elif treff:
            til = _ENDE if treff["til"] == "pluss" else int(treff["til"])
            stammer.setdefault(treff["stamme"], {})[navn] = (int(treff["fra"]), til)
    for stamme in {**stammer, **uoppgitt}:
        grupper = dict(stammer.get(stamme, {}))
        if stamme in verdier:
            grupper[stamme] = (0, _ENDE)
        for sum_, (fra, til) in grupper.items():
            inni = {n: g for n, g in grupper.items() if n != sum_ and fra <= g[0] <= g[1] <= til}
            deler, neste = [], fra
            # The widest that begins where the last one ended, or later.
            for n, g in sorted(inni.items(), key=lambda ng: (ng[1][0], -ng[1][1])):
                if g[0] >= neste:
                    deler.append(n)
                    neste = g[1] + 1
            bredde = sum(grupper[n][1] - grupper[n][0] + 1 for n in deler)
            hele = bredde == til - fra + 1
            med = [uoppgitt[stamme]] if sum_ == stamme and stamme in uoppgitt else []
            if deler or med:
                yield sum_, [*deler, *med], hele


def _delmengder(verdier: Mapping[str, float]) -> Iterator[tuple[str, list[str], bool]]:
    """Counts that are parts of another, by the register's shares and those known here."""
    andeler = [
        (str(i.nevner), (str(i.teller),))
        for i in indikatorer().values()
        if i.andel and not _ALDER.fullmatch(str(i.teller))
    ]
    for sum_, deler in dict.fromkeys((*andeler, *_DELER)):
        if {sum_, *deler} <= set(verdier):
            hele = len(deler) > 1 and verdier[sum_] == sum(verdier[d] for d in deler)
            if hele or len(deler) == 1:
                yield sum_, list(deler), hele


# ------------------------------------------------------------------ ratios and regions
def _rater(skjult: set[str]) -> set[str]:
    """Printed ratios that give one of the hidden counts back with the population's help."""
    ut = set()
    for rate, (stamme, _) in _RATER.items():
        for navn in skjult:
            if navn == stamme or navn.startswith(f"{stamme}_"):
                ut.add(rate + navn.removeprefix(stamme))
    forhold = (i for i in indikatorer().values() if i.type == "forholdstall")
    return ut | {i.id for i in forhold if {str(i.teller), str(i.nevner)} & skjult}


def _smaa_andeler(d: _Deling, under: int) -> Iterator[int]:
    """Own shares, given ready-made, of few persons or of all but few: by the count they are of."""
    for navn in d.egne & set(d.tall):
        i = indikatorer().get(navn)
        if i is not None and i.andel and str(i.nevner) in d.verdier:
            alle = d.verdier[str(i.nevner)]
            antall = d.tall[navn] / i.faktor * alle
            if any(0.5 <= a < under - 0.5 for a in (antall, alle - antall)):
                yield d.rader[navn]


def _smaa_rater(rater: pd.DataFrame, folk: Folk, under: int) -> Iterator[int]:
    """Own ratios of few persons: by their own counts, or by the population of their age."""
    for rad in rater[rater.verdi.notna()].itertuples():
        antall = [rad.teller, *_av_folket(rad, folk)]
        if any(0 < round(a, 6) < under - 0.5 for a in antall if pd.notna(a)):
            yield int(rad.Index)


def _av_folket(rad: Any, folk: Folk) -> Iterator[float]:
    treff = _ALDER.fullmatch(str(rad.indikator))
    if treff is None or treff["stamme"] not in _RATER or treff["fra"] is None:
        return
    fra, til = int(treff["fra"]), _ENDE if treff["til"] == "pluss" else int(treff["til"])
    f = folk([rad.komm_nr], [int(rad.aar), int(rad.aar) + 1], "faktisk")
    f = f[(f.kjoenn == "begge") & f.alder_fra.ge(fra) & f.alder_til.fillna(_ENDE).le(til)]
    for _, ett_aar in f.groupby("aar"):
        hele = ett_aar[(ett_aar.alder_fra == fra) & (ett_aar.alder_til.fillna(_ENDE) == til)]
        personer = (hele if len(hele) else ett_aar).personer.sum()
        yield rad.verdi * float(personer) / _RATER[treff["stamme"]][1]


def _regioner(o: pd.DataFrame, eget: pd.Series, skjult: set[int]) -> pd.Index:
    """Own figures of regions, where a municipality's is hidden: the rest could be taken off."""
    hull = pd.MultiIndex.from_frame(o.loc[sorted(skjult), ["aar", "indikator"]])
    like = pd.MultiIndex.from_frame(o[["aar", "indikator"]]).isin(hull)
    return o.index[eget & like & ~o.komm_nr.str.fullmatch(r"\d{4}")]
