"""Columns of a table with their types: codes, years, numbers and text, each with its signs."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .tabell_nokler import (
    har_aar,
    har_koder,
    heter_aar,
    heter_kode,
    les_aar,
    les_kode,
    uttrekk,
)
from .tabell_rute import (
    DATO,
    FEIL,
    LOGISK,
    PROSENT,
    SKALERT,
    TALL,
    TEKST,
    UREGNET,
    Kolonne,
    Rutenett,
    rader_i_tekst,
    tallord,
    vis,
)
from .tabell_serie import (
    TALLSLAG,
    er_tall,
    flagg,
    har_nuller,
    hundre,
    mest_aar,
    som_tekst,
    tekstserie,
)
from .tabell_tall import Lest, hva_er_galt, les_tall, motsigelse, rolle, skilletegn, tegn

_HODEENHET = re.compile(
    r"(?P<tusen>\b1[ \u00a0]?000 kr|\btusen kr|\b(?:i )?hele tusen\b)|(?P<mill>\bmill\.? ?kr)"
    r"|(?P<mrd>\bmrd\.? ?kr)|(?P<prosent>\bprosent\b|%|\(pst\.?\))|(?P<per>\bper 1[ \u00a0]?000\b)"
    r"|(?P<kr>\bkr\b|\bkroner\b)",
    re.IGNORECASE,
)
_ENHET = {
    "tusen": "1000 kr", "mill": "mill kr", "mrd": "mrd kr",
    "prosent": "prosent", "per": "per 1000", "kr": "kr",
}  # fmt: skip

_IKKE_KODE = "er ikke et kommunenummer med fire sifre. Rett det."


@dataclass
class Typet:
    """One typed column: values, signs, and what was found.

    ``gruppe`` numbers the distinct values of a column that is no number; -1 is missing.
    """

    verdier: Any
    status: Any
    art: str
    enhet: str = ""
    galt: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    navn: dict[str, str] = field(default_factory=dict)
    gruppe: NDArray[np.int64] | None = None


class Typer:
    """Types the columns of one table; ``varsler`` gathers what a reader must know."""

    def __init__(self, rute: Rutenett, navn: list[str], desimaltegn: str | None) -> None:
        self.rute, self.navn, self.desimaltegn = rute, navn, desimaltegn
        self.varsler = rute.varsler
        self.lest = [[les_tall(uttrekk(t)) for t in k.ord] for k in rute.kolonner]
        self.er_tall = [er_tall(k, x) for k, x in zip(rute.kolonner, self.lest, strict=True)]
        self.filbevis: Counter[str] = Counter()
        for lest, tall in zip(self.lest, self.er_tall, strict=True):
            if tall:
                self.filbevis += skilletegn(x for x in lest if x)

    def kolonne(self, j: int) -> Typet:
        """Return column ``j`` typed by its header and content."""
        k, navn = self.rute.kolonner[j], self.navn[j]
        if heter_kode(navn.split(" | ")[-1]) and har_koder(k):
            return self._koder(k, navn)
        if (heter_aar(navn) and mest_aar(k)) or (navn == f"kolonne_{k.nr + 1}" and har_aar(k)):
            return self._aar(k, navn)
        if self.er_tall[j] and not har_nuller(k, self.lest[j]):
            return self._tall(k, navn, self.lest[j])
        if heter_aar(navn) and any(re.match(r"(?:1[89]|20)\d\d", t) for t in k.ord):
            rad = self.rute.sted(k.foerste(0), navn)
            self.si(f"{rad}: «{vis(k.ord[0])}» er ikke et helt år. Kolonnen er lest som tekst.")
        return self._tekst(k, navn)

    def si(self, setning: str) -> None:
        """Add a warning."""
        self.varsler.append(setning)

    def om(self, rader: Any, navn: str, hva: str) -> None:
        """Add a warning about some rows of a column, where there are any."""
        numre = self.rute.radnr[rader].tolist()
        if numre:
            hvor = f"{self.rute.sted()}, {rader_i_tekst(numre)}, kolonne «{vis(navn)}»"
            self.si(f"{hvor}: {hva}")

    @cached_property
    def _uten_status(self) -> Any:
        return tekstserie(np.zeros(len(self.rute.radnr), dtype=np.int32), [""])

    # ------------------------------------------------------------------ keys
    def _koder(self, k: Kolonne, navn: str) -> Typet:
        koder, ord_ = som_tekst(k)
        lest = [les_kode(t) for t in ord_]
        nye = [x.kode if x else t for x, t in zip(lest, ord_, strict=True)]
        for i, t in enumerate(ord_):
            x = lest[i]
            if x and not x.mistet:
                continue
            hva = f"har mistet nullen foran og er lest som {x.kode}." if x else _IKKE_KODE
            self.om(np.flatnonzero(koder == i), navn, f"«{vis(t)}» {hva}")
        self.om(np.flatnonzero(koder < 0), navn, "kommunenummeret mangler. Fyll det ut.")
        navnene = {x.kode: x.navn for x in lest if x and x.navn}
        unike = {t: i for i, t in enumerate(nye)}
        gruppe = np.array([*(unike[t] for t in nye), -1], dtype=np.int64)[koder]
        status = self._feilstatus(k, navn)
        return Typet(tekstserie(koder, nye), status, "kode", navn=navnene, gruppe=gruppe)

    def _aar(self, k: Kolonne, navn: str) -> Typet:
        hele = (k.slag == TALL) & (k.tall % 1 == 0) & (k.tall >= 1800) & (k.tall <= 2060)
        if hele.all():
            tall = k.tall.astype(np.int64)
            aarene = pd.arrays.IntegerArray(tall, ~hele)
            return Typet(aarene, self._feilstatus(k, navn), "aar", gruppe=tall)
        koder, ord_ = som_tekst(k)
        lest = [les_aar(t) for t in ord_]
        aar = np.array([x[0] if x else 0 for x in lest] + [0], dtype=np.int64)[koder]
        stjerne = flagg(lest, lambda x: x[1] == "*")[koder]
        dato = flagg(lest, lambda x: x[1] == "dato")[koder]
        visning = (k.slag == DATO) & (k.tall >= 1900) & (k.tall <= 2100) & (k.tall % 1 == 0)
        aar[visning] = k.tall[visning].astype(np.int64)
        self.om(np.flatnonzero(visning), navn, "årstallet vises som en dato, men er lest som år.")
        self.om(np.flatnonzero(dato & ~visning), navn, "en dato er lest som året den er i.")
        for i, t in enumerate(ord_):
            if lest[i] is None and not tegn(t):
                rader = np.flatnonzero((koder == i) & ~visning)
                self.om(rader, navn, f"«{vis(t)}» er ikke et årstall med fire sifre. Rett det.")
        self.om(np.flatnonzero(aar > 2060), navn, "året ligger langt fram i tid. Se over det.")
        self.om(np.flatnonzero(koder < 0), navn, "året mangler. Fyll det ut.")
        ut = pd.arrays.IntegerArray(aar, aar == 0)
        status = self._feilstatus(k, navn, {"*": stjerne})
        return Typet(ut, status, "aar", gruppe=np.where(aar == 0, -1, aar))

    # ------------------------------------------------------------------ numbers
    def _tall(self, k: Kolonne, navn: str, lest: list[Lest | None]) -> Typet:
        verdi = np.where(np.isin(k.slag, TALLSLAG), k.tall, np.nan)
        if (k.slag == PROSENT).any():
            unike, plass = np.unique(k.tall, return_inverse=True)
            verdi = np.where(k.slag == PROSENT, np.array([hundre(t) for t in unike])[plass], verdi)
        av_kode = self._verdier(k, navn, lest)
        er_tekst = (k.slag == TEKST) & (k.koder >= 0)
        verdi[er_tekst] = av_kode[k.koder[er_tekst]]
        stjerne = flagg(lest, lambda x: x.merke == "*")
        tegnene = np.array([tegn(t) is not None for t in k.ord] + [False])
        ukjent = er_tekst & np.array([x is None for x in lest] + [False])[k.koder]
        ukjent &= ~tegnene[k.koder]
        galt = np.flatnonzero(ukjent | np.isin(k.slag, (DATO, LOGISK)))
        self._si_galt(k, navn, galt)
        self._merker(k, navn, lest)
        enhet = self._enhet(k, navn, lest)
        status = self._feilstatus(k, navn, {"*": stjerne[k.koder] & er_tekst}, galt, tegnene)
        return Typet(verdi, status, "tall", enhet, galt)

    def _verdier(self, k: Kolonne, navn: str, lest: list[Lest | None]) -> NDArray[np.float64]:
        """Value of each distinct text, its separators read for the column as a whole."""
        bevis = skilletegn(x for x in lest if x)
        galt = motsigelse(bevis)
        if galt and self.desimaltegn is None:
            i = next(i for i, x in enumerate(lest) if x and x.skille)
            raise ValueError(
                f"{self.rute.sted(k.foerste(i), navn)}: {galt} i samme kolonne. Skriv tallene på"
                " én måte, helst med komma og uten tusenskille."
            )
        roller = {t: self._rolle(t, k, navn, lest, bevis) for t in ".," if bevis[f"tvetydig{t}"]}
        ut = [np.nan] * len(lest)
        for i, x in enumerate(lest):
            if x:
                tus = x.skille.startswith("tvetydig") and roller[x.skille[-1]] == "tusen"
                ut[i] = x.tusen if tus else x.desimal
        return np.array([*ut, np.nan])

    def _rolle(
        self, t: str, k: Kolonne, navn: str, lest: list[Lest | None], bevis: Counter[str]
    ) -> str:
        if self.desimaltegn:
            return "desimal" if t == self.desimaltegn else "tusen"
        svar, fremmed = rolle(t, bevis, self.filbevis)
        i = next(i for i, x in enumerate(lest) if x and x.skille == f"tvetydig{t}")
        x = lest[i]
        hvor = self.rute.sted(k.foerste(i), navn)
        hel = tallord(x.tusen) if x else ""
        if not svar:
            raise ValueError(
                f"{hvor}: «{vis(k.ord[i])}» kan være {hel} eller et desimaltall, og ingenting i"
                " filen avgjør det. Skriv tallene uten tusenskille og med komma, eller oppgi"
                " hvilket desimaltegn filen bruker."
            )
        if fremmed:
            som = hel if svar == "tusen" else tallord(x.desimal if x else 0).replace(".", ",")
            self.si(f"{hvor}: «{vis(k.ord[i])}» er lest som {som}, som de andre kolonnene tilsier.")
        return svar

    def _si_galt(self, k: Kolonne, navn: str, galt: NDArray[np.int64]) -> None:
        grupper: dict[str, list[int]] = {}
        for i in galt[:1000].tolist():
            t = "2000-01-01" if k.slag[i] == DATO else k.tekst(i)
            grupper.setdefault(f"«{vis(k.tekst(i))}» {hva_er_galt(t)}", []).append(i)
        for hva, rader in list(grupper.items())[:10]:
            self.om(rader, navn, f"{hva} Verdien er satt til mangler.")

    def _merker(self, k: Kolonne, navn: str, lest: list[Lest | None]) -> None:
        for merke, hva in (
            ("fotnote", "et fotnotemerke er tatt bort fra tallet."),
            ("eksponent", "tallet er skrevet med E og kan ha mistet siffer. Se over det."),
        ):
            her = flagg(lest, lambda x, m=merke: x.merke == m)
            self.om(np.flatnonzero(her[k.koder] & (k.koder >= 0)), navn, hva)
        nuller = flagg(lest, lambda x: x.nuller)
        her_er = np.flatnonzero(nuller[k.koder] & (k.slag == TEKST))
        self.om(her_er, navn, "tallet har null foran, som et nummer. Se over det.")
        skalert = np.flatnonzero(k.slag == SKALERT)
        hva = "cellen viser tallet delt på tusen eller en million. Det er lest helt ut."
        self.om(skalert, navn, hva)

    def _enhet(self, k: Kolonne, navn: str, lest: list[Lest | None]) -> str:
        """Unit of a column by its cells or its header; mixed scales are refused."""
        enheter = {x.enhet: i for i, x in enumerate(lest) if x and (x.desimal or x.enhet)}
        if (k.slag == TALL).any() and not {"prosent"} & set(enheter):
            enheter.setdefault("", -1)
        if set(enheter) <= {"", "kr"}:
            treff = _HODEENHET.search(navn)
            av_hodet = _ENHET[str(treff.lastgroup)] if treff else ""
            andeler = bool((k.slag == PROSENT).any())
            if andeler and np.isin(k.slag, (TALL, SKALERT)).any():
                hva = (
                    "prosentformat er lest som prosent, tallene på de andre radene er som de står."
                )
                self.om(np.flatnonzero(k.slag == PROSENT), navn, hva)
                return av_hodet
            return "prosent" if andeler else av_hodet or ("kr" if "kr" in enheter else "")
        if len(enheter) > 1 and set(enheter) != {"", "prosent"}:
            i = next(i for e, i in enheter.items() if e and i >= 0)
            raise ValueError(
                f"{self.rute.sted(k.foerste(i), navn)}: «{vis(k.ord[i])}» har en annen enhet enn de"
                " andre tallene i kolonnen. Skriv alle i samme enhet."
            )
        if len(enheter) > 1:
            i = enheter["prosent"]
            hva = "noen tall har prosenttegn og andre ikke. Tallene er lest som de står."
            self.om([k.foerste(i)], navn, hva)
        enhet = next(e for e in enheter if e)
        return {"mill": "mill kr", "mill.": "mill kr", "tusen": "1000 kr"}.get(
            enhet, enhet.replace("mill. kr", "mill kr").replace("tusen kr", "1000 kr")
        )

    # ------------------------------------------------------------------ text and signs
    def _tekst(self, k: Kolonne, navn: str) -> Typet:
        koder, ord_ = som_tekst(k)
        ord_ = [uttrekk(t) for t in ord_]
        status = self._feilstatus(k, navn)
        return Typet(tekstserie(koder, ord_), status, "tekst", gruppe=koder.astype(np.int64))

    def _feilstatus(
        self,
        k: Kolonne,
        navn: str,
        merker: dict[str, NDArray[np.bool_]] | None = None,
        galt: NDArray[np.int64] | None = None,
        tegnene: NDArray[np.bool_] | None = None,
    ) -> Any:
        """Sign of each cell: SSB's, the error of a sheet, or the text that was no number."""
        koder = np.zeros(len(k.slag), dtype=np.int32)
        ord_ = [""]
        for i, t in enumerate(k.ord):
            if tegnene is not None and tegnene[i]:
                ord_.append(tegn(t) or "")
                koder[k.koder == i] = len(ord_) - 1
        for merke, her in (merker or {}).items():
            ord_.append(merke)
            koder[her] = len(ord_) - 1
        for i in [] if galt is None else galt.tolist():
            ord_.append(k.tekst(i))
            koder[i] = len(ord_) - 1
        feil = np.flatnonzero(np.isin(k.slag, (FEIL, UREGNET)))
        for i in feil.tolist():
            ord_.append(k.tekst(i) or "formel")
            koder[i] = len(ord_) - 1
        uregnet = k.slag[feil] == UREGNET
        hva = "formelen er ikke regnet ut i filen. Åpne og lagre den i regnearket; verdien mangler."
        self.om(feil[uregnet], navn, hva)
        if (~uregnet).any():
            tekst = vis(k.tekst(int(feil[~uregnet][0])))
            self.om(feil[~uregnet], navn, f"cellen har feilen {tekst}. Verdien mangler.")
        return tekstserie(koder, ord_) if len(ord_) > 1 else self._uten_status
