"""Chapters on staffing lists in per cent of positions, and on participants per adviser."""

import pandas as pd

from ..enheter import med_fortegn, tall
from ..indikator import indikator
from ..measures.avstemming import trykt_sum
from ..measures.bemanning import aarsverk_av_stillinger, avstand_til_maal
from ..measures.nivaa import gruppesnitt
from ..sources.load import Data
from ..valg_bemanning import Bemanningsvalg
from ..views.blokker import Blokk, tabell, tekst
from .bemanningsfelles import (
    Tall,
    aarsnote,
    alle_kilder,
    dokument,
    dokumenter,
    kontrollord,
    serie,
    seriekilder,
)
from .definisjon import definisjoner
from .felles import kilder

LISTER = {"mottak": "Mottaket", "flyktninger": "Flyktninger, stillinger i bruk"}
_STILLING = {
    "lege": "Lege",
    "sykepleier": "Sykepleier",
    "spesialsykepleier": "Spesialsykepleier",
    "jordmor": "Jordmor",
    "helsesjukepleier": "Helsesykepleier",
    "vernepleier": "Vernepleier",
    "saksbehandler": "Saksbehandler",
    "konsulent": "Konsulent",
    "administrasjon_raadgiver": "Administrasjon: rådgiver",
    "sosialavdelingen_saksbehandlere": "Sosialavdelingen: saksbehandlere",
    "kvp": "Kvalifiseringsprogrammet",
    "barnevern_saksbehandler": "Barnevern: saksbehandler",
    "helsestasjon_helsesjukepleier": "Helsestasjon: helsesykepleier",
    "mestringsenheten_sjukepleier": "Mestringsenheten: sykepleier",
    "helsetjenesten_kommuneoverlegeressurs": "Helsetjenesten: kommuneoverlege",
    "helsetjenesten_lege": "Helsetjenesten: lege",
    "helsetjenesten_sjukepleier": "Helsetjenesten: sykepleier",
    "helsestasjon_smittevern": "Helsestasjon: smittevern",
    "legevakta_legevaktressurs": "Legevakt: legevaktressurs",
    "flyktningetenesten_raadgivere": "Flyktningtjenesten: rådgivere",
}
_MAAL = {
    "deltakere_per_raadgiver_maal_foer": "forrige handlingsprogram",
    "deltakere_per_raadgiver_maal_naa": "handlingsprogrammet nå",
}


def lister(data: Data, valg: Bemanningsvalg) -> list[Blokk]:
    """Chapter: positions by profession or service, summed to man-years."""
    ut = [b for navn in LISTER for b in _liste(data, valg, navn)]
    return [tekst("## Hvilke stillinger er satt av?"), *ut] if ut else []


def stillinger(data: Data, komm_nr: str, navn: str) -> tuple[pd.DataFrame, float | None]:
    """Rows of a staffing list (``post``, ``verdi`` per cent, ``kilde``), and the printed sum."""
    foran = f"bemanning_{navn}_"
    d = dokumenter(data, komm_nr, foran)
    d = d.assign(post=d.nokkel.str.removeprefix(foran))
    sum_ = d.verdi[d.post == "totalt"]
    d = d.loc[(d.post != "totalt") & d.verdi.notna(), ["post", "verdi", "kilde"]]
    return d.reset_index(drop=True), (float(sum_.iloc[0]) if len(sum_) else None)


