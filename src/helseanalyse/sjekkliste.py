"""Write the checklist of the 2013 document: ``docs/romskog-2013.md``.

``python -m helseanalyse.sjekkliste`` writes it; with ``--kontroller`` it is only compared. Each
point names the chapter of ``staastedsanalyse`` where it stands and what is printed there; the
chapter is made anew, and a figure that it has not got is refused.
"""

import argparse
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from .fil import skriv_fil
from .kapitler import staasted
from .kapitler.rapport_2013 import utfallsnavn
from .sources.load import Data, load_eksempeldata
from .valg_staasted import Staastedsvalg
from .views.blokker import Blokk

KOMM_NR = "0121"
KLASSER = {"gjenskapt": "Gjenskapt", "rettet": "Rettet", "ikke_mulig": "Ikke mulig"}
_KLASSE = {
    "gjenskapt": "gjenskapt",
    "gjenskapt_med_forbehold": "gjenskapt",
    "ikke_entydig": "rettet",
    "motsigelse": "rettet",
    "merknad": "rettet",
    "kan_ikke_etterproeves": "ikke_mulig",
}
_USYNLIG = {"spec", "kilder", "id", "type", "style", "just", "definisjoner"}
_MAPPE = Path(__file__).parents[2] / "docs"
_INNLEDNING = """# Rømskog-rapporten fra 2013, påstand for påstand

Denne siden er skrevet av `python -m helseanalyse.sjekkliste`: rett `docs/romskog-2013.toml` eller
dataene, ikke siden. Den holder KS-Konsulents rapport om Rømskog (8. november 2013) mot
`staastedsanalyse` for samme kommune:

```sh
helseanalyse rapport staastedsanalyse --komm-nr 0121 --sammenlign 0628 --sammenlign 0119 --aar 2012
```

«Gjenskapt» er regnet ut på nytt av dokumentets egne tall. «Rettet» er sagt annerledes i vår
rapport, fordi tallene ikke bærer påstanden eller sier noe annet. «Ikke mulig» kan ikke etterprøves:
tallene er ikke trykt, eller påstanden er andres. Tallene i siste kolonne står i kapitlet slik de er
sitert; det kontrolleres hver gang siden skrives. Dokumentet har sidetall bare noen steder, så
stedet er oppgitt med overskrift eller diagram.
"""


class Punkt(NamedTuple):
    """One claim: what it says and prints, where, its outcome and why, and where we have it."""

    nr: str
    paastand: str
    trykt: str
    sted: str
    klasse: str
    hvorfor: str
    kapittel: str
    tall: tuple[str, ...]


def punkter(data: Data, liste: Mapping[str, Any]) -> list[Punkt]:
    """Every claim: the numbered points of the data, then those beside them.

    Raises
    ------
    ValueError
        If a point of the data is not in the list, or the list has one that is not in the data.
    """
    egne = {int(p["nr"]): p for p in liste.get("punkt", [])}
    p = data.paastander[data.paastander.komm_nr == KOMM_NR]
    ulike = sorted(set(egne) ^ {int(nr) for nr in p.nr})
    if ulike:
        raise ValueError(f"Punkt {ulike[0]} står ikke både i dataene og i romskog-2013.toml.")
    steder = data.kilder.set_index("kilde").sted
    ut = []
    for r in p.itertuples():
        her = egne[int(r.nr)]
        klasse = her.get("klasse", _KLASSE[r.utfall])
        hvorfor = f"{utfallsnavn(r.utfall)}. {r.forklaring}"
        ut.append(Punkt(str(r.nr), r.paastand, r.trykt, str(steder[r.kilde]), klasse, hvorfor,
                        her.get("kapittel", ""), tuple(her.get("tall", ()))))  # fmt: skip
    for i, a in enumerate(liste.get("annet", [])):
        ut.append(Punkt(_bokstav(i), a["paastand"], "", a["sted"], a["klasse"], a["hvorfor"],
                        a.get("kapittel", ""), tuple(a.get("tall", ()))))  # fmt: skip
    return ut


def _bokstav(nr: int) -> str:
    return chr(ord("a") + nr)


def kapitteltekst(blokker: Sequence[Blokk]) -> str:
    """All that a reader sees of blocks, in one line with plain spaces."""
    biter: list[str] = []

    def gaa(x: Any) -> None:
        if isinstance(x, str):
            biter.append(x)
        elif isinstance(x, Mapping):
            for k, v in x.items():
                if k not in _USYNLIG:
                    gaa(v)
        elif isinstance(x, Sequence):
            for v in x:
                gaa(v)

    gaa(list(blokker))
    return rens(" ".join(biter))


