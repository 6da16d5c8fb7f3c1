"""How the columns of a user's table become observations: shown, saved, and its units."""

import re
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ..fil import skriv_fil
from ..indikator import indikatorer
from .tabell_rute import vis

# Unit -> (its family, how many of the family's smallest unit it is).
ENHETER = {
    "kr": ("kr", 1.0),
    "1000 kr": ("kr", 1e3),
    "mill kr": ("kr", 1e6),
    "mrd kr": ("kr", 1e9),
    "prosent": ("andel", 1.0),
    "andel": ("andel", 100.0),
    "promille": ("andel", 0.1),
}
_NYTT_NAVN = re.compile(r"[a-z0-9_]+")


@dataclass(frozen=True)
class Maal:
    """One column, or one text of the indicator column, and the indicator it gives.

    ``enhet`` is the unit in the file; empty means that the user must state it. ``verdi`` is the
    column of the values in a table with both an indicator column and years as headers.
    """

    kolonne: str
    indikator: str
    enhet: str = ""
    aar: int | None = None
    sikker: bool = True
    verdi: str | None = None


@dataclass(frozen=True)
class Kobling:
    """How the columns of a table become observations.

    Attributes
    ----------
    komm_nr
        Column of municipality codes or names.
    aar, aar_fast
        Column of years, or the one year of the whole table (or neither: the years are headers).
    maal
        Columns with an indicator each (or, in a long table, texts of ``indikator``).
    indikator, verdi
        Columns of a long table: which indicator, and its value.
    ukoblet
        Columns that are not used.
    """

    komm_nr: str
    aar: str | None = None
    aar_fast: int | None = None
    maal: tuple[Maal, ...] = ()
    indikator: str | None = None
    verdi: str | None = None
    ukoblet: tuple[str, ...] = field(default=())

    @property
    def mangler(self) -> list[str]:
        """What must be stated before the mapping can be used, a sentence each."""
        ut = []
        if not self.maal:
            ut.append(
                "Ingen kolonne er koblet til en indikator. Skriv hvilken under [[maal]] i"
                ' koblingen, eller med forslag.rettet("kolonnen", indikator="…", enhet="…").'
            )
        if self.aar is None and self.aar_fast is None and any(m.aar is None for m in self.maal):
            ut.append("Året mangler. Skriv aar_fast = 2024, eller navnet på kolonnen i aar.")
        for m in self.maal:
            if not m.enhet:
                ut.append(
                    f"Enheten til «{vis(m.kolonne)}» står ikke i filen. Skriv enhet for"
                    f" {m.indikator}, for eksempel «{_eksempel(m.indikator)}»."
                )
        return ut

    def rettet(self, kolonne: str | None = None, **felt: Any) -> "Kobling":
        """Return the mapping with some of it changed.

        Parameters
        ----------
        kolonne
            The column (or text of the indicator column) whose ``indikator``, ``enhet`` or
            ``aar`` is changed; ``indikator=None`` leaves it out. Without it the mapping's own
            fields are changed: ``rettet(aar_fast=2024)``.

        Raises
        ------
        ValueError
            If there is no such column or field, or a value is of the wrong kind.
        """
        try:
            ny = replace(self, **felt) if kolonne is None else self._med_maal(kolonne, felt)
        except TypeError:
            lov = (
                "komm_nr, aar, aar_fast, indikator og verdi"
                if kolonne is None
                else "indikator, enhet og aar"
            )
            raise ValueError(
                f"Koblingen har ikke feltet «{', '.join(felt)}». Bruk {lov}."
            ) from None
        _sjekk_typer(ny, "Koblingen")
        return ny

    def _med_maal(self, kolonne: str, felt: dict[str, Any]) -> "Kobling":
        gammel = next((m for m in self.maal if m.kolonne == kolonne), None)
        if gammel is None and kolonne not in self.ukoblet and self.indikator is None:
            har = ", ".join(f"«{vis(k)}»" for k in (*(m.kolonne for m in self.maal), *self.ukoblet))
            raise ValueError(f"Koblingen har ikke kolonnen «{vis(kolonne)}», men {har}.")
        andre = tuple(m for m in self.maal if m.kolonne != kolonne)
        ukoblet = tuple(k for k in self.ukoblet if k != kolonne)
        if felt.get("indikator", "") is None:
            return replace(self, maal=andre, ukoblet=(*ukoblet, kolonne))
        if gammel is None:
            ny = replace(Maal(kolonne, ""), **felt)
            return replace(self, maal=(*andre, ny), ukoblet=ukoblet)
        maal = tuple(
            replace(m, **felt, sikker=True) if m.kolonne == kolonne else m for m in self.maal
        )
        return replace(self, maal=maal, ukoblet=ukoblet)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """Show it in a notebook, as plain text: nothing from the file is read as markup."""
        return {"text/plain": self.som_tekst()}

    def som_tekst(self) -> str:
        """Return the mapping as a reader sees it, what is missing or unsure last."""
        av_hodet = "overskriftene" if any(m.aar for m in self.maal) else "ikke funnet"
        aar = f"«{vis(self.aar)}»" if self.aar else av_hodet
        linjer = [f"Kommune: «{vis(self.komm_nr)}»", f"År: {self.aar_fast or aar}"]
        if self.indikator:
            verdi = f"«{vis(self.verdi)}»" if self.verdi else "årskolonnene"
            linjer.append(f"Indikator: «{vis(self.indikator)}», verdi: {verdi}")
        for m in {(m.kolonne, m.aar if m.verdi is None else 0): m for m in self.maal}.values():
            usikkert = "" if m.sikker else " (gjettet av navnet; se over)"
            enhet = f" i {m.enhet}" if m.enhet else ""
            linjer.append(f"«{vis(m.kolonne)}» → {m.indikator}{enhet}{usikkert}")
        if self.ukoblet:
            linjer.append("Brukes ikke: " + ", ".join(f"«{vis(k)}»" for k in self.ukoblet))
        return "\n".join([*linjer, *self.mangler])

    def lagre(self, sti: Path | str) -> None:
        """Save the mapping as TOML, for this table and others of the same shape."""
        sti = Path(sti)
        linjer = [f"komm_nr = {_sitat(self.komm_nr)}"]
        for navn in ("aar", "indikator", "verdi"):
            if getattr(self, navn) is not None:
                linjer.append(f"{navn} = {_sitat(getattr(self, navn))}")
        if self.aar_fast is not None:
            linjer.append(f"aar_fast = {self.aar_fast}")
        linjer.append(f"ukoblet = [{', '.join(map(_sitat, self.ukoblet))}]")
        for m in self.maal:
            linjer += ["", "[[maal]]", f"kolonne = {_sitat(m.kolonne)}"]
            linjer += [f"indikator = {_sitat(m.indikator)}", f"enhet = {_sitat(m.enhet)}"]
            linjer += [f"aar = {m.aar}"] if m.aar is not None else []
            linjer += [f"verdi = {_sitat(m.verdi)}"] if m.verdi is not None else []
        if self.ukoblet and self.indikator is None:
            linjer += _oppskrift(self)
        skriv_fil(sti, ("\n".join(linjer) + "\n").encode())


