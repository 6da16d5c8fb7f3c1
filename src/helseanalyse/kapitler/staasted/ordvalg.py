"""Rules by which the second half of the report chooses its words from the figures."""

from ...enheter import avrund

VISES = 12  # places in one figure
FAA = 4  # comparisons that are named one by one


def retning(verdi: float, desimaler: int = 1) -> str:
    """Return ``opp``, ``ned`` or ``likt``: as the number is printed, so that words and it agree.

    >>> retning(21.9), retning(-0.04), retning(-0.05)
    ('opp', 'likt', 'ned')
    """
    trykt = avrund(verdi, desimaler)
    return "likt" if trykt == 0 else "opp" if trykt > 0 else "ned"


def antallsendring(lav: float, hoey: float) -> str:
    """Return which words a change in whole numbers takes, where it may be a span.

    ``faerre``, ``flere``, ``like``, or ``mellom`` where the span has both signs.

    >>> [antallsendring(*x) for x in ((-4, -4), (-4, 0), (0, 2), (0, 0), (-1, 2))]
    ['faerre', 'mellom', 'mellom', 'like', 'mellom']
    """
    if lav == hoey == 0:
        return "like"
    if hoey < 0:
        return "faerre"
    return "flere" if lav > 0 else "mellom"


def form(antall: float | str) -> str:
    """Return the form of a noun after a number: ``en`` for one, else ``flere``."""
    return "en" if str(antall) in ("1", "1.0") else "flere"


def i_orden(lav: float, hoey: float) -> tuple[float, float]:
    """Sizes of both ends of a change, the smaller first.

    >>> i_orden(-4, -3), i_orden(2, 5)
    ((3, 4), (2, 5))
    """
    minst, stoerst = sorted((abs(lav), abs(hoey)))
    return minst, stoerst
