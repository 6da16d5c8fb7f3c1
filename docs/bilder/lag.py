"""Make the pictures in README and docs: every app as a reader meets it, and the report.

Run as ``python docs/bilder/lag.py``; needs chromium.
"""

import io
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps
from playwright.sync_api import sync_playwright

from helseanalyse.app import finn_apper
from helseanalyse.ressurser import ressursmappe

HER = Path(__file__).resolve().parent
PORT = 8971
ROT = f"http://127.0.0.1:{PORT}/"
SIDER = (0, 2, 4)


def apper() -> None:
    """Screenshots of the landing page and of every app, desktop and phone side by side."""
    kommando = [sys.executable, "-m", "helseanalyse", "app", "--port", str(PORT)]
    tjener = subprocess.Popen(kommando, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _vent(ROT)
        _skudd("forside", f"{ROT}?komm_nr=0121")
        for ett in finn_apper(ressursmappe("notebooks")):
            _skudd(Path(ett.fil).stem, f"{ROT}voila/render/{ett.fil}")
    finally:
        tjener.terminate()


def _vent(adresse: str) -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(adresse).close()
            return
        except OSError:
            time.sleep(0.5)
    raise SystemExit(f"Appen svarte ikke på {adresse}.")


def _skudd(navn: str, adresse: str) -> None:
    bilder = []
    with sync_playwright() as p:
        leser = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        nettleser = p.chromium.launch(executable_path=leser, args=["--no-sandbox"])
        for bredde in (1200, 390):
            side = nettleser.new_page(viewport={"width": bredde, "height": 900})
            side.goto(adresse)
            side.wait_for_selector("h1", timeout=60_000)
            side.evaluate("document.fonts.ready")
            side.wait_for_load_state("networkidle")
            bilder.append(Image.open(io.BytesIO(side.screenshot())).convert("RGB"))
        nettleser.close()
    _ved_siden_av(bilder, HER / f"{navn}.png")


def rapport() -> None:
    """First pages of the main report side by side."""
    with tempfile.TemporaryDirectory() as mappe:
        ut = Path(mappe) / "rapport.pdf"
        kommando = [sys.executable, "-m", "helseanalyse", "rapport", "tjenesteprofil", "--ut", ut]
        subprocess.run(kommando, check=True, stdout=subprocess.DEVNULL)
        dokument = pypdfium2.PdfDocument(ut)
        bilder = [dokument[nr].render(scale=0.9).to_pil().convert("RGB") for nr in SIDER]
        dokument.close()
    _ved_siden_av(bilder, HER / "rapport.png")


def _ved_siden_av(bilder: list[Image.Image], fil: Path) -> None:
    rammet = [ImageOps.expand(b, border=1, fill="#D5DBE1") for b in bilder]
    luft = 16
    bredde = sum(b.width for b in rammet) + luft * (len(rammet) - 1)
    lerret = Image.new("RGB", (bredde, max(b.height for b in rammet)), "white")
    x = 0
    for bilde in rammet:
        lerret.paste(bilde, (x, 0))
        x += bilde.width + luft
    lerret.quantize(256).save(fil, optimize=True)


if __name__ == "__main__":
    apper()
    rapport()
