# suites of plugins
check_PROGRAMS += tests/plugins/test-plugins
tests_plugins_test_plugins_SOURCES = tests/plugins/test-plugins.c
tests_plugins_test_plugins_CFLAGS = $(AM_CFLAGS) $(CHECK_CFLAGS)
tests_plugins_test_plugins_LDADD = tests/libtesting.la libroute/host/libhost.la \
	libroute/registration/libregistration.la libroute/util/libutil.la $(YAJL_LIBS) $(GLIB_LIBS)
TESTS += tests/plugins/test-plugins
EXTRA_DIST += tests/plugins/tables
dist_check_SCRIPTS += tests/plugins/test-exports.sh tests/plugins/test-kit.sh
TESTS += tests/plugins/test-exports.sh tests/plugins/test-kit.sh
