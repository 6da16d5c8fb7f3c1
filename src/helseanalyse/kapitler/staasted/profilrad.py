"""One row of the service profile in the report's language: cells, verdict, order."""

from collections.abc import Sequence

import pandas as pd

from ...enheter import antall_desimaler
from ...measures.nivaa import relativt_nivaa
from ...measures.profil import Profilrad
from ...sources.load import Data
from ...valg_staasted import Staastedsvalg
from ...views.blokker import Blokk, figur, tabell
from ...views.staastedscharts import plot_avvik
from ..felles import profilrader
from .felles import (
    felles,
    liten,
    med_enhet,
    mot_hvem,
    navn_paa,
    prosent,
    radkilder,
    spenn,
    sted,
    stor,
    t,
    tall,
)

# Ratios of the chapter on coverage; all others are the profile's.
DEKNING = (
    "dekningsgrad_institusjon_80_pluss", "andel_langtid_80_pluss",
    "dekningsgrad_bolig_heldoegn_80_pluss", "dekningsgrad_hjemmetjenester_80_pluss",
    "mottakere_hjemmetjenester_per_1000_80_pluss", "mottakere_hjemmetjenester_67_pluss_per_1000",
    "mottakere_hjemmetjenester_per_1000_67_79", "mottakere_hjemmetjenester_per_1000_0_66",
    "brukere_omsorgstjenester_per_1000", "andel_dagaktivitetstilbud",
)  # fmt: skip
_HOEYST = 12  # rows that one figure has room for on a page


def rader_med_tall(data: Data, valg: Staastedsvalg) -> list[Profilrad]:
    """Rows of the profile with an own value, in the register's order."""
    return [r for r in profilrader(data, valg.profil) if r.verdi is not None]


def vurdering(valg: Staastedsvalg, rad: Profilrad) -> str:
    """Whether the own value is clearly higher or lower than the comparison's, in words."""
    if rad.klart is None:
        return felles(valg)("ikke-proevd")
    if not rad.klart:
        return felles(valg)("ikke-klart")
    return felles(valg)("klart-hoeyere" if (rad.indeks or 0) > 100 else "klart-lavere")


def verdi(valg: Staastedsvalg, rad: Profilrad, tall_: float | None) -> str:
    """Value of the row's indicator with its unit."""
    i = rad.indikator
    return "–" if tall_ is None else med_enhet(valg, tall_, i.enhet, i.desimaler)


def andre(valg: Staastedsvalg, rad: Profilrad) -> str:
    """Comparison: its mean, else lowest to highest of the others."""
    if rad.snitt is not None:
        return verdi(valg, rad, rad.snitt)
    if rad.lavest is None or rad.hoeyest is None:
        return felles(valg)("mangler") if rad.antall_andre else "–"
    lav, hoey = rad.lavest.verdi, rad.hoeyest.verdi
    if lav == hoey:
        return verdi(valg, rad, lav)
    bare = spenn(valg, lav, hoey, antall_desimaler(rad.indikator.enhet, rad.indikator.desimaler))
    hele = verdi(valg, rad, hoey)
    siste = bare.rpartition("–")[2]
    return hele.replace(siste, bare, 1)


def referanse(data: Data, valg: Staastedsvalg, rad: Profilrad) -> str:
    """Own figure of the country or a group, and whose it is."""
    ref = rad.referanser[rad.referanser.verdi.notna()]
    if ref.empty:
        return "–"
    hvem = sted(data, valg, str(ref.komm_nr.iloc[0]))
    return f"{verdi(valg, rad, float(ref.verdi.iloc[0]))} ({hvem})"


def intervall(valg: Staastedsvalg, rad: Profilrad) -> str:
    """Interval of the own share, 95 per cent."""
    if rad.intervall is None:
        return "–"
    return f"{tall(valg, rad.intervall.lav, 1)}–{prosent(valg, rad.intervall.hoey)}"


