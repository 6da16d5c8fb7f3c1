"""The comparison of the apps: the figures are the same in all, and the verdicts are right."""

import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from conftest import ROT

APPER = ROT / "benchmarks" / "apps"


@pytest.fixture(scope="module")
def moduler() -> dict[str, ModuleType]:
    """The comparison's own modules, which lie beside each other and not in the package."""
    sys.path.insert(0, str(APPER))
    try:
        import data
        import figurer
        import liten
        import skriv
    finally:
        sys.path.remove(str(APPER))
    return {"data": data, "figurer": figurer, "liten": liten, "skriv": skriv}


def test_tallene_er_oppdiktede_og_de_samme_hver_gang(moduler):
    d = moduler["data"]
    assert len(d.OBSERVASJONER) == 357 * 15 * 40
    assert set(d.OBSERVASJONER.kilde) == {"syntetisk"}
    assert d.lag().verdi.sum() == d.OBSERVASJONER.verdi.sum()
    assert d.profil(d.A, d.B).kommune.unique().tolist() == ["Kommune 017", "Kommune 211"]
    o = d.OBSERVASJONER
    alle = o[(o.aar == 2025) & (o.indikator == "Syntetisk 03")].set_index("komm_nr").verdi
    egen = d.profil(d.A, d.B).set_index(["indikator", "kommune"]).indeks
    assert egen["Syntetisk 03", "Kommune 017"] == pytest.approx(100 * alle[d.A] / alle.mean())


@pytest.mark.parametrize("dekning", [0.0, 12.5, 40.0])
def test_figuren_som_glideren_styrer_er_den_de_andre_faar(moduler, dekning):
    d, figurer = moduler["data"], moduler["figurer"]
    spec = figurer.framskriving_med_glider(d.A, d.B, dekning).to_dict()
    assert spec["params"] == [{"name": "dekning", "value": dekning}]
    (rader,) = spec["datasets"].values()
    uttrykk = {t["calculate"] for lag in spec["layer"] for t in lag.get("transform", [])
               if "calculate" in t} or {t["calculate"] for t in spec["transform"]}  # fmt: skip
    assert uttrykk == {"datum.folk*dekning/100"}
    (de_andres,) = figurer.framskriving(d.A, d.B, dekning).to_dict()["datasets"].values()
    assert [r["folk"] * dekning / 100 for r in rader] == [r["plasser"] for r in de_andres]


def test_vaar_side_trenger_ingen_kjerne(moduler, monkeypatch):
    monkeypatch.syspath_prepend(str(APPER))
    from helseanalyse import sidearbeid

    bok = str(APPER / "liten.ipynb")
    assert sidearbeid.start(bok, "")["slag"] == "ren"
    spurt = {"valg": {}, "endring": {"kommune_a": "0003", "dekning": 10}, "har": []}
    svar = json.loads(sidearbeid.svar(bok, spurt))
    assert svar["valg"] == {"kommune_a": "0003", "kommune_b": "0211", "dekning": 10}
    assert "Kommune 003" in json.dumps(svar["visninger"])


def funn(**tall: object) -> dict[str, object]:
    fast = {"nye": [200.0] * 3, "glider": [5.0] * 20, "mange": [4.0], "mange_feilet": 0, "axe": {}}
    return fast | tall


def dommer(skriv: ModuleType, alle: dict[str, dict[str, object]]) -> dict[str, object]:
    return {rad.navn: skriv.dom(rad, alle) for rad in skriv.RADER}


def test_forholdet_er_til_den_beste_av_de_andre(moduler):
    skriv = moduler["skriv"]
    alle = {
        "helseanalyse": funn(levende=[500.0]),
        "Panel": funn(nye=[1000.0], mange=[20.0]),
        "Voilà": funn(nye=[5000.0], mange=[10.0], mange_feilet=1, axe={"region": 2}),
    }
    ut = dommer(skriv, alle)
    forste = ut["Første figur, ny leser (ms)"]
    assert (forste.forhold, forste.naadd) == (pytest.approx(0.2), True)
    levende = ut["Levende: første endring tegnet (ms)"]
    assert (levende.forhold, levende.naadd) == (pytest.approx(0.5), True)
    mange = ut["{mange} lesere i samme øyeblikk: alle har figurene (s)"]
    assert mange.forhold == pytest.approx(0.2)  # Voilà was quicker, but one had no chart
    assert ut["Nedtrekksliste til nytt bilde, median (ms)"].naadd is None
    assert ut["Regler brutt etter axe-core"].naadd is True


def test_en_verdi_over_maalet_er_ikke_naadd(moduler):
    skriv = moduler["skriv"]
    trege = [5.0] * 15 + [17.0] * 5
    alle = {"helseanalyse": funn(glider=trege, mange_feilet=1), "Panel": funn()}
    ut = dommer(skriv, alle)
    assert ut["Glider til nytt bilde, 95 av 100 (ms)"].naadd is False
    assert ut["… lesere som ikke fikk figurene"].naadd is False
    assert ut["Første figur, ny leser (ms)"].naadd is False  # as quick as the best is not enough
    linjer = skriv.tabell(alle, 15)
    assert {linje.count("|") for linje in linjer} == {7}
    assert any(linje.startswith("| 15 lesere") and "ikke målt" in linje for linje in linjer)


def test_alle_appene_har_en_fil():
    filer = {f.name for f in (APPER / "andre").iterdir() if f.is_file()}
    kilde = (APPER / "apper.py").read_text(encoding="utf-8")
    assert all(navn in kilde for navn in filer)
    assert Path(APPER / "liten.ipynb").is_file()
