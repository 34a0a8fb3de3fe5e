# suites of feel: what expressions give stands in tests/feel/cases
feel_test_libs = tests/libtesting.la libroute/feel/libfeel.la libroute/util/libutil.la $(YAJL_LIBS) $(PCRE2_LIBS) \
	$(BID_LIBS) $(GLIB_LIBS) -lm

feel_tests = tests/feel/test-bounds tests/feel/test-cases tests/feel/test-conformance tests/feel/test-engine \
	tests/feel/test-explain tests/feel/test-findings tests/feel/test-grid tests/feel/test-patterns tests/feel/test-reference \
	tests/feel/test-share tests/feel/test-sieve tests/feel/test-sizes tests/feel/test-threads tests/feel/test-trail \
	tests/feel/test-unknown
check_PROGRAMS += $(feel_tests)
TESTS += $(feel_tests)

tests_feel_test_bounds_SOURCES = tests/feel/test-bounds.c
tests_feel_test_bounds_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_feel_test_bounds_LDADD = $(feel_test_libs)
tests_feel_test_cases_SOURCES = tests/feel/test-cases.c tests/feel/case-file.c tests/feel/case-file.h
tests_feel_test_cases_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_feel_test_cases_LDADD = $(feel_test_libs)
tests_feel_test_conformance_SOURCES = tests/feel/test-conformance.c
tests_feel_test_conformance_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_feel_test_conformance_LDADD = $(feel_test_libs)
tests_feel_test_engine_SOURCES = tests/feel/test-engine.c tests/feel/bench.c tests/feel/bench.h
tests_feel_test_engine_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_feel_test_engine_LDADD = $(feel_test_libs)
tests_feel_test_explain_SOURCES = tests/feel/test-explain.c tests/feel/case-file.c tests/feel/case-file.h
tests_feel_test_explain_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_feel_test_explain_LDADD = $(feel_test_libs)
tests_feel_test_findings_SOURCES = tests/feel/test-findings.c tests/feel/kept.c tests/feel/kept.h
tests_feel_test_findings_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_feel_test_findings_LDADD = $(feel_test_libs)
tests_feel_test_grid_SOURCES = tests/feel/test-grid.c tests/feel/kept.c tests/feel/kept.h
tests_feel_test_grid_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_feel_test_grid_LDADD = $(feel_test_libs)
tests_feel_test_patterns_SOURCES = tests/feel/test-patterns.c
tests_feel_test_patterns_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_feel_test_patterns_LDADD = $(feel_test_libs)
tests_feel_test_reference_SOURCES = tests/feel/test-reference.c
tests_feel_test_reference_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_feel_test_reference_LDADD = $(feel_test_libs)
tests_feel_test_share_SOURCES = tests/feel/test-share.c tests/feel/bench.c tests/feel/bench.h
tests_feel_test_share_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_feel_test_share_LDADD = $(feel_test_libs)
tests_feel_test_sieve_SOURCES = tests/feel/test-sieve.c
tests_feel_test_sieve_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_feel_test_sieve_LDADD = $(feel_test_libs)
tests_feel_test_sizes_SOURCES = tests/feel/test-sizes.c tests/feel/bench.c tests/feel/bench.h
tests_feel_test_sizes_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_feel_test_sizes_LDADD = $(feel_test_libs)
tests_feel_test_threads_SOURCES = tests/feel/test-threads.c
tests_feel_test_threads_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_feel_test_threads_LDADD = $(feel_test_libs)
tests_feel_test_trail_SOURCES = tests/feel/test-trail.c
tests_feel_test_trail_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_feel_test_trail_LDADD = $(feel_test_libs)
tests_feel_test_unknown_SOURCES = tests/feel/test-unknown.c
tests_feel_test_unknown_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_feel_test_unknown_LDADD = $(feel_test_libs)

EXTRA_DIST += \
	tests/feel/cases/arithmetic.cases \
	tests/feel/cases/builtins.cases \
	tests/feel/cases/dates.cases \
	tests/feel/cases/errors.cases \
	tests/feel/cases/explain.cases \
	tests/feel/cases/findings.cases \
	tests/feel/cases/lists.cases \
	tests/feel/cases/logic.cases \
	tests/feel/cases/ranges.cases \
	tests/feel/cases/texts.cases \
	tests/feel/cases/unary.cases \
	tests/feel/conformance.jsonl \
	tests/feel/grid \
	tests/feel/differential.py

# the layer alone: its library and its suites, without the rest of the house
check-feel: $(feel_tests)
	$(MAKE) $(AM_MAKEFLAGS) TESTS='$(feel_tests)' check_PROGRAMS='$(feel_tests)' check_LTLIBRARIES= check_SCRIPTS= \
	  dist_check_SCRIPTS= check-TESTS

# the reference of the built-in functions, from their table
update-feel-reference: tests/feel/test-reference
	./tests/feel/test-reference --write >$(srcdir)/doc/feel.md
	./tests/feel/test-reference --dictionary >$(srcdir)/tests/fuzz/feel.dict
