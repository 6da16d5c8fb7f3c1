"""The page's tools in a browser: each file arrives and holds what the page shows."""

import csv
import io
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page

from helseanalyse.appfiler import Grenser
from helseanalyse.report import render_rapport
from helseanalyse.ressurser import ressursmappe
from helseanalyse.vakt import Boette
from nettleser import VENT, kjor_app, nettleser, ny_fane, vannrett_rulling
from test_regneark import vist

SPORRING = "?komm_nr=0121&dekning=20"
HENT = """async (innhold) => {
  const { rot, notatbok, valg } = helseanalyse.tilstand();
  const svar = await fetch(`${rot}helseanalyse/fil/${innhold.bok ?? notatbok}`, {
    method: "POST", body: JSON.stringify({ valg, ...innhold }),
    headers: { "Content-Type": "application/json",
               "X-XSRFToken": innhold.uten ? "" : helseanalyse.xsrf() } });
  return [svar.status, (await svar.json().catch(() => ({}))).setning ?? ""];
}"""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    mappe = tmp_path_factory.mktemp("notatboker")
    for navn in ("plassbehov", "okonomi"):
        shutil.copy(ressursmappe("notebooks") / f"{navn}.ipynb", mappe)
    with kjor_app(mappe) as (adresse, _prosess):
        yield adresse


@pytest.fixture(scope="module")
def leser() -> Iterator[Browser]:
    with nettleser() as ett:
        yield ett


@pytest.fixture(scope="module")
def side(app: str, leser: Browser) -> Iterator[Page]:
    """One page that all tests read; those that change it put it back."""
    with ny_fane(leser) as fane:
        side = fane.apne(f"{app}voila/render/plassbehov.ipynb{SPORRING}")
        side.wait_for_selector(".ha-filer", timeout=VENT)
        yield side
        assert fane.utenfor == []
        assert [f for f in fane.feil if "Failed to load resource" not in f] == []


def vent(side: Page, uttrykk: str) -> None:
    """Wait until an expression is true; the page's policy lets no text be run as a function."""
    frist = time.monotonic() + VENT / 1000
    while not side.evaluate(uttrykk):
        assert time.monotonic() < frist, uttrykk
        side.wait_for_timeout(30)


def lastet(side: Page, knapp: Locator) -> tuple[str, bytes]:
    """Name and bytes of what a button downloads."""
    with side.expect_download(timeout=VENT) as venter:
        knapp.click()
    return venter.value.suggested_filename, Path(venter.value.path()).read_bytes()


def meny(del_: Locator) -> Locator:
    """The opened download menu of a table or figure."""
    fil = del_.locator(".ha-filer")
    if fil.get_attribute("open") is None:
        fil.locator("summary").click()
    return fil


def tabell(node: Locator) -> list[list[str]]:
    rader: list[list[str]] = node.evaluate(
        "t => [...t.querySelectorAll('tbody tr:not(.ha-definisjon)')]"
        ".map(r => [...r.cells].map(c => c.textContent))"
    )
    return rader


def test_regnearket_har_tallene_paa_siden(side: Page) -> None:
    navn, innhold = lastet(side, side.locator("[data-verktoy=excel]"))
    assert navn == "plassbehov-romskog-2025.xlsx"
    assert side.locator("#verktoy-tekst").inner_text() == f"Lastet ned: {navn}"
    bok = openpyxl.load_workbook(io.BytesIO(innhold))
    ark = {a["A1"].value: a for a in bok}
    tabeller = side.locator(".ha-tabell").all()
    tall = 0
    assert len(tabeller) > 4
    for node in tabeller:
        mitt = ark[node.locator("caption").inner_text()]
        for nr, rad in enumerate(tabell(node)):
            for kol, tekst in enumerate(rad):
                celle = mitt.cell(5 + nr, 1 + kol)
                er_tall = isinstance(celle.value, int | float)
                tall += er_tall
                vises = vist(celle.value, celle.number_format) if er_tall else celle.value or ""
                assert vises == tekst
    assert tall > 30
    om = {r[0].value: r[1].value for r in bok["Om filen"].iter_rows()}
    assert om["Dekning"] == "20.0" and "dekning=20" in om["Lenke"]
    assert om["Lenke"].startswith("http://127.0.0.1:")


def test_en_tabell_som_excel_og_csv(side: Page) -> None:
    del_ = side.locator('[data-nokkel="tabell:dekning:1"]')
    navn, innhold = lastet(side, meny(del_).get_by_role("button", name="CSV"))
    assert navn == "plassbehov-romskog-2025-dekning.csv"
    rader = list(csv.reader(io.StringIO(innhold.decode("utf-8-sig")), delimiter=";"))
    assert [[c.replace("\u202f", "") for c in rad] for rad in tabell(del_)] == rader[1:]
    navn, innhold = lastet(side, meny(del_).get_by_role("button", name="Excel"))
    assert navn == "plassbehov-romskog-2025-dekning.xlsx"
    assert len(openpyxl.load_workbook(io.BytesIO(innhold)).sheetnames) == 3
    assert del_.locator(".ha-filer [role=status]").inner_text() == f"Lastet ned: {navn}"


