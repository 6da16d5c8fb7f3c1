"""What may enter: each breach named with file, row, column, value and mend; and warnings."""

import subprocess
import sys
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helseanalyse.indikator import indikatorer
from helseanalyse.sources.avvik import (
    MINST_ENHETER,
    advarsler,
    advarsler_for_nye,
    hb_avvik,
    kvartil_avvik,
    som_tekst,
)
from helseanalyse.sources.kontrakt import KONTRAKTER, NOEKLER, Kontraktfeil, sjekk
from helseanalyse.sources.load import Data


def obs(antall: int = 40) -> pd.DataFrame:
    """Sound observations: one indicator, one municipality, a row a year."""
    df = pd.DataFrame({"komm_nr": "0121", "aar": range(1980, 1980 + antall)})
    fast = {"indikator": "plasser", "verdi": 16.0, "enhet": "plasser", "status": "maalt"}
    df = df.assign(**fast, teller=np.nan, nevner=np.nan, kilde="ssb", merknad=None)
    return df.astype(object)


def brudd(df: pd.DataFrame, navn: str = "observasjoner", **mer: Any) -> pd.DataFrame:
    with pytest.raises(Kontraktfeil) as feil:
        sjekk(df, navn, fil="tall.csv", **mer)
    return feil.value.brudd


# ------------------------------------------------------------------ what is sound
@pytest.mark.parametrize("navn", sorted(set(KONTRAKTER) - {"kostragrupper"}))  # of KLASS alone
def test_eksempeldata_holder_kontrakten(data: Data, navn: str) -> None:
    ramme = data.folk() if navn == "befolkning" else getattr(data, navn)
    assert len(ramme) > 5
    sjekk(ramme, navn, fil="x.csv", register=data.register, kilder=data.kilder.kilde)


def test_hver_kontrakt_har_noekkel_i_egne_kolonner() -> None:
    assert set(NOEKLER) == set(KONTRAKTER)
    for navn, felt in NOEKLER.items():
        assert set(felt) <= set(KONTRAKTER[navn])


def test_rammen_som_sjekkes_er_uroert() -> None:
    df = obs()
    foer = df.copy()
    sjekk(df, "observasjoner", fil="x.csv")
    pd.testing.assert_frame_equal(df, foer)


def test_andre_kolonner_og_andre_typer_kan_foelge_med() -> None:
    df = obs().assign(fritekst=[["a"]] * 40)
    df = df.astype({"komm_nr": "category", "verdi": "float64", "aar": "Int64", "status": "str"})
    sjekk(df, "observasjoner", fil="x.csv")


def test_over_hundre_prosent_er_lov() -> None:
    sjekk(obs().assign(enhet="prosent", verdi=104.4), "observasjoner", fil="x.csv")


# ------------------------------------------------------------------ twenty planted breaches
PLANTET: list[tuple[int, str, Any, str]] = [
    (0, "komm_nr", 121, "er ikke tekst"),
    (1, "komm_nr", "121", "er ikke gyldig"),
    (2, "komm_nr", "K-0121", "er ikke gyldig"),
    (3, "komm_nr", None, "mangler"),
    (4, "aar", 20190, "er utenfor det mulige"),
    (5, "aar", 2019.5, "er ikke et helt tall"),
    (6, "aar", "2019", "er ikke et tall"),
    (7, "indikator", "Plasser i alt", "er ikke gyldig"),
    (8, "indikator", np.nan, "mangler"),
    (9, "verdi", "16,5", "er ikke et tall"),
    (10, "verdi", np.inf, "er ikke et tall"),
    (11, "verdi", np.nan, "har ingen grunn i status"),
    (12, "verdi", -3.0, "er negativt"),
    (13, "enhet", None, "mangler"),
    (14, "enhet", "1000 kr", "er en annen enhet enn indikatorens andre rader"),
    (15, "status", "ok", "er ikke gyldig"),
    (16, "nevner", -5.0, "er utenfor det mulige"),
    (17, "nevner", 0.0, "er null, men raden har en verdi"),
    (18, "kilde", "finnes_ikke", "finnes ikke i kilderegisteret"),
    (19, "merknad", 3.14, "er ikke tekst"),
]


def plantet() -> pd.DataFrame:
    df = obs()
    for rad, kolonne, verdi, _ in PLANTET:
        df.at[rad, kolonne] = verdi
    return df


