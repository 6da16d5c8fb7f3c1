"""Write the register of indicators into the documentation: ``docs/begreper.md``.

``python -m helseanalyse.sources.begreper`` writes it; with ``--kontroller`` it is only compared.
The words above the heading «Indikatorer» are written by hand and are left as they are.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from ..begrep import Punkt, definert, punkter
from ..enheter import enhet_navn
from ..fil import skriv_fil
from ..indikator import Gruppe, Indikator, gruppenavn, grupper, indikatorer
from .ssb_tabeller import les_liste

OVERSKRIFT = "## Indikatorer\n"
_INNLEDNING = """
Denne delen er skrevet av registeret `src/helseanalyse/indikatorer.toml` med
`python -m helseanalyse.sources.begreper`: rett registeret, ikke denne siden. I appen og notatbøkene
står det samme der en leser åpner en indikator.
"""
_SAGT = {"Definisjon", "Enhet", "Nynorsk", "Engelsk"}  # first in the line, or in the table
_HODE = "| navn | nynorsk | English | i koden | enhet | regnes av |\n|---|---|---|---|---|---|\n"


def begreper(register: Iterable[Indikator], koder: dict[str, str]) -> str:
    """Return the part on indicators: for each group a table of names, then what each means.

    Parameters
    ----------
    register
        The indicators, in the order in which they are told.
    koder
        Indicator -> its code in the statistics bank, where it has one.
    """
    alle = list(register)
    biter = [_gruppe(g, [i for i in alle if i.gruppe == g], koder) for g in grupper()]
    return OVERSKRIFT + _INNLEDNING + "".join(biter)


def _gruppe(gruppe: Gruppe, med: Sequence[Indikator], koder: dict[str, str]) -> str:
    if not med:
        return ""
    rader = "".join(_rad(i) for i in med)
    lest = "".join(_forklart(i, koder.get(i.id, "")) for i in med)
    return f"\n### {gruppenavn(gruppe)}\n\n{_HODE}{rader}\n{lest}"


def _rad(i: Indikator) -> str:
    if i.type == "forholdstall":
        regnes = f"`{i.teller}` / `{i.nevner}` · {i.faktor:g}"
    else:
        regnes = "antall" if i.type == "grunntall" else "oppgitt i kilden"
    celler = (i.navn, i.navn_nn, i.navn_en, f"`{i.id}`", enhet_navn(i.enhet), regnes)
    return f"| {' | '.join(celler)} |\n"


def _forklart(i: Indikator, kode: str) -> str:
    ledd = [_setning(p) for p in punkter(i) if p.ledetekst not in _SAGT]
    ledd += [f"Kode i statistikkbanken: `{kode}`."] if kode else []
    return f"- **{i.navn}**: {' '.join([definert(i), *ledd])}\n"


def _setning(p: Punkt) -> str:
    return f"{p.ledetekst}: {p.tekst.removesuffix('.')}."


def statistikkbankens_koder() -> dict[str, str]:
    """Indicator -> contents code, of the tables that are fetched and whose code is known."""
    tabeller = les_liste().tabeller.values()
    return {s.id: s.innhold for t in tabeller for s in t.serier if s.innhold and not s.maa_velges}


def ny_side(gammel: str) -> str:
    """Return the page with the part on indicators written anew.

    Raises
    ------
    ValueError
        If the page lacks the heading that the part begins with.
    """
    ord_, overskrift, _ = gammel.partition(OVERSKRIFT)
    if not overskrift:
        raise ValueError(f"docs/begreper.md mangler overskriften «{OVERSKRIFT.strip()}».")
    return ord_ + begreper(indikatorer().values(), statistikkbankens_koder())


def main(argv: Sequence[str] | None = None) -> int:
    """Write the page, or with ``--kontroller`` only compare; 1 means that it is not up to date."""
    tolker = argparse.ArgumentParser(
        prog="helseanalyse.sources.begreper", description="Skriv docs/begreper.md av registeret."
    )
    standard = Path(__file__).parents[3] / "docs" / "begreper.md"
    tolker.add_argument("--fil", type=Path, default=standard, help="siden som skrives")
    tolker.add_argument("--kontroller", action="store_true", help="sammenlign, skriv ingenting")
    valg = tolker.parse_args(argv)
    try:
        gammel = valg.fil.read_text(encoding="utf-8")
        ny = ny_side(gammel)
    except (OSError, ValueError) as feil:
        sys.stderr.write(f"{feil}\n")
        return 1
    if not valg.kontroller:
        skriv_fil(valg.fil, ny.encode("utf-8"))
    elif ny != gammel:
        sys.stderr.write(
            f"{valg.fil.name} stemmer ikke med registeret; kjør"
            " «python -m helseanalyse.sources.begreper».\n"
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
