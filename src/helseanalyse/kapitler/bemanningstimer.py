"""Chapters on decided hours, who does them, and how long a short stay is."""

import pandas as pd

from ..enheter import med_fortegn, tall
from ..kilde import Kilde
from ..measures.bemanning import (
    avstand_til_maal,
    direkte_brukertid,
    implisert_antall,
    leverandoerandel,
    opphold_per_plass,
    vedtakstimer_per_bruker,
)
from ..measures.nivaa import relativt_nivaa
from ..sources.load import Data
from ..spraak import oppramsing
from ..valg_bemanning import Bemanningsvalg
from ..valgsjekk import hva
from ..views.bemanningscharts import plot_mot_maal
from ..views.blokker import Blokk, figur, tabell, tekst, varsel
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
from .felles import spenn
from .plassfelles import EGNE

_ADVARSEL = (
    "Direkte brukertid teller timer i vedtak, ikke timer som er utført. Færre vedtakstimer senker"
    " tallet selv om de ansatte er like mye hos brukerne, og flere hever det: tallet alene sier"
    " ikke noe om effektivitet."
)


# ------------------------------------------------------------------ hours
def timer(data: Data, valg: Bemanningsvalg) -> list[Blokk]:
    """Chapter: direct user time by year against the target, and from the user's own hours."""
    d = serie(data, valg.komm_nr, "direkte_brukertid", valg.aar)
    egne = _egne_timer(data, valg)
    if d.empty and not egne:
        return []
    ut = [tekst("## Hvor mye av arbeidstiden går til brukerne?")]
    if len(d):
        ut += _brukertid(data, valg, d)
    ut += egne
    return [*ut, varsel(_ADVARSEL)]


def brukertidssted(d: pd.DataFrame) -> str:
    """Which service the figures are of, where the data say so."""
    ambulerende = d.merknad.fillna("").str.startswith("Psykisk helse ambulerende").all()
    return "i ambulerende psykisk helse" if ambulerende else "i tjenesten"


def brukertidsmaal(data: Data, valg: Bemanningsvalg) -> Tall | None:
    """Return the printed target of direct user time (at least)."""
    return dokument(data, valg.komm_nr, "direkte_brukertid_maal")


def _brukertid(data: Data, valg: Bemanningsvalg, d: pd.DataFrame) -> list[Blokk]:
    m = brukertidsmaal(data, valg)
    sist, foer = d.iloc[-1], d.iloc[max(len(d) - 2, 0)]
    navn = data.register.navn(valg.komm_nr)
    tittel = f"{navn}: direkte brukertid var {tall(sist.verdi, 1)}{PROSENT} i {sist.aar}"
    if m is not None:
        a = avstand_til_maal(sist.verdi, m.verdi, lavere_er_bedre=False)
        hvor = "over" if a.naadd else "under"
        tittel += (
            f", {tall(abs(a.avstand), 1)} prosentpoeng {hvor} målet på {tall(m.verdi)}{PROSENT}"
        )
    linjer = pd.DataFrame(
        {"serie": "Direkte brukertid", "aar": d.aar, "verdi": d.verdi, "rolle": "egen",
         "tekst": [tall(v, 1) for v in d.verdi]}
    )  # fmt: skip
    ut = []
    if len(d) > 1:
        ut.append(
            figur(
                "brukertid",
                plot_mot_maal(linjer, _maallinjer([("Mål", m)]), "Prosent"),
                tittel=tittel,
                undertittel=f"Vedtakstimer av tilgjengelige timeverk {brukertidssted(d)}, prosent.",
                alt_tekst=f"Linje. {tittel}. "
                + ", ".join(f"{r.aar}: {tall(r.verdi, 1)}{PROSENT}" for r in d.itertuples())
                + ".",
                kilder=alle_kilder(m, ekstra=seriekilder(data, d)),
                note=aarsnote(d) or None,
            )
        )
    ut.append(_brukertidstabell(data, valg, d, m))
    if len(d) > 1 and sist.verdi < foer.verdi:
        fall = relativt_nivaa(sist.verdi, foer.verdi)
        assert fall is not None
        ut.append(
            tekst(
                f"Fra {foer.aar} til {sist.aar} falt tallet {tall(foer.verdi - sist.verdi, 1)}"
                f" prosentpoeng. Med like mange timeverk svarer det til {tall(-fall, 1)}{PROSENT}"
                " færre vedtakstimer."
            )
        )
    return ut


