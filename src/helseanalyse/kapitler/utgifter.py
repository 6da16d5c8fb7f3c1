"""Chapter on what the money goes to: cost by service and by item, and the share that is wages."""

import pandas as pd

from ..enheter import antall_desimaler, med_enhet, tall
from ..measures.sammensetning import sumavvik
from ..sources.load import Data
from ..valg_okonomi import Oekonomivalg
from ..views.blokker import Blokk, figur, tabell, tekst
from ..views.charts import plot_soeyler
from .felles import kilder
from .plassfelles import EGNE
from .sammensetning import UTGIFTER, postblokker, postsum

# Figure -> whose cost it divides, and its parts.
_FIGURER = {
    "figur_1": ("bistand og omsorg", {
        "pleie_og_omsorg": "Pleie og omsorg",
        "sosialtjeneste_og_bolig": "Sosialtjeneste og bolig",
        "kommunehelse": "Kommunehelse",
    }),
    "figur_2": ("pleie og omsorg", {
        "institusjoner": "Institusjoner",
        "ambulerende": "Ambulerende tjenester",
        "miljoearbeidertjeneste": "Miljøarbeidertjeneste",
        "forvaltning": "Forvaltning",
        "kommunalsjef": "Kommunalsjef",
        "aktivitet": "Aktivitet",
    }),
    "figur_11": ("helse og sosial", {
        "nav": "Nav",
        "helsetjenester": "Helsetjenester",
        "aktivitet_og_mestring": "Aktivitet og mestring",
        "boliger": "Boliger",
        "kommunalsjef": "Kommunalsjef",
        "friskliv_og_mestring": "Friskliv og mestring",
        "flyktningkontoret": "Flyktningkontoret",
        "arbeidssentrene": "Arbeidssentrene",
        "seniorsentrene": "Seniorsentrene",
    }),
}  # fmt: skip
_DOM = {"stemmer": "stemmer", "avrunding": "avrunding", "feil": "stemmer ikke"}


def utgifter(data: Data, valg: Oekonomivalg) -> list[Blokk]:
    """Chapter: own items of cost, published shares of gross cost, and the share that is wages."""
    egne = valg.egne_utgiftsposter
    ut = postblokker(UTGIFTER, egne, postsum(egne), (EGNE,)) if len(egne) else []
    trykte = {f: d for f in _FIGURER if len(d := andeler(data, valg, f))}
    ut += [_figur(data, navn, d) for navn, d in trykte.items()]
    if trykte:
        ut.append(_sumkontroll(data, trykte))
    ut += _loennsandel(data, valg)
    return [tekst("## Hva går pengene til?"), *ut] if ut else []


def andeler(data: Data, valg: Oekonomivalg, navn: str) -> pd.DataFrame:
    """Printed shares of one figure, largest first: ``post``, ``aar``, ``verdi``, ``kilde``."""
    deler = {f"{navn}_{nokkel}": tekst_ for nokkel, tekst_ in _FIGURER[navn][1].items()}
    d = data.dokumenttall
    d = d[(d.komm_nr == valg.komm_nr) & d.nokkel.isin(deler) & d.verdi.notna()]
    d = d.assign(post=d.nokkel.map(deler))[["post", "aar", "verdi", "kilde"]]
    return d.sort_values("verdi", ascending=False, kind="stable").reset_index(drop=True)


def setning(data: Data, valg: Oekonomivalg) -> str:
    """Sentence on the largest part of the widest cost that is published; or nothing."""
    d = andeler(data, valg, "figur_1")
    return "" if d.empty else f"{_stoerst(d, 'figur_1')} i {int(d.aar[0])}."


def _stoerst(d: pd.DataFrame, navn: str) -> str:
    return f"{d.post[0]} er {med_enhet(d.verdi[0], 'prosent')} av utgiftene i {_FIGURER[navn][0]}"


def _figur(data: Data, navn: str, d: pd.DataFrame) -> Blokk:
    tekster = [med_enhet(v, "prosent") for v in d.verdi]
    df = d.assign(navn=d.post, tekst=tekster, rolle=["egen"] + ["andre"] * (len(d) - 1))
    tittel = _stoerst(d, navn)
    return figur(
        f"utgifter-{navn.replace('_', '-')}",
        plot_soeyler(df[["navn", "verdi", "tekst", "rolle"]], 100),
        tittel=tittel,
        undertittel=f"Andel av brutto driftsutgifter i {_FIGURER[navn][0]}, {int(d.aar[0])}",
        alt_tekst=f"Liggende søyler. {tittel}. "
        + "; ".join(f"{r.post} {t}" for r, t in zip(d.itertuples(), tekster, strict=True))
        + ".",
        kilder=kilder(data, d.kilde),
    )


def _sumkontroll(data: Data, trykte: dict[str, pd.DataFrame]) -> Blokk:
    rader = []
    for navn, d in trykte.items():
        a = sumavvik(d.verdi, 100, 1)
        hva = f"{_FIGURER[navn][0].capitalize()} (figur {navn.removeprefix('figur_')})"
        rader.append([hva, str(len(d)), med_enhet(a.sum, "prosent"), _DOM[a.dom]])
    return tabell(
        "utgifter-kontroll",
        ["Andelene i", "Antall", "Sum", "Mot 100 %".replace(" %", "\u00a0%")],
        rader,
        tittel="Andelene i de trykte figurene blir 100 når avrundingen regnes med"
        if all(r[-1] != _DOM["feil"] for r in rader)
        else "Andelene i de trykte figurene blir ikke 100",
        kilder=kilder(data, [k for d in trykte.values() for k in d.kilde]),
        just="lrrl",
        note="Hver andel er avrundet til 0,1: seks andeler kan avvike med opptil 0,3 til sammen, ni"
        " med opptil 0,45.",
    )


def _loennsandel(data: Data, valg: Oekonomivalg) -> list[Blokk]:
    d = data.dokumenttall[data.dokumenttall.komm_nr == valg.komm_nr].set_index("nokkel")
    navn = {
        "loennsandel_helse_sosial": "Lønn og stønader som føres som lønn",
        "loennsandel_uten_stoenader": "Uten introduksjons- og kvalifiseringsstønad",
    }
    if not set(navn) <= set(d.index) or len(valg.egne_utgiftsposter):
        return []
    med, uten = (float(d.verdi[k]) for k in navn)
    des = antall_desimaler("prosent")
    rader = [[tekst_, med_enhet(float(d.verdi[k]), "prosent")] for k, tekst_ in navn.items()]
    rader.append(["Stønadene alene", f"{tall(med - uten, des)} prosentpoeng"])
    return [
        tabell(
            "loennsandel",
            ["Andel av driftsutgiftene, helse og sosial", str(d.aar["loennsandel_helse_sosial"])],
            rader,
            tittel=f"Lønnsandelen er {tall(med, des)} %, men {tall(uten, des)} % uten stønader",
            kilder=kilder(data, d.kilde[list(navn)]),
            note="Stønader til deltakere føres som lønn. En lønnsandel med og uten dem kan ikke"
            " sammenlignes.",
        )
    ]
