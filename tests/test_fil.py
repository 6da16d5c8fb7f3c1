"""Files are written whole: the old one or the new one, with the rights they should have."""

import os
from pathlib import Path

import pytest

from helseanalyse.fil import skriv_fil


def test_den_nye_filen_tar_den_gamles_plass(tmp_path: Path) -> None:
    fil = tmp_path / "a" / "b" / "tall.csv"
    with pytest.raises(FileNotFoundError):
        skriv_fil(fil, b"1")
    skriv_fil(fil, b"1", lag_mappe=True)
    skriv_fil(fil, "æ\r\n\n".encode(), varig=True)
    assert fil.read_bytes() == b"\xc3\xa6\r\n\n"
    assert list(fil.parent.iterdir()) == [fil]


@pytest.mark.skipif(os.name == "nt", reason="rettigheter")
@pytest.mark.parametrize(
    ("maske", "privat", "rettigheter"),
    [(0o022, False, 0o644), (0o077, False, 0o600), (0o002, False, 0o664), (0o000, True, 0o600)],
)
def test_rettighetene_foelger_brukerens_maske(
    tmp_path: Path, maske: int, privat: bool, rettigheter: int
) -> None:
    foer = os.umask(maske)
    try:
        skriv_fil(tmp_path / "fil", b"x", privat=privat)
    finally:
        os.umask(foer)
    assert (tmp_path / "fil").stat().st_mode & 0o777 == rettigheter


@pytest.mark.parametrize("hva", ["fsync", "replace"])
def test_det_som_ikke_kan_skrives_lar_det_gamle_staa(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hva: str
) -> None:
    """The disk is full, or the user stops it: the old content, and nothing beside it."""
    fil = tmp_path / "fil"
    skriv_fil(fil, b"gammel")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device") if hva == "fsync" else KeyboardInterrupt

    monkeypatch.setattr(*((os, "fsync") if hva == "fsync" else (Path, "replace")), full)
    with pytest.raises((OSError, KeyboardInterrupt)):
        skriv_fil(fil, b"ny", varig=True)
    assert fil.read_bytes() == b"gammel"
    assert list(tmp_path.iterdir()) == [fil]
