"""How the apps are served: where, for whom, and within which bounds."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass, field
from pathlib import Path

_VERT = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]|\*")
_BASE = re.compile(r"/((?!\.+/)[A-Za-z0-9_.~@%-]+/)*")
_HODE = re.compile(r"[A-Za-z0-9-]+")
_MINST_TEGN = 16
HJEMME = ("127.0.0.1", "localhost", "[::1]")
"""Names of this machine that no one else can reach it by."""


@dataclass(frozen=True)
class Oppsett:
    """The choices of ``helseanalyse app``, checked.

    Parameters
    ----------
    adresse, port : str, int
        What the server listens on. Anything but this machine alone demands a token or a proxy.
    token : str
        The word a reader logs in with; empty is no login.
    bak_proxy : tuple of str
        Addresses or networks of the proxies in front. Only they are let in, and only what they
        say of the client is believed.
    brukerhode : str
        Header in which the proxy names the user; without it a request is refused.
    base_url : str
        Path that all addresses begin with.
    vert : tuple of str
        Names the readers may reach the server by; ``*`` is any.
    arbeidere, minne : int
        Processes that compute (0: as many as the machine has room for), and memory of each, MB.
    takt : int
        Requests a second from one client; 0 is no bound.
    kjerner : int
        Notebooks with a Python process of their own that may be open at once.
    maks_kropp : int
        Bytes a request may carry.

    Raises
    ------
    ValueError
        One sentence on what is wrong and how to mend it.
    """

    adresse: str = "127.0.0.1"
    port: int = 8866
    token: str = field(default="", repr=False)
    bak_proxy: tuple[str, ...] = ()
    brukerhode: str = ""
    base_url: str = "/"
    vert: tuple[str, ...] = ()
    arbeidere: int = 0
    minne: int = 2000
    takt: int = 100
    kjerner: int = 24
    maks_kropp: int = 7_000_000

    def __post_init__(self) -> None:
        _sjekk_nett(self)
        if self.token and len(self.token) < _MINST_TEGN:
            raise ValueError(
                f"Tokenet er for kort: det må ha minst {_MINST_TEGN} tegn. Lag et med"
                " «python -c 'import secrets; print(secrets.token_urlsafe(32))'»."
            )
        if self.token and not (self.token.isascii() and self.token.isprintable()):
            raise ValueError("Tokenet kan bare ha vanlige tegn: bokstaver a–z, tall, - og _.")
        if not _BASE.fullmatch(self.base_url):
            raise ValueError(
                f"«{self.base_url}» kan ikke være --base-url. Den må begynne og slutte med"
                " skråstrek, for eksempel /helse/."
            )
        for navn in self.vert:
            if not _VERT.fullmatch(navn):
                raise ValueError(
                    f"«{navn}» er ikke et vertsnavn. Oppgi navnet uten https:// og uten port,"
                    " for eksempel --vert helse.kommune.no."
                )

    @property
    def hjemme(self) -> bool:
        """Whether only this machine can reach the server."""
        return self.adresse == "localhost" or ipaddress.ip_address(self.adresse).is_loopback

    @property
    def verter(self) -> frozenset[str]:
        """Every name the server answers to."""
        egen = f"[{self.adresse}]" if ":" in self.adresse else self.adresse
        return frozenset({*HJEMME, egen, *self.vert})

    @property
    def nett(self) -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
        """The proxies' networks."""
        return [ipaddress.ip_network(ett, strict=False) for ett in self.bak_proxy]

    def stolt(self, adresse: str) -> bool:
        """Whether an address is one of the proxies."""
        try:
            ip = ipaddress.ip_address(adresse)
        except ValueError:
            return False
        return any(ip in nett for nett in self.nett)


def _sjekk_nett(oppsett: Oppsett) -> None:
    if oppsett.adresse != "localhost":
        try:
            ipaddress.ip_address(oppsett.adresse)
        except ValueError:
            raise ValueError(
                f"«{oppsett.adresse}» er ikke en IP-adresse å lytte på. Oppgi for eksempel"
                " --adresse 0.0.0.0 for alle nettverk, eller la valget stå tomt."
            ) from None
    for ett in oppsett.bak_proxy:
        try:
            ipaddress.ip_network(ett, strict=False)
        except ValueError:
            raise ValueError(
                f"«{ett}» er ikke en adresse eller et nett for --bak-proxy. Oppgi for eksempel"
                " 127.0.0.1 eller 10.0.0.0/8."
            ) from None
    if oppsett.brukerhode and not oppsett.bak_proxy:
        raise ValueError(
            "--brukerhode gjelder bare bak en proxy, for ellers kan hvem som helst skrive det."
            " Oppgi proxyens adresse med --bak-proxy."
        )
    if oppsett.brukerhode and not _HODE.fullmatch(oppsett.brukerhode):
        raise ValueError(f"«{oppsett.brukerhode}» er ikke navnet på et HTTP-hode.")
    if not (oppsett.hjemme or oppsett.token or oppsett.bak_proxy):
        raise ValueError(
            f"Med --adresse {oppsett.adresse} kan andre på nettet nå appene. Oppgi et token"
            " (--token-fil eller HELSEANALYSE_TOKEN), eller --bak-proxy hvis en proxy logger inn."
        )
    if (
        not oppsett.hjemme
        and not oppsett.vert
        and ipaddress.ip_address(oppsett.adresse).is_unspecified
    ):
        raise ValueError(
            "Oppgi navnet som brukerne skriver i nettleseren, for eksempel"
            " --vert helse.kommune.no. «--vert '*'» godtar alle navn."
        )


def les_token(fil: Path) -> str:
    """Return the token that a file holds, without the line's end.

    Raises
    ------
    ValueError
        If the file cannot be read, or is empty.
    """
    try:
        token = fil.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise ValueError(
            f"Tokenfilen «{fil}» kan ikke leses. Sjekk stien og rettighetene."
        ) from None
    if not token:
        raise ValueError(f"Tokenfilen «{fil}» er tom. Skriv tokenet i den.")
    return token