def profiltabell(
    data: Data, valg: Staastedsvalg, rader: Sequence[Profilrad], navn: str, tittel: str
) -> Blokk:
    """Own value, interval, comparison, reference and verdict of each row."""
    s, hvem = t(valg, "profil"), mot_hvem(data, valg)
    med_ref = any(referanse(data, valg, r) != "–" for r in rader)
    med_int = any(r.intervall for r in rader)
    hode = [felles(valg)("indikator"), data.register.navn(valg.komm_nr)]
    hode += [s("hode-intervall")] if med_int else []
    hode += [stor(hvem) or s("hode-andre")]
    hode += [s("hode-referanse")] if med_ref else []
    celler = [
        [
            navn_paa(valg, r.indikator),
            verdi(valg, r, r.verdi),
            *([intervall(valg, r)] if med_int else []),
            andre(valg, r),
            *([referanse(data, valg, r)] if med_ref else []),
            vurdering(valg, r),
        ]
        for r in rader
    ]
    return tabell(
        navn,
        [*hode, s("hode-vurdering")],
        celler,
        tittel=tittel,
        kilder=radkilder(data, rader),
        just="l" + "r" * (len(hode) - 1) + "l",
        note=_note(valg, rader),
    )


def _note(valg: Staastedsvalg, rader: Sequence[Profilrad]) -> str | None:
    s = t(valg, "profil")
    vis = {
        "note-snitt": any(r.snitt is not None and r.klart is not None for r in rader),
        "note-spenn": any(r.snitt is None and len(r.andre.verdi.dropna()) > 1 for r in rader),
        "note-wilson": any(r.intervall for r in rader),
        "note-klart": any(r.klart is not None for r in rader),
        "note-ikke": any(r.klart is None for r in rader),
    }
    return " ".join(s(n) for n, ja in vis.items() if ja) or None


def avviksfigur(
    data: Data,
    valg: Staastedsvalg,
    rader: Sequence[Profilrad],
    navn: str,
    hoeyst: int = _HOEYST,
    tittel: str = "",
) -> list[Blokk]:
    """Figure of the rows that have a mean to stand beside, the farthest from it first."""
    med = [(r, p) for r in rader if (p := _prosent(r)) is not None]
    med = sorted(med, key=lambda rp: -abs(rp[1]))[:hoeyst]
    if not med:
        return []
    s, hvem = t(valg, "profil"), mot_hvem(data, valg)
    df = pd.DataFrame(
        {
            "navn": navn_paa(valg, r.indikator),
            "prosent": p,
            "tekst": s("mot", egen=verdi(valg, r, r.verdi), andre=verdi(valg, r, r.snitt)),
            "klart": bool(r.klart),
        }
        for r, p in med
    )
    # Told of is the farthest that is clear; the farthest of all where none is.
    foerst, p = next((rp for rp in med if rp[0].klart), med[0])
    uten = len(rader) - len(med)
    avstand = prosent(valg, abs(p), 0)
    retning = "lik" if avstand == prosent(valg, 0, 0) else "opp" if p > 0 else "ned"
    ord_ = {"kommune": data.register.navn(valg.komm_nr), "hvem": hvem, "prosent": avstand}
    ord_ |= {"hva": liten(navn_paa(valg, foerst.indikator)), "retning": retning}
    ord_ |= {"klart": {True: "ja", False: "nei", None: "ikke"}[foerst.klart]}
    linjer = "; ".join(f"{r.navn}: {r.tekst}" for r in df.itertuples())
    return [
        figur(
            navn,
            plot_avvik(df, s("akse")),
            tittel=tittel or s("figur-tittel", **ord_),
            undertittel=s("figur-under", hvem=hvem, aar=str(valg.aar)),
            alt_tekst=s("figur-alt", **ord_, linjer=linjer),
            kilder=radkilder(data, [r for r, _ in med]),
            note=s("figur-note", antall=str(uten)) if uten else None,
            spraak=valg.spraak,
        )
    ]


def _prosent(rad: Profilrad) -> float | None:
    if rad.snitt is None or rad.verdi is None:
        return None
    return relativt_nivaa(rad.verdi, rad.snitt)
