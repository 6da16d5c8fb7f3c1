"""``python -m helseanalyse``."""

from .cli import main

main()