def les_kobling(sti: Path | str) -> Kobling:
    """Return a mapping that was saved, or written by hand.

    Raises
    ------
    ValueError
        If the file cannot be read, or says what a mapping does not have.
    """
    navn = vis(Path(sti).name)
    try:
        inn: dict[str, Any] = tomllib.loads(Path(sti).read_text(encoding="utf-8"))
    except OSError:
        raise ValueError(
            f"Koblingen «{navn}» kan ikke leses. Se over navnet, mappen og tilgangen til den."
        ) from None
    except ValueError as feil:
        linje = re.search(r"line (\d+)", str(feil))
        hvor = f", linje {linje[1]}" if linje else ""
        raise ValueError(
            f"Koblingen «{navn}»{hvor} er ikke skrevet riktig. Hver linje skal være et felt som"
            ' aar = "År", [[maal]], eller begynne med #.'
        ) from None
    maal = inn.pop("maal", [])
    try:
        inn["ukoblet"] = tuple(inn.get("ukoblet", ()))
        ut = Kobling(**inn, maal=tuple(Maal(**m) for m in maal))
    except TypeError:
        lov = "komm_nr, aar, aar_fast, indikator, verdi, ukoblet og [[maal]]"
        raise ValueError(
            f"Koblingen «{navn}» har et felt som ikke finnes, eller mangler komm_nr. Bruk {lov}"
            " med kolonne, indikator, enhet, aar og verdi."
        ) from None
    _sjekk_typer(ut, f"Koblingen «{navn}»")
    return ut


