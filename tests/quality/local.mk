# What is asked of the code beside its suites; each a target of its own, none a part of `make check`.
EXTRA_DIST += tests/quality/analyse.sh tests/quality/coverage.sh tests/quality/exceptions.txt .clang-tidy \
	tests/quality/mutants.txt tests/quality/mutate.py

coverage:
	$(SHELL) $(srcdir)/tests/quality/coverage.sh '$(abs_srcdir)'

analyse:
	$(SHELL) $(srcdir)/tests/quality/analyse.sh '$(abs_srcdir)'

# e.g. make mutate LAYER=feel MUTANTS=200
LAYER = weigh
MUTANTS = 100
mutate:
	python3 $(srcdir)/tests/quality/mutate.py '$(abs_srcdir)' $(LAYER) --count=$(MUTANTS)
