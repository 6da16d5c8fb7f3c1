"""Who is let in: a token, a proxy's login, and a lock on every address, files included."""

from __future__ import annotations

import hashlib
import hmac
import inspect
import secrets
from typing import Any

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.auth.identity import User
from jupyter_server.auth.login import LoginFormHandler
from jupyter_server.base.handlers import JupyterHandler
from tornado.httputil import url_concat
from tornado.web import HTTPError, RequestHandler
from voila.handler import BaseVoilaHandler
from voila.voila_identity_provider import VoilaIdentityProvider

from .appoppsett import Oppsett

LOGG_INN, LOGG_UT = "logg-inn", "logg-ut"
_LESER = "leser"


class Identitet(VoilaIdentityProvider):
    """The reader: whom the proxy names, who has the token, or anyone on this machine.

    No cookie is set for a reader who need not log in.
    """

    @property
    def oppsett(self) -> Oppsett:
        """The server's choices."""
        oppsett: Oppsett = self.parent.oppsett
        return oppsett

    def get_handlers(self) -> list[tuple[str, object]]:
        """None: the login page is ours, below the base URL."""
        return []

    async def get_user(self, handler: RequestHandler) -> User | None:
        """The reader of a request, or none. The guard has seen that the proxy is the proxy."""
        if self.oppsett.brukerhode:
            navn = handler.request.headers.get(self.oppsett.brukerhode, "").strip()
            return User(navn) if navn else None
        if not self.oppsett.token:
            return User(_LESER)
        return await self._get_user(handler)

    async def get_user_token(self, handler: RequestHandler) -> User | None:
        """The reader whose request carries the token in its header."""
        treff = self.auth_header_pat.match(handler.request.headers.get("Authorization", ""))
        return User(_LESER) if treff and self.riktig(treff.group(2)) else None

    def process_login_form(self, handler: RequestHandler) -> User | None:
        """The reader who wrote the token on the login page."""
        gitt = handler.get_body_argument("token", "")
        return User(_LESER) if self.riktig(gitt) else None

    def riktig(self, gitt: str) -> bool:
        """Whether a word is the token, in the same time whatever it is."""
        riktig = self.oppsett.token
        return bool(riktig) and hmac.compare_digest(gitt.encode(), riktig.encode())


class Innlogging(BaseVoilaHandler, LoginFormHandler):
    """The login page: one field, and back to where the reader was."""

    def _render(self, message: Any = None) -> None:
        til = self.get_query_argument("next", self.base_url)
        self.set_header("Cache-Control", "no-store")
        adresse = url_concat(f"{self.base_url}{LOGG_INN}", {"next": til})
        self.write(self.render_template("logg_inn.html", adresse=adresse, feil=bool(message)))


class Utlogging(BaseVoilaHandler):
    """Forgets the reader."""

    @allow_unauthenticated
    def get(self) -> None:
        """Take the cookie back, and show the login page."""
        self.identity_provider.clear_login_cookie(self)
        self.redirect(f"{self.base_url}{LOGG_INN}")


class _MedBase(RequestHandler):
    """What the identity needs of a handler that is not Jupyter's."""

    @property
    def base_url(self) -> str:
        """What the login's cookie is valid for."""
        return str(self.settings["base_url"])


class Tokenlenke(_MedBase):
    """A link with the token in it: logs the reader in, and takes the token out of the address."""

    def get(self, *_: str) -> None:
        """Send the reader on to the same address, or to the login page."""
        identitet: Identitet = self.settings["identity_provider"]
        resten = [
            (navn, verdi.decode(errors="replace"))
            for navn, verdier in self.request.query_arguments.items()
            for verdi in verdier
            if navn != "token"
        ]
        til = url_concat(f"/{self.request.path.lstrip('/')}", resten)
        self.set_header("Cache-Control", "no-store")
        if identitet.riktig(self.get_query_argument("token")):
            identitet.set_login_cookie(self, User(_LESER))
        else:
            til = url_concat(f"{self.base_url}{LOGG_INN}", {"next": til})
        self.redirect(til, status=303)


class _Laast(_MedBase):
    """Put in front of a handler that knows nothing of logins: the files."""

    async def prepare(self) -> None:
        bruker = await self.settings["identity_provider"].get_user(self)
        if bruker is None:
            raise HTTPError(403)
        self.current_user = bruker
        svar = super().prepare()
        if inspect.isawaitable(svar):
            await svar


def laas(regler: list[Any]) -> list[Any]:
    """Return a server's rules with every handler behind the login.

    Parameters
    ----------
    regler : list of tuple
        Pattern, handler class, and its arguments. Jupyter's own handlers ask for the login
        themselves; the others get it here, except those that say ``uten_innlogging``.
    """
    ut = []
    for moenster, klasse, *resten in regler:
        if not (issubclass(klasse, JupyterHandler) or getattr(klasse, "uten_innlogging", False)):
            klasse = type(klasse.__name__, (_Laast, klasse), {})
        ut.append((moenster, klasse, *resten))
    return ut


def innlogging(rot: str, felles: dict[str, Any]) -> list[Any]:
    """Return the rules of the login page below a base URL."""
    return [
        (f"{rot}{LOGG_INN}", Innlogging, felles),
        (f"{rot}{LOGG_UT}", Utlogging, felles),
    ]


def hemmelighet(oppsett: Oppsett) -> bytes:
    """Return what the cookies are signed with: the same on every server with the same token."""
    if not oppsett.token:
        return secrets.token_bytes(32)
    return hashlib.sha256(b"helseanalyse " + oppsett.token.encode()).digest()


def informasjonskapsler(base_url: str) -> dict[str, Any]:
    """Return the settings of the cookies: none is sent along from another site's page."""
    return {"xsrf_cookie_kwargs": {"path": base_url, "samesite": "Strict"}}
