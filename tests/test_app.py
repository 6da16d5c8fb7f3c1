"""The app in a browser: what a reader sees, with the network closed."""

import gzip
import json
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from datetime import date
from pathlib import Path

import altair
import pytest

import lite_land
from helseanalyse import Profilvalg, load_eksempeldata, tjenesteprofil
from helseanalyse.app import finn_apper
from helseanalyse.ressurser import ressursmappe
from helseanalyse.sources.lager import Lager
from helseanalyse.views.vega import VEGA_LITE, vega_modul
from helseanalyse.views.visning import BLOKK_MIME, Kontroller, Visning
from nettleser import (
    DATA,
    VENT,
    alvorlige,
    app_kommando,
    arbeidere,
    funn,
    kjerner,
    kjor_app,
    ledig_port,
    nettleser,
    ny_fane,
    skriv_notatbok,
    skriv_profil,
    vannrett_rulling,
    vent_til,
)

WIDGET_MIME = "application/vnd.jupyter.widget-view+json"
SENERE = (
    "from helseanalyse.views.visning import Visning\n"
    "Visning([{'type': 'tekst', 'ast': [{'type': 'paragraph', 'children': "
    "[{'type': 'text', 'raw': 'Senere celle'}]}]}])"
)


@pytest.fixture(scope="module")
def leser():
    with nettleser() as ett:
        yield ett


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    mappe = tmp_path_factory.mktemp("notatboker")
    skriv_profil(mappe)
    skriv_notatbok(mappe / "feiler.ipynb", "Feiler", "1 / 0", SENERE, "ukjent")
    skriv_notatbok(mappe / "treg.ipynb", "Treg", "import time; time.sleep(4)", SENERE)
    (mappe / "notater.txt").write_text("ikke en app", encoding="utf-8")
    with kjor_app(mappe) as (adresse, _prosess):
        yield adresse


@pytest.fixture
def fane(leser):
    with ny_fane(leser) as ett:
        yield ett


def profil(app: str, sporring: str = "") -> str:
    return f"{app}voila/render/profil.ipynb{sporring}"


def test_forsiden_lister_appene_og_ikke_annet(app, fane):
    fane.side.goto(app)
    assert fane.side.locator("html").get_attribute("lang") == "nb"
    assert fane.side.title() == "helseanalyse"
    assert fane.side.locator(".kort-merke").all_inner_texts() == ["Feiler", "Prøveprofil", "Treg"]
    assert fane.side.locator(".kort-navn").nth(1).inner_text() == "En prøve som heter Prøveprofil."
    pakke = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    laget = date.fromisoformat(pakke["created"][:10])
    bunn = fane.side.locator("footer").inner_text()
    assert f"Eksempeldata av {laget.day}. " in bunn and f" {laget.year}." in bunn
    assert all(kilde["title"] in bunn for kilde in pakke["sources"])
    assert "notater" not in fane.side.content()
    assert alvorlige(fane.side) == []
    assert fane.utenfor == [] and fane.feil == []
    fane.side.get_by_role("link", name="Prøveprofil").click()
    fane.side.wait_for_selector("h1:has-text('Prøveprofil')", timeout=VENT)


def test_en_egen_notatbok_med_kjerne(leser, tmp_path):
    """A notebook that is no pure function of its choices: shown as before, with its own kernel."""
    skriv_profil(tmp_path)
    with kjor_app(tmp_path) as (adresse, prosess), ny_fane(leser) as fane:
        side = fane.apne(profil(adresse, "?komm_nr=0628&aar=2012"))
        assert side.title() == "Prøveprofil – helseanalyse"
        assert "Adressen sier: komm_nr=0628&aar=2012" in side.locator("main").inner_text()
        sjekk_blokkene(side)
        sjekk_flervalg_og_tall(side)
        sjekk_glideren(side)
        assert alvorlige(side) == []
        side.set_viewport_size({"width": 360, "height": 800})
        tabell = side.get_by_role("region", name="Tabell: Dekningsgrad")
        assert tabell.evaluate("ett => ett.scrollWidth > ett.clientWidth && ett.tabIndex === 0")
        assert vannrett_rulling(side) <= 0
        assert fane.utenfor == [] and fane.feil == []
        (kjerne,) = kjerner(prosess)
        kjerne.kill()
        side.wait_for_selector("#brudd[role=alert]", timeout=15_000)
        side.get_by_role("button", name="Last siden på nytt").click()
        side.wait_for_selector("#status.ferdig", state="attached", timeout=VENT)
        assert side.locator("#brudd").count() == 0
        assert "Dekningsgraden er 21 prosent." not in side.locator("main").inner_text()
        side.goto(adresse)
        frist = time.monotonic() + VENT / 1000
        while kjerner(prosess) and time.monotonic() < frist:
            time.sleep(0.1)
        assert kjerner(prosess) == []