def _maallinjer(maal: list[tuple[str, Tall | None]]) -> pd.DataFrame:
    rader = [
        {"serie": f"{navn} {tall(m.verdi)}", "verdi": m.verdi, "rolle": "egen"}
        for navn, m in maal
        if m is not None
    ]
    return pd.DataFrame(rader, columns=["serie", "verdi", "rolle"])


def _brukertidstabell(data: Data, valg: Bemanningsvalg, d: pd.DataFrame, m: Tall | None) -> Blokk:
    ferdige = serie(data, valg.komm_nr, "brukere_avsluttede_vedtak", valg.aar)
    antall = ferdige.set_index("aar").verdi
    rader: list[list[str]] = []
    egne_kilder: list[Kilde] = []
    for r in d.itertuples():
        aar = int(r.aar)
        andel = dokument(data, valg.komm_nr, f"avsluttede_andel_{aar}")
        rad = [str(aar), f"{tall(r.verdi, 1)}{PROSENT}",
               "–" if m is None else med_fortegn(r.verdi - m.verdi, 1)]  # fmt: skip
        if aar in antall.index and andel is not None:
            i = implisert_antall(antall[aar], andel.verdi)
            midt = 100 * antall[aar] / andel.verdi
            rad.append(f"{tall(antall[aar])} ({tall(andel.verdi)}{PROSENT})")
            rad.append(f"{tall(midt)} ({spenn(i.lav, i.hoey)})")
            egne_kilder += andel.kilder
        else:
            rad += ["–", "–"]
        rader.append(rad)
    return tabell(
        "brukertid-tabell",
        ["År", "Direkte brukertid", "Mot målet", "Gikk ut (andel)", "Gir brukere i alt"],
        rader,
        tittel="Direkte brukertid, og brukerne som gikk ut av tjenesten",
        kilder=alle_kilder(m, ekstra=[*seriekilder(data, d, ferdige), *egne_kilder]),
        just="lrrrr",
        note="Hvor mange brukere tjenesten hadde, er gått tapt i teksten. «Gir brukere i alt» er"
        " antallet som gikk ut, delt på den trykte andelen, med spennet som avrundingen gir."
        if egne_kilder
        else None,
        definisjoner=definisjoner(["direkte_brukertid"]),
    )


def _egne_timer(data: Data, valg: Bemanningsvalg) -> list[Blokk]:
    """Hours per user and direct user time from the user's own hours."""
    if valg.vedtakstimer is None:
        gitt = [n for n in ("brukere", "vedtakstimer_privat", "arbeidstimer_per_aarsverk")
                if getattr(valg, n) is not None]  # fmt: skip
        if not gitt:
            return []
        felt = oppramsing([hva(n) for n in gitt])
        return [varsel(f"Oppgi også {hva('vedtakstimer')}: {felt} kan ikke brukes alene.")]
    egne = valg.vedtakstimer - (valg.vedtakstimer_privat or 0)
    rader = [["Vedtakstimer i året", tall(valg.vedtakstimer)]]
    if valg.vedtakstimer_privat is not None:
        rader.append(["Vedtakstimer som kommunen selv utfører", tall(egne)])
    if valg.brukere is not None:
        per = vedtakstimer_per_bruker(valg.vedtakstimer, valg.brukere)
        rader.append(["Vedtakstimer per bruker i året", tall(per, 1)])
    a, t = aarsverk(data, valg), valg.arbeidstimer_per_aarsverk
    tittel = f"{tall(valg.vedtakstimer)} vedtakstimer i året"
    if a is not None and a.verdi > 0 and t is not None:
        p = direkte_brukertid(egne, a.verdi, t)
        rader.append(["Tilgjengelige timer", tall(a.verdi * t)])
        rader.append(["Direkte brukertid", f"{tall(p, 1)}{PROSENT}"])
        tittel = f"{tittel} gir {tall(p, 1)}{PROSENT} direkte brukertid"
        note = (
            f"Tilgjengelige timer er {verk(a.verdi)} årsverk ganger {tall(t)} arbeidstimer."
            " Timer som private utfører, er ikke med i direkte brukertid."
        )
        if p > 100:
            note += " Over 100 % betyr at det er gitt vedtak om mer tid enn det finnes.".replace(
                " %", PROSENT
            )
    else:
        mangler = [hva("aarsverk")] * (a is None or a.verdi == 0)
        mangler += [hva("arbeidstimer_per_aarsverk")] * (t is None)
        note = f"Oppgi også {oppramsing(mangler)} for å regne ut direkte brukertid."
    return [
        tabell(
            "egne-timer", ["Hva", "Tall"], rader, tittel=tittel,
            kilder=alle_kilder(a if t is not None else None, ekstra=[EGNE]), note=note,
        )
    ]  # fmt: skip


