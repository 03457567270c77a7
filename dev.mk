# For those who work on the generator: `make help` lists these targets too.

.PHONY: java lint types coverage lint-js format-js types-js test-js nu conformity engines scorecard search-exam bench compare pictures firefox lighthouse axe

# Its tests make books, too, and judge them with epubcheck.
test: $(VENV)/pango.stamp java

java:
	@command -v java >/dev/null || $(call apt,default-jre-headless) || true
	@command -v java >/dev/null || { echo "The tests of books need Java 11 or newer. Debian, Ubuntu: sudo apt-get install default-jre-headless" >&2; exit 2; }

lint: $(VENV)/dev.stamp lint-js ## Judge the code's form and its layers
	@$(VENV)/bin/ruff format --check macros tests
	@$(VENV)/bin/ruff check macros tests
	@$(VENV)/bin/lint-imports

types: $(VENV)/dev.stamp types-js ## Judge the code's types
	@$(VENV)/bin/mypy

# As long again as these tests take without it: the workflow Check runs it beside them, .ci/run does not.
coverage: $(VENV)/dev.stamp ## Say what the tests reach, lines and branches; fail below the floor in pyproject.toml
	@rm -f .coverage .coverage.*
	@# While it counts, a full disk stops the counting itself, and times say nothing.
	@$(PY) -m coverage run -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder tests/unit tests/scorecard tests/sites \
	  --deselect tests/sites/test_bundle.py::test_a_full_disk_is_words --deselect tests/unit/checks/test_growth.py
	@$(PY) -m coverage combine --quiet
	@$(PY) -m coverage report

# The browser code and what checks it. Building the site needs no Node.
JS      := tests/browser-code
NODE    := $(JS)/node_modules
STYLES  := macros/theme/assets/css
MODULES := macros/search/browser macros/theme/assets/js $(JS)/*.mjs

lint-js: $(NODE)/.stamp ## Lint the browser code: scripts and style sheets
	@$(NODE)/.bin/prettier --config $(JS)/prettier.config.mjs --log-level warn --check $(MODULES) $(STYLES)
	@$(NODE)/.bin/eslint --config $(JS)/eslint.config.mjs $(MODULES)
	@$(NODE)/.bin/stylelint --config $(JS)/stylelint.config.mjs --config-basedir $(JS) '$(STYLES)/*.css'

format-js: $(NODE)/.stamp ## Format the browser code
	@$(NODE)/.bin/prettier --config $(JS)/prettier.config.mjs --log-level warn --write $(MODULES) $(STYLES)

types-js: $(NODE)/.stamp ## Check the types of the browser code
	@$(NODE)/.bin/tsc -p $(JS)/tsconfig.json

test-js: $(NODE)/.stamp $(VENV)/test.stamp ## Run the tests of the browser code that need no browser, and judge the structured data
	@node --test $(JS)/*.test.mjs
	@$(PY) -m tests.structured_data $(NODE)/.structured-data.ts
	@$(NODE)/.bin/tsc --noEmit --strict --target es2022 --module esnext --moduleResolution bundler $(NODE)/.structured-data.ts

$(NODE)/.stamp: $(JS)/package-lock.json
	@$(PYTHON) -m tests.install_node
	@echo "Installing what checks the browser code (once) …"
	@npm ci --prefix $(JS) --ignore-scripts --silent
	@touch $@

# The Nu checker, on every page of both copies. What is left out: it takes a page's own files for foreign ones, since they lie on a
# disk; and Material's autocomplete="off" on its switches, without which Firefox leaves the menu open when a page is loaded again.
NU_LEFT_OUT := .*violates Content Security Policy.*|Attribute .autocomplete. is only allowed when the input type is .*

nu: $(NODE)/.stamp $(VENV)/site.stamp ## Judge the HTML of both copies by the standard (needs Java 11 or newer)
	@command -v java >/dev/null || { echo "The Nu checker needs Java 11 or newer." >&2; exit 2; }
	@{ [ -d site ] && ls dist/*.zip >/dev/null 2>&1; } || $(MAKE) site
	@rm -rf .cache/nu && mkdir -p .cache/nu
	@$(PY) -m zipfile -e "$$(ls -t dist/*.zip | head -n 1)" .cache/nu
	@java -Xss4m -jar $(NODE)/vnu-jar/build/dist/vnu.jar --skip-non-html --Werror --filterpattern '$(NU_LEFT_OUT)' site .cache/nu

conformity: $(VENV)/test.stamp ## How well AMA references agree with an independent judge
	@$(PY) -m tests.conformity

engines: $(VENV)/test.stamp ## Whether ProperDocs and Zensical cite the handbook as MkDocs does
	@$(PY) -m tests.engines

firefox: $(VENV)/test.stamp $(NODE)/.stamp site ## The built pages in Firefox: search, previews, copies, policies
	@$(PY) -m tests.firefox

lighthouse: $(VENV)/test.stamp $(NODE)/.stamp site ## What Lighthouse says of the built pages on a phone (minutes)
	@$(PY) -m tests.install_browser
	@node $(JS)/lighthouse.mjs site "$$($(PY) -c 'from tests.install_browser import found; print(found())')"

axe: $(VENV)/test.stamp site ## Every built page before axe, light and dark, narrow and wide (minutes)
	@$(PY) -m tests.install_browser
	@$(PY) -m tests.axe $(ONLY)

scorecard: $(VENV)/test.stamp ## How well the checks find planted faults
	@$(PY) -m tests.scorecard

search-exam: $(VENV)/test.stamp ## How well the search answers what people type
	@$(PY) -m tests.search

bench: $(VENV)/test.stamp ## How fast it is beside others (minutes; installs them into .venv-bench)
	@$(PY) -m tests.bench --picture .github/readme/bench.svg

compare: $(VENV)/test.stamp ## Whether the handbook of an older commit says the same: make compare OLD=main~5
	@$(PY) -m tests.compare_commits $(OLD)

pictures: $(VENV)/test.stamp site ## Take the README's pictures of the built site
	@$(PY) -m tests.install_browser
	@$(PY) -m tests.pictures
