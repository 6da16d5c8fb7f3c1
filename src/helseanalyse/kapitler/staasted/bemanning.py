"""Chapter of the report: whether there are people enough, by the newest figures there are."""

import pandas as pd

from ...enheter import antall_desimaler
from ...indikator import Indikator, indikator
from ...kilde import Kilde
from ...measures.bemanning import avstand_til_maal
from ...measures.demografi import baand
from ...measures.nivaa import relativt_nivaa
from ...measures.profil import verdier
from ...measures.usikkerhet import wilson
from ...sources.load import Data
from ...valg_bemanning import Bemanningsvalg, samme_kommune
from ...valg_staasted import Staastedsvalg, bemanningsvalg
from ...views.blokker import Blokk, tabell
from ..bemanningsfelles import alle_kilder, egen_eller, siste
from ..bemanningsfolk import rekrutteringsgrunnlag
from ..bemanningsfravaer import maal, naa
from ..bemanningskompetanse import fagutdanning, mot_snittet
from ..bemanningsnivaa import egen_kode, per_bruker
from ..felles import kilder, radindeks_for
from ..framskrevet import folkekilder, har_alternativer, naermeste_aar
from . import felles as f
from .avsnitt import tekst, varsel
from .ordvalg import FAA, retning

# Rows of the table, and the user's own figure that goes before the data's.
_RADER = {
    "aarsverk_omsorg": None,
    "aarsverk_helse_velferd": "aarsverk",
    "ansatte_helse_velferd": "ansatte",
    "aarsverk_per_bruker_omsorg": None,
    "andel_fagutdanning": None,
    "andel_hele_stillinger": "heltidsandel",
    "sykefravaer": "sykefravaer",
    "direkte_brukertid": None,
    "andel_vedtakstimer_privat": None,
    "liggetid_korttid_ordinaer": "liggetid",
}


def bemanning(data: Data, valg: Staastedsvalg) -> list[Blokk]:
    """Chapter: staff in words and a table, and who can be recruited."""
    tt, b = f.t(valg, "bemanning"), bemanningsvalg(data, valg)
    ut, rader = [f.overskrift(valg, "bemanning")], _tabell(data, valg, b)
    if not rader:
        ut.append(varsel(tt("mangler", navn=f.kommunenavn(data, valg), aar=str(valg.aar))))
        return [*ut, *rekruttering(data, valg)]
    if b.aar < valg.aar:
        eldre = tt("aar", aar=str(b.aar), antall=str(valg.aar - b.aar))
        ut.append(tekst(eldre, rader[0]["kilder"]))
    for setning, kildene in (_per_bruker(data, valg, b), _fagutdanning(data, valg, b),
                             _fravaer(data, valg, b)):  # fmt: skip
        ut += [tekst(setning, kildene)] if setning else []
    return [*ut, *rader, *rekruttering(data, valg)]


def _per_bruker(data: Data, valg: Staastedsvalg, b: Bemanningsvalg) -> tuple[str, list[Kilde]]:
    """Man-years per user against the nearest region, else the first compared with."""
    df = per_bruker(data, b)
    if df.empty or df.komm_nr[0] not in samme_kommune(data, valg.komm_nr):
        return "", []
    tt, andre = f.t(valg, "bemanning"), df.iloc[1:]
    regioner = andre[[not data.register.er_kommune(k) for k in andre.komm_nr]]
    mot = regioner if len(regioner) else andre
    hvem, ord_ = "ingen", ""
    if len(mot):
        p = relativt_nivaa(float(df.verdi[0]), float(mot.verdi.iloc[0])) or 0.0
        hvem = f.sted(data, valg, str(mot.komm_nr.iloc[0]))
        ord_ = tt(f"mot-{retning(p)}", prosent=f.prosent(valg, abs(p)))
    setning = tt("per-bruker", navn=f.kommunenavn(data, valg), aar=str(b.aar), hvem=hvem,
                 mot=ord_, verdi=f.tall(valg, float(df.verdi[0]), 2))  # fmt: skip
    brukt = [df.kilder[0], *mot.kilder[:1]]
    return setning, kilder(data, [k for liste in brukt for k in liste])


def _fagutdanning(data: Data, valg: Staastedsvalg, b: Bemanningsvalg) -> tuple[str, list[Kilde]]:
    """Share with education with its interval, and whether it clearly differs from the others'."""
    df = fagutdanning(data, b)
    if df.empty or df.komm_nr[0] not in samme_kommune(data, valg.komm_nr):
        return "", []
    egen, mot = df.iloc[0], mot_snittet(df)
    i = wilson(round(egen.teller), round(egen.nevner))
    klart = "uten"
    if mot is not None:
        over = "hoeyere" if egen.verdi > mot[0] else "lavere"
        klart = over if mot[1] else "nei"
    hvem = [f.sted(data, valg, k) for k in df.komm_nr[1:]]
    antall = f.felles(valg)("andre-egne", antall=f.tallord(valg, len(hvem)))
    setning = f.t(valg, "bemanning")(
        "fagutdanning", andel=f.prosent(valg, egen.verdi, 0), aar=str(b.aar), klart=klart,
        teller=f.tall(valg, egen.teller), nevner=f.tall(valg, egen.nevner),
        lav=f.tall(valg, i.lav), hoey=f.tall(valg, i.hoey),
        snitt=f.prosent(valg, mot[0] if mot else None, 0),
        hvem=f.oppramsing(valg, hvem) if len(hvem) <= 3 else antall,
    )  # fmt: skip
    return setning, kilder(data, [k for liste in df.kilder for k in liste])


