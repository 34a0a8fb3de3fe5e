# suites of util
util_test_libs = tests/libtesting.la libroute/util/libutil.la $(GLIB_LIBS)

check_PROGRAMS += tests/util/test-arena
tests_util_test_arena_SOURCES = tests/util/test-arena.c
tests_util_test_arena_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_util_test_arena_LDADD = $(util_test_libs)
TESTS += tests/util/test-arena

check_PROGRAMS += tests/util/test-bits
tests_util_test_bits_SOURCES = tests/util/test-bits.c
tests_util_test_bits_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_util_test_bits_LDADD = $(util_test_libs)
TESTS += tests/util/test-bits

check_PROGRAMS += tests/util/test-bytes
tests_util_test_bytes_SOURCES = tests/util/test-bytes.c
tests_util_test_bytes_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_util_test_bytes_LDADD = $(util_test_libs)
TESTS += tests/util/test-bytes

check_PROGRAMS += tests/util/test-date
tests_util_test_date_SOURCES = tests/util/test-date.c
tests_util_test_date_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_util_test_date_LDADD = $(util_test_libs)
TESTS += tests/util/test-date

check_PROGRAMS += tests/util/test-diagnostic
tests_util_test_diagnostic_SOURCES = tests/util/test-diagnostic.c
tests_util_test_diagnostic_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_util_test_diagnostic_LDADD = $(util_test_libs)
TESTS += tests/util/test-diagnostic

check_PROGRAMS += tests/util/test-json-writer
tests_util_test_json_writer_SOURCES = tests/util/test-json-writer.c
tests_util_test_json_writer_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_util_test_json_writer_LDADD = $(util_test_libs)
TESTS += tests/util/test-json-writer

check_PROGRAMS += tests/util/test-lines
tests_util_test_lines_SOURCES = tests/util/test-lines.c
tests_util_test_lines_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_util_test_lines_LDADD = $(util_test_libs)
TESTS += tests/util/test-lines

check_PROGRAMS += tests/util/test-words
tests_util_test_words_SOURCES = tests/util/test-words.c
tests_util_test_words_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_util_test_words_LDADD = $(util_test_libs)
TESTS += tests/util/test-words

dist_check_SCRIPTS += tests/util/layers.sh
TESTS += tests/util/layers.sh

check_PROGRAMS += tests/util/test-pattern-code
tests_util_test_pattern_code_SOURCES = tests/util/test-pattern-code.c
tests_util_test_pattern_code_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_util_test_pattern_code_LDADD = $(util_test_libs) $(PCRE2_LIBS)
TESTS += tests/util/test-pattern-code

check_PROGRAMS += tests/util/test-visible
tests_util_test_visible_SOURCES = tests/util/test-visible.c
tests_util_test_visible_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_util_test_visible_LDADD = $(util_test_libs)
TESTS += tests/util/test-visible

check_PROGRAMS += tests/util/test-name-table
tests_util_test_name_table_SOURCES = tests/util/test-name-table.c
tests_util_test_name_table_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_util_test_name_table_LDADD = $(util_test_libs)
TESTS += tests/util/test-name-table

check_PROGRAMS += tests/util/test-spelled
tests_util_test_spelled_SOURCES = tests/util/test-spelled.c
tests_util_test_spelled_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_util_test_spelled_LDADD = $(util_test_libs) $(PCRE2_LIBS)
TESTS += tests/util/test-spelled
