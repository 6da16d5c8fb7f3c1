"""Chapter on sickness absence: short and long, against the target, and what a point is."""

from typing import NamedTuple

import pandas as pd

from ..enheter import med_fortegn, tall
from ..measures.avstemming import Slag, trykt_sum
from ..measures.bemanning import aarsverk_borte, avstand_til_maal
from ..sources.load import Data
from ..valg_bemanning import Bemanningsvalg
from ..views.bemanningscharts import plot_fravaer
from ..views.blokker import Blokk, figur, rent, tabell, tekst
from .bemanningsfelles import (
    PROSENT,
    Tall,
    aarsnote,
    aarsverk,
    alle_kilder,
    dokument,
    egen_eller,
    serie,
    seriekilder,
    siste,
    verk,
)
from .definisjon import definisjoner


class Gruppe(NamedTuple):
    """Absence of a group of employees by year: ``aar``, ``i_alt``, ``korttid``, ``langtid``."""

    navn: str
    serier: tuple[pd.DataFrame, ...]

    @property
    def tabell(self) -> pd.DataFrame:
        """Return one row a year; a part that is not there is missing."""
        i_alt, *deler = (d.set_index("aar").verdi for d in self.serier)
        bred = pd.DataFrame({"i_alt": i_alt, "korttid": deler[0], "langtid": deler[1]})
        return bred[bred.i_alt.notna()].reset_index()


def grupper(data: Data, valg: Bemanningsvalg) -> list[Gruppe]:
    """Groups of employees with figures: care services, then the whole municipality."""
    ut = []
    for navn, stamme in (
        ("Pleie og omsorg", "sykefravaer"),
        ("Hele kommunen", "sykefravaer_kommunen"),
    ):
        serier = tuple(
            serie(data, valg.komm_nr, f"{stamme}{del_}", valg.aar)
            for del_ in ("", "_korttid", "_langtid")
        )
        if len(serier[0]):
            ut.append(Gruppe(navn, serier))
    return ut


def naa(data: Data, valg: Bemanningsvalg) -> Tall | None:
    """Absence in care: the user's own, else the newest."""
    return egen_eller(valg, "sykefravaer", siste(data, valg, "sykefravaer"))


def maal(data: Data, valg: Bemanningsvalg) -> Tall | None:
    """Return the target: the user's own, else the municipality's for the year of the figure."""
    fra = siste(data, valg, "sykefravaer_kommunen")
    nokkel = "" if fra is None else f"sykefravaer_maal_{fra.aar}"
    trykt = dokument(data, valg.komm_nr, nokkel) if nokkel else None
    return egen_eller(valg, "sykefravaer_maal", trykt)


def fravaer(data: Data, valg: Bemanningsvalg) -> list[Blokk]:
    """Chapter: absence by year, short and long, and the distance to the target."""
    alle, verdi, m = grupper(data, valg), naa(data, valg), maal(data, valg)
    if verdi is None and not alle:
        return []
    ut = [tekst("## Er sykefraværet lavt nok?")]
    omsorg = next((g for g in alle if g.navn == "Pleie og omsorg"), None)
    if omsorg is not None and omsorg.tabell[["korttid", "langtid"]].notna().all(axis=None):
        ut.append(_figur(data, valg, omsorg, m))
    if alle or verdi is not None:
        ut.append(_tabell(data, valg, alle, verdi, m))
    return [*ut, *_forklaring(data, valg, verdi, m)]


def _maalnavn(m: Tall) -> str:
    return "eget mål" if m.eget else "mål for hele kommunen"


def setning(data: Data, valg: Bemanningsvalg) -> str:
    """Sentence on the absence in care against the target, without a full stop."""
    verdi, m = naa(data, valg), maal(data, valg)
    if verdi is None:
        return ""
    navn = data.register.navn(valg.komm_nr)
    ut = f"{navn}: sykefraværet i pleie og omsorg er {tall(verdi.verdi, 1)}{PROSENT}{verdi.i_aar}"
    if m is None:
        return ut
    a = avstand_til_maal(verdi.verdi, m.verdi)
    hva = "målet" if m.eget else "målet for hele kommunen"
    mot = f"{hva} på {tall(m.verdi, 1)}{PROSENT}"
    if tall(abs(a.avstand), 1) == "0,0":
        return f"{ut}, som er {mot}"
    retning = "under" if a.avstand < 0 else "over"
    return f"{ut}, {tall(abs(a.avstand), 1)} prosentpoeng {retning} {mot}"


