# Mixed load over time: a short form in `make check`, hours of it with `make soak SOAK_SECONDS=3600`; doc/reliability.md has figures.
check_PROGRAMS += tests/soak/soak
tests_soak_soak_SOURCES = tests/soak/soak.c tests/soak/soak.h tests/soak/threads.c tests/soak/figures.c
tests_soak_soak_LDADD = libroute/libroute-core.la

dist_check_SCRIPTS += tests/soak/soak.sh
TESTS += tests/soak/soak.sh

SOAK_SECONDS = 3600
SOAK_RELOADS = 10000
soak: all tests/soak/soak tests/hostile/made.stamp
	@$(AM_TESTS_ENVIRONMENT) SOAK_SECONDS=$(SOAK_SECONDS) SOAK_RELOADS=$(SOAK_RELOADS) SOAK_CASES=2000 \
	  $(SHELL) $(srcdir)/tests/soak/soak.sh
