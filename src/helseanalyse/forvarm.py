"""Loaded once, in the process that the workers are copied from: then each starts at once.

What is read here is only a head start: a worker looks for newer data and notebooks itself.
Nothing here may draw: the drawing engine cannot be copied.
"""

import gc
import os

from .arbeider import FORVARM
from .sidearbeid import varm_opp

os.environ.pop("QUERY_STRING", None)
varm_opp([ett for ett in os.environ.get(FORVARM, "").split(os.pathsep) if ett])
gc.collect()
gc.freeze()  # so that a worker's own collector does not touch, and so copy, what they share
