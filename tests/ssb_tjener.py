"""A replay server on loopback that speaks the statistics bank's API and the classifications'.

It serves the cubes in ``ssb_svar``: metadata is the cube without values, data is the part of it
that is asked for. Faults are planted with ``feil``.
"""

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from pathlib import Path
from typing import Any

SVAR = Path(__file__).parent / "ssb_svar"
HTML = b"<!DOCTYPE html><html><body><h1>Vedlikehold</h1></body></html>"
LANG_URL = 2100


class Tjener:
    """What the server holds, what it is told to do wrong, and what it was asked."""

    def __init__(self) -> None:
        self.kuber = {f.stem: json.loads(f.read_text("utf-8")) for f in SVAR.glob("[0-9]*.json")}
        self.klass = {f.stem: f.read_bytes() for f in SVAR.glob("klass_*.json")}
        self.spurt: list[tuple[str, str, Any]] = []
        self.hoder: list[dict[str, str]] = []
        self._feil: list[tuple[str, str, int, Callable[[Any], None]]] = []
        self.adresse = ""

    def feil(self, hva: str, feil: Callable[[Any], None], ganger: int = 10**6) -> None:
        """Answer requests whose "METHOD path" has ``hva`` with a fault, so many times."""
        self._feil.append((hva, hva, ganger, feil))

    def frisk(self) -> None:
        """Do nothing wrong any more, and forget what was asked."""
        self._feil.clear()
        self.spurt.clear()

    def dataspoersmaal(self, tabell: str = "") -> list[Any]:
        """Bodies of the data requests, of one table if named."""
        return [k for m, s, k in self.spurt if m == "POST" and f"/tables/{tabell}" in s]

    def ta_feil(self, linje: str) -> Callable[[Any], None] | None:
        for nr, (hva, _, igjen, feil) in enumerate(self._feil):
            if hva in linje and igjen > 0:
                self._feil[nr] = (hva, hva, igjen - 1, feil)
                return feil
        return None

    def endre(self, tabell: str, endring: Callable[[dict[str, Any]], None]) -> None:
        """Change a cube as a new edition would."""
        endring(self.kuber[tabell])


def metadata(kube: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in kube.items() if k not in ("value", "status")}


def koder(kube: dict[str, Any], dim: str) -> list[str]:
    indeks = kube["dimension"][dim]["category"]["index"]
    return sorted(indeks, key=indeks.__getitem__)


def utsnitt(kube: dict[str, Any], utvalg: dict[str, list[str]]) -> dict[str, Any]:
    """Return the part of a cube; a variable left out is summed away, as elimination does."""
    ut = deepcopy(kube)
    igjen = [d for d in kube["id"] if d in utvalg]
    alle = {d: koder(kube, d) for d in kube["id"]}
    celler = dict(zip(product(*alle.values()), range(len(kube["value"])), strict=True))
    verdier: list[Any] = []
    status: dict[str, str] = {}
    for valgt in product(*(utvalg[d] for d in igjen)):
        fast = dict(zip(igjen, valgt, strict=True))
        deler = product(*([fast[d]] if d in fast else alle[d] for d in kube["id"]))
        steder = [celler[d] for d in deler]
        biter = [kube["value"][s] for s in steder]
        tegn = [t for s in steder if (t := kube.get("status", {}).get(str(s)))]
        if tegn:
            status[str(len(verdier))] = tegn[0]
        verdier.append(None if None in biter else sum(biter))
    for d in kube["id"]:
        if d not in igjen:
            del ut["dimension"][d]
            continue
        kategori = ut["dimension"][d]["category"]
        kategori["index"] = {k: i for i, k in enumerate(utvalg[d])}
        for felt in ("label", "unit"):
            if felt in kategori:
                kategori[felt] = {k: v for k, v in kategori[felt].items() if k in utvalg[d]}
    ut["role"] = {r: [d for d in ds if d in igjen] for r, ds in kube["role"].items()}
    ut.update(id=igjen, size=[len(utvalg[d]) for d in igjen], value=verdier)
    ut.pop("status", None)
    return ut | ({"status": status} if status else {})


