"""A page without a kernel: its choices checked, its chapters answered, its workers replaced."""

import asyncio
import json
import os
import time
from copy import copy
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import nbformat
import pytest

import arbeidsproever
from helseanalyse import Plassvalg, Side, load_eksempeldata, sidearbeid
from helseanalyse.appsider import Sider, Tegning, boks, datautgave, ser_ren_ut
from helseanalyse.arbeider import Arbeidere, Utilgjengelig
from helseanalyse.ressurser import ressursmappe
from helseanalyse.sidelager import Sidelager
from helseanalyse.sidesvar import (
    Kontrolldel,
    Sidemal,
    Tilstand,
    blokker,
    forste,
    fra_leser,
    lag_fil,
    neste,
)
from helseanalyse.sidevalg import sporet, verdier
from helseanalyse.sources.samlet import load_data
from helseanalyse.views.visning import BLOKK_MIME
from nettleser import skriv_notatbok, skriv_profil

BOEKER = sorted(ressursmappe("notebooks").glob("*.ipynb"))
EGEN = """
from helseanalyse import *
from helseanalyse.views.blokker import svar, tekst
data = load_data()
valg = Plassvalg.sjekket(data, komm_nr="0121", sammenlign=["0628"], aar=2025)
side = Side(data, valg)
def konklusjon(data, valg):
    return [svar(f"Dekningen er {valg.dekning}.")]
def feiler(data, valg):
    return [tekst(str(1 / (valg.dekning or 0)))]
"""
STED = str(BOEKER[0].with_stem("plassbehov"))


@pytest.fixture(scope="module")
def mal() -> Sidemal:
    return Sidemal.les(Path(STED), load_data())


def spurt(notatbok: str = STED, **hva: object) -> dict:
    svaret: dict = json.loads(sidearbeid.svar(notatbok, hva))
    return svaret


# ------------------------------------------------------------------ the notebook, read once
@pytest.mark.parametrize("fil", BOEKER, ids=lambda f: f.stem)
def test_hver_notatbok_er_en_ren_funksjon_av_valgene(fil: Path) -> None:
    """And the server shows the chapters of the notebook's cells, in their order."""
    ett = Sidemal.les(fil, load_data())
    assert (ett.ren, ett.hvorfor) == (True, "")
    celler = nbformat.read(fil, 4).cells
    kilder = [f"{'kontroller' if isinstance(d, Kontrolldel) else 'vis'}" for d in ett.deler]
    viste = [c.source for c in celler if c.source.startswith("side.")]
    assert [k.partition("(")[0] for k in viste] == [f"side.{k}" for k in kilder]


def test_blokkene_er_notatbokens(mal: Sidemal) -> None:
    """What the server shows first is what the executed notebook shows."""
    side = Side(load_data(), mal.valg)
    for kapittel, fra_tjeneren in zip(mal.kapitler, blokker(mal, forste(mal, "")), strict=True):
        data, _ = side.vis(kapittel.kapittel)._repr_mimebundle_()
        assert data[BLOKK_MIME]["blokker"] == fra_tjeneren


@pytest.mark.parametrize(
    ("celler", "hvorfor"),
    [
        (["1 / 0"], "bruker ikke Side"),
        ([EGEN, "side.vis(konklusjon)", "1 + 1"], "Celle 3 viser noe annet"),
        ([EGEN, "print('hei')", "side.vis(konklusjon)"], "Celle 2 viser noe annet"),
        ([EGEN, "Side(data, valg).vis(konklusjon)"], "Celle 2 viser noe annet"),
        ([EGEN, "raise ValueError('Tall mangler.')"], "Tall mangler."),
    ],
)
def test_det_som_ikke_er_rent_faar_en_kjerne(tmp_path: Path, celler: list, hvorfor: str) -> None:
    fil = tmp_path / "egen.ipynb"
    skriv_notatbok(fil, "Egen", *celler)
    ett = Sidemal.les(fil, load_data())
    assert not ett.ren and hvorfor in ett.hvorfor
    assert ett.stanset == (hvorfor == "Tall mangler.")


