"""A notebook with parameters becomes a fixed file: papermill runs it, a format writes it."""

import errno
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from papermill import PapermillExecutionError, execute_notebook

from . import motor
from .fil import skriv_fil
from .formater import Utgave, formatet, metadata
from .kapitler.forside import forside
from .notatbok import notatbokfil, sjekk_navn, standardparametre
from .pdf import Rapport
from .sources.samlet import load_data
from .standardvalg import utfylt
from .views.blokker import BLOKK_MIME

UTELATES = "remove-in-report"


def render_rapport(navn: str, parametre: Mapping[str, Any], ut: Path) -> Path:
    """Report of one notebook as a file: PDF/UA-1, or what else the ending of its name says.

    Parameters
    ----------
    navn
        Notebook, e.g. ``"tjenesteprofil"``.
    parametre
        Values for the notebook's declared parameters; the rest keep their defaults.
    ut
        The file to write. It is complete or not there: it is written beside and moved into place.

    Returns
    -------
    Path
        ``ut``, absolute.

    Raises
    ------
    ValueError
        Unknown notebook, parameter, municipality or ending, a cell that fails, a path that cannot
        be written: one Norwegian sentence.
    """
    ut = ut.absolute()
    _sjekk_utfil(ut)
    skriver = formatet(ut)
    _skriv(ut, skriver.skriv(lag_utgave(navn, parametre)))
    return ut


def lag_utgave(navn: str, parametre: Mapping[str, Any]) -> Utgave:
    """Report of one notebook, made but not written.

    Raises
    ------
    ValueError
        Unknown notebook, parameter or municipality, or a cell that fails.
    """
    fil = notatbokfil(navn)
    standard = standardparametre(fil)
    sjekk_navn(set(parametre), set(standard), navn)
    data = load_data()
    alle = utfylt(data, standard, parametre)
    forsiden = forside(data, navn, alle)
    rapport = Rapport(
        tittel=forsiden.tittel,
        undertittel=forsiden.undertittel,
        forfatter="helseanalyse",
        dato=forsiden.dato,
        sammendrag=forsiden.undertittel,
        blokker=list(les_blokker(kjoer(fil, alle), navn)),
        kommune=forsiden.kommune,
    )
    faste = {k: alle[k] for k in ("komm_nr", "sammenlign", "aar") if k in alle}
    return Utgave(rapport, metadata(data, navn, alle, forsiden, gitt=faste | dict(parametre)))


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
