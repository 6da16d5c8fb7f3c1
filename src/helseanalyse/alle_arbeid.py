"""One report of many, made in a process that is already warm: a function of what it is given."""

import ctypes
import gc
import itertools
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .utseende import VANLIG, Utseende

_ANTALL_LAGRE = -8  # M_ARENA_MAX of glibc
_MELLOM = 8  # reports between each time memory is given back
_laget = itertools.count(1)  # reports of this process
_EN_OM_GANGEN = threading.Lock()  # a notebook's shell is the process's own


@dataclass(frozen=True)
class Oppgave:
    """A report to be made: ``navn`` is what a reader calls it, ``stamme`` its file's name."""

    navn: str
    notatbok: str
    parametre: Mapping[str, Any]
    stamme: str


@dataclass(frozen=True)
class Svar:
    """The files of a report by ending; or why there are none; or that they need not be made."""

    filer: Mapping[str, bytes] = field(default_factory=dict)
    feil: str = ""
    uendret: bool = False
    minne_mb: float = 0.0


def start() -> None:
    """Load what every report needs, once in each process."""
    from altair.utils import schemapi

    from . import report
    from .views.svg import varm_opp

    # Few pools of memory: what one has given up, another may use.
    _glibc("mallopt", _ANTALL_LAGRE, 2)
    varm_opp()
    schemapi.disable_debug_mode()  # the tests hold each chart to its schema; a report need not
    report.datautgave()
    gc.collect()
    gc.freeze()  # what is loaded now stays: it is not gone through again for each report


def lag(
    oppgave: Oppgave,
    endelser: Sequence[str],
    utgave: str,
    har: Mapping[str, Any] | None = None,
    utseende: Utseende = VANLIG,
) -> Svar:
    """Make the files of one report; what goes wrong is a sentence, never an exception.

    Parameters
    ----------
    endelser
        The formats, as endings: ``[".pdf", ".xlsx"]``.
    utgave
        The edition of the data that the caller has; another one here is refused.
    har
        The passport of the report that is there already: if nothing it rests on has changed,
        it is not made again.
    utseende
        Colours and logo.
    """
    from . import report
    from .formater import FORMATER

    try:
        with _EN_OM_GANGEN:
            if report.datautgave() != utgave:
                return Svar(feil="Arbeideren har andre data enn maskinen som spør. Gi den samme"
                            " datalager (HELSEANALYSE_LAGER), og prøv igjen.")  # fmt: skip
            if har and report.er_uendret(har, oppgave.notatbok, oppgave.parametre, utseende):
                return Svar(uendret=True, minne_mb=_minne())
            laget = report.lag_utgave(oppgave.notatbok, oppgave.parametre, utseende)
            filer = {endelse: FORMATER[endelse].skriv(laget) for endelse in endelser}
        _gi_tilbake()
        return Svar(filer=filer, minne_mb=_minne())
    except ValueError as feil:
        return Svar(feil=str(feil), minne_mb=_minne())
    except Exception as feil:  # one report must not stop the others
        return Svar(feil=f"Uventet feil ({type(feil).__name__}: {feil}).", minne_mb=_minne())


def _gi_tilbake() -> None:
    """Give memory that is no longer used back to the system."""
    nummer = next(_laget)
    if nummer % _MELLOM == 0:
        gc.collect()
        _glibc("malloc_trim", 0)
    if nummer == _MELLOM:
        gc.freeze()  # by now all that reports share is there too


def _glibc(navn: str, *tall: int) -> None:
    """Call a function of the C library, where it has it: others than glibc do without."""
    if sys.platform == "linux" and (funksjon := getattr(ctypes.CDLL(None), navn, None)):
        funksjon(*tall)


def _minne() -> float:
    """Resident memory of this process, MB; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * 4096 / 1e6
    except (OSError, ValueError):
        return 0.0
