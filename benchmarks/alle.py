"""Reports of all municipalities: ours, warm, against papermill + ``nbconvert --to webpdf``.

Run as ``python benchmarks/alle.py [--antall N] [--vanlig N] [--rask] [--skriv]``. 357 reports are
made by two processes (``--rask``: 40), and in the same run the usual way makes a few of the same
(``--vanlig``; it needs chromium). All service figures are made up, and every municipality is
named ``Syntetisk``; the population is real where ``HELSEANALYSE_PROEVEDATA`` names a folder that
has it. ``--skriv`` puts the table into ``docs/hastighet-rapporter.md``.
"""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import threading
import time
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import pandas as pd

ROT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROT / "tests"))
ANTALL, FAA, VANLIG, ARBEIDERE = 357, 40, 3, 2
BOK = "staastedsanalyse"
FOLKEFIL = "population_municip_age_2005_2026_structure2024.csv.gz"
DOKUMENT = ROT / "docs" / "hastighet-rapporter.md"
START, SLUTT = "<!-- tabell -->", "<!-- /tabell -->"
KJERNE_MB = 60  # a process of less has not loaded anything: it only watches over the others


# ------------------------------------------------------------------ the data
def fyll(mappe: Path) -> tuple[list[str], bool]:
    """Fill a store with 357 municipalities; their codes, and whether the population is real."""
    import lite_land
    from helseanalyse.sources.lager import Lager

    ekte = _ekte_folk()
    koder = [f"8{100 + i}" for i in range(1, ANTALL + 1)]
    if ekte is not None:
        koder = sorted(ekte.komm_nr.unique())
    foer = {"8990": "Syntetisk før", "8991": "Syntetisk før 2"}
    bytt: dict[str, dict[str, Any]] = {
        "NAVN": {k: f"Syntetisk {i}" for i, k in enumerate(koder, start=1)},
        "FOER": foer,
        "FOLKETALL": {k: 500 + 137 * i for i, k in enumerate([*koder, *foer])},
        "ELDRE": {},
        "GRUPPER": {f"EKG{i + 1:02d}": koder[i::12] for i in range(12)},
    }
    for navn, innhold in bytt.items():
        getattr(lite_land, navn).clear()
        getattr(lite_land, navn).update(innhold)
    rammer = lite_land.rammer()
    if ekte is not None:
        b = rammer["befolkning"]
        b = b[(b.alternativ != "faktisk") | ~b.komm_nr.isin(koder)]
        rammer["befolkning"] = pd.concat([b, ekte], ignore_index=True)
    lager = Lager(mappe)
    with lager.skrivelaas():
        lager.flett(rammer)  # in the order that a fetch leaves them
    return koder, ekte is not None


def _ekte_folk() -> pd.DataFrame | None:
    """Real population by one-year age, 2024 and after; the last age is open. None without it."""
    import lite_land

    mappe = os.environ.get("HELSEANALYSE_PROEVEDATA")
    if not mappe or not (Path(mappe) / FOLKEFIL).is_file():
        return None
    bred = pd.read_csv(Path(mappe) / FOLKEFIL, dtype={"location_code": "str"})
    bred = bred[bred.calyear >= 2024].rename(columns={"location_code": "komm_nr", "calyear": "aar"})
    lang = bred.melt(["komm_nr", "aar"], var_name="alder", value_name="personer")
    lang["alder_fra"] = lang.alder.str.removeprefix("age_").astype(int)
    topp = lang.alder_fra.max()
    til = lang.alder_fra.astype("Int64").mask(lang.alder_fra == topp)
    return lang.drop(columns="alder").assign(
        alder_til=til, kjoenn="begge", alternativ="faktisk", status="maalt", kilde=lite_land.KILDE
    )


# ------------------------------------------------------------------ ours
class Minne(threading.Thread):
    """Share of memory (PSS, MB) of each process of this one, read once a second."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.maalt: list[tuple[float, float]] = []  # when, and the largest process
        self.ferdig = threading.Event()

    def run(self) -> None:
        """Read until told to stop."""
        while not self.ferdig.wait(1.0):
            alle = [_pss(pid) for pid in _barn(os.getpid())]
            if tunge := [mb for mb in alle if mb > KJERNE_MB]:
                self.maalt.append((time.perf_counter(), max(tunge)))

    def del_av(self, fra: float, til: float) -> float | None:
        """Return the median of the largest process's memory in a part of the run."""
        i = [mb for naar, mb in self.maalt if fra <= naar <= til]
        return median(i) if i else None


