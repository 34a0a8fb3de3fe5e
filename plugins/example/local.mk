# the tutorial's plugin: built and tested, but of no party, so neither installed nor among the others
check_LTLIBRARIES += plugins/example/example.la
plugins_example_example_la_SOURCES = plugins/example/example.c
plugins_example_example_la_LDFLAGS = $(PLUGIN_LDFLAGS) -rpath /nowhere
EXTRA_DIST += plugins/example/README.md plugins/example/tests
