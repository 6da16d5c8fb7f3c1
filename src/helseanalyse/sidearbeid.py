"""What the worker processes do for the app's pages; each function is called by its name.

Nothing is loaded with this module: the server itself stays small, and knows the functions only
to send them to a worker. A notebook is named by its file, choices are plain JSON.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections import OrderedDict
from collections.abc import Mapping
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .sidesvar import Sidemal, Tilstand

_logg = logging.getLogger(__name__)
_maler: OrderedDict[str, tuple[int, int, Sidemal]] = OrderedDict()
_MAKS_MALER = 40
_kapitler: OrderedDict[tuple[Any, ...], tuple[list[Any], list[dict[str, Any]]]] = OrderedDict()
_leste: dict[tuple[Sidemal, int], list[tuple[str, ...]]] = {}
_MAKS_KAPITLER = 256
MAKS_SVG = 256
IKKE_BEHOLD = "<!-- ikke behold -->"
"""Stands in a page where a chapter failed: it is drawn anew for the next one who asks."""


def mal(notatbok: str) -> Sidemal:
    """The notebook as it is now, on the data there is now; read anew only when one has changed.

    Raises
    ------
    ValueError
        If the data cannot be read: one Norwegian sentence.
    """
    from .sidesvar import Sidemal
    from .sources.samlet import load_data

    fil, data = Path(notatbok), load_data()
    endret = fil.stat().st_mtime_ns
    funnet = _maler.get(notatbok)
    if funnet and funnet[:2] == (endret, id(data)):
        return funnet[2]
    ny = Sidemal.les(fil, data)
    if funnet:  # what was made of old data is let go with them
        _kapitler.clear()
        _leste.clear()
    _maler[notatbok] = (endret, id(data), ny)
    if len(_maler) > _MAKS_MALER:
        _maler.popitem(last=False)
    return ny


def varm_opp(notatboeker: list[str]) -> None:
    """Load the data and read the notebooks, so that the first visitor need not wait for it."""
    for ett in notatboeker:
        try:
            mal(ett)
        except Exception as feil:
            _logg.warning("«%s» kunne ikke leses på forhånd: %s", Path(ett).name, feil)


def start(notatbok: str, adresse: str) -> dict[str, Any]:
    """What a page opens with.

    Returns
    -------
    dict
        ``slag``: ``ren`` (answered here), ``kjerne`` (the notebook needs one) or ``stanset``
        with a sentence in ``feil``. When it is pure also ``valg``, ``feil``, ``private`` (the
        address holds choices that are not to be kept), ``utgave`` of the data, ``dato`` and
        the page's ``tilstand`` for its script.
    """
    try:
        ett = mal(notatbok)
    except ValueError as feil:
        return {"slag": "stanset", "feil": str(feil)}
    if not ett.ren:
        slag = "stanset" if ett.stanset else "kjerne"
        return {"slag": slag, "feil": ett.hvorfor if ett.stanset else ""}
    from .sidesvar import forste
    from .sidevalg import verdier

    naa = forste(ett, adresse)
    private = ett.private(naa.valg)
    endret = {k for k, v in verdier(naa.valg).items() if v != verdier(ett.valg)[k]}
    return {
        "slag": "ren",
        "valg": _enkel(verdier(naa.valg)),
        "feil": naa.feil,
        "private": bool(private & endret),
        "tilstand": _tilstand(ett, naa) | {"standard": verdier(ett.valg)},
        "navn": sorted(verdier(ett.valg)),
    }


def biter(
    notatbok: str,
    valg: dict[str, Any],
    feil: str,
    fra: int,
    smal: bool = False,
    sekunder: float = 0.15,
) -> tuple[list[str], int | None]:
    """Pieces of the page from the ``fra``-th on, until so long has gone; and where to go on."""
    ett, slutt = mal(notatbok), time.monotonic() + sekunder
    ut: list[str] = []
    naa = _av(ett, valg)
    for nr in range(fra, len(ett.deler)):
        if ut and time.monotonic() > slutt:
            return ut, nr
        ut.append(_bit(ett, naa, nr, feil, smal))
    return ut, None


def svar(notatbok: str, spurt: dict[str, Any]) -> bytes:
    """Answer to a change, as JSON.

    Parameters
    ----------
    spurt : dict
        ``valg`` that the page has, ``endring`` of them, and ``har``: by view the marks of the
        parts that the page holds, by key. All come from a browser.

    Returns
    -------
    bytes
        ``valg``, ``felt`` (by group of controls; null if the page has it), ``feil``,
        ``visninger`` (null if the page has it, else its parts; of one that the page has only the
        key and the mark), ``utgave`` and ``dato`` of the data.
    """
    from .sidesvar import fra_leser, neste

    ett = mal(notatbok)
    if not ett.ren:
        return _json({"feil": ett.hvorfor or "Siden må lastes på nytt.", "last": True})
    har = spurt.get("har")
    naa = fra_leser(ett, _som_dict(spurt.get("valg")))
    naa = neste(ett, naa, _som_dict(spurt.get("endring"))) if not naa.feil else naa
    ut = _tilstand(ett, naa)
    merker = spurt.get("felt")
    if isinstance(merker, list):
        for nr, gruppe in enumerate(ut["kontroller"][: len(merker)]):
            if gruppe["merke"] == merker[nr]:
                gruppe["felt"] = None
    ut["visninger"] = [
        _uten_kjente(_kapittel(ett, naa.valg, nr)[1], _av_liste(har, nr))
        for nr in range(len(ett.kapitler))
    ]
    return _json(ut)


def fil(notatbok: str, melding: dict[str, Any]) -> tuple[str, bytes]:
    """File of an editable table's rows; the sentence of a ``ValueError`` says why not."""
    from .sidesvar import lag_fil

    return lag_fil(mal(notatbok), melding)


