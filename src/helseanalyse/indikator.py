"""The indicator register: what each figure counts, in which unit, of what."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal

Gruppe = Literal[
    "under_67", "over_67", "institusjon", "hjemme", "sosial", "helse", "oekonomi", "personell"
]
_GRUPPER: dict[Gruppe, str] = {
    "under_67": "Under 67 år",
    "over_67": "67 år og over",
    "institusjon": "Institusjon",
    "hjemme": "Hjemmetjenester",
    "sosial": "Sosiale tjenester",
    "helse": "Helsetjenester",
    "oekonomi": "Økonomi",
    "personell": "Personell",
}


@dataclass(frozen=True)
class Indikator:
    """One definition.

    Attributes
    ----------
    type
        ``grunntall`` (a count), ``forholdstall`` (recomputed from ``teller`` and ``nevner``)
        or ``oppgitt`` (the source prints the ratio without its parts).
    enhet, desimaler
        Unit of the value, and decimals when printed.
    gruppe
        The part of the service it belongs to; :func:`gruppenavn` gives its name. Every
        entry of the register has one.
    teller, nevner, faktor
        Names of the two counts, and what their ratio is multiplied by.
    andel
        Whether the numerator is a part of the denominator, so that an interval has meaning.
    kostnad
        Whether it is a unit cost (shown in the cost chapter).
    behovskorrigeres
        Whether the value may be divided by an index of need: true for a cost per inhabitant
        only, never for a cost per user, a coverage or a quality, where need is already in it.
    retning
        ``mer`` or ``mindre`` where more or less is better; else ``ingen``.
    brudd
        Year -> why the series is broken there: the first year of the new kind.
    navn_nn, navn_en
        The name in nynorsk and in English.
    delt_paa
        Denominator in words, where the source prints the ratio without its parts.
    kildetabell
        Table of the statistics bank, or publication, that the figures are from.
    felle
        What is easily misread. ``merknad`` is the part of it that is printed beside the figure.
    rimelig
        Lowest and highest value that is not flagged as a likely reporting error.
    profil
        Whether the service profile shows it; not where only municipalities' own documents have
        it, and a page of its own (``bemanning``) shows it.
    """

    id: str
    type: Literal["grunntall", "forholdstall", "oppgitt"]
    navn: str
    enhet: str
    kort: str = ""
    gruppe: Gruppe | None = None
    desimaler: int | None = None
    definisjon: str = ""
    teller: str | None = None
    nevner: str | None = None
    faktor: float = 1
    andel: bool = False
    kostnad: bool = False
    behovskorrigeres: bool = False
    retning: Literal["mer", "mindre", "ingen"] = "ingen"
    merknad: str = ""
    navn_nn: str = ""
    navn_en: str = ""
    delt_paa: str = ""
    kildetabell: str = ""
    felle: str = ""
    brudd: dict[str, str] = field(default_factory=dict)
    rimelig: tuple[float, float] | None = None
    profil: bool = True

    @property
    def i_profil(self) -> bool:
        """Whether it is a ratio that the service profile shows."""
        return self.profil and self.type != "grunntall"

    @property
    def kortnavn(self) -> str:
        """Return the name that fits an axis."""
        return self.kort or self.navn


def gruppenavn(gruppe: Gruppe | None) -> str:
    """Name of a group of indicators as it is printed; «Andre» where there is none.

    >>> gruppenavn("over_67")
    '67 år og over'
    """
    return _GRUPPER[gruppe] if gruppe else "Andre"


def grupper() -> tuple[Gruppe, ...]:
    """Return all groups, in the order in which they are shown."""
    return tuple(_GRUPPER)


@cache
def indikatorer() -> dict[str, Indikator]:
    """Return the whole register, in its own order."""
    tekst = files("helseanalyse").joinpath("indikatorer.toml").read_text(encoding="utf-8")
    return {navn: Indikator(id=navn, **felt) for navn, felt in tomllib.loads(tekst).items()}


def indikator(navn: str) -> Indikator:
    """One definition from the register.

    Raises
    ------
    ValueError
        If the register lacks it.

    >>> indikator("andel_enerom").nevner
    'plasser_institusjon'
    """
    if navn not in indikatorer():
        raise ValueError(f"Indikatoren «{navn}» finnes ikke i registeret indikatorer.toml.")
    return indikatorer()[navn]