def test_en_notatbok_kan_be_om_en_kjerne(tmp_path: Path) -> None:
    fil = tmp_path / "egen.ipynb"
    skriv_notatbok(fil, "Egen", EGEN, "side.vis(konklusjon)")
    assert Sidemal.les(fil, load_data()).ren
    bok = nbformat.read(fil, 4)
    bok.metadata.helseanalyse["kjerne"] = True
    nbformat.write(bok, fil)
    assert not Sidemal.les(fil, load_data()).ren
    skriv_profil(tmp_path)
    assert not Sidemal.les(tmp_path / "profil.ipynb", load_data()).ren


# ------------------------------------------------------------------ choices are never trusted
def test_adressen_gir_valgene_som_i_en_kjerne(mal: Sidemal, monkeypatch) -> None:
    for adresse in ("", "dekning=20", "komm_nr=0628&aar=2030", "komm_nr=9999", "dekning=mye"):
        monkeypatch.setenv("QUERY_STRING", adresse)
        side = Side(load_data(), mal.valg)
        assert forste(mal, adresse) == Tilstand(side.valg, side.feil)


@pytest.mark.parametrize("endring", [{"dekning": 20}, {"komm_nr": "0628"}, {"aar": "2030"}])
def test_en_endring_gir_det_samme_som_i_en_kjerne(mal: Sidemal, endring: dict) -> None:
    side = Side(load_data(), mal.valg)
    side.endre(**endring)
    assert neste(mal, Tilstand(mal.valg), endring) == Tilstand(side.valg)
    assert fra_leser(mal, json.loads(json.dumps(verdier(side.valg)))).valg == side.valg


@pytest.mark.parametrize(
    "endring",
    [
        {"dekning": 900}, {"dekning": [1]}, {"dekning": {"a": 1}}, {"komm_nr": None},
        {"komm_nr": ["0121", "0628"]}, {"sammenlign": 5}, {"sammenlign": [{"a": 1}]},
        {"aar": "2025; drop"}, {"grunnlag": "__class__"}, {"planlagt": ["x"] * 3},
        {"sammenlign": "0628"}, {"aar": 1e400}, {"aar": float("nan")}, {"dekning": True},
    ],
)  # fmt: skip
def test_et_avvist_valg_lar_siden_staa(mal: Sidemal, endring: dict) -> None:
    etter = neste(mal, Tilstand(mal.valg), endring)
    assert etter.feil == "" or etter.valg == mal.valg
    assert etter.feil or fra_leser(mal, verdier(etter.valg)).valg == etter.valg
    assert "Traceback" not in etter.feil and "Error" not in etter.feil


def test_en_tilstand_som_ikke_kan_leses_gir_standardvalget(mal: Sidemal) -> None:
    for gitt in ({"komm_nr": {"a": 1}}, {"aar": []}, {"dekning": "mye"}):
        etter = fra_leser(mal, gitt)
        assert etter.valg == mal.valg and etter.feil
    assert fra_leser(mal, {"ukjent": 1, "__class__": 2}) == Tilstand(mal.valg)


def test_det_laaste_kan_ingen_leser_velge() -> None:
    """Neither the address nor a question can name a file on the machine."""
    for navn, gyldig in (("kontroll", {}), ("tiltak", {"komm_nr": "0121"})):
        ett = Sidemal.les(BOEKER[0].with_stem(navn), load_data())
        assert forste(ett, "fil=%2Fetc%2Fpasswd").valg.fil == ""
        assert fra_leser(ett, gyldig | {"fil": "/etc/passwd"}).valg.fil == ""
        assert neste(ett, Tilstand(ett.valg), {"fil": "/etc/passwd"}) == Tilstand(ett.valg)


def test_kapittelet_som_feiler_sier_fra_og_resten_staar(tmp_path: Path, caplog) -> None:
    fil = tmp_path / "egen.ipynb"
    skriv_notatbok(fil, "Egen", EGEN, "side.vis(feiler)", "side.vis(konklusjon)")
    ett = Sidemal.les(fil, load_data())
    forst, sist = blokker(ett, Tilstand(ett.valg))
    assert forst[0]["type"] == "varsel" and sist[0]["type"] == "svar"
    assert "feiler kunne ikke tegnes" in caplog.text


