"""One fetch: what it was asked to do, what it has asked for and got, and its report."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pandas as pd

from ..enheter import tall
from .klass import KlassKlient
from .kontrakt import Kontraktfeil, sjekk
from .lager import Lager
from .lager_fil import som_json, typet
from .lager_raa import Raasvar, kravnoekkel
from .ssb import Metadata, SsbKlient, Utsnitt, les_metadata
from .ssb_nett import IngenKontakt, SsbFeil
from .ssb_rader import les_svar
from .ssb_tabeller import Tabell

Framdrift = Callable[[int, int, str], None]
_GYLDIG = timedelta(hours=24)  # how long a broken fetch can go on
_VISES = 3  # breaches of the contract that are told of
KLASS = "klass"


@dataclass(frozen=True)
class Utvalg:
    """Which places, from which year, and which tables.

    ``fylker`` are two-digit county numbers (all the county's municipalities, and the county);
    ``grupper`` are KOSTRA groups (``EKG01``); ``alle`` is every place each table has. The
    country, with and without Oslo, and the municipalities' predecessors always come along.
    ``tabeller`` left out means all whose codes are known.
    """

    kommuner: tuple[str, ...] = ()
    sammenlign: tuple[str, ...] = ()
    fylker: tuple[str, ...] = ()
    grupper: tuple[str, ...] = ()
    alle: bool = False
    fra_aar: int = 2015
    tabeller: tuple[str, ...] = ()
    klass: bool = True

    def som_krav(self) -> dict[str, Any]:
        """Return it as plain values, so that equal choices can be known as equal."""
        return {k: list(v) if isinstance(v, tuple) else v for k, v in vars(self).items()}


@dataclass
class Rapport:
    """What came of a fetch. ``feil`` is what was asked for and is not in the store now."""

    hentet: str
    tabeller: list[dict[str, Any]] = field(default_factory=list)
    feil: list[str] = field(default_factory=list)
    varsler: list[str] = field(default_factory=list)
    spurt: int = 0
    gjenbrukt: int = 0

    @property
    def ok(self) -> bool:
        """Whether all that was asked for is in the store."""
        return not self.feil

    def som_tekst(self) -> str:
        """Return the report as lines for the terminal."""
        linjer = [
            f"Tabell {t['tabell']} {t['tittel']}: {t['rader']} rader,"
            f" oppdatert {t['oppdatert'][:10]}"
            for t in self.tabeller
        ]
        linjer += [f"Merk: {v}" for v in self.varsler]
        linjer += [f"Feil: {f}" for f in self.feil]
        return "\n".join(linjer)


class Kontraktbrudd(SsbFeil):
    """An answer whose figures may not enter; the sentence names row, column and value."""


class Jobb:
    """One fetch: what it has asked for and got, kept so that it can go on after a break."""

    def __init__(
        self, lager: Lager, utvalg: Utvalg, naa: datetime, klient: SsbKlient, framdrift: Framdrift
    ) -> None:
        self.lager, self.utvalg, self.klient, self.framdrift = lager, utvalg, klient, framdrift
        self.naa = naa.isoformat(timespec="seconds")
        self.rapport = Rapport(self.naa)
        self._proev_igjen = False
        noekkel = hashlib.sha256(som_json(utvalg.som_krav())).hexdigest()
        gammel = lager.les_jobb()
        gaar_an = gammel.get("noekkel") == noekkel and _fersk(gammel.get("startet"), naa)
        self._deler: dict[str, Any] = gammel["deler"] if gaar_an else {}
        startet = gammel["startet"] if gaar_an else self.naa
        self._tilstand = {"noekkel": noekkel, "startet": startet, "deler": self._deler}

    def spoer(self, tabell: str, krav: dict[str, Any], kall: Callable[[], bytes]) -> bytes:
        """Return an answer: the one this fetch already has, else a new one, not yet kept."""
        post = self._deler.get(kravnoekkel(tabell, krav))
        if post is not None:
            try:
                svar = self.lager.les_raa(Raasvar(**post))
            except ValueError:
                self._deler.pop(kravnoekkel(tabell, krav))
            else:
                self.rapport.gjenbrukt += 1
                return svar
        self.rapport.spurt += 1
        return kall()

    def behold(self, tabell: str, krav: dict[str, Any], svar: bytes, oppdatert: str | None) -> None:
        """Keep an answer that has been found good."""
        noekkel = kravnoekkel(tabell, krav)
        if noekkel not in self._deler:
            rekord = self.lager.behold(
                svar, krav, tabell=tabell, hentet=self.naa, oppdatert=oppdatert
            )
            self._deler[noekkel] = vars(rekord)
            self.lager.skriv_jobb(self._tilstand)

    def glem(self, tabell: str) -> None:
        """Forget this fetch's answers of a table: it was updated on the way."""
        for noekkel in [n for n, post in self._deler.items() if post["tabell"] == tabell]:
            self._deler.pop(noekkel)
        self.lager.skriv_jobb(self._tilstand)

    def metadata(self, tabell: str) -> Metadata:
        """Metadata of a table, asked for once in a fetch."""
        krav = {"hva": "metadata", "adresse": self.klient.adresse}
        svar = self.spoer(tabell, krav, lambda: self.klient.metadata(tabell)[1])
        meta = les_metadata(svar, tabell)
        self.behold(tabell, krav, svar, meta.oppdatert)
        return meta

    def data(self, tabell: str, utsnitt: Utsnitt) -> pd.DataFrame:
        """Answer to one part, checked against what was asked before it is kept."""
        krav = {"hva": "data", "adresse": self.klient.adresse, "utsnitt": utsnitt}
        svar = self.spoer(tabell, krav, lambda: self.klient.data(tabell, utsnitt))
        ramme = les_svar(svar, tabell, utsnitt)
        self.behold(tabell, krav, svar, ramme.attrs["oppdatert"])
        return ramme

    def klass(self, klient: KlassKlient, adresse: str) -> tuple[Callable[[], None], bytes]:
        """Answer of the classification service, and how to keep it once it is found good."""
        krav = {"hva": KLASS, "adresse": adresse}
        svar = self.spoer(KLASS, krav, lambda: klient.svar(adresse))
        return (lambda: self.behold(KLASS, krav, svar, None)), svar

    def feil(self, tabell: Tabell | None, setning: str, *, midlertidig: bool = False) -> None:
        """Tell of a fault, and of the older figures that are still served."""
        self._proev_igjen |= midlertidig
        om = "" if tabell is None else _gamle_tall(self.lager, tabell.tabell)
        self.rapport.feil.append(setning + om)

    def ingen_kontakt(self, feil: IngenKontakt, spurt_om: Sequence[Tabell]) -> None:
        """Tell once that the service cannot be reached, and what is therefore not fetched."""
        self._proev_igjen = True
        self.framdrift(1, 1, "avbrutt")
        har = {t["tabell"] for t in self.rapport.tabeller}
        rest = ", ".join(t.tabell for t in spurt_om if t.tabell not in har)
        mangler = f"Disse tabellene er ikke hentet: {rest}." if har else "Ingen tabeller er hentet."
        gamle = "" if self.lager.les("kilder").empty else " Tallene fra før brukes fortsatt."
        self.rapport.feil.append(f"{feil} {mangler}{gamle}")

    def ta_inn(self, rammer: Mapping[str, pd.DataFrame], tabell: str = KLASS) -> None:
        """Swap in the rows of one table, which is whole, once each frame holds its contract.

        Raises
        ------
        SsbFeil
            If one does not: nothing is swapped in, and the answers are asked for anew next time.
        """
        for navn, ramme in rammer.items():
            hel = typet(navn, ramme)
            try:
                sjekk(hel, navn, fil=tabell, kilder=rammer["kilder"].kilde, foerste_rad=1)
            except Kontraktfeil as feil:
                self.glem(tabell)
                raise Kontraktbrudd(_bruddsetning(hel, feil, tabell)) from feil
        self.lager.flett(rammer, del_=tabell)

    def avslutt(self) -> Rapport:
        """Forget the fetch, unless a later try can mend it."""
        if not self._proev_igjen:
            self.lager.skriv_jobb(None)
        return self.rapport


def _fersk(startet: Any, naa: datetime) -> bool:
    try:
        return timedelta(0) <= naa - datetime.fromisoformat(str(startet)) <= _GYLDIG
    except (ValueError, TypeError):
        return False


def _bruddsetning(ramme: pd.DataFrame, feil: Kontraktfeil, tabell: str) -> str:
    """Name the rows that may not enter, each with its place and year."""
    hva = "Kommuneinndelingen (KLASS)" if tabell == KLASS else f"Tabell {tabell}"
    rader = []
    for b in feil.brudd.head(_VISES).itertuples():
        rad = ramme.iloc[b.rad - 1]
        hvor = [str(rad[k]) for k in ("komm_nr", "aar") if k in ramme and pd.notna(rad[k])]
        sted = f" ({' i '.join(hvor)})" if hvor else ""
        rader.append(f"{b.tekst.rpartition('; ')[0]}{sted}.")
    if len(feil.brudd) > _VISES:
        rader.append(f"… og {tall(len(feil.brudd) - _VISES)} til.")
    return f"{hva}: svaret har ulovlige verdier og er ikke tatt inn. {' '.join(rader)}"


def _gamle_tall(lager: Lager, tabell: str) -> str:
    k = lager.les("kilder")
    k = k[k.sted == f"tabell {tabell}"]
    return "" if k.empty else f" Tallene som ble hentet {k.hentet.max()}, brukes fortsatt."
