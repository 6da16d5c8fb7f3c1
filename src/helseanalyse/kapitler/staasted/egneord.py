"""Chapter of the report: the consultant's own words, marked as theirs."""

from collections.abc import Sequence

from ...kilde import Kilde
from ...sources.load import Data
from ...valg_staasted import Staastedsvalg
from ...views.blokker import Blokk, rent, tabell, tekst
from .felles import felles, overskrift, t

_DEL = "egneord"
_PAR = (("styrker", "svakheter"), ("muligheter", "trusler"))


def egne_ord(data: Data, valg: Staastedsvalg) -> list[Blokk]:
    """Chapter: assessment cross, status by unit, action plan and recommendation.

    Nothing where the consultant has written nothing: there are no words but their own.
    """
    ord_ = valg.ord
    deler = [
        *_kryss(valg, ord_.kryss),
        *_tabell(valg, "enheter", ord_.enheter),
        *_tabell(valg, "handlingsplan", ord_.handlingsplan),
    ]
    if ord_.anbefaling:
        deler += avsnitt(valg, ord_.anbefaling, "anbefaling")
    if not deler:
        return []
    return [overskrift(valg, _DEL), tekst(t(valg, _DEL)("merke")), *deler]


def kilde(valg: Staastedsvalg) -> Kilde:
    """Source of what the consultant has written."""
    navn = felles(valg)("konsulenten")
    return Kilde(id="egne-ord", tekst=navn, url=None, metode="egne", merknad=None)


def avsnitt(valg: Staastedsvalg, skrevet: str, noekkel: str) -> list[Blokk]:
    """Own text under a heading that says whose it is."""
    tittel = t(valg, _DEL)(noekkel)
    return [tekst(f"### {tittel}\n\n{_rent(skrevet)}", [kilde(valg)])]


def _rent(skrevet: str) -> str:
    """Own text as it was written: paragraphs and points are kept, no other mark is obeyed."""
    return "\n".join(_linje(linje) for linje in skrevet.splitlines())


def _linje(linje: str) -> str:
    ren = linje.strip()
    if ren.startswith(("- ", "• ")):
        return f"- {rent(ren[2:])}"
    trygg = rent(ren)
    # A line that begins as a list or a rule would be read as one.
    return f"\\{trygg}" if trygg.startswith(("-", "+", "=")) else trygg


def _kryss(valg: Staastedsvalg, kryss: dict[str, list[str]]) -> list[Blokk]:
    """Assessment cross: two tables side by side in words, strengths beside weaknesses."""
    s = t(valg, _DEL)
    ut = []
    for par in _PAR:
        sider = [kryss.get(navn, []) for navn in par]
        antall = max(len(side) for side in sider)
        if antall:
            rader = [[side[nr] if nr < len(side) else "" for side in sider] for nr in range(antall)]
            nummererte = [[str(nr), *rad] for nr, rad in enumerate(rader, start=1)]
            ut.append(
                tabell(
                    f"egne-{par[0]}",
                    [s("nr"), *(s(navn) for navn in par)],
                    nummererte,
                    tittel=s(f"kryss-{par[0]}"),
                    kilder=[kilde(valg)],
                    just="lll",
                )
            )
    return ut


def _tabell(valg: Staastedsvalg, navn: str, rader: Sequence[Sequence[str]]) -> list[Blokk]:
    if not rader:
        return []
    s = t(valg, _DEL)
    return [
        tabell(
            f"egne-{navn}",
            [s(f"{navn}-{nr}") for nr in range(1, 5)],
            [[" ".join(celle.split()) for celle in rad] for rad in rader],
            tittel=s(navn),
            kilder=[kilde(valg)],
            just="llll",
        )
    ]
