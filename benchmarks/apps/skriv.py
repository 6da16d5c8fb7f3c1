"""The table of what was measured, in Norwegian, with the aims beside."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any

VAAR = "helseanalyse"
Funn = dict[str, Any]
Verdi = Callable[[Funn], float | None]


@dataclass(frozen=True)
class Rad:
    """One line of the table.

    ``maal`` is what our value may be at most: a share of the best peer's if ``forhold``, and
    then of the best peer's value of ``mot`` where that is another quantity. Less is better.
    """

    navn: str
    verdi: Verdi
    desimaler: int = 0
    maal: float | None = None
    forhold: bool = False
    mot: Verdi | None = None
    sammenlign: bool = True


def midt(navn: str) -> Verdi:
    """Median of what was measured."""
    return lambda funn: median(funn[navn]) if funn.get(navn) else None


def p95(navn: str) -> Verdi:
    """The value that 95 of 100 are below."""

    def regn(funn: Funn) -> float | None:
        alle = funn.get(navn) or []
        return quantiles(alle, n=20, method="inclusive")[-1] if len(alle) > 1 else None

    return regn


def _tall(navn: str, per: float = 1.0) -> Verdi:
    return lambda funn: None if funn.get(navn) is None else max(0.0, funn[navn] / per)


def _alle(funn: Funn) -> float | None:
    """Seconds until the last of those at the same moment has its charts; none if one has not."""
    return max(funn["mange"]) if funn.get("mange") and not funn["mange_feilet"] else None


def _axe(funn: Funn) -> float | None:
    return float(len(funn["axe"])) if "axe" in funn else None


def _cpu(funn: Funn) -> float | None:
    """Milliseconds a visitor: a mean, for one visit is shorter than the clock's step."""
    return 1000 * sum(funn["cpu"]) / len(funn["cpu"]) if funn.get("cpu") else None


RADER = [
    Rad("Første figur, ny leser (ms)", midt("nye"), maal=0.3, forhold=True),
    Rad("… over 10 Mbit/s og 40 ms (ms)", midt("tregt"), maal=0.1, forhold=True),
    Rad("… leser som har vært her før (ms)", midt("igjen")),
    Rad(
        "Levende: første endring tegnet (ms)", midt("levende"),
        maal=0.8, forhold=True, mot=midt("nye"),
    ),
    Rad("Glider til nytt bilde, median (ms)", midt("glider")),
    Rad("Glider til nytt bilde, 95 av 100 (ms)", p95("glider"), maal=16),
    Rad("Nedtrekksliste til nytt bilde, median (ms)", midt("liste"), maal=1.0, forhold=True),
    Rad("Nedtrekksliste til nytt bilde, 95 av 100 (ms)", p95("liste")),
    Rad("Tjeneren startes, til dens første leser har figurene (s)", _tall("oppstart"), 1),
    Rad("Minne på tjeneren per leser som ser (MB)", _tall("minne_ser"), 1, maal=1),
    Rad("Minne per leser som har valgt (MB)", _tall("minne_valgt"), 1, maal=60),
    Rad("Prosessortid på tjeneren per leser (ms)", _cpu),
    Rad("Hentet til første figur (kB)", _tall("byte", 1000)),
    Rad("Forespørsler til første figur", _tall("foresporsler")),
    Rad("{mange} lesere i samme øyeblikk: alle har figurene (s)", _alle, 1, 0.4, forhold=True),
    Rad("… lesere som ikke fikk figurene", _tall("mange_feilet"), maal=0, sammenlign=False),
    Rad("… alle drar i glideren, 95 av 100 (ms)", p95("dra"), maal=100),
    Rad("Regler brutt etter axe-core", _axe, maal=0, sammenlign=False),
]  # fmt: skip


def tall(verdi: float | None, desimaler: int = 0) -> str:
    r"""Number in Norwegian; a dash where it is missing.

    >>> tall(1234.56, 1), tall(None)
    ('1\u202f234,6', '–')
    """
    if verdi is None:
        return "–"
    return f"{verdi:,.{desimaler}f}".replace(",", "\u202f").replace(".", ",")


@dataclass(frozen=True)
class Dom:
    """How a line came out: ratio to the best peer, the aim in words, and whether it is met."""

    forhold: float | None
    maal: str
    naadd: bool | None


