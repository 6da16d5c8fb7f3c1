"""Polite calls to an open API: a steady rate, bounded time and size, no other hosts.

Nothing here knows what is asked for. Every fault is one Norwegian sentence.
"""

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from typing import Any
from urllib.parse import urljoin, urlsplit

import orjson
import requests
import urllib3

_TITLER = {
    "Non-existent variable": "tabellen har ikke en av variablene det ble spurt etter",
    "Non-existent value": "tabellen har ikke en av kodene det ble spurt etter",
    "Non-existent table": "tabellen finnes ikke",
    "Non-existent codelist": "kodelisten finnes ikke",
    "Missing selection for mandantory variable": "en obligatorisk variabel mangler i spørringen",
    "Too many cells selected": "spørringen gir for mange celler",
    "Illegal selection expression": "spørringen har et uttrykk tjenesten ikke forstår",
}
_OMSTART = (502, 504)
_VENT = (429, 503)


class SsbFeil(ValueError):
    """What went wrong, in one Norwegian sentence; ``midlertidig`` if a later try may do."""

    def __init__(self, setning: str, *, midlertidig: bool = False) -> None:
        super().__init__(setning)
        self.midlertidig = midlertidig


class IngenKontakt(ValueError):
    """The host cannot be reached at all: to ask it for something else would be in vain."""


class _ProevIgjen(SsbFeil):
    """A fault worth another try, after ``pause`` seconds if the service said so."""

    def __init__(self, setning: str, pause: float | None = None) -> None:
        super().__init__(setning, midlertidig=True)
        self.pause = pause


class _KomIkkeFram(_ProevIgjen):
    """No connection was made; ``avvist`` if that was told at once."""

    def __init__(self, adresse: str, hvorfor: str, *, avvist: bool) -> None:
        super().__init__(
            f"Fikk ikke kontakt med {urlsplit(adresse).netloc}: {hvorfor}. Sjekk at maskinen er på"
            " nettet og at brannmuren slipper deg fram, og prøv igjen."
        )
        self.avvist = avvist


@dataclass(frozen=True)
class Grenser:
    """The client's manners; all times in seconds.

    ``kall_per_minutt`` calls in any 60 seconds; ``maks_tid`` bounds one call with all its
    retries and the pauses the service asks for, our own queue aside; ``lesefrist`` bounds the
    silence between two pieces of an answer. A host that has never answered and refuses the
    connection is tried ``forsoek_avvist`` times only.
    """

    kall_per_minutt: int = 30
    maks_celler: int = 800_000
    maks_byte: int = 128 * 2**20
    maks_tid: float = 180.0
    koblefrist: float = 10.0
    lesefrist: float = 60.0
    forsoek: int = 4
    forsoek_avvist: int = 2


