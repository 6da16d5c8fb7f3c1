"""Who a municipality is compared with: groups by rule, and its structural neighbours."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..indikator import Indikator
from ..kommune import Kommuneregister
from .demografi import innbyggere
from .nivaa import gruppesnitt
from .profil import verdier

OSLO = "0301"
# KOSTRA's groups were made anew from 2020: the same code is another group before and after.
GRUPPEBRUDD = 2020
# A criterion is used when the municipality itself and this share of the others have it.
MINST_ANDEL = 0.5
# Age groups whose shares of the population are criteria: name -> from, to (missing = open).
ALDERSGRUPPER = (("andel_0_5", 0, 5), ("andel_67_79", 67, 79), ("andel_80_pluss", 80, None))
# Distances that differ by less than this are a tie.
_DESIMALER = 9
# An age group: its first age, minus its last (so that the longest sorts first), and its persons.
_Gruppe = tuple[float, ...]


def gruppeserie(kode: str, aar: int) -> str:
    """Name of the series that a region code's figure belongs to, so that no two are mixed.

    A KOSTRA group has other members from 2020; other codes are one series.

    >>> gruppeserie("EKG05", 2019) == gruppeserie("EKG05", 2020)
    False
    >>> gruppeserie("KG5", 2012), gruppeserie("EAK", 2012)
    ('KG5 (til 2019)', 'EAK')
    """
    if not kode.startswith(("EKG", "KG")):
        return kode
    ny = kode.startswith("EKG") and aar >= GRUPPEBRUDD
    return f"{kode} (fra {GRUPPEBRUDD})" if ny else f"{kode} (til {GRUPPEBRUDD - 1})"


# ------------------------------------------------------------------ sets by rule
def landet(
    register: Kommuneregister, komm_nr: str, aar: int, *, uten_oslo: bool = False
) -> list[str]:
    """Codes of all other municipalities of the register in ``aar``, Oslo left out on request."""
    egen, k = register.gyldig(komm_nr, aar), register.kommuner
    alle = k.loc[k.type == "kommune", "komm_nr"]
    utenfor = {egen, OSLO} if uten_oslo else {egen}
    return sorted(c for c in alle if c not in utenfor and register.finnes(c, aar))


def fylke(register: Kommuneregister, komm_nr: str, aar: int) -> list[str]:
    """Codes of the other municipalities of the county (first two digits) in ``aar``."""
    kode = register.gyldig(komm_nr, aar)
    return [c for c in landet(register, komm_nr, aar) if c[:2] == kode[:2]]


def egen_liste(
    register: Kommuneregister, komm_nr: str, koder: Iterable[object], aar: int
) -> list[str]:
    """Checked codes in the order given, each once; the municipality itself is left out.

    Raises
    ------
    ValueError
        If a code is unknown or not in use in ``aar``, or no other code is left.
    """
    egen = register.gyldig(komm_nr, aar)
    liste = list(dict.fromkeys(register.gyldig(k, aar) for k in koder))
    andre = [k for k in liste if k != egen]
    if not andre:
        raise ValueError(f"Listen har ingen andre enn {egen}; oppgi minst én kommune til.")
    return andre


def kostragruppe(medlemskap: pd.DataFrame, komm_nr: str, aar: int) -> tuple[str, list[str]]:
    """KOSTRA group of the municipality in ``aar``, and the codes of its other members.

    Parameters
    ----------
    medlemskap
        ``komm_nr``, ``gruppe``, ``gjelder_fra`` and ``gjelder_til`` (first and last year;
        the last may be missing). No membership reaches across 2020.

    Raises
    ------
    ValueError
        If the municipality has no group that year, or more than one, or a row has no first year.
    """
    m = medlemskap
    if m.gjelder_fra.isna().any():
        hvem = m.loc[m.gjelder_fra.isna(), "komm_nr"].iloc[0]
        raise ValueError(f"Medlemskapet for {hvem} mangler gjelder_fra; oppgi det første året.")
    grense = np.where(m.gjelder_fra < GRUPPEBRUDD, GRUPPEBRUDD - 1, np.inf)
    til = np.minimum(m.gjelder_til.astype("float64").fillna(np.inf), grense)
    naa = m[(m.gjelder_fra <= aar) & (aar <= til)]
    egne = naa.loc[naa.komm_nr == komm_nr, "gruppe"].unique()
    if len(egne) != 1:
        antall = "flere KOSTRA-grupper" if len(egne) else "ingen KOSTRA-gruppe"
        raise ValueError(f"{komm_nr} har {antall} i {aar}; velg en annen sammenligning.")
    andre = naa.loc[(naa.gruppe == egne[0]) & (naa.komm_nr != komm_nr), "komm_nr"]
    return str(egne[0]), sorted(andre.unique())


def forholdsfaktor(
    rader: Iterable[tuple[float, float, float]], indikator: Indikator
) -> float | None:
    r"""What a ratio is multiplied by: :math:`v = f \cdot t / n`.

    The register's for a recomputed ratio. For one that the source prints, the power of ten
    that all rows (value, numerator, denominator) agree on; else missing: then the counts are
    not those of the ratio.
    """
    if indikator.type == "forholdstall":
        return indikator.faktor
    tiere = [math.log10(v * n / t) for v, t, n in rader if v > 0 and t > 0 and n > 0]
    hele = {round(x) for x in tiere}
    if len(hele) != 1 or max(abs(x - round(x)) for x in tiere) > 0.15:
        return None
    return 10.0 ** hele.pop()


@dataclass(frozen=True)
class Gruppetall:
    """A group's figure, the codes it is computed from, and those that could not be used."""

    verdi: float | None
    med: tuple[str, ...]
    uten: tuple[str, ...]


