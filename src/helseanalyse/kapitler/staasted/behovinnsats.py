"""Second half of the chapter on need: home services, man-years and kr a year."""

from collections.abc import Sequence

from ...kilde import Kilde
from ...measures.behov import brukere
from ...measures.bruk import befolkningsaar
from ...measures.demografi import HOVEDALTERNATIV
from ...measures.plassgrunnlag import Plassgrunnlag
from ...sources.load import Data
from ...valg import Plassvalg
from ...valg_staasted import Staastedsvalg, plassvalg
from ...views.blokker import Blokk, tabell
from ..framskrevet import folkekilder
from ..hjemme import Bruk, bruk, brukere_da, brukerspenn
from ..innsats import Linje, hjemmelinje, plasslinjer
from ..plassfelles import EGNE, plasskilder
from ..priser import Pris, aarsverkspris, plasspris
from . import felles as f
from .avsnitt import tekst
from .ordvalg import antallsendring, form, retning

_ALDER = {"0–66": "alder-0-66", "67–79": "alder-67-79", "80+": "alder-80"}


# ------------------------------------------------------------------ home services
def hjemmetjenester(data: Data, valg: Staastedsvalg) -> list[Blokk]:
    """Section: users of home services at the same use in each age group, with their span."""
    tt, b = f.t(valg, "behov"), bruk(data, valg.komm_nr)
    navn, aar = f.kommunenavn(data, valg), plassvalg(data, valg).aar
    ut = [tekst(f"### {tt('hjemme-overskrift')}")]
    if b is None or brukere_da(b, aar)[0] <= befolkningsaar(b.aar):
        return [*ut, tekst(tt("hjemme-mangler", navn=navn))]
    da, antall = brukere_da(b, aar)
    # Of the printed numbers, so that a reader can check the difference.
    mer = round(antall) - round(b.i_alt)
    setninger = [tt("hjemme", navn=navn, aar_naa=str(b.aar), aar=str(da), da=f.tall(valg, antall),
                    naa=f.tall(valg, b.i_alt), mot=antallsendring(mer, mer),
                    forskjell=f.tall(valg, abs(mer)))]  # fmt: skip
    spenn = brukerspenn(b)
    if spenn is not None:
        r = spenn[spenn.aar == da].iloc[0]
        setninger.append(tt("hjemme-spenn", lav=f.tall(valg, r.lav), hoey=f.tall(valg, r.hoey)))
    kilder = list({k["id"]: k for k in [*f.kildene(data, b.kilder),
                                        *folkekilder(data, valg.komm_nr)]}.values())  # fmt: skip
    return [*ut, tekst(" ".join(setninger), kilder), _etter_alder(valg, b, da, antall, kilder)]


def _etter_alder(
    valg: Staastedsvalg, b: Bruk, da: int, i_alt: float, kilder: Sequence[Kilde]
) -> Blokk:
    tt, p = f.t(valg, "behov"), b.personer
    p = p[(p.aar == da) & (p.alternativ == HOVEDALTERNATIV)]
    etter = brukere(b.rater, p, etter_gruppe=True).set_index("gruppe").brukere
    rader = [
        [tt(_ALDER[str(r.gruppe)]), f.tall(valg, r.brukere), f.tall(valg, 1000 * r.rate, 1),
         f.tall(valg, etter[r.gruppe])]
        for r in b.rater.itertuples()
    ]  # fmt: skip
    rader.append([tt("alder-alle"), f.tall(valg, b.i_alt), "–", f.tall(valg, i_alt)])
    return tabell(
        "staasted-hjemme",
        [tt("kolonne-alder"), tt("kolonne-brukere", aar=str(b.aar)), tt("kolonne-rate"),
         tt("kolonne-brukere", aar=str(da))],
        rader,
        tittel=tt("hjemme-tabell", aar_naa=str(b.aar), aar=str(da)),
        kilder=kilder,
        note=tt("hjemme-note", aar_naa=str(b.aar), aar=str(da)),
        uthev=[len(rader) - 1],
    )  # fmt: skip


