"""Chapter of the report: coverage, each base by itself, and how many receive what."""

from collections.abc import Sequence

import pandas as pd

from ...kilde import Kilde
from ...measures.dekningsgrad import Grunnlag, dekningsgrad
from ...measures.plassbehov import Avrunding, hele_plasser
from ...measures.plassgrunnlag import Plassgrunnlag, Tall
from ...measures.usikkerhet import Intervall, en_til, wilson
from ...sources.load import Data
from ...valg_staasted import Staastedsvalg, plassvalg
from ...views.blokker import Blokk, figur, tabell, tekst, varsel
from ...views.charts import plot_soeyler
from ..felles import sammenlignet
from ..plassfelles import dataenes, grunnlag_for
from .felles import kildene, kommunenavn, md, overskrift, prosent, spenn, stor, t, tall
from .profilrad import DEKNING, profiltabell, rader_med_tall

_DEL = "dekning"
_SMAA = 1000  # people under which the chapter says how uncertain the share is
_HOEYST = 20  # municipalities in one figure


def dekning(data: Data, valg: Staastedsvalg) -> list[Blokk]:
    """Chapter: coverage of places, of residents, and the shares that receive services."""
    g = grunnlag_for(data, plassvalg(data, valg))
    rader = [r for r in rader_med_tall(data, valg) if r.indikator.id in DEKNING]
    s, ut = md(valg, _DEL), [overskrift(valg, _DEL)]
    har = g.naa is not None and bool(g.antall)
    if not har and not rader:
        return [*ut, varsel(s("ingen", kommune=kommunenavn(data, valg)))]
    if har:
        ut += [tekst(_setninger(data, valg, g), _kilder(data, g)), *_figur(data, valg, g)]
        ut += [_tabell(data, valg, g)]
        ut += _usikker(data, valg, g)
    else:
        ut += [varsel(s("uten-plasser", kommune=kommunenavn(data, valg)))]
    if rader:
        tittel = t(valg, _DEL)(
            "tabell-mottakere", kommune=data.register.navn(valg.komm_nr), aar=str(valg.aar)
        )
        ut += [profiltabell(data, valg, rader, "staasted-mottakere", tittel)]
    return ut


def _kilder(data: Data, g: Plassgrunnlag) -> list[Kilde]:
    tall_ = [x for x in (*g.antall.values(), g.naa) if x]
    koder = [k for x in tall_ for k in x.kilder]
    return kildene(data, koder, egne=any(not x.kilder for x in tall_))


def _setninger(data: Data, valg: Staastedsvalg, g: Plassgrunnlag) -> str:
    """One sentence a base, so that places are never taken for residents."""
    assert g.naa is not None
    s = md(valg, _DEL)
    aar = str(g.naa.aar or valg.aar)
    ut = [
        s(
            "innbyggere",
            kommune=kommunenavn(data, valg),
            antall=tall(valg, g.naa.lav),
            aar=aar,
            form="en" if g.naa.lav == 1 else "flere",
        )
    ]
    for base, antall in g.antall.items():
        lav, hoey = (dekningsgrad(a, g.naa.lav) for a in (antall.lav, antall.hoey))
        if lav is None or hoey is None:
            continue
        antallet = _antall(valg, antall)
        per = spenn(valg, lav, hoey, 1)
        helt = float(antall.lav).is_integer()
        form = "en" if antallet == "1" else "flere" if helt else "brutt"
        naar = str(antall.aar or aar)
        ut.append(s(f"setning-{base}", antall=antallet, per=per, form=form, aar=naar))
    return " ".join(ut)


def _antall(valg: Staastedsvalg, x: Tall) -> str:
    return spenn(valg, x.lav, x.hoey, 0 if float(x.lav).is_integer() else 1)


# ------------------------------------------------------------------ against the others
def _figur(data: Data, valg: Staastedsvalg, g: Plassgrunnlag) -> list[Blokk]:
    """Places per 100 aged 80+, own and others' of the same year; none where nobody else has it."""
    egen = g.antall.get(Grunnlag.KAPASITET)
    if egen is None or g.naa is None or egen.aar is None:
        return []
    andre = []
    for kode in sammenlignet(data, valg.profil)[:_HOEYST]:
        hos = dataenes(data, kode, valg.kommende_aar)
        k = hos.antall.get(Grunnlag.KAPASITET)
        if k is not None and hos.naa is not None and k.aar == egen.aar:
            andre.append((kode, dekningsgrad(k.lav, hos.naa.lav), (*k.kilder, *hos.naa.kilder)))
    if not andre:
        return []
    return [_soeyler(data, valg, g, egen, andre)]


