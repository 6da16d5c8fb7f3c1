"""Build the data package: ``data/kilde`` (as transcribed) becomes ``data/klargjort`` (tidy).

``data/skjema.toml`` says which source file feeds which frame, ``data/korreksjoner.toml`` lists
the declared corrections, and ``data/datapackage.json`` describes and hashes every file.

Run ``python -m helseanalyse.sources.build`` to rebuild, ``--kontroller`` to compare only.
"""

import argparse
import hashlib
import json
import re
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from ..fil import skriv_fil

Spesifikasjon = Mapping[str, Any]
Noter = dict[tuple[int, str], str]

SYMBOLER = {":": "skjermet", "-": "mangler", "..": "mangler", ".": "ikke_i_bruk"}
TALL = re.compile(r"-?\d+(\.\d+)?")
OPPRETTET = "2026-11-21T00:00:00Z"


def les_toml(sti: Path) -> dict[str, Any]:
    """Return the content of one TOML file."""
    if not sti.is_file():
        raise ValueError(f"Fant ikke {sti.name} i {sti.parent}; filen må ligge i datamappen.")
    return tomllib.loads(sti.read_text(encoding="utf-8"))


def les_kilde(rot: Path, fil: str) -> pd.DataFrame:
    """Return one source file with every cell as the text that was transcribed."""
    sti = rot / "kilde" / f"{fil}.csv"
    if not sti.is_file():
        raise ValueError(
            f"Fant ikke kilde/{fil}.csv; legg filen på plass eller ta den ut av skjema."
        )
    return pd.read_csv(sti, dtype=str, keep_default_na=False, encoding="utf-8")


def rett(
    ramme: pd.DataFrame, fil: str, korreksjoner: Sequence[Spesifikasjon]
) -> tuple[pd.DataFrame, Noter]:
    """Apply the declared corrections of one file and return the note for each mended cell.

    Parameters
    ----------
    ramme : pandas.DataFrame
        The source file, cells as text.
    fil : str
        File name without ending.
    korreksjoner : sequence of mappings
        Every entry of ``korreksjoner.toml``.

    Raises
    ------
    ValueError
        When the row or the value a correction was written for is no longer there.
    """
    ny, noter = ramme.copy(), Noter()
    for k in korreksjoner:
        if k["fil"] != f"{fil}.csv":
            continue
        treff = pd.Series(True, index=ny.index)
        for felt, verdi in k["rad"].items():
            treff &= ny[felt] == verdi
        rader = list(ny.index[treff])
        if len(rader) != 1 or ny.loc[rader[0], k["felt"]] != k["fra"]:
            raise ValueError(
                f"Korreksjonen {k['id']} passer ikke lenger: {k['fil']} har ikke «{k['fra']}» i "
                f"feltet {k['felt']} på akkurat én rad; gå gjennom korreksjoner.toml."
            )
        ny.loc[rader[0], k["felt"]] = k["til"]
        noter[(int(rader[0]), k["felt"])] = f"Rettet fra «{k['fra']}»: {k['grunn']}"
    return ny, noter


def smelt(ramme: pd.DataFrame, spes: Spesifikasjon, noter: Noter) -> list[dict[str, str]]:
    """Return one record per row, or per row and value column when the file is wide."""
    poster = []
    for indeks, rad in zip(ramme.index, ramme.to_dict("records"), strict=True):
        felles = {**spes.get("fast", {}), **{str(k): str(v) for k, v in rad.items()}}
        for kolonne, sett in spes.get("smelt", {"": {}}).items():
            if kolonne and rad[kolonne] == "" and not spes.get("behold_tomme", False):
                continue
            post = {**felles, **sett} | ({spes["verdifelt"]: rad[kolonne]} if kolonne else {})
            for felt, mal in spes.get("mal", {}).items():
                post[felt] = mal.format_map(post)
            kolonner = [kolonne] if kolonne else list(rad)
            funnet = [noter[(int(indeks), str(k))] for k in kolonner if (indeks, k) in noter]
            if funnet:
                post["merknad"] = ". ".join(t for t in [post.get("merknad", ""), *funnet] if t)
            poster.append(post)
    return poster


