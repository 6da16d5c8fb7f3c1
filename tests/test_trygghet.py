"""What the server refuses: strangers, climbers, too much at once; and what binds the browser."""

import base64
import http.client
import io
import json
import logging
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import zipfile
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine
from tornado.ioloop import IOLoop
from tornado.websocket import websocket_connect

import lite_land
from helseanalyse.appoppsett import Oppsett, les_token
from helseanalyse.appsjekk import sjekk
from helseanalyse.kjernegrense import Kjerneforvalter
from helseanalyse.ressurser import ressursmappe
from helseanalyse.sources import gjett_kobling, legg_inn, read_table
from helseanalyse.sources.lager import Lager
from helseanalyse.vakt import (
    Boette,
    Vakt,
    innholdspolicy,
    klatrer,
    klient,
    ny_kjerne,
    skript_hash,
)
from nettleser import DATA, MALER, VENT, ledig_port, nettleser, ny_fane, skriv_notatbok, tjener

TOKEN = "et-token-bare-for-proeven"
BASE = "/helse/"
MERKER = ("HEMMELIG_KILDEKODE", "hemmelig-innhold", TOKEN, "root:x:0", "Traceback", "site-packages")
KODE = (
    "import sys, json; from pathlib import Path; from helseanalyse.app import start_app;"
    "from helseanalyse.appoppsett import Oppsett;"
    "v = {k: tuple(x) if isinstance(x, list) else x for k, x in json.loads(sys.argv[4]).items()};"
    "start_app(*map(Path, sys.argv[1:3]), data=Path(sys.argv[3]), aapne=False,"
    " oppsett=Oppsett(**v))"
)
CELLE = """
from helseanalyse.views.visning import Visning
HEMMELIG_KILDEKODE = 1
def avsnitt(tekst):
    return [{"type": "paragraph", "children": [{"type": "text", "raw": tekst}]}]
Visning([{"type": "svar", "ast": avsnitt("Svaret på siden er førtito plasser.")}])
"""


@contextmanager
def start(mappe: Path, port: int, valg: dict, **miljoe: str):
    """A server of the notebooks in a folder, with these choices."""
    alle = json.dumps({"port": port, "arbeidere": 1, **valg})
    argumenter = [str(mappe), str(MALER), str(DATA), alle]
    sti = f"http://127.0.0.1:{port}{valg.get('base_url', '/')}helse"
    kommando = [sys.executable, "-c", KODE, *argumenter]
    with tjener(kommando, sti, env={**os.environ, **miljoe}) as prosess:
        yield prosess


@contextmanager
def kjor(mappe: Path, **valg: object):
    """A server of one small notebook with these choices; yields its port."""
    port = ledig_port()
    skriv_notatbok(mappe / "side.ipynb", "Prøve", CELLE)
    for navn in ("data.csv", ".env", "bilde.png", "kode.py", "notat.txt"):
        (mappe / navn).write_text("hemmelig-innhold", encoding="utf-8")
    under = mappe / "under"
    under.mkdir()
    skriv_notatbok(under / "skjult.ipynb", "Skjult", CELLE)
    with start(mappe, port, valg):
        yield port


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    mappe = tmp_path_factory.mktemp("trygg")
    with kjor(mappe, token=TOKEN, base_url=BASE, maks_kropp=200_000, takt=1000) as ett:
        yield ett


class Svar:
    """Status, headers and text of an answer."""

    def __init__(self, svar: http.client.HTTPResponse) -> None:
        self.status, self.hoder = svar.status, svar.headers
        self.tekst = svar.read().decode("utf-8", "replace")


def hent(
    port: int, sti: str, metode: str = "GET", kropp: bytes | None = None, **hoder: str
) -> Svar:
    """Ask for an address exactly as it is written."""
    kobling = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    kobling._validate_path = lambda _: None  # a hostile client checks nothing
    alle = {navn.replace("_", "-"): verdi for navn, verdi in hoder.items()}
    try:
        kobling.request(metode, sti, body=kropp, headers=alle)
        return Svar(kobling.getresponse())
    finally:
        kobling.close()


INNE = {"Authorization": f"token {TOKEN}"}

