"""What a frame must hold to enter: columns, types, ranges, keys and references."""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from ..enheter import tall
from ..kommune import Kommuneregister
from ..spraak import oppramsing

VISES = 20
_UTEN_VERDI = ("mangler", "skjermet", "ikke_i_bruk")
_STATUS = ("maalt", "foreloepig", "kopiert", "avlest", "beregnet", *_UTEN_VERDI)
_TILTAK = ("anbefalt", "vurdert_ikke_anbefalt", "foreslaatt", "vedtatt", "gjennomfoert",
           "paabegynt", "ikke_gjennomfoert", "erstattet")  # fmt: skip
# Units that cannot be negative; money can.
_TELLES = {"personer", "plasser", "prosent", "antall", "årsverk", "aarsverk", "timer", "døgn",
           "rom"}  # fmt: skip


@dataclass(frozen=True)
class Felt:
    """One column: ``tekst``, ``tall``, ``heltall`` or ``dato``; what is lawful, and the mend."""

    type: str
    krevd: bool = False
    moenster: str = ""
    lovlig: tuple[str, ...] = ()
    minst: float = -np.inf
    hoeyst: float = np.inf
    rett: str = "rett verdien"


_KODE = Felt("tekst", True, r"\d{4}|EAK|EAKUO|EKA\d\d|EKG\d\d|KG\d\d?|ASSS",
             rett="skriv kommunenummeret som tekst med fire sifre")  # fmt: skip
_KOMMUNE = Felt("tekst", True, r"\d{4}", rett=_KODE.rett)
_AAR = Felt("heltall", minst=1900, hoeyst=2100, rett="skriv årstallet med fire sifre, 1900–2100")
_TEKST, _MAA = Felt("tekst"), Felt("tekst", True, r"(?s).*\S.*", rett="fyll ut cellen")
_TALL = Felt("tall", rett="skriv et tall, eller la cellen stå tom med status mangler")
_FRA_0 = Felt("tall", minst=0, rett="skriv et tall som ikke er negativt")
_ALDER = Felt("heltall", minst=0, hoeyst=130, rett="skriv alderen i hele år, 0–130")
_NAVN = Felt("tekst", True, "[a-z0-9_]+", rett="bruk små bokstaver a–z, sifre og understrek")
_DATO = Felt("dato", rett="skriv året (2024) eller datoen (2024-03-15)")


def _valg(*lovlig: str, krevd: bool = True) -> Felt:
    return Felt("tekst", krevd, lovlig=lovlig, rett=f"bruk {oppramsing([*lovlig], 'eller')}")


