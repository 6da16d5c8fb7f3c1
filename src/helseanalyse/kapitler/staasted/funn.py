"""One finding of the report: a sentence and what it rests on."""

from dataclasses import dataclass

DEL = "skillerseg"
"""The part of the texts that the findings are written of."""


@dataclass(frozen=True)
class Funn:
    """One sentence, what it rests on (own figure, the other, verdict), and its sources."""

    tekst: str
    hva: str
    egen: str
    andre: str
    vurdering: str
    kilder: tuple[str, ...]
    egne: bool = False
    slag: str = ""
