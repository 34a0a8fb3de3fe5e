# What is asked of the code beside its suites; each a target of its own, none a part of `make check`.
EXTRA_DIST += tests/quality/coverage.sh

coverage:
	$(SHELL) $(srcdir)/tests/quality/coverage.sh '$(abs_srcdir)'
