"""Where the store lies, told without loading what reads it: a server asks at every visit."""

import os
from pathlib import Path

from platformdirs import user_data_dir

MILJOE = "HELSEANALYSE_LAGER"


def lagermappe() -> Path:
    """Folder that ``HELSEANALYSE_LAGER`` names, else the user's own data folder."""
    return Path(os.environ.get(MILJOE) or user_data_dir("helseanalyse", appauthor=False))
