# suites of weighing; its promises are judged from outside in tests/advice
check_PROGRAMS += tests/weigh/test-prefilter
tests_weigh_test_prefilter_SOURCES = tests/weigh/test-prefilter.c
tests_weigh_test_prefilter_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_weigh_test_prefilter_LDADD = tests/libtesting.la libroute/libroute-core.la
TESTS += tests/weigh/test-prefilter

check_PROGRAMS += tests/weigh/test-suppose
tests_weigh_test_suppose_SOURCES = tests/weigh/test-suppose.c
tests_weigh_test_suppose_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_weigh_test_suppose_LDADD = tests/libtesting.la routectl/libroutectl.la libroute/libroute-core.la
TESTS += tests/weigh/test-suppose

check_PROGRAMS += tests/weigh/test-shortcuts
tests_weigh_test_shortcuts_SOURCES = tests/weigh/test-shortcuts.c tests/weigh/engine.h
tests_weigh_test_shortcuts_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_weigh_test_shortcuts_LDADD = tests/libtesting.la libroute/libroute-core.la
TESTS += tests/weigh/test-shortcuts
EXTRA_DIST += tests/weigh/shortcuts.rules tests/weigh/twins.rules

check_PROGRAMS += tests/weigh/test-memory
tests_weigh_test_memory_SOURCES = tests/weigh/test-memory.c tests/weigh/engine.h
tests_weigh_test_memory_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_weigh_test_memory_LDADD = tests/libtesting.la libroute/libroute-core.la
TESTS += tests/weigh/test-memory

check_PROGRAMS += tests/weigh/test-leaks
tests_weigh_test_leaks_SOURCES = tests/weigh/test-leaks.c tests/weigh/engine.h
tests_weigh_test_leaks_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_weigh_test_leaks_LDADD = tests/libtesting.la libroute/libroute-core.la
TESTS += tests/weigh/test-leaks

check_PROGRAMS += tests/weigh/test-many
tests_weigh_test_many_SOURCES = tests/weigh/test-many.c tests/weigh/engine.h
tests_weigh_test_many_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_weigh_test_many_LDADD = tests/libtesting.la libroute/libroute-core.la
TESTS += tests/weigh/test-many
EXTRA_DIST += tests/weigh/many

check_PROGRAMS += tests/weigh/test-values
tests_weigh_test_values_SOURCES = tests/weigh/test-values.c tests/weigh/engine.h
tests_weigh_test_values_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_weigh_test_values_LDADD = tests/libtesting.la libroute/libroute-core.la
TESTS += tests/weigh/test-values
EXTRA_DIST += tests/weigh/values.txt

check_PROGRAMS += tests/weigh/test-spots
tests_weigh_test_spots_SOURCES = tests/weigh/test-spots.c
tests_weigh_test_spots_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_weigh_test_spots_LDADD = tests/libtesting.la libroute/libroute-core.la
TESTS += tests/weigh/test-spots

check_PROGRAMS += tests/weigh/test-state
tests_weigh_test_state_SOURCES = tests/weigh/test-state.c tests/weigh/engine.h
tests_weigh_test_state_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_weigh_test_state_LDADD = tests/libtesting.la libroute/libroute-core.la
TESTS += tests/weigh/test-state

dist_check_SCRIPTS += tests/weigh/house.sh
TESTS += tests/weigh/house.sh
EXTRA_DIST += tests/weigh/doubts tests/weigh/house tests/weigh/slow tests/weigh/why
check_LTLIBRARIES += tests/weigh/adds.la tests/weigh/suspects.la
tests_weigh_adds_la_SOURCES = tests/weigh/adds.c
tests_weigh_adds_la_LDFLAGS = $(PLUGIN_LDFLAGS) -rpath /nowhere
tests_weigh_suspects_la_SOURCES = tests/weigh/suspects.c
tests_weigh_suspects_la_LDFLAGS = $(PLUGIN_LDFLAGS) -rpath /nowhere

dist_check_SCRIPTS += tests/weigh/village.sh
TESTS += tests/weigh/village.sh
EXTRA_DIST += tests/weigh/village