# ------------------------------------------------------------------ who does them
def leverandoerer(data: Data, valg: Bemanningsvalg) -> list[Blokk]:
    """Chapter: hours done by the municipality itself and by private suppliers."""
    overskrift = tekst("## Hvem utfører timene?")
    if valg.vedtakstimer and valg.vedtakstimer_privat is not None:
        egne = valg.vedtakstimer - valg.vedtakstimer_privat
        p = leverandoerandel(egne, valg.vedtakstimer_privat)
        rader = [
            ["Kommunen", tall(egne), f"{tall(100 - p, 1)}{PROSENT}"],
            ["Private leverandører", tall(valg.vedtakstimer_privat), f"{tall(p, 1)}{PROSENT}"],
        ]
        hode, kilde, naar = ["Hvem", "Timer i året", "Andel"], [EGNE], ""
        note = None
    else:
        e = siste(data, valg, "andel_vedtakstimer_egen_regi")
        q = siste(data, valg, "andel_vedtakstimer_privat")
        if e is None or q is None:
            return []
        p, naar = q.verdi, q.i_aar
        rader = [
            ["Kommunen", f"{tall(e.verdi, 1)}{PROSENT}"],
            ["Private leverandører", f"{tall(q.verdi, 1)}{PROSENT}"],
            ["Sum", f"{tall(e.verdi + q.verdi, 1)}{PROSENT}"],
        ]
        hode, kilde = ["Hvem", "Andel av vedtakstimene"], alle_kilder(e, q)
        merknad = serie(data, valg.komm_nr, "andel_vedtakstimer_privat", valg.aar).merknad.iloc[-1]
        note = None if pd.isna(merknad) else f"{merknad}."
    return [
        overskrift,
        tabell(
            "leverandoerer", hode, rader, kilder=kilde, note=note,
            definisjoner=definisjoner(["andel_vedtakstimer_privat"]),
            tittel=f"{data.register.navn(valg.komm_nr)}: private leverandører utfører"
            f" {tall(p, 1)}{PROSENT} av vedtakstimene i hjemmetjenestene{naar}",
        ),
    ]  # fmt: skip


# ------------------------------------------------------------------ length of stay
def flyt(data: Data, valg: Bemanningsvalg) -> list[Blokk]:
    """Chapter: days of a stay by year against the targets, and stays a place has room for."""
    serier = {
        "Ordinære": ("liggetid_korttid_ordinaer", _liggetidsmaal(data, valg)),
        "Akutt": ("liggetid_korttid_akutt", dokument(data, valg.komm_nr, "liggetid_maal_akutt")),
    }
    rader: list[list[str]] = []
    kilder_ = []
    linjer = []
    for navn, (indikator, m) in serier.items():
        d = serie(data, valg.komm_nr, indikator, valg.aar)
        if len(d):
            kilder_ += alle_kilder(m, ekstra=seriekilder(data, d))
            rolle = "egen" if navn == "Ordinære" else "andre"
            linjer.append(d.assign(serie=navn, rolle=rolle, tekst=[tall(v, 1) for v in d.verdi]))
            rader += [_liggerad(navn, str(r.aar), r.verdi, m) for r in d.itertuples()]
    m = serier["Ordinære"][1]
    if valg.liggetid is not None:
        rader.append(_liggerad("Eget tall", "–", valg.liggetid, m))
        kilder_ += alle_kilder(m, ekstra=[EGNE])
    if not rader:
        return []
    ut = [tekst("## Hvor lenge varer et korttidsopphold?")]
    d = serie(data, valg.komm_nr, "liggetid_korttid_ordinaer", valg.aar)
    verdi = egen_eller(valg, "liggetid", siste(data, valg, "liggetid_korttid_ordinaer"))
    tittel = _liggetittel(data, valg, verdi, m)
    if linjer and len(d) > 1:
        ut.append(_liggefigur(data, valg, linjer, serier, tittel))
    ut.append(_liggetabell(rader, tittel, alle_kilder(ekstra=kilder_)))
    return [*ut, *_gevinst(verdi, m)]


