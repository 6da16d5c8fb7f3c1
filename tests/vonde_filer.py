"""Bad files, made here: what is wrong with each, and what a trusted reader answers.

A case gives either the right values (``verdier``, with a warning where something was settled)
or the sentence of a refusal (``feil``). None of the files comes from anywhere else.
"""

# ruff: noqa: E501  (one case a line, so that the list can be read as a table)

import gzip
import pickle
import unicodedata
from dataclasses import dataclass, field
from typing import Any

N = None


@dataclass(frozen=True)
class Sak:
    """A bad file and the right answer to it."""

    gruppe: str
    navn: str
    data: bytes
    verdier: dict[str, list[Any]] = field(default_factory=dict)
    status: dict[str, list[str]] = field(default_factory=dict)
    varsel: str = ""
    feil: str = ""
    fil: str = "tall.csv"
    valg: dict[str, str] = field(default_factory=dict)


def csv(*rader: str, koding: str = "utf-8", slutt: str = "\n") -> bytes:
    """Text of rows with a newline after each."""
    return (slutt.join(rader) + slutt).encode(koding)


_NAVN = ("komm_nr;navn;plasser", "0121;Rømskog;13", "1119;Hå;40", "0220;Åsgård;7")
_RETT = {
    "komm_nr": ["0121", "1119", "0220"],
    "navn": ["Rømskog", "Hå", "Åsgård"],
    "plasser": [13.0, 40.0, 7.0],
}
_MOJI = "\n".join(_NAVN).encode().decode("cp1252").encode() + b"\n"


def _k(navn: str, data: bytes, **mer: Any) -> Sak:
    return Sak("koding", navn, data, **({"verdier": _RETT} | mer))


KODING = [
    _k("utf8_med_bom", b"\xef\xbb\xbf" + csv(*_NAVN)),
    _k("cp1252", csv(*_NAVN, koding="cp1252")),
    _k("latin_1", csv(*_NAVN, koding="latin-1")),
    _k("utf16_med_bom", csv(*_NAVN, koding="utf-16")),
    _k("utf16_uten_bom", csv(*_NAVN, koding="utf-16-le")),
    _k("macroman", csv(*_NAVN, koding="mac_roman"), varsel="MacRoman"),
    _k("dos_865", csv(*_NAVN, koding="cp865"), varsel="DOS"),
    _k(
        "blandet",
        csv(*_NAVN[:3]) + csv(_NAVN[3], koding="cp1252"),
        varsel=r"rad 4: tegnkodingen skifter",
    ),
    _k("mojibake", _MOJI, varsel=r"rad 2, 3 og 4: æ, ø eller å var lagret med feil"),
    _k("nfd", unicodedata.normalize("NFD", "\n".join(_NAVN) + "\n").encode()),
    _k(
        "samisk",
        csv("komm_nr;navn;plasser", "5610;Kárášjohka – Karasjok;12", "5426;Gáivuotna Šžŧŋđ;3"),
        verdier={"navn": ["Kárášjohka – Karasjok", "Gáivuotna Šžŧŋđ"], "plasser": [12.0, 3.0]},
    ),
    _k(
        "nul",
        csv(*_NAVN).replace(b"1119", b"11\x0019"),
        verdier={},
        feil=r"«tall.csv», rad 3 har NUL-tegn .* Lagre tabellen på nytt",
    ),
    _k(
        "tapte_tegn",
        csv("komm_nr;navn;plasser", "5610;K?rasjok;12", "0121;R\ufffdmskog;13"),
        verdier={"komm_nr": ["5610", "0121"], "plasser": [12.0, 13.0]},
        varsel=r"rad 2: et tegn i «K\?…» er gått tapt",
    ),
    _k(
        "ukjent_koding",
        csv(*_NAVN[:3]) + b"0220;\x81\x8d\x8f\x90\x9d;7\n",
        verdier={},
        feil=r"rad \d: byte 0x\w\w kan ikke leses .* UTF-8",
    ),
]


