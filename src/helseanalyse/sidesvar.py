"""A page without a kernel: a notebook is read once, and each visitor's choices are answered.

A notebook whose every output is a view of its own ``Side`` is a pure function of its choices.
It is run once here to learn which chapters and controls it shows, and in which order; the
choices themselves live in the page and its address, never on the server.
"""

import ast
import contextlib
import json
import logging
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from . import motor
from .side import Side, bare_les
from .sidevalg import Felter, Kapittel, endret, fra_adressen, kjente, tegnet, verdier
from .sources.load import Data
from .views.blokker import Blokk, rent, tekst, varsel

_logg = logging.getLogger(__name__)
_WIDGET = "application/vnd.jupyter.widget-view+json"
_ULESELIG = "Valget kunne ikke leses, og siden står som den var. Velg noe annet."


@dataclass(frozen=True)
class Visningsdel:
    """One chapter on the page; the cell it stands in."""

    celle: int
    kapittel: Kapittel


@dataclass(frozen=True)
class Kontrolldel:
    """One group of controls on the page; the cell it stands in."""

    celle: int
    felter: Felter
    plassering: str
    tittel: str


@dataclass(frozen=True)
class Tekstdel:
    """Text that the notebook itself holds; the cell it stands in."""

    celle: int
    blokker: tuple[Blokk, ...]


Del = Visningsdel | Kontrolldel | Tekstdel


@dataclass(frozen=True)
class Tilstand:
    """Checked choices of one reader, and the sentence that refused the last ones (or none)."""

    valg: Any
    feil: str = ""


@dataclass(frozen=True, eq=False)
class Sidemal:
    """A notebook that has been run once.

    Attributes
    ----------
    ren : bool
        Whether it is answered without a kernel.
    hvorfor : str
        Why it is not; with ``stanset`` a sentence for the reader.
    stanset : bool
        The notebook says itself, by a ``ValueError``, that it cannot be shown with this data.
    """

    fil: Path
    data: Data | None
    valg: Any
    deler: tuple[Del, ...]
    hvorfor: str = ""
    stanset: bool = False

    @property
    def ren(self) -> bool:
        """Whether every displayed output is a view of the notebook's ``Side``."""
        return not self.hvorfor

    @classmethod
    def les(cls, fil: Path, data: Data) -> "Sidemal":
        """Run a notebook and keep what it shows.

        ``data`` is what ``load_data`` gives just now: the page and its template are of one.
        """
        bok = json.loads(fil.read_text(encoding="utf-8"))
        if not _kan_vaere_ren(bok):
            return cls(fil, None, None, (), "Notatboken bruker ikke Side.")
        celler = [(c["cell_type"], "".join(c["source"])) for c in bok["cells"]]
        with bare_les(), _hjemme(fil.parent):
            utdata, navn = motor.kjoer_celler([kilde for slag, kilde in celler if slag == "code"])
        if utdata and utdata[-1] and utdata[-1][-1].output_type == "error":
            feil = utdata[-1][-1]
            _logg.error("«%s» stanset: %s: %s", fil.name, feil.ename, feil.evalue)
            return cls(fil, data, None, (), feil.evalue, feil.ename == "ValueError")
        sider = [ett for ett in navn.values() if isinstance(ett, Side)]
        if len({id(ett) for ett in sider}) != 1:
            return cls(fil, data, None, (), "Notatboken har ikke nøyaktig én Side.")
        return cls._av(fil, data, sider[0], celler, utdata)

    @classmethod
    def _av(
        cls, fil: Path, data: Data, side: Side, celler: Sequence[tuple[str, str]], utdata: Any
    ) -> "Sidemal":
        koer = iter(utdata)
        deler: list[Del] = []
        for nr, (slag, kilde) in enumerate(celler):
            if slag == "markdown":
                deler.append(Tekstdel(nr, (tekst(kilde),)))
            elif slag == "code":
                for ett in next(koer):
                    del_ = _del_av(side, nr, ett.get("data", {}).get(_WIDGET, {}))
                    if del_ is None:
                        return cls(fil, data, None, (), f"Celle {nr + 1} viser noe annet.")
                    deler.append(del_)
        return cls(fil, side.data, side.valg, tuple(deler))

    @property
    def kapitler(self) -> list[Visningsdel | Tekstdel]:
        """What has blocks, in the order of the page."""
        return [d for d in self.deler if not isinstance(d, Kontrolldel)]

    @property
    def kontroller(self) -> list[Kontrolldel]:
        """The groups of controls, in the order of the page."""
        return [d for d in self.deler if isinstance(d, Kontrolldel)]

    def felt(self, valg: Any) -> list[list[dict[str, Any]]]:
        """The controls of each group for these choices."""
        return [k.felter(self.data, valg) for k in self.kontroller]  # type: ignore[arg-type]

    def private(self, valg: Any) -> set[str]:
        """Choices that are not to stand in an address, nor be kept or logged."""
        alle = (felt for gruppe in self.felt(valg) for felt in gruppe)
        return {felt["navn"] for felt in alle if felt.get("utenfor_adressen")}


