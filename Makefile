# The same few commands for a newcomer, for the checks and for the robots.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help run test check replicate calibrate answers bench reference golden lock clean

help:  ## show this list
	@sed -n 's/^\([a-z]*\):.*  ## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name what; do printf '  make %-10s %s\n' "$$name" "$$what"; done

.venv/.ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

run: .venv/.ready  ## read the example patient
	$(BIN)/corrin explain examples/pernicious-anaemia.yaml

test: .venv/.ready  ## run every test
	$(BIN)/python -m pytest -n 2 tests

check: .venv/.ready  ## format, lint, types, and who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/basedpyright
	$(BIN)/lint-imports

replicate: .venv/.ready  ## published studies against the model; twenty minutes; writes docs/reference/studies.md
	$(BIN)/python docs/reference/generate.py studies

calibrate: .venv/.ready  ## fit the open numbers to studies and survey; two hours, goes on where it stopped
	$(BIN)/python calibration/targets.py
	$(BIN)/python calibration/run.py
	$(BIN)/python calibration/check.py

answers: .venv/.ready  ## prove the answers on virtual and real people; an hour, goes on where it stopped
	$(PIP) install -e '.[answers]'
	$(BIN)/python calibration/answers.py

bench: .venv/.ready  ## corrin beside other engines; writes docs/benchmarks.md
	$(PIP) install -e '.[bench]'
	$(BIN)/python benchmarks/peers.py

reference: .venv/.ready  ## write the pages of docs/reference again
	$(BIN)/python docs/reference/generate.py

golden: .venv/.ready  ## write the golden trajectories again, on purpose
	$(BIN)/python tests/golden/regenerate.py

lock: .venv/.ready  ## choose the newest allowed versions and pin them with hashes
	$(BIN)/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --extra dev \
		--no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --output-file requirements.lock pyproject.toml

clean:  ## remove the environment and everything built
	rm -rf .venv dist build .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
