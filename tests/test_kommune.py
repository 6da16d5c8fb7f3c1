"""Municipality numbers: every shape of a code, the years it is valid, and what it became."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helseanalyse.kommune import Kommuneregister, normaliser_komm_nr
from helseanalyse.sources.load import Data, load_eksempeldata

REGISTER = load_eksempeldata().register
KODER = set(REGISTER.kommuner.komm_nr)


@pytest.fixture(scope="module")
def register(data: Data) -> Kommuneregister:
    return data.register


# ------------------------------------------------------------------ kodens form
@pytest.mark.parametrize(
    ("gitt", "kode"),
    [
        ("0121", "0121"),
        ("121", "0121"),
        (" 0121 ", "0121"),
        ("121\n", "0121"),
        ("\u00a00121", "0121"),
        ("3226", "3226"),
        ("EAK", "EAK"),
        (" EAKUO ", "EAKUO"),
    ],
)
def test_koder_som_leses(register: Kommuneregister, gitt: str, kode: str) -> None:
    assert register.kode(gitt) == kode


@pytest.mark.parametrize("tall", [121, 121.0, 81, True, None, np.int64(121), ["0121"], b"0121"])
def test_tall_nektes_for_nullen_kan_vaere_borte(register: Kommuneregister, tall: object) -> None:
    with pytest.raises(ValueError, match="er ikke tekst") as feil:
        register.kode(tall)
    assert "Skriv det i anførselstegn med fire sifre" in str(feil.value)


@pytest.mark.parametrize(
    "tekst",
    [
        "", " ", "0", "1", "21", "00121", "01210", "K-0121", "0121 Rømskog", "0121-", "-121",
        "+121", "12,1", "121.0", "0x79", "01 21", "0121;0628", "١٢١", "０１２１", "²121", "eak",
        "<script>", "0121\x00",
    ],
)  # fmt: skip
def test_annen_tekst_nektes_og_gjengis(register: Kommuneregister, tekst: str) -> None:
    with pytest.raises(ValueError, match="er ikke et kommunenummer med fire sifre") as feil:
        register.kode(tekst)
    assert f"«{tekst}»" in str(feil.value)


@pytest.mark.parametrize("kode", ["9999", "0000", "999", "0120"])
def test_ukjent_nummer_nektes(register: Kommuneregister, kode: str) -> None:
    with pytest.raises(ValueError, match=f"Kommunenummer {kode.zfill(4)} finnes ikke i dataene"):
        register.kode(kode)
    with pytest.raises(ValueError, match="finnes ikke i dataene"):
        register.navn(kode.zfill(4))


@given(tekst=st.from_regex(r"[0-9]{1,5}", fullmatch=True))
def test_tre_sifre_blir_aldri_en_annen_kommune(tekst: str) -> None:
    """All strings of 1 to 5 digits: the padded number, if it is in the register, or a refusal."""
    try:
        kode = REGISTER.kode(tekst)
    except ValueError:
        assert len(tekst) not in (3, 4) or tekst.zfill(4) not in KODER
        return
    assert kode == tekst.zfill(4)
    assert kode in KODER


def test_alle_tre_og_firesifrede_tekster() -> None:
    """The same, without chance: each of the 11 000 strings of three and four digits."""
    for bredde in (3, 4):
        for n in range(10**bredde):
            tekst = f"{n:0{bredde}d}"
            assert normaliser_komm_nr(tekst) == tekst.zfill(4)


@given(tekst=st.text(max_size=8))
def test_ingen_tekst_gir_en_kode_utenfor_registeret(tekst: str) -> None:
    try:
        assert REGISTER.kode(tekst) in KODER
    except ValueError as feil:
        assert str(feil)[0] in "«K"


# ------------------------------------------------------------------ forslag
@pytest.mark.parametrize(
    ("gitt", "forslag"),
    [
        ("Romskog", "0121 Rømskog"),
        ("rømskog", "0121 Rømskog"),
        ("Hurumm", "0628 Hurum"),
        ("Marker", "0119 Marker"),
        ("0712", "Mente du"),
        ("0629", "0628 Hurum"),
    ],
)
def test_naermeste_kommune_foreslaas(register: Kommuneregister, gitt: str, forslag: str) -> None:
    with pytest.raises(ValueError, match="Mente du") as feil:
        register.kode(gitt)
    assert forslag in str(feil.value)
    assert str(feil.value).endswith("?")


@pytest.mark.parametrize(
    ("gitt", "slutt"),
    [
        ("Rømskog", " Mente du 0121 Rømskog?"),
        ("hurum", " Mente du 0628 Hurum?"),
        ("Asker", " Mente du 0220 Asker, 3025 Asker eller 3203 Asker?"),
        (121, " Mente du 0121 Rømskog?"),
    ],
)
def test_det_som_treffer_noeyaktig_foreslaas_alene(
    register: Kommuneregister, gitt: object, slutt: str
) -> None:
    with pytest.raises(ValueError, match="Mente du") as feil:
        register.kode(gitt)
    assert str(feil.value).endswith(slutt)


def test_uten_noe_som_ligner_gis_ingen_forslag(register: Kommuneregister) -> None:
    with pytest.raises(ValueError, match="er ikke et kommunenummer") as feil:
        register.kode("xyzxyzxyz")
    assert "Mente du" not in str(feil.value)


# ------------------------------------------------------------------ gyldige år
@pytest.mark.parametrize(
    ("kode", "aar"),
    [("0121", 2019), ("121", 2004), ("3026", 2020), ("3026", 2023), ("3226", 2024),
     ("3226", 2100), ("EAK", 1992), ("KG5", 2019)],
)  # fmt: skip
def test_koder_i_sine_aar(register: Kommuneregister, kode: str, aar: int) -> None:
    assert register.gyldig(kode, aar) == kode.zfill(4 if kode.isdigit() else 0)
    assert register.finnes(kode, aar)


@pytest.mark.parametrize(
    ("kode", "aar", "setning"),
    [
        ("0121", 2020, "0121 Rømskog gjelder bare til og med 2019, ikke i 2020."
                       " Bruk 3026 Aurskog-Høland for 2020."),
        ("0121", 2024, "0121 Rømskog gjelder bare til og med 2019, ikke i 2024."
                       " Bruk 3226 Aurskog-Høland for 2024."),
        ("3026", 2024, "3026 Aurskog-Høland gjelder bare til og med 2023, ikke i 2024."
                       " Bruk 3226 Aurskog-Høland for 2024."),
        ("3226", 2012, "3226 Aurskog-Høland gjelder bare fra og med 2024, ikke i 2012."
                       " Bruk 0121 Rømskog og 0221 Aurskog-Høland for 2012."),
        ("3226", 2021, "3226 Aurskog-Høland gjelder bare fra og med 2024, ikke i 2021."
                       " Bruk 3026 Aurskog-Høland for 2021."),
        ("3203", 2019, "3203 Asker gjelder bare fra og med 2024, ikke i 2019."
                       " Bruk 0220 Asker, 0627 Røyken og 0628 Hurum for 2019."),
        ("KG5", 2020, "KG5 KOSTRA-gruppe 5 (til 2019) gjelder bare til og med 2019, ikke i 2020."),
    ],
)  # fmt: skip
def test_koder_utenfor_sine_aar(
    register: Kommuneregister, kode: str, aar: int, setning: str
) -> None:
    with pytest.raises(ValueError, match="gjelder bare") as feil:
        register.gyldig(kode, aar)
    assert str(feil.value) == setning
    assert not register.finnes(kode, aar)


@pytest.mark.parametrize(
    "kjede", [("0121", "3026", "3226"), ("0628", "3025", "3203"), ("0119", "3013", "3122")]
)
def test_etterfoelgerne_i_kjede(register: Kommuneregister, kjede: tuple[str, ...]) -> None:
    foerst, mellom, sist = kjede
    assert register.etterfoelgere(foerst, 2019) == []
    assert register.etterfoelgere(foerst, 2020) == [mellom]
    assert register.etterfoelgere(foerst, 2023) == [mellom]
    assert register.etterfoelgere(foerst, 2024) == [sist]
    assert register.etterfoelgere(mellom, 2024) == [sist]
    assert foerst in register.forgjengere(sist, 2019)
    assert register.forgjengere(sist, 2023) == [mellom]
    assert register.forgjengere(sist, 2024) == []


def test_hver_kode_som_gikk_ut_har_en_gyldig_etterfoelger(register: Kommuneregister) -> None:
    k = register.kommuner
    borte = k[(k.type == "kommune") & k.gjelder_til.notna()]
    assert len(borte) > 90
    uten = []
    for kode, sist in zip(borte.komm_nr, borte.gjelder_til, strict=True):
        etter = register.etterfoelgere(kode, sist + 1)
        uten += [] if etter else [kode]
        assert all(register.finnes(e, sist + 1) for e in etter), kode
        assert all(kode in register.forgjengere(e, sist) for e in etter), kode
    assert uten == []


# ------------------------------------------------------------------ navn i tekst
def test_navn_i_tekst(register: Kommuneregister) -> None:
    assert register.i_tekst("EAKUO") == "landet uten Oslo"
    assert register.i_tekst("0628") == "Hurum"
    assert register.liste(["0121"]) == "0121 Rømskog"
    assert register.liste(["0121", "0628", "0119"]) == "0121 Rømskog, 0628 Hurum og 0119 Marker"
    assert register.er_kommune("0121")
    assert not register.er_kommune("EAK")
    assert not register.er_kommune("9999")