def _t(navn: str, *celler: str, **mer: Any) -> Sak:
    """One column of numbers among municipalities."""
    rader = [f"{301 + i:04d};{c}" for i, c in enumerate(celler)]
    verdier = {} if "feil" in mer else {"verdi": mer.pop("tall")}
    return Sak("tall", navn, csv("komm_nr;verdi", *rader), verdier=verdier, **mer)


TALL = [
    _t("tusen_mellomrom", "1 234", "12 345 678", "9", tall=[1234.0, 12345678.0, 9.0]),
    _t("tusen_hardt_mellomrom", "1\u00a0234", "9,5", tall=[1234.0, 9.5]),
    _t("tusen_tynt_mellomrom", "1\u2009234", "9,5", tall=[1234.0, 9.5]),
    _t("tusen_smalt_mellomrom", "1\u202f234,25", "9", tall=[1234.25, 9.0]),
    _t("tusen_punktum", "1.234.567", "1.234", "12", tall=[1234567.0, 1234.0, 12.0]),
    _t("tusen_apostrof", "1'234", "1’234’567,5", tall=[1234.0, 1234567.5]),
    _t("engelsk", "1,234.5", "1,234", tall=[1234.5, 1234.0]),
    _t("norsk", "1.234,5", "1.234", tall=[1234.5, 1234.0]),
    _t("punktum_tvetydig", "1.234", "2.345", feil=r"rad 2, kolonne «verdi»: «1.234» kan være 1234"),
    _t("komma_tvetydig", "1,234", "2,345", feil=r"rad 2, kolonne «verdi»: «1,234» kan være 1234"),
    _t(
        "tvetydig_men_oppgitt", "1,234", "2,345",
        tall=[1.234, 2.345], valg={"desimaltegn": ","},
    ),
    _t("punktum_avgjort_av_kolonnen", "1.234", "0.5", tall=[1.234, 0.5]),
    _t("punktum_begge_deler", "1.234.567", "0.5", feil=r"både desimaltegn og tusenskille"),
    _t("komma_og_punktum", "1.5", "1,5", feil=r"både punktum og komma er brukt som desimaltegn"),
    _t("ekte_minus", "\u22125,5", "-3", tall=[-5.5, -3.0]),
    _t("minus_tankestrek", "–5", "3", tall=[-5.0, 3.0]),
    _t("parentes", "(1 234)", "12", tall=[-1234.0, 12.0]),
    _t("minus_bak", "567-", "12", tall=[-567.0, 12.0]),
    _t("prosenttegn", "20,6 %", "8%", tall=[20.6, 8.0]),
    _t(
        "prosent_blandet", "20,6 %", "8",
        tall=[20.6, 8.0], varsel=r"rad 2, kolonne «verdi»: noen tall har prosenttegn",
    ),
    _t(
        "broek", "½", "1/2", "3", "4",
        tall=[N, N, 3.0, 4.0], varsel=r"rad 2, kolonne «verdi»: «½» er en brøk",
        status={"verdi": ["½", "1/2", "", ""]},
    ),
    _t("kroner", "kr 1 234,-", "kr 12,–", tall=[1234.0, 12.0]),
    _t("tusen_kroner", "5 1000 kr", "12 1000 kr", tall=[5.0, 12.0]),
    _t("elleve_tusen_kroner", "11 000 kr", "1 000 kr", tall=[11000.0, 1000.0]),
    _t("ulike_enheter", "1,2 mill. kr", "3 500", feil=r"rad 2.*har en annen enhet enn de andre"),
    _t("fotnote", "1234¹", "12 1)", "7", tall=[1234.0, 12.0, 7.0], varsel=r"rad 2 og 3.*fotnotemerke"),
    _t(
        "uendelig", "inf", "1e999", "4", "5",
        tall=[N, N, 4.0, 5.0], varsel=r"«1e999» er uendelig eller for stort",
    ),
    _t("bokstaven_o", "1O5", "12", "13", tall=[N, 12.0, 13.0], varsel=r"rad 2.*«1O5».*bokstav"),
    _t("maaned", "15.apr", "12", "13", tall=[N, 12.0, 13.0], varsel=r"«15.apr» er en dato"),
    _t("eksponent", "1,2E+05", "12", tall=[120000.0, 12.0], varsel=r"rad 2.*skrevet med E"),
    _t("fremmede_siffer", "١٢", "12", "13", tall=[N, 12.0, 13.0], varsel=r"«١٢».*er ikke et tall"),
    _t("skrevet_feil_gruppe", "12 34", "1 234", "5", tall=[N, 1234.0, 5.0], varsel=r"«12 34»"),
    Sak(
        "tall", "avgjort_av_annen_kolonne",
        csv("komm_nr;a;b", "0301;1.234;1,5", "0302;2.345;7"),
        verdier={"a": [1234.0, 2345.0], "b": [1.5, 7.0]},
        varsel=r"«1.234» er lest som 1234, som de andre kolonnene",
    ),
    Sak(
        "tall", "tusenfeil",
        csv("komm_nr;aar;verdi", "0301;2015;1200", "0301;2016;1210000", "0301;2017;1220"),
        verdier={"verdi": [1200.0, 1210000.0, 1220.0]},
        varsel=r"rad 3 og 4, kolonne «verdi»: .*tusenfeil",
    ),
]  # fmt: skip

