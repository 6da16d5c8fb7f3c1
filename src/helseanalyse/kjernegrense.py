"""A bound on the memory of a notebook that has a Python process of its own."""

from __future__ import annotations

from typing import Any

from jupyter_server.services.kernels.kernelmanager import ServerKernelManager
from traitlets import Int

_LINJE = (
    "import resource as _r; _r.setrlimit(_r.RLIMIT_DATA, ({0}, {0}));"
    " _r.setrlimit(_r.RLIMIT_CORE, (0, 0)); del _r"
)


class Kjerneforvalter(ServerKernelManager):
    """Starts a kernel whose first line bounds its memory, where the system can."""

    minne = Int(0, help="Memory of one kernel in MB; 0 is no bound.").tag(config=True)

    def format_kernel_cmd(self, extra_arguments: list[str] | None = None) -> list[str]:
        """Return the command line, with the bound before the notebook's own code."""
        kommando: list[str] = super().format_kernel_cmd(extra_arguments)
        return [*kommando, *self._grense()]

    def _grense(self) -> list[Any]:
        try:
            import resource  # noqa: F401
        except ImportError:  # a system without such bounds
            return []
        if not self.minne:
            return []
        return [f"--IPKernelApp.exec_lines={_LINJE.format(self.minne * 1_000_000)}"]
