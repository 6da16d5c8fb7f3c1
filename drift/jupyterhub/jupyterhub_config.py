"""Innslag i jupyterhub_config.py: appene som en tjeneste under Hubens adresse."""

import os


c = get_config()  # noqa: F821

# Appene på /services/helse/, bak Hubens proxy. Huben har ikke noe eget filter foran en tjeneste
# som ikke kjenner innloggingen: tokenet slipper leserne inn. Det deles med dem som skal lese.
c.JupyterHub.services.append(
    {
        "name": "helse",
        "url": "http://127.0.0.1:8866",
        "command": [
            "/opt/helseanalyse/bin/helseanalyse",
            "app",
            "--port=8866",
            "--base-url=/services/helse/",
            "--vert=hub.kommune.no",
            "--bak-proxy=127.0.0.1",
            "--token-fil=/etc/helseanalyse/token",
        ],
        "environment": {
            "HELSEANALYSE_LAGER": "/srv/helseanalyse/lager",
            "HELSEANALYSE_CACHE": "/srv/helseanalyse/hurtig",
            "PATH": os.environ["PATH"],
        },
        "display": True,
    }
)
