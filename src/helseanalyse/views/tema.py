"""The look of every chart: colours, typeface and Norwegian number formats."""

from typing import Any

EGEN = "#003A70"
AKSENT = "#C2410C"
ANDRE = "#6B7785"
STILLE = "#8A94A0"  # surfaces of comparisons: quieter than lines and text may be
REFERANSE = "#4A5560"
TEKST = "#1A1F24"
DEMPET = "#4A5560"
STREK = "#D5DBE1"

SKRIFT = "Source Sans Pro, Helvetica, Arial, sans-serif"

TALLFORMAT: dict[str, Any] = {
    "decimal": ",",
    "thousands": "\u202f",
    "grouping": [3],
    "currency": ["", "\u00a0kr"],
    "percent": "\u00a0%",
    "minus": "\u2212",
    "nan": "–",
}

KONFIG: dict[str, Any] = {
    "locale": {"number": TALLFORMAT},
    "font": SKRIFT,
    "background": None,
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "labelColor": TEKST,
        "titleColor": DEMPET,
        "gridColor": STREK,
        "domainColor": ANDRE,
        "tickColor": ANDRE,
        "labelLimit": 0,  # whole; with a limit each would be measured once more
        "titleLimit": 0,
        "labelSeparation": 6,
    },
    "text": {"fontSize": 13, "color": TEKST},
    "legend": {"labelFontSize": 13, "title": None, "orient": "top", "labelLimit": 0},
}


def konfig(spraak: str = "nb") -> dict[str, Any]:
    """Look of a chart whose axes are in this language."""
    if spraak != "en":
        return KONFIG
    return KONFIG | {"locale": {"number": TALLFORMAT | {"decimal": ".", "thousands": ","}}}
