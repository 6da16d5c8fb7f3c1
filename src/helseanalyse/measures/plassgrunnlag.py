"""What a place need can be computed from for one municipality: places, residents, people 80+."""

from dataclasses import dataclass, field

import pandas as pd

from .dekningsgrad import Grunnlag, antall_ved_dekning

EGET = "egne"


@dataclass(frozen=True)
class Tall:
    """A figure, or a printed interval (``lav`` < ``hoey``), with its year and sources."""

    lav: float
    hoey: float
    aar: int | None
    kilder: tuple[str, ...]

    @property
    def verdi(self) -> float | None:
        """Return the one figure, missing where an interval is printed."""
        return self.lav if self.lav == self.hoey else None


@dataclass(frozen=True)
class Plassgrunnlag:
    """Bases of a place need; an absent one is absent, never zero.

    ``antall`` maps a base to places or residents; ``naa`` and ``da`` are inhabitants aged
    80 and over today and in the projected year.
    """

    antall: dict[Grunnlag, Tall] = field(default_factory=dict)
    naa: Tall | None = None
    da: Tall | None = None

    @property
    def kilder(self) -> list[str]:
        """Source ids of all the figures, the user's own left out."""
        alle = [*self.antall.values(), *(t for t in (self.naa, self.da) if t)]
        return [k for t in alle for k in t.kilder]

    def mangler(self) -> list[str]:
        """What must be known before a need can be computed, in words; empty when all is."""
        har = {
            "antall institusjonsplasser, plasser i bruk eller beboere": bool(self.antall),
            "innbyggere 80 år og over i dag": self.naa is not None,
            "innbyggere 80 år og over i framskrivingsåret": self.da is not None,
        }
        return [navn for navn, finnes in har.items() if not finnes]


def plassgrunnlag(
    observasjoner: pd.DataFrame,
    befolkning: pd.DataFrame,
    dokumenttall: pd.DataFrame,
    komm_nr: str,
    aar: int | None = None,
) -> Plassgrunnlag:
    """Newest figures of a municipality; the projection nearest to ``aar`` (newest if missing).

    The base ``beboere`` is the printed share of inhabitants aged 80+ who live in an
    institution times their number; where no share is printed, residents of all ages.
    ``heldoegn`` is places and residents of homes with staff day and night, of one year.
    """
    o = observasjoner[(observasjoner.komm_nr == komm_nr) & observasjoner.verdi.notna()]
    kapasitet = _nyeste(o, "plasser_institusjon")
    # KOSTRA counts on 31 December: the people of 1 January in the year after.
    etter = None if kapasitet is None or kapasitet.aar is None else kapasitet.aar + 1
    naa = _befolkning(befolkning, komm_nr, "faktisk", etter)
    da = _befolkning(befolkning, komm_nr, "MMMM", aar)
    antall = {
        Grunnlag.KAPASITET: kapasitet,
        Grunnlag.I_BRUK: _dokument(dokumenttall, komm_nr, "plasser_i_bruk"),
        Grunnlag.BEBOERE: _beboere(o, naa),
        Grunnlag.HELDOEGN: _med_bolig(o, kapasitet),
    }
    return Plassgrunnlag({g: t for g, t in antall.items() if t}, naa, da)


def med_egne(
    g: Plassgrunnlag, plasser: float | None, naa: float | None, da: float | None, aar: int | None
) -> Plassgrunnlag:
    """Same bases with the user's own figures in place of the data's.

    Own people aged 80+ leave out a residents' base that was computed from the data's people.
    """
    antall = dict(g.antall)
    if plasser is not None:
        antall[Grunnlag.KAPASITET] = Tall(plasser, plasser, None, ())
        antall.pop(Grunnlag.HELDOEGN, None)  # it has the data's places in it
    if naa is not None:
        antall.pop(Grunnlag.BEBOERE, None)
    ny_naa = g.naa if naa is None else Tall(naa, naa, None, ())
    ny_da = g.da if da is None else Tall(da, da, aar, ())
    return Plassgrunnlag(antall, ny_naa, ny_da)