def _figur(data: Data, valg: Bemanningsvalg, g: Gruppe, m: Tall | None) -> Blokk:
    df = g.tabell
    trykt = [f"{tall(v, 1)}{PROSENT}" for v in df.i_alt]
    etikett = "" if m is None else f"{_maalnavn(m)}: {tall(m.verdi, 1)}{PROSENT}".replace(
        " for hele kommunen", ""
    )  # fmt: skip
    deler = [
        f"{r.aar}: {t}, korttid {tall(r.korttid, 1)} og langtid {tall(r.langtid, 1)}"
        for r, t in zip(df.itertuples(), trykt, strict=True)
    ]
    mot = "" if m is None else f" {_maalnavn(m).capitalize()}: {tall(m.verdi, 1)}{PROSENT}."
    tittel = _figurtittel(data, valg, df, m)
    return figur(
        "sykefravaer",
        plot_fravaer(df.assign(tekst=trykt), None if m is None else m.verdi, etikett),
        tittel=tittel,
        undertittel="Sykefravær i pleie og omsorg, prosent. Søylene er korttid og langtid;"
        " tallet over er det kilden trykker i alt.",
        alt_tekst=f"Søylediagram. {tittel}. {'; '.join(deler)}.{mot}",
        kilder=alle_kilder(m, ekstra=seriekilder(data, *g.serier)),
        note=aarsnote(*g.serier) or None,
    )


def _figurtittel(data: Data, valg: Bemanningsvalg, df: pd.DataFrame, m: Tall | None) -> str:
    sist = df.iloc[-1]
    navn = data.register.navn(valg.komm_nr)
    ut = f"{navn}: sykefraværet i pleie og omsorg var {tall(sist.i_alt, 1)}{PROSENT}"
    ut += f" i {int(sist.aar)}"
    if m is None:
        return ut
    a = avstand_til_maal(sist.i_alt, m.verdi)
    if a.naadd:
        return f"{ut}, innenfor {_maalnavn(m).replace('mål', 'målet')}"
    return f"{ut}, {tall(a.avstand, 1)} prosentpoeng over {_maalnavn(m).replace('mål', 'målet')}"


def _tabell(
    data: Data, valg: Bemanningsvalg, alle: list[Gruppe], verdi: Tall | None, m: Tall | None
) -> Blokk:
    rader = []
    for g in alle:
        foer = None
        for r in g.tabell.itertuples():
            endring = "–" if foer is None else med_fortegn(r.i_alt - foer, 1)
            mot = "–" if m is None else med_fortegn(r.i_alt - m.verdi, 1)
            tre = [tall(x, 1) for x in (r.korttid, r.langtid, r.i_alt)]
            rader.append([f"{g.navn} {r.aar}", *tre, endring, mot])
            foer = r.i_alt
    if valg.sykefravaer is not None and verdi is not None:
        mot = "–" if m is None else med_fortegn(verdi.verdi - m.verdi, 1)
        rader.append(["Eget tall", "–", "–", tall(verdi.verdi, 1), "–", mot])
    hode = ["Sykefravær", "Korttid", "Langtid", "I alt", "Endring", "Mot målet"]
    egne = verdi if valg.sykefravaer is not None else None
    return tabell(
        "sykefravaer-tabell",
        hode,
        rader,
        tittel=setning(data, valg) if not alle else "Sykefravær år for år, mot målet",
        kilder=alle_kilder(m, egne, ekstra=seriekilder(data, *(s for g in alle for s in g.serier))),
        note=_note(alle, m),
        definisjoner=definisjoner(["sykefravaer", "sykefravaer_korttid", "sykefravaer_langtid"]),
    )


