"""Definitions of the indicators in a table or a figure, for the reader to open."""

from collections.abc import Iterable

from ..begrep import alle_brudd, definert, punkter
from ..indikator import Indikator, indikator
from ..views.blokker import Definisjon, rent


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


def definisjonsliste(indikatorer: Iterable[Indikator], aar: int) -> str:
    """Definitions as a list in markdown, for a chapter on method: what the report prints.

    Each has what is counted, what is easily misread, the source table, and the break of ``aar``.
    """
    return "\n".join(f"- **{rent(i.kortnavn)}**: {rent(_forklart(i, aar))}" for i in indikatorer)


def _forklart(i: Indikator, aar: int) -> str:
    brudd = alle_brudd(i).get(str(aar))
    ledd = (
        definert(i),
        i.merknad,
        i.felle,
        f"Kilde: {i.kildetabell}." if i.kildetabell else "",
        f"Brudd i {aar}: {brudd}." if brudd else "",
    )
    return " ".join(x for x in ledd if x)