def _barn(pid: int) -> list[int]:
    try:
        egne = [
            int(b)
            for traad in Path(f"/proc/{pid}/task").iterdir()
            for b in (traad / "children").read_text("ascii").split()
        ]
    except OSError:
        return []
    return [*egne, *(b for e in egne for b in _barn(e))]


def _pss(pid: int) -> float:
    try:
        linjer = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
        return next(int(rad.split()[1]) / 1000 for rad in linjer if rad.startswith("Pss:"))
    except (OSError, StopIteration):
        return 0.0


def maal_vaare(koder: list[str], ut: Path) -> dict[str, Any]:
    """Make the reports of the municipalities; seconds, memory and sizes."""
    from helseanalyse import alle
    from helseanalyse.alle_oppgaver import for_kommuner
    from helseanalyse.sources.samlet import load_data

    oppgaver = for_kommuner(load_data(), BOK, koder)
    start, minne = time.perf_counter(), Minne()
    ferdige: list[float] = []

    def framdrift(ferdig: int, antall: int, navn: str) -> None:
        ferdige.append(time.perf_counter())
        if ferdig % 20 == 0 or ferdig == antall:
            print(f"  {ferdig} av {antall}, {(ferdige[-1] - start) / ferdig:.2f} s per rapport")

    minne.start()
    resultat = alle.lag_alle(oppgaver, ut, arbeidere=ARBEIDERE, framdrift=framdrift)
    slutt = time.perf_counter()
    minne.ferdig.set()
    filer = sorted(ut.glob("*.pdf"), key=lambda f: f.stat().st_size)
    cpu = os.times().children_user + os.times().children_system
    n, fjerdedel = len(oppgaver), max(1, len(ferdige) // 4)
    return {
        "antall": n,
        "feil": resultat.feil,
        "sekunder": slutt - start,
        "per": (slutt - start) / n,
        "varm": (ferdige[-1] - ferdige[0]) / max(1, n - 1),
        "foerste": ferdige[0] - start,
        "cpu": cpu / n,
        "minne_foerst": minne.del_av(ferdige[0], ferdige[fjerdedel - 1] + 1),
        "minne_sist": minne.del_av(ferdige[-fjerdedel], slutt),
        # When the one ends, what the two share counts on the other.
        "minne_mest": max((mb for naar, mb in minne.maalt if naar <= ferdige[-1]), default=None),
        "kb": [round(f.stat().st_size / 1000) for f in (filer[0], filer[-1])] if filer else [0, 0],
        "sider": _sider(filer[:: max(1, len(filer) // 20)]),
    }


def _sider(filer: list[Path]) -> list[int]:
    """Fewest and most pages of some of the reports; one that cannot be opened stops the run."""
    import pikepdf

    antall = [0]
    for fil in filer:
        with pikepdf.open(fil) as pdf:
            antall.append(len(pdf.pages))
    return [min(antall[1:], default=0), max(antall)]


# ------------------------------------------------------------------ one from cold, and the usual
def kald(komm_nr: str, ut: Path) -> tuple[float, float]:
    """Seconds and processor seconds of one report from the start of the program."""
    foer, start = os.times(), time.perf_counter()
    kommando = [sys.executable, "-m", "helseanalyse", "rapport", BOK]
    kommando += ["--komm-nr", komm_nr, "--ut", str(ut)]
    subprocess.run(kommando, check=True, capture_output=True)
    naa = os.times()
    brukt = naa.children_user + naa.children_system - foer.children_user - foer.children_system
    return time.perf_counter() - start, brukt


def vanlig(komm_nr: str, mappe: Path) -> float:
    """Seconds of one report the usual way: the same notebook, with its municipality in it."""
    import nbformat

    nb = nbformat.read(ROT / "notebooks" / f"{BOK}.ipynb", as_version=4)  # type: ignore[no-untyped-call]
    linjer = [f'komm_nr = "{komm_nr}"', "sammenlign = []", "aar = 2025", 'sett = "jevnkommuner"']
    celle = nb.cells[0]
    celle.source += "\n" + "\n".join(linjer)
    bok = mappe / f"{BOK}.ipynb"
    nbformat.write(nb, bok)  # type: ignore[no-untyped-call]
    start = time.perf_counter()
    kommando = [sys.executable, str(ROT / "benchmarks" / "vanlig_rute.py"), str(bok)]
    subprocess.run([*kommando, str(mappe / "vanlig.pdf")], check=True, capture_output=True)
    return time.perf_counter() - start


# ------------------------------------------------------------------ the table
def tabell(m: dict[str, Any]) -> str:
    """Return the measured as a table in markdown."""

    def tall(x: float | None, desimaler: int = 2) -> str:
        return "–" if x is None else f"{x:.{desimaler}f}".replace(".", ",")

    def naadd(x: float | None, maal: float, *, hoeyst: bool = True) -> str:
        return "ikke målt" if x is None else "ja" if (x <= maal) is hoeyst else "nei"

    folk = "virkelig folketall, ellers syntetiske tall" if m["ekte"] else "syntetiske tall"
    forhold = m["vanlig"] and m["vanlig"] / m["varm"]
    rader = [
        (f"{m['antall']} rapporter, to prosesser (s)", tall(m["sekunder"], 0), "", ""),
        ("… per rapport, oppvarmingen medregnet (s)", tall(m["per"]), "", ""),
        ("… per rapport, varm (s)", tall(m["varm"]), "≤ 0,5", naadd(m["varm"], 0.5)),
        ("… prosessortid per rapport (s)", tall(m["cpu"]), "", ""),
        ("papermill + webpdf, per rapport (s)", tall(m["vanlig"]), "", ""),
        ("… ganger så lenge som vår", tall(forhold, 1), "≥ 15", naadd(forhold, 15, hoeyst=False)),
        ("Én rapport fra kald start (s)", tall(m["kald"]), "≤ 3", naadd(m["kald"], 3)),
        ("… prosessortid (s)", tall(m["kald_cpu"]), "", ""),
        ("Minne, største prosess, første fjerdedel (MB)", tall(m["minne_foerst"], 0), "", ""),
        ("… siste fjerdedel (MB)", tall(m["minne_sist"], 0), "", ""),
        ("… mest (MB)", tall(m["minne_mest"], 0), "≤ 400", naadd(m["minne_mest"], 400)),
        ("Rapporter som ikke ble laget", str(len(m["feil"])), "0", naadd(len(m["feil"]), 0)),
        ("Sider per rapport", f"{m['sider'][0]}–{m['sider'][1]}", "", ""),
        ("Størrelse (kB)", f"{m['kb'][0]}–{m['kb'][1]}", "", ""),
    ]
    linjer = [
        f"Målt {date.today()} på {os.cpu_count()} kjerner ({platform.system()}"
        f" {platform.machine()}, Python {platform.python_version()}), {folk}. Belastningen på"
        f" maskinen var {tall(m['last'], 1)} da målingen begynte.",
        "",
        "| Målt | Verdi | Mål | Nådd |",
        "| --- | --: | --: | --- |",
        *(f"| {' | '.join(rad)} |" for rad in rader),
    ]
    return "\n".join(linjer)


def skriv(innhold: str) -> None:
    """Put the table between its marks in the document."""
    tekst = DOKUMENT.read_text("utf-8")
    foer, etter = tekst.partition(START)[0], tekst.partition(SLUTT)[2]
    DOKUMENT.write_text(f"{foer}{START}\n{innhold}\n{SLUTT}{etter}", "utf-8")


def main() -> None:
    """Measure, print the table, and write it where that is asked for."""
    leser = argparse.ArgumentParser(description="Rapporter for alle kommuner, målt.")
    leser.add_argument("--antall", type=int, help=f"rapporter ({ANTALL})")
    leser.add_argument("--rask", action="store_true", help=f"{FAA} rapporter")
    leser.add_argument("--vanlig", type=int, default=VANLIG, help="den vanlige veien, ganger")
    leser.add_argument("--skriv", action="store_true", help=f"til {DOKUMENT.relative_to(ROT)}")
    valg = leser.parse_args()
    antall = valg.antall or (FAA if valg.rask else ANTALL)
    with tempfile.TemporaryDirectory() as rot:
        mappe, last = Path(rot), os.getloadavg()[0]
        os.environ["HELSEANALYSE_LAGER"] = str(mappe / "lager")
        koder, ekte = fyll(mappe / "lager")
        print(f"{antall} rapporter, {ARBEIDERE} prosesser …", flush=True)
        m = maal_vaare(koder[:antall], mappe / "ut")
        kalde = [kald(koder[1], mappe / "kald.pdf") for _ in range(3)]
        print("Den vanlige veien …", flush=True)
        andres = [vanlig(kode, mappe) for kode in koder[1 : 1 + valg.vanlig]]
    m |= {"ekte": ekte, "last": last, "vanlig": median(andres) if andres else None}
    m |= {"kald": median(k for k, _ in kalde), "kald_cpu": median(c for _, c in kalde)}
    print(tabell(m))
    for navn, feil in m["feil"][:5]:
        print(f"{navn}: {feil}")
    if valg.skriv:
        skriv(tabell(m))
    sys.exit(bool(m["feil"]))


if __name__ == "__main__":
    main()
