"""Chapter of the report: what users pay, what of the cost they do not, and the state's refund."""

from ...measures import egenbetaling as me
from ...sources.load import Data
from ...valg_okonomi import Oekonomivalg
from ...valg_staasted import Staastedsvalg, oekonomivalg
from ...views.blokker import Blokk, tabell
from .. import refusjon as kr
from ..brukerbetaling import EKSEMPEL, nyeste, satser_i
from ..hjemme import nyeste as nyeste_tall
from . import felles as f
from .avsnitt import tekst, varsel

_SATSER = (
    "fribeloep_langtid", "korttid_per_doegn", "dag_eller_nattopphold",
    "praktisk_bistand_under_2_G",
)  # fmt: skip


def brukerbetaling(data: Data, valg: Staastedsvalg) -> list[Blokk]:
    """Chapter: a long stay at an example's income or own ones, other rates, and the refund."""
    tt, o = f.t(valg, "brukerbetaling"), oekonomivalg(data, valg)
    ut, funnet = [f.overskrift(valg, "brukerbetaling")], satser_for(data, valg)
    if funnet is None:
        ut.append(varsel(tt("uten-satser")))
    else:
        ut += [_langtid(data, valg, o, *funnet), *_bistand(data, valg, o, *funnet)]
    return [*ut, *_satstabell(data, valg), *_refusjon(data, valg, o)]


def satser_for(
    data: Data, valg: Staastedsvalg
) -> tuple[int, me.Langtidssatser, tuple[str, ...]] | None:
    """Rates of a long stay in the report's year; else the newest year with all of them."""
    egne = satser_i(data, valg.aar)
    return nyeste(data) if egne is None else (valg.aar, *egne)


def _langtid(
    data: Data, valg: Staastedsvalg, o: Oekonomivalg, aar: int, satser: me.Langtidssatser,
    koder: tuple[str, ...],
) -> Blokk:  # fmt: skip
    """Return what residents pay for a long stay, and what of the cost they do not."""
    tt, egne = f.t(valg, "brukerbetaling"), bool(o.inntekter)
    kostra = nyeste_tall(data, valg.komm_nr, "utgifter_per_institusjonsplass")
    kostpris = o.kostpris if o.kostpris is not None else kostra and kostra.verdi
    df = me.potensial(o.inntekt_antall or {float(EKSEMPEL): 1}, satser, kostpris or float("inf"))
    betaler, udekket = float(df.sum_betaler.sum()), float(df.sum_udekket.sum())
    kr_ = {"betaler": f.med_enhet(valg, betaler, "kr"), "aar": str(aar)}
    if egne:
        setninger = [tt("langtid-egne", antall=f.tall(valg, df.antall.sum()), **kr_)]
    else:
        andel = f.prosent(valg, 100 * betaler / EKSEMPEL)
        inntekt = f.med_enhet(valg, EKSEMPEL, "kr")
        setninger = [tt("langtid", inntekt=inntekt, andel=andel, **kr_)]
    if aar != valg.aar:
        setninger.append(tt("satsaar", aar=str(aar), rapportaar=str(valg.aar)))
    resten = f.med_enhet(valg, None if kostpris is None else udekket, "kr")
    if kostpris is None:
        setninger.append(tt("uten-kostpris"))
    elif o.kostpris is not None or egne:
        pris = f.med_enhet(valg, kostpris, "kr")
        setninger.append(tt("langtid-udekket", kostpris=pris, udekket=resten))
    elif kostra is not None:
        andel = f.prosent(valg, 100 * betaler / kostra.verdi)
        setninger.append(tt("kostra", kostnad=f.med_enhet(valg, kostra.verdi, "kr"),
                            aar=str(kostra.aar), andel=andel, udekket=resten))  # fmt: skip
    brukt = [kostra.kilde] if kostra is not None and o.kostpris is None else []
    kilder = f.kildene(data, [*koder, *brukt], egne=egne or o.kostpris is not None)
    return tekst(" ".join(setninger), kilder)


def _bistand(
    data: Data, valg: Staastedsvalg, o: Oekonomivalg, aar: int, satser: me.Langtidssatser,
    koder: tuple[str, ...],
) -> list[Blokk]:  # fmt: skip
    """Sentence on practical help: own households and rates, or that they are not there."""
    tt = f.t(valg, "brukerbetaling")
    if not (o.husstander and o.satser_bistand):
        return [tekst(tt("uten-bistand"))]
    df = me.bistandspotensial(
        o.husstand_antall, satser.grunnbeloep, o.satser_bistand, o.bistand_kostpris
    )
    betaler, udekket = (df[k].sum(skipna=False) for k in ("sum_betaler", "sum_udekket"))
    if betaler != betaler:  # a rate is missing
        return [tekst(tt("uten-bistand"))]
    resten = "ingen" if udekket != udekket else f.med_enhet(valg, udekket, "kr")
    setning = tt("bistand", antall=f.tall(valg, df.antall.sum()), udekket=resten,
                 betaler=f.med_enhet(valg, betaler, "kr"))  # fmt: skip
    return [tekst(setning, f.kildene(data, koder, egne=True))]


def _satstabell(data: Data, valg: Staastedsvalg) -> list[Blokk]:
    """Each rate as it was in the report's year, else the first after it, with its own year."""
    tt, s = f.t(valg, "brukerbetaling"), data.satser
    rader, koder = [], []
    for navn in _SATSER:
        her = s[(s.sats == navn) & s.verdi.notna() & s.gjelder_fra.notna()].sort_values(
            "gjelder_fra"
        )
        foer = her[her.gjelder_fra.str[:4].astype(int) <= valg.aar]
        if her.empty:
            continue
        r = foer.iloc[-1] if len(foer) else her.iloc[0]
        beloep = f.med_enhet(valg, float(r.verdi), "kr")
        rader.append([tt(f"sats-{navn}"), str(r.gjelder_fra)[:4], beloep])
        koder.append(str(r.kilde))
    if not rader:
        return []
    return [
        tabell(
            "staasted-egenandeler",
            [tt("kolonne-sats"), tt("kolonne-aar"), tt("kolonne-beloep")],
            rader,
            tittel=tt("tabell", aar=str(valg.aar)),
            kilder=f.kildene(data, koder),
            just="lrr",
            note=tt("note", doegn=str(me.KORTTIDSDOEGN)),
        )
    ]


def _refusjon(data: Data, valg: Staastedsvalg, o: Oekonomivalg) -> list[Blokk]:
    """Sentence on the refund for resource-intensive services; nothing without users."""
    g = kr.trygt(data, o)
    if not isinstance(g, kr.Grunnlag):
        return []
    aar = max(g.mottakere)
    s = g.rader[g.rader.aar == aar][["utgift", "refusjon", "netto"]].sum()
    if not s.utgift:
        return []
    beloep = {k: f.med_enhet(valg, float(s[k]), "kr") for k in ("utgift", "refusjon", "netto")}
    andel = f.prosent(valg, 100 * float(s.refusjon) / float(s.utgift))
    setning = f.t(valg, "brukerbetaling")("refusjon", aar=str(aar), andel=andel, **beloep)
    return [tekst(setning, g.kilder)]
