# Fresh machine: Python 3.11 or newer and make. Everything else is set up in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
UV_VERSJON := 0.13.9
export UV_PYTHON_DOWNLOADS := never
export UV_PROJECT_ENVIRONMENT := $(VENV)
# Municipal networks often have a certificate authority of their own.
export UV_SYSTEM_CERTS := true

.PHONY: rapport test app lab sjekk data begreper sjekkliste hastighet hastighet-apper hastighet-rapporter bilder gullstandard rent

rapport: $(VENV)/.klar ## hovedrapporten: Rømskog mot Hurum (og Marker)
	@mkdir -p rapporter
	@$(BIN)/helseanalyse rapport tjenesteprofil --komm-nr 0121 --sammenlign 0628 --sammenlign 0119 --ut rapporter/romskog-mot-hurum.pdf

test: $(VENV)/.klar ## alle prøver
	$(BIN)/pytest -n auto --dist loadfile

app: $(VENV)/.klar ## appene i nettleseren; PORT=8866
	@$(BIN)/helseanalyse app

lab: $(VENV)/.klar ## notatbøkene i JupyterLab
	@$(BIN)/helseanalyse lab notebooks

sjekk: $(VENV)/.klar ## stil, typer, låst miljø, bygde data og begreper
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(UV) lock --check --quiet
	$(BIN)/python -m helseanalyse.sources.build --kontroller
	$(BIN)/python -m helseanalyse.sources.begreper --kontroller
	$(BIN)/python -m helseanalyse.sjekkliste --kontroller

data: $(VENV)/.klar ## bygg data/klargjort av data/kilde
	$(BIN)/python -m helseanalyse.sources.build

begreper: $(VENV)/.klar ## skriv docs/begreper.md av registeret over indikatorer
	$(BIN)/python -m helseanalyse.sources.begreper

sjekkliste: $(VENV)/.klar ## skriv docs/romskog-2013.md av rapporten
	$(BIN)/python -m helseanalyse.sjekkliste

hastighet: $(VENV)/.klar ## rapporten mot den vanlige ruten, og profil, tiltak og kontroll mot sine grenser
	$(BIN)/python benchmarks/rapport.py
	$(BIN)/python benchmarks/profil.py
	$(BIN)/python benchmarks/tiltak.py
	$(BIN)/python benchmarks/kontroll.py

hastighet-apper: $(VENV)/.klar ## appene mot andre verktøy, til docs/hastighet.md; RASK=1 gir få gjentak
	@echo "Setter opp de andre verktøyene i .venv-apper (første gang tar det et par minutter) …"
	@UV_PROJECT_ENVIRONMENT=.venv-apper $(UV) sync --quiet --frozen --group apper --compile-bytecode
	.venv-apper/bin/python benchmarks/apps/kjor.py $(if $(RASK),--rask)

hastighet-rapporter: $(VENV)/.klar ## rapporter for alle kommuner, til docs/hastighet-rapporter.md; RASK=1 gir 40
	$(BIN)/python benchmarks/alle.py --skriv $(if $(RASK),--rask)

gullstandard: $(VENV)/.klar ## skriv alle trykte tall på nytt, når de skal endres
	$(BIN)/python -m tests.gullstandard

bilder: $(VENV)/.klar ## bildene i README
	$(BIN)/python docs/bilder/lag.py

rent:
	rm -rf $(VENV) .venv-apper rapporter

# Bytecode is compiled here, once: where Python may not write it, each start would compile anew.
$(VENV)/.klar: pyproject.toml uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Feil: helseanalyse trenger Python 3.11 eller nyere. Sett PYTHON, for eksempel: make PYTHON=python3.12 rapport" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "Feil: «$(PYTHON) -m venv» virket ikke. På Debian og Ubuntu: installer pakken python3-venv." >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSJON)
	@echo "Setter opp miljøet i $(VENV) (første gang tar det et par minutter) …"
	@$(UV) sync --quiet --frozen --inexact --compile-bytecode
	@touch $@
