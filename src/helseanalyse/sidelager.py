"""Finished pages: the newest in memory, more of them on disk, both within their bounds."""

import contextlib
import os
from collections import OrderedDict
from pathlib import Path

from .fil import skriv_fil

_MEGA = 1024 * 1024


class Sidelager:
    """Pages by key, as compressed bytes.

    Parameters
    ----------
    mappe : Path or None
        Folder on disk; memory alone if left out or where it cannot be written.
    minne, disk : int
        Bytes that are kept in memory and on disk; the least used go first.
    """

    def __init__(
        self, mappe: Path | None = None, minne: int = 24 * _MEGA, disk: int = 96 * _MEGA
    ) -> None:
        self.mappe, self.minne, self.disk = mappe, minne, disk
        self._sider: OrderedDict[str, bytes] = OrderedDict()
        self._stoerrelse = 0
        self._skrevet = disk  # the first page written also tidies what others left

    def hent(self, noekkel: str) -> bytes | None:
        """The page, or none."""
        side = self._sider.get(noekkel)
        if side is not None:
            self._sider.move_to_end(noekkel)
            return side
        if self.mappe is None:
            return None
        fil = self.mappe / noekkel
        try:
            side = fil.read_bytes()
            os.utime(fil)
        except OSError:
            return None
        self._husk(noekkel, side)
        return side

    def legg(self, noekkel: str, side: bytes) -> None:
        """Keep a page; one too large for its place is let go."""
        self._husk(noekkel, side)
        if self.mappe is None or len(side) > self.disk // 8:
            return
        try:
            skriv_fil(self.mappe / noekkel, side, lag_mappe=True, privat=True)
        except OSError:  # a full or a read-only disk: memory does
            self.mappe = None
            return
        self._skrevet += len(side)
        if self._skrevet > self.disk // 8:
            self._skrevet = 0
            self._rydd()

    def _husk(self, noekkel: str, side: bytes) -> None:
        if len(side) > self.minne // 4:
            return
        self._stoerrelse += len(side) - len(self._sider.pop(noekkel, b""))
        self._sider[noekkel] = side
        while self._stoerrelse > self.minne:
            self._stoerrelse -= len(self._sider.popitem(last=False)[1])

    def _rydd(self) -> None:
        """Delete the least used files until the rest fit."""
        assert self.mappe is not None
        filer = []
        for fil in self.mappe.iterdir():
            with contextlib.suppress(OSError):
                om = fil.stat()
                filer.append((om.st_mtime, om.st_size, fil))
        samlet = sum(stoerrelse for _, stoerrelse, _ in filer)
        for _, stoerrelse, fil in sorted(filer):
            if samlet <= self.disk:
                return
            fil.unlink(missing_ok=True)
            samlet -= stoerrelse
