"""The user's own figures into the store, from a notebook as from the command line."""

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from helseanalyse.sources import Kobling, gjett_kobling, legg_inn, les_kobling, read_table
from helseanalyse.sources.importer import importer, velg_kobling
from helseanalyse.sources.lager import Lager
from helseanalyse.sources.samlet import load_data
from helseanalyse.sources.tabell import Tabell

NAA = datetime(2026, 11, 21, 12)
HODE = "komm_nr;aar;Plasser i institusjon"


def tabell(mappe: Path, *rader: str) -> Tabell:
    fil = mappe / "mine tall.csv"
    fil.write_text("\n".join(rader) + "\n", encoding="utf-8")
    return read_table(fil)


def egne(lager: Path) -> list[list[Any]]:
    o = Lager(lager).les("observasjoner", "egne")
    return o[["komm_nr", "aar", "indikator", "verdi"]].to_numpy().tolist()


def vist(ting: Any) -> str:
    """What a notebook shows: plain text and nothing else."""
    (tekst,) = ting._repr_mimebundle_(include=None, exclude=None).items()
    assert tekst[0] == "text/plain"
    return str(tekst[1])


def test_to_trinn_i_notatboken(tmp_path: Path) -> None:
    """Read, look, confirm: nothing is kept before, and the same figures are there after."""
    lager = tmp_path / "lager"
    t = tabell(tmp_path, f"{HODE};Merknad", "0121;2014;15;x", "0119;2014;38;y")
    assert vist(t).splitlines() == [
        "Fil «mine tall.csv»: 2 rader", "«komm_nr»: kode", "«aar»: år",
        "«Plasser i institusjon»: tall", "«Merknad»: tekst",
    ]  # fmt: skip
    forslag = gjett_kobling(t)
    assert vist(forslag) == forslag.som_tekst()
    foreloepig = legg_inn(t, forslag, bekreft=False, lager=lager)
    assert vist(foreloepig).splitlines()[-1] == (
        "2 tall fra mine tall.csv kan legges inn. Ingenting er lagret ennå: sett bekreft = True og"
        " kjør på nytt."
    )
    assert not lager.exists()
    ferdig = legg_inn(t, forslag, lager=lager, naa=NAA)
    assert (ferdig.antall, ferdig.lagret) == (2, True)
    assert ferdig.varsler == foreloepig.varsler
    assert any("ikke brukt: kolonne «Merknad»" in v for v in ferdig.varsler)
    assert egne(lager) == [
        ["0119", 2014, "plasser_institusjon", 38.0], ["0121", 2014, "plasser_institusjon", 15.0],
    ]  # fmt: skip
    assert Lager(lager).les("kilder", "egne").hentet.tolist() == ["2026-11-21"]


def test_kommandolinjen_og_notatboken_gir_samme_svar(tmp_path: Path) -> None:
    t = tabell(tmp_path, HODE, "0121;2014;15000", "0119;2014;38")
    fil, kobling = tmp_path / "mine tall.csv", tmp_path / "k.toml"
    gjett_kobling(t).lagre(kobling)
    en, to = tmp_path / "en", tmp_path / "to"
    linjer = list(importer(fil, ark=None, kobling=kobling, lager=en, naa=NAA))
    svar = legg_inn(t, velg_kobling(t, kobling), lager=to, naa=NAA)
    assert linjer == [linje.replace(str(to), str(en)) for linje in svar.linjer()]
    for navn in ("observasjoner", "kilder"):
        pd.testing.assert_frame_equal(Lager(en).les(navn, "egne"), Lager(to).les(navn, "egne"))


# ------------------------------------------------------------------ tall å se en gang til på
def test_tusenfeil_mot_i_fjor_sies_straks(tmp_path: Path) -> None:
    """The example has 17 places in Rømskog in 2013; the sheet says 17 000 in 2014."""
    t = tabell(tmp_path, HODE, "0121;2014;17000", "0119;2014;38")
    svar = legg_inn(t, gjett_kobling(t), lager=tmp_path / "lager", naa=NAA)
    assert svar.varsler == [
        "Merk: 0121 Rømskog, Plasser i institusjon: 17 i 2013 og 17\u202f000 i 2014 (plasser):"
        " mulig tusenfeil.",
        "Er et av dem galt, rett enheten i koblingen eller tallet i filen, og les inn på nytt.",
    ]
    assert ["0121", 2014, "plasser_institusjon", 17_000.0] in egne(tmp_path / "lager")


