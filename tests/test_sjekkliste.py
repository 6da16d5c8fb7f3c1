"""The checklist of the 2013 document: up to date, whole, and refusing what is not there."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from helseanalyse import sjekkliste
from helseanalyse.measures.dekningsgrad import dekningsgrad
from helseanalyse.measures.nivaa import relativt_nivaa
from helseanalyse.sources.load import Data

DOCS = Path(__file__).parents[1] / "docs"


@pytest.fixture(scope="module")
def liste() -> dict[str, Any]:
    return tomllib.loads((DOCS / "romskog-2013.toml").read_text(encoding="utf-8"))


def test_siden_er_som_rapporten(capsys: pytest.CaptureFixture[str]) -> None:
    assert sjekkliste.main(["--kontroller"]) == 0, capsys.readouterr().err


def test_alle_punktene_er_med_og_har_utfall(data: Data, liste: dict[str, Any]) -> None:
    alle = sjekkliste.punkter(data, liste)
    nummererte = [p for p in alle if p.nr.isdecimal()]
    assert [int(p.nr) for p in nummererte] == list(range(1, 25))
    assert {p.klasse for p in alle} == set(sjekkliste.KLASSER)
    assert all(p.hvorfor and p.sted for p in alle)
    assert len({p.nr for p in alle}) == len(alle)


def test_et_punkt_som_mangler_avvises(data: Data, liste: dict[str, Any]) -> None:
    kort = liste | {"punkt": liste["punkt"][:-1]}
    with pytest.raises(ValueError, match="Punkt 24 står ikke både i dataene"):
        sjekkliste.punkter(data, kort)


@pytest.mark.parametrize(
    ("felt", "sier"),
    [
        ({"tall": ["22,9 %"]}, "har ikke «22,9 %», som punkt 1 sier"),
        ({"kapittel": "helse"}, "viser til kapitlet «helse», som ikke finnes"),
        ({"klasse": "riktig"}, "har klassen «riktig»"),
    ],
)
def test_det_som_ikke_staar_i_rapporten_avvises(
    data: Data, liste: dict[str, Any], felt: dict[str, Any], sier: str
) -> None:
    p = next(p for p in sjekkliste.punkter(data, liste | {
        "punkt": [liste["punkt"][0] | felt, *liste["punkt"][1:]]}))  # fmt: skip
    with pytest.raises(ValueError, match=sier):
        sjekkliste._sjekk(p, {"kostnad": "Rømskog brukte 21,9 % mer enn Hurum"})


def test_tallene_i_de_andre_paastandene(data: Data, liste: dict[str, Any]) -> None:
    """What is written by hand in the list is what the measures give."""
    tekst = " ".join(a["hvorfor"] for a in liste["annet"])
    naa, da = dekningsgrad(17, 63), dekningsgrad(13, 63)
    assert naa is not None and da is not None
    assert f"fra {naa:.1f} til {da:.1f} per 100".replace(".", ",") in tekst
    assert round(100 * 13 / naa) == 48 and "nær 48" in tekst
    o = data.observasjoner
    o = o[(o.komm_nr == "EAK") & (o.indikator == "mottakere_hjemmetjenester_0_66")]
    v = o.set_index("aar").verdi
    assert (v[1997], v[2006]) == (31442, 55009)
    assert f"{relativt_nivaa(v[2006], v[1997]):.1f}".replace(".", ",") + " % flere" in tekst