# ------------------------------------------------------------------ man-years and kr
def innsats(data: Data, valg: Staastedsvalg, p: Plassvalg, g: Plassgrunnlag) -> list[Blokk]:
    """Section: the change in places and users, the man-years and kr a year it is."""
    assert g.da is not None
    tt, linjer = f.t(valg, "behov"), plasslinjer(data, p, g)
    navn = ["linje-dagens", "linje-maal"][: len(linjer)]
    hjemme = hjemmelinje(data, p)
    if hjemme is not None:
        linjer, navn = [*linjer, hjemme], [*navn, "linje-hjemme"]
    pris, verk = plasspris(data, p), aarsverkspris(data, p) if hjemme else None
    med_verk = any(li.aarsverk for li in linjer)
    hode = [tt("kolonne-hva"), tt("kolonne-naa"), str(g.da.aar or p.aar), tt("kolonne-endring")]
    hode += [tt("kolonne-aarsverk")] if med_verk else []
    enheten = f.stor(tt(f"enhet-{p.grunnlag}", form=form(0)))
    rader = [
        _rad(valg, tt(n, enhet=enheten), li, med_verk=med_verk)
        for n, li in zip(navn, linjer, strict=True)
    ]
    egne = p.aarsverk_per_plass is not None or p.dekning is not None or hjemme is not None
    kilder = [*plasskilder(data, g), *(k for q in (pris, verk) if q for k in q.kilder),
              *([EGNE] if egne else [])]  # fmt: skip
    unike = list({k["id"]: k for k in kilder}.values())
    return [
        tekst(f"### {tt('innsats-overskrift')}"),
        tekst(_setning(valg, linjer[0]), unike),
        tabell(
            "staasted-innsats",
            [*hode, tt("kolonne-mill")],
            rader,
            tittel=tt("innsats-tabell", aar=str(g.da.aar or p.aar)),
            kilder=unike,
            note=_note(valg, p, pris, verk),
        ),
    ]


def _setning(valg: Staastedsvalg, linje: Linje) -> str:
    """What the change in places at today's coverage is in kr a year."""
    tt = f.t(valg, "behov")
    if linje.mill is None:
        return tt("innsats", mill="ukjent", retning="mer", beloep="–")
    lav, hoey = sorted(linje.mill, key=abs)
    slag = "ingen" if retning(lav) == retning(hoey) == "likt" else "kjent"
    beloep = f.spenn(valg, abs(lav), abs(hoey), 1)
    if lav < 0 < hoey or hoey < 0 < lav:
        beloep = f.tall(valg, max(abs(lav), abs(hoey)), 1)
    med = f.med_enhet(valg, 1.0, "mill kr").replace(f.tall(valg, 1.0, 1), beloep)
    return tt("innsats", mill=slag, retning="mindre" if hoey < 0 else "mer", beloep=med)


def _rad(valg: Staastedsvalg, navn: str, li: Linje, *, med_verk: bool) -> list[str]:
    des = 0 if all(float(v).is_integer() for v in li.naa) else 1
    celler = [navn, f.spenn(valg, *li.naa, des), f.spenn(valg, *li.da)]
    celler.append(_tegn(valg, li.endring, des))
    return [*celler, *([_tegn(valg, li.aarsverk, 1)] if med_verk else []), _tegn(valg, li.mill, 1)]


def _tegn(valg: Staastedsvalg, verdier: tuple[float, float] | None, desimaler: int) -> str:
    if verdier is None:
        return "–"
    fra, til = (f.endring(valg, v, desimaler) for v in verdier)
    return fra if fra == til else f.t(valg, "behov")("til", fra=fra, til=til)


def _note(valg: Staastedsvalg, p: Plassvalg, pris: Pris | None, verk: Pris | None) -> str:
    tt, ut = f.t(valg, "behov"), []
    for hva, q in (("pris-plass", pris), ("pris-verk", verk)):
        if q is not None:
            ut.append(tt(f"pris-{q.slag}", hva=tt(hva), mill=f.spenn(valg, q.lav, q.hoey, 3),
                         aar=str(q.aar)))  # fmt: skip
    ut += [tt("faste-priser")] if ut else []
    if p.aarsverk_per_plass is None:
        ut.append(tt("uten-aarsverk"))
    else:
        ut.append(tt("aarsverk-eget", antall=f.tall(valg, p.aarsverk_per_plass, 2)))
    return " ".join(ut)
