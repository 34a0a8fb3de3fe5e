# Hostile plugins, each in one way: one is built, and copied for every line of harms.def. They are never loaded into a test's process.
HOSTILE_LDFLAGS = $(PLUGIN_LDFLAGS) -rpath /nowhere

check_LTLIBRARIES += tests/hostile/hostile.la
tests_hostile_hostile_la_SOURCES = tests/hostile/hostile.c tests/hostile/harms.def
# where lines are counted, those of a plugin that may open no file at its end are not
tests_hostile_hostile_la_CFLAGS = $(AM_CFLAGS) -fno-profile-arcs -fno-test-coverage
tests_hostile_hostile_la_LDFLAGS = $(HOSTILE_LDFLAGS)

# what a plugin must not bring along: a library of its own choice, a place to look for libraries, a function chosen while linking
check_LTLIBRARIES += tests/hostile/needs-library.la
tests_hostile_needs_library_la_SOURCES = tests/hostile/linked.c
tests_hostile_needs_library_la_CPPFLAGS = $(AM_CPPFLAGS) '-DID="needs-library"' -DUSES=glib_major_version
tests_hostile_needs_library_la_LDFLAGS = $(HOSTILE_LDFLAGS)
tests_hostile_needs_library_la_LIBADD = $(GLIB_LIBS)

check_LTLIBRARIES += tests/hostile/brings-path.la
tests_hostile_brings_path_la_SOURCES = tests/hostile/linked.c
tests_hostile_brings_path_la_CPPFLAGS = $(AM_CPPFLAGS) '-DID="brings-path"'
tests_hostile_brings_path_la_LDFLAGS = $(HOSTILE_LDFLAGS) -Wl,-rpath,/tmp

# a party of the rules that has a plugin of its own goes by this name
check_LTLIBRARIES += tests/hostile/thief.la
tests_hostile_thief_la_SOURCES = tests/hostile/linked.c
tests_hostile_thief_la_CPPFLAGS = $(AM_CPPFLAGS) '-DID="thief"' '-DALIASES=.aliases = ROUTE_WORDS ("stedelink")'
tests_hostile_thief_la_LDFLAGS = $(HOSTILE_LDFLAGS)

check_LTLIBRARIES += tests/hostile/resolver.la
tests_hostile_resolver_la_SOURCES = tests/hostile/resolver.c
tests_hostile_resolver_la_LDFLAGS = $(HOSTILE_LDFLAGS)

dist_check_SCRIPTS += tests/hostile/make.sh tests/hostile/bar.sh
EXTRA_DIST += tests/hostile/bar.py
check_DATA += tests/hostile/made.stamp
tests/hostile/made.stamp: tests/hostile/hostile.la tests/hostile/harms.def tests/hostile/make.sh
	$(AM_V_GEN)$(SHELL) $(srcdir)/tests/hostile/make.sh $(srcdir)/tests/hostile/harms.def tests/hostile/.libs/hostile.so tests/hostile/made
	$(AM_V_at)touch $@
CLEANFILES += tests/hostile/made.stamp
clean-local: clean-hostile
clean-hostile:
	-rm -rf tests/hostile/made
TESTS += tests/hostile/bar.sh