def test_tusenfeil_mot_det_som_ble_hentet(tmp_path: Path) -> None:
    """What the store has counts as what is known: here the year after, from SSB."""
    lager = Lager(tmp_path / "lager")
    hentet = load_data().observasjoner.query("komm_nr == '0121'").head(1)
    hentet = hentet.assign(aar=2018, indikator="plasser_enerom", verdi=12.0, enhet="plasser")
    with lager.skrivelaas():
        kilder = load_data().kilder
        lager.flett(
            {"observasjoner": hentet, "kilder": kilder[kilder.kilde.isin(hentet.kilde)]},
            del_="11875",
        )
    t = tabell(tmp_path, "komm_nr;aar;Plasser i enerom", "0121;2017;0,012", "0119;2017;0,010")
    svar = legg_inn(t, gjett_kobling(t), lager=lager.mappe, naa=NAA)
    assert any("Rømskog" in v and "0,012 i 2017 og 12 i 2018" in v for v in svar.varsler)
    assert not any("kvartil" in v for v in svar.varsler)


def test_rimelige_tall_gir_ingen_merknad(tmp_path: Path) -> None:
    t = tabell(tmp_path, HODE, "0121;2014;16", "0119;2014;38")
    assert legg_inn(t, gjett_kobling(t), lager=tmp_path / "lager").varsler == []


def test_ulovlig_tall_nevnes_med_filens_rad(tmp_path: Path) -> None:
    """The third line of figures stands on row 4 of the file, in the second column too."""
    t = tabell(
        tmp_path, f"{HODE};Plasser i enerom", "0121;2014;15;9", "0119;2014;38;9", "0301;2014;5;-7"
    )
    with pytest.raises(ValueError, match="Rad 4, kolonne «Plasser i enerom»: «-7» er negativt"):
        legg_inn(t, gjett_kobling(t), lager=tmp_path / "lager")
    assert not (tmp_path / "lager" / "innhold.json").exists()


# ------------------------------------------------------------------ å rette en kobling
def test_koblingen_rettes_i_kode(tmp_path: Path) -> None:
    t = tabell(tmp_path, "komm_nr;Drift;Sum", "0121;60;70", "0119;9;8")
    forslag = gjett_kobling(t)
    assert forslag.maal == ()
    svar = legg_inn(t, forslag, bekreft=False, lager=tmp_path / "lager")
    assert vist(svar).startswith("Ingen kolonne er koblet til en indikator.")
    assert vist(svar).endswith("Ingenting fra mine tall.csv er lagret. Rett koblingen først.")
    with pytest.raises(ValueError, match="Ingen kolonne er koblet"):
        legg_inn(t, forslag, lager=tmp_path / "lager")
    ny = forslag.rettet("Drift", indikator="brutto_driftsutg_kommunen", enhet="mill kr")
    ny = ny.rettet(aar_fast=2014).rettet("Sum", indikator="sum_egen", enhet="kr")
    assert [m.kolonne for m in ny.maal] == ["Drift", "Sum"]
    ny = ny.rettet("Sum", indikator=None)
    assert (ny.mangler, ny.ukoblet, forslag.maal) == ([], ("Sum",), ())
    ny.lagre(tmp_path / "k.toml")
    assert les_kobling(tmp_path / "k.toml") == ny
    legg_inn(t, ny, lager=tmp_path / "lager")
    assert egne(tmp_path / "lager")[1] == ["0121", 2014, "brutto_driftsutg_kommunen", 60_000.0]


@pytest.mark.parametrize(
    ("kolonne", "felt", "setning"),
    [
        (None, {"aar_fast": "2014"}, "har verdien '2014' på feil sted"),
        (None, {"år": 2014}, r"har ikke feltet «år». Bruk komm_nr, aar, aar_fast"),
        ("A", {"enheter": "kr"}, r"har ikke feltet «enheter». Bruk indikator, enhet og aar"),
        ("D", {"indikator": "x"}, r"har ikke kolonnen «D», men «A», «B»"),
    ],
)
def test_gal_retting_gir_en_setning(
    kolonne: str | None, felt: dict[str, Any], setning: str
) -> None:
    k = Kobling("komm_nr", ukoblet=("A", "B"))
    with pytest.raises(ValueError, match=re.escape(setning) if "'" in setning else setning):
        k.rettet(kolonne, **felt)


def test_navn_fra_filen_vises_paa_en_linje_og_uten_styretegn() -> None:
    k = Kobling("k\n\x1b[31m", None, 2014, ukoblet=("<script>\x07",))
    assert all(linje.isprintable() for linje in vist(k).split("\n"))


