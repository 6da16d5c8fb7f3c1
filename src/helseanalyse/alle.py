"""Many reports: made by warm processes or a Dask cluster, written one by one, resumable."""

import multiprocessing
import os
import re
import time
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, wait
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .alle_arbeid import Oppgave, Svar, lag, start
from .fil import MIDLERTIDIG
from .passet import les_pass
from .report import DiskenErFull, datautgave, skriv
from .utseende import VANLIG, Utseende

SVAR_INNEN = 300.0
"""Seconds a report may take before its process is stopped."""

FORNYES = 150
"""Reports a process makes before another takes its place, so that memory stays flat."""

_GAMMEL = 60.0  # seconds: a temporary file of this age is of a run that died

_ADRESSE = re.compile(r"(?:(?:tcp|tls|ucxx?|wss?)://)?(?:\[[0-9A-Fa-f:.]+\]|[\w.-]+):\d{1,5}/?")

Framdrift = Callable[[int, int, str], None]


@dataclass
class Resultat:
    """What became of the reports: file stems made and left as they were, and what failed."""

    laget: list[str] = field(default_factory=list)
    uendret: list[str] = field(default_factory=list)
    feil: list[tuple[str, str]] = field(default_factory=list)
    stanset: str = ""
    minne_mb: float = 0.0


def lag_alle(
    oppgaver: Sequence[Oppgave],
    ut: Path,
    endelser: Sequence[str] = (".pdf",),
    *,
    arbeidere: int | None = None,
    dask: str | None = None,
    fortsett: bool = False,
    utseende: Utseende = VANLIG,
    framdrift: Framdrift = lambda ferdig, alle, navn: None,
) -> Resultat:
    """Make the reports and write them to ``ut``; one that fails does not stop the others.

    Each file is whole or not there. A full disk stops the run. ``fortsett`` leaves reports
    alone that were made with the same choices, data and version.

    Raises
    ------
    ValueError
        If the folder cannot be used, or the cluster not reached.
    """
    _klargjor(ut)
    utgave = datautgave()
    jobber = {
        i: (o, tuple(endelser), utgave, _har(ut, o, endelser) if fortsett else None, utseende)
        for i, o in enumerate(oppgaver)
    }
    resultat = Resultat()
    svarene = _paa_dask(jobber, dask) if dask else _i_prosesser(jobber, arbeidere)
    with closing(svarene):
        for ferdig, (nr, svar) in enumerate(svarene, start=1):
            oppgave = oppgaver[nr]
            resultat.minne_mb = max(resultat.minne_mb, svar.minne_mb)
            try:
                _ta_imot(oppgave, svar, ut, resultat)
            except DiskenErFull as feil:
                resultat.stanset = str(feil)
                break
            framdrift(ferdig, len(oppgaver), oppgave.navn)
    rekke = {o.navn: i for i, o in enumerate(oppgaver)}
    resultat.feil.sort(key=lambda f: rekke[f[0]])
    return resultat


def _ta_imot(oppgave: Oppgave, svar: Svar, ut: Path, resultat: Resultat) -> None:
    """Write the files of one report, the PDF last: where it is, the others are."""
    if svar.uendret:
        resultat.uendret.append(oppgave.stamme)
        return
    feil = svar.feil
    for endelse in sorted(svar.filer, key=lambda e: e == ".pdf"):
        try:
            skriv(ut / f"{oppgave.stamme}{endelse}", svar.filer[endelse])
        except DiskenErFull:
            raise
        except ValueError as hva:
            feil = str(hva)
            break
    if feil:
        resultat.feil.append((oppgave.navn, feil))
    else:
        resultat.laget.append(oppgave.stamme)


def _klargjor(ut: Path) -> None:
    """Make the folder, and clear away what a run that was killed left half written."""
    try:
        ut.mkdir(parents=True, exist_ok=True)
        for fil in ut.glob(f"{MIDLERTIDIG}*"):
            if time.time() - fil.stat().st_mtime > _GAMMEL:
                fil.unlink(missing_ok=True)
    except OSError:
        raise ValueError(
            f"Mappen «{ut}» kan ikke brukes. Velg en mappe du har skrivetilgang til."
        ) from None
    if not os.access(ut, os.W_OK):
        raise ValueError(f"Mappen «{ut}» kan ikke skrives til. Velg en annen.")


