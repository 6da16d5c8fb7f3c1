"""Chapter of every live page: whether the figures it rests on have grown old."""

from ..sources.load import Data
from ..valg import Valg
from ..views.blokker import Blokk, rent, varsel


def alder(data: Data, valg: Valg) -> list[Blokk]:
    """Chapter: fetched tables that the publisher has newer figures of, and how to get them.

    A report leaves it out: it is the same in a year, and its sources have their dates.
    """
    if not data.foreldet:
        return []
    return [varsel(rent(" ".join([*data.foreldet, "Hent på nytt med «helseanalyse hent»."])))]
