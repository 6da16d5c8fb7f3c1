"""The front of the report: its title, the answer, and a summary that stands alone."""

from ...measures.profil import Profilrad
from ...sources.load import Data
from ...valg_staasted import Staastedsvalg
from ...views.blokker import Blokk, i_del, svar, tabell, tekst, varsel
from .egneord import avsnitt
from .felles import felles, kildene, kommunenavn, md, mot_hvem, navn_paa, overskrift, radkilder, t
from .forbehold import forbeholdene
from .funn import Funn
from .profilrad import andre, avviksfigur, rader_med_tall, referanse, verdi, vurdering
from .skillerseg import funnene, setningsliste

_DEL = "sammendrag"
# Ratios of the table of key figures, the first that there are.
_NOEKKEL = (
    "korr_brutto_driftsutg_per_mottaker", "utgifter_omsorg_per_innbygger",
    "utgifter_per_institusjonsplass", "andel_ressurser_helse_omsorg",
    "andel_helse_omsorg_av_utgifter", "dekningsgrad_institusjon_80_pluss",
    "andel_langtid_80_pluss", "dekningsgrad_hjemmetjenester_80_pluss",
    "mottakere_hjemmetjenester_per_1000_80_pluss", "andel_mottakere_under_67", "belegg_institusjon",
    "aarsverk_per_bruker_omsorg", "andel_fagutdanning", "andel_enerom", "aarsverk_per_beboer",
)  # fmt: skip
_HOEYST, _I_FIGUR, _FORBEHOLD = 8, 6, 3


def tittel(data: Data, valg: Staastedsvalg) -> tuple[str, str]:
    """Title and subtitle of the page and the report."""
    s, navn = felles(valg), data.register.navn(valg.komm_nr)
    hvem = mot_hvem(data, valg)
    if not hvem:
        return s("tittel", kommune=navn), s("undertittel", aar=str(valg.aar))
    return s("tittel", kommune=navn), s("undertittel-mot", aar=str(valg.aar), hvem=hvem)


def konklusjon(data: Data, valg: Staastedsvalg) -> list[Blokk]:
    """Return the answer: the weightiest finding, and what the years ahead ask for."""
    funn = funnene(data, valg)
    if not funn:
        ord_ = {"kommune": kommunenavn(data, valg), "aar": str(valg.aar)}
        return [varsel(md(valg, "skillerseg")("ingen", **ord_))]
    valgt = funn[:1] if len(funn) == 1 else (funn[0], _fram(funn))
    foerst, *resten = (f.tekst for f in valgt)
    kilder = kildene(data, [k for f in valgt for k in f.kilder], egne=any(f.egne for f in valgt))
    return [svar(" ".join([f"**{foerst}**", *resten]), kilder)]


def _fram(funn: tuple[Funn, ...]) -> Funn:
    """Return the finding on places or people ahead, else the next one."""
    andre_ = funn[1:]
    return next((f for slag in ("behov", "folk") for f in andre_ if f.slag == slag), andre_[0])


def oppsummering(data: Data, valg: Staastedsvalg) -> list[Blokk]:
    """Summary on two pages: the sentences, key figures, a figure, and what to keep in mind."""
    if not funnene(data, valg):
        return []
    ut = [overskrift(valg, _DEL), setningsliste(data, valg)]
    if valg.ord.sammendrag:
        ut += avsnitt(valg, valg.ord.sammendrag, "sammendrag")
    rader = rader_med_tall(data, valg)
    valgte = [r for n in _NOEKKEL for r in rader if r.indikator.id == n] or rader
    ut += _noekkeltall(data, valg, valgte[:_HOEYST])
    tittel_ = t(valg, _DEL)(
        "figur", kommune=data.register.navn(valg.komm_nr), hvem=mot_hvem(data, valg)
    )
    ut += avviksfigur(data, valg, rader, "staasted-sammendrag", _I_FIGUR, tittel_)
    punkter = forbeholdene(data, valg)[:_FORBEHOLD]
    kilder = {k["id"]: k for _, ks in punkter for k in ks}
    linjer = "\n".join(f"- {p}" for p, _ in punkter)
    husk = tekst(f"### {t(valg, _DEL)('husk')}\n\n{linjer}", list(kilder.values()))
    return i_del([*ut, husk], "sammendrag")


def _noekkeltall(data: Data, valg: Staastedsvalg, rader: list[Profilrad]) -> list[Blokk]:
    if not rader:
        return []
    s, navn = t(valg, _DEL), data.register.navn(valg.komm_nr)
    med_ref = any(referanse(data, valg, r) != "–" for r in rader)
    hode = [s("hode"), navn, s("hode-andre"), *([s("hode-referanse")] if med_ref else [])]
    celler = [
        [
            navn_paa(valg, r.indikator),
            verdi(valg, r, r.verdi),
            andre(valg, r),
            *([referanse(data, valg, r)] if med_ref else []),
            vurdering(valg, r),
        ]
        for r in rader
    ]
    return [
        tabell(
            "staasted-noekkeltall",
            [*hode, s("hode-vurdering")],
            celler,
            tittel=s("tabell", kommune=navn, aar=str(valg.aar)),
            kilder=radkilder(data, rader),
            just="l" + "r" * (len(hode) - 1) + "l",
            note=s("note", hvem=mot_hvem(data, valg)) if mot_hvem(data, valg) else None,
        )
    ]
