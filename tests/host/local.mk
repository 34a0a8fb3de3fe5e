# suites of host
include tests/mocks/local.mk
include tests/hostile/local.mk

host_test_libs = tests/libtesting.la libroute/host/libhost.la libroute/registration/libregistration.la \
	libroute/util/libutil.la $(YAJL_LIBS) $(GLIB_LIBS)

check_PROGRAMS += tests/host/test-load
tests_host_test_load_SOURCES = tests/host/test-load.c
tests_host_test_load_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_host_test_load_LDADD = $(host_test_libs)
TESTS += tests/host/test-load

check_PROGRAMS += tests/host/test-elf
tests_host_test_elf_SOURCES = tests/host/test-elf.c
tests_host_test_elf_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_host_test_elf_LDADD = $(host_test_libs)
TESTS += tests/host/test-elf

check_PROGRAMS += tests/host/test-wire
tests_host_test_wire_SOURCES = tests/host/test-wire.c tests/fuzz/wire.h
tests_host_test_wire_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_host_test_wire_LDADD = $(host_test_libs)
TESTS += tests/host/test-wire

check_PROGRAMS += tests/host/test-ask
tests_host_test_ask_SOURCES = tests/host/test-ask.c
tests_host_test_ask_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_host_test_ask_LDADD = $(host_test_libs)
TESTS += tests/host/test-ask

check_PROGRAMS += tests/host/test-assess
tests_host_test_assess_SOURCES = tests/host/test-assess.c
tests_host_test_assess_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_host_test_assess_LDADD = $(host_test_libs)
TESTS += tests/host/test-assess

check_PROGRAMS += tests/host/test-isolate
tests_host_test_isolate_SOURCES = tests/host/test-isolate.c
tests_host_test_isolate_CPPFLAGS = $(AM_CPPFLAGS) -DPACKAGE_VERSION='"$(PACKAGE_VERSION)"'
tests_host_test_isolate_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_host_test_isolate_LDADD = $(host_test_libs)
TESTS += tests/host/test-isolate

# the host's door to foreign files; test-load cuts and changes real files besides
fuzz_targets += elf
check_PROGRAMS += tests/fuzz/fuzz-elf
tests_fuzz_fuzz_elf_SOURCES = tests/fuzz/fuzz-elf.c
tests_fuzz_fuzz_elf_LDADD = tests/fuzz/libfuzzmain.la libroute/host/libhost.la \
	libroute/registration/libregistration.la libroute/util/libutil.la $(YAJL_LIBS) $(GLIB_LIBS)

# and its doors to helpers, in both directions
fuzz_targets += answer view frame
check_PROGRAMS += tests/fuzz/fuzz-answer tests/fuzz/fuzz-view tests/fuzz/fuzz-frame
tests_fuzz_fuzz_answer_SOURCES = tests/fuzz/fuzz-answer.c tests/fuzz/wire.h
tests_fuzz_fuzz_answer_LDADD = tests/fuzz/libfuzzmain.la libroute/host/libhost.la \
	libroute/registration/libregistration.la libroute/util/libutil.la $(YAJL_LIBS) $(GLIB_LIBS)
tests_fuzz_fuzz_view_SOURCES = tests/fuzz/fuzz-view.c tests/fuzz/wire.h
tests_fuzz_fuzz_view_LDADD = tests/fuzz/libfuzzmain.la libroute/host/libhost.la \
	libroute/registration/libregistration.la libroute/util/libutil.la $(YAJL_LIBS) $(GLIB_LIBS)
tests_fuzz_fuzz_frame_SOURCES = tests/fuzz/fuzz-frame.c
tests_fuzz_fuzz_frame_LDADD = tests/fuzz/libfuzzmain.la libroute/host/libhost.la \
	libroute/registration/libregistration.la libroute/util/libutil.la $(YAJL_LIBS) $(GLIB_LIBS)

EXTRA_DIST += tests/host/conditions.registration.json