def les_symbol(post: dict[str, str], verdifelt: str, fil: str) -> dict[str, str]:
    """Return the record with SSB's symbols turned into a status, never into a number."""
    ny = dict(post)
    verdi = ny.get(verdifelt, "").strip()
    if verdi in SYMBOLER:
        ny[verdifelt], ny["status"] = "", SYMBOLER[verdi]
    elif verdi and not TALL.fullmatch(verdi):
        raise ValueError(
            f"kilde/{fil}.csv har «{verdi}» der det skal stå et tall; "
            "rett avskriften eller meld en korreksjon i korreksjoner.toml."
        )
    return ny


def bygg_ramme(rot: Path, ramme: Spesifikasjon, skjema: Spesifikasjon) -> pd.DataFrame:
    """Return one tidy frame made from every source file that feeds it."""
    korreksjoner = les_toml(rot / "korreksjoner.toml").get("korreksjon", [])
    poster: list[dict[str, str]] = []
    for spes in (k for k in skjema["kilde"] if k["ramme"] == ramme["navn"]):
        rettet, noter = rett(les_kilde(rot, spes["fil"]), spes["fil"], korreksjoner)
        full = {"verdifelt": ramme.get("verdifelt", ""), **spes}
        nye = smelt(rettet, full, noter)
        if ramme.get("verdifelt"):
            nye = [les_symbol(p, ramme["verdifelt"], spes["fil"]) for p in nye]
        poster += nye
    rader = [{f: p.get(f, "") for f in ramme["felt"]} for p in poster]
    resultat = pd.DataFrame(rader, columns=ramme["felt"], dtype=str)
    dobbelt = resultat[resultat.duplicated(ramme["nokkel"])]
    if len(dobbelt):
        rad = ", ".join(dobbelt.iloc[0][ramme["nokkel"]])
        raise ValueError(f"Rammen {ramme['navn']} har to rader for {rad}; behold bare én av dem.")
    if ramme.get("sorter", False):
        resultat = resultat.sort_values(ramme["nokkel"], kind="stable")
    return resultat.reset_index(drop=True)


def kontroller_koblinger(rammer: Mapping[str, pd.DataFrame], skjema: Spesifikasjon) -> None:
    """Raise ``ValueError`` when a row points to a source or a region that is not there."""
    for ramme in skjema["ramme"]:
        for felt, maal in ramme.get("fremmed", {}).items():
            mangler = set(rammer[ramme["navn"]][felt]) - set(rammer[maal["ramme"]][maal["felt"]])
            if mangler:
                raise ValueError(
                    f"Rammen {ramme['navn']} viser til {sorted(mangler)[0]} i {felt}, som ikke "
                    f"finnes i {maal['ramme']}; legg raden inn der eller rett henvisningen."
                )


def felt_beskrivelse(navn: str, skjema: Spesifikasjon, spes: Spesifikasjon) -> dict[str, Any]:
    """Return the data package's description of one field, with unit where it has one."""
    if navn in spes.get("smelt", {}):
        sett = spes["smelt"][navn]
        navn_paa = sett.get("indikator") or sett.get("sats") or spes["ramme"]
        ut = {"name": navn, "type": "number", "description": f"{navn_paa}, slik det er trykt"}
        ut |= {"unit": sett["enhet"]} if "enhet" in sett else {}
        ut["description"] += f" ({sett['aar']})" if "aar" in sett else ""
    elif (oppslag := spes.get("erstatt", {}).get(navn, navn)) in skjema["felt"]:
        ut = {"name": navn, **skjema["felt"][oppslag]}
    else:
        raise ValueError(f"Feltet {navn} er ikke beskrevet i skjema.toml; legg det inn under felt.")
    if navn in spes.get("som_tekst", []):
        ut = {k: v for k, v in ut.items() if k != "constraints"} | {"type": "string"}
    return ut