class Nettklient:
    """One polite session against one host.

    Parameters
    ----------
    adresse
        Address of the API; all calls stay on its host.
    grenser
        Rate, times and sizes.
    klokke, sov
        Monotonic seconds, and how to wait; replaced in tests.
    oekt
        The session that carries the calls (proxy and certificates are its matter).
    """

    def __init__(
        self,
        adresse: str,
        grenser: Grenser | None = None,
        *,
        klokke: Callable[[], float] = time.monotonic,
        sov: Callable[[float], None] = time.sleep,
        oekt: requests.Session | None = None,
    ) -> None:
        self.adresse = adresse.rstrip("/")
        self.grenser = grenser or Grenser()
        self._klokke, self._sov = klokke, sov
        self._oekt = oekt or requests.Session()
        self._kall: deque[float] = deque()
        self._har_svart = False

    @property
    def vert(self) -> str:
        """Return the host that all calls go to, with its port."""
        return urlsplit(self.adresse).netloc

    def hent(self, metode: str, adresse: str, kropp: Any = None, *, hva: str) -> bytes:
        """One answer, with retries inside a bounded time.

        Raises
        ------
        SsbFeil
            If there is no usable answer; the sentence names ``hva`` and the mend.
        IngenKontakt
            If no connection to the host could be made.
        """
        frist = self._klokke() + self.grenser.maks_tid
        for forsoek in range(1, self.grenser.forsoek + 1):
            try:
                frist += self._vent_paa_tur()
                return self._ett_kall(metode, adresse, kropp, hva, frist)
            except _ProevIgjen as feil:
                siste, pause = self._taalmodighet(feil, forsoek)
                if forsoek >= siste or self._klokke() + pause > frist:
                    if isinstance(feil, _KomIkkeFram):
                        raise IngenKontakt(str(feil)) from feil
                    raise SsbFeil(str(feil), midlertidig=True) from feil
                self._sov(pause)
        raise AssertionError("forsoek må være minst 1")

    def _taalmodighet(self, feil: _ProevIgjen, forsoek: int) -> tuple[int, float]:
        """How many tries a fault is worth, and the pause before the next one."""
        if isinstance(feil, _KomIkkeFram) and feil.avvist and not self._har_svart:
            return min(self.grenser.forsoek, self.grenser.forsoek_avvist), 1.0
        pause = feil.pause if feil.pause is not None else float(min(2**forsoek, 30))
        return self.grenser.forsoek, pause

    def _vent_paa_tur(self) -> float:
        """Wait until fewer than the allowed calls lie in the last 60 seconds; return the wait."""
        while self._kall and self._kall[0] <= self._klokke() - 60:
            self._kall.popleft()
        pause = 0.0
        if len(self._kall) >= self.grenser.kall_per_minutt:
            pause = self._kall.popleft() + 60 - self._klokke()
            self._sov(pause)
        self._kall.append(self._klokke())
        return pause

    def _ett_kall(self, metode: str, adresse: str, kropp: Any, hva: str, frist: float) -> bytes:
        hode = {
            "Accept": "application/json",
            "User-Agent": f"helseanalyse/{version('helseanalyse')}",
        }
        data = None if kropp is None else orjson.dumps(kropp)
        if data is not None:
            hode["Content-Type"] = "application/json"
        try:
            for _ in range(4):
                tid = self._tidsfrister(frist, hva)
                with self._oekt.request(
                    metode, adresse, data=data, headers=hode, timeout=tid,
                    allow_redirects=False, stream=True,
                ) as svar:  # fmt: skip
                    self._har_svart = True
                    if not svar.is_redirect:
                        return _vurder(svar, self._les(svar, hva, frist), hva)
                    adresse = _videre(svar, adresse, metode, hva)
        except requests.ConnectTimeout as feil:
            raise _KomIkkeFram(adresse, "ingen svarte i tide", avvist=False) from feil
        except (requests.Timeout, urllib3.exceptions.TimeoutError) as feil:
            raise _ProevIgjen(f"{_hva(hva)}: tjenesten svarte ikke i tide.") from feil
        except requests.exceptions.SSLError as feil:
            raise SsbFeil(
                f"{_hva(hva)}: sertifikatet til tjenesten ble ikke godtatt; be IT-avdelingen"
                " legge inn virksomhetens rotsertifikat (REQUESTS_CA_BUNDLE)."
            ) from feil
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as feil:
            if hvorfor := _uten_forbindelse(feil):
                raise _KomIkkeFram(adresse, hvorfor, avvist=True) from feil
            raise _ProevIgjen(
                f"{_hva(hva)}: forbindelsen ble brutt eller kom ikke i stand"
                f" ({type(feil).__name__}); prøv igjen når nettet virker."
            ) from feil
        raise SsbFeil(f"{_hva(hva)}: tjenesten viser videre i ring.")

    def _tidsfrister(self, frist: float, hva: str) -> tuple[float, float]:
        igjen = frist - self._klokke()
        if igjen <= 0:
            raise SsbFeil(f"{_hva(hva)}: tjenesten svarte ikke i tide.", midlertidig=True)
        return min(self.grenser.koblefrist, igjen), min(self.grenser.lesefrist, igjen)

    def _les(self, svar: requests.Response, hva: str, frist: float) -> bytes:
        """Read the whole body, within the deadline and the size limit."""
        deler, antall = [], 0
        while del_ := svar.raw.read1(2**16, decode_content=True):
            deler.append(del_)
            antall += len(del_)
            if antall > self.grenser.maks_byte:
                mb = self.grenser.maks_byte / 2**20
                raise SsbFeil(f"{_hva(hva)}: svaret er større enn {mb:.0f} MB og ble avvist.")
            if self._klokke() > frist:
                setning = f"{_hva(hva)}: svaret kom for sakte og ble avbrutt."
                raise SsbFeil(setning, midlertidig=True)
        return b"".join(deler)


