"""What users pay: for a long or short stay in an institution, and for practical help."""

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

KORTTIDSDOEGN = 60  # days in a calendar year at the rate of a short stay


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


def korttidsopphold(
    doegn: int, sats: float, langtid_per_aar: float | None = None, foer: int = 0
) -> float:
    r"""Payment for a short stay in one calendar year, kr.

    .. math:: s \cdot \min(d, 60 - d_0)^+ + \frac{p}{365} (d - (60 - d_0)^+)^+

    Parameters
    ----------
    doegn
        Days of the stay.
    sats
        Rate, kr a day.
    langtid_per_aar
        What the resident pays for a long stay, kr a year (:func:`langtidsopphold`): from day 61.
    foer
        Days of short stay earlier in the same calendar year.

    Raises
    ------
    ValueError
        If a figure is missing or negative, or days pass 60 and the long stay is not given.

    Source: FOR-2011-12-16-1349 § 4; the rate of 2023 is 185 kr a day.

    >>> korttidsopphold(14, 185), round(korttidsopphold(70, 185, 236_802.3), 2)
    (2590.0, 17587.73)
    """
    if any(pd.isna(x) or x < 0 for x in (doegn, sats, foer)):
        raise ValueError("Korttidsopphold krever døgn og sats som ikke er negative eller mangler.")
    korte = min(doegn, max(0, KORTTIDSDOEGN - foer))
    lange = doegn - korte
    if lange and langtid_per_aar is None:
        raise ValueError(
            f"{lange} av døgnene er over {KORTTIDSDOEGN} i kalenderåret og betales som"
            " langtidsopphold: oppgi inntekten."
        )
    return float(korte * sats + lange * (langtid_per_aar or 0.0) / 365)


def praktisk_bistand(
    husstandsinntekt: float,
    grunnbeloep: float,
    under_2_g: float,
    satser: Mapping[float, float] | None = None,
    selvkost: float | None = None,
) -> float | None:
    """Payment for practical help, kr a month; missing where the municipality's rate is not given.

    A household under two G pays at most the state's rate; above that the municipality's own
    by income; never more than it costs.

    Parameters
    ----------
    husstandsinntekt, grunnbeloep
        Yearly income of the household, and G, kr.
    under_2_g
        The state's highest rate, kr a month.
    satser
        Municipal bands: income in G that a band goes up to -> kr a month; the last may be
        ``inf``.
    selvkost
        What the help costs the municipality, kr a month.

    Raises
    ------
    ValueError
        If an amount is negative or G is not above zero.

    Source: FOR-2011-12-16-1349 § 10.

    >>> praktisk_bistand(200_000, 111_477, 205), praktisk_bistand(300_000, 111_477, 205)
    (205.0, None)
    >>> praktisk_bistand(300_000, 111_477, 205, {3: 900, float("inf"): 1500})
    900.0
    """
    oppgitt = [husstandsinntekt, under_2_g, *(satser or {}).values(), selvkost or 0]
    if grunnbeloep <= 0 or any(pd.isna(x) or x < 0 for x in oppgitt):
        raise ValueError("Praktisk bistand krever beløp som ikke er negative, og G over null.")
    i_g = husstandsinntekt / grunnbeloep
    belop = under_2_g if i_g < 2 else None
    if belop is None:
        belop = next((kr for til, kr in sorted((satser or {}).items()) if i_g <= til), None)
    return None if belop is None else float(min(belop, belop if selvkost is None else selvkost))


def bistandspotensial(
    inntekter: Mapping[float, int],
    grunnbeloep: float,
    satser: Mapping[float, float],
    selvkost: float | None = None,
) -> pd.DataFrame:
    """What households pay for practical help, and what of its cost they do not, by income.

    Parameters
    ----------
    inntekter
        Yearly income of the household, kr -> households with it.
    grunnbeloep
        G, kr.
    satser
        Income in G that a band goes up to -> kr a month; 2 is those under two G, ``inf`` the last.
    selvkost
        What the help costs the municipality, kr a month: nobody pays more.

    Returns
    -------
    DataFrame
        ``inntekt``, ``antall``, ``i_g``, ``betaler`` (each, kr a month), ``sum_betaler`` and
        ``sum_udekket`` (all of them, kr a year); missing where the rate, or the cost, is.

    Raises
    ------
    ValueError
        As :func:`praktisk_bistand`; if a number of households is negative.

    >>> df = bistandspotensial({200_000: 10, 300_000: 2}, 111_477, {2: 230, 3: 900}, 2000)
    >>> df[["betaler", "sum_betaler", "sum_udekket"]].values.tolist()
    [[230.0, 27600.0, 212400.0], [900.0, 21600.0, 26400.0]]
    """
    if any(n < 0 for n in inntekter.values()):
        raise ValueError("Antallet husstander kan ikke være negativt.")
    lav, hoeyere = satser.get(2), {til: kr for til, kr in satser.items() if til > 2}
    rader = []
    for inntekt, antall in sorted(inntekter.items()):
        betaler = praktisk_bistand(inntekt, grunnbeloep, lav or 0.0, hoeyere, selvkost)
        if lav is None and inntekt < 2 * grunnbeloep:
            betaler = None
        rader.append((inntekt, antall, inntekt / grunnbeloep, betaler))
    ut = pd.DataFrame(rader, columns=["inntekt", "antall", "i_g", "betaler"])
    ut = ut.astype({"betaler": float})
    kost = float("nan") if selvkost is None else selvkost
    return ut.assign(
        sum_betaler=12 * ut.antall * ut.betaler, sum_udekket=12 * ut.antall * (kost - ut.betaler)
    )


def potensial(
    inntekter: Mapping[float, int], satser: Langtidssatser, kostpris: float
) -> pd.DataFrame:
    """What residents pay, and what of the cost price they do not, by income; kr a year.

    Parameters
    ----------
    inntekter
        Yearly income, kr -> residents with it.
    kostpris
        What a place costs, kr a year: nobody pays more.

    Returns
    -------
    DataFrame
        ``inntekt``, ``antall``, ``betaler`` (each), ``sum_betaler``, ``sum_udekket`` (cost price
        less payment, all of them).

    Raises
    ------
    ValueError
        As :func:`langtidsopphold`; if a number of residents is negative.

    >>> s = Langtidssatser(111_477, 9_400, 75, 85, 25)
    >>> potensial({300_000: 2}, s, 900_000)[["sum_betaler", "sum_udekket"]].round().values.tolist()
    [[473605.0, 1326395.0]]
    """
    if any(n < 0 for n in inntekter.values()):
        raise ValueError("Antallet beboere kan ikke være negativt.")
    rader = [(i, n, langtidsopphold(i, satser, kostpris)) for i, n in sorted(inntekter.items())]
    ut = pd.DataFrame(rader, columns=["inntekt", "antall", "betaler"])
    return ut.assign(
        sum_betaler=ut.antall * ut.betaler, sum_udekket=ut.antall * (kostpris - ut.betaler)
    )