def ressurs(
    navn: str, sti: str, innhold: bytes, spes: Spesifikasjon, felt: list[dict[str, Any]]
) -> dict[str, Any]:
    """Return the data package's entry for one file."""
    skjema: dict[str, Any] = {"fields": felt, "missingValues": ["", *SYMBOLER][: spes["tomme"]]}
    if "nokkel" in spes:
        skjema["primaryKey"] = spes["nokkel"]
    koblinger = spes.get("fremmed", {})
    if koblinger:
        skjema["foreignKeys"] = [
            {"fields": f, "reference": {"resource": m["ramme"], "fields": m["felt"]}}
            for f, m in koblinger.items()
        ]
    return {
        "name": navn,
        "path": sti,
        "profile": "tabular-data-resource",
        "title": spes["tittel"],
        "description": spes["beskrivelse"],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(innhold),
        "hash": f"sha256:{hashlib.sha256(innhold).hexdigest()}",
        "schema": skjema,
    }


def som_csv(ramme: pd.DataFrame) -> bytes:
    """Return the frame as CSV: UTF-8, comma, line feed."""
    tekst: str = ramme.to_csv(index=False, lineterminator="\n")
    return tekst.encode("utf-8")


def bygg(rot: Path) -> dict[str, bytes]:
    """Return every built file, name to content, without writing anything.

    Parameters
    ----------
    rot : pathlib.Path
        The data folder, the one that holds ``kilde`` and ``skjema.toml``.
    """
    skjema = les_toml(rot / "skjema.toml")
    rammer = {r["navn"]: bygg_ramme(rot, r, skjema) for r in skjema["ramme"]}
    kontroller_koblinger(rammer, skjema)
    filer, ressurser = {}, []
    for r in skjema["ramme"]:
        sti = f"klargjort/{r['navn']}.csv"
        filer[sti] = som_csv(rammer[r["navn"]])
        felt = [felt_beskrivelse(f, skjema, r) for f in r["felt"]]
        ressurser.append(ressurs(r["navn"], sti, filer[sti], {**r, "tomme": 1}, felt))
    for k in skjema["kilde"]:
        sti = f"kilde/{k['fil']}.csv"
        felt = [felt_beskrivelse(str(f), skjema, k) for f in les_kilde(rot, k["fil"]).columns]
        innhold = (rot / sti).read_bytes()
        navn = f"kilde-{k['fil'].replace('_', '-')}"
        ressurser.append(ressurs(navn, sti, innhold, {**k, "tomme": 5}, felt))
    pakke = {**skjema["pakke"], "created": OPPRETTET, "resources": ressurser}
    tekst = json.dumps(pakke, ensure_ascii=False, indent=2) + "\n"
    return {**filer, "datapackage.json": tekst.encode("utf-8")}


def skriv(rot: Path, filer: Mapping[str, bytes]) -> None:
    """Write the files, none of them ever half written."""
    for sti, innhold in filer.items():
        skriv_fil(rot / sti, innhold, lag_mappe=True)


def avvik(rot: Path, filer: Mapping[str, bytes]) -> list[str]:
    """Return the names of built files that differ from, or are missing on, disk."""
    paa_disk = {f"{m}/{p.name}" for m in ("klargjort", "kilde") for p in (rot / m).glob("*.csv")}
    kjente = set(filer) | {f"kilde/{k['fil']}.csv" for k in les_toml(rot / "skjema.toml")["kilde"]}
    ulike = {s for s, b in filer.items() if not (rot / s).is_file() or (rot / s).read_bytes() != b}
    return sorted(ulike | (paa_disk - kjente))


def main(argv: Sequence[str] | None = None) -> int:
    """Rebuild the data package, or with ``--kontroller`` only compare; 1 means trouble."""
    tolker = argparse.ArgumentParser(prog="helseanalyse.sources.build", description="Bygg data.")
    standard = Path(__file__).parents[3] / "data"
    tolker.add_argument("--rot", type=Path, default=standard, help="datamappen")
    tolker.add_argument("--kontroller", action="store_true", help="sammenlign, skriv ingenting")
    valg = tolker.parse_args(argv)
    try:
        filer = bygg(valg.rot)
        ulike = avvik(valg.rot, filer)
        if not valg.kontroller:
            skriv(valg.rot, filer)
            ulike = [s for s in ulike if s not in filer]
    except ValueError as feil:
        sys.stderr.write(f"{feil}\n")
        return 1
    for sti in ulike:
        sys.stderr.write(f"{sti} stemmer ikke med en ny bygging.\n")
    return 1 if ulike else 0


if __name__ == "__main__":
    sys.exit(main())