def test_indikatorer_i_rader_og_aar_i_overskriftene(tmp_path: Path) -> None:
    """The shape of the statistics bank's own export: every year is read, not the first alone."""
    t = tabell(
        tmp_path, "region;statistikkvariabel;2014;2015", "0121 Rømskog;Plasser i institusjon;15;:",
        "0119 Marker;Plasser i institusjon;38;39", "0119 Marker;Noe annet;1;2",
    )  # fmt: skip
    k = gjett_kobling(t)
    assert vist(k).splitlines() == [
        "Kommune: «region»", "År: overskriftene",
        "Indikator: «statistikkvariabel», verdi: årskolonnene",
        "«Plasser i institusjon» → plasser_institusjon i plasser",
    ]  # fmt: skip
    k.lagre(tmp_path / "k.toml")
    assert les_kobling(tmp_path / "k.toml") == k
    svar = legg_inn(t, k, lager=tmp_path / "lager", naa=NAA)
    assert any("ikke brukt: «Noe annet»" in v for v in svar.varsler)
    o = Lager(tmp_path / "lager").les("observasjoner", "egne").sort_values(["komm_nr", "aar"])
    assert o[["komm_nr", "aar"]].to_numpy().tolist() == [
        ["0119", 2014], ["0119", 2015], ["0121", 2014], ["0121", 2015],
    ]  # fmt: skip
    assert o.verdi.tolist()[:3] == [38.0, 39.0, 15.0]
    assert o.status.tolist() == ["maalt", "maalt", "maalt", "skjermet"]
    rettet = k.rettet("Plasser i institusjon", indikator="plasser_enerom")
    assert [(m.indikator, m.aar) for m in rettet.maal] == [
        ("plasser_enerom", 2014), ("plasser_enerom", 2015),
    ]  # fmt: skip


def test_det_aapne_forslaget_viser_hvordan_det_fylles_ut(tmp_path: Path) -> None:
    t = tabell(tmp_path, "komm_nr;Måltider;Plasser i institusjon", "0121;7;ca. 4", "0119;8;ukjent")
    fil = tmp_path / "mine tall.csv"
    linjer = list(importer(fil, ark=None, kobling=None, lager=tmp_path, naa=NAA))
    assert linjer[0] == (
        "Fil «mine tall.csv», kolonne «Plasser i institusjon»: kolonnen heter som"
        " plasser_institusjon, men har mer tekst enn tall, for eksempel «ca. 4». Skriv tall, eller"
        " «..» der det mangler, og les filen på nytt."
    )
    assert "År: ikke funnet" in linjer[1]
    ut = tmp_path / "mine tall.kobling.toml"
    utfylt = ut.read_text(encoding="utf-8")
    for fra, til in (
        ("# [[maal]]", "[[maal]]"), ("# aar = 2024", "aar = 2014"),
        ('# kolonne = "Plasser i institusjon"', 'kolonne = "Måltider"'),
        ('# indikator = ""', 'indikator = "plasser_institusjn"'),
        ('# enhet = ""', 'enhet = "plasser"'),
    ):  # fmt: skip
        assert fra in utfylt
        utfylt = utfylt.replace(fra, til)
    ut.write_text(utfylt, encoding="utf-8")
    svar = legg_inn(t, les_kobling(ut), lager=tmp_path / "lager", naa=NAA)
    assert svar.antall == 2
    assert any("er ny" in v and "Mente du plasser_institusjon?" in v for v in svar.varsler)


@pytest.mark.parametrize(
    ("innhold", "sagt"),
    [(None, "kan ikke leses. Se over navnet"), ('aar = "x"\ntull = [', "er ikke skrevet riktig")],
)
def test_koblingsfil_som_ikke_kan_leses(tmp_path: Path, innhold: str | None, sagt: str) -> None:
    fil = tmp_path / "k.toml"
    if innhold is not None:
        fil.write_text(innhold, encoding="utf-8")
    with pytest.raises(ValueError, match=sagt) as feil:
        les_kobling(fil)
    assert "Errno" not in str(feil.value) and "Invalid" not in str(feil.value)


def test_to_tall_med_aar_i_hodet_er_ikke_tusenfeil(tmp_path: Path) -> None:
    """The last year of one figure is not the year before the first of the next."""
    t = tabell(tmp_path, "komm_nr;Plasser 2021;Plasser 2022;Kroner 2021;Kroner 2022",
               "0121;30;31;1000000;1100000", "0119;40;41000;2000000;2100000")  # fmt: skip
    assert [v for v in t.warnings if "tusenfeil" in v] == [
        "Fil «mine tall.csv», rad 3, kolonne «Plasser 2022»: verdien er flere hundre ganger større"
        " eller mindre enn året før (tusenfeil?). Se over enheten."
    ]
