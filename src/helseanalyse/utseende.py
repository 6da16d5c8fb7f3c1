"""A report's own logo and colours, from a small file; colours that are hard to read are refused.

logo = "logo.svg"        # SVG eller PNG, ved siden av filen
logo_tekst = "Rømskog kommune"
farge = "#003A70"        # overskrifter, tabellhoder og kommunens egne søyler
aksent = "#E35205"       # streker og merker
"""

import hashlib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from .enheter import tall
from .views.tema import AKSENT, EGEN

TEKSTKONTRAST, STREKKONTRAST = 4.5, 3.0
"""Least contrast against white of text and of lines (WCAG 2.1, 1.4.3 and 1.4.11)."""

_FELT = {"logo", "logo_tekst", "farge", "aksent"}
_FORMATER = {".svg": "svg", ".png": "png"}
_STOERST = 500_000  # bytes of a logo
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True)
class Utseende:
    """Colours (``#RRGGBB``) and logo of a report; without a file those of helseanalyse."""

    farge: str = EGEN
    aksent: str = AKSENT
    logo: bytes = b""
    logo_format: str = ""
    logo_tekst: str = ""

    @property
    def sum(self) -> str:
        """Return a checksum of it all; empty for the look that nobody chose."""
        if self == VANLIG:
            return ""
        deler = (self.farge, self.aksent, self.logo_format, self.logo_tekst)
        return hashlib.sha256("\n".join(deler).encode() + self.logo).hexdigest()


VANLIG = Utseende()


def les_profil(fil: Path) -> Utseende:
    """Look of the reports, as a file says.

    Raises
    ------
    ValueError
        If the file or its logo cannot be read, or a colour is too pale to be read on white.
    """
    try:
        felt = tomllib.loads(fil.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        raise ValueError(f"Profilen «{fil}» kan ikke leses. Se over navnet og mappen.") from None
    except tomllib.TOMLDecodeError as feil:
        raise ValueError(f"Profilen «{fil.name}» er ikke gyldig TOML: {feil}.") from None
    for navn, verdi in felt.items():
        if navn not in _FELT:
            kjente = ", ".join(sorted(_FELT))
            raise ValueError(f"Profilen «{fil.name}» har «{navn}», som ikke finnes: {kjente}.")
        if not isinstance(verdi, str):
            raise ValueError(f"«{navn}» i profilen «{fil.name}» må være tekst i anførselstegn.")
    farge = _farge(felt.get("farge", EGEN), "farge", TEKSTKONTRAST)
    aksent = _farge(felt.get("aksent", AKSENT), "aksent", STREKKONTRAST)
    if "logo" not in felt:
        return Utseende(farge, aksent)
    if not felt.get("logo_tekst", "").strip():
        raise ValueError(
            f"Profilen «{fil.name}» mangler logo_tekst: det logoen sier til den som ikke ser den."
        )
    slag, biter = _logo(fil.parent / felt["logo"])
    return Utseende(farge, aksent, biter, slag, felt["logo_tekst"].strip())


def _logo(fil: Path) -> tuple[str, bytes]:
    slag = _FORMATER.get(fil.suffix.lower())
    if slag is None:
        raise ValueError(f"Logoen «{fil.name}» må være en SVG- eller PNG-fil.")
    try:
        biter = fil.read_bytes()
    except OSError:
        raise ValueError(f"Logoen «{fil}» finnes ikke, eller kan ikke leses.") from None
    hel = biter.startswith(b"\x89PNG\r\n") if slag == "png" else b"<svg" in biter[:4000]
    if not hel or len(biter) > _STOERST:
        raise ValueError(f"Logoen «{fil.name}» er ingen {slag.upper()}-fil, eller over 500 kB.")
    return slag, biter


def _farge(verdi: str, navn: str, minst: float) -> str:
    if not _HEX.fullmatch(verdi):
        raise ValueError(f"«{navn}» er «{verdi}». Skriv den som #RRGGBB, for eksempel {EGEN}.")
    if (har := kontrast(verdi)) < minst:
        raise ValueError(
            f"«{navn}» ({verdi}) er for lys: kontrasten mot hvitt er {tall(har, 1)}, og må være"
            f" minst {tall(minst, 1)}. Velg en mørkere farge."
        )
    return verdi.upper()


def kontrast(farge: str) -> float:
    """Contrast of a colour against white (WCAG 2.1): 1 for white, 21 for black.

    >>> round(kontrast("#000000")), round(kontrast("#767676"), 2)
    (21, 4.54)
    """
    deler = [int(farge[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (d / 12.92 if d <= 0.04045 else ((d + 0.055) / 1.055) ** 2.4 for d in deler)
    return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05)