TEGN = [
    Sak(
        "tegn", "alle_tegnene",
        csv("komm_nr;verdi", "0301;.", "0302;..", "0303;...", "0304;:", "0305;-", "0306;*", "0307;5"),
        verdier={"verdi": [N, N, N, N, N, N, 5.0]},
        status={"verdi": [".", "..", "...", ":", "-", "*", ""]},
    ),
    Sak(
        "tegn", "varianter",
        csv("komm_nr;verdi", "0301;–", "0302;…", "0303;n/a", "0304;NaN", "0305;", "0306;6"),
        verdier={"verdi": [N, N, N, N, N, 6.0]},
        status={"verdi": ["-", "...", "n/a", "NaN", "", ""]},
    ),
    Sak(
        "tegn", "foreloepig",
        csv("komm_nr;verdi", "0301;12*", "0302;13"),
        verdier={"verdi": [12.0, 13.0]},
        status={"verdi": ["*", ""]},
    ),
    Sak(
        "tegn", "bare_tegn",
        csv("komm_nr;verdi;b", "0301;:;1", "0302;..;2"),
        verdier={"verdi": [N, N], "b": [1.0, 2.0]},
        status={"verdi": [":", ".."]},
    ),
]  # fmt: skip


def _n(navn: str, *noekler: str, kode: list[Any], hode: str = "komm_nr", **mer: Any) -> Sak:
    rader = [f"{n};{i + 5}" for i, n in enumerate(noekler)]
    return Sak("nøkkel", navn, csv(f"{hode};plasser", *rader), verdier={hode: kode}, **mer)


