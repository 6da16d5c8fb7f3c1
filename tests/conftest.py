"""What the tests share: the example data, the text of blocks, and a closed network."""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from helseanalyse.sources.load import Data, load_eksempeldata

ROT = Path(__file__).parents[1]
SMALT, FAST, MINUS = "\u202f", "\u00a0", "\u2212"
LOKALT = ("127.", "::1", "localhost", "0.0.0.0", "::")


def _bare_lokalt(hendelse: str, argumenter: tuple[Any, ...]) -> None:
    """Refuse a connection that leaves the machine: the tests pass without a network."""
    if hendelse == "socket.connect":
        adresse = argumenter[1]
        if isinstance(adresse, tuple) and not str(adresse[0]).startswith(LOKALT):
            raise PermissionError(f"En test ville ut på nettet, til {adresse[0]}.")


sys.addaudithook(_bare_lokalt)

# No test reads or writes the store of whoever runs it.
os.environ["HELSEANALYSE_LAGER"] = str(Path(tempfile.gettempdir()) / "helseanalyse-intet-lager")

# The same examples every time, on a slow machine too, and no folder left behind.
settings.register_profile("fast", derandomize=True, deadline=None, database=None)
settings.load_profile("fast")


@pytest.fixture(scope="session")
def data() -> Data:
    """The example data."""
    return load_eksempeldata()


@pytest.fixture(autouse=True)
def uten_adresse(monkeypatch: pytest.MonkeyPatch) -> None:
    """No choices from the address of an app, unless a test sets them."""
    monkeypatch.delenv("QUERY_STRING", raising=False)


def strenger(verdi: Any) -> Iterator[str]:
    """Every string inside a value; keys of dicts are no text."""
    if isinstance(verdi, str):
        yield verdi
    elif isinstance(verdi, dict):
        for ett in verdi.values():
            yield from strenger(ett)
    elif isinstance(verdi, list | tuple):
        for ett in verdi:
            yield from strenger(ett)


def loepende(noder: list[dict[str, Any]]) -> str:
    """Text of a Markdown tree as it is read."""
    ut = ""
    for node in noder:
        ut += " " if node["type"] in ("softbreak", "linebreak") else str(node.get("raw", ""))
        ut += loepende(node.get("children", []))
        ut += "\n" if node["type"] in ("paragraph", "heading", "block_text") else ""
    return ut


def leselig(blokk: dict[str, Any]) -> str:
    """All that a reader sees of a block, the inside of a chart too."""
    if "ast" in blokk:
        return loepende(blokk["ast"])
    ramme = {k: blokk.get(k) for k in ("tittel", "undertittel", "alt", "note", "hode", "rader")}
    return "\n".join([*strenger(ramme), *strenger(blokk.get("spec", {}).get("datasets", {}))])
