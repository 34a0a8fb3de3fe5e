# suites of the registration layer
registration_libs = libroute/registration/libregistration.la libroute/util/libutil.la $(YAJL_LIBS) $(GLIB_LIBS)
registration_cases = tests/registration/cases.c tests/registration/cases.h

check_PROGRAMS += tests/registration/test-reader
tests_registration_test_reader_SOURCES = tests/registration/test-reader.c $(registration_cases)
tests_registration_test_reader_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_registration_test_reader_LDADD = tests/libtesting.la $(registration_libs)
TESTS += tests/registration/test-reader

check_PROGRAMS += tests/registration/test-record
tests_registration_test_record_SOURCES = tests/registration/test-record.c $(registration_cases)
tests_registration_test_record_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_registration_test_record_LDADD = tests/libtesting.la $(registration_libs)
TESTS += tests/registration/test-record

check_PROGRAMS += tests/registration/test-forget
tests_registration_test_forget_SOURCES = tests/registration/test-forget.c $(registration_cases)
tests_registration_test_forget_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_registration_test_forget_LDADD = tests/libtesting.la $(registration_libs)
TESTS += tests/registration/test-forget

check_PROGRAMS += tests/registration/test-schema
tests_registration_test_schema_SOURCES = tests/registration/test-schema.c
tests_registration_test_schema_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS) $(YAJL_CFLAGS)
tests_registration_test_schema_LDADD = tests/libtesting.la $(registration_libs)
TESTS += tests/registration/test-schema

check_PROGRAMS += tests/registration/judge
tests_registration_judge_SOURCES = tests/registration/judge.c
tests_registration_judge_LDADD = $(registration_libs)
dist_check_SCRIPTS += tests/registration/schema.sh
TESTS += tests/registration/schema.sh

EXTRA_DIST += \
	tests/registration/cases/accepted.txt \
	tests/registration/cases/refused.txt \
	tests/registration/schema.py \
	tests/registration/typical.json

bench_programs += tests/bench/bench-reader
EXTRA_PROGRAMS += tests/bench/bench-reader
tests_bench_bench_reader_SOURCES = tests/bench/bench-reader.c
tests_bench_bench_reader_LDADD = $(registration_libs)

fuzz_targets += registration
check_PROGRAMS += tests/fuzz/fuzz-registration
tests_fuzz_fuzz_registration_SOURCES = tests/fuzz/fuzz-registration.c
tests_fuzz_fuzz_registration_LDADD = tests/fuzz/libfuzzmain.la $(registration_libs)
