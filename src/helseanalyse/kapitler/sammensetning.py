"""Chapters on where the money comes from: items, growth, and what moved from year to year."""

from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from ..enheter import endring, med_enhet, med_fortegn, som_trykt, tall
from ..kilde import Kilde
from ..measures.sammensetning import sammensetning as regn
from ..measures.sammensetning import sumavvik, trinn, vekst_fra
from ..sources.load import Data
from ..valg_okonomi import Oekonomivalg
from ..views.behovscharts import plot_foss
from ..views.blokker import Blokk, figur, rent, tabell, tekst, varsel
from .felles import kilder
from .plassfelles import EGNE

_POSTER = {
    "brukerbetaling_langtid": "Brukerbetaling, langtidsopphold",
    "brukerbetaling_korttid": "Brukerbetaling, korttidsopphold",
    "brukerbetaling_hjemmebaserte": "Brukerbetaling, hjemmebaserte tjenester",
    "salg_storkjoekken": "Salg fra storkjøkken",
    "refusjon_ressurskrevende": "Refusjon, ressurskrevende tjenester",
    "andre_statlige_refusjoner": "Andre statlige refusjoner",
    "sykeloennsrefusjon": "Sykelønnsrefusjon",
    "salg_plasser_altea": "Salg av plasser, Altea",
    "mva_kompensasjon": "Momskompensasjon",
    "andre_driftsinntekter": "Andre driftsinntekter",
}


class Slag(NamedTuple):
    """Income or cost: the id of its figures, and what they call it."""

    navn: str
    entydig: str


INNTEKTER, UTGIFTER = Slag("inntekter", "Inntektene"), Slag("utgifter", "Utgiftene")
_DOM = {"stemmer": "stemmer", "avrunding": "avrunding", "feil": "stemmer ikke"}


@lru_cache(maxsize=8)
def poster(data: Data, valg: Oekonomivalg) -> tuple[pd.DataFrame, tuple[Kilde, ...]]:
    """Items by year, mill kr, and their sources: the user's own, else a published table's."""
    egne = valg.egne_inntektsposter
    if len(egne):
        return egne, (EGNE,)
    d = data.dokumenttall
    d = d[(d.komm_nr == valg.komm_nr) & d.nokkel.str.fullmatch(r"tabell_2_.+_\d{4}")]
    post = d.nokkel.str.extract(r"^tabell_2_(?P<post>.+)_\d{4}$").post
    d = d.assign(post=post.map(_POSTER))
    d = d[d.post.notna() & ~post.str.endswith("_andel")]
    ut = d[["post", "aar", "verdi"]].astype({"aar": int})
    return ut.reset_index(drop=True), tuple(kilder(data, d.kilde))


def sammensetning(data: Data, valg: Oekonomivalg) -> list[Blokk]:
    """Chapter: income by item, its shares and growth, and the steps of the newest change."""
    df, kildene = poster(data, valg)
    if df.empty:
        return []
    ut = [tekst("## Hvor kommer pengene fra?")]
    ut += postblokker(INNTEKTER, df, summer(data, valg), kildene)
    return [*ut, *_sumkontroll(data, valg, df)]


def postblokker(
    slag: Slag, df: pd.DataFrame, sum_: pd.Series, kildene: tuple[Kilde, ...]
) -> list[Blokk]:
    """Steps of the newest change, and the items by year with shares and growth."""
    aarene, ut = sorted(df.aar.unique()), []
    if len(aarene) > 1:
        try:
            ut.append(_foss(slag, df, sum_, aarene[-2], aarene[-1], kildene))
        except ValueError as feil:
            ut.append(varsel(rent(feil)))
    return [*ut, _posttabell(slag, df, sum_, kildene)]


def summer(data: Data, valg: Oekonomivalg) -> pd.Series:
    """Income in all by year, mill kr: the printed sum where there is one, else the items'.

    The printed sum is rounded once; a sum of rounded items is rounded as often as it has items.
    """
    df, _ = poster(data, valg)
    ut = postsum(df)
    if not valg.poster:
        d = data.dokumenttall[data.dokumenttall.komm_nr == valg.komm_nr]
        trykt = d[d.nokkel.str.fullmatch(r"tabell_2_sum_\d{4}")]
        ut.update(trykt.set_index("aar").verdi.astype(float))
    return ut


def postsum(df: pd.DataFrame) -> pd.Series:
    """Sum of the items by year; none for a year where one is missing."""
    return df.groupby("aar").verdi.agg(lambda v: v.sum(skipna=False)).dropna()


def endringsord(etter: float, foer: float) -> str:
    """Growth in brackets after a space, or nothing where it has no size."""
    vekst = vekst_fra(foer, etter)
    return "" if vekst is None else f" ({endring(vekst)})"