def _fravaer(data: Data, valg: Staastedsvalg, b: Bemanningsvalg) -> tuple[str, list[Kilde]]:
    """Sickness absence against the target; the target is never taken for a figure."""
    v, m = naa(data, b), maal(data, b)
    if v is None:
        return "", []
    tt, avstand, slag = f.t(valg, "bemanning"), 0.0, "uten"
    if m is not None:
        a = avstand_til_maal(v.verdi, m.verdi)
        avstand, slag = abs(a.avstand), "naadd" if a.naadd else "over"
    setning = tt("sykefravaer", verdi=f.prosent(valg, v.verdi), aar=str(v.aar or b.aar),
                 maal=slag, maalet=f.prosent(valg, m.verdi if m else None),
                 hvems="eget" if m is not None and m.eget else "kommunen",
                 avstand=f.tall(valg, avstand, 1))  # fmt: skip
    return setning, alle_kilder(v, m)


def _tabell(data: Data, valg: Staastedsvalg, b: Bemanningsvalg) -> list[Blokk]:
    """Return a row for each figure there is: the year, the own value, and the others' then."""
    tt, brukt = f.t(valg, "bemanning"), []
    rader = []
    for navn, eget in _RADER.items():
        funnet = _rad(data, valg, b, navn, eget)
        if funnet is not None:
            rader.append(funnet[0])
            brukt += funnet[1]
    if not rader:
        return []
    if not any(r[3] != "–" for r in rader):
        rader = [r[:3] for r in rader]
    navn = data.register.navn(valg.komm_nr)
    hode = [tt("kolonne-hva"), tt("kolonne-aar"), navn, tt("kolonne-andre")]
    return [
        tabell(
            "staasted-bemanning",
            hode[: len(rader[0])],
            rader,
            tittel=tt("tabell", navn=navn),
            kilder=list({k["id"]: k for k in brukt}.values()),
        )
    ]


def _rad(
    data: Data, valg: Staastedsvalg, b: Bemanningsvalg, navn: str, eget: str | None
) -> tuple[list[str], list[Kilde]] | None:
    """Cells of one figure and their sources; none where the municipality has not got it."""
    tt, i = f.t(valg, "bemanning"), indikator(navn)
    if i.type == "forholdstall":
        kode = egen_kode(data, b, str(i.teller))
        egen = verdier(radindeks_for(data), i, [kode], b.aar).iloc[0]
        if pd.isna(egen.verdi):
            return None
        verdi, aar, brukt = float(egen.verdi), b.aar, kilder(data, egen.kilder)
    else:
        fra = siste(data, b, navn)
        t = fra if eget is None else egen_eller(b, eget, fra)
        if t is None:
            return None
        verdi, aar, brukt = t.verdi, t.aar or 0, list(t.kilder)
    andre = verdier(radindeks_for(data), i, b.sammenlign, aar) if b.sammenlign else None
    celle = "–"
    if andre is not None and andre.verdi.notna().any():
        har = andre[andre.verdi.notna()]
        celle = _de_andres(data, valg, i, har)
        brukt += kilder(data, [k for liste in har.kilder for k in liste])
    rad = [f.navn_paa(valg, i), str(aar or tt("eget")),
           f.med_enhet(valg, verdi, i.enhet, i.desimaler), celle]  # fmt: skip
    return rad, brukt


def _de_andres(data: Data, valg: Staastedsvalg, i: Indikator, har: pd.DataFrame) -> str:
    """Return the others' figures by name, or the span of many; the unit stands beside the own."""
    tegn = "%" if i.enhet == "prosent" else ""

    def skriv(v: float) -> str:
        if tegn:
            return f.prosent(valg, v, antall_desimaler(i.enhet, i.desimaler))
        return f.tall(valg, v, antall_desimaler(i.enhet, i.desimaler))

    if len(har) > FAA:
        return f"{skriv(har.verdi.min())}–{skriv(har.verdi.max())}"
    navn = zip(har.komm_nr, har.verdi, strict=True)
    return "; ".join(f"{f.sted(data, valg, k)} {skriv(v)}" for k, v in navn)


# ------------------------------------------------------------------ who can be recruited
def rekruttering(data: Data, valg: Staastedsvalg) -> list[Blokk]:
    """Section: people of working age per person aged 80+, now and in the year of the need."""
    tt, g = f.t(valg, "bemanning"), rekrutteringsgrunnlag(data, valg.komm_nr)
    ut = [tekst(f"### {tt('folk-overskrift')}")]
    if g is None:
        return [*ut, tekst(tt("folk-mangler", navn=f.kommunenavn(data, valg)))]
    aar = naermeste_aar(g.alle, valg.kommende_aar)
    da = g.fram[g.fram.aar == aar].iloc[0] if (g.fram.aar == aar).any() else g.slutt
    felt = {"spenn": "nei", "lav": "", "hoey": ""}
    if har_alternativer(g.alle):
        r = baand(g.alle[g.alle.aar == da.aar], "verdi").iloc[0]
        felt = {"spenn": "ja", "lav": f.tall(valg, r.lav, 1), "hoey": f.tall(valg, r.hoey, 1)}
    yngre = tt("folk-yngre", naa=f.tall(valg, g.start.teller), da=f.tall(valg, da.teller),
               endring=retning(da.teller - g.start.teller, 0))  # fmt: skip
    felt |= {"naa": f.tall(valg, g.start.verdi, 1), "da": f.tall(valg, da.verdi, 1)}
    aarene = {"aar_naa": str(int(g.start.aar)), "aar": str(int(da.aar))}
    setning = tt("folk", yngre=yngre, **aarene, **felt)
    return [*ut, tekst(setning, folkekilder(data, valg.komm_nr))]