def test_rader_paa_skjermen_blir_en_fil() -> None:
    ett = Sidemal.les(BOEKER[0].with_stem("tiltak"), load_data())
    rader = json.dumps([{"tiltak": "Færre plasser", "2026": "1,5"}])
    navn, innhold = lag_fil(ett, {"type": "fil", "endelse": ".csv", "rader": rader})
    assert navn == "tiltak.csv" and "Færre plasser" in innhold.decode("utf-8-sig")
    with pytest.raises(ValueError, match="ingen tabell å laste ned"):
        lag_fil(Sidemal.les(Path(STED), load_data()), {})


# ------------------------------------------------------------------ the answers
def test_svaret_sender_bare_det_som_er_endret() -> None:
    alt = spurt(endring={"dekning": 20})
    assert alt["valg"]["dekning"] == 20 and alt["feil"] == ""
    har = [{d["nokkel"]: d["merke"] for d in deler or []} for deler in alt["visninger"]]
    felt = [g["merke"] for g in alt["kontroller"]]
    uendret = spurt(valg=alt["valg"], har=har, felt=felt)
    assert set(map(str, uendret["visninger"])) == {"None"}
    assert [g["felt"] for g in uendret["kontroller"]] == [None]
    nytt = spurt(valg=alt["valg"], endring={"dekning": 21}, har=har, felt=felt)
    sendt = [d for deler in nytt["visninger"] for d in deler or []]
    assert any("html" in d for d in sendt) and any("html" not in d for d in sendt)
    avvist = spurt(valg=alt["valg"], endring={"dekning": 900}, har=har, felt=felt)
    assert "fra 0 til 100" in avvist["feil"] and avvist["valg"] == alt["valg"]
    assert set(map(str, avvist["visninger"])) == {"None"}


@pytest.mark.parametrize(
    "hva", [{}, {"valg": 3, "endring": [1], "har": "x", "felt": {}}, {"har": [None, 3, {"a": []}]}]
)
def test_et_rart_spoersmaal_gir_likevel_et_svar(hva: dict) -> None:
    assert spurt(**hva)["valg"]["komm_nr"] == "0121"


def test_siden_er_hel_og_uten_kode_fra_data() -> None:
    """The page of an address: all chapters drawn, the state as inert JSON."""
    hode = sidearbeid.hode(STED, "dekning=20")
    biter, igjen = sidearbeid.biter(STED, hode["valg"], hode["feil"], 0, sekunder=1e9)
    side = hode["html"] + "".join(biter)
    assert igjen is None and side.count("<svg") == side.count('class="ha-graf"') > 0
    assert side.count("<script") == side.count('<script type="application/json"')
    assert "ha-kontroller data-nr" in side and "med-side" in side
    avvist = sidearbeid.hode(STED, "komm_nr=<script>alert(1)</script>")
    biter, _ = sidearbeid.biter(STED, avvist["valg"], avvist["feil"], 0)
    assert "Adressen kunne ikke brukes" in biter[0]
    assert "<script>" not in avvist["html"] + biter[0]


def test_kapitlene_regnes_paa_nytt_bare_naar_et_valg_de_leser_er_et_annet(mal: Sidemal) -> None:
    """The kept chapter is the one that the choices themselves would give."""
    sidearbeid.mal(STED)
    ett, naa = sidearbeid.mal(STED), Tilstand(mal.valg)
    foer = [sidearbeid._kapittel(ett, naa.valg, nr) for nr in range(len(ett.kapitler))]
    for endring in ({"dekning": 22.5}, {"avrunding": "ned"}, {"komm_nr": "0628"}, {"aar": 2030}):
        naa = neste(ett, naa, endring)
        etter = [sidearbeid._kapittel(ett, naa.valg, nr) for nr in range(len(ett.kapitler))]
        assert [k[0] for k in etter] == list(blokker(ett, naa))
        like = sum(a is b for a, b in zip(foer, etter, strict=True))
        assert like < len(foer) and (like > 5 or "komm_nr" in endring)
        foer = etter


@dataclass(frozen=True)
class _To:
    a: int
    b: tuple[str, ...] = ()

    @property
    def dobbel(self) -> int:
        return 2 * self.a