# Frame -> column -> contract. Other columns may follow along.
KONTRAKTER: dict[str, dict[str, Felt]] = {
    "observasjoner": {
        "komm_nr": _KODE, "aar": _AAR, "indikator": _NAVN, "verdi": _TALL, "enhet": _MAA,
        "status": _valg(*_STATUS), "teller": _TALL, "nevner": _FRA_0, "kilde": _MAA,
        "merknad": _TEKST,
    },
    "befolkning": {
        "komm_nr": _KODE, "aar": Felt("heltall", True, minst=1900, hoeyst=2100, rett=_AAR.rett),
        "kjoenn": _valg("begge", "kvinner", "menn"),
        "alder_fra": Felt("heltall", True, minst=0, hoeyst=130, rett=_ALDER.rett),
        "alder_til": _ALDER,
        "alternativ": Felt("tekst", True, r"faktisk|[A-Z0]{4}(-\d{4})?",
                           rett="bruk faktisk eller fire bokstaver som MMMM"),
        "personer": _FRA_0, "status": _valg(*_STATUS), "kilde": _MAA, "merknad": _TEKST,
    },
    "tiltak": {
        "plan": _NAVN, "nr": _MAA, "tiltak": _MAA, "gruppe": _TEKST, "aar": _AAR,
        "effekt_mill_kr": _TALL,
        "fortegn": _valg("positiv_er_innsparing", "positiv_er_styrking"), "aarsverk": _TALL,
        "plasser": _TALL, "status": _valg(*_TILTAK), "avhengig_av": _TEKST,
        "lovpaalagt": _valg("ja", "nei", krevd=False), "foert_annet_sted_mill_kr": _TALL,
        "realisert_mill_kr": _TALL, "ikke_gjennomfoerbart_mill_kr": _TALL, "kilde": _MAA,
        "merknad": _TEKST,
    },
    "satser": {
        "sats": Felt("tekst", True, "[A-Za-z0-9_]+", rett=_NAVN.rett),
        "gjelder_fra": Felt("dato", rett=_DATO.rett), "gjelder_for_utgiftsaar": _AAR,
        "verdi": Felt("tall", True, rett="skriv satsen som tall"), "enhet": _MAA,
        "status": _valg("lest", "annenhaands", "forslag", "anslag"), "kilde": _MAA,
        "merknad": _TEKST,
    },
    "kilder": {
        "kilde": _MAA, "tittel": _MAA, "utgiver": _MAA, "dokument": _TEKST, "sted": _TEKST,
        "dato": _DATO, "url": Felt("tekst", False, r"https?://[^\s<>\"]+",
                                   rett="skriv hele nettadressen, fra og med https"),
        "hentet": Felt("dato", True, rett=_DATO.rett), "lisens": _MAA,
        "metode": _valg("tabell", "tekst", "avlest", "beregnet"), "merknad": _TEKST,
    },
    "kommuner": {
        "komm_nr": _KODE, "navn": _MAA, "type": _valg("kommune", "fylke", "landet", "gruppe"),
        "gjelder_fra": _AAR, "gjelder_til": _AAR,
    },
    "kommuneendringer": {
        "fra_komm_nr": _KOMMUNE, "til_komm_nr": _KOMMUNE,
        "aar": Felt("heltall", True, minst=1838, hoeyst=2100, rett=_AAR.rett), "type": _MAA,
    },
    "kostragrupper": {
        "komm_nr": _KOMMUNE, "gruppe": _MAA, "gjelder_fra": _AAR, "gjelder_til": _AAR,
        "kilde": _MAA,
    },
}  # fmt: skip
NOEKLER = {
    "observasjoner": ("komm_nr", "aar", "indikator"),
    "befolkning": ("komm_nr", "aar", "kjoenn", "alder_fra", "alder_til", "alternativ"),
    "tiltak": ("plan", "nr", "aar"),
    "satser": ("sats", "gjelder_fra", "gjelder_for_utgiftsaar"),
    "kilder": ("kilde",),
    "kommuner": ("komm_nr",),
    "kommuneendringer": ("fra_komm_nr", "til_komm_nr", "aar"),
    "kostragrupper": ("komm_nr", "gruppe", "gjelder_fra"),
}
_VERDIFELT = {"observasjoner": "verdi", "befolkning": "personer"}

# A mask of breaking rows, the column to show, what is wrong, and the mend.
Regel = tuple[pd.Series, str, str, str]


class Kontraktfeil(ValueError):
    """A frame breaks its contract; ``brudd`` has ``rad``, ``kolonne``, ``verdi``, ``tekst``."""

    def __init__(self, fil: str, navn: str, brudd: pd.DataFrame) -> None:
        self.brudd = brudd
        vist = "" if len(brudd) <= VISES else f"; her er de {VISES} første"
        hode = f"«{fil}» kan ikke brukes som {navn}: {tall(len(brudd))} feil{vist}."
        super().__init__("\n".join([hode, *brudd.tekst.head(VISES)]))


