# make site · make serve · make test · make check · make help
# Everything is installed into .venv, from pins/ with hashes; nothing outside this folder is touched but Chromium (see make test) and Node (see make lint-js).

PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python
PIP    := $(PY) -m pip --quiet --disable-pip-version-check --no-input

# The browser code and what checks it. Building the site needs no Node.
JS      := tests/browser-code
NODE    := $(JS)/node_modules
STYLES  := macros/theme/assets/css
MODULES := macros/search/browser macros/theme/assets/js $(JS)/*.mjs

.DEFAULT_GOAL := help
.PHONY: help site serve test check fix format verify lint-js format-js types-js test-js bench conformity engines scorecard search-exam status pictures pins clean

help: ## Say what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

site: $(VENV)/site.stamp ## Check the sources, build site/ and dist/port-handbook-offline.zip
	@$(PY) -m macros check
	@$(PY) -m macros bundle

serve: $(VENV)/site.stamp ## Live preview on http://127.0.0.1:8000/, which notices changes in docs/, references.bib and macros/
	$(PY) -m mkdocs serve

check: $(VENV)/site.stamp ## Check the sources only, in seconds
	@$(PY) -m macros check

fix: $(VENV)/site.stamp ## Mend what is mechanical
	@$(PY) -m macros check --fix

format: $(VENV)/site.stamp ## Bring references.bib into its canonical form
	@$(PY) -m macros format

status: $(VENV)/site.stamp ## What is stale, unsourced, unreviewed or open
	@$(PY) -m macros status

verify: $(VENV)/site.stamp ## Ask Crossref, PubMed and the web about every reference (needs the internet)
	@$(PY) -m macros verify

test: $(VENV)/test.stamp ## Run every test, in a real browser too
	@$(PY) -m tests.install_browser
	@$(PY) -m pytest -n 2 --dist loadfile tests

lint-js: $(NODE)/.stamp ## Lint the browser code: scripts and style sheets
	@$(NODE)/.bin/prettier --config $(JS)/prettier.config.mjs --log-level warn --check $(MODULES) $(STYLES)
	@$(NODE)/.bin/eslint --config $(JS)/eslint.config.mjs $(MODULES)
	@$(NODE)/.bin/stylelint --config $(JS)/stylelint.config.mjs --config-basedir $(JS) '$(STYLES)/*.css'

format-js: $(NODE)/.stamp ## Format the browser code
	@$(NODE)/.bin/prettier --config $(JS)/prettier.config.mjs --log-level warn --write $(MODULES) $(STYLES)

types-js: $(NODE)/.stamp ## Check the types of the browser code
	@$(NODE)/.bin/tsc -p $(JS)/tsconfig.json

test-js: $(NODE)/.stamp ## Run the tests of the browser code that need no browser
	@node --test $(JS)/*.test.mjs

conformity: $(VENV)/test.stamp ## How well AMA references agree with an independent judge
	@$(PY) -m tests.conformity

engines: $(VENV)/test.stamp ## Whether ProperDocs and Zensical cite the handbook as MkDocs does
	@$(PY) -m tests.engines

scorecard: $(VENV)/test.stamp ## How well the checks find planted faults
	@$(PY) -m tests.scorecard

search-exam: $(VENV)/test.stamp ## How well the search answers what people type
	@$(PY) -m tests.search

bench: $(VENV)/test.stamp ## How fast it is beside others (minutes; installs them into .venv-bench)
	@$(PY) -m tests.bench

pictures: $(VENV)/test.stamp site ## Take the README's pictures of the built site
	@$(PY) -m tests.install_browser
	@$(PY) -m tests.pictures

pins: ## Renew pins/*.txt from pins/*.in (needs uv)
	@for name in site test bench; do uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet pins/$$name.in -o pins/$$name.txt; done

clean: ## Remove what was built (the environment stays)
	rm -rf site dist .build-* .cache .pytest_cache .hypothesis $(NODE)

# Debian ships Python without its venv: say so, or install it where that is allowed.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; set PYTHON=python3.12, say, if yours has another name." >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { rm -rf $(VENV); \
	  if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-venv >/dev/null; \
	  elif command -v apt-get >/dev/null && sudo -n true 2>/dev/null; then sudo apt-get update -qq && sudo apt-get install -y -qq --no-install-recommends python3-venv >/dev/null; \
	  else echo "This Python can't make virtual environments. On Debian or Ubuntu: sudo apt-get install python3-venv" >&2; exit 2; fi; \
	  $(PYTHON) -m venv $(VENV); }

$(VENV)/site.stamp: pins/site.txt | $(VENV)/bin/python
	@echo "Installing what builds the site (once) …"
	@$(PIP) install --require-hashes -r pins/site.txt
	@touch $@

$(VENV)/test.stamp: pins/test.txt $(VENV)/site.stamp
	@echo "Installing what the tests need (once) …"
	@$(PIP) install --require-hashes -r pins/test.txt
	@touch $@

$(NODE)/.stamp: $(JS)/package-lock.json
	@$(PYTHON) -m tests.install_node
	@echo "Installing what checks the browser code (once) …"
	@npm ci --prefix $(JS) --silent
	@touch $@
