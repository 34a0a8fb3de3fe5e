plugin_LTLIBRARIES += plugins/duwo.la
plugins_duwo_la_SOURCES = plugins/duwo/duwo.c
plugins_duwo_la_LDFLAGS = $(PLUGIN_LDFLAGS)
plugins_duwo_la_LIBADD = $(PLUGIN_KNOWLEDGE)
EXTRA_DIST += plugins/duwo/README.md plugins/duwo/tests
