"""Chapters of the service profile on the whole set: the funnel here, and the quadrant."""

from math import log
from typing import Any

import pandas as pd

from ..enheter import med_enhet, tall
from ..indikator import Indikator, indikatorer
from ..measures.profil import Profilrad
from ..measures.spredning import Merke, krympet, traktgrenser_andel
from ..measures.spredning import trakt as traktmaal
from ..sources.load import Data
from ..spraak import oppramsing
from ..valg import Profilvalg
from ..views.blokker import Blokk, figur, rent, tabell, tekst, varsel
from ..views.spredningscharts import plot_trakt
from .definisjon import definisjoner
from .felles import kilder, profilrader
from .kvalitet_kostnad import kvadrant

__all__ = ["kvadrant", "trakt"]

_MINST = 3  # places, the own one among them, for a spread to be shown
_NEVNES = 6  # places named in a chart or a sentence
_RADER = 15  # rows of a table
_LIKT = 1e-9  # per cent
_IKKE = str(Merke.IKKE)


def trakt(data: Data, valg: Profilvalg, indikator: str | None = None) -> list[Blokk]:
    """Chapter: one share over the set, within what chance alone can give.

    ``indikator`` is the share; else the one followed through the years, if it is a share that
    enough of the set have; else the share that most of them have.
    """
    rader = [r for r in profilrader(data, valg) if r.indikator.andel and pd.notna(r.egen.teller)]
    if not any(pd.notna(r.egen.verdi) for r in rader):
        return []
    ut = [tekst("## Er forskjellen større enn tilfeldigheter kan gi?")]
    mulige = [(r, _tellinger(r)) for r in rader if pd.notna(r.egen.verdi)]
    mulige = [(r, t) for r, t in mulige if len(t) >= _MINST and valg.komm_nr in t.index]
    if not mulige:
        hva = oppramsing([r.indikator.kortnavn.lower() for r in rader[:_NEVNES]])
        return [*ut, varsel(_for_faa(hva))]
    oensket = indikator or valg.indikator
    rad, tellinger = max(mulige, key=lambda m: (m[0].indikator.id == oensket, len(m[1])))
    i = rad.indikator
    df = traktmaal(tellinger.teller, tellinger.nevner, faktor=i.faktor, andel=True)
    df = df.assign(navn=[data.register.navn(k) for k in df.index], nevner=tellinger.nevner)
    df = df.assign(teller=tellinger.teller, merke=[str(m) for m in df.merke])
    df = df.assign(krympet=krympet(tellinger.teller, tellinger.nevner, faktor=i.faktor, andel=True))
    brukt = kilder(data, rad.kilder)
    return [*ut, _traktfigur(valg, i, df, brukt), _trakttabell(valg, i, df, brukt)]


def _tellinger(rad: Profilrad) -> pd.DataFrame:
    """Counts of all that have both, the own first; a figure that is no share is left out."""
    alle = pd.concat([rad.egen.to_frame().T, rad.andre], ignore_index=True)
    har = alle.verdi.notna() & alle.teller.notna() & alle.nevner.notna()
    df = alle[har].set_index("komm_nr")[["teller", "nevner"]].astype("float64")
    return df[(df.nevner > 0) & df.teller.between(0, df.nevner)]


def _for_faa(hva: str) -> str:
    return (
        f"En trakt for {rent(hva)} krever minst {_MINST} kommuner med antallene bak andelen."
        " Velg flere kommuner eller et større sett å sammenligne med."
    )


def _traktfigur(valg: Profilvalg, i: Indikator, df: pd.DataFrame, brukt: list[Any]) -> Blokk:
    egen, utenfor = df.loc[valg.komm_nr], _utenfor(df)
    nevnes = _med_plass(df.loc[list(dict.fromkeys([valg.komm_nr, *utenfor.index]))])
    punkter = df.assign(
        tekst=[_av(r, i) for r in df.itertuples()],
        rolle=["utenfor" if m != _IKKE else "andre" for m in df.merke],
        etikett=[n if k in nevnes else "" for k, n in df.navn.items()],
    )
    punkter.loc[valg.komm_nr, "rolle"] = "egen"
    felles = float(df.felles.iloc[0])
    kolonner = ["navn", "nevner", "verdi", "tekst", "rolle", "etikett"]
    nevner = indikatorer()[str(i.nevner)].navn
    tittel = _trakttittel(i, egen)
    return figur(
        "trakt",
        plot_trakt(
            punkter[kolonner],
            _grenser(felles, df.nevner, i.faktor),
            f"samlet {tall(felles, 1)}\u00a0%",
            nevner,
            i.kortnavn + (" (prosent)" if i.enhet == "prosent" else ""),
        ),
        tittel=tittel,
        undertittel=f"{i.navn}, {valg.aar}. {len(df)} kommuner; linjene er grensene for tilfeldig"
        " variasjon rundt den samlede andelen, 95 % (stiplet) og 99,8 %.",
        alt_tekst=f"Traktdiagram. {tittel}. Samlet andel {med_enhet(felles, i.enhet, i.desimaler)};"
        f" grensene for {egen.navn} er {_grensetekst(egen, '95')} (95 %) og"
        f" {_grensetekst(egen, '998')} (99,8 %). {_utenfortekst(utenfor, i)}",
        kilder=brukt,
        note=f"{_traktnote(len(utenfor), len(df))} {_utenfortekst(utenfor, i)}",
        definisjoner=definisjoner([i]),
    )