def test_en_figur_som_bilde_med_tastaturet(side: Page) -> None:
    figur = side.locator("figure.ha-figur").first
    tittel = figur.locator("figcaption strong").inner_text()
    figur.locator(".ha-filer summary").focus()
    side.keyboard.press("Enter")
    side.keyboard.press("Tab")
    with side.expect_download(timeout=VENT) as venter:
        side.keyboard.press("Enter")
    assert Path(venter.value.path()).read_bytes().startswith(b"\x89PNG")
    _, tegning = lastet(side, meny(figur).get_by_role("button", name="SVG"))
    assert tittel.split()[0] in tegning.decode() and "Kilde:" in tegning.decode()
    _, tall = lastet(side, meny(figur).get_by_role("button", name="Tallene (CSV)"))
    assert tall.startswith(b"\xef\xbb\xbf") and tall.count(b"\r\n") > 3


def test_pdf_fra_siden_er_den_kommandolinjen_lager(side: Page, tmp_path: Path) -> None:
    navn, innhold = lastet(side, side.locator("[data-verktoy=pdf]"))
    assert navn == "plassbehov-romskog-2025.pdf"
    valg: dict[str, Any] = side.evaluate("helseanalyse.tilstand().valg")
    assert valg["dekning"] == 20
    fil = render_rapport("plassbehov", valg, tmp_path / "rapport.pdf")
    assert fil.read_bytes() == innhold


def test_word_fra_siden(side: Page) -> None:
    navn, innhold = lastet(side, side.locator("[data-verktoy=word]"))
    assert navn == "plassbehov-romskog-2025.docx" and innhold.startswith(b"PK")


def test_rapporten_sier_hvor_langt_den_er_og_kan_avbrytes(side: Page) -> None:
    lastet_ned: list[object] = []
    side.on("download", lambda fil: lastet_ned.append(fil))
    side.locator("[data-verktoy=pdf]").click()
    side.wait_for_selector("#verktoy-avbryt:visible", timeout=VENT)
    assert side.locator("#verktoy-fremdrift").is_visible()
    assert side.locator("[data-verktoy=pdf]").get_attribute("aria-disabled") == "true"
    side.locator("#verktoy-avbryt").click()
    vent(side, "document.getElementById('verktoy-status').textContent.includes('avbr')")
    assert side.locator("#verktoy-fremdrift").is_hidden()
    assert lastet_ned == []
    navn, _ = lastet(side, side.locator("[data-verktoy=excel]"))  # the others go on
    assert navn.endswith(".xlsx")


def test_siden_kan_deles_skrives_ut_og_nullstilles(side: Page) -> None:
    side.context.grant_permissions(["clipboard-read", "clipboard-write"])
    side.locator("[data-verktoy=lenke]").click()
    vent(side, "document.getElementById('verktoy-tekst').textContent.includes('Lenken')")
    assert "alle valgene" in side.locator("#verktoy-tekst").inner_text()
    assert "dekning=20" in side.evaluate("navigator.clipboard.readText()")

    kilder = side.locator('.ha-detaljer > [data-del="kilder"]')
    side.evaluate("dispatchEvent(new Event('beforeprint'))")
    side.emulate_media(media="print")
    assert side.locator('.ha-detaljer > [data-del="kilder"][open]').count() == kilder.count() > 4
    assert side.locator("#verktoy").is_hidden() and side.locator(".ha-kontroller").is_hidden()
    side.emulate_media(media="screen")
    side.evaluate("dispatchEvent(new Event('afterprint'))")
    assert side.locator('.ha-detaljer > [data-del="kilder"][open]').count() == 0

    side.locator("[data-verktoy=nullstill]").click()
    vent(side, "!location.search && document.querySelector('.ha-filer')")
    assert side.evaluate("helseanalyse.tilstand().valg.dekning") is None
    side.go_back()
    vent(side, "location.search && document.querySelector('.ha-filer')")
    assert side.evaluate("helseanalyse.tilstand().valg.dekning") == 20


def test_menyen_staar_der_ogsaa_etter_et_svar(side: Page) -> None:
    """Parts that are swapped in keep it, open as it was, and their files follow the page."""
    del_ = side.locator('[data-nokkel="tabell:behov:1"], [data-nokkel^="tabell:"]').nth(1)
    meny(del_)
    antall = side.locator(".ha-filer").count()
    side.evaluate("helseanalyse.endre({ dekning: 30 })")
    vent(side, "location.search.includes('dekning=30')")
    assert side.locator(".ha-filer").count() == antall
    assert del_.locator(".ha-filer").get_attribute("open") is not None
    _, innhold = lastet(side, side.locator("[data-verktoy=excel]"))
    om = openpyxl.load_workbook(io.BytesIO(innhold))["Om filen"]
    assert {r[0].value: r[1].value for r in om.iter_rows()}["Dekning"] == "30.0"
    side.evaluate("helseanalyse.endre({ dekning: 20 })")
    vent(side, "location.search.includes('dekning=20')")


