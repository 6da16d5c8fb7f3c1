"""The population is read in parts: every part is what the whole would have given."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from helseanalyse.sources import lager_fil
from helseanalyse.sources.folk import Folk
from helseanalyse.sources.lager import Lager
from helseanalyse.sources.lager_fil import NOEKLER, fra_parquet, som_parquet, typet
from helseanalyse.sources.load import Data
from helseanalyse.sources.samlet import load_data

NOEKKEL = NOEKLER["befolkning"]
KODER, AAR = ("0121", "3205", "3226", "EAK"), (2024, 2026, 2040)
ALTERNATIV = ("faktisk", "MMMM", "MMMM-2020", "MMMM-2024", "MMMM-2026", "HHMH-2024")


@pytest.fixture(scope="module", autouse=True)
def smaa_grupper() -> Iterator[None]:
    """Files of many row groups, so that what is passed over shows on a few rows too."""
    with pytest.MonkeyPatch.context() as m:
        m.setattr(lager_fil, "_GRUPPE", 3)
        yield


def folk(*rader: tuple[Any, ...], kilde: str = "a") -> pd.DataFrame:
    """Rows of code, year, alternative, first age and persons; the age 80 is open."""
    df = pd.DataFrame(rader, columns=["komm_nr", "aar", "alternativ", "alder_fra", "personer"])
    til = df.alder_fra.astype("Int64").where(df.alder_fra < 80)
    felles = {"kjoenn": "begge", "alder_til": til, "status": "maalt", "kilde": kilde}
    return typet("befolkning", df.assign(**felles).sort_values("komm_nr"))


def paa_en_gang(lag: list[pd.DataFrame]) -> pd.DataFrame:
    """All rows by the definition: a later layer wins, then the newest vintage loses its year."""
    alle = pd.concat(lag, ignore_index=True).drop_duplicates(NOEKKEL, keep="last")
    alle = alle.sort_values(NOEKKEL, ignore_index=True)
    aargang = alle.alternativ.str.extract(r"-(\d{4})$", expand=False)
    uten = alle.alternativ.str.replace(r"-\d{4}$", "", regex=True)
    return alle.assign(alternativ=alle.alternativ.mask(aargang == aargang.max(), uten))


RADER = st.lists(
    st.tuples(
        st.sampled_from(KODER), st.sampled_from(AAR), st.sampled_from(ALTERNATIV),
        st.sampled_from([0, 79, 80]), st.integers(0, 9),
    ),
    max_size=12,
)  # fmt: skip


@given(
    lag=st.lists(RADER, min_size=1, max_size=4),
    koder=st.none() | st.sets(st.sampled_from([*KODER, "9999"])),
    aar=st.none() | st.sets(st.sampled_from([*AAR, 1999])),
    alternativ=st.none() | st.sampled_from([*ALTERNATIV, "HHMH", "LLML"]),
)
def test_en_del_er_hele_med_et_filter(lag: Any, koder: Any, aar: Any, alternativ: Any) -> None:
    """For every store and every choice: rows, order, types and names are those of the whole."""
    rammer = [folk(*rader, kilde=str(nr)) for nr, rader in enumerate(lag)]
    f = Folk(rammer[0], tuple(som_parquet("befolkning", r) for r in rammer[1:]))
    fasit = paa_en_gang(rammer)
    if koder is not None:
        fasit = fasit[fasit.komm_nr.isin(koder)]
    if aar is not None:
        fasit = fasit[fasit.aar.isin(aar)]
    if alternativ is not None:
        fasit = fasit[fasit.alternativ == alternativ]
    assert_frame_equal(f(koder, aar, alternativ), fasit.reset_index(drop=True))


def test_nyeste_aargang_er_lagerets_ikke_utvalgets() -> None:
    """Rømskog has only an older projection: it is not the newest because it is alone."""
    gammel = folk(("0121", 2040, "MMMM-2020", 80, 45))
    ny = folk(("3226", 2040, "MMMM-2026", 80, 1700), ("3226", 2040, "MMMM-2020", 80, 1600))
    f = Folk(typet("befolkning"), tuple(som_parquet("befolkning", d) for d in (gammel, ny)))
    assert f(["0121"]).alternativ.tolist() == ["MMMM-2020"]
    assert f(["0121"], alternativ="MMMM").empty
    assert f(["3226"], alternativ="MMMM").personer.tolist() == [1700]
    assert f(["3226"], alternativ="MMMM-2020").personer.tolist() == [1600]
    assert f(["3226"], alternativ="MMMM-2026").empty, "den nyeste har navnet uten årstall"
    bare_gammel = Folk(typet("befolkning"), (som_parquet("befolkning", gammel),))
    assert bare_gammel(["0121"]).alternativ.tolist() == ["MMMM"]


def test_bare_gruppene_med_kommunen_leses() -> None:
    """The file says which row groups can hold a municipality: the rest of it may be rubbish."""
    rader = [(f"{nr:04}", 2024, "faktisk", 0, nr) for nr in range(1, 100)]
    biter = bytearray(som_parquet("befolkning", folk(*rader)))
    hele = fra_parquet("befolkning", bytes(biter), {"komm_nr": ["0050"]})
    for sted in range(4, 400):  # the first row groups, after the file's own mark
        biter[sted] = 255
    assert_frame_equal(fra_parquet("befolkning", bytes(biter), {"komm_nr": ["0050"]}), hele)
    assert hele.personer.tolist() == [50]
    with pytest.raises(OSError):
        pd.read_parquet(io.BytesIO(bytes(biter)))


def test_en_kode_alene_er_ingen_liste(data: Data) -> None:
    with pytest.raises(ValueError, match=r"som en liste: \['0121'\], ikke '0121'"):
        data.folk("0121")
    assert len(data.folk(["0121"])) == 3
    assert data.folk(["0121"]) is data.folk(iter(["0121", "0121"])), "lest én gang"


# ------------------------------------------------------------------ gjennom lageret
@pytest.fixture
def lager(tmp_path: Path) -> Lager:
    return Lager(tmp_path / "lager")


def legg_inn(lager: Lager, ramme: pd.DataFrame, lag: str = "ssb", del_: str = "") -> None:
    kilder = pd.DataFrame({"kilde": ramme.kilde.unique(), "hentet": "2026-04-01"})
    with lager.skrivelaas():
        lager.flett({"befolkning": ramme, "kilder": kilder}, lag, del_)


def test_eksempel_under_ssb_under_egne(lager: Lager, data: Data) -> None:
    """63 people aged 80+ is the example's; SSB's 61 goes before it, and the user's own 60."""
    (trykt,) = data.folk(["0121"], [2013]).personer
    assert trykt == 63
    legg_inn(lager, folk(("0121", 2013, "faktisk", 80, 61), ("0121", 2014, "faktisk", 80, 59)))
    d = load_data(lager.mappe)
    assert d.folk(["0121"], [2013]).personer.tolist() == [61]
    legg_inn(lager, folk(("0121", 2013, "faktisk", 80, 60), kilde="min"), lag="egne")
    rader = load_data(lager.mappe).folk(["0121"], [2013, 2014])
    assert rader.personer.tolist() == [60, 59]
    assert rader.kilde.tolist() == ["min", "a"]
    assert load_data(lager.mappe).folk(["0628"]).equals(data.folk(["0628"]))


