"""A notebook with parameters becomes a fixed PDF: papermill runs it, Typst sets it."""

import errno
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any

from papermill import PapermillExecutionError, execute_notebook

from . import motor
from .fil import skriv_fil
from .formater import Utgave, formatet, metadata
from .kapitler.forside import er_innhold, filvalg, forside
from .notatbok import Forside, notatbokfil, sjekk_navn, standardparametre
from .passet import lag_pass
from .pdf import Rapport
from .side import bare_trykk
from .sources.load import Data
from .sources.samlet import load_data
from .sources.spor import spor, utgave
from .standardvalg import utfylt
from .utseende import VANLIG, Utseende
from .views.paatrykk import BLOKK_MIME
from .views.tegner import tegn_fram
from .views.trykk import for_trykk

UTELATES = "remove-in-report"
Figurlytter = Callable[[dict[str, Any]], None]


def _ingen(spec: dict[str, Any]) -> None:
    """Nobody waits for the figures."""


class DiskenErFull(ValueError):
    """There is no room for the file."""


def lag_utgave(
    navn: str,
    parametre: Mapping[str, Any],
    utseende: Utseende = VANLIG,
    figur: Figurlytter = _ingen,
) -> Utgave:
    """Report of one notebook: its blocks, cover, sources and passport; nothing is written.

    Parameters
    ----------
    navn
        Notebook, e.g. ``"tjenesteprofil"``.
    parametre
        Values for the notebook's declared parameters; the rest keep their defaults.
    utseende
        Colours and logo.
    figur
        Is told the specification of each figure as soon as there is one.

    Raises
    ------
    ValueError
        Unknown notebook, parameter or municipality, a cell that fails: one Norwegian sentence.
    """
    data = load_data()
    alle, forsiden = _valgt(data, navn, parametre)
    blokker = list(les_blokker(kjoer(notatbokfil(navn), alle, figur), navn))
    kilder = frozenset(k["id"] for b in blokker for k in b.get("kilder", []))
    sporet = spor(data, kilder)
    spraak = str(forsiden.valg.get("spraak", "nb"))
    passet = lag_pass(
        notatbok=navn,
        parametre=_til_passet(alle, forsiden),
        filer=forsiden.filer,
        spraak=spraak,
        versjon=version("helseanalyse"),
        utseende=utseende.sum,
        dato=forsiden.dato,
        utgave=utgave(data),
        spor=sporet,
        blokker=blokker,
    )
    rapport = Rapport(
        tittel=forsiden.tittel,
        undertittel=forsiden.undertittel,
        forfatter="helseanalyse",
        dato=forsiden.dato,
        sammendrag=forsiden.undertittel,
        blokker=blokker,
        kommune=forsiden.kommune,
        spraak=spraak,
        spor=sporet,
        passet=passet,
        utseende=utseende,
    )
    faste = {k: alle[k] for k in ("komm_nr", "sammenlign", "aar") if k in alle}
    return Utgave(rapport, metadata(data, navn, alle, forsiden, gitt=faste | dict(parametre)))


def _valgt(data: Data, navn: str, parametre: Mapping[str, Any]) -> tuple[dict[str, Any], Forside]:
    """Every parameter of a notebook with its value, and the cover: all of it checked."""
    standard = standardparametre(notatbokfil(navn))
    sjekk_navn(set(parametre), set(standard), navn)
    alle = utfylt(data, standard, parametre)
    return alle, forside(data, navn, alle)


def _til_passet(alle: Mapping[str, Any], forsiden: Forside) -> dict[str, Any]:
    """Choices as the passport tells them: checked, and a file by its name without folders."""
    ut = {navn: forsiden.valg.get(navn, verdi) for navn, verdi in alle.items()}
    return ut | {n: Path(ut[n]).name for n in forsiden.filer}


def datautgave() -> str:
    """Checksum of all the data that a report would be made of now."""
    return utgave(load_data())


def er_uendret(
    passet: Mapping[str, Any],
    navn: str,
    parametre: Mapping[str, Any],
    utseende: Utseende = VANLIG,
) -> bool:
    """Whether a report would be the same as the one the passport is of, without making it.

    Raises
    ------
    ValueError
        If the parameters are refused.
    """
    data = load_data()
    alle, forsiden = _valgt(data, navn, parametre)
    samme = (passet["notatbok"], passet["parametre"]) == (navn, _til_passet(alle, forsiden))
    return (
        samme
        and not forsiden.filer  # a file may have changed
        and passet["versjon"] == version("helseanalyse")
        and passet.get("utseende") == utseende.sum
        and passet["data"].get("utgave") == utgave(data)
    )


