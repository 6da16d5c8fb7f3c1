"""What the texts of ``okonomi`` say: users, incomes, rates by income, items, key figures."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pandas as pd

from .measures.refusjon import Tjenestemottaker
from .spraak import oppramsing
from .valgsjekk import hva

_SIFRE = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,3}(?:\.\d{3}){2,}|\d{1,9}"
_BELOP = rf"(?:{_SIFRE})(?:[.,]\d+)?"
_BRUKER = re.compile(
    rf"(?:(?P<navn>[^:;]{{1,40}}):)?\s*(?P<utgift>{_BELOP})\s*(?:kr)?(?P<resten>.*)", re.DOTALL
)
_TILLEGG = re.compile(
    rf"\s*,?\s*(?:(?P<pu>pu)|(?:født|fodt|f\.?)\s*(?P<foedt>\d{{4}})"
    rf"|(?P<slag>egenbetaling|vertskommune|tilskudd)\s+(?P<belop>{_BELOP})\s*(?:kr)?)(?=[\s,]|$)",
    re.IGNORECASE,
)
_INNTEKT = re.compile(rf"\s*(?P<belop>{_BELOP})\s*(?:kr)?\s*(?:[x×*]\s*(?P<antall>\d{{1,5}}))?\s*")
# A code, never a name: «A», «12», «Bolig 2».
_KODE = re.compile(
    r"(?:(?:bruker|mottaker|bolig|sak|nr\.?)\s*)?[a-zæøå]{0,2}\d{0,4}", re.IGNORECASE
)
_SATS = re.compile(
    rf"(?:(?P<g>\d{{1,2}}(?:[.,]\d)?)\s*G?|over)\s*:?\s+(?P<belop>{_BELOP})\s*(?:kr)?",
    re.IGNORECASE,
)
_VIS = "for eksempel «4 032 000 pu født 1980; 2 500 000 egenbetaling 90 000»"
_FELT = {"egenbetaling": "egenbetaling", "vertskommune": "vertskommunetilskudd",
         "tilskudd": "andre_tilskudd"}  # fmt: skip
_T = r"[-−]?(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,]\d+)?"
_P = rf"{_T}(?:\s?%)?"
_NOEKKELTALL = re.compile(
    rf"(?P<navn>\D*?[^\s\-−])\s+(?P<verdi>{_P})(?:\s+av\s+(?P<av>{_T}))?"
    rf"(?:\s+mål\s+(?P<maal>{_P}))?(?:\s+(?:minimum|maksimum)\s+(?P<minimum>{_P}))?",
    re.IGNORECASE,
)


def paa_linjer(tekst: object) -> str:
    r"""Text with single spaces and no empty lines: a line is a part, and a column may be pasted.

    >>> paa_linjer("4 032 000  pu\n\n2 500 000 ;")
    '4 032 000 pu\n2 500 000'
    """
    linjer = (" ".join(linje.split()) for linje in str(tekst or "").splitlines())
    return "\n".join(linje.strip("; ") for linje in linjer if linje.strip("; "))


def _belop(tekst: str) -> float:
    """Amount in kr; «4.032» could be four kroner or four thousand, and is asked about."""
    rent = re.sub(r"\s", "", tekst)
    if re.fullmatch(r"\d{1,3}[.,]\d{3}", rent):
        raise ValueError(
            f"Beløpet «{tekst}» kan leses på to måter. Skriv hele kroner med mellomrom i"
            " tusen, for eksempel 4 032 000."
        )
    if rent.count(".") > 1:
        rent = rent.replace(".", "")
    return float(rent.replace(",", "."))


def _deler(tekst: str) -> Iterator[tuple[int, str]]:
    return enumerate(filter(None, (d.strip() for d in re.split(r"[;\n]", tekst))), 1)


def tjenestemottakere(tekst: str) -> tuple[Tjenestemottaker, ...]:
    """Users of ``4 032 000 pu født 1980; B: 2 500 000 egenbetaling 90 000``; kr a year.

    Raises
    ------
    ValueError
        If a part is not an amount with what may follow it; the sentence says which part.
    """
    ut = []
    for nr, del_ in _deler(tekst):
        treff = _BRUKER.fullmatch(del_)
        if treff is None:
            raise ValueError(
                f"Bruker {nr} («{del_}») begynner ikke med et beløp i kroner som er null eller"
                f" mer. Skriv direkte lønnsutgift per år, {_VIS}."
            )
        navn = (treff["navn"] or f"Bruker {nr}").strip()
        if not _KODE.fullmatch(navn):
            raise ValueError(
                f"Bruker {nr} har et navn foran beløpet. Skriv ikke navn på personer her: bruk en"
                " bokstav eller et nummer, for eksempel «A: 4 032 000 pu», eller ingen ting."
            )
        felt: dict[str, Any] = {}
        rest = treff["resten"].strip()
        while rest:
            ledd = _TILLEGG.match(rest)
            if ledd is None:
                raise ValueError(
                    f"{navn}: «{rest}» er ikke pu, født ÅR, egenbetaling, vertskommune eller"
                    f" tilskudd med beløp. Skriv {_VIS}."
                )
            if ledd["pu"]:
                felt["pu"] = True
            elif ledd["foedt"]:
                felt["foedt"] = aarstall_foedt(navn, int(ledd["foedt"]))
            else:
                felt[_FELT[ledd["slag"].lower()]] = _belop(ledd["belop"])
            rest = rest[ledd.end() :].strip()
        ut.append(Tjenestemottaker(navn, _belop(treff["utgift"]), **felt))
    like = [m.navn for m in ut]
    if len(set(like)) < len(like):
        dobbel = next(n for n in like if like.count(n) > 1)
        raise ValueError(f"To brukere heter {dobbel}. Gi dem hvert sitt navn eller nummer.")
    return tuple(ut)


def aarstall_foedt(navn: str, aar: int) -> int:
    """Return a year of birth that a living user may have."""
    if not 1900 <= aar <= 2100:
        raise ValueError(f"{navn}: fødselsåret {aar} kan ikke stemme. Skriv fire sifre, som 1980.")
    return aar


def inntektsfordeling(tekst: str) -> dict[float, int]:
    """Residents by income of ``300 000 x 12; 450 000``; a lone amount is one resident.

    Raises
    ------
    ValueError
        If a part is not an amount, or an amount and a number.
    """
    ut: dict[float, int] = {}
    for nr, del_ in _deler(tekst):
        treff = _INNTEKT.fullmatch(del_)
        if treff is None or (treff["antall"] and not int(treff["antall"])):
            raise ValueError(
                f"Inntekt {nr} («{del_}») er ikke et beløp i kroner, med eller uten antall."
                " Skriv for eksempel «300 000 x 12; 450 000 x 3»."
            )
        belop = _belop(treff["belop"])
        ut[belop] = ut.get(belop, 0) + int(treff["antall"] or 1)
    return ut


def bistandssatser(tekst: str) -> dict[float, float]:
    """Highest payment for practical help by income of ``2 230; 3 900; over 1 500``.

    Income in G that a band goes up to -> kr a month; ``over`` is the last. The first band, up to
    2 G, is the state's highest.

    Raises
    ------
    ValueError
        If a part is not a band and an amount, a band is given twice or is below 2, or dearer
        bands come before cheaper.
    """
    ut: dict[float, float] = {}
    for nr, del_ in _deler(tekst):
        treff = _SATS.fullmatch(del_)
        til = float("inf") if treff is None or not treff["g"] else _belop(treff["g"])
        if treff is None or til in ut or til < 2:
            raise ValueError(
                f"Sats {nr} («{del_}») i {hva('bistand_satser')} er ikke en egen grense i G (2"
                " eller mer) og et beløp i kroner per måned. Skriv for eksempel «2 230; 3 900;"
                " over 1500»: høyst 230 kr under 2 G."
            )
        ut[til] = _belop(treff["belop"])
    rekke = [ut[til] for til in sorted(ut)]
    if rekke != sorted(rekke):
        raise ValueError(
            f"I {hva('bistand_satser')} er satsen lavere for en høyere inntekt. Kontroller dem."
        )
    return ut


def egne_poster(tekst: str, felt: str = "poster") -> pd.DataFrame:
    """Items by year of ``2015 2016; Salg 26,9 28,7; Refusjoner 113,3 –``: ``post``, ``aar``, ...

    ``verdi`` is missing at a dash. No thousands sign: a space divides the amounts.

    Raises
    ------
    ValueError
        If the first part is not years in order, or an item has not one amount for each.
    """
    deler = [d for _, d in _deler(tekst)]
    if not deler:
        return pd.DataFrame({"post": [], "aar": [], "verdi": []})
    aarene = deler[0].split()
    if len(deler) == 1:
        deler.append("")  # years alone: the first item is what is wrong
    if not all(re.fullmatch(r"(19|20)\d\d", a) for a in aarene) or sorted(set(aarene)) != aarene:
        raise ValueError(
            f"{hva(felt)} må begynne med årene fra først til sist, for eksempel"
            f" «2015 2016; Salg 26,9 28,7»; fikk «{deler[0]}»."
        )
    rader = []
    for del_ in deler[1:]:
        ord_ = del_.split()
        navn, verdier = " ".join(ord_[: -len(aarene)]), ord_[-len(aarene) :]
        gale = [v for v in verdier if not re.fullmatch(r"[-−]?\d+([.,]\d+)?|[-–]", v)]
        if (
            not navn
            or gale
            or len(verdier) < len(aarene)
            or re.fullmatch(r"[-−]?\d+([.,]\d+)?", navn.split()[-1])
        ):
            raise ValueError(
                f"Posten «{del_}» må ha et navn og {len(aarene)} beløp, ett for hvert av"
                f" {oppramsing(aarene)}, uten mellomrom i tallene; en strek der tallet mangler."
            )
        rader += [
            (navn, int(a), None if v in "-–" else float(v.replace(",", ".").replace("−", "-")))
            for a, v in zip(aarene, verdier, strict=True)
        ]
    ut = pd.DataFrame(rader, columns=["post", "aar", "verdi"]).astype({"verdi": float})
    if ut.duplicated(["post", "aar"]).any():
        dobbel = ut.post[ut.duplicated(["post", "aar"])].iloc[0]
        raise ValueError(f"Posten «{dobbel}» står to ganger i {hva(felt)}; behold én.")
    return ut


def _prosenttall(tekst: str) -> float:
    return float(re.sub(r"[\s%]", "", tekst).replace(",", ".").replace("−", "-"))


class EgetNoekkeltall(NamedTuple):
    """A key figure that the user gives, per cent, with its target where there is one."""

    navn: str
    verdi: float
    maal: float | None
    minimum: float | None


def egne_noekkeltall(tekst: str) -> tuple[EgetNoekkeltall, ...]:
    """Key figures of ``Netto driftsresultat 392 av 9800 mål 4 minimum 3; Gjeldsgrad 62``.

    Raises
    ------
    ValueError
        If a part is not a name and a number with what may follow it, or is of nought.
    """
    ut = []
    for nr, del_ in _deler(tekst):
        treff = _NOEKKELTALL.fullmatch(del_)
        verdier = {} if treff is None else {
            k: None if v is None else _prosenttall(v)
            for k, v in treff.groupdict().items() if k != "navn"
        }  # fmt: skip
        verdi, av = verdier.get("verdi"), verdier.get("av")
        if treff is None or verdi is None or av == 0:
            raise ValueError(
                f"Nøkkeltall {nr} («{del_}») er ikke et navn og et tall. Skriv for eksempel"
                " «Netto driftsresultat 392 av 9800 mål 4 minimum 3; Gjeldsgrad 62 mål 75»."
            )
        prosent = verdi if av is None else 100 * verdi / av
        ut.append(EgetNoekkeltall(treff["navn"], prosent, verdier["maal"], verdier["minimum"]))
    return tuple(ut)
