plugin_LTLIBRARIES += plugins/politie.la
plugins_politie_la_SOURCES = plugins/politie/politie.c
plugins_politie_la_LDFLAGS = $(PLUGIN_LDFLAGS)
plugins_politie_la_LIBADD = $(PLUGIN_KNOWLEDGE)
EXTRA_DIST += plugins/politie/README.md plugins/politie/tests
