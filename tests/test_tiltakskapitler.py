"""The page on measures: its words, its files, its controls, and what it refuses."""

import base64
import json
import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest
from typer.testing import CliRunner

from conftest import leselig
from helseanalyse.cli import app
from helseanalyse.kapitler import tiltakene
from helseanalyse.report import render_rapport
from helseanalyse.side import Side
from helseanalyse.sources.load import Data
from helseanalyse.sources.tiltaksfil import les_opplastet, les_tiltaksfil, skriv_tiltaksfil, som_fil
from helseanalyse.tiltaksrader import KOLONNER, plan_som_rader, som_json
from helseanalyse.valg_tiltak import PLANER, Tiltaksvalg, plan_for, planens_rader
from test_kapitler import finn, sjekk

KAPITLER = [
    tiltakene.konklusjon, tiltakene.summene, tiltakene.status, tiltakene.overlappende,
    tiltakene.realisert, tiltakene.forslag, tiltakene.oppfoelging, tiltakene.handlingsplan,
    tiltakene.enheter, tiltakene.alle, tiltakene.ikke_anbefalt, tiltakene.annet_sted,
    tiltakene.metode,
]  # fmt: skip
EGNE = "Tiltak;2026;2027;Helårseffekt;Virker fra\nA;1;2\nB;;;4;2026-07"
FORMLER = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", "'=1", "−2 årsverk"]


def valg(data: Data, komm_nr: str = "3207", **verdier: Any) -> Tiltaksvalg:
    return Tiltaksvalg.sjekket(data, komm_nr=komm_nr, **verdier)


def alle(data: Data, v: Tiltaksvalg) -> list[dict[str, Any]]:
    return [b for kapittel in KAPITLER for b in kapittel(data, v)]


def svar(data: Data, v: Tiltaksvalg) -> str:
    return leselig(tiltakene.konklusjon(data, v)[0]).replace("\u00a0", " ").strip()


