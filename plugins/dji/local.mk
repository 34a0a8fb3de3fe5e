plugin_LTLIBRARIES += plugins/dji.la
plugins_dji_la_SOURCES = plugins/dji/dji.c
plugins_dji_la_LDFLAGS = $(PLUGIN_LDFLAGS)
plugins_dji_la_LIBADD = $(PLUGIN_KNOWLEDGE)
EXTRA_DIST += plugins/dji/README.md plugins/dji/tests
