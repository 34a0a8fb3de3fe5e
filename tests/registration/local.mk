# suites of the registration layer
check_PROGRAMS += tests/registration/test-reader
tests_registration_test_reader_SOURCES = tests/registration/test-reader.c
tests_registration_test_reader_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_registration_test_reader_LDADD = tests/libtesting.la libroute/registration/libregistration.la \
	libroute/util/libutil.la $(YAJL_LIBS) $(GLIB_LIBS)
TESTS += tests/registration/test-reader
EXTRA_DIST += \
	tests/registration/accepted.ndjson \
	tests/registration/refused.txt \
	tests/registration/typical.json

bench_programs += tests/bench/bench-reader
EXTRA_PROGRAMS += tests/bench/bench-reader
tests_bench_bench_reader_SOURCES = tests/bench/bench-reader.c
tests_bench_bench_reader_LDADD = libroute/registration/libregistration.la libroute/util/libutil.la $(YAJL_LIBS) $(GLIB_LIBS)
