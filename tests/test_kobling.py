"""From a user's table to observations: the mapping is guessed, shown, saved and used."""

from pathlib import Path

import pandas as pd
import pytest

from helseanalyse.kommune import Kommuneregister
from helseanalyse.sources.kobling import (
    Kobling,
    Maal,
    bruk,
    gjett_kobling,
    les_kobling,
)
from helseanalyse.sources.load import Data
from helseanalyse.sources.tabell import Tabell, read_table

DATO = "2026-11-21"


@pytest.fixture
def register(data: Data) -> Kommuneregister:
    return data.register


def tabell(mappe: Path, *rader: str) -> Tabell:
    fil = mappe / "tall.csv"
    fil.write_text("\n".join(rader) + "\n", encoding="utf-8")
    return read_table(fil)


BRED = (
    "Kommune;År;Plasser i institusjon;Brutto driftsutgifter i kommunen (mill. kr);Merknad",
    "0121 Rømskog;2015;13;1,5;ny",
    "0119 Marker;2015;:;2,25*;",
)


def test_bred_tabell_gjettes_vises_og_brukes(tmp_path: Path, register: Kommuneregister) -> None:
    t = tabell(tmp_path, *BRED)
    k = gjett_kobling(t)
    assert k.mangler == []
    assert k.som_tekst().splitlines() == [
        "Kommune: «Kommune»",
        "År: «År»",
        "«Plasser i institusjon» → plasser_institusjon i plasser",
        "«Brutto driftsutgifter i kommunen (mill. kr)» → brutto_driftsutg_kommunen i mill kr",
        "Brukes ikke: «Merknad»",
    ]
    ut = bruk(t, k, register, DATO)
    o = ut.observasjoner
    assert o.komm_nr.tolist() == ["0121", "0119"] * 2
    assert o.aar.tolist() == [2015] * 4
    assert o.verdi.fillna(-1).tolist() == [13.0, -1.0, 1500.0, 2250.0]
    assert o.enhet.tolist() == ["plasser", "plasser", "1000 kr", "1000 kr"]
    assert o.status.tolist() == ["maalt", "skjermet", "maalt", "foreloepig"]
    assert any("ikke brukt: kolonne «Merknad»" in v for v in ut.varsler)
    kilde = ut.kilder.iloc[0]
    assert set(o.kilde) == {kilde.kilde}
    assert (kilde.hentet, kilde.dokument) == (DATO, "tall.csv")
    assert kilde.merknad == f"sha256 {t.sha256}"


def test_rammene_har_datapakkens_kolonner(
    tmp_path: Path, register: Kommuneregister, data: Data
) -> None:
    t = tabell(tmp_path, *BRED)
    ut = bruk(t, gjett_kobling(t), register, DATO)
    assert list(ut.observasjoner) == list(data.observasjoner)
    assert list(ut.kilder) == list(data.kilder)
    assert ut.observasjoner.dtypes.astype(str).to_dict() == (
        data.observasjoner.dtypes.astype(str).to_dict()
    )
    assert len(pd.concat([data.observasjoner, ut.observasjoner])) == len(data.observasjoner) + 4


def test_koblingen_lagres_og_leses_likt(tmp_path: Path) -> None:
    k = Kobling(
        'a "b"\n\\', None, 2024, (Maal("x | 2015", "egen_1", "kr", 2015), Maal("y", "egen_2", "")),
        None, None, ("ø\u2028",),
    )  # fmt: skip
    k.lagre(tmp_path / "k.toml")
    assert les_kobling(tmp_path / "k.toml") == k
    assert [f.name for f in tmp_path.iterdir()] == ["k.toml"]


