"""The printed figures of every kind of report, held against those that were read and committed."""

from difflib import unified_diff

import pytest

from gullstandard import NOTATBOEKER, fil, linjene
from helseanalyse.kapitler.forside import _NOTATBOEKER


def test_hvert_slag_rapport_har_sin_liste() -> None:
    assert set(NOTATBOEKER) == set(_NOTATBOEKER)


@pytest.mark.parametrize("notatbok", NOTATBOEKER)
def test_tallene_i_rapporten_er_de_samme_som_foer(notatbok: str) -> None:
    """Where a figure is meant to change, ``python -m tests.gullstandard`` writes the list anew."""
    foer = fil(notatbok).read_text(encoding="utf-8").splitlines()
    naa = linjene(notatbok).splitlines()
    ulikt = list(unified_diff(foer, naa, f"{notatbok}.txt", "rapporten nå", n=0, lineterm=""))
    assert not ulikt, "\n".join(ulikt)
