# make site · make serve · make test · make check · make help
# Everything is installed into .venv, from pins/ with hashes; nothing outside this folder is touched but Chromium (see make test) and Node (see make lint-js).

PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python
PIP    := $(PY) -m pip --quiet --disable-pip-version-check --no-input

# Material and MkDocs print advice about their successors at every start: see docs/contribute/maintaining.md.
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
# Install packages of Debian or Ubuntu, where that is allowed; false where it is not.
apt = { command -v apt-get >/dev/null && { [ "$$(id -u)" = 0 ] || sudo -n true 2>/dev/null; } \
  && as=$$([ "$$(id -u)" = 0 ] || echo sudo) && $$as apt-get update -qq && $$as env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(1) >/dev/null; }

.PHONY: help site books serve test check fix format verify status pins sbom clean

help: ## Say what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

site: $(VENV)/site.stamp ## Check the sources, build site/ and the offline copy in dist/
	@$(PY) -m macros check
	@$(PY) -m macros bundle

books: $(VENV)/pango.stamp site ## Make the books of the profile in dist/, as PDF and EPUB (minutes)
	@$(PY) -m macros books

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

test: $(VENV)/test.stamp ## Run every test
	@if [ -f tests/install_browser.py ]; then $(PY) -m tests.install_browser; fi
	@$(PY) -m pytest -n 2 --dist loadfile --no-loadscope-reorder tests

pins: $(VENV)/tools.stamp ## Renew pins/*.txt: the newest versions that pins/*.in allow
	@for list in pins/*.in; do echo "$$list"; $(VENV)/bin/uv pip compile --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet $$list -o $${list%.in}.txt || exit 1; done
	@git --no-pager diff --stat -- pins 2>/dev/null || true

sbom: $(VENV)/tools.stamp ## List what the site and the books are built with, as CycloneDX, in dist/
	@mkdir -p dist
	@$(VENV)/bin/cyclonedx-py requirements pins/books.txt --output-reproducible --spec-version 1.6 --output-format JSON --output-file dist/sbom.cdx.json

clean: ## Remove what was built (the environment stays)
	rm -rf site dist .build-* .cache .pytest_cache .hypothesis tests/browser-code/node_modules

# Debian ships Python without its venv: say so, or install it where that is allowed.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; set PYTHON=python3.12, say, if yours has another name." >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { rm -rf $(VENV); $(call apt,python3-venv) \
	  || { echo "This Python can't make virtual environments. On Debian or Ubuntu: sudo apt-get install python3-venv" >&2; exit 2; }; \
	  $(PYTHON) -m venv $(VENV); }

$(VENV)/site.stamp: pins/site.txt | $(VENV)/bin/python
	@echo "Installing what builds the site (once) …"
	@$(PIP) install --require-hashes -r pins/site.txt
	@touch $@

# Each list beyond the site's: .venv/test.stamp is made from pins/test.txt, and so on.
$(VENV)/%.stamp: pins/%.txt $(VENV)/site.stamp
	@echo "Installing what $* needs (once) …"
	@$(PIP) install --require-hashes -r pins/$*.txt
	@touch $@

# WeasyPrint draws letters with Pango, which no Python package brings.
PANGO := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
$(VENV)/pango.stamp: $(VENV)/books.stamp
	@$(PY) -c 'import weasyprint' >/dev/null 2>&1 || $(call apt,$(PANGO)) || true
	@$(PY) -c 'import weasyprint' >/dev/null 2>&1 || { echo "Books need Pango, and it could not be installed here." >&2; \
	  echo "  Debian, Ubuntu:  sudo apt-get install $(PANGO)" >&2; echo "  macOS:           brew install pango" >&2; exit 2; }
	@touch $@

# What only those need who work on the generator itself.
-include dev.mk
