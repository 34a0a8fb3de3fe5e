# Benchmarks: reported as ratios and never asserted. `make bench` builds bench_programs and runs them, one after the other.
# Adding one: bench_programs += tests/bench/bench-x, EXTRA_PROGRAMS += tests/bench/bench-x, and its _SOURCES and _LDADD.
# A benchmark prints lines "name: figure unit (what it means)".
bench_programs =

bench: all $(bench_programs)
	@for program in $(bench_programs); do echo "== $$program"; \
	  top_srcdir='$(abs_top_srcdir)' top_builddir='$(abs_top_builddir)' ./$$program || exit 1; done
.PHONY: bench

