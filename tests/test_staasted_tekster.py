"""The texts of the report: one set of keys, three languages, and the same figures in each."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

import lite_land
from conftest import ROT, leselig
from helseanalyse.kapitler.staasted import KAPITLER
from helseanalyse.maalform import SPRAAK, tall, tekster
from helseanalyse.sources.load import Data
from helseanalyse.sources.samlet import load_data
from helseanalyse.standardvalg import utfylt
from helseanalyse.valg_staasted import Staastedsvalg

TEKSTER = ROT / "src" / "helseanalyse" / "tekster"
STANDARD = {
    "komm_nr": "0121", "sammenlign": ["0628", "0119"], "aar": 2012, "sett": "egne",
    "horisont": None, "spraak": "nb", "egne_ord": "",
}  # fmt: skip
DELER = sorted(f.stem for f in (TEKSTER / "nb").glob("*.ftl"))
# Words that are bokmål only.
BOKMAAL = re.compile(
    r"\b(ikke|fra|hvor\w*|hva|hvem|hvis|hvordan|jeg|noen|noe av de|mye|flere|mer|bare|derfor|uten"
    r"|(?:kommun|plass|innbygg|bruk|mottak|beboer|tjenest|pasient)(?:er|ere|ene|erne|eren)"
    r"|sykehjem\w*|hjemmetjenest\w*|uke[nr]?|høyere|lavere|høyest\w*|lavest\w*|størrelse|skjermet"
    r"|sammenlign\w*|forskjell\w*|tallene|kostnadene|økt|ble|blir det noe|mangler|gjelder|regnet"
    r"|årene|begge to|selv om|dersom det er|kan ikke|er ikke)\b",
    re.IGNORECASE,
)
NORSK = re.compile(
    r"[æøåÆØÅ]|\b(og|av|ikke|ikkje|fra|frå|som|det|eller|mot|med|kommunen|kommuner|plasser|plassar"
    r"|tall|tal|høyere|uten|utan)\b"
)


class Variabler(Visitor):
    def __init__(self) -> None:
        self.navn: set[str] = set()

    def visit_VariableReference(self, node: Any) -> None:
        self.navn.add(node.id.name)


def noekler(fil: Path) -> dict[str, set[str]]:
    """Key -> the variables in its text."""
    ut = {}
    for post in FluentParser().parse(fil.read_text(encoding="utf-8")).body:
        assert not isinstance(post, ast.Junk), f"{fil}: {post.content}"
        if isinstance(post, ast.Message):
            assert post.id.name not in ut, f"{fil}: {post.id.name} står to ganger"
            v = Variabler()
            v.visit(post)
            ut[post.id.name] = v.navn
    return ut


@pytest.mark.parametrize("del_", DELER)
def test_de_tre_spraakene_har_de_samme_noeklene_og_variablene(del_: str) -> None:
    nb, nn, en = (noekler(TEKSTER / s / f"{del_}.ftl") for s in SPRAAK)
    assert nb
    assert set(nb) == set(nn) == set(en)
    # A form that a language does not need may be left out of it; what is printed may not.
    valg = {"form", "retning", "klart", "var", "base", "avrunding", "proevdform", "baand", "omfang"}
    for noekkel, variabler in nb.items():
        if noekkel.startswith("enhet-"):  # some languages have one form for one and many
            continue
        assert variabler - valg == nn[noekkel] - valg == en[noekkel] - valg, noekkel


@pytest.mark.parametrize("spraak", SPRAAK)
def test_hvert_spraak_har_de_samme_delene(spraak: str) -> None:
    assert sorted(f.stem for f in (TEKSTER / spraak).glob("*.ftl")) == DELER


@pytest.mark.parametrize("del_", DELER)
def test_nynorsk_er_ikke_bokmaal_og_engelsk_er_ikke_norsk(del_: str) -> None:
    nn, en = ((TEKSTER / s / f"{del_}.ftl").read_text(encoding="utf-8") for s in ("nn", "en"))
    tekst_nn, tekst_en = (_bare_tekst(t) for t in (nn, en))
    assert BOKMAAL.findall(tekst_nn) == []
    assert NORSK.findall(tekst_en.replace("å last", "")) == []
    assert re.findall(r"\b(analyze|color|center|organiz\w+|labor|aging|percent)\b", tekst_en) == []
    assert re.findall(r"«|»", tekst_en) == []


def _bare_tekst(fil: str) -> str:
    """Texts without their keys, variables and the names of forms."""
    linjer = [li for li in fil.splitlines() if not li.startswith("#")]
    uten = [re.sub(r"^[\w-]+ = |--\w+", "", li) for li in linjer]
    return re.sub(r"\{ \$\w+( ->)?|\*?\[[\w-]+\]", " ", "\n".join(uten))


def test_tekst_som_mangler_sies_fra_om() -> None:
    with pytest.raises(KeyError, match="har ingen tekst"):
        tekster("staasted", "nb")("finnes-ikke")
    with pytest.raises(ValueError, match="Målformen må være nb, nn eller en"):
        tekster("staasted", "da")
    with pytest.raises(KeyError):
        tekster("staasted", "nb")("tittel")


# ------------------------------------------------------------------ hele rapporten
_LAND: list[Data] = []


def oppdiktet(mapper: pytest.TempPathFactory) -> Data:
    """The made-up country, over the example data; read once for all who ask."""
    if not _LAND:
        mappe = lite_land.fyll(mapper.mktemp("lager"))
        with pytest.MonkeyPatch.context() as m:
            m.setenv("HELSEANALYSE_LAGER", str(mappe))
            _LAND.append(load_data())
    return _LAND[0]


@pytest.fixture
def land(tmp_path_factory: pytest.TempPathFactory) -> Data:
    return oppdiktet(tmp_path_factory)


STEDER = ["0121", "1103", "8102"]


def valg(data: Data, komm_nr: str, **andre: Any) -> Staastedsvalg:
    alle = utfylt(data, STANDARD, {"komm_nr": komm_nr, **andre})
    return Staastedsvalg.sjekket(data, **alle)


@cache
def rapport(data: Data, komm_nr: str, spraak: str) -> list[tuple[str, dict[str, Any]]]:
    """Blocks of the report with the chapter of each; made once for all the tests here."""
    v = valg(data, komm_nr, spraak=spraak)
    return [(kapittel.__name__, b) for kapittel in KAPITLER for b in kapittel(data, v)]


def normalisert(tekst: str, spraak: str) -> list[str]:
    """Numbers of a text, as written with a point and without a mark between thousands."""
    ut = []
    tekst = tekst.replace("24-hour", "")  # a name, in Norwegian without a number
    for treff in re.findall(r"\d[\d\u202f\u00a0.,]*\d|\d", tekst):
        uten = treff.replace(",", "") if spraak == "en" else treff.replace(",", ".")
        ut.append(re.sub(r"[\u202f\u00a0]", "", uten))
    return sorted(ut)


def trykt(blokk: dict[str, Any]) -> str:
    """What is printed of a block, without the inside of its chart."""
    if "ast" in blokk:
        return leselig(blokk)
    return leselig({k: v for k, v in blokk.items() if k != "spec"})


@pytest.mark.parametrize("komm_nr", STEDER)
def test_de_tre_spraakene_har_de_samme_tallene(land: Data, komm_nr: str) -> None:
    alle = [rapport(land, komm_nr, s) for s in SPRAAK]
    assert len({len(b) for b in alle}) == 1
    for (kapittel, nb), (_, nn), (_, en) in zip(*alle, strict=True):
        assert nb["type"] == nn["type"] == en["type"]
        assert nb.get("id") == nn.get("id") == en.get("id")
        tallene = normalisert(trykt(nb), "nb")
        assert normalisert(trykt(nn), "nn") == tallene, f"{kapittel}: {trykt(nn)}"
        assert normalisert(trykt(en), "en") == tallene, f"{kapittel}: {trykt(en)}"


@pytest.mark.parametrize("komm_nr", STEDER)
def test_rapporten_er_paa_sitt_spraak(land: Data, komm_nr: str) -> None:
    stedsnavn = re.compile("|".join(map(re.escape, sorted(set(land.kommuner.navn), key=len)[::-1])))
    for spraak, fremmed in (("nn", BOKMAAL), ("en", NORSK)):
        for _, blokk in rapport(land, komm_nr, spraak):
            if not _fra_dokument(blokk):
                tekst = stedsnavn.sub(" ", leselig(blokk))
                assert fremmed.findall(tekst) == [], tekst


def _fra_dokument(blokk: dict[str, Any]) -> bool:
    """Whether a table prints a document's own words, which are not translated."""
    return str(blokk.get("id", "")).startswith(("staasted-tiltak", "staasted-handlingsplan"))


