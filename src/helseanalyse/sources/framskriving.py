"""The vintages of the population projections."""

import pandas as pd


def nyeste_framskriving(befolkning: pd.DataFrame) -> pd.DataFrame:
    """Population with the newest vintage of projections under the alternatives' own names.

    The store keeps the vintage in the name (``MMMM-2026``), so that a new vintage never mixes
    with an older one; a reader who asks for ``MMMM`` means the newest. Older vintages, which
    are needed to see how projections have hit, keep the year in their name.
    """
    aargang = befolkning.alternativ.str.extract(r"-(\d{4})$", expand=False)
    nyeste = aargang == aargang.max()
    uten = befolkning.alternativ.str.replace(r"-\d{4}$", "", regex=True)
    return befolkning.assign(alternativ=befolkning.alternativ.mask(nyeste, uten))