def _med_plass(df: pd.DataFrame) -> set[str]:
    """Those whose names can stand in the chart without covering another, the first first."""
    x, y = df.nevner.map(log), df.verdi
    bredde, hoyde = max(x.max() - x.min(), 0.5), max(y.max() - y.min(), 1.0)
    satt: list[str] = []
    for kode in df.index[: 2 * _NEVNES]:
        ved_siden = (x[satt] - x[kode]).abs() < 0.3 * bredde
        if not (ved_siden & ((y[satt] - y[kode]).abs() < 0.1 * hoyde)).any():
            satt.append(str(kode))
    return set(satt[:_NEVNES])


def _traktnote(utenfor: int, alle: int) -> str:
    ut = "Den samlede andelen er summen av tellerne delt på summen av nevnerne."
    if utenfor > alle / 4:
        ut += (
            f" {utenfor} av {alle} ligger utenfor: kommunene er mer ulike enn tilfeldigheter kan"
            " gi, og har trolig valgt eller rapportert ulikt."
        )
    return ut


def _grenser(felles: float, nevner: pd.Series, faktor: float) -> pd.DataFrame:
    """Limits along the axis, a little past the smallest and the largest."""
    fra, til = float(nevner.min()) * 0.8, float(nevner.max()) * 1.1
    n = pd.Series([fra * (til / fra) ** (k / 79) for k in range(80)])
    ut = {"nevner": n, "felles": pd.Series(felles, index=n.index)}
    for nivaa, navn in ((0.95, "95"), (0.998, "998")):
        g = traktgrenser_andel(felles, n, nivaa, faktor)
        ut |= {f"lav_{navn}": g.lav, f"hoey_{navn}": g.hoey}
    return pd.DataFrame(ut)


def _utenfor(df: pd.DataFrame) -> pd.DataFrame:
    """Those outside the limits, the farthest first, counted in half widths of the funnel."""
    ute = df[df.merke != _IKKE]
    avstand = (ute.verdi - ute.felles).abs() * ute.nevner**0.5
    return ute.loc[avstand.sort_values(ascending=False, kind="stable").index]


def _trakttittel(i: Indikator, egen: pd.Series) -> str:
    hva = i.kortnavn[0].lower() + i.kortnavn[1:]
    tall_ = f": {_verdi(egen.verdi, i)} mot {_verdi(egen.felles, i)} samlet"
    if egen.merke == _IKKE:
        return f"{egen.navn} skiller seg ikke klart fra de andre på {hva}{tall_}"
    retning = "høyere" if egen.verdi > egen.felles else "lavere"
    styrke = "svært klart" if "99,8" in egen.merke else "klart"
    return f"{egen.navn} ligger {styrke} {retning} enn de andre samlet på {hva}{tall_}"


def _utenfortekst(utenfor: pd.DataFrame, i: Indikator) -> str:
    if utenfor.empty:
        return "Ingen ligger utenfor 95 %-grensene."
    hvem = [f"{r.navn} ({_verdi(r.verdi, i)})" for r in utenfor[:_NEVNES].itertuples()]
    hvem += [f"{len(utenfor) - _NEVNES} til"] if len(utenfor) > _NEVNES else []
    return f"Utenfor 95 %-grensene ligger {oppramsing(hvem)}."


def _verdi(verdi: float, i: Indikator) -> str:
    return med_enhet(verdi, i.enhet, i.desimaler)


def _av(rad: Any, i: Indikator) -> str:
    d = 0 if float(rad.teller).is_integer() and float(rad.nevner).is_integer() else 1
    return f"{_verdi(rad.verdi, i)} ({tall(rad.teller, d)} av {tall(rad.nevner, d)})"


def _grensetekst(rad: Any, nivaa: str) -> str:
    lav, hoey = (getattr(rad, f"{side}_{nivaa}") for side in ("lav", "hoey"))
    return f"{tall(lav, 1)}–{tall(hoey, 1)}\u00a0%"


def _trakttabell(valg: Profilvalg, i: Indikator, df: pd.DataFrame, brukt: list[Any]) -> Blokk:
    foerst = [valg.komm_nr, *(k for k in _utenfor(df).index if k != valg.komm_nr)]
    resten = df.drop(index=foerst).sort_values("verdi", ascending=False, kind="stable")
    vist = pd.concat([df.loc[foerst], resten])[:_RADER]
    rader = [
        [r.navn, _av(r, i), _verdi(r.krympet, i), _grensetekst(r, "95"), _grensetekst(r, "998"),
         r.merke]
        for r in vist.itertuples()
    ]  # fmt: skip
    igjen = len(df) - len(vist)
    rester = f" {igjen} til er ikke i tabellen." if igjen else ""
    return tabell(
        "trakttabell",
        ["Kommune", i.kortnavn, "Krympet anslag", "95 %-grenser", "99,8 %-grenser", "Vurdering"],
        rader,
        tittel=f"Hvem ligger utenfor? {i.kortnavn}, {valg.aar}",
        kilder=brukt,
        just="lrrrrl",
        uthev=[0],
        note="Øverst egen kommune, så de utenfor grensene, lengst ute først. Av mange kommuner vil"
        " om lag 1 av 20 ligge utenfor 95 % ved tilfeldighet alene. Det krympede anslaget står"
        " ved siden av det målte: andelen er trukket mot den samlede, mest der det er få å regne"
        f" av (empirisk Bayes: Marshall 1991, med binomisk varians). {_krympenote(df)}{rester}",
        definisjoner=definisjoner([i]),
    )


def _krympenote(df: pd.DataFrame) -> str:
    """Return what the estimate is not, or that nothing beside chance is left."""
    if df.krympet.max() - df.krympet.min() < _LIKT:
        return "Her er anslagene like: samlet varierer andelene ikke mer enn tilfeldigheter gir."
    return "Vurderingen følger grensene, ikke anslaget."
