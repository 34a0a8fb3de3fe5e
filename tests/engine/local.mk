check_PROGRAMS += tests/engine/test-engine
tests_engine_test_engine_SOURCES = tests/engine/test-engine.c
tests_engine_test_engine_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_engine_test_engine_LDADD = tests/libtesting.la libroute/libroute-core.la
TESTS += tests/engine/test-engine

check_PROGRAMS += tests/engine/test-loading
tests_engine_test_loading_SOURCES = tests/engine/test-loading.c
tests_engine_test_loading_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_engine_test_loading_LDADD = tests/libtesting.la libroute/libroute-core.la
TESTS += tests/engine/test-loading

dist_check_SCRIPTS += \
	tests/engine/bootstrap.sh \
	tests/engine/embed.sh \
	tests/engine/getters.sh \
	tests/engine/hardening.sh \
	tests/engine/source-style.sh \
	tests/engine/symbols.sh \
	tests/engine/tutorial.sh
TESTS += \
	tests/engine/bootstrap.sh \
	tests/engine/embed.sh \
	tests/engine/getters.sh \
	tests/engine/hardening.sh \
	tests/engine/source-style.sh \
	tests/engine/symbols.sh \
	tests/engine/tutorial.sh
EXTRA_DIST += tests/engine/getters.py
