"""An installed wheel carries notebooks, templates and data, and works from any folder."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from helseanalyse.report import render_rapport

ROT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def hjul(tmp_path_factory):
    """The wheel, unpacked as an installer would."""
    mappe = tmp_path_factory.mktemp("hjul")
    bygg = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(mappe)]
    subprocess.run(bygg, cwd=ROT, check=True, capture_output=True)
    (fil,) = mappe.glob("*.whl")
    zipfile.ZipFile(fil).extractall(mappe / "pakke")
    return mappe / "pakke"


def test_hjulet_har_notatboeker_maler_og_data(hjul):
    egne = hjul / "helseanalyse" / "_ressurser"
    for mappe in ("notebooks", "templates", "data"):
        vanlige = {f.relative_to(ROT / mappe) for f in (ROT / mappe).rglob("*") if f.is_file()}
        i_hjulet = {f.relative_to(egne / mappe) for f in (egne / mappe).rglob("*") if f.is_file()}
        skjult = {f for f in vanlige if any(d.startswith(".") for d in f.parts)}
        assert i_hjulet == vanlige - skjult
    for fil in ("indikatorer.toml", "py.typed", "views/visning.js", "views/visning.css"):
        assert (hjul / "helseanalyse" / fil).is_file()


def test_hjulet_lager_samme_rapport_fra_en_annen_mappe(hjul, tmp_path):
    kode = "import helseanalyse.cli as c; print(c.__file__); c.main()"
    kjoert = subprocess.run(
        [sys.executable, "-c", kode, "rapport", "plassbehov", "--ut", "ut.pdf"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(hjul)},
        capture_output=True,
        text=True,
    )
    assert kjoert.returncode == 0, kjoert.stderr
    assert str(hjul) in kjoert.stdout
    fasit = render_rapport("plassbehov", {}, tmp_path / "fasit.pdf")
    assert (tmp_path / "ut.pdf").read_bytes() == fasit.read_bytes()
