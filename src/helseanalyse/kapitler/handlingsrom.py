"""Chapter on the key figures of a sound economy, against their targets."""

import pandas as pd

from ..enheter import med_enhet, tall
from ..kilde import Kilde
from ..measures import handlingsrom as mh
from ..sources.load import Data
from ..valg_okonomi import Oekonomivalg
from ..valg_okonomitekst import EgetNoekkeltall, egne_noekkeltall
from ..views.blokker import Blokk, tabell, tekst
from .felles import kilder, spenn
from .plassfelles import EGNE

_DOM = {
    "naadd": "målet er nådd",
    "over_minimum": "under målet, over minimum",
    "under_minimum": "under minimum",
    "ikke_naadd": "målet er ikke nådd",
    "ukjent": "kan ikke vurderes",
}
_DOM_MINDRE = {"over_minimum": "over målet, under grensen", "under_minimum": "over grensen"}
_MINDRE = ("gjeld", "finansutgift")  # in the name of a key figure: less is better
# Name, period, unit, and the keys of the printed value, target and lowest target.
_TRYKTE = (
    ("Netto driftsresultat", "2016", "prosent", "resultatgrad_2016"),
    ("Netto driftsresultat", "snitt av ti år", "prosent", "resultatgrad_snitt_ti_aar"),
    ("Netto driftsresultat", "2010", "prosent", "resultatgrad_2010"),
    ("Bufferfond", "snitt av ti år", "mill kr", "bufferfond_snitt"),
    ("Egenfinansiering av investeringer", "", "prosent", ""),
    ("Likviditetsreserve", "", "mill kr", ""),
)
_MAAL = {
    "Netto driftsresultat": "resultatgrad",
    "Bufferfond": "bufferfond",
    "Egenfinansiering av investeringer": "egenkapitalfinansiering",
    "Likviditetsreserve": "likviditetsreserve",
}


def handlingsrom(data: Data, valg: Oekonomivalg) -> list[Blokk]:
    """Chapter: net operating result, debt, reserve and own financing against their targets."""
    d = data.dokumenttall[data.dokumenttall.komm_nr == valg.komm_nr].set_index("nokkel")
    ut = []
    if valg.noekkeltall:
        rader = [
            [n.navn, med_enhet(n.verdi, "prosent"),
             _maal(n.maal, n.minimum, "prosent", _mindre(n.navn)), _ord(_noekkeltall(n))]
            for n in egne_noekkeltall(valg.noekkeltall)
        ]  # fmt: skip
        ut.append(_tabell("noekkeltall-egne", "Egne nøkkeltall mot egne mål", rader, [EGNE]))
    if "resultatgrad_maal" in d.index:
        ut += [_trykte(data, d), _regnet(data, d)]
    return [tekst("## Er økonomien sunn?"), *ut] if ut else []


def _mindre(navn: str) -> bool:
    return any(ord_ in navn.lower() for ord_ in _MINDRE)


def _noekkeltall(n: EgetNoekkeltall) -> mh.Noekkeltall:
    return mh.Noekkeltall(n.verdi, n.maal, n.minimum, mer_er_bedre=not _mindre(n.navn))


def _ord(n: mh.Noekkeltall) -> str:
    if n.maal is None:
        return "uten mål"
    return (_DOM if n.mer_er_bedre else _DOM | _DOM_MINDRE)[n.dom]


def _maal(maal: float | None, grense: float | None, enhet: str, mindre: bool = False) -> str:
    """Target, and what is the least (or most) that is tolerated, in one cell."""
    if maal is None or pd.isna(maal):
        return "–"
    ut = _tall(maal, enhet)
    if grense is None or pd.isna(grense):
        return ut
    return f"{ut}, {'høyst' if mindre else 'minst'} {_tall(grense, enhet)}"


def _tall(verdi: float, enhet: str) -> str:
    return med_enhet(verdi, enhet, 0 if float(verdi).is_integer() else 1)


def _tabell(
    navn: str, tittel: str, rader: list[list[str]], kildene: list[Kilde], note: str | None = None
) -> Blokk:
    hode = ["Nøkkeltall", "Verdi", "Mål", "Vurdering"]
    return tabell(navn, hode, rader, tittel=tittel, kilder=kildene, just="lrrl", note=note)


