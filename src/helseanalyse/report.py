"""A notebook with parameters becomes a fixed PDF: papermill runs it, Typst sets it."""

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from traitlets.config import Config

from .notatbok import Notatbok, notatbok, sjekk_navn
from .pdf import Rapport, render_pdf
from .ressurser import ressursmappe
from .sources.load import load_eksempeldata
from .views.blokker import MIME, Blokk, tekst

UTELATES = "remove-in-report"

# Local sockets where the system has them: nothing of the report passes a network port.
_KJERNE = Config({} if sys.platform == "win32" else {"KernelManager": {"transport": "ipc"}})


def render_rapport(navn: str, parametre: Mapping[str, Any], ut: Path) -> Path:
    """Report of one notebook as a PDF/UA-1 file.

    Parameters
    ----------
    navn
        Notebook, e.g. ``"tjenesteprofil"``.
    parametre
        Values for the notebook's declared parameters; the rest keep their defaults.
    ut
        The PDF to write. It is complete or not there: it is written beside and moved into place.

    Returns
    -------
    Path
        ``ut``, absolute.

    Raises
    ------
    ValueError
        Unknown notebook, parameter or municipality, a cell that fails, a path that cannot be
        written: one Norwegian sentence.
    """
    bok, data, ut = notatbok(navn), load_eksempeldata(), ut.absolute()
    _sjekk_utfil(ut)
    standard = standardparametre(bok)
    sjekk_navn(set(parametre), set(standard), navn)
    valg = bok.valg.sjekket(data, **(standard | dict(parametre)))
    blokker = list(les_blokker(kjoer(bok, parametre), navn))
    tittel, undertittel = bok.tittel(data, valg)
    rapport = Rapport(
        tittel=tittel,
        undertittel=undertittel,
        forfatter="helseanalyse",
        dato=date.fromisoformat(data.dato),
        sammendrag=undertittel,
        blokker=blokker,
        kommune=data.register.navn(valg.komm_nr),
    )
    _skriv(ut, render_pdf(rapport, ressursmappe("templates") / "rapport" / "rapport.typ"))
    return ut


def standardparametre(bok: Notatbok) -> dict[str, Any]:
    """Declared parameters of a notebook with their default values."""
    import ast

    from papermill import inspect_notebook

    funnet = inspect_notebook(str(bok.sti))
    return {n: ast.literal_eval(p["default"]) for n, p in funnet.items()}


def kjoer(bok: Notatbok, parametre: Mapping[str, Any]) -> Any:
    """Executed notebook (nbformat). The kernel runs in an empty folder of its own.

    Raises
    ------
    ValueError
        If a cell fails; the sentence names the notebook and the fault.
    """
    from papermill import PapermillExecutionError, execute_notebook

    with tempfile.TemporaryDirectory(prefix="helseanalyse-") as mappe:
        try:
            return execute_notebook(
                str(bok.sti),
                str(Path(mappe) / bok.sti.name),
                parameters=dict(parametre),
                kernel_name="python3",
                cwd=mappe,
                progress_bar=False,
                log_output=False,
                config=_KJERNE,
            )
        except PapermillExecutionError as feil:
            hva = feil.evalue if feil.ename == "ValueError" else f"{feil.ename}: {feil.evalue}"
            raise ValueError(
                f"Celle {feil.exec_count} i «{bok.navn}» stoppet, og ingen rapport er laget: {hva}"
            ) from None


def les_blokker(nb: Any, navn: str) -> Iterator[Blokk]:
    """Blocks of an executed notebook, in order; cells tagged out of reports are passed over.

    Raises
    ------
    ValueError
        If a cell shows something that is not made of blocks: a report would lack it.
    """
    for celle in nb.cells:
        merker = set(celle.metadata.get("tags", []))
        if UTELATES in merker:
            continue
        if celle.cell_type == "markdown":
            yield tekst(celle.source)
        for utdata in celle.get("outputs", []):
            if MIME not in utdata.get("data", {}):
                raise ValueError(
                    f"Celle {celle.get('execution_count')} i «{navn}» viser noe som ikke kan"
                    " settes i en rapport. Vis det med Side.vis, eller merk cellen"
                    f" «{UTELATES}»."
                )
            yield from utdata["data"][MIME]["blokker"]


def _sjekk_utfil(ut: Path) -> None:
    """Refuse a path that cannot be written, before the work is done."""
    if ut.is_dir():
        raise ValueError(f"«{ut}» er en mappe. Oppgi et filnavn, for eksempel rapport.pdf.")
    if not ut.parent.is_dir():
        raise ValueError(f"Mappen «{ut.parent}» finnes ikke. Lag den først, eller velg en annen.")
    if not os.access(ut.parent, os.W_OK) or (ut.exists() and not os.access(ut, os.W_OK)):
        raise ValueError(f"«{ut}» kan ikke skrives. Velg en mappe du har skrivetilgang til.")


def _skriv(ut: Path, innhold: bytes) -> None:
    """Write beside, then move into place, so that no half file is ever seen."""
    fd, midlertidig = tempfile.mkstemp(dir=ut.parent, prefix=f".{ut.name}.")
    try:
        with os.fdopen(fd, "wb") as fil:
            fil.write(innhold)
        Path(midlertidig).chmod(0o644)
        Path(midlertidig).replace(ut)
    except OSError as feil:
        raise ValueError(f"«{ut}» kunne ikke skrives: {feil.strerror}.") from feil
    finally:
        Path(midlertidig).unlink(missing_ok=True)