def test_tjue_plantede_brudd_navngis_alle(data: Data) -> None:
    funn = brudd(plantet(), kilder=["ssb"])
    assert list(zip(funn.rad, funn.kolonne, strict=True)) == [
        (rad + 2, kolonne) for rad, kolonne, _, _ in PLANTET
    ]
    for (_, _, verdi, feil), r in zip(PLANTET, funn.itertuples(), strict=True):
        vist = "tom celle" if pd.isna(verdi) else f"«{verdi}»"
        assert r.tekst.startswith(f"Rad {r.rad}, kolonne {r.kolonne}: {vist} {feil}; "), r.tekst
        assert r.tekst.endswith(".")
        assert len(r.tekst.split("; ")[1]) > 8  # the mend
        assert (pd.isna(r.verdi) and pd.isna(verdi)) or r.verdi == verdi


def test_meldingen_navngir_fil_antall_og_de_foerste_tjue() -> None:
    df = plantet()
    df["status"] = "ukjent"
    with pytest.raises(ValueError, match=r"tall\.csv") as feil:
        sjekk(df, "observasjoner", fil="tall.csv", kilder=["ssb"])
    linjer = str(feil.value).split("\n")
    assert linjer[0].startswith("«tall.csv» kan ikke brukes som observasjoner: ")
    assert linjer[0].endswith("her er de 20 første.")
    # 19 of the planted (one stood in status) and a status in each of the 40 rows; the row
    # without a value has one reason more.
    antall = int(linjer[0].split(": ")[1].split(" ")[0])
    assert antall == 19 + 40
    assert len(linjer) == 21
    assert linjer[1].startswith("Rad 2, kolonne komm_nr: «121»")


def test_foerste_rad_kan_vaere_en_annen_enn_to() -> None:
    df = obs()
    df.index = range(100, 140)
    df.at[101, "status"] = "x"
    assert brudd(df).rad.tolist() == [3]
    assert brudd(df, foerste_rad=6).rad.tolist() == [7]


def test_manglende_kolonner_navngis() -> None:
    with pytest.raises(ValueError, match="Kolonnen «enhet» mangler; legg den til") as feil:
        sjekk(obs().drop(columns=["enhet", "kilde"]), "observasjoner", fil="tall.csv")
    assert "2 feil" in str(feil.value)
    assert "«kilde»" in str(feil.value)


# ------------------------------------------------------------------ rules across columns
def test_doble_noekler() -> None:
    df = obs(3)
    df["aar"] = [2012, 2012, None]
    funn = brudd(df)
    assert list(zip(funn.rad, funn.kolonne, strict=True)) == [(3, "komm_nr")]
    assert "har samme nøkkel som en tidligere rad; behold én av radene" in funn.tekst[0]


@pytest.mark.parametrize("status", ["skjermet", "mangler", "ikke_i_bruk"])
def test_skjermet_eller_manglende_kan_ikke_ha_verdi(status: str) -> None:
    df = obs(4)
    df.loc[1, "status"] = status
    assert "står ved en status uten verdi" in brudd(df).tekst[0]
    df.loc[1, "verdi"] = np.nan
    sjekk(df, "observasjoner", fil="x.csv")


def test_negative_kroner_er_lov_men_ikke_negative_personer() -> None:
    sjekk(obs().assign(enhet="1000 kr", verdi=-4.0), "observasjoner", fil="x.csv")
    assert len(brudd(obs().assign(enhet="personer", verdi=-4.0))) == 40


def test_koder_maa_vaere_kjente_og_i_bruk_i_aaret(data: Data) -> None:
    df = obs(4)
    df["aar"] = [2019, 2020, 2019, 2020]
    df["komm_nr"] = ["0121", "0121", "0120", "3026"]
    funn = brudd(df, register=data.register)
    assert list(zip(funn.rad, funn.verdi, strict=True)) == [(3, "0121"), (4, "0120")]
    assert "var ikke i bruk det året; bruk nummeret som gjaldt da" in funn.tekst[0]
    assert "er ukjent" in funn.tekst[1]
    df.loc[1, ["verdi", "status"]] = [np.nan, "ikke_i_bruk"]
    df = df.drop(index=2)
    sjekk(df, "observasjoner", fil="x.csv", register=data.register)


def folk() -> pd.DataFrame:
    rad = {"komm_nr": "0121", "aar": 2019, "kjoenn": "begge", "alder_fra": 80, "alder_til": None,
           "alternativ": "faktisk", "personer": 63.0, "status": "maalt", "kilde": "ssb",
           "merknad": None}  # fmt: skip
    return pd.DataFrame([{**rad, "aar": 2010 + i} for i in range(9)]).astype(object)