def rens(tekst: str) -> str:
    """Text with every kind of space as one plain space."""
    return re.sub(r"\s+", " ", tekst)


def rapporten(data: Data) -> dict[str, tuple[str, str]]:
    """Heading and whole text of each chapter of the report on Rømskog, by the chapter's name.

    In bokmål, with the comparison of the document.
    """
    valg = Staastedsvalg.sjekket(
        data, komm_nr=KOMM_NR, sammenlign=["0628", "0119"], aar=2012, spraak="nb"
    )
    kapitler = {k.__name__: k(data, valg) for k in staasted.KAPITLER}
    return {n: (kapitteltekst(b[:1]), kapitteltekst(b)) for n, b in kapitler.items()}


def side(data: Data, liste: Mapping[str, Any]) -> str:
    """Return the page.

    Raises
    ------
    ValueError
        As :func:`punkter`; or if a chapter lacks what a point says that it prints.
    """
    alle, kapitler = punkter(data, liste), rapporten(data)
    navn = {n: overskrift for n, (overskrift, _) in kapitler.items()}
    for p in alle:
        _sjekk(p, {n: tekst for n, (_, tekst) in kapitler.items()})
    antall = Counter(p.klasse for p in alle)
    ledd = ", ".join(f"{antall[k]} {v.lower()}" for k, v in KLASSER.items())
    hode = "| | påstand | trykt | sted i dokumentet | utfall | hvorfor | i rapporten |\n"
    hode += "|---|---|---|---|---|---|---|\n"
    nummererte = [p for p in alle if p.nr.isdecimal()]
    andre = [p for p in alle if not p.nr.isdecimal()]
    return (
        f"{_INNLEDNING}\nI alt {len(alle)} påstander: {ledd}.\n\n"
        f"## De {len(nummererte)} punktene om tall\n\n{hode}"
        f"{''.join(_rad(p, navn) for p in nummererte)}\n"
        f"## Andre påstander\n\n{hode}{''.join(_rad(p, navn) for p in andre)}"
    )


def _sjekk(p: Punkt, tekst: Mapping[str, str]) -> None:
    if p.klasse not in KLASSER:
        raise ValueError(f"Punkt {p.nr} har klassen «{p.klasse}»; bruk {', '.join(KLASSER)}.")
    if p.kapittel and p.kapittel not in tekst:
        raise ValueError(f"Punkt {p.nr} viser til kapitlet «{p.kapittel}», som ikke finnes.")
    borte = [t for t in p.tall if rens(t) not in tekst.get(p.kapittel, "")]
    if borte:
        raise ValueError(f"Kapitlet «{p.kapittel}» har ikke «{borte[0]}», som punkt {p.nr} sier.")


def _rad(p: Punkt, navn: Mapping[str, str]) -> str:
    hvor = "–"
    if p.kapittel:
        hvor = f"«{navn[p.kapittel]}»: {'; '.join(p.tall)}"
    celler = (p.nr, p.paastand, p.trykt or "–", p.sted, KLASSER[p.klasse], p.hvorfor, hvor)
    return f"| {' | '.join(c.replace('|', '/').replace('*', chr(92) + '*') for c in celler)} |\n"


def main(argv: Sequence[str] | None = None) -> int:
    """Write the page, or with ``--kontroller`` only compare; 1 means that it is not up to date."""
    tolker = argparse.ArgumentParser(
        prog="helseanalyse.sjekkliste", description="Skriv docs/romskog-2013.md."
    )
    tolker.add_argument("--mappe", type=Path, default=_MAPPE, help="mappen med TOML-filen og siden")
    tolker.add_argument("--kontroller", action="store_true", help="sammenlign, skriv ingenting")
    valg = tolker.parse_args(argv)
    fil = valg.mappe / "romskog-2013.md"
    try:
        liste = tomllib.loads((valg.mappe / "romskog-2013.toml").read_text(encoding="utf-8"))
        ny = side(load_eksempeldata(), liste)
        gammel = fil.read_text(encoding="utf-8") if fil.exists() else ""
    except (OSError, ValueError) as feil:
        sys.stderr.write(f"{feil}\n")
        return 1
    if not valg.kontroller:
        skriv_fil(fil, ny.encode("utf-8"))
    elif ny != gammel:
        sys.stderr.write(
            f"{fil.name} stemmer ikke med rapporten; kjør «python -m helseanalyse.sjekkliste».\n"
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