def _uten_forbindelse(feil: Exception) -> str:
    """Why no connection was made; empty if one was."""
    if isinstance(feil, requests.exceptions.ProxyError):
        return "mellomtjeneren (proxy) slapp oss ikke gjennom"
    aarsak = getattr(feil.args[0] if feil.args else None, "reason", None)
    if isinstance(aarsak, urllib3.exceptions.NameResolutionError):
        return "navnet finnes ikke på nettet"
    if isinstance(aarsak, urllib3.exceptions.NewConnectionError):
        return "forbindelsen ble avvist, eller veien dit er stengt"
    return ""


def _hva(hva: str) -> str:
    """A table is called a table; all else by its own name."""
    return f"Tabell {hva}" if hva.isdigit() else hva


def _videre(svar: requests.Response, adresse: str, metode: str, hva: str) -> str:
    """Return the next address of a redirect, which must stay on the same host."""
    neste = urljoin(adresse, svar.headers.get("Location", ""))
    samme = urlsplit(neste)[:2] == urlsplit(adresse)[:2]
    if not samme or (metode != "GET" and svar.status_code not in (307, 308)):
        raise SsbFeil(
            f"{_hva(hva)}: tjenesten viser videre til en annen adresse, og det følges ikke;"
            " se om helseanalyse finnes i nyere utgave."
        )
    return neste


def _vurder(svar: requests.Response, innhold: bytes, hva: str) -> bytes:
    """Return the body of a good answer; a sentence for every other."""
    kode = svar.status_code
    if kode in _VENT:
        pause = _retry_after(svar.headers.get("Retry-After"))
        om = "" if pause is None else f"; den ber oss vente {_sekunder(pause)}"
        raise _ProevIgjen(
            f"{_hva(hva)}: tjenesten er opptatt ({kode}){om}. Prøv igjen senere.", pause
        )
    if kode in _OMSTART:
        raise _ProevIgjen(f"{_hva(hva)}: tjenesten er nede ({kode}). Prøv igjen senere.")
    if kode == 200 and innhold.lstrip()[:1] in (b"{", b"["):
        return innhold
    if kode == 200:
        raise SsbFeil(
            f"{_hva(hva)}: tjenesten svarte med {_slag(innhold)} i stedet for tall;"
            " det skjer ved vedlikehold. Prøv igjen senere.",
            midlertidig=True,
        )
    if kode == 500 and not innhold:
        raise SsbFeil(
            f"{_hva(hva)}: tjenesten feilet uten forklaring (500); det skjer når en kode er"
            " oppgitt to ganger."
        )
    raise SsbFeil(f"{_hva(hva)}: {_forklaring(innhold, kode)} ({kode}).")


def _sekunder(antall: float) -> str:
    hele = math.ceil(antall)
    return f"{hele} sekund" if hele == 1 else f"{hele} sekunder"


def _slag(innhold: bytes) -> str:
    if not innhold.strip():
        return "et tomt svar"
    return "en nettside" if innhold.lstrip()[:1] == b"<" else "noe annet enn JSON"


def _forklaring(innhold: bytes, kode: int) -> str:
    """Return the service's own title in Norwegian, where it has one."""
    try:
        kropp = orjson.loads(innhold)
        tittel = str(kropp["title"])
    except (ValueError, KeyError, TypeError):
        return "adressen finnes ikke" if kode == 404 else "tjenesten avviste spørringen"
    return _TITLER.get(tittel, f"tjenesten avviste spørringen med «{tittel[:120]}»")


def _retry_after(verdi: str | None) -> float | None:
    """Seconds to wait, from a number or a date; none if the header is absent or unreadable."""
    if verdi is None:
        return None
    if verdi.strip().isdigit():
        return float(verdi)
    try:
        naar = parsedate_to_datetime(verdi)
    except ValueError:
        return None
    naar = naar if naar.tzinfo else naar.replace(tzinfo=UTC)
    return max(0.0, (naar - datetime.now(UTC)).total_seconds())
