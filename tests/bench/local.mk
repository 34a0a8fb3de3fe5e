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
	tests/bench/registration-3k.json

bench: all $(bench_programs)
	@echo "$$(uname -m), $$(nproc) cores, $$($(CC) --version | head -n 1), libroute $(PACKAGE_VERSION)"
	@for program in $(bench_programs) $(srcdir)/tests/bench/cold-start.sh; do echo "== $$program"; \
	  case $$program in /*) ;; *) program=./$$program ;; esac; \
	  top_srcdir='$(abs_top_srcdir)' top_builddir='$(abs_top_builddir)' $$program || exit 1; done
