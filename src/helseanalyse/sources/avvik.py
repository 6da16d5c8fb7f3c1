"""Figures to look at twice: possible thousand-errors and jumps from one year to the next."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from ..enheter import enhet_navn, tall
from ..indikator import indikatorer
from ..kommune import Kommuneregister

# The limit of SSB's own test: a factor of 316, on either side of the 1000 sought for.
TUSENFEIL_LOG10 = 2.5
# SSB's standard parameters of the Hidiroglou-Berthelot test and of the quartile test.
HB_PU, HB_PA, HB_PC = 0.5, 0.05, 20.0
KVARTIL_PK = 1.5
# With fewer municipalities than this their quartiles say nothing.
MINST_ENHETER = 10
# The tests, the gravest first.
PROEVER = ("tusenfeil", "hb", "over_100", "kvartil")


@dataclass(frozen=True)
class Varsel:
    """One figure to look at; ``proever`` are the tests that it failed.

    ``tusenfeil``, ``hb`` (Hidiroglou-Berthelot), ``kvartil`` (ratio to the year before) or
    ``over_100`` (a share above 100 per cent, kept as it is).
    """

    proever: tuple[str, ...]
    komm_nr: str
    indikator: str
    aar: tuple[int, ...]
    verdier: tuple[float, ...]
    tekst: str


def hb_avvik(
    naa: np.ndarray, foer: np.ndarray, pu: float = HB_PU, pa: float = HB_PA, pc: float = HB_PC
) -> np.ndarray:
    r"""Which changes stand out, by Hidiroglou and Berthelot's test.

    With :math:`r = x_t / x_{t-1}` and its median :math:`m`, :math:`s = 1 - m / r` below the
    median and :math:`r / m - 1` from it, :math:`E = s \cdot \max(x_t, x_{t-1})^{pu}` stands out
    beyond :math:`E_M \pm pc \cdot \max(|E_M - E_Q|, |pa \cdot E_M|)` (``pa`` alone where the
    median of E is zero). Where half or more are unchanged, only the changed are tested.

    Source: Statistisk sentralbyrå, Datarevisjon, håndbøker 84 (2005).

    Parameters
    ----------
    naa, foer
        The two years' values, all above zero, in the same order.
    """
    ut = np.zeros(len(naa), dtype=bool)
    like = naa == foer
    med = ~like if like.mean() >= 0.5 else np.ones(len(naa), dtype=bool)
    if not med.any():
        return ut
    forhold = naa[med] / foer[med]
    m = np.median(forhold)
    s = np.where(forhold >= m, forhold / m - 1, 1 - m / forhold)
    e = s * np.maximum(naa[med], foer[med]) ** pu
    q1, q2, q3 = np.quantile(e, (0.25, 0.5, 0.75))
    minst = abs(pa * q2) if q2 != 0 else pa
    ut[med] = (e < q2 - pc * max(q2 - q1, minst)) | (e > q2 + pc * max(q3 - q2, minst))
    return ut


def kvartil_avvik(naa: np.ndarray, foer: np.ndarray, pk: float = KVARTIL_PK) -> np.ndarray:
    r"""Which ratios :math:`x_t / x_{t-1}` lie outside the quartiles' fences.

    The fences are :math:`q_1 - pk (M - q_1)` and :math:`q_3 + pk (q_3 - M)`.

    Source: Statistisk sentralbyrå, Datarevisjon, håndbøker 84 (2005).
    """
    forhold = naa / foer
    q1, m, q3 = np.quantile(forhold, (0.25, 0.5, 0.75))
    ut: np.ndarray = (forhold < q1 - pk * (m - q1)) | (forhold > q3 + pk * (q3 - m))
    return ut


def advarsler(
    observasjoner: pd.DataFrame,
    register: Kommuneregister | None = None,
    proever: Collection[str] = PROEVER,
) -> list[Varsel]:
    """Observations that may be wrong; nothing is changed or refused.

    Each figure is compared with the newest earlier one of the same code, indicator and unit,
    and for ``hb`` and ``kvartil`` with the other municipalities' change over the same years.
    A code that changed has no earlier figure: run this on a series in one year's borders.
    ``kvartil`` takes no account of size: it marks about one pair in ten of sound figures.

    Returns
    -------
    list of Varsel
        By indicator, code and year.
    """
    o = observasjoner[observasjoner.verdi.notna()]
    navn = {} if register is None else register.kommuner.set_index("komm_nr").navn.to_dict()
    andeler = o[(o.enhet == "prosent") & (o.verdi > 100)]
    ut = [_over_100(rad, navn) for rad in andeler.to_dict("records") if "over_100" in proever]
    par = _par(o)
    par["tusenfeil"] = np.log10(par.verdi / par.foer).abs() > TUSENFEIL_LOG10
    par["hb"] = par["kvartil"] = False
    kommuner = par[par.komm_nr.str.fullmatch(r"\d{4}")]
    for _, d in kommuner.groupby(["indikator", "aar", "aar_foer"]):
        if len(d) >= MINST_ENHETER:
            naa, foer = d.verdi.to_numpy(), d.foer.to_numpy()
            par.loc[d.index, "hb"] = hb_avvik(naa, foer)
            par.loc[d.index, "kvartil"] = kvartil_avvik(naa, foer)
    slag = [p for p in ("tusenfeil", "hb", "kvartil") if p in proever]
    ut += [_sprang(rad, slag, navn) for rad in par[par[slag].any(axis=1)].to_dict("records")]
    return sorted(ut, key=lambda v: (v.indikator, v.komm_nr, v.aar, v.proever))


def advarsler_for_nye(
    nye: pd.DataFrame,
    kjente: pd.DataFrame,
    register: Kommuneregister | None = None,
    proever: Collection[str] = ("tusenfeil", "hb", "over_100"),
) -> list[Varsel]:
    """Warnings where at least one of the two figures is new.

    Parameters
    ----------
    nye, kjente
        Observations that come in, and those that lie there already for the same codes and
        indicators; a new row takes the place of a known one with its key.
    """
    par = ["komm_nr", "indikator"]
    samme = kjente[kjente.komm_nr.isin(nye.komm_nr) & kjente.indikator.isin(nye.indikator)]
    alle = pd.concat([d for d in (samme, nye) if len(d)] or [nye], ignore_index=True)
    alle = alle.drop_duplicates([*par, "aar"], keep="last")
    noekler = set(nye[[*par, "aar"]].dropna().itertuples(index=False, name=None))
    return [
        v
        for v in advarsler(alle, register, proever)
        if not v.aar or any((v.komm_nr, v.indikator, aar) in noekler for aar in v.aar)
    ]


def som_tekst(varsler: Sequence[Varsel], maks: int = 20) -> str:
    """Return the warnings as text, a line each, as :func:`linjer` orders them."""
    return "\n".join(linjer(varsler, maks))


def linjer(varsler: Sequence[Varsel], maks: int = 20) -> list[str]:
    """Return the warnings as sentences, the gravest first, and how many more there are."""

    def alvor(v: Varsel) -> int:
        return min(PROEVER.index(p) for p in v.proever)

    ut = [v.tekst for v in sorted(varsler, key=alvor)[:maks]]
    if len(varsler) > maks:
        ut.append(f"… og {tall(len(varsler) - maks)} til.")
    return ut


def _par(o: pd.DataFrame) -> pd.DataFrame:
    """Each positive figure with the newest earlier one of its code and indicator."""
    o = o[o.aar.notna()][["indikator", "komm_nr", "aar", "verdi", "enhet"]]
    for k in ("indikator", "komm_nr", "enhet"):
        o = o.assign(**{k: o[k].astype("str")})
    o = o.assign(aar=o.aar.astype(int), verdi=o.verdi.astype("float64"))
    o = o.sort_values(["indikator", "komm_nr", "aar"], ignore_index=True)
    serie = o.groupby(["indikator", "komm_nr", "enhet"], sort=False)
    o["foer"], o["aar_foer"] = serie.verdi.shift(), serie.aar.shift()
    return o[(o.verdi > 0) & (o.foer > 0)].copy()


def _sprang(rad: dict[str, Any], slag: list[str], navn: dict[str, str]) -> Varsel:
    ord_for = {
        "tusenfeil": "mulig tusenfeil",
        "hb": "uvanlig stor endring (HB-metoden)",
        "kvartil": "utenfor de andre kommunenes endring (kvartilmetoden)",
    }
    proever = tuple(p for p in slag if rad[p])
    aar, verdier = (int(rad["aar_foer"]), int(rad["aar"])), (float(rad["foer"]), rad["verdi"])
    hvem, hva = _hvem(rad["komm_nr"], navn), _hva(rad["indikator"])
    tekst = (
        f"{hvem}, {hva}: {_tall(verdier[0])} i {aar[0]} og {_tall(verdier[1])} i {aar[1]}"
        f" ({enhet_navn(rad['enhet'])}): {', '.join(ord_for[p] for p in proever)}."
    )
    return Varsel(proever, rad["komm_nr"], rad["indikator"], aar, verdier, tekst)


def _over_100(rad: dict[str, Any], navn: dict[str, str]) -> Varsel:
    kode, indikator, verdi = str(rad["komm_nr"]), str(rad["indikator"]), float(rad["verdi"])
    aar = () if pd.isna(rad["aar"]) else (int(rad["aar"]),)
    i_aar = f" i {aar[0]}" if aar else ""
    tekst = f"{_hvem(kode, navn)}, {_hva(indikator)}: {_tall(verdi)} prosent{i_aar} er over 100."
    return Varsel(("over_100",), kode, indikator, aar, (verdi,), tekst)


def _hvem(kode: str, navn: dict[str, str]) -> str:
    return f"{kode} {navn[kode]}" if kode in navn else kode


def _hva(indikator: str) -> str:
    """Name of an indicator as the register has it, else its id."""
    kjent = indikatorer().get(indikator)
    return indikator if kjent is None else kjent.kortnavn


def _tall(verdi: float) -> str:
    """Number with the decimals it needs to be told from its neighbours, three at most."""
    return tall(verdi, next((d for d in range(3) if round(verdi, d) == verdi), 3))
