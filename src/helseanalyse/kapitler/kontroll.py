"""The chapters of ``kontroll``: whether a table agrees with itself."""

from collections import defaultdict

from ..enheter import med_fortegn, tall
from ..kilde import Kilde
from ..measures.kontroll import ARTER, Kontroll, celleutfall, setning
from ..measures.kontroll_funn import Funn, Utfall
from ..sources.load import Data
from ..trykt import Trykttabell
from ..valg_kontroll import Kontrollvalg, eksempel, kontroll_av, lest
from ..views.blokker import Blokk, rent, svar, tabell, tekst, varsel
from .felles import kilder
from .kontrollfelt import felter

__all__ = ["avrundinger", "bilde", "felter", "konklusjon", "metode", "motsigelser", "treff"]

_ART = dict(ARTER)
_MERKE = ("", "\u00a0=", "\u00a0≈", "\u00a0≠")
_MAKS_RADER, _MAKS_KOLONNER = 60, 12
_MAKS_FUNN = 50
_MAKS_VARSLER = 5


def tittel(data: Data, valg: Kontrollvalg) -> tuple[str, str]:
    """Title of the report, and what was checked."""
    t = lest(valg)
    return "Går tallene opp?", f"Kontroll av {t.navn}"


def _lest(valg: Kontrollvalg) -> tuple[Trykttabell, Kontroll] | None:
    """Table and findings; none where the table cannot be read, as the conclusion then says."""
    try:
        return lest(valg), kontroll_av(valg)
    except ValueError:
        return None


def _kilder(data: Data, valg: Kontrollvalg, t: Trykttabell) -> list[Kilde]:
    e = eksempel(valg)
    if e is not None:
        return kilder(data, e.kilder)
    hva = f"Fil: {t.navn}" if valg.fil else "Innlimt tabell"
    return [Kilde(id="egne", tekst=hva, url=None, metode="egne", merknad=None)]


def konklusjon(data: Data, valg: Kontrollvalg) -> list[Blokk]:
    """Chapter: how many figures were checked, and how they came out, in one sentence."""
    try:
        t, k = lest(valg), kontroll_av(valg)
    except ValueError as feil:
        return [varsel(rent(f"Tabellen kan ikke kontrolleres. {feil}"))]
    ut = [svar(rent(setning(k)))]
    if t.varsler:
        vist = " ".join(t.varsler[:_MAKS_VARSLER])
        flere = len(t.varsler) - _MAKS_VARSLER
        ut.append(varsel(rent(vist + (f" Og {flere} merknader til." if flere > 0 else ""))))
    return ut


def motsigelser(data: Data, valg: Kontrollvalg) -> list[Blokk]:
    """Chapter: the figures that contradict the others, with the arithmetic."""
    if (begge := _lest(valg)) is None:
        return []
    t, k = begge
    funnene = k.av(Utfall.MOTSIGELSE)
    if not funnene:
        return []
    hint = list(dict.fromkeys(f.hint for f in funnene if f.hint))
    rader = [
        [f.sted, f.regnestykke, _avvik(f, t), f"{f.sikkerhet}: {_ART[f.art]}, {f.grunn}"]
        for f in funnene[:_MAKS_FUNN]
    ]
    return [
        tekst("## Hva går ikke opp?"),
        tabell(
            "motsigelser",
            ["Hvor", "Regnestykke", "Avvik", "Sikkerhet og grunn"],
            rader,
            tittel=f"{_antall(len(funnene), 'tall', 'tall')} motsier de andre",
            kilder=_kilder(data, valg, t),
            just="llrl",
            note="Feilen kan ligge i det trykte tallet eller i et av leddene."
            + _flere(len(funnene)),
        ),
        *([tekst("\n".join(f"- {rent(h)}" for h in hint[:10]))] if hint else []),
    ]


def avrundinger(data: Data, valg: Kontrollvalg) -> list[Blokk]:
    """Chapter: the deviations that rounding explains."""
    if (begge := _lest(valg)) is None:
        return []
    t, k = begge
    funnene = k.av(Utfall.AVRUNDING)
    if not funnene:
        return []
    return [
        tekst("## Hva skyldes avrunding?"),
        tabell(
            "avrundinger",
            ["Hvor", "Regnestykke", "Avvik"],
            [[f.sted, f.regnestykke, _avvik(f, t)] for f in funnene[:_MAKS_FUNN]],
            tittel=f"{_antall(len(funnene), 'avvik', 'avvik')} er ikke større enn avrunding gir",
            kilder=_kilder(data, valg, t),
            just="llr",
            note="Hvert ledd og svaret kan være rundet av med en halv enhet i siste siffer."
            + _flere(len(funnene)),
        ),
    ]


def treff(data: Data, valg: Kontrollvalg) -> list[Blokk]:
    """Chapter: what agrees, counted by kind."""
    if (begge := _lest(valg)) is None:
        return []
    t, k = begge
    etter_art: dict[str, list[Funn]] = defaultdict(list)
    for f in k.av(Utfall.STEMMER):
        etter_art[f.art].append(f)
    if not etter_art:
        return []
    rader = [
        [navn[:1].upper() + navn[1:], tall(len(etter_art[art])), etter_art[art][0].regnestykke]
        for art, navn in ARTER
        if art in etter_art
    ]
    antall = sum(map(len, etter_art.values()))
    return [
        tekst("## Hva stemmer?"),
        tabell(
            "treff",
            ["Slag", "Antall", "For eksempel"],
            rader,
            tittel=f"{_antall(antall, 'tall stemmer', 'tall stemmer')} til en halv enhet",
            kilder=_kilder(data, valg, t),
            just="lrl",
        ),
    ]