@pytest.mark.parametrize(
    ("kolonne", "verdi", "feil"),
    [
        ("kjoenn", "M", "er ikke gyldig; bruk begge, kvinner eller menn"),
        ("alder_fra", 180, "er utenfor det mulige"),
        ("alder_fra", None, "mangler"),
        ("alder_til", 70, "er mindre enn alder_fra"),
        ("alternativ", "middels", "er ikke gyldig"),
        ("personer", -1.0, "er utenfor det mulige"),
        ("personer", np.nan, "har ingen grunn i status"),
        ("personer", "63", "er ikke et tall"),
    ],
)
def test_brudd_i_befolkningen(kolonne: str, verdi: Any, feil: str) -> None:
    df = folk()
    sjekk(df, "befolkning", fil="x.csv")
    df.at[4, kolonne] = verdi
    funn = brudd(df, "befolkning")
    assert list(zip(funn.rad, funn.kolonne, strict=True)) == [(6, kolonne)]
    assert feil in funn.tekst[0]


def test_framskrivinger_kan_staa_ved_koder_som_er_gaatt_ut(data: Data) -> None:
    df = folk().assign(aar=2030 + np.arange(9), alternativ="MMMM")
    sjekk(df, "befolkning", fil="x.csv", register=data.register)
    assert len(brudd(df.assign(alternativ="faktisk"), "befolkning", register=data.register)) == 9


@pytest.mark.parametrize(
    ("navn", "kolonne", "verdi", "feil"),
    [
        ("tiltak", "fortegn", "pluss", "er ikke gyldig"),
        ("tiltak", "effekt_mill_kr", "3,2", "er ikke et tall"),
        ("tiltak", "lovpaalagt", "kanskje", "bruk ja eller nei"),
        ("satser", "verdi", np.nan, "mangler; skriv satsen som tall"),
        ("satser", "gjelder_fra", "1. januar", "er ikke en dato"),
        ("kilder", "url", "ssb.no", "skriv hele nettadressen"),
        ("kilder", "hentet", "2026-13-01", "er ikke en dato"),
        ("kilder", "utgiver", "  ", "er ikke gyldig; fyll ut cellen"),
        ("kommuner", "type", "bydel", "er ikke gyldig"),
        ("kommuner", "gjelder_til", 1901, None),
        ("kommuneendringer", "til_komm_nr", "EAK", "er ikke gyldig"),
    ],
)
def test_brudd_i_de_andre_rammene(
    data: Data, navn: str, kolonne: str, verdi: Any, feil: str | None
) -> None:
    df = getattr(data, navn).astype(object).reset_index(drop=True)
    hvor = len(df) - 1
    if navn == "kommuner":
        hvor = int(df.index[df.komm_nr == "3226"][0])
    df.at[hvor, kolonne] = verdi
    funn = brudd(df, navn)
    treff = funn[(funn.rad == hvor + 2) & (funn.kolonne == kolonne)]
    assert len(treff) == 1
    assert (feil or "er mindre enn gjelder_fra") in treff.tekst.iloc[0]


def test_lister_i_celler_er_et_brudd_og_ingen_krasj() -> None:
    df = obs(3)
    df.at[1, "komm_nr"] = ["0121"]
    df.at[2, "verdi"] = {"a": 1}
    funn = brudd(df)
    assert list(zip(funn.rad, funn.kolonne, strict=True)) == [(3, "komm_nr"), (4, "verdi")]


@settings(max_examples=40)
@given(verdi=st.one_of(st.none(), st.text(), st.floats(), st.integers(), st.booleans(),
                       st.lists(st.integers()), st.binary()))  # fmt: skip
@pytest.mark.parametrize("kolonne", ["komm_nr", "aar", "verdi", "status"])
def test_hva_som_helst_i_en_celle_gir_hel_ramme_eller_navngitt_rad(
    kolonne: str, verdi: object
) -> None:
    df = obs(5)
    df.at[2, kolonne] = verdi
    try:
        sjekk(df, "observasjoner", fil="x.csv")
    except Kontraktfeil as feil:
        assert set(feil.brudd.rad) <= {4}


def test_pandera_lastes_foerst_naar_noe_sjekkes() -> None:
    kode = (
        "import sys, helseanalyse.sources.kontrakt, helseanalyse.sources.avvik,"
        " helseanalyse.sources.samlet, helseanalyse.sources.ssb_hent,"
        " helseanalyse.sources.importer; sys.exit('pandera' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", kode], check=False).returncode == 0


