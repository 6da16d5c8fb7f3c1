"""What is done once for many reports gives the same as when it is done for each."""

import subprocess
import sys
from typing import Any

import altair as alt
import pandas as pd
from altair.utils import schemapi

from helseanalyse import motor, report
from helseanalyse.measures.plassgrunnlag import _befolkning
from helseanalyse.ressurser import ressursmappe
from helseanalyse.side import Side, bare_trykk
from helseanalyse.sidesvar import Sidemal, blokker, forste
from helseanalyse.sources.samlet import load_data
from helseanalyse.valg import Plassvalg
from helseanalyse.views import hurtig
from helseanalyse.views.blokker import Blokk, tekst
from helseanalyse.views.paatrykk import BLOKK_MIME


def test_altairs_tabell_over_klasser_gjort_en_gang_gir_de_samme_figurene() -> None:
    figur = (
        alt.Chart({"values": [{"a": 1, "b": "x"}]})
        .mark_bar(color="red")
        .encode(x="a:Q", y="b:N", color=alt.value("blue"), tooltip=["a:Q", "b:N"])
    )
    hurtig.bruk()
    naa = figur.encode(x="mean(a):Q").to_dict()
    schemapi._FromDict = hurtig._Vanlig
    try:
        assert figur.encode(x="mean(a):Q").to_dict() == naa
    finally:
        hurtig.bruk()


def test_en_figur_kopiert_uten_aa_settes_sammen_paa_nytt_er_den_samme() -> None:
    """The figures of every page, composed layer by layer, with our copy and with Altair's."""

    def figurer() -> list[dict[str, object]]:
        ut = []
        for fil in sorted(ressursmappe("notebooks").glob("*.ipynb")):
            ett = Sidemal.les(fil, load_data())
            alle = [b for del_ in blokker(ett, forste(ett, "")) for b in del_]
            ut += [b["spec"] for b in alle if b["type"] == "figur"]
        return ut

    hurtig.bruk()
    assert schemapi._deep_copy is hurtig._kopi
    vaare = figurer()
    schemapi._deep_copy = hurtig._vanlig_kopi
    try:
        assert len(vaare) > 20
        assert figurer() == vaare
    finally:
        hurtig.bruk()


def test_aaret_naermest_som_har_hele_tall_velges() -> None:
    """2026 lacks an open top and 2025 a figure: the years beside count, the newer first."""

    def rad(aar: int, personer: float | None, til: int | None = None) -> dict[str, object]:
        felt = {"komm_nr": "8101", "alternativ": "faktisk", "kjoenn": "begge", "alder_fra": 80}
        return felt | {"aar": aar, "alder_til": til, "personer": personer, "kilde": f"k{aar}"}

    rader = [rad(2022, 1.0), rad(2024, 2.0), rad(2025, None), rad(2026, 3.0, 89)]
    b = pd.DataFrame(rader)
    for aar, ventet in ((None, 2024), (2025, 2024), (2023, 2024), (2022, 2022), (2030, 2024)):
        tall = _befolkning(b, "8101", "faktisk", aar)
        assert tall is not None
        assert (tall.aar, tall.kilder) == (ventet, (f"k{ventet}",))
    assert _befolkning(b, "8101", "MMMM", None) is None


def test_en_rapport_etterlater_ingen_widgeter() -> None:
    foer = set(motor._widgeter())
    report.lag_utgave("plassbehov", {})
    assert set(motor._widgeter()) == foer


def test_en_figur_er_den_samme_fra_en_prosess_ved_siden_av() -> None:
    """Also where that process is killed: then it is drawn here."""
    kode = (
        "import os, signal\n"
        "from helseanalyse.views import svg, tegner\n"
        "def spec(x): return {'data': {'values': [{'x': x}]}, 'mark': 'point',"
        " 'encoding': {'x': {'field': 'x'}}}\n"
        "assert tegner.start()\n"
        "tegner.tegn_fram(spec(1)); ved_siden = tegner.tegnet(spec(1))\n"
        "(barn,) = tegner._tegnere[0]._processes\n"
        "tegner.tegn_fram(spec(2)); os.kill(barn, signal.SIGKILL)\n"
        "her = tegner.tegnet(spec(2))\n"
        "tegner.tegn_fram(spec(3)); assert tegner.tegnet(spec(3))\n"
        "assert ved_siden == svg.svg(spec(1)) and her == svg.svg(spec(2)) != ved_siden\n"
        "assert not tegner.start()\n"  # the engine is loaded: nothing is forked from here
    )
    subprocess.run([sys.executable, "-c", kode], check=True)


def test_en_rapport_faar_de_samme_utdataene_som_en_side() -> None:
    data = load_data()
    valg = Plassvalg.sjekket(data, komm_nr="0121", sammenlign=[], aar=2025)

    def kapittel(_data: object, _valg: object) -> list[Blokk]:
        return [tekst("## Spørsmål?"), tekst("Et *svar*.")]

    def vist() -> dict[str, Any]:
        bunt = Side(data, valg).vis(kapittel)._repr_mimebundle_()
        assert bunt is not None
        return {k: bunt[0][k] for k in (BLOKK_MIME, "text/plain")}

    paa_siden = vist()
    with bare_trykk(lambda spec: None):
        assert vist() == paa_siden
        assert Side(data, valg).kontroller(lambda d, v: []) is None
