"""Text tables: which encoding, which separator, which rows.

Nothing is guessed from a locale: the bytes of the file decide, and what they leave open
is refused with the row where it shows.
"""

import csv
import io
import re
import unicodedata
from collections import Counter

import numpy as np

from .tabell_rute import Rutenett, kolonne_av_tekst, rader_i_tekst, sted, vis

_BOM = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# Bytes above 0x7F that Norwegian text holds in each encoding.
_NORSK = "æøåÆØÅéèêëóòôöüäÉÈÓÒÔÖÜÄçÇáàÁÀñ§«»°½¼¾²³¹·–—‘’“”…•€†\u00a0\u00ad±×µ"
_VANLIGE = "æøåÆØÅ"
_ENBYTE = ("cp1252", "mac_roman", "cp865")
_NAVN = {"mac_roman": "MacRoman", "cp865": "DOS (CP865)"}
_MOJIBAKE = re.compile("Ã[¦¸¥†˜…©\u0098\u0086\u0085]|Å¡|Ä‘|Å‹|Ä\u008d|â€“|Â\u00a0")
_SKILLER = ";\t|,"
_MAKS_FELT = 100_000
_UTEN_TEGN = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060\u200e\u200f\u00ad"))


def les_csv(data: bytes, fil: str) -> Rutenett:
    """Grid of a text table.

    Raises
    ------
    ValueError
        If the encoding, the separator or the shape of a row cannot be settled.
    """
    tekst, varsler = dekod(data, fil)
    tekst = tekst.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", " ")
    skille, start = _skilletegn(tekst, fil)
    rader, numre = _rader(tekst, skille, start, fil)
    if not rader:
        raise ValueError(f"{sted(fil, None)} er tom. Velg en fil med en tabell.")
    _sjekk_slutt(tekst, numre, fil, varsler)
    _sjekk_bredder(rader, numre, fil)
    bredde = max(map(len, rader))
    for rad in rader:
        rad.extend([""] * (bredde - len(rad)))
    kolonner = [kolonne_av_tekst(j, [r[j] for r in rader]) for j in range(bredde)]
    return Rutenett(fil, None, np.array(numre, dtype=np.int64), kolonner, varsler)


def dekod(data: bytes, fil: str) -> tuple[str, list[str]]:
    """Text of the bytes in NFC, and what was found on the way."""
    varsler: list[str] = []
    tekst = _med_bom(data, fil)
    if tekst is None:
        tekst = _uten_bom(data, fil, varsler)
    if "\x00" in tekst:
        rad = tekst[: tekst.index("\x00")].count("\n") + 1
        raise ValueError(
            f"{sted(fil, None, rad)} har NUL-tegn og er skadet eller ikke en teksttabell."
            " Lagre tabellen på nytt som CSV eller XLSX."
        )
    tekst = _reparer(tekst, fil, varsler)
    _tapte_tegn(tekst, fil, varsler)
    if not unicodedata.is_normalized("NFC", tekst):
        tekst = unicodedata.normalize("NFC", tekst)
    if any(chr(t) in tekst for t in _UTEN_TEGN):
        tekst = tekst.translate(_UTEN_TEGN)
    return tekst, varsler


def _med_bom(data: bytes, fil: str) -> str | None:
    for merke, koding in _BOM:
        if data.startswith(merke):
            try:
                return data.decode(koding)
            except UnicodeDecodeError as feil:
                raise ValueError(_ulesbar(data, feil.start, koding, fil)) from None
    prov = data[:4000]
    if len(prov) >= 4 and prov.count(0) > len(prov) // 4:
        koding = "utf-16-le" if prov[1::2].count(0) > prov[::2].count(0) else "utf-16-be"
        try:
            return data.decode(koding)
        except UnicodeDecodeError as feil:
            raise ValueError(_ulesbar(data, feil.start, koding, fil)) from None
    return None


def _uten_bom(data: bytes, fil: str, varsler: list[str]) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as feil:
        foerst = feil.start
    blandet = _linjevis(data)
    if blandet:
        tekst, rader = blandet
        varsler.append(
            f"{sted(fil, None)}, {rader_i_tekst(rader)}: tegnkodingen skifter i filen (UTF-8 og"
            " Windows-1252). Begge er lest; se over navnene, og lagre helst filen som UTF-8."
        )
        return tekst
    koding = max(_ENBYTE, key=lambda k: _norskhet(data, k))
    if _norskhet(data, koding) < 0:
        raise ValueError(_ulesbar(data, foerst, "UTF-8 eller Windows-1252", fil))
    if koding in _NAVN:
        varsler.append(
            f"{sted(fil, None)}: lest med tegnkodingen {_NAVN[koding]}. Se over æ, ø og å i"
            " navnene, og lagre helst filen som UTF-8."
        )
    return data.decode(koding)


