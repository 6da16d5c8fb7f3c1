"""Chapters on which measures reach the target with the least burden, and how it all is computed."""

from ..enheter import tall
from ..measures.portefoelje import TREKK
from ..measures.tiltaksvalg import STANDARD_VIRKNING, Utvalg, byrde, velg_tiltak
from ..sources.load import Data
from ..spraak import oppramsing
from ..valg_tiltak import Tiltaksvalg
from ..views.blokker import Blokk, tabell, tekst, varsel
from .tiltakfelles import Portefoelje, maal_for, mill, milltall, portefoelje

_FAERREST = 2  # measures with amounts that there is a choice among


def forslag(data: Data, valg: Tiltaksvalg) -> list[Blokk]:
    """Chapter: the set that reaches the target with the least burden, and its assumptions."""
    p = portefoelje(data, valg)
    if p.med.empty or p.styrking or not p.aar or p.sporet:
        return []
    if (p.med[p.aar].fillna(0) != 0).any(axis=1).sum() < _FAERREST:
        return []
    maal = maal_for(p, valg)
    hode = tekst("## Hvilke tiltak når målet med minst virkning for brukerne?")
    if not maal:
        return [
            hode,
            tekst(
                "Legg inn et mål i «Mål, mill. kr» (maal), for eksempel"
                f" «{p.aar[0]} {milltall(_halv(p))}», så velges tiltakene som når det."
            ),
        ]
    u = velg_tiltak(
        p.med,
        maal,
        tillat_lovpaalagte=valg.lovpaalagte == "ja",
        full_overlapp=valg.overlapp == "full",
        vekt_plasser=valg.vekt_plasser,
        vekt_lovpaalagt=valg.vekt_lovpaalagt,
    )
    return [hode, *(_valgt(p, u, valg, maal) if u.naas else [_umulig(u, valg, maal)]),
            tekst(_forutsetninger(p, u, valg))]  # fmt: skip


def _halv(p: Portefoelje) -> float:
    """Return half of what the first year gives, as an example of a target."""
    return round(float(p.med[p.aar[0]].sum()) / 2, 1)


def _umulig(u: Utvalg, valg: Tiltaksvalg, maal: dict[int, float]) -> Blokk:
    mangler = {a: m - u.mest[a] for a, m in maal.items() if m > u.mest[a] + 1e-9}
    overlapp = " med full overlapp" if valg.overlapp == "full" else ""
    if not mangler:
        return varsel("Målet kan ikke nås: tiltakene som utelukker hverandre eller avhenger av"
                      " andre, kan ikke være med samtidig. Senk målet, eller legg inn flere"
                      " tiltak.")  # fmt: skip
    a = max(mangler, key=lambda k: mangler[k])
    lov = " og tillat lovpålagte" if u.utelatt_lovpaalagt else ""
    return varsel(
        f"Målet kan ikke nås: alle tiltakene som kan velges, gir {mill(u.mest[a])} i {a}{overlapp},"
        f" {mill(mangler[a])} mindre enn målet på {mill(maal[a])}. Senk målet eller legg inn flere"
        f" tiltak{lov}."
    )


def _valgt(p: Portefoelje, u: Utvalg, valg: Tiltaksvalg, maal: dict[int, float]) -> list[Blokk]:
    b = byrde(p.med, valg.vekt_plasser, valg.vekt_lovpaalagt)
    inne = p.med.nr.isin(u.nr)
    aar = sorted(maal)

    def rad(i: int) -> list[str]:
        r = p.med.loc[i]
        return [f"{r.nr} {r.tiltak}", *(milltall(r[a]) for a in aar), tall(b[i], 1)]

    rader = [rad(i) for i in p.med.index[inne]]
    rader.append(["Sum" + (", full overlapp" if valg.overlapp == "full" else ""),
                  *(milltall(u.sum[a]) for a in aar), tall(u.byrde, 1)])  # fmt: skip
    rader.append(["Mål", *(milltall(maal[a]) for a in aar), "–"])
    ikke = [f"{r.nr} {r.tiltak}" for r in p.med[~inne].itertuples()]
    note = f"Ikke nødvendige: {'; '.join(ikke)}." if ikke else "Alle tiltakene trengs."
    return [
        tabell(
            "tiltak-forslag",
            ["Tiltak", *(str(a) for a in aar), "Byrde"],
            rader,
            tittel=f"{len(u.nr)} av {len(p.med)} tiltak når målet, med samlet byrde"
            f" {tall(u.byrde, 1)}",
            kilder=p.kilder,
            uthev=[len(rader) - 2],
            note=note,
        )
    ]


def _forutsetninger(p: Portefoelje, u: Utvalg, valg: Tiltaksvalg) -> str:
    udoemt = int(p.med.virkning.isna().sum())
    ut = [
        "**Forutsetninger.** Byrden er en vurdering, ikke et tall fra kilden: virkningen for"
        f" brukerne (0–10; {tall(STANDARD_VIRKNING)} der den ikke er vurdert, her {udoemt} av"
        f" {len(p.med)} tiltak), pluss {tall(valg.vekt_plasser, 1)} per plass som legges ned"
        f" (plasser er oppgitt for {int(p.med.plasser.notna().sum())} av dem), pluss"
        f" {tall(valg.vekt_lovpaalagt, 1)} for et lovpålagt tiltak. Blant sett med samme byrde"
        " velges det som gir mest. Hvert tiltak gjennomføres helt eller ikke, og gir hele"
        " beløpet."
    ]
    if u.utelatt_lovpaalagt:
        ut.append(f"Lovpålagte tiltak er holdt utenfor: {oppramsing(list(u.utelatt_lovpaalagt))}.")
    ut.append("Avhengigheter og tiltak som utelukker hverandre, er respektert. " + (
        "Av tiltak som må ses sammen, teller bare det største (full overlapp)."
        if valg.overlapp == "full"
        else "Tiltak som må ses sammen, teller fullt ut (ingen overlapp)."
    ))  # fmt: skip
    return " ".join(ut)


def metode(data: Data, valg: Tiltaksvalg) -> list[Blokk]:
    """Chapter: the formulas, and what they leave out."""
    return [
        tekst(
            "## Slik er tallene regnet ut\n\n"
            "- **Sum** = beløpene som er oppgitt for året. En tom celle er et ukjent beløp, aldri"
            " null. Det som er vurdert og ikke anbefalt, ikke gjennomført eller erstattet, er ikke"
            " med.\n"
            "- **Helårseffekt** = beløpet ganger den delen av året tiltaket virker: fra juli er det"
            " halvparten. Med innfasing vokser virkningen jevnt fra start.\n"
            "- **Overlapp** = av tiltak som må ses sammen, fra bare det største til alle lagt"
            " sammen, år for år.\n"
            f"- **Realisering** = {tall(TREKK)} trekk. Hvert tiltak får et utfall etter egen"
            " sannsynlighet, eller blant utfallene av tidligere tiltak. Trekkene følger av"
            " innholdet: samme tiltak gir samme svar.\n"
            "- **Forslaget** = det settet av tiltak som når målet hvert år med minst byrde,"
            " funnet med heltallsprogrammering.\n\n"
            "Beløpene er i planens priser, uten prisvekst og uten omstillingskostnader som ikke"
            " står i listen."
        )
    ]
