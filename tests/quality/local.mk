# What is asked of the code beside its suites; each a target of its own, none a part of `make check`.
EXTRA_DIST += tests/quality/analyse.sh tests/quality/coverage.sh tests/quality/exceptions.txt .clang-tidy

coverage:
	$(SHELL) $(srcdir)/tests/quality/coverage.sh '$(abs_srcdir)'

analyse:
	$(SHELL) $(srcdir)/tests/quality/analyse.sh '$(abs_srcdir)'