@pytest.mark.parametrize("komm_nr", STEDER)
def test_hver_tekst_med_tall_har_kilde(land: Data, komm_nr: str) -> None:
    """Years and the numbers of a formula are no figures; all others have a source."""
    for kapittel, b in rapport(land, komm_nr, "nb"):
        tallene = [n for n in normalisert(_uten_faste(trykt(b)), "nb") if not _aar(n)]
        if tallene and kapittel not in ("forbehold", "metode"):
            assert b.get("kilder"), f"{kapittel}: {trykt(b)}"


def _uten_faste(tekst: str) -> str:
    """Text without ages, levels of intervals, and numbers of tables: they are names."""
    return re.sub(
        r"80 år og over|over 2 G|\d+ år før|80 (?:og|and) over|95[\u00a0 ]?%|tabell 07459"
        r"|table 07459|over 80 år|over 80|\d+–\d+ år|under 67 år|under 67",
        "",
        tekst,
    )


def _aar(tall_: str) -> bool:
    return re.fullmatch(r"(19|20)\d\d", tall_) is not None


def test_tall_paa_tre_spraak() -> None:
    assert [tall(1234.5, 1, s) for s in SPRAAK] == ["1\u202f234,5", "1\u202f234,5", "1,234.5"]
    assert tall(None, 1, "en") == "–"


def test_proevene_ser_det_de_skal() -> None:
    """The searches find what they forbid."""
    assert BOKMAAL.findall("tallene er ikke høyere fra uke til uke for flere kommuner")
    assert NORSK.findall("the number of plasser og")
    assert normalisert("1\u202f234,5 og 2,0 %", "nb") == normalisert("1,234.5 and 2.0%", "en")
    assert normalisert("12", "nb") != normalisert("13", "en")