# Address below the base URL, and the status that a reader who is logged in gets.
PROEVER = {
    "../../../../etc/passwd": 404,
    "%2e%2e/%2e%2e/etc/passwd": 404,
    "%252e%252e/%252e%252e/etc/passwd": 404,
    "..%2f..%2f..%2fetc%2fpasswd": 404,
    "..%5c..%5cetc%5cpasswd": 404,
    "..\\..\\etc\\passwd": 404,
    "voila/static/../../../../etc/passwd": 404,
    "voila/static/..%2f..%2f..%2fetc/passwd": 404,
    "voila/static/%2e%2e/%2e%2e/%2e%2e/etc/passwd": 404,
    "voila/static//etc/passwd": 403,
    "voila/static/": 404,
    "voila/static": 404,
    "voila/templates/": 404,
    "voila/templates/helseanalyse/index.html.j2": 404,
    "voila/templates/helseanalyse/static/": 404,
    "voila/templates/helseanalyse/static/../index.html.j2": 404,
    "voila/templates/helseanalyse/static/%2e%2e/index.html.j2": 404,
    "voila/templates/lab/static/%00": 404,
    "voila/labextensions/": 404,
    "voila/labextensions/../../etc/passwd": 404,
    "helseanalyse/vega/": 403,
    "helseanalyse/vega/..%2f..%2fetc%2fpasswd": 404,
    "helseanalyse/skrift/": 404,
    "helseanalyse/skrift//etc/passwd": 404,
    "voila/files/bilde.png": 404,
    "voila/files/data.csv": 404,
    "voila/files/.env": 404,
    "files/side.ipynb": 404,
    "notebooks/side.ipynb": 404,
    "side.ipynb": 404,
    "voila/tree": 404,
    "voila/tree/under": 404,
    "tree": 404,
    "lab": 404,
    "voila/render/": 404,
    "voila/render/under/skjult.ipynb": 404,
    "voila/render/under%2fskjult.ipynb": 404,
    "voila/render/kode.py": 404,
    "voila/render/data.csv": 404,
    "voila/render/side.ipynb%00.png": 404,
    "voila/render/./side.ipynb": 404,
    "voila/render/SIDE.IPYNB": 404,
    "api": 404,
    "api/contents": 404,
    "api/contents/side.ipynb?content=1": 404,
    "api/kernels": 404,
    "api/kernels/00000000-0000-0000-0000-000000000000": 404,
    "api/kernelspecs": 404,
    "api/sessions": 404,
    "api/terminals": 404,
    "api/status": 404,
    "api/me": 404,
    "api/security/csp-report": 404,
    "voila/api/contents": 404,
    "voila/api/themes/../../../etc/passwd": 404,
    "voila/query/00000000-0000-0000-0000-000000000000": 404,
    "voila/execution/00000000-0000-0000-0000-000000000000": 404,
    "metrics": 404,
    "nbconvert/html/side.ipynb": 404,
    "login": 404,
    "logout": 404,
    ".git/config": 404,
    ".env": 404,
    "?template=lab&theme=../../x": 200,
}


@pytest.mark.parametrize("sti", PROEVER)
def test_ingenting_annet_enn_appene_serveres(port, sti):
    """Logged in or not: no listing, no source, no file; and the page says so in Norwegian."""
    ute = hent(port, BASE + sti)
    inne = hent(port, BASE + sti, **INNE)
    assert ute.status in (302, 403, 404) and inne.status == PROEVER[sti]
    for svar in (ute, inne):
        assert not [m for m in MERKER if m in svar.tekst]
        assert "skjult" not in svar.tekst and "notat.txt" not in svar.tekst
    if ute.status == 302:
        assert ute.hoder["Location"].startswith(f"{BASE}logg-inn?next=%2Fhelse%2F")


def test_det_er_minst_førti_prøver_og_de_rette_sidene_er_norske(port):
    assert len(PROEVER) >= 40
    assert "Fant ikke siden" in hent(port, BASE + "ukjent", **INNE).tekst
    assert "Fant ikke siden" in hent(port, BASE + "%2e%2e/x").tekst
    assert hent(port, "/utenfor", **INNE).status == 404


FILER = (
    "voila/static/voila.js",
    "voila/templates/helseanalyse/static/side.css",
    "voila/templates/helseanalyse/static/merke.svg",
    "helseanalyse/skrift/SourceSansPro-Regular.otf",
)


