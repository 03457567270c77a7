# For those who work on the generator: `make help` lists these targets too.

.PHONY: lint types conformity engines scorecard search-exam bench pictures

lint: $(VENV)/dev.stamp ## Judge the code's form and its layers
	@$(VENV)/bin/ruff format --check macros tests
	@$(VENV)/bin/ruff check macros tests
	@$(VENV)/bin/lint-imports

types: $(VENV)/dev.stamp ## Judge the code's types
	@$(VENV)/bin/mypy

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
