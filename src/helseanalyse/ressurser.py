"""Where the notebooks, templates and example data lie, in a checkout and in a wheel."""

from pathlib import Path

_PAKKE = Path(__file__).resolve().parent


def ressursmappe(navn: str) -> Path:
    """Folder with the shipped ``notebooks``, ``templates`` or ``data``.

    A wheel carries them inside the package; in a checkout they are the
    top-level folders, so that what is edited is what runs.

    Parameters
    ----------
    navn
        ``"notebooks"``, ``"templates"`` or ``"data"``.

    Raises
    ------
    FileNotFoundError
        If the installation lacks the folder.
    """
    for rot in (_PAKKE / "_ressurser", _PAKKE.parents[1]):
        if (rot / navn).is_dir():
            return rot / navn
    raise FileNotFoundError(
        f"Installasjonen mangler mappen «{navn}». Installer helseanalyse på nytt."
    )
