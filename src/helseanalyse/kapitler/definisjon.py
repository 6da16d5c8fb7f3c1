"""Definitions of the indicators in a table or a figure, for the reader to open."""

from collections.abc import Iterable

from ..begrep import punkter
from ..indikator import Indikator, indikator
from ..views.blokker import Definisjon


def definisjoner(indikatorer: Iterable[Indikator | str]) -> dict[str, Definisjon]:
    """Return the definitions of a block, by the indicators' ids, in their order.

    A table shows a definition under the row whose first cell is the indicator's ``kortnavn``;
    those of no row, and all of a figure's, are folded together below the block.

    Parameters
    ----------
    indikatorer
        Indicators, or ids of the register; one that comes twice is shown once.

    Raises
    ------
    ValueError
        If the register lacks an id.
    """
    alle = [indikator(i) if isinstance(i, str) else i for i in indikatorer]
    return {
        i.id: Definisjon(kort=i.kortnavn, navn=i.navn, punkter=[list(p) for p in punkter(i)])
        for i in alle
    }
