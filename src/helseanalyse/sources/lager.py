"""The store: raw answers with their requests, and Parquet tables, in one folder.

Files are named by their content and never changed; ``innhold.json`` says which of them count,
and is swapped whole. So a reader meets either the old tables or the new ones, a writer that dies
leaves the old, and one writer never shuts readers out.

    innhold.json              which Parquet file is each table now, with its hash
    tabeller/<lag>-<navn>-<kildetabell>-<hash>.parquet
    raa/<tabell>/<krav>-<hash>.json, raa/svar/<hash>   a request with its answer
    jobb.json                 a fetch under way, so that a broken one can go on
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO, Any

import pandas as pd

from ..fil import MIDLERTIDIG
from .lager_fil import (
    DELTE,
    fra_parquet,
    har_innhold,
    laas,
    lagt_over,
    skriv_fil,
    som_json,
    som_parquet,
    typet,
)
from .lager_innhold import oversikt, telling
from .lager_raa import Raalager
from .lagersted import MILJOE, lagermappe


class Lager(Raalager):
    """A store in a folder.

    Parameters
    ----------
    mappe
        The folder; else the one that ``HELSEANALYSE_LAGER`` names, else the user's own data
        folder. It is made when something is first written.
    """

    def __init__(self, mappe: Path | str | None = None) -> None:
        super().__init__(Path(mappe) if mappe else lagermappe())

    # ------------------------------------------------------------ writing
    @contextmanager
    def skrivelaas(self) -> Iterator[None]:
        """Hold the store for one writer; a dead writer's lock is taken over.

        Raises
        ------
        ValueError
            If another writer is at work, or the folder cannot be written to.
        """
        with self._laasfil() as fil:
            if not laas(fil):
                fil.seek(0)
                raise ValueError(
                    f"En annen henting eller innlesing til «{self.mappe}» er i gang"
                    f" ({fil.read(60) or 'ukjent'}); vent til den er ferdig, eller stopp den."
                )
            fil.truncate(0)
            fil.write(f"prosess {os.getpid()}")
            fil.flush()
            self._rydd_midlertidige()
            yield

    def skriv(self, rammer: Mapping[str, pd.DataFrame], lag: str = "ssb", del_: str = "") -> None:
        """Swap in whole tables of a layer, all at once; what is not named stays as it is.

        ``del_`` names the part of ``observasjoner`` and ``befolkning`` that is swapped: the
        rows of one source table. The caller holds the lock.
        """
        manifest = self._manifest()
        forrige = {t["fil"] for t in _alle(manifest)}
        tabeller = manifest.setdefault("lag", {}).setdefault(lag, {})
        for navn, ramme in rammer.items():
            bit = del_ if navn in DELTE else ""
            biter = som_parquet(navn, ramme)
            sha = hashlib.sha256(biter).hexdigest()
            fil = f"tabeller/{'-'.join(filter(None, [lag, navn, bit]))}-{sha[:24]}.parquet"
            if not har_innhold(self.mappe / fil, sha):
                skriv_fil(self.mappe / fil, biter)
            kilder = sorted(ramme.kilde.dropna().unique()) if navn != "kilder" else []
            tabeller.setdefault(navn, {})[bit] = {
                "fil": fil, "sha256": sha, "rader": len(ramme), "kilder": kilder,
            }  # fmt: skip
        skriv_fil(self.mappe / "innhold.json", som_json(manifest))
        self._slett_ubrukte(forrige | {t["fil"] for t in _alle(manifest)})

    def flett(self, nye: Mapping[str, pd.DataFrame], lag: str = "ssb", del_: str = "") -> None:
        """Put new rows over the old ones with the same key; the other old rows stay.

        Source records that no row refers to any longer go. The caller holds the lock.
        """
        ferdige: dict[str, pd.DataFrame] = {}
        for navn, ramme in nye.items():
            gamle = self.les(navn, lag, del_=del_ if navn in DELTE else "")
            ferdige[navn] = lagt_over(navn, [gamle, typet(navn, ramme)])
        if "kilder" in ferdige:
            k = ferdige["kilder"]
            brukt = self._brukte_kilder(ferdige, lag, del_)
            ferdige["kilder"] = k[k.kilde.isin(brukt)].reset_index(drop=True)
        self.skriv(ferdige, lag, del_)

    def _brukte_kilder(self, nye: Mapping[str, pd.DataFrame], lag: str, del_: str) -> set[str]:
        """Return the sources that some row will refer to once the new tables are in."""
        byttes = {(n, del_ if n in DELTE else "") for n in nye}
        brukt = {k for n, r in nye.items() if n != "kilder" for k in r.kilde.dropna().unique()}
        for navn, poster in self._manifest().get("lag", {}).get(lag, {}).items():
            for bit, post in poster.items():
                if (navn, bit) not in byttes:
                    brukt |= set(post["kilder"])
        return brukt

    # ------------------------------------------------------------ reading
    def les(
        self,
        navn: str,
        lag: str = "ssb",
        hvor: Mapping[str, Iterable[Any]] | None = None,
        del_: str | None = None,
    ) -> pd.DataFrame:
        """One table of a layer, empty if there is none; of some rows, or one part, if named.

        ``hvor`` is the values that are wanted in a column: ``{"komm_nr": ["3205"]}``.

        Raises
        ------
        ValueError
            If a file is damaged: its bytes are not those that were written.
        """
        rammer = [fra_parquet(navn, b, hvor) for b in self.filer(navn, lag, del_)]
        rammer = [r for r in rammer if len(r)]
        return pd.concat(rammer, ignore_index=True) if rammer else typet(navn)

    def filer(self, navn: str, lag: str = "ssb", del_: str | None = None) -> list[bytes]:
        """Bytes of one table's Parquet files, all of one edition; one part's if it is named.

        Raises
        ------
        ValueError
            If a file is damaged: its bytes are not those that were written.
        """
        for _ in range(5):
            poster = self._manifest().get("lag", {}).get(lag, {}).get(navn, {})
            valgte = [p for bit, p in sorted(poster.items()) if del_ in (None, bit)]
            lest = [self._les_fil(post) for post in valgte]
            biter = [b for b in lest if b is not None]
            if len(biter) == len(lest):  # else swapped since the list was read
                return biter
        raise ValueError(_skadet(navn, self.mappe))

    def _les_fil(self, post: Mapping[str, Any]) -> bytes | None:
        """Return the checked bytes of a file; none if it is gone."""
        try:
            biter: bytes = (self.mappe / post["fil"]).read_bytes()
        except FileNotFoundError:
            return None
        if hashlib.sha256(biter).hexdigest() != post["sha256"]:
            raise ValueError(_skadet(str(post["fil"]), self.mappe))
        return biter

    def utgave(self) -> str:
        """Hash of what counts now: another one when any table is; empty for an empty store."""
        fil = self.mappe / "innhold.json"
        return hashlib.sha256(fil.read_bytes()).hexdigest() if fil.exists() else ""

    def innhold(self, idag: date, lag: str = "ssb") -> pd.DataFrame:
        """What is there: one row per table and source, as ``lager_innhold.oversikt`` says."""
        antall = {navn: [telling(navn, b) for b in self.filer(navn, lag)] for navn in DELTE}
        k = self.les("kommuner", lag)
        # Country, counties and groups are named by the tables themselves.
        antall["kommuner"] = [k.loc[k.type == "kommune", ["kilde", "komm_nr"]].assign(antall=1)]
        return oversikt(antall, self.les("kilder", lag), idag)

    def tabeller(self) -> list[str]:
        """Source tables with rows in the store, in any layer."""
        lag = self._manifest().get("lag", {}).values()
        return sorted({bit for r in lag for n in DELTE for bit in r.get(n, {}) if bit})

    # ------------------------------------------------------------ the fetch under way
    def les_jobb(self) -> dict[str, Any]:
        """Return the unfinished fetch, or an empty one."""
        fil = self.mappe / "jobb.json"
        if not fil.exists():
            return {}
        try:
            jobb: dict[str, Any] = json.loads(fil.read_text(encoding="utf-8"))
        except ValueError:
            return {}  # a fetch that cannot go on starts anew
        return jobb

    def skriv_jobb(self, jobb: Mapping[str, Any] | None) -> None:
        """Keep the unfinished fetch; none when it is finished."""
        if jobb is None:
            (self.mappe / "jobb.json").unlink(missing_ok=True)
        else:
            skriv_fil(self.mappe / "jobb.json", som_json(jobb))

    # ------------------------------------------------------------ deleting
    def slett(self) -> None:
        """Delete all that the store has written, and nothing else in the folder."""
        with self.skrivelaas():
            (self.mappe / "innhold.json").unlink(missing_ok=True)
            self.skriv_jobb(None)
            for fil in [*self.mappe.glob("tabeller/*.parquet"), *self.mappe.glob("raa/*/*")]:
                fil.unlink(missing_ok=True)
            for mappe in [*self.mappe.glob("raa/*"), self.mappe / "raa", self.mappe / "tabeller"]:
                if mappe.is_dir() and not any(mappe.iterdir()):
                    mappe.rmdir()

    def slett_tabell(self, tabell: str) -> None:
        """Delete a source table's rows and raw answers, and sources nothing refers to any more."""
        with self.skrivelaas():
            manifest = self._manifest()
            for rammer in manifest.get("lag", {}).values():
                for biter in rammer.values():
                    biter.pop(tabell, None)
            skriv_fil(self.mappe / "innhold.json", som_json(manifest))
            self._slett_ubrukte({t["fil"] for t in _alle(manifest)})
            for lag in manifest.get("lag", {}):
                k = self.les("kilder", lag)
                self.skriv({"kilder": k[k.kilde.isin(self._brukte_kilder({}, lag, ""))]}, lag)
            self.slett_raasvar(tabell)

    def slett_lag(self, lag: str) -> None:
        """Delete one layer's tables; with the fetched ones go the raw answers they came from."""
        with self.skrivelaas():
            manifest = self._manifest()
            manifest.get("lag", {}).pop(lag, None)
            skriv_fil(self.mappe / "innhold.json", som_json(manifest))
            self._slett_ubrukte({t["fil"] for t in _alle(manifest)})
            if lag == "ssb":
                self.skriv_jobb(None)
                for tabell in {r.tabell for r in self.raasvar()}:
                    self.slett_raasvar(tabell)

    # ------------------------------------------------------------ inner
    def _laasfil(self) -> IO[str]:
        try:
            self.mappe.mkdir(parents=True, exist_ok=True)
            return (self.mappe / "skrivelaas").open("a+", encoding="utf-8")
        except OSError:
            raise ValueError(
                f"«{self.mappe}» kan ikke være datalager. Velg en mappe du har skrivetilgang til,"
                f" med --lager eller miljøvariabelen {MILJOE}."
            ) from None

    def _manifest(self) -> dict[str, Any]:
        fil = self.mappe / "innhold.json"
        if not fil.exists():
            if self.mappe.is_file():
                raise ValueError(
                    f"Datalageret skal være en mappe, men «{self.mappe}» er en fil."
                    f" Sett {MILJOE} til en mappe."
                )
            return {}
        try:
            manifest: dict[str, Any] = json.loads(fil.read_text(encoding="utf-8"))
        except ValueError as feil:
            raise ValueError(_skadet("innhold.json", self.mappe)) from feil
        return manifest

    def _slett_ubrukte(self, brukt: set[str]) -> None:
        for fil in self.mappe.glob("tabeller/*.parquet"):
            if f"tabeller/{fil.name}" not in brukt:
                fil.unlink(missing_ok=True)

    def _rydd_midlertidige(self) -> None:
        """Remove what dead writers left; the lock says that no living one is at work."""
        for fil in self.mappe.glob(f"**/{MIDLERTIDIG}*"):
            fil.unlink(missing_ok=True)


def _skadet(hva: str, mappe: Path) -> str:
    return (
        f"«{hva}» i datalageret «{mappe}» er skadet; slett lageret med"
        " «helseanalyse data --slett» og hent tallene på nytt."
    )


def _alle(manifest: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for tabeller in manifest.get("lag", {}).values():
        for biter in tabeller.values():
            yield from biter.values()
