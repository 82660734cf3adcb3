VENV ?= .venv
PYTHON := $(VENV)/bin/python
LOCK_INPUTS := pyproject.toml --universal --python-version 3.11 --all-extras

.PHONY: lock
lock:  ## resolve pyproject.toml into requirements.lock (hashes, no registry host)
	uv pip compile $(LOCK_INPUTS) --generate-hashes --quiet --no-header --no-emit-index-url --no-emit-find-links --output-file requirements.lock