def test_det_som_leses_av_valgene_blir_sett() -> None:
    for les, lest in (
        (lambda v: v.dobbel, {"a"}),
        (lambda v: (isinstance(v, _To), v.__class__ is _To), set()),
        (lambda v: v == _To(1, ("x",)) and hash(v), {"a", "b"}),
        (lambda v: replace(v, a=2), {"b"}),
        (lambda v: asdict(v), {"a", "b"}),
        (lambda v: vars(v), {"a", "b"}),
        (lambda v: copy(v), {"a", "b"}),
        (lambda v: repr(v), {"a", "b"}),
    ):
        spor, sett = sporet(_To(1, ("x",)))
        les(spor)
        assert sett >= lest
    assert vars(sporet(_To(1))[0]) == vars(_To(1))
    assert sporet(_To(1))[0] == _To(1) and hash(sporet(_To(1))[0]) == hash(_To(1))


def test_et_kapittel_som_feiler_huskes_ikke(tmp_path: Path) -> None:
    fil = tmp_path / "egen.ipynb"
    skriv_notatbok(fil, "Egen", EGEN, "side.vis(feiler)", "side.vis(konklusjon)")
    ett = sidearbeid.mal(str(fil))
    assert [sidearbeid._kapittel(ett, ett.valg, nr) is sidearbeid._kapittel(ett, ett.valg, nr)
            for nr in (0, 1)] == [False, True]  # fmt: skip
    hode = sidearbeid.hode(str(fil), "")
    (foerste, andre), _ = sidearbeid.biter(str(fil), hode["valg"], "", 0, sekunder=60.0)
    assert sidearbeid.IKKE_BEHOLD in foerste and sidearbeid.IKKE_BEHOLD not in andre


