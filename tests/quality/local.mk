# What is asked of the code beside its suites; each a target of its own, none a part of `make check`.
EXTRA_DIST += tests/quality/analyse.sh tests/quality/coverage.sh tests/quality/exceptions.txt .clang-tidy tests/quality/mutants.txt \
	tests/quality/mutate.py tests/quality/valgrind.sh tests/quality/valgrind.supp

coverage:
	$(SHELL) $(srcdir)/tests/quality/coverage.sh '$(abs_srcdir)'

analyse:
	$(SHELL) $(srcdir)/tests/quality/analyse.sh '$(abs_srcdir)'

# the suites in which threads work side by side; for a build with --enable-sanitizers=thread, under which the others only take long
thread_tests = tests/feel/test-threads tests/registration/test-record tests/host/test-assess tests/host/test-isolate \
	tests/engine/test-engine tests/routectl/test-batch tests/routectl/test-diff.sh tests/routectl/test-advise.sh
check-threads:
	$(MAKE) $(AM_MAKEFLAGS) check TESTS='$(thread_tests)'

# under valgrind, in a build without sanitizers: the suites in C but those of helpers that give up their files and system calls, and of
# an allocator of their own; and those with threads
memcheck_tests = \
	tests/util/test-arena tests/util/test-bytes tests/util/test-date tests/util/test-diagnostic tests/util/test-json-writer tests/util/test-lines \
	tests/util/test-name-table \
	tests/util/test-pattern-code tests/util/test-spelled tests/util/test-visible tests/util/test-words tests/registration/test-reader tests/registration/test-record tests/registration/test-forget \
	tests/registration/test-schema tests/feel/test-bounds tests/feel/test-cases tests/feel/test-conformance tests/feel/test-engine \
	tests/feel/test-explain tests/feel/test-grid tests/feel/test-patterns tests/feel/test-reference tests/feel/test-share tests/feel/test-sieve tests/feel/test-threads \
	tests/feel/test-trail tests/feel/test-unknown \
	tests/rules/test-cases tests/rules/test-facts tests/rules/test-compile tests/rules/test-limits tests/faults/test-changing \
	tests/host/test-load tests/host/test-elf tests/host/test-wire tests/host/test-ask tests/host/test-assess tests/plugins/test-plugins \
	tests/weigh/test-prefilter tests/weigh/test-spots tests/weigh/test-state tests/weigh/test-suppose tests/weigh/test-shortcuts \
	tests/weigh/test-leaks tests/weigh/test-many tests/weigh/test-memory tests/weigh/test-values tests/engine/test-engine \
	tests/engine/test-loading tests/routectl/test-input tests/routectl/test-batch tests/routectl/test-output tests/routectl/test-decision \
	tests/routectl/test-expect
helgrind_tests = tests/feel/test-threads tests/registration/test-record tests/host/test-assess tests/host/test-isolate \
	tests/engine/test-engine tests/routectl/test-batch
check-memcheck helgrind-here:
	$(MAKE) $(AM_MAKEFLAGS) check TESTS=
	@if test $@ = check-memcheck; then tool=memcheck suites='$(memcheck_tests)'; else tool=helgrind suites='$(helgrind_tests)'; fi; \
	$(AM_TESTS_ENVIRONMENT) $(SHELL) $(srcdir)/tests/quality/valgrind.sh $$tool $${VALGRIND_SUITES:-$$suites}
# in a build that tells helgrind what it cannot see (libroute/util/ordering.h)
check-helgrind:
	$(MKDIR_P) helgrind-work
	test -x helgrind-work/config.status || (cd helgrind-work && '$(abs_srcdir)/configure' CPPFLAGS=-DROUTE_HELGRIND >configure.log)
	$(MAKE) -C helgrind-work helgrind-here

# e.g. make mutate LAYER=feel MUTANTS=200 SEED=7
LAYER = weigh
MUTANTS = 100
SEED = 1
mutate_suites = $(feel_tests) tests/rules/test-cases tests/rules/test-compile tests/rules/test-facts tests/rules/test-limits \
	tests/weigh/test-prefilter tests/weigh/test-spots tests/weigh/test-state tests/weigh/test-suppose tests/weigh/test-shortcuts \
	tests/weigh/test-leaks tests/weigh/test-many tests/weigh/test-memory tests/weigh/test-values tests/weigh/adds.la tests/weigh/suspects.la tests/advice/buurtcoach.la tests/mocks/fails.la tests/engine/test-engine
mutate: all $(mutate_suites)
	python3 $(srcdir)/tests/quality/mutate.py '$(abs_srcdir)' . $(LAYER) --count=$(MUTANTS) --seed=$(SEED) \
	  --compile='$(COMPILE) $(YAJL_CFLAGS) -fPIE' --link='$(CC) $(AM_CFLAGS) $(CFLAGS) -pie' \
	  --libs='$(CHECK_LIBS) $(GLIB_LIBS) $(PCRE2_LIBS) $(YAJL_LIBS) $(BID_LIBS)'
