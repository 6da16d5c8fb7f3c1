"""Payment for a long stay: the published example, the limits, and the rates' years."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helseanalyse.kapitler.priser import egenbetaling
from helseanalyse.measures.egenbetaling import Langtidssatser, langtidsopphold, langtidssatser
from helseanalyse.sources.load import Data

I_2023 = Langtidssatser(111_477, 9_400, 75, 85, 25)


def test_eksempelet_fra_2023_av_datapakkens_satser(data: Data) -> None:
    """0.75 x (111 477 - 9 400) + 0.85 x (300 000 - 111 477) = 76 557.75 + 160 244.55."""
    funnet = langtidssatser(data.satser, 2023)
    assert funnet is not None
    satser, kilder = funnet
    assert satser == I_2023
    assert set(kilder) <= set(data.kilder.kilde)
    assert langtidsopphold(300_000, satser) == pytest.approx(236_802.30, abs=0.005)
    ((rad, belop, _),) = egenbetaling(data)
    assert rad == "Egenbetaling ved inntekt på 300\u202f000 kr (2023)"
    assert belop == "\u22120,237"


def test_grunnbeloepet_er_det_som_gjelder_ved_nyttaar(data: Data) -> None:
    """G of 1 May 2021 holds on 1 January 2022; that of May 2022 does not yet."""
    funnet = langtidssatser(data.satser, 2022)
    assert funnet is not None and funnet[0].grunnbeloep == 106_399
    assert langtidssatser(data.satser, 2024) is None  # not established: asked for, never guessed


@pytest.mark.parametrize(
    ("inntekt", "kostnad", "betaler"),
    [
        (0, None, 0),
        (37_269.25, None, 0),  # a quarter of G and the free amount is kept
        (50_000, None, 50_000 - 37_269.25),  # the kept minimum, under 75 % of 40 600
        (111_477, None, 0.75 * 102_077 - max(0, 0.75 * 102_077 - (111_477 - 37_269.25))),
        (300_000, 200_000, 200_000),  # never above what the place costs
    ],
)
def test_grensene(inntekt: float, kostnad: float | None, betaler: float) -> None:
    assert langtidsopphold(inntekt, I_2023, kostnad) == pytest.approx(betaler)


@given(st.floats(0, 5e6), st.floats(0, 1e5))
def test_mer_i_inntekt_gir_aldri_mindre_i_betaling_og_aldri_mer_enn_inntekten(
    inntekt: float, mer: float
) -> None:
    foer, etter = (langtidsopphold(y, I_2023) for y in (inntekt, inntekt + mer))
    assert 0 <= foer <= etter + 1e-6
    assert etter - foer <= mer + 1e-6
    assert inntekt - foer >= min(inntekt, 37_269.25) - 1e-6


def test_manglende_og_negative_tall_nektes() -> None:
    for inntekt in (-1, float("nan")):
        with pytest.raises(ValueError, match="ikke er negative eller mangler"):
            langtidsopphold(inntekt, I_2023)
