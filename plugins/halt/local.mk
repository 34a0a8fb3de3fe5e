plugin_LTLIBRARIES += plugins/halt.la
plugins_halt_la_SOURCES = plugins/halt/halt.c
plugins_halt_la_LDFLAGS = $(PLUGIN_LDFLAGS)
plugins_halt_la_LIBADD = $(PLUGIN_KNOWLEDGE)
EXTRA_DIST += plugins/halt/README.md plugins/halt/tests
