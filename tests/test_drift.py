"""The configuration that is shipped: it parses, and names only options that exist."""

import configparser
import inspect
import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from conftest import ROT
from helseanalyse import cli_app
from helseanalyse.appoppsett import Oppsett
from nettleser import ledig_port

DRIFT = ROT / "drift"
FILER = sorted(f for f in DRIFT.rglob("*") if f.is_file())
ENHETER = sorted((DRIFT / "systemd").glob("*.service"))


def valgene() -> set[str]:
    """The options of ``helseanalyse app``, as the command line has them."""
    import typer

    app = typer.Typer(add_completion=False)
    app.command()(cli_app.app)
    kommando = typer.main.get_command(app)
    return {valg for p in kommando.params for valg in (*p.opts, *p.secondary_opts)}


def test_hver_fil_nevnes_i_veiledningen():
    veiledning = (ROT / "docs" / "drift.md").read_text(encoding="utf-8")
    for fil in FILER:
        assert str(fil.relative_to(ROT)) in veiledning, fil


@pytest.mark.parametrize(
    "fil", [*FILER, ROT / "docs" / "drift.md"], ids=lambda f: str(f.relative_to(ROT))
)
def test_valgene_som_nevnes_finnes(fil):
    """Every option of ours, in a command or in prose, is one that the command line takes."""
    kjente = valgene() | {"--hjelp", "--alt", "--statisk"}
    tekst = fil.read_text(encoding="utf-8")
    egne = set()
    for linje in tekst.splitlines():
        if re.search(r"helseanalyse|VALG=|args|--vert|--token|--bak-proxy|\"--", linje):
            egne |= set(re.findall(r"(?<![\w-])--[a-zæøå][a-zæøå-]*", linje))
    andres = {
        *("--no-cache-dir", "--frozen", "--no-dev", "--no-install-project", "--no-editable"),
        *("--system", "--uid", "--gid", "--home-dir", "--shell", "--create-home", "--interval"),
        *("--timeout", "--start-period", "--build", "--from", "--set", "--install", "--user"),
        *("--now", "--edit", "--offline", "--namespace", "--from-file", "--rm", "--read-only"),
    }
    assert egne - andres <= kjente


def test_veiledningen_nevner_hvert_valg():
    veiledning = (ROT / "docs" / "drift.md").read_text(encoding="utf-8")
    for valg in valgene() - {"--help", "--aapne", "--ikke-aapne"}:
        assert f"`{valg}" in veiledning, valg


def test_kommandolinjen_har_alt_oppsettet_kan():
    """A bound that only code can set is one that no one sets."""
    navn = set(inspect.signature(cli_app.app).parameters)
    assert set(Oppsett.__dataclass_fields__) - navn == {"kjerner", "maks_kropp"}
    for felt in set(Oppsett.__dataclass_fields__) & navn - {"vert", "bak_proxy"}:
        standard = inspect.signature(cli_app.app).parameters[felt].default
        assert standard == Oppsett.__dataclass_fields__[felt].default, felt


# ------------------------------------------------------------------ systemd
@pytest.mark.parametrize("fil", ENHETER, ids=lambda f: f.name)
def test_enheten_er_herdet(fil):
    enhet = configparser.RawConfigParser(strict=False, interpolation=None)
    enhet.optionxform = str
    enhet.read(fil, encoding="utf-8")
    tjeneste = enhet["Service"]
    for navn, verdi in {
        "DynamicUser": "yes", "ProtectSystem": "strict", "ProtectHome": "yes",
        "NoNewPrivileges": "yes", "PrivateTmp": "yes", "CapabilityBoundingSet": "",
    }.items():  # fmt: skip
        assert tjeneste[navn] == verdi
    assert "MemoryMax" in tjeneste and "/opt/helseanalyse" in tjeneste["ExecStart"]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze finnes ikke her")
def test_systemd_godtar_enhetene(tmp_path):
    for fil in (DRIFT / "systemd").glob("*.*"):
        tekst = fil.read_text(encoding="utf-8")
        (tmp_path / fil.name).write_text(
            tekst.replace("/opt/helseanalyse/.venv/bin/helseanalyse", "/bin/true"), encoding="utf-8"
        )
    enheter = [*sorted(tmp_path.glob("*.service")), *sorted(tmp_path.glob("*.timer"))]
    kjort = subprocess.run(
        ["systemd-analyze", "verify", *map(str, enheter)], capture_output=True, text=True
    )
    egne = [linje for linje in kjort.stderr.splitlines() if "helseanalyse" in linje]
    assert kjort.returncode == 0 and egne == [], kjort.stderr


# ------------------------------------------------------------------ containers
def dokumenter(fil: Path) -> list[dict]:
    return [d for d in yaml.safe_load_all(fil.read_text(encoding="utf-8")) if d]


@pytest.mark.parametrize("fil", sorted(DRIFT.rglob("*.yaml")), ids=lambda f: f.name)
def test_yaml_leses(fil):
    assert all(isinstance(d, dict) for d in dokumenter(fil))


