"""The list of tables to fetch: codes, units and evidence, as data in ``ssb_tabeller.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal


@dataclass(frozen=True)
class Serie:
    """One indicator: contents code, code in each other variable, unit, and how it is known."""

    id: str
    innhold: str
    enhet: str
    bevis: Literal["sett", "fra tredjepart"]
    valg: Mapping[str, str] = field(default_factory=dict)
    enhet_ssb: str = ""
    faktor: float = 1
    maa_velges: bool = False
    merknad: str = ""


@dataclass(frozen=True)
class Tabell:
    """One table of the statistics bank and what we take from it."""

    tabell: str
    slag: Literal["indikatorer", "befolkning", "framskriving"]
    tittel: str
    region: str
    refperiode: str
    serier: tuple[Serie, ...] = ()
    foreloepig_til: str | None = None
    alder: str = ""
    summer: tuple[str, ...] = ()
    innhold: str = ""
    alternativer: Mapping[str, str] = field(default_factory=dict)
    aargang: int | None = None
    bevis: str = "sett"
    merknad: str = ""

    @property
    def kjente(self) -> tuple[Serie, ...]:
        """Series whose codes are known."""
        return tuple(s for s in self.serier if not s.maa_velges)


@dataclass(frozen=True)
class Liste:
    """The service's addresses, the tables by id, and names as we print them."""

    tjeneste: Mapping[str, str]
    tabeller: Mapping[str, Tabell]
    norsk_navn: Mapping[str, str]


def les_liste(ekstra: Path | None = None) -> Liste:
    """Return the list that ships with the package, with the user's own tables over it.

    Parameters
    ----------
    ekstra
        A file of the same form; a table in it replaces ours with that id.

    Raises
    ------
    ValueError
        If the file cannot be read or lacks a field; the sentence names it.
    """
    pakke = files("helseanalyse.sources").joinpath("ssb_tabeller.toml")
    raa = tomllib.loads(pakke.read_text(encoding="utf-8"))
    tabeller = {i: _tabell(i, t) for i, t in raa["tabell"].items()}
    if ekstra is not None:
        tabeller |= _egne(ekstra)
    ider = [s.id for t in tabeller.values() for s in t.serier]
    if like := sorted({i for i in ider if ider.count(i) > 1}):
        raise ValueError(f"Indikatoren «{like[0]}» står to ganger i tabellisten; bruk to navn.")
    return Liste(raa["tjeneste"], tabeller, raa["norsk_navn"])


def _egne(fil: Path) -> dict[str, Tabell]:
    try:
        raa = tomllib.loads(fil.read_text(encoding="utf-8"))
        return {i: _tabell(i, t) for i, t in raa["tabell"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as feil:
        raise ValueError(
            f"Tabellisten «{fil.name}» kunne ikke leses ({feil}); den må ha samme form som"
            " ssb_tabeller.toml."
        ) from feil


def _tabell(tabell: str, felt: Mapping[str, Any]) -> Tabell:
    serier = tuple(Serie(**s) for s in felt.get("indikator", ()))
    noekler = {frozenset(s.valg) for s in serier if not s.maa_velges}
    if len(noekler) > 1:
        raise ValueError(f"Tabell {tabell}: alle indikatorer må velge i de samme variablene.")
    resten = {k: v for k, v in felt.items() if k != "indikator"}
    resten["summer"] = tuple(resten.get("summer", ()))
    return Tabell(tabell=tabell, serier=serier, **resten)
