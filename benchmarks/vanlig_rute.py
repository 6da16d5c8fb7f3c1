"""The usual route, for comparison: plain papermill, then ``nbconvert --to webpdf``.

Run as ``python benchmarks/vanlig_rute.py NOTATBOK UT.pdf``. Chromium is the one on the
system (``CHROMIUM`` may name another): nbconvert has no option for it, so the launch is
pointed there.
"""

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import papermill
from nbconvert.exporters.webpdf import WebPDFExporter
from playwright.async_api import BrowserType

_start = BrowserType.launch


async def _launch(self: BrowserType, **valg: Any) -> Any:
    sti = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    return await _start(self, **(valg | {"executable_path": sti}))


def main() -> None:
    """Execute the notebook and print it with Chromium."""
    bok, ut = Path(sys.argv[1]), Path(sys.argv[2])
    BrowserType.launch = _launch  # type: ignore[method-assign]
    with tempfile.TemporaryDirectory() as mappe:
        kjoert = Path(mappe) / bok.name
        papermill.execute_notebook(str(bok), str(kjoert), cwd=mappe, progress_bar=False)
        eksport = WebPDFExporter(disable_sandbox=True, allow_chromium_download=False)
        ut.write_bytes(eksport.from_filename(str(kjoert))[0])


if __name__ == "__main__":
    main()