def _foss(
    slag: Slag, df: pd.DataFrame, sum_: pd.Series, fra: int, til: int, kildene: tuple[Kilde, ...]
) -> Blokk:
    """The change, item by item, from nought to the whole."""
    steg = trinn(df, fra, til)
    rader = []
    staar = 0.0
    for r in steg.itertuples():
        rader.append(
            {"navn": r.post, "fra": staar, "til": staar + r.endring,
             "rolle": "opp" if r.endring > 0 else "ned", "tekst": med_fortegn(r.endring, 1)}
        )  # fmt: skip
        staar += r.endring
    rader.append(
        {"navn": "I alt", "fra": 0.0, "til": staar, "rolle": "ende",
         "tekst": f"{med_fortegn(staar, 1)} mill. kr"}
    )  # fmt: skip
    stoerst = steg.loc[steg.endring.abs().idxmax()]
    foer, etter = (tall(sum_[a], 1) for a in (fra, til))
    tittel = f"{slag.entydig} gikk fra {foer} til {etter} mill. kr"
    tittel += endringsord(sum_[til], sum_[fra])
    note = f"Størst endring: {stoerst.post} med {med_fortegn(stoerst.endring, 1)} mill. kr."
    if (av_summene := med_fortegn(sum_[til] - sum_[fra], 1)) != med_fortegn(staar, 1):
        note += (
            f" Stegene er regnet av avrundede poster og gir {med_fortegn(staar, 1)}; de trykte"
            f" summene gir {av_summene}."
        )
    ledd = "; ".join(f"{r['navn']}: {r['tekst']}" for r in rader)
    return figur(
        f"{slag.navn}-endring",
        plot_foss(pd.DataFrame(rader), "Endring, mill. kr i løpende priser"),
        tittel=tittel,
        undertittel=f"Endring fra {fra} til {til} etter post, mill. kr",
        alt_tekst=f"Fossefall. {tittel}. {ledd}.",
        kilder=kildene,
        note=note,
    )


def _posttabell(slag: Slag, df: pd.DataFrame, sum_: pd.Series, kildene: tuple[Kilde, ...]) -> Blokk:
    ut = regn(df)
    aarene = sorted(ut.aar.unique())
    siste = aarene[-1]
    hode = ["Post", *map(str, aarene), f"Andel {siste}", f"Vekst {siste}"]
    rader = []
    for post in ut.post.unique():
        d = ut[ut.post == post].set_index("aar")
        s = d.loc[siste]
        rader.append([post, *(tall(d.verdi.get(a), 1) for a in aarene),
                      med_enhet(s.andel, "prosent"), endring(s.vekst)])  # fmt: skip
    naa, foer = (float(sum_.get(a, float("nan"))) for a in (siste, siste - 1))
    vekst, hele = vekst_fra(foer, naa), 100.0 if naa else None
    hele = None if pd.isna(naa) else hele
    rader.append(["I alt", *(tall(sum_.get(a), 1) for a in aarene),
                  med_enhet(hele, "prosent"), endring(vekst)])  # fmt: skip
    trykt = "" if kildene == (EGNE,) else " Summen er den trykte."
    return tabell(
        slag.navn,
        hode,
        rader,
        tittel=f"{slag.entydig} etter post, mill. kr",
        kilder=kildene,
        uthev=[len(rader) - 1],
        note=f"Løpende priser.{trykt}",
    )


def _sumkontroll(data: Data, valg: Oekonomivalg, df: pd.DataFrame) -> list[Blokk]:
    """Printed sums and growth of a published table, held against its items."""
    d = data.dokumenttall[data.dokumenttall.komm_nr == valg.komm_nr]
    trykt = d[d.nokkel.str.fullmatch(r"tabell_2_sum_\d{4}")].set_index("aar")
    if valg.poster or trykt.empty:
        return []
    vekst = d[d.nokkel.str.startswith("tabell_2_aarlig_vekst_")].set_index("aar").verdi
    rader = []
    for aar in sorted(trykt.index):
        a = sumavvik(df.verdi[df.aar == aar], float(trykt.verdi[aar]), 1)
        regnet = vekst_fra(trykt.verdi.get(aar - 1), trykt.verdi[aar])
        celler = ["–", "–", ""]
        if aar in vekst.index and regnet is not None:
            likt = som_trykt(regnet, float(vekst[aar]), 1)
            celler = [endring(regnet), endring(float(vekst[aar])), "stemmer" if likt else "avviker"]
        rader.append([str(aar), tall(a.sum, 1), tall(a.trykt, 1), _DOM[a.dom], *celler])
    return [
        tabell(
            "inntekter-kontroll",
            [
                "År",
                "Sum av postene",
                "Trykt sum",
                "Summen",
                "Vekst, regnet",
                "Trykt vekst",
                "Veksten",
            ],
            rader,
            tittel="Summene i den trykte tabellen avviker ikke mer enn avrunding kan gi",
            kilder=kilder(data, trykt.kilde),
            just="lrrlrrl",
            note="Ti poster og en sum, hver avrundet til 0,1, kan avvike med opptil 0,55 uten at"
            " noe er galt. Veksten er regnet av de trykte summene, som er avrundet én gang.",
        )
    ]
