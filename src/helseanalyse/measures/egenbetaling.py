"""What a resident pays for a long stay in an institution."""

from typing import NamedTuple

import pandas as pd


class Langtidssatser(NamedTuple):
    """Rates of one year: G and the free amount in kr a year, the shares in per cent."""

    grunnbeloep: float
    fribeloep: float
    andel_inntil_1_g: float
    andel_over_1_g: float
    minste_andel_av_g: float


def langtidsopphold(inntekt: float, satser: Langtidssatser, kostnad: float | None = None) -> float:
    r"""Payment for a long stay, kr a year, before tax, interest and support are deducted.

    .. math:: p_1 (\min(y, G) - f)^+ + p_2 (y - G)^+

    The resident keeps at least a share of G and the free amount, and never pays more than the
    place costs.

    Parameters
    ----------
    inntekt
        Yearly income, kr.
    kostnad
        Cost of the place, kr a year; missing: no such limit.

    Raises
    ------
    ValueError
        If an amount is missing or negative.

    Source: Forskrift om egenandel for kommunale helse- og omsorgstjenester (FOR-2011-12-16-1349).

    >>> satser = Langtidssatser(111_477, 9_400, 75, 85, 25)  # 2023
    >>> round(langtidsopphold(300_000, satser), 2)
    236802.3
    """
    if any(pd.isna(x) or x < 0 for x in (inntekt, *satser)):
        raise ValueError(
            "Egenbetaling krever inntekt og satser som ikke er negative eller mangler."
        )
    g, fri = satser.grunnbeloep, satser.fribeloep
    under = satser.andel_inntil_1_g * max(0.0, min(inntekt, g) - fri)
    over = satser.andel_over_1_g * max(0.0, inntekt - g)
    beholder = satser.minste_andel_av_g * g / 100 + fri
    betaler = max(0.0, min((under + over) / 100, inntekt - beholder))
    return betaler if kostnad is None else min(betaler, float(kostnad))


def langtidssatser(satser: pd.DataFrame, aar: int) -> tuple[Langtidssatser, tuple[str, ...]] | None:
    """Rates that hold on 1 January of a year, and their source ids; none where one is missing.

    The free amount is the year's own; G and the shares are the newest that hold by then.
    """
    fra = satser.gjelder_fra.fillna("9999").astype("str")
    verdier, kilder = [], []
    for navn in (
        "grunnbeloep_G", "fribeloep_langtid", "egenandel_langtid_andel_inntil_1_G",
        "egenandel_langtid_andel_over_1_G", "egenandel_langtid_minste_andel_av_G",
    ):  # fmt: skip
        her = satser[(satser.sats == navn) & (fra.str[:4] <= str(aar))]
        her = her[fra[her.index].str.len().eq(4) | (fra[her.index] <= f"{aar}-01-01")]
        if navn == "fribeloep_langtid":
            her = her[fra[her.index].str[:4] == str(aar)]
        if her.empty:
            return None
        rad = her.loc[fra[her.index].sort_values().index[-1]]
        verdier.append(float(rad.verdi))
        kilder.append(str(rad.kilde))
    return Langtidssatser(*verdier), tuple(dict.fromkeys(kilder))