NOEKLER = [
    _n("mistet_null", "121", "3226", kode=["0121", "3226"], varsel=r"rad 2.*mistet nullen.*0121"),
    _n("som_desimaltall", "121.0", "301,0", kode=["0121", "0301"], varsel="mistet nullen"),
    _n("k_foran", "K-0121", "K-3001 Halden", kode=["0121", "3001"]),
    _n("nummer_og_navn", "0121 Rømskog (-2019)", "3013 Marker (2020-2023)", kode=["0121", "3013"]),
    _n("grupper_og_landet", "EAKUO", "EKG05", "EAK Landet", "0121", kode=["EAKUO", "EKG05", "EAK", "0121"]),
    _n("sum_nederst", "0121", "0301", "Sum", kode=["0121", "0301"], varsel=r"rad 4: summen av radene"),
    _n("sum_med_navn", "Halden", "Moss", "I alt", hode="kommune", kode=["Halden", "Moss"], varsel="summen"),
    _n("for_mange_siffer", "0121", "01211", kode=["0121", "01211"], varsel=r"rad 3.*«01211» er ikke"),
    _n("bokstaven_o", "O121", "0301", "0220", kode=["O121", "0301", "0220"], varsel=r"rad 2.*«O121»"),
    _n("formelsitat", '"=""0121"""', "0301", kode=["0121", "0301"]),
    _n("apostrof", "'0121", "'0301", kode=["0121", "0301"]),
    _n("mangler", "0121", "", "0301", kode=["0121", N, "0301"], varsel=r"rad 3.*kommunenummeret mangler"),
    _n("uten_kjent_overskrift", "0121", "1119", hode="enhet", kode=["0121", "1119"]),
    _n("kommunenummer", "0121", "1119", hode="Kommune nr.", kode=["0121", "1119"]),
    Sak(
        "nøkkel", "like_rader", csv("komm_nr;plasser", "0121;5", "0301;6", "0121;5"),
        verdier={"komm_nr": ["0121", "0301", "0121"]},
        varsel=r"rad 4: raden er helt lik en rad over",
    ),
    Sak(
        "nøkkel", "like_overskrifter", csv("komm_nr;plasser;plasser", "0121;5;6", "0301;6;7"),
        verdier={"plasser": [5.0, 6.0], "plasser (2)": [6.0, 7.0]},
        varsel=r"overskriften «plasser» står over flere kolonner",
    ),
    Sak(
        "nøkkel", "overskrift_med_linjeskift", csv('komm_nr;"Plasser\ni\u00a0alt "', "0121;5", "0301;6"),
        verdier={"Plasser i alt": [5.0, 6.0]},
    ),
    Sak(
        "nøkkel", "tom_overskrift", csv("komm_nr;;b", "0121;5;1", "0301;6;2"),
        verdier={"kolonne_2": [5.0, 6.0]}, varsel=r"kolonne 2 har tall .* ingen overskrift",
    ),
]  # fmt: skip


def _a(navn: str, *aar: str, tall: list[Any], hode: str = "år", **mer: Any) -> Sak:
    rader = [f"0301;{a};{i + 5}" for i, a in enumerate(aar)]
    return Sak("år", navn, csv(f"komm_nr;{hode};plasser", *rader), verdier={hode: tall}, **mer)


AAR = [
    _a("vanlig", "2015", "2016", tall=[2015, 2016]),
    _a("som_desimaltall", "2015.0", "2016,0", tall=[2015, 2016]),
    _a("foreloepig", "2015", "2016*", tall=[2015, 2016], status={"år": ["", "*"]}),
    _a("dato", "31.12.2015", "2016-12-31", tall=[2015, 2016], varsel=r"rad 2 og 3.*dato er lest som"),
    _a("to_siffer", "2015", "16", tall=[2015, N], varsel=r"rad 3.*«16» er ikke et årstall"),
    _a("spenn", "2015", "2016", "2016-2017", tall=[2015, 2016, N], varsel=r"«2016-2017» er ikke"),
    _a("kvartal", "2015K1", "2015K2", tall=["2015K1", "2015K2"], varsel=r"«2015K1» er ikke et helt år"),
    _a("serienummer", "2015", "42369", tall=[2015, N], varsel=r"rad 3.*«42369»"),
    _a("langt_fram", "2015", "2105", tall=[2015, 2105], varsel=r"rad 3.*langt fram"),
    _a("mangler", "2015", "", tall=[2015, N], varsel=r"rad 3.*året mangler"),
    _a("engelsk_hode", "2015", "2016", hode="Year", tall=[2015, 2016]),
    Sak(
        "år", "aar_som_overskrifter", csv("kommune;2015;2016", "Halden;5;6", "Moss;7;8"),
        verdier={"kommune": ["Halden", "Moss"], "2015": [5.0, 7.0], "2016": [6.0, 8.0]},
    ),
]  # fmt: skip

