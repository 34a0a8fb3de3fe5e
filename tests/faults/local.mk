# Faults from below: what the system gives is little, late or nothing. doc/reliability.md has a table of all faults and their suites.
dist_check_SCRIPTS += tests/faults/test-fitful.sh tests/faults/test-starved.sh
TESTS += tests/faults/test-fitful.sh tests/faults/test-starved.sh

# preloaded, so that no sanitizer may be in it
check_LTLIBRARIES += tests/faults/fitful.la
tests_faults_fitful_la_SOURCES = tests/faults/fitful.c
tests_faults_fitful_la_CFLAGS = -std=gnu17 $(WARN_CFLAGS)
tests_faults_fitful_la_LDFLAGS = -module -avoid-version -shared -rpath /nowhere

check_PROGRAMS += tests/faults/test-scarce
tests_faults_test_scarce_SOURCES = tests/faults/test-scarce.c
tests_faults_test_scarce_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_faults_test_scarce_LDADD = tests/libtesting.la libroute/libroute-core.la
TESTS += tests/faults/test-scarce

check_PROGRAMS += tests/faults/test-changing
tests_faults_test_changing_SOURCES = tests/faults/test-changing.c
tests_faults_test_changing_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_faults_test_changing_LDADD = tests/libtesting.la libroute/libroute-core.la
TESTS += tests/faults/test-changing