def _note(alle: list[Gruppe], m: Tall | None) -> str:
    ut = ["Prosent; endring fra året før og avstand til målet i prosentpoeng."]
    for g in alle:
        for r in g.tabell.dropna().itertuples():
            k = trykt_sum([r.korttid, r.langtid], r.i_alt)
            if k.slag != Slag.STEMMER:
                hvorfor = (
                    "avrunding kan forklare det" if k.slag == Slag.AVRUNDING else "stemmer ikke"
                )
                ut.append(
                    f"{g.navn} i {r.aar}: delene gir {tall(k.regnet, 1)}, trykt er"
                    f" {tall(k.trykt, 1)}; {hvorfor}."
                )
    if m is not None:
        ut.append("Målet er brukerens eget." if m.eget else _maalnote(alle, m))
    return " ".join(ut)


def _maalnote(alle: list[Gruppe], m: Tall) -> str:
    """Whose target it is, and that it is held to other years too where they are shown."""
    aarene = {int(a) for g in alle for a in g.tabell.aar}
    andre = f" Det er fra {m.aar}, og er brukt for alle årene." if aarene - {m.aar} else ""
    return f"Målet gjelder hele kommunen.{andre if m.aar is not None else ''}"


def _forklaring(
    data: Data, valg: Bemanningsvalg, verdi: Tall | None, m: Tall | None
) -> list[Blokk]:
    """What a percentage point is in man-years; the measure that was given up; the next target."""
    ut = []
    a = aarsverk(data, valg)
    if a is not None:
        ut.append(
            f"Ett prosentpoeng sykefravær er {tall(aarsverk_borte(a.verdi, 1), 1)} årsverk av"
            f" {verk(a.verdi)}."
        )
        if verdi is not None:
            borte = aarsverk_borte(a.verdi, verdi.verdi)
            ut.append(
                f"{tall(verdi.verdi, 1)}{PROSENT} er {tall(borte, 1)} årsverk borte til enhver tid."
            )
    neste = dokument(data, valg.komm_nr, "sykefravaer_maal_kommende")
    if neste is not None and valg.sykefravaer_maal is None:
        ut.append(
            f"Kommunestyret har senere satt målet til under {tall(neste.verdi)}{PROSENT} for hele"
            " kommunen; hvilket år det gjelder, er gått tapt i teksten."
        )
    ut += _tiltak(data, valg)
    if m is None:
        ut.append("Fyll ut «Mål for sykefravær» for å se avstanden.")
    return [tekst(" ".join(ut))] if ut else []


def _tiltak(data: Data, valg: Bemanningsvalg) -> list[str]:
    """Adopted savings on lower absence, of the municipality's own plan."""
    fra = dokument(data, valg.komm_nr, "tabell_9_sum_ikke_gjennomfoerbart")
    t = data.tiltak
    t = t[(t.plan == "baerum_hp_2015_2018") & t.tiltak.str.contains("sykefravær", case=False)]
    t = t[t.ikke_gjennomfoerbart_mill_kr.notna()]
    if fra is None or t.empty:
        return []
    rad = t.iloc[0]
    sted = data.kilder.set_index("kilde").sted[rad.kilde]
    merknad = f"; den {str(rad.merknad).lower()}" if pd.notna(rad.merknad) else ""
    return [
        f"En vedtatt innsparing på {tall(rad.ikke_gjennomfoerbart_mill_kr, 1)} mill.\u00a0kr i"
        f" institusjonstjenesten er meldt som ikke gjennomførbar{rent(merknad)}"
        f" (virksomhetsanalysen, {rent(sted)})."
    ]


def poengendring(data: Data, valg: Bemanningsvalg) -> str:
    """Change in care's absence from the first year to the last as a sentence; or nothing."""
    d = serie(data, valg.komm_nr, "sykefravaer", valg.aar)
    if len(d) < 2 or valg.sykefravaer is not None:
        return ""
    endring, siden = d.verdi.iloc[-1] - d.verdi.iloc[0], int(d.aar.iloc[0])
    if tall(abs(endring), 1) == "0,0":
        return f"Det er som i {siden}"
    retning = "lavere" if endring < 0 else "høyere"
    return f"Det er {tall(abs(endring), 1)} prosentpoeng {retning} enn i {siden}"
