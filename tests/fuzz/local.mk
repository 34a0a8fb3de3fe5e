# Fuzz targets: tests/fuzz/fuzz-NAME.c with seeds in tests/fuzz/NAME.in/ and, where there is one, a dictionary NAME.dict.
# Adding one: its name in fuzz_targets, and the four lines of the pattern below.
# `make check` replays the seeds; `make fuzz FUZZ_SECONDS=60` looks for new ones with libFuzzer (needs clang).
fuzz_targets =

noinst_LTLIBRARIES += tests/fuzz/libfuzzmain.la
tests_fuzz_libfuzzmain_la_SOURCES = tests/fuzz/fuzz-main.c tests/fuzz/fuzz.h

# pattern, for a target NAME:
#   fuzz_targets += NAME
#   check_PROGRAMS += tests/fuzz/fuzz-NAME
#   tests_fuzz_fuzz_NAME_SOURCES = tests/fuzz/fuzz-NAME.c
#   tests_fuzz_fuzz_NAME_LDADD = tests/fuzz/libfuzzmain.la libroute/libroute-core.la   (or only the layers it needs)

dist_check_SCRIPTS += tests/fuzz/replay.sh
TESTS += tests/fuzz/replay.sh
EXTRA_DIST += tests/fuzz/corpus.sh tests/fuzz/fuzz.sh tests/fuzz/minimise.sh

# the dist hook cannot list seeds one by one: they are many, and some have odd bytes
dist-hook: dist-fuzz-seeds
dist-fuzz-seeds:
	for seeds in $(srcdir)/tests/fuzz/*.in; do if test -d "$$seeds"; then cp -R "$$seeds" $(distdir)/tests/fuzz/; fi; done
	for corpus in $(srcdir)/tests/fuzz/*.corpus; do if test -f "$$corpus"; then cp "$$corpus" $(distdir)/tests/fuzz/; fi; done
	for words in $(srcdir)/tests/fuzz/*.dict; do if test -f "$$words"; then cp "$$words" $(distdir)/tests/fuzz/; fi; done

FUZZ_SECONDS = 60
fuzz:
	$(SHELL) $(srcdir)/tests/fuzz/fuzz.sh "$(abs_srcdir)" "$(FUZZ_SECONDS)" $(fuzz_targets)
# after it: keeps the fewest inputs that reach what all of them reach
fuzz-minimise:
	$(SHELL) $(srcdir)/tests/fuzz/minimise.sh "$(abs_srcdir)" $(fuzz_targets)

fuzz_targets += feel
check_PROGRAMS += tests/fuzz/fuzz-feel
tests_fuzz_fuzz_feel_SOURCES = tests/fuzz/fuzz-feel.c
tests_fuzz_fuzz_feel_LDADD = tests/fuzz/libfuzzmain.la libroute/libroute-core.la

fuzz_targets += input
check_PROGRAMS += tests/fuzz/fuzz-input
tests_fuzz_fuzz_input_SOURCES = tests/fuzz/fuzz-input.c
tests_fuzz_fuzz_input_LDADD = tests/fuzz/libfuzzmain.la routectl/libroutectl.la libroute/libroute-core.la

fuzz_targets += record
check_PROGRAMS += tests/fuzz/fuzz-record
tests_fuzz_fuzz_record_SOURCES = tests/fuzz/fuzz-record.c
tests_fuzz_fuzz_record_LDADD = tests/fuzz/libfuzzmain.la routectl/libroutectl.la libroute/libroute-core.la