def _nyeste(o: pd.DataFrame, indikator: str) -> Tall | None:
    treff = o.loc[o.indikator == indikator, ["aar", "verdi", "kilde"]]
    if treff.empty:
        return None
    aar, verdi, kilde = max(treff.itertuples(index=False), key=lambda rad: rad[0])
    return Tall(float(verdi), float(verdi), int(aar), (kilde,))


def _dokument(dokumenttall: pd.DataFrame, komm_nr: str, nokkel: str) -> Tall | None:
    d = dokumenttall
    treff = d[(d.komm_nr == komm_nr) & (d.nokkel == nokkel)]
    if treff.empty:
        return None
    rad = treff.iloc[0]
    hoey = rad.verdi if pd.isna(rad.verdi_til) else rad.verdi_til
    return Tall(float(rad.verdi), float(hoey), int(rad.aar), (rad.kilde,))


def _befolkning(b: pd.DataFrame, komm_nr: str, alternativ: str, aar: int | None) -> Tall | None:
    """People aged 80 and over, both sexes, in the year nearest to ``aar`` (newest if missing).

    One open group from 80, or one-year ages that reach an open top: a year that lacks an age
    is passed over, because its sum would be too low.
    """
    hvem = (b.alder_fra >= 80) & (b.alternativ == alternativ) & (b.komm_nr == komm_nr)
    b = b.loc[hvem, ["aar", "kjoenn", "alder_fra", "alder_til", "personer", "kilde"]]
    begge = b.kjoenn == "begge"
    if begge.any() and not begge.all():
        b = b[begge]
    alle = [int(a) for a in b.aar.unique()]
    for valgt in sorted(alle, key=lambda a: (0 if aar is None else abs(a - aar), -a)):
        # Two sources of one year are never added; the one with the finer ages counts.
        hele = [k for k in _etter(b[b.aar == valgt], "kilde") if _hel(k)]
        if hele:
            en = max(hele, key=len)
            personer = float(en.personer.sum())
            return Tall(personer, personer, valgt, (str(en.kilde.iloc[0]),))
    return None


def _etter(b: pd.DataFrame, kolonne: str) -> list[pd.DataFrame]:
    """Rows by what stands in a column, sorted by it: one piece where there is but one."""
    ulike = sorted(b[kolonne].dropna().unique())
    hel = len(ulike) == 1 and b[kolonne].notna().all()
    return [b] if hel else [b[b[kolonne] == u] for u in ulike]


def _hel(en_kilde: pd.DataFrame) -> bool:
    """Whether each sex's groups cover 80 and over, with no gap, overlap or missing figure."""
    return bool(en_kilde.personer.notna().all()) and all(
        _hel_fra_80(g) for g in _etter(en_kilde, "kjoenn")
    )


def _hel_fra_80(aldre: pd.DataFrame) -> bool:
    """Whether the groups run from 80 without a gap or an overlap to an open top."""
    alle = zip(aldre.alder_fra.tolist(), aldre.alder_til.tolist(), strict=True)
    par = sorted(alle, key=lambda ett: ett[0])
    *lukket, oeverst = [til for _, til in par]
    if par[0][0] != 80 or pd.notna(oeverst) or any(pd.isna(til) for til in lukket):
        return False
    return all(til + 1 == fra for (fra, _), til in zip(par[1:], lukket, strict=True))


def _med_bolig(o: pd.DataFrame, kapasitet: Tall | None) -> Tall | None:
    """Places and residents of homes with staff day and night; missing unless both are known."""
    if kapasitet is None or kapasitet.aar is None:
        return None
    bolig = _nyeste(o[o.aar == kapasitet.aar], "beboere_bolig_heldoegns_bemanning")
    if bolig is None:
        return None
    alle = kapasitet.lav + bolig.lav
    return Tall(alle, alle, kapasitet.aar, (*kapasitet.kilder, *bolig.kilder))


def _beboere(o: pd.DataFrame, naa: Tall | None) -> Tall | None:
    andel = _nyeste(o, "dekningsgrad_institusjon_80_pluss")
    if andel is None or naa is None:
        return _nyeste(o, "beboere_institusjon")
    antall = antall_ved_dekning(andel.lav, naa.lav)
    return Tall(antall, antall, andel.aar, (*andel.kilder, *naa.kilder))