def test_kubernetes_kjoerer_uten_rettigheter_og_med_grenser():
    mappe = DRIFT / "kubernetes"
    med = dokumenter(mappe / "kustomization.yaml")[0]["resources"]
    assert {f.name for f in mappe.glob("*.yaml")} == {"kustomization.yaml", *med}
    alle = [d for fil in med for d in dokumenter(mappe / fil)]
    (app,) = [d for d in alle if d["kind"] == "Deployment"]
    (jobb,) = [d for d in alle if d["kind"] == "CronJob"]
    poder = [app["spec"]["template"], jobb["spec"]["jobTemplate"]["spec"]["template"]]
    for pod in poder:
        (boks,) = pod["spec"]["containers"]
        trygg = boks["securityContext"]
        assert trygg["readOnlyRootFilesystem"] and not trygg["allowPrivilegeEscalation"]
        assert trygg["capabilities"] == {"drop": ["ALL"]} and boks["resources"]["limits"]["memory"]
        assert pod["spec"]["securityContext"]["runAsNonRoot"]
        assert pod["spec"]["automountServiceAccountToken"] is False
    boks = app["spec"]["template"]["spec"]["containers"][0]
    for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
        assert boks[probe]["httpGet"]["path"] == "/helse"
    assert app["spec"]["replicas"] >= 2
    (nett,) = [d for d in alle if d["kind"] == "NetworkPolicy"]
    assert nett["spec"]["egress"] == [] and "Egress" in nett["spec"]["policyTypes"]
    merke = app["spec"]["template"]["metadata"]["labels"]
    assert nett["spec"]["podSelector"]["matchLabels"] == merke
    kjente = valgene()
    assert {arg.partition("=")[0] for arg in boks["args"]} <= kjente


def test_bildet_kjoerer_ikke_som_rot():
    linjer = (DRIFT / "container" / "Containerfile").read_text(encoding="utf-8").splitlines()
    brukere = [linje for linje in linjer if linje.startswith("USER")]
    assert brukere[-1] == "USER 10001:10001"
    kopier = {
        linje.split()[1] for linje in linjer if linje.startswith("COPY") and "--" not in linje
    }
    assert all((ROT / navn).exists() for navn in kopier)
    start = next(linje for linje in linjer if linje.startswith("ENTRYPOINT"))
    assert json.loads(start.removeprefix("ENTRYPOINT ")) == [
        "helseanalyse", "app", "--adresse", "0.0.0.0"
    ]  # fmt: skip


def test_hubens_innslag_er_python_og_har_de_riktige_valgene():
    for fil in (DRIFT / "jupyterhub").glob("*.py"):
        compile(fil.read_text(encoding="utf-8"), fil.name, "exec")


def test_oauth_oppsettet_leses():
    oppsett = tomllib.loads((DRIFT / "nginx" / "oauth2-proxy.cfg").read_text(encoding="utf-8"))
    assert oppsett["set_xauthrequest"] and oppsett["cookie_secure"]


# ------------------------------------------------------------------ nginx
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def nginx_mappe(tmp_path: Path, app: int, *, oauth: int = 0) -> tuple[Path, int]:
    """The shipped configuration with this machine's ports, certificate and folders."""
    tekst = (DRIFT / "nginx" / "helseanalyse.conf").read_text(encoding="utf-8")
    port, uten_tls = ledig_port(), ledig_port()
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
         "/CN=helse.kommune.no", "-keyout", "privkey.pem", "-out", "fullchain.pem"],
        cwd=tmp_path, check=True, capture_output=True,
    )  # fmt: skip
    if oauth:
        tekst = re.sub(r".*#UTEN_OAUTH", "", tekst.replace("#OAUTH ", ""))
        tekst = tekst.replace("127.0.0.1:4180", f"127.0.0.1:{oauth}")
    for fra, til in {
        "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
        "listen 80": f"listen 127.0.0.1:{uten_tls}",
        "127.0.0.1:8866;": f"127.0.0.1:{app};",
        "/etc/ssl/helseanalyse": str(tmp_path),
        "/var/log/nginx": str(tmp_path),
    }.items():
        assert fra in tekst
        tekst = tekst.replace(fra, til)
    mapper = "".join(
        f"{hva}_temp_path {tmp_path}/{hva};\n"
        for hva in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    fil = tmp_path / "nginx.conf"
    fil.write_text(
        f"daemon off; pid {tmp_path}/pid; error_log {tmp_path}/feil.log;\n"
        f"events {{}}\nhttp {{\naccess_log off;\n{mapper}{tekst}\n}}\n",
        encoding="utf-8",
    )
    return fil, port


@pytest.mark.skipif(not NGINX or not shutil.which("openssl"), reason="nginx finnes ikke her")
@pytest.mark.parametrize("oauth", [0, 4181])
def test_nginx_godtar_oppsettet(tmp_path, oauth):
    fil, _port = nginx_mappe(tmp_path, 8866, oauth=oauth)
    kommando = [str(NGINX), "-t", "-p", str(tmp_path), "-c", str(fil), "-e", "feil.log"]
    kjort = subprocess.run(kommando, capture_output=True, text=True)
    assert kjort.returncode == 0, kjort.stderr