def sjekk(
    ramme: pd.DataFrame,
    navn: str,
    *,
    fil: str,
    register: Kommuneregister | None = None,
    kilder: Iterable[str] | None = None,
    foerste_rad: int = 2,
) -> None:
    """Check a frame against its contract; every breach is collected before it is refused.

    Parameters
    ----------
    navn
        Which contract: one of :data:`KONTRAKTER`.
    fil
        The file as the reader knows it, named in the message.
    register, kilder
        Where given, codes must be known and in use in their year, and sources known.
    foerste_rad
        Row number, in the file, of the frame's first row.

    Raises
    ------
    Kontraktfeil
        A ``ValueError`` with file, row, column, value and mend of the first 20, and the count.
    """
    df = ramme.reset_index(drop=True)
    for kolonne in [k for k in df if pd.api.types.is_object_dtype(df[k])]:
        df[kolonne] = [v if isinstance(v, Hashable) else repr(v) for v in df[kolonne]]
    felt = KONTRAKTER[navn]
    mangler = [k for k in felt if k not in df.columns]
    if mangler:
        linjer = [f"Kolonnen «{k}» mangler; legg den til." for k in mangler]
        brudd = pd.DataFrame({"rad": 1, "kolonne": mangler, "verdi": None, "tekst": linjer})
        raise Kontraktfeil(fil, navn, brudd)
    funn = [
        *_pandera(df, felt),
        *_regler(df, navn, register, None if kilder is None else set(kilder)),
    ]
    deler = [_brudd(df, *regel, foerste_rad) for regel in funn if regel[0].any()]
    if deler:
        rekke = {k: nr for nr, k in enumerate(felt)}
        alle = pd.concat(deler, ignore_index=True).drop_duplicates(["rad", "kolonne"])
        alle = alle.assign(nr=alle.kolonne.map(rekke)).sort_values(["rad", "nr"], kind="stable")
        raise Kontraktfeil(fil, navn, alle.drop(columns="nr").reset_index(drop=True))


def _brudd(
    df: pd.DataFrame, hvor: pd.Series, kolonne: str, feil: str, rett: str, foerste: int
) -> pd.DataFrame:
    verdi = df.loc[hvor, kolonne].astype(object)
    rad = verdi.index + foerste
    vist = ["tom celle" if pd.isna(v) else f"«{v}»" for v in verdi]
    tekst = [
        f"Rad {r}, kolonne {kolonne}: {v} {feil}; {rett}." for r, v in zip(rad, vist, strict=True)
    ]
    return pd.DataFrame({"rad": rad, "kolonne": kolonne, "verdi": verdi, "tekst": tekst})


def _regler(
    df: pd.DataFrame, navn: str, register: Kommuneregister | None, kilder: set[str] | None
) -> Iterator[Regel]:
    """Rules that see more than one column, or another frame."""
    like = df.duplicated(list(NOEKLER[navn]))
    yield like, NOEKLER[navn][0], "har samme nøkkel som en tidligere rad", "behold én av radene"
    if navn in _VERDIFELT:
        yield from _status(df, _VERDIFELT[navn])
    if navn == "observasjoner":
        yield from _enheter(df)
    for fra, til in (("alder_fra", "alder_til"), ("gjelder_fra", "gjelder_til")):
        if fra in df and til in df:
            bak = _tall(df[til]) < _tall(df[fra])
            yield bak, til, f"er mindre enn {fra}", "bytt om eller rett tallene"
    if kilder is not None and navn != "kilder" and "kilde" in df:
        ukjent = df.kilde.notna() & ~df.kilde.isin(kilder)
        yield ukjent, "kilde", "finnes ikke i kilderegisteret", "legg kilden til i kilder"
    if register is not None and navn in _VERDIFELT:
        yield from _koder(df, register, df[_VERDIFELT[navn]].notna())


def _status(df: pd.DataFrame, felt: str) -> Iterator[Regel]:
    har, uten = df[felt].notna(), df.status.isin(_UTEN_VERDI)
    sier = oppramsing([*_UTEN_VERDI], "eller")
    yield har & uten, felt, "står ved en status uten verdi", "tøm cellen eller rett status"
    yield ~har & ~uten, felt, "har ingen grunn i status", f"sett status til {sier}"


def _enheter(df: pd.DataFrame) -> Iterator[Regel]:
    minus = (_tall(df.verdi) < 0) & df.enhet.isin(_TELLES)
    yield minus, "verdi", "er negativt", "skriv et antall som ikke er negativt"
    null = (_tall(df.nevner) == 0) & df.verdi.notna()
    yield null, "nevner", "er null, men raden har en verdi", "la verdien stå tom med status mangler"
    par = df.groupby(["indikator", "enhet"], observed=True).size().sort_values(kind="stable")
    vanlig = par.reset_index().drop_duplicates("indikator", keep="last")
    hoved = df.indikator.map(dict(zip(vanlig.indikator, vanlig.enhet, strict=True)))
    ulik = df.enhet.notna() & hoved.notna() & (df.enhet.astype(object) != hoved.astype(object))
    yield ulik, "enhet", "er en annen enhet enn indikatorens andre rader", "regn om til én enhet"