def _har(ut: Path, oppgave: Oppgave, endelser: Sequence[str]) -> dict[str, Any] | None:
    """Return the passport of a report that is there in all its formats, without its figures."""
    filer = [ut / f"{oppgave.stamme}{e}" for e in endelser]
    if not all(f.is_file() for f in filer):
        return None
    try:
        return les_pass(ut / f"{oppgave.stamme}.pdf") | {"trykt": {}}
    except ValueError:
        return None  # not a whole report of ours: it is made again


# ------------------------------------------------------------------ processes of our own


def _i_prosesser(
    jobber: dict[int, tuple[Any, ...]], antall: int | None
) -> Generator[Any, None, None]:
    """Number and answer of each job as it is done, by warm processes on this machine."""
    from pebble import ProcessPool

    antall = min(antall or os.cpu_count() or 1, len(jobber))
    pool = ProcessPool(
        antall, FORNYES, initializer=start, context=multiprocessing.get_context("spawn")
    )
    try:
        venter = list(reversed(jobber))
        i_gang: dict[Any, tuple[int, bool]] = {}
        while venter or i_gang:
            while venter and len(i_gang) < 2 * antall:
                nr = venter.pop()
                i_gang[pool.schedule(lag, jobber[nr], timeout=SVAR_INNEN)] = (nr, False)
            for ferdig in wait(i_gang, return_when=FIRST_COMPLETED).done:
                nr, andre_gang = i_gang.pop(ferdig)
                svar = _svaret(ferdig)
                if svar is None and not andre_gang:  # its process died: once more
                    i_gang[pool.schedule(lag, jobber[nr], timeout=SVAR_INNEN)] = (nr, True)
                else:
                    yield nr, svar or Svar(feil="Prosessen som laget rapporten, døde to ganger.")
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _svaret(ferdig: Any) -> Svar | None:
    from pebble import ProcessExpired

    try:
        svar: Svar = ferdig.result()
        return svar
    except ProcessExpired:
        return None
    except TimeoutError:
        return Svar(feil=f"Rapporten var ikke ferdig etter {SVAR_INNEN:.0f} sekunder.")


# ------------------------------------------------------------------ the user's own cluster


def _paa_dask(jobber: dict[int, tuple[Any, ...]], adresse: str) -> Generator[Any, None, None]:
    """Number and answer of each job as it is done, by the workers of a Dask cluster."""
    try:
        from distributed import Client, KilledWorker, as_completed
    except ImportError:
        raise ValueError(
            '--dask trenger Dask. Installer det med: pip install "helseanalyse[dask]".'
        ) from None
    ingen = ValueError(
        f"Ingen Dask-klynge svarer på «{adresse}». Se over adressen, for eksempel 127.0.0.1:8786."
    )
    if not _ADRESSE.fullmatch(adresse):  # of these the client says nothing for half a minute
        raise ingen
    try:
        klient: Any = Client(adresse, timeout="15s", set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError):
        raise ingen from None
    with klient:
        # A worker that dies has its jobs done by another; the answers are not kept there.
        i_gang = {
            klient.submit(lag, *jobb, key=f"helseanalyse-{nr}-{os.getpid()}", pure=False): nr
            for nr, jobb in jobber.items()
        }
        ferdige: Any = as_completed(list(i_gang), loop=klient.loop)  # type: ignore[no-untyped-call]
        for ferdig in ferdige:
            try:
                svar = ferdig.result()
            except KilledWorker:
                svar = Svar(feil="Arbeiderne som fikk rapporten, døde.")
            except Exception as feil:
                svar = Svar(feil=f"Arbeideren feilet ({type(feil).__name__}: {feil}).")
            yield i_gang.pop(ferdig), svar
            ferdig.release()