# ------------------------------------------------------------------ every page
@pytest.mark.parametrize(
    ("komm_nr", "verdier"),
    [
        ("3207", {}),
        ("3020", {"maal": "2026 10; 2028 25"}),
        ("3207", {"maal": "2028 400", "sannsynlighet": 60, "overlapp": "ingen"}),
        ("5001", {}), ("5001", {"maal": "2021 10"}), ("3201", {}), ("0219", {"maal": "2016 90"}),
        ("0121", {}), ("1119", {}), ("0301", {}),
        ("0301", {"tiltak": EGNE, "maal": "2027 5"}), ("3207", {"tiltak": "Tiltak;Årsverk\nA;3"}),
        ("0301", {"tiltak": "Tiltak;2026;Med i summen\nA;3;nei"}),
        ("0301", {"tiltak": "Tiltak;2026;Lovpålagt\nA;3;ja", "maal": "2026 2"}),
        ("0301", {"tiltak": "Nr;Tiltak;2026;Utelukker;Ansvar\n1;<b>A</b>;3;2;Meg\n2;*B*;3"}),
        ("0301", {"enheter": "Hjemmetjenesten | stabil | rekruttering | flere eldre"}),
    ],
)  # fmt: skip
def test_hver_side_har_hele_blokker(
    data: Data, komm_nr: str, verdier: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    # The number of a measure may be 1.1.
    monkeypatch.setattr("test_kapitler.MASKINTALL", re.compile(r"(?<![\w–-])-\d|\d\.\d\d|\d{5,}"))
    v = valg(data, komm_nr, **verdier)
    blokker = alle(data, v)
    for blokk in blokker:
        sjekk(blokk, set(data.kilder.kilde))
    assert blokker[0]["type"] in ("svar", "varsel")
    ider = [b["id"] for b in blokker if "id" in b]
    assert len(ider) == len(set(ider))
    assert tiltakene.tittel(data, v)[0] == f"Tiltak i {data.register.navn(komm_nr)}"
    for felt in (*tiltakene.tiltakfelt(data, v), *tiltakene.redigering(data, v)):
        assert felt["navn"] in v.__dataclass_fields__


def test_nordre_follos_svar(data: Data) -> None:
    assert svar(data, valg(data)) == (
        "Tiltakene i Nordre Follo gir 13,2 mill. kr i 2026 og 35,7 mill. kr fra 2028. Overlapper"
        " tiltakene som må ses sammen, kan det bli 30,3 mill. kr i 2029."
    )
    med = {m: svar(data, valg(data, maal=m)) for m in ("2026 10; 2028 25", "2028 32", "2028 90")}
    assert med["2026 10; 2028 25"].endswith("nås målet alle år, også med full overlapp.")
    assert med["2028 32"].endswith("nås målet alle år, men ikke med full overlapp.")
    assert med["2028 90"].endswith("Målet nås ikke noe år; i 2029 mangler 54,3 mill. kr.")
    blandet = svar(data, valg(data, maal="2026 20; 2027 20"))
    assert blandet.endswith("nås målet i 2027, 2028 og 2029, ikke de andre årene.")


def test_nordre_follos_tabeller(data: Data) -> None:
    blokker = alle(data, valg(data))
    rader = {r[0]: r[1:] for r in finn(blokker, "tiltak-sum")["rader"]}
    assert rader["Sum"] == ["13,2", "30,9", "35,7", "35,7"]
    assert rader["Samlet siden start"][-1] == "115,5"
    ikke = finn(blokker, "tiltak-ikke-anbefalt")["rader"]
    assert ikke[-1][1:5] == ["10,3", "14,3", "14,3", "14,3"]
    assert ikke[-2][1:5] == ["–"] * 4
    assert finn(blokker, "tiltak-annet-sted")["rader"][0][1] == "3,2"
    tall = [r[2].replace("\u00a0", " ") for r in finn(blokker, "tiltak-implisert")["rader"]]
    assert tall == ["1,545 mill. kr", "0,9 mill. kr", "21,9, altså 22 plasser"]
    assert "beloep" not in leselig(finn(blokker, "tiltak-alle"))


def test_trondheims_punkt_5_er_flagget(data: Data) -> None:
    blokker = tiltakene.alle(data, valg(data, "5001"))
    assert len({r[0].split()[0].rstrip("abc") for r in blokker[1]["rader"]}) == 31
    tekst = leselig(blokker[-1]).replace("\u00a0", " ")
    assert "trykt som 29,8 mill. kr, men delene 3,9 + 6,5 + 18,4 er 28,8" in tekst


def test_baerums_oppfoelging(data: Data) -> None:
    v = valg(data, "3201")
    assert svar(data, v) == (
        "Bærum har realisert 53,2 mill. kr av 73,4 mill. kr (72 %) i de 19 tiltakene der begge"
        " tall er oppgitt. 10,1 mill. kr kan ikke gjennomføres og må erstattes."
    )
    tekst, statuser, _ = tiltakene.oppfoelging(data, v)
    lest = leselig(tekst).replace("\u00a0", " ")
    assert "10,1 mill. kr kan ikke gjennomføres: 0,4 + 5,2 + 3,0 + 1,5." in lest
    assert "svikter med 5,2: 2,3 i bo- og behandlingssentrene og 2,9 i ambulerende" in lest
    assert "egenandelen på 0,9 kan 0,5 hentes hvis den gjeninnføres; 0,4 er tapt" in lest
    assert [r[:2] for r in statuser["rader"]] == [
        ["Gjennomført", "11"], ["Påbegynt", "6"], ["Ikke gjennomført", "3"], ["Erstattet", "2"],
    ]  # fmt: skip
    assert tiltakene.realisert(data, v) == []


def test_roemskogs_handlingsplan_og_haas_enheter(data: Data) -> None:
    _, plan, samlet = tiltakene.handlingsplan(data, valg(data, "0121"))
    assert len(plan["rader"]) == 7
    assert plan["hode"] == ["Strategi", "Aktivitet", "Ansvar", "Effekt"]
    assert plan["rader"][1][2:] == ["Ledelsen", "Forankring"]
    assert plan["rader"][5][1] == "–"
    assert "0,62 mill. kr i 2014 og 1,8 årsverk" in leselig(samlet).replace("\u00a0", " ")
    _, enheter = tiltakene.enheter(data, valg(data, "1119"))
    assert len(enheter["rader"]) == 8
    assert enheter["rader"][2] == ["Hybelhuset", "Stabil drift", "Ingen spesielle", "Rekruttering"]


def test_realiseringen_sier_hva_den_bygger_paa(data: Data) -> None:
    hode, figur, _ = tiltakene.realisert(data, valg(data, maal="2026 10; 2028 25"))
    assert "19 tiltak Bærum fulgte opp til 2016: 10 ga alt" in leselig(hode)
    assert any("Bærum" in k["tekst"] for k in figur["kilder"])
    _, figur, _ = tiltakene.realisert(data, valg(data, sannsynlighet=50))
    assert not any("Bærum" in k["tekst"] for k in figur["kilder"])


def test_egne_tiltak_naevnes_som_egne(data: Data) -> None:
    v = valg(data, "0301", tiltak=EGNE)
    assert svar(data, v) == (
        "Egne tiltak gir 3,0 mill. kr i 2026 og 4,0 mill. kr fra 2028. Det er summen av de"
        " beløpene som er oppgitt: 2 i 2026 og 1 i 2029, av 2 tiltak."
    )
    assert [k["tekst"] for k in finn(alle(data, v), "tiltak-sum")["kilder"]] == [
        "Brukerens egne tall"
    ]
    nf = planens_rader(data, plan_for("3207"))
    nf[0]["2026"] = "1"
    blokk = finn(alle(data, valg(data, tiltak=som_json(nf))), "tiltak-sum")
    assert len(blokk["kilder"]) == 5  # the plan's four, and the user's own
    lovlig = finn(
        alle(data, valg(data, "0301", tiltak=EGNE, maal="2026 3; 2027 4")), "tiltak-forslag"
    )
    assert [r[0] for r in lovlig["rader"][:2]] == ["1 A", "2 B"]


# ------------------------------------------------------------------ choices
@pytest.mark.parametrize(
    ("verdier", "setning"),
    [
        ({"maal": "2025 10"}, r"Målet for 2025 er før tiltakenes første år, 2026\. Sett målet"),
        ({"maal": "2026 10; 2030 40"}, r"Målet for 2030 er etter tiltakenes siste år, 2029\. Legg"),
        ({"maal": "2026: ti"}, r"«2026: ti» er ikke et mål"),
        ({"maal": "2026 1; 2026 2"}, r"Målet for 2026 står to ganger"),
        ({"komm_nr": "0301", "maal": "2026 1"}, r"Målet trenger tiltak med beløp"),
        ({"sannsynlighet": 101}, r"må være fra 0 til 100"),
        ({"fortegn": "pluss"}, r"må være .*innsparing eller styrking"),
        ({"tiltak": "Tiltak;2026\nA;-1"}, r"Rad 1 «A»: −1,0 under «2026» er negativt"),
        ({"tiltak": "a", "fil": "b"}, r"enten som «tiltak» eller som «fil»"),
        ({"fil": "finnes-ikke.xlsx"}, r"finnes-ikke\.xlsx"),
        ({"tiltak": "data:x.csv;base64,@@"}, r"Filen kunne ikke leses"),
        ({"enheter": "A | b"}, r"Linje 1 om enhetene må ha fire deler"),
    ],
)
def test_umulige_valg_avvises(data: Data, verdier: dict[str, Any], setning: str) -> None:
    with pytest.raises(ValueError, match=setning):
        Tiltaksvalg.sjekket(data, **({"komm_nr": "3207"} | verdier))


def test_planen_staar_seg_gjennom_redigeringen(data: Data) -> None:
    """What the editor shows of each plan is taken into use unchanged, holes and signs and all."""
    for plan in PLANER:
        v = valg(data, plan.koder[0])
        (felt,) = tiltakene.redigering(data, v)
        egne = valg(data, plan.koder[0], tiltak=felt["standard"])
        assert egne.tiltak == felt["standard"]
        for kapittel in (tiltakene.summene, tiltakene.overlappende):
            a, b = (kapittel(data, x) for x in (v, egne))
            assert [x.get("rader") for x in a] == [x.get("rader") for x in b]


def test_egne_beloep_snur_ikke_med_kommunen(data: Data) -> None:
    egne = "Tiltak;2026\nA;3"
    assert svar(data, valg(data, "5001", tiltak=egne)).startswith("Egne tiltak gir 3,0")
    rader = planens_rader(data, plan_for("5001"))
    endret = [{**rader[0], "2021": "10"}]
    assert "styrker" in svar(data, valg(data, "5001", tiltak=som_json(endret)))


def test_aarene_blir_staaende_mens_listen_fylles_ut(data: Data) -> None:
    def aar(tiltak: str) -> list[str]:
        (felt,) = tiltakene.redigering(data, valg(data, "0301", tiltak=tiltak))
        return [k["navn"] for k in felt["kolonner"] if k["navn"].isdecimal()]

    tom = aar("")
    assert len(tom) == 4
    assert aar(f"Tiltak;{tom[0]}\nA;1") == aar(f"Tiltak;{tom[2]}\nA;1") == tom
    assert aar("Tiltak;2040;2046\nA;1;\nB;;1") == [str(a) for a in range(2040, 2047)]


def test_aar_som_ikke_kan_sammenlignes_legges_ikke_sammen(data: Data) -> None:
    def tabellen(v: Tiltaksvalg) -> dict[str, Any]:
        return next(b for b in tiltakene.summene(data, v) if b.get("id") == "tiltak-sum")

    trondheim = tabellen(valg(data, "5001"))
    assert trondheim["rader"][-1] == ["Tiltak med beløp", "18", "4", "6", "16"]
    assert not any(r[0] == "Samlet siden start" for r in trondheim["rader"])
    assert "18 i 2021 og 16 i 2024, av 40 tiltak" in svar(data, valg(data, "5001"))
    assert tabellen(valg(data))["rader"][-1] == [
        "Samlet siden start", "13,2", "44,1", "79,8", "115,5"
    ]  # fmt: skip


def test_en_avvist_endring_lar_siden_staa(data: Data) -> None:
    side = Side(data, valg(data, tiltak=EGNE))
    visning = side.vis(tiltakene.konklusjon)
    en = side.kontroller(tiltakene.tiltakfelt)
    to = side.kontroller(tiltakene.redigering, plassering="over", tittel="Endre")
    foer, blokker = side.valg, visning.blokker
    to.verdier = to.verdier | {"tiltak": '[{"tiltak":"A","2026":"mye"}]'}
    assert "«mye» under «2026» er ikke et tall" in to.feil
    assert en.feil == ""
    assert side.valg == foer and visning.blokker == blokker
    assert to.verdier["tiltak"] == foer.tiltak
    to.verdier = to.verdier | {"tiltak": '[{"tiltak":"A","2026":"7"}]'}
    assert to.feil == ""
    assert en.verdier["tiltak"] == side.valg.tiltak == '[{"tiltak":"A","2026":"7"}]'
    en.verdier = en.verdier | {"komm_nr": "0301"}  # the own portfolio follows along
    assert "7,0" in leselig(visning.blokker[0])


def test_adressen_nevner_ingen_fil(data: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUERY_STRING", "komm_nr=5001&fil=/etc/passwd")
    side = Side(data, valg(data))
    assert (side.valg.komm_nr, side.valg.fil, side.feil) == ("5001", "", "")
    side.endre(fil="/etc/passwd")
    assert side.valg.fil == ""


# ------------------------------------------------------------------ files
@pytest.mark.parametrize("endelse", [".xlsx", ".csv"])
@pytest.mark.parametrize("plan", PLANER, ids=lambda p: p.navn)
def test_planen_skrevet_og_lest_er_den_samme(
    data: Data, tmp_path: Path, plan: Any, endelse: str
) -> None:
    rader = plan_som_rader(data.tiltak[data.tiltak.plan == plan.navn])
    fil = tmp_path / f"tiltak{endelse}"
    skriv_tiltaksfil(fil, rader)
    lest = les_tiltaksfil(fil)
    like = [{k: v.replace("1,2", "1.2") if k == "ses_sammen_med" else v for k, v in r.items()}
            for r in lest]  # fmt: skip
    assert like == rader
    v = valg(data, plan.koder[0], fil=str(fil))
    vist, ellers = (tiltakene.summene(data, x) for x in (v, valg(data, plan.koder[0])))
    assert vist[-1]["rader"] == ellers[-1]["rader"]


def test_rapport_av_egen_fil_for_hvilken_som_helst_kommune(tmp_path: Path) -> None:
    fil, ut = tmp_path / "tiltak.csv", tmp_path / "tiltak.pdf"
    fil.write_text("Tiltak;2027;2028\nSamle plasser;1,5;2\nNattpatrulje;1;1\n", encoding="utf-8")
    render_rapport("tiltak", {"komm_nr": "0301", "fil": str(fil), "maal": "2028 2"}, ut)
    with pypdfium2.PdfDocument(ut) as dokument:
        tekst = " ".join(s.get_textpage().get_text_range() for s in dokument)
    assert "Tiltak i Oslo" in tekst and "Nattpatrulje" in tekst and "Brukerens egne tall" in tekst


@pytest.mark.parametrize("endelse", [".xlsx", ".csv"])
def test_ingen_celle_er_en_formel(tmp_path: Path, endelse: str) -> None:
    """Texts that begin as formulas stay texts, and come back as they were."""
    rader = [{"nr": str(i), "tiltak": t, "merknad": t, "2026": "-2,5"}
             for i, t in enumerate(FORMLER, start=1)]  # fmt: skip
    innhold = som_fil(rader, endelse)
    if endelse == ".xlsx":
        with zipfile.ZipFile(BytesIO(innhold)) as pakke:
            assert all(b"<f" not in pakke.read(n) for n in pakke.namelist())
        ark = openpyxl.load_workbook(BytesIO(innhold)).active
        assert {c.data_type for rad in ark.iter_rows() for c in rad} <= {"s", "n", "inlineStr"}
        assert [ark.cell(i + 2, 2).value for i in range(len(FORMLER))] == FORMLER
        assert ark.cell(2, 6).value == -2.5
    else:
        linjer = innhold.decode("utf-8-sig").splitlines()[1:]
        celler = [c.strip('"') for li in linjer for c in li.split(";")]
        assert not [c for c in celler if c[:1] in "=+@\t" and c] and "-2,5" in celler
    fil = tmp_path / f"x{endelse}"
    fil.write_bytes(innhold)
    assert [r["tiltak"] for r in les_tiltaksfil(fil)] == [t.strip().strip("'") for t in FORMLER]


def test_opplastet_fil_og_nedlasting_av_det_som_staar(data: Data) -> None:
    rader = [{"tiltak": "A", "2026": "1"}, {"tiltak": "B", "2026": "mye"}]
    navn, innhold = Tiltaksvalg.lag_fil({"endelse": ".xlsx", "rader": json.dumps(rader)})
    assert navn == "tiltak.xlsx"
    sendt = "data:../../min fil.xlsx;base64," + base64.b64encode(innhold).decode()
    assert les_opplastet(sendt) == rader
    with pytest.raises(ValueError, match="«mye» under «2026» er ikke et tall"):
        valg(data, tiltak=sendt)
    with pytest.raises(ValueError, match=r"må slutte på \.xlsx eller \.csv"):
        som_fil([], ".ods")


def test_kommandoen_lager_mal_og_sjekker_fil(tmp_path: Path) -> None:
    kjoer = CliRunner()
    mal, plan, galt = tmp_path / "mal.xlsx", tmp_path / "plan.csv", tmp_path / "galt.csv"
    assert kjoer.invoke(app, ["tiltak", "--mal", str(mal)]).exit_code == 0
    hode = [c.value for c in next(openpyxl.load_workbook(mal).active.iter_rows(max_row=1))]
    assert {k.etikett for k in KOLONNER.values()} <= set(hode)
    assert "1 tiltak kan brukes" in kjoer.invoke(app, ["tiltak", str(mal)]).output
    ut = kjoer.invoke(app, ["tiltak", "--mal", str(plan), "--komm-nr", "3207"])
    assert ut.exit_code == 0
    assert "24 tiltak kan brukes" in kjoer.invoke(app, ["tiltak", str(plan)]).output
    styrket = tmp_path / "styrket.xlsx"
    kjoer.invoke(app, ["tiltak", "--mal", str(styrket), "--komm-nr", "5001"])
    ut = kjoer.invoke(app, ["tiltak", str(styrket), "--komm-nr", "5001"])
    assert "40 tiltak kan brukes" in ut.output
    foer = mal.read_bytes()
    with pytest.raises(ValueError, match="finnes fra før, og er ikke rørt"):
        kjoer.invoke(app, ["tiltak", "--mal", str(mal)], catch_exceptions=False)
    assert mal.read_bytes() == foer
    galt.write_text("Tiltak;2026\nA;tre\nB;2\n", encoding="utf-8")
    for argumenter in (["tiltak"], ["tiltak", str(galt)], ["tiltak", "--mal", "x.txt"],
                       ["tiltak", "--mal", str(mal), "--komm-nr", "0301"]):  # fmt: skip
        assert isinstance(kjoer.invoke(app, argumenter).exception, ValueError), argumenter