def _norskhet(data: bytes, koding: str) -> float:
    """How Norwegian the high bytes look in an encoding; negative when some cannot be."""
    teller = Counter(b for b in data if b > 0x7F)
    poeng = 0.0
    for byte, antall in teller.items():
        tegn = bytes([byte]).decode(koding, "replace")
        poeng += antall * (1.0 if tegn in _VANLIGE else 0.5 if tegn in _NORSK else -3.0)
    return poeng / max(1, sum(teller.values()))


def _linjevis(data: bytes) -> tuple[str, list[int]] | None:
    """Text of a file whose lines differ in encoding, with the rows that are not UTF-8."""
    ut, rader, utf8 = [], [], 0
    for nr, linje in enumerate(data.split(b"\n"), 1):
        try:
            ut.append(linje.decode("utf-8"))
            utf8 += not linje.isascii()
        except UnicodeDecodeError:
            if _norskhet(linje, "cp1252") < 0:
                return None
            ut.append(linje.decode("cp1252", "replace"))
            rader.append(nr)
    return ("\n".join(ut), rader) if utf8 and rader else None


def _ulesbar(data: bytes, plass: int, koding: str, fil: str) -> str:
    rad = data[:plass].count(b"\n") + 1
    return (
        f"{sted(fil, None, rad)}: byte 0x{data[plass]:02X} kan ikke leses som {koding}."
        " Lagre filen på nytt med tegnkodingen UTF-8."
    )


def _reparer(tekst: str, fil: str, varsler: list[str]) -> str:
    """Undo UTF-8 read as Windows-1252 and saved again, line by line."""
    if not _MOJIBAKE.search(tekst):
        return tekst
    linjer, rader = tekst.split("\n"), []
    for i, linje in enumerate(linjer):
        if _MOJIBAKE.search(linje):
            rett = _tilbake(linje)
            rader.append(i + 1)
            linjer[i] = rett or linje
    varsler.append(
        f"{sted(fil, None)}, {rader_i_tekst(rader)}: æ, ø eller å var lagret med feil tegnkoding"
        " («Ã¸» for «ø») og er rettet. Se over navnene."
    )
    return "\n".join(linjer)


def _tilbake(linje: str) -> str | None:
    for koding in ("cp1252", "latin-1"):
        try:
            return linje.encode(koding).decode("utf-8")
        except UnicodeError:
            continue
    return None


def _tapte_tegn(tekst: str, fil: str, varsler: list[str]) -> None:
    treff = re.search(r"\ufffd|(?<=[A-Za-zÆØÅæøå])\?(?=[a-zæøå])", tekst)
    if treff:
        linje = tekst[: treff.start()].count("\n") + 1
        utdrag = re.split(r"[;\t,\n]", tekst[max(0, treff.start() - 20) : treff.start()])[-1]
        varsler.append(
            f"{sted(fil, None, linje)}: et tegn i «{vis(utdrag)}{treff[0]}…» er gått tapt før"
            " filen kom hit. Rett navnet i filen, eller bruk kommunenummer."
        )


def _skilletegn(tekst: str, fil: str) -> tuple[str, int]:
    """Separator, and how many lines stand before the table (Excel's ``sep=``)."""
    foerste = tekst.split("\n", 1)[0].strip().strip('"')
    if re.fullmatch(r"sep=.", foerste, re.IGNORECASE):
        return foerste[-1], 1
    proev = tekst[:200_000]
    if len(tekst) > len(proev):
        proev = proev[: proev.rfind("\n") + 1]
    best, poeng = "", 0.0
    for skille in _SKILLER:
        bredder = Counter(len(r) for r in csv.reader(io.StringIO(proev), delimiter=skille) if r)
        felles = {b: n for b, n in bredder.items() if b > 1}
        if not felles:
            continue
        andel = max(felles.values()) / sum(bredder.values())
        if andel > poeng + 0.25 or (not best and andel > 0):
            best, poeng = skille, andel
    if not best:
        raise ValueError(
            f"{sted(fil, None)} har ingen kolonner: fant verken semikolon, tabulator eller komma"
            " mellom feltene. Lagre tabellen som CSV med semikolon, eller som XLSX."
        )
    return best, 0


