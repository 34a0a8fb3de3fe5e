# suites of the advice: its promises, judged from outside by generated registrations; and pages and JSON that must stay as they are
dist_check_SCRIPTS += \
	tests/advice/cases.sh \
	tests/advice/change.sh \
	tests/advice/golden.sh \
	tests/advice/membership.sh \
	tests/advice/outside.sh \
	tests/advice/schema.sh
TESTS += \
	tests/advice/cases.sh \
	tests/advice/change.sh \
	tests/advice/golden.sh \
	tests/advice/membership.sh \
	tests/advice/outside.sh \
	tests/advice/schema.sh
EXTRA_DIST += \
	tests/advice/golden \
	tests/advice/buurtcoach.rules \
	tests/advice/cases.py \
	tests/advice/change.py \
	tests/advice/change.rules \
	tests/advice/membership.py \
	tests/advice/outside.py \
	tests/advice/schema.py

# a Party that is not among the thirty; membership.sh drops it in
check_LTLIBRARIES += tests/advice/buurtcoach.la
tests_advice_buurtcoach_la_SOURCES = tests/advice/buurtcoach.c
tests_advice_buurtcoach_la_LDFLAGS = $(PLUGIN_LDFLAGS) -rpath /nowhere

# takes over what is said now; read the difference before it is committed
update-golden: all
	top_srcdir='$(abs_top_srcdir)' top_builddir='$(abs_top_builddir)' $(SHELL) $(srcdir)/tests/advice/golden.sh --update
