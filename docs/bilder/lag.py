"""Make the pictures in README: the app as a reader meets it, and the first pages of the report.

Run as ``python docs/bilder/lag.py``; needs chromium.
"""

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

HER = Path(__file__).resolve().parent
PORT = 8971
SIDER = (0, 2, 4)


def app() -> None:
    """Screenshot of ``plassbehov``, desktop and phone side by side."""
    kommando = [sys.executable, "-m", "helseanalyse", "app", "--port", str(PORT)]
    tjener = subprocess.Popen(kommando, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _vent(f"http://127.0.0.1:{PORT}/")
        bilder = [_skudd(1200, 900), _skudd(390, 900)]
    finally:
        tjener.terminate()
    _ved_siden_av(bilder, HER / "app.png")


def _vent(adresse: str) -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(adresse).close()
            return
        except OSError:
            time.sleep(0.5)
    raise SystemExit(f"Appen svarte ikke på {adresse}.")


def _skudd(bredde: int, hoeyde: int) -> Image.Image:
    with sync_playwright() as p, tempfile.TemporaryDirectory() as mappe:
        nettleser = p.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        side = nettleser.new_page(viewport={"width": bredde, "height": hoeyde})
        side.goto(f"http://127.0.0.1:{PORT}/voila/render/plassbehov.ipynb")
        side.wait_for_selector("figure svg", timeout=60_000)
        side.wait_for_timeout(1500)
        fil = Path(mappe) / "skudd.png"
        side.screenshot(path=str(fil))
        nettleser.close()
        return Image.open(fil).convert("RGB")


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
    app()
    rapport()
