"""A process beside this one that draws the figures while the chapters are made.

The drawing engine holds the interpreter while it starts and while it draws, so a thread gains
nothing. A report of its own, from the command line, then has the other core's help.
"""

import ctypes
import json
import multiprocessing
import signal
import sys
import threading
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import Any

from .svg import BREDDE, proev, svg, varm_opp

_FOELG_FORELDEREN = 1  # PR_SET_PDEATHSIG of Linux
_tegnere: list[ProcessPoolExecutor] = []
_paa_vei: dict[str, Future[str]] = {}  # by specification


def start() -> bool:
    """Start the process, or where it cannot be the engine here; whether there is a process.

    It is forked, which takes no time, and so only from a process with nothing running in it.
    """
    trygt = threading.active_count() == 1 and "vl_convert" not in sys.modules
    if sys.platform != "linux" or not trygt:
        varm_opp()
        return False
    fork = multiprocessing.get_context("fork")
    _tegnere[:] = [ProcessPoolExecutor(1, mp_context=fork, initializer=_begynn)]
    _tegnere[0].submit(proev)
    return True


def _begynn() -> None:
    """Leave the interruption to the parent, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_FOELG_FORELDEREN, signal.SIGKILL)


def tegn_fram(spec: dict[str, Any]) -> None:
    """Have a figure drawn that is soon asked for, where there is a process to do it."""
    if _tegnere:
        with suppress(BrokenProcessPool):  # then the figure is drawn when it is asked for
            _paa_vei[_noekkel(spec)] = _tegnere[0].submit(svg, spec)


def tegnet(spec: dict[str, Any]) -> str:
    """SVG of a specification, from the process that draws it or drawn now; as :func:`svg`."""
    ventet = _paa_vei.pop(_noekkel(spec), None) if _paa_vei else None
    if ventet is not None:
        with suppress(BrokenProcessPool):
            return ventet.result()
    return svg(spec, BREDDE)


def _noekkel(spec: dict[str, Any]) -> str:
    return json.dumps(spec, sort_keys=True)
