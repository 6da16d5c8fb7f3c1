"""Has any municipality moved that fast? A planned change of coverage against observed ones."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

SPENN = (1, 3, 5, 10)


def endringer(
    panel: pd.DataFrame,
    spenn: Sequence[int] = SPENN,
    *,
    felt: str = "dekning",
    brudd: Collection[int] = (),
) -> pd.DataFrame:
    r"""Every observed change over spans of years: :math:`(d_{t+k} - d_t) / k`.

    Parameters
    ----------
    panel
        ``komm_nr``, ``aar`` and ``felt`` (coverage per 100), in the same borders all years. In
        a small place one resident moves much: leave those out that are not to be compared with.
    brudd
        First years of new series; a span over one is left out.

    Returns
    -------
    DataFrame
        ``komm_nr``, ``spenn`` (years), ``fra_aar``, ``til_aar``, ``fra``, ``til``,
        ``endring_per_aar`` (per 100 and year). Spans that lack an end are left out.

    Raises
    ------
    ValueError
        If a place and year has two rows, or a span is not a positive number of years.
    """
    if panel.duplicated(["komm_nr", "aar"]).any():
        raise ValueError("Panelet har flere rader for samme kommune og år; behold én av dem.")
    if ugyldig := [k for k in spenn if k < 1]:
        raise ValueError(f"Et spenn må være minst ett år; fikk {ugyldig[0]}.")
    d = panel[["komm_nr", "aar", felt]].dropna().set_index(["komm_nr", "aar"])[felt]
    d = d.astype("float64").sort_index()
    koder, aar = d.index.get_level_values(0), d.index.get_level_values(1).to_numpy(dtype=int)
    deler = []
    for k in dict.fromkeys(spenn):
        slutt = d.reindex(pd.MultiIndex.from_arrays([koder, aar + k])).to_numpy()
        del_ = pd.DataFrame(
            {"komm_nr": koder, "spenn": k, "fra_aar": aar, "til_aar": aar + k,
             "fra": d.to_numpy(), "til": slutt, "endring_per_aar": (slutt - d.to_numpy()) / k}
        )  # fmt: skip
        over = np.zeros(len(del_), dtype=bool)
        for b in brudd:
            over |= (aar < b) & (b <= aar + k)
        deler.append(del_[~over & ~np.isnan(slutt)])
    return pd.concat(deler, ignore_index=True)


def raskeste(endringer: pd.DataFrame) -> pd.DataFrame:
    """Fastest fall and fastest rise by span: who, when, and from what to what.

    Two rows per span (``retning`` = ``ned``, ``opp``) with the columns of :func:`endringer` and
    ``antall`` spans compared; a direction that nobody has moved in is left out.
    """
    deler = []
    for retning, fortegn in (("ned", -1), ("opp", 1)):
        fart = fortegn * endringer.endring_per_aar
        beste = fart[fart > 0].groupby(endringer.spenn).idxmax()
        deler.append(endringer.loc[beste].assign(retning=retning))
    antall = endringer.groupby("spenn").size()
    ut = pd.concat(deler).assign(antall=lambda d: d.spenn.map(antall))
    return ut.sort_values(["spenn", "retning"], ignore_index=True)


class Maalprov(NamedTuple):
    """A planned change against observed ones; missing figures where nothing can be compared.

    ``endring_per_aar`` (per 100 and year) is the plan's, over ``spenn`` years as compared:
    its own length, or the longest the panel has, if that is shorter. ``spenn_i_alt`` spans
    in ``kommuner`` municipalities are compared; ``like_raske`` of the municipalities have
    moved at least as fast the same way, and ``raskest`` is the fastest change observed.
    """

    endring_per_aar: float
    spenn: int | None
    spenn_i_alt: int
    kommuner: int
    like_raske: tuple[str, ...]
    raskest: float | None

    @property
    def sett_foer(self) -> bool | None:
        """Whether any municipality has moved that fast; missing where none can be compared."""
        return bool(self.like_raske) if self.spenn_i_alt else None


def proev_maal(
    panel: pd.DataFrame,
    dekning_naa: float,
    aar_naa: int,
    maal: float,
    aar_maal: int,
    *,
    felt: str = "dekning",
    brudd: Collection[int] = (),
) -> Maalprov:
    """Hold a target path against the fastest changes that the panel's municipalities have made.

    The comparison is over as many years as the plan has, because a fast year is easier than
    fast ten; a shorter panel is compared over its longest span, which is lenient. ``panel``,
    ``felt`` and ``brudd`` as in :func:`endringer`.

    Raises
    ------
    ValueError
        If the target year is not after today's, or a coverage is missing.
    """
    if aar_maal <= aar_naa:
        raise ValueError(f"Målåret {aar_maal} må komme etter {aar_naa}.")
    if pd.isna(dekning_naa) or pd.isna(maal):
        raise ValueError("Oppgi både dekningen i dag og målet.")
    fart = (maal - dekning_naa) / (aar_maal - aar_naa)
    aar = panel.aar[panel[felt].notna()]
    lengst = int(aar.max() - aar.min()) if len(aar) else 0
    for spenn in range(min(aar_maal - aar_naa, lengst), 0, -1):
        alle = endringer(panel, [spenn], felt=felt, brudd=brudd)
        if len(alle):
            break
    else:
        return Maalprov(fart, None, 0, 0, (), None)
    samme_vei = alle.endring_per_aar * (1 if fart >= 0 else -1)
    # A billionth is forgiven: the same change computed from other figures is as fast.
    nok = samme_vei >= abs(fart) - 1e-9
    raske = tuple(sorted(alle.komm_nr[nok].unique()))
    raskest = float(alle.endring_per_aar[samme_vei.idxmax()])
    return Maalprov(fart, spenn, len(alle), len(alle.komm_nr.unique()), raske, raskest)
