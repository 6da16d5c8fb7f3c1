"""Chapter of the report: what the services cost against others, within what the data carry."""

import re

import pandas as pd

from ...measures.nivaa import relativt_nivaa
from ...measures.profil import Profilrad
from ...sources.load import Data
from ...valg_staasted import Staastedsvalg
from ...views.blokker import Blokk, figur, tabell
from ...views.charts import plot_soeyler
from ..felles import profilrader, profiltrender
from . import felles as f
from .avsnitt import tekst, varsel
from .ordvalg import FAA, VISES, retning

_ENHET = re.compile("per_(mottaker|institusjonsplass|oppholdsdoegn|innbygger)")
_ANDEL = ("andel_ressurser_helse_omsorg", "andel_helse_omsorg_av_utgifter")


def kostnadsrader(data: Data, valg: Staastedsvalg) -> list[Profilrad]:
    """Rows of the profile on cost that the municipality has: cost per recipient first."""
    rader = [r for r in profilrader(data, valg.profil) if r.verdi is not None]
    kr = [r for r in rader if r.indikator.enhet == "kr" and _ENHET.search(r.indikator.id)]
    kr = [r for r in kr if not r.indikator.id.startswith("frie_inntekter")]
    return sorted(kr, key=lambda r: not r.indikator.kostnad)


def kostnad(data: Data, valg: Staastedsvalg) -> list[Blokk]:
    """Chapter: the first unit cost in words and a figure, all of them in a table."""
    tt, rader = f.t(valg, "kostnad"), kostnadsrader(data, valg)
    andeler = [r for r in profilrader(data, valg.profil)
               if r.indikator.id in _ANDEL and r.verdi is not None]  # fmt: skip
    ut = [f.overskrift(valg, "kostnad")]
    navn = f.kommunenavn(data, valg)
    if not rader:
        ut.append(varsel(tt("mangler", navn=navn, aar=str(valg.aar))))
        return [*ut, _tabell(data, valg, andeler)] if andeler else ut
    foerst = rader[0]
    koder = [*foerst.kilder, *_dokumentets(data, valg).kilde]
    avsnitt = (_setninger(data, valg, foerst), _forbehold(data, valg, foerst))
    ut.append(tekst("\n\n".join(map(" ".join, avsnitt)), f.kildene(data, koder)))
    ut.append(_figur(data, valg, foerst))
    return [*ut, _tabell(data, valg, [*rader, *andeler])]


# ------------------------------------------------------------------ words
def per(valg: Staastedsvalg, rad: Profilrad) -> str:
    """What the cost is of, as it ends a sentence: ``per mottaker av …``."""
    return "per " + f.navn_paa(valg, rad.indikator).partition(" per ")[2]


def mot(data: Data, valg: Staastedsvalg, egen: float, kode: str, verdi: float) -> str:
    """Own amount against another's, in words: ``21,9 % mer enn Hurum``."""
    p = relativt_nivaa(egen, verdi)
    assert p is not None
    vei = retning(p)
    return f.t(valg, "kostnad")(
        "mot", retning={"opp": "mer", "ned": "mindre"}.get(vei, "like"),
        prosent=f.prosent(valg, abs(p)), hvem=f.sted(data, valg, kode),
    )  # fmt: skip


def _andre(rad: Profilrad) -> list[tuple[str, float]]:
    """Those compared with that have the figure, then the regions: code and value."""
    alle = pd.concat([rad.andre, rad.referanser])
    alle = alle[alle.verdi.notna()]
    return [(str(k), float(v)) for k, v in zip(alle.komm_nr, alle.verdi, strict=True)]


def _setninger(data: Data, valg: Staastedsvalg, rad: Profilrad) -> list[str]:
    tt, navn, egen = f.t(valg, "kostnad"), f.kommunenavn(data, valg), float(rad.verdi or 0)
    ut = [tt("brukte", navn=navn, beloep=f.med_enhet(valg, egen, "kr"), per=per(valg, rad),
             aar=str(valg.aar))]  # fmt: skip
    ut += _mot_andre(data, valg, rad, egen)
    return [*ut, *_endret(data, valg, rad)]