def gruppetall(
    observasjoner: pd.DataFrame, indikator: Indikator, koder: Sequence[str], aar: int
) -> Gruppetall:
    r"""Ratio of a group: :math:`f \sum t_i / \sum n_i` over the members that have both.

    Never a mean of the members' ratios, and missing where the source gives no counts. A count
    is the sum of all members, and missing if one of them is.
    """
    if indikator.type == "grunntall":
        o = observasjoner[(observasjoner.aar == aar) & (observasjoner.indikator == indikator.id)]
        sum_av = o.set_index("komm_nr").verdi.reindex(list(koder))
        har = sum_av.notna().to_numpy()
        verdi = float(sum_av.sum()) if len(har) and har.all() else None
    else:
        df = verdier(observasjoner, indikator, koder, aar)
        har = (df.teller.notna() & df.nevner.notna()).to_numpy()
        med_tall = df[har]
        tall = zip(med_tall.verdi, med_tall.teller, med_tall.nevner, strict=True)
        faktor = forholdsfaktor(tall, indikator)
        verdi = None if faktor is None else gruppesnitt(df.teller[har], df.nevner[har], faktor)
    med = tuple(k for k, h in zip(koder, har, strict=True) if h)
    return Gruppetall(verdi, med, tuple(k for k in koder if k not in med))


# ------------------------------------------------------------------ structural neighbours
@dataclass(frozen=True, eq=False)
class Jevnkommuner:
    """The nearest municipalities, and how they were found.

    ``rader``: ``rang`` (1 = nearest), ``komm_nr``, ``avstand`` (standard deviations) and for
    each used criterion the difference from the municipality itself in standard deviations.
    ``brukt`` are the criteria used, ``utelatt`` the others with the reason, ``uten_tall`` the
    municipalities left out because they lack a used criterion, ``blant`` how many were ranked.
    """

    komm_nr: str
    rader: pd.DataFrame
    blant: int
    brukt: tuple[str, ...]
    utelatt: dict[str, str]
    uten_tall: tuple[str, ...]


