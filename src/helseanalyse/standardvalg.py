"""The choices nobody made: a notebook's own, and what gives way where they do not fit."""

from collections.abc import Mapping
from typing import Any

from .sources.load import Data
from .valg import framover, passende, steder_med_tall


def utfylt(data: Data, standard: Mapping[str, Any], gitt: Mapping[str, Any]) -> dict[str, Any]:
    """Given choices over the default ones, which give way where they do not fit the place.

    Without a year of its own a profile is of the default year if the municipality has figures
    then, else of its newest; a need is of the default year if that is still to come.
    """
    alle = dict(standard) | dict(gitt)
    if "aar" in standard and "aar" not in gitt:
        kode = data.register.kode(alle["komm_nr"])
        if "sett" in standard:
            har = steder_med_tall(data)
            egne = har.loc[har.komm_nr == kode, "aar"].tolist()
            if egne and alle["aar"] not in egne:
                alle["aar"] = int(max(egne))
        else:
            alle["aar"] = framover(data, kode, alle["aar"])
    if "sammenlign" in standard and "sammenlign" not in gitt:
        alle["sammenlign"] = passende(data, **alle)
    return alle