@contextlib.contextmanager
def _hjemme(mappe: Path) -> Iterator[None]:
    """Run where the notebook lies, as a kernel does; its own modules are found from then on."""
    foer = Path.cwd()
    if str(mappe) not in sys.path:
        sys.path.insert(0, str(mappe))
    os.chdir(mappe)
    try:
        yield
    finally:
        os.chdir(foer)


def _kan_vaere_ren(bok: Mapping[str, Any]) -> bool:
    """Whether a notebook is worth running here: it makes a ``Side``, and asks for no kernel."""
    if bok.get("metadata", {}).get("helseanalyse", {}).get("kjerne"):
        return False
    kilde = ("".join(c["source"]) for c in bok["cells"] if c["cell_type"] == "code")
    try:
        noder = [n for celle in kilde for n in ast.walk(ast.parse(celle))]
    except SyntaxError:  # magics of a notebook
        return False
    return any(
        isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id == "Side"
        for n in noder
    )


def _del_av(side: Side, celle: int, widget: Mapping[str, Any]) -> Del | None:
    """What an output is of a page; none if it is something else."""
    for visning, kapittel in side.visninger:
        if visning.model_id == widget.get("model_id"):
            return Visningsdel(celle, kapittel)
    for kontroller, felter in side.kontrollene:
        if kontroller.model_id == widget.get("model_id"):
            return Kontrolldel(celle, felter, kontroller.plassering, kontroller.tittel)
    return None


def forste(mal: Sidemal, adresse: str) -> Tilstand:
    """Choices that an address asks for, or the notebook's own with the sentence that says why."""
    valg, feil = fra_adressen(_data(mal), mal.valg, adresse)
    return Tilstand(valg, feil)


def fra_leser(mal: Sidemal, gitt: Mapping[str, Any]) -> Tilstand:
    """Choices that a browser says it has, checked; the notebook's own if they are refused."""
    alle = asdict(mal.valg) | kjente(mal.valg, gitt)
    try:
        return Tilstand(type(mal.valg).sjekket(_data(mal), **alle))
    except ValueError as feil:
        return Tilstand(mal.valg, f"{feil} Siden viser standardvalget.")
    except Exception as feil:  # without its text, which may hold what the reader wrote
        _logg.error("valgene til «%s» ga %s", mal.fil.name, type(feil).__name__)
        return Tilstand(mal.valg, _ULESELIG)


def neste(mal: Sidemal, tilstand: Tilstand, endring: Mapping[str, Any]) -> Tilstand:
    """Choices after a change that a browser asks for; a refusal leaves them as they were."""
    gitt, har = kjente(mal.valg, endring), verdier(tilstand.valg)
    if all(v == har[k] for k, v in gitt.items()):
        return tilstand
    try:
        return Tilstand(endret(_data(mal), tilstand.valg, gitt))
    except ValueError as feil:
        return Tilstand(tilstand.valg, str(feil))
    except Exception as feil:
        _logg.error("endringen av «%s» ga %s", mal.fil.name, type(feil).__name__)
        return Tilstand(tilstand.valg, _ULESELIG)


def blokker(mal: Sidemal, tilstand: Tilstand) -> Iterator[list[Blokk]]:
    """Blocks of each chapter in the order of the page; a chapter that fails says so."""
    return (kapittelblokker(mal, tilstand, nr) for nr in range(len(mal.kapitler)))


def kapittelblokker(mal: Sidemal, tilstand: Tilstand, nr: int) -> list[Blokk]:
    """Blocks of one chapter; the first one opens with the sentence of a refused address."""
    del_ = mal.kapitler[nr]
    if isinstance(del_, Tekstdel):
        return list(del_.blokker)
    return tegnet(del_.kapittel, _data(mal), tilstand.valg)


def avvist(feil: str) -> list[Blokk]:
    """What a page opens with when its address was refused."""
    return [varsel(rent(feil))] if feil else []


def lag_fil(mal: Sidemal, melding: Mapping[str, Any]) -> tuple[str, bytes]:
    """File of the rows on the screen of an editable table.

    Raises
    ------
    ValueError
        If the page has no such table, or the rows cannot be written.
    """
    lag = getattr(mal.valg, "lag_fil", None)
    if lag is None:
        raise ValueError("Denne siden har ingen tabell å laste ned.")
    navn, innhold = lag(dict(melding))
    return str(navn), bytes(innhold)


def _data(mal: Sidemal) -> Data:
    assert mal.data is not None
    return mal.data