_H = ("komm_nr;aar;verdi", "0121;2015;1,5", "0301;2016;2,5")
_V = {"komm_nr": ["0121", "0301"], "aar": [2015, 2016], "verdi": [1.5, 2.5]}


def _c(navn: str, data: bytes, **mer: Any) -> Sak:
    return Sak("form", navn, data, **(({} if "feil" in mer else {"verdier": _V}) | mer))


FORM = [
    _c("semikolon", csv(*_H)),
    _c("komma", csv(*(r.replace(",", ".").replace(";", ",") for r in _H))),
    _c("tabulator", csv(*(r.replace(";", "\t") for r in _H))),
    _c("loddrett_strek", csv(*(r.replace(";", "|") for r in _H))),
    _c("sep_linje", csv("sep=;", *_H)),
    _c("tittel_og_noter", csv(
        "12209: Utvalgte nøkkeltall", "", *_H, "", "Kilde: Statistisk sentralbyrå", "1) Anslag."
    )),
    _c("tittel_fylt_ut", csv("Tabell 1;;", ";;", *_H, ";;", "Kilde: egne tall;;")),
    _c("bare_cr", csv(*_H, slutt="\r")),
    _c("crlf_og_lf", b"\r\n".join(r.encode() for r in _H) + b"\n"),
    _c("skilletegn_bakerst", csv(*(f"{r};" for r in _H))),
    _c("skilletegn_bakerst_i_radene", csv(_H[0], *(f"{r};" for r in _H[1:]))),
    _c("tomme_linjer", csv(_H[0], "", _H[1], "", "", _H[2])),
    _c("gjentatt_hode", csv(*_H[:2], _H[0], _H[2]), varsel=r"rad 3: overskriftene er gjentatt"),
    _c("sitert", csv(*(";".join(f'"{f}"' for f in r.split(";")) for r in _H))),
    _c(
        "linjeskift_i_felt",
        csv("komm_nr;aar;verdi;merknad", '0121;2015;1,5;"en\nto"', "0301;2016;2,5;nei"),
        verdier=_V | {"merknad": ["en\nto", "nei"]},
    ),
    _c("kort_rad", csv(_H[0], "0121;2015", _H[2]), feil=r"rad 2 har bare 2 av 3 felt"),
    _c("lang_rad", csv(_H[0], "0121;2015;1;5", _H[2]), feil=r"rad 2 har 4 felt, .* desimalkomma"),
    _c("desimalkomma_og_komma", b"komm_nr,aar,verdi\n0121,2015,1,5\n0301,2016,2,5\n",
       feil=r"rad 1 har 3 overskrifter, mens radene under har 4"),
    _c("avbrutt", csv(*_H) + b"0302;20", feil=r"rad 4 har bare 2 av 3 felt; filen kan være avkortet"),
    _c("avbrutt_i_foerste_felt", csv(*_H) + b"0302", feil=r"rad 4 har bare 1 av 3 felt"),
    _c("avbrutt_i_siste_felt", "\n".join(_H).encode(), varsel=r"rad 3: filen slutter uten linjeskift"),
    _c("rad_helt_avkortet", csv(_H[0], "0121", _H[2]), feil=r"rad 2 har bare 1 av 3 felt"),
    _c("aapent_sitat", csv(_H[0], '0121;2015;"1,5', *_H[2:]), feil=r"rad 2: et anførselstegn"),
    _c("sitat_svelger_rader", csv("a;b", '"1;2', "3;4", '5";6', "7;8"), feil=r"rad 2: et anførsel"),
    _c("uten_hode", csv("0121;2015;1,5", "0301;2016;2,5"), feil=r"rad 1: overskriftene mangler"),
    _c("uten_hode_men_tekst", csv("Halden;2015", "Moss;2016"), feil=r"rad 1: overskriftene mangler"),
    _c("hode_mangler_felt", csv("komm_nr;verdi", *(f"{i};{r}" for i, r in enumerate(_H[1:]))),
       feil=r"rad 1 har 2 overskrifter, mens radene under har 4"),
    _c("bare_hode", csv(_H[0]), feil=r"har overskrifter, men ingen rader"),
    _c("tom", b"", feil=r"«tall.csv» er tom"),
    _c("bare_luft", b"\n \r\n\t\n", feil=r"«tall.csv» er tom"),
    _c("en_kolonne", csv("tall", "1", "2"), feil=r"har ingen kolonner: .* semikolon"),
    _c("to_tabeller", csv(
        "komm_nr;a;b", "0121;1;2", "0301;3;4", "", "kode;c;d", "0121;5;6", "0301;7;8"
    ), feil=r"rad 5 har tekst der tabellen har tall"),
    _c("kjempefelt", csv(_H[0], "0121;2015;" + "9" * 200_000), feil=r"rad 2 har et felt på over"),
    _c("to_hoderader", csv(
        "Kommune;Plasser;;Beboere;", ";2015;2016;2015;2016", "0121 Rømskog;1;2;3;4", "0301 Oslo;5;6;7;8"
    ), verdier={
        "Kommune": ["0121", "0301"], "Plasser | 2016": [2.0, 6.0], "Beboere | 2015": [3.0, 7.0],
    }),
    _c("utelatt_gjentakelse", csv(
        "region;alder;verdi", "0121 Rømskog;0-66;1", ";67+;2", "0301 Oslo;0-66;3", ";67+;4"
    ), verdier={"region": ["0121", "0121", "0301", "0301"], "verdi": [1.0, 2.0, 3.0, 4.0]},
       varsel=r"rad 3 og 5: tomme celler i kolonne 1 er fylt"),
    _c("gzip", gzip.compress(csv(*_H)), fil="tall.csv.gz"),
]  # fmt: skip