class _Svarer(BaseHTTPRequestHandler):
    tjener: Tjener

    def log_message(self, *_: Any) -> None:
        """Stay quiet."""

    def do_GET(self) -> None:
        self._svar("GET", None)

    def do_POST(self) -> None:
        self._svar("POST", json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def _svar(self, metode: str, kropp: Any) -> None:
        self.tjener.spurt.append((metode, self.path, kropp))
        self.tjener.hoder.append(dict(self.headers))
        if len(self.path) > LANG_URL:
            self.send(404, b"<html><title>404 - File or directory not found.</title></html>")
        elif feil := self.tjener.ta_feil(f"{metode} {self.path}"):
            feil(self)
        elif "/klass/" in self.path:
            self._klass()
        elif treff := re.search(r"/tables/([^/]+)/(metadata|data)\?", self.path):
            self._tabell(metode, treff[1], treff[2], kropp)
        else:
            self.send(404, HTML)

    def _klass(self) -> None:
        navn = re.search(r"/(codes|changes|correspondsAt)\?", self.path)
        self.send(200, self.tjener.klass[f"klass_{navn[1]}"] if navn else b"{}")

    def _tabell(self, metode: str, tabell: str, hva: str, kropp: Any) -> None:
        kube = self.tjener.kuber.get(tabell)
        if kube is None:
            self.avslag("Non-existent table", 404)
        elif hva == "metadata":
            self.json(metadata(kube))
        elif metode == "GET":
            self.avslag("Missing selection for mandantory variable")
        else:
            self._data(kube, {s["variableCode"]: s["valueCodes"] for s in kropp["selection"]})

    def _data(self, kube: dict[str, Any], utvalg: dict[str, list[str]]) -> None:
        obligatoriske = {
            d
            for d in kube["id"]
            if not kube["dimension"][d].get("extension", {}).get("elimination", False)
        }
        if utvalg.keys() - set(kube["id"]):
            self.avslag("Non-existent variable")
        elif any(set(k) - set(koder(kube, d)) for d, k in utvalg.items()):
            self.avslag("Non-existent value")
        elif obligatoriske - utvalg.keys():
            self.avslag("Missing selection for mandantory variable")
        elif any(len(k) != len(set(k)) for k in utvalg.values()):
            self.send(500, b"")
        else:
            self.json(utsnitt(kube, utvalg))

    def avslag(self, tittel: str, status: int = 400) -> None:
        self.json({"type": "Parameter error", "title": tittel, "status": status}, 400)

    def json(self, innhold: Any, kode: int = 200) -> None:
        self.send(kode, json.dumps(innhold).encode())

    def send(self, kode: int, kropp: bytes, lengde: int | None = None, **hode: str) -> None:
        self.send_response(kode)
        self.send_header("Content-Length", str(len(kropp) if lengde is None else lengde))
        for navn, verdi in hode.items():
            self.send_header(navn.replace("_", "-"), verdi)
        self.end_headers()
        self.wfile.write(kropp)


# ------------------------------------------------------------------ faults
def status(kode: int, kropp: bytes = b"", **hode: str) -> Callable[[Any], None]:
    return lambda s: s.send(kode, kropp, **hode)


def html_200(s: Any) -> None:
    s.send(200, HTML)


def avkortet_json(s: Any) -> None:
    """A whole HTTP answer whose JSON stops in the middle."""
    s.send(200, b'{"version":"2.0","class":"dataset","id":["Tid"],"size":[1],"value":[1,2')


def kutt(s: Any) -> None:
    """The connection is cut before the promised length."""
    s.send(200, b'{"version":"2.0","value":[1', lengde=5000)
    s.close_connection = True
    s.connection.close()


def heng(sekunder: float) -> Callable[[Any], None]:
    return lambda s: time.sleep(sekunder)


def drypp(sekunder: float) -> Callable[[Any], None]:
    """One byte at a time: never silent for long, never done."""

    def feil(s: Any) -> None:
        s.send(200, b"{", lengde=100_000)
        slutt = time.monotonic() + sekunder
        try:
            while time.monotonic() < slutt:
                s.wfile.write(b" ")
                s.wfile.flush()
                time.sleep(0.05)
        except OSError:
            s.close_connection = True

    return feil


def flom(s: Any) -> None:
    """More than anyone asked for."""
    s.send(200, b"{" + b" " * 3_000_000 + b"}")


@contextmanager
def tjener() -> Iterator[Tjener]:
    """Run the server while the block runs."""
    tilstand = Tjener()
    svarer = type("Svarer", (_Svarer,), {"tjener": tilstand})
    server = ThreadingHTTPServer(("127.0.0.1", 0), svarer)
    server.daemon_threads = True
    tilstand.adresse = f"http://127.0.0.1:{server.server_port}"
    traad = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    traad.start()
    try:
        yield tilstand
    finally:
        server.shutdown()
        server.server_close()
        traad.join()