def sjekk_blokkene(side):
    side.wait_for_selector(".ha-graf .mark-rect path", timeout=VENT)
    assert side.locator(".ha-graf .mark-rect path").count() == 3
    assert "20,0" in side.locator(".ha-graf svg").text_content()
    graf = side.get_by_role("img", name="Rømskog har 20,5 prosent, Hurum 40.")
    assert graf.bounding_box()["width"] > 400
    assert "<img src=x" in side.locator(".ha-tekst").inner_text()
    assert side.locator(".ha-tekst img").count() == 0
    knapp = side.get_by_role("button", name="Hurum", exact=True)
    knapp.press("Enter")
    rad = side.locator(f"#{knapp.get_attribute('aria-controls')}")
    assert rad.is_visible() and "Plasser <b>delt på</b> innbyggere" in rad.inner_text()


def sjekk_flervalg_og_tall(side):
    gruppe = side.get_by_role("group", name="Sammenlign med")
    gruppe.get_by_role("searchbox").fill("kommune 2")
    assert gruppe.locator("label:visible").count() == 12  # 2, 20-29 and the chosen 7
    gruppe.get_by_label("Kommune 20").check()
    gruppe.get_by_label("Kommune 21").check()
    assert "3 valgt, høyst 3" in gruppe.inner_text()
    assert gruppe.get_by_label("Kommune 22").is_disabled()
    felt = side.get_by_label("Pris per plass (kr)")
    assert felt.input_value() == "1\u202f200\u202f000"
    felt.fill("mye")
    felt.press("Tab")
    assert "Skriv et tall fra 0 til 2\u202f000\u202f000." in side.locator(".ha-skjema").inner_text()
    felt.fill("1 250 000")
    felt.press("Tab")
    side.wait_for_function("location.search.includes('pris=1250000')", timeout=VENT)


def sjekk_glideren(side):
    glider = side.get_by_role("slider", name="Dekningsgrad")
    glider.press("End")
    side.wait_for_selector("[role=alert]:has-text('fra 0 til 50')", timeout=VENT)
    assert "20,5 prosent" in side.locator(".ha-svar").inner_text()
    glider.fill("21")
    side.wait_for_selector("text=Dekningsgraden er 21 prosent.", timeout=VENT)
    assert side.get_by_role("img", name="Rømskog har 21 prosent, Hurum 40.").count() == 1
    assert side.get_by_role("button", name="Hurum").get_attribute("aria-expanded") == "true"
    side.wait_for_function("location.search.includes('andel=21')", timeout=VENT)


def test_fremdriften_vises_for_cellene_er_ferdige(app, fane):
    fane.side.goto(f"{app}voila/render/treg.ipynb", wait_until="commit")
    status = fane.side.locator("#status[role=status]")
    status.wait_for(timeout=3000)
    assert "Starter beregningene" in status.inner_text()
    assert fane.side.locator("text=Senere celle").count() == 0
    fane.side.wait_for_selector("text=Senere celle", timeout=VENT)
    fane.side.wait_for_selector("#status.ferdig", state="attached", timeout=VENT)