# ------------------------------------------------------------------ warnings
def serie(verdier: dict[str, list[float]], enhet: str = "plasser") -> pd.DataFrame:
    """One indicator; a row per code and year from 2020 on."""
    rader = [
        {"komm_nr": k, "aar": 2020 + i, "indikator": "plasser", "verdi": v, "enhet": enhet,
         "status": "maalt"}
        for k, tall in verdier.items() for i, v in enumerate(tall)
    ]  # fmt: skip
    return pd.DataFrame(rader).astype({"aar": "Int64"})


@pytest.mark.parametrize(
    ("foer", "naa", "feil"),
    [(100, 31600, False), (100, 31700, True), (31600, 100, False), (31700, 100, True),
     (150, 150_000, True), (0, 1e6, False), (-5, 1e6, False)],
)  # fmt: skip
def test_tusenfeil(foer: float, naa: float, feil: bool) -> None:
    """The limit is a factor of 10 to the power of 2.5: 316.2."""
    varsler = advarsler(serie({"0121": [foer, naa]}))
    assert bool(varsler) is feil
    if feil:
        assert varsler[0].proever == ("tusenfeil",)
        assert (varsler[0].komm_nr, varsler[0].indikator) == ("0121", "plasser")
        assert (varsler[0].aar, varsler[0].verdier) == ((2020, 2021), (foer, naa))


def test_varselet_navngir_kommune_indikator_aar_og_verdier(data: Data) -> None:
    df = serie({"3226": [150.0, 150_000.5]})
    assert advarsler(df, data.register)[0].tekst == (
        "3226 Aurskog-Høland, plasser: 150 i 2020 og 150\u202f000,5 i 2021 (plasser):"
        " mulig tusenfeil."
    )
    hull = df.assign(aar=[2018, 2024])
    assert advarsler(hull)[0].aar == (2018, 2024)


def test_andel_over_hundre_bare_nevnes(data: Data) -> None:
    df = serie({"3226": [104.4, 99.0]}, "prosent")
    (varsel,) = advarsler(df, data.register)
    assert varsel.proever == ("over_100",)
    assert varsel.tekst == "3226 Aurskog-Høland, plasser: 104,4 prosent i 2020 er over 100."
    assert df.verdi.tolist() == [104.4, 99.0]


# 96–105 after a year of 100 each, and one more: with 400 the median ratio is 1.01, the quartiles
# of E −0.254, 0 and 0.252; the upper limit 20 · 0.252 = 5.04 is between 143 (4.97) and 144 (5.11).
ANDRE = [96.0, 97.0, 98.0, 99.0, 100.0, 101.0, 102.0, 103.0, 104.0, 105.0]


@pytest.mark.parametrize(("siste", "avvik"), [(400, True), (144, True), (143, False)])
def test_hb_regnet_for_haand(siste: float, avvik: bool) -> None:
    naa, foer = np.array([*ANDRE, siste]), np.full(11, 100.0)
    assert hb_avvik(naa, foer).tolist() == [False] * 10 + [avvik]


@pytest.mark.parametrize(("siste", "avvik"), [(107, False), (108, True)])
def test_kvartil_regnet_for_haand(siste: float, avvik: bool) -> None:
    """q1 = 0.985, M = 1.01, q3 = 1.035: fences 0.9475 and 1.0725."""
    naa, foer = np.array([*ANDRE, siste]), np.full(11, 100.0)
    assert kvartil_avvik(naa, foer).tolist() == [False] * 10 + [avvik]


def test_hb_tar_hensyn_til_stoerrelsen() -> None:
    """The same ratio passes in a small municipality and stands out in a large one."""
    foer = np.array([*([100.0] * 10), 10.0, 100_000.0])
    naa = np.array([*ANDRE, 20.0, 200_000.0])
    assert hb_avvik(naa, foer).tolist() == [False] * 11 + [True]


def test_hb_naar_de_fleste_er_uendret() -> None:
    """Half or more unchanged: they are left out, and the changed are judged by one another."""
    foer = np.full(20, 10_000.0)
    endret = [100 * v for v in ANDRE if v != 100]
    naa = np.array([*([10_000.0] * 10), *endret, 500_000.0])
    assert hb_avvik(naa, foer).tolist() == [False] * 19 + [True]
    assert not hb_avvik(foer, foer).any()


tall = st.floats(min_value=0.5, max_value=1e6)


