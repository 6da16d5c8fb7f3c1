"""A portfolio of measures as it is written: rows of text, read into typed columns or refused.

The text of each cell is kept as it was typed, so that what a reader entered is what is shown
again. What cannot be used is told in one sentence that names the row and how to mend it.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from .enheter import tall
from .spraak import oppramsing

Rad = dict[str, str]


class Kolonne(NamedTuple):
    """One column: its key, what a reader calls it, its kind, and its limits or lawful words."""

    navn: str
    etikett: str
    slag: str  # tekst, tall, valg, nummer (numbers of other measures) or maaned
    lovlig: tuple[str, ...] = ()
    minst: float = float("-inf")
    mest: float = float("inf")


STATUSER = (
    "foreslaatt", "anbefalt", "vedtatt", "paabegynt", "gjennomfoert", "ikke_igangsatt",
    "ikke_gjennomfoert", "erstattet", "vurdert_ikke_anbefalt",
)  # fmt: skip
STATUSNAVN = {
    "foreslaatt": "foreslått", "anbefalt": "anbefalt", "vedtatt": "vedtatt",
    "paabegynt": "påbegynt", "gjennomfoert": "gjennomført", "ikke_igangsatt": "ikke igangsatt",
    "ikke_gjennomfoert": "ikke gjennomført", "erstattet": "erstattet",
    "vurdert_ikke_anbefalt": "vurdert, ikke anbefalt",
}  # fmt: skip
_JA_NEI = ("ja", "nei")
FOERST = (
    Kolonne("nr", "Nr", "tekst"),
    Kolonne("tiltak", "Tiltak", "tekst"),
    Kolonne("gruppe", "Gruppe", "tekst"),
    Kolonne("status", "Status", "valg", STATUSER),
    Kolonne("med", "Med i summen", "valg", _JA_NEI),
)
SIST = (
    Kolonne("uten_aar", "Beløp uten år", "tall"),
    Kolonne("helaar", "Helårseffekt", "tall"),
    Kolonne("start", "Virker fra", "maaned"),
    Kolonne("innfasing", "Innfasing (år)", "tall", (), 0, 20),
    Kolonne("aarsverk", "Årsverk", "tall"),
    Kolonne("plasser", "Plasser", "tall"),
    Kolonne("lovpaalagt", "Lovpålagt", "valg", _JA_NEI),
    Kolonne("ses_sammen_med", "Ses sammen med", "nummer"),
    Kolonne("avhengig_av", "Avhengig av", "nummer"),
    Kolonne("utelukker", "Utelukker", "nummer"),
    Kolonne("foert_annet_sted", "Ført annet sted", "tall"),
    Kolonne("sannsynlighet", "Sannsynlighet (%)", "tall", (), 0, 100),
    Kolonne("virkning", "Virkning for brukere (0–10)", "tall", (), 0, 10),
    Kolonne("realisert", "Realisert", "tall"),
    Kolonne("ikke_gjennomfoerbart", "Ikke gjennomførbart", "tall"),
    Kolonne("aktivitet", "Aktivitet", "tekst"),
    Kolonne("ansvar", "Ansvar", "tekst"),
    Kolonne("effekt", "Effekt", "tekst"),
    Kolonne("merknad", "Merknad", "tekst"),
)
KOLONNER = {k.navn: k for k in (*FOERST, *SIST)}
MAKS_RADER = 2000
_FLEST_TEGN = 2000
_FELT = {k.etikett.casefold(): k.navn for k in KOLONNER.values()} | {k: k for k in KOLONNER}
STATUSORD = {v: k for k, v in STATUSNAVN.items()} | {k: k for k in STATUSER}


def feltnavn(overskrift: object) -> str | None:
    """Key of a column by its heading, ``Virker fra`` or ``start``; a year is its own key."""
    tekst = re.sub(r"\s+", " ", str(overskrift)).strip().casefold()
    return tekst if re.fullmatch(r"20\d\d", tekst) else _FELT.get(tekst)


def aar_i(rader: Iterable[Mapping[str, str]]) -> list[int]:
    """Years that any row has a column for, without holes between the first and the last."""
    aar = [int(k) for r in rader for k in r if k.isdecimal()]
    return list(range(min(aar), max(aar) + 1)) if aar else []


def som_rader(verdi: object) -> list[Rad]:
    """Rows of a portfolio given as a list of dicts, as JSON, or as a pasted table with a heading.

    Raises
    ------
    ValueError
        If it is none of these, or a heading or a key is unknown.
    """
    if verdi is None or verdi == "":
        return []
    if isinstance(verdi, str) and verdi.lstrip().startswith("["):
        try:
            verdi = json.loads(verdi)
        except (ValueError, RecursionError):
            raise ValueError(
                "Tiltakene kunne ikke leses som JSON. Lim inn en tabell med overskrifter, eller"
                " oppgi en fil med parameteren «fil»."
            ) from None
    if isinstance(verdi, str):
        return _limt_inn(verdi)
    if not isinstance(verdi, Sequence) or not all(isinstance(r, Mapping) for r in verdi):
        raise ValueError(
            'Tiltakene må være en liste med ett oppslag per tiltak, for eksempel [{"tiltak":'
            ' "Samle korttidsplasser", "2027": 2}], eller en tabell med overskrifter.'
        )
    return _ryddet([{str(k): v for k, v in r.items()} for r in verdi])


def _limt_inn(tekst: str) -> list[Rad]:
    linjer = [li for li in tekst.strip().splitlines() if li.strip()]
    skille = "\t" if "\t" in linjer[0] else ";"
    hode = linjer[0].split(skille)
    if len(linjer) < 2 or len(hode) < 2:
        raise ValueError(
            "Tiltakene må stå i en tabell: første linje er overskrifter med semikolon eller"
            " tabulator mellom, for eksempel Tiltak;2026;2027, og så ett tiltak per linje."
        )
    rader = []
    for nr, linje in enumerate(linjer[1:], start=1):
        celler = linje.split(skille)
        if len(celler) > len(hode):
            raise ValueError(
                f"Rad {nr} har {len(celler)} celler, men overskriften har {len(hode)}. Fjern"
                " det som er for mye, eller legg til en overskrift."
            )
        rader.append(dict(zip(hode, celler, strict=False)))
    return _ryddet(rader)


def _ryddet(rader: Sequence[Mapping[str, object]]) -> list[Rad]:
    """Rows with known keys and the text of each cell trimmed; empty cells and rows are left out."""
    if len(rader) > MAKS_RADER:
        raise ValueError(f"Listen har {tall(len(rader))} tiltak; høyst {tall(MAKS_RADER)} kan"
                         " vises på en side. Del den i flere filer.")  # fmt: skip
    ut = []
    for i, rad in enumerate(rader, start=1):
        ny: Rad = {}
        for overskrift, verdi in rad.items():
            navn = feltnavn(overskrift)
            tekst = _celle(verdi)
            if not tekst:
                continue
            if navn is None:
                raise ValueError(
                    f"Kolonnen «{overskrift}» (rad {i}) er ukjent. Bruk et årstall, eller"
                    f" {oppramsing([k.etikett for k in KOLONNER.values()], 'eller')}."
                )
            if len(tekst) > _FLEST_TEGN:
                raise ValueError(f"{hvor(i, rad)}: teksten under «{overskrift}» er for lang;"
                                 f" høyst {tall(_FLEST_TEGN)} tegn.")  # fmt: skip
            if skrevet := _som_skrevet(navn, tekst):
                ny[navn] = skrevet
        if ny:
            ut.append(ny)
    return ut


def _som_skrevet(navn: str, tekst: str) -> str:
    """Text of a cell; a status by its key, and a number that a sheet took for an amount."""
    if navn == "status":
        return STATUSORD.get(tekst.casefold(), tekst)
    if navn == "med" and tekst.casefold() == "ja":
        return ""
    if navn == "nr" and re.fullmatch(r"\d+,\d+", tekst):
        return tekst.replace(",", ".")
    return tekst


def _celle(verdi: object) -> str:
    if verdi is None or (isinstance(verdi, float) and pd.isna(verdi)):
        return ""
    if isinstance(verdi, bool):
        return "ja" if verdi else "nei"
    if isinstance(verdi, int | float):
        return (f"{verdi:.0f}" if float(verdi).is_integer() else repr(float(verdi))).replace(
            ".", ","
        )
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", str(verdi)).strip()


def som_json(rader: Sequence[Rad]) -> str:
    """Rows as one line of JSON, the keys in the order of the columns; empty for no rows."""
    orden = {navn: i for i, navn in enumerate([*KOLONNER])}
    ordnet = [
        dict(sorted(r.items(), key=lambda kv: (kv[0].isdecimal(), orden.get(kv[0], 0), kv[0])))
        for r in rader
    ]
    return json.dumps(ordnet, ensure_ascii=False, separators=(",", ":")) if ordnet else ""


def plan_som_rader(plan: pd.DataFrame) -> list[Rad]:
    """Rows of a published plan, as they would be typed.

    Parameters
    ----------
    plan
        One plan of the data's ``tiltak``: ``nr``, ``tiltak``, ``gruppe``, ``aar``,
        ``effekt_mill_kr``, ``aarsverk``, ``plasser``, ``status``, ``avhengig_av`` (measures to
        be seen together), ``lovpaalagt``, and amounts booked elsewhere, realised, not realisable.
    """
    ut = []
    for nr, d in plan.groupby("nr", sort=False):
        siste = d.iloc[-1]
        rad: dict[str, Any] = {"nr": nr, **{k: siste[k] for k in ("tiltak", "gruppe", "status")}}
        for r in d[d.effekt_mill_kr.notna()].itertuples():
            rad["uten_aar" if pd.isna(r.aar) else str(r.aar)] = float(r.effekt_mill_kr)
        rad |= {k: d[k].dropna().iloc[-1] for k in ("aarsverk", "plasser") if d[k].notna().any()}
        rad["lovpaalagt"], rad["ses_sammen_med"] = siste.lovpaalagt, siste.avhengig_av
        rad["foert_annet_sted"] = siste.foert_annet_sted_mill_kr
        rad["realisert"] = siste.realisert_mill_kr
        rad["ikke_gjennomfoerbart"] = siste.ikke_gjennomfoerbart_mill_kr
        rad["merknad"] = siste.merknad
        ut.append({k: "" if pd.isna(v) else v for k, v in rad.items()})
    return _ryddet(ut)


def hvor(i: int, rad: Mapping[str, object]) -> str:
    """Row as a sentence on it begins: its place, and its name where it has one."""
    navn = str(rad.get("tiltak") or rad.get("Tiltak") or "").strip()
    return f"Rad {i} «{navn[:60]}»" if navn else f"Rad {i}"