def _trykte(data: Data, d: pd.DataFrame) -> Blokk:
    """A published set of targets, and the values that are printed beside them."""
    rader, brukt = [], []
    for navn, periode, enhet, nokkel in _TRYKTE:
        maal, minimum = (
            float(d.verdi[k]) if (k := f"{_MAAL[navn]}_{hva}") in d.index else None
            for hva in ("maal", "minimum")
        )
        verdi = float(d.verdi[nokkel]) if nokkel in d.index else None
        brukt += [nokkel, f"{_MAAL[navn]}_maal"]
        celle = "ikke oppgitt" if verdi is None else med_enhet(verdi, enhet)
        dom = mh.Noekkeltall(verdi, maal, minimum, mer_er_bedre=True).dom
        hva_ = f"{navn}, {periode}" if periode else navn
        rader.append([hva_, celle, _maal(maal, minimum, enhet), _DOM[dom]])
    naa, snitt = (float(d.verdi[f"resultatgrad_{k}"]) for k in ("2016", "snitt_ti_aar"))
    maal_ = float(d.verdi["resultatgrad_maal"])
    return _tabell(
        "noekkeltall",
        f"Netto driftsresultat var {med_enhet(naa, 'prosent')} i 2016, men"
        f" {med_enhet(snitt, 'prosent')} i snitt over ti år"
        f" mot et mål på {_tall(maal_, 'prosent')}",
        rader,
        kilder(data, d.kilde[[k for k in brukt if k in d.index]]),
        note="Målene er kommunens egne. Netto driftsresultat er i prosent av driftsinntektene.",
    )


def _regnet(data: Data, d: pd.DataFrame) -> Blokk:
    """Key figures computed again of the printed accounts, with what rounding leaves open."""
    v = d.verdi.astype(float)
    inntekt, gjeld = v["driftsinntekter"], v["netto_laanegjeld"]
    rest = inntekt - v["driftsutgifter"] - v["netto_renteutgifter"] - v["avdragsutgifter"]
    resultat = mh.resultatgrad(rest, inntekt)
    grad, band = mh.gjeldsgrad(gjeld, inntekt), mh.av_avrundede(gjeld, inntekt, (1, 1))
    trykt = v["gjeldsgrad_2016"]
    mulig = band.lav <= trykt + 0.5 and trykt - 0.5 <= band.hoey
    dom = "innenfor avrundingen" if mulig else "avviker"
    rader = [
        ["Gjeldsgrad 2016", f"{tall(gjeld, 1)} av {tall(inntekt, 1)} mrd.",
         med_enhet(grad, "prosent"), med_enhet(trykt, "prosent", 0),
         f"{dom} ({spenn(band.lav, band.hoey, 1)}\u00a0%)"],
        ["Netto driftsresultat 2016", "inntekter − utgifter − renter − avdrag",
         f"{tall(resultat, 1)} %", f"{tall(v['resultatgrad_2016'], 1)} %",
         "kan ikke regnes ut: avkastningen er ikke trykt"],
    ]  # fmt: skip
    nokler = ["driftsinntekter", "netto_laanegjeld", "gjeldsgrad_2016", "resultatgrad_2016"]
    return tabell(
        "noekkeltall-regnet",
        ["Nøkkeltall", "Av", "Regnet", "Trykt", "Vurdering"],
        rader,
        tittel=f"Gjelden er {tall(grad, 1)} % av inntektene, regnet av avrundede beløp",
        kilder=kilder(data, d.kilde[nokler]),
        just="llrrl",
        note="I parentes: laveste og høyeste når begge beløp er avrundet til 0,1 mrd. kr. Til"
        f" sammenligning: {tall(v['gjeldsgrad_2012'])} % i 2012 og «opp mot"
        f" {tall(v['gjeldsgrad_framover'])} %» framover."
        f" {tall(v['gjeldsgrad_hoey_riksrevisjonen'])} % er høyt etter Riksrevisjonens syn, og KS"
        f" advarer ved {tall(v['gjeldsgrad_advarsel_ks'])} %.",
    )