def test_alt_er_bak_tokenet_filene_med(port):
    for sti in FILER:
        assert hent(port, BASE + sti).status == 403
        assert hent(port, BASE + sti, Authorization="token feil-token-helt-galt").status == 403
        assert hent(port, BASE + sti, **INNE).status == 200
    assert hent(port, BASE).status == 302
    forside = hent(port, BASE, **INNE)
    assert forside.status == 200 and "Prøve" in forside.tekst


def test_innloggingen_i_nettleseren(port):
    """The page needs no file; a wrong word is refused, the right one leads back, once is enough."""
    rot = f"http://127.0.0.1:{port}{BASE}"
    with nettleser() as leser, ny_fane(leser, bredde=360) as fane:
        side = fane.side
        side.goto(f"{rot}?komm_nr=0121")
        assert side.locator("html").get_attribute("lang") == "nb"
        assert side.title() == "Logg inn – helseanalyse"
        assert fane.feil == []
        side.get_by_label("Token").fill("ikke-dette-tokenet")
        side.get_by_role("button", name="Logg inn").click()
        assert "ikke riktig" in side.get_by_role("alert").inner_text()
        side.get_by_label("Token").fill(TOKEN)
        side.get_by_role("button", name="Logg inn").click()
        side.wait_for_selector("h1:has-text('Hva vil du vite')")
        assert side.url == f"{rot}?komm_nr=0121"
        kapsler = fane.side.context.cookies()
        assert {k["path"] for k in kapsler} == {BASE}
        assert all(k["sameSite"] in ("Lax", "Strict") for k in kapsler)
        assert [k["httpOnly"] for k in kapsler if k["name"].startswith("username")] == [True]
        assert TOKEN not in json.dumps(kapsler)
        side.goto(f"{rot}logg-ut")
        side.goto(rot)
        assert "logg-inn" in side.url
    kropp = b"token=" + TOKEN.encode()
    assert hent(port, f"{BASE}logg-inn", "POST", kropp).status == 403  # no XSRF token


def test_en_lenke_med_tokenet_logger_inn_og_tar_tokenet_bort(port):
    svar = hent(port, f"{BASE}?token={TOKEN}&komm_nr=0121&q=a%26b")
    assert (svar.status, svar.hoder["Location"]) == (303, f"{BASE}?komm_nr=0121&q=a%26b")
    assert "SameSite=Lax" in svar.hoder["Set-Cookie"] and "HttpOnly" in svar.hoder["Set-Cookie"]
    galt = hent(port, f"{BASE}?token=feil")
    assert galt.status == 303 and galt.hoder["Location"].startswith(f"{BASE}logg-inn?next=")
    assert galt.hoder["Set-Cookie"] is None
    ut = hent(port, f"//ond.example/..{BASE}?token={TOKEN}")
    assert not ut.hoder.get("Location", "").startswith("//")


@pytest.mark.parametrize(
    "neste", ["https://ond.example/", "//ond.example", "\\\\ond.example", "/x"]
)
def test_innloggingen_sender_ingen_bort(port, neste):
    svar = hent(port, f"{BASE}logg-inn?next={neste}", **INNE)
    assert svar.hoder["Location"] == BASE


# ------------------------------------------------------------------ the guard
def test_ukjente_navn_paa_tjeneren_avvises(port):
    """A page elsewhere that points its name at this machine gets nothing (DNS rebinding)."""
    for navn in ("ond.example", f"ond.example:{port}", "127.0.0.1.ond.example", "169.254.1.1"):
        svar = hent(port, BASE, Host=navn, **INNE)
        assert svar.status == 421 and "Ukjent navn på tjeneren" in svar.tekst
    for navn in ("localhost", "127.0.0.1:1", "[::1]", "LOCALHOST:80"):
        assert hent(port, BASE, Host=navn, **INNE).status == 200
    assert hent(port, f"{BASE}helse", Host="10.0.0.7:8866").status == 200  # a monitor's


