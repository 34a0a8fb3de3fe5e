# suites of the rules layer; what loading says of right and wrong rules stands in tests/rules/cases
rules_test_libs = tests/libtesting.la libroute/rules/librules.la libroute/feel/libfeel.la \
	libroute/registration/libregistration.la libroute/util/libutil.la $(YAJL_LIBS) $(PCRE2_LIBS) $(BID_LIBS) $(GLIB_LIBS) -lm

check_PROGRAMS += tests/rules/test-cases
tests_rules_test_cases_SOURCES = tests/rules/test-cases.c tests/rules/case-file.c tests/rules/case-file.h
tests_rules_test_cases_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_rules_test_cases_LDADD = $(rules_test_libs)
TESTS += tests/rules/test-cases
EXTRA_DIST += \
	tests/rules/cases/all-at-once.case \
	tests/rules/cases/as-documented.case \
	tests/rules/cases/compile-right.case \
	tests/rules/cases/conditions-wrong.case \
	tests/rules/cases/names-wrong.case \
	tests/rules/cases/overrides.case \
	tests/rules/cases/owners-wrong.case \
	tests/rules/cases/patterns-that-repeat.case \
	tests/rules/cases/patterns-wrong.case \
	tests/rules/cases/protected.case \
	tests/rules/cases/read-right.case \
	tests/rules/cases/read-wrong.case \
	tests/rules/cases/references-wrong.case \
	tests/rules/cases/routes-wrong.case \
	tests/rules/cases/settings-of-plugins.case \
	tests/rules/cases/too-early.case \
	tests/rules/cases/unreadable.case \
	tests/rules/cases/values-wrong.case

check_PROGRAMS += tests/rules/test-facts
tests_rules_test_facts_SOURCES = tests/rules/test-facts.c
tests_rules_test_facts_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_rules_test_facts_LDADD = $(rules_test_libs)
TESTS += tests/rules/test-facts
EXTRA_DIST += tests/rules/facts.txt tests/rules/facts.rules

check_PROGRAMS += tests/rules/test-compile
tests_rules_test_compile_SOURCES = tests/rules/test-compile.c tests/rules/case-file.c tests/rules/case-file.h
tests_rules_test_compile_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_rules_test_compile_LDADD = $(rules_test_libs)
TESTS += tests/rules/test-compile

check_PROGRAMS += tests/rules/test-limits
tests_rules_test_limits_SOURCES = tests/rules/test-limits.c
tests_rules_test_limits_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_rules_test_limits_LDADD = $(rules_test_libs)
TESTS += tests/rules/test-limits

# any text as a file of rules
fuzz_targets += rules
check_PROGRAMS += tests/fuzz/fuzz-rules
tests_fuzz_fuzz_rules_SOURCES = tests/fuzz/fuzz-rules.c
tests_fuzz_fuzz_rules_LDADD = tests/fuzz/libfuzzmain.la libroute/rules/librules.la libroute/feel/libfeel.la \
	libroute/registration/libregistration.la libroute/util/libutil.la $(YAJL_LIBS) $(PCRE2_LIBS) $(BID_LIBS) $(GLIB_LIBS) -lm
