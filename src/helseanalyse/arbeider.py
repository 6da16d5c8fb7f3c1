"""A few worker processes that calculate and draw for every reader of the app.

They hold the data and the notebooks, and nothing of a reader. One that takes too long is
stopped, one that dies is replaced and its work tried once more, and when too much is waiting
the next one is asked to come back.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as Tidsfrist
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

FORVARM = "HELSEANALYSE_FORVARM"
"""Environment variable: the notebooks that are read before the workers are forked."""

OPPGAVER = 5000
"""Tasks before a worker is replaced by a fresh one."""

VENT = 3
"""Seconds after which one who was turned away may try again."""

_T = TypeVar("_T")
_logg = logging.getLogger(__name__)


class Utilgjengelig(Exception):
    """The work could not be done now; ``str`` is a sentence for the reader.

    ``vent`` is the seconds after which it is worth trying again; none if it is not.
    """

    def __init__(self, setning: str, vent: int | None = None) -> None:
        super().__init__(setning)
        self.vent = vent


def forbered(notatboeker: list[str]) -> None:
    """Begin to load what the workers are copied from, these notebooks too; returns at once."""
    os.environ[FORVARM] = os.pathsep.join(notatboeker)
    _kontekst()
    _start_forelder()


class Arbeidere:
    """A pool of worker processes.

    Parameters
    ----------
    antall : int or None
        Workers; as many as the machine has processors, and at least two, if left out.
    minne : int or None
        Megabytes of data that one worker may hold beside what is loaded for all of them (the
        drawing engine reserves 600 of them); no limit if left out.
    koe : int
        Requests that may be under way or wait at once.
    """

    def __init__(
        self,
        antall: int | None = None,
        minne: int | None = 4096,
        koe: int = 64,
    ) -> None:
        self.antall = antall or max(2, os.cpu_count() or 2)
        self.minne, self.koe, self.venter = minne, koe, 0
        self._basseng: ProcessPool | None = None
        self._startet: Future[Any] | None = None
        self._traad = ThreadPoolExecutor(1, "arbeidere")

    def start(self) -> None:
        """Start the workers; work may be given to them before they are ready."""
        if self._basseng is not None:
            return
        kontekst = _kontekst()
        _start_forelder()  # unless it is there already
        self._basseng = ProcessPool(
            max_workers=self.antall,
            max_tasks=OPPGAVER,
            initializer=_begynn,
            initargs=(self.minne,),
            context=kontekst,
        )
        # The pool starts with its first task, and waits for what the workers are copied from.
        self._startet = self._traad.submit(self._basseng.schedule, _ingenting)

    async def spor(
        self, funksjon: Callable[..., _T], *args: Any, timeout: float | None = 30.0
    ) -> _T:
        """What a function says in a worker; it must be importable by name.

        Raises
        ------
        ValueError
            As the function does.
        Utilgjengelig
            Too much is waiting, it took more than ``timeout`` seconds, or the worker died twice.
        """
        if self.fullt:
            setning = "Mange bruker appene akkurat nå. Siden prøver igjen om litt."
            raise Utilgjengelig(setning, VENT)
        self.venter += 1
        try:
            return await self._spor_to_ganger(funksjon, args, timeout)
        finally:
            self.venter -= 1

    async def _spor_to_ganger(
        self, funksjon: Callable[..., _T], args: tuple[Any, ...], timeout: float | None
    ) -> _T:
        falt = 0.0  # a pool that breaks when all its workers die at once is half a try of this work
        while True:
            try:
                self.start()
                assert self._basseng is not None and self._startet is not None
                await asyncio.shield(asyncio.wrap_future(self._startet))
                oppgave = self._basseng.schedule(funksjon, args=args, timeout=timeout)
                return await asyncio.wrap_future(oppgave)
            except Tidsfrist:
                _logg.error("%s brukte mer enn %s sekunder", funksjon.__name__, timeout)
                raise Utilgjengelig(
                    "Beregningen tok for lang tid og ble stanset. Velg noe annet."
                ) from None
            except (ProcessExpired, BrokenProcessPool, MemoryError, RuntimeError) as feil:
                _logg.error("%s: arbeideren falt fra (%s)", funksjon.__name__, feil)
                falt += 1 if isinstance(feil, ProcessExpired | MemoryError) else 0.5
                if not isinstance(feil, ProcessExpired | MemoryError):
                    self._kast()
                if falt >= 2:
                    raise Utilgjengelig(
                        "Beregningen falt ut på tjeneren to ganger, og siden står som den var."
                        " Velg noe annet, eller prøv igjen om litt."
                    ) from feil

    @property
    def fullt(self) -> bool:
        """Whether the next question would be asked to come back."""
        return self.venter >= self.koe

    def status(self) -> dict[str, int]:
        """How many workers live, and how much is under way or waits."""
        prosesser = [] if self._basseng is None else _prosesser(self._basseng)
        return {
            "arbeidere": sum(p.is_alive() for p in prosesser),
            "antall": self.antall,
            "venter": self.venter,
            "koe": self.koe,
        }

    def stans(self) -> None:
        """Stop the workers at once, also those that are not ready yet."""
        stanser = threading.Thread(target=self._kast, daemon=True)
        stanser.start()
        stanser.join(1.0)
        if stanser.is_alive():  # it waits for the process that the workers are copied from
            _avlys()
            stanser.join(5.0)

    def _kast(self) -> None:
        gammelt, self._basseng = self._basseng, None
        if gammelt is not None:
            gammelt.stop()  # type: ignore[no-untyped-call]
            gammelt.join()


def _avlys() -> None:
    """End the process that new workers are copied from."""
    if sys.platform == "win32":
        return
    from multiprocessing import forkserver

    nummer = getattr(forkserver._forkserver, "_forkserver_pid", None)
    if nummer is not None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(nummer, signal.SIGKILL)


def _prosesser(basseng: ProcessPool) -> list[Any]:
    return list(basseng._pool_manager.worker_manager.workers.values())


def _kontekst() -> Any:
    """How workers are started: as copies of a process that has all loaded, where that can be."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    kontekst = multiprocessing.get_context("forkserver")
    kontekst.set_forkserver_preload(["helseanalyse.forvarm"])
    return kontekst


def _start_forelder() -> None:
    """Start what the workers are copied from; it leaves Ctrl-C to the server from the first."""
    if sys.platform == "win32":
        return
    from multiprocessing import forkserver, resource_tracker

    foer = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        resource_tracker.ensure_running()
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, foer)


def _begynn(minne: int | None) -> None:
    """First thing in a worker: its limit, and the drawing engine on its way."""
    from altair.utils import schemapi

    from .views.svg import varm_opp

    os.environ.pop("QUERY_STRING", None)
    if minne and sys.platform != "win32":
        import resource

        # Of data, not of addresses: the drawing engine reserves far more than it uses. What is
        # shared with the other workers does not count.
        grense = _data() + minne * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_DATA, (grense, grense))
    schemapi.DEBUG_MODE = False  # the parts of a chart are checked by the tests, not each time
    varm_opp()


def _data() -> int:
    """Bytes of data that the process has now; 0 where the system does not tell."""
    try:
        linjer = Path("/proc/self/status").read_text("ascii").splitlines()
    except OSError:
        return 0
    return next((1024 * int(rad.split()[1]) for rad in linjer if rad.startswith("VmData:")), 0)


def _ingenting() -> None:
    """The task that a pool starts with."""
