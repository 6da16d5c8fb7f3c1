"""The choices of ``effektivitet``: those of a profile, and prices, weights and a cost key."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Self

import pandas as pd

from .measures.behovsindeks import sjekket_noekkel
from .notatbok import sjekk_navn
from .sources.load import Data
from .valg import Sammenligningsvalg, steder_med_tall
from .valg_beloep import som_tekst
from .valgsjekk import aarstall, andre_steder, hva, tall_mellom

# What a document prints for a place that no ratio of the register does.
INDEKSER = (
    "produksjonsindeks_pleie_omsorg",
    "produksjonsindeks_sosial",
    "produksjonsindeks_helse",
    "ressursbruksindikator_pleie_omsorg",
)
_LEDD = re.compile(r"([a-z0-9_]+)\s*[ =:]\s*([0-9][0-9.,]*)")
_FOERSTE_NOEKKEL = 1990  # a whole number from here on is the year of a cost key


@dataclass(frozen=True)
class Effektvalg(Sammenligningsvalg):
    """Choices of ``effektivitet``.

    As :class:`~helseanalyse.valg.Sammenligningsvalg`, where ``indikator`` is the unit cost that is
    followed, and more: ``prisaar`` is the year whose kroner amounts are told in (missing: the
    newest there is); ``vekter`` the weights of a production index (``legetimer 0,3; fysiotimer
    0,2``; empty: equal, and said so); ``noekkel`` a need index of the user's own (``1,036``),
    the year of a cost key in the data (``2026``), which may be followed by the criteria that
    the data lacks, each per inhabitant with the country at 1 (``2026; doedelighet 0,95``), or a
    key of the user's own (``innbyggere_67_79 0,4; innbyggere_80_89 0,6``); ``egne_beloep`` the
    user's own amounts and volumes by year (``time: 2023 41,5/52000``: mill kr and hours).
    """

    prisaar: int | None = None
    vekter: str = ""
    noekkel: str = ""
    egne_beloep: str = ""

    @property
    def vektene(self) -> dict[str, float]:
        """Weights by indicator, as given; none where they are equal."""
        return vektliste("vekter", self.vekter)

    @property
    def egen_indeks(self) -> float | None:
        """The user's own need index, 1 as the comparison's; 0 is a value."""
        verdi = _ett_tall(self.noekkel)
        return None if verdi is None or verdi >= _FOERSTE_NOEKKEL else verdi

    @property
    def noekkelaar(self) -> int | None:
        """Year of the cost key asked for; missing: the newest in the data."""
        verdi = _ett_tall(self.noekkel.partition(";")[0])
        return None if verdi is None or verdi < _FOERSTE_NOEKKEL else int(verdi)

    @property
    def egne_kriterier(self) -> dict[str, float]:
        """The user's own figures for criteria of the data's key: the country is 1, 0 a value."""
        if self.noekkelaar is None:
            return {}
        return vektliste("noekkel", self.noekkel.partition(";")[2], kan_vaere_null=True)

    @property
    def egen_noekkel(self) -> dict[str, float]:
        """Weights of the user's own cost key by criterion; none where it is the data's."""
        egne = self.egen_indeks is None and self.noekkelaar is None
        return vektliste("noekkel", self.noekkel) if egne else {}

    @classmethod
    def sjekket(
        cls, data: Data, *, prisaar: object = None, vekter: object = "", noekkel: object = "",
        egne_beloep: object = "", **profil: Any,
    ) -> Self:  # fmt: skip
        """Checked choices; the sentence of a ``ValueError`` says what is wrong and how to mend."""
        sjekk_navn(set(profil), set(Sammenligningsvalg.__dataclass_fields__), "Effektvalg")
        valg = super().sjekket(data, **profil)
        return replace(
            valg,
            prisaar=None if prisaar in (None, "") else aarstall(prisaar),
            vekter=_som_tekst(vektliste("vekter", str(vekter or ""))),
            noekkel=_sjekket_noekkel(str(noekkel or "").strip() if noekkel != 0 else "0"),
            egne_beloep=som_tekst(str(egne_beloep or "")),
        )

    @classmethod
    def foreslaatt(cls, data: Data, *, forrige: Any = None, **verdier: Any) -> Self:
        """Choices after a change in the app: what no longer fits is replaced.

        As a profile's, but a year with printed indices only is a year with figures too; and an
        own need index, and own amounts, fall out with another municipality: they were the other's.
        """
        kode = data.register.kode(verdier["komm_nr"])
        if forrige is not None and forrige.komm_nr != kode:
            gamle = forrige.egne_beloep == verdier.get("egne_beloep")
            verdier |= {"egne_beloep": ""} if gamle else {}
        if forrige is not None and forrige.komm_nr != kode and forrige.egen_indeks is not None:
            verdier |= {"noekkel": ""} if verdier.get("noekkel") == forrige.noekkel else {}
        har, aar = effektsteder(data), aarstall(verdier["aar"])
        egne = har.loc[har.komm_nr == kode, "aar"]
        if len(egne) and aar not in egne.tolist():
            aar = int(egne.max())
        mulige = set(har.loc[har.aar == aar, "komm_nr"]) - {kode}
        oensket = andre_steder(data.register, kode, verdier["sammenlign"], None, med_seg_selv=True)
        naere = sorted(
            (k for k in mulige if data.register.er_kommune(k)),
            key=lambda k: abs(int(k) - int(kode)) if kode.isdigit() else 0,
        )
        valgte = [k for k in oensket if k in mulige] or naere[:5]
        return cls.sjekket(data, **(verdier | {"komm_nr": kode, "sammenlign": valgte, "aar": aar}))


@lru_cache(maxsize=2)
def effektsteder(data: Data) -> pd.DataFrame:
    """Places and years that have a ratio or a printed index: ``komm_nr``, ``aar``.

    The network a document's index is held against has figures too: its own index is 1.
    """
    o = data.observasjoner
    trykte = o.loc[o.indikator.isin(INDEKSER) & o.verdi.notna(), ["komm_nr", "aar"]]
    asss = trykte.assign(komm_nr="ASSS")
    return pd.concat([steder_med_tall(data), trykte, asss]).drop_duplicates(ignore_index=True)


def vektliste(navn: str, tekst: str, *, kan_vaere_null: bool = False) -> dict[str, float]:
    """Weights of a text as ``legetimer 0,3; fysiotimer 0,2``; an empty text gives none.

    Raises
    ------
    ValueError
        If a part is not a name and a number, a name is given twice, or all weights are nought.

    >>> vektliste("vekter", "legetimer 0,3; fysiotimer 0,2")
    {'legetimer': 0.3, 'fysiotimer': 0.2}
    """
    ut: dict[str, float] = {}
    for del_ in filter(None, (d.strip() for d in re.split(r"[;\n]", tekst))):
        treff = _LEDD.fullmatch(del_)
        if treff is None:
            raise ValueError(
                f"«{del_}» i {hva(navn)} er ikke et navn og en vekt. Skriv navnet, mellomrom og"
                " vekten, og semikolon mellom, for eksempel legetimer 0,3; fysiotimer 0,2."
            )
        if treff[1] in ut:
            raise ValueError(f"«{treff[1]}» står to ganger i {hva(navn)}.")
        ut[treff[1]] = tall_mellom(navn, treff[2], 0, 1000) or 0.0
    if ut and not sum(ut.values()) and not kan_vaere_null:
        raise ValueError(f"Alle vektene i {hva(navn)} er null; minst én må være større.")
    return ut


def _som_tekst(vekter: dict[str, float]) -> str:
    return "; ".join(f"{n} {v:g}".replace(".", ",") for n, v in vekter.items())


def _ett_tall(tekst: str) -> float | None:
    rent = tekst.strip().replace(",", ".")
    return float(rent) if re.fullmatch(r"\d+(\.\d+)?", rent) else None


def _sjekket_noekkel(tekst: str) -> str:
    foerst, _, resten = tekst.partition(";")
    verdi = _ett_tall(foerst)
    if verdi is None:
        egne = vektliste("noekkel", tekst)
        if egne:
            sjekket_noekkel(egne)
        return _som_tekst(egne)
    if verdi >= _FOERSTE_NOEKKEL:
        egne = vektliste("noekkel", resten, kan_vaere_null=True)
        return "; ".join(filter(None, [str(aarstall(foerst)), _som_tekst(egne)]))
    tall_mellom("noekkel", tekst, 0, 10)
    return tekst.replace(".", ",")
