# Everything runs from .venv, made from requirements.lock; one BLAS thread, as on a shared machine.
PYTHON ?= python3
BIN := .venv/bin
PEERS := .venv-peers/bin
export OMP_NUM_THREADS := 1
export OPENBLAS_NUM_THREADS := 1

.PHONY: help lab test test-deep coverage oldest demo site browser peers bench bench-widgets bench-grading grade-many lint tidy pages exercises lock clean

help:  ## show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

.venv/installed: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	$(BIN)/jupyter labextension disable --level=sys_prefix @jupyterlab/apputils-extension:announcements
	touch $@

# Language servers among the developers' tools would greet a student with dialogs of their own.
lab: .venv/installed  ## open JupyterLab on the course (more options: make lab LAB="--port=9000")
	$(BIN)/jupyter lab --LanguageServerManager.autodetect=False \
		$(if $(filter 0,$(shell id -u)),--allow-root) $(LAB)

# A worker without work takes some from another. One that dies is not replaced: the run ends there.
SPREAD := --numprocesses=auto --dist=worksteal --max-worker-restart=0 --durations=10
FAST := not browser and not deep and not peers and not site

test: .venv/installed  ## prove the whole in 4 minutes
	$(BIN)/pytest $(SPREAD) -m "$(FAST)"

test-deep: .venv/installed  ## all that make test leaves out: 8 seeds, all attacks, the oldest NumPy
	$(BIN)/pytest $(SPREAD) -m "deep and not browser and not peers and not site"
	$(MAKE) oldest

# To watch which branches are taken doubles the time that most tests need.
coverage: .venv/installed  ## make test again, and count which branches it takes
	$(BIN)/pytest $(SPREAD) -m "$(FAST)" --cov --cov-report=term --cov-fail-under=90

# As old as pyproject.toml allows, with what was made for it.
.venv-oldest/installed: requirements.lock pyproject.toml
	test -x .venv-oldest/bin/python || $(PYTHON) -m venv .venv-oldest
	.venv-oldest/bin/python -m pip install --quiet --no-deps --require-hashes -r requirements.lock
	.venv-oldest/bin/python -m pip install --quiet \
		"numpy==2.0.*" "scipy==1.13.*" "scikit-learn==1.5.*" "contourpy<1.4"
	.venv-oldest/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

oldest: .venv-oldest/installed  ## test nnlib, the lectures and the bank with the oldest NumPy supported
	.venv-oldest/bin/pytest $(SPREAD) tests/lectures
	.venv-oldest/bin/pytest $(SPREAD) -m "$(FAST)" tests/nnlib \
		tests/autograder/checks/test_outcomes.py tests/autograder/question/test_oracle.py

demo: .venv/installed  ## grade a sample class through nbgrader and print the gradebook
	$(BIN)/autograder demo

site: .venv/installed  ## run the lectures and make pages of them in site/html, for any web server
	rm -rf site
	$(BIN)/sphinx-build -M html docs site --quiet --fail-on-warning --jobs=auto
	$(BIN)/pytest -m site

browser: .venv/installed site  ## drive lectures in a real JupyterLab, and see the site (needs Chromium)
	$(BIN)/pytest -m browser

# PyTorch and the others stay out of .venv: nobody needs them for the course.
.venv-peers/installed: requirements.lock tests/benchmarks/requirements.txt pyproject.toml
	test -x $(PEERS)/python || $(PYTHON) -m venv .venv-peers
	$(PEERS)/python -m pip install --quiet --no-deps --require-hashes -r requirements.lock
	$(PEERS)/python -m pip install --quiet -r tests/benchmarks/requirements.txt
	$(PEERS)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

peers: .venv-peers/installed  ## compare networks and losses with PyTorch
	$(PEERS)/pytest -m peers

bench: .venv-peers/installed  ## time nnlib beside its peers (a quick look: make bench ROUNDS=3)
	MKL_NUM_THREADS=1 NPROC=1 $(PEERS)/python -m tests.benchmarks $(if $(ROUNDS),--rounds=$(ROUNDS))

bench-widgets: .venv/installed  ## time every widget's redraws (a quick look: make bench-widgets MOVES=200)
	MKL_NUM_THREADS=1 $(BIN)/python -m tests.benchmarks.widgets $(if $(MOVES),--moves=$(MOVES))

bench-grading: .venv-peers/installed  ## grade a class beside nbgrader and otter (a quick look: make bench-grading CLASS=8)
	$(PEERS)/python -m tests.benchmarks.grading $(if $(CLASS),--size=$(CLASS) --rounds=$(or $(ROUNDS),1))

grade-many: .venv/installed  ## watch memory over 1,000 submissions, then compare rows of 200 (20 minutes)
	$(BIN)/python -m tests.benchmarks.grading.memory 1000
	$(BIN)/python -m tests.benchmarks.grading.same 200

lint: .venv/installed  ## ruff and pyright for the code; spelling and links for the words
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/basedpyright
	$(BIN)/pytest --quiet tests/docs/test_spelling.py tests/docs/test_links.py

tidy: .venv/installed  ## bring notebooks and code into stored form
	$(BIN)/autograder tidy lectures solutions
	$(BIN)/ruff format .

pages: .venv/installed  ## make the pages on coverage, errata, mistakes and modules
	$(BIN)/python -m docs.ledger
	$(BIN)/python -m docs.catalogue
	$(BIN)/python -m docs.architecture

exercises: .venv/installed  ## make exercises/ from solutions/
	for folder in solutions/*/; do \
		$(BIN)/nbgrader generate_assignment --force $$(basename $$folder) || exit 1; done

lock: .venv/installed  ## resolve requirements.lock anew, from Python 3.11.2 on
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11.2 \
		--generate-hashes --no-annotate --no-header --upgrade --output-file requirements.lock

clean:  ## remove what running has made
	rm -rf .venv .venv-oldest .venv-peers classroom build site *.egg-info
