# What people type. Every target installs the system packages it needs, only where they are missing.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help build run test fixtures national memory format lint revision benchmark instructions clean system valgrind python3 chromium readers python install uninstall deb package packaging fuzz sanitize attack compiler faults

WORK := .workspace
# Used by the checks that open the outputs with other people's tools; nothing of the pipeline needs it.
VENV := .venv
# Where make install puts things; DESTDIR before it is for those who make packages.
PREFIX ?= /usr/local
PACKAGE := .build/package
PYTHON := $(VENV)/bin/python

# As it is installed: with the Swift runtime in it, which starts in half the time.
release = swift build -c release --static-swift-stdlib

# Installs packages of Debian.
apt = as_root=""; [ "$$(id -u)" = 0 ] || as_root=sudo; \
	  $$as_root apt-get update -q && DEBIAN_FRONTEND=noninteractive $$as_root apt-get install -qy $(1)
# Installs those of some packages that are missing.
apt_missing = missing=""; for package in $(1); do \
	  dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; done; \
	if [ -n "$$missing" ]; then $(call apt,$$missing); fi

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

system:
	@$(call apt_missing,libxml2-dev zlib1g-dev libminizip-dev libsqlite3-dev libxlsxwriter-dev pkg-config)

# The instruction counter of check-instructions, and strip.
valgrind:
	@if ! command -v valgrind >/dev/null || ! command -v strip >/dev/null; then $(call apt,valgrind binutils); fi

python3:
	@if ! python3 -c 'import venv, ensurepip' 2>/dev/null; then $(call apt,python3 python3-venv); fi

# Opens the report as its readers do.
chromium:
	@if ! command -v chromium >/dev/null && ! command -v google-chrome >/dev/null; then $(call apt,chromium); fi

# The programs that people open the published folder with: the database's command line, a spreadsheet.
readers:
	@if ! command -v sqlite3 >/dev/null || ! command -v soffice >/dev/null; then $(call apt,sqlite3 libreoffice-calc-nogui); fi

python: python3
	@if ! [ -x $(PYTHON) ] || ! $(PYTHON) -c 'import frictionless, openpyxl, pyarrow, polars, pysdmx' 2>/dev/null; then \
	  python3 -m venv $(VENV) && $(PYTHON) -m pip install -q frictionless openpyxl pyarrow polars 'pysdmx[all]'; fi

build: system ## the executables, optimized, in .build/release/
	$(release)

run: system ## the whole pipeline over Fixtures/inbox, and where the targets stand
	$(release) --product milepost
	.build/release/milepost run --inbox Fixtures/inbox --workspace $(WORK)/run --out $(WORK)/published --as-of 2026-11-30
	@echo "Published in $(WORK)/published; open report.html there."

test: system python chromium readers valgrind compiler ## everything that CI checks
	$(release)
	MILEPOST_BIN=$(CURDIR)/.build/release MILEPOST_PYTHON=$(CURDIR)/$(PYTHON) swift test
	Tests/check-national $(PYTHON)
	Tests/check-disclosure $(PYTHON)
	Tests/check-memory 300
	Tests/Faults/check-faults --kills 8 --signals 4 --every 100 --damage 8 --seed 21
	Tests/Benchmarks/check-instructions

attack: build python ## play the intruder: try to compute withheld figures back from what is published
	Tests/check-disclosure $(PYTHON)

faults: build compiler ## end nights at the worst moment: 500 kills, every system call refused, damaged files (40 minutes)
	Tests/Faults/check-faults --kills 500 --signals 50 --every 1 --damage 200

memory: build ## ingest messages of 3 GB each, and fail above 150 MB resident (20 minutes, 5 GB of disk)
	Tests/check-memory 3000

fixtures: build ## rewrite Fixtures/inbox and the golden files in Fixtures/expected
	Tests/rewrite-fixtures

national: build ## a national inbox in .workspace/national, run and checked against the second implementation
	Tests/check-national python3

benchmark: build python3 ## times and memory beside peers, written into Tests/Benchmarks/RESULTS.md (15 minutes, 3 GB of disk)
	Tests/Benchmarks/benchmark --write

instructions: build python3 valgrind ## record the instruction counts that make test compares
	Tests/Benchmarks/check-instructions --rewrite

fuzz: system ## attack the readers: 200,000 executions of every target of Tests/Fuzz (20 minutes the first time)
	Tests/Fuzz/fuzz

sanitize: system ## the tests under the Address and the Thread Sanitizer (an hour)
	Tests/sanitize

package: system
	Packaging/build $(PACKAGE)

install: package ## the executables, with the Swift runtime in them, manual pages and completions below PREFIX (/usr/local)
	Packaging/install $(PACKAGE) "$(DESTDIR)$(PREFIX)"

uninstall: ## remove what make install put below PREFIX
	Packaging/install --remove "$(DESTDIR)$(PREFIX)"

deb: package packaging ## a Debian package in .build/, which needs no Swift where it is installed
	Packaging/deb $(PACKAGE) .build

# Of the calls that check-faults refuses.
compiler:
	@$(call apt_missing,gcc libc6-dev)

packaging:
	@$(call apt_missing,dpkg-dev binutils)

format: ## lay out the sources
	swift format --in-place --recursive --parallel Package.swift Sources Tests

lint: ## fail where the layout is off, or the revision of the stages is not that of their sources
	swift format lint --strict --recursive --parallel Package.swift Sources Tests
	Tests/stage-revision

revision: ## note that the sources of the stages changed: what older programs left is worked on again
	Tests/stage-revision --write

clean: ## remove what was built
	rm -rf .build $(WORK)
