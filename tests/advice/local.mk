# suites of the advice: its promises, judged from outside by generated registrations; and pages and JSON that must stay as they are
dist_check_SCRIPTS += \
	tests/advice/cases.sh \
	tests/advice/golden.sh \
	tests/advice/outside.sh \
	tests/advice/schema.sh
TESTS += \
	tests/advice/cases.sh \
	tests/advice/golden.sh \
	tests/advice/outside.sh \
	tests/advice/schema.sh
EXTRA_DIST += \
	tests/advice/golden \
	tests/advice/cases.py \
	tests/advice/outside.py \
	tests/advice/schema.py

# takes over what is said now; read the difference before it is committed
update-golden: all
	top_srcdir='$(abs_top_srcdir)' top_builddir='$(abs_top_builddir)' $(SHELL) $(srcdir)/tests/advice/golden.sh --update