@pytest.mark.parametrize(
    ("tekst", "setning"),
    [
        ("aar = [", r"«k.toml» er ikke skrevet riktig"),
        ('aar = "År"', r"mangler komm_nr"),
        ('komm_nr = "K"\nkommune = "x"', r"har et felt som ikke finnes"),
        ('komm_nr = 121\naar = "År"', r"har verdien 121 på feil sted"),
        ('komm_nr = "K"\naar_fast = "2015"', r"har verdien '2015' på feil sted"),
    ],
)
def test_feil_i_koblingsfilen(tmp_path: Path, tekst: str, setning: str) -> None:
    (tmp_path / "k.toml").write_text(tekst)
    with pytest.raises(ValueError, match=setning):
        les_kobling(tmp_path / "k.toml")


def test_lang_tabell(tmp_path: Path, register: Kommuneregister) -> None:
    t = tabell(
        tmp_path,
        "region;år;statistikkvariabel;verdi",
        "0121;2015;Plasser i institusjon;13",
        "0121;2015;Noe helt annet;99",
        "0119;2015;Plasser i enerom;..",
    )
    k = gjett_kobling(t)
    assert (k.indikator, k.verdi) == ("statistikkvariabel", "verdi")
    ut = bruk(t, k, register, DATO)
    o = ut.observasjoner
    assert o.indikator.tolist() == ["plasser_institusjon", "plasser_enerom"]
    assert o.status.tolist() == ["maalt", "mangler"]
    assert any("ikke brukt: «Noe helt annet»" in v for v in ut.varsler)


def test_aar_i_overskriftene(tmp_path: Path, register: Kommuneregister) -> None:
    t = tabell(
        tmp_path,
        "Kommune;Plasser i institusjon;;Plasser i enerom;",
        ";2014;2015;2014;2015",
        "0121 Rømskog;1;2;3;4",
        "0119 Marker;5;6;7;8",
    )
    o = bruk(t, gjett_kobling(t), register, DATO).observasjoner
    fasit = {("0121", 2014): 1.0, ("0121", 2015): 2.0, ("0119", 2014): 5.0, ("0119", 2015): 6.0}
    plasser = o[o.indikator == "plasser_institusjon"]
    svar = zip(plasser.komm_nr, plasser.aar, plasser.verdi, strict=True)
    assert {(k, a): v for k, a, v in svar} == fasit
    assert len(o) == 8


def test_enhet_som_ikke_staar_maa_oppgis(tmp_path: Path, register: Kommuneregister) -> None:
    t = tabell(
        tmp_path, "komm_nr;år;Brutto driftsutgifter i kommunen", "0121;2015;60", "0119;2015;9"
    )
    k = gjett_kobling(t)
    assert "Enheten til «Brutto driftsutgifter i kommunen» står ikke i filen" in k.som_tekst()
    with pytest.raises(ValueError, match=r"«tall.csv»: Enheten til .* Skriv enhet"):
        bruk(t, k, register, DATO)
    maal = Maal("Brutto driftsutgifter i kommunen", "brutto_driftsutg_kommunen", "kr")
    svar = bruk(t, Kobling("komm_nr", "år", maal=(maal,)), register, DATO)
    assert svar.observasjoner.verdi.tolist() == [0.06, 0.009]


def test_enhet_av_annet_slag_nektes(tmp_path: Path, register: Kommuneregister) -> None:
    t = tabell(tmp_path, "komm_nr;år;p", "0121;2015;60", "0119;2015;9")
    k = Kobling("komm_nr", "år", maal=(Maal("p", "plasser_institusjon", "1000 kr"),))
    with pytest.raises(ValueError, match=r"måles i plasser, og «1000 kr» kan ikke regnes om"):
        bruk(t, k, register, DATO)


def test_usikker_gjetning_sies(tmp_path: Path) -> None:
    t = tabell(tmp_path, "komm_nr;år;Plasser i institusjonen", "0121;2015;60", "0119;2015;9")
    k = gjett_kobling(t)
    assert k.maal[0].indikator == "plasser_institusjon"
    assert "(gjettet av navnet; se over)" in k.som_tekst()