def kriterier(
    befolkning: pd.DataFrame,
    observasjoner: pd.DataFrame,
    koder: Iterable[str],
    aar: int,
    tillegg: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Criteria of structural likeness by ``komm_nr``, missing where the data lacks them.

    ``ln_folketall`` (natural logarithm of the inhabitants), per cent aged 0-5, 67-79 and 80
    and over, and the observations of ``aar`` that ``tillegg`` names (criterion ->
    indicator: free income in kr per inhabitant, travel distance). KOSTRA's year ends
    31 December: the population is that of 1 January the year after.
    """
    b = befolkning[(befolkning.aar == aar + 1) & (befolkning.alternativ == "faktisk")]
    index = pd.Index(sorted(set(koder)), name="komm_nr")
    alle = innbyggere(b, 0, None).reindex(index)
    alle = alle.where(alle > 0)
    ut = pd.DataFrame({"ln_folketall": np.log(alle)}, index=index)
    for navn, fra, til in ALDERSGRUPPER:
        ut[navn] = 100 * innbyggere(b, fra, til).reindex(index) / alle
    for navn, indikator in (tillegg or {}).items():
        o = observasjoner[(observasjoner.aar == aar) & (observasjoner.indikator == indikator)]
        ut[navn] = o.set_index("komm_nr").verdi.reindex(index).astype("float64")
    return ut


def jevnkommuner(
    kriterier: pd.DataFrame,
    komm_nr: str,
    antall: int = 10,
    vekter: Mapping[str, float] | None = None,
) -> Jevnkommuner:
    r"""Rank the municipalities by likeness with one of them.

    .. math:: d_i = \sqrt{\sum_k w_k ((x_{ik} - x_k) / s_k)^2 / \sum_k w_k}

    where :math:`s_k` is the standard deviation of criterion k over all that have every used
    criterion. A criterion that the municipality lacks, that under half have, or that is the
    same everywhere is not used. Ties are in the order of the codes.

    Parameters
    ----------
    kriterier
        One row per municipality (index ``komm_nr``), one column per criterion.
    vekter
        Criterion -> weight; 1 where none is given.

    Raises
    ------
    ValueError
        If the municipality is not among the rows, or no criterion can be used.
    """
    x = kriterier.sort_index().astype("float64").replace([np.inf, -np.inf], np.nan)
    if x.index.tolist().count(komm_nr) != 1:
        raise ValueError(f"{komm_nr} må ha én rad med kriterier; velg en kommune i dataene.")
    vekt = {k: 1.0 for k in x} | dict(vekter or {})
    if ugyldig := [k for k, w in vekt.items() if k not in x or not w >= 0]:
        raise ValueError(
            f"Vekten for «{ugyldig[0]}» gjelder ikke; velg et kriterium og et tall ≥ 0."
        )
    utelatt = {k: grunn for k in x if (grunn := _ubrukelig(x[k], komm_nr, vekt[k]))}
    x = x.drop(columns=list(utelatt))
    fulle = x.dropna()
    forskjell = fulle - fulle.loc[komm_nr]
    spredning = forskjell.std(ddof=0)
    utelatt |= dict.fromkeys(spredning.index[spredning == 0], "likt for alle")
    brukt = [k for k in x if k not in utelatt]
    if not brukt:
        raise ValueError(f"Ingen kriterier kan brukes for {komm_nr}; hent folketall etter alder.")
    z = (forskjell[brukt] / spredning[brukt]).drop(index=komm_nr).rename_axis("komm_nr")
    w = pd.Series(vekt)[brukt]
    avstand = np.sqrt((z**2 * w).sum(axis=1) / w.sum())
    # The rows are in the order of the codes, and a stable sort keeps ties so.
    rekke = avstand.round(_DESIMALER).sort_values(kind="stable").index[:antall]
    rader = z.loc[rekke].assign(avstand=avstand, rang=range(1, len(rekke) + 1)).reset_index()
    rader = rader[["rang", "komm_nr", "avstand", *brukt]]
    uten = tuple(x.index[x.isna().any(axis=1)])
    return Jevnkommuner(komm_nr, rader, len(z), tuple(brukt), utelatt, uten)


def _ubrukelig(x: pd.Series, komm_nr: str, vekt: float) -> str:
    """Why a criterion is not used; nothing when it is."""
    if vekt == 0:
        return "vekten er null"
    if pd.isna(x[komm_nr]):
        return f"{komm_nr} mangler tallet"
    andel = float(x.drop(komm_nr).notna().mean()) if len(x) > 1 else 0.0
    return "" if andel >= MINST_ANDEL else "under halvparten av de andre har tallet"