def test_verktoeyene_er_tilgjengelige_paa_en_telefon(side: Page) -> None:
    side.evaluate("document.querySelectorAll('.ha-filer').forEach(ett => (ett.open = true))")
    side.set_viewport_size({"width": 360, "height": 800})
    assert vannrett_rulling(side) == 0
    # The charts and tables themselves are held by the tests of the page.
    funn = Axe().run(side, context={"include": [["#verktoy"], [".ha-filer"]]})
    assert [v["id"] for v in funn.response["violations"]] == []
    side.set_viewport_size({"width": 1280, "height": 900})


def test_det_som_ikke_kan_lages_avvises_med_en_setning(side: Page) -> None:
    for innhold, kode, setning in (
        ({"slag": "exe"}, 422, "filtypen"),
        ({"slag": "csv", "nokkel": "tabell:finnes-ikke:1", "nr": 0}, 422, "ikke lenger"),
        ({"slag": "png", "nokkel": "tabell:dekning:1", "nr": 0}, 422, "ikke lenger"),
        ({"slag": "csv", "nokkel": "tabell:dekning:1", "nr": 99}, 422, "ikke lenger"),
        ({"slag": "csv", "nokkel": "tabell:dekning:1", "nr": "0"}, 422, "ikke lenger"),
        ({"slag": "xlsx", "valg": {"komm_nr": "9999"}}, 422, "9999"),
        ({"slag": "xlsx", "bok": "..%2Fhemmelig.ipynb"}, 404, ""),
        ({"slag": "xlsx", "bok": "borte.ipynb"}, 404, "finnes ikke"),
        ({"slag": "xlsx", "uten": True}, 403, ""),
    ):
        fikk = side.evaluate(HENT, innhold)
        assert fikk[0] == kode and setning in fikk[1], (innhold, fikk)


def test_mange_filer_paa_kort_tid_maa_vente(app: str, leser: Browser) -> None:
    with ny_fane(leser) as fane:
        side = fane.apne(f"{app}voila/render/okonomi.ipynb")
        side.wait_for_selector(".ha-filer", timeout=VENT)
        _private_valg_er_ikke_i_lenken(side)
        samtidig = f"spurt => Promise.all(Array.from({{ length: 80 }}, () => ({HENT})(spurt)))"
        svar = dict(map(tuple, side.evaluate(samtidig, {"slag": "exe"})))
        assert set(svar) == {422, 503}
        assert "Vent litt" in svar[503]


def _private_valg_er_ikke_i_lenken(side: Page) -> None:
    """Own amounts are in the reader's own file, and neither in the link nor kept."""
    private = side.evaluate("helseanalyse.tilstand().private")
    assert "mottakere" in private
    side.evaluate("helseanalyse.endre({ mottakere: '2 500 000' })")
    vent(side, "helseanalyse.tilstand().valg.mottakere.includes('500')")
    side.locator("[data-verktoy=lenke]").click()
    vent(side, "document.getElementById('verktoy-tekst').textContent.includes('ikke med')")
    _, innhold = lastet(side, side.locator("[data-verktoy=excel]"))
    om = openpyxl.load_workbook(io.BytesIO(innhold))["Om filen"]
    om_filen = {r[0].value: r[1].value for r in om.iter_rows()}
    lenke, utelatt = om_filen["Lenke"].split(" Lenken har ikke med ")
    assert "500" not in lenke and "ottakere" in utelatt


def test_grensen_gjelder_hver_leser_for_seg() -> None:
    tid = [0.0]
    grenser = Grenser(Boette(0.5, 12, lambda: tid[0]))
    tatt = [grenser.boette.ta("a") for _ in range(13)]
    assert tatt == [True] * 12 + [False]
    assert grenser.boette.ta("b", 5)
    tid[0] = 10.0
    assert grenser.boette.ta("a", 5) and not grenser.boette.ta("a")


def test_skriptet_bruker_bare_navn_som_finnes() -> None:
    """Each button of the page has what it does, and no other."""
    mappe = ressursmappe("templates") / "voila" / "templates" / "helseanalyse"
    knapper = re.findall(r'data-verktoy="(\w+)"', (mappe / "verktoy.html").read_text("utf-8"))
    skript = (mappe / "static" / "verktoy.js").read_text("utf-8")
    gjor = skript.split("const GJOR = {")[1].split("};")[0]
    assert set(re.findall(r"^    (\w+)[:,]", gjor, re.MULTILINE)) == set(knapper)