def _rader(tekst: str, skille: str, hopp: int, fil: str) -> tuple[list[list[str]], list[int]]:
    """Rows that hold something, each with the number of its first line."""
    csv.field_size_limit(_MAKS_FELT)
    leser = csv.reader(io.StringIO(tekst, newline="\n"), delimiter=skille, strict=True)
    rader, numre, linje = [], [], 1
    try:
        for rad in leser:
            if linje > hopp and any(map(str.strip, rad)):
                rader.append(rad)
                numre.append(linje)
                if leser.line_num > linje:
                    _sjekk_linjeskift(rad, skille, linje, fil)
            linje = leser.line_num + 1
    except csv.Error as feil:
        raise ValueError(_csvfeil(str(feil), linje, fil)) from None
    return rader, numre


def _csvfeil(feil: str, linje: int, fil: str) -> str:
    if "field larger" in feil:
        return f"{sted(fil, None, linje)} har et felt på over {_MAKS_FELT} tegn. Rett filen."
    return (
        f"{sted(fil, None, linje)}: et anførselstegn åpnes og lukkes ikke riktig."
        ' Sett inn eller fjern anførselstegnet (") på raden.'
    )


def _sjekk_linjeskift(rad: list[str], skille: str, linje: int, fil: str) -> None:
    """Refuse a cell that has swallowed whole rows between two stray quotes."""
    for felt in rad:
        if "\n" in felt and any(d.count(skille) for d in felt.split("\n")):
            raise ValueError(_csvfeil("", linje, fil))


def _sjekk_slutt(tekst: str, numre: list[int], fil: str, varsler: list[str]) -> None:
    if not tekst.endswith("\n") and len(numre) > 1:
        varsler.append(
            f"{sted(fil, None, numre[-1])}: filen slutter uten linjeskift. Se etter at den siste"
            " raden er hel, for en avbrutt nedlasting ser slik ut."
        )


def _sjekk_bredder(rader: list[list[str]], numre: list[int], fil: str) -> None:
    """Refuse rows of the table that are shorter or longer than the others."""
    bredde = _vanlig_bredde(rader)
    if not bredde:
        return
    hode = next(i for i, r in enumerate(rader) if len(r) == bredde)
    siste = max(i for i, r in enumerate(rader) if len(r) == bredde)
    if hode and 1 < len(rader[hode - 1]) < bredde and numre[hode] == numre[hode - 1] + 1:
        raise ValueError(
            f"{sted(fil, None, numre[hode - 1])} har {len(rader[hode - 1])} overskrifter, mens"
            f" radene under har {bredde} felt. Gi hver kolonne sin overskrift."
        )
    for i in range(hode, len(rader)):
        if len(rader[i]) > bredde and any(map(str.strip, rader[i][bredde:])):
            raise ValueError(
                f"{sted(fil, None, numre[i])} har {len(rader[i])} felt, mens tabellen har {bredde}."
                " Skyldes det et desimalkomma eller et skilletegn i teksten, sett anførselstegn"
                " rundt feltet."
            )
        if len(rader[i]) < bredde and (i < siste or _avkortet(rader[i], i, numre)):
            raise ValueError(
                f"{sted(fil, None, numre[i])} har bare {len(rader[i])} av {bredde} felt; filen kan"
                " være avkortet. Hent den på nytt, eller fyll ut raden."
            )


def _vanlig_bredde(rader: list[list[str]]) -> int:
    """Commonest number of fields, after an empty last field in every row is cut."""
    while True:
        vanlig = Counter(len(r) for r in rader if len(r) > 1).most_common(1)
        if not vanlig:
            return 0
        brede = [r for r in rader if len(r) == vanlig[0][0]]
        if any(r[-1].strip() for r in brede) or vanlig[0][0] == 2:
            return vanlig[0][0]
        for rad in brede:
            rad.pop()


def _avkortet(rad: list[str], i: int, numre: list[int]) -> bool:
    """Whether a short row under the table is a cut row of it, and no footer."""
    etter_luft = numre[i] > numre[i - 1] + 1
    if len(rad) == 1:
        return not etter_luft and bool(re.match(r'["\s]*\d{1,4}(?!\))(?:\W|$)', rad[0]))
    return not re.match(r"\s*(?:kilde|sist|kontakt|måle|note|merknad|\*|\d\))", rad[0], re.I)