def test_celle_som_feiler_gir_norsk_setning(app, fane):
    side = fane.apne(f"{app}voila/render/feiler.ipynb")
    tekst = side.locator("main").inner_text()
    assert tekst.count("Denne delen av siden kunne ikke beregnes.") == 1
    assert "Last siden på nytt, eller velg en annen kommune." in tekst
    assert "Senere celle" in tekst
    assert "Denne delen kunne heller ikke beregnes." in tekst
    for ord_ in ("Traceback", "ZeroDivision", "NameError", "ukjent", "1 / 0"):
        assert ord_ not in side.content()


def hent(adresse: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(adresse, timeout=30) as svar:
            return svar.status, svar.read().decode()
    except urllib.error.HTTPError as feil:
        return feil.code, feil.read().decode()


@pytest.mark.parametrize(
    "sti",
    [
        "voila/tree",
        "voila/tree/",
        "voila/api/contents",
        "voila/files/profil.ipynb",
        "voila/files/notater.txt",
        "voila/render/notater.txt",
        "voila/render/finnes-ikke.ipynb",
        "voila/render/../profil.ipynb",
        "finnes-ikke",
        "api/kernels",
    ],
)
def test_bare_appene_er_aa_finne(app, sti):
    kode, side = hent(app + sti)
    assert kode == 404
    assert "Fant ikke siden" in side and "Traceback" not in side


def test_kildekode_og_annen_mal_slipper_ikke_ut(app):
    kode, side = hent(profil(app, "?template=lab&theme=dark"))
    assert kode == 200
    assert "HEMMELIG_KILDEKODE" not in side and BLOKK_MIME not in side
    assert 'class="appside"' in side and "cdn." not in side


def test_opptatt_port_gir_en_setning(tmp_path):
    skriv_profil(tmp_path)
    with socket.socket() as opptatt:
        opptatt.bind(("127.0.0.1", 0))
        opptatt.listen()
        port = opptatt.getsockname()[1]
        kjoring = subprocess.run(
            app_kommando(tmp_path, port), capture_output=True, text=True, timeout=60
        )
    assert kjoring.returncode == 1
    assert kjoring.stdout == ""
    assert kjoring.stderr.strip().splitlines() == [
        f"Port {port} er opptatt på denne maskinen; velg en annen med --port {port + 1}."
    ]


def test_ctrl_c_stanser_stille(tmp_path):
    skriv_profil(tmp_path)
    port = ledig_port()
    prosess = subprocess.Popen(
        app_kommando(tmp_path, port), text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert prosess.stdout is not None
    assert f"http://127.0.0.1:{port}/" in prosess.stdout.readline()
    time.sleep(0.5)
    prosess.send_signal(signal.SIGINT)
    ut, feil = prosess.communicate(timeout=20)
    assert (prosess.returncode, ut.strip(), feil) == (0, "Appene er stanset.", "")


def test_mappe_uten_notatboker_gir_en_setning(tmp_path):
    with pytest.raises(ValueError, match="har ingen notatbøker"):
        finn_apper(tmp_path)


def test_visning_baerer_blokkene_i_utdata():
    blokker = [
        {"type": "svar", "ast": [{"type": "text", "raw": "Ja."}]},
        {"type": "figur", "id": "f", "tittel": "Tittel", "alt": "Alt", "spec": {}},
    ]
    data, _ = Visning(blokker)._repr_mimebundle_()
    assert data[BLOKK_MIME] == {"blokker": blokker}
    assert data["text/plain"] == "Ja.\nFigur: Tittel. Alt"
    assert "model_id" in data[WIDGET_MIME]


def test_visning_avviser_ukjent_blokk():
    visning = Visning([])
    with pytest.raises(ValueError, match="Blokk 1 har typen 'bilde'"):
        visning.blokker = [{"type": "bilde"}]


def test_kontroller_baerer_ingen_blokker():
    data, _ = Kontroller([{"navn": "a", "etikett": "År", "type": "tall"}], {})._repr_mimebundle_()
    assert set(data) == {WIDGET_MIME, "text/plain"}
    assert data["text/plain"] == "Valg på siden: År"


def test_kontroller_avviser_felt_uten_etikett():
    with pytest.raises(ValueError, match="mangler navn eller etikett"):
        Kontroller([{"navn": "a", "type": "tall"}], {})


def test_vega_er_samme_versjon_som_altair():
    assert altair.SCHEMA_VERSION.startswith(f"v{VEGA_LITE}.")


def test_vega_bygges_en_gang_uten_nettadresser_aa_hente_fra(tmp_path, monkeypatch):
    monkeypatch.setenv("HELSEANALYSE_CACHE", str(tmp_path))
    fil = vega_modul()
    kode = fil.read_text(encoding="utf-8")
    assert "as default" in kode[-200:]
    assert "cdn.jsdelivr.net/npm/vega" not in kode and "esm.sh" not in kode
    bygd = fil.stat().st_mtime_ns
    assert vega_modul().stat().st_mtime_ns == bygd
    assert [ett.name for ett in (tmp_path / "vega").iterdir()] == [fil.name]
    sperret = tmp_path / "sperret"
    sperret.touch()
    monkeypatch.setenv("HELSEANALYSE_CACHE", str(sperret))  # nothing can be written there
    annet = vega_modul()
    assert annet.read_text(encoding="utf-8") == kode and vega_modul() == annet


@pytest.fixture(scope="module")
def egne_tjener():
    with kjor_app(ressursmappe("notebooks")) as ett:
        yield ett


@pytest.fixture(scope="module")
def egne(egne_tjener):
    return egne_tjener[0]


def test_verktoeyene_er_ingen_app(egne):
    """The tool that writes to the store is for JupyterLab: no reader of a page can run it."""
    for sti in ("verktoy/les_inn_egen_fil.ipynb", "verktoy%2Fles_inn_egen_fil.ipynb"):
        assert hent(f"{egne}voila/render/{sti}")[0] == 404
    assert "Les inn en egen fil" not in hent(egne)[1]


def _klartekst(noder: list) -> str:
    return "".join(n.get("raw", "") + _klartekst(n.get("children", [])) for n in noder)


# ------------------------------------------------------------------ pages without a kernel
@pytest.mark.parametrize("fil", [f.name for f in sorted(ressursmappe("notebooks").glob("*.ipynb"))])
@pytest.mark.parametrize("bredde", [1280, 360])
def test_notatbokene_som_app(egne, leser, fil, bredde):
    with ny_fane(leser, bredde=bredde) as fane:
        side = fane.apne(f"{egne}voila/render/{fil}")
        grafer = side.locator(".ha-graf")
        assert grafer.count() >= (fil != "kontroll.ipynb")  # marks cells in a table instead
        for graf in grafer.all():
            assert graf.locator("svg path").count() >= 3
        assert side.locator(".ha-kontroller, .ha-svar").count() >= 2
        assert side.locator(".boks, .ha-graf-feil").count() == 0
        assert vannrett_rulling(side) <= 0
        assert funn(side) == []
        if bredde == 1280:
            vekk = "alle => alle.forEach(g => g.dispatchEvent(new Event('pointerenter')))"
            grafer.evaluate_all(vekk)
            vent_til(side, "!document.querySelector('.ha-graf:not(:has(.vega-embed))')")
        assert fane.utenfor == [] and fane.feil == [] and fane.advarsler == []


def test_ingen_leser_faar_en_kjerne(egne_tjener, fane):
    adresse, prosess = egne_tjener
    fane.apne(f"{adresse}voila/render/tjenesteprofil.ipynb")
    assert kjerner(prosess) == [] and len(arbeidere(prosess)) >= 2


def test_siden_er_tegnet_foer_skriptet_kjoerer(egne, leser):
    """Without JavaScript the first view is there: conclusion, charts, tables."""
    rom = leser.new_context(java_script_enabled=False)
    side = rom.new_page()
    side.goto(f"{egne}voila/render/tjenesteprofil.ipynb")
    assert "Rømskog brukte" in side.locator(".ha-svar").inner_text()
    assert side.locator(".ha-graf svg").count() == side.locator(".ha-graf").count() > 0
    assert side.locator("noscript").count() == 1
    rom.close()


def test_glideren_i_plassbehov_gir_nytt_svar_og_tilbakeknappen_virker(egne, leser):
    with ny_fane(leser) as fane:
        side = fane.apne(f"{egne}voila/render/plassbehov.ipynb")
        assert "Rømskog trenger 13 plasser i 2025" in side.locator(".ha-svar").inner_text()
        dybde = side.evaluate("history.length")
        glider = side.get_by_role("slider", name="Dekning")
        for verdi in ("24", "22", "20"):  # one drag, one entry
            glider.fill(verdi)
        side.wait_for_selector("text=Rømskog trenger 9 plasser i 2025", timeout=VENT)
        assert "en dekning på 20,0 plasser per 100" in side.locator(".ha-svar").inner_text()
        vent_til(side, "location.search.includes('dekning=20')")
        assert side.evaluate("history.length") == dybde + 1
        side.get_by_label("Rund av").select_option("ned")
        vent_til(side, "location.search.includes('avrunding=ned')")
        side.go_back()
        side.wait_for_selector("text=Rømskog trenger 9 plasser i 2025", timeout=VENT)
        vent_til(side, "document.querySelector('[name=avrunding]').value === 'opp'")
        side.go_back()
        side.wait_for_selector("text=Rømskog trenger 13 plasser i 2025", timeout=VENT)
        assert "som i dag" in side.locator(".ha-kontroller").inner_text()
        side.go_forward()
        side.wait_for_selector("text=Rømskog trenger 9 plasser i 2025", timeout=VENT)
        glider.press("End")
        side.reload()
        side.wait_for_selector("#status.ferdig", state="attached")
        assert "dekning=" in side.url
        assert fane.feil == []


def test_foerste_visning_er_rapportens(egne, leser):
    data = load_eksempeldata()
    valg = Profilvalg.sjekket(data, komm_nr="0121", sammenlign=["0628", "0119"], aar=2012)
    (svar,) = tjenesteprofil.konklusjon(data, valg)
    with ny_fane(leser) as fane:
        side = fane.apne(f"{egne}voila/render/tjenesteprofil.ipynb")
        vist = side.locator(".ha-svar").inner_text()
        assert vist.split() == _klartekst(svar["ast"]).split()
        assert "378\u202f843\u00a0kr" in vist
        side.get_by_label("Kommune", exact=True).select_option("0219")
        side.wait_for_selector(".ha-svar >> text=Bærum brukte 416\u202f820\u00a0kr", timeout=VENT)
        vent_til(side, "location.search.includes('komm_nr=0219')")
        side = fane.apne(f"{egne}voila/render/tjenesteprofil.ipynb?komm_nr=9999")
        feil = side.get_by_role("alert").inner_text()
        assert "9999 finnes ikke" in feil and "standardvalget" in feil
        assert "Rømskog" in side.locator(".ha-svar").inner_text()
        assert fane.feil == []


def test_en_tabell_limes_inn_i_kontroll(egne, leser):
    """The page reads what is pasted, and no file that its address names."""
    with ny_fane(leser, bredde=390) as fane:
        side = fane.apne(f"{egne}voila/render/kontroll.ipynb?fil=%2Fetc%2Fpasswd")
        assert "28,8, trykt 29,8" in side.locator(".ha-svar").inner_text()
        assert vannrett_rulling(side) <= 0
        boks = side.locator("textarea[name=tabell]")
        boks.fill("Post;2015\nA;1,5\nB;2,0\nSum;3,8\n")
        boks.blur()
        side.wait_for_selector(".ha-svar >> text=3,5, trykt 3,8", timeout=VENT)
        assert fane.utenfor == [] and fane.feil == []


def test_det_som_er_skrevet_i_tabellen_blir_staaende(egne, leser):
    """A cell that is refused keeps its text, the page its figures; mended, it is taken into use."""
    with ny_fane(leser) as fane:
        side = fane.apne(f"{egne}voila/render/tiltak.ipynb")
        side.locator(".ha-redigering > summary").click()
        celle = side.get_by_label("2026, rad 3", exact=True)
        celle.fill("mye")
        celle.press("Tab")
        side.wait_for_selector("[role=alert]:has-text('«mye» under «2026»')", timeout=VENT)
        assert celle.input_value() == "mye"
        assert "gir 13,2" in side.locator(".ha-svar").inner_text()
        celle.fill("7,4")
        celle.press("Tab")
        side.wait_for_selector(".ha-svar >> text=gir 15,2", timeout=VENT)
        assert funn(side) == []
        assert "tiltak=" not in side.url  # too long for an address
        with side.expect_download() as hentet:
            side.get_by_role("button", name="Last ned CSV").click()
        assert hentet.value.suggested_filename == "tiltak.csv"
        assert "7,4" in Path(hentet.value.path()).read_text(encoding="utf-8-sig")
        assert fane.feil == []


def test_det_som_er_om_mottakerne_staar_paa_siden_og_ikke_i_adressen(egne, leser):
    """Expenses of single people leave the address, and a refused text stays to be mended."""
    with ny_fane(leser, bredde=390) as fane:
        side = fane.apne(f"{egne}voila/render/okonomi.ipynb?komm_nr=0301&mottakere=4%20000%20000")
        boks = side.locator("textarea[name=mottakere]")
        assert boks.input_value() == "4 000 000"
        assert "mottakere" not in side.url
        boks.fill("4 193 500 pu\n2 500 000 født 2090")
        boks.blur()
        side.wait_for_selector("[role=alert]:has-text('Bruker 2 er født i 2090')", timeout=VENT)
        assert boks.input_value() == "4 193 500 pu\n2 500 000 født 2090"
        assert boks.get_attribute("aria-invalid") == "true"
        boks.fill("4 193 500 pu")
        boks.blur()
        side.wait_for_selector(".ha-svar >> text=for den ene mottakeren", timeout=VENT)
        assert boks.get_attribute("aria-invalid") is None
        assert "komm_nr=0301" in side.url and "mottakere" not in side.url
        assert vannrett_rulling(side) <= 0 and funn(side) == []
        assert fane.utenfor == [] and fane.feil == []


# ------------------------------------------------------------------ what goes over the wire
def be(adresse: str, innhold: bytes | None = None, **hoder: str) -> tuple[int, dict, bytes]:
    spoersmaal = urllib.request.Request(adresse, innhold, hoder)
    try:
        with urllib.request.urlopen(spoersmaal, timeout=30) as svar:
            return svar.status, dict(svar.headers), svar.read()
    except urllib.error.HTTPError as feil:
        return feil.code, dict(feil.headers), feil.read()


def test_siden_sendes_liten_en_gang_og_private_valg_huskes_ikke(egne):
    sted = f"{egne}voila/render/okonomi.ipynb"
    be(sted)
    _, hoder, pakket = be(sted, **{"Accept-Encoding": "gzip"})
    assert hoder["Content-Encoding"] == "gzip" and len(pakket) < 25_000
    assert gzip.decompress(pakket) == be(sted)[2]
    assert be(sted, **{"If-None-Match": hoder["Etag"]})[0] == 304
    _, hoder, _ = be(f"{sted}?komm_nr=0301&mottakere=4%20000%20000")
    assert hoder["Cache-Control"] == "no-store"
    _, hoder, _ = be(f"{sted}?komm_nr=0301&mottakere=4%20000%20000")
    assert hoder["Cache-Control"] == "no-store"  # drawn anew: it is kept nowhere


def test_et_spoersmaal_uten_rett_blir_ikke_besvart(egne):
    sted, json_ = f"{egne}helseanalyse/svar/", {"Content-Type": "application/json"}
    assert be(f"{sted}okonomi.ipynb", b"{}", **json_)[0] == 403  # no token of the page
    kode = {"Cookie": "_xsrf=abc", "X-XSRFToken": "abc"}
    assert be(f"{sted}okonomi.ipynb", b"{}", **json_, **kode)[0] == 200
    for fil in ("finnes-ikke.ipynb", "..%2Fx.ipynb", "verktoy/les_inn_egen_fil.ipynb"):
        assert be(sted + fil, b"{}", **json_, **kode)[0] == 404
    for innhold, status in ((b"[]", 400), (b"{", 400), (b"\xff", 400)):
        status_, _, svar = be(f"{sted}okonomi.ipynb", innhold, **json_, **kode)
        assert (status_, json.loads(svar)["vent"]) == (status, None)
    assert be(f"{sted}okonomi.ipynb", b"{}", **kode)[0] == 415
    assert be(f"{sted}okonomi.ipynb")[0] == 405


# ------------------------------------------------------------------ when something breaks
TREG = """
import time
from helseanalyse import *
from helseanalyse.views.blokker import svar
data = load_data()
valg = Plassvalg.sjekket(data, komm_nr="0121", sammenlign=["0628"], aar=2025)
side = Side(data, valg)
def konklusjon(data, valg):
    if valg.dekning == 33:
        time.sleep(1.5)
    return [svar(f"Dekningen er {valg.dekning}.")]
"""


@pytest.fixture
def skjoer(tmp_path):
    """A server of its own, and a page whose answer takes time when it is asked for 33."""
    skriv_notatbok(tmp_path / "treg.ipynb", "Treg", TREG, "side.vis(konklusjon)",
                   "side.kontroller(felt.plassfelt)")  # fmt: skip
    return tmp_path


def test_arbeiderne_dor_og_tjeneren_stanses_uten_at_noe_gaar_tapt(skjoer, leser):
    port = ledig_port()
    with ny_fane(leser) as fane:
        with kjor_app(skjoer, port) as (adresse, prosess):
            side = fane.apne(f"{adresse}voila/render/treg.ipynb")
            glider = side.get_by_role("slider", name="Dekning")
            glider.fill("33")
            side.wait_for_timeout(500)  # the calculation is under way
            for ett in arbeidere(prosess):
                ett.kill()
            side.wait_for_selector("text=Dekningen er 33", timeout=VENT)
            assert side.locator("#brudd").count() == 0
        glider.fill("39")
        side.wait_for_selector("#brudd:has-text('Tjeneren svarer ikke akkurat nå')", timeout=VENT)
        assert "tatt vare på" in side.locator("#brudd").inner_text()
        side.get_by_label("Rund av").select_option("ned")  # what is done meanwhile counts too
        with kjor_app(skjoer, port):
            side.wait_for_selector("text=Dekningen er 39", timeout=VENT)
            side.wait_for_selector("#brudd", state="detached", timeout=VENT)
            vent_til(side, "location.search.includes('avrunding=ned')")
            assert glider.input_value() == "39"


def test_nye_tall_mens_siden_er_aapen_og_et_skadet_lager(tmp_path, leser):
    lite_land.fyll(tmp_path)
    boeker, lager = ressursmappe("notebooks"), str(tmp_path)
    with kjor_app(boeker, HELSEANALYSE_LAGER=lager) as (adresse, _), ny_fane(leser) as fane:
        side = fane.apne(f"{adresse}voila/render/plassbehov.ipynb?komm_nr=8102")
        assert side.locator("#nye-tall").count() == 0
        with Lager(tmp_path).skrivelaas():
            egne = Lager(tmp_path)
            egne.flett({"kilder": egne.les("kilder").head(0)}, "egne")
        glider = side.get_by_role("slider", name="Dekning")
        glider.fill("20")
        side.wait_for_selector("#nye-tall:has-text('Tallene er oppdatert')", timeout=VENT)
        side.get_by_role("button", name="Lukk").click()
        foer = side.locator(".ha-visning").first.inner_text()
        (tmp_path / "innhold.json").write_text("{ikke json", encoding="utf-8")
        glider.fill("25")
        side.wait_for_selector("[role=alert]:has-text('er skadet')", timeout=VENT)
        assert side.locator(".ha-visning").first.inner_text() == foer
        ny = fane.side
        ny.goto(f"{adresse}voila/render/plassbehov.ipynb")
        assert "er skadet; slett lageret" in ny.locator(".boks[role=alert]").inner_text()
        assert "Traceback" not in ny.content()
        (tmp_path / "innhold.json").unlink()  # no store: the example alone
        side = fane.apne(f"{adresse}voila/render/plassbehov.ipynb")
        assert "Rømskog trenger 13 plasser" in side.locator(".ha-svar").inner_text()