def blokker(notatbok: str, valg: dict[str, Any]) -> list[dict[str, Any]]:
    """Blocks of the whole page for these choices, for what makes files of it."""
    from .sidesvar import blokker as alle

    ett = mal(notatbok)
    return [b for kapittel in alle(ett, _av(ett, valg)) for b in kapittel]


TOM_FORSIDE: dict[str, Any] = {
    "kommuner": [],
    "valgt": None,
    "treff": [],
    "melding": "",
    "lag": [],
    "foreldet": [],
}
"""What the landing page says where the data cannot be read."""


def forside(komm_nr: str, soek: str) -> dict[str, Any]:
    """What the landing page says of the data, as :func:`appforside.forsideinnhold` gives it."""
    from .appforside import forsideinnhold
    from .sources.samlet import load_data

    return forsideinnhold(load_data(), date.today(), komm_nr, soek)


# ------------------------------------------------------------------ inner
def _json(verdi: Any) -> bytes:
    import orjson

    return orjson.dumps(verdi, option=orjson.OPT_SERIALIZE_NUMPY | orjson.OPT_NON_STR_KEYS)


def _enkel(verdi: Any) -> Any:
    """The same of plain types: the server need not load what others are made of."""
    import orjson

    return orjson.loads(_json(verdi))


def _skript(verdi: Any) -> str:
    """JSON that may stand in a script element."""
    return _json(verdi).decode().replace("<", "\\u003c")


def _merke(verdi: Any) -> str:
    return hashlib.blake2b(_json(verdi), digest_size=9).hexdigest()


def _som_dict(verdi: Any) -> dict[str, Any]:
    return verdi if isinstance(verdi, dict) else {}


def _av_liste(har: Any, nr: int) -> dict[str, Any]:
    return _som_dict(har[nr]) if isinstance(har, list) and nr < len(har) else {}


def _av(ett: Sidemal, valg: Mapping[str, Any]) -> Tilstand:
    from .sidesvar import fra_leser

    return fra_leser(ett, valg)


def _tilstand(ett: Sidemal, naa: Tilstand) -> dict[str, Any]:
    """What the page's script holds: choices, controls and the edition of the data."""
    from .sidevalg import verdier

    kontroller = [
        {"felt": felt, "merke": _merke(felt), "plassering": del_.plassering, "tittel": del_.tittel}
        for felt, del_ in zip(ett.felt(naa.valg), ett.kontroller, strict=True)
    ]
    return {
        "valg": verdier(naa.valg),
        "feil": naa.feil,
        "kontroller": kontroller,
        "utgave": _utgave(),
        "dato": ett.data.dato if ett.data else "",
    }


def _utgave() -> str:
    """Mark of the data: another one when any table of the store, or the example, is another."""
    from .ressurser import ressursmappe
    from .sources.lager import Lager

    pakke = ressursmappe("data") / "datapackage.json"
    return hashlib.blake2b(
        f"{Lager().utgave()}{pakke.stat().st_mtime_ns}".encode(), digest_size=9
    ).hexdigest()


