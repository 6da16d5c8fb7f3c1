"""What goes wrong in a worker, as functions that it finds by name."""

import os
from pathlib import Path


def dor() -> None:
    os._exit(3)


def dor_en_gang(merke: str) -> str:
    if not Path(merke).exists():
        Path(merke).touch()
        os._exit(3)
    return "svar"


def holder(mb: int) -> int:
    return len(bytearray(mb << 20)) >> 20
