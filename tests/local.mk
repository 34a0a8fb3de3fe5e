noinst_LTLIBRARIES += tests/libtesting.la
tests_libtesting_la_SOURCES = tests/leaks.h tests/testing.c tests/testing.h
tests_libtesting_la_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_libtesting_la_LIBADD = $(CHECK_LIBS) $(GLIB_LIBS)

include tests/fuzz/local.mk
include tests/bench/local.mk
include tests/util/local.mk
include tests/registration/local.mk
include tests/feel/local.mk
include tests/rules/local.mk
include tests/host/local.mk
include tests/weigh/local.mk
include tests/advice/local.mk
include tests/plugins/local.mk
include tests/routectl/local.mk
include tests/engine/local.mk
include tests/faults/local.mk
include tests/quality/local.mk
include tests/soak/local.mk