def test_en_aapen_side_beholder_sin_utgave(lager: Lager) -> None:
    """The rows and the source records of a page are of one edition, whatever is fetched since."""
    legg_inn(lager, folk(("3205", 2024, "faktisk", 80, 1)))
    foerst = load_data(lager.mappe)
    assert load_data(lager.mappe) is foerst, "samme utgave leses én gang"
    legg_inn(lager, folk(("3205", 2024, "faktisk", 80, 2), kilde="b"))
    etter = load_data(lager.mappe)
    lager.slett()
    assert foerst.folk(["3205"]).personer.tolist() == [1]
    assert etter.folk(["3205"]).personer.tolist() == [2]
    assert "a" in set(foerst.kilder.kilde) and "a" not in set(etter.kilder.kilde)
    assert load_data(lager.mappe).folk(["3205"]).empty


def test_skadet_folketall_leses_aldri(lager: Lager) -> None:
    legg_inn(lager, folk(("3205", 2024, "faktisk", 80, 1)))
    (fil,) = lager.mappe.glob("tabeller/ssb-befolkning-*.parquet")
    biter = bytearray(fil.read_bytes())
    biter[len(biter) // 3] ^= 1
    fil.write_bytes(bytes(biter))
    with pytest.raises(ValueError, match=r"befolkning.* er skadet; slett"):
        load_data(lager.mappe)


def test_innhold_teller_rader_steder_og_aar_over_flere_filer(lager: Lager) -> None:
    """Two files share a source: a place in both is one place, a row in each is two rows."""
    en = folk(("0121", 2024, "faktisk", 0, 5), ("0121", 2024, "faktisk", 80, 6))
    legg_inn(lager, en, del_="07459")
    to = folk(("0121", 2040, "MMMM-2026", 80, 7), ("3205", 2040, "MMMM-2026", 80, 8))
    legg_inn(lager, to.assign(status=["maalt", "foreloepig"]), del_="14746")
    (rad,) = lager.innhold(date(2026, 4, 2)).to_dict("records")
    assert (rad["ramme"], rad["kilde"], rad["rader"]) == ("befolkning", "a", 4)
    assert (rad["kommuner"], rad["aar_fra"], rad["aar_til"]) == (2, 2024, 2040)
    assert (rad["foreloepige"], rad["endelig"]) == (1, False)