def _soeyler(
    data: Data,
    valg: Staastedsvalg,
    g: Plassgrunnlag,
    egen: Tall,
    andre: Sequence[tuple[str, float | None, tuple[str, ...]]],
) -> Blokk:
    assert g.naa is not None
    s, navn = t(valg, _DEL), data.register.navn(valg.komm_nr)
    alle = [(navn, dekningsgrad(egen.lav, g.naa.lav) or 0.0, "egen")]
    alle += [(data.register.navn(k), d, "andre") for k, d, _ in andre if d is not None]
    alle.sort(key=lambda x: (-x[1], x[0]))
    df = pd.DataFrame(alle, columns=["navn", "verdi", "rolle"])
    df["tekst"] = [tall(valg, v, 1) for v in df.verdi]
    egen_per = dekningsgrad(egen.lav, g.naa.lav) or 0.0
    over, under = sum(v > egen_per for v in df.verdi), sum(v < egen_per for v in df.verdi)
    ord_ = {"kommune": navn, "antall": tall(valg, len(alle)), "plass": tall(valg, over + 1)}
    ord_ |= {"per": tall(valg, egen_per, 1), "aar": str(egen.aar)}
    alene = over + under == len(alle) - 1
    retning = "midt" if not alene else "foerst" if not over else "sist" if not under else "midt"
    tittel = s("figur-tittel", **ord_, retning=retning)
    linjer = "; ".join(f"{r.navn}: {r.tekst}" for r in df.itertuples())
    koder = [*egen.kilder, *g.naa.kilder, *(k for _, _, ks in andre for k in ks)]
    egne = not (egen.kilder and g.naa.kilder)
    return figur(
        "staasted-dekning",
        plot_soeyler(df),
        tittel=tittel,
        undertittel=s("figur-under", aar=str(egen.aar)),
        alt_tekst=s("figur-alt", tittel=tittel, linjer=linjer),
        kilder=kildene(data, koder, egne=egne),
        note=s("figur-note"),
        spraak=valg.spraak,
    )


# ------------------------------------------------------------------ the bases
def _tabell(data: Data, valg: Staastedsvalg, g: Plassgrunnlag) -> Blokk:
    assert g.naa is not None
    s, naa = t(valg, _DEL), g.naa.lav
    hode = [s("hode-grunnlag"), s("hode-antall"), s("hode-per"), s("hode-intervall"), s("hode-en")]
    return tabell(
        "staasted-dekningstabell",
        hode,
        [_rad(valg, base, x, naa) for base, x in g.antall.items()],
        tittel=s("tabell", kommune=data.register.navn(valg.komm_nr), antall=tall(valg, naa)),
        kilder=_kilder(data, g),
        note=s("tabell-note"),
    )


def _rad(valg: Staastedsvalg, base: Grunnlag, x: Tall, naa: float) -> list[str]:
    lav, hoey = (dekningsgrad(a, naa) or 0.0 for a in (x.lav, x.hoey))
    w = _wilson(base, x, naa)
    mellom = "–" if w is None else spenn(valg, w.lav, w.hoey, 1)
    flytter = f"±{tall(valg, en_til(naa), 1)}"
    navn = stor(t(valg, _DEL)(f"base-{base}"))
    return [navn, _antall(valg, x), spenn(valg, lav, hoey, 1), mellom, flytter]


def _wilson(base: Grunnlag, x: Tall, naa: float) -> Intervall | None:
    """Interval of a share of persons; capacity is no part of the inhabitants, and has none."""
    if base not in (Grunnlag.I_BRUK, Grunnlag.BEBOERE) or x.hoey > naa:
        return None
    lav, hoey = (wilson(hele_plasser(a, Avrunding.NAERMESTE), naa) for a in (x.lav, x.hoey))
    return Intervall(lav.lav, hoey.hoey)


def _usikker(data: Data, valg: Staastedsvalg, g: Plassgrunnlag) -> list[Blokk]:
    """Note on how little few persons say, from the residents or the places in use."""
    assert g.naa is not None
    base = next((b for b in (Grunnlag.BEBOERE, Grunnlag.I_BRUK) if b in g.antall), None)
    if base is None or g.naa.lav >= _SMAA:
        return []
    w = _wilson(base, g.antall[base], g.naa.lav)
    if w is None:
        return []
    ord_ = {"antall": tall(valg, hele_plasser(g.antall[base].lav, Avrunding.NAERMESTE))}
    ord_ |= {"av": tall(valg, g.naa.lav), "lav": tall(valg, w.lav, 1)}
    md_ = md(valg, _DEL)("usikker", **ord_, hoey=prosent(valg, w.hoey))
    return [varsel(md_, _kilder(data, g))]
