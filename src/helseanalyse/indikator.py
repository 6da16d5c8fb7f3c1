"""The indicator register: what each figure counts, in which unit, of what."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal


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
    teller, nevner, faktor
        Names of the two counts, and what their ratio is multiplied by.
    andel
        Whether the numerator is a part of the denominator, so that an interval has meaning.
    kostnad
        Whether it is a unit cost (shown in the cost chapter).
    retning
        ``mer`` or ``mindre`` where more or less is better; else ``ingen``.
    brudd
        Year -> why the series is broken there.
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
    desimaler: int | None = None
    definisjon: str = ""
    teller: str | None = None
    nevner: str | None = None
    faktor: float = 1
    andel: bool = False
    kostnad: bool = False
    retning: Literal["mer", "mindre", "ingen"] = "ingen"
    merknad: str = ""
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