@pytest.mark.parametrize("metode", ["PUT", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"])
def test_andre_metoder_avvises(port, metode):
    svar = hent(port, BASE, metode, **INNE)
    assert svar.status == 405 and svar.hoder["Allow"] == "GET, HEAD, POST"


def test_for_mye_paa_en_gang_avvises_foer_det_er_lest(port):
    with socket.create_connection(("127.0.0.1", port), timeout=10) as ut:
        hode = f"POST {BASE}voila/render/side.ipynb HTTP/1.1\r\nHost: localhost\r\n"
        ut.sendall(f"{hode}Content-Length: 99999999999\r\n\r\n".encode())
        svar = ut.makefile("rb").read().decode("utf-8", "replace")
    assert svar.startswith("HTTP/1.1 413") and "Det er for mye på én gang" in svar
    with socket.create_connection(("127.0.0.1", port), timeout=10) as ut:
        ut.sendall(f"GET {BASE} HTTP/1.1\r\nHost: localhost\r\nX: {'a' * 40_000}\r\n\r\n".encode())
        svar = ut.makefile("rb").read()
    assert svar.startswith(b"HTTP/1.1 4") or svar == b""


def test_en_treg_kropp_stanser_ingen_andre(port):
    """One that sends a byte now and then holds its own connection only."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as ut:
        hode = f"POST {BASE}logg-inn HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nx"
        ut.sendall(hode.encode())
        start = time.monotonic()
        assert hent(port, f"{BASE}helse").status == 200
        assert time.monotonic() - start < 2


def test_hoder_kan_ikke_smugles_inn(port):
    """A line break in an address or a header never becomes a header of the answer."""
    for sti in (
        f"{BASE}logg-inn?next=/helse/%0d%0aX-Smuglet:%20ja",
        f"{BASE}%0d%0aX-Smuglet:%20ja",
    ):
        for hoder in ({}, INNE):
            assert hent(port, sti, **hoder).hoder["X-Smuglet"] is None
    with socket.create_connection(("127.0.0.1", port), timeout=10) as ut:
        raa = "Host: localhost\r\nContent-Length: 3\r\nContent-Length: 30\r\n\r\nabc"
        ut.sendall(f"POST {BASE}logg-inn HTTP/1.1\r\n{raa}".encode())
        assert ut.recv(100).startswith(b"HTTP/1.1 400")


def test_svarene_binder_nettleseren(port):
    sider = [
        hent(port, BASE, **INNE),
        hent(port, f"{BASE}x", **INNE),
        hent(port, f"{BASE}logg-inn"),
    ]
    for svar in sider:
        policy = svar.hoder["Content-Security-Policy"]
        skript = re.search(r"script-src ([^;]*)", policy)[1]
        assert skript == "'self'" and "default-src 'none'" in policy
        assert "frame-ancestors 'self'" in policy and "base-uri 'none'" in policy
        assert svar.hoder["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "geolocation=()" in svar.hoder["Permissions-Policy"]
        assert "<script>" not in svar.tekst
    for svar in (*sider, hent(port, BASE + FILER[2], **INNE), hent(port, f"{BASE}helse")):
        assert svar.hoder["X-Content-Type-Options"] == "nosniff"
        assert svar.hoder["Referrer-Policy"] == "same-origin"
        assert svar.hoder["Content-Security-Policy"].startswith("default-src 'none'")
        assert svar.hoder["Server"] is None and svar.hoder["Access-Control-Allow-Origin"] is None


def test_uendret_side_beholder_policyen_som_nettleseren_har(port):
    """A policy in a 304 takes the place of the stored page's: the page would lose its script."""
    forste = hent(port, BASE, **INNE)
    igjen = hent(port, BASE, If_None_Match=forste.hoder["Etag"], **INNE)
    assert "script-src" in forste.hoder["Content-Security-Policy"]
    assert igjen.status == 304 and igjen.hoder["Content-Security-Policy"] is None


def test_et_skript_i_siden_slippes_bare_inn_ved_sin_egen_tekst():
    policy = innholdspolicy(["start();"])
    assert skript_hash("start();") in policy and "unsafe-inline" not in policy.split("style-src")[0]
    assert skript_hash("") == "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"  # RFC 6234's


# ------------------------------------------------------------------ the websocket
def test_kjernene_naas_ikke(port):
    """No kernel runs, so none is reached: not by its address, not from another site's page."""
    sti = "api/kernels/00000000-0000-0000-0000-000000000000"
    for metode in ("GET", "DELETE"):
        assert hent(port, BASE + sti, metode, **INNE).status in (403, 404)
    assert hent(port, f"{BASE}{sti}/interrupt", "POST", b"", **INNE).status in (403, 404)

    def koble(**hoder: str) -> int:
        adresse = f"ws://127.0.0.1:{port}{BASE}{sti}/channels"
        try:
            IOLoop(make_current=False).run_sync(
                lambda: websocket_connect(HTTPRequest(adresse, headers=hoder)), timeout=10
            )
        except HTTPClientError as feil:
            return feil.code
        return 101

    assert koble() == 403
    assert koble(**INNE) in (403, 404)
    assert koble(**INNE, Origin="https://ond.example") in (403, 404)


# ------------------------------------------------------------------ text from data
SMELL = "globalThis.smell=(globalThis.smell||0)+1"
NYTTELASTER = [
    f"<script>{SMELL}</script>",
    f"</script><script>{SMELL}</script>",
    f"<img src=x onerror={SMELL}>",
    f'"><svg onload={SMELL}>',
    f"' autofocus onfocus='{SMELL}' x='",
    f"javascript:{SMELL}",
    f"[lenke](javascript:{SMELL})",
    f"![bilde](x&quot; onerror=&quot;{SMELL})",
    f"<!--</script><img src=x onerror={SMELL}>-->",
    f"]]><script>{SMELL}</script>",
    f"<iframe srcdoc='<script>parent.{SMELL}</script>'>",
    f"<details open ontoggle={SMELL}>",
    f"<a href='javascript:{SMELL}'>klikk</a>",
    f"</title></textarea></style><script>{SMELL}</script>",
    f"\u2028{SMELL}//",
    f"datum.constructor.constructor('{SMELL}')()",
    f"{{{{{SMELL}}}}}${{{SMELL}}}<%={SMELL}%>",
    "&lt;script&gt;" + SMELL + "&lt;/script&gt;",
    "=HYPERLINK(1)",
]
INNSMUGLET = (
    "script:not([src]):not([type='application/json']), iframe, object, embed, base,"
    " meta[http-equiv], img[src='x'], [onerror], [onload], [onfocus], [ontoggle],"
    " a[href^='javascript']"
)


@pytest.fixture(scope="module")
def fiendtlig(tmp_path_factory):
    """Our notebooks on a store whose names of places, sources and files are all hostile."""
    mappe, port = tmp_path_factory.mktemp("fiendtlig"), ledig_port()
    rammer = lite_land.rammer()
    steder = rammer["kommuner"]
    steder["navn"] = [NYTTELASTER[nr % len(NYTTELASTER)] for nr in range(len(steder))]
    kilder = rammer["kilder"]
    for kolonne in {"tittel", "utgiver", "merknad", "sted"} & set(kilder.columns):
        kilder[kolonne] = "".join(NYTTELASTER[:6])
    lager = Lager(mappe / "lager")
    with lager.skrivelaas():
        lager.skriv(rammer)
    fil = mappe / f"{NYTTELASTER[2]}.csv"
    fil.write_text("komm_nr;aar;Plasser i institusjon\n8102;2025;41\n", encoding="utf-8")
    t = read_table(fil)
    legg_inn(t, gjett_kobling(t), lager=mappe / "lager")
    boeker = mappe / "boeker"
    boeker.mkdir()
    for navn in ("plassbehov", "tiltak", "kontroll"):
        shutil.copy(ressursmappe("notebooks") / f"{navn}.ipynb", boeker)
    with start(boeker, port, {"takt": 0}, HELSEANALYSE_LAGER=str(mappe / "lager")):
        yield f"http://127.0.0.1:{port}/"


def test_tekst_fra_data_adresse_og_skjema_kjoeres_aldri(fiendtlig):
    """In a browser that is told to disregard the policy: the text is escaped, not only blocked."""
    tiltak = [
        {"tiltak": f"{nr} {last}", "gruppe": last, "ansvar": last, "merknad": last, "2027": "2"}
        for nr, last in enumerate(NYTTELASTER)
    ]
    rader = ["Post\t2015", *(f"{nr} {last}\t1" for nr, last in enumerate(NYTTELASTER)), "Sum\t9"]
    tabell = "\n".join(rader)
    sider = [
        "voila/render/plassbehov.ipynb?komm_nr=8102&sammenlign=8103&sammenlign=8104",
        "voila/render/tiltak.ipynb?komm_nr=8103",
        *(f"voila/render/plassbehov.ipynb?komm_nr={quote(x)}" for x in NYTTELASTER[1:4:2]),
        "voila/render/kontroll.ipynb",
        f"?komm_nr={quote(NYTTELASTER[1])}&soek={quote(NYTTELASTER[3])}",
    ]  # fmt: skip
    with nettleser() as leser:
        rom = leser.new_context(bypass_csp=True)
        side = rom.new_page()
        for sti in sider:
            assert side.goto(fiendtlig + sti, timeout=VENT).status == 200
            if "tiltak" in sti:
                side.evaluate("t => helseanalyse.endre({tiltak: t})", json.dumps(tiltak))
                side.wait_for_selector(f"text={len(tiltak) - 1} =HYPERLINK(1)", state="attached")
            if "kontroll" in sti:
                side.evaluate("t => helseanalyse.endre({tabell: t})", tabell)
                side.wait_for_selector(".ha-visning >> text=2 <img", state="attached")
            if graf := side.locator(".ha-graf").all():
                graf[0].hover()
                side.wait_for_selector(".ha-graf .vega-embed", timeout=VENT)
            if "render" in sti:
                assert "smell" in side.content(), sti  # the text is there, and only text
            assert side.evaluate("globalThis.smell ?? 0") == 0, sti
            assert side.locator(INNSMUGLET).count() == 0, sti
        rom.close()


def test_en_bombe_i_opplastingen_stanser_ingen(fiendtlig):
    """A workbook that unpacks to a gigabyte is refused in a sentence; the pages go on."""
    ut = io.BytesIO()
    with zipfile.ZipFile(ut, "w", zipfile.ZIP_DEFLATED) as pakke:
        pakke.writestr("[Content_Types].xml", "<Types/>")
        with pakke.open("xl/worksheets/sheet1.xml", "w") as medlem:
            for _ in range(300):
                medlem.write(b"0" * 1_000_000)
    fil = f"data:bombe.xlsx;base64,{base64.b64encode(ut.getvalue()).decode()}"
    feil = []
    for innhold in (fil, "data:x.exe;base64,TVqQAAMAAAA=", "data:../../etc/passwd;base64,AAAA"):
        svar = spor(fiendtlig, "tiltak.ipynb", {"endring": {"tiltak": innhold}, "har": []})
        assert svar.status == 200
        feil.append(json.loads(svar.tekst)["feil"])
    assert "urimelig stor utpakket" in feil[0] and all(feil[1:])
    assert not [m for m in MERKER if m in "".join(feil)]
    assert hent(port_av(fiendtlig), "/helse").status == 200


@pytest.mark.parametrize(
    ("kropp", "hoder", "status"),
    [
        (b"{}", {"Content-Type": "text/plain"}, 415),
        (b"{", {}, 400),
        (b"[]", {}, 400),
        (b"\xff\xfe", {}, 400),
        (b"[" * 100_000, {}, 400),
        (b'{"valg": [], "endring": 7, "har": {"a": 1}, "felt": "x"}', {}, 200),
        (b'{"valg": {"__class__": 1, "komm_nr": {"$ne": 1}}}', {}, 200),
        (b'{"endring": {"data": "/etc/passwd", "fil": "/etc/passwd"}}', {}, 200),
        (b"{}", {"X-XSRFToken": "feil"}, 403),
        (b"{}", {"Origin": "https://ond.example"}, 404),
    ],
)
def test_svarene_taaler_alt_som_sendes(fiendtlig, kropp, hoder, status):
    svar = spor(fiendtlig, "plassbehov.ipynb", kropp, **hoder)
    assert svar.status == status
    assert not [m for m in MERKER if m in svar.tekst]


def port_av(rot: str) -> int:
    return int(rot.rsplit(":", 1)[1].strip("/"))


def spor(rot: str, bok: str, kropp: dict | bytes, **hoder: str) -> Svar:
    """Ask as the page's script does."""
    merke = "proeve"
    alle = {"Content-Type": "application/json", "X-XSRFToken": merke, "Cookie": f"_xsrf={merke}"}
    innhold = kropp if isinstance(kropp, bytes) else json.dumps(kropp).encode()
    return hent(port_av(rot), f"/helseanalyse/svar/{bok}", "POST", innhold, **(alle | hoder))


# ------------------------------------------------------------------ behind a proxy
def test_bak_proxy_trengs_brukeren_og_proxyen(tmp_path):
    """The named user is believed from the proxy alone; a stranger beside it gets nothing."""
    with kjor(
        tmp_path, bak_proxy=["127.0.0.1"], brukerhode="X-Forwarded-User", vert=["helse.kommune.no"],
        takt=2,
    ) as port:  # fmt: skip
        bruker = {"X-Forwarded-User": "kari", "X-Forwarded-For": "192.0.2.1, 127.0.0.1"}
        inn = hent(port, "/", Host="helse.kommune.no", **bruker)
        assert inn.status == 200 and "username" not in str(inn.hoder["Set-Cookie"])
        assert hent(port, "/", Host="helse.kommune.no").status in (302, 403)
        assert hent(port, "/voila/static/voila.js").status == 403
        svar = [hent(port, "/", **bruker).status for _ in range(60)]
        assert svar[0] == 200 and svar[-1] == 429
        sist = hent(port, "/", **bruker)
        assert "Litt for mange forespørsler" in sist.tekst and int(sist.hoder["Retry-After"]) > 0
        assert hent(port, "/", **{**bruker, "X-Forwarded-User": "ola"}).status == 200
        assert hent(port, "/helse", **bruker).status == 200


def forespoersel(fra: str, sti: str = "/", **hoder: str) -> HTTPServerRequest:
    """A request as it comes from an address beside or behind a proxy."""
    kobling = SimpleNamespace(context=SimpleNamespace(address=(fra, 1), remote_ip=fra))
    navn = {n.replace("_", "-"): v for n, v in hoder.items()}
    linje = RequestStartLine("GET", sti, "HTTP/1.1")
    alle = HTTPHeaders({"Host": "localhost", **navn})
    return HTTPServerRequest(headers=alle, connection=kobling, start_line=linje)


def test_bare_proxyen_blir_trodd():
    """A stranger that writes the proxy's headers is refused; the last unknown address counts."""
    oppsett = Oppsett(bak_proxy=("10.0.0.0/8", "::1"), brukerhode="X-Forwarded-User")
    vakt = Vakt(None, oppsett, {})
    hoder = {"X_Forwarded_User": "kari", "X_Forwarded_For": "192.0.2.7, 10.1.2.3"}
    assert vakt._avslag(forespoersel("192.0.2.1", **hoder)) == (403, 0)
    assert vakt._avslag(forespoersel("192.0.2.1", "/helse")) == (0, 0)
    ett = forespoersel("10.9.9.9", X_Forwarded_Proto="https", **hoder)
    assert vakt._avslag(ett) == (0, 0)
    assert (ett.remote_ip, ett.protocol) == ("192.0.2.7", "https")
    assert klient(ett, oppsett) == "kari"
    fremmed = forespoersel("10.9.9.9", X_Forwarded_For="1.2.3.4, 192.0.2.9", X_Forwarded_Proto="x")
    assert vakt._avslag(fremmed) == (0, 0)
    assert (fremmed.remote_ip, fremmed.protocol) == ("192.0.2.9", "http")


def test_loggen_har_ingen_sporring_og_ingen_lesere(caplog):
    """What the library writes of a fault names the page, not what was asked or by whom."""
    Vakt(None, Oppsett(), {})
    ett = forespoersel("192.0.2.7", "/voila/render/x.ipynb?token=hemmelig&mottakere=4193500")
    logger = logging.getLogger("tornado.application")
    logger.error("Uncaught exception %s\n%r", "GET /x?token=hemmelig (192.0.2.7)", ett)
    assert "GET /x\n" in caplog.text and "/voila/render/x.ipynb" in caplog.text
    assert not re.search("hemmelig|4193500|192.0.2.7", caplog.text)


def test_nye_kjerner_er_det_grense_for():
    vakt = Vakt(SimpleNamespace(find_handler=lambda _: None), Oppsett(kjerner=3), {})
    ett = forespoersel("127.0.0.1")
    vakt.find_handler(ett)
    assert [ny_kjerne(ett) for _ in range(5)] == [True] * 3 + [False] * 2


def test_en_kjerne_faar_en_grense_foer_notatboken():
    """The line that bounds it is on its command line, and takes."""
    kommando = Kjerneforvalter(minne=700, kernel_name="python3").format_kernel_cmd()
    assert kommando[-1].startswith("--IPKernelApp.exec_lines=import resource")
    kode = kommando[-1].partition("=")[2] + "\ntry:\n x = bytearray(900_000_000)\n"
    kjort = subprocess.run(
        [sys.executable, "-c", f"{kode}except MemoryError:\n print('stanset')"],
        capture_output=True, text=True,
    )  # fmt: skip
    assert kjort.stdout == "stanset\n", kjort.stderr


# ------------------------------------------------------------------ the parts
@pytest.mark.parametrize(
    ("valg", "setning"),
    [
        ({"adresse": "0.0.0.0"}, "Oppgi et token"),
        ({"adresse": "10.0.0.4"}, "Oppgi et token"),
        ({"adresse": "::", "token": TOKEN}, "--vert helse.kommune.no"),
        ({"adresse": "helse.kommune.no"}, "ikke en IP-adresse"),
        ({"token": "kort"}, "minst 16 tegn"),
        ({"token": "æ" * 20}, "vanlige tegn"),
        ({"base_url": "helse"}, "skråstrek"),
        ({"base_url": "/helse"}, "skråstrek"),
        ({"base_url": "/../"}, "skråstrek"),
        ({"vert": ("https://helse.no",)}, "ikke et vertsnavn"),
        ({"bak_proxy": ("proxy",)}, "ikke en adresse eller et nett"),
        ({"brukerhode": "X-User"}, "bare bak en proxy"),
        ({"bak_proxy": ("127.0.0.1",), "brukerhode": "X User"}, "ikke navnet på et HTTP-hode"),
    ],
)
def test_oppsettet_sier_hva_som_er_galt(valg, setning):
    with pytest.raises(ValueError, match=re.escape(setning)):
        Oppsett(**valg)


def test_oppsettet_viser_aldri_tokenet(tmp_path):
    oppsett = Oppsett(adresse="0.0.0.0", token=TOKEN, vert=("helse.kommune.no",))
    assert TOKEN not in repr(oppsett) and "helse.kommune.no" in oppsett.verter
    (tmp_path / "t").write_text(f"{TOKEN}\n", encoding="utf-8")
    assert les_token(tmp_path / "t") == TOKEN
    for fil, innhold in (("tom", ""), ("borte", None)):
        if innhold is not None:
            (tmp_path / fil).write_text(innhold, encoding="utf-8")
        with pytest.raises(ValueError, match="Tokenfilen"):
            les_token(tmp_path / fil)


@given(st.lists(st.sampled_from([".", "..", "a", "%2e", "%2E%2e", "%252e%252e", "%5c", "b.js"])))
def test_en_sti_som_gaar_oppover_slippes_aldri_inn(deler):
    """Whatever is decoded how many times: what passes has no way up in it."""
    from urllib.parse import unquote

    sti = "/".join(deler)
    if not klatrer(sti):
        for _ in range(4):
            assert ".." not in sti.split("/") and "\\" not in sti
            sti = unquote(sti)


def test_boetta_fylles_og_toemmes():
    naa = [0.0]
    boette = Boette(2, 4, lambda: naa[0])
    assert [boette.ta("a") for _ in range(5)] == [True] * 4 + [False]
    assert boette.ta("b")
    naa[0] = 1.0
    assert [boette.ta("a") for _ in range(3)] == [True, True, False]
    naa[0] = 1000.0
    assert [boette.ta("a") for _ in range(5)] == [True] * 4 + [False]


def test_boetta_husker_ikke_uendelig_mange():
    boette = Boette(1, 1)
    for nr in range(11_000):
        boette.ta(str(nr))
    assert len(boette._igjen) == 10_000


def test_sjekken_leser_svaret(port):
    assert "virker: versjon" in sjekk(f"http://127.0.0.1:{port}{BASE}")
    with pytest.raises(ValueError, match="Ingen tjener svarer"):
        sjekk(f"http://127.0.0.1:{ledig_port()}/")
    svar = hent(port, f"{BASE}helse")
    assert set(json.loads(svar.tekst)) >= {"status", "versjon", "data"}
    assert not [m for m in MERKER if m in svar.tekst]