def _forbehold(data: Data, valg: Staastedsvalg, rad: Profilrad) -> list[str]:
    """What the amount cannot say: its interval, what moves it, what a document says of it."""
    tt, nevner = f.t(valg, "kostnad"), rad.egen.nevner
    ut = []
    if nevner is None or pd.isna(nevner):
        ut.append(tt("uten-intervall"))
    else:
        ut.append(tt("delt-paa", antall=f.tall(valg, float(nevner))))
    if "mottaker" in rad.indikator.id:
        ut.append(tt("blandet"))
    ut += [
        tt("dokument", beloep=f.med_enhet(valg, r.verdi, "mill kr"), aar=str(valg.aar))
        for r in _dokumentets(data, valg).itertuples()
    ]
    return ut


def _dokumentets(data: Data, valg: Staastedsvalg) -> pd.DataFrame:
    """What a document says that the users with great needs moved the costs that year."""
    d = data.dokumenttall
    return d[(d.komm_nr == valg.komm_nr) & (d.nokkel == f"kostnadsoekning_{valg.aar}")]


def _mot_andre(data: Data, valg: Staastedsvalg, rad: Profilrad, egen: float) -> list[str]:
    """How the amount stands to each of a few, or to the span of many; and to the regions."""
    tt, andre = f.t(valg, "kostnad"), _andre(rad)
    if not andre:
        return [tt("uten-andre", aar=str(valg.aar))]
    kommuner = [(k, v) for k, v in andre if data.register.er_kommune(k)]
    if len(kommuner) <= FAA:
        liste = f.oppramsing(valg, [mot(data, valg, egen, *a) for a in andre])
        return [tt("mot-setning", liste=liste)]
    verdier = [v for _, v in kommuner]
    over = sum(v > egen for v in verdier)
    plass = "under" if over == len(verdier) else "over" if max(verdier) < egen else "mellom"
    ut = [tt("mot-spenn", antall=str(len(verdier)), lavest=f.med_enhet(valg, min(verdier), "kr"),
             hoeyest=f.med_enhet(valg, max(verdier), "kr"), plass=plass, over=str(over),
             navn=f.kommunenavn(data, valg))]  # fmt: skip
    if regioner := [a for a in andre if a not in kommuner]:
        liste = f.oppramsing(valg, [mot(data, valg, egen, *a) for a in regioner])
        ut.append(tt("mot-setning", liste=liste))
    return ut


def _endret(data: Data, valg: Staastedsvalg, rad: Profilrad) -> list[str]:
    """Sentence on the change through the last unbroken years, or nothing."""
    p = profiltrender(data, valg.profil).get(rad.indikator.id, [])
    p = [x for x in p if x.bit == p[-1].bit and x.aar <= valg.aar]
    prosent = relativt_nivaa(p[-1].verdi, p[0].verdi) if len(p) > 1 else None
    if prosent is None:
        return []
    vei = retning(prosent)
    felt = {"fra": str(p[0].aar), "til": str(p[-1].aar), "per": per(valg, rad)}
    tt = f.t(valg, "kostnad")
    return [tt("endret", retning=vei, prosent=f.prosent(valg, abs(prosent)), **felt)]


