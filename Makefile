# Two commands do everything on a Debian machine that has Swift: `make run` and `make test`.

SWIFT ?= swift
SWIFTFLAGS ?=
BUILD = $(SWIFT) build --explicit-target-dependency-import-check error $(SWIFTFLAGS)
PROCLAB = $$($(SWIFT) build --show-bin-path $(SWIFTFLAGS))/proclab
# The tests are run without `swift test` around them, and never for ever: processes are their subject.
TESTS = NO_COLOR=1 timeout 900 $$($(SWIFT) build --show-bin-path $(SWIFTFLAGS))/proclabPackageTests.xctest
# On PATH, or where the toolchain has it, beside the compiler.
DOCC = $$(command -v docc || echo "$$(dirname "$$(readlink -f "$$(command -v $(SWIFT))")")/docc")
BENCHMARKS_BUILD = $(SWIFT) build -c release --package-path Tests/Benchmarks
SOURCES = Package.swift Sources Tests

# What is needed, as Debian names it, and how to tell that it is there.
PACKAGES = libedit-dev pkg-config
TEST_PACKAGES = $(PACKAGES) tmux

.PHONY: run test release soak fuzz sanitize bench mutants manual docs format lint clean setup setup-test

## Build, and replay the notebook.
run: setup
	$(BUILD) --product proclab
	@for part in lifecycle exit-codes logging; do \
	  echo; echo "samples/notebook-$$part.lab"; \
	  $(PROCLAB) samples/notebook-$$part.lab || exit 1; \
	done

## Every test, and the samples as checks. With ONLY=NAME only the tests whose name has that.
test: setup-test lint
	$(BUILD) --build-tests
	@$(TESTS) --testing-library swift-testing --no-parallel $(if $(ONLY),--filter $(ONLY))
	$(if $(ONLY),,$(PROCLAB) check samples)

## Change each expectation of each sample in turn: every such change must be caught.
mutants: setup-test
	$(BUILD) --build-tests
	@PROCLAB_MUTANTS=1 $(TESTS) --testing-library swift-testing --no-parallel --filter MutantTests

## Spawns by the hundred thousand, and sessions killed at random moments: nothing may be left.
## SOAK_SEED, SOAK_SPAWNS, SOAK_KILLS and SOAK_DEADLINE (in milliseconds) change what is done.
soak: setup
	$(BUILD)
	@timeout 3600 $$($(SWIFT) build --show-bin-path $(SWIFTFLAGS))/soak

## Ten million inputs for the language and for session files: no crash, no hang, nothing read wrong.
## FUZZ_SEED, FUZZ_FIRST, FUZZ_INPUTS and FUZZ_DEADLINE (in milliseconds) change what is read.
fuzz: setup
	$(BUILD) -c release --product fuzz
	@timeout 3600 $$($(SWIFT) build --show-bin-path $(SWIFTFLAGS) -c release)/fuzz

## The tests of engine and language with AddressSanitizer, then with ThreadSanitizer. The probes stay
## without: they are to have no threads. Left out are a test of symbols, and one of memory.
sanitize: setup
	$(BUILD) --product probe
	$(BUILD) --product keeper-probe
	@for kind in address thread; do \
	  PROCLAB_SANITIZE=$$kind $(BUILD) --build-tests --sanitize=$$kind --scratch-path .build/$$kind || exit 1; \
	  cp $$($(SWIFT) build --show-bin-path $(SWIFTFLAGS))/*probe .build/$$kind/debug || exit 1; \
	  ASAN_OPTIONS=detect_leaks=0 NO_COLOR=1 timeout 900 .build/$$kind/debug/proclabPackageTests.xctest \
	    --testing-library swift-testing --no-parallel --filter 'ProcessEngineTests|InterpreterTests|LanguageTests' \
	    --skip 'theChildHalfCallsNothing|usageIsTheChildsOwn' || exit 1; \
	done

## The tool as one file that needs no library, and starts in half the time: .build-static/release/proclab
release: setup
	@mkdir -p .build-static/pkgconfig
	@printf '%s\n' 'Name: libedit' 'Description: libedit and what it needs, as archives' 'Version: 3' \
	  'Cflags: -I/usr/include/editline' 'Libs: -l:libedit.a -l:libtinfo.a -l:libbsd.a -l:libmd.a' \
	  > .build-static/pkgconfig/libedit.pc
	$(BUILD) -c release --static-swift-stdlib -Xswiftc -static-executable --product proclab \
	  --pkg-config-path "$$PWD/.build-static/pkgconfig" --scratch-path .build-static

## What it costs, beside the same in C and beside its peers: a table, in a few minutes. Release build.
## BENCH_PAIRS (7), BENCH_ROUNDS (1000), BENCH_CROWD (10000); BENCH="loop start" for some rows only.
bench: release
	$(BENCHMARKS_BUILD)
	@cc -O2 -static -nostartfiles -fno-stack-protector -Wall -Werror -o Tests/Benchmarks/.build/quick Tests/Benchmarks/Quick/quick.c
	@timeout 900 "$$($(BENCHMARKS_BUILD) --show-bin-path)/benchmarks" \
	  .build-static/release/proclab "$$PWD/Tests/Benchmarks/.build/quick" $(BENCH)

## The manual page: man .build/proclab.1
manual:
	$(BUILD) --product proclab
	$(PROCLAB) manual > .build/proclab.1

## The engine documented as a library, to be served from .build/docs. A link that leads nowhere fails.
docs: setup
	@command -v $(DOCC) >/dev/null || { echo "make: docc is not beside $(SWIFT): it comes with the toolchain" >&2; exit 1; }
	$(SWIFT) package $(SWIFTFLAGS) dump-symbol-graph --minimum-access-level public --skip-synthesized-members --emit-extension-block-symbols
	@rm -rf .build/docs .build/docs-symbols && mkdir -p .build/docs-symbols
	@cp "$$($(SWIFT) build --show-bin-path $(SWIFTFLAGS))"/../symbolgraph/ProcessEngine*.symbols.json .build/docs-symbols
	$(DOCC) convert Sources/ProcessEngine/ProcessEngine.docc --additional-symbol-graph-dir .build/docs-symbols \
	  --fallback-bundle-identifier ProcessEngine --fallback-default-module-kind Library \
	  --warnings-as-errors --output-path .build/docs
	@echo 'python3 -m http.server -d .build/docs, and then http://localhost:8000/documentation/processengine'

## Lay the code out as the house does.
format:
	$(SWIFT) format --in-place --parallel --recursive $(SOURCES)

lint:
	$(SWIFT) format lint --strict --parallel --recursive $(SOURCES)

clean:
	$(SWIFT) package clean
	rm -rf .build

setup:
	@$(call install,$(PACKAGES))

setup-test:
	@$(call install,$(TEST_PACKAGES))

# Installs what is missing: as root, or with sudo where that may be used without a password or at
# a terminal. Says so clearly where neither is possible.
define install
	command -v $(SWIFT) >/dev/null || { echo "make: Swift 6.2 or later is needed: https://www.swift.org/install" >&2; exit 1; }; \
	missing=; \
	for package in $(1); do \
	  dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
	done; \
	[ -z "$$missing" ] && exit 0; \
	echo "installing:$$missing"; \
	if [ "$$(id -u)" = 0 ]; then sudo=; \
	elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then sudo=sudo; \
	else echo "make: can't install$$missing: not root, and sudo is not to be had here; install them and run make again" >&2; exit 1; fi; \
	$$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq $$missing >/dev/null \
	|| { echo "make: can't install$$missing: apt-get failed" >&2; exit 1; }
endef
