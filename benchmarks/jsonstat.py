"""The JSON-stat reader beside the least that must be done, and beside pyjstat.

Run as ``python benchmarks/jsonstat.py``. Two cubes of 800 000 cells, 5 % of them missing with a
sign: one shaped as a KOSTRA table of key figures, one as a population table. The readers take
turns; the measures are each one's best round, and ratios within the run.
"""

import io
import math
import time
import warnings
from collections.abc import Callable

import numpy as np
import orjson
import pandas as pd
from pyjstat import pyjstat

from helseanalyse.sources.jsonstat import read_jsonstat

FORMER = {
    "nøkkeltall": {"Region": 800, "ContentsCode": 50, "Tid": 20},
    "folkemengde": {"Region": 400, "Kjonn": 2, "Alder": 100, "ContentsCode": 1, "Tid": 10},
}
RUNDER = 5


def kube(form: dict[str, int]) -> bytes:
    """A response as the statistics bureau writes it."""
    tilfeldig = np.random.default_rng(1)
    antall = math.prod(form.values())
    verdi = np.round(tilfeldig.normal(50, 20, antall), 1).tolist()
    tomme = tilfeldig.choice(antall, antall // 20, replace=False)
    tegn = tilfeldig.choice([".", "..", ":"], len(tomme))
    for sted in tomme:
        verdi[sted] = None
    dimensjoner = {navn: [f"{navn[:3]}{i:04}" for i in range(n)] for navn, n in form.items()}
    dimension = {
        navn: {
            "label": navn.lower(),
            "category": {
                "index": {kode: i for i, kode in enumerate(koder)},
                "label": {kode: f"Navnet på {kode}" for kode in koder},
            },
        }
        for navn, koder in dimensjoner.items()
    }
    dimension["ContentsCode"]["category"]["unit"] = {
        kode: {"base": "prosent", "decimals": 1} for kode in dimensjoner["ContentsCode"]
    }
    sett = {
        "version": "2.0",
        "class": "dataset",
        "label": "En tabell, etter region, statistikkvariabel og år",
        "role": {"time": ["Tid"], "geo": ["Region"], "metric": ["ContentsCode"]},
        "id": list(dimensjoner),
        "size": [len(koder) for koder in dimensjoner.values()],
        "dimension": dimension,
        "value": verdi,
        "status": {str(s): str(t) for s, t in sorted(zip(tomme.tolist(), tegn, strict=True))},
    }
    return orjson.dumps(sett)


def minst(raa: bytes) -> pd.DataFrame:
    """The least: parse, figures to an array, codes and signs as categories. No check at all."""
    sett = orjson.loads(raa)
    form = sett["size"]
    kolonner = {}
    for nr, navn in enumerate(sett["id"]):
        foer, etter = int(np.prod(form[:nr])), int(np.prod(form[nr + 1 :]))
        koder = np.tile(np.repeat(np.arange(form[nr], dtype=np.int16), etter), foer)
        index = list(sett["dimension"][navn]["category"]["index"])
        kolonner[navn] = pd.Categorical.from_codes(koder, index)
    kolonner["verdi"] = np.array(sett["value"], dtype=np.float64)
    tegn = ["", ".", "..", ":"]
    koder = np.zeros(len(kolonner["verdi"]), dtype=np.int8)
    steder = np.array(list(map(int, sett["status"])))
    koder[steder] = list(map(tegn.index, sett["status"].values()))
    kolonner["status"] = pd.Categorical.from_codes(koder, tegn)
    return pd.DataFrame(kolonner, copy=False)


def med_pyjstat(raa: bytes) -> pd.DataFrame:
    """The same cube by pyjstat: codes and figures."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pyjstat.Dataset.read(io.StringIO(raa.decode())).write("dataframe", naming="id")


def tid(lesere: list[Callable[[bytes], pd.DataFrame]], raa: bytes) -> list[float]:
    """Seconds of each reader's best round; they take turns."""
    best = [math.inf] * len(lesere)
    for _ in range(RUNDER):
        for nr, leser in enumerate(lesere):
            start = time.perf_counter()
            leser(raa)
            best[nr] = min(best[nr], time.perf_counter() - start)
    return best


def maal(navn: str, form: dict[str, int]) -> None:
    """Print seconds, memory and ratios for one shape."""
    raa = kube(form)
    vaar, grunn = read_jsonstat(raa), minst(raa)
    assert np.array_equal(vaar["verdi"], grunn["verdi"], equal_nan=True)
    assert (vaar["status"].astype(str) == grunn["status"].astype(str)).all()
    vi, de, pyj = tid([read_jsonstat, minst, med_pyjstat], raa)
    mb, grunn_mb = (r.memory_usage(deep=True).sum() / 1e6 for r in (vaar, grunn))
    print(f"{navn}: {len(vaar)} celler, {len(raa) / 1e6:.1f} MB, {len(form)} dimensjoner")
    print(f"  helseanalyse               {vi * 1000:7.0f} ms {mb:6.1f} MB")
    print(f"  orjson, numpy, kategorier  {de * 1000:7.0f} ms {grunn_mb:6.1f} MB")
    print(f"  pyjstat                    {pyj * 1000:7.0f} ms")
    print(f"  tid {vi / de:.2f} av det minste (høyst 1,5)", end=", ")
    print(f"minne {mb / grunn_mb:.2f} (høyst 2), {pyj / vi:.0f} × pyjstat (minst 25)")


def main() -> None:
    """Measure both shapes."""
    for navn, form in FORMER.items():
        maal(navn, form)


if __name__ == "__main__":
    main()