URIMELIG = [
    Sak("urimelig", "negativt_antall", csv("komm_nr;antall plasser", "0121;-5", "0301;7"),
        verdier={"antall plasser": [-5.0, 7.0]}, varsel=r"rad 2.*verdien er negativ"),
    Sak("urimelig", "over_hundre_prosent", csv("komm_nr;andel (prosent)", "0121;104,4", "0301;7"),
        verdier={"andel (prosent)": [104.4, 7.0]}, varsel=r"rad 2.*over 100 prosent. Den er tatt med"),
    Sak("urimelig", "negativ_prosent", csv("komm_nr;andel (%)", "0121;-4", "0301;7"),
        verdier={"andel (%)": [-4.0, 7.0]}, varsel=r"rad 2.*verdien er negativ"),
    Sak("urimelig", "negativ_vekst_er_rimelig", csv("komm_nr;vekst i prosent", "0121;-4", "0301;7"),
        verdier={"vekst i prosent": [-4.0, 7.0]}),
    Sak("urimelig", "hopp_mellom_aarskolonner", csv("kommune;2015;2016", "Halden;5;6000", "Moss;7;8"),
        verdier={"2016": [6000.0, 8.0]}, varsel=r"rad 2, kolonne «2016»: .*tusenfeil"),
]  # fmt: skip


class _Marker:
    """A pickle that would leave a file behind if it were loaded."""

    def __reduce__(self) -> tuple[Any, ...]:
        return (open, ("kjoert.txt", "w"))