# ------------------------------------------------------------------ figure and table
def _figur(data: Data, valg: Staastedsvalg, rad: Profilrad) -> Blokk:
    tt, egen = f.t(valg, "kostnad"), float(rad.verdi or 0)
    alle = pd.concat([rad.egen.to_frame().T, rad.andre, rad.referanser], ignore_index=True)
    alle["rolle"] = ["egen"] + ["andre"] * len(rad.andre) + ["referanse"] * len(rad.referanser)
    alle = alle.sort_values("verdi", ascending=False, na_position="last", key=pd.to_numeric)
    note = None
    if len(rad.andre) > VISES:
        andre = alle[(alle.rolle == "andre") & alle.verdi.notna()]
        alle = alle[(alle.rolle != "andre") | alle.index.isin(andre.iloc[[0, -1]].index)]
        note = tt("ytterst", antall=str(len(andre)))
    alle["navn"] = [f.stor(f.sted(data, valg, k)) for k in alle.komm_nr]
    alle["tekst"] = [
        tt("ikke-oppgitt") if pd.isna(v) else f.med_enhet(valg, v, "kr") for v in alle.verdi
    ]
    navn, andre_ = data.register.navn(valg.komm_nr), _andre(rad)
    felt = {"navn": navn, "per": per(valg, rad), "beloep": f.med_enhet(valg, egen, "kr")}
    tittel = tt("figurtittel-alene", **felt)
    if (p := rad.plass) and len([k for k, _ in andre_ if data.register.er_kommune(k)]) > FAA:
        tittel = tt("figurtittel-plass", nr=str(p.over + 1), antall=str(p.antall), **felt)
    elif andre_:
        nok = len(rad.andre) > FAA and not data.register.er_kommune(andre_[-1][0])
        tittel = tt("figurtittel", mot=mot(data, valg, egen, *andre_[-1 if nok else 0]), **felt)
    liste = "; ".join(f"{r.navn} {r.tekst}" for r in alle.itertuples())
    return figur(
        f"staasted-{rad.indikator.id}",
        plot_soeyler(alle),
        tittel=tittel,
        undertittel=tt("undertittel", indikator=f.navn_paa(valg, rad.indikator),
                       aar=str(valg.aar)),
        alt_tekst=tt("alt", tittel=tittel, liste=liste),
        kilder=f.kildene(data, rad.kilder),
        note=note,
    )  # fmt: skip


def _tabell(data: Data, valg: Staastedsvalg, rader: list[Profilrad]) -> Blokk:
    """Each figure on cost: own, those compared with one by one or as a span, the regions."""
    tt, navn = f.t(valg, "kostnad"), data.register.navn(valg.komm_nr)
    kommuner = list(dict.fromkeys(k for r in rader for k in r.andre.komm_nr))
    regioner = list(dict.fromkeys(k for r in rader for k in r.referanser.komm_nr))
    regioner = [k for k in regioner if any(_verdi(r, k) is not None for r in rader)]
    faa = len(kommuner) <= FAA
    hode = [tt("kolonne-hva"), navn]
    hode += [f.stor(f.sted(data, valg, k)) for k in kommuner] if faa else [
        tt("kolonne-lavest-hoeyest"), tt("kolonne-plass")]  # fmt: skip
    hode += [f.stor(f.sted(data, valg, k)) for k in regioner]
    celler = []
    for r in rader:
        rad = [f.navn_paa(valg, r.indikator), _celle(valg, r, r.verdi)]
        if faa:
            rad += [_celle(valg, r, _verdi(r, k)) for k in kommuner]
        elif r.lavest and r.hoeyest and r.plass:
            ender = [_celle(valg, r, y.verdi) for y in (r.lavest, r.hoeyest)]
            rad += ["–".join(ender), tt("plass", nr=str(r.plass.over + 1),
                                        antall=str(r.plass.antall))]  # fmt: skip
        else:
            rad += ["–", "–"]
        celler.append([*rad, *(_celle(valg, r, _verdi(r, k)) for k in regioner)])
    return tabell(
        "staasted-kostnad",
        hode,
        celler,
        tittel=tt("tabell", navn=navn, aar=str(valg.aar)),
        kilder=f.kildene(data, (k for r in rader for k in r.kilder)),
        note=" ".join([tt("tabellnote"), *_merknader(valg, rader)]),
    )


def _verdi(rad: Profilrad, kode: str) -> float | None:
    return rad.verdi_for(kode)


def _celle(valg: Staastedsvalg, rad: Profilrad, verdi: float | None) -> str:
    i = rad.indikator
    return f.med_enhet(valg, verdi, i.enhet, i.desimaler)


def _merknader(valg: Staastedsvalg, rader: list[Profilrad]) -> list[str]:
    """Remarks of the register, which are in bokmål only."""
    if valg.spraak != "nb":
        return []
    return [r.indikator.merknad for r in rader if r.indikator.id in _ANDEL[:1]]
