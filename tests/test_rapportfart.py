"""What is done once for many reports gives the same as when it is done for each."""

import altair as alt
import pandas as pd
from altair.utils import schemapi

from helseanalyse import motor, report
from helseanalyse.measures.plassgrunnlag import _befolkning
from helseanalyse.ressurser import ressursmappe
from helseanalyse.sidesvar import Sidemal, blokker, forste
from helseanalyse.sources.samlet import load_data
from helseanalyse.views import hurtig


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
