"""The choices nobody made: a notebook's own, and what gives way where they do not fit."""

from collections.abc import Mapping
from typing import Any

from .sources.load import Data
from .valg import framover, mulige_sammenligninger, passende, steder_med_tall
from .valg_bemanning import naermeste, nyeste_aar
from .valg_effektivitet import effektsteder
from .valg_staasted import naturlig_sett


def utfylt(data: Data, standard: Mapping[str, Any], gitt: Mapping[str, Any]) -> dict[str, Any]:
    """Given choices over the default ones, which give way where they do not fit the place.

    Without a year of its own a profile is of the default year if the municipality has figures
    then, else of its newest, or where it has none of a year when it existed; a need is of the
    default year if that is still to come. Staffing is of the newest year with figures, and
    against neighbours that have some. A report whose default comparison does not fit the place
    is held against the nearest set there is.
    """
    alle = dict(standard) | dict(gitt)
    if "sykefravaer" in standard:
        return _bemanning(data, alle, gitt)
    if "komm_nr" not in standard:  # a page that is of no municipality
        return alle
    if "aar" in standard and "aar" not in gitt:
        kode = data.register.kode(alle["komm_nr"])
        if "sett" in standard:
            har = effektsteder(data) if "vekter" in standard else steder_med_tall(data)
            egne = har.loc[har.komm_nr == kode, "aar"].tolist()
            if egne and alle["aar"] not in egne:
                alle["aar"] = int(max(egne))
            elif not egne:  # the page says that there is nothing, of a year that the number has
                alle["aar"] = data.register.naermeste_aar(kode, int(alle["aar"]))
        elif "grunnlag" in standard:
            alle["aar"] = framover(data, kode, alle["aar"])
    if "horisont" not in gitt and "horisont" in standard and "komm_nr" in gitt:
        alle["horisont"] = None  # each municipality's own: its newest projected year
    if "sammenlign" in standard and "sammenlign" not in gitt:
        alle["sammenlign"] = passende(data, **alle)
        if "horisont" in standard and "sett" not in gitt and str(alle["aar"]).isdecimal():
            kode, aar = data.register.kode(alle["komm_nr"]), int(alle["aar"])
            med = mulige_sammenligninger(data, kode, aar)
            alle["sammenlign"] = [k for k in alle["sammenlign"] if k in med]
            alle["sett"] = "egne" if alle["sammenlign"] else naturlig_sett(data, kode, aar)
    return alle


def _bemanning(data: Data, alle: dict[str, Any], gitt: Mapping[str, Any]) -> dict[str, Any]:
    kode = data.register.kode(alle["komm_nr"])
    if "aar" not in gitt:
        alle["aar"] = nyeste_aar(data, kode, alle["aar"])
    if "sammenlign" not in gitt and str(alle["aar"]).isdecimal():
        alle["sammenlign"] = list(naermeste(data, kode, int(alle["aar"])))
    return alle