def _kapittel(ett: Sidemal, valg: Any, nr: int) -> tuple[list[Any], list[dict[str, Any]]]:
    """Blocks and parts of a chapter; made again only when a choice it reads is another."""
    from .sidesvar import Tilstand, kapittelblokker
    from .sidevalg import feilet, sporet
    from .views.html import deler

    leste = _leste.setdefault((ett, nr), [])
    for navn in leste:
        if funnet := _kapitler.get(_stilt(ett, nr, valg, navn)):
            _kapitler.move_to_end(_stilt(ett, nr, valg, navn))
            return funnet
    spor, lest = sporet(valg)
    innhold = kapittelblokker(ett, Tilstand(spor), nr)
    navn = tuple(sorted(lest))
    ferdig = innhold, [d | {"merke": _merke(d)} for d in deler(innhold)]
    if innhold == feilet():  # perhaps not the next time
        return ferdig
    if navn not in leste:
        leste.append(navn)
    _kapitler[_stilt(ett, nr, valg, navn)] = ferdig
    if len(_kapitler) > _MAKS_KAPITLER:
        _kapitler.popitem(last=False)
    return ferdig


def _stilt(ett: Sidemal, nr: int, valg: Any, navn: tuple[str, ...]) -> tuple[Any, ...]:
    return ett, nr, date.today(), navn, tuple(getattr(valg, ett_navn) for ett_navn in navn)


def _uten_kjente(deler: list[dict[str, Any]], har: Mapping[str, Any]) -> list[Any] | None:
    """Parts less what the page holds; none if it holds them all, in this order."""
    merker = {d["nokkel"]: d["merke"] for d in deler}
    if list(har.items()) == list(merker.items()):
        return None
    like = {k for k, m in merker.items() if har.get(k) == m}
    return [
        {"nokkel": d["nokkel"], "merke": d["merke"]} if d["nokkel"] in like else d for d in deler
    ]


def _bit(ett: Sidemal, naa: Tilstand, nr: int, feil: str, smal: bool) -> str:
    """One piece of the page: a chapter drawn whole with its charts, or the place of controls."""
    from .sidesvar import Kontrolldel, avvist
    from .sidevalg import feilet
    from .views.html import deler, visning_html

    del_ = ett.deler[nr]
    if isinstance(del_, Kontrolldel):
        nummer = ett.kontroller.index(del_)
        plass = f'<ha-kontroller data-nr="{nummer}" class="ha-plass-{del_.plassering}">'
        return f'<div cell-index="{del_.celle}">{plass}</ha-kontroller></div>\n'
    nummer = ett.kapitler.index(del_)
    innhold, parter = _kapittel(ett, naa.valg, nummer)
    if feil and nummer == 0:
        innhold = [*avvist(feil), *innhold]
        parter = [d | {"merke": ""} for d in deler(innhold)]
    lette = [{k: v for k, v in d.items() if k != "html"} for d in parter]
    merke = IKKE_BEHOLD if innhold == feilet() else ""
    return (
        f'{merke}<div cell-index="{del_.celle}"><div class="ha-del" data-visning="{nummer}">'
        f"{visning_html(innhold, partial(_tegn, smal=smal))}</div>"
        f'<script type="application/json" class="ha-deler">{_skript(lette)}</script></div>\n'
    )


def _tegn(spec: dict[str, Any], smal: bool) -> str:
    """A chart as SVG, for a phone or a wide screen; the same is drawn once in each worker."""
    return _tegnet(_json(spec), smal)


@lru_cache(maxsize=MAKS_SVG)
def _tegnet(spec: bytes, smal: bool) -> str:
    import orjson

    from .views.html import BRED, SMAL
    from .views.svg import svg

    return svg(orjson.loads(spec), SMAL if smal else BRED)


def sidehode(tilstand: dict[str, Any]) -> str:
    """The state of a page for its script, as an element."""
    return f'<script type="application/json" id="ha-tilstand">{_skript(tilstand)}</script>\n'


def hode(notatbok: str, adresse: str) -> dict[str, Any]:
    """As :func:`start`, with ``html``: the state as an element of the page."""
    ut = start(notatbok, adresse)
    if ut["slag"] == "ren":
        med_side = any(k["plassering"] == "side" for k in ut["tilstand"]["kontroller"])
        ut["html"] = sidehode(ut.pop("tilstand")) + (
            f'<div id="celler" class="celler{" med-side" if med_side else ""}">\n'
        )
    return ut