def _koder(df: pd.DataFrame, register: Kommuneregister, har: pd.Series) -> Iterator[Regel]:
    k = register.kommuner.set_index("komm_nr")
    yield ~df.komm_nr.isin(k.index), "komm_nr", "er ukjent", "bruk et nummer fra kommuneregisteret"
    fra, til = (df.komm_nr.map(_tall(k[g]).to_dict()) for g in ("gjelder_fra", "gjelder_til"))
    aar, faktisk = _tall(df.aar), df.get("alternativ", "faktisk")
    utenfor = har & (faktisk == "faktisk") & ((aar < fra) | (aar > til))
    yield utenfor, "komm_nr", "var ikke i bruk det året", "bruk nummeret som gjaldt da"


# ------------------------------------------------------------------ column by column
def _pandera(df: pd.DataFrame, felt: dict[str, Felt]) -> Iterator[Regel]:
    """Types, required cells, lawful values and ranges; pandera is imported only here."""
    import pandera.pandas as pa

    kolonner = {
        k: pa.Column(
            nullable=not f.krevd,
            checks=[pa.Check(sjekk, name=feil) for feil, sjekk in _kolonnesjekker(f)],
        )
        for k, f in felt.items()
    }
    try:
        pa.DataFrameSchema(kolonner).validate(df, lazy=True)
    except pa.errors.SchemaErrors as feil:
        for (kolonne, sjekk), rader in feil.failure_cases.groupby(["column", "check"]):
            hvor = pd.Series(df.index.isin(rader["index"]), index=df.index)
            tekst = "mangler" if sjekk == "not_nullable" else str(sjekk)
            yield hvor, kolonne, tekst, felt[kolonne].rett


def _kolonnesjekker(f: Felt) -> Iterator[tuple[str, Callable[[pd.Series], pd.Series]]]:
    if f.type == "tekst":
        yield "er ikke tekst", lambda s: _der(s, lambda v: isinstance(v, str))
        if f.moenster or f.lovlig:
            form = re.compile(f.moenster or "|".join(map(re.escape, f.lovlig)))
            yield "er ikke gyldig", lambda s: _der(s, lambda v: _passer(form, v))
    elif f.type == "dato":
        yield "er ikke en dato", lambda s: _der(s, _er_dato)
    else:
        yield "er ikke et tall", _er_tall
        yield "er utenfor det mulige", lambda s: _tall(s).between(f.minst, f.hoeyst) | ~_er_tall(s)
        if f.type == "heltall":
            yield "er ikke et helt tall", lambda s: (_tall(s) % 1 == 0) | ~_er_tall(s)


def _der(s: pd.Series, ok: Callable[[Any], bool]) -> pd.Series:
    """Where a test holds, tried once on each distinct value."""
    return s.isin([v for v in s.unique() if ok(v)])


def _passer(form: re.Pattern[str], verdi: object) -> bool:
    return not isinstance(verdi, str) or form.fullmatch(verdi) is not None


def _er_tall(s: pd.Series) -> pd.Series:
    if pd.api.types.is_numeric_dtype(s) and not pd.api.types.is_bool_dtype(s):
        return pd.Series(np.isfinite(_tall(s)), index=s.index)
    ja = [isinstance(v, int | float | np.number) and not isinstance(v, bool) for v in s]
    return pd.Series(ja, index=s.index, dtype=bool) & np.isfinite(_tall(s))


def _tall(s: pd.Series) -> pd.Series:
    return pd.to_numeric(s, errors="coerce").astype("float64")


def _er_dato(verdi: object) -> bool:
    tekst = str(verdi)
    if re.fullmatch(r"(19|20)\d\d", tekst):
        return True
    try:
        return date.fromisoformat(tekst).year >= 1838
    except ValueError:
        return False
