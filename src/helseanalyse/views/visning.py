"""The two live views of a notebook: the blocks it shows and the controls that steer them.

``Visning`` shows a list of blocks in JupyterLab and in the app. Its output also carries the same
blocks as data, so that a report made from the executed notebook prints what the page shows.
``Kontroller`` shows labelled native form controls. Neither computes anything.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from .html import deler
from .paatrykk import BLOKK_MIME, som_utdata
from .tema import TALLFORMAT
from .vega import NB_TID, vega_modul

__all__ = ["BLOKK_MIME", "Kontroller", "Visning"]

BLOKKTYPER = ("svar", "tekst", "varsel", "figur", "tabell")
FELTTYPER = ("valg", "flervalg", "glider", "tall", "tekst", "langtekst", "tabell")

_HER = Path(__file__).parent
_STIL = "".join((_HER / f).read_text(encoding="utf-8") for f in ("tokens.css", "visning.css"))


class Visning(anywidget.AnyWidget):
    """Shows blocks, and redraws only those that changed.

    What goes to the browser is ``deler``: the blocks made into HTML here, with the charts' specs.

    Parameters
    ----------
    blokker : list of dict
        The blocks in the order they are read. Assign a new list to ``blokker`` to update.
    """

    _esm = _HER / "visning.js"
    _css = _STIL
    _formater = traitlets.Dict(default_value={"tall": TALLFORMAT, "tid": NB_TID}).tag(sync=True)
    blokker: traitlets.List[dict[str, Any]] = traitlets.List(traitlets.Dict())
    deler: traitlets.List[dict[str, Any]] = traitlets.List(traitlets.Dict()).tag(sync=True)

    def __init__(self, blokker: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(blokker=blokker, deler=deler(blokker), **kwargs)
        self.observe(lambda endring: self.set_trait("deler", deler(endring["new"])), "blokker")
        self.on_msg(self._svar_paa_melding)

    @traitlets.validate("blokker")
    def _valider_blokker(self, forslag: dict[str, Any]) -> list[dict[str, Any]]:
        for nr, blokk in enumerate(forslag["value"], start=1):
            if blokk.get("type") not in BLOKKTYPER:
                raise ValueError(
                    f"Blokk {nr} har typen {blokk.get('type')!r}, som ikke finnes; "
                    f"bruk en av {', '.join(BLOKKTYPER)}."
                )
        return list(forslag["value"])

    def _svar_paa_melding(self, _widget: object, innhold: Any, _buffere: object) -> None:
        """Hand Vega to a page that has no file server of ours behind it (JupyterLab)."""
        if isinstance(innhold, dict) and innhold.get("type") == "vega":
            self.send({"type": "vega"}, buffers=[vega_modul().read_bytes()])

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]] | None:
        bunt = super()._repr_mimebundle_(**kwargs)
        if bunt is None:
            return None
        data, metadata = bunt
        return data | som_utdata(self.blokker), metadata


class Kontroller(anywidget.AnyWidget):
    """Native form controls with labels.

    The values come from a browser and are never trusted: whoever observes ``verdier`` checks them.

    Parameters
    ----------
    felt : list of dict
        One dict per control: ``navn``, ``etikett``, ``type`` (valg, flervalg, glider,
        tall, tekst, langtekst, tabell), and
        what the type needs: ``alternativer`` as [verdi, tekst] pairs; ``min``, ``maks``, ``steg``,
        ``enhet``, ``desimaler``, ``gruppering``. ``tomtekst`` and ``standard`` are a slider's text
        and place while its value is None. ``hjelp`` is shown under the control; ``flere`` puts
        it under "Flere valg", which is folded on narrow screens; ``utenfor_adressen`` keeps its
        value out of the app's address. A tabell is an editable list of
        rows, its value JSON: ``kolonner`` (``navn``, ``etikett``, ``slag``, ``alternativer``),
        ``standard`` (the rows shown while the value is empty) and ``radnavn``.
    verdier : dict
        The value of each control by name; a list for flervalg.
    plassering : str
        ``side`` puts the controls in a column beside the content on wide screens of the app,
        ``over`` above it.
    """

    _esm = _HER / "kontroller.js"
    _css = _STIL
    felt: traitlets.List[dict[str, Any]] = traitlets.List(traitlets.Dict()).tag(sync=True)
    verdier: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    feil = traitlets.Unicode("").tag(sync=True)
    tittel = traitlets.Unicode("Velg").tag(sync=True)
    plassering = traitlets.Enum(["side", "over"], "side").tag(sync=True)
    lag_fil: Callable[[dict[str, Any]], tuple[str, bytes]] | None = None
    """Makes the file that a tabell asks for: its name and its bytes."""

    def __init__(self, felt: list[dict[str, Any]], verdier: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(felt=felt, verdier=verdier, **kwargs)
        self.on_msg(self._svar_paa_melding)

    def _svar_paa_melding(self, _widget: object, innhold: Any, _buffere: object) -> None:
        """Hand over a file of the rows on the screen; or the sentence that says why not."""
        if not isinstance(innhold, dict) or innhold.get("type") != "fil" or self.lag_fil is None:
            return
        try:
            navn, innholdet = self.lag_fil(innhold)
        except ValueError as feil:
            self.feil = str(feil)
            return
        self.send({"type": "fil", "navn": navn}, buffers=[innholdet])

    @traitlets.validate("felt")
    def _valider_felt(self, forslag: dict[str, Any]) -> list[dict[str, Any]]:
        for ett in forslag["value"]:
            if ett.get("type") not in FELTTYPER or not ett.get("navn") or not ett.get("etikett"):
                raise ValueError(
                    f"Feltet {ett.get('navn')!r} mangler navn eller etikett, eller har en type som "
                    f"ikke er en av {', '.join(FELTTYPER)}."
                )
        return list(forslag["value"])

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]] | None:
        bunt = super()._repr_mimebundle_(**kwargs)
        if bunt is None:
            return None
        data, metadata = bunt
        navn = ", ".join(str(ett["etikett"]) for ett in self.felt)
        return {**data, "text/plain": f"Valg på siden: {navn}"}, metadata