def dom(rad: Rad, alle: dict[str, Funn]) -> Dom:
    """Hold our value of a line against the best peer's and the aim."""
    egen = rad.verdi(alle[VAAR]) if VAAR in alle else None
    andre = [rad.mot(f) if rad.mot else rad.verdi(f) for n, f in alle.items() if n != VAAR]
    beste = min((v for v in andre if v is not None), default=None)
    forhold = egen / beste if egen is not None and beste and rad.sammenlign else None
    if rad.maal is None:
        return Dom(forhold, "", None)
    if rad.forhold:
        naadd = None if forhold is None else forhold <= rad.maal
        over = " av beste første figur" if rad.mot else " × beste"
        return Dom(forhold, f"≤ {tall(rad.maal, 1)}{over}", naadd)
    ord_ = f"≤ {tall(rad.maal)}" if rad.maal else "0"
    return Dom(forhold, ord_, None if egen is None else egen <= rad.maal)


def tabell(alle: dict[str, Funn], mange: int) -> list[str]:
    """Lines of the table in Markdown: ours first, then the peers, ratio, aim and verdict."""
    navn = list(alle)
    hode = ["Målt", *navn, "Forhold til beste", "Mål", "Nådd"]
    linjer = [_linje(hode), _linje(["---", *["--:"] * (len(navn) + 1), "---", "---"])]
    for rad in RADER:
        d = dom(rad, alle)
        verdier = [tall(rad.verdi(alle[n]), rad.desimaler) for n in navn]
        forhold = tall(d.forhold, 2) if d.forhold is not None else ""
        ord_ = "" if d.naadd is None else "ja" if d.naadd else "nei"
        if d.maal and d.naadd is None:
            ord_ = "ikke målt"
        linjer.append(_linje([rad.navn.format(mange=mange), *verdier, forhold, d.maal, ord_]))
    return linjer


def _linje(celler: Sequence[str]) -> str:
    return f"| {' | '.join(celler)} |"


def dokument(resultat: dict[str, Any]) -> str:
    """The whole page on speed: how it was measured, the table, and what was not measured."""
    alle, om = resultat["apper"], resultat["om"]
    feil = [f"- {navn}: {'; '.join(f['feil'])}" for navn, f in alle.items() if f.get("feil")]
    brutt = [f"- {navn}: {', '.join(f['axe'])}" for navn, f in alle.items() if f.get("axe")]
    deler = [
        _INNLEDNING.format(**om),
        "\n".join(tabell(alle, om["mange"])),
        _FORKLARING,
        "## Regler som er brutt etter axe-core\n\n" + ("\n".join(brutt) or "Ingen."),
        f"## Versjoner\n\n{om['versjoner']}",
    ]
    if feil:
        deler.insert(2, "Ikke målt, med grunnen:\n\n" + "\n".join(feil))
    return "\n\n".join(deler) + "\n"


_INNLEDNING = """# Hvor raske appene er

Siden er skrevet av `make hastighet-apper`; endre den ikke for hånd.

Den samme lille appen er laget i hvert verktøy slik verktøyets egen dokumentasjon gjør det:
to nedtrekkslister med 357 kommuner, en glider for dekning, en figur med tolv indikatorer, en
figur med framskrevne plasser, og en tabell. Tallene er oppdiktede (`syntetisk`): 357 kommuner,
15 år og 40 indikatorer, 214 200 rader. Figurene er de samme Altair-figurene i alle, fra én fil.
I vår app følger den ene figuren glideren i nettleseren, slik notatbøkene våre gjør det; de
andre regner den på tjeneren. Appene ligger i `benchmarks/apps`.

Målt {dato} på {kjerner} kjerner ({maskin}).
Belastningen på maskinen var {last} da målingen begynte. {omfang}

Hver app har sin egen tjener på samme maskin som nettleseren, Chromium {chromium} uten vindu,
som ikke når nettet. Lavest er best i alle rader; «beste» er den beste av de andre."""

_FORKLARING = """Slik er det målt:

- **Første figur**: fra nettleseren begynner å hente siden med tomt hurtiglager, til teksten i
  begge figurene står synlig på siden, lest for hver ramme. Tjenerens aller første leser er ikke
  med. Over en treg linje strupes HTTP, ikke websocket.
- **Levende**: fra nettleseren begynner å hente siden, til det første steget på glideren har gitt
  et annet bilde. Det måles mot det beste av de andre verktøyenes *første figur*.
- **Glider og liste**: fra nettleseren får tasten eller valget, til figuren i siden er en annen.
  Glideren endrer figuren med plasser, listen endrer begge.
- **Minne**: prosessenes andel av minnet (PSS), tjener og alle barn, per åpen side. Inntil 1 MB
  er målestøy og regnes som ingenting.
- **Prosessortid**: tjeneren og alle barn, gjennomsnitt over besøkene.
- **I samme øyeblikk**: alle sidene åpnes samtidig, hver med tomt hurtiglager, i én nettleser på
  de samme kjernene; tiden går til den siste har begge figurene. Så drar alle i glideren på likt.
- **axe-core**: antall regler som er brutt, uansett alvor, på 1280 piksler."""
