"""Files are written whole: under another name beside, then moved into place."""

import os
import secrets
from pathlib import Path

MIDLERTIDIG = ".skrives-"
"""How the name of an unfinished file begins."""


def skriv_fil(
    fil: Path,
    innhold: bytes,
    *,
    lag_mappe: bool = False,
    varig: bool = False,
    privat: bool = False,
) -> None:
    """Write a file in one step: a reader meets the old one or the new one, never a half.

    Parameters
    ----------
    lag_mappe
        Make the folder if it is missing.
    varig
        Have the content on disk before the name is given, so that it outlives a power cut.
    privat
        Readable by its owner alone; else as the user's umask has it.

    Raises
    ------
    OSError
        If it cannot be written; then nothing is left behind, and an old file stands.
    """
    if lag_mappe:
        fil.parent.mkdir(parents=True, exist_ok=True)
    midlertidig = fil.parent / f"{MIDLERTIDIG}{secrets.token_hex(8)}"
    rettigheter = 0o600 if privat else 0o666
    try:
        with open(midlertidig, "xb", opener=lambda p, f: os.open(p, f, rettigheter)) as ut:
            ut.write(innhold)
            if varig:
                ut.flush()
                os.fsync(ut.fileno())
        midlertidig.replace(fil)
    except BaseException:
        midlertidig.unlink(missing_ok=True)
        raise
