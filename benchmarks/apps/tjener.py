"""An app's server: started on this machine, measured, and stopped for sure."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from apper import HER, App

OPPSTART = 90


def ledig_port() -> int:
    """Port on this machine that nothing listens on."""
    with socket.socket() as prove:
        prove.bind(("127.0.0.1", 0))
        return int(prove.getsockname()[1])


class Tjener:
    """A running server and all its child processes."""

    def __init__(self, app: App, port: int, pid: int) -> None:
        self.app = app
        self.adresse = f"http://127.0.0.1:{port}{app.sti}"
        self._rot = psutil.Process(pid)

    def alder(self) -> float:
        """Seconds since the server was started."""
        return time.time() - self._rot.create_time()

    def _prosesser(self) -> list[psutil.Process]:
        return [self._rot, *self._rot.children(recursive=True)]

    def minne(self) -> float:
        """Memory in MB: the processes' proportional share, so that what they share counts once."""
        sum_ = 0
        for ett in self._prosesser():
            with suppress(psutil.NoSuchProcess):
                sum_ += ett.memory_full_info().pss
        return sum_ / 1e6

    def cpu(self) -> float:
        """Seconds of processor used so far, those of ended children too."""
        sum_ = 0.0
        for ett in self._prosesser():
            with suppress(psutil.NoSuchProcess):
                tider = ett.cpu_times()
                sum_ += tider.user + tider.system
                sum_ += tider.children_user + tider.children_system
        return sum_


@contextmanager
def kjor(app: App, logg: Path) -> Iterator[Tjener]:
    """Serve an app until the block ends; ready when its port is open.

    Raises
    ------
    RuntimeError
        If the server ends, or does not answer in time; the sentence names its log.
    """
    port = ledig_port()
    with TemporaryDirectory() as mappe, logg.open("wb") as ut:
        sti = os.pathsep.join(s for s in (str(HER), os.environ.get("PYTHONPATH", "")) if s)
        miljo = {"PYTHONPATH": sti, "SOLARA_ASSETS_PROXY_CACHE_DIR": str(_solaras_filer(mappe))}
        miljo |= {"SOLARA_TELEMETRY_MIXPANEL_ENABLE": "false", "PYTHONUNBUFFERED": "1"}
        miljo["HELSEANALYSE_CACHE"] = f"{mappe}/cache"  # nothing is drawn from an earlier run
        prosess = subprocess.Popen(
            app.start(port), env=os.environ | miljo, cwd=mappe, stdout=ut,
            stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            tjener = Tjener(app, port, prosess.pid)
            _vent(prosess, port, logg)
            yield tjener
        finally:
            _stans(prosess)


def _vent(prosess: "subprocess.Popen[bytes]", port: int, logg: Path) -> None:
    """Wait until the port is open: asking for the page would start a session in some."""
    frist = time.monotonic() + OPPSTART
    while time.monotonic() < frist:
        if prosess.poll() is not None:
            raise RuntimeError(f"Tjeneren stanset; se {logg}.")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"Tjeneren svarte ikke på {OPPSTART} sekunder; se {logg}.")


def _stans(prosess: "subprocess.Popen[bytes]") -> None:
    """End the server, its process group, and children that have made groups of their own."""
    barn: list[psutil.Process] = []
    with suppress(psutil.NoSuchProcess):
        barn = psutil.Process(prosess.pid).children(recursive=True)
    with suppress(ProcessLookupError):
        os.killpg(prosess.pid, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        prosess.wait(timeout=8)
    with suppress(ProcessLookupError):
        os.killpg(prosess.pid, signal.SIGKILL)
    prosess.wait()
    for ett in barn:
        with suppress(psutil.NoSuchProcess):
            ett.kill()


def _solaras_filer(mappe: str) -> Path:
    """Solara's page files as they are once fetched: its charts ask for them without full version.

    Solara fetches them from another site and keeps them; the package ``solara-assets`` holds
    the same files under their full versions.
    """
    ut = Path(mappe) / "solara"
    ut.mkdir()
    pakke = Path(sys.prefix) / "share" / "solara" / "cdn"
    for fil in pakke.iterdir() if pakke.is_dir() else []:
        (ut / fil.name).symlink_to(fil)
        navn, _, versjon = fil.name.rpartition("@")
        kort = ut / f"{navn}@{versjon.split('.')[0]}"
        if navn.startswith("vega") and not kort.exists():
            kort.symlink_to(fil)
    return ut