ANGREP = [
    Sak("angrep", "formel", csv("komm_nr;plasser;b", '0121;"=cmd|\'/C calc\'!A0";1', "0301;6;2", "0302;7;3"),
        verdier={"plasser": [N, 6.0, 7.0]}, varsel=r"rad 2.*er en formel uten svar"),
    Sak("angrep", "html", csv("komm_nr;navn;b", "0121;<script>alert(1)</script>;1", "0301;<b>x</b>;2"),
        verdier={"navn": ["<script>alert(1)</script>", "<b>x</b>"]}),
    Sak("angrep", "markdown", csv("komm_nr;navn;b", "0121;[x](javascript:alert(1));1", "0301;# y;2"),
        verdier={"navn": ["[x](javascript:alert(1))", "# y"]}),
    Sak("angrep", "pickle", pickle.dumps(_Marker()), feil=r"pickle, og den blir ikke kjørt"),
    Sak("angrep", "yaml", b"---\na: !!python/object/apply:os.system ['touch kjoert.txt']\n",
        feil=r"YAML, og den blir ikke kjørt", fil="tall.yaml"),
    Sak("angrep", "yaml_uten_strek", b"a: !!python/object/apply:os.system ['touch kjoert.txt']\nb: 1\n",
        feil=r"YAML, og den blir ikke kjørt", fil="tall.csv"),
    Sak("angrep", "nettside", b"<!DOCTYPE html><html><table><tr><td>1</table>", feil=r"nettside \(HTML\)",
        fil="tall.xls"),
    Sak("angrep", "pdf", b"%PDF-1.7\n1 0 obj\n", feil=r"er en PDF", fil="tall.xlsx"),
    Sak("angrep", "spreadsheetml",
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        feil=r"XML-regneark fra 2003", fil="tall.xls"),
    Sak("angrep", "skadet_gzip", gzip.compress(csv(*_H))[:-9], feil=r"skadet gzip"),
]  # fmt: skip

_JS = (
    b'{"version":"2.0","class":"dataset","label":"12209","source":"SSB","id":["Region","Tid"],'
    b'"size":[2,2],"role":{"time":["Tid"],"geo":["Region"]},"dimension":{"Region":{"category":'
    b'{"index":{"0301":0,"0121":1},"label":{"0301":"Oslo","0121":"R\xc3\xb8mskog"}}},'
    b'"Tid":{"category":{"index":["2015","2016"],"label":{"2015":"2015","2016":"2016"}}}},'
    b'"value":[1,2.5,null,4],"status":{"2":":"}}'
)

JSON = [
    Sak("json", "kube", _JS, fil="k.json",
        verdier={"Region": ["0301", "0301", "0121", "0121"], "Tid": [2015, 2016, 2015, 2016],
                 "verdi": [1.0, 2.5, N, 4.0]}, status={"verdi": ["", "", ":", ""]}),
    Sak("json", "kube_med_bom", b"\xef\xbb\xbf" + _JS, fil="k.json",
        verdier={"verdi": [1.0, 2.5, N, 4.0]}),
    Sak("json", "avkortet", _JS[:-40], fil="k.json", feil=r"«k.json»: .+\."),
    Sak("json", "feil_antall", _JS.replace(b"[1,2.5,null,4]", b"[1,2.5,null]"), fil="k.json",
        feil=r"«k.json»: .*3.*4"),
    Sak("json", "dyp", b"[" * 200_000 + b"]" * 200_000, fil="k.json", feil=r"«k.json»"),
    Sak("json", "nan", _JS.replace(b"2.5", b"NaN"), fil="k.json", feil=r"«k.json»"),
    Sak("json", "ikke_jsonstat", b'[{"komm_nr":"0121","plasser":5}]', fil="k.json", feil=r"JSON-stat"),
    Sak("json", "plass_utenfor", _JS.replace(b'"2":":"', b'"9":":"'), fil="k.json", feil=r"«k.json».*9"),
    Sak("json", "feilsvar", b'{"type":"Parameter error","title":"Non-existent table","status":400}',
        fil="k.json", feil=r"«k.json»"),
]  # fmt: skip

TEKSTFILER = [*KODING, *TALL, *TEGN, *NOEKLER, *AAR, *FORM, *URIMELIG, *ANGREP, *JSON]