def lag_rapport(navn: str, parametre: Mapping[str, Any]) -> Rapport:
    """Report of one notebook, as :func:`lag_utgave`, without what only some formats print."""
    return lag_utgave(navn, parametre).rapport


def render_rapport(
    navn: str, parametre: Mapping[str, Any], ut: Path, utseende: Utseende = VANLIG
) -> Path:
    """Report of one notebook as a file: PDF/UA-1, or what else the ending of its name says.

    Parameters
    ----------
    navn, parametre, utseende
        As for :func:`lag_utgave`.
    ut
        The file to write. It is complete or not there: it is written beside and moved into place.

    Returns
    -------
    Path
        ``ut``, absolute.

    Raises
    ------
    ValueError
        As for :func:`lag_utgave`, an unknown ending, and a path that cannot be written.
    """
    ut = ut.absolute()
    sjekk_utfil(ut)
    skriver = formatet(ut)
    trykkes = ut.suffix.lower() == ".pdf"

    def figur(spec: dict[str, Any]) -> None:
        if trykkes:
            tegn_fram(for_trykk(spec))

    skriv(ut, skriver.skriv(lag_utgave(navn, parametre, utseende, figur)))
    return ut


def fra_pass(
    passet: Mapping[str, Any],
    endret: Mapping[str, Any],
    mapper: Sequence[Path],
    utseende: Utseende = VANLIG,
) -> Utgave:
    """Report made again from a passport, with some choices changed if ``endret`` says so.

    Files that the choices name are looked for in ``mapper`` alone: which choices may name one
    the notebook says, never the passport, which anyone can have written.

    Raises
    ------
    ValueError
        As for :func:`lag_utgave`, and a file that is not there.
    """
    valg = dict(passet["parametre"]) | dict(endret)
    notatbokfil(passet["notatbok"])
    for navn in set(filvalg(passet["notatbok"])) - set(endret):
        if valg.get(navn) and not er_innhold(navn, valg[navn]):
            valg[navn] = str(_finn(str(valg[navn]), navn, mapper))
    return lag_utgave(passet["notatbok"], valg, utseende)


def _finn(fil: str, navn: str, mapper: Sequence[Path]) -> Path:
    fil = Path(fil).name  # a file from elsewhere does not say which folders are read
    for mappe in mapper:
        with suppress(OSError):  # too long to be the name of a file
            if (mappe / fil).is_file():
                return mappe / fil
    raise ValueError(
        f"Rapporten bygger på filen «{fil}», som ikke er med i passet. Legg den i samme mappe,"
        f" eller oppgi den med -p {navn}=FIL."
    )


def kjoer(fil: Path, parametre: Mapping[str, Any], figur: Figurlytter = _ingen) -> Any:
    """Executed notebook (nbformat); nothing is written.

    Raises
    ------
    ValueError
        If a cell fails; the sentence names the notebook and the fault.
    """
    try:
        with bare_trykk(figur):
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


def sjekk_utfil(ut: Path) -> None:
    """Refuse a path that cannot be written, before the work is done."""
    try:
        er_mappe, finnes, i_mappe = ut.is_dir(), ut.exists(), ut.parent.is_dir()
    except OSError:
        raise ValueError(f"«{ut}» kan ikke være navnet på en fil. Velg et kortere.") from None
    if er_mappe:
        raise ValueError(f"«{ut}» er en mappe. Oppgi et filnavn, for eksempel rapport.pdf.")
    if not i_mappe:
        raise ValueError(f"Mappen «{ut.parent}» finnes ikke. Lag den først, eller velg en annen.")
    if not os.access(ut.parent, os.W_OK) or (finnes and not os.access(ut, os.W_OK)):
        raise ValueError(f"«{ut}» kan ikke skrives. Velg en mappe du har skrivetilgang til.")


def skriv(ut: Path, innhold: bytes) -> None:
    """Write a report whole, or say why it could not be.

    Raises
    ------
    DiskenErFull
        If there is no room; nothing is left behind.
    ValueError
        If the system refuses the file.
    """
    try:
        skriv_fil(ut, innhold)
    except OSError as feil:
        full = feil.errno in (errno.ENOSPC, errno.EDQUOT)
        hvorfor = "disken er full" if full else "systemet tillot det ikke"
        setning = f"«{ut}» kunne ikke skrives: {hvorfor}. Velg en annen mappe."
        raise (DiskenErFull if full else ValueError)(setning) from feil
