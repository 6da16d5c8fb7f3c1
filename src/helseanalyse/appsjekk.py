"""Asks a running server whether its apps work: for a monitor, and a container's health check."""

from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.request


def sjekk(adresse: str, frist: float = 15) -> str:
    """Ask a running server whether it works.

    Parameters
    ----------
    adresse : str
        The landing page's address.
    frist : float
        Seconds to wait.

    Returns
    -------
    str
        One sentence.

    Raises
    ------
    ValueError
        If the server does not answer, or says that the apps do not work.
    """
    url = adresse.rstrip("/") + "/helse"
    if not url.startswith(("http://", "https://")):
        raise ValueError(f"«{adresse}» er ikke en adresse. Den må begynne med http eller https.")
    try:
        with urllib.request.urlopen(url, timeout=frist) as inn:
            svar = json.load(inn)
    except urllib.error.HTTPError as feil:
        raise ValueError(f"Appene på {adresse} virker ikke: {_hvorfor(feil)}") from None
    except (OSError, ValueError, http.client.HTTPException):
        raise ValueError(f"Ingen tjener svarer på {url}. Er appene startet?") from None
    if not isinstance(svar, dict) or not {"versjon", "data"} <= set(svar):
        raise ValueError(f"Det som svarer på {url}, er ikke appene. Se over adressen.")
    return f"Appene på {adresse} virker: versjon {svar['versjon']}, data av {svar['data']}."


def _hvorfor(feil: urllib.error.HTTPError) -> str:
    try:
        return str(json.load(feil)["feil"])
    except (ValueError, KeyError):
        return f"tjeneren svarte {feil.code}."