def _sjekk_typer(k: Kobling, hva: str) -> None:
    tekster = [k.komm_nr, k.aar, k.indikator, k.verdi, *k.ukoblet]
    tekster += [t for m in k.maal for t in (m.kolonne, m.indikator, m.enhet, m.verdi)]
    tall = [k.aar_fast, *(m.aar for m in k.maal)]
    feil: list[object] = [t for t in tekster if t is not None and not isinstance(t, str)]
    feil += [t for t in tall if t is not None and type(t) is not int]
    if feil:
        raise ValueError(
            f"{hva} har verdien {feil[0]!r} på feil sted. Navn skrives i"
            " anførselstegn og årstall uten."
        )


def faktor(indikator: str, enhet: str) -> tuple[float, float, str]:
    """What a value in the file is multiplied and divided by, and the unit it then has.

    >>> faktor("brutto_driftsutg_kommunen", "mill kr"), faktor("plasser_enerom", "plasser")
    ((1000000.0, 1000.0, '1000 kr'), (1.0, 1.0, 'plasser'))
    """
    kjent = indikatorer().get(indikator)
    if kjent is None:
        if not _NYTT_NAVN.fullmatch(indikator):
            raise ValueError(
                f"«{vis(indikator)}» kan ikke være navnet på en indikator. Bruk små bokstaver"
                " a–z, tall og understrek."
            )
        return 1.0, 1.0, enhet
    fra, til = ENHETER.get(_norm(enhet)), ENHETER.get(kjent.enhet)
    if fra and til and fra[0] == til[0]:
        return fra[1], til[1], kjent.enhet
    if _norm(enhet) == _norm(kjent.enhet):
        return 1.0, 1.0, kjent.enhet
    raise ValueError(
        f"Indikatoren {indikator} måles i {kjent.enhet}, og «{vis(enhet)}» kan ikke regnes om til"
        " det. Rett enheten i koblingen."
    )


def _norm(enhet: str) -> str:
    t = " ".join(enhet.casefold().replace("\u00a0", " ").replace("mill. kr", "mill kr").split())
    return {"årsverk": "aarsverk", "%": "prosent", "mrd. kr": "mrd kr", "antall": "antall"}.get(
        t, t
    )


def _eksempel(indikator: str) -> str:
    """Return a unit that the indicator's figures may have in a file."""
    kjent = indikatorer().get(indikator)
    return "prosent" if kjent and ENHETER.get(kjent.enhet, ("",))[0] == "andel" else "1000 kr"


def _oppskrift(k: Kobling) -> list[str]:
    """Lines of comment on how a column that is not used is put to use."""
    aar = [] if k.aar or k.aar_fast else ["# aar = 2024"]
    return [
        "",
        "# Skal en kolonne i ukoblet være med, fjern «# » på linjene under og fyll dem ut, en gang",
        "# for hver kolonne. Indikatorene står i docs/begreper.md; andre vises ikke på sidene.",
        "# [[maal]]",
        f"# kolonne = {_sitat(k.ukoblet[-1])}",
        '# indikator = ""  # for eksempel plasser_institusjon',
        '# enhet = ""  # for eksempel plasser',
        *aar,
    ]


def _sitat(tekst: str) -> str:
    """Text as a TOML basic string."""
    ut = tekst.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(t if t.isprintable() else f"\\U{ord(t):08X}" for t in ut) + '"'
