# Every verb works from a fresh clone with Python 3.11, Node 20, make and the package registries; each step leaves a
# stamp in .setup/ and is skipped while nothing it depends on has changed.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
STAMP := .setup
WEB_SOURCES := $(shell find web -type f -not -path '*/node_modules/*' 2>/dev/null) src/simulator/fonts/fonts.css

export OPENBLAS_NUM_THREADS ?= 1

.PHONY: setup setup-test serve demo test check bench docs clean

setup: $(STAMP)/system $(STAMP)/python $(STAMP)/models $(STAMP)/content $(STAMP)/web ## all that serving needs
setup-test: setup $(STAMP)/system-test $(STAMP)/python-torch ## and what testing needs on top

$(STAMP)/system: requirements/apt-run.txt tools/system_packages.sh
	@mkdir -p $(STAMP)
	@bash tools/system_packages.sh requirements/apt-run.txt
	@touch $@

$(STAMP)/system-test: requirements/apt-test.txt tools/system_packages.sh
	@bash tools/system_packages.sh requirements/apt-test.txt
	@touch $@

$(STAMP)/venv: tools/check_versions.sh
	@mkdir -p $(STAMP)
	@bash tools/check_versions.sh "$(PYTHON)"
	@test -x $(BIN)/python || "$(PYTHON)" -m venv .venv
	@touch $@

$(STAMP)/python: $(STAMP)/venv requirements/run.lock pyproject.toml
	@echo "setup: Python packages (requirements/run.lock)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/run.lock 2>&1 | { grep -v '^WARNING: Location' || true; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(STAMP)/python-dev: $(STAMP)/python requirements/dev.lock
	@echo "setup: Python packages for tests (requirements/dev.lock)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.lock 2>&1 | { grep -v '^WARNING: Location' || true; }
	@touch $@

$(STAMP)/python-torch: $(STAMP)/python-dev requirements/torch.txt
	@echo "setup: torch for tests, CPU build (requirements/torch.txt)"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps -r requirements/torch.txt
	@touch $@

$(STAMP)/models: $(STAMP)/python $(wildcard models/*.yaml) src/simulator/language/learned/heads/judgement.npz
	@echo "setup: speech models (models/*.yaml, checked by sha256)"
	@$(BIN)/simulator models fetch
	@touch $@

# What the judgement makes of shipped wordings is kept, so that a trainer's check reads only what changed.
$(STAMP)/content: $(STAMP)/models
	@echo "setup: shipped personas and scenarios (half a minute, once)"
	@$(BIN)/simulator check || echo "setup: content with findings (above) is not served; the rest is"
	@touch $@

$(STAMP)/web: $(WEB_SOURCES)
	@echo "setup: web pages"
	@mkdir -p $(STAMP)
	@npm --prefix web ci --silent --no-audit --no-fund
	@npm --prefix web run build --silent
	@touch $@

serve: setup ## the service with its pages on http://127.0.0.1:8000
	@$(BIN)/simulator serve

demo: setup ## a spoken Dutch C4 talk through the real websocket, twice: vague and direct
	@$(BIN)/simulator demo

test: setup-test ## the whole suite, pages included
	@npm --prefix web run check --silent && npm --prefix web test --silent
	@$(BIN)/python -m pytest -n 2 --dist loadgroup --no-loadscope-reorder

check: setup-test ## style, types, floors, schemas: under a minute
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports && npm --prefix web run check --silent

bench: setup-test ## ratios against peers and floors
	@$(BIN)/simulator bench prosody && $(BIN)/simulator bench judgement && $(BIN)/simulator bench pipeline

docs: $(STAMP)/python ## regenerate what is generated: schemas, protocol, settings, rules
	@$(BIN)/python -m tools.generate_docs

clean: ## forget every stamp (the virtual environment stays)
	@rm -rf $(STAMP)
