"""A notebook with parameters becomes a fixed PDF: papermill runs it, Typst sets it."""

import errno
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from papermill import PapermillExecutionError, execute_notebook

from . import motor
from .fil import skriv_fil
from .kapitler.forside import forside
from .notatbok import notatbokfil, sjekk_navn, standardparametre
from .pdf import Rapport, render_pdf
from .ressurser import ressursmappe
from .sources.samlet import load_data
from .valg import framover, passende
from .views.blokker import BLOKK_MIME

UTELATES = "remove-in-report"


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
    fil, ut = notatbokfil(navn), ut.absolute()
    _sjekk_utfil(ut)
    standard = standardparametre(fil)
    sjekk_navn(set(parametre), set(standard), navn)
    data = load_data()
    alle = standard | dict(parametre)
    if "sammenlign" not in parametre:  # the default set, less what cannot be compared with
        alle["sammenlign"] = passende(data, **alle)
    if navn == "plassbehov" and "aar" not in parametre:
        alle["aar"] = framover(data, alle["komm_nr"], alle["aar"])
    forsiden = forside(data, navn, alle)
    blokker = list(les_blokker(kjoer(fil, alle), navn))
    rapport = Rapport(
        tittel=forsiden.tittel,
        undertittel=forsiden.undertittel,
        forfatter="helseanalyse",
        dato=forsiden.dato,
        sammendrag=forsiden.undertittel,
        blokker=blokker,
        kommune=forsiden.kommune,
    )
    _skriv(ut, render_pdf(rapport, ressursmappe("templates") / "rapport" / "rapport.typ"))
    return ut


def kjoer(fil: Path, parametre: Mapping[str, Any]) -> Any:
    """Executed notebook (nbformat); nothing is written.

    Raises
    ------
    ValueError
        If a cell fails; the sentence names the notebook and the fault.
    """
    try:
        return execute_notebook(
            str(fil),
            None,
            parameters=dict(parametre),
            engine_name=motor.NAVN,
            progress_bar=False,
            log_output=False,
        )
    except PapermillExecutionError as feil:
        hva = feil.evalue if feil.ename == "ValueError" else f"{feil.ename}: {feil.evalue}"
        raise ValueError(
            f"Celle {feil.exec_count} i «{fil.stem}» stoppet, og ingen rapport er laget: {hva}"
        ) from None


def les_blokker(nb: Any, navn: str) -> Iterator[dict[str, Any]]:
    """Blocks of an executed notebook, in order; cells tagged out of reports are passed over.

    Raises
    ------
    ValueError
        If a cell shows something that is not made of blocks: a report would lack it.
    """
    for celle in nb.cells:
        if UTELATES in celle.metadata.get("tags", []):
            continue
        for utdata in celle.get("outputs", []):
            if BLOKK_MIME not in utdata.get("data", {}):
                raise ValueError(
                    f"Celle {celle.get('execution_count')} i «{navn}» viser noe som ikke kan"
                    " settes i en rapport. Vis det med Side.vis, eller merk cellen"
                    f" «{UTELATES}»."
                )
            yield from utdata["data"][BLOKK_MIME]["blokker"]


def _sjekk_utfil(ut: Path) -> None:
    """Refuse a path that cannot be written, before the work is done."""
    if ut.is_dir():
        raise ValueError(f"«{ut}» er en mappe. Oppgi et filnavn, for eksempel rapport.pdf.")
    if not ut.parent.is_dir():
        raise ValueError(f"Mappen «{ut.parent}» finnes ikke. Lag den først, eller velg en annen.")
    if not os.access(ut.parent, os.W_OK) or (ut.exists() and not os.access(ut, os.W_OK)):
        raise ValueError(f"«{ut}» kan ikke skrives. Velg en mappe du har skrivetilgang til.")


def _skriv(ut: Path, innhold: bytes) -> None:
    """Write the report whole, or say why it could not be."""
    try:
        skriv_fil(ut, innhold)
    except OSError as feil:
        hvorfor = "disken er full" if feil.errno == errno.ENOSPC else "systemet tillot det ikke"
        raise ValueError(f"«{ut}» kunne ikke skrives: {hvorfor}. Velg en annen mappe.") from feil
