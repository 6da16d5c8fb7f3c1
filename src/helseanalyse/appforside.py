"""What the landing page says: which municipality is chosen, and which figures are loaded."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd
from babel.dates import format_date

from .sources.load import Data
from .spraak import norsk_orden
from .valg import steder_med_tall

_LAG = {
    "egne": "Egne filer",
    "ssb": "Hentet fra Statistisk sentralbyrå",
    "eksempel": "Eksempeldata som følger med",
}
_NEVNES = 6  # sources named in one line


def forsideinnhold(data: Data, idag: date, komm_nr: str = "", soek: str = "") -> dict[str, Any]:
    """Everything on the landing page that comes from the data, as text and numbers.

    Parameters
    ----------
    idag
        The day that «is part of» is said of.
    komm_nr
        The municipality that the address carries; empty where none is chosen.
    soek
        What the reader wrote in the search field: a name, part of one, or a number.

    Returns
    -------
    dict
        ``kommuner`` (all, as the search field lists them), ``valgt`` (the chosen one with its
        number, name and a sentence; missing: none), ``treff`` (numbers and names that the search
        found), ``melding`` (why nothing was found or chosen) and ``lag`` (each layer of figures:
        ``tittel``, ``tekst``), ``foreldet`` (sentences on figures that the publisher has newer of).
    """
    k = data.register.kommuner
    k = k[k.type == "kommune"]
    ut: dict[str, Any] = {
        "kommuner": sorted(map(_med_nummer, k.itertuples()), key=norsk_orden),
        "valgt": None,
        "treff": [],
        "melding": "",
        "lag": list(_lag(data)),
        "foreldet": list(data.foreldet),
    }
    if soek.strip():
        ut["treff"] = _funnet(k, soek)
        if not ut["treff"]:
            ut["melding"] = (
                f"Ingen kommune i datagrunnlaget har navnet eller nummeret «{soek.strip()[:60]}»."
                " Skriv begynnelsen av navnet, eller fire sifre."
            )
    elif komm_nr:
        try:
            kode = data.register.kode(komm_nr)
        except ValueError as feil:
            ut["melding"] = str(feil)
        else:
            ut["valgt"] = _valgt(data, kode, idag)
    return ut


def _med_nummer(rad: Any) -> str:
    return f"{rad.navn} ({rad.komm_nr})"


def _funnet(kommuner: pd.DataFrame, soek: str) -> list[dict[str, str]]:
    """Municipalities of that name or number: an exact one alone, else those that begin so."""
    ord_ = soek.strip().casefold()
    navn = kommuner.navn.str.casefold()
    full = navn + " (" + kommuner.komm_nr + ")"
    for treff in (
        (full == ord_) | (kommuner.komm_nr == ord_),
        navn == ord_,
        navn.str.startswith(ord_) | kommuner.komm_nr.str.startswith(ord_),
        navn.str.contains(ord_, regex=False),
    ):
        if treff.any():
            rader = kommuner[treff].sort_values(["navn", "komm_nr"])
            return [
                {"komm_nr": r.komm_nr, "navn": r.navn, "periode": _periode(r)}
                for r in rader.itertuples()
            ]
    return []


def _periode(rad: Any) -> str:
    fra, til = rad.gjelder_fra, rad.gjelder_til
    if pd.isna(til):
        return "" if pd.isna(fra) else f"fra {int(fra)}"
    return f"til {int(til)}" if pd.isna(fra) else f"{int(fra)}–{int(til)}"


def _valgt(data: Data, kode: str, idag: date) -> dict[str, str]:
    """Return the chosen municipality, and in a sentence what there is of it."""
    register = data.register
    k = register.kommuner[register.kommuner.komm_nr == kode].iloc[0]
    navn = register.navn(kode)
    setninger = []
    if not pd.isna(k.gjelder_til):
        nye = register.etterfoelgere(kode, idag.year)
        ble = f" og er siden en del av {register.liste(nye)}" if nye else ""
        setninger.append(f"{navn} ({kode}) fantes til og med {int(k.gjelder_til)}{ble}.")
    har = steder_med_tall(data)
    aar = har.aar[har.komm_nr == kode]
    setninger.append(
        f"Nyeste forholdstall er fra {int(aar.max())}."
        if len(aar)
        else f"Datagrunnlaget har ingen forholdstall for {navn}; sidene sier hva som mangler."
    )
    return {"komm_nr": kode, "navn": navn, "tekst": " ".join(setninger)}


def _lag(data: Data) -> Iterable[dict[str, str]]:
    """Each layer of figures that is loaded: what it holds, of which years, and how old it is."""
    kilder = data.kilder if "lag" in data.kilder else data.kilder.assign(lag="eksempel")
    for lag, tittel in _LAG.items():
        egne = kilder[kilder.lag == lag]
        if egne.empty:
            continue
        obs = data.observasjoner[data.observasjoner.kilde.isin(egne.kilde)]
        steder = obs.komm_nr[obs.komm_nr.map(data.register.er_kommune)].nunique()
        aar = f"{int(obs.aar.min())}–{int(obs.aar.max())}" if len(obs) else "uten årstall"
        naar = egne.hentet.dropna().max()
        datert = (
            f", {'satt sammen' if lag == 'eksempel' else 'sist'} {_dato(naar)}"
            if isinstance(naar, str)
            else ""
        )
        hva = _hva(egne, lag)
        yield {"tittel": tittel, "tekst": f"{hva}: {steder} kommuner, {aar}{datert}."}


def _hva(kilder: pd.DataFrame, lag: str) -> str:
    if lag == "eksempel":
        return f"{len(kilder)} kilder"
    navn = [str(x) for x in kilder.sted.where(kilder.sted.notna(), kilder.tittel).unique()]
    flere = f" og {len(navn) - _NEVNES} til" if len(navn) > _NEVNES else ""
    return ", ".join(navn[:_NEVNES]) + flere


def _dato(tekst: str) -> str:
    return str(format_date(date.fromisoformat(tekst[:10]), "d. MMMM y", locale="nb_NO"))
