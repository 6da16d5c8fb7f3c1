"""The definitions in the blocks: of what is shown, where it is shown, and in the report."""

from typing import Any

import pytest

from conftest import leselig
from helseanalyse.indikator import indikator, indikatorer
from helseanalyse.kapitler import bemanning, tjenesteprofil
from helseanalyse.kapitler.definisjon import definisjoner, definisjonsliste
from helseanalyse.kilde import Kilde
from helseanalyse.rapportinnhold import klargjort
from helseanalyse.sources.load import Data
from helseanalyse.valg import Profilvalg
from helseanalyse.valg_bemanning import Bemanningsvalg
from helseanalyse.views.blokker import tabell

KILDE = Kilde(id="k", tekst="Kilden", url=None, metode="tabell", merknad=None)
KAPITLER = (
    tjenesteprofil.profil, tjenesteprofil.kostnad, tjenesteprofil.smaa_tall,
    tjenesteprofil.utvikling, tjenesteprofil.trakt, tjenesteprofil.kvadrant,
)  # fmt: skip


def lest(definisjon: Any) -> dict[str, str]:
    return {ledetekst: tekst for ledetekst, tekst, _ in definisjon["punkter"]}


def test_definisjonene_staar_en_gang_og_i_rekkefoelge() -> None:
    alle = definisjoner(["andel_enerom", indikator("belegg_institusjon"), "andel_enerom"])
    assert list(alle) == ["andel_enerom", "belegg_institusjon"]
    assert alle["andel_enerom"]["kort"] == "Andel plasser i enerom"
    assert alle["andel_enerom"]["navn"] == "Plasser i enerom av alle institusjonsplasser"
    with pytest.raises(ValueError, match="«andel_ulv» finnes ikke i registeret"):
        definisjoner(["andel_ulv"])


def test_en_definisjon_har_det_en_leser_maa_vite() -> None:
    """Residents of 80 and over in institution: residents and not places, and broken in 2019."""
    (d,) = definisjoner(["dekningsgrad_institusjon_80_pluss"]).values()
    ut = lest(d)
    assert ut["Definisjon"].startswith("Beboere i institusjon 80 år og over delt på innbyggere")
    assert ut["Delt på"] == "Innbyggere 80 år og over 1. januar året etter"
    assert "tabell 12209" in ut["Kilde"]
    assert ut["Brudd i serien"].startswith("2019 (Ny versjon av IPLOS")
    assert ut["Pass på"].startswith("Teller beboere, ikke plasser.")
    spraak = {s: tekst for _, tekst, s in d["punkter"] if s}
    assert spraak == {
        "nn": "Innbyggjarar 80 år og over som bur i institusjon",
        "en": "Inhabitants 80 years and over living in institutions",
    }


def test_et_forholdstall_arver_bruddene_til_antallene() -> None:
    (d,) = definisjoner(["beboere_per_100_plasser"]).values()
    assert lest(d)["Brudd i serien"].startswith("2007 (IPLOS, og barneboliger")
    assert lest(d)["Delt på"] == "Plasser i institusjon"


def test_bare_kostnad_per_innbygger_sier_at_den_kan_korrigeres() -> None:
    ja = {
        i
        for i, d in definisjoner(indikatorer()).items()
        if "Kan korrigeres for utgiftsbehov." in lest(d)["Pass på"]
    }
    assert ja == {"utgifter_omsorg_per_innbygger"}


def test_en_blokk_uten_definisjoner_er_som_foer() -> None:
    blokk = tabell("t", ["", "A"], [["B", "1"]], tittel="T", kilder=[KILDE])
    assert "definisjoner" not in blokk
    assert "definisjoner" not in tabell(
        "t", ["", "A"], [["B", "1"]], tittel="T", kilder=[KILDE], definisjoner={}
    )


@pytest.mark.parametrize(
    ("komm_nr", "aar"), [("0121", 2004), ("0121", 2012), ("0119", 2007), ("0219", 2011)]
)
def test_alle_indikatorer_i_profilen_kan_slaas_opp(data: Data, komm_nr: str, aar: int) -> None:
    """A row named by an indicator opens that indicator; every figure has what it draws."""
    valg = Profilvalg.foreslaatt(data, komm_nr=komm_nr, sammenlign=["0628"], aar=aar)
    navn = {i.kortnavn: i.id for i in indikatorer().values()}
    blokker = [b for kapittel in KAPITLER for b in kapittel(data, valg)]
    viste = [b for b in blokker if b["type"] in ("tabell", "figur")]
    assert len(viste) >= 4
    for b in viste:
        if b["id"] == "en-til" and "definisjoner" not in b:
            continue  # only what new users cost, of a document's own figures
        assert b["definisjoner"], b["id"]
        rader = [r[0] for r in b.get("rader", []) if r[0] in navn]
        assert {navn[r] for r in rader} <= set(b["definisjoner"])
        if b.get("hode", [""])[0] == "Indikator":
            assert len(rader) == len(b["rader"])


def test_indikatorene_om_bemanning_kan_slaas_opp(data: Data) -> None:
    """Every figure and table that shows an indicator of the register opens it."""
    har = set()
    for komm_nr, aar in (("0219", 2016), ("0121", 2004), ("1119", 2024)):
        valg = Bemanningsvalg.foreslaatt(data, komm_nr=komm_nr, aar=aar, sammenlign=[])
        for kapittel in (getattr(bemanning, n) for n in bemanning.__all__ if n != "tittel"):
            har |= {b["id"] for b in kapittel(data, valg) if b.get("definisjoner")}
    assert har >= {
        "aarsverk-omsorg", "fagutdanning-tabell", "sykefravaer-tabell", "raadgivere",
        "heltid-tabell", "brukertid-tabell", "leverandoerer", "liggetid-tabell",
    }  # fmt: skip


def test_rapporten_har_definisjonene_i_metoden_og_ikke_i_tabellen(data: Data) -> None:
    valg = Profilvalg.sjekket(data, komm_nr="0121", sammenlign=["0628"], aar=2012)
    (metode,) = tjenesteprofil.metode(data, valg)
    tekst = leselig(metode)
    for i in ("korr_brutto_driftsutg_per_mottaker", "andel_ressurser_helse_omsorg"):
        assert indikator(i).felle in tekst
        assert f"Kilde: {indikator(i).kildetabell}." in tekst
    blokk = tjenesteprofil.kostnad(data, valg)[2]
    trykt = klargjort(blokk, {k["id"]: 1 for k in blokk["kilder"]})
    assert "definisjoner" not in trykt


def test_tekst_fra_registeret_er_bare_tekst() -> None:
    (linje,) = definisjonsliste([indikator("aarsverk_per_beboer")], 2004).splitlines()
    assert linje.startswith("- **Årsverk per beboer**: Årsverk i pleie og omsorg delt på beboere")
    assert "Brudd" not in linje
    assert definisjonsliste([indikator("beboere_per_100_plasser")], 2007).endswith("telles med.")