def test_egen_indikator(tmp_path: Path, register: Kommuneregister) -> None:
    t = tabell(tmp_path, "komm_nr;ventetid", "0121;60", "0119;9")
    k = Kobling("komm_nr", None, 2015, (Maal("ventetid", "ventetid_doegn", "døgn"),))
    o = bruk(t, k, register, DATO).observasjoner
    assert o.aar.tolist() == [2015, 2015] and o.enhet.tolist() == ["døgn", "døgn"]
    daarlig = Kobling("komm_nr", None, 2015, (Maal("ventetid", "Ventetid!", "døgn"),))
    with pytest.raises(ValueError, match="«Ventetid!» kan ikke være navnet"):
        bruk(t, daarlig, register, DATO)


HODE = "kommune;år;Plasser i institusjon"


@pytest.mark.parametrize(
    ("rader", "setning"),
    [
        (("0121;2015;5", "9998;2015;6"), r"rad 3, kolonne «kommune»: .* 9998 finnes ikke"),
        (("Rømskog;2015;5", "Rømsog;2015;6"), r"rad 3.*«Rømsog» er ukjent. Mente du 0121 Rømskog"),
        (("0121;2015;5", "3226;2015;6"), r"rad 3: 3226 .* bare fra og med 2024, ikke i 2015"),
        (("0121;2021;5", "0119;2019;6"), r"rad 2: 0121 Rømskog gjelder bare til og med 2019"),
        (("Rømskog;2021;5", "Asker;2021;6"), r"rad 2.*«Rømskog» \(0121\) fantes ikke .* i 2021"),
        (
            ("0121;2015;5", "0119;2015;7", "0121;2015;6"),
            r"rad 4.*0121 har verdien 6 for 2015, men 5 på rad 2",
        ),
        (("0121;2015;5", "0119;;7"), r"rad 3: året mangler"),
        (("0121;2015;5", ";2015;7"), r"rad 3, kolonne «kommune»: kommunen mangler"),
    ],
)  # fmt: skip
def test_rader_som_nektes(
    tmp_path: Path, register: Kommuneregister, rader: tuple[str, ...], setning: str
) -> None:
    t = tabell(tmp_path, HODE, *rader)
    with pytest.raises(ValueError, match=setning) as feil:
        bruk(t, gjett_kobling(t), register, DATO)
    assert str(feil.value).startswith("Fil «tall.csv», rad ")


def test_omnummerering_leses_i_sitt_aar(tmp_path: Path, register: Kommuneregister) -> None:
    t = tabell(tmp_path, HODE, "Marker;2019;5", "Marker;2021;6", "Marker;2024;7")
    o = bruk(t, gjett_kobling(t), register, DATO).observasjoner
    assert o.komm_nr.tolist() == ["0119", "3013", "3122"]


def test_kopi_telles_en_gang(tmp_path: Path, register: Kommuneregister) -> None:
    t = tabell(tmp_path, HODE, "0121;2015;5", "0119;2015;7", "0121;2015;5")
    ut = bruk(t, gjett_kobling(t), register, DATO)
    assert ut.observasjoner.verdi.tolist() == [5.0, 7.0]
    assert any("rad 4: samme kommune, år og verdi" in v for v in ut.varsler)


def test_kolonne_som_ikke_finnes(tmp_path: Path, register: Kommuneregister) -> None:
    t = tabell(tmp_path, HODE, "0121;2015;5", "0119;2015;7")
    k = Kobling("komm", "år", maal=(Maal("x", "plasser_institusjon", "plasser"),))
    with pytest.raises(ValueError, match=r"har ikke kolonnen «komm», men «kommune», «år»"):
        bruk(t, k, register, DATO)


def test_uten_kommuner(tmp_path: Path) -> None:
    t = tabell(tmp_path, "avdeling;plasser", "A;5", "B;7")
    with pytest.raises(ValueError, match=r"ingen kolonne med kommuner. Kall en kolonne"):
        gjett_kobling(t)
