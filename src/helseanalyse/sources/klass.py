"""Municipalities, their changes and their KOSTRA groups from SSB's classification service."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import orjson
import pandas as pd

from .ssb_nett import Nettklient, SsbFeil

KOMMUNER, KOSTRAGRUPPER = 131, 112
UOPPGITT = "9999"
FRA = date(1986, 1, 1)  # the first year of the population table


class KlassKlient(Nettklient):
    """The classification service: the addresses of what we ask for, and the answers."""

    def koder(self, til: date) -> str:
        """Municipality codes from 1986 to a day (exclusive)."""
        return f"{self.adresse}/classifications/{KOMMUNER}/codes?from={FRA}&to={til}"

    def endringer(self, til: date) -> str:
        """Changes of the codes from 1986 to a day (exclusive)."""
        return f"{self.adresse}/classifications/{KOMMUNER}/changes?from={FRA}&to={til}"

    def kostragrupper(self, dag: date) -> str:
        """Return the KOSTRA group of each municipality on a day."""
        sti = f"{self.adresse}/classifications/{KOMMUNER}/correspondsAt"
        return f"{sti}?targetClassificationId={KOSTRAGRUPPER}&date={dag}"

    def svar(self, adresse: str) -> bytes:
        """Return the answer as it came."""
        return self.hent("GET", adresse, hva="Kommuneinndelingen (KLASS)")


def les_kommuner(
    svar: bytes, kilde: str, norske_navn: Mapping[str, str] | None = None, til: date | None = None
) -> pd.DataFrame:
    """Municipalities with the years each code is valid.

    Parameters
    ----------
    svar
        Codes, by range or at a day; only a range gives the years.
    kilde
        Source id of the rows.
    norske_navn
        Official name -> the name we print, where it is not the first of its names.
    til
        Upper end of the range asked for: a code valid until then is valid still.

    Returns
    -------
    DataFrame
        ``komm_nr``, ``navn``, ``type`` (``kommune``), ``gjelder_fra``, ``gjelder_til`` (last
        year; missing = open), ``kilde``. 9999 Uoppgitt is not a municipality.
    """
    rader: dict[str, dict[str, Any]] = {}
    poster = _poster(svar, ("codes",), ("code", "name"))
    for post in sorted(poster, key=lambda p: str(_fra(p) or "")):
        kode = str(post["code"])
        if kode == UOPPGITT:
            continue
        if not (len(kode) == 4 and kode.isascii() and kode.isdigit()):
            raise SsbFeil(f"Kommuneinndelingen (KLASS): «{kode}» er ikke et kommunenummer.")
        fra, slutt = _aar(_fra(post), FRA), _siste_aar(_til(post), til)
        gammel = rader.get(kode)
        navn = navneform(str(post["name"]), norske_navn or {})
        rader[kode] = {
            "komm_nr": kode,
            "navn": navn,
            "type": "kommune",
            "gjelder_fra": gammel["gjelder_fra"] if gammel else fra,
            "gjelder_til": slutt,
            "kilde": kilde,
        }
    ut = pd.DataFrame(sorted(rader.values(), key=lambda r: r["komm_nr"]))
    return ut.astype({"gjelder_fra": "Int64", "gjelder_til": "Int64"})


def navneform(navn: str, norske_navn: Mapping[str, str]) -> str:
    """Return the printed name of a municipality with names in several languages.

    >>> navneform("Trondheim - Tråante", {})
    'Trondheim'
    """
    return norske_navn.get(navn, navn.split(" - ")[0])


def les_endringer(svar: bytes, kilde: str) -> pd.DataFrame:
    """Changes between codes: one row per old and new code.

    A code that goes on through a merger (5001 with 5030) gives only the row of the other one;
    a mere change of name gives none.

    Returns
    -------
    DataFrame
        ``fra_komm_nr``, ``til_komm_nr``, ``aar`` (first year of the new code), ``type``
        (``deling`` if the old one went to several, ``sammenslaaing`` if the new one has
        several, else ``omnummerering``), ``kilde``.
    """
    poster = _poster(svar, ("codeChanges",), ("changeOccurred",))
    par = {
        (str(p["oldCode"]), str(p["newCode"]), str(p["changeOccurred"]))
        for p in poster
        if p.get("oldCode") and p.get("newCode")
    }
    rader = [
        {"fra_komm_nr": g, "til_komm_nr": n, "aar": int(dag[:4]), "type": _type(g, n, dag, par)}
        for g, n, dag in sorted(par)
        if g != n and UOPPGITT not in (g, n)
    ]
    ut = pd.DataFrame(rader, columns=["fra_komm_nr", "til_komm_nr", "aar", "type"])
    return ut.assign(kilde=kilde).astype({"aar": "Int64"})


def _type(gammel: str, ny: str, dag: str, par: set[tuple[str, str, str]]) -> str:
    if len({n for g, n, d in par if g == gammel and d == dag}) > 1:
        return "deling"
    flere = len({g for g, n, d in par if n == ny and d == dag}) > 1
    return "sammenslaaing" if flere else "omnummerering"


def les_koblinger(svar: bytes, kilde: str, dag: date) -> pd.DataFrame:
    """Which KOSTRA group each municipality belongs to on a day.

    A membership without a first day is only known from the day that was asked about.

    Returns
    -------
    DataFrame
        ``komm_nr``, ``gruppe`` (the classification's own code), ``gjelder_fra``,
        ``gjelder_til``, ``kilde``.
    """
    poster = _poster(
        svar, ("correspondenceItems", "correspondenceMaps"), ("sourceCode", "targetCode")
    )
    rader = [
        {
            "komm_nr": str(p["sourceCode"]),
            "gruppe": str(p["targetCode"]),
            "gjelder_fra": _aar(p.get("validFrom") or dag, None),
            "gjelder_til": _siste_aar(p.get("validTo"), None),
            "kilde": kilde,
        }
        for p in poster
        if p["sourceCode"] != UOPPGITT
    ]
    return pd.DataFrame(rader).astype({"gjelder_fra": "Int64", "gjelder_til": "Int64"})


def _poster(svar: bytes, lister: tuple[str, ...], felt: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return the list in an answer, under one of its names, with the fields we lean on."""
    try:
        rot = orjson.loads(svar)
        poster = next(rot[navn] for navn in lister if navn in rot)
        mangler = {f for p in poster for f in felt if f not in p}
    except (ValueError, KeyError, TypeError, StopIteration) as feil:
        raise SsbFeil(
            "Kommuneinndelingen (KLASS): svaret er avkortet eller har et nytt format"
            f" ({type(feil).__name__})."
        ) from feil
    if mangler or not poster:
        hva = f"mangler feltet «{min(mangler)}»" if mangler else "er tomt"
        raise SsbFeil(f"Kommuneinndelingen (KLASS): svaret {hva}.")
    return list(poster)


def _fra(post: Mapping[str, Any]) -> Any:
    return post.get("validFromInRequestedRange") or post.get("validFrom")


def _til(post: Mapping[str, Any]) -> Any:
    return post.get("validToInRequestedRange") or post.get("validTo")


def _dag(verdi: Any) -> date:
    try:
        return date.fromisoformat(str(verdi)[:10])
    except ValueError as feil:
        raise SsbFeil(f"Kommuneinndelingen (KLASS): «{verdi}» er ikke en dato.") from feil


def _aar(verdi: Any, aapen: date | None) -> Any:
    """Return the year of a first day; missing where none is given or the range began there."""
    if not verdi:
        return pd.NA
    dag = _dag(verdi)
    return pd.NA if aapen and dag <= aapen else dag.year


def _siste_aar(verdi: Any, til: date | None) -> Any:
    """Return the last year of a code whose validity ends before a day."""
    if not verdi:
        return pd.NA
    dag = _dag(verdi)
    if til and dag >= til:
        return pd.NA
    return dag.year - 1 if (dag.month, dag.day) == (1, 1) else dag.year
