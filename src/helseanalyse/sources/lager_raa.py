"""Raw answers: what was asked, when, and the bytes that came, under the name of their content."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from .lager_fil import har_innhold, skriv_fil, som_json


@dataclass(frozen=True)
class Raasvar:
    """One raw answer: what was asked, when, of which edition of the table, and its hash."""

    tabell: str
    krav: Mapping[str, Any]
    hentet: str
    oppdatert: str | None
    sha256: str
    byte: int


class Raalager:
    """The raw answers of a store in a folder."""

    def __init__(self, mappe: Path) -> None:
        self.mappe = mappe

    def behold(
        self,
        svar: bytes,
        krav: Mapping[str, Any],
        *,
        tabell: str,
        hentet: str,
        oppdatert: str | None,
    ) -> Raasvar:
        """Keep a raw answer; the answer is on disk before the record that names it."""
        sha = hashlib.sha256(svar).hexdigest()
        rekord = Raasvar(tabell, dict(krav), hentet, oppdatert, sha, len(svar))
        fil = self.mappe / "raa" / "svar" / sha
        if not har_innhold(fil, sha):
            skriv_fil(fil, svar)
        navn = f"{kravnoekkel(tabell, krav)}-{sha[:16]}.json"
        skriv_fil(self.mappe / "raa" / tabell / navn, som_json(asdict(rekord)))
        return rekord

    def raasvar(self, tabell: str | None = None) -> list[Raasvar]:
        """Records of the raw answers, oldest first."""
        filer = (self.mappe / "raa").glob(f"{tabell or '*'}/*.json")
        return sorted(map(_les_rekord, filer), key=lambda r: (r.hentet, r.tabell, r.sha256))

    def les_raa(self, rekord: Raasvar) -> bytes:
        """Return the bytes of a raw answer, as they came.

        Raises
        ------
        ValueError
            If they are gone or changed.
        """
        fil = self.mappe / "raa" / "svar" / rekord.sha256
        if not har_innhold(fil, rekord.sha256):
            raise ValueError(
                f"Råsvaret for tabell {rekord.tabell} er borte eller skadet; hent på nytt."
            )
        return fil.read_bytes()

    def slett_raasvar(self, tabell: str) -> None:
        """Delete the records of a table, and the answers that no other record names."""
        borte = self.raasvar(tabell)
        for fil in (self.mappe / "raa" / tabell).glob("*.json"):
            fil.unlink(missing_ok=True)
        brukt = {r.sha256 for r in self.raasvar()}
        for sha in {r.sha256 for r in borte} - brukt:
            (self.mappe / "raa" / "svar" / sha).unlink(missing_ok=True)


def kravnoekkel(tabell: str, krav: Mapping[str, Any]) -> str:
    """Return the name of a request: equal requests have equal names."""
    return hashlib.sha256(som_json({"tabell": tabell, "krav": krav})).hexdigest()[:24]


def _les_rekord(fil: Path) -> Raasvar:
    return Raasvar(**json.loads(fil.read_text(encoding="utf-8")))
