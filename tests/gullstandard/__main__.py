"""Write the files anew."""

import os
import tempfile

# Set before anything is read: the figures are those of the example, whatever the store holds.
os.environ["HELSEANALYSE_LAGER"] = f"{tempfile.gettempdir()}/helseanalyse-intet-lager"

from tests.gullstandard import NOTATBOEKER, fil, linjene

for navn in NOTATBOEKER:
    fil(navn).write_text(linjene(navn), encoding="utf-8")
