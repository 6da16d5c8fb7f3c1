"""A papermill engine that runs the cells in this process instead of in a new kernel.

papermill's standard engine starts a second Python, which imports pandas, Altair and the
chapters once more. papermill keeps its own work here: parameters, timings, status, the
executed notebook. The outputs are those of the standard engine (tested).
"""

import atexit
import sys
from collections.abc import Iterable
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from nbformat import NotebookNode
from nbformat.v4 import new_output
from papermill import execute, iorw
from papermill.engines import Engine, papermill_engines
from traitlets.config import Config

NAVN = "helseanalyse"
"""What papermill knows the engine as."""

_OPPSETT = Config({"HistoryManager": {"enabled": False}})


class ProsessMotor(Engine):
    """papermill engine ``helseanalyse``: a fresh IPython shell for each notebook."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **kwargs: Any) -> None:
        """Run the cells in order; stop at the first that fails, as the standard engine does."""
        InteractiveShell.clear_instance()
        skall, foer = InteractiveShell.instance(config=_OPPSETT), set(_widgeter())
        antall = 0
        for indeks, celle in enumerate(nb_man.nb.cells):
            nb_man.cell_start(celle, indeks)
            if celle.cell_type == "code":
                antall += 1
                celle.execution_count = antall
                celle.outputs = _kjoer(skall, celle.source, antall)
                if any(u.output_type == "error" for u in celle.outputs):
                    nb_man.cell_exception(celle, indeks)
                    break
            nb_man.cell_complete(celle, indeks)
        InteractiveShell.clear_instance()
        _rydd(skall, foer)


def kjoer_celler(kilder: Iterable[str]) -> tuple[list[list[NotebookNode]], dict[str, Any]]:
    """Outputs of cells run in order until one fails, and the names they leave."""
    InteractiveShell.clear_instance()
    skall, utdata = InteractiveShell.instance(config=_OPPSETT), []
    for nummer, kilde in enumerate(kilder, start=1):
        utdata.append(_kjoer(skall, kilde, nummer))
        if any(u.output_type == "error" for u in utdata[-1]):
            break
    navn = dict(skall.user_ns)
    InteractiveShell.clear_instance()
    return utdata, navn


def _widgeter() -> dict[str, Any]:
    """Every widget of this process by its id: ipywidgets keeps them until they are closed."""
    modul = sys.modules.get("ipywidgets.widgets.widget")
    return getattr(modul, "_instances", {})


def _rydd(skall: InteractiveShell, foer: set[str]) -> None:
    """Let go of what the notebook made: a process that makes many would grow with each."""
    for nokkel, widget in list(_widgeter().items()):
        if nokkel not in foer:
            widget.close()
    navn = skall.user_ns  # a module that the process still has as its main one
    for ett in [n for n in navn if not (n.startswith("__") and n.endswith("__"))]:
        del navn[ett]
    atexit.unregister(skall.atexit_operations)


def _kjoer(skall: InteractiveShell, kilde: str, nummer: int) -> list[NotebookNode]:
    """Outputs of one cell: streams, displays and result, or the error that stopped it."""
    # The outer trap keeps run_cell from putting the shell's own display hook back.
    with skall.display_trap, capture_output() as fanget:
        resultat: Any = skall.run_cell(kilde, store_history=False)  # type: ignore[no-untyped-call]
    if not resultat.success:
        feil = resultat.error_in_exec or resultat.error_before_exec
        navn = type(feil).__name__
        return [new_output("error", ename=navn, evalue=str(feil), traceback=[f"{navn}: {feil}"])]
    stroemmer = (("stdout", fanget.stdout), ("stderr", fanget.stderr))
    ut = [new_output("stream", name=navn, text=tekst) for navn, tekst in stroemmer if tekst]
    # A closing semicolon silences the value, as it does in a kernel.
    stille = DisplayHook.semicolon_at_end_of_expression(kilde)  # type: ignore[no-untyped-call]
    return ut + [_vist(u, nummer) for u in fanget._outputs if "transient" in u or not stille]


def _vist(utdata: dict[str, Any], nummer: int) -> NotebookNode:
    """A display (which carries ``transient``) or the value of the cell's last expression."""
    felles = {"data": utdata["data"], "metadata": utdata["metadata"]}
    if "transient" in utdata:
        return new_output("display_data", **felles)
    return new_output("execute_result", execution_count=nummer, **felles)


def _skriv(nb: NotebookNode, sti: str | None) -> None:
    """Papermill's own, which makes the text of the notebook also where none is to be written."""
    if sti is not None:
        iorw.write_ipynb(nb, sti)


papermill_engines.register(NAVN, ProsessMotor)
execute.write_ipynb = _skriv