def test_forsiden_svarer_uten_arbeidere_naar_dataene_er_de_samme(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HELSEANALYSE_CACHE", str(tmp_path))
    spurt: list[tuple[object, ...]] = []

    class Teller(Arbeidere):
        async def spor(self, funksjon, *args, timeout=30.0):  # type: ignore[no-untyped-def]
            spurt.append(args)
            return funksjon(*args)

    def forside(*hva: str) -> dict:  # each time by a server of its own
        return asyncio.run(Sider(Path(STED).parent, Teller()).forside(*hva))

    assert forside("", "") == forside("", "")
    assert forside("0121", "")["valgt"] == forside("0121", "")["valgt"]
    assert forside("0121", "")["valgt"]["navn"] == "Rømskog"
    assert spurt == [("", ""), ("0121", "")]
    for hva in (("", "hurum"), ("9999", "")):  # what a reader writes is not kept
        assert forside(*hva) == forside(*hva)
    assert len(spurt) == 6


def test_private_valg_i_adressen_tas_ikke_vare_paa() -> None:
    okonomi = str(BOEKER[0].with_stem("okonomi"))
    assert sidearbeid.start(okonomi, "mottakere=4%20000%20000")["private"]
    assert not sidearbeid.start(okonomi, "komm_nr=0301")["private"]


# ------------------------------------------------------------------ what is kept
def test_sidelageret_holder_seg_innenfor_grensene(tmp_path: Path) -> None:
    lager = Sidelager(tmp_path / "sider", minne=4000, disk=16_000)
    for nr in range(40):
        lager.legg(f"s{nr}", b"x" * 900)
        os.utime(tmp_path / "sider" / f"s{nr}", (nr, nr))
    paa_disk = [f.stat().st_size for f in (tmp_path / "sider").iterdir()]
    assert sum(paa_disk) <= 16_000 + 2_000
    assert lager._stoerrelse <= 4000
    assert lager.hent("s39") == b"x" * 900 and lager.hent("s0") is None
    assert Sidelager(tmp_path / "sider").hent("s39") == b"x" * 900
    laast = Sidelager(tmp_path / "sider" / "s39")  # a file where the folder should be
    laast.legg("a", b"b")
    assert laast.hent("a") == b"b" and laast.hent("borte") is None


def test_siden_heter_noe_annet_naar_data_eller_notatbok_er_en_annen(
    tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setenv("HELSEANALYSE_LAGER", str(tmp_path / "lager"))
    monkeypatch.setenv("HELSEANALYSE_CACHE", str(tmp_path / "cache"))
    skriv_profil(tmp_path)
    sider = Sider(tmp_path, Arbeidere(1))

    def navn(sporring: str = "") -> str:
        return sider.noekkel("profil.ipynb", sporring, "/")

    forst = navn()
    assert navn() == forst != navn("komm_nr=0121")
    assert navn("a=1&b=2") == navn("b=2&a=1")
    sider._navn["profil.ipynb"] = {"komm_nr"}
    assert navn("utm_source=x") == forst
    (tmp_path / "lager").mkdir()
    (tmp_path / "lager" / "innhold.json").write_text("{}")
    assert navn() != forst and datautgave()[2] is not None
    andre = navn()
    os.utime(tmp_path / "profil.ipynb", (1, 1))
    assert navn() != andre


# ------------------------------------------------------------------ the workers
@pytest.fixture(scope="module")
def arbeidere():
    """Workers that know these tests' functions by name, and nothing else of the app."""
    gruppe = Arbeidere(1, minne=1500, koe=3)
    yield gruppe
    gruppe.stans()


def test_arbeiderne_faller_fra_og_erstattes(arbeidere: Arbeidere, tmp_path: Path) -> None:
    async def alt() -> None:
        assert await arbeidere.spor(arbeidsproever.dor_en_gang, str(tmp_path / "merke")) == "svar"
        with pytest.raises(Utilgjengelig, match="falt ut på tjeneren to ganger"):
            await arbeidere.spor(arbeidsproever.dor)
        with pytest.raises(Utilgjengelig, match="for lang tid"):
            await arbeidere.spor(time.sleep, 20, timeout=0.3)
        with pytest.raises(Utilgjengelig, match="falt ut"):
            await arbeidere.spor(arbeidsproever.holder, 2000)
        # What is loaded does not count, but the drawing engine's 600 MB do.
        assert await arbeidere.spor(arbeidsproever.holder, 800) == 800
        with pytest.raises(ValueError, match="invalid literal"):
            await arbeidere.spor(int, "x")
        assert await arbeidere.spor(len, "abc") == 3
        alle = [arbeidere.spor(time.sleep, 0.2) for _ in range(4)]
        svar = await asyncio.gather(*alle, return_exceptions=True)
        avvist = [s for s in svar if isinstance(s, Utilgjengelig)]
        assert len(avvist) == 1 and avvist[0].vent == 3
        assert arbeidere.status()["venter"] == 0

    asyncio.run(alt())


def test_en_side_som_tegnes_deles_av_dem_som_venter() -> None:
    async def alt() -> None:
        tegning = Tegning()

        async def les() -> list[str]:
            return [bit async for bit in tegning]

        lesere = [asyncio.ensure_future(les()) for _ in range(3)]
        for bit in "abc":
            tegning.legg(bit)
            await asyncio.sleep(0)
        tegning.legg(ferdig=True)
        assert await asyncio.gather(*lesere, les()) == [["a", "b", "c"]] * 4

    asyncio.run(alt())


def test_setningen_i_stedet_for_siden_er_bare_tekst() -> None:
    assert "<img" not in boks('<img src=x onerror="1">') and 'data-vent="3"' in boks("Vent.", 3)


def test_eksempeldata_er_like_i_tjener_og_kjerne(mal: Sidemal) -> None:
    assert mal.data is load_data() and load_eksempeldata().dato == mal.data.dato
    assert isinstance(mal.valg, Plassvalg)


@pytest.mark.parametrize("fil", BOEKER, ids=lambda f: f.stem)
def test_siden_begynner_foer_notatboken_er_lest(fil: Path) -> None:
    assert ser_ren_ut(fil)


def test_det_som_trenger_kjerne_begynner_ikke_foer(tmp_path: Path) -> None:
    for celler in (["1 / 0"], [EGEN, "side.vis(konklusjon)", "1 + 1"], [EGEN], ["%matplotlib"]):
        skriv_notatbok(tmp_path / "egen.ipynb", "Egen", *celler)
        assert not ser_ren_ut(tmp_path / "egen.ipynb")
    skriv_profil(tmp_path)
    assert not ser_ren_ut(tmp_path / "profil.ipynb")
