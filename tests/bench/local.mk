# Benchmarks: reported as ratios and never asserted. `make bench` builds bench_programs and runs them, one after the other.
# Adding one: bench_programs += tests/bench/bench-x, EXTRA_PROGRAMS += tests/bench/bench-x, and its _SOURCES and _LDADD.
# A benchmark prints lines "name: figure unit (what it means)".
bench_programs = tests/bench/bench-advise
EXTRA_PROGRAMS += tests/bench/bench-advise
tests_bench_bench_advise_SOURCES = tests/bench/bench-advise.c
tests_bench_bench_advise_LDADD = libroute/libroute-core.la

bench_programs += tests/bench/bench-feel
EXTRA_PROGRAMS += tests/bench/bench-feel
tests_bench_bench_feel_SOURCES = tests/bench/bench-feel.c
tests_bench_bench_feel_LDADD = libroute/feel/libfeel.la libroute/util/libutil.la $(YAJL_LIBS) $(PCRE2_LIBS) $(BID_LIBS) \
	$(GLIB_LIBS) -lm

# the condition language alone
bench-feel: tests/bench/bench-feel
	@./tests/bench/bench-feel

EXTRA_DIST += \
	tests/bench/cold-start.sh \
	tests/bench/compare.sh \
	tests/bench/diff.sh \
	tests/bench/floor.cc \
	tests/bench/instructions.txt \
	tests/bench/registration-3k.json \
	tests/bench/workload.py

# instructions a call, beside what is kept: a warning in `make check` at most
check_PROGRAMS += tests/bench/count-advise
tests_bench_count_advise_SOURCES = tests/bench/count-advise.c
tests_bench_count_advise_LDADD = libroute/libroute-core.la
dist_check_SCRIPTS += tests/bench/instructions.sh
TESTS += tests/bench/instructions.sh
update-instructions: all tests/bench/count-advise
	@$(AM_TESTS_ENVIRONMENT) $(SHELL) $(srcdir)/tests/bench/instructions.sh update

# against an earlier commit: make bench-compare BASE=HEAD~3
bench-compare:
	@$(SHELL) $(srcdir)/tests/bench/compare.sh '$(abs_srcdir)' '$(BASE)'

# a workload of many criteria, made by a generator outside of this repository: make bench-workload WORKLOAD=DIR
bench-workload: all tests/bench/bench-advise
	@python3 $(srcdir)/tests/bench/workload.py $(abs_builddir)/routectl/routectl '$(WORKLOAD)'
	@./tests/bench/bench-advise --tail '$(WORKLOAD)/route-pattern-240' '$(WORKLOAD)/reg.ndjson'
	@for set in pattern-240 s150; do echo "$$set"; \
	  ./tests/bench/bench-advise --parts "$(WORKLOAD)/route-$$set" '$(WORKLOAD)/reg.ndjson' || exit 1; done

bench: all $(bench_programs)
	@echo "$$(uname -m), $$(nproc) cores, $$($(CC) --version | head -n 1), $(CFLAGS), libroute $(PACKAGE_VERSION)"
	@echo "GLib $$(pkg-config --modversion glib-2.0), PCRE2 $$(pkg-config --modversion libpcre2-8)"
	@for program in $(bench_programs) $(srcdir)/tests/bench/cold-start.sh $(srcdir)/tests/bench/diff.sh; do echo "== $$program"; \
	  case $$program in /*) ;; *) program=./$$program ;; esac; \
	  top_srcdir='$(abs_top_srcdir)' top_builddir='$(abs_top_builddir)' $$program || exit 1; done
	@if test -n "$(WORKLOAD)"; then $(MAKE) -s bench-workload WORKLOAD='$(WORKLOAD)'; fi

# two rule sets on 100,000 cases
bench-diff: all
	@top_srcdir='$(abs_top_srcdir)' top_builddir='$(abs_top_builddir)' $(srcdir)/tests/bench/diff.sh