def _liggetidsmaal(data: Data, valg: Bemanningsvalg) -> Tall | None:
    return egen_eller(valg, "liggetid_maal", dokument(data, valg.komm_nr, "liggetid_maal_ordinaer"))


def _liggerad(navn: str, aar: str, verdi: float, m: Tall | None) -> list[str]:
    mot = ["–", "–"] if m is None else [tall(m.verdi, _des(m)), med_fortegn(verdi - m.verdi, 1)]
    return [navn, aar, tall(verdi, 1), *mot, tall(opphold_per_plass(verdi), 1)]


def _des(m: Tall) -> int:
    return 0 if float(m.verdi).is_integer() else 1


def _liggetittel(data: Data, valg: Bemanningsvalg, v: Tall | None, m: Tall | None) -> str:
    navn = data.register.navn(valg.komm_nr)
    if v is None:
        return f"{navn}: liggetid på korttidsplasser"
    ut = f"{navn}: et ordinært korttidsopphold varer {tall(v.verdi, 1)} døgn{v.i_aar}"
    if m is None:
        return ut
    a = avstand_til_maal(v.verdi, m.verdi)
    if a.naadd:
        return f"{ut}, innenfor målet på {tall(m.verdi, _des(m))}"
    return f"{ut}, {tall(a.avstand, 1)} over målet på {tall(m.verdi, _des(m))}"


def _liggefigur(
    data: Data,
    valg: Bemanningsvalg,
    linjer: list[pd.DataFrame],
    serier: dict[str, tuple[str, Tall | None]],
    tittel: str,
) -> Blokk:
    df = pd.concat(linjer, ignore_index=True)
    vist = set(df.serie)
    maal = [(f"Mål, {n.lower()}:", m) for n, (_, m) in serier.items() if n in vist]
    deler = [
        f"{navn}: " + ", ".join(f"{r.aar} {r.tekst}" for r in d.itertuples())
        for navn, d in df.groupby("serie", sort=False)
    ]
    maaltekst = "; ".join(f"{n.lower()} {tall(m.verdi, _des(m))}" for n, m in maal if m is not None)
    return figur(
        "liggetid",
        plot_mot_maal(df, _maallinjer(maal), "Døgn per avsluttet opphold"),
        tittel=tittel,
        undertittel="Døgn per avsluttet opphold på korttidsplasser, i snitt. Målene er stiplet.",
        alt_tekst=f"Linjer. {tittel}. {'; '.join(deler)}. {maaltekst.capitalize()}.",
        kilder=alle_kilder(*(m for _, m in maal), ekstra=seriekilder(data, *linjer)),
        note=aarsnote(*linjer) or None,
    )


def _liggetabell(rader: list[list[str]], tittel: str, kilder_: list[Kilde]) -> Blokk:
    return tabell(
        "liggetid-tabell",
        ["Plasser", "År", "Døgn", "Mål", "Mot målet", "Opphold per plass i året"],
        rader,
        tittel=f"Liggetid. {tittel}",
        kilder=kilder_,
        just="lrrrrr",
        note="Akuttplasser er mottaksplasser og kommunale akutte døgnplasser. Opphold per plass er"
        " 365 delt på døgn per opphold, altså med fullt belegg og ingen tomme dager.",
        definisjoner=definisjoner(["liggetid_korttid_ordinaer", "liggetid_korttid_akutt"]),
    )


def _gevinst(v: Tall | None, m: Tall | None) -> list[Blokk]:
    """What the target would give: stays in the same places."""
    if v is None or m is None or avstand_til_maal(v.verdi, m.verdi).naadd:
        return []
    mer = relativt_nivaa(opphold_per_plass(m.verdi), opphold_per_plass(v.verdi))
    assert mer is not None
    return [
        tekst(
            f"Med {tall(m.verdi, _des(m))} døgn per opphold gir de samme plassene"
            f" {tall(mer)}{PROSENT} flere opphold. Det sier ikke om pasientene er klare til å"
            " reise, eller om det er noe å reise hjem til."
        )
    ]
