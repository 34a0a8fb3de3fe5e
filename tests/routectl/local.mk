# suites of routectl
routectl_test_libs = tests/libtesting.la routectl/libroutectl.la libroute/registration/libregistration.la \
	libroute/util/libutil.la $(YAJL_LIBS) $(GLIB_LIBS)

check_PROGRAMS += tests/routectl/test-input
tests_routectl_test_input_SOURCES = tests/routectl/test-input.c
tests_routectl_test_input_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_routectl_test_input_LDADD = $(routectl_test_libs)
TESTS += tests/routectl/test-input

check_PROGRAMS += tests/routectl/test-batch
tests_routectl_test_batch_SOURCES = tests/routectl/test-batch.c
tests_routectl_test_batch_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_routectl_test_batch_LDADD = $(routectl_test_libs)
TESTS += tests/routectl/test-batch

check_PROGRAMS += tests/routectl/test-output
tests_routectl_test_output_SOURCES = tests/routectl/test-output.c
tests_routectl_test_output_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_routectl_test_output_LDADD = $(routectl_test_libs)
TESTS += tests/routectl/test-output

check_PROGRAMS += tests/routectl/test-decision
tests_routectl_test_decision_SOURCES = tests/routectl/test-decision.c
tests_routectl_test_decision_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_routectl_test_decision_LDADD = $(routectl_test_libs)
TESTS += tests/routectl/test-decision

check_PROGRAMS += tests/routectl/test-expect
tests_routectl_test_expect_SOURCES = tests/routectl/test-expect.c
tests_routectl_test_expect_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_routectl_test_expect_LDADD = $(routectl_test_libs)
TESTS += tests/routectl/test-expect

routectl_scripts = \
	tests/routectl/test-advise.sh \
	tests/routectl/test-calls.sh \
	tests/routectl/test-completion.sh \
	tests/routectl/test-cookbook.sh \
	tests/routectl/test-diff.sh \
	tests/routectl/test-fairness.sh \
	tests/routectl/test-faults.sh \
	tests/routectl/test-feel-verb.sh \
	tests/routectl/test-generate.sh \
	tests/routectl/test-highlight.sh \
	tests/routectl/test-manual.sh \
	tests/routectl/test-memory.sh \
	tests/routectl/test-mistakes.sh \
	tests/routectl/test-sentences.sh \
	tests/routectl/test-plugins-verb.sh \
	tests/routectl/test-record.sh \
	tests/routectl/test-register.sh \
	tests/routectl/test-report.sh \
	tests/routectl/test-report-page.sh \
	tests/routectl/test-rules.sh \
	tests/routectl/test-shadow.sh \
	tests/routectl/test-shipped.sh \
	tests/routectl/test-test-verb.sh \
	tests/routectl/test-top.sh \
	tests/routectl/test-tutorial.sh
dist_check_SCRIPTS += $(routectl_scripts)
TESTS += $(routectl_scripts)
EXTRA_DIST += tests/routectl/browser.py tests/routectl/report-page.py
EXTRA_DIST += tests/routectl/tap.sh tests/routectl/smallest.py tests/routectl/cookbook.py tests/routectl/highlight.py tests/routectl/complete.zsh tests/routectl/rules tests/routectl/site tests/routectl/cases.ndjson tests/routectl/one.json
EXTRA_DIST += tests/routectl/mistakes.py tests/routectl/mistakes.txt tests/routectl/sentences.py tests/routectl/sentences.txt

check_LTLIBRARIES += tests/routectl/untidy.la
tests_routectl_untidy_la_SOURCES = tests/routectl/untidy.c tests/mocks/mock.h
tests_routectl_untidy_la_LDFLAGS = $(MOCK_LDFLAGS)
check_LTLIBRARIES += tests/routectl/changes.la
tests_routectl_changes_la_SOURCES = tests/routectl/changes.c tests/mocks/mock.h
tests_routectl_changes_la_LDFLAGS = $(MOCK_LDFLAGS)
tests_routectl_changes_la_LIBADD = -lm
check_LTLIBRARIES += tests/routectl/hasty.la
tests_routectl_hasty_la_SOURCES = tests/routectl/hasty.c tests/mocks/mock.h
tests_routectl_hasty_la_LDFLAGS = $(MOCK_LDFLAGS)

# puts the outputs of today into the tutorial; read the difference before it is committed
EXTRA_DIST += tests/routectl/tutorial.py
update-tutorial: all
	python3 $(srcdir)/tests/routectl/tutorial.py update routectl/routectl $(srcdir) $(srcdir)/doc/writing-rules.md
