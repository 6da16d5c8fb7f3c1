"""Every figure that the reports of the example print, one file for each kind of report.

A change of a number shows as a line that differs. ``python -m tests.gullstandard`` (or ``make
gullstandard``) writes the files anew; read the difference before it is committed.
"""

from pathlib import Path

from helseanalyse.passforskjell import tallinjer
from helseanalyse.report import lag_utgave

MAPPE = Path(__file__).parent
NOTATBOEKER = (
    "bemanning", "effektivitet", "kontroll", "okonomi", "plassbehov", "staastedsanalyse",
    "tiltak", "tjenesteprofil",
)  # fmt: skip


def linjene(notatbok: str) -> str:
    """Figures of the report of the example's default choices."""
    passet = lag_utgave(notatbok, {}).rapport.passet
    assert passet is not None
    return "\n".join(tallinjer(passet["trykt"])) + "\n"


def fil(notatbok: str) -> Path:
    """Return the file of a report."""
    return MAPPE / f"{notatbok}.txt"
