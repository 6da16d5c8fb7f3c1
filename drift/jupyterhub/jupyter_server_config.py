"""Appene i brukerens egen tjener: «helseanalyse» i JupyterLabs startbilde."""

c = get_config()  # noqa: F821

# Bare brukeren selv når dem: tjeneren lytter på 127.0.0.1, og Huben har logget inn.
c.ServerProxy.servers = {
    "helse": {
        "command": [
            "helseanalyse",
            "app",
            "--port={port}",
            "--base-url={base_url}helse/",
            "--bak-proxy=127.0.0.1",
            "--vert=*",
            "--arbeidere=1",
        ],
        "absolute_url": True,
        "timeout": 60,
        "launcher_entry": {"title": "helseanalyse", "enabled": True},
    }
}
