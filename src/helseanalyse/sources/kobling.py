"""From a user's table to ``observasjoner``: a mapping that is guessed, shown, saved and used.

What cannot be settled is refused in a sentence that names row and value.
"""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..indikator import indikatorer
from ..kommune import Kommuneregister
from .kobling_form import Kobling, Maal, faktor, les_kobling
from .kobling_gjett import gjett_kobling
from .tabell import Tabell
from .tabell_nokler import er_sum
from .tabell_rute import rader_i_tekst, tallord, vis

__all__ = ["Innlest", "Kobling", "Maal", "bruk", "gjett_kobling", "les_kobling"]

_STATUS = {".": "ikke_i_bruk", ":": "skjermet", "*": "foreloepig"}
_KOLONNER = (
    "komm_nr", "aar", "indikator", "verdi", "enhet", "status", "teller", "nevner", "kilde",
    "merknad",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Innlest:
    """Observations of a user's file, the row of their source, and what a reader must know.

    ``rader`` is the file's row number of each observation, ``kolonner`` its column.
    """

    observasjoner: pd.DataFrame
    kilder: pd.DataFrame
    varsler: list[str]
    rader: NDArray[np.int64]
    kolonner: list[str]


def bruk(tabell: Tabell, kobling: Kobling, register: Kommuneregister, dato: str) -> Innlest:
    """Observations of a table.

    Parameters
    ----------
    dato
        Date of the import (ISO), for the source.

    Raises
    ------
    ValueError
        If the mapping is open, a municipality is unknown or did not exist that year, or two
        rows say different things; the sentence names row and value.
    """
    _krev_klar(tabell, kobling)
    komm_nr = _kommuner(tabell, kobling, register)
    kilde = _kilde(tabell, dato)
    deler = [_maal(tabell, kobling, m, komm_nr) for m in kobling.maal]
    alt = pd.concat(deler, ignore_index=True)
    varsler = [*tabell.warnings, *_ubrukt(tabell, kobling), *_nye_navn(tabell, kobling)]
    _sjekk_aar(tabell, alt, register)
    alt = _uten_kopier(tabell, alt, varsler)
    alt["kilde"] = kilde["kilde"]
    alt["teller"] = alt["nevner"] = np.nan
    alt = alt.astype({"teller": "float64", "nevner": "float64", "aar": "Int64"})
    rader = tabell.rader[alt.rad.to_numpy(dtype="int64")]
    kilder = pd.DataFrame([kilde], dtype="str")
    return Innlest(alt.loc[:, list(_KOLONNER)], kilder, varsler, rader, alt.kolonne.tolist())


def _krev_klar(tabell: Tabell, k: Kobling) -> None:
    navn = [n for n in (k.komm_nr, k.aar, k.indikator, k.verdi) if n]
    navn += [] if k.verdi else [m.verdi or m.kolonne for m in k.maal]
    for n in navn:
        if n not in tabell.frame:
            har = ", ".join(f"«{vis(str(c))}»" for c in tabell.frame.columns)
            raise ValueError(f"{tabell.sted()} har ikke kolonnen «{vis(n)}», men {har}.")
    for m in k.maal:
        kolonne = m.verdi or k.verdi or m.kolonne
        if tabell.arter[kolonne] != "tall":
            raise ValueError(f"{tabell.sted(None, kolonne)} er ikke tall. Rett koblingen.")
    if k.aar and tabell.arter[k.aar] != "aar":
        raise ValueError(f"{tabell.sted(None, k.aar)} har ikke bare hele år. Rett koblingen.")
    if k.mangler:
        raise ValueError(f"{tabell.sted()}: {k.mangler[0]}")


# ---------------------------------------------------------------- municipalities
def _kommuner(tabell: Tabell, k: Kobling, register: Kommuneregister) -> NDArray[np.object_]:
    """Code of each row; names are looked up in the row's year."""
    kolonne = tabell.frame[k.komm_nr]
    aar = tabell.frame[k.aar] if k.aar else pd.Series(k.aar_fast, index=kolonne.index)
    if kolonne.isna().any():
        i = int(np.flatnonzero(kolonne.isna())[0])
        raise ValueError(f"{tabell.sted(i, k.komm_nr)}: kommunen mangler. Fyll den ut.")
    navn = _navneoppslag(register)
    par = pd.MultiIndex.from_arrays([kolonne.astype("str"), aar.astype("Int64")])
    koder, unike = par.factorize()
    svar = []
    for nr, (tekst, ett_aar) in enumerate(unike):
        i = int(np.argmax(koder == nr))
        svar.append(_kode(tabell, k, register, navn, tekst, ett_aar, i))
    ut: NDArray[np.object_] = np.array(svar, dtype=object)[koder]
    return ut


def _kode(
    tabell: Tabell,
    k: Kobling,
    register: Kommuneregister,
    navn: dict[str, list[str]],
    tekst: str,
    aar: Any,
    i: int,
) -> str:
    hvor = tabell.sted(i, k.komm_nr)
    if re.fullmatch(r"\d{4}|[A-Z]{2,6}\d{0,2}", tekst):
        try:
            return register.kode(tekst)
        except ValueError as feil:
            raise ValueError(f"{hvor}: {feil}") from None
    if er_sum(tekst):
        raise ValueError(f"{hvor}: «{vis(tekst)}» er en sum og ingen kommune. Fjern raden.")
    mulige = navn.get(_navn(tekst), [])
    gyldige = mulige if pd.isna(aar) else [m for m in mulige if register.finnes(m, int(aar))]
    if len(gyldige) == 1:
        return gyldige[0]
    if len(gyldige) > 1:
        raise ValueError(
            f"{hvor}: «{vis(tekst)}» kan være {', '.join(gyldige)}. Skriv kommunenummeret."
        )
    if mulige:
        aarene = f" i {aar}" if not pd.isna(aar) else ""
        raise ValueError(
            f"{hvor}: «{vis(tekst)}» ({', '.join(mulige)}) fantes ikke som kommune{aarene}."
            " Bruk kommunen som gjaldt det året."
        )
    try:
        register.kode(tekst)
    except ValueError as feil:
        mente = re.search(r"Mente du .*", str(feil))
        raise ValueError(
            f"{hvor}: kommunen «{vis(tekst)}» er ukjent. {mente[0] if mente else 'Rett navnet.'}"
        ) from None
    return tekst


def _navneoppslag(register: Kommuneregister) -> dict[str, list[str]]:
    ut: dict[str, list[str]] = {}
    for kode, navn in zip(register.kommuner.komm_nr, register.kommuner.navn, strict=True):
        for ett in {_navn(navn), *(_navn(d) for d in str(navn).split(" - "))}:
            ut.setdefault(ett, []).append(kode)
    return ut


def _navn(tekst: str) -> str:
    """Name without years in brackets, the word for municipality, and case."""
    uten = re.sub(r"\((?:\d{4})?\s*[-–]\s*(?:\d{4})?\)|\bkommune\b", "", tekst)
    return " ".join(uten.casefold().split())


# ---------------------------------------------------------------- values
def _maal(tabell: Tabell, k: Kobling, m: Maal, komm_nr: NDArray[np.object_]) -> pd.DataFrame:
    """Rows of one indicator, with the row number of the table in ``rad``."""
    kolonne = m.verdi or k.verdi or m.kolonne
    rader = np.arange(len(komm_nr))
    if k.indikator:
        rader = np.flatnonzero((tabell.frame[k.indikator] == m.kolonne).to_numpy(dtype=bool))
    gang, del_, enhet = faktor(m.indikator, m.enhet)
    verdi = tabell.frame[kolonne].to_numpy()[rader] * gang / del_
    tegn = tabell.status[kolonne].to_numpy(dtype=object)[rader]
    aar: Any = m.aar or k.aar_fast
    if aar is None:
        aar = tabell.frame[k.aar].to_numpy(dtype=object, na_value=None)[rader]
    return pd.DataFrame(
        {
            "komm_nr": komm_nr[rader],
            "aar": pd.array(aar if np.ndim(aar) else [aar] * len(rader), dtype="Int64"),
            "indikator": m.indikator,
            "verdi": verdi,
            "enhet": enhet,
            "status": _status(verdi, tegn),
            "merknad": pd.array([_merknad(t) for t in tegn], dtype="str"),
            "rad": rader,
            "kolonne": kolonne,
        }
    )


def _status(verdi: NDArray[np.float64], tegn: NDArray[np.object_]) -> list[str]:
    """Status of each value: measured or provisional; a missing one by its sign."""
    ut = []
    for v, t in zip(verdi, tegn, strict=True):
        if not np.isnan(v):
            ut.append("foreloepig" if t == "*" else "maalt")
        else:
            ut.append(_STATUS.get(t, "mangler") if t != "*" else "mangler")
    return ut


def _merknad(tegn: str) -> str | float:
    return f"«{vis(tegn)}» i filen" if tegn not in ("", ".", ":", "*") else np.nan


def _sjekk_aar(tabell: Tabell, alt: pd.DataFrame, register: Kommuneregister) -> None:
    """Refuse a code in a year it was not in use, and a row without a year."""
    uten = alt.index[alt.aar.isna()]
    if len(uten):
        rad = alt.loc[uten[0]]
        raise ValueError(f"{tabell.sted(int(rad.rad))}: året mangler. Fyll det ut.")
    for rad in alt.drop_duplicates(["komm_nr", "aar"]).itertuples():
        try:
            register.gyldig(rad.komm_nr, int(rad.aar))
        except ValueError as feil:
            raise ValueError(f"{tabell.sted(int(rad.rad))}: {feil}") from None


def _uten_kopier(tabell: Tabell, alt: pd.DataFrame, varsler: list[str]) -> pd.DataFrame:
    """One row for each municipality, year and indicator; different values are refused."""
    noekkel = ["komm_nr", "aar", "indikator"]
    like = alt.duplicated(noekkel, keep=False)
    for _, gruppe in alt[like].groupby(noekkel, sort=False):
        foerste = gruppe.iloc[0]
        begge_mangler = gruppe.verdi.isna() & pd.isna(foerste.verdi)
        ulike = gruppe[(gruppe.verdi != foerste.verdi) & ~begge_mangler]
        if len(ulike):
            andre = ulike.iloc[0]
            raise ValueError(
                f"{tabell.sted(int(andre.rad), andre.kolonne)}: {andre.komm_nr} har verdien"
                f" {_vist(andre.verdi)} for {int(andre.aar)}, men {_vist(foerste.verdi)} på rad"
                f" {int(tabell.rader[int(foerste.rad)])}. Behold den riktige raden."
            )
    kopier = alt.duplicated(noekkel)
    if kopier.any():
        rader = sorted({int(tabell.rader[r]) for r in alt.rad[kopier]})
        varsler.append(
            f"{tabell.sted()}, {rader_i_tekst(rader)}: samme kommune, år og verdi står flere"
            " ganger. Den telles én gang."
        )
    return alt[~kopier].reset_index(drop=True)


def _vist(verdi: float) -> str:
    return tallord(float(verdi)).replace(".", ",") or "ingen"


def _ubrukt(tabell: Tabell, k: Kobling) -> list[str]:
    """Say which columns, and which texts of the indicator column, are left out."""
    brukt = {k.komm_nr, k.aar, k.indikator, k.verdi, *(m.verdi or m.kolonne for m in k.maal)}
    ut = []
    kolonner = [str(n) for n in tabell.frame.columns if n not in brukt]
    if kolonner:
        liste = ", ".join(f"«{vis(n)}»" for n in kolonner)
        ut.append(f"{tabell.sted()}: ikke brukt: kolonne {liste}. Koble dem om de skal være med.")
    if k.indikator:
        kjente = {m.kolonne for m in k.maal}
        andre = [str(t) for t in tabell.frame[k.indikator].dropna().unique() if t not in kjente]
        if andre:
            liste = ", ".join(f"«{vis(t)}»" for t in andre[:10])
            ut.append(
                f"{tabell.sted(None, k.indikator)}: ikke brukt: {liste}. Koble dem ved behov."
            )
    return ut


def _nye_navn(tabell: Tabell, k: Kobling) -> list[str]:
    """Say which indicators the pages do not know, and which each may be a slip for."""
    kjente = indikatorer()
    ut = []
    for navn in dict.fromkeys(m.indikator for m in k.maal if m.indikator not in kjente):
        like = get_close_matches(navn, kjente, 1, 0.8)
        mente = f" Mente du {like[0]}?" if like else ""
        ut.append(
            f"{tabell.sted()}: indikatoren {navn} er ny. Tallene lagres, men sidene viser dem"
            f" ikke.{mente}"
        )
    return ut


def _kilde(tabell: Tabell, dato: str) -> dict[str, str]:
    """Row of ``kilder``: file, sheet, hash and date."""
    slug = re.sub(r"[^a-z0-9]+", "-", tabell.fil.casefold()).strip("-") or "fil"
    tittel = " ".join(tabell.metadata.get("tittel", [])) or tabell.fil
    if not isinstance(tabell.metadata.get("tittel", []), list):
        tittel = str(tabell.metadata["tittel"])
    return {
        "kilde": f"fil-{slug}-{tabell.sha256[:8]}",
        "tittel": tittel,
        "utgiver": str(tabell.metadata.get("Kilde") or tabell.metadata.get("kilde") or "Egen fil"),
        "dokument": tabell.fil,
        "sted": f"ark {tabell.ark}" if tabell.ark else "",
        "dato": str(tabell.metadata.get("Sist endret") or ""),
        "url": "",
        "hentet": dato,
        "lisens": "",
        "metode": "tabell",
        "merknad": f"sha256 {tabell.sha256}",
    }