def _liste(data: Data, valg: Bemanningsvalg, navn: str) -> list[Blokk]:
    d, trykt = stillinger(data, valg.komm_nr, navn)
    if d.empty:
        return []
    verk = aarsverk_av_stillinger(d.verdi.tolist())
    d = d.sort_values("verdi", ascending=False, kind="stable")
    rader = [
        [_STILLING.get(r.post, r.post.replace("_", " ").capitalize()), tall(r.verdi),
         tall(r.verdi / 100, 2)]
        for r in d.itertuples()
    ]  # fmt: skip
    note = "Stillingsprosent delt på 100 er årsverk."
    if trykt is not None:
        k = trykt_sum(d.verdi.tolist(), trykt, 0)
        note += f" Trykt sum er {tall(trykt)}: {kontrollord(k)}."
    hvor = f"{data.register.navn(valg.komm_nr)}, {LISTER[navn].lower()}"
    return [
        tabell(
            f"bemanning-{navn}",
            ["Stilling", "Stillingsprosent", "Årsverk"],
            [*rader, ["Sum", tall(d.verdi.sum()), tall(verk, 2)]],
            tittel=f"{hvor}: {tall(d.verdi.sum())} stillingsprosent er {tall(verk, 2)} årsverk",
            kilder=kilder(data, d.kilde),
            note=note,
            uthev=[len(rader)],
        )
    ]


# ------------------------------------------------------------------ advisers
def raadgivere(data: Data, valg: Bemanningsvalg) -> list[Blokk]:
    """Chapter: participants per adviser against the targets."""
    i = indikator("deltakere_per_programraadgiver")
    verk = serie(data, valg.komm_nr, str(i.nevner), valg.aar)
    deltakere = serie(data, valg.komm_nr, str(i.teller), valg.aar).set_index("aar")
    if verk.empty:
        return []
    maal = {n: t for n in _MAAL if (t := dokument(data, valg.komm_nr, n)) is not None}
    rader, siste_ = [], None
    for r in verk.itertuples():
        per = None
        if r.aar in deltakere.index:
            antall = deltakere.verdi[r.aar]
            per = gruppesnitt(pd.Series([antall]), pd.Series([r.verdi]), i.faktor)
            siste_ = (int(r.aar), per)
        felt = [tall(deltakere.verdi.get(r.aar)), tall(per, 1)]
        mot = ["–" if per is None else med_fortegn(per - t.verdi, 1) for t in maal.values()]
        rader.append([str(r.aar), tall(r.verdi, 2), *felt, *mot])
    hode = ["År", "Rådgivere, årsverk", "Deltakere", "Deltakere per årsverk"]
    hode += [f"Mot målet {_maaltall(t)}" for t in maal.values()]
    return [
        tekst("## Hvor mange følger hver programrådgiver opp?"),
        tabell(
            "raadgivere",
            hode,
            rader,
            tittel=_tittel(data, valg, siste_, maal),
            kilder=alle_kilder(
                *maal.values(),
                ekstra=seriekilder(data, verk, deltakere.reset_index()),
            ),
            note=_note(maal, verk, serie(data, valg.komm_nr, i.id, valg.aar)),
            definisjoner=definisjoner([i]),
        ),
    ]


def _tittel(
    data: Data, valg: Bemanningsvalg, s: tuple[int, float | None] | None, maal: dict[str, Tall]
) -> str:
    navn = data.register.navn(valg.komm_nr)
    if s is None or s[1] is None:
        return f"{navn}: årsverk som programrådgiver"
    ut = f"{navn}: {tall(s[1], 1)} deltakere per programrådgiver i {s[0]}"
    m = maal.get("deltakere_per_raadgiver_maal_naa")
    if m is None:
        return ut
    naadd = avstand_til_maal(s[1], m.verdi, lavere_er_bedre=False).naadd
    return f"{ut}, {'over' if naadd else 'under'} målet på {_maaltall(m)}"


def _maaltall(t: Tall) -> str:
    return tall(t.verdi, 0 if float(t.verdi).is_integer() else 1)


def _note(maal: dict[str, Tall], verk: pd.DataFrame, trykt: pd.DataFrame) -> str:
    hvilke = "; ".join(f"{_maaltall(t)} i {_MAAL[n]}" for n, t in maal.items())
    ut = [f"Mål: {hvilke}."] if maal else []
    ut.append("Flere deltakere per rådgiver er mindre tid til hver.")
    ut += [f"Trykt snitt for {r.aar} er {tall(r.verdi)}." for r in trykt.itertuples()]
    ut.append("– er ikke i datagrunnlaget.")
    return " ".join([*ut, aarsnote(verk)]).strip()