def bilde(data: Data, valg: Kontrollvalg) -> list[Blokk]:
    """Chapter: the table itself, each checked cell marked."""
    if (begge := _lest(valg)) is None:
        return []
    t, k = begge
    utfall = celleutfall(k, t)
    rader, kolonner = _utsnitt(t, k)
    note = (
        "Merket står bak tallet: = stemmer, ≈ avrunding, ≠ motsigelse. Tall uten merke inngår ikke"
        " som svar i noen sammenheng som er funnet; rader med motsigelse er uthevet."
    )
    if len(rader) < len(t.rader) or len(kolonner) < len(t.kolonner):
        note += (
            f" Viser {len(rader)} av {len(t.rader)} rader og {len(kolonner)} av"
            f" {len(t.kolonner)} kolonner."
        )
    if t.tekst:
        note += f" Teksten som er holdt mot tabellen: {' '.join(t.tekst.split())[:500]}"
    return [
        tekst("## Hvor i tabellen er det?"),
        tabell(
            "tabellen",
            ["", *(t.kolonner[j] for j in kolonner)],
            [
                [t.rader[i], *(t.trykt(i, j) + _MERKE[utfall[i, j]] for j in kolonner)]
                for i in rader
            ],
            tittel=t.navn if valg.fil or eksempel(valg) else "Innlimt tabell",
            kilder=_kilder(data, valg, t),
            note=note,
            uthev=[nr for nr, i in enumerate(rader) if (utfall[i] == 3).any()],
        ),
    ]


def _utsnitt(t: Trykttabell, k: Kontroll) -> tuple[list[int], list[int]]:
    """Rows and columns to show: all of a small table, else those of the contradictions first."""
    celler = [c for f in k.funn for c in f.celler]  # contradictions stand first
    rader = dict.fromkeys([*(c[0] for c in celler), *range(len(t.rader))])
    kolonner = dict.fromkeys([*(c[1] for c in celler), *range(len(t.kolonner))])
    return sorted(list(rader)[:_MAKS_RADER]), sorted(list(kolonner)[:_MAKS_KOLONNER])


def metode(data: Data, valg: Kontrollvalg) -> list[Blokk]:
    """Chapter: what is looked for, when it is believed, and what stays with a reader."""
    return [
        tekst(
            "## Slik er det kontrollert\n\n"
            "- **Hva det letes etter**: summer av rader og kolonner, delsummer og summer av"
            " delsummer, deler med nummer (5a og 5b under 5), differanser, vekst og endring fra år"
            " til år, forholdstall, faste prosenter, andeler av en total, andeler som skal bli"
            " 100, og tall som gjentas i en tekst om tabellen.\n"
            "- **Når en sammenheng er trodd**: den går opp i minst to av tre steder (fire av"
            " fem for differanser og forholdstall uten navn), minst tre"
            " steder kan prøves, og tilfeldige treff er regnet som mindre sannsynlige enn ett på"
            " hundre når alt som er prøvd, telles med. Eller navnet sier det, som «Sum» og"
            " «Endring». Først da er et brudd en motsigelse.\n"
            "- **Stemmer** = avviket er høyst en halv enhet i siste trykte siffer.\n"
            "- **Avrunding** = avviket er høyst en halv enhet for hvert ledd og for svaret; en sum"
            " av n ledd kan avvike (n + 1) / 2 enheter. Går en sum ellers opp på siste siffer så"
            " ofte at tallene ikke kan være avrundet, er også et lite avvik en motsigelse.\n"
            "- **Sikkerhet**: høy når sammenhengen går opp mange andre steder, eller to"
            " regnestykker peker på den samme cellen; middels når noen få steder eller navnet bærer"
            " den; ellers lav.\n"
            "- **Det som mangler**, er ikke null: en sum med et tomt ledd blir ikke kontrollert."
            " Skriv «–» der et tall mangler; en tom første rad leses som en overskrift.\n"
            "- **Prosenter, forholdstall og snitt** i en sumrad er ikke summer og holdes ikke mot"
            " kolonnen. Rader som heter «herav», er regnet med i raden over.\n"
            "- **Desimaler**: i tekst er de som skrevet. Et regneark lagrer ikke hvor mange som"
            " vises; en kolonne regnes da som trykt med så mange som det lengste tallet har.\n\n"
            "Kontrollen leser tall, ikke mening. At samme ord brukes om to størrelser, som"
            " dekningsgrad om både plasser og beboere i rapporten om Rømskog, må et menneske se."
            " Et tall som ikke går opp, er heller ikke nødvendigvis galt: tabellen kan ha rader"
            " som er utelatt."
        )
    ]


def _avvik(f: Funn, t: Trykttabell) -> str:
    """Printed less computed, with the decimals of the figures and one more for what is divided."""
    desimaler = max((int(t.desimaler[c]) for c in f.celler), default=1)
    delt = f.art not in ("sum", "differanse", "endring_rekke", "hundre", "fast")
    return med_fortegn(f.trykt - f.beregnet, desimaler + delt)


def _antall(antall: int, en: str, flere: str) -> str:
    return f"Ett {en}" if antall == 1 else f"{tall(antall)} {flere}"


def _flere(antall: int) -> str:
    return f" Viser de første {_MAKS_FUNN} av {tall(antall)}." if antall > _MAKS_FUNN else ""