@given(par=st.lists(st.tuples(tall, tall), min_size=3, max_size=40))
def test_hb_er_ssbs_grenser_for_forholdet(par: list[tuple[float, float]]) -> None:
    """The same test written as limits for the ratio itself, as SSB prints them."""
    naa, foer = np.array(par).T
    funn = hb_avvik(naa, foer)
    med = naa != foer if np.mean(naa == foer) >= 0.5 else np.ones(len(naa), dtype=bool)
    assert not funn[~med].any()
    if not med.any():
        return
    r, stor = naa[med] / foer[med], np.sqrt(np.maximum(naa[med], foer[med]))
    m = np.median(r)
    e = np.where(r >= m, r / m - 1, 1 - m / r) * stor
    q = np.quantile(e, [0.25, 0.5, 0.75])
    a = abs(q[1] * 0.05) if q[1] != 0 else 0.05
    nede, oppe = q[1] - 20 * max(q[1] - q[0], a), q[1] + 20 * max(q[2] - q[1], a)
    # E below the lower limit: 1 - m/r < nede/stor, so r < m stor / (stor - nede).
    ventet = ((nede < 0) & (r < m * stor / (stor - nede))) | (r > m * (stor + oppe) / stor)
    naer = np.isclose(e, nede, rtol=1e-6) | np.isclose(e, oppe, rtol=1e-6)
    if nede < 0 < oppe:
        assert (funn[med] == ventet)[~naer].all()


def test_sprang_mot_de_andre_kommunene(data: Data) -> None:
    koder = [f"{1100 + i}" for i in range(11)]
    verdier = {k: [100.0, v] for k, v in zip(koder, [*ANDRE, 400.0], strict=True)}
    (varsel,) = advarsler(serie(verdier))
    assert varsel.komm_nr == "1110"
    assert varsel.proever == ("hb", "kvartil")
    assert "100 i 2020 og 400 i 2021" in varsel.tekst
    assert advarsler(serie(verdier), proever=["tusenfeil"]) == []
    assert advarsler(serie(verdier), proever=["kvartil"])[0].proever == ("kvartil",)


def test_for_faa_kommuner_og_grupper_gir_ingen_proeve() -> None:
    koder = [f"{1100 + i}" for i in range(MINST_ENHETER - 1)]
    verdier = {k: [100.0, v] for k, v in zip(koder, [*ANDRE[:8], 400.0], strict=True)}
    assert advarsler(serie(verdier)) == []
    assert advarsler(serie({**verdier, "EAK": [1000.0, 1010.0]})) == []


def test_enheten_er_en_del_av_serien() -> None:
    """A value in kr after one in 1000 kr is another series; the contract refuses the mix."""
    df = serie({"0121": [16.0, 16_000.0]})
    df.loc[1, "enhet"] = "kr"
    assert advarsler(df) == []


def test_som_tekst_har_det_alvorligste_foerst() -> None:
    koder = [f"{1100 + i}" for i in range(11)]
    verdier = {k: [100.0, v] for k, v in zip(koder, [108.0, *ANDRE], strict=True)}
    varsler = advarsler(serie({**verdier, "EAK": [1.0, 1000.0]}))
    assert [v.proever[0] for v in varsler] == ["kvartil", "tusenfeil"]
    linjer = som_tekst(varsler).split("\n")
    assert linjer[0].startswith("EAK, plasser: 1 i 2020 og 1\u202f000 i 2021")
    assert som_tekst(varsler, maks=1).split("\n")[1] == "… og 1 til."
    assert som_tekst([]) == ""


def test_eksempeldata_har_ingen_tusenfeil(data: Data) -> None:
    varsler = advarsler(data.observasjoner, data.register)
    assert not any("tusenfeil" in v.proever for v in varsler)
    assert varsler
    for v in varsler:
        assert v.komm_nr in v.tekst
        kjent = indikatorer().get(v.indikator)
        assert (v.indikator if kjent is None else kjent.kortnavn) in v.tekst
    assert any(v.indikator in indikatorer() and v.indikator not in v.tekst for v in varsler)


def test_nye_tall_ses_mot_dem_som_ligger_der() -> None:
    """Only pairs with a new figure are told of, and a new row takes an old one's place."""
    kjente = serie({"0121": [1.0, 1000.0, 15.0], "0301": [1.0, 1000.0]})
    nye = serie({"0121": [15_000.0]}).assign(aar=2023)
    (varsel,) = advarsler_for_nye(nye, kjente)
    assert (varsel.komm_nr, varsel.aar, varsel.verdier) == ("0121", (2022, 2023), (15.0, 15_000.0))
    (varsel,) = advarsler_for_nye(serie({"0121": [0.01]}), kjente)
    assert varsel.aar == (2020, 2021), "også når det nye tallet er det eldste av de to"
    assert advarsler_for_nye(serie({"0121": [20.0]}).assign(aar=2021), kjente) == []
    assert advarsler_for_nye(nye.assign(verdi=15.0), kjente) == []
    assert advarsler_for_nye(nye, kjente.iloc[:0]) == []
